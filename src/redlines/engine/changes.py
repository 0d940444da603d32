"""What changed between two plans, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Claim, Condition, Plan, Point
from redlines.engine.plans import check, judgement_day
from redlines.engine.positions import counting, heard, red_lines
from redlines.engine.retreats import nearest
from redlines.findings import (
    Change,
    ChangeKind,
    CheckReport,
    Effect,
    EffectKind,
    Grade,
    GradeWord,
    PlanDiff,
)
from redlines.region import Region
from redlines.verdicts import RedLine


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
    before, after = (
        check(case, plan, assumption, parties=parties, issues=issues) for plan in (base, revision)
    )
    changes = tuple(_changes(case, base, revision))
    return PlanDiff(before, after, changes, tuple(_effects(case, before, after, changes)))


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
    case: Case, before: CheckReport, after: CheckReport, changes: Sequence[Change]
) -> Iterator[Effect]:
    """What the changes do to each party, issue by issue in the case's order."""
    old = {(grade.issue.id, grade.party): grade for grade in before.grades}
    new = {(grade.issue.id, grade.party): grade for grade in after.grades}
    shown = {issue for issue, _ in (*old, *new)}
    read = tuple((report.plan, _issues_read(report.plan)) for report in (before, after))
    by_touch = _by_touch(changes)
    settling: dict[str, list[tuple[int, Change]]] = {}
    for place, change in enumerate(changes):
        if change.issue:
            settling.setdefault(change.issue.id, []).append((place, change))
    for issue in (name for name in case.issues if name in shown):
        touching = by_touch.get(issue, [])
        for party in after.parties:
            known = heard(case, issue, party, after.assumption)
            claims = counting(known, party, issue, after.assumption)
            grades = old.get((issue, party)), new.get((issue, party))
            hanging = _hanging(issue, claims, settling, read) if grades[0] != grades[1] else []
            if not touching and not hanging:
                continue
            effect = partial(
                Effect,
                issue=case.issues[issue],
                party=party,
                points=_points(touching, hanging),
                before=grades[0],
                after=grades[1],
            )
            lines = red_lines(claims)
            yield from _effects_on(effect, before, after, grades, touching, hanging, lines)


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


def _effects_on(
    effect: Callable[..., Effect],
    before: CheckReport,
    after: CheckReport,
    grades: tuple[Grade | None, Grade | None],
    touching: Sequence[Change],
    hanging: Sequence[Change],
    lines: tuple[RedLine, ...],
) -> Iterator[Effect]:
    """What changes do to one party on one issue.

    `touching` are those of points on the issue, `hanging` those on which its grade hangs by a
    condition.
    """
    open_ones = [c.point for c in touching if c.kind is ChangeKind.UNDECIDABLE]
    if any(change.kind is ChangeKind.UNDECIDABLE for change in hanging):
        yield effect(EffectKind.UNDECIDABLE)
    elif open_ones:
        yield effect(EffectKind.UNDECIDABLE)
        # An unknown point can only narrow what the known ones leave, so what these cross is
        # crossed; that it was not crossed before is certain where nothing was unknown.
        certain = {
            kind
            for kind, plan in (
                (EffectKind.NEWLY_CROSSES, before.plan),
                (EffectKind.NO_LONGER_CROSSES, after.plan),
            )
            if all(plan.knows(point) for point in open_ones)
        }
        yield from (move for move in _moves(effect, *grades) if move.kind in certain)
    else:
        reworded = any(change.kind is ChangeKind.WORDING for change in touching)
        settled_anew = hanging or any(c.kind is not ChangeKind.WORDING for c in touching)
        moves = tuple(_moves(effect, *grades)) if settled_anew else ()
        still = all(move.kind is EffectKind.NO_EFFECT for move in moves)
        if reworded and lines and still:
            yield effect(EffectKind.REWORDED, red_lines=lines)
        else:
            yield from moves


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


def _moves(
    effect: Callable[..., Effect], before: Grade | None, after: Grade | None
) -> Iterator[Effect]:
    """What another region does to one party on one issue.

    A plan newly crosses where it crosses for certain and did not: what was ambiguous or silent
    before is no licence. A red line is no longer crossed only where nothing of what is settled
    meets it, or the plan is silent.
    """
    found = []
    newly = _crosses(after) and not _crosses(before)
    if after and newly:
        found.append(effect(EffectKind.NEWLY_CROSSES, red_lines=after.crossed))
    if gone := _no_longer_crossed(before, after):
        found.append(effect(EffectKind.NO_LONGER_CROSSES, red_lines=gone))
    met, lost = _met_only(after, before), _met_only(before, after)
    if met:
        found.append(effect(EffectKind.DEMAND_MET, demands=met))
    if lost:
        found.append(effect(EffectKind.DEMAND_LOST, demands=lost))
    steps = _distances(before, after)
    if steps and steps[0] != steps[1]:
        nearer = EffectKind.CLOSER if steps[1] < steps[0] else EffectKind.FARTHER
        found.append(effect(nearer, steps=steps))
    words = {grade.word if grade else None for grade in (before, after)}
    open_words = words & {GradeWord.AMBIGUOUS, GradeWord.UNSTATED, GradeWord.UNSETTLED}
    unclear = GradeWord.AMBIGUOUS in words and len(words) > 1 and not newly
    if unclear or (open_words and not found):
        found.append(effect(EffectKind.UNDECIDABLE))
    yield from found or [effect(EffectKind.NO_EFFECT)]


def _crosses(grade: Grade | None) -> bool:
    return grade is not None and grade.word is GradeWord.CROSSES


def _no_longer_crossed(before: Grade | None, after: Grade | None) -> tuple[RedLine, ...]:
    """The red lines that a plan crossed and that no reading of it meets any more."""
    if before is None or not _crosses(before):
        return ()
    met = {_line_key(line) for line in after.crossed} if after else set()
    return tuple(line for line in before.crossed if _line_key(line) not in met)


def _line_key(line: RedLine) -> tuple[int, Condition | None]:
    """What makes a red line the one it is."""
    return line.region.bits, line.unless


def _met_only(one: Grade | None, other: Grade | None) -> tuple[Claim, ...]:
    """The demands that one grade meets and the other does not."""
    known = other.met if other else ()
    return tuple(claim for claim in (one.met if one else ()) if claim not in known)


def _distances(before: Grade | None, after: Grade | None) -> tuple[int, int] | None:
    """How far what is settled lies from the declared range, before and after, at its farthest.

    None where either crosses, where steps have no meaning, or where they lead past `unlimited`.
    """
    steps = []
    for grade in (before, after):
        if grade is None or grade.word is GradeWord.CROSSES:
            return None
        farthest = _farthest(grade.region, grade.declared)
        if farthest is None:
            return None
        steps.append(farthest)
    return steps[0], steps[1]


def _farthest(settled: Region | None, declared: Region | None) -> int | None:
    """The most steps from an outcome that is settled to the nearest one that is declared."""
    if not settled or not declared or not settled.outcomes.ordered:
        return None
    unlimited = settled.outcomes.unlimited
    steps = []
    for at in settled:
        near = nearest(at, declared)
        if near != at and unlimited in (near, at):
            return None
        steps.append(abs(near - at))
    return max(steps)
