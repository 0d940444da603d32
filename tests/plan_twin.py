"""The slow twin of `check`: section 5 of the model with plain sets of outcome names.

No bits and no cleverness: where something about the plan stays open, the grade is worked out for
every way in which it may be closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import product

from redlines.case import Basis, Case, Claim, Condition, Plan, Point, Verb
from redlines.findings import Grade
from twin import ClaimKey, Names, binds, in_force, key, names, union

Settled = dict[str, Names]  # what points leave of each issue that they speak of
Readings = Mapping[str, Sequence[Names | None]]  # the same, in every way it may be read


@dataclass(frozen=True)
class Graded:
    """One grade in words and names.

    `crossed` are the refusals that a reading of the plan runs into, `lifted` those whose `unless`
    it meets, `met` and `missed` the counted demands that hold all of it and nothing of it.
    """

    word: str
    crossed: frozenset[ClaimKey] = frozenset()
    lifted: frozenset[ClaimKey] = frozenset()
    met: frozenset[ClaimKey] = frozenset()
    missed: frozenset[ClaimKey] = frozenset()


def state(condition: Condition, readings: Readings) -> str:
    """Whether a plan meets a condition: `met`, `unmet` or `undecided`.

    An issue on which readings differ in this is undecided.
    """
    found = set()
    for issue, region in condition.terms:
        wanted, answers = frozenset(region.names), set[str]()
        for x in readings.get(issue, [None]):
            if x is None or not x & wanted:
                answers.add("unmet")
            else:
                answers.add("met" if x <= wanted else "undecided")
        found.add(answers.pop() if len(answers) == 1 else "undecided")
    return next(word for word in ("unmet", "undecided", "met") if word in found)


def settle(points: Iterable[Point]) -> Settled:
    """What some points leave of each issue that they speak of."""
    found: Settled = {}
    for point in points:
        for issue, region in point.terms:
            found[issue] = found.get(issue, frozenset(region.names)) & frozenset(region.names)
    return found


def in_effect(plan: Plan) -> list[Point]:
    """The points that settle: those without a condition and, in turn, those whose is met."""
    taken = [point for point in plan.points if point.given is None]
    while True:
        settled = {issue: [x] for issue, x in settle(taken).items()}
        more = [
            point
            for point in plan.points
            if point not in taken and point.given and state(point.given, settled) == "met"
        ]
        if not more:
            return taken
        taken += more


def readings_of(plan: Plan) -> dict[str, list[Names | None]]:
    """What the plan may leave of each issue: without its undecided points, and with them."""
    taken = in_effect(plan)
    undecided = [point for point in plan.points if point not in taken]
    certain, possible, more = settle(taken), settle(plan.points), settle(undecided)
    return {
        issue: [certain.get(issue), possible[issue]] if issue in more else [certain[issue]]
        for issue in possible
    }


def ranges(claims: Sequence[Claim], counts: dict[int, bool]) -> tuple[Names, Names, Names]:
    """R, D and A where it is known of every claim whether it counts."""
    said = {
        verb: [names(c) for c in claims if c.verb is verb and counts[id(c)]] for verb in list(Verb)
    }
    refused, wishes = union(said[Verb.REFUSES]), said[Verb.DEMANDS]
    wanted = (reduce(frozenset.intersection, wishes) or union(wishes)) if wishes else frozenset()
    demanded = wanted - refused
    return refused, demanded, (demanded | union(said[Verb.ACCEPTS])) - refused


def word(x: Names, claims: Sequence[Claim], counts: dict[int, bool]) -> str:
    """The first grade that holds for a party that is not silent where the plan settles `x`.

    Points that contradict each other settle nothing that could be graded.
    """
    if not x:
        return "ambiguous"
    refused, demanded, accepted = ranges(claims, counts)
    if x <= refused:
        return "crosses"
    if x & refused:
        return "ambiguous"
    if x <= demanded:
        return "meets"
    if x <= accepted:
        return "within"
    return "falls_short" if demanded and not x & demanded else "unclaimed"


def decisions(claims: Sequence[Claim], readings: Readings) -> Iterator[dict[int, bool]]:
    """Whether each claim counts, in every way in which the open conditions may turn out."""
    states = {c.condition: state(c.condition, readings) for c in claims if c.condition}
    undecided = [condition for condition, found in states.items() if found == "undecided"]
    for turns in product((True, False), repeat=len(undecided)):
        turned = dict(zip(undecided, turns, strict=True))
        counts = {}
        for claim in claims:
            holds = claim.condition is not None and turned.get(
                claim.condition, states[claim.condition] == "met"
            )
            doubtful = claim.statement.disputed or claim.statement.vague
            if claim.verb is Verb.REFUSES:
                counts[id(claim)] = not holds
            else:
                counts[id(claim)] = not doubtful and (claim.condition is None or holds)
        yield counts


def plan_twin(
    case: Case, plan: Plan, issue: str, party: str, day: date | None, binding: Basis | None
) -> Graded | None:
    """What section 5 of the model says about a plan, for one party on one issue."""
    said = [
        claim
        for statement in case.statements.values()
        if statement.party == party and in_force(statement, day)
        for claim in statement.claims
        if claim.issue == issue
    ]
    bound = [claim for claim in said if binds(claim, binding)]
    readings = readings_of(plan)
    xs = readings.get(issue, [None])
    certain, largest = xs[0], next((x for x in xs if x is not None), None)
    if largest is None:
        stake = any(claim.verb is not Verb.ACCEPTS for claim in bound)
        return Graded("unsettled") if stake else None
    if not said:
        return Graded("unstated")
    ways = list(decisions(bound, readings))
    words = {"unsettled" if x is None else word(x, bound, c) for x in xs for c in ways}
    always = [c for c in bound if all(counts[id(c)] for counts in ways)]
    never = [c for c in bound if not any(counts[id(c)] for counts in ways)]
    demands = [c for c in always if c.verb is Verb.DEMANDS]
    return Graded(
        words.pop() if len(words) == 1 else "ambiguous",
        crossed=keys(c for c in refusals(bound) if c not in never and names(c) & largest),
        lifted=keys(c for c in refusals(bound) if c in never),
        met=keys(c for c in demands if certain and certain <= names(c)),
        missed=keys(c for c in demands if certain and not certain & names(c)),
    )


def refusals(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.verb is Verb.REFUSES]


def keys(claims: Iterable[Claim]) -> frozenset[ClaimKey]:
    return frozenset(map(key, claims))


def plan_told(grade: Grade) -> Graded:
    """What the engine says, in the words of the twin."""
    return Graded(
        grade.word.value,
        crossed=keys(claim for line in grade.crossed for claim in line.claims),
        lifted=keys(claim for line in grade.lifted for claim in line.claims),
        met=keys(grade.met),
        missed=keys(grade.missed),
    )
