"""The case of a command: found, read, and refused where it is invalid."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from redlines.api.failure import InvalidCaseError
from redlines.cli.delivery import AnyFormat, Delivery, namesake_message
from redlines.cli.failure import NOWHERE
from redlines.cli.streams import tell
from redlines.failure import NotDoneError
from redlines.installed import namesake, version
from redlines.reading.locate import (
    BUNDLED,
    CASE_FILES,
    VARIABLE,
    CasePath,
    Found,
    find_case,
)
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case, InputFile, Place, Problem
    from redlines.view.envelope import Frame

# How many files that are passed over are named one by one.
_TOLD = 5


def located(given: str | None, to: Delivery[AnyFormat], *, own: bool = False) -> CasePath:
    """Where the case is; says on stderr what the command line does not, and what was passed over.

    Raises NotDoneError where it has to be one's `own` and only the bundled one is there.
    """
    try:
        here = Path.cwd()
    except OSError as error:
        raise NotDoneError(NOWHERE) from error
    chosen = find_case(given, here, os.environ)
    if own and chosen.found is Found.BUNDLED:
        raise _no_case(chosen.passed)
    if not to.quiet:
        tell_passed(chosen.passed)
        match chosen.found:
            case Found.OPTION:
                pass
            case Found.BUNDLED:
                tell("redlines: using the bundled case; --case names another")
            case Found.ENVIRONMENT:
                tell(f"redlines: using {visible(str(chosen.path))}, from REDLINES_CASE")
            case Found.NEARBY:
                tell(f"redlines: using {visible(os.path.relpath(chosen.path, here))}")
    return chosen


def was_named(chosen: CasePath, given: str | None) -> bool:
    """Whether a case file was itself named, and not its folder or nothing."""
    match chosen.found:
        case Found.OPTION:
            return chosen.path == Path(given or "")
        case Found.ENVIRONMENT:
            return chosen.path == Path(os.environ.get(VARIABLE, ""))
        case Found.NEARBY:
            return False
        case Found.BUNDLED:
            return True
        case _ as never:
            assert_never(never)


def _no_case(passed: Sequence[Problem]) -> NotDoneError:
    """What to say where there is no case of one's own."""
    from redlines.view.rules import problem_sentence

    told = [
        f"{visible(own.place.file)}: {visible(problem_sentence(own))}" for own in passed[:_TOLD]
    ]
    if more := len(passed) - len(told):
        told.append(f"and {more} more")
    found = f"looked for are {', '.join(CASE_FILES)}; `redlines init` begins a case"
    other = f"`--case {BUNDLED}` the one that comes with redlines"
    return NotDoneError(
        "there is no case here",
        code="no-case",
        advice="; ".join([*(told or [found]), f"--case names one that lies elsewhere, {other}"]),
    )


def tell_passed(passed: Sequence[Problem]) -> None:
    """Says on stderr which files look meant and are passed over: the first, and how many more."""
    for own in passed[:_TOLD]:
        from redlines.view.rules import problem_sentence

        tell(visible(f"redlines: warning: {own.place.file}: {problem_sentence(own)}"))
    if (more := len(passed) - _TOLD) > 0:
        tell(f"redlines: warning: and {more} more")


def unread_near(case: Path, given: str | None, besides: Iterable[str] = ()) -> tuple[Problem, ...]:
    """The files near a case that look meant and are not read; `besides` are read themselves."""
    from redlines.reading.unread import unread

    named = given is not None or VARIABLE in os.environ
    return unread(case, Path.cwd(), named=named, besides=besides)


def open_case(
    given: str | None,
    to: Delivery[AnyFormat],
    *,
    plans: bool = True,
    own: bool = False,
    besides: Iterable[str] = (),
) -> tuple[Case, tuple[InputFile, ...]]:
    """The case of a command with the files it was read from; raises InvalidCaseError.

    `besides` are texts that the command reads itself, if they are files.
    """
    from redlines import read_case

    chosen = located(given, to, own=own)
    reading = read_case(
        chosen.path, prefix=chosen.prefix, plans=plans, named=was_named(chosen, given)
    )
    if to.verbose:
        tell_files(reading.files)
    if not to.quiet and not chosen.prefix:
        told = {passed.place for passed in chosen.passed}
        left = unread_near(chosen.path, given, besides)
        tell_passed([passed for passed in left if passed.place not in told])
    if reading.case is None:
        problems = reading.problems
        if not chosen.prefix:
            problems = as_typed(problems, reading.files, chosen.path)
        raise InvalidCaseError(problems, reading.files)
    return reading.case, reading.files


def as_typed(
    problems: Iterable[Problem], files: Iterable[InputFile], case: Path
) -> tuple[Problem, ...]:
    """Problems of a case, those of files that cannot be read by a path as the case was named.

    What was read is named within its case; what was not, nobody could find by that.
    """
    read = {file.path for file in files}
    near = Path(os.path.relpath(case)) if case.is_absolute() else case
    folder = case.parent if ".." in near.parts else near.parent

    def named(own: Problem) -> Problem:
        if own.place.file in read:
            return own
        return replace(own, place=replace(own.place, file=(folder / own.place.file).as_posix()))

    return tuple(named(own) for own in problems)


def tell_files(files: Iterable[InputFile], besides: Iterable[InputFile] = ()) -> None:
    """Says on stderr which files were read `besides` those that were told."""
    told = {_opening(file) for file in besides}
    for file in files:
        if (name := _opening(file)) not in told:
            shown = file.path if file.commit else str(file.location)
            tell(f"redlines: read {visible(shown)} (sha256 {file.sha256})")
            told.add(name)


def _opening(file: InputFile) -> str:
    """What a file is, whatever it was called by."""
    return file.path if file.commit else os.path.realpath(file.location)


def to_open(
    problems: Sequence[Problem], files: Iterable[InputFile]
) -> tuple[list[Problem], dict[str, str], list[str]]:
    """Problems by the paths under which their files can be opened from here, and those texts.

    Of many of one code the first, and how many more there are. JSON names files within their case;
    a person wants to follow a path. Files of a commit and of the bundled case keep their names.
    """
    from redlines.view.fault_document import in_full

    def path(file: InputFile) -> str:
        if file.commit or file.path.startswith("bundled:"):
            return file.path
        try:
            near = os.path.relpath(file.location)
        except OSError:  # the working directory is gone
            return str(file.location)
        return str(file.location) if near.startswith("..") else near

    files = tuple(files)
    paths = {file.path: path(file) for file in files}

    def moved(place: Place) -> Place:
        return replace(place, file=paths.get(place.file, place.file))

    first, more = in_full(problems)
    told = [replace(p, place=moved(p.place), related=tuple(map(moved, p.related))) for p in first]
    return told, {paths[file.path]: file.text for file in files}, more


def frame(files: Sequence[InputFile], exit_code: int) -> Frame:
    """What surrounds the data of a command in JSON."""
    from redlines.problems import Level
    from redlines.view.envelope import File, Frame, Told

    other = namesake()
    warned = [Told("namesake", Level.WARN, namesake_message(other))] if other else []
    return Frame(
        version(),
        tuple(File(file.role, file.path, file.sha256, file.commit) for file in files),
        exit_code,
        tuple(warned),
    )
