"""The nouns of a negotiation: frozen, resolved, and free of where they were read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal
from unicodedata import normalize

from redlines.region import Outcomes, Region
from redlines.short import called, short


class Verb(StrEnum):
    """What a claim does with a region."""

    DEMANDS = "demands"
    ACCEPTS = "accepts"
    REFUSES = "refuses"


class Basis(StrEnum):
    """What kind of act a claim rests on, from firmest to softest."""

    CONSTITUTION = "constitution"
    LAW = "law"
    DOCUMENT = "document"
    LEADER = "leader"
    OFFICIAL = "official"
    DRAFT = "draft"
    REPORT = "report"


class Collection(StrEnum):
    """What a case holds many of."""

    PARTIES = "parties"
    ISSUES = "issues"
    STATEMENTS = "statements"
    SOURCES = "sources"
    PLANS = "plans"


FIRMNESS = {basis: rank for rank, basis in enumerate(Basis)}


def fold(name: str) -> str:
    """A name as people may type it, folded: composed (NFC), case aside, blank, `-` and `_` alike.

    >>> fold("Order  of steps") == fold("ORDER-of_steps")
    True
    """
    # Case folding can take a letter and its accent apart.
    folded = normalize("NFC", normalize("NFC", name).casefold())
    return "_".join(folded.replace("-", "_").split())


def firmness(basis: Basis | None) -> int:
    """The rank of a basis, 0 the firmest; a claim without a basis ranks behind every basis."""
    return len(FIRMNESS) if basis is None else FIRMNESS[basis]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is written: a file and the first and last line and column, from 1.

    `end_column` is the column after the last character.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days with both ends in it; without an end it lasts on."""

    from_: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor whose consent is analysed.

    `dense` are the periods in which its coverage is dense, None where it always is, `dense_on`
    those of issues where they differ.
    """

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    member_of: str | None = None
    note: str | None = None
    place: Place | None = None
    dense: tuple[Period, ...] | None = None
    dense_on: dict[str, tuple[Period, ...]] = field(default_factory=dict)

    def dense_about(self, issue: str) -> tuple[Period, ...] | None:
        """The periods in which its coverage on an issue is dense; None where it always is."""
        return self.dense_on.get(issue, self.dense)

    def __repr__(self) -> str:
        return short(self, "id", "title", "aliases", "member_of")


@dataclass(frozen=True, slots=True)
class Heading:
    """An issue as the file lists it: one question, asked once or once for every area.

    A `headline` stands first on every first screen; it changes nothing else. `outcomes` are all
    that a reference to it can name; None where its issues have all of them.
    """

    id: str
    title: str
    section: str | None = None
    aliases: tuple[str, ...] = ()
    question: str | None = None
    note: str | None = None
    issues: tuple[str, ...] = ()
    place: Place | None = None
    headline: bool = False
    outcomes: Outcomes | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return short(self, "id", "title", "section", "issues")


@dataclass(frozen=True, slots=True)
class Issue:
    """A question with a finite set of possible outcomes; `area` is its part of a heading."""

    id: str
    outcomes: Outcomes
    heading: str
    title: str
    area: str | None = None

    def __repr__(self) -> str:
        return short(self, "id", "title", "outcomes")


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold on other issues: every issue named settled inside its region."""

    terms: tuple[tuple[str, Region], ...]

    def implies(self, other: Condition) -> bool:
        """Whether another condition holds wherever this one does."""
        known: dict[str, Region] = {}
        for issue, region in self.terms:
            known[issue] = known[issue] & region if issue in known else region
        return all(issue in known and known[issue] <= region for issue, region in other.terms)


@dataclass(frozen=True, slots=True)
class Said:
    """When a statement was made: the day it counts from and the text that dates it.

    `day` is None for law without a date (`standing`) and for undated statements: both are
    always in force. A month or a year counts from its last day.
    """

    text: str | None = None
    day: date | None = None

    def __str__(self) -> str:
        return self.text or ""


