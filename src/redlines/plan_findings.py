"""The nouns of results about plans and changes: grades, effects, and findings as reports list them.

Apart from the nouns of verdicts, which every command loads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from redlines.case import Basis, Claim, Issue, Place, Plan, Point
from redlines.findings import RedLine, Verdict
from redlines.problems import Level
from redlines.region import Region


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


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a plan leaves of one issue: the outcomes that all its points on it have in common.

    `region` is None where no point settles the issue for certain; `undecided` are conditional
    points whose condition the plan does not meet, and `narrowed` what would be left with them.
    """

    issue: str
    region: Region | None
    points: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    narrowed: Region | None = None

    @property
    def readings(self) -> tuple[Region | None, ...]:
        """What the plan may be taken to settle: one region, or two where a point is undecided."""
        return (self.region, self.narrowed) if self.undecided else (self.region,)


@dataclass(frozen=True, slots=True)
class Grade:
    """What a plan does to one party on one issue, and the statements that make it so.

    `crossed` are red lines that what is settled meets, `lifted` those whose `unless` the plan
    meets, `met` and `missed` hard demands that contain it or share nothing with it, `undecided`
    the claims whose conditions the plan leaves open; `declared` is the party's A in this plan.
    `unknown` says that the plan may settle the issue by a point that is not known.
    """

    issue: Issue
    party: str
    word: GradeWord
    points: tuple[str, ...]
    region: Region | None
    declared: Region | None = None
    crossed: tuple[RedLine, ...] = ()
    lifted: tuple[RedLine, ...] = ()
    met: tuple[Claim, ...] = ()
    missed: tuple[Claim, ...] = ()
    undecided: tuple[Claim, ...] = ()
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The grades of one plan on one day, by issue and then by party."""

    plan: Plan
    parties: tuple[str, ...]
    day: date | None
    binding: Basis | None
    settlements: tuple[Settlement, ...]
    grades: tuple[Grade, ...]


class ChangeKind(StrEnum):
    """What happened to a point, or to a claim, from one version to the next."""

    ADDED = "added"
    REMOVED = "removed"
    REGION = "region"
    WORDING = "wording"
    RENUMBERED = "renumbered"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one point; `issue` and the regions are None where it settles nothing."""

    kind: ChangeKind
    point: str
    before: Point | None
    after: Point | None
    issue: Issue | None = None
    region_before: Region | None = None
    region_after: Region | None = None


class Direction(StrEnum):
    """Which way a change goes, seen from one party's side."""

    BETTER = "better"
    WORSE = "worse"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


class EffectKind(StrEnum):
    """What a change does to one party; the finding's id is `diff-` and this word."""

    NEWLY_CROSSES = "newly-crosses"
    NO_LONGER_CROSSES = "no-longer-crosses"
    DEMAND_MET = "demand-met"
    DEMAND_LOST = "demand-lost"
    CLOSER = "closer"
    FARTHER = "farther"
    UNDECIDABLE = "undecidable"
    REWORDED = "reworded"
    NO_EFFECT = "no-effect"


DIRECTIONS: dict[EffectKind, Direction] = {
    EffectKind.NEWLY_CROSSES: Direction.WORSE,
    EffectKind.NO_LONGER_CROSSES: Direction.BETTER,
    EffectKind.DEMAND_MET: Direction.BETTER,
    EffectKind.DEMAND_LOST: Direction.WORSE,
    EffectKind.CLOSER: Direction.BETTER,
    EffectKind.FARTHER: Direction.WORSE,
    EffectKind.UNDECIDABLE: Direction.UNKNOWN,
    EffectKind.REWORDED: Direction.UNKNOWN,
    EffectKind.NO_EFFECT: Direction.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed points do to one party on one issue.

    `before` and `after` are the party's grades, None where there was none; `red_lines` those
    newly or no longer crossed or tied to the wording; `demands` those met or lost; `steps` the
    largest distances in steps, before and after, of what is settled from the declared range.
    """

    kind: EffectKind
    issue: Issue
    party: str
    points: tuple[str, ...]
    before: Grade | None
    after: Grade | None
    red_lines: tuple[RedLine, ...] = ()
    demands: tuple[Claim, ...] = ()
    steps: tuple[int, int] | None = None

    @property
    def direction(self) -> Direction:
        """Which way it goes from the party's side."""
        return DIRECTIONS[self.kind]

    @property
    def id(self) -> str:
        """The id of the finding."""
        return f"diff-{self.kind}"


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """What changed between two plans or two versions of one, and for whom."""

    base: CheckReport
    revision: CheckReport
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]


class ClaimChangeKind(StrEnum):
    """What happened to a party's red line; the finding's id is `position-` and this word."""

    TIGHTENED = "tightened"
    RELAXED = "relaxed"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"
    SOURCE_REMOVED = "source-removed"


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """One refusal of one statement that changed, or a source that the statement lost."""

    kind: ClaimChangeKind
    statement: str
    party: str
    issue: Issue | None
    before: Region | None = None
    after: Region | None = None
    source: str | None = None

    @property
    def id(self) -> str:
        """The id of the finding."""
        return f"position-{self.kind}"


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A pair of parties whose verdict on an issue is another one now."""

    parties: tuple[str, str]
    issue: Issue
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class PositionDiff:
    """What changed between two states of the positions."""

    day: date | None
    changes: tuple[ClaimChange, ...]
    verdicts: tuple[VerdictChange, ...]


@dataclass(frozen=True, slots=True)
class Ignore:
    """An entry of the ignore file: which findings are accepted, why, and until before which day.

    Where `plan`, `point` or `party` is None, any will do.
    """

    id: str
    plan: str | None
    point: str | None
    party: str | None
    reason: str
    until: date | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about a plan, a change or a position, addressed to a party, as reports list it.

    `about` is what was found and holds all arguments; `place` is where it is written, `related`
    the statements behind it. `stale` says that the party's newest statement is old for the day of
    judgement, which makes a decided finding one that data would have to confirm. `ignored` is the
    reason why it was accepted.
    """

    id: str
    level: Level
    about: Grade | Effect | ClaimChange | VerdictChange | Ignore
    party: str | None
    issue: str | None
    plan: str | None = None
    point: str | None = None
    direction: Direction | None = None
    place: Place | None = None
    related: tuple[Place, ...] = ()
    stale: bool = False
    ignored: str | None = None
