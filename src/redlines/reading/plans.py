"""Plans: drafts of an agreement, point by point, read against the case that they are about."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from redlines.case import Basis, Case, Place, Plan, Point, Source, fold
from redlines.problems import Level, Problem
from redlines.reading.dates import Dates
from redlines.reading.documents import shaped
from redlines.reading.issues import Issues
from redlines.reading.names import Names, title
from redlines.reading.notes import Notes, parties_meant, shape
from redlines.reading.plan_documents import PlanDocument, PointDocument
from redlines.reading.terms import Terms, note_unlisted
from redlines.reading.yaml_marks import Path, read_yaml
from redlines.region import Region


def read_plan(
    text: str, file: str, case: Case, *, past: bool = False
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan in a text from elsewhere, None where a problem is an error, and all problems.

    `file` names the text in places. A text of the `past` may cite sources that the case lists no
    more.
    """
    document = read_yaml(text, file)
    problems = list(document.problems)
    notes = Notes(document, problems)
    plan = None
    if (written := shaped(notes, PlanDocument)) is not None:
        plan = Plans(case, None if past else case.sources).read(notes, written)
    problems.sort(key=lambda problem: problem.order)
    broken = any(problem.level is Level.ERROR for problem in problems)
    return (None if broken else plan), tuple(problems)


@dataclass(frozen=True, slots=True)
class _Set:
    """A point that settles an issue, and the path of the key that says so."""

    point: str
    region: Region
    path: Path


@dataclass(frozen=True, slots=True)
class Plans:
    """Reads plans against a case, and keeps their names apart.

    `sources` is None where the bibliography is not judged; `home` are the notes on the case's own
    file: what was left out there is no fault of a plan.
    """

    case: Case
    sources: dict[str, Source] | None
    home: Notes | None = None
    taken: dict[str, tuple[str, Place]] = field(default_factory=dict)

    def read(self, notes: Notes, document: PlanDocument) -> Plan:
        """The plan that a document writes."""
        place = notes.document.place(("plan",))
        Names(notes).identifier(document.plan, ("plan",), key=False)
        self._take(notes, document, place)
        self._check_parties(notes, document)
        note_unlisted(notes, document.sources, self.sources, ("sources",))
        if self.case.strict:
            given = (("date", document.date), ("basis", document.basis))
            for what, value in (*given, ("source", document.sources)):
                key = "sources" if what == "source" else what
                if not value and not notes.left_out((key,)):
                    notes.note(f"missing-{what}", ("plan",))
        unknown = _unknown(notes, document)
        return Plan(
            id=document.plan,
            title=document.title or title(document.plan),
            points=self._points(notes, document),
            version=document.version,
            day=Dates(notes).day(document.date, ("date",)),
            status=document.status,
            basis=Basis(document.basis) if document.basis else None,
            aliases=tuple(document.aliases),
            by=tuple(dict.fromkeys(document.by)),
            sources=tuple(dict.fromkeys(document.sources)),
            unknown=unknown or (),
            all_unknown=unknown is None,
            note=document.note,
            place=place,
        )

    def _take(self, notes: Notes, document: PlanDocument, place: Place) -> None:
        """Note each name of the plan that another plan has."""
        for i, name in enumerate((document.plan, *document.aliases)):
            by, other = self.taken.setdefault(fold(name), (document.plan, place))
            if other != place:
                path = ("aliases", i - 1) if i else ("plan",)
                notes.note(
                    "name-taken",
                    path,
                    related=(other,),
                    name=name,
                    by=by,
                    file=other.file,
                    slip="other-plan",
                )

    def _check_parties(self, notes: Notes, document: PlanDocument) -> None:
        known = self.case.parties
        for i, name in enumerate(document.by):
            if name in known or (self.home and self.home.left_out(("parties", name))):
                continue
            others = parties_meant(name, known.values())
            notes.note("unknown-party", ("by", i), near=others, name=name)

    def _points(self, notes: Notes, document: PlanDocument) -> tuple[Point, ...]:
        """The points in their order, those that disagree noted."""
        terms = Terms(notes, Issues.of(self.case, notes, self.home))
        taken: dict[str, tuple[str, Place]] = {}
        settled: dict[str, list[_Set]] = {}
        found = []
        for i, entry in enumerate(document.points):
            path = ("points", i)
            place = notes.document.place((*path, "id"))
            if not notes.left_out((*path, "id")):
                at = (*path, "id")
                Names(notes).identifier(entry.id, at, key=False, cited=True)
                other, first = taken.setdefault(fold(entry.id), (entry.id, place))
                if first != place and other == entry.id:
                    notes.note("duplicate-point", at, related=(first,), id=entry.id)
                elif first != place:
                    notes.note("name-taken", at, related=(first,), name=entry.id, by=other)
            note_unlisted(notes, entry.sources, self.sources, (*path, "sources"))
            point, sets = _point(terms, entry, place, path)
            found.append(point)
            for issue, own in sets.items() if not entry.if_ else ():
                settled.setdefault(issue, []).append(own)
        _check_agreement(notes, settled)
        return tuple(found)


