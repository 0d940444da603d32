"""Findings for GitHub: annotations, the outputs of a step, and what its summary may hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from redlines.findings import Finding, counts
from redlines.problems import Level
from redlines.view.clean import visible, workflow_text
from redlines.view.sentences import reading_order

# What GitHub shows of one step: at most ten annotations of each level.
PER_LEVEL = 10
# What it takes as the summary of a step, in bytes.
SUMMARY_LIMIT = 1024 * 1024
_COMMANDS = {Level.ERROR: "error", Level.WARN: "warning", Level.INFO: "notice"}


def github_annotations(
    findings: Sequence[Finding], message: Callable[[Finding], str], *, summarized: bool
) -> str:
    """Workflow commands, worst first; empty where there are no findings.

    Where the findings are `summarized` in the summary of the step as well, a last notice counts
    those that GitHub would not show and points there; else all are written, since the log is the
    only place that has them. Accepted findings are notices.
    """
    most = PER_LEVEL if summarized else len(findings) + 1
    rooms = {"error": most, "warning": most, "notice": most - 1}
    lines: list[str] = []
    left_out: dict[str, int] = {}
    for finding in sorted(findings, key=reading_order):
        command = _COMMANDS[finding.level] if finding.ignored is None else "notice"
        if rooms[command]:
            rooms[command] -= 1
            lines.append(_command(command, finding, message(finding)))
        else:
            left_out[finding.id] = left_out.get(finding.id, 0) + 1
    if left_out:
        counts = ", ".join(f"{number} {id_}" for id_, number in left_out.items())
        told = f"{sum(left_out.values())} more findings are in the job summary: {counts}"
        lines.append(f"::notice title=redlines::{workflow_text(told)}")
    return "".join(f"{line}\n" for line in lines)


def _command(command: str, finding: Finding, told: str) -> str:
    place = finding.place
    properties = {}
    if place is not None:
        properties = {"file": place.file, "line": f"{place.line}", "endLine": f"{place.end_line}"}
        if place.line == place.end_line:
            # GitHub refuses columns of a finding that spans lines.
            properties |= {"col": f"{place.column}", "endColumn": f"{place.end_column}"}
    properties["title"] = finding.id
    if finding.ignored is not None:
        told = f"accepted ({finding.ignored}): {told}"
    written = ",".join(f"{k}={workflow_text(v, value=True)}" for k, v in properties.items())
    return f"::{command} {written}::{workflow_text(told)}"


def github_outputs(findings: Sequence[Finding]) -> str:
    """The lines for `$GITHUB_OUTPUT`: counts by level, the worst level, and for whom it is worst.

    `status` is `error`, `warn`, `info` or `clean`; accepted findings are only counted apart.
    """
    numbers = counts(findings)
    worst = next((level for level in Level if numbers[level]), None)
    worst_ones = [own for own in findings if own.ignored is None and own.level is worst]
    parties = dict.fromkeys(own.party for own in worst_ones if own.party)
    outputs = {
        "errors": numbers[Level.ERROR],
        "warnings": numbers[Level.WARN],
        "infos": numbers[Level.INFO],
        "ignored": numbers["ignored"],
        "status": worst or "clean",
        "worst-for": " ".join(parties) if worst is not Level.INFO else "",
    }
    return "".join(f"{name}={visible(str(value))}\n" for name, value in outputs.items())
