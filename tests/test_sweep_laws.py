"""The laws of a sweep (docs/method.md): each test is named for the law it tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import drawn
from random_cases import Question, questions
from redlines.api.sweeps import every_world, sweep, swept
from redlines.assumption import Assumption
from redlines.case import Basis, Case
from redlines.engine.certify import certify
from redlines.engine.gaps import gap, issue_gap
from redlines.engine.tally import Tally
from redlines.engine.worlds import AT_ONCE
from redlines.failure import NotDoneError
from redlines.verdicts import Verdict
from redlines.worlds import SweepRow


@st.composite
def disputed_questions(draw: st.DrawFn) -> Question:
    """A question on a case in which up to five statements are disputed."""
    question = draw(questions())
    ids = sorted(question.case.statements)
    chosen = draw(st.lists(st.sampled_from(ids), max_size=5, unique=True))
    return replace(question, case=believed(question.case, chosen, disputed=True))


def believed(case: Case, ids: Collection[str], *, disputed: bool = False) -> Case:
    """The case written anew, with these statements disputed or not, and others as they were."""
    said = case.statements.values()
    return replace(
        case,
        statements={s.id: replace(s, disputed=disputed) if s.id in ids else s for s in said},
    )


def disputed_in(question: Question) -> set[str]:
    """The disputed statements in force of those asked, on any issue; one claim after another."""
    return {
        claim.statement.id
        for claims in question.case.claims.values()
        for claim in claims
        if claim.party in question.parties
        and claim.statement.disputed
        and claim.in_force(question.day)
    }


def rows_of(question: Question, **asked: object) -> list[SweepRow]:
    if question.binding:
        asked["bindings"] = [question.binding]
    parts = sweep(question.case, question.parties, **asked)  # type: ignore[arg-type]
    return [row for part in parts for row in part.rows(swept(part))]


@settings(max_examples=drawn(80, full=300))
@given(disputed_questions())
def test_a_world_is_the_case_written_anew_with_some_undisputed_and_the_others_lifted(
    question: Question,
) -> None:
    found = rows_of(question, worlds=every_world)
    worlds = {row.world.in_: row.world for row in found if row.world}
    every = disputed_in(question)
    assert len(worlds) == 2 ** len(every)
    assert {own.number for own in worlds.values()} == set(range(1, len(worlds) + 1))
    for row in found:
        assert row.world
        assert {*row.world.in_} | {*row.world.out} == every
        assert not {*row.world.in_} & {*row.world.out}
        anew = believed(question.case, row.world.in_)
        lifted = Assumption(question.day, question.binding, lifted=row.world.out)
        expected = issue_gap(anew, row.issue, question.parties, lifted)
        assert (row.verdict, row.at_best) == (expected.verdict, expected.at_best)


@settings(max_examples=drawn(60, full=200))
@given(disputed_questions())
def test_on_record_the_rows_are_the_verdicts_of_gap(question: Question) -> None:
    found = rows_of(question)
    report = gap(question.case, question.parties, Assumption(question.day, question.binding))
    expected = [(own.issue.id, own.verdict, own.at_best) for own in report.issues]
    assert [(row.issue, row.verdict, row.at_best) for row in found] == expected
    assert all(row.world is None for row in found)


@settings(max_examples=drawn(60, full=200))
@given(disputed_questions())
def test_all_days_are_those_between_which_no_verdict_changes(question: Question) -> None:
    found = rows_of(question, days="all")
    days = sorted({row.day for row in found if row.day})
    between = {day + timedelta(days=1): day for day in days}
    for day, before in between.items():
        if day in days or (question.case.as_of and day > question.case.as_of):
            continue
        for row in (row for row in found if row.day == before):
            on = Assumption(day, question.binding)
            expected = issue_gap(question.case, row.issue, question.parties, on)
            assert (row.verdict, row.at_best) == (expected.verdict, expected.at_best)


@settings(max_examples=drawn(60, full=200))
@given(disputed_questions(), st.integers(1, 8))
def test_what_is_counted_are_the_rows_however_they_are_cut_into_parts(
    question: Question, at_once: int
) -> None:
    asked = {"worlds": every_world, "days": "all", "bindings": ("law", None)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("redlines.engine.worlds.AT_ONCE", at_once)
        parts = list(sweep(question.case, question.parties, **asked))  # type: ignore[arg-type]
    tally, found = Tally(), list[SweepRow]()
    for part in parts:
        own = list(tally.counted(part, part.rows(swept(part))))
        assert len(own) == len(part)
        found += own
    assert found == [
        row
        for part in sweep(question.case, question.parties, **asked)  # type: ignore[arg-type]
        for row in part.rows(swept(part))
    ]
    for count in tally.counts():
        rows = [row for row in found if (row.day, row.binding) == (count.day, count.binding)]
        assert len(rows) == (count.worlds or 0) * len(count.issues)
        for item in count.issues:
            for words, name in ((item.verdicts, "verdict"), (item.at_best, "at_best")):
                expected = Counter(getattr(row, name) for row in rows if row.issue == item.issue)
                assert {v: getattr(words, v) for v in Verdict if getattr(words, v)} == expected
        stuck = Counter({row.world: 0 for row in rows})
        stuck.update(row.world for row in rows if row.verdict is Verdict.INSURMOUNTABLE)
        extent = (count.insurmountable.fewest, count.insurmountable.most)
        assert extent == (min(stuck.values()), max(stuck.values()))


@settings(max_examples=drawn(60, full=200))
@given(disputed_questions(), st.data())
def test_what_nobody_disputes_is_certified_as_the_case_written_anew(
    question: Question, data: st.DataObject
) -> None:
    every = sorted(question.case.statements)
    chosen = data.draw(st.lists(st.sampled_from(every), unique=True, max_size=4))
    assumed = Assumption(question.day, question.binding, undisputed=chosen)
    report = gap(question.case, question.parties, assumed)
    assert not list(certify(report, question.case))
    anew = gap(
        believed(question.case, chosen),
        question.parties,
        Assumption(question.day, question.binding),
    )
    told = [(own.verdict, own.zone, own.at_best, own.at_best_zone) for own in report.issues]
    assert told == [(own.verdict, own.zone, own.at_best, own.at_best_zone) for own in anew.issues]


@given(disputed_questions())
def test_days_and_bases_are_asked_in_one_order_whatever_that_of_the_question(
    question: Question,
) -> None:
    bases = (Basis.LAW, Basis.REPORT)
    days = ("2025-01-01", "2024-05-01")
    found = [
        (part.assumption.day, part.assumption.binding)
        for part in sweep(question.case, question.parties, days=days, bindings=bases)
    ]
    assert [(str(day), basis) for day, basis in found] == list(product(sorted(days), bases))


def test_more_worlds_than_anybody_reads_are_not_all_asked_for():
    assert len(every_world(12)) == AT_ONCE
    with pytest.raises(NotDoneError, match="8,192 worlds"):
        every_world(13)
