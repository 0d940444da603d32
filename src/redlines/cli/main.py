"""The command line as a whole: the commands, and every way in which a run can end."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redlines.api.failure import InvalidCaseError
from redlines.cli.failure import NOWHERE, failure_json
from redlines.cli.streams import ClosedPipeError, discard_stdout, look, tell, write_stdout
from redlines.failure import NotDoneError
from redlines.installed import version
from redlines.view.clean import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HELP = """\b
Examples:
  redlines gap russia ukraine            where do they stand, issue by issue?
  redlines show territory                who says what about it, when, from where?
  redlines gap russia ukraine -f json    the same for programs

Red-line gap analyzer: where stated demands meet, where ranges overlap, and
where red lines leave no outcome. It reports arithmetic on statements; it
predicts nothing and recommends nothing.
"""

EPILOG = """\b
Exit codes:
  0    done; nothing at or above --fail-on
  1    done; at least one finding at or above --fail-on
  2    not done: usage, invalid input, unknown name, an output not writable
  3    a bug in redlines
  4    done, but a search reached its work limit: not proven
  130  interrupted; 141: the reader closed the pipe

On PyPI this tool is redline-gap; `redlines` there is a text differ."""

COMMANDS = {
    "gap": "where do these parties stand, issue by issue?",
    "matrix": "how does every pair of parties stand, and who blocks what?",
    "check": "whose red lines does this plan cross, point by point?",
    "diff": "what changed between two plans, and for whom?",
    "deal": "is there a package that crosses no red line, and what stands in the way?",
    "timeline": "how did verdicts move over time, and which statements moved them?",
    "report": "the whole case as one page that needs no terminal",
    "sweep": "the verdicts over many cases, days, bases and worlds, in one table",
    "show": "one party, issue, statement, source, plan or speaker",
    "list": "all parties, issues, statements, sources or plans",
    "chart": "one picture, for a newspaper or a slide",
    "validate": "are the files of a case right?",
    "init": "a new case, empty with comments or a small example",
    "import": "a case of a table of statements, or of positions as they are published",
    "export": "a case as tables, with the verdicts of all pairs",
    "rules": "what can be found, and why it is worth telling",
    "schema": "JSON Schemas of inputs and outputs",
}


def application(commands: Iterable[str]) -> typer.Typer:
    """The root with some of the commands, each imported only here: most of them are not needed."""
    app = typer.Typer(
        name="redlines",
        help=HELP,
        epilog=EPILOG,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    for command in commands:
        from redlines.cli.options import spread

        function, formats = _function(command)
        help_ = f"{cleandoc(function.__doc__ or '')}\n\nFormats: {', '.join(formats)}."
        app.command(command, help=help_, short_help=COMMANDS[command])(spread(function))
    return app


def _function(command: str) -> tuple[Callable[..., int], Sequence[str]]:
    """What runs a command, and the formats that it has."""
    from redlines.cli.delivery import PRINTED, Format

    match command:
        case "gap":
            from redlines.cli.gap import gap

            return gap, PRINTED
        case "matrix":
            from redlines.cli import matrix

            return matrix.matrix, matrix.FORMATS
        case "check":
            from redlines.cli.check import check

            return check, PRINTED
        case "diff":
            from redlines.cli.diff import diff

            return diff, PRINTED
        case "deal":
            from redlines.cli.deal import deal

            return deal, PRINTED
        case "timeline":
            from redlines.cli import timeline

            return timeline.timeline, timeline.FORMATS
        case "report":
            from redlines.cli import report

            return report.report, report.FORMATS
        case "sweep":
            from redlines.cli import sweep

            return sweep.sweep, sweep.FORMATS
        case "show":
            from redlines.cli import show

            return show.show, show.FORMATS
        case "list":
            from redlines.cli.listing import list_

            return list_, tuple(Format)
        case "chart":
            from redlines.cli import chart

            return chart.chart, chart.FORMATS
        case "validate":
            from redlines.cli.validate import validate

            return validate, PRINTED
        case "init":
            from redlines.cli import init

            return init.init, init.FORMATS
        case "import":
            from redlines.cli import importing

            return importing.import_, importing.FORMATS
        case "export":
            from redlines.cli import exporting

            return exporting.export, exporting.FORMATS
        case "rules":
            from redlines.cli import rules

            return rules.rules, rules.FORMATS
        case _:
            from redlines.cli import schema

            return schema.schema, schema.FORMATS


def _needed(args: Sequence[str]) -> Iterable[str]:
    """The commands that a command line can use: the one it begins with, else all."""
    first = args[0] if args else ""
    if first == "--version":
        return ()
    return (first,) if first in COMMANDS else COMMANDS


def _print_version(asked: bool) -> None:
    if asked:
        write_stdout(f"redlines (red-line gap analyzer) {version()}\n")
        raise typer.Exit


def root(
    version_: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Holds the options of the root."""


def program(path: str) -> str:
    """The name under which a program of this path tells how it is used."""
    return "redline-gap" if Path(path).stem == "redline-gap" else "redlines"


def main(args: Sequence[str], name: str = "redlines") -> int:
    """Runs a command line and returns its exit code; every failure is told on stderr."""
    try:
        return _ended(args, name)
    except KeyboardInterrupt:
        return 130
    except ClosedPipeError:
        return 141
    except Exception as error:  # noqa: BLE001 - the last place that can answer for a bug
        return _bug(error, args)


