"""Every format for pipelines on every command that finds something: none, a thousand, hostile."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import validators
from runs import DATA, Run

from redlines.cli.delivery import CiFormat
from redlines.cli.main import main
from redlines.view.github import PER_LEVEL

MANY = 1000
HOSTILE = "a\\e[31m\\u202e\\u2028\\x85b ::error::x %0A ]]> =cmd() </details> \\ufffe **[x](y)**"
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")


def jsonl(text: str) -> list[str]:
    """Each line is a finding as in the JSON of a command."""
    found = [json.loads(line) for line in text.splitlines()]
    for own in found:
        validators.of_finding().validate(own)
    return [own["id"] for own in found]


def junit(text: str) -> list[str]:
    root = ElementTree.fromstring(text)
    validators.of_junit().validate(root)
    names = [str(case.get("name")).partition(": ")[0] for case in root.iter("testcase")]
    assert names
    return [] if names == ["no findings listed"] else names


def github(text: str) -> list[str]:
    """A command for each: no summary of a step holds any here."""
    commands = [re.match(r"::(?:error|warning|notice) ([^:]*)::", x) for x in text.splitlines()]
    return [own[1].rpartition("title=")[2] if own else "" for own in commands]


def sarif(text: str) -> list[str]:
    log = json.loads(text)
    validators.of_file("sarif-2.1.0.json").validate(log)
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    prints = [own["partialFingerprints"]["redlines/v1"] for own in run["results"]]
    assert len(set(prints)) == len(prints)
    assert all(rules[own["ruleIndex"]] == own["ruleId"] for own in run["results"])
    return [own["ruleId"] for own in run["results"]]


def gitlab(text: str) -> list[str]:
    """GitLab shows one entry for each fingerprint."""
    report = json.loads(text)
    validators.of_file("gitlab-code-quality.json").validate(report)
    assert len({own["fingerprint"] for own in report}) == len(report)
    return [own["check_name"] for own in report]


CHECKERS: dict[CiFormat, Callable[[str], list[str]]] = {
    CiFormat.GITHUB: github,
    CiFormat.JUNIT: junit,
    CiFormat.JSONL: jsonl,
    CiFormat.SARIF: sarif,
    CiFormat.GITLAB: gitlab,
}
FORMS = [pytest.param(form, id=form.value) for form in CiFormat]


def case_of(folder: Path, count: int, title: str = "T") -> tuple[str, ...]:
    """A case in which on each issue one party refuses what it demands and the other the rest.

    Beside it two plans, the second of which crosses the first party's red line on every issue.
    """
    (folder / "plans").mkdir(parents=True)
    issues = "".join(f'  i{n}: {{title: "{title}", scale: {{a: A, b: B}}}}\n' for n in range(count))
    one = "".join(f"    - {{demands: {{i{n}: b}}, refuses: {{i{n}: b}}}}\n" for n in range(count))
    two = "".join(f"    - {{refuses: {{i{n}: a}}}}\n" for n in range(count))
    (folder / "positions.yaml").write_text(
        f'redlines: 1\ntitle: "{title}"\nparties: {{one: {{title: "{title}"}}, two: {{}}}}\n'
        f"issues:\n{issues}positions:\n  one:\n{one}  two:\n{two}"
    )
    for name in "ab":
        points = "".join(
            f'  - {{id: p{n}, text: "{title}", sets: {{i{n}: {name}}}}}\n' for n in range(count)
        )
        (folder / "plans" / f"{name}.yaml").write_text(
            f"redlines: 1\nplan: {name}\npoints:\n{points}"
        )
    return ("--case", str(folder / "positions.yaml"))


COMMANDS = {
    "gap": (("gap", "one", "two"), "gap-insurmountable"),
    "check": (("check", "b", "--party", "one"), "check-crosses"),
    "diff": (("diff", "a", "b", "--party", "one"), "diff-newly-crosses"),
    "deal": (("deal", "one", "two"), "deal-stuck"),
    "validate": (("validate",), "self-contradiction"),
}


@pytest.fixture(scope="module")
def told_of_many(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A folder with what one run of a command tells of a thousand findings in every format."""
    case = case_of(tmp_path_factory.mktemp("many") / "case", MANY)

    @cache
    def told(command: str) -> Path:
        folder = tmp_path_factory.mktemp(command)
        files = (part for form in CiFormat for part in ("-o", f"{form}={folder / form}"))
        assert main([*COMMANDS[command][0], *case, *files, "-f", "csv", "--fail-on", "warn"]) == 1
        return folder

    return told


def test_every_format_has_a_checker() -> None:
    assert set(CHECKERS) == set(CiFormat)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_thousand_findings(
    told_of_many: Callable[[str], Path], command: str, form: CiFormat
) -> None:
    found = CHECKERS[form]((told_of_many(command) / form).read_text(encoding="utf-8"))
    assert found.count(COMMANDS[command][1]) == MANY


