"""`redlines gap russia ukraine` as a process against one that imports and does nothing."""

from __future__ import annotations

import io
import pstats
import re
import subprocess
import sys
import tempfile

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


def rows() -> tuple[Row, ...]:
    """Processor time of both processes."""
    found = Row(
        "`redlines gap russia ukraine`, a whole process",
        "the imports and an empty command",
        "ms",
        *in_turn(
            lambda: process(COMMAND).milliseconds, lambda: process(REFERENCE).milliseconds, 31
        ),
        target=1.4,
    )
    return (found,)


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
