"""Issues in a line each on a terminal, folded until a screen holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

from rich.text import Text

from redlines.view.document import MOST_TRACKS, Glance, Overview, Word, mark_word
from redlines.view.paint import Lines, Paint, packed

# A screen has room for so many lines, whatever its width.
SCREEN = 45
_TRACKS_FROM = 70
_TITLE = 34
_NARROW_TITLE = 28
_WIDE = 100
# In less room than this nothing is told of what is left behind whose demands are refused.
_SOME = 20
_ROOM = 24
_SILENT = "silent"
# Where all else is folded, so many issues of a part that red lines leave nothing of have lines.
_WORST = 20
# Tracks that leave less room than this beside them are not drawn.
_LEAST = 14

_Kind = tuple[Word, bool]


def overview_lines(block: Overview, room: int, paint: Paint) -> Lines:
    """The lines of an overview in some room, of the last part folded as many as have to be.

    Issues of one verdict fold together, the best first; headline issues and what firm red lines
    leave nothing of never do. Where that is not enough, who blocks whom is told in brief, then what
    has no line is left out, and who is silent on what is contested, then all else is cut at a word,
    then no tracks are drawn, then what only soft red lines leave nothing of folds too, then what is
    offered behind own red lines is left out, and at last of what never folds the first are told and
    how many more. Where nothing is wrapped nothing is folded.
    """
    folded: list[_Kind] = []
    firm, softly, less = _foldable(block, stuck=False), _foldable(block, stuck=True), list(_Less)
    while True:
        columns = _Columns.of(block, folded, paint, less[0])
        lines = _drawn(block, folded, columns, paint)
        if paint.width is None or len(lines) <= room:
            return lines
        if firm:
            folded.append(firm.pop())
        elif less[1:]:
            less.pop(0)
            folded += softly if less[0] is _Less.FOLDED else ()
        else:
            return lines


def _kind(row: Glance) -> _Kind | None:
    """With what else an issue folds: its sign, and whether red lines leave nothing of it."""
    return (row.sign, row.stuck) if row.soft or not row.stuck else None


def _foldable(block: Overview, *, stuck: bool) -> list[_Kind]:
    """The kinds of the last part whose lines may fold, the one that folds first at the end."""
    rows = block.parts[-1][1] if block.parts else ()
    kinds = [kind for row in rows if (kind := _kind(row)) and row.stuck == stuck]
    return [kind for kind in dict.fromkeys(kinds) if kinds.count(kind) > 1]


class _Less(IntEnum):
    """How much less than all is told, each time less than before."""

    NOTHING = 0
    BRIEF = 1
    ALONE = 2
    CUT = 3
    BARE = 4
    FOLDED = 5
    BLUNT = 6
    FEW = 7


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide titles and tracks are drawn; without tracks what is told stands behind the title.

    What does not fit there stands in a line of its own, or is `less`.
    """

    title: int
    tracks: tuple[int, ...]
    told: int | None
    less: _Less = _Less.NOTHING

    @property
    def whole(self) -> bool:
        """Whether no text is cut."""
        return self.less < _Less.CUT

    @classmethod
    def of(cls, block: Overview, folded: Sequence[_Kind], paint: Paint, less: _Less) -> _Columns:
        *others, last = [rows for _, rows in block.parts] or [()]
        rows = [*chain(*others), *(row for row in last if _kind(row) not in folded)]
        titles = {row.title: paint.text(row.title).cell_len for row in rows}
        title = max(titles.values(), default=0)
        cells: tuple[int, ...] = ()
        if less < _Less.BARE and len(block.parties) <= MOST_TRACKS:
            cells = tuple(
                max([name.cell_len, *(len(row.tracks[at]) or len(_SILENT) for row in rows)])
                for at, name in enumerate(map(paint.text, block.parties))
            )
        if paint.width is None:
            return cls(title, cells, None, less)
        limit = _TITLE if paint.width >= _WIDE else _NARROW_TITLE
        if cells and paint.width >= _TRACKS_FROM:
            stuck = max((titles[row.title] for row in rows if row.stuck), default=0)
            title = min(title, max(limit, min(_TITLE, stuck)))
            left = paint.width - title - 4 - sum(2 + own for own in cells)
            if left >= _LEAST:
                return cls(title, cells, left, less)
        # What is stuck stands in lines of its own there.
        title = min(limit, max((titles[row.title] for row in rows if not row.stuck), default=0))
        return cls(title, (), paint.width - title - 4, less)


