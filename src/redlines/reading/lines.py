"""Where something stands in a text: an index, and its line and column when somebody asks.

A large file has millions of places and hardly a problem, so a place is kept as the two indexes
that it is made of, both in one int.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from redlines.case import Place

# libyaml breaks lines at these, and at signs that no text may hold.
_BREAK = re.compile(r"\r\n?|\n")
BITS = 32
_LAST = (1 << BITS) - 1

Span = int


def span(start: int, end: int) -> Span:
    """The stretch of a text from an index to the one behind its last character."""
    return start << BITS | end


def ends(own: Span) -> tuple[int, int]:
    """The two indexes of a stretch."""
    return own >> BITS, own & _LAST


@dataclass(frozen=True)
class Lines:
    """The text of a file, by the lines that it has."""

    file: str
    text: str = field(repr=False)

    @cached_property
    def begins(self) -> list[int]:
        """The index at which each line begins."""
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    def index(self, line: int, column: int) -> int:
        """The index of a line and a column, both from 1."""
        return self.begins[line - 1] + column - 1

    def spot(self, index: int) -> tuple[int, int]:
        """The line and the column of an index, both from 1."""
        line = bisect_right(self.begins, index)
        return line, index - self.begins[line - 1] + 1

    def place(self, own: Span) -> Place:
        """The place of a stretch."""
        start, end, begins = own >> BITS, own & _LAST, self.begins
        line = bisect_right(begins, start)
        before = begins[line - 1] - 1
        # Most stretches end in the line in which they begin.
        if line == len(begins) or end < begins[line]:
            return Place(self.file, line, start - before, line, end - before)
        last = bisect_right(begins, end, line)
        return Place(self.file, line, start - before, last, end - begins[last - 1] + 1)

    def at(self, index: int) -> Place:
        """The place of one character."""
        line, column = self.spot(index)
        return Place(self.file, line, column, line, column + 1)
