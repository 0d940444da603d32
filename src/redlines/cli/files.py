"""What `validate` judges: each path as what it is, as a case, a plan or statements of a case."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from redlines.api.failure import InvalidCaseError
from redlines.cli.judging import ignore_entries, ignore_file
from redlines.cli.opened import as_typed, located, unread_near, was_named
from redlines.failure import NotDoneError
from redlines.reading.locate import (
    IGNORE_FILE,
    VARIABLE,
    case_of_part,
    is_case,
    is_part,
    is_table,
)
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case, Ignore, InputFile, Problem, Reading
    from redlines.cli.delivery import Delivery, Printed
    from redlines.reading.kinds import Kind


@dataclass(frozen=True)
class Judged:
    """A file with its kind, where it is, its name as shown, its problems, and what was read for it.

    `case` is the case that it is or is about, None where there is none or it is invalid.
    """

    kind: Kind
    path: Path
    name: str
    problems: tuple[Problem, ...]
    files: tuple[InputFile, ...]
    case: Case | None = None


def judged(
    paths: Sequence[str], given: str | None, to: Delivery[Printed], *, strict: bool
) -> list[Judged]:
    """What the paths hold, or else the nearest case; the bundled one is never meant.

    Raises InvalidCaseError for a file that is not to be had, NotDoneError where there is no case.
    One case is shown by its own names; of several each is shown with its folder.
    """
    from redlines.reading.locate import case_file

    if not paths:
        chosen = located(given, to, own=True)
        named = was_named(chosen, given)
        own = _judged(
            str(chosen.path), chosen.path, chosen.prefix, given, to, named=named, strict=strict
        )
        return [
            own if chosen.prefix else _passing(own, unread_near(own.path, given), chosen.passed)
        ]
    files = {path: case_file(Path(path)) for path in dict.fromkeys(paths)}
    found = [
        _judged(
            path if file == Path(path) else file.as_posix(),
            file,
            _folder(file) if len(files) > 1 else "",
            given,
            to,
            named=file == Path(path),
            strict=strict,
        )
        for path, file in files.items()
    ]
    return [_passing(own, unread_near(own.path, own.name, paths)) for own in found]


def _passing(own: Judged, *passed: Iterable[Problem]) -> Judged:
    """A case with what is passed over beside it, where it is one.

    Files of the case are named as they lie in it, and what is passed over by the path that opens
    it: where that is the name of another file, it is told apart.
    """
    from redlines.reading.kinds import Kind

    if own.kind is not Kind.POSITIONS:
        return own
    names = {file.path for file in own.files}
    told = {problem.place.file: problem for problems in passed for problem in problems}
    apart = (
        replace(problem, place=replace(problem.place, file=f"./{file}" if file in names else file))
        for file, problem in told.items()
    )
    return replace(own, problems=(*own.problems, *apart))


def _judged(
    shown: str,
    path: Path,
    prefix: str,
    given: str | None,
    to: Delivery[Printed],
    *,
    named: bool,
    strict: bool,
) -> Judged:
    from redlines.reading.build import understood
    from redlines.reading.files import InputFile, home_of, load_beside, load_file, load_plans
    from redlines.reading.ignores import read_ignores
    from redlines.reading.kinds import Kind

    file = load_file("case", path, shown, home=None if named else home_of(path))
    if not isinstance(file, InputFile):
        _had([file], ())
        return Judged(Kind.POSITIONS, path, shown, (file,), ())
    match kind := _kind(file):
        case Kind.POSITIONS:
            own = replace(file, path=prefix + path.name)
            beside = (*load_beside(path, file, prefix=prefix), *load_plans(path, prefix=prefix))
            reading = understood([("case", own), *beside], strict=strict)
            found = problems_of(reading)
            found = found if prefix else as_typed(found, reading.files, path)
            _had(found, reading.files)
            return Judged(kind, path, own.path, found, reading.files, reading.case)
        case Kind.PLAN:
            return _plan(replace(file, role="plan"), given, to, several=bool(prefix), strict=strict)
        case Kind.PART:
            return _part(replace(file, role="positions"), several=bool(prefix), strict=strict)
        case Kind.SOURCES:
            own = replace(file, role="sources")
            return Judged(kind, path, shown, understood([("sources", own)]).problems, (own,))
        case Kind.IGNORES:
            own = replace(file, role="ignore")
            return Judged(kind, path, shown, read_ignores(own)[1], (own,))
        case _ as never:
            assert_never(never)


def _kind(file: InputFile) -> Kind:
    """What a file holds by its keys, else by its name; a case where neither tells."""
    from redlines.reading.kinds import Kind, kind_of

    names = {IGNORE_FILE: Kind.IGNORES, "sources.yaml": Kind.SOURCES}
    found = kind_of(file) or names.get(file.location.name, Kind.POSITIONS)
    if is_table(file.location.name) and not is_part(file.location):
        raise NotDoneError(
            f"no case reads the table `{visible(file.path)}`",
            code="no-case",
            advice="name it in a case, as in `positions: statements.csv`; `redlines import table` "
            "makes a case of a table",
        )
    # A case that has neither parties nor issues is a case with faults.
    return Kind.POSITIONS if found is Kind.PART and not is_part(file.location) else found


def _part(file: InputFile, *, several: bool, strict: bool) -> Judged:
    """Statements in a file of their own, judged with the case that reads them."""
    from redlines.reading.build import understood
    from redlines.reading.files import InputFile, load_positions
    from redlines.reading.kinds import Kind

    home = case_of_part(file.location)
    assert home  # noqa: S101 - else it is no part
    real = os.path.realpath(file.location)
    loaded = [
        (role, file if isinstance(own, InputFile) and _real(own) == real else own)
        for role, own in load_positions(home, prefix=_folder(home) if several else "")
    ]
    reading = understood(loaded, strict=strict)
    found = problems_of(reading)
    found = found if several else as_typed(found, reading.files, home)
    _had(found, reading.files)
    problems = tuple(own for own in found if own.place.file == file.path or own.level == "error")
    return Judged(Kind.PART, file.location, file.path, problems, reading.files, reading.case)


def _real(file: InputFile) -> str:
    return os.path.realpath(file.location)


def _plan(
    file: InputFile, given: str | None, to: Delivery[Printed], *, several: bool, strict: bool
) -> Judged:
    """A plan, judged by the case that it is about, with the errors of that case if it has some."""
    from redlines.reading.build import understood
    from redlines.reading.files import InputFile, load_plans, load_positions
    from redlines.reading.kinds import Kind

    home = _home(file.location, given, to)
    prefix = _folder(home) if several else ""
    real = os.path.realpath(file.location)
    # The other plans of the case only keep their names apart from this one's.
    others = [
        other
        for _, other in load_plans(home, prefix=prefix)
        if isinstance(other, InputFile) and os.path.realpath(other.location) != real
    ]
    drafts = {other.path for other in others}
    loaded = (*load_positions(home, prefix=prefix), *(("plan", own) for own in (*others, file)))
    reading = understood(loaded, strict=strict)
    found = tuple(own for own in reading.problems if own.place.file not in drafts)
    found = found if several else as_typed(found, reading.files, home)
    _had(found, reading.files)
    problems = tuple(own for own in found if own.place.file == file.path or own.level == "error")
    files = tuple(own for own in reading.files if own.path not in drafts)
    return Judged(Kind.PLAN, file.location, file.path, problems, files, reading.case)


def _home(plan: Path, given: str | None, to: Delivery[Printed]) -> Path:
    """The case file that a plan is about: the one asked for, that of its folder, or the nearest."""
    folder = Path(os.path.abspath(plan)).parent
    if given is None and VARIABLE not in os.environ and folder.name == "plans":
        for name in ("positions.yaml", "redlines.yaml"):
            if is_case(folder.parent / name):
                return folder.parent / name
    return located(given, to, own=True).path


def once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Some problems, each once, in their order."""
    told = {(own.order, *own.args.items()): own for own in problems}
    return tuple(told.values())


