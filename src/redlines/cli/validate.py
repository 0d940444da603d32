"""`redlines validate`: every problem of case files, with its place and what to do next."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redlines.cli import options
from redlines.cli.delivery import PRINTED, Delivery, Printed, Printout, deliver, delivery
from redlines.cli.failure import InvalidCaseError
from redlines.cli.judging import found_of, gate_of, gate_options, ignore_file
from redlines.cli.opened import frame, located, refuse_overwriting, tell_files, to_open, was_named
from redlines.cli.reports import printout

if TYPE_CHECKING:
    from redlines import InputFile, Problem, Reading
    from redlines.view.document import Document


def validate(
    path: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Case files or folders. Default: the case."),
    ] = None,
    case: options.CaseOption = None,
    strict: options.StrictOption = False,
    *,
    gating: options.Gating,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """Are the files of a case right? Every problem, with its place and what to do next.

    \b
      redlines validate
      redlines validate my-case/ --strict
      redlines validate positions.yaml -f json
    """  # noqa: D301
    to = delivery("validate", PRINTED, printing, telling, screen)

    def work() -> Printout[Printed]:
        from redlines import Scope, problem_findings

        gate = gate_of(to, gating, default="error")
        readings = _readings(path or (), case, to, strict=strict)
        files = tuple(file for _, reading in readings for file in reading.files)
        problems = [problem for _, reading in readings for problem in problems_of(reading)]
        days = [reading.case.as_of for _, reading in readings if reading.case]
        found = found_of(
            lambda: problem_findings(problems),
            Scope("validate", day=max((day for day in days if day), default=None)),
            gate,
            ignore_file(gating.ignore, files),
        )
        read = (*files, found.ignores) if found.ignores else files

        def document(opened: tuple[InputFile, ...]) -> Document:
            from redlines.problems import Problem
            from redlines.view.fault_document import validate_document

            left = [own.about for own in found.listed if own.ignored is None]
            faults = [own for own in left if isinstance(own, Problem)]
            shown, texts = to_open(faults, opened)
            return validate_document(shown, texts, found.findings, found.listed, found.note)

        def json() -> str:
            from redlines.view.json_reports import (
                ValidateOptions,
                checked_case,
                validate_json,
            )

            cases = [checked_case(name, reading.case) for name, reading in readings]
            return validate_json(
                found.findings,
                found.listed,
                cases,
                ValidateOptions(strict, gate_options(found)),
                frame(read, found.code),
            )

        return printout(
            found,
            None,
            read,
            run="redlines validate",
            document=partial(document, read),
            page=partial(document, ()),
            json=json,
        )

    return deliver(to, work)


def problems_of(reading: Reading) -> tuple[Problem, ...]:
    """All problems of a case that was read, by place: of the files, and of what speakers said."""
    from redlines import contradictions

    said = contradictions(reading.case) if reading.case else ()
    return tuple(sorted((*reading.problems, *said), key=lambda p: (p.place, p.code)))


def _readings(
    paths: list[str] | tuple[()], given: str | None, to: Delivery[Printed], *, strict: bool
) -> list[tuple[str, Reading]]:
    """The cases asked for by the name shown; raises InvalidCaseError for a file not to be had.

    One case is shown by its own names; of several each is shown with the folder as written.
    """
    from redlines import read_case
    from redlines.reading.locate import case_file

    if paths:
        asked = [Path(path) for path in dict.fromkeys(paths)]
        found = [(case_file(path), path) for path in asked]
        several = len(found) > 1
        cases = [
            (file, f"{file.parent.as_posix()}/" if several else "", file == path)
            for file, path in found
        ]
    else:
        chosen = located(given, to)
        cases = [(chosen.path, chosen.prefix, was_named(chosen, given))]
    readings = []
    for file, prefix, named in cases:
        reading = read_case(file, prefix=prefix, strict=strict, named=named)
        refuse_overwriting(to, file, *(read.location for read in reading.files))
        if to.verbose:
            tell_files(reading)
        if missing := [p for p in reading.problems if p.code == "unreadable-file"]:
            raise InvalidCaseError(missing, reading.files)
        readings.append((f"{prefix}{file.name}", reading))
    return readings
