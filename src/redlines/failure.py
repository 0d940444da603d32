"""Why something that was asked cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

_MOST_TOLD = 60
T = TypeVar("T")


class NotDoneError(Exception):
    """What was asked cannot be done: a code and a sentence, what helps, and near names.

    Whoever called made the mistake, or a file holds it; anything else that is raised is a bug.
    `names` are all that could have stood in the place of an unknown one.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "usage",
        advice: str | None = None,
        suggestions: Iterable[str] = (),
        names: Iterable[str] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.advice = advice
        self.suggestions = tuple(suggestions)
        self.names = tuple(names)
        self.others: tuple[NotDoneError, ...] = ()

    def __str__(self) -> str:
        """The sentences with what helps, for people who call it from Python."""
        return "\n".join(line for own in self.all for line in own._lines())

    def _lines(self) -> list[str]:
        told, left = self.names[:_MOST_TOLD], len(self.names[_MOST_TOLD:])
        every = f"there are: {', '.join(told)}{f' and {left} more' if left else ''}"
        hints = [hint for hint in (self._near, every if told else self.advice) if hint]
        return [self.message, *(f"  {hint}" for hint in hints)]

    @property
    def all(self) -> tuple[NotDoneError, ...]:
        """Itself and what stands in the way besides, of what can be told at once."""
        return (self, *self.others)

    @property
    def _near(self) -> str:
        return f"did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""

    @property
    def text(self) -> str:
        """The sentence with what helps, for people at a command line."""
        hints = [hint for hint in (self._near, self.advice) if hint]
        return "\n".join([f"redlines: error: {self.message}", *(f"  help: {h}" for h in hints)])


class UnknownNameError(NotDoneError):
    """A text names nothing, or more than one thing."""


@contextmanager
def besides(lookup: Callable[[], object]) -> Iterator[None]:
    """Where a name is not known, tells with it the names that a lookup does not know either.

    So all unknown names of a call are told at once.
    """
    try:
        yield
    except UnknownNameError as error:
        try:
            lookup()
        except UnknownNameError as other:
            error.others += other.all
        raise


def several(errors: Sequence[NotDoneError]) -> NotDoneError:
    """The first of some errors with the others, so that all are told at once."""
    first, *rest = errors
    first.others += tuple(other for own in rest for other in own.all)
    return first


def together(*making: Callable[[], T]) -> list[T]:
    """What some functions return; raises NotDoneError for all of them that cannot."""
    made: list[T] = []
    errors: list[NotDoneError] = []
    for make in making:
        try:
            made.append(make())
        except NotDoneError as error:
            errors.append(error)
    if errors:
        raise several(errors)
    return made
