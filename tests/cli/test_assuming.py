"""What if: `--lift` and `--set` mean the same on every command, and `--group` names members."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, Run

BUNDLED = ("--case", str(Path(__file__).parents[2] / "data"))
GAP = ("gap", "union", "works")
ASKED = ("gap", "russia", "ukraine")
DRAFTED = (("check", "us-28"), ("diff", "us-28", "e3-counter"))


def verdict(works: Run, *args: str) -> tuple[str, str]:
    ran = works(*GAP, *args, "-f", "json")
    assert ran.code == 0, ran.err
    [item] = [own for own in ran.json["data"]["issues"] if own["issue"] == "raise"]
    return item["verdict"], "".join(f"{own['from']}-{own['to']}" for own in item["zone"])


@pytest.mark.parametrize(
    ("args", "found"),
    [
        ((), ("insurmountable", "")),
        (("--lift", "HW-1"), ("bridgeable", "4.0-10.0")),
        (("--lift", "statement:HW-1"), ("bridgeable", "4.0-10.0")),
        (("--lift", "works:raise"), ("bridgeable", "4.0-10.0")),
        (("--lift", "HW:wages"), ("bridgeable", "4.0-10.0")),
        (("--lift", "HW:wages={between: [4, 5]}"), ("bridgeable", "4.0-5.0")),
        (("--lift", "HW:wages=4", "--lift", "HW:wages=[5, 5.5]"), ("bridgeable", "4.0-4.05.0-5.5")),
        (("--set", "works:raise={at_least: 6}"), ("agreed", "6.0-10.0")),
        (("--set", "works:raise={below: 4}"), ("insurmountable", "")),
    ],
)
def test_a_verdict_is_that_of_what_is_assumed(
    works: Run, args: tuple[str, ...], found: tuple[str, str]
) -> None:
    assert verdict(works, *args) == found


def test_over_areas_each_area_has_its_own(works: Run) -> None:
    data = works(*GAP, "--set", "works:shifts=voluntary", "-f", "json").json["data"]
    assert [own["issue"] for own in data["what_if"]["set"]] == [
        "shifts.north_dock",
        "shifts.south_dock",
    ]


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize("args", [ASKED, (*ASKED, "--full"), *DRAFTED])
def test_every_head_says_what_is_assumed(run: Run, args: tuple[str, ...], form: str) -> None:
    lifted = ("--lift", "TER-22", "--lift", "russia:nato=membership", "--lift", "russia:church")
    out = run(*args, *BUNDLED, *lifted, "--set", "ukraine:troop_cap=700000", "-f", form).out
    told = [
        "assuming: without TER-22",
        "russia refuses nothing on Church",
        "russia does not refuse membership on NATO membership",
        "all that ukraine demands on Troop ceiling is 700,000 personnel",
    ]
    assert "; ".join(told) in " ".join(out[:2000].split()).replace("\\", "")


def test_what_stays_refused_is_told_in_text_and_json(
    run: Run, valid: Callable[[Any], None]
) -> None:
    args = ("gap", "russia", "ukraine", "--lift", "TER-22", "--issue", "territory.donetsk")
    still = "refuses anything from neutral demilitarised zone to Russian control on Territory"
    by = "(Donetsk): still refused by DON-102 +12 (leader)"
    out = run(*args, *BUNDLED).out
    assert f"without TER-22, ukraine {still} {by}" in out
    told = run(*args, *BUNDLED, "-f", "json").json
    valid(told)
    [row] = told["data"]["what_if"]["lifted"]
    assert row["red_lines"] == ["DON-102@territory.donetsk"]
    assert row["still_refused"] == row["outcomes"]
    assert told["options"]["lift"] == [
        {"statement": "TER-22", "party": None, "issue": None, "outcomes": None}
    ]


def test_who_is_heard_by_nothing_else_and_what_changes_nothing_is_told(works: Run) -> None:
    args = ("--set", "works:union_hall=keep", "--lift", "UN-4", "--set", "council:raise=4")
    out = works(*GAP, *args, "--full").out
    assert "works is heard only by what is assumed on Union hall" in out
    assert "changes nothing on what is asked: UN-4; council: 4.0 percent on Pay rise" in out
    data = works(*GAP, *args, "-f", "json").json["data"]["what_if"]
    assert [own["silent"] for own in data["set"]] == [True]
    assert [own["statement"] for own in data["idle"]] == ["UN-4", None]


@pytest.mark.parametrize("args", [ASKED, *DRAFTED])
def test_a_finding_says_that_it_rests_on_what_is_assumed(
    run: Run, valid: Callable[[Any], None], args: tuple[str, ...]
) -> None:
    for assumed in ((), ("--lift", "TER-22")):
        told = run(*args, *BUNDLED, *assumed, "-f", "json").json
        valid(told)
        assert {own["what_if"] for own in told["findings"]} == {bool(assumed)}
        by = "(by what is assumed besides what was said)."
        assert {own["message"].endswith(by) for own in told["findings"]} == {bool(assumed)}


def test_two_states_of_the_positions_are_judged_so_on_both_sides(run: Run, tmp_path: Path) -> None:
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    text = (DATA / "works" / "positions.yaml").read_text(encoding="utf-8")
    shutil.copy(DATA / "works" / "sources.yaml", tmp_path / "sources.yaml")
    before.write_text(text, encoding="utf-8")
    after.write_text(text.replace("refuses: {raise: {above: 3}}", "refuses: {raise: {above: 4}}"))
    ids = {}
    for assumed in ((), ("--lift", "HW-1"), ("--lift", "works:raise=3.5")):
        told = run("diff", str(before), str(after), *assumed, "-f", "json").json
        ids[assumed] = {own["id"] for own in told["findings"]}
    assert "position-verdict" in ids[()]
    assert ids["--lift", "HW-1"] == {"position-restated"}
    assert "position-released" in ids["--lift", "works:raise=3.5"]


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("--lift", "HW-11"), "unknown-statement", "did you mean HW-1"),
        (("--lift", "wroks:raise"), "unknown-party", "did you mean works?"),
        (("--lift", "works:rise"), "unknown-issue", "did you mean raise?"),
        (("--lift", "HW-1:works"), "usage", "write HW-1, or PARTY:ISSUE"),
        (("--lift", "HW-1@raise"), "usage", "write HW-1, or PARTY:ISSUE"),
        (("--set", "works:raise={at_lest: 4}"), "bad-region", "did you mean at_least"),
        (("--set", "works:raise=11"), "off-grid", "11"),
        (("--set", "works:jobs={at_least: fund}"), "unordered-comparison", "at_least"),
        (("--set", "works:jobs=[pledge"), "bad-yaml", "works:jobs=[pledge"),
        (("--set", "works:jobs=pledge\nraise: 3"), "usage", "more than one line"),
        (("--set", "works:jobs="), "empty-value", "works:jobs="),
        (("--set", "HW-1"), "usage", "is not PARTY:ISSUE=REGION"),
        (("--set", "works:raise"), "usage", "is not PARTY:ISSUE=REGION"),
        (("--set", "works:raise=4", "--set", "HW:wages=5"), "set-twice", "a second time"),
        (("--set", "works:shifts=none", "--set", "HW:shifts.north_dock=none"), "set-twice", "time"),
        (("--group", "works"), "no-members", "is recorded as a member of `works`"),
    ],
)
def test_what_cannot_be_assumed_is_refused(
    works: Run, args: tuple[str, ...], code: str, told: str
) -> None:
    ran = works(*GAP, *args, "-f", "json")
    assert ran.code == 2
    assert [own["id"] for own in ran.json["errors"]] == [code]
    assert told in ran.err


def test_all_that_is_wrong_is_told_at_once(works: Run) -> None:
    wrong = ("--lift", "HW-11", "--set", "wroks:rise=4", "--lift", "union:jobs=plegde")
    ran = works(*GAP, *wrong, "-f", "json")
    codes = ["unknown-statement", "unknown-outcome", "unknown-party", "unknown-issue"]
    assert [own["id"] for own in ran.json["errors"]] == codes
    assert all(own["suggestions"] for own in ran.json["errors"])


@pytest.mark.parametrize("args", [("gap", "russia"), *DRAFTED])
def test_a_group_is_its_members_without_itself(run: Run, args: tuple[str, ...]) -> None:
    told = run(*args, *BUNDLED, "--group", "Europe", "-f", "json").json["options"]["parties"]
    assert "europe" not in told
    assert {"france", "poland", "germany"} <= set(told)
    assert ("russia" in told) is (args[0] == "gap")


def test_a_member_that_is_named_too_counts_once(run: Run) -> None:
    ran = run("gap", "france", "russia", *BUNDLED, "--group", "europe", "-f", "json")
    told = ran.json["options"]["parties"]
    assert told[:2] == ["france", "russia"]
    assert len(told) == len(set(told))
