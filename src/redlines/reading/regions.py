"""Regions as people write them, compiled to sets of outcomes."""

from __future__ import annotations

from dataclasses import dataclass

from redlines.reading.notes import Notes, near, shape
from redlines.reading.yaml_marks import Path, Value
from redlines.region import OPERATORS, UNLIMITED, OffGrid, Outcomes, Region, UnknownOutcome


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
            self.notes.note("empty-region", path, issue=self.issue)
            return None
        return found

    def _form(self, form: Value, path: Path) -> Region | None:
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
            self.notes.note(
                "bad-region",
                path,
                near=near(next(iter(form), ""), OPERATORS),
                found=", ".join(form) or "an empty map",
            )
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
        if not isinstance(value, str):
            self.notes.note("wrong-shape", inside, expected="text", found=shape(value))
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
        if not isinstance(value, list) or len(value) != 2:
            self.notes.note(
                "wrong-shape", path, expected="a list of two outcomes", found=shape(value)
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
        found = self.outcomes.find(text)
        match found:
            case int():
                return found
            case UnknownOutcome():
                known = self.outcomes.names
                if self.outcomes.grid is not None:
                    known = () if self.outcomes.unlimited is None else (UNLIMITED,)
                self.notes.note(
                    "unknown-outcome", path, near=near(text, known), name=text, issue=self.issue
                )
            case OffGrid(below, above):
                self.notes.note(
                    "off-grid",
                    path,
                    number=text,
                    issue=self.issue,
                    below=below or "",
                    above=above or "",
                )
        return None
