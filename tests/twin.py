"""The slow twin of `issue_gap`: the definitions of docs/method.md with plain sets of names.

No bits and no cleverness: every minimal set is found by trying all of them, every retreat by
comparing all outcomes. `told` brings what the engine says into the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import combinations
from typing import TypeVar

from redlines.case import Basis, Case, Claim, Condition, Verb
from redlines.region import UNLIMITED, Kind, Outcomes
from redlines.verdicts import IssueGap, RedLine, Retreat, Stake, Withheld

Names = frozenset[str]
ClaimKey = tuple[str, str, str]  # statement id, party and verb: unique on one issue
LineKey = tuple[str, Names, tuple[ClaimKey, ...]]  # party, outcomes, claims in order
StakeKey = tuple[str, bool, frozenset[ClaimKey]]
# Party, softly, what is asked for, by which claims, who refuses it, and whether only together.
UnmetKey = tuple[str, bool, Names, frozenset[ClaimKey], tuple[str, ...], bool]
# A claim, what the party's own red lines refuse of it, and these red lines.
CutKey = tuple[ClaimKey, Names, frozenset[LineKey]]
# Party, and its claims that are narrowed, withheld, and made on a condition.
CutsKey = tuple[str, frozenset[CutKey], frozenset[CutKey], frozenset[CutKey]]
PartyRetreatKey = tuple[str, int, bool, frozenset[LineKey]]
RetreatKey = tuple[str, tuple[PartyRetreatKey, ...]]
T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """What is said about one issue, in names; `positions` are (party, D, A, R) as asked."""

    verdict: str
    zone: Names
    at_best: str
    at_best_zone: Names
    depends_on: frozenset[frozenset[ClaimKey]]
    silent: tuple[str, ...]
    no_red_line: tuple[str, ...]
    lines_below_binding: tuple[str, ...]
    unmet: tuple[UnmetKey, ...]
    contested: str | None
    offered_by: tuple[StakeKey, ...]
    one_sided: tuple[str, ...]
    gap: tuple[int, str | None, tuple[str, str]] | None
    retreats: tuple[RetreatKey, ...] | None
    retreats_total: int | None
    blocking_sets: frozenset[frozenset[LineKey]]
    holds_at: str | None
    positions: tuple[tuple[str, Names, Names, Names], ...]
    cuts: tuple[CutsKey, ...]


@dataclass(frozen=True)
class Ranges:
    """D, A and T of one party, and R."""

    demanded: Names
    accepted: Names
    possible: Names
    refused: Names


def key(claim: Claim) -> ClaimKey:
    return claim.statement.id, claim.party, claim.verb.value


def names(claim: Claim) -> Names:
    return frozenset(claim.region.names)


def conditions(claim: Claim) -> tuple[object, ...]:
    """What a claim hangs on: regions of other issues, and a proviso in words."""
    said = claim.statement
    return said.unless if claim.verb is Verb.REFUSES else said.given, said.proviso


def rank(basis: Basis | None) -> int:
    return len(Basis) if basis is None else list(Basis).index(basis)


def union(sets: Iterable[Names]) -> Names:
    return frozenset[str]().union(*sets)


def in_force(claim: Claim, day: date | None) -> bool:
    if day is None:
        return True
    own = claim.statement
    about = claim.party, claim.issue
    ends = [end.day for end in own.replaced if (end.party, end.issue) == about]
    ends += [own.until] if own.until else []
    return (own.said.day is None or own.said.day <= day) and all(day < end for end in ends)


def binds(claim: Claim, binding: Basis | None) -> bool:
    """Whether a claim still counts: a softer basis lets a refusal go and nothing else."""
    if binding is None or claim.verb is not Verb.REFUSES:
        return True
    return rank(claim.statement.basis) <= rank(binding)


def lines_of(party: str, claims: Sequence[Claim]) -> list[tuple[LineKey, tuple[Claim, ...]]]:
    """The red lines among a party's claims: same outcomes under the same condition."""
    alike: dict[object, list[Claim]] = {}
    for claim in claims:
        if claim.verb is Verb.REFUSES:
            alike.setdefault((names(claim), conditions(claim)), []).append(claim)
    found = []
    for together in alike.values():
        # From the last of the rules to the first: a sort leaves alone what it does not order.
        ordered = [c for d in newest_first(together) for c in together if c.statement.said.day == d]
        ordered.sort(key=lambda claim: rank(claim.statement.basis))
        ordered.sort(key=lambda claim: claim.soft)
        line = (party, names(together[0]), tuple(key(claim) for claim in ordered))
        found.append((line, tuple(ordered)))
    return found


def newest_first(claims: Iterable[Claim]) -> list[date | None]:
    """The days of some claims, no day at the end."""
    days = {claim.statement.said.day for claim in claims}
    return [*sorted((day for day in days if day), reverse=True), None]


