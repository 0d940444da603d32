"""Strips cut into cells: whether a turn lies in each, and the sign at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redlines.view.days import Cell, Unit, cells
from redlines.view.document import NO_VERDICT, TURNED, Strip, Strips, Word


def cut(block: Strips, most: int) -> tuple[Unit, tuple[Cell, ...]]:
    """The cells of some strips, and how long one is."""
    return cells(block.first, block.focus, block.last, most)


def drawn_of(unit: Unit) -> str:
    """What is drawn of each cell: what stands at its end."""
    return unit.word if unit.days == 1 else f"end of {unit.word}"


def drawn(strip: Strip, found: Sequence[Cell]) -> Iterator[tuple[Word, Word]]:
    """For each cell the sign of a turn or a blank, and what stands at its end."""
    for cell in found:
        turns = (own.first for own in strip.stays if own.turned and own.first)
        turned = any(cell.first <= day <= cell.last for day in turns)
        # The last of the cells ends before the end of the strip.
        stay = next(own for own in strip.stays if own.until is None or own.until > cell.last)
        yield TURNED if turned else Word(" "), stay.sign or NO_VERDICT
