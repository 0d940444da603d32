"""`deal`, and what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redlines import deals as nouns
from redlines.api.about import About, about
from redlines.api.asked import (
    assumption_of,
    case_of,
    different_parties,
    draft_of,
    issues_of,
    parties_of,
)
from redlines.assumption import NOTHING, Assumption
from redlines.case import Case
from redlines.engine import deals

if TYPE_CHECKING:
    from redlines.api.asked import AnyCase, Draft, Issues, Parties


@dataclass(frozen=True, repr=False)
class DealReport(About, nouns.DealReport):
    """What the red lines of some parties leave of packages, and what each outcome would cross.

    With a plan also which of its points have another wording. `proven` says whether no list can
    be longer.
    """


def deal(
    case: AnyCase,
    parties: Parties | None = None,
    assumption: Assumption = NOTHING,
    *,
    given: Draft | None = None,
    issues: Issues | None = None,
    effort: int = deals.EFFORT,
    brief: bool = False,
) -> DealReport:
    """What red lines leave of packages for some parties, all of the case by default.

    `given` is a plan, by any of its names, or a file, or `REF:path`; beside one a single party may
    be asked for, else two or more. `issues` choose what is told and never what is true. `effort` is
    the work limit, in steps. `brief` leaves out what takes longest and no wording of a plan needs:
    landings, sets of moves, what rooms rest on, the package and trades. Parties and issues are
    named as for `gap`, which raises the same.
    """
    own = case_of(case)
    report = deals.deal(
        own,
        _parties(own, parties, alone=given is not None),
        assumption_of(own, assumption),
        given=None if given is None else draft_of(own, given)[0],
        issues=issues_of(own, issues),
        effort=effort,
        brief=brief,
    )
    return about(report, DealReport, own)


def _parties(case: Case, given: Parties | None, *, alone: bool) -> tuple[str, ...]:
    asked = tuple(case.parties) if given is None else given
    return parties_of(case, asked) if alone else different_parties(case, asked, command="deal")
