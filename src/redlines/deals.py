"""The nouns of packages across issues: what red lines leave when all issues are taken together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from redlines.assumption import Assumption
from redlines.case import Basis, Claim, Issue, Plan, Verb
from redlines.region import Region
from redlines.short import called
from redlines.verdicts import GradeWord, Later, RedLine, WhatIf


class IssueState(StrEnum):
    """What red lines leave of an issue in a package.

    Stuck is an issue of some conflict; open has a room. Left out is one that nobody names. Unknown
    is one for which the work ended before either was proven.
    """

    STUCK = "stuck"
    OPEN = "open"
    LEFT_OUT = "left_out"
    UNKNOWN = "unknown"


class ConditionState(StrEnum):
    """How a condition stands: over all open packages, or in a plan.

    Certain holds in all of them, open in some, stuck in some and names a stuck issue, out of reach
    in none. In a plan it is met, unmet or undecided.
    """

    CERTAIN = "certain"
    OPEN = "open"
    STUCK = "stuck"
    OUT_OF_REACH = "out_of_reach"
    MET = "met"
    UNMET = "unmet"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Share:
    """What a party asks for, or accepts without asking for it, of some outcomes, by which claims.

    The region is a part of D, or of A less D, with conditional red lines standing.
    """

    party: str
    region: Region
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class DealIssue:
    """An issue in the packages of a case.

    `knot` is that of a stuck issue, which is `soft` where it is not stuck at best, by the red lines
    that are gone then. `heard` are the parties asked for that have statements here. `room` are the
    outcomes of an open issue that occur in some open package, `linked` that not every combination
    with the rooms of other issues does, `opened` that the red lines, conditional ones standing,
    refuse every outcome. `asked_by` and `accepted_by` are of the room; `unmet` are the parties that
    demand something here and nothing of the room, soft demands told only where there is no other.
    """

    issue: Issue
    state: IssueState
    knot: int | None
    soft: bool
    soft_lines: tuple[RedLine, ...]
    heard: tuple[str, ...]
    room: Region
    opened: bool
    linked: bool
    asked_by: tuple[Share, ...]
    accepted_by: tuple[Share, ...]
    unmet: tuple[LeftBehind, ...]


@dataclass(frozen=True, slots=True)
class DealLine:
    """A red line that counts.

    `unless_state` is None for one without `unless`, and where the work ended before it was known.
    It is gone at best where every claim behind it is disputed, vague or has a proviso.
    """

    line: RedLine
    unless_state: ConditionState | None
    gone_at_best: bool


@dataclass(frozen=True, slots=True)
class RoomCondition:
    """Outcomes of a room held by the same red lines, and one of these: there is its `unless`."""

    issue: Issue
    region: Region
    red_line: RedLine


@dataclass(frozen=True, slots=True)
class Concession:
    """A party giving up, as far as a landing needs it, what it refuses on one issue: a move."""

    party: str
    issue: str

    @property
    def id(self) -> str:
        """As `--lift` takes it: `russia:territory.donetsk`."""
        return f"{self.party}:{self.issue}"


@dataclass(frozen=True, slots=True)
class Knot:
    """Conflicts that share an issue, directly or through others; numbered from 1.

    The totals are None where they were not counted to the end. `cells_total` is that of the
    landings where the knot is on one issue; None where it is on several.
    """

    knot: int
    issues: tuple[Issue, ...]
    blocking_sets_total: int | None
    concession_sets_total: int | None
    cells_total: int | None


@dataclass(frozen=True, slots=True)
class DealBlockingSet:
    """Red lines such that every package crosses one; for any proper part a package crosses none.

    Reported is one whose moves are a conflict: no other blocking set's are a proper part of them.
    """

    knot: int
    red_lines: tuple[RedLine, ...]


@dataclass(frozen=True, slots=True)
class Landing:
    """What a cell of the issue of a knot would ask of one party that has a red line there.

    `cell` counts from 1 in the order of the issue. `steps` are the party's retreats to the first
    and to the last of its outcomes, a step into or out of `unlimited` not counted but named by
    `past_unlimited`; None where steps have no meaning. `unbettered` says that no other outcome
    betters these for one party without worsening one for another. `basis` is the firmest of the
    `red_lines` that hold the cell, those with `unless` among them.
    """

    knot: int
    issue: Issue
    cell: int
    region: Region
    unbettered: bool
    party: str
    steps: tuple[int, int] | None
    past_unlimited: bool
    basis: Basis | None
    red_lines: tuple[RedLine, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """One outcome of one issue."""

    issue: Issue
    outcome: str


@dataclass(frozen=True, slots=True)
class ConcessionSet:
    """A minimal set of moves that meets every conflict of one knot, and where it would land.

    `landing` is an outcome for each issue of the knot; `red_lines` are those crossed there, and
    `firmest_crossed` their firmest basis, None where none of them has one.
    """

    knot: int
    moves: tuple[Concession, ...]
    firmest_crossed: Basis | None
    landing: tuple[Placed, ...]
    red_lines: tuple[RedLine, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An outcome of the witness, and the rule that left no other; 0 where there was no other.

    `assumed` is an outcome of an issue that is stuck, or not known, on which the witness rests.
    """

    issue: Issue
    outcome: str
    rule: int
    assumed: bool


