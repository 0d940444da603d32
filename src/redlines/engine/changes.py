"""What changed between two plans, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Claim, Plan, Point
from redlines.catalogue import Direction
from redlines.engine.effects import Side, effects_on
from redlines.engine.plans import Standings, judged, judgement_day
from redlines.engine.positions import heard
from redlines.engine.standing import Standing
from redlines.findings import (
    Change,
    ChangeKind,
    CheckReport,
    Effect,
    PlanDiff,
)


def diff(
    case: Case,
    base: Plan,
    revision: Plan,
    assumption: Assumption = NOTHING,
    *,
    parties: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
) -> PlanDiff:
    """What changed from one plan to another, and what that does to each party.

    Points are matched by id, never by number or place. Both sides are judged by the case as it is
    now, on one day: the latest of the case's and the plans', unless the assumption names
    one.
    """
    assumption = assumption.on(judgement_day(case, base, revision))
    before, after = (judged(case, plan, assumption, parties, issues) for plan in (base, revision))
    changes = tuple(_changes(case, base, revision))
    effects = tuple(_effects(case, before, after, changes))
    wanted = [issue for issue in _by_touch(changes) if issues is None or issue in issues]
    unheard, only_soft = _quiet(case, wanted, after[0], effects)
    return PlanDiff(before[0], after[0], changes, effects, unheard, only_soft)


def _quiet(
    case: Case, issues: Sequence[str], report: CheckReport, effects: Sequence[Effect]
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[Claim, ...]], ...]]:
    """The parties with no statement in force on some issues, and those with only soft ones there.

    Of the latter those for whom something changed are left out.
    """
    moved = {own.party for own in effects if own.direction is not Direction.NEUTRAL}
    unheard, only_soft = [], []
    for party in report.parties if issues else ():
        said = [c for issue in issues for c in heard(case, issue, party, report.assumption)]
        if not said:
            unheard.append(party)
        elif party not in moved and all(claim.soft for claim in said):
            only_soft.append((party, tuple(said)))
    return tuple(unheard), tuple(only_soft)


def _changes(case: Case, base: Plan, revision: Plan) -> Iterator[Change]:
    """The changes of every point, in the revision's order, then those of points it has not."""
    old = {point.id: point for point in base.points}
    new = {point.id: point for point in revision.points}
    order = {issue: place for place, issue in enumerate(case.issues)}
    for id_ in dict.fromkeys((*new, *old)):
        before, after = old.get(id_), new.get(id_)
        if not base.knows(id_) or not revision.knows(id_):
            yield from _whole(case, order, ChangeKind.UNDECIDABLE, before, after)
        elif before is None:
            yield from _whole(case, order, ChangeKind.ADDED, before, after)
        elif after is None:
            yield from _whole(case, order, ChangeKind.REMOVED, before, after)
        else:
            yield from _edited(case, order, before, after)


def _whole(
    case: Case,
    order: Mapping[str, int],
    kind: ChangeKind,
    before: Point | None,
    after: Point | None,
) -> Iterator[Change]:
    """A change of a point as a whole: once for every issue that it settles, or once at all."""
    point = after or before
    if point is None:
        return
    old, new = dict(before.terms if before else ()), dict(after.terms if after else ())
    for issue in _in_order({*old, *new}, order) or (None,):
        yield Change(
            kind,
            point.id,
            before,
            after,
            case.issues[issue] if issue else None,
            old.get(issue) if issue else None,
            new.get(issue) if issue else None,
        )


def _edited(case: Case, order: Mapping[str, int], before: Point, after: Point) -> Iterator[Change]:
    """What differs between two versions of one point."""
    old, new = dict(before.terms), dict(after.terms)
    conditions_differ = before.given != after.given
    for issue in _in_order({*old, *new}, order):
        regions = old.get(issue), new.get(issue)
        if regions[0] != regions[1] or conditions_differ:
            yield Change(ChangeKind.REGION, after.id, before, after, case.issues[issue], *regions)
    if before.text != after.text:
        yield Change(ChangeKind.WORDING, after.id, before, after)
    if before.number != after.number:
        yield Change(ChangeKind.RENUMBERED, after.id, before, after)


def _in_order(issues: Iterable[str], order: Mapping[str, int]) -> list[str]:
    """Some issues in the order of the case, without those that it does not have."""
    return sorted((issue for issue in issues if issue in order), key=order.__getitem__)


