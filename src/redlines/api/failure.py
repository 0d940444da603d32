"""Files that cannot be used, told with their problems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redlines.failure import NotDoneError
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines.problems import Problem
    from redlines.reading.files import InputFile

_MOST_TOLD = 20


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

    def __str__(self) -> str:
        """The sentence with the errors and their places, for people who call it from Python."""
        from redlines.view.rules import problem_sentence

        errors = [problem for problem in self.problems if problem.level == "error"]
        told = [
            f"  {visible(f'{own.place.file}:{own.place.line}:{own.place.column}')}: "
            f"{own.code}: {problem_sentence(own)}"
            for own in errors[:_MOST_TOLD]
        ]
        left = len(errors) - len(told)
        more = [f"  and {left} more error{'s'[: left != 1]}"] if left else []
        return "\n".join([self.message, *told, *more])
