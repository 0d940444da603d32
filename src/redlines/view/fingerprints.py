"""What makes a finding the one that it was in an earlier run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from redlines.findings import Finding


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """A digest for each finding, as hexadecimal text; no two of one run are the same.

    It is made of what a finding is about (id, plan, point, issue, party, the parties asked for and
    the statements) and never of its words, of arguments that move with the data, or of lines and
    files. Findings that are about the same are numbered in their order.
    """
    seen: Counter[str] = Counter()
    for own in findings:
        about = (own.id, own.plan, own.point, own.issue, own.party)
        asked = sorted(own.parties), sorted(own.statements)
        key = json.dumps([*about, *asked])
        seen[key] += 1
        yield sha256(f"{key} {seen[key]}".encode()).hexdigest()[:32]
