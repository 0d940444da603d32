"""What is no YAML is told by the slip behind it, at the place where it was made."""

from __future__ import annotations

import pytest

from redlines.reading.yaml_marks import read_yaml
from redlines.view.rules import problem_help, problem_sentence


@pytest.mark.parametrize(
    ("text", "slip", "line", "column"),
    [
        ("a:\n\tb: c", "tab-indent", 2, 1),
        ("a:\n  \tb: c\n  d: e", "tab-indent", 2, 3),
        ("- a: b\n\u00a0 c: d", "no-break-space", 2, 1),
        ("a:\n  b: c\n \u00a0d: e", "no-break-space", 3, 2),
        ("<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> theirs\n", "conflict", 1, 1),
        ("a: b\r\n<<<<<<< HEAD\r\nc: b\r\n=======\r\n>>>>>>> theirs\r\n", "conflict", 2, 1),
        ("a: b\n=======\nc: d\n", "conflict", 2, 1),
        ("a: b\n>>>>>>> theirs\n", "conflict", 2, 1),
        ("a: 'b\n<<<<<<< HEAD\nc\n=======\nd\n>>>>>>> theirs\n'\n", "conflict", 2, 1),
        ("a: @b", "reserved-character", 1, 4),
        ("a: `b`", "reserved-character", 1, 4),
        ("a: %b", "reserved-character", 1, 4),
        ("a: b: c", "colon", 1, 5),
        ("a: {b: c:}", "colon", 1, 9),
        ("a: 'b\nc: d\n", "open-quote", 1, 4),
        ('a: b\nc: "d\n', "open-quote", 2, 4),
        ("a: {b: c\nd: e\n", "open-bracket", 2, 2),
        ("a:\n  - b: c\n   d: e\n", "indentation", 3, 4),
    ],
)
def test_a_slip_is_told_where_it_was_made(text: str, slip: str, line: int, column: int):
    [problem] = read_yaml(text, "a.yaml").problems
    assert (problem.code, problem.args["slip"]) == ("bad-yaml", slip)
    assert (problem.place.line, problem.place.column) == (line, column)
    assert "not valid YAML" not in problem_sentence(problem)
    assert problem_help(problem)
    assert "?" not in f"{problem_sentence(problem)}{problem_help(problem)}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: >2030\nb: c", "{above: 2030}"),
        ("a: >= 2030\nb: c", "{at_least: 2030}"),
        ("- >=2_030", "{at_least: 2_030}"),
        ("{a: b, land[north]: part}", '"land[north]"'),
    ],
)
def test_what_was_probably_meant_is_named(text: str, meant: str):
    [problem] = read_yaml(text, "a.yaml").problems
    assert problem.suggestions == (meant,)
    assert problem_help(problem) == f"did you mean `{meant}`?"


@pytest.mark.parametrize("text", ["a: b\nc", "a: ]", "%FOO bar\n"])
def test_where_no_slip_shows_none_is_told(text: str):
    [problem] = read_yaml(text, "a.yaml").problems
    assert problem.args.keys() == {"reason"}


@pytest.mark.parametrize(
    "text", ["a: |\n  <<<<<<< one\n", "'<<<<<<< a': '>>>>>>>'", "a: '======='"]
)
def test_marks_of_a_conflict_elsewhere_are_text(text: str):
    assert read_yaml(text, "a.yaml").problems == ()