def ranges(everything: Names, claims: Sequence[Claim], as_at_best: frozenset[ClaimKey]) -> Ranges:
    """The sets of one party where some soft claims are treated as in *at best*."""

    def said(verb: Verb, soft: bool) -> list[Names]:
        return [
            names(claim)
            for claim in claims
            if claim.verb is verb and claim.soft is soft and (not soft or key(claim) in as_at_best)
        ]

    refused = union(
        names(claim)
        for claim in claims
        if claim.verb is Verb.REFUSES and key(claim) not in as_at_best
    )
    hard = said(Verb.DEMANDS, soft=False)
    wanted = (reduce(frozenset.intersection, hard) or union(hard)) if hard else frozenset()
    demanded = (wanted | union(said(Verb.DEMANDS, soft=True))) - refused
    offers = said(Verb.ACCEPTS, soft=False) + said(Verb.ACCEPTS, soft=True)
    return Ranges(demanded, (demanded | union(offers)) - refused, everything - refused, refused)


def verdict(everything: Names, parties: Sequence[Ranges]) -> tuple[str, Names]:
    """The word and its zone."""
    if len(parties) < 2:
        return "unstated", frozenset()

    def common(sets: Callable[[Ranges], Names]) -> Names:
        return everything.intersection(*(sets(party) for party in parties))

    if not common(lambda party: party.possible):
        return "insurmountable", frozenset()
    if zone := common(lambda party: party.demanded):
        return "agreed", zone
    if zone := common(lambda party: party.accepted):
        return "overlap", zone
    return "bridgeable", common(lambda party: party.possible)


def all_minimal(items: Sequence[T], holds: Callable[[tuple[T, ...]], bool]) -> list[set[T]]:
    """Every set of items that holds while none of its proper parts does, smallest first."""
    found: list[set[T]] = []
    for size in range(len(items) + 1):
        for chosen in combinations(items, size):
            if not any(smaller <= set(chosen) for smaller in found) and holds(chosen):
                found.append(set(chosen))
    return found


def stake(party: str, concerned: Sequence[Claim]) -> StakeKey | None:
    """The party's entry: its hard claims where there are any, else its soft ones."""
    for soft in (False, True):
        if found := frozenset(key(claim) for claim in concerned if claim.soft is soft):
            return party, soft, found
    return None


def unmet_of(
    party: str, claims: Sequence[Claim], zone: Names, now: dict[str, Ranges], others: Sequence[str]
) -> UnmetKey | None:
    """A party's demands that do not meet the zone, the soft ones where the hard ones do."""
    firmly = union(names(c) for c in claims if c.verb is Verb.REFUSES and not c.soft)
    softly = union(names(c) for c in claims if c.verb is Verb.DEMANDS and c.soft) - firmly
    for soft, asked in ((False, now[party].demanded), (True, softly)):
        if asked and not asked & zone:
            demands = [c for c in claims if c.verb is Verb.DEMANDS and c.soft is soft]
            behind = frozenset(key(c) for c in demands if names(c) & asked)
            alone = tuple(other for other in others if asked <= now[other].refused)
            some = tuple(other for other in others if asked & now[other].refused)
            together = not alone and asked <= union(now[other].refused for other in some)
            return party, soft, asked, behind, some if together else alone, together
    return None


def implied(given: Condition | None, unless: Condition | None) -> bool:
    """Whether an `if` says all that an `unless` asks for: on each issue no outcome beyond it."""
    if given is None or unless is None:
        return False
    for issue, wanted in unless.terms:
        said = [set(region.names) for on, region in given.terms if on == issue]
        if not said or not set.intersection(*said) <= set(wanted.names):
            return False
    return True


def cuts_of(
    party: str, claims: Sequence[Claim], lines: Sequence[tuple[LineKey, tuple[Claim, ...]]]
) -> CutsKey:
    """The demands and offers of which a party's own red lines refuse a part."""
    narrowed, withheld, on_condition = set(), set(), set()
    for claim in claims:
        own = [(line, c) for line, c in lines if line[1] & names(claim)]
        if claim.verb is Verb.REFUSES or not own:
            continue
        refused = names(claim) & union(line[1] for line, _ in own)
        cut = (key(claim), refused, frozenset(line for line, _ in own))
        if all(implied(claim.statement.given, c[0].statement.unless) for _, c in own):
            on_condition.add(cut)
        elif claim.verb is Verb.DEMANDS:
            narrowed.add(cut)
        else:
            withheld.add(cut)
    return party, frozenset(narrowed), frozenset(withheld), frozenset(on_condition)


