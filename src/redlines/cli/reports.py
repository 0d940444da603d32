"""The documents of `check` and `diff` for people, and as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from redlines.cli.judging import Found
from redlines.cli.streams import Look

if TYPE_CHECKING:
    from redlines import Case, CheckReport, Finding, PlanDiff, PositionDiff

    Judged = CheckReport | PlanDiff | PositionDiff


def report_table(report: Judged, case: Case, found: Found, note: str | None, look: Look) -> str:
    """The table of a report with the findings that are listed."""
    table, _ = _views(report)
    return table(
        report,
        case,
        findings=found.listed,
        shown=_left(report, found.listed),
        note=_note(note, found),
        width=look.width,
        color=look.color,
        ascii_only=look.ascii_only,
    )


def report_markdown(
    report: Judged, case: Case, found: Found, note: str | None
) -> Callable[..., str]:
    """The Markdown of a report with the findings that are listed, for a limit in bytes."""
    _, written = _views(report)
    listed = found.listed
    return partial(
        written,
        report,
        case,
        findings=listed,
        shown=_left(report, listed),
        note=_note(note, found),
    )


def _note(note: str | None, found: Found) -> str | None:
    """What is to be known of a report, and how many findings it does not list."""
    return "; ".join(text for text in (note, found.note) if text) or None


def _views(report: Judged) -> tuple[Callable[..., str], Callable[..., str]]:
    """What shows a report as a table, and as Markdown."""
    from redlines import CheckReport, PlanDiff
    from redlines.view import plan_markdown, terminal

    match report:
        case CheckReport():
            return terminal.check_table, plan_markdown.check_markdown
        case PlanDiff():
            return terminal.diff_table, plan_markdown.diff_markdown
        case _:
            return terminal.position_diff_table, plan_markdown.position_diff_markdown


def _left(report: Judged, findings: Sequence[Finding]) -> Judged:
    """The report with nothing but what some of its findings are about."""
    from redlines import CheckReport, ClaimChange, Effect, Grade, PlanDiff, VerdictChange

    about = [finding.about for finding in findings]
    match report:
        case CheckReport():
            return replace(report, grades=tuple(own for own in about if isinstance(own, Grade)))
        case PlanDiff():
            return replace(report, effects=tuple(own for own in about if isinstance(own, Effect)))
        case _:
            changes = tuple(own for own in about if isinstance(own, ClaimChange))
            verdicts = tuple(own for own in about if isinstance(own, VerdictChange))
            return replace(report, changes=changes, verdicts=verdicts)
