"""`redlines gap`: where parties' demands, acceptances and red lines meet, and where none can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from redlines.cli import options
from redlines.cli.delivery import Documents, Format, deliver, delivery, for_people
from redlines.cli.failure import NotDoneError
from redlines.cli.names import Noun, find, issues
from redlines.cli.opened import frame, open_case
from redlines.cli.streams import Look
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case, GapReport
    from redlines.view.document import Document

FORMATS = (Format.TABLE, Format.JSON, Format.CSV, Format.MARKDOWN)


def gap(
    party: Annotated[
        list[str] | None, typer.Argument(metavar="PARTY", help="Two parties or more.")
    ] = None,
    case: options.CaseOption = None,
    as_of: options.AsOfOption = None,
    binding: options.BindingOption = None,
    issue: options.IssueOption = None,
    sort: options.SortOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    fail_on: options.FailOnOption = "never",
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

    Formats: table, json, csv, markdown.
    """  # noqa: D301
    to = delivery(
        "gap",
        FORMATS,
        format_=format_,
        output=output,
        color=color,
        width=width,
        ascii_only=ascii_only,
        quiet=quiet,
        verbose=verbose,
    )

    def work() -> tuple[Documents, int]:
        from redlines import FINDINGS
        from redlines import gap as gap_of

        day, basis = options.day_of(as_of), options.basis_of(binding)
        order, level = options.sort_of(sort), options.fail_on_of(fail_on)
        negotiation, files = open_case(case, to, plans=False)
        parties = different_parties(negotiation, party or ())
        chosen = issues(negotiation, issue) if issue else None
        report = gap_of(negotiation, parties, as_of=day, binding=basis, issues=chosen)
        if order == "verdict":
            report = worst_first(report)
        levels = {FINDINGS[f"gap-{item.verdict}"] for item in report.issues}
        code = options.exit_code(levels, level, exit_zero=exit_zero)

        def as_json(_: Look) -> str:
            from redlines.view.report_json import gap_json

            return gap_json(
                report,
                negotiation,
                {
                    "parties": list(report.parties),
                    "as_of": report.day.isoformat() if report.day else None,
                    "binding": basis.value if basis else None,
                    "issues": list(chosen) if chosen is not None else None,
                    "sort": order,
                    "fail_on": level,
                    "exit_zero": exit_zero,
                },
                frame(files, code),
            )

        texts = _texts(report, negotiation, sort_by_verdict=order == "verdict")
        return {**texts, Format.JSON: as_json}, code

    return deliver(to, work)


def _texts(report: GapReport, case: Case, *, sort_by_verdict: bool) -> Documents:
    def document(*, sort_by_verdict: bool = False) -> Document:
        from redlines.view.gap_document import gap_document

        return gap_document(report, case, sort_by_verdict=sort_by_verdict)

    def as_csv(_: Look) -> str:
        from redlines.view.csv import gap_csv

        return gap_csv(report)

    # A page keeps the sections of the case, each with its worst issues first.
    screen = partial(document, sort_by_verdict=sort_by_verdict)
    return {**for_people(screen, document), Format.CSV: as_csv}


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
    from redlines.findings import Verdict, worst

    order = [*reversed(list(Verdict)[:-1]), Verdict.UNSTATED]
    groups = sorted(report.by_heading().values(), key=lambda items: order.index(worst(items)))
    return replace(report, issues=tuple(item for items in groups for item in items))
