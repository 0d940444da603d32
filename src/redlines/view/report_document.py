"""The whole case as one page: the result, every issue, plans, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from redlines.case import Case, Claim, Plan, Source, Statement
from redlines.catalogue import RULES
from redlines.deals import DealReport
from redlines.findings import CheckReport, PlanDiff, party_grades
from redlines.history import IssueHistory, Timeline
from redlines.pairs import Matrix
from redlines.verdicts import GapReport, Later, Verdict
from redlines.view.board_document import boards, histories_of, stuck_since
from redlines.view.check_document import check_document
from redlines.view.diff_document import diff_document
from redlines.view.document import (
    Block,
    Counts,
    Document,
    Glance,
    Head,
    Line,
    Overview,
    Packed,
    Section,
    Table,
    Word,
    Words,
    answer,
    document,
    titled,
    words,
)
from redlines.view.gap_document import counted_rows
from redlines.view.matrix_document import matrix_document
from redlines.view.overview_document import parts_of, silent_lines
from redlines.view.plan_wording import judgement_facts, plan_name
from redlines.view.repair_document import repair_blocks, repair_sentences
from redlines.view.report_wording import (
    METHOD,
    headline,
    lead,
    names_text,
    resting_text,
)
from redlines.view.spoken import Text, fill
from redlines.view.tiles_document import balance, scorecard
from redlines.view.timeline_document import timeline_document
from redlines.view.trade_document import trade_blocks
from redlines.view.wording import assumed, day_text, known_texts

# More drafts than these are folded, and told without all that they do point by point.
_OPEN = 2
# The grades of every point of many drafts are drawn for so many parties.
_COLUMNS = 4
# The pairs of more parties than these are not all listed.
_FEW = 30


@dataclass(frozen=True)
class Analyses:
    """What the page of a case tells: each is what a command reports.

    `packages` is without a plan, `repairs` beside each of the plans; `diffs` are from a plan to
    one that follows it. `pairs` are of all parties, and `time` runs on to the last statement.
    """

    gap: GapReport
    packages: DealReport
    checks: tuple[CheckReport, ...] = ()
    repairs: tuple[DealReport, ...] = ()
    diffs: tuple[PlanDiff, ...] = ()
    pairs: Matrix | None = None
    time: Timeline | None = None


def report_document(told: Analyses, case: Case) -> Document:
    """The page of a case."""
    report = told.gap
    every = list(boards(report, case, told.packages, told.checks, told.time))
    judged = {i.issue.heading for i in report.issues if i.verdict is not Verdict.UNSTATED}
    fold = len(told.checks) > _OPEN
    return document(
        *_first(report, case, told.time),
        *titled(Text.ISSUE_BY_ISSUE, (own for own in every if own.id in judged)),
        *titled(Text.WITHOUT_VERDICT, (own for own in every if own.id not in judged), fold=True),
        *titled("Drafts", _drafts(told, case, fold=fold)),
        *titled("From draft to draft", (_change(own, case, fold=fold) for own in told.diffs)),
        *titled("Pairs", _pairs(told.pairs, case)),
        *titled("Time", _time(told.time, case)),
        *titled("Said on a condition", trade_blocks(told.packages, case)),
        *titled("Method and limits", (Line(words(text), "item") for text in METHOD)),
        *titled("Sources", _sources(told, case)),
    )


# The first screen


def _first(report: GapReport, case: Case, time: Timeline | None) -> Iterator[Block]:
    """The result, who and when, counts, and every issue in a line."""
    day = day_text(report.assumption.day)
    facts = (case.title, names_text(report.parties), *assumed(report.assumption, day, case))
    yield Head(headline(report, case), facts)
    rows = tuple(counted_rows(report, case))
    yield Line(words(lead(report, case)), hang=0)
    known = [text for text in known_texts(report, case) if text]
    for text in (resting_text(report, case), *known):
        yield Line(words(Word(text, "dim")), hang=0)
    plain = Packed(tuple(words(f"{len(own)} ", sign, f" {word}") for sign, word, _, own in rows))
    yield Counts(rows, (plain,))
    histories = histories_of(time)
    parts = (
        (title, tuple(_glances(own, histories, report.assumption.day)))
        for title, own in parts_of(report, case)
    )
    yield Overview(report.parties, tuple(parts))
    number = report.totals()[Verdict.UNSTATED]
    yield from titled(
        fill(Text.WHO_SPOKE, sign=RULES[Verdict.UNSTATED.id].sign[0], number=number),
        silent_lines(report, case, most=len(report.issues)),
        fold=True,
    )


def _glances(
    rows: Iterable[Glance], histories: Mapping[str, IssueHistory], day: date | None
) -> Iterator[Glance]:
    """The areas of an issue one after the other, and since when what is stuck is."""
    found: dict[str, list[Glance]] = {}
    for row in rows:
        since = stuck_since(row, histories, day)
        found.setdefault(row.id, []).append(replace(row, since=since))
    return (row for own in found.values() for row in own)


# Drafts


def _drafts(told: Analyses, case: Case, *, fold: bool) -> Iterator[Block]:
    """Every draft: what would have to change in it, its grades, and whose red lines it crosses.

    Of many drafts for many parties the grades of every point are left to a page of few drafts.
    """
    if fold:
        yield _at_a_glance(told.checks)
    repairs = {own.plan.id: own for own in told.repairs if own.plan}
    for check in told.checks:
        facts = words(Word(" · ".join((check.plan.id, *judgement_facts(check, case))), "dim"))
        page = _page(check_document(_alone(check), case), whole=not fold)
        repair = repairs.get(check.plan.id)
        changed = _repaired(repair, case, brief=fold and _many(check)) if repair else ()
        card = () if fold and _many(check) else (scorecard(check, case, ()),)
        said = (block for block in page if not (fold and _is_item(block)))
        yield Section(
            _dated(plan_name(check.plan), check),
            (
                Line(facts, hang=0),
                *titled(f"What would have to change for {names_text(told.gap.parties)}", changed),
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
    """How many red lines of each party each draft crosses, for parties of whom any is crossed."""
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
            *(words(Word(f"✕ {own[party]}", "worst") if own[party] else "–") for party in parties),
        )
        for check, own in zip(checks, crossed, strict=True)
    )
    return Table(("red lines crossed, by draft", *parties), rows)


def _dated(name: str, check: CheckReport) -> str:
    day = check.plan.day
    return f"{name}, {day}" if day and str(day.year) not in name else name


def _repaired(report: DealReport, case: Case, *, brief: bool) -> Iterator[Block]:
    yield from map(answer, repair_sentences(report, case))
    if not brief:
        yield from repair_blocks(report, case)


def _change(diff: PlanDiff, case: Case, *, fold: bool) -> Section:
    """For whom a draft is better or worse than the one before, and what changed.

    Of many drafts for many parties only on how many issues.
    """
    names = " → ".join(plan_name(own.plan) for own in (diff.base, diff.revision))
    told = replace(diff, base=_alone(diff.base), revision=_alone(diff.revision))
    page = _page(diff_document(told, case), whole=not fold)
    if fold and _many(diff.revision):
        own = balance(diff, case, tuple(block for block in page if _is_item(block)))
        return Section(names, (replace(own, rows=(), key=()),) if diff.effects else (), fold)
    return Section(names, (*((balance(diff, case, ()),) if diff.effects else ()), *page), fold)


def _alone(check: CheckReport) -> CheckReport:
    """A report that says nothing of later statements, since the page has said it."""
    return replace(check, later=Later(0, None))


def _page(own: Document, *, whole: bool) -> tuple[Block, ...]:
    """What a report says on a page without its head, all of it or what is not folded there."""
    return tuple(
        block
        for block in own.page
        if not isinstance(block, Head)
        and (whole or not (isinstance(block, Section) and block.fold))
    )


# Pairs and time


def _pairs(report: Matrix | None, case: Case) -> Iterator[Block]:
    """How every two parties stand; of many only what is told of them first."""
    if report is not None:
        few = len(report.parties) <= _FEW
        own = matrix_document(replace(report, later=Later(0, None)), case, every=few)
        yield from _unhinted(_page(own, whole=few))


def _time(report: Timeline | None, case: Case) -> Iterator[Block]:
    """How the verdicts moved, up to the last statement; what only the record shows is folded."""
    if report is not None:
        own = timeline_document(
            replace(report, later=Later(0, None)), case, every=True, hinted=False
        )
        facts = next(block.facts for block in own.page if isinstance(block, Head))
        yield Line(words(Word(" · ".join(facts), "dim")), hang=0)
        yield from _page(own, whole=True)


def _unhinted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks without the lines that name a command, which a page cannot run."""
    for block in blocks:
        if isinstance(block, Section):
            yield replace(block, blocks=tuple(_unhinted(block.blocks)))
        elif not (isinstance(block, Line) and block.words[0].text.startswith("redlines ")):
            yield block


