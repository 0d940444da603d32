"""Where the documents of a command go: stdout in one format, and files in others."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Generic, Literal, TypeVar

from redlines.cli import options
from redlines.cli.kept import refuse_overwriting
from redlines.cli.pager import paged
from redlines.cli.streams import Look, look, speaks_utf8, tell, write_stdout
from redlines.cli.waiting import Waiting
from redlines.failure import NotDoneError
from redlines.installed import namesake
from redlines.view.clean import visible


class Format(StrEnum):
    """The formats of a document as a whole."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


class CiFormat(StrEnum):
    """The formats of findings alone, for pipelines; every command that finds something has them."""

    GITHUB = "github"
    JUNIT = "junit"
    JSONL = "jsonl"
    SARIF = "sarif"
    GITLAB = "gitlab"


class ChartFormat(StrEnum):
    """The formats of a single picture; a PNG is bytes and goes into a file only."""

    SVG = "svg"
    PNG = "png"


class Step(StrEnum):
    """What a step of a GitHub workflow appends beside `-f github`, by the variable of its file."""

    SUMMARY = "GITHUB_STEP_SUMMARY"
    OUTPUT = "GITHUB_OUTPUT"


# What a command can print: whole documents and lists of its findings; one alone prints pictures.
Printed = Format | CiFormat
AnyFormat = Printed | ChartFormat
PRINTED: tuple[Printed, ...] = (*Format, *CiFormat)
F = TypeVar("F", bound=AnyFormat)
F_co = TypeVar("F_co", bound=AnyFormat, covariant=True)
F_contra = TypeVar("F_contra", bound=AnyFormat, contravariant=True)


@dataclass(frozen=True)
class Printout(Generic[F_contra]):
    """What a command prints in its formats, what a step of a workflow adds, and the exit code.

    `beside_summary` is what stdout of a step holds where its summary is written; `read` are the
    files that it rests on. What is `for_files` goes to stdout only where no file is asked for, and
    what is no text never.
    """

    text: Callable[[F_contra, Look], str | bytes]
    code: int
    step: Callable[[Step], str] | None = None
    beside_summary: Callable[[], str] | None = None
    read: tuple[Path, ...] = ()
    for_files: bool = False


@dataclass(frozen=True)
class Delivery(Generic[F_co]):
    """The format of stdout, the files asked for, and how texts for people are set on each.

    `pager` says whether what is too long for the terminal goes through one.
    """

    command: str
    format: F_co
    files: tuple[tuple[F_co, Path], ...]
    screen: Look
    paper: Look
    pager: bool
    quiet: bool
    verbose: bool

    def waiting(self) -> Waiting:
        """What is told on stderr while the command takes long."""
        plain = self.screen.ascii_only or not speaks_utf8(sys.stderr)
        return Waiting(f"redlines {self.command}", None if self.quiet else sys.stderr, plain=plain)


def delivery(
    command: str,
    supported: Sequence[F],
    printing: options.Printing,
    telling: options.Telling,
    screen: options.Screen | None = None,
    *,
    full: bool = True,
) -> Delivery[F]:
    """What the shared options ask for; raises NotDoneError where a command cannot give it.

    Where a text is not `full`, of its very long lists the first entries are told.
    """
    screen = screen or options.Screen(no_pager=True)
    if screen.color not in ("auto", "always", "never"):
        raise NotDoneError(f"--color is auto, always or never, not `{visible(screen.color)}`")
    if screen.width is not None and screen.width < 1:
        raise NotDoneError("--width is a number of columns from 1")
    return Delivery(
        command=command,
        format=_format(printing.format, command, supported),
        files=_files(printing.output or (), command, supported),
        screen=look(
            sys.stdout,
            os.environ,
            color=screen.color,
            width=screen.width,
            ascii_only=screen.ascii_only,
            full=full,
        ),
        paper=Look(screen.width, screen.color == "always", screen.ascii_only, full=full),
        pager=not (screen.no_pager or printing.output),
        quiet=telling.quiet,
        verbose=telling.verbose,
    )


def _format(text: str, command: str, supported: Sequence[F]) -> F:
    for form in supported:
        if text == form:
            return form
    raise NotDoneError(
        f"`redlines {command}` has no format `{visible(text)}`; it has {', '.join(supported)}",
        code="unknown-format",
        suggestions=supported if len(supported) <= 3 else (),
    )


def _files(
    asked: Iterable[str], command: str, supported: Sequence[F]
) -> tuple[tuple[F, Path], ...]:
    found: list[tuple[F, Path]] = []
    for text in asked:
        word, equals, path = text.partition("=")
        if not equals or not path or path == "-":
            raise NotDoneError(
                f"`-o {visible(text)}` names no file",
                advice="write `-o FORMAT=PATH`, for example `-o json=report.json`",
            )
        target = _target(path)
        if target in (other for _, other in found):
            raise NotDoneError(f"`{visible(path)}` is asked for twice by `-o`")
        found.append((_format(word, command, supported), target))
    return tuple(found)


