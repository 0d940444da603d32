"""Verdicts over time as a chart: a strip for each issue, and the moves numbered in it and told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from redlines.case import Case
from redlines.history import Timeline
from redlines.view.chart import Sheet, chart, entries, resting, sentences_of
from redlines.view.document import (
    BREAK,
    TURNED,
    Head,
    Packed,
    Stay,
    Strips,
    Table,
    Word,
    Words,
    words,
)
from redlines.view.lettering import BOLD, text_width
from redlines.view.picture import BANDS, DayLine, State, beginnings
from redlines.view.svg import NOTHING, Part, below, beside, lettered, mark, moved, text
from redlines.view.svg_shapes import box, ink_on, rect, rule
from redlines.view.timeline_document import timeline_document

_DRAWN = {TURNED.text, "·", *BANDS}
_BAND, _GAP = 16.0, 5.0
# Ticks every so many months.
_MONTHS = (1, 3, 6)
_YEARS = (12, 24, 60, 120, 240, 600, 1200, 12_000, 120_000)
_SMALL = 11.0
# Moves that are nearer have their numbers together.
_NEAR = 20.0


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of days that is so many pixels wide."""

    line: DayLine
    room: float

    def at(self, day: date | None) -> float:
        """Where a day begins."""
        return self.room * self.line.at(day)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """The beginnings of years, behind the bend of months too, as many as have room."""
        line = self.line
        if line.bent:
            yield from self._ticks(line.first, line.bend - timedelta(days=1), _YEARS)
        yield from self._ticks(line.bend, line.last, (*_MONTHS, *_YEARS))

    def _ticks(self, first: date, last: date, every: Sequence[int]) -> Iterator[tuple[float, str]]:
        end = self.at(last + timedelta(days=1))
        for months in every:
            found = [
                (self.at(day), f"{day.year}" if day.month == 1 else f"{day:%Y-%m}")
                for day in beginnings(first, last, months)
            ]
            wide = [text_width(told, _SMALL) + 10 for _, told in found]
            if found and end - found[-1][0] < wide[-1]:
                found.pop()
            if all(b - a >= w for (a, _), (b, _), w in zip(found, found[1:], wide, strict=False)):
                # Without a year to begin with, the line says in which it begins.
                yield from found or [(self.at(first), f"{first.year}")]
                return


def timeline_chart(report: Timeline, case: Case, sheet: Sheet) -> str:
    """The verdicts on each issue from the first to the day of the report."""
    page = timeline_document(report, case, every=True, hinted=False).page
    head = next(own for own in page if isinstance(own, Head))
    strips = next((own for own in page if isinstance(own, Strips)), None)
    told_below = [entry for own in page if isinstance(own, Packed) for entry in own.entries]
    letters = strips.letters if strips else ()
    legend = (*letters[:-1], *told_below, *letters[-1:])
    # The table of moves, before that of coverage.
    told = next(_rows(page), ()) if report.moves else ()
    body: list[Part] = []
    if strips:
        body += [_key(legend, sheet.room), below(_strips(strips, report, sheet), gap=_GAP)]
        body.append(below(_moves(told, sheet), gap=7))
    return chart(sheet, head, sentences_of(page), body, source=resting(report.later.statements))


def _rows(page: Sequence[object]) -> Iterator[tuple[tuple[Words, ...], ...]]:
    """The rows of the table of moves, as the document tells them."""
    for own in page:
        if isinstance(own, Table):
            yield own.rows
        yield from _rows(getattr(own, "blocks", ()))


def _key(legend: Sequence[Words], room: float) -> Part:
    """What the bands show, each as the document tells it."""
    found = []
    for sign, *rest in legend:
        told = "".join(word.text for word in rest).strip()
        if told.startswith("*"):
            # In a strip the star stands alone, as the document says.
            sign, told = Word("*"), told.partition(": ")[2]
        if sign.text == TURNED.text:
            # A picture draws each move for itself, on its day.
            told = "a move"
        if sign.text in _DRAWN:
            found.append((Part(tuple(_swatch(sign.text)), 16), words(told)))
        elif TURNED not in rest:
            # What has no arrow has a swatch of its own here.
            found.append((NOTHING, words(f"{sign.text} {told}" if told else sign.text)))
    found.insert(1, (Part((_dashed(13),), 16), words("coverage and no move")))
    return entries(found, room)


def _swatch(sign: str) -> Iterator[Element]:
    if sign == "→":
        yield rect(12, 0, 3, 15, "ink")
    elif sign == "·":
        yield rule(0, 8, 26, 8, "line")
    else:
        yield from _band(sign, 0, 1, 26, 13)


def _band(sign: str, x: float, y: float, wide: float, high: float) -> Iterator[Element]:
    """A verdict as long as it stands, with its sign at its beginning."""
    state = BANDS.get(sign, State.NOTHING)
    yield from box(x, y, max(wide, 1), high, state)
    if wide < 20:
        return
    middle = x + 13
    if state.refuses:
        yield rect(middle - 7, y + 1, 14, high - 2, "paper", rx=2)
    yield mark("✕" if sign == "*" else sign, middle, y + high / 2, 10, ink_on(state))


