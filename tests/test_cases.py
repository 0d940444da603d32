"""Runs tests/cases/*.yaml: small cases with the findings that a reader would expect of them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from redlines.assumption import Assumption
from redlines.case import Basis, Case
from redlines.engine.certify import certify
from redlines.engine.gaps import gap
from redlines.reading.build import read_case
from redlines.verdicts import IssueGap, Verdict

HERE = Path(__file__).parent
BUNDLED = HERE.parent / "data" / "positions.yaml"
# What is expected of plans stands in a file of its own, run by test_plan_cases.py.
FILES = sorted(p for p in (HERE / "cases").glob("*.yaml") if p.stem not in {"plans", "texts"})
EXPECTED = {"verdict", "zone", "because", "silent", "no_red_line", "lines_below_binding", "at_best"}


def load(path: Path) -> Any:
    """The document with every scalar as the text it is written as."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def read(path: Path) -> Case:
    reading = read_case(path)
    assert reading.case is not None, reading.problems
    return reading.case


def runs() -> list[Any]:
    return [
        pytest.param(path, i, id=f"{path.stem}-{'-'.join(run['parties'])}")
        for path in FILES
        for i, run in enumerate(load(path)["runs"])
    ]


def names(row: str, statement: str) -> bool:
    """Whether a statement is of a row of the fact file: TER-06 may be TER-06a and TER-06b."""
    return re.fullmatch(f"{re.escape(row)}[a-z]?", statement) is not None


def together(found: IssueGap, rows: list[str]) -> bool:
    """Whether one blocking set has all these rows among the claims of its red lines."""
    return any(
        all(
            any(names(row, claim.statement.id) for line in lines for claim in line.claims)
            for row in rows
        )
        for lines in found.blocking_sets
    )


def differences(found: IssueGap, expected: dict[str, Any]) -> list[str]:
    """What is not as expected, one line each."""
    seen: dict[str, Any] = {
        "verdict": found.verdict.value,
        "at_best": found.at_best.value,
        "zone": sorted(found.zone.names),
        "silent": sorted(found.silent),
        "no_red_line": sorted(found.no_red_line),
        "lines_below_binding": sorted(found.lines_below_binding),
    }
    wanted = {
        field: sorted(value) if isinstance(value, list) else value
        for field, value in expected.items()
        if field != "because"
    }
    return [
        f"{field}: expected {value}, found {seen[field]}"
        for field, value in wanted.items()
        if seen[field] != value
    ] + [
        f"because: no blocking set has {' and '.join(rows)}"
        for rows in expected.get("because", [])
        if not together(found, rows)
    ]


@pytest.mark.parametrize(("path", "run"), runs())
def test_the_findings_are_as_expected(path: Path, run: int, tmp_path: Path) -> None:
    document = load(path)
    if document["case"] == "bundled":
        case = read(BUNDLED)
    else:
        written = tmp_path / "positions.yaml"
        written.write_text(
            yaml.safe_dump(document["case"], sort_keys=False, allow_unicode=True), encoding="utf-8"
        )
        case = read(written)
    asked = document["runs"][run]
    report = gap(
        case,
        asked["parties"],
        Assumption(
            date.fromisoformat(asked["as_of"]) if "as_of" in asked else None,
            Basis(asked["binding"]) if "binding" in asked else None,
        ),
    )
    assert certify(report, case) == ()
    found = {item.issue.id: item for item in report.issues}
    told = {
        issue: differences(found[issue], expected) if issue in found else ["no such issue"]
        for issue, expected in asked["expect"].items()
    }
    assert {issue: lines for issue, lines in told.items() if lines} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_file_has_only_words_that_are_checked(path: Path) -> None:
    document = load(path)
    assert document.keys() == {"about", "case", "runs"}
    for run in document["runs"]:
        assert run.keys() <= {"parties", "as_of", "binding", "expect"}
        for expected in run["expect"].values():
            assert "verdict" in expected
            assert expected.keys() <= EXPECTED
            assert expected["verdict"] in list(Verdict)
