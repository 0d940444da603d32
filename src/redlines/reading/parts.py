"""The files of statements that a case names in the place of statements."""

from __future__ import annotations

import posixpath
import re

from redlines.reading.notes import says_nothing
from redlines.reading.yaml_marks import Value, read_yaml

# What stands first behind the key, past comments: of a map of parties it has a colon.
_BEHIND = re.compile(r"""\bpositions["']?[ \t]*:\s*(?:#.*\s*)*(.*)""")
_MAP = re.compile(r"\{|[^\[-].*:(?:\s|\Z)")


def named_parts(text: str) -> tuple[str, ...]:
    """The files of statements that the text of a case names, relative to its folder.

    Most cases have none, and a large one takes a while to be read: so its text is looked at first.
    """
    behind = _BEHIND.search(text)
    if behind is None or (_MAP.match(behind[1]) and not text.lstrip().startswith("{")):
        return ()
    value = read_yaml(text, "").value
    return part_names(value.get("positions")) if isinstance(value, dict) else ()


def part_names(positions: Value | None) -> tuple[str, ...]:
    """The names in the place of statements: one, or a list of nothing else."""
    listed = [positions] if isinstance(positions, str) else positions
    if not isinstance(listed, list) or says_nothing(positions or ""):
        return ()
    names = [posixpath.normpath(name) for name in listed if isinstance(name, str) and name]
    return tuple(dict.fromkeys(names)) if len(names) == len(listed) else ()
