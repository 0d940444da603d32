"""What packages are judged by: the issues named, their outcomes, and red lines as clauses.

Outcomes of an issue that all that is said of it holds alike are one, so that the work depends on
what was said and not on how fine a scale is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from redlines.assumption import Assumption
from redlines.case import Case, Condition, Issue, Plan, Point
from redlines.engine.clauses import Clause
from redlines.engine.positions import positions
from redlines.region import Outcomes, Region, members
from redlines.verdicts import Position, RedLine


@dataclass(frozen=True, slots=True)
class PointTerm:
    """A term of a plan: what a point settles on an issue, where its `if` holds."""

    point: Point
    issue: str
    region: Region

    @property
    def given(self) -> Condition | None:
        """The condition of its point."""
        return self.point.given


@dataclass(frozen=True)
class Packages:
    """The issues that are named, and all that is asked of packages over them.

    `issues` are in the order of the case and so are the positions by issue, the parties in that of
    the case too: nothing depends on the order in which they are asked for. `lines` are the red
    lines that count and `terms` those of the plan that are known.
    """

    case: Case
    parties: tuple[str, ...]
    assumption: Assumption
    plan: Plan | None
    issues: tuple[str, ...]
    positions: Mapping[str, tuple[Position, ...]]
    lines: tuple[RedLine, ...]
    terms: tuple[PointTerm, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each issue in clauses."""
        return {issue: number for number, issue in enumerate(self.issues)}

    def issue(self, number: int) -> Issue:
        """The issue of a number."""
        return self.case.issues[self.issues[number]]

    def outcomes(self, number: int) -> Outcomes:
        """The outcomes of the issue of a number."""
        return self.issue(number).outcomes

    @cached_property
    def classes(self) -> tuple[tuple[int, ...], ...]:
        """By issue the outcomes held alike by all that is said, as bits; in their order."""
        named: dict[str, set[int]] = {issue: set() for issue in self.issues}
        for issue, region in self._named():
            named[issue].add(region.bits)
        return tuple(
            alike(sorted(named[issue]), self.case.issues[issue].outcomes) for issue in self.issues
        )

    @cached_property
    def domains(self) -> tuple[int, ...]:
        """All classes of each issue, as bits."""
        return tuple((1 << len(own)) - 1 for own in self.classes)

    def classed(self, number: int, outcomes: int) -> int:
        """The classes of an issue that have one of some outcomes."""
        own = self.classes[number]
        return sum(1 << at for at, alike in enumerate(own) if alike & outcomes)

    def region(self, number: int, classes: int) -> Region:
        """The outcomes of some classes of an issue."""
        own = self.classes[number]
        return Region(self.outcomes(number), sum(own[at] for at in members(classes)))

    def wanted(self, condition: Condition) -> list[tuple[int, int]]:
        """The issues of a condition, each once, and the classes inside it."""
        return [
            (self.numbers[issue], self.classed(self.numbers[issue], region.bits))
            for issue, region in terms(condition)
        ]

    @cached_property
    def line_clauses(self) -> tuple[tuple[Clause, ...], ...]:
        """Each red line as clauses: it is not crossed, or each part of its `unless` holds."""
        return tuple(
            tuple(self._line_clauses(line, 1 << number)) for number, line in enumerate(self.lines)
        )

    def _line_clauses(self, line: RedLine, label: int) -> Iterator[Clause]:
        number = self.numbers[line.issue]
        free = number, self.domains[number] & ~self.classed(number, line.region.bits)
        for part in self.wanted(line.unless) if line.unless else [(number, 0)]:
            clause = Clause.of(label, (free, part))
            if not clause.holds_always(self.domains):
                yield clause

    @cached_property
    def term_clauses(self) -> tuple[Clause, ...]:
        """Each term of the plan as a clause, labelled after all red lines."""
        return tuple(
            Clause.of(
                1 << len(self.lines) + number,
                [
                    self._of(term.issue, term.region),
                    *(
                        (issue, self.domains[issue] & ~inside)
                        for issue, inside in (self.wanted(term.given) if term.given else ())
                    ),
                ],
            )
            for number, term in enumerate(self.terms)
        )

    def _of(self, issue: str, region: Region) -> tuple[int, int]:
        number = self.numbers[issue]
        return number, self.classed(number, region.bits)

    def _named(self) -> Iterator[tuple[str, Region]]:
        """What is said of outcomes in red lines, conditions and the plan."""
        for issue, own in self.positions.items():
            for position in own:
                yield issue, position.refused
                for claim in position.counted:
                    yield from claim.condition.terms if claim.condition else ()
        yield from ((line.issue, line.region) for line in self.lines)
        for term in self.terms:
            yield term.issue, term.region
            yield from term.given.terms if term.given else ()


def packages(
    case: Case, parties: Sequence[str], assumption: Assumption, plan: Plan | None
) -> Packages:
    """What packages of a case are judged by, for some parties under one assumption."""
    asked = set(parties)
    ordered = tuple(party for party in case.parties if party in asked)
    held = {issue: positions(case, issue, ordered, assumption) for issue in case.issues}
    points = [point for point in plan.points if plan.knows(point.id)] if plan else []
    named = set(_named_by(held, points))
    issues = tuple(issue for issue in case.issues if issue in named)
    return Packages(
        case=case,
        parties=ordered,
        assumption=assumption,
        plan=plan,
        issues=issues,
        positions={issue: held[issue] for issue in issues},
        lines=tuple(line for issue in issues for own in held[issue] for line in own.red_lines),
        terms=tuple(PointTerm(point, *term) for point in points for term in point.terms),
    )


def _named_by(held: Mapping[str, tuple[Position, ...]], points: Iterable[Point]) -> Iterator[str]:
    """The issues that a claim in force or a plan names, as region or in a condition."""
    for issue, own in held.items():
        for position in own:
            if not position.silent:
                yield issue
            for claim in position.claims:
                yield from _issues(claim.condition)
    for point in points:
        yield from (issue for issue, _ in point.terms)
        yield from _issues(point.given)


def _issues(condition: Condition | None) -> Iterator[str]:
    return (issue for issue, _ in (condition.terms if condition else ()))


def terms(condition: Condition) -> tuple[tuple[str, Region], ...]:
    """What a condition asks of each issue, each once."""
    found: dict[str, Region] = {}
    for issue, region in condition.terms:
        found[issue] = found[issue] & region if issue in found else region
    return tuple(found.items())


def alike(regions: Sequence[int], outcomes: Outcomes) -> tuple[int, ...]:
    """The outcomes in parts that the same of some regions hold, as bits, by their first outcomes.

    From one outcome to the next only those regions change that begin or end there.
    """
    found: dict[int, int] = {}
    for first, last, holding in stretches(regions, outcomes):
        found[holding] = found.get(holding, 0) | outcomes.span(first, last).bits
    return tuple(found.values())


def stretches(regions: Sequence[int], outcomes: Outcomes) -> Iterator[tuple[int, int, int]]:
    """The longest stretches of outcomes that the same of some regions hold, and which, as bits."""
    changes: dict[int, int] = {0: 0, len(outcomes.names): 0}
    for number, region in enumerate(regions):
        for at in members(region ^ region << 1):
            changes[at] = changes.get(at, 0) ^ 1 << number
    ordered, holding = sorted(changes), 0
    for at, after in pairwise(ordered):
        holding ^= changes[at]
        yield at, after - 1, holding