@dataclass(frozen=True, slots=True)
class Trade:
    """The claims of one verb of a statement with `if` or `unless`: an offer and its condition.

    Its id is as in `ZKH-02/accepts`, that of one party by a joint statement `J-3:spd/accepts`.
    `state` is that of the condition, None where the work ended before it was known.
    """

    trade: str
    statement: str
    party: str
    verb: Verb
    state: ConditionState | None
    basis: Basis | None
    disputed: bool
    vague: bool


@dataclass(frozen=True, slots=True)
class TradeTerm:
    """How a party stands to one issue of an offer or condition: its grade of a plan of just both.

    `claims` are those behind the grade.
    """

    trade: str
    part: Literal["condition", "offer"]
    issue: Issue
    region: Region
    party: str
    grade: GradeWord
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class AtBest:
    """The answer and the stuck issues without lines that are disputed, vague or have a proviso."""

    deal: bool | None
    stuck: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class PlanTerm:
    """What a point of a plan settles on one issue."""

    point: str
    issue: Issue


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A red line that holds what is changed to, and the points that meet its `unless`."""

    red_line: RedLine
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A party with demands that no outcome left of an issue meets, and these.

    In the place of a term they are those that the plan's points on its issue meet together.
    """

    party: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that has another wording: what it says now, and what red lines leave there.

    `room` is over the open packages that satisfy the terms kept; `nearest` the outcome of it with
    the fewest `steps` from the term, together with those of the other changes; None on options.
    `because` are, smallest first and at most `LISTED`, the red lines of the conflicts that hold the
    term.
    """

    point: str
    number: str | None
    issue: Issue
    before: Region
    room: Region
    nearest: str | None
    steps: int | None
    past_unlimited: bool
    because: tuple[tuple[RedLine, ...], ...]
    because_total: int | None
    rests_on: tuple[RestsOn, ...]
    leaves: tuple[LeftBehind, ...]
    asked_by: tuple[Share, ...]
    accepted_by: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class OpenReading:
    """An issue of which only part of what a plan says can be had once the changes are made."""

    issue: Issue
    points: tuple[str, ...]
    plan: Region
    room: Region


@dataclass(frozen=True, slots=True)
class StuckTerm:
    """What a plan says on a stuck issue, and a party whose red lines it crosses there.

    `on` says whether it crosses on every reading or only on some.
    """

    issue: Issue
    points: tuple[str, ...]
    region: Region
    party: str
    on: Literal["every", "some"]
    red_lines: tuple[RedLine, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """The fewest points of a plan that must be worded otherwise for the rest to cross nothing.

    `complete` says that none must. `unknown` are the points whose content is not known.
    `alternatives` are the other minimal sets of terms, at most `LISTED`, the total None where they
    were not counted to the end. `without_effect` are points whose `if` holds in no package left.
    """

    complete: bool
    unknown: tuple[str, ...]
    alternatives: tuple[tuple[PlanTerm, ...], ...]
    alternatives_total: int | None
    changes: tuple[TermChange, ...]
    readings: tuple[OpenReading, ...]
    without_effect: tuple[str, ...]
    stuck: tuple[StuckTerm, ...]


@dataclass(frozen=True, slots=True)
class DealReport:
    """What red lines leave to some parties over all issues, by itself or beside a plan.

    `deal` says whether some package crosses none of their red lines and, with a plan, satisfies it;
    None where the work ended first. `proven` says that all that is stuck, also at best, and all
    blocking sets and repairs are known; else the blocking sets are with at most `complete_up_to`
    red lines. Reported are at most `LISTED` of a knot. `package` is the witness: an outcome for
    every open issue, and for others that its conditions rest on.
    """

    parties: tuple[str, ...]
    assumption: Assumption
    plan: Plan | None
    deal: bool | None
    proven: bool
    complete_up_to: int | None
    issues: tuple[DealIssue, ...]
    red_lines: tuple[DealLine, ...]
    conditions: tuple[RoomCondition, ...]
    knots: tuple[Knot, ...]
    blocking_sets: tuple[DealBlockingSet, ...]
    landings: tuple[Landing, ...]
    concession_sets: tuple[ConcessionSet, ...]
    package: tuple[Chosen, ...]
    trades: tuple[Trade, ...]
    trade_terms: tuple[TradeTerm, ...]
    at_best: AtBest
    repair: Repair | None
    later: Later
    what_if: WhatIf

    def __repr__(self) -> str:
        few = self.parties if len(self.parties) < 4 else [f"{len(self.parties)} parties"]
        states = [own.state for own in self.issues]
        counts = [f"{states.count(state)} {state}" for state in IssueState if state in states]
        return called(self, [*few, f"deal={self.deal}", f"proven={self.proven}", *counts])
