import re
import unicodedata

import pytest
from lake_plans import drafts, hostile_drafts
from markdown_it import MarkdownIt
from test_plan_tables import documents
from test_terminal import HIDDEN, golden

from redlines.engine.changes import diff
from redlines.engine.plans import check
from redlines.view.as_markdown import COMMENT_LIMIT, as_markdown, fitted
from redlines.view.check_document import check_document
from redlines.view.diff_document import diff_document

TAGS = re.compile(r"<(/?)(details|summary|br|ins|del)>")


def texts(case, base, new):
    return [as_markdown(own, limit=10**9) for own in documents(case, base, new).values()]


@pytest.mark.parametrize("make", [drafts, hostile_drafts])
def test_tables_keep_their_columns_and_nothing_is_interpreted(make):
    for text in texts(*make()):
        assert text.endswith("\n")
        columns = None
        for line in text[:-1].split("\n"):
            assert not HIDDEN & set(map(unicodedata.category, line))
            bars = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
            if line.startswith("| "):
                columns = columns or bars
                assert bars == columns, line
            else:
                columns = None
                assert bars == 0, line
            assert "<" not in TAGS.sub("", line)
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
    assert "- **Worse for:** north in 1 point, south in 1 point." in first
    assert "| **north** | ▼ demand lost |" in first
    assert "demands shared\\_zone (N-02, law, 2024-02-01" in first


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
        assert "lines are left out to keep within what fits here" in text
    assert text.count("<details>") == text.count("</details>")


def test_what_is_left_out_is_named_by_its_titles():
    text = "a\n" * 10 + "## First\n" + "<details><summary>Second</summary>\n\n" + "b\n" * 900
    cut = fitted(text, 1200)
    assert len(cut.encode()) <= 1200
    assert "## First" in cut
    assert cut.count("<details>") == cut.count("</details>") == 1
    assert "First and Second." in fitted("c\n" * 900 + text, 1500)
