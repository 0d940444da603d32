"""The page of a case in Chromium: what a reader sees, whoever that is and on whatever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lake import hostile

from redlines.cli.main import main
from redlines.engine.deals import deal
from redlines.engine.gaps import gap
from redlines.reading.locate import BUNDLED
from redlines.view.as_html import as_html
from redlines.view.report_document import Analyses, report_document
from redlines.view.spoken import Text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# One issue of each kind, and two drafts, two of which are short.
FEW = ("--issue", "territory.donetsk", "--issue", "troop_cap", "--issue", "nuclear_plant")
DRAFTS = ("--plan", "us-28", "--plan", "e3-counter")
SHORT = ("--plan", "geneva-19", "--plan", "us-28-guarantees")
WIDTHS = (360, 768, 1200, 1600)
ATTACK = (
    "</style></script></title><script>window.attacked = 1</script>"
    "<img src=x onerror='window.attacked=1'>"
    '<svg onload=window.attacked=1> " onmouseover="window.attacked=1" x=\' ${window.attacked=1} '
    "{{ [].__class__ }} {% raw %} javascript:window.attacked=1 \u202e -->" + 300 * "W"
)
OPEN = "document.querySelectorAll('details').forEach(own => own.open = true)"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of the bundled case as files, made once."""
    folder = tmp_path_factory.mktemp("pages")
    asked = {
        "two": ("russia", "ukraine", *DRAFTS),
        "few": ("russia", "ukraine", *FEW, *SHORT),
        "all": (),
        "brief": ("russia", "ukraine"),
    }
    found = {name: folder / f"{name}.html" for name in asked}
    for name, args in asked.items():
        assert main(["report", *args, "--case", BUNDLED, "-q", "-o", f"html={found[name]}"]) == 0
    found["gap"] = folder / "gap.html"
    gaps = ("gap", "russia", "ukraine", "--case", BUNDLED, "-q", "-o", f"html={found['gap']}")
    assert main([*gaps]) == 0
    return found


@pytest.fixture
def shown(browser: Browser) -> Iterator[Any]:
    """Opens a page, and tells what it asks of the network or complains of."""
    opened: list[Page] = []

    def show(path: Path, **context: Any) -> Page:
        page = browser.new_page(**context)
        opened.append(page)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        return page

    asked: list[str] = []
    complaints: list[str] = []
    yield show
    for page in opened:
        page.close()
    assert all(url.startswith("file://") for url in asked)
    assert complaints == []


