"""Examples of the findings of reports: level, place, and the age of a position."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from engine.drafting import ISSUES, draft, point
from random_cases import make_case, says
from redlines.case import Basis, Case, Place, Plan, Said, Statement
from redlines.catalogue import Direction
from redlines.engine.changes import diff
from redlines.engine.finding import findings_of
from redlines.engine.plans import check
from redlines.findings import EffectKind, Finding, party_directions
from redlines.problems import Level

DAY = date(2025, 6, 1)


def at(line: int, file: str = "positions.yaml") -> Place:
    return Place(file, line, 1, line, 9)


def a(days_ago: int = 0, **said: Any) -> Statement:
    day = DAY - timedelta(days=days_ago)
    return says(ISSUES, "A", "a", said=Said(day.isoformat(), day), place=at(7), **said)


def case_of(*said: Statement) -> Case:
    return make_case(ISSUES, *said, as_of=DAY)


def plan(border: str, *, line: int = 3) -> Plan:
    own = point("1", {"border": border}, place=at(line, "plans/draft.yaml"))
    return draft(own, id="draft", place=at(1, "plans/draft.yaml"))


def checked(border: str, said: Statement, **asked: Any) -> Finding:
    case = case_of(said)
    [finding] = findings_of(check(case, plan(border)), case, **asked)
    return finding


@pytest.mark.parametrize(
    ("border", "said", "id_", "level"),
    [
        ("open", {"refuses": {"border": "open"}}, "check-crosses", Level.ERROR),
        ("open free", {"refuses": {"border": "open"}}, "check-ambiguous", Level.WARN),
        ("open", {"demands": {"border": "open"}}, "check-meets", Level.INFO),
        ("open", {"accepts": {"border": "open"}}, "check-within", Level.INFO),
        ("open", {"demands": {"border": "free"}}, "check-falls-short", Level.INFO),
        ("open", {"refuses": {"border": "free"}}, "check-unclaimed", Level.INFO),
    ],
)
def test_a_grade_is_a_finding_at_its_point(border: str, said: Any, id_: str, level: Level) -> None:
    found = checked(border, a(**said))
    assert (found.id, found.level, found.party, found.issue) == (id_, level, "a", "border")
    assert (found.plan, found.point, found.place) == ("draft", "1", at(3, "plans/draft.yaml"))
    behind = () if id_ in ("check-within", "check-unclaimed") else (at(7),)
    assert found.related == behind


def test_what_is_unsettled_or_unstated_is_a_warning() -> None:
    case = case_of(a(demands={"seat": "oslo"}))
    border, seat = findings_of(check(case, plan("open")), case)
    assert (border.id, border.level, border.point) == ("check-unstated", Level.WARN, "1")
    assert (seat.id, seat.level, seat.point) == ("check-unsettled", Level.WARN, None)
    assert seat.place == at(1, "plans/draft.yaml")


@pytest.mark.parametrize(("days_ago", "stale"), [(365, False), (366, True)])
def test_a_position_older_than_a_year_is_a_warning(days_ago: int, stale: bool) -> None:
    found = checked("open", a(days_ago, demands={"border": "open"}))
    assert (found.stale, found.level) == (stale, Level.WARN if stale else Level.INFO)


def test_an_old_red_line_that_is_crossed_stays_an_error() -> None:
    found = checked("open", a(2000, refuses={"border": "open"}))
    assert (found.stale, found.level) == (True, Level.ERROR)
    assert not checked("open", a(2000, refuses={"border": "open"}), stale_after=2000).stale


def test_law_without_a_date_is_never_stale() -> None:
    standing = says(ISSUES, "A", "a", demands={"border": "open"}, said=Said("standing"))
    assert not checked("open", standing).stale


def test_the_newest_statement_that_counts_tells_the_age() -> None:
    old, new = a(2000, demands={"border": "open"}), a(10, demands={"border": "open"})
    later = says(ISSUES, "A-2", "a", demands={"border": "open"}, said=new.said)
    case = case_of(old, later)
    assert [finding.stale for finding in findings_of(check(case, plan("open")), case)] == [False]


def test_an_effect_is_a_finding_with_a_direction() -> None:
    case = case_of(a(refuses={"border": "open"}))
    there = diff(case, plan("permits"), plan("open", line=5))
    [worse] = findings_of(there, case)
    assert (worse.id, worse.level) == ("diff-newly-crosses", Level.ERROR)
    assert worse.direction is Direction.WORSE
    assert (worse.place, worse.related) == (at(5, "plans/draft.yaml"), (at(7),))
    [better] = findings_of(diff(case, plan("open"), plan("permits")), case)
    assert (better.id, better.level) == ("diff-no-longer-crosses", Level.INFO)


@pytest.mark.parametrize(
    ("base", "revision", "said", "id_", "level"),
    [
        ("closed", "free", {"demands": {"border": "free"}}, "diff-demand-met", Level.INFO),
        ("free", "closed", {"demands": {"border": "free"}}, "diff-demand-lost", Level.INFO),
        ("free", "open free", {"demands": {"border": "free"}}, "diff-demand-open", Level.WARN),
        ("closed", "open", {"demands": {"border": "free"}}, "diff-closer", Level.INFO),
        ("open", "closed", {"demands": {"border": "free"}}, "diff-farther", Level.INFO),
        ("open", "closed free", {"demands": {"border": "permits"}}, "diff-farther", Level.INFO),
        ("permits", "closed open", {"demands": {"border": "free"}}, "diff-wider", Level.INFO),
        ("closed open", "permits", {"demands": {"border": "free"}}, "diff-narrower", Level.INFO),
        ("open", "free", {"accepts": {"border": "open"}}, "diff-no-longer-declared", Level.INFO),
        ("open", "free", {"accepts": {"border": "free"}}, "diff-now-declared", Level.INFO),
        ("open", "open free", {"refuses": {"border": "free"}}, "diff-may-cross", Level.WARN),
        (
            "open free",
            "open",
            {"refuses": {"border": "free"}},
            "diff-can-no-longer-cross",
            Level.INFO,
        ),
        (
            "free",
            "open free",
            {"refuses": {"border": "free"}},
            "diff-need-no-longer-cross",
            Level.WARN,
        ),
    ],
)
def test_each_effect_has_an_id_and_a_level(
    base: str, revision: str, said: Any, id_: str, level: Level
) -> None:
    case = case_of(a(**said))
    found = findings_of(diff(case, plan(base), plan(revision)), case)[0]
    assert (found.id, found.level) == (id_, level)


def test_a_firmer_line_is_an_error_and_a_softer_one_is_none() -> None:
    case = case_of(
        says(ISSUES, "A-1", "a", refuses={"border": "closed"}, basis=Basis.LAW),
        says(ISSUES, "A-2", "a", refuses={"border": "open"}, basis=Basis.LEADER),
    )
    for base, revision, id_, level in (
        ("open", "closed", "diff-crosses-firmer", Level.ERROR),
        ("closed", "open", "diff-crosses-softer", Level.INFO),
    ):
        [found] = findings_of(diff(case, plan(base), plan(revision)), case)
        assert (found.id, found.level) == (id_, level)


def test_what_a_point_that_is_not_known_decides_is_undecidable() -> None:
    case = case_of(a(refuses={"border": "free"}))
    hidden = draft(id="draft", unknown=("1",))
    [found] = findings_of(diff(case, plan("free"), hidden), case)
    assert (found.id, found.level) == ("diff-undecidable", Level.WARN)


def test_what_moves_nothing_is_counted_and_no_finding() -> None:
    case = case_of(a(refuses={"border": "closed"}))
    found = diff(case, plan("open"), plan("free"))
    assert [effect.kind for effect in found.effects] == [EffectKind.NO_EFFECT]
    assert findings_of(found, case) == ()
    assert party_directions(found, "a").neutral == 1


def test_other_words_on_a_point_tied_to_a_red_line_are_a_warning() -> None:
    case = case_of(a(refuses={"border": "closed"}))
    reworded = draft(point("1", {"border": "open"}, text="other words"))
    [found] = findings_of(diff(case, plan("open"), reworded), case)
    assert (found.id, found.level, found.direction) == (
        "diff-reworded",
        Level.WARN,
        Direction.UNKNOWN,
    )


def test_a_point_that_is_gone_is_shown_where_the_plan_begins() -> None:
    case = case_of(a(demands={"border": "open"}))
    gone = draft(id="draft", place=at(2, "plans/draft.yaml"))
    [lost] = findings_of(diff(case, plan("open"), gone), case)
    assert (lost.id, lost.point, lost.place) == ("diff-demand-lost", "1", at(2, "plans/draft.yaml"))