def apart(x: str, y: str) -> str:
    """How far apart two outcomes of a quantity lie: numbers, months or days."""
    match x.count("-", 1):
        case 0:
            return format(abs(Decimal(x) - Decimal(y)), "f")
        case 1:
            months = [int(name[:4]) * 12 + int(name[5:]) for name in (x, y)]
            return str(abs(months[0] - months[1]))
        case _:
            return str(abs((date.fromisoformat(x) - date.fromisoformat(y)).days))


def nearest_pair(
    outcomes: Outcomes, a: Names, b: Names
) -> tuple[int, str | None, tuple[str, str]] | None:
    """The fewest steps between two ranges; among equally near pairs the first on the scale."""
    order = outcomes.names.index
    pairs = [(x, y) for x in a for y in b]
    x, y = min(pairs, key=lambda p: (abs(order(p[0]) - order(p[1])), min(map(order, p))))
    if UNLIMITED in (x, y) and outcomes.kind is Kind.QUANTITY:
        return None
    amount = None
    if outcomes.kind is Kind.QUANTITY:
        amount = apart(x, y)
    return abs(order(x) - order(y)), amount, (x, y)


def retreat(outcomes: Outcomes, possible: Names, outcome: str) -> tuple[int, int, bool]:
    """A party's way to an outcome: its length, the steps counted, whether it passes unlimited."""
    order = outcomes.names.index
    start = min(possible, key=lambda name: (abs(order(name) - order(outcome)), order(name)))
    length = abs(order(start) - order(outcome))
    past = outcomes.kind is Kind.QUANTITY and start != outcome and UNLIMITED in (start, outcome)
    return length, length - past, past


def twin(
    case: Case, issue: str, parties: Sequence[str], day: date | None, binding: Basis | None
) -> Told:
    """What docs/method.md says about one issue."""
    outcomes = case.issues[issue].outcomes
    everything = frozenset(outcomes.names)
    claims: dict[str, list[Claim]] = {party: [] for party in parties}
    for statement in case.statements.values():
        for claim in statement.claims:
            if claim.party in claims and claim.issue == issue and in_force(claim, day):
                claims[claim.party].append(claim)
    silent = tuple(party for party in parties if not claims[party])
    asked = [party for party in parties if claims[party]]

    refusing = {c.party for own in claims.values() for c in own if c.verb is Verb.REFUSES}
    for party in parties:
        claims[party] = [claim for claim in claims[party] if binds(claim, binding)]
    lines = {party: lines_of(party, claims[party]) for party in parties}

    def answer(as_at_best: Iterable[ClaimKey]) -> tuple[str, Names]:
        lifted = frozenset(as_at_best)
        return verdict(everything, [ranges(everything, claims[p], lifted) for p in asked])

    soft = [key(claim) for party in asked for claim in claims[party] if claim.soft]
    word, zone = answer(())
    best, best_zone = answer(soft)
    depends_on = all_minimal(soft, lambda some: answer(some)[0] == best) if word != best else []

    now = {party: ranges(everything, claims[party], frozenset()) for party in parties}
    unmet, offered, one_sided = [], [], []
    for party in asked:
        others = [other for other in asked if other != party]
        if entry := unmet_of(party, claims[party], zone, now, others):
            unmet.append(entry)
        offers = [
            claim
            for claim in claims[party]
            if claim.verb is not Verb.REFUSES
            if names(claim) & zone & (everything if claim.soft else now[party].accepted)
        ]
        offered.append(stake(party, offers))
        if zone <= now[party].accepted:
            one_sided.append(party)

    gap = None
    ends = [now[party].accepted for party in asked]
    if outcomes.kind is not Kind.OPTIONS and len(asked) == 2 and all(ends):
        gap = nearest_pair(outcomes, *ends)

    retreats = None
    blocking: list[set[LineKey]] = []
    holds_at = None
    if word == "insurmountable":
        all_lines = [line for party in asked for line, _ in lines[party]]
        blocking = all_minimal(
            all_lines, lambda some: union(region for _, region, _ in some) == everything
        )
        for basis in reversed(Basis):
            firm_enough = (
                line[1]
                for party in asked
                for line, behind in lines[party]
                if min(rank(claim.statement.basis) for claim in behind) <= rank(basis)
            )
            if union(firm_enough) == everything:
                holds_at = basis.value
        if outcomes.kind is not Kind.OPTIONS and all(now[party].possible for party in asked):
            retreats = pareto(outcomes, asked, now, lines)

    bridgeable = word == "bridgeable"
    contested = None
    firm = {
        p: union(names(c) for c in claims[p] if c.verb is Verb.REFUSES and not c.soft)
        for p in asked
    }
    opposed = [
        not asked_softly and wanted <= union(firm[other] for other in those)
        for _, asked_softly, wanted, _, those, _ in unmet
        if those
    ]
    if bridgeable and opposed:
        contested = "hard" if any(opposed) else "soft"
    return Told(
        verdict=word,
        zone=zone,
        at_best=best,
        at_best_zone=best_zone,
        depends_on=frozenset(map(frozenset, depends_on)),
        silent=silent,
        no_red_line=tuple(party for party in asked if party not in refusing),
        lines_below_binding=tuple(p for p in asked if p in refusing and not now[p].refused),
        unmet=tuple(unmet) if word != "unstated" else (),
        contested=contested,
        offered_by=tuple(entry for entry in offered if entry and bridgeable),
        one_sided=tuple(one_sided) if bridgeable else (),
        gap=gap if bridgeable else None,
        retreats=retreats if retreats is None else both_ends(retreats),
        retreats_total=None if retreats is None else len(retreats),
        blocking_sets=frozenset(map(frozenset, blocking)),
        holds_at=holds_at,
        positions=tuple(
            (party, now[party].demanded, now[party].accepted, now[party].refused)
            for party in parties
        ),
        cuts=tuple(cuts_of(party, claims[party], lines[party]) for party in parties),
    )


