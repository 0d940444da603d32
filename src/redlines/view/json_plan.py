"""The JSON of `check` and `diff`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redlines.case import Case, Claim, Plan, Point
from redlines.catalogue import Direction
from redlines.plan_findings import (
    Change,
    CheckReport,
    Finding,
    Grade,
    GradeWord,
    PlanDiff,
    PositionDiff,
    Settlement,
    counted_lines,
    counted_points,
    counts,
)
from redlines.region import Region
from redlines.view.json_case import (
    cited_sources,
    day_text,
    names,
    plan_shape,
    plan_sources,
    point_shape,
    source_shape,
    statement_shape,
    terms,
)
from redlines.view.json_findings import finding_shapes
from redlines.view.json_gap import red_line_shape, statement_ids
from redlines.view.json_plan_shapes import (
    ChangeShape,
    CheckData,
    CheckOptions,
    CheckSummary,
    ClaimChangeShape,
    DiffOptions,
    DiffSummary,
    GradeShape,
    PartyDirections,
    PartyGrades,
    PlanDiffData,
    PointSide,
    PositionDiffData,
    SettlementShape,
    SideShape,
    VerdictChangeShape,
)
from redlines.view.json_shapes import SourceShape, StatementShape
from redlines.view.report_json import Frame, envelope, write

if TYPE_CHECKING:
    from redlines.view.json_plan_shapes import CheckOutput, DiffOutput


@dataclass(frozen=True, slots=True)
class Side:
    """Where one side of a diff comes from: its path as shown, its commit, and what to know."""

    path: str
    commit: str | None = None
    note: str | None = None


def check_json(
    report: CheckReport,
    case: Case,
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    options: CheckOptions,
    frame: Frame,
) -> str:
    """The envelope of `check`: all findings are counted, some are listed."""
    plan = report.plan
    claims = [claim for grade in report.grades for claim in grade.claims]
    statements, sources = _cited(claims, case)
    number = counts(findings)
    output: CheckOutput = envelope(frame, "check", finding_shapes(listed, case)) | {
        "options": options,
        "summary": CheckSummary(
            error=number["error"],
            warn=number["warn"],
            info=number["info"],
            ignored=number["ignored"],
            parties=[_party_grades(report, party) for party in report.parties],
        ),
        "data": CheckData(
            plan=plan_shape(plan),
            as_of=day_text(report.assumption.day),
            parties=list(report.parties),
            points=[point_shape(point, plan) for point in plan.points],
            settlements=[_settlement(settlement) for settlement in report.settlements],
            grades=[_grade(grade) for grade in report.grades],
            statements=statements,
            sources=_merged(sources, plan_sources(plan, case), case),
        ),
    }
    return write(output)


def diff_json(
    diff: PlanDiff | PositionDiff,
    case: Case,
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    sides: tuple[Side, Side],
    options: DiffOptions,
    frame: Frame,
) -> str:
    """The envelope of `diff`, of plans or of positions."""
    number = counts(findings)
    summary = DiffSummary(
        error=number["error"],
        warn=number["warn"],
        info=number["info"],
        ignored=number["ignored"],
        changes=len(diff.changes),
        parties=[],
    )
    data: PlanDiffData | PositionDiffData
    match diff:
        case PlanDiff():
            data = _plan_diff(diff, case, sides)
            summary["parties"] = [_directions(diff, party) for party in diff.revision.parties]
        case PositionDiff():
            data = _position_diff(diff, options["parties"], sides)
    output: DiffOutput = envelope(frame, "diff", finding_shapes(listed, case)) | {
        "options": options,
        "summary": summary,
        "data": data,
    }
    return write(output)


# Grades


def _grade(grade: Grade) -> GradeShape:
    return GradeShape(
        point=grade.points[0] if grade.points else None,
        points=list(grade.points),
        issue=grade.issue.id,
        party=grade.party,
        grade=grade.word.value,
        outcomes=_names(grade.region),
        declared=_names(grade.declared),
        crossed=[red_line_shape(line) for line in grade.crossed],
        lifted=[red_line_shape(line) for line in grade.lifted],
        met=statement_ids(grade.met),
        missed=statement_ids(grade.missed),
        undecided=statement_ids(grade.undecided),
        statements=statement_ids(grade.claims),
        unknown=grade.unknown,
    )


def _settlement(settlement: Settlement) -> SettlementShape:
    return SettlementShape(
        issue=settlement.issue,
        outcomes=_names(settlement.region),
        points=list(settlement.points),
        undecided=list(settlement.undecided),
        narrowed=_names(settlement.narrowed),
    )


def _party_grades(report: CheckReport, party: str) -> PartyGrades:
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


def _headings(grades: Iterable[Grade], word: GradeWord) -> list[str]:
    """The issues on which some grades have a word, an issue over areas once."""
    return list(dict.fromkeys(grade.issue.heading for grade in grades if grade.word is word))


def _cited(claims: Iterable[Claim], case: Case) -> tuple[list[StatementShape], list[SourceShape]]:
    """The statements of some claims and the sources that these cite, in the order of the case."""
    ids = set(statement_ids(claims))
    statements = [statement for id_, statement in case.statements.items() if id_ in ids]
    return [statement_shape(statement) for statement in statements], cited_sources(statements, case)


def _merged(
    one: Iterable[SourceShape], other: Iterable[SourceShape], case: Case
) -> list[SourceShape]:
    """Two lists of sources as one, in the order of the case."""
    ids = {source["id"] for source in (*one, *other)}
    return [source_shape(source) for id_, source in case.sources.items() if id_ in ids]


# Changes


def _plan_diff(diff: PlanDiff, case: Case, sides: tuple[Side, Side]) -> PlanDiffData:
    claims = [claim for effect in diff.effects for claim in effect.claims]
    statements, sources = _cited(claims, case)
    base, revision = diff.base.plan, diff.revision.plan
    for plan in (base, revision):
        sources = _merged(sources, plan_sources(plan, case), case)
    return PlanDiffData(
        kind="plans",
        as_of=day_text(diff.revision.assumption.day),
        parties=list(diff.revision.parties),
        base=_side(sides[0], base),
        revision=_side(sides[1], revision),
        changes=[_change(change) for change in diff.changes],
        statements=statements,
        sources=sources,
    )


def _position_diff(
    diff: PositionDiff, parties: Sequence[str], sides: tuple[Side, Side]
) -> PositionDiffData:
    return PositionDiffData(
        kind="positions",
        as_of=day_text(diff.assumption.day),
        parties=list(parties),
        base=_side(sides[0], None),
        revision=_side(sides[1], None),
        changes=[
            ClaimChangeShape(
                statement=change.statement,
                kind=change.kind.value,
                party=change.party,
                issue=change.issue.id if change.issue else None,
                before=_names(change.before),
                after=_names(change.after),
                source=change.source,
            )
            for change in diff.changes
        ],
        verdicts=[
            VerdictChangeShape(
                parties=list(verdict.parties),
                issue=verdict.issue.id,
                before=verdict.before.value,
                after=verdict.after.value,
            )
            for verdict in diff.verdicts
        ],
    )


def _side(side: Side, plan: Plan | None) -> SideShape:
    shape = plan_shape(plan) if plan else None
    return SideShape(path=side.path, commit=side.commit, note=side.note, plan=shape)


def _change(change: Change) -> ChangeShape:
    return ChangeShape(
        point=change.point,
        kind=change.kind.value,
        issue=change.issue.id if change.issue else None,
        before=_point_side(change.before, change.region_before),
        after=_point_side(change.after, change.region_after),
    )


def _point_side(point: Point | None, region: Region | None) -> PointSide | None:
    if point is None:
        return None
    return PointSide(
        {
            "number": point.number,
            "text": point.text,
            "outcomes": _names(region),
            "if": terms(point.given),
        }
    )


def _directions(diff: PlanDiff, party: str) -> PartyDirections:
    """In how many points a party's effects go which way; points that act together count once."""
    own = [effect for effect in diff.effects if effect.party == party]

    def count(direction: Direction) -> int:
        return len(counted_points(effect for effect in own if effect.direction is direction))

    return PartyDirections(
        party=party,
        better=count(Direction.BETTER),
        worse=count(Direction.WORSE),
        neutral=count(Direction.NEUTRAL),
        unknown=count(Direction.UNKNOWN),
    )


def _names(region: Region | None) -> list[str] | None:
    return None if region is None else names(region)
