"""A document as GitHub-flavoured Markdown; every text from a file is escaped in `clean`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import assert_never

from redlines.view.clean import markdown_link, markdown_text, markdown_title
from redlines.view.document import (
    BREAK,
    MOST_TRACKS,
    NOTHING,
    Block,
    Board,
    Counts,
    Document,
    Entries,
    Excerpt,
    Glance,
    Grid,
    Head,
    Labelled,
    Line,
    Overview,
    Packed,
    Picture,
    Reasons,
    Section,
    Strips,
    Table,
    Tiles,
    Track,
    Tracks,
    Triangle,
    Words,
    mark_word,
)
from redlines.view.phrases import conjoined, counted, number_text
from redlines.view.strips import cut, drawn, drawn_of
from redlines.view.tracks import Mark

# What GitHub takes as a comment, counted in bytes to be on the safe side.
COMMENT_LIMIT = 65_536
_FOLD = "<details><summary>"
_NAMED = 8
# A strip has so many cells at most.
_CELLS = 24
_SHORT = 80
# The longest note.
_MOST_OF_A_NOTE = 1000
_TAGS = {"old": "del", "new": "ins"}
_MARKS = {"": "", "item": "- ", "quote": "> "}
# What a party asks for before what it refuses, each with its verb.
_VERBS = {
    Mark.DEMANDED: "demands",
    Mark.ACCEPTED: "accepts",
    Mark.SOFT: f"{Mark.SOFT.word}:",
    Mark.REFUSED: "refuses",
    Mark.SOFTLY_REFUSED: "softly refuses",
    Mark.SOFTLY_BOTH: f"{Mark.SOFTLY_BOTH.word}:",
}

Row = Sequence[str]


def as_markdown(document: Document, *, limit: int | None = None) -> str:
    """The text of a document on a page, ending in a newline.

    `limit` is for a comment, in bytes: there titles stand a level lower, and where it is longer
    sections are left out, with a note of which.
    """
    level = 1 if limit is None else 2
    text = _spaced(_blocks(document.page, level)) + "\n"
    return text if limit is None or _size(text) <= limit else _fitted(document.page, level, limit)


def _spaced(parts: Iterable[str]) -> str:
    """Parts with an empty line between them; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def _blocks(blocks: Iterable[Block], level: int) -> list[str]:
    """The parts that blocks consist of; items of a list in a row are one part."""
    found: list[str] = []
    listing = False
    for block in blocks:
        item = isinstance(block, Line) and block.mark == "item"
        parts = _block(block, level)
        if item and listing:
            found[-1] = "\n".join((found[-1], *parts))
        else:
            found += parts
        listing = item
    return found


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Head():
            yield f"{'#' * level} {markdown_text(block.title)}"
            yield " · ".join(map(markdown_text, block.facts)).lstrip(" ")
        case Line():
            links = "; ".join(markdown_link(word.text, word.url) for word in block.links)
            yield f"{_MARKS[block.mark]}{_words(block.words)}{f' [{links}]' if links else ''}"
        case Packed():
            yield "\n".join(f"- {_words(entry)}" for entry in block.entries)
        case Labelled():
            yield _words(block.title)
            yield "\n".join(_labelled(block))
        case Reasons():
            rows = [
                (
                    markdown_text(sign.text, begins=False),
                    markdown_text(who),
                    "<br>".join(map(markdown_text, why)),
                )
                for sign, who, why in block.rows
            ]
            yield _table(block.header, rows)
        case Table():
            yield _table(block.header, [[_words(cell) for cell in row] for row in block.rows])
        case Grid():
            filled = [[_words(cell or (NOTHING,)) for cell in row] for row in block.rows]
            yield _table(block.header, filled)
        case Triangle():
            yield _table(("", *block.names[:-1]), _triangle(block))
        case Excerpt():
            yield f"> {block.line}: {markdown_text(block.before + block.value + block.after)}"
        case Tracks():
            header = ("issue", "verdict", *block.parties, "because")
            yield _table(header, _tracks(block))
        case Overview():
            yield from _overview(block)
        case Entries():
            told = ("".join(_block(own.line, level)).removeprefix("- ") for own in block.rows)
            yield "\n".join(f"- {text}" for text in told)
        case Strips():
            yield _strips(block)
            yield from _block(Packed(block.letters), level)
        case Counts() | Board() | Tiles():
            yield from _blocks(block.plain, level)
        case Section():
            inside = _blocks(block.blocks, _inside(block, level))
            if block.fold:
                yield _folded(block.title, inside)
            else:
                yield _heading(block.title, level)
                yield from inside
        case _ as never:
            assert_never(never)


