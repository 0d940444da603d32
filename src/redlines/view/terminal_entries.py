"""Lines on a terminal of which as many are told as a screen holds, and the others counted."""

from __future__ import annotations

from collections import Counter

from redlines.view.document import Entries, Line
from redlines.view.paint import Lines, Paint


def line_lines(line: Line, paint: Paint) -> Lines:
    """A line, wrapped."""
    first, rest = line.lead or " " * line.indent, " " * (line.indent + line.hang)
    return paint.wrap(paint.words(line.words), first=first, rest=rest)


def entries_lines(block: Entries, room: int, paint: Paint) -> Lines:
    """The lines of each entry; of those for which there is no room how many, one is always told.

    Nothing is left out where nothing is wrapped.
    """
    told = [line_lines(own.line, paint) for own in block.rows]
    order = sorted(range(len(told)), key=lambda at: block.rows[at].rank)
    kept = set(order)
    if block.left and paint.width and sum(map(len, told)) > room:
        used, kept = len(_left(block, order, paint)), set()
        for at in order:
            # What comes after one that is left out is left out too, though it would fit.
            if kept and used + len(told[at]) > room:
                break
            used += len(told[at])
            kept.add(at)
    lines = [line for at, own in enumerate(told) if at in kept for line in own]
    return [*lines, *_left(block, [at for at in range(len(told)) if at not in kept], paint)]


def _left(block: Entries, places: list[int], paint: Paint) -> Lines:
    """How many entries of which kind some are, in the order in which they stand."""
    found = Counter(block.rows[at].counted for at in sorted(places))
    told = ", ".join(f"{number} {kind}" for kind, number in found.items())
    return paint.wrap(paint.text(f"{block.left}: {told}"), rest="  ") if found else []
