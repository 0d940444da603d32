"""All pairs as people read them: whole texts as golden files, and what must never be missing."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lake import lake
from rich.cells import cell_len
from test_terminal import COLOR_CODE, PLAIN, golden

from random_cases import cases, make_case, says
from redlines.api.cases import bundled_case
from redlines.assumption import Assumption
from redlines.case import Case
from redlines.engine.pairs import matrix
from redlines.region import Outcomes
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.document import Document
from redlines.view.matrix_document import matrix_document
from redlines.view.terminal_overview import SCREEN


def built(case: Case, *parties: str, issues: tuple[str, ...] | None = None) -> Document:
    report = matrix(case, parties or tuple(case.parties), issues=issues)
    return matrix_document(report, case)


def screen(document: Document, width: int | None, *, ascii_only: bool = False) -> str:
    return as_terminal(document, width=width, color=False, ascii_only=ascii_only)


def crowd(count: int) -> Case:
    """Many parties on four issues: every other one refuses what the others leave."""
    names = ["air", "sea", "land", "rail"]
    issues = {name: Outcomes.scale(["none", "some", "all"]) for name in names}
    said = []
    for at in range(count):
        refused = {
            name: "none" if (at >> place) % 2 else "some all" for place, name in enumerate(names)
        }
        said.append(says(issues, f"S-{at}", f"party_{at:03}", refuses=refused))
    return make_case(issues, *said)


@pytest.mark.parametrize("width", [None, 60, 80, 120])
def test_the_matrix_of_the_lake(width: int | None) -> None:
    golden(f"lake-matrix-{width or 'piped'}", screen(built(lake()), width))


def test_the_matrix_on_a_page_and_in_ascii() -> None:
    golden("lake-matrix-markdown", as_markdown(built(lake())))
    golden("lake-matrix-ascii", screen(built(lake()), 80, ascii_only=True))


def test_all_parties_of_the_bundled_case_take_one_screen() -> None:
    text = screen(built(bundled_case()), 80)
    assert len(text.splitlines()) <= SCREEN
    assert all(cell_len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize("width", [40, 60, 80, None])
def test_of_two_hundred_parties_the_worst_pairs_are_told_and_no_names_by_the_hundred(
    width: int | None,
) -> None:
    case = crowd(200)
    text = screen(built(case), width)
    listed = re.findall(r"^party_\d+ and party_\d+:", text, re.MULTILINE)
    assert len(listed) == 20
    assert len(set(re.findall(r"party_\d+", text))) < 60
    assert "──  " not in text
    if width:
        assert all(cell_len(line) <= width for line in text.splitlines())
        assert len(text.splitlines()) < 100


def test_the_worst_pairs_come_first() -> None:
    text = screen(built(crowd(40)), None)
    counts = [int(n) for n in re.findall(r"^party_\d+ and party_\d+: ✕ (\d)", text, re.MULTILINE)]
    assert counts
    assert all(one >= other for one, other in pairwise(counts))
    assert counts[0] == 4


def test_a_page_has_all_pairs_with_all_numbers() -> None:
    case = crowd(40)
    page = as_markdown(built(case))
    table = page.partition("<summary>All pairs</summary>")[2]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| party")]
    assert len(rows) == 40 * 39 // 2
    for row, pair in zip(rows, matrix(case, tuple(case.parties)).pairs, strict=True):
        found = [cell.strip("| ") for cell in row]
        assert found == [
            *(own.replace("_", "\\_") for own in pair.parties),
            *map(
                str,
                (
                    pair.insurmountable,
                    pair.softly_insurmountable,
                    pair.contested,
                    pair.bridgeable - pair.contested,
                    pair.overlap,
                    pair.agreed,
                    pair.spoken,
                    pair.unstated,
                ),
            ),
        ]


def test_what_is_told_of_nobody_is_told() -> None:
    issues = {"air": Outcomes.options(["none", "some"])}
    text = screen(built(make_case(issues, parties="ab")), 80)
    assert "a and b have no issue in common." in text
    assert "✕" not in text


def test_who_refuses_everything_leaves_nothing_to_anybody() -> None:
    issues = {"air": Outcomes.options(["none", "some"])}
    said = [says(issues, f"S-{own}", own, refuses={"air": "none some"}) for own in "ab"]
    text = screen(built(make_case(issues, *said)), 80)
    assert "✕ Air (2 spoke: a and b): each of them refuses everything" in text


@given(cases(), st.sampled_from([None, 40, 60, 80, 120]), st.booleans())
def test_any_case_can_be_told(case: Case, width: int | None, ascii_only: bool) -> None:
    if len(case.parties) < 2:
        return
    document = built(case)
    text = screen(document, width, ascii_only=ascii_only)
    assert all(cell_len(line) <= (width or 10_000) for line in text.split("\n"))
    assert text.isascii() or not ascii_only
    assert as_markdown(document).endswith("</details>\n")


def test_colour_adds_nothing_and_no_sign_is_without_its_word() -> None:
    document = built(bundled_case())
    plain = screen(document, 80)
    colored = as_terminal(document, width=80, color=True, ascii_only=False)
    assert COLOR_CODE.search(colored)
    assert COLOR_CODE.sub("", colored) == plain
    legend = plain.rpartition("\n\n")[2]
    for sign in set("✕◇○◐●·*░") & set(plain):
        assert re.search(rf"{re.escape(sign)}\S*( \w|:)", legend), sign


def test_the_head_says_what_is_assumed_and_what_comes_later() -> None:
    case = bundled_case()
    report = matrix(case, ("russia", "ukraine"), Assumption("2025-06-15", "leader", ("TER-22",)))
    text = screen(matrix_document(report, case), None)
    assert "as of 2025-06-15 (the case's own day is 2025-12-09)" in text
    assert "only red lines on basis leader or firmer" in text
    assert "assuming: without TER-22" in text
    assert "statements said later do not count" in text


def test_names_from_a_file_are_made_safe() -> None:
    case = lake()
    evil = replace(case, title="a\x1b[31m|<b>")
    assert "\x1b" not in screen(built(evil), None)
    assert "<b>" not in as_markdown(built(evil))
    assert PLAIN
