"""`redlines chart`: what is drawn of which case, into which file, and what it cannot draw."""

from __future__ import annotations

import sys
from pathlib import Path
from struct import unpack
from xml.etree import ElementTree

import pytest
from runs import DATA, Run

NAMESPACE = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg.encode())
    return [" ".join("".join(own.itertext()).split()) for own in root.iter(f"{NAMESPACE}text")]


@pytest.mark.parametrize(
    "args",
    [
        ("gap", "union", "works"),
        ("issue", "raise"),
        ("issue", "shifts.north_dock", "union", "works"),
        ("deal", "union", "works"),
        ("deal",),
        ("timeline", "union", "works"),
        ("matrix",),
        ("matrix", "union", "works", "--issue", "raise"),
    ],
)
@pytest.mark.parametrize("width", ["320", "1200"])
def test_every_picture_is_drawn_with_titles_for_ids(works: Run, args, width) -> None:
    ran = works("chart", *args, "--width", width)
    assert ran.code == 0, ran.err
    root = ElementTree.fromstring(ran.out.encode())
    assert root.get("width") == width
    assert ran.out.endswith("</svg>\n")
    assert any("Union" in text for text in texts(ran.out))
    assert not any(word in {"union", "works"} for text in texts(ran.out) for word in text.split())


@pytest.mark.parametrize("parties", [(), ("guild",)])
def test_a_plan_is_drawn_for_all_or_for_some_parties(run: Run, parties) -> None:
    ran = run("chart", "plan", "first", *parties, "--case", str(DATA / "drafts"))
    assert ran.code == 0, ran.err
    told = texts(ran.out)
    assert told[1].startswith("First draft")
    assert "Guild" in told
    assert ("Owners" in told) is not bool(parties)


def test_a_chart_knows_what_is_assumed(works: Run) -> None:
    lifted = works("chart", "gap", "union", "works", "--lift", "works:raise")
    assert any("assuming: Harbour Works refuses" in text for text in texts(lifted.out))
    early = works("chart", "gap", "union", "works", "--as-of", "2020-01-01")
    assert any("as of 2020-01-01" in text for text in texts(early.out))


def test_a_chart_is_the_same_twice(works: Run) -> None:
    assert works("chart", "deal").out == works("chart", "deal").out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("pie", "union"), "no picture `pie`"),
        (("gap", "union"), "at least two different parties"),
        (("gap", "union", "nobody"), "unknown party `nobody`"),
        (("issue",), "needs an issue"),
        (("issue", "nothing"), "unknown issue `nothing`"),
        (("issue", "raise", "--issue", "jobs"), "takes no --issue"),
        (("timeline", "union"), "at least two different parties"),
        (("matrix", "union"), "at least two different parties"),
        (("deal", "--issue", "raise"), "takes no --issue"),
        (("plan",), "needs a plan"),
        (("plan", "nothing"), "unknown plan `nothing`"),
        (("gap", "union", "works", "--width", "10"), "--width"),
        (("gap", "union", "works", "--width", "100000"), "--width"),
        (("gap", "union", "works", "--theme", "pink"), "--theme is auto, light or dark"),
        (("gap", "union", "works", "-f", "png"), "png is no text for stdout"),
        (("gap", "union", "works", "-f", "table"), "no format `table`; it has svg, png"),
    ],
)
def test_what_cannot_be_drawn_is_told(works: Run, args, told) -> None:
    ran = works("chart", *args)
    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""


def test_a_png_is_twice_as_wide_and_stdout_stays_empty(works: Run, tmp_path: Path) -> None:
    path = tmp_path / "gap.png"
    ran = works("chart", "gap", "union", "works", "--width", "400", "-o", f"png={path}")
    assert (ran.code, ran.out) == (0, ""), ran.err
    held = path.read_bytes()
    assert held.startswith(b"\x89PNG\r\n\x1a\n")
    assert unpack(">I", held[16:20]) == (800,)


def test_an_svg_goes_into_a_file_and_where_it_is_asked_for_to_stdout(
    works: Run, tmp_path: Path
) -> None:
    path = tmp_path / "gap.svg"
    alone = works("chart", "gap", "union", "works", "-o", f"svg={path}")
    both = works("chart", "gap", "union", "works", "-f", "svg", "-o", f"svg={path}")
    assert alone.out == ""
    assert both.out == path.read_text(encoding="utf-8")


def test_without_the_extra_a_png_says_what_to_install(
    works: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    ran = works("chart", "gap", "union", "works", "-o", f"png={tmp_path / 'gap.png'}")
    assert ran.code == 2
    assert "needs the extra `png`" in ran.err
    assert "pip install 'redline-gap[png]'" in ran.err
    assert not list(tmp_path.iterdir())


def test_without_a_font_a_png_is_refused(
    works: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resvg_py.svg_to_bytes", lambda **_: b"blank")
    ran = works("chart", "gap", "union", "works", "-o", f"png={tmp_path / 'gap.png'}")
    assert ran.code == 2
    assert "no font is installed" in ran.err


@pytest.mark.parametrize("case", ["empty", "broken"])
def test_a_case_without_issues_and_one_that_is_invalid(run: Run, case: str) -> None:
    ran = run("chart", "gap", "union", "works", "--case", str(DATA / case))
    assert ran.code == (2 if case == "broken" else 0), ran.err
    if case == "empty":
        assert texts(ran.out)


def test_the_charts_that_newsrooms_are_told_of_are_drawn(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Path(__file__).parents[2] / "docs" / "newsroom.md"
    told = [own for own in page.read_text("utf-8").splitlines() if own.startswith("redlines chart")]
    assert len(told) > 5
    monkeypatch.chdir(tmp_path)
    for line in told:
        _, *args = line.split()
        ran = run(*args)
        assert ran.code == 0, (line, ran.err)
        assert (tmp_path / args[-1].partition("=")[2]).stat().st_size > 1000
