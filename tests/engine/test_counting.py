"""Totals count red lines and points, never areas or claims."""

from __future__ import annotations

from engine.drafting import ISSUES, draft, point
from random_cases import make_case, says
from redlines.case import Basis
from redlines.engine.plans import check
from redlines.findings import counted_lines, counted_points
from redlines.reading.build import read_case
from test_data import ROOT


def test_red_lines_of_one_party_on_one_heading_are_one():
    case = read_case(ROOT / "data" / "positions.yaml").case
    assert case is not None
    report = check(case, case.plans["zelensky-20"], parties=["russia", "ukraine"])
    crossed = [(grade.issue, line) for grade in report.grades for line in grade.crossed]
    counted = counted_lines(crossed)
    headings = {(line.party, issue.heading) for issue, line in crossed}
    assert len(counted) == len(headings) < len(crossed)
    # SEQ-01 is refused in three regions of territory, in Donetsk beside DON-01.
    assert [
        line.claims[0].statement.id
        for line in counted
        if line.party == "russia" and line.claims[0].issue.startswith("territory")
    ] == ["DON-01"]


def test_a_hard_line_stands_for_soft_ones_and_a_firm_one_for_others():
    said = [
        says(ISSUES, "A", "a", refuses={"border": "open"}, basis=Basis.LAW, disputed=True),
        says(ISSUES, "B", "a", refuses={"border": "open free"}, basis=Basis.OFFICIAL),
        says(ISSUES, "C", "a", refuses={"border": "open permits"}, basis=Basis.LEADER),
    ]
    case = make_case(ISSUES, *said)
    [grade] = check(case, draft(point("1", {"border": "open"})), parties=["a"]).grades
    [line] = counted_lines((grade.issue, line) for line in grade.crossed)
    assert [claim.statement.id for claim in line.claims] == ["C"]


def test_points_that_act_together_are_one():
    case = make_case(ISSUES, says(ISSUES, "A", "a", refuses={"border": "open"}))
    both = draft(
        point("1", {"border": "open free"}), point("2", {"border": "open", "seat": "oslo"})
    )
    report = check(case, both, parties=["a"])
    assert counted_points(report.grades) == ("1", "2")
    assert counted_points(grade for grade in report.grades if grade.issue.id == "border") == ("1",)
