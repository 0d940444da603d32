"""Codes of statements on a page: each leads to where its statement is told, and that says whose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from redlines.cli.main import main
from redlines.reading.locate import BUNDLED
from redlines.view.html_codes import linked

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ISSUES = ("territory.donetsk", "territory.luhansk", "territory.crimea", "nato_membership")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of a few issues and one draft."""
    found = tmp_path_factory.mktemp("codes") / "page.html"
    asked = ["report", "russia", "ukraine", "--case", BUNDLED, "--plan", "us-28", "-q"]
    for issue in ISSUES:
        asked += ["--issue", issue]
    assert main([*asked, "-o", f"html={found}"]) == 0
    return found


@pytest.fixture
def show(browser: Browser, path: Path) -> Iterator[Any]:
    opened: list[Page] = []

    def shown(address: str = "", **context: Any) -> Page:
        page = browser.new_page(viewport={"width": 1200, "height": 900}, **context)
        opened.append(page)
        page.goto(path.as_uri() + address)
        return page

    yield shown
    for page in opened:
        page.close()


# The codes in texts that could be links and are none; where a statement is told it needs none.
PLAIN = """() => {
  const quiet = "a, summary, caption, pre, script, .id, .vh, .lift, [aria-hidden=true]";
  const places = new Set([...document.querySelectorAll(".voice li > i[id], .issue tr[id]")]
    .map((own) => own.id));
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, inside = text.parentElement;
    if (inside.closest(quiet)) continue;
    const told = inside.closest("li[id], .issue .fold tr")?.textContent ?? "";
    for (const [code] of text.data.matchAll(/[A-Z]+-\\d+\\w*/g)) {
      if (places.has(code) && !told.includes(code)) found.push(`${code}: ${text.data}`);
    }
  }
  return [places.size, found];
}"""
LINKS = """() => [...document.querySelectorAll("main a[href^='#']")].map((own) =>
  [own.hash.slice(1), own.textContent, Boolean(document.getElementById(own.hash.slice(1)))])"""


def test_every_code_on_a_page_is_a_link_to_a_place_of_its_own(show: Any) -> None:
    page = show(java_script_enabled=False)
    places, plain = page.evaluate(PLAIN)
    assert places > 40
    assert plain == []
    links = page.evaluate(LINKS)
    assert [own for own in links if not own[2]] == []
    assert [
        own
        for own in links
        if own[1][:4] == "TER-" and own[0].split("@")[0] != own[1].split(" ")[0]
    ] == []
    for part in ("#drafts", "#time", "#sources", ".issue .why", ".issue .crossing", ".note"):
        assert page.locator(f"{part} a[href^='#']").count() > 0, part
    ids = page.eval_on_selector_all("[id]", "own => own.map((one) => one.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_where_a_link_leads_to_it_is_said_whose_statement_it_is_and_on_what(
    show: Any, script: bool
) -> None:
    page = show(java_script_enabled=script)
    folded = page.locator(".voice details li > i[id]").last
    code = folded.get_attribute("id")
    assert not folded.is_visible()
    for where, party in ((code, ""), ("TER-22", "Ukraine")):
        page.evaluate("(href) => document.querySelector(`main a[href='#${href}']`).click()", where)
        page.wait_for_timeout(200)
        said = page.locator("li:has(> i:target)")
        assert said.locator(".id").inner_text() == where
        title = page.locator(".voice", has=said).locator("> :first-child")
        assert title.inner_text().startswith(f"{party} on Territory (" if party else "")
        bar, above, own = (one.bounding_box() for one in (page.locator("#controls"), title, said))
        bottom = bar["height"] if script else 0
        assert above["y"] >= bottom
        assert above["y"] + above["height"] <= own["y"] + 1
        assert own["y"] < 900
        shown = said.evaluate("own => getComputedStyle(own).outlineStyle")
        assert shown == "solid"


def test_what_is_not_in_force_is_told_in_the_fold_that_a_link_opens(show: Any) -> None:
    page = show()
    row = page.locator(".issue .fold tr[id]").first
    code = row.get_attribute("id")
    assert not row.is_visible()
    page.evaluate("(code) => { location.hash = code; }", code)
    page.wait_for_timeout(200)
    assert row.is_visible()
    assert row.inner_text().split("\t")[-1].startswith(code)
    assert page.locator(f".fold tr:not([id]) a[href='#{code}']").count() == 0