def _words(words: Words) -> str:
    """Words without spaces before them, which would make a block of code of what begins a line."""
    found = []
    for word in words:
        told = markdown_link(word.text, word.url) if word.url else markdown_text(word.text)
        if word is BREAK:
            told = "<br>"
        elif tag := _TAGS.get(word.style):
            told = f"<{tag}>{told}</{tag}>"
        elif word.style in ("bold", "settled"):
            told = _bold(told)
        found.append(told)
    return "".join(found).lstrip(" ")


def _bold(text: str) -> str:
    """A text in bold; with spaces inside, the asterisks would be none."""
    core = text.strip(" ")
    return text.replace(core, f"**{core}**", 1) if core else text


def _labelled(block: Labelled) -> Iterator[str]:
    mark = "- "
    for label, text in block.rows:
        if label.text:
            yield f"- {_words((label,))}: {_words((text,))}"
        else:
            yield f"{mark}{_words((text,))}"
        mark = "  "


def _overview(block: Overview) -> Iterator[str]:
    """A table of the lines of each part."""
    tracks = len(block.parties) <= MOST_TRACKS
    for title, rows in block.parts:
        header = ("", title or "issue", *(block.parties if tracks else ()), "")
        yield _table(
            header,
            [
                (
                    f"{_words((row.sign,))}{markdown_text('*' * row.soft)}",
                    markdown_text(row.title),
                    *(
                        _words(tuple(map(mark_word, own))) or "silent"
                        for own in row.tracks
                        if tracks
                    ),
                    markdown_text(_told(row, tracks=tracks)),
                )
                for row in rows
            ],
        )


def _told(row: Glance, *, tracks: bool) -> str:
    return "; ".join(filter(None, (f"{row.told}{'' if tracks else row.without}", row.asked)))


def _strips(block: Strips) -> str:
    """A table with a column for each year or month that the cells lie in."""
    unit, found = cut(block, _CELLS)
    starts = [at for at, cell in enumerate(found) if cell.title]
    ends = [*starts[1:], len(found)]
    rows = []
    for strip in block.rows:
        signs = list(drawn(strip, found))
        told = (
            tuple(word for cell in signs[start:end] for word in cell)
            for start, end in zip(starts, ends, strict=True)
        )
        rows.append((markdown_text(strip.title), *(_words(cell).strip() for cell in told)))
    return _table((drawn_of(unit), *(found[at].title for at in starts)), rows)


def _drawn(track: tuple[Mark, ...]) -> str:
    return _words(tuple(map(mark_word, track))) or "silent"


def _tracks(block: Tracks) -> Iterator[Row]:
    """A row for each issue, or for each of its areas in their order."""
    for issue in block.issues:
        rows = [(area, own) for own in issue.pictures for area in own.areas or ("",)]
        if issue.areas:
            rows.sort(key=lambda row: issue.areas.index(row[0]))
        for area, picture in rows:
            yield _picture(f"{issue.title} ({area})" if area else issue.title, picture)


def _picture(name: str, picture: Picture) -> Row:
    why = (*picture.reasons, *([picture.retreats] if picture.retreats else []))
    return (
        markdown_text(name),
        _words((picture.verdict,)),
        *map(_track, picture.tracks),
        "<br>".join(map(markdown_text, why)),
    )


def _track(track: Track) -> str:
    """What a party does with the outcomes, mark by mark, in words."""
    if track.named is None:
        return "silent"
    named = dict(track.named)
    told = (f"{verb} {markdown_text(named[m])}" for m, verb in _VERBS.items() if m in named)
    return "<br>".join(told)


