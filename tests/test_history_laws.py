"""The laws of verdicts over time (docs/method.md): each test is named for the law it tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drawing import drawn
from history_twin import told, twin
from random_cases import DAYS, Question, questions, stated_questions
from redlines.api.cases import read_case
from redlines.assumption import Assumption, Held
from redlines.case import Case, Period, Verb
from redlines.engine.gaps import gap, issue_gap
from redlines.engine.history import issue_history, timeline

A_DAY = timedelta(days=1)
# Days on which something may begin or end, and their neighbours.
AROUND = sorted({day + i * A_DAY for day in DAYS for i in (-1, 0, 1)})
DATA = Path(__file__).parent.parent / "data"


@st.composite
def periods(draw: st.DrawFn) -> tuple[Period, ...]:
    """Periods of dense coverage, apart from each other or one beginning where another ends."""
    ends = sorted(draw(st.lists(st.sampled_from(AROUND), max_size=4, unique=True)))
    found = [Period(*pair) for pair in zip(ends[::2], ends[1::2], strict=False)]
    return (*found, Period(ends[-1])) if len(ends) % 2 else tuple(found)


@st.composite
def dense_questions(draw: st.DrawFn) -> Question:
    """A question on a case whose parties are densely covered always, at times or never."""
    question = draw(st.one_of(questions(), stated_questions()))
    parties = {
        party.id: replace(
            party,
            dense=draw(st.one_of(st.none(), periods())),
            dense_on={
                issue: draw(periods()) for issue in question.case.issues if draw(st.booleans())
            },
        )
        for party in question.case.parties.values()
    }
    return replace(question, case=replace(question.case, parties=parties))


@settings(max_examples=drawn(50, full=400))
@given(dense_questions())
def test_the_spans_and_what_began_them_are_those_of_the_slow_twin(question: Question) -> None:
    case, issue, parties = question.case, question.issue, question.parties
    assumed = Assumption(question.day, question.binding)
    found = issue_history(case, issue, parties, assumed)
    expected = twin(case, issue, parties, DAYS, question.day, question.binding)
    assert [told(span) for span in found.spans] == expected


@st.composite
def assumptions(draw: st.DrawFn, question: Question) -> Assumption:
    """A what-if on the issue of a question: a statement lifted, or a party set there, or none."""
    region = draw(st.sampled_from(question.outcomes.names))
    held = Held(question.parties[0], question.issue, question.outcomes.region([region]))
    lifted = draw(st.lists(st.sampled_from(sorted(question.case.statements)), max_size=1))
    return Assumption(
        question.day, question.binding, lifted=lifted, set=(held,) if draw(st.booleans()) else ()
    )


@settings(max_examples=drawn(40, full=250))
@given(questions(), st.data())
def test_on_any_day_the_verdicts_are_those_of_the_gap_on_that_day(
    question: Question, data: st.DataObject
) -> None:
    case, issue, parties = question.case, question.issue, question.parties
    assumed = data.draw(assumptions(question))
    found = issue_history(case, issue, parties, assumed)
    days = [day for day in AROUND if question.day and day <= question.day]
    for day in days or [None]:
        item = issue_gap(case, issue, parties, replace(assumed, day=day))
        span = found.on(day)
        assert (span.verdict, span.at_best) == (item.verdict, item.at_best)


@given(questions())
def test_spans_are_as_long_as_can_be_and_leave_no_day_out(question: Question) -> None:
    assumed = Assumption(question.day, question.binding)
    spans = issue_history(question.case, question.issue, question.parties, assumed).spans
    assert spans[0].from_ is None
    assert spans[-1].until is None
    for before, after in pairwise(spans):
        assert before.until == after.from_
        assert (before.verdict, before.at_best) != (after.verdict, after.at_best)
        assert after.began or after.ended


@given(dense_questions())
def test_no_concession_makes_a_verdict_worse_and_no_refusal_makes_one_better(
    question: Question,
) -> None:
    assumed = Assumption(question.day, question.binding)
    found = timeline(question.case, question.parties, assumed)
    for turn in found.moves:
        worse, better = (
            {
                *(own.verb for own in turn.after.began if own.verb is begun),
                *(own.verb for own in turn.after.ended if own.verb is ended),
            }
            for begun, ended in ((Verb.ACCEPTS, Verb.REFUSES), (Verb.REFUSES, Verb.ACCEPTS))
        )
        assert not (worse if turn.worse else better)


@given(dense_questions(), st.sampled_from(AROUND))
def test_a_later_beginning_leaves_out_what_was_over_and_changes_nothing_else(
    question: Question, since: date
) -> None:
    assume(question.day and since < question.day)
    assumed = Assumption(question.day, question.binding)
    whole = timeline(question.case, question.parties, assumed)
    part = timeline(question.case, question.parties, assumed, since=since)
    assert part.turns == tuple(own for own in whole.turns if own.day > since)
    for own, every in zip(part.issues, whole.issues, strict=True):
        assert own.spans == every.spans[-len(own.spans) :]
        assert own.spans[0] == every.on(since)


@pytest.fixture(scope="module")
def bundled() -> Case:
    case = read_case(DATA).case
    assert case
    return case


@pytest.mark.parametrize(
    "parties",
    [("russia", "ukraine"), ("russia", "ukraine", "united_states", "europe"), ()],
    ids=len,
)
def test_the_bundled_case_has_the_verdicts_of_gap_on_every_day_of_a_change(
    bundled: Case, parties: tuple[str, ...]
) -> None:
    parties = parties or tuple(bundled.parties)
    last = date(2026, 6, 1)
    found = timeline(bundled, parties, Assumption(last))
    changes = {turn.day for turn in found.turns}
    days = sorted(changes | {day - A_DAY for day in changes})
    for day in days[:: drawn(5, full=1)]:
        report = gap(bundled, parties, Assumption(day))
        spans = [own.on(day) for own in found.issues]
        assert [(own.verdict, own.at_best) for own in spans] == [
            (own.verdict, own.at_best) for own in report.issues
        ]


def test_no_move_of_the_bundled_case_rests_on_a_party_that_was_silent_or_thinly_covered(
    bundled: Case,
) -> None:
    found = timeline(bundled, tuple(bundled.parties), Assumption("2026-06-01"))
    assert found.moves
    for turn in found.moves:
        for claim in (*turn.after.began, *turn.after.ended):
            periods = bundled.parties[claim.party].dense_about(turn.issues[0].id)
            assert periods is None or any(
                own.from_ < turn.day and (own.until is None or turn.day <= own.until)
                for own in periods
            )
            for day in (turn.day - A_DAY, turn.day):
                every = bundled.claims[claim.issue, claim.party]
                assert any(own.in_force(day) for own in every)
