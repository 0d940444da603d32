"""The shapes of the JSON output of `check` and `diff`, and of any output."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from redlines.view.json_shapes import (
    BasisWord,
    Done,
    FailOn,
    FailureOutput,
    GapOutput,
    Given,
    LevelWord,
    ListOutput,
    Names,
    PlanShape,
    PointShape,
    RedLineShape,
    RulesOutput,
    ShowOutput,
    SourceShape,
    StatementShape,
    ValidateOutput,
    VerdictWord,
    closed,
)

GradeWordShape = Literal[
    "unsettled",
    "unstated",
    "crosses",
    "ambiguous",
    "meets",
    "within",
    "falls_short",
    "unclaimed",
]


# check


@closed
class GradeShape(TypedDict):
    """What a plan does to a party on an issue; `point` is the first of the points that do it."""

    point: str | None
    points: list[str]
    issue: str
    party: str
    grade: GradeWordShape
    outcomes: Names | None
    """What the plan leaves of the issue."""
    declared: Names | None
    """What the party demands or accepts in this plan."""
    crossed: list[RedLineShape]
    lifted: list[RedLineShape]
    met: list[str]
    missed: list[str]
    undecided: list[str]
    statements: list[str]
    """The statements behind all of these."""
    unknown: bool
    """Whether a point that is not known may settle the issue."""


@closed
class SettlementShape(TypedDict):
    """What a plan leaves of an issue; `narrowed` is what `undecided` points would leave of it."""

    issue: str
    outcomes: Names | None
    points: list[str]
    undecided: list[str]
    narrowed: Names | None


@closed
class PartyGrades(TypedDict):
    """A party's grades counted, an issue over areas and a red line over areas once."""

    party: str
    demands_met: int
    lines_crossed: int
    lines_crossed_by_basis: dict[str, int]
    ambiguous: list[str]
    unsettled: list[str]
    silent: list[str]


@closed
class CheckSummary(TypedDict):
    """How many findings of each level count, how many are ignored, and the parties."""

    error: int
    warn: int
    info: int
    ignored: int
    parties: list[PartyGrades]


class JudgedOptions(TypedDict):
    """What `check` and `diff` are both asked."""

    parties: list[str]
    as_of: str | None
    binding: BasisWord | None
    issues: list[str] | None
    level: LevelWord
    stale_after: int
    ignore: str | None
    fail_on: FailOn
    exit_zero: bool


@closed
class CheckOptions(JudgedOptions):
    """What was asked; `as_of` is the day of judgement, `ignore` the ignore file that was read."""

    plan: str


@closed
class CheckData(TypedDict):
    """The plan, its grades, and the statements and sources that they cite."""

    plan: PlanShape
    as_of: str | None
    parties: list[str]
    points: list[PointShape]
    settlements: list[SettlementShape]
    grades: list[GradeShape]
    statements: list[StatementShape]
    sources: list[SourceShape]


@closed
class CheckOutput(Done):
    """`redlines check`."""

    command: Literal["check"]
    options: CheckOptions
    summary: CheckSummary
    data: CheckData


# diff


@closed
class SideShape(TypedDict):
    """One side of a diff; `plan` is null for positions, `commit` is filled for `REF:path`."""

    path: str
    commit: str | None
    note: str | None
    plan: PlanShape | None


@closed
class PointSide(Given):
    """A point on one side of a change; `outcomes` are what it settles on the issue, if anything."""

    number: str | None
    text: str
    outcomes: Names | None


@closed
class ChangeShape(TypedDict):
    """One change of one point; `before` or `after` is null where the side has no such point."""

    point: str
    kind: Literal["added", "removed", "region", "wording", "renumbered", "undecidable"]
    issue: str | None
    before: PointSide | None
    after: PointSide | None


@closed
class PartyDirections(TypedDict):
    """In how many points a change goes which way for a party; never added up over parties."""

    party: str
    better: int
    worse: int
    neutral: int
    unknown: int


@closed
class DiffSummary(TypedDict):
    """How many findings of each level count, how many are ignored; parties of a plan diff."""

    error: int
    warn: int
    info: int
    ignored: int
    changes: int
    parties: list[PartyDirections]


@closed
class DiffOptions(JudgedOptions):
    """What was asked; `against` is the ref whose merge-base is the base."""

    base: str
    revision: str
    against: str | None


@closed
class PlanDiffData(TypedDict):
    """What changed between two plans; the effects on parties are the findings."""

    kind: Literal["plans"]
    as_of: str | None
    parties: list[str]
    base: SideShape
    revision: SideShape
    changes: list[ChangeShape]
    statements: list[StatementShape]
    sources: list[SourceShape]


@closed
class ClaimChangeShape(TypedDict):
    """One refusal that changed, or a source that a statement lost."""

    statement: str
    kind: Literal["tightened", "relaxed", "changed", "added", "dropped", "source-removed"]
    party: str
    issue: str | None
    before: Names | None
    after: Names | None
    source: str | None


@closed
class VerdictChangeShape(TypedDict):
    """A pair of parties whose verdict on an issue is another one now."""

    parties: list[str]
    issue: str
    before: VerdictWord
    after: VerdictWord


@closed
class PositionDiffData(TypedDict):
    """What changed between two states of the positions."""

    kind: Literal["positions"]
    as_of: str | None
    parties: list[str]
    base: SideShape
    revision: SideShape
    changes: list[ClaimChangeShape]
    verdicts: list[VerdictChangeShape]


@closed
class DiffOutput(Done):
    """`redlines diff`."""

    command: Literal["diff"]
    options: DiffOptions
    summary: DiffSummary
    data: PlanDiffData | PositionDiffData


Output = (
    GapOutput
    | CheckOutput
    | DiffOutput
    | ValidateOutput
    | ListOutput
    | ShowOutput
    | RulesOutput
    | FailureOutput
)
