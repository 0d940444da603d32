"""What makes the page of a case live: the data that its script reads, and the script."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from redlines.assumption import Held
from redlines.case import Case, Claim
from redlines.findings import CheckReport
from redlines.verdicts import GapReport
from redlines.view.as_html import Live
from redlines.view.board_document import settled
from redlines.view.clean import visible
from redlines.view.encode import Json
from redlines.view.live_data import LiveCase

# The parts of the script in the order in which it is read; each knows those before it.
JUDGING = ("engine", "blocking", "words", "assumed", "drawing", "first")
DRAWING = ("overview", "outcomes", "panel", "codes", "address", "controls", "redraw", "live")


def live(
    report: GapReport, case: Case, checks: Sequence[CheckReport], ids: Mapping[str, str]
) -> Live:
    """The data and the script of a page whose first view is a report.

    `ids` are what the parties of the case are called in an address.
    """
    assumed = report.assumption
    held = (own for own in (*assumed.lifted, *assumed.set) if isinstance(own, Held))
    chosen = tuple(item.issue.id for item in report.issues)
    own = LiveCase(
        case,
        tuple(held),
        tuple((plan.plan, plan.regions, plan.day) for plan in settled(checks)),
        None if len(chosen) == len(case.issues) else chosen,
        ids,
        frozenset(claim.statement.id for claim in _said(report)),
    )
    return Live(_compact(_shown(own.data() | {"view": own.first(report)})), script())


def _compact(data: Json) -> str:
    """Data as JSON without a space to spare."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _said(report: GapReport) -> Iterator[Claim]:
    """All that parties say on the issues of a report."""
    for item in report.issues:
        for position in item.positions:
            yield from position.claims


def _shown(value: Json) -> Json:
    """The same with every text as it may be shown."""
    match value:
        case str():
            return visible(value)
        case dict():
            return {_shown(key): _shown(own) for key, own in value.items()}
        case list():
            return [_shown(own) for own in value]
    return value


@cache
def script() -> str:
    """The script of a page, which leaves no name behind for what else may run there."""
    return f'(() => {{\n"use strict";\n{parts(*JUDGING, *DRAWING)}start();\n}})();\n'


def parts(*names: str) -> str:
    """Some parts of the script as one text, without lines of comments and what sets lines in."""
    page = files("redlines.view") / "page"
    texts = (page.joinpath(f"{name}.js").read_text("utf-8") for name in names)
    lines = (line.strip() for text in texts for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
