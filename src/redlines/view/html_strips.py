"""Strips over time as a page draws them: where each verdict begins and ends on a line of days."""

from __future__ import annotations

from redlines.view.document import Stay, Strips
from redlines.view.picture import BANDS, DayLine, State

Lane = tuple[str, tuple[tuple[Stay, State | None, float, float], ...]]


def lanes(block: Strips) -> tuple[DayLine, tuple[Lane, ...]]:
    """Where the days of some strips lie, and of each row where what stands begins and ends."""
    stays = [stay for row in block.rows for stay in row.stays]
    line = DayLine.of(
        block.first, block.last, [own.first for own in stays if own.turned and own.first]
    )
    found = (
        (
            row.title,
            tuple((own, _band(own), line.at(own.first), _end(own, line)) for own in row.stays),
        )
        for row in block.rows
    )
    return line, tuple(found)


def _band(own: Stay) -> State | None:
    return BANDS.get(own.sign.text) if own.sign else None


def _end(own: Stay, line: DayLine) -> float:
    return 1.0 if own.until is None else line.at(own.until)