def _ended(args: Sequence[str], program: str) -> int:
    """Runs a command line and tells the failures that are not bugs."""
    stdout = sys.stdout
    try:
        code = typer.main.get_command(application(_needed(args))).main(
            list(args), prog_name=program, standalone_mode=False
        )
        return int(code or 0)
    except NotDoneError as error:
        return _not_done(error, args)
    except typer.TyperException as error:
        return _misused(error, args)
    except SystemExit as ended:
        # Typer puts a wrapper in the place of a stdout whose reader has gone, and exits with 1.
        if sys.stdout is stdout:
            raise
        sys.stdout = stdout
        discard_stdout()
        raise ClosedPipeError from ended
    except OSError as error:
        if not _somewhere():
            return _not_done(NotDoneError(NOWHERE), args)
        # Only help is written by typer itself.
        if error.errno != errno.ENOSPC:
            raise
        discard_stdout()
        return _not_done(NotDoneError(f"stdout cannot be written: {error.strerror}"), args)


def _somewhere() -> bool:
    """Whether the working directory exists: without it no path means anything."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _misused(error: typer.TyperException, args: Sequence[str]) -> int:
    if not args:
        tell(error.format_message())
        return 2
    command = _command(args)
    shown = f"`redlines {command} -h`" if command else "`redlines -h`"
    message = visible(error.format_message()).rstrip(".")
    meant = None if command else _with_option(args[0])
    advice = f"`{meant}` tells that" if meant else f"{shown} shows how it is used"
    return _not_done(NotDoneError(message, advice=advice), args)


def _with_option(word: str) -> str | None:
    """How the one command is called that has a flag of this name; None where none or more do."""
    root = typer.main.get_command(application(COMMANDS))
    found = [
        (name, own.params)
        for name, own in (root.commands if isinstance(root, typer.core.TyperGroup) else {}).items()
        if any(f"--{word}" in param.opts and vars(param).get("is_flag") for param in own.params)
    ]
    if len(found) != 1:
        return None
    name, params = found[0]
    named = [
        f"{own.metavar or own.name}{'' if own.nargs == 1 else '...'}"
        for own in params
        if own.param_type_name == "argument"
    ]
    return " ".join(["redlines", name, *named, f"--{word}"])


def _not_done(error: NotDoneError, args: Sequence[str]) -> int:
    as_json = wants_json(args)
    if isinstance(error, InvalidCaseError):
        _tell_problems(error, plain=as_json)
    for own in error.all:
        if own.advice:
            own.advice = _of_case(own.advice, args)
        tell(own.text)
    if as_json:
        with suppress(NotDoneError):
            write_stdout(failure_json(_command(args), error))
    return 2


def _of_case(advice: str, args: Sequence[str]) -> str:
    """Advice whose commands ask the case that was asked: without `--case` they read another."""
    case = None
    for arg, following in zip(args, (*args[1:], ""), strict=True):
        if arg == "--":
            break
        if arg == "--case" or arg.startswith("--case="):
            case = following if arg == "--case" else arg.removeprefix("--case=")
    if not case:
        return advice
    import re
    from shlex import quote

    named = visible(quote(case))
    return re.sub(
        r"`(redlines (?:list|check) [^`]*)`", lambda m: f"`{m[1]} --case {named}`", advice
    )


def _tell_problems(error: InvalidCaseError, *, plain: bool) -> None:
    """The problems on stderr: with their lines for people, a line each beside JSON."""
    from redlines.view.fault_document import fault_document, in_full

    if plain:
        from redlines.view.rules import problem_sentence

        told, more = in_full(error.problems)
        for problem in told:
            at = f"{problem.place.file}:{problem.place.line}:{problem.place.column}"
            tell(visible(f"{at}: {problem.level}[{problem.code}]: {problem_sentence(problem)}"))
        for text in more:
            tell(text)
        return
    from redlines.cli.opened import to_open
    from redlines.cli.texts import on_screen

    document = fault_document(*to_open(error.problems, error.files))
    seen = look(sys.stderr, os.environ, color="auto", width=None, ascii_only=False)
    tell(on_screen(document, seen))


def _bug(error: Exception, args: Sequence[str]) -> int:
    what = visible(f"{type(error).__name__}: {error}")[:300]
    tell(f"redlines: a bug in redlines {version()}: {what}")
    tell("  please report it to the authors of redline-gap with this command and what --debug adds")
    if "--debug" in args:
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            tell(visible(line))
    if wants_json(args):
        failed = NotDoneError(f"a bug in redlines: {what}", code="bug")
        with suppress(ClosedPipeError, NotDoneError):
            write_stdout(failure_json(_command(args), failed, 3))
    return 3


def _command(args: Sequence[str]) -> str | None:
    first = next((arg for arg in args if not arg.startswith("-")), None)
    return first if first in COMMANDS else None


def wants_json(args: Sequence[str]) -> bool:
    """Whether the arguments ask for JSON on stdout, read as far as a wrong call allows."""
    found = None
    for value in _formats(args):
        found = value
    return found == "json"


def _formats(args: Sequence[str]) -> Iterator[str]:
    """The values of `-f` and `--format`, also in a bundle of short options."""
    for arg, following in zip(args, (*args[1:], ""), strict=True):
        if arg == "--":
            return
        if arg.startswith("--format="):
            yield arg.removeprefix("--format=")
        elif arg == "--format":
            yield following
        elif arg.startswith("-") and not arg.startswith("--"):
            flags, f, value = arg[1:].partition("f")
            if f and set(flags) <= set("qvh"):
                yield value or following
