"""Totals count red lines and acts, never areas."""

from __future__ import annotations

from pathlib import Path

from redlines.engine.plans import check
from redlines.plan_findings import GradeWord
from redlines.reading.build import read_case
from redlines.view.plan_outline import distinct_lines

ROOT = Path(__file__).parents[2]


def test_an_act_over_several_areas_is_one_red_line_also_where_another_repeats_it():
    case = read_case(ROOT / "data" / "positions.yaml").case
    assert case is not None
    report = check(case, case.plans["zelensky-20"], parties=["russia"])
    crossing = [grade for grade in report.grades if grade.word is GradeWord.CROSSES]
    lines = distinct_lines((line for grade in crossing for line in grade.crossed), case)
    held = [{claim.statement.id for claim in line.claims} for line in lines]
    # SEQ-01a stands in three regions, in Donetsk beside DON-01.
    assert [ids for ids in held if "SEQ-01a" in ids] == [{"DON-01", "SEQ-01a"}]
