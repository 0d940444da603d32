"""What one party's claims come to on one issue: demanded, declared and refused outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_

from redlines.assumption import Assumption
from redlines.case import Case, Claim, Condition, Verb, firmness
from redlines.region import Outcomes, Region
from redlines.verdicts import LISTED, Position, RedLine, Withheld


def heard(case: Case, issue: str, party: str, assumption: Assumption) -> tuple[Claim, ...]:
    """The claims of a party on an issue that are in force, whether or not they count."""
    return tuple(filter(assumption.in_force, case.claims.get((issue, party), ())))


def counting(
    claims: Iterable[Claim], party: str, issue: str, assumption: Assumption
) -> tuple[Claim, ...]:
    """Of the claims heard those that count, as they count, and the demand that is assumed."""
    counted = [own for claim in claims if (own := assumption.counted(claim))]
    assumed = assumption.demand(party, issue)
    return (*counted, assumed) if assumed else tuple(counted)


def positions(
    case: Case, issue: str, parties: Iterable[str], assumption: Assumption
) -> tuple[Position, ...]:
    """The sets of some parties on an issue, in their order."""
    outcomes = case.issues[issue].outcomes
    found = []
    for party in parties:
        claims = heard(case, issue, party, assumption)
        counted = counting(claims, party, issue, assumption)
        found.append(position(party, claims, counted, outcomes))
    return tuple(found)


def position(
    party: str, claims: tuple[Claim, ...], counted: tuple[Claim, ...], outcomes: Outcomes
) -> Position:
    """A party's sets on an issue from its claims in force and those of them that count.

    A red line that is lifted or not firm enough still keeps the party from being silent.
    """
    if not counted:
        # In a large case most parties say nothing on most issues.
        nothing = outcomes.nothing
        return Position(party, nothing, nothing, nothing, nothing, nothing, claims, (), ())
    hard_demands = hard(counted, Verb.DEMANDS)
    hard_offers = hard(counted, Verb.ACCEPTS)
    wanted = demanded(counted, outcomes)
    lines = red_lines(counted)
    refused = union((line.region for line in lines), outcomes)
    narrowed, withheld, on_condition = held_back(counted, lines)
    return Position(
        party=party,
        demanded=wanted - refused,
        accepted=(wanted | union((claim.region for claim in hard_offers), outcomes)) - refused,
        refused=refused,
        firmly_refused=union((line.region for line in lines if not line.soft), outcomes),
        softly_offered=union(
            (c.region for c in counted if c.soft and c.verb is not Verb.REFUSES), outcomes
        ),
        claims=claims,
        counted=counted,
        red_lines=lines,
        narrowed=narrowed,
        withheld=withheld,
        on_condition=on_condition,
        demands_conflict=conflict(hard_demands),
    )


HeldBack = tuple[tuple[Withheld, ...], tuple[Withheld, ...], tuple[Withheld, ...]]


def held_back(
    claims: Iterable[Claim],
    lines: Iterable[RedLine],
    answers: Mapping[Claim, bool | None] | None = None,
) -> HeldBack:
    """The claims that a party's own red lines cut: narrowed, withheld, and made on a condition.

    `answers` says whether a plan meets their conditions.
    """
    drawn, found = [(line.region.bits, line) for line in lines], []
    refused = reduce(or_, (bits for bits, _ in drawn), 0)
    for claim in claims:
        asked = claim.region.bits
        if claim.verb is not Verb.REFUSES and asked & refused:
            own = [line for bits, line in drawn if bits & asked]
            found.append(
                Withheld(
                    claim,
                    Region(claim.region.outcomes, asked & refused),
                    tuple(own[:LISTED]),
                    _lifted(own, claim.condition),
                    answers.get(claim) if answers else None,
                )
            )
    behind = [own for own in found if not own.conditional]
    return (
        tuple(own for own in behind if own.claim.verb is Verb.DEMANDS),
        tuple(own for own in behind if own.claim.verb is Verb.ACCEPTS),
        tuple(own for own in found if own.conditional),
    )


def _lifted(lines: Iterable[RedLine], given: Condition | None) -> bool:
    """Whether a condition lifts all of some red lines."""
    return given is not None and all(
        line.unless is not None and given.implies(line.unless) for line in lines
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


def red_lines(claims: Iterable[Claim]) -> tuple[RedLine, ...]:
    """A party's red lines: its refusals of the same outcomes under the same conditions are one.

    In each the claim that stands for it comes first, so that repeating oneself changes nothing:
    else a disputed report would front for a leader's word. The lines are in the same order.
    """
    groups: dict[tuple[int, Condition | None, str | None], list[Claim]] = {}
    for claim in claims:
        if claim.verb is Verb.REFUSES:
            alike = claim.region.bits, claim.condition, claim.statement.proviso
            groups.setdefault(alike, []).append(claim)
    ordered = [sorted(group, key=_fronting) for group in groups.values()]
    lines, drawn = [], Counter[str]()
    for group in sorted(ordered, key=lambda group: _fronting(group[0])):
        first, said = group[0], group[0].statement
        drawn[said.id] += 1
        number = drawn[said.id]
        lines.append(
            RedLine(first.party, first.region, first.condition, said.proviso, tuple(group), number)
        )
    return tuple(lines)


def _fronting(claim: Claim) -> tuple[bool, int, int]:
    """A key that sorts claims: hard before soft, then firmest, then newest, undated ones last."""
    day = claim.statement.said.day
    return claim.soft, firm(claim), -day.toordinal() if day else 0


def firm(claim: Claim) -> int:
    """The rank of the basis that a claim rests on, 0 the firmest."""
    return firmness(claim.statement.basis)


def union(regions: Iterable[Region], outcomes: Outcomes) -> Region:
    """The outcomes in any of some regions."""
    return reduce(or_, regions, outcomes.nothing)
