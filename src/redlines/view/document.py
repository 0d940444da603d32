"""A text for people before any format is chosen: a few kinds of blocks, made of styled words.

Each report has one builder that makes a document; `as_terminal` and `as_markdown` render any
document and know no report. Words are plain and may come from a file: whoever renders them makes
them safe. Which words are said is the builder's, what the width decides is the renderer's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from redlines.verdicts import Verdict
from redlines.view.picture import Cell, Drawing
from redlines.view.tracks import Mark

# What words are or how good they are; a renderer chooses the face and the colour.
Style = Literal[
    "",
    "bold",
    "dim",
    "id",
    "name",
    "settled",
    "old",
    "new",
    "worst",
    "refused",
    "bad",
    "open",
    "fair",
    "good",
    "strange",
    "warning",
    "title",
]


@dataclass(frozen=True, slots=True)
class Word:
    """Some words in one style; `ascii` where a sign has a twin of its own, `url` for a link.

    `tells` is the id of the statement of which all is told in these words. On a page they lead `to`
    the section of that name.
    """

    text: str
    style: Style = ""
    ascii: str | None = None
    url: str | None = None
    tells: str | None = None
    to: str | None = None


Words = tuple[Word, ...]
_MARK_STYLES: dict[Mark, Style] = {
    Mark.DEMANDED: "fair",
    Mark.ACCEPTED: "fair",
    Mark.NEITHER: "dim",
    Mark.REFUSED: "refused",
    Mark.SOFTLY_REFUSED: "refused",
    Mark.SOFTLY_BOTH: "refused",
    Mark.SOFT: "open",
    Mark.MIXED: "bad",
}
# What stands in a column where there is nothing to tell.
NOTHING = Word("–", ascii="-")
# Where a cell of a table goes on in a new line.
BREAK = Word("\n")


@dataclass(frozen=True)
class Head:
    """The title of a document, with who, when and under which assumption."""

    title: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, an item of a list or a quotation; `links` end it in brackets.

    On a screen it is set in by `indent` columns, which `lead` fills in its first line, and where it
    goes on it hangs by some more.
    """

    words: Words
    mark: Literal["", "item", "quote"] = ""
    indent: int = 0
    hang: int = 2
    lead: str = ""
    links: Words = ()


@dataclass(frozen=True)
class Packed:
    """Short entries, as many beside each other as fit."""

    entries: tuple[Words, ...]


@dataclass(frozen=True)
class Labelled:
    """Rows of a label and a text; a row without a label continues the one above.

    Where the labels leave the texts little room, a text stands below its label, or `runs_on`
    behind it.
    """

    rows: tuple[tuple[Word, Word], ...]
    title: Words = ()
    runs_on: bool = False


@dataclass(frozen=True)
class Reasons:
    """Rows of a sign with its word, who it is about, and why; `room` is that of the longest sign.

    `header` names the three columns.
    """

    header: tuple[str, str, str]
    rows: tuple[tuple[Word, str, tuple[str, ...]], ...]
    room: int


@dataclass(frozen=True)
class Table:
    """Rows of cells under titles, the longest texts in the last column."""

    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True)
class Grid:
    """Rows of a label and what is told of it under each title; every column has the same room.

    Where the columns leave a text little room, what is told stands below its label by title. A cell
    without words has nothing to tell.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True)
class Triangle:
    """Every two of some names, each at the end of its row and at the head of its column.

    A row has a cell for each name before its own. Cells are told in several ways, from the one that
    says most to the one that takes least room; where not even that fits, `instead` is told.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    instead: str


@dataclass(frozen=True)
class Excerpt:
    """A line of a file around a value in it, and the line before if that says something."""

    line: int
    earlier: str | None
    before: str
    value: str
    after: str


