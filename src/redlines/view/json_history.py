"""The JSON of `timeline`: the spans of every issue, and what is to be counted of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from redlines.case import Case
from redlines.history import IssueHistory, Timeline
from redlines.view.cited import Cited, cited
from redlines.view.encode import Flat
from redlines.view.envelope import Frame, envelope
from redlines.view.json_reports import AssumedOptions, Names


@dataclass(frozen=True)
class TimelineOptions:
    """What was asked; `as_of` is the last day of the line, `issues` is None where all were."""

    parties: Names
    since: date | None
    assumed: Flat[AssumedOptions]


@dataclass(frozen=True)
class TimelineSummary:
    """How often verdicts moved; areas of an issue that moved alike are counted once.

    Of the `moves`, `worse` and `better` are of verdicts and `at_best` of those at best alone.
    `coverage` counts the changes that are no move, `unstated` the issues without a verdict on any
    day, and `issues` all of them.
    """

    moves: int
    worse: int
    better: int
    at_best: int
    coverage: int
    issues: int
    unstated: int


@dataclass(frozen=True)
class IssueSpans:
    """The verdicts on one issue over time, and the section it stands in."""

    history: Flat[IssueHistory]
    section: str | None


@dataclass(frozen=True)
class TimelineData:
    """The spans, and the statements and sources that they cite."""

    report: Flat[Timeline]
    issues: tuple[IssueSpans, ...]
    cited: Flat[Cited]


def timeline_json(report: Timeline, case: Case, issues: Names | None, frame: Frame) -> str:
    """The envelope of `timeline`."""
    moves = report.moves
    verdicts = [own for own in moves if not own.at_best_alone]
    worse = sum(own.worse for own in verdicts)
    return envelope(
        "timeline",
        frame,
        options=TimelineOptions(
            report.parties, report.since, AssumedOptions.of(report.assumption, issues)
        ),
        summary=TimelineSummary(
            moves=len(moves),
            worse=worse,
            better=len(verdicts) - worse,
            at_best=len(moves) - len(verdicts),
            coverage=len(report.turns) - len(moves),
            issues=len(report.by_heading()),
            unstated=len(report.unstated()),
        ),
        data=timeline_data(report, case),
    )


def timeline_data(report: Timeline, case: Case) -> TimelineData:
    """The spans of a report, with what they cite."""
    used = {
        claim.statement.id
        for item in report.issues
        for span in item.spans
        for claim in (*span.began, *span.ended)
    }
    return TimelineData(
        report,
        tuple(IssueSpans(own, case.headings[own.issue.heading].section) for own in report.issues),
        cited(
            case,
            [own for id_, own in case.statements.items() if id_ in used],
            parties=report.parties,
            issues=[own.issue.id for own in report.issues],
            day=report.assumption.day,
        ),
    )
