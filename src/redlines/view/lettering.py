"""How wide a text is at most, and where its lines break: pictures know no layout engine.

The widths are upper bounds: of each character the widest of Arial's and two of the widest common
sans faces, Noto Sans and DejaVu Sans, rounded up. Whatever of these a reader has, no text is cut
and none runs into another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from redlines.view.clean import visible
from redlines.view.document import Word, Words

# In hundredths of the size. An accented letter is as wide as its base.
_WIDTHS = MappingProxyType(
    {
        28: "ijlіј",
        32: " ,.·‘’ł",
        36: ":;IfΙιІ",
        40: "()-/[\\]t›‹",
        44: "!r",
        48: '"',
        52: "J`“”°Ј",
        56: "*?L_csz|–§Γεζνξгзсэѕґ",
        60: "kvxyγκλςχвтухьЎŁ",
        64: "$0123456789FTabdeghnopqu{}»«€ΣΤβδηθμορστυГТабекорчяёђћßøđþðæ",
        68: "EKPSYΕΚΞΡΥαЕЗРинпџÞ",
        72: "ABVXZΑΒΔΖΛΧπЄАБВКХЧЬЭдцъ",
        76: "CHNRUΗΝΠφНПСЯм",
        80: "&DGOQ◇ΘΟΩψДИЛОЦØĐ",
        84: "#+<=>^w~×✕ΦΨωЪы",
        88: "●○◐ЂЋФфю",
        92: "MΜМЫжшљњ",
        96: "%щ",
        100: "Wm—…→←▲▼",
        104: "@œÆ",
        112: "№ЊЖШЮЉЩŒ",
    }
)
_WIDE, _UPPER, _OTHER = 100, 80, 66
# A character with what combines with it.
_CLUSTER = re.compile(r".[\u0300-\u036f\u200d\ufe00-\ufe0f]*")


@dataclass(frozen=True, slots=True)
class Face:
    """A face of type: how much wider than the sans it is at most, and its name in the picture."""

    serif: bool = False
    bold: bool = False
    italic: bool = False

    @property
    def factor(self) -> float:
        """How much wider a text in this face is than in the sans."""
        return (1.14 if self.bold else 1.0) * (1.04 if self.serif else 1.0)


SANS = Face()
BOLD = Face(bold=True)
SERIF = Face(serif=True)
TITLE = Face(serif=True, bold=True)


@cache
def _table() -> dict[str, int]:
    return {char: width for width, chars in _WIDTHS.items() for char in chars}


@cache
def _advance(char: str) -> int:
    """The width of a character in hundredths of the size."""
    table = _table()
    if char in table:
        return table[char]
    base = unicodedata.normalize("NFD", char)[0]
    if base in table:
        return table[base]
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF" or unicodedata.category(char)[0] in "SC":
        return _WIDE
    return _UPPER if char.isupper() else _OTHER


def text_width(text: str, size: float, face: Face = SANS) -> float:
    """How wide a visible text is at most.

    >>> text_width("Hill", 100)
    160.0
    """
    return sum(map(_advance, text)) * size * face.factor / 100


def fits(text: str, room: float, size: float, face: Face = SANS) -> bool:
    """Whether a text is no wider than a room."""
    return text_width(text, size, face) <= room


def shortened(text: str, room: float, size: float, face: Face = SANS) -> str:
    """A visible text that is no wider than a room; a longer one ends with an ellipsis.

    >>> shortened("European Parliament", 400, 100)
    'Europ…'
    """
    shown = visible(text)
    if fits(shown, room, size, face):
        return shown
    left = room - text_width("…", size, face)
    used, kept = 0.0, []
    for char in shown:
        used += text_width(char, size, face)
        if used > left:
            break
        kept.append(char)
    return f"{''.join(kept).rstrip()}…"


def face_of(word: Word, face: Face) -> Face:
    """The face of a word among words in another one."""
    return replace(face, bold=True) if word.style in ("bold", "name", "title") else face


def lines(words: Words, room: float, size: float, face: Face = SANS) -> tuple[Words, ...]:
    """Words in lines that are no wider than a room; a word that is wider is broken anywhere.

    >>> [line[0].text for line in lines((Word("as far as it goes"),), 300, 100)]
    ['as far', 'as it', 'goes']
    """
    found: list[list[Word]] = [[]]
    used = 0.0
    for piece in _pieces(words):
        width = sum(text_width(own.text, size, face_of(own, face)) for own in piece)
        space = text_width(" ", size, face) if found[-1] else 0
        if found[-1] and used + space + width > room:
            found.append([])
            used, space = 0.0, 0
        if width <= room:
            found[-1] += [Word(" ", piece[0].style), *piece] if space else piece
            used += space + width
            continue
        for own in piece:
            kept = ""
            for cluster in _CLUSTER.findall(own.text):
                wide = text_width(cluster, size, face_of(own, face))
                if (kept or found[-1]) and used + wide > room:
                    found[-1] += [replace(own, text=kept)] if kept else []
                    found.append([])
                    kept, used = "", 0.0
                kept += cluster
                used += wide
            found[-1].append(replace(own, text=kept))
    return tuple(tuple(_joined(line)) for line in found if line)


def _pieces(words: Words) -> Iterator[list[Word]]:
    """What stands between spaces, in one style or several."""
    piece: list[Word] = []
    for own in words:
        for part in re.findall(r"\s+|\S+", visible(own.text)):
            if part.isspace():
                if piece:
                    yield piece
                piece = []
                continue
            piece.append(replace(own, text=part))
    if piece:
        yield piece


def _joined(line: list[Word]) -> Iterator[Word]:
    """The words of a line with neighbours of one style in one."""
    last: Word | None = None
    for own in line:
        if last and (last.style, last.url) == (own.style, own.url):
            last = replace(last, text=last.text + own.text)
        else:
            if last:
                yield last
            last = own
    if last:
        yield last