def _point(
    terms: Terms, entry: PointDocument, place: Place, path: Path
) -> tuple[Point, dict[str, _Set]]:
    """A point, and where it settles each issue."""
    sets = terms.regions(entry.sets, (*path, "sets"), verb="sets", by=entry.id)
    own = {issue for issue, _, _ in sets}
    given = terms.condition(entry.if_, own, (*path, "if"))
    if entry.if_ and not entry.sets and not terms.notes.left_out((*path, "sets")):
        at = (*path, "if")
        terms.notes.note("condition-without-claim", at, on_key=True, condition="if", needs="sets")
    point = Point(
        id=entry.id,
        text=entry.text,
        number=entry.number,
        topic=entry.topic,
        sources=tuple(dict.fromkeys(entry.sources)),
        terms=tuple((issue, region) for issue, region, _ in sets),
        given=given,
        note=entry.note,
        place=place,
    )
    return point, {issue: _Set(entry.id, region, key) for issue, region, key in sets}


def _unknown(notes: Notes, document: PlanDocument) -> tuple[str, ...] | None:
    """The ids of the points that are unknown, or None where all are that are not listed."""
    written = document.unknown
    if written is None:
        return ()
    if not isinstance(written, list):
        if written == "all":
            return None
        if written == "":
            notes.note("empty-value", ("unknown",), on_key=True, key="unknown")
        else:
            expected = "the word all or a list of point ids"
            notes.note("wrong-shape", ("unknown",), expected=expected, found=shape(written))
        return ()
    for i, id_ in enumerate(written):
        path = ("unknown", i)
        if isinstance(id_, str):
            Names(notes).identifier(id_, path, key=False, cited=True)
        else:
            notes.note("wrong-shape", path, expected="text", found=shape(id_))
    return tuple(dict.fromkeys(id_ for id_ in written if isinstance(id_, str)))


def _check_agreement(notes: Notes, settled: dict[str, list[_Set]]) -> None:
    """Note the points that leave an issue no outcome, at the first that makes it so.

    Areas that one key settles are told together.
    """
    issues: dict[tuple[Path, tuple[str, ...]], list[str]] = {}
    others: dict[Path, tuple[Place, ...]] = {}
    for issue, sets in settled.items():
        if guilty := _disagreeing(sets):
            path = guilty[-1].path
            key = path, tuple(own.point for own in guilty)
            issues.setdefault(key, []).append(issue)
            others[path] = tuple(notes.document.place(own.path, key=True) for own in guilty[:-1])
    for (path, points), named in issues.items():
        notes.note(
            "points-disagree",
            path,
            on_key=True,
            related=others[path],
            points=", ".join(points),
            issue=", ".join(named),
        )


def _disagreeing(sets: list[_Set]) -> list[_Set]:
    """Points that have no outcome in common while any fewer of them have one; none if all do."""
    guilty: list[_Set] = []
    for own in sets:
        guilty.append(own)
        if not _common(guilty):
            break
    else:
        return []
    for own in guilty[:-1]:
        rest = [other for other in guilty if other is not own]
        if not _common(rest):
            guilty = rest
    return guilty


def _common(sets: list[_Set]) -> Region:
    return reduce(and_, (own.region for own in sets))
