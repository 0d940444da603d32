"""The first screen of a gap: one screen, whatever the case and the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from random_cases import make_case, says
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Statement
from redlines.engine.gaps import gap
from redlines.reading.build import read_case
from redlines.region import Outcomes
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.overview_document import overview_document, stuck_headings

LEVELS = Outcomes.scale(["low", "mid", "high"])
ISSUES = dict.fromkeys(("pay", "hours", "leave", "rota", "pension", "food", "tea"), LEVELS)
TRACK = re.compile("×··")
TWO, THREE = ("russia", "ukraine"), ("russia", "ukraine", "europe")


@pytest.fixture(scope="module")
def bundled() -> Case:
    case = read_case(Path(__file__).parents[2] / "data" / "positions.yaml", plans=False).case
    assert case is not None
    return case


def screen(case: Case, *parties: str, width: int | None, ascii_only: bool = False) -> list[str]:
    asked = parties or tuple(case.parties)
    document = overview_document(gap(case, asked), case)
    text = as_terminal(document, width=width, color=False, ascii_only=ascii_only)
    return text.splitlines()


@pytest.mark.parametrize("width", [80, 100, 120, 200])
@pytest.mark.parametrize(
    "parties", [TWO, THREE, (*THREE, "united_states"), ()], ids=["two", "three", "four", "all"]
)
def test_the_bundled_case_has_one_screen(
    bundled: Case, parties: tuple[str, ...], width: int
) -> None:
    lines = screen(bundled, *parties, width=width)
    assert len(lines) <= 45
    assert max(map(cell_len, lines)) <= width
    stuck = [line for line in lines if line.startswith("✕") and "leave" not in line]
    assert any("NATO membership" in line for line in stuck)


# The days of the whole record on which most is told, and its last one.
@pytest.mark.parametrize(
    "day", ["2022-10-05", "2024-11-29", "2025-11-25", "2025-12-26", "2026-06-30"]
)
@pytest.mark.parametrize("parties", [TWO, THREE, ()], ids=["two", "three", "all"])
def test_on_any_day_the_bundled_case_has_one_screen(
    bundled: Case, parties: tuple[str, ...], day: str
) -> None:
    report = gap(bundled, parties or tuple(bundled.parties), Assumption(date.fromisoformat(day)))
    document = overview_document(report, bundled)
    for width in (80, 100, 120):
        text = as_terminal(document, width=width, color=False, ascii_only=False)
        assert len(text.splitlines()) <= 45
    firm, _ = stuck_headings(report)
    for heading in firm:
        assert f"✕ {bundled.headings[heading].title}" in text


def test_without_tracks_a_contested_row_says_whose_demands_are_refused(bundled: Case) -> None:
    lines = screen(bundled, *THREE, width=80)
    rows = "\n".join(lines[: lines.index("Other issues")])
    contested = [row for row in re.split(r"\n(?=\S)", rows) if row.startswith("◇")]
    assert len(contested) == 3
    # Understood where it stands first too, with nothing told of what is left.
    said = r"[; ] (\w+ demands what|demands? of [\w ]+ refused)"
    assert all(re.search(said, row) for row in contested)


def test_what_is_held_back_behind_a_red_line_is_told_by_its_verb(bundled: Case) -> None:
    text = " ".join(" ".join(screen(bundled, *THREE, width=80)).split())
    assert "; offered behind own red lines: ZKH-02" in text
    assert "; demanded behind own red lines: SEQ-02" in text


@pytest.mark.parametrize("width", range(72, 104, 4))
def test_what_is_cut_fits_in_ascii_too_and_keeps_more_than_its_label(
    bundled: Case, width: int
) -> None:
    for ascii_only in (False, True):
        lines = screen(bundled, *TWO, width=width, ascii_only=ascii_only)
        assert max(map(cell_len, lines)) <= width
        assert not any(re.search(r"left:? ?(…|\.\.\.)$", line) for line in lines)


def test_nothing_is_cut_on_a_narrow_terminal(bundled: Case) -> None:
    lines = screen(bundled, *TWO, width=60)
    assert max(map(cell_len, lines)) <= 60
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize("width", range(20, 40, 4))
def test_a_sign_never_stands_without_an_issue(bundled: Case, width: int) -> None:
    lines = screen(bundled, *TWO, width=width)
    assert max(map(cell_len, lines)) <= width
    signs = [line.rstrip() for line in lines if line and line[0] in "✕◇○◐●?"]
    assert len(signs) >= 10
    assert not [line for line in signs if len(line) <= 2]


def test_without_a_width_every_issue_has_its_line(bundled: Case) -> None:
    lines = screen(bundled, *TWO, width=None)
    assert sum(line[:1] in "✕◇○◐●" for line in lines if line.strip()) >= 24
    assert any("Prisoners of war" in line for line in lines)


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_wide_letters_take_the_room_that_they_take(width: int) -> None:
    parties = ("ロシア連邦政府代表団", "ウクライナ")
    names = [f"{'領土 問題 と その 将来 の' * times} 地位" for times in (1, 3)]
    issues = dict.fromkeys(names, Outcomes.scale(["全部", "中間" * 20, "無し"]))
    lines = [(party, name) for party in parties for name in names]
    case = make_case(issues, *(says(issues, f"{p}-{n}", p, refuses={n: "全部"}) for p, n in lines))
    drawn = screen(case, *parties, width=width)
    assert max(map(cell_len, drawn)) <= width
    for party in parties if width >= 100 else ():
        head = next(line for line in drawn if party in line and "·" not in line)
        first = cell_len(head[: head.index(party)])
        rows = [line for line in drawn if "×··" in line]
        assert len(rows) == len(names)
        assert all(
            first in {cell_len(row[: at.start()]) for at in TRACK.finditer(row)} for row in rows
        )


def say(id_: str, party: str, verb: str, issue: str, names: str, **rest: object) -> Statement:
    return says(ISSUES, id_, party, **{verb: {issue: names}}, **rest)


def small(*more: Statement) -> Case:
    case = make_case(
        ISSUES,
        say("A-1", "a", "refuses", "pay", "low mid", basis=Basis.LAW),
        say("B-1", "b", "refuses", "pay", "high"),
        say("A-2", "a", "demands", "hours", "high"),
        say("B-2", "b", "refuses", "hours", "high", disputed=True),
        say("A-3", "a", "accepts", "leave", "low"),
        say("B-3", "b", "demands", "leave", "high"),
        say("A-4", "a", "demands", "rota", "low"),
        say("B-4", "b", "demands", "rota", "low mid"),
        say("A-5", "a", "demands", "pension", "low"),
        *more,
        parties=["a", "b"],
    )
    first = {id_: replace(case.headings[id_], headline=id_ == "rota") for id_ in case.headings}
    return replace(case, headings=first)


def test_headline_issues_stand_first_and_in_each_part_the_worst() -> None:
    lines = screen(small(), "a", "b", width=100)
    body = [line.split("  ")[0] for line in lines if line[:1] in "✕◇○◐●HO"]
    assert body[1:7] == [
        "Headline issues",
        "● Rota",
        "Other issues",
        "✕ Pay",
        "◇*Hours",
        "○ Leave",
    ]


def test_the_screen_says_who_blocks_whom_and_what_has_no_line() -> None:
    text = "\n".join(screen(small(), "a", "b", width=100))
    assert "Red lines leave nothing on 1 of the 4 issues on which both have spoken: Pay." in text
    assert (
        "On 1 more, one side demands what the other refuses; on 1, no demand is wholly refused"
        in text
    )
    assert "A-1 (law) against B-1" in text
    assert "Only one side has spoken: a on Pension." in text
    assert "Neither has spoken on: Food, Tea." in text
    assert "left: all but high" in text
    assert "--issue pay or --full" in text


def test_where_nothing_is_stuck_that_is_said() -> None:
    case = make_case(
        ISSUES, say("A", "a", "demands", "pay", "low"), say("B", "b", "demands", "pay", "low")
    )
    text = "\n".join(screen(case, "a", "b", width=100))
    assert "Red lines leave something on the 1 issue on which both have spoken." in text


def test_signs_have_twins_in_ascii() -> None:
    text = "\n".join(screen(small(), "a", "b", width=100, ascii_only=True))
    assert text.isascii()
    assert "!*Hours" in text


def test_a_page_begins_with_the_same_table_and_folds_the_rest(bundled: Case) -> None:
    page = as_markdown(overview_document(gap(bundled, TWO), bundled))
    first, fold, rest = page.partition("<details>")
    assert fold
    assert "| ✕ | Territory (Donetsk) |" in first
    assert "left: title open; russia and ukraine demand what the other refuses" in first
    assert "DON-01" in rest
