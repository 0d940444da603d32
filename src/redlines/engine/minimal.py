"""Minimal sets: red lines that together leave no outcome, and soft claims that turn a verdict.

Both are listed smallest first. Their number can grow exponentially, so both searches stop after
a fixed amount of work (never of time, so that two runs agree) and then say that they did not
count to the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from redlines.verdicts import LISTED

WORK = 100_000


@dataclass(frozen=True, slots=True)
class Minimal:
    """Minimal sets of positions in a list, smallest first, at most `LISTED`.

    `total` counts all of them, None where the search stopped before its end.
    """

    sets: tuple[tuple[int, ...], ...]
    total: int | None


def members(bits: int) -> Iterator[int]:
    """The positions of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def undivided(whole: int, regions: Iterable[int]) -> list[int]:
    """The parts of a set of outcomes of which each region holds all or nothing."""
    parts = [whole]
    for region in regions:
        parts = [part for p in parts for part in (p & region, p & ~region) if part]
    return parts


def minimal_covers(regions: Sequence[int], everything: int) -> Minimal:
    """The minimal sets of regions whose union is everything; none if even all leave a part.

    Outcomes that the same regions hold are one demand on the cover: some region of that group
    must be in it. So this asks for the minimal hitting sets of those groups, by branching on the
    smallest group not yet hit and keeping only sets in which every member hits some group alone
    (Murakami & Uno, "Efficient algorithms for dualizing large-scale hypergraphs", 2014).
    """
    groups = _groups(regions, everything)
    if 0 in groups:
        return Minimal((), 0)
    found: list[tuple[int, ...]] = []
    work = _Work(WORK)
    size, deeper = 1, True
    while deeper and not work.spent:
        search = _Hitting(groups, size, work)
        search.branch(0, 0, tuple(groups))
        found += sorted(tuple(members(chosen)) for chosen in search.found)
        size, deeper = size + 1, search.cut
    return Minimal(tuple(found[:LISTED]), None if work.spent else len(found))


def _groups(regions: Sequence[int], everything: int) -> list[int]:
    """For every outcome the regions that hold it, as bits; only the smallest such groups."""
    groups = {
        sum(1 << i for i, region in enumerate(regions) if region & part & -part)
        for part in undivided(everything, regions)
    }
    ordered = sorted(groups, key=lambda group: (group.bit_count(), group))
    kept: list[int] = []
    for group in ordered:
        if not any(smaller & group == smaller for smaller in kept):
            kept.append(group)
    return kept


@dataclass(slots=True)
class _Work:
    """A count of steps left; `spent` once they are gone."""

    left: int

    @property
    def spent(self) -> bool:
        return self.left <= 0


@dataclass(slots=True)
class _Hitting:
    """One search for minimal hitting sets of exactly `size` members; `cut` if larger may exist."""

    groups: Sequence[int]
    size: int
    work: _Work
    found: list[int] = field(default_factory=list)
    cut: bool = False

    def branch(self, chosen: int, barred: int, missed: tuple[int, ...]) -> None:
        """Add every set that completes `chosen` without the barred members."""
        if not missed:
            if chosen.bit_count() == self.size:
                self.found.append(chosen)
            return
        if chosen.bit_count() == self.size:
            self.cut = True
            return
        group = min(missed, key=lambda missing: (missing & ~barred).bit_count())
        for member in members(group & ~barred):
            if self.work.spent:
                return
            self.work.left -= 1
            bit = 1 << member
            if self._each_needed(chosen | bit):
                self.branch(chosen | bit, barred, tuple(g for g in missed if not g & bit))
            barred |= bit

    def _each_needed(self, chosen: int) -> bool:
        """Whether every chosen member is alone in hitting some group."""
        needed = 0
        for group in self.groups:
            hit = group & chosen
            if hit & (hit - 1) == 0:
                needed |= hit
        return needed == chosen


@dataclass(frozen=True, slots=True)
class Route:
    """One way to turn a verdict: all of `needed`, and one of every group of `choices`.

    `needed` is bits, a group of choices a tuple of positions.
    """

    needed: int
    choices: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """How many members every set on this route has; the groups share no member."""
        return self.needed.bit_count() + len(self.choices)


def minimal_routes(routes: Iterable[Route]) -> Minimal:
    """The minimal sets that complete any of some routes."""
    found: list[int] = []
    work = _Work(WORK)
    for route in sorted(set(routes), key=lambda r: (r.size, r.needed, r.choices)):
        _follow(route.needed, route.choices, found, work)
    sets = sorted((tuple(members(bits)) for bits in found), key=lambda s: (len(s), s))
    return Minimal(tuple(sets[:LISTED]), None if work.spent else len(sets))


def _follow(
    chosen: int, choices: tuple[tuple[int, ...], ...], found: list[int], work: _Work
) -> None:
    """Add every completion of a route that holds no set found before."""
    work.left -= 1 + len(found)
    if work.spent or any(smaller & chosen == smaller for smaller in found):
        return
    if not choices:
        found.append(chosen)
        return
    for member in choices[0]:
        _follow(chosen | 1 << member, choices[1:], found, work)
