"""What people read on a terminal; every function returns text that ends in a newline.

`width` is None where nothing may be wrapped; without `color` no escape code is written.
"""

from redlines.view.faults import problems_summary, problems_text
from redlines.view.pages import (
    issue_page,
    listing,
    party_page,
    rules_text,
    source_page,
    statement_page,
)
from redlines.view.table import gap_table

__all__ = [
    "gap_table",
    "issue_page",
    "listing",
    "party_page",
    "problems_summary",
    "problems_text",
    "rules_text",
    "source_page",
    "statement_page",
]