@dataclass(frozen=True, slots=True)
class Track:
    """What a party does with the outcomes of an issue: a mark on each cell, and in words.

    `cells` is empty for options, which are named instead. `named` is None where it is silent.
    """

    party: str
    cells: tuple[Mark, ...]
    named: tuple[tuple[Mark, str], ...] | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The tracks of the parties on areas that look the same, the verdict, and why it holds.

    `issues` are the ids of the areas, or of the issue itself; `areas` are empty for that. `scale`
    says what the cells stand for, from one pole to the other; it is empty for options. `drawing` is
    the same where there is room to draw.
    """

    issues: tuple[str, ...]
    areas: tuple[str, ...]
    scale: tuple[str, ...]
    tracks: tuple[Track, ...]
    verdict: Word
    reasons: tuple[str, ...]
    retreats: str | None
    drawing: Drawing


@dataclass(frozen=True)
class IssueTracks:
    """An issue with the pictures of its areas; `areas` has them all, in the order of the case.

    `note` says where it is worst. `brief` tells it all where there is nothing to compare.
    """

    id: str
    title: str
    note: str
    areas: tuple[str, ...]
    pictures: tuple[Picture, ...]
    brief: str


@dataclass(frozen=True)
class Tracks:
    """The one picture of this tool: what each party does with the outcomes of some issues."""

    parties: tuple[str, ...]
    issues: tuple[IssueTracks, ...]


# More parties than these have no tracks side by side.
MOST_TRACKS = 3


@dataclass(frozen=True, slots=True)
class Refusal:
    """A red line in short: whose it is, who says it when and how firmly, and by which statement.

    `id` is that of the statement that stands for it, `name` says how many more say the same.
    """

    party: str
    told: str
    id: str
    name: str

    @property
    def words(self) -> Words:
        """All of it in a line."""
        told = f" {self.told} " if self.told else " "
        return words(Word(self.party, "bold"), told, Word(self.name, "dim"))


@dataclass(frozen=True, slots=True)
class Glance:
    """An issue in a line: the sign of its verdict, the tracks of the parties, and what is told.

    `id` is the issue's, and `issues` are those of the areas in this line.
    `brief` tells of who blocks whom no more than statement, basis and day, `blunt` not even what is
    offered all the same; both are `told` elsewhere.
    `asked` says who demands what others refuse, which tracks beside it would show, `askers` the
    same in few words, `without` who is silent there, whose tracks are empty, and `spoken` how many
    of the parties are not. `drawing` are the tracks where there is room to draw, `blocked` says in
    full who refuses what is stuck, and `since` from which day on it is.
    `contested` says that one demands there what another refuses, `soft` that only soft statements
    make it so.
    """

    sign: Word
    verdict: Verdict
    contested: bool
    soft: bool
    id: str
    issues: tuple[str, ...]
    heading: str
    areas: tuple[str, ...]
    tracks: tuple[tuple[Mark, ...], ...]
    drawing: Drawing
    asked: str
    askers: str
    told: str
    brief: str
    blunt: str
    without: str
    spoken: int
    blocked: tuple[Refusal, ...] = ()
    since: str = ""

    @property
    def title(self) -> str:
        """The issue, with its areas where it is not all of them."""
        return f"{self.heading} ({', '.join(self.areas)})" if self.areas else self.heading

    @property
    def stuck(self) -> bool:
        """Whether red lines leave nothing; such a line is never cut or folded, at most brief."""
        return self.verdict is Verdict.INSURMOUNTABLE


@dataclass(frozen=True)
class Overview:
    """Issues in lines under the titles of their parts; of the last part lines may be folded.

    `marks` are the signs of the tracks in words, which are told where tracks are drawn. `rest` are
    the issues that have no line, left out last where a screen has no room for them.
    """

    parties: tuple[str, ...]
    parts: tuple[tuple[str, tuple[Glance, ...]], ...]
    marks: tuple[Words, ...] = ()
    rest: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """What stands in a strip from one day to the day before another; None where it has no end.

    `sign` is None where there is nothing to show; `turned` says that it came by a turn to be shown.
    """

    first: date | None
    until: date | None
    sign: Word | None
    turned: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of signs over time: what stood when, without a gap, on an issue or some of its areas.

    Where a screen has no room for all rows, those of the highest `rank` fold first, and none of 0.
    """

    heading: str
    areas: tuple[str, ...]
    stays: tuple[Stay, ...]
    rank: int = 0

    @property
    def title(self) -> str:
        """The issue, with its areas where it is not all of them."""
        return f"{self.heading} ({', '.join(self.areas)})" if self.areas else self.heading


