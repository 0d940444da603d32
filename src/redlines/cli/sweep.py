"""`redlines sweep`: the verdicts over many cases, days, bases and worlds, in one table."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from redlines.cli import options
from redlines.cli.continued import continued
from redlines.cli.delivery import Format, Printout, deliver, delivery
from redlines.cli.kept import refuse_overwriting
from redlines.cli.opened import frame
from redlines.cli.sweeping import found_of, open_cases, over_of, work_through
from redlines.cli.texts import printed
from redlines.cli.workers import jobs_of, workers
from redlines.failure import NotDoneError

if TYPE_CHECKING:
    from redlines.view.document import Document

FORMATS = tuple(Format)
CaseArgument = Annotated[
    list[str], typer.Argument(metavar="CASE", help="Cases: files or their folders, or `bundled:`.")
]
PartyOption = Annotated[
    list[str] | None,
    typer.Option("--party", metavar="ID", help="A party to ask. Repeatable. Default: all."),
]
DaysOption = Annotated[
    str | None,
    typer.Option(
        "--days",
        metavar="DATE,…",
        help="The days, or `all` on which something said by these parties begins or ends. "
        "Default: the case's.",
    ),
]
BindingsOption = Annotated[
    str | None,
    typer.Option(
        "--bindings",
        metavar="BASIS,…",
        help="Count only red lines at least so firm; `all` is at each basis, and at none. "
        "Default: at none, so that every red line counts.",
    ),
]
WorldsOption = Annotated[
    str | None,
    typer.Option(
        "--worlds",
        metavar="N",
        help="In worlds in which each disputed statement counts as if nobody disputed it, or not "
        "at all: `all` of up to 12 statements, or N drawn by --seed. Default: as on record.",
    ),
]
SeedOption = Annotated[
    int | None,
    typer.Option("--seed", metavar="S", help="Another number draws other worlds. Default: 0."),
]
JobsOption = Annotated[
    str | None,
    typer.Option(
        "--jobs",
        metavar="N",
        help="How many processes work, or the address of a Dask scheduler, tcp://HOST:PORT. "
        "Default: one, for a long sweep one for each core where joblib is installed.",
    ),
]
FormatOption = Annotated[
    str | None, options.format_option("Default: table on a terminal, else csv.")
]
OutputOption = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FORMAT=PATH",
        help="Also write a file; a csv that the same sweep has begun is continued. Repeatable.",
    ),
]


def sweep(
    case: CaseArgument,
    *,
    party: PartyOption = None,
    group: options.GroupOption = None,
    issue: options.IssueOption = None,
    days: DaysOption = None,
    bindings: BindingsOption = None,
    worlds: WorldsOption = None,
    seed: SeedOption = None,
    jobs: JobsOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """What are the verdicts in many cases, on many days, at many bases and in many worlds?

    CSV has a row for each case, day, basis, world and issue, written as they come, the same
    whoever works. The table counts: in so many of so many worlds; such a number says nothing
    about how likely any of them is.

    \b
      redlines sweep data --party russia --party ukraine --worlds all
      redlines sweep data --days 2024-06-01,2025-06-01 --bindings law,leader
      redlines sweep data other/case --days all --worlds 64 --jobs 4 -o csv=sweep.csv
    """  # noqa: D301
    form = format_ or ("table" if sys.stdout and sys.stdout.isatty() else "csv")
    to = delivery("sweep", FORMATS, options.Printing(form, output), telling, screen)
    tables = [path for form, path in to.files if form is Format.CSV]
    others = tuple((form, path) for form, path in to.files if form is not Format.CSV)
    if len(tables) > 1:
        raise NotDoneError("`-o csv=` is asked for twice, and a sweep writes one table")

    # Rows that come on the terminal tell themselves how far it is.
    seen = form == Format.CSV and sys.stdout is not None and sys.stdout.isatty()
    waiting = replace(to, quiet=to.quiet or seen).waiting()

    def work() -> Printout[Format]:
        over, by = over_of(days, bindings, worlds, seed), jobs_of(jobs)
        asking = options.Asking(issue=issue, group=group)
        cases = open_cases(case, party or (), asking, over, to)
        files = tuple(file for own in cases for file in own.files)
        put = over.options([own.name for own in cases], party, asking)
        read = tuple(file.location for file in files)
        with ExitStack() as stack:
            table = None
            if tables:
                from redlines.view.json_sweep import manifest

                refuse_overwriting((("-o", path) for path in tables), read)
                table = stack.enter_context(continued(tables[0], manifest(put, frame(files, 0))))
            working = stack.enter_context(workers(by, quiet=to.quiet))
            work_through(cases, working, table, to, waiting)
        found = found_of(cases)

        def document() -> Document:
            from redlines.view.sweep_document import sweep_document

            return sweep_document(found)

        def json() -> str:
            from redlines.view.json_sweep import sweep_json

            return sweep_json(found, put, frame(files, 0))

        return printed(files, document, json)  # the rows of csv were written as they came

    return deliver(replace(to, files=others), work, waiting)
