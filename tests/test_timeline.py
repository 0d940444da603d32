"""Runs tests/cases/timeline/changes.yaml: what each dated line of the timelines changes."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from redlines.assumption import Assumption
from redlines.case import Basis, Case
from redlines.engine.gaps import gap
from redlines.reading.build import read_case
from redlines.verdicts import IssueGap, Position, Verdict

HERE = Path(__file__).parent
# Every scalar as the text it is written as: dates like 2022-03/04 and 2022-11-15 are read alike.
DOCUMENT = yaml.load(
    (HERE / "cases" / "timeline" / "changes.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,
)
# How many dated lines each timeline of the fact file has.
LINES = {
    "territory": 26,
    "nato": 13,
    "guarantees": 11,
    "accountability": 7,
    "forces": 7,
    "other": 17,
}
TOLD = {"section", "line", "who", "what"}
COMPARED = {"date", "parties", "issue", "before", "after"}
OF_THE_ISSUE = {"verdict", "zone", "at_best", "holds_at"}
OF_A_PARTY = {"range", "demanded", "refused", "soft"}
CHANGES = [line for line in DOCUMENT["lines"] if "none" not in line]

Expected = dict[str, Any]


def label(line: Expected) -> str:
    return f"{line['date']}-{line['issue']}-{'-'.join(line['parties'])}"


def shown(item: IssueGap, expected: Expected) -> Expected:
    """What a report shows in the fields that are expected of it."""
    sides = {side.party: side for side in item.positions}
    of_the_issue: Expected = {
        "verdict": item.verdict.value,
        "zone": sorted(item.zone.names),
        "at_best": item.at_best.value,
        "holds_at": item.holds_at and item.holds_at.value,
    }
    return {
        field: {party: outcomes(sides[party], field) for party in expected[field]}
        if field in OF_A_PARTY
        else of_the_issue[field]
        for field in expected
    }


def outcomes(side: Position, field: str) -> list[str]:
    regions = {
        "range": side.accepted,
        "demanded": side.demanded,
        "refused": side.refused,
        "soft": side.softly_offered,
    }
    return sorted(regions[field].names)


def in_order(value: Any, names: tuple[str, ...]) -> Any:
    """The same with every list sorted and spelled out."""
    if isinstance(value, dict):
        return {key: in_order(item, names) for key, item in value.items()}
    return sorted(spelled(value, names)) if isinstance(value, list) else value


def spelled(region: list[str], names: tuple[str, ...]) -> list[str]:
    """The outcomes of a list in which `first..last` stands for all from the one to the other."""
    return [name for item in region for name in between(item.split(".."), names)]


def between(ends: list[str], names: tuple[str, ...]) -> tuple[str, ...]:
    if len(ends) == 1:
        return (ends[0],)
    return names[names.index(ends[0]) : names.index(ends[1]) + 1]


def differences(case: Case, line: Expected) -> list[str]:
    """What the two reports do not show as expected, one line each."""
    day = date.fromisoformat(line["date"])
    told = []
    for when, on in (("before", day - timedelta(days=1)), ("after", day)):
        names = case.issues[line["issue"]].outcomes.names
        report = gap(case, line["parties"], Assumption(on), issues=[line["issue"]])
        found = shown(report.issues[0], line[when])
        told += [
            f"{on} {line['issue']} ({', '.join(line['parties'])}), {when}, {field}: "
            f"expected {value}, found {found[field]}"
            for field, value in in_order(line[when], names).items()
            if found[field] != value
        ]
    return told


def read(path: Path) -> Case:
    reading = read_case(path)
    assert reading.case is not None, reading.problems
    return reading.case


@pytest.fixture(scope="module")
def bundled() -> Case:
    return read(HERE.parent / "data" / "positions.yaml")


@pytest.mark.parametrize("line", CHANGES, ids=label)
def test_a_line_of_the_timelines_is_a_change_of_the_report(line: Expected, bundled: Case) -> None:
    assert differences(bundled, line) == []


def test_every_dated_line_of_the_timelines_is_present_once() -> None:
    assert Counter(line["section"] for line in DOCUMENT["lines"]) == LINES
    seen = Counter((line["section"], line["line"]) for line in DOCUMENT["lines"])
    assert set(seen.values()) == {1}


@pytest.mark.parametrize("line", DOCUMENT["lines"], ids=lambda x: f"{x['section']}-{x['line']}")
def test_a_line_has_only_words_that_are_checked(line: Expected, bundled: Case) -> None:
    assert set(line["who"]) <= set(bundled.parties)
    if "none" in line:
        assert line.keys() == TOLD | {"none"}
        assert line["none"]
        return
    assert line.keys() == TOLD | COMPARED
    assert line["before"] != line["after"]
    names = bundled.issues[line["issue"]].outcomes.names
    for expected in (line["before"], line["after"]):
        assert {"verdict"} <= expected.keys() <= OF_THE_ISSUE | OF_A_PARTY
        assert {expected["verdict"], expected.get("at_best", "agreed")} <= set(Verdict)
        assert expected.get("holds_at", "law") in list(Basis)
        assert set(spelled(expected.get("zone", []), names)) <= set(names)
        for field in expected.keys() & OF_A_PARTY:
            assert set(expected[field]) <= set(line["parties"])
            for region in expected[field].values():
                assert set(spelled(region, names)) <= set(names)


WAGES = """\
redlines: 1
title: Wage talks
as_of: 2024-06-01
parties: {union: {title: Union}, company: {title: Company}}
issues: {layoffs: {scale: {none: none, by_consent: some, free: all}}}
positions:
  union:
    - {id: U-1, said: 2024-05-02, basis: document, demands: {layoffs: none}}
    - {id: U-2, said: 2024-05-10, basis: leader, refuses: {layoffs: free}}
    - {id: U-3, said: 2024-05-10, basis: report, disputed: true, accepts: {layoffs: by_consent}}
  company:
    - {id: C-1, said: 2024-05-01, basis: law, refuses: {layoffs: {at_most: by_consent}}}
"""
TIGHTER: Expected = {
    "date": "2024-05-10",
    "parties": ["union", "company"],
    "issue": "layoffs",
    "before": {
        "verdict": "bridgeable",
        "zone": ["free"],
        "demanded": {"union": ["none"]},
        "refused": {"union": [], "company": ["none..by_consent"]},
        "soft": {"union": []},
    },
    "after": {
        "verdict": "insurmountable",
        "zone": [],
        "at_best": "insurmountable",
        "holds_at": "leader",
        "range": {"union": ["none"], "company": []},
        "refused": {"union": ["free"]},
        "soft": {"union": ["by_consent"]},
    },
}


@pytest.fixture
def wages(tmp_path: Path) -> Case:
    path = tmp_path / "positions.yaml"
    path.write_text(WAGES, encoding="utf-8")
    return read(path)


def test_a_change_that_is_as_expected_is_told_of_with_nothing(wages: Case) -> None:
    assert differences(wages, TIGHTER) == []


def test_a_change_that_is_not_as_expected_is_told_with_day_issue_and_finding(wages: Case) -> None:
    wrong = TIGHTER | {
        "before": {"verdict": "overlap"},
        "after": {"verdict": "insurmountable", "refused": {"union": ["free", "by_consent"]}},
    }
    assert differences(wages, wrong) == [
        "2024-05-09 layoffs (union, company), before, verdict: expected overlap, found bridgeable",
        "2024-05-10 layoffs (union, company), after, refused: "
        "expected {'union': ['by_consent', 'free']}, found {'union': ['free']}",
    ]
