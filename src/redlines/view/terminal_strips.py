"""Strips on a terminal: a label and two columns for each cell, folded until a screen holds them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rich.text import Text

from redlines.view.days import Cell
from redlines.view.document import Strip, Strips
from redlines.view.paint import Lines, Paint
from redlines.view.strips import cut, drawn

# A label takes so many columns at most, on a wide screen more, and never more than half of a line.
_LABEL = 28
_WIDE_LABEL = 40
_WIDE_SCREEN = 100
# So many columns for the cells where nothing is wrapped.
_WIDE = 60
# A strip of fewer cells than this stands below its label.
_LEAST = 8
_CELL = 2


def strips_lines(block: Strips, room: int, paint: Paint) -> Lines:
    """The years or months, and a line for each strip; as many as there is room for."""
    rows = list(block.rows)
    while True:
        lines = _drawn(block, rows, paint)
        last = max(rows, key=lambda own: (own.rank, rows.index(own)))
        if block.folded is None or paint.width is None or len(lines) <= room or not last.rank:
            return lines
        rows.remove(last)


def _drawn(block: Strips, rows: Sequence[Strip], paint: Paint) -> Lines:
    labels = [paint.text(own.title) for own in rows]
    longest = max((own.cell_len for own in labels), default=0)
    room = _WIDE
    if paint.width is not None:
        most = _WIDE_LABEL if paint.width >= _WIDE_SCREEN else _LABEL
        longest = min(longest, most, paint.width // 2)
        room = paint.width - longest - 1
    if below := room < _LEAST * _CELL:
        longest, room = 0, paint.width or _WIDE
    unit, found = cut(block, room // _CELL)
    words = (f"at the end of each {unit.word}", f"by {unit.word}")
    told = next((own for own in words[unit.days == 1 :] if len(own) <= longest), "")
    head = _titles(found, paint)
    lines = (
        [head] if below else paint.beside([([paint.text(told)], longest), ([head], 0)], gutter=0)
    )
    for own, label in zip(rows, labels, strict=True):
        signs = paint.words(tuple(w for cell in drawn(own, found) for w in cell))
        if below:
            lines += [*paint.wrap(label), signs]
        else:
            fits = label.cell_len <= longest
            named = [label] if fits else paint.wrap(label, rest="  ", width=longest)
            lines += paint.beside([(named, longest), ([signs], 0)], gutter=0)
    left = sorted((own for own in block.rows if own not in rows), key=lambda own: own.rank)
    if not left:
        return lines
    names = _names(left, {own.heading for own in rows})
    return [*lines, *_folded(names, block.folded or "", paint)]


def _names(left: Sequence[Strip], drawn: Set[str]) -> list[str]:
    """The issues of some strips, and of those also drawn in part how many areas are left."""
    areas: dict[str, int] = {}
    for own in left:
        areas[own.heading] = areas.get(own.heading, 0) + len(own.areas)
    return [
        f"{name} ({number} area{'s'[: number != 1]})" if name in drawn else name
        for name, number in areas.items()
    ]


def _folded(names: Sequence[str], told: str, paint: Paint) -> Lines:
    """What is not drawn, as many names as fit in a line, and how many more."""
    for number in range(len(names), 0, -1):
        more = f" and {len(names) - number} more" if number < len(names) else ""
        line = paint.text(f"{told}: {', '.join(names[:number])}{more}")
        if paint.fits(line.cell_len):
            return [line]
    return paint.wrap(paint.text(f"{told}: {len(names)}"), rest="  ")


def _titles(found: Sequence[Cell], paint: Paint) -> Text:
    """The titles of the cells that have one, above their signs, as far as they do not collide."""
    line = ""
    titled = [(at * _CELL + 1, cell.title) for at, cell in enumerate(found) if cell.title]
    for (at, title), after in zip(titled, [*titled[1:], None], strict=True):
        # The first year may be cut short: then the next one is named.
        collides = after is not None and not line and at + len(title) >= after[0]
        if not collides and len(line) < at:
            line = f"{line:<{at}}{title}"
    return paint.text(line, "bold")
