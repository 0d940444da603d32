"""The pictures of `redlines chart`, each with the analysis that it shows.

Parties are called by their titles: a picture names no command that would want their ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from redlines.api.asked import different_parties, draft_of, parties_of
from redlines.api.names import Noun, find, issues, members
from redlines.cli import options
from redlines.cli.assuming import assumption_of
from redlines.cli.failure import NotDoneError, together
from redlines.cli.judging import lookups
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


def _titled(case: Case, asking: options.Asking) -> tuple[Case, Assumption]:
    """The case with titles for ids, and what is assumed of it."""
    from redlines.view.titled import titled, titled_assumption

    return titled(case), titled_assumption(assumption_of(case, asking), case)


def _parties(case: Case, told: Case, ids: Sequence[str]) -> list[Party]:
    """Some parties of a case, of the same case with titles."""
    every = dict(zip(case.parties, told.parties.values(), strict=True))
    return [every[id_] for id_ in ids]


def _gap(
    case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet, *, full: bool
) -> str:
    from redlines import gap
    from redlines.view.chart_gap import gap_chart

    together(*lookups(case, asking, names))
    ids = different_parties(case, names, members(case, asking.group or ()))
    told, assumption = _titled(case, asking)
    report = gap(told, _parties(case, told, ids), assumption, issues=asking.issue or None)
    return gap_chart(report, told, sheet, full=full)


def _issue(case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet) -> str:
    from redlines import check, deal, gap
    from redlines.view.board_document import boards
    from redlines.view.chart_issue import issue_chart

    if not names:
        raise NotDoneError(
            "`chart issue` needs an issue",
            code="usage",
            advice="`redlines list issues` names them all",
        )
    first, *others = names
    together(lambda: find(case, first, (Noun.ISSUE,)), *lookups(case, asking, others))
    chosen = issues(case, [first])
    told, assumption = _titled(case, asking)
    ids = tuple(case.parties)
    if others or asking.group:
        ids = different_parties(case, others, members(case, asking.group or ()))
    report = gap(told, _parties(case, told, ids), assumption, issues=chosen)
    if not (others or asking.group):
        heard = [
            own
            for at, own in enumerate(told.parties.values())
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

    if not names:
        raise NotDoneError(
            "`chart plan` needs a plan",
            code="usage",
            advice="`redlines list plans` names them all",
        )
    first, *others = names
    together(lambda: draft_of(case, first), *lookups(case, asking, others))
    told, assumption = _titled(case, asking)
    ids = (*(parties_of(case, others) if others else ()), *members(case, asking.group or ()))
    parties = _parties(case, told, tuple(dict.fromkeys(ids))) if ids else None
    return plan_chart(check(told, first, assumption, parties=parties), told, sheet)


def _deal(case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet) -> str:
    from redlines import deal, gap
    from redlines.view.chart_deal import deal_chart

    together(*lookups(case, asking, names))
    told, assumption = _titled(case, asking)
    ids = tuple(case.parties)
    if names or asking.group:
        ids = different_parties(case, names, members(case, asking.group or ()), command="deal")
    parties = _parties(case, told, ids)
    packages = deal(told, parties, assumption)
    return deal_chart(packages, gap(told, parties, assumption), told, sheet)


def _timeline(case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet) -> str:
    from redlines import timeline
    from redlines.view.chart_timeline import timeline_chart

    together(*lookups(case, asking, names))
    ids = different_parties(case, names, members(case, asking.group or ()), command="timeline")
    told, assumption = _titled(case, asking)
    parties = _parties(case, told, ids)
    report = timeline(told, parties, assumption, issues=asking.issue or None)
    return timeline_chart(report, told, sheet)


def _matrix(case: Case, names: Sequence[str], asking: options.Asking, sheet: Sheet) -> str:
    from redlines import matrix
    from redlines.view.chart_matrix import matrix_chart

    together(*lookups(case, asking, names))
    ids = tuple(case.parties)
    if names or asking.group:
        ids = different_parties(case, names, members(case, asking.group or ()), command="matrix")
    told, assumption = _titled(case, asking)
    parties = _parties(case, told, ids)
    chosen = issues(case, asking.issue) if asking.issue else None
    return matrix_chart(matrix(told, parties, assumption, issues=chosen), told, sheet)
