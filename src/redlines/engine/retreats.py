"""How far each party would have to retreat where red lines leave nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redlines.findings import PartyRetreat, Position, Retreat
from redlines.region import Outcomes


def retreats(positions: Sequence[Position], outcomes: Outcomes) -> tuple[Retreat, ...] | None:
    """The outcomes whose retreats no other outcome betters for one party and worsens for none.

    A party's retreat to an outcome is the number of steps from the nearest outcome that it does
    not refuse. None where steps have no meaning: on options, or where a party refuses everything.
    Retreats are never summed over parties: a sum is decided by how many allies repeat a line.
    """
    if not outcomes.ordered or not all(position.possible for position in positions):
        return None
    paths = [_Path.towards(position, outcomes) for position in positions]
    return tuple(
        Retreat(outcomes.names[at], tuple(path.retreat(at) for path in paths))
        for at in range(len(outcomes.names))
        if _unbettered(at, paths)
    )


def _unbettered(at: int, paths: Sequence[_Path]) -> bool:
    """Whether every outcome as near for every party is exactly as near for every party."""
    as_near = equally_near = -1
    for path in paths:
        steps = path.distances[at]
        as_near &= path.within[steps]
        equally_near &= path.within[steps] & ~(path.within[steps - 1] if steps else 0)
    return as_near == equally_near


@dataclass(frozen=True, slots=True)
class _Path:
    """One party's distances by position: `within[n]` are the outcomes at most n steps away."""

    position: Position
    outcomes: Outcomes
    distances: tuple[int, ...]
    within: tuple[int, ...]

    @classmethod
    def towards(cls, position: Position, outcomes: Outcomes) -> _Path:
        """The distances from what the party leaves possible."""
        within = [position.possible.bits]
        distances = [0] * len(outcomes.names)
        while within[-1] != outcomes.all_bits:
            near = within[-1]
            within.append((near | near << 1 | near >> 1) & outcomes.all_bits)
            new = within[-1] & ~near
            while new:
                lowest = new & -new
                distances[lowest.bit_length() - 1] = len(within) - 1
                new ^= lowest
        return cls(position, outcomes, tuple(distances), tuple(within))

    def retreat(self, at: int) -> PartyRetreat:
        """The party's retreat to the outcome at a position."""
        steps = self.distances[at]
        unlimited = self.outcomes.unlimited
        below = steps <= at and self.position.possible.bits >> (at - steps) & 1
        nearest = at - steps if below else at + steps
        past = steps > 0 and unlimited in (at, nearest)
        return PartyRetreat(
            party=self.position.party,
            steps=steps - past,
            past_unlimited=past,
            red_lines=tuple(
                line for line in self.position.red_lines if steps and line.region.bits >> at & 1
            ),
        )
