"""`redlines deal`: its findings and exit codes, its JSON, and what `check` and `gap` tell of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, Run

LOCK = ("--case", str(DATA / "linked"))
BUNDLED = ("--case", str(Path(__file__).parents[2] / "data"))
ASKED = ("deal", "russia", "ukraine", *BUNDLED)


def ids(told: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for own in told["findings"]:
        found.setdefault(own["id"], set()).add(own["issue"])
    return found


def test_what_is_stuck_or_opened_is_found(run: Run, valid: Callable[[Any], None]) -> None:
    told = run("deal", *LOCK, "-f", "json").json
    valid(told)
    assert ids(told) == {
        "deal-stuck": {"quay.north", "quay.south", "noise", "dues"},
        "deal-stuck-soft": {"seat"},
        "deal-opened": {"hours"},
    }
    levels = {own["id"]: own["level"] for own in told["findings"]}
    assert levels == {"deal-stuck": "error", "deal-stuck-soft": "warn", "deal-opened": "info"}
    assert told["summary"] == {
        "deal": False,
        "proven": True,
        "stuck": 4,
        "soft": 1,
        "opened": 1,
        "points": None,
        "error": 4,
        "warn": 1,
        "info": 1,
        "ignored": 0,
    }


def test_beside_a_plan_what_it_says_is_found(run: Run, valid: Callable[[Any], None]) -> None:
    told = run("deal", *LOCK, "--given", "first", "-f", "json").json
    valid(told)
    assert ids(told) == {
        "deal-stuck": {"quay.north"},
        "deal-stuck-soft": {"seat"},
        "deal-left-open": {"quay.south", "noise", "dues"},
        "deal-repair": {"nights"},
    }
    points = {own["issue"]: own["point"] for own in told["findings"]}
    assert points["nights"] == "nights"
    assert points["quay.north"] == "north"
    assert {own["plan"] for own in told["findings"]} == {"first"}
    [change] = told["data"]["repair"]["changes"]
    assert (change["from"], change["room"]) == (["rota", "order"], ["none"])
    assert (change["nearest"], change["steps"]) == ("none", 1)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ((), 0),
        (("--fail-on", "error"), 1),
        (("--fail-on", "error", "--issue", "seat"), 0),
        (("--fail-on", "warn", "--issue", "seat"), 1),
        (("--fail-on", "warn", "--issue", "fence"), 0),
        (("--fail-on", "info", "--issue", "hours"), 1),
        (("--fail-on", "error", "--exit-zero"), 0),
        (("--given", "first", "--fail-on", "error", "--issue", "nights"), 0),
        (("--given", "first", "--fail-on", "warn", "--issue", "nights"), 1),
        (("--given", "first", "--fail-on", "warn", "--issue", "noise"), 0),
        (("--effort", "1"), 4),
        (("--effort", "1", "--fail-on", "info"), 4),
        (("--effort", "1", "--exit-zero"), 4),
        (("--effort", "0"), 2),
        (("crew",), 2),
        (("--given", "second"), 2),
        (("--given", "first", "--as-of", "2025"), 2),
    ],
)
@pytest.mark.parametrize("form", ["table", "json", "sarif"])
def test_a_run_ends_with_one_code_in_every_format(
    run: Run, args: tuple[str, ...], code: int, form: str
) -> None:
    assert run("deal", *args, *LOCK, "-f", form, "-q").code == code


def test_what_is_not_proven_is_told_as_that(run: Run, valid: Callable[[Any], None]) -> None:
    told = run("deal", *LOCK, "--effort", "1", "-f", "json").json
    valid(told)
    assert (told["status"], told["exit_code"], told["data"]["proven"]) == ("incomplete", 4, False)
    assert "deal-not-proven" in ids(told)
    [own] = [own for own in told["findings"] if own["id"] == "deal-not-proven"]
    assert "the work limit was reached" in own["message"]


def test_red_lines_are_written_once_and_named_elsewhere(run: Run) -> None:
    data = run(*ASKED, "--given", "us-28", "-f", "json").json["data"]
    known = {own["id"] for own in data["red_lines"]}
    assert len(known) == len(data["red_lines"])
    named = {line for own in data["landings"] for line in own["red_lines"]}
    named |= {line for own in data["blocking_sets"] for line in own["red_lines"]}
    for change in data["repair"]["changes"]:
        named |= {line for lines in change["because"] for line in lines}
    for stuck in data["repair"]["stuck"]:
        named |= set(stuck["red_lines"])
    assert named
    assert named <= known
    cited = {own["id"] for own in data["statements"]}
    assert {id_ for own in data["red_lines"] for id_ in own["statements"]} <= cited


def test_a_move_is_written_as_lift_takes_it(run: Run) -> None:
    sets = run(*ASKED, "-f", "json").json["data"]["concession_sets"]
    moves = [own["moves"] for own in sets if own["landing"][0]["issue"] == "territory.donetsk"]
    assert moves == [["russia:territory.donetsk"], ["ukraine:territory.donetsk"]]
    told = run(*ASKED, "--lift", moves[0][0], "-f", "json").json
    stuck = {own["issue"] for own in told["data"]["issues"] if own["state"] == "stuck"}
    assert "territory.donetsk" not in stuck
    assert "territory.kherson" in stuck
    assert {own["what_if"] for own in told["findings"]} == {True}


def test_the_rows_of_a_spreadsheet(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("deal", *LOCK, "-f", "csv").out)))
    nights = [row for row in rows if row["issue"] == "nights"]
    assert [(row["state"], row["outcomes"]) for row in nights] == [("open", "none")]
    north = [(r["outcomes"], r["party"], r["steps"]) for r in rows if r["issue"] == "quay.north"]
    assert ("open", "crew", "2") in north
    given = run("deal", *LOCK, "--given", "first", "-f", "csv").out
    rows = list(csv.DictReader(io.StringIO(given)))
    assert (rows[0]["point"], rows[0]["what"], rows[0]["nearest"]) == ("nights", "changed", "none")
    assert {(r["issue"], r["party"], r["on"]) for r in rows if r["what"] == "stuck"} == {
        ("quay.north", "crew", "every"),
        ("seat", "crew", "some"),
        ("seat", "port", "some"),
    }


def test_check_of_one_party_says_what_it_does_not_refuse(run: Run) -> None:
    out = " ".join(run("check", "us-28", *BUNDLED, "--party", "ukraine").out.split())
    assert "ukraine does not refuse: unlimited (past every number)" in out
    left = "left there: Ukrainian sovereignty affirmed, title open"
    assert f"ukraine does not refuse: title open (1 step); {left}" in out
    assert run("deal", "ukraine", "--given", "us-28", *BUNDLED).code == 2


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_check_says_what_can_be_said_instead(run: Run, form: str) -> None:
    out = " ".join(run("check", "us-28", *BUNDLED, "-f", form).out.split()).replace("\\", "")
    assert "none of the 14 parties refuses: title open (1 step)" in out
    assert "red lines of russia and ukraine leave no outcome here" in out
    two = ("--party", "russia", "--party", "ukraine")
    out = " ".join(run("check", "zelensky-20", *BUNDLED, *two).out.split())
    assert (
        "neither russia nor ukraine refuses: “with Russia” (1 step); left there: all but “without "
        "Russia”; no longer meets what ukraine demands: SEC-07 +2 (leader)" in out
    )
    assert "neither russia nor ukraine refuses: operator not named" in out
    assert (
        "leave no outcome here, but only while soft ones stand: LAN-03b (official, vague), LAN-05 "
        "(law, vague)" in out
    )


def test_the_page_of_a_stuck_issue_has_what_each_outcome_would_cross(run: Run) -> None:
    out = run("gap", "russia", "ukraine", "--issue", "nato", *BUNDLED).out
    assert "NATO membership: what each outcome would cross" in out
    assert "› allied consensus        NATO-02 (leader) · 2 steps" in out
    assert "shortest retreat" not in out
    out = run("gap", "crew", "port", "--issue", "hours", *LOCK).out
    assert "only if Nights is “none”, else C-1 (document) of crew is crossed" in out


def test_accepted_findings_of_a_deal_are_counted_apart(run: Run, tmp_path: Path) -> None:
    entry = "  - {id: deal-stuck, issue: quay, parties: [crew, port, town], reason: Known.}\n"
    ignores = tmp_path / "redlines-ignore.yaml"
    ignores.write_text(f"redlines: 1\nignore:\n{entry}", encoding="utf-8")
    told = run("deal", *LOCK, "--ignore", str(ignores), "-f", "json").json
    assert told["summary"]["ignored"] == 2
    assert told["summary"]["error"] == 2
    out = run("deal", *LOCK, "--ignore", str(ignores)).out
    assert "Known." in out


def test_the_only_party_of_a_case_has_a_deal_with_nobody(run: Run, tmp_path: Path) -> None:
    (tmp_path / "positions.yaml").write_text(
        "redlines: 1\ntitle: Alone\nparties: {a: {}}\nissues: {x: {options: {p: p, q: q}}}\n"
    )
    alone = run("deal", "--case", str(tmp_path))
    assert (alone.code, "deal needs at least two different parties" in alone.err) == (2, True)
    plan = tmp_path / "plan.yaml"
    plan.write_text("redlines: 1\nplan: p\ntitle: P\npoints: [{id: k, text: T, sets: {x: p}}]\n")
    assert run("deal", "--given", str(plan), "--case", str(tmp_path)).code == 0
