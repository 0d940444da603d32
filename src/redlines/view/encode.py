"""Values as JSON, and the JSON Schema that these satisfy: one walk over their types gives both.

A noun is an object whose keys are its fields. What differs is listed here once: `NAMES` for all
nouns, `DIFFERENT` for single ones, `LEAVES` for those that are no objects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from inspect import getattr_static, getdoc
from operator import itemgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from redlines.assumption import Held
from redlines.case import (
    Basis,
    Claim,
    Condition,
    Heading,
    Issue,
    Plan,
    Point,
    Said,
    Statement,
    Verb,
)
from redlines.deals import Concession, DealIssue, DealLine, DealReport, TermChange
from redlines.findings import Change, CheckReport, Distance, Effect, Grade, Settlement
from redlines.history import IssueHistory, Timeline
from redlines.moves import (
    CaseChange,
    ClaimChange,
    Move,
    PartyHistory,
    PositionDiff,
    VerdictChange,
)
from redlines.pairs import IssueCoalitions, Matrix, Pair
from redlines.region import Kind, Region
from redlines.verdicts import GapReport, IssueGap, Position, RedLine, Unknown, WhatIf, Withheld

# What JSON can hold, and regions; recursive types say less than they take to read.
Json = Any
# The type of a key, and where its value comes from.
Key = tuple[Any, Callable[[Any], Any]]
T = TypeVar("T")


@dataclass(frozen=True)
class Form:
    """How values of one type are written, the schema of that, and the definitions it refers to."""

    schema: Json
    write: Callable[[Any], Json] = lambda value: value
    definitions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class Keys:
    """How the keys of a noun differ from its fields: `without` some, and with `more`.

    A key more has the value at a path of attributes, null where one of them is, or what a function
    returns.
    """

    without: tuple[str, ...] = ()
    more: Mapping[str, str | Callable[[Any], Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Only:
    """In `Annotated[noun, Only(…)]`: these of its keys and attributes and no others.

    Without any it is the whole of a noun that would else only be named.
    """

    keys: tuple[str, ...] = ()


class _Flat:
    """Marks a field whose keys stand beside those of the noun that holds it."""


Whole = Annotated[T, Only()]
Flat = Annotated[T, _Flat]


def encode(value: Any) -> Json:
    """A noun as JSON; a region in it stays one until it is written, so that it can be kept."""
    return form_of(type(value)).write(value)


# What differs


@dataclass(frozen=True)
class PointSide:
    """A point on one side of a change; `region` is what it settles on the issue, if anything."""

    number: str | None
    text: str
    region: Region | None
    given: Condition | None


def _side(point: Point | None, region: Region | None) -> PointSide | None:
    return PointSide(point.number, point.text, region, point.given) if point else None


def _before(change: Change) -> PointSide | None:
    return _side(change.before, change.region_before)


def _after(change: Change) -> PointSide | None:
    return _side(change.after, change.region_after)


@dataclass(frozen=True)
class ClaimSide:
    """A claim in one state of the positions, with all that can be different about it."""

    region: Region
    said: Said
    until: date | None
    replaced_by: str | None
    basis: Basis | None
    form: Literal["ultimatum"] | None
    condition: Condition | None
    proviso: str | None
    disputed: bool
    vague: bool


def _claim_side(claim: Claim | None) -> ClaimSide | None:
    if claim is None:
        return None
    own = claim.statement
    return ClaimSide(
        claim.region,
        own.said,
        claim.until,
        claim.replaced_by,
        own.basis,
        own.form if claim.verb is Verb.REFUSES else None,
        claim.condition,
        own.proviso,
        disputed=own.disputed,
        vague=own.vague,
    )


def _claim_before(change: ClaimChange) -> ClaimSide | None:
    return _claim_side(change.before)


def _claim_after(change: ClaimChange) -> ClaimSide | None:
    return _claim_side(change.after)


def _changed(own: Move | VerdictChange) -> tuple[str, ...]:
    return tuple(dict.fromkeys(change.claim.statement.id for change in own.changes))


def _points(plan: Plan) -> int:
    return len(plan.points)


def _depends_on(item: IssueGap) -> tuple[tuple[Whole[Claim], ...], ...]:
    return item.depends_on


@dataclass(frozen=True)
class Idle:
    """What is assumed and changes nothing: a `statement`, or outcomes of a party on an issue."""

    statement: str | None
    party: str | None = None
    issue: str | None = None
    region: Region | None = None


def _idle(own: WhatIf) -> tuple[Idle, ...]:
    return tuple(
        Idle(None, what.party, what.issue, what.region) if isinstance(what, Held) else Idle(what)
        for what in own.idle
    )


def _red_lines(item: IssueGap) -> tuple[Whole[RedLine], ...]:
    return tuple(line for position in item.positions for line in position.red_lines)


def _distance_before(effect: Effect) -> Distance | None:
    return effect.distances[0] if effect.distances else None


def _distance_after(effect: Effect) -> Distance | None:
    return effect.distances[1] if effect.distances else None


# Fields of any noun whose key is another word.
NAMES = {
    "from_": "from",
    "region": "outcomes",
    "claims": "statements",
    "given": "if",
    "word": "grade",
}
DIFFERENT: dict[type, Keys] = {
    Heading: Keys(without=("outcomes",)),
    Statement: Keys(("ultimatum", "terms"), {"form": "form", "claims": "terms"}),
    Point: Keys(("terms",), {"sets": "terms"}),
    Plan: Keys(("day",), {"date": "day", "points": _points}),
    Claim: Keys(("issue", "region", "until", "replaced_by", "soft"), {"statement": "statement.id"}),
    RedLine: Keys(("number",), {"id": "id", "issue": "issue", "basis": "basis", "soft": "soft"}),
    Withheld: Keys(
        ("claim", "conditional"),
        {
            "statement": "claim.statement.id",
            "verb": "claim.verb",
            "soft": "claim.soft",
            "if": "claim.condition",
        },
    ),
    Position: Keys(("counted", "red_lines"), {"silent": "silent", "newest": "newest"}),
    GapReport: Keys(("assumption", "issues"), {"as_of": "assumption.day"}),
    Unknown: Keys(more={"headings": "headings", "judged": "judged"}),
    CheckReport: Keys(("assumption",), {"as_of": "assumption.day"}),
    CaseChange: Keys(("party",), {"party": "party.id"}),
    ClaimChange: Keys(
        more={
            "statement": "claim.statement.id",
            "verb": "claim.verb",
            "before": _claim_before,
            "after": _claim_after,
        }
    ),
    Move: Keys(("changes",), {"statements": _changed}),
    VerdictChange: Keys(("changes",), {"statements": _changed}),
    PositionDiff: Keys(("assumption", "both"), {"as_of": "assumption.day"}),
    PartyHistory: Keys(("assumption",)),
    IssueGap: Keys(
        more={
            "title": "issue.title",
            "heading": "issue.heading",
            "area": "issue.area",
            "kind": "issue.outcomes.kind",
            "unit": "issue.outcomes.unit_name",
            "step": "issue.outcomes.step",
            "outcomes": "issue.outcomes.everything",
            "contested": "contested",
            "depends_on": _depends_on,
            "red_lines": _red_lines,
        }
    ),
    IssueHistory: Keys(
        more={"title": "issue.title", "heading": "issue.heading", "area": "issue.area"}
    ),
    Timeline: Keys(("assumption", "issues"), {"as_of": "assumption.day"}),
    Pair: Keys(more={"spoken": "spoken"}),
    IssueCoalitions: Keys(
        more={
            "title": "issue.title",
            "heading": "issue.heading",
            "area": "issue.area",
            "insurmountable": "insurmountable",
            "vetoes": "vetoes",
        }
    ),
    Matrix: Keys(("assumption",), {"as_of": "assumption.day"}),
    DealIssue: Keys(more={"title": "issue.title"}),
    DealLine: Keys(
        ("line",),
        {
            "id": "line.id",
            "party": "line.party",
            "issue": "line.issue",
            "outcomes": "line.region",
            "unless": "line.unless",
            "proviso": "line.proviso",
            "basis": "line.basis",
            "statements": "line.claims",
        },
    ),
    TermChange: Keys(("before",), {"from": "before"}),
    DealReport: Keys(("assumption", "plan"), {"day": "assumption.day", "given": "plan.id"}),
    WhatIf: Keys(("idle",), {"idle": _idle}),
    Settlement: Keys(("open_points",)),
    Grade: Keys(more={"point": "point", "statements": "claims"}),
    Change: Keys(("region_before", "region_after"), {"before": _before, "after": _after}),
    Effect: Keys(
        ("issue", "party", "distances"),
        {
            "before": "before.word",
            "after": "after.word",
            "outcomes_before": "before.region",
            "outcomes_after": "after.region",
            "distance_before": _distance_before,
            "distance_after": _distance_after,
            "statements": "claims",
        },
    ),
}
# The parts of a term, which a statement, a point or a condition holds as a tuple.
_TERM = {Verb: "verb", str: "issue", Region: "outcomes"}


_TEXT = {"type": "string"}
_REGION = {
    "description": "The names of outcomes of a scale or of options, or the spans of a quantity.",
    "anyOf": [
        {"type": "array", "items": _TEXT},
        {"type": "array", "items": {"$ref": "#/$defs/Span"}},
    ],
}
_SPAN = {
    "description": "Numbers or dates without a gap, both ends included; `unlimited` is a span of "
    "its own.",
    "type": "object",
    "properties": {"from": _TEXT, "to": _TEXT},
    "required": ["from", "to"],
    "additionalProperties": False,
}


def encode_region(region: Region) -> Json:
    """A region as JSON."""
    if region.outcomes.kind is not Kind.QUANTITY:
        return list(region.names)
    return [{"from": first, "to": last} for first, last in region.spans()]


# The types that are no objects; a noun among them stands elsewhere and is only named.
LEAVES: dict[Any, Form] = {
    str: Form(_TEXT),
    int: Form({"type": "integer"}),
    bool: Form({"type": "boolean"}),
    NoneType: Form({"type": "null"}),
    None: Form({"type": "null"}),
    date: Form({"type": "string", "format": "date"}, date.isoformat),
    Region: Form({"$ref": "#/$defs/Region"}, definitions={"Region": _REGION, "Span": _SPAN}),
    Said: Form(
        {"type": ["string", "null"]},
        lambda own: own.text or (own.day.isoformat() if own.day else None),
    ),
    Issue: Form(_TEXT, lambda own: own.id),
    Claim: Form(_TEXT, lambda own: own.statement.id),
    RedLine: Form(_TEXT, lambda own: own.id),
    Concession: Form(_TEXT, lambda own: own.id),
}


# The walk


def form_of(hint: Any) -> Form:
    """How values of a type are written, and their schema; raises TypeError for one without JSON."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        # The second is what is written where it is closer than the type.
        return _some_keys(*args) if isinstance(args[1], Only) else form_of(args[1])
    if origin is tuple:
        return _list(args[0]) if args[-1] is ... else _fixed(args)
    if hint in LEAVES:
        return LEAVES[hint]
    if hint == Condition | None:
        # A condition that is not there is one of no terms.
        terms = form_of(tuple[tuple[str, Region], ...])
        return replace(terms, write=lambda own: terms.write(own.terms if own else ()))
    if origin in (Union, UnionType):
        return _any_of(args)
    if origin is Literal:
        return Form({"enum": list(args)})
    if origin is dict:
        item = form_of(args[1])
        return Form(
            {"type": "object", "additionalProperties": item.schema},
            lambda value: {key: item.write(own) for key, own in value.items()},
            item.definitions,
        )
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Form({"enum": [own.value for own in hint]}, lambda own: own.value)
    return _noun(hint)


