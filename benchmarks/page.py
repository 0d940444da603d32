"""The page of a case: how long large ones take to make, and what a browser takes for a choice."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.measuring import ROUNDS, SCRIPTS, Row, process, script

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MILLISECONDS = "ms"
# What a page may take, in milliseconds.
MADE, READY, FIRST, WHOLE = 5_000, 1_000, 16, 100

# What the script would do later waits until it is called for by an event, since the browser tells
# no time of a script that is called in any other way.
HOLD = """() => {
  window.waiting = [];
  window.setTimeout = (later) => waiting.push(later);
  addEventListener("rest", () => waiting.splice(0).forEach((later) => later()));
}"""
# One choice as its control makes it: the first screen is drawn at once, the rest later. To ask for
# a height makes the browser lay out what was drawn.
CHOOSE = """(at) => {
  const select = document.querySelector("#controls select");
  const slider = document.querySelector("#controls input");
  const bases = [...select.options].map((own) => own.value);
  if (at % 2) slider.value = Math.max(slider.max - at, 0);
  else select.value = bases[(at / 2 + 1) % bases.length];
  (at % 2 ? slider : select).dispatchEvent(new Event("change"));
  return document.body.offsetHeight;
}"""
REST = "() => { dispatchEvent(new Event('rest')); return document.body.offsetHeight; }"
QUANTITY = "quantity: {unit: tonnes, from: 0, to: 5000, step: 5, unlimited: true}"
SCALE = "scale: {none: nothing at all, some: a part of it, most: the larger part, all: the whole}"
OPTIONS = "options: {red: the red one, blue: the blue one, green: the green one}"


def large(parties: int, issues: int, statements: int) -> str:
    """A case in which every party has said so much, at random on numbers, levels and options."""
    chance = Random(1)
    lines = ["redlines: 1", "title: Many", "as_of: 2025-01-01", "parties:"]
    lines += [f"  p{at}: {{title: Party number {at}}}" for at in range(parties)]
    lines += ["issues:"]
    for at in range(issues):
        kind = (QUANTITY, SCALE, OPTIONS)[at % 3]
        lines += [f"  i{at}:", f"    title: Issue number {at}", f"    question: What of {at}?"]
        lines += [f"    {kind}"]
    lines += ["positions:"]
    for party in range(parties):
        lines += [f"  p{party}:"]
        for number in range(statements):
            at, limit = chance.randrange(issues), 5 * chance.randrange(900)
            regions = (
                (f"{{at_most: {limit}}}", f"{{at_least: {limit}}}"),
                ("{at_most: some}", "{at_least: most}", "none"),
                ("red", "[blue, green]"),
            )
            region, day = chance.choice(regions[at % 3]), f"2024-0{chance.randrange(1, 9)}-11"
            basis = chance.choice(("law", "leader", "document"))
            verb = chance.choice(("demands", "accepts", "refuses"))
            lines += [
                f"  - {{id: S-{party}-{number}, said: {day}, basis: {basis}, "
                f"{verb}: {{i{at}: {region}}}}}"
            ]
    return "\n".join(lines) + "\n"


def rows() -> tuple[Row, ...]:
    """Making two large pages, and the bundled case in a browser where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        return (*_made(Path(folder)), *_read(Path(folder)))


def _made(folder: Path) -> Iterator[Row]:
    for parties, issues, statements in ((3, 500, 900), (200, 40, 20)):
        case, page = folder / "case.yaml", folder / "case.html"
        case.write_text(large(parties, issues, statements), encoding="utf-8")
        command = _report(page, "--case", str(case))
        times = [process(command).milliseconds for _ in range(4)][1:]
        what = f"{parties} parties on {issues} issues, {parties * statements:,} statements"
        size = f"{page.stat().st_size / 1e6:.2f} MB"
        yield _within(f"the page of {what}: {size}", MADE, times)


def _read(folder: Path) -> Iterator[Row]:
    path = shutil.which("chromium")
    if path is None:
        print("No chromium on this system: the page is not measured in a browser.", file=sys.stderr)
        return
    with _browser(path) as browser:
        for name, parties in (("two parties", ("russia", "ukraine")), ("all parties", ())):
            page = folder / "bundled.html"
            process(_report(page, *parties))
            ready, chosen = _measured(browser, page)
            yield _within(f"the page of {name} in a browser, until it can be used", READY, ready)
            yield _within(f"{name}, a choice: its first screen", FIRST, [own for own, _ in chosen])
            yield _within(f"{name}, a choice: the whole page", WHOLE, [own for _, own in chosen])


def _report(page: Path, *more: str) -> list[str]:
    return [str(SCRIPTS / "redlines"), "report", *more, "-q", "-o", f"html={page}"]


def _measured(browser: Browser, path: Path) -> tuple[list[float], list[tuple[float, float]]]:
    """What a page takes until it can be used, and each choice for its first screen and in all.

    It is the processor time of the thread that runs the page, so that what else the machine does
    lengthens nothing.
    """
    ready: list[float] = []
    for _ in range(ROUNDS):
        page, spent = _opened(browser)
        page.goto(path.as_uri())
        ready.append(spent())
        page.close()
    page, spent = _opened(browser)
    page.goto(path.as_uri())
    page.evaluate(HOLD)
    chosen = []
    for at in range(ROUNDS + 2):
        before = spent()
        page.evaluate(CHOOSE, at)
        first = spent()
        page.evaluate(REST)
        chosen.append((first - before, spent() - before))
    page.close()
    return ready, chosen[2:]


def _opened(browser: Browser) -> tuple[Page, Callable[[], float]]:
    """A page, and what tells how many milliseconds its thread has worked."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        told = {own["name"]: own["value"] for own in metrics}
        parts = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")
        return 1000 * sum(told[name] for name in parts)

    return page, spent


@contextmanager
def _browser(path: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def _within(what: str, most: float, times: Sequence[float]) -> Row:
    reference = "the time that it may take"
    return Row(what, reference, MILLISECONDS, median(times), most, len(times), target=1)


def profile() -> str:
    """What each choice takes in the browser, one by one: first screen and whole page."""
    path = shutil.which("chromium")
    if path is None:
        return "No chromium on this system."
    with tempfile.TemporaryDirectory() as folder, _browser(path) as browser:
        page = Path(folder) / "bundled.html"
        process(_report(page))
        chosen = _measured(browser, page)[1]
    return "\n".join(f"{first:8.1f} ms {whole:8.1f} ms" for first, whole in chosen)


if __name__ == "__main__":
    script(rows, profile)
