"""Strips on a terminal: a label and two columns for each cell, folded until a screen holds them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rich.text import Text

from redlines.view.days import Cell
from redlines.view.document import Strip, Strips
from redlines.view.paint import Lines, Paint
from redlines.view.strips import cut, drawn, drawn_of

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
    """The years or months, and the lines of each strip; of as many as there is room for."""
    labels = [paint.text(own.title) for own in block.rows]
    widest = longest = max(own.cell_len for own in labels)
    wide = _WIDE
    if paint.width is not None:
        most = _WIDE_LABEL if paint.width >= _WIDE_SCREEN else _LABEL
        longest = min(longest, most, paint.width // 2)
        wide = paint.width - longest - 1
    if below := wide < _LEAST * _CELL:
        longest, wide = 0, paint.width or _WIDE
    unit, found = cut(block, wide // _CELL)
    widest = max(widest, len(drawn_of(unit)))
    if paint.width is None:
        longest = widest
    elif not below:
        # What the cells leave is the labels'.
        titled = (_CELL * at + 1 + len(own.title) for at, own in enumerate(found) if own.title)
        needed = max(1 + _CELL * len(found), *titled)
        longest = max(longest, min(widest, paint.width - needed))
    told = drawn_of(unit) if len(drawn_of(unit)) <= longest else ""
    rows: list[Lines] = []
    for own, name in zip(block.rows, labels, strict=True):
        signs = paint.words(tuple(w for cell in drawn(own, found) for w in cell))
        if below:
            rows.append([*paint.wrap(name), signs])
        else:
            fits = name.cell_len <= longest
            named = [name] if fits else paint.wrap(name, rest="  ", width=longest)
            rows.append(paint.beside([(named, longest), ([signs], 0)], gutter=0))
    # Where nothing is wrapped nothing is folded.
    folds = block.folded is not None and paint.width is not None
    left = _left(block.rows, [len(own) for own in rows], room) if folds else []
    lines = paint.beside(
        [([paint.text(told)], longest), ([_titles(found, longest, paint)], 0)], gutter=0
    )
    lines += [line for at, own in enumerate(rows) if at not in left for line in own]
    if not left:
        return lines
    others = {own.heading for at, own in enumerate(block.rows) if at not in left}
    return [*lines, *_folded(_names([block.rows[at] for at in left], others), block, paint)]


def _left(rows: Sequence[Strip], sizes: Sequence[int], room: int) -> list[int]:
    """The places of the strips to leave out, the last of the highest rank first.

    Then the years, the others and a line for these fit; strips of no rank stay.
    """
    used = 1 + sum(sizes)
    if used <= room:
        return []
    left = []
    for at in sorted(range(len(rows)), key=lambda at: (-rows[at].rank, -at)):
        if rows[at].rank and used + 1 > room:
            used -= sizes[at]
            left.append(at)
    return sorted(left, key=lambda at: (rows[at].rank, at))


def _names(left: Sequence[Strip], drawn: Set[str]) -> list[str]:
    """The issues of some strips, those also drawn in part with the areas that are left."""
    areas: dict[str, list[str]] = {}
    for own in left:
        areas.setdefault(own.heading, []).extend(own.areas)
    return [f"{name} ({', '.join(own)})" if name in drawn else name for name, own in areas.items()]


def _folded(names: Sequence[str], block: Strips, paint: Paint) -> Lines:
    """What is not drawn, as many names as fit in a line, and how many more."""
    for number in range(len(names), 0, -1):
        more = f" and {len(names) - number} more" if number < len(names) else ""
        line = paint.text(f"{block.folded}: {', '.join(names[:number])}{more}")
        if paint.fits(line.cell_len):
            return [line]
    return paint.wrap(paint.text(f"{block.folded}: {len(names)}"), rest="  ")


def _titles(found: Sequence[Cell], left: int, paint: Paint) -> Text:
    """The titles of the cells that have one, above their signs, as far as there is room."""
    line = ""
    titled = [(at * _CELL + 1, cell.title) for at, cell in enumerate(found) if cell.title]
    for (at, title), after in zip(titled, [*titled[1:], None], strict=True):
        # The first year may be cut short: then the next one is named.
        collides = after is not None and at < _CELL and at + len(title) >= after[0]
        fits = paint.fits(left + at + len(title))
        if fits and not collides and len(line) < at:
            line = f"{line:<{at}}{title}"
    return paint.text(line, "bold")