def _any_of(hints: tuple[Any, ...]) -> Form:
    """Several types, told apart by their classes."""
    forms = [(_class(hint), form_of(hint)) for hint in hints]

    def write(value: Any) -> Json:
        return next(form for own, form in forms if isinstance(value, own)).write(value)

    schemas = [form.schema for _, form in forms]
    plain = all(list(schema) == ["type"] for schema in schemas)
    schema = {"type": [own["type"] for own in schemas]} if plain else {"anyOf": schemas}
    return Form(schema, write, _all(form for _, form in forms))


def _class(hint: Any) -> type:
    origin, args = get_origin(hint), get_args(hint)
    found: type = origin or hint
    if origin is Annotated:
        found = args[0]
    elif origin is Literal:
        found = type(args[0])
    return found


def _list(hint: Any) -> Form:
    """A list; the statements of several claims each once."""
    item = form_of(hint)

    def write(values: Any) -> Json:
        written = [item.write(value) for value in values]
        return list(dict.fromkeys(written)) if hint is Claim else written

    return Form({"type": "array", "items": item.schema}, write, item.definitions)


def _fixed(hints: tuple[Any, ...]) -> Form:
    """A tuple of fixed length: a term by the names of its parts, else a list."""
    if len(set(hints)) == 1:
        return _list(hints[0])
    return record({_TERM[own]: (own, itemgetter(at)) for at, own in enumerate(hints)})


