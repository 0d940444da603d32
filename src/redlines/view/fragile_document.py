"""What verdicts rest on and what is to be found out next, as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate

from redlines.case import Case, Statement
from redlines.verdicts import (
    Contested,
    Fragility,
    GapReport,
    IssueGap,
    OtherVerdict,
    Removal,
    RemovalKind,
    Verdict,
    headings_of,
)
from redlines.view.document import (
    Block,
    Document,
    Head,
    Labelled,
    Line,
    Packed,
    Section,
    Table,
    Word,
    Words,
    answer,
    remarks,
    titled,
    words,
)
from redlines.view.gap_document import contested_sign, sign_of, verdict_sign
from redlines.view.phrases import conjoined, first_of, issue_names, silent_text
from redlines.view.unknown_wording import cited_text, unknown_rows
from redlines.view.wording import facts, known_texts, later_text, star

# One screen tells so many verdicts that would be another, for so many parties that would be silent
# so many that would be none, so many unknowns, and of a statement so many that it ended.
_OTHER, _SILENT, _NONE, _TOLD, _ENDED = 6, 3, 3, 3, 2
# They take no more than so many lines of a screen that is 80 columns wide, where one has room for
# so many characters.
_OTHER_LINES, _SILENT_LINES, _TOLD_LINES = 8, 4, 7
_LINE = 75


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
    screen tells every verdict and unknown, as a page does.
    """
    head = Head(case.title, facts(report, case))
    sentences = tuple(map(answer, _sentences(report, found)))
    known = remarks(*known_texts(report, case, later_text(report.later), note))
    items = (shown or report).issues
    graded = titled("Another verdict, or none, without all sources of", _grades(found, case))
    every = tuple(unknown_rows(found.unknowns, case, full=True))
    brief = tuple(unknown_rows(found.unknowns, case, full=False))
    told = every if full else brief[: _fitting([text for _, text in brief], _TOLD, _TOLD_LINES)]
    more = f"{len(brief) - len(told)} more to find out" if len(brief) > len(told) else ""
    short = "--full: who, when, by which source, of which grade" if found.removals else ""
    hint = remarks("; ".join(filter(None, (more, short or (more and "--full: all of them")))))
    return Document(
        screen=(
            head,
            *sentences,
            *known,
            *_resting(items, found, case, report.assumption.day, full=full),
            *(graded if full else ()),
            *titled("What to find out next", _asked(told)),
            *(() if full else hint),
            *_under(found, told, full=full),
        ),
        page=(
            head,
            *known,
            *sentences,
            *_resting(items, found, case, report.assumption.day, full=True),
            *graded,
            *titled("What to find out next", _asked(every)),
            *_under(found, every, full=True),
        ),
    )


def _under(found: Fragility, rows: Sequence[tuple[str, str]], *, full: bool) -> tuple[Section, ...]:
    """The legend, where there is anything to it."""
    blocks = tuple(_legend(found, rows, full=full))
    return (Section("", blocks),) if blocks else ()


def _legend(found: Fragility, rows: Sequence[tuple[str, str]], *, full: bool) -> Iterator[Block]:
    """What the signs and words mean, of those that are told."""
    if found.removals:
        yield Packed(tuple(_signs()))
        yield from remarks(
            "without: as if never said; what it replaces comes back, what ended on a day of its "
            "own (until) does not; without a source: its statements that cite no other go too, "
            "grades alike",
            "--lift asks another question: ID does not count, but its party is heard and what it "
            "ended has ended"
            if full
            else None,
        )
    told = (
        "could be bridgeable: contested or not" if any("bridgeable" in t for _, t in rows) else "",
        "+2: 2 issues without a verdict yet" if any("+" in number for number, _ in rows) else "",
    )
    yield from remarks("; ".join(filter(None, told)))
    if found.removals or found.unknowns:
        yield from remarks("redlines show ID: the statement or the source")


