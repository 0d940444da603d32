"""`redlines list`: all parties, issues, statements, sources or plans of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from redlines.case import Collection
from redlines.cli import options
from redlines.cli.delivery import Format, Printout, deliver, delivery
from redlines.cli.opened import frame, open_case
from redlines.cli.texts import printed
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case
    from redlines.view.document import Document

FORMATS = tuple(Format)


def list_(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="parties, issues, statements, sources or plans.")
    ],
    case: options.CaseOption = None,
    as_of: options.AsOfOption = None,
    *,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """All parties, issues, statements, sources or plans of the case.

    \b
      redlines list parties
      redlines list issues --case my-case
      redlines list statements -f csv
    """  # noqa: D301
    to = delivery("list", FORMATS, printing, telling, screen)

    def work() -> Printout[Format]:
        refusal = f"`{visible(kind)}` cannot be listed"
        what, asked = options.word_of(kind, tuple(Collection), refusal), options.day_of(as_of)
        negotiation, files = open_case(case, to)
        day = asked or negotiation.as_of

        def document() -> Document:
            from redlines.view.show_document import list_document

            return list_document(what, negotiation, day)

        def json() -> str:
            from redlines.view.json_items import ListOptions, list_json

            return list_json(negotiation, ListOptions(what, day), frame(files, 0))

        return printed(files, document, json, lambda: _csv(what, negotiation))

    return deliver(to, work)


def _csv(kind: Collection, case: Case) -> str:
    from redlines.view import csv

    match kind:
        case Collection.PARTIES:
            return csv.parties_csv(case)
        case Collection.ISSUES:
            return csv.issues_csv(case)
        case Collection.STATEMENTS:
            return csv.statements_csv(case)
        case Collection.SOURCES:
            return csv.sources_csv(case)
        case Collection.PLANS:
            return csv.plans_csv(case)
        case _ as never:
            assert_never(never)
