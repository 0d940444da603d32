"""Searches for minimal sets: all of them, smallest first, and honest where they stop."""

from __future__ import annotations

from dataclasses import astuple
from functools import reduce
from itertools import combinations, product
from operator import or_
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from redlines.engine import minimal
from redlines.engine.minimal import Minimal, held, minimal_covers, minimal_routes
from redlines.region import members


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


def test_a_search_without_any_work_has_one_of_the_minimal_sets(monkeypatch):
    monkeypatch.setattr(minimal, "WORK", 0)

    @given(st.lists(st.integers(0, 63), max_size=7))
    def one_of_all(regions):
        found = minimal_covers(regions, 63)
        expected = slow_covers(regions, 63)
        assert found == (Minimal((), 0) if not expected else Minimal(found.sets, None))
        assert len(found.sets) == bool(expected)
        assert {*found.sets} <= {*expected}

    one_of_all()


def test_what_each_of_many_refuses_alone_has_sets_though_not_counted():
    """Nine parties, twelve options, every one refused by three in a line of its own."""
    found = minimal_covers([1 << i // 3 for i in range(36)], 0xFFF)
    assert found.total is None
    assert len(found.sets) == minimal.LISTED
    assert found.sets[0] == tuple(range(0, 36, 3))
    assert {tuple(i // 3 for i in chosen) for chosen in found.sets} == {tuple(range(12))}


def test_sets_larger_than_calls_may_be_nested_are_found():
    once = [1 << i for i in range(1_100)]
    assert minimal_covers(once, (1 << 1_100) - 1) == Minimal((tuple(range(1_100)),), 1)
    twice = minimal_covers(once * 2, (1 << 1_100) - 1)
    assert twice.total is None
    assert {len({i % 1_100 for i in chosen}) for chosen in twice.sets} == {1_100}
    assert minimal_routes([(1 << 2_200) - 1], [0b11 << 2 * i for i in range(1_100)]).sets


def test_many_outcomes_refused_at_random_are_bounded_work():
    chance = Random(1)
    regions = [chance.getrandbits(20_000) for _ in range(60)]
    found = minimal_covers(regions, (1 << 20_000) - 1)
    assert found.total is None
    assert reduce(or_, (regions[i] for i in found.sets[0])) == (1 << 20_000) - 1


@given(st.integers(0, 255), st.lists(st.integers(0, 255), max_size=5))
def test_what_holds_an_outcome_is_told_once(whole, regions):
    assert held(whole, regions) == {
        sum(1 << i for i, region in enumerate(regions) if region >> at & 1) for at in members(whole)
    }


def slow_routes(routes, alternatives):
    found = []
    for route in routes:
        single = [(m,) for m in members(route) if not any(g >> m & 1 for g in alternatives)]
        either = [tuple(members(route & g)) for g in alternatives if route & g]
        found += [frozenset(chosen) for chosen in product(*single, *either)]
    minimal_ones = {own for own in found if not any(other < own for other in found)}
    return sorted(map(tuple, map(sorted, minimal_ones)), key=lambda own: (len(own), own))


ROUTES = st.lists(st.integers(0, 511), max_size=4)
ALTERNATIVES = [0b000111000, 0b110000000]


@given(ROUTES)
def test_routes_are_completed_in_every_minimal_way(routes):
    expected = slow_routes(routes, ALTERNATIVES)
    assert minimal_routes(routes, ALTERNATIVES) == Minimal(tuple(expected), len(expected))


def test_routes_without_any_work_have_one_of_the_minimal_sets(monkeypatch):
    monkeypatch.setattr(minimal, "WORK", 0)

    @given(ROUTES.filter(bool))
    def one_of_all(routes):
        ((chosen,), total) = astuple(minimal_routes(routes, ALTERNATIVES))
        assert chosen in slow_routes(routes, ALTERNATIVES)
        assert total is None

    one_of_all()


def test_routes_that_run_out_of_work_give_no_total(monkeypatch):
    choices = [0b1111 << 4 * i for i in range(4)]
    assert minimal_routes([0xFFFF], choices).total == 256
    monkeypatch.setattr(minimal, "WORK", 50)
    found = minimal_routes([0xFFFF], choices)
    assert found.total is None
    assert found.sets


def test_a_route_that_needs_less_hides_those_that_need_more():
    found = minimal_routes([0b01111, 0b00001, 0b10100], [0b01100, 0b10000])
    assert found.sets == ((0,), (2, 4))
