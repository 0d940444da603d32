"""The statements of a case: who said what, when, on what basis, under which conditions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from redlines.case import Basis, Party, Place, Source, Statement, Verb, fold
from redlines.reading.dates import Dates
from redlines.reading.documents import CaseDocument, PartDocument, StatementDocument
from redlines.reading.issues import Issues
from redlines.reading.names import Names
from redlines.reading.notes import Notes, parties_meant
from redlines.reading.replacing import Written
from redlines.reading.terms import Claimed, Terms, note_unlisted
from redlines.reading.yaml_marks import Path

_VERBS = (Verb.DEMANDS, Verb.ACCEPTS, Verb.REFUSES)
# What people write between several parties.
_BETWEEN = re.compile(r"\s*[,;/&+]\s*|\s+and\s+")
_BASES = {basis.value: basis for basis in Basis}


@dataclass(frozen=True, slots=True)
class Known:
    """What all files of a case share: parties, sources, the day, and the statements so far.

    `sources` is None where the bibliography could not be read: then no reference is judged.
    `as_of` is the day of the case, None where it has none.
    """

    parties: dict[str, Party]
    sources: dict[str, Source] | None
    strict: bool
    as_of: date | None = None
    found: dict[str, Statement] = field(default_factory=dict)
    taken: dict[str, tuple[str, Place]] = field(default_factory=dict)
    numbers: Counter[str] = field(default_factory=Counter)
    written: list[Written] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Statements:
    """Reads the statements of one file against the parties, issues and sources they name."""

    notes: Notes
    dates: Dates
    issues: Issues
    known: Known
    terms: Terms = field(init=False)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", Terms(self.notes, self.issues))
        object.__setattr__(self, "names", Names(self.notes))

    def read(self, document: CaseDocument | PartDocument) -> None:
        """Add every statement by its id, in the order of the file, the joint ones last."""
        for party, entries in document.positions.items():
            self._check_party(party, ("positions", party), on_key=True)
            for i, entry in enumerate(entries):
                path = ("positions", party, i)
                self._add(party, (party,), entry, path, faulty=path in self.notes.broken)
        broken = {path[:2] for path in self.notes.broken}
        for i, together in enumerate(document.joint):
            entry_path = ("joint", i)
            faulty = entry_path in broken
            if not together.parties:
                self.notes.note("empty-value", (*entry_path, "parties"), on_key=True, key="parties")
            for j, party in enumerate(together.parties):
                at = (*entry_path, "parties", j)
                if party in together.parties[:j]:
                    first = self.notes.document.place((*at[:-1], together.parties.index(party)))
                    self.notes.note(
                        "duplicate-key", at, related=(first,), key=party, slip="party-twice"
                    )
                elif not self.notes.left_out((*entry_path, "parties")):
                    self._check_party(party, at)
            parties = tuple(dict.fromkeys(together.parties))
            self._add("joint", parties, together, entry_path, faulty=faulty)

    def _check_party(self, party: str, path: Path, *, on_key: bool = False) -> None:
        known = self.known.parties
        home = self.issues.home or self.notes
        if party not in known and not home.left_out(("parties", party)):
            several = [parties_meant(part, known.values())[:1] for part in _BETWEEN.split(party)]
            if len(several) > 1 and all(several):
                meant = "; ".join(id_ for ids in several for id_ in ids)
                self.notes.note(
                    "unknown-party",
                    path,
                    on_key=on_key,
                    name=party,
                    meant=meant,
                    slip="several-parties",
                )
                return
            others = parties_meant(party, known.values())
            self.notes.note("unknown-party", path, on_key=on_key, near=others, name=party)

    def _add(
        self,
        list_: str,
        parties: tuple[str, ...],
        entry: StatementDocument,
        path: Path,
        *,
        faulty: bool,
    ) -> None:
        """Add a statement; one without an id is named by its number in its list over all files."""
        self.known.numbers[list_] += 1
        id_ = entry.id or f"{list_}#{self.known.numbers[list_]}"
        statement = self._statement(id_, parties, entry, path)
        # What a statement lacks may be just what was left out as faulty.
        if not faulty:
            self._check_whole(entry, path)
        if self.known.found.setdefault(id_, statement) is statement and entry.replaces is not None:
            at = (*path, "replaces")
            self.known.written.append(Written(statement, entry.replaces, at, self.issues))

    def _statement(
        self, id_: str, parties: tuple[str, ...], entry: StatementDocument, path: Path
    ) -> Statement:
        place = self.notes.document.place((*path, "id") if entry.id else path)
        if entry.id is not None:
            self._check_id(entry.id, place, path)
        said = self.dates.said(entry.said, (*path, "said"))
        until = self.dates.day(entry.until, (*path, "until")) if entry.until is not None else None
        if said.day and until and until <= said.day:
            ended = (*path, "until")
            self.notes.note("ends-before-said", ended, said=str(entry.said), until=str(entry.until))
        as_of = self.known.as_of
        if said.day and as_of and said.day > as_of:
            on, day = said.day.isoformat(), as_of.isoformat()
            self.notes.note("after-as-of", (*path, "said"), statement=id_, said=on, as_of=day)
        terms: Claimed = ()
        for verb, written in zip(
            _VERBS, (entry.demands, entry.accepts, entry.refuses), strict=True
        ):
            if written:
                terms += self.terms.claims(verb, written, (*path, verb), by=id_)
        given = unless = None
        if entry.if_:
            offered = {issue for verb, issue, _ in terms if verb is not Verb.REFUSES}
            given = self.terms.condition(entry.if_, offered, (*path, "if"))
        if entry.unless:
            refused = {issue for verb, issue, _ in terms if verb is Verb.REFUSES}
            unless = self.terms.condition(entry.unless, refused, (*path, "unless"))
        if entry.sources:
            note_unlisted(self.notes, entry.sources, self.known.sources, (*path, "sources"))
        return Statement(
            id=id_,
            parties=parties,
            said=said,
            until=until,
            basis=_BASES[entry.basis] if entry.basis else None,
            ultimatum=entry.form is not None,
            given=given,
            unless=unless,
            proviso=entry.proviso,
            disputed=entry.disputed == "true",
            vague=entry.vague == "true",
            by=entry.by,
            name=entry.name,
            sources=tuple(dict.fromkeys(entry.sources)) if entry.sources else (),
            note=entry.note,
            terms=terms,
            place=place,
        )

    def _check_id(self, id_: str, place: Place, entry: Path) -> None:
        path = (*entry, "id")
        self.names.identifier(id_, path, key=False, cited=True)
        other, first = self.known.taken.setdefault(fold(id_), (id_, place))
        if first is place:
            return
        if other == id_:
            self.notes.note("duplicate-id", path, related=(first,), id=id_)
        else:
            self.notes.note("name-taken", path, related=(first,), name=id_, by=other)

    def _check_whole(self, entry: StatementDocument, path: Path) -> None:
        """Note a statement that claims nothing, a condition of nothing, and what strict asks."""
        offers = bool(entry.demands or entry.accepts)
        if not offers and not entry.refuses:
            self.notes.note("no-claim", path)
        if entry.if_ and not offers:
            meant = ("unless",) if entry.refuses and not entry.unless else ()
            self._note_condition("if", path, "demands or accepts", meant)
        if entry.unless and not entry.refuses:
            self._note_condition("unless", path, "refuses")
        if self.known.strict:
            at = (*path, "id") if entry.id else path
            asked = (("id", entry.id), ("date", entry.said), ("basis", entry.basis))
            for what, given in (*asked, ("source", entry.sources)):
                if not given:
                    self.notes.note(f"missing-{what}", at)

    def _note_condition(
        self, word: str, path: Path, needs: str, meant: tuple[str, ...] = ()
    ) -> None:
        """Note a condition of nothing that the statement says."""
        code, at = "condition-without-claim", (*path, word)
        self.notes.note(code, at, on_key=True, near=meant, condition=word, needs=needs)
