"""What is being done, on stderr, where it takes long and somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Timer
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

A = TypeVar("A")
# What is done in fewer seconds is not told.
DELAY = 1.0
# So often at most it is told how much is done: telling takes longer than many a small thing.
_TOLD = 1000


class Waiting:
    """A line on a terminal while something is done: what, for how long, and how much of how much.

    It comes when that took a second and goes when all is done; where `stream` is no terminal it
    never comes. With `plain` it has no sign beyond ASCII.
    """

    def __init__(self, doing: str, stream: TextIO | None, *, plain: bool = False) -> None:
        self._doing = doing
        self._stream = stream if stream is not None and stream.isatty() else None
        self._plain = plain
        self._began = monotonic()
        self._total: int | None = None
        self._shown: Progress | None = None
        # Nothing of rich is loaded for what is done soon.
        self._timer = Timer(DELAY, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Waiting:
        if self._stream is not None:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            self._timer.cancel()
            self._timer.join()
        self._hide()

    def through(self, every: Iterable[A], total: int) -> Iterator[A]:
        """Things one by one, of which so many are to come."""
        self._total = total
        if self._shown is not None:
            self._hide()
            self._show()
        some = max(total // _TOLD, 1)
        for done, one in enumerate(every, 1):
            yield one
            if self._shown is not None and done % some == 0:
                self._shown.update(self._shown.task_ids[0], completed=done)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
        )

        console = Console(file=self._stream)
        if console.is_dumb_terminal:
            return
        bar = () if self._plain else (BarColumn(),)
        known = () if self._total is None else (*bar, MofNCompleteColumn())
        columns = (SpinnerColumn("line"), TextColumn("{task.description}"), *known)
        shown = Progress(
            *columns,
            TimeElapsedColumn(),
            console=console,
            transient=True,
            redirect_stdout=False,
            get_time=monotonic,
        )
        shown.add_task(self._doing, total=self._total)
        shown.tasks[0].start_time = self._began
        shown.start()
        self._shown = shown

    def _hide(self) -> None:
        if self._shown is not None:
            self._shown.stop()
            self._shown = None
