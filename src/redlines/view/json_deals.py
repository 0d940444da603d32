"""The JSON of `deal`: flat rows, one list a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redlines.case import Case
from redlines.deals import DealReport, IssueState
from redlines.findings import Finding, counts
from redlines.view.cited import Cited, PlanPoint, cited, plan_points
from redlines.view.encode import Flat
from redlines.view.envelope import Frame, envelope, told
from redlines.view.json_reports import AskedOptions, Counts


@dataclass(frozen=True)
class DealOptions:
    """What was asked; `given` is the plan, `effort` the work limit."""

    asked: Flat[AskedOptions]
    given: str | None
    room: bool
    package: bool
    effort: int


@dataclass(frozen=True)
class DealSummary:
    """Whether there is a deal, and on how many issues what is so; areas are one issue.

    `soft` of the `stuck` are so only while disputed or vague red lines stand. `points` are the
    points of the plan that have another wording, None without a plan.
    """

    counts: Flat[Counts]
    deal: bool | None
    proven: bool
    stuck: int
    soft: int
    opened: int
    points: int | None


@dataclass(frozen=True)
class DealData:
    """What red lines leave over all issues, and the statements and sources behind it."""

    report: Flat[DealReport]
    points: tuple[PlanPoint, ...]
    cited: Flat[Cited]


def deal_json(
    report: DealReport,
    case: Case,
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    options: DealOptions,
    frame: Frame,
) -> str:
    """The envelope of `deal`: all findings are counted, some are listed."""
    stuck = {x.issue.heading: True for x in report.issues if x.state is IssueState.STUCK}
    for own in report.issues:
        if own.issue.heading in stuck and own.state is IssueState.STUCK:
            stuck[own.issue.heading] &= own.soft
    repair = report.repair
    return envelope(
        "deal",
        frame,
        options=options,
        summary=DealSummary(
            Counts(**counts(findings)),
            report.deal,
            report.proven,
            len(stuck),
            sum(stuck.values()),
            len({own.issue.heading for own in report.issues if own.opened}),
            len({own.point for own in repair.changes}) if repair else None,
        ),
        findings=(told(finding, case) for finding in listed),
        data=deal_data(report, case),
    )


def deal_data(report: DealReport, case: Case) -> DealData:
    """What red lines leave, with what it cites."""
    ids, plan = set(_statements(report)), report.plan
    return DealData(
        report,
        plan_points(plan) if plan else (),
        cited(
            case,
            [own for id_, own in case.statements.items() if id_ in ids],
            citing=(plan, *plan.points) if plan else (),
            parties=report.parties,
            issues=[own.issue.id for own in report.issues],
            day=report.assumption.day,
        ),
    )


def _statements(report: DealReport) -> Iterator[str]:
    """The ids of the statements that are behind anything told."""
    claims = [claim for own in report.red_lines for claim in own.line.claims]
    for issue in report.issues:
        claims += [c for share in (*issue.asked_by, *issue.accepted_by) for c in share.claims]
        claims += [claim for left in issue.unmet for claim in left.claims]
    claims += [claim for term in report.trade_terms for claim in term.claims]
    for change in report.repair.changes if report.repair else ():
        claims += [claim for left in change.leaves for claim in left.claims]
    yield from (claim.statement.id for claim in claims)
    yield from (trade.statement for trade in report.trades)
