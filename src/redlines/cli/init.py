"""`redlines init`: the files of a new case, empty or a small example, and what to type next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from redlines.cli import options
from redlines.cli.delivery import Format, Printout, deliver, delivery
from redlines.cli.new_files import case_option, listed, write_new

FORMATS: tuple[Literal[Format.TABLE]] = (Format.TABLE,)
# What is written, in `templates/empty` and `templates/example`, and what each file holds.
EMPTY = {
    "positions.yaml": "parties, issues, statements",
    "sources.yaml": "where it was said",
}
EXAMPLE = {
    **EMPTY,
    "plans/first.yaml": "a draft agreement",
    "plans/second.yaml": "the next version of it",
}


def init(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of the case.")] = "data",
    example: Annotated[
        bool, typer.Option("--example", help="A small complete case to look at and change.")
    ] = False,
    format_: options.FormatOption = "table",
    *,
    telling: options.Telling,
) -> int:
    """Write a new case: empty with comments that explain it, or a small example.

    \b
      redlines init
      redlines init my-case
      redlines init tram-talks --example

    A case is found without --case from its own folder, one in data/ also from the
    folder that holds data/. A file that exists is never overwritten.
    """  # noqa: D301
    to = delivery("init", FORMATS, options.Printing(format_), telling)

    def work() -> Printout[Literal[Format.TABLE]]:
        home = Path(folder)
        files = EXAMPLE if example else EMPTY
        write_new(home, _texts("example" if example else "empty", files), "redlines init my-case")
        told = _told(home, files, example=example)
        return Printout(lambda _, __: told, 0)

    return deliver(to, work)


def _texts(template: str, names: dict[str, str]) -> dict[str, str]:
    """The texts of a template by the names of their files."""
    from importlib.resources import files

    home = files("redlines") / "templates" / template
    return {name: (home / name).read_text(encoding="utf-8") for name in names}


def _told(home: Path, files: dict[str, str], *, example: bool) -> str:
    """What was written, and the commands to go on with."""
    case = case_option(home)
    if example:
        advice = "Look around in it:"
        commands = ["gap company union town", "check first", "diff first second"]
    else:
        advice = "Write your own case into them; the comments say how. Then, again and again:"
        commands = ["validate", "gap first second"]
    return "\n".join(
        [
            *listed(home, files),
            "",
            advice,
            *(f"  redlines {command}{case}" for command in commands),
            "",
        ]
    )
