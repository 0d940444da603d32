"""What one party's claims come to on one issue: demanded, declared and refused outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

from redlines.case import Basis, Claim, Condition, Verb, firmness
from redlines.findings import Position, RedLine
from redlines.region import Outcomes, Region


def position(
    party: str, claims: tuple[Claim, ...], outcomes: Outcomes, binding: Basis | None
) -> Position:
    """A party's sets on an issue from its claims in force.

    `binding` leaves out refusals softer than it; they still keep the party from being silent.
    """
    hard_demands = hard(claims, Verb.DEMANDS)
    hard_offers = hard(claims, Verb.ACCEPTS)
    wanted = demanded(claims, outcomes)
    lines = red_lines(claims, binding)
    refused = union((line.region for line in lines), outcomes)
    return Position(
        party=party,
        demanded=wanted - refused,
        accepted=(wanted | union((claim.region for claim in hard_offers), outcomes)) - refused,
        refused=refused,
        firmly_refused=union((line.region for line in lines if not soft(line)), outcomes),
        softly_offered=union(
            (c.region for c in claims if c.soft and c.verb is not Verb.REFUSES), outcomes
        ),
        claims=claims,
        red_lines=lines,
        narrowed=tuple(claim for claim in hard_demands if claim.region & refused),
        withheld=tuple(claim for claim in hard_offers if claim.region & refused),
        demands_conflict=conflict(hard_demands),
    )


def demanded(claims: Iterable[Claim], outcomes: Outcomes) -> Region:
    """What satisfies a party's hard demands, before any red line is taken off.

    Every demand must hold since otherwise the vaguest would win: "a ceiling" would make any number
    a meeting of demands.
    """
    return satisfying([claim.region for claim in hard(claims, Verb.DEMANDS)], outcomes)


def satisfying(demands: Sequence[Region], outcomes: Outcomes) -> Region:
    """What lies in all of some demanded regions, or, where nothing does, in any of them."""
    if not demands:
        return outcomes.nothing
    return reduce(and_, demands) or union(demands, outcomes)


def conflict(demands: tuple[Claim, ...]) -> bool:
    """Whether no outcome satisfies all of some demands."""
    return bool(demands) and not reduce(and_, (claim.region for claim in demands))


def hard(claims: Iterable[Claim], verb: Verb) -> tuple[Claim, ...]:
    """The claims of one verb that are not soft."""
    return tuple(claim for claim in claims if claim.verb is verb and not claim.soft)


def soft(line: RedLine) -> bool:
    """Whether a red line rests on soft claims alone, so that it is gone at best."""
    return all(claim.soft for claim in line.claims)


def red_lines(claims: Iterable[Claim], binding: Basis | None) -> tuple[RedLine, ...]:
    """A party's red lines: its refusals of the same outcomes under the same conditions are one.

    Firmest first, then in the order of the case, so that repeating oneself changes nothing.
    """
    limit = None if binding is None else firmness(binding)
    groups: dict[tuple[int, Condition | None], list[Claim]] = {}
    for claim in claims:
        if claim.verb is Verb.REFUSES and (limit is None or firm(claim) <= limit):
            groups.setdefault((claim.region.bits, claim.condition), []).append(claim)
    lines = []
    for group in groups.values():
        group.sort(key=firm)
        first = group[0]
        lines.append(RedLine(first.statement.party, first.region, first.condition, tuple(group)))
    return tuple(sorted(lines, key=lambda line: line.firmness))


def firm(claim: Claim) -> int:
    """The rank of the basis that a claim rests on, 0 the firmest."""
    return firmness(claim.statement.basis)


def union(regions: Iterable[Region], outcomes: Outcomes) -> Region:
    """The outcomes in any of some regions."""
    return reduce(or_, regions, outcomes.nothing)
