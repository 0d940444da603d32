"""The shapes of the JSON output: one envelope, and the data of each command.

Keys are never left out: what is absent is null, an empty list or an empty map.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, with_config

# On Python 3.11 pydantic asks for the TypedDict of its own dependency.
from typing_extensions import TypedDict

# No other keys; the docstrings become descriptions.
closed = with_config(ConfigDict(extra="forbid", use_attribute_docstrings=True))

LevelWord = Literal["error", "warn", "info"]
VerdictWord = Literal["agreed", "overlap", "bridgeable", "insurmountable", "unstated"]
KindWord = Literal["scale", "options", "quantity"]
VerbWord = Literal["demands", "accepts", "refuses"]
BasisWord = Literal["constitution", "law", "document", "leader", "official", "draft", "report"]
FailOn = Literal["error", "warn", "info", "never"]

# A region: the names of its outcomes, in the order of the issue; `unlimited` is a name like any.
Names = list[str]
Args = dict[str, str | int | list[str] | None]


@closed
class PlaceShape(TypedDict):
    """Where something is written, from 1; `end_column` is the one after the last character."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@closed
class FindingShape(TypedDict):
    """A verdict, a problem of a file, a warning or an error."""

    id: str
    level: LevelWord
    party: str | None
    issue: str | None
    plan: str | None
    point: str | None
    direction: Literal["better", "worse", "neutral", "unknown"] | None
    """Which way a change goes, from the party's side."""
    stale: bool
    """Whether the party's newest statement is older than `--stale-after` allows."""
    message: str
    """One sentence for people; its wording may change."""
    help: str | None
    suggestions: list[str]
    args: Args
    """What the sentence is about, for programs."""
    place: PlaceShape | None
    related: list[PlaceShape]
    ignored: str | None
    """The reason why the finding is accepted, if it is."""


@closed
class ToolShape(TypedDict):
    """Who wrote the output."""

    name: Literal["redlines"]
    version: str


@closed
class InputShape(TypedDict):
    """A file that was read; `path` is relative to the folder of the case, or as it was given.

    `commit` is the commit of a file that was read from git, else null.
    """

    role: Literal["case", "sources", "plan", "base", "revision", "ignore"]
    path: str
    sha256: str
    commit: str | None


class _Envelope(TypedDict):
    schema_version: Literal["1.0"]
    tool: ToolShape
    inputs: list[InputShape]
    findings: list[FindingShape]
    warnings: list[FindingShape]
    errors: list[FindingShape]


class Done(_Envelope):
    """What every command that was done prints."""

    status: Literal["ok", "findings"]
    exit_code: Literal[0, 1]


# The case


@closed
class PartyShape(TypedDict):
    """A party as the case lists it; `statements` counts its statements on any day."""

    id: str
    title: str
    aliases: list[str]
    member_of: str | None
    note: str | None
    statements: int
    place: PlaceShape | None


@closed
class OutcomeShape(TypedDict):
    """One outcome; a quantity's have no description."""

    name: str
    description: str | None


@closed
class IssueShape(TypedDict):
    """An issue as the case lists it; `issues` are the names that carry verdicts, one per area."""

    id: str
    title: str
    section: str | None
    aliases: list[str]
    question: str | None
    note: str | None
    kind: KindWord
    unit: str | None
    issues: list[str]
    outcomes: Names
    descriptions: list[OutcomeShape]
    statements: int
    place: PlaceShape | None


@closed
class TermShape(TypedDict):
    """An issue and a region of it."""

    issue: str
    outcomes: Names


@closed
class ClaimShape(TypedDict):
    """One verb of a statement on one issue."""

    verb: VerbWord
    issue: str
    outcomes: Names


_Conditions = TypedDict("_Conditions", {"if": list[TermShape], "unless": list[TermShape]})


@closed
class StatementShape(_Conditions):
    """One act of one party; `if` belongs to demands and accepts, `unless` to refusals."""

    id: str
    party: str
    said: str | None
    until: str | None
    basis: BasisWord | None
    form: Literal["ultimatum"] | None
    disputed: bool
    vague: bool
    by: str | None
    note: str | None
    claims: list[ClaimShape]
    sources: list[str]
    place: PlaceShape | None