def _strips(strips: Strips, report: Timeline, sheet: Sheet) -> Iterator[Part]:
    """The axis, and a strip for each issue with the numbers of its moves."""
    title = 0.0 if sheet.phone else min(0.3 * sheet.room, 250)
    moves = [turn.day for turn in report.moves]
    axis = Axis(DayLine.of(strips.first, strips.last, moves), sheet.room - title)
    scale = moved(_axis(axis), title, 0)
    yield scale
    alike = [own for each in report.strands().values() for own in each if own[0].stated]
    for row, own in zip(strips.rows, alike, strict=True):
        ids = {item.issue.id for item in own}
        areas = f" {', '.join(row.areas)}" if row.areas else ""
        name = words(Word(row.heading, "bold"), Word(areas, "dim"))
        numbers = {
            turn.day: at
            for at, turn in enumerate(report.moves, 1)
            if ids & {issue.id for issue in turn.issues}
        }
        drawn = Part(tuple(_stays(row.stays, numbers, axis)), _BAND)
        told = text(name, title - 12 if title else sheet.room, 13)
        yield beside([(0, told), (title, drawn)]) if title else below((told, drawn), gap=1)


def _axis(axis: Axis) -> Part:
    """Years and months over a line, which is broken where it bends."""
    found = [rule(0, 18, axis.room, 18, "soft")]
    for x, told in axis.ticks():
        found.append(rule(x, 5, x, 18, "line"))
        found.append(lettered(told, x + 3, 12, _SMALL, ink="soft"))
    if axis.line.bent:
        x = axis.at(axis.line.bend)
        found.append(rect(x - 3, 14, 6, 8, "paper"))
        found += (rule(x + d - 2, 22, x + d + 2, 14, "soft") for d in (-3, 3))
    return Part(tuple(found), 22)


def _stays(stays: Sequence[Stay], numbers: dict[date, int], axis: Axis) -> Iterator[Element]:
    """The verdicts one after the other: a thick edge where one moved, a dashed one of coverage."""
    for own in stays:
        if own.sign:
            x = axis.at(own.first)
            end = axis.at(own.until) if own.until else axis.room
            yield from _band(own.sign.text, x, 0, end - x - 1, _BAND)
    moves: list[tuple[float, int]] = []
    for own in stays:
        if own.first is None or own.first <= axis.line.first:
            continue
        x = axis.at(own.first)
        if own.turned and own.first in numbers:
            moves.append((x, numbers[own.first]))
        elif own.sign:
            yield _dashed(x)
    yield from _numbered(moves)


def _dashed(x: float) -> Element:
    """The edge of what is coverage."""
    edge = rule(x, -1, x, _BAND + 1, "ink")
    edge.set("stroke-dasharray", "2 2")
    return edge


def _numbered(moves: Sequence[tuple[float, int]]) -> Iterator[Element]:
    """A thick edge for each move, and before it its number, with those that stand too near."""
    groups: list[list[tuple[float, int]]] = []
    for x, number in moves:
        if groups and x - groups[-1][-1][0] < _NEAR:
            groups[-1].append((x, number))
        else:
            groups.append([(x, number)])
    for group in groups:
        for x, _ in group:
            yield rect(x - 1.5, -2, 3, _BAND + 4, "ink")
        told = ", ".join(str(number) for _, number in group)
        wide = text_width(told, 10, BOLD) + 5
        x, end = group[0][0], group[-1][0]
        left = x - 2 - wide if x > wide + 2 else end + 2
        yield rect(left, 1.5, wide, _BAND - 3, "paper", rx=2)
        yield lettered(told, left + wide / 2, 11.8, 10, face=BOLD, anchor="middle")


def _moves(rows: Sequence[Sequence[Words]], sheet: Sheet) -> Iterator[Part]:
    """The moves by number: the day, what became of the verdict, the issue, and by which words."""
    change_at, issue_at = (0.0, 140.0) if sheet.phone else (110.0, 250.0)
    room = sheet.room - issue_at
    for number, (day, issue, change, causes) in enumerate(rows, 1):
        name = tuple(Word(own.text, "bold") for own in issue)
        said = [text(line, room, 12.5, ink="soft") for line in _parted(causes)]
        told = below((text(name, room, 13.5), *said), gap=2)
        when = text(words(Word(f"{number}", "bold"), "  ", *day), 110, 13)
        turned = text(change, 130, 13.5)
        if sheet.phone:
            yield beside([(0, below((when, turned), gap=2)), (issue_at, told)])
        else:
            yield beside([(0, when), (change_at, turned), (issue_at, told)])


def _parted(told: Words) -> Iterator[Words]:
    """The lines of a cell."""
    line: list[Word] = []
    for own in told:
        if own is BREAK:
            yield tuple(line)
            line = []
        else:
            line.append(own)
    yield tuple(line)
