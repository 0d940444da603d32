"""What files mean: a case, with every problem in them collected in one pass."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from redlines.case import Case, NotCoded, Party, Plan, Source, fold
from redlines.problems import Level, Problem
from redlines.reading.coverage import covered
from redlines.reading.dates import Dates
from redlines.reading.documents import CaseDocument, PartDocument, SourcesDocument, shaped
from redlines.reading.files import InputFile, Loaded, load_plans, load_positions
from redlines.reading.issues import Issues
from redlines.reading.locate import is_table
from redlines.reading.names import Names, title
from redlines.reading.notes import Notes, meant, parties_meant
from redlines.reading.parts import part_names
from redlines.reading.replacing import replaced
from redlines.reading.statements import Known, Statements
from redlines.reading.tables import read_table
from redlines.reading.yaml_marks import MarkedText, read_yaml
from redlines.short import short


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading gave: the case, None where a problem is an error; all problems; the files."""

    case: Case | None
    problems: tuple[Problem, ...]
    files: tuple[InputFile, ...]

    def __repr__(self) -> str:
        return short(self, "case", "problems", "files")


def read_case(
    path: Path,
    *,
    prefix: str = "",
    strict: bool = False,
    plans: bool = True,
    named: bool = True,
) -> Reading:
    """The case in a file, with `sources.yaml` and the files of `positions` and `plans` beside it.

    Those beside it have to be regular files that lie in its folder, links followed: who checks a
    folder of others must not be shown what else lies on the machine. So has the file itself where
    not it was `named`, but its folder, or none.

    Names of files are shown with `prefix` before them. `strict` asks of every statement for an
    id, a day, a basis and a source, and of every plan for the last three, as `strict: true` in
    the file does. Without `plans` they are left unread: the gap between parties needs none, and
    a slip in a draft is no reason not to tell it.
    """
    loaded = [*load_positions(path, prefix=prefix, named=named)]
    if plans:
        loaded += load_plans(path, prefix=prefix)
    return understood(loaded, strict=strict)


def understood(loaded: Iterable[Loaded], *, strict: bool = False) -> Reading:
    """What the files of a case mean together, with every problem in them in one pass."""
    with paused_collector():
        return _understood(list(loaded), strict=strict)


@contextmanager
def paused_collector() -> Iterator[None]:
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


def _understood(loaded: list[Loaded], *, strict: bool) -> Reading:
    problems = [file for _, file in loaded if isinstance(file, Problem)]
    files = tuple(file for _, file in loaded if isinstance(file, InputFile))
    of = {role: [file for file in files if file.role == role] for role, _ in loaded}
    sources: dict[str, Source] | None = {}
    if "sources" in of:
        sources = _sources(noted(of["sources"][0], problems)) if of["sources"] else None
    home = noted(of["case"][0], problems) if of.get("case") else None
    parts = of.get("positions", [])
    case = None
    if home is not None:
        case = _case(home, parts, sources, strict=strict)
    else:
        _shape(parts, problems)
    drafts = [noted(file, problems) for file in of.get("plan", ())]
    plans = _plans(drafts, case, sources, home)
    problems.sort(key=lambda problem: problem.order)
    broken = any(problem.level is Level.ERROR for problem in problems)
    return Reading(
        None if broken or case is None else replace(case, plans=plans), tuple(problems), files
    )


def understood_trees(
    home: MarkedText | None,
    bibliography: MarkedText | None,
    problems: list[Problem],
    files: tuple[InputFile, ...],
) -> Reading:
    """What the trees of a case file and its sources mean, which other files than these gave."""
    sources = _sources(Notes(bibliography, problems)) if bibliography else {}
    notes = Notes(home, problems, set(home.lost)) if home else None
    case = _case(notes, [], sources, strict=False) if notes else None
    problems.sort(key=lambda problem: problem.order)
    broken = any(problem.level is Level.ERROR for problem in problems)
    return Reading(None if broken else case, tuple(problems), files)


def noted(file: InputFile, problems: list[Problem]) -> Notes:
    """The notes on a file, which go to some problems."""
    document = (read_table if is_table(file.path) else read_yaml)(file.text, file.path)
    problems += document.problems
    return Notes(document, problems, set(document.lost))


def _plans(
    drafts: list[Notes], case: Case | None, sources: dict[str, Source] | None, home: Notes | None
) -> dict[str, Plan]:
    """The plans by their ids; without a case only the shape of their files is judged."""
    if not drafts:
        return {}
    # Most of what a gap is asked of has no plan to read.
    from redlines.reading.plan_documents import PlanDocument
    from redlines.reading.plans import Plans

    reader = Plans(case, sources, home) if case else None
    found: dict[str, Plan] = {}
    for notes in drafts:
        document = shaped(notes, PlanDocument)
        if reader and document:
            plan = reader.read(notes, document)
            found.setdefault(plan.id, plan)
    return found


