"""`redlines gap`: where parties' demands, acceptances and red lines meet, and where none can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from redlines.cli import options
from redlines.cli.asked import asked_of
from redlines.cli.assuming import as_typed
from redlines.cli.delivery import PRINTED, Printed, Printout, deliver, delivery
from redlines.cli.judging import asked_options, found_of, gate_of, ignore_file
from redlines.cli.opened import frame, open_case, tell_files
from redlines.cli.reports import printout

if TYPE_CHECKING:
    from redlines import Case, Finding, GapReport
    from redlines.view.document import Block, Document


def gap(
    party: options.PartiesArgument = None,
    *,
    asking: options.Asking,
    full: options.FullOption = False,
    fragile: options.FragileOption = False,
    sort: options.SortOption = None,
    gating: options.Gating,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """Where do the demands, acceptances and red lines of these parties meet?

    One screen for all issues; `--issue` and `--full` tell why, statement by statement.

    \b
      redlines gap russia ukraine
      redlines gap russia ukraine europe --issue territory
      redlines gap russia ukraine -f json -o csv=gap.csv
    """  # noqa: D301
    to = delivery("gap", PRINTED, printing, telling, screen, full=full)

    def work() -> Printout[Printed]:
        from redlines import Scope
        from redlines import gap as gap_of

        order = options.sort_of(sort)
        gate = gate_of(to, gating)
        case, files = open_case(asking.case, to, plans=False, own=gate.can_fail)
        asked = asked_of(case, asking, party, between="gap", everyone=False)
        report = gap_of(case, asked.parties, asked.assumption, issues=asked.issues, fragile=fragile)
        day = report.assumption.day
        if order == "verdict":
            report = worst_first(report)

        def findings() -> tuple[Finding, ...]:
            from redlines import findings_of  # most runs of a person need none

            return findings_of(report, case)

        found = found_of(
            findings,
            Scope("gap", asked.parties, day, whole=asked.whole),
            gate,
            ignore_file(gating.ignore, files),
        )
        read = (*files, found.ignores) if found.ignores else files
        if to.verbose:
            tell_files(read, besides=files)

        def shown() -> GapReport:
            if not found.hides:
                return report
            left = {finding.issue for finding in found.listed}
            return replace(report, issues=tuple(i for i in report.issues if i.issue.id in left))

        def document(*, by_verdict: bool) -> Document:
            left = shown()
            listed = found.listed if found.ignores else ()
            note = found.note if found.hides else None
            if report.fragile:
                from redlines.view.fragile_document import fragile_document

                return fragile_document(
                    report, report.fragile, case, shown=left, note=note, full=full
                )
            if full or asked.issues or sort:
                from redlines.view.gap_document import gap_document

                return gap_document(
                    report,
                    case,
                    sort_by_verdict=by_verdict,
                    shown=left,
                    findings=listed,
                    note=note,
                    landings=landings(left, case),
                )
            from redlines.view.overview_document import overview_document

            return overview_document(report, case, shown=left, findings=listed, note=note)

        def csv() -> str:
            from redlines.view.csv import fragile_csv, gap_csv

            return fragile_csv(report.fragile) if report.fragile else gap_csv(shown())

        def json() -> str:
            from redlines.view.json_reports import GapOptions, gap_json

            return gap_json(
                report,
                case,
                found.findings,
                found.listed,
                GapOptions(asked_options(found, asked), order, fragile),
                frame(read, found.code),
            )

        return printout(
            found,
            case,
            read,
            run=f"redlines gap {' '.join(asked.parties)}{as_typed(asking)}",
            document=partial(document, by_verdict=order == "verdict"),
            # A page keeps the sections of the case, each with its worst issues first.
            page=partial(document, by_verdict=False),
            csv=csv,
            json=json,
        )

    return deliver(to, work)


def landings(report: GapReport, case: Case) -> Mapping[str, tuple[Block, ...]]:
    """By heading what each outcome of an issue would cross, where red lines leave nothing."""
    from redlines import Verdict, deal

    stuck = [own.issue.id for own in report.issues if own.verdict is Verdict.INSURMOUNTABLE]
    if not stuck:
        return {}
    from redlines.view.landing_document import page_sections

    return page_sections(deal(case, report.parties, report.assumption), case, stuck)


def worst_first(report: GapReport) -> GapReport:
    """The report with its headings ordered from the worst verdict to the best, then unstated."""
    from redlines.verdicts import worst

    groups = sorted(report.by_heading().values(), key=lambda items: worst(items).severity)
    return replace(report, issues=tuple(item for items in groups for item in items))
