"""Reading cases against PyYAML's C loader on the same files: a large one and the bundled one.

The loader gives lists and dicts; `read_case` gives a checked and resolved case with a place for
every value.
"""

from __future__ import annotations

import cProfile
import gc
import io
import pstats
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import yaml

from benchmarks.measuring import Row, in_turn, script
from redlines import Case, read_case

BUNDLED = Path(__file__).parent.parent / "data" / "positions.yaml"
STATEMENTS = 10_000
PARTIES = 20
SCALES = 20
QUANTITIES = 10
SOURCES = 200
BASES = ("constitution", "law", "document", "leader", "official", "draft", "report")


def write(folder: Path) -> Path:
    """Write a case whose statements look like those of the bundled one."""
    lines = ["redlines: 1", "title: A large case", "as_of: 2025-12-09", "strict: true", "parties:"]
    lines += [f"  party_{i}: {{title: Party {i}, aliases: [P{i}]}}" for i in range(PARTIES)]
    lines.append("issues:")
    for i in range(SCALES):
        levels = ", ".join(f"level_{n}: the agreement says {n}" for n in range(6))
        lines.append(f"  scale_{i}: {{scale: {{{levels}}}}}")
    for i in range(QUANTITIES):
        grid = "unit: persons, from: 0, to: 1_000_000, step: 5_000, unlimited: true"
        lines.append(f"  number_{i}: {{quantity: {{{grid}}}}}")
    lines.append("positions:")
    for party in range(PARTIES):
        lines.append(f"  party_{party}:")
        for n in range(party, STATEMENTS, PARTIES):
            lines += _statement(n)
    path = folder / "positions.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sources = ["redlines: 1", "sources:"]
    for i in range(SOURCES):
        url = f"https://example.org/{i}"
        sources.append(f"  P{i:03}: {{title: Page {i}, publisher: A paper, url: {url}, grade: A}}")
    (folder / "sources.yaml").write_text("\n".join(sources) + "\n", encoding="utf-8")
    return path


def _statement(n: int) -> list[str]:
    scale, number = n % SCALES, n % QUANTITIES
    refused = f"scale_{scale}: {{at_least: level_{1 + n % 5}}}"
    wanted = f"number_{number}: {{at_most: {(1 + n % 150) * 5_000}}}"
    return [
        f"    - id: S-{n}",
        f"      said: 2025-{1 + n % 11:02}-{1 + n % 28:02}",
        f"      by: the speaker {n % 40}",
        f"      basis: {BASES[n % len(BASES)]}",
        f"      sources: [P{n % SOURCES:03}, P{(n * 7 + 1) % SOURCES:03}]",
        f"      refuses: {{{refused}}}",
        f"      demands: {{{wanted}}}",
        f"      note: What was said on occasion {n}, in a sentence as long as real notes are.",
    ]


def _spent(work: Callable[[], object]) -> float:
    """Processor time of some work in milliseconds; freeing its result is not part of it."""
    gc.collect()
    start = process_time()
    result = work()
    spent = process_time() - start
    del result
    return spent * 1000


def _case(path: Path) -> Case:
    reading = read_case(path)
    assert reading.case is not None
    return reading.case


def _plain(path: Path) -> object:
    files = [path, path.with_name("sources.yaml"), *sorted((path.parent / "plans").glob("*.yaml"))]
    return [yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader) for file in files]


def _row(path: Path, label: str, target: float | None) -> Row:
    count = len(_case(path).statements)
    medians = in_turn(lambda: _spent(lambda: _case(path)), lambda: _spent(lambda: _plain(path)), 7)
    return Row(
        f"reading {label} {count:,} statements", "`yaml.CSafeLoader`", "ms", *medians, target
    )


def rows() -> tuple[Row, ...]:
    """Processor time of both in one process."""
    with tempfile.TemporaryDirectory() as folder:
        made = _row(write(Path(folder)), "a made-up case,", 0.4)
    return (made, _row(BUNDLED, "the bundled case with all plans,", None))


def profile() -> str:
    """The functions in which reading spends its time."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder))
        _case(path)
        recorder = cProfile.Profile()
        recorder.runcall(_case, path)
    told = io.StringIO()
    pstats.Stats(recorder, stream=told).strip_dirs().sort_stats("tottime").print_stats(25)
    return told.getvalue()


if __name__ == "__main__":
    script(rows, profile)