# What it rests on


def _sources(told: Analyses, case: Case) -> Iterator[Block]:
    """The sources of all that is cited, in the order of the case; first of what leaves nothing."""
    said: dict[str, list[str]] = {}
    for own in _cited(p.claims for item in told.gap.issues for p in item.positions):
        for name in own.sources:
            said.setdefault(name, []).append(own.id)
    sets = (own for item in told.gap.issues for own in item.blocking_sets)
    blocking = {
        name
        for own in _cited(line.claims for lines in sets for line in lines)
        for name in own.sources
    }
    every = said.keys() | {name for check in told.checks for name in check.plan.sources}
    first, rest = (
        tuple(_source(own, said.get(id_, ())) for id_, own in case.sources.items() if id_ in some)
        for some in (blocking, every - blocking)
    )
    header = ("id", "source", "date", "grade", "statements")
    if first:
        yield Table(header, first)
    if rest:
        table = Table(header, rest)
        yield Section("All other sources", (table,), fold=True) if first else table


def _cited(every: Iterable[Sequence[Claim]]) -> Iterable[Statement]:
    """The statements of some claims, each once."""
    return {c.statement.id: c.statement for claims in every for c in claims}.values()


def _source(own: Source, statements: Iterable[str]) -> tuple[Words, ...]:
    title = Word(own.title, url=own.url)
    publisher = f"{own.publisher}: " if own.publisher else ""
    return (
        words(own.id),
        words(publisher, title),
        words(own.date or ""),
        words(own.grade or ""),
        words(", ".join(statements)),
    )
