"""`redlines init`: the files of a new case, empty or a small example, and what to type next."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer

from redlines.cli import options
from redlines.cli.delivery import Format, Printout, deliver, delivery, write_files
from redlines.cli.failure import NotDoneError
from redlines.view.clean import visible

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
        _write(home, _texts("example" if example else "empty", files))
        told = _told(home, files, example=example)
        return Printout(lambda _, __: told, 0)

    return deliver(to, work)


def _texts(template: str, names: dict[str, str]) -> dict[str, str]:
    """The texts of a template by the names of their files."""
    from importlib.resources import files

    home = files("redlines") / "templates" / template
    return {name: (home / name).read_text(encoding="utf-8") for name in names}


def _write(home: Path, texts: dict[str, str]) -> None:
    """Writes the files of a case, all of them or none; raises NotDoneError where one exists."""
    paths = {home / name: text for name, text in texts.items()}
    if there := [_shown(path) for path in paths if os.path.lexists(path)]:
        exist = "exist" if len(there) > 1 else "exists"
        raise NotDoneError(
            f"{' and '.join(there)} {exist} already; nothing was written",
            code="file-exists",
            advice="name another folder, as in `redlines init my-case`, or move what is there",
        )
    for folder in dict.fromkeys(path.parent for path in paths):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotDoneError(
                f"the folder {_shown(folder)} cannot be made: {error.strerror}",
                code="unwritable-output",
            ) from error
    write_files(paths.items())


def _told(home: Path, files: dict[str, str], *, example: bool) -> str:
    """What was written, and the commands to go on with."""
    named = {visible((home / name).as_posix()): holds for name, holds in files.items()}
    width = max(map(len, named))
    case = _case_option(home)
    if example:
        advice = "Look around in it:"
        commands = ["gap company union town", "check first", "diff first second"]
    else:
        advice = "Write your own case into them; the comments say how. Then, again and again:"
        commands = ["validate", "gap first second"]
    return "\n".join(
        [
            "Written:",
            *(f"  {name:{width}}  {holds}" for name, holds in named.items()),
            "",
            advice,
            *(f"  redlines {command}{case}" for command in commands),
            "",
        ]
    )


def _case_option(home: Path) -> str:
    """How a command run from here names the case; nothing where it is found without."""
    from redlines.reading.locate import find_case

    try:
        found = find_case(None, Path.cwd(), os.environ)
        if found.path.samefile(home / "positions.yaml"):
            return ""
    except OSError:  # the working directory is gone, or the case that the environment names
        pass
    return f" --case {shlex.quote(visible(str(home)))}"


def _shown(path: Path) -> str:
    return f"`{visible(path.as_posix())}`"
