"""`redlines gap`: where parties' demands, acceptances and red lines meet, and where none can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from redlines.cli import options
from redlines.cli.delivery import (
    PRINTED,
    CiFormat,
    Documents,
    Format,
    Printed,
    Step,
    deliver,
    delivery,
    on_page,
    on_screen,
)
from redlines.cli.failure import NotDoneError
from redlines.cli.judging import found_of, gate_of, ignore_file
from redlines.cli.names import Noun, find, issues
from redlines.cli.opened import frame, open_case
from redlines.cli.streams import Look
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case, GapReport
    from redlines.view.document import Document


def gap(
    party: Annotated[
        list[str] | None, typer.Argument(metavar="PARTY", help="Two parties or more.")
    ] = None,
    case: options.CaseOption = None,
    as_of: options.AsOfOption = None,
    binding: options.BindingOption = None,
    issue: options.IssueOption = None,
    sort: options.SortOption = None,
    level: options.LevelOption = "info",
    ignore: options.IgnoreOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    fail_on: options.FailOnOption = None,
    exit_zero: options.ExitZeroOption = False,
    ascii_only: options.AsciiOption = False,
    color: options.ColorOption = "auto",
    width: options.WidthOption = None,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    debug: options.DebugOption = False,
) -> int:
    """Where do the demands, acceptances and red lines of these parties meet?

    \b
      redlines gap russia ukraine
      redlines gap russia ukraine europe --issue territory
      redlines gap russia ukraine -f json -o csv=gap.csv
    """  # noqa: D301
    to = delivery(
        "gap",
        PRINTED,
        format_=format_,
        output=output,
        color=color,
        width=width,
        ascii_only=ascii_only,
        quiet=quiet,
        verbose=verbose,
    )

    def work() -> Documents[Printed]:
        from redlines import Scope, findings_of
        from redlines import gap as gap_of

        day, basis, order = options.day_of(as_of), options.basis_of(binding), options.sort_of(sort)
        gate = gate_of(to, level=level, fail_on=fail_on, exit_zero=exit_zero)
        negotiation, files = open_case(case, to, plans=False)
        parties = different_parties(negotiation, party or ())
        chosen = issues(negotiation, issue) if issue else None
        report = gap_of(negotiation, parties, as_of=day, binding=basis, issues=chosen)
        if order == "verdict":
            report = worst_first(report)
        found = found_of(
            lambda: findings_of(report, negotiation),
            Scope("gap", parties, report.day, whole=chosen is None and basis is None),
            gate,
            ignore_file(ignore, files),
        )
        read = (*files, found.ignores) if found.ignores else files

        def shown() -> GapReport:
            if not found.hides:
                return report
            left = {finding.issue for finding in found.listed}
            return replace(report, issues=tuple(i for i in report.issues if i.issue.id in left))

        def document(by_verdict: bool = False) -> Document:
            from redlines.view.gap_document import gap_document

            return gap_document(
                report,
                negotiation,
                sort_by_verdict=by_verdict,
                shown=shown(),
                findings=found.listed if found.ignores else (),
                note=found.note if found.hides else None,
            )

        def text(form: Printed, look: Look) -> str:
            match form:
                case Format.TABLE:
                    return on_screen(document(order == "verdict"), look)
                case Format.CSV:
                    from redlines.view.csv import gap_csv

                    return gap_csv(shown())
                case Format.MARKDOWN:
                    # A page keeps the sections of the case, each with its worst issues first.
                    return on_page(document())
                case Format.JSON:
                    from redlines.view.report_json import gap_json

                    return gap_json(
                        report,
                        negotiation,
                        found.findings,
                        found.listed,
                        {
                            "parties": list(report.parties),
                            "as_of": report.day.isoformat() if report.day else None,
                            "binding": basis.value if basis else None,
                            "issues": list(chosen) if chosen is not None else None,
                            "sort": order,
                            "level": gate.level.value,
                            "ignore": found.ignores.path if found.ignores else None,
                            "fail_on": gate.fail_on,
                            "exit_zero": exit_zero,
                        },
                        frame(read, found.code),
                    )
                case CiFormat():
                    from redlines.cli.ci import ci_text

                    asked = f"redlines gap {' '.join(parties)}"
                    return ci_text(form, found, negotiation, read, run=asked)
                case _ as never:
                    assert_never(never)

        def step(what: Step) -> str:
            from redlines.cli.ci import step_text

            return step_text(what, found, lambda limit: on_page(document(), limit))

        return Documents(text, found.code, step)

    return deliver(to, work)


def different_parties(case: Case, asked: Sequence[str]) -> tuple[str, ...]:
    """The ids of the parties that some texts name; raises NotDoneError for fewer than two."""
    found: dict[str, str] = {}
    for text in asked:
        party = find(case, text, (Noun.PARTY,)).id
        if party in found:
            raise NotDoneError(
                f"`{visible(found[party])}` and `{visible(text)}` are the same party",
                code="same-party",
            )
        found[party] = text
    if len(found) < 2:
        raise NotDoneError(
            "gap needs at least two different parties",
            code="too-few-parties",
            advice="`redlines list parties` names them all",
        )
    return tuple(found)


def worst_first(report: GapReport) -> GapReport:
    """The report with its headings ordered from the worst verdict to the best, then unstated."""
    from redlines.findings import worst

    groups = sorted(report.by_heading().values(), key=lambda items: worst(items).severity)
    return replace(report, issues=tuple(item for items in groups for item in items))
