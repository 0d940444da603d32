"""Every renderer shows every kind of block, without knowing which report it is from."""

from datetime import date
from typing import get_args

import pytest
from test_terminal import PLAIN

from redlines.region import Kind
from redlines.verdicts import Verdict
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.document import (
    Block,
    Board,
    Counts,
    Draft,
    Entries,
    Entry,
    Excerpt,
    Glance,
    Grid,
    Head,
    IssueTracks,
    Labelled,
    Line,
    Overview,
    Packed,
    Panel,
    Picture,
    Reasons,
    Saying,
    Section,
    Stay,
    Strip,
    Strips,
    Table,
    Tile,
    Tiles,
    Track,
    Tracks,
    Triangle,
    Word,
    answer,
    cell,
    document,
    mark_word,
    remarks,
    signed,
    titled,
    words,
)
from redlines.view.picture import Cell, Column, Drawing, Row, State
from redlines.view.tracks import Mark

WORSE = signed(("▼", "-"), "worst", " worse")
NAMED = ((Mark.DEMANDED, "low"), (Mark.REFUSED, "high"))
NORTH = Track("north", (Mark.DEMANDED, Mark.REFUSED), NAMED)
SOUTH = Track("south", (Mark.NEITHER, Mark.NEITHER), None)
LOW = Column(0, 0, "low", "nearly none", True, 0, 0.5)
HIGH = Column(1, 1, "high", "", True, 0.5, 0.5)
DRAWING = Drawing(
    Kind.SCALE,
    (LOW, HIGH),
    (
        Row("north", (Cell(State.DEMANDS), Cell(State.REFUSES))),
        Row("south", (Cell(State.SILENT), Cell(State.SILENT))),
    ),
    judged=False,
)
PICTURE = Picture(
    issues=("shore.east",),
    areas=("East",),
    scale=("low", "high"),
    tracks=(NORTH, SOUTH),
    verdict=Word("? unstated"),
    reasons=("why",),
    retreats=None,
    drawing=DRAWING,
)
GLANCE = Glance(
    sign=signed(("✕", "X"), "worst", ""),
    verdict=Verdict.INSURMOUNTABLE,
    contested=False,
    soft=False,
    id="shore",
    issues=("shore.east",),
    heading="Shore",
    areas=("East",),
    tracks=((Mark.DEMANDED, Mark.REFUSED), (Mark.REFUSED, Mark.NEITHER)),
    drawing=DRAWING,
    asked="",
    askers="",
    told="N-1 against S-1",
    brief="N-1 against S-1",
    blunt="N-1 against S-1",
    without="",
    spoken=2,
)
RED_LINE = Tile("crosses", True, "✕", "crosses")
SAYING = Saying(
    Cell(State.REFUSES),
    "N-1",
    (("refuses", "high"),),
    "Only low water.",
    "The mayor",
    ("2024-01-05", "leader"),
    words(Word("Gazette", url="https://x.example/a")),
)
PANEL = Panel(
    PICTURE,
    "no verdict on record",
    (Draft(("First draft",), "low", (0,), ((0.25, 0.0),)),),
    (("north", (words("N-1 (leader)"), ())),),
    (("north", (SAYING,)),),
)
MARCH = date(2025, 3, 1)
STAYS = (
    Stay(None, MARCH.replace(day=2), None, turned=False),
    Stay(MARCH.replace(day=2), MARCH.replace(day=4), signed(("✕", "X"), "worst", ""), turned=False),
    Stay(MARCH.replace(day=4), None, signed(("●", "@"), "good", ""), turned=True),
)
BLOCKS = {
    Head: Head("Title", ("who", "when")),
    Line: Line(words(Word("name", "bold"), ": told"), "item", indent=2),
    Packed: Packed((words(mark_word(Mark.SOFT), " soft"), words("other"))),
    Labelled: Labelled(((Word("label"), Word("text")), (Word(""), Word("more"))), words("Rows")),
    Reasons: Reasons(("what", "who", "why"), ((WORSE, "north", ("one", "two")),), 8),
    Table: Table(("a", "b"), ((words("1"), cell([words("x"), words("y")])),)),
    Grid: Grid(("", "a", "b"), ((words("1"), words("x"), ()), (words("22"), (), words("y")))),
    Triangle: Triangle(
        ("north", "mill", "south"),
        (
            (),
            ((words(Word("█", "", "#"), "2/10"), words("2")),),
            ((words("0/3"), words("0")), (words(Word("·", "", "-")),) * 2),
        ),
        "too wide",
    ),
    Excerpt: Excerpt(7, None, "key: ", "value", " # why"),
    Tracks: Tracks(
        ("north", "south"), (IssueTracks("shore", "Shore", "", ("East",), (PICTURE,), ""),)
    ),
    Overview: Overview(("north", "south"), (("Issues", (GLANCE,)),), (words("× refused"),)),
    Counts: Counts(
        ((WORSE, "insurmountable", "nothing left", (("shore", "Shore"),)),),
        remarks("1 insurmountable"),
    ),
    Board: Board("shore", "Shore", "What about it?", (PANEL,), (), remarks("Shore: stuck")),
    Tiles: Tiles(
        "First draft: grades",
        ("north", "south"),
        ("south",),
        ((1, 2), (0, 0)),
        ((words("1 shore"), (RED_LINE, None)),),
        (("red lines crossed", (1, 0)),),
        ((RED_LINE, "all that is left open is refused"),),
        remarks("crosses a red line of north"),
    ),
    Strips: Strips(MARCH, MARCH, MARCH.replace(day=5), (Strip("Shore", ("East",), STAYS),)),
    Entries: Entries(
        tuple(Entry(Line(words(f"move {at}")), 60 - at, "in 2025") for at in range(60)), "Not told"
    ),
    Section: Section("Part", (Section("Point", remarks("told")),)),
}
SCREEN = {
    Head: "Title · who · when\n",
    Line: "  name: told\n",
    Packed: "░ soft  other\n",
    Labelled: "Rows\n  label  text\n         more\n",
    Reasons: "    ▼ worse   north: one\n              two\n",
    Table: "a  b\n1  x y\n",
    Grid: "    a  b\n1   x  –\n22  –  y\n",
    Triangle: "north\n█2/10 mill\n  0/3 · south\n",
    Excerpt: "  |\n7 | key: value # why\n  |      ^^^^^\n",
    Tracks: (
        "Shore\n  low → high\n  East  north  █×      ? unstated  why\n        south  silent\n"
    ),
    Overview: (
        "                north  south\nIssues\n"
        "✕ Shore (East)  █×     ×·     N-1 against S-1\n× refused\n"
    ),
    Counts: "1 insurmountable\n",
    Board: "Shore: stuck\n",
    Tiles: "crosses a red line of north\n",
    Strips: "day          2025-03\nShore (East) · ✕ ✕→● ●\n",
    Entries: "".join(f"move {at}\n" for at in range(60)),
    Section: "── Part ──\n\nPoint\ntold\n",
}
PAGE = {
    Head: "# Title\n\nwho · when\n",
    Line: "- **name**: told\n",
    Packed: "- ░ soft\n- other\n",
    Labelled: "Rows\n\n- label: text\n  more\n",
    Reasons: "| what | who | why |\n| --- | --- | --- |\n| ▼ worse | north | one<br>two |\n",
    Table: "| a | b |\n| --- | --- |\n| 1 | x<br>y |\n",
    Grid: "|  | a | b |\n| --- | --- | --- |\n| 1 | x | – |\n| 22 | – | y |\n",
    Triangle: (
        "|  | north | mill |\n| --- | --- | --- |\n"
        "| **mill** | █2/10 |  |\n| **south** | 0/3 | · |\n"
    ),
    Excerpt: "> 7: key: value \\# why\n",
    Tracks: (
        "| issue | verdict | north | south | because |\n| --- | --- | --- | --- | --- |\n"
        "| Shore (East) | ? unstated | demands low<br>refuses high | silent | why |\n"
    ),
    Overview: (
        "|  | Issues | north | south |  |\n| --- | --- | --- | --- | --- |\n"
        "| ✕ | Shore (East) | █× | ×· | N-1 against S-1 |\n"
    ),
    Counts: "1 insurmountable\n",
    Board: "Shore: stuck\n",
    Tiles: "crosses a red line of north\n",
    Strips: "| day | 2025-03 |\n| --- | --- |\n| Shore (East) | · ✕ ✕→● ● |\n",
    Entries: "".join(f"- move {at}\n" for at in range(60)),
    Section: "## Part\n\n### Point\n\ntold\n",
}


