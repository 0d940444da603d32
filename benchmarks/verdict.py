"""One insurmountable verdict among 30 parties, against plain Python sets.

The twin of the tests tries every set of red lines to find the blocking ones: 2 to the 30 here. On
red lines that reach an end of the scale two always suffice, so it is measured in two ways. The
twin below is limited to the verdict and its blocking pairs; in its time the engine gives in
addition the verdict at best, unmet demands, the basis at which the verdict holds, the number of
unbettered outcomes and the retreats to a hundred of them. Where the outcomes have no order there
are no retreats: the same issue as options shows the verdict with its witness on both sides. And
the tests' twin, stopped at pairs, gives the whole answer too, but on a fifth of the steps, since
its retreats compare every outcome with every other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import reduce
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from benchmarks.measuring import Row, functions, in_turn, script, spent
from redlines.case import Basis, Case, Claim, Heading, Issue, Party, Statement, Verb
from redlines.engine.gaps import issue_gap
from redlines.region import Grid, Outcomes
from redlines.verdicts import IssueGap, Verdict

sys.path.append(str(Path(__file__).parent.parent / "tests"))
import twin

STEPS = 1_000
PARTIES = 30
Names = frozenset[str]
T = TypeVar("T")


def made(steps: int, *, ordered: bool = True) -> Case:
    """Half of the parties refuse all above a number, the other half all below a larger one."""
    outcomes = Outcomes.quantity("persons", Grid(0, 1, steps + 1, 0))
    if not ordered:
        outcomes = Outcomes.options(outcomes.names)
    names = [f"party_{i}" for i in range(PARTIES)]
    statements = []
    for i, name in enumerate(names):
        low = i % 2 == 0
        limit = (300 if low else 620) * steps // 1000 + i * steps // 100
        wanted = outcomes.span(0, limit // 2) if low else outcomes.span(limit + 20, steps)
        offered = outcomes.span(0, limit - 5) if low else outcomes.span(limit + 5, steps)
        refused = outcomes.span(limit + 1, steps) if low else outcomes.span(0, limit - 1)
        terms = ((Verb.DEMANDS, wanted), (Verb.ACCEPTS, offered), (Verb.REFUSES, refused))
        statements.append(
            Statement(
                f"S-{i}",
                (name,),
                basis=list(Basis)[i % len(Basis)],
                terms=tuple((verb, "size", region) for verb, region in terms),
            )
        )
    return Case(
        "made",
        None,
        {name: Party(name, name) for name in names},
        {"size": Heading("size", "Size", issues=("size",))},
        {"size": Issue("size", outcomes, "size", "Size")},
        {statement.id: statement for statement in statements},
    )


def limited_twin(case: Case) -> tuple[str, set[frozenset[str]]]:
    """The verdict and the blocking pairs, from the definitions, with sets of names."""
    everything = frozenset(case.issues["size"].outcomes.names)
    demanded, accepted, possible, lines = [], [], [], []
    for party in case.parties:
        claims = [
            claim
            for statement in case.statements.values()
            for claim in statement.claims
            if claim.party == party
        ]
        refusals = _regions(claims, Verb.REFUSES)
        refused = frozenset[str]().union(*refusals)
        demands = _regions(claims, Verb.DEMANDS)
        wanted = reduce(frozenset.intersection, demands, everything) - refused
        demanded.append(wanted)
        accepted.append(
            wanted | (frozenset[str]().union(*_regions(claims, Verb.ACCEPTS)) - refused)
        )
        possible.append(everything - refused)
        lines += [(party, region) for region in refusals]
    if everything.intersection(*possible):
        word = "bridgeable"
        if everything.intersection(*demanded):
            word = "agreed"
        elif everything.intersection(*accepted):
            word = "overlap"
        return word, set()
    pairs = {
        frozenset((one, other))
        for (one, a), (other, b) in combinations(lines, 2)
        if a | b == everything
    }
    return "insurmountable", pairs


def _regions(claims: list[Claim], verb: Verb) -> list[Names]:
    return [frozenset(claim.region.names) for claim in claims if claim.verb is verb]


def engine(case: Case) -> IssueGap:
    """Everything that the tool says about the issue."""
    return issue_gap(case, "size", tuple(case.parties))


def check(case: Case) -> None:
    """Raise AssertionError unless both say the same."""
    found, (word, pairs) = engine(case), limited_twin(case)
    assert found.verdict is Verdict.INSURMOUNTABLE
    assert word == found.verdict.value
    assert found.blocking_sets_total == len(pairs)
    assert all(frozenset(line.party for line in some) in pairs for some in found.blocking_sets)


def whole_twin(case: Case) -> twin.Told:
    """The whole answer of the tests' twin, its search for blocking sets ended at pairs."""

    def minimal_pairs(items: Sequence[T], holds: Callable[[tuple[T, ...]], bool]) -> list[set[T]]:
        found: list[set[T]] = []
        for chosen in (some for size in (1, 2) for some in combinations(items, size)):
            if not any(smaller <= set(chosen) for smaller in found) and holds(chosen):
                found.append(set(chosen))
        return found

    everything, twin.all_minimal = twin.all_minimal, minimal_pairs
    try:
        return twin.twin(case, "size", tuple(case.parties), None, None)
    finally:
        twin.all_minimal = everything


def rows() -> tuple[Row, ...]:
    """Processor time of both in one process."""
    quantity, options, small = made(STEPS), made(STEPS, ordered=False), made(STEPS // 5)
    check(quantity)
    check(options)
    answers = whole_twin(small), twin.told(engine(small))
    assert answers[0].verdict == answers[1].verdict
    assert answers[0].retreats == answers[1].retreats
    name = f"one insurmountable verdict, {PARTIES} parties"
    return (
        _row(f"{name}, {STEPS:,} steps", "sets: verdict and pairs only", quantity, limited_twin),
        _row(f"{name}, {STEPS:,} options", "sets: verdict and pairs", options, limited_twin),
        _row(f"{name}, {STEPS // 5} steps", "sets: the whole answer", small, whole_twin, 7),
    )


def _row(
    what: str, against: str, case: Case, slow: Callable[[Case], object], rounds: int = 15
) -> Row:
    def engine_time() -> float:
        # Many times over, for the sake of the clock.
        return spent(lambda: [engine(case) for _ in range(20)]) / 20

    medians = in_turn(engine_time, lambda: spent(lambda: slow(case)), rounds)
    return Row(what, against, "ms", *medians, target=2.5, at_least=True)


def profile() -> str:
    """The functions in which the engine spends its time on a hundred verdicts."""
    case = made(STEPS)
    return functions(lambda: [engine(case) for _ in range(100)])


if __name__ == "__main__":
    script(rows, profile)
