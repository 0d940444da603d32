"""`sweep`, in parts that anything can work through, and what is found of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Literal

from redlines.api.asked import between, case_of
from redlines.assumption import Assumption, basis_of, day_of
from redlines.case import Basis
from redlines.engine import worlds as engine
from redlines.engine.tally import Tally as Tally
from redlines.engine.worlds import Worlds
from redlines.failure import NotDoneError
from redlines.worlds import IssueWords, SweepPart

if TYPE_CHECKING:
    from redlines.api.asked import AnyCase, Issues, Parties

Days = Literal["all"] | Iterable[date | str]
Bindings = Literal["all"] | Iterable[Basis | str | None]
# Of more disputed statements than these nobody reads every world.
MOST_DISPUTED = 12


def every_world(disputed: int) -> Sequence[int]:
    """All worlds of so many disputed statements; raises NotDoneError for more than twelve."""
    if disputed > MOST_DISPUTED:
        raise NotDoneError(
            f"{disputed} disputed statements make {2**disputed:,} worlds, more than are all asked "
            f"for: those of {MOST_DISPUTED}",
            code="too-many-worlds",
            advice="`--worlds N --seed S` draws some of them; fewer issues or parties have fewer",
        )
    return range(1 << disputed)


def sweep(
    case: AnyCase,
    parties: Parties | None = None,
    *,
    issues: Issues | None = None,
    days: Days | None = None,
    bindings: Bindings | None = None,
    worlds: Worlds | None = None,
) -> Iterator[SweepPart]:
    """The parts of a sweep of one case: on some days, at some bases, in some worlds.

    All parties are asked by default, the case's day, every red line, and the verdicts as they are
    on record. The days `all` are those on which a claim of these parties begins or ends, up to the
    case's day; the bindings `all` are each basis, and none. `worlds` tells which are asked for, by
    the number of disputed statements in force: `every_world`, or whatever draws some. Parties and
    issues are named as for `gap`, which raises the same.
    """
    own = case_of(case)
    asked = tuple(own.parties) if parties is None else parties
    named, chosen = between(own, asked, issues, command="sweep")
    about = chosen or tuple(own.issues)
    if days == "all":
        on = engine.days(own, named, about, own.as_of)
    else:
        given = [day_of(day) for day in days or ()]
        on = tuple(sorted({day for day in given if day})) or (own.as_of,)
    if bindings == "all":
        at: tuple[Basis | None, ...] = (*Basis, None)
    else:
        at = tuple(dict.fromkeys(map(basis_of, bindings or (None,))))
    assumed = (Assumption(day, basis) for day, basis in product(on, at))
    return engine.parts(own, named, assumed, about, worlds)


def swept(part: SweepPart) -> tuple[IssueWords, ...]:
    """What is found of one part of a sweep; `part.rows` makes the rows of it.

    It can be asked in any order and anywhere: of other processes, or on other machines.
    """
    return engine.part_words(part)