@closed
class SourceShape(TypedDict):
    """Where a statement was reported."""

    id: str
    title: str
    publisher: str | None
    publisher_type: str | None
    date: str | None
    url: str | None
    grade: str | None
    note: str | None
    place: PlaceShape | None


Given = TypedDict("Given", {"if": list[TermShape]})


@closed
class PointShape(Given):
    """One point of a plan; it settles what `sets` names, under `if` only where that is met."""

    id: str
    number: str | None
    topic: str | None
    text: str
    sets: list[TermShape]
    unknown: bool
    """Whether the plan says that the content is not known."""
    sources: list[str]
    note: str | None
    place: PlaceShape | None


@closed
class PlanShape(TypedDict):
    """A plan without its points; `all_unknown`: points that are not listed are not known."""

    id: str
    title: str
    version: str | None
    date: str | None
    status: str | None
    basis: BasisWord | None
    aliases: list[str]
    by: list[str]
    sources: list[str]
    points: int
    unknown: list[str]
    all_unknown: bool
    note: str | None
    place: PlaceShape | None


# gap


@closed
class ClaimReference(TypedDict):
    """A claim by its statement and verb; the issue is the one it stands under."""

    statement: str
    verb: VerbWord


@closed
class StakeShape(TypedDict):
    """A party with the statements that give it a stake; `soft` if only soft claims do."""

    party: str
    soft: bool
    statements: list[str]


@closed
class GapShape(TypedDict):
    """The fewest steps between two declared ranges; `amount` is the same in the unit."""

    steps: int
    amount: str | None
    unit: str | None
    ends: list[str]


@closed
class RedLineReference(TypedDict):
    """A red line that a retreat passes."""

    outcomes: Names
    statements: list[str]


@closed
class PartyRetreatShape(TypedDict):
    """How far a party would retreat; a step into or out of `unlimited` is named, not counted."""

    party: str
    steps: int
    past_unlimited: bool
    red_lines: list[RedLineReference]


@closed
class RetreatShape(TypedDict):
    """An outcome that no other betters for one party without worsening it for another."""

    outcome: str
    parties: list[PartyRetreatShape]


@closed
class RedLineShape(TypedDict):
    """What a party refuses under the same conditions, and the statements that say so."""

    party: str
    outcomes: Names
    statements: list[str]
    basis: BasisWord | None
    unless: list[TermShape]


@closed
class PositionShape(TypedDict):
    """One party's sets on one issue, as the verdict counts them."""

    party: str
    silent: bool
    demanded: Names
    """D: what satisfies the demands, less the party's own red lines."""
    accepted: Names
    """A: the declared range, which is what is demanded or accepted, less the own red lines."""
    refused: Names
    """R: the red lines, soft ones standing."""
    firmly_refused: Names
    """The part of the red lines that is neither conditional, disputed nor vague."""
    softly_offered: Names
    """What soft demands and offers name; it counts only at best."""
    newest: str | None
    statements: list[str]
    narrowed: list[str]
    """Statements whose demand the party's own red lines cut in part."""
    withheld: list[str]
    """Statements whose accepted region the party's own red lines cut."""
    demands_conflict: bool


@closed
class IssueGapShape(TypedDict):
    """The verdict on one issue, with everything that carries it."""

    issue: str
    title: str
    section: str | None
    heading: str
    area: str | None
    kind: KindWord
    unit: str | None
    outcomes: Names
    verdict: VerdictWord
    zone: Names
    at_best: VerdictWord
    at_best_zone: Names
    depends_on: list[list[ClaimReference]]
    depends_on_total: int | None
    silent: list[str]
    no_red_line: list[str]
    unmet: list[StakeShape]
    offered_by: list[StakeShape]
    one_sided: list[str]
    gap: GapShape | None
    retreats: list[RetreatShape] | None
    blocking_sets: list[list[RedLineShape]]
    blocking_sets_total: int | None
    holds_at: BasisWord | None
    positions: list[PositionShape]


@closed
class GapOptions(TypedDict):
    """What was asked; `issues` is null where all were."""

    parties: list[str]
    as_of: str | None
    binding: BasisWord | None
    issues: list[str] | None
    sort: Literal["case", "verdict"]
    level: LevelWord
    ignore: str | None
    fail_on: FailOn
    exit_zero: bool


@closed
class GapSummary(TypedDict):
    """How many headings have each verdict; an issue over areas counts once, by its worst.

    `ignored` counts findings, which are of areas.
    """

    agreed: int
    overlap: int
    bridgeable: int
    insurmountable: int
    unstated: int
    ignored: int


