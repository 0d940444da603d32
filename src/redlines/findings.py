"""The nouns of plans and changes, grades and effects, and any finding as reports list it.

Apart from the nouns of verdicts, since a gap that nobody gates on needs none of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from redlines.assumption import Assumption
from redlines.case import Claim, Issue, Place, Plan, Point
from redlines.catalogue import RULES, Direction, severity
from redlines.problems import Level, Problem
from redlines.region import Region
from redlines.verdicts import IssueGap, RedLine, Verdict


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

    @property
    def point(self) -> str | None:
        """The first of the points."""
        return next(iter(self.points), None)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims behind the grade, also those of red lines that the plan lifts."""
        lines = claims_of((*self.crossed, *self.lifted))
        return (*lines, *self.met, *self.missed, *self.undecided)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The grades of one plan under one assumption, by issue and then by party."""

    plan: Plan
    parties: tuple[str, ...]
    assumption: Assumption
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


class EffectKind(StrEnum):
    """What a change does to one party."""

    NEWLY_CROSSES = "newly-crosses"
    NO_LONGER_CROSSES = "no-longer-crosses"
    DEMAND_MET = "demand-met"
    DEMAND_LOST = "demand-lost"
    CLOSER = "closer"
    FARTHER = "farther"
    UNDECIDABLE = "undecidable"
    REWORDED = "reworded"
    NO_EFFECT = "no-effect"

    @property
    def id(self) -> str:
        """The id of the finding."""
        return f"diff-{self}"

    @property
    def severity(self) -> int:
        """The rank in lists that show the worst first."""
        return severity(self.id)

    @property
    def direction(self) -> Direction:
        """Which way it goes from the party's side."""
        return RULES[self.id].direction or Direction.NEUTRAL


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
        return self.kind.direction

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims behind the effect."""
        return (*claims_of(self.red_lines), *self.demands)


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """What changed between two plans or two versions of one, and for whom."""

    base: CheckReport
    revision: CheckReport
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]


class ClaimChangeKind(StrEnum):
    """What happened to a party's red line."""

    TIGHTENED = "tightened"
    RELAXED = "relaxed"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"
    SOURCE_REMOVED = "source-removed"

    @property
    def id(self) -> str:
        """The id of the finding."""
        return f"position-{self}"


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

    assumption: Assumption
    changes: tuple[ClaimChange, ...]
    verdicts: tuple[VerdictChange, ...]


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


def counted_points(found: Iterable[Grade | Effect]) -> tuple[str, ...]:
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
    """In how many points a change goes which way for a party; never added up over parties."""

    party: str
    better: int
    worse: int
    neutral: int
    unknown: int


def party_directions(diff: PlanDiff, party: str) -> PartyDirections:
    """In how many points a party's effects go which way; points that act together count once."""
    own = [effect for effect in diff.effects if effect.party == party]

    def count(direction: Direction) -> int:
        return len(counted_points(effect for effect in own if effect.direction is direction))

    return PartyDirections(party, **{way.value: count(way) for way in Direction})


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


About = IssueGap | Grade | Effect | ClaimChange | VerdictChange | PlanChange | Problem | Ignore


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact that a command established, as reports list it and as a gate may fail on it.

    `about` is what was found and holds all arguments; `party` is whom it is addressed to,
    `parties` for whom together it was established; `place` is where it is written, `related` the
    statements behind it. `stale` says that the party's newest statement is old for the day of
    judgement, which makes a decided finding one that data would have to confirm. `ignored` is the
    reason why it was accepted.
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
    ignored: str | None = None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims behind a finding on a plan or on a change of one."""
        return self.about.claims if isinstance(self.about, Grade | Effect) else ()

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements that a change of positions or a warning about a file is about."""
        match self.about:
            case ClaimChange():
                return (self.about.statement,)
            case Problem():
                return self.about.statements
            case _:
                return ()


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings of each level are not accepted, and how many are."""
    left = [finding.level for finding in findings if finding.ignored is None]
    levels = {level.value: left.count(level) for level in Level}
    return {**levels, "ignored": len(findings) - len(left)}
