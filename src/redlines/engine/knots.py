"""What cannot hold together, told in moves: conflicts, knots, and what would open each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from itertools import chain
from operator import or_

from redlines.engine.clauses import (
    Clause,
    Clauses,
    Conflicts,
    all_conflicts,
    conflicts,
    linked,
    parts,
    some_conflicts,
)
from redlines.engine.minimal import Work, every_cover, reduced
from redlines.engine.packages import Packages
from redlines.engine.space import Space
from redlines.region import members

# A move by the numbers of an issue and of a party; in the order of the case.
Move = tuple[int, int]
Moves = frozenset[Move]


@dataclass(frozen=True)
class Tied:
    """One knot: its conflicts, and the blocking sets reported for them as bits of lines.

    No blocking set is missing where they are `listed`, no conflict where they are `proven`.
    """

    issues: tuple[int, ...]
    conflicts: tuple[Moves, ...]
    blocking_sets: tuple[int, ...]
    listed: bool
    proven: bool


@dataclass(frozen=True)
class Blocked:
    """The blocking sets of some packages, as bits of lines, smallest first; and the answer.

    They are all of them where they are `whole`, and all that are reported unless `up_to` is given;
    `unlisted` are the issues of the red lines of which some may be missing, `unproven` those of
    which it may be a conflict that is missing.
    """

    packages: Packages
    effort: int
    sets: tuple[int, ...]
    up_to: int | None
    whole: bool
    deal: bool | None
    unlisted: frozenset[int]
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
        of_moves: dict[Moves, list[int]] = {}
        for lines in self.sets:
            of_moves.setdefault(self.moves_of(lines), []).append(lines)
        return tuple(sorted(self._tied(of_moves), key=lambda knot: knot.issues))

    def _tied(self, of_moves: Mapping[Moves, Sequence[int]]) -> Iterator[Tied]:
        found = _smallest(of_moves)
        place = {lines: at for at, lines in enumerate(self.sets)}
        for part in parts([[issue for issue, _ in moves] for moves in found]):
            own = tuple(found[at] for at in part)
            issues = {issue for moves in own for issue, _ in moves}
            lines = chain.from_iterable(of_moves[moves] for moves in own)
            yield Tied(
                tuple(sorted(issues)),
                own,
                tuple(sorted(lines, key=place.__getitem__)),
                not issues & self.unlisted,
                not issues & self.unproven,
            )

    @cached_property
    def stuck(self) -> frozenset[int]:
        """The issues of the conflicts."""
        return frozenset(issue for knot in self.knots for issue in knot.issues)

    def knot_of(self, issue: int) -> int | None:
        """The number of the knot of an issue, from 1."""
        return next((at for at, own in enumerate(self.knots, 1) if issue in own.issues), None)

    def without(self, lines: int) -> Blocked:
        """The same where some red lines do not count: a blocking set without them is still one."""
        if not self.whole:
            return blocked(self.packages, self.effort, gone=lines)
        left = tuple(own for own in self.sets if not own & lines)
        return replace(self, sets=left, deal=not left)


def _smallest(every: Iterable[Moves]) -> list[Moves]:
    """Those that hold no other, fewest moves first; only what begins with a move of one may."""
    found: list[Moves] = []
    begun: dict[Move, list[Moves]] = {}
    for moves in sorted(every, key=lambda own: (len(own), sorted(own))):
        if not any(own < moves for first in moves for own in begun.get(first, ())):
            found.append(moves)
            begun.setdefault(min(moves), []).append(moves)
    return found


def blocked(packages: Packages, effort: int, gone: int = 0) -> Blocked:
    """The blocking sets of some packages, each linked part of their red lines by itself.

    Red lines that are `gone` do not count.
    """
    search = _Search(packages, effort)
    clauses = [clause for own in packages.line_clauses for clause in own]
    every = [search.part(part) for part in linked(c for c in clauses if not c.label & gone)]
    found = [lines for own in every for lines in own.sets]
    answers = {own.possible for own in every}
    unproven = {at for own in every if not own.proven for at in members(own.lines)}
    unlisted = {at for own in every if own.up_to is not None for at in members(own.lines)}
    return Blocked(
        packages=packages,
        effort=effort,
        sets=tuple(sorted(found, key=lambda own: (own.bit_count(), [*members(own)]))),
        up_to=min((own.up_to for own in every if own.up_to is not None), default=None),
        whole=all(own.whole for own in every),
        deal=False if False in answers else None if None in answers else True,
        unlisted=frozenset(packages.numbers[packages.lines[at].issue] for at in unlisted),
        unproven=frozenset(_touched(packages, unproven)),
    )


@dataclass(frozen=True)
class _Part:
    """The blocking sets among some linked red lines, and what is known of them.

    `proven` says that no conflict is missing, `whole` that no blocking set is; where only those
    are whose moves are no conflict, or those of more than `up_to` red lines, it is not.
    """

    lines: int
    sets: tuple[int, ...]
    possible: bool | None
    up_to: int | None = None
    proven: bool = True
    whole: bool = True


@dataclass(frozen=True)
class _Search:
    """The search for blocking sets, each step of it bounded by so much effort.

    Where there are too many of them, red lines of one party on one issue are one label: these are
    fewer, and all that is asked of a party there without a condition is one clause. That gives the
    conflicts; then the blocking sets of each are those among its own red lines.
    """

    packages: Packages
    effort: int

    def part(self, part: Clauses) -> _Part:
        """The blocking sets of a linked part."""
        domains, effort = self.packages.domains, self.effort
        lines = reduce(or_, (clause.label for clause in part))
        every = all_conflicts(part, domains, effort)
        if every is not None:
            return _Part(lines, every, not every)
        told = all_conflicts(self._by_moves(part), domains, effort)
        listed = [self._of(label, part) for label in told or ()]
        if told is None or not all(own.sets for own in listed):
            some = some_conflicts(part, domains, effort)
            known = some.up_to is None
            return _Part(lines, some.sets, some.possible, some.up_to, known, known)
        up_to = min((own.up_to for own in listed if own.up_to is not None), default=None)
        sets = tuple(found for own in listed for found in own.sets)
        return _Part(lines, sets, not told, up_to, whole=False)

    def _of(self, moves: int, part: Clauses) -> Conflicts:
        """The blocking sets among the red lines of a conflict."""
        own = [clause for clause in part if self._label(clause) & moves]
        return conflicts(own, self.packages.domains, self.effort)

    def _by_moves(self, part: Clauses) -> list[Clause]:
        """The clauses labelled by moves, those of one move on one issue alone in one."""
        found: list[Clause] = []
        alone: dict[tuple[int, int], int] = {}
        for clause in part:
            label = self._label(clause)
            if len(clause.allowed) == 1:
                ((issue, bits),) = clause.allowed.items()
                alone[label, issue] = alone.get((label, issue), -1) & bits
            else:
                found.append(Clause(label, clause.allowed))
        merged = (Clause.of(label, [(issue, bits)]) for (label, issue), bits in alone.items())
        return [*found, *merged]

    def _label(self, clause: Clause) -> int:
        (line,) = members(clause.label)
        return 1 << self._moves[line]

    @cached_property
    def _moves(self) -> list[int]:
        """The number of the move of each red line."""
        numbers: dict[tuple[str, str], int] = {}
        return [
            numbers.setdefault((line.issue, line.party), len(numbers))
            for line in self.packages.lines
        ]


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
