"""The envelope of JSON that every command prints, and what is told in it in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Annotated, Any, Literal

from redlines.case import Case, Place
from redlines.catalogue import Direction
from redlines.deals import DealIssue, TermChange
from redlines.findings import Effect, Finding, Grade, Ignore, PlanChange, Unproven
from redlines.moves import CaseChange, ClaimChange, LostSource, Move, VerdictChange
from redlines.problems import Level, Problem
from redlines.verdicts import IssueGap
from redlines.view.encode import Form, Only, record
from redlines.view.json_text import write
from redlines.view.rules import problem_help
from redlines.view.sentences import sentence

# What a finding's sentence is about: some keys of the noun, or the arguments of a problem.
Args = (
    Annotated[IssueGap, Only(("parties", "silent", "verdict", "contested", "at_best", "zone"))]
    | Annotated[Grade, Only(("grade", "points", "outcomes", "statements"))]
    | Effect
    | CaseChange
    | Move
    | ClaimChange
    | VerdictChange
    | LostSource
    | Annotated[DealIssue, Only(("state", "knot", "soft", "soft_lines", "room", "opened"))]
    | TermChange
    | Unproven
    | Annotated[PlanChange, Only(("kind", "plan", "title", "file"))]
    | Annotated[Ignore, Only(("id", "reason", "until"))]
    | dict[str, str]
)


@dataclass(frozen=True)
class Tool:
    """Who wrote the output."""

    version: str
    name: Literal["redlines"] = "redlines"


@dataclass(frozen=True)
class File:
    """A file that was read; `path` is relative to the folder of the case, or as it was given.

    `commit` is the commit of a file that was read from git, else None.
    """

    role: Annotated[
        str, Literal["case", "positions", "sources", "plan", "base", "revision", "ignore"]
    ]
    path: str
    sha256: str
    commit: str | None = None


@dataclass(frozen=True)
class Told:
    """A finding, a warning or an error, in words and as data.

    `direction` is the way that a change goes from the party's side; `stale` says that the party's
    newest statement is older than `--stale-after` allows, `what_if` that it rests on something
    lifted or set; `message` is one sentence for people,
    whose wording may change; `args` are what it is about, for programs; `ignored` is the reason why
    a finding is accepted, if it is.
    """

    id: str
    level: Level
    message: str
    help: str | None = None
    suggestions: tuple[str, ...] = ()
    party: str | None = None
    issue: str | None = None
    plan: str | None = None
    point: str | None = None
    direction: Direction | None = None
    stale: bool = False
    what_if: bool = False
    args: Args = field(default_factory=dict)
    place: Place | None = None
    related: tuple[Place, ...] = ()
    ignored: str | None = None


@dataclass(frozen=True)
class Frame:
    """What surrounds the data of every command: version, files read, exit code, warnings."""

    version: str
    files: tuple[File, ...] = ()
    exit_code: int = 0
    warnings: tuple[Told, ...] = ()


def told(finding: Finding, case: Case | None) -> Told:
    """A finding in words; a problem of a file needs no case."""
    about = finding.about
    problem = about if isinstance(about, Problem) else None
    return Told(
        id=finding.id,
        level=finding.level,
        message=sentence(finding, case),
        help=problem_help(problem) if problem else None,
        suggestions=problem.suggestions if problem else (),
        party=finding.party,
        issue=finding.issue,
        plan=finding.plan,
        point=finding.point,
        direction=finding.direction,
        stale=finding.stale,
        what_if=finding.what_if,
        args=about.args if isinstance(about, Problem) else about,
        place=finding.place,
        related=finding.related,
        ignored=finding.ignored,
    )


def envelope(
    command: str | None,
    frame: Frame,
    *,
    options: object = None,
    summary: object = None,
    data: object = None,
    findings: Iterable[Told] = (),
    errors: Iterable[Told] = (),
) -> str:
    """What a command prints: its own options, summary and data, and what surrounds them."""
    parts = {
        "schema_version": "1.0",
        "tool": Tool(frame.version),
        "command": command,
        "status": {0: "ok", 1: "findings", 4: "incomplete"}.get(frame.exit_code, "error"),
        "exit_code": frame.exit_code,
        "inputs": frame.files,
        "findings": tuple(findings),
        "warnings": frame.warnings,
        "errors": tuple(errors),
        "options": options,
        "summary": summary,
        "data": data,
    }
    own = (type(options), type(summary), type(data))
    form = failure_form() if options is None else done_form(command, *own)
    return write(form.write(parts))


def failure_json(command: str | None, errors: Iterable[Told], frame: Frame) -> str:
    """The envelope of a command that was not done; `command` is None for a bad call."""
    return envelope(command, frame, errors=errors)


def done_form(command: str | None, options: Any, summary: Any, data: Any) -> Form:
    """The envelope of a command that was done, by the types of what is its own."""
    done: Any = Literal["ok", "findings", "incomplete"]
    return _form(Literal[command], done, Literal[0, 1, 4], options, summary, data)


def failure_form() -> Form:
    """The envelope of a command that was not done; `errors` says why."""
    return _form(str | None, Literal["error"], Literal[2, 3], None, None, None)


def _form(command: Any, status: Any, exit_code: Any, options: Any, summary: Any, data: Any) -> Form:
    hints = {
        "schema_version": Literal["1.0"],
        "tool": Tool,
        "command": command,
        "status": status,
        "exit_code": exit_code,
        "inputs": tuple[File, ...],
        "findings": tuple[Told, ...],
        "warnings": tuple[Told, ...],
        "errors": tuple[Told, ...],
        "options": options,
        "summary": summary,
        "data": data,
    }
    return record({key: (hint, itemgetter(key)) for key, hint in hints.items()})
