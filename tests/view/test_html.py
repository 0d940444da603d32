"""Pages of HTML as text: what stands in them, and that nothing from a file is more than text."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import get_args

import pytest
from lake import hostile, lake
from test_document import BLOCKS

from redlines.engine.deals import deal
from redlines.engine.gaps import gap
from redlines.view.as_html import Live, as_html, json_inside
from redlines.view.document import Block, Board, Head, Line, Word, document, remarks, titled, words
from redlines.view.gap_document import gap_document
from redlines.view.report_document import Analyses, report_document
from redlines.view.show_document import issue_document, source_document

# Elements without an end, and those that may only hold text.
VOID = {"meta", "br"}
HOSTILE_LIVE = Live(
    data=json.dumps({"a": "</script><script>alert(1)</script><!--"}), script="let a = 1"
)


class Page(HTMLParser):
    """The elements of a page, each with its attributes and what it stands in, and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice on {tag}"
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of some kinds."""
        return [attributes for tag, attributes, _ in self.elements if tag in tags]

    @property
    def text(self) -> str:
        """What a reader reads."""
        texts = (data for tag, data in self.texts if tag not in ("style", "script"))
        return re.sub(r"\s+", " ", " ".join(texts))


def report(case, parties=None):
    """The page of a case."""
    parties = parties or list(case.parties)
    told = Analyses(gap(case, parties), deal(case, parties))
    return as_html(report_document(told, case))


@pytest.mark.parametrize("kind", get_args(Block))
def test_every_kind_of_block_has_elements_that_hold_its_words(kind):
    text = Page(as_html(document(BLOCKS[kind]))).text
    for word in set(re.findall(r"text='([^'█▓·×÷±░▚✕▼\\n]+)'", repr(BLOCKS[kind]))):
        if "plain" not in repr(BLOCKS[kind]):
            assert word.strip() in text


def test_what_is_drawn_is_told_in_words_too():
    told = Page(as_html(document(BLOCKS[Board]))).text
    for word in (
        "Shore",
        "What about it?",
        "refuses",
        "silent",
        "demands",
        "First draft",
        "N-1 (leader)",
        "Only low water.",
        "The mayor",
        "2024-01-05",
        "Gazette",
    ):
        assert word in told


def test_two_runs_give_the_same_bytes():
    assert report(lake()) == report(lake())


def test_every_id_is_one_element_and_every_anchor_leads_to_one():
    page = Page(report(lake()))
    ids = [own["id"] for _, own, _ in page.elements if "id" in own]
    assert len(ids) == len(set(ids))
    anchors = [own["href"][1:] for own in page.all("a") if (own["href"] or "").startswith("#")]
    assert anchors
    assert set(anchors) <= set(ids)


def test_titles_are_one_below_the_other():
    page = Page(report(lake()))
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_a_page_loads_nothing_and_says_what_it_may_do():
    text = report(lake())
    page = Page(text)
    assert not page.all("link", "img", "iframe", "object", "embed", "script", "form")
    assert "url(" not in text
    assert "@import" not in text
    (policy,) = [own["content"] for own in page.all("meta") if "http-equiv" in own]
    assert policy.startswith("default-src 'none'; script-src 'none'; ")


def test_the_script_of_a_page_is_allowed_by_its_hash_and_its_data_ends_no_element():
    text = as_html(document(Head("Title")), live=HOSTILE_LIVE)
    page = Page(text)
    data, script = (value for tag, value in page.texts if tag == "script")
    assert json.loads(data) == json.loads(HOSTILE_LIVE.data)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    (policy,) = [own["content"] for own in page.all("meta") if "http-equiv" in own]
    assert f"script-src 'sha256-{digest}';" in policy
    assert len(page.all("script")) == 2


def test_json_inside_of_a_page_is_the_same_json():
    value = {"text": "<b>&amp; \u2028 é</b>"}
    held = json_inside(json.dumps(value, ensure_ascii=False))
    assert json.loads(held) == value
    assert not set("<>&\u2028") & set(held)


HOSTILE = hostile()
FOUND = gap(HOSTILE, list(HOSTILE.parties))
PAGES = {
    "gap": lambda: as_html(gap_document(FOUND, HOSTILE)),
    "report": lambda: report(HOSTILE),
    "issue": lambda: shown(issue_document, HOSTILE.headings, HOSTILE.as_of, FOUND.later),
    "source": lambda: shown(source_document, HOSTILE.sources),
}


def shown(builder, names, *more):
    """The page of the first of some things of the hostile case."""
    return as_html(builder(next(iter(names)), HOSTILE, *more))


@pytest.mark.parametrize("name", PAGES)
def test_hostile_texts_stay_texts(name):
    text = PAGES[name]()
    page = Page(text)
    assert not page.all("script", "img", "svg", "iframe")
    for tag, attributes, _ in page.elements:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert set(attributes) <= KNOWN, set(attributes) - KNOWN
    assert "<script>alert(1)</script>" in page.text
    assert not {char for char in text if not char.isprintable() and char != "\n"}


# Every attribute that the templates write.
KNOWN = {
    "aria-hidden", "aria-label", "aria-labelledby", "charset", "class", "colspan", "content",
    "data-issue", "data-issues", "data-key", "data-label", "data-party", "data-verdict",
    "data-word", "dir", "hidden", "href", "http-equiv", "id", "lang", "name", "rel", "role",
    "scope", "style", "tabindex",
}  # fmt: skip


def test_a_link_leads_to_the_web_alone_and_tells_it_nothing():
    urls = [
        "https://x.example/a?b=1&c=2",
        "http://x.example",
        "javascript:alert(1)",
        "data:x",
        " https://x.example",
        "//x.example",
    ]
    page = Page(as_html(document(*(Line(words(Word("word", url=url))) for url in urls))))
    links = [own for own in page.all("a") if own["href"] != "#main"]
    assert [own["href"] for own in links] == urls[:2]
    assert {own["rel"] for own in links} == {"noopener noreferrer"}
    assert page.text.count("word") == len(urls)


def test_a_fold_is_closed_and_has_its_title():
    page = Page(as_html(document(Head("Title"), *titled("More", remarks("told"), fold=True))))
    assert page.all("details") == [{"class": "fold level-2", "id": "more"}]
    assert "More" in page.text


def test_no_title_inside_of_a_part_takes_an_id_that_the_script_goes_by():
    given = ("Sources", "Data", "Overview", "Controls", "Issue by issue", "Who speaks")
    inside = [own for title in given for own in titled(title, remarks("told"))]
    parts = [*titled("Drafts", inside), *titled("Sources", remarks("all"))]
    page = Page(as_html(document(*parts)))
    found = [own["id"] for own in page.all("section")]
    moved = ["sources-2", "data-2", "overview-2", "controls-2", "issue-by-issue-2", "who-speaks"]
    assert found == ["drafts", *moved, "sources"]


def test_two_sections_of_one_title_have_ids_of_their_own():
    twice = [*titled("Part", remarks("one")), *titled("Part", remarks("two"))]
    page = Page(as_html(document(*twice)))
    assert [own["id"] for own in page.all("section")] == ["part", "part-2"]