def test_a_link_to_what_another_view_does_not_show_says_so(show: Any) -> None:
    page = show("#d=2022-04-20")
    page.wait_for_timeout(200)
    assert page.locator("[id^='TER-22@']").count() == 0
    page.evaluate("document.querySelector(\"#drafts a[href='#TER-22']\").click()")
    page.wait_for_timeout(200)
    assert "TER-22" in page.locator(".ignored").inner_text()
    assert page.evaluate("location.hash") == "#d=2022-04-20"


def test_in_another_view_a_code_leads_to_where_it_stands_then(show: Any) -> None:
    page = show("#d=2026-06-01")
    page.wait_for_timeout(300)
    ids = page.eval_on_selector_all(".voice li > i[id]", "own => own.map((one) => one.id)")
    every = page.eval_on_selector_all(".voice li", "own => own.map(li => li.id.split('@')[0])")
    assert sorted(ids) == sorted(set(every))
    lost = """() => [...document.querySelectorAll(".note a")]
      .filter((own) => !document.getElementById(own.hash.slice(1))).length"""
    assert page.evaluate(lost) == 0


SAID = '<li id="A-1@peace"><i class="c"></i><p>A-1, B-2.</p></li>'


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("<p>A-1</p>" + SAID, '<p><a href="#A-1">A-1</a></p>'),
        ("<p>(A-1; A-10, xA-1)</p>" + SAID, '<p>(<a href="#A-1">A-1</a>; A-10, xA-1)</p>'),
        ('<a href="/">A-1</a>' + SAID, '<a href="/">A-1</a>'),
        ("<summary>A-1</summary>" + SAID, "<summary>A-1</summary>"),
        ('<p title="A-1">B-2</p>' + SAID, '<p title="A-1">B-2</p>'),
        (SAID, '<li id="A-1@peace"><i id="A-1" class="c"></i><p>A-1, B-2.</p></li>'),
        ('<b id="A-1"></b><p>A-1</p>' + SAID, '<b id="A-1"></b><p>A-1</p>'),
        (
            '<div class="panel" data-issues="peace war"><p>A-1</p></div>' + SAID,
            '<div class="panel" data-issues="peace war"><p><a href="#A-1@peace">A-1</a></p></div>',
        ),
        (
            '<p>B-2</p><tr id="B-2@"><td>B-2</td></tr><tr id="B-2@"><td>B-2</td></tr>',
            '<p><a href="#B-2">B-2</a></p><tr id="B-2"><td>B-2</td></tr><tr><td>B-2</td></tr>',
        ),
        ('<p>war</p><li id="war@peace"><i></i></li>', '<p>war</p><li id="war@peace"><i></i></li>'),
    ],
)
def test_a_code_is_a_link_where_it_stands_in_a_text(text: str, made: str) -> None:
    assert linked(text).startswith(made)


# Brackets whose code stands on the next line, and codes that are broken in two.
TORN = """() => {
  const found = [];
  for (const link of document.querySelectorAll("main a[href^='#']")) {
    const [first, ...rest] = link.getClientRects(), before = link.previousSibling;
    if (!first) continue;
    if (rest.length && /^[A-Z]+-[0-9a-z]+$/.test(link.textContent)) found.push(link.textContent);
    if (before?.nodeType !== Node.TEXT_NODE || !before.data.endsWith("(")) continue;
    const range = document.createRange();
    range.setStart(before, before.length - 1);
    range.setEnd(before, before.length);
    if (range.getBoundingClientRect().bottom < first.top + 1) found.push(`(${link.textContent}`);
  }
  return found;
}"""


@pytest.mark.parametrize("width", [360, 768, 1200])
@pytest.mark.parametrize("script", [True, False])
def test_a_code_stays_in_one_piece_and_at_its_bracket(show: Any, width: int, script: bool) -> None:
    page = show(java_script_enabled=script)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(TORN) == []
