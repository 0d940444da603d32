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
    Domains,
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
# Red lines by their numbers, in their order.
Lines = tuple[int, ...]


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
    """The blocking sets of some packages, smallest first; and the answer.

    They are all of them where they are `whole`, and all that are reported unless `up_to` is given;
    `unlisted` are the issues of the red lines of which some may be missing, `unproven` those of
    which it may be a conflict that is missing.
    """

    packages: Packages
    effort: int
    sets: tuple[Lines, ...]
    up_to: int | None
    whole: bool
    deal: bool | None
    unlisted: frozenset[int]
    unproven: frozenset[int]

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
        of_moves: dict[Moves, list[Lines]] = {}
        for lines in self.sets:
            of_moves.setdefault(self.moves_of(lines), []).append(lines)
        return tuple(sorted(self._tied(of_moves), key=lambda knot: knot.issues))

    def _tied(self, of_moves: Mapping[Moves, Sequence[Lines]]) -> Iterator[Tied]:
        found = _smallest(of_moves)
        for part in parts([[issue for issue, _ in moves] for moves in found]):
            own = tuple(found[at] for at in part)
            issues = {issue for moves in own for issue, _ in moves}
            lines = chain.from_iterable(of_moves[moves] for moves in own)
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
        return frozenset(issue for knot in self.knots for issue in knot.issues)

    def knot_of(self, issue: int) -> int | None:
        """The number of the knot of an issue, from 1."""
        return self._knots_of.get(issue)

    @cached_property
    def _knots_of(self) -> dict[int, int]:
        return {issue: at for at, own in enumerate(self.knots, 1) for issue in own.issues}

    def without(self, lines: int) -> Blocked:
        """The same where some red lines do not count: a blocking set without them is still one."""
        if not self.whole:
            return blocked(self.packages, self.effort, gone=lines)
        gone = frozenset(members(lines))
        left = tuple(own for own in self.sets if gone.isdisjoint(own))
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
    clauses = [clause for own in packages.line_clauses for clause in own]
    left = (clause for clause in clauses if not clause.label & gone)
    every = [_part(packages, part, effort) for part in linked(left)]
    found = [lines for own in every for lines in own.sets]
    answers = {own.possible for own in every}
    unproven = {at for own in every if not own.proven for at in own.lines}
    unlisted = {at for own in every if own.up_to is not None for at in own.lines}
    return Blocked(
        packages=packages,
        effort=effort,
        sets=tuple(sorted(found, key=_smallest_first)),
        up_to=min((own.up_to for own in every if own.up_to is not None), default=None),
        whole=all(own.whole for own in every),
        deal=False if False in answers else None if None in answers else True,
        unlisted=frozenset(packages.numbers[packages.lines[at].issue] for at in unlisted),
        unproven=frozenset(_touched(packages, unproven)),
    )


def _smallest_first(lines: Lines) -> tuple[int, Lines]:
    """A key that sorts blocking sets."""
    return len(lines), lines


@dataclass(frozen=True)
class _Part:
    """The blocking sets among some linked red lines, and what is known of them.

    `proven` says that no conflict is missing, `whole` that no blocking set is; where only those
    are whose moves are no conflict, or those of more than `up_to` red lines, it is not.
    """

    lines: Lines
    sets: tuple[Lines, ...]
    possible: bool | None
    up_to: int | None = None
    proven: bool = True
    whole: bool = True


def _part(packages: Packages, part: Clauses, effort: int) -> _Part:
    """The blocking sets of a linked part.

    Its red lines are numbered among themselves meanwhile: as bits of all lines of a large case
    every label would be as long as there are lines.
    """
    lines = tuple(members(reduce(or_, (clause.label for clause in part))))
    own = {1 << line: 1 << at for at, line in enumerate(lines)}
    numbers: dict[tuple[str, str], int] = {}
    about = ((line.issue, line.party) for line in (packages.lines[at] for at in lines))
    moves = [numbers.setdefault(move, len(numbers)) for move in about]
    search = _Search(packages.domains, effort, moves)
    found = search.part([Clause(own[clause.label], clause.allowed) for clause in part])
    sets = tuple(tuple(lines[at] for at in members(bits)) for bits in found.sets)
    return _Part(lines, sets, found.possible, found.up_to, found.proven, found.whole)


@dataclass(frozen=True)
class _Found:
    """The same with blocking sets as bits."""

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
    conflicts; then the blocking sets of each are those among its own red lines. `moves` are the
    numbers of the moves that the lines belong to.
    """

    domains: Domains
    effort: int
    moves: Sequence[int]

    def part(self, part: Clauses) -> _Found:
        """The blocking sets of a linked part."""
        domains, effort = self.domains, self.effort
        every = all_conflicts(part, domains, effort)
        if every is not None:
            return _Found(every, not every)
        told = all_conflicts(self._by_moves(part), domains, effort)
        listed = [self._of(label, part) for label in told or ()]
        if told is None or not all(own.sets for own in listed):
            some = some_conflicts(part, domains, effort)
            known = some.up_to is None
            return _Found(some.sets, some.possible, some.up_to, known, known)
        up_to = min((own.up_to for own in listed if own.up_to is not None), default=None)
        sets = tuple(found for own in listed for found in own.sets)
        return _Found(sets, not told, up_to, whole=False)

    def _of(self, moves: int, part: Clauses) -> Conflicts:
        """The blocking sets among the red lines of a conflict."""
        own = [clause for clause in part if self._label(clause) & moves]
        return conflicts(own, self.domains, self.effort)

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
        return 1 << self.moves[line]


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
