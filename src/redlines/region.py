"""The outcomes of an issue, and regions: sets of them held as the bits of one int.

Every issue has finitely many outcomes, so a region is a set of positions in a list and every
question about regions is one operation on ints: no floats, no interval corner cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

MAX_OUTCOMES = 20_000
_FEW = 16
_SHOWN = 12
UNLIMITED = "unlimited"
OPERATORS = ("at_least", "at_most", "above", "below", "between", "none_of", "any")

# The digits of ASCII alone, as in a JSON Schema: what one reader takes for a number all should.
_NUMBER = re.compile(r"([+-]?)([0-9]+(?:_[0-9]+)*)(?:\.([0-9]+))?")


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

    def find(self, number: Number) -> int | OffGrid:
        """The index of a number, or its neighbours on the grid."""
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


@dataclass(frozen=True, slots=True)
class OffGrid:
    """A number that a quantity does not have: the next number below it and above it, if any."""

    below: str | None
    above: str | None


@dataclass(frozen=True, slots=True)
class UnknownOutcome:
    """A name that the issue does not have."""

    name: str


@dataclass(frozen=True)
class Outcomes:
    """All possible outcomes of one issue, in their order; an outcome's position is its bit.

    `names` are canonical; `descriptions` stand beside them (empty for a quantity); `unit` and
    `grid` belong to quantities; `unlimited` is the last outcome where a quantity declares it.
    """

    kind: Kind
    names: tuple[str, ...]
    descriptions: tuple[str, ...] = ()
    unit: str | None = None
    grid: Grid | None = None
    positions: dict[str, int] = field(init=False, repr=False, compare=False)
    all_bits: int = field(init=False, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"Outcomes({self.kind.value} {self.everything})"

    def __post_init__(self) -> None:
        object.__setattr__(self, "positions", {name: i for i, name in enumerate(self.names)})
        object.__setattr__(self, "all_bits", (1 << len(self.names)) - 1)

    @classmethod
    def scale(cls, names: Iterable[str], descriptions: Iterable[str] = ()) -> Outcomes:
        """Named levels from one pole to the other."""
        return cls(Kind.SCALE, tuple(names), tuple(descriptions))

    @classmethod
    def options(cls, names: Iterable[str], descriptions: Iterable[str] = ()) -> Outcomes:
        """Named alternatives without an order."""
        return cls(Kind.OPTIONS, tuple(names), tuple(descriptions))

    @classmethod
    def quantity(cls, unit: str, grid: Grid, *, unlimited: bool = False) -> Outcomes:
        """The numbers of a grid, and `unlimited` after them where asked for."""
        names = tuple(grid.write(index) for index in range(grid.count))
        return cls(Kind.QUANTITY, names + (UNLIMITED,) * unlimited, (), unit, grid)

    @property
    def ordered(self) -> bool:
        """Whether comparing words and counted steps make sense."""
        return self.kind is not Kind.OPTIONS

    @property
    def step(self) -> str | None:
        """How far the numbers of a quantity lie apart."""
        return Number.write(self.grid.step, self.grid.places) if self.grid else None

    @property
    def unlimited(self) -> int | None:
        """The position of `unlimited`, where a quantity declares it."""
        return len(self.names) - 1 if self.grid and self.names[-1] == UNLIMITED else None

    def find(self, text: str) -> int | UnknownOutcome | OffGrid:
        """The position of an outcome as people write it."""
        position = self.positions.get(text)
        if position is not None:
            return position
        if self.grid and (number := Number.parse(text)) is not None:
            return self.grid.find(number)
        return UnknownOutcome(text)

    def keep(self, region: Region) -> Outcomes | None:
        """The same kind of outcomes with only those of a region.

        None where the numbers kept of a quantity are no unbroken stretch: steps would mean
        nothing there.
        """
        kept = list(region)
        grid = self.grid
        if grid is not None:
            numbers = [position for position in kept if position < grid.count]
            if not numbers or numbers[-1] - numbers[0] >= len(numbers):
                return None
            start = grid.start + numbers[0] * grid.step
            grid = Grid(start, grid.step, len(numbers), grid.places)
        return Outcomes(
            self.kind,
            tuple(self.names[position] for position in kept),
            tuple(self.descriptions[position] for position in kept if self.descriptions),
            self.unit,
            grid,
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
