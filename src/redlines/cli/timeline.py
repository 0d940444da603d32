"""`redlines timeline`: how verdicts moved over time, and which statements moved them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from redlines.cli import options
from redlines.cli.asked import asked_of
from redlines.cli.delivery import Format, Printout, deliver, delivery
from redlines.cli.opened import frame, open_case
from redlines.cli.texts import printed

if TYPE_CHECKING:
    from redlines.view.document import Document

FORMATS = tuple(Format)
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Only what changed after this day."),
]
AllOption = Annotated[
    bool, typer.Option("--all", help="Every issue, and every change that is coverage and no move.")
]


def timeline(
    party: options.PartiesArgument = None,
    *,
    asking: options.Asking,
    since: SinceOption = None,
    every: AllOption = False,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """How did the verdicts move over time, and which statements moved them?

    Where the record only begins, ends or is thin, that is coverage: drawn, and never told as a
    move. `--as-of` is the end of the line.

    \b
      redlines timeline russia ukraine
      redlines timeline russia ukraine --issue territory --all
      redlines timeline russia ukraine --since 2025-06-01 -f csv
    """  # noqa: D301
    to = delivery("timeline", FORMATS, printing, telling, screen)

    def work() -> Printout[Format]:
        from redlines import timeline as timeline_of

        first = options.day_of(since, "--since")
        case, files = open_case(asking.case, to, plans=False)
        asked = asked_of(case, asking, party, between="timeline", everyone=False)
        report = timeline_of(
            case, asked.parties, asked.assumption, issues=asked.issues, since=first
        )

        def document() -> Document:
            from redlines.view.timeline_document import timeline_document

            return timeline_document(report, case, every=every)

        def json() -> str:
            from redlines.view.json_history import timeline_json

            return timeline_json(report, case, asked.issues, frame(files, 0))

        def csv() -> str:
            from redlines.view.csv import timeline_csv

            return timeline_csv(report)

        return printed(files, document, json, csv)

    return deliver(to, work)
