"""Draws the rows that are coded twice: `python -m tools.draw_sample [CASE] > sample.csv`.

Two draws. `sample`: 60 rows at random out of all rows of the first fact file but those of the
kind "not stated". `red_line`: all rows of Russia and Ukraine, in force on the default date, that
the fact file calls a red line or in which the first coding, the case given, refuses something. The
sample was drawn when that coding was not complete; drawn on a later one it has more red lines. A
row of both is marked `both`.

`python -m tools.draw_sample --second` draws 60 rows of the second fact file, at random alone and
with the same seed; they were drawn before any row of it was coded.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from redlines import Case, Verb, read_case
from tools.pages import ROOT

FACT_ROWS = ROOT / "tests" / "fact_rows.csv"
SEED = 20251209
SIZE = 60
DAY = date(2025, 12, 9)
PARTIES = ("russia", "ukraine")
# A statement has the id of its row, with a letter where a row is split.
ROW_OF = re.compile(r"([A-Z][A-Z0-9]*-\d+)[a-z]?")
# The second fact file numbers its rows from here on, the first one stays below.
SECOND_FROM = 101


def fact_rows(*, second: bool = False) -> list[dict[str, str]]:
    """The rows of the first fact file, or of the second: row, party, kind, basis, said, later."""
    with FACT_ROWS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [row for row in rows if (int(row["row"].split("-")[1]) >= SECOND_FROM) is second]


def random_rows(rows: Sequence[dict[str, str]]) -> list[str]:
    """The rows drawn at random, in the order of the draw."""
    population = [row["row"] for row in rows if row["kind"] != "not stated"]
    return random.Random(SEED).sample(population, SIZE)  # noqa: S311 - to be repeated, not secret


def stated_red_lines(rows: Sequence[dict[str, str]]) -> set[str]:
    """The rows of the two parties that the fact file calls red lines, said by the day."""
    return {
        row["row"]
        for row in rows
        if row["party"] in PARTIES and row["kind"] == "red line" and row["later"] == "no"
    }


def coded_red_lines(case: Case) -> set[str]:
    """The rows in which a coding has one of the two parties refuse something on the day."""
    return {
        match[1]
        for id_, own in case.statements.items()
        if set(own.parties) & set(PARTIES)
        and own.in_force(DAY)
        and any(verb is Verb.REFUSES for verb, _, _ in own.terms)
        and (match := ROW_OF.fullmatch(id_))
    }


def drawn(rows: Sequence[dict[str, str]], case: Case) -> dict[str, str]:
    """Every row drawn with its draw, in the order of the fact file."""
    at_random = set(random_rows(rows))
    red_lines = stated_red_lines(rows) | coded_red_lines(case)
    found = {}
    for row in (entry["row"] for entry in rows):
        if row in at_random:
            found[row] = "both" if row in red_lines else "sample"
        elif row in red_lines:
            found[row] = "red_line"
    return found


def main() -> int:
    """Print the sample as CSV."""
    if sys.argv[1:] == ["--second"]:
        rows = fact_rows(second=True)
        at_random = set(random_rows(rows))
        print(f"# {SIZE} rows of the second file, drawn with the seed {SEED}, at random alone")
        print("row,drawn")
        for row in (entry["row"] for entry in rows):
            if row in at_random:
                print(f"{row},sample")
        return 0
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "positions.yaml"
    case = read_case(path, plans=False).case
    if case is None:
        print(f"{path} cannot be read as a case", file=sys.stderr)
        return 1
    print(f"# {SIZE} rows drawn with the seed {SEED} by tools/draw_sample.py, and red lines")
    print("row,drawn")
    for row, draw in drawn(fact_rows(), case).items():
        print(f"{row},{draw}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
