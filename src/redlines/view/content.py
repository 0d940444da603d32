"""What the pages of `show` and the rows of `list` hold, before any format is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from redlines.case import Case, Issue, Point, Source, Statement, Verb
from redlines.region import Kind, Number, Outcomes
from redlines.view.phrases import (
    claim_text,
    condition_text,
    marks,
    number_text,
    said_text,
    span_text,
    terms_texts,
)
from redlines.view.wording import (
    day_text,
)

Row = tuple[str, str]


class Listed(StrEnum):
    """What `list` can list."""

    PARTIES = "parties"
    ISSUES = "issues"
    STATEMENTS = "statements"
    SOURCES = "sources"
    PLANS = "plans"


@dataclass(frozen=True, slots=True)
class Entry:
    """A titled block of labelled rows; a row without a label continues the one above."""

    title: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Entries under a title."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one thing: what it is, then its parts."""

    title: str
    rows: tuple[Row, ...]
    parts: tuple[Part, ...]


def issue_content(name: str, case: Case, day: date | None) -> Page:
    """The page of an issue, or of one of its areas: the levels, who says what, what changed."""
    heading = case.headings[case.issues[name].heading if name in case.issues else name]
    issues = [case.issues[i] for i in heading.issues if name in (heading.id, i)]
    title = heading.title
    if name != heading.id and issues[0].area is not None:
        title = f"{title}: {issues[0].title}"
    rows = [("question", heading.question), ("id", name), ("aliases", ", ".join(heading.aliases))]
    if len(issues) > 1:
        rows.append(("areas", ", ".join(issue.title for issue in issues)))
    rows += [("note", heading.note), ("day", day_text(day))]
    parts = [_levels(issues)]
    about = {issue.id for issue in issues}
    concerned = [s for s in case.statements.values() if any(i in about for _, i, _ in s.terms)]
    silent = []
    for party in case.parties.values():
        said = [s for s in concerned if s.party == party.id and s.in_force(day)]
        if said:
            entries = tuple(_statement(s, case, about) for s in said)
            parts.append(Part(f"{party.title} ({party.id})", entries))
        else:
            silent.append(party.id)
    parts += _not_in_force(concerned, case, day, about)
    rows.append(("no data", ", ".join(silent)))
    return Page(title, _filled(rows), tuple(parts))


def party_content(name: str, case: Case, day: date | None) -> Page:
    """The page of a party: its statements in force, what changed, and where it is silent."""
    party = case.parties[name]
    members = [other.id for other in case.parties.values() if other.member_of == name]
    own = [s for s in case.statements.values() if s.party == name]
    said = [s for s in own if s.in_force(day)]
    spoken = {case.issues[issue].heading for s in said for _, issue, _ in s.terms}
    silent = [heading.title for heading in case.headings.values() if heading.id not in spoken]
    rows = [
        ("id", name),
        ("aliases", ", ".join(party.aliases)),
        ("member of", party.member_of),
        ("members", ", ".join(members)),
        ("note", party.note),
        ("day", day_text(day)),
        ("no data", ", ".join(silent)),
    ]
    entries = tuple(_statement(s, case, None, sources=False) for s in said)
    parts = [Part("Statements in force", entries)] if entries else []
    return Page(party.title, _filled(rows), (*parts, *_not_in_force(own, case, day, None)))


def statement_content(name: str, case: Case) -> Page:
    """The page of a statement: who, when, what, and from which sources."""
    statement = case.statements[name]
    party = case.parties[statement.party]
    entry = _statement(statement, case, None)
    rows = [("party", f"{party.title} ({party.id})"), *entry.rows]
    if statement.place:
        rows.append(("place", f"{statement.place.file}:{statement.place.line}"))
    return Page(entry.title, tuple(rows), ())


