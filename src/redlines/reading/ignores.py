"""The file of accepted findings: which one, why, and until when."""

from __future__ import annotations

from pathlib import Path

from redlines.findings import FINDINGS
from redlines.plan_findings import Ignore
from redlines.problems import Level, Problem
from redlines.reading.build import load_file, noted
from redlines.reading.dates import Dates
from redlines.reading.documents import IgnoreDocument, IgnoresDocument, shaped
from redlines.reading.notes import Notes, near


def read_ignores(
    path: Path, *, shown: str | None = None
) -> tuple[tuple[Ignore, ...], tuple[Problem, ...]]:
    """The entries of an ignore file in their order, none where a problem is an error; all problems.

    `shown` names the file in places; by default the last part of its path does.
    """
    problems: list[Problem] = []
    entries: list[Ignore] = []
    file = load_file("ignores", path, shown or path.name)
    if isinstance(file, Problem):
        return (), (file,)
    notes = noted(file, problems)
    if document := shaped(notes, IgnoresDocument):
        entries = [_entry(notes, entry, i) for i, entry in enumerate(document.ignore)]
    problems.sort(key=lambda problem: (problem.place, problem.code))
    broken = any(problem.level is Level.ERROR for problem in problems)
    return (() if broken else tuple(entries)), tuple(problems)


def _entry(notes: Notes, entry: IgnoreDocument, position: int) -> Ignore:
    path = ("ignore", position)
    if not notes.left_out((*path, "id")) and entry.id not in FINDINGS:
        others = near(entry.id, FINDINGS)
        notes.note("unknown-finding", (*path, "id"), near=others, name=entry.id)
    # Without either the entry would accept the finding of every plan for every party.
    if entry.plan is None and entry.party is None and not _lost(notes, position):
        notes.note("missing-key", path, key="plan", of="an entry")
    return Ignore(
        id=entry.id,
        plan=entry.plan,
        point=entry.point,
        party=entry.party,
        reason=entry.reason,
        until=Dates(notes).day(entry.until, (*path, "until")),
        place=notes.document.place((*path, "id")),
    )


def _lost(notes: Notes, position: int) -> bool:
    """Whether an entry lacks something only because it did not fit."""
    return any(path[:2] == ("ignore", position) for path in notes.broken)
