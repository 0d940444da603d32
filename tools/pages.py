"""Generated pages: tables in Markdown, and writing a page or comparing it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; an empty cell is a dash.

    >>> print(table(["a", "b"], [["x", 0], ["", 1]]))
    | a | b |
    | --- | --- |
    | x | 0 |
    | – | 1 |
    """
    lines = [list(header), ["---"] * len(header)]
    lines += [[str(cell) or "–" for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def share(part: int, whole: int) -> str:
    """A share in whole per cent, halves up; empty where there is nothing to share.

    >>> share(1, 8), share(0, 0)
    ('13%', '')
    """
    return f"{(200 * part + whole) // (2 * whole)}%" if whole else ""


def run(description: str, default: Path, text: Callable[[], str]) -> int:
    """The command line of a page: write it, or say with `--check` whether it is up to date."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    new = text()
    shown = default.relative_to(ROOT)
    if not check:
        default.parent.mkdir(parents=True, exist_ok=True)
        default.write_text(new, encoding="utf-8", newline="\n")
        return 0
    if default.exists() and default.read_text(encoding="utf-8") == new:
        return 0
    print(f"{shown} is not what the data gives; run the same without --check", file=sys.stderr)
    return 1
