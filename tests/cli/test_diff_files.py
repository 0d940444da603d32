"""`redlines diff --against REF`: every file of the case that differs, one document for all."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from runs import DATA, SOURCE, Run, git

ROOT = Path(__file__).parents[2]
FORMS = ("table", "json", "csv", "markdown", "github", "junit", "sarif", "gitlab", "jsonl")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the drafts in data/, which is the working directory."""
    shutil.copytree(DATA / "drafts", tmp_path / "data")
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def worse(tree: Path) -> None:
    edit(tree / "data" / "plans" / "first.yaml", "new: l0", "new: l4")


def everything(tree: Path) -> None:
    """Changes the positions, one plan, drops one and adds one."""
    worse(tree)
    edit(tree / "data" / "positions.yaml", "refuses: {amb: l4}", "refuses: {amb: [l3, l4]}")
    (tree / "data" / "plans" / "second.yaml").unlink()
    (tree / "data" / "plans" / "third.yaml").write_text(
        "redlines: 1\nplan: third\ntitle: Third draft\npoints: []\n"
    )


AGAINST = ("diff", "--against", "HEAD")


def test_nothing_differs(run: Run, valid: Callable[[Any], None], tree: Path) -> None:
    for form in FORMS:
        ran = run(*AGAINST, "-f", form, "--fail-on", "info")
        assert ran.code == 0, ran.err
    told = run(*AGAINST, "-f", "json").json
    valid(told)
    assert (told["data"], told["findings"]) == ({"files": []}, [])
    assert "No file of the case differs" in run(*AGAINST).out


def test_each_file_is_a_section_and_a_row(
    run: Run, valid: Callable[[Any], None], tree: Path
) -> None:
    everything(tree)
    ran = run(*AGAINST, "-f", "json", "--fail-on", "error")
    assert ran.code == 1, ran.err
    valid(ran.json)
    files = ran.json["data"]["files"]
    assert [(own["file"], own["kind"]) for own in files] == [
        ("positions.yaml", "positions"),
        ("plans/first.yaml", "plan"),
        ("plans/second.yaml", "plan"),
        ("plans/third.yaml", "plan"),
    ]
    positions, first, second, third = files
    assert [own["kind"] for own in positions["changes"]] == ["widened"]
    assert [own["point"] for own in first["changes"]] == ["on-new"]
    assert first["base"]["commit"] == git(tree, "rev-parse", "HEAD")
    assert first["base"]["note"] == f"commit {git(tree, 'rev-parse', 'HEAD')[:7]} of HEAD"
    assert (second["base"]["path"][7:], second["revision"]) == (":data/plans/second.yaml", None)
    assert (third["base"], third["revision"]["path"]) == (None, "plans/third.yaml")
    found = {(own["id"], own["plan"], own["level"]) for own in ran.json["findings"]}
    assert found >= {
        ("position-refused", None, "warn"),
        ("diff-newly-crosses", "first", "error"),
        ("plan-removed", "second", "warn"),
        ("plan-added", "third", "info"),
    }
    assert ran.json["options"]["against"] == "HEAD"
    assert ran.json["summary"]["error"] == 1
    assert "second.yaml" in {path for own in ran.json["inputs"] for path in [own["path"][-11:]]}
    out = run(*AGAINST).out
    assert out.count("of HEAD") == 1
    page = run(*AGAINST, "-f", "markdown").out.splitlines()
    titles = [line for line in page if line.startswith("#")]
    assert titles[:2] == ["## 4 files of the case differ", "### positions.yaml"]
    assert titles[2].startswith("#### ")
    for told in (
        "4 files of the case differ",
        "The plan Second draft (second) is gone",
        "The plan Third draft (third) is new, in plans/third.yaml",
        "newly crosses",
    ):
        assert told in out
    for form in FORMS[1:]:
        assert "plan-removed" in run(*AGAINST, "-f", form).out


def test_the_sources_count_with_the_positions(run: Run, tree: Path) -> None:
    sources = tree / "data" / "sources.yaml"
    sources.write_text(sources.read_text() + "  S9: {title: Another}\n")
    told = run(*AGAINST, "-f", "json").json
    assert [own["file"] for own in told["data"]["files"]] == ["positions.yaml"]


