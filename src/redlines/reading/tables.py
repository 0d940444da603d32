"""A table of statements as the tree of marked values that a file of YAML would give.

So all that is checked of statements in YAML is checked of those in a table, with the row and the
column of the cell as line and column. A row is a claim: rows with the id of an earlier one, or
with neither a party nor an id, go on with its statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from redlines.case import Place, Verb, fold
from redlines.problems import Problem
from redlines.reading.cells import Cell, read_cells
from redlines.reading.lines import BITS, Lines, Span, ends, span
from redlines.reading.synonyms import keys_meant, words_meant
from redlines.reading.yaml_marks import (
    Marked,
    MarkedText,
    Node,
    Path,
    Value,
    read_yaml,
    stretch,
)

Row = dict[str, Cell]
Tree = tuple[Value, Node]


class Grammar(Enum):
    """How the text of a cell is understood.

    A word is trimmed, and of true and false the capitals do not count that a spreadsheet gives
    them; a text is kept as it is; several stand with semicolons between them; what begins with a
    brace, a bracket or a quote is YAML, and a region is so without braces too.
    """

    WORD = auto()
    FLAG = auto()
    TEXT = auto()
    LIST = auto()
    VALUE = auto()
    REGION = auto()


_WORD, _TEXT, _LIST, _REGION = Grammar.WORD, Grammar.TEXT, Grammar.LIST, Grammar.REGION
_FLAG = Grammar.FLAG
# What a spreadsheet makes of true and false.
_OF_SPREADSHEETS = ("TRUE", "FALSE")
# The columns that are keys of a statement, and how their cells are read.
STATEMENT: dict[str, Grammar] = {
    "id": Grammar.WORD,
    "said": Grammar.WORD,
    "until": Grammar.WORD,
    "by": Grammar.TEXT,
    "name": Grammar.TEXT,
    "basis": Grammar.WORD,
    "form": Grammar.WORD,
    "disputed": Grammar.FLAG,
    "vague": Grammar.FLAG,
    "if": Grammar.REGION,
    "unless": Grammar.REGION,
    "proviso": Grammar.TEXT,
    "sources": Grammar.LIST,
    "replaces": Grammar.VALUE,
    "note": Grammar.TEXT,
}
CLAIM = ("verb", "issue", "region")
_VERBS = tuple(Verb)
# What begins YAML in a cell.
_FLOW = ("{", "[", '"')
# In the order in which a table is written: who, what, when, on what.
COLUMNS = ("party", "id", *CLAIM, *(key for key in STATEMENT if key != "id"))


def read_table(text: str, file: str) -> MarkedText:
    """The statements of a table as a file of positions, with every problem of its cells."""
    table = read_cells(text, file)
    if table.problems:
        return MarkedText(file, None, None, table.problems)
    first = table.header[0]
    of = "a table of statements"
    named, problems = columns(table.header, COLUMNS, ("party", *CLAIM), of, first)
    problems = problems or [*table.without_rows()]
    reader = Positions([*problems], places=named)
    if not problems:
        for row in table.rows:
            reader.add({name: row[at] for name, at in named.items() if row[at].text.strip()}, row)
    value, marks = mapped(
        {"redlines": (first, ("1", whole(first))), **reader.top(first)}, first, first
    )
    told = tuple(reader.problems)
    if problems:
        return MarkedText(file, None, marks, told)
    return MarkedText(file, value, marks, told, lost=tuple(reader.lost))


def columns(
    header: tuple[Cell, ...], known: tuple[str, ...], needed: tuple[str, ...], of: str, first: Cell
) -> tuple[dict[str, int], list[Problem]]:
    """The places of the known columns, and what is wrong with a header that begins at `first`."""
    found: dict[str, int] = {}
    problems: list[Problem] = []
    if len(header) == 1 and needed and fold(header[0].text) not in known:
        return found, [Problem("bad-table", first.place, {"slip": "one-column"})]
    for at, cell in enumerate(header):
        name = fold(cell.text)
        if not name:
            args = {"slip": "no-column-name", "number": str(at + 1)}
            problems.append(Problem("bad-table", cell.place, args))
        elif name not in known:
            args = {"key": cell.text.strip(), "of": of, "keys": ", ".join(known), "slip": "column"}
            near = keys_meant(name, known, found)
            problems.append(Problem("unknown-key", cell.place, args, near))
        elif name in found:
            args = {"key": name, "slip": "column-twice"}
            related = (header[found[name]].place,)
            problems.append(Problem("duplicate-key", cell.place, args, related=related))
        else:
            found[name] = at
    for name in needed:
        # What is only written in another way is no second problem.
        if name not in found and not any(name in problem.suggestions for problem in problems):
            args = {"key": name, "of": of, "slip": "no-column"}
            problems.append(Problem("missing-key", first.place, args))
    return found, problems


def empty_cell(
    key: str, places: Mapping[str, int], cells: tuple[Cell, ...], slip: str = "empty-cell"
) -> Problem:
    """That a row has nothing in a column; where it has no such column, it is told of the row."""
    cell = cells[places.get(key, 0)]
    return Problem("empty-value", cell.place, {"key": key, "slip": slip})


@dataclass(slots=True)
class _Entry:
    """A statement while its rows are read: its first row, and its claims by verb and issue."""

    row: Row
    parties: list[tuple[str, Cell]]
    first: Cell
    last: Cell
    claims: dict[str, dict[str, tuple[Cell, Tree]]] = field(default_factory=dict)
    faulty: bool = False


@dataclass(slots=True)
class Positions:
    """The statements of a table, row by row; `region` is how its regions are written.

    `places` are the places of its columns in a row, where each has one.
    """

    problems: list[Problem]
    region: Grammar = Grammar.REGION
    places: Mapping[str, int] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)
    named: dict[str, _Entry] = field(default_factory=dict)
    lost: list[Path] = field(default_factory=list)

    def add(self, row: Row, cells: tuple[Cell, ...]) -> None:
        """Add a row, whose empty cells are left out."""
        id_ = row["id"].text.strip() if "id" in row else None
        entry = self.named.get(id_) if id_ else None
        if entry is None and id_ is None and "party" not in row and self.entries:
            entry = self.entries[-1]
        if entry is None:
            entry = self._entry(row, cells)
            if entry is None:
                return
            if id_:
                self.named[id_] = entry
        else:
            self._compare(entry.row, row)
            entry.last = cells[-1]
        self._claim(entry, row, cells)

    def _entry(self, row: Row, cells: tuple[Cell, ...]) -> _Entry | None:
        """A new statement; none, noted, where nobody makes it."""
        if "party" not in row:
            self.problems.append(empty_cell("party", self.places, cells))
            return None
        parties = whole_parts(row["party"], self.problems)
        if not parties:
            return None
        self.entries.append(_Entry(row, parties, cells[0], cells[-1]))
        return self.entries[-1]

    def _compare(self, first: Row, row: Row) -> None:
        """Note each cell that says another thing of a statement than its first row."""
        for name in ("party", *STATEMENT):
            cell, other = row.get(name), first.get(name)
            if cell is None or (other and other.text.strip() == cell.text.strip()):
                continue
            related = ((other or first.get("id") or first["party"]).place,)
            args = {"key": name, "found": cell.text, "first": other.text if other else ""}
            args |= {} if other else {"slip": "cell-not-in-first"}
            place = cell.place
            self.problems.append(Problem("cells-disagree", place, args, related=related))

    def _claim(self, entry: _Entry, row: Row, cells: tuple[Cell, ...]) -> None:
        """Add what a row demands, accepts or refuses, if it says anything of that."""
        lacking = [name for name in CLAIM if name not in row]
        if len(lacking) == len(CLAIM):
            return
        for name in lacking:
            self.problems.append(empty_cell(name, self.places, cells))
        if lacking:
            entry.faulty = True
            return
        verb, issue, region = (row[name] for name in CLAIM)
        word = verb.text.strip()
        if word not in _VERBS:
            args = {"found": word, "expected": ", ".join(_VERBS)}
            near = keys_meant(word, _VERBS, ()) or words_meant(word, _VERBS)
            self.problems.append(Problem("unknown-word", verb.place, args, near))
            entry.faulty = True
            return
        known = entry.claims.setdefault(word, {})
        key = issue.text.strip()
        if key in known:
            related = (known[key][0].place,)
            place = issue.place
            args = {"verb": word, "issue": key}
            self.problems.append(Problem("claimed-twice", place, args, related=related))
            return
        if own := understood_cell(region, self.region, self.problems):
            known[key] = issue, own
        else:
            entry.faulty = True

    def top(self, first: Cell) -> dict[str, tuple[Cell, Tree]]:
        """All statements by the keys that a file has them under."""
        positions: dict[str, list[Tree]] = {}
        joint: list[Tree] = []
        keys: dict[str, Cell] = {}
        for entry in self.entries:
            statement = self._statement(entry)
            if not entry.claims and not entry.faulty:
                place = entry.first.lines.place(span(entry.first.start, entry.last.end))
                self.problems.append(Problem("no-claim", place, {"slip": "row-without-claim"}))
                entry.faulty = True
            party, cell = entry.parties[0]
            one = len(entry.parties) == 1
            among = positions.setdefault(party, []) if one else joint
            if entry.faulty:
                path: Path = ("positions", party) if one else ("joint",)
                self.lost.append((*path, len(among)))
            among.append(statement)
            keys.setdefault(party, cell)
        top: dict[str, tuple[Cell, Tree]] = {}
        if positions:
            of = {party: (keys[party], listed(own)) for party, own in positions.items()}
            top["positions"] = first, mapped(of, first, first)
        if joint:
            top["joint"] = first, listed(joint)
        return top

    def _statement(self, entry: _Entry) -> Tree:
        found: dict[str, tuple[Cell, Tree]] = {}
        if len(entry.parties) > 1:
            cell = entry.row["party"]
            found["parties"] = cell, listed([(name, whole(own)) for name, own in entry.parties])
        for name, cell in entry.row.items():
            if (grammar := STATEMENT.get(name)) is None:
                continue
            if own := understood_cell(cell, grammar, self.problems):
                found[name] = cell, own
            else:
                entry.faulty = True
        for verb, claims in entry.claims.items():
            if not claims:
                continue
            first = next(iter(claims.values()))[0]
            found[verb] = first, mapped(claims, first, first)
        return mapped(found, entry.first, entry.last)


def whole(cell: Cell) -> Span:
    """All of a cell as the place of a value."""
    return cell.start << BITS | cell.end


def mapped(
    entries: Mapping[str, tuple[Cell, Tree]], first: Cell, last: Cell
) -> tuple[Value, Marked]:
    """A map of some keys, each in a cell, and what they lead to."""
    lines = first.lines
    values: dict[str, Value] = {}
    inner: dict[str, tuple[Span, Node]] = {}
    for key, (cell, (value, own)) in entries.items():
        values[key] = value
        inner[key] = whole(cell), own if cell.lines is lines else _of(cell.lines, own)
    return values, Marked(span(first.start, last.end), inner, lines)


def _of(lines: Lines, node: Node) -> Marked:
    """What stands in another text than what is around it."""
    marked = node if isinstance(node, Marked) else Marked(node)
    return marked if marked.lines else marked._replace(lines=lines)


def listed(entries: list[Tree]) -> Tree:
    """A list of some values, in the text in which the list stands or each in its own."""
    nodes = [node for _, node in entries]
    start, _ = ends(stretch(nodes[0]))
    _, end = ends(stretch(nodes[-1]))
    return [value for value, _ in entries], Marked(span(start, end), nodes)


def understood_cell(cell: Cell, grammar: Grammar, problems: list[Problem]) -> Tree | None:
    """What a cell says, by its grammar; None, noted, where it holds YAML that is none."""
    if grammar is _TEXT:
        return cell.text, whole(cell)
    text = cell.text.strip()
    if grammar is _WORD:
        return text, whole(cell)
    if grammar is _FLAG:
        return text.lower() if text in _OF_SPREADSHEETS else text, whole(cell)
    if text.startswith(_FLOW) or (grammar is _REGION and (": " in text or text[-1:] == ":")):
        return _yaml(cell, problems)
    if grammar is _LIST:
        parts = whole_parts(cell, problems)
        return listed([(name, whole(own)) for name, own in parts]) if parts else None
    return text, whole(cell)


def whole_parts(cell: Cell, problems: list[Problem]) -> list[tuple[str, Cell]]:
    """What stands between the semicolons of a cell; noted where nothing does."""
    parts = [*split(cell)]
    for name, own in parts:
        if not name:
            problems.append(Problem("empty-value", own.place, {"slip": "empty-part"}))
    return [part for part in parts if part[0]]


def split(cell: Cell) -> Iterator[tuple[str, Cell]]:
    """What stands in a cell with semicolons between, each as a cell of its own."""
    bare = cell.end - cell.start == len(cell.text.strip())
    if bare and ";" not in cell.text:
        yield cell.text, cell
        return
    at, spots = 0, cell.spots()
    for part in cell.text.split(";"):
        begins = at + len(part) - len(part.lstrip())
        text = part.strip()
        start, end = spots[begins], spots[begins + len(text)]
        yield text, cell._replace(text=text, start=start, end=end, begins=start)
        at += len(part) + 1


def _yaml(cell: Cell, problems: list[Problem]) -> Tree | None:
    """The YAML in a cell, with the places that its parts have in the file."""
    document = read_yaml(cell.text, cell.file)
    spots, own = cell.spots(), Lines(cell.file, cell.text)

    def spot(line: int, column: int) -> int:
        return spots[min(own.index(line, column), len(spots) - 1)]

    def at(inside: Span) -> Span:
        start, end = ends(inside)
        return span(spots[start], spots[end])

    def moved(node: Node) -> Node:
        there = at(stretch(node))
        match node:
            case Marked(inner=dict(entries)):
                return Marked(there, {key: (at(k), moved(v)) for key, (k, v) in entries.items()})
            case Marked(inner=list(values)):
                return Marked(there, [moved(value) for value in values])
        return there

    def place(told: Place) -> Place:
        start, end = spot(told.line, told.column), spot(told.end_line, told.end_column)
        return cell.lines.place(span(start, end))

    for problem in document.problems:
        args = problem.args
        if "line" in args:
            line, _ = cell.lines.spot(spot(int(args["line"]), 1))
            args = args | {"line": str(line)}
        related = tuple(map(place, problem.related))
        problems.append(replace(problem, place=place(problem.place), args=args, related=related))
    if document.value is None or document.marks is None:
        return None
    return document.value, moved(document.marks)
