"""The gap between parties as a chart: an issue in a row, the worst first, and who blocks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from redlines.case import Case
from redlines.region import Kind
from redlines.verdicts import GapReport
from redlines.view.chart import SIGN, Sheet, chart, section, signed
from redlines.view.chart_lanes import SMALL, beside_lanes, key_part, label_room, lanes
from redlines.view.document import Glance, Head, Word, Words, words
from redlines.view.gap_document import meaning, verdict_sign
from redlines.view.overview_document import parts_of, silent_lines
from redlines.view.picture import Drawing
from redlines.view.report_wording import headline, lead, names_text, resting_text
from redlines.view.svg import Part, below, beside, moved, over, text
from redlines.view.wording import assumed, day_text

_GAP = 16
# More issues than these are too many for one look.
_MOST_ROWS = 12
_SOFT = "conditional, disputed or vague"


def gap_chart(report: GapReport, case: Case, sheet: Sheet, *, full: bool = False) -> str:
    """The issues on which there is a verdict, headline issues first, each in lanes.

    Of many rows those of the last part in which nothing is refused that anybody demands are named
    in a line, unless all are asked for in `full`.
    """
    day = day_text(report.assumption.day)
    facts = (names_text(report.parties), *assumed(report.assumption, day, case))
    parts = [*parts_of(report, case)]
    meanings = {verdict_sign(own).text: meaning(own) for own in report.issues}
    rows = [row for _, part in parts for row in part]
    drawings = [row.drawing for row in rows]
    columns = _Columns.of(sheet, drawings)
    body = [key_part(drawings, sheet.room)]
    for title, part in parts:
        found = [section(title, sheet)]
        last = part is parts[-1][1]
        for sign, some in groupby(part, key=lambda row: row.sign):
            own = tuple(some)
            means = text(words(Word(meanings[sign.text], "dim")), columns.whole, 12.5)
            if last and len(rows) > _MOST_ROWS and not full and not _matters(own[0]):
                titles = words(", ".join(row.title for row in own))
                named = below((means, text(titles, columns.whole, 13)))
                found.append(moved(signed(sign, named, 12.5), 0, 4))
            else:
                found.append(moved(signed(sign, means, 12.5), 0, 4))
                found += (columns.row(row, _told(row)) for row in own)
        body.append(below(found, gap=9))
    return chart(
        sheet,
        Head(case.title, facts),
        [words(headline(report, case)), words(lead(report, case))],
        body,
        notes=[own.words for own in silent_lines(report, case, most=len(case.issues))],
        source=resting_text(report, case),
    )


def _matters(row: Glance) -> bool:
    """Whether an issue is stuck or contested; that is never folded."""
    return row.stuck or row.contested


def _told(row: Glance) -> tuple[Words, ...]:
    """Who blocks, and when it was said, or what is left and who demands what is refused."""
    asked = f"; {row.asked}" if row.asked else ""
    softly = f"; only by {_SOFT} statements" if row.soft else ""
    if row.blocked:
        return (*(own.words for own in row.blocked), words(Word(softly.removeprefix("; "), "dim")))
    return (words(row.told, Word(f"{asked}{row.without}{softly}", "dim")),)


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide the columns of the rows are, and whether they stand beside or below each other."""

    sheet: Sheet
    title: float
    label: float
    track: float
    told: float

    @property
    def whole(self) -> float:
        """The room behind a sign."""
        return self.sheet.room - SIGN

    @classmethod
    def of(cls, sheet: Sheet, drawings: Sequence[Drawing]) -> _Columns:
        label = label_room(drawings, SMALL, sheet.room * 0.2) + 8
        title = 220 if sheet.wide else sheet.room - SIGN
        left = sheet.room - SIGN - (title + _GAP if sheet.wide else 0) - label
        track = left if sheet.phone else min(380.0, (left - _GAP) * 0.52)
        return cls(sheet, title, label, track, left + label if sheet.phone else left - track - _GAP)

    def row(self, row: Glance, told: Sequence[Words]) -> Part:
        """An issue: its title, its lanes between their poles, and what is told of it."""
        areas = f" {', '.join(row.areas)}" if row.areas else ""
        title = text(words(Word(row.heading, "bold"), Word(areas, "dim")), self.title, 14)
        labels = beside_lanes(row.drawing, self.label - 8, SMALL)
        drawn = beside([(0, labels), (self.label, _tracked(row.drawing, self.track))])
        said = below(text(own, self.told, 13) for own in told)
        right = self.sheet.room - SIGN - self.told
        if self.sheet.wide:
            parts = [(0.0, title), (self.title + _GAP, drawn), (right, said)]
            return signed(row.sign, beside(parts))
        under = (
            below((drawn, said), gap=4) if self.sheet.phone else beside([(0, drawn), (right, said)])
        )
        return signed(row.sign, below((title, under), gap=4))


def _tracked(drawing: Drawing, width: float) -> Part:
    """The lanes with their poles below them, where the outcomes have an order."""
    drawn = lanes(drawing, width, SMALL)
    if drawing.kind is Kind.OPTIONS:
        return drawn
    first, last = drawing.poles
    if line := drawing.line:
        first, last = line.ticks[0].text, (line.free or line.ticks[-1]).text
    half = (width - 10) / 2
    poles = (
        text(words(first), half, 11, ink="soft"),
        text(words(last), half, 11, ink="soft", x=width - 2, anchor="end"),
    )
    return below((drawn, over(poles)), gap=1)
