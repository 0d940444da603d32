"""Charts for the tests, and what is read out of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from lake import lake
from lake_plans import draft

from redlines import check, deal, gap, matrix, timeline
from redlines.case import Case, Plan
from redlines.view.board_document import boards
from redlines.view.chart import Sheet
from redlines.view.chart_deal import deal_chart
from redlines.view.chart_gap import gap_chart
from redlines.view.chart_issue import issue_chart
from redlines.view.chart_matrix import matrix_chart
from redlines.view.chart_plan import plan_chart
from redlines.view.chart_timeline import timeline_chart
from redlines.view.titled import titled

GOLDEN = Path(__file__).parents[1] / "golden"
SVG = "{http://www.w3.org/2000/svg}"
LAKE = titled(lake())
SHORES = tuple(LAKE.parties)


def gap_of(case: Case, sheet: Sheet, parties: Sequence[str], *, full: bool = False) -> str:
    return gap_chart(gap(case, parties), case, sheet, full=full)


def issue_of(case: Case, sheet: Sheet, parties: Sequence[str], issue: str, *plans: Plan) -> str:
    report = gap(case, parties, issues=case.headings[issue])
    checks = [check(case, plan) for plan in plans]
    (board,) = boards(report, case, deal(case, parties), checks)
    return issue_chart(board, report, case, sheet)


def plan_of(case: Case, sheet: Sheet, plan: Plan) -> str:
    return plan_chart(check(case, plan), case, sheet)


def deal_of(case: Case, sheet: Sheet, parties: Sequence[str]) -> str:
    return deal_chart(deal(case, parties), gap(case, parties), case, sheet)


def timeline_of(case: Case, sheet: Sheet, parties: Sequence[str]) -> str:
    return timeline_chart(timeline(case, parties), case, sheet)


def matrix_of(case: Case, sheet: Sheet) -> str:
    return matrix_chart(matrix(case), case, sheet)


def every(case: Case, sheet: Sheet, plan: Plan) -> dict[str, str]:
    """All pictures of a case by name."""
    parties = tuple(case.parties)
    issues = {f"issue {own}": issue_of(case, sheet, parties, own, plan) for own in case.headings}
    return {
        "gap": gap_of(case, sheet, parties),
        "gap of two": gap_of(case, sheet, parties[:2]),
        "plan": plan_of(case, sheet, plan),
        "deal": deal_of(case, sheet, parties),
        "timeline": timeline_of(case, sheet, parties[:2]),
        "matrix": matrix_of(case, sheet),
        **issues,
    }


@cache
def of_lake(sheet: Sheet) -> dict[str, str]:
    return every(LAKE, sheet, draft())


class Picture:
    """An SVG as it is read: its elements, and its texts from top to bottom as they stand in it."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg.encode())
        self.elements = list(self.root.iter())
        self.tags = {own.tag.removeprefix(SVG) for own in self.elements}
        self.texts = [" ".join("".join(t.itertext()).split()) for t in self.root.iter(f"{SVG}text")]
        self.text = "\n".join(self.texts)

    def filled(self, fill: str) -> int:
        """How many boxes are filled so."""
        return sum(own.get("fill") == fill for own in self.root.iter(f"{SVG}rect"))
