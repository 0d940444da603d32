"""Reports as lists of findings, each with its level, its place and the places behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from redlines.assumption import Assumption
from redlines.case import Case, Claim, Issue, Place, Plan
from redlines.catalogue import RULES, Direction, severity
from redlines.deals import DealIssue, DealReport, IssueState, TermChange
from redlines.engine.positions import heard
from redlines.findings import (
    CheckReport,
    Effect,
    Finding,
    Grade,
    PlanChange,
    PlanDiff,
    Unproven,
    claims_of,
)
from redlines.moves import (
    CaseChange,
    CaseChangeKind,
    ClaimChange,
    LostSource,
    Move,
    PositionDiff,
    VerdictChange,
)
from redlines.problems import Level, Problem
from redlines.verdicts import GapReport, IssueGap

STALE_AFTER = 365

Report = GapReport | CheckReport | PlanDiff | PositionDiff | PlanChange | DealReport
Places = dict[str | None, Place | None]


def findings_of(
    report: Report, case: Case, *, stale_after: int = STALE_AFTER
) -> tuple[Finding, ...]:
    """The findings of a report in its order.

    A finding on a plan that rests on a position whose newest statement is more than `stale_after`
    days older than the day of judgement is at least a warning.
    """
    teller = report.both if isinstance(report, PositionDiff) else case
    assumption = _assumption(report)
    assumed = assumption is not None and assumption.what_if
    return tuple(
        replace(own, case=teller, what_if=assumed) for own in _found(report, case, stale_after)
    )


def _assumption(report: Report) -> Assumption | None:
    """What a report assumes; None where it is of no claims."""
    match report:
        case GapReport() | CheckReport() | PositionDiff() | DealReport():
            return report.assumption
        case PlanDiff():
            return report.revision.assumption
        case PlanChange():
            return None
        case _ as never:
            assert_never(never)


def _found(report: Report, case: Case, stale_after: int) -> tuple[Finding, ...]:
    match report:
        case GapReport():
            return tuple(_of_issue(item, report) for item in report.issues)
        case CheckReport():
            places = _point_places(report.plan)
            return tuple(
                _of_grade(
                    grade, report, places, _stale(case, grade, report.assumption, stale_after)
                )
                for grade in report.grades
            )
        case PlanDiff():
            revision = report.revision
            places = _point_places(revision.plan)
            return tuple(
                _of_effect(
                    effect, report, places, _stale(case, effect, revision.assumption, stale_after)
                )
                for effect in report.effects
                if effect.direction is not Direction.NEUTRAL
            )
        case PositionDiff():
            return _of_positions(report, case)
        case PlanChange():
            return (_of_plan_change(report),)
        case DealReport():
            return tuple(_of_deal(report, case))
        case _ as never:
            assert_never(never)


def problem_findings(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """The problems of files as findings, in their order."""
    return tuple(
        Finding(
            problem.code,
            problem.level,
            about=problem,
            party=problem.args.get("party"),
            place=problem.place,
            related=problem.related,
        )
        for problem in problems
    )


def _of_issue(item: IssueGap, report: GapReport) -> Finding:
    """A verdict, placed at the first statement that counts, with a blocking set beside it."""
    claims = [claim for position in item.positions for claim in position.claims]
    blocking = item.blocking_sets[0] if item.blocking_sets else ()
    return Finding(
        item.verdict.id,
        RULES[item.verdict.id].level,
        about=item,
        issue=item.issue.id,
        parties=report.parties,
        place=claims[0].statement.place if claims else None,
        related=_places(claims_of(blocking)),
    )


def _of_grade(grade: Grade, report: CheckReport, places: Places, stale: bool) -> Finding:
    return Finding(
        grade.word.id,
        _level(grade.word.id, stale=stale),
        about=grade,
        party=grade.party,
        issue=grade.issue.id,
        plan=report.plan.id,
        point=grade.point,
        place=places[grade.point],
        related=_places(grade.claims),
        stale=stale,
    )


def _of_effect(effect: Effect, report: PlanDiff, places: Places, stale: bool) -> Finding:
    """An effect, placed at its point, where the revision begins if that lacks the point."""
    return Finding(
        effect.kind.id,
        _level(effect.kind.id, stale=stale),
        about=effect,
        party=effect.party,
        issue=effect.issue.id,
        plan=report.revision.plan.id,
        point=effect.point,
        direction=effect.direction,
        place=places.get(effect.point) or places[None],
        related=_places(effect.claims),
        stale=stale,
    )


def _of_positions(report: PositionDiff, case: Case) -> tuple[Finding, ...]:
    """What changed in the case, what that did to parties and pairs, and the claims behind it."""
    pairs = sorted(report.verdicts, key=lambda verdict: severity(verdict.id))
    return (
        *(_of_case_change(change) for change in report.case_changes),
        *(
            replace(_caused(move, move.kind.id, move.issue, move.changes, case), party=move.party)
            for move in report.moves
        ),
        *(
            replace(_caused(pair, pair.id, pair.issue, pair.changes, case), parties=pair.parties)
            for pair in pairs
        ),
        *(
            replace(_caused(change, change.id, change.issue, [change], case), party=change.party)
            for change in report.changes
        ),
        *(_of_lost_source(lost, case) for lost in report.lost_sources),
    )


def _of_case_change(change: CaseChange) -> Finding:
    party, issue = change.party, change.issue
    return Finding(
        change.id,
        RULES[change.id].level,
        about=change,
        party=party.id if party else None,
        issue=issue.id if issue else None,
        place=party.place if party and change.kind is CaseChangeKind.PARTY_ADDED else None,
    )


def _caused(
    about: Move | VerdictChange | ClaimChange,
    id_: str,
    issue: Issue,
    changes: Iterable[ClaimChange],
    case: Case,
) -> Finding:
    """What changed claims do, placed at the first of their statements that the case has."""
    ids = dict.fromkeys(change.claim.statement.id for change in changes)
    said = [case.statements[own] for own in ids if own in case.statements]
    places = [statement.place for statement in said if statement.place]
    return Finding(
        id_,
        RULES[id_].level,
        about=about,
        issue=issue.id,
        place=next(iter(places), None),
        related=tuple(dict.fromkeys(places[1:])),
    )


def _of_lost_source(lost: LostSource, case: Case) -> Finding:
    id_, statement = "position-source-removed", case.statements.get(lost.statement)
    return Finding(
        id_,
        RULES[id_].level,
        about=lost,
        party=lost.party,
        place=statement.place if statement else None,
    )


def _of_deal(report: DealReport, case: Case) -> Iterator[Finding]:
    """What is stuck or opened, and with a plan what of it has to be said otherwise."""
    plan = report.plan
    places = _point_places(plan) if plan else {}
    settling = {
        issue: point.id
        for point in reversed(plan.points if plan else ())
        if plan and plan.knows(point.id)
        for issue, _ in point.terms
    }
    lines: dict[str, list[Claim]] = {}
    for drawn in report.red_lines:
        lines.setdefault(drawn.line.issue, []).extend(drawn.line.claims)

    def finding(
        id_: str,
        about: DealIssue | TermChange | Unproven,
        issue: str | None = None,
        point: str | None = None,
    ) -> Finding:
        said = _places(lines.get(issue or "", ()))
        place = places.get(point) or places.get(None) if plan else next(iter(said), None)
        return Finding(
            id_,
            RULES[id_].level,
            about=about,
            issue=issue,
            plan=plan.id if plan else None,
            point=point,
            parties=report.parties,
            place=place,
            related=said if plan else said[1:],
        )

    for own in report.issues:
        id_ = own.issue.id
        if own.state is IssueState.STUCK:
            kind = "deal-stuck-soft" if own.soft else "deal-stuck"
            open_ = plan is not None and id_ not in settling
            yield finding("deal-left-open" if open_ else kind, own, id_, settling.get(id_))
        elif own.opened and plan is None:
            yield finding("deal-opened", own, id_)
    for change in report.repair.changes if report.repair else ():
        yield finding("deal-repair", change, change.issue.id, change.point)
    if not report.proven:
        yield finding("deal-not-proven", Unproven(report.complete_up_to))


def _of_plan_change(change: PlanChange) -> Finding:
    """A plan that is gone or new, placed where its file begins."""
    id_, place = change.kind.id, Place(change.file, 1, 1, 1, 1)
    return Finding(id_, RULES[id_].level, about=change, plan=change.plan, place=place)


def _stale(case: Case, about: Grade | Effect, assumption: Assumption, stale_after: int) -> bool:
    """Whether the newest dated statement of the party on the issue is too old for the day."""
    claims = heard(case, about.issue.id, about.party, assumption)
    dated = [said for claim in claims if (said := claim.statement.said.day)]
    if assumption.day is None or not dated:
        return False
    return max(dated) < assumption.day - timedelta(days=stale_after)


def _level(id_: str, *, stale: bool) -> Level:
    level = RULES[id_].level
    return Level.WARN if stale and level is Level.INFO else level


def _places(claims: Iterable[Claim]) -> tuple[Place, ...]:
    """Where the statements of some claims are written, each once."""
    places = [claim.statement.place for claim in claims]
    return tuple(dict.fromkeys(place for place in places if place))


def _point_places(plan: Plan) -> Places:
    """Where each point is written; under None, for what no point says, where the plan begins."""
    return {None: plan.place, **{point.id: point.place for point in plan.points}}
