"""The file of accepted findings: which one, why, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redlines.case import Case
from redlines.catalogue import RULES
from redlines.findings import Ignore
from redlines.problems import PROBLEMS, Level, Problem
from redlines.reading.build import noted
from redlines.reading.dates import Dates
from redlines.reading.documents import shaped
from redlines.reading.files import InputFile
from redlines.reading.notes import Notes, meant, near
from redlines.reading.plan_documents import IgnoreDocument, IgnoresDocument
from redlines.reading.yaml_marks import Path

# What an entry has to name, by what its id begins with; of a warning about a file, the statements.
_NAMED: dict[str, tuple[str, ...]] = {
    "gap": ("issue", "parties"),
    "deal": ("issue", "parties"),
    "check": ("plan", "party"),
    "diff": ("plan", "party"),
    "plan": ("plan",),
    "position": ("party", "issue"),
}
_NAMED_APART: dict[str, tuple[str, ...]] = {
    "deal-not-proven": ("parties",),
    "position-party": ("party",),
    "position-issue": ("issue",),
    **dict.fromkeys(
        ("position-insurmountable", "position-verdict", "position-at-best", "position-gap"),
        ("issue", "parties"),
    ),
    "position-source-removed": ("party", "statements"),
}


def read_ignores(
    file: InputFile, cases: Sequence[Case] = ()
) -> tuple[tuple[Ignore, ...], tuple[Problem, ...]]:
    """The entries of an ignore file in their order, none where a problem is an error; all problems.

    An entry accepts only what it names, so one that does not name enough is a problem, and so is
    one that names what none of the `cases` has for which the file is used, where they are given.
    """
    problems: list[Problem] = []
    entries: list[Ignore] = []
    notes = noted(file, problems)
    if document := shaped(notes, IgnoresDocument):
        entries = [_entry(notes, entry, i) for i, entry in enumerate(document.ignore)]
        for i, entry in enumerate(document.ignore if cases else ()):
            _known(notes, entry, ("ignore", i), cases)
    problems.sort(key=lambda problem: problem.order)
    broken = any(problem.level is Level.ERROR for problem in problems)
    return (() if broken else tuple(entries)), tuple(problems)


def _entry(notes: Notes, entry: IgnoreDocument, position: int) -> Ignore:
    path = ("ignore", position)
    if not notes.left_out((*path, "id")):
        _identified(notes, entry, position)
    return Ignore(
        id=entry.id,
        plan=entry.plan,
        point=entry.point,
        party=entry.party,
        reason=entry.reason,
        until=Dates(notes).day(entry.until, (*path, "until")),
        place=notes.document.place((*path, "id")),
        issue=entry.issue,
        parties=tuple(entry.parties),
        statements=tuple(entry.statements),
    )


def _identified(notes: Notes, entry: IgnoreDocument, position: int) -> None:
    """Note an id that is of no finding, or of none that can be accepted, and what is not named."""
    path = ("ignore", position)
    analysis = entry.id.partition("-")[0]
    if entry.id not in RULES and entry.id not in PROBLEMS:
        known = (*RULES, *(code for code, level in PROBLEMS.items() if level is Level.WARN))
        notes.note("unknown-finding", (*path, "id"), near=near(entry.id, known), name=entry.id)
        return
    if analysis == "ignore" or PROBLEMS.get(entry.id, Level.WARN) is not Level.WARN:
        notes.note("not-acceptable", (*path, "id"), name=entry.id)
        return
    if _lost(notes, position):
        return
    in_file = ("statements",) if entry.id in PROBLEMS else _NAMED[analysis]
    for key in _NAMED_APART.get(entry.id, in_file):
        if not getattr(entry, key):
            notes.note("missing-key", path, key=key, of="an entry")
    if analysis in ("check", "diff") and entry.point is None and entry.issue is None:
        notes.note("missing-key", path, key="point", of="an entry")


def _known(notes: Notes, entry: IgnoreDocument, path: Path, cases: Sequence[Case]) -> None:
    """Note the parties, the issue and the plan that no case has: such an entry accepts nothing.

    A plan that is gone is no more in a case.
    """
    known: dict[str, list[tuple[str, Iterable[str]]]] = {"party": [], "issue": [], "plan": []}
    for case in cases:
        known["party"] += ((own.id, (own.title, *own.aliases)) for own in case.parties.values())
        known["issue"] += ((own.id, (own.title, *own.aliases)) for own in case.headings.values())
        known["issue"] += ((id_, ()) for id_ in case.issues)
        known["plan"] += ((own.id, (own.title, *own.aliases)) for own in case.plans.values())
    named: list[tuple[str, str | None, Path]] = [
        ("party", entry.party, ("party",)),
        *(("party", name, ("parties", i)) for i, name in enumerate(entry.parties)),
        ("issue", entry.issue, ("issue",)),
        ("plan", None if entry.id == "plan-removed" else entry.plan, ("plan",)),
    ]
    for noun, name, at in named:
        if name is not None and name not in dict(known[noun]):
            others = meant(name, known[noun])
            notes.note(f"unknown-{noun}", (*path, *at), near=others, name=name, slip="entry")


def _lost(notes: Notes, position: int) -> bool:
    """Whether an entry lacks something only because it did not fit."""
    return any(path[:2] == ("ignore", position) for path in notes.broken)
