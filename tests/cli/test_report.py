"""`redlines report` on the command line: what it tells, where it goes, and what goes wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from runs import DATA, Run

DRAFTS = ("--case", str(DATA / "drafts"))


def titles(html: str, level: int) -> list[str]:
    """The titles of a page at a level."""
    return re.findall(rf"<h{level}[^>]*>([^<]*)</h{level}>", html)


def test_it_tells_the_whole_case_under_the_titles_of_the_parties(run: Run) -> None:
    ran = run("report", *DRAFTS, "-q")
    assert (ran.code, ran.err) == (0, "")
    assert len(titles(ran.out, 1)) == 1
    for title in ("Issue by issue", "Drafts", "From draft to draft", "Pairs", "Method and limits"):
        assert title in titles(ran.out, 2)
    assert 'data-party="Guild"' in ran.out
    assert "guild refuses" not in ran.out


def test_with_a_file_it_prints_nothing_but_where_a_format_is_asked_for(
    run: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    ran = run("report", *DRAFTS, "-q", "-o", f"html={page}")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    printed = run("report", *DRAFTS, "-q").out
    assert page.read_text(encoding="utf-8") == printed
    text = tmp_path / "page.md"
    both = run("report", *DRAFTS, "-q", "-o", f"markdown={text}", "-f", "html")
    assert both.out == printed
    assert text.read_text(encoding="utf-8").startswith("# ")


def test_plans_are_told_in_the_order_in_which_they_are_named(run: Run) -> None:
    every = run("report", *DRAFTS, "-q").out
    one, two = "first", "second"
    asked = run("report", *DRAFTS, "-q", "--plan", two, "--plan", one).out
    assert asked != every
    assert len(re.findall('<table class="tiles[ "]', asked)) == 3
    alone = run("report", *DRAFTS, "-q", "--plan", one).out
    assert "From draft to draft" not in titles(alone, 2)
    assert "Drafts" in titles(alone, 2)


def test_a_draft_is_compared_with_the_earlier_one_that_it_follows(run: Run) -> None:
    every = run("report", "--case", "bundled:", "-q", "-f", "markdown").out
    changes = every[every.index("## From draft to draft") : every.index("## Pairs")]
    told = re.findall(r"<summary>([^<]*)</summary>", changes)
    assert any("US 28-point plan" in own and "→ E3 counter-proposal" in own for own in told)
    # The two memoranda of a day have points in common, and neither follows from the other.
    assert not any("Russian memorandum" in own and "Ukrainian" in own for own in told)


def test_what_is_assumed_stands_above_the_headline(run: Run) -> None:
    ran = run("report", *DRAFTS, "-q", "--as-of", "2030-01-01", "--binding", "law")
    assert ran.code == 0
    (facts,) = re.findall(r'<p class="facts">(.*?)</p>', ran.out)
    assert "as of 2030-01-01" in facts
    assert "only red lines on basis law or firmer" in facts


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("nobody", "owners"), ["unknown party `nobody`"]),
        (("guild",), ["report needs at least two different parties"]),
        (("--plan", "thrid", "nobody"), ["unknown party `nobody`", "unknown plan `thrid`"]),
        (("--plan", ""), ["--plan is empty"]),
        (("-f", "csv"), ["has no format `csv`; it has html, markdown"]),
        (("-o", "html="), ["names no file"]),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, args: tuple[str, ...], told: list[str]) -> None:
    ran = run("report", *args, *DRAFTS, "-q")
    assert ran.code == 2
    assert ran.out == ""
    for text in told:
        assert text in ran.err


def test_a_page_is_never_written_over_the_case(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "positions.yaml"
    case.write_text((DATA / "works" / "positions.yaml").read_text("utf-8"), encoding="utf-8")
    ran = run("report", "--case", str(case), "-q", "-o", f"html={case}")
    assert ran.code == 2
    assert case.read_text("utf-8") == (DATA / "works" / "positions.yaml").read_text("utf-8")
