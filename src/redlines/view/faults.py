"""Problems for a terminal: what is wrong, where, the lines around it, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from redlines.case import Place
from redlines.problems import Level, Problem
from redlines.view.paint import Lines, Paint
from redlines.view.phrases import conjoined
from redlines.view.wording import (
    problem_help,
    problem_sentence,
)

_LEVEL_STYLES = {Level.ERROR: "bold red", Level.WARN: "bold yellow", Level.INFO: "bold blue"}
_LONGEST_LINE = 160


def problems_text(
    problems: Sequence[Problem],
    texts: Mapping[str, str],
    *,
    width: int | None,
    color: bool,
    ascii_only: bool,
) -> str:
    """Every problem with two lines of context; `texts` holds the files by the path shown.

    A problem in a file that is not among them is told without its lines.
    """
    paint = Paint(width, color, ascii_only)
    written = {file: _written(text) for file, text in texts.items()}
    lines: Lines = []
    for problem in sorted(problems, key=lambda p: (p.place, p.code)):
        lines += [Text()] if lines else []
        lines += _problem(problem, written, paint)
    return paint.page(lines)


def problems_summary(problems: Sequence[Problem]) -> str:
    """How many problems of each level there are, in one sentence with a newline."""
    names = {Level.ERROR: "error", Level.WARN: "warning", Level.INFO: "note"}
    counts = {level: sum(p.level is level for p in problems) for level in Level}
    told = [f"{n} {names[level]}{'s'[: n != 1]}" for level, n in counts.items() if n]
    return f"{conjoined(told) or 'no problems'}\n"


def _problem(problem: Problem, written: Mapping[str, Sequence[str]], paint: Paint) -> Lines:
    place = problem.place
    head = paint.text(f"{problem.level}[{problem.code}]", _LEVEL_STYLES[problem.level])
    lines = paint.wrap(paint.join(head, f": {problem_sentence(problem)}"), rest="  ")
    gutter = len(str(place.line))
    pad = " " * gutter
    lines += paint.wrap(
        paint.join(paint.text(f"{pad}--> ", "blue"), _place_text(place)), rest=f"{pad}    "
    )
    lines += _context(place, written.get(place.file, ()), gutter, paint)
    notes = [("help", problem_help(problem))]
    notes += [("see", _place_text(other)) for other in problem.related]
    for label, text in notes:
        if text:
            told = paint.text(f"{label}: {text}")
            lines += paint.wrap(told, first=f"{pad} = ", rest=f"{pad}   ")
    return lines


def _place_text(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}" if place.file else "the case"


def _written(text: str) -> list[str]:
    """The lines of a file as an editor counts them: `splitlines` would also split at U+2028."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _context(place: Place, written: Sequence[str], gutter: int, paint: Paint) -> Lines:
    """The line before and the line of the problem, with carets under the value."""
    if not 1 <= place.line <= len(written):
        return []
    bar = f"{' ' * gutter} |"
    line = written[place.line - 1]
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    start = min(place.column - 1, len(line))
    before, value = line[:start], line[start : max(end, start + 1)]
    room = (_LONGEST_LINE if paint.width is None else paint.width) - gutter - 3
    shown, at, span = _clipped(before, value, line[start + len(value) :], max(room, 12), paint)
    lines = [paint.join(paint.text(bar, "blue"))]
    if place.line > 1 and written[place.line - 2].strip():
        earlier, _, _ = _clipped("", "", written[place.line - 2], max(room, 12), paint)
        lines.append(_numbered(place.line - 1, earlier, gutter, paint))
    lines.append(_numbered(place.line, shown, gutter, paint))
    caret = paint.text(f"{' ' * at}{'^' * max(span, 1)}", _LEVEL_STYLES[Level.ERROR])
    lines.append(paint.join(paint.text(f"{bar} ", "blue"), caret))
    return lines


def _numbered(number: int, line: Text, gutter: int, paint: Paint) -> Text:
    return paint.join(paint.text(f"{number:>{gutter}} | ", "blue"), line)


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
