"""The documents of `check` and `diff`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from redlines.cli.judging import Found

if TYPE_CHECKING:
    from redlines import Case, CheckReport, Finding, PlanDiff, PositionDiff
    from redlines.view.document import Document

    Judged = CheckReport | PlanDiff | PositionDiff


def report_document(report: Judged, case: Case, found: Found, note: str | None) -> Document:
    """The document of a report with the findings that are listed, and what is to be known."""
    from redlines import CheckReport, PlanDiff

    build: Callable[..., Document]
    match report:
        case CheckReport():
            from redlines.view.check_document import check_document as build
        case PlanDiff():
            from redlines.view.diff_document import diff_document as build
        case _:
            from redlines.view.position_document import position_document as build
    known = "; ".join(text for text in (note, found.note) if text) or None
    left = _left(report, found.listed)
    return build(report, case, findings=found.listed, shown=left, note=known)


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
