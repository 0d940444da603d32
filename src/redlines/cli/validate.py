"""`redlines validate`: every problem of case files, with its place and what to do next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from redlines.cli import options
from redlines.cli.delivery import PRINTED, Printed, Printout, deliver, delivery
from redlines.cli.files import accepting, judged, once
from redlines.cli.judging import Found, gate_of, gate_options
from redlines.cli.opened import frame, tell_files, to_open
from redlines.cli.reports import printout

if TYPE_CHECKING:
    from redlines import InputFile
    from redlines.view.document import Document


def validate(
    path: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Cases, plans, sources or ignore files; a folder is the case in it. Default: the "
            "nearest case, never the bundled one.",
        ),
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
        from redlines.reading.kinds import Kind

        gate = gate_of(to, gating, default="error")
        found_in = judged(path or (), case, to, strict=strict)
        files, entries, faults = accepting(gating.ignore, found_in)
        read = tuple(dict.fromkeys((*(file for own in found_in for file in own.files), *files)))
        if to.verbose:
            tell_files(read)
        problems = once((*(problem for own in found_in for problem in own.problems), *faults))
        days = [own.case.as_of for own in found_in if own.case]
        cases = [own for own in found_in if own.kind is Kind.POSITIONS]
        found = Found(
            lambda: problem_findings(problems),
            Scope(
                "validate",
                day=max((day for day in days if day), default=None),
                whole=len(cases) == len(found_in),
            ),
            gate,
            files[0] if files else None,
            entries,
        )

        def document(opened: tuple[InputFile, ...]) -> Document:
            from redlines.problems import Problem
            from redlines.view.fault_document import validate_document

            left = [own.about for own in found.listed if own.ignored is None]
            faults = [own for own in left if isinstance(own, Problem)]
            shown, texts, more = to_open(faults, opened)
            return validate_document(
                shown, texts, found.findings, found.listed, found.note, more=more
            )

        def json() -> str:
            from redlines.view.json_reports import (
                ValidateOptions,
                checked_case,
                validate_json,
            )

            return validate_json(
                found.findings,
                found.listed,
                [checked_case(own.name, own.case) for own in cases],
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
            also_read=[own.path for own in found_in],
        )

    return deliver(to, work)