def _target(path: str) -> Path:
    """The file that a path leads to; a pipe of the shell has no name but the one it was given."""
    real = os.path.realpath(path)
    return Path(real if os.path.exists(real) or not os.path.exists(path) else os.path.abspath(path))


def deliver(
    to: Delivery[F], work: Callable[[], Printout[F]], waiting: Waiting | None = None
) -> int:
    """Does the work, writes its documents to the files and then stdout, returns the exit code."""
    if not to.quiet and (other := namesake()):
        tell(f"redlines: warning: {namesake_message(other)}")
    with waiting or to.waiting():
        documents = work()
        text = _written(to, documents)
    if text is None:
        return documents.code
    if isinstance(text, bytes):
        raise NotDoneError(
            f"{to.format} is no text for stdout",
            advice=f"write it into a file: `-o {to.format}=PATH`",
        )
    if documents.step:
        _append(documents.step, _steps(to))
    plain = to.format is Format.TABLE and not speaks_utf8(sys.stdout)
    encoding = sys.stdout.encoding if plain else "utf-8"
    if not (to.pager and paged(text, encoding, os.environ)):
        write_stdout(text, encoding)
    return documents.code


def _written(to: Delivery[F], documents: Printout[F]) -> str | bytes | None:
    """Writes documents to their files; what is left for stdout, None where nothing is."""
    steps = _steps(to) if documents.step else {}
    targets = (*(("-o", path) for _, path in to.files), *steps.items())
    refuse_overwriting(targets, documents.read)
    write_files([(path, documents.text(form, to.paper)) for form, path in to.files])
    if documents.for_files and to.files:
        return None
    if documents.beside_summary and Step.SUMMARY in steps:
        return documents.beside_summary()
    return documents.text(to.format, to.screen)


def _steps(to: Delivery[F]) -> dict[Step, Path]:
    """The files that the environment names for a step of a workflow."""
    if to.format is not CiFormat.GITHUB:
        return {}
    return {what: Path(name) for what in Step if (name := os.environ.get(what))}


def _append(step: Callable[[Step], str], files: Mapping[Step, Path]) -> None:
    """Appends to the files of a step of a workflow what it leaves there."""
    for what, path in files.items():
        text = step(what)
        with naming(path), _opened(path, "a") as file:
            file.write(_utf8(text))


def namesake_message(version: str) -> str:
    """What to know where the text differ called `redlines` is installed as well."""
    return (
        f"the text differ `redlines` {visible(version)} is installed here too and has the same "
        "names; install redline-gap into an environment of its own"
    )


def write_files(texts: Iterable[tuple[Path, str | bytes]]) -> None:
    """Writes files, each whole or not at all, and none where one cannot be written."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, text in texts:
            with naming(path):
                held = text if isinstance(text, bytes) else _utf8(text)
                if path.exists() and not path.is_file():
                    with _opened(path, "w") as file:
                        file.write(held)
                else:
                    waiting.append((_beside(path, held), path))
        for draft, path in waiting:
            with naming(path):
                draft.replace(path)
    finally:
        for draft, _ in waiting:
            draft.unlink(missing_ok=True)


def _utf8(text: str) -> bytes:
    """What a text is in a file."""
    return text.encode("utf-8", "backslashreplace")


def _opened(path: Path, mode: Literal["a", "w"]) -> BinaryIO:
    """A file to write to that may be a pipe or a device; a pipe without a reader is no target."""

    def at_once(name: str, flags: int) -> int:
        try:
            return os.open(name, flags | getattr(os, "O_NONBLOCK", 0), 0o666)
        except OSError as error:
            if error.errno == errno.ENXIO and path.is_fifo():
                raise OSError(error.errno, "nobody reads from this pipe") from error
            raise

    # Without an end to read from, opening a pipe would wait for one.
    binary: Literal["ab", "wb"] = "ab" if mode == "a" else "wb"
    file = open(path, binary, opener=at_once)  # noqa: SIM115 - whoever asks closes it
    os.set_blocking(file.fileno(), True)
    return file


def _beside(path: Path, held: bytes) -> Path:
    """A new file in the folder of another that holds what it shall, with the same permissions."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("xb") as file:
            file.write(held)
        if path.exists():
            draft.chmod(stat.S_IMODE(path.stat().st_mode))
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turns a failure to write into one that names the file."""
    try:
        yield
    except OSError as error:
        raise NotDoneError(
            f"`{visible(str(path))}` cannot be written: {error.strerror or error}",
            code="unwritable-output",
        ) from error
