"""The names of the public API, each with its home; `__init__` looks them up here."""

from redlines.api.about import Origin as Origin
from redlines.api.cases import bundled_case as bundled_case
from redlines.api.cases import read_case as read_case
from redlines.api.deals import DealReport as DealReport
from redlines.api.deals import deal as deal
from redlines.api.drafts import CheckReport as CheckReport
from redlines.api.drafts import PlanDiff as PlanDiff
from redlines.api.drafts import check as check
from redlines.api.drafts import diff as diff
from redlines.api.failure import InvalidCaseError as InvalidCaseError
from redlines.api.gaps import GapReport as GapReport
from redlines.api.gaps import gap as gap
from redlines.api.gaps import later as later
from redlines.api.histories import Timeline as Timeline
from redlines.api.histories import timeline as timeline
from redlines.api.matrices import Matrix as Matrix
from redlines.api.matrices import matrix as matrix
from redlines.api.results import rows as rows
from redlines.api.results import sentence as sentence
from redlines.api.results import to_dict as to_dict
from redlines.api.states import PositionDiff as PositionDiff
from redlines.api.states import position_diff as position_diff
from redlines.api.steps import party_history as party_history
from redlines.api.sweeps import every_world as every_world
from redlines.api.sweeps import sweep as sweep
from redlines.api.sweeps import swept as swept
from redlines.assumption import Assumption as Assumption
from redlines.assumption import Held as Held
from redlines.case import (
    Basis as Basis,
)
from redlines.case import (
    Case as Case,
)
from redlines.case import (
    Claim as Claim,
)
from redlines.case import (
    Condition as Condition,
)
from redlines.case import (
    Heading as Heading,
)
from redlines.case import (
    Issue as Issue,
)
from redlines.case import (
    Party as Party,
)
from redlines.case import (
    Period as Period,
)
from redlines.case import (
    Place as Place,
)
from redlines.case import (
    Plan as Plan,
)
from redlines.case import (
    Point as Point,
)
from redlines.case import (
    Replaced as Replaced,
)
from redlines.case import (
    Replacing as Replacing,
)
from redlines.case import (
    Said as Said,
)
from redlines.case import (
    Source as Source,
)
from redlines.case import (
    Statement as Statement,
)
from redlines.case import (
    Verb as Verb,
)
from redlines.catalogue import RULES as RULES
from redlines.catalogue import Direction as Direction
from redlines.catalogue import Rule as Rule
from redlines.deals import (
    AtBest as AtBest,
)
from redlines.deals import (
    Chosen as Chosen,
)
from redlines.deals import (
    Concession as Concession,
)
from redlines.deals import (
    ConcessionSet as ConcessionSet,
)
from redlines.deals import (
    ConditionState as ConditionState,
)
from redlines.deals import (
    DealBlockingSet as DealBlockingSet,
)
from redlines.deals import (
    DealIssue as DealIssue,
)
from redlines.deals import (
    DealLine as DealLine,
)
from redlines.deals import (
    IssueState as IssueState,
)
from redlines.deals import (
    Knot as Knot,
)
from redlines.deals import (
    Landing as Landing,
)
from redlines.deals import (
    LeftBehind as LeftBehind,
)
from redlines.deals import (
    OpenReading as OpenReading,
)
from redlines.deals import (
    Placed as Placed,
)
from redlines.deals import (
    PlanTerm as PlanTerm,
)
from redlines.deals import (
    Repair as Repair,
)
from redlines.deals import (
    RestsOn as RestsOn,
)
from redlines.deals import (
    RoomCondition as RoomCondition,
)
from redlines.deals import (
    Share as Share,
)
from redlines.deals import (
    StuckTerm as StuckTerm,
)
from redlines.deals import (
    TermChange as TermChange,
)
from redlines.deals import (
    Trade as Trade,
)
from redlines.deals import (
    TradeTerm as TradeTerm,
)
from redlines.engine.certify import certify as certify
from redlines.engine.certify_deals import certify_deal as certify_deal
from redlines.engine.certify_fragile import certify_fragile as certify_fragile
from redlines.engine.contradictions import contradictions as contradictions
from redlines.engine.deals import EFFORT as EFFORT
from redlines.engine.finding import findings_of as findings_of
from redlines.engine.finding import problem_findings as problem_findings
from redlines.engine.ignoring import accepted as accepted
from redlines.engine.ignoring import without_issue as without_issue
from redlines.failure import NotDoneError as NotDoneError
from redlines.findings import (
    Change as Change,
)
from redlines.findings import (
    ChangeKind as ChangeKind,
)
from redlines.findings import (
    Effect as Effect,
)
from redlines.findings import (
    EffectKind as EffectKind,
)
from redlines.findings import (
    Finding as Finding,
)
from redlines.findings import (
    Grade as Grade,
)
from redlines.findings import (
    Ignore as Ignore,
)
from redlines.findings import (
    PlanChange as PlanChange,
)
from redlines.findings import (
    PlanChangeKind as PlanChangeKind,
)
from redlines.findings import (
    Settlement as Settlement,
)
from redlines.history import (
    IssueHistory as IssueHistory,
)
from redlines.history import (
    Turn as Turn,
)
from redlines.history import (
    VerdictSpan as VerdictSpan,
)
from redlines.moves import (
    Besides as Besides,
)
from redlines.moves import (
    CaseChange as CaseChange,
)
from redlines.moves import (
    CaseChangeKind as CaseChangeKind,
)
from redlines.moves import (
    ClaimChange as ClaimChange,
)
from redlines.moves import (
    ClaimChangeKind as ClaimChangeKind,
)
from redlines.moves import (
    Ground as Ground,
)
from redlines.moves import (
    LostSource as LostSource,
)
from redlines.moves import (
    Move as Move,
)
from redlines.moves import (
    MoveKind as MoveKind,
)
from redlines.moves import (
    PartyHistory as PartyHistory,
)
from redlines.moves import (
    Step as Step,
)
from redlines.moves import (
    StepKind as StepKind,
)
from redlines.moves import (
    VerdictChange as VerdictChange,
)
from redlines.pairs import (
    Coalition as Coalition,
)
from redlines.pairs import (
    IssueCoalitions as IssueCoalitions,
)
from redlines.pairs import (
    Pair as Pair,
)
from redlines.problems import PROBLEMS as PROBLEMS
from redlines.problems import Level as Level
from redlines.problems import Problem as Problem
from redlines.reading.build import Reading as Reading
from redlines.reading.files import InputFile as InputFile
from redlines.region import Kind as Kind
from redlines.region import Outcomes as Outcomes
from redlines.region import Region as Region
from redlines.verdicts import (
    BlockingSet as BlockingSet,
)
from redlines.verdicts import (
    Contested as Contested,
)
from redlines.verdicts import (
    Fragility as Fragility,
)
from redlines.verdicts import (
    Gap as Gap,
)
from redlines.verdicts import (
    GradeWord as GradeWord,
)
from redlines.verdicts import (
    IssueGap as IssueGap,
)
from redlines.verdicts import (
    Later as Later,
)
from redlines.verdicts import (
    OtherVerdict as OtherVerdict,
)
from redlines.verdicts import (
    PartyRetreat as PartyRetreat,
)
from redlines.verdicts import (
    Position as Position,
)
from redlines.verdicts import (
    RedLine as RedLine,
)
from redlines.verdicts import (
    Removal as Removal,
)
from redlines.verdicts import (
    RemovalKind as RemovalKind,
)
from redlines.verdicts import (
    Retreat as Retreat,
)
from redlines.verdicts import (
    Scope as Scope,
)
from redlines.verdicts import (
    Stake as Stake,
)
from redlines.verdicts import (
    Unknown as Unknown,
)
from redlines.verdicts import (
    UnknownKind as UnknownKind,
)
from redlines.verdicts import (
    Unmet as Unmet,
)
from redlines.verdicts import (
    Verdict as Verdict,
)
from redlines.verdicts import (
    Withheld as Withheld,
)
from redlines.worlds import (
    Extent as Extent,
)
from redlines.worlds import (
    IssueCount as IssueCount,
)
from redlines.worlds import (
    IssueWords as IssueWords,
)
from redlines.worlds import (
    Sweep as Sweep,
)
from redlines.worlds import (
    SweepCount as SweepCount,
)
from redlines.worlds import (
    SweepPart as SweepPart,
)
from redlines.worlds import (
    SweepRow as SweepRow,
)
from redlines.worlds import (
    VerdictCount as VerdictCount,
)
from redlines.worlds import (
    World as World,
)

__version__: str
