"""What red lines leave of each issue, and how the conditions stand that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from redlines.case import Claim, Condition, Verb
from redlines.deals import (
    ConditionState,
    DealIssue,
    DealLine,
    IssueState,
    LeftBehind,
    RoomCondition,
    Share,
)
from redlines.engine.clauses import Clause
from redlines.engine.conditions import Readings, holds, readings
from redlines.engine.knots import Blocked
from redlines.engine.landings import cells
from redlines.engine.plans import settlements
from redlines.engine.space import Space
from redlines.region import Region
from redlines.verdicts import Position, RedLine


@dataclass(frozen=True)
class Rooms:
    """The rooms of all issues in a space of packages, each found once."""

    space: Space
    _found: dict[int, int | None] = field(default_factory=dict)

    def __getitem__(self, issue: int) -> int | None:
        """The outcomes of an issue that occur in some package, as bits; None if not known."""
        if issue not in self._found:
            self._found[issue] = self.space.room(issue)
        return self._found[issue]


@dataclass(frozen=True)
class Open:
    """What is told of issues and conditions over the open packages of a case."""

    blocked: Blocked
    space: Space

    @cached_property
    def rooms(self) -> Rooms:
        """The rooms in the open packages, those of stuck issues among them."""
        return Rooms(self.space)

    def state(self, condition: Condition) -> ConditionState | None:
        """How a condition stands over the open packages, in the plan if there is one.

        None where the work ended before it was known.
        """
        if self._readings is not None:
            match holds(condition, self._readings):
                case True:
                    return ConditionState.MET
                case False:
                    return ConditionState.UNMET
                case None:
                    return ConditionState.UNDECIDED
        wanted = self.blocked.packages.wanted(condition)
        issues = {issue for issue, _ in wanted}
        if issues & self.blocked.unproven:
            return None
        found = [(self.rooms[issue], inside) for issue, inside in wanted]
        if all(room is not None and not room & ~inside for room, inside in found):
            return ConditionState.CERTAIN
        possible = self.space.allows(wanted)
        if not possible:
            return None if possible is None else ConditionState.OUT_OF_REACH
        return ConditionState.STUCK if issues & self.blocked.stuck else ConditionState.OPEN

    @cached_property
    def _readings(self) -> Readings | None:
        case, plan = self.blocked.packages.case, self.blocked.packages.plan
        return readings(case, plan, settlements(case, plan)) if plan else None

    # Issues

    def issue(self, number: int) -> DealIssue:
        """What is told of an issue that is named."""
        own = self.blocked.packages
        issue, positions = own.issue(number), own.positions[own.issues[number]]
        stuck = number in self.blocked.stuck
        known = None if stuck or number in self.blocked.unproven else self.rooms[number]
        room = own.region(number, known or 0)
        refused = reduce(or_, (position.refused for position in positions), issue.outcomes.nothing)
        soft_lines = self._soft_lines(number)
        return DealIssue(
            issue=issue,
            state=self._state(number, known),
            knot=self.blocked.knot_of(number),
            soft=bool(soft_lines),
            soft_lines=soft_lines,
            heard=tuple(position.party for position in positions if not position.silent),
            room=room,
            opened=bool(room) and refused == issue.outcomes.everything,
            linked=bool(room) and self._linked(number),
            asked_by=shares(positions, room, asked=True),
            accepted_by=shares(positions, room, asked=False),
            unmet=tuple(_unmet(positions, room)) if room else (),
        )

    def _state(self, number: int, room: int | None) -> IssueState:
        if number in self.blocked.stuck:
            return IssueState.STUCK
        return IssueState.UNKNOWN if room is None else IssueState.OPEN

    def _soft_lines(self, number: int) -> tuple[RedLine, ...]:
        """Of an issue that is stuck and would not be at best, the lines that are gone then."""
        if number not in self.blocked.stuck - self.at_best.stuck - self.at_best.unproven:
            return ()
        here, knot = frozenset(self.blocked.lines_on[number]), self.blocked.knot_of(number) or 0
        sets = self.blocked.knots[knot - 1].blocking_sets
        found = {at for own in sets if not here.isdisjoint(own) for at in own}
        lines = self.blocked.packages.lines
        return tuple(lines[at] for at in sorted(found) if self.gone >> at & 1)

    @cached_property
    def gone(self) -> int:
        """The red lines that are gone at best, as bits."""
        lines = enumerate(self.blocked.packages.lines)
        return sum(1 << at for at, line in lines if all(map(_gone, line.claims)))

    @cached_property
    def at_best(self) -> Blocked:
        """What is blocked without these."""
        return self.blocked.without(self.gone)

    def _linked(self, number: int) -> bool:
        """Whether some outcome of its room does not go with all that others may be together."""
        return any(
            (self.rooms[number] or 0) & ~clause.allowed[number]
            and self._fails_but_for(number, clause)
            for clause in self._naming.get(number, ())
        )

    @cached_property
    def _naming(self) -> dict[int, list[Clause]]:
        found: dict[int, list[Clause]] = {}
        for clause in self.space.clauses:
            for issue in clause.allowed:
                found.setdefault(issue, []).append(clause)
        return found

    def _fails_but_for(self, number: int, clause: Clause) -> bool:
        """Whether in some package a clause holds on one issue alone, as far as that is known."""
        domains = self.space.domains
        others = [
            (issue, domains[issue] & ~bits)
            for issue, bits in clause.allowed.items()
            if issue != number
        ]
        rooms_allow = all((self.rooms[issue] or 0) & bits for issue, bits in others)
        return rooms_allow and self.space.allows(others) is not False

    # Red lines

    def lines(self) -> Iterator[DealLine]:
        """The red lines that count, with the states of their conditions."""
        for at, line in enumerate(self.blocked.packages.lines):
            state = self.state(line.unless) if line.unless else None
            yield DealLine(line, state, bool(self.gone >> at & 1))

    def conditions(self, own: DealIssue) -> Iterator[RoomCondition]:
        """The parts of a room that red lines hold, and these lines."""
        positions = self.blocked.packages.positions.get(own.issue.id, ())
        lines = [line for position in positions for line in position.red_lines]
        for cell in cells([own.room, *(line.region for line in lines)], own.issue.outcomes):
            if cell <= own.room:
                for line in lines:
                    if line.region & cell:
                        yield RoomCondition(own.issue, cell, line)


def _gone(claim: Claim) -> bool:
    """Whether a refusal does not count at best: a condition over issues is evaluated for real."""
    said = claim.statement
    return bool(said.disputed or said.vague or said.proviso)


def shares(positions: Sequence[Position], room: Region, *, asked: bool) -> tuple[Share, ...]:
    """Who asks for some of a room, or accepts some of it without asking for that."""
    verbs = (Verb.DEMANDS,) if asked else (Verb.DEMANDS, Verb.ACCEPTS)
    found = []
    for own in positions:
        part = room & (own.demanded if asked else own.accepted - own.demanded)
        if part:
            claims = (c for c in own.counted if c.verb in verbs and not c.soft)
            found.append(Share(own.party, part, tuple(c for c in claims if c.region & part)))
    return tuple(found)


def _unmet(positions: Sequence[Position], room: Region) -> Iterator[LeftBehind]:
    """The parties that demand something of an issue and nothing of its room.

    Soft demands are told where a party has no other, those with a condition never: it may not hold.
    """
    for own in positions:
        demands = tuple(
            claim
            for claim in own.counted
            if claim.verb is Verb.DEMANDS and not claim.condition and not claim.statement.proviso
        )
        told = tuple(claim for claim in demands if not claim.soft) or demands
        if told and not any(claim.region & room for claim in told):
            yield LeftBehind(own.party, told)
