"""The statements of a case: who said what, when, on what basis, under which conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from redlines.case import Basis, Party, Place, Source, Statement, Verb, fold
from redlines.reading.dates import Dates
from redlines.reading.documents import CaseDocument, StatementDocument
from redlines.reading.issues import Issues
from redlines.reading.names import Names
from redlines.reading.notes import Notes, parties_meant
from redlines.reading.terms import Terms, note_unlisted
from redlines.reading.yaml_marks import Path, Value
from redlines.region import Region


@dataclass(frozen=True, slots=True)
class Statements:
    """Reads statements against the parties, issues and sources they name.

    `sources` is None where the bibliography could not be read: then no reference is judged.
    `as_of` is the day of the case, None where it has none.
    """

    notes: Notes
    dates: Dates
    parties: dict[str, Party]
    issues: Issues
    sources: dict[str, Source] | None
    strict: bool
    as_of: date | None = None
    taken: dict[str, tuple[str, Place]] = field(default_factory=dict)
    terms: Terms = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", Terms(self.notes, self.issues))

    def read(self, document: CaseDocument) -> dict[str, Statement]:
        """Every statement by its id, in the order of the file."""
        found: dict[str, Statement] = {}
        for party, entries in document.positions.items():
            if party not in self.parties and not self.notes.left_out(("parties", party)):
                others = parties_meant(party, self.parties.values())
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
        if said.day and self.as_of and said.day > self.as_of:
            on, day = said.day.isoformat(), self.as_of.isoformat()
            self.notes.note("after-as-of", (*path, "said"), statement=id_, said=on, as_of=day)
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
            given=self.terms.condition(entry.if_, offered, (*path, "if")),
            unless=self.terms.condition(entry.unless, refused, (*path, "unless")),
            proviso=entry.proviso,
            disputed=entry.disputed == "true",
            vague=entry.vague == "true",
            by=entry.by,
            name=entry.name,
            sources=tuple(dict.fromkeys(entry.sources)),
            note=entry.note,
            terms=terms,
            place=place,
        )
        note_unlisted(self.notes, entry.sources, self.sources, (*path, "sources"))
        # What a statement lacks may be just what was left out as faulty.
        if path not in self.notes.broken:
            self._check_whole(entry, path)
        return statement

    def _check_id(self, id_: str, place: Place, path: Path) -> None:
        Names(self.notes).identifier(id_, path, key=False, cited=True)
        other, first = self.taken.setdefault(fold(id_), (id_, place))
        if first != place and other == id_:
            self.notes.note("duplicate-id", path, related=(first,), id=id_)
        elif first != place:
            self.notes.note("name-taken", path, related=(first,), name=id_, by=other)

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
                turned = word == "if" and entry.refuses and not entry.unless
                meant = ("unless",) if turned else ()
                self.notes.note(
                    "condition-without-claim",
                    at,
                    on_key=True,
                    near=meant,
                    condition=word,
                    needs=needs,
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
        """One claim for every issue that is named."""
        found = self.terms.regions(written, (*statement, verb.value), verb=verb, by=id_)
        return [(verb, issue, region) for issue, region, _ in found]
