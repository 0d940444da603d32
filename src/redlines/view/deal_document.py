"""Packages across issues as a document: is there one, what is in the way, what is conditional."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain
from operator import or_
from typing import TYPE_CHECKING

from redlines.case import Case
from redlines.deals import (
    DealIssue,
    DealReport,
    IssueState,
)
from redlines.findings import counted_lines
from redlines.verdicts import RedLine
from redlines.view.assumed import what_if_remarks
from redlines.view.deal_wording import (
    RULES_OF_CHOICE,
    claims_cited,
    fronted,
    headings,
    left_text,
    of_one,
    refusals,
    wanted,
)
from redlines.view.document import (
    Block,
    Document,
    Head,
    Section,
    Table,
    Word,
    answer,
    remarks,
    titled,
    words,
)
from redlines.view.gap_document import accepted
from redlines.view.landing_document import lines_on, opened_blocks, stuck_blocks
from redlines.view.phrases import (
    conjoined,
    counted,
    issue_names,
    region_text,
)
from redlines.view.plan_wording import judged_text, plan_name
from redlines.view.repair_document import repair_blocks, repair_sentences
from redlines.view.trade_document import trade_blocks
from redlines.view.wording import assumed as assumed_facts
from redlines.view.wording import day_text, later_text

if TYPE_CHECKING:
    from redlines.findings import Finding

# So many parties are named one by one.
_MANY = 12
_SPOKEN = 2


def deal_document(
    report: DealReport,
    case: Case,
    *,
    room: bool = False,
    package: bool = False,
    findings: Sequence[Finding] = (),
) -> Document:
    """What red lines leave over all issues; with a plan, which of its points can be said otherwise.

    `room` adds what is left of every issue, `package` the witness, `findings` what was accepted.
    """
    plan = report.plan
    head = Head(plan_name(plan) if plan else case.title, _facts(report, case))
    repaired = plan is not None and report.repair is not None
    sentences = repair_sentences(report, case) if repaired else _sentences(report, case)
    known = remarks(*what_if_remarks(report.what_if, case), later_text(report.later))
    body: list[Block] = []
    if repaired:
        body += repair_blocks(report, case)
    else:
        body += titled("Opened by a condition", opened_blocks(report, case))
        body += titled(
            "Stuck: what each outcome would cross, on record", stuck_blocks(report, case)
        )
        body += titled("One outcome left", _single(report, case))
    body += titled("Said on a condition", trade_blocks(report, case))
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
    every = len(report.parties) == len(case.parties) > _MANY
    who = f"all {len(case.parties)} parties" if every else ", ".join(report.parties)
    on = report.assumption.day
    day = judged_text([report.plan], on) if report.plan else day_text(on)
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
    told = []
    if spoken:
        on = f"Of the {counted(len(spoken), f'{other}issue')} on which {both} spoken"
        more = len(spoken) - single - len(partly)
        told.append(f"{on}, red lines leave one outcome on {single}{some} and more on {more}")
    if quiet := len(rest) - len(spoken):
        told.append(f"on {quiet}, {few}")
    if unknown:
        told.append(f"of {len(unknown)} it is not known")
    if told:
        told[0] = f"{told[0][0].upper()}{told[0][1:]}"
    count = f"{counted(len(lines), 'red line')} count{'s'[: len(lines) == 1]}"
    yield " ".join(f"{part}." for part in ("; ".join(told), count) if part)


def _is_stuck(own: DealIssue) -> bool:
    return own.state is IssueState.STUCK


def _is_unknown(own: DealIssue) -> bool:
    return own.state is IssueState.UNKNOWN


def _has_room(own: DealIssue) -> bool:
    return own.state is IssueState.OPEN and len(own.heard) >= _SPOKEN


def _hints(report: DealReport, case: Case, *, room: bool) -> Iterator[str]:
    """The commands that say more."""
    who = " ".join(report.parties) if len(report.parties) <= _MANY else ""
    base = f"redlines deal {who}".strip()
    if report.plan:
        on = report.assumption.day
        day = f" --as-of {on.isoformat()}" if on and on != case.as_of else ""
        yield f"{base}{day}: what red lines leave without it, and what each outcome crosses"
    elif not room:
        yield f"{base} --room: what is left of every issue, and who demands it"
    yield "redlines show STATEMENT: who said it, when, where; -f json: every list in full"


# One outcome left


def _single(report: DealReport, case: Case) -> Iterator[Block]:
    """Issues on which two or more have spoken and red lines leave one outcome: who asks for it."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    drawn = lines_on(report)
    hanging: dict[str, list[RedLine]] = {}
    for line in chain.from_iterable(drawn.values()):
        for issue in dict(line.unless.terms) if line.unless else ():
            hanging.setdefault(issue, []).append(line)
    for own in report.issues:
        if _has_room(own) and len(own.room) == 1 and not own.opened:
            key = (
                own.issue.heading,
                region_text(own.room),
                wanted(own),
                _leaving(own, drawn.get(own.issue.id, ()), hanging.get(own.issue.id, ()), case),
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


def _leaving(
    own: DealIssue, lines: Sequence[RedLine], hanging: Iterable[RedLine], case: Case
) -> str:
    """Which red lines leave no more of an issue: those on it, and those that hang on it."""
    refused = reduce(or_, (line.region.bits for line in lines), 0)
    told = [
        f"{fronted(line)} of {line.party} on {issue_names([line.issue], case)} hangs on it"
        for line in hanging
    ]
    alone = refused | own.room.bits == own.issue.outcomes.all_bits
    return "; ".join(filter(None, (refusals(lines, case), *(() if alone else told))))


# Rooms and the witness


def _room(report: DealReport, case: Case) -> Iterator[Block]:
    """What is left of every issue that is open, and who asks for or accepts which part."""
    for spoken in (True, False):
        found: dict[tuple[str, str, str, str], list[str]] = {}
        for own in report.issues:
            if own.state is IssueState.OPEN and (len(own.heard) >= _SPOKEN) is spoken:
                asked = wanted(own)
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
