"""`redlines gap` as a process: against the imports alone, and as JSON against its table."""

from __future__ import annotations

import io
import pstats
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import (
    IMPORTS,
    SCRIPTS,
    Row,
    environment,
    import_times,
    in_turn,
    process,
    script,
)

ARGUMENTS = ["gap", "russia", "ukraine"]
COMMAND = [str(SCRIPTS / "redlines"), *ARGUMENTS]
REFERENCE = [sys.executable, "-c", IMPORTS]
# Two parties whose red lines leave nothing of twenty thousand numbers.
COINS = """\
redlines: 1
title: Coins
parties: {buyer: {}, seller: {}}
issues: {sum: {quantity: {unit: coins, from: 0, to: 19999, step: 1}}}
positions:
  buyer:
    - {id: B-1, refuses: {sum: {above: 8000}}}
  seller:
    - {id: S-1, refuses: {sum: {below: 12000}}}
"""


def rows() -> tuple[Row, ...]:
    """Processor time of the processes, each against another."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "positions.yaml")
        file.write_text(COINS, encoding="utf-8")
        asked = [str(SCRIPTS / "redlines"), "gap", "buyer", "seller", "--case", str(file)]
        fine = Row(
            "`redlines gap -f json`, insurmountable on a quantity of 20,000 outcomes",
            "the table of the same",
            "ms",
            *in_turn(
                lambda: process([*asked, "-f", "json"]).milliseconds,
                lambda: process(asked).milliseconds,
            ),
            target=2,
        )
    found = Row(
        "`redlines gap russia ukraine`, a whole process",
        "the imports and an empty command",
        "ms",
        *in_turn(
            lambda: process(COMMAND).milliseconds, lambda: process(REFERENCE).milliseconds, 31
        ),
        target=1.4,
    )
    return (found, fine)


def profile() -> str:
    """What is imported, and the functions of redlines by the time spent in and below them."""
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/profile"
        subprocess.run(
            [sys.executable, "-m", "cProfile", "-o", file, *COMMAND],
            cwd=folder,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        told = io.StringIO()
        stats = pstats.Stats(file, stream=told)
    stats.sort_stats("cumulative").print_stats(r"redlines/\w+(/\w+)?\.py", 40)
    rows = re.sub(r"\S*/redlines/", "redlines/", told.getvalue())
    return f"{import_times(COMMAND)}\n{rows}"


if __name__ == "__main__":
    script(rows, profile)
