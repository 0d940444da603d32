"""The rows of a sweep, counted as they come: no row is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from redlines.verdicts import Verdict
from redlines.worlds import Extent, IssueCount, SweepCount, SweepPart, SweepRow, VerdictCount


class Tally:
    """In how many worlds which verdict holds on which issue, day by day and basis by basis."""

    def __init__(self) -> None:
        self._asked: dict[tuple[object, ...], _Counts] = {}

    def counted(self, part: SweepPart, rows: Iterable[SweepRow]) -> Iterator[SweepRow]:
        """The rows of a part, world by world, each counted when it is passed on."""
        key = part.assumption.day, part.assumption.binding
        own = self._asked.setdefault(key, _Counts(part))
        stuck: set[str] = set()
        for at, row in enumerate(rows, 1):
            own.count(row, stuck)
            if at % len(part.issues) == 0:
                own.stuck.append(len(stuck))
                own.stuck[:] = min(own.stuck), max(own.stuck)
                stuck.clear()
            yield row

    def counts(self) -> tuple[SweepCount, ...]:
        """What has been counted, in the order of the sweep."""
        return tuple(own.counts() for own in self._asked.values())


class _Counts:
    """What is counted on one day at one basis."""

    def __init__(self, part: SweepPart) -> None:
        self.part = part
        self.words = {issue: (Counter[str](), Counter[str]()) for issue in part.issues}
        self.stuck: list[int] = []

    def count(self, row: SweepRow, stuck: set[str]) -> None:
        for found, word in zip(self.words[row.issue], (row.verdict, row.at_best), strict=True):
            found[word] += 1
        if row.verdict is Verdict.INSURMOUNTABLE:
            stuck.add(self.part.case.issues[row.issue].heading)

    def counts(self) -> SweepCount:
        part = self.part
        return SweepCount(
            part.assumption.day,
            part.assumption.binding,
            part.disputed,
            part.total,
            Extent(*self.stuck),
            tuple(
                IssueCount(issue, *(VerdictCount(**found) for found in both))
                for issue, both in self.words.items()
            ),
        )
