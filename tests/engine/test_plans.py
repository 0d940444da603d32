"""Examples of grades that a reader can check by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.drafting import ISSUES, draft, point
from random_cases import make_case, says
from redlines.assumption import Assumption
from redlines.case import Basis, Plan, Said
from redlines.engine.plans import check, settlements
from redlines.findings import Grade, GradeWord
from redlines.verdicts import RedLine

BUFFER = draft(point("1", {"border": "permits"}))


def graded(plan: Plan, *said: Any, on: str = "border", **asked: Any) -> Grade:
    """The grade of a plan for party a on an issue, where these statements were made."""
    case = make_case(ISSUES, *said, parties=["a"])
    [grade] = check(case, plan, parties=["a"], issues=[on], **asked).grades
    return grade


def a(id_: str = "A", **said: Any) -> Any:
    return says(ISSUES, id_, "a", **said)


def ids(lines: tuple[RedLine, ...]) -> list[str]:
    return [claim.statement.id for line in lines for claim in line.claims]


def test_a_plan_that_is_silent_leaves_a_demand_unsettled() -> None:
    found = graded(BUFFER, a(demands={"seat": "oslo"}), on="seat")
    assert (found.word, found.points, found.region) == (GradeWord.UNSETTLED, (), None)


def test_a_plan_and_a_party_that_ask_for_nothing_on_an_issue_have_no_grade() -> None:
    case = make_case(ISSUES, a(accepts={"seat": "oslo"}))
    assert [grade.issue.id for grade in check(case, BUFFER).grades] == ["border"]


def test_a_silent_party_is_unstated() -> None:
    assert graded(BUFFER, a(demands={"seat": "oslo"})).word is GradeWord.UNSTATED


def test_a_plan_crosses_where_every_outcome_is_refused_and_names_the_statements() -> None:
    found = graded(
        draft(point("1", {"border": "permits open"})),
        a("A-1", refuses={"border": "closed permits"}),
        a("A-2", refuses={"border": "open"}),
        a("A-3", refuses={"border": "free"}),
    )
    assert found.word is GradeWord.CROSSES
    assert ids(found.crossed) == ["A-1", "A-2"]


def test_a_text_with_one_refused_reading_is_ambiguous() -> None:
    found = graded(draft(point("1", {"border": "closed permits"})), a(refuses={"border": "closed"}))
    assert (found.word, ids(found.crossed)) == (GradeWord.AMBIGUOUS, ["A"])


def test_a_plan_meets_what_is_demanded() -> None:
    found = graded(BUFFER, a(demands={"border": "permits open"}))
    assert found.word is GradeWord.MEETS
    assert [claim.statement.id for claim in found.met] == ["A"]


def test_a_plan_that_meets_one_of_two_demands_falls_short_of_both_together() -> None:
    found = graded(
        BUFFER, a("A-1", demands={"border": "permits open"}), a("A-2", demands={"border": "open"})
    )
    assert found.word is GradeWord.FALLS_SHORT
    assert [claim.statement.id for claim in found.met] == ["A-1"]
    assert [claim.statement.id for claim in found.missed] == ["A-2"]


def test_a_plan_within_what_is_accepted() -> None:
    found = graded(BUFFER, a(demands={"border": "free"}, accepts={"border": "permits open"}))
    assert found.word is GradeWord.WITHIN


def test_a_plan_falls_short_where_nothing_is_crossed_and_a_demand_not_met() -> None:
    found = graded(BUFFER, a(demands={"border": "free"}, refuses={"border": "closed"}))
    assert (found.word, found.crossed) == (GradeWord.FALLS_SHORT, ())


@pytest.mark.parametrize(
    "said",
    [
        {"refuses": {"border": "closed"}},
        {"accepts": {"border": "free"}},
        {"demands": {"border": "permits"}},  # the text also leaves room for another outcome
    ],
)
def test_a_plan_that_crosses_nothing_and_is_not_all_offered_is_unclaimed(said: Any) -> None:
    found = graded(draft(point("1", {"border": "permits open"})), a(**said))
    assert found.word is GradeWord.UNCLAIMED


def test_points_on_one_issue_leave_their_common_outcomes_and_share_the_grade() -> None:
    plan = draft(point("1", {"border": "closed permits"}), point("2", {"border": "permits open"}))
    found = graded(plan, a(demands={"border": "permits"}))
    assert (found.word, found.points) == (GradeWord.MEETS, ("1", "2"))
    assert found.region is not None
    assert found.region.names == ("permits",)


@pytest.mark.parametrize("doubt", ["disputed", "vague"])
def test_a_doubtful_refusal_stands_and_a_doubtful_demand_or_offer_does_not_count(
    doubt: str,
) -> None:
    doubtful: Any = {doubt: True}
    assert graded(BUFFER, a(refuses={"border": "permits"}, **doubtful)).word is GradeWord.CROSSES
    assert graded(BUFFER, a(demands={"border": "permits"}, **doubtful)).word is GradeWord.UNCLAIMED
    assert graded(BUFFER, a(accepts={"border": "permits"}, **doubtful)).word is GradeWord.UNCLAIMED
    missed = graded(BUFFER, a(demands={"border": "free"}, **doubtful))
    if doubt == "disputed":
        assert (missed.word, missed.missed, missed.vague) == (GradeWord.UNCLAIMED, (), False)
    else:
        # All that its words allow is left out, so that it is missed however it is meant.
        assert (missed.word, missed.vague) == (GradeWord.FALLS_SHORT, True)
        assert [claim.statement.id for claim in missed.missed] == ["A"]


def test_no_plan_decides_a_proviso() -> None:
    """An offer or a demand with one is undecided, a red line with one stands."""
    only: Any = {"proviso": "talks come first"}
    for verb in ("demands", "accepts"):
        found = graded(BUFFER, a(**{verb: {"border": "permits"}}, **only))
        assert (found.word, [c.statement.id for c in found.undecided]) == (
            GradeWord.AMBIGUOUS,
            ["A"],
        )
    missed = graded(BUFFER, a(demands={"border": "free"}, **only))
    assert (missed.word, missed.missed) == (GradeWord.AMBIGUOUS, ())
    refused = graded(BUFFER, a(refuses={"border": "permits"}, **only))
    assert (refused.word, refused.undecided) == (GradeWord.CROSSES, ())


def test_a_proviso_that_changes_no_grade_leaves_it_decided() -> None:
    said = a(refuses={"border": "permits"}, accepts={"border": "permits"}, proviso="it snows")
    found = graded(BUFFER, said)
    assert (found.word, [c.statement.id for c in found.undecided]) == (GradeWord.CROSSES, ["A"])


def test_a_proviso_stands_beside_the_condition_of_a_claim() -> None:
    said = a(demands={"border": "permits"}, given={"seat": "oslo"}, proviso="it snows")
    assert graded(seated("oslo"), said).word is GradeWord.AMBIGUOUS
    unmet = graded(seated("vienna"), said)
    assert (unmet.word, unmet.undecided) == (GradeWord.UNCLAIMED, ())
    line = a(refuses={"border": "permits"}, unless={"seat": "oslo"}, proviso="it snows")
    lifted = graded(seated("oslo"), line)
    assert (lifted.word, len(lifted.lifted)) == (GradeWord.UNCLAIMED, 1)
    assert graded(seated("vienna"), line).word is GradeWord.CROSSES


def seated(at: str) -> Plan:
    return draft(point("1", {"border": "permits"}), point("2", {"seat": at}))


@pytest.mark.parametrize(
    ("plan", "word"),
    [
        (seated("oslo"), GradeWord.MEETS),
        (seated("vienna"), GradeWord.UNCLAIMED),
        (BUFFER, GradeWord.UNCLAIMED),  # the plan is silent on the seat: not met
        (seated("oslo vienna"), GradeWord.AMBIGUOUS),
    ],
)
def test_a_demand_with_a_condition_counts_where_the_plan_meets_it(
    plan: Plan, word: GradeWord
) -> None:
    found = graded(plan, a(demands={"border": "permits"}, given={"seat": "oslo"}))
    assert found.word is word
    assert bool(found.undecided) is (word is GradeWord.AMBIGUOUS)


@pytest.mark.parametrize(
    ("plan", "word", "lifted"),
    [
        (seated("oslo"), GradeWord.UNCLAIMED, ["A"]),
        (seated("vienna"), GradeWord.CROSSES, []),
        (BUFFER, GradeWord.CROSSES, []),
        (seated("oslo vienna"), GradeWord.AMBIGUOUS, []),
    ],
)
def test_a_red_line_is_lifted_where_the_plan_meets_its_unless(
    plan: Plan, word: GradeWord, lifted: list[str]
) -> None:
    found = graded(plan, a(refuses={"border": "permits"}, unless={"seat": "oslo"}))
    assert (found.word, ids(found.lifted)) == (word, lifted)


def test_an_open_condition_that_decides_nothing_leaves_the_grade_alone() -> None:
    found = graded(
        seated("oslo vienna"),
        a("A-1", refuses={"border": "permits"}, unless={"seat": "oslo"}),
        a("A-2", refuses={"border": "permits"}),
    )
    assert found.word is GradeWord.CROSSES
    assert [claim.statement.id for claim in found.undecided] == ["A-1"]


def test_two_claims_under_one_open_condition_stand_or_fall_together() -> None:
    found = graded(
        seated("oslo vienna"),
        a("A-1", demands={"border": "permits"}),
        a("A-2", accepts={"border": "open"}, given={"seat": "oslo"}),
        a("A-3", accepts={"border": "free"}, given={"seat": "oslo"}),
    )
    assert found.word is GradeWord.MEETS


def test_a_conditional_point_settles_where_the_plan_meets_its_condition() -> None:
    narrower = point("3", {"border": "permits"}, given={"seat": "oslo"})
    wide = point("1", {"border": "closed permits"})
    demand = a(demands={"border": "permits"}, refuses={"border": "closed"})
    met = graded(draft(wide, narrower, point("2", {"seat": "oslo"})), demand)
    assert met.word is GradeWord.MEETS
    still_open = graded(draft(wide, narrower, point("2", {"seat": "oslo vienna"})), demand)
    assert still_open.word is GradeWord.AMBIGUOUS
    assert still_open.points == ("1", "3")
    alone = graded(draft(narrower), demand)
    assert (alone.word, alone.region, alone.met) == (GradeWord.AMBIGUOUS, None, ())


def test_a_condition_that_another_conditional_point_meets_is_met() -> None:
    plan = draft(
        point("1", {"border": "open"}, given={"seat": "oslo"}),
        point("2", {"seat": "oslo"}, given={"troops": "100"}),
        point("3", {"troops": "100"}),
    )
    assert graded(plan, a(demands={"border": "open"})).word is GradeWord.MEETS
    found = settlements(make_case(ISSUES), plan)
    assert [settlement.undecided for settlement in found.values()] == [(), (), ()]


def test_conditions_that_the_same_points_meet_are_met_together() -> None:
    plan = draft(
        point("1", {"seat": "oslo", "troops": "100"}),
        point("2", {"seat": "vienna"}, given={"troops": "100"}),
        point("3", {"border": "open"}, given={"seat": "oslo"}),
    )
    # The second point leaves no seat, yet the third does not depend on which is asked first.
    assert graded(plan, a(demands={"border": "open"})).word is GradeWord.MEETS


def test_a_conditional_point_that_leaves_no_outcome_is_not_a_crossing() -> None:
    plan = draft(
        point("1", {"border": "open"}),
        point("2", {"border": "closed"}, given={"seat": "oslo"}),
        point("3", {"seat": "oslo"}),
    )
    found = graded(plan, a(refuses={"border": "free"}))
    assert (found.word, found.crossed) == (GradeWord.AMBIGUOUS, ())


def test_a_binding_drops_softer_red_lines_and_leaves_the_party_speaking() -> None:
    spoken = a(refuses={"border": "permits"}, basis=Basis.LEADER)
    assert (
        graded(BUFFER, spoken, assumption=Assumption(binding=Basis.LEADER)).word
        is GradeWord.CROSSES
    )
    assert (
        graded(BUFFER, spoken, assumption=Assumption(binding=Basis.LAW)).word is GradeWord.UNCLAIMED
    )


def test_a_red_line_that_does_not_bind_leaves_nothing_unsettled() -> None:
    case = make_case(ISSUES, a(refuses={"seat": "oslo"}, basis=Basis.LEADER))
    firm, soft = (
        check(case, BUFFER, Assumption(binding=b), issues=["seat"])
        for b in (Basis.LEADER, Basis.LAW)
    )
    assert [grade.word for grade in firm.grades] == [GradeWord.UNSETTLED]
    assert soft.grades == ()


def test_a_plan_is_judged_on_the_latest_day_unless_another_is_asked_for() -> None:
    ended = a(refuses={"border": "permits"}, until=date(2025, 6, 1), said=Said("2025", None))
    case = make_case(ISSUES, ended, as_of=date(2025, 5, 1))
    older = draft(*BUFFER.points, day=date(2025, 4, 1))
    newer = draft(*BUFFER.points, day=date(2025, 7, 1))
    assert check(case, older).assumption.day == date(2025, 5, 1)
    assert check(case, newer).assumption.day == date(2025, 7, 1)
    words = [
        check(case, plan, Assumption(day)).grades[0].word
        for plan, day in ((older, None), (newer, None), (newer, date(2025, 5, 31)))
    ]
    assert words == [GradeWord.CROSSES, GradeWord.UNSTATED, GradeWord.CROSSES]


def test_only_the_parties_and_issues_asked_for_are_graded_by_issue_then_party() -> None:
    case = make_case(ISSUES, a(demands={"border": "free"}), parties=["b", "a", "c"])
    report = check(case, BUFFER, parties=["a", "b"])
    assert [(grade.issue.id, grade.party) for grade in report.grades] == [
        ("border", "a"),
        ("border", "b"),
    ]
    assert check(case, BUFFER, issues=["seat"]).settlements == ()
    with pytest.raises(KeyError):
        check(case, BUFFER, parties=["nobody"])
