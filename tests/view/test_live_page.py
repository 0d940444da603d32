"""What is chosen in the page of a case: the redraw is the page that Python would have written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from crowd import crowd
from lake import hostile, lake

from drawing import drawn
from redlines.assumption import Assumption
from redlines.case import Case
from redlines.cli.main import main
from redlines.engine.deals import deal
from redlines.engine.gaps import gap
from redlines.engine.history import timeline
from redlines.reading.build import read_case
from redlines.reading.locate import BUNDLED, bundled
from redlines.view.as_html import as_html
from redlines.view.live import live
from redlines.view.report_document import Analyses, report_document

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


# What is on a page, without blanks between elements, controls and what is hidden.
SHOWN = """() => {
  const found = [], beside = "#controls, script, .lift, nav, [hidden]";
  const told = (own) => own.name + "=" + own.value.trim();
  const walk = (node, depth) => {
    const text = node.textContent.replace(/\\s+/g, " ").trim();
    if (node.nodeType === 3 && text) found.push(" ".repeat(depth) + text);
    if (node.nodeType !== 1 || node.matches(beside)) return;
    const own = [...node.attributes].filter(({ name }) => !["data-judged", "open"].includes(name));
    const attributes = own.map(told).filter((text) => text !== "class=").sort().join(" ");
    found.push(" ".repeat(depth) + `<${node.localName} ${attributes}>`);
    for (const child of node.childNodes) walk(child, depth + 1);
  };
  const main = document.querySelector("main").cloneNode(true);
  main.normalize();
  walk(main, 0);
  return found;
}"""
# What the script tells of the first view alone, with what leads there, and an id that Python makes
# of a number.
ALONE = """() => {
  const parts = ".why, .crossing, .since, .issue > .fold, .told-of, "
    + "main > section:not(#issue-by-issue)";
  document.querySelectorAll(parts).forEach((own) => own.remove());
  for (const own of document.querySelectorAll(".note a")) {
    if (!document.getElementById(own.hash.slice(1))) own.replaceWith(own.textContent);
  }
  document.querySelectorAll(".outcomes").forEach((own) => own.style.removeProperty("--s"));
  document.querySelectorAll("#overview + details").forEach((own) => own.removeAttribute("id"));
}"""
DONE = "new Promise((done) => setTimeout(() => requestAnimationFrame(done), 30))"


def url_of(page: Any) -> str:
    """The address that the page has now: the driver hears of a change of it some time later."""
    found: str = page.evaluate("location.href")
    return found


def written(folder: Path, name: str, *asked: str) -> Path:
    path = folder / f"{name}.html"
    assert main(["report", *asked, "--case", BUNDLED, "-q", "-o", f"html={path}"]) == 0
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="module")
def two(folder: Path) -> Path:
    """The page of the bundled case for two parties."""
    return written(folder, "two", "russia", "ukraine")


@pytest.fixture
def show(browser: Browser) -> Iterator[Any]:
    """Opens a page at an address, and fails where its script does."""
    opened, failed = list["Page"](), list[str]()

    def shown(path: Path, address: str = "", **context: Any) -> Page:
        page = browser.new_page(viewport={"width": 1200, "height": 900}, **context)
        opened.append(page)
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("console", lambda message: failed.append(message.text))
        page.goto(f"{path.as_uri()}{'#' * bool(address)}{address}")
        if context.get("java_script_enabled", True):
            page.evaluate(DONE)
        return page

    yield shown
    for page in opened:
        page.close()
    assert failed == []


def hold(page: Page) -> list[str]:
    page.evaluate(DONE)
    found: list[str] = page.evaluate(SHOWN)
    return found


def test_the_first_view_redrawn_is_the_page_as_it_was_written(show: Any, two: Path) -> None:
    page = show(two)
    before = hold(page)
    page.evaluate("location.hash = 'p=united_states,europe&d=2024-03-01&b=law&lift=TER-22'")
    assert hold(page) != before
    page.locator(".reset").click()
    assert hold(page) == before
    assert url_of(page) == two.as_uri()


# Enough parties to fill more than two rows of chips.
MANY = (
    "p=russia,ukraine,united_states,europe,nato,eu_institutions,european_parliament,poland,france"
)
VIEWS = {
    "p=russia,united_states,europe": ("russia", "united_states", "europe"),
    "d=2025-06-02&b=law": ("russia", "ukraine", "--as-of", "2025-06-02", "--binding", "law"),
    "lift=russia:territory": ("russia", "ukraine", "--lift", "russia:territory"),
    "p=ukraine,germany,poland,russia,france&d=2026-04-13": (
        *("ukraine", "germany", "poland", "russia", "france"),
        *("--as-of", "2026-04-13"),
    ),
    "lift=DON-01,SEQ-01&d=2025-12-10": (
        *("russia", "ukraine", "--lift", "DON-01", "--lift", "SEQ-01"),
        *("--as-of", "2025-12-10"),
    ),
}


@pytest.mark.parametrize("address", [*VIEWS][: drawn(3, full=len(VIEWS))])
def test_a_view_is_the_page_that_python_writes_for_it(
    show: Any, two: Path, folder: Path, address: str
) -> None:
    other = show(written(folder, "other", *VIEWS[address]))
    page = show(two, address)
    for own in (other, page):
        own.evaluate(ALONE)
    assert hold(page) == hold(other)


def test_what_a_choice_leaves_as_it_is_stays_the_element_that_it_was(show: Any, two: Path) -> None:
    page = show(two, "b=leader")
    parts = "#overview tr, #overview td.told, #counts li, .voice li"
    page.evaluate(
        """(parts) => {
          window.before = new Map();
          for (const own of document.querySelectorAll(parts)) before.set(own, own.innerHTML);
        }""",
        parts,
    )
    page.evaluate("() => { location.hash = 'b=leader&lift=TER-22'; }")
    page.evaluate(DONE)
    told = """(selector) => {
      const every = [...document.querySelectorAll(selector)];
      const changed = every.filter((own) => before.get(own) !== own.innerHTML);
      return [every.length, every.filter((own) => before.has(own)).length, changed.length];
    }"""
    for part in parts.split(", "):
        every, same, changed = page.evaluate(told, part)
        assert every == same > changed, part
        assert changed < 7, part
    assert page.evaluate(told, "#overview tr")[2] > 0


def test_the_address_carries_what_is_chosen(show: Any, two: Path) -> None:
    page = show(two)
    reset = page.locator(".reset")
    assert not reset.is_visible()
    page.locator(".chip", has_text="United States").click()
    page.locator("select").select_option("leader")
    page.locator("#issue-territory [data-lift=TER-22]").first.click()
    page.locator(".days button").first.click()
    address = url_of(page).partition("#")[2]
    assert address == "p=russia,ukraine,united_states&d=2025-12-04&b=leader&lift=TER-22"
    assert reset.is_visible()
    assert hold(show(two, address)) == hold(page)
    assert page.locator("[role=status]").inner_text() == page.locator("h1").inner_text()
    assert page.title() == page.locator("h1").inner_text()


def test_a_switch_lifts_a_statement_and_keeps_its_place(show: Any, two: Path) -> None:
    page = show(two)
    switch = page.locator("#issue-nato_membership [data-lift=NATO-12b]")
    assert switch.inner_text() == "leave out"
    assert switch.get_attribute("aria-label") == "NATO-12b, red line: counts; leave out"
    switch.focus()
    page.keyboard.press("Space")
    page.evaluate(DONE)
    assert switch.get_attribute("aria-checked") == "false"
    assert switch.inner_text() == "count again"
    assert switch.get_attribute("aria-label") == "NATO-12b, red line: lifted; count again"
    assert page.evaluate("document.activeElement.dataset.lift") == "NATO-12b"
    assert url_of(page).endswith("#lift=NATO-12b")
    page.keyboard.press("Space")
    assert url_of(page) == two.as_uri()


def test_the_slider_draws_while_it_is_moved_and_is_written_down_when_it_stands(
    show: Any, two: Path
) -> None:
    page = show(two)
    slider = page.locator(".slider input")
    slider.evaluate("own => { own.value = 0; own.dispatchEvent(new Event('input')); }")
    assert page.locator(".days output").inner_text() == "2019-02-07"
    assert url_of(page) == two.as_uri()
    slider.evaluate("own => own.dispatchEvent(new Event('change'))")
    assert url_of(page).endswith("#d=2019-02-07")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".days output").inner_text() > "2019-02-07"


@pytest.mark.parametrize("width", [1200, 360])
def test_the_slider_is_moved_by_mouse_and_finger(show: Any, two: Path, width: int) -> None:
    page = show(two, has_touch=True)
    page.set_viewport_size({"width": width, "height": 900})
    slider, day = page.locator(".slider input"), page.locator(".days output")

    def at(part: float) -> tuple[float, float]:
        page.evaluate(DONE)
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box
        return box["x"] + part * box["width"], box["y"] + box["height"] / 2

    page.mouse.click(*at(0.3))
    clicked = day.inner_text()
    page.mouse.move(*at(0.3))
    page.mouse.down()
    page.mouse.move(*at(0.6), steps=5)
    dragged = day.inner_text()
    page.mouse.move(*at(0.1), steps=5)
    page.mouse.up()
    back = day.inner_text()
    page.touchscreen.tap(*at(0.8))
    assert back < clicked < dragged < day.inner_text()
    assert url_of(page).endswith(f"#d={day.inner_text()}")


def test_a_choice_leaves_the_controls_where_they_are(show: Any, two: Path) -> None:
    page = show(two)
    places = """own => own.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect(), bar = one.closest("#controls");
      return [x, y - bar.getBoundingClientRect().y, width, height];
    })"""
    controls = page.locator(".days, .days button, .slider, select, .reset")
    before = controls.evaluate_all(places)
    page.locator(".days button").first.click()
    assert page.locator(".reset").is_visible()
    assert controls.evaluate_all(places) == before


def test_a_red_line_that_is_softer_than_asked_says_so(show: Any, two: Path) -> None:
    page = show(two, "b=constitution&lift=TER-03b")
    told = page.locator("#issue-territory [data-lift]").all_text_contents()
    assert set(told) == {"leave out", "count again", "softer than asked"}


def test_what_a_party_is_assumed_not_to_refuse_counts_at_none_of_its_switches(
    show: Any, two: Path
) -> None:
    page = show(two, "lift=russia:territory")

    def told(issue: str, party: str) -> set[tuple[str, str]]:
        voice = page.locator(f"#issue-{issue} .voice", has=page.get_by_text(f"{party} on "))
        found = voice.locator(".lift").all()
        return {(own.text_content(), own.get_attribute("aria-checked")) for own in found}

    assert told("territory", "Russia") == {("lifted", "false")}
    assert told("territory", "Ukraine") == {("leave out", "true")}
    assert told("nato_membership", "Russia") == {("leave out", "true")}


def test_at_least_two_parties_stay_chosen(show: Any, two: Path) -> None:
    page = show(two)
    before = hold(page)
    page.locator(".chip", has_text="Russia").dispatch_event("click")
    assert hold(page) == before
    page.get_by_role("button", name="All", exact=True).click()
    assert page.locator("[aria-pressed=true]").count() == 14
    assert page.evaluate("document.documentElement.scrollWidth") <= 1200


def test_a_chip_keeps_the_focus_when_its_party_is_left_out(show: Any, two: Path) -> None:
    page = show(two, "p=russia,ukraine,poland")
    chip = page.locator(".chip", has_text="Poland")
    for pressed in ("false", "true"):
        chip.focus()
        page.keyboard.press("Space")
        assert chip.is_visible()
        assert chip.get_attribute("aria-pressed") == pressed
        assert page.evaluate("document.activeElement.textContent") == "Poland"


def test_the_focus_stays_in_the_controls_when_all_parties_are_chosen(show: Any, two: Path) -> None:
    page = show(two)
    page.get_by_role("button", name="All", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.locator("[aria-pressed=true]").count() == 14
    assert page.evaluate("document.activeElement.closest('#controls') !== null")


def test_the_arrows_go_to_where_a_verdict_changes(show: Any, two: Path) -> None:
    page = show(two)
    counts = page.locator("#counts")
    seen = [counts.inner_text()]
    for _ in range(3):
        page.locator(".days button").last.click()
        seen.append(counts.inner_text())
    days = page.locator(".days output").inner_text()
    page.locator(".days button").first.click()
    assert page.locator(".days output").inner_text() < days
    assert counts.inner_text() == seen[-2]


def test_the_arrows_step_through_every_day_on_which_an_answer_changes(show: Any, two: Path) -> None:
    case = read_case(bundled()).case
    assert case
    day = max(own.said.day for own in case.statements.values() if own.said.day)
    time = timeline(case, ["russia", "ukraine"], Assumption(day=day))
    begun = {span.from_ for own in time.issues for span in own.spans if span.from_}
    page = show(two, f"d={day}")
    output = page.locator(".days output")

    def stepped(arrow: Any) -> list[str]:
        found = []
        while arrow.get_attribute("aria-disabled") is None:
            arrow.focus()
            page.keyboard.press("Enter")
            page.evaluate(DONE)
            found.append(output.inner_text())
        arrow.click(force=True)
        assert output.inner_text() == found[-1]
        return found

    before, after = page.locator(".days button").all()
    back = stepped(before)
    forth = stepped(after)
    assert sorted(back)[1:] == forth[: len(back) - 1]
    assert {str(own) for own in begun} <= {*back, *forth}


def test_what_an_address_names_and_the_case_lacks_is_left_out(show: Any, two: Path) -> None:
    page = show(two, "p=atlantis,russia&d=2025-13-45&b=gossip&lift=NO-1,x:y,__proto__,%zz")
    assert hold(page) == hold(show(two))
    told = page.locator(".ignored").inner_text()
    assert all(own in told for own in ("atlantis", "2025-13-45", "gossip", "NO-1", "x:y"))
    assert "russia" not in told
    assert url_of(page) == two.as_uri()
    page.locator(".chip", has_text="United States").click()
    assert page.locator(".ignored").inner_text() == ""


@pytest.mark.parametrize(
    ("written", "shown", "told"),
    [
        ("d=2024-02-30&b=law", "b=law", "2024-02-30"),
        ("lift=russia:territory:crimea", "", "russia:territory:crimea"),
        ("lift=TER-22,TER-22", "lift=TER-22", ""),
        ("b=law&d=2025-12-04", "d=2025-12-04&b=law", ""),
        ("p=russia&x=1", "", ""),
        ("p=ukraine,russia,ukraine", "p=ukraine,russia", ""),
    ],
)
def test_an_address_is_written_as_a_choice_would_write_its_view(
    show: Any, two: Path, written: str, shown: str, told: str
) -> None:
    page = show(two, written)
    assert url_of(page) == two.as_uri() + f"#{shown}" * bool(shown)
    ignored = page.locator(".ignored").inner_text()
    assert f"not shown: {told}." in ignored if told else not ignored
    page.locator(".chip", has_text="United States").click()
    page.go_back()
    assert url_of(page) == two.as_uri() + f"#{shown}" * bool(shown)


@pytest.mark.parametrize(("day", "arrow"), [("2100-01-01", "last"), ("1900-01-01", "first")])
def test_of_days_outside_the_record_the_nearest_is_shown(
    show: Any, two: Path, day: str, arrow: str
) -> None:
    page = show(two, f"d={day}&b=law")
    shown = page.locator(".days output").inner_text()
    assert url_of(page).endswith(f"#d={shown}&b=law")
    assert day in page.locator(".ignored").inner_text()
    assert shown in page.locator(".ignored").inner_text()
    slider = page.locator(".slider input")
    assert slider.input_value() == slider.get_attribute("max" if arrow == "last" else "min")
    assert getattr(page.locator(".days button"), arrow).get_attribute("aria-disabled") == "true"


def test_a_place_on_the_page_is_gone_to_without_leaving_the_view(show: Any, two: Path) -> None:
    page = show(two, "b=law")
    page.locator("#overview a").first.click()
    page.evaluate(DONE)
    assert url_of(page).endswith("#b=law")
    assert page.locator("select").input_value() == "law"


def test_back_and_forward_go_through_what_was_chosen(show: Any, two: Path) -> None:
    page = show(two)
    seen = [hold(page)]
    page.locator("#overview a").first.click()
    page.evaluate(DONE)
    page.locator(".chip", has_text="United States").click()
    seen.append(hold(page))
    box = page.locator(".slider input").bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, y, steps=5)
    page.mouse.up()
    seen.append(hold(page))
    steps = [("back", seen[1]), ("back", seen[0]), ("forward", seen[1]), ("forward", seen[2])]
    for step, view in steps:
        page.evaluate(f"new Promise((done) => {{ onhashchange = done; history.{step}(); }})")
        assert hold(page) == view


@pytest.mark.parametrize("width", [1200, 700])
def test_nothing_that_gets_the_focus_lies_below_the_bar(show: Any, two: Path, width: int) -> None:
    page = show(two)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(DONE)
    page.locator("#method-and-limits a, #sources a").first.focus()
    below = """() => {
      const own = document.activeElement, bar = document.querySelector("#controls");
      const { top, height } = own.getBoundingClientRect(), { bottom } = bar.getBoundingClientRect();
      return bar.contains(own) || top >= bottom || height > innerHeight - bottom;
    }"""
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(below), page.evaluate("document.activeElement.outerHTML")


def test_a_place_that_is_gone_to_lies_below_the_bar(show: Any, two: Path) -> None:
    page = show(two, "issue-nato_membership")
    heading, bar = page.locator("#issue-nato_membership"), page.locator("#controls")
    for _ in range(2):
        place, above = heading.bounding_box(), bar.bounding_box()
        assert place
        assert above
        assert above["y"] == 0
        assert 0 <= place["y"] - above["height"] < 60
        page.locator("#overview a[href='#issue-nato_membership']").first.click()
        page.evaluate(DONE)


@pytest.mark.parametrize("width", [900, 1200])
@pytest.mark.parametrize("address", ["b=law", MANY])
def test_the_bar_is_low_and_has_every_control(
    show: Any, two: Path, width: int, address: str
) -> None:
    page = show(two, address)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(DONE)
    bar = page.locator("#controls")
    assert bar.bounding_box()["height"] <= 64
    controls = page.locator("#controls :is(button, input, select):not([hidden])")
    assert controls.count() >= 10
    for control in controls.all():
        control.focus()
        box, around = control.bounding_box(), bar.bounding_box()
        assert min(box["height"], box["width"]) >= 24
        assert around["y"] <= box["y"]
        assert box["y"] + box["height"] <= around["y"] + around["height"]
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_parts_of_the_first_view_say_so_in_another(show: Any, two: Path) -> None:
    page = show(two)
    assert page.locator(".told-of").count() == 0
    page.locator("select").select_option("law")
    page.evaluate(DONE)
    assert "Russia and Ukraine" in page.locator("#drafts .told-of").inner_text()
    assert page.locator("#drafts.first-view").count() == 1


def test_without_a_script_there_are_no_controls(show: Any, two: Path) -> None:
    page = show(two, java_script_enabled=False)
    assert page.locator("button, input, select").count() == 0
    assert page.locator("h1").is_visible()


def test_the_script_leaves_no_name_behind(show: Any, two: Path, tmp_path: Path) -> None:
    names = "Object.getOwnPropertyNames(window).filter(own => own.length > 2).sort()"
    blank = tmp_path / "blank.html"
    blank.write_text("<!doctype html><title>blank</title>", encoding="utf-8")
    found = set(show(two).evaluate(names)) - set(show(blank).evaluate(names))
    # An element with an id is a name of the window's too, unless the window has that name.
    ids = {own for own in found if f'id="{own}"' in two.read_text("utf-8")}
    assert found == ids


# Other cases


def page_of(case: Case, path: Path, *, policy: bool = True) -> Path:
    parties, assumption = [*case.parties], Assumption()
    report = gap(case, parties, assumption)
    time = timeline(case, parties, assumption)
    told = Analyses(report, deal(case, parties, assumption), time=time)
    text = as_html(report_document(told, case), live=live(report, case, (), {}))
    if not policy:
        text = text.replace("Content-Security-Policy", "X-Nothing")
    path.write_text(text, encoding="utf-8")
    return path


def test_of_many_parties_that_are_chosen_a_few_are_named_until_all_are_asked_for(
    show: Any, tmp_path: Path
) -> None:
    page = show(page_of(crowd(), tmp_path / "crowd.html"))
    chips = page.locator("#controls .chip:not(.more)")
    shown = [own for own in chips.all() if own.is_visible()]
    page.get_by_text(f"+ {chips.count() - len(shown)} more").click()
    assert 0 < len(shown) < chips.count()
    assert all(own.is_visible() for own in chips.all())


@pytest.mark.parametrize(
    ("case", "address"), [(lake, "p=north,south&d=2020-01-01"), (crowd, "p=p0,p1&d=2024-06-01")]
)
def test_another_case_redrawn_is_the_page_as_it_was_written(
    show: Any, tmp_path: Path, case: Callable[[], Case], address: str
) -> None:
    page = show(page_of(case(), tmp_path / "other.html"))
    before = hold(page)
    page.evaluate(f"location.hash = '{address}'")
    assert hold(page) != before
    page.locator(".reset").click()
    assert hold(page) == before


ATTACK = (
    "</script><script>window.attacked = 1</script><img src=x onerror='window.attacked=1'>"
    "<!--<script> \u2028 $& {0} {number} ${window.attacked=1}"
)


@pytest.mark.parametrize("policy", [True, False], ids=["as it is", "without its policy"])
def test_an_attack_in_every_field_is_a_text_when_it_is_drawn_again(
    show: Any, tmp_path: Path, policy: bool
) -> None:
    case = hostile(ATTACK)
    for name, own in case.sources.items():
        case.sources[name] = replace(own, url="javascript:window.attacked=1")
    page = show(page_of(case, tmp_path / "attack.html", policy=policy))
    before = hold(page)
    page.locator("select").select_option("law")
    assert hold(page) != before
    page.locator(".reset").click()
    assert hold(page) == before
    assert page.evaluate("window.attacked") is None
    assert page.locator("a[href^='javascript'], main img, main script").count() == 0
