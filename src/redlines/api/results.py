"""What was found, for other programs: in a sentence, as JSON has it, as rows of a table."""

from __future__ import annotations

import json
from typing import Any

from redlines.api.deals import DealReport
from redlines.api.drafts import CheckReport, PlanDiff
from redlines.api.gaps import GapReport
from redlines.api.histories import Timeline
from redlines.api.matrices import Matrix
from redlines.api.states import PositionDiff
from redlines.failure import NotDoneError
from redlines.findings import Finding
from redlines.moves import PartyHistory
from redlines.verdicts import Fragility
from redlines.view import json_deals, json_history, json_matrix, json_reports, sentences
from redlines.view.encode import encode
from redlines.view.json_text import line
from redlines.view.rows import (
    Row,
    deal_rows,
    finding_rows,
    fragile_rows,
    gap_rows,
    matrix_rows,
    timeline_rows,
)

Report = GapReport | CheckReport | PlanDiff | PositionDiff | DealReport | Timeline | Matrix


def sentence(finding: Finding) -> str:
    """What was found, in one sentence; its wording may change."""
    return sentences.sentence(finding, finding.case)


def to_dict(report: Report | PartyHistory) -> dict[str, Any]:
    """The `data` that the command prints with `-f json`: plain dicts, lists, texts and numbers.

    Of a `PartyHistory` it is what stands under `history` there.
    """
    found: dict[str, Any] = json.loads(line(encode(_data(report))))
    return found


def _data(report: Report | PartyHistory) -> object:
    match report:
        case PartyHistory():
            return report
        case GapReport():
            return json_reports.gap_data(report, report.case)
        case CheckReport():
            return json_reports.check_data(report, report.case)
        case DealReport():
            return json_deals.deal_data(report, report.case)
        case Timeline():
            return json_history.timeline_data(report, report.case)
        case Matrix():
            return json_matrix.matrix_data(report, report.case)
        case PlanDiff():
            asked, teller = report.revision.parties, report.case
        case PositionDiff():
            asked, teller = report.parties, report.both
        case _:
            raise _no_report(report)
    base, revision = (json_reports.Compared(own.path, own.commit) for own in report.origins)
    return json_reports.diff_data(report, teller, (base, revision), asked)


def rows(report: Report | Fragility) -> list[Row]:
    """The rows that the command prints with `-f csv`, as flat dicts of plain values and None.

    Of `gap` one for each issue and party, of its `fragile` one for each verdict that something
    turns or could turn, of `deal` one for each issue or cell of one, or with a plan for each term
    that has another wording or none, of `timeline` one for each issue and span, of `matrix` one
    for each pair; of any other report one for each finding. Outcomes and ids of statements are
    joined by a space, as in `0..795000 unlimited`.
    """
    match report:
        case GapReport():
            return list(gap_rows(report))
        case Fragility():
            return list(fragile_rows(report))
        case DealReport():
            return list(deal_rows(report))
        case Timeline():
            return list(timeline_rows(report))
        case Matrix():
            return list(matrix_rows(report))
        case CheckReport() | PlanDiff():
            return list(finding_rows(report.findings, report.case))
        case PositionDiff():
            return list(finding_rows(report.findings, report.both))
        case _:
            raise _no_report(report)


def _no_report(given: object) -> NotDoneError:
    return NotDoneError(
        f"{type(given).__name__} is no report",
        advice="`gap`, `check`, `diff`, `deal`, `timeline` and `matrix` give reports",
    )
