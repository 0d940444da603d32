"""The nouns of a case in the shapes of the JSON output."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from redlines.case import Case, Condition, Heading, Party, Place, Plan, Point, Source, Statement
from redlines.region import Region
from redlines.view.json_shapes import (
    IssueShape,
    OutcomeShape,
    PartyShape,
    PlaceShape,
    PlanShape,
    PointShape,
    SourceShape,
    StatementShape,
    TermShape,
)


def place_shape(place: Place) -> PlaceShape:
    """A place."""
    return PlaceShape(
        file=place.file,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
    )


def place_or_none(place: Place | None) -> PlaceShape | None:
    """A place, where there is one."""
    return None if place is None else place_shape(place)


def day_text(day: date | None) -> str | None:
    """A day as ISO 8601 writes it."""
    return None if day is None else day.isoformat()


def names(region: Region) -> list[str]:
    """A region as the names of its outcomes."""
    return list(region.names)


def terms(condition: Condition | None) -> list[TermShape]:
    """A condition, empty where there is none."""
    if condition is None:
        return []
    return [TermShape(issue=issue, outcomes=names(region)) for issue, region in condition.terms]


def party_shape(party: Party, case: Case) -> PartyShape:
    """A party with the number of its statements."""
    return PartyShape(
        id=party.id,
        title=party.title,
        aliases=list(party.aliases),
        member_of=party.member_of,
        note=party.note,
        statements=sum(s.party == party.id for s in case.statements.values()),
        place=place_or_none(party.place),
    )


def issue_shape(heading: Heading, case: Case) -> IssueShape:
    """An issue as the case lists it, with all outcomes that any of its areas can have."""
    own = set(heading.issues)
    each = [case.issues[issue].outcomes for issue in heading.issues]
    widest = max(each, key=lambda outcomes: len(outcomes.names))
    return IssueShape(
        id=heading.id,
        title=heading.title,
        section=heading.section,
        aliases=list(heading.aliases),
        question=heading.question,
        note=heading.note,
        kind=widest.kind.value,
        unit=widest.unit,
        issues=list(heading.issues),
        outcomes=list(widest.names),
        descriptions=[
            OutcomeShape(name=name, description=text)
            for name, text in zip(widest.names, widest.descriptions, strict=False)
        ],
        statements=sum(
            any(issue in own for _, issue, _ in s.terms) for s in case.statements.values()
        ),
        place=place_or_none(heading.place),
    )


def statement_shape(statement: Statement) -> StatementShape:
    """A statement with all its claims."""
    return StatementShape(
        {
            "id": statement.id,
            "party": statement.party,
            "said": statement.said.text or day_text(statement.said.day),
            "until": day_text(statement.until),
            "basis": statement.basis.value if statement.basis else None,
            "form": "ultimatum" if statement.ultimatum else None,
            "disputed": statement.disputed,
            "vague": statement.vague,
            "by": statement.by,
            "note": statement.note,
            "claims": [
                {"verb": verb.value, "issue": issue, "outcomes": names(region)}
                for verb, issue, region in statement.terms
            ],
            "if": terms(statement.given),
            "unless": terms(statement.unless),
            "sources": list(statement.sources),
            "place": place_or_none(statement.place),
        }
    )


def source_shape(source: Source) -> SourceShape:
    """A source."""
    return SourceShape(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        publisher_type=source.publisher_type,
        date=source.date,
        url=source.url,
        grade=source.grade,
        note=source.note,
        place=place_or_none(source.place),
    )


def plan_shape(plan: Plan) -> PlanShape:
    """A plan without its points."""
    return PlanShape(
        id=plan.id,
        title=plan.title,
        version=plan.version,
        date=day_text(plan.day),
        status=plan.status,
        basis=plan.basis.value if plan.basis else None,
        aliases=list(plan.aliases),
        by=list(plan.by),
        sources=list(plan.sources),
        points=len(plan.points),
        unknown=list(plan.unknown),
        all_unknown=plan.all_unknown,
        note=plan.note,
        place=place_or_none(plan.place),
    )


def point_shape(point: Point, plan: Plan) -> PointShape:
    """A point of a plan."""
    return PointShape(
        {
            "id": point.id,
            "number": point.number,
            "topic": point.topic,
            "text": point.text,
            "sets": [TermShape(issue=i, outcomes=names(region)) for i, region in point.terms],
            "if": terms(point.given),
            "unknown": not plan.knows(point.id),
            "sources": list(point.sources),
            "note": point.note,
            "place": place_or_none(point.place),
        }
    )


def plan_sources(plan: Plan, case: Case) -> list[SourceShape]:
    """The sources of a plan and its points, in the order of the case."""
    cited = {*plan.sources, *(source for point in plan.points for source in point.sources)}
    return [source_shape(source) for id_, source in case.sources.items() if id_ in cited]


def cited_sources(statements: Iterable[Statement], case: Case) -> list[SourceShape]:
    """The sources of some statements, in the order of the case."""
    cited = {source for statement in statements for source in statement.sources}
    return [source_shape(source) for id_, source in case.sources.items() if id_ in cited]
