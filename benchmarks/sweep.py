"""A sweep by one process, by two, and by a Dask cluster of two that is there already.

Work that other processes do is not seen in the processor time of one, and what is asked is when
the rows are there: so these rows are times on the wall, and other work on the machine is in them.
`--large` adds what takes a minute: four bases of every other week of some years.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from time import perf_counter

from benchmarks.measuring import SCRIPTS, Row, environment, import_times, in_turn, script

SWEEP = [str(SCRIPTS / "redlines"), "sweep", "bundled:", "-f", "csv", "-q"]
FEW = "64 worlds × 4 days"
DAYS = "2025-10-31,2025-11-20,2025-12-01,2025-12-09"
MANY = "106 days × 4 bases"
WEEKS = ",".join(str(date(2021, 12, 1) + timedelta(weeks=2 * at)) for at in range(106))
ASKED = {FEW: ["--days", DAYS, "--worlds", "64"]}
LARGE = {MANY: ["--days", WEEKS, "--bindings", "law,document,leader,official"]}
ROUNDS = 3


def rows() -> tuple[Row, ...]:
    """Two processes, and a cluster of two workers, each against one process."""
    asked = {**ASKED, **(LARGE if "--large" in sys.argv else {})}
    with cluster(2) as address:
        by = {"two processes": "2", "a Dask cluster of two workers": address}
        return tuple(
            Row(
                f"sweep of the bundled case, {what}, {who}",
                "one process",
                "s on the wall",
                *in_turn(
                    partial(_took, [*SWEEP, *call, "--jobs", jobs]),
                    partial(_took, [*SWEEP, *call, "--jobs", "1"]),
                    ROUNDS,
                ),
                target=None,
            )
            for what, call in asked.items()
            for who, jobs in by.items()
        )


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a Dask cluster on this machine, its workers processes of their own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()
    address = f"tcp://{host}:{port}"
    dask = (sys.executable, "-m", "dask")
    calls = [(*dask, "scheduler", "--host", host, "--port", str(port), "--no-dashboard")]
    alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
    calls += [(*dask, "worker", address, *alone)] * workers
    running = [
        subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for call in calls
    ]
    try:
        yield address
    finally:
        for own in running:
            own.kill()
            own.wait()


def _took(command: Sequence[str]) -> float:
    """How long a command takes to its end, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        subprocess.run(
            command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, check=True
        )
        return perf_counter() - start


def profile() -> str:
    """What a process loads that asks others."""
    return import_times([*SWEEP, *ASKED[FEW], "--jobs", "2"])


if __name__ == "__main__":
    script(rows, profile)