def _signs() -> Iterator[Words]:
    """The signs of the verdicts, the worst first, and the star."""
    for own in (Verdict.INSURMOUNTABLE, None, Verdict.BRIDGEABLE, Verdict.OVERLAP, Verdict.AGREED):
        yield words(sign_of(own) if own else contested_sign(), f" {own or 'contested'}")
    yield words("* while soft ones count (conditional, disputed, vague)")


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
        turns = [
            turn
            for own in found.removals
            if own.kind is RemovalKind.STATEMENT
            for turn in own.verdicts
            if turn.before is not Verdict.UNSTATED
        ]
        other = headings_of(turn for turn in turns if turn.after is not Verdict.UNSTATED)
        none = headings_of(turn for turn in turns if turn.after is Verdict.UNSTATED)
        if judged == 1:
            without = ["another"] * bool(other) + ["none"] * bool(none)
            else_ = f"without it there would be {conjoined(without, 'or')}"
            yield f"The verdict{_areas(report)} rests on one statement: {else_}."
        else:
            parts = [f"another on {len(other)}"] if other else []
            parts += [f"none on {len(none)}, since a party would be silent"] if none else []
            both = len({*other} & {*none})
            twice = f" ({both} {'is' if both == 1 else 'are'} in both)" if both else ""
            have = "has" if len(on_one) == 1 else "have"
            yield (
                f"Of {judged} issues with a verdict {len(on_one)} {have} one{_areas(report)} that "
                f"rests on one statement: without it there would be {conjoined(parts)}{twice}."
            )
    elif judged == 1:
        yield f"The verdict{_areas(report)} rests on no one statement."
    else:
        yield f"Of {judged} issues with a verdict none has one that rests on one statement."
    sources = len(found.resting_on(RemovalKind.SOURCE))
    grades = {
        own.name: len(found.resting_on(RemovalKind.GRADE, own.name))
        for own in sorted(found.removals, key=lambda own: own.name)
        if own.kind is RemovalKind.GRADE
    }
    if judged == 1:
        carried = [grade for grade, number in grades.items() if number]
        parts = ["so it does on one source"] if sources else []
        if carried:
            parts.append(f"it changes without all sources of grade {conjoined(carried, 'or')}")
        if told := "; ".join(parts):
            yield f"{told[0].upper()}{told[1:]}."
        return
    without = [
        f"on {number} without all {'of' if at else 'sources of grade'} {grade}"
        for at, (grade, number) in enumerate(grades.items())
    ]
    on_source = f"On {sources or 'none'} such a verdict rests on one source"
    yield f"{on_source}; it changes {', '.join(without)}." if without else f"{on_source}."


def _areas(report: GapReport) -> str:
    """That the verdict may be one of an area, where an issue is over areas."""
    over = any(len(items) > 1 for items in report.by_heading().values())
    return ", of all or of an area," if over else ""


# What the verdicts rest on


def _resting(
    items: Sequence[IssueGap], found: Fragility, case: Case, day: date | None, *, full: bool
) -> Iterator[Section]:
    """What would be another verdict without what, then what would be none, party by party.

    In brief that is the first of them, headlines first, and of what would be none no more than
    which statements and sources.
    """
    if not full:
        items = sorted(items, key=lambda own: not case.headings[own.issue.heading].headline)
    other: dict[tuple[Words, _After], list[str]] = {}
    none: dict[tuple[str, ...], list[Words]] = {}
    for title, (after, silent, removals) in _ways(items, found, case):
        if after:
            causes = [_then(own, silent) for own in _causes(removals, (), case, day, full=full)]
            other.setdefault((title, after), []).extend(causes)
        else:
            brief = _named_in_brief(removals, case)
            known = _causes(removals, silent, case, day) if full else brief
            none.setdefault(silent, []).append(words(*title, f": {conjoined(list(known), 'or')}"))
    alike: dict[tuple[_After, tuple[str, ...]], list[Words]] = {}
    for (title, after), causes in other.items():
        alike.setdefault((after, tuple(causes)), []).append(title)
    turned = [
        words(*_joined(titles, ", "), ": ", *after, f" without {conjoined(causes, 'or')}")
        for (after, causes), titles in alike.items()
    ]
    yield from titled(
        "Another verdict without", _items(turned if full else _first(turned, _OTHER, _OTHER_LINES))
    )
    if full or len(none) == 1:
        for silent, rows in none.items():
            told = rows if full else [_few(rows)]
            yield Section(
                f"No verdict, for {conjoined(silent)} would be silent, without", _items(told)
            )
    elif none:
        told = [words(Word(conjoined(who), "bold"), ": ", *_few(own)) for who, own in none.items()]
        yield Section(
            "No verdict, for a party would be silent, without",
            _items(_first(told, _SILENT, _SILENT_LINES)),
        )


def _items(rows: Iterable[Words]) -> tuple[Line, ...]:
    return tuple(Line(own, "item") for own in rows)


def _first(rows: Sequence[Words], number: int, lines: int = 0) -> list[Words]:
    """The first of some rows and how many more there are; all where that is one more.

    With `lines` they are those that fit into so many lines.
    """
    if lines:
        number = _fitting(["".join(word.text for word in row) for row in rows], number, lines)
    more = len(rows) - number
    return [*rows[:number], words(f"{more} more")] if more > 1 else [*rows]


