"""A condition that fits no issue of the case is told beside its claim, wherever that is told."""

import csv
import io
from pathlib import Path

import pytest

from cli.runs import Run

CASE = """\
redlines: 1
title: Pier
as_of: 2025-06-01
parties: {north: {}, south: {}}
issues:
  pier: {scale: {none: none, short: short, long: long}}
positions:
  north:
    - {id: N-1, said: 2025-01-01, accepts: {pier: long}, proviso: it snows}
    - {id: N-2, said: 2025-01-01, until: 2025-02-01, refuses: {pier: none}, proviso: it rains}
  south:
    - {id: S-1, said: 2025-01-01, refuses: {pier: [none, short]}, proviso: tolls are paid}
    - {id: S-2, said: 2025-01-01, demands: {pier: long}}
"""
PLAN = "redlines: 1\nplan: draft\npoints: [{id: p, text: A long pier., sets: {pier: long}}]\n"


@pytest.fixture
def asked(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/draft.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "positions.yaml").write_text(CASE, encoding="utf-8")
    return "--case", str(tmp_path)


def test_show_tells_it_as_a_row_and_with_what_has_ended(run: Run, asked: tuple[str, str]) -> None:
    out = run("show", "N-1", *asked).out
    assert [line.split() for line in out.splitlines() if "snows" in line] == [["if", "it", "snows"]]
    assert "if it rains" in run("show", "north", *asked).out


def test_gap_and_check_tell_it(run: Run, asked: tuple[str, str]) -> None:
    told = " ".join(run("gap", "north", "south", "--full", *asked).out.split())
    assert "at best overlap if N-1 (conditional) counts" in told
    told = " ".join(run("check", "draft", *asked, "--width", "120").out.split())
    assert "open whether it snows (N-1)" in told


def test_csv_has_a_column_for_it(run: Run, asked: tuple[str, str]) -> None:
    out = run("list", "statements", "-f", "csv", *asked).out
    found = {row["id"]: row["proviso"] for row in csv.DictReader(io.StringIO(out))}
    assert found == {"N-1": "it snows", "N-2": "it rains", "S-1": "tolls are paid", "S-2": ""}
