"""How far each party would have to retreat where red lines leave nothing."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby, pairwise, repeat
from operator import and_, le

from redlines.region import Outcomes, Region, members
from redlines.verdicts import LISTED, PartyRetreat, Position, Retreat

# A region of at most so many stretches is looked at stretch by stretch.
_FEW = 64
# An outcome is compared one by one with at most so many that may better it.
_COMPARED = 32


def retreats(
    positions: Sequence[Position], outcomes: Outcomes
) -> tuple[tuple[Retreat, ...] | None, int | None]:
    """The outcomes whose retreats no other outcome betters for one party and worsens for none.

    A party's retreat to an outcome is the number of steps from the nearest outcome that it does
    not refuse. At most `LISTED` are listed: of more, as many from each end of the scale, so that
    a scale told the other way round has the same list. Beside them stands how many there are.
    None where steps have no meaning: on options, or where a party refuses everything. Retreats
    are never summed over parties: a sum is decided by how many allies repeat a line.
    """
    best = unbettered([position.possible for position in positions], outcomes)
    if best is None:
        return None, None
    every = list(best)
    left_out = max(len(every) - LISTED, 0)
    shown = every[: LISTED // 2] + every[LISTED // 2 + left_out :]
    ways = [_way(position, shown) for position in positions]
    listed = (
        Retreat(outcomes.names[at], parties)
        for at, parties in zip(shown, zip(*ways, strict=True), strict=True)
    )
    return tuple(listed), len(every)


def _way(position: Position, places: Iterable[int]) -> Iterator[PartyRetreat]:
    """One party's retreats to the outcomes at some positions."""
    party, possible, lines = position.party, position.possible, position.red_lines
    by_all = reduce(and_, (line.region.bits for line in lines), -1)
    stays = PartyRetreat(party, 0, past_unlimited=False, red_lines=())
    for at in places:
        if possible.bits >> at & 1:
            yield stays
            continue
        way, past = steps(at, possible)
        # Most parties have one red line here, and most retreats pass all that a party has.
        if by_all >> at & 1:
            passed = lines
        else:
            passed = tuple(line for line in lines if line.region.bits >> at & 1)
        yield PartyRetreat(party, way, past, passed)


def nearest(at: int, region: Region) -> int:
    """The position in a region that is not empty with the fewest steps to another position.

    Of two as near the lower one.
    """
    upwards = region.bits >> at
    below = (region.bits & ((1 << at) - 1)).bit_length() - 1
    if not upwards:
        return below
    above = at + (upwards & -upwards).bit_length() - 1
    return below if below >= 0 and at - below <= above - at else above


def steps(at: int, region: Region) -> tuple[int, bool]:
    """The steps to a position from the nearest in a region that is not empty.

    One into or out of `unlimited` is not counted; beside them stands whether there is one.
    """
    start = nearest(at, region)
    past = start != at and region.outcomes.unlimited in (start, at)
    return abs(start - at) - past, past


def fewest(region: Region, target: Region) -> Region:
    """The outcomes of a region with the fewest steps from a target; neither is empty.

    A step into or out of `unlimited` comes after all numbers. Outside the target they lie at the
    ends of stretches.
    """
    if region & target:
        return region & target
    ends = {end for run in region.runs() for end in run}
    ways = {end: steps(end, target)[::-1] for end in ends}
    least = min(ways.values())
    return Region(region.outcomes, sum(1 << end for end, way in ways.items() if way == least))


def unbettered(possible: Sequence[Region], outcomes: Outcomes) -> Region | None:
    """The outcomes whose steps no other betters for one region without worsening for another.

    None where steps have no meaning: on options, or where a region is empty.
    """
    if not outcomes.ordered or not all(possible):
        return None
    different = {region.bits: region for region in possible}
    return _unbettered(list(different.values()), outcomes)


