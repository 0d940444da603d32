"""What cannot hold together, told in moves: conflicts, knots, and what would open each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from redlines.engine.clauses import conflicts, linked
from redlines.engine.minimal import Work, every_cover, reduced
from redlines.engine.packages import Packages
from redlines.engine.space import Space
from redlines.region import members

# A move by the numbers of an issue and of a party; in the order of the case.
Move = tuple[int, int]
Moves = frozenset[Move]


@dataclass(frozen=True)
class Tied:
    """One knot: its conflicts, the blocking sets reported for them as bits of lines."""

    issues: tuple[int, ...]
    conflicts: tuple[Moves, ...]
    blocking_sets: tuple[int, ...]
    proven: bool


@dataclass(frozen=True)
class Blocked:
    """The blocking sets of some packages, as bits of lines, smallest first; and the answer.

    They are all of them unless `up_to` is given; `unproven` are the issues of the parts in which
    they may not be.
    """

    packages: Packages
    sets: tuple[int, ...]
    up_to: int | None
    deal: bool | None
    unproven: frozenset[int]

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The move that each red line belongs to."""
        own = self.packages
        return tuple((own.numbers[line.issue], own.parties.index(line.party)) for line in own.lines)

    def moves_of(self, lines: int) -> Moves:
        """The moves of some red lines."""
        return frozenset(self.moves[at] for at in members(lines))

    @cached_property
    def knots(self) -> tuple[Tied, ...]:
        """The knots in the order of the case."""
        told = {lines: self.moves_of(lines) for lines in self.sets}
        smallest = sorted(set(told.values()), key=lambda moves: (len(moves), sorted(moves)))
        found: list[Moves] = []
        for moves in smallest:
            if not any(own < moves for own in found):
                found.append(moves)
        return tuple(sorted(self._tied(found, told), key=lambda knot: knot.issues))

    def _tied(self, found: Iterable[Moves], told: dict[int, Moves]) -> Iterator[Tied]:
        groups: list[list[Moves]] = []
        for moves in found:
            issues = _issues([moves])
            touched = [own for own in groups if issues & _issues(own)]
            groups = [own for own in groups if own not in touched]
            groups.append([*(other for own in touched for other in own), moves])
        for own in groups:
            lines = tuple(lines for lines in self.sets if told[lines] in own)
            issues = _issues(own)
            yield Tied(tuple(sorted(issues)), tuple(own), lines, not issues & self.unproven)

    @cached_property
    def stuck(self) -> frozenset[int]:
        """The issues of the conflicts."""
        return frozenset(issue for knot in self.knots for issue in knot.issues)

    def knot_of(self, issue: int) -> int | None:
        """The number of the knot of an issue, from 1."""
        return next((at for at, own in enumerate(self.knots, 1) if issue in own.issues), None)

    def without(self, lines: int) -> Blocked:
        """The same where some red lines do not count: a blocking set without them is still one."""
        left = tuple(own for own in self.sets if not own & lines)
        deal = False if left else None if self.unproven else True
        return Blocked(self.packages, left, self.up_to, deal, self.unproven)


def _issues(conflicts: Iterable[Moves]) -> set[int]:
    return {issue for moves in conflicts for issue, _ in moves}


def blocked(packages: Packages, effort: int) -> Blocked:
    """The blocking sets of some packages, each linked part of their red lines by itself."""
    every = [clause for own in packages.line_clauses for clause in own]
    parts = [(part, conflicts(part, packages.domains, effort)) for part in linked(every)]
    found = [lines for _, own in parts for lines in own.sets]
    answers = {own.possible for _, own in parts}
    unproven = [clause for part, own in parts if own.up_to is not None for clause in part]
    return Blocked(
        packages,
        tuple(sorted(found, key=lambda own: (own.bit_count(), [*members(own)]))),
        min((own.up_to for _, own in parts if own.up_to is not None), default=None),
        False if False in answers else None if None in answers else True,
        frozenset(_touched(packages, {at for own in unproven for at in members(own.label)})),
    )


def _touched(packages: Packages, lines: Iterable[int]) -> set[int]:
    """The issues of some red lines and of all that are linked to them.

    What is not known to be stuck may be, and then red lines on it hold no open package back.
    """
    about = [
        {packages.numbers[line.issue]} | {issue for own in clauses for issue in own.allowed}
        for line, clauses in zip(packages.lines, packages.line_clauses, strict=True)
    ]
    found = {issue for at in lines for issue in about[at]}
    while more := [issues for issues in about if issues & found and not issues <= found]:
        found.update(*more)
    return found


def concession_sets(knot: Tied, effort: int) -> tuple[list[tuple[Move, ...]], bool]:
    """The minimal sets of moves that meet every conflict of a knot, and whether these are all."""
    moves = sorted(frozenset[Move]().union(*knot.conflicts))
    hit = [sum(1 << at for at, own in enumerate(knot.conflicts) if move in own) for move in moves]
    everything = (1 << len(knot.conflicts)) - 1
    work = Work(effort)
    found = every_cover(hit, everything, work)
    if work.spent:
        found = found or [reduced(hit, everything)]
    named = [tuple(moves[at] for at in chosen) for chosen in found]
    return named, not work.spent and knot.proven


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
