"""The JSON Schemas of the input files: draft 7, committed, and true to what is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from reading.core_yaml import load_core, load_core_file
from reading.fault_files import Fault, faults
from reading.small import HEAD, codes, read_text
from redlines.reading.documents import case_schema, part_schema, sources_schema
from redlines.reading.plan_documents import ignore_schema, plan_schema

ROOT = Path(__file__).parents[2]
SCHEMAS = {
    "case": case_schema,
    "positions": part_schema,
    "sources": sources_schema,
    "plan": plan_schema,
    "ignore": ignore_schema,
}
COMMITTED = ROOT / "data" / "schema"
DATA = [
    ("case", ROOT / "data" / "positions.yaml"),
    ("sources", ROOT / "data" / "sources.yaml"),
    *(("plan", path) for path in sorted((ROOT / "data" / "plans").glob("*.yaml"))),
]

# Draft 7 and before, without `format`: what every editor knows.
KEYWORDS = {
    "$schema", "$ref", "definitions", "title", "description", "default", "type", "enum", "const",
    "anyOf", "properties", "additionalProperties", "required", "items", "minItems", "maxItems",
    "minLength", "pattern", "minProperties", "maxProperties",
}  # fmt: skip
ANNOTATIONS = {"title", "description", "default"}
FAULT_FILES = faults()
# What YAML itself refuses or what only a reader of marks can see.
BEFORE_THE_SHAPE = {
    "alias", "anchor", "bad-yaml", "duplicate-key", "empty-file", "key-not-text", "line-separator",
    "merge-key", "not-utf8", "several-documents", "tag", "too-deep",
}  # fmt: skip


@cache
def validator(name: str) -> Draft7Validator:
    return Draft7Validator(SCHEMAS[name]())


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and every schema in it."""
    yield schema
    for named in ("properties", "definitions"):
        for part in schema.get(named, {}).values():
            yield from parts(part)
    for single in ("items", "additionalProperties"):
        if isinstance(schema.get(single), dict):
            yield from parts(schema[single])
    for part in schema.get("anyOf", ()):
        yield from parts(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_draft_7(name: str):
    schema = SCHEMAS[name]()
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert {key for part in parts(schema) for key in part} <= KEYWORDS


@pytest.mark.parametrize("name", SCHEMAS)
def test_references_lead_somewhere_and_hide_nothing_beside_them(name: str):
    schema = SCHEMAS[name]()
    for part in parts(schema):
        if "$ref" in part:  # draft 7 ignores what stands beside
            assert part.keys() - ANNOTATIONS == {"$ref"}
            prefix, _, definition = part["$ref"].rpartition("/")
            assert prefix == "#/definitions"
            assert definition in schema["definitions"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_the_one_the_code_gives(name: str):
    written = (COMMITTED / f"{name}.schema.json").read_text(encoding="utf-8")
    assert written == json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(("name", "path"), DATA)
def test_a_bundled_file_fits_its_schema(name: str, path: Path):
    assert list(validator(name).iter_errors(load_core_file(path))) == []


@pytest.mark.parametrize(("name", "path"), DATA)
def test_a_bundled_file_names_its_committed_schema_for_editors(name: str, path: Path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match is not None
    assert (path.parent / match[1]).resolve() == COMMITTED / f"{name}.schema.json"


def schema_accepts(fault: Fault) -> bool:
    names = {"sources.yaml": "sources", "redlines-ignore.yaml": "ignore"}
    folders = {"plans": "plan", "positions": "positions"}
    name = folders.get(fault.shown.partition("/")[0]) or names.get(fault.shown, "case")
    return validator(name).is_valid(load_core_file(fault.file))


@pytest.mark.parametrize(
    "fault", [f for f in FAULT_FILES if f.code not in BEFORE_THE_SHAPE], ids=lambda f: f.name
)
def test_the_schema_rejects_the_faults_that_say_so_and_no_others(fault: Fault):
    assert schema_accepts(fault) is not fault.schema_rejects


def test_some_faults_are_for_the_schema():
    assert sum(fault.schema_rejects for fault in FAULT_FILES) >= 20


QUOTES = ("{}", "'{}'", '"{}"')
TABLE = {
    "strict: @": ["true", "false"],
    "as_of: @": ["2025-12-09"],
    "title: @": ["talks", "2025", "1.5", "true", "null", "~", "2025-12-09", "0o17", "0x1F", "NO"],
    "sections: {land: @}": ["land", "12", "false", "null"],
    "statement: said: @": ["2025", "2025-12", "2025-12-09", "standing"],
    "statement: until: @": ["2026-01-01"],
    "statement: vague: @": ["true", "false"],
    "statement: id: @": ["A1", "7", "2025", "true", "null", "1.0"],
    "statement: basis: @": ["law"],
    "statement: note: @": ["no", "12", "null", "~"],
    "statement: demands: {tolls: @}": ["0", "1.5", "10", "1_0", "unlimited", "any", "007"],
    "statement: demands: {tolls: {at_least: @}}": ["0", "2.0"],
    "statement: demands: {tolls: {between: [0, @]}}": ["5", "5.5"],
    "gates: {from: @, to: 2027-01, step: month}": ["2026-01"],
    "gates: {from: @, to: 2027-01-01, step: day}": ["2026-12-01"],
    "gates: {unit: @, from: 0, to: 2, step: 1}": ["m", "7", "true"],
    "gates: {unit: m, from: 0, to: 2, step: 1, unlimited: @}": ["true", "false", "no end"],
    "quantity: from: @": ["0", "-5", "1.5", "1_000", "+3", "0.25"],
}
ROWS = [(where, quote.format(word)) for where, words in TABLE.items() for word in words
        for quote in QUOTES]  # fmt: skip


def whole(where: str, word: str) -> str:
    """A case that holds a scalar where a row of the table puts it."""
    if where.startswith("gates: "):
        return f"{HEAD}  gates: {{quantity: {where.removeprefix('gates: ').replace('@', word)}}}\n"
    kind, _, rest = where.rpartition("statement: " if "statement" in where else "quantity: ")
    line = (rest if kind or where != rest else where).replace("@", word)
    if where.startswith("quantity"):
        number = re.sub(r"['\"_]", "", word)
        quantity = f"{{unit: coins, {line}, to: {float(number) + 2:g}, step: 1}}"
        return f"{HEAD}  gates: {{quantity: {quantity}}}\n"
    dated = HEAD.replace("title:", "as_of: 2025-12-31\ntitle:", 1)
    if where.startswith("statement"):
        claim = "" if "demands" in where else ", demands: {border: open}"
        return f"{dated}positions: {{south: [{{{line}{claim}}}]}}\n"
    key = line.split(":")[0]
    return "\n".join([*(old for old in dated.splitlines() if not old.startswith(key)), line, ""])


@pytest.mark.parametrize(("where", "word"), ROWS)
def test_text_and_core_type_are_both_admitted(tmp_path: Path, where: str, word: str):
    text = whole(where, word)
    assert codes(read_text(tmp_path, text)) == []
    assert list(validator("case").iter_errors(load_core(text))) == []


@pytest.mark.parametrize(
    ("where", "word"),
    [
        ("strict: @", "yes"), ("strict: @", "1"), ("as_of: @", "2025"), ("as_of: @", "today"),
        ("statement: said: @", "soon"), ("statement: until: @", "standing"),
        ("statement: vague: @", "maybe"), ("statement: basis: @", "Law"),
        ("statement: basis: @", "false"), ("statement: form: @", "threat"),
        ("statement: demands: {tolls: {between: [@]}}", "1"),
        ("statement: demands: {tolls: {atleast: @}}", "1"),
        ("gates: {unit: [@], from: 0, to: 2, step: 1}", "m"),
        ("gates: {unit: {one: @}, from: 0, to: 2, step: 1}", "m"),
        ("gates: {from: 2026-01, to: 2026-03, step: @}", "months"),
        ("gates: {from: @, to: 2026-03, step: month}", "March 2026"),
        ("title: [@]", "a"), ("sections: {land: {a: @}}", "b"),
    ],
)  # fmt: skip
def test_other_words_are_admitted_by_neither(tmp_path: Path, where: str, word: str):
    text = whole(where, word)
    assert codes(read_text(tmp_path, text)) != []
    assert not validator("case").is_valid(load_core(text))


def test_the_core_loader_is_that_of_yaml_1_2():
    text = (
        "[NO, on, ~, null, '', true, 'true', 12, 0o17, 0x1F, 010, 1_000, 1.5, 1e3, 2025-12-09, 1:2]"
    )
    assert load_core(text) == [
        "NO", "on", None, None, "", True, "true", 12, 15, 31, 10, "1_000", 1.5, 1000.0,
        "2025-12-09", "1:2",
    ]  # fmt: skip
