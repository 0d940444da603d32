"""Who moved: what changed between two states of the positions, and what that does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from redlines.assumption import NOTHING, Assumption
from redlines.case import Basis, Case, Claim, Condition, Verb, firmness
from redlines.engine.case_changes import (
    Sides,
    both,
    case_changes,
    described,
    lost_sources,
    statements_kept,
)
from redlines.engine.gaps import ranges, standing
from redlines.engine.positions import counting, heard, position
from redlines.engine.what_if import what_if
from redlines.moves import ClaimChange, ClaimChangeKind, Move, MoveKind, PositionDiff, VerdictChange
from redlines.region import Region
from redlines.verdicts import Position


def position_diff(
    before: Case,
    after: Case,
    assumption: Assumption = NOTHING,
    *,
    parties: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
) -> PositionDiff:
    """What changed between two states of the positions, and what it does to parties and pairs.

    Judged on one day: the later of both states' unless the assumption names one. What
    is lifted and set is so in both states; claims that changed are listed whether lifted or not.
    Claims are matched by statement, verb, issue and party, outcomes by name; parties and issues are
    those of either state.
    """
    days = [day for day in map(_day, (before, after)) if day]
    assumption = assumption.on(max(days, default=None))
    shown = [p for p in {**after.parties, **before.parties} if not parties or p in parties]
    wanted = [i for i in {**after.issues, **before.issues} if not issues or i in issues]
    found = [_on_issue(Sides.of(before, after, issue), shown, assumption) for issue in wanted]
    kept = statements_kept(before, after, shown, wanted)
    return PositionDiff(
        assumption=assumption,
        both=both(before, after),
        case_changes=tuple(case_changes(before, after, shown, wanted)),
        moves=tuple(m for p in shown for each in found for m in each.moves if m.party == p),
        changes=tuple(c for p in shown for each in found for c in each.changes if c.party == p),
        verdicts=tuple(verdict for each in found for verdict in each.verdicts),
        lost_sources=tuple(lost_sources(kept, shown)),
        besides=replace(
            described(before, after, kept, wanted),
            dates=_once(id_ for each in found for id_ in each.dates),
            not_counting=_once(id_ for each in found for id_ in each.not_counting),
        ),
        what_if=what_if(after, shown, [i for i in wanted if i in after.issues], assumption),
    )


def _day(case: Case) -> date | None:
    """The day of a state: its own, else that of its newest statement."""
    said = (statement.said.day for statement in case.statements.values())
    return case.as_of or max((day for day in said if day), default=None)


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


@dataclass(frozen=True)
class _Found:
    """What changed on one issue; `dates` and `not_counting` are statements beside it."""

    changes: tuple[ClaimChange, ...]
    moves: tuple[Move, ...]
    verdicts: tuple[VerdictChange, ...]
    dates: tuple[str, ...]
    not_counting: tuple[str, ...]


def _on_issue(sides: Sides, parties: Sequence[str], assumption: Assumption) -> _Found:
    claims = {party: _Claims.of(sides, party, assumption) for party in parties}
    held = {}
    if not sides.alike or any(own.causes for own in claims.values()):
        held = {party: _positions(sides, party, assumption) for party in parties}
    moves = [m for party in held for m in _moves(sides, *held[party], claims[party].counting)]
    stirred = {party for party in held if _stirred(sides, *held[party])}
    verdicts = []
    for pair in combinations(held, 2):
        if sides.alike and stirred.isdisjoint(pair):
            continue
        was = standing([held[party][0] for party in pair], sides.old)
        now = standing([held[party][1] for party in pair], sides.new)
        steps = [gap.steps if gap else None for gap in (was[2], now[2])]
        if was[:2] != now[:2] or steps[0] != steps[1]:
            behind = [c for party in pair if party in stirred for c in claims[party].causes]
            told = (was[0], now[0], was[1], now[1], was[2], now[2])
            verdicts.append(VerdictChange(pair, sides.item, *told, changes=tuple(behind)))
    moved = {move.party for move in moves}
    moved |= stirred & {party for verdict in verdicts for party in verdict.parties}
    return _Found(
        changes=tuple(
            own if party in moved or own.kind is ClaimChangeKind.NOT_YET else _restated(own)
            for party in parties
            for own in claims[party].changes
        ),
        moves=tuple(moves),
        verdicts=tuple(verdicts),
        dates=tuple(id_ for party in parties for id_ in claims[party].dates),
        not_counting=tuple(id_ for party in parties for id_ in claims[party].not_counting),
    )


def _positions(sides: Sides, party: str, assumption: Assumption) -> tuple[Position, Position]:
    """A party's sets in each state."""
    issue, sets = sides.item.id, []
    states = zip(sides.cases, sides.assumed(assumption), (sides.old, sides.new), strict=True)
    for case, assumed, outcomes in states:
        said = heard(case, issue, party, assumed)
        sets.append(position(party, said, counting(said, party, issue, assumed), outcomes))
    return sets[0], sets[1]


