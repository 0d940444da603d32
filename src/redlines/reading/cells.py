"""The cells of a table of text, as RFC 4180 has them, each with its place in the file.

Comma, semicolon or tab stands between cells, told by the header alone. What a spreadsheet would
calculate (`=`, `+`, `-`, `@`) is written behind an apostrophe, which does not count here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from redlines.case import Place
from redlines.failure import NotDoneError
from redlines.problems import Problem
from redlines.reading.lines import Lines, Span, span
from redlines.reading.yaml_marks import MAX_VALUES

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_CELL = {sign: re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*|([^{sign}\r\n]*)') for sign in SEPARATORS}
# A line without quotes is nothing but cells.
_PLAIN = re.compile(r'([^"\r\n]*)(?:\r?\n|\Z)')
# What is between quotes is passed over to see what stands between the cells of a header.
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
# A row whose cells nobody has told apart: a quote opens one where something stands between cells.
_ROW = re.compile(r'(?:(?:(?<=[,;\t\n])|\A) *"(?:[^"]|"")*"|[^\n])*+\n?')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
# What tells a spreadsheet what stands between cells, and is no row of them.
_SEP_LINE = re.compile(r"\s*(\"?sep=)", re.IGNORECASE)
_LINE_SEPARATOR = re.compile("[\x85\u2028\u2029]")
GUARDED = re.compile(r"'+\s*[=+\-@＝＋－＠\t]")


class Cell(NamedTuple):
    """What a cell says, and where it says it: the indexes of its ends, and of its first sign.

    `pairs` are the signs of the file that are one of the text.
    """

    lines: Lines
    text: str
    start: int
    end: int
    begins: int
    pairs: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file in which it stands."""
        return self.lines.file

    @property
    def span(self) -> Span:
        """The whole cell."""
        return span(self.start, self.end)

    def spots(self) -> Sequence[int]:
        """The index of each character of the text in the file, and the one where it ends."""
        if not self.pairs:
            return range(self.begins, self.begins + len(self.text) + 1)
        index, source = self.begins, self.lines.text
        found = [index]
        for _ in self.text:
            index += 2 if source.startswith(self.pairs, index) else 1
            found.append(index)
        return found

    @property
    def place(self) -> Place:
        """The place of the whole cell."""
        return self.lines.place(self.span)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows under it, each with as many cells; empty where a problem is noted."""

    file: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    problems: tuple[Problem, ...] = ()

    def without_rows(self) -> Iterator[Problem]:
        """That it has a header alone, where that is so."""
        if self.header and not self.rows:
            yield Problem("empty-file", self.header[0].place, {"slip": "no-rows"})


def read_cells(text: str, file: str, header: int = 1) -> Table:
    """The table of a text, with all that makes it none.

    The rows before that of the `header` are no part of it, and neither are rows of nothing but
    empty cells. Raises NotDoneError where there is no such row.
    """
    lines = Lines(file, text)
    begins = _begins(text, header)
    problems = [*_strange(lines, begins)]
    if not text.strip():
        problems.append(_empty(file))
    if problems:
        return Table(file, (), (), tuple(problems))
    try:
        rows = [row for row in _rows(lines, _separator(lines, begins), begins) if _says(row)]
    except _BrokenError as broken:
        return Table(file, (), (), (broken.problem,))
    problems += _uneven(rows) if rows else [_empty(file)]
    if problems:
        return Table(file, (), (), tuple(problems))
    return Table(file, rows[0], tuple(rows[1:]))


def _empty(file: str) -> Problem:
    return Problem("empty-file", Place(file, 1, 1, 1, 1), {"slip": "empty-table"})


class _BrokenError(Exception):
    """Ends reading where it is not known which cells follow."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _says(row: tuple[Cell, ...]) -> bool:
    return any(cell.text.strip() for cell in row)


def _begins(text: str, header: int) -> int:
    """The index at which the row of the header begins, as a spreadsheet counts rows."""
    index = 0
    for number in range(1, header):
        index = _end(text, index)
        if index == len(text):
            raise NotDoneError(f"the table has no row {header}: the last one is {number}")
    if header > 1 and not text[index : _end(text, index)].strip('\r\n ,;\t"'):
        raise NotDoneError(f"row {header} of the table is empty, and no header")
    return index


def _end(text: str, index: int) -> int:
    """The index behind the row that begins at an index."""
    found = _ROW.match(text, index)
    return found.end() if found else len(text)


