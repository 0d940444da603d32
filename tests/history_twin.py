"""The slow twin of `issue_history`: every day one after the other, with plain sets of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from redlines.case import Basis, Case
from redlines.history import VerdictSpan
from twin import ClaimKey, Ranges, binds, in_force, key, ranges, verdict

Words = tuple[str, str]


@dataclass(frozen=True)
class Told:
    """A span in names; parties and claims as sets."""

    start: date | None
    until: date | None
    words: Words
    coverage: bool
    entered: frozenset[str]
    left: frozenset[str]
    thin: frozenset[str]
    began: frozenset[ClaimKey]
    ended: frozenset[ClaimKey]


@dataclass(frozen=True)
class Side:
    """What one party holds on a day: the claims in force, and its sets as stated and at best."""

    party: str
    claims: frozenset[ClaimKey]
    sets: tuple[Ranges, Ranges]

    @property
    def heard(self) -> bool:
        return bool(self.claims)


def told(span: VerdictSpan) -> Told:
    return Told(
        span.from_,
        span.until,
        (span.verdict.value, span.at_best.value),
        span.coverage,
        frozenset(span.entered),
        frozenset(span.left),
        frozenset(span.thin),
        frozenset(map(key, span.began)),
        frozenset(map(key, span.ended)),
    )


def side(case: Case, issue: str, party: str, day: date | None, binding: Basis | None) -> Side:
    everything = frozenset(case.issues[issue].outcomes.names)
    own = [
        claim
        for said in case.statements.values()
        for claim in said.claims
        if (claim.issue, claim.party) == (issue, party) and in_force(claim, day)
    ]
    counted = [claim for claim in own if binds(claim, binding)]
    soft = frozenset(key(claim) for claim in counted if claim.soft)
    sets = ranges(everything, counted, frozenset()), ranges(everything, counted, soft)
    return Side(party, frozenset(map(key, own)), sets)


def words(case: Case, issue: str, sides: Iterable[Side]) -> Words:
    everything = frozenset(case.issues[issue].outcomes.names)
    speaking = [own.sets for own in sides if own.heard]
    stated, best = ([own[at] for own in speaking] for at in (0, 1))
    return verdict(everything, stated)[0], verdict(everything, best)[0]


def dense(case: Case, issue: str, party: str, day: date) -> bool:
    own = case.parties[party]
    periods = own.dense_on.get(issue, own.dense)
    return periods is None or any(
        period.from_ <= day <= (period.until or date.max) for period in periods
    )


def makers(
    case: Case,
    issue: str,
    was: Sequence[Side],
    now: Sequence[Side],
    began: frozenset[ClaimKey],
    ended: frozenset[ClaimKey],
    binding: Basis | None,
) -> frozenset[ClaimKey]:
    """Of some claims those without which the verdict is not turned so far, or that do it alone."""
    everything = frozenset(case.issues[issue].outcomes.names)
    every = {key(claim): claim for said in case.statements.values() for claim in said.claims}

    def other(own: Side, claim: ClaimKey) -> Side:
        """The side with a claim that it lacks, or without one that it has, and heard as before."""
        if every[claim].party != own.party:
            return own
        counted = [every[k] for k in own.claims ^ {claim} if binds(every[k], binding)]
        soft = frozenset(key(each) for each in counted if each.soft)
        return replace(
            own,
            sets=(ranges(everything, counted, frozenset()), ranges(everything, counted, soft)),
        )

    before, after = words(case, issue, was), words(case, issue, now)
    at = 1 if before[0] == after[0] else 0
    order = ["insurmountable", "bridgeable", "overlap", "agreed"]
    if order.index(after[at]) > order.index(before[at]):
        order.reverse()
    far = order[: order.index(after[at]) + 1]

    def reached(sides: Sequence[Side], claim: ClaimKey) -> bool:
        return words(case, issue, [other(own, claim) for own in sides])[at] in far

    helps, hurts = (
        ("refuses", "accepts") if order[0] == "insurmountable" else ("accepts", "refuses")
    )
    changed = {c for c in began if c[2] != hurts} | {c for c in ended if c[2] != helps}
    found = frozenset(c for c in changed if reached(was, c) or not reached(now, c))
    return found or frozenset(changed)


def twin(
    case: Case,
    issue: str,
    parties: Sequence[str],
    days: Iterable[date],
    last: date | None,
    binding: Basis | None,
) -> list[Told]:
    """The spans from before all of some days to the last one; nothing may change on other days."""
    nobody: frozenset[str] = frozenset()
    no_claims: frozenset[ClaimKey] = frozenset()
    before = last and date(1, 1, 1)
    held = [side(case, issue, party, before, binding) for party in parties]
    first = words(case, issue, held)
    spans = [Told(None, None, first, True, nobody, nobody, nobody, no_claims, no_claims)]
    for day in sorted(days):
        if last is None or day > last:
            continue
        was, held = held, [side(case, issue, party, day, binding) for party in parties]
        now = words(case, issue, held)
        if now == spans[-1].words:
            continue
        changed = [
            (x, y) for x, y in zip(was, held, strict=True) if (x.heard, x.sets) != (y.heard, y.sets)
        ]
        entered = frozenset(y.party for x, y in changed if y.heard and not x.heard)
        left = frozenset(y.party for x, y in changed if x.heard and not y.heard)
        both = (day - timedelta(days=1), day)
        thin = frozenset(
            y.party for _, y in changed if not all(dense(case, issue, y.party, d) for d in both)
        )
        unsure = entered | left | thin
        others = [x if x.party in unsure else y for x, y in zip(was, held, strict=True)]
        coverage = words(case, issue, others) != now
        if not coverage:
            changed = [(x, y) for x, y in changed if x.party not in unsure]
            entered = left = thin = nobody
        began = no_claims.union(*(y.claims - x.claims for x, y in changed))
        ended = no_claims.union(*(x.claims - y.claims for x, y in changed))
        if not coverage:
            made = makers(case, issue, was, others, began, ended, binding)
            began, ended = began & made, ended & made
        spans[-1] = replace(spans[-1], until=day)
        spans.append(Told(day, None, now, coverage, entered, left, thin, began, ended))
    return spans
