"""`redlines export tables`: a case as tables that are read back, and the verdicts of all pairs."""

from __future__ import annotations

from math import comb
from pathlib import Path
from typing import Annotated, Literal

import typer

from redlines.cli import options
from redlines.cli.delivery import Format, Printout, deliver, delivery
from redlines.cli.new_files import listed, write_new
from redlines.cli.opened import open_case
from redlines.reading.locate import PLANS

FORMATS: tuple[Literal[Format.TABLE]] = (Format.TABLE,)


def export(
    what: Annotated[str, typer.Argument(metavar="tables", help="What is written: tables.")],
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of the tables.")],
    case: options.CaseOption = None,
    format_: options.FormatOption = "table",
    *,
    telling: options.Telling,
) -> int:
    """Write a case as CSV: parties, issues, levels, statements, claims, sources, verdicts, pairs.

    \b
      redlines export tables my-tables
      redlines export tables my-tables --case talks
      redlines export tables my-tables --case bundled:

    `redlines import table my-tables my-case` makes the same case of them again.

    Verdicts are those of every pair of parties on the day of the case. Plans stay
    files of their own. A file that exists is never overwritten.
    """  # noqa: D301
    to = delivery("export", FORMATS, options.Printing(format_), telling)
    waiting = to.waiting()

    def work() -> Printout[Literal[Format.TABLE]]:
        from redlines import matrix
        from redlines.api.matrices import verdicts_of_pairs
        from redlines.view.csv import matrix_csv
        from redlines.view.tables import HOLD, tables, verdicts_table

        options.only(what, "tables")
        negotiation, files = open_case(case, to, plans=False)
        texts = tables(negotiation)
        if len(negotiation.parties) > 1:
            number = comb(len(negotiation.parties), 2) * len(negotiation.issues)
            found = waiting.through(verdicts_of_pairs(negotiation), number)
            texts["verdicts.csv"] = verdicts_table(found)
            texts["pairs.csv"] = matrix_csv(matrix(negotiation))
        home = Path(folder)
        write_new(home, texts, "redlines export tables my-tables")
        lines = listed(home, {name: HOLD[name] for name in texts})
        if any(file.location.with_name(PLANS).is_dir() for file in files if file.role == "case"):
            lines += ["", "Plans are no tables: they stay in the folder `plans` of the case."]
        told = "\n".join([*lines, ""])
        return Printout(lambda _, __: told, 0, read=tuple(file.location for file in files))

    return deliver(to, work, waiting)
