"""The tables of `check` and `diff`."""

from redlines.view.diff_tables import diff_table, position_diff_table
from redlines.view.plan_tables import check_table

__all__ = ["check_table", "diff_table", "position_diff_table"]
