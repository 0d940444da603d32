"""Findings as GitLab reads them in its report on code quality."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from redlines.findings import Finding
from redlines.problems import Level
from redlines.view.clean import visible
from redlines.view.fingerprints import fingerprints
from redlines.view.json_text import write

_SEVERITIES = {Level.ERROR: "critical", Level.WARN: "minor", Level.INFO: "info"}


def gitlab_json(
    findings: Sequence[Finding], message: Callable[[Finding], str], *, file: str
) -> str:
    """One entry for each finding; an accepted one weighs as information and says so.

    GitLab asks every entry for a file and a line: what has none stands at the first line of `file`.
    """
    entries = [
        _entry(finding, message(finding), fingerprint, file)
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return write(entries)


def _entry(finding: Finding, told: str, fingerprint: str, file: str) -> dict[str, Any]:
    place, level = finding.place, finding.level
    if finding.ignored is not None:
        level, told = Level.INFO, f"accepted ({finding.ignored}): {told}"
    lines = {"begin": place.line, "end": place.end_line} if place else {"begin": 1}
    return {
        "check_name": finding.id,
        "description": visible(told),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[level],
        "location": {"path": visible(place.file if place else file), "lines": lines},
    }
