"""The style sheet of a page: hues and patterns of pictures, and the rules of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from importlib.resources import files

from redlines.view.picture import DARK, LIGHT, LOOKS, Hues, Pattern
from redlines.view.spoken import Text


def style(*, live: bool, signs: Mapping[str, str]) -> str:
    """The style sheet, with the rules for what is chosen in a live page.

    `signs` are those of tiles by their looks; their words stand in the page for those who cannot
    see it.
    """
    page = files("redlines.view") / "page"
    names = ["page.css", *(["controls.css"] if live else [])]
    sheet = "".join(page.joinpath(name).read_text("utf-8") for name in names)
    sheet = sheet.replace("@LIGHT@", _hues(LIGHT)).replace("@CLOSED@", Text.CLOSED)
    dark = f"@media(prefers-color-scheme:dark){{:root{{{_hues(DARK)}}}}}"
    looks = "".join(f".c.{state.css}{{{_look(look)}}}" for state, look in LOOKS.items())
    tiles = "".join(f'.tl.{look}::before{{content:"{sign}"}}' for look, sign in signs.items())
    return f":root{{color-scheme:light dark;{_hues(LIGHT)}}}{dark}{looks}{sheet}{tiles}"


def _hues(hues: Hues) -> str:
    return "".join(
        f"--{own.name.replace('_', '-')}:{getattr(hues, own.name)};" for own in fields(hues)
    )


def _look(look: str | Pattern) -> str:
    """What a cell of a state is filled with, as declarations."""
    if isinstance(look, str):
        on = f"color:var(--on-{look})" if look in ("demanded", "accepted") else ""
        return f"background:var(--{look});{on}"
    drawn = (
        f"repeating-linear-gradient({look.angle}deg,var(--{look.ink}) 0 {look.stroke}px,"
        f"var(--{look.ground}) {look.stroke}px {look.every}px)"
        if look.stroke
        else f"var(--{look.ground})"
    )
    around = f";box-shadow:inset 0 0 0 1px var(--{look.ink})" if look.outlined else ""
    return f"background:{drawn}{around}"
