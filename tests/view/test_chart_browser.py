"""Charts as a browser draws them: every text inside, none over another, and nothing runs."""

from __future__ import annotations

from base64 import b64encode

import pytest
from drawn import every, of_lake
from lake_plans import hostile_drafts

from redlines import bundled_case
from redlines.cli.main import main
from redlines.view.chart import Sheet
from redlines.view.picture import DARK, LIGHT
from redlines.view.titled import titled

BOXES = """() => {
    const whole = document.querySelector("svg").getBoundingClientRect();
    const boxes = [...document.querySelectorAll("text")].map((text) => {
        const box = text.getBoundingClientRect();
        return [box.left, box.top, box.right, box.bottom, text.textContent];
    });
    return [[whole.left, whole.top, whole.right, whole.bottom], boxes];
}"""
# How much of the lower of two boxes may lie in the other: a line is higher than its letters.
_LEADING = 0.3


def misplaced(page, svg: str, family: str | None = None) -> list[object]:
    """The texts that stand outside of a picture, and those that run into each other."""
    page.set_content(f"<body style='margin:0'>{svg.partition('?>')[2]}")
    if family:
        page.add_style_tag(content=f"text{{font-family:'{family}'!important}}")
    (left, top, right, bottom), boxes = page.evaluate(BOXES)
    found: list[object] = [
        own for own in boxes if own[0] < left or own[1] < top or own[2] > right or own[3] > bottom
    ]
    boxes.sort(key=lambda own: own[1])
    for at, own in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if other[1] >= own[3]:
                break
            across = min(own[2], other[2]) - max(own[0], other[0])
            down = min(own[3], other[3]) - max(own[1], other[1])
            if across > 0.5 and down > _LEADING * min(own[3] - own[1], other[3] - other[1]):
                found.append((own, other))
    return found


@pytest.mark.parametrize("family", [None, "DejaVu Sans", "Liberation Sans"])
@pytest.mark.parametrize("width", [320, 640, 1200])
def test_no_text_is_cut_or_runs_into_another(blank, width, family):
    for name, svg in of_lake(Sheet(width)).items():
        assert not misplaced(blank, svg, family), name


@pytest.mark.parametrize("width", [360, 960])
def test_no_text_of_the_bundled_case_does(blank, width, capfd):
    for args in (
        ("gap", "russia", "ukraine"),
        ("gap", "russia", "ukraine", "us", "europe"),
        ("gap", *bundled_case().parties),
        ("issue", "territory", "russia", "ukraine"),
        ("issue", "troop_cap"),
        ("issue", "nato_membership"),
        ("plan", "us-28"),
        ("deal",),
        ("timeline", "russia", "ukraine", "--as-of", "2026-03-01"),
        ("matrix",),
    ):
        assert main(["chart", *args, "-q", "--width", str(width)]) == 0
        assert not misplaced(blank, capfd.readouterr().out), args


@pytest.mark.parametrize("width", [320, 900])
def test_hostile_texts_run_nothing_and_break_nothing(blank, width):
    asked = []
    blank.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    blank.on("request", lambda request: asked.append(request.url))
    blank.on("pageerror", lambda error: asked.append(str(error)))
    case, plan, _ = hostile_drafts()
    for name, svg in every(titled(case), Sheet(width), plan).items():
        assert not misplaced(blank, svg), name
    assert not asked


def test_a_picture_in_a_page_is_dark_where_the_page_is(browser):
    held = b64encode(of_lake(Sheet(640))["gap"].encode()).decode()
    for scheme, hues in (("light", LIGHT), ("dark", DARK)):
        page = browser.new_page(color_scheme=scheme)
        page.set_content(
            "<meta name='color-scheme' content='light dark'>"
            f"<img src='data:image/svg+xml;base64,{held}' style='width:100%'>"
        )
        corner = page.evaluate(
            """async () => {
                const image = document.querySelector("img");
                await image.decode();
                const pen = document.createElement("canvas").getContext("2d");
                pen.drawImage(image, 0, 0);
                return [...pen.getImageData(2, 2, 1, 1).data.slice(0, 3)];
            }"""
        )
        assert "#" + "".join(f"{part:02x}" for part in corner) == hues.paper
        page.close()
