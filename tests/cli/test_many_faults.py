"""One slip in a whole table: the first of it for people, all of it for programs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from runs import Run

from drawing import drawn

SLIPS = drawn(1_200, full=6_000)
MORE = f"and {SLIPS - 20:,} more `unknown-outcome`"
HEAD = """
redlines: 1
title: The gate
issues: {gate: {scale: {open: It is open., shut: It is shut.}}}
parties: {a: {}, b: {}}
positions:
  a:
    - {id: A-1, demands: {gate: open}, by: 1, note: }
"""


@pytest.fixture
def slips(tmp_path: Path) -> str:
    """A case in which every statement of one party has the same slip."""
    wrong = "".join(f"    - {{id: B-{i}, refuses: {{gate: opne}}}}\n" for i in range(SLIPS))
    (tmp_path / "positions.yaml").write_text(f"{HEAD.lstrip()}  b:\n{wrong}")
    return str(tmp_path)


def test_people_are_told_the_first_and_how_many_more(run: Run, slips: str) -> None:
    ran = run("validate", slips)
    assert ran.out.count("error[unknown-outcome]") == 20
    assert ran.out.count("error[empty-value]") == 1
    assert ran.out.count(f"{MORE}\n") == 1
    assert f"{SLIPS + 1} errors" in ran.out
    assert len(ran.out.splitlines()) < 200
    page = run("validate", slips, "-f", "markdown")
    assert page.out.count("| unknown-outcome |") == 20
    assert MORE in page.out.replace("\\", "")


@pytest.mark.parametrize(
    "args",
    [("gap", "a", "b"), ("show", "a"), ("list", "parties"), ("check", "x"), ("diff", "x", "y")],
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_so_is_stderr_of_every_command(
    run: Run, slips: str, args: tuple[str, ...], form: str
) -> None:
    ran = run(*args, "--case", slips, "-f", form)
    assert ran.code == 2
    assert ran.err.count("error[unknown-outcome]") == 20
    assert ran.err.count(f"{MORE}\n") == 1
    if form == "json":
        assert [own["id"] for own in ran.json["errors"]].count("unknown-outcome") == SLIPS


def test_programs_are_told_all(run: Run, slips: str) -> None:
    assert len(run("validate", slips, "-f", "json").json["findings"]) == SLIPS + 1
    rows = list(csv.DictReader(io.StringIO(run("validate", slips, "-f", "csv").out)))
    assert [row["id"] for row in rows].count("unknown-outcome") == SLIPS
    for form in ("jsonl", "junit", "sarif", "gitlab"):
        assert run("validate", slips, "-f", form).out.count("opne") >= SLIPS
