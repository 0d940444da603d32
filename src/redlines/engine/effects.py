"""What a change of a text does to one party on one issue: the table of effects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from redlines.case import Claim
from redlines.engine.retreats import nearest
from redlines.engine.standing import Crossing, Demand, Standing
from redlines.findings import Distance, Effect, EffectKind, Grade
from redlines.region import Region
from redlines.verdicts import RedLine

_CROSSINGS = {
    (Crossing.CLEAR, Crossing.CROSSES): EffectKind.NEWLY_CROSSES,
    (Crossing.MAY_CROSS, Crossing.CROSSES): EffectKind.NEWLY_CROSSES,
    (Crossing.CROSSES, Crossing.CLEAR): EffectKind.NO_LONGER_CROSSES,
    (Crossing.MAY_CROSS, Crossing.CLEAR): EffectKind.CAN_NO_LONGER_CROSS,
    (Crossing.CLEAR, Crossing.MAY_CROSS): EffectKind.MAY_CROSS,
    (Crossing.CROSSES, Crossing.MAY_CROSS): EffectKind.NEED_NO_LONGER_CROSS,
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts beside a party's claims on an issue, and the party's grade.

    `hidden` says that what is not known of the plan may settle the issue too.
    """

    stands: Standing
    hidden: bool
    grade: Grade | None

    @property
    def unsettled(self) -> bool:
        """Whether no known point speaks of the issue."""
        return self.stands.settlement is None

    def narrowings(self) -> Iterator[Side]:
        """The side as it is known, and where something is not known all that it may turn out to be.

        What is unknown can only narrow what the known points leave, any outcome where these leave
        the issue open. What all single outcomes and all of them together have in common, every part
        has.
        """
        yield self
        if self.hidden:
            whole = self.stands
            if self.unsettled:
                whole = self.stands.settling_anything
                yield replace(self, stands=whole)
            for part in _telling_parts(whole):
                narrower = whole.within(part)
                if narrower.readings:
                    yield replace(self, stands=narrower)

    @property
    def crossed(self) -> tuple[RedLine, ...]:
        """The red lines that what is settled meets."""
        return self.grade.crossed if self.grade else ()


def effects_on(
    before: Side, after: Side, *, points: tuple[str, ...], reworded: bool
) -> Iterator[Effect]:
    """What a change does to one party on one issue: everything is said of whole sets.

    Where a point is not known, what holds however it narrows the text stands, and all else is one
    `undecidable`. It is all that is said where no known point settles the issue, and only where
    something could follow.
    """
    was, now = before.stands, after.stands
    plain = Effect(EffectKind.NO_EFFECT, now.issue, now.party, points, before.grade, after.grade)
    undecidable = replace(plain, kind=EffectKind.UNDECIDABLE)
    silent: Literal["before", "after"] | None = None
    if before.unsettled or after.unsettled:
        silent = "before" if before.unsettled else "after"
    effect = replace(plain, silent=silent)
    found = _said(effect, before, after)
    keys = {
        tuple(own and (own.kind, own.distances) for own in _said(effect, *sides))
        for sides in product(before.narrowings(), after.narrowings())
    }
    shared = [
        own
        for own, told in zip(found, zip(*keys, strict=True), strict=True)
        if own and len(set(told)) == 1
    ]
    if any(side.hidden and side.unsettled for side in (before, after)):
        shared = [undecidable] if any(any(told) for told in keys) else []
    elif len(keys) > 1 or any(side.hidden and not side.stands.readings for side in (before, after)):
        # Where too much is open to be tried out, what is not known cannot be either.
        shared.append(undecidable)
    yield from shared or [_nothing(plain, was, now, reworded=reworded)]


_Said = tuple[Effect | None, Effect | None, Effect | None, Effect | None]


def _said(effect: Effect, before: Side, after: Side) -> _Said:
    """What is said of red line, demand, distance and what is declared, where all is known."""
    was, now = before.stands, after.stands
    line = _red_line(effect, before, after) or _firmness(effect, before, after)
    demand = _demand(effect, was, now)
    firmness = line is not None and line.kind in _FIRMNESS
    same_demand = was.demand is now.demand
    distance = _distance(effect, was, now) if same_demand and not firmness else None
    declared = None if line or demand or distance else _declared(effect, was, now)
    return line, demand, distance, declared


_FIRMNESS = (EffectKind.CROSSES_FIRMER, EffectKind.CROSSES_SOFTER)


def _telling_parts(stands: Standing) -> Iterator[Region]:
    """Single outcomes of what is settled: of those alike in all claims the nearest and farthest."""
    alike = [stands.widest]
    for region in stands.named:
        alike = [part for own in alike for part in (own & region, own - region) if part]
    goals = [stands.goal(crossing=crossing) for crossing in (True, False)]
    for own in alike:
        places = {next(iter(own))}
        for goal in filter(None, goals) if own.outcomes.ordered else ():
            ways = {at: _far(at, goal) for at in own}
            places |= {min(ways, key=ways.__getitem__), max(ways, key=ways.__getitem__)}
        yield from (own.outcomes.span(at, at) for at in sorted(places))


