"""Eduard Helly's theorem (1923) in one dimension: intervals that meet in pairs all meet."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from random_cases import make_case
from redlines.case import Statement, Verb
from redlines.engine.gaps import issue_gap
from redlines.region import Outcomes
from redlines.verdicts import Verdict

LINE = Outcomes.scale([f"level_{i}" for i in range(8)])
INTERVALS = st.tuples(st.integers(0, 7), st.integers(0, 7)).map(lambda ends: sorted(ends))


@given(st.lists(INTERVALS, min_size=2, max_size=5))
def test_parties_that_each_leave_an_interval_open_share_ground_if_every_two_do(
    intervals: list[list[int]],
) -> None:
    said = [
        Statement(
            f"S-{i}",
            (f"party_{i}",),
            terms=(
                (Verb.REFUSES, "border", ~LINE.span(first, last)),
                (Verb.ACCEPTS, "border", LINE.span(first, last)),
            ),
        )
        for i, (first, last) in enumerate(intervals)
    ]
    case = make_case({"border": LINE}, *said)

    def shares(*parties: str) -> bool:
        verdict = issue_gap(case, "border", parties).verdict
        return verdict is not Verdict.INSURMOUNTABLE

    assert shares(*case.parties) == all(shares(*pair) for pair in combinations(case.parties, 2))
