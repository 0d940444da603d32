"""Packages across issues as a document: is there one, what stands in the way, what is on offer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from redlines.case import Case, Condition, Verb
from redlines.deals import (
    ConditionState,
    DealIssue,
    DealLine,
    DealReport,
    IssueState,
    Knot,
    Landing,
    Trade,
    TradeTerm,
)
from redlines.findings import counted_lines
from redlines.region import Kind, Region
from redlines.verdicts import GradeWord
from redlines.view.assumed import what_if_remarks
from redlines.view.deal_wording import (
    PARTS,
    RULES_OF_CHOICE,
    STATES,
    VERBS,
    cited,
    claims_cited,
    far,
    fronted,
    headings,
    held,
    left_text,
    of_one,
    offered,
    refusals,
    shared,
)
from redlines.view.document import (
    Block,
    Document,
    Grid,
    Head,
    Labelled,
    Section,
    Table,
    Word,
    answer,
    remarks,
    titled,
    words,
)
from redlines.view.gap_document import UNBETTERED, accepted, landing_legend
from redlines.view.phrases import (
    condition_text,
    conjoined,
    counted,
    issue_names,
    region_text,
    span_text,
)
from redlines.view.plan_wording import plan_name
from redlines.view.repair_document import repair_blocks, repair_sentences
from redlines.view.wording import assumed as assumed_facts
from redlines.view.wording import day_text, later_text

if TYPE_CHECKING:
    from redlines.findings import Finding

_MOST_CELLS = 12
_SPOKEN = 2
Rows = list[tuple[Word, Word]]


def deal_document(
    report: DealReport,
    case: Case,
    *,
    room: bool = False,
    package: bool = False,
    findings: Sequence[Finding] = (),
    note: str | None = None,
) -> Document:
    """What red lines leave over all issues; with a plan, which of its points can be said otherwise.

    `room` adds what is left of every issue, `package` the witness, `findings` what was accepted.
    """
    plan = report.plan
    head = Head(plan_name(plan) if plan else case.title, _facts(report, case))
    repaired = plan is not None and report.repair is not None
    sentences = repair_sentences(report, case) if repaired else _sentences(report, case)
    known = remarks(*what_if_remarks(report.what_if, case), later_text(report.later), note)
    body: list[Block] = []
    if repaired:
        body += repair_blocks(report, case)
    else:
        body += titled("Opened by a condition", _opened(report, case))
        body += titled("Stuck: what each outcome would cross, on record", _stuck(report, case))
        body += titled("One outcome left", _single(report, case))
    body += titled("Trades on record", _trades(report, case))
    if room:
        body += titled("What red lines leave", _room(report, case))
    if package:
        body += titled("A witness: one package of many", _package(report, case))
    below, folded = accepted(findings, case)
    answers = tuple(map(answer, sentences))
    hint = Section("", remarks(*_hints(report, case, room=room)))
    return Document(
        screen=(head, *answers, *known, *body, *below, hint),
        page=(head, *known, *answers, *body, *folded),
    )


def _facts(report: DealReport, case: Case) -> tuple[str, ...]:
    every = len(report.parties) == len(case.parties) > _MOST_CELLS
    who = f"all {len(case.parties)} parties" if every else ", ".join(report.parties)
    on = report.assumption.day
    day = f"judged {day_text(on)}" if report.plan and on else day_text(on)
    return who, *assumed_facts(report.assumption, day, case)


# The answer


def _sentences(report: DealReport, case: Case) -> Iterator[str]:
    """Whether there is a deal, what stands in the way, and how much is left elsewhere."""
    whose = of_one(report.parties)
    if report.deal is None:
        yield f"Whether every package crosses a stated red line of {whose} is not known."
    elif report.deal:
        yield f"Some packages cross no stated red line of {whose}."
    else:
        yield _stuck_sentence(report, case)
    if not report.proven:
        kept = report.complete_up_to
        least = f"; complete are sets of at most {counted(kept, 'red line')}" if kept else ""
        yield f"Not proven: the work limit was reached{least}. --effort N raises it."
    if opened := [own.issue.id for own in report.issues if own.opened]:
        yield f"Opened by a condition: {issue_names(opened, case)}."
    yield from _counts(report, case)


def _stuck_sentence(report: DealReport, case: Case) -> str:
    """On what red lines leave nothing, and on what only soft ones do."""
    state = {own.issue.id: own for own in report.issues}
    hard: list[list[str]] = []
    soft: list[list[str]] = []
    for knot in report.knots:
        ids = [issue.id for issue in knot.issues]
        (soft if all(state[id_].soft for id_ in ids if id_ in state) else hard).append(ids)
    parts = []
    if hard:
        every = [id_ for ids in hard for id_ in ids]
        many = counted(headings(every, case), "issue")
        parts.append(f"red lines leave nothing on {many}, {_knots_named(hard, case)}")
    if soft:
        every = [id_ for ids in soft for id_ in ids]
        gone = dict.fromkeys(
            claims_cited(line.claims) for id_ in every for line in state[id_].soft_lines
        )
        many = counted(headings(every, case), "issue")
        only = "and only soft ones" if hard else "only soft red lines leave nothing"
        by = f", by {', '.join(gone)}" if gone else ""
        parts.append(f"{only} on {many}, {_knots_named(soft, case)}{by}")
    crossed = f"Every package crosses a stated red line of {of_one(report.parties)}"
    proven = " Proven." if report.proven else ""
    if not parts:
        return f"{crossed}, on issues that are not asked for.{proven}"
    return f"{crossed}: {'; '.join(parts)}.{proven}"


def _knots_named(knots: Iterable[Sequence[str]], case: Case) -> str:
    """Stuck issues by title; those of one knot over several issues are stuck together."""
    alone = [ids[0] for ids in knots if len(ids) == 1]
    tied = [
        f"{conjoined([issue_names([id_], case) for id_ in ids])} together"
        for ids in knots
        if len(ids) > 1
    ]
    return ", ".join(filter(None, (issue_names(alone, case), *tied)))


def _counts(report: DealReport, case: Case) -> Iterator[str]:
    """On how many issues one outcome is left, and on how many more; what makes that modest."""
    lines = counted_lines((case.issues[own.line.issue], own.line) for own in report.red_lines)
    found: dict[str, list[DealIssue]] = {}
    for own in report.issues:
        found.setdefault(own.issue.heading, []).append(own)
    unknown = [own for own in found.values() if any(_is_unknown(area) for area in own)]
    rest = [own for own in found.values() if not any(map(_is_stuck, own)) and own not in unknown]
    spoken = [own for own in rest if any(len(area.heard) >= _SPOKEN for area in own)]
    areas = [[len(area.room) == 1 for area in own if _has_room(area)] for own in spoken]
    single = sum(map(all, areas))
    partly = [own for own, one in zip(spoken, areas, strict=True) if any(one) and not all(one)]
    some = f", one in some areas of {len(partly)}" if partly else ""
    two = len(report.parties) == _SPOKEN
    few = "one or both are silent" if two else "fewer than two have spoken"
    both = "both have" if two else "two or more have"
    other = "other " if len(rest) < len(found) else ""
    told = [
        f"Of the {counted(len(spoken), f'{other}issue')} on which {both} spoken, red lines leave "
        f"one outcome on {single}{some} and more on {len(spoken) - single - len(partly)}"
    ]
    if quiet := len(rest) - len(spoken):
        told.append(f"on {quiet}, {few}")
    if unknown:
        told.append(f"of {len(unknown)} it is not known")
    yield f"{'; '.join(told)}. {counted(len(lines), 'red line')} count{'s'[: len(lines) == 1]}."


def _is_stuck(own: DealIssue) -> bool:
    return own.state is IssueState.STUCK


def _is_unknown(own: DealIssue) -> bool:
    return own.state is IssueState.UNKNOWN


def _has_room(own: DealIssue) -> bool:
    return own.state is IssueState.OPEN and len(own.heard) >= _SPOKEN


def _hints(report: DealReport, case: Case, *, room: bool) -> Iterator[str]:
    """The commands that say more."""
    who = " ".join(report.parties) if len(report.parties) <= _MOST_CELLS else ""
    base = f"redlines deal {who}".strip()
    if report.plan:
        on = report.assumption.day
        day = f" --as-of {on.isoformat()}" if on and on != case.as_of else ""
        yield f"{base}{day}: what red lines leave without it, and what each outcome crosses"
    elif not room:
        yield f"{base} --room: what is left of every issue, and who demands it"
    yield "redlines show STATEMENT: who said it, when, where; -f json: every list in full"


# Opened by a condition


def page_sections(
    report: DealReport, case: Case, wanted: Collection[str]
) -> dict[str, tuple[Section, ...]]:
    """By heading what each outcome of the issues wanted would cross if stuck, or what opens them.

    Areas that say the same share a section. Nothing where the work ended before it was known.
    """
    found: dict[str, list[Section]] = {}
    if not report.proven:
        return {}
    knots = tuple(own for own in report.knots if any(i.id in wanted for i in own.issues))
    for issues, section in _stuck_sections(replace(report, knots=knots), case):
        told = replace(section, title=f"{section.title}: what each outcome would cross")
        found.setdefault(case.issues[issues[0]].heading, []).append(told)
    for issues, section in _opened_sections(report, case):
        if issues[0] not in wanted:
            continue
        found.setdefault(case.issues[issues[0]].heading, []).append(section)
    return {heading: tuple(sections) for heading, sections in found.items()}


def _opened(report: DealReport, case: Case) -> Iterator[Block]:
    return (section for _, section in _opened_sections(report, case))


def _opened_sections(report: DealReport, case: Case) -> Iterator[tuple[list[str], Section]]:
    """The issues that look shut by themselves: what is left of them, and on which condition."""
    lines = _lines(report)
    for own in report.issues:
        if not own.opened:
            continue
        rows: Rows = []
        holding: dict[int, list[str]] = {}
        for one in report.conditions:
            if one.issue.id == own.issue.id:
                holding.setdefault(one.region.bits, []).append(one.red_line.id)
        left: dict[tuple[str, ...], int] = {}
        for bits, ids in holding.items():
            left[tuple(ids)] = left.get(tuple(ids), 0) | bits
        for held_by, bits in left.items():
            region = region_text(Region(own.issue.outcomes, bits))
            carried = _carried([lines[id_] for id_ in held_by], report, case)
            rows.append((Word(region, "bold"), Word(carried)))
        others = [
            line.line
            for line in report.red_lines
            if line.line.issue == own.issue.id and line.line.unless is None
        ]
        if others:
            rows.append((Word("the rest"), Word(refusals(others, case))))
        rows.append((Word("demands"), Word(_wanted(own))))
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
    more = _loose(unless, report)
    if own.unless_state is not ConditionState.CERTAIN or more is None:
        return STATES[own.unless_state] if own.unless_state else "how that stands is not known"
    return _more_left(more, case) or "red lines leave that anyway"


def _loose(condition: Condition, report: DealReport) -> list[str] | None:
    """The issues of a condition of which the red lines on them alone leave more than it asks.

    None where not all of its issues are in the report.
    """
    shown = {issue.issue.id for issue in report.issues}
    if not shown.issuperset(dict(condition.terms)):
        return None
    refused: dict[str, int] = {}
    for drawn in (x.line for x in report.red_lines if x.line.unless is None):
        refused[drawn.issue] = refused.get(drawn.issue, 0) | drawn.region.bits
    return [issue for issue, region in condition.terms if (~region).bits & ~refused.get(issue, 0)]


def _more_left(issues: Sequence[str], case: Case) -> str:
    return f"red lines on {issue_names(issues, case)} alone leave more" if issues else ""


def _lines(report: DealReport) -> dict[str, DealLine]:
    return {own.line.id: own for own in report.red_lines}


def _title(issues: Sequence[str], case: Case, note: str = "") -> tuple[Word, ...]:
    return words(Word(issue_names(issues, case), "bold"), note)


# Stuck


def _stuck(report: DealReport, case: Case) -> Iterator[Block]:
    """Knot by knot what each outcome would cross, and what the signs mean."""
    sections = tuple(section for _, section in _stuck_sections(report, case))
    yield from sections
    yield from titled("", landing_legend(sections))


def _stuck_sections(report: DealReport, case: Case) -> Iterator[tuple[list[str], Section]]:
    """Knot by knot what each outcome would cross; areas that say the same share a table."""
    cells: dict[int, list[Landing]] = {}
    for landing in report.landings:
        cells.setdefault(landing.knot, []).append(landing)
    groups: dict[object, list[Knot]] = {}
    for knot in report.knots:
        few = knot.cells_total is not None and knot.cells_total <= _MOST_CELLS
        own = cells.get(knot.knot, []) if few else []
        key = (knot.issues[0].heading, _alike(own, report)) if own else knot.knot
        groups.setdefault(key, []).append(knot)
    for knots in groups.values():
        first = cells.get(knots[0].knot, [])
        soft = _soft_note(report, knots)
        if first and (knots[0].cells_total or 0) <= _MOST_CELLS:
            issues = [issue.id for knot in knots for issue in knot.issues]
            notes = _other_ids(knots, cells, case)
            grid = landing_grid(first, report, case)
            yield issues, Section(issue_names(issues, case), (grid, *remarks(*soft, *notes)))
        else:
            issues = [issue.id for issue in knots[0].issues]
            yield issues, _concessions(report, knots[0], soft, case)


def _alike(landings: Iterable[Landing], report: DealReport) -> tuple[object, ...]:
    """What landings of areas have to have in common to be told once: all but the statements."""
    lines = _lines(report)
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


def landing_grid(landings: Sequence[Landing], report: DealReport, case: Case) -> Grid:
    """The outcomes of an issue in their order, and what each would cross of every party."""
    parties = tuple(dict.fromkeys(own.party for own in landings))
    lines, rows = _lines(report), []
    for number in dict.fromkeys(own.cell for own in landings):
        here = {own.party: own for own in landings if own.cell == number}
        any_ = next(iter(here.values()))
        mark = UNBETTERED if any_.unbettered else Word("  ")
        told = tuple(words(_crossed(here[party], lines, case)) for party in parties)
        rows.append(((mark, Word(_cell_name(any_.region))), *told))
    return Grid(("", *(f"{party} would cross" for party in parties)), tuple(rows))


def _cell_name(cell: Region) -> str:
    """A cell as the label of a row, levels from first to last; they need no quotes there."""
    at = [*cell]
    if len(at) == 1 or cell.outcomes.kind is Kind.SCALE:
        return span_text(cell.outcomes, at[0], at[-1], apart=False)
    return region_text(cell)


def _crossed(own: Landing, lines: dict[str, DealLine], case: Case) -> str:
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


def _concessions(report: DealReport, knot: Knot, soft: Iterable[str], case: Case) -> Section:
    """The sets of moves that open a knot, each with the outcome where it would land."""
    rows = []
    for own in report.concession_sets:
        if own.knot == knot.knot:
            moves: dict[str, list[str]] = {}
            for move in own.moves:
                moves.setdefault(move.party, []).append(move.issue)
            who = "; ".join(f"{p} on {issue_names(i, case)}" for p, i in moves.items())
            at = ", ".join(
                f"{issue_names([one.issue.id], case)}: "
                f"{region_text(one.issue.outcomes.region([one.outcome]))}"
                for one in own.landing
            )
            crossed = ", ".join(cited(line) for line in own.red_lines)
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


# One outcome left


def _single(report: DealReport, case: Case) -> Iterator[Block]:
    """Issues on which two or more have spoken and red lines leave one outcome: who asks for it."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for own in report.issues:
        if _has_room(own) and len(own.room) == 1 and not own.opened:
            key = (
                own.issue.heading,
                region_text(own.room),
                _wanted(own),
                _leaving(own, report, case),
            )
            found.setdefault(key, []).append(own.issue.id)
    rows = tuple(
        (
            words(Word(issue_names(issues, case), "bold")),
            words(left),
            words(asked),
            words(refused),
        )
        for (_, left, asked, refused), issues in found.items()
    )
    if rows:
        yield Table(("issue", "left", "who", "red lines"), rows)


