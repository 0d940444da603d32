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


def case_of(world: World, parties: str = "", as_of: date | None = None) -> Case:
    """The case of a world, with parties that need not speak."""
    issues = {id_: outcomes_of(issue) for id_, issue in world.issues.items()}
    said = (_statement(own, issues) for own in world.statements)
    return make_case(issues, *said, parties=parties, as_of=as_of)


def _statement(said: BStatement, issues: dict[str, Outcomes]) -> Statement:
    return Statement(
        said.id,
        (said.party,),
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


def random_world(
    dice: random.Random, parties: str = "a", plain: bool = False, day: int | None = None
) -> World:
    """A few statements on one issue, conditional on two others; around a day, if it is given."""
    issue = dice.choice((CAP, CAP_OPEN, OPTIONS))
    count = dice.randint(1, 2 + len(parties))
    said = (
        random_statement(dice, f"s{k}", dice.choice(parties), issue.outcomes, plain)
        for k in range(count)
    )
    issues = {"cap": issue, "land": LAND, "seat": SEAT}
    return World(issues, tuple(said if day is None else (dated(dice, own, day) for own in said)))


def dated(dice: random.Random, said: BStatement, day: int) -> BStatement:
    """A statement said before a day, mostly, on it or after it, and some with an end."""
    on = dice.choice((None, None, day - 2, day, day + 2))
    ends = [end for end in (day - 1, day, day + 1) if on is None or end > on]
    return replace(said, said=on, until=dice.choice((None, None, *ends)) if ends else None)


def edited(dice: random.Random, world: World, parties: str) -> World:
    """Another state of the statements: some are gone, new, or say something else or otherwise."""
    found = []
    for said in world.statements:
        other = random_statement(dice, said.id, said.party, world.issues["cap"].outcomes)
        match dice.randint(0, 9):
            case 0:
                continue
            case 1:
                said = replace(said, terms=other.terms)
            case 2:
                said = replace(said, basis=other.basis)
            case 3:
                said = replace(said, disputed=not said.disputed)
            case 4:
                said = replace(said, vague=not said.vague)
            case 5:
                said = dated(dice, said, 5)
            case 6 if other.terms[0][0] == said.terms[0][0]:
                said = replace(said, given=other.given, unless=other.unless)
            case 7:
                verb, issue, _ = said.terms[0]
                said = replace(said, terms=((verb, issue, other.terms[0][2]),))
        found.append(said)
    if dice.random() < 0.3:
        who = dice.choice(parties)
        more = random_statement(dice, "new", who, world.issues["cap"].outcomes)
        found.append(dated(dice, more, 5))
    return World(world.issues, tuple(found))


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
