"""How wide texts are at most, measured against fonts, and that breaking lines loses nothing."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redlines.view.clean import visible
from redlines.view.document import Word
from redlines.view.lettering import BOLD, SANS, SERIF, TITLE, Face, lines, shortened, text_width

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
FACES = {"sans": SANS, "bold": BOLD, "serif": SERIF, "title": TITLE}
SAID = [
    "Red lines leave nothing on Territory, NATO membership and Foreign troops",
    "Volodymyr Zelensky, 2025-12-08 · leader · The Independent (RFE/RL text) · TER-22",
    "Київ відмовляється від нейтралітету; Москва отказывается от перемирия",
    "illfitting Illinois: 1,000,000 to 795,000 personnel – “no limits”; €5 § 3 №7",
    "Größe, Łódź, naïve, Ærø, señor, façade, İstanbul, Đà Nẵng",
    "WWWWWWWW mmmmmmm @@@@ %%%%",
]


def written(line) -> str:
    return "".join(word.text for word in line)


@given(TEXT, st.sampled_from([40.0, 90.0, 400.0]), st.sampled_from(list(FACES.values())))
def test_lines_are_no_wider_than_their_room_and_say_all_of_the_text(text: str, room: float, face):
    found = lines((Word(text),), room, 14, face)
    whole = visible(text)
    assert "".join("".join(map(written, found)).split()) == "".join(whole.split())
    for line in found:
        told = written(line)
        base = [char for char in told if text_width(char, 14, face)]
        assert text_width(told, 14, face) <= room + 1e-6 or len(base) <= 1


@given(st.lists(st.tuples(TEXT, st.sampled_from(["", "bold", "dim"])), max_size=5))
def test_words_keep_their_styles(told):
    words = tuple(Word(text, style) for text, style in told)
    found = [word for line in lines(words, 120, 13) for word in line]
    for style in ("bold", "dim"):
        kept = "".join(word.text for word in found if word.style == style)
        meant = "".join(visible(word.text) for word in words if word.style == style)
        assert "".join(kept.split()) == "".join(meant.split())


@given(TEXT, st.floats(15, 300))
def test_what_is_shortened_fits_and_begins_as_it_did(text: str, room: float):
    short = shortened(text, room, 11)
    if short != visible(text):
        assert short.endswith("…")
        assert visible(text).startswith(short[:-1])
    assert text_width(short, 11) <= room


def families() -> list[str]:
    """The common faces that this system has."""
    if shutil.which("fc-list") is None:
        return []
    known = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True)
    every = ("Liberation Sans", "Noto Sans", "DejaVu Sans", "Noto Serif", "DejaVu Serif")
    return [own for own in every if own in known.stdout]


@pytest.mark.parametrize("name", FACES)
def test_no_text_is_wider_than_it_is_taken_for(blank, name):
    face: Face = FACES[name]
    own = [family for family in families() if ("Serif" in family) == face.serif]
    if not own:
        pytest.skip("no common font on this system: widths are not measured")
    for family in own:
        for told in SAID:
            wide = blank.evaluate(
                """([font, text]) => {
                    const pen = document.createElement("canvas").getContext("2d");
                    pen.font = font;
                    return pen.measureText(text).width;
                }""",
                [f"{'bold ' if face.bold else ''}100px '{family}'", told],
            )
            assert wide <= text_width(told, 100, face), (family, told)