def _effects(
    case: Case,
    before: tuple[CheckReport, Standings],
    after: tuple[CheckReport, Standings],
    changes: Sequence[Change],
) -> Iterator[Effect]:
    """What the changes do to each party, issue by issue in the case's order."""
    plans = before[0].plan, after[0].plan
    hidden = _hidden(*plans), _hidden(*reversed(plans))
    grades = [
        {(grade.issue.id, grade.party): grade for grade in report.grades}
        for report in (before[0], after[0])
    ]
    read = tuple((plan, _issues_read(plan)) for plan in plans)
    by_touch = _by_touch(changes)
    settling: dict[str, list[tuple[int, Change]]] = {}
    for place, change in enumerate(changes):
        if change.issue:
            settling.setdefault(change.issue.id, []).append((place, change))
    for key, now in after[1].items():
        issue, was = key[0], before[1][key]
        touching = by_touch.get(issue, [])
        differ = _differ(was, now)
        if now.silent or not (touching or differ):
            continue
        hanging = _hanging(issue, now.claims, settling, read) if differ else []
        sides = [
            Side(stands, issue in unknown, found.get(key))
            for stands, unknown, found in zip((was, now), hidden, grades, strict=True)
        ]
        reworded = any(map(_only_reworded, touching))
        found = effects_on(*sides, points=_points(touching, hanging), reworded=reworded)
        # That nothing moved is said of what changed, and not of all that hangs on it.
        yield from (own for own in found if touching or own.direction is not Direction.NEUTRAL)


def _only_reworded(change: Change) -> bool:
    """Whether a point settles what it did, in other words."""
    was, now = change.before, change.after
    if change.kind is not ChangeKind.WORDING or was is None or now is None:
        return False
    return (dict(was.terms), was.given) == (dict(now.terms), now.given)


def _differ(was: Standing, now: Standing) -> bool:
    """Whether what is settled, or what a condition makes of what a party says, is another."""
    return was.answers != now.answers or was.leaves != now.leaves


def _hidden(plan: Plan, other: Plan) -> set[str]:
    """The issues that a plan may settle by what is not known of it, as far as the other shows.

    An unknown point may settle what its id settles in the other plan; where all that is not listed
    is unknown, it may be all that the other plan settles and no listed point does.
    """
    unknown = {
        issue for point in other.points if point.id in plan.unknown for issue, _ in point.terms
    }
    if plan.all_unknown:
        listed = {issue for point in plan.points for issue, _ in point.terms}
        unknown |= {issue for point in other.points for issue, _ in point.terms} - listed
    return unknown


def _points(touching: Sequence[Change], hanging: Sequence[Change]) -> tuple[str, ...]:
    """The points of some changes: those that moved first, for a report names the first."""
    moved = [change for change in touching if change.kind is not ChangeKind.WORDING]
    return tuple(dict.fromkeys(change.point for change in (*moved, *touching, *hanging)))


def _hanging(
    issue: str,
    claims: Sequence[Claim],
    settling: Mapping[str, Sequence[tuple[int, Change]]],
    read: Sequence[tuple[Plan, Mapping[str, set[str]]]],
) -> list[Change]:
    """The changes on other issues on which a party's grade hangs by a condition.

    `settling` are the changes by issue, each with its place among all. An unknown point counts
    where the plan that does not know it has the condition.
    """
    ways = {issue, *(other for c in claims if c.condition for other, _ in c.condition.terms)}
    found = {
        place: change
        for plan, reads in read
        for other in _reached(ways, reads) - {issue}
        for place, change in settling.get(other, ())
        if change.kind is not ChangeKind.UNDECIDABLE or not plan.knows(change.point)
    }
    return [found[place] for place in sorted(found)]


def _issues_read(plan: Plan) -> dict[str, set[str]]:
    """The issues that the conditions of the points on an issue name."""
    read: dict[str, set[str]] = {}
    for point in plan.points:
        if point.given is not None:
            for issue, _ in point.terms:
                read.setdefault(issue, set()).update(other for other, _ in point.given.terms)
    return read


def _reached(issues: set[str], read: Mapping[str, set[str]]) -> set[str]:
    """Some issues and all on which their settlement hangs, by one condition after another."""
    found, left = set(issues), list(issues)
    while left:
        further = read.get(left.pop(), set()) - found
        found |= further
        left += further
    return found


def _by_touch(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """The changes of points' regions on each issue, and of the words that settle it."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        if change.kind is ChangeKind.WORDING:
            points = (point for point in (change.before, change.after) if point)
            issues = {issue for point in points for issue, _ in point.terms}
        else:
            issues = {change.issue.id} if change.issue else set()
        for issue in issues:
            found.setdefault(issue, []).append(change)
    return found
