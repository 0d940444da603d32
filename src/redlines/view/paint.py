"""Lines for a terminal: cleaned, wrapped, set beside each other, with or without colour.

Every text of a terminal view is made by `Paint.text`, so that nothing untrusted reaches a terminal
as it came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from redlines.view.clean import in_encoding, visible
from redlines.view.document import Style, Words

Lines = list[Text]
# Of the 16 colours only red, bright black, bright red and bright blue have a contrast of 3 or more
# on black and on white in the palettes of xterm, VS Code, Windows Terminal and GNOME, as
# tests/view/test_colours.py computes; at worst magenta has 2.6, blue and green 2.2, cyan 2.0,
# yellow 1.4. What gets neither red nor blue is bold or plain. A sign that is faint by itself (`░`)
# is not coloured at all. Dim is for what need not be read.
STYLES: dict[Style, str] = {
    "": "",
    "bold": "bold",
    "dim": "dim",
    "id": "dim",
    "name": "underline",
    "settled": "",
    "old": "red",
    "new": "bright_blue",
    "worst": "bold red",
    "refused": "red",
    "bad": "bold",
    "open": "",
    "fair": "bright_blue",
    "good": "bold bright_blue",
    "strange": "",
    "warning": "bold",
    "title": "bold bright_blue",
}
# So that colour adds nothing but ease.
_EDITS = {"old": "[-{}-]", "new": "{{+{}+}}"}


@dataclass(frozen=True, slots=True)
class Paint:
    """How to write for one output: its width (None where nothing wraps), colour, and letters.

    `encoding` is what it can show; None where that is everything. With one the frame is ASCII.
    """

    width: int | None
    color: bool
    encoding: str | None

    @property
    def ascii_only(self) -> bool:
        """Whether the signs of the frame have to be ASCII."""
        return self.encoding is not None

    def text(self, text: str, style: str = "") -> Text:
        """A text made safe, in one style; never read as markup."""
        shown = visible(text)
        return Text(in_encoding(shown, self.encoding) if self.encoding else shown, style)

    def words(self, words: Words) -> Text:
        """Words in their styles; what is old stands in [-brackets-], what is new in {+braces+}."""
        found = Text()
        for word in words:
            told = word.ascii if self.ascii_only and word.ascii is not None else word.text
            marked = _EDITS.get(word.style, "{}").format(told)
            found.append_text(self.text(marked, STYLES[word.style]))
        return found

    def join(self, *parts: Text | str) -> Text:
        """Texts one after the other; plain strings are made safe like any other."""
        joined = Text()
        for part in parts:
            joined.append_text(self.text(part) if isinstance(part, str) else part)
        return joined

    def fits(self, cells: int) -> bool:
        """Whether a line of so many cells stays on one line."""
        return self.width is None or cells <= self.width

    def wrap(
        self, text: Text, *, first: str = "", rest: str = "", width: int | None = None
    ) -> Lines:
        """A text broken at spaces, and within words that are too long; each line indented."""
        width = self.width if width is None else width
        if width is None:
            return [self.join(first, text)]
        room = max(width - max(len(first), len(rest)), 1)
        lines = text.divide(_breaks(text.plain, room))
        return [self.join(rest if at else first, _stripped(line)) for at, line in enumerate(lines)]

    def beside(self, columns: Sequence[tuple[Lines, int]], *, gutter: int = 2) -> Lines:
        """Columns of lines beside each other, each padded to its width but the last in a line."""
        found = []
        for at in range(max((len(lines) for lines, _ in columns), default=0)):
            line, due = Text(), 0
            for lines, width in columns:
                if at < len(lines) and lines[at]:
                    line.append(" " * (due - line.cell_len))
                    line.append_text(lines[at])
                due += width + gutter
            found.append(line)
        return found

    def page(self, lines: Iterable[Text]) -> str:
        """The lines as the text of an output, ending in a newline."""
        file = StringIO()
        whole = Text("\n").join(map(_stripped, lines))
        _console(file, color=self.color).print(whole, soft_wrap=True)
        return file.getvalue()


def _breaks(plain: str, room: int) -> Iterator[int]:
    """Where a text is broken: at spaces, in too long a word after `_` and `-`, else anywhere."""
    used = 0
    for match in re.finditer("[^ ]+ *| +", plain):
        word = match[0].rstrip(" ")
        size, at = cell_len(word), match.start()
        pieces = [word] if size <= room else re.findall("[^_-]*[_-]+|[^_-]+", word)
        for piece in (part for whole in pieces for part in chop_cells(whole, room)):
            if used and used + cell_len(piece) > room:
                yield at
                used = 0
            used, at = used + cell_len(piece), at + len(piece)
        used += len(match[0]) - len(word)


def _stripped(line: Text) -> Text:
    line.rstrip()
    return line


def _console(file: StringIO, *, color: bool) -> Console:
    """A console that looks at nothing but its arguments: no environment, markup or highlighting."""
    return Console(
        file=file,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        width=1000,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def packed(entries: Iterable[Words], paint: Paint) -> Lines:
    """Short entries, as many beside each other as fit."""
    lines: Lines = []
    for entry in map(paint.words, entries):
        if lines and paint.fits(lines[-1].cell_len + 2 + entry.cell_len):
            lines[-1] = paint.join(lines[-1], "  ", entry)
        else:
            lines += paint.wrap(entry, rest="  ")
    return lines