def source_content(name: str, case: Case) -> Page:
    """The page of a source: what it is, and the statements that rest on it."""
    source = case.sources[name]
    rows = [
        ("id", name),
        ("publisher", source.publisher),
        ("type", source.publisher_type),
        ("date", source.date),
        ("grade", source.grade),
        ("url", source.url),
        ("note", source.note),
    ]
    resting = [s for s in case.statements.values() if name in s.sources]
    entries = tuple(
        Entry(f"{s.id} · {s.party} · {said_text(s.said)}", _claims(s, case, None)) for s in resting
    )
    parts = (Part("Statements that rest on it", entries),) if entries else ()
    return Page(source.title, _filled(rows), parts)


def plan_content(name: str, case: Case) -> Page:
    """The page of a plan: what it is, then its points with what they settle and their sources."""
    plan = case.plans[name]
    rows = [
        ("id", name),
        ("aliases", ", ".join(plan.aliases)),
        ("version", plan.version),
        ("date", plan.day.isoformat() if plan.day else None),
        ("status", plan.status),
        ("basis", plan.basis),
        ("by", ", ".join(plan.by)),
        ("not known", "all that is not listed" if plan.all_unknown else ", ".join(plan.unknown)),
        ("sources", ", ".join(plan.sources)),
        ("note", plan.note),
    ]
    entries = tuple(_point(point, case) for point in plan.points)
    parts = (Part("Points", entries),) if entries else ()
    return Page(plan.title, _filled(rows), parts)


def _point(point: Point, case: Case) -> Entry:
    """A point with its words, what it settles and under which condition."""
    title = " · ".join(part for part in (point.number, point.id, point.topic) if part)
    rows: list[tuple[str, str | None]] = [("text", point.text)]
    settled = terms_texts(point.terms, case)
    rows += [("settles", text) for text in settled] or [("settles", "nothing that is modelled")]
    if point.given:
        rows.append(("if", condition_text(point.given, case)))
    rows += [("sources", ", ".join(point.sources)), ("note", point.note)]
    return Entry(title, _filled(rows))


def listed(kind: str, case: Case, day: date | None) -> tuple[tuple[str, ...], ...]:
    """The rows of a listing, its column titles first; raises ValueError for another kind."""
    match Listed(kind):
        case Listed.PARTIES:
            return (("party", "title", "in force", "member of"), *_parties(case, day))
        case Listed.ISSUES:
            return (("issue", "title", "outcomes"), *_issues(case))
        case Listed.STATEMENTS:
            return (("id", "party", "said", day_text(day), "what"), *_statements(case, day))
        case Listed.SOURCES:
            return (("id", "grade", "date", "publisher", "title"), *_sources(case))
        case Listed.PLANS:
            return (("plan", "date", "status", "points", "title"), *_plans(case))


def _parties(case: Case, day: date | None) -> Iterable[tuple[str, ...]]:
    for party in case.parties.values():
        count = sum(s.party == party.id and s.in_force(day) for s in case.statements.values())
        yield party.id, party.title, str(count), party.member_of or ""


def _issues(case: Case) -> Iterable[tuple[str, ...]]:
    for heading in case.headings.values():
        issues = [case.issues[i] for i in heading.issues]
        areas = [issue.title for issue in issues if issue.area is not None]
        over = f" over {', '.join(areas)}" if areas else ""
        fullest = max((issue.outcomes for issue in issues), key=lambda o: len(o.names))
        yield heading.id, heading.title, f"{_extent(fullest)}{over}"


def _extent(outcomes: Outcomes) -> str:
    """The outcomes of an issue in short: options by name, the rest by their ends."""
    if outcomes.kind is Kind.OPTIONS:
        return ", ".join(outcomes.names)
    last = len(outcomes.names) - 1
    return f"{span_text(outcomes, 0, 0)} → {span_text(outcomes, last, last)}"


def _statements(case: Case, day: date | None) -> Iterable[tuple[str, ...]]:
    for s in case.statements.values():
        what = "; ".join(f"{label} {text}" for label, text in _claims(s, case, None))
        qualified = f" ({', '.join(marks(s, None))})" if marks(s, None) else ""
        force = "in force" if s.in_force(day) else "not in force"
        yield s.id, s.party, said_text(s.said), force, f"{what}{qualified}"


def _sources(case: Case) -> Iterable[tuple[str, ...]]:
    for s in case.sources.values():
        yield s.id, s.grade or "", s.date or "", s.publisher or "", s.title


