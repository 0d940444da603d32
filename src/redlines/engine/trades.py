"""Offers that have a condition, and how every party stands to both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from redlines.case import Claim, Condition, Plan, Point
from redlines.deals import ConditionState, Trade, TradeTerm
from redlines.engine.packages import Packages, terms
from redlines.engine.plans import grade, settlements
from redlines.engine.rooms import Open
from redlines.engine.standing import standing
from redlines.region import Region

Part = tuple[Literal["condition", "offer"], str, Region]


def trades(open_: Open) -> Iterator[tuple[Trade, tuple[TradeTerm, ...]]]:
    """The trades of the parties in the order of the case, with how each party stands to them."""
    own = open_.blocked.packages
    for id_, claims in _made(own).items():
        first = claims[0]
        condition = first.condition
        assert condition  # noqa: S101 - only such claims are trades
        said = first.statement
        state = open_.state(condition)
        if said.proviso and state in (ConditionState.CERTAIN, ConditionState.MET):
            # What no issue of the case stands for is never known to hold.
            met = state is ConditionState.MET
            state = ConditionState.UNDECIDED if met else ConditionState.OPEN
        yield (
            Trade(
                trade=id_,
                statement=said.id,
                party=first.party,
                verb=first.verb,
                state=state,
                basis=said.basis,
                disputed=said.disputed,
                vague=said.vague,
            ),
            tuple(_terms(id_, claims, condition, own)),
        )


def _made(packages: Packages) -> dict[str, list[Claim]]:
    """The conditional claims that count, by trade: those of one verb of a party's statement."""
    counted = {
        (claim.statement.id, claim.party, claim.verb, issue): claim
        for issue, positions in packages.positions.items()
        for position in positions
        for claim in position.counted
        if claim.condition
    }
    found: dict[str, list[Claim]] = {}
    for statement in packages.case.statements.values():
        for claim in statement.claims:
            if own := counted.get((statement.id, claim.party, claim.verb, claim.issue)):
                party = f":{claim.party}" if len(statement.parties) > 1 else ""
                found.setdefault(f"{statement.id}{party}/{claim.verb}", []).append(own)
    return found


def _terms(
    id_: str, claims: Iterable[Claim], condition: Condition, packages: Packages
) -> Iterator[TradeTerm]:
    """Every party's grades of a plan that says just offer and condition."""
    case = packages.case
    parts: list[Part] = [("offer", own.issue, own.region) for own in claims]
    parts[:0] = [("condition", issue, region) for issue, region in terms(condition) if region]
    said = tuple((issue, region) for _, issue, region in parts)
    plan = Plan(id_, "", (Point(id_, "", terms=said),))
    settled = settlements(case, plan)
    for part, issue, region in parts:
        for party in packages.parties:
            stands = standing(case, plan, settled, issue, party, packages.assumption)
            if graded := grade(stands, plan):
                yield TradeTerm(id_, part, graded.issue, region, party, graded.word, graded.claims)
