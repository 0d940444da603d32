"""Every page on a telephone: nothing is cut that cannot be read, and texts are not scrolled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from crowd import crowd

from redlines.cli.main import main
from redlines.engine.deals import deal
from redlines.engine.gaps import gap
from redlines.reading.locate import BUNDLED
from redlines.view.as_html import as_html
from redlines.view.report_document import Analyses, report_document

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BOTH = ("russia", "ukraine")
ASKED = {
    "report of two": ("report", *BOTH),
    "report of all": ("report",),
    "gap": ("gap", *BOTH),
    "check": ("check", "us-28"),
    "diff": ("diff", "us-28", "e3-counter"),
    "deal": ("deal", *BOTH),
    "matrix": ("matrix",),
    "timeline": ("timeline", *BOTH),
}
EXAMPLE, CROWD = "report of the example", "report of a crowd"

# What can be seen of a text is what lies in all boxes that cut what they hold. A part of a word
# that lies outside is lost, unless the box can be scrolled, by keys too. A word that is wholly
# outside is one that a picture does not show, and tells elsewhere.
CUT = """() => {
  document.querySelectorAll("details").forEach((own) => { own.open = true; });
  const cuts = (own) => getComputedStyle(own).overflowX !== "visible";
  const scrolls = (own) => getComputedStyle(own).overflowX === "auto";
  const named = (own) => own.tabIndex === 0 && own.role === "region" && own.ariaLabel;
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, range = document.createRange();
    if (!text.data.trim() || text.parentElement.closest(".vh, .skip, script, [hidden]")) continue;
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      for (let own = text.parentElement; own !== document.body; own = own.parentElement) {
        if (!cuts(own)) continue;
        const box = own.getBoundingClientRect();
        if (scrolls(own) ? named(own) : line.bottom <= box.top || line.top >= box.bottom) break;
        const upright = getComputedStyle(own).writingMode.startsWith("vertical");
        const inside = upright
          ? line.top >= box.top - 1 && line.bottom <= box.bottom + 1
          : line.left >= box.left - 1 && line.right <= box.right + 1;
        if (inside || getComputedStyle(own).clipPath !== "none") continue;
        found.push(`${text.data.trim()} in ${own.outerHTML.slice(0, 80)}`);
      }
    }
  }
  return [...new Set(found)];
}"""
# The cells of a table of texts are read one after the other: none of them is to be looked for.
SCROLLED = """() => [...document.querySelectorAll(".scroll:has(.long, .each)")]
  .filter((own) => own.scrollWidth > own.clientWidth + 1)
  .filter((own) => own.querySelector("td:not(:first-child):is(.long, :has(.each))"))
  .map((own) => `${own.ariaLabel}: ${own.scrollWidth}`)"""


def written(folder: Path, name: str) -> Path:
    """The page of a command on the bundled case, the example of `init`, or very many parties."""
    path, asked = folder / f"{name}.html", ASKED.get(name, ("report",))
    case = BUNDLED
    if name == CROWD:
        told, every = crowd(), [*crowd().parties]
        text = as_html(report_document(Analyses(gap(told, every), deal(told, every)), told))
        path.write_text(text, encoding="utf-8")
        return path
    if name == EXAMPLE:
        case = str(folder / "example")
        assert main(["init", case, "--example", "-q"]) == 0
    assert main([*asked, "--case", case, "-q", "-o", f"html={path}"]) in {0, 1}
    return path


@pytest.fixture(scope="module", params=[*ASKED, EXAMPLE, CROWD])
def page(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """A page on a telephone, with every fold open."""
    path = written(tmp_path_factory.mktemp("narrow"), request.param)
    page = browser.new_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((own) => { own.open = true; })")
    yield page
    page.close()


def test_no_text_is_cut_where_it_cannot_be_scrolled(page: Page) -> None:
    assert page.evaluate(CUT) == []


def test_no_table_of_texts_has_to_be_scrolled(page: Page) -> None:
    assert page.evaluate(SCROLLED) == []


def test_a_count_its_sign_and_its_word_share_a_line(page: Page) -> None:
    heights = page.evaluate("""() => [...document.querySelectorAll(".counts p:first-child")]
      .map((own) => own.getBoundingClientRect().height)""")
    assert len(set(heights)) <= 1