def test_no_kind_of_block_is_missing_here():
    assert set(get_args(Block)) == set(BLOCKS) == set(SCREEN) == set(PAGE)


@pytest.mark.parametrize("kind", get_args(Block))
def test_a_block_on_a_screen_and_on_a_page(kind):
    assert as_terminal(document(BLOCKS[kind]), **PLAIN) == SCREEN[kind]
    assert as_markdown(document(BLOCKS[kind])) == PAGE[kind]


def test_of_entries_a_screen_tells_what_it_holds_and_counts_the_others():
    text = as_terminal(document(BLOCKS[Entries]), **{**PLAIN, "width": 80})
    told = "".join(f"move {at}\n" for at in range(16, 60))
    assert text == f"{told}Not told: 16 in 2025\n"


def test_a_triangle_is_told_as_fully_as_there_is_room():
    def drawn(width, *, ascii_only=False):
        block = document(BLOCKS[Triangle])
        return as_terminal(block, width=width, color=False, ascii_only=ascii_only)

    assert drawn(13) == SCREEN[Triangle]
    assert drawn(13, ascii_only=True) == "north\n#2/10 mill\n  0/3 - south\n"
    assert drawn(12) == "north\n2 mill\n0 · south\n"
    assert drawn(9) == drawn(12)
    assert drawn(8) == "too wide\n"


def test_a_fold_is_shown_on_a_click_and_titles_of_a_comment_stand_lower():
    fold = document(Head("Title"), *titled("More", [Section("Point", remarks("told"))], fold=True))
    assert as_markdown(fold, limit=1000) == (
        "## Title\n\n<details><summary>More</summary>\n\n#### Point\n\ntold\n\n</details>\n"
    )
    assert titled("More", []) == ()


def test_an_answer_is_bold_up_to_its_colon():
    assert as_markdown(document(answer("Worse for: north."))) == "- **Worse for:** north.\n"
    assert as_markdown(document(answer("Nothing changed."))) == "- Nothing changed.\n"


def test_items_in_a_row_are_one_list():
    text = as_markdown(document(answer("One."), answer("Two."), *remarks("told", None, "more")))
    assert text == "- One.\n- Two.\n\ntold\n\nmore\n"


def test_a_link_and_the_sources_of_a_line():
    links = (Word("S01", url="https://x.example/a"), Word("S02"))
    line = Line(words(Word("here", url="https://x.example")), "item", links=links)
    assert as_markdown(document(line)) == (
        "- [here](https://x.example) [[S01](https://x.example/a); S02]\n"
    )
