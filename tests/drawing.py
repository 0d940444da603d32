"""How many cases laws and twins draw: fewer in a usual run, their full numbers with `--full`."""

from __future__ import annotations

FULL = False
"""Whether pytest was started with `--full`; set before any test is imported."""


def drawn(few: int, *, full: int) -> int:
    """How many cases to draw in this run."""
    return full if FULL else few
