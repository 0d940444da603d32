"""SVG of a few parts: text, boxes and lines, put beside and below each other.

A part is drawn at the origin and knows its height; whoever puts it somewhere moves it. There is no
script, and nothing is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from redlines.view.clean import xml_text
from redlines.view.document import Style, Word, Words
from redlines.view.lettering import BOLD, SANS, Face, face_of, fits, lines, shortened, text_width
from redlines.view.picture import State
from redlines.view.svg_shapes import Theme, colour, element, fill, patterns, rect, written

Anchor = Literal["start", "middle", "end"]

_STYLE_INKS: dict[Style, str] = {
    "dim": "soft",
    "worst": "refused",
    "refused": "refused",
    "bad": "refused",
    "warning": "refused",
    "good": "demanded",
    "fair": "demanded",
}
_SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_SERIF = "Charter, Georgia, 'Noto Serif', 'Times New Roman', serif"
# Signs that the faces above may lack: without a place and a face of their own they change the
# face of a whole line, in some programs.
_SIGNS_IN_TEXT = "✕◇○◐●▲▼"
_SYMBOLS = (
    "'DejaVu Sans', 'Segoe UI Symbol', 'Apple Symbols', 'Noto Sans Symbols 2', "
    "'Noto Sans Symbols', sans-serif"
)
_LEADING = 1.32
# No name stands higher than this over its column.
_UPRIGHT = 170.0


@dataclass(frozen=True)
class Part:
    """Some elements drawn from the origin downwards, and how high they are."""

    elements: tuple[Element, ...]
    height: float


NOTHING = Part((), 0)


def text(
    words: Words,
    room: float,
    size: float,
    *,
    x: float = 0,
    face: Face = SANS,
    ink: str = "ink",
    anchor: Anchor = "start",
) -> Part:
    """Words in as many lines as they need in a room, of which `x` is the anchored edge or middle.

    They are one text for whoever copies it or has it read.
    """
    broken = lines(words, room, size, face)
    if not broken:
        return NOTHING
    leading = size * _LEADING
    whole = _set(size, face, ink, anchor)
    for at, line in enumerate(broken):
        pieces = [
            replace(own, text=piece)
            for own in line
            for piece in re.split(f"([{_SIGNS_IN_TEXT}]+)", own.text)
            if piece
        ]
        across = x
        for place, own in enumerate(pieces):
            sign = own.text[0] in _SIGNS_IN_TEXT
            begins = {"x": x, "y": size + at * leading} if place == 0 else {}
            if (
                place
                and anchor == "start"
                and (sign or pieces[place - 1].text[0] in _SIGNS_IN_TEXT)
            ):
                begins = {"x": across}
            across += text_width(own.text, size, face_of(own, face))
            span = element("tspan", **begins)
            span.text = xml_text(own.text)
            if place == len(pieces) - 1 and at < len(broken) - 1:
                span.text += " "  # between the lines of a copy
            if face_of(own, face).bold and not face.bold:
                span.set("font-weight", "bold")
            if (other := _STYLE_INKS.get(own.style, ink)) != ink:
                span.set("fill", other)
            if sign:
                span.set("font-family", _SYMBOLS)
            whole.append(span)
    return Part((whole,), len(broken) * leading)


def lettered(
    told: str,
    x: float,
    y: float,
    size: float,
    *,
    face: Face = SANS,
    ink: str = "ink",
    anchor: Anchor = "start",
) -> Element:
    """A text in one line, on the base line `y`."""
    own = _set(size, face, ink, anchor)
    own.set("x", written(x))
    own.set("y", written(y))
    own.text = xml_text(told)
    return own


def upright(told: str, x: float, y: float, size: float, *, room: float) -> Element:
    """A bold text that reads upwards from the base `y`."""
    own = _set(size, BOLD, "ink", "start")
    own.set("transform", f"translate({written(x)} {written(y)}) rotate(-90)")
    own.text = xml_text(shortened(told, room, size, BOLD))
    return own


def _set(size: float, face: Face, ink: str, anchor: Anchor) -> Element:
    """A text without words yet, in a face and a colour."""
    return element(
        "text",
        font_size=size,
        font_family=_SERIF if face.serif else _SANS,
        fill=ink,
        **({"text_anchor": anchor} if anchor != "start" else {}),
        **({"font_weight": "bold"} if face.bold else {}),
        **({"font_style": "italic"} if face.italic else {}),
    )


def moved(part: Part, x: float, y: float) -> Part:
    """A part to the right and further down; its height grows by how much further."""
    if not part.elements:
        return Part((), part.height + y)
    if x == y == 0:
        return part
    group = element("g", transform=f"translate({written(x)} {written(y)})")
    group.extend(part.elements)
    return Part((group,), part.height + y)


def below(parts: Iterable[Part], gap: float = 0) -> Part:
    """Parts one below the other; empty ones take no room."""
    found: list[Element] = []
    y = 0.0
    for part in parts:
        if part.height:
            top = y + gap if y else 0
            found += moved(part, 0, top).elements
            y = top + part.height
    return Part(tuple(found), y)


def beside(parts: Iterable[tuple[float, Part]]) -> Part:
    """Parts beside each other, each from its own place on."""
    own = [moved(part, x, 0) for x, part in parts]
    return over(own)


def over(parts: Sequence[Part]) -> Part:
    """Parts drawn in one place, the last on top."""
    elements = (one for part in parts for one in part.elements)
    return Part(tuple(elements), max((part.height for part in parts), default=0))


_SIGNS = {
    "✕": "M-4 -4L4 4M-4 4L4 -4",
    "◇": "M0 -5.2L5.2 0L0 5.2L-5.2 0Z",
    "○": "M-4.4 0A4.4 4.4 0 1 1 4.4 0A4.4 4.4 0 1 1 -4.4 0Z",
}
_UP = "M0 -4.6L5 4.4L-5 4.4Z"
_HALF = "M0 -4.4A4.4 4.4 0 0 0 0 4.4Z"


def mark(told: str, x: float, y: float, size: float, ink: str) -> Element:
    """A sign around a place, drawn, since not every face has it; what is none is written."""
    drawn: tuple[Element, ...] = ()
    if told in _SIGNS:
        drawn = (element("path", d=_SIGNS[told], fill="none", stroke=ink, stroke_width=1.8),)
    elif told == "▲":
        drawn = (element("path", d=_UP, fill=ink),)
    elif told in ("●", "◐"):
        ring = element("path", d=_SIGNS["○"], fill="none", stroke=ink, stroke_width=1.8)
        inside = _SIGNS["○"] if told == "●" else _HALF
        drawn = (ring, element("path", d=inside, fill=ink))
    else:
        return lettered(told, x, y + size * 0.36, size, face=BOLD, ink=ink, anchor="middle")
    scale = written(size / 14)
    group = element("g", transform=f"translate({written(x)} {written(y)}) scale({scale})")
    group.extend(drawn)
    return group


def names_over(names: Sequence[str], start: float, wide: float, size: float = 12.5) -> Part:
    """Names over columns of one width, upright where they have no room."""
    level = all(fits(word, wide - 4, size, BOLD) for own in names for word in own.split())
    if level:
        drawn = [text((Word(own, "bold"),), wide - 3, size) for own in names]
        high = max((part.height for part in drawn), default=0)
        placed = (
            moved(part, start + at * wide, high - part.height) for at, part in enumerate(drawn)
        )
        return Part(over(tuple(placed)).elements, high)
    high = min(max(text_width(own, size, BOLD) for own in names), _UPRIGHT)
    middle = wide / 2 + size / 4
    return Part(
        tuple(
            upright(own, start + at * wide + middle, high, size, room=high)
            for at, own in enumerate(names)
        ),
        high + 2,
    )


def svg(
    title: str, description: str, body: Part, width: float, theme: Theme, margin: float = 24
) -> str:
    """A whole picture with its title and description for those who do not see it."""
    height = ceil(body.height + 2 * margin)
    root = element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {written(width)} {written(height)}",
        width=width,
        height=height,
        role="img",
    )
    for name, told in (("title", title), ("desc", description)):
        own = element(name)
        own.text = xml_text(told)
        root.append(own)
    root.append(rect(0, 0, width, height, "paper"))
    root.extend(moved(body, margin, margin).elements)
    filled = {own.get("fill") for own in root.iter()}
    root.insert(2, patterns(state for state in State if fill(state) in filled))
    colour(root, theme)
    for own in root.iter():
        if len(own) and own.tag != "text":
            own.text = "\n"
        if own.tag != "tspan":
            own.tail = "\n"
    told = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{told}'
