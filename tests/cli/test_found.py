"""Which files a run judges: no file that looks meant is passed over in silence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, Run

DRAFTS = DATA / "drafts"
CASE = (
    "redlines: 1\ntitle: T\nparties: {a: {}, b: {}}\n"
    "issues: {x: {scale: {l: L, h: H}}}\npositions: {a: [{refuses: {x: l}}]}\n"
)
BROKEN = "redlines: 1\ntitle: T\nparties: {a: {}}\nissues: {}\npositions: {b: []}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty work tree as working directory."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str = CASE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


MEANT = {
    "another first key": ("positions.yaml", f"title: T\n{BROKEN}", 'first key is "title"'),
    "a capital": ("redlines.yaml", BROKEN.replace("redl", "Redl"), 'first key is "Redlines"'),
    "a later format": ("data/positions.yaml", BROKEN.replace(": 1", ": 2", 1), '"redlines: 2"'),
    "another ending": ("positions.yml", BROKEN, ".yml"),
    "another ending in data": ("data/positions.yml", BROKEN, ".yml"),
    "another folder": ("case/positions.yaml", BROKEN, "looked for are"),
    "another name in a folder": ("case/redlines.yaml", BROKEN, "looked for are"),
    "no yaml": ("positions.yaml", "a: [", "does not parse"),
    "nothing": ("redlines.yaml", "", "is empty"),
    "bytes": ("redlines.yaml", "\0\1", "does not parse"),
}


@pytest.mark.parametrize(("name", "text", "why"), MEANT.values(), ids=MEANT)
def test_validate_never_judges_the_bundled_case_instead(
    run: Run, valid: Callable[[Any], None], here: Path, name: str, text: str, why: str
) -> None:
    write(here / name, text)
    ran = run("validate")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no case here" in ran.err
    assert name in ran.err
    assert why in ran.err
    told = run("validate", "-f", "json").json
    valid(told)
    assert told["errors"][0]["id"] == "no-case"


@pytest.mark.parametrize(("name", "text", "why"), MEANT.values(), ids=MEANT)
def test_validate_fails_on_what_it_passes_over_and_other_commands_say_so(
    run: Run,
    valid: Callable[[Any], None],
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
    why: str,
) -> None:
    write(here / "redlines.yaml")
    write(here / "below" / name, text)
    monkeypatch.chdir(here / "below")
    ran = run("validate", "-f", "json")
    valid(ran.json)
    assert ran.code == 1
    [found] = [own for own in ran.json["findings"] if own["id"] == "passed-over"]
    assert found["level"] == "error"
    assert found["place"]["file"].removeprefix("./") == name
    assert why in found["message"]
    listed = run("list", "parties")
    assert listed.code == 0
    assert f"warning: {name}: this file looks meant and is passed over: " in listed.err
    assert why in listed.err
    assert "passed over" not in run("list", "parties", "-q").err


def test_without_a_case_validate_says_how_to_get_one(run: Run) -> None:
    ran = run("validate")
    assert ran.code == 2
    assert "redlines init" in ran.err


def test_other_commands_use_the_bundled_case_and_say_what_they_pass_over(
    run: Run, here: Path
) -> None:
    write(here / "case" / "positions.yaml")
    ran = run("list", "parties")
    assert ran.code == 0
    assert "case/positions.yaml: this file looks meant" in ran.err
    assert "using the bundled case" in ran.err


def test_of_many_files_that_are_passed_over_the_first_are_named(run: Run, here: Path) -> None:
    for n in range(9):
        write(here / f"case{n}" / "positions.yaml")
    told = [line for line in run("list", "parties").err.splitlines() if "warning" in line]
    assert [line.split(":")[2].strip() for line in told[:-1]] == [
        f"case{n}/positions.yaml" for n in range(5)
    ]
    assert told[-1] == "redlines: warning: and 4 more"
    assert "case4/positions.yaml" in run("validate").err
    assert "; and 4 more; --case names one" in run("validate").err


@pytest.mark.parametrize("folder", ["positions", "plans"])
def test_without_git_a_case_is_found_from_its_own_folders_alone(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (here / ".git").rmdir()
    write(here / "talks" / "positions.yaml")
    for name in (folder, "others"):
        own = here / "talks" / name
        own.mkdir()
        monkeypatch.chdir(own)
        found = "using ../positions.yaml" in run("list", "parties").err
        assert found == (name == folder)


GATES = [("gap", "russia", "ukraine"), ("check", "us-28"), ("diff", "us-28", "e3-counter")]


@pytest.mark.parametrize("command", GATES, ids=" ".join)
def test_a_gate_judges_the_bundled_case_only_where_it_is_named(
    run: Run,
    valid: Callable[[Any], None],
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    write(here / "cases" / "positions.yaml")
    for level in ("error", "warn", "info"):
        ran = run(*command, "--fail-on", level, "-f", "json")
        assert ran.code == 2
        assert ran.json["errors"][0]["id"] == "no-case"
        valid(ran.json)
    err = run(*command, "--fail-on", "error", "-q").err
    assert "cases/positions.yaml: this file looks meant" in err
    assert "`--case bundled:`" in err
    for free in ((), ("--fail-on", "never"), ("--fail-on", "error", "--exit-zero")):
        ran = run(*command, *free)
        assert ran.code == 0
        assert "using the bundled case" in ran.err
    named = run(*command, "--fail-on", "error", "--case", "bundled:", "-f", "json")
    assert named.code == 1
    assert named.json["inputs"][0]["path"] == "bundled:positions.yaml"
    assert named.err == ""
    monkeypatch.setenv("REDLINES_CASE", "bundled:")
    assert run(*command, "--fail-on", "error", "-q").code == 1


def test_the_bundled_case_can_be_validated_by_name(run: Run) -> None:
    ran = run("validate", "--case", "bundled:", "-f", "json")
    assert ran.code == 0
    assert ran.json["inputs"][0]["path"] == "bundled:positions.yaml"
    assert run("validate", "--case", "bundled:").code == 0


def test_from_the_folder_that_init_wrote_its_case_is_found(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("init", "talks", "--example").code == 0
    monkeypatch.chdir(here / "talks")
    ran = run("validate", "-f", "json")
    assert ran.code == 0
    assert [own["file"] for own in ran.json["data"]["cases"]] == ["positions.yaml"]
    assert ran.json["data"]["cases"][0]["plans"] == 2
    monkeypatch.chdir(here / "talks" / "plans")
    assert run("validate").code == 0
    assert "bundled" not in run("list", "plans").err


def test_the_case_that_is_named_passes_nothing_over(run: Run, here: Path) -> None:
    write(here / "positions.yml", BROKEN)
    write(here / "case" / "positions.yaml")
    for args in (("validate", "case"), ("validate", "--case", "case")):
        ran = run(*args)
        assert (ran.code, "passed over" in ran.out + ran.err) == (0, False)


def test_a_case_in_braces_is_one(run: Run, here: Path) -> None:
    write(
        here / "redlines.yaml",
        '{"redlines": 1, "title": "T", "parties": {"a": {}, "b": {}},\n'
        ' "issues": {"x": {"scale": {"l": "L", "h": "H"}}}}\n',
    )
    assert run("validate").out == "no problems\n"


@pytest.mark.parametrize("name", ["plans/third.yml", "sources.yml", "redlines-ignore.yml"])
def test_what_lies_beside_a_case_under_an_ending_that_is_not_read_is_told(
    run: Run, here: Path, name: str
) -> None:
    shutil.copytree(DRAFTS, here / "case")
    write(here / "case" / name, "redlines: 1\n")
    ran = run("validate", "case", "-f", "json")
    assert ran.code == 1
    [found] = [own for own in ran.json["findings"] if own["id"] == "passed-over"]
    assert found["place"]["file"] == f"case/{name}"
    assert f"case/{name}" in run("list", "plans", "--case", "case").err


PLAN = "redlines: 1\nplan: apart\npoints: []\n"
APART = {
    "drafts": ("data/drafts/draft.yaml", PLAN),
    "a folder of plans": ("data/plans/old/draft.yaml", PLAN),
    "a folder in that": ("data/plans/old/older/draft.yaml", PLAN),
    "plans beside data": ("plans/draft.yaml", PLAN),
    "plan": ("data/plan/draft.yaml", PLAN),
    "beside the case": ("data/draft.yaml", PLAN),
    "beside data": ("draft.yaml", PLAN),
    "a later format": ("data/drafts/draft.yaml", f"# Apart.\n---\n{PLAN.replace('1', '2')}"),
    "braces": ("data/drafts/draft.yaml", '{"redlines": 1, "plan": "a", "points": []}'),
    "no yaml": ("data/drafts/draft.yaml", f"{PLAN}note: [\n"),
    "capitals": ("data/plans/draft.YAML", PLAN),
    "an ending": ("data/plans/draft.Yml", PLAN),
    "sources": ("data/sources/sources.yaml", "redlines: 1\nsources: {}\n"),
    "sources of another name": ("data/bibliography.yaml", "redlines: 1\nsources: {}\n"),
    "sources in capitals": ("data/sources.YAML", "redlines: 1\nsources: {}\n"),
    "a part of the positions elsewhere": ("data/said/a.yaml", "redlines: 1\npositions: {}\n"),
    "a part of the positions too deep": ("data/positions/b/a.yaml", "redlines: 1\njoint: []\n"),
    "another case": ("data/other/a.yaml", CASE),
    "a part of another ending": ("data/positions/a.yml", "redlines: 1\npositions: {}\n"),
}


@pytest.mark.parametrize(("name", "text"), APART.values(), ids=APART)
def test_no_file_that_no_case_reads_is_passed_over_in_silence(
    run: Run, drafts: Path, here: Path, name: str, text: str
) -> None:
    write(here / name, text)
    ran = run("validate", "-f", "json")
    assert ran.code == 1
    [found] = [own for own in ran.json["findings"] if own["id"] == "passed-over"]
    assert found["place"]["file"] == name
    assert f"--> {name}:1:1" in run("validate").out
    assert run("list", "plans").err.count(f"warning: {name}: this file looks meant") == 1
    assert "looks meant" not in run("list", "plans", "-q").err
    # What names the case leaves other cases alone, and nothing else.
    other_case = text == CASE
    for args in (("validate", "data"), ("validate", "--case", "data")):
        assert run(*args).code == (0 if other_case else 1)
    # What is read in its own right is not passed over.
    if "plan" in text and "2" not in text and "[\n" not in text:
        assert "looks meant" not in run("check", name).err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data/drafts/draft.yaml", "plan: of another tool\n"),
        ("data/drafts/draft.txt", PLAN),
        ("data/drafts/.draft.yaml", PLAN),
        ("data/.drafts/draft.yaml", PLAN),
        ("data/redlines-ignore.yaml", "redlines: 1\nignore: []\n"),
        ("elsewhere/deep/draft.yaml", PLAN),
        ("elsewhere/draft.yaml", "redlines: 1\n"),
    ],
)
def test_what_does_not_look_meant_is_left_alone(
    run: Run, drafts: Path, here: Path, name: str, text: str
) -> None:
    write(here / name, text)
    assert run("validate").out == "no problems\n"
    assert "looks meant" not in run("list", "plans").err


@pytest.mark.parametrize(("used", "other"), [("data/positions.yaml", "redlines.yaml"),
                                             ("positions.yaml", "data/positions.yaml"),
                                             ("positions.yaml", "redlines.yaml")])  # fmt: skip
def test_of_two_cases_the_one_that_is_not_used_is_told(
    run: Run, drafts: Path, here: Path, used: str, other: str
) -> None:
    if not used.startswith("data"):
        shutil.copytree(drafts, here, dirs_exist_ok=True)
    if not other.startswith("data"):
        shutil.copy(here / used, here / other)
        if not used.startswith("data"):
            shutil.rmtree(drafts)
    ran = run("validate", "-f", "json")
    assert ran.code == 1
    # One cause, told once: what the other would read is no finding of its own.
    [found] = [own for own in ran.json["findings"] if own["id"] == "passed-over"]
    assert found["place"]["file"].removeprefix("./") == other
    assert used in found["message"]
    assert f"warning: {other}: this file looks meant" in run("list", "plans").err
    assert run("validate", used).code == 0
    assert "looks meant" not in run("validate", used, other).out


LIKE = {"file of the case": "positions.yaml", "file of no case": "draft.yaml"}


@pytest.mark.parametrize("name", LIKE.values(), ids=LIKE)
@pytest.mark.parametrize("cwd", [".", "data"])
def test_what_is_passed_over_is_named_as_what_it_is_in_every_format(
    run: Run, drafts: Path, here: Path, monkeypatch: pytest.MonkeyPatch, name: str, cwd: str
) -> None:
    write(here / name, PLAN.replace("1", "2"))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here))
    monkeypatch.chdir(here / cwd)
    opens = name if cwd == "." else f"../{name}"
    if cwd == "." and name == "positions.yaml":
        opens = "./positions.yaml"  # in JSON, files of the case are named as they lie in it
    [own] = run("validate", "-f", "json").json["findings"]
    assert own["place"]["file"] == opens
    assert json.loads(run("validate", "-f", "jsonl").out)["place"]["file"] == opens
    assert f"--> {opens}:1:1" in run("validate").out
    assert run("validate", "-f", "github").out.startswith(f"::error file={name},line=1,")
    assert f'file="{name}"' in run("validate", "-f", "junit").out
    [sarif] = json.loads(run("validate", "-f", "sarif").out)["runs"][0]["results"]
    assert sarif["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == name
    [gitlab] = json.loads(run("validate", "-f", "gitlab").out)
    assert gitlab["location"]["path"] == name


# Each path as what it is


@pytest.fixture
def drafts(here: Path) -> Path:
    shutil.copytree(DRAFTS, here / "data")
    return here / "data"


def test_a_right_plan_is_validated_as_a_plan(
    run: Run, valid: Callable[[Any], None], drafts: Path
) -> None:
    ran = run("validate", "data/plans/first.yaml")
    assert (ran.code, ran.out) == (0, "no problems\n")
    told = run("validate", "data/plans/first.yaml", "-f", "json").json
    valid(told)
    assert told["data"]["cases"] == []
    assert [(own["role"], own["path"]) for own in told["inputs"]] == [
        ("case", "positions.yaml"),
        ("sources", "sources.yaml"),
        ("plan", "data/plans/first.yaml"),
    ]


def test_a_plan_elsewhere_is_judged_by_the_nearest_case_or_the_one_named(
    run: Run, drafts: Path, here: Path
) -> None:
    plan = write(here / "draft.yaml", (drafts / "plans" / "first.yaml").read_text())
    # It has the id of a plan of the case.
    ran = run("validate", "draft.yaml")
    assert ran.code == 1
    assert "name-taken" in ran.out
    plan.write_text(plan.read_text().replace("plan: first", "plan: third").replace("F1", "F3"))
    assert run("validate", "draft.yaml").code == 0
    plan.write_text(plan.read_text().replace("cross: l4", "cross: l9"))
    for args in ((), ("--case", "data"), ("data",)):
        ran = run("validate", "draft.yaml", *args)
        assert ran.code == 1
        assert ran.out.count("error[") == 1
        assert "draft.yaml:12:" in ran.out
    shutil.rmtree(drafts)
    assert "there is no case here" in run("validate", "draft.yaml").err


def test_a_plan_is_not_right_where_its_case_is_wrong(run: Run, drafts: Path) -> None:
    case = drafts / "positions.yaml"
    case.write_text(case.read_text().replace("refuses: {cross: l4}", "refuses: {cross: l9}"))
    ran = run("validate", "data/plans/first.yaml")
    assert ran.code == 1
    assert "data/positions.yaml" in ran.out


def test_sources_and_an_ignore_file_are_validated_as_such(run: Run, drafts: Path) -> None:
    accepted = write(drafts / "redlines-ignore.yaml", "redlines: 1\nignore: []\n")
    args = ("validate", "data/sources.yaml", "data/redlines-ignore.yaml")
    assert run(*args).out == "no problems\n"
    (drafts / "sources.yaml").write_text("redlines: 1\nsources: {S1: {titel: Letter}}\n")
    accepted.write_text("redlines: 1\nignore: [{id: check-crosses, reason: R.}]\n")
    ran = run(*args)
    assert ran.code == 1
    assert "data/sources.yaml:2:" in ran.out
    assert "data/redlines-ignore.yaml:2:" in ran.out


def test_an_empty_ignore_file_is_judged_by_its_name(run: Run, here: Path) -> None:
    write(here / "redlines-ignore.yaml", "")
    ran = run("validate", "redlines-ignore.yaml")
    assert ran.code == 1
    assert "empty-file" in ran.out


# A case with the ignore file that would be used with it


@pytest.mark.parametrize("folder", ["data", "."])
def test_an_invalid_ignore_file_is_a_finding_of_validate(
    run: Run, valid: Callable[[Any], None], drafts: Path, here: Path, folder: str
) -> None:
    path = write(here / folder / "redlines-ignore.yaml", "redlines: 1\nignore: [{id: x}]\n")
    for args in ((), ("data",), ("data/plans/first.yaml",)):
        ran = run("validate", *args, "-f", "json")
        valid(ran.json)
        assert ran.code == 1, ran.err
        assert {own["id"] for own in ran.json["findings"]} >= {"missing-key"}
        assert ran.json["inputs"][-1]["role"] == "ignore"
        assert str(path.relative_to(here)) in run("validate", *args).out


def test_an_entry_about_what_no_case_has_is_a_finding(run: Run, drafts: Path, here: Path) -> None:
    entries = (
        "{id: check-crosses, plan: thrid, point: on-cross, party: guild, reason: R.}",
        "{id: gap-insurmountable, issue: meet, parties: [guild, owner], reason: R.}",
    )
    write(here / "redlines-ignore.yaml", f"redlines: 1\nignore: [{', '.join(entries)}]\n")
    ran = run("validate", "-f", "json")
    assert ran.code == 1
    assert [own["id"] for own in ran.json["findings"]] == ["unknown-plan", "unknown-party"]
    # The file may be that of several cases: what one of them has is known.
    shutil.copytree(drafts, here / "other")
    plan = here / "other" / "plans" / "first.yaml"
    plan.write_text(plan.read_text().replace("plan: first", "plan: thrid"))
    ran = run("validate", "data", "other", "-f", "json")
    assert [own["id"] for own in ran.json["findings"]] == ["unknown-party"]


def test_an_entry_that_names_too_little_of_a_plan_is_a_finding(run: Run, drafts: Path) -> None:
    plan = drafts / "plans" / "first.yaml"
    plan.write_text(plan.read_text().replace("{cross: l4}", "{cross: l4, new: l4}", 1))
    plan.write_text(plan.read_text().replace("sets: {new: l0}", "sets: {new: l4}", 1))
    entry = "{id: check-crosses, plan: first, point: on-cross, party: guild, reason: R.}"
    write(drafts / "redlines-ignore.yaml", f"redlines: 1\nignore: [{entry}]\n")
    assert run("check", "first").code == 2
    ran = run("validate", "-f", "json")
    assert ran.code == 1
    assert [own["id"] for own in ran.json["findings"]] == ["missing-key"]


def test_the_ignore_file_is_named_by_the_path_that_opens_it(
    run: Run, drafts: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = (("gap", "guild", "owners"), ("check", "first"), ("diff", "first", "second"))
    for folder, cwd, shown in (("data", ".", "data/"), (".", ".", ""), (".", "sub", "../")):
        path = write(here / folder / "redlines-ignore.yaml", "redlines: 1\nignore: []\n")
        (here / cwd).mkdir(exist_ok=True)
        monkeypatch.chdir(here / cwd)
        for command in (*commands, ("validate",)):
            told = run(*command, "-f", "json").json
            assert [own["path"] for own in told["inputs"] if own["role"] == "ignore"] == [
                f"{shown}redlines-ignore.yaml"
            ]
            if command != ("validate",):
                assert told["options"]["ignore"] == f"{shown}redlines-ignore.yaml"
            assert run(*command, "-v").err.count(f"redlines: read {path} ") == 1
        path.unlink()


def test_what_is_read_for_a_comparison_is_told_too(run: Run, drafts: Path, here: Path) -> None:
    plan = write(here / "draft.yaml", (drafts / "plans" / "first.yaml").read_text())
    for command in (("check", str(plan)), ("diff", str(plan), "second")):
        err = run(*command, "-v").err
        assert err.count(f"redlines: read {plan} ") == 1
        assert err.count("second.yaml") == 1


# Paths as they were typed


def test_a_path_that_cannot_be_read_is_shown_as_typed(run: Run, drafts: Path) -> None:
    for args in (
        ("validate", "deep/er/nosuch.yaml"),
        ("validate", "data/plans/*.yaml"),
        ("validate", "--case", "deep/er/nosuch.yaml"),
        ("list", "parties", "--case", "deep/er/nosuch.yaml"),
        ("validate", "data", "deep/er/nosuch.yaml"),
    ):
        ran = run(*args)
        assert ran.code == 2
        assert f"--> {args[-1]}:1:1" in ran.err
        told = run(*args, "-f", "json").json
        assert told["errors"][0]["place"]["file"] == args[-1]
    (drafts / "sources.yaml").unlink()
    (drafts / "sources.yaml").mkdir()
    for args in (("validate", "data"), ("list", "parties", "--case", "data"), ("validate",)):
        ran = run(*args)
        assert ran.code == 2
        assert "--> data/sources.yaml:1:1" in ran.err


# What no report is written over

KEPT = [
    "data/positions.yaml", "data/sources.yaml", "data/plans/first.yaml", "data/plans/new.yaml",
    "data/redlines-ignore.yaml", "redlines-ignore.yaml", "link.yaml",
]  # fmt: skip
COMMANDS = [
    ("gap", "guild", "owners"),
    ("check", "first"),
    ("diff", "first", "second"),
    ("diff", "data/positions.yaml", "data"),
    ("validate",),
    ("validate", "data/plans/first.yaml"),
    ("list", "parties"),
    ("show", "guild"),
    ("rules",),
    ("schema", "case"),
]


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_that_belongs_to_the_case_is_written_over(
    run: Run, drafts: Path, here: Path, command: tuple[str, ...], name: str
) -> None:
    (here / "link.yaml").symlink_to(drafts / "plans" / "second.yaml")
    before = {path: path.read_bytes() for path in here.rglob("*.yaml")}
    ran = run(*command, "-o", f"json={name}")
    assert (ran.code, ran.out) == (2, "")
    assert "would write over" in ran.err
    assert {path: path.read_bytes() for path in here.rglob("*.yaml")} == before


@pytest.mark.parametrize("variable", ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"])
@pytest.mark.parametrize("command", COMMANDS[:6], ids=" ".join)
def test_a_step_appends_to_nothing_that_belongs_to_the_case(
    run: Run,
    drafts: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    variable: str,
) -> None:
    for name in ("positions.yaml", "plans/second.yaml"):
        before = (drafts / name).read_bytes()
        monkeypatch.setenv(variable, str(drafts / name))
        ran = run(*command, "-f", "github")
        assert (ran.code, ran.out) == (2, "")
        assert variable in ran.err
        assert (drafts / name).read_bytes() == before


def test_an_ignore_file_that_is_named_is_not_written_over(run: Run, drafts: Path) -> None:
    path = write(drafts / "accepted.txt", "redlines: 1\nignore: []\n")
    args = ("--ignore", str(path), "-o", f"json={path}")
    for command in (("gap", "guild", "owners"), ("check", "first"), ("validate", "data")):
        assert run(*command, *args).code == 2
    assert path.read_text() == "redlines: 1\nignore: []\n"


def test_a_report_beside_the_case_is_written(run: Run, drafts: Path) -> None:
    for _ in range(2):
        assert run("check", "first", "-o", "json=data/plans/report.json").code == 0


# Two files of positions are cases of their own


def test_a_diff_of_two_case_files_opens_no_third(run: Run, here: Path, drafts: Path) -> None:
    for name in ("a", "b"):
        shutil.copytree(DRAFTS, here / "elsewhere" / name)
    (drafts / "positions.yaml").write_text(BROKEN)
    args = ("elsewhere/a/positions.yaml", "elsewhere/b")
    ran = run("diff", *args, "-f", "json")
    assert ran.code == 0, ran.err
    assert ran.err == ""
    assert [(own["role"], own["path"]) for own in ran.json["inputs"]] == [
        ("base", "elsewhere/a/positions.yaml"),
        ("sources", "elsewhere/a/sources.yaml"),
        ("revision", "elsewhere/b/positions.yaml"),
        ("sources", "elsewhere/b/sources.yaml"),
    ]
    write(here / "elsewhere" / "b" / "redlines-ignore.yaml", "redlines: 1\nignore: [{id: x}]\n")
    assert run("diff", *args).code == 2  # the ignore file of the later one is the one in use


CASE_PART = "redlines: 1\npositions:\n  a:\n    - {id: A-1, demands: {x: h}}\n"


def test_positions_in_files_of_their_own_are_read_and_named(
    run: Run, valid: Callable[[Any], None], here: Path
) -> None:
    write(here / "data/positions.yaml")
    write(here / "data/positions/b.yaml", CASE_PART.replace("A-", "B-"))
    write(here / "data/positions/a.yaml", CASE_PART)
    # A member of the team may be called so: it is no case, wherever one stands.
    write(here / "data/positions/positions.yaml", CASE_PART.replace("A-", "P-"))
    ran = run("list", "statements", "-f", "json")
    valid(ran.json)
    assert [own["id"] for own in ran.json["data"]["items"]] == ["a#1", "A-1", "B-1", "P-1"]
    assert [(own["role"], own["path"]) for own in ran.json["inputs"]] == [
        ("case", "positions.yaml"),
        ("positions", "positions/a.yaml"),
        ("positions", "positions/b.yaml"),
        ("positions", "positions/positions.yaml"),
    ]
    assert "looks meant" not in ran.err
    assert run("validate").out == "no problems\n"


def test_a_file_of_statements_is_validated_with_its_case(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here / "data/positions.yaml")
    write(here / "data/positions/a.yaml", CASE_PART)
    write(here / "data/positions/b.yaml", CASE_PART.replace("h}", "low}"))
    ran = run("validate", "data/positions/b.yaml")
    assert ran.code == 1
    assert "unknown-outcome" in ran.out
    assert "--> data/positions/b.yaml:4:30" in ran.out
    # The id is taken in the other file; both places are told.
    assert "duplicate-id" in ran.out
    assert "data/positions/a.yaml:4:12" in ran.out
    monkeypatch.chdir(here / "data/positions")
    told = run("validate", "-f", "json").json["findings"]
    assert [(own["id"], own["place"]["file"]) for own in told] == [
        ("duplicate-id", "positions/b.yaml"),
        ("unknown-outcome", "positions/b.yaml"),
    ]


def test_what_is_replaced_in_part_is_in_force_for_whom_and_where_it_stands(
    run: Run, here: Path
) -> None:
    case = CASE.replace("title: T\n", "title: T\nas_of: 2025-12-31\n").partition("positions:")[0]
    case = case.replace("issues: {", "issues: {y: {scale: {l: L, h: H}}, ")
    said = (
        "positions: {a: [{id: A-1, said: 2025-02-01, replaces: {J-1: [x]}, demands: {x: h}}]}\n"
        "joint: [{id: J-1, parties: [a, b], said: 2025-01-01, refuses: {x: l, y: l}}]\n"
    )
    write(here / "positions.yaml", case + said)
    shown = {name: run("show", name, "-f", "json").json["data"] for name in ("a", "b", "x", "y")}
    assert {name: data["in_force"] for name, data in shown.items()} == {
        "a": ["A-1", "J-1"],
        "b": ["J-1"],
        "x": ["A-1", "J-1"],
        "y": ["J-1"],
    }
    assert "replaced  on 2025-02-01 by A-1 for a on X" in run("show", "J-1").out
    assert "replaces  J-1 on X" in run("show", "A-1").out
    page = run("show", "x").out
    assert page.index("── A (a) ──") < page.index("A-1 ·") < page.index("── B (b) ──")
    assert "until 2025-02-01  J-1 a refuses l (2025-01-01, replaced by A-1)" in page
    page = run("show", "y").out
    assert "── A (a), B (b) ──" in page
    assert page.count("J-1 ·") == 1


def test_a_file_of_statements_is_no_side_of_a_comparison(run: Run, here: Path) -> None:
    write(here / "data/positions.yaml")
    part = write(here / "data/positions/a.yaml", CASE_PART)
    ran = run("diff", str(part), "data/positions.yaml")
    assert ran.code == 2
    assert "holds statements of a case and is none by itself" in ran.err
