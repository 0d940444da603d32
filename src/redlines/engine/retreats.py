"""How far each party would have to retreat where red lines leave nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import pairwise
from operator import and_

from redlines.region import Outcomes, Region, members
from redlines.verdicts import LISTED, PartyRetreat, Position, Retreat

# A region of at most so many stretches is looked at stretch by stretch.
_FEW = 64


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
    possible = [position.possible for position in positions]
    if not outcomes.ordered or not all(possible):
        return None, None
    different = {region.bits: region for region in possible}
    unbettered = list(_unbettered(list(different.values()), outcomes))
    left_out = max(len(unbettered) - LISTED, 0)
    shown = unbettered[: LISTED // 2] + unbettered[LISTED // 2 + left_out :]
    ways = [_way(position, shown, outcomes.unlimited) for position in positions]
    listed = (
        Retreat(outcomes.names[at], parties)
        for at, parties in zip(shown, zip(*ways, strict=True), strict=True)
    )
    return tuple(listed), len(unbettered)


def _way(
    position: Position, places: Iterable[int], unlimited: int | None
) -> Iterator[PartyRetreat]:
    """One party's retreats to the outcomes at some positions."""
    party, possible, lines = position.party, position.possible, position.red_lines
    by_all = reduce(and_, (line.region.bits for line in lines), -1)
    stays = PartyRetreat(party, 0, past_unlimited=False, red_lines=())
    for at in places:
        start = nearest(at, possible)
        if start == at:
            yield stays
            continue
        past = unlimited in (start, at)
        # Most parties have one red line here, and most retreats pass all that a party has.
        if by_all >> at & 1:
            passed = lines
        else:
            passed = tuple(line for line in lines if line.region.bits >> at & 1)
        yield PartyRetreat(party, abs(start - at) - past, past, passed)


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


def _unbettered(possible: Sequence[Region], outcomes: Outcomes) -> Region:
    """The outcomes that no other betters for one party without worsening it for another.

    Between a region that ends and one that begins each step is nearer to one and farther from the
    other: there nothing is bettered by anything. Where a neighbour is nearer for one and farther
    for none, it betters. What is left are outcomes among several stretches of one region; only
    these are compared with all others.
    """
    ends = min(region.bits.bit_length() - 1 for region in possible)
    begins = max(next(iter(region)) for region in possible)
    between = outcomes.span(ends, begins)
    open_ones = outcomes.everything - between - _bettered_by_a_neighbour(possible, outcomes)
    return between | _compared(open_ones, possible) if open_ones else between


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


def _compared(open_ones: Region, possible: Sequence[Region]) -> Region:
    """Those of some outcomes for which all that is as near to every region is exactly as near.

    One that no other is as near to is left alone before all regions are looked at, and mostly
    soon, the more so where regions of many stretches are looked at first.
    """
    outcomes = open_ones.outcomes
    as_near = dict.fromkeys(open_ones, outcomes.all_bits)
    exactly = as_near.copy()
    unbettered = []
    for region in sorted(possible, key=lambda own: -own.stretches):
        closer, within, left = 0, region.bits, sum(1 << at for at in as_near)
        while left:
            same = within & ~closer
            for at in members(within & left):
                as_near[at] &= within
                exactly[at] &= same
            left &= ~within
            closer, within = within, (within | within << 1 | within >> 1) & outcomes.all_bits
        # Any set of near ones holds the outcome itself, so that mostly its last tells enough.
        last = ((at, near) for at, near in as_near.items() if near.bit_length() == at + 1)
        alone = [at for at, near in last if near.bit_count() == 1]
        unbettered += alone
        for at in alone:
            del as_near[at]
    unbettered += [at for at, near in as_near.items() if near == exactly[at]]
    return Region(outcomes, sum(1 << at for at in unbettered))
