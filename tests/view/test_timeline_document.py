"""Verdicts over time as people read them: whole texts, and strips that say what is so."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from test_terminal import PLAIN, golden

from random_cases import cases
from redlines.api.cases import read_case
from redlines.assumption import Assumption
from redlines.case import Case
from redlines.engine.history import timeline
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.days import cells
from redlines.view.document import TURNED, Document, Strips
from redlines.view.strips import cut, drawn
from redlines.view.terminal_overview import SCREEN
from redlines.view.timeline_document import timeline_document

# Two weeks of talks over a harbour: a verdict of each kind, moves, and all kinds of coverage.
HARBOUR = """\
redlines: 1
title: Harbour talks
as_of: 2025-05-16
parties:
  crew: {title: Crew}
  port: {title: Port authority}
  town: {title: Town, dense_on: {night: [{from: 2025-05-08}]}}
issues:
  crane: {title: The old crane, options: {kept: kept, moved: moved, sold: sold}}
  night: {title: Work at night, scale: {none: none, some: by consent, all: as needed}}
  berth:
    title: Deep-water berths
    over: {north_quay: all, south_quay: all, mole: all}
    quantity: {unit: berths, from: 0, to: 8, step: 2}
  fees: {title: Fees, quantity: {unit: per cent, from: 0, to: 5, step: 1}}
