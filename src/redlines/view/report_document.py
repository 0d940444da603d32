"""The whole case as one page: the result, every issue, plans, and what it rests on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from redlines.case import Case, Claim, Source, Statement
from redlines.catalogue import RULES
from redlines.deals import DealReport
from redlines.findings import CheckReport, PlanDiff
from redlines.history import IssueHistory, Timeline
from redlines.pairs import Matrix
from redlines.verdicts import GapReport, Later, Verdict
from redlines.view.board_document import boards, histories_of, stuck_since
from redlines.view.document import (
    Block,
    Board,
    Counts,
    Document,
    Glance,
    Head,
    Line,
    Overview,
    Packed,
    Section,
    Strips,
    Table,
    Word,
    Words,
    document,
    titled,
    words,
)
from redlines.view.drafts_document import change, drafts, page_of
from redlines.view.gap_document import counted_rows
from redlines.view.matrix_document import matrix_document
from redlines.view.method_document import graded, leading, method_blocks
from redlines.view.overview_document import parts_of, silent_lines
from redlines.view.report_wording import (
    headline,
    lead,
    names_text,
    resting_text,
)
from redlines.view.spoken import Text, fill
from redlines.view.timeline_document import timeline_document
from redlines.view.trade_document import trade_blocks
from redlines.view.wording import assumed, day_text, known_texts

# More drafts than these are folded, and told without all that they do point by point.
_OPEN = 2
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
        *(_led(own, leading(case)) for own in _judged(every, judged)),
        *titled(Text.WITHOUT_VERDICT, (own for own in every if own.id not in judged), fold=True),
        *titled("Drafts", drafts(told.checks, told.repairs, told.gap.parties, case, fold=fold)),
        *titled("From draft to draft", (change(own, case, fold=fold) for own in told.diffs)),
        *titled("Pairs", _pairs(told.pairs, case)),
        *titled("Time", _time(told.time, case, report.assumption.day)),
        *titled("Said on a condition", trade_blocks(told.packages, case)),
        *titled("Method and limits", method_blocks(case)),
        *(_led(own, graded(case)) for own in titled("Sources", _sources(told, case))),
    )


def _judged(every: Iterable[Board], judged: Container[str]) -> tuple[Section, ...]:
    """The issues on which there is a verdict."""
    return titled(Text.ISSUE_BY_ISSUE, (own for own in every if own.id in judged))


def _led(own: Section, lines: Iterable[Line]) -> Section:
    """A section that begins with some lines."""
    return replace(own, blocks=(*lines, *own.blocks))


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
        (title, tuple(_glances(own, histories, report, case)))
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
    rows: Iterable[Glance],
    histories: Mapping[str, IssueHistory],
    report: GapReport,
    case: Case,
) -> Iterator[Glance]:
    """The areas of an issue one after the other, and since when what is stuck is."""
    found: dict[str, list[Glance]] = {}
    for row in rows:
        since = stuck_since(row, histories, report, case)
        found.setdefault(row.id, []).append(replace(row, since=since))
    return (row for own in found.values() for row in own)


# Pairs and time


def _pairs(report: Matrix | None, case: Case) -> Iterator[Block]:
    """How every two parties stand; of many only what is told of them first."""
    if report is not None:
        few = len(report.parties) <= _FEW
        own = matrix_document(replace(report, later=Later(0, None)), case, every=few)
        yield from _unhinted(page_of(own, whole=few))


def _time(report: Timeline | None, case: Case, day: date | None) -> Iterator[Block]:
    """How the verdicts moved, up to the last statement; what only the record shows is folded.

    A line stands for the day of the page.
    """
    if report is not None:
        own = timeline_document(
            replace(report, later=Later(0, None)), case, every=True, hinted=False
        )
        facts = next(block.facts for block in own.page if isinstance(block, Head))
        yield Line(words(Word(" · ".join(facts), "dim")), hang=0)
        for block in page_of(own, whole=True):
            yield replace(block, day=day) if isinstance(block, Strips) else block


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
