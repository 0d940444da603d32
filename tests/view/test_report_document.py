"""The page of a whole case: it counts, names and quotes as the commands do."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from crowd import crowd
from lake import lake
from lake_plans import draft, revision

from redlines.assumption import NOTHING, Assumption
from redlines.case import Basis
from redlines.engine.changes import diff
from redlines.engine.deals import deal
from redlines.engine.gaps import gap
from redlines.engine.history import timeline
from redlines.engine.plans import check, settlements
from redlines.findings import party_directions, party_grades
from redlines.verdicts import Verdict
from redlines.view.as_html import as_html
from redlines.view.as_markdown import as_markdown
from redlines.view.board_document import boards
from redlines.view.document import Board, Counts, Head, Overview, Section, Tiles
from redlines.view.landing_document import page_sections
from redlines.view.overview_document import overview_document
from redlines.view.report_document import Analyses, report_document
from redlines.view.report_wording import headline, resting_text
from redlines.view.titled import titled

BOTH = ("north", "south")
SPOKEN = "the 4 issues on which both have spoken"


def drafted(number=2):
    """The lake with some plans."""
    case = lake()
    for own in (draft(), revision())[:number]:
        case.plans[own.id] = own
    return case


def told(case, parties=BOTH, assumption=NOTHING):
    drafts = list(case.plans.values())
    return Analyses(
        gap(case, parties, assumption),
        deal(case, parties, assumption),
        tuple(check(case, own, assumption) for own in drafts),
        tuple(deal(case, parties, assumption, given=own) for own in drafts),
        tuple(diff(case, one, two) for one, two in pairwise(drafts)),
    )


def every(kind, blocks):
    """All blocks of a kind, whatever they stand in."""
    for block in blocks:
        if isinstance(block, kind):
            yield block
        if isinstance(block, Section):
            yield from every(kind, block.blocks)


def page(case, **more):
    return report_document(told(case, **more), case).page


def test_it_counts_what_the_command_line_counts():
    case = drafted()
    report = gap(case, BOTH)
    (counts,) = every(Counts, page(case))
    by_word = {word: len(issues) for _, word, _, issues in counts.rows}
    contested = len(report.contested())
    totals = {str(word): number for word, number in report.totals().items() if number}
    totals["bridgeable"] = totals.get("bridgeable", 0) - contested
    assert by_word == {k: v for k, v in {**totals, "contested": contested}.items() if v}
    named = [heading for *_, issues in counts.rows for heading, _ in issues]
    assert sorted(named) == sorted(case.headings)


def test_it_has_the_lines_of_the_first_screen_the_areas_of_an_issue_together():
    case = drafted()
    (ours,) = every(Overview, page(case))
    (theirs,) = every(Overview, overview_document(gap(case, BOTH), case).screen)
    for (title, rows), (other, lines) in zip(ours.parts, theirs.parts, strict=True):
        assert title == other
        assert sorted(map(repr, rows)) == sorted(map(repr, lines))
        ids = [row.id for row in rows]
        assert len([i for i, own in enumerate(ids) if ids[i - 1 : i] != [own]]) == len(set(ids))


def test_every_issue_is_told_once_with_every_statement_in_force():
    case = drafted()
    report = gap(case, BOTH)
    boards = list(every(Board, page(case)))
    assert sorted(own.id for own in boards) == sorted(case.headings)
    issues = [issue for own in boards for panel in own.panels for issue in panel.picture.issues]
    assert sorted(issues) == sorted(item.issue.id for item in report.issues)
    for own in boards:
        said = {one.id for panel in own.panels for _, voice in panel.voices for one in voice}
        about = [item for item in report.issues if item.issue.heading == own.id]
        assert said == {c.statement.id for i in about for p in i.positions for c in p.claims}


def test_refusals_stand_first_and_of_them_the_hard_the_firmest_the_newest():
    case = drafted()
    for own in every(Board, page(case)):
        for panel in own.panels:
            for _, voice in panel.voices:
                refusing = [any(verb == "refuses" for verb, _ in one.claims) for one in voice]
                assert refusing == sorted(refusing, reverse=True)
                soft = [one.cell.state.value.startswith("softly") for one in voice]
                firsts = soft[: refusing.count(True)]
                assert firsts == sorted(firsts)


def test_of_many_parties_a_picture_counts_and_those_that_refuse_stand_first():
    case = crowd()
    blocks = report_document(told(case, [*case.parties]), case)
    for own in every(Board, blocks.page):
        (panel,) = own.panels
        firsts = [voice[0].claims for _, voice in panel.voices]
        refusing = [any(verb == "refuses" for verb, _ in claims) for claims in firsts]
        assert refusing == sorted(refusing, reverse=True)
        assert sorted(party for party, _ in panel.voices) == sorted(case.parties)
    text = as_html(blocks)
    assert "data-party" not in text
    levels = text.partition('id="issue-levels"')[2]
    assert re.findall(r'<span class="word">(\d+)</span>', levels)[:8] == [
        *("8", "16", "23", "30"),
        *("7", "5", "3", "0"),
    ]
    assert text.count("10 more parties") == 2
    assert all(text.count(f'id="{id_}@') == 2 for id_ in case.statements)


def test_what_each_outcome_would_cross_is_what_the_command_says():
    case = drafted()
    packages = deal(case, BOTH)
    stuck = [i.issue.id for i in gap(case, BOTH).issues if i.verdict is Verdict.INSURMOUNTABLE]
    assert stuck
    grids = [
        block
        for sections in page_sections(packages, case, stuck).values()
        for section in sections
        for block in section.blocks
        if hasattr(block, "header")
    ]
    theirs = {w.text for grid in grids for row in grid.rows for cell in row[1:] for w in cell}
    ours = {
        word.text
        for own in every(Board, page(case))
        for panel in own.panels
        for _, cells in panel.crossing
        for cell in cells
        for word in cell
    }
    assert ours == theirs


def test_a_draft_stands_under_the_outcomes_that_it_allows():
    case = drafted()
    found = 0
    for own in every(Board, page(case)):
        for panel in own.panels:
            outcomes = case.issues[panel.picture.issues[0]].outcomes
            for plan in case.plans.values():
                settled = settlements(case, plan).get(panel.picture.issues[0])
                drafts = [d for d in panel.drafts if any(plan.title in n for n in d.plans)]
                if settled is None or settled.region is None:
                    continue
                found += 1
                columns = [
                    at
                    for at, column in enumerate(panel.picture.drawing.columns)
                    if settled.region & outcomes.span(column.first, column.last)
                ]
                assert tuple(columns) in [draft.columns for draft in drafts]
    assert found


def test_a_scorecard_and_a_balance_count_as_check_and_diff_do():
    case = drafted()
    analyses = told(case)
    cards = list(every(Tiles, page(case)))
    for card, report in zip(cards[:2], analyses.checks, strict=True):
        crossed, met = (numbers for _, numbers in card.foot)
        totals = [party_grades(report, party) for party in card.parties]
        assert crossed == tuple(own.lines_crossed for own in totals)
        assert met == tuple(own.demands_met for own in totals)
        assert {t.look for _, tiles in card.rows for t in tiles if t} <= {
            own.word.replace("_", "-") for own in report.grades
        }
    (change,) = cards[2:]
    (moved,) = analyses.diffs
    ways = [party_directions(moved, party) for party in change.parties]
    assert change.ways == tuple((own.better, own.worse) for own in ways)


def test_many_drafts_are_folded_and_told_without_all_their_points():
    case = drafted(2)
    few = as_markdown(report_document(told(case), case))
    extra = replace(case.plans[next(iter(case.plans))], id="third", title="Third")
    case.plans[extra.id] = extra
    many = as_markdown(report_document(told(case), case))
    assert "<summary>Point by point</summary>" in few
    assert "<summary>Point by point</summary>" not in many
    assert "<summary>Third" in many


@pytest.mark.parametrize(
    ("parties", "binding", "told"),
    [
        (BOTH, None, "Red lines leave nothing on Shore"),
        (BOTH, Basis.LAW, f"Red lines on basis law or firmer leave something on all {SPOKEN}"),
        (("north", "mill"), None, "Red lines leave something on 1 issue on which both have spoken"),
    ],
)
def test_the_headline_is_the_result(parties, binding, told):
    case = lake()
    report = gap(case, parties, Assumption(binding=binding))
    assert headline(report, case) == told


def test_the_headline_names_four_issues_and_counts_the_rest():
    case = lake()
    report = gap(case, BOTH)
    (stuck, *_) = [own for own in report.issues if own.verdict is Verdict.INSURMOUNTABLE]
    items = []
    for number in range(6):
        heading = replace(case.headings["shore"], id=f"h{number}", title=f"Issue {number}")
        case.headings[heading.id] = heading
        items.append(replace(stuck, issue=replace(stuck.issue, heading=heading.id)))
    told = headline(replace(report, issues=tuple(items)), case)
    assert told == (
        "Red lines leave nothing on Issue 0, Issue 1, Issue 2, Issue 3 and 2 more issues"
    )


def test_where_nobody_meets_the_headline_says_so():
    case = lake()
    case.statements.clear()
    report = gap(case, BOTH)
    assert headline(report, case) == "There is no issue on which both have spoken"
    assert resting_text(report, case).startswith("0 statements count. ")
    first = as_markdown(report_document(Analyses(report, deal(case, BOTH)), case)).splitlines()[0]
    assert first == "# There is no issue on which both have spoken"


def test_parties_are_called_by_their_titles():
    case = titled(drafted())
    document = report_document(told(case, parties=("North", "South")), case)
    head = next(iter(every(Head, document.page)))
    assert head.facts[1] == "North and South"
    text = as_html(document)
    assert 'data-party="North"' in text
    assert "north refuses" not in text
    assert "North refuses" in text


def test_the_day_since_which_an_issue_stands_is_told_in_the_word_that_is_shown():
    case = lake()
    report = gap(case, BOTH)
    time = timeline(case, BOTH, report.assumption)
    found = boards(report, case, deal(case, BOTH), (), time)
    shown = {own.id: own.since for own in found if own.since}
    contested = {own.issue.heading for own in report.issues if own.contested}
    assert contested & set(shown)
    for heading, items in report.by_heading().items():
        words = {"something left" if own.contested else str(own.verdict) for own in items}
        for line in shown.get(heading, ()):
            assert any(
                f"{word} on record since" in line or f"{word} since a move" in line
                for word in words
            )
            assert ("bridgeable" in line) <= any(
                own.verdict is Verdict.BRIDGEABLE and not own.contested for own in items
            )


def test_markdown_has_what_the_page_has():
    case = drafted()
    text = as_markdown(report_document(told(case), case))
    for title in (
        "Issue by issue",
        "Drafts",
        "From draft to draft",
        "Method and limits",
        "Sources",
    ):
        assert f"## {title}" in text
    assert "<details><summary>Issues without a verdict</summary>" in text