positions:
  crew:
    - {id: C-1, said: 2025-05-02, basis: official, by: Ana Reis, demands: {night: none}}
    - id: C-2
      said: 2025-05-09
      basis: report
      disputed: true
      refuses: {night: [some, all]}
    - {id: C-3, said: 2025-05-02, basis: document, name: Crew's letter, accepts: {berth: 4}}
    - {id: C-4, said: 2025-05-13, basis: document, name: Crew's reply, replaces: C-2,
       accepts: {night: some}}
    - {id: C-5, said: 2025-05-02, basis: leader, by: Ana Reis, demands: {fees: 2}}
  port:
    - id: P-1
      said: 2025-05-05
      basis: law
      refuses: {night: none, "berth[north_quay, south_quay]": {below: 2}}
    - {id: P-2, said: 2025-05-12, basis: leader, by: Rui Costa, vague: true,
       refuses: {"berth[north_quay, south_quay]": {below: 6}}}
    - {id: P-3, said: 2025-05-15, basis: draft, demands: {crane: sold}}
    - {id: P-4, said: 2025-05-06, basis: law, accepts: {"berth[mole]": 4}, until: 2025-05-14}
    - {id: P-5, said: 2025-05-07, basis: leader, by: Rui Costa, demands: {fees: 3}}
    - {id: P-6, said: 2025-05-15, basis: report, disputed: true, accepts: {fees: [2, 3]}}
  town:
    - {id: T-1, said: 2025-05-08, basis: law, refuses: {night: all}}
"""
SIGNS = {"agreed": "●", "overlap": "◐", "bridgeable": "○", "insurmountable": "✕", "unstated": "·"}
SHAPES = [None, 40, 60, 80, 120]


@pytest.fixture
def harbour(tmp_path: Path) -> Case:
    path = tmp_path / "harbour.yaml"
    path.write_text(HARBOUR, encoding="utf-8")
    reading = read_case(path)
    assert reading.case is not None, reading.problems
    return reading.case


@pytest.fixture(scope="module")
def bundled() -> Case:
    case = read_case(Path(__file__).parents[2] / "data").case
    assert case is not None
    return case


def built(case: Case, *parties: str, day: str | None = None, every: bool = False) -> Document:
    report = timeline(case, parties or list(case.parties), Assumption(day))
    return timeline_document(report, case, every=every)


@pytest.mark.parametrize("width", SHAPES)
def test_a_timeline_on_a_screen(harbour: Case, width: int | None) -> None:
    text = as_terminal(built(harbour), **{**PLAIN, "width": width})
    golden(f"harbour-{width or 'piped'}", text)
    assert width is None or all(cell_len(line) <= width for line in text.splitlines())


def test_a_timeline_on_a_page_with_coverage(harbour: Case) -> None:
    golden("harbour-markdown", as_markdown(built(harbour, every=True)))


def test_a_timeline_in_ascii_with_coverage(harbour: Case) -> None:
    text = as_terminal(built(harbour, every=True), **{**PLAIN, "ascii_only": True})
    assert text.isascii()
    golden("harbour-ascii", text)


@pytest.mark.parametrize("parties", [("russia", "ukraine"), ()], ids=len)
@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_screen_holds_the_bundled_case(
    bundled: Case, parties: tuple[str, ...], width: int
) -> None:
    document = built(bundled, *parties, day="2026-03-01")
    text = as_terminal(document, **{**PLAIN, "width": width})
    assert len(text.splitlines()) <= SCREEN


def test_what_is_told_of_moves_is_all_there_is_of_them(bundled: Case) -> None:
    report = timeline(bundled, ["russia", "ukraine"], Assumption("2026-03-01"))
    text = as_terminal(timeline_document(report, bundled), **PLAIN)
    days = re.findall(r"^(\d{4}-\d\d-\d\d)  ", text, re.MULTILINE)
    # Two issues that turned alike by one act are two entries, as they are two moves.
    assert days.count("2025-12-11") == 2
    assert days == [str(own.day) for own in report.moves]
    assert len(report.moves) < len(report.turns)
    for claim in (c for own in report.moves for c in (*own.after.began, *own.after.ended)):
        assert claim.statement.id in text
    whole = as_terminal(timeline_document(report, bundled, every=True), **PLAIN)
    # A day of a month is told as the month, as it was said.
    days = re.findall(r"^(\d{4}-\d\d(?:-\d\d)?)  ", whole, re.MULTILINE)
    assert len(days) == len(report.turns)


def test_what_was_said_in_a_month_is_told_as_of_the_month(bundled: Case) -> None:
    report = timeline(bundled, ["nato", "ukraine"], issues=["nato_membership"])
    assert [own.day.isoformat() for own in report.moves] == ["2024-07-31"]
    text = as_terminal(timeline_document(report, bundled), **PLAIN)
    assert "The verdict moved once for the better, in 2024-07." in text
    assert "\n2024-07     NATO membership  ○→●  nato: +NATO-28 demands (document)" in text
    page = as_markdown(timeline_document(report, bundled))
    assert "| 2024-07 | NATO membership |" in page
    assert "2024-07-31" not in text + page


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_screen_tells_the_newest_move_and_counts_all_that_it_does_not_tell(
    bundled: Case, width: int
) -> None:
    report = timeline(bundled, ["russia", "ukraine"], Assumption("2026-03-01"))
    text = as_terminal(timeline_document(report, bundled), **{**PLAIN, "width": width})
    days = re.findall(r"^(\d{4}-\d\d-\d\d)  ", text, re.MULTILINE)
    assert days[-1] == str(report.moves[-1].day)
    told = " ".join(text.split())
    [left] = re.findall(r"not told \(--all\): ((?:\d+ in \d{4},? ?)+)", told)
    numbers = [int(own) for own in re.findall(r"(\d+) in \d{4}", left)]
    assert len(days) + sum(numbers) == len(report.moves)
    # The head counts the same moves: those of verdicts, and those at best alone.
    [verdicts] = re.findall(r"The verdict moved (\d+) times", told)
    [alone] = re.findall(r"(\d+) more at best alone", told)
    assert int(verdicts) + int(alone) == len(report.moves)
    # What is told is the newest without a gap, and since when a headline issue is insurmountable.
    assert "first the newest and since when headline issues are insurmountable" in told
    since = {
        str(own.stands(None).from_)
        for own in report.issues
        if own.spans[-1].verdict == "insurmountable"
        and bundled.headings[own.issue.heading].headline
    }
    moves = [str(own.day) for own in report.moves]
    assert {"2024-06-14", "2025-03-12", "2025-06-02"} == since & {*moves}
    assert width == 60 or since & {*moves} <= {*days}
    newest = [day for day in days if day not in since]
    assert newest == [day for day in moves if day not in since][-len(newest) :]
    # What is stuck at the end, or moved, is always drawn.
    for item in report.issues:
        moved = any(item.issue in turn.issues for turn in report.moves)
        if moved or item.spans[-1].verdict == "insurmountable":
            assert re.search(rf"^{bundled.headings[item.issue.heading].title}", text, re.MULTILINE)


def test_a_concession_is_no_cause_of_a_worse_verdict(bundled: Case) -> None:
    report = timeline(bundled, ["russia", "ukraine"], Assumption("2026-03-01"))
    text = as_terminal(timeline_document(report, bundled), **PLAIN)
    lines = re.findall(r"^2025-12-11  .*", text, re.MULTILINE)
    assert ["+LAN-03a refuses" in line for line in lines] == [True, False]
    assert not any("LAN-06" in line for line in lines)


def test_a_move_at_best_alone_says_so_beside_what_else_is_shown(bundled: Case) -> None:
    report = timeline(bundled, ["russia", "ukraine"], Assumption("2026-03-01"))
    text = as_terminal(timeline_document(report, bundled), **PLAIN)
    assert "2025-12-14  NATO membership  ✕→✕*, at best ✕→◐  " in text
    assert "at best: soft red lines gone" in text
    starred = [own for own in report.moves if own.at_best_alone and own.day.year in (2022, 2025)]
    assert "6 more at best alone (2 of them by gaining or losing the *)" in text
    assert len(starred) == 6


def test_an_ended_statement_has_its_own_day_and_no_speaker_of_that_day(bundled: Case) -> None:
    report = timeline(bundled, ["russia", "ukraine"], Assumption("2026-03-01"))
    text = as_terminal(timeline_document(report, bundled), **PLAIN)
    assert "2025-08-18  Order of steps  ✕*→○  ukraine: −SEQ-07b refuses (memorandum, said" in text
    for line in re.findall(r"^\d{4}-\d\d-\d\d  .*−.*", text, re.MULTILINE):
        for ids, how in re.findall(r"((?:−[\w-]+,? ?)+) \w+ \(([^)]*)\)", line):
            days = sorted(
                str(bundled.statements[id_].said.day) for id_ in re.findall(r"−([\w-]+)", ids)
            )
            assert "replaced by" in how or f"said {days[0][:7]}" in how
    # What took the place of it was said on that day.
    for id_ in re.findall(r"replaced by ([\w-]+)", text):
        assert f"{bundled.statements[id_].said.day}  " in text


@pytest.mark.parametrize("day", ["2026-07-15", "2099-01-01", "9999-12-31"])
def test_strips_end_where_the_record_does(bundled: Case, day: str) -> None:
    def strips(until: str) -> Strips:
        return next(x for x in built(bundled, day=until).screen if isinstance(x, Strips))

    assert strips(day).last == strips("2099-01-01").last < date(2027, 1, 1)
    assert strips("2026-03-01").last == date(2026, 3, 1)
    # What stands at the end is what `gap` says of that day.
    ended = timeline(bundled, list(bundled.parties), Assumption(day))
    assert all(own.on(strips(day).last) == own.spans[-1] for own in ended.issues)


def test_who_has_said_nothing_by_a_day_is_told(bundled: Case) -> None:
    text = as_terminal(built(bundled, "russia", "hungary"), **PLAIN)
    assert "hungary has said nothing by 2025-12-09.\n" in text
    later = as_terminal(built(bundled, "russia", "hungary", day="2026-06-05"), **PLAIN)
    assert "has said nothing" not in later
    nobody = as_terminal(built(bundled, "hungary", "russia", day="1990-01-01"), **PLAIN)
    assert "hungary and russia have said nothing by 1990-01-01." in nobody


def test_what_is_not_drawn_is_named_with_its_areas(bundled: Case) -> None:
    text = as_terminal(built(bundled, "russia", "ukraine"), **{**PLAIN, "width": 80})
    assert "Not drawn, no move (--all): Recognition (Crimea) and 15 more" in text
    assert "Moves of positions that changed no verdict: redlines show russia --history" in text


@given(cases(), st.sampled_from([None, 20, 40, 60, 80, 120]), st.booleans(), st.booleans())
def test_any_case_can_be_told_over_time(
    case: Case, width: int | None, ascii_only: bool, every: bool
) -> None:
    document = built(case, every=every)
    text = as_terminal(document, width=width, color=False, ascii_only=ascii_only)
    assert all(cell_len(line) <= (width or 10_000) for line in text.split("\n"))
    assert text.endswith("\n")
    assert as_markdown(document).endswith("\n")


@given(cases(), st.integers(1, 40))
def test_a_strip_shows_what_stands_at_the_end_of_each_cell_and_every_move(
    case: Case, most: int
) -> None:
    report = timeline(case, list(case.parties), Assumption(case.as_of))
    document = timeline_document(report, case, every=True)
    for block in document.page:
        if not isinstance(block, Strips):
            continue
        _, found = cut(block, most)
        assert found == cells(block.first, block.focus, block.last, most)[1]
        stated = [own for own in report.issues if own.stated]
        assert len(block.rows) == len(stated)
        for item, strip in zip(stated, block.rows, strict=True):
            moves = [own.from_ for own in item.spans[1:] if not own.coverage]
            for cell, (turned, sign) in zip(found, drawn(strip, found), strict=True):
                assert (turned == TURNED) is any(
                    cell.first <= (day or date.min) <= cell.last for day in moves
                )
                span = item.on(cell.last)
                soft = span.verdict == "insurmountable" and span.at_best != "insurmountable"
                assert sign.text == ("*" if soft else SIGNS[span.verdict])
