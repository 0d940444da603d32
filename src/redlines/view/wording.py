"""Findings in words: with `rules` the only place with prose.

Texts here are plain and may hold names as a file wrote them: whoever prints them passes them
through `clean` first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import assert_never

from redlines.case import Case, Claim, Verb, firmness
from redlines.findings import GapReport, IssueGap, RedLine, Retreat, Stake, Verdict
from redlines.region import Number, Outcomes
from redlines.view.phrases import (
    conjoined,
    issue_name,
    marks,
    number_text,
    region_text,
    span_text,
)
from redlines.view.rules import RuleText, problem_help, problem_sentence, rule_text

__all__ = [
    "MEANINGS",
    "RuleText",
    "because",
    "day_text",
    "facts",
    "finding_message",
    "headline",
    "problem_help",
    "problem_sentence",
    "region_text",
    "retreat_text",
    "rule_text",
    "verdict_sign",
]

# In few words, worst first.
MEANINGS = {
    Verdict.INSURMOUNTABLE: "stated red lines leave nothing",
    Verdict.BRIDGEABLE: "not excluded on record",
    Verdict.OVERLAP: "declared ranges overlap",
    Verdict.AGREED: "a common outcome is asked for",
    Verdict.UNSTATED: "no verdict on record",
}
_SIGNS = {
    Verdict.AGREED: ("●", "*"),
    Verdict.OVERLAP: ("◐", "="),
    Verdict.BRIDGEABLE: ("○", "o"),
    Verdict.INSURMOUNTABLE: ("✕", "X"),
    Verdict.UNSTATED: ("?", "?"),
}
_GROUPS = {
    Verdict.INSURMOUNTABLE: "Stated red lines leave nothing on",
    Verdict.BRIDGEABLE: "Not excluded on record",
    Verdict.OVERLAP: "Declared ranges overlap on",
    Verdict.AGREED: "A common outcome is asked for on",
    Verdict.UNSTATED: "No verdict on record",
}
_FEW_HEADINGS = 4
_FEW_PARTIES = 3


def verdict_sign(verdict: Verdict, *, ascii_only: bool = False) -> str:
    """The sign of a verdict, always shown with its word."""
    return _SIGNS[verdict][ascii_only]


def day_text(day: date | None) -> str:
    """The day of an analysis."""
    return f"as of {day.isoformat()}" if day else "undated"


def facts(report: GapReport, case: Case) -> tuple[str, ...]:
    """Who, on which day, and under which assumption: what stands beside the title."""
    day = day_text(report.day)
    if case.as_of and report.day != case.as_of:
        day += f" (the case's own day is {case.as_of.isoformat()})"
    who = ", ".join(report.parties)
    if report.binding is None:
        return who, day
    return who, day, f"only red lines on basis {report.binding} or firmer"


def headline(report: GapReport, case: Case) -> tuple[str, ...]:
    """One sentence for each verdict that occurs, worst first, and one for who is without data."""
    found: dict[Verdict, list[str]] = {verdict: [] for verdict in _GROUPS}
    for heading, items in report.by_heading().items():
        title = case.headings[heading].title
        for verdict, names in found.items():
            areas = [item.issue.title for item in items if item.verdict is verdict]
            if len(areas) == len(items):
                names.append(title)
            elif areas:
                names.append(f"{title} ({', '.join(areas)})")
    if len(found[Verdict.UNSTATED]) > _FEW_HEADINGS:
        found[Verdict.UNSTATED] = [_counted(report)]
    sentences = [
        f"{_GROUPS[verdict]}: {', '.join(names)}." for verdict, names in found.items() if names
    ]
    if report.issues and not found[Verdict.INSURMOUNTABLE]:
        sentences.insert(0, "Stated red lines leave nothing on: no issue.")
    silent = _without_data(report, case)
    return (*sentences, f"Without data: {silent}.") if silent else tuple(sentences)


def _counted(report: GapReport) -> str:
    """How many issues are without a verdict, in all areas or in some."""
    headings = list(report.by_heading().values())
    unstated = [[item.verdict is Verdict.UNSTATED for item in items] for items in headings]
    some = [areas for areas in unstated if any(areas)]
    part = "" if all(all(areas) for areas in some) else "all or part of "
    return f"{part}{len(some)} of {len(headings)} issues"


def _without_data(report: GapReport, case: Case) -> str:
    """Which party is silent where, by title while that is short, else counted."""
    headings = report.by_heading()
    parts = []
    for party in report.parties:
        found = []
        for heading, items in headings.items():
            areas = [item.issue.title for item in items if party in item.silent]
            title = case.headings[heading].title
            if areas:
                whole = len(areas) == len(items)
                found.append(title if whole else f"{title} ({', '.join(areas)})")
        if len(found) == len(headings) and found:
            parts.append(f"{party} on any issue" if len(found) > 1 else f"{party} on {found[0]}")
        elif len(found) > _FEW_HEADINGS:
            parts.append(f"{party} on all or part of {len(found)} of {len(headings)} issues")
        elif found:
            parts.append(f"{party} on {', '.join(found)}")
    return "; ".join(parts)


def finding_message(item: IssueGap, report: GapReport, case: Case) -> str:
    """The verdict on an issue in one sentence."""
    name, zone = issue_name(item.issue, case), region_text(item.zone)
    stated = [party for party in report.parties if party not in item.silent]
    who = conjoined(stated)
    without = f", without {conjoined(item.silent)}" if item.silent else ""
    match item.verdict:
        case Verdict.AGREED:
            return f"{name}: {who} ask for a common outcome, {zone}{without}."
        case Verdict.OVERLAP:
            return f"{name}: the declared ranges of {who} overlap on {zone}{without}."
        case Verdict.BRIDGEABLE:
            return f"{name}: no stated red line of {who} excludes {zone}{without}."
        case Verdict.INSURMOUNTABLE:
            firm = f", even counting only basis {item.holds_at} or firmer" if item.holds_at else ""
            return f"{name}: the stated red lines of {who} leave no outcome{without}{firm}."
        case Verdict.UNSTATED:
            return f"{name}: no verdict on record, nothing from {conjoined(item.silent)}."
    assert_never(item.verdict)


def because(item: IssueGap, report: GapReport, case: Case) -> tuple[str, ...]:
    """The reasons for a verdict in at most two lines, for the table."""
    explain: Callable[[IssueGap, Case], tuple[str, ...]]
    match item.verdict:
        case Verdict.AGREED:
            explain = _because_agreed
        case Verdict.OVERLAP:
            explain = _because_overlap
        case Verdict.BRIDGEABLE:
            explain = _because_bridgeable
        case Verdict.INSURMOUNTABLE:
            explain = _because_insurmountable
        case Verdict.UNSTATED:
            spoke = [party for party in report.parties if party not in item.silent]
            only = f"; only {spoke[0]} has a statement" if spoke else ""
            return (f"nothing on record from {conjoined(item.silent)}{only}",)
        case _ as never:
            assert_never(never)
    lines = explain(item, case)
    depends = _depends(item, case)
    if not depends:
        return lines
    return (lines[0], "; ".join((*lines[1:], depends)))


def retreat_text(item: IssueGap) -> str | None:
    """The first and the last on the scale of the shortest retreats; None where there are none."""
    if not item.retreats:
        return None
    ends = [item.retreats[0], *item.retreats[1:][-1:]]
    link = " or " if len(item.retreats) <= len(ends) else " to "
    told = link.join(_retreat(retreat, item.issue.outcomes) for retreat in ends)
    return f"shortest retreat{'s'[: len(ends) > 1]}: {told}"


def _retreat(retreat: Retreat, outcomes: Outcomes) -> str:
    """An outcome with how far each party that has to move would move, in the unit or in steps."""
    moves = []
    for party in retreat.parties:
        if outcomes.grid:
            amount = Number.write(party.steps * outcomes.grid.step, outcomes.grid.places)
            far = f"{number_text(amount)} {outcomes.unit or ''}".strip()
        else:
            far = f"{party.steps} step{'s'[: party.steps != 1]}"
        parts = [far] if party.steps else []
        parts += ["past unlimited"] if party.past_unlimited else []
        if parts:
            moves.append(f"{party.party} {conjoined(parts)}")
    at = outcomes.positions[retreat.outcome]
    return f"{span_text(outcomes, at, at)} ({', '.join(moves)})"


def _depends(item: IssueGap, case: Case) -> str:
    """What soft claims would make of the verdict, with the first smallest set that does it."""
    if item.at_best is item.verdict:
        return ""
    word = f"at best {item.at_best}"
    if not item.depends_on:
        return word
    changes = []
    for claim in item.depends_on[0]:
        effect = "falls away" if claim.verb is Verb.REFUSES else "counts"
        changes.append(f"{claim.statement.id} ({_softness(claim)}) {effect}")
    other = " (one of several ways)" if len(item.depends_on) > 1 else ""
    return f"{word} if {conjoined(changes)}{other}"


def _cited(claims: Sequence[Claim], case: Case) -> str:
    """The claim that stands first, a hard one before soft ones, with its marks in brackets."""
    first = next((claim for claim in claims if not claim.soft), claims[0])
    statement = first.statement
    more = len({claim.statement.id for claim in claims}) - 1
    name = f"{statement.id} and {more} more" if more else statement.id
    return f"({', '.join((name, *marks(statement, first.verb, case)))})"


def _softness(claim: Claim) -> str:
    words = [
        word
        for word, true in (
            ("conditional", claim.condition is not None),
            ("disputed", claim.statement.disputed),
            ("vague", claim.statement.vague),
        )
        if true
    ]
    return ", ".join(words)


def _because_insurmountable(item: IssueGap, case: Case) -> tuple[str, ...]:
    chosen = min(item.blocking_sets, key=_telling)
    texts = [_red_line(line, case) for line in chosen]
    total = item.blocking_sets_total
    more = (total or len(item.blocking_sets)) - 1
    if more:
        count = f"{'' if total else 'at least '}{more}"
        texts[-1] += f"; {count} more such {'pair' if len(chosen) == 2 else 'set'}{'s'[: more > 1]}"
    return (texts[0], "; ".join(texts[1:])) if len(texts) > 1 else (texts[0],)


def _telling(lines: Sequence[RedLine]) -> tuple[int, int, list[int]]:
    """Which blocking set is told first: a small one, of hard lines, of firm ones."""
    firmest = sorted((line.firmness for line in lines), reverse=True)
    return len(lines), sum(line.soft for line in lines), firmest


def _red_line(line: RedLine, case: Case) -> str:
    return f"{line.party} refuses {region_text(line.region, others=True)} " + _cited(
        line.claims, case
    )


def _because_bridgeable(item: IssueGap, case: Case) -> tuple[str, ...]:
    single = len(item.zone) == 1
    offers = []
    for stake in item.offered_by:
        share = "it" if single else "all of it" if stake.party in item.one_sided else "part of it"
        offers.append(f"{stake.party} {'softly ' * stake.soft}offers {share}{_ids(stake)}")
    first = f"left open by all: {region_text(item.zone)}; {', '.join(offers) or 'nobody offers it'}"
    rest = [_unmet(item, case)]
    if item.no_red_line:
        rest.append(f"no red line of {conjoined(item.no_red_line, 'or')}")
    if item.gap:
        unit = item.issue.outcomes.unit
        steps = f"{item.gap.steps} step{'s'[: item.gap.steps > 1]}"
        far = f"{number_text(item.gap.amount)} {unit or ''}" if item.gap.amount else steps
        rest.append(f"declared ranges {far.strip()} apart")
    second = "; ".join(text for text in rest if text)
    return (first, second) if second else (first,)


def _unmet(item: IssueGap, case: Case) -> str:
    """The demands that the zone leaves out, with what they ask for."""
    found = []
    for stake in item.unmet:
        region = stake.claims[0].region
        for claim in stake.claims[1:]:
            region = region | claim.region
        found.append(f"{stake.party} {region_text(region)} {_cited(stake.claims, case)}")
    return f"unmet: {', '.join(found)}" if found else ""


def _ids(stake: Stake) -> str:
    names = list(dict.fromkeys(claim.statement.id for claim in stake.claims))
    return f" ({names[0]}{f' and {len(names) - 1} more' if len(names) > 1 else ''})"


def _because_agreed(item: IssueGap, case: Case) -> tuple[str, ...]:
    return _shared(item, case, "ask for", (Verb.DEMANDS,))


def _because_overlap(item: IssueGap, case: Case) -> tuple[str, ...]:
    lines = _shared(item, case, "ask for or accept", (Verb.DEMANDS, Verb.ACCEPTS))
    unmet = _unmet(item, case)
    return (lines[0], "; ".join((*lines[1:], unmet))) if unmet else lines


def _shared(item: IssueGap, case: Case, verb: str, verbs: Sequence[Verb]) -> tuple[str, ...]:
    """Who names the zone, and the firmest claim of each party that does."""
    cited = []
    for position in item.positions:
        claims = [
            claim
            for claim in position.claims
            if claim.verb in verbs and not claim.soft and claim.region & item.zone
        ]
        claims.sort(key=lambda claim: firmness(claim.statement.basis))
        if claims:
            cited.append(f"{position.party} {_cited(claims, case)}")
    parties = [p.party for p in item.positions if not p.silent]
    who = conjoined(parties) if len(parties) <= _FEW_PARTIES else f"all {len(parties)}"
    first = f"{who} {verb} {region_text(item.zone)}"
    return (first, ", ".join(cited)) if cited else (first,)
