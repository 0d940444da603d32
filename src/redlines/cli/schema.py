"""`redlines schema`: the JSON Schemas of what redlines reads and writes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from redlines.cli import options
from redlines.cli.delivery import Format, Printout, deliver, delivery
from redlines.view.clean import visible

FORMATS: tuple[Literal[Format.JSON]] = (Format.JSON,)
NAMES = ("case", "positions", "sources", "plan", "ignore", "output")


def schema(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="case, positions, sources, plan, ignore or output."),
    ],
    format_: options.FormatOption = "json",
    output: options.OutputOption = None,
    *,
    telling: options.Telling,
) -> int:
    """The JSON Schema of a file that redlines reads, or of the JSON that commands print.

    \b
      redlines schema case
      redlines schema plan
      redlines schema output > redlines-output.schema.json
    """  # noqa: D301
    to = delivery("schema", FORMATS, options.Printing(format_, output), telling)

    def work() -> Printout[Literal[Format.JSON]]:
        missing = f"there is no schema `{visible(name)}`"
        known = options.word_of(name, NAMES, missing, code="unknown-schema")
        return Printout(lambda _, __: _written(known), 0)

    return deliver(to, work)


def _written(name: str) -> str:
    from redlines.reading.documents import case_schema, part_schema, sources_schema
    from redlines.reading.plan_documents import ignore_schema, plan_schema
    from redlines.view.json_text import write
    from redlines.view.output_schema import output_schema

    found: dict[str, Any]
    match name:
        case "case":
            found = case_schema()
        case "positions":
            found = part_schema()
        case "sources":
            found = sources_schema()
        case "plan":
            found = plan_schema()
        case "ignore":
            found = ignore_schema()
        case _:
            found = output_schema()
    return write(found, as_built=True)