def test_positions_in_files_of_their_own_count_with_the_case(
    run: Run, valid: Callable[[Any], None], tree: Path
) -> None:
    part = tree / "data" / "positions" / "guild.yaml"
    part.parent.mkdir()
    text = (
        "redlines: 1\npositions:\n  guild:\n"
        "    - {id: G-20, said: 2025-02-01, basis: law, sources: [S1], replaces: G-1,\n"
        "       refuses: {cross: [l3, l4]}}\n"
    )
    part.write_text(text)
    ran = run(*AGAINST)
    assert "now refuses l3" in ran.out
    assert "ended: refused l4 (G-1, leader, ended by G-20 on 2025-02-01, 2025-01-01)" in ran.out
    told = run("diff", "data/positions.yaml", "--against", "main", "-f", "json").json
    valid(told)
    assert [
        (own["role"], own["path"]) for own in told["inputs"] if "positions/" in own["path"]
    ] == [("positions", "data/positions/guild.yaml")]
    ended = [own for own in told["data"]["changes"] if own["kind"] == "ended"]
    assert [(own["statement"], own["after"]["replaced_by"]) for own in ended] == [("G-1", "G-20")]
    git(tree, "add", ".")
    git(tree, "commit", "-qm", "a part")
    assert "No file of the case differs" in run(*AGAINST).out
    assert run("diff", "HEAD:data/positions.yaml", "data").out == run("diff", "data", "data").out
    part.unlink()
    ran = run(*AGAINST)
    assert "no longer refuses l3" in ran.out
    told = run(*AGAINST, "-f", "json").json
    commits = [own["path"] for own in told["inputs"] if own["commit"]]
    assert any(path.endswith(":data/positions/guild.yaml") for path in commits)


@pytest.mark.parametrize("form", FORMS)
def test_who_moved_is_told_of_a_folder_and_of_all_files(
    run: Run, tree: Path, tmp_path_factory: pytest.TempPathFactory, form: str
) -> None:
    """An offer withdrawn, a party gone and a red line of the day after, in either call."""
    positions = tree / "data" / "positions.yaml"
    edit(positions, "  owners: {title: Owners}\n", "  owners: {title: Owners}\n  city: {}\n")
    git(tree, "commit", "-qam", "a third party")
    was = tmp_path_factory.mktemp("was") / "data"
    shutil.copytree(tree / "data", was)
    edit(positions, "accepts: {within: l1}", "accepts: {within: l0}")
    edit(positions, "  city: {}\n", "")
    late = "    - {id: G-99, said: 2025-03-02, basis: law, sources: [S1], refuses: {far: l3}}\n"
    edit(positions, "  owners:\n", f"{late}  owners:\n")
    for args in (AGAINST, ("diff", str(was), "data")):
        ran = run(*args, "-f", form, "--fail-on", "warn", "-q")
        assert ran.code == 1, ran.err
        for told in ("position-party", "position-declared", "position-not-yet", "G-99"):
            assert told in ran.out
        assert run(*args, "-f", form, "--fail-on", "error", "-q").code == 0


def test_the_list_of_sources_is_told_beside_the_positions(run: Run, tree: Path) -> None:
    sources = tree / "data" / "sources.yaml"
    sources.write_text(sources.read_text() + "  S9: {title: Another}\n")
    out = run(*AGAINST).out
    assert "No claim changed, and nothing in the case itself." in out
    assert "Also changed: in the list of sources 1 source." in out


def test_another_name_of_a_file_is_no_way_around(run: Run, tree: Path) -> None:
    worse(tree)
    plans = tree / "data" / "plans"
    (plans / "first.yaml").rename(plans / "moved.yaml")
    ran = run(*AGAINST, "-f", "json", "--fail-on", "error")
    assert ran.code == 1
    [own] = ran.json["data"]["files"]
    assert own["file"] == "plans/moved.yaml"
    edit(plans / "moved.yaml", "plan: first", "plan: other")
    (plans / "moved.yaml").rename(plans / "first.yaml")
    assert run(*AGAINST, "--fail-on", "error").code == 1


