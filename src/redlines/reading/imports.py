"""Tables to a case: whose names become ids, and what each issue can end in.

The tree of a case file is put together from the cells of the tables, so that what is wrong with
the case is told with the row and the column of the cell behind it. Nothing is inferred: a position
is a demand, an empty cell is silence, and which numbers or levels there are the caller says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from redlines.case import Verb, fold
from redlines.problems import Problem
from redlines.reading.build import InputFile, Reading, understood_trees
from redlines.reading.cells import Cell, Table, read_cells
from redlines.reading.names import proposed
from redlines.reading.notes import near
from redlines.reading.published import PUBLISHED, Asked, Published
from redlines.reading.synonyms import words_meant
from redlines.reading.tables import (
    Grammar,
    Positions,
    Row,
    Tree,
    columns,
    mapped,
    split,
    understood_cell,
    whole,
)
from redlines.reading.yaml_marks import MarkedText
from redlines.region import DateStep, Number

WORD, TEXT, LIST, VALUE = Grammar.WORD, Grammar.TEXT, Grammar.LIST, Grammar.VALUE
# The tables besides that of statements, and how their cells are read.
BESIDE: dict[str, dict[str, Grammar]] = {
    "case": {"title": TEXT, "as_of": WORD, "strict": WORD},
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
        "headline": WORD,
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
_QUANTITY = ("unit", "from", "to", "step", "unlimited")
_KINDS = ("scale", "options", "quantity")

# The values of a map by their keys, each with the cell that is its key; and maps by their ids.
Entries = dict[str, tuple[Cell, Tree]]
Drafts = dict[str, tuple[Cell, Entries]]


@dataclass(frozen=True, slots=True)
class Imported:
    """The case of some tables, and how many positions in them are none, by what is written.

    `published` says that they hold positions, and no claims in the words of the format.
    """

    reading: Reading
    silent: Mapping[str, int]
    published: bool


def imported(files: Mapping[str, InputFile], asked: Asked) -> Imported:
    """The case of tables by their names; raises NotDoneError for a column that is not there."""
    tables = {name: read_cells(file.text, file.path) for name, file in files.items()}
    problems = [problem for table in tables.values() for problem in table.problems]
    published = Published(asked, problems)
    tree = bibliography = None
    rows = [] if problems else list(published.rows(tables["statements"]))
    if published.understood:
        work = _Import(asked, tables, problems)
        tree = work.case(rows, published=published.positions)
        bibliography = work.sources()
    reading = understood_trees(tree, bibliography, problems, tuple(files.values()))
    return Imported(reading, published.silent, published.positions)


@dataclass(slots=True)
class _Ids:
    """The ids of one kind of thing by its names, folded; `open` takes names that are new."""

    problems: list[Problem]
    open: bool
    known: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)

    def take(self, id_: str, names: Iterable[str], cell: Cell) -> None:
        """Let some names mean an id; what another one already has is told when it is read."""
        self.cells.setdefault(id_, cell)
        for name in (id_, *names):
            self.known.setdefault(fold(name), id_)

    def of(self, cell: Cell) -> str:
        """The id of a name: that of its thing, else its letters and digits with `_` between."""
        name = cell.text.strip()
        if (id_ := self.known.get(fold(name))) is not None or not self.open:
            return id_ if id_ is not None else name
        id_ = next(iter(proposed(name)), name)
        if (other := self.known.get(fold(id_))) is not None:
            related = (self.cells[other].place,)
            args = {"name": name, "by": other, "slip": "same-id"}
            self.problems.append(Problem("name-taken", cell.place, args, related=related))
        self.take(id_, (name,), cell)
        return id_


@dataclass(slots=True)
class _Import:
    """What is known while tables are read."""

    asked: Asked
    tables: Mapping[str, Table]
    problems: list[Problem]
    levels: dict[str, _Ids] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def case(self, rows: Iterable[tuple[Row, tuple[Cell, ...]]], *, published: bool) -> MarkedText:
        """The tree of a case file."""
        first = self.tables["statements"].header[0]
        parties, issues = self.drafts("parties"), self._issues()
        actors = self._ids(parties, open_="parties" not in self.tables)
        topics = self._ids(issues, open_="issues" not in self.tables)
        reader = Positions(self.problems, WORD if published else Grammar.REGION)
        for row, cells in rows:
            own = {name: cell for name, cell in row.items() if name not in PUBLISHED}
            if "party" in row:
                names = [part for _, part in split(row["party"])]
                ids = [actors.of(part) for part in names]
                own["party"] = replace(row["party"], text="; ".join(ids))
                for id_, part in zip(ids, names, strict=True) if actors.open else ():
                    self._add(parties, id_, part, row.get("party_title") if len(ids) == 1 else None)
            if "issue" in row:
                id_ = topics.of(row["issue"])
                own["issue"] = replace(row["issue"], text=id_)
                if topics.open:
                    self._add(issues, id_, row["issue"], row.get("issue_title"))
                if "position" in row:
                    own["region"] = self._level(issues, id_, row["position"])
                    own.setdefault("verb", replace(row["position"], text=Verb.DEMANDS.value))
            if "position" in row or not published:
                reader.add(own, cells)
        for id_, (cell, entries) in issues.items():
            if id_ not in self.lost and not set(entries) & set(_KINDS):
                entries |= self._outcomes(id_, cell)
        top: Entries = {"redlines": (first, ("1", whole(first))), **self._head(first)}
        for name, drafts in (
            ("sections", self.drafts("sections")),
            ("parties", parties),
            ("issues", issues),
            ("not_coded", self.drafts("not_coded")),
        ):
            if drafts:
                top[name] = _mapped(drafts, plain=name == "sections")
        value, marks = mapped(top | reader.top(first), first, first)
        lost = (*reader.lost, *(("issues", id_) for id_ in self.lost))
        return MarkedText(first.file, value, marks, (), lost=lost)

    def sources(self) -> MarkedText | None:
        """The tree of a bibliography, where there is a table of it."""
        if "sources" not in self.tables:
            return None
        first = self.tables["sources"].header[0]
        drafts = self.drafts("sources")
        entries = _mapped(drafts) if drafts else (first, mapped({}, first, first))
        top: Entries = {"redlines": (first, ("1", whole(first))), "sources": entries}
        value, marks = mapped(top, first, first)
        return MarkedText(first.file, value, marks, ())

    def drafts(self, name: str) -> Drafts:
        """The entries of a table beside by their ids; one without is called by its title."""
        found: Drafts = {}
        for row in self._records(name):
            self._enter(found, row, BESIDE[name])
        return found

    def _head(self, first: Cell) -> Entries:
        """Title, day and strictness: of the table of the case, else as the call says."""
        found: Entries = {}
        for row in self._records("case"):
            found |= self._understood(row, BESIDE["case"])
        for key, text in (("title", self.asked.title), ("as_of", self.asked.as_of)):
            if text:
                found[key] = first, (text, whole(first))
        found.setdefault("title", (first, (PurePath(first.file).stem, whole(first))))
        return found

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
        id_ = name if "id" in row else next(iter(proposed(name)), name)
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

    def _issues(self) -> Drafts:
        """The issues of their table, each with what it says of its outcomes."""
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
            title: Entries = {"title": (part, (name, whole(part)))}
            levels.setdefault(next(iter(proposed(name)), name), (part, title))
        word = str(kind[1][0]) if kind else "quantity" if quantity else ""
        if kind and word not in _KINDS:
            args = {"found": word, "expected": ", ".join(_KINDS)}
            meant = words_meant(word, _KINDS)
            self.lost.append(id_)
            self.problems.append(Problem("unknown-word", kind[0].place, args, meant))
        elif levels and word != "quantity":
            if not word:
                args = {"key": "kind", "slip": "kind-of-levels"}
                self.problems.append(Problem("empty-value", cell.place, args))
            own[word or "options"] = _mapped(levels)
            self.levels[id_] = self._ids(levels, open_=False)
        if quantity or word == "quantity":
            step = quantity.get("step")
            if "unit" not in quantity and not (step and step[1][0] in list(DateStep)):
                quantity["unit"] = cell, ("", whole(cell))
            own["quantity"] = cell, mapped(quantity, cell, cell)

    def _ids(self, drafts: Drafts, *, open_: bool) -> _Ids:
        """The names of some entries: ids, titles and aliases."""
        ids = _Ids(self.problems, open_)
        for id_, (cell, entries) in drafts.items():
            names = [entries[key][1][0] for key in ("title", "aliases") if key in entries]
            texts = [own for name in names for own in (name if isinstance(name, list) else [name])]
            ids.take(id_, (text for text in texts if isinstance(text, str)), cell)
        return ids

    def _add(self, drafts: Drafts, id_: str, cell: Cell, title: Cell | None) -> None:
        """Add what a row names for the first time; its title has to be the same in every row."""
        told = title or cell
        if id_ not in drafts:
            drafts[id_] = cell, {"title": (told, (told.text.strip(), whole(told)))}
        elif title and (first := drafts[id_][1]["title"][0]).text.strip() != title.text.strip():
            args = {"key": "title", "first": first.text, "found": title.text, "slip": "two-titles"}
            problem = Problem("cells-disagree", title.place, args, related=(first.place,))
            self.problems.append(problem)

    def _level(self, issues: Drafts, id_: str, cell: Cell) -> Cell:
        """A position as a region is written: the id of its level, or a number as it is."""
        heading = id_.partition(".")[0]
        own = issues[heading][1] if heading in issues else {}
        declared = heading in self.levels and bool(set(own) & set(_KINDS))
        if "quantity" in own or (self.asked.numbers and not declared):
            return cell
        if heading not in self.levels:
            self.levels[heading] = ids = _Ids(self.problems, not self.asked.levels)
            for text, name in self.asked.levels:
                ids.take(next(iter(proposed(name)), name), (text, name), cell)
        return replace(cell, text=self.levels[heading].of(cell))

    def _outcomes(self, id_: str, cell: Cell) -> Entries:
        """The outcomes of an issue of which no table says them."""
        if self.asked.numbers:
            ends = zip(("from", "to", "step"), self.asked.numbers, strict=True)
            quantity = {"unit": (cell, ("", whole(cell)))}
            quantity |= {key: (cell, (text, whole(cell))) for key, text in ends}
            return {"quantity": (cell, mapped(quantity, cell, cell))}
        called = {next(iter(proposed(name)), name): name for _, name in self.asked.levels}
        ids = self.levels.get(id_)
        if called:
            held = {level: (cell, _title(cell, name)) for level, name in called.items()}
            return {"scale": (cell, mapped(held, cell, cell))}
        found = ids.cells if ids else {}
        cells = list(found.values())
        number = next((own for own in cells if _is_number(own.text)), None)
        if number or len(cells) < 2:
            self.lost.append(id_)
            code = "outcomes-not-one-kind" if number or not cells else "too-few-outcomes"
            slip = "numbers-found" if number else "too-few-found" if cells else "outcomes-not-said"
            args = {"slip": slip, "found": number.text.strip() if number else ""}
            self.problems.append(Problem(code, (number or cell).place, args))
            return {}
        held = {
            level: (own, _title(own, own.text.strip()))
            for level, own in (ids.cells if ids else {}).items()
        }
        return {"options": (cell, mapped(held, cell, cell))}


def _is_number(text: str) -> bool:
    """Whether a position is a number, also one with a decimal comma."""
    return Number.parse(text.strip().replace(",", ".", 1)) is not None


def _title(cell: Cell, text: str) -> Tree:
    return mapped({"title": (cell, (text, whole(cell)))}, cell, cell)


def _mapped(drafts: Drafts, *, plain: bool = False) -> tuple[Cell, Tree]:
    """Some entries as one map; `plain` are those that are nothing but a title."""
    first = next(iter(drafts.values()))[0]
    entries: Entries = {}
    for id_, (cell, own) in drafts.items():
        title = own.get("title")
        entries[id_] = cell, title[1] if plain and title else mapped(own, cell, cell)
    return first, mapped(entries, first, first)
