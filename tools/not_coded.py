"""Writes the list of what is not coded into docs/data.md: `python -m tools.not_coded [--check]`.

The page is written by hand; only its last table comes from `data/positions.yaml`.
"""

from __future__ import annotations

from redlines import Case, read_case
from redlines.view.clean import markdown_text
from tools.pages import ROOT, run, table

PAGE = ROOT / "docs" / "data.md"
POSITIONS = ROOT / "data" / "positions.yaml"
HEADER = ("row", "reason", "sentence")


def page(case: Case, text: str) -> str:
    """The page with the table of what a case does not code."""
    begin = f"| {' | '.join(HEADER)} |"
    before, found, behind = text.partition(begin)
    if not found:
        raise ValueError(f"the page has no table that begins with {begin}")
    _, gap, rest = behind.partition("\n\n")
    rows = (
        (
            own.id,
            " ".join(filter(None, (own.reason, own.same_act_as))),
            markdown_text(own.note or ""),
        )
        for own in case.not_coded.values()
    )
    return f"{before}{table(HEADER, rows)}{gap or chr(10)}{rest}"


def main() -> int:
    """The command line."""
    reading = read_case(POSITIONS)
    if reading.case is None:
        raise SystemExit("the bundled case is not valid; run redlines validate data")
    case = reading.case
    return run(
        "Write the list of what is not coded.",
        PAGE,
        lambda: page(case, PAGE.read_text(encoding="utf-8")),
    )


if __name__ == "__main__":
    raise SystemExit(main())