@cache
def _noun(noun: type) -> Form:
    """An object that the schema defines once, under the name of its class."""
    if not is_dataclass(noun):
        raise TypeError(f"no JSON for {noun}")
    form = record(_keys(noun))
    definition = {"description": _description(noun), **form.schema}
    schema = {"$ref": f"#/$defs/{noun.__name__}"}
    return Form(schema, form.write, {**form.definitions, noun.__name__: definition})


def _some_keys(noun: type, only: Only) -> Form:
    if not only.keys:
        return _noun(noun)
    keys = _keys(noun)
    return record({key: keys.get(key) or (_hint_at(noun, key), _reader(key)) for key in only.keys})


def record(keys: Mapping[str, Key]) -> Form:
    """An object of these keys and no others."""
    forms = {key: (form_of(hint), get) for key, (hint, get) in keys.items()}

    def write(value: Any) -> Json:
        return {key: form.write(get(value)) for key, (form, get) in forms.items()}

    schema = {
        "type": "object",
        "properties": {key: form.schema for key, (form, _) in forms.items()},
        "required": list(forms),
        "additionalProperties": False,
    }
    return Form(schema, write, _all(form for form, _ in forms.values()))


def _all(forms: Any) -> dict[str, Json]:
    return {name: own for form in forms for name, own in form.definitions.items()}


