"""A package that crosses nothing outside stuck issues, chosen by rules that favour no party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_

from redlines.deals import Chosen
from redlines.engine.choosing import Choosing
from redlines.engine.knots import Blocked
from redlines.engine.packages import Packages
from redlines.engine.retreats import nearest
from redlines.region import Region
from redlines.verdicts import Position


def witness(blocked: Blocked, choosing: Choosing, issues: Sequence[int]) -> tuple[Chosen, ...]:
    """An outcome for each of some issues that are not stuck, one after the other.

    Each is among those that can still be completed. Where a condition that it uses names another
    issue, the first outcome of it that fits is assumed. Where the work ends before it is known what
    can be completed, it is any package; empty where even that is not known.
    """
    own, left = blocked.packages, choosing
    found, fixed = [], dict[int, int]()
    for issue in issues:
        room = left.room(issue)
        if room is None:
            return _any(blocked, choosing, issues)
        fixed[issue], rule = choice(room, own.positions[own.issues[issue]])
        found.append(_chosen(own, issue, fixed[issue], rule, assumed=False))
        left = left.of(issue, _only(fixed[issue], room))
    for issue in sorted(_rested_on(own, fixed) - set(issues)):
        room = left.room(issue)
        if room is None:
            return _any(blocked, choosing, issues)
        first, rule = next(iter(room)), 5 if len(room) > 1 else 0
        found.append(_chosen(own, issue, first, rule, assumed=True))
        left = left.of(issue, _only(first, room))
    return tuple(sorted(found, key=lambda chosen: own.numbers[chosen.issue.id]))


def _any(blocked: Blocked, choosing: Choosing, issues: Sequence[int]) -> tuple[Chosen, ...]:
    """Any package, chosen by no other rule than that of the first."""
    own, example = blocked.packages, choosing.space.example()
    if not example:
        return ()
    first = {}
    for issue in range(len(own.issues)):
        classes = example.get(issue, choosing.space.domains[issue])
        left = own.region(issue, classes & -classes)
        first[issue] = next(iter(left & choosing.chosen.get(issue, left)))
    rested = _rested_on(own, {issue: first[issue] for issue in issues}) - set(issues)
    return tuple(
        _chosen(own, issue, at, 5, assumed=issue in rested)
        for issue, at in first.items()
        if issue in rested or issue in issues
    )


def _chosen(packages: Packages, issue: int, at: int, rule: int, *, assumed: bool) -> Chosen:
    return Chosen(packages.issue(issue), packages.outcomes(issue).names[at], rule, assumed)


def _only(at: int, region: Region) -> Region:
    return Region(region.outcomes, 1 << at)


def _rested_on(packages: Packages, fixed: Mapping[int, int]) -> set[int]:
    """The issues that conditions of red lines which hold a fixed outcome name."""
    found = set()
    for line in packages.lines:
        at = fixed.get(packages.numbers[line.issue])
        if line.unless and at is not None and line.region.bits >> at & 1:
            found |= {packages.numbers[issue] for issue, _ in line.unless.terms}
    return found


def choice(candidates: Region, positions: Sequence[Position]) -> tuple[int, int]:
    """The candidate that the rules choose, and the rule that left no other, 0 where there was none.

    What all who speak demand, else declare, else what is nearest to what they declare; of these the
    nearest to the middle of all candidates; the first.
    """
    left, rule = candidates, 0
    if len(left) > 1:
        left, rule = _preferred(candidates, [own for own in positions if not own.silent])
    if len(left) > 1 and candidates.outcomes.ordered:
        left, rule = _middle(left, candidates), 4
    return next(iter(left)), rule if len(left) == 1 else 5


def _preferred(candidates: Region, heard: Sequence[Position]) -> tuple[Region, int]:
    """The candidates that all who speak demand, else declare, else that are nearest to that."""
    for rule, regions in (
        (1, [own.demanded for own in heard]),
        (2, [own.accepted for own in heard]),
    ):
        if common := _held_by_all(candidates, regions):
            return common, rule
    return _nearest(candidates, [own.accepted for own in heard if own.accepted]), 3


def _nearest(candidates: Region, declared: Sequence[Region]) -> Region:
    """The candidates with the smallest largest distance to some regions."""
    if not declared:
        return candidates
    outcomes = candidates.outcomes
    if not outcomes.ordered:
        return _held_by_all(candidates, declared) or candidates
    beyond = Region(outcomes, 0 if outcomes.unlimited is None else 1 << outcomes.unlimited)
    numbers = candidates - beyond
    best = _among_numbers(numbers, declared, beyond) if numbers else numbers
    if not candidates & beyond:
        return best
    away = max(_distance(beyond, own, beyond) for own in declared)
    near = max((_distance(best, own, beyond) for own in declared), default=away) if best else None
    if near is None or away < near:
        return candidates & beyond
    return best | (candidates & beyond) if away == near else best


def _held_by_all(candidates: Region, regions: Iterable[Region]) -> Region:
    return reduce(and_, regions, candidates)


def _distance(point: Region, region: Region, beyond: Region) -> tuple[int, int]:
    """How far an outcome, the first of a region, lies from another; what is beyond is apart."""
    at = next(iter(point))
    alike = region & beyond if point <= beyond else region - beyond
    if alike:
        return 0, abs(nearest(at, alike) - at)
    return 1, abs(nearest(at, region) - at) - 1


def _among_numbers(numbers: Region, declared: Sequence[Region], beyond: Region) -> Region:
    """The numbers with the smallest largest distance; where one declares none, the last number."""
    if any(own <= beyond for own in declared):
        return Region(numbers.outcomes, 1 << numbers.bits.bit_length() - 1)
    low, high = 0, len(numbers.outcomes.names)
    while low < high:
        steps = (low + high) // 2
        if _within(numbers, declared, beyond, steps):
            high = steps
        else:
            low = steps + 1
    return _within(numbers, declared, beyond, low)


def _within(numbers: Region, declared: Sequence[Region], beyond: Region, steps: int) -> Region:
    """The numbers at most so many steps from each of some regions."""
    return _held_by_all(numbers, (_widened(own - beyond, steps) for own in declared))


def _widened(region: Region, steps: int) -> Region:
    """The outcomes at most so many steps from a region."""
    bits, left, reach = region.bits, steps, 1
    while left:
        reach = min(reach, left)
        bits |= bits << reach | bits >> reach
        left -= reach
        reach *= 2
    return Region(region.outcomes, bits & region.outcomes.all_bits)


def _middle(left: Region, candidates: Region) -> Region:
    """Those of some candidates whose places among all of these are nearest to the middle one."""
    places = {at: 2 * place for place, at in enumerate(candidates)}
    middle = len(candidates) - 1
    least = min(abs(places[at] - middle) for at in left)
    kept = (at for at in left if abs(places[at] - middle) == least)
    return Region(left.outcomes, sum(1 << at for at in kept))