@closed
class GapData(TypedDict):
    """The verdicts, and the statements and sources that they cite."""

    parties: list[str]
    as_of: str | None
    issues: list[IssueGapShape]
    statements: list[StatementShape]
    sources: list[SourceShape]


@closed
class GapOutput(Done):
    """`redlines gap`."""

    command: Literal["gap"]
    options: GapOptions
    summary: GapSummary
    data: GapData


# validate


@closed
class ValidateOptions(TypedDict):
    """What was asked."""

    strict: bool
    level: LevelWord
    ignore: str | None
    fail_on: FailOn
    exit_zero: bool


@closed
class LevelSummary(TypedDict):
    """How many problems of each level count, and how many are ignored."""

    error: int
    warn: int
    info: int
    ignored: int


@closed
class CheckedCase(TypedDict):
    """A case that was read: its own file, and what it holds where it is valid."""

    file: str
    valid: bool
    title: str | None
    parties: int | None
    issues: int | None
    statements: int | None
    sources: int | None
    plans: int | None


@closed
class ValidateData(TypedDict):
    """The cases; their problems are the findings."""

    cases: list[CheckedCase]


@closed
class ValidateOutput(Done):
    """`redlines validate`."""

    command: Literal["validate"]
    options: ValidateOptions
    summary: LevelSummary
    data: ValidateData


# list and show


@closed
class ListOptions(TypedDict):
    """What was asked."""

    kind: Literal["parties", "issues", "statements", "sources", "plans"]
    as_of: str | None


@closed
class Count(TypedDict):
    """How many items."""

    items: int


@closed
class PartiesData(TypedDict):
    """The parties."""

    kind: Literal["parties"]
    items: list[PartyShape]


@closed
class IssuesData(TypedDict):
    """The issues."""

    kind: Literal["issues"]
    items: list[IssueShape]


@closed
class StatementsData(TypedDict):
    """The statements, those of any day."""

    kind: Literal["statements"]
    items: list[StatementShape]


@closed
class SourcesData(TypedDict):
    """The sources."""

    kind: Literal["sources"]
    items: list[SourceShape]


@closed
class PlansData(TypedDict):
    """The plans."""

    kind: Literal["plans"]
    items: list[PlanShape]


ListData = PartiesData | IssuesData | StatementsData | SourcesData | PlansData


@closed
class ListOutput(Done):
    """`redlines list`."""

    command: Literal["list"]
    options: ListOptions
    summary: Count
    data: ListData


@closed
class ShowOptions(TypedDict):
    """What was asked, by its resolved name."""

    kind: Literal["party", "issue", "statement", "source", "plan"]
    name: str
    as_of: str | None


@closed
class ShowData(TypedDict):
    """One item, with the statements about it and the sources that these cite.

    Only the key named by `kind` is filled, for a plan also `points`; `in_force` are the statements
    in force on the day.
    """

    kind: Literal["party", "issue", "statement", "source", "plan"]
    party: PartyShape | None
    issue: IssueShape | None
    statement: StatementShape | None
    source: SourceShape | None
    plan: PlanShape | None
    points: list[PointShape]
    in_force: list[str]
    statements: list[StatementShape]
    sources: list[SourceShape]


@closed
class ShowOutput(Done):
    """`redlines show`."""

    command: Literal["show"]
    options: ShowOptions
    summary: Count
    data: ShowData


# rules


@closed
class RuleShape(TypedDict):
    """A finding or problem that redlines can raise."""

    id: str
    kind: Literal["finding", "problem"]
    level: LevelWord
    summary: str
    why: str
    example: str | None


@closed
class RulesOptions(TypedDict):
    """What was asked; null is all."""

    id: str | None


@closed
class RulesData(TypedDict):
    """The catalogue."""

    rules: list[RuleShape]


@closed
class RulesOutput(Done):
    """`redlines rules`."""

    command: Literal["rules"]
    options: RulesOptions
    summary: Count
    data: RulesData


@closed
class FailureOutput(_Envelope):
    """Any command that was not done: `errors` says why. `command` is null for a bad call."""

    command: str | None
    status: Literal["error"]
    exit_code: Literal[2, 3]
    options: None
    summary: None
    data: None
