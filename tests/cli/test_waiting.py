"""What is told on a terminal while a command takes long, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pytest
from runs import SPOILERS

from redlines.cli import waiting
from redlines.cli.waiting import Waiting

pty = pytest.importorskip("pty", reason="there are no pseudo terminals here")

# A command in which the time to wait is over as soon as it begins, or never over.
PROGRAM = """
import sys
from redlines.cli import waiting
from redlines.__main__ import run

HOW = sys.argv.pop(1)

class Timer:
    def __init__(self, _, show):
        self.show = show
    def start(self):
        if HOW == "slow":
            self.show()
    def cancel(self):
        pass
    join = cancel

waiting.Timer = Timer
run()
"""
CLEAN = {name: own for name, own in os.environ.items() if name not in SPOILERS}
HOME = "/"  # no case lies there
GONE = "\x1b[2K"  # a terminal takes the line away


class AtOnce:
    """A timer whose time is over when it starts."""

    def __init__(self, _: float, show: object) -> None:
        assert callable(show)
        self.show = show

    def start(self) -> None:
        self.show()

    def cancel(self) -> None:
        pass

    join = cancel


@contextmanager
def terminal() -> Iterator[tuple[int, TextIO]]:
    """A pseudo terminal: what a person sees can be read from the one, what writes has the other."""
    seen, end = pty.openpty()
    with os.fdopen(end, "w") as stream:
        yield seen, stream
    os.close(seen)


def shown(seen: int, stream: TextIO) -> str:
    """What a terminal was sent so far; what is read at once may be less than what was written."""
    print("end", file=stream, flush=True)
    text = b""
    while not text.endswith(b"end\r\n"):
        text += os.read(seen, 1 << 16)
    return text.removesuffix(b"end\r\n").decode()


def run(*args: str, how: str, **environ: str) -> tuple[bytes, str]:
    """What a command prints, and what stands on the terminal that is its stderr."""
    with terminal() as (seen, stream):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, how, *args],
            stdout=subprocess.PIPE,
            stderr=stream,
            env={**CLEAN, "TERM": "xterm", **environ},
            cwd=HOME,
            check=True,
        )
        return done.stdout, shown(seen, stream)


def piped(*args: str) -> tuple[bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "slow", *args],
        capture_output=True,
        check=True,
        cwd=HOME,
        env=CLEAN,
    )
    return done.stdout, done.stderr


GAP = ("gap", "russia", "ukraine")


@pytest.mark.parametrize("more", [(), ("--ascii",)])
def test_a_slow_command_tells_what_it_does_and_prints_the_same(more: tuple[str, ...]):
    printed, told = run(*GAP, *more, how="slow")
    plain, silent = piped(*GAP, *more)
    assert printed == plain
    assert "redlines gap" in told
    assert "0:00:0" in told
    assert GONE in told[told.rindex("redlines gap") :]
    assert silent == b"redlines: using the bundled case; --case names another\n"


def test_what_else_is_told_stays():
    _, told = run(*GAP, how="slow")
    assert "redlines: using the bundled case; --case names another" in told


@pytest.mark.parametrize(("how", "environ"), [("quick", {}), ("slow", {"TERM": "dumb"})])
def test_nothing_is_told_of_what_is_done_soon_or_where_lines_stay(
    how: str, environ: dict[str, str]
):
    _, told = run(*GAP, how=how, **environ)
    assert told == "redlines: using the bundled case; --case names another\r\n"


def test_nothing_is_told_where_nothing_shall_be():
    assert run(*GAP, "--quiet", how="slow")[1] == ""


def test_without_colour_there_is_none():
    _, colored = run(*GAP, how="slow")
    _, told = run(*GAP, how="slow", NO_COLOR="1")
    assert "\x1b[3" in colored
    assert "redlines gap" in told
    assert "\x1b[3" not in told


def test_where_it_is_known_how_much_there_is_it_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting, "Timer", AtOnce)
    monkeypatch.setenv("TERM", "xterm")
    with terminal() as (seen, stream):
        with Waiting("redlines sweep", stream, plain=True) as told:
            assert list(told.through("abc", 3)) == ["a", "b", "c"]
        text = shown(seen, stream)
    assert "0/3" in text
    assert "3/3" in text
    assert text.isascii()


def test_many_small_things_are_told_a_few_at_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting, "Timer", AtOnce)
    monkeypatch.setattr(waiting, "_TOLD", 2)
    monkeypatch.setenv("TERM", "xterm")
    with terminal() as (seen, stream):
        with Waiting("redlines export", stream, plain=True) as told:
            shares = []
            for _ in told.through(range(9), 9):
                assert told._shown is not None
                shares.append(told._shown.tasks[0].completed)
        shown(seen, stream)
    assert shares == [0, 0, 0, 0, 4, 4, 4, 4, 8]


def test_an_export_tells_how_many_verdicts_are_there(tmp_path: Path):
    _, told = run("export", "tables", str(tmp_path / "all"), how="slow")
    rows = (tmp_path / "all" / "verdicts.csv").read_text(encoding="utf-8").count("\n") - 1
    assert f"0/{rows}" in told


def test_an_error_takes_the_line_away_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting, "Timer", AtOnce)
    monkeypatch.setenv("TERM", "xterm")
    with terminal() as (seen, stream):
        with pytest.raises(ValueError, match="wrong"), Waiting("redlines gap", stream):
            raise ValueError("wrong")
        text = shown(seen, stream)
    assert GONE in text[text.rindex("redlines gap") :]
