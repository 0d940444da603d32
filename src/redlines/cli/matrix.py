"""`redlines matrix`: how every two parties stand, and who could share what without whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from redlines.api.asked import different_parties
from redlines.api.names import issues, members
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


def matrix(
    party: Annotated[
        list[str] | None,
        typer.Argument(metavar="PARTY", help="Two parties or more. Default: all."),
    ] = None,
    *,
    asking: options.Asking,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """How does every pair of parties stand, and who blocks what?

    Every two parties with the numbers of `gap`. Where the red lines of all leave nothing: without
    whom something is left, and what. JSON has for every issue the largest sets of parties that
    share an outcome which none of them refuses, and the smallest without which the others do.

    \b
      redlines matrix
      redlines matrix russia ukraine europe united_states --issue territory
      redlines matrix --group europe -f csv
    """  # noqa: D301
    to = delivery("matrix", FORMATS, printing, telling, screen)

    def work() -> Printout[Format]:
        from redlines import matrix as matrix_of

        case, files = open_case(asking.case, to, plans=False)
        together(*lookups(case, asking, party or ()))
        grouped = members(case, asking.group or ())
        named = None
        if party or grouped:
            named = different_parties(case, party or (), grouped, command="matrix")
        assumption = assumption_of(case, asking)
        chosen = issues(case, asking.issue) if asking.issue else None
        report = matrix_of(case, named, assumption, issues=chosen)

        def document() -> Document:
            from redlines.view.matrix_document import matrix_document

            return matrix_document(report, case)

        def text(form: Format, look: Look) -> str:
            match form:
                case Format.TABLE:
                    return on_screen(document(), look)
                case Format.CSV:
                    from redlines.view.csv import matrix_csv

                    return matrix_csv(report)
                case Format.MARKDOWN:
                    return on_page(document())
                case Format.HTML:
                    return in_browser(document())
                case Format.JSON:
                    from redlines.view.json_matrix import MatrixOptions, matrix_json

                    put = MatrixOptions.of(report.parties, report.assumption, chosen)
                    return matrix_json(report, case, put, frame(files, 0))
                case _ as never:
                    assert_never(never)

        return Printout(text, 0, read=tuple(file.location for file in files))

    return deliver(to, work)
