"""One profile for all property tests: no deadlines, for machines are busy; no database."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

import drawing
from browser import blank, browser

__all__ = ["blank", "browser"]  # fixtures of all tests: one browser for a run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="draw all cases of laws and twins")


def pytest_configure(config: pytest.Config) -> None:
    """Before any test is imported, for its settings are read then."""
    drawing.FULL = config.getoption("full")
    settings.register_profile(
        "redlines",
        deadline=None,
        database=None,
        derandomize="CI" in os.environ,
        max_examples=drawing.drawn(25, full=100),
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    settings.load_profile("redlines")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what drives the browser, so that `-m "not browser"` leaves it out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