def _nothing(effect: Effect, was: Standing, now: Standing, *, reworded: bool) -> Effect:
    """What is left to say where nothing moved: other words beside a red line, or nothing at all."""
    lines = now.lines or was.lines
    if reworded and lines:
        return replace(effect, kind=EffectKind.REWORDED, red_lines=lines)
    still = was.crossing is now.crossing is Crossing.CROSSES
    return replace(effect, kind=EffectKind.STILL_CROSSES) if still else effect


def _red_line(effect: Effect, before: Side, after: Side) -> Effect | None:
    """Whether a red line is crossed or may be, and was not, or the other way round."""
    kind = _CROSSINGS.get((before.stands.crossing, after.stands.crossing))
    if kind is None:
        return None
    # What the revision may cross is told where it may cross anything, else what the base crossed.
    told = before if after.stands.crossing is Crossing.CLEAR else after
    return replace(effect, kind=kind, red_lines=_around(told))


def _firmness(effect: Effect, before: Side, after: Side) -> Effect | None:
    """Whether what is crossed on both sides is refused on a firmer basis now, or a softer one."""
    was, now = before.stands, after.stands
    if not (was.crossing is now.crossing is Crossing.CROSSES):
        return None
    if was.firmest == now.firmest:
        return None
    firmer = now.firmest < was.firmest
    kind = EffectKind.CROSSES_FIRMER if firmer else EffectKind.CROSSES_SOFTER
    lines = tuple(line for line in _around(after) if line.firmness == now.firmest)
    return replace(effect, kind=kind, red_lines=lines or _around(after))


def _around(side: Side) -> tuple[RedLine, ...]:
    """The red lines that refuse all that is settled, else all that it meets."""
    region = side.stands.region
    whole = tuple(line for line in side.crossed if region is not None and region <= line.region)
    return whole or side.crossed


def _demand(effect: Effect, was: Standing, now: Standing) -> Effect | None:
    """Whether a demand is met, lost or left open; one that falls away is not told."""
    if now.demand is was.demand or now.demand is Demand.NONE:
        return None
    match now.demand:
        case Demand.MET:
            kind = EffectKind.DEMAND_MET
        case Demand.OPEN:
            kind = EffectKind.DEMAND_OPEN
        case _ if was.demand is Demand.NONE:
            return None
        case _:
            kind = EffectKind.DEMAND_LOST
    return replace(effect, kind=kind, demands=_turned(was, now) or now.demands)


def _turned(was: Standing, now: Standing) -> tuple[Claim, ...]:
    """Of the demands those of which the text says another thing now than it did."""

    def stands(text: Standing, claim: Claim) -> tuple[bool, bool]:
        region = text.region
        if region is None:
            return False, False
        return region <= claim.region, bool(region & claim.region)

    return tuple(own for own in now.demands if stands(was, own) != stands(now, own))


def _goal(was: Standing, now: Standing) -> Region | None:
    """What distance is told from, where it is one on both sides: D, or T where both cross."""
    crossing = was.crossing is now.crossing is Crossing.CROSSES
    goal = now.goal(crossing=crossing)
    same = goal == was.goal(crossing=crossing)
    return goal if goal and same and now.issue.outcomes.ordered else None


def _distance(effect: Effect, was: Standing, now: Standing) -> Effect | None:
    """Whether the nearest and the farthest reading moved, the demand being as before.

    Moving away from what a party merely accepted is no loss to it: where one text lies in what is
    declared and not even a soft offer covers the other, no distance is told.
    """
    goal = _goal(was, now)
    if goal is None or not was.settled or not now.settled:
        return None
    if was.inside is not now.inside and not (now if was.inside else was).within_offers:
        return None
    (old_near, old_far), (near, far) = _ends(was, goal), _ends(now, goal)
    nearer, farther = near < old_near or far < old_far, near > old_near or far > old_far
    if nearer and farther:
        kind = EffectKind.WIDER if near < old_near else EffectKind.NARROWER
    elif nearer or farther:
        kind = EffectKind.CLOSER if nearer else EffectKind.FARTHER
    else:
        return None
    distances = _told(old_near, old_far), _told(near, far)
    return replace(effect, kind=kind, distances=distances, goal=goal)


# How far an outcome is from a goal: whether the way leads to or from `unlimited`, which lies
# beyond every number, and the places between them.
_Far = tuple[bool, int]


def _ends(stands: Standing, goal: Region) -> tuple[_Far, _Far]:
    """How far the nearest and the farthest reading of a text lie from a goal."""
    ways = [_far(at, goal) for at in stands.widest]
    return min(ways), max(ways)


def _far(at: int, goal: Region) -> _Far:
    unlimited = goal.outcomes.unlimited
    if goal.bits >> at & 1:
        return False, 0
    if at == unlimited:
        return True, 0
    numbers = goal if unlimited is None else goal - goal.outcomes.span(unlimited, unlimited)
    return (False, abs(nearest(at, numbers) - at)) if numbers else (True, (unlimited or 0) - at)


def _told(nearest_one: _Far, farthest: _Far) -> Distance:
    return Distance(*(None if beyond else steps for beyond, steps in (nearest_one, farthest)))


def _declared(effect: Effect, was: Standing, now: Standing) -> Effect | None:
    """Whether the text is no longer inside what is declared, or now is, soft offers apart."""
    if was.inside is now.inside or (now if was.inside else was).within_offers:
        return None
    kind = EffectKind.NOW_DECLARED if now.inside else EffectKind.NO_LONGER_DECLARED
    return replace(effect, kind=kind)
