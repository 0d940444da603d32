"""What speakers said against themselves, against a slow twin that looks at every day anew."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from random_cases import cases
from redlines.case import Case, Claim, Verb
from redlines.engine.contradictions import contradictions

Told = tuple[str, str, str, tuple[str, ...]]


@given(cases())
def test_contradictions_are_those_that_the_slow_twin_finds(case: Case) -> None:
    found = contradictions(case)
    told = [
        (own.code, own.args["party"], issue, _beside(own.args))
        for own in found
        for issue in own.args["issue"].split(", ")
    ]
    assert sorted(told) == sorted(twin(case))


def _beside(args: dict[str, str]) -> tuple[str, ...]:
    if "statements" in args:
        return tuple(args["statements"].split(", "))
    return args["statement"], *args["lines"].split(", ")


def twin(case: Case) -> list[Told]:
    """Each code with the party, the issue and the statements, by sets of names on every day."""
    found: list[Told] = []
    for (issue, party), claims in case.claims.items():
        told: set[tuple[str, ...]] = set()
        for day in sorted({claim.statement.said.day or date.min for claim in claims}):
            standing = [claim for claim in claims if claim.in_force(day) and not claim.soft]
            demands = [claim for claim in standing if claim.verb is Verb.DEMANDS]
            lines = [claim for claim in standing if claim.verb is Verb.REFUSES]
            refused = set[str]().union(*map(_names, lines))
            for claim in demands:
                own = claim.statement.id
                if _names(claim) <= refused and (own,) not in told:
                    told.add((own,))
                    drawn = (line for line in lines if _names(line) & _names(claim))
                    ids = (own, *(line.statement.id for line in drawn))
                    found.append(("self-contradiction", party, issue, ids))
            ids = tuple(claim.statement.id for claim in demands)
            if demands and not set.intersection(*map(_names, demands)) and ids not in told:
                told.add(ids)
                found.append(("demands-conflict", party, issue, ids))
    return found


def _names(claim: Claim) -> set[str]:
    return set(claim.region.names)
