"""The words of the page: what a reader looks for is there, and a word says one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lake import lake
from lake_plans import draft, revision

from random_cases import cases, make_case, says
from redlines import bundled_case
from redlines.assumption import NOTHING, Assumption
from redlines.case import Basis, Case, Said
from redlines.catalogue import RULES
from redlines.engine.changes import diff
from redlines.engine.deals import deal
from redlines.engine.gaps import gap
from redlines.engine.history import timeline
from redlines.engine.pairs import matrix
from redlines.engine.plans import check
from redlines.findings import party_grades
from redlines.region import Outcomes
from redlines.verdicts import GradeWord, Verdict
from redlines.view.as_html import as_html
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.check_document import check_document
from redlines.view.deal_document import deal_document
from redlines.view.document import (
    Block,
    Counts,
    Document,
    Line,
    Section,
    Strips,
    Table,
    Tiles,
    Words,
)
from redlines.view.gap_document import counted_rows
from redlines.view.html_strips import lanes
from redlines.view.matrix_document import matrix_document
from redlines.view.method_document import BASES, BASIS_MEANINGS, GRADES, SOURCE_GRADES
from redlines.view.overview_document import overview_document
from redlines.view.phrases import region_text
from redlines.view.report_document import Analyses, report_document
from redlines.view.show_document import issue_document
from redlines.view.spoken import Text, fill
from redlines.view.timeline_document import timeline_document
from redlines.view.titled import titled

BOTH = ("north", "south")
ROOT = Path(__file__).parents[2]


def drafted() -> Case:
    """The lake with more drafts than stand open."""
    case = lake()
    for own in (draft(), revision(), replace(draft(), id="third", title="Third")):
        case.plans[own.id] = own
    return case


def page(case: Case, assumption: Assumption = NOTHING, **more: Any) -> Document:
    drafts = list(case.plans.values())
    told = Analyses(
        gap(case, BOTH, assumption),
        deal(case, BOTH, assumption),
        tuple(check(case, own, assumption) for own in drafts),
        tuple(deal(case, BOTH, assumption, given=own) for own in drafts),
        tuple(diff(case, one, two) for one, two in pairwise(drafts)),
        **more,
    )
    return report_document(told, case)


def blocks_of(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks, those in sections too."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from blocks_of(block.blocks)


def text_of(words: Words) -> str:
    return "".join(word.text for word in words)


# Drafts


def test_a_draft_is_found_by_its_id_and_its_row_leads_to_it() -> None:
    case = drafted()
    text = as_html(page(case))
    for id_ in case.plans:
        assert text.count(f'<a href="#plan-{id_}">') == 1
        assert text.count(f' id="plan-{id_}"') == 1
        assert re.search(rf'<th scope="row"[^>]*>[^\n]*>{id_}<', text), "its row names it"


def test_who_follows_the_row_of_a_draft_sees_it_open(blank: Any) -> None:
    blank.set_content(as_html(page(drafted())))
    fold = blank.locator("details:has(> #plan-third)")
    assert fold.get_attribute("open") is None
    blank.locator('a[href="#plan-third"]').click()
    assert fold.get_attribute("open") is not None
    assert fold.locator("summary").first.is_visible()


def test_a_point_is_named_by_its_number_and_quoted_and_its_id_small_in_brackets() -> None:
    text = as_html(page(drafted()))
    large = re.sub(r"<small>[^<]*</small>", "", text)
    for own in draft().points:
        if own.terms:
            assert f"<b>{own.number} </b>{own.text} <small>({own.id})</small>" in text
        assert f">{own.number} {own.id}<" not in large


# Signs


def test_what_a_field_of_the_grid_of_a_draft_says_stands_in_it_and_in_the_key_above() -> None:
    case = drafted()
    cards = [own for own in blocks_of(page(case).page) if isinstance(own, Tiles)]
    keys, *cards = cards
    assert not keys.rows
    assert len(cards) > len(case.plans)
    for card in cards:
        # What grades mean stands once above the drafts, what ways mean above each of their tables.
        key = {
            tile.look if card.ways else tile.told for tile, _ in (card if card.ways else keys).key
        }
        for tile in (tile for _, row in card.rows for tile in row):
            told = "empty" if tile is None else tile.look if card.ways else tile.told
            assert told in key
    text = as_html(page(case))
    assert ".tl.crosses::before" not in text, "no sign of a verdict says what a grade is"
    assert re.search(r'<i class="tl crosses firm">crosses</i>', text)


def test_a_sign_of_a_verdict_stands_beside_its_word_in_every_table() -> None:
    case = titled(bundled_case())
    pairs = matrix_document(matrix(case, case.parties), case)
    time = timeline_document(timeline(case, ["Russia", "Ukraine"]), case, every=True)
    signs = {RULES[verdict.id].sign[0]: str(verdict) for verdict in Verdict}
    own = (*pairs.page, *time.page)
    found = 0
    for table in (block for block in blocks_of(own) if isinstance(block, Table)):
        for cells in table.rows:
            text = " ".join(word.text for cell in cells for word in cell)
            for sign in (sign for sign in signs if sign != "?" and sign in text):
                found += 1
                assert signs[sign] in text
    assert found


def test_each_row_of_the_overview_says_its_verdict_in_a_word() -> None:
    text = as_html(page(drafted()))
    (overview,) = re.findall(r'<table class="overview".*?</table>', text, re.DOTALL)
    told = re.findall(r'data-verdict="(\w+)"', overview)
    assert told == re.findall(r'<span class="stands">(\w+)</span>', overview)


# Days


def test_a_draft_later_than_the_day_that_it_is_judged_by_says_so_everywhere() -> None:
    case = drafted()
    early = Assumption(date(2024, 4, 20))
    later = [own for own in case.plans.values() if own.day and own.day > date(2024, 4, 20)]
    told = "judged as of 2024-04-20"
    for plan in case.plans.values():
        expected = told + (f", before its own day, {plan.day} (" if plan in later else " (")
        facts = check_document(check(case, plan, early), case).page[0].facts
        assert any(own.startswith(expected) for own in facts)
        repaired = deal_document(deal(case, BOTH, early, given=plan), case).screen[0].facts
        assert any(own.startswith(expected) for own in repaired)
    sentence = fill(Text.LATER_DRAFTS, number=len(later), day=date(2024, 4, 20))
    assert len(later) > 1
    assert sentence in as_html(page(case, early))
    assert " later than " not in as_html(page(case, Assumption(date(2026, 1, 1))))


def test_a_line_stands_in_the_strips_for_the_day_of_the_page() -> None:
    case = titled(bundled_case())
    time = timeline(case, ["Russia", "Ukraine"], Assumption(date(2026, 3, 1)))
    told = Analyses(gap(case, ["Russia", "Ukraine"]), deal(case, ["Russia", "Ukraine"]), time=time)
    document = report_document(told, case)
    (strips,) = [own for own in blocks_of(document.page) if isinstance(own, Strips)]
    assert strips.day == case.as_of
    text = as_html(document)
    (place,) = re.findall(r'<table class="strips dated" style="--day:([\d.]+)%">', text)
    assert float(place) == round(100 * lanes(strips)[0].at(case.as_of), 2)


def test_a_page_explains_no_sign_that_it_does_not_draw() -> None:
    case = titled(bundled_case())
    parties = ["Russia", "Ukraine"]
    history = timeline(case, parties, Assumption(case.as_of))
    later = gap(case, parties).later
    strips = issue_document("nato_membership", case, case.as_of, later, history)
    wide = {"width": None, "color": False, "ascii_only": False}
    assert "one move or more" in as_terminal(strips, **wide)
    assert "one move or more" not in as_html(strips)
    assert "A thick edge is a move" in as_html(strips)
    shaded = matrix_document(matrix(case, [*case.parties]), case)
    assert "░▒▓█ few to many" in as_terminal(shaded, **wide)
    text = as_html(shaded)
    assert not set("░▒▓█") & set(text)
    assert '<i class="m1"></i><i class="m2"></i><i class="m3"></i><i class="m4"></i> few' in text


def test_a_draft_that_names_every_outcome_leaves_the_issue_open() -> None:
    case = titled(bundled_case())
    parties = ["Russia", "Ukraine"]
    draft = case.plans["geneva-19"]
    told = Analyses(gap(case, parties), deal(case, parties), (check(case, draft, parties=parties),))
    text = as_html(report_document(told, case))
    assert "Geneva version of 19 points: left open" in text
    assert "Geneva version of 19 points: everything" not in text


@pytest.mark.parametrize(("day", "later"), [("2025-11-23", False), ("2025-11-22", True)])
def test_under_an_issue_a_draft_says_that_it_is_later_than_the_day(day: str, later: bool) -> None:
    case = titled(bundled_case())
    parties, asked = ["Russia", "Ukraine"], Assumption(date.fromisoformat(day))
    report = gap(case, parties, asked)
    drafts = [case.plans[name] for name in ("us-28", "e3-counter")]
    checks = tuple(check(case, own, parties=parties, assumption=asked) for own in drafts)
    text = as_html(report_document(Analyses(report, deal(case, parties, asked), checks), case))
    assert ("E3 counter-proposal (later)" in text) is later
    assert "US 28-point plan (later)" not in text


def test_what_an_ultimatum_is_stands_above_the_table_that_tells_of_one() -> None:
    case = titled(bundled_case())
    parties = ["Russia", "Ukraine"]
    text = as_html(report_document(Analyses(gap(case, parties), deal(case, parties)), case))
    assert 0 < text.index("An ultimatum is a refusal read from a condition") < text.index("<table")
    assert text.count("An ultimatum is a refusal") == 2


# Counts


@pytest.mark.parametrize("number", [2, 3, 14])
def test_one_word_has_one_number_wherever_it_is_counted(number: int) -> None:
    case = titled(bundled_case())
    parties = [*case.parties][:number]
    report = gap(case, parties)
    drafts = [own for own in case.plans.values() if own.id in ("us-28", "e3-counter")]
    told = Analyses(
        report,
        deal(case, parties),
        tuple(check(case, own, parties=parties) for own in drafts),
        pairs=matrix(case, parties),
    )
    own = list(blocks_of(report_document(told, case).page))
    (counts,) = [block for block in own if isinstance(block, Counts)]
    tiles = {word: len(issues) for _, word, _, issues in counts.rows}
    said = " ".join(text_of(block.words) for block in own if isinstance(block, Line))
    for word, text in (
        ("contested", r"On (\d+)(?: more)?, one (?:side )?demands what"),
        ("bridgeable", r"[Oo]n (\d+)(?: more)?, no demand is wholly refused"),
        ("unstated", r"On (\d+), (?:one or both are silent|fewer than two have spoken)"),
    ):
        assert {int(n) for n in re.findall(text, said)} == {tiles[word]}
    judged = sum(n for word, n in tiles.items() if word != "unstated")
    assert {*re.findall(r"[Ss]poken on (\d+) of", said)} == {str(judged)}
    (fold,) = [b for b in own if isinstance(b, Section) and "who has spoken" in b.title]
    assert f" {tiles['unstated']} without" in fold.title
    pairs = next(b for b in own if isinstance(b, Table) and "contested" in b.header)
    numbers = [
        dict(zip(pairs.header[2:], map(text_of, row[2:]), strict=True)) for row in pairs.rows
    ]
    names = [tuple(map(text_of, row[:2])) for row in pairs.rows]
    for pair, found in [*zip(names, numbers, strict=True)][:12]:
        theirs = {word: len(i) for _, word, _, i in counted_rows(gap(case, pair), case)}
        assert int(found.pop("both spoke")) == sum(n for w, n in theirs.items() if w != "unstated")
        assert int(found.pop("one or none spoke")) == theirs.get("unstated", 0)
        found.pop("of them only softly")
        assert {word: int(n) for word, n in found.items()} == {w: theirs.get(w, 0) for w in found}
    if number == 2:
        assert {w: int(n) for w, n in numbers[0].items() if w in tiles} == {
            w: n for w, n in tiles.items() if w in numbers[0]
        }


def test_what_is_counted_of_crossed_red_lines_is_called_what_it_is() -> None:
    case = drafted()
    report = check(case, draft())
    for party in report.parties:
        crossed = {
            own.issue.heading
            for own in report.grades
            if own.party == party and own.word is GradeWord.CROSSES
        }
        assert party_grades(report, party).lines_crossed == len(crossed)
    text = as_html(page(case))
    assert "issues on which it crosses red lines" in text
    assert "on how many issues a draft crosses red lines of" in text
    assert "red lines crossed" not in text


# Words


def test_a_range_of_a_scale_is_told_from_pole_to_pole_and_of_numbers_as_more_or_less() -> None:
    levels = Outcomes.scale(["low", "mid", "high", "top", "peak"])
    for others in (False, True):
        low = region_text(levels.region(["low", "mid", "high"]), others=others)
        assert low == "anything from low to high"
        assert region_text(levels.region(["top", "peak"]), others=others) == "top, peak"
        three = region_text(levels.region(["mid", "high", "top", "peak"]), others=others)
        assert three == "all but low"
    text = as_html(page(drafted()))
    for vague in ("all before it", "all after it", "from left"):
        assert vague not in text
    assert " left and right " not in text


def test_grades_and_bases_are_explained_where_they_are_led_to_from() -> None:
    case = drafted()
    case.sources["S01"] = replace(case.sources["S01"], grade="A")
    text = as_html(page(case))
    for name, meanings in ((BASES, BASIS_MEANINGS), (GRADES, SOURCE_GRADES)):
        assert f'<a href="#{name}">' in text
        for word, told in meanings.items():
            assert re.search(rf">{word}</th><td[^>]*>{re.escape(told)}<", text)
    assert set(BASIS_MEANINGS) == set(Basis)
    sources = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    method = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    assert all(f"| {grade} | {told} |" in sources for grade, told in SOURCE_GRADES.items())
    assert all(f"| `{basis}` | {told} |" in method for basis, told in BASIS_MEANINGS.items())


@given(st.data())
@settings(max_examples=30)
def test_above_all_pairs_stands_whose_demands_meet_most_and_who_has_nothing_stuck(
    data: st.DataObject,
) -> None:
    case = data.draw(cases())
    assume(len(case.parties) > 1)
    report = matrix(case, tuple(case.parties))
    told = " ".join(
        text_of(own.words) for own in matrix_document(report, case).page if isinstance(own, Line)
    )
    if not any(own.spoken for own in report.pairs):
        return
    agreed = max(own.agreed for own in report.pairs)
    met = [own for own in report.pairs if own.agreed == agreed]
    assert ("No two demand a common outcome on a whole issue." in told) == (agreed == 0)
    if agreed and len(met) <= 3:
        between = "; ".join(" and ".join(own.parties) for own in met)
        assert f"Demands meet most between {between}: on {agreed} " in told
    free = [own for own in report.pairs if own.spoken and not own.insurmountable]
    assert ("something left on every issue on which" in told) == (0 < len(free) < len(report.pairs))


def test_something_left_is_said_of_those_issues_alone_on_which_there_is_a_verdict() -> None:
    case = drafted()
    report = gap(case, ("north", "mill"))
    head = report_document(Analyses(report, deal(case, ("north", "mill"))), case).page[0]
    assert head.title == "Red lines leave something on 1 issue on which both have spoken"
    assert "leave something on the 1 issue on which" in as_markdown(overview_document(report, case))


def test_since_when_a_verdict_stands_is_dated_as_the_file_does() -> None:
    issues = {"pay": Outcomes.scale(["low", "high"])}
    early, late = (
        says(issues, "A-1", "a", refuses={"pay": "low"}),
        says(issues, "B-1", "b", refuses={"pay": "high"}),
    )
    late = replace(late, said=Said("2024-02", date(2024, 2, 29)))
    early = replace(early, said=Said("2024-01-09", date(2024, 1, 9)))
    case = make_case(issues, early, late)
    report = gap(case, ("a", "b"), Assumption(date(2024, 5, 1)))
    time = timeline(case, ("a", "b"), Assumption(date(2024, 5, 1)))
    told = Analyses(report, deal(case, ("a", "b")), time=time)
    text = as_html(report_document(told, case))
    assert "insurmountable on record since 2024-02<" in text
    assert "since 2024-02-29" not in text
