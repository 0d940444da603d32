"""The pages of `show`, the listings of `list` and the catalogue of `rules`, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich.text import Text

from redlines.case import Case
from redlines.findings import FINDINGS
from redlines.problems import PROBLEMS
from redlines.view.content import (
    Entry,
    Page,
    Row,
    issue_content,
    listed,
    party_content,
    plan_content,
    source_content,
    statement_content,
)
from redlines.view.paint import Lines, Paint
from redlines.view.table import READABLE
from redlines.view.wording import rule_text

_LABEL = 12


def issue_page(
    name: str, case: Case, day: date | None, *, width: int | None, color: bool, ascii_only: bool
) -> str:
    """Everything on one issue, by the id of a heading or of one area's issue."""
    return _page(issue_content(name, case, day), Paint(width, color, ascii_only))


def party_page(
    name: str, case: Case, day: date | None, *, width: int | None, color: bool, ascii_only: bool
) -> str:
    """Everything that a party has said."""
    return _page(party_content(name, case, day), Paint(width, color, ascii_only))


def statement_page(
    name: str, case: Case, *, width: int | None, color: bool, ascii_only: bool
) -> str:
    """One statement with its sources."""
    return _page(statement_content(name, case), Paint(width, color, ascii_only))


def source_page(name: str, case: Case, *, width: int | None, color: bool, ascii_only: bool) -> str:
    """One source with the statements that rest on it."""
    return _page(source_content(name, case), Paint(width, color, ascii_only))


def plan_page(name: str, case: Case, *, width: int | None, color: bool, ascii_only: bool) -> str:
    """One plan with its points, what they settle, and their sources."""
    return _page(plan_content(name, case), Paint(width, color, ascii_only))


def listing(
    kind: str, case: Case, day: date | None, *, width: int | None, color: bool, ascii_only: bool
) -> str:
    """All of one kind, a row each; ValueError for another kind."""
    paint = Paint(width, color, ascii_only)
    header, *rows = listed(kind, case, day)
    return paint.page(_columns(header, rows, paint))


def rules_text(codes: Iterable[str], *, width: int | None, color: bool, ascii_only: bool) -> str:
    """The catalogue's entries for codes of problems and ids of findings."""
    paint = Paint(width, color, ascii_only)
    lines: Lines = []
    for code in codes:
        rule = rule_text(code)
        level = FINDINGS[code] if code in FINDINGS else PROBLEMS[code]
        head = paint.join(paint.text(code, "bold"), f" ({level})")
        rows = (("what", rule.summary), ("why", rule.why), ("example", rule.example))
        lines += [Text()] if lines else []
        lines += [*paint.wrap(head), *_rows(rows, paint, "  ")]
    return paint.page(lines)


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]], paint: Paint) -> Lines:
    """Rows in columns, the last one wrapped; below each other where that leaves it no room."""
    cells = [[paint.text(cell) for cell in row] for row in rows]
    titles = [paint.text(title, "bold") for title in header]
    widths = [max(cell.cell_len for cell in column) for column in zip(titles, *cells, strict=True)]
    room = None if paint.width is None else paint.width - sum(widths[:-1]) - 2 * len(widths[:-1])
    lines: Lines = []
    if room is not None and room < min(READABLE, widths[-1]):
        for row in rows:
            facts = [f" · {fact}" for fact in row[1:-1] if fact]
            told = paint.join(paint.text(row[0], "bold"), *facts)
            lines += paint.wrap(told, rest="  ")
            lines += paint.wrap(paint.text(row[-1]), first="    ", rest="    ")
        return lines
    for *first, last in [titles, *cells]:
        fixed = [([cell], width) for cell, width in zip(first, widths, strict=False)]
        lines += paint.beside([*fixed, (paint.wrap(last, width=room), 0)])
    return lines


def _page(page: Page, paint: Paint) -> str:
    """A page as text: title, what it is, then part by part."""
    lines = [*paint.wrap(paint.text(page.title, "bold")), *_rows(page.rows, paint, "  ")]
    for part in page.parts:
        lines += [Text(), *paint.wrap(paint.text(f"── {part.title} ──", "bold blue"))]
        for entry in part.entries:
            lines += _entry(entry, paint)
    return paint.page(lines)


def _entry(entry: Entry, paint: Paint) -> Lines:
    if not entry.title:
        return [Text(), *_rows(entry.rows, paint, "  ")]
    title = paint.wrap(paint.text(entry.title, "bold"), rest="  ")
    return [Text(), *title, *_rows(entry.rows, paint, "  ")]


def _rows(rows: Sequence[Row], paint: Paint, indent: str) -> Lines:
    """Labelled rows: the labels in a column, or above their texts where that leaves no room."""
    longest = max((paint.text(label).cell_len for label, _ in rows), default=0)
    below = longest > _LABEL and paint.width is not None and longest > paint.width // 3
    lines: Lines = []
    for label, text in rows:
        name = paint.text(label, "dim")
        if below:
            lines += paint.wrap(name, first=indent, rest=indent) if label else []
            lines += paint.wrap(paint.text(text), first=indent * 2, rest=indent * 2)
            continue
        room = None if paint.width is None else paint.width - len(indent) - longest - 2
        told = paint.wrap(paint.text(text), width=room) if text else []
        joined = paint.beside([([name], longest), (told, 0)]) if longest else told
        lines += [paint.join(indent, line) for line in joined]
    return lines