@dataclass(frozen=True)
class Strips:
    """Strips over the days from one to another, both in them, cut into cells by who renders them.

    Drawn is what stands at the end of each cell. Where the days from `focus` on are told better so,
    some before it are left out. `folded` says of rows that are left out what they are; without it
    none is. A drawing marks `day`. `letters` say what else stands in a row of signs, which is told
    where it is one.
    """

    first: date
    focus: date
    last: date
    rows: tuple[Strip, ...]
    folded: str | None = None
    day: date | None = None
    letters: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that may be left out; of the lowest `rank` last, and then counted as `counted`."""

    line: Line
    rank: int
    counted: str


@dataclass(frozen=True)
class Entries:
    """Lines of which a screen leaves out those for which it has no room, and tells how many.

    `left` stands before these numbers; without it none is left out.
    """

    rows: tuple[Entry, ...]
    left: str | None = None


# What stands before the sign that a turn led to.
TURNED = Word("→", ascii=">")
# What a strip has where there is nothing to show.
NO_VERDICT = Word("·", "dim", ascii=".")


@dataclass(frozen=True)
class Counts:
    """How many issues stand how: a sign, the word, what it means, and which issues by id and title.

    `plain` tells the same where nothing is drawn.
    """

    rows: tuple[tuple[Word, str, str, tuple[tuple[str, str], ...]], ...]
    plain: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A small field of a picture of plans: its sign, what it says in words, and how it looks.

    `look` is the word of a grade or the way that an effect goes; a `firm` one is about a red line
    that is not only soft.
    """

    look: str
    firm: bool
    sign: str
    told: str


@dataclass(frozen=True)
class Tiles:
    """Rows of what plans say and a column for each party, with a tile where there is one.

    Tiles of grades are told in words, those of ways, of which there is room for one, by their sign.
    `marked` are the parties that wrote the plan. `ways` counts for each party on how many issues it
    is better and worse, where that is told; `foot` are further counts, and `key` says what tiles
    mean. `plain` tells the same where nothing is drawn.
    """

    title: str
    parties: tuple[str, ...]
    marked: tuple[str, ...]
    ways: tuple[tuple[int, int], ...]
    rows: tuple[tuple[Words, tuple[Tile | None, ...]], ...]
    foot: tuple[tuple[str, tuple[int, ...]], ...]
    key: tuple[tuple[Tile, str], ...]
    plain: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What some plans say on an issue, in words, and on which columns that lies.

    `spans` are the stretches of the picture that it takes up: where each starts and how wide it is;
    of a single outcome its middle, with no width.
    """

    plans: tuple[str, ...]
    told: str
    columns: tuple[int, ...]
    spans: tuple[tuple[float, float], ...]

    @property
    def single(self) -> bool:
        """Whether it lies on one column."""
        return len(self.columns) == 1


@dataclass(frozen=True, slots=True)
class Saying:
    """What a party says in one act: what it does with which outcomes, and who said it when.

    `cell` is how it is drawn. `by` is the speaker or what the act is called, `facts` are its day,
    its basis and what qualifies it, and `links` its sources.
    """

    cell: Cell
    id: str
    claims: tuple[tuple[str, str], ...]
    note: str
    by: str
    facts: tuple[str, ...]
    links: Words


@dataclass(frozen=True, slots=True)
class Panel:
    """An issue, or areas of it that look the same, with its picture and all that belongs to it.

    `meaning` is that of its verdict; `drafts` are what plans say there; `crossing` tells by party
    what each column would cross of its red lines, empty where nothing is stuck; `voices` who says
    what, the firmest refusal first.
    """

    picture: Picture
    meaning: str
    drafts: tuple[Draft, ...]
    crossing: tuple[tuple[str, tuple[Words, ...]], ...]
    voices: tuple[tuple[str, tuple[Saying, ...]], ...]


@dataclass(frozen=True)
class Board:
    """All that is known of one issue; `below` stands under its panels.

    `since` says from which day on it stands as it does, areas that differ one after the other.
    `plain` tells the same where nothing is drawn.
    """

    id: str
    title: str
    question: str
    panels: tuple[Panel, ...]
    below: tuple[Block, ...]
    plain: tuple[Block, ...]
    since: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Blocks set apart, with or without a title; on a page a `fold` shows them on a click.

    Of very many beside each other those of the lowest `rank` are told. By its `name` words of a
    page lead to it.
    """

    title: str
    blocks: tuple[Block, ...]
    fold: bool = False
    rank: int = 0
    name: str = ""


