"""The files in `faults`: one mistake each, named by the first comment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from redlines.case import Case
from redlines.engine.contradictions import contradictions
from redlines.problems import Problem
from redlines.reading.build import read_case
from redlines.reading.files import InputFile, load_file
from redlines.reading.ignores import read_ignores

# Limits that no file in a repository should reach, and what depends on the machine.
BY_TEST = {"unreadable-file", "link-outside", "passed-over", "too-large", "too-many-values"}
FAULTS = Path(__file__).parent.parent / "faults"
_EXPECTED = re.compile(rb"# expect: ([a-z0-9-]+) (?:([a-z.]+) )?(\d+):(\d+)((?: [a-z:]+)*)\r?\n")


@dataclass(frozen=True)
class Fault:
    """What a file's first comment expects of reading the case it belongs to.

    A table has no comments: what is expected of one stands in the case that names it.
    """

    name: str
    case: Path
    file: Path
    shown: str
    code: str
    line: int
    column: int
    schema_rejects: bool
    strict: bool


def _fault(path: Path) -> Fault:
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    found = [(file, match) for file in files if (match := _EXPECTED.match(file.read_bytes()))]
    assert len(found) == 1, f"{path.name}: one file begins with '# expect: CODE [FILE] LINE:COLUMN'"
    file, match = found[0]
    words = match[5].decode().strip()
    strict = words.endswith("strict")
    words = words.removesuffix("strict").strip()
    assert words in ("", "schema: rejects"), f"{path.name}: {words!r} is no word of a fault"
    return Fault(
        name=path.name,
        case=path / "positions.yaml" if path.is_dir() else path,
        file=file,
        shown=(match[2] or b"").decode()
        or file.relative_to(path if path.is_dir() else path.parent).as_posix(),
        code=match[1].decode(),
        line=int(match[3]),
        column=int(match[4]),
        schema_rejects=bool(words),
        strict=strict,
    )


def problems_of(fault: Fault) -> tuple[Case | None, list[Problem]]:
    """The case of a fault and all problems of its files, also of what speakers said."""
    reading = read_case(fault.case, strict=fault.strict)
    problems = [*reading.problems, *(contradictions(reading.case) if reading.case else ())]
    ignores = fault.case.with_name("redlines-ignore.yaml")
    if fault.case.parent != FAULTS and ignores.exists():
        file = load_file("ignore", ignores, ignores.name)
        assert isinstance(file, InputFile)
        problems += read_ignores(file, [reading.case] if reading.case else ())[1]
    return reading.case, problems


def faults() -> list[Fault]:
    """Every fault, by name."""
    return [_fault(path) for path in sorted(FAULTS.iterdir())]
