"""Examples of verdicts that a reader can check by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from random_cases import make_case, region, says
from redlines.assumption import Assumption, Held
from redlines.case import Basis, Case, Place, Said
from redlines.engine.contradictions import contradictions
from redlines.engine.gaps import gap, issue_gap
from redlines.region import Grid, Outcomes
from redlines.verdicts import (
    BlockingSet,
    Contested,
    IssueGap,
    Stake,
    Unmet,
    Verdict,
    Withheld,
)

LEVELS = {"border": Outcomes.scale(["low", "mid", "high", "top"])}
SEATS = {"seat": Outcomes.options(["geneva", "vienna", "oslo"])}
TROOPS = {"troops": Outcomes.quantity("personnel", Grid(100, 100, 4, 0), unlimited=True)}


def ask(
    case: Case, *parties: str, day: date | None = None, binding: Basis | None = None
) -> IssueGap:
    """The case's only issue for these parties, all of them unless named."""
    (issue,) = case.issues
    return issue_gap(case, issue, parties or tuple(case.parties), Assumption(day, binding))


def ids(lines: BlockingSet) -> list[list[str]]:
    return [[claim.statement.id for claim in line.claims] for line in lines]


def stakes(found: tuple[Stake | Unmet, ...]) -> list[tuple[str, bool, list[str]]]:
    return [
        (stake.party, stake.soft, [claim.statement.id for claim in stake.claims]) for stake in found
    ]


def test_three_parties_can_be_deadlocked_where_no_two_are() -> None:
    case = make_case(
        SEATS,
        says(SEATS, "A", "a", refuses={"seat": "geneva"}),
        says(SEATS, "B", "b", refuses={"seat": "vienna"}),
        says(SEATS, "C", "c", refuses={"seat": "oslo"}),
    )
    for pair in combinations("abc", 2):
        assert ask(case, *pair).verdict is Verdict.BRIDGEABLE
    found = ask(case)
    assert found.verdict is Verdict.INSURMOUNTABLE
    assert [ids(lines) for lines in found.blocking_sets] == [[["A"], ["B"], ["C"]]]
    assert found.retreats is None


def test_a_red_line_said_twice_is_one_red_line() -> None:
    case = make_case(
        SEATS,
        says(SEATS, "A-1", "a", refuses={"seat": "geneva vienna"}, basis=Basis.REPORT),
        says(SEATS, "A-2", "a", refuses={"seat": "geneva vienna"}, basis=Basis.LAW),
        says(SEATS, "B", "b", refuses={"seat": "oslo"}, basis=Basis.LEADER),
    )
    found = ask(case)
    assert [ids(lines) for lines in found.blocking_sets] == [[["A-2", "A-1"], ["B"]]]
    assert found.blocking_sets_total == 1
    assert found.holds_at is Basis.LEADER


def test_the_listing_of_blocking_sets_ends_at_a_hundred_and_tells_the_total() -> None:
    # Eleven ways of a to refuse the lower half and eleven of b to refuse the upper: 121 pairs.
    names = [f"level_{i:02}" for i in range(24)]
    issues = {"border": Outcomes.scale(names)}
    said = []
    for i in range(11):
        said.append(says(issues, f"A-{i}", "a", refuses={"border": names[: 12 + i]}))
        said.append(says(issues, f"B-{i}", "b", refuses={"border": names[12 - i :]}))
    found = ask(make_case(issues, *said))
    assert len(found.blocking_sets) == 100
    assert found.blocking_sets_total in (121, None)
    assert all(len(lines) == 2 for lines in found.blocking_sets)


def test_holds_at_is_none_where_lines_without_a_basis_are_needed() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A", "a", refuses={"border": "low mid"}, basis=Basis.LAW),
        says(LEVELS, "B", "b", refuses={"border": "high top"}),
    )
    assert ask(case).holds_at is None
    assert ask(case, binding=Basis.REPORT).verdict is Verdict.BRIDGEABLE


