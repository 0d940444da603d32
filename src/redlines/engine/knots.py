"""What cannot hold together, told in moves: conflicts, knots, and what would open each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from redlines.engine.blocking import Lines, Part, searched
from redlines.engine.clauses import parts
from redlines.engine.minimal import Work, every_cover, reduced
from redlines.engine.packages import Packages
from redlines.engine.space import Space
from redlines.region import members

# A move by the numbers of an issue and of a party; in the order of the case.
Move = tuple[int, int]
Moves = frozenset[Move]


@dataclass(frozen=True)
class Tied:
    """One knot: its conflicts, and the blocking sets reported for them, each the numbers of lines.

    No blocking set is missing where they are `listed`, no conflict where they are `proven`.
    """

    issues: tuple[int, ...]
    conflicts: tuple[Moves, ...]
    blocking_sets: tuple[Lines, ...]
    listed: bool
    proven: bool


@dataclass(frozen=True)
class Blocked:
    """The blocking sets of some packages, each linked part of their red lines by itself."""

    packages: Packages
    effort: int
    parts: tuple[Part, ...]

    @cached_property
    def sets(self) -> tuple[Lines, ...]:
        """The blocking sets, smallest first: all of them where they are `whole`."""
        return tuple(sorted((own for part in self.parts for own in part.sets), key=_smallest_first))

    @cached_property
    def whole(self) -> bool:
        """Whether no blocking set is missing."""
        return all(part.whole for part in self.parts)

    @cached_property
    def up_to(self) -> int | None:
        """Of how many red lines all that are reported are there; None if that is of any number."""
        return min((part.up_to for part in self.parts if part.up_to is not None), default=None)

    @cached_property
    def deal(self) -> bool | None:
        """Whether some package crosses no red line; None if that is not known."""
        answers = {part.possible for part in self.parts}
        return False if False in answers else None if None in answers else True

    @cached_property
    def unlisted(self) -> frozenset[int]:
        """The issues of the red lines of which a blocking set may be missing."""
        lines = {at for part in self.parts if part.up_to is not None for at in part.lines}
        return frozenset(self.moves[at][0] for at in lines)

    @cached_property
    def unproven(self) -> frozenset[int]:
        """The issues of the red lines of which a conflict may be missing, and all linked to them.

        What is not known to be stuck may be, and then red lines on it hold no open package back.
        """
        parts = [part for part in self.parts if not part.proven]
        return frozenset(_touched(self.packages, {at for part in parts for at in part.lines}))

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The move that each red line belongs to."""
        own = self.packages
        places = {party: at for at, party in enumerate(own.parties)}
        return tuple((own.numbers[line.issue], places[line.party]) for line in own.lines)

    @cached_property
    def lines_on(self) -> Mapping[int, Lines]:
        """The red lines on each issue that has any."""
        found: dict[int, list[int]] = {}
        for at, (issue, _) in enumerate(self.moves):
            found.setdefault(issue, []).append(at)
        return {issue: tuple(lines) for issue, lines in found.items()}

    def moves_of(self, lines: Lines) -> Moves:
        """The moves of some red lines."""
        return frozenset(self.moves[at] for at in lines)

    @cached_property
    def knots(self) -> tuple[Tied, ...]:
        """The knots in the order of the case."""
        return tuple(sorted(self._tied(), key=lambda knot: knot.issues))

    @cached_property
    def _of_moves(self) -> Mapping[Moves, Sequence[Lines]]:
        """The blocking sets by their moves."""
        found: dict[Moves, list[Lines]] = {}
        for lines in self.sets:
            found.setdefault(self.moves_of(lines), []).append(lines)
        return found

    @cached_property
    def _conflicts(self) -> Sequence[Moves]:
        """The moves of blocking sets that hold those of no other."""
        return _smallest(self._of_moves)

    def _tied(self) -> Iterator[Tied]:
        found = self._conflicts
        for part in parts([[issue for issue, _ in moves] for moves in found]):
            own = tuple(found[at] for at in part)
            issues = {issue for moves in own for issue, _ in moves}
            lines = chain.from_iterable(self._of_moves[moves] for moves in own)
            yield Tied(
                tuple(sorted(issues)),
                own,
                tuple(sorted(lines, key=_smallest_first)),
                not issues & self.unlisted,
                not issues & self.unproven,
            )

    @cached_property
    def stuck(self) -> frozenset[int]:
        """The issues of the conflicts."""
        return frozenset(issue for moves in self._conflicts for issue, _ in moves)

    def knot_of(self, issue: int) -> int | None:
        """The number of the knot of an issue, from 1."""
        return self._knots_of.get(issue)

    @cached_property
    def _knots_of(self) -> dict[int, int]:
        return {issue: at for at, own in enumerate(self.knots, 1) for issue in own.issues}

    def without(self, gone: int) -> Blocked:
        """The same where some red lines, as bits, do not count.

        A blocking set without them still is one, so only parts that are not whole are searched.
        """
        lines = frozenset(members(gone))
        found: list[Part] = []
        for part in self.parts:
            if part.whole:
                left = tuple(own for own in part.sets if lines.isdisjoint(own))
                found.append(replace(part, sets=left, possible=not left))
            else:
                counting = (own for own in part.clauses if not own.label & gone)
                found += searched(self.packages, counting, self.effort)
        return replace(self, parts=tuple(found))


