"""A plan as a chart: what it settles in rows, and for each party whether that crosses or meets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from xml.etree.ElementTree import Element

from redlines.case import Case
from redlines.findings import CheckReport
from redlines.view.chart import Sheet, chart, resting, sentences_of
from redlines.view.check_document import check_document
from redlines.view.document import BREAK, Head, Table, Tile, Tiles, Word, Words, words
from redlines.view.lettering import BOLD, text_width
from redlines.view.phrases import silent_text
from redlines.view.picture import State
from redlines.view.svg import Part, below, beside, lettered, mark, moved, names_over, over, text
from redlines.view.svg_shapes import box, ink_on, rect, rule
from redlines.view.tiles_document import scorecard

_LOOKS = {
    "crosses": State.REFUSES,
    "ambiguous": State.SILENT,
    "unstated": State.SILENT,
    "within": State.ACCEPTS,
    "meets": State.DEMANDS,
}
_SILENT = "unstated"
_CELL, _BETWEEN = 22.0, 3.0
_WIDEST = 96.0
_AUTHOR = "its author"
_Row = tuple[Words, tuple[Tile | None, ...]]


def plan_chart(report: CheckReport, case: Case, sheet: Sheet) -> str:
    """The grades of a plan, point by point and party by party."""
    tiles = scorecard(report, case, ())
    page = check_document(report, case).page
    head = next(own for own in page if isinstance(own, Head))
    # What is told before the lists.
    first = next((at for at, own in enumerate(page) if isinstance(own, Table)), len(page))
    rows = [(_label(label), own) for label, own in tiles.rows]
    columns = _Columns.of(tiles, sheet)
    drawn = _in_words(tiles, rows, sheet) if sheet.phone else columns.rows(tiles, rows)
    silent = [party for party in report.parties if party not in tiles.parties]
    return chart(
        sheet,
        Head(case.title, head.facts),
        [words(head.title), *sentences_of(page[:first])],
        (_key(tiles.key, sheet.room), below(drawn)),
        notes=[words(f"On all of it {silent_text(silent)}.")] if silent else [],
        source=resting(report.later.statements),
    )


def _label(told: Words) -> Words:
    """What is settled, without the point word for word."""
    return tuple(takewhile(lambda own: own is not BREAK, told))


def _key(tiles: Sequence[tuple[Tile, str]], room: float) -> Part:
    """The grades in use, each with what it means, in two columns where there is room."""
    columns = 2 if room > 560 else 1
    wide = room / columns
    parts = []
    for tile, means in tiles:
        swatch = Part(tuple(_drawn(tile, 0, 0, 26, 17)), 17)
        told = words(Word(tile.told, "bold"), Word(f" {means}", "dim"))
        parts.append(over((swatch, text(told, wide - 50, 12, x=34))))
    half = -(-len(parts) // columns) or 1
    every = (below(parts[at : at + half], gap=4) for at in range(0, len(parts), half))
    return beside((at * wide, part) for at, part in enumerate(every))


def _drawn(tile: Tile, x: float, y: float, wide: float, high: float) -> Iterator[Element]:
    """A grade: its look, and its sign, on paper where that is a pattern."""
    state = _LOOKS.get(tile.look, State.NOTHING)
    if state is State.REFUSES and not tile.firm:
        state = State.SOFTLY_REFUSES
    yield from box(x, y, wide, high, state)
    middle = x + wide / 2
    if state.refuses:
        yield rect(middle - 8, y + high / 2 - 7.5, 16, 15, "paper", rx=2)
    if tile.look != _SILENT:
        yield mark(tile.sign, middle, y + high / 2, 13, ink_on(state, other="soft"))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of the parties stand behind what is settled."""

    room: float
    label: float
    wide: float

    @classmethod
    def of(cls, tiles: Tiles, sheet: Sheet) -> _Columns:
        many = max(len(tiles.parties), 1)
        wide = min(_WIDEST, sheet.room * 0.56 / many)
        return cls(sheet.room, sheet.room - wide * many, wide)

    def rows(self, tiles: Tiles, rows: Sequence[_Row]) -> Iterator[Part]:
        """The names of the parties, a row for all that is settled, and what is counted."""
        yield names_over(tiles.parties, self.label, self.wide)
        if tiles.marked and text_width(_AUTHOR, 11) < self.wide:
            yield self._beside(
                (_AUTHOR if own in tiles.marked else "" for own in tiles.parties), 11
            )
        for label, own in rows:
            yield self._row(label, own)
        for name, numbers in tiles.foot:
            line = Part((rule(0, 0, self.room, 0, "ink"),), 3)
            told = text(
                words(Word(name, "bold")), self.label - 12, 13, x=self.label - 12, anchor="end"
            )
            yield below((line, over((told, self._beside((f"{n or '–'}" for n in numbers), 13)))))

    def _row(self, label: Words, tiles: Sequence[Tile | None]) -> Part:
        told = moved(text(label, self.label - 12, 13), 0, 4)
        high = max(told.height + 3, _CELL)
        cells = [
            one
            for at, tile in enumerate(tiles)
            if tile
            for one in _drawn(tile, self._at(at), 2, self.wide - _BETWEEN, high - 3)
        ]
        return Part((rule(0, 0, self.room, 0, "hair"), *told.elements, *cells), high)

    def _beside(self, told: Iterable[str], size: float) -> Part:
        """Short texts in the middle of the columns."""
        middle = (self.wide - _BETWEEN) / 2
        drawn = (
            lettered(own, self._at(at) + middle, size + 1, size, face=BOLD, anchor="middle")
            for at, own in enumerate(told)
            if own
        )
        return Part(tuple(drawn), size + 6)

    def _at(self, column: int) -> float:
        return self.label + column * self.wide


def _in_words(tiles: Tiles, rows: Sequence[_Row], sheet: Sheet) -> Iterator[Part]:
    """Without room for columns: under what is settled the parties of each grade, worst first."""
    for label, own in rows:
        line = Part((rule(0, 0, sheet.room, 0, "hair"),), 6)
        found = [line, text(label, sheet.room, 13)]
        for tile, _ in tiles.key:
            named = [p for p, each in zip(tiles.parties, own, strict=True) if each == tile]
            if named:
                swatch = Part(tuple(_drawn(tile, 0, 0, 26, 17)), 17)
                told = text(words(", ".join(named)), sheet.room - 34, 12.5, x=34)
                found.append(over((swatch, told)))
        yield moved(below(found, gap=3), 0, 6)
