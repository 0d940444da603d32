"""What stands in the way of a deal as a chart: stuck issues, and what each outcome would cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from redlines.case import Case
from redlines.deals import DealReport, IssueState
from redlines.verdicts import GapReport
from redlines.view.board_document import boards
from redlines.view.chart import MEASURE, Sheet, chart, resting, section, sentences_of
from redlines.view.chart_table import table
from redlines.view.deal_document import deal_document
from redlines.view.document import Head, Section, Table, Word, Words, words
from redlines.view.landing_document import stuck_blocks
from redlines.view.svg import Part, below, text


def deal_chart(report: DealReport, gap: GapReport, case: Case, sheet: Sheet) -> str:
    """The stuck issues of some parties; `gap` holds the verdicts of the same parties."""
    page = deal_document(report, case).page
    head = next(own for own in page if isinstance(own, Head))
    stuck = {own.issue.id for own in report.issues if own.state is IssueState.STUCK}
    stuck_gap = replace(gap, issues=tuple(own for own in gap.issues if own.issue.id in stuck))
    return chart(
        sheet,
        head,
        sentences_of(page),
        (*_landings(report, stuck_gap, case, sheet), *_concessions(report, case, sheet)),
        source=resting(report.later.statements),
    )


def _landings(report: DealReport, gap: GapReport, case: Case, sheet: Sheet) -> Iterator[Part]:
    """Issues that are stuck by themselves: under each outcome what it would cross of whom."""
    for board in boards(gap, case, report, ()):
        for panel in board.panels:
            if panel.crossing:
                areas = f" ({', '.join(panel.picture.areas)})" if panel.picture.areas else ""
                yield below((section(f"{board.title}{areas}", sheet), table(panel, sheet)), gap=8)


def _concessions(report: DealReport, case: Case, sheet: Sheet) -> Iterator[Part]:
    """Issues that are stuck only together: what would move, where it lands and what it crosses."""
    sections = (own for own in stuck_blocks(report, case) if isinstance(own, Section))
    for own in sections:
        for moves in own.blocks:
            if isinstance(moves, Table):
                rows = (
                    text(tuple(_move(moves.header, row)), min(sheet.room, MEASURE), 13)
                    for row in moves.rows
                )
                yield below((section(own.title, sheet), *rows), gap=8)


def _move(header: Sequence[str], row: Sequence[Words]) -> Iterator[Word]:
    for name, told in zip(header, row, strict=True):
        yield from words(Word(f"{name}: ", "bold"), *told, "  ")
