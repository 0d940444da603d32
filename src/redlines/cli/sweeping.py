"""The work of a sweep: its cases opened, its worlds drawn, its rows written as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Literal

from redlines.cli import options
from redlines.cli.asked import asked_of
from redlines.cli.continued import Continued
from redlines.cli.delivery import Delivery, Format
from redlines.cli.opened import open_case
from redlines.cli.streams import tell, write_stdout
from redlines.cli.waiting import Waiting
from redlines.cli.workers import Working
from redlines.failure import NotDoneError, together
from redlines.reading.locate import BUNDLED
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case, InputFile, Sweep, SweepPart, SweepRow
    from redlines.api.sweeps import Tally
    from redlines.view.json_sweep import SweepOptions

ALL: Literal["all"] = "all"
# So many rows are written at once.
_ROWS = 2048
_Several = Literal["all"] | tuple[str, ...] | None


# Over what


@dataclass(frozen=True)
class Over:
    """On which days, at which bases and in which worlds; None where it is left open."""

    days: _Several
    bindings: _Several
    worlds: Literal["all"] | int | None
    seed: int

    def drawn(self) -> Callable[[int], Sequence[int]] | None:
        """Which worlds are asked for, by the number of disputed statements."""
        from redlines import every_world

        match self.worlds:
            case None:
                return None
            case int(number):
                return lambda disputed: _drawn(disputed, number, self.seed)
            case _:
                return every_world

    def options(
        self, cases: Iterable[str], party: Iterable[str] | None, asking: options.Asking
    ) -> SweepOptions:
        """What was asked, as JSON says it."""
        from redlines.view.json_sweep import SweepOptions

        return SweepOptions(
            cases=tuple(cases),
            parties=tuple(party) if party else None,
            groups=tuple(asking.group) if asking.group else None,
            issues=tuple(asking.issue) if asking.issue else None,
            days=self.days,
            bindings=self.bindings,
            worlds=self.worlds,
            seed=self.seed if isinstance(self.worlds, int) else None,
        )


def over_of(days: str | None, bindings: str | None, worlds: str | None, seed: int | None) -> Over:
    """What the options ask for; raises NotDoneError for what is none."""
    number = worlds if worlds is None or worlds == ALL else _number(worlds)
    if seed is not None and not isinstance(number, int):
        raise NotDoneError(
            "--seed draws worlds, and there are none to draw", advice="give `--worlds N` with it"
        )
    return Over(
        _several(days, partial(options.day_of, option="--days")),
        _several(bindings, partial(options.basis_of, option="--bindings")),
        ALL if number == ALL else number,
        seed or 0,
    )


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise NotDoneError(
        f"--worlds `{visible(text)}` is no number from 1, and not `{ALL}`", code="unknown-word"
    )


def _several(text: str | None, meaning: Callable[[str], object]) -> _Several:
    """The words between commas, each of which has to mean something."""
    if text is None or text == ALL:
        return ALL if text else None
    words = [partial(meaning, word.strip()) for word in text.split(",")]
    return tuple(dict.fromkeys(map(str, together(*words))))


def _drawn(disputed: int, number: int, seed: int) -> Sequence[int]:
    """So many different worlds, in order, or all where there are no more.

    On every day with as many disputed statements they are the same.
    """
    if number >= 1 << disputed:
        return range(1 << disputed)
    chance = Random(seed)  # noqa: S311 - a draw that anybody can repeat
    found: set[int] = set()
    while len(found) < number:
        found.add(chance.getrandbits(disputed))
    return sorted(found)


# The cases


@dataclass(frozen=True)
class OpenedCase:
    """A case as it was named, the parts of its sweep, and what has been counted of it."""

    name: str
    case: Case
    files: tuple[InputFile, ...]
    parts: tuple[SweepPart, ...]
    tally: Tally


def open_cases(
    names: Iterable[str],
    party: Sequence[str],
    asking: options.Asking,
    over: Over,
    to: Delivery[Format],
) -> tuple[OpenedCase, ...]:
    """The cases that are named; raises NotDoneError where one cannot be asked so."""
    from redlines import sweep
    from redlines.api.sweeps import Tally

    found: dict[str, OpenedCase] = {}
    for name in names:
        if name in found:
            raise NotDoneError(f"`{visible(name)}` is named twice", code="same-case")
        case, files = open_case(name, to, plans=False)
        asked = asked_of(case, asking, party, between="sweep")
        parts = sweep(
            case,
            asked.parties,
            issues=asked.issues,
            days=over.days,
            bindings=over.bindings,
            worlds=over.drawn(),
        )
        found[name] = OpenedCase(name, case, _named(name, files), tuple(parts), Tally())
    return tuple(found.values())


def _named(name: str, files: Iterable[InputFile]) -> tuple[InputFile, ...]:
    """The files by paths that differ where several cases are read."""
    folder = Path(name) if Path(name).is_dir() else Path(name).parent
    return tuple(
        file
        if file.path.startswith(BUNDLED)
        else replace(file, path=(folder / file.path).as_posix())
        for file in files
    )


def found_of(cases: Iterable[OpenedCase]) -> tuple[Sweep, ...]:
    """What was counted of each case."""
    from redlines import Sweep

    return tuple(
        Sweep(own.name, own.case, own.parts[0].parties, own.tally.counts()) for own in cases
    )


# The rows


def work_through(
    cases: Iterable[OpenedCase],
    working: Working[Any, Any],
    table: Continued | None,
    to: Delivery[Format],
    waiting: Waiting,
) -> None:
    """Does the work that is left, and writes the rows where they are asked for, in their order."""
    from redlines import swept
    from redlines.view.csv import sweep_header

    rows = _Rows(table, to_stdout=to.format is Format.CSV)
    rows.put([sweep_header()])
    left = [(own, part) for own in cases for part in own.parts]
    total = sum(len(part) for _, part in left)
    while left and (lines := rows.kept_of(len(left[0][1]))):
        own, part = left.pop(0)
        _write(own, part, _as_kept(part, lines), rows)
    if rows.kept > 1 and not to.quiet:
        tell(f"redlines: going on after {rows.kept - 1:,} of {total:,} rows")
    found = working(swept, [part for _, part in left])
    for (own, part), words in zip(left, waiting.through(found, len(left)), strict=True):
        _write(own, part, part.rows(words), rows)
    rows.end()


def _write(own: OpenedCase, part: SweepPart, rows: Iterable[SweepRow], to: _Rows) -> None:
    """Counts the rows of a part and writes them, a few at once."""
    from redlines.view.csv import sweep_lines

    counted = own.tally.counted(part, rows)
    while some := list(islice(counted, _ROWS)):
        to.put(sweep_lines(own.name, some))


def _as_kept(part: SweepPart, lines: Sequence[str]) -> Iterator[SweepRow]:
    """The rows of a part with the verdicts that its lines end with."""
    from redlines import IssueWords, Verdict

    unread = IssueWords(0, {0: (Verdict.UNSTATED, Verdict.UNSTATED)})
    known = {str(verdict): verdict for verdict in Verdict}
    for row, line in zip(part.rows([unread] * len(part.issues)), lines, strict=True):
        words = [known.get(word, Verdict.UNSTATED) for word in line.rstrip().split(",")[-2:]]
        yield replace(row, verdict=words[0], at_best=words[-1])


class _Rows:
    """Where lines go: to stdout, to a table, to both or to neither.

    Lines that a table has already have to be the same.
    """

    def __init__(self, table: Continued | None, *, to_stdout: bool) -> None:
        self._table = table
        self._to_stdout = to_stdout
        self._kept = table.kept() if table else iter(())
        self._read: list[str] = []
        self.number = 0

    @property
    def kept(self) -> int:
        """How many lines of the table were read so far."""
        return self.number + len(self._read)

    def kept_of(self, number: int) -> Sequence[str]:
        """The next lines that the table has already, where these are so many."""
        self._read += islice(self._kept, max(number - len(self._read), 0))
        return tuple(self._read[:number]) if len(self._read) >= number else ()

    def put(self, lines: Sequence[str]) -> None:
        """Writes lines; raises NotDoneError where the table has others in their place."""
        if self._to_stdout:
            write_stdout("".join(lines))
        if self._table is None:
            return
        self.kept_of(len(lines))
        kept, self._read = self._read[: len(lines)], self._read[len(lines) :]
        for mine, theirs in zip(lines, kept, strict=False):
            self.number += 1
            if mine != theirs:
                raise self._table.alien(self.number)
        if new := lines[len(kept) :]:
            self._table.write("".join(new))

    def end(self) -> None:
        """Raises NotDoneError where the table has more lines than there are."""
        if self._table and (self._read or self.kept_of(1)):
            raise self._table.alien(self.number + 1)
