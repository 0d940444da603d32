"""What is lifted is heard and does not count; what is set is all that a party asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import product
from operator import sub
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import drawn
from engine.drafting import ISSUES, draft, point
from random_cases import Question, apart, make_case, questions, region, says
from redlines.assumption import ASSUMED, NOTHING, Assumption, Held
from redlines.case import Basis, Case, Said, Statement, Verb, firmness
from redlines.engine.certify import certify
from redlines.engine.changes import diff
from redlines.engine.finding import findings_of
from redlines.engine.gaps import gap, issue_gap, verdict
from redlines.engine.plans import check
from redlines.engine.positions import positions
from redlines.engine.positions_diff import position_diff
from redlines.region import Region
from redlines.verdicts import GradeWord, IssueGap, Verdict
from test_plan_laws import Drafts, drafts
from test_position_laws import States, states

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


# What comes of it


def test_what_other_statements_refuse_all_the_same_is_told():
    found = gap(CASE, ["a", "b"], Assumption(lifted=("A-1",)), issues=["border"]).what_if
    [row] = found.lifted
    assert (row.statement, row.party, row.region.names) == ("A-1", "a", ("open", "free"))
    assert (row.still_refused.names, [line.id for line in row.red_lines]) == (
        ("open",),
        ["A-2@border"],
    )
    assert found.idle == ()


def test_what_is_lifted_of_a_party_stays_refused_by_nothing():
    lifted = held("a", "open closed")
    [row] = gap(CASE, ["a", "b"], Assumption(lifted=(lifted,))).what_if.lifted
    assert (row.statement, row.region.names, row.red_lines) == (None, ("open",), ())


@pytest.mark.parametrize(
    "assumed",
    [
        Assumption(lifted=("C-1",)),
        Assumption(date(2020, 1, 1), lifted=("A-2",)),
        Assumption(binding=Basis.CONSTITUTION, lifted=("A-2",)),
        Assumption(lifted=(held("a", "closed"),)),
        Assumption(set=(held("c", "closed"),)),
    ],
    ids=["of another party", "not said yet", "too soft", "not refused", "not asked for"],
)
def test_what_changes_nothing_is_told(assumed: Assumption):
    said = [*CASE.statements.values(), says(ISSUES, "C-1", "c", refuses={"border": "free"})]
    dated = {own.id: replace(own, said=Said("2024", date(2024, 12, 31))) for own in said}
    case = replace(make_case(ISSUES, *said), statements=dated)
    found = gap(case, ["a", "b"], assumed)
    assert found.what_if.idle == (*assumed.lifted, *assumed.set)
    assert (found.what_if.lifted, found.what_if.set) == ((), ())
    plain = gap(case, ["a", "b"], replace(assumed, lifted=(), set=()))
    assert replace(found, assumption=plain.assumption, what_if=plain.what_if) == plain


def test_a_party_that_nothing_else_makes_heard_is_told():
    quiet = make_case(ISSUES, says(ISSUES, "A-1", "a", demands={"border": "free"}), parties="ab")
    found = gap(quiet, ["a", "b"], Assumption(set=(held("b", "free"), held("a", "free"))))
    assert [(own.party, own.silent) for own in found.what_if.set] == [("b", True), ("a", False)]


def test_a_finding_says_that_it_rests_on_what_is_assumed():
    plan = draft(point("1", {"border": "open"}))
    for assumed in (NOTHING, Assumption(lifted=("A-1",))):
        for report in (
            gap(CASE, ["a", "b"], assumed),
            check(CASE, plan, assumed),
            diff(CASE, draft(), plan, assumed),
            position_diff(make_case(ISSUES, parties="ab"), CASE, assumed),
        ):
            found = findings_of(report, CASE)
            assert found
            assert {own.what_if for own in found} == {assumed.what_if}


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


def without(case: Case, assumed: Assumption) -> Case:
    """The case in which what is assumed was said so; what does not count is heard and no more."""
    held_ = [own for own in (*assumed.lifted, *assumed.set) if isinstance(own, Held)]
    said: dict[str, Statement] = {}
    for own in apart(case).statements.values():
        [party] = own.parties
        kept, gone = [], []
        for verb, issue, region_ in own.terms:
            mine = [x for x in held_ if (x.party, x.issue) == (party, issue)]
            left = region_
            if verb is Verb.REFUSES:
                left = reduce(sub, (x.region for x in mine), region_)
            wished = verb is Verb.DEMANDS and any(x in assumed.set for x in mine)
            if own.id.partition("~")[0] in assumed.lifted or wished or not left:
                gone.append((Verb.ACCEPTS, issue, region_.outcomes.nothing))
            else:
                kept.append((verb, issue, left))
        said[own.id] = replace(own, terms=tuple(kept))
        heard = Statement(f"{own.id}-heard", (party,), own.said, own.until, terms=tuple(gone))
        said[heard.id] = heard
    for i, own in enumerate(assumed.set):
        terms = ((Verb.DEMANDS, own.issue, own.region),)
        said[f"set-{i}"] = Statement(f"set-{i}", (own.party,), terms=terms)
    return replace(case, statements=said)


@st.composite
def assumptions(draw: st.DrawFn, case: Case) -> Assumption:
    """Up to two statements, and outcomes of a party on an issue, lifted; now and then one set."""
    ids = sorted(case.statements)
    lifted = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)) if ids else []
    held_ = []
    for _ in range(2):
        issue = draw(st.sampled_from(sorted(case.issues)))
        outcomes = case.issues[issue].outcomes
        region_ = Region(outcomes, draw(st.integers(1, outcomes.all_bits)))
        held_.append(Held(draw(st.sampled_from(sorted(case.parties))), issue, region_))
    return Assumption(lifted=(*lifted, held_[0]), set=(held_[1],) if draw(st.booleans()) else ())


@settings(max_examples=drawn(25, full=300))
@given(drafts(), st.data())
def test_a_plan_is_graded_as_in_the_case_where_it_was_said_so(asked: Drafts, data: Any) -> None:
    assumed = replace(data.draw(assumptions(asked.case)), binding=asked.binding)
    plain = Assumption(binding=asked.binding)
    case = without(asked.case, assumed)

    def told(grades: Any) -> list[Any]:
        return [
            (g.party, g.issue.id, g.word, g.region, g.declared, [x.region for x in g.crossed])
            for g in grades
        ]

    found = check(asked.case, asked.base, assumed)
    assert told(found.grades) == told(check(case, asked.base, plain).grades)
    sides = asked.base, asked.revision
    effects = diff(asked.case, *sides, assumed).effects
    others = diff(case, *sides, plain).effects
    assert [(e.kind, e.party, e.issue.id, e.points, e.distances) for e in effects] == [
        (e.kind, e.party, e.issue.id, e.points, e.distances) for e in others
    ]


@settings(max_examples=drawn(25, full=300))
@given(states(), st.data())
def test_who_moved_is_told_as_between_states_where_it_was_said_so(asked: States, data: Any) -> None:
    assumed = data.draw(assumptions(asked.after))
    found = position_diff(asked.before, asked.after, assumed)
    sides = (without(own, _of(own, assumed)) for own in (asked.before, asked.after))
    other = position_diff(*sides)

    def told(diff_: Any) -> Any:
        return (
            [(m.kind, m.party, m.issue.id, m.before.names, m.after.names) for m in diff_.moves],
            [(v.parties, v.issue.id, v.before, v.after, v.at_best_after) for v in diff_.verdicts],
        )

    assert told(found) == told(other)


def _of(case: Case, assumed: Assumption) -> Assumption:
    """What is assumed in the outcomes of a state."""

    def cut(every: Any) -> tuple[Any, ...]:
        found = (
            own
            if isinstance(own, str)
            else replace(own, region=own.region.cut_to(case.issues[own.issue].outcomes))
            for own in every
        )
        return tuple(own for own in found if isinstance(own, str) or own.region)

    return replace(assumed, lifted=cut(assumed.lifted), set=cut(assumed.set))


def answer(question: Question, assumed: Assumption) -> IssueGap:
    return issue_gap(question.case, question.issue, question.parties, assumed)


@given(questions(), st.data())
def test_lifting_outcomes_never_worsens_a_verdict(question: Question, data: Any) -> None:
    before = Assumption(question.day, question.binding)
    after = replace(before, lifted=(data.draw(held_in(question)),))
    was, now = (
        issue_gap(question.case, question.issue, question.parties, a) for a in (before, after)
    )
    assert now.verdict.severity >= was.verdict.severity or was.verdict is Verdict.UNSTATED
    assert now.silent == was.silent


@given(questions(), st.data())
def test_lifting_a_statement_leaves_its_party_heard_and_never_blocks(
    question: Question, data: Any
) -> None:
    ids = sorted(question.case.statements)
    lifted = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    before = Assumption(question.day, question.binding)
    after = replace(before, lifted=tuple(lifted))
    was, now = (
        issue_gap(question.case, question.issue, question.parties, a) for a in (before, after)
    )
    assert now.silent == was.silent
    assert was.verdict is Verdict.INSURMOUNTABLE or now.verdict is not Verdict.INSURMOUNTABLE
    possible = {own.party: own.possible for own in was.positions}
    assert all(possible[own.party] <= own.possible for own in now.positions)


def names_refused(own: Statement, issue: str) -> frozenset[str]:
    refused = [said for verb, on, said in own.terms if (verb, on) == (Verb.REFUSES, issue)]
    return frozenset(name for said in refused for name in said.names)


@given(questions(), st.data())
def test_what_stays_refused_is_what_other_statements_refuse(question: Question, data: Any) -> None:
    case = question.case
    if not case.statements or len(set(question.parties)) < 2:
        return
    id_ = data.draw(st.sampled_from(sorted(case.statements)))
    assumed = Assumption(question.day, question.binding, (id_,))
    lifted = gap(case, question.parties, assumed).what_if.lifted
    found = {(own.party, own.issue.id): own for own in lifted}
    for party, issue in product(case.parties, case.issues):
        every: dict[str, frozenset[str]] = {}
        for claim in (own for said in case.statements.values() for own in said.claims):
            about = (claim.party, claim.issue, claim.verb) == (party, issue, Verb.REFUSES)
            firm = question.binding is None or firmness(claim.statement.basis) <= firmness(
                question.binding
            )
            if about and firm and claim.in_force(question.day):
                before = every.get(claim.statement.id, frozenset())
                every[claim.statement.id] = before | frozenset(claim.region.names)
        own = every.pop(id_, frozenset())
        left = own & frozenset().union(*every.values())
        if party in question.parties and (party, issue) in found:
            assert frozenset(found[party, issue].region.names) == own
            assert frozenset(found[party, issue].still_refused.names) == left
        else:
            assert not own or party not in question.parties


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
