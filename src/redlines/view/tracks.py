"""Tracks: what each party does with each outcome of an issue, in a row of cells.

The parties of an issue share the same cells, so that their tracks can be read one below the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from heapq import heapify, heappop, heappush
from operator import or_

from redlines.region import Outcomes, Region, members
from redlines.verdicts import Position

CELLS = 12


class Mark(Enum):
    """What a party does with an outcome: the sign, its twin in ASCII, and the word for it."""

    DEMANDED = ("█", "#", "demanded")
    ACCEPTED = ("▓", "+", "accepted")
    NEITHER = ("·", ".", "neither")
    REFUSED = ("×", "x", "refused")
    SOFTLY_REFUSED = ("÷", "/", "softly refused")
    SOFTLY_BOTH = ("±", "%", "softly both")
    SOFT = ("░", "~", "softly demanded or accepted")
    MIXED = ("▚", "&", "several of these")

    def sign(self, *, ascii_only: bool) -> str:
        """The sign of the mark."""
        return self.value[1] if ascii_only else self.value[0]

    @property
    def word(self) -> str:
        """The word for the mark."""
        return self.value[2]


REFUSALS = (Mark.REFUSED, Mark.SOFTLY_REFUSED)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring outcomes drawn alike: the first and last position, and on how many cells."""

    first: int
    last: int
    cells: int

    def __len__(self) -> int:
        return self.last - self.first + 1


def marked(position: Position) -> dict[Mark, Region]:
    """The outcomes under each mark of one party; a refusal wins over an offer.

    Of soft ones neither wins: whoever refuses unless there is a vote and accepts if there is one
    does both.
    """
    refused = position.refused
    softly_refused = refused - position.firmly_refused
    return {
        Mark.REFUSED: position.firmly_refused,
        Mark.SOFTLY_REFUSED: softly_refused - position.softly_offered,
        Mark.SOFTLY_BOTH: softly_refused & position.softly_offered,
        Mark.DEMANDED: position.demanded - refused,
        Mark.ACCEPTED: position.accepted - position.demanded - refused,
        Mark.SOFT: position.softly_offered - position.accepted - refused,
        Mark.NEITHER: ~(refused | position.accepted | position.softly_offered),
    }


def stretches(
    outcomes: Outcomes, positions: Sequence[Position], *, cells: int = CELLS
) -> tuple[Stretch, ...]:
    """The cells of an issue: one for every outcome, or at most 12 where there are more.

    Then outcomes that no party treats differently share a stretch, drawn about as long as it is,
    on fewer `cells` in all where so few tell all that differs; `unlimited` is always a cell of its
    own. Where that leaves more than 12 stretches, neighbours on which the fewest parties change are
    drawn on one cell.
    """
    count = len(outcomes.names)
    if count <= CELLS:
        return tuple(Stretch(at, at, 1) for at in range(count))
    inner = outcomes.all_bits >> 1
    marks = [region.bits for position in positions for region in marked(position).values()]
    changes = [(bits ^ bits >> 1) & inner for bits in marks]
    ends = reduce(or_, changes, 0)
    if outcomes.unlimited is not None:
        ends |= 1 << (outcomes.unlimited - 1)
    lasts = [*members(ends), count - 1]
    firsts = [0] + [last + 1 for last in lasts[:-1]]
    bounds = list(zip(firsts, lasts, strict=True))
    if len(bounds) > CELLS:
        bounds = _merged(bounds, _counts(changes, count), outcomes.unlimited)
    return _drawn(bounds, outcomes, cells)


def _counts(sets: Iterable[int], count: int) -> list[int]:
    """In how many sets of bits each position is.

    The bits are added up in all positions at once, a digit of the sums in every int.
    """
    digits: list[int] = []
    for bits in sets:
        carry = bits
        for i, digit in enumerate(digits):
            digits[i], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    sums = [0] * count
    for i, digit in enumerate(digits):
        for at in members(digit):
            sums[at] += 1 << i
    return sums


def _merged(
    bounds: Sequence[tuple[int, int]], changed: Sequence[int], unlimited: int | None
) -> list[tuple[int, int]]:
    """Stretches joined to their neighbours until there are 12, those first that hide least.

    A joint hides, in this order, that `unlimited` is a cell of its own, how many marks change
    there, and outcomes. Every change of a joint waits in a heap beside the joint as it was.
    """
    firsts = [first for first, _ in bounds]
    lasts = [last for _, last in bounds]
    following = [*range(1, len(bounds)), -1]
    before = [-1, *range(len(bounds) - 1)]

    def joint(at: int) -> tuple[bool, int, int, int]:
        last = lasts[following[at]]
        return last == unlimited, changed[lasts[at]], last - firsts[at], at

    waiting = [joint(at) for at in range(len(bounds) - 1)]
    heapify(waiting)
    left = len(bounds)
    joined: set[int] = set()
    while left > CELLS:
        least = heappop(waiting)
        at = least[-1]
        if at in joined or following[at] < 0 or joint(at) != least:
            continue
        gone = following[at]
        joined.add(gone)
        lasts[at], following[at] = lasts[gone], following[gone]
        if following[at] >= 0:
            before[following[at]] = at
            heappush(waiting, joint(at))
        if before[at] >= 0:
            heappush(waiting, joint(before[at]))
        left -= 1
    return [(firsts[at], lasts[at]) for at in range(len(bounds)) if at not in joined]


def _drawn(bounds: Sequence[tuple[int, int]], outcomes: Outcomes, most: int) -> tuple[Stretch, ...]:
    """One cell for each stretch, and the cells left over to the one with most outcomes a cell."""
    cells = [1] * len(bounds)
    sizes = [0 if first == outcomes.unlimited else last - first + 1 for first, last in bounds]
    for _ in range(most - len(bounds)):
        longest = max(range(len(bounds)), key=lambda i: sizes[i] / cells[i])
        cells[longest] += 1
    return tuple(Stretch(first, last, n) for (first, last), n in zip(bounds, cells, strict=True))


def tracks(positions: Sequence[Position], cells: Sequence[Stretch]) -> tuple[tuple[Mark, ...], ...]:
    """Each party's mark on each cell, found once for parties whose sets are the same."""
    known: dict[tuple[bool | int, ...], tuple[Mark, ...]] = {}
    for own in positions:
        if (sets := sets_of(own)) not in known:
            known[sets] = track(own, cells)
    return tuple(known[sets_of(own)] for own in positions)


def sets_of(own: Position) -> tuple[bool | int, ...]:
    """All that a track shows of a party, as bits."""
    sets = own.demanded, own.accepted, own.refused, own.firmly_refused, own.softly_offered
    return own.silent, *(region.bits for region in sets)


def track(position: Position, cells: Sequence[Stretch]) -> tuple[Mark, ...]:
    """One party's mark on each cell; empty where the party is silent."""
    if position.silent:
        return ()
    regions = {mark: region.bits for mark, region in marked(position).items()}
    found: list[Mark] = []
    for stretch in cells:
        span = position.refused.outcomes.span(stretch.first, stretch.last).bits
        here = [mark for mark, bits in regions.items() if bits & span]
        found += [here[0] if len(here) == 1 else Mark.MIXED] * stretch.cells
    return tuple(found)
