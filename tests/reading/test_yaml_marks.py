"""The strict subset of YAML: what it means, what it refuses, and where everything stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redlines.case import Place
from redlines.reading import yaml_marks
from redlines.reading.yaml_marks import MarkedText, read_yaml


def value(text: str):
    document = read_yaml(text, "case.yaml")
    assert document.problems == ()
    return document.value


def faults(text: str) -> list[tuple[str, int, int]]:
    document = read_yaml(text, "case.yaml")
    return [(p.code, p.place.line, p.place.column) for p in document.problems]


def lines_at(document: MarkedText, text: str, *path: str | int, key: bool = False) -> str:
    """The text that a place points at, on its one line."""
    place = document.place(path, key=key)
    assert place.line == place.end_line
    return text.split("\n")[place.line - 1][place.column - 1 : place.end_column - 1]


@pytest.mark.parametrize(
    "word",
    ["NO", "on", "off", "y", "true", "null", "~", "1:2", "0o17", "0x1F", "1_000", "2025-12-09",
     "2025-12-09T10:00:00Z", "1e3", ".inf", "3.10", "007", "=", "+1", "<"],
)  # fmt: skip
def test_every_scalar_is_text_quoted_or_plain(word: str):
    assert value(f"a: {word}") == value(f'a: "{word}"') == value(f"a: '{word}'") == {"a": word}
    assert value(f"{word}: a") == value(f"'{word}': a") == {word: "a"}


def test_nothing_after_a_key_is_the_empty_text():
    assert value("a:\nb: ''\nc: ~") == {"a": "", "b": "", "c": "~"}


def test_block_and_flow_mean_the_same():
    block = "a:\n  b:\n    - x\n    - c: y\n  d: >-\n    two\n    words\n"
    assert value(block) == value("{a: {b: [x, {c: y}], d: two words}}")


def test_escapes_give_the_characters_that_may_not_stand_unescaped():
    assert value(r'a: "\u2028\x85\N"') == {"a": "\u2028\x85\x85"}


def test_quoted_merge_key_is_an_ordinary_key():
    assert value("'<<': a") == {"<<": "a"}


def test_explicit_document_marks_are_allowed():
    assert value("---\na: b\n...\n") == {"a": "b"}


@pytest.mark.parametrize("text", ["", "\n", "# a comment\n", "\n\n# two\n"])
def test_an_empty_text_has_no_value(text: str):
    document = read_yaml(text, "case.yaml")
    assert document.value is None
    assert faults(text) == [("empty-file", 1, 1)]
    assert document.place(("a",)) == Place("case.yaml", 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x b", ("anchor", 1, 4)),
        ("a: &x [b]", ("anchor", 1, 4)),
        ("&x a: b", ("anchor", 1, 1)),
        ("a: *x", ("alias", 1, 4)),
        ("*x : a", ("alias", 1, 1)),
        ("a: !!str b", ("tag", 1, 4)),
        ("a: ! b", ("tag", 1, 4)),
        ("a: !thing {b: c}", ("tag", 1, 4)),
        ("!!str a: b", ("tag", 1, 1)),
        ("a: b\n<<: {c: d}", ("merge-key", 2, 1)),
        ("? [a, b]\n: c", ("key-not-text", 1, 3)),
        ("? {a: b}\n: c", ("key-not-text", 1, 3)),
        ("a: b\nc: d\na: e", ("duplicate-key", 3, 1)),
        ("a: b\n'a': c", ("duplicate-key", 2, 1)),
        ("a: b\n---\nc: d", ("several-documents", 2, 1)),
        ("a: b\n... \n--- c", ("several-documents", 3, 1)),
        ("a: b\x85", ("line-separator", 1, 5)),
        ("a: b\n#\u2029", ("line-separator", 2, 2)),
        ("a: [b", ("bad-yaml", 1, 4)),
        ("a: [", ("bad-yaml", 1, 5)),
        ("a: b\nc", ("bad-yaml", 2, 1)),
        ("a: b: c", ("bad-yaml", 1, 5)),
        ("a: @b", ("bad-yaml", 1, 4)),
        ("a: 'b\nc: d\n", ("bad-yaml", 1, 4)),
        ("a: b\n\tc: d", ("bad-yaml", 2, 1)),
        ("a: b\x00", ("bad-yaml", 1, 5)),
        ("é😀: \x07", ("bad-yaml", 1, 5)),
        ("a: {b: c\nd: e\n", ("bad-yaml", 2, 2)),
        ("%FOO bar\n", ("bad-yaml", 1, 5)),
    ],
)  # fmt: skip
def test_what_is_refused_and_where(text: str, expected: tuple[str, int, int]):
    assert faults(text) == [expected]


def test_an_anchor_with_a_tag_is_two_faults_in_one_place():
    assert faults("a: &x !!str b") == [("anchor", 1, 4), ("tag", 1, 4)]


def test_faults_before_the_one_that_ends_reading_are_kept():
    assert [code for code, _, _ in faults("a: &x b\na: c\nd: 'e")] == [
        "anchor", "duplicate-key", "bad-yaml",
    ]  # fmt: skip


def test_a_control_character_far_in_is_placed_exactly():
    before = "a: 'é😀'\n"
    text = before + "# " + "é😀" * 20_000 + "\x1f"
    assert faults(text) == [("bad-yaml", 2, 3 + 40_000)]


def test_a_duplicate_key_keeps_the_first_value_and_names_its_place():
    document = read_yaml("a: b\nc: d\na: e\n", "case.yaml")
    assert document.value == {"a": "b", "c": "d"}
    assert document.problems[0].related == (Place("case.yaml", 1, 1, 1, 2),)
    assert document.problems[0].args == {"key": "a"}


@pytest.mark.parametrize("text", ["a: *x", "<<: {a: b}", "? [a]\n: b"])
def test_what_hides_values_leaves_no_value_to_judge(text: str):
    assert read_yaml(text, "case.yaml").value is None


def test_all_faults_of_a_text_are_told_at_once():
    text = "a: &x b\n<<: {c: d}\ne: *x\n? [f: &z g]\n: h\na: i\n"
    assert [code for code, _, _ in faults(text)] == [
        "anchor", "merge-key", "alias", "key-not-text", "anchor", "duplicate-key",
    ]  # fmt: skip


def test_depth_is_bounded_before_anything_is_built(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(yaml_marks, "MAX_DEPTH", 2)
    assert value("a: [b]") == {"a": ["b"]}
    assert faults("a: [[b]]") == [("too-deep", 1, 5)]
    assert faults("? [[a]]\n: b") == [("key-not-text", 1, 3), ("too-deep", 1, 4)]


def test_a_deep_text_is_refused_without_being_walked():
    assert faults("[" * 100_000) == [("too-deep", 1, 33)]
    assert faults("a: &x b\nc: " + "{d: " * 100_000) == [("anchor", 1, 4), ("too-deep", 2, 128)]


def test_a_fault_before_the_depth_is_told_as_what_it_is():
    assert faults("a: ]\nb: " + "[" * 100_000) == [("bad-yaml", 1, 4)]
    assert faults("a: [b\nc: " + "[" * 20) == [("bad-yaml", 2, 2)]


def test_size_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(yaml_marks, "MAX_BYTES", 4)
    assert value("a: b") == {"a": "b"}
    document = read_yaml("a: bc", "case.yaml")
    assert [(p.code, p.args) for p in document.problems] == [("too-large", {"limit": "4 bytes"})]


def test_the_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(yaml_marks, "MAX_VALUES", 3)
    assert value("[a, b]") == ["a", "b"]
    assert faults("[a, b, c]") == [("too-many-values", 1, 8)]
    assert faults("{a: b, c: d, e: f}") == [("too-many-values", 1, 17)]


TEXT = """\
# 概要
parties:
  {wide}: {{title: '{wide} 👩‍🚀 e\u0301', aliases: ["{wide}", b]}}
  south:
    title: b
