"""All pairs at once: the same numbers as pair by pair, and as plain sets."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pairs_twin
from drawing import drawn
from random_cases import (
    BASES,
    Grid,
    make_case,
    one_of,
    orders,
    outcome_lists,
    regions,
    says,
    statements,
)
from redlines.api.cases import bundled_case
from redlines.assumption import NOTHING, Assumption, Held
from redlines.case import Case, Heading, Verb
from redlines.engine.gaps import gap
from redlines.engine.pairs import matrix, ranges, said_on
from redlines.engine.positions import counting, heard, position
from redlines.pairs import Matrix, Pair
from redlines.region import Kind, Outcomes
from redlines.verdicts import LISTED, GapReport, Verdict

PARTIES = tuple("abcde")
LISTS = {
    "scale": outcome_lists(True).filter(lambda own: own.kind is Kind.SCALE),
    "quantity": outcome_lists(True).filter(lambda own: own.kind is Kind.QUANTITY),
    "options": outcome_lists(False),
    "areas": outcome_lists(),
}


@st.composite
def cases(draw: st.DrawFn, kind: str) -> Case:
    """A case on issues of one kind, of which `areas` are all over areas, some under one heading."""
    dated = draw(st.booleans())
    issues: dict[str, Outcomes] = {}
    for at in range(draw(st.integers(2, 4))):
        whole = draw(LISTS[kind])
        # Regions to be claimed are drawn of two outcomes or more, and a grid has no gaps.
        cut = draw(regions(whole)) if kind == "areas" and not whole.grid else whole.everything
        issues[f"issue_{at}"] = (len(cut.names) > 1 and whole.keep(cut)) or whole
    said = [
        draw(statements(issues, f"S-{at}", PARTIES, dated))
        for at in range(draw(st.integers(4, 14)))
    ]
    days = [own.said.day for own in said if own.said.day]
    case = make_case(issues, *said, parties=PARTIES, as_of=max(days, default=None))
    if kind != "areas":
        return case
    under = {issue: draw(one_of(("one", "two"))) for issue in issues}
    used = dict.fromkeys(under.values())
    return replace(
        case,
        headings={
            own: Heading(own, own, issues=tuple(i for i in issues if under[i] == own))
            for own in used
        },
        issues={
            id_: replace(issue, heading=under[id_], area=id_) for id_, issue in case.issues.items()
        },
    )


@st.composite
def assumed(draw: st.DrawFn, case: Case) -> Assumption:
    """Any day and basis, and what is lifted or set."""
    issue = draw(one_of(tuple(case.issues)))
    held = Held(draw(one_of(PARTIES)), issue, draw(regions(case.issues[issue].outcomes)))
    id_ = draw(one_of(tuple(case.statements)))
    lifted = draw(one_of(((), (id_,), (held,), (id_, held))))
    days = (None, *(own.said.day for own in case.statements.values() if own.said.day))
    return Assumption(
        draw(one_of(days)), draw(BASES), lifted, (held,) if draw(st.booleans()) else ()
    )


def numbers(own: Pair) -> dict[str, int]:
    return {verdict.value: getattr(own, verdict.value) for verdict in Verdict}


def softly(report: GapReport) -> int:
    """How many headings are insurmountable by areas that are all so only by soft red lines."""
    found = 0
    for items in report.by_heading().values():
        stuck = [own for own in items if own.verdict is Verdict.INSURMOUNTABLE]
        found += bool(stuck) and all(own.at_best is not own.verdict for own in stuck)
    return found


def same_as_gap(case: Case, report: Matrix, parties: tuple[str, ...], given: Assumption) -> None:
    assert [own.parties for own in report.pairs] == list(combinations(parties, 2))
    for own in report.pairs:
        alone = gap(case, own.parties, given)
        assert numbers(own) == {word.value: n for word, n in alone.totals().items()}, own
        assert own.softly_insurmountable == softly(alone), own
        assert own.contested == len(alone.contested()), own
        assert own.spoken == len(alone.by_heading()) - own.unstated
    whole = gap(case, parties, given)
    for own, item in zip(report.issues, whole.issues, strict=True):
        assert own.insurmountable is (item.verdict is Verdict.INSURMOUNTABLE)
        assert own.softly is (own.insurmountable and item.at_best is not item.verdict)
        assert own.spoken == tuple(p.party for p in item.positions if not p.silent)
    assert (report.later, report.what_if) == (whole.later, whole.what_if)


@pytest.mark.parametrize("kind", LISTS)
@settings(max_examples=drawn(10, full=200))
@given(st.data())
def test_the_numbers_and_sets_are_those_of_plain_sets(kind: str, data: st.DataObject) -> None:
    case, binding = data.draw(cases(kind)), data.draw(BASES)
    report = matrix(case, PARTIES, Assumption(binding=binding))
    issues = tuple(case.issues)
    for own in report.pairs:
        told = pairs_twin.pair(case, own.parties, issues, case.as_of, binding)
        assert numbers(own) == told.counts
        assert (own.softly_insurmountable, own.contested) == (
            told.softly_insurmountable,
            told.contested,
        )
    for item in report.issues:
        shared = pairs_twin.shared(case, PARTIES, item.issue.id, case.as_of, binding)
        found = {frozenset(own.parties): frozenset(own.zone.names) for own in item.coalitions}
        assert (frozenset(item.spoken), found) == (shared.spoken, shared.coalitions)
        assert {frozenset(own) for own in item.vetoes} == shared.vetoes
        assert len(item.vetoes) == item.coalitions_total == len(shared.vetoes)
        assert item.softly is shared.softly


@pytest.mark.parametrize("kind", LISTS)
@settings(max_examples=drawn(10, full=200))
@given(st.data())
def test_the_numbers_are_those_of_a_gap_between_the_two(kind: str, data: st.DataObject) -> None:
    case = data.draw(cases(kind))
    given_ = data.draw(assumed(case))
    same_as_gap(case, matrix(case, PARTIES, given_), PARTIES, given_)


@pytest.mark.parametrize("day", ["2022-04-15", "2025-06-15", "2025-12-09", "2026-04-13"])
def test_the_numbers_of_the_bundled_case_are_those_of_its_gaps(day: str) -> None:
    case = bundled_case()
    parties = tuple(case.parties)
    same_as_gap(case, matrix(case, parties, Assumption(day)), parties, Assumption(day))


@pytest.mark.parametrize("kind", LISTS)
@given(st.data())
def test_the_ranges_of_one_pass_are_those_of_a_position(kind: str, data: st.DataObject) -> None:
    case = data.draw(cases(kind))
    given_ = data.draw(assumed(case))
    held = said_on(case, PARTIES, case.issues.values(), given_)
    for issue, item in case.issues.items():
        outcomes = item.outcomes
        for party, told in zip(PARTIES, held[issue], strict=True):
            claims = heard(case, issue, party, given_)
            counted = counting(claims, party, issue, given_)
            assert bool(told) is bool(claims or counted)
            whole = position(party, claims, counted, outcomes)
            softly = outcomes.nothing
            for claim in counted:
                softly |= claim.region if claim.soft and claim.verb is Verb.DEMANDS else softly
            assert ranges(told, outcomes.all_bits) == (
                whole.demanded.bits,
                whole.accepted.bits,
                whole.possible.bits,
                (~whole.firmly_refused).bits,
                (softly - whole.firmly_refused).bits,
            )


@pytest.mark.parametrize("kind", LISTS)
@given(st.data())
def test_the_order_and_the_names_of_parties_mean_nothing(kind: str, data: st.DataObject) -> None:
    case, order = data.draw(cases(kind)), data.draw(orders(PARTIES))
    names = dict(zip(PARTIES, data.draw(orders(tuple("vwxyz"))), strict=True))
    other = replace(
        case,
        parties={names[own]: replace(party, id=names[own]) for own, party in case.parties.items()},
        statements={
            id_: replace(
                said,
                parties=tuple(names[own] for own in said.parties),
                replaced=tuple(replace(end, party=names[end.party]) for end in said.replaced),
            )
            for id_, said in case.statements.items()
        },
    )
    assert in_no_order(matrix(case, PARTIES), names) == in_no_order(
        matrix(other, [names[own] for own in order]), {own: own for own in names.values()}
    )


def in_no_order(report: Matrix, names: dict[str, str]) -> object:
    return (
        {
            frozenset(names[p] for p in own.parties): (
                *numbers(own).values(),
                own.softly_insurmountable,
                own.contested,
            )
            for own in report.pairs
        },
        [
            (
                item.issue.id,
                {frozenset(names[p] for p in own.parties): own.zone for own in item.coalitions},
                {frozenset(names[p] for p in own) for own in item.vetoes},
                item.coalitions_total,
                item.softly,
            )
            for item in report.issues
        ],
    )


@given(st.data())
def test_a_party_that_says_nothing_changes_nothing_for_the_others(data: st.DataObject) -> None:
    case = data.draw(cases("areas"))
    more = replace(case, parties={**case.parties, "z": replace(case.parties["a"], id="z")})
    one, other = matrix(case, PARTIES), matrix(more, (*PARTIES, "z"))
    assert other.issues == one.issues
    assert [own for own in other.pairs if "z" not in own.parties] == list(one.pairs)
    assert all(own.unstated == len(case.headings) for own in other.pairs if "z" in own.parties)


def test_pairs_and_sets_stand_in_the_order_of_the_parties() -> None:
    trees = {"trees": Outcomes.options(["oak", "ash", "elm"])}
    case = make_case(
        trees,
        says(trees, "1", "a", refuses={"trees": "oak ash"}),
        says(trees, "2", "b", refuses={"trees": "ash elm"}),
        says(trees, "3", "c", refuses={"trees": "elm"}),
        says(trees, "4", "d", accepts={"trees": "ash"}),
    )
    report = matrix(case, ("d", "c", "b", "a"))
    assert [own.parties for own in report.pairs] == list(combinations("dcba", 2))
    (item,) = report.issues
    assert [(own.parties, own.zone.names) for own in item.coalitions] == [
        (("d", "c", "b"), ("oak",)),
        (("d", "a"), ("elm",)),
    ]
    assert item.vetoes == (("a",), ("c", "b"))
    assert item.insurmountable
    assert not item.softly


def test_contested_is_what_is_bridgeable_over_all_areas_and_nothing_else() -> None:
    water = Outcomes.scale(["none", "some", "all"])
    issues = {"north": water, "south": water, "trees": Outcomes.options(["oak", "ash"])}
    case = make_case(
        issues,
        says(issues, "1", "a", refuses={"north": "none some"}, demands={"south": "all"}),
        says(issues, "2", "b", refuses={"north": "all", "south": "all"}),
        says(issues, "3", "a", demands={"trees": "oak"}, accepts={"trees": "ash"}),
        says(issues, "4", "b", refuses={"trees": "oak"}, accepts={"trees": "ash"}),
    )
    apart = matrix(case, "ab").pairs[0]
    assert numbers(apart) == {
        **dict.fromkeys(Verdict, 0),
        "insurmountable": 1,
        "bridgeable": 1,
        "overlap": 1,
    }
    assert apart.contested == 1
    areas = replace(
        case,
        headings={
            "water": Heading("water", "Water", issues=("north", "south")),
            "trees": case.headings["trees"],
        },
        issues={
            id_: replace(own, heading="trees" if id_ == "trees" else "water")
            for id_, own in case.issues.items()
        },
    )
    together = matrix(areas, "ab").pairs[0]
    assert (together.insurmountable, together.overlap, together.contested) == (1, 1, 0)
    for own in (case, areas):
        same_as_gap(own, matrix(own, "ab"), ("a", "b"), NOTHING)


def test_a_coalition_has_somebody_in_it() -> None:
    trees = {"trees": Outcomes.options(["oak", "ash"])}
    case = make_case(
        trees,
        says(trees, "1", "a", refuses={"trees": "oak ash"}),
        says(trees, "2", "b", refuses={"trees": "oak ash"}),
        parties="c",
    )
    (item,) = matrix(case, ("a", "b", "c")).issues
    assert (item.spoken, item.coalitions, item.vetoes) == (("a", "b"), (), ())
    assert item.insurmountable
    (alone,) = matrix(case, ("a", "c")).issues
    assert not alone.insurmountable
    lone = matrix(make_case(trees, parties="ab"), ("a", "b")).issues[0]
    assert (lone.spoken, lone.coalitions, lone.insurmountable) == ((), (), False)


def test_where_all_share_an_outcome_nobody_is_in_the_way() -> None:
    trees = {"trees": Outcomes.options(["oak", "ash"])}
    case = make_case(
        trees,
        says(trees, "1", "a", refuses={"trees": "oak"}),
        says(trees, "2", "b", accepts={"trees": "ash"}),
    )
    (item,) = matrix(case, ("a", "b")).issues
    assert [own.parties for own in item.coalitions] == [("a", "b")]
    assert item.vetoes == ((),)
    assert not item.insurmountable


def test_of_very_many_sets_as_many_as_are_listed_are_told_with_their_number() -> None:
    count = LISTED + 20
    names = [f"o{at}" for at in range(count)]
    seats = {"seats": Outcomes.options(names)}
    said = [
        says(seats, f"S-{at}", f"p{at}", refuses={"seats": [name for name in names if name != own]})
        for at, own in enumerate(names)
    ]
    case = make_case(seats, *said)
    (item,) = matrix(case, tuple(case.parties)).issues
    assert (len(item.coalitions), item.coalitions_total) == (LISTED, count)
    assert item.coalitions[0].parties == ("p0",)


def test_fine_grids_and_many_areas_find_the_same() -> None:
    grid = Outcomes.quantity("km", Grid(0, 1, 20_000, 0), unlimited=True)
    issues = {f"road.{at}": grid for at in range(3)} | {"toll": Outcomes.scale(["none", "some"])}
    said = [says({}, f"S-{party}", party) for party in "abc"]
    terms = {
        "a": [
            (Verb.REFUSES, "road.1", grid.span(0, 9_999)),
            (Verb.DEMANDS, "toll", issues["toll"].span(0, 0)),
        ],
        "b": [
            (Verb.REFUSES, "road.1", grid.span(10_000, 20_000)),
            (Verb.ACCEPTS, "road.0", grid.span(5, 6)),
        ],
        "c": [
            (Verb.DEMANDS, "road.1", grid.span(9_999, 10_000)),
            (Verb.DEMANDS, "toll", issues["toll"].span(1, 1)),
        ],
    }
    said = [replace(own, terms=tuple(terms[own.parties[0]])) for own in said]
    case = make_case(issues, *said)
    case = replace(
        case,
        headings={
            "road": Heading("road", "Road", issues=tuple(list(issues)[:3])),
            "toll": case.headings["toll"],
        },
        issues={
            id_: replace(own, heading=id_.partition(".")[0]) for id_, own in case.issues.items()
        },
    )
    same_as_gap(case, matrix(case, tuple("abc")), tuple("abc"), NOTHING)
    assert matrix(case, "ab").pairs[0].insurmountable == 1


def test_one_party_is_no_pair() -> None:
    trees = {"trees": Outcomes.options(["oak", "ash"])}
    case = make_case(trees, says(trees, "1", "a", refuses={"trees": "oak"}))
    with pytest.raises(ValueError, match="two different"):
        matrix(case, ("a", "a"))
    with pytest.raises(KeyError):
        matrix(case, ("a", "nobody"))
    assert matrix(make_case(trees, parties="ab"), "ab", issues=()).pairs[0].spoken == 0
