"""The first lines of a document: what was asked is answered before anything is listed.

A builder does not know the width of a screen. What it folds is folded for one of 80 columns, so
that the same is told on every screen and on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from redlines.view.document import Head, Line, answer, words

LINES = 12
_WIDTH = 80


@dataclass(frozen=True)
class Told:
    """What an answer tells of a party, from long to short."""

    party: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """An answer: a label and what is told of each party, the worst first.

    Of the first party it is told in one of its `first` longest forms.
    """

    label: str
    parties: tuple[Told, ...]
    first: int = 1

    def folds(self) -> Iterator[str]:
        """The sentence with all that there is to tell, then with ever less.

        From the last party up each is told in fewer words, at first not in the fewest. Then the
        last ones are only named, one after the other, and at last only counted.
        """
        forms = [own.forms[0] for own in self.parties]
        yield self._text(forms)
        others = range(len(forms) - 1, 0, -1)
        shorter = [(at, form) for at in others for form in self.parties[at].forms[1:-1]]
        shorter += [(0, form) for form in self.parties[0].forms[1 : self.first]]
        shorter += [(at, self.parties[at].forms[-1]) for at in others]
        for at, form in shorter:
            forms[at] = form
            yield self._text(forms)
        for named in (True, False):
            for kept in reversed(range(1, len(forms))):
                yield self._text(forms[:kept], named=named)

    def _text(self, forms: Sequence[str], *, named: bool = False) -> str:
        between = "; " if any(", " in form for form in forms) else ", "
        if rest := self.parties[len(forms) :]:
            names = f": {', '.join(own.party for own in rest)}" if named else ""
            many = "party" if len(rest) == 1 else "parties"
            forms = [*forms, f"and {len(rest)} more {many}{names}"]
        return f"{self.label}: {between.join(forms)}."


def first_lines(
    head: Head, sentences: Iterable[Sentence], notes: Iterable[Line]
) -> tuple[Line, ...]:
    """The sentences, folded until head, sentences and notes take 12 lines of 80 columns.

    The longest sentence folds first, and of two that are as long the later. The first, which tells
    the worst, counts as a line shorter for that, and the last as a line longer. Nothing is lost by
    it: what is folded is told in full below.
    """
    folds = [_lower(map(answer, sentence.folds())) for sentence in sentences]
    told = [next(own) for own in folds]
    above = Line(words(head.title, *(f" · {fact}" for fact in head.facts)), hang=0)
    room = LINES - sum(map(_height, (above, *notes)))
    left, last = list(range(len(folds))), len(folds) - 1
    while left and sum(height for height, _ in told) > room:
        at = max(left, key=lambda own: (told[own][0] + (own == last) - (own == 0), own))
        if shorter := next(folds[at], None):
            told[at] = shorter
        else:
            left.remove(at)
    return tuple(line for _, line in told)


def _lower(lines: Iterable[Line]) -> Iterator[tuple[int, Line]]:
    """The first of some lines and every one that is lower than all before it, with its height."""
    least = None
    for line in lines:
        height = _height(line)
        if least is None or height < least:
            least = height
            yield height, line


def _height(line: Line) -> int:
    """How many lines of 80 columns a line takes."""
    height, room = 1, _WIDTH - line.indent - line.hang
    used = -1
    for word in "".join(word.text for word in line.words).split(" "):
        used += 1 + cell_len(word)
        if used > room:
            height, used = height + 1, cell_len(word)
    return height
