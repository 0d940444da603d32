"""A sweep as people read it: whole texts as golden files, and what must never be missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from rich.cells import cell_len
from test_terminal import golden

from random_cases import cases, make_case, says
from redlines.api.cases import bundled_case
from redlines.api.sweeps import Tally, every_world, sweep, swept
from redlines.case import Basis, Case, Said
from redlines.region import Outcomes
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.document import Document
from redlines.view.sweep_document import sweep_document
from redlines.view.terminal_overview import SCREEN
from redlines.worlds import Sweep


def counted(case: Case, name: str = "quay", **asked: Any) -> Sweep:
    parts, tally = list(sweep(case, **asked)), Tally()
    for part in parts:
        assert len(list(tally.counted(part, part.rows(swept(part))))) == len(part)
    return Sweep(name, case, parts[0].parties, tally.counts())


def quay() -> Case:
    """Two parties on three issues with two disputed statements, one of them from March on."""
    names = ("dues", "noise", "berths")
    issues = {name: Outcomes.scale(["low", "middle", "high"]) for name in names}
    march = Said("2024-03-01", date(2024, 3, 1))
    february = Said("2024-02-01", date(2024, 2, 1))
    return make_case(
        issues,
        says(issues, "P-1", "port", refuses={"dues": "low"}, basis=Basis.LAW),
        says(issues, "P-2", "port", refuses={"noise": "low"}, disputed=True, said=march),
        says(issues, "C-1", "city", refuses={"dues": "middle high"}, basis=Basis.REPORT),
        says(issues, "C-2", "city", refuses={"noise": "middle high"}, said=february),
        says(issues, "C-3", "city", demands={"noise": "low"}, disputed=True),
        as_of=date(2024, 4, 1),
    )


DAYS = ("2024-01-01", "2024-02-15", "2024-04-01")


def screen(document: Document, width: int | None, *, ascii_only: bool = False) -> str:
    return as_terminal(document, width=width, color=False, ascii_only=ascii_only)


@pytest.mark.parametrize("width", [None, 60, 80])
def test_the_worlds_of_the_quay(width: int | None) -> None:
    found = counted(quay(), days=DAYS, bindings=("law", None), worlds=every_world)
    golden(f"quay-sweep-{width or 'piped'}", screen(sweep_document([found]), width))


def test_one_day_of_the_quay_on_a_page_and_two_cases_in_ascii() -> None:
    found = counted(quay(), worlds=every_world)
    golden("quay-sweep-markdown", as_markdown(sweep_document([found])))
    both = sweep_document([found, counted(quay(), "again")])
    golden("quay-sweep-ascii", screen(both, 80, ascii_only=True))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (DAYS[2:], "3 worlds, drawn of 4, of what is disputed: P-2, C-3"),
        (DAYS, "2 to 3 worlds, drawn of up to 4, of what is disputed: C-3, P-2"),
    ],
)
def test_worlds_that_were_drawn_are_told_with_how_many_there_are(
    days: tuple[str, ...], told: str
) -> None:
    found = counted(quay(), days=days, worlds=lambda disputed: range(min(3, 1 << disputed)))
    assert told in screen(sweep_document([found]), None)
    every = counted(quay(), days=days, worlds=every_world)
    assert "drawn" not in screen(sweep_document([every]), None)


def test_all_days_of_the_bundled_case_take_one_screen() -> None:
    found = counted(bundled_case(), parties=["russia", "ukraine"], days="all", worlds=every_world)
    text = screen(sweep_document([found]), 80)
    assert len(text.splitlines()) <= SCREEN
    assert all(cell_len(line) <= 80 for line in text.splitlines())


@given(cases())
def test_every_issue_is_told_on_a_page_and_every_number_of_worlds_adds_up(case: Case) -> None:
    found = counted(case, days="all", worlds=every_world)
    text = as_markdown(sweep_document([found])).replace("\\", "")
    for issue in case.issues.values():
        assert issue.title in text
    for count in found.counts:
        for item in count.issues:
            told = [item.verdicts, item.at_best]
            numbers = [[getattr(own, name) for name in own.__slots__] for own in told]
            assert {sum(own) for own in numbers} == {count.worlds}
