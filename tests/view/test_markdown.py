import re
import unicodedata
from dataclasses import replace

import pytest
from lake import HOSTILE, NONE_LATER, hostile, lake
from markdown_it import MarkdownIt
from test_terminal import HIDDEN, golden

from random_cases import make_case, says
from redlines.case import Collection, Place
from redlines.catalogue import RULES
from redlines.engine.finding import problem_findings
from redlines.engine.gaps import gap
from redlines.problems import PROBLEMS, Problem
from redlines.region import Outcomes
from redlines.view import show_document as pages
from redlines.view.as_markdown import as_markdown
from redlines.view.document import Document, Head, Line, Section, Word, words
from redlines.view.fault_document import validate_document
from redlines.view.gap_document import gap_document
from redlines.view.rules_document import rules_document


def documents(case):
    day = case.as_of
    yield gap_document(gap(case, list(case.parties)), case)
    for kind in Collection:
        yield pages.list_document(kind, case, day)
    for name in case.headings:
        yield pages.issue_document(name, case, day, NONE_LATER)
    for name in case.parties:
        yield pages.party_document(name, case, day, NONE_LATER)
    for name in case.statements:
        yield pages.statement_document(name, case)
    for name in case.sources:
        yield pages.source_document(name, case)
    place = Place(HOSTILE, 1, 1, 1, 2)
    hostile = Problem("bad-region", place, {"found": HOSTILE}, (HOSTILE,))
    found = problem_findings([hostile])
    yield validate_document([hostile], {}, found, found)
    yield validate_document([], {}, found, [replace(own, ignored=HOSTILE) for own in found])
    yield validate_document([], {}, (), ())
    yield rules_document([*PROBLEMS, *RULES])


def rows_kept(text):
    """The lines of a text in Markdown whose tables keep their columns, with nothing hidden."""
    assert text.endswith("\n")
    columns = None
    for line in text[:-1].split("\n"):
        assert not HIDDEN & set(map(unicodedata.category, line))
        bars = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
        columns = (columns or bars) if line.startswith("| ") else 0
        assert bars == columns, line
        yield line


@pytest.mark.parametrize("make", [lake, hostile])
def test_tables_keep_their_columns_and_nothing_is_interpreted(make):
    for text in map(as_markdown, documents(make())):
        for line in rows_kept(text):
            assert not re.search(r"<(?!br>|/?details>|/?summary>|https://x.example>)", line)
            line = re.sub(r"\]\([^() ]*\)", "]", line)
            assert not re.search(r"@(?!&#8203;)", line)
            assert "**b**" not in line
            assert "~~s~~" not in line


def test_the_document_of_the_lake():
    case = lake()
    golden("lake-markdown", as_markdown(gap_document(gap(case, ["north", "south"]), case)))


def test_what_is_softly_refused_and_offered_is_told_apart_in_the_document():
    pier = {"pier": Outcomes.scale(["none", "short", "long"])}
    case = make_case(
        pier,
        says(pier, "A-1", "a", refuses={"pier": "short long"}, vague=True),
        says(pier, "A-2", "a", accepts={"pier": "none short"}, disputed=True),
        says(pier, "B-1", "b", refuses={"pier": "none"}),
    )
    text = as_markdown(gap_document(gap(case, ["a", "b"]), case))
    assert (
        "| softly demanded or accepted: “none”<br>softly refuses long<br>softly both: short |"
    ) in text


def test_the_page_of_an_issue():
    golden(
        "page-markdown",
        as_markdown(pages.issue_document("shore", lake(), lake().as_of, NONE_LATER)),
    )


@pytest.mark.parametrize("text", ["    Note_the_pier", "     - pier", "\t1. pier", "    # pier"])
def test_a_text_with_spaces_before_it_is_no_code_and_no_list(text):
    blocks = (
        Head(text, (text, "fact")),
        Line(words(Word(text, "bold"), " rest")),
        Line(words(text, Word("bold ", "bold"), "rest")),
        Line(words(text), mark="item"),
        Section(text, (Line(words(text)),)),
    )
    page = as_markdown(Document(screen=(), page=blocks))
    found = [token.type for token in MarkdownIt().parse(page)]
    assert "code_block" not in found
    assert "ordered_list_open" not in found
    assert found.count("bullet_list_open") == found.count("heading_open") - 1 == 1
    inline = [own for token in MarkdownIt().parse(page) for own in token.children or ()]
    assert [own.type for own in inline].count("strong_open") == 2
