"""Any finding in the shape of the JSON output."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from redlines.case import Case
from redlines.findings import IssueGap
from redlines.plan_findings import (
    About,
    ClaimChange,
    Effect,
    Finding,
    Grade,
    Ignore,
    VerdictChange,
    claims_of,
)
from redlines.problems import Level, Problem
from redlines.region import Region
from redlines.view.json_case import day_text, names, place_or_none, place_shape
from redlines.view.json_gap import statement_ids
from redlines.view.json_shapes import Args, FindingShape
from redlines.view.rules import problem_help
from redlines.view.sentences import sentence


def finding_shapes(findings: Iterable[Finding], case: Case | None) -> list[FindingShape]:
    """Findings in their order."""
    return [finding_shape(finding, case) for finding in findings]


def finding_shape(finding: Finding, case: Case | None) -> FindingShape:
    """A finding; a problem of a file needs no case."""
    about = finding.about
    problem = about if isinstance(about, Problem) else None
    return FindingShape(
        id=finding.id,
        level=finding.level.value,
        party=finding.party,
        issue=finding.issue,
        plan=finding.plan,
        point=finding.point,
        direction=finding.direction.value if finding.direction else None,
        stale=finding.stale,
        message=sentence(finding, case),
        help=problem_help(problem) if problem else None,
        suggestions=list(problem.suggestions) if problem else [],
        args=_args(about, finding),
        place=place_or_none(finding.place),
        related=[place_shape(place) for place in finding.related],
        ignored=finding.ignored,
    )


def notice(
    code: str,
    level: Level,
    message: str,
    *,
    advice: str | None = None,
    suggestions: Iterable[str] = (),
) -> FindingShape:
    """A warning or an error about a run, which belongs to no place in a file."""
    return FindingShape(
        id=code,
        level=level.value,
        party=None,
        issue=None,
        plan=None,
        point=None,
        direction=None,
        stale=False,
        message=message,
        help=advice,
        suggestions=list(suggestions),
        args={},
        place=None,
        related=[],
        ignored=None,
    )


def _args(about: About, finding: Finding) -> Args:
    """What a finding's sentence is about."""
    match about:
        case IssueGap():
            return {
                "parties": list(finding.parties),
                "silent": list(about.silent),
                "verdict": about.verdict.value,
                "at_best": about.at_best.value,
                "zone": names(about.zone),
            }
        case Grade():
            return {
                "grade": about.word.value,
                "points": list(about.points),
                "outcomes": _names(about.region),
                "statements": statement_ids(about.claims),
            }
        case Effect():
            return {
                "kind": about.kind.value,
                "points": list(about.points),
                "before": about.before.word.value if about.before else None,
                "after": about.after.word.value if about.after else None,
                "outcomes_before": _names(about.before.region if about.before else None),
                "outcomes_after": _names(about.after.region if about.after else None),
                "red_lines": statement_ids(claims_of(about.red_lines)),
                "demands": statement_ids(about.demands),
                "steps_before": about.steps[0] if about.steps else None,
                "steps_after": about.steps[1] if about.steps else None,
            }
        case ClaimChange():
            return {
                "kind": about.kind.value,
                "statement": about.statement,
                "before": _names(about.before),
                "after": _names(about.after),
                "source": about.source,
            }
        case VerdictChange():
            return {
                "parties": list(about.parties),
                "before": about.before.value,
                "after": about.after.value,
            }
        case Problem():
            return {**about.args}
        case Ignore():
            return {
                "id": about.id,
                "reason": about.reason,
                "until": day_text(about.until),
            }
        case _ as never:
            assert_never(never)


def _names(region: Region | None) -> list[str] | None:
    return None if region is None else names(region)
