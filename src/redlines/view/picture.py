"""What pictures of an issue have in common, whoever draws them: states, hues and where things lie.

An issue is drawn as a table whose columns are its outcomes and whose rows are the parties; under
them one row says what is left. A page draws it with elements, a chart with shapes: both read it
here, and neither knows a report. All distances are shares of the width of a picture, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import groupby
from types import MappingProxyType

from redlines.region import Calendar, DateStep, Grid, Kind, Outcomes

# More parties than these are counted where an issue is drawn small, instead of a lane each.
MOST_LANES = 4
# Of more levels or options than these, those that no party treats differently share a column.
MOST_COLUMNS = 24


class State(Enum):
    """What a party does with an outcome, with the word for it; `NOTHING` and `SILENT` have none.

    Who says nothing of an outcome has spoken on others of the issue; who is silent on none.
    """

    DEMANDS = "demands"
    ACCEPTS = "accepts"
    SOFTLY_DEMANDS = "softly demands"
    SOFTLY_ACCEPTS = "softly accepts"
    REFUSES = "refuses"
    SOFTLY_REFUSES = "softly refuses"
    NOTHING = ""
    SILENT = "silent"

    @property
    def css(self) -> str:
        """What the style sheet of a page calls it: `softly-refuses`."""
        return self.name.lower().replace("_", "-")

    @property
    def refuses(self) -> bool:
        """Whether the outcome is refused, firmly or softly."""
        return self in (State.REFUSES, State.SOFTLY_REFUSES)

    @property
    def wants(self) -> bool:
        """Whether the outcome is demanded or accepted, firmly or softly."""
        return self in _WANTS


# How a verdict is drawn over time, by its sign.
BANDS: Mapping[str, State] = MappingProxyType(
    {
        "✕": State.REFUSES,
        "*": State.SOFTLY_REFUSES,
        "○": State.NOTHING,
        "◐": State.ACCEPTS,
        "●": State.DEMANDS,
    }
)
_WANTS = (State.DEMANDS, State.ACCEPTS, State.SOFTLY_DEMANDS, State.SOFTLY_ACCEPTS)


@dataclass(frozen=True, slots=True)
class Hues:
    """The colours of a picture; firmer is farther from `paper`, so that grey keeps the order."""

    paper: str
    ink: str
    soft: str
    line: str
    hair: str
    demanded: str
    on_demanded: str
    accepted: str
    on_accepted: str
    refused: str
    tint: str
    nothing: str


LIGHT = Hues(
    paper="#fdfcf9",
    ink="#191816",
    soft="#5d5952",
    line="#ddd8cd",
    hair="#ebe7de",
    demanded="#0f4c5c",
    on_demanded="#ffffff",
    accepted="#558e99",
    on_accepted="#06181c",
    refused="#b8400f",
    tint="#fbe6da",
    nothing="#f0ece3",
)
DARK = Hues(
    paper="#141618",
    ink="#ece9e2",
    soft="#aca79d",
    line="#3a3d40",
    hair="#26292c",
    demanded="#8fd3de",
    on_demanded="#06181c",
    accepted="#4a98a4",
    on_accepted="#06181c",
    refused="#f0936a",
    tint="#3b2218",
    nothing="#24272a",
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Stripes of `stroke` pixels every `every`, leaning by `angle` degrees, as CSS counts them.

    `ink` and `ground` name hues; an `outlined` one has a line around it.
    """

    ink: str
    ground: str
    stroke: float
    every: float
    angle: int
    outlined: bool = False


