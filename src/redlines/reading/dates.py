"""Days, months and years as people date what was said."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from redlines.case import Said
from redlines.reading.notes import Notes
from redlines.reading.yaml_marks import Path

DAY = r"^\d{4}-\d{2}-\d{2}$"
SAID = r"^(\d{4}(-\d{2}(-\d{2})?)?|standing)$"


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one file; the same text is understood once."""

    notes: Notes
    known: dict[str, Said] = field(default_factory=dict)

    def said(self, text: str | None, path: Path) -> Said:
        """What a day, a month, a year or `standing` dates; no text dates nothing."""
        if text is None:
            return Said()
        if text not in self.known:
            found = dated(text)
            if found is None:
                self.notes.note("bad-date", path, found=text)
                return Said(text)
            self.known[text] = found
        return self.known[text]

    def day(self, text: str | None, path: Path) -> date | None:
        """The day that a text writes in full."""
        if text is None:
            return None
        found = dated(text) if re.fullmatch(DAY, text) else None
        if found is None:
            self.notes.note("bad-date", path, found=text)
            return None
        return found.day


def dated(text: str) -> Said | None:
    """When a text says that something was said; None where it is no date.

    >>> dated("2025-02").day
    datetime.date(2025, 2, 28)
    """
    if text == "standing":
        return Said(text)
    if not re.fullmatch(SAID, text):
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    try:
        month = month or 12 if text.count("-") == 0 else month
        last = monthrange(year, month)[1]
        return Said(text, date(year, month, day if text.count("-") == 2 else last))
    except ValueError:  # IllegalMonthError is one
        return None
