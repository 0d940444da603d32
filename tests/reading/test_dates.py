"""What a day, a month, a year and `standing` date, and when a statement is in force."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.small import HEAD, case_of, codes, read_south, read_text
from redlines.case import Case, Said, Statement
from redlines.reading.dates import dated

DATED = HEAD.replace("title:", "as_of: 2025-12-09\ntitle:", 1)


def dated_case(folder: Path, keys: str) -> Case:
    return case_of(read_text(folder, f"{DATED}positions: {{south: [{{{keys}}}]}}\n"))


def only(case: Case) -> Statement:
    [statement] = case.statements.values()
    return statement


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-12-09", date(2025, 12, 9)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 29)),
        ("2025-02", date(2025, 2, 28)),
        ("2025-12", date(2025, 12, 31)),
        ("2025", date(2025, 12, 31)),
        ("0001", date(1, 12, 31)),
        ("9999", date(9999, 12, 31)),
    ],
)
def test_a_month_and_a_year_count_from_their_last_day(text: str, day: date):
    assert dated(text) == Said(text, day)


def test_law_without_a_date_has_no_day():
    assert dated("standing") == Said("standing", None)


@pytest.mark.parametrize(
    "text",
    ["2025-02-29", "2025-13", "2025-00", "2025-1-1", "2025-04-31", "0000", "0000-01", "25", "20251",
     "2025-12-09 ", "9.12.2025", "2025-12-09T10:00:00Z", "Standing", "", "today", "2025-12-"],
)  # fmt: skip
def test_other_texts_are_no_dates(text: str):
    assert dated(text) is None


@given(st.dates())
def test_every_day_is_the_day_it_says(day: date):
    assert dated(day.isoformat()) == Said(day.isoformat(), day)


@given(st.dates(max_value=date(9999, 11, 30)))
def test_the_day_after_a_month_is_the_first_of_the_next(day: date):
    found = dated(day.isoformat()[:7])
    assert found is not None
    assert found.day is not None
    assert found.day >= day
    assert (found.day + timedelta(days=1)).day == 1


def test_a_statement_is_in_force_from_its_day_until_the_day_it_ends(tmp_path: Path):
    said = only(dated_case(tmp_path, "said: 2025-05, until: 2025-07-01, refuses: {border: open}"))
    days = [date(2025, 5, 30), date(2025, 5, 31), date(2025, 6, 30), date(2025, 7, 1)]
    assert [said.in_force(day) for day in days] == [False, True, True, False]
    assert said.in_force(None)


@pytest.mark.parametrize("keys", ["", "said: standing, "])
def test_what_has_no_day_is_always_in_force(tmp_path: Path, keys: str):
    said = only(dated_case(tmp_path, f"{keys}refuses: {{border: open}}"))
    assert said.in_force(date.min)
    assert said.in_force(date.max)


def test_an_undated_case_needs_no_day_of_analysis(tmp_path: Path):
    reading = read_south(
        tmp_path, "refuses: {border: open}", "{said: standing, accepts: {tolls: 1}}"
    )
    assert case_of(reading).as_of is None


@pytest.mark.parametrize("keys", ["said: 2025-05-02", "said: 2025", "until: 2025-05-02"])
def test_a_date_needs_a_day_of_analysis(tmp_path: Path, keys: str):
    reading = read_south(tmp_path, f"{{{keys}, refuses: {{border: open}}}}")
    assert codes(reading) == ["missing-as-of"]


@pytest.mark.parametrize("as_of", ["", "2025", "[2025]", "{a: b}"])
def test_a_broken_day_of_analysis_is_not_a_missing_one(tmp_path: Path, as_of: str):
    text = f"{DATED}positions: {{south: [{{said: 2025, refuses: {{border: open}}}}]}}\n"
    reading = read_text(tmp_path, text.replace("as_of: 2025-12-09", f"as_of: {as_of}"))
    assert codes(reading) in (["empty-value"], ["bad-date"], ["wrong-shape"])


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("said: 2025-05-02, until: 2025-05-03", []),
        ("said: 2025-05-02, until: 2025-05-02", ["ends-before-said"]),
        ("said: 2025-05, until: 2025-05-31", ["ends-before-said"]),
        ("said: 2024, until: 2024-06-01", ["ends-before-said"]),
        ("said: standing, until: 2025-06-01", []),
        ("until: 2025-06-01", []),
        ("said: 2025-02-30, until: 2025-01-01", ["bad-date"]),
        ("said: 2025-05-02, until: 2025-05", ["bad-date"]),
        ("said: 2025-05-02, until: standing", ["bad-date"]),
    ],
)
def test_a_statement_ends_after_the_day_it_counts_from(
    tmp_path: Path, keys: str, expected: list[str]
):
    text = f"{DATED}positions: {{south: [{{{keys}, refuses: {{border: open}}}}]}}\n"
    assert codes(read_text(tmp_path, text)) == expected


def test_statements_of_one_day_share_it(tmp_path: Path):
    text = f"{DATED}positions:\n  south:\n" + "    - {said: 2025-05, refuses: {border: open}}\n" * 2
    first, second = case_of(read_text(tmp_path, text)).statements.values()
    assert first.said == second.said == Said("2025-05", date(2025, 5, 31))


def test_the_same_faulty_date_is_told_wherever_it_stands(tmp_path: Path):
    text = f"{DATED}positions:\n  south:\n" + "    - {said: soon, refuses: {border: open}}\n" * 2
    reading = read_text(tmp_path, text)
    assert [(p.code, p.place.line) for p in reading.problems] == [
        ("bad-date", 19), ("bad-date", 20),
    ]  # fmt: skip
