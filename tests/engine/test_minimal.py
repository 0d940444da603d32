"""Searches for minimal sets: all of them, smallest first, and honest where they stop."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from redlines.engine import minimal
from redlines.engine.minimal import Route, minimal_covers, minimal_routes


def slow_covers(regions: list[int], everything: int) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for size in range(1, len(regions) + 1):
        for chosen in combinations(range(len(regions)), size):
            covered = 0
            for i in chosen:
                covered |= regions[i]
            if covered & everything == everything and not any(set(f) <= set(chosen) for f in found):
                found.append(chosen)
    return found


@given(st.lists(st.integers(0, 63), max_size=7))
def test_covers_are_those_of_trying_all_subsets(regions):
    found = minimal_covers(regions, 63)
    expected = slow_covers(regions, 63)
    assert list(found.sets) == expected
    assert found.total == len(expected)


def test_more_covers_than_are_listed_are_still_counted():
    left, right = 0b0111, 0b1110
    found = minimal_covers([left] * 12 + [right] * 12, 0b1111)
    assert len(found.sets) == minimal.LISTED
    assert found.total == 144


def test_a_search_that_runs_out_of_work_gives_no_total(monkeypatch):
    monkeypatch.setattr(minimal, "WORK", 50)
    left, right = 0b0111, 0b1110
    found = minimal_covers([left] * 12 + [right] * 12, 0b1111)
    assert found.total is None
    assert all(len(chosen) == 2 for chosen in found.sets)


def test_routes_that_run_out_of_work_give_no_total(monkeypatch):
    choices = tuple(tuple(range(4 * i, 4 * i + 4)) for i in range(4))
    assert minimal_routes([Route(0, choices)]).total == 256
    monkeypatch.setattr(minimal, "WORK", 50)
    assert minimal_routes([Route(0, choices)]).total is None


def test_a_route_that_needs_less_hides_those_that_need_more():
    found = minimal_routes([Route(0b011, ((2, 3),)), Route(0b001, ()), Route(0b100, ((4,),))])
    assert found.sets == ((0,), (2, 4))
