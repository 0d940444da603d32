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
from redlines.case import Basis, Case, Claim, Period, Said, Statement, Verb
from redlines.engine.steps import party_history, what_a_day_did
from redlines.moves import Ground, PartyHistory, StepKind
from redlines.region import Outcomes, Region
from twin import Ranges, binds, in_force, ranges

DAY = timedelta(days=1)
MOVES = (StepKind.GIVEN, StepKind.HARDENED, StepKind.BOTH, StepKind.ASKED)
# What the firm claims come to, and what they do with those that are soft.
Sets = tuple[Ranges, Ranges]
# Kind and whether only softly, issue, day, and the statements that began and ended.
Told = tuple[tuple[str, bool], str, date | None, frozenset[str], frozenset[str]]


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


def kind(was: Sets | None, now: Sets | None, unsure: bool) -> tuple[str, bool]:
    if now is None:
        return "ended", False
    if was is None or unsure:
        return "recorded", False
    firm = gains(was[0], now[0]), gains(now[0], was[0])
    softly = gains(was[1], now[1]), gains(now[1], was[1])
    gave, took = firm if any(firm) else softly
    if gave or took:
        word = "both" if gave and took else "given" if gave else "hardened"
        return word, not any(firm)
    return ("restated" if was == now else "asked"), False


def gains(was: Ranges, now: Ranges) -> bool:
    """Whether some outcome is refused no more, or is accepted now and not by a first demand."""
    return any(
        (name in was.refused and name not in now.refused)
        or (
            name in now.accepted
            and name not in was.accepted
            and (bool(was.demanded) or name not in now.demanded)
        )
        for name in was.possible | was.refused
    )


def sets(everything: frozenset[str], counted: list[Claim]) -> Sets:
    """What the firm claims of a party come to, and what they do with soft offers and refusals."""
    firm = ranges(everything, [claim for claim in counted if not claim.soft], frozenset())
    soft = [claim for claim in counted if claim.soft]
    offered = {n for c in soft if c.verb is Verb.ACCEPTS for n in c.region.names} - firm.refused
    refused = firm.refused | {n for c in soft if c.verb is Verb.REFUSES for n in c.region.names}
    return firm, replace(
        firm, accepted=firm.accepted | offered, refused=refused, possible=everything - refused
    )


def twin(case: Case, party: str, basis: Basis | None, last: date | None) -> list[Told]:
    found: list[Told] = []
    for issue, item in case.issues.items():
        every = case.claims.get((issue, party), ())
        everything = frozenset(item.outcomes.names)
        was: Sets | None = None
        before: set[Claim] = set()
        for day in days(case, last):
            own = {claim for claim in every if holds(claim, day, last)}
            counted = [claim for claim in every if claim in own and binds(claim, basis)]
            now = sets(everything, counted) if own else None
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
            (own.kind.value, own.soft),
            own.issue.id,
            own.day,
            frozenset(claim.statement.id for claim in own.begun),
            frozenset(claim.statement.id for claim in own.ended),
        )
        for own in history.steps
    ]


@settings(max_examples=drawn(50, full=500))
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


BACK = {StepKind.GIVEN: StepKind.HARDENED, StepKind.HARDENED: StepKind.GIVEN}


@given(asked())
def test_what_gives_from_one_day_to_the_next_takes_on_the_way_back(
    question: tuple[Case, str, Assumption],
) -> None:
    case, party, assumption = question
    for own in party_history(case, party, assumption).steps:
        if own.before and own.after and own.dense:
            assert what_a_day_did(own.before, own.after) == (own.kind, own.soft)
            back = what_a_day_did(own.after, own.before)
            assert back == (BACK.get(own.kind, own.kind), own.soft)


@given(st.data())
def test_soft_offers_move_a_party_as_far_as_soft_refusals_do(data: st.DataObject) -> None:
    outcomes = Outcomes.scale(["none", "some", "full"])
    names = st.lists(one_of(outcomes.names), unique=True)

    def ground(offered: Region, refused: Region) -> Ground:
        return Ground(outcomes.nothing, outcomes.nothing, outcomes.nothing, offered, refused)

    was, now = (outcomes.region(data.draw(names)) for _ in range(2))
    offers = what_a_day_did(ground(was, outcomes.nothing), ground(now, outcomes.nothing))
    refusals = what_a_day_did(ground(outcomes.nothing, was), ground(outcomes.nothing, now))
    assert offers == (BACK.get(refusals[0], refusals[0]), refusals[1])


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


def kinds(*statements: Statement) -> list[str]:
    case = make_case(SCALE, *statements, as_of=date(2025, 6, 1))
    steps = party_history(case, "a").steps
    return [f"{own.kind}{' softly' * own.soft}" for own in steps]


def fee(at: int, **told: object) -> Statement:
    """What a party says of the fee in one month."""
    day = date(2025, at, 1)
    return says(SCALE, f"A-{at}", "a", said=Said(day.isoformat(), day), **told)


def over(said: Statement, at: int) -> Statement:
    return replace(said, until=date(2025, at, 1))


SOME, FULL, NOT_NONE = {"fee": "some"}, {"fee": "full"}, {"fee": "some full"}


@pytest.mark.parametrize(
    ("said", "last"),
    [
        # A demand of the one outcome that was left open gives nothing, and neither does its end.
        ([fee(1, refuses=NOT_NONE), fee(2, demands={"fee": "none"})], "asked"),
        ([fee(1, accepts=SOME), fee(2, demands=FULL)], "asked"),
        ([fee(1, accepts=SOME), over(fee(2, demands=FULL), 3)], "asked"),
        ([over(fee(1, demands=FULL), 2), fee(2, demands=NOT_NONE)], "given"),
        ([over(fee(1, demands=NOT_NONE), 2), fee(2, demands=FULL)], "hardened"),
        ([fee(1, demands=FULL), fee(2, accepts=SOME)], "given"),
        # Soft offers and soft refusals alike.
        ([fee(1, demands=FULL), fee(2, accepts=SOME, disputed=True)], "given softly"),
        ([fee(1, demands=FULL), fee(2, refuses=SOME, vague=True)], "hardened softly"),
        ([fee(1, demands=FULL), fee(2, demands=NOT_NONE, vague=True)], "restated"),
        ([over(fee(1, refuses=FULL), 2), fee(2, refuses=FULL, proviso="talks")], "given"),
        ([over(fee(1, accepts=FULL), 2), fee(2, accepts=FULL, proviso="talks")], "hardened"),
        ([fee(1, demands=NOT_NONE), fee(2, refuses=SOME, disputed=True)], "hardened softly"),
    ],
)
def test_what_counts_as_given_is_fair_to_both_directions(said: list[Statement], last: str) -> None:
    assert kinds(*said)[-1] == last


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
