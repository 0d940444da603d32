"""Colours that can be read on black and on white, whatever the terminal makes of their names."""

from __future__ import annotations

import re

import pytest
from rich.style import Style as Face

from redlines.view.paint import STYLES
from view.test_plan_tables import drafts
from view.test_plan_tables import tables as plan_tables
from view.test_terminal import lake, outputs

# The sixteen colours by their numbers: black, red, green, yellow, blue, magenta, cyan, white, and
# the same bright.
PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "VS Code": "000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 "
    "666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5",
    "Windows Terminal": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
    "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    "GNOME": "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc "
    "5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff",
}
# What WCAG 2 asks for of large text and of signs (success criteria 1.4.3 and 1.4.11).
LEAST = 3
BLACK, WHITE = "000000", "ffffff"
SHOWN = re.compile("\x1b\\[([0-9;]*)m")


def luminance(color: str) -> float:
    """The relative luminance of a colour, from 0 (black) to 1 (white), as WCAG 2 defines it."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def worst(number: int) -> float:
    """The least contrast of one of the sixteen colours on black and on white, in any palette."""
    return min(
        contrast(palette.split()[number], ground)
        for palette in PALETTES.values()
        for ground in (BLACK, WHITE)
    )


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast("767676", WHITE) == pytest.approx(4.54, abs=0.01)


def test_few_colours_can_be_read_everywhere() -> None:
    assert [number for number in range(16) if worst(number) >= LEAST] == [1, 8, 9, 12]


@pytest.mark.parametrize("style", STYLES)
def test_a_style_can_be_read_on_black_and_on_white(style: str) -> None:
    face = Face.parse(STYLES[style])
    assert face.bgcolor is None
    if face.color is not None:
        assert face.color.number is not None
        assert worst(face.color.number) >= LEAST


def test_no_other_colour_is_written() -> None:
    drawn = (Face.parse(style).render("x") for style in STYLES.values())
    faces = {part for text in drawn for code in SHOWN.findall(text) for part in code.split(";")}
    texts = (
        *outputs(lake(), width=80, color=True, ascii_only=False).values(),
        *plan_tables(*drafts(), width=80, color=True, ascii_only=False).values(),
    )
    used = {part for text in texts for code in SHOWN.findall(text) for part in code.split(";")}
    assert used <= {*faces, "0"}
