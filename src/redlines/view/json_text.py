"""JSON as text in which nothing is invisible."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from redlines.region import Region
from redlines.view.encode import Json, encode_region

# Characters that JSON may hold but that change how a screen shows what stands around them:
# C1 controls, bidi and zero-width characters, line separators, halves of pairs, tags.
_HIDDEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_compact = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, allow_nan=False, default=encode_region
).encode


def line(value: Json) -> str:
    """A value as JSON on one line, its keys sorted."""
    return _escaped(_compact(value)) + "\n"


def write(value: Json, *, as_built: bool = False) -> str:
    """A value as JSON text: keys sorted or `as_built`, one line feed at the end.

    A schema is read from the top, so it keeps the order in which it is built.
    """
    text = _Text(as_built)
    text.put(value, "\n")
    return "".join([*text.pieces, "\n"])


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in pieces.

    A long region is mostly in several places, as a red line, as what its party refuses and as what
    a statement says: its text is kept, by the margin that it stands at.
    """

    as_built: bool
    pieces: list[str] = field(default_factory=list)
    regions: dict[tuple[int, int, str], str] = field(default_factory=dict)

    def put(self, value: Json, margin: str, name: str = "") -> None:
        """Adds a value, after its name or what else stands before it.

        Its closing bracket stands at a margin: a line feed and some spaces.
        """
        add, inner = self.pieces.append, f"{margin}  "
        if isinstance(value, Region):
            add(name)
            add(self._region(value, margin))
        elif isinstance(value, dict) and value:
            before = f"{name}{{{inner}"
            for key in value if self.as_built else sorted(value):
                self.put(value[key], inner, f"{before}{_scalar(key)}: ")
                before = f",{inner}"
            add(f"{margin}}}")
        elif isinstance(value, list | tuple) and value:
            before = f"{name}[{inner}"
            for own in value:
                self.put(own, inner, before)
                before = f",{inner}"
            add(f"{margin}]")
        else:
            add(f"{name}{_scalar(value)}")

    def _region(self, region: Region, margin: str) -> str:
        key = id(region.outcomes), region.bits, margin
        if key not in self.regions:
            own = _Text(self.as_built)
            own.put(encode_region(region), margin)
            self.regions[key] = "".join(own.pieces)
        return self.regions[key]


def _scalar(value: Json) -> str:
    return _escaped(_compact(value))


def _escaped(text: str) -> str:
    """JSON text in which what cannot be seen is written out."""
    return text if text.isprintable() else _HIDDEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))
