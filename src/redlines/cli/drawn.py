"""The pictures of `redlines chart`, each with the analysis that it shows.

Parties are called by their titles: a picture names no command that would want their ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from redlines.api.asked import draft_of
from redlines.api.names import Noun, find, issues
from redlines.cli import options
from redlines.cli.asked import Asked, asked_of, lookups
from redlines.failure import NotDoneError, together
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Assumption, Case, Party
    from redlines.view.chart import Sheet


class Picture(StrEnum):
    """What is drawn."""

    GAP = "gap"
    ISSUE = "issue"
    PLAN = "plan"
    DEAL = "deal"
    TIMELINE = "timeline"
    MATRIX = "matrix"


def drawn(
    what: Picture,
    case: Case,
    names: Sequence[str],
    asking: options.Asking,
    sheet: Sheet,
    *,
    full: bool = False,
) -> str:
    """The picture that is asked for; raises NotDoneError for what the case lacks."""
    if what in (Picture.ISSUE, Picture.PLAN, Picture.DEAL) and asking.issue:
        raise NotDoneError(f"`chart {what}` takes no --issue", code="usage")
    match what:
        case Picture.GAP:
            return _gap(case, names, asking, sheet, full=full)
        case Picture.ISSUE:
            return _issue(case, names, asking, sheet)
        case Picture.PLAN:
            return _plan(case, names, asking, sheet)
        case Picture.DEAL:
            return _deal(case, names, asking, sheet)
        case Picture.TIMELINE:
            return _timeline(case, names, asking, sheet)
        case Picture.MATRIX:
            return _matrix(case, names, asking, sheet)
        case _ as never:
            assert_never(never)


def _told(case: Case, asked: Asked) -> tuple[Case, list[Party], Assumption]:
    """The case with titles for ids, the parties as it has them, and what is assumed of it."""
    from redlines.view.titled import titled, titled_assumption

    told = titled(case)
    every = dict(zip(case.parties, told.parties.values(), strict=True))
    parties = [every[id_] for id_ in asked.parties]
    return told, parties, titled_assumption(asked.assumption, case)


def _gap(
    case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet, *, full: bool
) -> str:
    from redlines import gap
    from redlines.view.chart_gap import gap_chart

    asked = asked_of(case, asking, names, between="gap", everyone=False)
    told, parties, assumption = _told(case, asked)
    return gap_chart(gap(told, parties, assumption, issues=asked.issues), told, sheet, full=full)


def _issue(case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet) -> str:
    from redlines import check, deal, gap
    from redlines.view.board_document import boards
    from redlines.view.chart_issue import issue_chart

    first, others = _first(names, "issue")
    together(lambda: find(case, first, (Noun.ISSUE,)), *lookups(case, asking, others))
    chosen = issues(case, [first])
    told, parties, assumption = _told(case, asked_of(case, asking, others, between="gap"))
    report = gap(told, parties, assumption, issues=chosen)
    if not (others or asking.group):
        heard = [
            own
            for at, own in enumerate(parties)
            if any(not item.positions[at].silent for item in report.issues)
        ]
        if len(heard) < 2:
            raise NotDoneError(
                f"fewer than two parties have spoken on `{visible(first)}`",
                code="too-few-parties",
                advice="name two parties to draw it all the same",
            )
        report = gap(told, heard, assumption, issues=chosen)
    packages = deal(told, report.parties, assumption)
    checks = [check(told, own, assumption, issues=chosen) for own in told.plans.values()]
    board = next(boards(report, told, packages, checks))
    return issue_chart(board, report, told, sheet)


def _plan(case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet) -> str:
    from redlines import check
    from redlines.view.chart_plan import plan_chart

    first, others = _first(names, "plan")
    together(lambda: draft_of(case, first), *lookups(case, asking, others))
    told, parties, assumption = _told(case, asked_of(case, asking, others))
    return plan_chart(check(told, first, assumption, parties=parties), told, sheet)


def _first(names: Sequence[str], what: str) -> tuple[str, Sequence[str]]:
    """The issue or the plan that is named before all parties, and these."""
    if names:
        return names[0], names[1:]
    raise NotDoneError(
        f"`chart {what}` needs {'an' if what == 'issue' else 'a'} {what}",
        code="usage",
        advice=f"`redlines list {what}s` names them all",
    )


def _deal(case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet) -> str:
    from redlines import deal, gap
    from redlines.view.chart_deal import deal_chart

    told, parties, assumption = _told(case, asked_of(case, asking, names, between="deal"))
    packages = deal(told, parties, assumption)
    return deal_chart(packages, gap(told, parties, assumption), told, sheet)


def _timeline(case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet) -> str:
    from redlines import timeline
    from redlines.view.chart_timeline import timeline_chart

    asked = asked_of(case, asking, names, between="timeline", everyone=False)
    told, parties, assumption = _told(case, asked)
    return timeline_chart(timeline(told, parties, assumption, issues=asked.issues), told, sheet)


def _matrix(case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet) -> str:
    from redlines import matrix
    from redlines.view.chart_matrix import matrix_chart

    asked = asked_of(case, asking, names, between="matrix")
    told, parties, assumption = _told(case, asked)
    return matrix_chart(matrix(told, parties, assumption, issues=asked.issues), told, sheet)
