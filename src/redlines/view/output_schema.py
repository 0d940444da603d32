"""The JSON Schema of what commands print as JSON."""

from __future__ import annotations

from redlines.view import json_deals as deals
from redlines.view import json_files as files
from redlines.view import json_history as histories
from redlines.view import json_items as items
from redlines.view import json_matrix as matrix
from redlines.view import json_reports as reports
from redlines.view import json_sweep as sweeps
from redlines.view.encode import Json
from redlines.view.envelope import done_form, failure_form

# The options, the summary and the data of each command.
OUTPUTS = {
    "gap": (reports.GapOptions, reports.GapSummary, reports.GapData),
    "check": (reports.CheckOptions, reports.CheckSummary, reports.CheckData),
    "diff": (
        reports.DiffOptions | files.FilesOptions,
        reports.DiffSummary,
        reports.PlanDiffData | reports.PositionDiffData | files.FilesData,
    ),
    "deal": (deals.DealOptions, deals.DealSummary, deals.DealData),
    "timeline": (histories.TimelineOptions, histories.TimelineSummary, histories.TimelineData),
    "matrix": (matrix.MatrixOptions, matrix.MatrixSummary, matrix.MatrixData),
    "sweep": (sweeps.SweepOptions, sweeps.SweepSummary, sweeps.SweepData),
    "validate": (reports.ValidateOptions, reports.Counts, reports.ValidateData),
    "list": (items.ListOptions, items.Count, items.ListData),
    "show": (items.ShowOptions, items.Count, items.ShowData),
    "rules": (items.RulesOptions, items.Count, items.RulesData),
}


def output_schema() -> Json:
    """The JSON Schema (2020-12) of every command's JSON, failures included."""
    forms = [*(done_form(command, *own) for command, own in OUTPUTS.items()), failure_form()]
    definitions = {name: own for form in forms for name, own in form.definitions.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Output of redlines -f json",
        "anyOf": [form.schema for form in forms],
        "$defs": dict(sorted(definitions.items())),
    }
