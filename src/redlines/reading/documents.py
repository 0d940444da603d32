"""What a file may contain: its keys and shapes as pydantic models over text, and their JSON Schema.

What the words mean (dates, regions, names) is the business of `build`. Here every scalar is
text; the schema, which editors apply to typed YAML, admits the text and the YAML 1.2 core type
of each grammar.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError

from redlines.case import Basis
from redlines.reading.dates import DATE, DAY, SAID
from redlines.reading.notes import Notes, shape
from redlines.reading.synonyms import keys_meant, shapes_meant, words_meant
from redlines.reading.yaml_marks import Path, Value
from redlines.region import DateStep

JsonSchema = dict[str, Any]

NUMBER = r"^[+-]?[0-9]+(_[0-9]+)*(\.[0-9]+)?$"
BASES = tuple(basis.value for basis in Basis)

SCALARS = ["string", "number", "boolean", "null"]
_WORD: JsonSchema = {"type": SCALARS, "minLength": 1}


def _either(text: JsonSchema, core: JsonSchema) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [{"type": "string", **text}, core]})


Text = Annotated[str, StringConstraints(min_length=1), WithJsonSchema(_WORD)]
Day = Annotated[Text, WithJsonSchema({"type": "string", "pattern": DAY})]
Bound = Annotated[Text, WithJsonSchema({"type": "string", "pattern": DATE})]
SaidText = Annotated[Text, _either({"pattern": SAID}, {"type": "integer"})]
NumberText = Annotated[Text, _either({"pattern": f"{NUMBER}|{DATE}"}, {"type": "number"})]
StepText = Annotated[
    Text,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": NUMBER},
                {"enum": [unit.value for unit in DateStep]},
                {"type": "number"},
            ]
        }
    ),
]
# A word, none, or one for one and another for several: `issues` reads it.
UnitWords = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": SCALARS},
                {
                    "type": "object",
                    "properties": dict.fromkeys(("one", "other"), _WORD),
                    "required": ["one", "other"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
Flag = Annotated[
    Literal["true", "false"], _either({"enum": ["true", "false"]}, {"type": "boolean"})
]
Version = Annotated[Text, _either({"const": "1"}, {"const": 1})]
# Regions nest, so their grammar is `regions.Compiler`; the schema gets definitions of its own.
Regions = dict[str, Any]
Areas = Any
# An id, a list or a map: `replacing` reads it, for an error of a union names no place.
Replaces = Annotated[
    Any,
    WithJsonSchema(
        {
            "description": "An earlier statement by its id, some in a list, or a map of ids and "
            "the issues on which alone they end.",
            "anyOf": [
                {"type": SCALARS, "minLength": 1},
                {"type": "array", "items": {"type": SCALARS, "minLength": 1}, "minItems": 1},
                {
                    "type": "object",
                    "additionalProperties": {
                        "type": "array",
                        "items": {"type": SCALARS, "minLength": 1},
                        "minItems": 1,
                    },
                    "minProperties": 1,
                },
            ],
        }
    ),
]


Inner = dict[tuple[str, int], tuple[str, type["Shape"], bool]]


class Shape(BaseModel):
    """A map of a file; of a whole file `inner` are the maps in it, by first key and depth.

    Each has what it is called in messages, its model, and whether it stands in a list.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    inner: ClassVar[Inner] = {}


class PeriodDocument(Shape):
    """A stretch of days or whole months, both ends in it; without an end it lasts on."""

    from_: Bound = Field(alias="from")
    until: Bound | None = None


class PartyDocument(Shape):
    """An actor whose consent is analysed; `dense` says when the record of what it said is full."""

    title: Text | None = None
    aliases: list[Text] = Field(default_factory=list)
    member_of: Text | None = None
    dense: list[PeriodDocument] | None = None
    dense_on: dict[str, list[PeriodDocument]] = Field(default_factory=dict)
    note: Text | None = None


class QuantityDocument(Shape):
    """Numbers from one to another by a step, or dates by day or month; `unlimited` behind them.

    `unlimited` is true, or what it is called.
    """

    unit: UnitWords = None
    from_: NumberText = Field(alias="from")
    to: NumberText
    step: StepText
    unlimited: Text = "false"


