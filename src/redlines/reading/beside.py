"""The tables beside that of statements: what a case has of parties, issues, levels and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from redlines.problems import Problem
from redlines.reading.cells import Cell, Table
from redlines.reading.names import id_of_name
from redlines.reading.notes import near
from redlines.reading.synonyms import words_meant
from redlines.reading.tables import (
    Grammar,
    Row,
    Tree,
    columns,
    mapped,
    split,
    understood_cell,
    whole,
)
from redlines.reading.yaml_marks import MarkedText
from redlines.region import DateStep

WORD, TEXT, LIST, VALUE = Grammar.WORD, Grammar.TEXT, Grammar.LIST, Grammar.VALUE
FLAG = Grammar.FLAG
# The tables besides that of statements, and how their cells are read.
BESIDE: dict[str, dict[str, Grammar]] = {
    "case": {"title": TEXT, "as_of": WORD, "strict": FLAG},
    "sections": {"id": WORD, "title": TEXT},
    "parties": {
        "id": WORD,
        "title": TEXT,
        "aliases": LIST,
        "member_of": WORD,
        "dense": VALUE,
        "dense_on": VALUE,
        "note": TEXT,
    },
    "issues": {
        "id": WORD,
        "title": TEXT,
        "section": WORD,
        "headline": FLAG,
        "question": TEXT,
        "aliases": LIST,
        "over": LIST,
        "kind": WORD,
        "levels": LIST,
        "unit": VALUE,
        "from": WORD,
        "to": WORD,
        "step": WORD,
        "unlimited": TEXT,
        "note": TEXT,
    },
    "levels": {"issue": WORD, "id": WORD, "title": TEXT, "text": TEXT},
    "sources": {
        "id": WORD,
        "title": TEXT,
        "publisher": TEXT,
        "publisher_type": TEXT,
        "date": WORD,
        "url": TEXT,
        "grade": WORD,
        "note": TEXT,
    },
    "not_coded": {"id": WORD, "reason": WORD, "same_act_as": WORD, "note": TEXT},
}
TABLES = ("statements", *BESIDE)
_ENDS = ("from", "to", "step")
_QUANTITY = ("unit", "from", "to", "step", "unlimited")
KINDS = ("scale", "options", "quantity")

# The values of a map by their keys, each with the cell that is its key; and maps by their ids.
Entries = dict[str, tuple[Cell, Tree]]
Drafts = dict[str, tuple[Cell, Entries]]


@dataclass(slots=True)
class Beside:
    """The tables by their names; `lost` are issues whose outcomes could not be read."""

    tables: Mapping[str, Table]
    problems: list[Problem]
    levels: dict[str, Drafts] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def drafts(self, name: str) -> Drafts:
        """The entries of a table beside by their ids; one without is called by its title."""
        found: Drafts = {}
        for row in self._records(name):
            self._enter(found, row, BESIDE[name])
        return found

    def head(self, first: Cell, **told: str) -> Entries:
        """Title, day and strictness, of the table of the case where nothing else is told."""
        found: Entries = {}
        for row in self._records("case"):
            if found:
                place = next(iter(row.values())).place
                self.problems.append(Problem("bad-table", place, {"slip": "one-row"}))
            found |= self._understood(row, BESIDE["case"])
        for key, text in told.items():
            if text:
                found[key] = first, (text, whole(first))
        found.setdefault("title", (first, (PurePath(first.file).stem, whole(first))))
        return found

    def sources(self) -> MarkedText | None:
        """The tree of a bibliography, where there is a table of it."""
        if "sources" not in self.tables:
            return None
        first = self.tables["sources"].header[0]
        drafts = self.drafts("sources")
        entries = entries_map(drafts) if drafts else (first, mapped({}, first, first))
        top: Entries = {"redlines": (first, ("1", whole(first))), "sources": entries}
        value, marks = mapped(top, first, first)
        return MarkedText(first.file, value, marks, ())

    def issues(self) -> Drafts:
        """The issues of their table, each with what it says of its outcomes.

        `levels` then holds those that have names, by issue.
        """
        issues = self.drafts("issues")
        levels: dict[str, Drafts] = {}
        for row in self._records("levels"):
            if (cell := row.get("issue")) is None or cell.text.strip() not in issues:
                at = cell or next(iter(row.values()))
                name = cell.text.strip() if cell else ""
                args = {"name": name}
                known = near(name, issues)
                self.problems.append(Problem("unknown-issue", at.place, args, known))
                continue
            self._enter(levels.setdefault(cell.text.strip(), {}), row, BESIDE["levels"])
        for id_, (cell, own) in issues.items():
            self._kind(id_, cell, own, levels.get(id_, {}))
        return issues

    def _kind(self, id_: str, cell: Cell, own: Entries, levels: Drafts) -> None:
        """Put levels and the ends of numbers under the kind of an issue."""
        kind, listed_ = own.pop("kind", None), own.pop("levels", None)
        quantity = {key: own.pop(key) for key in _QUANTITY if key in own}
        for name, part in split(listed_[0]) if listed_ else ():
            level = id_of_name(name)
            if level in levels:
                related = (levels[level][0].place,)
                problem = Problem("duplicate-key", part.place, {"key": level}, related=related)
                self.problems.append(problem)
            levels[level] = part, {"title": (part, (name, whole(part)))}
        word = str(kind[1][0]) if kind else "quantity" if quantity else ""
        if kind and word not in KINDS:
            args = {"found": word, "expected": ", ".join(KINDS)}
            meant = words_meant(word, KINDS)
            self.lost.append(id_)
            self.problems.append(Problem("unknown-word", kind[0].place, args, meant))
        elif levels and word != "quantity":
            if not word:
                args = {"key": "kind", "slip": "kind-of-levels"}
                self.problems.append(Problem("empty-value", cell.place, args))
            own[word or "options"] = entries_map(levels)
            self.levels[id_] = levels
        if quantity or word == "quantity":
            if lacking := [key for key in _ENDS if key not in quantity]:
                self.lost.append(id_)
                for key in lacking:
                    args = {"key": key, "slip": "quantity-without"}
                    self.problems.append(Problem("empty-value", cell.place, args))
                return
            step = quantity.get("step")
            if "unit" not in quantity and not (step and step[1][0] in list(DateStep)):
                quantity["unit"] = cell, ("", whole(cell))
            own["quantity"] = cell, mapped(quantity, cell, cell)

    def _records(self, name: str) -> Iterator[Row]:
        """The rows of a table beside, with their cells that are not empty by column."""
        table = self.tables.get(name)
        if table is None:
            return
        needed = ("issue",) if name == "levels" else ()
        known = tuple(BESIDE[name])
        of = f"a table of {name}"
        found, problems = columns(table.header, known, needed, of, table.header[0])
        self.problems += problems
        for row in table.rows if not problems else ():
            yield {key: row[at] for key, at in found.items() if row[at].text.strip()}

    def _enter(self, drafts: Drafts, row: Row, grammars: Mapping[str, Grammar]) -> None:
        """Add a row to some entries, unless it has no name or that of another."""
        cell = row.get("id") or row.get("title")
        if cell is None:
            args = {"key": "id", "slip": "empty-id"}
            self.problems.append(Problem("empty-value", next(iter(row.values())).place, args))
            return
        name = cell.text.strip()
        id_ = name if "id" in row else id_of_name(name)
        if id_ in drafts:
            related = (drafts[id_][0].place,)
            args = {"key": id_, "slip": "row-twice"}
            self.problems.append(Problem("duplicate-key", cell.place, args, related=related))
            return
        rest = {key: own for key, own in row.items() if key not in ("id", "issue")}
        drafts[id_] = cell, self._understood(rest, grammars)

    def _understood(self, row: Row, grammars: Mapping[str, Grammar]) -> Entries:
        """The cells of a row as the values of a map."""
        read = {
            key: (cell, understood_cell(cell, grammars[key], self.problems))
            for key, cell in row.items()
        }
        return {key: (cell, tree) for key, (cell, tree) in read.items() if tree is not None}


def entries_map(drafts: Drafts, *, plain: bool = False) -> tuple[Cell, Tree]:
    """Some entries as one map; `plain` are those that are nothing but a title."""
    first = next(iter(drafts.values()))[0]
    entries: Entries = {}
    for id_, (cell, own) in drafts.items():
        title = own.get("title")
        entries[id_] = cell, title[1] if plain and title else mapped(own, cell, cell)
    return first, mapped(entries, first, first)
