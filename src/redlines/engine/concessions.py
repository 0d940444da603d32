"""Where the concession sets of a knot would land: the softest of what they open, and nearest."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from redlines.deals import Concession, ConcessionSet, Placed
from redlines.engine.clauses import Clause, Space
from redlines.engine.knots import Blocked, Move, Tied, concession_sets
from redlines.engine.retreats import fewest
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
        self.packages, self.moves = blocked.packages, moves
        others = blocked.stuck - frozenset(knot.issues)
        stands: list[Clause] = []
        self.conceded: list[tuple[RedLine, tuple[Clause, ...]]] = []
        for line, move, clauses in zip(
            self.packages.lines, blocked.moves, self.packages.line_clauses, strict=True
        ):
            if move in moves:
                self.conceded.append((line, clauses))
            elif move[0] not in others:
                stands += clauses
        self.issues = knot.issues
        self.space = Space(stands, self.packages.domains, effort)

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
        nearest = {issue: self.packages.outcomes(issue).everything for issue in self.issues}
        for issue, party in self.moves:
            own = self.packages.positions[self.packages.issues[issue]][party].possible
            room = self.space.room(issue)
            if not room:
                return ()
            left = self.packages.region(issue, room) & nearest[issue]
            if own and own.outcomes.ordered:
                left = fewest(left, own)
            nearest[issue] = left
            self._settle(issue, self.packages.classed(issue, left.bits))
        found = []
        for issue in self.issues:
            room = self.space.room(issue)
            if not room:
                return ()
            left = self.packages.region(issue, room) & nearest[issue]
            first = next(iter(left))
            self._settle(issue, self.packages.classed(issue, 1 << first))
            found.append(Placed(self.packages.issue(issue), left.outcomes.names[first]))
        return tuple(found)

    def _settle(self, issue: int, classes: int) -> None:
        self.space = self.space.within([(issue, classes)])

    def _crosses_the_softest(self) -> bool:
        """Let nothing firmer be crossed than has to be; whether that is known."""
        for rank in sorted({line.firmness for line, _ in self.conceded}, reverse=True):
            firmer = (own for line, own in self.conceded if line.firmness < rank)
            space = self.space.asking(chain.from_iterable(firmer))
            possible = space.possible()
            if possible is not False:
                self.space = space
                return bool(possible)
        return False

    def _crossed(self) -> tuple[RedLine, ...]:
        """The conceded red lines that hold the landing and need to be crossed, firmest first."""
        crossed = []
        for line, clauses in self.conceded:
            space = self.space.asking(clauses)
            if space.possible():
                self.space = space
            else:
                crossed.append(line)
        return tuple(crossed)