class LevelDocument(Shape):
    """An outcome: the title that people read and a text on what it means, or that text alone."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    title: Text | None = None
    text: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, value: Value) -> Value:
        if isinstance(value, list):
            raise PydanticCustomError("level_type", "neither text nor a map")
        return {"text": value} if value and isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        text = {"type": SCALARS, "minLength": 1}
        return {"anyOf": [text, handler(core_schema)]}


class IssueDocument(Shape):
    """A question with a finite set of outcomes: exactly one of scale, options and quantity."""

    title: Text | None = None
    section: Text | None = None
    headline: Flag = "false"
    question: Text | None = None
    aliases: list[Text] = Field(default_factory=list)
    over: Areas = None
    scale: dict[str, LevelDocument] | None = None
    options: dict[str, LevelDocument] | None = None
    quantity: QuantityDocument | None = None
    note: Text | None = None


class StatementDocument(Shape):
    """One act of one party on one day, with at least one of demands, accepts and refuses."""

    id: Text | None = None
    said: SaidText | None = None
    until: Day | None = None
    replaces: Replaces = None
    by: Text | None = None
    name: Text | None = None
    basis: Literal[BASES] | None = None  # type: ignore[valid-type]
    form: Literal["ultimatum"] | None = None
    disputed: Flag = "false"
    vague: Flag = "false"
    sources: list[Text] = Field(default_factory=list)
    demands: Regions = Field(default_factory=dict)
    accepts: Regions = Field(default_factory=dict)
    refuses: Regions = Field(default_factory=dict)
    if_: Regions = Field(default_factory=dict, alias="if")
    unless: Regions = Field(default_factory=dict)
    proviso: Text | None = None
    note: Text | None = None


class JointDocument(StatementDocument):
    """One act of several parties together, which counts for each of them as its own."""

    parties: list[Text] = Field(json_schema_extra={"minItems": 1})


class NotCodedDocument(Shape):
    """Something on record that no statement codes: the reason, or what codes the same act."""

    reason: Text | None = None
    same_act_as: Text | None = None
    note: Text | None = None


class CaseDocument(Shape):
    """A negotiation: its parties, its issues, and who said what."""

    redlines: Version
    title: Text
    as_of: Day | None = None
    strict: Flag = "false"
    sections: dict[str, Text] = Field(default_factory=dict)
    parties: dict[str, PartyDocument]
    issues: dict[str, IssueDocument]
    positions: dict[str, list[StatementDocument]] = Field(default_factory=dict)
    joint: list[JointDocument] = Field(default_factory=list)
    not_coded: dict[str, NotCodedDocument] = Field(default_factory=dict)

    inner: ClassVar[Inner] = {
        ("parties", 2): ("a party", PartyDocument, False),
        ("parties", 4): ("a period", PeriodDocument, False),
        ("parties", 5): ("a period", PeriodDocument, False),
        ("issues", 2): ("an issue", IssueDocument, False),
        ("issues", 3): ("a quantity", QuantityDocument, False),
        ("issues", 4): ("a level", LevelDocument, False),
        ("positions", 3): ("a statement", StatementDocument, True),
        ("joint", 2): ("a joint statement", JointDocument, True),
        ("not_coded", 2): ("what is not coded", NotCodedDocument, False),
    }


class PartDocument(Shape):
    """Statements of a case in a file of its own, so that several people can write."""

    redlines: Version
    positions: dict[str, list[StatementDocument]] = Field(default_factory=dict)
    joint: list[JointDocument] = Field(default_factory=list)

    inner: ClassVar[Inner] = {
        ("positions", 3): ("a statement", StatementDocument, True),
        ("joint", 2): ("a joint statement", JointDocument, True),
    }


class SourceDocument(Shape):
    """Where statements were reported."""

    title: Text
    publisher: Text | None = None
    publisher_type: Text | None = None
    date: SaidText | None = None
    url: Text | None = None
    grade: Literal["A", "B", "C"] | None = None
    note: Text | None = None


class SourcesDocument(Shape):
    """The bibliography of a case."""

    redlines: Version
    sources: dict[str, SourceDocument]

    inner: ClassVar[Inner] = {("sources", 2): ("a source", SourceDocument, False)}


# The keys of a statement that hold maps of regions.
CLAIMING = ("demands", "accepts", "refuses", "if", "unless")


def case_schema() -> JsonSchema:
    """The JSON Schema, within draft 7, of a case file."""
    schema = schema_of(
        CaseDocument,
        "A negotiation case for redlines",
        ("Outcome", "Region", "Regions", "Areas"),
        StatementDocument=CLAIMING,
        JointDocument=CLAIMING,
    )
    schema["definitions"]["IssueDocument"]["properties"]["over"] = {"$ref": "#/definitions/Areas"}
    written = schema["properties"]["positions"]
    name = {"type": "string", "minLength": 1}
    schema["properties"]["positions"] = {
        "description": "Statements by party, or the files that hold them: YAML, or tables as CSV.",
        "anyOf": [
            {key: own for key, own in written.items() if key != "title"},
            name,
            {"type": "array", "items": name, "minItems": 1},
        ],
    }
    return schema


def part_schema() -> JsonSchema:
    """The JSON Schema, within draft 7, of a file in `positions`."""
    return schema_of(
        PartDocument,
        "Statements of a negotiation case for redlines",
        ("Outcome", "Region", "Regions"),
        StatementDocument=CLAIMING,
        JointDocument=CLAIMING,
    )


def sources_schema() -> JsonSchema:
    """The JSON Schema, within draft 7, of a `sources.yaml`."""
    return schema_of(SourcesDocument, "The sources of a negotiation case for redlines")


def schema_of(
    model: type[Shape], title: str, regions: Sequence[str] = (), **refer: Sequence[str]
) -> JsonSchema:
    """The JSON Schema, within draft 7, of a file in a model.

    `regions` are the definitions of regions that it needs, `refer` the keys of its definitions
    that hold maps of regions.
    """
    schema = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    known = _region_definitions()
    definitions |= {name: known[name] for name in regions}
    for name, keys in refer.items():
        for key in keys:
            definitions[name]["properties"][key] = {"$ref": "#/definitions/Regions"}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **schema,
        "title": title,
        "definitions": dict(sorted(definitions.items())),
    }


def _region_definitions() -> JsonSchema:
    region = {"$ref": "#/definitions/Region"}
    outcome = {"$ref": "#/definitions/Outcome"}
    comparison = dict.fromkeys(("at_least", "at_most", "above", "below"), outcome)
    pair = {"type": "array", "items": outcome, "minItems": 2, "maxItems": 2}
    return {
        "Outcome": {"type": SCALARS, "minLength": 1},
        "Region": {
            "description": "An outcome, a list of regions (any of them), `any`, or a comparison.",
            "anyOf": [
                outcome,
                {"type": "array", "items": region, "minItems": 1},
                {
                    "type": "object",
                    "properties": {**comparison, "between": pair, "none_of": region},
                    "additionalProperties": False,
                    "minProperties": 1,
                    "maxProperties": 1,
                },
            ],
        },
        "Regions": {
            "description": "A region for each issue, all its areas or some: `territory[crimea]`.",
            "type": "object",
            "additionalProperties": region,
        },
        "Areas": {
            "description": "The areas of an issue; with a map, the outcomes that each can have.",
            "anyOf": [
                {"type": "array", "items": {"type": SCALARS, "minLength": 1}, "minItems": 1},
                {"type": "object", "additionalProperties": region, "minProperties": 1},
            ],
        },
    }


_Model = TypeVar("_Model", bound=Shape)


def shaped(notes: Notes, model: type[_Model]) -> _Model | None:
    """A file in its model, or None where it cannot do without what does not fit.

    Else what does not fit is noted and left out, so that the rest can still be checked.
    """
    value = notes.document.value
    if value is None:
        return None
    if isinstance(value, dict) and not _version_known(notes, value):
        return None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        meant = _meant_keys(notes, errors, value, model)
        for item in errors:
            path = tuple(item["loc"])
            _note_fault(notes, path, item, model, meant.get(path, ()))
            missing = item["type"] == "missing"
            faulty = path[:-1] if missing and not _in_list(path[:-1], model) else path
            _leave_out(value, faulty, model)
            notes.broken.add(faulty[:3])
    try:
        return model.model_validate(value)
    except ValidationError:
        return None


def _version_known(notes: Notes, value: dict[str, Value]) -> bool:
    """Whether the file is of this version; of another one, nothing else can be judged."""
    first = next(iter(value), "")
    version = value.get("redlines", "")
    if first != "redlines" and version:
        notes.note("not-first-key", (first,), on_key=True, found=first)
    if isinstance(version, str) and version not in ("", "1"):
        notes.note("unknown-version", ("redlines",), found=version)
        return False
    return True


def _note_fault(
    notes: Notes, path: Path, item: Any, top: type[Shape], meant: tuple[str, ...]
) -> None:
    """Note one of pydantic's errors in the words of the catalogue; `meant` are keys for another."""
    found = item["input"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    match item["type"]:
        case "missing" if path in notes.broken:
            pass  # written under another key
        case "missing":
            holder, _ = _map_at(path[:-1], top)
            slip = "first-line" if path == ("redlines",) else ""
            notes.note("missing-key", path[:-1], on_key=True, key=name, of=holder, slip=slip)
        case "extra_forbidden":
            holder, keys = _map_at(path[:-1], top)
            other = "" if meant else _elsewhere(name, top)
            notes.note(
                "unknown-key",
                path,
                on_key=True,
                near=meant,
                key=name,
                of=holder,
                keys=", ".join(keys),
                slip="elsewhere" if other else "",
                other=other,
            )
        case "string_too_short":
            slip = "first-line" if path == ("redlines",) else ""
            on_key = isinstance(path[-1], str)
            notes.note("empty-value", path, on_key=on_key, key=name, slip=slip)
        case "literal_error" | "dict_type" | "model_type" | "list_type" if (
            path and found in _NO_VALUE
        ):
            notes.note("empty-value", path, on_key=isinstance(path[-1], str), key=name)
        case "literal_error" if isinstance(found, str):
            allowed = item["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
            meant = words_meant(found, allowed.split(", "))
            notes.note("unknown-word", path, near=meant, found=found, expected=allowed)
        case kind:
            expected = _EXPECTED.get(kind, "text")
            meant = shapes_meant(expected, found, of=name)
            slip = "no-dash" if expected == "a list" and isinstance(found, dict) else ""
            if kind == "model_type" and isinstance(found, str):
                slip = "title-only"
            elif expected == "a map":
                slip = _MAPS.get(name, "")
            notes.note(
                "wrong-shape", path, near=meant, expected=expected, found=shape(found), slip=slip
            )


# What other formats write for no value, where a word, a map or a list is asked for.
_NO_VALUE: tuple[Value, ...] = ("", "null", "Null", "NULL", "~", [], {})


def _elsewhere(key: str, top: type[Shape]) -> str:
    """The one map of a file that has a key, as it is called; nothing where several have it."""
    called = [
        name
        for name, model, _ in top.inner.values()
        if key in [info.alias or own for own, info in model.model_fields.items()]
    ]
    return called[0] if len(called) == 1 else ""


def _meant_keys(
    notes: Notes, errors: list[Any], value: Value, top: type[Shape]
) -> dict[Path, tuple[str, ...]]:
    """The keys that unknown ones may stand for, by their paths.

    What a map lacks only because it is written under another key is no second problem.
    """
    found: dict[Path, tuple[str, ...]] = {}
    for item in errors:
        path = tuple(item["loc"])
        if item["type"] == "extra_forbidden" and isinstance(path[-1], str):
            written: Any = value
            for step in path[:-1]:
                written = written[step]
            _, keys = _map_at(path[:-1], top)
            # What another map has is not taken for a slip, unless it is a word for a key of this.
            own = not _elsewhere(path[-1], top)
            found[path] = keys_meant(path[-1], keys, written, alike=own)
            notes.broken.update((*path[:-1], key) for key in found[path][:1])
    return found


# What maps are made of that people write as lists or texts.
_MAPS = {
    **dict.fromkeys(("scale", "options", "sections"), "levels"),
    **dict.fromkeys(("parties", "issues", "sources", "positions", "dense_on"), "entries"),
    **dict.fromkeys(("demands", "accepts", "refuses", "if", "unless", "sets"), "claims"),
}
# The shape that an error of pydantic asks for, where it is not text.
_EXPECTED = {
    "dict_type": "a map",
    "model_type": "a map",
    "list_type": "a list",
    "level_type": "text or a map with title and text",
}


def _map_at(path: Path, top: type[Shape]) -> tuple[str, list[str]]:
    """What the map at a path is called, and its keys."""
    name, model, _ = top.inner[str(path[0]), len(path)] if path else ("the file", top, False)
    return name, [info.alias or key for key, info in model.model_fields.items()]


def _leave_out(value: Value, path: Path, top: type[Shape]) -> None:
    """Take what does not fit out of a document.

    Inside a list the whole list goes, for places are found by position; only a statement, point
    or entry that is no map becomes one that says nothing, so that the others keep their places.
    """
    holders: list[Any] = [value]
    for step in path[:-1]:
        # A value may hold two faults: the first took it out.
        if isinstance(holders[-1], dict) and step not in holders[-1]:
            return
        holders.append(holders[-1][step])
    if path and isinstance(holders[-1], dict):
        holders[-1].pop(path[-1], None)
        if _in_list(path[:-1], top) and path[-1] in (stand_ins := _stand_ins(path[:-1], top)):
            holders[-1][path[-1]] = stand_ins[path[-1]]
    elif _in_list(path, top):
        holders[-1][path[-1]] = _stand_ins(path, top)
    elif path:
        holders[-2].pop(path[-2])
        if _in_list(path[:-2], top) and path[-2] in (stand_ins := _stand_ins(path[:-2], top)):
            holders[-2][path[-2]] = stand_ins[path[-2]]


def _in_list(path: Path, top: type[Shape]) -> bool:
    """Whether a path leads to an entry of a list that keeps its length: a statement, a point."""
    if not path or not isinstance(path[-1], int):
        return False
    _, _, listed = top.inner.get((str(path[0]), len(path)), ("", Shape, False))
    return listed


def _stand_ins(path: Path, top: type[Shape]) -> dict[str | int, Value]:
    """What a map of a list cannot do without, as text that says nothing."""
    _, model, _ = top.inner[str(path[0]), len(path)]
    return {
        key: ["?"] if get_origin(info.annotation) is list else "?"
        for key, info in model.model_fields.items()
        if info.is_required()
    }
