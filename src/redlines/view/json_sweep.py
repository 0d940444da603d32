"""The JSON of `sweep`, and what lies beside its table to tell whose it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from redlines.view.cited import Titles, titles
from redlines.view.encode import encode
from redlines.view.envelope import Frame, envelope
from redlines.view.json_reports import Names
from redlines.view.rows import SWEEP
from redlines.worlds import Sweep, SweepCount

All = Literal["all"]


@dataclass(frozen=True)
class SweepOptions:
    """What was asked, in the words that it was asked in; None where it was left open.

    Who did the work is not among it: what comes of it is the same.
    """

    cases: Names
    parties: Names | None
    groups: Names | None
    issues: Names | None
    days: All | Names | None
    bindings: All | Names | None
    worlds: All | int | None
    seed: int | None


@dataclass(frozen=True)
class SweepSummary:
    """How many rows the table has, and for how many cases."""

    cases: int
    rows: int


@dataclass(frozen=True)
class SweptCase:
    """The verdicts of one case counted over its worlds, for each day and basis."""

    case: str
    title: str
    parties: Names
    counts: tuple[SweepCount, ...]
    titles: Titles


@dataclass(frozen=True)
class SweepData:
    """The cases in the order in which they were named."""

    cases: tuple[SweptCase, ...]


def sweep_json(found: Sequence[Sweep], options: SweepOptions, frame: Frame) -> str:
    """The envelope of `sweep`, which finds nothing that could be judged."""
    return envelope(
        "sweep",
        frame,
        options=options,
        summary=SweepSummary(len(found), sum(own.rows for own in found)),
        data=SweepData(tuple(map(_swept, found))),
    )


def _swept(own: Sweep) -> SweptCase:
    issues = {item.issue for count in own.counts for item in count.issues}
    told = titles(own.case, parties=own.parties, issues=issues)
    return SweptCase(own.name, own.case.title, own.parties, own.counts, told)


def manifest(options: SweepOptions, frame: Frame) -> str:
    """All that the table of a sweep depends on, a line each: whoever continues it has the same."""
    told = {
        "redlines": frame.version,
        "options": encode(options),
        "inputs": [{"path": own.path, "sha256": own.sha256} for own in frame.files],
        "columns": SWEEP,
    }
    return json.dumps(told, ensure_ascii=True, indent=1) + "\n"