def test_binding_lifts_softer_red_lines_and_silences_nobody() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A", "a", refuses={"border": "low mid"}, basis=Basis.LAW),
        says(LEVELS, "B", "b", refuses={"border": "high top"}, basis=Basis.LEADER),
    )
    assert ask(case).verdict is Verdict.INSURMOUNTABLE
    assert ask(case, binding=Basis.LEADER).verdict is Verdict.INSURMOUNTABLE
    found = ask(case, binding=Basis.LAW)
    assert (found.verdict, found.zone.names) == (Verdict.BRIDGEABLE, ("high", "top"))
    assert (found.silent, found.no_red_line) == ((), ())
    assert (found.lines_below_binding, found.lines_lifted) == (("b",), ())


def test_a_party_whose_red_lines_are_all_lifted_is_told_apart_from_one_without_any() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A", "a", refuses={"border": "low mid"}, basis=Basis.REPORT),
        says(LEVELS, "B", "b", refuses={"border": "high top"}, basis=Basis.LAW),
        says(LEVELS, "C", "c", demands={"border": "high"}),
    )
    asked = Assumption(binding=Basis.LAW, lifted=("B",))
    found = issue_gap(case, "border", ("a", "b", "c"), asked)
    assert (found.no_red_line, found.lines_below_binding) == (("c",), ("a",))
    assert found.lines_lifted == ("b",)
    some = Held("b", "border", region(LEVELS["border"], "high"))
    assert issue_gap(case, "border", ("a", "b"), Assumption(lifted=(some,))).lines_lifted == ()


def test_retreats_weigh_the_parties_against_each_other_and_add_nothing_up() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A", "a", refuses={"border": "low mid"}),
        says(LEVELS, "B-1", "b", refuses={"border": "mid high top"}),
    )
    found = ask(case)
    assert found.retreats is not None
    assert [
        (retreat.outcome, [(each.party, each.steps) for each in retreat.parties])
        for retreat in found.retreats
    ] == [
        ("low", [("a", 2), ("b", 0)]),
        ("mid", [("a", 1), ("b", 1)]),
        ("high", [("a", 0), ("b", 2)]),
    ]
    # At mid both give way, each past its own line.
    assert [[line.party for line in each.red_lines] for each in found.retreats[1].parties] == [
        ["a"],
        ["b"],
    ]


def test_there_are_no_retreats_where_a_party_refuses_everything() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A", "a", refuses={"border": "low mid high top"}),
        says(LEVELS, "B", "b", refuses={"border": "low"}),
    )
    assert ask(case).retreats is None
    assert [ids(lines) for lines in ask(case).blocking_sets] == [[["A"]]]


def test_a_step_out_of_unlimited_is_named_and_not_counted() -> None:
    case = make_case(
        TROOPS,
        says(TROOPS, "A", "a", refuses={"troops": "100 200 300 400"}),
        says(TROOPS, "B", "b", refuses={"troops": "300 400 unlimited"}),
    )
    found = ask(case)
    assert found.retreats is not None
    told = {
        retreat.outcome: [(each.steps, each.past_unlimited) for each in retreat.parties]
        for retreat in found.retreats
    }
    assert told == {
        "200": [(2, True), (0, False)],
        "300": [(1, True), (1, False)],
        "400": [(0, True), (2, False)],
        "unlimited": [(0, False), (2, True)],
    }


def test_a_gap_is_counted_in_steps_and_in_the_unit() -> None:
    issues = {"rate": Outcomes.quantity("percent", Grid(-50, 25, 9, 2))}
    case = make_case(
        issues,
        says(issues, "A", "a", demands={"rate": "-0.50 -0.25"}),
        says(issues, "B", "b", demands={"rate": "0.25 0.50"}),
    )
    found = ask(case)
    assert found.gap is not None
    assert (found.gap.steps, found.gap.amount, found.gap.ends) == (2, "0.50", ("-0.25", "0.25"))


@pytest.mark.parametrize("others", ["unlimited", "100 unlimited"])
def test_a_gap_is_not_counted_across_unlimited(others: str) -> None:
    case = make_case(
        TROOPS,
        says(TROOPS, "A", "a", demands={"troops": "400"}),
        says(TROOPS, "B", "b", demands={"troops": others}),
    )
    assert ask(case).verdict is Verdict.BRIDGEABLE
    assert ask(case).gap is None


