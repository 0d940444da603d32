"""The largest memory of `redlines gap russia ukraine` against that of the imports alone."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.gap_process import COMMAND, REFERENCE
from benchmarks.measuring import SCRIPTS, Row, environment, in_turn, process, script

# Where the memory lies that is allocated by Python, file by file.
TRACED = """
import sys, tracemalloc
tracemalloc.start()
from redlines.__main__ import run
sys.argv[1:] = ["gap", "russia", "ukraine"]
sys.stdout = open("/dev/null", "w")
try:
    run()
except SystemExit:
    pass
for found in tracemalloc.take_snapshot().statistics("filename")[:20]:
    file = "/".join(found.traceback[0].filename.split("/")[-2:])
    print(f"{found.size / 2**20:8.2f} MiB  {file}", file=sys.stderr)
"""


def rows() -> tuple[Row, ...]:
    """Resident memory at its largest, as the system tells when a process has ended."""
    found = Row(
        "memory of `redlines gap russia ukraine`",
        "the imports and an empty command",
        "MiB",
        *in_turn(lambda: process(COMMAND).mebibytes, lambda: process(REFERENCE).mebibytes, 7),
        target=1.5,
    )
    return (found,)


def profile() -> str:
    """The files whose code holds the most memory when the command is done."""
    command = [sys.executable, "-c", TRACED]
    return subprocess.run(
        command, cwd=SCRIPTS, env=environment(), capture_output=True, text=True, check=True
    ).stderr


if __name__ == "__main__":
    script(rows, profile)
