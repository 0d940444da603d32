"""A region as it is typed: one line of YAML, as a file would have it."""

from __future__ import annotations

from redlines.case import Case
from redlines.problems import Problem
from redlines.reading.issues import Issues
from redlines.reading.notes import Notes
from redlines.reading.yaml_marks import read_yaml
from redlines.region import Region


def read_region(text: str, issue: str, case: Case) -> tuple[Region | None, tuple[Problem, ...]]:
    """The region that a text writes of an issue or an area of one, None with what is wrong.

    It is one of all outcomes of a heading, which its areas need not have.
    """
    document = read_yaml(f"{issue}: {text}", issue)
    notes = Notes(document, [*document.problems])
    written = document.value
    if not isinstance(written, dict) or notes.problems:
        return None, tuple(notes.problems)
    reference = Issues.of(case, notes, None).find(issue, (issue,))
    region = reference and reference.compiler.region(written[issue], (issue,))
    return region or None, tuple(notes.problems)
