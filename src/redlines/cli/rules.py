"""`redlines rules`: the catalogue of findings and problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from redlines.api.names import MOST_SUGGESTIONS
from redlines.cli import options
from redlines.cli.delivery import Format, Printout, deliver, delivery
from redlines.cli.opened import frame
from redlines.cli.texts import printed
from redlines.failure import NotDoneError
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines.view.document import Document

FORMATS = (Format.TABLE, Format.JSON)


def rules(
    id_: Annotated[
        str | None, typer.Argument(metavar="ID", help="One finding or problem. Default: all.")
    ] = None,
    *,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """What can redlines find, and why is it worth telling?

    \b
      redlines rules
      redlines rules gap-insurmountable
      redlines rules empty-region -f json
    """  # noqa: D301
    to = delivery("rules", FORMATS, printing, telling, screen)

    def work() -> Printout[Format]:
        codes = _codes(id_)

        def document() -> Document:
            from redlines.view.rules_document import rules_document

            return rules_document(codes)

        def json() -> str:
            from redlines.view.json_items import RulesOptions, rules_json

            return rules_json(codes, RulesOptions(id_), frame((), 0))

        return printed((), document, json)

    return deliver(to, work)


def _codes(asked: str | None) -> tuple[str, ...]:
    """The ids asked for: one, or all findings and then all problems."""
    from difflib import get_close_matches

    from redlines import PROBLEMS, RULES

    known = (*RULES, *PROBLEMS)
    if asked is None or asked in known:
        return known if asked is None else (asked,)
    raise NotDoneError(
        f"unknown rule `{visible(asked)}`",
        code="unknown-rule",
        advice="`redlines rules` names them all",
        suggestions=get_close_matches(asked, known, n=MOST_SUGGESTIONS),
    )
