"""The cells of a table: those that the library reads, and each where it says."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redlines.reading.cells import read_cells

# What can stand in a cell, with all that separates, quotes, breaks or is calculated.
CELLS = st.text("ab,;\t\"'\n =+-@é😀", max_size=6)
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
)


def written(rows: list[list[str]], separator: str, ending: str) -> str:
    text = StringIO()
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows(rows)
    return text.getvalue()


@given(TABLES, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_cells_are_those_of_the_library(rows: list[list[str]], separator: str, ending: str):
    header = [f"column {at}" for at in range(len(rows[0]))]
    text = written([header, *rows], separator, ending)
    table = read_cells(text, "a.csv")
    assert table.problems == ()
    known = csv.reader(StringIO(text, newline=""), delimiter=separator)
    meant = [[unguarded(cell) for cell in row] for row in known]
    expected = [[bare(cell) for cell in row] for row in meant if any(cell.strip() for cell in row)]
    assert [[bare(cell.text) for cell in row] for row in (table.header, *table.rows)] == expected


@given(st.lists(st.lists(CELLS, max_size=4), max_size=3), TABLES, st.sampled_from(",;\t"))
def test_rows_before_the_header_are_no_part(
    before: list[list[str]], rows: list[list[str]], separator: str
):
    header = [f"column {at}" for at in range(len(rows[0]))]
    text = written([*before, header, *rows], separator, "\n")
    table = read_cells(text, "a.csv", len(before) + 1)
    assert [cell.text for cell in table.header] == header
    alone = read_cells(written([header, *rows], separator, "\n"), "a.csv")
    assert [[cell.text for cell in row] for row in table.rows] == [
        [cell.text for cell in row] for row in alone.rows
    ]


def bare(text: str) -> str:
    """A text without blanks around it: beside quotes a blank is not part of a cell."""
    return text.strip(" ")


def unguarded(text: str) -> str:
    """A cell as it is meant: without the apostrophe before what would be calculated."""
    rest = text.lstrip("'")
    blank = rest[: len(rest) - len(rest.lstrip())]
    calculated = "\t" in blank or rest.lstrip()[:1] in ("=", "+", "-", "@")
    return text[1:] if rest != text and calculated else text


@given(TABLES, st.sampled_from(",;"))
def test_every_cell_stands_where_it_says(rows: list[list[str]], separator: str):
    text = written([["x"] * len(rows[0]), *rows], separator, "\n")
    for row in read_cells(text, "a.csv").rows:
        for cell in row:
            spots = cell.spots()
            assert [text[at] for at in spots[:-1]] == list(cell.text)
            assert cell.start <= spots[0] <= spots[-1] <= cell.end
            place = cell.place
            assert lines_and_columns(text, cell.start) == (place.line, place.column)
            assert lines_and_columns(text, cell.end) == (place.end_line, place.end_column)


def lines_and_columns(text: str, index: int) -> tuple[int, int]:
    """The line and the column of an index, both from 1."""
    before = text[:index].split("\n")
    return len(before), len(before[-1]) + 1


@pytest.mark.parametrize("blank", ["\n\n", ",\n", ' , "" \n'])
def test_rows_of_nothing_do_not_count(blank: str):
    table = read_cells(f"a,b\n{blank}1,2\n{blank}", "a.csv")
    assert [[cell.text for cell in row] for row in table.rows] == [["1", "2"]]
