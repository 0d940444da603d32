"""What is installed under this name: our own version, and a text differ of the same name."""

from __future__ import annotations

import os
import sys

OWN = "redline_gap"
NAMESAKE = "redlines"
UNKNOWN = "0+unknown"


def version() -> str:
    """The version installed, or `0+unknown` where the package runs without being installed."""
    return _installed(OWN) or UNKNOWN


def namesake() -> str | None:
    """The version of the other distribution called `redlines`, where it is installed as well."""
    return _installed(NAMESAKE)


def _installed(distribution: str) -> str | None:
    """The version in the name of a distribution's folder.

    The names of these folders are specified, so reading them needs no `importlib.metadata`, whose
    import alone takes a third of the time of `redlines --version`.
    """
    start, end = f"{distribution}-", ".dist-info"
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in sorted(names):
            if name.startswith(start) and name.endswith(end):
                return name.removeprefix(start).removesuffix(end)
    return None
