"""`gap`, and what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redlines import verdicts
from redlines.api.about import About, about
from redlines.api.asked import assumption_of, case_of, different_parties, issues_of
from redlines.assumption import NOTHING, Assumption
from redlines.engine import gaps

if TYPE_CHECKING:
    from redlines.api.asked import Asked, Issues, Parties


@dataclass(frozen=True, repr=False)
class GapReport(About, verdicts.GapReport):
    """The verdicts on all issues asked for, for some parties under one assumption.

    Its day is None only for an undated case; `later` counts what these parties said after it.
    """


def gap(
    case: Asked,
    parties: Parties,
    assumption: Assumption = NOTHING,
    *,
    issues: Issues | None = None,
) -> GapReport:
    """The verdicts for two or more parties on all issues of a case, or on those named.

    The day is the case's unless the assumption names another. Parties and issues are named as on
    the command line, issues also by their section. Raises NotDoneError for what the case lacks.
    """
    own = case_of(case)
    report = gaps.gap(
        own,
        different_parties(own, parties),
        assumption_of(own, assumption),
        issues=issues_of(own, issues),
    )
    return about(report, GapReport, own)
