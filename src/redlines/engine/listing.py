"""Reports as lists of findings, each with its level, its place and the places behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from redlines.case import Case, Claim, Place, Plan
from redlines.findings import FINDINGS, RedLine
from redlines.plan_findings import (
    CheckReport,
    ClaimChange,
    Effect,
    Finding,
    Grade,
    PlanDiff,
    PositionDiff,
    VerdictChange,
)
from redlines.problems import Level

STALE_AFTER = 365


def findings_of(
    report: CheckReport | PlanDiff | PositionDiff, case: Case, *, stale_after: int = STALE_AFTER
) -> tuple[Finding, ...]:
    """The findings of a report in its order.

    A finding that rests on a position whose newest statement is more than `stale_after` days
    older than the day of judgement is at least a warning.
    """
    match report:
        case CheckReport():
            return tuple(_of_grade(grade, report, case, stale_after) for grade in report.grades)
        case PlanDiff():
            return tuple(_of_effect(effect, report, case, stale_after) for effect in report.effects)
        case PositionDiff():
            changes = [_of_claim_change(change, case) for change in report.changes]
            return (*changes, *(_of_verdict(verdict) for verdict in report.verdicts))


def _of_grade(grade: Grade, report: CheckReport, case: Case, stale_after: int) -> Finding:
    id_ = f"check-{grade.word.replace('_', '-')}"
    stale = _stale(case, grade.issue.id, grade.party, report.day, stale_after)
    point = grade.points[0] if grade.points else None
    return Finding(
        id=id_,
        level=_at_least_warn(FINDINGS[id_]) if stale else FINDINGS[id_],
        about=grade,
        party=grade.party,
        issue=grade.issue.id,
        plan=report.plan.id,
        point=point,
        place=_point_place(report.plan, point),
        related=_places((*_claims(grade.crossed), *grade.met, *grade.missed, *grade.undecided)),
        stale=stale,
    )


def _of_effect(effect: Effect, report: PlanDiff, case: Case, stale_after: int) -> Finding:
    revision, base = report.revision.plan, report.base.plan
    point = effect.points[0]
    stale = _stale(case, effect.issue.id, effect.party, report.revision.day, stale_after)
    return Finding(
        id=effect.id,
        level=_at_least_warn(FINDINGS[effect.id]) if stale else FINDINGS[effect.id],
        about=effect,
        party=effect.party,
        issue=effect.issue.id,
        plan=revision.id,
        point=point,
        direction=effect.direction,
        place=_point_place(revision, point) or _point_place(base, point),
        related=_places((*_claims(effect.red_lines), *effect.demands)),
        stale=stale,
    )


def _of_claim_change(change: ClaimChange, case: Case) -> Finding:
    statement = case.statements.get(change.statement)
    return Finding(
        id=change.id,
        level=FINDINGS[change.id],
        about=change,
        party=change.party,
        issue=change.issue.id if change.issue else None,
        place=statement.place if statement else None,
    )


def _of_verdict(change: VerdictChange) -> Finding:
    id_ = "position-verdict"
    return Finding(id_, FINDINGS[id_], about=change, party=None, issue=change.issue.id)


def _stale(case: Case, issue: str, party: str, day: date | None, stale_after: int) -> bool:
    """Whether the newest dated statement of a party on an issue is too old for the day."""
    claims = case.claims.get((issue, party), ())
    days = [c.statement.said.day for c in claims if c.statement.in_force(day)]
    dated = [said for said in days if said]
    return day is not None and bool(dated) and max(dated) < day - timedelta(days=stale_after)


def _at_least_warn(level: Level) -> Level:
    return Level.WARN if level is Level.INFO else level


def _claims(lines: Iterable[RedLine]) -> tuple[Claim, ...]:
    return tuple(claim for line in lines for claim in line.claims)


def _places(claims: Iterable[Claim]) -> tuple[Place, ...]:
    """Where the statements of some claims are written, each once."""
    places = [claim.statement.place for claim in claims]
    return tuple(dict.fromkeys(place for place in places if place))


def _point_place(plan: Plan, point: str | None) -> Place | None:
    return next((own.place for own in plan.points if own.id == point), plan.place)
