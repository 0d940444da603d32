"""Files to a case, with every problem in them collected in one pass."""

from __future__ import annotations

import gc
import os.path
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from redlines.case import Case, Party, Place, Source
from redlines.problems import Level, Problem
from redlines.reading.dates import Dates
from redlines.reading.documents import CaseDocument, SourcesDocument, shaped
from redlines.reading.issues import Issues
from redlines.reading.names import Names, title
from redlines.reading.notes import Notes, meant
from redlines.reading.statements import Statements
from redlines.reading.yaml_marks import MAX_BYTES, read_yaml


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: its role, its name as shown, where it is, its digest and its text."""

    role: str
    path: str
    location: Path
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading gave: the case, None where a problem is an error; all problems; the files."""

    case: Case | None
    problems: tuple[Problem, ...]
    files: tuple[InputFile, ...]


def read_case(path: Path, *, prefix: str = "", strict: bool = False) -> Reading:
    """The case in a file and in `sources.yaml` beside it.

    Names of files are shown with `prefix` before them. `strict` asks of every statement for an
    id, a day, a basis and a source, as `strict: true` in the file does.
    """
    with _paused_collector():
        return _read_all(path, prefix, strict=strict)


@contextmanager
def _paused_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector.

    A large file becomes millions of small objects and no garbage: looking for some again and
    again takes three quarters of the time of reading 10,000 statements.
    """
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _read_all(path: Path, prefix: str, *, strict: bool) -> Reading:
    problems: list[Problem] = []
    files: list[InputFile] = []
    beside = path.with_name("sources.yaml")
    sources: dict[str, Source] | None = {}
    if beside != path and os.path.exists(beside):  # unlike Path.exists, never an exception
        notes = _read("sources", beside, prefix, problems, files)
        sources = _sources(notes) if notes else None
    notes = _read("case", path, prefix, problems, files)
    case = _case(notes, sources, strict=strict) if notes else None
    problems.sort(key=lambda problem: (problem.place, problem.code))
    broken = any(problem.level is Level.ERROR for problem in problems)
    return Reading(None if broken else case, tuple(problems), tuple(reversed(files)))


def _read(
    role: str, location: Path, prefix: str, problems: list[Problem], files: list[InputFile]
) -> Notes | None:
    """A file's document, added to the files read; its notes go to the problems."""
    shown = prefix + location.name
    start = Place(shown, 1, 1, 1, 1)
    try:
        if location.stat().st_size > MAX_BYTES:
            problems.append(Problem("too-large", start, {"limit": f"{MAX_BYTES:,} bytes"}))
            return None
        data = location.read_bytes()
    except OSError as error:
        problems.append(Problem("unreadable-file", start, {"reason": error.strerror or str(error)}))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The decoder counts from behind a byte order mark.
        before = error.object[: error.start].decode()
        byte = len(data) - len(error.object) + error.start
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        place = Place(shown, line, column, line, column + 1)
        problems.append(Problem("not-utf8", place, {"byte": str(byte)}))
        return None
    files.append(InputFile(role, shown, location, sha256(data).hexdigest(), text))
    document = read_yaml(text, shown)
    problems += document.problems
    return Notes(document, problems)


def _sources(notes: Notes) -> dict[str, Source] | None:
    """The bibliography, or None where not all can be read: then no reference to it is judged."""
    document = shaped(notes, SourcesDocument)
    if document is None:
        return None
    dates = Dates(notes)
    names = Names(notes)
    found = {}
    for id_, entry in document.sources.items():
        names.reference_id(id_, ("sources", id_), key=True)
        dates.said(entry.date, ("sources", id_, "date"))
        found[id_] = Source(
            id=id_,
            title=entry.title,
            publisher=entry.publisher,
            publisher_type=entry.publisher_type,
            date=entry.date,
            url=entry.url,
            grade=entry.grade,
            note=entry.note,
            place=notes.document.place(("sources", id_), key=True),
        )
    missing = any(len(path) == len(("sources", "id")) for path in notes.broken)
    return None if missing else dict(sorted(found.items()))


def _case(notes: Notes, sources: dict[str, Source] | None, *, strict: bool) -> Case | None:
    """The case a document writes, or None where it has no usable shape."""
    document = shaped(notes, CaseDocument)
    if document is None:
        return None
    dates = Dates(notes)
    as_of = dates.day(document.as_of, ("as_of",))
    strict = strict or document.strict == "true"
    parties = _parties(notes, document)
    issues = Issues.read(notes, document)
    statements = Statements(notes, dates, parties, issues, sources, strict).read(document)
    dated = any(s.said.day or s.until for s in statements.values())
    if document.as_of is None and dated and not notes.left_out(("as_of",)):
        notes.note("missing-as-of", ("redlines",), on_key=True)
    return Case(
        title=document.title,
        as_of=as_of,
        parties=parties,
        headings=issues.headings,
        issues=issues.issues,
        statements=statements,
        sources=sources or {},
        sections=issues.sections,
        strict=strict,
    )


def _parties(notes: Notes, document: CaseDocument) -> dict[str, Party]:
    """The parties, their aliases and what they are members of."""
    names = Names(notes)
    found = {}
    for id_, entry in document.parties.items():
        path = ("parties", id_)
        names.identifier(id_, path)
        names.take(id_, entry.aliases, path)
        found[id_] = Party(
            id=id_,
            title=entry.title or title(id_),
            aliases=tuple(entry.aliases),
            member_of=entry.member_of,
            note=entry.note,
            place=notes.document.place(path, key=True),
        )
    for id_, party in found.items():
        at = ("parties", id_, "member_of")
        if party.member_of == id_:
            notes.note("member-of-itself", at, party=id_)
        elif party.member_of is None or notes.left_out(("parties", party.member_of)):
            continue
        elif party.member_of not in found:
            others = meant(party.member_of, ((p.id, p.aliases) for p in found.values()))
            notes.note("unknown-party", at, near=others, name=party.member_of)
    return found