def _table(header: Sequence[str], rows: Iterable[Row]) -> str:
    """A table of cells that are already escaped; the header is escaped here."""
    lines = [[markdown_text(title) for title in header], ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _triangle(block: Triangle) -> Iterator[Row]:
    """A row for each name but the first, with its cells as fully told as they can be."""
    for name, row in list(zip(block.names, block.rows, strict=True))[1:]:
        blank = [""] * (len(block.names) - 1 - len(row))
        yield [_bold(markdown_text(name)), *(_words(cell[0]) for cell in row), *blank]


def _inside(section: Section, level: int) -> int:
    """The level of what a section holds: a head in it stands below the section's own title."""
    return level + 1 + any(isinstance(block, Head) for block in section.blocks)


def _heading(title: str, level: int) -> str:
    """The title of a section inside a level; nothing where it has none."""
    return f"{'#' * (level + 1)} {markdown_text(title)}" if title else ""


def _folded(title: str, parts: Sequence[str]) -> str:
    """Parts that are shown on a click, under a title; nothing where there are none."""
    inside = _spaced(parts)
    head = f"{_FOLD}{markdown_title(title)}</summary>"
    return _spaced((head, inside, "</details>")) if inside else ""


@dataclass
class _Cut:
    """Of blocks that do not fit, those that do, and what is left out.

    Sections are kept whole, as many as fit in their order; one that does not is cut into its own.
    What all the room there is could not hold, as a table of very many rows, is cut at the end of a
    line: else it would never be shown.
    """

    room: int
    most: int = 0
    titles: list[str] = field(default_factory=list)
    lines: int = 0

    def __post_init__(self) -> None:
        self.most = self.room

    def blocks(self, blocks: Iterable[Block], level: int) -> list[str]:
        """The parts that are kept."""
        found: list[str] = []
        for sections, some in groupby(blocks, lambda block: isinstance(block, Section)):
            if sections:
                for own in some:
                    found += self._section(own, level) if isinstance(own, Section) else ()
            else:
                found += self._run(_blocks(some, level))
        return found

    def _section(self, section: Section, level: int) -> list[str]:
        whole = _blocks((section,), level)
        if self._take(whole):
            return whole
        before = self.room, len(self.titles), self.lines
        title = _heading(section.title, level)
        frame = _folded(section.title, (" ",)) if section.fold else title
        inside = (
            self.blocks(section.blocks, _inside(section, level)) if self._take((frame,)) else []
        )
        if not inside:
            self.room, count, self.lines = before
            self.titles[count:] = [section.title]
            return []
        if section.fold:
            return [_folded(section.title, inside)]
        return [title, *inside]

    def _run(self, parts: Sequence[str]) -> list[str]:
        if self._take(parts):
            return [*parts]
        lines = _spaced(parts).split("\n")
        kept: list[str] = []
        if sum(map(_room, parts)) > self.most:
            for line in lines:
                if _room(line) <= self.room:
                    self.room -= _room(line)
                    kept.append(line)
                elif _room(line) <= self.most:
                    break
        self.lines += sum(map(bool, lines)) - sum(map(bool, kept))
        text = "\n".join(kept).strip("\n")
        return [text] if text else []

    def _take(self, parts: Iterable[str]) -> bool:
        size = sum(map(_room, parts))
        if size > self.room:
            return False
        self.room -= size
        return True

    def note(self) -> str:
        """How much is left out, under which titles as far as that is short, and how to see it."""
        titles = map(markdown_text, self.titles)
        named = [title for title in titles if title and _size(title) <= _SHORT][:_NAMED]
        rest = len(self.titles) - len(named)
        about = conjoined([*named, *([f"{number_text(str(rest))} more"] if rest else [])])
        counts = (len(self.titles), "section"), (self.lines, "line")
        count = conjoined([counted(number, noun) for number, noun in counts if number])
        verb = "is" if len(self.titles) + self.lines == 1 else "are"
        told = f"{count} {verb} left out to keep within what fits here"
        return f"_{told}{f': {about}' if about else ''}. `-f table` shows all._"


def _fitted(blocks: Sequence[Block], level: int, limit: int) -> str:
    """Blocks cut to a number of bytes, with a word on what is left out."""
    cut = _Cut(limit - _MOST_OF_A_NOTE)
    kept = cut.blocks(blocks, level)
    return _spaced((*kept, cut.note())) + "\n"


def _room(text: str) -> int:
    """The bytes that a part takes with the empty line after it."""
    return _size(text) + 2


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
