"""Findings that somebody accepted: marked, never left out, and the entries that no longer fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from redlines.case import Case, Plan
from redlines.catalogue import RULES
from redlines.findings import Finding, Ignore, PlanChange, Unproven
from redlines.moves import LostSource
from redlines.problems import Problem
from redlines.verdicts import Scope


def accepted(
    findings: Iterable[Finding], ignores: Sequence[Ignore], scope: Scope
) -> tuple[Finding, ...]:
    """The findings with those marked that an entry accepts, then a finding for each odd entry.

    An entry accepts only what it names, and counts until the day before its `until`; from that day
    on it is expired and accepts nothing. Odd are the expired and the unused entries within the
    scope of the run; nothing is unused where the run did not look at the whole of it.
    """
    found = tuple(findings)
    standing = [entry for entry in ignores if not _expired(entry, scope.day)]
    marked = tuple(_marked(finding, standing) for finding in found)
    odd = []
    for entry in ignores:
        if not _within(entry, scope):
            continue
        if _expired(entry, scope.day):
            odd.append(_odd("ignore-expired", entry))
        elif scope.whole and not any(_accepts(entry, own) for own in found):
            odd.append(_odd("ignore-unused", entry))
    return (*marked, *odd)


def without_issue(ignores: Iterable[Ignore], plan: Plan, case: Case) -> tuple[Ignore, ...]:
    """The entries for a point of a plan that settles several issues, but for which one is not said.

    Whoever accepted one of them has not looked at the others.
    """
    several = {
        point.id
        for point in plan.points
        if len({case.issues[issue].heading for issue, _ in point.terms}) > 1
    }
    return tuple(
        entry
        for entry in ignores
        if entry.plan == plan.id and entry.point in several and entry.issue is None
    )


def _within(entry: Ignore, scope: Scope) -> bool:
    """Whether an entry is about what a run looked at."""
    analysis = entry.id.partition("-")[0] if entry.id in RULES else "validate"
    asked = set(scope.parties)
    # A verdict is of all parties together, and so is what red lines leave of packages.
    whole = entry.id.startswith(("gap-", "deal-"))
    return (
        analysis == scope.analysis
        and entry.plan in (None, scope.plan)
        and entry.party in (None, *asked)
        and (set(entry.parties) == asked if whole else set(entry.parties) <= asked)
    )


def _expired(entry: Ignore, day: date | None) -> bool:
    return entry.until is not None and day is not None and entry.until <= day


def _marked(finding: Finding, entries: Iterable[Ignore]) -> Finding:
    """The finding with the reason of the first entry that accepts it."""
    reason = next((entry.reason for entry in entries if _accepts(entry, finding)), None)
    return finding if reason is None else replace(finding, ignored=reason)


def _accepts(entry: Ignore, finding: Finding) -> bool:
    """Whether a finding is what an entry names; the reader sees that it names enough."""
    return (
        entry.id == finding.id
        and entry.plan == finding.plan
        and entry.party in (None, finding.party)
        and entry.point in (None, finding.point)
        and entry.issue in (None, finding.issue, _heading(finding))
        and (not entry.parties or set(entry.parties) == set(finding.parties))
        and (not entry.statements or set(entry.statements) == set(finding.statements))
    )


def _heading(finding: Finding) -> str | None:
    """The issue over areas that a finding is about a part of."""
    about = finding.about
    unplaced = Problem | Ignore | PlanChange | LostSource | Unproven
    issue = None if isinstance(about, unplaced) else about.issue
    return issue.heading if issue else None


def _odd(id_: str, entry: Ignore) -> Finding:
    return Finding(
        id_,
        RULES[id_].level,
        about=entry,
        party=entry.party,
        issue=entry.issue,
        plan=entry.plan,
        point=entry.point,
        parties=entry.parties,
        place=entry.place,
    )
