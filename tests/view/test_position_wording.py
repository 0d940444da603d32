"""What changed between two states of the positions, in sentences and in a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lake import lake
from lake_plans import hostile_drafts, moved
from rich.cells import cell_len
from test_terminal import PLAIN, golden

from random_cases import make_case, says
from redlines.case import Basis, Case, Said, Statement
from redlines.catalogue import RULES
from redlines.engine.finding import findings_of
from redlines.engine.positions_diff import position_diff
from redlines.region import Grid, Outcomes
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.position_document import position_document
from redlines.view.sentences import sentence

BEFORE = {
    "pay": Outcomes.quantity("percent", Grid(0, 1, 9, 0)),
    "hours": Outcomes.quantity("hours", Grid(34, 1, 7, 0)),
    "seat": Outcomes.options(["hall", "plant", "video"]),
    "shifts": Outcomes.scale(["fixed", "rota", "call"]),
    "bonus": Outcomes.scale(["none", "small", "large"]),
}
AFTER = {**BEFORE, "pay": Outcomes.quantity("percent", Grid(0, 1, 11, 0))}


def on(day: str) -> Said:
    return Said(day, date.fromisoformat(day))


def before() -> Case:
    def u(id_: str, **rest: object) -> Statement:
        return says(BEFORE, id_, "union", said=on("2025-01-10"), **rest)

    def e(id_: str, **rest: object) -> Statement:
        return says(BEFORE, id_, "employer", said=on("2025-01-15"), **rest)

    return make_case(
        BEFORE,
        u("U-1", by="Ann Lee", basis=Basis.LEADER, demands={"pay": "5 6 7 8"}),
        u("U-2", basis=Basis.DOCUMENT, accepts={"hours": "34 35 36 37 38"}),
        u("U-3", basis=Basis.LEADER, refuses={"shifts": "call"}, sources=("S-1",)),
        u("U-4", refuses={"seat": "plant"}),
        u("U-5", disputed=True, refuses={"hours": "40"}),
        u("U-6", refuses={"shifts": "rota"}, unless={"pay": "6 7 8"}),
        u("U-8", basis=Basis.LAW, refuses={"bonus": "none"}),
        u("U-9", accepts={"bonus": "small"}, disputed=True),
        e("E-1", demands={"pay": "0 1 2 3"}),
        e("E-2", demands={"hours": "40"}, refuses={"hours": "34 35 36"}),
        e("E-3", accepts={"seat": "hall"}, refuses={"shifts": "fixed"}),
        e("E-4", demands={"bonus": "small"}),
        parties=["union", "employer", "city"],
        as_of=date(2025, 6, 30),
    )


def after() -> Case:
    def u(id_: str, said: str = "2025-01-10", **rest: object) -> Statement:
        return says(AFTER, id_, "union", said=on(said), **rest)

    def e(id_: str, **rest: object) -> Statement:
        return says(AFTER, id_, "employer", said=on("2025-01-15"), **rest)

    return make_case(
        AFTER,
        u("U-1", by="Ann Lee", basis=Basis.LEADER, demands={"pay": "4 5 6 7 8"}),
        u("U-3", basis=Basis.LAW, refuses={"shifts": "call"}, note="New."),
        u("U-4a", refuses={"seat": "plant"}),
        u("U-5", refuses={"hours": "39 40"}),
        u("U-6", refuses={"shifts": "rota"}, unless={"pay": "5 6 7 8"}),
        u("U-7", "2025-08-14", basis=Basis.OFFICIAL, refuses={"hours": "38"}),
        u("U-8", basis=Basis.LEADER, refuses={"bonus": "none"}, vague=True),
        e("E-1", demands={"pay": "0 1 2 3"}),
        e("E-2", demands={"hours": "40"}, refuses={"hours": "34 35 36 37 38"}),
        e("E-3", accepts={"seat": "hall"}, refuses={"shifts": "fixed"}, until=date(2025, 6, 1)),
        e("E-4", demands={"bonus": "small"}),
        parties=["union", "employer", "guild"],
        as_of=date(2025, 7, 31),
    )


SENTENCES = {
    "position-insurmountable": "Hours: union and employer: bridgeable → insurmountable; at best too"
    " (U-5, 2025-01-10; U-2, 2025-01-10; E-2, 2025-01-15).",
    "position-refused": "Hours: Union now refuses 39 hours (U-5, 2025-01-10).",
    "position-hardened": "Hours: Union refuses 40 hours no longer only softly (U-5, 2025-01-10).",
    "position-firmer": "Shifts: Union refuses call more firmly, on basis law, before leader "
    "(U-3, 2025-01-10).",
    "position-not-yet": "Hours: a refusal of Union is not yet in force: refuses 38 hours "
    "(U-7, official, 2025-08-14).",
    "position-source-removed": "Source removed: U-3 no longer rests on S-1 (Union).",
    "position-day": "The case's own day is another: 2025-06-30 → 2025-07-31.",
    "position-party": "The party Guild (guild) is new.",
    "position-issue": "Pay: new outcomes: at least 9 percent.",
    "position-released": "Shifts: Employer no longer refuses fixed (E-3, 2025-01-15).",
    "position-softened": "Bonus: Union refuses “none” only softly now (U-8, 2025-01-10).",
    "position-less-firm": "Bonus: Union refuses “none” less firmly, on basis leader, before law "
    "(U-8, 2025-01-10).",
    "position-demanded": "Pay: Union demands 4 to 8 percent, before at least 5 percent "
    "(U-1, 2025-01-10).",
    "position-declared": "Pay: Union declares 4 to 8 percent, before at least 5 percent "
    "(U-1, 2025-01-10).",
    "position-verdict": "Seat: union and employer: bridgeable → unstated; at best too "
    "(E-3, 2025-01-15).",
    "position-at-best": "Bonus: union and employer: at best overlap → bridgeable "
    "(U-8, 2025-01-10; U-9, 2025-01-10).",
    "position-gap": "Pay: union and employer: gap in steps 2 → 1 (U-1, 2025-01-10).",
    "position-claim": "Pay: a demand of Union is widened: demanded at least 5 percent, now 4 to 8 "
    "percent (U-1, leader, Ann Lee, 2025-01-10).",
    "position-restated": "Seat: a refusal of Union is new: refuses plant (U-4a, 2025-01-10); "
    "nothing else changes.",
}


@pytest.mark.parametrize("id_", [id_ for id_ in RULES if id_.startswith("position-")])
def test_what_became_of_positions_is_a_sentence(id_: str) -> None:
    there, here = before(), after()
    report = position_diff(there, here)
    found = {own.id: sentence(own, report.both) for own in reversed(findings_of(report, here))}
    assert found[id_] == SENTENCES[id_]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_who_moved_fits_its_lines(width: int) -> None:
    report = position_diff(before(), after())
    text = as_terminal(
        position_document(report, after()), width=width, color=False, ascii_only=False
    )
    assert all(cell_len(line) <= width for line in text.splitlines())
    golden(f"moved-{width}", text)


def test_who_moved_as_a_page() -> None:
    report = position_diff(before(), after())
    golden("moved-markdown", as_markdown(position_document(report, after())))


def test_the_way_back_names_what_only_the_base_has() -> None:
    report = position_diff(after(), before())
    text = as_terminal(position_document(report, before()), **PLAIN)
    for told in (
        "party guild: gone",
        "Pay: lost outcomes: at least 9 percent",
        "Shifts: now refuses fixed",
        "in force now: refuses fixed (E-3, 2025-01-15)",
        "declares at most 38 hours, before nothing",
        "changed: refuses rota, before unless Pay is 5 to 8 percent",
        "now disputed",
    ):
        assert told in text
    assert "Not yet in force" not in text
    assert "what does not count on this day in 1 statement" in text


@pytest.mark.parametrize("way", [1, -1])
def test_every_change_of_the_lake_is_a_sentence(way: int) -> None:
    for case in (lake(), hostile_drafts()[0]):
        there, here = (case, moved(case))[::way]
        report = position_diff(there, here)
        for finding in findings_of(report, here):
            text = sentence(finding, report.both)
            assert text.endswith(".")
            assert "None" not in text


def told(there: Case, here: Case) -> str:
    return as_terminal(position_document(position_diff(there, here), here), **PLAIN)


def test_a_soft_offer_moves_no_set_and_the_verdict_at_best() -> None:
    case = before()
    text = told(
        case, replace(case, statements={k: s for k, s in case.statements.items() if k != "U-9"})
    )
    assert "Bonus: moves no set of its own, only a verdict below\n" in text
    assert "gone: accepted small (U-9, disputed, 2025-01-10)" in text
    assert "Bonus for union and employer: at best overlap → bridgeable" in text


def test_what_changed_of_a_claim_that_is_restated_is_named() -> None:
    case = before()
    own = case.statements["U-6"]
    other = replace(
        own, ultimatum=True, unless=says(AFTER, "X", "u", unless={"pay": "5 6 7 8"}).unless
    )
    text = told(case, replace(case, statements={**case.statements, "U-6": other}))
    assert (
        "union on Shifts: refusal changed in its condition and its form (U-6, 2025-01-10)" in text
    )


def test_nothing_changed_is_said_only_where_nothing_did() -> None:
    case = before()
    assert "\nNothing changed.\n" in told(case, case)
    own = case.statements["U-1"]

    def other(**rest: object) -> Case:
        return replace(case, statements={**case.statements, "U-1": replace(own, **rest)})

    for rest, said in (
        ({"note": "New."}, "Also changed: the notes of 1 statement."),
        ({"by": "Bea Low"}, "Also changed: the speakers of 1 statement."),
        ({"sources": ("S-9",)}, "Also changed: the sources of 1 statement."),
    ):
        text = told(case, other(**rest))
        assert "No claim changed, and nothing in the case itself." in text
        assert said in text
        assert "Nothing changed" not in text
    text = told(case, other(until=date(2026, 1, 1)))
    assert "Also changed: the dates of 1 statement." in text
    assert "hanged." not in text.replace("Also changed", "")
