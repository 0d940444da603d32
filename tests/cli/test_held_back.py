"""What parties hold back and what is asked for in vain, in every format of `gap` and `check`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import Run

CASE = """\
redlines: 1
title: Held back
parties: {north: {}, south: {}}
issues:
  pier: {scale: {none: no pier, short: a short one, long: a long one}}
  dam: {options: {built: it is built, left: it is left}}
  fee: {scale: {free: no fee, low: a low one, high: a high one}}
positions:
  north:
    - {id: N-1, refuses: {pier: short}}
    - {id: N-2, accepts: {pier: short}, if: {dam: left}}
    - {id: N-3, refuses: {pier: none}, unless: {dam: [built, left]}}
    - {id: N-4, accepts: {pier: none}, if: {dam: left}}
    - {id: N-5, refuses: {fee: high}}
  south:
    - {id: S-1, demands: {pier: [none, short]}}
    - {id: S-2, demands: {fee: high}, vague: true}
"""
PLAN = "redlines: 1\nplan: %s\npoints:\n  - {id: p, text: A pier, sets: {pier: %s%s}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "positions.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "plans").mkdir()
    for name, level, dam in (
        ("met", "short", ", dam: left"),
        ("unmet", "short", ", dam: built"),
        ("open", "short", ", dam: any"),
        ("bare", "none", ""),
    ):
        text = PLAN % (name, level, dam)
        (tmp_path / "plans" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


WITHHELD = "north offers short if Dam is left (N-2), behind its own red line N-1"
LIFTING = "north offers “none” if Dam is left (N-4), which lifts its own red line N-3"


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_gap_tells_each_offer_with_its_condition_and_the_red_line_before_it(
    run: Run, folder: Path, form: str
) -> None:
    out = run("gap", "north", "south", "--full", "--case", str(folder), "-f", form).out
    plain = " ".join(out.replace("\\", "").split())
    assert WITHHELD in plain
    assert LIFTING in plain
    head = "Contested, one side demands what the other refuses: Pier*, Fee*."
    assert head in plain
    assert "* Only by conditional, disputed or vague statements." in plain
    assert "contested, but only softly: south demands all but long (S-1), which north" in plain


def test_gap_tells_it_as_data(run: Run, valid: Callable[[Any], None], folder: Path) -> None:
    told = run("gap", "north", "south", "--case", str(folder), "-f", "json").json
    valid(told)
    pier, _, fee = told["data"]["issues"]
    north = pier["positions"][0]
    withheld = {
        "statement": "N-2",
        "verb": "accepts",
        "soft": True,
        "if": [{"issue": "dam", "outcomes": ["left"]}],
        "outcomes": ["short"],
        "red_lines": ["N-1@pier"],
        "met": None,
    }
    assert (north["narrowed"], north["withheld"]) == ([], [withheld])
    assert [own["statement"] for own in north["on_condition"]] == ["N-4"]
    assert pier["unmet"] == [
        {
            "party": "south",
            "soft": False,
            "outcomes": ["none", "short"],
            "statements": ["S-1"],
            "refused_by": ["north"],
            "together": False,
        }
    ]
    assert (pier["contested"], fee["contested"]) == ("soft", "soft")
    assert (told["summary"]["contested"], told["summary"]["softly_contested"]) == (2, 2)
    args = {own["issue"]: own["args"] for own in told["findings"]}
    assert args["pier"]["contested"] == "soft"


def test_gap_tells_it_in_a_table_for_spreadsheets(run: Run, folder: Path) -> None:
    out = run("gap", "north", "south", "--case", str(folder), "-f", "csv").out
    north, south, *_ = csv.DictReader(io.StringIO(out))
    assert (north["withheld"], north["on_condition"], north["unmet"]) == ("N-2", "N-4", "")
    assert (south["contested"], south["unmet"], south["refused_by"]) == (
        "soft",
        "none short",
        "north",
    )


@pytest.mark.parametrize(
    ("plan", "answer", "met"),
    [("met", "meets", True), ("unmet", "does not meet", False), ("open", "leaves open", None)],
)
def test_check_tells_the_offer_beside_the_red_line_that_is_crossed(
    run: Run, valid: Callable[[Any], None], folder: Path, plan: str, answer: str, met: bool | None
) -> None:
    asked = ("check", plan, "--issue", "pier", "--party", "north", "--case", str(folder))
    line = (
        f"offers short if Dam is left, which the plan {answer} (N-2), behind its own red line N-1"
    )
    assert line in run(*asked).out
    told = run(*asked, "-f", "json").json
    valid(told)
    (grade,) = told["data"]["grades"]
    assert [(own["statement"], own["met"]) for own in grade["withheld"]] == [("N-2", met)]
    assert grade["on_condition"] == []
    assert "N-2" in {own["id"] for own in told["data"]["statements"]}
    assert line in run(*asked, "-f", "jsonl").out


def test_check_tells_on_which_condition_the_line_that_is_crossed_would_go(
    run: Run, folder: Path
) -> None:
    out = run("check", "bare", "--party", "north", "--case", str(folder)).out
    assert (
        "offers “none” if Dam is left, which the plan does not meet (N-4), which lifts its own red "
        "line N-3"
    ) in out
