"""One gate for every command that finds something: formats, levels, what is accepted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, Run

from redlines.reading import files

WORKS = ("--case", str(DATA / "works"))
GAP = ("gap", "union", "works", *WORKS)
INSURMOUNTABLE = "  - {id: gap-insurmountable, issue: raise, parties: [%s], reason: Known.}\n"
CONFLICT = """\
redlines: 1
title: Contrary demands
as_of: 2025-03-01
parties: {a: {}, b: {}}
issues: {pay: {scale: {low: Low, mid: Mid, high: High}}}
positions:
  a:
    - {id: A-1, said: 2025-01-01, demands: {pay: low}}
    - {id: A-2, said: 2025-01-01, demands: {pay: high}}
  b:
    - {id: B-1, said: 2025-01-01, demands: {pay: mid}, refuses: {pay: mid}}
"""


@pytest.fixture
def contrary(tmp_path: Path) -> str:
    """A case with two warnings about what a party said."""
    path = tmp_path / "positions.yaml"
    path.write_text(CONFLICT)
    return str(path)


# gap


def test_a_gap_fails_where_asked_and_an_accepted_verdict_does_not(
    run: Run, ignore: Callable[[str], str], valid: Callable[[Any], None]
) -> None:
    assert run(*GAP).code == 0
    assert run(*GAP, "--fail-on", "error").code == 1
    path = ignore(INSURMOUNTABLE % "works, union")
    ran = run(*GAP, "--fail-on", "error", "--ignore", path, "-f", "json")
    assert ran.code == 0
    valid(ran.json)
    assert ran.json["summary"]["ignored"] == 1
    [pay] = [own for own in ran.json["findings"] if own["issue"] == "raise"]
    assert pay["ignored"] == "Known."
    assert ran.json["inputs"][-1]["role"] == "ignore"


@pytest.mark.parametrize("parties", ["union", "union, works, council"])
def test_an_entry_accepts_a_verdict_only_for_all_parties_asked_for(
    run: Run, ignore: Callable[[str], str], parties: str
) -> None:
    ran = run(
        *GAP, "--fail-on", "error", "--ignore", ignore(INSURMOUNTABLE % parties), "-f", "json"
    )
    assert ran.code == 1
    assert "ignore-unused" not in [own["id"] for own in ran.json["findings"]]


def test_an_entry_for_an_issue_over_areas_is_for_each_of_them(
    run: Run, ignore: Callable[[str], str]
) -> None:
    path = ignore("  - {id: gap-bridgeable, issue: shifts, parties: [union, works], reason: R.}\n")
    told = run(*GAP, "--ignore", path, "-f", "json").json
    areas = [own for own in told["findings"] if own["issue"].startswith("shifts.")]
    assert len(areas) == 2
    assert {own["ignored"] for own in areas if own["id"] == "gap-bridgeable"} == {"R."}


def test_an_entry_for_a_verdict_that_is_gone_is_unused(
    run: Run, ignore: Callable[[str], str]
) -> None:
    path = ignore("  - {id: gap-agreed, issue: raise, parties: [union, works], reason: R.}\n")
    told = run(*GAP, "--ignore", path, "-f", "json", "--fail-on", "warn")
    assert told.code == 1
    assert "ignore-unused" in [own["id"] for own in told.json["findings"]]
    part = run(*GAP, "--ignore", path, "-f", "json", "--issue", "jobs")
    assert "ignore-unused" not in [own["id"] for own in part.json["findings"]]


@pytest.mark.parametrize("form", ["json", "github", "junit"])
def test_level_hides_and_changes_no_exit_code(run: Run, form: str) -> None:
    every = run(*GAP, "-f", form, "--fail-on", "info")
    few = run(*GAP, "-f", form, "--fail-on", "info", "--level", "error")
    assert every.code == few.code == 1
    assert "gap-bridgeable" in every.out
    assert ("gap-bridgeable" in few.out) is False
    assert "gap-insurmountable" in few.out


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_level_leaves_the_head_whole_and_says_what_is_not_listed(run: Run, form: str) -> None:
    every, few = (run(*GAP, "-f", form, *more).out for more in ((), ("--level", "error")))
    if form == "csv":
        assert {line.partition(",")[0] for line in few.splitlines()[1:]} == {"raise"}
        return
    assert "4 findings below error not listed" in few
    head = "Stated red lines leave nothing on"
    assert [line for line in few.splitlines() if head in line] == [
        line for line in every.splitlines() if head in line
    ]
    assert few.count("Not excluded on record") == every.count("Not excluded on record")


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_an_accepted_verdict_stays_visible(
    run: Run, ignore: Callable[[str], str], form: str
) -> None:
    out = run(*GAP, "--ignore", ignore(INSURMOUNTABLE % "union, works"), "-f", form).out
    assert "Accepted: 1 finding" in out
    assert "Known." in out


# validate


def test_warnings_about_files_can_be_accepted_by_their_statements(
    run: Run, contrary: str, ignore: Callable[[str], str], valid: Callable[[Any], None]
) -> None:
    args = ("validate", contrary, "--fail-on", "warn")
    assert run(*args).code == 1
    found = [own["id"] for own in run(*args, "-f", "json").json["findings"]]
    assert found == ["demands-conflict", "self-contradiction"]
    path = ignore(
        "  - {id: demands-conflict, statements: [A-2, A-1], reason: They are.}\n"
        "  - {id: self-contradiction, statements: [B-1], reason: They do.}\n"
    )
    for form in ("table", "json", "csv", "markdown", "github", "junit"):
        ran = run(*args, "--ignore", path, "-f", form)
        assert ran.code == 0, ran.out
        assert "They are." in ran.out
    valid(told := run(*args, "--ignore", path, "-f", "json").json)
    assert told["summary"] == {"error": 0, "warn": 0, "info": 0, "ignored": 2}


def test_a_conflict_with_a_further_demand_is_not_the_one_accepted(
    run: Run, contrary: str, ignore: Callable[[str], str]
) -> None:
    case = Path(contrary)
    more = "    - {id: A-3, said: 2025-01-01, demands: {pay: mid}}\n  b:\n"
    case.write_text(case.read_text().replace("  b:\n", more))
    path = ignore("  - {id: demands-conflict, statements: [A-1, A-2], reason: They are.}\n")
    ran = run("validate", contrary, "--fail-on", "warn", "--ignore", path, "-f", "json")
    assert ran.code == 1
    assert [(own["id"], own["ignored"]) for own in ran.json["findings"]] == [
        ("demands-conflict", None),
        ("self-contradiction", None),
        ("ignore-unused", None),
    ]


@pytest.mark.parametrize("form", ["github", "junit", "csv"])
def test_a_fault_of_a_file_is_told_in_every_format(run: Run, form: str) -> None:
    ran = run("validate", str(DATA / "broken"), "-f", form)
    assert ran.code == 1
    assert run("validate", str(DATA / "works"), "-f", form).code == 0
    assert "unknown-party" in ran.out or "unknown-outcome" in ran.out


# One file, read once


def test_the_digest_is_of_the_bytes_that_were_judged(
    run: Run, ignore: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(ignore(INSURMOUNTABLE % "union, works"))
    judged = path.read_bytes()
    opened = []
    load = files.load_file

    def once(role: str, location: Path, shown: str, **found: Any) -> Any:
        opened.append(location)
        loaded = load(role, location, shown, **found)
        if location == path:
            path.write_text("redlines: 1\nignore: []\n")  # somebody saves it meanwhile
        return loaded

    monkeypatch.setattr(files, "load_file", once)
    told = run(*GAP, "--fail-on", "error", "--ignore", str(path), "-f", "json")
    assert told.code == 0
    assert opened.count(path) == 1
    assert told.json["inputs"][-1]["sha256"] == hashlib.sha256(judged).hexdigest()


# What an entry has to name

TWO = """\
redlines: 1
plan: two
title: Two issues in one point
points:
  - {id: both, text: T, sets: {pay: high, hours: long}}
"""


def test_a_point_that_settles_several_issues_needs_the_issue(
    run: Run, tmp_path: Path, ignore: Callable[[str], str]
) -> None:
    (tmp_path / "positions.yaml").write_text(
        "redlines: 1\ntitle: T\nparties: {a: {}, b: {}}\n"
        "issues: {pay: {scale: {low: L, high: H}}, hours: {scale: {short: S, long: L}}}\n"
        "positions: {a: [{refuses: {pay: high, hours: long}}]}\n"
    )
    plan = tmp_path / "two.yaml"
    plan.write_text(TWO)
    case = ("--case", str(tmp_path / "positions.yaml"), "--fail-on", "error")
    entry = "  - {id: check-crosses, plan: two, point: both, party: a, %sreason: R.}\n"
    ran = run("check", str(plan), *case, "--ignore", ignore(entry % ""), "-f", "json")
    assert ran.code == 2
    [error] = ran.json["errors"]
    assert (error["id"], error["args"]["key"]) == ("missing-key", "issue")
    one = entry % "issue: pay, "
    assert run("check", str(plan), *case, "--ignore", ignore(one)).code == 1
    both = one + entry % "issue: hours, "
    assert run("check", str(plan), *case, "--ignore", ignore(both)).code == 0
