"""Charts: what they say is what the reports say, and whatever a case holds stays text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from drawn import (
    GOLDEN,
    LAKE,
    SHORES,
    Picture,
    every,
    gap_of,
    issue_of,
    matrix_of,
    of_lake,
    plan_of,
)
from lake import HOSTILE
from lake_plans import draft, hostile_drafts

from redlines import Assumption, Verdict, bundled_case, check, gap, matrix, timeline
from redlines.view.board_document import boards
from redlines.view.chart import Sheet, entries
from redlines.view.chart_lanes import key_part
from redlines.view.chart_timeline import timeline_chart
from redlines.view.clean import visible
from redlines.view.document import BREAK, Board, Section, Strips, Word
from redlines.view.lettering import text_width
from redlines.view.overview_document import parts_of
from redlines.view.picture import DARK, LIGHT, State
from redlines.view.report_wording import headline, resting_text
from redlines.view.svg import NOTHING
from redlines.view.tiles_document import scorecard
from redlines.view.timeline_document import timeline_document
from redlines.view.titled import titled

WIDTHS = (360, 640, 1200)
TAGS = {"svg", "title", "desc", "style", "defs", "pattern", "rect", "line", "path", "g", "text"}
TAGS.add("tspan")
REFUSES = "url(#redlines-refuses)"


def squeezed(text: str) -> str:
    return " ".join(text.split())


def said(words) -> str:
    return squeezed("".join(word.text for word in words))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("parties", [SHORES[:2], SHORES])
def test_a_gap_names_every_issue_with_what_is_told_of_it(width, parties):
    report = gap(LAKE, parties)
    picture = Picture(gap_of(LAKE, Sheet(width), parties, full=True))
    assert headline(report, LAKE) in picture.texts
    assert any(resting_text(report, LAKE) in own for own in picture.texts)
    for _, rows in parts_of(report, LAKE):
        for row in rows:
            areas = f" {', '.join(row.areas)}" if row.areas else ""
            assert f"{row.heading}{areas}" in picture.texts
            for line in row.blocked:
                assert said(line.words) in picture.texts
            if not row.blocked:
                assert any(own.startswith(row.told) for own in picture.texts)


def test_a_gap_draws_what_the_tracks_hold():
    rows = [row for _, part in parts_of(gap(LAKE, SHORES[:2]), LAKE) for row in part]
    drawings = [row.drawing for row in rows]
    picture = Picture(gap_of(LAKE, Sheet(1200, "light"), SHORES[:2], full=True))
    cells = [cell.state for own in drawings for row in own.rows for cell in row.cells]
    key = [own for each in key_part(drawings, 1000).elements for own in each.iter("rect")]
    in_key = sum(own.get("fill") == REFUSES for own in key)
    assert in_key > 0
    assert picture.filled(REFUSES) == cells.count(State.REFUSES) + in_key
    assert cells.count(State.REFUSES) > 0


def test_of_many_issues_those_where_nothing_is_refused_that_is_demanded_are_named_in_a_line(
    monkeypatch,
):
    monkeypatch.setattr("redlines.view.chart_gap._MOST_ROWS", 2)
    folded = Picture(gap_of(LAKE, Sheet(960), SHORES))
    full = Picture(gap_of(LAKE, Sheet(960), SHORES, full=True))
    rows = [row for _, part in parts_of(gap(LAKE, SHORES), LAKE) for row in part]
    assert len(folded.texts) < len(full.texts)
    for row in rows:
        assert row.title in folded.text or row.heading in folded.text
        if row.stuck or row.contested:
            assert all(said(line.words) in folded.texts for line in row.blocked)


def board(issue: str, parties=SHORES) -> Board:
    from redlines import deal

    report = gap(LAKE, parties, issues=LAKE.headings[issue])
    (own,) = boards(report, LAKE, deal(LAKE, parties), [check(LAKE, draft())])
    return own


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("issue", LAKE.headings)
def test_an_issue_tells_its_outcomes_its_verdict_and_who_says_so(issue, width):
    own = board(issue)
    picture = Picture(issue_of(LAKE, Sheet(width), SHORES, issue, draft()))
    assert picture.texts[1] == own.title
    assert own.question in picture.texts
    for panel in own.panels:
        assert any(panel.meaning in text for text in picture.texts)
        drawing = panel.picture.drawing
        if drawing.line is None:
            assert all(column.title in picture.texts for column in drawing.columns)
            assert all(column.meaning in picture.text for column in drawing.columns)
        elif drawing.line.free:
            assert drawing.line.free.text in picture.texts
        for _, voices in panel.voices:
            first = voices[0]
            told = ", ".join(f"{verb} {outcomes}" for verb, outcomes in first.claims)
            assert told in picture.texts
            assert any(first.facts[0] in text and first.id in text for text in picture.texts)
        for _, columns in panel.crossing:
            for words in columns:
                assert said(words) in picture.text
        for plan in panel.drafts:
            assert all(name in picture.text for name in plan.plans)


def test_a_table_draws_each_cell_once_whichever_way_it_is_turned():
    for issue in ("dam", "patrol"):
        (panel,) = board(issue).panels
        cells = [cell.state for row in panel.picture.drawing.rows for cell in row.cells]
        voices = [own.cell.state for _, found in panel.voices for own in found]
        for width in (320, 1200):
            picture = Picture(issue_of(LAKE, Sheet(width, "light"), SHORES, issue))
            drawn = picture.filled(REFUSES) - voices.count(State.REFUSES)
            assert drawn - cells.count(State.REFUSES) in (0, 1)  # one where there is a key


@pytest.mark.parametrize("width", WIDTHS)
def test_a_plan_tells_what_it_settles_and_the_grade_of_each_party(width):
    tiles = scorecard(check(LAKE, draft()), LAKE, ())
    picture = Picture(plan_of(LAKE, Sheet(width), draft()))
    for label, own in tiles.rows:
        if any(own):
            assert said(label[: label.index(BREAK)] if BREAK in label else label) in picture.texts
    for party in tiles.parties:
        assert any(party in text for text in picture.texts)
    for tile, meaning in tiles.key:
        assert f"{tile.told} {meaning}" in picture.texts


BUNDLED = titled(bundled_case())
TALKS = timeline(BUNDLED, ["Russia", "Ukraine"], Assumption("2026-03-01"))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_timeline_tells_every_issue_and_every_move_with_its_causes(width):
    page = timeline_document(TALKS, BUNDLED, every=True).page
    (strips,) = [own for own in page if isinstance(own, Strips)]
    picture = Picture(timeline_chart(TALKS, BUNDLED, Sheet(width)))
    for row in strips.rows:
        areas = f" {', '.join(row.areas)}" if row.areas else ""
        assert f"{row.heading}{areas}" in picture.texts
    moves = next(own for own in page if isinstance(own, Section) and own.title == "Moves")
    assert len(moves.blocks[0].rows) == len(TALKS.moves) > 0
    for at, (day, _, change, causes) in enumerate(moves.blocks[0].rows, 1):
        assert f"{at} {said(day)}" in picture.texts
        assert any(text.endswith(said(change)) for text in picture.texts)
        assert all(squeezed(own.text) in picture.text for own in causes if own is not BREAK)


def test_a_move_is_numbered_in_its_strip_and_coverage_is_dashed():
    picture = Picture(timeline_chart(TALKS, BUNDLED, Sheet(1200)))
    numbers = [text for text in picture.texts if re.fullmatch(r"[0-9]{1,2}(, [0-9]+)*", text)]
    drawn = sorted(int(own) for text in numbers for own in text.split(", "))
    strips = [
        at
        for at, turn in enumerate(TALKS.moves, 1)
        for _ in {strand(TALKS, issue.id) for issue in turn.issues}
    ]
    assert drawn == strips
    dashed = [own for own in picture.elements if own.get("stroke-dasharray")]
    stays = [span for own in strands(TALKS) for span in own[0].spans]
    coverage = [
        span
        for span in stays
        if span.coverage and span.from_ and span.verdict is not Verdict.UNSTATED
    ]
    first = min(span.from_ for span in stays if span.from_)
    assert len(dashed) == 1 + sum(span.from_ > first for span in coverage)  # one in the key


def strands(report):
    return [own for each in report.strands().values() for own in each if own[0].stated]


def strand(report, issue: str) -> int:
    every = strands(report)
    return next(at for at, own in enumerate(every) if issue in {item.issue.id for item in own})


@pytest.mark.parametrize("width", WIDTHS)
def test_a_matrix_tells_of_each_pair_on_how_many_issues_nothing_is_left(width):
    report = matrix(LAKE)
    picture = Picture(matrix_of(LAKE, Sheet(width)))
    told = []
    for pair in report.pairs:
        if pair.spoken:
            star = "*" * bool(pair.softly_insurmountable)
            told.append(f"{pair.insurmountable}{star} of {pair.spoken}")
    assert told
    assert sorted(text for text in picture.texts if re.fullmatch(r"\d+\*? of \d+", text)) == sorted(
        told
    )


def _told_at(elements, x=0.0, y=0.0):
    """Each text with the place at which it begins."""
    for own in elements:
        moved = re.findall(r"[\d.]+", own.get("transform", "0 0"))
        at = x + float(moved[0]), y + float(moved[1])
        if own.tag == "text":
            yield "".join(own.itertext()), at[0] + float(own[0].get("x")), at[1]
        else:
            yield from _told_at(own, *at)


@pytest.mark.parametrize(("room", "places"), [(900, 4), (500, 2), (300, 1)])
def test_a_key_stands_in_one_row_or_in_columns_and_none_runs_into_the_next(room, places):
    told = ("short", "somewhat longer", "by far the longest of them all", "end")
    key = entries([(NOTHING, (Word(own),)) for own in told], room)
    # The rows from above, and each from its left.
    found = sorted(_told_at(key.elements), key=lambda own: (own[2], own[1]))
    assert [own for own, _, _ in found] == list(told)
    assert len({x for _, x, _ in found}) == places
    for (own, x, y), (_, next_x, next_y) in pairwise([*found, ("", room, found[-1][2])]):
        end = x + text_width(own, 12)
        assert end <= (next_x if y == next_y else room)


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_theme_is_of_light_or_dark_hues_or_of_both(theme):
    for svg in of_lake(Sheet(640, theme)).values():
        picture = Picture(svg)
        used = {own.get(name) for own in picture.elements for name in ("fill", "stroke")} - {None}
        hues = {hue for hue in used if hue.startswith("#")}
        assert hues <= set(vars_of(DARK if theme == "dark" else LIGHT))
        assert ("prefers-color-scheme:dark" in svg) == (theme == "auto")
        if theme == "auto":
            sheet = next(own.text for own in picture.elements if own.tag.endswith("style"))
            assert set(re.findall("#[0-9a-f]{6}", sheet)) <= set(vars_of(DARK))


def vars_of(hues) -> list[str]:
    return [getattr(hues, name) for name in type(hues).__slots__]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_chart_is_as_wide_as_asked_and_stands_for_itself(width):
    for svg in of_lake(Sheet(width)).values():
        picture = Picture(svg)
        assert picture.root.get("width") == str(width)
        assert picture.root.get("viewBox").startswith(f"0 0 {width} ")
        assert picture.tags <= TAGS
        assert [own.tag.split("}")[1] for own in picture.root][:2] == ["title", "desc"]
        assert LAKE.title in picture.root[0].text
        assert LAKE.title in picture.texts[-1]
        assert set(re.findall(r"url\(([^)]*)\)", svg)) <= {
            f"#{own.get('id')}" for own in picture.elements if own.get("id")
        }


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_texts_stay_texts(width):
    case, plan, _ = hostile_drafts()
    for name, svg in every(case, Sheet(width), plan).items():
        picture = Picture(svg)
        assert picture.tags <= TAGS, name
        for own in picture.elements:
            assert not [at for at in own.attrib if at.lower().startswith("on") or "href" in at]
        assert "<script" not in svg
        assert not {char for char in svg if not char.isprintable() and char != "\n"}
        start = squeezed(visible(HOSTILE))[:20]
        assert start in squeezed("".join(picture.texts)), name


@pytest.mark.parametrize(
    "name", ["gap", "plan", "deal", "timeline", "matrix", "issue shore", "issue catch"]
)
def test_a_chart_is_as_before(name):
    svg = of_lake(Sheet(640))[name]
    path = GOLDEN / f"chart-{name.replace(' ', '-')}.svg"
    if not path.exists() or path.read_text(encoding="utf-8") != svg:
        path.with_name(f"{path.name}.new").write_text(svg, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == svg