def size(width: int) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 900}, "reduced_motion": "reduce"}


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds on a page, by all rules of WCAG 2.2 AA or by some."""
    from axe_playwright_python.sync_playwright import Axe

    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": WCAG}
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    return [f"{own['id']}: {own['nodes'][0]['html']}" for own in found.response["violations"]]


def test_the_page_of_the_whole_case_can_be_sent_by_mail(pages: dict[str, Path]) -> None:
    assert pages["all"].stat().st_size < 1_500_000


def test_nobody_is_left_out(shown: Any, pages: dict[str, Path]) -> None:
    page = shown(pages["few"], **size(1200), bypass_csp=True)
    page.evaluate(OPEN)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, "color-contrast") == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert (
        violations(page, "target-size", "scrollable-region-focusable", "aria-required-children")
        == []
    )


@pytest.mark.parametrize("name", ["two", "all"])
def test_a_page_never_scrolls_sideways(shown: Any, pages: dict[str, Path], name: str) -> None:
    page = shown(pages[name])
    page.evaluate(OPEN)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


LANDED = """href => new Promise(done => {
  document.querySelector(`a[href="${href}"]`).click();
  const top = () => document.querySelector(href).getBoundingClientRect().top;
  setTimeout(() => done([Math.round(top()), Math.round(innerHeight)]), 400);
})"""


@pytest.mark.parametrize("width", [360, 1200])
def test_links_inside_of_the_page_lead_to_what_they_name(
    shown: Any, pages: dict[str, Path], width: int
) -> None:
    page = shown(pages["all"], **size(width))
    names = page.eval_on_selector_all("nav a[href^='#']", "own => own.map(a => a.hash)")
    assert len(names) >= 5
    for name in (*names, "#issue-nato_membership", "#issue-sequence"):
        top, height = page.evaluate(LANDED, name)
        assert -1 <= top < height, name


def test_the_first_screen_answers_without_a_script(shown: Any, pages: dict[str, Path]) -> None:
    page = shown(pages["two"], **size(1200), java_script_enabled=False)
    first = page.locator("main").inner_text()[:4000]
    for told in (
        "Red lines leave nothing on Territory",
        "NATO membership",
        "Vladimir Putin",
        "2024-06-14",
        "NATO-12b",
        "insurmountable on record since 2024-06-14",
    ):
        assert told in first
    assert page.locator("button, input, select").count() == 0


LOST = """() => [...document.querySelectorAll("main a[href^='#']")]
  .filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.hash)"""


@pytest.mark.parametrize("name", ["two", "all", "gap"])
def test_no_link_inside_of_a_page_leads_to_nothing(
    shown: Any, pages: dict[str, Path], name: str
) -> None:
    page = shown(pages[name])
    assert page.locator("#overview a").count() > 20
    assert page.evaluate(LOST) == []


def test_who_blocks_leads_to_what_was_said_with_its_source(
    shown: Any, pages: dict[str, Path]
) -> None:
    page = shown(pages["two"], **size(1200))
    row = page.locator("#overview tr", has=page.get_by_text("Kherson", exact=False)).first
    codes = row.locator(".code")
    assert codes.count() == 2
    for party, code in zip(("Russia", "Ukraine"), codes.all(), strict=True):
        code.click()
        said = page.locator("li:target")
        assert said.locator(".id").inner_text() == code.inner_text().split(" ")[0]
        assert said.locator(".meta a").count() >= 1
        assert "Kherson" in page.locator(".panel", has=said).locator("h4").inner_text()
        assert party in page.locator(".voice", has=said).inner_text()


def test_the_rows_of_an_issue_lead_to_their_own_areas(shown: Any, pages: dict[str, Path]) -> None:
    page = shown(pages["two"], **size(1200))
    rows = page.locator("#overview tr[data-issue=territory]")
    assert rows.count() > 2
    for row in rows.all():
        area = row.locator(".areas").inner_text().split(", ")[0]
        place = row.locator("th a").get_attribute("href")
        assert page.locator(f'[id="{place[1:]}"]').inner_text() == area


def test_no_count_stands_alone_in_a_row(shown: Any, pages: dict[str, Path]) -> None:
    page = shown(pages["two"])
    counts = page.locator("#counts li")
    assert counts.count() == 5
    for width in WIDTHS[1:]:
        page.set_viewport_size({"width": width, "height": 900})
        rows = [own.bounding_box()["y"] for own in counts.all()]
        assert min(rows.count(y) for y in rows) > 1, width


def test_a_sign_of_what_is_withheld_can_be_seen(shown: Any, pages: dict[str, Path]) -> None:
    page = shown(pages["two"], **size(1200))
    own = page.locator("#overview .held").first
    wide = own.evaluate("own => parseFloat(getComputedStyle(own, '::after').width)")
    assert wide >= 8


def test_a_draft_says_first_what_would_have_to_change_and_is_graded_for_the_parties_of_the_page(
    shown: Any, pages: dict[str, Path]
) -> None:
    page = shown(pages["two"], **size(1200))
    draft = page.locator("#drafts > section").first
    assert {*draft.locator(".tiles thead th[scope=col]").all_inner_texts()} == {"Russia", "Ukraine"}
    change = draft.get_by_text("What would have to change", exact=False).first.bounding_box()
    assert change["y"] < draft.locator(".tiles").first.bounding_box()["y"]


def test_a_party_that_is_silent_has_a_lane_as_high_as_the_others(
    shown: Any, pages: dict[str, Path]
) -> None:
    page = shown(pages["few"], **size(1200))
    page.evaluate("location.hash = 'p=russia,ukraine,poland'")
    page.wait_for_selector("#overview .silent")
    lane = page.locator("#overview .bar", has=page.locator(".silent")).first
    assert lane.locator(".silent").first.bounding_box()["height"] == lane.bounding_box()["height"]


def test_options_have_names_where_they_are_drawn_small(shown: Any, pages: dict[str, Path]) -> None:
    page = shown(pages["few"], **size(1200))
    names = page.locator("#overview tr[data-issue=nuclear_plant] .names")
    titles = page.locator("#issue-nuclear_plant .titles th").all_inner_texts()
    assert names.inner_text() == f"in this order: {', '.join(titles)}"


def test_rows_and_columns_of_an_issue_change_places_on_a_telephone(
    shown: Any, pages: dict[str, Path]
) -> None:
    page = shown(pages["few"], **size(1200))
    issue = page.locator("#issue-territory .outcomes").first
    titles, cells = issue.locator(".titles th"), issue.locator("[data-party=Russia] td")

    def places(own: Any) -> list[tuple[float, float]]:
        boxes = [own.nth(at).bounding_box() for at in range(own.count())]
        return [(round(box["x"]), round(box["y"])) for box in boxes]

    wide = places(cells)
    assert len({y for _, y in wide}) == 1
    assert [x for x, _ in wide] == [x for x, _ in places(titles)]
    page.set_viewport_size({"width": 360, "height": 800})
    narrow = places(cells)
    assert len({x for x, _ in narrow}) == 1
    down = [y for _, y in narrow]
    assert down == sorted(set(down))
    tops = [y for _, y in places(titles)]
    assert all(top <= y < after for top, y, after in zip(tops, down, [*tops[1:], 1e9], strict=True))


def test_in_brief_a_page_prints_what_is_open_and_says_how_to_print_the_rest(
    shown: Any, pages: dict[str, Path]
) -> None:
    page = shown(pages["few"], **size(1200))
    folds = page.locator("details:has(.outcomes, .rows)")
    brief = page.get_by_text(Text.BRIEF)
    assert not brief.is_visible()
    page.emulate_media(media="print")
    assert brief.is_visible()
    assert page.locator(".counts, .overview, .outcomes.scale, .why").first.is_visible()
    assert not folds.first.locator("table").is_visible()
    assert not page.locator(".voices").first.is_visible()
    folds.first.evaluate("own => own.open = true")
    assert folds.first.locator("table").is_visible()
    more = page.locator(".voices:has(details)").first
    more.locator("details").first.evaluate("own => own.open = true")
    assert more.is_visible()


# The titles of what is printed without anything below them, unless they say why.
ORPHANS = """() => {
  const shown = (own) => own.checkVisibility({ contentVisibilityAuto: true });
  const title = "h2, h3, h4, h5, h6, summary", told = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  let above = null;
  while (walker.nextNode()) {
    const own = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !shown(own) || own.closest("script, .vh")) continue;
    const heading = own.closest("summary") ?? own.closest(title);
    const deeper = heading && above && heading !== above && rank(heading) > rank(above);
    if (above && heading !== above && heading && !deeper) told.push(above.textContent);
    if (heading) above = says_why(heading) ? null : heading;
    else above = null;
  }
  function rank(own) {
    const level = own.matches("summary") ? own.querySelector(title) ?? own : own;
    return Number(level.localName[1]) || 6;
  }
  function says_why(own) {
    return getComputedStyle(own, "::after").content.includes("closed");
  }
  return told;
}"""


@pytest.mark.parametrize("name", ["two", "all"])
def test_no_title_is_printed_alone_that_does_not_say_why(
    shown: Any, pages: dict[str, Path], name: str
) -> None:
    page = shown(pages[name], **size(1200))
    page.emulate_media(media="print")
    assert page.evaluate(ORPHANS) == []
    folds = page.locator("#drafts details, #who-has-spoken, #time details")
    closed = [own for own in folds.locator("> summary").all() if own.is_visible()]
    assert closed
    for own in closed:
        assert Text.CLOSED in own.evaluate("own => getComputedStyle(own, '::after').content")


def test_everything_is_printed_where_that_is_asked_for(shown: Any, pages: dict[str, Path]) -> None:
    page = shown(pages["few"], **size(1200))
    page.get_by_text(Text.WHOLE, exact=True).click()
    page.emulate_media(media="print")
    assert not page.get_by_text(Text.BRIEF).is_visible()
    for part in (".voice", "details .outcomes", "details .rows", ".meta a"):
        assert all(own.is_visible() for own in page.locator(part).all())
    assert not page.locator(".skip, #whole").first.is_visible()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.meta a'), '::after').content")
        != "none"
    )


def test_a_page_of_two_parties_is_printed_on_thirty_sheets(
    shown: Any, pages: dict[str, Path]
) -> None:
    page = shown(pages["brief"], **size(1200))

    def sheets() -> int:
        return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))

    assert 10 < sheets() <= 30
    page.get_by_text(Text.WHOLE, exact=True).click()
    assert sheets() > 60


@pytest.mark.parametrize("policy", [True, False], ids=["as it is", "without its policy"])
def test_an_attack_in_every_field_executes_nothing(
    shown: Any, tmp_path: Path, policy: bool
) -> None:
    case = hostile(ATTACK)
    for name, own in case.sources.items():
        case.sources[name] = replace(own, url="javascript:window.attacked=1")
    for name, said in case.statements.items():
        case.statements[name] = replace(said, note=10_000 * "W", by=50 * " ")
    told = Analyses(gap(case, list(case.parties)), deal(case, list(case.parties)))
    text = as_html(report_document(told, case))
    assert text.count("Content-Security-Policy") == 1
    if not policy:
        text = text.replace("Content-Security-Policy", "X-Nothing")
    path = tmp_path / "attack.html"
    path.write_text(text, encoding="utf-8")
    page = shown(path, **size(360))
    page.evaluate(OPEN)
    assert page.evaluate("window.attacked") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.title() == page.locator("h1").inner_text().strip()