def _smallest(every: Iterable[Moves]) -> list[Moves]:
    """Those that hold no other, fewest moves first; only what begins with a move of one may."""
    found: list[Moves] = []
    begun: dict[Move, list[Moves]] = {}
    for moves in sorted(every, key=lambda own: (len(own), sorted(own))):
        if not any(own < moves for first in moves for own in begun.get(first, ())):
            found.append(moves)
            begun.setdefault(min(moves), []).append(moves)
    return found


def blocked(packages: Packages, effort: int) -> Blocked:
    """The blocking sets of some packages, the search for those of a part bounded by the effort."""
    clauses = chain.from_iterable(packages.line_clauses)
    return Blocked(packages, effort, tuple(searched(packages, clauses, effort)))


def _smallest_first(lines: Lines) -> tuple[int, Lines]:
    """A key that sorts blocking sets."""
    return len(lines), lines


def _touched(packages: Packages, lines: Iterable[int]) -> set[int]:
    """The issues of some red lines and of all that are linked to them."""
    about = [
        {packages.numbers[line.issue]} | {issue for own in clauses for issue in own.allowed}
        for line, clauses in zip(packages.lines, packages.line_clauses, strict=True)
    ]
    found = {issue for at in lines for issue in about[at]}
    while more := [issues for issues in about if issues & found and not issues <= found]:
        found.update(*more)
    return found


def concession_sets(
    knot: Tied, blocked: Blocked, effort: int
) -> tuple[list[tuple[Move, ...]], bool]:
    """The minimal sets of moves that meet every conflict of a knot, and whether these are all.

    On an issue by itself these are, outcome by outcome, the moves of all that refuse it: what meets
    all minimal covers is what leaves an outcome uncovered. Elsewhere they are searched for.
    """
    if knot.proven and (opening := _opening(knot, blocked)) is not None:
        return opening, True
    moves = sorted(frozenset[Move]().union(*knot.conflicts))
    hit = [sum(1 << at for at, own in enumerate(knot.conflicts) if move in own) for move in moves]
    everything = (1 << len(knot.conflicts)) - 1
    work = Work(effort)
    found = every_cover(hit, everything, work)
    if work.spent:
        found = found or [reduced(hit, everything)]
    named = [tuple(moves[at] for at in chosen) for chosen in found]
    return named, not work.spent and knot.proven


def _opening(knot: Tied, blocked: Blocked) -> list[tuple[Move, ...]] | None:
    """The same for a knot on one issue, whose red lines hang on no other; None for any other."""
    (issue, *others), own = knot.issues, blocked.packages
    drawn = [(at, clause) for at in blocked.lines_on[issue] for clause in own.line_clauses[at]]
    if others or any(clause.allowed.keys() - {issue} for _, clause in drawn):
        return None
    refusing: dict[int, set[Move]] = {at: set() for at in members(own.domains[issue])}
    for line, clause in drawn:
        for at in members(own.domains[issue] & ~clause.allowed.get(issue, 0)):
            refusing[at].add(blocked.moves[line])
    return [
        tuple(sorted(moves)) for moves in _smallest({frozenset(own) for own in refusing.values()})
    ]


def open_space(blocked: Blocked, effort: int) -> Space:
    """The open packages: they cross no red line on issues that are not stuck.

    Of what is not proven it says nothing.
    """
    own = blocked.packages
    left_out = blocked.stuck | blocked.unproven
    clauses = [
        clause
        for line, (issue, _) in zip(own.line_clauses, blocked.moves, strict=True)
        if issue not in left_out
        for clause in line
    ]
    return Space.of(clauses, own.domains, effort)
