"""What a party's claims on an issue come to from day to day, and how dense its record is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from redlines.assumption import Assumption
from redlines.case import Case, Claim
from redlines.engine.positions import positions
from redlines.verdicts import Position

# On the first of all days nothing has begun but what is always in force.
ALWAYS = date.min
_A_DAY = timedelta(days=1)


def states(case: Case, issue: str, party: str, assumption: Assumption) -> Mapping[date, Position]:
    """The sets of a party on an issue on each day on which they may be others than before.

    The days go from `ALWAYS` to that of the assumption; on an undated case every claim counts from
    the beginning.
    """
    last = assumption.day
    days = (ALWAYS, *sorted(turning_days(case, issue, party, last)))
    on = ((day, replace(assumption, day=last and day)) for day in days)
    return {day: positions(case, issue, (party,), own)[0] for day, own in on}


def turning_days(case: Case, issue: str, party: str, last: date | None) -> set[date]:
    """The days up to the last on which a claim of a party on an issue begins or ends."""
    claims = case.claims.get((issue, party), ())
    return {day for own in claims for day in _ends(own) if last and day <= last}


def _ends(claim: Claim) -> Iterator[date]:
    """The days on which a claim comes into force and goes out of it."""
    yield from (day for day in (claim.statement.said.day, claim.until) if day)


def dense(case: Case, issue: str, party: str, day: date) -> bool:
    """Whether the record of a party on an issue is dense on a day and on the day before."""
    periods = case.parties[party].dense_about(issue)
    return periods is None or all(
        any(own.from_ <= on and (own.until is None or on <= own.until) for own in periods)
        for on in (day - _A_DAY, day)
    )
