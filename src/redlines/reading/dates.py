"""Days, months and years as people date what was said."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from redlines.case import Said
from redlines.reading.notes import Notes, says_nothing
from redlines.reading.yaml_marks import Path

# Digits are those of ASCII, as on the command line and in a JSON Schema.
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MONTH = r"^[0-9]{4}-[0-9]{2}$"
DATE = r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"
SAID = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|standing)$"
_UNDATED = Said()


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one file; the same text is understood once."""

    notes: Notes
    known: dict[str, Said] = field(default_factory=dict)

    def said(self, text: str | None, path: Path) -> Said:
        """What a day, a month, a year or `standing` dates; no text dates nothing."""
        if text is None:
            return _UNDATED
        found = self.known.get(text)
        if found is None:
            found = dated(text)
            if found is None:
                self._note(text, path)
                return Said(text)
            self.known[text] = found
        return found

    def day(self, text: str | None, path: Path) -> date | None:
        """The day that a text writes in full."""
        if text is None:
            return None
        found = dated(text) if re.fullmatch(DAY, text) else None
        if found is None:
            self._note(text, path, slip="whole-day")
            return None
        return found.day

    def bound(self, text: str | None, path: Path, *, last: bool = False) -> date | None:
        """The day on which a day or a whole month begins, or the `last` of it."""
        if text is None:
            return None
        found = dated(text) if re.fullmatch(DATE, text) else None
        if found is None or found.day is None:
            self._note(text, path, slip="day-or-month")
            return None
        return found.day if last or len(text) == len("2025-12-09") else found.day.replace(day=1)

    def _note(self, text: str, path: Path, *, slip: str = "") -> None:
        """Note a text that is no date, or none of the kind that a `slip` asks for."""
        if says_nothing(text):
            self.notes.note("empty-value", path, on_key=True, key=str(path[-1]))
            return
        if re.fullmatch(SAID, text) and not dated(text):
            slip = "no-such-day"
        self.notes.note("bad-date", path, near=days_meant(text), found=text, slip=slip)


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


_DIGITS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[T ].{0,40})?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?P<month>[a-z]{3,9})\.?,? (?P<year>\d{4})"),
    re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
)


# All digits, or as a spreadsheet keeps a day from becoming a date of its own.
_PACKED = re.compile(r"'?([12]\d{3})(-?)(\d\d)\2(\d\d)")


def days_meant(text: str) -> tuple[str, ...]:
    """The days that a text in another notation may mean: two where day and month may be turned.

    >>> days_meant("1/31/2025"), days_meant("1/2/2025")
    (('2025-01-31',), ('2025-02-01', '2025-01-02'))
    """
    written: list[tuple[str, str, str]] = []
    if found := _PACKED.fullmatch(text):
        written = [(found[1], found[3], found[4])]
    elif found := _DIGITS.fullmatch(text):
        first, second, third = found.groups()
        if len(first) == len("2025"):
            written = [(first, second, third)]
        elif len(third) == len("2025"):
            written = [(third, second, first)]
            written += [(third, first, second)] if "." not in text else []
    for pattern in _NAMED:
        named = pattern.fullmatch(text.casefold())
        if named and (month := named["month"][:3]) in _MONTHS:
            written = [(named["year"], str(_MONTHS.index(month) + 1), named["day"])]
    days = [f"{year}-{month:0>2}-{day:0>2}" for year, month, day in written]
    return tuple(dict.fromkeys(day for day in days if dated(day) and day != text))


_MONTH = re.compile(r"(?P<month>[a-z]{3,9})\.?,? (?P<year>\d{4})|(?P<in>\d{1,2})[./-](?P<of>\d{4})")


def months_meant(text: str) -> tuple[str, ...]:
    """The months that a text in another notation may mean, whole or by one of its days.

    >>> months_meant("March 2026"), months_meant("3/2026"), months_meant("31 March 2026")
    (('2026-03',), ('2026-03',), ('2026-03',))
    """
    whole = (text,) if re.fullmatch(DAY, text) and dated(text) else days_meant(text)
    days = [day[: len("2026-03")] for day in whole]
    if found := _MONTH.fullmatch(text.casefold()):
        name, number = (found["month"] or "")[:3], found["in"]
        month = _MONTHS.index(name) + 1 if name in _MONTHS else int(number or 0)
        days += [f"{found['year'] or found['of']}-{month:02}"]
    return tuple(dict.fromkeys(month for month in days if dated(month)))
