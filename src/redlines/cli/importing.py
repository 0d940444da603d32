"""`redlines import table`: a case of a table as it is published, or of the tables of a case."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sized
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from redlines.api.failure import InvalidCaseError
from redlines.cli import options
from redlines.cli.delivery import Delivery, Format, Printout, deliver, delivery
from redlines.cli.new_files import case_option, listed, write_new
from redlines.cli.streams import tell
from redlines.failure import NotDoneError
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case, InputFile, Problem
    from redlines.reading.imports import Imported

FORMATS: tuple[Literal[Format.TABLE]] = (Format.TABLE,)


def import_(
    what: Annotated[str, typer.Argument(metavar="table", help="What is read: table.")],
    table: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A table of statements or positions, as CSV; or a folder with the tables of a "
            "case, as `redlines export tables` writes them.",
        ),
    ],
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of the new case.")],
    issues: Annotated[
        str | None,
        typer.Option(
            "--issues",
            metavar="FILE",
            help="A table of the issues: id, title, kind, levels or from, to, step, and more.",
        ),
    ] = None,
    header: Annotated[
        int,
        typer.Option(
            "--header",
            metavar="N",
            help="The row of FILE in which the header stands; those before it are left out.",
        ),
    ] = 1,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="KEY=HEADER",
            help="Which column is meant, as in party=Country. Keys are the columns of a table of "
            "statements, and position, party_title and issue_title. Repeatable.",
        ),
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option(
            "--value",
            metavar="KEY=TEXT",
            help="What holds for every row, as in issue=tariff. Repeatable.",
        ),
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option("--skip", metavar="HEADER", help="A column that is left out. Repeatable."),
    ] = None,
    wide: Annotated[
        str | None,
        typer.Option(
            "--wide",
            metavar="party|issue",
            help="Every column that is not named is a party, or an issue; its cells are positions.",
        ),
    ] = None,
    levels: Annotated[
        str | None,
        typer.Option(
            "--levels",
            metavar="LEVELS",
            help="The positions on every issue from one pole to the other, as in "
            "'no; abstain; yes' or '-1=no; 0=neutral; 1=yes'. Default: those found, without order.",
        ),
    ] = None,
    numbers: Annotated[
        str | None,
        typer.Option(
            "--numbers",
            metavar="FROM..TO[/STEP]",
            help="Positions are numbers, as in 0..100/10. Default step: 1.",
        ),
    ] = None,
    missing: Annotated[
        list[str] | None,
        typer.Option(
            "--missing",
            metavar="WORD",
            help="What is written where there is no position, as NA. An empty cell is none. "
            "Repeatable.",
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="The title of the case. Default: the file's."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="The day of the case, where rows have dates."),
    ] = None,
    format_: options.FormatOption = "table",
    *,
    telling: options.Telling,
) -> int:
    """Make a case of a table: of statements in the format, or of positions as published.

    \b
      redlines import table statements.csv my-case --issues issues.csv
      redlines import table votes.csv un --column party=country --column issue=rcid \\
        --column position=vote --levels 'no; abstain; yes'
      redlines import table my-tables my-case

    A published position is a demand; where nothing is said, the party is silent.
    Names become ids: letters and digits stay, what is between them becomes `_`.
    A file that exists is never overwritten.
    """  # noqa: D301
    to = delivery("import", FORMATS, options.Printing(format_), telling)

    def work() -> Printout[Literal[Format.TABLE]]:
        from redlines.reading.imports import imported
        from redlines.reading.published import Layout

        options.only(what, "table")
        day = options.day_of(as_of)
        columns, fixed = _pairs("--column", column, "HEADER"), _pairs("--value", value, "TEXT")
        if both := [key for key in columns if key in fixed]:
            raise NotDoneError(
                f"`--column {both[0]}=…` and `--value {both[0]}=…` are given together",
                advice="either a column says it row by row, or a text for all rows",
            )
        if levels is not None and numbers is not None:
            raise NotDoneError(
                "`--levels` and `--numbers` are given together",
                advice="positions on every issue have names, or are numbers; `--issues FILE` says "
                "it issue by issue",
            )
        layout = Layout(
            title=title or "",
            as_of=day.isoformat() if day else "",
            header=_header(header, table),
            columns=columns,
            fixed=fixed,
            skip=tuple(skip or ()),
            levels=_levels(levels),
            numbers=_numbers(numbers),
            missing=tuple(missing or ()),
            wide=_wide(wide),
        )
        files = _tables(table, issues, to)
        found = imported(files, layout)
        case = found.reading.case
        if case is None:
            raise InvalidCaseError(found.reading.problems, found.reading.files, what="table")
        home, written = Path(folder), _files(case)
        texts = {name: text for name, (text, _) in written.items()}
        write_new(home, texts, "redlines import table FILE my-case")
        held = {name: holds for name, (_, holds) in written.items()}
        told = _told(home, case, found, held, before=header - 1)
        return Printout(lambda _, __: told, 0, read=tuple(own.location for own in files.values()))

    return deliver(to, work)


def _tables(
    table: str, issues: str | None, to: Delivery[Literal[Format.TABLE]]
) -> dict[str, InputFile]:
    """The tables that are meant, by what they hold; raises where one cannot be had."""
    from redlines.reading.beside import TABLES
    from redlines.reading.files import InputFile, load_file
    from redlines.view.tables import HOLD

    path = Path(table)
    paths = {"statements": path}
    if path.is_dir():
        paths = {name: path / f"{name}.csv" for name in TABLES}
        if not os.path.exists(paths["statements"]):
            raise NotDoneError(
                f"there is no table statements.csv in the folder `{visible(table)}`",
                advice="name the file of a table, or a folder that has one of this name",
            )
        paths = {name: own for name, own in paths.items() if os.path.exists(own)}
        for other in sorted(path.glob("*.csv")):
            if other.name not in HOLD and not to.quiet:
                tell(f"redlines: warning: {visible(other.as_posix())} is no table of a case")
    if issues is not None:
        paths["issues"] = Path(issues)
    files: dict[str, InputFile] = {}
    lost: list[Problem] = []
    for name, own in paths.items():
        loaded = load_file("table", own, own.as_posix())
        if isinstance(loaded, InputFile):
            files[name] = loaded
        else:
            lost.append(loaded)
    if lost:
        raise InvalidCaseError(lost, files.values(), what="table")
    return files


def _header(number: int, table: str) -> int:
    """The row of the header; raises NotDoneError for none, and for that of a folder of tables."""
    if number < 1:
        raise NotDoneError(f"--header is a row from 1 on, not {number}")
    if number > 1 and Path(table).is_dir():
        raise NotDoneError(f"--header is of one table, and `{visible(table)}` is a folder of them")
    return number


def _pairs(option: str, given: Iterable[str] | None, right: str) -> dict[str, str]:
    """What `KEY=…` says by its key; raises NotDoneError for a key that no table has."""
    from redlines.reading.notes import near
    from redlines.reading.published import KEYS

    found: dict[str, str] = {}
    for text in given or ():
        key, equals, own = text.partition("=")
        if not equals or not own.strip():
            raise NotDoneError(
                f"`{option} {visible(text)}` names nothing", advice=f"write `{option} KEY={right}`"
            )
        if key not in KEYS:
            raise NotDoneError(
                f"`{visible(key)}` of `{option}` is no column of a table of statements",
                code="unknown-word",
                suggestions=near(key, KEYS),
                advice=f"one of {', '.join(KEYS)}",
            )
        if key in found:
            raise NotDoneError(f"`{option} {key}=…` is given twice")
        found[key] = own.strip()
    return found


def _levels(text: str | None) -> tuple[tuple[str, str], ...]:
    """The levels with what they are written as; raises NotDoneError for fewer than two."""
    pairs = [part.partition("=") for part in (text or "").split(";") if part.strip()]
    found = tuple((word.strip(), (name or word).strip()) for word, _, name in pairs)
    if text is not None and len(dict(found)) < 2:
        raise NotDoneError(
            f"`--levels {visible(text)}` names no two levels",
            advice="write them with semicolons between them, as in 'no; abstain; yes'",
        )
    if len(dict(found)) < len(found):
        raise NotDoneError(f"`--levels {visible(text or '')}` names a level twice")
    return found


def _numbers(text: str | None) -> tuple[str, str, str] | None:
    """The ends and the step of a span of numbers; raises NotDoneError for what is none."""
    from redlines.region import Number

    if text is None:
        return None
    ends, _, step = text.partition("/")
    first, _, last = ends.partition("..")
    found = first.strip(), last.strip(), step.strip() or "1"
    read = [number for word in found if (number := Number.parse(word))]
    if len(read) == len(found):
        places = max(number.places for number in read)
        low, high, by = (number.scaled(places) for number in read)
        if low < high and by > 0:
            return found
    raise NotDoneError(
        f"`--numbers {visible(text)}` is no span of numbers",
        advice="write FROM..TO or FROM..TO/STEP, from the smallest, as in 0..100/10",
    )


def _wide(text: str | None) -> str:
    from redlines.reading.published import WIDE

    if text is not None and text not in WIDE:
        raise NotDoneError(
            f"--wide is party or issue, not `{visible(text)}`",
            code="unknown-word",
            suggestions=WIDE,
        )
    return text or ""


def _files(case: Case) -> dict[str, tuple[str, str]]:
    """The files of a case, each with its text and what it holds."""
    from redlines.view.tables import statements_table
    from redlines.view.written import case_tree, file_text, sources_tree

    counts = f"{_counted(case.parties, 'party')}, {_counted(case.headings, 'issue')}"
    table = "statements.csv" if case.statements else ""
    files = {"positions.yaml": (file_text(case_tree(case, table)), counts)}
    if table:
        said = _counted(case.statements, "statement")
        files[table] = statements_table(case, bare=True), said
    if case.sources:
        sources = file_text(sources_tree(case))
        files["sources.yaml"] = (sources, _counted(case.sources, "source"))
    return files


def _counted(things: Sized, word: str) -> str:
    several = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{len(things):,} {word if len(things) == 1 else several}"


def _told(home: Path, case: Case, found: Imported, holds: Mapping[str, str], *, before: int) -> str:
    """What was written, what was left out, and the commands to go on with."""
    lines = listed(home, holds)
    if before:
        rows = "The first row was" if before == 1 else f"The first {before:,} rows were"
        lines += ["", f"{rows} left out: the header stands in row {before + 1:,}."]
    if found.published:
        lines += ["", "Each position is a demand; nothing is taken for a refusal or an offer."]
    words = [f"{visible(word) or 'empty'} ({count:,})" for word, count in found.silent.items()]
    if words:
        lines.append(f"Where a cell has no position the party is silent: {', '.join(words)}.")
    option = case_option(home)
    first = " ".join(quote(party) for party in list(case.parties)[:2])
    lines += ["", "Then:", f"  redlines validate{option}", f"  redlines gap {first}{option}", ""]
    return "\n".join(lines)
