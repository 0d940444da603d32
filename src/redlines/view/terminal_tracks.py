"""The tracks of parties for a terminal: a table, or blocks where it is too narrow for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.text import Text

from redlines.verdicts import Verdict
from redlines.view.document import IssueTracks, Picture, Track, Tracks, Word, mark_word
from redlines.view.paint import Lines, Paint
from redlines.view.tracks import CELLS

_NARROW = 60
_WIDE = 100
_READABLE = 44
_OPTIONS = 38
_LONGEST_VERDICT = max(len(verdict) for verdict in Verdict) + 2
_SILENT = "silent"


@dataclass(frozen=True)
class Columns:
    """The widths of the columns that all tracks of a document share.

    `verdict` is 0 where the verdict stands above the reasons; `stacked` puts the reasons below.
    """

    area: int
    party: int
    middle: int
    verdict: int
    reasons: int | None
    stacked: bool = False


def columns(blocks: Iterable[Tracks], paint: Paint) -> Columns:
    """Columns as wide as what they hold, within the width of the terminal."""
    found = tuple(blocks)
    pictures = [own for block in found for issue in block.issues for own in issue.pictures]
    parties = [paint.text(name).cell_len for block in found for name in block.parties]
    wide = paint.width is None or paint.width >= _WIDE
    limit = 1000 if paint.width is None else 26 if wide else 18
    titles = [paint.text(title).cell_len for own in pictures for title in own.areas]
    area = 2 + min(max(titles, default=0), limit)
    party = min(max(parties, default=0), limit - 2)
    cells = max([len(t.cells) for own in pictures for t in own.tracks], default=0)
    middle = party + 2 + max(cells, len(_SILENT))
    verdict = max((len(own.verdict.text) for own in pictures), default=0) if wide else 0
    if wide:
        options = max([_longest(own, party, paint) for own in pictures if not own.scale], default=0)
        middle = max(middle, options if paint.width is None else min(options, _OPTIONS))
    if paint.width is None:
        return Columns(area, party, middle, verdict, None)
    taken = area + 2 + middle + 2 + (verdict + 2 if verdict else 0)
    rest = paint.width - taken
    if rest < _READABLE:
        return Columns(area, party, middle, 0, paint.width, stacked=True)
    return Columns(area, party, middle, verdict, rest)


def _longest(picture: Picture, party: int, paint: Paint) -> int:
    lines = [line for own in picture.tracks for line in _options(own, party, 1000, paint)]
    return max(line.cell_len for line in lines)


def tracks_lines(block: Tracks, drawn: Columns, paint: Paint) -> Lines:
    """Issue by issue the title, what the cells stand for, the tracks, the verdict and why.

    An issue on which there is nothing to compare is one line among others.
    """
    taken = drawn.area + 2 + drawn.middle + 2 + _LONGEST_VERDICT
    beside = paint.width is None or paint.width >= max(_NARROW, taken)
    lines: Lines = []
    brief = False
    for issue in block.issues:
        if not (issue.brief and brief):
            lines.append(Text())
        brief = bool(issue.brief)
        lines += _brief(issue, paint) if brief else _issue(issue, drawn if beside else None, paint)
    return lines


def _brief(issue: IssueTracks, paint: Paint) -> Lines:
    title, verdict = paint.text(issue.title, "bold"), _verdict(issue.pictures[0], paint)
    return paint.wrap(paint.join(title, "  ", verdict, f": {issue.brief}"), rest="    ")


def _issue(issue: IssueTracks, drawn: Columns | None, paint: Paint) -> Lines:
    title = paint.join(paint.text(issue.title, "bold"), issue.note)
    lines = paint.wrap(title, rest="  ")
    shown: tuple[str, ...] = ()
    for picture in issue.pictures:
        if picture.scale != shown:
            shown = picture.scale
            lines += _scale(picture.scale, paint)
        lines += _row(picture, drawn, paint) if drawn else _narrow(picture, paint)
    return lines


def _scale(names: Sequence[str], paint: Paint) -> Lines:
    """The outcomes behind the cells, between poles where they would take more than two lines."""
    if not names:
        return []
    lines = paint.wrap(paint.text(" → ".join(names)), first="  ", rest="  ")
    if len(lines) > 2 and len(names) > 2:
        poles = f"{names[0]} → ({len(names) - 2} between) → {names[-1]}"
        return paint.wrap(paint.text(poles), first="  ", rest="  ")
    return lines


def _row(picture: Picture, drawn: Columns, paint: Paint) -> Lines:
    """A row of the table: areas, the parties' tracks, the verdict and the reasons."""
    areas: Lines = []
    for title in picture.areas:
        areas += paint.wrap(paint.text(title), first="  ", rest="  ", width=drawn.area)
    middle: Lines = []
    for own in picture.tracks:
        middle += _track(own, drawn.party, drawn.middle, paint)
    verdict = [_verdict(picture, paint)]
    reasons = _reasons(picture, "    " if drawn.stacked else "", drawn.reasons, paint)
    left = [(areas, drawn.area), (middle, drawn.middle)]
    if drawn.stacked:
        return [*paint.beside([*left, (verdict, 0)]), *reasons]
    if drawn.verdict:
        return paint.beside([*left, (verdict, drawn.verdict), (reasons, 0)])
    return paint.beside([*left, (verdict + reasons, 0)])