def _wanted(own: DealIssue) -> str:
    """Who demands or accepts what of a room, and whose demands it leaves unmet."""
    asked = shared(own.asked_by, own.accepted_by, own.room.bits)
    missed = (f"not what {left.party} demands, {claims_cited(left.claims)}" for left in own.unmet)
    none = f"no hard demand or acceptance covers {'' if len(own.room) == 1 else 'any of '}it"
    return "; ".join((asked or none, *missed))


def _leaving(own: DealIssue, report: DealReport, case: Case) -> str:
    """Which red lines leave no more of an issue: those on it, and those that hang on it."""
    lines = [line.line for line in report.red_lines if line.line.issue == own.issue.id]
    refused = reduce(or_, (line.region.bits for line in lines), 0)
    hanging = [
        f"{fronted(line.line)} of {line.line.party} on {issue_names([line.line.issue], case)} "
        "hangs on it"
        for line in report.red_lines
        if line.line.unless and own.issue.id in dict(line.line.unless.terms)
    ]
    alone = refused | own.room.bits == own.issue.outcomes.all_bits
    return "; ".join(filter(None, (refusals(lines, case), *(() if alone else hanging))))


# Trades


def _trades(report: DealReport, case: Case) -> Iterator[Block]:
    """Offers with a price, those of one party at the same price together."""
    groups: dict[tuple[str, Verb, str], list[Trade]] = {}
    for trade in report.trades:
        groups.setdefault((trade.party, trade.verb, _price(trade, case)), []).append(trade)
    for (party, verb, price), trades in groups.items():
        terms = [own for own in report.trade_terms if own.trade in {t.trade for t in trades}]
        rows: Rows = []
        for trade in trades:
            by = f" ({_said(trade)})"
            label = "" if rows else PARTS[verb]["offer"]
            rows.append((Word(label), Word(offered(trade, case) + by)))
        known = "; ".join((price, ", ".join(_state(trades[0], report, case))))
        rows.append((Word(PARTS[verb]["price"]), Word(known.removesuffix("; "))))
        told = list(_in_the_way(trades[0], terms, report, case))
        rows += [(Word("" if i else "in the way"), Word(text)) for i, text in enumerate(told)]
        title = words(Word(f"{party} {VERBS[verb]}", "bold"))
        yield Section("", (Labelled(tuple(rows), title, runs_on=True),))


