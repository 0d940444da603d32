"""Which terms of a plan need another wording so that the rest of it crosses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import islice, product
from math import prod

from redlines.deals import PlanTerm
from redlines.engine.clauses import conflicts, linked, one_conflict
from redlines.engine.minimal import Work, every_cover
from redlines.engine.packages import Packages
from redlines.engine.space import Space
from redlines.region import members
from redlines.verdicts import LISTED

Terms = tuple[int, ...]


@dataclass(frozen=True)
class Repairs:
    """The minimal sets of terms that must go, the least first; and what they rest on.

    `conflicts` are the minimal sets of red lines, as bits, and after them terms, that cannot hold
    together. The `total` of the repairs is None where they were not counted to the end; then the
    first is the least all the same.
    """

    packages: Packages
    conflicts: tuple[int, ...]
    found: tuple[Terms, ...]
    total: int | None

    @property
    def terms(self) -> Terms:
        """The terms of the least repair."""
        return self.found[0]

    @cached_property
    def alternatives(self) -> tuple[tuple[PlanTerm, ...], ...]:
        """The other repairs."""
        own = self.packages
        return tuple(
            tuple(
                PlanTerm(own.terms[at].point.id, own.case.issues[own.terms[at].issue])
                for at in terms
            )
            for terms in self.found[1:]
        )

    def because(self, term: int) -> list[Terms]:
        """The red lines of each conflict that holds a term, smallest first, each once."""
        many = len(self.packages.lines)
        held = (own for own in self.conflicts if own >> many + term & 1)
        lines = {tuple(members(own & (1 << many) - 1)) for own in held}
        return sorted(lines, key=lambda own: (len(own), own))


def repairs(packages: Packages, space: Space) -> Repairs | None:
    """The repairs of a plan over the open packages; None where the work ends before the first.

    Where it ends before all conflicts are found, the least set of terms that meets those found is
    tried: where what is left still does not hold together, that is one more conflict.
    """
    many, effort = len(packages.lines), space.effort
    parts = linked([*space.clauses, *packages.term_clauses])
    found = [conflicts(part, space.domains, effort) for part in parts]
    complete = all(own.up_to is None for own in found)
    sets = [lines for own in found for lines in own.sets]
    for _ in range(LISTED):
        hitting = _hitting(_minimal(own >> many for own in sets), packages, effort)
        if hitting is None:
            return None
        least, total = hitting
        kept = [own for at, own in enumerate(packages.term_clauses) if at not in least[0]]
        if complete or space.allows(clauses=kept):
            sets.sort(key=lambda own: (own.bit_count(), [*members(own)]))
            return Repairs(packages, tuple(sets), least, total if complete else None)
        one = one_conflict([*space.clauses, *kept], space.domains, effort)
        if one is None:
            return None
        sets.append(one)
    return None


def _minimal(sets: Iterable[int]) -> list[int]:
    """Some sets, as bits, without those that hold another."""
    kept: list[int] = []
    for own in sorted(set(sets), key=lambda bits: (bits.bit_count(), bits)):
        if not any(smaller & own == smaller for smaller in kept):
            kept.append(own)
    return kept


def _hitting(
    sets: Sequence[int], packages: Packages, effort: int
) -> tuple[tuple[Terms, ...], int] | None:
    """The minimal sets of terms that meet all of some, the least first, and how many there are.

    Sets that share no term are met each by itself, and those of no common point are told apart, so
    that no product is gone through. None where the work ends first.
    """
    groups: list[tuple[set[str], list[list[Terms]]]] = []
    for own in _together(sets):
        chosen = _covers(own, effort)
        if chosen is None:
            return None
        points = {packages.terms[at].point.id for terms in chosen for at in terms}
        joined = [chosen]
        for group in [group for group in groups if group[0] & points]:
            groups.remove(group)
            points |= group[0]
            joined += group[1]
        groups.append((points, joined))
    if any(prod(map(len, joined)) > effort for _, joined in groups):
        return None

    def key(terms: Terms) -> tuple[int, int, Terms]:
        return len({packages.terms[at].point.id for at in terms}), len(terms), terms

    lists = [sorted((_union(own) for own in product(*joined)), key=key) for _, joined in groups]
    least = tuple(islice(_least(lists, key), LISTED + 1))
    return least, prod(map(len, lists))


def _together(sets: Sequence[int]) -> list[list[int]]:
    """Some sets in groups that share no member."""
    groups: list[tuple[int, list[int]]] = []
    for own in sets:
        members_, joined = own, [own]
        for group in [group for group in groups if group[0] & own]:
            groups.remove(group)
            members_ |= group[0]
            joined += group[1]
        groups.append((members_, joined))
    return [joined for _, joined in groups]


def _covers(sets: Sequence[int], effort: int) -> list[Terms] | None:
    """The minimal sets of terms that meet all of some."""
    terms = sorted({at for own in sets for at in members(own)})
    met = [sum(1 << at for at, own in enumerate(sets) if own >> term & 1) for term in terms]
    work = Work(effort)
    found = every_cover(met, (1 << len(sets)) - 1, work)
    return None if work.spent else [tuple(terms[at] for at in chosen) for chosen in found]


def _union(parts: Iterable[Terms]) -> Terms:
    return tuple(sorted(at for own in parts for at in own))


def _least(
    lists: Sequence[Sequence[Terms]], key: Callable[[Terms], tuple[int, int, Terms]]
) -> Iterator[Terms]:
    """One of each list together, the least first; each list is in that order and none is empty."""

    def entry(
        places: tuple[int, ...],
    ) -> tuple[tuple[int, int, Terms], tuple[int, ...]]:
        return key(_union(own[at] for own, at in zip(lists, places, strict=True))), places

    waiting, seen = [entry((0,) * len(lists))], {(0,) * len(lists)}
    while waiting:
        (_, _, terms), places = heappop(waiting)
        yield terms
        for at, own in enumerate(lists):
            after = (*places[:at], places[at] + 1, *places[at + 1 :])
            if after[at] < len(own) and after not in seen:
                seen.add(after)
                heappush(waiting, entry(after))
