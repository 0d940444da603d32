"""What plans and changes do to parties, in words; plain texts that the formats make safe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import assert_never

from redlines.case import Case, Claim, Plan, Verb, firmness
from redlines.findings import CheckReport, Grade, Ignore, PlanDiff, counted_lines
from redlines.moves import PositionDiff
from redlines.region import Region
from redlines.verdicts import GradeWord, RedLine
from redlines.view.held_back import held_back_texts
from redlines.view.phrases import (
    condition_text,
    conjoined,
    counted,
    day_told,
    first_of,
    issue_name,
    issue_names,
    marks,
    number_text,
    party_name,
    region_text,
    said_text,
    softness,
)
from redlines.view.plan_words import SILENT
from redlines.view.wording import assumed

_FEW = 4

# Who, when, what of it


def plan_name(plan: Plan) -> str:
    """A plan by its title and version."""
    return f"{plan.title} ({plan.version})" if plan.version else plan.title


def judgement_facts(report: CheckReport | PlanDiff | PositionDiff, case: Case) -> tuple[str, ...]:
    """Which parties, on which day and under which assumption: what stands beside the title.

    Where all parties of the case are judged and they are many, they are counted: what follows names
    each of them.
    """
    sides = (report.base, report.revision) if isinstance(report, PlanDiff) else (report,)
    side, plans = sides[-1], [own.plan for own in sides if isinstance(own, CheckReport)]
    told = assumed(side.assumption, judged_text(plans, side.assumption.day), case)
    if isinstance(side, PositionDiff):
        return tuple(told)
    many = len(side.parties) > _FEW and {*side.parties} == {*case.parties}
    return f"{len(side.parties)} parties" if many else ", ".join(side.parties), *told


def judged_text(plans: Sequence[Plan], on: date | None) -> str:
    """By the record of which day something is judged, and which plans came after that day."""
    if on is None:
        return "undated"
    later = {plan.id: plan.day for plan in plans if plan.day and plan.day > on}
    if not later:
        return f"judged as of {on}"
    if len(plans) == 1:
        return f"judged as of {on}, before its own day, {plans[0].day}"
    named = conjoined([f"{name} of {day}" for name, day in later.items()])
    return f"judged as of {on}, before {named}"


def unknown_text(plan: Plan) -> str:
    """What is not known of a plan."""
    if plan.all_unknown:
        return "points that are not listed are not known"
    return f"{counted(len(plan.unknown), 'point')} not known" if plan.unknown else ""


# Statements behind a finding


def foremost(claims: Sequence[Claim]) -> Claim:
    """The claim that is cited for all of some claims: the first, a hard one before soft ones."""
    return next((claim for claim in claims if not claim.soft), claims[0])


def citation(claims: Sequence[Claim], case: Case) -> str:
    """The foremost claim with basis, speaker, day and sources.

    The other statements that say the same follow by id.
    """
    first = foremost(claims)
    s = first.statement
    sources = s.sources and f"source{'s'[: len(s.sources) > 1]} {conjoined(s.sources)}"
    parts = [s.id, *marks(s, first.verb, case), s.by, said_text(s.said), sources]
    others = [name for name in dict.fromkeys(c.statement.id for c in claims) if name != s.id]
    also = f"; also {conjoined(others)}" if others else ""
    return ", ".join(part for part in parts if part) + also


def red_line_text(line: RedLine, case: Case) -> str:
    """What a red line refuses and the statements behind it."""
    return f"refuses {region_text(line.region, others=True)} ({citation(line.claims, case)})"


def demand_texts(claims: Iterable[Claim], case: Case) -> tuple[str, ...]:
    """What is demanded, with the statements behind it; demands of one region are told together.

    Hard demands stand before soft ones, then the firmest first.
    """
    groups: dict[int, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.soft, firmness(c.statement.basis))):
        groups.setdefault(claim.region.bits, []).append(claim)
    return tuple(
        f"demands {region_text(group[0].region)} ({citation(group, case)})"
        for group in groups.values()
    )


def whose_text(party: str, case: Case) -> str:
    """A party in the genitive."""
    title = party_name(party, case)
    return f"{title}’" if title.endswith("s") else f"{title}’s"


def settled_text(region: Region | None) -> str:
    """What is settled of an issue."""
    if region is None:
        return "not settled"
    return region_text(region) if ~region else "any outcome"


# Counting


def lines_text(lines: Sequence[RedLine], where: str) -> str:
    """Red lines on some issues, of which basis each, and the statement cited for each.

    Hard ones stand before soft ones, then the firmest first. What is soft about a red line is told
    with its basis.
    """
    cited = [foremost(line.claims) for line in sorted(lines, key=line_rank)]
    kinds: dict[tuple[str, str], int] = {}
    for claim in cited:
        kind = (claim.statement.basis or "no basis", ", ".join(softness([claim])))
        kinds[kind] = kinds.get(kind, 0) + 1
    if len(kinds) > 1:
        told = conjoined(
            [f"{number_text(str(n))} {f'{how} ' * bool(how)}{on}" for (on, how), n in kinds.items()]
        )
    else:
        told = ", ".join(word for kind in kinds for word in kind if word)
    ids = ", ".join(first_of([*dict.fromkeys(claim.statement.id for claim in cited)]))
    return f"red lines on {where} ({told}: {ids})"


def line_rank(line: RedLine) -> tuple[bool, int]:
    """The rank of a red line by what is cited for it: a hard one first, then the firmest."""
    claim = foremost(line.claims)
    return claim.soft, firmness(claim.statement.basis)


Crossed = tuple[Grade, RedLine]


def crossed_rank(crossed: Crossed) -> tuple[bool, bool, int]:
    """The rank of a red line beside a text: one that alone refuses all of it first."""
    grade, line = crossed
    return grade.region is None or not grade.region <= line.region, *line_rank(line)


def crossed_texts(found: Sequence[Crossed], case: Case) -> tuple[str, str]:
    """Where some red lines of one party are met, by the first in rank, and how many more there are.

    Once with the statement that is cited for it, its basis and its day, and once without.
    """
    first, line = min(found, key=crossed_rank)
    claim = foremost(line.claims)
    where = issue_names(
        [
            grade.issue.id
            for grade, own in found
            if foremost(own.claims).statement is claim.statement
            and grade.issue.heading == first.issue.heading
            and crossed_rank((grade, own)) == crossed_rank((first, line))
        ],
        case,
    )
    rest = len(counted_lines((grade.issue, own) for grade, own in found)) - 1
    more = f" and {number_text(str(rest))} more" if rest else ""
    return f"{where} {_cited(claim)}{more}", f"{where}{more}"


def _cited(claim: Claim) -> str:
    """The statement of a claim in brackets, with basis, what is soft about it, and day."""
    said = claim.statement
    soft = [way for way in softness([claim]) if way == "conditional"]
    return f"({', '.join((said.id, *marks(said, claim.verb), *soft, *day_told(said.said)))})"


def ids_text(claims: Iterable[Claim]) -> str:
    """The statements of some claims in brackets, each once."""
    ids = [*dict.fromkeys(claim.statement.id for claim in claims)]
    return f" ({', '.join(first_of(ids))})" if ids else ""


# Grades


def grade_reasons(grade: Grade, case: Case) -> tuple[str, ...]:
    """Why a party has a grade: red lines, demands, conditions, each with its statements."""
    lifted = tuple(
        f"lifted by the plan: {red_line_text(line, case)}"
        for line in grade.lifted
        # Far from what is settled it would not be crossed anyway.
        if grade.region is None or line.region & grade.region
    )
    lines = tuple(red_line_text(line, case) for line in grade.crossed)
    match grade.word:
        case GradeWord.CROSSES:
            found = lines
        case GradeWord.AMBIGUOUS:
            found = lines + tuple(
                f"open whether {_left_open(claim, case)} ({claim.statement.id})"
                for claim in grade.undecided
            )
        case GradeWord.FALLS_SHORT:
            found = demand_texts(grade.missed, case)
        case GradeWord.MEETS:
            found = demand_texts(grade.met, case)
        case GradeWord.WITHIN | GradeWord.UNCLAIMED:
            declared = grade.declared and region_text(grade.declared)
            none = "no hard demand or acceptance covers it"
            found = (f"declared {declared}" if declared else none,)
        case GradeWord.UNSTATED:
            found = SILENT
        case GradeWord.UNSETTLED:
            found = ("the text of the plan is not known in full",) if grade.unknown else ()
        case _ as never:
            assert_never(never)
    return found + lifted + held_back_texts(grade.held_back, case, plan=True)


def _left_open(claim: Claim, case: Case) -> str:
    """What a claim that a plan leaves undecided hangs on."""
    proviso = None if claim.verb is Verb.REFUSES else claim.statement.proviso
    parts = claim.condition and condition_text(claim.condition, case), proviso
    return " and ".join(part for part in parts if part)


def grade_message(grade: Grade, case: Case) -> str:
    """What a plan does to a party on an issue, in one sentence."""
    name, settled = issue_name(grade.issue, case), settled_text(grade.region)
    whose, who = whose_text(grade.party, case), party_name(grade.party, case)
    lines = f"red line{'s'[: len(grade.crossed) > 1]}"
    match grade.word:
        case GradeWord.CROSSES:
            told = f"{settled} crosses {whose} {lines}"
        case GradeWord.AMBIGUOUS:
            told = f"it cannot be decided whether {settled} crosses {whose} {lines}"
        case GradeWord.FALLS_SHORT:
            vaguely = ", however vaguely" if grade.vague else ""
            told = f"{settled} crosses no red line of {who} and misses what it demands{vaguely}"
        case GradeWord.UNCLAIMED:
            rest = "is not all within what it demands or accepts"
            told = f"{settled} crosses no red line of {who} and {rest}"
        case GradeWord.WITHIN:
            told = f"{settled} is within what {who} demands or accepts"
        case GradeWord.MEETS:
            told = f"{settled} meets what {who} demands"
        case GradeWord.UNSTATED:
            return f"{name}: {settled}; {who} is silent."
        case GradeWord.UNSETTLED:
            told = f"the plan is silent where {who} demands or refuses something"
        case _ as never:
            assert_never(never)
    return reasoned(f"{name}: {told}", grade_reasons(grade, case))


def reasoned(told: str, reasons: Sequence[str]) -> str:
    """A sentence with its reasons, if there are any."""
    return f"{told}: {'; '.join(reasons)}." if reasons else f"{told}."


# Effects of changes


# The ignore file


def ignore_message(id_: str, entry: Ignore) -> str:
    """What is odd about an entry of the ignore file, in one sentence."""
    named = {
        "plan": entry.plan,
        "point": entry.point,
        "issue": entry.issue,
        "party": entry.party,
        "parties": conjoined(entry.parties),
        "statements": conjoined(entry.statements),
    }
    keys = ", ".join(f"{key} {name}" for key, name in named.items() if name)
    reason = f"{entry.reason.rstrip('.')}."
    what = f"the entry for {entry.id}{f' ({keys})' if keys else ''}"
    if id_ == "ignore-expired" and entry.until:
        return f"{what} ended on {entry.until.isoformat()}: {reason}"
    return f"{what} matches no finding: {reason}"