def test_a_plan_that_is_gone_or_new_can_be_accepted(
    run: Run, valid: Callable[[Any], None], tree: Path
) -> None:
    (tree / "data" / "plans" / "second.yaml").unlink()
    assert run(*AGAINST, "--fail-on", "error").code == 0
    assert run(*AGAINST, "--fail-on", "warn").code == 1
    path = tree / "data" / "redlines-ignore.yaml"
    path.write_text("redlines: 1\nignore: [{id: plan-removed, plan: second, reason: Old.}]\n")
    ran = run(*AGAINST, "--fail-on", "warn", "-f", "json")
    valid(ran.json)
    assert (ran.code, ran.json["summary"]["ignored"]) == (0, 1)
    assert "accepted: Old." in run(*AGAINST).out
    path.write_text("redlines: 1\nignore: [{id: plan-removed, reason: Old.}]\n")
    assert run(*AGAINST).code == 2


def test_each_finding_is_marked_by_the_entries_about_its_plan(run: Run, tree: Path) -> None:
    worse(tree)
    (tree / "data" / "redlines-ignore.yaml").write_text(
        "redlines: 1\nignore:\n"
        "  - {id: diff-newly-crosses, plan: first, issue: new, party: guild, reason: Wanted.}\n"
        "  - {id: diff-closer, plan: first, issue: amb, party: guild, reason: Gone.}\n"
    )
    ran = run(*AGAINST, "--fail-on", "error", "-f", "json")
    assert ran.code == 0
    marked = {own["id"]: own["ignored"] for own in ran.json["findings"]}
    assert marked["diff-newly-crosses"] == "Wanted."
    assert "ignore-unused" in marked


def test_the_case_has_to_be_ones_own_and_to_have_a_past(
    run: Run, tree: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tree, "mv", "data", "elsewhere")
    ran = run(*AGAINST, "--case", "elsewhere")
    assert ran.code == 2
    assert "the case `elsewhere/positions.yaml` is new on this branch" in ran.err
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    ran = run(*AGAINST)
    assert ran.code == 2
    assert "there is no case here" in ran.err


@pytest.mark.parametrize("to", ["data/drafts", "data/plans/old", "plans", "data/plan"])
def test_a_draft_that_nobody_reads_is_not_passed_over(
    run: Run, valid: Callable[[Any], None], tree: Path, to: str
) -> None:
    (tree / to).parent.mkdir(exist_ok=True)
    shutil.move(tree / "data" / "plans", tree / "drafts")
    (tree / to).parent.mkdir(exist_ok=True)
    shutil.move(tree / "drafts", tree / to)
    ran = run(*AGAINST)
    assert (ran.code, ran.out) == (2, "")
    assert "2 files differ from the commit" in ran.err
    assert f"{to}/first.yaml: this file looks meant" in ran.err
    git(tree, "add", ".")
    git(tree, "commit", "-qm", "moved")
    assert "No file of the case differs" in run(*AGAINST).out
    edit(tree / to / "first.yaml", "new: l0", "new: l4")
    for form in FORMS:
        ran = run(*AGAINST, "-f", form, "-q")
        assert ran.code == 2, form
    told = run(*AGAINST, "-f", "json").json
    valid(told)
    assert told["errors"][0]["id"] == "not-compared"


def test_a_base_that_the_case_cannot_read_is_2(run: Run, tree: Path) -> None:
    plan = tree / "data" / "plans" / "first.yaml"
    right = plan.read_text()
    plan.write_text(right.replace("cross: l4", "cross: l9"))
    git(tree, "commit", "-qam", "wrong")
    plan.write_text(right)
    assert run(*AGAINST).code == 2


