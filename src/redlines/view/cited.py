"""What the data of a command cites: statements, sources, points, and titles of what it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from redlines.case import (
    Case,
    Condition,
    Heading,
    Issue,
    Plan,
    Point,
    Source,
    Statement,
    Verb,
)
from redlines.region import UNLIMITED, Outcomes, Region
from redlines.view.encode import Flat

Citing = Statement | Plan | Point


@dataclass(frozen=True)
class Level:
    """What people read for an outcome, and what it means where that is told."""

    title: str
    text: str | None


@dataclass(frozen=True)
class Titles:
    """The titles of the parties, issues and outcomes that the data names by id.

    An issue over areas is among them beside its areas, and under it stand the outcomes that these
    share; outcomes of a quantity have no title but their number.
    """

    parties: dict[str, str]
    issues: dict[str, str]
    outcomes: dict[str, dict[str, Level]]


@dataclass(frozen=True)
class Cited:
    """The statements and sources that the data cites, and the titles of what it names."""

    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    titles: Titles


@dataclass(frozen=True)
class PlanPoint:
    """One point of a plan; it settles what `sets` names, under `if` only where that is met.

    `unknown` says whether the plan says that the content is not known.
    """

    point: Flat[Point]
    unknown: bool


def plan_points(plan: Plan) -> tuple[PlanPoint, ...]:
    """The points of a plan."""
    return tuple(PlanPoint(point, not plan.knows(point.id)) for point in plan.points)


def cited(
    case: Case,
    statements: Iterable[Statement],
    *,
    citing: Iterable[Citing] = (),
    parties: Iterable[str | None] = (),
    issues: Iterable[str] = (),
    day: date | None = None,
) -> Cited:
    """Some statements, the sources of these and of what else is `citing`, and all titles.

    With a `day` they are as a report of that day knows them.
    """
    statements = tuple(_known(own, day) for own in statements)
    naming = (*statements, *citing)
    ids = {id_ for own in naming for id_ in own.sources}
    return Cited(
        statements,
        tuple(source for id_, source in case.sources.items() if id_ in ids),
        titles(case, naming, parties=parties, issues=issues),
    )


def _known(statement: Statement, day: date | None) -> Statement:
    """A statement without the ends that lie after a day."""
    if day is None:
        return statement
    ends_later = statement.until is not None and statement.until > day
    replaced = tuple(own for own in statement.replaced if own.day <= day)
    if not ends_later and replaced == statement.replaced:
        return statement
    return replace(statement, until=None if ends_later else statement.until, replaced=replaced)


def titles(
    case: Case,
    naming: Iterable[Citing] = (),
    *,
    parties: Iterable[str | None] = (),
    issues: Iterable[str] = (),
) -> Titles:
    """The titles of what statements, plans and points name, and of some parties and issues."""
    people, matters = {*parties}, {*issues}
    for own in naming:
        match own:
            case Statement():
                people.update(own.parties)
                matters |= _issues(own.terms, own.given, own.unless)
            case Point():
                matters |= _issues(own.terms, own.given)
            case Plan():
                people.update(own.by)
            case _ as never:
                assert_never(never)
    headings = {case.issues[id_].heading if id_ in case.issues else id_ for id_ in matters}
    every: dict[str, Heading | Issue] = {**case.headings, **case.issues}
    shared = {id_: case.outcomes_of(own) for id_, own in case.headings.items() if id_ in headings}
    return Titles(
        {id_: party.title for id_, party in case.parties.items() if id_ in people},
        {id_: own.title for id_, own in every.items() if id_ in matters | headings},
        {id_: told for id_, own in shared.items() if (told := _levels(own))},
    )


def _levels(outcomes: Outcomes) -> dict[str, Level]:
    """The levels by their ids; of a quantity only `unlimited`, where it is called otherwise."""
    if outcomes.grid:
        free = outcomes.unlimited is not None and outcomes.free != UNLIMITED
        return {UNLIMITED: Level(outcomes.free, None)} if free else {}
    texts = outcomes.descriptions or ("",) * len(outcomes.names)
    return {
        name: Level(outcomes.title(at), text or None)
        for at, (name, text) in enumerate(zip(outcomes.names, texts, strict=True))
    }


def _issues(
    terms: Iterable[tuple[Verb, str, Region] | tuple[str, Region]], *conditions: Condition | None
) -> set[str]:
    """The issues of some terms and conditions."""
    inside = (term for condition in conditions if condition for term in condition.terms)
    return {term[-2] for term in (*terms, *inside)}
