"""`gap --fragile` and `show PARTY --history` as a whole run: keys, rows, and what is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from runs import DATA, Run

import redlines


def test_fragile_is_null_unless_it_is_asked(works: Run, valid: Callable[[Any], None]) -> None:
    plain = works("gap", "union", "works", "-f", "json").json
    asked = works("gap", "union", "works", "--fragile", "-f", "json").json
    valid(plain)
    valid(asked)
    assert plain["data"]["fragile"] is None
    assert (plain["options"]["fragile"], asked["options"]["fragile"]) == (False, True)
    case = redlines.read_case(DATA / "works" / "positions.yaml")
    report = redlines.gap(case, ["union", "works"], fragile=True)
    assert redlines.to_dict(report) == asked["data"]
    found = asked["data"].pop("fragile")
    del plain["data"]["fragile"]
    assert plain["data"]["issues"] == asked["data"]["issues"]
    assert set(found) == {"removals", "unknowns"}
    known = {own["id"] for own in asked["data"]["statements"]}
    for own in found["removals"]:
        assert own["verdicts"]
        assert known >= {*own["statements"], *own["resumed"]}


def test_rows_are_those_of_the_command(works: Run) -> None:
    ran = works("gap", "union", "works", "--fragile", "-f", "csv")
    told = list(csv.DictReader(io.StringIO(ran.out)))
    case = redlines.read_case(DATA / "works" / "positions.yaml")
    found = redlines.gap(case, ["union", "works"], fragile=True).fragile
    assert found is not None
    rows = redlines.rows(found)
    assert told == [{key: value or "" for key, value in row.items()} for row in rows]
    number = sum(len(own.verdicts) for own in (*found.removals, *found.unknowns))
    assert len(told) == number > 0


def test_the_gate_is_the_same(works: Run) -> None:
    plain = works("gap", "union", "works", "--fail-on", "error")
    fragile = works("gap", "union", "works", "--fail-on", "error", "--fragile")
    assert plain.code == fragile.code == 1


def test_only_some_issues_rest_on_something(works: Run) -> None:
    asked = works("gap", "union", "works", "--fragile", "--issue", "jobs", "-f", "json").json
    found = asked["data"]["fragile"]
    turns = [t for own in (*found["removals"], *found["unknowns"]) for t in own["verdicts"]]
    assert {turn["issue"] for turn in turns} <= {"jobs"}


def test_a_history_is_null_unless_it_is_asked(works: Run, valid: Callable[[Any], None]) -> None:
    plain = works("show", "union", "-f", "json").json
    asked = works("show", "union", "--history", "--binding", "leader", "-f", "json").json
    valid(asked)
    assert plain["data"]["history"] is None
    assert asked["options"]["binding"] == "leader"
    history = asked["data"]["history"]
    assert history["party"] == "union"
    case = redlines.read_case(DATA / "works" / "positions.yaml")
    found = redlines.party_history(case, "union", redlines.Assumption(binding="leader"))
    assert redlines.to_dict(found) == history


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("show", "shifts", "--history"), "--history is of a party, and `shifts` is an issue"),
        (("show", "HW-2", "--history"), "--history is of a party, and `HW-2` is a statement"),
        (("show", "union", "--issue", "jobs"), "--binding and --issue belong to --history"),
        (("show", "union", "--binding", "law"), "--binding and --issue belong to --history"),
        (("show", "union", "--history", "--issue", "nothing"), "nothing"),
        (("show", "union", "--history", "--binding", "firm"), "--binding `firm` is no basis"),
        (("show", "union", "--history", "--as-of", "today"), "--as-of `today` is no day"),
        (("show", "union", "--history", "--issue", ""), "--issue is empty"),
        (("gap", "union", "--fragile"), "at least two different parties"),
    ],
)
def test_what_cannot_be_done_is_said(works: Run, args: tuple[str, ...], told: str) -> None:
    ran = works(*args)
    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""


def test_a_history_takes_nothing_that_was_not_said() -> None:
    case = redlines.read_case(DATA / "works" / "positions.yaml")
    with pytest.raises(redlines.NotDoneError, match="nothing can be lifted or set"):
        redlines.party_history(case, "union", redlines.Assumption(lifted="UN-1"))
