"""Regions as people write them, compiled to sets of outcomes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redlines.reading.dates import DATE
from redlines.reading.forms import ends_meant, map_meant, readings, text_meant
from redlines.reading.notes import Notes, meant, near, says_nothing, shape
from redlines.reading.yaml_marks import Path, Value
from redlines.region import (
    OPERATORS,
    UNLIMITED,
    Calendar,
    OffGrid,
    OtherPrecision,
    Outcomes,
    Region,
    UnknownOutcome,
)

# So many outcomes are named where one is not known.
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles the regions of one issue; what is wrong is noted at its path."""

    issue: str
    outcomes: Outcomes
    notes: Notes

    def region(self, form: Value, path: Path) -> Region | None:
        """The region a form writes, or None with the problem noted; never an empty one."""
        found = self._form(form, path)
        if found is not None and not found:
            turned = _turned(form)
            self.notes.note("empty-region", path, near=turned, issue=self.issue)
            return None
        return found

    def _form(self, form: Value, path: Path) -> Region | None:
        if says_nothing(form) and form not in self.outcomes.names:
            self._empty(path)
            return None
        if isinstance(form, str):
            if form == "any":
                return self.outcomes.everything
            position = self._position(form, path)
            return None if position is None else self.outcomes.span(position, position)
        if isinstance(form, list):
            parts = [self._form(part, (*path, i)) for i, part in enumerate(form)]
            found = self.outcomes.nothing
            for part in parts:
                if part is None:
                    return None
                found |= part
            return found
        return self._operation(form, path)

    def _operation(self, form: dict[str, Value], path: Path) -> Region | None:
        if len(form) != 1 or (word := next(iter(form))) not in OPERATORS or word == "any":
            misspelt = [word for word in form if word not in OPERATORS]
            alike = near(misspelt[0], OPERATORS) if misspelt and len(form) == 1 else ()
            meant = map_meant(form, self.outcomes) or alike
            self.notes.note("bad-region", path, near=meant, found=", ".join(form))
            return None
        value, inside = form[word], (*path, word)
        if word == "none_of":
            named = self._form(value, inside)
            return None if named is None else ~named
        if not self.outcomes.ordered:
            self.notes.note("unordered-comparison", path, word=word, issue=self.issue)
            return None
        if word == "between":
            return self._between(value, inside)
        if says_nothing(value) and value not in self.outcomes.names:
            self._empty(inside)
            return None
        if not isinstance(value, str):
            only = value[0] if isinstance(value, list) and len(value) == 1 else None
            meant = (only,) if isinstance(only, str) and only else ()
            self.notes.note("wrong-shape", inside, near=meant, expected="text", found=shape(value))
            return None
        position = self._position(value, inside)
        if position is None:
            return None
        last = len(self.outcomes.names) - 1
        match word:
            case "at_least":
                return self.outcomes.span(position, last)
            case "at_most":
                return self.outcomes.span(0, position)
            case "above":
                return self.outcomes.span(position + 1, last)
            case _:
                return self.outcomes.span(0, position - 1)

    def _between(self, value: Value, path: Path) -> Region | None:
        if says_nothing(value):
            self._empty(path)
            return None
        if not isinstance(value, list) or len(value) != 2:
            self.notes.note(
                "wrong-shape",
                path,
                near=ends_meant(value, self.outcomes),
                expected="a list of two outcomes",
                found=_counted(value),
            )
            return None
        ends = []
        for i, end in enumerate(value):
            if not isinstance(end, str):
                self.notes.note("wrong-shape", (*path, i), expected="text", found=shape(end))
                return None
            ends.append(self._position(end, (*path, i)))
        first, last = ends
        return None if first is None or last is None else self.outcomes.span(first, last)

    def _position(self, text: str, path: Path) -> int | None:
        if both := readings(text, self.outcomes):
            self.notes.note("bad-number", path, near=both, found=text, slip="point")
            return None
        found = self.outcomes.find(text)
        match found:
            case int():
                return found
            case UnknownOutcome() if says_nothing(text):
                self._empty(path)
            case UnknownOutcome():
                others = text_meant(text, self.outcomes) or meant(text, _names(self.outcomes))
                lacking = text == UNLIMITED and self.outcomes.grid is not None
                dates = isinstance(self.outcomes.grid, Calendar)
                absent = dates and re.fullmatch(DATE, text) is not None
                self.notes.note(
                    "unknown-outcome",
                    path,
                    near=others,
                    name=text,
                    issue=self.issue,
                    known=_told(self.outcomes),
                    slip="not-unlimited" if lacking else "not-in-calendar" if absent else "",
                )
            case OtherPrecision(ends):
                self.notes.note(
                    "off-grid",
                    path,
                    near=ends,
                    number=text,
                    issue=self.issue,
                    known=_told(self.outcomes),
                    slip="other-precision",
                )
            case OffGrid(below, above):
                self.notes.note(
                    "off-grid",
                    path,
                    number=text,
                    issue=self.issue,
                    below=below or "",
                    above=above or "",
                    known=_told(self.outcomes),
                    slip="other-date" if isinstance(self.outcomes.grid, Calendar) else "",
                )
        return None

    def _empty(self, path: Path) -> None:
        """Note that a region is asked for and nothing stands there."""
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        self.notes.note("empty-value", path, on_key=isinstance(path[-1], str), key=key)


def _names(outcomes: Outcomes) -> list[tuple[str, tuple[str, ...]]]:
    """The outcomes that have a name, each with its title."""
    if outcomes.grid is not None:
        return [] if outcomes.unlimited is None else [(UNLIMITED, ())]
    return [(name, (outcomes.title(at),)) for at, name in enumerate(outcomes.names)]


def _turned(form: Value) -> tuple[str, ...]:
    """A stretch whose ends are in the wrong order, in the right one."""
    ends = form.get("between") if isinstance(form, dict) else None
    return (f"{{between: [{ends[1]}, {ends[0]}]}}",) if isinstance(ends, list) else ()


def _counted(value: Value) -> str:
    return f"a list of {len(value)}" if isinstance(value, list) else shape(value)


def _told(outcomes: Outcomes) -> str:
    """The outcomes of an issue in few words: those of a quantity by its ends and step."""
    grid = outcomes.grid
    if grid is None:
        named = outcomes.names[:_MOST_TOLD]
        more = len(outcomes.names) - len(named)
        return ", ".join(named) + (f" and {more} more" if more else "")
    ends = f"{grid.write(0)} to {grid.write(grid.count - 1)}"
    unlimited = "" if outcomes.unlimited is None else f", and {UNLIMITED}"
    if isinstance(grid, Calendar):
        return f"the {grid.unit}s {ends}{unlimited}"
    return f"the numbers {ends} in steps of {outcomes.step}{unlimited}"