def _condition(trade: Trade, case: Case) -> Condition | None:
    said = case.statements[trade.statement]
    return said.unless if trade.verb is Verb.REFUSES else said.given


def _state(trade: Trade, report: DealReport, case: Case) -> Iterator[str]:
    """How the price stands; of one that holds only since something else is shut without it, so."""
    if trade.state:
        yield STATES[trade.state]
    condition = _condition(trade, case)
    more = _loose(condition, report) if condition else None
    if trade.state is ConditionState.CERTAIN and more:
        yield f"though {_more_left(more, case)}"


def _price(trade: Trade, case: Case) -> str:
    condition, proviso = _condition(trade, case), case.statements[trade.statement].proviso
    told = condition_text(condition, case) if condition else ""
    return f"{told}, and {proviso}" if proviso else told


def _said(trade: Trade) -> str:
    soft = [word for word, true in (("disputed", trade.disputed), ("vague", trade.vague)) if true]
    return ", ".join((trade.statement, *([trade.basis] if trade.basis else []), *soft))


def _in_the_way(
    trade: Trade, terms: Sequence[TradeTerm], report: DealReport, case: Case
) -> Iterator[str]:
    """Whose red lines price and offer would cross, all of it or a part; who asks for it.

    Of a price that holds in every package it is not told: red lines leave enough of it.
    """
    party, price = trade.party, _condition(trade, case)
    for part in ("price", "offer"):
        if part == "price" and trade.state is ConditionState.CERTAIN:
            continue
        own = [term for term in terms if term.part == part]
        blocked = []
        for word, how in ((GradeWord.CROSSES, ""), (GradeWord.AMBIGUOUS, "in part ")):
            found: dict[tuple[str, str], list[str]] = {}
            for term in own:
                if term.grade is word:
                    key = term.party, _crossing(term, price, report)
                    found.setdefault(key, []).append(term.issue.id)
            for (who, lines), issues in found.items():
                itself = f"{who} itself" if who == party else who
                by = f", {lines}" if lines else ""
                blocked.append(f"{how}{itself} on {issue_names(issues, case)}{by}")
        asks: dict[str, list[bool]] = {}
        for term in own:
            asks.setdefault(term.party, []).append(term.grade is GradeWord.MEETS)
        all_of_it = [who for who, met in asks.items() if all(met) and who != party]
        asked = f"; demanded by {conjoined(all_of_it)}" if all_of_it else ""
        told = "; ".join(blocked) or "none of their red lines"
        yield f"of the {PARTS[trade.verb][part]}: {told}{asked}"


