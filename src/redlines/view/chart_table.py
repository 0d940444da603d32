"""The table of an issue: outcomes by parties, or where that has no room, turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from redlines.view.chart import Sheet
from redlines.view.chart_lanes import (
    LARGE,
    all_worded,
    beside_lanes,
    cell,
    counted,
    key_part,
    label_room,
    lanes,
    worded,
)
from redlines.view.document import Panel, Word, words
from redlines.view.lettering import BOLD, fits, shortened, text_width
from redlines.view.phrases import silent_text
from redlines.view.picture import Cell, Drawing, NumberLine, State
from redlines.view.svg import Part, below, beside, lettered, mark, moved, names_over, over, text
from redlines.view.svg_shapes import rect, rule

_CROSSING = "what each outcome would cross, on record, and how far it is from what is not refused"
_TITLE, _MEANING = 13, 12
_PAD = 10
# Columns narrower than this hold no party, and beside them is so much for what is left.
_LEAST, _BAR = 20, 50.0


def table(panel: Panel, sheet: Sheet) -> Part:
    """The outcomes as columns where their titles have room, else as rows; numbers along a line.

    Of many parties those that are silent have no row and are named below.
    """
    own = panel.picture.drawing
    silent = [row.party for row in own.rows if row.silent] if counted(own) else []
    heard = tuple(row for row in own.rows if row.party not in silent)
    drawn = _table(panel, replace(own, rows=heard), sheet)
    told = words(silent_text(silent)) if silent else ()
    return below((drawn, text(told, sheet.room, _MEANING, ink="soft")), gap=6)


def _table(panel: Panel, own: Drawing, sheet: Sheet) -> Part:
    label = label_room([own], LARGE, sheet.room * 0.3, every=True) + 10
    room = sheet.room - label
    if own.line is not None:
        drawn = _number_line(own, own.line, label, room)
        key = _key_where_needed(own, room, sheet)
        told = (*_drafts(panel, label, room), *_sentences(panel, sheet))
        return below((*key, drawn, *told), gap=6)
    titles = (text_width(word, _TITLE, BOLD) for c in own.columns for word in c.title.split())
    meanings = (text_width(word, _MEANING) for c in own.columns for word in c.meaning.split())
    if max((*titles, *meanings), default=0) > room / len(own.columns) - _PAD:
        return _turned(panel, own, sheet)
    bands = lanes(own, room, LARGE, every=True)
    return below(
        (
            *_key_where_needed(own, room, sheet),
            moved(_header(own, room), label, 0),
            beside([(0, _named(own, label)), (label, bands)]),
            *_drafts(panel, label, room),
            *_crossings(panel, label, room),
        ),
        gap=6,
    )


def _key_where_needed(own: Drawing, room: float, sheet: Sheet) -> Iterator[Part]:
    """A key where a cell has no room for its word."""
    if not all_worded(own, room, LARGE):
        yield key_part([own], sheet.room, every=True)


def _drafts(panel: Panel, label: float, room: float) -> Iterator[Part]:
    """Plans, each under what it says: at one outcome a point, over several a bracket."""
    for at, draft in enumerate(panel.drafts):
        shapes: list[Element] = []
        for start, wide in draft.spans:
            x, end = label + start * room, label + (start + wide) * room
            if not wide:
                shapes.append(mark("▲", x, 8, 12, "ink"))
                continue
            shapes.append(rule(x + 1, 8, end - _PAD / 2, 8, "ink", 1.5))
            shapes += (rule(edge, 3, edge, 8, "ink", 1.5) for edge in (x + 1, end - _PAD / 2))
        told = words(Word(", ".join(draft.plans)), Word(f": {draft.told}", "dim"))
        first = label + draft.spans[0][0] * room if draft.spans else label
        last = max((label + (x + wide) * room for x, wide in draft.spans), default=label)
        after, before = label + room - last - 10, first - label - 10
        if len(draft.spans) == 1 and draft.spans[0][1]:
            said = moved(text(told, room, _MEANING, x=label), 0, 10)
        elif after >= before:
            said = text(told, after, _MEANING, x=last + 10)
        else:
            said = text(told, before, _MEANING, x=first - 10, anchor="end")
        name = () if at else (lettered("drafts", label - 10, 12, 12, ink="soft", anchor="end"),)
        yield over((Part((*name, *shapes), 14), said))


def _crossings(panel: Panel, label: float, room: float) -> Iterator[Part]:
    """Under the lanes what each outcome would cross, party by party."""
    if not panel.crossing:
        return
    own = panel.picture.drawing
    yield text(words(_CROSSING), label + room, _MEANING, ink="soft")
    for party, told in panel.crossing:
        name = text(words(Word(party, "bold")), label - 10, _MEANING, x=label - 10, anchor="end")
        cells = (
            (label + column.start * room, text(words_, column.width * room - _PAD, _MEANING))
            for column, words_ in zip(own.columns, told, strict=True)
        )
        yield beside([(0, name), *cells])


def _sentences(panel: Panel, sheet: Sheet) -> Iterator[Part]:
    """What each outcome would cross, outcome by outcome, where nothing stands below it."""
    for at, column in enumerate(panel.picture.drawing.columns):
        for party, told in panel.crossing:
            if told[at]:
                said = words(Word(f"{column.title}: ", "bold"), f"{party} would cross ", *told[at])
                yield text(said, sheet.room, _MEANING)


def _named(own: Drawing, label: float) -> Part:
    return beside_lanes(own, label - 10, LARGE, every=True)


def _header(own: Drawing, room: float) -> Part:
    """The titles of the outcomes on one line, and what they mean under it."""
    titles, meanings = [], []
    for column in own.columns:
        wide = column.width * room - _PAD
        title = text(words(Word(column.title, "bold")), wide, _TITLE)
        titles.append((column.start * room, title))
        meanings.append(
            (column.start * room, text(words(column.meaning), wide, _MEANING, ink="soft"))
        )
    high = max(part.height for _, part in titles)
    top = over([moved(part, x, high - part.height) for x, part in titles])
    return below((Part(top.elements, high), beside(meanings)), gap=2)


def _number_line(own: Drawing, line: NumberLine, label: float, room: float) -> Part:
    """The lanes over an axis with round numbers, and under it those at which an answer changes."""
    drawn = beside([(0, _named(own, label)), (label, lanes(own, room, LARGE, every=True))])
    last = own.columns[-2 if line.free and len(own.columns) > 1 else -1]
    marks = [rule(0, 1, (last.start + last.width) * room, 1, "soft")]
    taken: list[tuple[float, float]] = []
    # What has no limit is named first, since it is nowhere else; of numbers those that have room.
    for tick in (*((line.free,) if line.free else ()), *line.ticks):
        told = shortened(tick.text, room / 2, _MEANING)
        wide = text_width(told, _MEANING)
        x = tick.at * room
        start = min(max(x - wide / 2, 0), room - wide)
        if tick is not line.free:
            marks.append(rule(x, 1, x, 6, "soft"))
        if all(start > end + 6 or start + wide < begin - 6 for begin, end in taken):
            marks.append(lettered(told, start, 19, _MEANING, ink="soft"))
            taken.append((start, start + wide))
    axis = moved(Part(tuple(marks), 22), label, 0)
    unit = text(words(line.unit), label - 10, _MEANING, x=label - 10, ink="soft", anchor="end")
    parts = [drawn, over((axis, moved(unit, 0, 6)))]
    if line.changes:
        told = ", ".join(tick.text for tick in line.changes)
        changes = words("an answer changes at ", Word(told, "bold"))
        parts.append(moved(text(changes, room, _MEANING, ink="soft"), label, 0))
    return below(parts, gap=4)


def _turned(panel: Panel, own: Drawing, sheet: Sheet) -> Part:
    """The outcomes as rows, the parties as columns, and a bar beside what is left."""
    name = sheet.room * 0.4
    wide = min((sheet.room - name - _BAR) / max(len(own.rows), 1), 130)
    if wide < _LEAST:
        return _in_words(panel, own, sheet)
    head = names_over([row.party for row in own.rows], name, wide)
    rows = [head]
    x = name + len(own.rows) * wide + 9
    for at, column in enumerate(own.columns):
        told = below(_outcome(panel, own, at, name - _PAD))
        high = max(told.height + 6, 30)
        cells = [
            one
            for place, row in enumerate(own.rows)
            for one in _turned_cell(row.cells, at, name + place * wide, wide - 3, high)
        ]
        if own.judged and not column.refused:
            cells.append(rect(x - 3.5, 0, 7, high + 3, "ink"))
        rows.append(Part((*moved(told, 0, 2).elements, *cells), high))
    drawn = below(rows, gap=3)
    bars: list[Element] = []
    if own.judged:
        bars.append(lettered("left", x, head.height - 4, 12, face=BOLD, anchor="middle"))
        if not any(own.left):
            bars.append(rule(x, head.height + 3, x, drawn.height, "refused", 1.5))
    whole = [Part((*drawn.elements, *bars), drawn.height), _explained(panel, sheet)]
    verbs = {each.state.value for row in own.rows for each in row.cells}
    if not all(fits(verb, wide - 3 - 14, 12, BOLD) for verb in verbs):
        whole.insert(0, key_part([own], sheet.room, every=True))
    return below(whole, gap=8)


def _explained(panel: Panel, sheet: Sheet) -> Part:
    """What stands under outcomes, and the drafts that say several of them."""
    parts = []
    if any(draft.single for draft in panel.drafts):
        parts.append("▲ a draft that says so")
    parts += (f"{', '.join(d.plans)}: {d.told}" for d in panel.drafts if not d.single)
    if panel.crossing:
        parts.append(f"under an outcome: {_CROSSING}")
    return below(text(words(own), sheet.room, _MEANING, ink="soft") for own in parts)


def _outcome(panel: Panel, own: Drawing, at: int, room: float) -> Iterator[Part]:
    """An outcome with what it means and what it would cross."""
    column = own.columns[at]
    yield text(words(Word(column.title, "bold")), room, _TITLE)
    yield text(words(column.meaning), room, _MEANING, ink="soft")
    for draft in panel.drafts:
        if draft.columns == (at,):
            yield text(words(f"▲ {', '.join(draft.plans)}"), room, 11.5, ink="soft")
    for party, told in panel.crossing:
        if told[at]:
            yield text(words(Word(f"{party} ", "bold"), *told[at]), room, 11.5)


def _in_words(panel: Panel, own: Drawing, sheet: Sheet) -> Part:
    """Without room for columns: under each outcome who demands, accepts or refuses it."""
    found = []
    for at, column in enumerate(own.columns):
        groups: dict[Cell, list[str]] = {}
        for row in own.rows:
            groups.setdefault(row.cells[at], []).append(row.party)
        parts = [*_outcome(panel, own, at, sheet.room - _BAR)]
        for each, parties in groups.items():
            if each.word and each.state is not State.SILENT:
                swatch = Part(tuple(cell(each, 0, 2, 26, 13)), 15)
                said = words(Word(each.word, "bold"), f" {', '.join(parties)}")
                parts.append(over((swatch, text(said, sheet.room - _BAR - 34, _MEANING, x=34))))
        drawn = below(parts, gap=2)
        if own.judged and not column.refused:
            x = sheet.room - _BAR
            bar = rect(x + 12, 0, 7, drawn.height, "ink")
            left = lettered("left", x + 26, 12, 12, face=BOLD)
            drawn = Part((*drawn.elements, bar, left), drawn.height)
        found.append(drawn)
    return below((*found, _explained(panel, sheet)), gap=10)


def _turned_cell(
    cells: Sequence[Cell], at: int, x: float, wide: float, high: float
) -> Iterator[Element]:
    """A party's cell on an outcome, with its word where that is another than on the one above."""
    yield from cell(cells[at], x, 0, wide, high)
    if not at or cells[at - 1] != cells[at]:
        yield from worded(cells[at], x, 0, wide, high, 12)
