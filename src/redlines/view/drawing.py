"""An issue as it is drawn, from the positions of the parties on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from redlines.case import Verb
from redlines.region import Outcomes, Region, members
from redlines.verdicts import IssueGap, Position, Verdict
from redlines.view.phrases import outcome_text, span_text
from redlines.view.picture import (
    MOST_COLUMNS,
    Cell,
    Column,
    Drawing,
    NumberLine,
    Row,
    State,
    Tick,
    laid_out,
    place,
    ticks,
)


def drawing(item: IssueGap) -> Drawing:
    """What a picture of an issue shows: its outcomes, each party's row, and what is left."""
    outcomes = item.issue.outcomes
    told = [_told(own) for own in item.positions]
    bounds = _bounds(outcomes, told)
    refused = reduce(or_, (own.refused.bits for own in item.positions), 0)
    known: dict[tuple[bool | int, ...], tuple[Cell, ...]] = {}
    rows = []
    for own, regions in zip(item.positions, told, strict=True):
        # Many parties hold the same, and are drawn alike.
        alike = own.silent, *(bits for some in regions for _, bits in some)
        if alike not in known:
            known[alike] = _cells(own, regions, bounds)
        rows.append(Row(own.party, known[alike]))
    return Drawing(
        outcomes.kind,
        tuple(_column(outcomes, first, last, refused) for first, last in bounds),
        tuple(rows),
        item.verdict is not Verdict.UNSTATED,
        number_line(outcomes, bounds),
    )


_Told = tuple[tuple[State, int], ...]


def _told(own: Position) -> tuple[_Told, _Told]:
    """The outcomes under each state of a party, and those behind its own red lines, as bits.

    Of what holds of the same outcome the first is told: a refusal wins over an offer, and hard over
    soft.
    """
    states: _Told = (
        (State.REFUSES, own.firmly_refused.bits),
        (State.SOFTLY_REFUSES, own.refused.bits),
        (State.DEMANDS, own.demanded.bits),
        (State.ACCEPTS, own.accepted.bits),
        (State.SOFTLY_DEMANDS, _softly_demanded(own).bits),
        (State.SOFTLY_ACCEPTS, own.softly_offered.bits),
    )
    verbs = {Verb.DEMANDS: 0, Verb.ACCEPTS: 0}
    for held in own.held_back:
        verbs[held.claim.verb] |= held.region.bits & own.refused.bits
    return states, (
        (State.DEMANDS, verbs[Verb.DEMANDS]),
        (State.ACCEPTS, verbs[Verb.ACCEPTS]),
    )


def _softly_demanded(own: Position) -> Region:
    soft = (c.region for c in own.counted if c.soft and c.verb is Verb.DEMANDS)
    return reduce(or_, soft, own.refused.outcomes.nothing)


def _bounds(outcomes: Outcomes, told: Sequence[tuple[_Told, _Told]]) -> tuple[tuple[int, int], ...]:
    """The first and last position of each column: an outcome, or alike ones of many."""
    count = len(outcomes.names)
    if outcomes.grid is None and count <= MOST_COLUMNS:
        return tuple((at, at) for at in range(count))
    ends = reduce(or_, (_changes(outcomes, own) for own in told), 0)
    if outcomes.unlimited:
        ends |= 1 << (outcomes.unlimited - 1)
    lasts = [*members(ends), count - 1]
    return tuple(zip([0, *(last + 1 for last in lasts[:-1])], lasts, strict=True))


def _changes(outcomes: Outcomes, told: tuple[_Told, _Told]) -> int:
    """The positions after which a party does something else, as bits."""
    inner = outcomes.all_bits >> 1
    return reduce(or_, ((bits ^ bits >> 1) & inner for some in told for _, bits in some), 0)


def _cells(
    own: Position, told: tuple[_Told, _Told], bounds: Sequence[tuple[int, int]]
) -> tuple[Cell, ...]:
    """A party's cells, each of them looked for only where the party does something else."""
    if own.silent:
        return (Cell(State.SILENT),) * len(bounds)
    states, behind = told
    changes = members(_changes(own.refused.outcomes, told))
    after, found = -1, list[Cell]()
    for first, _ in bounds:
        if not found or first > after:
            cell = Cell(
                next((state for state, bits in states if bits >> first & 1), State.NOTHING),
                next((state for state, bits in behind if bits >> first & 1), None),
            )
            after = next((at for at in changes if at >= first), bounds[-1][1])
        found.append(cell)
    return tuple(found)


def _column(outcomes: Outcomes, first: int, last: int, refused: int) -> Column:
    told = outcomes.descriptions[first] if outcomes.descriptions and first == last else ""
    start, width = laid_out(outcomes, first, last)
    title = span_text(outcomes, first, last, apart=False)
    return Column(first, last, title, told, bool(refused >> first & 1), start, width)


def number_line(outcomes: Outcomes, bounds: Sequence[tuple[int, int]] = ()) -> NumberLine | None:
    """The number line of a quantity, with a change where a column begins; None of what is none."""
    grid, free = outcomes.grid, outcomes.unlimited
    if grid is None:
        return None

    def tick(at: int) -> Tick:
        return Tick(place(outcomes, at), outcome_text(outcomes, at))

    return NumberLine(
        outcomes.unit_name or "",
        (outcome_text(outcomes, 0), outcome_text(outcomes, len(outcomes.names) - 1)),
        tuple(map(tick, ticks(outcomes))),
        tuple(tick(first) for first, _ in bounds[1:] if first != free),
        None if free is None else tick(free),
    )
