"""Statements in a table: what YAML would say of them, and what is told of thirty bad tables."""

from __future__ import annotations

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.small import HEAD, case_of, codes, placeless, told
from redlines.case import Case
from redlines.problems import Level
from redlines.reading.build import Reading, read_case, understood
from redlines.reading.files import InputFile
from redlines.view.clean import markdown_text
from redlines.view.rules import problem_help, problem_sentence

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"
HEADER = "party,id,said,verb,issue,region,if,sources,note\n"
ROWS = """\
party,id,said,verb,issue,region,if,sources,note
north,N-1,2025-03-01,refuses,border,open,,S1; S2,"he said ""never"", and then
said it again"
,N-1,,demands,tolls,at_least: 4.5,,,
south,,2025-03-02,demands,border,at_least: permits,,,
,,,accepts,"valleys[east, west]","[northern, shared]",,,
south,S-9,,accepts,tolls,"{between: [2, 3]}","{border: closed, customs: [goods, all]}",S2,
north; south,J-1,standing,accepts,customs,none,,,'=together
"""
YAML = """\
positions:
  north:
    - id: N-1
      said: 2025-03-01
      sources: [S1, S2]
      note: "he said \\"never\\", and then\\nsaid it again"
      refuses: {border: open}
      demands: {tolls: {at_least: 4.5}}
  south:
    - {said: 2025-03-02, demands: {border: {at_least: permits}},
       accepts: {"valleys[east, west]": [northern, shared]}}
    - id: S-9
      accepts: {tolls: {between: [2, 3]}}
      if: {border: closed, customs: [goods, all]}
      sources: [S2]
joint:
  - {id: J-1, parties: [north, south], said: standing, accepts: {customs: none}, note: =together}
"""
SOURCES = "redlines: 1\nsources: {S1: {title: One}, S2: {title: Two}}\n"
DATED = HEAD.replace("title: Border talks\n", "title: Border talks\nas_of: 2025-06-30\n")