def _sources(notes: Notes) -> dict[str, Source] | None:
    """The bibliography, or None where not all can be read: then no reference to it is judged."""
    document = shaped(notes, SourcesDocument)
    if document is None:
        return None
    dates = Dates(notes)
    names = Names(notes)
    found = {}
    for id_, entry in document.sources.items():
        names.identifier(id_, ("sources", id_), cited=True)
        names.take(id_, (), ("sources", id_))
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


def _case(
    notes: Notes, parts: list[InputFile], sources: dict[str, Source] | None, *, strict: bool
) -> Case | None:
    """The case that its files write, or None where its own has no usable shape."""
    _note_unread(notes, parts)
    document = shaped(notes, CaseDocument)
    if document is None:
        _shape(parts, notes.problems)
        return None
    dates = Dates(notes)
    as_of = dates.day(document.as_of, ("as_of",))
    strict = strict or document.strict == "true"
    parties = _parties(notes, document)
    issues = Issues.read(notes, document)
    parties = covered(parties, document, dates, issues)
    known = Known(parties, sources, strict, as_of)
    Statements(notes, dates, issues, known).read(document)
    whole = [_all_read(notes), *(_part_read(part, issues, known) for part in parts)]
    statements = replaced(known.found, known.written, whole=all(whole))
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
        not_coded=_not_coded(notes, document, known),
    )


def _shape(parts: list[InputFile], problems: list[Problem]) -> None:
    """Note what does not fit the format in files of positions whose case is not known."""
    for part in parts:
        shaped(noted(part, problems), PartDocument)


def _part_read(file: InputFile, issues: Issues, known: Known) -> bool:
    """Add the statements of a file of positions; whether none was left out as faulty.

    A file is read when it is its turn, since its tree takes several times what its statements do.
    """
    notes = noted(file, issues.notes.problems)
    document = shaped(notes, PartDocument)
    if document is None:
        return False
    Statements(notes, Dates(notes), issues.beside(notes), known).read(document)
    return _all_read(notes)


def _note_unread(notes: Notes, parts: list[InputFile]) -> None:
    """Take the names of files out of a case, noting each that was not read with it."""
    value = notes.document.value
    if not isinstance(value, dict) or not (names := part_names(value.get("positions"))):
        return
    several = isinstance(value.pop("positions"), list)
    faulty = {problem.place.file for problem in notes.problems}
    read = (*(part.path for part in parts), *faulty)
    for i, name in enumerate(names):
        if not any(f"/{file}".endswith((f"/{name}", f":{name}")) for file in read):
            path = ("positions", i) if several else ("positions",)
            notes.note("unreadable-file", path, reason=f"{name} was not read with the case")


def _all_read(notes: Notes) -> bool:
    """Whether no statement of a file, and no id of one, was left out as faulty."""
    return not any(path[0] in ("positions", "joint") for path in notes.broken if path)


def _not_coded(notes: Notes, document: CaseDocument, known: Known) -> dict[str, NotCoded]:
    """What no statement codes, and why not."""
    names = Names(notes)
    coded_ids = [id_ for id_, _ in known.taken.values()]
    found = {}
    for id_, entry in document.not_coded.items():
        path = ("not_coded", id_)
        names.identifier(id_, path, cited=True)
        names.take(id_, (), path)
        if coded := known.taken.get(fold(id_)):
            other, place = coded
            notes.note("name-taken", path, on_key=True, related=(place,), name=id_, by=other)
        if entry.reason is not None:
            names.identifier(entry.reason, (*path, "reason"), key=False)
        elif entry.same_act_as is None and path not in notes.broken:
            notes.note("missing-key", path, on_key=True, key="reason", of="what is not coded")
        left = found[id_] = NotCoded(
            id=id_,
            reason=entry.reason or "same_act_as",
            same_act_as=entry.same_act_as,
            note=entry.note,
            place=notes.document.place(path, key=True),
        )
        if left.same_act_as and not left.coded_by(coded_ids):
            others = meant(left.same_act_as, ((own, ()) for own in coded_ids))
            at = (*path, "same_act_as")
            notes.note("unknown-statement", at, near=others, name=left.same_act_as, slip="same-act")
    return found


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
            others = parties_meant(party.member_of, found.values())
            notes.note("unknown-party", at, near=others, name=party.member_of)
    return found
