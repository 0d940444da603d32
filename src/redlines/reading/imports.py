"""Tables to a case: whose names become ids, and what each issue can end in.

The tree of a case file is put together from the cells of the tables, so that what is wrong with
the case is told with the row and the column of the cell behind it. Nothing is inferred: a position
is a demand, an empty cell is silence, and which numbers or levels there are the caller says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from redlines.case import Verb, fold
from redlines.problems import Problem
from redlines.reading.beside import KINDS, Beside, Drafts, Entries, entries_map
from redlines.reading.build import Reading, paused_collector, understood_trees
from redlines.reading.cells import Cell, read_cells
from redlines.reading.files import InputFile
from redlines.reading.names import id_of_name
from redlines.reading.published import PUBLISHED, WIDE, Layout, Published
from redlines.reading.tables import (
    Grammar,
    Positions,
    Row,
    Tree,
    empty_cell,
    mapped,
    split,
    whole,
)
from redlines.reading.yaml_marks import MarkedText
from redlines.region import Number


@dataclass(frozen=True, slots=True)
class Imported:
    """The case of some tables, and how many positions in them are none, by what is written.

    `published` says that they hold positions, and no claims in the words of the format.
    """

    reading: Reading
    silent: Mapping[str, int]
    published: bool


def imported(files: Mapping[str, InputFile], layout: Layout) -> Imported:
    """The case of tables by their names; raises NotDoneError for a column that is not there."""
    with paused_collector():
        return _imported(files, layout)


def _imported(files: Mapping[str, InputFile], layout: Layout) -> Imported:
    rows_before = {"statements": layout.header}
    tables = {
        name: read_cells(file.text, file.path, rows_before.get(name, 1))
        for name, file in files.items()
    }
    problems = [problem for table in tables.values() for problem in table.problems]
    published = Published(layout, problems)
    tree = bibliography = None
    # A case has parties and issues, and may have no statement yet.
    whole = [name for name in ("parties", "issues") if name in tables]
    for name in whole if len(whole) == 2 else ("statements", *whole):
        problems += tables[name].without_rows()
    rows = [] if problems else list(published.rows(tables["statements"]))
    if published.understood:
        beside = Beside(tables, problems)
        tree = _Import(layout, beside, problems, published.places).case(
            rows, published=published.positions
        )
        bibliography = beside.sources()
    reading = understood_trees(tree, bibliography, problems, tuple(files.values()))
    reading = replace(reading, problems=tuple(map(_to_import, reading.problems)))
    return Imported(reading, published.silent, published.positions)


def _to_import(problem: Problem) -> Problem:
    """A problem of a case with what can be said of it where a case is made of tables."""
    if problem.code != "missing-as-of":
        return problem
    return replace(problem, args=problem.args | {"slip": "as-of-meant"})


@dataclass(slots=True)
class _Ids:
    """The ids of one kind of thing by its names, folded; `open` takes names that are new.

    An id that was made of a name is no name, so that what differs from that name is another thing.
    """

    problems: list[Problem]
    open: bool
    known: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)

    def take(self, id_: str, names: Iterable[str], cell: Cell) -> None:
        """Let some names mean an id; what another one already has is told when it is read."""
        self.cells.setdefault(id_, cell)
        self.taken.setdefault(fold(id_), id_)
        for name in names:
            self.known.setdefault(fold(name), id_)

    def of(self, cell: Cell) -> str:
        """The id of a name: that of its thing, else its letters and digits with `_` between."""
        name = cell.text.strip()
        if (id_ := self.known.get(fold(name))) is not None or not self.open:
            return id_ if id_ is not None else name
        id_ = id_of_name(name)
        if (other := self.taken.get(fold(id_))) is not None:
            related = (self.cells[other].place,)
            args = {"name": name, "by": other, "slip": "same-id"}
            self.problems.append(Problem("name-taken", cell.place, args, related=related))
        self.take(id_, (name,), cell)
        return id_

    def meaning(self, row: Row, key: str) -> str | None:
        """What a cell of a row names; of two names of one id, which is told, each its own."""
        if (cell := row.get(key)) is None:
            return None
        return fold(cell.text) if self.open else self.of(cell)


@dataclass(slots=True)
class _Import:
    """What is known while tables are read."""

    layout: Layout
    beside: Beside
    problems: list[Problem]
    places: Mapping[str, int]
    levels: dict[str, _Ids] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def case(self, rows: Iterable[tuple[Row, tuple[Cell, ...]]], *, published: bool) -> MarkedText:
        """The tree of a case file."""
        tables, first = self.beside.tables, self.beside.tables["statements"].header[0]
        parties, issues = self.beside.drafts("parties"), self.beside.issues()
        self.lost += self.beside.lost
        for id_, levels in self.beside.levels.items():
            self.levels[id_] = self._ids(levels, open_=False)
        actors = self._ids(parties, open_="parties" not in tables)
        topics = self._ids(issues, open_="issues" not in tables)
        reader = Positions(
            self.problems,
            Grammar.WORD if published else Grammar.REGION,
            {} if self.layout.wide else self.places,
        )
        positions: dict[tuple[object, ...], Cell] = {}
        kinds = tuple(zip(WIDE, (actors, topics), strict=True))
        for row, cells in rows:
            own = {name: cell for name, cell in row.items() if name not in PUBLISHED}
            if published and (nothing := [key for key in self.layout.of_row if key not in row]):
                self.problems.append(empty_cell(nothing[0], self.places, cells, "every-row"))
                continue
            if "party" in row:
                names = [part for _, part in split(row["party"])]
                ids = [actors.of(part) for part in names]
                own["party"] = row["party"]._replace(text="; ".join(ids))
                for id_, part in zip(ids, names, strict=True) if actors.open else ():
                    self._add(parties, id_, part, row.get("party_title") if len(ids) == 1 else None)
            if "issue" in row:
                id_ = topics.of(row["issue"])
                own["issue"] = row["issue"]._replace(text=id_)
                if topics.open:
                    self._add(issues, id_, row["issue"], row.get("issue_title"))
                if "position" in row:
                    own["region"] = self._level(issues, id_, row["position"])
                    own.setdefault("verb", row["position"]._replace(text=Verb.DEMANDS.value))
            act = *(names.meaning(row, key) for key, names in kinds), _said(own)
            if "position" not in row:
                if not published:
                    reader.add(own, cells)
            elif (earlier := positions.setdefault(act, row["position"])) is row["position"]:
                reader.add(own, cells)
            else:
                args = {"verb": own["verb"].text.strip(), "issue": own["issue"].text}
                args |= {"party": own["party"].text, "slip": "position-twice"}
                place, related = row["position"].place, (earlier.place,)
                self.problems.append(Problem("claimed-twice", place, args, related=related))
        for id_, (cell, entries) in issues.items():
            if id_ not in self.lost and not set(entries) & set(KINDS):
                entries |= self._outcomes(id_, cell)
        head = self.beside.head(first, title=self.layout.title, as_of=self.layout.as_of)
        top: Entries = {"redlines": (first, ("1", whole(first))), **head}
        for name, drafts in (
            ("sections", self.beside.drafts("sections")),
            ("parties", parties),
            ("issues", issues),
            ("not_coded", self.beside.drafts("not_coded")),
        ):
            if drafts:
                top[name] = entries_map(drafts, plain=name == "sections")
        value, marks = mapped(top | reader.top(first), first, first)
        lost = [*reader.lost, *(("issues", id_) for id_ in self.lost)]
        if self.problems:  # what is not there may be just what could not be read
            lost += [(name,) for name in ("parties", "issues") if name not in top]
        return MarkedText(first.file, value, marks, (), lost=tuple(lost))

    def _ids(self, drafts: Drafts, *, open_: bool) -> _Ids:
        """The names of some entries: ids, titles and aliases."""
        ids = _Ids(self.problems, open_)
        for id_, (cell, entries) in drafts.items():
            names = [entries[key][1][0] for key in ("title", "aliases") if key in entries]
            texts = [own for name in names for own in (name if isinstance(name, list) else [name])]
            ids.take(id_, (id_, *(text for text in texts if isinstance(text, str))), cell)
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
        declared = heading in self.levels and bool(set(own) & set(KINDS))
        if "quantity" in own or (self.layout.numbers and not declared):
            return cell
        if heading not in self.levels:
            self.levels[heading] = ids = _Ids(self.problems, not self.layout.levels)
            for text, name in self.layout.levels:
                ids.take(id_of_name(name), (text, name), cell)
        return cell._replace(text=self.levels[heading].of(cell))

    def _outcomes(self, id_: str, cell: Cell) -> Entries:
        """The outcomes of an issue of which no table says them."""
        if self.layout.numbers:
            ends = zip(("from", "to", "step"), self.layout.numbers, strict=True)
            quantity = {"unit": (cell, ("", whole(cell)))}
            quantity |= {key: (cell, (text, whole(cell))) for key, text in ends}
            return {"quantity": (cell, mapped(quantity, cell, cell))}
        called = {id_of_name(name): name for _, name in self.layout.levels}
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
        held = {level: (own, _title(own, own.text.strip())) for level, own in found.items()}
        return {"options": (cell, mapped(held, cell, cell))}


def _said(row: Row) -> tuple[str, ...]:
    """What tells the positions of a party on an issue from each other: when, by what id."""
    return tuple(row[key].text.strip() if key in row else "" for key in ("said", "id", "verb"))


def _is_number(text: str) -> bool:
    """Whether a position is a number, also one with a decimal comma."""
    return Number.parse(text.strip().replace(",", ".", 1)) is not None


def _title(cell: Cell, text: str) -> Tree:
    return mapped({"title": (cell, (text, whole(cell)))}, cell, cell)
