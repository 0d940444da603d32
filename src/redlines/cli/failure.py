"""Why a command was not done: exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redlines.api.failure import InvalidCaseError
from redlines.failure import NotDoneError
from redlines.installed import version

if TYPE_CHECKING:
    from redlines import InputFile

NOWHERE = "the working directory does not exist any more"


def failure_json(command: str | None, error: NotDoneError, exit_code: int = 2) -> str:
    """The envelope of a command that was not done."""
    from redlines import problem_findings
    from redlines.problems import Level
    from redlines.view import envelope

    files: tuple[InputFile, ...] = ()
    if isinstance(error, InvalidCaseError):
        files = error.files
        errors = [envelope.told(own, None) for own in problem_findings(error.problems)]
    else:
        errors = [
            envelope.Told(own.code, Level.ERROR, own.message, own.advice, own.suggestions)
            for own in error.all
        ]
    seen = tuple(envelope.File(f.role, f.path, f.sha256, f.commit) for f in files)
    return envelope.failure_json(command, errors, envelope.Frame(version(), seen, exit_code))