def _crossing(term: TradeTerm, price: Condition | None, report: DealReport) -> str:
    """The red lines of a party that a term would cross, but for those that the price lifts."""
    lines = [
        fronted(own.line)
        for own in report.red_lines
        if (own.line.party, own.line.issue) == (term.party, term.issue.id)
        if own.line.region & term.region
        if not (own.line.unless and price and price.implies(own.line.unless))
    ]
    # Those of an issue that was not asked for are not in the report.
    refused = [claim for claim in term.claims if claim.verb is Verb.REFUSES][:1]
    return ", ".join(lines or map(claims_cited, [refused] if refused else []))


# Rooms and the witness


def _room(report: DealReport, case: Case) -> Iterator[Block]:
    """What is left of every issue that is open, and who asks for or accepts which part."""
    for spoken in (True, False):
        found: dict[tuple[str, str, str, str], list[str]] = {}
        for own in report.issues:
            if own.state is IssueState.OPEN and (len(own.heard) >= _SPOKEN) is spoken:
                asked = _wanted(own)
                linked = " (not every combination)" if own.linked else ""
                heard = "" if spoken else conjoined(own.heard)
                key = own.issue.heading, left_text(own.room) + linked, asked, heard
                found.setdefault(key, []).append(own.issue.id)
        rows = tuple(
            (
                words(issue_names(issues, case)),
                words(left),
                words("; ".join(filter(None, (who, asked)))),
            )
            for (_, left, asked, heard), issues in found.items()
            for who in [f"only {heard} has spoken" if heard else ""]
        )
        if rows and spoken:
            yield Table(("issue", "left", "who"), rows)
        elif rows:
            yield Section("Fewer than two have spoken", (Table(("issue", "left", "who"), rows),))


def _package(report: DealReport, case: Case) -> Iterator[Block]:
    """One outcome for each open issue, which rule chose it, and where only one has spoken."""
    heard = {own.issue.id: own.heard for own in report.issues}
    rows = []
    for own in report.package:
        chosen = "assumed: a condition names it" if own.assumed else RULES_OF_CHOICE[own.rule]
        if len(who := heard[own.issue.id]) == 1:
            chosen += f"; only {conjoined(who)} has spoken"
        outcome = region_text(own.issue.outcomes.region([own.outcome]))
        rows.append((words(issue_names([own.issue.id], case)), words(outcome), words(chosen)))
    if rows:
        yield Table(("issue", "outcome", "chosen as"), tuple(rows))
        but = ", but for what is assumed" if any(own.assumed for own in report.package) else ""
        stuck = f"; those on which red lines leave nothing are not in it{but}"
        yield from remarks(
            f"it crosses no red line on these issues{stuck if report.knots else ''}",
            "it shows that there is such a package, and speaks for none of the parties",
        )