def test_from_a_folder_inside_and_with_names_that_need_quotes(
    run: Run, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tree / "data" / "plans" / "ä b.yaml"
    odd.write_text("redlines: 1\nplan: odd\npoints: []\n")
    git(tree, "add", ".")
    git(tree, "commit", "-qm", "two")
    worse(tree)
    monkeypatch.chdir(tree / "data" / "plans")
    told = run(*AGAINST, "-f", "json").json
    assert [own["file"] for own in told["data"]["files"]] == ["plans/first.yaml"]


# The hooks, as git runs them


def hooks() -> list[Any]:
    loaded: list[Any] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return loaded


def test_every_hook_runs_also_where_a_commit_only_deletes() -> None:
    for hook in hooks():
        assert hook["always_run"] is True
        assert "files" not in hook


@pytest.fixture
def hooked(tree: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository with both hooks in its pre-commit hook, as written for the framework."""
    program = tree / ".git" / "redline-gap"
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{SOURCE}" exec "{sys.executable}" -m redlines "$@"\n'
    )
    program.chmod(0o755)
    lines = [" ".join((hook["entry"], *hook.get("args", ()))) for hook in hooks()[1:]]
    hook = tree / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("\n".join(("#!/bin/sh", "set -e", f'PATH="{tree}/.git:$PATH"', *lines, "")))
    hook.chmod(0o755)
    return tree


def commit(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "commit", "-qm", "more"], cwd=tree, check=False, capture_output=True, text=True
    )


def test_a_commit_that_only_deletes_is_judged(hooked: Path) -> None:
    git(hooked, "rm", "-q", "data/sources.yaml")
    done = commit(hooked)
    assert done.returncode == 1
    assert "unknown-source" in done.stdout + done.stderr


def test_a_plan_that_gets_worse_stops_a_commit_whatever_its_name(hooked: Path) -> None:
    worse(hooked)
    git(hooked, "add", ".")
    done = commit(hooked)
    assert done.returncode == 1
    assert "newly crosses" in done.stdout + done.stderr
    git(hooked, "checkout", "-q", "HEAD", "--", ".")
    git(hooked, "rm", "-q", "data/plans/second.yaml")
    assert commit(hooked).returncode == 0


def test_a_new_plan_that_crosses_a_red_line_stops_a_commit(hooked: Path) -> None:
    plans = hooked / "data" / "plans"
    text = (plans / "first.yaml").read_text()
    (plans / "third.yaml").write_text(text.replace("first", "third").replace("F1", "F3"))
    git(hooked, "add", ".")
    done = commit(hooked)
    assert done.returncode == 1
    assert "Crosses red lines of: guild" in done.stdout + done.stderr
    edit(plans / "third.yaml", "cross: l4", "cross: l0")
    git(hooked, "add", ".")
    done = commit(hooked)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hook_of_the_page_judges_the_index(hooked: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    [hook] = re.findall(r"```sh\n(#!/bin/sh\n.*?)```", page, re.DOTALL)
    (hooked / ".git" / "redline-gap").rename(hooked / ".git" / "redlines")
    own = hooked / ".git" / "hooks" / "pre-commit"
    own.write_text(hook.replace("set -e\n", f'set -e\nPATH="{hooked}/.git:$PATH"\n'))
    before = git(hooked, "worktree", "list")
    draft = hooked / "data" / "plans" / "first.yaml"
    right = draft.read_text()
    worse(hooked)
    git(hooked, "add", ".")
    draft.write_text(right)  # what is on disk is not what is committed
    done = commit(hooked)
    assert done.returncode == 1
    assert "newly crosses" in done.stdout + done.stderr
    git(hooked, "add", ".")
    worse(hooked)
    (hooked / "data" / "plans" / "second.yaml").write_text(
        (hooked / "data" / "plans" / "second.yaml").read_text() + "note: A note.\n"
    )
    git(hooked, "add", "data/plans/second.yaml")
    done = commit(hooked)
    assert done.returncode == 0, done.stdout + done.stderr
    new = draft.with_name("third.yaml")
    new.write_text(right.replace("first", "third").replace("F1", "F3"))
    git(hooked, "add", str(new))
    done = commit(hooked)
    assert done.returncode == 1
    assert "Crosses red lines of: guild" in done.stdout + done.stderr
    assert git(hooked, "worktree", "list").split()[0] == before.split()[0]
    assert len(git(hooked, "worktree", "list").splitlines()) == 1


def test_jsonl_has_every_finding(run: Run, tree: Path) -> None:
    everything(tree)
    lines = [json.loads(line) for line in run(*AGAINST, "-f", "jsonl").out.splitlines()]
    assert lines == run(*AGAINST, "-f", "json").json["findings"]
