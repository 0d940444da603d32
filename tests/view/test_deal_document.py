"""Packages as people read them: whole texts as golden files, and words that keep their promise."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from test_terminal import PLAIN, golden

from redlines.assumption import Assumption
from redlines.case import Basis, Case
from redlines.deals import DealReport
from redlines.engine.deals import deal
from redlines.reading.build import read_case
from redlines.verdicts import GradeWord
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.clean import markdown_text
from redlines.view.deal_document import deal_document
from redlines.view.document import Document
from redlines.view.phrases import outcome_text

TESTS = Path(__file__).parents[1]
LINKED = TESTS / "cli" / "data" / "linked" / "positions.yaml"
BUNDLED = TESTS.parent / "data" / "positions.yaml"
# Without it red lines leave one outcome on the troop ceiling, no limit; with it none.
NO_OTHER_MEANS = Assumption(lifted="ARM-108")


@pytest.fixture(scope="module")
def lock() -> Case:
    case = read_case(LINKED).case
    assert case
    return case


@pytest.fixture(scope="module")
def bundled() -> Case:
    case = read_case(BUNDLED).case
    assert case
    return case


def built(case: Case, report: DealReport, **shown: Any) -> Document:
    return deal_document(report, case, **shown)


@pytest.mark.parametrize("width", [None, 120, 80, 60])
@pytest.mark.parametrize("given", [None, "first"])
def test_a_deal_on_a_screen(lock: Case, given: str | None, width: int | None) -> None:
    plan = lock.plans[given] if given else None
    report = deal(lock, given=plan)
    document = built(lock, report, room=not given, package=not given)
    text = as_terminal(document, **{**PLAIN, "width": width})
    golden(f"lock-deal{'-given' * bool(given)}-{width or 'piped'}", text)
    assert width is None or all(len(line) <= width for line in text.splitlines())


@pytest.mark.parametrize("given", [None, "first"])
def test_a_deal_on_a_page(lock: Case, given: str | None) -> None:
    report = deal(lock, given=lock.plans[given] if given else None)
    golden(f"lock-deal{'-given' * bool(given)}-markdown", as_markdown(built(lock, report)))


def test_a_deal_in_ascii(lock: Case) -> None:
    text = as_terminal(built(lock, deal(lock)), **{**PLAIN, "ascii_only": True})
    assert "> mixed" in text
    assert "›" not in text


def test_a_search_that_ends_early_says_so(lock: Case) -> None:
    report = deal(lock, effort=1)
    assert not report.proven
    text = as_terminal(built(lock, report), **PLAIN)
    assert "Not proven: the work limit was reached" in text


def test_without_red_lines_no_package_is_stood_in_the_way_of(lock: Case) -> None:
    report = deal(lock, assumption=Assumption(binding=Basis.CONSTITUTION))
    first, second, *_ = as_terminal(built(lock, report), **PLAIN).splitlines()[1:]
    assert first == "Some packages cross no stated red line of crew, port or town."
    assert second.endswith(" 0 red lines count.")


def test_an_issue_that_is_not_stuck_says_that_others_are(lock: Case) -> None:
    report = deal(lock, issues=["fence"])
    text = as_terminal(built(lock, report), **PLAIN)
    assert "crosses a stated red line of crew, port or town, on issues that are not asked" in text


ASKED = {
    "two": (("russia", "ukraine"), None, None),
    "later": (("russia", "ukraine"), "2026-03-01", None),
    "europe": (("russia", "ukraine", "europe"), None, None),
    "all": (None, None, None),
    **{
        f"{plan} {day}": (("russia", "ukraine"), day, plan)
        for plan in ("us-28", "zelensky-20", "e3-counter", "geneva-19")
        for day in (None, "2026-03-01")
    },
    "all us-28": (None, None, "us-28"),
}


@pytest.mark.parametrize(("parties", "day", "given"), ASKED.values(), ids=ASKED)
def test_no_text_says_more_than_arithmetic(
    bundled: Case, parties: tuple[str, ...] | None, day: str | None, given: str | None
) -> None:
    assumption = Assumption(date.fromisoformat(day) if day else None)
    plan = bundled.plans[given] if given else None
    report = deal(bundled, parties, assumption, given=plan)
    text = as_markdown(built(bundled, report, room=True, package=True))
    # What a point says is its own.
    for point in plan.points if plan else ():
        text = text.replace(markdown_text(point.text), "")
    advice = r"\b(should|best|fair|cheap\w*|compromise\w*|easi\w*|recommend\w*|nobody|ideal|must)\b"
    assert re.findall(advice, text, re.IGNORECASE) == []


@pytest.mark.parametrize(("parties", "day", "given"), ASKED.values(), ids=ASKED)
def test_a_disputed_or_vague_line_is_marked_wherever_it_stands(
    bundled: Case, parties: tuple[str, ...] | None, day: str | None, given: str | None
) -> None:
    assumption = Assumption(date.fromisoformat(day) if day else None)
    report = deal(bundled, parties, assumption, given=bundled.plans[given] if given else None)
    lines = as_markdown(built(bundled, report)).splitlines()
    gone = {
        line.line.claims[0].statement.id: line.line.claims[0].statement
        for line in report.red_lines
        if line.gone_at_best
    }
    for id_, said in gone.items():
        ways = "disputed|vague" if said.disputed or said.vague else "if "
        for text in lines:
            for match in re.finditer(rf"\b{re.escape(id_)}\b[^)]*", text):
                assert re.search(ways, match[0]), text


def test_every_outcome_of_a_stuck_issue_has_a_row(bundled: Case) -> None:
    report = deal(bundled, ["russia", "ukraine"])
    text = as_terminal(built(bundled, report), **PLAIN)
    for issue in report.issues:
        if issue.knot and issue.issue.id == "nato_membership":
            outcomes = issue.issue.outcomes
            for name in (outcome_text(outcomes, at) for at in range(len(outcomes.names))):
                assert re.search(rf"^[› ] {name} ", text, re.MULTILINE), name


def told(case: Case, report: DealReport, **shown: Any) -> str:
    return " ".join(as_terminal(built(case, report, **shown), **PLAIN).split())


def test_a_head_counts_issues_of_which_some_areas_have_one_outcome_left(bundled: Case) -> None:
    firm = Assumption(binding=Basis.CONSTITUTION)
    text = told(bundled, deal(bundled, ["russia", "ukraine"], firm))
    # Territory, in Crimea and Luhansk.
    assert "leave one outcome on 0, one in some areas of 1 and more on 22" in text


def test_what_red_lines_leave_names_whose_demand_it_does_not_meet(bundled: Case) -> None:
    text = as_markdown(built(bundled, deal(bundled, ["russia", "ukraine"], NO_OTHER_MEANS)))
    vague = "not what russia demands, ARM-02a +2 (document, vague)"
    assert f"| unlimited | demanded by ukraine; {vague} |" in text
    assert "not what ukraine demands, TER-23a +2 (document)" in text


def test_a_head_says_which_points_only_soft_red_lines_are_in_the_way_of(bundled: Case) -> None:
    text = told(bundled, deal(bundled, ["russia", "ukraine"], given=bundled.plans["us-28"]))
    # LAN-04 is vague and SEQ-03 disputed.
    assert "nor ukraine refuses; only soft red lines are in the way of points 20b and 28." in text
    text = told(bundled, deal(bundled, ["russia", "ukraine"], given=bundled.plans["zelensky-20"]))
    assert "Order of steps; on Language, Church only while soft ones stand." in text


def test_what_is_nearest_stands_in_quotes_as_what_it_takes_the_place_of(bundled: Case) -> None:
    report = deal(bundled, ["russia", "ukraine"], given=bundled.plans["us-28"])
    text = as_terminal(built(bundled, report), **PLAIN)
    assert "“on framework” → “with settlement” (1 step)" in text


def test_the_id_of_a_point_is_no_word_of_what_it_says(bundled: Case) -> None:
    report = deal(bundled, ["russia", "ukraine"], given=bundled.plans["us-28"])
    document = built(bundled, report)
    for text in (as_terminal(document, **PLAIN), as_markdown(document)):
        assert "raises claims or complaints afterwards. (amnesty)\n" in text
        # Where what it says stands above, the id is all there is.
        assert re.search(r"21a\W+crimea-luhansk-donetsk\n", text)


def test_a_way_into_unlimited_has_no_count(bundled: Case) -> None:
    report = deal(bundled, ["russia", "ukraine"], NO_OTHER_MEANS, given=bundled.plans["us-28"])
    assert "600,000 personnel → unlimited (past every number)" in told(bundled, report)


def test_a_condition_that_holds_since_something_else_is_shut_says_so(bundled: Case) -> None:
    later = Assumption(date(2026, 3, 1))
    text = told(bundled, deal(bundled, ["russia", "ukraine"], later))
    certain = "certain: it holds in every package that is left"
    more = "though red lines on Security guarantees alone leave more"
    assert (
        f"Security guarantees is Article 5-like, “Article 5-like, ratified”; {certain}, {more}"
        in text
    )
    # What a condition opens need not be what is demanded.
    assert "demanded by russia; not what ukraine demands, NATO-09 (constitution)" in text
    # Red lines on Recognition leave no more than this condition asks for, so it crosses nothing.
    assert f"Recognition is anything but recognition in law; {certain} ukraine would accept" in text


def test_what_a_condition_lifts_is_not_crossed_where_it_holds(bundled: Case) -> None:
    # That REF-101 may ask for a vote leaves the grade open, and no red line but TER-14 is near.
    report = deal(bundled, ["russia", "ukraine"])
    (lifted,) = (own for own in report.trades if own.statement == "TER-14")
    assert any(
        own.grade is GradeWord.AMBIGUOUS and own.part == "offer"
        for own in report.trade_terms
        if own.trade == lifted.trade
    )
    text = as_terminal(built(bundled, report), **PLAIN)
    told = text[text.index("ukraine would no longer refuse") :]
    assert re.search(r"\(TER-14, constitution\)\n +crosses +no red line\n +condition", told)


def test_a_witness_names_the_only_party_that_has_spoken(bundled: Case) -> None:
    text = told(bundled, deal(bundled, ["russia", "ukraine"]), package=True)
    assert "in what all that have spoken demand; only russia has spoken" in text
    assert "those on which red lines leave nothing are not in it" in text
