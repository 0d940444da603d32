"""The nouns of two states of the positions: what changed, who moved, and what that does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from redlines.assumption import Assumption
from redlines.case import Basis, Case, Claim, Issue, Party
from redlines.region import Region
from redlines.short import short
from redlines.verdicts import Gap, Verdict, WhatIf


class CaseChangeKind(StrEnum):
    """What became of a party, of an issue or of the day in the case itself."""

    DAY = "day"
    PARTY_ADDED = "party-added"
    PARTY_REMOVED = "party-removed"
    ISSUE_ADDED = "issue-added"
    ISSUE_REMOVED = "issue-removed"
    OUTCOMES_ADDED = "outcomes-added"
    OUTCOMES_REMOVED = "outcomes-removed"
    ORDER = "order"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A party that one state has, or an issue that one has or whose outcomes are other ones.

    `outcomes` are those added or removed; `before` and `after` are the steps of a quantity, or the
    days of analysis of the two states.
    """

    kind: CaseChangeKind
    party: Party | None = None
    issue: Issue | None = None
    outcomes: Region | None = None
    before: str | None = None
    after: str | None = None

    def __repr__(self) -> str:
        return short(self, "kind", "party", "issue", "outcomes", "before", "after")

    @property
    def id(self) -> str:
        """The id of the finding."""
        if self.kind is CaseChangeKind.DAY:
            return "position-day"
        return "position-party" if self.party else "position-issue"


class ClaimChangeKind(StrEnum):
    """What became of a claim from one state of the positions to the other, on one day.

    Begun and ended is what both states have and one does not count by its dates; not yet is what
    the later state dates after the day; changed is what names the same outcomes otherwise.
    """

    ADDED = "added"
    DROPPED = "dropped"
    BEGUN = "begun"
    ENDED = "ended"
    WIDENED = "widened"
    NARROWED = "narrowed"
    MOVED = "moved"
    CHANGED = "changed"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that counts in one state only, or in both in another way, or not yet.

    `before` and `after` are the claim as each state has it, None where it does not; `what` names
    what is different about it where it counts in both. `restated` says that nothing changed with
    it: not what its party refuses, demands or accepts, and no verdict.
    """

    kind: ClaimChangeKind
    party: str
    issue: Issue
    before: Claim | None
    after: Claim | None
    what: tuple[str, ...] = ()
    restated: bool = False

    def __repr__(self) -> str:
        return short(self, "kind", "claim")

    @property
    def claim(self) -> Claim:
        """The claim as it is now, or as it was where it is gone."""
        found = self.after or self.before
        assert found  # noqa: S101 - one state has it
        return found

    @property
    def id(self) -> str:
        """The id of the finding."""
        if self.kind is ClaimChangeKind.NOT_YET:
            return "position-not-yet"
        return "position-restated" if self.restated else "position-claim"


class MoveKind(StrEnum):
    """How what a party refuses, demands or accepts is another thing now, the gravest first."""

    REFUSED = "refused"
    HARDENED = "hardened"
    FIRMER = "firmer"
    RELEASED = "released"
    SOFTENED = "softened"
    LESS_FIRM = "less-firm"
    DEMANDED = "demanded"
    DECLARED = "declared"

    @property
    def id(self) -> str:
        """The id of the finding."""
        return f"position-{self}"


@dataclass(frozen=True, slots=True)
class Move:
    """How a party moved on an issue.

    `before` and `after` are R, of a demand D, of what is declared A; `outcomes` are those that the
    move is about, None for D and A; the bases are given where a refusal is firmer or less firm, the
    firmest of these outcomes. `changes` are the party's claims that changed and bear on it.
    """

    kind: MoveKind
    party: str
    issue: Issue
    before: Region
    after: Region
    outcomes: Region | None = None
    basis_before: Basis | None = None
    basis_after: Basis | None = None
    changes: tuple[ClaimChange, ...] = ()

    def __repr__(self) -> str:
        return short(self, "kind", "party", "issue", "before", "after")


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A pair of parties whose verdict on an issue, at best or as stated, or gap is another now.

    `changes` are the claims of the two that changed, of a party whose ranges did.
    """

    parties: tuple[str, str]
    issue: Issue
    before: Verdict
    after: Verdict
    at_best_before: Verdict
    at_best_after: Verdict
    gap_before: Gap | None = None
    gap_after: Gap | None = None
    changes: tuple[ClaimChange, ...] = ()

    def __repr__(self) -> str:
        return short(self, "parties", "issue", "before", "after")

    @property
    def id(self) -> str:
        """The id of the finding, by the gravest of what changed."""
        if self.before is not self.after:
            blocked = self.after is Verdict.INSURMOUNTABLE
            return "position-insurmountable" if blocked else "position-verdict"
        return "position-gap" if self.at_best_before is self.at_best_after else "position-at-best"


