"""What a command that finds something prints, in every format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from redlines.cli.ci import ci_text, step_text
from redlines.cli.delivery import CiFormat, Printed, Printout, Step
from redlines.cli.judging import Found
from redlines.cli.streams import Look
from redlines.cli.texts import on_page, text_of

if TYPE_CHECKING:
    from redlines import Case, CheckReport, Finding, InputFile, PlanDiff, PositionDiff
    from redlines.view.document import Document

    Judged = CheckReport | PlanDiff | PositionDiff


def printout(
    found: Found,
    case: Case | None,
    files: Sequence[InputFile],
    *,
    run: str,
    document: Callable[[], Document],
    json: Callable[[], str],
    page: Callable[[], Document] | None = None,
    comment: bool = False,
    csv: Callable[[], str] | None = None,
    also_read: Sequence[Path] = (),
) -> Printout[Printed]:
    """The texts of a command from its document, its JSON and its findings.

    `run` says in short what was asked; `page` makes the document for Markdown and HTML where it
    differs from that of a screen, and as a `comment` is bounded in size; `csv` is a table of its
    own instead of that of the findings; `also_read` are files that could not be made sense of.
    """

    def findings() -> str:
        from redlines.view.csv import findings_csv

        return findings_csv(found.listed, case)

    def text(form: Printed, look: Look) -> str:
        if isinstance(form, CiFormat):
            return ci_text(form, found, case, files, run=run)
        return text_of(form, look, document, json, csv or findings, page=page, comment=comment)

    def step(what: Step) -> str:
        return step_text(what, found, lambda most: on_page((page or document)(), most))

    def beside_summary() -> str:
        return ci_text(CiFormat.GITHUB, found, case, files, run=run, summarized=True)

    read = (*(file.location for file in files if not file.commit), *also_read)
    return Printout(text, found.code, step, beside_summary, read)


def report_document(
    report: Judged, case: Case, found: Found, note: str | None, **more: object
) -> Document:
    """The document of a report with the findings that are listed, and what is to be known.

    `more` is for what builds the document of that report alone.
    """
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
    return build(report, case, findings=found.listed, shown=left, note=known, **more)


def _left(report: Judged, findings: Sequence[Finding]) -> Judged:
    """The report with nothing but what some of its findings are about."""
    from redlines import CheckReport, Effect, Grade, PlanDiff

    about = [finding.about for finding in findings]
    match report:
        case CheckReport():
            return replace(report, grades=tuple(own for own in about if isinstance(own, Grade)))
        case PlanDiff():
            return replace(report, effects=tuple(own for own in about if isinstance(own, Effect)))
        case _:
            told = {id(own) for own in about}
            return replace(
                report,
                case_changes=tuple(own for own in report.case_changes if id(own) in told),
                moves=tuple(own for own in report.moves if id(own) in told),
                changes=tuple(own for own in report.changes if id(own) in told),
                verdicts=tuple(own for own in report.verdicts if id(own) in told),
                lost_sources=tuple(own for own in report.lost_sources if id(own) in told),
            )
