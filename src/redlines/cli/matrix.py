"""`redlines matrix`: how every two parties stand, and who could share what without whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redlines.cli import options
from redlines.cli.asked import asked_of
from redlines.cli.delivery import Format, Printout, deliver, delivery
from redlines.cli.opened import frame, open_case
from redlines.cli.texts import printed

if TYPE_CHECKING:
    from redlines.view.document import Document

FORMATS = tuple(Format)


def matrix(
    party: options.AllPartiesArgument = None,
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
        asked = asked_of(case, asking, party, between="matrix")
        report = matrix_of(case, asked.parties, asked.assumption, issues=asked.issues)

        def document() -> Document:
            from redlines.view.matrix_document import matrix_document

            return matrix_document(report, case)

        def json() -> str:
            from redlines.view.json_matrix import matrix_json

            return matrix_json(report, case, asked.issues, frame(files, 0))

        def csv() -> str:
            from redlines.view.csv import matrix_csv

            return matrix_csv(report)

        return printed(files, document, json, csv)

    return deliver(to, work)