@dataclass(frozen=True, slots=True)
class LostSource:
    """A source that a statement rested on and does not any more."""

    statement: str
    party: str
    source: str


@dataclass(frozen=True, slots=True)
class Besides:
    """What changed beside the claims that count and the case itself, by the ids of what changed.

    `dates` are statements that count as before on other dates, `not_counting` those whose claims
    changed and count in neither state. Other notes, speakers and sources of statements follow,
    entries of the list of sources and of what is not coded, and parties and issues that are
    described otherwise.
    """

    dates: tuple[str, ...] = ()
    not_counting: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    listed_sources: tuple[str, ...] = ()
    not_coded: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionDiff:
    """What changed between two states of the positions, and what that does, on one day.

    `both` is the later state with the parties and issues that only the earlier has: the case by
    whose names all of it is told.
    """

    assumption: Assumption
    both: Case
    case_changes: tuple[CaseChange, ...]
    moves: tuple[Move, ...]
    changes: tuple[ClaimChange, ...]
    verdicts: tuple[VerdictChange, ...]
    lost_sources: tuple[LostSource, ...]
    besides: Besides
    what_if: WhatIf

    def __repr__(self) -> str:
        return short(self, "assumption", "case_changes", "moves", "changes", "verdicts")

    @property
    def unchanged(self) -> bool:
        """Whether neither a claim nor the case changed."""
        late = self.besides.dates or self.besides.not_counting
        return not (self.case_changes or self.changes or late)


class StepKind(StrEnum):
    """What a day did to the ground of a party on an issue: to what it accepts and what it refuses.

    Given is more accepted or less refused, hardened the reverse, and both is some of each; asked is
    another demand, a first or no more one that alone gives and takes nothing, restated no other set
    at all. Recorded is no step of the party: its first statement there, or one of a time of which
    the record is not dense. Ended is that nothing of it is in force any more.
    """

    GIVEN = "given"
    HARDENED = "hardened"
    BOTH = "both"
    ASKED = "asked"
    RESTATED = "restated"
    RECORDED = "recorded"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a party demands, accepts and refuses on an issue: D, A and R of what is not soft.

    `softly_accepted` and `softly_refused` are what soft offers and soft refusals add to A and R.
    """

    demanded: Region
    accepted: Region
    refused: Region
    softly_accepted: Region
    softly_refused: Region

    @property
    def softly(self) -> Ground:
        """The ground with what is soft added."""
        accepted = self.accepted | self.softly_accepted
        return replace(self, accepted=accepted, refused=self.refused | self.softly_refused)


@dataclass(frozen=True, slots=True)
class Step:
    """What a party said on an issue on one day and what ended there, and its ground after it.

    `day` is None for what has no date, `before` where nothing was in force and `after` where
    nothing is. `soft` says that it moved only by what is soft, `dense` whether its record on the
    issue is dense then.
    """

    kind: StepKind
    soft: bool
    issue: Issue
    day: date | None
    dense: bool
    before: Ground | None
    after: Ground | None
    begun: tuple[Claim, ...]
    ended: tuple[Claim, ...]

    def __repr__(self) -> str:
        return short(self, "kind", "soft", "issue", "day", "begun", "ended")


@dataclass(frozen=True, slots=True)
class PartyHistory:
    """What a party has said, issue by issue and day by day, and what it has given and hardened."""

    party: str
    assumption: Assumption
    steps: tuple[Step, ...]

    def __repr__(self) -> str:
        return short(self, "party", "assumption", "steps")

    def counted(self, kind: StepKind, *, soft: bool | None = None) -> tuple[int, int]:
        """How many steps of a kind there are and on how many issues, one over areas once a day.

        With `soft` only those are counted that moved so: by what is soft alone, or not.
        """
        own = (s for s in self.steps if s.kind is kind and soft in (None, s.soft))
        found = {(step.issue.heading, step.day) for step in own}
        return len(found), len({heading for heading, _ in found})


# What became of positions.
Moved = CaseChange | Move | ClaimChange | VerdictChange | LostSource
