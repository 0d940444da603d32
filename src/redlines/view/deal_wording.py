"""Packages in words: parties, red lines, conditions and steps as every text on them tells them.

Texts here are plain and may hold names as a file wrote them: whoever prints them passes them
through `clean` first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from redlines.case import Case, Claim, Condition, Verb
from redlines.deals import (
    ConditionState,
    DealIssue,
    DealLine,
    DealReport,
    IssueState,
    Knot,
    Share,
    TermChange,
    Trade,
)
from redlines.findings import Grade, Unproven
from redlines.region import Region
from redlines.verdicts import GradeWord, RedLine
from redlines.view.phrases import (
    amount_text,
    amount_unit,
    condition_text,
    conjoined,
    counted,
    has_dates,
    issue_names,
    region_text,
    softness,
)

_FEW = 4
_TWO = 2

STATES: dict[ConditionState, str] = {
    ConditionState.CERTAIN: "certain: it holds in every package that is left",
    ConditionState.OPEN: "open: it holds in some of the packages that are left",
    ConditionState.STUCK: "stuck: it names an issue on which red lines leave nothing",
    ConditionState.OUT_OF_REACH: "out of reach: it holds in no package that is left",
    ConditionState.MET: "met: the plan meets it",
    ConditionState.UNMET: "unmet: the plan does not meet it",
    ConditionState.UNDECIDED: "undecided: the plan leaves it open",
}
VERBS = {
    Verb.ACCEPTS: "would accept",
    Verb.DEMANDS: "would demand",
    Verb.REFUSES: "would no longer refuse",
}
# What a trade holds out: a demand is no offer.
HELD_OUT = {Verb.ACCEPTS: "offer", Verb.DEMANDS: "demand", Verb.REFUSES: "outcome"}
RULES_OF_CHOICE = {
    0: "the only one left",
    1: "in what all that have spoken demand",
    2: "in what all that have spoken declare",
    3: "nearest to what is declared",
    4: "in the middle of what is left",
    5: "the first of those that the other rules leave",
}


def of_one(parties: Sequence[str]) -> str:
    """Whose a red line is: of one of some parties."""
    if len(parties) > _FEW:
        return f"one of the {len(parties)} parties"
    return conjoined(parties, "or")


def none_refuses(parties: Sequence[str]) -> str:
    """That none of some parties refuses something; it names them, or counts them."""
    if len(parties) == 1:
        return f"{parties[0]} does not refuse"
    if len(parties) == _TWO:
        return f"neither {parties[0]} nor {parties[1]} refuses"
    told = f"the {len(parties)} parties" if len(parties) > _FEW else conjoined(parties)
    return f"none of {told} refuses"


def headings(issues: Iterable[str], case: Case) -> int:
    """How many issues some issues and areas are: those of one heading are one."""
    return len({case.issues[issue].heading for issue in issues})


def cited(line: RedLine) -> str:
    """The statement that stands for a red line, how many more say so, its basis, what is soft."""
    return claims_cited(line.claims)


def fronted(line: RedLine) -> str:
    """The statement that stands for a red line, its basis, what is soft; not how many say so."""
    return claims_cited(line.claims[:1])


def claims_cited(claims: Sequence[Claim]) -> str:
    """The first of some claims, how many other statements say so, its basis, what is soft."""
    said = claims[0].statement
    more = len({claim.statement.id for claim in claims}) - 1
    ways = [way for way in softness(claims[:1]) if way != "conditional"]
    if said.proviso:
        ways.append(f"if {said.proviso}")
    told = [*([said.basis] if said.basis else []), *ways]
    name = f"{said.id} +{more}" if more else said.id
    return f"{name} ({', '.join(told)})" if told else name


def held(line: RedLine, lines: Mapping[str, DealLine], case: Case) -> str:
    """A red line that holds an outcome; of one with `unless`, where it is not crossed."""
    if line.unless is None:
        return cited(line)
    state = lines[line.id].unless_state
    told = f" ({STATES[state].partition(':')[0]})" if state else ""
    return f"{cited(line)}, not crossed if {condition_text(line.unless, case)}{told}"


def refusal(line: RedLine, case: Case) -> str:
    """What a red line refuses, and by which statement."""
    unless = f" unless {condition_text(line.unless, case)}" if line.unless else ""
    return f"{region_text(line.region, others=True)}{unless} by {fronted(line)}"


def refusals(lines: Iterable[RedLine], case: Case) -> str:
    """What the parties refuse by some red lines of one issue, without those inside of others."""
    every = tuple(lines)
    by: dict[str, list[str]] = {}
    for line in every:
        wider = (
            own
            for own in every
            if own is not line and own.party == line.party and own.unless == line.unless
            if line.region <= own.region
            if not own.region <= line.region or every.index(own) < every.index(line)
        )
        if not any(wider):
            by.setdefault(line.party, []).append(refusal(line, case))
    return "; ".join(f"{party} refuses {', '.join(told)}" for party, told in by.items())


def left_text(region: Region) -> str:
    """What is left or said of an issue: of all outcomes any one, and not everything."""
    return region_text(region) if ~region else "any outcome"


def far(to: Region, *steps: int, past_unlimited: bool = False) -> str:
    """A way to some outcomes in steps, or the shortest and the longest; of a quantity in its unit.

    A step out of `unlimited` is named. The way into it has no count: the last number of the grid is
    no figure that anybody named.
    """
    outcomes = to.outcomes
    if past_unlimited and [*to] == [outcomes.unlimited]:
        return "past every date" if has_dates(outcomes) else "past every number"
    parts, ends = [], list(dict.fromkeys(sorted(steps)))
    if any(ends):
        told = " to ".join(amount_text(outcomes, own) for own in ends)
        parts.append(f"{told} {amount_unit(outcomes, ends[-1])}")
    parts += [f"the step from {outcomes.free}"] if past_unlimited else []
    return conjoined(parts)


def shared(asked: Sequence[Share], accepted: Sequence[Share], whole: int) -> str:
    """Who asks for what of some outcomes, and who accepts what; of all of them it is not said.

    `whole` are all of these outcomes as bits.
    """
    parts = []
    for word, shares in (("demanded by", asked), ("accepted by", accepted)):
        found: dict[int, list[Share]] = {}
        for share in shares:
            found.setdefault(share.region.bits, []).append(share)
        for bits, alike in found.items():
            what = "" if bits == whole else f"{region_text(alike[0].region)} "
            parts.append(f"{what}{word} {conjoined([own.party for own in alike])}")
    return "; ".join(parts)


def offered(trade: Trade, case: Case) -> str:
    """What a trade offers, issue by issue."""
    statement = case.statements[trade.statement]
    found: dict[tuple[str, str], list[str]] = {}
    for verb, issue, region in statement.terms:
        if verb is trade.verb:
            told = region_text(region, others=verb is Verb.REFUSES)
            found.setdefault((case.issues[issue].heading, told), []).append(issue)
    return "; ".join(f"{issue_names(own, case)}: {told}" for (_, told), own in found.items())


def change_text(change: TermChange) -> str:
    """What is left in the place of a term: what is nearest and how far, and what there is besides.

    On options nothing is nearest: there it is all that is left.
    """
    left = region_text(change.room)
    if change.nearest is None:
        return left
    outcomes = change.room.outcomes
    to = Region(outcomes, 1 << outcomes.positions[change.nearest])
    way = far(to, change.steps or 0, past_unlimited=change.past_unlimited)
    more = f"; left there: {left}" if len(change.room) > 1 else ""
    return f"{region_text(to)} ({way}){more}"


# Findings in a sentence


def deal_issue_message(id_: str, own: DealIssue, parties: Sequence[str], case: Case) -> str:
    """What red lines leave of an issue, in one sentence."""
    name = issue_names([own.issue.id], case)
    if own.opened:
        return f"{name}: it looks shut by itself; {region_text(own.room)} is left on a condition."
    many = f"the {len(parties)} parties" if len(parties) > _FEW else conjoined(parties)
    lines = ", ".join(cited(line) for line in own.soft_lines)
    soft = f", but only while soft ones stand ({lines})" if own.soft else ""
    open_ = ", and the plan does not settle it" if id_ == "deal-left-open" else ""
    return f"{name}: red lines of {many} leave nothing{soft}{open_}."


def term_change_message(own: TermChange, parties: Sequence[str], case: Case) -> str:
    """A term that has another wording, in one sentence."""
    because = dict.fromkeys(cited(line) for lines in own.because for line in lines)
    held_by = f"; held by {', '.join(because)}" if because else ""
    leaves = "".join(
        f"; that no longer meets what {left.party} demands ({claims_cited(left.claims)})"
        for left in own.leaves
    )
    return (
        f"{issue_names([own.issue.id], case)}: {region_text(own.before)} has another wording that "
        f"{none_refuses(parties)}: {change_text(own)}{held_by}{leaves}."
    )


def unproven_message(own: Unproven, parties: Sequence[str]) -> str:
    """That the work limit was reached, in one sentence."""
    kept = own.complete_up_to
    least = f"; complete are sets of at most {counted(kept, 'red line')}" if kept else ""
    whose = of_one(parties)
    return f"What red lines of {whose} leave is not proven: the work limit was reached{least}."


# Beside the grades of a plan


def instead_texts(report: DealReport, grades: Iterable[Grade], case: Case) -> dict[str, str]:
    """By issue on which a plan crosses a red line, what can be said there instead.

    Where no wording is left it says so, where a condition on another issue lifts the line on which.
    Nothing where the work ended before it was known.
    """
    repair = report.repair
    if not report.proven or repair is None:
        return {}
    state = {own.issue.id: own for own in report.issues}
    changes: dict[str, list[TermChange]] = {}
    for change in repair.changes:
        changes.setdefault(change.issue.id, []).append(change)
    crossed: dict[str, list[RedLine]] = {}
    for grade in grades:
        if grade.word is GradeWord.CROSSES:
            crossed.setdefault(grade.issue.id, []).extend(grade.crossed)
    knots = {own.knot: own for own in report.knots}
    blocking: dict[int, set[str]] = {}
    for own in report.blocking_sets:
        blocking.setdefault(own.knot, set()).update(line.party for line in own.red_lines)
    found: dict[str, str] = {}
    for issue, lines in crossed.items():
        if issue in changes:
            found[issue] = _instead(changes[issue], report.parties)
        elif state[issue].state is IssueState.STUCK:
            number = state[issue].knot or 0
            whose = blocking.get(number, ())
            parties = [party for party in report.parties if party in whose]
            found[issue] = _no_wording(state[issue], knots.get(number), parties, case)
        elif conditions := dict.fromkeys(
            condition_text(line.unless, case) for line in lines if line.unless
        ):
            found[issue] = f"not crossed if {' and '.join(conditions)}, which the plan leaves open"
    return found


def _instead(changes: Sequence[TermChange], parties: Sequence[str]) -> str:
    told = dict.fromkeys(map(change_text, changes))
    left: dict[str, dict[str, None]] = {}
    for own in (own for change in changes for own in change.leaves):
        left.setdefault(own.party, {})[claims_cited(own.claims)] = None
    missed = (
        f"no longer meets what {party} demands: {', '.join(said)}" for party, said in left.items()
    )
    return "; ".join((f"{none_refuses(parties)}: {' or '.join(told)}", *missed))


def _no_wording(own: DealIssue, knot: Knot | None, parties: Sequence[str], case: Case) -> str:
    told = f"{len(parties)} parties" if len(parties) > _FEW else conjoined(parties)
    others = [i.id for i in knot.issues if i.id != own.issue.id] if knot else []
    also = f" and on {issue_names(others, case)} together" if others else ""
    soft = ", ".join(dict.fromkeys(cited(line) for line in own.soft_lines))
    only = f", but only while soft ones stand: {soft}" if soft else ""
    return f"red lines of {told} leave no outcome here{also}{only}"


def loose(condition: Condition, report: DealReport) -> list[str] | None:
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


def more_left(issues: Sequence[str], case: Case) -> str:
    """That red lines leave more of some issues than a condition asks; empty for none."""
    return f"red lines on {issue_names(issues, case)} alone leave more" if issues else ""


def wanted(own: DealIssue) -> str:
    """Who demands or accepts what of a room, and whose demands it leaves unmet."""
    asked = shared(own.asked_by, own.accepted_by, own.room.bits)
    missed = (f"not what {left.party} demands, {claims_cited(left.claims)}" for left in own.unmet)
    none = f"no hard demand or acceptance covers {'' if len(own.room) == 1 else 'any of '}it"
    return "; ".join((asked or none, *missed))
