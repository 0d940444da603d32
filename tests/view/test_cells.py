"""A line of days in cells: all as long as each other, none left out, never too many."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from redlines.view.days import cells

A_DAY = timedelta(days=1)


@given(st.lists(st.dates(), min_size=3, max_size=3).map(sorted), st.integers(1, 60))
@example([date.min, date.min, date.max], 1)
@example([date.max, date.max, date.max], 1)
@example([date.min, date(1, 1, 20), date(1, 1, 22)], 22)
def test_cells_follow_each_other_up_to_the_last_day_and_fit(days: list[date], most: int) -> None:
    first, focus, last = days
    unit, found = cells(first, focus, last, most)
    assert 1 <= len(found) <= most
    assert found[-1].last == last
    assert found[0].first <= max(first, found[0].first) <= found[0].last
    assert all(own.first <= own.last for own in found)
    assert all(before.last + A_DAY == after.first for before, after in pairwise(found))
    # Days are left out only before the focus, and only of a line in months or longer cells.
    if first < found[0].first:
        assert found[0].first <= focus
        assert unit.months


@pytest.mark.parametrize(
    ("first", "last", "most", "unit", "count"),
    [
        ("2025-03-03", "2025-03-23", 22, "day", 21),
        ("2025-03-01", "2025-07-01", 22, "week", 19),
        ("2025-03-01", "2026-03-01", 22, "month", 13),
        ("2022-02-24", "2026-03-01", 22, "quarter", 17),
        ("2018-02-24", "2026-03-01", 22, "half year", 17),
        ("2006-02-24", "2026-03-01", 22, "year", 21),
        ("1926-02-24", "2026-03-01", 22, "5 years", 21),
        ("1026-02-24", "2026-03-01", 22, "50 years", 21),
    ],
)
def test_the_shortest_cells_that_fit_are_taken(
    first: str, last: str, most: int, unit: str, count: int
) -> None:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    found, own = cells(start, start, end, most)
    assert (found.word, len(own)) == (unit, count)


def test_a_year_or_a_month_is_named_where_it_begins() -> None:
    _, months = cells(date(2025, 11, 5), date(2025, 11, 5), date(2026, 2, 1), 4)
    assert [own.title for own in months] == ["2025", "", "2026", ""]
    _, weeks = cells(date(2025, 11, 17), date(2025, 11, 17), date(2025, 12, 9), 4)
    assert [(str(own.first), own.title) for own in weeks] == [
        ("2025-11-17", "2025-11"),
        ("2025-11-24", ""),
        ("2025-12-01", "2025-12"),
        ("2025-12-08", ""),
    ]
