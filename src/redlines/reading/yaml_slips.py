"""What makes a text no YAML, as far as the text shows it: a tab, a conflict, a quote, a bracket.

libyaml says at which character it gave up; what its writer did is seldom there, and never in the
words of a writer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Longer lines are not looked at: what is in them was not typed.
_LONGEST = 2_000
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_OPENING = re.compile(r"^<{7} ", re.MULTILINE)
_COMPARED = re.compile(r"(?:[^:]*: +|- +)([<>]=?) *([^\s#{}\[\],>|&*!]+) *\r?\Z")
_COMPARED_IN_FLOW = re.compile(r"(>=?) *([^\s#{}\[\],>|&*!]+)")
_AREA_KEY = re.compile(r"([^\s\[\]{},:\"']+)\[([^\[\]{}:\"']+)\] *:")
_WORDS = {">": "above", ">=": "at_least", "<": "below", "<=": "at_most"}


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake that has a name, where it was made, and what was probably meant."""

    name: str
    index: int
    args: dict[str, str] = field(default_factory=dict)
    meant: tuple[str, ...] = ()


def conflict(text: str) -> Slip | None:
    """A conflict that git left in a text, told by its first line: it can be YAML by chance."""
    if "<<<<<<< " not in text or ">>>>>>>" not in text:
        return None
    found = _OPENING.search(text)
    return Slip("conflict", found.start()) if found else None


def slip(text: str, index: int, reason: str, context: int | None) -> Slip | None:
    """The slip behind what libyaml says of a character; None where none can be told.

    `context` is where began what could not be read.
    """
    if marker := _CONFLICT.search(text):
        return Slip("conflict", marker.start())
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", start)
    line = text[start : len(text) if end < 0 else end]
    if len(line) > _LONGEST:
        return None
    indent = line[: len(line) - len(line.lstrip())]
    at = index - start
    if at <= len(indent):
        for char, name in (("\t", "tab-indent"), ("\u00a0", "no-break-space")):
            if char in indent:
                return Slip(name, start + indent.index(char))
    if line[at : at + 1] == "\t":
        return Slip("tab", index)
    if line[at : at + 1] in ("@", "`", "%") and "cannot start any token" in reason:
        return Slip("reserved-character", index, {"char": line[at]})
    found = _COMPARED.match(line) if "block scalar" in reason else None
    if "cannot start any token" in reason:
        found = _COMPARED_IN_FLOW.match(line, at)
    if found:
        sign, end_ = found.groups()
        return Slip("comparison", start + found.start(1), {}, (f"{{{_WORDS[sign]}: {end_}}}",))
    return _open(text, line, index, reason, context)


def _open(text: str, line: str, index: int, reason: str, context: int | None) -> Slip | None:
    """What was begun and not ended as it should be."""
    if "mapping values are not allowed" in reason or "unexpected ':'" in reason:
        return Slip("colon", index)
    if context is None:
        return None
    opened = {"line": str(text.count("\n", 0, context) + 1)}
    if "quoted scalar" in reason:
        return Slip("open-quote", context, {"quote": text[context : context + 1]})
    if "flow " in reason:
        if found := _AREA_KEY.search(line):
            name, area = found.groups()
            return Slip("area-in-flow", index, opened, (f'"{name}[{area}]"',))
        return Slip("open-bracket", index, {"bracket": text[context : context + 1], **opened})
    if "block collection" in reason or "block mapping" in reason:
        return Slip("indentation", index, opened)
    return None
