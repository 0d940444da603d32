"""The pages of `show` and the listings of `list` as documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import assert_never

from redlines.case import (
    Case,
    Claim,
    Collection,
    Issue,
    Party,
    Period,
    Point,
    Source,
    Statement,
    Verb,
)
from redlines.history import Timeline
from redlines.region import Kind, Outcomes
from redlines.verdicts import Later
from redlines.view.document import (
    Document,
    Head,
    Labelled,
    Section,
    Table,
    Word,
    document,
    titled,
    words,
)
from redlines.view.phrases import (
    act,
    claim_text,
    condition_text,
    conjoined,
    end_told,
    first_of,
    issues_text,
    marks,
    outcome_text,
    replaced_texts,
    replaces_texts,
    said_text,
    softness,
    span_text,
    step_text,
    terms_texts,
)
from redlines.view.timeline_document import strips_section
from redlines.view.wording import day_text, later_text

# A label and a text; rows without a text are left out.
Row = tuple[str, str | None]


def issue_document(
    name: str, case: Case, day: date | None, later: Later, history: Timeline | None = None
) -> Document:
    """The page of an issue, or of one of its areas: the levels, who says what, what changed.

    `later` counts what was said on it after the day; `history` is drawn as strips.
    """
    heading = case.headings[case.issues[name].heading if name in case.issues else name]
    issues = [case.issues[i] for i in heading.issues if name in (heading.id, i)]
    title = heading.title
    if name != heading.id and issues[0].area is not None:
        title = f"{title}: {issues[0].title}"
    rows = [("question", heading.question), ("id", name), ("aliases", ", ".join(heading.aliases))]
    rows.append(("headline", "yes" if heading.headline else None))
    if len(issues) > 1:
        rows.append(("areas", ", ".join(issue.title for issue in issues)))
    rows += [("note", heading.note), ("day", day_text(day)), ("later", later_text(later))]
    parts = [_levels(issues), *(strips_section(history, case) if history else ())]
    about = {issue.id for issue in issues}
    concerned = case.about(about)
    speaking: dict[tuple[str, ...], list[Statement]] = {}
    for s in concerned:
        heard = {c.party for c in s.claims if c.issue in about and c.in_force(day)}
        if heard:
            together = tuple(party for party in case.parties if party in heard)
            speaking.setdefault(together, []).append(s)
    silent = [p for p in case.parties if not any(p in together for together in speaking)]
    order = {party: i for i, party in enumerate(case.parties)}
    for together in sorted(speaking, key=lambda parties: [order[party] for party in parties]):
        entries = tuple(_statement(s, case, about) for s in speaking[together])
        refuse = any(
            c.verb is Verb.REFUSES and c.issue in about and c.in_force(day)
            for s in speaking[together]
            for c in s.claims
        )
        parts.append(Section(_named(together, case), entries, rank=int(not refuse)))
    parts += not_in_force(concerned, case, day, about)
    rows.append(("silent", ", ".join(first_of(silent))))
    return document(Head(title), _labelled(rows), *parts)


def party_document(name: str, case: Case, day: date | None, later: Later) -> Document:
    """The page of a party: its statements in force, what changed, and where it is silent.

    `later` counts what it said after the day.
    """
    party = case.parties[name]
    members = [other.id for other in case.parties.values() if other.member_of == name]
    own = [s for s in case.statements.values() if name in s.parties]
    said = [s for s in own if s.in_force(day, name)]
    claims = [c for s in said for c in s.claims if c.party == name and c.in_force(day)]
    spoken = {case.issues[claim.issue].heading for claim in claims}
    silent = [heading.title for heading in case.headings.values() if heading.id not in spoken]
    rows = [
        ("id", name),
        ("aliases", ", ".join(party.aliases)),
        ("member of", party.member_of),
        ("members", ", ".join(members)),
        *_dense(party, case),
        ("note", party.note),
        ("day", day_text(day)),
        ("later", later_text(later)),
        ("silent", ", ".join(first_of(silent))),
    ]
    entries = tuple(_statement(s, case, None, sources=False) for s in said)
    changed = not_in_force(own, case, day, None, party=name)
    return document(
        Head(party.title), _labelled(rows), *titled("Statements in force", entries), *changed
    )


def speaker_document(name: str, case: Case, day: date | None, later: Later) -> Document:
    """The page of a speaker: the statements in force, for each party spoken for, what changed.

    `later` counts what was said after the day.
    """
    own = [s for s in case.statements.values() if s.by == name]
    parties = dict.fromkeys(party for s in own for party in s.parties)
    rows = [
        ("party", ", ".join(parties)),
        ("day", day_text(day)),
        ("later", later_text(later)),
    ]
    parts: list[Section] = []
    for party in (case.parties[id_] for id_ in parties):
        said = (s for s in own if party.id in s.parties and s.in_force(day, party.id))
        entries = tuple(_statement(s, case, None, sources=False) for s in said)
        parts += titled(f"{party.title} ({party.id})", entries)
    changed = not_in_force(own, case, day, None)
    return document(Head(name), _labelled(rows), *parts, *changed)


def statement_document(name: str, case: Case) -> Document:
    """The page of a statement: who, when, what, and from which sources."""
    statement = case.statements[name]
    label = "party" if len(statement.parties) == 1 else "parties"
    rows = [(label, _named(statement.parties, case)), *_statement_rows(statement, case, None)]
    if statement.place:
        rows.append(("place", f"{statement.place.file}:{statement.place.line}"))
    return document(Head(_statement_title(statement)), _labelled(rows))


def not_coded_document(name: str, case: Case) -> Document:
    """The page of what no statement codes: why not, and where the same act is coded."""
    left = case.not_coded[name]
    rows = [
        ("not coded", left.reason),
        ("coded as", ", ".join(left.coded_by(case.statements))),
        ("note", left.note),
        ("place", f"{left.place.file}:{left.place.line}" if left.place else None),
    ]
    return document(Head(left.id), _labelled(rows))


def source_document(name: str, case: Case) -> Document:
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
        Section(
            f"{s.id} · {', '.join(s.parties)} · {said_text(s.said)}",
            (_labelled(_claims(s, case, None)),),
        )
        for s in resting
    )
    parts = titled("Statements that rest on it", entries)
    return document(Head(source.title), _labelled(rows), *parts)


def plan_document(name: str, case: Case) -> Document:
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
    points = tuple(_point(point, case) for point in plan.points)
    return document(Head(plan.title), _labelled(rows), *titled("Points", points))


def _point(point: Point, case: Case) -> Section:
    """A point with its words, what it settles and under which condition."""
    title = " · ".join(part for part in (point.number, point.id, point.topic) if part)
    rows: list[Row] = [("text", point.text)]
    settled = terms_texts(point.terms, case)
    rows += [("settles", text) for text in settled] or [("settles", "nothing that is modelled")]
    if point.given:
        rows.append(("if", condition_text(point.given, case)))
    rows += [("sources", ", ".join(point.sources)), ("note", point.note)]
    return Section(title, (_labelled(rows),))


def list_document(kind: Collection, case: Case, day: date | None) -> Document:
    """All of one kind, a row each.

    On a screen it is the table alone: whoever asked for it knows what it lists.
    """
    header, *rows = _listed(kind, case, day)
    cells = tuple(tuple((Word(text),) for text in row) for row in rows)
    table = Table(header, cells)
    return Document(screen=(table,), page=(Head(f"{case.title}: {kind}"), table))


def _listed(kind: Collection, case: Case, day: date | None) -> tuple[tuple[str, ...], ...]:
    """The rows of a listing, its column titles first."""
    match kind:
        case Collection.PARTIES:
            return (("party", "title", "in force", "member of"), *_parties(case, day))
        case Collection.ISSUES:
            return (("issue", "title", "outcomes"), *_issues(case))
        case Collection.STATEMENTS:
            return (("id", "party", "said", day_text(day), "what"), *_statements(case, day))
        case Collection.SOURCES:
            return (("id", "grade", "date", "publisher", "title"), *_sources(case))
        case Collection.PLANS:
            return (("plan", "date", "status", "points", "title"), *_plans(case))
        case _ as never:
            assert_never(never)


def _parties(case: Case, day: date | None) -> Iterable[tuple[str, ...]]:
    for party in case.parties.values():
        said = (s for s in case.statements.values() if party.id in s.parties)
        count = sum(s.in_force(day, party.id) for s in said)
        yield party.id, party.title, str(count), party.member_of or ""


def _issues(case: Case) -> Iterable[tuple[str, ...]]:
    for heading in case.headings.values():
        issues = [case.issues[i] for i in heading.issues]
        areas = [issue.title for issue in issues if issue.area is not None]
        over = f" over {', '.join(areas)}" if areas else ""
        fullest = max((issue.outcomes for issue in issues), key=lambda o: len(o.names))
        yield heading.id, heading.title, f"{_extent(fullest)}{over}"


def _extent(outcomes: Outcomes) -> str:
    """The outcomes of an issue in short: all options, the rest by their ends."""
    last = len(outcomes.names) - 1
    if outcomes.kind is Kind.OPTIONS:
        return _listing(outcomes)
    return " → ".join(span_text(outcomes, at, at, apart=False) for at in (0, last))


def _statements(case: Case, day: date | None) -> Iterable[tuple[str, ...]]:
    for s in case.statements.values():
        what = "; ".join(f"{label} {text}" for label, text in _claims(s, case, None))
        ended = (f"replaced {text}" for text in replaced_texts(s, case))
        told = ", ".join((*marks(s, None, end=True), *ended))
        qualified = f" ({told})" if told else ""
        force = "in force" if s.in_force(day) else "not in force"
        yield s.id, ", ".join(s.parties), said_text(s.said), force, f"{what}{qualified}"


def _sources(case: Case) -> Iterable[tuple[str, ...]]:
    for s in case.sources.values():
        yield s.id, s.grade or "", s.date or "", s.publisher or "", s.title


def _plans(case: Case) -> Iterable[tuple[str, ...]]:
    for p in case.plans.values():
        day = p.day.isoformat() if p.day else ""
        yield p.id, day, p.status or "", str(len(p.points)), p.title


def _levels(issues: Sequence[Issue]) -> Section:
    """The outcomes with the ids that files write, and where an area has fewer."""
    fullest = max((issue.outcomes for issue in issues), key=lambda o: len(o.names))
    fewer = [
        (f"{issue.title} only", _listing(issue.outcomes))
        for issue in issues
        if issue.outcomes.names != fullest.names
    ]
    title = "Outcomes, from one pole to the other" if fullest.ordered else "Outcomes, in no order"
    parts = (_outcomes(fullest), *([_labelled(fewer)] if fewer else []))
    return Section(title, tuple(Section("", (part,)) for part in parts))


def _listing(outcomes: Outcomes) -> str:
    return ", ".join(outcome_text(outcomes, at) for at in range(len(outcomes.names)))


def _outcomes(outcomes: Outcomes) -> Labelled | Table:
    """Each outcome by id and title with what it means; of a quantity the ends and the step."""
    if outcomes.grid:
        ends = span_text(outcomes, 0, outcomes.grid.count - 1)
        step = step_text(outcomes.step or "")
        free = f" or {outcomes.free}" if outcomes.unlimited is not None else ""
        return Labelled(((Word(""), Word(f"{ends} by {step}{free}")),))
    meant = outcomes.descriptions or ("",) * len(outcomes.names)
    rows = (
        (words(name), words(outcomes.title(at)), words(told))
        for at, (name, told) in enumerate(zip(outcomes.names, meant, strict=True))
    )
    return Table(("id", "title", "what it means"), tuple(rows))


def _statement(
    statement: Statement, case: Case, about: set[str] | None, *, sources: bool = True
) -> Section:
    """A statement with everything that is known about it, on some issues or on all."""
    rows = _statement_rows(statement, case, about, sources=sources)
    return Section(_statement_title(statement), (_labelled(rows),))


def _statement_title(statement: Statement) -> str:
    parts = [statement.id, said_text(statement.said), statement.by]
    return " · ".join(part for part in (*parts, *marks(statement, None, end=True)) if part)


def _statement_rows(
    statement: Statement, case: Case, about: set[str] | None, *, sources: bool = True
) -> tuple[Row, ...]:
    rows = (
        *_claims(statement, case, about),
        *(("replaces", text) for text in replaces_texts(statement, case)),
        *(("replaced", text) for text in replaced_texts(statement, case)),
        ("note", statement.note),
    )
    if not sources:
        return (*rows, ("sources", ", ".join(statement.sources)))
    found = (_source_rows(case.sources.get(name), name) for name in statement.sources)
    return (*rows, *(row for own in found for row in own))


def _claims(statement: Statement, case: Case, about: set[str] | None) -> tuple[Row, ...]:
    """What a statement does, and under which conditions."""
    claims = claim_text(statement, case, about)
    rows: list[Row] = [(verb, text) for verb, text in claims]
    verbs = {verb for verb, _ in claims}
    if statement.given and verbs - {Verb.REFUSES}:
        rows.append(("if", condition_text(statement.given, case)))
    if statement.unless and Verb.REFUSES in verbs:
        rows.append(("unless", condition_text(statement.unless, case)))
    if statement.proviso and verbs:
        rows.append(("if", statement.proviso))
    return tuple(rows)


def _source_rows(source: Source | None, name: str) -> tuple[Row, ...]:
    if source is None:
        return (("source", name),)
    grade = f"grade {source.grade}" if source.grade else None
    told = [f"{name}: {source.publisher or source.title}"]
    told += [f"“{source.title}”"] if source.publisher else []
    text = ", ".join([*told, *(part for part in (source.date, grade) if part)])
    return (("source", text), ("", source.url))


def not_in_force(
    statements: Iterable[Statement],
    case: Case,
    day: date | None,
    about: set[str] | None,
    *,
    party: str | None = None,
) -> tuple[Section, ...]:
    """What was said earlier and has ended, and what comes later, by the day of the change.

    Of all parties or of one, on all issues or on some.
    """
    changes = []
    for s in statements:
        if day is None:
            continue
        later = s.said.day is not None and s.said.day > day
        for (at, by), claims in _by_end(s, day, about, party).items():
            on = said_text(s.said) if later or at is None else end_told(at, by, case)
            label = f"{'from' if later else 'until'} {on}"
            issues = {claim.issue for claim in claims}
            whole = about is None and issues >= {issue for _, issue, _ in s.terms}
            told = claim_text(s, case, None if whole else issues, named=about is None)
            what = "; ".join(f"{verb} {text}" for verb, text in told)
            who = ", ".join(dict.fromkeys(claim.party for claim in claims) or s.parties)
            form = [s.form] if s.form else []
            soft = (*act(s), *form, *softness(claims)) if claims else marks(s, None)
            parts = [said_text(s.said), *soft]
            parts += [f"if {s.proviso}"] if s.proviso else []
            parts += [f"replaced by {by}"] if by and not later else []
            text = f"{s.id} {who} {what} ({', '.join(parts)})"
            changes.append((at or day, s.id, label, text))
    rows = tuple(
        (Word(label, "dim"), Word(text, tells=id_)) for _, id_, label, text in sorted(changes)
    )
    sections = [Section("", (Labelled(rows),))] if changes else []
    return titled(f"What changed when: not in force {day_text(day)}", sections)


def _by_end(
    statement: Statement, day: date, about: set[str] | None, party: str | None
) -> dict[tuple[date | None, str | None], list[Claim]]:
    """What a statement says and what does not count on a day, by the day of the change and why."""
    if not statement.terms and not statement.in_force(day):
        return {(statement.until or statement.said.day, None): []}
    said = statement.said.day
    found: dict[tuple[date | None, str | None], list[Claim]] = {}
    for claim in statement.claims:
        mine = party in (None, claim.party) and (about is None or claim.issue in about)
        if mine and not claim.in_force(day):
            later = said is not None and said > day
            key = (said, None) if later else (claim.until, claim.replaced_by)
            found.setdefault(key, []).append(claim)
    return found


def _named(parties: Iterable[str], case: Case) -> str:
    """Some parties by title and id."""
    return ", ".join(first_of([f"{case.parties[id_].title} ({id_})" for id_ in parties]))


def _dense(party: Party, case: Case) -> Iterable[Row]:
    """In which periods the coverage of a party is dense; no row where it always is."""
    found: dict[tuple[Period, ...], list[str]] = {}
    for issue, periods in party.dense_on.items():
        found.setdefault(periods, []).append(issue)
    for periods, issues in sorted(found.items(), key=lambda own: [p.from_ for p in own[0]]):
        yield "dense", f"{_periods(periods)} on {issues_text(issues, case)}"
    if found or party.dense is not None:
        rest = "always" if party.dense is None else _periods(party.dense)
        yield "dense", f"{rest} on all else" if found else rest


def _periods(periods: tuple[Period, ...]) -> str:
    """Periods in words, in their order."""
    told = [
        f"{own.from_.isoformat()} to {own.until.isoformat()}"
        if own.until
        else f"from {own.from_.isoformat()}"
        for own in periods
    ]
    return conjoined(told) or "never"


def _labelled(rows: Iterable[Row]) -> Labelled:
    """The rows that have a text, with links where that is an address."""
    found = []
    for label, text in rows:
        if text:
            url = text if text.startswith(("http://", "https://")) else None
            found.append((Word(label, "dim"), Word(text, url=url)))
    return Labelled(tuple(found))
