"""Findings that somebody accepted: marked, never left out, and the entries that no longer fit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from redlines.findings import FINDINGS
from redlines.plan_findings import Finding, Ignore


def accepted(
    findings: Iterable[Finding],
    ignores: Sequence[Ignore],
    *,
    day: date | None,
    analysis: str,
    plan: str | None,
    parties: Collection[str],
    whole: bool,
) -> tuple[Finding, ...]:
    """The findings with those marked that an entry accepts, then a finding for each odd entry.

    An entry counts until the day before its `until`; from that day on it is expired and accepts
    nothing. Odd are the expired and the unused entries for this `analysis` (what its ids begin
    with), `plan` and `parties`; others belong to other runs. Nothing is unused where the run did
    not look at the `whole` of the plan.
    """
    found = tuple(findings)
    standing = [entry for entry in ignores if not _expired(entry, day)]
    marked = tuple(_marked(finding, standing) for finding in found)
    odd = [
        _odd("ignore-expired" if _expired(entry, day) else "ignore-unused", entry)
        for entry in ignores
        if entry.id.startswith(f"{analysis}-")
        and entry.plan in (None, plan)
        and entry.party in (None, *parties)
        and (_expired(entry, day) or (whole and not any(_accepts(entry, own) for own in found)))
    ]
    return (*marked, *odd)


def _expired(entry: Ignore, day: date | None) -> bool:
    return entry.until is not None and day is not None and entry.until <= day


def _marked(finding: Finding, entries: Iterable[Ignore]) -> Finding:
    """The finding with the reason of the first entry that accepts it."""
    reason = next((entry.reason for entry in entries if _accepts(entry, finding)), None)
    return finding if reason is None else replace(finding, ignored=reason)


def _accepts(entry: Ignore, finding: Finding) -> bool:
    """Whether a finding is all that an entry names."""
    return entry.id == finding.id and all(
        named in (None, own)
        for named, own in (
            (entry.plan, finding.plan),
            (entry.point, finding.point),
            (entry.party, finding.party),
        )
    )


def _odd(id_: str, entry: Ignore) -> Finding:
    return Finding(
        id=id_,
        level=FINDINGS[id_],
        about=entry,
        party=entry.party,
        issue=None,
        plan=entry.plan,
        point=entry.point,
        place=entry.place,
    )
