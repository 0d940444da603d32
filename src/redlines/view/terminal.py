"""What people read on a terminal; every function returns text that ends in a newline.

`width` is None where nothing may be wrapped; without `color` no escape code is written.
"""

from redlines.view.diff_tables import diff_table, position_diff_table
from redlines.view.faults import problems_summary, problems_text
from redlines.view.pages import (
    issue_page,
    listing,
    party_page,
    plan_page,
    rules_text,
    source_page,
    statement_page,
)
from redlines.view.plan_tables import check_table
from redlines.view.table import gap_table

__all__ = [
    "check_table",
    "diff_table",
    "gap_table",
    "issue_page",
    "listing",
    "party_page",
    "plan_page",
    "position_diff_table",
    "problems_summary",
    "problems_text",
    "rules_text",
    "source_page",
    "statement_page",
]
