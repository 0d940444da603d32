"""The trades on record: what is offered on which condition, and what each would cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redlines.case import Case, Condition, Verb
from redlines.deals import (
    ConditionState,
    DealReport,
    Trade,
    TradeTerm,
)
from redlines.verdicts import GradeWord
from redlines.view.deal_wording import (
    HELD_OUT,
    STATES,
    VERBS,
    claims_cited,
    fronted,
    loose,
    more_left,
    offered,
)
from redlines.view.document import (
    Block,
    Labelled,
    Section,
    Word,
    words,
)
from redlines.view.phrases import (
    condition_text,
    conjoined,
    issue_names,
)

Rows = list[tuple[Word, Word]]


def trade_blocks(report: DealReport, case: Case) -> Iterator[Block]:
    """What hangs on a condition, what one party says on the same one together."""
    groups: dict[tuple[str, Verb, str], list[Trade]] = {}
    for trade in report.trades:
        groups.setdefault((trade.party, trade.verb, _condition_text(trade, case)), []).append(trade)
    for (party, verb, condition), trades in groups.items():
        terms = [own for own in report.trade_terms if own.trade in {t.trade for t in trades}]
        rows: Rows = []
        for trade in trades:
            label = "" if rows else HELD_OUT[verb]
            rows.append((Word(label), Word(f"{offered(trade, case)} ({_said(trade)})")))
        rows += _crossing_row(trades[0], "offer", terms, report, case)
        known = "; ".join((condition, ", ".join(_state(trades[0], report, case))))
        rows.append((Word("condition"), Word(known.removesuffix("; "))))
        # Of one that holds in every package it is not told: red lines leave enough of it.
        if trades[0].state is not ConditionState.CERTAIN:
            rows += _crossing_row(trades[0], "condition", terms, report, case)
        title = words(Word(f"{party} {VERBS[verb]}", "bold"))
        yield Section("", (Labelled(tuple(rows), title, runs_on=True),))


def _condition(trade: Trade, case: Case) -> Condition | None:
    said = case.statements[trade.statement]
    return said.unless if trade.verb is Verb.REFUSES else said.given


def _state(trade: Trade, report: DealReport, case: Case) -> Iterator[str]:
    """How it stands; of one that holds only since something else is shut without it, so."""
    if trade.state:
        yield STATES[trade.state]
    condition = _condition(trade, case)
    more = loose(condition, report) if condition else None
    if trade.state is ConditionState.CERTAIN and more:
        yield f"though {more_left(more, case)}"


def _condition_text(trade: Trade, case: Case) -> str:
    condition, proviso = _condition(trade, case), case.statements[trade.statement].proviso
    told = condition_text(condition, case) if condition else ""
    return f"{told}, and {proviso}" if proviso else told


def _said(trade: Trade) -> str:
    soft = [word for word, true in (("disputed", trade.disputed), ("vague", trade.vague)) if true]
    return ", ".join((trade.statement, *([trade.basis] if trade.basis else []), *soft))


def _crossing_row(
    trade: Trade, part: str, terms: Sequence[TradeTerm], report: DealReport, case: Case
) -> Rows:
    """Whose red lines offer or condition would cross, all of it or a part; who asks for it."""
    party, condition = trade.party, _condition(trade, case)
    own = [term for term in terms if term.part == part]
    crossed = []
    for word, how in ((GradeWord.CROSSES, ""), (GradeWord.AMBIGUOUS, "in part ")):
        found: dict[tuple[str, str], list[str]] = {}
        for term in own:
            lines = _crossing(term, condition, report) if term.grade is word else ""
            # A grade is also open where only a demand is: then there is no line to be crossed.
            if lines:
                found.setdefault((term.party, lines), []).append(term.issue.id)
        for (who, lines), issues in found.items():
            itself = f"{who} itself" if who == party else who
            crossed.append(f"{how}{itself} on {issue_names(issues, case)}, {lines}")
    asks: dict[str, list[bool]] = {}
    for term in own:
        asks.setdefault(term.party, []).append(term.grade is GradeWord.MEETS)
    all_of_it = [who for who, met in asks.items() if all(met) and who != party]
    asked = f"; demanded by {conjoined(all_of_it)}" if all_of_it else ""
    return [(Word("crosses"), Word(f"{'; '.join(crossed) or 'no red line'}{asked}"))]


def _crossing(term: TradeTerm, condition: Condition | None, report: DealReport) -> str:
    """The red lines of a party that a term would cross, but for those that it lifts."""
    lines = [
        fronted(own.line)
        for own in report.red_lines
        if (own.line.party, own.line.issue) == (term.party, term.issue.id)
        if own.line.region & term.region
        if not _lifts(condition, own.line.unless)
    ]
    # Those of an issue that was not asked for are not in the report.
    refused = [
        claim
        for claim in term.claims
        if claim.verb is Verb.REFUSES and claim.region & term.region
        if not _lifts(condition, claim.condition)
    ][:1]
    return ", ".join(lines or map(claims_cited, [refused] if refused else []))


def _lifts(condition: Condition | None, unless: Condition | None) -> bool:
    """Whether a red line falls wherever a condition holds."""
    return bool(unless and condition and condition.implies(unless))