def _restated(change: ClaimChange) -> ClaimChange:
    return replace(change, restated=True)


def _stirred(sides: Sides, was: Position, now: Position) -> bool:
    """Whether a party brings something else to a verdict."""
    pairs = zip(ranges(was), ranges(now), strict=True)
    return was.silent is not now.silent or not all(sides.same(*pair) for pair in pairs)


# Claims


# What can be different about a claim in both states beside its outcomes.
_TRAITS: dict[str, Callable[[Claim], object]] = {
    "basis": lambda claim: claim.statement.basis,
    "condition": lambda claim: (_named(claim.condition), claim.statement.proviso),
    "form": lambda claim: claim.verb is Verb.REFUSES and claim.statement.form,
    "disputed": lambda claim: claim.statement.disputed,
    "vague": lambda claim: claim.statement.vague,
}


def _named(condition: Condition | None) -> dict[str, frozenset[str]]:
    """A condition in names, so that a level described in other words is the same level."""
    return {i: frozenset(region.names) for i, region in condition.terms} if condition else {}


@dataclass(frozen=True)
class _Claims:
    """What became of one party's claims on one issue.

    `causes` are changes of what is in force; of these `counting` are of what is not lifted.
    """

    changes: tuple[ClaimChange, ...]
    causes: tuple[ClaimChange, ...]
    counting: tuple[ClaimChange, ...]
    dates: tuple[str, ...]
    not_counting: tuple[str, ...]

    @classmethod
    def of(cls, sides: Sides, party: str, assumption: Assumption) -> _Claims:
        old, new = (
            {(c.statement.id, c.verb): c for c in case.claims.get((sides.item.id, party), ())}
            for case in sides.cases
        )
        changes: list[ClaimChange] = []
        causes: list[ClaimChange] = []
        counts: list[ClaimChange] = []
        dates: list[str] = []
        not_counting: list[str] = []
        assumed = sides.assumed(assumption)
        for key in {**new, **old}:
            was, now = old.get(key), new.get(key)
            kind, what = _kind(sides, was, now, assumption)
            if kind:
                changes.append(ClaimChange(kind, party, sides.item, was, now, what))
                in_force = [
                    (claim, by)
                    for claim, by in zip((was, now), assumed, strict=True)
                    if claim and by.in_force(claim)
                ]
                causes += changes[-1:] if in_force else []
                counts += changes[-1:] if any(by.counted(own) for own, by in in_force) else []
            elif not (was and now) or what:
                not_counting.append(key[0])
            elif _dates(was) != _dates(now):
                (dates if assumption.in_force(was) else not_counting).append(key[0])
        return cls(tuple(changes), tuple(causes), tuple(counts), tuple(dates), tuple(not_counting))


