"""The streams of the process: what a screen can show, and writing that fails cleanly."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from redlines.failure import NotDoneError
from redlines.view.clean import in_encoding


class ClosedPipeError(Exception):
    """The reader of stdout has gone."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a text for people is set: width in columns (None: of the content), colour, ASCII.

    With ASCII for the frame, letters and signs are kept that the `encoding` has. Where it is not
    `full`, of very long lists the first entries are told.
    """

    width: int | None
    color: bool
    ascii_only: bool
    encoding: str = "ascii"
    full: bool = True


def look(
    stream: TextIO | None,
    environ: Mapping[str, str],
    *,
    color: str,
    width: int | None,
    ascii_only: bool,
    full: bool = True,
) -> Look:
    """What a stream can show, where the options leave it open."""
    terminal = stream is not None and stream.isatty()
    return Look(
        width=width or _columns(stream, environ),
        color=color == "always" or (color == "auto" and _colored(environ, terminal=terminal)),
        ascii_only=ascii_only or not speaks_utf8(stream),
        encoding="ascii" if ascii_only else _encoding(stream),
        full=full,
    )


def _colored(environ: Mapping[str, str], *, terminal: bool) -> bool:
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return terminal and environ.get("TERM") != "dumb"


def _columns(stream: TextIO | None, environ: Mapping[str, str]) -> int | None:
    given = environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given) > 0:
        return int(given)
    if stream is None or not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except OSError:
        return None


def speaks_utf8(stream: TextIO | None) -> bool:
    """Whether a stream takes every character."""
    return _encoding(stream).lower().replace("_", "-") in {"utf-8", "utf8", "utf-8-sig"}


def _encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def write_stdout(text: str, encoding: str = "utf-8") -> None:
    """Writes a document to stdout, at once and whole.

    Raises ClosedPipeError where the reader has gone, NotDoneError where it cannot be written.
    """
    stream = sys.stdout
    if stream is None:
        raise NotDoneError("stdout is closed", code="unwritable-output")
    try:
        stream.flush()
        stream.buffer.write(text.encode(encoding, "backslashreplace"))
        stream.flush()
    except BrokenPipeError as error:
        discard_stdout()
        raise ClosedPipeError from error
    except OSError as error:
        discard_stdout()
        raise NotDoneError(
            f"stdout cannot be written: {error.strerror}", code="unwritable-output"
        ) from error


def discard_stdout() -> None:
    """Sends what is left in stdout's buffer nowhere, so that the interpreter exits in silence."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def tell(text: str) -> None:
    """Writes a line for people to stderr; a stderr that is gone is no failure."""
    if sys.stderr is None:
        return
    text = _broken(in_encoding(text, _encoding(sys.stderr)))
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.stderr = None


def _broken(text: str) -> str:
    """A text for stderr, its lines broken at words where a terminal would break them anywhere."""
    columns = _columns(sys.stderr, os.environ) if sys.stderr.isatty() else None
    if columns is None or all(len(line) <= columns for line in text.split("\n")):
        return text
    from textwrap import TextWrapper

    wrapper = TextWrapper(
        columns, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(
        wrapper.fill(line) if len(line) > columns else line for line in text.split("\n")
    )
