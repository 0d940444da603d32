"""Runs of the command line in this process, in an environment that sets nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import validators
from runs import DATA, SPOILERS, Ran, Run

from redlines.cli.main import main


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SPOILERS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command line in this process."""

    def runner(*args: str) -> Ran:
        capsysbinary.readouterr()
        code = main(args)
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return runner


@pytest.fixture
def works(run: Run) -> Run:
    """Runs a command line on the labour negotiation."""

    def runner(command: str, *args: str) -> Ran:
        return run(command, *args, "--case", str(DATA / "works"))

    return runner


@pytest.fixture
def ignore(tmp_path: Path) -> Callable[[str], str]:
    """Writes an ignore file."""

    def write(entries: str) -> str:
        path = tmp_path / "accepted.yaml"
        path.write_text(f"redlines: 1\nignore:\n{entries}")
        return str(path)

    return write


@pytest.fixture(scope="session")
def valid() -> Callable[[Any], None]:
    """Checks a value against `redlines schema output`."""
    return validators.of_output().validate