def _narrow(picture: Picture, paint: Paint) -> Lines:
    """A row as a block for narrow terminals: everything below each other."""
    lines: Lines = []
    if picture.areas:
        lines += paint.wrap(paint.text(", ".join(picture.areas)), first="  ", rest="    ")
    lines.append(paint.join("  ", _verdict(picture, paint)))
    names = [paint.text(own.party).cell_len for own in picture.tracks]
    room = (paint.width or _NARROW) - 4
    party = min(max(names), max(room - CELLS - 2, 8))
    for own in picture.tracks:
        lines += [paint.join("    ", line) for line in _track(own, party, room, paint)]
    return lines + _reasons(picture, "    ", paint.width, paint)


def _reasons(picture: Picture, indent: str, width: int | None, paint: Paint) -> Lines:
    lines: Lines = []
    for reason in (*picture.reasons, *((picture.retreats,) if picture.retreats else ())):
        lines += paint.wrap(paint.text(reason), first=indent, rest=f"{indent}  ", width=width)
    return lines


def _verdict(picture: Picture, paint: Paint) -> Text:
    return paint.words((picture.verdict,))


def _track(track: Track, party: int, middle: int, paint: Paint) -> Lines:
    """A party's name and track, or its options by name."""
    if track.named is not None and not track.cells:
        return _options(track, party, middle, paint)
    name = paint.wrap(paint.text(track.party), width=party)
    if track.named is None:
        return paint.beside([(name, party), ([paint.text(_SILENT)], 0)])
    drawn = Text()
    for mark, run in groupby(track.cells):
        drawn.append_text(paint.words((mark_word(mark, len(list(run))),)))
    return paint.beside([(name, party), ([drawn], 0)])


def _options(track: Track, party: int, middle: int, paint: Paint) -> Lines:
    """A party's marks on options with their names: beside the party where they fit, else below."""
    if track.named is None:
        return paint.beside([([paint.text(track.party)], party), ([paint.text(_SILENT)], 0)])
    named = [paint.words((mark_word(mark), Word(f" {names}"))) for mark, names in track.named]
    name = paint.wrap(paint.text(track.party), width=party)
    room = middle - party - 2
    if all(line.cell_len <= room for line in named):
        return paint.beside([(name, party), (named, 0)])
    wrapped = [
        line for entry in named for line in paint.wrap(entry, first=" ", rest="   ", width=middle)
    ]
    return [*name, *wrapped]
