"""Findings as JSON Lines: each on a line of its own, as in the JSON of a command."""

from __future__ import annotations

import json
from collections.abc import Iterable

from redlines.case import Case
from redlines.findings import Finding
from redlines.view.encode import encode
from redlines.view.envelope import escaped, told


def findings_jsonl(findings: Iterable[Finding], case: Case | None) -> str:
    """One finding a line with its keys sorted; empty where there are none."""
    shapes = (encode(told(finding, case)) for finding in findings)
    lines = (json.dumps(shape, ensure_ascii=False, sort_keys=True) for shape in shapes)
    return "".join(f"{escaped(line)}\n" for line in lines)