def pareto(
    outcomes: Outcomes,
    asked: Sequence[str],
    now: dict[str, Ranges],
    lines: dict[str, list[tuple[LineKey, tuple[Claim, ...]]]],
) -> tuple[RetreatKey, ...]:
    """The outcomes that no other betters for one party without worsening it for another."""
    ways = {
        outcome: [retreat(outcomes, now[party].possible, outcome) for party in asked]
        for outcome in outcomes.names
    }
    lengths = {outcome: [length for length, _, _ in found] for outcome, found in ways.items()}

    def dominated(outcome: str) -> bool:
        mine = lengths[outcome]
        return any(
            other != mine and all(a <= b for a, b in zip(other, mine, strict=True))
            for other in lengths.values()
        )

    return tuple(
        (
            outcome,
            tuple(
                (
                    party,
                    steps,
                    past,
                    frozenset(line for line, _ in lines[party] if outcome in line[1]),
                )
                for party, (_, steps, past) in zip(asked, ways[outcome], strict=True)
            ),
        )
        for outcome in outcomes.names
        if not dominated(outcome)
    )


def both_ends(items: tuple[T, ...]) -> tuple[T, ...]:
    """All items, or the first and the last fifty of more than a hundred."""
    return items if len(items) <= 100 else items[:50] + items[-50:]


def line_key(line: RedLine) -> LineKey:
    return line.party, frozenset(line.region.names), tuple(map(key, line.claims))


def retreat_key(found: Retreat) -> RetreatKey:
    return found.outcome, tuple(
        (each.party, each.steps, each.past_unlimited, frozenset(map(line_key, each.red_lines)))
        for each in found.parties
    )


def told(found: IssueGap) -> Told:
    """What the engine says, in the words of the twin."""

    def claim_keys(claims: Iterable[Claim]) -> frozenset[ClaimKey]:
        return frozenset(key(claim) for claim in claims)

    def stakes(entries: Iterable[Stake]) -> tuple[StakeKey, ...]:
        return tuple((entry.party, entry.soft, claim_keys(entry.claims)) for entry in entries)

    def cuts(entries: Iterable[Withheld]) -> frozenset[CutKey]:
        return frozenset(
            (key(own.claim), frozenset(own.region.names), frozenset(map(line_key, own.red_lines)))
            for own in entries
        )

    return Told(
        verdict=found.verdict.value,
        zone=frozenset(found.zone.names),
        at_best=found.at_best.value,
        at_best_zone=frozenset(found.at_best_zone.names),
        depends_on=frozenset(map(claim_keys, found.depends_on)),
        silent=found.silent,
        no_red_line=found.no_red_line,
        lines_below_binding=found.lines_below_binding,
        unmet=tuple(
            (
                own.party,
                own.soft,
                frozenset(own.region.names),
                claim_keys(own.claims),
                own.refused_by,
                own.together,
            )
            for own in found.unmet
        ),
        contested=found.contested.value if found.contested else None,
        offered_by=stakes(found.offered_by),
        one_sided=found.one_sided,
        gap=(found.gap.steps, found.gap.amount, found.gap.ends) if found.gap else None,
        retreats=None if found.retreats is None else tuple(map(retreat_key, found.retreats)),
        retreats_total=found.retreats_total,
        blocking_sets=frozenset(frozenset(map(line_key, some)) for some in found.blocking_sets),
        holds_at=found.holds_at.value if found.holds_at else None,
        positions=tuple(
            (
                position.party,
                frozenset(position.demanded.names),
                frozenset(position.accepted.names),
                frozenset(position.refused.names),
            )
            for position in found.positions
        ),
        cuts=tuple(
            (own.party, cuts(own.narrowed), cuts(own.withheld), cuts(own.on_condition))
            for own in found.positions
        ),
    )
