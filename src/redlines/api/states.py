"""`position_diff`: what changed between two states of the positions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redlines import moves
from redlines.api.about import About, Origin, about
from redlines.api.asked import assumption_of, case_of, issues_of, parties_of
from redlines.assumption import NOTHING, Assumption
from redlines.case import Case
from redlines.engine import positions_diff
from redlines.engine.case_changes import both
from redlines.failure import NotDoneError

if TYPE_CHECKING:
    from redlines.api.asked import AnyCase, Issues, Parties


@dataclass(frozen=True, repr=False)
class PositionDiff(About, moves.PositionDiff):
    """What changed between two states of the positions, and what that does, on one day.

    `both` is the later state with the parties and issues that only the earlier has: the case by
    whose names all of it is told. `parties` are those asked for, else those of the later state.
    """

    parties: tuple[str, ...] = field(kw_only=True)
    origins: tuple[Origin, Origin] = field(kw_only=True, compare=False)


def position_diff(
    before: AnyCase,
    after: AnyCase,
    assumption: Assumption = NOTHING,
    *,
    parties: Parties | None = None,
    issues: Issues | None = None,
) -> PositionDiff:
    """What changed between two states of the positions, and what it does to parties and pairs.

    Judged on one day: the later of both states' unless the assumption names one; what it lifts and
    sets is so in both, and a basis it cannot hold. Claims are matched by statement, verb, issue and
    party, outcomes by name; parties and issues are those of either state. Raises NotDoneError for
    what both lack.
    """
    old, new = case_of(before), case_of(after)
    if assumption.binding is not None:
        raise NotDoneError("a basis has no meaning between two states of the positions")
    named = both(old, new)
    chosen = None if parties is None else parties_of(named, parties)
    found = positions_diff.position_diff(
        old,
        new,
        assumption_of(named, assumption),
        parties=chosen,
        issues=issues_of(named, issues),
    )
    origins = _origin(old), _origin(new)
    return about(found, PositionDiff, new, parties=chosen or tuple(new.parties), origins=origins)


def _origin(case: Case) -> Origin:
    """The file of a case, as its things are placed in it."""
    places = (party.place for party in case.parties.values())
    return Origin.of(next(places, None), case.title)
