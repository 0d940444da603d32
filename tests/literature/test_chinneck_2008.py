"""John Chinneck, Feasibility and Infeasibility in Optimization (2008): irreducible conflicts.

Bounds on one variable that cannot all hold conflict in pairs, a lower bound with an upper one.
"""

from __future__ import annotations

from random_cases import make_case, says
from redlines.engine.gaps import issue_gap
from redlines.region import Grid, Outcomes
from redlines.verdicts import Verdict

CAP = {"cap": Outcomes.quantity("thousand personnel", Grid(0, 100, 11, 0))}
NUMBERS = CAP["cap"].names


def test_bounds_on_one_number_conflict_in_pairs_of_a_lower_and_an_upper_one() -> None:
    case = make_case(
        CAP,
        says(CAP, "AT-MOST-200", "a", refuses={"cap": NUMBERS[3:]}),
        says(CAP, "AT-MOST-600", "b", refuses={"cap": NUMBERS[7:]}),
        says(CAP, "AT-LEAST-400", "c", refuses={"cap": NUMBERS[:4]}),
        says(CAP, "AT-LEAST-800", "d", refuses={"cap": NUMBERS[:8]}),
    )
    found = issue_gap(case, "cap", ("a", "b", "c", "d"))
    assert found.verdict is Verdict.INSURMOUNTABLE
    conflicts = {
        frozenset(line.claims[0].statement.id for line in lines) for lines in found.blocking_sets
    }
    assert conflicts == {
        frozenset({"AT-MOST-200", "AT-LEAST-400"}),
        frozenset({"AT-MOST-200", "AT-LEAST-800"}),
        frozenset({"AT-MOST-600", "AT-LEAST-800"}),
    }


def test_the_conflict_is_gone_when_a_member_of_every_irreducible_conflict_is_lifted() -> None:
    case = make_case(
        CAP,
        says(CAP, "AT-MOST-600", "b", refuses={"cap": NUMBERS[7:]}),
        says(CAP, "AT-LEAST-400", "c", refuses={"cap": NUMBERS[:4]}),
    )
    assert issue_gap(case, "cap", ("b", "c")).zone.names == ("400", "500", "600")
