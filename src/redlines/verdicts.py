"""The nouns of verdicts: what the engine established, each with its witness and without wording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Protocol, TypeVar

from redlines.assumption import Assumption, Held
from redlines.case import Basis, Claim, Condition, Issue, Verb, firmness
from redlines.catalogue import severity
from redlines.region import Region
from redlines.short import called, short

# What can be many is listed up to this number, with a total beside it.
LISTED = 100


class Verdict(StrEnum):
    """How parties stand on an issue, from best to worst; `unstated` is no verdict on record."""

    AGREED = "agreed"
    OVERLAP = "overlap"
    BRIDGEABLE = "bridgeable"
    INSURMOUNTABLE = "insurmountable"
    UNSTATED = "unstated"

    @property
    def id(self) -> str:
        """The id of the finding."""
        return f"gap-{self}"

    @property
    def severity(self) -> int:
        """The rank in lists that show the worst first; no verdict on record comes last."""
        return severity(self.id)

    def softly(self, at_best: Verdict | None) -> bool:
        """Whether it is insurmountable only while soft red lines stand, by what it is at best."""
        return self is Verdict.INSURMOUNTABLE and at_best is not self


class GradeWord(StrEnum):
    """What a plan does to a party on an issue: the first of these that holds."""

    UNSETTLED = "unsettled"
    UNSTATED = "unstated"
    CROSSES = "crosses"
    AMBIGUOUS = "ambiguous"
    MEETS = "meets"
    WITHIN = "within"
    FALLS_SHORT = "falls_short"
    UNCLAIMED = "unclaimed"

    @property
    def id(self) -> str:
        """The id of the finding."""
        return f"check-{self.replace('_', '-')}"

    @property
    def severity(self) -> int:
        """The rank in lists that show the worst first."""
        return severity(self.id)


@dataclass(frozen=True, slots=True)
class RedLine:
    """What one party refuses on an issue under the same conditions, and the claims that say so.

    The conditions are `unless` and, where it is one that fits no issue of the case, `proviso`.
    `claims` are never empty; hard ones stand before soft ones, then the firmest, then the newest.
    `number` counts the red lines that the first statement draws on the issue: mostly one.
    """

    party: str
    region: Region
    unless: Condition | None
    proviso: str | None
    claims: tuple[Claim, ...]
    number: int = 1

    def __repr__(self) -> str:
        return short(self, "id", "party", "region", "basis", "soft")

    @property
    def issue(self) -> str:
        """The issue that it is on."""
        return self.claims[0].issue

    @property
    def id(self) -> str:
        """Its first statement and the issue, as in `TER-22@territory.donetsk`.

        A second red line that this statement draws there is `TER-22/2@territory.donetsk`; that of
        one party by a joint statement names the party, `J-3:spd@wages`.
        """
        said = self.claims[0].statement
        party = f":{self.party}" if len(said.parties) > 1 else ""
        number = f"/{self.number}" if self.number > 1 else ""
        return f"{said.id}{party}{number}@{self.issue}"

    @property
    def basis(self) -> Basis | None:
        """The firmest basis that the red line rests on, by whichever of its claims."""
        return min((claim.statement.basis for claim in self.claims), key=firmness)

    @property
    def firmness(self) -> int:
        """The rank of that basis, 0 the firmest."""
        return firmness(self.basis)

    @property
    def soft(self) -> bool:
        """Whether every claim behind it is conditional, disputed or vague."""
        return all(claim.soft for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A demand or an offer, and what of it the same party's own red lines refuse.

    `red_lines` are those lines, at most `LISTED`; `conditional` says that each of them has an
    `unless` that the claim's `if` fulfils. `met` says whether a plan meets its `if`; None where it
    has none, where the plan leaves it open and where there is no plan.
    """

    claim: Claim
    region: Region
    red_lines: tuple[RedLine, ...]
    conditional: bool
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One party's sets on one issue: D, A and R of the verdict, and what is soft about them.

    `demanded` is D, `accepted` is A (so D lies inside it), `refused` is R with soft red lines
    standing, `firmly_refused` the part that hard red lines refuse, `softly_offered` what soft
    demands and offers name. `claims` are all claims in force, `counted` those of them that count,
    as they count; a party without either is silent. Of the demands and offers, hard and soft, that
    the party's own red lines cut, `on_condition` are those whose own `if` lifts these lines, of the
    others `narrowed` are the demands and `withheld` the offers.
    """

    party: str
    demanded: Region
    accepted: Region
    refused: Region
    firmly_refused: Region
    softly_offered: Region
    claims: tuple[Claim, ...]
    counted: tuple[Claim, ...]
    red_lines: tuple[RedLine, ...]
    narrowed: tuple[Withheld, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    on_condition: tuple[Withheld, ...] = ()
    demands_conflict: bool = False

    def __repr__(self) -> str:
        return short(self, "party", "demanded", "accepted", "refused")

    @property
    def held_back(self) -> tuple[Withheld, ...]:
        """What the party asks for or offers behind its own red lines."""
        return (*self.narrowed, *self.withheld, *self.on_condition)

    @property
    def possible(self) -> Region:
        """T: what is not refused, the possible settlement range."""
        return ~self.refused

    @property
    def silent(self) -> bool:
        """Whether the party has no claim in force here, hard or soft, and none is assumed."""
        return not self.claims and not self.counted

    @property
    def newest(self) -> date | None:
        """The day of the newest dated statement in force here."""
        days = [claim.statement.said.day for claim in self.claims]
        return max((day for day in days if day), default=None)


@dataclass(frozen=True, slots=True)
class Stake:
    """A party with the claims that give it a stake in the zone; `soft` if only soft claims do."""

    party: str
    soft: bool
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """What a party asks for outside the zone, by which claims, and whose red lines refuse it.

    `soft` says that only its soft demands ask for it. `refused_by` are the other parties each of
    which refuses all of it or, `together`, those that do so only between them; empty where none do.
    """

    party: str
    soft: bool
    region: Region
    claims: tuple[Claim, ...]
    refused_by: tuple[str, ...]
    together: bool


class Contested(StrEnum):
    """Whether on a bridgeable issue something hard is asked for that hard red lines refuse."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Gap:
    """The fewest steps between two parties' declared ranges, and the two outcomes at its ends.

    `steps` counts places on the scale; `amount` is the same in the `unit` of a quantity, as exact
    text; both are None on a scale.
    """

    steps: int
    amount: str | None
    unit: str | None
    ends: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PartyRetreat:
    """How far a party would retreat to an outcome, and the red lines that refuse the outcome.

    `steps` counts places from the nearest outcome that the party does not refuse; a step into or
    out of `unlimited` is not counted but named by `past_unlimited`.
    """

    party: str
    steps: int
    past_unlimited: bool
    red_lines: tuple[RedLine, ...]