Block = (
    Head
    | Line
    | Packed
    | Labelled
    | Reasons
    | Table
    | Grid
    | Triangle
    | Excerpt
    | Tracks
    | Overview
    | Strips
    | Counts
    | Board
    | Tiles
    | Entries
    | Section
)


Blocks = tuple[Block, ...]


class Document:
    """The blocks of a text in the two orders in which they are read.

    A screen is read from top to bottom by who asked for it, and ends with what the signs mean. A
    page is handed on, so that it says first what it is about, and folds what is long. A page that
    takes long is given as what makes it, and made when it is first read.
    """

    def __init__(self, screen: Blocks, page: Blocks | Callable[[], Blocks]) -> None:
        self.screen = screen
        self._page = page

    @cached_property
    def page(self) -> Blocks:
        """The blocks in the order of a page."""
        return self._page() if callable(self._page) else self._page

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and (self.screen, self.page) == (
            other.screen,
            other.page,
        )


def document(*blocks: Block) -> Document:
    """A document that reads the same on a screen and on a page."""
    return Document(blocks, blocks)


def tracks_of(blocks: Iterable[Block]) -> Iterator[Tracks]:
    """All tracks in some blocks."""
    for block in blocks:
        if isinstance(block, Section):
            yield from tracks_of(block.blocks)
        elif isinstance(block, Counts | Board | Tiles):
            yield from tracks_of(block.plain)
        elif isinstance(block, Tracks):
            yield block


def boards_of(blocks: Iterable[Block]) -> Iterator[Board]:
    """All boards in some blocks."""
    for block in blocks:
        if isinstance(block, Section):
            yield from boards_of(block.blocks)
        elif isinstance(block, Board):
            yield block


def sections_of(blocks: Iterable[Block]) -> Iterator[Section]:
    """All sections in some blocks, each before those in it."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from sections_of(block.blocks)


def titled(title: str, blocks: Iterable[Block], *, fold: bool = False) -> tuple[Section, ...]:
    """Blocks under a title; nothing where there are none."""
    inside = tuple(blocks)
    return (Section(title, inside, fold),) if inside else ()


def words(*parts: str | Word) -> Words:
    """Words from words and plain texts; empty ones are left out."""
    every = (part if isinstance(part, Word) else Word(part) for part in parts)
    return tuple(word for word in every if word.text)


def mark_word(mark: Mark, times: int = 1) -> Word:
    """The sign of a mark in its style, drawn on a number of cells."""
    sign, plain = mark.sign(ascii_only=False), mark.sign(ascii_only=True)
    return Word(sign * times, _MARK_STYLES[mark], plain * times)


def signed(sign: tuple[str, str], style: Style, told: str) -> Word:
    """A sign, which has a twin in ASCII, with what is told behind it: no sign stands alone."""
    return Word(sign[0] + told, style, sign[1] + told)


def remarks(*texts: str | None) -> tuple[Line, ...]:
    """What is to be known besides, a line each; nothing for what has no text."""
    return tuple(Line((Word(text),), hang=0) for text in texts if text)


def answer(sentence: str) -> Line:
    """A sentence that answers what was asked, what stands before its colon in bold."""
    label, colon, told = sentence.partition(":")
    return Line(words(Word(label + colon, "bold" if colon else ""), told), "item")


def cell(lines: Iterable[Words]) -> Words:
    """Lines as the words of one cell of a table."""
    return tuple(word for line in lines for word in (BREAK, *line))[1:]
