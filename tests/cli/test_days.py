"""What a report says of days after its own: nothing of what ends, a count of what is said then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import Run

CASE = """\
redlines: 1
title: Days
as_of: 2025-06-30
parties: {north: {}, south: {}, east: {}}
issues:
  pier: {scale: {none: no pier, short: a short one, long: a long one}}
  fee: {scale: {free: no fee, low: a low one}}
positions:
  north:
    - {id: N-1, said: 2025-01-10, until: 2031-05-05, demands: {pier: long}, refuses: {pier: none}}
  south:
    - {id: S-1, said: 2025-02-01, until: 2031-05-05, accepts: {pier: short}, refuses: {pier: long}}
    - {id: S-2, said: 2025-07, until: 2025-09-01, demands: {fee: free}}
    - {id: S-3, said: 2026-03-01, demands: {pier: short}}
  east:
    - {id: E-1, said: 2026-05-01, refuses: {pier: long}}
"""
PLAN = """\
redlines: 1
plan: %s
points: [{id: pier, text: A pier is built., sets: {pier: %s}}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "positions.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "plans").mkdir()
    for name, level in (("first", "short"), ("second", "long"), ("third", "none")):
        (tmp_path / "plans" / f"{name}.yaml").write_text(PLAN % (name, level), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "github", "jsonl"])
@pytest.mark.parametrize(
    "asked",
    [("gap", "north", "south"), ("check", "second"), ("diff", "first", "second")],
    ids=" ".join,
)
def test_a_report_says_nothing_of_an_end_that_lies_after_its_day(
    run: Run, folder: Path, asked: tuple[str, ...], form: str
) -> None:
    out = run(*asked, "--case", str(folder), "-f", form).out
    assert "S-1" in out or asked[0] == "gap"
    assert "2031" not in out


def test_show_and_list_tell_when_a_statement_ends(run: Run, folder: Path) -> None:
    for asked in (("show", "pier"), ("show", "N-1"), ("show", "north"), ("list", "statements")):
        assert "in force until 2031-05-05" in run(*asked, "--case", str(folder)).out
    shown = run("show", "N-1", "--case", str(folder), "-f", "json").json
    assert shown["data"]["statement"]["until"] == "2031-05-05"


HEADS = {
    "gap north south": (2, "2026-03-01"),
    "gap north south --issue fee": (1, "2025-07-31"),
    "gap north south --as-of 2025-08-01": (1, "2026-03-01"),
    "gap north south --as-of 2026-03-01": (0, None),
    "gap north south east": (3, "2026-05-01"),
    "check second": (3, "2026-05-01"),
    "check second --party south --issue fee": (1, "2025-07-31"),
    "diff first second": (3, "2026-05-01"),
    "diff first first --party north": (0, None),
    "diff first first --party south": (2, "2026-03-01"),
    "show pier": (2, "2026-05-01"),
    "show south --as-of 2025-08-01": (1, "2026-03-01"),
}


@pytest.mark.parametrize("asked", HEADS)
def test_every_head_counts_the_later_statements_of_the_parties_asked_for(
    run: Run, valid: Callable[[Any], None], folder: Path, asked: str
) -> None:
    number, day = HEADS[asked]
    told = run(*asked.split(), "--case", str(folder), "-f", "json").json
    valid(told)
    assert told["data"]["later"] == {"statements": number, "as_of": day}
    said = "statement said later does" if number == 1 else "statements said later do"
    last = "it" if number == 1 else "the last"
    line = f"{number} {said} not count; --as-of {day} has {last}"
    assert len(line) <= 76
    for form in ("table", "markdown"):
        out = run(*asked.split(), "--case", str(folder), "-f", form, "--width", "80").out
        assert (line in out) is bool(number)
        assert ("--as-of" in out) is bool(number)


def test_a_page_that_is_judged_on_no_day_counts_nothing(run: Run, folder: Path) -> None:
    assert run("show", "S-1", "--case", str(folder), "-f", "json").json["data"]["later"] is None


def test_validate_names_each_later_statement_where_it_is_dated(run: Run, folder: Path) -> None:
    told = run("validate", str(folder), "-f", "json").json
    found = [own for own in told["findings"] if own["id"] == "after-as-of"]
    assert [own["args"]["statement"] for own in found] == ["S-2", "S-3", "E-1"]
    assert [(own["level"], own["place"]["column"]) for own in found] == [("info", 23)] * 3
    assert found[0]["message"] == (
        "S-2 counts from 2025-07-31 on, after the day of the case, 2025-06-30"
    )
    assert told["exit_code"] == 0


def test_what_changed_is_told_with_how_soft_it_is_and_on_the_day_as_said(
    run: Run, folder: Path
) -> None:
    softly = """\
    - {id: E-2, said: 2024-02, until: 2025-03-01, disputed: true, vague: true, refuses: {fee: low}}
    - {id: E-3, said: 2024-05-01, refuses: {fee: low}}
    - {id: E-4, said: 2025-04, replaces: E-3, refuses: {fee: free}}
    - {id: E-5, said: 2025-08, refuses: {fee: low}, unless: {pier: long}}
    - {id: E-6, said: 2025-09-01, proviso: it rains, accepts: {fee: low}}
"""
    (folder / "positions.yaml").write_text(CASE + softly, encoding="utf-8")
    out = " ".join(run("show", "fee", "--case", str(folder)).out.split())
    assert "until 2025-03-01 E-2 east refuses low (2024-02, disputed, vague)" in out
    assert "until 2025-04 E-3 east refuses low (2024-05-01, replaced by E-4)" in out
    assert "from 2025-08 E-5 east refuses low (2025-08, conditional)" in out
    assert "E-6 east accepts low (2025-09-01, conditional, if it rains)" in out
    shown = run("show", "E-3", "--case", str(folder)).out
    assert "replaced in 2025-04 by E-4" in " ".join(shown.split())
