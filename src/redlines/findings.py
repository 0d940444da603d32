"""The nouns of plans and changes, grades and effects, and any finding as reports list it.

Apart from the nouns of verdicts, since a gap that nobody gates on needs none of these.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from redlines.assumption import Assumption
from redlines.case import Case, Claim, Issue, Place, Plan, Point
from redlines.catalogue import RULES, Direction
from redlines.deals import DealIssue, TermChange
from redlines.moves import ClaimChange, LostSource, Move, Moved, VerdictChange
from redlines.problems import Level, Problem
from redlines.region import Region
from redlines.short import called, short
from redlines.verdicts import GradeWord, IssueGap, Later, RedLine, WhatIf, Withheld


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a plan leaves of one issue: the outcomes that all its points on it have in common.

    `region` is None where no point settles the issue for certain; `undecided` are conditional
    points whose condition the plan does not meet, and `narrowed` what would be left with them.
    `open_points` are what each of these settles, beside what decides whether it does: points that
    have a condition in common settle together.
    """

    issue: str
    region: Region | None
    points: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    narrowed: Region | None = None
    open_points: tuple[tuple[Hashable, Region], ...] = ()

    @property
    def readings(self) -> tuple[Region | None, ...]:
        """What the plan may be taken to settle, None for nothing.

        Besides the most and the least there is what each undecided point leaves by itself where
        nothing else settles the issue: these decide whether a condition on it can be met.
        """
        if not self.undecided:
            return (self.region,)
        alone = (own for _, own in self.open_points) if self.region is None else ()
        return (self.region, *alone, self.narrowed)


@dataclass(frozen=True, slots=True)
class Grade:
    """What a plan does to one party on one issue, and the statements that make it so.

    `crossed` are red lines that what is settled meets, `lifted` those whose `unless` the plan
    meets, `met` and `missed` hard demands that contain it or share nothing with it, `undecided`
    the claims whose conditions the plan leaves open; `declared` is the party's A in this plan.
    `narrowed`, `withheld` and `on_condition` are the demands and offers, hard and soft, behind the
    red lines that are crossed, as a `Position` has them.
    `unknown` says that the plan may settle the issue by a point that is not known, `vague` that the
    demands missed are vague ones: what is settled is nothing that their words allow.
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
    narrowed: tuple[Withheld, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    on_condition: tuple[Withheld, ...] = ()
    unknown: bool = False
    vague: bool = False

    def __repr__(self) -> str:
        return short(self, "issue", "party", "word", "points", "region")

    @property
    def point(self) -> str | None:
        """The first of the points."""
        return next(iter(self.points), None)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims behind the grade, also those of red lines that the plan lifts."""
        lines = claims_of((*self.crossed, *self.lifted))
        held_back = (own.claim for own in self.held_back)
        return (*lines, *self.met, *self.missed, *self.undecided, *held_back)

    @property
    def held_back(self) -> tuple[Withheld, ...]:
        """What the party asks for or offers behind the red lines that are crossed."""
        return (*self.narrowed, *self.withheld, *self.on_condition)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The grades of one plan under one assumption, by issue and then by party.

    `later` counts what these parties said after its day.
    """

    plan: Plan
    parties: tuple[str, ...]
    assumption: Assumption
    settlements: tuple[Settlement, ...]
    grades: tuple[Grade, ...]
    later: Later
    what_if: WhatIf

    def __repr__(self) -> str:
        words = [grade.word for grade in self.grades]
        counts = [f"{words.count(word)} {word}" for word in GradeWord if word in words]
        few = self.parties if len(self.parties) < 4 else [f"{len(self.parties)} parties"]
        return called(self, [self.plan.id, *few, *counts])


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

    def __repr__(self) -> str:
        return short(self, "kind", "point", "issue", "region_before", "region_after")


class EffectKind(StrEnum):
    """What a change does to one party, worst first.

    `still-crosses` and `no-effect` are counted and are no findings.
    """

    NEWLY_CROSSES = "newly-crosses"
    CROSSES_FIRMER = "crosses-firmer"
    DEMAND_LOST = "demand-lost"
    FARTHER = "farther"
    MAY_CROSS = "may-cross"
    NEED_NO_LONGER_CROSS = "need-no-longer-cross"
    DEMAND_OPEN = "demand-open"
    UNDECIDABLE = "undecidable"
    REWORDED = "reworded"
    WIDER = "wider"
    NARROWER = "narrower"
    NO_LONGER_DECLARED = "no-longer-declared"
    NOW_DECLARED = "now-declared"
    NO_LONGER_CROSSES = "no-longer-crosses"
    CAN_NO_LONGER_CROSS = "can-no-longer-cross"
    CROSSES_SOFTER = "crosses-softer"
    DEMAND_MET = "demand-met"
    CLOSER = "closer"
    STILL_CROSSES = "still-crosses"
    NO_EFFECT = "no-effect"

    @property
    def id(self) -> str:
        """The id of the finding."""
        return f"diff-{self}"

    @property
    def severity(self) -> int:
        """The rank in lists that show the worst first."""
        return list(EffectKind).index(self)

    @property
    def direction(self) -> Direction:
        """Which way it goes from the party's side."""
        rule = RULES.get(self.id)
        return (rule and rule.direction) or Direction.NEUTRAL


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the nearest and the farthest reading of a text lie from what a party wants, in steps.

    None where the way leads to or from `unlimited`, which lies beyond every number.
    """

    nearest: int | None
    farthest: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed points do to one party on one issue.

    `before` and `after` are the party's grades, None where there was none; `red_lines` those that
    the effect is about, `demands` likewise; `distances` those before and after from `goal`, which
    is what the party does not refuse where the text crosses on both sides, else what it demands.
    `silent` says on which side the text is silent, where the effect rests on that.
    """

    kind: EffectKind
    issue: Issue
    party: str
    points: tuple[str, ...]
    before: Grade | None
    after: Grade | None
    red_lines: tuple[RedLine, ...] = ()
    demands: tuple[Claim, ...] = ()
    distances: tuple[Distance, Distance] | None = None
    goal: Region | None = None
    silent: Literal["before", "after"] | None = None

    def __repr__(self) -> str:
        return short(self, "kind", "issue", "party", "points")

    @property
    def direction(self) -> Direction:
        """Which way it goes from the party's side."""
        return self.kind.direction

    @property
    def point(self) -> str | None:
        """The first of the points."""
        return next(iter(self.points), None)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims behind the effect."""
        return (*claims_of(self.red_lines), *self.demands)


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """What changed between two plans or two versions of one, and for whom.

    `unheard` are the parties with no statement in force on what changed, `only_soft` those with
    none but soft claims there, on whom the change has no effect, with these claims.
    """

    base: CheckReport
    revision: CheckReport
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    unheard: tuple[str, ...] = ()
    only_soft: tuple[tuple[str, tuple[Claim, ...]], ...] = ()

    def __repr__(self) -> str:
        sides = f"{self.base.plan.id} to {self.revision.plan.id}"
        counts = (f"{len(self.changes)} changes", f"{len(self.effects)} effects")
        return called(self, [sides, *counts])


class PlanChangeKind(StrEnum):
    """What happened to a plan as a whole."""

    REMOVED = "removed"
    ADDED = "added"

    @property
    def id(self) -> str:
        """The id of the finding."""
        return f"plan-{self}"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A plan that only one of two states of a case has, with its title and its file there."""

    kind: PlanChangeKind
    plan: str
    title: str
    file: str


