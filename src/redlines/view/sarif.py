"""Findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format", 2020)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from redlines.case import Place
from redlines.findings import Finding
from redlines.problems import Level
from redlines.view.clean import visible
from redlines.view.fingerprints import fingerprints
from redlines.view.json_text import write
from redlines.view.rules import level_of, rule_text

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Level.ERROR: "error", Level.WARN: "warning", Level.INFO: "note"}


def sarif_json(
    findings: Sequence[Finding], message: Callable[[Finding], str], *, version: str
) -> str:
    """One run of this tool: the rules in use and a result for each finding.

    What was accepted is suppressed with its reason, and what is known of a place is where a
    result stands; a result without one has no location.
    """
    ids = list(dict.fromkeys(finding.id for finding in findings))
    results = [
        _result(finding, visible(message(finding)), ids.index(finding.id), fingerprint)
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    driver = {"name": "redlines", "version": version, "rules": [_rule(id_) for id_ in ids]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return write({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(id_: str) -> dict[str, Any]:
    text = rule_text(id_)
    return {
        "id": id_,
        "shortDescription": {"text": text.summary},
        "fullDescription": {"text": text.why},
        "defaultConfiguration": {"level": _LEVELS[level_of(id_)]},
    }


def _result(finding: Finding, told: str, rule: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.id,
        "ruleIndex": rule,
        "level": _LEVELS[finding.level],
        "message": {"text": told},
        "partialFingerprints": {"redlines/v1": fingerprint},
    }
    if finding.place is not None:
        result["locations"] = [_location(finding.place)]
    if finding.related:
        result["relatedLocations"] = [_location(place) for place in finding.related]
    if finding.ignored is not None:
        reason = visible(finding.ignored)
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    return result


def _location(place: Place) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    artifact = {"uri": quote(place.file, safe="/")}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
