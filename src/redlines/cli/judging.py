"""What `check` and `diff` share: how is judged, which findings are accepted, and the documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from redlines.cli import options
from redlines.cli.delivery import Delivery, Format
from redlines.cli.failure import InvalidCaseError
from redlines.cli.names import Noun, find, issues
from redlines.cli.streams import tell

if TYPE_CHECKING:
    from redlines import Basis, Case, CheckReport, Finding, InputFile, PlanDiff, PositionDiff
    from redlines.view.json_plan_shapes import JudgedOptions

FORMATS = tuple(Format)
CI_FORMATS = (Format.GITHUB, Format.JUNIT)


@dataclass(frozen=True, slots=True)
class Asked:
    """How is judged, as the options say; `issues` is None where all are."""

    parties: tuple[str, ...]
    issues: tuple[str, ...] | None
    day: date | None
    binding: Basis | None
    level: options.Shown
    stale_after: int
    fail_on: options.FailOn
    exit_zero: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A report with its findings, those marked that are accepted, and the ignore file if any."""

    report: CheckReport | PlanDiff | PositionDiff
    case: Case
    findings: tuple[Finding, ...]
    ignores: InputFile | None


def asked_of(
    case: Case,
    *,
    party: Sequence[str] | None,
    issue: Sequence[str] | None,
    as_of: str | None,
    binding: str | None,
    level: str,
    stale_after: int,
    fail_on: str | None,
    exit_zero: bool,
) -> Asked:
    """What the options mean in a case; raises NotDoneError for what they cannot."""
    named = (find(case, text, (Noun.PARTY,)).id for text in party or case.parties)
    return Asked(
        parties=tuple(dict.fromkeys(named)),
        issues=issues(case, issue) if issue else None,
        day=options.day_of(as_of),
        binding=options.basis_of(binding),
        level=options.level_of(level),
        stale_after=options.stale_after_of(stale_after),
        fail_on=options.fail_on_of(fail_on or "never"),
        exit_zero=exit_zero,
    )


def note_nothing_fails(to: Delivery, fail_on: str | None) -> None:
    """Says on stderr that a run for CI cannot fail, where nobody chose that."""
    wanted = {to.format, *(kind for kind, _ in to.files)}
    if fail_on is None and not to.quiet and wanted & set(CI_FORMATS):
        tell("redlines: note: without --fail-on no finding can fail this run")


def judged(
    report: CheckReport | PlanDiff | PositionDiff,
    case: Case,
    asked: Asked,
    entries: InputFile | None,
) -> Judged:
    """The findings of a report, with those accepted that the ignore file names."""
    from redlines import accepted, findings_of

    found = findings_of(report, case, stale_after=asked.stale_after)
    if entries is None:
        return Judged(report, case, found, None)
    from redlines.reading.ignores import read_ignores

    ignores, problems = read_ignores(entries.location, shown=entries.path)
    if any(problem.level == "error" for problem in problems):
        raise InvalidCaseError(problems, (entries,), what="ignore file")
    analysis, plan, day = _about(report)
    marked = accepted(
        found,
        ignores,
        day=day,
        analysis=analysis,
        plan=plan,
        parties=asked.parties,
        whole=asked.issues is None and asked.binding is None,
    )
    return Judged(report, case, marked, entries)


def _about(report: CheckReport | PlanDiff | PositionDiff) -> tuple[str, str | None, date | None]:
    """What ids of a report begin with, its plan if it has one, and its day of judgement."""
    from redlines import CheckReport, PlanDiff

    if isinstance(report, CheckReport):
        return "check", report.plan.id, report.day
    if isinstance(report, PlanDiff):
        return "diff", report.revision.plan.id, report.revision.day
    return "position", None, report.day


def exit_code(found: Judged, asked: Asked) -> int:
    """1 where a finding that is not ignored is at or above `--fail-on`, else 0."""
    levels = {finding.level for finding in found.findings if finding.ignored is None}
    return options.exit_code(levels, asked.fail_on, exit_zero=asked.exit_zero)


def json_options(found: Judged, asked: Asked) -> JudgedOptions:
    """The options that `check` and `diff` share, as JSON says them."""
    _, _, day = _about(found.report)
    return {
        "parties": list(asked.parties),
        "as_of": day.isoformat() if day else None,
        "binding": asked.binding.value if asked.binding else None,
        "issues": list(asked.issues) if asked.issues is not None else None,
        "level": asked.level,
        "stale_after": asked.stale_after,
        "ignore": found.ignores.path if found.ignores else None,
        "fail_on": asked.fail_on,
        "exit_zero": asked.exit_zero,
    }


def ignore_file(given: str | None, files: Sequence[InputFile]) -> InputFile | None:
    """The file of accepted findings: the one asked for, beside the case, or around; or none.

    Raises InvalidCaseError for one that cannot be read.
    """
    from redlines.reading.build import InputFile, load_file

    path = Path(given) if given else _ignores_nearby(files)
    if path is None:
        return None
    loaded = load_file("ignore", path, given or path.name)
    if isinstance(loaded, InputFile):
        return loaded
    raise InvalidCaseError((loaded,), (), what="ignore file")


def _ignores_nearby(files: Sequence[InputFile]) -> Path | None:
    """The ignore file beside the case, else in the working directory or a folder above."""
    from redlines.reading.locate import upwards

    beside = [file.location.parent for file in files if file.role == "case"]
    folders = (*beside, *upwards(Path.cwd()))
    paths = (folder / "redlines-ignore.yaml" for folder in folders)
    return next((path for path in paths if os.path.lexists(path)), None)
