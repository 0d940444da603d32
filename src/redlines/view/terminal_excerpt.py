"""An excerpt of a file for a terminal, as compilers show theirs."""

from __future__ import annotations

from rich.text import Text

from redlines.view.document import Excerpt
from redlines.view.paint import STYLES, Lines, Paint

_LONGEST_LINE = 160


def excerpt_lines(excerpt: Excerpt, paint: Paint) -> Lines:
    """The line before and the line itself, with carets under the value."""
    gutter = len(str(excerpt.line))
    bar = f"{' ' * gutter} |"
    room = max((_LONGEST_LINE if paint.width is None else paint.width) - gutter - 3, 12)
    shown, at, span = _clipped(excerpt.before, excerpt.value, excerpt.after, room, paint)
    lines = [paint.text(bar, "dim")]
    if excerpt.earlier is not None:
        earlier, _, _ = _clipped("", "", excerpt.earlier, room, paint)
        lines.append(_numbered(excerpt.line - 1, earlier, gutter, paint))
    lines.append(_numbered(excerpt.line, shown, gutter, paint))
    caret = paint.text(f"{' ' * at}{'^' * max(span, 1)}", STYLES["worst"])
    return [*lines, paint.join(paint.text(f"{bar} ", "dim"), caret)]


def _numbered(number: int, line: Text, gutter: int, paint: Paint) -> Text:
    return paint.join(paint.text(f"{number:>{gutter}} | ", "dim"), line)


def _clipped(before: str, value: str, after: str, room: int, paint: Paint) -> tuple[Text, int, int]:
    """A line cut to the room around its value, and the cells before the value and under it."""
    mark = "..." if paint.ascii_only else "…"
    texts = [paint.text(part) for part in (before[-room:], value[:room], after[:room])]
    head, middle, tail = texts
    whole = max(len(before), len(value), len(after)) <= room
    if whole and head.cell_len + middle.cell_len + tail.cell_len <= room:
        return paint.join(*texts), head.cell_len, middle.cell_len
    keep = max(room // 3, 1)
    if head.cell_len > keep and head.cell_len + middle.cell_len > room - len(mark):
        head = paint.join(mark, _last(head, keep - len(mark)))
    left = room - head.cell_len - len(mark)
    if middle.cell_len > left:
        middle, tail = paint.join(_first(middle, left), mark), Text()
    elif middle.cell_len + tail.cell_len > left + len(mark):
        tail = paint.join(_first(tail, left - middle.cell_len), mark)
    return paint.join(head, middle, tail), head.cell_len, middle.cell_len


def _first(text: Text, cells: int) -> Text:
    """As much of the beginning of a text as fits."""
    kept = text.copy()
    kept.truncate(max(cells, 0), overflow="crop")
    return kept


def _last(text: Text, cells: int) -> Text:
    """As much of the end of a text as fits."""
    kept = text.copy()
    while kept.cell_len > max(cells, 0):
        kept = kept[1:]
    return kept
