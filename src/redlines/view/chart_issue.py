"""An issue as a chart: its outcomes by parties, what is left of them, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from redlines.case import Case
from redlines.verdicts import GapReport
from redlines.view.chart import MEASURE, SIGN, Sheet, chart, signed
from redlines.view.chart_lanes import cell
from redlines.view.chart_table import table
from redlines.view.document import Board, Head, Panel, Saying, Word, words
from redlines.view.lettering import SERIF
from redlines.view.phrases import counted
from redlines.view.report_wording import names_text, resting_text
from redlines.view.svg import NOTHING, Part, below, beside, moved, over, text
from redlines.view.svg_shapes import rule
from redlines.view.wording import assumed, day_text, headline

# So many statements of a party are told on a picture, the firmest refusal first.
_MOST = 3
_APART = 24.0
_SWATCH = 18.0


def issue_chart(board: Board, report: GapReport, case: Case, sheet: Sheet) -> str:
    """One issue, its areas together where they look the same."""
    title, day = words(board.title), day_text(report.assumption.day)
    return chart(
        sheet,
        Head(case.title, (names_text(report.parties), *assumed(report.assumption, day, case))),
        [title, words(board.question)] if board.question else [title],
        [below(_panel(own, sheet), gap=12) for own in board.panels],
        description=" ".join(headline(report, case)),
        source=resting_text(report, case),
    )


def _panel(own: Panel, sheet: Sheet) -> Iterator[Part]:
    """Areas with their verdict, the table of outcomes, and the statements of each party."""
    yield _verdict(own, sheet)
    yield table(own, sheet)
    yield _voices(own.voices, sheet)


def _verdict(own: Panel, sheet: Sheet) -> Part:
    """The sign of a verdict and what it means, and of what is not stuck why."""
    picture = own.picture
    sign, _, word = picture.verdict.text.partition(" ")
    areas = f"{', '.join(picture.areas)} · " if picture.areas else ""
    told = text(words(Word(f"{areas}{word}: {own.meaning}", "bold")), sheet.room - SIGN, 15)
    why = text(words(picture.reasons[0]), min(sheet.room, MEASURE), 14, face=SERIF, ink="soft")
    return below((signed(Word(sign), told, 15), NOTHING if own.crossing else why), gap=2)


def _voices(parties: Sequence[tuple[str, tuple[Saying, ...]]], sheet: Sheet) -> Part:
    """The parties beside each other, as many as there is room for, each with its statements."""
    most = 1 if sheet.phone else 3 if sheet.wide else 2
    columns = max(1, min(most, len(parties)))
    wide = (sheet.room - (columns - 1) * _APART) / columns
    drawn = [_party(party, found, wide) for party, found in parties]
    rows = (drawn[at : at + columns] for at in range(0, len(drawn), columns))
    return below(
        (beside((at * (wide + _APART), own) for at, own in enumerate(row)) for row in rows), gap=14
    )


def _party(party: str, found: Sequence[Saying], wide: float) -> Part:
    name = text(words(Word(party, "bold")), wide, 14)
    line = Part((rule(0, 2, wide, 2, "line"),), 3)
    first = list(_firmest(found))
    shown = [_saying(own, wide) for own in first[:_MOST]]
    more = len(found) - len(shown)
    rest = text(words(f"and {counted(more, 'more statement')}"), wide, 12.5, ink="soft")
    return below((name, line, *shown, rest if more else NOTHING), gap=5)


def _firmest(found: Iterable[Saying]) -> Iterator[Saying]:
    """The first statement behind everything that is said; they come the firmest first."""
    told: set[tuple[str, str]] = set()
    for own in found:
        if not told.issuperset(own.claims):
            yield own
        told.update(own.claims)


def _saying(own: Saying, wide: float) -> Part:
    """A swatch of the state, what is said of which outcomes, and by whom it was said."""
    room = wide - _SWATCH - 8
    swatch = Part(tuple(cell(own.cell, 0, 3, _SWATCH, 12)), 15)
    told = text(tuple(_claims(own.claims)), room, 14)
    sources = ", ".join(link.text for link in own.links)
    rest = (*own.facts, *((sources,) if sources else ()), own.id)
    by = words(own.by, Word(f"{', ' if own.by else ''}{' · '.join(rest)}", "dim"))
    return over((swatch, moved(below((told, text(by, room, 12.5)), gap=1), wide - room, 0)))


def _claims(claims: Iterable[tuple[str, str]]) -> Iterator[Word]:
    for at, (verb, told) in enumerate(claims):
        yield Word(", " if at else "")
        yield Word(verb, "bold")
        yield Word(f" {told}")