@dataclass(frozen=True, slots=True)
class Retreat:
    """An outcome that no other betters for one party without worsening it for another."""

    outcome: str
    parties: tuple[PartyRetreat, ...]


BlockingSet = tuple[RedLine, ...]


@dataclass(frozen=True, slots=True)
class IssueGap:
    """The verdict on one issue for a set of parties, with everything that carries it.

    `zone` is the witness: what all demand, declare or leave possible; empty for insurmountable
    and unstated. `depends_on` are minimal sets of soft claims that turn the verdict into the one
    at best; `blocking_sets` minimal sets of red lines that leave no outcome; both smallest first
    and at most `LISTED`, with totals that are None where they were not counted to the end;
    `depends_on_zone` is the zone that the first of those sets gives.
    Of the parties that speak `no_red_line` are those without a refusal in force; none counts of
    those in `lines_below_binding`, whose are all softer than that, and `lines_lifted`.
    `retreats` is None where steps have no meaning; of more than `LISTED` it holds as many from
    each end of the scale, and `retreats_total` says how many there are.
    """

    issue: Issue
    verdict: Verdict
    zone: Region
    at_best: Verdict
    at_best_zone: Region
    depends_on: tuple[tuple[Claim, ...], ...]
    depends_on_total: int | None
    depends_on_zone: Region
    silent: tuple[str, ...]
    no_red_line: tuple[str, ...]
    lines_lifted: tuple[str, ...]
    lines_below_binding: tuple[str, ...]
    unmet: tuple[Unmet, ...]
    offered_by: tuple[Stake, ...]
    one_sided: tuple[str, ...]
    gap: Gap | None
    retreats: tuple[Retreat, ...] | None
    retreats_total: int | None
    blocking_sets: tuple[BlockingSet, ...]
    blocking_sets_total: int | None
    holds_at: Basis | None
    positions: tuple[Position, ...]

    def __repr__(self) -> str:
        return short(self, "issue", "verdict", "zone", "contested")

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties asked for, silent ones among them."""
        return tuple(position.party for position in self.positions)

    @property
    def contested(self) -> Contested | None:
        """Whether the issue is bridgeable and others refuse a demand.

        Soft where no hard demand is refused by hard red lines.
        """
        bridgeable = self.verdict is Verdict.BRIDGEABLE
        return contested_by(self.unmet, self.positions) if bridgeable else None


def contested_by(unmet: Iterable[Unmet], positions: Iterable[Position]) -> Contested | None:
    """Whether others refuse a demand: soft where hard red lines refuse no hard one."""
    firm = {own.party: own.firmly_refused for own in positions}
    refused = [own for own in unmet if own.refused_by]
    hard = (
        not own.soft and own.region <= reduce(or_, (firm[party] for party in own.refused_by))
        for own in refused
    )
    return (Contested.HARD if any(hard) else Contested.SOFT) if refused else None


@dataclass(frozen=True, slots=True)
class Later:
    """How many statements dated after a day do not count on it, and the first day that has all.

    `as_of` is None where there are none.
    """

    statements: int
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Lifted:
    """What lifting something does on one issue: what it opens there, and what stays refused.

    `statement` is None where not a statement is lifted but outcomes. `region` are the outcomes
    that are refused by it where nothing is assumed, `still_refused` those of them that other
    `red_lines` of the party refuse all the same.
    """

    statement: str | None
    party: str
    issue: Issue
    region: Region
    still_refused: Region
    red_lines: tuple[RedLine, ...]


@dataclass(frozen=True, slots=True)
class Set:
    """What a party is assumed to demand on an issue; a `silent` one is heard by nothing else."""

    party: str
    issue: Issue
    region: Region
    silent: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What comes of what is lifted and set, for the parties and on the issues of a report.

    `idle` is what changes nothing for them: it does not count there anyway.
    """

    lifted: tuple[Lifted, ...] = ()
    set: tuple[Set, ...] = ()
    idle: tuple[str | Held, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherVerdict:
    """The verdict on an issue as it is, and another that it would be.

    Where something is taken out, `silent` are the parties that would then have no statement there,
    `at_best` is the verdict at best then and `contested` whether it would be contested. Where it
    takes a further statement of a party, one that would do it is given by its `verb` and `region`.
    """

    issue: Issue
    before: Verdict
    after: Verdict
    at_best: Verdict | None = None
    contested: Contested | None = None
    silent: tuple[str, ...] = ()
    verb: Verb | None = None
    region: Region | None = None

    def __repr__(self) -> str:
        return short(self, "issue", "before", "after")


class RemovalKind(StrEnum):
    """What can be taken out of a case: a statement, a source, or all sources of one grade."""

    STATEMENT = "statement"
    SOURCE = "source"
    GRADE = "grade"


@dataclass(frozen=True, slots=True)
class Removal:
    """What is taken out, by its id or grade, the statements that fall with it, and what turns.

    A statement falls with a source if it cites no other, and with a grade if all that it cites have
    that grade. What falls counts as never said: `resumed` are the statements that it ended, which
    do not end then, or later. Both are those that bear on the verdicts asked for.
    """

    kind: RemovalKind
    name: str
    statements: tuple[str, ...]
    resumed: tuple[str, ...]
    verdicts: tuple[OtherVerdict, ...]

    def __repr__(self) -> str:
        return short(self, "kind", "name", "statements", "verdicts")


class UnknownKind(StrEnum):
    """What is not known of a case.

    What a party says where it is silent; what becomes of a statement that is disputed, vague or
    hangs on a condition; whether a second source has what only one reports; and what a party says
    now where its newest statement is old.
    """

    SILENT = "silent"
    DISPUTED = "disputed"
    VAGUE = "vague"
    CONDITIONAL = "conditional"
    SOURCE = "source"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is not known, of which party, statement or source, and the verdicts it could turn.

    `name` is the id of the party, statement or source.
    """

    kind: UnknownKind
    name: str
    verdicts: tuple[OtherVerdict, ...]

    def __repr__(self) -> str:
        return short(self, "kind", "name", "verdicts")

    @property
    def headings(self) -> tuple[str, ...]:
        """The issues on which it could turn a verdict, one over areas once."""
        return headings_of(self.verdicts)

    @property
    def judged(self) -> tuple[str, ...]:
        """Those of its issues on which it could turn a verdict that is on record."""
        return headings_of(own for own in self.verdicts if own.before is not Verdict.UNSTATED)


def headings_of(turns: Iterable[OtherVerdict]) -> tuple[str, ...]:
    """The issues of some turns, one over areas once."""
    return tuple(dict.fromkeys(turn.issue.heading for turn in turns))


class OnIssue(Protocol):
    """What is said of one issue."""

    @property
    def issue(self) -> Issue:
        """The issue."""


_On = TypeVar("_On", bound=OnIssue)


def by_heading(items: Iterable[_On]) -> dict[str, tuple[_On, ...]]:
    """What is said of some issues, under the headings that they belong to."""
    found: dict[str, list[_On]] = {}
    for item in items:
        found.setdefault(item.issue.heading, []).append(item)
    return {heading: tuple(own) for heading, own in found.items()}


@dataclass(frozen=True, slots=True)
class Fragility:
    """What verdicts rest on, and what is not known: each removal and each unknown that turns some.

    Statements stand before sources and grades; of unknowns those that could turn most verdicts on
    record come first, then those that could give most issues one, an issue over areas counted once;
    of equal ones those that could turn more headlines.
    """

    removals: tuple[Removal, ...]
    unknowns: tuple[Unknown, ...]

    def __repr__(self) -> str:
        return short(self, "removals", "unknowns")

    def resting_on(self, kind: RemovalKind, name: str | None = None) -> tuple[str, ...]:
        """The issues with a verdict on record that one removal of a kind turns, areas aside."""
        own = [r for r in self.removals if r.kind is kind and name in (None, r.name)]
        every = (turn for removal in own for turn in removal.verdicts)
        return headings_of(turn for turn in every if turn.before is not Verdict.UNSTATED)


@dataclass(frozen=True, slots=True)
class GapReport:
    """The verdicts on all issues asked for, for some parties under one assumption.

    Its day is None only for an undated case; `later` counts what these parties said after it.
    `fragile` is what the verdicts rest on, None where that was not asked.
    """

    parties: tuple[str, ...]
    assumption: Assumption
    issues: tuple[IssueGap, ...]
    later: Later
    what_if: WhatIf
    fragile: Fragility | None = None

    def __repr__(self) -> str:
        counts = [f"{number} {verdict}" for verdict, number in self.totals().items() if number]
        return called(self, [*self.parties, repr(self.assumption), *counts])

    def by_heading(self) -> dict[str, tuple[IssueGap, ...]]:
        """The issues under the heading they belong to: an issue over areas counts once."""
        return by_heading(self.issues)

    def totals(self) -> dict[Verdict, int]:
        """How many headings have each verdict, an issue over areas by its worst area."""
        counts = dict.fromkeys(Verdict, 0)
        for items in self.by_heading().values():
            counts[worst(items)] += 1
        return counts

    def contested(self) -> dict[str, Contested]:
        """The headings counted as bridgeable that are contested in an area."""
        every = {heading: contested(items) for heading, items in self.by_heading().items()}
        return {heading: how for heading, how in every.items() if how}


def worst(items: tuple[IssueGap, ...]) -> Verdict:
    """The worst verdict of some issues; `unstated` only where none has another.

    An area without a verdict on record says less than any area with one.
    """
    found = (item.verdict for item in items)
    return min(found, key=lambda verdict: verdict.severity, default=Verdict.UNSTATED)


def contested(items: tuple[IssueGap, ...]) -> Contested | None:
    """How some issues are contested, where their worst verdict is bridgeable."""
    found = {item.contested for item in items} if worst(items) is Verdict.BRIDGEABLE else set()
    return next((how for how in Contested if how in found), None)


@dataclass(frozen=True)
class Scope:
    """What a run looked at: other entries of an ignore file belong to other runs.

    `analysis` is what the ids of its findings begin with, or `validate`; `whole` says that the run
    left out no issue and no red line.
    """

    analysis: str
    parties: tuple[str, ...] = ()
    day: date | None = None
    plan: str | None = None
    whole: bool = True
