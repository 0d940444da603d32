"""A case of more parties on each issue than a picture has rows for."""

from __future__ import annotations

from datetime import date

from random_cases import make_case
from redlines.case import Basis, Case, Said, Statement, Verb
from redlines.region import Grid, Outcomes

PARTIES = 30


def crowd() -> Case:
    """Every party has a demand and every third a red line on it, on levels and on a number."""
    levels = Outcomes.scale(["none", "some", "most", "all"])
    number = Outcomes.quantity("tons", Grid(0, 1, 101, 0), unlimited=True)
    said = []
    for at in range(PARTIES):
        level, last = at % 4, 3 * at + 1
        asked = (("levels", levels.span(level, 3)), ("number", number.span(0, last)))
        terms = [(Verb.DEMANDS, issue, region) for issue, region in asked]
        if not at % 3:
            terms += [(Verb.REFUSES, issue, ~region) for issue, region in asked if ~region]
        day = Said(day=date(2024, 1 + at % 12, 1))
        basis = Basis.LAW if at % 2 else Basis.LEADER
        said.append(Statement(f"S-{at}", (f"p{at}",), said=day, basis=basis, terms=tuple(terms)))
    return make_case({"levels": levels, "number": number}, *said, as_of=date(2025, 1, 1))
