"""The schemas that editors are pointed to are what the command prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from redlines.cli.main import main

FILES = sorted((Path(__file__).parents[2] / "data" / "schema").glob("*.schema.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_committed_schema_is_what_is_printed(path, capfd):
    assert main(["schema", path.name.removesuffix(".schema.json")]) == 0
    assert capfd.readouterr().out == path.read_text(encoding="utf-8")


def test_there_are_schemas():
    assert {path.name for path in FILES} >= {"case.schema.json", "sources.schema.json"}
