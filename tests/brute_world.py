"""Random worlds for the brute force, and the same world as a case of the tool."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from brute import (
    BIssue,
    BPlan,
    BPoint,
    BStatement,
    Names,
    World,
    listed,
    region_of,
    settled_points,
    touches,
)
from random_cases import make_case
from redlines.case import Basis, Case, Condition, Plan, Point, Said, Statement, Verb
from redlines.region import Grid, Outcomes

Terms = tuple[tuple[str, Names], ...]


def outcomes_of(issue: BIssue) -> Outcomes:
    """The outcomes of an issue of the brute force, whose numbers are 0, 1, 2 and so on."""
    if not issue.ordered:
        return Outcomes.options(issue.outcomes)
    if issue.unlimited is None:
        return Outcomes.scale(issue.outcomes)
    last = len(issue.outcomes) - 1
    return Outcomes.quantity("men", Grid(0, 1, last, 0), unlimited=True)


def case_of(world: World) -> Case:
    """The case of a world."""
    issues = {id_: outcomes_of(issue) for id_, issue in world.issues.items()}
    return make_case(issues, *(_statement(said, issues) for said in world.statements))


def _statement(said: BStatement, issues: dict[str, Outcomes]) -> Statement:
    return Statement(
        said.id,
        said.party,
        said=Said() if said.said is None else Said(str(said.said), date.fromordinal(said.said)),
        until=said.until and date.fromordinal(said.until),
        basis=Basis(said.basis) if said.basis else None,
        ultimatum=said.ultimatum,
        given=_condition(said.given, issues),
        unless=_condition(said.unless, issues),
        proviso=f"what {said.id} hangs on" if said.proviso else None,
        disputed=said.disputed,
        vague=said.vague,
        terms=tuple((Verb(v), on, issues[on].region(names)) for v, on, names in said.terms),
    )


def _condition(terms: Terms, issues: dict[str, Outcomes]) -> Condition | None:
    found = tuple((on, issues[on].region(names)) for on, names in terms)
    return Condition(found) if found else None


def plan_of(plan: BPlan, case: Case) -> Plan:
    """A plan of the brute force as one of a case."""
    issues = {id_: issue.outcomes for id_, issue in case.issues.items()}
    return Plan(
        plan.id,
        "A draft",
        tuple(_point(point, issues) for point in plan.points),
        unknown=plan.unknown,
        all_unknown=plan.all_unknown,
    )


def _point(point: BPoint, issues: dict[str, Outcomes]) -> Point:
    return Point(
        point.id,
        point.text or "a text",
        terms=tuple((on, issues[on].region(names)) for on, names in point.terms),
        given=_condition(point.given, issues),
    )


CAP = BIssue("cap", ("0", "1", "2", "3", "4"), True)
CAP_OPEN = BIssue("cap", ("0", "1", "2", "3", "unlimited"), True, "unlimited")
OPTIONS = BIssue("cap", ("0", "1", "2", "3", "4"), False)
LAND = BIssue("land", ("x", "y"), False)
SEAT = BIssue("seat", ("u", "v", "w"), False)


def some(dice: random.Random, outcomes: Iterable[str]) -> Names:
    """A region that is not empty."""
    pool = sorted(outcomes)
    return frozenset(dice.sample(pool, dice.randint(1, min(3, len(pool)))))


def random_statement(
    dice: random.Random, name: str, party: str, outcomes: tuple[str, ...], plain: bool = False
) -> BStatement:
    """One claim on the cap; a plain one has no condition and no proviso."""
    verb = dice.choice(("demands", "accepts", "refuses", "refuses"))
    condition: Terms = ()
    if not plain and dice.random() < 0.4:
        condition = (("land", some(dice, LAND.outcomes)),)
        if dice.random() < 0.2:
            condition = (*condition, ("seat", some(dice, SEAT.outcomes)))
    return BStatement(
        name,
        party,
        basis=dice.choice((None, "leader", "law")),
        disputed=dice.random() < 0.12,
        vague=dice.random() < 0.15,
        proviso=not plain and dice.random() < 0.08,
        given=() if verb == "refuses" else condition,
        unless=condition if verb == "refuses" else (),
        terms=((verb, "cap", some(dice, outcomes)),),
    )


def random_world(dice: random.Random, parties: str = "a", plain: bool = False) -> World:
    """A few statements on one issue, conditional on two others."""
    issue = dice.choice((CAP, CAP_OPEN, OPTIONS))
    count = dice.randint(1, 2 + len(parties))
    said = (
        random_statement(dice, f"s{k}", dice.choice(parties), issue.outcomes, plain)
        for k in range(count)
    )
    return World({"cap": issue, "land": LAND, "seat": SEAT}, tuple(said))


def sound(case: World, draft: BPlan) -> bool:
    """Do the points contradict each other nowhere?"""
    return all(
        region_of(case, points, issue) != frozenset()
        for issue in case.issues
        for points in (listed(draft), settled_points(case, draft))
    )


def random_plan(
    dice: random.Random, case: World, known: bool = False, plain: bool = False
) -> BPlan:
    """Up to three points, some of them not known, some with a condition."""
    while True:
        points, unknown = [], []
        for name in ("1", "2", "3")[: dice.randint(0, 3)]:
            issue = dice.choice(("cap", "cap", "land", "seat"))
            given: Terms = ()
            if not plain and dice.random() < 0.25:
                other = dice.choice([i for i in ("land", "seat") if i != issue])
                given = ((other, some(dice, case.issues[other].outcomes)),)
            terms = ((issue, some(dice, case.issues[issue].outcomes)),)
            if not known and dice.random() < 0.25:
                unknown.append(name)
            else:
                points.append(BPoint(name, dice.choice("tu"), terms, given))
        dark = not known and dice.random() < 0.12
        draft = BPlan("draft", tuple(points), tuple(unknown), dark)
        if sound(case, draft):
            return draft


def filled(dice: random.Random, case: World, draft: BPlan, other: BPlan) -> BPlan | None:
    """Make the unknown known: each id settles what it does in the other plan, to any region."""
    points = list(draft.points)
    for there in listed(other):
        if there.id in draft.unknown and dice.random() < 0.8:
            terms = tuple((i, some(dice, case.issues[i].outcomes)) for i, _ in there.terms)
            points.append(BPoint(there.id, "", terms))
    if draft.all_unknown:
        for issue in case.issues:
            nothing = region_of(case, listed(draft), issue) is None
            if nothing and touches(case, draft, other, issue) and dice.random() < 0.8:
                region = some(dice, case.issues[issue].outcomes)
                points.append(BPoint(f"new {issue}", "", ((issue, region),)))
    known = replace(draft, points=tuple(points), unknown=(), all_unknown=False)
    return known if sound(case, known) else None
