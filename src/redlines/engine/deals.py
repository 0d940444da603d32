"""Packages: one outcome for every issue, and what red lines leave of them."""

from __future__ import annotations

from collections.abc import Sequence

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Plan
from redlines.deals import DealReport

EFFORT = 100_000


def deal(
    case: Case,
    parties: Sequence[str] | None = None,
    assumption: Assumption = NOTHING,
    *,
    given: Plan | None = None,
    issues: Sequence[str] | None = None,
    effort: int = EFFORT,
) -> DealReport:
    """What red lines of some parties, all by default, leave over all issues, beside a plan if any.

    The day is the case's, with a plan the later of the two, unless the assumption names one.
    `issues` chooses what is reported, never what is true; `effort` bounds the work for each linked
    part of the case. Raises ValueError for fewer than two parties and KeyError for a party or an
    issue that the case does not have.
    """
    raise NotImplementedError
