"""`redlines timeline`: how verdicts moved over time, and which statements moved them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from redlines.api.asked import different_parties
from redlines.api.names import members
from redlines.cli import options
from redlines.cli.assuming import assumption_of
from redlines.cli.delivery import (
    Format,
    Printout,
    deliver,
    delivery,
    in_browser,
    on_page,
    on_screen,
)
from redlines.cli.failure import together
from redlines.cli.judging import lookups
from redlines.cli.opened import frame, open_case
from redlines.cli.streams import Look

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
    party: Annotated[
        list[str] | None, typer.Argument(metavar="PARTY", help="Two parties or more.")
    ] = None,
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
        together(*lookups(case, asking, party or ()))
        groups = members(case, asking.group or ())
        parties = different_parties(case, party or (), groups, command="timeline")
        assumption = assumption_of(case, asking)
        report = timeline_of(case, parties, assumption, issues=asking.issue or None, since=first)

        def document() -> Document:
            from redlines.view.timeline_document import timeline_document

            return timeline_document(report, case, every=every)

        def text(form: Format, look: Look) -> str:
            match form:
                case Format.TABLE:
                    return on_screen(document(), look)
                case Format.CSV:
                    from redlines.view.csv import timeline_csv

                    return timeline_csv(report)
                case Format.MARKDOWN:
                    return on_page(document())
                case Format.HTML:
                    return in_browser(document())
                case Format.JSON:
                    from redlines.view.json_history import timeline_json

                    issues = tuple(own.issue.id for own in report.issues) if asking.issue else None
                    return timeline_json(report, case, issues, frame(files, 0))
                case _ as never:
                    assert_never(never)

        return Printout(text, 0, read=tuple(file.location for file in files))

    return deliver(to, work)