def _folder(file: Path) -> str:
    """The folder of a file as it is shown before the names of what lies in it."""
    return f"{Path(os.path.relpath(file.parent)).as_posix()}/"


def _had(problems: Sequence[Problem], files: Sequence[InputFile]) -> None:
    """Raises InvalidCaseError for files that are not to be had: of them nothing can be judged."""
    if missing := [own for own in problems if own.code == "unreadable-file"]:
        raise InvalidCaseError(missing, files)


def problems_of(reading: Reading) -> tuple[Problem, ...]:
    """All problems of a case that was read, by place: of the files, and of what speakers said."""
    from redlines import contradictions

    said = contradictions(reading.case) if reading.case else ()
    return tuple(sorted((*reading.problems, *said), key=lambda own: own.order))


def accepting(
    given: str | None, found: Sequence[Judged]
) -> tuple[tuple[InputFile, ...], tuple[Ignore, ...], tuple[Problem, ...]]:
    """The ignore files that would be used with some cases and plans, their entries and problems.

    Raises InvalidCaseError for one that is not to be had.
    """
    used: dict[str, tuple[InputFile, list[Judged]]] = {}
    for own in found:
        about = any(file.role == "case" for file in own.files)
        if file := ignore_file(given, own.files) if given or about else None:
            used.setdefault(os.path.realpath(file.location), (file, []))[1].append(own)
    entries: list[Ignore] = []
    problems: list[Problem] = []
    for file, judged_by_it in used.values():
        cases = [own.case for own in judged_by_it if own.case]
        drafts = [(plan, case) for case in cases for plan in case.plans.values()]
        # Of a case that is invalid nobody can say what it has.
        whole = len(cases) == len(judged_by_it)
        known, faults = ignore_entries(file, drafts, cases if whole else ())
        entries += known
        problems += faults
    return tuple(file for file, _ in used.values()), tuple(entries), tuple(problems)
