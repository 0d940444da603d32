"""How a row is measured: two things in turn, the medians of both, and their ratio."""

from __future__ import annotations

import cProfile
import io
import json
import os
import pstats
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path
from statistics import linear_regression, median
from time import process_time

ROUNDS = 15
SCRIPTS = Path(sys.executable).parent

# What any command of this kind has to load before it can do anything.
IMPORTS = """
import typer, yaml, rich.table, rich.console
from pydantic import BaseModel
app = typer.Typer()
@app.command()
def nothing(): pass
app()
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: medians in a unit, their ratio, and the target for it, if it has one.

    `at_least` is set where the ratio is how many times faster, and so has to reach the target.
    A row of growth shows the largest size against the smallest, and instead of their ratio the
    `exponent` by which the time grows with the size.
    """

    what: str
    against: str
    unit: str
    measured: float
    reference: float
    rounds: int
    target: float | None
    at_least: bool = False
    exponent: float | None = None

    @property
    def ratio(self) -> float:
        """The measured part of the reference, or how many times faster it is, or the exponent."""
        if self.exponent is not None:
            return self.exponent
        if self.at_least:
            return self.reference / self.measured
        return self.measured / self.reference

    @property
    def met(self) -> bool:
        """Whether the target is reached, where there is one."""
        if self.target is None:
            return True
        return self.ratio >= self.target if self.at_least else self.ratio <= self.target

    def line(self) -> str:
        """The row in Markdown."""
        sign, times = ("≥", " × faster") if self.at_least else ("≤", "")
        power = "" if self.exponent is None else "n^"
        ratio = f"{self.ratio:,.0f}" if self.ratio >= 100 else f"{power}{self.ratio:.2f}"
        target, met = "–", "no target"
        if self.target is not None:
            target = f"{sign} {power}{self.target:g}{times}"
            met = "met" if self.met else "**missed**"
        return (
            f"| {self.what} | {self.measured:,.4g} {self.unit} | {self.against} "
            f"| {self.reference:,.4g} {self.unit} | {ratio}{times} "
            f"| {target} | {met} |"
        )


HEADER = """| what | median | against | median | ratio | target | |
| --- | ---: | --- | ---: | ---: | ---: | --- |"""


@dataclass(frozen=True, slots=True)
class Used:
    """What a process used: processor time in milliseconds, and its largest memory in MiB."""

    milliseconds: float
    mebibytes: float


def environment() -> dict[str, str]:
    """The environment of measured processes: compiled modules are kept, as a user's Python does.

    They are kept in a folder of their own, so that a checkout stays clean and both sides of a
    row have theirs; the first run of each, which does not count, fills it.
    """
    kept = Path(tempfile.gettempdir()) / "redlines-benchmarks"
    skipped = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "REDLINES_CASE")
    inherited = {name: value for name, value in os.environ.items() if name not in skipped}
    return {**inherited, "PYTHONPYCACHEPREFIX": str(kept)}


def process(
    command: Sequence[str], extra: Mapping[str, str] | None = None, ends: Sequence[int] = (0,)
) -> Used:
    """Run a command to its end, outside any case's folder, and tell what it used.

    `extra` is added to its environment, `ends` are the exit codes of what was done. Processor
    time, user and system, is not lengthened by what else the machine does meanwhile.
    """
    with tempfile.TemporaryDirectory() as folder:
        started = subprocess.Popen(
            command,
            cwd=folder,
            env={**environment(), **(extra or {})},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode not in ends:
        raise SystemExit(f"{' '.join(command)!r} ended with {started.returncode}")
    return Used((usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024)


def in_turn(
    measured: Callable[[], float], reference: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float, int]:
    """The medians of two measurements made in turn, after one of each that does not count."""
    measured()
    reference()
    pairs = [(measured(), reference()) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs), rounds


def spent(work: Callable[[], object]) -> float:
    """The processor time of a piece of work in this process, in milliseconds."""
    start = process_time()
    work()
    return (process_time() - start) * 1000


def growth(times: Mapping[int, float]) -> float:
    """The exponent by which times grow with the size: the slope through their logarithms."""
    return linear_regression([log(size) for size in times], [log(t) for t in times.values()]).slope


def grown(
    what: str, n: str, works: Mapping[int, Callable[[], object]], rounds: int, target: float
) -> Row:
    """How the time of a piece of work grows with the number of what `n` says, in turn by size."""
    times: dict[int, list[float]] = {size: [] for size in works}
    for _ in range(1 + rounds):
        for size, work in works.items():
            times[size].append(spent(work))
    # The first round does not count.
    medians = {size: median(found[1:]) for size, found in times.items()}
    first, last = min(medians), max(medians)
    return Row(
        f"growth of {what}, n {n}, n = {last}",
        f"n = {first}; exponent over {len(works)} sizes",
        "ms",
        medians[last],
        medians[first],
        rounds,
        target=target,
        exponent=growth(medians),
    )


def functions(work: Callable[[], object]) -> str:
    """The functions in which a piece of work spends its time."""
    recorder = cProfile.Profile()
    recorder.runcall(work)
    told = io.StringIO()
    pstats.Stats(recorder, stream=told).strip_dirs().sort_stats("tottime").print_stats(20)
    return told.getvalue()


def script(rows: Callable[[], tuple[Row, ...]], profile: Callable[[], str]) -> None:
    """Measure the rows of one script: as JSON for `python -m benchmarks`, else as a table.

    `--profile` prints instead the profile that explains them.
    """
    if "--profile" in sys.argv:
        print(profile())
    elif "--json" in sys.argv:
        print(json.dumps([asdict(row) for row in rows()]))
    else:
        print("\n".join([HEADER, *(row.line() for row in rows())]))


def import_times(
    command: Sequence[str], extra: Mapping[str, str] | None = None, least: int = 1500
) -> str:
    """The modules that took longest by themselves when a Python command ran, in microseconds."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        env={**environment(), **(extra or {})},
        capture_output=True,
        text=True,
        check=True,
    )
    rows = []
    for line in run.stderr.splitlines():
        own, _, rest = line.removeprefix("import time:").partition("|")
        if line.startswith("import time:") and own.strip().isdigit():
            together, _, name = rest.partition("|")
            rows.append((int(together), int(own), name.strip()))
    shown = sorted((row for row in rows if row[0] >= least), reverse=True)[:25]
    lines = [f"{together:>9,} {own:>9,}  {name}" for together, own, name in shown]
    return "\n".join([" together       own  module (microseconds)", *lines])
