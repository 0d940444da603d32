"""Shapes of an SVG in the hues and patterns of pictures.

Colours are names until a picture is whole: then each is written for a light page, and a style sheet
turns them where the reader's is dark, so that a program that knows no style sheets draws them all
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Literal
from xml.etree.ElementTree import Element

from redlines.view.picture import DARK, LIGHT, LOOKS, Pattern, State

Theme = Literal["auto", "light", "dark"]
# What can be read on a flat hue; on all else a sign or a word stands on paper.
INKS_ON: Mapping[State, str] = MappingProxyType(
    {State.DEMANDS: "on_demanded", State.ACCEPTS: "on_accepted"}
)


def element(tag: str, **attributes: str | float) -> Element:
    """An element with its attributes; `_` in a name stands for `-`, numbers have two places."""
    return Element(tag, {name.replace("_", "-"): written(x) for name, x in attributes.items()})


def written(value: str | float) -> str:
    """A text, or a number as an attribute has it."""
    return value if isinstance(value, str) else f"{round(value, 2):g}"


def rect(
    x: float, y: float, width: float, height: float, fill: str, **attributes: str | float
) -> Element:
    """A box filled with a colour by name, with a pattern, or with `none`."""
    return element("rect", x=x, y=y, width=width, height=height, fill=fill, **attributes)


def rule(x1: float, y1: float, x2: float, y2: float, ink: str, thick: float = 1) -> Element:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=ink, stroke_width=thick)


def colour(root: Element, theme: Theme) -> None:
    """Gives colours for their names, and where the reader's page decides, a sheet with the dark."""
    light, dark = asdict(LIGHT), asdict(DARK)
    used: dict[str, str] = {}
    for own in root.iter():
        classes = []
        for attribute in ("fill", "stroke"):
            name = own.get(attribute, "")
            if name in light:
                own.set(attribute, (dark if theme == "dark" else light)[name])
                classes.append(f"{attribute}-{name.replace('_', '-')}")
                used[classes[-1]] = f"{attribute}:{dark[name]}"
        if classes and theme == "auto":
            own.set("class", " ".join(classes))
    if theme == "auto":
        rules = (f".redlines .{name}{{{told}}}\n" for name, told in sorted(used.items()))
        sheet = element("style")
        sheet.text = f"@media (prefers-color-scheme:dark){{\n{''.join(rules)}}}"
        root.set("class", "redlines")
        root.insert(2, sheet)


def _pattern_id(state: State) -> str:
    return f"redlines-{state.value.replace(' ', '-')}"


def fill(state: State) -> str:
    """The hue of a state, or the pattern that it is drawn with."""
    look = LOOKS[state]
    return f"url(#{_pattern_id(state)})" if isinstance(look, Pattern) else look


def ink_on(state: State, *, other: str = "ink") -> str:
    """The colour of a sign or a word on a state: red where that refuses."""
    return INKS_ON.get(state) or ("refused" if state.refuses else other)


def box(x: float, y: float, width: float, height: float, state: State) -> tuple[Element, ...]:
    """A box drawn as a state is, with a line around it where it has one."""
    look = LOOKS[state]
    if not isinstance(look, Pattern) or not look.outlined:
        return (rect(x, y, width, height, fill(state)),)
    ground = fill(state) if look.stroke else look.ground
    inner = (x + 0.5, y + 0.5, width - 1, height - 1)
    return (rect(*inner, ground, stroke=look.ink, stroke_width=1),)


def patterns(states: Iterable[State]) -> Element:
    """What some states are drawn with that have no flat hue."""
    found = element("defs")
    for state in states:
        look = LOOKS[state]
        if not isinstance(look, Pattern):
            continue
        own = element(
            "pattern",
            id=_pattern_id(state),
            patternUnits="userSpaceOnUse",
            width=look.every,
            height=look.every,
            # A page counts the angle from upwards, to where the stripes follow each other.
            patternTransform=f"rotate({look.angle - 90})",
        )
        own.append(rect(0, 0, look.every, look.every, look.ground))
        own.append(rect(0, 0, look.stroke, look.every, look.ink))
        found.append(own)
    return found
