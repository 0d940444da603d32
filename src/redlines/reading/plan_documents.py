"""What a plan and an ignore file may contain, apart from what every command reads."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field
from pydantic.json_schema import WithJsonSchema

from redlines.reading.documents import (
    BASES,
    SCALARS,
    Day,
    Inner,
    JsonSchema,
    Regions,
    Shape,
    Text,
    Version,
    schema_of,
)

# A word or a list: `plans` reads it, for an error of a union names no place.
Unknown = Annotated[
    Any,
    WithJsonSchema(
        {
            "description": "All points that are not listed, or the ids of some.",
            "anyOf": [
                {"const": "all"},
                {"type": "array", "items": {"type": SCALARS, "minLength": 1}},
            ],
        }
    ),
]


class PointDocument(Shape):
    """One numbered clause of a plan, in our own words; `sets` says which issues it settles."""

    id: Text
    number: Text | None = None
    topic: Text | None = None
    text: Text
    sources: list[Text] = Field(default_factory=list)
    sets: Regions = Field(default_factory=dict)
    if_: Regions = Field(default_factory=dict, alias="if")
    note: Text | None = None


class PlanDocument(Shape):
    """One version of a draft agreement, point by point."""

    redlines: Version
    plan: Text
    title: Text | None = None
    version: Text | None = None
    date: Day | None = None
    status: Text | None = None
    basis: Literal[BASES] | None = None  # type: ignore[valid-type]
    aliases: list[Text] = Field(default_factory=list)
    by: list[Text] = Field(default_factory=list)
    sources: list[Text] = Field(default_factory=list)
    unknown: Unknown = None
    note: Text | None = None
    points: list[PointDocument]

    inner: ClassVar[Inner] = {("points", 2): ("a point", PointDocument, True)}


class IgnoreDocument(Shape):
    """What is accepted, and why: an entry accepts only what it names.

    `issue` is needed where a point settles several; `parties` are all that were asked for.
    """

    id: Text
    plan: Text | None = None
    point: Text | None = None
    issue: Text | None = None
    party: Text | None = None
    parties: list[Text] = Field(default_factory=list)
    statements: list[Text] = Field(default_factory=list)
    reason: Text
    until: Day | None = None


class IgnoresDocument(Shape):
    """The findings that are accepted."""

    redlines: Version
    ignore: list[IgnoreDocument]

    inner: ClassVar[Inner] = {("ignore", 2): ("an entry", IgnoreDocument, True)}


def plan_schema() -> JsonSchema:
    """The JSON Schema, within draft 7, of a file in `plans`."""
    return schema_of(
        PlanDocument,
        "A draft agreement for redlines",
        ("Outcome", "Region", "Regions"),
        PointDocument=("sets", "if"),
    )


def ignore_schema() -> JsonSchema:
    """The JSON Schema, within draft 7, of a `redlines-ignore.yaml`."""
    return schema_of(IgnoresDocument, "Accepted findings of redlines")