list:
  - one
  - {{two: 2}}
"""


@pytest.mark.parametrize("wide", ["北", "e\u0301", "𝔖𝔬", "👩‍🚀", "ا"])
def test_columns_count_characters(wide: str):
    text = TEXT.format(wide=wide)
    document = read_yaml(text, "case.yaml")
    assert lines_at(document, text, "parties", wide, key=True) == wide
    assert lines_at(document, text, "parties", wide, "aliases", 0) == f'"{wide}"'
    assert lines_at(document, text, "parties", wide, "aliases", 1) == "b"
    assert lines_at(document, text, "parties", wide, "aliases", key=True) == "aliases"
    assert lines_at(document, text, "list", 1, "two") == "2"
    assert lines_at(document, text, "list", 1, "two", key=True) == "two"
    assert lines_at(document, text, "list", 1) == "{two: 2}"


@pytest.mark.parametrize("path", [("list", 7), ("list", "one"), ("south",), ("list", 0, "x")])
def test_a_path_that_leads_nowhere_gives_the_innermost_place(path: tuple[str | int, ...]):
    document = read_yaml("list:\n  - one\n", "case.yaml")
    known = path[:-1]
    assert document.place(path) == document.place(known)


def test_the_key_of_a_path_into_a_list_is_the_item():
    document = read_yaml("list: [one, two]", "case.yaml")
    assert document.place(("list", 1), key=True) == document.place(("list", 1))


def test_line_ends_of_any_system_give_the_same_places():
    text = "a: b\nc:\n  - 'd'\n  - e: f\n"
    plain, windows = read_yaml(text, "x"), read_yaml(text.replace("\n", "\r\n"), "x")
    assert windows.value == plain.value == value(text.replace("\n", "\r"))
    for path in [("a",), ("c", 0), ("c", 1, "e")]:
        assert windows.place(path) == plain.place(path)
        assert windows.place(path, key=True) == plain.place(path, key=True)


words = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff"
    ),
    max_size=8,
)


@given(words, words)
def test_any_quoted_text_is_read_as_it_is(first: str, second: str):
    def quoted(word: str) -> str:
        return "'" + word.replace("'", "''") + "'"

    text = f"{quoted(first)}: [{quoted(second)}]"
    document = read_yaml(text, "x")
    if any(p.code == "bad-yaml" for p in document.problems):  # U+FFFE and U+FFFF are not text
        assert set(first + second) & {"\ufffe", "\uffff"}
    else:
        assert document.value == {first: [second]}
        assert lines_at(document, text, first, 0) == quoted(second)


@given(st.text(st.sampled_from("ab: -[]{}&*!'\"\n#,?|>%@<\t"), max_size=40))
def test_no_text_is_a_crash(text: str):
    document = read_yaml(text, "x")
    assert document.problems or document.value is not None