NONE = {
    "gap": ("gap", "union", "works", "--issue", "jobs", "--level", "error"),
    "check": ("check", "first", "--issue", "none", "--level", "error"),
    "diff": ("diff", "first", "first"),
    "deal": ("deal", "union", "works", "--issue", "jobs"),
    "validate": ("validate", "--level", "warn"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", NONE)
def test_no_findings(run: Run, command: str, form: CiFormat) -> None:
    case = DATA / ("drafts" if command in ("check", "diff") else "works")
    ran = run(*NONE[command], "--case", str(case), "-f", form, "--fail-on", "error")
    assert ran.code == 0, ran.err
    assert CHECKERS[form](ran.out) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", COMMANDS)
def test_hostile_texts(run: Run, tmp_path: Path, command: str, form: CiFormat) -> None:
    args, id_ = COMMANDS[command]
    case = case_of(tmp_path / "%0A::x y", 2, HOSTILE)
    ran = run(*args, *case, "-f", form, "--fail-on", "never")
    assert ran.code == 0, ran.err
    assert CHECKERS[form](ran.out).count(id_) == 2
    assert not HIDDEN.search(ran.out)


def test_a_format_for_pipelines_can_stand_beside_another(run: Run, tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", 2 * PER_LEVEL)
    files = [f"{form}={tmp_path / form}" for form in CiFormat]
    args, _ = COMMANDS["validate"]
    ran = run(*args, *case, *(part for file in files for part in ("-o", file)), "-f", "csv")
    assert ran.code == 0
    for form in CiFormat:
        assert (tmp_path / form).read_text() == run(*args, *case, "-f", form).out


def lines_of(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_of_jsonl_is_a_finding_of_the_json(run: Run) -> None:
    args = ("check", "first", "--case", str(DATA / "drafts"))
    assert lines_of(run(*args, "-f", "jsonl").out) == run(*args, "-f", "json").json["findings"]


def test_sarif_names_places_from_the_root_and_what_was_accepted(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(DATA.parents[2]))
    ignore = tmp_path / "accepted.yaml"
    ignore.write_text(
        "redlines: 1\nignore:\n"
        "  - {id: check-crosses, plan: first, point: on-cross, party: guild, reason: Known.}\n"
    )
    args = ("check", "first", "--case", str(DATA / "drafts"), "--ignore", str(ignore))
    [told] = json.loads(run(*args, "-f", "sarif").out)["runs"]
    result = next(own for own in told["results"] if own["ruleId"] == "check-crosses")
    assert result["suppressions"] == [{"kind": "external", "justification": "Known."}]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "tests/cli/data/drafts/plans/first.yaml"
    assert place["region"]["startLine"] == 12
    related = [
        own["physicalLocation"]["artifactLocation"]["uri"] for own in result["relatedLocations"]
    ]
    assert related == ["tests/cli/data/drafts/positions.yaml"]
    levels = {
        own["id"]: own["defaultConfiguration"]["level"] for own in told["tool"]["driver"]["rules"]
    }
    assert levels["check-crosses"] == "error"
    assert levels["check-meets"] == "note"


def test_junit_links_to_the_lines_of_files_in_the_workspace(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crossing() -> dict[str, str]:
        out = run("check", "first", "--case", str(DATA / "drafts"), "-f", "junit").out
        named = {str(own.get("classname")): own for own in ElementTree.fromstring(out).iter()}
        return named["first.check-crosses"].attrib

    monkeypatch.setenv("CI_PROJECT_DIR", str(DATA.parents[2]))
    assert crossing()["file"] == "tests/cli/data/drafts/plans/first.yaml"
    assert crossing()["line"] == "12"
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    assert {"file", "line"}.isdisjoint(crossing())


def test_gitlab_has_a_file_and_a_line_for_every_finding(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", str(DATA.parents[2]))
    report = json.loads(run("check", "first", "--case", str(DATA / "drafts"), "-f", "gitlab").out)
    crossing = next(own for own in report if own["check_name"] == "check-crosses")
    assert crossing["location"] == {
        "path": "tests/cli/data/drafts/plans/first.yaml",
        "lines": {"begin": 12, "end": 12},
    }
    assert crossing["severity"] == "critical"
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    outside = json.loads(run("check", "first", "--case", str(DATA / "drafts"), "-f", "gitlab").out)
    assert {str(own["location"]) for own in outside} == {
        "{'lines': {'begin': 1}, 'path': 'positions.yaml'}"
    }
    assert [own["fingerprint"] for own in outside] == [own["fingerprint"] for own in report]
