"""Random cases whose red lines hang on other issues, and plans for them, by a seed alone."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from random_cases import make_case
from redlines.case import Basis, Case, Condition, Plan, Point, Statement, Verb
from redlines.region import Grid, Outcomes, Region


@dataclass(frozen=True)
class Linked:
    """A case, who is asked, and a plan."""

    case: Case
    parties: tuple[str, ...]
    plan: Plan


def linked(seed: int) -> Linked:
    """Two to five issues of two to four outcomes, two or three parties, up to ten red lines."""
    chance = Random(seed)
    issues = {f"i{number}": _outcomes(chance) for number in range(chance.randint(2, 5))}
    while _packages(issues) > 300:
        issues.pop(next(iter(issues)))
    parties = ("a", "b", "c")[: chance.randint(2, 3)]
    said = [
        _statement(chance, f"S-{number}", chance.choice(parties), issues)
        for number in range(chance.randint(2, 11))
    ]
    case = make_case(issues, *said, parties=(*parties, "z"))
    return Linked(case, parties, _plan(chance, issues))


def _packages(issues: dict[str, Outcomes]) -> int:
    found = 1
    for outcomes in issues.values():
        found *= len(outcomes.names)
    return found


def _outcomes(chance: Random) -> Outcomes:
    count = chance.randint(2, 4)
    match chance.randint(0, 3):
        case 0:
            return Outcomes.options([f"o{at}" for at in range(count)])
        case 1:
            grid = Grid(0, 5, max(count - 1, 1), 0)
            return Outcomes.quantity("km", grid, unlimited=True)
        case _:
            return Outcomes.scale([f"s{at}" for at in range(count)])


def region(chance: Random, outcomes: Outcomes) -> Region:
    """Some outcomes: any, or mostly an end of the list."""
    last = len(outcomes.names) - 1
    match chance.randint(0, 4):
        case 0:
            return Region(outcomes, chance.randint(1, outcomes.all_bits))
        case 1:
            return outcomes.span(*sorted((chance.randint(0, last), chance.randint(0, last))))
        case 2 | 3 if last:
            return outcomes.span(0, chance.randint(0, last - 1))
        case _:
            return outcomes.span(chance.randint(min(1, last), last), last)


def _condition(chance: Random, issues: dict[str, Outcomes], without: set[str]) -> Condition | None:
    others = sorted(issues.keys() - without)
    chosen = chance.sample(others, min(len(others), chance.choice((1, 1, 1, 2))))
    return Condition(tuple((issue, region(chance, issues[issue])) for issue in chosen)) or None


def _statement(chance: Random, id_: str, party: str, issues: dict[str, Outcomes]) -> Statement:
    names = sorted(issues)
    verb = chance.choice((Verb.REFUSES,) * 6 + (Verb.DEMANDS, Verb.ACCEPTS))
    on = set(chance.sample(names, 2 if len(names) > 2 and chance.randint(0, 5) == 0 else 1))
    hangs = chance.randint(0, 2) > 0
    condition = _condition(chance, issues, on) if hangs and on != set(names) else None
    others = [party, *(other for other in "ab" if other != party)]
    return Statement(
        id_,
        tuple(others[: 2 if chance.randint(0, 9) == 0 else 1]),
        basis=chance.choice((None, *Basis)),
        given=condition if verb is not Verb.REFUSES else None,
        unless=condition if verb is Verb.REFUSES else None,
        proviso="talks come first" if chance.randint(0, 11) == 0 else None,
        disputed=chance.randint(0, 9) == 0,
        vague=chance.randint(0, 9) == 0,
        terms=tuple((verb, issue, region(chance, issues[issue])) for issue in sorted(on)),
    )


def _plan(chance: Random, issues: dict[str, Outcomes]) -> Plan:
    names = sorted(issues)
    points = []
    for number in range(chance.randint(0, 4)):
        on = chance.sample(names, min(len(names), chance.choice((0, 1, 1, 1, 2))))
        hangs = chance.randint(0, 3) == 0 and len(on) < len(names)
        points.append(
            Point(
                f"p{number}",
                "",
                number=str(number),
                terms=tuple((issue, region(chance, issues[issue])) for issue in on),
                given=_condition(chance, issues, set(on)) if hangs else None,
            )
        )
    unknown = tuple(point.id for point in points if chance.randint(0, 7) == 0)
    return Plan("plan", "A plan", tuple(points), unknown=unknown)
