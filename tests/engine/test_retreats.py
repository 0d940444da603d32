"""Retreats: how far it is to each outcome, which outcomes are unbettered, and which are listed."""

from __future__ import annotations

from random import Random

import pytest

from drawing import drawn
from random_cases import make_case, says
from redlines.case import Basis, Statement, Verb
from redlines.engine import retreats as module
from redlines.engine.gaps import issue_gap
from redlines.engine.positions import position
from redlines.engine.retreats import retreats
from redlines.region import Grid, Outcomes, Region
from redlines.verdicts import IssueGap
from twin import both_ends, lines_of, pareto, ranges, retreat_key

FEW = Outcomes.quantity("personnel", Grid(0, 1, 2, 0), unlimited=True)


def ask(outcomes: Outcomes, a: str, b: str) -> IssueGap:
    """The verdict where two parties refuse some outcomes."""
    issues = {"troops": outcomes}
    case = make_case(
        issues,
        says(issues, "A", "a", refuses={"troops": a}),
        says(issues, "B", "b", refuses={"troops": b}),
    )
    return issue_gap(case, "troops", ("a", "b"))


def steps(found: IssueGap) -> dict[str, list[tuple[int, bool]]]:
    assert found.retreats is not None
    return {
        retreat.outcome: [(each.steps, each.past_unlimited) for each in retreat.parties]
        for retreat in found.retreats
    }


def test_a_retreat_to_the_first_outcome_does_not_pass_unlimited() -> None:
    # For a, 0 is one step from 1 and unlimited lies as far on the other side, which it refuses.
    assert steps(ask(FEW, "1 unlimited", "0")) == {
        "0": [(0, False), (1, False)],
        "1": [(1, False), (0, False)],
    }


def test_of_two_outcomes_as_near_the_first_is_retreated_from() -> None:
    assert steps(ask(FEW, "1", "0 unlimited")) == {
        "0": [(0, False), (1, False)],
        "1": [(1, False), (0, False)],
        "unlimited": [(0, False), (0, True)],
    }


def blocked(count: int) -> tuple[Outcomes, IssueGap]:
    """One party refuses all above an outcome, the other all below a later one: so many are open."""
    outcomes = Outcomes.quantity("personnel", Grid(0, 1, count + 20, 0))
    first, last = 5, 5 + count - 1
    above, below = outcomes.names[first + 1 :], outcomes.names[:last]
    return outcomes, ask(outcomes, " ".join(above), " ".join(below))


@pytest.mark.parametrize(("count", "left_out"), [(99, 0), (100, 0), (101, 1), (1001, 901)])
def test_of_more_than_a_hundred_those_at_both_ends_are_listed(count: int, left_out: int) -> None:
    outcomes, found = blocked(count)
    assert found.retreats_total == count
    listed = [retreat.outcome for retreat in found.retreats or ()]
    unbettered = list(outcomes.names[5 : 5 + count])
    assert listed == unbettered[: min(count, 50)] + unbettered[50 + left_out :]


def test_a_total_is_given_exactly_where_retreats_are() -> None:
    options = Outcomes.options(["geneva", "oslo"])
    scale = Outcomes.scale(["low", "high"])
    for found in (
        ask(options, "geneva", "oslo"),
        ask(scale, "low high", "low"),
        ask(scale, "low", "low"),
    ):
        assert (found.retreats, found.retreats_total) == (None, None)


def refusals(chance: Random, outcomes: Outcomes, count: int) -> list[Statement]:
    """Refusals of `count` parties: stretches, ends of the scale, any outcomes, some but an end."""
    last = len(outcomes.names) - 1
    shape = chance.randrange(4)
    said = []
    for party in "abcd"[:count]:
        for i in range(chance.randint(0, 2)):
            one, other = sorted((chance.randint(0, last), chance.randint(0, last)))
            end = chance.choice([outcomes.span(0, one), outcomes.span(one, last)])
            noise = Region(outcomes, chance.randint(1, outcomes.all_bits))
            region = (outcomes.span(one, other), end, noise, noise - end)[shape]
            basis = chance.choice([None, *Basis])
            terms = ((Verb.REFUSES, "issue", region),)
            said.append(Statement(f"{party}{i}", (party,), basis=basis, terms=terms))
    return said


@pytest.mark.parametrize("one_by_one", [0, 2, module._COMPARED])
def test_retreats_equal_those_of_the_slow_twin(
    one_by_one: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_COMPARED", one_by_one)
    compared, seeds = 0, drawn(400, full=4_000)
    for seed in range(seeds):
        chance = Random(seed)
        count = chance.randint(2, 16) if seed % 100 else 130
        names = tuple(map(str, range(count)))
        grid = Outcomes.quantity("km", Grid(0, 1, count, 0), unlimited=chance.random() < 0.5)
        outcomes = chance.choice([Outcomes.scale(names), grid])
        parties = "abcd"[: chance.randint(2, 4)]
        said = refusals(chance, outcomes, len(parties))
        claims = {p: [c for s in said if p in s.parties for c in s.claims] for p in parties}
        positions = [position(p, tuple(claims[p]), tuple(claims[p]), outcomes) for p in parties]
        found, total = retreats(positions, outcomes)
        now = {p: ranges(frozenset(outcomes.names), claims[p], frozenset()) for p in parties}
        if not all(each.possible for each in now.values()):
            assert (found, total) == (None, None), seed
            continue
        expected = pareto(outcomes, parties, now, {p: lines_of(p, claims[p]) for p in parties})
        told = tuple(map(retreat_key, found or ()))
        assert (told, total) == (both_ends(expected), len(expected)), seed
        compared += 1
    assert compared > seeds // 2
