"""What each outcome of a stuck issue would cross, party by party, and what opens an issue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from redlines.case import Case, Condition
from redlines.deals import (
    ConcessionSet,
    ConditionState,
    DealLine,
    DealReport,
    Knot,
    Landing,
    RoomCondition,
)
from redlines.region import Kind, Region
from redlines.verdicts import RedLine
from redlines.view.deal_wording import (
    STATES,
    cited,
    far,
    held,
    loose,
    more_left,
    refusals,
    wanted,
)
from redlines.view.document import (
    Block,
    Grid,
    Labelled,
    Section,
    Table,
    Word,
    remarks,
    titled,
    words,
)
from redlines.view.gap_document import UNBETTERED, landing_legend
from redlines.view.phrases import (
    condition_text,
    conjoined,
    counted,
    first_of,
    issue_names,
    region_text,
    span_text,
)

_MOST_CELLS = 12
# Of more parties or red lines than these in a set of moves the first are named.
_MOVING, _NAMED = 12, 4
Rows = list[tuple[Word, Word]]


def page_sections(
    report: DealReport, case: Case, asked: Collection[str]
) -> dict[str, tuple[Section, ...]]:
    """By heading what each outcome of some issues would cross if stuck, or what opens them.

    Areas that say the same share a section. Nothing where the work ended before it was known.
    """
    found: dict[str, list[Section]] = {}
    if not report.proven:
        return {}
    knots = tuple(own for own in report.knots if any(i.id in asked for i in own.issues))
    for issues, section in _stuck_sections(replace(report, knots=knots), case):
        told = replace(section, title=f"{section.title}: what each outcome would cross")
        found.setdefault(case.issues[issues[0]].heading, []).append(told)
    for issues, section in _opened_sections(report, case):
        if issues[0] not in asked:
            continue
        found.setdefault(case.issues[issues[0]].heading, []).append(section)
    return {heading: tuple(sections) for heading, sections in found.items()}


def opened_blocks(report: DealReport, case: Case) -> Iterator[Block]:
    """The issues that a condition opens, each with what is left of it."""
    return (section for _, section in _opened_sections(report, case))


def _opened_sections(report: DealReport, case: Case) -> Iterator[tuple[list[str], Section]]:
    """The issues that look shut by themselves: what is left of them, and on which condition."""
    lines, drawn = lines_of(report), lines_on(report)
    conditions: dict[str, list[RoomCondition]] = {}
    for one in report.conditions:
        conditions.setdefault(one.issue.id, []).append(one)
    for own in report.issues:
        if not own.opened:
            continue
        rows: Rows = []
        holding: dict[int, list[str]] = {}
        for one in conditions.get(own.issue.id, ()):
            holding.setdefault(one.region.bits, []).append(one.red_line.id)
        left: dict[tuple[str, ...], int] = {}
        for bits, ids in holding.items():
            left[tuple(ids)] = left.get(tuple(ids), 0) | bits
        for held_by, bits in left.items():
            region = region_text(Region(own.issue.outcomes, bits))
            carried = _carried([lines[id_] for id_ in held_by], report, case)
            rows.append((Word(region, "bold"), Word(carried)))
        others = [line for line in drawn.get(own.issue.id, ()) if line.unless is None]
        if others:
            rows.append((Word("the rest"), Word(refusals(others, case))))
        rows.append((Word("demands"), Word(wanted(own))))
        yield [own.issue.id], Section("", (Labelled(tuple(rows), _title([own.issue.id], case)),))


def _carried(lines: Iterable[DealLine], report: DealReport, case: Case) -> str:
    """Under which conditions red lines that hold an outcome are not crossed."""
    return "; ".join(
        f"only if {condition_text(own.line.unless, case)}, else {cited(own.line)} of "
        f"{own.line.party} is crossed; {_standing(own, own.line.unless, report, case)}"
        for own in lines
        if own.line.unless
    )


def _standing(own: DealLine, unless: Condition, report: DealReport, case: Case) -> str:
    """How a condition stands that opens an issue: whether red lines leave that anyway or more.

    It holds in every package that is left, since in any other the issue would be shut.
    """
    more = loose(unless, report)
    if own.unless_state is not ConditionState.CERTAIN or more is None:
        return STATES[own.unless_state] if own.unless_state else "how that stands is not known"
    return more_left(more, case) or "red lines leave that anyway"


def lines_of(report: DealReport) -> dict[str, DealLine]:
    """The red lines of a report by their ids."""
    return {own.line.id: own for own in report.red_lines}


def lines_on(report: DealReport) -> dict[str, list[RedLine]]:
    """The red lines of a report by their issues."""
    found: dict[str, list[RedLine]] = {}
    for own in report.red_lines:
        found.setdefault(own.line.issue, []).append(own.line)
    return found


def _title(issues: Sequence[str], case: Case, note: str = "") -> tuple[Word, ...]:
    return words(Word(issue_names(issues, case), "bold"), note)


# Stuck


def stuck_blocks(report: DealReport, case: Case) -> Iterator[Block]:
    """Knot by knot what each outcome would cross, and what the signs mean."""
    sections = tuple(section for _, section in _stuck_sections(report, case))
    yield from sections
    yield from titled("", landing_legend(sections))


def _stuck_sections(report: DealReport, case: Case) -> Iterator[tuple[list[str], Section]]:
    """Knot by knot what each outcome would cross; areas that say the same share a table."""
    cells: dict[int, list[Landing]] = {}
    for landing in report.landings:
        cells.setdefault(landing.knot, []).append(landing)
    sets: dict[int, list[ConcessionSet]] = {}
    for one in report.concession_sets:
        sets.setdefault(one.knot, []).append(one)
    lines = lines_of(report)
    groups: dict[object, list[Knot]] = {}
    for knot in report.knots:
        few = knot.cells_total is not None and knot.cells_total <= _MOST_CELLS
        own = cells.get(knot.knot, []) if few else []
        key = (knot.issues[0].heading, _alike(own, lines)) if own else knot.knot
        groups.setdefault(key, []).append(knot)
    for knots in groups.values():
        first = cells.get(knots[0].knot, [])
        soft = _soft_note(report, knots)
        if first and (knots[0].cells_total or 0) <= _MOST_CELLS:
            issues = [issue.id for knot in knots for issue in knot.issues]
            notes = _other_ids(knots, cells, case)
            grid = landing_grid(first, lines, case)
            yield issues, Section(issue_names(issues, case), (grid, *remarks(*soft, *notes)))
        else:
            issues = [issue.id for issue in knots[0].issues]
            yield issues, _concessions(sets.get(knots[0].knot, []), knots[0], soft, case)


def _alike(landings: Iterable[Landing], lines: Mapping[str, DealLine]) -> tuple[object, ...]:
    """What landings of areas have to have in common to be told once: all but the statements."""
    return tuple(
        (
            own.region.names,
            own.unbettered,
            own.party,
            own.steps,
            own.past_unlimited,
            tuple(
                (line.basis, line.unless, line.soft, lines[line.id].gone_at_best)
                for line in own.red_lines
            ),
        )
        for own in landings
    )


def landing_grid(landings: Sequence[Landing], lines: Mapping[str, DealLine], case: Case) -> Grid:
    """The outcomes of an issue in their order, and what each would cross of every party."""
    parties = tuple(dict.fromkeys(own.party for own in landings))
    rows = []
    for number in dict.fromkeys(own.cell for own in landings):
        here = {own.party: own for own in landings if own.cell == number}
        any_ = next(iter(here.values()))
        mark = UNBETTERED if any_.unbettered else Word("  ")
        told = tuple(words(crossed_text(here[party], lines, case)) for party in parties)
        rows.append(((mark, Word(_cell_name(any_.region))), *told))
    return Grid(("", *(f"{party} would cross" for party in parties)), tuple(rows))


def _cell_name(cell: Region) -> str:
    """A cell as the label of a row, levels from first to last; they need no quotes there."""
    at = [*cell]
    if len(at) == 1 or cell.outcomes.kind is Kind.SCALE:
        return span_text(cell.outcomes, at[0], at[-1], apart=False)
    return region_text(cell)


def crossed_text(own: Landing, lines: Mapping[str, DealLine], case: Case) -> str:
    """The red lines of a party that hold a cell, and how far it would have to go."""
    told = "; ".join(held(line, lines, case) for line in own.red_lines)
    if not told:
        return ""
    way = far(own.region, *(own.steps or ()), past_unlimited=own.past_unlimited)
    return f"{told} · {way}" if way else told


def _soft_note(report: DealReport, knots: Sequence[Knot]) -> list[str]:
    """By which soft red lines alone issues are stuck."""
    ids = {issue.id for knot in knots for issue in knot.issues}
    own = [issue for issue in report.issues if issue.issue.id in ids]
    if not own or not all(issue.soft for issue in own):
        return []
    gone = dict.fromkeys(cited(line) for issue in own for line in issue.soft_lines)
    return [f"stuck only while soft red lines stand: {', '.join(gone)}"]


def _other_ids(knots: Sequence[Knot], cells: dict[int, list[Landing]], case: Case) -> Iterator[str]:
    """Which statements stand in other areas for those that are named."""
    found: dict[str, list[str]] = {}
    for knot in knots[1:]:
        pairs = zip(cells[knots[0].knot], cells[knot.knot], strict=True)
        other = {
            cited(there): cited(here)
            for first, own in pairs
            for there, here in zip(first.red_lines, own.red_lines, strict=True)
            if cited(there) != cited(here)
        }
        if other:
            told = ", ".join(f"{here} instead of {there}" for there, here in other.items())
            found.setdefault(told, []).append(knot.issues[0].title)
    for told, areas in found.items():
        yield f"in {conjoined(areas)} it is {told}"


def _concessions(
    sets: Iterable[ConcessionSet], knot: Knot, soft: Iterable[str], case: Case
) -> Section:
    """The sets of moves that open a knot, each with the outcome where it would land."""
    rows = []
    for own in sets:
        moves: dict[str, list[str]] = {}
        for move in own.moves:
            moves.setdefault(move.party, []).append(move.issue)
        alike: dict[tuple[str, ...], list[str]] = {}
        for party, on in moves.items():
            alike.setdefault(tuple(on), []).append(party)
        who = "; ".join(
            f"{conjoined(first_of(parties, _MOVING, _NAMED))} on {issue_names(on, case)}"
            for on, parties in alike.items()
        )
        at = ", ".join(
            f"{issue_names([one.issue.id], case)}: "
            f"{region_text(one.issue.outcomes.region([one.outcome]))}"
            for one in own.landing
        )
        lines = [cited(line) for line in own.red_lines]
        crossed = ", ".join(first_of(lines, _MOVING, _NAMED))
        rows.append((words(who), words(at), words(crossed or "no red line")))
    total = knot.concession_sets_total
    more = (
        [f"{counted(total - len(rows), 'more set')}, in JSON"]
        if total and total > len(rows)
        else []
    )
    issues = [issue.id for issue in knot.issues]
    together = " together" if len(issues) > 1 else ""
    table = Table(("what would move", "first landing", "what it would cross"), tuple(rows))
    return Section(f"{issue_names(issues, case)}{together}", (table, *remarks(*soft, *more)))
