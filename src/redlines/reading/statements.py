"""The statements of a case: who said what, when, on what basis, under which conditions."""

from __future__ import annotations

from dataclasses import dataclass, field

from redlines.case import Basis, Condition, Party, Place, Source, Statement, Verb
from redlines.reading.dates import Dates
from redlines.reading.documents import CaseDocument, StatementDocument
from redlines.reading.issues import Issues, Reference
from redlines.reading.names import Names
from redlines.reading.notes import Notes, meant, near
from redlines.reading.yaml_marks import Path, Value
from redlines.region import Region


@dataclass(frozen=True, slots=True)
class Statements:
    """Reads statements against the parties, issues and sources they name.

    `sources` is None where the bibliography could not be read: then no reference is judged.
    """

    notes: Notes
    dates: Dates
    parties: dict[str, Party]
    issues: Issues
    sources: dict[str, Source] | None
    strict: bool
    places: dict[str, Place] = field(default_factory=dict)
    order: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", {id_: i for i, id_ in enumerate(self.issues.issues)})

    def read(self, document: CaseDocument) -> dict[str, Statement]:
        """Every statement by its id, in the order of the file."""
        found: dict[str, Statement] = {}
        for party, entries in document.positions.items():
            if party not in self.parties and not self.notes.left_out(("parties", party)):
                others = meant(party, ((p.id, p.aliases) for p in self.parties.values()))
                path = ("positions", party)
                self.notes.note("unknown-party", path, on_key=True, near=others, name=party)
            for i, entry in enumerate(entries):
                id_ = entry.id or f"{party}#{i + 1}"
                statement = self._statement(id_, party, entry, ("positions", party, i))
                found.setdefault(id_, statement)
        return found

    def _statement(self, id_: str, party: str, entry: StatementDocument, path: Path) -> Statement:
        place = self.notes.document.place((*path, "id") if entry.id else path)
        if entry.id is not None:
            self._check_id(entry.id, place, (*path, "id"))
        said = self.dates.said(entry.said, (*path, "said"))
        until = self.dates.day(entry.until, (*path, "until"))
        if said.day and until and until <= said.day:
            ended = (*path, "until")
            self.notes.note("ends-before-said", ended, said=str(entry.said), until=str(entry.until))
        terms = (
            *self._claims(Verb.DEMANDS, entry.demands, id_, path),
            *self._claims(Verb.ACCEPTS, entry.accepts, id_, path),
            *self._claims(Verb.REFUSES, entry.refuses, id_, path),
        )
        offered = {issue for verb, issue, _ in terms if verb is not Verb.REFUSES}
        refused = {issue for verb, issue, _ in terms if verb is Verb.REFUSES}
        statement = Statement(
            id=id_,
            party=party,
            said=said,
            until=until,
            basis=Basis(entry.basis) if entry.basis else None,
            ultimatum=entry.form is not None,
            given=self._condition(entry.if_, offered, (*path, "if")),
            unless=self._condition(entry.unless, refused, (*path, "unless")),
            disputed=entry.disputed == "true",
            vague=entry.vague == "true",
            by=entry.by,
            sources=tuple(dict.fromkeys(entry.sources)),
            note=entry.note,
            terms=terms,
            place=place,
        )
        self._check_sources(entry, path)
        # What a statement lacks may be just what was left out as faulty.
        if path not in self.notes.broken:
            self._check_whole(entry, path)
        return statement

    def _check_id(self, id_: str, place: Place, path: Path) -> None:
        Names(self.notes).reference_id(id_, path)
        first = self.places.setdefault(id_, place)
        if first != place:
            self.notes.note("duplicate-id", path, related=(first,), id=id_)

    def _check_sources(self, entry: StatementDocument, path: Path) -> None:
        if self.sources is None:
            return
        for i, source in enumerate(entry.sources):
            if source not in self.sources:
                others = near(source, self.sources)
                self.notes.note("unknown-source", (*path, "sources", i), near=others, name=source)

    def _check_whole(self, entry: StatementDocument, path: Path) -> None:
        """Note a statement that claims nothing, a condition of nothing, and what strict asks."""
        offers = bool(entry.demands or entry.accepts)
        if not offers and not entry.refuses:
            self.notes.note("no-claim", path)
        for word, stated, carried, needs in (
            ("if", entry.if_, offers, "demands or accepts"),
            ("unless", entry.unless, bool(entry.refuses), "refuses"),
        ):
            if stated and not carried:
                at = (*path, word)
                self.notes.note(
                    "condition-without-claim", at, on_key=True, condition=word, needs=needs
                )
        if self.strict:
            at = (*path, "id") if entry.id else path
            asked = (("id", entry.id), ("date", entry.said), ("basis", entry.basis))
            for what, given in (*asked, ("source", entry.sources)):
                if not given:
                    self.notes.note(f"missing-{what}", at)

    def _claims(
        self, verb: Verb, written: dict[str, Value], id_: str, statement: Path
    ) -> list[tuple[Verb, str, Region]]:
        """One claim for every issue that is named, cut to the outcomes the issue can have.

        In the order of the issues, for that of a map means nothing.
        """
        claims: dict[str, tuple[Verb, str, Region]] = {}
        for text, form in written.items():
            path = (*statement, verb.value, text)
            found = self._region(text, form, path)
            if found is None:
                continue
            reference, region = found
            lost = []
            for issue in reference.issues:
                if issue.id in claims or issue.id in lost:
                    self.notes.note("claimed-twice", path, on_key=True, verb=verb, issue=issue.id)
                elif cut := region.cut_to(issue.outcomes):
                    claims[issue.id] = (verb, issue.id, cut)
                else:
                    lost.append(issue.id)
            if lost:
                told = ", ".join(lost)
                self.notes.note("not-counted", path, on_key=True, issue=told, statement=id_)
        return sorted(claims.values(), key=lambda claim: self.order[claim[1]])

    def _condition(
        self, written: dict[str, Value], own: set[str], condition: Path
    ) -> Condition | None:
        """What must hold on other issues, every area named, or None."""
        terms = []
        for text, form in written.items():
            path = (*condition, text)
            found = self._region(text, form, path)
            if found is None:
                continue
            reference, region = found
            for issue in reference.issues:
                if issue.id in own:
                    self.notes.note("condition-on-own-issue", path, on_key=True, issue=issue.id)
                elif cut := region.cut_to(issue.outcomes):
                    terms.append((issue.id, cut))
                else:
                    self.notes.note("impossible-condition", path, issue=issue.id)
        # The order of the terms means nothing, and equal conditions must be equal.
        terms.sort(key=lambda term: (term[0], term[1].bits))
        return Condition(tuple(terms)) if terms else None

    def _region(self, text: str, form: Value, path: Path) -> tuple[Reference, Region] | None:
        """The issues that a key names and the region its value writes."""
        reference = self.issues.find(text, path)
        if reference is None:
            return None
        region = reference.compiler.region(form, path)
        return None if region is None else (reference, region)
