"""Nouns in a few words, as a notebook or a debugger shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any

_MOST = 60
_FEW = 4


def short(noun: object, *names: str) -> str:
    """A noun by some of its attributes: what is named by an id by that, what is many by its number.

    What is not there is left out.
    """
    told = [(name, _word(getattr(noun, name))) for name in names]
    return called(noun, (word if name == "id" else f"{name}={word}" for name, word in told if word))


def called(noun: object, words: Iterable[str]) -> str:
    """The name of a noun's class with some words in brackets."""
    return f"{type(noun).__name__}({', '.join(words)})"


def _word(value: Any) -> str:
    match value:
        case None | False | () | "":
            return ""
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case str():
            cut = value if len(value) <= _MOST else f"{value[: _MOST - 1]}…"
            return cut if cut.isprintable() and " " not in cut else repr(cut)
        case tuple():
            few = len(value) <= _FEW and all(isinstance(own, str) for own in value)
            return f"[{', '.join(map(_word, value))}]" if few else str(len(value))
        case _:
            return str(getattr(value, "id", None) or value)