def _plans(case: Case) -> Iterable[tuple[str, ...]]:
    for p in case.plans.values():
        day = p.day.isoformat() if p.day else ""
        yield p.id, day, p.status or "", str(len(p.points)), p.title


def _levels(issues: Sequence[Issue]) -> Part:
    """The outcomes with their descriptions, and where an area has fewer."""
    fullest = max((issue.outcomes for issue in issues), key=lambda o: len(o.names))
    fewer = tuple(
        (f"{issue.title} only", ", ".join(issue.outcomes.names))
        for issue in issues
        if issue.outcomes.names != fullest.names
    )
    title = "Outcomes, from one pole to the other" if fullest.ordered else "Outcomes, in no order"
    return Part(title, (Entry("", _outcome_rows(fullest)), *([Entry("", fewer)] if fewer else ())))


def _outcome_rows(outcomes: Outcomes) -> tuple[Row, ...]:
    if outcomes.grid:
        ends = span_text(outcomes, 0, outcomes.grid.count - 1)
        step = Number.write(outcomes.grid.step, outcomes.grid.places)
        free = " or unlimited" if outcomes.unlimited is not None else ""
        return (("", f"{ends} by {number_text(step)}{free}"),)
    described = outcomes.descriptions or ("",) * len(outcomes.names)
    return tuple(zip(outcomes.names, described, strict=True))


def _statement(
    statement: Statement, case: Case, about: set[str] | None, *, sources: bool = True
) -> Entry:
    """A statement with everything that is known about it, on some issues or on all."""
    parts = [statement.id, said_text(statement.said), statement.by, *marks(statement, None)]
    rows = list(_claims(statement, case, about))
    rows.append(("note", statement.note or ""))
    if sources:
        for source in statement.sources:
            rows += _source_rows(case.sources.get(source), source)
    else:
        rows.append(("sources", ", ".join(statement.sources)))
    return Entry(" · ".join(part for part in parts if part), _filled(rows))


def _claims(statement: Statement, case: Case, about: set[str] | None) -> tuple[Row, ...]:
    """What a statement does, and under which conditions."""
    claims = claim_text(statement, case, about)
    rows: list[Row] = [(verb, text) for verb, text in claims]
    verbs = {verb for verb, _ in claims}
    if statement.given and verbs - {Verb.REFUSES}:
        rows.append(("if", condition_text(statement.given, case)))
    if statement.unless and Verb.REFUSES in verbs:
        rows.append(("unless", condition_text(statement.unless, case)))
    return tuple(rows)


def _source_rows(source: Source | None, name: str) -> tuple[Row, ...]:
    if source is None:
        return (("source", name),)
    grade = f"grade {source.grade}" if source.grade else None
    told = [f"{name}: {source.publisher or source.title}"]
    told += [f"“{source.title}”"] if source.publisher else []
    text = ", ".join([*told, *(part for part in (source.date, grade) if part)])
    return (("source", text), ("", source.url)) if source.url else (("source", text),)


def _not_in_force(
    statements: Iterable[Statement], case: Case, day: date | None, about: set[str] | None
) -> list[Part]:
    """What was said earlier and has ended, and what comes later, by the day of the change."""
    changes = []
    for s in statements:
        if s.in_force(day) or day is None:
            continue
        later = s.said.day is not None and s.said.day > day
        at = s.said.day if later else s.until
        label = f"{'from' if later else 'until'} {at.isoformat() if at else ''}"
        what = "; ".join(f"{verb} {text}" for verb, text in claim_text(s, case, about))
        parts = [said_text(s.said), *marks(s, None, end=False)]
        changes.append((at or day, s.id, (label, f"{s.id} {s.party} {what} ({', '.join(parts)})")))
    rows = tuple(row for _, _, row in sorted(changes))
    title = f"What changed when: not in force {day_text(day)}"
    return [Part(title, (Entry("", rows),))] if rows else []


def _filled(rows: Iterable[tuple[str, str | None]]) -> tuple[Row, ...]:
    """The rows that have a text."""
    return tuple((label, text) for label, text in rows if text)
