"""`redlines validate`: every problem of case files, with its place and what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redlines.cli import options
from redlines.cli.delivery import Delivery, Documents, Format, deliver, delivery, for_people
from redlines.cli.failure import InvalidCaseError
from redlines.cli.opened import frame, located, refuse_overwriting, tell_files, to_open
from redlines.cli.streams import Look

if TYPE_CHECKING:
    from redlines import InputFile, Problem, Reading
    from redlines.view.document import Document

FORMATS = (Format.TABLE, Format.JSON, Format.MARKDOWN)


def validate(
    path: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Case files or folders. Default: the case."),
    ] = None,
    case: options.CaseOption = None,
    strict: options.StrictOption = False,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    fail_on: options.FailOnOption = "error",
    exit_zero: options.ExitZeroOption = False,
    ascii_only: options.AsciiOption = False,
    color: options.ColorOption = "auto",
    width: options.WidthOption = None,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    debug: options.DebugOption = False,
) -> int:
    """Are the files of a case right? Every problem, with its place and what to do next.

    \b
      redlines validate
      redlines validate my-case/ --strict
      redlines validate positions.yaml -f json

    Formats: table, json, markdown.
    """  # noqa: D301
    to = delivery(
        "validate",
        FORMATS,
        format_=format_,
        output=output,
        color=color,
        width=width,
        ascii_only=ascii_only,
        quiet=quiet,
        verbose=verbose,
    )

    def work() -> tuple[Documents, int]:
        level = options.fail_on_of(fail_on)
        readings = _readings(path or (), case, to, strict=strict)
        files = tuple(file for _, reading in readings for file in reading.files)
        problems = [problem for _, reading in readings for problem in problems_of(reading)]
        code = options.exit_code({p.level for p in problems}, level, exit_zero=exit_zero)

        def as_json(_: Look) -> str:
            from redlines.view.report_json import checked_case, validate_json

            cases = [checked_case(name, reading.case) for name, reading in readings]
            return validate_json(
                problems,
                cases,
                {"strict": strict, "fail_on": level, "exit_zero": exit_zero},
                frame(files, code),
            )

        return {**_texts(problems, files), Format.JSON: as_json}, code

    return deliver(to, work)


def problems_of(reading: Reading) -> tuple[Problem, ...]:
    """All problems of a case that was read, by place: of the files, and of what speakers said."""
    from redlines import contradictions

    said = contradictions(reading.case) if reading.case else ()
    return tuple(sorted((*reading.problems, *said), key=lambda p: (p.place, p.code)))


def _readings(
    paths: list[str] | tuple[()], given: str | None, to: Delivery, *, strict: bool
) -> list[tuple[str, Reading]]:
    """The cases asked for by the name shown; raises InvalidCaseError for a file not to be had.

    One case is shown by its own names; of several each is shown with the folder as written.
    """
    from redlines import read_case
    from redlines.reading.locate import case_file

    if paths:
        found = [case_file(Path(path)) for path in dict.fromkeys(paths)]
        several = len(found) > 1
        cases = [(file, f"{file.parent.as_posix()}/" if several else "") for file in found]
    else:
        chosen = located(given, to)
        cases = [(chosen.path, chosen.prefix)]
    readings = []
    for file, prefix in cases:
        reading = read_case(file, prefix=prefix, strict=strict)
        refuse_overwriting(to, file, *(read.location for read in reading.files))
        if to.verbose:
            tell_files(reading)
        if missing := [p for p in reading.problems if p.code == "unreadable-file"]:
            raise InvalidCaseError(missing, reading.files)
        readings.append((f"{prefix}{file.name}", reading))
    return readings


def _texts(problems: list[Problem], files: tuple[InputFile, ...]) -> Documents:
    def screen() -> Document:
        from redlines.view.fault_document import fault_document

        return fault_document(*to_open(problems, files))

    def page() -> Document:
        from redlines.view.fault_document import fault_document

        return fault_document(problems, {})

    return for_people(screen, page)
