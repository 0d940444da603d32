"""Where the concession sets of a knot would land: the softest of what they open, and nearest."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from redlines.deals import Concession, ConcessionSet, Placed
from redlines.engine.choosing import Choosing
from redlines.engine.knots import Blocked, Move, Tied, concession_sets
from redlines.engine.retreats import fewest
from redlines.engine.space import Space
from redlines.region import Region
from redlines.verdicts import LISTED, RedLine


def concessions(
    number: int, knot: Tied, blocked: Blocked, space: Space
) -> tuple[tuple[ConcessionSet, ...], int | None]:
    """The concession sets of a knot with their landings, at most `LISTED`, and how many there are.

    They stand by the firmest basis crossed, softest first, then as the case lists their moves.
    `space` are the open packages.
    """
    found, complete = concession_sets(knot, blocked, space.effort)
    told = [
        _Landing(knot, blocked, moves, space).told(number)
        for moves in sorted(found, key=_order)[:LISTED]
    ]
    told.sort(key=lambda own: -min((line.firmness for line in own.red_lines), default=0))
    return tuple(told), len(found) if complete else None


def _order(moves: Iterable[Move]) -> tuple[list[int], list[int]]:
    """A key that sorts moves by issues and then by parties."""
    return [issue for issue, _ in moves], [party for _, party in moves]


class _Landing:
    """Where one concession set lands: among open packages that keep the other lines of the knot."""

    def __init__(self, knot: Tied, blocked: Blocked, moves: tuple[Move, ...], space: Space) -> None:
        self.packages, self.moves, self.issues = blocked.packages, moves, knot.issues
        own = blocked.packages
        drawn = [at for issue in self.issues for at in blocked.lines_on[issue]]
        moving = {at for at in drawn if blocked.moves[at] in frozenset(moves)}
        self.conceded = [(own.lines[at], own.line_clauses[at]) for at in drawn if at in moving]
        kept = (own.line_clauses[at] for at in drawn if at not in moving)
        self.left = Choosing(own, space.within(clauses=chain.from_iterable(kept)))

    def told(self, number: int) -> ConcessionSet:
        """The set with its landing; without one where the work ended first."""
        own = self.packages
        moves = tuple(Concession(own.parties[party], own.issues[at]) for at, party in self.moves)
        landing = self._landed()
        crossed = self._crossed() if landing else ()
        firmest = min(crossed, key=lambda line: line.firmness).basis if crossed else None
        return ConcessionSet(number, moves, firmest, landing, crossed)

    def _landed(self) -> tuple[Placed, ...]:
        """The first outcomes opened, by what they cross, then by steps, then by the case."""
        if not self._crosses_the_softest():
            return ()
        # What is left of an issue stays so until something is narrowed.
        rooms: dict[int, Region | None] = {}
        for issue, party in self.moves:
            own = self.packages.positions[self.packages.issues[issue]][party].possible
            room = rooms[issue] if issue in rooms else self.left.room(issue)
            if not room:
                return ()
            rooms[issue] = room
            if own and own.outcomes.ordered and (nearest := fewest(room, own)) != room:
                self.left = self.left.of(issue, nearest)
                rooms = {issue: nearest}
        found = []
        for issue in self.issues:
            room = self.left.room(issue)
            if not room:
                return ()
            first = next(iter(room))
            self.left = self.left.of(issue, Region(room.outcomes, 1 << first))
            found.append(Placed(self.packages.issue(issue), room.outcomes.names[first]))
        return tuple(found)

    def _crosses_the_softest(self) -> bool:
        """Let nothing firmer be crossed than has to be; whether that is known."""
        for rank in sorted({line.firmness for line, _ in self.conceded}, reverse=True):
            lines = (own for line, own in self.conceded if line.firmness < rank)
            firmer = list(chain.from_iterable(lines))
            allowed = self.left.space.allows(clauses=firmer)
            if allowed:
                self.left = self.left.asking(firmer)
            if allowed is not False:
                return bool(allowed)
        return False

    def _crossed(self) -> tuple[RedLine, ...]:
        """The conceded red lines that hold the landing and need to be crossed, in their order."""
        crossed = []
        for line, clauses in self.conceded:
            if self.left.space.allows(clauses=clauses):
                self.left = self.left.asking(clauses)
            else:
                crossed.append(line)
        return tuple(crossed)