def _strange(lines: Lines, begins: int) -> Iterator[Problem]:
    """The first character that a line of text does not have, of each kind."""
    text = lines.text
    if found := _CONTROL.search(text):
        slip = "no-characters" if found[0] == "\0" else "control-character"
        args = {"slip": slip, "char": f"U+{ord(found[0]):04X}"}
        yield Problem("bad-table", lines.at(found.start()), args)
    if found := _SEP_LINE.match(text, begins):
        yield Problem("bad-table", lines.at(found.start(1)), {"slip": "sep-line"})
    if found := _LINE_SEPARATOR.search(text):
        args = {"slip": "line-separator-cell", "char": f"U+{ord(found[0]):04X}"}
        yield Problem("line-separator", lines.at(found.start()), args)


def _separator(lines: Lines, begins: int) -> str:
    """What stands between cells, by the header; a comma where it has one column only."""
    text = lines.text
    first = len(text) - len(text[begins:].lstrip("\r\n"))
    header = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text[first:]).partition("\n")[0]
    found = [sign for sign in SEPARATORS if sign in header]
    if len(found) > 1:
        place = lines.at(first + max(map(header.index, found)))
        named = " and ".join(f"{SEPARATORS[sign]}s" for sign in found)
        args = {"slip": "two-separators", "found": named}
        raise _BrokenError(Problem("bad-table", place, args))
    return found[0] if found else ","


def _rows(lines: Lines, separator: str, begins: int) -> Iterator[tuple[Cell, ...]]:
    """The rows of a text from an index on, one for each line that no quoted cell goes on over."""
    text, index, count = lines.text, begins, 0
    row: list[Cell] = []
    pattern = _CELL[separator]
    while index < len(text) or row:
        if not row and (plain := _PLAIN.match(text, index)):
            line = plain[1]
            guards = "'" in line
            for part in line.split(separator):
                end = index + len(part)
                if guards and _guarded(part):
                    row.append(Cell(lines, part[1:], index, end, index + 1))
                else:
                    row.append(Cell(lines, part, index, end, index))
                index = end + 1
            yield tuple(row)
            count += len(row)
            _bounded(row, count)
            row = []
            index = plain.end()
            continue
        found = pattern.match(text, index)
        assert found  # noqa: S101 - an empty cell always matches
        start, index = index, found.end()
        pairs: tuple[str, ...] = ()
        if (written := found[1]) is not None:
            begins = found.start(1)
            meant = written.replace('""', '"').replace("\r\n", "\n")
            if meant != written:
                pairs = ('""', "\r\n")
        else:
            meant, begins = found[2], start
            if '"' in meant and meant.lstrip(" ")[0] == '"':
                place = lines.at(begins + meant.index('"'))
                raise _BrokenError(Problem("bad-table", place, {"slip": "open-cell"}))
        guarded = meant[:1] == "'" and _guarded(meant)
        row.append(Cell(lines, meant[guarded:], start, index, begins + guarded, pairs))
        if text.startswith(separator, index):
            index += 1
            continue
        if index < len(text) and text[index] not in "\r\n":
            place = lines.at(index)
            raise _BrokenError(Problem("bad-table", place, {"slip": "behind-quote"}))
        yield tuple(row)
        count += len(row)
        _bounded(row, count)
        row = []
        index += 2 if text.startswith("\r\n", index) else 1


def _guarded(text: str) -> bool:
    """Whether the apostrophe that begins a text does not count."""
    return GUARDED.match(text) is not None


def _bounded(row: list[Cell], count: int) -> None:
    """End reading at a row up to which there are too many cells."""
    if count > MAX_VALUES:
        limit = {"limit": f"{MAX_VALUES:,}"}
        raise _BrokenError(Problem("too-many-values", row[-1].place, limit))


def _uneven(rows: list[tuple[Cell, ...]]) -> Iterator[Problem]:
    """Each row that has more or fewer cells than the header, which is the first.

    Where all have others it is the header that is told, once.
    """
    header = rows[0]
    others = {len(row) for row in rows[1:]}
    alone = len(rows) == 2  # either could be the one that is wrong, and the header has names
    if len(header) == 1 and others - {1}:
        yield Problem("bad-table", header[0].place, {"slip": "one-column"})
        return
    if len(others) == 1 and not alone and len(header) not in others:
        args = {"found": str(len(header)), "expected": str(others.pop()), "slip": "uneven-header"}
        yield Problem("bad-table", header[-1].place, args)
        return
    for row in rows:
        if len(row) != len(header):
            args = {"found": str(len(row)), "expected": str(len(header)), "slip": "uneven-row"}
            cell = row[min(len(row) - 1, len(header))]
            yield Problem("bad-table", cell.place, args)