def _fitting(texts: Sequence[str], number: int, lines: int) -> int:
    """How many texts, no more than a number, fit into so many lines of a screen; at least one."""
    taken = accumulate(-(-len(text) // _LINE) for text in texts[:number])
    return max(1, sum(own <= lines for own in taken))


def _then(cause: str, silent: Sequence[str]) -> str:
    """What is taken out, with the parties that would be silent then."""
    if not silent:
        return cause
    then = f"{silent_text(silent)} then"
    return f"{cause[:-1]}; {then})" if cause.endswith(")") else f"{cause} ({then})"


def _few(rows: Sequence[Words]) -> Words:
    """The first of what would be no verdict, in one line."""
    return _joined(_first(rows, _NONE), "; ")


def _joined(rows: Sequence[Words], between: str) -> Words:
    """Several things that are told in one line."""
    return words(
        *(part for at, own in enumerate(rows) for part in (((between,) if at else ()) + own))
    )


# What a verdict would be: its sign and its word, nothing for none.
_After = Words
# What a verdict would be, who would be silent, and without what.
_Way = tuple[_After, tuple[str, ...], tuple[Removal, ...]]


def _after(turn: OtherVerdict) -> _After:
    """The sign and the word of another verdict, as an overview has them."""
    if turn.after is Verdict.UNSTATED:
        return ()
    sign = contested_sign() if turn.contested else sign_of(turn.after)
    star = "*" if turn.after.softly(turn.at_best) or turn.contested is Contested.SOFT else ""
    return words(sign, f"{star} {'contested' if turn.contested else turn.after}")


def _ways(items: Sequence[IssueGap], found: Fragility, case: Case) -> Iterator[tuple[Words, _Way]]:
    """What each verdict would be without which statements and sources; areas alike are one."""
    ways: dict[str, dict[tuple[_After, tuple[str, ...]], list[Removal]]] = {}
    for removal in found.removals:
        if removal.kind is not RemovalKind.GRADE:
            for turn in removal.verdicts:
                own = ways.setdefault(turn.issue.id, {})
                own.setdefault((_after(turn), turn.silent), []).append(removal)
    groups: dict[tuple[str, Word, str, _Way], list[str]] = {}
    for item in items:
        for (after, silent), removals in ways.get(item.issue.id, {}).items():
            way = after, silent, tuple(removals)
            key = item.issue.heading, verdict_sign(item), star(item), way
            groups.setdefault(key, []).append(item.issue.id)
    for (_, sign, starred, way), issues in groups.items():
        yield words(sign, f"{starred} ", Word(issue_names(issues, case), "bold")), way


def _named_in_brief(removals: Sequence[Removal], case: Case) -> Iterator[str]:
    """The ids of statements, and of those sources that take more than one."""
    alone = {
        source
        for own in removals
        if own.kind is RemovalKind.STATEMENT
        for source in _only_source(case.statements[own.name])
    }
    for own in removals:
        if own.kind is RemovalKind.STATEMENT or own.name not in alone:
            yield own.name


def _only_source(said: Statement) -> set[str]:
    """The source of a statement that has just one."""
    sources = {*said.sources}
    return sources if len(sources) == 1 else set()


def _causes(
    removals: Sequence[Removal],
    silent: Sequence[str],
    case: Case,
    day: date | None,
    *,
    full: bool = True,
) -> Iterator[str]:
    """Without what a verdict is another: statements, then sources that take more than one."""
    sources = {own.name for own in removals if own.kind is RemovalKind.SOURCE}
    for own in removals:
        if own.kind is RemovalKind.STATEMENT:
            said = case.statements[own.name]
            only = _only_source(said)
            told = [*_over(said, day), *(f"only source {name}" for name in only & sources)]
            sources -= only
            resumed = own.resumed if full else first_of(own.resumed, _ENDED, _ENDED)
            ended = f", which ended {conjoined(resumed)}" if resumed else ""
            yield f"{cited_text(said, silent, told)}{ended}"
    yield from (f"source {own.name}" for own in removals if own.name in sources)


def _over(said: Statement, day: date | None) -> Iterator[str]:
    """When a statement ended that counts no more: what it had ended is what bears on a verdict."""
    ends = [*filter(None, [claim.until for claim in said.claims] or [said.until])]
    if ends and not said.in_force(day):
        yield f"itself ended {max(ends)}"


def _grades(found: Fragility, case: Case) -> tuple[Labelled, ...]:
    """The verdicts that turn without the sources of one grade."""
    rows = []
    for own in found.removals:
        if own.kind is RemovalKind.GRADE:
            issues = issue_names([turn.issue.id for turn in own.verdicts], case)
            rows.append((Word(f"grade {own.name}", "bold"), Word(issues)))
    return (Labelled(tuple(rows)),) if rows else ()


def _asked(rows: Sequence[tuple[str, str]]) -> tuple[Table, ...]:
    """What is not known, by how many verdicts it could turn."""
    cells = tuple((words(number), words(told)) for number, told in rows)
    return (Table(("verdicts", "that hang on"), cells),) if cells else ()
