"""The options that mean the same on every command, in bundles, and what they are worth."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, get_args, get_type_hints

import typer
from typer.models import OptionInfo

from redlines.assumption import day_advice, written_basis, written_day
from redlines.case import Basis
from redlines.failure import NotDoneError
from redlines.problems import FailOn
from redlines.reading.locate import BUNDLED, VARIABLE
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Level

W = TypeVar("W", bound=str)

CaseOption = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="PATH",
        help="The case: a file or its folder. Also REDLINES_CASE; else the nearest positions.yaml, "
        f"data/positions.yaml or redlines.yaml, else the bundled case, `{BUNDLED}`.",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The day of analysis, YYYY-MM-DD. Default: the case's."
    ),
]
BindingOption = Annotated[
    str | None,
    typer.Option(
        "--binding",
        metavar="BASIS",
        help=f"Count only red lines at least this firm: {', '.join(Basis)}.",
    ),
]
IssueOption = Annotated[
    list[str] | None,
    typer.Option(
        "--issue",
        metavar="ID",
        help="Only this issue, area of an issue, or section of issues. Repeatable.",
    ),
]
LiftOption = Annotated[
    list[str] | None,
    typer.Option(
        "--lift",
        metavar="WHAT",
        help="What if this did not count? A statement, PARTY:ISSUE for all that a party refuses "
        "there, or PARTY:ISSUE=REGION for some of it. Repeatable.",
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PARTY:ISSUE=REGION",
        help="What if a party asked just for this and refused none of it? REGION is written "
        "as in a file, as in 'ukraine:nato={at_most: moratorium}'. Repeatable.",
    ),
]
GroupOption = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        metavar="PARTY",
        help="The parties that are members of this one, without itself. Repeatable.",
    ),
]
SortOption = Annotated[
    str | None,
    typer.Option("--sort", metavar="verdict", help="Worst first, instead of the case's order."),
]
FullOption = Annotated[
    bool, typer.Option("--full", help="Every issue with its tracks and reasons.")
]
WholeOption = Annotated[
    bool, typer.Option("--full", help="Every entry of lists of which a text tells the first.")
]
FragileOption = Annotated[
    bool,
    typer.Option(
        "--fragile",
        help="Which statement, source or grade of sources each verdict rests on, and what to find "
        "out next.",
    ),
]
HistoryOption = Annotated[
    bool,
    typer.Option("--history", help="Of a party: what it has given and hardened, day by day."),
]
AsciiOption = Annotated[bool, typer.Option("--ascii", help="Plain ASCII signs.")]


def format_option(default: str = "") -> OptionInfo:
    """The option of the format of stdout; `default` says what it is where none is named."""
    told = f"The format of stdout. {default}".rstrip()
    found: OptionInfo = typer.Option("--format", "-f", metavar="FORMAT", help=told)
    return found


FormatOption = Annotated[str, format_option()]
OutputOption = Annotated[
    list[str] | None,
    typer.Option("--output", "-o", metavar="FORMAT=PATH", help="Also write a file. Repeatable."),
]
FailOnOption = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="LEVEL",
        help="Exit with 1 where a finding that is not ignored is at least error, warn or info; "
        "or never. Default: never, in validate error.",
    ),
]
PartiesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="PARTY", help="Two parties or more.")
]
AllPartiesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PARTY", help="Two parties or more. Default: all."),
]
PartyOption = Annotated[
    list[str] | None,
    typer.Option("--party", metavar="ID", help="Whose view is judged. Repeatable. Default: all."),
]
LevelOption = Annotated[
    str,
    typer.Option(
        "--level", metavar="LEVEL", help="Hide findings below error, warn or info; only that."
    ),
]
StaleAfterOption = Annotated[
    int,
    typer.Option(
        "--stale-after",
        metavar="DAYS",
        help="A position older than this on the day of judgement is at least a warning.",
    ),
]
IgnoreOption = Annotated[
    str | None,
    typer.Option(
        "--ignore",
        metavar="PATH",
        help="The findings that are accepted. Default: redlines-ignore.yaml beside the case, or "
        "from the working directory upwards.",
    ),
]
ExitZeroOption = Annotated[
    bool, typer.Option("--exit-zero", help="Exit with 0 whatever the findings.")
]
ColorOption = Annotated[str, typer.Option("--color", metavar="WHEN", help="auto, always or never.")]
WidthOption = Annotated[
    int | None, typer.Option("--width", metavar="N", help="Columns of the table.")
]
NoPagerOption = Annotated[
    bool,
    typer.Option(
        "--no-pager",
        help="No pager where the text is longer than the terminal. It is REDLINES_PAGER, PAGER or "
        "less; none in CI.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on stderr but errors.")]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", help="Say on stderr which files were read.")
]
DebugOption = Annotated[
    bool, typer.Option("--debug", help="Show the traceback of a bug in redlines.")
]
StrictOption = Annotated[
    bool,
    typer.Option("--strict", help="Ask of every statement for an id, a day, a basis and a source."),
]


@dataclass(frozen=True)
class Asking:
    """Which case is asked, on which day, on which issues, which red lines count, and what if."""

    case: CaseOption = None
    as_of: AsOfOption = None
    binding: BindingOption = None
    lift: LiftOption = None
    set: SetOption = None
    issue: IssueOption = None
    group: GroupOption = None


@dataclass(frozen=True)
class Gating:
    """Which findings are listed, which are accepted, and which make the exit code 1."""

    level: LevelOption = "info"
    ignore: IgnoreOption = None
    fail_on: FailOnOption = None
    exit_zero: ExitZeroOption = False


@dataclass(frozen=True)
class Printing:
    """The format of stdout, and the files to write besides."""

    format: FormatOption = "table"
    output: OutputOption = None


@dataclass(frozen=True)
class Screen:
    """How texts for people are set."""

    ascii_only: AsciiOption = False
    color: ColorOption = "auto"
    width: WidthOption = None
    no_pager: NoPagerOption = False


@dataclass(frozen=True)
class Telling:
    """What stderr tells."""

    quiet: QuietOption = False
    verbose: VerboseOption = False
    debug: DebugOption = False


_BUNDLES = (Asking, Gating, Printing, Screen, Telling)


def spread(command: Callable[..., int]) -> Callable[..., int]:
    """The command with the bundles it takes spread out into the options that they hold."""
    hints = get_type_hints(command, include_extras=True)
    bundles = {name: hint for name, hint in hints.items() if hint in _BUNDLES}
    shown = []
    for name, own in signature(command).parameters.items():
        if name not in bundles:
            shown.append(own.replace(annotation=hints[name], kind=Parameter.KEYWORD_ONLY))
            continue
        inside = get_type_hints(bundles[name], include_extras=True)
        shown += [
            Parameter(
                field.name,
                Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=inside[field.name],
            )
            for field in fields(bundles[name])
        ]

    words = {own.name: _words(own) for own in shown}

    @wraps(command)
    def run(**given: Any) -> int:
        _refuse_empty({words[name]: value for name, value in given.items()})
        made = {
            name: bundle(**{field.name: given.pop(field.name) for field in fields(bundle)})
            for name, bundle in bundles.items()
        }
        return command(**given, **made)

    # Typer reads both, and follows neither `__wrapped__` nor the bundles.
    run.__signature__ = Signature(shown)  # type: ignore[attr-defined]
    run.__annotations__ = {own.name: own.annotation for own in shown} | {"return": int}
    return run


def _words(own: Parameter) -> str:
    """How an option or an argument is written on the command line."""
    info = get_args(own.annotation)[1]
    # In an annotation typer keeps the first name of an option where the default used to stand.
    return info.default if isinstance(info.default, str) else info.metavar or own.name


def _refuse_empty(given: Mapping[str, object]) -> None:
    """Raises NotDoneError where a value is empty, as of a variable that a pipeline has not set.

    It must not read as *never* or as *whatever lies around*.
    """
    case = {VARIABLE: os.environ.get(VARIABLE)}
    for name, value in (*given.items(), *case.items()):
        if value == "" or (isinstance(value, list) and "" in value):
            raise NotDoneError(
                f"{name} is empty",
                advice="give it a value, or leave it out; a variable that is not set is empty",
            )


def day_of(text: str | None, option: str = "--as-of") -> date | None:
    """The day that an option names."""
    if text is None:
        return None
    if (day := written_day(text)) is not None:
        return day
    raise NotDoneError(
        f"{option} `{visible(text)}` is no day",
        code="bad-date",
        advice=day_advice(text),
    )


def basis_of(text: str | None, option: str = "--binding") -> Basis | None:
    """The basis that an option names."""
    if text is None:
        return None
    if (basis := written_basis(text)) is not None:
        return basis
    raise NotDoneError(
        f"{option} `{visible(text)}` is no basis",
        code="unknown-word",
        advice=f"from firmest to softest: {', '.join(Basis)}",
    )


Sort = Literal["case", "verdict"]


def sort_of(text: str | None) -> Sort:
    """The order that `--sort` names."""
    if text is None:
        return "case"
    if text == "verdict":
        return "verdict"
    raise NotDoneError(f"--sort is verdict or nothing, not `{visible(text)}`", code="unknown-word")


FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)


def fail_on_of(text: str) -> FailOn:
    """The level that `--fail-on` names."""
    return word_of(text, FAIL_ON, f"--fail-on `{visible(text)}` is no level")


def level_of(text: str) -> Level:
    """The level that `--level` names."""
    from redlines.problems import Level

    return word_of(text, tuple(Level), f"--level `{visible(text)}` is no level")


def word_of(text: str, known: Sequence[W], refusal: str, *, code: str = "unknown-word") -> W:
    """The one of some words that a text is; raises NotDoneError, which names them all."""
    for own in known:
        if text == own:
            return own
    raise NotDoneError(refusal, code=code, advice=f"one of {', '.join(known)}")


def only(given: str, known: str) -> None:
    """Raises NotDoneError for another word than the one that a command has."""
    if given != known:
        raise NotDoneError(
            f"there is no `{visible(given)}` here, only `{known}`",
            code="unknown-word",
            suggestions=(known,),
        )


def stale_after_of(days: int) -> int:
    """The days that `--stale-after` names."""
    if days >= 0:
        return days
    raise NotDoneError("--stale-after is a number of days from 0")