# A flat hue, or a pattern: refused is never flat, so that meaning is never by colour alone.
LOOKS: Mapping[State, str | Pattern] = MappingProxyType(
    {
        State.DEMANDS: "demanded",
        State.ACCEPTS: "accepted",
        State.SOFTLY_DEMANDS: Pattern("demanded", "nothing", 3, 8, 90),
        State.SOFTLY_ACCEPTS: Pattern("accepted", "nothing", 3, 8, 90),
        State.REFUSES: Pattern("refused", "tint", 1.7, 5.5, 135),
        State.SOFTLY_REFUSES: Pattern("refused", "paper", 1.2, 9, 135, outlined=True),
        State.NOTHING: "nothing",
        State.SILENT: Pattern("hair", "paper", 0, 1, 0, outlined=True),
    }
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A party's state on a column, and whether it demands or accepts it behind its own red line."""

    state: State
    withheld: State | None = None

    @property
    def word(self) -> str:
        """What a reader is told: `refuses`, or `refuses, but accepts`; empty where nothing is."""
        also = f", but {self.withheld.value}" if self.withheld else ""
        return f"{self.state.value}{also}"


@dataclass(frozen=True, slots=True)
class Column:
    """Neighbouring outcomes that no party treats differently, from the position `first` to `last`.

    `title` and `meaning` are for people; `refused` says whether any party refuses it, so that it is
    left where none does. It lies from `start` on and is `width` wide.
    """

    first: int
    last: int
    title: str
    meaning: str
    refused: bool
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A party with its cell on every column; of a silent one all are silent."""

    party: str
    cells: tuple[Cell, ...]

    @property
    def silent(self) -> bool:
        """Whether the party has no statement in force on the issue."""
        return all(cell.state is State.SILENT for cell in self.cells)

    def runs(self) -> Iterator[Run]:
        """The row as unbroken stretches of the same cell: a word stands once on each."""
        at = 0
        for cell, some in groupby(self.cells):
            last = at + len(list(some)) - 1
            yield Run(at, last, cell)
            at = last + 1


@dataclass(frozen=True, slots=True)
class Run:
    """The same cell from one column to another."""

    first: int
    last: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Drawing:
    """An issue as it is drawn: what the columns are, what each party does, and what is left.

    `judged` says whether there is a verdict: only then is it told what is left. `line` is the
    number line of a quantity.
    """

    kind: Kind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    judged: bool
    line: NumberLine | None = None

    @property
    def left(self) -> tuple[bool, ...]:
        """Of each column whether no party refuses it; empty without a verdict."""
        return tuple(not column.refused for column in self.columns) if self.judged else ()

    def remaining(self) -> Iterator[tuple[int, int]]:
        """The unbroken stretches of columns that are left, first and last of each."""
        at = 0
        for left, some in groupby(self.left):
            last = at + len(list(some)) - 1
            if left:
                yield at, last
            at = last + 1

    @property
    def poles(self) -> tuple[str, str]:
        """The ends of what is ordered: the first and the last level or number; else empty."""
        if self.line:
            return self.line.ends
        if self.kind is Kind.OPTIONS:
            return "", ""
        return self.columns[0].title, self.columns[-1].title

    def tallies(self) -> tuple[tuple[int, int], ...]:
        """Of each column how many parties demand or accept it, and how many refuse it."""
        columns = zip(*([cell.state for cell in row.cells] for row in self.rows), strict=True)
        states = [[*map(column.count, State)] for column in columns]
        return tuple(
            (
                sum(n for state, n in zip(State, own, strict=True) if state.wants),
                sum(n for state, n in zip(State, own, strict=True) if state.refuses),
            )
            for own in states
        )


# Of more parties that speak than these a picture tells how many do what, and who refuses what
# stands before all that others say.
MANY = 20
# Where a quantity has no limit: that lies apart, at the end, and is as wide as this.
NUMBERS = 0.86
FREE = (0.91, 0.09)
# What is narrower is drawn as wide as this, so that it can be seen.
LEAST = 0.012
_MOST_TICKS = 6
# Ends of the line nearer to a tick than this have none.
_APART = 0.09


@dataclass(frozen=True, slots=True)
class Tick:
    """A word at a place of a number line."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class NumberLine:
    """Where the numbers or dates of a quantity lie; what has no limit lies apart.

    `ticks` are round numbers, `changes` those at which some party's answer changes; `free` is what
    having no limit is called, None where the quantity knows none. `ends` are the first and the last
    outcome in words.
    """

    unit: str
    ends: tuple[str, str]
    ticks: tuple[Tick, ...]
    changes: tuple[Tick, ...]
    free: Tick | None


def laid_out(outcomes: Outcomes, first: int, last: int) -> tuple[float, float]:
    """Where a stretch of outcomes starts and how wide it is.

    Levels and options are all as wide as each other; of numbers and dates each is as wide as it is
    of all, and at least so that it can be seen.
    """
    count = len(outcomes.names)
    if outcomes.grid is None:
        return first / count, (last - first + 1) / count
    if first == outcomes.unlimited:
        return FREE
    room = 1.0 if outcomes.unlimited is None else NUMBERS
    numbers = outcomes.grid.count
    start, width = room * first / numbers, room * (last - first + 1) / numbers
    width = max(width, LEAST)
    return min(start, room - width), width


def place(outcomes: Outcomes, at: int) -> float:
    """The middle of an outcome."""
    if outcomes.grid is None or at == outcomes.unlimited:
        start, width = laid_out(outcomes, at, at)
        return start + width / 2
    room = 1.0 if outcomes.unlimited is None else NUMBERS
    return room * (at + 0.5) / outcomes.grid.count


def ticks(outcomes: Outcomes) -> tuple[int, ...]:
    """The positions of round numbers or dates along a quantity, and its ends where they have room.

    >>> ticks(Outcomes.quantity("tonnes", Grid(0, 5, 401, 0)))
    (0, 100, 200, 300, 400)
    """
    grid = outcomes.grid
    if grid is None:
        return ()
    found = _round_numbers(grid) if isinstance(grid, Grid) else _round_dates(grid)
    for end in (0, grid.count - 1):
        if all(abs(end - at) > _APART * grid.count for at in found):
            found = sorted((*found, end))
    return tuple(found)


def _round_numbers(grid: Grid) -> list[int]:
    """The multiples of 1, 2 or 5 with zeros behind it, as many as there is room for."""
    last = grid.start + (grid.count - 1) * grid.step
    size = 1
    while True:
        for figure in (1, 2, 5):
            every = figure * size
            if (last - grid.start) // every < _MOST_TICKS:
                start = -(-grid.start // every) * every
                numbers = range(start, last + 1, every)
                exact = [n - grid.start for n in numbers if (n - grid.start) % grid.step == 0]
                return [offset // grid.step for offset in exact]
        size *= 10


_MONTHS = (1, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000, 120_000)


def _round_dates(grid: Calendar) -> list[int]:
    """The beginnings of months or years, as many as there is room for; of few days none."""
    by_day = grid.unit is DateStep.DAY
    starts = [at for at in range(grid.count) if not by_day or grid.write(at).endswith("-01")]
    for every in _MONTHS:
        found = [at for at in starts if _month(grid.write(at)) % every == 0]
        if len(found) <= _MOST_TICKS:
            return found
    return []


def _month(written: str) -> int:
    """The month of a date, counted from the year 0."""
    return int(written[:4]) * 12 + int(written[5:7]) - 1


def lowered(marks: Sequence[Tick], room: float) -> tuple[int, ...]:
    """The line on which each of some ticks stands, so that none runs into the one before it."""
    ends: list[float] = []
    found = []
    for tick in marks:
        line = next((i for i, end in enumerate(ends) if end <= tick.at), len(ends))
        ends[line : line + 1] = [tick.at + room]
        found.append(line)
    return tuple(found)


# So much of a line is left to the days before the first move, where they would take twice that.
_BEFORE = 0.22
_MOST_DATES = 7


@dataclass(frozen=True, slots=True)
class DayLine:
    """Where days lie from `first` to `last`, both in it; those before `bend` are drawn narrower."""

    first: date
    bend: date
    last: date

    @classmethod
    def of(cls, first: date, last: date, moves: Sequence[date]) -> DayLine:
        """A line that bends where the month of the first move begins, if much lies before it."""
        bend = max(min(moves).replace(day=1), first) if moves else first
        bent = (bend - first).days > 2 * _BEFORE * (last - first).days
        return cls(first, bend if bent else first, last)

    @property
    def bent(self) -> float:
        """Where the line bends; 0 where it does not."""
        return _BEFORE if self.bend > self.first else 0.0

    def at(self, day: date | None) -> float:
        """Where a day begins; what has no day begins or ends with the line.

        >>> DayLine(date(2020, 1, 1), date(2020, 1, 1), date(2020, 12, 31)).at(date(2020, 7, 2))
        0.5
        """
        if day is None or day <= self.first:
            return 0.0
        if day < self.bend:
            return self.bent * _passed(self.first, day, self.bend)
        after = self.last + timedelta(days=1)
        return self.bent + (1 - self.bent) * _passed(self.bend, min(day, after), after)

    def ticks(self) -> tuple[Tick, ...]:
        """The beginnings of months or years behind the bend, and the first day where it bends."""
        days = (
            *([self.first] if self.bent else ()),
            *_beginnings(self.bend, self.last, _MOST_DATES),
        )
        return tuple(
            Tick(self.at(day), str(day.year) if day.month == 1 else f"{day:%Y-%m}") for day in days
        )


def _passed(first: date, day: date, last: date) -> float:
    return (day - first).days / (last - first).days


def _beginnings(first: date, last: date, most: int) -> list[date]:
    """The first days of every so many months between two days, the second not in it."""
    for every in _MONTHS:
        found = [day for day in beginnings(first, last, every) if day < last]
        if len(found) <= most:
            return found
    return []


def beginnings(first: date, last: date, months: int) -> Iterator[date]:
    """The first days of every so many months between two days, both of them in it."""
    at = -(-(first.year * 12 + first.month - (first.day == 1)) // months) * months
    while at // 12 <= last.year and (day := date(at // 12, at % 12 + 1, 1)) <= last:
        if day >= first:
            yield day
        at += months
