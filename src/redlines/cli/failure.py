"""Why a command was not done: the one exception of the command line, exit code 2."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from redlines.installed import version

if TYPE_CHECKING:
    from redlines import InputFile, Problem


T = TypeVar("T")
NOWHERE = "the working directory does not exist any more"


class NotDoneError(Exception):
    """A command cannot be done: a code and a sentence, what helps, and near names."""

    def __init__(
        self,
        message: str,
        *,
        code: str = "usage",
        advice: str | None = None,
        suggestions: Iterable[str] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.advice = advice
        self.suggestions = tuple(suggestions)

    @property
    def every(self) -> tuple[NotDoneError, ...]:
        """All that stands in the way: this alone, if it is not several."""
        return (self,)

    @property
    def text(self) -> str:
        """The sentence with what helps, for people."""
        near = f"did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        hints = [hint for hint in (near, self.advice) if hint]
        return "\n".join([f"redlines: error: {self.message}", *(f"  help: {h}" for h in hints)])


class SeveralError(NotDoneError):
    """More than one thing stands in the way of a command."""

    def __init__(self, errors: Sequence[NotDoneError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(error.message for error in self.errors), code=errors[0].code)

    @property
    def every(self) -> tuple[NotDoneError, ...]:
        """All that stands in the way."""
        return self.errors

    @property
    def text(self) -> str:
        """The sentences with what helps, for people."""
        return "\n".join(error.text for error in self.errors)


class InvalidCaseError(NotDoneError):
    """A file has errors; `problems` are all of them, `files` those read, `what` it should be."""

    def __init__(
        self, problems: Iterable[Problem], files: Iterable[InputFile], *, what: str = "case"
    ) -> None:
        self.problems = tuple(problems)
        self.files = tuple(files)
        errors = sum(problem.level == "error" for problem in self.problems)
        super().__init__(
            f"the {what} cannot be used: {errors} error{'s'[: errors != 1]}",
            code=f"invalid-{what.replace(' ', '-')}",
        )


def together(*making: Callable[[], T]) -> list[T]:
    """What some functions return; raises NotDoneError for all of them that cannot."""
    made: list[T] = []
    errors: list[NotDoneError] = []
    for make in making:
        try:
            made.append(make())
        except NotDoneError as error:
            errors += error.every
    if errors:
        raise errors[0] if len(errors) == 1 else SeveralError(errors)
    return made


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
            for own in error.every
        ]
    seen = tuple(envelope.File(f.role, f.path, f.sha256, f.commit) for f in files)
    return envelope.failure_json(command, errors, envelope.Frame(version(), seen, exit_code))
