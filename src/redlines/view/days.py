"""A line of days cut into cells, from days to as many years as have to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice

_WEEK = 7
_QUARTER = 3
_HALF = 6
_YEAR = 12
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Unit:
    """How long a cell is, in days or in months; `word` is what one is called."""

    word: str
    days: int = 0
    months: int = 0

    def at(self, day: date) -> int:
        """The place of the cell that a day lies in, counted from the first day of all."""
        if self.days:
            # The first of January of the year 1 was a Monday.
            return (day.toordinal() - 1) // self.days
        return (day.year * _YEAR + day.month - 1) // self.months

    def start(self, at: int) -> date:
        """The first day of a cell; raises ValueError or OverflowError where there is none."""
        if self.days:
            return date.fromordinal(at * self.days + 1)
        return date(max(at * self.months // _YEAR, 1), at * self.months % _YEAR + 1, 1)

    def end(self, at: int) -> date:
        """The last day of a cell."""
        try:
            return self.start(at + 1) - timedelta(days=1)
        except (ValueError, OverflowError):
            return date.max

    def title(self, day: date) -> str:
        """What stands above the cells of a day: the year, or the month where cells are short."""
        text = day.isoformat()
        return text[: len("2025")] if self.months else text[: len("2025-12")]


@dataclass(frozen=True, slots=True)
class Cell:
    """The days from one to another, both in it; `title` of the first to end in a year or month."""

    first: date
    last: date
    title: str


def _units() -> Iterator[Unit]:
    """All units, the shortest first."""
    yield from (Unit("day", days=1), Unit("week", days=_WEEK), Unit("month", months=1))
    yield from (Unit("quarter", months=_QUARTER), Unit("half year", months=_HALF))
    for zeros in count():
        for step in _STEPS:
            years = step * 10**zeros
            yield Unit("year" if years == 1 else f"{years} years", months=_YEAR * years)


def cells(first: date, focus: date, last: date, most: int) -> tuple[Unit, tuple[Cell, ...]]:
    """The days from one to another in not more than `most` cells, one as long as the other.

    They are the shortest that hold all days, or of a month or more in half of which those from
    `focus` on fit; of the days before so many are left out that the rest fits.

    >>> unit, found = cells(date(2022, 2, 24), date(2022, 2, 24), date(2026, 3, 1), 20)
    >>> unit.word, len(found), [cell.title for cell in found[:5]]
    ('quarter', 17, ['2022', '', '', '', '2023'])
    >>> unit, found = cells(date(2022, 2, 24), date(2025, 8, 16), date(2026, 3, 1), 20)
    >>> unit.word, len(found), str(found[0].first)
    ('month', 20, '2024-08-01')
    """
    most = max(most, 1)
    unit = next(
        unit
        for unit in _units()
        if unit.at(last) - unit.at(first) < most
        or (unit.months and unit.at(last) - unit.at(focus) < most // 2)
    )
    begin = max(unit.at(first), unit.at(last) - most + 1)
    found: list[Cell] = []
    shown = ""
    for at in islice(count(begin), unit.at(last) - begin + 1):
        start, end = unit.start(at), min(unit.end(at), last)
        title = unit.title(end)
        found.append(Cell(start, end, title if title != shown else ""))
        shown = title
    return unit, tuple(found)
