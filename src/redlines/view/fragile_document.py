"""What verdicts rest on and what is to be found out next, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from redlines.case import Case, Statement
from redlines.verdicts import (
    Fragility,
    GapReport,
    IssueGap,
    OtherVerdict,
    Removal,
    RemovalKind,
    Unknown,
    UnknownKind,
    Verdict,
    headings_of,
)
from redlines.view.document import (
    Document,
    Head,
    Labelled,
    Line,
    Section,
    Table,
    Word,
    Words,
    answer,
    remarks,
    titled,
    words,
)
from redlines.view.gap_document import verdict_sign
from redlines.view.phrases import act, conjoined, counted, issue_names, said_text, silent_text
from redlines.view.wording import facts, known_texts, later_text

# So many unknowns are told on a screen, and of each so many issues.
_TOLD = 8
_NAMED = 8


def fragile_document(
    report: GapReport,
    found: Fragility,
    case: Case,
    *,
    shown: GapReport | None = None,
    note: str | None = None,
    full: bool = False,
) -> Document:
    """The removals that turn a verdict, issue by issue, and the unknowns that could turn most.

    `shown` is what is left of the report issue by issue; the head is of all of it. With `full` a
    screen tells every unknown, as a page does.
    """
    head = Head(case.title, facts(report, case))
    sentences = tuple(map(answer, _sentences(report, found)))
    known = remarks(*known_texts(report, case, later_text(report.later), note))
    resting = tuple(_resting((shown or report).issues, found, case))
    graded = titled("Another verdict, or none, without all sources of", _grades(found, case))
    every = tuple(_unknowns(found.unknowns, case))
    told = every if full else every[:_TOLD]
    more = len(every) - len(told)
    hint = remarks(f"and {more} more (--full)" if more else None)
    legend = Section("", remarks(*_LEGEND))
    return Document(
        screen=(
            head,
            *sentences,
            *known,
            *resting,
            *(graded if full else ()),
            *titled("What to find out next", (*_asked(told), *hint)),
            legend,
        ),
        page=(
            head,
            *known,
            *sentences,
            *resting,
            *graded,
            *titled("What to find out next", _asked(every)),
            legend,
        ),
    )


_LEGEND = (
    "without: as if never said, so that what it ended still stands; a source takes along what "
    "cites no other, a grade what cites none of another",
    "redlines show ID: the statement or the source; --lift ID: what if it did not count, its party "
    "still heard",
)


# What is told first


def _sentences(report: GapReport, found: Fragility) -> Iterator[str]:
    """How many verdicts rest on one statement, source or grade, and how many would be none."""
    totals = report.totals()
    judged = sum(totals.values()) - totals[Verdict.UNSTATED]
    on_one = found.resting_on(RemovalKind.STATEMENT)
    if not judged:
        yield "No verdict is on record."
        return
    if on_one:
        statements = (own for own in found.removals if own.kind is RemovalKind.STATEMENT)
        turns = [turn for own in statements for turn in own.verdicts]
        other = headings_of(t for t in turns if Verdict.UNSTATED not in (t.before, t.after))
        none = len(on_one) - len(other)
        parts = [f"{len(other)} would be another"] if other else []
        parts += [f"{none} would be none, since a party would be silent"] if none else []
        of = f"{len(on_one)} of {counted(judged, 'verdict')}"
        yield f"{of} rest{'s'[: len(on_one) == 1]} on one statement: without it {conjoined(parts)}."
    else:
        yield f"None of {counted(judged, 'verdict')} rests on one statement."
    sources = len(found.resting_on(RemovalKind.SOURCE))
    parts = [f"{sources or 'None'} rest{'s'[: sources <= 1]} on one source"]
    for grade in sorted(own.name for own in found.removals if own.kind is RemovalKind.GRADE):
        number = len(found.resting_on(RemovalKind.GRADE, grade))
        parts.append(f"{number} on the sources of grade {grade}")
    yield f"{', '.join(parts)}."


# What the verdicts rest on


def _resting(items: Sequence[IssueGap], found: Fragility, case: Case) -> Iterator[Section]:
    """What would be another verdict without what, then what would be none, party by party."""
    other: list[Line] = []
    none: dict[tuple[str, ...], list[Line]] = {}
    for title, (after, silent, removals) in _ways(items, found, case):
        causes = conjoined(list(_causes(removals, silent, case)), "or")
        if after is Verdict.UNSTATED:
            none.setdefault(silent, []).append(Line(words(*title, f": {causes}"), "item"))
        else:
            also = f"; {silent_text(silent)} then" if silent else ""
            told = words(*title, f": {after} without {causes}{also}")
            other.append(Line(told, "item"))
    yield from titled("Another verdict without", other)
    for silent, lines in none.items():
        who = f"{conjoined(silent)} {'have' if len(silent) > 1 else 'has'}"
        yield Section(f"No verdict without: {who} said nothing else there", tuple(lines))


# What a verdict would be, who would be silent, and without what.
_Way = tuple[Verdict, tuple[str, ...], tuple[Removal, ...]]


def _ways(items: Sequence[IssueGap], found: Fragility, case: Case) -> Iterator[tuple[Words, _Way]]:
    """What each verdict would be without which statements and sources; areas alike are one."""
    ways: dict[str, dict[tuple[Verdict, tuple[str, ...]], list[Removal]]] = {}
    for removal in found.removals:
        if removal.kind is not RemovalKind.GRADE:
            for turn in removal.verdicts:
                own = ways.setdefault(turn.issue.id, {})
                own.setdefault((turn.after, turn.silent), []).append(removal)
    groups: dict[tuple[str, Word, _Way], list[str]] = {}
    for item in items:
        for (after, silent), removals in ways.get(item.issue.id, {}).items():
            way = after, silent, tuple(removals)
            key = item.issue.heading, verdict_sign(item), way
            groups.setdefault(key, []).append(item.issue.id)
    for (_, sign, way), issues in groups.items():
        yield words(sign, " ", Word(issue_names(issues, case), "bold")), way


def _causes(removals: Sequence[Removal], silent: Sequence[str], case: Case) -> Iterator[str]:
    """Without what a verdict is another: statements, then sources that take more than one."""
    sources = {own.name for own in removals if own.kind is RemovalKind.SOURCE}
    for own in removals:
        if own.kind is RemovalKind.STATEMENT:
            said = case.statements[own.name]
            only = {*said.sources} if len({*said.sources}) == 1 else set()
            told = [f"{name} alone" for name in only & sources]
            sources -= only
            ended = f", which ended {conjoined(own.resumed)}" if own.resumed else ""
            yield f"{_cited(said, silent, told)}{ended}"
    yield from (f"source {own.name}" for own in removals if own.name in sources)


def _cited(said: Statement, known: Sequence[str] = (), told: Sequence[str] = ()) -> str:
    """A statement with who made it, unless that is known, how, when, and what else is told."""
    day = said_text(said.said) if said.said.text or said.said.day else ""
    who = ", ".join(party for party in said.parties if party not in known)
    return f"{said.id} ({', '.join(part for part in (who, *act(said), day, *told) if part)})"


def _grades(found: Fragility, case: Case) -> tuple[Labelled, ...]:
    """The verdicts that turn without the sources of one grade."""
    rows = []
    for own in found.removals:
        if own.kind is RemovalKind.GRADE:
            issues = issue_names([turn.issue.id for turn in own.verdicts], case)
            rows.append((Word(f"grade {own.name}", "bold"), Word(issues)))
    return (Labelled(tuple(rows)),) if rows else ()


# What to find out next


def _asked(rows: Sequence[tuple[str, str]]) -> tuple[Table, ...]:
    """What is not known, by how many verdicts it could turn."""
    cells = tuple((words(number), words(told)) for number, told in rows)
    return (Table(("verdicts", "that hang on"), cells),) if cells else ()


def _unknowns(unknowns: Sequence[Unknown], case: Case) -> Iterator[tuple[str, str]]:
    """How many verdicts something could turn, and what; of parties alike all in one row."""
    found: dict[tuple[UnknownKind, str, tuple[OtherVerdict, ...]], list[Unknown]] = {}
    for own in unknowns:
        party = own.kind in (UnknownKind.SILENT, UnknownKind.OLD)
        found.setdefault((own.kind, "" if party else own.name, own.verdicts), []).append(own)
    for (kind, _, _), alike in found.items():
        question = _question(kind, [own.name for own in alike], case)
        yield str(len(alike[0].headings)), f"{question}: {_where(alike[0], case)}"


def _question(kind: UnknownKind, names: Sequence[str], case: Case) -> str:
    """What is not known of a party, of any of several, of a statement or a source."""
    name, who = names[0], conjoined(names, "or")
    match kind:
        case UnknownKind.SILENT:
            return f"what {who} says where it is silent"
        case UnknownKind.OLD:
            return f"what {who} says now where its newest statement is over a year old"
        case UnknownKind.DISPUTED:
            return f"whether {_cited(case.statements[name])} holds, which is disputed"
        case UnknownKind.VAGUE:
            return f"what {_cited(case.statements[name])} means, which is vague"
        case UnknownKind.CONDITIONAL:
            return f"whether the condition of {_cited(case.statements[name])} is met"
        case UnknownKind.SOURCE:
            return f"whether a second source has what only {name} has"
        case _ as never:
            assert_never(never)


def _where(own: Unknown, case: Case) -> str:
    """On which issues, of many the first, and what they could be there."""
    names = [
        issue_names([t.issue.id for t in own.verdicts if t.issue.heading == heading], case)
        for heading in sorted(own.headings, key=lambda name: not case.headings[name].headline)
    ]
    more = len(names) - _NAMED
    where = conjoined((*names[:_NAMED], f"{more} more") if more > 0 else names)
    could = conjoined(
        [word for word in Verdict if any(t.after is word for t in own.verdicts)], "or"
    )
    word = "else" if own.kind is UnknownKind.SOURCE else "could be"
    return f"{where} ({word} {could})"
