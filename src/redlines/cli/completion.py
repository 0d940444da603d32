"""Names for the completion of shells, found without reading the case."""

from __future__ import annotations

import os
import re
from pathlib import Path

_PLAN = re.compile(r"^plan:\s*['\"]?([A-Za-z0-9_.-]+)", re.MULTILINE)


def plan_names(incomplete: str) -> list[str]:
    """The ids of the plans beside the nearest case that begin as typed, in order.

    Only the line that names a plan is looked for: a completion loads no YAML.
    """
    from redlines.reading.locate import find_case

    try:
        case = find_case(None, Path.cwd(), os.environ)
        texts = [
            path.read_text(encoding="utf-8", errors="replace")
            for path in case.path.with_name("plans").glob("*.yaml")
            if path.is_file()  # reading a pipe would wait for a writer
        ]
    except OSError:
        return []
    found = (match[1] for text in texts if (match := _PLAN.search(text)))
    return sorted(name for name in found if name.startswith(incomplete))
