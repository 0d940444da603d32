"""The JSON of `matrix`."""

from __future__ import annotations

from dataclasses import dataclass

from redlines.case import Case
from redlines.pairs import Matrix
from redlines.view.cited import Titles, titles
from redlines.view.encode import Flat
from redlines.view.envelope import Frame, envelope
from redlines.view.json_reports import AssumedOptions, Names


@dataclass(frozen=True)
class MatrixOptions:
    """What was asked; `as_of` is the day of the analysis, `issues` is None where all were."""

    parties: Names
    assumed: Flat[AssumedOptions]


@dataclass(frozen=True)
class MatrixSummary:
    """How many pairs there are, and how many have an insurmountable issue.

    `unheard` have no issue on which both have spoken.
    """

    pairs: int
    insurmountable: int
    unheard: int


@dataclass(frozen=True)
class MatrixData:
    """The pairs, the issues, and the titles of what they name."""

    report: Flat[Matrix]
    titles: Titles


def matrix_json(report: Matrix, case: Case, issues: Names | None, frame: Frame) -> str:
    """The envelope of `matrix`, which finds nothing that could be judged."""
    return envelope(
        "matrix",
        frame,
        options=MatrixOptions(report.parties, AssumedOptions.of(report.assumption, issues)),
        summary=MatrixSummary(
            len(report.pairs),
            sum(1 for own in report.pairs if own.insurmountable),
            sum(1 for own in report.pairs if not own.spoken),
        ),
        data=matrix_data(report, case),
    )


def matrix_data(report: Matrix, case: Case) -> MatrixData:
    """The pairs and issues with the titles of what they name."""
    issues = [own.issue.id for own in report.issues]
    return MatrixData(report, titles(case, parties=report.parties, issues=issues))
