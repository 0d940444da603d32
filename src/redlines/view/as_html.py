"""A document as one page of HTML, which needs no network; the templates escape every text.

What may be shown of a text is decided in `clean`; that it stays a text is the business of the
templates, which escape all that is not marked as their own.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import assert_never

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.environment import TemplateModule
from markupsafe import Markup

from redlines.view.clean import visible, web_address
from redlines.view.document import (
    BREAK,
    Block,
    Board,
    Counts,
    Document,
    Entries,
    Excerpt,
    Grid,
    Head,
    Labelled,
    Line,
    Overview,
    Packed,
    Reasons,
    Section,
    Strips,
    Table,
    Tiles,
    Tracks,
    Triangle,
    Word,
    Words,
    boards_of,
    sections_of,
)
from redlines.view.html_codes import linked
from redlines.view.html_strips import lanes
from redlines.view.html_style import style
from redlines.view.picture import MANY, MOST_COLUMNS, MOST_LANES, Drawing, Row, State, lowered
from redlines.view.spoken import Text, fill

_OPEN = "○"
# Of more parties that are silent the rest is counted.
_NAMED = 12
_SAID = 3
# A cell with no more signs than this stays on one line.
_SHORT = 16
_NAMED_LEVELS = 2
# Ticks nearer to each other than this stand below each other.
_ROOM = 0.1
# Parts of a page that its script makes where the first view has none.
_PARTS = (Text.ISSUE_BY_ISSUE, Text.WITHOUT_VERDICT)


@dataclass(frozen=True)
class Live:
    """What makes a page live: the data that its script reads, as JSON, and the script."""

    data: str
    script: str


def as_html(document: Document, *, live: Live | None = None) -> str:
    """The text of a page that shows a document, with the script of what is live in it, if any.

    Without a script every control is absent, and the page stands complete.
    """
    panels = [panel.picture for board in boards_of(document.page) for panel in board.panels]
    titles = [own.title for own in document.page if isinstance(own, Section)]
    named = {own.name for own in sections_of(document.page) if own.name}
    kept = _kept_ids() | named | {_id_of(own) for own in (*titles, *_PARTS)}
    places = {id_: own.issues[0] for own in panels for id_ in own.issues}
    page = _Page(live is not None, places, kept)
    # No text holds a line of its own, so that none is lost with the empty lines of the templates.
    body = linked(re.sub(r"\n\n+", "\n", Markup("").join(_with_contents(document, page))))
    script = live.script if live else ""
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=next((block.title for block in document.page if isinstance(block, Head)), ""),
            counted=page.counted,
            brief=page.brief,
            body=Markup(body),  # noqa: S704 - made of what is escaped
            style=Markup(style(live=live is not None, signs=page.signs)),  # noqa: S704 - ours alone
            policy=_policy(script),
            data=Markup(json_inside(live.data)) if live else "",  # noqa: S704 - made safe there
            script=Markup(script),  # noqa: S704 - ours alone
        )
    )


def _with_contents(document: Document, page: _Page) -> Iterator[Markup]:
    """The elements of a document; where issues are counted, what else there is stands above."""
    first = next((at for at, own in enumerate(document.page) if isinstance(own, Counts)), None)
    above = list(page.blocks(document.page[:first], 1))
    below = list(page.blocks(document.page[first:], 1)) if first is not None else []
    yield from above
    if below and page.sections:
        yield _macro("contents", page.sections)
    yield from below


def _id_of(title: str) -> str:
    """A title as an id."""
    return re.sub(r"\W+", "-", title.casefold()).strip("-") or "part"


@cache
def _kept_ids() -> frozenset[str]:
    """The ids that stand in the templates, by which the script finds what it draws anew."""
    folder = files("redlines.view") / "page"
    texts = (folder.joinpath(name).read_text("utf-8") for name in ("page.html", "blocks.html"))
    return frozenset(found for text in texts for found in re.findall(r' id="([\w-]+)"', text))


def json_inside(text: str) -> str:
    r"""JSON that can stand inside of a page: no text in it ends an element or a line.

    >>> print(json_inside('"</b>"'))
    "\u003c/b\u003e"
    """
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _policy(script: str) -> str:
    """What the page may do: nothing but show itself and run its own script."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    scripts = f"'sha256-{digest}'" if script else "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _environment() -> Environment:
    own = Environment(
        loader=PackageLoader("redlines.view", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    own.filters["address"] = web_address
    own.filters["pc"] = _percent
    own.filters["tone"] = _tone
    own.tests |= {"long": _is_long, "prose": _is_prose}
    own.globals |= {
        "BREAK": BREAK,
        "LINES": MOST_LANES,
        "NAMED": _NAMED,
        "SAID": _SAID,
        "State": State,
    }
    own.globals |= {"COLUMNS": MOST_COLUMNS, "MANY": MANY, "crowded": _crowded}
    own.globals |= {"spoken": _spoken, "pieces": _pieces, "Text": Text, "fill": fill}
    return own


@cache
def _macros() -> TemplateModule:
    return _environment().get_template("blocks.html").module


def _shown(value: object) -> object:
    """A text as it may be shown; what is ours already is left alone."""
    return visible(value) if type(value) is str else value


def _percent(share: float) -> str:
    """A share as a length of CSS, as short as it can be."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def _spoken(drawing: Drawing) -> tuple[Row, ...]:
    """The rows of a picture; of many parties those that are not silent."""
    many = len(drawing.rows) > MOST_LANES
    return tuple(row for row in drawing.rows if not (many and row.silent))


def _crowded(drawing: Drawing) -> bool:
    """Whether a picture tells of its parties only how many do what."""
    return len(_spoken(drawing)) > MANY


def _tone(word: Word) -> str:
    """The style of a word; what is only not excluded has not the colour of what is refused."""
    return "open" if word.text.startswith(_OPEN) else word.style


def _is_long(cell: Words) -> bool:
    """Whether a cell may go on in a new line."""
    return len("".join(word.text for word in cell)) > _SHORT


def _is_prose(table: Table) -> bool:
    """Whether a table tells more of its rows than signs and numbers."""
    return any(_is_long(cell) for row in table.rows for cell in row[1:])


def _pieces(marked: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Columns in unbroken stretches of marked and other ones: the first of each and how many."""
    at = 0
    for _, some in groupby(i in marked for i in range(count)):
        wide = len(list(some))
        yield at, wide
        at += wide


@dataclass
class _Page:
    """The blocks of a page, each with an id of its own where one can be pointed at.

    What tells of whole issues is too long to be printed unasked: it is `brief` on paper.
    """

    live: bool
    # The place of an issue where it is told who says what: that of the first in its panel.
    places: dict[str, str]
    # The ids of the parts of the page: no title inside of one takes them.
    kept: frozenset[str]
    ids: set[str] = field(default_factory=set)
    sections: list[tuple[str, str]] = field(default_factory=list)
    signs: dict[str, str] = field(default_factory=dict)
    counted: bool = False
    brief: bool = False

    def blocks(self, blocks: Iterable[Block], level: int) -> Iterator[Markup]:
        """The elements of some blocks; items of a list in a row share a list."""
        items: list[Markup] = []
        for block in blocks:
            if isinstance(block, Line) and block.mark == "item":
                items.append(_macro("line", block))
                continue
            if items:
                yield _macro("items", items)
                items = []
            yield self._block(block, level)
        if items:
            yield _macro("items", items)

    def _block(self, block: Block, level: int) -> Markup:
        match block:
            case Head():
                return _macro("head", block, level)
            case Line():
                return _macro("line", block)
            case Packed():
                return _macro("packed", block)
            case Labelled():
                return _macro("labelled", block)
            case Reasons():
                return _macro("reasons", block)
            case Table():
                return _macro("table", block)
            case Grid():
                return _macro("grid", block)
            case Excerpt():
                return _macro("excerpt", block)
            case Tracks():
                self.ids |= {f"issue-{issue.id}" for issue in block.issues}
                return _macro("tracks", block, level + 1)
            case Overview():
                drawings = [row.drawing for _, rows in block.parts for row in rows]
                return _macro("overview", block, *_used(drawings), self.places, self.live)
            case Counts():
                self.counted = True
                return _macro("counts", block)
            case Board():
                self.brief = True
                below = Markup("").join(self.blocks(block.below, level + 1))
                self.ids.add(f"issue-{block.id}")
                return _macro("board", block, level + 1, below, _lowered(block))
            case Tiles():
                if block.ways:
                    tiles = (tile for _, row in block.rows for tile in row if tile)
                    self.signs |= {tile.look: tile.sign for tile in tiles}
                return _macro("tiles", block)
            case Triangle():
                return _macro("triangle", block)
            case Entries():
                return _macro("items", [_macro("line", own.line) for own in block.rows])
            case Strips():
                return _macro("strips", block, *lanes(block))
            case Section():
                # What lies deeper is not led to, and needs no name.
                name = self._id(block.title, level) if level <= _NAMED_LEVELS else ""
                if name and level == 1 and not block.fold:
                    self.sections.append((name, block.title))
                inside = Markup("").join(self.blocks(block.blocks, level + bool(block.title)))
                return _macro("section", block, level + 1, inside, name)
            case _ as never:
                assert_never(never)

    def _id(self, title: str, level: int) -> str:
        """An id that no other element has, from a title; empty without one."""
        if not title:
            return ""
        name = _id_of(title)
        found, number = name, 1
        while found in self.ids or (level > 1 and found in self.kept):
            number += 1
            found = f"{name}-{number}"
        self.ids.add(found)
        return found


def _macro(name: str, *given: object) -> Markup:
    made: Markup = getattr(_macros(), name)(*given)
    return made


def _used(drawings: Iterable[Drawing]) -> tuple[tuple[State, ...], bool]:
    """The states that some pictures show, in the order of the key, and whether any is withheld."""
    cells = [cell for own in drawings for row in own.rows for cell in row.cells]
    states = {cell.state for cell in cells}
    return tuple(own for own in State if own in states), any(cell.withheld for cell in cells)


def _lowered(board: Board) -> dict[str, tuple[int, ...]]:
    """On which line the changes of each number line stand, by the issue that it is of."""
    lines = {panel.picture.issues[0]: panel.picture.drawing.line for panel in board.panels}
    return {issue: lowered(line.changes, _ROOM) for issue, line in lines.items() if line}
