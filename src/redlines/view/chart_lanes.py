"""An issue in lanes: what each party does with its outcomes, or how many do, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from redlines.region import Kind
from redlines.view.chart import entries
from redlines.view.document import words
from redlines.view.lettering import BOLD, SANS, fits, shortened, text_width
from redlines.view.picture import MOST_LANES, Cell, Drawing, Run, State
from redlines.view.spoken import Text, fill
from redlines.view.svg import Part, lettered, moved, text
from redlines.view.svg_shapes import INKS_ON, box, ink_on, rect, rule

_LEFT, _NOTHING = "left", "nothing"
# The room between columns that are no stretches of numbers.
_BETWEEN = 2.0
# What lies apart by more than rounding, as a share of the width; the room around a word.
_APART = 1e-6
_PAD = 14.0


@dataclass(frozen=True, slots=True)
class Size:
    """How high lanes are, how far apart, and the size of words in and beside them; 0 for none."""

    lane: float
    apart: float
    label: float
    word: float = 0

    @property
    def left(self) -> float:
        """The height of the row that says what is left."""
        return max(self.lane / 2, self.label)

    @property
    def pitch(self) -> float:
        """From the top of a lane to the top of the next."""
        return self.lane + self.apart


SMALL = Size(lane=13, apart=2, label=11)
LARGE = Size(lane=30, apart=3, label=14, word=13)


def counted(drawing: Drawing, *, every: bool = False) -> bool:
    """Whether parties are counted; not where `every` one has a lane, however many they are."""
    return len(drawing.rows) > MOST_LANES and not every


def labels(drawing: Drawing, *, every: bool = False) -> tuple[str, ...]:
    """What stands beside the lanes: the parties, or what is counted; then what is left, if told."""
    own = (
        ("demand or accept", "refuse")
        if counted(drawing, every=every)
        else tuple(row.party for row in drawing.rows)
    )
    return (*own, _LEFT) if drawing.judged else own


def label_room(
    drawings: Iterable[Drawing], size: Size, most: float, *, every: bool = False
) -> float:
    """How wide the labels beside some lanes are, and at most."""
    told = (own for each in drawings for own in labels(each, every=every))
    return min(most, max((text_width(own, size.label, BOLD) for own in told), default=0))


def lanes(drawing: Drawing, width: float, size: Size, *, every: bool = False) -> Part:
    """The lanes of an issue in a width, from the top; `every` party has one, however many."""
    many = counted(drawing, every=every)
    found: list[Element] = []
    y = 0.0
    if many:
        found += _counted(drawing, width, size)
        y = 2 * size.pitch
    else:
        for row in drawing.rows:
            for run in row.runs():
                found += _stretch(drawing, run, width, y, size)
            y += size.pitch
    if drawing.judged:
        found += _left(drawing, width, y, size)
        y += size.left
    return Part(tuple(found), y)


def _edges(drawing: Drawing, at: int, width: float) -> tuple[float, float]:
    """Where a column begins and how wide it is, less the room between it and the next."""
    column = drawing.columns[at]
    start, wide = column.start * width, column.width * width
    between = 0 if drawing.kind is Kind.QUANTITY else _BETWEEN
    return start, max(wide - between, 1)


def _stretch(drawing: Drawing, run: Run, width: float, y: float, size: Size) -> Iterator[Element]:
    """The same cell from one column to another, with its word where there is room."""
    for first, last in _joined(drawing, run):
        x, _ = _edges(drawing, first, width)
        end, wide = _edges(drawing, last, width)
        yield from cell(run.cell, x, y, end + wide - x, size.lane)
    x, room = _span(drawing, run, width)
    if size.word:
        yield from worded(run.cell, x, y, room, size.lane, size.word)


def _joined(drawing: Drawing, run: Run) -> Iterator[tuple[int, int]]:
    """The columns of a run: each for itself, of numbers in one piece but for what lies apart."""
    first = run.first
    for at in range(run.first, run.last + 1):
        here = drawing.columns[at]
        ends = at == run.last or drawing.kind is not Kind.QUANTITY
        if ends or drawing.columns[at + 1].start > here.start + here.width + _APART:
            yield first, at
            first = at + 1


def _span(drawing: Drawing, run: Run, width: float) -> tuple[float, float]:
    """Where a run begins and how wide the part of it is that its word can stand on."""
    first, last = next(_joined(drawing, run)) if drawing.line else (run.first, run.last)
    x, _ = _edges(drawing, first, width)
    end, wide = _edges(drawing, last, width)
    return x, end + wide - x


def all_worded(drawing: Drawing, width: float, size: Size) -> bool:
    """Whether every run of the same cell has room for its word."""
    return all(
        fits(run.cell.state.value, _span(drawing, run, width)[1] - _PAD, size.word, BOLD)
        for row in drawing.rows
        for run in row.runs()
    )


def cell(own: Cell, x: float, y: float, wide: float, high: float) -> Iterator[Element]:
    """A party's state on an outcome; what it holds behind its own red line is a small square."""
    yield from box(x, y, wide, high, own.state)
    if own.withheld:
        side = min(8.0, high / 2)
        firm = own.withheld in (State.DEMANDS, State.SOFTLY_DEMANDS)
        yield rect(
            x + wide - side - 2,
            y + high - side - 1.5,
            side,
            side,
            "demanded" if firm else "accepted",
            stroke="paper",
            stroke_width=2,
        )


