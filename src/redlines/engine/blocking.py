"""The search for blocking sets: the minimal sets of red lines that no package leaves uncrossed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from redlines.engine.clauses import (
    Clause,
    Clauses,
    Conflicts,
    Domains,
    all_conflicts,
    conflicts,
    linked,
    some_conflicts,
)
from redlines.engine.packages import Packages
from redlines.region import members

# Red lines by their numbers, in their order.
Lines = tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """The blocking sets among some linked clauses of red lines, and what is known of them.

    `possible` says whether all can hold, None where that is not known, `proven` that no conflict
    is missing, `whole` that no blocking set is; where only those are missing whose moves are no
    conflict, or those of more than `up_to` red lines, it is not.
    """

    clauses: Clauses
    sets: tuple[Lines, ...]
    possible: bool | None
    up_to: int | None = None
    proven: bool = True
    whole: bool = True

    @cached_property
    def lines(self) -> Lines:
        """The red lines that the clauses are of."""
        return _lines(self.clauses)


def _lines(clauses: Clauses) -> Lines:
    return tuple(members(reduce(or_, (clause.label for clause in clauses))))


def searched(packages: Packages, clauses: Iterable[Clause], effort: int) -> Iterator[Part]:
    """The linked parts of some clauses of red lines, each with its blocking sets."""
    for part in linked(clauses):
        yield _searched(packages, part, effort)


def _searched(packages: Packages, part: Clauses, effort: int) -> Part:
    """The blocking sets of a linked part.

    Its red lines are numbered among themselves meanwhile: as bits of all lines of a large case
    every label would be as long as there are lines.
    """
    lines = _lines(part)
    own = {1 << line: 1 << at for at, line in enumerate(lines)}
    numbers: dict[tuple[str, str], int] = {}
    about = ((line.issue, line.party) for line in (packages.lines[at] for at in lines))
    moves = [numbers.setdefault(move, len(numbers)) for move in about]
    search = _Search(packages.domains, effort, moves)
    found = search.part([Clause(own[clause.label], clause.allowed) for clause in part])
    sets = tuple(tuple(lines[at] for at in members(bits)) for bits in found.sets)
    return Part(part, sets, found.possible, found.up_to, found.proven, found.whole)


@dataclass(frozen=True)
class _Found:
    """What is found of a part, its blocking sets as bits."""

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
