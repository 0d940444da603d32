"""The statements that a report leaves out since they are dated after its day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from redlines.case import Case
from redlines.verdicts import Later


def later(
    case: Case,
    day: date | None,
    *,
    parties: Collection[str] | None = None,
    issues: Collection[str] | None = None,
    by: str | None = None,
) -> Later:
    """The statements dated after a day, of all parties, issues and speakers or of those named."""
    days = [
        statement.said.day
        for statement in case.statements.values()
        if day and statement.said.day and statement.said.day > day
        if parties is None or any(party in parties for party in statement.parties)
        if by in (None, statement.by)
        if issues is None or any(issue in issues for _, issue, _ in statement.terms)
    ]
    return Later(len(days), max(days, default=None))
