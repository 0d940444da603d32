"""A pager for what is longer than the terminal, chosen as git chooses one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

# What a shell exits with where it cannot run a command.
_NOT_RUN = (126, 127)


def paged(text: str, encoding: str, environ: Mapping[str, str]) -> bool:
    """Shows a text in a pager where stdout is a terminal with fewer lines than it has.

    False where it still has to be written. How the pager ends says nothing about the text.
    """
    if not _longer(text) or not (command := _pager(environ)):
        return False
    import subprocess

    sys.stdout.flush()
    with _left_to_pager():
        done = subprocess.run(  # noqa: S602 - the command is the reader's own, with its options
            command,
            shell=True,
            input=text.encode(encoding, "backslashreplace"),
            env={"LESS": "FRX", "LV": "-c", **_letters(encoding), **environ},
            check=False,
        )
    return done.returncode not in _NOT_RUN


def _longer(text: str) -> bool:
    """Whether a text would leave no line of the terminal for what is typed next."""
    stream = sys.stdout
    if stream is None or not stream.isatty():
        return False
    try:
        rows = os.get_terminal_size(stream.fileno()).lines
    except OSError:
        return False
    return 0 < rows <= text.count("\n")


def _pager(environ: Mapping[str, str]) -> str:
    """The command of the pager; empty where none is wanted or there is none."""
    if environ.get("CI") or environ.get("TERM") == "dumb":
        return ""
    for name in ("REDLINES_PAGER", "PAGER"):
        if name in environ:
            command = environ[name].strip()
            return "" if command == "cat" else command
    from shutil import which

    return "less -FRX" if which("less") else ""


def _letters(encoding: str) -> dict[str, str]:
    """What tells `less` that a text is UTF-8 where the locale does not say so."""
    return {"LESSCHARSET": "utf-8"} if encoding.lower().replace("_", "-") == "utf-8" else {}


@contextmanager
def _left_to_pager() -> Iterator[None]:
    """What is typed to interrupt is for the pager alone; a handler, for it inherits none."""
    from signal import SIGINT, signal

    before = signal(SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal(SIGINT, before)
