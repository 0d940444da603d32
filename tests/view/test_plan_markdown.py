import re

import pytest
from lake_plans import drafts, hostile_drafts
from markdown_it import MarkdownIt
from test_markdown import rows_kept
from test_plan_tables import documents
from test_terminal import golden

from redlines.engine.changes import diff
from redlines.engine.plans import check
from redlines.view.as_markdown import COMMENT_LIMIT, as_markdown
from redlines.view.check_document import check_document
from redlines.view.diff_document import diff_document
from redlines.view.document import Document, Head, Line, Section, Table, words
from redlines.view.github import SUMMARY_LIMIT

TAGS = re.compile(r"<(/?)(details|summary|br|ins|del)>")


def texts(case, base, new):
    return [as_markdown(own, limit=10**9) for own in documents(case, base, new).values()]


@pytest.mark.parametrize("make", [drafts, hostile_drafts])
def test_tables_keep_their_columns_and_nothing_is_interpreted(make):
    for text in texts(*make()):
        for line in rows_kept(text):
            assert "<" not in TAGS.sub("", line).replace("<https://x.example>", "")
            assert not re.search(r"@(?!&#8203;)", line)
            assert "**b**" not in line
            assert "~~s~~" not in line


@pytest.mark.parametrize("make", [drafts, hostile_drafts])
def test_it_renders_to_folds_that_close_and_tables_that_are_tables(make):
    for text in texts(*make()):
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
        assert html.count("<details>") == html.count("</details>")
        assert html.count("<table>") == text.count("| --- |\n")
        assert "<script" not in html
        assert "<!--" not in html


def test_the_first_screen_says_for_whom_it_is_worse_and_why():
    case, base, new = drafts()
    first = as_markdown(diff_document(diff(case, base, new), case)).split("<details>")[0]
    assert "- **Worse for:** north on 2 issues, demand lost on 2." in first
    assert "| **north** | ▼ demand lost |" in first
    assert "demands shared by turns (N-02, law, 2024-02-01" in first


@pytest.mark.parametrize("name", ["check", "diff"])
def test_the_documents_of_the_lake(name):
    case, base, new = drafts()
    document = (
        check_document(check(case, base), case)
        if name == "check"
        else diff_document(diff(case, base, new), case)
    )
    golden(f"lake-{name}-markdown", as_markdown(document, limit=COMMENT_LIMIT))


@pytest.mark.parametrize("make", [drafts, hostile_drafts])
@pytest.mark.parametrize("limit", [1500, 2500, 4000, 8000, COMMENT_LIMIT])
def test_a_comment_keeps_its_limit_and_says_what_is_left_out(make, limit):
    case, base, new = make()
    document = diff_document(diff(case, base, new), case)
    whole = as_markdown(document, limit=10**9)
    text = as_markdown(document, limit=limit)
    assert len(text.encode()) <= limit
    if len(whole.encode()) <= limit:
        assert text == whole
    else:
        assert re.search("(is|are) left out to keep within what fits here", text)
        assert text.endswith("`-f table` shows all._\n")
    assert text.count("<details>") == text.count("</details>")


def page(*blocks):
    return Document(screen=(), page=(Head("Title", ("fact",)), *blocks))


def section(title, text, *inside, fold=False):
    return Section(title, (Line(words(text)), *inside), fold)


def test_as_many_sections_as_fit_are_kept_whole_and_the_others_named():
    document = page(
        section("First", "a" * 100),
        section("Second", "b" * 3000, fold=True),
        section("Third", "c" * 100, section("Within", "d" * 100)),
    )
    assert as_markdown(document, limit=2000) == (
        f"## Title\n\nfact\n\n### First\n\n{'a' * 100}\n\n"
        f"### Third\n\n{'c' * 100}\n\n#### Within\n\n{'d' * 100}\n\n"
        "_1 section is left out to keep within what fits here: Second. `-f table` shows all._\n"
    )


def test_a_section_that_does_not_fit_is_cut_into_its_own():
    inside = [section(f"P{n}", "d" * 500) for n in range(9)]
    text = as_markdown(page(section("Points", "all", *inside, fold=True)), limit=3000)
    assert text.count("#### P") == text.count("d" * 500) == 3
    assert text.endswith(
        "\n\n</details>\n\n_6 sections are left out to keep within what fits here: "
        "P3, P4, P5, P6, P7 and P8. `-f table` shows all._\n"
    )


def test_a_table_that_no_room_could_hold_is_cut_at_the_end_of_a_row():
    rows = tuple((words(f"r{n}"), words("x" * 90)) for n in range(100))
    document = page(Section("Long", (Table(("a", "b"), rows),)), section("Last", "z" * 50))
    text = as_markdown(document, limit=3000)
    lines = text.split("\n")
    assert "### Long" in lines
    shown = sum(line.startswith("| r") for line in lines)
    assert 10 < shown < 30
    assert f"{100 - shown} lines are left out" in text
    assert len(text.encode()) <= 3000


@pytest.mark.parametrize("limit", [COMMENT_LIMIT, SUMMARY_LIMIT])
def test_one_line_longer_than_all_there_is_leaves_the_rest_in_place(limit):
    document = Document(
        screen=(),
        page=(
            Head("é" * limit, ("fact",)),
            Line(words("é" * limit)),
            section("Kept", "text"),
        ),
    )
    text = as_markdown(document, limit=limit)
    assert text == (
        "fact\n\n### Kept\n\ntext\n\n"
        "_2 lines are left out to keep within what fits here. `-f table` shows all._\n"
    )