def _drawn(block: Overview, folded: Sequence[_Kind], columns: _Columns, paint: Paint) -> Lines:
    lines: Lines = []
    most = None if columns.less < _Less.FEW else _WORST
    if columns.tracks:
        names = [paint.text(name, "bold") for name in block.parties]
        cells = zip(names, columns.tracks, strict=True)
        lines += paint.beside([([Text()], columns.title + 2), *(([n], w) for n, w in cells)])
    for at, (title, rows) in enumerate(block.parts):
        last = at == len(block.parts) - 1
        if title:
            lines += paint.wrap(paint.text(title, "bold"))
        whole = [row for row in rows if not (last and _kind(row) in folded)]
        for row in whole[:most]:
            lines += _row(row, columns, paint)
        if more := len(whole) - len(whole[:most]):
            lines += paint.wrap(paint.text(f"and {more:,} more issue{'s'[: more != 1]} (--full)"))
        for kind in dict.fromkeys(map(_kind, rows)) if last else ():
            if kind in folded:
                own = [row for row in rows if _kind(row) == kind]
                lines += _folded(own, len(block.parties), paint)
    if columns.tracks:
        lines += packed(block.marks, paint)
    if columns.less < _Less.ALONE:
        lines += [
            line for own in block.rest for line in paint.wrap(paint.words(own.words), rest="  ")
        ]
    return lines


def _folded(rows: Sequence[Glance], asked: int, paint: Paint) -> Lines:
    """The issues of one sign in one line, as many as fit and how many more; where none fits, one.

    Of an issue that is not all there its title says so, and how many have spoken if not all did.
    """
    titles = list(dict.fromkeys(_short(row, asked) for row in rows))
    for left in range(len(titles)):
        shown = ", ".join(titles[: len(titles) - left])
        more = f" and {left} more (--full)" if left else ""
        line = paint.join(paint.words((rows[0].sign,)), f" {shown}{more}")
        if paint.fits(line.cell_len):
            return [line]
    return paint.wrap(line, rest="    ")


def _short(row: Glance, asked: int) -> str:
    areas = len(row.areas)
    part = f" ({areas} area{'s'[: areas != 1]})" if areas else ""
    spoken = f" ({row.spoken} of {asked} spoke)" if row.spoken < asked else ""
    return f"{row.heading}{'*' * row.soft}{part}{spoken}"


def _row(row: Glance, columns: _Columns, paint: Paint) -> Lines:
    """An issue in a line, and where what is told does not fit beside it, in the next.

    Beside tracks it is what is left or who blocks whom, else who asks for what others refuse too,
    in few words, and these first, where there is no room for all.
    """
    sign = paint.join(paint.words((row.sign,)), "*" if row.soft else " ")
    brief = row.brief if columns.less < _Less.BLUNT else row.blunt
    own = row.told if columns.less < _Less.BRIEF else brief
    told = f"{own}{'' if columns.tracks else row.without}"
    every = [f"{told}; {whom}" for whom in (row.asked, row.askers) if whom]
    if row.askers and columns.less >= _Less.ALONE:
        every.append(f"{own}; {row.askers}")
    every.append(told)
    if columns.told is None:
        whole = paint.text(told if columns.tracks else every[0])
        return paint.beside([*_cells(row, columns, paint, sign, row.title), ([whole], 0)])
    if paint.width is not None and (
        paint.width < _TRACKS_FROM or (row.stuck and not columns.tracks)
    ):
        named = paint.join(sign, paint.text(row.title, "bold"), f": {every[0]}")
        return paint.wrap(named, rest="  ")
    cells = _cells(row, columns, paint, sign, _cut(row.title, columns.title, paint))
    texts = [paint.text(told)] if columns.tracks else [paint.text(own) for own in every]
    if columns.whole and len(texts) > 1:
        # Who demands what another refuses is never left out where tracks do not show it.
        texts.pop()
    elif len(texts) > 1:
        some = f"; {own}" if columns.told - len(row.askers) > _SOME else ""
        texts[-1] = _cut(f"{row.askers}{some}", columns.told, paint)
    fitting = [own for own in texts if own.cell_len <= columns.told]
    if fitting and not (row.stuck and columns.told < _ROOM):
        return paint.beside([*cells, ([fitting[0]], 0)])
    if not (row.stuck or columns.whole):
        return paint.beside([*cells, ([_cut(told, columns.told, paint)], 0)])
    return [*paint.beside(cells), *paint.wrap(texts[-1], first="  ", rest="  ")]


def _cells(
    row: Glance, columns: _Columns, paint: Paint, sign: Text, title: Text | str
) -> list[tuple[Lines, int]]:
    tracks = [
        ([paint.words(tuple(map(mark_word, track))) if track else paint.text(_SILENT)], width)
        for track, width in zip(row.tracks, columns.tracks, strict=False)
    ]
    return [([paint.join(sign, title)], columns.title + 2), *tracks]


def _cut(text: str, room: int, paint: Paint) -> Text:
    """A text that fits, cut at the end of a word where that keeps at least half of the room."""
    kept, mark = paint.text(text), paint.text("…")
    if kept.cell_len <= room:
        return kept
    kept.truncate(max(room - mark.cell_len, 0), overflow="crop")
    short = paint.text(kept.plain.rpartition(" ")[0].rstrip(" ,;:("))
    return paint.join(*([short, " "] if 2 * short.cell_len >= room else [kept]), mark)
