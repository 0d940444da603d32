"""Where the text of a plan stands to what one party says on one issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import product

from redlines.assumption import Assumption
from redlines.case import FIRMNESS, Case, Claim, Issue, Plan, Verb
from redlines.engine.conditions import Part, Question, consistent, holds, parts_of, readings
from redlines.engine.positions import counting, firm, heard, red_lines, satisfying, union
from redlines.findings import Settlement
from redlines.region import Outcomes, Region
from redlines.verdicts import RedLine

# So many open conditions on one issue are tried out in every combination; with more of them what
# hangs on them stays open without trying.
_TRIED = 8


class Crossing(StrEnum):
    """Whether the readings of a text lie in what a party refuses: all, some or none of them."""

    CROSSES = "crosses"
    MAY_CROSS = "may cross"
    CLEAR = "clear"


class Demand(StrEnum):
    """Whether the readings of a text lie in what a party demands: all, some or none of them."""

    MET = "met"
    OPEN = "open"
    MISSED = "missed"
    NONE = "none"


@dataclass(frozen=True)
class Reading:
    """What a plan settles of an issue and what a party says of it, in one way of open questions.

    `region` is None where nothing is settled. R, D and A are of the claims that count.
    """

    region: Region | None
    claims: tuple[Claim, ...]
    outcomes: Outcomes = field(repr=False)

    def _named(self, verb: Verb) -> list[Region]:
        return [claim.region for claim in self.claims if claim.verb is verb and _firm(claim)]

    @cached_property
    def refusals(self) -> tuple[Claim, ...]:
        """The refusals that count."""
        return tuple(claim for claim in self.claims if claim.verb is Verb.REFUSES)

    @cached_property
    def refused(self) -> Region:
        """R."""
        return union((claim.region for claim in self.refusals), self.outcomes)

    @cached_property
    def demanded(self) -> Region:
        """D."""
        return satisfying(self._named(Verb.DEMANDS), self.outcomes) - self.refused

    @cached_property
    def declared(self) -> Region:
        """A."""
        return self.demanded | (union(self._named(Verb.ACCEPTS), self.outcomes) - self.refused)

    @cached_property
    def vaguely_missed(self) -> tuple[Claim, ...]:
        """Where D is empty, the vague demands of whose words what is settled is no reading."""
        if self.demanded:
            return ()
        wishes = (c for c in self.claims if c.verb is Verb.DEMANDS and c.statement.vague)
        return tuple(c for c in wishes if not (self.region and c.region & self.region))


@dataclass(frozen=True)
class Standing:
    """One text beside one party's claims on one issue.

    `claims` are those that count, `answers` what the plan says of all that they hang on: met,
    unmet or, with None, undecided. `silent` parties have said nothing that is in force.
    """

    issue: Issue
    party: str
    silent: bool
    claims: tuple[Claim, ...]
    answers: Mapping[Part, bool | None]
    settlement: Settlement | None

    @property
    def region(self) -> Region | None:
        """X: what is settled for certain; None where nothing is."""
        return self.settlement.region if self.settlement else None

    @property
    def leaves(self) -> tuple[Region | None, frozenset[tuple[Question, Region]]]:
        """What is settled for certain, and what each open question would leave of it."""
        points = self.settlement.open_points if self.settlement else ()
        return self.region, frozenset(points)

    @property
    def _outcomes(self) -> Outcomes:
        return self.issue.outcomes

    @cached_property
    def _questions(self) -> tuple[Question, ...]:
        """What the plan leaves open, each once: conditions of claims, and of its own points."""
        own = [p for c in self.claims if self.met(c) is None for p in parts_of(c)]
        own = [part for part in own if self.answers[part] is None]
        points = self.settlement.open_points if self.settlement else ()
        return tuple(dict.fromkeys((*own, *(question for question, _ in points))))

    @property
    def decidable(self) -> bool:
        """Whether the open questions are few enough to be tried out."""
        return len(self._questions) <= _TRIED

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """All that the text may be taken to mean, one for each way of answering what is open.

        None if there are too many; ways in which points would leave no outcome are none.
        """
        turns = product((False, True), repeat=len(self._questions)) if self.decidable else ()
        found = (dict(zip(self._questions, turn, strict=True)) for turn in turns)
        readings = [self._reading(turn) for turn in found if consistent(turn)]
        return tuple(own for own in readings if own.region is None or own.region)

    def _reading(self, turn: Mapping[Question, bool]) -> Reading:
        region = self.region
        for question, narrower in self.settlement.open_points if self.settlement else ():
            if turn[question]:
                region = narrower if region is None else region & narrower
        return Reading(region, self.counted_when(turn), self._outcomes)

    def met(self, claim: Claim, turn: Mapping[Question, bool] | None = None) -> bool | None:
        """Whether all that a claim hangs on is met; None where that is open, by `turn` if any."""
        found = [
            turn.get(part, False)
            if turn is not None and self.answers[part] is None
            else self.answers[part]
            for part in parts_of(claim)
        ]
        return None if None in found and False not in found else all(found)

    def may_count(self, claim: Claim) -> bool:
        """Whether a claim counts, or may by what is open."""
        return not parts_of(claim) or self.met(claim) is not (claim.verb is Verb.REFUSES)

    def counted_when(self, turn: Mapping[Question, bool]) -> tuple[Claim, ...]:
        """The claims that count in one way: refusals not lifted, the rest where its `if` is met."""
        return tuple(
            claim
            for claim in self.claims
            if not parts_of(claim) or self.met(claim, turn) is (claim.verb is not Verb.REFUSES)
        )

    @cached_property
    def counted(self) -> tuple[Claim, ...]:
        """The claims that count where no open condition is met."""
        return self.counted_when({})

    @cached_property
    def declared(self) -> Region:
        """A where no open condition is met."""
        return Reading(None, self.counted, self._outcomes).declared

    def within(self, part: Region) -> Standing:
        """The same where no more than a part of what is settled is left."""
        if self.settlement is None:
            return self
        own = self.settlement
        narrower = replace(
            own,
            region=own.region and own.region & part,
            open_points=tuple((question, region & part) for question, region in own.open_points),
        )
        return replace(self, settlement=narrower)

    @property
    def settling_anything(self) -> Standing:
        """The same where every outcome is left open by what is settled."""
        return replace(self, settlement=Settlement(self.issue.id, self._outcomes.everything, ()))

    @property
    def widest(self) -> Region:
        """The outcomes of all readings together."""
        return union((r.region for r in self.readings if r.region is not None), self._outcomes)

    @property
    def named(self) -> tuple[Region, ...]:
        """What the claims name, and what the undecided points of the plan settle."""
        points = self.settlement.open_points if self.settlement else ()
        return (*(claim.region for claim in self.claims), *(region for _, region in points))

    # Red lines

    @cached_property
    def lines(self) -> tuple[RedLine, ...]:
        """The red lines that count or, by an open condition, may."""
        return red_lines(self.counted)

    @cached_property
    def crossing(self) -> Crossing:
        """Whether all readings are refused, some or none; a silent plan is clear."""
        if not self.readings:
            return self._crossing_untried()
        crossed = [own.region is not None and own.region <= own.refused for own in self.readings]
        if all(crossed):
            return Crossing.CROSSES
        met = any(own.region is not None and own.region & own.refused for own in self.readings)
        return Crossing.MAY_CROSS if met else Crossing.CLEAR

    def _crossing_untried(self) -> Crossing:
        """The same by what is refused for certain, where there is too much to be tried out."""
        sure = (c for c in self.counted if c.verb is Verb.REFUSES and self._stands(c))
        refused = union((claim.region for claim in sure), self._outcomes)
        crosses = self.region is not None and self.region <= refused
        return Crossing.CROSSES if crosses and not self.decidable else Crossing.MAY_CROSS

    def _stands(self, claim: Claim) -> bool:
        return not parts_of(claim) or self.met(claim) is False

    @cached_property
    def firmest(self) -> int:
        """The rank of the firmest basis on which all readings are refused."""
        ranks = range(len(FIRMNESS) + 1)

        def refused(own: Reading, rank: int) -> bool:
            lines = union((c.region for c in own.refusals if firm(c) <= rank), self._outcomes)
            return own.region is not None and own.region <= lines

        return next(
            rank
            for rank in ranks
            if rank == ranks[-1] or all(refused(own, rank) for own in self.readings)
        )

    # Demands

    @cached_property
    def demand(self) -> Demand:
        """Whether all readings are demanded, some or none; a silent plan misses every demand."""
        if not self.readings:
            return Demand.OPEN
        if not any(own.demanded for own in self.readings):
            missed = all(own.vaguely_missed for own in self.readings)
            return Demand.MISSED if missed else Demand.NONE
        if all(own.region is not None and own.region <= own.demanded for own in self.readings):
            return Demand.MET
        met = any(own.region is not None and own.region & own.demanded for own in self.readings)
        return Demand.OPEN if met else Demand.MISSED

    @property
    def demand_is_vague(self) -> bool:
        """Whether nothing but vague demands are missed."""
        return self.demand is Demand.MISSED and not any(own.demanded for own in self.readings)

    @cached_property
    def demands(self) -> tuple[Claim, ...]:
        """The demands that count: firm ones, else the vague ones that are missed."""
        wishes = tuple(claim for claim in self.counted if claim.verb is Verb.DEMANDS)
        missed = (claim for own in self.readings for claim in own.vaguely_missed)
        return tuple(filter(_firm, wishes)) or tuple(dict.fromkeys(missed))

    # What is declared

    @cached_property
    def inside(self) -> bool:
        """Whether all readings lie in what is declared."""
        return bool(self.readings) and all(
            own.region is not None and own.region <= own.declared for own in self.readings
        )

    @cached_property
    def _softly_offered(self) -> Region:
        """What soft offers and demands name whose condition is not known to be unmet."""
        offers = (c for c in self.claims if c.verb is not Verb.REFUSES and c.soft)
        return union((c.region for c in offers if self.met(c) is not False), self._outcomes)

    @cached_property
    def within_offers(self) -> bool:
        """Whether all readings lie in what is declared or softly offered."""
        return bool(self.readings) and all(
            own.region is not None and own.region <= own.declared | self._softly_offered
            for own in self.readings
        )

    # Distance

    @property
    def settled(self) -> bool:
        """Whether something is settled in every reading."""
        return bool(self.readings) and all(own.region is not None for own in self.readings)

    def goal(self, *, crossing: bool) -> Region | None:
        """What distance is told from: T of a text that crosses, else D; None where it is open."""
        goals = {~own.refused if crossing else own.demanded for own in self.readings}
        return goals.pop() if len(goals) == 1 else None


def standing(
    case: Case,
    plan: Plan,
    settled: Mapping[str, Settlement],
    issue: str,
    party: str,
    assumption: Assumption,
) -> Standing:
    """A plan beside a party's claims on an issue; `settled` is what it leaves of each issue."""
    said = heard(case, issue, party, assumption)
    claims = counting(said, party, issue, assumption)
    known = readings(case, plan, settled)
    return Standing(
        case.issues[issue],
        party,
        not said and not claims,
        claims,
        {
            part: None if isinstance(part, str) else holds(part, known)
            for claim in claims
            for part in parts_of(claim)
        },
        settled.get(issue),
    )


def _firm(claim: Claim) -> bool:
    """Whether an offer or a demand counts: a condition that the plan meets is no softness here."""
    return not (claim.statement.disputed or claim.statement.vague)
