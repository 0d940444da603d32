"""What a file holds, told by the keys that only files of its kind have."""

from __future__ import annotations

import re
from enum import StrEnum

from redlines.reading.files import InputFile
from redlines.reading.locate import is_table
from redlines.reading.yaml_marks import read_yaml


class Kind(StrEnum):
    """What a text holds; a part is statements alone, in a file beside those of their case."""

    PLAN = "plan"
    POSITIONS = "positions"
    PART = "part"
    SOURCES = "sources"
    IGNORES = "ignores"


# A plan may cite sources too, so the first kind that has one of its keys is meant.
_KEYS = {
    Kind.PLAN: {"plan", "points"},
    Kind.POSITIONS: {"parties", "issues", "positions", "joint"},
    Kind.IGNORES: {"ignore"},
    Kind.SOURCES: {"sources"},
}
_KNOWN = frozenset().union(*_KEYS.values())
# A part has no other keys: one that has is a case that lacks some.
_PART = {"redlines", "positions", "joint"}
# In block style what begins a line is a key of the file: all that is inside is indented.
_TOP_KEY = re.compile(r"""^["']?(\w+)["']?[ \t]*:""", re.MULTILINE)


def kind_of(file: InputFile) -> Kind | None:
    """What a file holds; None where none of its keys tells."""
    if is_table(file.path):
        return Kind.PART
    keys = set(_TOP_KEY.findall(file.text))
    if not keys & _KNOWN:
        value = read_yaml(file.text, file.path).value
        keys = set(value) if isinstance(value, dict) else set()
    found = next((kind for kind, own in _KEYS.items() if own & keys), None)
    return Kind.PART if found is Kind.POSITIONS and keys <= _PART else found
