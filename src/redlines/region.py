"""The outcomes of an issue, and regions: sets of them held as the bits of one int.

Every issue has finitely many outcomes, so a region is a set of positions in a list and every
question about regions is one operation on ints: no floats, no interval corner cases.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

MAX_OUTCOMES = 20_000
_FEW = 16
_SHOWN = 12
UNLIMITED = "unlimited"
OPERATORS = ("at_least", "at_most", "above", "below", "between", "none_of", "any")

# The digits of ASCII alone, as in a JSON Schema: what one reader takes for a number all should.
_NUMBER = re.compile(r"([+-]?)([0-9]+(?:_[0-9]+)*)(?:\.([0-9]+))?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_MONTHS = 12


def members(bits: int) -> Iterator[int]:
    """The positions of the bits that are set, lowest first.

    Each time that the lowest bit is taken off a long int all of it is copied; where there are many
    to take, a text is searched in one pass.
    """
    if bits.bit_count() <= _FEW:
        while bits:
            lowest = bits & -bits
            yield lowest.bit_length() - 1
            bits ^= lowest
        return
    text = f"{bits:b}"[::-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


class Kind(StrEnum):
    """How the outcomes of an issue are laid out; scales and quantities are ordered."""

    SCALE = "scale"
    OPTIONS = "options"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Number:
    """An exact decimal: `digits` in units of 10 to the minus `places`.

    >>> Number.parse("600_000"), Number.parse("-0.25")
    (Number(digits=600000, places=0), Number(digits=-25, places=2))
    """

    digits: int
    places: int

    @classmethod
    def parse(cls, text: str) -> Number | None:
        """The number a text writes (optional sign, underscores, fraction), or None."""
        match = _NUMBER.fullmatch(text)
        if match is None or len(text) > 40:
            return None
        sign, whole, fraction = match.groups(default="")
        return cls(int(sign + whole.replace("_", "") + fraction), len(fraction))

    def scaled(self, places: int) -> int:
        """The digits at a finer or equal unit of 10 to the minus `places`."""
        return self.digits * int(10 ** (places - self.places))

    @staticmethod
    def write(digits: int, places: int) -> str:
        """The canonical text of a number: a fixed count of decimals, no separators.

        >>> Number.write(-25, 2)
        '-0.25'
        """
        if not places:
            return str(digits)
        text = str(abs(digits)).rjust(places + 1, "0")
        return f"{'-' if digits < 0 else ''}{text[:-places]}.{text[-places:]}"


@dataclass(frozen=True, slots=True)
class Grid:
    """The evenly spaced numbers of a quantity: from `start` by `step`, `count` of them.

    `start` and `step` are digits in units of 10 to the minus `places`.
    """

    start: int
    step: int
    count: int
    places: int

    def write(self, index: int) -> str:
        """The canonical text of the number at an index."""
        return Number.write(self.start + index * self.step, self.places)

    def amount(self, steps: int) -> str:
        """How far outcomes lie apart that are so many steps apart, as exact text."""
        return Number.write(steps * self.step, self.places)

    def find(self, text: str) -> int | OffGrid | None:
        """The index of a number, or its neighbours on the grid; None of what is no number."""
        number = Number.parse(text)
        if number is None:
            return None
        places = max(self.places, number.places)
        shift = int(10 ** (places - self.places))
        index, rest = divmod(number.scaled(places) - self.start * shift, self.step * shift)
        if not rest and 0 <= index < self.count:
            return index
        below = min(index, self.count - 1)
        above = below + 1 if index < self.count else self.count
        return OffGrid(
            self.write(below) if below >= 0 else None,
            self.write(max(above, 0)) if above < self.count else None,
        )


class DateStep(StrEnum):
    """What the dates of a quantity count."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of a quantity: `count` days or months, one after the other.

    `start` is the first one's place in the calendar: its days, or its months, from the year 1 on.

    >>> Calendar.first("2025-12", DateStep.MONTH, 3).write(1)
    '2026-01'
    """

    start: int
    count: int
    unit: DateStep
    step: ClassVar[int] = 1

    @classmethod
    def first(cls, text: str, unit: DateStep, count: int = 1) -> Calendar | None:
        """The dates from a first one on, or None where the text is none of that precision."""
        place = _place(text, unit)
        return None if place is None else cls(place, count, unit)

    def write(self, index: int) -> str:
        """The date at an index, as ISO 8601 writes it."""
        place = self.start + index
        if self.unit is DateStep.DAY:
            return date.fromordinal(place).isoformat()
        year, month = divmod(place, _MONTHS)
        return f"{year:04}-{month + 1:02}"

    def amount(self, steps: int) -> str:
        """How many days or months outcomes lie apart that are so many steps apart."""
        return str(steps)

    def find(self, text: str) -> int | OffGrid | OtherPrecision | None:
        """The index of a date, or the end that it lies beyond; None of what is no date.

        A date of another precision has no index, even where only one day or month can be meant.
        """
        place = _place(text, self.unit)
        if place is None:
            return self._other(text)
        index = place - self.start
        if 0 <= index < self.count:
            return index
        below, above = (None, self.write(0)) if index < 0 else (self.write(self.count - 1), None)
        return OffGrid(below, above)

    def _other(self, text: str) -> OtherPrecision | None:
        """What a date of another precision may mean: the month of a day, the ends of a span."""
        match = _DATE.fullmatch(text)
        if match is None:
            return None
        year, month, day = match.groups()
        first, last = (month, month) if month else ("01", "12")
        if (
            year == "0000"
            or not "01" <= first <= "12"
            or (day and _place(text, DateStep.DAY) is None)
        ):
            return None
        meant = (f"{year}-{first}", f"{year}-{last}")
        if self.unit is DateStep.DAY:
            meant = (f"{meant[0]}-01", f"{meant[1]}-{monthrange(int(year), int(last))[1]}")
        known = (own for own in dict.fromkeys(meant) if isinstance(self.find(own), int))
        return OtherPrecision(tuple(known))


def _place(text: str, unit: DateStep) -> int | None:
    """The place of a day or a month in the calendar, or None where a text writes none."""
    match = _DATE.fullmatch(text)
    if match is None or (match[3] is None) is (unit is DateStep.DAY) or match[2] is None:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
    try:
        place = date(year, month, day).toordinal()
    except ValueError:
        return None
    return place if unit is DateStep.DAY else year * _MONTHS + month - 1


@dataclass(frozen=True, slots=True)
class OffGrid:
    """A number or date that a quantity does not have: the next below it and above it, if any."""

    below: str | None
    above: str | None


@dataclass(frozen=True, slots=True)
class OtherPrecision:
    """A date that is none of a quantity: what of it may be `meant`, where days or months count."""

    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownOutcome:
    """A name that the issue does not have."""

    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """What a quantity is counted in: the word for one of it and for several; empty for none."""

    one: str
    other: str

    def of(self, number: str) -> str:
        """The word that stands behind a number."""
        return self.one if number.lstrip("-") == "1" else self.other


@dataclass(frozen=True)
class Outcomes:
    """All possible outcomes of one issue, in their order; an outcome's position is its bit.

    `names` are canonical; `descriptions` and `titles` stand beside them, an empty text where an
    outcome was given none (both empty for a quantity); `unit` and `grid` belong to quantities;
    `unlimited` is the last outcome where a quantity declares it, and `free` what it is called
    where people read.
    """

    kind: Kind
    names: tuple[str, ...]
    descriptions: tuple[str, ...] = ()
    unit: Unit | None = None
    grid: Grid | Calendar | None = None
    titles: tuple[str, ...] = ()
    free: str = UNLIMITED
    positions: dict[str, int] = field(init=False, repr=False, compare=False)
    all_bits: int = field(init=False, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"Outcomes({self.kind.value} {self.everything})"

    def __post_init__(self) -> None:
        object.__setattr__(self, "positions", {name: i for i, name in enumerate(self.names)})
        object.__setattr__(self, "all_bits", (1 << len(self.names)) - 1)

    @classmethod
    def scale(
        cls, names: Iterable[str], descriptions: Iterable[str] = (), titles: Iterable[str] = ()
    ) -> Outcomes:
        """Named levels from one pole to the other."""
        return cls(Kind.SCALE, tuple(names), tuple(descriptions), titles=tuple(titles))

    @classmethod
    def options(
        cls, names: Iterable[str], descriptions: Iterable[str] = (), titles: Iterable[str] = ()
    ) -> Outcomes:
        """Named alternatives without an order."""
        return cls(Kind.OPTIONS, tuple(names), tuple(descriptions), titles=tuple(titles))

    @classmethod
    def quantity(
        cls,
        unit: Unit | str | None,
        grid: Grid | Calendar,
        *,
        unlimited: bool = False,
        free: str = UNLIMITED,
    ) -> Outcomes:
        """The numbers or dates of a grid, and `unlimited` after them where asked for."""
        names = tuple(grid.write(index) for index in range(grid.count))
        unit = Unit(unit, unit) if isinstance(unit, str) else unit
        return cls(Kind.QUANTITY, names + (UNLIMITED,) * unlimited, (), unit, grid, free=free)

    @property
    def ordered(self) -> bool:
        """Whether comparing words and counted steps make sense."""
        return self.kind is not Kind.OPTIONS

    @property
    def step(self) -> str | None:
        """How far the numbers of a quantity lie apart; of dates the word for a step."""
        if isinstance(self.grid, Calendar):
            return self.grid.unit
        return self.grid.amount(1) if self.grid else None

    @property
    def unit_name(self) -> str | None:
        """The word for several of what a quantity counts; None where it counts no numbers."""
        return self.unit.other if self.unit else None

    @property
    def counted_in(self) -> Unit | None:
        """What distances are counted in: the unit of a quantity, of dates days or months."""
        if isinstance(self.grid, Calendar):
            return Unit(self.grid.unit, f"{self.grid.unit}s")
        return self.unit

    @property
    def unlimited(self) -> int | None:
        """The position of `unlimited`, where a quantity declares it."""
        return len(self.names) - 1 if self.grid and self.names[-1] == UNLIMITED else None

    def title(self, position: int) -> str:
        """What people read for an outcome: its title, else its name with blanks.

        >>> Outcomes.options(["eu_rules", "no_rules"], titles=["EU rules", ""]).title(1)
        'no rules'
        """
        if position == self.unlimited:
            return self.free
        given = self.titles[position] if self.titles else ""
        return given or self.names[position].replace("_", " ")

    def find(self, text: str) -> int | UnknownOutcome | OffGrid | OtherPrecision:
        """The position of an outcome as people write it."""
        position = self.positions.get(text)
        if position is not None:
            return position
        found = self.grid.find(text) if self.grid else None
        return UnknownOutcome(text) if found is None else found

    def keep(self, region: Region) -> Outcomes | None:
        """The same kind of outcomes with only those of a region.

        None where the numbers or dates kept of a quantity are no unbroken stretch: steps would
        mean nothing there.
        """
        kept = list(region)
        grid = self.grid
        if grid is not None:
            numbers = [position for position in kept if position < grid.count]
            if not numbers or numbers[-1] - numbers[0] >= len(numbers):
                return None
            start = grid.start + numbers[0] * grid.step
            grid = replace(grid, start=start, count=len(numbers))
        return Outcomes(
            self.kind,
            tuple(self.names[position] for position in kept),
            tuple(self.descriptions[position] for position in kept if self.descriptions),
            self.unit,
            grid,
            tuple(self.titles[position] for position in kept if self.titles),
            self.free,
        )

    def region(self, names: Iterable[str]) -> Region:
        """The region of these outcome names; raises KeyError on a name the issue lacks."""
        bits = 0
        for name in names:
            bits |= 1 << self.positions[name]
        return Region(self, bits)

    @property
    def nothing(self) -> Region:
        """The empty region."""
        return Region(self, 0)

    @property
    def everything(self) -> Region:
        """The region of all outcomes."""
        return Region(self, self.all_bits)

    def span(self, first: int, last: int) -> Region:
        """The region from one position to another, both included; empty when they cross."""
        return Region(self, ((1 << max(last - first + 1, 0)) - 1) << first)


@dataclass(frozen=True, slots=True)
class Region:
    """A set of outcomes of one issue, as the bits of one int.

    >>> levels = Outcomes.scale(["low", "mid", "high"])
    >>> (levels.region(["low", "mid"]) & levels.region(["mid", "high"])).names
    ('mid',)
    """

    outcomes: Outcomes
    bits: int

    def __repr__(self) -> str:
        return f"Region({self})"

    def __str__(self) -> str:
        """The names of the outcomes, of a quantity its spans, as in `{0..15, unlimited}`."""
        if self.outcomes.kind is Kind.QUANTITY:
            told = [first if first == last else f"{first}..{last}" for first, last in self.spans()]
        else:
            told = list(self.names)
        left = len(told) - _SHOWN
        return f"{{{', '.join(told[:_SHOWN])}{f' and {left} more' if left > 0 else ''}}}"

    def __and__(self, other: Region) -> Region:
        return Region(self.outcomes, self.bits & other.bits)

    def __or__(self, other: Region) -> Region:
        return Region(self.outcomes, self.bits | other.bits)

    def __sub__(self, other: Region) -> Region:
        return Region(self.outcomes, self.bits & ~other.bits)

    def __invert__(self) -> Region:
        return Region(self.outcomes, self.outcomes.all_bits & ~self.bits)

    def __le__(self, other: Region) -> bool:
        return not self.bits & ~other.bits

    def __bool__(self) -> bool:
        return self.bits != 0

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __contains__(self, name: str) -> bool:
        return bool(self.bits >> self.outcomes.positions[name] & 1)

    def __iter__(self) -> Iterator[int]:
        """The positions in the region, lowest first."""
        return members(self.bits)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the outcomes in the region, in the issue's order."""
        return tuple(self.outcomes.names[position] for position in self)

    def runs(self) -> Iterator[tuple[int, int]]:
        """The maximal unbroken stretches of positions, first and last of each."""
        text = f"{self.bits:b}"[::-1] + "0"
        first = text.find("1")
        while first >= 0:
            end = text.find("0", first)
            yield first, end - 1
            first = text.find("1", end)

    @property
    def stretches(self) -> int:
        """How many unbroken stretches of positions the region has."""
        return (self.bits & ~(self.bits << 1)).bit_count()

    def spans(self) -> Iterator[tuple[str, str]]:
        """The first and last name of each run; `unlimited` is a run of its own.

        >>> tonnes = Outcomes.quantity("tonnes", Grid(0, 5, 4, 0), unlimited=True)
        >>> list(tonnes.span(1, 4).spans())
        [('5', '15'), ('unlimited', 'unlimited')]
        """
        names, unlimited = self.outcomes.names, self.outcomes.unlimited
        for first, last in self.runs():
            if first < last == unlimited:
                yield names[first], names[last - 1]
                first = last
            yield names[first], names[last]

    def cut_to(self, outcomes: Outcomes) -> Region:
        """The part of the region that another list of outcomes has, by name."""
        if outcomes is self.outcomes:
            return self
        positions = outcomes.positions
        bits = 0
        for name in self.names:
            if name in positions:
                bits |= 1 << positions[name]
        return Region(outcomes, bits)
