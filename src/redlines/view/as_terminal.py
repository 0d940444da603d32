"""A document for a terminal; `width` is None where nothing may be wrapped.

Without `color` no escape code is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile
from typing import assert_never

from rich.text import Text

from redlines.view.document import (
    NOTHING,
    Block,
    Board,
    Counts,
    Document,
    Entries,
    Excerpt,
    Grid,
    Head,
    Labelled,
    Line,
    Overview,
    Packed,
    Reasons,
    Section,
    Strips,
    Table,
    Tiles,
    Tracks,
    Triangle,
    Word,
    Words,
    tracks_of,
)
from redlines.view.paint import STYLES, Lines, Paint, packed
from redlines.view.terminal_entries import entries_lines, line_lines
from redlines.view.terminal_excerpt import excerpt_lines
from redlines.view.terminal_overview import SCREEN, overview_lines
from redlines.view.terminal_strips import strips_lines
from redlines.view.terminal_tracks import Columns, columns, tracks_lines

# Texts that are left fewer columns stand below what they would stand beside.
_READABLE = 44
_REASONS = 36
_LABEL = 12
# A column of a grid with less room than this is told below its label.
_COLUMN = 22


def as_terminal(
    document: Document,
    *,
    width: int | None,
    color: bool,
    ascii_only: bool,
    encoding: str = "ascii",
) -> str:
    """The text of a document on a screen, ending in a newline.

    `ascii_only` sets the frame in ASCII and keeps of the texts what the `encoding` has.
    """
    paint = Paint(width, color, encoding if ascii_only else None)
    drawn = columns(tracks_of(document.screen), paint)
    told = [
        [] if isinstance(own, Overview | Strips) else _block(own, 0, drawn, SCREEN, paint)
        for own in document.screen
    ]
    # What stands around what folds does not, and leaves it the rest of the screen.
    for kind in (Overview | Strips, Entries):
        beside = zip(document.screen, told, strict=True)
        room = SCREEN - sum(len(lines) for own, lines in beside if not isinstance(own, kind))
        told = [
            _block(own, 0, drawn, room, paint) if isinstance(own, kind) else lines
            for own, lines in zip(document.screen, told, strict=True)
        ]
    return paint.page(dropwhile(lambda line: not line, (line for own in told for line in own)))


def _block(block: Block, depth: int, drawn: Columns, room: int, paint: Paint) -> Lines:
    match block:
        case Head():
            facts = "".join(f" · {fact}" for fact in block.facts)
            return paint.wrap(paint.join(paint.text(block.title, "bold"), facts))
        case Line():
            return line_lines(block, paint)
        case Packed():
            return packed(block.entries, paint)
        case Labelled():
            return _labelled(block, paint)
        case Reasons():
            return [line for row in block.rows for line in _reasoned(*row, block.room, paint)]
        case Table():
            return _table(block, paint)
        case Grid():
            return _grid(block, paint)
        case Triangle():
            return _triangle(block, paint)
        case Excerpt():
            return excerpt_lines(block, paint)
        case Tracks():
            return tracks_lines(block, drawn, paint)
        case Overview():
            return overview_lines(block, room, paint)
        case Entries():
            return entries_lines(block, room, paint)
        case Strips():
            return [*strips_lines(block, room, paint), *packed(block.letters, paint)]
        case Counts() | Board() | Tiles():
            plain = (_block(own, depth, drawn, room, paint) for own in block.plain)
            return [line for own in plain for line in own]
        case Section():
            inside = (_block(own, depth + 1, drawn, room, paint) for own in block.blocks)
            return [*_title(block.title, depth, paint), *(line for own in inside for line in own)]
        case _ as never:
            assert_never(never)


def _title(title: str, depth: int, paint: Paint) -> Lines:
    """An empty line, and the title: between rules, or bold inside of another section."""
    if not title:
        return [Text()]
    if depth:
        return [Text(), *paint.wrap(paint.text(title, "bold"), rest="  ")]
    whole = paint.text(f"── {title} ──", STYLES["title"])
    if paint.fits(whole.cell_len):
        return [Text(), whole]
    # A rule alone on a line would be one too many.
    return [Text(), *paint.wrap(paint.text(f"── {title}", STYLES["title"]), rest="   ")]


def _labelled(block: Labelled, paint: Paint) -> Lines:
    """The labels in a column, or above or before their texts where that leaves no room."""
    lines = paint.wrap(paint.words(block.title)) if block.title else []
    names = [paint.words((label,)) for label, _ in block.rows]
    longest = max((name.cell_len for name in names), default=0)
    room = None if paint.width is None else paint.width - longest - 4
    if paint.width is None or room is None:
        narrow = False
    elif block.runs_on:
        narrow = room < _REASONS
    else:
        narrow = longest > max(_LABEL, paint.width // 3)
    for name, (_, text) in zip(names, block.rows, strict=True):
        told = paint.words((text,))
        if narrow and block.runs_on:
            lines += paint.wrap(paint.join(name, ": ", told), first="  ", rest="    ")
        elif narrow:
            lines += paint.wrap(name, first="  ", rest="  ") if name else []
            lines += paint.wrap(told, first="    ", rest="    ")
        else:
            beside = paint.wrap(told, width=room) if told else []
            beside = paint.beside([([name], longest), (beside, 0)]) if longest else beside
            lines += [paint.join("  ", line) for line in beside]
    return lines


def _reasoned(sign: Word, who: str, reasons: Sequence[str], room: int, paint: Paint) -> Lines:
    """A sign with its word, who it is about, and the reasons, each on lines of its own."""
    word, party = paint.words((sign,)), paint.text(who, "bold")
    indent = 4 + room + 2
    if paint.width is None or paint.width - indent >= _REASONS:
        texts = [paint.join(party, f": {reason}") for reason in reasons[:1]]
        texts += [paint.text(reason) for reason in reasons[1:]]
        left = None if paint.width is None else paint.width - indent
        lines = [
            line
            for text in texts or [paint.text(who)]
            for line in paint.wrap(text, rest="  ", width=left)
        ]
        return [paint.join("    ", line) for line in paint.beside([([word], room), (lines, 0)])]
    lines = paint.wrap(paint.join(word, "  ", party), first="    ", rest="      ")
    for reason in reasons:
        lines += paint.wrap(paint.text(reason), first="      ", rest="        ")
    return lines


def _table(block: Table, paint: Paint) -> Lines:
    """Rows in columns, the last one wrapped; below each other where that leaves it no room."""
    cells = [[paint.words(cell) for cell in row] for row in block.rows]
    titles = [paint.text(title, "bold") for title in block.header]
    widths = [max(cell.cell_len for cell in column) for column in zip(titles, *cells, strict=True)]
    room = None if paint.width is None else paint.width - sum(widths[:-1]) - 2 * len(widths[:-1])
    lines: Lines = []
    if room is not None and room < min(_READABLE, widths[-1]):
        for name, *facts, last in cells:
            name.stylize("bold")
            told = [paint.join(" · ", fact) for fact in facts if fact]
            lines += paint.wrap(paint.join(name, *told), rest="  ")
            lines += paint.wrap(last, first="    ", rest="    ")
        return lines
    for *before, last in [titles, *cells]:
        fixed = [([cell], width) for cell, width in zip(before, widths, strict=False)]
        lines += paint.beside([*fixed, (paint.wrap(last, width=room), 0)])
    return lines


def _grid(block: Grid, paint: Paint) -> Lines:
    """The labels in a column and the others beside it, wrapped; below it where it is narrow."""
    labels = [paint.words(label) for label, *_ in block.rows]
    told = [[paint.words(cell or (NOTHING,)) for cell in cells] for _, *cells in block.rows]
    titles = block.header[1:]
    longest = max((label.cell_len for label in labels), default=0)
    room = None
    if paint.width is not None:
        room = (paint.width - longest - 2 * len(titles)) // max(len(titles), 1)
    if room is not None and room < _COLUMN:
        return [line for row in block.rows for line in _below(row, block.header, paint)]
    widths = [
        max(paint.text(title).cell_len, *(row[at].cell_len for row in told))
        if room is None
        else room
        for at, title in enumerate(titles)
    ]
    heads = [paint.text(title, "bold") for title in titles]
    lines: Lines = []
    for label, cells in [(Text(), heads), *zip(labels, told, strict=True)]:
        columns = [
            (paint.wrap(own, rest="  ", width=width), width)
            for own, width in zip(cells, widths, strict=True)
        ]
        lines += paint.beside([([label], longest), *columns])
    return lines


def _triangle(block: Triangle, paint: Paint) -> Lines:
    """The names down a stair, the cells left of each, told as fully as the width allows."""
    names = [paint.text(name, "bold") for name in block.names]
    ways = len(block.rows[-1][0]) if len(names) > 1 else 0
    for way in range(ways):
        rows = [[paint.words(cell[way]) for cell in row] for row in block.rows]
        widths = [max(row[at].cell_len for row in rows[at + 1 :]) for at in range(len(rows) - 1)]
        stairs = [sum(own + 1 for own in widths[:at]) for at in range(len(names))]
        if all(paint.fits(left + name.cell_len) for left, name in zip(stairs, names, strict=True)):
            return [
                paint.join(
                    *(
                        part
                        for cell, width in zip(row, widths, strict=False)
                        for part in (" " * (width - cell.cell_len), cell, " ")
                    ),
                    name,
                )
                for row, name in zip(rows, names, strict=True)
            ]
    return paint.wrap(paint.text(block.instead))


def _below(row: Sequence[Words], header: Sequence[str], paint: Paint) -> Lines:
    """A label, and below it what is told under each title."""
    label, *cells = row
    lines = paint.wrap(paint.words(label), rest="    ")
    for title, cell in zip(header[1:], cells, strict=True):
        if cell:
            told = paint.join(f"{title} ", paint.words(cell))
            lines += paint.wrap(told, first="    ", rest="      ")
    return lines