def of_cells(rows: list[list[str]]) -> str:
    """A table of statements with these cells."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return HEADER + out.getvalue()


def read_table(folder: Path, table: str | bytes, named: str = "a.csv") -> Reading:
    """What reading the small negotiation gives with its statements in a table."""
    (folder / "redlines.yaml").write_text(f"{DATED}positions: {named}\n", encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    data = table if isinstance(table, bytes) else table.encode()
    (folder / "a.csv").write_bytes(data)
    return read_case(folder / "redlines.yaml")


def from_yaml(folder: Path) -> Case:
    """The same negotiation in YAML."""
    other = folder / "yaml"
    other.mkdir()
    (other / "redlines.yaml").write_text(f"{DATED}{YAML}", encoding="utf-8")
    (other / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return placeless(case_of(read_case(other / "redlines.yaml")))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_a_table_says_what_yaml_says(tmp_path: Path, separator: str, ending: str, encoding: str):
    marks = {"utf-16-le": BOM_UTF16_LE, "utf-16-be": BOM_UTF16_BE}
    text = separated(ROWS, separator).replace("\n", ending).replace(f"then{ending}", "then\n")
    data = marks.get(encoding, b"") + text.encode(encoding)
    assert placeless(case_of(read_table(tmp_path, data))) == from_yaml(tmp_path)


def separated(text: str, separator: str) -> str:
    """A table with another sign between its cells."""
    out = StringIO()
    rows = csv.reader(StringIO(text, newline=""))
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    "named", ["a.csv", "[a.csv]", '["a.csv"]', "\n  - a.csv", "# of all\n  a.csv"]
)
def test_a_case_names_its_table_in_any_form_of_yaml(tmp_path: Path, named: str):
    assert placeless(case_of(read_table(tmp_path, ROWS, named))) == from_yaml(tmp_path)


def test_a_table_in_the_folder_of_positions_is_read_with_the_rest(tmp_path: Path):
    (tmp_path / "positions").mkdir()
    head, *rows = ROWS.splitlines(keepends=True)
    north, south = "".join(rows[:3]), "".join(rows[3:])
    (tmp_path / "positions" / "a.csv").write_text(f"{head}{south}", encoding="utf-8")
    reading = read_table(tmp_path, f"{head}{north}")
    assert [file.path for file in reading.files] == [
        "redlines.yaml", "a.csv", "positions/a.csv", "sources.yaml"
    ]  # fmt: skip
    assert placeless(case_of(reading)) == from_yaml(tmp_path)


def test_a_table_and_yaml_stand_side_by_side(tmp_path: Path):
    (tmp_path / "b.yaml").write_text(
        "redlines: 1\npositions:\n  south:\n    - {id: B-1, accepts: {border: open}}\n", "utf-8"
    )
    reading = read_table(tmp_path, ROWS, "[b.yaml, a.csv]")
    assert list(case_of(reading).statements) == ["B-1", "N-1", "south#2", "S-9", "J-1"]


@pytest.mark.parametrize("nothing", ["", "null", "~", "[]"])
def test_nothing_in_the_place_of_statements_is_no_name(tmp_path: Path, nothing: str):
    assert codes(read_table(tmp_path, ROWS, nothing)) == ["empty-value"]


def test_of_a_file_that_is_named_and_not_there_the_name_is_told(tmp_path: Path):
    reading = read_table(tmp_path, ROWS, "[a.csv, b.csv]")
    assert codes(reading) == ["unreadable-file"]
    assert reading.problems[0].place.file == "b.csv"


def test_a_case_reads_no_table_outside_its_folder(tmp_path: Path):
    home = tmp_path / "case"
    home.mkdir()
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    assert codes(read_table(home, ROWS, "../a.csv")) == ["link-outside"]


# The table, what is told of it where, and what helps.
MISTAKES: dict[str, tuple[str | bytes, list[tuple[str, int, int]], str]] = {
    "empty": ("", [("empty-file", 1, 1)], "names of its columns"),
    "only blank lines": ("\n \n", [("empty-file", 1, 1)], "names of its columns"),
    "only empty cells": (",,\n,,\n", [("empty-file", 1, 1)], "names of its columns"),
    "a header alone": (HEADER, [("empty-file", 1, 1)], "add a row"),
    "a quote never closed": (
        HEADER + 'north,N-1,"2025-03-01,refuses,border,open,,,\n',
        [("bad-table", 2, 11)],
        'close it with "',
    ),
    "text behind a quote": (
        HEADER + 'north,N-1,,refuses,border,"open"ed,,,\n',
        [("bad-table", 2, 33)],
        "all of the cell in quotes",
    ),
    "a quote in a quoted cell": (
        HEADER + 'north,N-1,,refuses,border,open,,,"he said "never""\n',
        [("bad-table", 2, 44)],
        "written twice",
    ),
    "a comma too many": (
        HEADER + "north,N-1,,refuses,border,open,,,well, no\n",
        [("bad-table", 2, 39)],
        "in quotes",
    ),
    "a cell too few": (
        HEADER + "north,N-1,,refuses,border,open\n",
        [("bad-table", 2, 27)],
        "leave a cell empty rather than out",
    ),
    "a decimal comma": (
        HEADER + "north,N-1,,demands,tolls,4,5,,,\n",
        [("bad-table", 2, 32)],
        "write a decimal point",
    ),
    "a decimal comma between semicolons": (
        HEADER.replace(",", ";") + "north;N-1;;demands;tolls;4,5;;;\n",
        [("unknown-outcome", 2, 26)],
        '"4.5"',
    ),
    "commas and semicolons": (
        "party;id,verb\nnorth;N-1,refuses\n",
        [("bad-table", 1, 9)],
        "keep one of them",
    ),
    "a line for spreadsheets": (
        "sep=;\nparty;verb;issue;region\nnorth;refuses;border;open\n",
        [("bad-table", 1, 1)],
        "delete this line",
    ),
    "a line for spreadsheets in quotes": (
        '"sep=;"\nparty;verb;issue;region\nnorth;refuses;border;open\n',
        [("bad-table", 1, 1)],
        "delete this line",
    ),
    "another sign between cells": (
        "party|verb|issue|region\nnorth|refuses|border|open\n",
        [("bad-table", 1, 1)],
        "a comma, a semicolon or a tab",
    ),
    "a title before the header": (
        "# Statements of 2025\n" + HEADER + "north,N-1,,refuses,border,open,,,\n",
        [("bad-table", 1, 1)],
        "nothing before it",
    ),
    "a title before the header, in as many cells": (
        "Statements,,,\nparty,verb,issue,region\nnorth,refuses,border,open\n",
        [
            *[("missing-key", 1, 1)] * 4,
            ("unknown-key", 1, 1),
            *(("bad-table", 1, at) for at in (12, 13, 14)),
        ],
        "first row",
    ),
    "a page of the web": (
        "<table><tr><td>party</td></tr></table>\n",
        [("bad-table", 1, 1)],
        "names of the columns",
    ),
    "a sign behind every row": (
        HEADER + "north,N-1,,refuses,border,open,,,,\nsouth,S-1,,refuses,border,closed,,,,\n",
        [("bad-table", 1, 44)],
        "name each column",
    ),
    "tabs in the header, commas below": (
        HEADER.replace(",", "\t")
        + "north,N-1,,refuses,border,open,,,\nsouth,S-1,,refuses,border,closed,,,\n",
        [("bad-table", 1, 44)],
        "the same sign between cells",
    ),
    "the file of a spreadsheet": (
        b"PK\x03\x04\x14\0\x06\0",
        [("not-utf8", 1, 1)],
        "save the sheet as CSV",
    ),
    "a column without a name": (
        ",party,verb,issue,region\n0,north,refuses,border,open\n",
        [("bad-table", 1, 1)],
        "delete the column",
    ),
    "a column of another name": (
        "party,id,date,verb,issue,region\nnorth,N-1,2025-03-01,refuses,border,open\n",
        [("unknown-key", 1, 10)],
        '"said"',
    ),
    "a column of no meaning": (
        "party,id,salience,verb,issue,region\nnorth,N-1,3,refuses,border,open\n",
        [("unknown-key", 1, 10)],
        "party, id, verb",
    ),
    "a column twice": (
        "party,verb,issue,region,Party\nnorth,refuses,border,open,south\n",
        [("duplicate-key", 1, 25)],
        "keep one of them",
    ),
    "no column for who": (
        "id,verb,issue,region\nN-1,refuses,border,open\n",
        [("missing-key", 1, 1)],
        "first row",
    ),
    "no column for the verb": (
        "party,id,issue,region\nnorth,N-1,border,open\n",
        [("missing-key", 1, 1)],
        "first row",
    ),
    "no header": (
        "north,N-1,2025-03-01,refuses,border,open\n",
        [*[("missing-key", 1, 1)] * 4, *(("unknown-key", 1, at) for at in (1, 7, 11, 22, 30, 37))],
        "first row",
    ),
    "nobody": (HEADER + ",N-1,,refuses,border,open,,,\n", [("empty-value", 2, 1)], "above"),
    "no verb": (HEADER + "north,N-1,,,border,open,,,\n", [("empty-value", 2, 12)], "write it"),
    "no issue": (HEADER + "north,N-1,,refuses,,open,,,\n", [("empty-value", 2, 20)], "write it"),
    "no region": (
        HEADER + "north,N-1,,refuses,border,,,,\n",
        [("empty-value", 2, 27)],
        "write it",
    ),
    "nobody behind a semicolon": (
        HEADER + "north;,N-1,,refuses,border,open,,,\n",
        [("empty-value", 2, 7)],
        "delete the semicolon",
    ),
    "no source between semicolons": (
        HEADER + "north,N-1,,refuses,border,open,,S1;;S2,\n",
        [("empty-value", 2, 36)],
        "delete the semicolon",
    ),
    "another verb": (
        HEADER + "north,N-1,,rejects,border,open,,,\n",
        [("unknown-word", 2, 12)],
        '"refuses"',
    ),
    "nothing said": (HEADER + "north,N-1,2025-03-01,,,,,,\n", [("no-claim", 2, 1)], "refuses"),
    "another day in a later row": (
        HEADER
        + "north,N-1,2025-03-01,refuses,border,open,,,\n,N-1,2025-03-02,demands,tolls,4,,,\n",
        [("cells-disagree", 3, 6)],
        "another id",
    ),
    "another party in a later row": (
        HEADER + "north,N-1,,refuses,border,open,,,\nsouth,N-1,,refuses,border,closed,,,\n",
        [("cells-disagree", 3, 1), ("claimed-twice", 3, 20)],
        "another id",
    ),
    "a note in a later row alone": (
        HEADER + "north,N-1,,refuses,border,open,,,\n,N-1,,demands,tolls,4,,,late\n",
        [("cells-disagree", 3, 25)],
        "in the first row",
    ),
    "an issue twice": (
        HEADER + "north,N-1,,refuses,border,open,,,\n,N-1,,refuses,border,closed,,,\n",
        [("claimed-twice", 3, 15)],
        "a list of outcomes",
    ),
    "a title for an id": (
        HEADER + "The north,N-1,,refuses,border,open,,,\n",
        [("unknown-party", 2, 1)],
        '"north"',
    ),
    "two parties with a comma": (
        HEADER + '"north, south",N-1,,refuses,border,open,,,\n',
        [("unknown-party", 2, 2)],
        '"north; south"',
    ),
    "a party twice in a row": (
        HEADER + "north; south; north,N-1,,refuses,border,open,,,\n",
        [("duplicate-key", 2, 15)],
        "once",
    ),
    "an unknown issue": (
        HEADER + "north,N-1,,refuses,boarder,open,,,\n",
        [("unknown-issue", 2, 20)],
        '"border"',
    ),
    "an unknown outcome": (
        HEADER + "north,N-1,,refuses,border,opened,,,\n",
        [("unknown-outcome", 2, 27)],
        '"open"',
    ),
    "an empty word for a region": (
        HEADER + "north,N-1,,refuses,border,NA,,,\n",
        [("unknown-outcome", 2, 27)],
        "closed, permits, open",
    ),
    "a number off the grid": (
        HEADER + "north,N-1,,demands,tolls,at_least: 4.2,,,\n",
        [("off-grid", 2, 36)],
        "4.0 or 4.5",
    ),
    "a bracket never closed": (
        HEADER + 'north,N-1,,demands,tolls,"{at_least: 4",,,\n',
        [("bad-yaml", 2, 27)],
        "close it",
    ),
    "a condition on the own issue": (
        HEADER + "north,N-1,,accepts,border,open,border: closed,,\n",
        [("condition-on-own-issue", 2, 32)],
        "other",
    ),
    "an unknown source": (
        HEADER + "north,N-1,,refuses,border,open,,S1; S3,\n",
        [("unknown-source", 2, 37)],
        "sources.yaml",
    ),
    "an American day": (
        HEADER + "north,N-1,3/1/2025,refuses,border,open,,,\n",
        [("bad-date", 2, 11)],
        "2025",
    ),
    "a day in one number": (
        HEADER + "north,N-1,20250301,refuses,border,open,,,\n",
        [("bad-date", 2, 11)],
        '"2025-03-01"',
    ),
    "a day behind an apostrophe": (
        HEADER + "north,N-1,'2025-03-01,refuses,border,open,,,\n",
        [("bad-date", 2, 11)],
        '"2025-03-01"',
    ),
    "the number that a spreadsheet gives a day": (
        HEADER + "north,N-1,45717,refuses,border,open,,,\n",
        [("bad-date", 2, 11)],
        "2025",
    ),
    "an error of a spreadsheet": (
        HEADER + "north,N-1,,refuses,border,#REF!,,,\n",
        [("unknown-outcome", 2, 27)],
        "closed, permits, open",
    ),
    "a per cent sign": (
        HEADER + "north,N-1,,demands,tolls,5%,,,\n",
        [("unknown-outcome", 2, 26)],
        '"5"',
    ),
    "a no-break space in a region": (
        HEADER + "north,N-1,,demands,tolls,at_least:\u00a05,,,\n",
        [("unknown-outcome", 2, 26)],
        "U+00A0",
    ),
    "curled quotes around a cell": (
        HEADER + "north,N-1,,refuses,border,open,,,\u201cnever, he said\u201d\n",
        [("bad-table", 2, 41)],
        'straight ones (")',
    ),
    "a verb in capitals": (
        HEADER + "north,N-1,,REFUSES,border,open,,,\n",
        [("unknown-word", 2, 12)],
        '"refuses"',
    ),
    "ids that differ in case alone": (
        HEADER + "north,N-1,,refuses,border,open,,,\nsouth,n_1,,refuses,border,closed,,,\n",
        [("name-taken", 3, 7)],
        "another name",
    ),
    "a row of totals": (
        HEADER + "north,N-1,,refuses,border,open,,,\nTotal,,,,,,,,1\n",
        [("unknown-party", 3, 1), ("no-claim", 3, 1)],
        "parties",
    ),
    "a line break of a word processor": (
        HEADER + "north,N-1,,refuses,border,open,,,one\u2028two\n",
        [("line-separator", 2, 37)],
        "between the quotes",
    ),
    "Latin-1": (
        (HEADER + "north,N-1,,refuses,border,open,,,").encode() + b"caf\xe9\n",
        [("not-utf8", 2, 37)],
        "UTF-8",
    ),
    "UTF-16 without a mark": (
        (HEADER + "north,N-1,,refuses,border,open,,,\n").encode("utf-16-le"),
        [("bad-table", 1, 2)],
        "byte order mark",
    ),
    "a control character": (
        HEADER + "north,N-1,,refuses,border,open,,,\x1b[31m\n",
        [("bad-table", 2, 34)],
        "delete it",
    ),
    "a carriage return alone": (
        HEADER.replace("\n", "\r") + "north,N-1,,refuses,border,open,,,\r",
        [("bad-table", 1, 48)],
        "line feeds",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_bad_table_is_told_with_row_column_and_help(tmp_path: Path, name: str):
    table, expected, helps = MISTAKES[name]
    reading = read_table(tmp_path, table)
    assert reading.case is None
    assert told(reading) == expected
    assert {problem.place.file for problem in reading.problems} == {"a.csv"}
    first = reading.problems[0]
    assert helps in (problem_help(first) or "")
    assert "?" not in problem_sentence(first)


def test_thirty_mistakes_are_known():
    assert len(MISTAKES) >= 30


def test_the_page_of_tables_lists_the_mistakes_as_they_are_told(tmp_path: Path):
    told = []
    for name, (table, _, _) in MISTAKES.items():
        first = read_table(tmp_path, table).problems[0]
        sentence = markdown_text(problem_sentence(first))
        told.append(f"| {name} | `{first.code}` | {sentence} |")
    text = PAGE.read_text(encoding="utf-8")
    head, mark, rest = text.partition("| mistake | code | what is told |\n| --- | --- | --- |\n")
    assert mark
    after = rest[rest.index("\n\n") :]
    fresh = "".join((head, mark, "\n".join(told), after))
    if fresh != text:
        PAGE.with_suffix(".md.new").write_text(fresh, encoding="utf-8")
    assert fresh == text, "tables.md.new tells the mistakes as they are told now"


def test_all_mistakes_of_a_table_are_told_at_once(tmp_path: Path):
    rows = (
        "nort,N-1,,refuses,border,open,,,\n"
        "north,N-2,,rejects,border,open,,,\n"
        "north,N-3,,refuses,border,,,,\n"
        'south,N-4,,demands,tolls,"[1, 2",,,\n'
        "south,N-5,,demands,tolls,1,2,,,\n"
    )
    assert codes(read_table(tmp_path, HEADER + rows)) == ["bad-table"]
    others = HEADER + "".join(rows.splitlines(keepends=True)[:-1])
    assert told(read_table(tmp_path, others)) == [
        ("unknown-party", 2, 1),
        ("unknown-word", 3, 12),
        ("empty-value", 4, 27),
        ("bad-yaml", 5, 27),
    ]


@pytest.mark.parametrize("word", ["NO", "no", "on", "Null", "007", "1e3", "2025-03-01", "~"])
def test_a_word_is_text_whatever_it_looks_like(tmp_path: Path, word: str):
    reading = read_table(tmp_path, f"{HEADER}north,N-1,,refuses,border,open,,,{word}\n")
    assert case_of(reading).statements["N-1"].note == word


@pytest.mark.parametrize(("word", "soft"), [("TRUE", True), ("FALSE", False), ("true", True)])
def test_true_and_false_may_be_as_a_spreadsheet_writes_them(tmp_path: Path, word: str, soft: bool):
    table = f"party,id,verb,issue,region,disputed\nnorth,N-1,refuses,border,open,{word}\n"
    assert case_of(read_table(tmp_path, table)).statements["N-1"].disputed is soft


SIGNS = st.text("nsopqrt,;\"'{}[]: -=\n\t0123456789#&*!|>%@?~é\0\u2028", max_size=40)
ROWS_OF_SIGNS = st.lists(st.lists(SIGNS, min_size=9, max_size=9), max_size=3)
HOME = InputFile("case", "redlines.yaml", Path("redlines.yaml"), "", f"{DATED}positions: a.csv\n")


@given(st.one_of(SIGNS.map(lambda text: HEADER + text), ROWS_OF_SIGNS.map(of_cells)))
def test_any_text_gives_a_case_or_errors_with_places_in_it(text: str):
    table = InputFile("positions", "a.csv", Path("a.csv"), "", text)
    reading = understood([("case", HOME), ("positions", table)])
    errors = [problem for problem in reading.problems if problem.level is Level.ERROR]
    assert (reading.case is None) is bool(errors)
    lines = text.split("\n")
    for place in (place for own in errors for place in (own.place, *own.related)):
        assert place.file in ("a.csv", "redlines.yaml")
        if place.file == "a.csv":
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    for problem in errors:
        assert "?" not in problem_sentence(problem).replace("?", "", text.count("?"))
