"""`gap`, and what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from redlines import verdicts
from redlines.api.about import About, about
from redlines.api.asked import assumption_of, between, case_of, issues_of, parties_of
from redlines.assumption import NOTHING, Assumption, day_of
from redlines.engine import gaps
from redlines.engine import later as engine

if TYPE_CHECKING:
    from redlines.api.asked import AnyCase, Issues, Parties


@dataclass(frozen=True, repr=False)
class GapReport(About, verdicts.GapReport):
    """The verdicts on all issues asked for, for some parties under one assumption.

    Its day is None only for an undated case; `later` counts what these parties said after it.
    `fragile` is what the verdicts rest on, None where that was not asked.
    """


def gap(
    case: AnyCase,
    parties: Parties,
    assumption: Assumption = NOTHING,
    *,
    issues: Issues | None = None,
    fragile: bool = False,
) -> GapReport:
    """The verdicts for two or more parties on all issues of a case, or on those named.

    With `fragile` also what they rest on, and what that is not known could turn them. The day is
    the case's unless the assumption names another. Parties and issues are named as on the command
    line, issues also by their section. Raises NotDoneError for what the case lacks.
    """
    own = case_of(case)
    named, chosen = between(own, parties, issues, command="gap")
    report = gaps.gap(own, named, assumption_of(own, assumption), issues=chosen)
    if fragile:
        from redlines.engine.fragile import fragility

        return about(report, GapReport, own, fragile=fragility(report, own))
    return about(report, GapReport, own)


def later(
    case: AnyCase,
    day: date | str | None,
    *,
    parties: Parties | None = None,
    issues: Issues | None = None,
    by: str | None = None,
) -> verdicts.Later:
    """The statements dated after a day, of all parties and on all issues or on those named.

    `by` is a speaker, written as in the case.
    """
    own = case_of(case)
    return engine.later(
        own,
        day_of(day),
        parties=None if parties is None else parties_of(own, parties),
        issues=issues_of(own, issues),
        by=by,
    )
