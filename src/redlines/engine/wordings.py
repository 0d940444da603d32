"""What changing the fewest points of a plan comes to: what can be said instead, and what it costs.

All of it is over the open packages that satisfy the terms kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_

from redlines.case import Verb
from redlines.deals import LeftBehind, OpenReading, Repair, RestsOn, StuckTerm, TermChange
from redlines.engine.choosing import Choosing
from redlines.engine.packages import Packages, PointTerm, terms
from redlines.engine.plans import settlements
from redlines.engine.repairs import Repairs
from redlines.engine.retreats import fewest, steps
from redlines.engine.rooms import Open, Rooms, shares
from redlines.engine.standing import Crossing, standing
from redlines.region import Region
from redlines.verdicts import LISTED


@dataclass(frozen=True)
class Wording:
    """A plan less the terms of its least repair."""

    open: Open
    found: Repairs

    @property
    def _own(self) -> Packages:
        return self.open.blocked.packages

    @cached_property
    def _rooms(self) -> Rooms:
        clauses = self._own.term_clauses
        kept = (own for at, own in enumerate(clauses) if at not in self.found.terms)
        return Rooms(self.open.space.within(clauses=kept))

    def _room(self, issue: str) -> Region:
        number = self._own.numbers[issue]
        # Where the work ended nothing is known to be left.
        return self._own.region(number, self._rooms[number] or 0)

    def repair(self, named: Collection[str]) -> Repair:
        """The repair, told in full as far as it is about the issues named."""
        plan, total = self._own.plan, self.found.total
        return Repair(
            complete=not self.found.terms,
            unknown=plan.unknown if plan else (),
            alternatives=self.found.alternatives,
            alternatives_total=None if total is None else total - 1,
            changes=tuple(own for own in self.changes() if own.issue.id in named),
            readings=tuple(own for own in self.readings() if own.issue.id in named),
            without_effect=tuple(self.without_effect()),
            stuck=tuple(own for own in stuck_terms(self.open) if own.issue.id in named),
        )

    @property
    def completed(self) -> Choosing:
        """The open packages that satisfy the terms kept and have what is nearest instead of others.

        On options, where nothing is nearest, they have anything else.
        """
        return self._settled[1]

    @property
    def _nearest(self) -> dict[int, int]:
        """By term of the repair the outcome of fewest steps that completes the ones before it."""
        return self._settled[0]

    @cached_property
    def _settled(self) -> tuple[dict[int, int], Choosing]:
        own, left = self._own, Choosing(self._own, self._rooms.space)
        found: dict[int, int] = {}
        for at in self.found.terms:
            term = own.terms[at]
            room = left.room(own.numbers[term.issue])
            if room and term.region and term.region.outcomes.ordered:
                found[at] = next(iter(fewest(room, term.region)))
                left = left.of(own.numbers[term.issue], Region(room.outcomes, 1 << found[at]))
        return found, left

    def changes(self) -> Iterator[TermChange]:
        """The terms of the repair in the order of the plan."""
        for at in self.found.terms:
            term = self._own.terms[at]
            room, nearest = self._room(term.issue), self._nearest.get(at)
            way = None if nearest is None else steps(nearest, term.region)
            because = self.found.because(at)
            positions = self._own.positions[term.issue]
            yield TermChange(
                point=term.point.id,
                number=term.point.number,
                issue=self._own.case.issues[term.issue],
                before=term.region,
                room=room,
                nearest=None if nearest is None else room.outcomes.names[nearest],
                steps=way[0] if way else None,
                past_unlimited=bool(way and way[1]),
                because=tuple(
                    tuple(self._own.lines[line] for line in lines) for lines in because[:LISTED]
                ),
                because_total=len(because) if self.found.total is not None else None,
                rests_on=tuple(self._rests_on(term, nearest)) if nearest is not None else (),
                leaves=tuple(self._leaves(term, room)),
                asked_by=shares(positions, room, asked=True),
                accepted_by=shares(positions, room, asked=False),
            )

    def _rests_on(self, term: PointTerm, nearest: int) -> Iterator[RestsOn]:
        """The red lines that hold what is nearest, and the points that meet their conditions."""
        for line in self._own.lines:
            if line.issue == term.issue and line.unless and line.region.bits >> nearest & 1:
                wanted = dict(terms(line.unless))
                points = (
                    other.point.id
                    for at, other in enumerate(self._own.terms)
                    if other.issue in wanted and self._said(at) <= wanted[other.issue]
                )
                yield RestsOn(line, tuple(dict.fromkeys(points)))

    def _said(self, at: int) -> Region:
        """What a term says once the changes are made: what is nearest, or all of the room."""
        term = self._own.terms[at]
        if at not in self.found.terms:
            return term.region
        nearest = self._nearest.get(at)
        room = self._room(term.issue)
        return room if nearest is None else Region(room.outcomes, 1 << nearest)

    def _leaves(self, term: PointTerm, room: Region) -> Iterator[LeftBehind]:
        """The parties with a demand that the term meets and nothing of the room does.

        Where several points settle an issue, they can meet a demand together.
        """
        said = self._together(term)
        for position in self._own.positions[term.issue]:
            demands = (
                claim
                for claim in position.counted
                if claim.verb is Verb.DEMANDS and not claim.soft and not claim.region & room
            )
            met = tuple(claim for claim in demands if said <= claim.region)
            if met:
                yield LeftBehind(position.party, met)

    def _together(self, term: PointTerm) -> Region:
        """What a term and the unconditional ones on its issue say; of a contradiction it alone."""
        others = (
            own.region for own in self._own.terms if own.issue == term.issue and own.given is None
        )
        return reduce(and_, others, term.region) or term.region

    def readings(self) -> Iterator[OpenReading]:
        """The issues of which a part of what the plan says falls away, but for those changed."""
        changed = {self._own.terms[at].issue for at in self.found.terms}
        said: dict[str, list[PointTerm]] = {}
        for term in self._own.terms:
            if term.given is None and term.issue not in changed:
                said.setdefault(term.issue, []).append(term)
        for issue in (own for own in self._own.issues if own in said):
            plan = reduce(and_, (term.region for term in said[issue]))
            room = self._room(issue)
            if room and not plan <= room:
                points = tuple(dict.fromkeys(term.point.id for term in said[issue]))
                yield OpenReading(self._own.case.issues[issue], points, plan, room)

    def without_effect(self) -> Iterator[str]:
        """The points whose `if` holds in no package that is left."""
        for point in dict.fromkeys(term.point for term in self._own.terms if term.given):
            assert point.given  # noqa: S101 - only these are asked for
            if self._rooms.space.allows(self._own.wanted(point.given)) is False:
                yield point.id


def stuck_terms(open_: Open) -> Iterator[StuckTerm]:
    """What a plan as it stands says on stuck issues, and whose red lines that crosses."""
    own, plan = open_.blocked.packages, open_.blocked.packages.plan
    if plan is None:
        return
    settled = settlements(own.case, plan)
    for number in sorted(open_.blocked.stuck):
        issue = own.issues[number]
        if issue not in settled:
            continue
        says = settled[issue]
        region = says.narrowed if says.region is None else says.region
        for party in own.parties:
            stands = standing(own.case, plan, settled, issue, party, own.assumption)
            crossed = tuple(line for line in stands.lines if region and line.region & region)
            if region and crossed and stands.crossing is not Crossing.CLEAR:
                yield StuckTerm(
                    issue=own.issue(number),
                    points=says.points + says.undecided,
                    region=region,
                    party=party,
                    on="every" if stands.crossing is Crossing.CROSSES else "some",
                    red_lines=crossed,
                )