# Counting


def claims_of(lines: Iterable[RedLine]) -> tuple[Claim, ...]:
    """The claims of some red lines."""
    return tuple(claim for line in lines for claim in line.claims)


def counted_lines(found: Iterable[tuple[Issue, RedLine]]) -> tuple[RedLine, ...]:
    """Red lines as totals count them: those of one party on one heading are one.

    The one that stands for the others is hard before soft and then the firmest.
    """
    kept: dict[tuple[str, str], RedLine] = {}
    for issue, line in found:
        key = line.party, issue.heading
        other = kept.get(key)
        if other is None or (line.soft, line.firmness) < (other.soft, other.firmness):
            kept[key] = line
    return tuple(kept.values())


def counted_headings(effects: Iterable[Effect]) -> tuple[str, ...]:
    """Issues as the totals of a diff count them: an issue over areas is one.

    A change by a condition has no point of its own, so that points cannot be counted there.
    """
    return tuple(dict.fromkeys(effect.issue.heading for effect in effects))


def counted_points(found: Iterable[Grade]) -> tuple[str, ...]:
    """Points as totals count them: those that act together are one, named by the first."""
    return tuple(dict.fromkeys(own.points[0] for own in found if own.points))


@dataclass(frozen=True, slots=True)
class PartyGrades:
    """A party's grades counted, an issue over areas and a red line over areas once."""

    party: str
    demands_met: int
    lines_crossed: int
    lines_crossed_by_basis: dict[str, int]
    ambiguous: tuple[str, ...]
    unsettled: tuple[str, ...]
    silent: tuple[str, ...]