def _keys(noun: type) -> dict[str, Key]:
    """The keys of a noun."""
    different = DIFFERENT.get(noun, Keys())
    found: dict[str, Key] = {}
    hints = get_type_hints(noun, include_extras=True)
    for own in fields(noun):
        if own.name in different.without:
            continue
        hint, get = hints[own.name], _reader(own.name)
        if get_origin(hint) is Annotated and _Flat in get_args(hint):
            inside = _keys(get_args(hint)[0])
            found |= {key: (of, _both(get, part)) for key, (of, part) in inside.items()}
        else:
            found[NAMES.get(own.name, own.name)] = hint, get
    for key, source in different.more.items():
        if isinstance(source, str):
            found[key] = _hint_at(noun, source), _reader(source)
        else:
            found[key] = get_type_hints(source, include_extras=True)["return"], source
    return found


def _both(first: Callable[[Any], Any], second: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: second(first(value))


def _reader(path: str) -> Callable[[Any], Any]:
    """Reads the value at a path of attributes, None where one of them is."""
    names = path.split(".")

    def read(value: Any) -> Any:
        for name in names:
            value = None if value is None else getattr(value, name)
        return value

    return read


def _hint_at(noun: Any, path: str) -> Any:
    """The type at a path of attributes, fields or properties."""
    absent = False
    for name in path.split("."):
        parts = [own for own in get_args(noun) or (noun,) if own is not NoneType]
        absent = absent or len(parts) < len(get_args(noun))
        hints = get_type_hints(parts[0])
        if name not in hints:
            hints[name] = get_type_hints(getattr_static(parts[0], name).fget)["return"]
        noun = hints[name]
    return noun | None if absent else noun


def _description(noun: type) -> str:
    """What a noun is, in the words of the keys."""
    text = (getdoc(noun) or "").replace("None", "null")
    for name, key in NAMES.items():
        text = text.replace(f"`{name}`", f"`{key}`")
    return text