def test_a_gap_is_for_two_parties_on_an_order_and_none_on_options() -> None:
    seats = make_case(
        SEATS,
        says(SEATS, "A", "a", demands={"seat": "geneva"}),
        says(SEATS, "B", "b", demands={"seat": "oslo"}),
    )
    assert ask(seats).gap is None
    levels = make_case(
        LEVELS,
        says(LEVELS, "A", "a", demands={"border": "low"}),
        says(LEVELS, "B", "b", demands={"border": "high"}),
        says(LEVELS, "C", "c", refuses={"border": "top"}),
    )
    pair = ask(levels, "a", "b").gap
    assert pair is not None
    assert (pair.steps, pair.amount) == (2, None)
    assert ask(levels).gap is None
    assert ask(levels, "a", "c").gap is None


def test_demands_that_share_nothing_count_as_their_union_and_are_marked() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A-1", "a", demands={"border": "low"}),
        says(LEVELS, "A-2", "a", demands={"border": "high top"}),
        says(LEVELS, "B", "b", demands={"border": "mid high"}),
    )
    found = ask(case)
    assert found.positions[0].demands_conflict
    assert found.positions[0].demanded.names == ("low", "high", "top")
    assert (found.verdict, found.zone.names) == (Verdict.AGREED, ("high",))
    assert found.unmet == ()


def test_the_vaguest_demand_does_not_win() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A-1", "a", demands={"border": "low mid high"}),
        says(LEVELS, "A-2", "a", demands={"border": "low"}),
        says(LEVELS, "B", "b", demands={"border": "high"}),
    )
    found = ask(case)
    assert found.verdict is Verdict.BRIDGEABLE
    assert found.zone.names == ("low", "mid", "high", "top")


def test_own_red_lines_narrow_demands_and_withhold_offers() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A-1", "a", demands={"border": "mid high"}),
        says(LEVELS, "A-2", "a", accepts={"border": "low mid"}),
        says(LEVELS, "A-3", "a", refuses={"border": "low high"}),
        says(LEVELS, "B", "b", accepts={"border": "low mid high"}),
    )
    own = ask(case).positions[0]
    assert (own.demanded.names, own.accepted.names) == (("mid",), ("mid",))
    assert held_back(own.narrowed) == [("A-1", ("high",), ["A-3"])]
    assert held_back(own.withheld) == [("A-2", ("low",), ["A-3"])]
    assert ask(case).zone.names == ("mid",)


def held_back(found: tuple[Withheld, ...]) -> list[tuple[str, tuple[str, ...], list[str]]]:
    return [
        (
            own.claim.statement.id,
            own.region.names,
            [x.claims[0].statement.id for x in own.red_lines],
        )
        for own in found
    ]


def test_a_soft_offer_behind_an_own_red_line_is_withheld_too() -> None:
    issues = {**LEVELS, **SEATS}
    case = make_case(
        issues,
        says(issues, "A-1", "a", accepts={"border": "low mid"}, given={"seat": "oslo"}),
        says(issues, "A-2", "a", demands={"border": "low"}, vague=True),
        says(issues, "A-3", "a", refuses={"border": "low"}),
        says(issues, "B", "b", demands={"border": "low"}),
    )
    own = issue_gap(case, "border", ("a", "b")).positions[0]
    assert held_back(own.narrowed) == [("A-2", ("low",), ["A-3"])]
    assert held_back(own.withheld) == [("A-1", ("low",), ["A-3"])]
    assert own.on_condition == ()


@pytest.mark.parametrize(
    ("given", "unless", "lifts"),
    [
        ({"seat": "oslo"}, {"seat": "oslo"}, True),
        ({"seat": "oslo"}, {"seat": "oslo vienna"}, True),
        ({"seat": "oslo", "fee": "low"}, {"seat": "oslo"}, True),
        ({"seat": "oslo vienna"}, {"seat": "oslo"}, False),
        ({"seat": "oslo"}, {"seat": "oslo", "fee": "low"}, False),
        (None, {"seat": "oslo"}, False),
        ({"seat": "oslo"}, None, False),
    ],
)
def test_an_offer_whose_if_lifts_every_own_red_line_is_made_on_a_condition(
    given: dict[str, str] | None, unless: dict[str, str] | None, lifts: bool
) -> None:
    issues = {**LEVELS, **SEATS, "fee": Outcomes.options(["low", "high"])}
    case = make_case(
        issues,
        says(issues, "A-1", "a", accepts={"border": "low"}, given=given),
        says(issues, "A-2", "a", refuses={"border": "low mid"}, unless=unless),
        says(issues, "B", "b", demands={"border": "low"}),
    )
    own = issue_gap(case, "border", ("a", "b")).positions[0]
    assert held_back(own.on_condition) == ([("A-1", ("low",), ["A-2"])] if lifts else [])
    assert held_back(own.withheld) == ([] if lifts else [("A-1", ("low",), ["A-2"])])


