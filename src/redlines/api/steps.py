"""What a party has given and hardened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redlines.api.asked import assumption_of, case_of, issues_of, parties_of
from redlines.assumption import NOTHING, Assumption
from redlines.engine import steps
from redlines.failure import NotDoneError, besides
from redlines.moves import PartyHistory

if TYPE_CHECKING:
    from redlines.api.asked import AnyCase, Issues
    from redlines.case import Party


def party_history(
    case: AnyCase,
    party: str | Party,
    assumption: Assumption = NOTHING,
    *,
    issues: Issues | None = None,
) -> PartyHistory:
    """What a party has said on all issues of a case, or on those named, and how it moved.

    The day is the case's unless the assumption names another. Raises NotDoneError for what the case
    lacks, and where something is lifted or set: a history is of what was said.
    """
    own = case_of(case)
    with besides(lambda: issues_of(own, issues)):
        (named,) = parties_of(own, party)
    if assumption.what_if:
        raise NotDoneError("a history is of what was said: nothing can be lifted or set in it")
    return steps.party_history(
        own, named, assumption_of(own, assumption), issues=issues_of(own, issues)
    )
