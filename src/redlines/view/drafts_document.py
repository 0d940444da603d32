"""The drafts of a page: what would have to change in each, its grades, and how they follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from redlines.case import Case, Plan
from redlines.deals import DealReport
from redlines.findings import CheckReport, PlanDiff, party_grades
from redlines.verdicts import Later
from redlines.view.check_document import check_document
from redlines.view.diff_document import diff_document
from redlines.view.document import (
    Block,
    Document,
    Head,
    Line,
    Section,
    Table,
    Word,
    answer,
    remarks,
    titled,
    words,
)
from redlines.view.plan_wording import judgement_facts, plan_name
from redlines.view.repair_document import repair_blocks, repair_sentences
from redlines.view.report_wording import names_text
from redlines.view.spoken import Text, fill
from redlines.view.tiles_document import balance, grade_keys, scorecard

# The grades of every point of many drafts are drawn for so many parties.
_COLUMNS = 3


def drafts(
    checks: Sequence[CheckReport],
    repairs: Sequence[DealReport],
    parties: Sequence[str],
    case: Case,
    *,
    fold: bool,
) -> Iterator[Block]:
    """Every draft: what would have to change in it, its grades, and whose red lines it crosses.

    Of many drafts for many parties the grades of every point are left to a page of few drafts; what
    grades mean is told once for all of them.
    """
    cards = {own.plan.id: scorecard(own, case, ()) for own in checks if not (fold and _many(own))}
    if fold:
        yield _at_a_glance(checks)
        yield from remarks(_later(checks))
        yield from grade_keys(cards.values())
        cards = {id_: replace(own, key=()) for id_, own in cards.items()}
    by_plan = {own.plan.id: own for own in repairs if own.plan}
    for check in checks:
        facts = words(Word(" · ".join((check.plan.id, *judgement_facts(check, case))), "dim"))
        page = page_of(check_document(_alone(check), case), whole=not fold)
        repair = by_plan.get(check.plan.id)
        changed = _repaired(repair, case, brief=fold and _many(check)) if repair else ()
        card = filter(None, (cards.get(check.plan.id),))
        said = (block for block in page if not (fold and _is_item(block)))
        yield Section(
            _dated(plan_name(check.plan), check),
            (
                Line(facts, hang=0),
                *titled(f"What would have to change for {names_text(parties)}", changed),
                *titled("Whom it meets, and whose red lines it crosses", (*card, *said)),
            ),
            fold,
            name=_place(check.plan),
        )


def _place(plan: Plan) -> str:
    """The name of the section of a plan."""
    return f"plan-{plan.id}"


def _many(check: CheckReport) -> bool:
    """Whether more parties judge a draft than are told of one by one."""
    return len(check.parties) > _COLUMNS


def _is_item(block: Block) -> bool:
    """Whether a block is one of the answers that stand above what is told in full."""
    return isinstance(block, Line) and block.mark == "item"


def _at_a_glance(checks: Sequence[CheckReport]) -> Table:
    """On how many issues each draft crosses red lines of a party, where any of it is crossed."""
    crossed = [
        {party: party_grades(check, party).lines_crossed for party in check.parties}
        for check in checks
    ]
    parties = [party for party in checks[0].parties if any(own[party] for own in crossed)]
    rows = tuple(
        (
            words(
                Word(check.plan.title, "bold", to=_place(check.plan)),
                f" {check.plan.day or ''} ",
                Word(check.plan.id, "id"),
            ),
            *(words(Word(str(own[party]), "worst") if own[party] else "–") for party in parties),
        )
        for check, own in zip(checks, crossed, strict=True)
    )
    return Table(("on how many issues a draft crosses red lines of", *parties), rows)


def _later(checks: Sequence[CheckReport]) -> str:
    """That some drafts are later than what they are judged by; nothing where none is."""
    day = checks[0].assumption.day
    later = sum(1 for own in checks if day and own.plan.day and own.plan.day > day)
    return fill(Text.LATER_DRAFTS, number=later, day=day) if later else ""


def _dated(name: str, check: CheckReport) -> str:
    day = check.plan.day
    return f"{name}, {day}" if day and str(day.year) not in name else name


def _repaired(report: DealReport, case: Case, *, brief: bool) -> Iterator[Block]:
    yield from map(answer, repair_sentences(report, case))
    if not brief:
        yield from repair_blocks(report, case)


def change(diff: PlanDiff, case: Case, *, fold: bool) -> Section:
    """For whom a draft is better or worse than the one before, and what changed.

    Of many drafts for many parties only on how many issues.
    """
    names = " → ".join(plan_name(own.plan) for own in (diff.base, diff.revision))
    told = replace(diff, base=_alone(diff.base), revision=_alone(diff.revision))
    page = page_of(diff_document(told, case), whole=not fold)
    if fold and _many(diff.revision):
        own = balance(diff, case, tuple(block for block in page if _is_item(block)))
        return Section(names, (replace(own, rows=(), key=()),) if diff.effects else (), fold)
    return Section(names, (*((balance(diff, case, ()),) if diff.effects else ()), *page), fold)


def _alone(check: CheckReport) -> CheckReport:
    """A report that says nothing of later statements, since the page has said it."""
    return replace(check, later=Later(0, None))


def page_of(own: Document, *, whole: bool) -> tuple[Block, ...]:
    """What a report says on a page without its head, all of it or what is not folded there."""
    return tuple(
        block
        for block in own.page
        if not isinstance(block, Head)
        and (whole or not (isinstance(block, Section) and block.fold))
    )
