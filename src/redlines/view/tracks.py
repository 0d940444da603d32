"""Tracks: what each party does with each outcome of an issue, in a row of cells.

The parties of an issue share the same cells, so that their tracks can be read one below the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from redlines.region import Outcomes, Region
from redlines.verdicts import Position

CELLS = 12


class Mark(Enum):
    """What a party does with an outcome: the sign, its twin in ASCII, and the word for it."""

    DEMANDED = ("█", "#", "demanded")
    ACCEPTED = ("▓", "+", "accepted")
    NEITHER = ("·", ".", "neither")
    REFUSED = ("×", "x", "refused")
    SOFTLY_REFUSED = ("÷", "/", "softly refused")
    SOFTLY_BOTH = ("±", "%", "softly refused, counts at best")
    SOFT = ("░", "~", "counts only at best")
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


def stretches(outcomes: Outcomes, positions: Sequence[Position]) -> tuple[Stretch, ...]:
    """The cells of an issue: one for every outcome, or at most 12 where there are more.

    Then outcomes that no party treats differently share a stretch, drawn about as long as it is;
    `unlimited` is always a cell of its own. Where that leaves more than 12 stretches, neighbours
    on which the fewest parties change are drawn on one cell.
    """
    count = len(outcomes.names)
    if count <= CELLS:
        return tuple(Stretch(at, at, 1) for at in range(count))
    marks = [region for position in positions for region in marked(position).values()]
    changes = 0
    for region in marks:
        changes |= region.bits ^ (region.bits >> 1)
    if outcomes.unlimited is not None:
        changes |= 1 << (outcomes.unlimited - 1)
    ends = [*Region(outcomes, changes & (outcomes.all_bits >> 1)), count - 1]
    starts = [0] + [end + 1 for end in ends[:-1]]
    bounds = list(zip(starts, ends, strict=True))
    while len(bounds) > CELLS:
        at = min(range(len(bounds) - 1), key=lambda i: _cost(bounds, i, outcomes, marks))
        bounds[at : at + 2] = [(bounds[at][0], bounds[at + 1][1])]
    return _drawn(bounds, outcomes)


def _cost(
    bounds: Sequence[tuple[int, int]], at: int, outcomes: Outcomes, marks: Sequence[Region]
) -> tuple[bool, int, int]:
    """What drawing two neighbours on one cell hides: the free end, marks that change, outcomes."""
    (first, end), (_, last) = bounds[at], bounds[at + 1]
    changed = sum((m.bits >> end & 1) != (m.bits >> (end + 1) & 1) for m in marks)
    return last == outcomes.unlimited, changed, last - first


def _drawn(bounds: Sequence[tuple[int, int]], outcomes: Outcomes) -> tuple[Stretch, ...]:
    """One cell for each stretch, and the cells left over to the one with most outcomes a cell."""
    cells = [1] * len(bounds)
    sizes = [0 if first == outcomes.unlimited else last - first + 1 for first, last in bounds]
    for _ in range(CELLS - len(bounds)):
        longest = max(range(len(bounds)), key=lambda i: sizes[i] / cells[i])
        cells[longest] += 1
    return tuple(Stretch(first, last, n) for (first, last), n in zip(bounds, cells, strict=True))


def track(position: Position, cells: Sequence[Stretch]) -> tuple[Mark, ...]:
    """One party's mark on each cell; empty where the party is silent."""
    if position.silent:
        return ()
    regions = marked(position)
    found: list[Mark] = []
    for stretch in cells:
        span = position.refused.outcomes.span(stretch.first, stretch.last)
        here = [mark for mark, region in regions.items() if region & span]
        found += [here[0] if len(here) == 1 else Mark.MIXED] * stretch.cells
    return tuple(found)
