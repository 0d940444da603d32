"""The verdicts of every two parties at once are those of a gap between the two."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linked_cases import linked
from random_cases import cases
from redlines import bundled_case
from redlines.assumption import NOTHING, Assumption
from redlines.case import Basis, Case
from redlines.engine.gaps import between, gap


def check(case: Case, assumption: Assumption = NOTHING) -> None:
    found = [
        (own.a, own.b, own.issue, own.verdict, own.at_best, own.zone, own.contested)
        for own in between(case, assumption)
    ]
    asked = (gap(case, two, assumption) for two in combinations(case.parties, 2))
    assert found == [
        (*item.parties, item.issue.id, item.verdict, item.at_best, item.zone, item.contested)
        for report in asked
        for item in report.issues
    ]


@given(data=st.data())
def test_a_pair_of_a_drawn_case_stands_as_in_its_gap(data: st.DataObject):
    binding = data.draw(st.sampled_from([None, *Basis]))
    check(data.draw(cases()), Assumption(binding=binding))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_pair_of_a_linked_case_stands_as_in_its_gap(seed: int):
    check(linked(seed).case)


def test_a_pair_of_the_bundled_case_stands_as_in_its_gap():
    check(bundled_case())
