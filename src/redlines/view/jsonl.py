"""Findings as JSON Lines: each on a line of its own, as in the JSON of a command."""

from __future__ import annotations

from collections.abc import Iterable

from redlines.case import Case
from redlines.findings import Finding
from redlines.view.encode import encode
from redlines.view.envelope import told
from redlines.view.json_text import line


def findings_jsonl(findings: Iterable[Finding], case: Case | None) -> str:
    """One finding a line with its keys sorted; empty where there are none."""
    return "".join(line(encode(told(finding, case))) for finding in findings)
