"""What a file holds, told by the keys that only files of its kind have."""

from __future__ import annotations

import re
from enum import StrEnum

from redlines.reading.build import InputFile
from redlines.reading.yaml_marks import read_yaml


class Kind(StrEnum):
    """What a text holds."""

    PLAN = "plan"
    POSITIONS = "positions"
    SOURCES = "sources"
    IGNORES = "ignores"


# A plan may cite sources too, so the first kind that has one of its keys is meant.
_KEYS = {
    Kind.PLAN: {"plan", "points"},
    Kind.POSITIONS: {"parties", "issues", "positions"},
    Kind.IGNORES: {"ignore"},
    Kind.SOURCES: {"sources"},
}
# In block style what begins a line is a key of the file: all that is inside is indented.
_TOP_KEY = re.compile(
    r"""^["']?(plan|points|parties|issues|positions|ignore|sources)["']?[ \t]*:""", re.MULTILINE
)


def kind_of(file: InputFile) -> Kind | None:
    """What a file holds; None where none of its keys tells."""
    keys = set(_TOP_KEY.findall(file.text))
    if not keys:
        value = read_yaml(file.text, file.path).value
        keys = set(value) if isinstance(value, dict) else set()
    return next((kind for kind, own in _KEYS.items() if own & keys), None)