def worded(
    own: Cell, x: float, y: float, room: float, high: float, size: float
) -> Iterator[Element]:
    """The word of a cell at its left, on paper where it is patterned; none without the room."""
    told = next(
        (w for w in (own.word, own.state.value) if w and fits(w, room - _PAD, size, BOLD)), ""
    )
    if not told:
        return
    tall = size * 1.5
    top = y + (high - tall) / 2
    if own.state not in INKS_ON:
        yield rect(x + 4, top, text_width(told, size, BOLD) + 8, tall, "paper", rx=2)
    base = top + tall * 0.72
    yield lettered(told, x + 8, base, size, face=BOLD, ink=ink_on(own.state))


def _left(drawing: Drawing, width: float, y: float, size: Size) -> Iterator[Element]:
    """A thick bar under what nobody refuses, or one thin line where nothing is left."""
    remaining = list(drawing.remaining())
    thick = min(size.lane / 3, 8)
    middle = y + size.left / 2
    if not remaining:
        yield rule(0, middle, width - _BETWEEN, middle, "refused", 1.5)
        if size.word:
            room = text_width(_NOTHING, size.word, BOLD) + 12
            yield rect(0, y, room, size.left, "paper")
            base = middle + size.word * 0.36
            yield lettered(_NOTHING, 0, base, size.word, face=BOLD, ink="refused")
    for first, last in remaining:
        x, _ = _edges(drawing, first, width)
        end, wide = _edges(drawing, last, width)
        yield rect(x, middle - thick / 2, end + wide - x, thick, "ink")


def _counted(drawing: Drawing, width: float, size: Size) -> Iterator[Element]:
    """How many demand or accept an outcome in one lane, how many refuse it in the next."""
    for at, (wanting, refusing) in enumerate(drawing.tallies()):
        x, wide = _edges(drawing, at, width)
        for lane, (number, state) in enumerate(
            ((wanting, State.DEMANDS), (refusing, State.REFUSES))
        ):
            y = lane * size.pitch
            yield from box(x, y, wide, size.lane, state if number else State.NOTHING)
            told = str(number)
            room = text_width(told, size.label, BOLD) + 6
            if not number or room > wide:
                continue
            middle = x + wide / 2
            if lane:
                yield rect(middle - room / 2, y + 0.5, room, size.lane - 1, "paper", rx=2)
            ink = "ink" if lane else "on_demanded"
            base = y + size.lane * 0.5 + size.label * 0.36
            yield lettered(told, middle, base, size.label, face=BOLD, ink=ink, anchor="middle")


def beside_lanes(drawing: Drawing, room: float, size: Size, *, every: bool = False) -> Part:
    """The labels of the lanes, ending at the right of a room; in high lanes in two lines."""
    found: list[Element] = []
    told = labels(drawing, every=every)
    face, ink = (BOLD, "ink") if size.word else (SANS, "soft")
    for at, name in enumerate(told):
        left = drawing.judged and at == len(told) - 1
        height = size.left if left else size.lane
        y = at * size.pitch
        small = size.label - 2
        two = text(words(name), room, small, x=room, face=face, ink=ink, anchor="end")
        if size.word and not fits(name, room, size.label, face) and two.height <= size.pitch:
            found += moved(two, 0, y + (height - two.height) / 2).elements
            continue
        label = shortened(name, room, size.label, face)
        base = y + height / 2 + size.label * 0.36
        found.append(lettered(label, room, base, size.label, face=face, ink=ink, anchor="end"))
    last = size.left if drawing.judged else size.lane
    return Part(tuple(found), (len(told) - 1) * size.pitch + last)


def _key(drawings: Sequence[Drawing], *, every: bool) -> Iterator[tuple[Cell, str]]:
    """The states that are drawn, in words, and what a party holds behind its own red line."""
    shown = [each for each in drawings if not counted(each, every=every)]
    cells = {own for each in shown for row in each.rows for own in row.cells}
    states = {own.state for own in cells}
    yield from ((Cell(state), state.value) for state in State if state in states and state.value)
    held = next((own for own in cells if own.withheld is State.ACCEPTS), None) or next(
        (own for own in cells if own.withheld), None
    )
    if held:
        yield held, fill(Text.BEHIND)


def key_part(drawings: Sequence[Drawing], room: float, *, every: bool = False) -> Part:
    """What the lanes show, each with its word, in as many lines as it takes."""
    found = _key(drawings, every=every)
    return entries(
        ((Part(tuple(cell(own, 0, 1, 26, 13)), 14), words(told)) for own, told in found), room
    )
