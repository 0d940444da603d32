"""The nouns of a sweep: a case on many days, at many bases and in many worlds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from redlines.assumption import Assumption
from redlines.case import Basis, Case
from redlines.short import called, short
from redlines.verdicts import Verdict

# The verdict on an issue, and that at best.
Words = tuple[Verdict, Verdict]


@dataclass(frozen=True, slots=True)
class World:
    """One way in which disputes could be settled.

    The statements `in_` count as if nobody disputed them, those `out` do not count. Worlds are
    numbered from 1 on.
    """

    number: int
    in_: tuple[str, ...]
    out: tuple[str, ...]

    def __repr__(self) -> str:
        return short(self, "number", "in_", "out")


@dataclass(frozen=True, slots=True)
class SweepRow:
    """The verdict on one issue on a day, at a basis and in a world; None as it is on record."""

    day: date | None
    binding: Basis | None
    world: World | None
    issue: str
    verdict: Verdict
    at_best: Verdict

    def __repr__(self) -> str:
        return short(self, "day", "binding", "world", "issue", "verdict", "at_best")


@dataclass(frozen=True, slots=True)
class IssueWords:
    """The verdicts on one issue by the disputed statements that speak on it.

    A bit of `mask` is a statement, from the first of the sweep's on; the keys of `words` have those
    that are in.
    """

    mask: int
    words: Mapping[int, Words]


@dataclass(frozen=True)
class SweepPart:
    """What is worked out at once: parties on issues of a case, on a day, in some worlds.

    `disputed` are all statements by which worlds differ. A world is written as an int, whose bits
    say which of these are in, from the first on; `worlds` is None for the verdicts as they are on
    record. `first` is the number of the first of them, `total` that of all on this day.
    """

    case: Case = field(repr=False)
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    assumption: Assumption
    disputed: tuple[str, ...] = ()
    worlds: Sequence[int] | None = None
    first: int = 1
    total: int | None = None

    def __repr__(self) -> str:
        told = [repr(self.assumption), f"issues={len(self.issues)}", f"rows={len(self)}"]
        return called(self, [*self.parties, *told])

    def __len__(self) -> int:
        """How many rows it has: one for each world and issue."""
        return len(self.issues) * (1 if self.worlds is None else len(self.worlds))

    def rows(self, found: Sequence[IssueWords]) -> Iterator[SweepRow]:
        """Its rows, world by world, from what was found of it on each issue."""
        asked = self.assumption
        by_issue = [(*own, words) for own, words in zip(enumerate(self.issues), found, strict=True)]
        for bits, world in self.every_world():
            for _, issue, own in by_issue:
                words = own.words[bits & own.mask]
                yield SweepRow(asked.day, asked.binding, world, issue, *words)

    def every_world(self) -> Iterator[tuple[int, World | None]]:
        """Its worlds, each as it is written and in full."""
        if self.worlds is None:
            yield 0, None
            return
        for number, bits in enumerate(self.worlds, self.first):
            sides: tuple[list[str], list[str]] = ([], [])
            for at, statement in enumerate(self.disputed):
                sides[bits >> at & 1].append(statement)
            out, in_ = map(tuple, sides)
            yield bits, World(number, in_, out)


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """In how many worlds each verdict holds; on record there is one."""

    agreed: int = 0
    overlap: int = 0
    bridgeable: int = 0
    insurmountable: int = 0
    unstated: int = 0


@dataclass(frozen=True, slots=True)
class IssueCount:
    """In how many worlds each verdict on an issue holds, and each at best."""

    issue: str
    verdicts: VerdictCount
    at_best: VerdictCount

    def __repr__(self) -> str:
        return short(self, "issue", "verdicts", "at_best")


@dataclass(frozen=True, slots=True)
class Extent:
    """The fewest and the most of something over all worlds."""

    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class SweepCount:
    """The verdicts on a day at a basis, counted over the worlds; `worlds` is None on record.

    `insurmountable` tells on how many issues red lines leave nothing; one over areas counts once.
    """

    day: date | None
    binding: Basis | None
    disputed: tuple[str, ...]
    worlds: int | None
    insurmountable: Extent
    issues: tuple[IssueCount, ...]

    def __repr__(self) -> str:
        return short(self, "day", "binding", "worlds", "disputed", "issues")


@dataclass(frozen=True)
class Sweep:
    """The verdicts of one case, counted for each day and basis in their order."""

    name: str
    case: Case = field(repr=False)
    parties: tuple[str, ...]
    counts: tuple[SweepCount, ...]

    @property
    def rows(self) -> int:
        """How many rows were counted."""
        return sum(len(own.issues) * (own.worlds or 1) for own in self.counts)
