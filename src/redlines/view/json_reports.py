"""The JSON of the commands that find something: `gap`, `check`, `diff` and `validate`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, assert_never

from redlines.assumption import Assumption, Held
from redlines.case import Basis, Case, Plan
from redlines.findings import (
    Change,
    CheckReport,
    Effect,
    Finding,
    Grade,
    PartyDirections,
    PartyGrades,
    PlanDiff,
    counts,
    party_directions,
    party_grades,
)
from redlines.moves import ClaimChange, PositionDiff
from redlines.problems import FailOn, Level
from redlines.region import Region
from redlines.verdicts import Contested, GapReport, IssueGap, Later, RedLine, WhatIf
from redlines.view.cited import Cited, Citing, PlanPoint, Titles, cited, plan_points, titles
from redlines.view.encode import Flat, Whole
from redlines.view.envelope import Frame, envelope, told

Names = tuple[str, ...]


@dataclass(frozen=True)
class GateOptions:
    """Which findings are listed and which fail the run; `ignore` is the ignore file in use."""

    level: Level
    ignore: str | None
    fail_on: FailOn
    exit_zero: bool


@dataclass(frozen=True)
class Lift:
    """What is lifted: a `statement`, or outcomes that a party is taken not to refuse."""

    statement: str | None = None
    party: str | None = None
    issue: str | None = None
    region: Region | None = None

    @classmethod
    def of(cls, what: str | Held) -> Lift:
        """What an assumption lifts."""
        if isinstance(what, str):
            return cls(what)
        return cls(None, what.party, what.issue, what.region)


@dataclass(frozen=True)
class AssumedOptions:
    """What was assumed, and on which issues, None where they were all."""

    as_of: date | None
    binding: Basis | None
    lift: tuple[Lift, ...]
    set: tuple[Held, ...]
    issues: Names | None

    @classmethod
    def of(cls, assumption: Assumption, issues: Names | None) -> AssumedOptions:
        """The day, the basis and the what-if of an assumption."""
        lifts = tuple(map(Lift.of, assumption.lifted))
        return cls(assumption.day, assumption.binding, lifts, assumption.set, issues)


@dataclass(frozen=True)
class AskedOptions:
    """What was asked; `as_of` is the day of judgement, `issues` is None where all were."""

    parties: Names
    assumed: Flat[AssumedOptions]
    gate: Flat[GateOptions]


@dataclass(frozen=True)
class Counts:
    """How many findings of each level count, and how many are ignored."""

    error: int
    warn: int
    info: int
    ignored: int


# gap


@dataclass(frozen=True)
class GapOptions:
    """What was asked; `fragile` says that it was also asked what the verdicts rest on."""

    asked: Flat[AskedOptions]
    sort: Literal["case", "verdict"]
    fragile: bool


@dataclass(frozen=True)
class GapSummary:
    """How many issues have each verdict; an issue over areas counts once, by its worst.

    `contested` says of how many of the bridgeable ones something is asked for that they leave out,
    `softly_contested` of how many of these only softly. `ignored` counts findings, which are of
    areas.
    """

    agreed: int
    overlap: int
    bridgeable: int
    insurmountable: int
    unstated: int
    contested: int
    softly_contested: int
    ignored: int


@dataclass(frozen=True)
class IssueVerdict:
    """The verdict on one issue, with everything that carries it, and the section it stands in."""

    verdict: Flat[IssueGap]
    section: str | None


@dataclass(frozen=True)
class GapData:
    """The verdicts, and the statements and sources that they cite."""

    report: Flat[GapReport]
    issues: tuple[IssueVerdict, ...]
    cited: Flat[Cited]


def gap_json(
    report: GapReport,
    case: Case,
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    options: GapOptions,
    frame: Frame,
) -> str:
    """The envelope of `gap`: all findings are counted, some are listed."""
    totals = {verdict.value: number for verdict, number in report.totals().items()}
    contested = [*report.contested().values()]
    return envelope(
        "gap",
        frame,
        options=options,
        summary=GapSummary(
            **totals,
            contested=len(contested),
            softly_contested=contested.count(Contested.SOFT),
            ignored=counts(findings)["ignored"],
        ),
        findings=(told(finding, case) for finding in listed),
        data=gap_data(report, case),
    )


def gap_data(report: GapReport, case: Case) -> GapData:
    """The verdicts of a report, with what they cite."""
    used = dict.fromkeys(
        claim.statement.id
        for item in report.issues
        for position in item.positions
        for claim in position.claims
    )
    fallen = report.fragile.removals if report.fragile else ()
    used |= dict.fromkeys(id_ for own in fallen for id_ in (*own.statements, *own.resumed))
    # Nobody stated what is assumed. By the parties asked: their order in the file means nothing.
    stated = [case.statements[id_] for id_ in used if id_ in case.statements]
    order = {party: i for i, party in enumerate(report.parties)}
    statements = sorted(
        stated, key=lambda own: min(order[party] for party in own.parties if party in order)
    )
    issues = [item.issue.id for item in report.issues]
    return GapData(
        report,
        tuple(
            IssueVerdict(item, case.headings[item.issue.heading].section) for item in report.issues
        ),
        cited(case, statements, parties=report.parties, issues=issues, day=report.assumption.day),
    )


def _behind(
    found: Sequence[Grade | Effect], case: Case, report: CheckReport, citing: Iterable[Citing]
) -> Cited:
    """What some grades or effects cite, the statements behind them in the order of the case.

    The parties and the day are those of the `report`.
    """
    ids = {claim.statement.id for own in found for claim in own.claims}
    statements = [statement for id_, statement in case.statements.items() if id_ in ids]
    issues = [own.issue.id for own in found]
    day = report.assumption.day
    return cited(case, statements, citing=citing, parties=report.parties, issues=issues, day=day)


def _still(what_if: WhatIf) -> Iterator[RedLine]:
    """The red lines that refuse what is lifted all the same."""
    return (line for own in what_if.lifted for line in own.red_lines)


def _once(lines: Iterable[RedLine]) -> tuple[RedLine, ...]:
    """Some red lines, each once."""
    return tuple({line.id: line for line in lines}.values())


# check


@dataclass(frozen=True)
class CheckOptions:
    """What was asked."""

    asked: Flat[AskedOptions]
    stale_after: int
    plan: str


@dataclass(frozen=True)
class CheckSummary:
    """How many findings of each level count, how many are ignored, and the parties."""

    counts: Flat[Counts]
    parties: tuple[PartyGrades, ...]


@dataclass(frozen=True)
class CheckData:
    """The plan, its grades, and the red lines, statements and sources that they name."""

    report: Flat[CheckReport]
    points: tuple[PlanPoint, ...]
    red_lines: tuple[Whole[RedLine], ...]
    cited: Flat[Cited]


def check_json(
    report: CheckReport,
    case: Case,
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    options: CheckOptions,
    frame: Frame,
) -> str:
    """The envelope of `check`: all findings are counted, some are listed."""
    return envelope(
        "check",
        frame,
        options=options,
        summary=CheckSummary(
            Counts(**counts(findings)),
            tuple(party_grades(report, party) for party in report.parties),
        ),
        findings=(told(finding, case) for finding in listed),
        data=check_data(report, case),
    )


def check_data(report: CheckReport, case: Case) -> CheckData:
    """The grades of a report, with what they name."""
    plan = report.plan
    lines = (line for own in report.grades for line in (*own.crossed, *own.lifted))
    return CheckData(
        report,
        plan_points(plan),
        _once((*lines, *_still(report.what_if))),
        _behind(report.grades, case, report, (plan, *plan.points)),
    )


# diff


@dataclass(frozen=True)
class DiffOptions:
    """What was asked; `against` is the ref whose merge-base is the base."""

    asked: Flat[AskedOptions]
    stale_after: int
    base: str
    revision: str
    against: str | None


@dataclass(frozen=True)
class DiffSummary:
    """How many findings of each level count, how many are ignored; parties of a plan diff."""

    counts: Flat[Counts]
    changes: int
    parties: tuple[PartyDirections, ...]


@dataclass(frozen=True)
class Compared:
    """Where one side of a diff comes from; `plan` is None for positions.

    `commit` is filled for `REF:path`, `note` says what else is to be known.
    """

    path: str
    commit: str | None = None
    note: str | None = None
    plan: Plan | None = None


@dataclass(frozen=True)
class PlanDiffData:
    """What changed between two plans; the effects on parties are the findings.

    `red_lines`, `statements` and `sources` are those that the effects name. `unheard` are the
    parties with no statement in force on what changed, `only_soft` those on whom it has no effect
    and that have none but soft statements there, by party.
    """

    kind: Literal["plans"]
    as_of: date | None
    later: Later
    what_if: WhatIf
    parties: Names
    base: Compared
    revision: Compared
    changes: tuple[Change, ...]
    unheard: Names
    only_soft: dict[str, Names]
    red_lines: tuple[Whole[RedLine], ...]
    cited: Flat[Cited]


@dataclass(frozen=True)
class PositionDiffData:
    """What changed between two states of the positions."""

    kind: Literal["positions"]
    parties: Names
    base: Compared
    revision: Compared
    diff: Flat[PositionDiff]
    titles: Titles


def diff_json(
    diff: PlanDiff | PositionDiff,
    case: Case,
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    sides: tuple[Compared, Compared],
    options: DiffOptions,
    frame: Frame,
) -> str:
    """The envelope of `diff`, of plans or of positions."""
    parties = options.asked.parties
    directions: tuple[PartyDirections, ...] = ()
    if isinstance(diff, PlanDiff):
        directions = tuple(party_directions(diff, party) for party in parties)
    return envelope(
        "diff",
        frame,
        options=options,
        summary=DiffSummary(Counts(**counts(findings)), len(diff.changes), directions),
        findings=(told(finding, case) for finding in listed),
        data=diff_data(diff, case, sides, parties),
    )


def diff_data(
    diff: PlanDiff | PositionDiff, case: Case, sides: tuple[Compared, Compared], parties: Names
) -> PlanDiffData | PositionDiffData:
    """What changed between two plans or two states of the positions."""
    match diff:
        case PlanDiff():
            return _plan_diff(diff, case, sides)
        case PositionDiff():
            on = {change.issue.id for change in diff.case_changes if change.issue}
            on |= {own.issue.id for own in diff.moves} | {own.issue.id for own in diff.verdicts}
            on |= {change.issue.id for change in diff.changes}
            on |= {id_ for each in diff.changes for id_ in _condition_issues(each)}
            also = (change.party.id for change in diff.case_changes if change.party)
            named = titles(case, parties=(*parties, *also), issues=on)
            return PositionDiffData("positions", parties, *sides, diff, named)
        case _ as never:
            assert_never(never)


def _condition_issues(change: ClaimChange) -> Iterator[str]:
    """The issues that a claim hangs on, before or after."""
    for claim in (change.before, change.after):
        if claim and claim.condition:
            yield from (issue for issue, _ in claim.condition.terms)


def _plan_diff(diff: PlanDiff, case: Case, sides: tuple[Compared, Compared]) -> PlanDiffData:
    base, revision, parties = diff.base.plan, diff.revision.plan, diff.revision.parties
    citing: tuple[Citing, ...] = (base, *base.points, revision, *revision.points)
    return PlanDiffData(
        "plans",
        diff.revision.assumption.day,
        diff.revision.later,
        diff.revision.what_if,
        parties,
        replace(sides[0], plan=base),
        replace(sides[1], plan=revision),
        diff.changes,
        diff.unheard,
        {party: tuple(dict.fromkeys(c.statement.id for c in own)) for party, own in diff.only_soft},
        _once(
            (
                *(line for effect in diff.effects for line in effect.red_lines),
                *_still(diff.revision.what_if),
            )
        ),
        _behind(diff.effects, case, diff.revision, citing),
    )


# validate


@dataclass(frozen=True)
class ValidateOptions:
    """What was asked."""

    strict: bool
    gate: Flat[GateOptions]


@dataclass(frozen=True)
class CheckedCase:
    """A case that was read: its own file, and what it holds where it is valid."""

    file: str
    valid: bool
    title: str | None = None
    parties: int | None = None
    issues: int | None = None
    statements: int | None = None
    sources: int | None = None
    plans: int | None = None


@dataclass(frozen=True)
class ValidateData:
    """The cases; their problems are the findings."""

    cases: tuple[CheckedCase, ...]


def validate_json(
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    cases: Iterable[CheckedCase],
    options: ValidateOptions,
    frame: Frame,
) -> str:
    """The envelope of `validate`: all problems are counted, some are listed."""
    return envelope(
        "validate",
        frame,
        options=options,
        summary=Counts(**counts(findings)),
        findings=(told(finding, None) for finding in listed),
        data=ValidateData(tuple(cases)),
    )


def checked_case(file: str, case: Case | None) -> CheckedCase:
    """What a case that was read holds."""
    if case is None:
        return CheckedCase(file, valid=False)
    return CheckedCase(
        file,
        valid=True,
        title=case.title,
        parties=len(case.parties),
        issues=len(case.headings),
        statements=len(case.statements),
        sources=len(case.sources),
        plans=len(case.plans),
    )
