"""What checks outputs, each made once: to make a validator costs more than to use it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from redlines.view.output_schema import output_schema

FILES = Path(__file__).parents[1] / "schemas"
Validator = jsonschema.protocols.Validator


@cache
def of_output() -> Validator:
    """What `redlines schema output` says of a whole output."""
    schema = output_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@cache
def of_finding() -> Validator:
    """What it says of a finding, a line of jsonl."""
    whole = of_output().schema
    return jsonschema.Draft202012Validator({**whole["$defs"]["Told"], "$defs": whole["$defs"]})


@cache
def of_file(name: str) -> Validator:
    """What a schema that others have published says."""
    schema = json.loads((FILES / name).read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


@cache
def of_junit():  # type: ignore[no-untyped-def]
    """What Jenkins says of JUnit's XML."""
    return pytest.importorskip("xmlschema").XMLSchema(str(FILES / "junit.xsd"))
