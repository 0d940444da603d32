"""What `deal` says of small cases worked out by hand, each for one edge of the definitions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from random_cases import condition, make_case, region, says
from redlines.assumption import Assumption, Held
from redlines.case import Basis, Case, Plan, Point
from redlines.deals import ConditionState, DealIssue, DealReport, IssueState
from redlines.engine.certify_deals import certify_deal
from redlines.engine.deals import deal
from redlines.engine.gaps import gap
from redlines.reading.build import read_case
from redlines.region import Grid, Outcomes
from redlines.verdicts import Verdict

LEVELS = Outcomes.scale(["low", "mid", "high"])
KINDS = Outcomes.options(["red", "green", "blue"])
TONNES = Outcomes.quantity("tonnes", Grid(0, 10, 5, 0), unlimited=True)
ISSUES = {"pay": LEVELS, "hours": LEVELS, "flag": KINDS, "coal": TONNES}


def case(*said: object, issues: dict[str, Outcomes] = ISSUES) -> Case:
    return make_case(issues, *said, parties=("a", "b"))  # type: ignore[arg-type]


def refuses(id_: str, party: str, /, unless: dict[str, str] | None = None, **rest: object):
    basis = rest.pop("basis", Basis.LEADER)
    marks = {k: rest.pop(k) for k in ("disputed", "vague", "proviso") if k in rest}
    return says(ISSUES, id_, party, refuses=rest, unless=unless, basis=basis, **marks)


def plan(*points: Point, **rest: object) -> Plan:
    return Plan("draft", "Draft", points, **rest)  # type: ignore[arg-type]


def point(id_: str, given: dict[str, str] | None = None, **sets: str) -> Point:
    terms = tuple((issue, region(ISSUES[issue], names)) for issue, names in sets.items())
    return Point(
        id_, "", number=id_[1:], terms=terms, given=condition(ISSUES, given) if given else None
    )


def found(made: Case, given: Plan | None = None, **rest: object) -> DealReport:
    """The report of two parties, certified."""
    report = deal(made, ("a", "b"), given=given, **rest)  # type: ignore[arg-type]
    assert certify_deal(report, made) == ()
    return report


def issue(report: DealReport, name: str) -> DealIssue:
    return next(own for own in report.issues if own.issue.id == name)


def blocking(report: DealReport) -> list[list[str]]:
    return [[line.id for line in own.red_lines] for own in report.blocking_sets]


def chosen(report: DealReport) -> dict[str, str]:
    return {own.issue.id: own.outcome for own in report.package}


def test_a_party_that_refuses_everything_blocks_by_itself() -> None:
    made = case(refuses("A", "a", pay="low mid high"))
    report = found(made)
    assert report.deal is False
    assert blocking(report) == [["A@pay"]]
    assert issue(report, "pay").state is IssueState.STUCK
    # In `gap` there is no verdict on what one party alone speaks of.
    assert gap(made, ("a", "b"), issues=["pay"]).issues[0].verdict is Verdict.UNSTATED
    assert [own.steps for own in report.landings] == [None]
    assert not any(own.unbettered for own in report.landings)
    assert [own.firmest_crossed for own in report.concession_sets] == [Basis.LEADER]


def test_a_condition_may_name_the_stuck_issue_of_another_knot() -> None:
    report = found(
        case(
            refuses("A", "a", pay="low mid"),
            refuses("B", "b", pay="high"),
            refuses("C", "a", flag="red green"),
            refuses("D", "b", flag="blue"),
            refuses("E", "b", unless={"pay": "high"}, flag="blue", disputed=True),
            refuses("F", "b", unless={"pay": "low"}, hours="high"),
        )
    )
    assert [[own.id for own in knot.issues] for knot in report.knots] == [["pay"], ["flag"]]
    # That blue is blocked by C, E and B too says nothing new: b has to move there anyhow.
    assert blocking(report) == [["A@pay", "B@pay"], ["C@flag", "D@flag"]]
    # What becomes of a stuck issue is not for red lines to say, so what hangs on it may be had.
    assert issue(report, "hours").room.names == ("low", "mid", "high")
    states = {own.line.id: own.unless_state for own in report.red_lines if own.line.unless}
    assert states == {"E@flag": ConditionState.STUCK, "F@hours": ConditionState.STUCK}
    assert [(own.region.names, own.red_line.id) for own in report.conditions] == [
        (("high",), "F@hours")
    ]


def test_the_witness_assumes_of_a_stuck_issue_only_what_it_rests_on() -> None:
    report = found(
        case(
            refuses("A", "a", pay="low mid"),
            refuses("B", "b", pay="high"),
            refuses("F", "b", unless={"pay": "mid high"}, hours="high"),
            says(ISSUES, "W", "a", demands={"hours": "high"}),
            says(ISSUES, "V", "b", accepts={"hours": "high"}),
        )
    )
    told = [(own.issue.id, own.outcome, own.rule, own.assumed) for own in report.package]
    # What b accepts is behind its own red line, so only a declares it: the nearest to that.
    assert told == [("pay", "mid", 5, True), ("hours", "high", 3, False)]


def test_conditions_that_cannot_hold_together_tie_their_issues_into_the_knot() -> None:
    report = found(
        case(
            refuses("C", "a", flag="red green"),
            refuses("D", "b", unless={"pay": "high"}, flag="blue"),
            refuses("E", "b", unless={"pay": "low"}, hours="mid high"),
            refuses("F", "a", hours="low mid"),
        )
    )
    assert [[own.id for own in knot.issues] for knot in report.knots] == [["hours", "flag"]]
    assert blocking(report) == [["F@hours", "E@hours", "C@flag", "D@flag"]]
    # Nobody refuses all of either.
    assert all(issue(report, name).opened is False for name in ("hours", "flag"))
    assert report.landings == ()
    assert len(report.concession_sets) == 4


def test_two_conditions_that_are_each_others_price_hold_together() -> None:
    ring = found(
        case(
            refuses("A", "a", unless={"hours": "low"}, pay="mid high"),
            refuses("B", "b", pay="low"),
            refuses("C", "b", unless={"pay": "high"}, hours="low"),
            refuses("D", "a", hours="mid high", unless={"pay": "mid high"}),
        )
    )
    assert ring.deal is True
    assert issue(ring, "pay").room.names == ("high",)
    assert issue(ring, "pay").opened
    assert issue(ring, "hours").room.names == ("low",)
    assert {own.unless_state for own in ring.red_lines if own.line.unless} == {
        ConditionState.CERTAIN
    }


def test_a_condition_that_can_never_hold_leaves_the_red_line_standing() -> None:
    report = found(
        case(
            refuses("A", "a", unless={"hours": "low"}, pay="mid high"),
            refuses("B", "b", pay="low"),
            refuses("C", "b", hours="low"),
        )
    )
    assert blocking(report) == [["A@pay", "B@pay", "C@hours"]]
    report = found(
        case(
            refuses("A", "a", unless={"hours": "low"}, pay="mid high"),
            refuses("C", "b", hours="low"),
        )
    )
    assert issue(report, "pay").room.names == ("low",)
    states = {own.line.id: own.unless_state for own in report.red_lines}
    assert states["A@pay"] is ConditionState.OUT_OF_REACH


def test_a_condition_that_the_plan_leaves_open_is_met_by_the_package_that_completes_it() -> None:
    made = case(
        refuses("A", "a", unless={"hours": "low"}, pay="mid high"), refuses("B", "b", pay="low")
    )
    report = found(made, plan(point("p1", pay="mid"), point("p2", hours="low mid")))
    assert report.deal is True
    assert report.repair
    assert report.repair.complete
    assert [own.unless_state for own in report.red_lines if own.line.unless] == [
        ConditionState.UNDECIDED
    ]
    # Of what the plan admits of the hours only a part is left.
    (reading,) = report.repair.readings
    assert (reading.issue.id, reading.plan.names, reading.room.names) == (
        "hours",
        ("low", "mid"),
        ("low",),
    )
    assert chosen(report) == {"pay": "mid", "hours": "low"}
    silent = found(made, plan(point("p1", pay="mid")))
    assert [own.unless_state for own in silent.red_lines if own.line.unless] == [
        ConditionState.UNMET
    ]
    assert silent.deal is True


def test_a_point_with_an_if_asks_something_only_where_it_holds() -> None:
    made = case(refuses("A", "a", pay="high"), refuses("B", "b", hours="low"))
    conditional = found(made, plan(point("p1", given={"hours": "mid"}, pay="high")))
    assert conditional.deal is True
    assert chosen(conditional) == {"pay": "low", "hours": "high"}
    both = plan(point("p1", given={"hours": "mid"}, pay="high"), point("p2", hours="mid"))
    report = found(made, both)
    assert report.repair
    assert [(own.point, own.issue.id) for own in report.repair.changes] == [("p1", "pay")]
    assert [(own[0].point, own[0].issue.id) for own in report.repair.alternatives] == [
        ("p2", "hours")
    ]


def test_an_if_may_name_a_stuck_issue() -> None:
    made = case(
        refuses("A", "a", hours="low mid"),
        refuses("B", "b", hours="high"),
        refuses("C", "a", pay="high"),
    )
    report = found(made, plan(point("p1", given={"hours": "high"}, pay="high")))
    assert report.repair
    assert report.repair.complete
    assert report.deal is False
    settled = found(
        made, plan(point("p1", given={"hours": "high"}, pay="high"), point("p2", hours="high"))
    )
    assert settled.repair
    assert [own.point for own in settled.repair.changes] == ["p1"]
    assert settled.repair.changes[0].nearest == "mid"


def test_an_if_that_holds_in_no_package_left_has_no_effect() -> None:
    made = case(refuses("A", "a", hours="low"), refuses("B", "b", pay="high"))
    report = found(made, plan(point("p1", given={"hours": "low"}, pay="high")))
    assert report.repair
    assert report.repair.without_effect == ("p1",)


def test_a_plan_that_is_empty_on_an_issue_conflicts_with_itself() -> None:
    made = case(refuses("A", "a", hours="low"))
    report = found(made, plan(point("p1", pay="low"), point("p2", pay="high")))
    assert report.deal is False
    assert report.repair
    (change,) = report.repair.changes
    # Two points that conflict with each other alone: no red line holds the term.
    assert (change.point, change.because, change.room.names) == ("p1", ((),), ("high",))
    assert (change.nearest, change.steps) == ("high", 2)
    assert report.repair.alternatives_total == 1


def test_two_terms_of_one_point_are_one_point_to_change() -> None:
    made = case(
        refuses("A", "a", unless={"hours": "low"}, pay="high"), refuses("B", "b", coal="0 10")
    )
    draft = plan(point("p1", pay="high"), point("p2", hours="mid", coal="10"))
    report = found(made, draft)
    assert report.repair
    # Either p1, and p2 for its coal, or both terms of p2: that is one point.
    told = [(own.point, own.issue.id) for own in report.repair.changes]
    assert told == [("p2", "hours"), ("p2", "coal")]
    assert report.repair.alternatives_total == 1


def test_a_plan_of_which_nothing_is_known_has_no_terms() -> None:
    made = case(refuses("A", "a", pay="high"))
    draft = plan(point("p1", pay="high"), unknown=("p1",))
    report = found(made, draft)
    assert report.deal is True
    assert report.repair
    assert report.repair.complete
    assert report.repair.unknown == ("p1",)


def test_a_landing_names_every_party_with_a_red_line_on_the_issue() -> None:
    made = make_case(
        ISSUES,
        refuses("A", "a", pay="low mid"),
        refuses("B", "b", pay="high"),
        refuses("C", "c", unless={"hours": "low"}, pay="mid"),
        refuses("D", "c", hours="low"),
    )
    report = deal(made, ("a", "b", "c"))
    assert certify_deal(report, made) == ()
    assert blocking(report) == [["A@pay", "B@pay"]]
    mid = {own.party: own for own in report.landings if own.region.names == ("mid",)}
    assert list(mid) == ["a", "b", "c"]
    assert [line.id for line in mid["c"].red_lines] == ["C@pay"]
    assert (mid["c"].steps, mid["b"].steps, mid["a"].steps) == ((1, 1), (0, 0), (1, 1))


def test_a_stuck_issue_may_have_an_outcome_that_nobody_refuses() -> None:
    report = found(
        case(
            refuses("A", "a", unless={"hours": "low"}, pay="low mid"),
            refuses("B", "b", pay="high"),
            refuses("C", "b", hours="low mid"),
        )
    )
    (knot,) = report.knots
    assert [own.id for own in knot.issues] == ["pay", "hours"]
    assert issue(report, "hours").state is IssueState.STUCK
    landings = {own.moves[0].id: own.landing for own in report.concession_sets}
    assert [placed.outcome for placed in landings["b:hours"]] == ["low", "low"]
    assert [placed.outcome for placed in landings["b:pay"]] == ["high", "high"]


def test_unlimited_may_be_all_that_is_left() -> None:
    made = case(refuses("A", "a", coal="0 10 20 30 40"))
    report = found(made)
    assert issue(report, "coal").room.names == ("unlimited",)
    repaired = found(made, plan(point("p1", coal="20")))
    assert repaired.repair
    (change,) = repaired.repair.changes
    assert (change.nearest, change.steps, change.past_unlimited) == ("unlimited", 2, True)


def test_twenty_thousand_outcomes_are_a_few_cells() -> None:
    many = Outcomes.quantity("persons", Grid(0, 1, 19_999, 0), unlimited=True)
    issues = {"size": many, "hours": LEVELS}
    made = make_case(
        issues,
        says(issues, "A", "a", refuses={"size": many.span(0, 9_999).names}),
        says(issues, "B", "b", refuses={"size": many.span(5_000, 19_999).names}),
        says(issues, "C", "b", refuses={"hours": "low"}, unless={"size": many.span(0, 99).names}),
    )
    report = deal(made, ("a", "b"))
    a, b = ([own for own in report.landings if own.party == party] for party in "ab")
    assert [(*own.region.spans(), own.unbettered) for own in a] == [
        (("0", "4998"), False),
        (("4999", "4999"), True),
        (("5000", "9999"), True),
        (("10000", "10000"), True),
        (("10001", "19998"), False),
        (("unlimited", "unlimited"), False),
    ]
    assert [own.steps for own in b] == [
        (0, 0),
        (0, 0),
        (1, 5_000),
        (5_001, 5_001),
        (5_002, 14_999),
        (14_999, 14_999),
    ]
    assert [own.past_unlimited for own in b] == [False] * 5 + [True]
    landed = {own.moves[0].id: own.landing[0].outcome for own in report.concession_sets}
    assert landed == {"a:size": "4999", "b:size": "10000"}


def test_twelve_outcomes_refused_by_three_parties_each_are_blocked_by_each_of_them() -> None:
    """There are half a million blocking sets on this issue, and three that say whose move it is."""
    names = [f"o{at}" for at in range(12)]
    issues = {"who": Outcomes.options(names)}
    said = [
        says(issues, f"{party}-{name}", party, refuses={"who": name})
        for party in "abc"
        for name in names
    ]
    made = make_case(issues, *said)
    report = deal(made)
    assert certify_deal(report, made) == ()
    assert (report.deal, report.proven, report.complete_up_to) == (False, True, None)
    assert blocking(report) == [[f"{party}-{name}@who" for name in names] for party in "abc"]
    (knot,) = report.knots
    assert (knot.blocking_sets_total, knot.concession_sets_total) == (3, 1)
    assert [[move.id for move in own.moves] for own in report.concession_sets] == [
        ["a:who", "b:who", "c:who"]
    ]
    assert len(report.landings) == 12 * 3


def test_one_party_alone_has_no_deal_to_make() -> None:
    made = case(refuses("A", "a", pay="low"))
    with pytest.raises(ValueError, match="two different parties"):
        deal(made, ("a", "a"))
    with pytest.raises(KeyError):
        deal(made, ("a", "nobody"))
    with pytest.raises(KeyError):
        deal(made, ("a", "b"), issues=["nothing"])


def test_where_all_are_silent_nothing_is_in_the_way() -> None:
    report = found(case())
    assert report.deal is True
    assert {own.state for own in report.issues} == {IssueState.LEFT_OUT}
    assert report.package == ()
    assert report.red_lines == ()


def test_no_red_line_of_the_bundled_case_is_a_constitutions_alone() -> None:
    made = read_case(Path(__file__).parents[2] / "data" / "positions.yaml").case
    assert made
    report = deal(made, ("russia", "ukraine"), Assumption(binding=Basis.CONSTITUTION))
    assert report.deal is True
    assert report.proven
    assert report.blocking_sets == ()
    assert {own.line.basis for own in report.red_lines} == {Basis.CONSTITUTION}


# What counts


def test_what_is_disputed_or_vague_or_has_a_proviso_is_gone_at_best() -> None:
    for mark in ({"disputed": True}, {"vague": True}, {"proviso": "talks come first"}):
        report = found(
            case(refuses("A", "a", pay="low mid", **mark), refuses("B", "b", pay="high"))
        )
        assert report.deal is False
        assert report.at_best.deal is True
        assert report.at_best.stuck == ()
        assert issue(report, "pay").soft
        assert [line.id for line in issue(report, "pay").soft_lines] == ["A@pay"]
    hard = found(
        case(
            refuses("A", "a", pay="low mid", disputed=True),
            refuses("A2", "a", pay="low mid"),
            refuses("B", "b", pay="high"),
        )
    )
    # The same refusal is made in a way that stands.
    assert [own.gone_at_best for own in hard.red_lines] == [False, False]
    assert not issue(hard, "pay").soft


def test_what_is_lifted_or_set_does_not_count() -> None:
    made = case(refuses("A", "a", pay="low mid"), refuses("B", "b", pay="high"))
    low = Held("a", "pay", region(LEVELS, "low"))
    lifted = found(made, assumption=Assumption(lifted=("A",)))
    assert (lifted.deal, issue(lifted, "pay").room.names) == (True, ("low", "mid"))
    part = found(made, assumption=Assumption(lifted=(low,)))
    assert issue(part, "pay").room.names == ("low",)
    assumed = found(made, assumption=Assumption(set=(low,)))
    assert issue(assumed, "pay").room.names == ("low",)
    assert issue(assumed, "pay").asked_by[0].party == "a"


def demands(id_: str, party: str, /, given: dict[str, str] | None = None, **rest: object):
    marks = {k: rest.pop(k) for k in ("disputed", "vague", "proviso") if k in rest}
    return says(ISSUES, id_, party, demands=rest, given=given, **marks)


def unmet(*said: object) -> list[tuple[str, list[str]]]:
    """Of `pay`, of which `b` leaves `low` alone."""
    own = issue(found(case(refuses("B", "b", pay="mid high"), *said)), "pay")
    return [(left.party, [c.statement.id for c in left.claims]) for left in own.unmet]


def test_demands_that_nothing_left_meets_are_told() -> None:
    high, vague = demands("A", "a", pay="high"), demands("A2", "a", pay="mid", vague=True)
    assert unmet(high) == [("a", ["A"])]
    # Soft ones are told where there is no other.
    assert unmet(high, vague) == [("a", ["A"])]
    assert unmet(vague) == [("a", ["A2"])]
    # What red lines leave meets one of them.
    assert unmet(high, demands("A3", "a", pay="low")) == []
    assert unmet(demands("A4", "a", pay="low mid")) == []
    # A condition may not hold, and a stuck issue leaves nothing at all.
    assert unmet(demands("A5", "a", {"flag": "red"}, pay="high")) == []
    assert unmet(demands("A6", "a", pay="high", proviso="in words")) == []
    assert unmet(high, refuses("A7", "a", pay="low")) == []


def test_silence_never_blocks_and_is_told() -> None:
    report = found(case(refuses("A", "a", pay="low mid")))
    own = issue(report, "pay")
    assert (own.state, own.heard, own.room.names) == (IssueState.OPEN, ("a",), ("high",))


def test_issues_chosen_are_reported_and_change_nothing() -> None:
    made = case(
        refuses("A", "a", pay="low mid"),
        refuses("B", "b", unless={"hours": "low"}, pay="high"),
        refuses("C", "a", hours="low"),
        refuses("D", "a", flag="red"),
    )
    whole, part = found(made), deal(made, ("a", "b"), issues=["flag"])
    assert part.deal is whole.deal is False
    assert [own.issue.id for own in part.issues] == ["flag"]
    assert part.issues[0] == issue(whole, "flag")
    assert part.knots == ()
    assert part.blocking_sets == ()
    assert [own.issue.id for own in part.package] == ["flag"]


# Trades


def test_a_trade_tells_what_condition_and_offer_cross() -> None:
    made = case(
        says(ISSUES, "T", "a", accepts={"pay": "low"}, given={"hours": "high"}, basis=Basis.REPORT),
        refuses("H", "b", hours="high"),
        refuses("P", "a", pay="low"),
        says(ISSUES, "W", "b", demands={"pay": "low"}),
    )
    report = found(made)
    (trade,) = report.trades
    assert (trade.trade, trade.party, trade.basis) == ("T/accepts", "a", Basis.REPORT)
    assert trade.state is ConditionState.OUT_OF_REACH
    told = {(own.part, own.issue.id, own.party): own.grade.value for own in report.trade_terms}
    assert told == {
        ("condition", "hours", "a"): "unstated",
        ("condition", "hours", "b"): "crosses",
        ("offer", "pay", "a"): "crosses",
        ("offer", "pay", "b"): "meets",
    }


def test_a_refusal_with_an_unless_is_a_trade_and_a_proviso_is_never_met() -> None:
    made = case(
        refuses("R", "a", unless={"hours": "low"}, pay="mid", proviso="talks come first"),
        refuses("S", "b", hours="mid high"),
        refuses("Q", "b", unless={"hours": "low"}, coal="10"),
    )
    report = found(made)
    states = {own.trade: own.state for own in report.trades}
    assert states == {"R/refuses": ConditionState.OPEN, "Q/refuses": ConditionState.CERTAIN}
    met = found(made, plan(point("p1", hours="low")))
    states = {own.trade: own.state for own in met.trades}
    assert states == {"R/refuses": ConditionState.UNDECIDED, "Q/refuses": ConditionState.MET}


# Repair


def test_a_change_names_whom_it_leaves_by_what_points_say_together() -> None:
    made = case(
        refuses("R", "a", pay="mid high"),
        says(ISSUES, "W", "b", demands={"pay": "mid"}),
    )
    draft = plan(point("p1", pay="low mid"), point("p2", pay="mid high"))
    (change,) = found(made, draft).repair.changes
    assert (change.point, change.room.names) == ("p2", ("low",))
    # Neither point says `mid`, and the plan does.
    assert [(own.party, own.claims[0].statement.id) for own in change.leaves] == [("b", "W")]


def test_a_change_names_whom_it_leaves_and_what_it_rests_on() -> None:
    made = case(
        refuses("A", "a", pay="low"),
        refuses("B", "b", unless={"hours": "low"}, pay="mid high"),
        says(ISSUES, "W", "b", demands={"pay": "low"}),
        says(ISSUES, "V", "a", demands={"pay": "high"}),
    )
    report = found(made, plan(point("p1", pay="low"), point("p2", hours="low")))
    assert report.repair
    (change,) = report.repair.changes
    assert (change.room.names, change.nearest, change.steps) == (("mid", "high"), "mid", 1)
    assert [[line.id for line in lines] for lines in change.because] == [["A@pay"]]
    assert [(own.red_line.id, own.points) for own in change.rests_on] == [("B@pay", ("p2",))]
    assert [(own.party, own.claims[0].statement.id) for own in change.leaves] == [("b", "W")]
    assert [(own.party, own.region.names) for own in change.asked_by] == [("a", ("high",))]


def test_the_nearest_outcomes_go_together() -> None:
    """Each for itself would be one step away, and both together cross a red line."""
    made = case(
        refuses("A", "a", pay="low", hours="low"),
        refuses("B", "b", unless={"hours": "high"}, pay="mid"),
    )
    report = found(made, plan(point("p1", pay="low"), point("p2", hours="low")))
    assert report.repair
    told = [(own.point, own.room.names, own.nearest) for own in report.repair.changes]
    assert told == [("p1", ("mid", "high"), "mid"), ("p2", ("mid", "high"), "high")]


def test_a_change_on_options_has_no_nearest() -> None:
    report = found(case(refuses("A", "a", flag="red")), plan(point("p1", flag="red")))
    assert report.repair
    (change,) = report.repair.changes
    assert (change.nearest, change.steps, change.room.names) == (None, None, ("green", "blue"))


def test_a_stuck_term_says_on_how_many_readings_it_crosses() -> None:
    made = case(refuses("A", "a", pay="low mid"), refuses("B", "b", pay="high"))
    report = found(made, plan(point("p1", pay="mid high")))
    assert report.repair
    assert report.repair.complete
    assert [(own.party, own.on) for own in report.repair.stuck] == [("a", "some"), ("b", "some")]
    narrower = found(made, plan(point("p1", pay="mid")))
    assert narrower.repair
    assert [(own.party, own.on) for own in narrower.repair.stuck] == [("a", "every")]


def test_the_later_of_two_days_is_that_of_the_report() -> None:
    made = replace(case(), as_of=None)
    assert deal(made, ("a", "b")).assumption.day is None
