"""What a run of the command line gave, and running it as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
SOURCE = Path(__file__).parents[2] / "src"
SPOILERS = ("REDLINES_CASE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


def process(
    args: Sequence[str], *, cwd: Path | None = None, stdout: Any = subprocess.PIPE, **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs a command line as a process of its own."""
    clean = {k: v for k, v in os.environ.items() if k not in SPOILERS}
    return subprocess.run(
        [sys.executable, "-m", "redlines", *args],
        env={**clean, "PYTHONPATH": str(SOURCE), **env},
        cwd=cwd,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


def all_shown(screen: int) -> bytes:
    """All that a terminal was sent whose other end is closed; one read may give a part of it."""
    shown = b""
    try:
        while part := os.read(screen, 65536):
            shown += part
    except OSError:
        pass  # a terminal that nobody holds any more ends so on Linux
    os.close(screen)
    return shown


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()
