"""The laws of the method (docs/method.md): each test is named for the law it tests."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import and_
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drawing import drawn
from random_cases import (
    Question,
    apart,
    cases,
    make_case,
    outcome_lists,
    questions,
    regions,
    says,
    stated_questions,
)
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Claim, Statement, Verb
from redlines.engine.certify import certify
from redlines.engine.gaps import gap, issue_gap
from redlines.region import Outcomes
from redlines.verdicts import IssueGap, Verdict
from twin import told, twin

BEST_FIRST = list(Verdict)


def answer(question: Question) -> IssueGap:
    assumed = Assumption(question.day, question.binding)
    return issue_gap(question.case, question.issue, question.parties, assumed)


def lifting(question: Question, lifted: Claim) -> Question:
    """The same question without one claim."""
    return question.about(
        *(
            replace(
                statement,
                terms=tuple(
                    term
                    for claim, term in zip(statement.claims, statement.terms, strict=True)
                    if claim is not lifted
                ),
            )
            for statement in question.case.statements.values()
        )
    )


def speaking(found: IssueGap) -> list[str]:
    return [position.party for position in found.positions if not position.silent]


def rank(verdict: Verdict) -> int:
    assert verdict is not Verdict.UNSTATED
    return BEST_FIRST.index(verdict)


def spelled(found: IssueGap) -> dict[str, Any]:
    """Every field in names, with parties as sets: what the order of the parties leaves alone."""
    words: dict[str, Any] = vars(told(found)).copy()
    words["unmet"] = [(*who, frozenset(by), together) for *who, by, together in words["unmet"]]
    parties = ("silent", "no_red_line", "lines_below_binding", "one_sided")
    for field in (*parties, "unmet", "offered_by", "positions", "cuts"):
        words[field] = frozenset(words[field])
    if words["gap"]:
        words["gap"] = (*words["gap"][:2], frozenset(words["gap"][2]))
    if words["retreats"]:
        words["retreats"] = [(name, frozenset(ways)) for name, ways in words["retreats"]]
    return words


@settings(max_examples=drawn(150, full=250))
@given(st.one_of(questions(), stated_questions()))
def test_every_field_equals_that_of_the_slow_twin(question: Question) -> None:
    case, issue, parties = question.case, question.issue, question.parties
    found = answer(question)
    expected = twin(case, issue, parties, question.day, question.binding)
    assert told(found) == expected
    assert found.depends_on_total in (len(expected.depends_on), None)
    assert found.blocking_sets_total in (len(expected.blocking_sets), None)


@given(cases(), st.data())
def test_every_witness_is_certified(case: Case, data: st.DataObject) -> None:
    binding = data.draw(st.sampled_from([None, *Basis]))
    assert certify(gap(case, sorted(case.parties), Assumption(binding=binding)), case) == ()


@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_the_parties_never_matters(question: Question, random: Any) -> None:
    shuffled = random.sample(question.parties, len(question.parties))
    other = answer(replace(question, parties=tuple(shuffled)))
    assert spelled(other) == spelled(answer(question))
    assert tuple(position.party for position in other.positions) == tuple(shuffled)


def by_id(claims: tuple[Claim, ...]) -> list[tuple[str, str]]:
    """Claims of two cases side by side: each is like no other, so by what it belongs to."""
    return [(claim.statement.id, claim.verb) for claim in claims]


@given(questions())
def test_the_names_of_the_parties_never_matter(question: Question) -> None:
    name = {party: f"z{ord('z') - ord(party)}" for party in sorted(question.case.parties)}
    case = replace(
        question.case,
        parties={name[p.id]: replace(p, id=name[p.id]) for p in question.case.parties.values()},
        statements={
            s.id: replace(
                s,
                parties=tuple(name[p] for p in s.parties),
                replaced=tuple(replace(end, party=name[end.party]) for end in s.replaced),
            )
            for s in question.case.statements.values()
        },
    )
    renamed = replace(question, case=case, parties=tuple(name[p] for p in question.parties))
    found, other = answer(question), answer(renamed)
    assert (other.verdict, other.zone, other.at_best, other.at_best_zone) == (
        found.verdict,
        found.zone,
        found.at_best,
        found.at_best_zone,
    )
    for field in ("silent", "no_red_line", "lines_below_binding", "one_sided"):
        assert getattr(other, field) == tuple(name[p] for p in getattr(found, field))
    for field in ("unmet", "offered_by"):
        stakes = [(name[s.party], s.soft, by_id(s.claims)) for s in getattr(found, field)]
        assert [(s.party, s.soft, by_id(s.claims)) for s in getattr(other, field)] == stakes
    assert [own.refused_by for own in other.unmet] == [
        tuple(name[p] for p in own.refused_by) for own in found.unmet
    ]
    assert ([*map(by_id, other.depends_on)], other.gap, other.holds_at) == (
        [*map(by_id, found.depends_on)],
        found.gap,
        found.holds_at,
    )
    assert [[(line.region, by_id(line.claims)) for line in b] for b in other.blocking_sets] == [
        [(line.region, by_id(line.claims)) for line in b] for b in found.blocking_sets
    ]


@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_the_statements_never_matters(question: Question, random: Any) -> None:
    said = list(question.case.statements.values())
    other = answer(question.about(*random.sample(said, len(said))))

    def unordered(found: IssueGap) -> dict[str, Any]:
        words = spelled(found)
        words["blocking_sets"] = frozenset(
            frozenset((party, names, frozenset(claims)) for party, names, claims in lines)
            for lines in words["blocking_sets"]
        )
        words["cuts"] = frozenset(
            (party, *(frozenset((c, cut) for c, cut, _ in own) for own in cuts))
            for party, *cuts in words["cuts"]
        )
        words["retreats"] = words["retreats"] and [
            (
                name,
                frozenset(
                    (p, steps, past, frozenset((a, b, frozenset(c)) for a, b, c in lines))
                    for p, steps, past, lines in ways
                ),
            )
            for name, ways in words["retreats"]
        ]
        return words

    assert unordered(other) == unordered(answer(question))


@given(stated_questions())
def test_cloning_a_party_changes_no_verdict_zone_or_retreat(question: Question) -> None:
    found = answer(question)
    original = speaking(found)[0]
    copies = [
        replace(
            statement,
            id=f"{statement.id}-clone",
            parties=("clone",),
            replaced=tuple(
                replace(end, party="clone") for end in statement.replaced if end.party == original
            ),
        )
        for statement in question.case.statements.values()
        if original in statement.parties
    ]
    cloned = replace(question.adding(*copies), parties=(*question.parties, "clone"))
    other = answer(cloned)
    assert (other.verdict, other.zone) == (found.verdict, found.zone)
    assert (other.at_best, other.at_best_zone) == (found.at_best, found.at_best_zone)
    for one, two in zip(told(found).retreats or (), told(other).retreats or (), strict=True):
        assert (one[0], one[1]) == (two[0], two[1][:-1])


@given(stated_questions())
def test_adding_a_party_never_improves_a_verdict(question: Question) -> None:
    assume(len(question.parties) > 2)
    fewer = answer(replace(question, parties=question.parties[:-1]))
    assert rank(answer(question).verdict) >= rank(fewer.verdict)


@given(stated_questions(), st.data())
def test_adding_a_red_line_never_improves_a_verdict(
    question: Question, data: st.DataObject
) -> None:
    before = answer(question)
    refused = data.draw(regions(question.outcomes))
    party = data.draw(st.sampled_from(question.parties))
    line = Statement("S-new", (party,), terms=((Verb.REFUSES, question.issue, refused),))
    after = answer(question.adding(replace(line, basis=Basis.CONSTITUTION)))
    assert rank(after.verdict) >= rank(before.verdict)
    assert rank(after.at_best) >= rank(before.at_best)


@given(questions())
def test_adding_a_silent_party_changes_no_verdict(question: Question) -> None:
    found = answer(question)
    other = answer(replace(question, parties=(*question.parties, "mute")))
    assert other.silent == (*found.silent, "mute")
    without = {"silent", "positions", "cuts"}
    for field in vars(told(found)).keys() - without:
        assert getattr(told(other), field) == getattr(told(found), field)


@given(stated_questions(), st.data())
def test_lifting_a_red_line_never_worsens_a_verdict(
    question: Question, data: st.DataObject
) -> None:
    question = replace(question, case=apart(question.case))
    before = answer(question)
    lines = [
        claim
        for position in before.positions
        for claim in position.claims
        if claim.verb is Verb.REFUSES and len(position.claims) > 1
    ]
    assume(lines)
    after = answer(lifting(question, data.draw(st.sampled_from(lines))))
    assert rank(after.verdict) <= rank(before.verdict)
    assert rank(after.at_best) <= rank(before.at_best)


@given(stated_questions(), st.data())
def test_accepting_more_never_worsens_a_verdict(question: Question, data: st.DataObject) -> None:
    before = answer(question)
    party = data.draw(st.sampled_from(speaking(before)))
    region = data.draw(regions(question.outcomes))
    offer = Statement("S-new", (party,), terms=((Verb.ACCEPTS, question.issue, region),))
    assert rank(answer(question.adding(offer)).verdict) <= rank(before.verdict)


@given(stated_questions(), st.data())
def test_demanding_less_never_worsens_a_verdict(question: Question, data: st.DataObject) -> None:
    question = replace(question, case=apart(question.case))
    before = answer(question)
    demands = [
        claim
        for position in before.positions
        if not position.demands_conflict
        for claim in position.claims
        if claim.verb is Verb.DEMANDS and not claim.soft
    ]
    assume(demands)
    chosen = data.draw(st.sampled_from(demands))
    wider = chosen.region | data.draw(regions(question.outcomes))
    said = [
        replace(
            statement,
            terms=tuple(
                (verb, issue, wider if claim is chosen else region)
                for claim, (verb, issue, region) in zip(
                    statement.claims, statement.terms, strict=True
                )
            ),
        )
        for statement in question.case.statements.values()
    ]
    assert rank(answer(question.about(*said)).verdict) <= rank(before.verdict)


@given(stated_questions())
def test_a_firmer_binding_never_worsens_a_verdict_and_keeps_who_speaks(question: Question) -> None:
    found = [answer(replace(question, binding=basis)) for basis in (*Basis, None)]
    assert len({item.silent for item in found}) == 1
    ranks = [rank(item.verdict) for item in found]
    assert ranks == sorted(ranks)


@given(questions())
def test_at_best_is_never_below_the_verdict(question: Question) -> None:
    found = answer(question)
    assert BEST_FIRST.index(found.at_best) <= BEST_FIRST.index(found.verdict)
    assert bool(found.depends_on) == (found.at_best is not found.verdict)


@given(stated_questions(), st.data())
def test_without_a_demands_conflict_a_further_demand_never_improves_a_verdict(
    question: Question, data: st.DataObject
) -> None:
    before = answer(question)
    demands = {
        position.party: [
            claim.region
            for claim in position.claims
            if claim.verb is Verb.DEMANDS and not claim.soft
        ]
        for position in before.positions
        if not position.demands_conflict
    }
    asking = sorted(party for party, asked in demands.items() if asked)
    assume(asking)
    party = data.draw(st.sampled_from(asking))
    met = reduce(and_, demands[party])
    kept = data.draw(st.sampled_from(met.names))
    region = data.draw(regions(question.outcomes)) | question.outcomes.region([kept])
    demand = Statement("S-new", (party,), terms=((Verb.DEMANDS, question.issue, region),))
    assert rank(answer(question.adding(demand)).verdict) >= rank(before.verdict)


@st.composite
def end_refusals(draw: st.DrawFn) -> Question:
    """Red lines only, each reaching an end of an ordered issue without covering it."""
    outcomes = draw(outcome_lists(ordered=True))
    last = len(outcomes.names) - 1
    lines = draw(
        st.lists(
            st.tuples(st.sampled_from("abcd"), st.booleans(), st.integers(1, last)),
            min_size=2,
            max_size=8,
        )
    )
    said = [
        Statement(
            f"S-{i}",
            (party,),
            terms=(
                (
                    Verb.REFUSES,
                    "issue",
                    outcomes.span(place, last) if upward else outcomes.span(0, place - 1),
                ),
            ),
        )
        for i, (party, upward, place) in enumerate(lines)
    ]
    case = make_case({"issue": outcomes}, *said, parties="abcd")
    return Question(case, "issue", tuple("abcd"), None, None)


@given(end_refusals())
def test_red_lines_that_reach_an_end_block_in_pairs(question: Question) -> None:
    found = answer(question)
    assert all(len(lines) <= 2 for lines in found.blocking_sets)
    pairs = [
        answer(replace(question, parties=(a, b))).verdict
        for a in speaking(found)
        for b in speaking(found)
        if a < b
    ]
    if found.verdict is Verdict.INSURMOUNTABLE:
        assert Verdict.INSURMOUNTABLE in pairs


@pytest.mark.parametrize(
    "outcomes",
    [Outcomes.scale(["low", "mid", "high"]), Outcomes.options(["low", "mid", "high"])],
    ids=["an inner interval", "options"],
)
def test_inner_intervals_and_options_can_block_in_threes(outcomes: Outcomes) -> None:
    issues = {"issue": outcomes}
    case = make_case(
        issues,
        says(issues, "A", "a", refuses={"issue": "low"}),
        says(issues, "B", "b", refuses={"issue": "mid"}),
        says(issues, "C", "c", refuses={"issue": "high"}),
    )
    found = issue_gap(case, "issue", ("a", "b", "c"))
    assert [len(lines) for lines in found.blocking_sets] == [3]


@given(questions())
def test_each_blocking_set_leaves_no_outcome_and_each_proper_part_leaves_one(
    question: Question,
) -> None:
    found = answer(question)
    assert bool(found.blocking_sets) == (found.verdict is Verdict.INSURMOUNTABLE)
    everything = set(question.outcomes.names)
    for lines in found.blocking_sets:
        assert set().union(*(line.region.names for line in lines)) == everything
        for line in lines:
            others = [other.region.names for other in lines if other is not line]
            assert set().union(*others) != everything


@given(stated_questions(), st.data())
def test_repeating_a_red_line_adds_no_blocking_set(question: Question, data: st.DataObject) -> None:
    found = answer(question)
    lines = [line for position in found.positions for line in position.red_lines]
    assume(lines)
    claim = data.draw(st.sampled_from(lines)).claims[0]
    again = replace(
        claim.statement, id="S-twice", terms=((Verb.REFUSES, question.issue, claim.region),)
    )
    other = answer(question.adding(again))
    assert (other.verdict, other.zone, other.holds_at) == (
        found.verdict,
        found.zone,
        found.holds_at,
    )
    assert other.blocking_sets_total == found.blocking_sets_total
    assert [tuple(line.region for line in lines) for lines in other.blocking_sets] == [
        tuple(line.region for line in lines) for lines in found.blocking_sets
    ]


@given(cases())
def test_the_same_question_has_the_same_answer(case: Case) -> None:
    parties = sorted(case.parties)
    assert repr(gap(case, parties)) == repr(gap(case, parties))


@given(questions())
def test_parties_stand_in_the_order_asked(question: Question) -> None:
    found = answer(question)
    asked = list(question.parties)
    assert [position.party for position in found.positions] == asked
    for entries in (found.unmet, found.offered_by):
        parties = [entry.party for entry in entries]
        assert parties == sorted(parties, key=asked.index)
    named = (found.silent, found.no_red_line, found.lines_below_binding, found.one_sided)
    for names in (*named, *(own.refused_by for own in found.unmet)):
        assert list(names) == sorted(names, key=asked.index)
