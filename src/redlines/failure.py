"""Why something that was asked cannot be done."""

from __future__ import annotations

from collections.abc import Iterable

_MOST_TOLD = 60


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

    def __str__(self) -> str:
        """The sentence with what helps, for people who call it from Python."""
        told, left = self.names[:_MOST_TOLD], len(self.names[_MOST_TOLD:])
        every = f"there are: {', '.join(told)}{f' and {left} more' if left else ''}"
        hints = [hint for hint in (self._near, every if told else self.advice) if hint]
        return "\n".join([self.message, *(f"  {hint}" for hint in hints)])

    @property
    def _near(self) -> str:
        return f"did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""

    @property
    def text(self) -> str:
        """The sentence with what helps, for people at a command line."""
        hints = [hint for hint in (self._near, self.advice) if hint]
        return "\n".join([f"redlines: error: {self.message}", *(f"  help: {h}" for h in hints)])
