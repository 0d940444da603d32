"""The sheet of a chart: what it is about, what it shows in a sentence, the picture, its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest

from redlines.view.document import Head, Line, Word, Words, words
from redlines.view.lettering import SANS, SERIF, TITLE, face_of, text_width
from redlines.view.phrases import counted
from redlines.view.spoken import Text as Spoken
from redlines.view.spoken import fill
from redlines.view.svg import NOTHING, Part, below, beside, mark, over, svg, text
from redlines.view.svg_shapes import Theme, rule

_PHONE, _NARROW, _WIDE = 480, 700, 900
# Sentences are no wider than is read with ease, whatever the width of the sheet.
MEASURE = 700
# The room of a swatch in a key.
_SWATCH = 33.0
# Between two entries of a key.
_BETWEEN = 18.0
# The room of a sign before what it is the sign of.
SIGN = 20.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """How wide a chart is, in pixels, and whether it is light, dark or as the reader's page is."""

    width: float
    theme: Theme = "auto"

    @property
    def margin(self) -> float:
        """The room around what is drawn."""
        return 14 if self.width < _PHONE else 24

    @property
    def room(self) -> float:
        """The width that is left inside the margins."""
        return self.width - 2 * self.margin

    @property
    def phone(self) -> bool:
        """Whether there is room for one column alone."""
        return self.width < _PHONE

    @property
    def wide(self) -> bool:
        """Whether there is room for what is told beside what is drawn."""
        return self.width >= _WIDE


def chart(
    sheet: Sheet,
    head: Head,
    sentences: Sequence[Words],
    body: Iterable[Part],
    *,
    notes: Iterable[Words] = (),
    description: str = "",
    source: str,
) -> str:
    """A picture under its answer, the first of some sentences, and above its source."""
    first, *others = sentences or [(Word(head.title),)]
    size = 26 if sheet.width >= _NARROW else 21
    told = " · ".join((head.title, *head.facts))
    top = below(
        (
            text((Word(told),), sheet.room, 13, ink="soft"),
            text(_plain(first), sheet.room, size, face=TITLE),
            *(text(own, min(sheet.room, MEASURE), 15, face=SERIF) for own in others),
        ),
        gap=6,
    )
    end = Part((rule(0, 0, sheet.room, 0, "line"),), 8)
    bottom = below(
        (
            *(text(own, min(sheet.room, MEASURE), 12.5, ink="soft") for own in notes),
            end,
            text(words(f"{head.title}. {source}"), sheet.room, 11.5, ink="soft"),
        ),
        gap=6,
    )
    drawn = below((top, *body, bottom), gap=18)
    title, *rest = ["".join(word.text for word in own) for own in sentences] or [head.title]
    return svg(
        f"{head.title}: {title}",
        description or " ".join((*rest, f"{told}.")),
        drawn,
        sheet.width,
        sheet.theme,
        sheet.margin,
    )


def resting(later: int) -> str:
    """How many statements a picture leaves out as said later, and what it does not claim."""
    told = f"{counted(later, 'later statement')} not counted. " if later else ""
    return f"{told}{fill(Spoken.CLAIMS_NOTHING)}"


def _plain(told: Words) -> Words:
    return tuple(Word(own.text) for own in told)


def section(title: str, sheet: Sheet) -> Part:
    """The title of a part, over a line."""
    if not title:
        return NOTHING
    name = text(words(Word(title, "bold")), sheet.room, 14)
    line = Part((rule(0, name.height + 3, sheet.room, name.height + 3, "ink"),), name.height + 5)
    return over((name, line))


_SIGN_INKS = {"✕": "refused", "◇": "refused", "◐": "demanded", "●": "demanded"}


def sign_ink(own: Word) -> str:
    """The colour of a sign: red where something is refused, blue where demands or ranges meet."""
    return _SIGN_INKS.get(own.text, "ink")


def signed(own: Word, told: Part, size: float = 14) -> Part:
    """A part behind a sign."""
    drawn = Part((mark(own.text, 6 * size / 14, size * 0.66, size, sign_ink(own)),), size)
    return beside([(0, drawn), (SIGN, told)])


def sentences_of(blocks: Iterable[object]) -> list[Words]:
    """The answers among the first blocks of a document."""
    return [own.words for own in blocks if isinstance(own, Line) and own.mark == "item"]


def entries(found: Iterable[tuple[Part, Words]], room: float) -> Part:
    """A key: swatches each with its words, in one row or, where that has no room, in columns."""
    every = tuple(found)
    wide = [
        _SWATCH + sum(text_width(own.text, 12, face_of(own, SANS)) for own in told) + _BETWEEN
        for _, told in every
    ]
    places = list(accumulate(wide, initial=0.0))[:-1]
    if sum(wide) > room + _BETWEEN:
        columns = max(1, int((room + _BETWEEN) / max(wide)))
        places = [at * room / columns for at in range(columns)]
    rows = zip_longest(*[iter(every)] * len(places)) if places else ()
    return below(
        (
            beside(
                (x, over((own[0], text(own[1], room - x - _SWATCH, 12, x=_SWATCH))))
                for x, own in zip(places, row, strict=True)
                if own
            )
            for row in rows
        ),
        gap=4,
    )
