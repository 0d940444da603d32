"""`redlines gap` as a process: against the imports alone, and as JSON against its table."""

from __future__ import annotations

import io
import pstats
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import (
    IMPORTS,
    ROUNDS,
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
        fine = _json("insurmountable", Path(folder, "a.yaml"), COINS, ["buyer", "seller"], ROUNDS)
        many = [f"p{i}" for i in range(200)]
        what = "200 parties with scattered red lines"
        scattered = _json(what, Path(folder, "b.yaml"), scattered_case(many), many, 7)
    found = Row(
        "`redlines gap russia ukraine`, a whole process",
        "the imports and an empty command",
        "ms",
        *in_turn(
            lambda: process(COMMAND).milliseconds, lambda: process(REFERENCE).milliseconds, 31
        ),
        target=1.4,
    )
    return (found, fine, scattered)


def scattered_case(parties: Sequence[str]) -> str:
    """A file of about a megabyte: each party refuses 900 outcomes, every second, third or so on."""
    outcomes = COINS.splitlines()[3]
    lines = [f"{{id: S-{party}, refuses: {{sum: {_every(i)}}}}}" for i, party in enumerate(parties)]
    positions = [f"  {party}: [{line}]" for party, line in zip(parties, lines, strict=True)]
    names = ", ".join(f"{party}: {{}}" for party in parties)
    return "\n".join(
        ["redlines: 1", "title: Coins", f"parties: {{{names}}}", outcomes, "positions:", *positions]
    )


def _every(i: int) -> list[int]:
    start, step = 7 * i, 2 + i % 7
    return list(range(start, start + 900 * step, step))


def _json(what: str, file: Path, text: str, parties: Sequence[str], rounds: int) -> Row:
    """JSON against the table of the same."""
    file.write_text(text, encoding="utf-8")
    asked = [str(SCRIPTS / "redlines"), "gap", *parties, "--case", str(file)]
    return Row(
        f"`redlines gap -f json`, {what} on a quantity of 20,000 outcomes",
        "the table of the same",
        "ms",
        *in_turn(
            lambda: process([*asked, "-f", "json"]).milliseconds,
            lambda: process(asked).milliseconds,
            rounds,
        ),
        target=2,
    )


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
