"""Tables as CSV (RFC 4180, lines ending in a line feed), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import chain, groupby
from operator import attrgetter

from redlines.case import Case, Condition, Plan, Statement, Verb
from redlines.deals import DealReport
from redlines.findings import Finding
from redlines.history import Timeline
from redlines.pairs import Matrix
from redlines.region import Region
from redlines.verdicts import Fragility, GapReport, Verdict
from redlines.view.clean import csv_cell
from redlines.view.rows import (
    DEAL,
    FINDING,
    FRAGILE,
    GAP,
    PAIR,
    REPAIR,
    SWEEP,
    TIMELINE,
    Row,
    deal_rows,
    finding_rows,
    fragile_rows,
    gap_rows,
    joined,
    matrix_rows,
    names,
    sweep_rows,
    timeline_rows,
)
from redlines.worlds import SweepRow

# The last cells of a sweep, which differ from row to row: the issue and two verdicts.
_OWN = 3


def gap_csv(report: GapReport) -> str:
    """One row for each issue and party; outcomes and statement ids are joined by a space."""
    return _rows(GAP, gap_rows(report))


def fragile_csv(found: Fragility) -> str:
    """One row for each verdict that a removal turns, and for each that an unknown could turn."""
    return _rows(FRAGILE, fragile_rows(found))


def matrix_csv(report: Matrix) -> str:
    """One row for each pair, with on how many issues each verdict holds."""
    return _rows(PAIR, matrix_rows(report))


def deal_csv(report: DealReport) -> str:
    """One row for each issue, of a stuck one for each of its cells and parties.

    With a plan one row for each term that has another wording, and for each that has none and whose
    red lines it crosses.
    """
    return _rows(REPAIR if report.repair else DEAL, deal_rows(report))


def timeline_csv(report: Timeline) -> str:
    """One row for each issue and span of days on which its verdict stays the same."""
    return _rows(TIMELINE, timeline_rows(report))


def sweep_header() -> str:
    """The first line of the table of a sweep."""
    return _rows(SWEEP, ())


def sweep_lines(name: str, rows: Iterable[SweepRow]) -> list[str]:
    """The lines of that table, one for each row; each ends with the two verdicts.

    There can be very many, and few different cells and beginnings: each is written once.
    """
    lines, ends = list[str](), dict[tuple[str, Verdict, Verdict], str]()
    for _, several in groupby(rows, key=attrgetter("day", "binding", "world")):
        world = list(several)
        [first] = sweep_rows(name, world[:1])
        beginning = _lines([[_text(value) for value in first.values()][:-_OWN]]).rstrip("\n")
        for row in world:
            own = row.issue, row.verdict, row.at_best
            lines.append(f"{beginning},{ends.get(own) or ends.setdefault(own, _lines([own]))}")
    return lines


def findings_csv(findings: Iterable[Finding], case: Case | None) -> str:
    """One row for each finding, with what was settled or said before and is now."""
    return _rows(FINDING, finding_rows(findings, case))


def plans_csv(case: Case) -> str:
    """One row for each plan."""
    header = (
        *("id", "title", "version", "date", "status", "basis", "by", "points", "unknown"),
        *("aliases", "sources", "note"),
    )
    return _table(header, (_plan(plan) for plan in case.plans.values()))


def _plan(plan: Plan) -> Sequence[str]:
    return (
        plan.id,
        plan.title,
        plan.version or "",
        plan.day.isoformat() if plan.day else "",
        plan.status or "",
        plan.basis or "",
        joined(plan.by),
        str(len(plan.points)),
        "all" if plan.all_unknown else joined(plan.unknown),
        joined(plan.aliases),
        joined(plan.sources),
        plan.note or "",
    )


def parties_csv(case: Case) -> str:
    """One row for each party."""
    header = ("id", "title", "aliases", "member_of", "note")
    return _table(
        header,
        (
            (p.id, p.title, joined(p.aliases), p.member_of or "", p.note or "")
            for p in case.parties.values()
        ),
    )


def issues_csv(case: Case) -> str:
    """One row for each issue that carries a verdict, so one for each area."""
    header = ("id", "heading", "area", "title", "section", "kind", "unit", "outcomes", "aliases")
    return _table(
        header,
        (
            (
                issue.id,
                heading.id,
                issue.area or "",
                heading.title,
                heading.section or "",
                issue.outcomes.kind,
                issue.outcomes.unit_name or "",
                names(issue.outcomes.everything),
                joined(heading.aliases),
            )
            for heading in case.headings.values()
            for issue in (case.issues[id_] for id_ in heading.issues)
        ),
    )


def statements_csv(case: Case) -> str:
    """One row for each statement; claims and conditions are written `issue=outcome outcome`."""
    header = (
        *("id", "parties", "said", "until", "basis", "ultimatum", "disputed", "vague", "by"),
        *("demands", "accepts", "refuses", "if", "unless", "proviso", "sources", "note"),
        *("name", "replaces", "replaced_by"),
    )
    return _table(header, (_statement(statement) for statement in case.statements.values()))


def _statement(s: Statement) -> Sequence[str]:
    return (
        s.id,
        joined(s.parties),
        s.said.text or "",
        s.until.isoformat() if s.until else "",
        s.basis or "",
        *(str(flag).lower() for flag in (s.ultimatum, s.disputed, s.vague)),
        s.by or "",
        *(_terms((i, r) for v, i, r in s.terms if v is verb) for verb in Verb),
        _condition(s.given),
        _condition(s.unless),
        s.proviso or "",
        joined(s.sources),
        s.note or "",
        s.name or "",
        joined(own.statement for own in s.replaces),
        joined(own.by for own in s.replaced),
    )


def sources_csv(case: Case) -> str:
    """One row for each source."""
    header = ("id", "title", "publisher", "publisher_type", "date", "url", "grade", "note")
    return _table(
        header,
        (
            (
                s.id,
                s.title,
                s.publisher or "",
                s.publisher_type or "",
                s.date or "",
                s.url or "",
                s.grade or "",
                s.note or "",
            )
            for s in case.sources.values()
        ),
    )


def _rows(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows of plain values: a flag is a word, what is not there an empty cell."""
    return _table(columns, ([_text(value) for value in row.values()] for row in rows))


def _text(value: str | bool | int | None) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return _lines(chain([header], rows))


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def _terms(terms: Iterable[tuple[str, Region]]) -> str:
    return "; ".join(f"{issue}={names(region)}" for issue, region in terms)


def _condition(condition: Condition | None) -> str:
    return _terms(condition.terms) if condition else ""
