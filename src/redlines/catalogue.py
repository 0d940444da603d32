"""The catalogue of findings: everything that is fixed about an id, in one row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redlines.problems import Level


class Direction(StrEnum):
    """Which way a change goes, seen from one party's side."""

    BETTER = "better"
    WORSE = "worse"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Rule:
    """One kind of finding: its level, the way it goes for a party, and its sign.

    `direction` is None where nothing changes. `sign` has a twin in ASCII; it is always shown with
    a word, and empty where the direction has one.
    """

    level: Level
    direction: Direction | None = None
    sign: tuple[str, str] = ("", "")


# By id, which begins with the analysis that finds it. Ids are stable and never reused. The order
# of the rows of one analysis is from worst to best, with what is not on record at the end.
RULES: dict[str, Rule] = {
    "gap-insurmountable": Rule(Level.ERROR, sign=("✕", "X")),
    "gap-bridgeable": Rule(Level.INFO, sign=("○", "o")),
    "gap-overlap": Rule(Level.INFO, sign=("◐", "=")),
    "gap-agreed": Rule(Level.INFO, sign=("●", "@")),
    "gap-unstated": Rule(Level.WARN, sign=("?", "?")),
    "check-crosses": Rule(Level.ERROR, sign=("✕", "X")),
    "check-ambiguous": Rule(Level.WARN, sign=("≈", "~")),
    "check-falls-short": Rule(Level.INFO, sign=("↓", "v")),
    "check-unclaimed": Rule(Level.INFO, sign=("○", "o")),
    "check-within": Rule(Level.INFO, sign=("◐", "=")),
    "check-meets": Rule(Level.INFO, sign=("●", "@")),
    "check-unsettled": Rule(Level.WARN, sign=("–", "-")),
    "check-unstated": Rule(Level.WARN, sign=("?", "?")),
    "diff-newly-crosses": Rule(Level.ERROR, Direction.WORSE),
    "diff-crosses-firmer": Rule(Level.ERROR, Direction.WORSE),
    "diff-demand-lost": Rule(Level.INFO, Direction.WORSE),
    "diff-farther": Rule(Level.INFO, Direction.WORSE),
    "diff-may-cross": Rule(Level.WARN, Direction.UNKNOWN),
    "diff-need-no-longer-cross": Rule(Level.WARN, Direction.UNKNOWN),
    "diff-demand-open": Rule(Level.WARN, Direction.UNKNOWN),
    "diff-undecidable": Rule(Level.WARN, Direction.UNKNOWN),
    "diff-reworded": Rule(Level.WARN, Direction.UNKNOWN),
    "diff-wider": Rule(Level.INFO, Direction.UNKNOWN),
    "diff-narrower": Rule(Level.INFO, Direction.UNKNOWN),
    "diff-no-longer-declared": Rule(Level.INFO, Direction.UNKNOWN),
    "diff-now-declared": Rule(Level.INFO, Direction.UNKNOWN),
    "diff-no-longer-crosses": Rule(Level.INFO, Direction.BETTER),
    "diff-can-no-longer-cross": Rule(Level.INFO, Direction.BETTER),
    "diff-crosses-softer": Rule(Level.INFO, Direction.BETTER),
    "diff-demand-met": Rule(Level.INFO, Direction.BETTER),
    "diff-closer": Rule(Level.INFO, Direction.BETTER),
    "deal-stuck": Rule(Level.ERROR, sign=("✕", "X")),
    "deal-stuck-soft": Rule(Level.WARN, sign=("✕", "X")),
    "deal-repair": Rule(Level.WARN),
    "deal-not-proven": Rule(Level.WARN),
    "deal-opened": Rule(Level.INFO),
    "deal-left-open": Rule(Level.INFO),
    "plan-removed": Rule(Level.WARN),
    "plan-added": Rule(Level.INFO),
    "position-insurmountable": Rule(Level.ERROR),
    "position-refused": Rule(Level.WARN),
    "position-hardened": Rule(Level.WARN),
    "position-firmer": Rule(Level.WARN),
    "position-not-yet": Rule(Level.WARN),
    "position-source-removed": Rule(Level.WARN),
    "position-day": Rule(Level.INFO),
    "position-party": Rule(Level.INFO),
    "position-issue": Rule(Level.INFO),
    "position-released": Rule(Level.INFO),
    "position-softened": Rule(Level.INFO),
    "position-less-firm": Rule(Level.INFO),
    "position-demanded": Rule(Level.INFO),
    "position-declared": Rule(Level.INFO),
    "position-verdict": Rule(Level.INFO),
    "position-at-best": Rule(Level.INFO),
    "position-gap": Rule(Level.INFO),
    "position-claim": Rule(Level.INFO),
    "position-restated": Rule(Level.INFO),
    "ignore-unused": Rule(Level.WARN),
    "ignore-expired": Rule(Level.WARN),
}
_RANKS = {id_: rank for rank, id_ in enumerate(RULES)}


def severity(id_: str) -> int:
    """The rank of a finding among those of its analysis, the smallest the worst."""
    return _RANKS[id_]
