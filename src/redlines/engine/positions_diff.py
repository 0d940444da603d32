"""What changed between two states of the positions, and which verdicts with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from redlines.assumption import Assumption
from redlines.case import Case, Claim, Condition, Verb
from redlines.engine.gaps import verdict
from redlines.engine.positions import heard, positions
from redlines.findings import ClaimChange, ClaimChangeKind, PositionDiff, VerdictChange


def position_diff(
    before: Case,
    after: Case,
    *,
    parties: Sequence[str] | None = None,
    as_of: date | None = None,
    issues: Sequence[str] | None = None,
) -> PositionDiff:
    """What changed between two states of the positions, and which pairs' verdicts with it.

    Judged on one day: the later of both cases' unless `as_of` names one. Statements are matched
    by id; parties and issues that only one state has are left to its own report.
    """
    days = [day for day in (before.as_of, after.as_of) if day]
    assumption = Assumption(as_of or max(days, default=None))
    shown = [p for p in after.parties if p in before.parties and p in (parties or after.parties)]
    wanted = [i for i in after.issues if i in before.issues and i in (issues or after.issues)]
    changes = [
        change
        for issue in wanted
        for party in shown
        for change in _line_changes(before, after, issue, party, assumption)
    ]
    changes += _lost_sources(before, after, shown, wanted)
    verdicts = _verdicts(before, after, wanted, shown, assumption)
    return PositionDiff(assumption, tuple(changes), tuple(verdicts))


def _refusals(case: Case, issue: str, party: str, assumption: Assumption) -> dict[str, Claim]:
    claims = heard(case, issue, party, assumption)
    return {claim.statement.id: claim for claim in claims if claim.verb is Verb.REFUSES}


def _line_changes(
    before: Case, after: Case, issue: str, party: str, assumption: Assumption
) -> Iterator[ClaimChange]:
    """How each statement's refusal on an issue changed; regions are compared by their names."""
    old, new = (_refusals(case, issue, party, assumption) for case in (before, after))
    item = after.issues[issue]
    for id_ in dict.fromkeys((*old, *new)):
        was, now = old.get(id_), new.get(id_)
        if was is None or now is None:
            kind = ClaimChangeKind.ADDED if was is None else ClaimChangeKind.DROPPED
        else:
            had, has = set(was.region.names), set(now.region.names)
            alike = _named(was.condition) == _named(now.condition)
            alike = alike and was.statement.proviso == now.statement.proviso
            if had == has and alike:
                continue
            kind = ClaimChangeKind.CHANGED
            if alike and had < has:
                kind = ClaimChangeKind.TIGHTENED
            elif alike and has < had:
                kind = ClaimChangeKind.RELAXED
        regions = (was.region if was else None), (now.region if now else None)
        yield ClaimChange(kind, id_, party, item, *regions)


def _named(condition: Condition | None) -> dict[str, tuple[str, ...]]:
    """A condition in names, so that a level described in other words is the same level."""
    return {issue: region.names for issue, region in condition.terms} if condition else {}


def _lost_sources(
    before: Case, after: Case, parties: Sequence[str], issues: Sequence[str]
) -> Iterator[ClaimChange]:
    """The sources that statements on some issues rested on and no longer do."""
    for id_, now in after.statements.items():
        was = before.statements.get(id_)
        if was is None or now.party not in parties:
            continue
        if not any(claim.issue in issues for claim in (*was.claims, *now.claims)):
            continue
        for source in was.sources:
            if source not in now.sources:
                kind = ClaimChangeKind.SOURCE_REMOVED
                yield ClaimChange(kind, id_, now.party, None, source=source)


def _verdicts(
    before: Case,
    after: Case,
    issues: Sequence[str],
    parties: Sequence[str],
    assumption: Assumption,
) -> Iterator[VerdictChange]:
    """The pairs whose verdict on an issue is another one now."""
    for issue in issues:
        states = [
            (case.issues[issue].outcomes, positions(case, issue, parties, assumption))
            for case in (before, after)
        ]
        for a, b in combinations(range(len(parties)), 2):
            was, now = (verdict((own[a], own[b]), outcomes)[0] for outcomes, own in states)
            if was is not now:
                pair = parties[a], parties[b]
                yield VerdictChange(pair, after.issues[issue], was, now)
