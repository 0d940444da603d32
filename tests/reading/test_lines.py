"""Lines counted again: where they begin, against the marks of libyaml and a slow count."""

from __future__ import annotations

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from redlines.reading.lines import Lines, span
from redlines.reading.yaml_marks import read_yaml

BREAKS = ("\n", "\r\n", "\r")
# What a text may hold beside letters: signs of two units, wide ones, marks on letters, blanks.
SIGNS = ("a", "b c", "é", "e\u0301", "条", "😀", "👩\u200d🚀", "\u00a0", "\u200b", "x\ufeffy", "#")
# libyaml breaks lines at these too; a file that holds one is refused before a place is told.
SEPARATORS = ("\u2028", "\u2029", "\x85")
words = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=4).map("".join)
scalars = words.map(lambda word: f"'{word}'")
lines = st.lists(st.tuples(scalars, st.lists(st.sampled_from(BREAKS), min_size=1, max_size=3)))

written = st.lists(scalars.map(lambda word: f"- {word}\r\n")).map("".join)


def marks(text: str) -> list[tuple[int, int, int]]:
    """Index, line and column from 1 of both ends of every scalar, by libyaml."""
    found = []
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            own = (event.start_mark, event.end_mark)
            found += [(mark.index, mark.line + 1, mark.column + 1) for mark in own]
    return found


@given(lines.filter(bool), st.booleans())
@example([("'a'", ["\r", "\n"])], False)
@example([("'😀'", ["\r"]), ("'b'", ["\n", "\r"])], True)
def test_places_are_where_libyaml_has_them(drawn: list[tuple[str, list[str]]], indented: bool):
    lead = "  - " if indented else "- "
    text = "".join(f"{lead}{word}{''.join(ends)}" for word, ends in drawn)
    own, told = Lines("case.yaml", text), marks(text)
    assert len(told) == 2 * len(drawn)
    for index, line, column in told:
        assert own.spot(index) == (line, column)
        assert own.index(line, column) == index
    document = read_yaml(f"\ufeff{text}", "case.yaml")
    for i in range(len(drawn)):
        place = document.place((i,))
        assert (place.line, place.column) == told[2 * i][1:]
        assert (place.end_line, place.end_column) == told[2 * i + 1][1:]


@given(st.lists(st.sampled_from((*BREAKS, *SIGNS, *SEPARATORS, "\ufeff"))).map("".join), st.data())
def test_a_place_is_what_a_count_sign_by_sign_gives(text: str, data: st.DataObject):
    start, end = sorted(data.draw(st.integers(0, len(text)), label="index") for _ in range(2))
    place = Lines("case.yaml", text).place(span(start, end))
    assert (place.line, place.column) == counted(text, start)
    assert (place.end_line, place.end_column) == counted(text, end)


def counted(text: str, index: int) -> tuple[int, int]:
    """The line and the column of an index; a line ends behind LF, CRLF and CR alone."""
    line, column = 1, 1
    for at, sign in enumerate(text[:index]):
        pair = sign == "\r" and text[at + 1 : at + 2] == "\n"
        line, column = (line + 1, 1) if sign in "\r\n" and not pair else (line, column + 1)
    return line, column


@given(written, st.sampled_from(SEPARATORS))
def test_other_ends_of_lines_are_refused_where_they_stand(before: str, sign: str):
    [problem] = read_yaml(f"{before}- 'a{sign}'", "case.yaml").problems
    assert problem.code == "line-separator"
    line, column = counted(before, len(before))
    assert (problem.place.line, problem.place.column) == (line, column + len("- 'a"))
