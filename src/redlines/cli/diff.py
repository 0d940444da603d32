"""`redlines diff`: what changed between two plans or two states of the positions, and for whom."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated

import typer

from redlines.cli import options
from redlines.cli.asked import asked_of
from redlines.cli.assuming import as_typed
from redlines.cli.comparing import comparison
from redlines.cli.completion import plan_names
from redlines.cli.delivery import PRINTED, Printed, Printout, deliver, delivery
from redlines.cli.diff_files import files_printout
from redlines.cli.judging import asked_options, gate_of, ignore_file
from redlines.cli.opened import frame, open_case, tell_files
from redlines.cli.reports import printout
from redlines.cli.sides import Side, positions_of, read_files, sides_of
from redlines.failure import besides

if TYPE_CHECKING:
    from redlines import InputFile, Plan


def diff(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="BASE REVISION",
            help="Two plans or two case files, each a file, REF:path or the id of a plan. With "
            "--against only the one that was changed, or none: then every file of the case that "
            "differs.",
            autocompletion=plan_names,
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REF",
            help="Compare a file, or all of the case, with what it was where REF and HEAD parted "
            "(their merge-base).",
        ),
    ] = None,
    full: options.WholeOption = False,
    *,
    asking: options.Asking,
    party: options.PartyOption = None,
    stale_after: options.StaleAfterOption = 365,
    gating: options.Gating,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """What changed between two plans or two states of the positions, and for whom?

    \b
      redlines diff us-28 e3-counter
      redlines diff us-28 zelensky-20 -f markdown
      redlines diff --against main --case my-case

    Two plans are judged by the case as it is now, on one day: the latest of the case's and the
    plans', unless --as-of names one.
    """  # noqa: D301
    to = delivery("diff", PRINTED, printing, telling, screen, full=full)

    def work() -> Printout[Printed]:
        if not file and against is not None:
            return files_printout(against, to, asking, party, stale_after, gating)
        gate = gate_of(to, gating)
        opened = cache(partial(open_case, asking.case, to, own=gate.can_fail, besides=file or ()))
        with besides(lambda: asked_of(opened()[0], asking, party)):
            sides = sides_of(file or (), against, opened)
        states = tuple(positions_of(side) for side in sides if side.positions)
        case, files = (states[-1], _own(sides[-1])) if states else opened()
        asked, stale = asked_of(case, asking, party), options.stale_after_of(stale_after)
        compared = comparison(
            sides,
            case,
            asked,
            stale,
            gate,
            ignore_file(gating.ignore, files),
            before=states[0] if states else None,
        )
        found = compared.found
        read = read_files(() if states else files, sides, found.ignores)
        if to.verbose:
            tell_files(read, besides=() if states else files)

        def json() -> str:
            from redlines.view.json_reports import DiffOptions, diff_json

            put = asked_options(found, asked)
            base, revision = (side.file.path for side in sides)
            return diff_json(
                compared.report,
                compared.teller,
                found.findings,
                found.listed,
                compared.told,
                DiffOptions(put, stale, base, revision, against),
                frame(read, found.code),
            )

        return printout(
            found,
            compared.teller,
            read,
            run=_run(compared.drafts) + as_typed(asking),
            document=lambda: compared.document(sides[0].content.note),
            comment=True,
            json=json,
        )

    return deliver(to, work)


def _own(side: Side) -> tuple[InputFile, ...]:
    """The file of positions as the case that it is; none where a commit has it."""
    return () if side.file.commit else (replace(side.file, role="case"),)


def _run(drafts: tuple[Plan, ...]) -> str:
    """What was asked, in short."""
    if not drafts:
        return "redlines diff of positions"
    return f"redlines diff {' '.join(plan.id for plan in drafts)}"
