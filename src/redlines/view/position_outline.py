"""A comparison of positions as the lists that every format shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redlines.case import Case
from redlines.plan_findings import ClaimChange, ClaimChangeKind, PositionDiff
from redlines.view.plan_outline import names
from redlines.view.plan_wording import claim_change_cited, claim_change_text
from redlines.view.plan_words import CLAIM_WORDS


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What became of red lines of one statement, in areas that say the same."""

    party: str
    cited: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """Pairs of parties whose verdict changed alike, on issues or areas."""

    where: str
    pairs: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PositionOutline:
    """A comparison of positions: changes by kind, then the verdicts they change."""

    changes: tuple[tuple[ClaimChangeKind, tuple[ClaimRow, ...]], ...]
    verdicts: tuple[VerdictRow, ...]


def position_outline(diff: PositionDiff, case: Case) -> PositionOutline:
    """The outline of a comparison of positions."""
    changes = [
        (kind, _claim_rows([change for change in diff.changes if change.kind is kind], case))
        for kind in CLAIM_WORDS
    ]
    verdicts: dict[tuple[str, str, str, str], list[str]] = {}
    for change in diff.verdicts:
        key = (change.issue.heading, " and ".join(change.parties), change.before, change.after)
        verdicts.setdefault(key, []).append(change.issue.id)
    pairs: dict[tuple[str, str, str], list[str]] = {}
    for (_, pair, before, after), issues in verdicts.items():
        pairs.setdefault((names(issues, case), before, after), []).append(pair)
    return PositionOutline(
        tuple((kind, rows) for kind, rows in changes if rows),
        tuple(VerdictRow(w, tuple(found), b, a) for (w, b, a), found in pairs.items()),
    )


def _claim_rows(changes: Sequence[ClaimChange], case: Case) -> tuple[ClaimRow, ...]:
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for change in changes:
        heading = change.issue.heading if change.issue else ""
        cited = claim_change_cited(change, case)
        key = (change.party, cited, heading, claim_change_text(change))
        found.setdefault(key, []).extend([change.issue.id] if change.issue else [])
    return tuple(
        ClaimRow(party, cited, names(issues, case), text)
        for (party, cited, _, text), issues in found.items()
    )
