"""A run as a process: interrupted before it has begun, or in a folder that is gone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, SOURCE, Run

WORKS = str(DATA / "works")

# Interrupts the process at one of the imports that follow, the first of which is of redlines.
INTERRUPTED = """
import os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = ["redlines", *sys.argv[2:]]

class Hook:
    left = {at}
    def find_spec(self, name, *rest):
        Hook.left -= name.startswith("redlines.cli") or Hook.left < {at}
        if not Hook.left:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Hook())
{start}
"""
MODULE = "runpy.run_module('redlines', run_name='__main__')"
SCRIPT = "from redlines.__main__ import run; sys.exit(run())"


@pytest.mark.parametrize("start", [MODULE, SCRIPT], ids=["module", "script"])
@pytest.mark.parametrize("at", [1, 2, 3, 10, 30, 60, 90])
def test_an_interrupt_while_the_command_line_is_imported_is_a_silent_130(
    start: str, at: int
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(at=at, start=start), "", "--version"],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    "args",
    [
        ("gap", "union", "works"),
        ("gap", "union", "works", "--case", WORKS),
        ("check", "x"),
        ("diff", "x", "y", "--case", WORKS),
        ("diff", "x", "--against", "main", "--case", WORKS),
        ("show", "raise"),
        ("list", "parties", "--case", WORKS, "-o", "json=report.json"),
        ("validate",),
        ("validate", "data"),
        ("validate", WORKS),
        ("validate", WORKS, "-f", "github"),
        ("validate", str(DATA / "broken")),
        ("validate", "/nowhere/positions.yaml"),
        ("init",),
    ],
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_working_directory_that_is_gone_is_2(
    run: Run,
    valid: Callable[[Any], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    form: str,
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    if args[0] != "init" and "github" not in args:
        args = (*args, "-f", form)
    ran = run(*args)
    assert ran.code == 2
    assert "bug" not in ran.err
    told = "the working directory does not exist any more"
    assert told in ran.err or "cannot be" in ran.err
    if args[-1] == "json":
        valid(ran.json)
    else:
        assert ran.out == ""


def test_what_needs_no_folder_works_without_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run("rules").code == run("schema", "case").code == run("--version").code == 0
