"""All pairs as a chart: a triangle of how many issues red lines leave nothing on, of how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from redlines.case import Case
from redlines.pairs import Matrix, Pair
from redlines.view.chart import Sheet, chart, entries, resting, section, sentences_of, sign_ink
from redlines.view.document import Head, Line, Packed, Section, Triangle, Words, words
from redlines.view.lettering import BOLD, SANS, fits, text_width
from redlines.view.matrix_document import matrix_document
from redlines.view.picture import State
from redlines.view.svg import Part, below, beside, lettered, mark, moved, names_over, text
from redlines.view.svg_shapes import box, rect

_HIGH = 34.0
_WIDEST = 96.0
_PAD = 6.0


def matrix_chart(report: Matrix, case: Case, sheet: Sheet) -> str:
    """Every two parties, and hatched of a cell the share of issues on which nothing is left."""
    page = matrix_document(report, case).page
    head = next(own for own in page if isinstance(own, Head))
    sections = [own for own in page if isinstance(own, Section) and not own.fold]
    return chart(
        sheet,
        head,
        sentences_of(page),
        (_section(own, report, sheet) for own in sections),
        source=resting(report.later.statements),
    )


def _section(own: Section, report: Matrix, sheet: Sheet) -> Part:
    """The triangle, and what is told in lines; a legend, with the one line that is no command."""
    parts, lines = [section(own.title, sheet)], list[Words]()
    legend = False
    for block in own.blocks:
        match block:
            case Triangle():
                parts.append(_triangle(block, report, sheet))
            case Packed():
                legend = True
                parts.append(_key(block, sheet.room))
            case Line():
                lines.append(block.words)
                if legend:
                    break
    return below((*parts, *_lines(lines, sheet.room)), gap=7)


def _lines(found: Sequence[Words], room: float) -> Iterator[Part]:
    """Lines, those of pairs with their numbers one below the other."""
    pairs = [own for own in found if len(own) > 2 and own[1].text == ": "]
    name = max((text_width(own[0].text, 13, BOLD) for own in pairs), default=0) + 14
    for own in found:
        if own in pairs and name < room / 2:
            numbers = text(own[2:], room - name, 13)
            yield beside([(0, text(own[:1], name, 13)), (name, numbers)])
        else:
            yield text(own, room, 13)


def _key(legend: Packed, room: float) -> Part:
    """The signs in words, but those of shades, in whose place a cell is hatched."""
    found: list[tuple[Part, Words]] = []
    for sign, *rest in (own for own in legend.entries if len(own) > 1):
        if sign.text in ("", *"░▒▓█"):
            continue
        if sign.text == "·":
            drawn = Part(tuple(box(0, 1, 26, 13, State.SILENT)), 14)
        else:
            drawn = Part((mark(sign.text, 18, 8, 13, sign_ink(sign)),), 16)
        found.append((drawn, words("".join(word.text for word in rest).strip())))
    return entries(found, room)


def _triangle(block: Triangle, report: Matrix, sheet: Sheet) -> Part:
    """The names at the left and above, and a cell for every two of them."""
    names = block.names
    label = min(max(text_width(own, 13) for own in names) + 10, 0.28 * sheet.room)
    wide = min((sheet.room - label) / max(len(names) - 1, 1), _WIDEST)
    pairs = {own.parties: own for own in report.pairs}
    whole = ("".join(_told(pair)) for pair in report.pairs)
    size = 13 if all(fits(own, wide - 3 - _PAD, 13, BOLD) for own in whole) else 11
    rows = [names_over(names[:-1], label, wide)]
    for at, party in enumerate(names[1:], 1):
        name = text(words(party), label - 10, 12.5, x=label - 10, anchor="end")
        high = max(name.height, _HIGH)
        cells = [
            one
            for place, other in enumerate(names[:at])
            for one in _cell(pairs[other, party], label + place * wide, wide - 3, high, size)
        ]
        top = moved(name, 0, (high - name.height) / 2)
        rows.append(Part((*top.elements, *cells), high))
    return below(rows, gap=3)


def _told(pair: Pair) -> tuple[str, str]:
    """On how many issues nothing is left, and of how many."""
    return f"{pair.insurmountable}{'*' * bool(pair.softly_insurmountable)}", f" of {pair.spoken}"


def _cell(pair: Pair, x: float, wide: float, high: float, size: float) -> Iterator[Element]:
    """How many issues are stuck of how many both spoke on, over hatching as high as their share."""
    if not pair.spoken:
        yield from box(x, 0, wide, high, State.SILENT)
        return
    yield from box(x, 0, wide, high, State.NOTHING)
    stuck = high * pair.insurmountable / pair.spoken
    if stuck:
        hard = pair.insurmountable > pair.softly_insurmountable
        state = State.REFUSES if hard else State.SOFTLY_REFUSES
        yield from box(x, high - stuck, wide, max(stuck, 2), state)
    number, of = _told(pair)
    told = number + of if fits(number + of, wide - _PAD, size, BOLD) else number
    room = text_width(told, size, BOLD) + 6
    middle = x + wide / 2
    if stuck:
        yield rect(middle - room / 2, high / 2 - 9, room, 18, "paper", rx=2)
    ink, face = ("refused", BOLD) if stuck else ("soft", SANS)
    yield lettered(told, middle, high / 2 + 5, size, face=face, ink=ink, anchor="middle")
