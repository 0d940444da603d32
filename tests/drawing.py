"""How much laws and twins draw: fewer cases in a usual run, their full numbers with `--full`."""

from __future__ import annotations

from typing import TypeVar

FULL = False
"""Whether pytest was started with `--full`; set before any test is imported."""

T = TypeVar("T")


def drawn(few: T, *, full: T) -> T:
    """What to draw in this run: a number of cases, or a choice of them."""
    return full if FULL else few
