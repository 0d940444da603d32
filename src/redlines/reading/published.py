"""A table as people publish it, as rows of claims: columns by other names, wide or long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from redlines.case import fold
from redlines.failure import NotDoneError
from redlines.problems import Problem
from redlines.reading.cells import Cell, Table
from redlines.reading.notes import near
from redlines.reading.tables import COLUMNS, Row, columns

# What such a table may have besides: a position by its name, and longer names.
PUBLISHED = ("position", "party_title", "issue_title")
KEYS = (*COLUMNS, *PUBLISHED)
WIDE = ("party", "issue")
# What may mean in a column of positions that there is none, or may be a position.
_MAYBE_MISSING = frozenset(
    map(
        fold,
        (
            *("na", "n/a", "n.a.", "n. a.", "#n/a", "nan", "null", "none", "nil", "missing"),
            *("not available", "not applicable", "no answer", "no data", "no position", "unknown"),
            *("-", "--", "–", "—", ".", "..", "…", "?"),
            # What a spreadsheet writes where it could not calculate.
            *("#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!"),
        ),
    )
)
# So many columns are named where one is asked for that is not there.
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Layout:
    """What a call says of a table: which columns are meant, what stands in none, and the outcomes.

    The header stands in the row `header`. `columns` are headers by the columns of the format that
    they stand for, `fixed` what holds for every row, `skip` the headers that are left out. `levels`
    are the positions on every issue from one pole to the other, each as it is written and as it is
    called; `numbers` the ends and the step of every issue; `missing` what is written where there is
    no position. With `wide` each column that is not named is a party, or an issue, and its cells
    are positions.
    """

    title: str = ""
    as_of: str = ""
    header: int = 1
    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    levels: tuple[tuple[str, str], ...] = ()
    numbers: tuple[str, str, str] | None = None
    missing: tuple[str, ...] = ()
    wide: str = ""

    @property
    def of_row(self) -> tuple[str, ...]:
        """What each row has to say; of a wide table a header says the other."""
        return tuple(key for key in WIDE if key != self.wide)


@dataclass(slots=True)
class Published:
    """The rows of a table, with the problems of its columns and positions.

    `silent` counts the positions that are none, by what is written there. Where not all columns are
    `understood` there are no rows; `positions` says that they hold positions, and not claims.
    `places` are the places of columns in a row.
    """

    layout: Layout
    problems: list[Problem]
    silent: dict[str, int] = field(default_factory=dict)
    understood: bool = False
    positions: bool = False
    places: dict[str, int] = field(default_factory=dict)

    def rows(self, table: Table) -> Iterator[tuple[Row, tuple[Cell, ...]]]:
        """The cells of each row by column, of a wide table of each of its positions.

        A row of a table of positions that has none there says only who is silent.
        """
        places, spread = self._columns(table)
        if not self.understood:
            return
        self.places = places
        for row in table.rows:
            own = {name: row[at] for name, at in places.items() if row[at].text.strip()}
            own.pop("position", None)
            for name, text in self.layout.fixed.items():
                own[name] = row[0]._replace(text=text, end=row[0].start)
            if self.layout.wide and any(key not in own for key in self.layout.of_row):
                yield own, row
            elif self.layout.wide:
                for at in spread:
                    whose = {self.layout.wide: table.header[at]}
                    yield own | whose | self._position(row[at]), (row[at],)
            elif "position" in places:
                yield own | self._position(row[places["position"]]), row
            else:
                yield own, row

    def _position(self, cell: Cell) -> Row:
        """A cell as a position, if it is one; noted where nobody can tell."""
        word = cell.text.strip()
        if not word or word in self.layout.missing:
            self.silent[word] = self.silent.get(word, 0) + 1
            return {}
        if fold(word) in _MAYBE_MISSING and word not in dict(self.layout.levels):
            args = {"key": "position", "found": word, "slip": "maybe-missing"}
            self.problems.append(Problem("empty-value", cell.place, args))
            return {}
        return {"position": cell}

    def _columns(self, table: Table) -> tuple[dict[str, int], list[int]]:
        """The places of the columns by what they stand for, and of those that are spread out."""
        layout, names = self.layout, [cell.text.strip() for cell in table.header]
        folded = {fold(name): at for at, name in reversed([*enumerate(names)])}
        for name in (*layout.columns.values(), *layout.skip):
            if fold(name) not in folded:
                raise NotDoneError(
                    f"the table has no column `{name}`",
                    suggestions=near(name, names),
                    names=names,
                    advice=f"its first row has {', '.join(names[:_MOST_TOLD])}"
                    + (f" and {len(names) - _MOST_TOLD} more" if names[_MOST_TOLD:] else ""),
                )
        meant = {folded[fold(name)]: key for key, name in layout.columns.items()}
        left = {folded[fold(name)] for name in layout.skip}
        spread: list[int] = []
        kept: dict[int, Cell] = {}
        for at, cell in enumerate(table.header):
            if at in meant:
                kept[at] = cell._replace(text=meant[at])
            elif at not in left and layout.wide and fold(cell.text) not in KEYS:
                spread.append(at)
            elif at not in left:
                kept[at] = cell
        if twice := [*self._unclear(table.header, left)]:
            self.problems += twice
            return {}, []
        of, first = "a table to import", table.header[0]
        known = {fold(cell.text) for cell in kept.values()} | {*layout.fixed, layout.wide}
        claims = ("verb", "region") if "region" in known else ("position",)
        needed = (*WIDE, *(() if layout.wide else claims))
        missing = tuple(key for key in needed if key not in (*layout.fixed, layout.wide))
        # Of a region and a position in one row one would be lost.
        keys = tuple(key for key in KEYS if key != "position" or "region" not in known)
        found, problems = columns(tuple(kept.values()), keys, missing, of, first)
        self.problems += map(_to_import, problems)
        self.understood = not problems
        self.positions = bool(layout.wide) or "position" in (*found, *layout.fixed)
        return {name: list(kept)[at] for name, at in found.items()}, spread

    @staticmethod
    def _unclear(header: tuple[Cell, ...], left: set[int]) -> Iterator[Problem]:
        """Each column that is not left out and has no name, or that of an earlier one."""
        earlier: dict[str, Cell] = {}
        for at, cell in enumerate(header):
            name = fold(cell.text)
            if not name and at not in left:
                args = {"slip": "no-column-name", "number": str(at + 1)}
                yield Problem("bad-table", cell.place, args)
            elif name in earlier:
                args = {"key": cell.text.strip(), "slip": "column-twice"}
                related = (earlier[name].place,)
                yield Problem("duplicate-key", cell.place, args, related=related)
            elif name:
                earlier[name] = cell


def _to_import(problem: Problem) -> Problem:
    """A problem of a column with what can be said of it in a call."""
    slip = problem.args.get("slip", "")
    if slip not in ("column", "no-column"):
        return problem
    return replace(problem, args=problem.args | {"slip": f"{slip}-meant"}, suggestions=())
