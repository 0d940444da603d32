"""In which periods the coverage of a party is dense, as its entry writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from redlines.case import Party, Period
from redlines.reading.dates import Dates
from redlines.reading.documents import CaseDocument, PeriodDocument
from redlines.reading.issues import Issues
from redlines.reading.yaml_marks import Path


def covered(
    parties: dict[str, Party], document: CaseDocument, dates: Dates, issues: Issues
) -> dict[str, Party]:
    """The parties with the periods of their entries."""
    return {
        id_: replace(
            party,
            dense=_always(document.parties[id_].dense, dates, ("parties", id_, "dense")),
            dense_on=_on_issues(document, id_, dates, issues),
        )
        for id_, party in parties.items()
    }


def _always(
    entries: list[PeriodDocument] | None, dates: Dates, path: Path
) -> tuple[Period, ...] | None:
    return None if entries is None else _periods(entries, dates, path)


def _on_issues(
    document: CaseDocument, party: str, dates: Dates, issues: Issues
) -> dict[str, tuple[Period, ...]]:
    """The periods on single issues, each area on its own, in the order of the case."""
    map_: Path = ("parties", party, "dense_on")
    found: dict[str, tuple[Period, ...]] = {}
    for name, entries in document.parties[party].dense_on.items():
        path = (*map_, name)
        periods = _periods(entries, dates, path)
        reference = issues.find(name, path)
        for issue in reference.issues if reference else ():
            if issue.id in found:
                dates.notes.note(
                    "claimed-twice", path, on_key=True, verb="dense_on", issue=issue.id
                )
            found.setdefault(issue.id, periods)
    return {id_: found[id_] for id_ in issues.issues if id_ in found}


def _periods(entries: list[PeriodDocument], dates: Dates, path: Path) -> tuple[Period, ...]:
    """Periods in their order; one that ends before it begins and two that overlap are noted."""
    found: list[tuple[date, date, int]] = []
    for i, entry in enumerate(entries):
        first = dates.bound(entry.from_, (*path, i, "from"))
        last = dates.bound(entry.until, (*path, i, "until"), last=True)
        if first is None or (entry.until is not None and last is None):
            continue
        if last is not None and last < first:
            start, end = entry.from_, entry.until or ""
            dates.notes.note("dense-backwards", (*path, i), start=start, end=end)
        else:
            found.append((first, last or date.max, i))
    found.sort()
    for (_, last, i), (first, _, j) in pairwise(found):
        if first <= last:
            before, later = sorted((i, j))
            place = dates.notes.document.place((*path, before))
            dates.notes.note("dense-overlap", (*path, later), related=(place,))
    return tuple(Period(first, None if last == date.max else last) for first, last, _ in found)
