"""What a report says of days after its own: nothing of what ends then."""

from __future__ import annotations

from pathlib import Path

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
