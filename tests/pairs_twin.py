"""The slow twin of `matrix`: verdicts pair by pair with plain sets, coalitions by trying all sets.

What a claim counts for and the sets of one party are those of `twin`; nothing is laid out in bits,
and every set of parties is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from redlines.case import Basis, Case, Claim
from twin import Names, binds, in_force, key, ranges, unmet_of, verdict

# Worst first; what has no verdict says less than what has one.
WORST_FIRST = ("insurmountable", "bridgeable", "overlap", "agreed", "unstated")
Parties = frozenset[str]


@dataclass(frozen=True)
class Told:
    """What two parties come to: how many headings have which verdict, worst areas first."""

    counts: dict[str, int]
    softly_insurmountable: int
    contested: int


@dataclass(frozen=True)
class Shared:
    """The largest sets of parties with what they share, and the smallest that are in the way."""

    spoken: Parties
    coalitions: dict[Parties, Names]
    vetoes: set[Parties]
    softly: bool


def claims_of(
    case: Case, issue: str, day: date | None, binding: Basis | None
) -> dict[str, list[Claim]]:
    """By party that is not silent its claims that count on an issue."""
    found: dict[str, list[Claim]] = {}
    for statement in case.statements.values():
        for claim in statement.claims:
            if claim.issue == issue and in_force(claim, day):
                own = found.setdefault(claim.party, [])
                own += [claim] if binds(claim, binding) else []
    return found


def pair(
    case: Case, parties: tuple[str, str], issues: Sequence[str], day: date | None, b: Basis | None
) -> Told:
    """The numbers of two parties over some issues."""
    words: dict[str, list[tuple[str, str, bool]]] = {}
    for issue in issues:
        item = case.issues[issue]
        everything = frozenset(item.outcomes.names)
        claims = claims_of(case, issue, day, b)
        asked = [party for party in parties if party in claims]
        soft = frozenset(key(c) for party in asked for c in claims[party] if c.soft)
        now = {party: ranges(everything, claims[party], frozenset()) for party in asked}
        word, zone = verdict(everything, list(now.values()))
        best, _ = verdict(everything, [ranges(everything, claims[p], soft) for p in asked])
        unmet = [
            unmet_of(p, claims[p], zone, now, [other for other in asked if other != p])
            for p in (asked if word == "bridgeable" else ())
        ]
        refused = any(own and own[4] for own in unmet)
        words.setdefault(item.heading, []).append((word, best, refused))
    counts = dict.fromkeys(WORST_FIRST, 0)
    softly = contested = 0
    for areas in words.values():
        worst = next(word for word in WORST_FIRST if word in [area[0] for area in areas])
        counts[worst] += 1
        if worst == "insurmountable":
            softly += all(best != word for word, best, _ in areas if word == worst)
        contested += worst == "bridgeable" and any(refused for _, _, refused in areas)
    return Told(counts, softly, contested)


def shared(
    case: Case, parties: Sequence[str], issue: str, day: date | None, b: Basis | None
) -> Shared:
    """Who shares what on one issue."""
    everything = frozenset(case.issues[issue].outcomes.names)
    said = claims_of(case, issue, day, b)
    claims = {party: said[party] for party in parties if party in said}
    soft = frozenset(key(c) for own in claims.values() for c in own if c.soft)
    now = {p: ranges(everything, own, frozenset()).possible for p, own in claims.items()}
    best = {p: ranges(everything, own, soft).possible for p, own in claims.items()}

    def left(some: Iterable[str], of: dict[str, Names]) -> Names:
        return everything.intersection(*(of[party] for party in some))

    spoken = frozenset(claims)
    sharing = [some for some in subsets(spoken) if some and left(some, now)]
    opening = [some for some in subsets(spoken) if some < spoken and left(spoken - some, now)]
    return Shared(
        spoken,
        {some: left(some, now) for some in extreme(sharing, frozenset.issuperset)},
        set(extreme(opening, frozenset.issubset)),
        len(spoken) > 1 and not left(spoken, now) and bool(left(spoken, best)),
    )


def subsets(parties: Parties) -> list[Parties]:
    return [
        frozenset(some) for size in range(len(parties) + 1) for some in combinations(parties, size)
    ]


def extreme(
    sets: Sequence[Parties], goes_before: Callable[[Parties, Parties], bool]
) -> list[Parties]:
    """The sets before which none of the others goes."""
    return [own for own in sets if not any(x != own and goes_before(x, own) for x in sets)]