def test_a_soft_red_line_stands_in_the_verdict_and_is_gone_at_best() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A", "a", refuses={"border": "low mid"}, disputed=True),
        says(LEVELS, "B", "b", refuses={"border": "high top"}),
    )
    found = ask(case)
    assert (found.verdict, found.at_best) == (Verdict.INSURMOUNTABLE, Verdict.BRIDGEABLE)
    assert found.at_best_zone.names == ("low", "mid")
    assert [[claim.statement.id for claim in some] for some in found.depends_on] == [["A"]]


def test_a_hard_repetition_makes_a_soft_red_line_hard() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A-1", "a", refuses={"border": "low mid"}, disputed=True),
        says(LEVELS, "A-2", "a", refuses={"border": "low mid"}),
        says(LEVELS, "B", "b", refuses={"border": "high top"}),
    )
    assert ask(case).at_best is Verdict.INSURMOUNTABLE
    assert ask(case).depends_on == ()


def test_a_conditional_offer_and_a_vague_demand_count_at_best_only() -> None:
    issues = {**LEVELS, **SEATS}
    case = make_case(
        issues,
        says(issues, "A", "a", accepts={"border": "high"}, given={"seat": "oslo"}),
        says(issues, "B", "b", demands={"border": "high top"}, vague=True),
    )
    found = issue_gap(case, "border", ("a", "b"))
    assert (found.verdict, found.at_best) == (Verdict.BRIDGEABLE, Verdict.OVERLAP)
    assert [[claim.statement.id for claim in some] for some in found.depends_on] == [["A", "B"]]
    assert stakes(found.offered_by) == [("a", True, ["A"]), ("b", True, ["B"])]


def test_unmet_demands_are_hard_before_they_are_soft() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A-1", "a", demands={"border": "low"}),
        says(LEVELS, "A-2", "a", demands={"border": "low mid"}, vague=True),
        says(LEVELS, "B-1", "b", refuses={"border": "low mid"}),
        says(LEVELS, "B-2", "b", demands={"border": "mid"}, disputed=True),
    )
    found = ask(case)
    assert found.zone.names == ("high", "top")
    assert stakes(found.unmet) == [("a", False, ["A-1"])]
    assert held_back(found.positions[1].narrowed) == [("B-2", ("mid",), ["B-1"])]
    assert [own.refused_by for own in found.unmet] == [("b",)]
    assert found.contested is Contested.HARD


def test_demands_are_judged_together_and_not_one_by_one() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A-1", "a", demands={"border": "low mid"}),
        says(LEVELS, "A-2", "a", demands={"border": "mid high"}),
        says(LEVELS, "B", "b", refuses={"border": "mid"}),
    )
    (unmet,) = ask(case).unmet
    assert (unmet.region.names, unmet.refused_by, unmet.together) == (("mid",), ("b",), False)


def test_who_refuses_an_unmet_demand_alone_is_named_before_those_who_do_together() -> None:
    said = (
        says(LEVELS, "A", "a", demands={"border": "high top"}),
        says(LEVELS, "B", "b", refuses={"border": "high"}),
        says(LEVELS, "C", "c", refuses={"border": "top"}),
    )
    (unmet,) = issue_gap(make_case(LEVELS, *said), "border", ("a", "b", "c")).unmet
    assert (unmet.refused_by, unmet.together) == (("b", "c"), True)
    alone = says(LEVELS, "D", "d", refuses={"border": "mid high top"})
    found = issue_gap(make_case(LEVELS, *said, alone), "border", ("a", "b", "c", "d"))
    assert (found.unmet[0].refused_by, found.unmet[0].together) == (("d",), False)


