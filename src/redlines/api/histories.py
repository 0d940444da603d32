"""`timeline`, and what it reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from redlines import history as nouns
from redlines.api.about import found_in
from redlines.api.asked import assumption_of, between, case_of
from redlines.assumption import NOTHING, Assumption, day_of
from redlines.case import Case
from redlines.engine import history
from redlines.failure import NotDoneError

if TYPE_CHECKING:
    from redlines.api.asked import AnyCase, Issues, Parties
    from redlines.findings import Finding


@dataclass(frozen=True, repr=False)
class Timeline(nouns.Timeline):
    """The verdicts for some parties over time under one assumption, up to its day.

    `since` leaves out what was over by that day: turns are those after it. `later` counts what
    these parties said after the day of the assumption.
    """

    case: Case = field(kw_only=True, repr=False, compare=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Always empty: that a verdict moved is nothing that a gate could fail on."""
        return ()


def timeline(
    case: AnyCase,
    parties: Parties,
    assumption: Assumption = NOTHING,
    *,
    issues: Issues | None = None,
    since: date | str | None = None,
) -> Timeline:
    """The verdicts for two or more parties from the beginning to a day, and what turned them.

    The day is the case's unless the assumption names another; `since` leaves out what was over by
    that day. Parties and issues are named as for `gap`, which raises the same.
    """
    own, first = case_of(case), day_of(since)
    named, chosen = between(own, parties, issues, command="timeline")
    assumed = assumption_of(own, assumption).on(own.as_of)
    if first and assumed.day and first >= assumed.day:
        raise NotDoneError(
            f"nothing changes after {first} on a line that ends on {assumed.day}",
            code="bad-date",
            advice="`--since` has to lie before `--as-of`",
        )
    report = history.timeline(own, named, assumed, issues=chosen, since=first)
    return Timeline(**found_in(report), case=own)
