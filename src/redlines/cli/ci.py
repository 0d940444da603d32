"""Findings in the formats of pipelines: the same for every command that finds something."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from redlines.cli.delivery import CiFormat, Step
from redlines.cli.judging import Found

if TYPE_CHECKING:
    from redlines import Case, Finding, InputFile, Place


def ci_text(
    form: CiFormat,
    found: Found,
    case: Case | None,
    files: Sequence[InputFile],
    *,
    run: str,
    summarized: bool = False,
) -> str:
    """The findings listed, in one format; `run` says in short what was asked.

    `case` is None where all findings are about files. `summarized` says that the summary of a step
    holds all of them too. Places are named from the workspace, where pipelines look for them.
    """
    from redlines.view.sentences import sentence

    listed, told = _from_workspace(found.listed, files), partial(sentence, case=case)
    match form:
        case CiFormat.GITHUB:
            from redlines.view.github import github_annotations

            return github_annotations(listed, told, summarized=summarized)
        case CiFormat.JUNIT:
            from redlines.view.junit import junit_xml

            links = [finding.place for finding in listed]
            return junit_xml(found.listed, told, suite=run, fail_on=found.gate.fail_on, links=links)
        case CiFormat.JSONL:
            from redlines.view.jsonl import findings_jsonl

            return findings_jsonl(found.listed, case)
        case CiFormat.SARIF:
            from redlines.installed import version
            from redlines.view.sarif import sarif_json

            return sarif_json(listed, told, version=version())
        case CiFormat.GITLAB:
            from redlines.view.gitlab import gitlab_json

            return gitlab_json(listed, told, file=files[0].path if files else "positions.yaml")
        case _ as never:
            assert_never(never)


def step_text(step: Step, found: Found, markdown: Callable[[int], str]) -> str:
    """What a step of a workflow leaves; `markdown` is the report within a number of bytes."""
    from redlines.view.github import SUMMARY_LIMIT, github_outputs

    match step:
        case Step.SUMMARY:
            return markdown(SUMMARY_LIMIT)
        case Step.OUTPUT:
            return github_outputs(found.findings)
        case _ as never:
            assert_never(never)


def _from_workspace(findings: Sequence[Finding], files: Sequence[InputFile]) -> tuple[Finding, ...]:
    """The findings with places named from the workspace of the pipeline.

    A file outside it, or of a commit, has no line that could be shown. What was not read is named
    by the path that opens it.
    """
    checkouts = (os.environ.get(name) for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"))
    root = os.path.realpath(next(filter(None, checkouts), os.getcwd()))
    locations = {file.path: None if file.commit else file.location for file in files}

    def moved(place: Place | None) -> Place | None:
        location = locations.get(place.file, Path(place.file)) if place else None
        if place is None or location is None or not os.path.exists(location):
            return None
        named = os.path.relpath(os.path.realpath(location), root).replace(os.sep, "/")
        return None if named.split("/")[0] == ".." else replace(place, file=named)

    return tuple(
        replace(
            finding,
            place=moved(finding.place),
            related=tuple(place for own in finding.related if (place := moved(own))),
        )
        for finding in findings
    )
