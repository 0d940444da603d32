"""What a file says of issues: regions by reference, and the conditions that they hang on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from redlines.case import Condition, Verb
from redlines.reading.forms import numbers_meant
from redlines.reading.issues import Issues, Reference
from redlines.reading.notes import Notes, meant
from redlines.reading.yaml_marks import Path, Value
from redlines.region import Region

# What a statement claims: a verb, an issue and a region each.
Claimed = tuple[tuple[Verb, str, Region], ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Compiles the maps of one file that give issues regions."""

    notes: Notes
    issues: Issues
    order: dict[str, int] = field(init=False)
    known: dict[tuple[str, str], tuple[Reference, Region]] = field(default_factory=dict)
    said: dict[tuple[Verb, str], Claimed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", {id_: i for i, id_ in enumerate(self.issues.issues)})

    def claims(self, verb: Verb, written: dict[str, Value], map_: Path, *, by: str) -> Claimed:
        """What a verb claims, as `regions`; the same words are understood once.

        Many say the same on the same issue. What a problem was noted of is looked at again.
        """
        words = verb, repr(written)
        if (known := self.said.get(words)) is None:
            noted = len(self.notes.problems)
            found = self.regions(written, map_, verb=verb, by=by)
            known = tuple((verb, issue, region) for issue, region, _ in found)
            if len(self.notes.problems) == noted:
                self.said[words] = known
        return known

    def regions(
        self, written: dict[str, Value], map_: Path, *, verb: str, by: str
    ) -> list[tuple[str, Region, Path]]:
        """A region for every issue that is named, cut to the outcomes the issue can have.

        With the path of the key that names it; `by` is the id of what speaks. In the order of the
        issues, for that of a map means nothing.
        """
        found: list[tuple[str, Region, Path]] = []
        seen: set[str] = set()
        cut = self._cut(written, map_)
        for text, form in written.items():
            path = (*map_, text)
            if text in cut:
                continue
            if (stated := self._region(text, form, path)) is None:
                continue
            reference, region = stated
            lost = []
            for issue in reference.issues:
                if issue.id in seen:
                    self.notes.note("claimed-twice", path, on_key=True, verb=verb, issue=issue.id)
                elif held := region.cut_to(issue.outcomes):
                    found.append((issue.id, held, path))
                else:
                    lost.append(issue.id)
                seen.add(issue.id)
            if lost:
                code = "not-counted" if len(lost) < len(reference.issues) else "counts-nowhere"
                told = ", ".join(lost)
                self.notes.note(code, path, on_key=True, statements=(by,), issue=told, statement=by)
        return sorted(found, key=lambda term: self.order[term[0]])

    def condition(self, written: dict[str, Value], own: set[str], map_: Path) -> Condition | None:
        """What must hold on other issues, every area named, or None."""
        if not written:
            return None
        terms = []
        for text, form in written.items():
            path = (*map_, text)
            if (stated := self._region(text, form, path)) is None:
                continue
            reference, region = stated
            for issue in reference.issues:
                if issue.id in own:
                    self.notes.note("condition-on-own-issue", path, on_key=True, issue=issue.id)
                elif cut := region.cut_to(issue.outcomes):
                    terms.append((issue.id, cut))
                else:
                    self.notes.note("impossible-condition", path, issue=issue.id)
        # The order of the terms means nothing, and equal conditions must be equal.
        terms.sort(key=lambda term: (term[0], term[1].bits))
        return Condition(tuple(terms)) if terms else None

    def _cut(self, written: dict[str, Value], map_: Path) -> set[str]:
        """The keys of numbers that a comma ended, noted: `{price: 4,5}` has `price` and `5`."""
        keys: set[str] = set()
        if len(written) < 2:
            return keys
        for (text, form), (rest, nothing) in pairwise(written.items()):
            if nothing == "" and rest.isdecimal() and isinstance(form, str) and form:
                number = f"{form},{rest}"
                if meant := numbers_meant(number):
                    at = (*map_, rest)
                    self.notes.note(
                        "bad-number", at, on_key=True, near=meant, found=number, slip="comma"
                    )
                    keys |= {text, rest}
        return keys

    def _region(self, text: str, form: Value, path: Path) -> tuple[Reference, Region] | None:
        """The issues that a key names and the region its value writes.

        The same words are understood once; what a problem was noted of is looked at again.
        """
        # Many say the same, and a key and a region that are written alike mean the same.
        words = text, repr(form)
        if (known := self.known.get(words)) is None:
            known = self._understood(text, form, path)
            if known is not None:
                self.known[words] = known
        return known

    def _understood(self, text: str, form: Value, path: Path) -> tuple[Reference, Region] | None:
        reference = self.issues.find(text, path)
        if reference is None:
            return None
        if isinstance(form, dict) and form:
            areas = [own.area for own in reference.issues]
            if all(area in areas for area in form):
                meant = tuple(f"{text}.{area}" for area in form)
                self.notes.note("bad-region", path, near=meant, found=", ".join(form), slip="areas")
                return None
        region = reference.compiler.region(form, path)
        return None if region is None else (reference, region)


def note_unlisted(
    notes: Notes, cited: Sequence[str], listed: Iterable[str] | None, list_: Path
) -> None:
    """Note the sources of a list that the bibliography lacks; None lists what is not known."""
    if listed is None:
        return
    for i, source in enumerate(cited):
        if source not in listed:
            notes.note(
                "unknown-source",
                (*list_, i),
                near=meant(source, ((id_, ()) for id_ in listed)),
                name=source,
            )
