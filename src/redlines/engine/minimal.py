"""Minimal sets: red lines that together leave no outcome, and soft claims that turn a verdict.

Both are listed smallest first. Their number can grow exponentially, so both searches stop after
a fixed amount of work (never of time, so that two runs agree) and then say that they did not
count to the end. One minimal set is there however early they stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import accumulate
from operator import or_

from redlines.region import members
from redlines.verdicts import LISTED

WORK = 100_000
# So many regions are sorted by the groups they are in, in the time of a step of the search.
_AT_ONCE = 500
# With so many groups a group is compared that may hold one of them.
_COMPARED = 128


@dataclass(frozen=True, slots=True)
class Minimal:
    """Minimal sets of positions in a list, smallest first, at most `LISTED`.

    `total` counts all of them, None where the search stopped before its end.
    """

    sets: tuple[tuple[int, ...], ...]
    total: int | None


@dataclass(slots=True)
class Work:
    """A count of steps left; `spent` once they are gone."""

    left: int

    @property
    def spent(self) -> bool:
        """Whether none is left."""
        return self.left <= 0


def held(whole: int, regions: Sequence[int]) -> set[int]:
    """For the outcomes of a set which of some regions hold each, as bits; every answer once.

    From one outcome to the next only those regions change that begin or end there.
    """
    changes: dict[int, int] = {}
    for i, region in enumerate((*regions, whole)):
        inside, bit = region & whole, 1 << i
        for at in members(inside ^ inside << 1):
            changes[at] = changes.get(at, 0) ^ bit
    answers = set()
    outside, holding = 1 << len(regions), 0
    for at in sorted(changes):
        holding ^= changes[at]
        if holding & outside:
            answers.add(holding ^ outside)
    return answers


def minimal_covers(regions: Sequence[int], everything: int) -> Minimal:
    """The minimal sets of regions whose union is everything; none if even all leave a part.

    Outcomes that the same regions hold are one demand on the cover: some region of that group
    must be in it. So this asks for the minimal hitting sets of those groups, by branching on the
    first group not yet hit and keeping only sets in which every member hits some group alone
    (Murakami & Uno, "Efficient algorithms for dualizing large-scale hypergraphs", 2014). Where
    the work ends before the first is found, one is told that needs no search.
    """
    if reduce(or_, regions, 0) & everything != everything:
        return Minimal((), 0)
    work = Work(WORK)
    found = every_cover(regions, everything, work)
    if work.spent:
        return Minimal(tuple(found[:LISTED]) or (reduced(regions, everything),), None)
    return Minimal(tuple(found[:LISTED]), len(found))


def every_cover(regions: Sequence[int], everything: int, work: Work) -> list[tuple[int, ...]]:
    """The same sets, smallest first and however many: all of them unless the work is spent."""
    groups = _groups(regions, everything)
    if 0 in groups:
        return []
    found: list[tuple[int, ...]] = []
    work.left -= len(groups) * len(regions) // _AT_ONCE
    hits = [] if work.spent else _transposed(groups, len(regions))
    size, deeper = _apart(groups), True
    while deeper and not work.spent:
        search = _Hitting(groups, hits, size, work)
        search.run()
        found += sorted(tuple(sorted(chosen)) for chosen in search.found)
        size, deeper = size + 1, search.cut
    return found


def reduced(regions: Sequence[int], everything: int) -> tuple[int, ...]:
    """One minimal set of regions whose union is everything, where all of them together have it.

    Each is left out that the others do without, from the smallest region to the largest and of
    equal ones the last first, so that few are left.
    """
    order = sorted(range(len(regions)), key=lambda i: -regions[i].bit_count())
    before = list(accumulate((regions[i] for i in order), or_, initial=0))
    kept, chosen = 0, []
    for at in reversed(range(len(order))):
        if (before[at] | kept) & everything != everything:
            kept |= regions[order[at]]
            chosen.append(order[at])
    return tuple(sorted(chosen))


def _groups(regions: Sequence[int], everything: int) -> list[int]:
    """For every outcome the regions that hold it, as bits; without most that hold a smaller one.

    They make the search longer and change nothing, but so does looking for the last of them.
    """
    groups = held(everything, regions)
    ordered = sorted(groups, key=lambda group: (group.bit_count(), group))
    kept: list[int] = []
    for group in ordered:
        if not any(smaller & group == smaller for smaller in kept[:_COMPARED]):
            kept.append(group)
    return kept


def _apart(groups: Sequence[int]) -> int:
    """How many groups share no member with one before: no set that hits all has fewer members."""
    seen = count = 0
    for group in groups:
        if not group & seen:
            seen |= group
            count += 1
    return count


def _transposed(groups: Sequence[int], count: int) -> list[int]:
    """For every member of some groups those that it is in, as bits."""
    texts = [bytearray(b"0" * len(groups)) for _ in range(count)]
    for at, group in enumerate(reversed(groups)):
        for member in members(group):
            texts[member][at] = ord("1")
    return [int(text, 2) for text in texts]


# A set begun, the members barred, the groups that it misses, and those that one alone hits.
_Begun = tuple[tuple[int, ...], int, int, int]


@dataclass(slots=True)
class _Hitting:
    """One search for minimal hitting sets of exactly `size` members; `cut` if larger may exist.

    `groups` are bits of members, smallest first, and `hits` for each member bits of groups.
    """

    groups: Sequence[int]
    hits: Sequence[int]
    size: int
    work: Work
    found: list[tuple[int, ...]] = field(default_factory=list)
    cut: bool = False

    def run(self) -> None:
        """Find all the sets, as far as the work goes.

        The branches wait in a list: a set may have more members than Python calls may be nested.
        """
        waiting = [self._branches((), 0, (1 << len(self.groups)) - 1, 0)]
        while waiting and not self.work.spent:
            if begun := next(waiting[-1], None):
                waiting.append(self._branches(*begun))
            else:
                waiting.pop()

    def _branches(
        self, chosen: tuple[int, ...], barred: int, missed: int, alone: int
    ) -> Iterator[_Begun]:
        """The sets with one member more, none of them barred; a whole one is found.

        Every member has to hit some group alone. The new one does: the group that it is taken from.
        """
        if not missed:
            if len(chosen) == self.size:
                self.found.append(chosen)
            return
        if len(chosen) == self.size:
            self.cut = True
            return
        group = self.groups[(missed & -missed).bit_length() - 1]
        for member in members(group & ~barred):
            if self.work.spent:
                return
            self.work.left -= 1 + len(chosen) // 16
            hit = self.hits[member]
            by_one = alone & ~hit | missed & hit
            if all(by_one & self.hits[other] for other in chosen):
                yield (*chosen, member), barred, missed & ~hit, by_one
            barred |= 1 << member


def minimal_routes(routes: Iterable[int], alternatives: Sequence[int]) -> Minimal:
    """The minimal sets that complete any of some routes.

    A route is members as bits. A set completes it that holds all of them, but of those within one
    of the `alternatives`, which share no member, only one. So all that complete a route are of
    one size, and the shortest route gives a minimal set without any search.
    """
    either = reduce(or_, alternatives, 0)

    def choices(route: int) -> list[int]:
        return [among for group in alternatives if (among := route & group)]

    def size(route: int) -> int:
        return (route & ~either).bit_count() + len(choices(route))

    found: list[int] = []
    work = Work(WORK)
    for route in sorted(set(routes), key=lambda own: (size(own), own)):
        _follow(route & ~either, choices(route), found, work)
        if work.spent:
            if not found:
                firsts = (among & -among for among in choices(route))
                found.append(reduce(or_, firsts, route & ~either))
            break
    sets = sorted((tuple(members(bits)) for bits in found), key=lambda s: (len(s), s))
    return Minimal(tuple(sets[:LISTED]), None if work.spent else len(sets))


def _follow(needed: int, choices: Sequence[int], found: list[int], work: Work) -> None:
    """Add every completion of a route that holds no set found before, as far as the work goes."""
    waiting = [(needed, 0)]
    while waiting:
        chosen, decided = waiting.pop()
        work.left -= 1 + len(found)
        if work.spent:
            return
        if any(smaller & chosen == smaller for smaller in found):
            continue
        if decided == len(choices):
            found.append(chosen)
            continue
        either = [chosen | 1 << member for member in members(choices[decided])]
        waiting += [(more, decided + 1) for more in reversed(either)]