def party_grades(report: CheckReport, party: str) -> PartyGrades:
    """A party's grades counted by issue as the case lists them, and by red line."""
    own = [grade for grade in report.grades if grade.party == party]
    crossing = [grade for grade in own if grade.word is GradeWord.CROSSES]
    meeting = [grade for grade in own if grade.word is GradeWord.MEETS]
    lines = counted_lines((grade.issue, line) for grade in crossing for line in grade.crossed)
    bases = [line.basis.value if line.basis else "none" for line in lines]
    return PartyGrades(
        party=party,
        demands_met=len({(g.issue.heading, c.statement.id) for g in meeting for c in g.met}),
        lines_crossed=len(lines),
        lines_crossed_by_basis={basis: bases.count(basis) for basis in sorted(set(bases))},
        ambiguous=_headings(own, GradeWord.AMBIGUOUS),
        unsettled=_headings(own, GradeWord.UNSETTLED),
        silent=_headings(own, GradeWord.UNSTATED),
    )


def _headings(grades: Iterable[Grade], word: GradeWord) -> tuple[str, ...]:
    """The issues on which some grades have a word, an issue over areas once."""
    return tuple(dict.fromkeys(grade.issue.heading for grade in grades if grade.word is word))


@dataclass(frozen=True, slots=True)
class PartyDirections:
    """On how many issues a change goes which way for a party; never added up over parties.

    An issue over areas counts once, and in each way in which it goes; `better_by_silence` and
    `worse_by_silence` are those where all that goes so rests on the silence of a text.
    """

    party: str
    better: int
    worse: int
    neutral: int
    unknown: int
    better_by_silence: int
    worse_by_silence: int


def party_directions(diff: PlanDiff, party: str) -> PartyDirections:
    """On how many issues a party's effects go which way."""
    ways = {
        way: [e for e in diff.effects if e.party == party and e.direction is way]
        for way in Direction
    }

    def by_silence(direction: Direction) -> int:
        spoken = counted_headings(e for e in ways[direction] if e.silent is None)
        return len(counted_headings(ways[direction])) - len(spoken)

    return PartyDirections(
        party,
        **{way.value: len(counted_headings(effects)) for way, effects in ways.items()},
        better_by_silence=by_silence(Direction.BETTER),
        worse_by_silence=by_silence(Direction.WORSE),
    )


@dataclass(frozen=True, slots=True)
class Ignore:
    """An entry of the ignore file: which findings are accepted, why, and until before which day.

    What is None or empty is not named. `issue` may be a heading and then stands for all its areas,
    `parties` are the whole set asked for, `statements` those that a warning about a file names.
    """

    id: str
    plan: str | None
    point: str | None
    party: str | None
    reason: str
    until: date | None = None
    place: Place | None = None
    issue: str | None = None
    parties: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unproven:
    """That a search for packages ended at its work limit.

    `complete_up_to` is the number of red lines up to which all blocking sets are known.
    """

    complete_up_to: int | None


About = (
    IssueGap
    | Grade
    | Effect
    | Moved
    | PlanChange
    | DealIssue
    | TermChange
    | Unproven
    | Problem
    | Ignore
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact that a command established, as reports list it and as a gate may fail on it.

    `about` is what was found and holds all arguments; `party` is whom it is addressed to,
    `parties` for whom together it was established; `place` is where it is written, `related` the
    statements behind it. `stale` says that the party's newest statement is old for the day of
    judgement, which makes a decided finding one that data would have to confirm. `what_if` says
    that it rests on more than what was said: something is lifted or set. `ignored` is the reason
    why it was accepted. `case` is the one by whose names it is told, None for what needs none.
    """

    id: str
    level: Level
    about: About
    party: str | None = None
    issue: str | None = None
    plan: str | None = None
    point: str | None = None
    parties: tuple[str, ...] = ()
    direction: Direction | None = None
    place: Place | None = None
    related: tuple[Place, ...] = ()
    stale: bool = False
    what_if: bool = False
    ignored: str | None = None
    case: Case | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return short(self, "id", "level", "party", "parties", "issue", "plan", "point")

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims behind a finding on a plan or on a change of one."""
        return self.about.claims if isinstance(self.about, Grade | Effect) else ()

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements that a change of positions or a warning about a file is about."""
        match self.about:
            case ClaimChange():
                return (self.about.claim.statement.id,)
            case LostSource():
                return (self.about.statement,)
            case Move() | VerdictChange():
                said = (change.claim.statement.id for change in self.about.changes)
                return tuple(dict.fromkeys(said))
            case Problem():
                return self.about.statements
            case _:
                return ()


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings of each level are not accepted, and how many are."""
    left = [finding.level for finding in findings if finding.ignored is None]
    levels = {level.value: left.count(level) for level in Level}
    return {**levels, "ignored": len(findings) - len(left)}
