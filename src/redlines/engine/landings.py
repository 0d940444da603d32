"""What each outcome of a stuck issue would ask of every party that has a red line there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redlines.case import Issue
from redlines.deals import Landing
from redlines.engine.packages import stretches
from redlines.engine.retreats import steps, unbettered
from redlines.region import Outcomes, Region
from redlines.verdicts import LISTED, Position


def landings(
    knot: int, issue: Issue, positions: Sequence[Position]
) -> tuple[tuple[Landing, ...], int]:
    """One landing for each cell of an issue and party that has a red line there; and the cells.

    Of more than `LISTED` cells there is none: each is told in the concession sets.
    """
    outcomes = issue.outcomes
    drawn = [own for own in positions if own.red_lines]
    best = unbettered([own.possible for own in drawn], outcomes) or outcomes.nothing
    lines = [line.region for own in drawn for line in own.red_lines]
    every = cells([*lines, best], outcomes)
    if len(every) > LISTED:
        return (), len(every)
    sides = [(own, own.possible) for own in drawn]
    found = (
        _landing(knot, issue, number, cell, cell <= best, *side)
        for number, cell in enumerate(every, 1)
        for side in sides
    )
    return tuple(found), len(every)


def cells(regions: Sequence[Region], outcomes: Outcomes) -> list[Region]:
    """The longest runs of neighbouring outcomes that the same of some regions hold.

    On options any outcomes are neighbours; `unlimited` is a cell of its own.
    """
    found = stretches([own.bits for own in regions], outcomes)
    if outcomes.ordered:
        return list(_runs(found, outcomes))
    alike: dict[int, Region] = {}
    for first, last, holding in found:
        alike[holding] = alike.get(holding, outcomes.nothing) | outcomes.span(first, last)
    return list(alike.values())


def _runs(found: Iterator[tuple[int, int, int]], outcomes: Outcomes) -> Iterator[Region]:
    for first, last, _ in found:
        if first < last == outcomes.unlimited:
            yield outcomes.span(first, last - 1)
            first = last
        yield outcomes.span(first, last)


def _landing(
    knot: int,
    issue: Issue,
    number: int,
    cell: Region,
    unbettered: bool,
    own: Position,
    possible: Region,
) -> Landing:
    lines = tuple(line for line in own.red_lines if line.region & cell)
    ways = None
    if issue.outcomes.ordered and possible:
        ends = next(cell.runs())
        ways = [steps(end, possible) for end in ends]
    return Landing(
        knot=knot,
        issue=issue,
        cell=number,
        region=cell,
        unbettered=unbettered,
        party=own.party,
        steps=(ways[0][0], ways[1][0]) if ways else None,
        past_unlimited=any(past for _, past in ways or ()),
        basis=min(lines, key=lambda line: line.firmness).basis if lines else None,
        red_lines=lines,
    )
