"""Plans in a line: a small negotiation with one issue of each kind, and its drafts."""

from __future__ import annotations

from typing import Any

from random_cases import Named, condition, region
from redlines.case import Plan, Point
from redlines.region import Grid, Outcomes

ISSUES = {
    "border": Outcomes.scale(["closed", "permits", "open", "free"]),
    "seat": Outcomes.options(["geneva", "vienna", "oslo"]),
    "troops": Outcomes.quantity("personnel", Grid(100, 100, 4, 0), unlimited=True),
}


def point(id_: str, sets: Named | None = None, *, given: Named | None = None, **rest: Any) -> Point:
    """A point that settles issues to regions written as names."""
    terms = tuple((issue, region(ISSUES[issue], names)) for issue, names in (sets or {}).items())
    when = condition(ISSUES, given) if given else None
    return Point(id_, rest.pop("text", "a text"), terms=terms, given=when, **rest)


def draft(*points: Point, **rest: Any) -> Plan:
    """The draft of these points."""
    return Plan(rest.pop("id", "draft"), "A draft", points, **rest)
