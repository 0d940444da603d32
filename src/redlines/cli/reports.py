"""The documents of `check` and `diff` in every format but JSON."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from redlines.cli import options
from redlines.cli.delivery import Documents, Format, Step
from redlines.cli.judging import Asked, Judged
from redlines.cli.streams import Look

if TYPE_CHECKING:
    from redlines import CheckReport, Finding, InputFile, PlanDiff, PositionDiff


def documents(
    found: Judged, asked: Asked, files: Sequence[InputFile], note: str | None = None
) -> Documents:
    """Every document but the JSON one: all of them list the findings from `--level` on."""
    case = found.case
    listed = shown(found.findings, asked.level)
    told = _note(note, len(found.findings) - len(listed), asked.level)

    def message(finding: Finding) -> str:
        from redlines.view.plan_wording import plan_finding_message

        return plan_finding_message(finding, case)

    def as_csv(_: Look) -> str:
        from redlines.view.csv import findings_csv

        return findings_csv(listed, case)

    def as_github(_: Look) -> str:
        from redlines.view.github import github_annotations

        return github_annotations(_from_root(listed, files), message)

    def as_junit(_: Look) -> str:
        from redlines.view.junit import junit_xml

        return junit_xml(listed, message, suite=_suite(found.report), fail_on=asked.fail_on)

    def as_summary(_: Look) -> str:
        from redlines.view.github import SUMMARY_LIMIT

        return _markdown(found, listed, told)(limit=SUMMARY_LIMIT)

    def as_outputs(_: Look) -> str:
        from redlines.view.github import github_outputs

        return github_outputs(found.findings)

    return {
        Format.TABLE: lambda look: _table(found, listed, told, look),
        Format.CSV: as_csv,
        Format.MARKDOWN: lambda _: _markdown(found, listed, told)(),
        Format.GITHUB: as_github,
        Format.JUNIT: as_junit,
        Step.SUMMARY: as_summary,
        Step.OUTPUT: as_outputs,
    }


def shown(findings: Sequence[Finding], level: options.Shown) -> tuple[Finding, ...]:
    """The findings at or above a level."""
    order = options.SHOWN
    return tuple(own for own in findings if order.index(own.level.value) <= order.index(level))


def _note(note: str | None, hidden: int, level: options.Shown) -> str | None:
    """What is to be known of a report, and how many findings it does not list."""
    few = f"{hidden} finding{'s'[: hidden != 1]} below {level} not listed" if hidden else None
    return "; ".join(text for text in (note, few) if text) or None


def _table(found: Judged, listed: Sequence[Finding], note: str | None, look: Look) -> str:
    table, _ = _views(found.report)
    return table(
        found.report,
        found.case,
        findings=listed,
        shown=_left(found.report, listed),
        note=note,
        width=look.width,
        color=look.color,
        ascii_only=look.ascii_only,
    )


def _markdown(found: Judged, listed: Sequence[Finding], note: str | None) -> Callable[..., str]:
    """The Markdown of a report, for a limit in bytes."""
    _, written = _views(found.report)
    left = _left(found.report, listed)
    return partial(written, found.report, found.case, findings=listed, shown=left, note=note)


def _views(
    report: CheckReport | PlanDiff | PositionDiff,
) -> tuple[Callable[..., str], Callable[..., str]]:
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


def _left(
    report: CheckReport | PlanDiff | PositionDiff, findings: Sequence[Finding]
) -> CheckReport | PlanDiff | PositionDiff:
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


def _suite(report: CheckReport | PlanDiff | PositionDiff) -> str:
    """What a report is called where one name stands for it."""
    from redlines import CheckReport, PlanDiff

    match report:
        case CheckReport():
            return f"redlines check {report.plan.id}"
        case PlanDiff():
            return f"redlines diff {report.base.plan.id} {report.revision.plan.id}"
        case _:
            return "redlines diff of positions"


def _from_root(findings: Sequence[Finding], files: Sequence[InputFile]) -> tuple[Finding, ...]:
    """The findings with places named from the root of the checkout, where GitHub looks for them.

    A file outside it, or of a commit, has no line that could be annotated.
    """
    root = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or os.getcwd())
    inside = {}
    for file in files:
        named = os.path.relpath(os.path.realpath(file.location), root).replace(os.sep, "/")
        if file.commit is None and named.split("/")[0] != "..":
            inside[file.path] = named
    placed = []
    for finding in findings:
        named = inside.get(finding.place.file, "") if finding.place else ""
        place = replace(finding.place, file=named) if finding.place and named else None
        placed.append(replace(finding, place=place))
    return tuple(placed)
