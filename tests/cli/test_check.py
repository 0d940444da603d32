"""`redlines check`: a plan by id, alias and path, judged, graded and accepted."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, Run

from redlines.catalogue import RULES

DRAFTS = ("--case", str(DATA / "drafts"))
FORMS = ("table", "json", "csv", "markdown", "github", "junit")
CHECKS = [id_ for id_ in RULES if id_.startswith("check-")]


@pytest.fixture
def check(run: Run) -> Run:
    """Runs a check of a plan of the drafts."""

    def runner(*args: str) -> Any:
        return run("check", *args, *DRAFTS)

    return runner


@pytest.mark.parametrize("form", FORMS)
def test_every_finding_is_in_every_format(check: Run, form: str) -> None:
    out = check("first", "-f", form).out
    assert [id_ for id_ in CHECKS if id_ not in out] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_that_settles_nothing_is_a_whole_document(
    run: Run, valid: Callable[[Any], None], tmp_path: Path, form: str
) -> None:
    plan = tmp_path / "bare.yaml"
    plan.write_text("redlines: 1\nplan: bare\ntitle: Bare\npoints: []\n")
    ran = run("check", str(plan), *DRAFTS, "-f", form, "--issue", "word", "--party", "owners")
    assert ran.code == 0, ran.err
    if form == "json":
        valid(ran.json)
        assert ran.json["findings"] == []
    else:
        assert bool(ran.out) == (form != "github")


def test_the_names_of_the_contract(check: Run, valid: Callable[[Any], None]) -> None:
    told = check("first", "-f", "json").json
    valid(told)
    assert told["data"]["plan"]["id"] == "first"
    assert told["data"]["points"][0]["sets"] == [{"issue": "cross", "outcomes": ["l4"]}]
    grades = {(g["issue"], g["party"]): g for g in told["data"]["grades"]}
    assert grades["cross", "guild"]["grade"] == "crosses"
    assert grades["cross", "guild"]["point"] == "on-cross"
    assert grades["cross", "guild"]["statements"] == ["G-1"]
    assert grades["cross", "guild"]["crossed"] == ["G-1@cross"]
    lines = {line["id"]: line for line in told["data"]["red_lines"]}
    assert lines["G-1@cross"]["party"] == "guild"
    assert lines["G-1@cross"]["statements"] == ["G-1"]
    named = {id_ for g in told["data"]["grades"] for id_ in (*g["crossed"], *g["lifted"])}
    assert list(lines) == [line["id"] for line in told["data"]["red_lines"]]
    assert set(lines) == named
    assert grades["unsettled", "guild"]["point"] is None
    assert [s["issue"] for s in told["data"]["settlements"]][:2] == ["cross", "amb"]
    guild = told["summary"]["parties"][0]
    assert (guild["party"], guild["lines_crossed"], guild["demands_met"]) == ("guild", 1, 1)
    assert guild["lines_crossed_by_basis"] == {"leader": 1}
    assert guild["unsettled"] == ["unsettled"]
    assert told["summary"]["error"] == 1
    assert [(f["role"], f["path"], f["commit"]) for f in told["inputs"]] == [
        ("case", "positions.yaml", None),
        ("sources", "sources.yaml", None),
        ("plan", "plans/first.yaml", None),
    ]
    crossing = told["findings"][0]
    assert (crossing["id"], crossing["point"]) == ("check-crosses", "on-cross")
    assert crossing["place"]["file"] == "plans/first.yaml"
    assert crossing["related"][0]["file"] == "positions.yaml"
    assert {s["id"] for s in told["data"]["statements"]} >= {"G-1", "O-1"}


@pytest.mark.parametrize("name", ["second", "S1", "SECOND", str(DATA / "drafts/plans/second.yaml")])
def test_a_plan_has_many_names_and_the_later_day_judges(check: Run, name: str) -> None:
    told = check(name, "-f", "json").json
    assert told["data"]["plan"]["id"] == "second"
    assert told["data"]["as_of"] == told["options"]["as_of"] == "2025-03-10"
    assert "judged as of 2025-03-10" in check(name).out


def test_the_day_and_the_basis_can_be_chosen(check: Run) -> None:
    told = check("second", "-f", "json", "--as-of", "2025-01-04").json
    assert told["data"]["as_of"] == "2025-01-04"
    assert told["summary"]["error"] == 1
    firm = check("second", "-f", "json", "--binding", "law").json
    assert firm["summary"]["error"] == 1
    assert check("second", "-f", "json").json["summary"]["error"] == 3


UNSTALE = (
    *("--fail-on", "warn", "--party", "guild", "--issue", "unclaimed"),
    *("--stale-after", "10000"),
)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "error"), 1),
        (("--fail-on", "error", "--exit-zero"), 0),
        (("--fail-on", "never"), 0),
        (("--fail-on", "error", "--party", "owners"), 0),
        (("--fail-on", "error", "--issue", "meet"), 0),
        (("--fail-on", "info", "--level", "error", "--issue", "meet"), 1),
        (("--fail-on", "warn", "--party", "guild", "--issue", "unclaimed"), 1),
        (
            UNSTALE,
            0,
        ),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_the_exit_code_is_the_same_in_every_format(
    check: Run, form: str, options: tuple[str, ...], code: int
) -> None:
    assert check("first", "-f", form, *options).code == code


def test_party_judges_and_level_only_hides(check: Run) -> None:
    all_, own = check("first", "-f", "json").json, check("first", "-f", "json", "--party", "G").json
    assert own["options"]["parties"] == ["guild"]
    assert {f["party"] for f in own["findings"]} == {"guild"}
    hidden = check("first", "-f", "json", "--level", "error").json
    assert {f["level"] for f in hidden["findings"]} == {"error"}
    assert hidden["summary"] == all_["summary"]
    for form in ("table", "markdown"):
        out = check("first", "-f", form, "--level", "error").out
        assert "not listed" in out
        assert out.count("demands met") == check("first", "-f", form).out.count("demands met")


def test_a_stale_position_is_a_warning(check: Run) -> None:
    def found(*options: str) -> Any:
        told = check("first", "-f", "json", "--party", "guild", "--issue", "unclaimed", *options)
        return told.json["findings"][0]

    assert (found()["stale"], found()["level"]) == (True, "warn")
    fresh = found("--stale-after", "10000")
    assert (fresh["stale"], fresh["level"]) == (False, "info")


def test_csv_has_a_row_for_each_finding(check: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(check("first", "-f", "csv").out)))
    told = check("first", "-f", "json").json
    assert [row["id"] for row in rows] == [finding["id"] for finding in told["findings"]]
    assert rows[0]["statements"] == "G-1"
    assert rows[0]["after"] == "l4"
    assert rows[0]["place"].startswith("plans/first.yaml:")


# Accepted findings

ENTRY = "  - {id: check-crosses, plan: first, point: on-cross, party: guild, reason: Known.%s}\n"


@pytest.mark.parametrize("form", FORMS)
def test_an_accepted_finding_stays_visible_and_fails_nothing(
    check: Run, valid: Callable[[Any], None], ignore: Callable[[str], str], form: str
) -> None:
    path = ignore(ENTRY % "")
    ran = check("first", "--fail-on", "error", "--ignore", path, "-f", form)
    assert ran.code == 0, ran.err
    assert "check-crosses" in ran.out
    if form != "github":  # which shows ten annotations of a level, and those accepted last
        assert "Known." in ran.out
    if form == "json":
        valid(ran.json)
        assert ran.json["summary"]["ignored"] == 1
        assert ran.json["summary"]["error"] == 0
        assert ran.json["findings"][0]["ignored"] == "Known."
        assert ran.json["inputs"][-1]["role"] == "ignore"
        assert ran.json["options"]["ignore"] == path
    assert check("second", "--fail-on", "error", "--ignore", path, "-f", form).code == 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("entry", "id_"),
    [
        (ENTRY % ", until: 2025-03-01", "ignore-expired"),
        (
            "  - {id: check-crosses, plan: first, point: on-meet, party: guild, reason: Old.}\n",
            "ignore-unused",
        ),
    ],
)
def test_entries_that_no_longer_fit_are_findings(
    check: Run, ignore: Callable[[str], str], form: str, entry: str, id_: str
) -> None:
    ran = check("first", "--ignore", ignore(entry), "-f", form, "--fail-on", "error")
    assert ran.code == 1
    assert id_ in ran.out


def test_an_entry_counts_until_the_day_before(check: Run, ignore: Callable[[str], str]) -> None:
    path = ignore(ENTRY % ", until: 2025-03-02")
    assert check("first", "--fail-on", "error", "--ignore", path).code == 0
    late = ("--as-of", "2025-03-02")
    assert check("first", "--fail-on", "error", "--ignore", path, *late).code == 1


def test_what_a_run_does_not_look_at_is_not_unused(
    check: Run, ignore: Callable[[str], str]
) -> None:
    path = ignore(
        ENTRY
        % ""
        + "  - {id: check-crosses, plan: second, point: on-meet, party: guild, reason: Another.}\n"
        "  - {id: diff-newly-crosses, plan: first, point: a, party: guild, reason: Another.}\n"
    )
    for options in ((), ("--issue", "meet"), ("--party", "owners"), ("--binding", "law")):
        told = check("first", "--ignore", path, "-f", "json", *options).json
        assert "ignore-unused" not in [finding["id"] for finding in told["findings"]], options


def test_the_ignore_file_is_found_beside_the_case_or_around(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    root, deep = tmp_path / "tree", tmp_path / "tree" / "a" / "b"
    shutil.copytree(DATA / "drafts", root / "case")
    deep.mkdir(parents=True)
    (root / ".git").mkdir()
    monkeypatch.chdir(deep)
    args = ("check", "first", "--case", str(root / "case"), "--fail-on", "error")
    text = "redlines: 1\nignore:\n" + ENTRY % ""
    assert run(*args).code == 1
    (tmp_path / "redlines-ignore.yaml").write_text(text)
    assert run(*args).code == 1
    (root / "redlines-ignore.yaml").write_text(text)
    assert run(*args).code == 0
    (root / "case" / "redlines-ignore.yaml").write_text("redlines: 1\nignore: []\n")
    assert run(*args).code == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "redlines: 1\nignore: {}\n",
        "redlines: 1\nignore: [{id: check-croses, plan: a, reason: R}]\n",
    ],
)
def test_an_ignore_file_that_is_wrong_is_2(
    check: Run, valid: Callable[[Any], None], tmp_path: Path, text: str
) -> None:
    path = tmp_path / "ignore.yaml"
    path.write_text(text)
    ran = check("first", "--ignore", str(path), "-f", "json")
    assert ran.code == 2
    valid(ran.json)
    assert "ignore file" in ran.err
    assert check("first", "--ignore", "nowhere.yaml").code == 2


# Failures


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("frst",), "did you mean first?"),
        (("nowhere.yaml",), "nowhere.yaml"),
        (("first", "--party", "gild"), "did you mean guild?"),
        (("first", "--issue", "crss"), "did you mean cross?"),
        (("first", "--level", "all"), "--level"),
        (("first", "--fail-on", "always"), "--fail-on"),
        (("first", "--stale-after", "-1"), "--stale-after"),
        (("first", "--as-of", "today"), "--as-of"),
        (("first", "-f", "pdf"), "junit"),
        ((str(DATA / "drafts" / "positions.yaml"),), "holds positions"),
        ((str(DATA / "drafts" / "sources.yaml"),), "neither a plan nor a case"),
        (("first", "-o", f"json={DATA}/drafts/plans/first.yaml"), "which is read"),
    ],
)
def test_what_prevents_a_check_is_2(
    check: Run, valid: Callable[[Any], None], args: tuple[str, ...], words: str
) -> None:
    ran = check(*args)
    assert ran.code == 2
    assert words in ran.err
    assert ran.out == ""
    if "-f" not in args:
        told = check(*args, "-f", "json").json
        valid(told)
        assert told["status"] == "error"


def test_an_invalid_plan_is_told_problem_by_problem(
    run: Run, valid: Callable[[Any], None], tmp_path: Path
) -> None:
    plan = tmp_path / "bad.yaml"
    plan.write_text(
        "redlines: 1\nplan: bad\npoints:\n"
        "  - {id: a, text: A, sets: {nothing: l0}}\n  - {id: a, text: A, sets: {cross: l9}}\n"
    )
    ran = run("check", str(plan), *DRAFTS, "-f", "json", "--fail-on", "error")
    assert ran.code == 2
    valid(ran.json)
    assert {e["id"] for e in ran.json["errors"]} >= {"unknown-issue", "duplicate-point"}
    assert "the plan cannot be used" in ran.err


def test_list_and_show_know_plans(run: Run, valid: Callable[[Any], None]) -> None:
    listed = run("list", "plans", *DRAFTS, "-f", "json").json
    valid(listed)
    assert [plan["id"] for plan in listed["data"]["items"]] == ["first", "second"]
    shown = run("show", "F1", *DRAFTS, "-f", "json").json
    valid(shown)
    assert shown["data"]["plan"]["id"] == "first"
    assert len(shown["data"]["points"]) == shown["data"]["plan"]["points"] == 12
    assert [source["id"] for source in shown["data"]["sources"]] == ["S1"]
    for form in ("table", "markdown"):
        assert "Matter cross: l4" in run("show", "plan:first", *DRAFTS, "-f", form).out


@pytest.mark.parametrize("name", ["plan", "ignore"])
def test_new_schemas(run: Run, name: str) -> None:
    assert json.loads(run("schema", name).out)["$schema"]


def test_completion_names_plans_without_reading_them(monkeypatch: pytest.MonkeyPatch) -> None:
    from redlines.cli.completion import plan_names

    monkeypatch.setenv("REDLINES_CASE", str(DATA / "drafts"))
    assert plan_names("") == ["first", "second"]
    assert plan_names("se") == ["second"]
    assert plan_names("x") == []
