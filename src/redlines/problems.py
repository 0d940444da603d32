"""Faults of a case file as values: a code, a place and arguments, never a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from redlines.case import Place

# The least level that fails a run; the words of Level and one more.
FailOn = Literal["error", "warn", "info", "never"]


class Level(StrEnum):
    """How much a problem or finding weighs, from most to least."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"

    def reaches(self, least: Level) -> bool:
        """Whether it weighs at least as much as another level."""
        return _WEIGHT[self] <= _WEIGHT[least]


_WEIGHT = {level: weight for weight, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault with where it is, what it is about, near names, and other places that explain it.

    `code` is a key of `PROBLEMS`; `args` fill the sentence that `view.wording` keeps for it;
    `statements` are the ids of those that a warning about what was said is about.
    """

    code: str
    place: Place
    args: dict[str, str] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()
    related: tuple[Place, ...] = ()
    statements: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """The level its code has in the catalogue."""
        return PROBLEMS[self.code]

    @property
    def order(self) -> tuple[str, int, int, int, int, str]:
        """What problems are sorted by: the place, then the code."""
        at = self.place  # places compare field by field, which takes longer than a tuple does
        return at.file, at.line, at.column, at.end_line, at.end_column, self.code


# Every code that a reader or a check can raise. Codes are stable and never reused.
PROBLEMS: dict[str, Level] = {
    # the text
    "unreadable-file": Level.ERROR,
    "link-outside": Level.ERROR,
    "passed-over": Level.ERROR,
    "not-utf8": Level.ERROR,
    "bad-yaml": Level.ERROR,
    "bad-table": Level.ERROR,
    "line-separator": Level.ERROR,
    "too-large": Level.ERROR,
    "too-deep": Level.ERROR,
    "too-many-values": Level.ERROR,
    "several-documents": Level.ERROR,
    "empty-file": Level.ERROR,
    "anchor": Level.ERROR,
    "alias": Level.ERROR,
    "tag": Level.ERROR,
    "merge-key": Level.ERROR,
    "key-not-text": Level.ERROR,
    "duplicate-key": Level.ERROR,
    # the shape
    "not-first-key": Level.ERROR,
    "unknown-version": Level.ERROR,
    "missing-key": Level.ERROR,
    "unknown-key": Level.ERROR,
    "wrong-shape": Level.ERROR,
    "empty-value": Level.ERROR,
    "unknown-word": Level.ERROR,
    # names
    "bad-id": Level.ERROR,
    "reserved-name": Level.ERROR,
    "duplicate-id": Level.ERROR,
    "name-taken": Level.ERROR,
    "unknown-party": Level.ERROR,
    "unknown-issue": Level.ERROR,
    "unknown-area": Level.ERROR,
    "unknown-section": Level.ERROR,
    "unknown-source": Level.ERROR,
    "member-of-itself": Level.ERROR,
    # issues
    "outcomes-not-one-kind": Level.ERROR,
    "too-few-outcomes": Level.ERROR,
    "too-many-outcomes": Level.ERROR,
    "uneven-grid": Level.ERROR,
    "broken-grid": Level.ERROR,
    "bad-number": Level.ERROR,
    # regions
    "bad-region": Level.ERROR,
    "unknown-outcome": Level.ERROR,
    "off-grid": Level.ERROR,
    "unordered-comparison": Level.ERROR,
    "empty-region": Level.ERROR,
    # statements
    "no-claim": Level.ERROR,
    "claimed-twice": Level.ERROR,
    "cells-disagree": Level.ERROR,
    "bad-date": Level.ERROR,
    "ends-before-said": Level.ERROR,
    "missing-as-of": Level.ERROR,
    "condition-without-claim": Level.ERROR,
    "condition-on-own-issue": Level.ERROR,
    "impossible-condition": Level.ERROR,
    "unknown-statement": Level.ERROR,
    "replaces-other-party": Level.ERROR,
    "replaces-later": Level.ERROR,
    "replaces-undated": Level.ERROR,
    "replaces-disputed": Level.ERROR,
    "replaces-circle": Level.ERROR,
    "replaces-nothing": Level.ERROR,
    # coverage
    "dense-backwards": Level.ERROR,
    "dense-overlap": Level.ERROR,
    # plans
    "duplicate-point": Level.ERROR,
    "points-disagree": Level.ERROR,
    # accepted findings
    "unknown-plan": Level.ERROR,
    "unknown-finding": Level.ERROR,
    "not-acceptable": Level.ERROR,
    # what a strict case asks for
    "missing-id": Level.ERROR,
    "missing-date": Level.ERROR,
    "missing-basis": Level.ERROR,
    "missing-source": Level.ERROR,
    # what speakers said
    "self-contradiction": Level.WARN,
    "demands-conflict": Level.WARN,
    "counts-nowhere": Level.WARN,
    "replaces-firmer": Level.WARN,
    "replaces-silent": Level.INFO,
    "not-counted": Level.INFO,
    "after-as-of": Level.INFO,
}
