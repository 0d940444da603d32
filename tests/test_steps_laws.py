"""What a party gave and hardened equals what a slow twin finds, which looks at every day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import drawn
from random_cases import BASES, DAYS, between, cases, coin, make_case, one_of, says
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Claim, Period, Said
from redlines.engine.steps import party_history
from redlines.moves import PartyHistory, StepKind
from redlines.region import Outcomes
from twin import Ranges, binds, in_force, ranges

DAY = timedelta(days=1)
MOVES = (StepKind.GIVEN, StepKind.HARDENED, StepKind.BOTH, StepKind.ASKED)
# Kind, issue, day, and the statements that began and ended.
Told = tuple[str, str, date | None, frozenset[str], frozenset[str]]


@st.composite
def dense_cases(draw: st.DrawFn) -> Case:
    """A random case with parties whose records are dense always, never, or at times."""
    case = draw(cases())
    parties = {}
    for id_, party in case.parties.items():
        start = draw(one_of(DAYS)) - DAY * draw(between(0, 1))
        some = Period(start, draw(one_of((None, start, start + 400 * DAY))))
        parties[id_] = replace(party, dense=draw(one_of((None, (), (some,), (some,)))))
    return replace(case, parties=parties)


@st.composite
def asked(draw: st.DrawFn) -> tuple[Case, str, Assumption]:
    case = draw(dense_cases())
    day = draw(one_of((case.as_of, *DAYS))) if case.as_of else None
    return case, draw(one_of(tuple(case.parties))), Assumption(day, draw(BASES))


def days(case: Case, last: date | None) -> Iterator[date | None]:
    """The beginning of all time, and then each day on which anything is said or ends."""
    yield None
    found = {claim.statement.said.day for own in case.claims.values() for claim in own}
    found |= {end.day for own in case.statements.values() for end in own.replaced}
    found |= {own.until for own in case.statements.values()}
    if last:
        yield from sorted(day for day in found if day and day <= last)


def holds(claim: Claim, day: date | None, last: date | None) -> bool:
    """Whether a claim is in force on a day; at the beginning what was said on none is."""
    if last is None:
        return True
    return in_force(claim, date.min if day is None else day)


def thin(case: Case, party: str, day: date | None) -> bool:
    periods = case.parties[party].dense
    if day is None:
        return True
    return periods is not None and not all(
        any(own.from_ <= on <= (own.until or date.max) for own in periods)
        for on in (day - DAY, day)
    )


def kind(was: Ranges | None, now: Ranges | None, unsure: bool) -> str:
    if now is None:
        return "ended"
    if was is None or unsure:
        return "recorded"
    if was == now:
        return "restated"
    wider = was.accepted <= now.accepted and was.possible <= now.possible
    narrower = now.accepted <= was.accepted and now.possible <= was.possible
    return {
        (True, True): "asked",
        (True, False): "given",
        (False, True): "hardened",
        (False, False): "both",
    }[wider, narrower]


def twin(case: Case, party: str, basis: Basis | None, last: date | None) -> list[Told]:
    found: list[Told] = []
    for issue, item in case.issues.items():
        every = case.claims.get((issue, party), ())
        everything = frozenset(item.outcomes.names)
        was: Ranges | None = None
        before: set[Claim] = set()
        for day in days(case, last):
            own = {claim for claim in every if holds(claim, day, last)}
            counted = [claim for claim in every if claim in own and binds(claim, basis)]
            now = ranges(everything, counted, frozenset()) if own else None
            if own != before:
                begun = frozenset(claim.statement.id for claim in own - before)
                ended = frozenset(claim.statement.id for claim in before - own)
                word = kind(was, now, thin(case, party, day))
                found.append((word, issue, day, begun, ended))
            was, before = now, own
    return found


def told(history: PartyHistory) -> list[Told]:
    return [
        (
            own.kind.value,
            own.issue.id,
            own.day,
            frozenset(claim.statement.id for claim in own.begun),
            frozenset(claim.statement.id for claim in own.ended),
        )
        for own in history.steps
    ]


@settings(max_examples=drawn(150, full=500))
@given(asked())
def test_a_history_equals_that_of_the_slow_twin(question: tuple[Case, str, Assumption]) -> None:
    case, party, assumption = question
    expected = twin(case, party, assumption.binding, assumption.day or case.as_of)
    assert told(party_history(case, party, assumption)) == expected


@given(asked())
def test_what_is_first_on_record_or_of_a_thin_time_is_no_move(
    question: tuple[Case, str, Assumption],
) -> None:
    case, party, assumption = question
    history = party_history(case, party, assumption)
    for own in history.steps:
        assert own.dense is not thin(case, party, own.day)
        if own.kind in MOVES:
            assert own.dense
            assert own.before
            assert own.after
            assert own.before != own.after
    never = replace(case, parties={p: replace(x, dense=()) for p, x in case.parties.items()})
    assert not {own.kind for own in party_history(never, party, assumption).steps} & {*MOVES}


@given(asked())
def test_each_step_begins_where_the_one_before_it_ended(
    question: tuple[Case, str, Assumption],
) -> None:
    case, party, assumption = question
    last: dict[str, object] = {}
    for own in party_history(case, party, assumption).steps:
        assert own.before == last.get(own.issue.id)
        last[own.issue.id] = own.after


SCALE = {"fee": Outcomes.scale(["none", "some", "full"])}


@pytest.mark.parametrize(
    ("dense", "kinds"),
    [
        (None, ["recorded", "given"]),
        ((), ["recorded", "recorded"]),
        ((Period(date(2025, 1, 31)),), ["recorded", "given"]),
        # On its first day the record has only begun to be dense.
        ((Period(date(2025, 2, 1)),), ["recorded", "recorded"]),
        ((Period(date(2025, 1, 1), date(2025, 2, 1)),), ["recorded", "given"]),
        ((Period(date(2025, 1, 1), date(2025, 1, 31)),), ["recorded", "recorded"]),
    ],
)
def test_a_move_needs_a_record_that_is_dense_on_the_day_and_before_it(
    dense: tuple[Period, ...] | None, kinds: list[str]
) -> None:
    days = [Said(day.isoformat(), day) for day in (date(2025, 1, 1), date(2025, 2, 1))]
    case = make_case(
        SCALE,
        says(SCALE, "A-1", "a", said=days[0], demands={"fee": "full"}),
        says(SCALE, "A-2", "a", said=days[1], accepts={"fee": "some"}),
        as_of=date(2025, 6, 1),
    )
    case = replace(case, parties={"a": replace(case.parties["a"], dense=dense)})
    assert [own.kind.value for own in party_history(case, "a").steps] == kinds


@given(asked(), coin)
def test_a_history_of_some_issues_is_part_of_that_of_all(
    question: tuple[Case, str, Assumption], first: bool
) -> None:
    case, party, assumption = question
    issue = sorted(case.issues)[0 if first else -1]
    every = party_history(case, party, assumption).steps
    assert party_history(case, party, assumption, issues=[issue]).steps == tuple(
        own for own in every if own.issue.id == issue
    )


@given(asked())
def test_an_earlier_day_knows_the_beginning_of_the_same_history(
    question: tuple[Case, str, Assumption],
) -> None:
    case, party, assumption = question
    if case.as_of is None:
        return
    whole = party_history(case, party, replace(assumption, day=DAYS[-1]))
    for day in DAYS:
        earlier = party_history(case, party, replace(assumption, day=day))
        assert earlier.steps == tuple(s for s in whole.steps if s.day is None or s.day <= day)