def _kind(
    sides: Sides, was: Claim | None, now: Claim | None, assumption: Assumption
) -> tuple[ClaimChangeKind | None, tuple[str, ...]]:
    """What became of a claim, and what is different about it where both states have it."""
    counted, counts = (claim and assumption.in_force(claim) for claim in (was, now))
    what = _different(sides, was, now) if was and now else ()
    if now and not counts and _after(now, assumption.day):
        told = counted or not was or what or _dates(was) != _dates(now)
        return ClaimChangeKind.NOT_YET if told else None, what
    if counts and not counted:
        return ClaimChangeKind.BEGUN if was else ClaimChangeKind.ADDED, what
    if counted and not counts:
        return ClaimChangeKind.ENDED if now else ClaimChangeKind.DROPPED, what
    if not (was and now and counts and what):
        return None, what
    if "outcomes" not in what:
        return ClaimChangeKind.CHANGED, what
    if not sides.lost(was.region, now.region):
        return ClaimChangeKind.WIDENED, what
    if not sides.gained(was.region, now.region):
        return ClaimChangeKind.NARROWED, what
    return ClaimChangeKind.MOVED, what


def _different(sides: Sides, was: Claim, now: Claim) -> tuple[str, ...]:
    outcomes = () if sides.same(was.region, now.region) else ("outcomes",)
    return (*outcomes, *(name for name, trait in _TRAITS.items() if trait(was) != trait(now)))


def _after(claim: Claim, day: date | None) -> bool:
    """Whether a claim is dated after a day."""
    said = claim.statement.said.day
    return day is not None and said is not None and said > day


def _dates(claim: Claim) -> tuple[date | None, date | None]:
    return claim.statement.said.day, claim.until


# What it does to a party


def _moves(
    sides: Sides, was: Position, now: Position, causes: tuple[ClaimChange, ...]
) -> Iterator[Move]:
    """How R, D and A of a party are others, and how firmly it refuses what it refuses in both."""
    refusals = tuple(own for own in causes if own.claim.verb is Verb.REFUSES)
    no_offers = tuple(own for own in causes if own.claim.verb is not Verb.ACCEPTS)

    def refusal(
        kind: MoveKind, outcomes: Region, bases: tuple[Basis | None, Basis | None] = (None, None)
    ) -> Iterator[Move]:
        if outcomes:
            sets = was.refused, now.refused
            behind = tuple(own for own in refusals if _names(own, outcomes))
            yield Move(kind, now.party, sides.item, *sets, outcomes, *bases, behind)

    yield from refusal(MoveKind.REFUSED, sides.gained(was.refused, now.refused))
    soft_then, soft_now = was.refused - was.firmly_refused, now.refused - now.firmly_refused
    yield from refusal(MoveKind.HARDENED, _common(sides, soft_then, now.firmly_refused))
    shared = [
        (firmness(new) - firmness(old), _common(sides, then, here), (old, new))
        for old, then in _by_basis(was).items()
        for new, here in _by_basis(now).items()
    ]
    for steps, outcomes, bases in shared:
        if steps < 0:
            yield from refusal(MoveKind.FIRMER, outcomes, bases)
    yield from refusal(MoveKind.RELEASED, sides.lost(was.refused, now.refused))
    yield from refusal(MoveKind.SOFTENED, _common(sides, was.firmly_refused, soft_now))
    for steps, outcomes, bases in shared:
        if steps > 0:
            yield from refusal(MoveKind.LESS_FIRM, outcomes, bases)
    for kind, then, here, behind in (
        (MoveKind.DEMANDED, was.demanded, now.demanded, no_offers),
        (MoveKind.DECLARED, was.accepted, now.accepted, causes),
    ):
        if not sides.same(then, here):
            yield Move(kind, now.party, sides.item, then, here, changes=behind)


def _names(change: ClaimChange, outcomes: Region) -> bool:
    """Whether a claim names some of these outcomes, before or after."""
    claims = (claim for claim in (change.before, change.after) if claim)
    return any(claim.region.cut_to(outcomes.outcomes) & outcomes for claim in claims)


def _common(sides: Sides, was: Region, now: Region) -> Region:
    """What is in both regions, by name."""
    return now - sides.gained(was, now)


def _by_basis(own: Position) -> dict[Basis | None, Region]:
    """What a party refuses by the firmest basis that it refuses it on, firmest first."""
    found: dict[Basis | None, Region] = {}
    rest = own.refused
    for line in sorted(own.red_lines, key=lambda line: line.firmness):
        found[line.basis] = found.get(line.basis, rest - rest) | line.region & rest
        rest -= line.region
    return found
