"""Findings as a gate sees them: which are listed, which are accepted, and which fail the run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from redlines.api.failure import InvalidCaseError
from redlines.cli import options
from redlines.cli.asked import Asked
from redlines.cli.delivery import CiFormat, Delivery, Printed
from redlines.cli.streams import tell
from redlines.problems import FailOn

if TYPE_CHECKING:
    from redlines import (
        Case,
        Finding,
        Ignore,
        InputFile,
        Level,
        Plan,
        Problem,
        Scope,
    )
    from redlines.view.json_reports import AskedOptions, GateOptions


@dataclass(frozen=True)
class Gate:
    """From which level on findings are listed, and from which on they fail the run."""

    level: Level
    fail_on: FailOn
    exit_zero: bool

    @property
    def can_fail(self) -> bool:
        """Whether a finding can fail the run: then no other case is judged than one's own."""
        return self.fail_on != "never" and not self.exit_zero


@dataclass(frozen=True)
class Found:
    """The findings of a run, made when they are first asked for: many a run needs none.

    `ignores` is the ignore file, if there is one, and `entries` what it holds; `incomplete` says
    that a search reached its work limit.
    """

    make: Callable[[], tuple[Finding, ...]]
    scope: Scope
    gate: Gate
    ignores: InputFile | None
    entries: tuple[Ignore, ...]
    incomplete: bool = False

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, those marked that are accepted, and the entries that no longer fit."""
        if self.ignores is None:
            return self.make()
        from redlines import accepted

        return accepted(self.make(), self.entries, self.scope)

    @cached_property
    def listed(self) -> tuple[Finding, ...]:
        """The findings from the level on that is asked for."""
        return tuple(own for own in self.findings if own.level.reaches(self.gate.level))

    @property
    def hides(self) -> bool:
        """Whether findings may be left out of the list."""
        return self.gate.level != "info"

    @property
    def note(self) -> str | None:
        """How many findings are not listed."""
        hidden = len(self.findings) - len(self.listed)
        few = f"{hidden} finding{'s'[: hidden != 1]} below {self.gate.level} not listed"
        return few if hidden else None

    @property
    def code(self) -> int:
        """1 where a finding that is not accepted is at or above `--fail-on`, else 0.

        4 where a search reached its work limit, whatever was found.
        """
        if self.incomplete:
            return 4
        if not self.gate.can_fail:
            return 0
        from redlines import Level

        least = Level(self.gate.fail_on)
        left = (finding for finding in self.findings if finding.ignored is None)
        return int(any(finding.level.reaches(least) for finding in left))


def gate_of(to: Delivery[Printed], gating: options.Gating, *, default: FailOn = "never") -> Gate:
    """What the options say on findings; tells on stderr where a run for CI cannot fail.

    `default` is what `--fail-on` means where it is not given.
    """
    given = gating.fail_on
    gate = Gate(
        level=options.level_of(gating.level),
        fail_on=options.fail_on_of(default if given is None else given),
        exit_zero=gating.exit_zero,
    )
    wanted = (to.format, *(form for form, _ in to.files))
    ci = any(isinstance(form, CiFormat) for form in wanted)
    if given is None and gate.fail_on == "never" and ci and not to.quiet:
        tell("redlines: note: without --fail-on no finding can fail this run")
    return gate


def found_of(
    make: Callable[[], tuple[Finding, ...]],
    scope: Scope,
    gate: Gate,
    ignores: InputFile | None,
    *,
    drafts: Iterable[Plan] = (),
    case: Case | None = None,
    incomplete: bool = False,
) -> Found:
    """The findings of a run with those accepted that the ignore file names.

    Raises InvalidCaseError for a file that is not valid, or that does not name enough of what it
    accepts in the `drafts` of a case.
    """
    if ignores is None:
        return Found(make, scope, gate, None, (), incomplete)
    entries, problems = ignore_entries(ignores, [(plan, case) for plan in drafts if case])
    if any(problem.level == "error" for problem in problems):
        raise InvalidCaseError(problems, (ignores,), what="ignore file")
    return Found(make, scope, gate, ignores, entries, incomplete)


def ignore_entries(
    ignores: InputFile, drafts: Iterable[tuple[Plan, Case]] = (), cases: Sequence[Case] = ()
) -> tuple[tuple[Ignore, ...], tuple[Problem, ...]]:
    """The entries of an ignore file, none where a problem is an error, and all its problems.

    A problem is also what does not name enough of what it accepts in the `drafts`, each with its
    case, and what names a thing that none of the `cases` has.
    """
    from redlines import without_issue
    from redlines.problems import Problem
    from redlines.reading.ignores import read_ignores

    entries, problems = read_ignores(ignores, cases)
    several = {"key": "issue", "of": "an entry whose point settles several issues"}
    vague = tuple(
        Problem("missing-key", entry.place, several)
        for plan, case in drafts
        for entry in without_issue(entries, plan, case)
        if entry.place
    )
    return () if vague else entries, (*problems, *vague)


def asked_options(found: Found, asked: Asked) -> AskedOptions:
    """What was asked, as JSON says it."""
    from redlines.view.json_reports import AskedOptions, AssumedOptions

    assumed = AssumedOptions.of(asked.assumption.on(found.scope.day), asked.issues)
    return AskedOptions(asked.parties, assumed, gate_options(found))


def gate_options(found: Found) -> GateOptions:
    """Which findings are listed and which fail the run, as JSON says it."""
    from redlines.view.json_reports import GateOptions

    gate, ignores = found.gate, found.ignores
    return GateOptions(gate.level, ignores.path if ignores else None, gate.fail_on, gate.exit_zero)


def ignore_file(given: str | None, files: Sequence[InputFile]) -> InputFile | None:
    """The file of accepted findings: the one asked for, beside the case, or around; or none.

    It is named by the path that opens it, since it need not lie beside the case. Raises
    InvalidCaseError for one that cannot be read.
    """
    from redlines.reading.files import InputFile, load_file

    path = Path(given) if given else _ignores_nearby(files)
    if path is None:
        return None
    shown = given or Path(os.path.relpath(path)).as_posix()
    loaded = load_file("ignore", path, shown, home=None if given else path.parent)
    if isinstance(loaded, InputFile):
        return loaded
    raise InvalidCaseError((loaded,), (), what="ignore file")


def _ignores_nearby(files: Sequence[InputFile]) -> Path | None:
    """The ignore file beside the case, else in the working directory or a folder above."""
    from redlines.reading.locate import IGNORE_FILE, upwards

    beside = [file.location.parent for file in files if file.role == "case"]
    folders = (*beside, *upwards(Path.cwd()))
    paths = (folder / IGNORE_FILE for folder in folders)
    return next((path for path in paths if os.path.lexists(path)), None)