@dataclass(frozen=True, slots=True)
class Replacing:
    """An earlier statement that one ends: what it says on some issues, or all where none is named.

    `issues` are those that carry verdicts, so each area is named.
    """

    statement: str
    issues: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Replaced:
    """The end of what a statement says on an issue for a party: the day, and what ends it."""

    party: str
    issue: str
    day: date
    by: str


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """One verb of a statement on one issue for one party; like no other, even if two say the same.

    It counts until the day of its end, if it has one, and was then `replaced_by` a statement or
    ended by its own. It is `soft` where it is conditional, disputed or vague; a proviso is a
    condition too.
    """

    statement: Statement = field(repr=False)
    party: str
    verb: Verb
    issue: str
    region: Region
    until: date | None = None
    replaced_by: str | None = None
    soft: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # Every analysis asks this of every claim, some again and again.
        said = self.statement
        soft = bool(said.disputed or said.vague or said.proviso or self.condition)
        object.__setattr__(self, "soft", soft)

    def __repr__(self) -> str:
        return called(self, [f"{self.statement.id} {self.verb} {self.issue} {self.region}"])

    @property
    def condition(self) -> Condition | None:
        """What the claim depends on: `unless` for a refusal, `if` for the rest."""
        return self.statement.unless if self.verb is Verb.REFUSES else self.statement.given

    def in_force(self, day: date | None) -> bool:
        """Whether the claim counts on a day: said by then and not yet ended.

        Without a day (an undated case) every claim counts.
        """
        if day is None:
            return True
        said = self.statement.said.day
        return (said is None or said <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Statement:
    """One act on one day, of one party or of several together; its claims are of each as its own.

    Claims demand, accept or refuse regions. `name` is what the act is called where no speaker
    stands for it, such as a memorandum. `given` and `unless` are conditions over other issues of
    the case, `proviso` is one in words that fits none of them: nothing evaluates it. `replaces` is
    what it ends, `replaced` what later statements end of it.
    """

    id: str
    parties: tuple[str, ...]
    said: Said = Said()
    until: date | None = None
    basis: Basis | None = None
    ultimatum: bool = False
    given: Condition | None = None
    unless: Condition | None = None
    proviso: str | None = None
    disputed: bool = False
    vague: bool = False
    by: str | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None
    terms: tuple[tuple[Verb, str, Region], ...] = ()
    replaces: tuple[Replacing, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    place: Place | None = None
    name: str | None = None

    def __repr__(self) -> str:
        return short(self, "id", "parties", "said", "until", "basis", "by", "claims")

    @property
    def form(self) -> Literal["ultimatum"] | None:
        """The form of words, where it is a special one."""
        return "ultimatum" if self.ultimatum else None

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, of each party in the order they are written."""
        # Of several ends the first one stands.
        ends = {(own.party, own.issue): own for own in sorted(self.replaced, key=_latest)}
        found = []
        for party in self.parties:
            for verb, issue, region in self.terms:
                end = ends.get((party, issue)) if ends else None
                if end is None or (self.until and self.until < end.day):
                    found.append(Claim(self, party, verb, issue, region, self.until))
                else:
                    found.append(Claim(self, party, verb, issue, region, end.day, end.by))
        return tuple(found)

    def in_force(self, day: date | None, party: str | None = None) -> bool:
        """Whether anything that it says counts on a day, for a party or for any of its own.

        What says nothing that any issue has an outcome for counts until its end.
        """
        if day is None:
            return True
        started = self.said.day is None or self.said.day <= day
        own = [claim for claim in self.claims if party in (None, claim.party)]
        return (
            started
            and (self.until is None or day < self.until)
            and (not own or any(claim.in_force(day) for claim in own))
        )


def _latest(end: Replaced) -> int:
    return -end.day.toordinal()


@dataclass(frozen=True, slots=True)
class NotCoded:
    """Something on record that no statement codes, and why not.

    Where it is the same act as what a statement codes, `same_act_as` is that one's id, or the
    beginning of the ids of several that code parts of it.
    """

    id: str
    reason: str
    same_act_as: str | None = None
    note: str | None = None
    place: Place | None = None

    def coded_by(self, statements: Iterable[str]) -> tuple[str, ...]:
        """Those of some ids of statements that code the act or parts of it.

        >>> NotCoded("LUH-01", "same_act_as", "TER-1").coded_by(["TER-1a", "TER-1.2", "TER-10"])
        ('TER-1a', 'TER-1.2')
        """
        act = self.same_act_as
        if act is None:
            return ()
        return tuple(s for s in statements if s.startswith(act) and not s[len(act) :][:1].isdigit())


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement was reported; `grade` is A (own page), B (reprint) or C (aggregator)."""

    id: str
    title: str
    publisher: str | None = None
    publisher_type: str | None = None
    date: str | None = None
    url: str | None = None
    grade: str | None = None
    note: str | None = None
    place: Place | None = None

    def __repr__(self) -> str:
        return short(self, "id", "title", "publisher", "date", "grade")


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered clause of a plan; `terms` settle issues, under `given` only where it is met.

    A region of several outcomes is an ambiguous text: constructive ambiguity is data.
    """

    id: str
    text: str
    number: str | None = None
    topic: str | None = None
    sources: tuple[str, ...] = ()
    terms: tuple[tuple[str, Region], ...] = ()
    given: Condition | None = None
    note: str | None = None
    place: Place | None = None

    def __repr__(self) -> str:
        return short(self, "id", "text")


@dataclass(frozen=True)
class Plan:
    """A draft agreement: numbered points, each of which may settle issues to a region.

    `unknown` names points whose content is not known; `all_unknown` says so of every point that
    is not listed. Such points are undecidable in a comparison, never removed.
    """

    id: str
    title: str
    points: tuple[Point, ...]
    version: str | None = None
    day: date | None = None
    status: str | None = None
    basis: Basis | None = None
    aliases: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    all_unknown: bool = False
    note: str | None = None
    place: Place | None = None

    def __repr__(self) -> str:
        return short(self, "id", "title", "version", "day", "points")

    def knows(self, point: str) -> bool:
        """Whether the plan says what a point holds, or that it has no such point."""
        return point not in self._unknown and (not self.all_unknown or point in self._own)

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(point.id for point in self.points)

    @cached_property
    def _unknown(self) -> frozenset[str]:
        return frozenset(self.unknown)


@dataclass(frozen=True)
class Case:
    """One negotiation: parties, issues, statements and sources, in the order of the files.

    `as_of` is the day of analysis where none is asked for; None only where nothing is dated.
    """

    title: str
    as_of: date | None
    parties: dict[str, Party]
    headings: dict[str, Heading]
    issues: dict[str, Issue]
    statements: dict[str, Statement]
    sources: dict[str, Source] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    strict: bool = False
    not_coded: dict[str, NotCoded] = field(default_factory=dict)

    def __repr__(self) -> str:
        held = {"issues": len(self.headings), "parties": len(self.parties)}
        held |= {"statements": len(self.statements), "plans": len(self.plans)}
        day = f"as of {self.as_of}" if self.as_of else "undated"
        counts = [f"{number} {what}" for what, number in held.items() if number]
        return called(self, [repr(self.title), day, *counts])

    @cached_property
    def claims(self) -> dict[tuple[str, str], tuple[Claim, ...]]:
        """All claims by issue and party, whatever the day."""
        found: dict[tuple[str, str], list[Claim]] = {}
        for statement in self.statements.values():
            for claim in statement.claims:
                found.setdefault((claim.issue, claim.party), []).append(claim)
        return {key: tuple(claims) for key, claims in found.items()}

    def about(self, issues: Iterable[str]) -> tuple[Statement, ...]:
        """The statements about some issues, whatever the day."""
        own = frozenset(issues)
        said = self.statements.values()
        return tuple(s for s in said if any(issue in own for _, issue, _ in s.terms))

    def outcomes_of(self, heading: Heading) -> Outcomes:
        """All that a reference to an issue or to one of its areas can name."""
        return heading.outcomes or self.issues[heading.issues[0]].outcomes