def test_an_issue_on_which_only_soft_demands_are_refused_is_softly_contested() -> None:
    demand = says(LEVELS, "A", "a", demands={"border": "low mid"}, vague=True)
    refusal = says(LEVELS, "B", "b", refuses={"border": "low mid"})
    found = ask(make_case(LEVELS, demand, refusal))
    assert (found.verdict, found.contested) == (Verdict.BRIDGEABLE, Contested.SOFT)
    own = says(LEVELS, "A-2", "a", refuses={"border": "low mid"}, disputed=True)
    found = ask(make_case(LEVELS, demand, own, says(LEVELS, "B", "b", accepts={"border": "top"})))
    assert (found.unmet[0].refused_by, found.contested) == ((), None)


def test_an_unmet_demand_of_an_overlap_makes_it_no_less_of_one() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A", "a", demands={"border": "low"}),
        says(LEVELS, "A-2", "a", accepts={"border": "top"}),
        says(LEVELS, "B", "b", demands={"border": "top"}, refuses={"border": "low"}),
    )
    found = ask(case)
    assert (found.verdict, found.contested) == (Verdict.OVERLAP, None)
    assert [(own.party, own.refused_by) for own in found.unmet] == [("a", ("b",))]


def test_an_issue_over_areas_counts_once_and_as_contested_where_an_area_is() -> None:
    issues = {"land.north": LEVELS["border"], "land.south": LEVELS["border"], **SEATS}
    case = make_case(
        issues,
        says(issues, "A", "a", demands={"land.north": "low", "land.south": "low"}),
        says(issues, "A-2", "a", demands={"seat": "oslo"}, vague=True),
        says(issues, "B", "b", refuses={"land.north": "low", "seat": "oslo"}),
        says(issues, "B-2", "b", demands={"land.south": "top"}),
    )
    over = {
        name: replace(issue, heading="land") if name != "seat" else issue
        for name, issue in case.issues.items()
    }
    report = gap(replace(case, issues=over), ["a", "b"])
    assert report.contested() == {"land": Contested.HARD, "seat": Contested.SOFT}
    blocked = says(issues, "B-3", "b", refuses={"land.south": "low mid high top"})
    said = {**case.statements, blocked.id: blocked}
    report = gap(replace(case, issues=over, statements=said), ["a", "b"])
    assert report.contested() == {"seat": Contested.SOFT}


def test_the_zone_that_a_soft_claim_opens_is_what_it_would_have_to_mean() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A-1", "a", demands={"border": "mid high"}, vague=True),
        says(LEVELS, "A-2", "a", refuses={"border": "high"}, disputed=True),
        says(LEVELS, "B", "b", demands={"border": "mid high"}),
    )
    found = ask(case)
    assert found.at_best_zone.names == ("mid", "high")
    assert [[claim.statement.id for claim in some] for some in found.depends_on] == [["A-1"]]
    assert found.depends_on_zone.names == ("mid",)


def test_a_zone_inside_one_offer_is_one_sided() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A", "a", accepts={"border": "low mid"}),
        says(LEVELS, "B", "b", refuses={"border": "high top"}),
    )
    found = ask(case)
    assert found.one_sided == ("a",)
    assert found.no_red_line == ("a",)
    assert stakes(found.offered_by) == [("a", False, ["A"])]


def test_a_lone_speaker_is_no_verdict_and_the_silent_are_named() -> None:
    case = make_case(
        LEVELS, says(LEVELS, "A", "a", demands={"border": "low"}), parties=("c", "a", "b")
    )
    found = ask(case, "c", "a", "b")
    assert found.verdict is found.at_best is Verdict.UNSTATED
    assert not found.zone
    assert found.silent == ("c", "b")


def test_a_soft_claim_breaks_the_silence() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A", "a", demands={"border": "low"}),
        says(LEVELS, "B", "b", accepts={"border": "low"}, vague=True),
    )
    assert ask(case).silent == ()
    assert (ask(case).verdict, ask(case).at_best) == (Verdict.BRIDGEABLE, Verdict.OVERLAP)


