"""What is lifted is heard and does not count; what is set is all that a party asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.drafting import ISSUES, draft, point
from random_cases import Question, apart, make_case, questions, region, says
from redlines.assumption import ASSUMED, NOTHING, Assumption, Held
from redlines.case import Basis, Case, Said, Statement, Verb
from redlines.engine.certify import certify
from redlines.engine.gaps import gap, issue_gap, verdict
from redlines.engine.plans import check
from redlines.engine.positions import positions
from redlines.findings import GradeWord
from redlines.region import Region
from redlines.verdicts import IssueGap, Verdict

BORDER = ISSUES["border"]
CASE = make_case(
    ISSUES,
    says(ISSUES, "A-1", "a", refuses={"border": "open free"}, demands={"border": "closed"}),
    says(ISSUES, "A-2", "a", refuses={"border": "open"}, basis=Basis.LAW),
    says(ISSUES, "B-1", "b", refuses={"border": "closed permits"}),
    says(ISSUES, "B-2", "b", accepts={"border": "free"}),
)


def ask(assumption: Assumption = NOTHING, case: Case = CASE) -> IssueGap:
    return issue_gap(case, "border", ("a", "b"), assumption)


def held(party: str, names: str) -> Held:
    return Held(party, "border", region(BORDER, names))


def test_without_an_assumption_nothing_is_left():
    assert ask().verdict is Verdict.INSURMOUNTABLE


def test_a_lifted_statement_counts_with_none_of_its_claims():
    found = ask(Assumption(lifted=("A-1",)))
    assert (found.verdict, found.zone.names) == (Verdict.BRIDGEABLE, ("free",))
    assert not found.positions[0].demanded
    assert [claim.statement.id for claim in found.positions[0].claims] == ["A-1", "A-1", "A-2"]


def test_a_party_is_heard_when_all_that_it_said_is_lifted():
    found = ask(Assumption(lifted=("B-1", "B-2")))
    assert found.silent == ()
    assert found.verdict is Verdict.BRIDGEABLE
    assert not found.positions[1].refused


@pytest.mark.parametrize("lifted", ["open", "free", "open free"])
def test_outcomes_are_lifted_whatever_line_they_are_part_of(lifted: str):
    found = ask(Assumption(lifted=(held("a", lifted),)))
    assert found.verdict in (Verdict.BRIDGEABLE, Verdict.OVERLAP)
    assert found.positions[1].possible.names == ("open", "free")
    assert " ".join(found.positions[0].possible.names) == f"closed permits {lifted}"
    other = Assumption(lifted=(held("a", "closed"),))
    assert ask(other).verdict is Verdict.INSURMOUNTABLE


def test_lifting_one_statement_leaves_what_others_refuse():
    assert "open" in ask(Assumption(lifted=("A-1",))).positions[0].refused


def test_what_is_set_is_all_that_is_demanded_and_is_not_refused():
    found = ask(Assumption(set=(held("a", "free"),)))
    a = found.positions[0]
    assert a.demanded.names == ("free",)
    assert a.refused.names == ("open",)
    assert found.verdict is Verdict.OVERLAP
    assert [claim.statement.id for claim in a.counted if claim.verb is Verb.DEMANDS] == [ASSUMED]


def test_what_is_accepted_stays():
    found = ask(Assumption(set=(held("b", "permits"),)))
    assert found.positions[1].accepted.names == ("permits", "free")


def test_a_silent_party_is_heard_by_what_is_set():
    quiet = make_case(ISSUES, says(ISSUES, "A-1", "a", demands={"border": "free"}), parties="ab")
    assert ask(case=quiet).verdict is Verdict.UNSTATED
    found = ask(Assumption(set=(held("b", "free"),)), quiet)
    assert (found.verdict, found.silent) == (Verdict.AGREED, ())


def test_a_softer_basis_lets_refusals_go_and_nothing_else():
    found = ask(Assumption(binding=Basis.LAW))
    assert found.positions[0].refused.names == ("open",)
    assert found.positions[0].demanded.names == ("closed",)


def test_a_plan_is_judged_under_the_same_assumption():
    plan = draft(point("1", {"border": "open"}))

    def word(assumption: Assumption) -> GradeWord:
        [grade] = check(CASE, plan, assumption, parties=["a"], issues=["border"]).grades
        return grade.word

    assert word(NOTHING) is GradeWord.CROSSES
    assert word(Assumption(lifted=("A-1", "A-2"))) is GradeWord.UNCLAIMED
    assert word(Assumption(set=(held("a", "open"),))) is GradeWord.MEETS


def test_the_verdict_can_be_had_alone():
    every = positions(CASE, "border", ("a", "b"), NOTHING)
    assert verdict(every, BORDER) == (ask().verdict, ask().zone)


def test_the_day_is_the_one_assumed_or_the_default():
    assert Assumption().on(date(2025, 1, 1)).day == date(2025, 1, 1)
    assert Assumption(date(2024, 1, 1)).on(date(2025, 1, 1)).day == date(2024, 1, 1)


# The same by changing the case instead


def altered(case: Case, change: Any) -> Case:
    """The case with the terms of every statement changed; an empty region is heard and no more."""
    said = {
        id_: replace(own, terms=tuple(change(own, *term) for term in own.terms))
        for id_, own in case.statements.items()
    }
    return replace(case, statements=said)


def sameness(found: IssueGap, other: IssueGap) -> None:
    for key in (
        "verdict",
        "zone",
        "at_best",
        "at_best_zone",
        "silent",
        "holds_at",
        "retreats_total",
    ):
        assert getattr(found, key) == getattr(other, key), key
    sets = [(p.demanded, p.accepted, p.refused, p.firmly_refused) for p in found.positions]
    assert sets == [(p.demanded, p.accepted, p.refused, p.firmly_refused) for p in other.positions]


@st.composite
def held_in(draw: st.DrawFn, question: Question) -> Held:
    outcomes = question.case.issues[question.issue].outcomes
    bits = draw(st.integers(1, outcomes.all_bits))
    return Held(draw(st.sampled_from(question.parties)), question.issue, Region(outcomes, bits))


@given(questions(), st.data())
def test_lifting_is_like_a_statement_that_says_nothing(question: Question, data: Any) -> None:
    case = question.case
    ids = data.draw(st.sets(st.sampled_from(sorted(case.statements)))) if case.statements else ()
    lifted = data.draw(held_in(question))

    def change(own: Statement, verb: Verb, issue: str, said: Region) -> tuple[Verb, str, Region]:
        if own.id.partition("~")[0] in ids:
            return Verb.ACCEPTS, issue, said.outcomes.nothing
        mine = (own.parties[0], issue) == (lifted.party, lifted.issue)
        if verb is Verb.REFUSES and mine:
            return verb, issue, said - lifted.region
        return verb, issue, said

    assumed = Assumption(question.day, question.binding, (*sorted(ids), lifted))
    found = issue_gap(case, question.issue, question.parties, assumed)
    plain = Assumption(question.day, question.binding)
    sameness(
        found, issue_gap(altered(apart(case), change), question.issue, question.parties, plain)
    )


@given(questions(), st.data())
def test_setting_is_like_one_demand_in_the_place_of_all(question: Question, data: Any) -> None:
    wanted = data.draw(held_in(question))

    def change(own: Statement, verb: Verb, issue: str, said: Region) -> tuple[Verb, str, Region]:
        if (own.parties[0], issue) != (wanted.party, wanted.issue) or verb is Verb.ACCEPTS:
            return verb, issue, said
        if verb is Verb.DEMANDS:
            return Verb.ACCEPTS, issue, said.outcomes.nothing
        return verb, issue, said - wanted.region

    demand = Statement(
        "S", (wanted.party,), Said(), terms=((Verb.DEMANDS, wanted.issue, wanted.region),)
    )
    case = altered(apart(question.case), change)
    case = replace(case, statements={**case.statements, "S": demand})
    assumed = Assumption(question.day, question.binding, set=(wanted,))
    found = issue_gap(question.case, question.issue, question.parties, assumed)
    plain = Assumption(question.day, question.binding)
    sameness(found, issue_gap(case, question.issue, question.parties, plain))
    position = next(own for own in found.positions if own.party == wanted.party)
    assert position.demanded == wanted.region


@given(questions(), st.data())
def test_every_witness_is_certified_under_any_assumption(question: Question, data: Any) -> None:
    case = question.case
    ids = data.draw(st.sets(st.sampled_from(sorted(case.statements)))) if case.statements else ()
    assumed = Assumption(
        question.day,
        question.binding,
        (*sorted(ids), data.draw(held_in(question))),
        data.draw(st.lists(held_in(question), max_size=1).map(tuple)),
    )
    parties = [*dict.fromkeys(question.parties)]
    if len(parties) > 1:
        assert certify(gap(case, parties, assumed), case) == ()


def test_another_assumption_is_refused():
    report = gap(CASE, ["a", "b"])
    for other in (
        Assumption(lifted=("A-1",)),
        Assumption(lifted=(held("a", "free"),)),
        Assumption(set=(held("a", "free"),)),
    ):
        assert certify(replace(report, assumption=other), CASE)
