"""Where the concession sets of a knot would land: the softest of what they open, and nearest."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from redlines.deals import Concession, ConcessionSet, Placed
from redlines.engine.choosing import Choosing
from redlines.engine.clauses import Space
from redlines.engine.knots import Blocked, Move, Tied, concession_sets
from redlines.engine.retreats import fewest
from redlines.region import Region
from redlines.verdicts import LISTED, RedLine


def concessions(
    number: int, knot: Tied, blocked: Blocked, effort: int
) -> tuple[tuple[ConcessionSet, ...], int | None]:
    """The concession sets of a knot with their landings, at most `LISTED`, and how many there are.

    They stand by the firmest basis crossed, softest first, then as the case lists their moves.
    """
    found, complete = concession_sets(knot, effort)
    told = [
        _Landing(knot, blocked, moves, effort).told(number)
        for moves in sorted(found, key=_order)[:LISTED]
    ]
    told.sort(key=lambda own: -min((line.firmness for line in own.red_lines), default=0))
    return tuple(told), len(found) if complete else None


def _order(moves: Iterable[Move]) -> tuple[list[int], list[int]]:
    """A key that sorts moves by issues and then by parties."""
    return [issue for issue, _ in moves], [party for _, party in moves]


class _Landing:
    """Where one concession set lands."""

    def __init__(self, knot: Tied, blocked: Blocked, moves: tuple[Move, ...], effort: int) -> None:
        self.packages, self.moves, self.issues = blocked.packages, moves, knot.issues
        others = blocked.stuck - frozenset(knot.issues)
        every = list(
            zip(self.packages.lines, blocked.moves, self.packages.line_clauses, strict=True)
        )
        self.conceded = [(line, clauses) for line, move, clauses in every if move in moves]
        stands = [
            clause
            for _, move, clauses in every
            if move not in moves and move[0] not in others
            for clause in clauses
        ]
        space = Space(stands, self.packages.domains, effort)
        self.left = Choosing(self.packages, space)

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
        for issue, party in self.moves:
            own = self.packages.positions[self.packages.issues[issue]][party].possible
            room = self.left.room(issue)
            if not room:
                return ()
            if own and own.outcomes.ordered:
                self.left = self.left.with_(issue, fewest(room, own))
        found = []
        for issue in self.issues:
            room = self.left.room(issue)
            if not room:
                return ()
            first = next(iter(room))
            self.left = self.left.with_(issue, Region(room.outcomes, 1 << first))
            found.append(Placed(self.packages.issue(issue), room.outcomes.names[first]))
        return tuple(found)

    def _crosses_the_softest(self) -> bool:
        """Let nothing firmer be crossed than has to be; whether that is known."""
        for rank in sorted({line.firmness for line, _ in self.conceded}, reverse=True):
            firmer = (own for line, own in self.conceded if line.firmness < rank)
            left = self.left.asking(chain.from_iterable(firmer))
            possible = left.space.possible()
            if possible is not False:
                self.left = left
                return bool(possible)
        return False

    def _crossed(self) -> tuple[RedLine, ...]:
        """The conceded red lines that hold the landing and need to be crossed, in their order."""
        crossed = []
        for line, clauses in self.conceded:
            left = self.left.asking(clauses)
            if left.space.possible():
                self.left = left
            else:
                crossed.append(line)
        return tuple(crossed)