def dated(text: str, day: date, until: date | None = None) -> Case:
    return make_case(
        LEVELS,
        says(LEVELS, "A", "a", demands={"border": "low"}, said=Said(text, day), until=until),
        says(LEVELS, "B", "b", demands={"border": "low"}, said=Said("standing")),
        as_of=date(2025, 12, 31),
    )


@pytest.mark.parametrize(
    ("text", "day"), [("2024-02", date(2024, 2, 29)), ("2024", date(2024, 12, 31))]
)
def test_a_month_and_a_year_count_from_their_last_day(text: str, day: date) -> None:
    case = dated(text, day)
    assert ask(case, day=day).verdict is Verdict.AGREED
    assert ask(case, day=day.replace(day=day.day - 1)).verdict is Verdict.UNSTATED


def test_until_is_the_first_day_on_which_a_statement_counts_no_more() -> None:
    case = dated("2024-01-01", date(2024, 1, 1), until=date(2024, 6, 1))
    assert ask(case, day=date(2024, 5, 31)).verdict is Verdict.AGREED
    assert ask(case, day=date(2024, 6, 1)).silent == ("a",)


def test_a_report_is_of_the_cases_day_unless_another_is_asked_for() -> None:
    case = dated("2024-01-01", date(2024, 1, 1), until=date(2024, 6, 1))
    assert gap(case, ["a", "b"]).assumption.day == date(2025, 12, 31)
    assert gap(case, ["a", "b"]).issues[0].verdict is Verdict.UNSTATED
    asked = gap(case, ["b", "a"], Assumption(date(2024, 2, 1), Basis.LAW))
    assert asked.parties == ("b", "a")
    assert asked.assumption == Assumption(date(2024, 2, 1), Basis.LAW)
    assert asked.issues[0].verdict is Verdict.AGREED


def test_a_report_holds_the_issues_asked_for_in_the_order_of_the_case() -> None:
    issues = {**LEVELS, **SEATS, **TROOPS}
    case = make_case(issues, parties=("a", "b"))
    assert [item.issue.id for item in gap(case, ["a", "b"]).issues] == ["border", "seat", "troops"]
    assert [item.issue.id for item in gap(case, ["a", "b"], issues=["seat"]).issues] == ["seat"]


def at(line: int) -> Place:
    return Place("positions.yaml", line, 1, line, 9)


def test_a_demand_inside_ones_own_hard_red_lines_is_a_self_contradiction() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A-1", "a", demands={"border": "low"}, place=at(3)),
        says(LEVELS, "A-2", "a", refuses={"border": "low mid"}, place=at(7)),
        says(LEVELS, "B-1", "b", demands={"border": "low mid"}, place=at(11)),
        says(LEVELS, "B-2", "b", refuses={"border": "low"}, place=at(15)),
    )
    (problem,) = contradictions(case)
    assert problem.code == "self-contradiction"
    assert {problem.place, *problem.related} == {at(3), at(7)}


def test_a_soft_red_line_or_other_days_make_no_self_contradiction() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A-1", "a", demands={"border": "low"}, place=at(3)),
        says(LEVELS, "A-2", "a", refuses={"border": "low"}, vague=True, place=at(7)),
        says(
            LEVELS,
            "B-1",
            "b",
            demands={"border": "low"},
            said=Said("2024-01-01", date(2024, 1, 1)),
            until=date(2024, 6, 1),
            place=at(11),
        ),
        says(
            LEVELS,
            "B-2",
            "b",
            refuses={"border": "low"},
            said=Said("2024-06-01", date(2024, 6, 1)),
            place=at(15),
        ),
        as_of=date(2025, 1, 1),
    )
    assert contradictions(case) == ()


def test_demands_that_share_nothing_are_told_with_their_places() -> None:
    case = make_case(
        LEVELS,
        says(LEVELS, "A-1", "a", demands={"border": "low"}, place=at(3)),
        says(LEVELS, "A-2", "a", demands={"border": "high"}, place=at(7)),
    )
    (problem,) = contradictions(case)
    assert problem.code == "demands-conflict"
    assert {problem.place, *problem.related} == {at(3), at(7)}
