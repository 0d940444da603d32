"""What is longer than the terminal goes through a pager, and nothing else does."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from runs import DATA, SOURCE, SPOILERS, all_shown, process

fcntl = pytest.importorskip("fcntl")
pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

WORKS = ("--case", str(DATA / "works"))
GAP = ("gap", "union", "works", "--full", *WORKS)
SHORT = ("list", "parties", *WORKS)
UNASKED = (*SPOILERS, "CI", "LESS", "PAGER", "REDLINES_PAGER")
MARKED = "sed s/^/paged:/"


def on_terminal(
    args: tuple[str, ...], *, rows: int = 24, typed: bytes = b"", **env: str
) -> tuple[int, str]:
    """The exit code of a command line on a terminal of its own, and all that it showed."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in UNASKED}
    running = subprocess.Popen(
        [sys.executable, "-m", "redlines", *args],
        env={**clean, "PYTHONPATH": str(SOURCE), "TERM": "xterm", **env},
        preexec_fn=lambda: os.login_tty(theirs),
    )
    os.close(theirs)
    os.write(ours, typed)
    shown = all_shown(ours)
    return running.wait(60), shown.decode().replace("\r\n", "\n")


def test_what_is_longer_than_the_terminal_is_paged() -> None:
    code, shown = on_terminal(GAP, PAGER=MARKED)
    assert code == 0
    assert "paged:" in shown
    assert "Traceback" not in shown


def test_what_fits_is_not() -> None:
    assert "paged:" not in on_terminal(SHORT, PAGER=MARKED)[1]
    assert "paged:" not in on_terminal(GAP, rows=500, PAGER=MARKED)[1]


def test_a_line_is_left_for_what_is_typed_next() -> None:
    asked = (*SHORT, "-q")
    lines = on_terminal(asked, PAGER=MARKED)[1].count("\n")
    assert "paged:" in on_terminal(asked, rows=lines, PAGER=MARKED)[1]
    assert "paged:" not in on_terminal(asked, rows=lines + 1, PAGER=MARKED)[1]


def test_the_own_variable_comes_first() -> None:
    shown = on_terminal(GAP, REDLINES_PAGER="sed s/^/own:/", PAGER=MARKED)[1]
    assert "own:" in shown
    assert "paged:" not in shown


@pytest.mark.parametrize(
    "env",
    [
        {"REDLINES_PAGER": ""},
        {"REDLINES_PAGER": "cat"},
        {"CI": "true"},
        {"TERM": "dumb"},
    ],
    ids=["empty", "cat", "ci", "dumb"],
)
def test_no_pager_where_none_is_wanted(env: dict[str, str]) -> None:
    code, shown = on_terminal(GAP, **{"PAGER": MARKED, **env})
    assert code == 0
    assert "Talks" in shown
    assert "paged:" not in shown


def test_no_pager_where_the_call_says_so(tmp_path: Path) -> None:
    report = tmp_path / "gap.json"
    for more in (("--no-pager",), ("-o", f"json={report}")):
        assert "paged:" not in on_terminal((*GAP, *more), PAGER=MARKED)[1]
    assert report.read_text(encoding="utf-8").startswith("{")


def test_no_pager_where_stdout_is_no_terminal() -> None:
    assert b"paged:" not in process(GAP, PAGER=MARKED).stdout


def test_less_shows_colours_and_short_texts_at_once() -> None:
    shown = on_terminal(GAP, PAGER='echo "LESS=$LESS"; cat')[1]
    assert "LESS=FRX\n" in shown
    assert "LESS=-i\n" in on_terminal(GAP, PAGER='echo "LESS=$LESS"; cat', LESS="-i")[1]


@pytest.mark.parametrize("pager", ["/nowhere/pager", "no-such-pager -x"])
def test_a_pager_that_is_not_there_is_done_without(pager: str) -> None:
    code, shown = on_terminal(GAP, PAGER=pager)
    assert code == 0
    assert "Talks" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("pager", ["true", "false", "head -1", "kill -PIPE $$"])
def test_a_pager_that_ends_early_is_no_failure(pager: str) -> None:
    code, shown = on_terminal(("rules", "-f", "json"), PAGER=pager)
    assert code == 0
    assert "Traceback" not in shown
    assert "a bug in redlines" not in shown


@pytest.mark.parametrize("pager", ["true", "false", MARKED, "/nowhere/pager"])
def test_a_gate_keeps_its_exit_code(pager: str) -> None:
    code, _ = on_terminal((*GAP, "--fail-on", "error"), PAGER=pager)
    assert code == 1


def test_an_interrupt_is_for_the_pager() -> None:
    code, shown = on_terminal(GAP, PAGER=f"kill -INT $PPID; {MARKED}")
    assert code == 0
    assert "paged:" in shown


@pytest.mark.skipif(shutil.which("less") is None, reason="no less here")
def test_less_is_the_pager_where_nothing_is_said() -> None:
    code, shown = on_terminal(GAP, rows=10, typed=b"q")
    assert code == 0
    assert "Talks" in shown
    assert "redlines show ISSUE" not in shown
