"""Keys, words, shapes and days that people write for those of the format."""

from __future__ import annotations

import pytest

from redlines.case import Basis
from redlines.reading.dates import dated, days_meant
from redlines.reading.documents import StatementDocument
from redlines.reading.synonyms import keys_meant, shapes_meant, words_meant
from redlines.reading.yaml_marks import Value

STATEMENT = [info.alias or key for key, info in StatementDocument.model_fields.items()]


@pytest.mark.parametrize(
    ("key", "meant"),
    [("date", "said"), ("except", "unless"), ("rejects", "refuses"), ("Demands", "demands"),
     ("demand", "demands"), ("red line", "refuses"), ("comment", "note"), ("source", "sources")],
)  # fmt: skip
def test_a_key_is_told_by_what_it_means(key: str, meant: str):
    assert keys_meant(key, STATEMENT, ())[0] == meant


def test_a_key_that_is_there_is_not_meant_by_another():
    assert keys_meant("date", STATEMENT, {"said": "2025"}) == ()


def test_every_key_that_is_meant_is_one_of_the_map():
    assert "scale" not in keys_meant("values", STATEMENT, ())
    assert keys_meant("level", ("title", "scale", "quantity"), ()) == ("scale",)


@pytest.mark.parametrize(("word", "meant"), [("yes", "true"), ("Off", "false"), ("True", "true")])
def test_a_flag_is_true_or_false(word: str, meant: str):
    assert words_meant(word, ("true", "false")) == (meant,)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("offical", ("official",)), ("laws", ("law",)), ("conclusions", ()), ("speech", ())],
)
def test_a_word_is_meant_by_a_slip_of_the_hand_and_not_by_likeness(
    word: str, meant: tuple[str, ...]
):
    assert words_meant(word, [basis.value for basis in Basis]) == meant


@pytest.mark.parametrize(
    ("expected", "value", "of", "meant"),
    [
        ("a list", "S1", "sources", ("[S1]",)),
        ("a list", "S1, S2", "sources", ("[S1, S2]",)),
        ("a list", "{x", "sources", ()),
        ("a map", ["a", "b"], "parties", ("{a: {}, b: {}}",)),
        ("a map", ["a", "b"], "scale", ("{a: …, b: …}",)),
        ("a map", ["a"], "demands", ()),
        ("a map", [{"a": "x"}, {"b": "y"}], "demands", ("{a: x, b: y}",)),
        ("a map", [{"a": "x"}, {"a": "y"}], "demands", ()),
        ("a map", "a:x", "refuses", ("{a: x}",)),
        ("a map", "a x", "parties", ()),
        ("a map", [{"party": "a", "refuses": {}}] * 2, "positions", ("{a: […]}",)),
        ("a map", [{"party": "a"}, {"refuses": {}}], "positions", ()),
        ("text", ["x"], "title", ("x",)),
    ],
)
def test_a_short_value_is_told_in_the_shape_that_is_asked_for(
    expected: str, value: Value, of: str, meant: tuple[str, ...]
):
    assert shapes_meant(expected, value, of=of) == meant


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("01/31/2025", ("2025-01-31",)),
        ("1/2/2025", ("2025-02-01", "2025-01-02")),
        ("31.1.2025", ("2025-01-31",)),
        ("1.2.2025", ("2025-02-01",)),
        ("2025/1/5", ("2025-01-05",)),
        ("2025-01-05T10:00:00Z", ("2025-01-05",)),
        ("January 31st, 2025", ("2025-01-31",)),
        ("31 Jan. 2025", ("2025-01-31",)),
        ("31/31/2025", ()),
        ("30 feb 2025", ()),
        ("today", ()),
    ],
)
def test_a_day_in_another_notation_is_told_in_the_one_there_is(text: str, days: tuple[str, ...]):
    assert days_meant(text) == days
    assert all(dated(day) for day in days)
