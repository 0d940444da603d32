"""Dates, units, a title for `unlimited` and names of acts, as each format tells them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import Run

CASE = """redlines: 1
title: A bridge
as_of: 2025-06-30
parties: {town: {}, builder: {}}
issues:
  opening: {quantity: {from: 2026-11, to: 2027-04, step: month, unlimited: no date}}
  start: {quantity: {from: 2026-04-03, to: 2026-04-07, step: day}}
  guarantee: {quantity: {unit: {one: year, other: years}, from: 0, to: 12000, step: 1}}
  review: {quantity: {unit: "", from: 2026, to: 2040, step: 1, unlimited: true}}
positions:
  town:
    - {id: T-1, said: 2025-01-01, basis: document, name: Charter of the bridge,
       demands: {opening: {at_most: 2026-12}, review: 2030}, refuses: {opening: unlimited}}
    - {id: T-2, said: 2025-02-01, basis: law, name: Act on works,
       refuses: {start: {below: 2026-04-06}, review: {above: 2032}}}
    - {id: T-3, demands: {guarantee: {at_least: 2}}}
  builder:
    - {id: B-1, by: The owner, basis: leader, demands: {opening: {at_least: 2027-03}, review: 2031},
       refuses: {opening: 2026-11}}
    - {id: B-2, basis: document, refuses: {start: {at_least: 2026-04-06}}}
    - {id: B-3, demands: {guarantee: 1}}
"""
PLAN = "redlines: 1\nplan: {}\npoints: [{{id: a, text: It opens., sets: {{opening: {}}}}}]\n"


@pytest.fixture
def case(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "positions.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "plans").mkdir()
    for id_, month in (("late", "2027-04"), ("later", "unlimited"), ("early", "2027-02")):
        (tmp_path / "plans" / f"{id_}.yaml").write_text(PLAN.format(id_, month), encoding="utf-8")
    return ("--case", str(tmp_path))


def gap_of(run: Run, case: tuple[str, ...], *args: str) -> str:
    ran = run("gap", "town", "builder", *case, *args)
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


def test_json_has_dates_in_spans(
    run: Run, valid: Callable[[Any], None], case: tuple[str, ...]
) -> None:
    ran = run("gap", "town", "builder", *case, "-f", "json")
    valid(ran.json)
    issues = {own["issue"]: own for own in ran.json["data"]["issues"]}
    opening = issues["opening"]
    assert opening["outcomes"] == [
        {"from": "2026-11", "to": "2027-04"}, {"from": "unlimited", "to": "unlimited"},
    ]  # fmt: skip
    assert opening["zone"] == [{"from": "2026-12", "to": "2027-04"}]
    assert (opening["kind"], opening["unit"], opening["step"]) == ("quantity", None, "month")
    assert opening["gap"] == {
        "steps": 3, "amount": "3", "unit": "months", "ends": ["2026-12", "2027-03"],
    }  # fmt: skip
    assert (issues["start"]["step"], issues["start"]["verdict"]) == ("day", "insurmountable")
    assert (issues["guarantee"]["unit"], issues["review"]["unit"]) == ("years", "")
    assert issues["review"]["gap"]["amount"] == "1"
    outcomes = ran.json["data"]["titles"]["outcomes"]
    assert outcomes == {"opening": {"unlimited": {"title": "no date", "text": None}}}


@pytest.mark.parametrize(
    ("issue", "texts"),
    [
        ("opening", ["2026-11 | 2026-12 | 2027-01 | 2027-02 | 2027-03 | 2027-04 | no date",
                     "declared ranges 3 months apart", "by town: “no date”"]),
        ("start", ["town refuses 2026-04-05 and earlier", "builder refuses 2026-04-06 and later",
                   "T-2 (law) · 1 day", "T-2 (law) · 2 to 3", "B-2 (document) · 1 day"]),
        ("guarantee", ["years: 0 | 1 | 2 to 12,000", "declared ranges 1 year apart"]),
        ("review", ["declared ranges 1 step apart", "at most 2032"]),
    ],
)  # fmt: skip
def test_people_read_dates_and_units_as_they_say_them(
    run: Run, case: tuple[str, ...], issue: str, texts: list[str]
) -> None:
    for form in ("table", "markdown"):
        told = gap_of(run, case, "--issue", issue, "-f", form)
        # A page has no tracks, and what their cells stand for neither.
        wanted = [text for text in texts if form == "table" or "|" not in text]
        assert [text for text in wanted if text not in told] == [], told


def test_csv_has_dates_in_spans(run: Run, case: tuple[str, ...]) -> None:
    out = run("list", "issues", *case, "-f", "csv").out
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(out))}
    assert rows["opening"]["outcomes"] == "2026-11..2027-04 unlimited"
    assert (rows["opening"]["unit"], rows["guarantee"]["unit"]) == ("", "years")


def test_an_issue_of_dates_is_shown_by_its_ends_and_step(run: Run, case: tuple[str, ...]) -> None:
    assert "2026-11 to 2027-04 by month or no date" in run("show", "opening", *case).out
    assert "0 to 12,000 years by 1" in run("show", "guarantee", *case).out


@pytest.mark.parametrize(
    ("plans", "text"),
    [
        (("late", "early"), "4 → 2 months from 2026-12 or earlier"),
        (("early", "late"), "2 → 4 months from"),
        (("late", "later"), "no date"),
    ],
)
def test_a_diff_counts_months(
    run: Run, case: tuple[str, ...], plans: tuple[str, ...], text: str
) -> None:
    told = " ".join(run("diff", *plans, *case, "--party", "town").out.split())
    assert text in told, told


def test_an_act_is_told_by_its_name_in_place_of_document(run: Run, case: tuple[str, ...]) -> None:
    told = gap_of(run, case, "--issue", "opening", "--issue", "start")
    assert "(T-1, Charter of the bridge, 2025-01-01)" in told
    assert "(T-2, Act on works, law)" in told
    assert "(B-2, document)" in told
    screen = gap_of(run, case)
    assert "T-2 (Act on works, law, 2025-02-01) against B-2 (document)" in screen
    shown = run("show", "T-1", *case).out
    assert shown.startswith("T-1 · 2025-01-01 · Charter of the bridge\n")


def test_programs_read_the_name_and_the_basis(run: Run, case: tuple[str, ...]) -> None:
    shown = run("show", "T-1", *case, "-f", "json").json["data"]["statement"]
    assert (shown["name"], shown["basis"]) == ("Charter of the bridge", "document")
    out = run("list", "statements", *case, "-f", "csv").out
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(out))}
    assert (rows["T-2"]["name"], rows["B-1"]["name"]) == ("Act on works", "")


def test_another_name_is_no_change_of_a_position(
    run: Run, case: tuple[str, ...], tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(CASE.replace("Charter of the bridge", "Bridge charter"), encoding="utf-8")
    ran = run("diff", str(tmp_path / "positions.yaml"), str(other), "-f", "json")
    assert ran.json["findings"] == []
    assert ran.json["data"]["besides"]["speakers"] == ["T-1"]