def _unbettered(possible: Sequence[Region], outcomes: Outcomes) -> Region:
    """The same where steps have a meaning, every region once.

    Between a region that ends and one that begins each step is nearer to one and farther from the
    other: there nothing is bettered by anything. Where a neighbour is nearer for one and farther
    for none, it betters. What is left are outcomes among several stretches of one region; only
    these are compared with all others.
    """
    ends = min(region.bits.bit_length() - 1 for region in possible)
    begins = max(next(iter(region)) for region in possible)
    between = outcomes.span(ends, begins)
    open_ones = outcomes.everything - between - _bettered_by_a_neighbour(possible, outcomes)
    return between | _compared(open_ones, between, possible) if open_ones else between


def _bettered_by_a_neighbour(possible: Sequence[Region], outcomes: Outcomes) -> Region:
    """The outcomes beside one that is nearer to some regions and farther from none.

    `away` are those whose next outcome upwards is farther from some region, `towards` those whose
    next is nearer to some. In the middle of a refused stretch of even length it is neither.
    """
    away = towards = outcomes.nothing
    for region in possible:
        while region.stretches > _FEW:
            # Each time round the gaps are two shorter, so there are soon few of them.
            away |= region - _moved(region, -1)
            towards |= _moved(region, -1) - region
            region |= _moved(region, 1) | _moved(region, -1)
        runs = list(region.runs())
        towards |= outcomes.span(0, runs[0][0] - 1)
        away |= outcomes.span(runs[-1][1], len(outcomes.names) - 2)
        for (_, low), (high, _) in pairwise(runs):
            away |= outcomes.span(low, (low + high) // 2 - 1)
            towards |= outcomes.span((low + high + 1) // 2, high - 1)
    return (towards - away) | _moved(away - towards, 1)


def _moved(region: Region, steps: int) -> Region:
    """The outcomes so many steps above those of a region, below them where it is negative."""
    bits = region.bits << steps if steps > 0 else region.bits >> -steps
    return Region(region.outcomes, bits & region.outcomes.all_bits)


def _compared(open_ones: Region, others: Region, possible: Sequence[Region]) -> Region:
    """Those of some outcomes that none of them betters, nor any of some others.

    What betters an outcome is in sum nearer to the regions, and farther from none; and what is both
    betters it. The regions are looked at one by one, those of many stretches first: they leave the
    fewest that may better an outcome, and a few are compared one by one.
    """
    outcomes = open_ones.outcomes
    regions = sorted(possible, key=lambda own: -own.stretches)
    away = [_steps_from(region) for region in regions]
    steps = [array("I", own) for own in zip(*away, strict=True)]
    total = [sum(own) for own in steps]
    nearer, so_far = {}, 0
    for _, alike in groupby(sorted(open_ones | others, key=total.__getitem__), total.__getitem__):
        positions = tuple(alike)
        nearer.update(dict.fromkeys(positions, so_far))
        so_far |= sum(1 << at for at in positions)
    nearer = {at: nearer[at] for at in open_ones}
    unbettered = 0
    for region, steps_from in zip(regions, away, strict=True):
        within, reached = region.bits, 0
        for at in sorted(nearer, key=steps_from.__getitem__):
            while reached < steps_from[at]:
                within = (within | within << 1 | within >> 1) & outcomes.all_bits
                reached += 1
            nearer[at] &= within
        few = [at for at, left in nearer.items() if left.bit_count() <= _COMPARED]
        for at in few:
            if not any(all(map(le, steps[by], steps[at])) for by in members(nearer.pop(at))):
                unbettered |= 1 << at
    return Region(outcomes, unbettered)


def _steps_from(region: Region) -> array[int]:
    """How many steps each outcome lies from a region that is not empty."""
    runs = list(region.runs())
    found = array("I", range(runs[0][0], 0, -1))
    for (first, last), (after, _) in pairwise(runs):
        found.extend(repeat(0, last - first + 1))
        found.extend(range(1, (after - last) // 2 + 1))
        found.extend(range((after - last - 1) // 2, 0, -1))
    first, last = runs[-1]
    found.extend(repeat(0, last - first + 1))
    found.extend(range(1, len(region.outcomes.names) - last))
    return found
