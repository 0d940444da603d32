"""Richard Walton and Robert McKersie, A Behavioral Theory of Labor Negotiations (1965).

A party has a target and a resistance point; what lies between them is its settlement range. The
figures are ours.
"""

from __future__ import annotations

import pytest

from random_cases import make_case, says
from redlines.engine.gaps import issue_gap
from redlines.region import Grid, Outcomes
from redlines.verdicts import IssueGap, Verdict

WAGE = {"wage": Outcomes.quantity("dollars an hour", Grid(200, 5, 21, 2))}
WAGES = WAGE["wage"].names


def talks(union: tuple[str, str], company: tuple[str, str]) -> IssueGap:
    """Each side asks for its target, offers up to its resistance point and refuses the rest.

    Both ranges are written as (lower, upper): the union's target is the upper end of its own,
    the company's the lower.
    """
    low, high = (WAGES.index(wage) for wage in union)
    least, most = (WAGES.index(wage) for wage in company)
    case = make_case(
        WAGE,
        says(
            WAGE,
            "U",
            "union",
            demands={"wage": WAGES[high:]},
            accepts={"wage": WAGES[low:]},
            refuses={"wage": WAGES[:low]} if low else None,
        ),
        says(
            WAGE,
            "C",
            "company",
            demands={"wage": WAGES[: least + 1]},
            accepts={"wage": WAGES[: most + 1]},
            refuses={"wage": WAGES[most + 1 :]},
        ),
    )
    return issue_gap(case, "wage", ("union", "company"))


def test_compatible_resistance_points_leave_a_positive_settlement_range() -> None:
    found = talks(union=("2.20", "2.60"), company=("2.10", "2.40"))
    assert found.verdict is Verdict.OVERLAP
    assert found.zone.names == ("2.20", "2.25", "2.30", "2.35", "2.40")


def test_targets_may_be_incompatible_where_the_settlement_range_is_positive() -> None:
    found = talks(union=("2.20", "2.60"), company=("2.10", "2.40"))
    assert {stake.party for stake in found.unmet} == {"union", "company"}


def test_incompatible_resistance_points_leave_a_negative_settlement_range() -> None:
    found = talks(union=("2.45", "2.60"), company=("2.10", "2.35"))
    assert found.verdict is Verdict.INSURMOUNTABLE


@pytest.mark.parametrize("target", ["2.30", "2.45", "2.60"])
def test_the_settlement_range_depends_on_resistance_points_and_not_on_targets(target: str) -> None:
    found = talks(union=("2.20", target), company=("2.10", "2.25"))
    assert found.zone.names == ("2.20", "2.25")
