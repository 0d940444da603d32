"""Large linked cases by a seed: red lines around one package, and conflicts planted beside it."""

from __future__ import annotations

from random import Random

from random_cases import make_case
from redlines.case import Basis, Case, Condition, Statement, Verb
from redlines.region import Outcomes, Region

LEVELS = 5


def planted(issues: int, parties: int, conflicts: int, seed: int) -> Case:
    """Red lines that one package keeps, half of them on a condition on a neighbour.

    Every planted conflict is of two red lines on one issue, or of three on it and its neighbour.
    """
    chance = Random(seed)
    outcomes = Outcomes.scale([f"l{at}" for at in range(LEVELS)])
    named = {f"i{at}": outcomes for at in range(issues)}
    who = [f"p{at}" for at in range(parties)]
    kept = [chance.randrange(LEVELS) for _ in range(issues)]
    said = []

    def refuses(issue: int, region: Region, unless: tuple[int, Region] | None = None) -> None:
        condition = Condition(((f"i{unless[0]}", unless[1]),)) if unless else None
        said.append(
            Statement(
                f"S-{len(said)}",
                (chance.choice(who),),
                basis=chance.choice(tuple(Basis)),
                unless=condition,
                terms=((Verb.REFUSES, f"i{issue}", region),),
            )
        )

    for issue in range(issues):
        for _ in range(max(2, parties // 4)):
            low = outcomes.span(0, chance.randint(-1, kept[issue] - 1))
            high = outcomes.span(chance.randint(kept[issue] + 1, LEVELS), LEVELS - 1)
            beside = (issue + chance.choice((-2, -1, 1, 2))) % issues
            region = chance.choice((low, high))
            if chance.random() < 0.5:
                # It may hold what the package has, where the condition is one that this meets.
                other = _around(chance, outcomes, kept[beside])
                wide = region | outcomes.span(kept[issue], kept[issue])
                refuses(issue, wide, (beside, other))
            elif region:
                refuses(issue, region)
    for at in chance.sample(range(issues), conflicts):
        cut = chance.randrange(1, LEVELS)
        below, above = outcomes.span(0, cut - 1), outcomes.span(cut, LEVELS - 1)
        refuses(at, below)
        if chance.random() < 0.5:
            refuses(at, above)
        else:
            beside = (at + 1) % issues
            needed = outcomes.span(0, chance.randrange(LEVELS - 1))
            refuses(at, above, (beside, needed))
            refuses(beside, needed)
    return make_case(named, *said, parties=who)


def _around(chance: Random, outcomes: Outcomes, place: int) -> Region:
    return outcomes.span(chance.randint(0, place), chance.randint(place, LEVELS - 1))


def tangled(issues: int, seed: int, links: int = 4) -> Case:
    """Every issue with so many red lines, each on a condition on another issue at random."""
    chance = Random(seed)
    outcomes = Outcomes.scale([f"l{at}" for at in range(4)])
    named = {f"i{at}": outcomes for at in range(issues)}
    said = []
    for issue in range(issues):
        for _ in range(links):
            other = chance.choice([at for at in range(issues) if at != issue])
            condition = Condition(((f"i{other}", Region(outcomes, chance.randrange(1, 15))),))
            region = Region(outcomes, chance.randrange(1, 15))
            said.append(
                Statement(
                    f"S-{len(said)}",
                    (chance.choice("abcd"),),
                    basis=chance.choice(tuple(Basis)),
                    unless=condition,
                    terms=((Verb.REFUSES, f"i{issue}", region),),
                )
            )
    return make_case(named, *said, parties="abcd")
