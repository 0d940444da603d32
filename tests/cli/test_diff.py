"""`redlines diff`: two plans, two states of the positions, and a file against its own past."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, SOURCE, Run, git

from redlines.catalogue import RULES

CASE = DATA / "drafts"
DRAFTS = ("--case", str(CASE))
FORMS = ("table", "json", "csv", "markdown", "github", "junit")
EFFECTS = [id_ for id_ in RULES if id_.startswith("diff-")]


@pytest.fixture
def diff(run: Run) -> Run:
    """Runs a diff beside the drafts."""

    def runner(*args: str) -> Any:
        return run("diff", *args, *DRAFTS)

    return runner


# Plans


@pytest.mark.parametrize("form", FORMS)
def test_every_effect_is_in_every_format(run: Run, form: str) -> None:
    out = run("diff", "first", "second", "--case", str(DATA / "effects"), "-f", form).out
    assert [id_ for id_ in EFFECTS if id_ not in out] == []


@pytest.mark.parametrize("form", FORMS)
def test_no_change_is_a_whole_document(diff: Run, valid: Callable[[Any], None], form: str) -> None:
    ran = diff("first", "first", "-f", form, "--fail-on", "info")
    assert ran.code == 0
    if form == "json":
        valid(ran.json)
        assert ran.json["findings"] == ran.json["data"]["changes"] == []
    else:
        assert bool(ran.out) == (form != "github")


def test_the_names_of_the_contract(diff: Run, valid: Callable[[Any], None]) -> None:
    told = diff("first", "second", "-f", "json").json
    valid(told)
    data = told["data"]
    assert (data["kind"], data["as_of"]) == ("plans", "2025-03-10")
    assert data["base"]["plan"]["id"] == "first"
    assert data["revision"]["path"] == "plans/second.yaml"
    changes = {(c["point"], c["kind"]): c for c in data["changes"]}
    cross = changes["on-cross", "region"]
    assert (cross["issue"], cross["before"]["outcomes"]) == ("cross", ["l4"])
    assert cross["after"]["outcomes"] == ["l0"]
    word = changes["on-word", "wording"]
    assert (word["before"]["text"], word["after"]["text"]) == ("As agreed.", "As was agreed.")
    effect = next(f for f in told["findings"] if f["id"] == "diff-closer" and f["issue"] == "close")
    assert (effect["party"], effect["direction"], effect["stale"]) == ("guild", "better", False)
    assert effect["args"]["distance_before"] == {"nearest": 4, "farthest": 4}
    assert effect["args"]["distance_after"] == {"nearest": 2, "farthest": 2}
    assert effect["args"]["goal"] == ["l0"]
    guild = told["summary"]["parties"][0]
    assert guild["party"] == "guild"
    assert guild["worse"] > 0
    roles = [(f["role"], f["path"]) for f in told["inputs"] if f["role"] in ("base", "revision")]
    assert roles == [("base", "plans/first.yaml"), ("revision", "plans/second.yaml")]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "error"), 1),
        (("--fail-on", "error", "--party", "guild", "--issue", "meet"), 0),
        (("--fail-on", "error", "--exit-zero"), 0),
        (("--fail-on", "info", "--level", "error", "--issue", "close"), 1),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_the_exit_code_is_the_same_in_every_format(
    diff: Run, form: str, options: tuple[str, ...], code: int
) -> None:
    assert diff("first", "second", "-f", form, *options).code == code


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_level_hides_and_changes_no_sentence(diff: Run, form: str) -> None:
    def told(*options: str) -> list[str]:
        lines = diff("first", "second", "-f", form, *options).out.splitlines()
        return [line for line in lines if "for:" in line.lower()]

    assert told("--level", "error") == told()
    assert "not listed" in diff("first", "second", "-f", form, "--level", "error").out


def test_an_accepted_effect_is_counted_apart(diff: Run, tmp_path: Path) -> None:
    path = tmp_path / "ignore.yaml"
    path.write_text(
        "redlines: 1\nignore:\n"
        "  - {id: diff-newly-crosses, plan: second, issue: new, party: guild, reason: Wanted.}\n"
        "  - {id: diff-newly-crosses, plan: second, point: on-short, party: owners, reason: Yes.}\n"
        "  - {id: diff-newly-crosses, plan: second, issue: amb, party: guild, reason: Meant.}\n"
    )
    args = ("first", "second", "--fail-on", "error", "--ignore", str(path))
    assert diff(*args).code == 0
    assert diff(*args, "-f", "json").json["summary"]["ignored"] == 3
    assert "Accepted" in diff(*args).out


def test_an_unused_entry_is_told_where_nothing_changed(diff: Run, tmp_path: Path) -> None:
    path = tmp_path / "ignore.yaml"
    path.write_text(
        "redlines: 1\n"
        "ignore: [{id: diff-closer, plan: first, point: on-meet, party: guild, reason: Old.}]\n"
    )
    for form in FORMS:
        ran = diff("first", "first", "--ignore", str(path), "-f", form, "--fail-on", "warn")
        assert ran.code == 1
        assert "ignore-unused" in ran.out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("first",), "diff compares two texts"),
        (("first", "second", "first"), "diff compares two texts"),
        (("first", "second", "--against", "main"), "diff compares two texts"),
        (("first", "secnd"), "did you mean second?"),
        (("frst", "secnd"), "did you mean first?"),
        (("first", str(CASE / "positions.yaml")), "holds positions"),
        ((str(CASE / "positions.yaml"), "first"), "holds a plan"),
        ((str(CASE / "positions.yaml"), str(CASE), "--binding", "law"), "--binding"),
        (("first", "second", "--party", "gild"), "did you mean guild?"),
    ],
)
def test_what_prevents_a_diff_is_2(
    diff: Run, valid: Callable[[Any], None], args: tuple[str, ...], words: str
) -> None:
    ran = diff(*args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    told = diff(*args, "-f", "json").json
    valid(told)
    assert told["status"] == "error"


# Positions


@pytest.fixture
def states(tmp_path: Path) -> tuple[str, str]:
    """Two states of the positions that differ in much that is told of."""
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        shutil.copytree(CASE, folder)
    text = (CASE / "positions.yaml").read_text()
    for old, new in (
        ("[S1, S2], refuses: {cross: l4}", "[S1], refuses: {cross: [l3, l4]}"),
        ("refuses: {none: [l3, l4]}", "refuses: {none: l4}"),
        ("refuses: {amb: l4}", "refuses: {amb: l0}"),
        ("refuses: {new: l4}", "demands: {new: l0}"),
        ("sources: [S2], demands: {cross: l4}", "sources: [S2], refuses: {cross: [l0, l1, l2]}"),
    ):
        assert old in text
        text = text.replace(old, new)
    (after / "positions.yaml").write_text(text)
    return str(before / "positions.yaml"), str(after / "positions.yaml")


@pytest.mark.parametrize("form", FORMS)
def test_every_change_of_positions_is_in_every_format(
    run: Run, states: tuple[str, str], form: str
) -> None:
    found = run("diff", *states, "-f", "json").json["findings"]
    ids = {own["id"] for own in found}
    assert len(ids) > 5
    out = run("diff", *states, "-f", form, "-q").out
    assert [id_ for id_ in ids if id_ not in out] == []


def test_positions_as_json(run: Run, valid: Callable[[Any], None], states: tuple[str, str]) -> None:
    ran = run("diff", *states, "-f", "json", "--fail-on", "warn")
    assert ran.code == 1
    valid(ran.json)
    data = ran.json["data"]
    assert data["kind"] == "positions"
    assert data["base"]["plan"] is None
    titles = data["titles"]
    assert set(titles["parties"]) == set(data["parties"])
    moved = ("case_changes", "moves", "changes", "verdicts")
    assert set(titles["issues"]) == {own["issue"] for part in moved for own in data[part]}
    kinds = {change["kind"] for change in data["changes"]}
    assert kinds == {"added", "dropped", "widened", "narrowed", "moved"}
    assert {own["kind"] for own in data["moves"]} >= {"refused", "released", "demanded"}
    assert [own["source"] for own in data["lost_sources"]] == ["S2"]
    verdict = next(v for v in data["verdicts"] if v["issue"] == "cross")
    assert verdict["after"] == "insurmountable"
    assert ran.json["summary"]["error"] == 1
    assert run("diff", *states, "--fail-on", "error").code == 1


def test_what_only_one_state_has_is_said(
    run: Run, valid: Callable[[Any], None], tmp_path: Path
) -> None:
    text = (CASE / "positions.yaml").read_text()
    shutil.copytree(CASE, tmp_path / "after")
    renamed = text.replace("none:", "nought:")
    (tmp_path / "after" / "positions.yaml").write_text(renamed)
    args = ("diff", str(CASE), str(tmp_path / "after"))
    ran = run(*args, "-f", "json")
    valid(ran.json)
    assert (ran.json["warnings"], ran.err) == ([], "")
    changes = ran.json["data"]["case_changes"]
    assert {(own["kind"], own["issue"]) for own in changes} == {
        ("issue-added", "nought"),
        ("issue-removed", "none"),
    }
    for form in ("table", "markdown", "csv", "sarif", "junit", "github", "gitlab", "jsonl"):
        out = run(*args, "-f", form, "-q").out
        assert "none" in out.lower()
        assert "nought" in out.lower()


# Git


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with the drafts on main; a branch worsens one, and main has moved on since."""
    root = tmp_path / "origin"
    shutil.copytree(CASE, root / "data")
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_AUTHOR_DATE": "2025-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2025-01-01T00:00:00Z",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    git(root, "init", "-q", "-b", "main")
    (root / "data" / "plans" / "a b:c.yaml").write_text("redlines: 1\nplan: odd\npoints: []\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    git(root, "switch", "-qc", "draft")
    edit(root, "new: l0", "new: l4")
    git(root, "commit", "-qam", "worse")
    git(root, "switch", "-q", "main")
    edit(root, "cross: l4", "cross: l0")
    git(root, "commit", "-qam", "main moves on")
    git(root, "switch", "-q", "draft")
    monkeypatch.chdir(root)
    return root


def edit(root: Path, old: str, new: str) -> None:
    path = root / "data" / "plans" / "first.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


PLAN = "data/plans/first.yaml"


def test_against_is_the_merge_base_and_not_the_tip(
    run: Run, valid: Callable[[Any], None], tree: Path
) -> None:
    base = git(tree, "merge-base", "main", "HEAD")
    ran = run("diff", PLAN, "--against", "main", "-f", "json", "--fail-on", "error")
    assert ran.code == 1, ran.err
    valid(ran.json)
    assert {c["point"] for c in ran.json["data"]["changes"]} == {"on-new"}
    assert ran.json["data"]["base"]["commit"] == base
    assert ran.json["data"]["base"]["note"] == f"merge-base {base[:7]} of main and HEAD"
    assert ran.json["options"]["against"] == "main"
    commits = {f["role"]: f["commit"] for f in ran.json["inputs"]}
    assert commits == {"case": None, "sources": None, "base": base, "revision": None}
    for form in ("table", "markdown"):
        assert f"merge-base {base[:7]}" in run("diff", PLAN, "--against", "main", "-f", form).out


def test_a_plan_id_is_compared_with_its_own_past(run: Run, tree: Path) -> None:
    told = run("diff", "first", "--against", "main", "-f", "json").json
    assert {c["point"] for c in told["data"]["changes"]} == {"on-new"}


def test_an_explicit_ref_is_literal(run: Run, tree: Path) -> None:
    told = run("diff", f"main:{PLAN}", PLAN, "-f", "json").json
    assert {c["point"] for c in told["data"]["changes"]} == {"on-new", "on-cross"}
    assert told["inputs"][2]["commit"] == git(tree, "rev-parse", "main")
    assert told["data"]["base"]["note"] is None


def test_positions_against_their_past(run: Run, tree: Path) -> None:
    path = tree / "data" / "positions.yaml"
    path.write_text(path.read_text().replace("refuses: {amb: l4}", "refuses: {amb: [l3, l4]}"))
    told = run("diff", "HEAD:data/positions.yaml", "data/positions.yaml", "-f", "json").json
    assert told["findings"][0]["id"] == "position-refused"
    assert run("diff", "data/positions.yaml", "--against", "main", "--fail-on", "warn").code == 1


def test_from_a_folder_inside(run: Run, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "data" / "plans")
    args = ("first.yaml", "--against", "main", "--fail-on", "error")
    assert run("diff", *args, "--case", "..").code == 1
    assert run("diff", "main:./first.yaml", "first.yaml", "--case", "..").code == 0


def test_a_path_with_spaces_and_a_colon(run: Run, tree: Path) -> None:
    odd = "data/plans/a b:c.yaml"
    assert run("diff", odd, "--against", "main", "--fail-on", "info").code == 0
    assert run("diff", f"main:{odd}", odd).code == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((PLAN, "--against", "mian"), "main"),
        ((PLAN, "--against", "--output=x"), "cannot be the name of a commit"),
        (("-x:data/plans/first.yaml", PLAN), "No such option"),
        (("--", "-x:data/plans/first.yaml", PLAN), "cannot be the name of a commit"),
        ((f"main:{PLAN}x", PLAN), "is not in `main`"),
        (("nosuch:x", PLAN), "no commit is called `nosuch`"),
    ],
)
def test_what_git_cannot_give_is_2(
    run: Run, valid: Callable[[Any], None], tree: Path, args: tuple[str, ...], words: str
) -> None:
    ran = run("diff", "--fail-on", "error", *args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    told = run("diff", "-f", "json", *args)
    valid(told.json)
    assert told.json["exit_code"] == 2


def test_a_file_new_on_the_branch_is_2(run: Run, tree: Path) -> None:
    new = tree / "data" / "plans" / "new.yaml"
    new.write_text("redlines: 1\nplan: new\npoints: []\n")
    ran = run("diff", "data/plans/new.yaml", "--against", "main", "--fail-on", "error")
    assert ran.code == 2
    assert "new on this branch" in ran.err
    assert "redlines check data/plans/new.yaml" in ran.err
    shutil.copy(tree / "data" / "positions.yaml", tree / "data" / "more.yaml")
    told = run("diff", "data/more.yaml", "--against", "main").err
    assert "new on this branch" in told
    assert "redlines check" not in told  # which would fail: the file holds positions


@pytest.mark.parametrize("folder", [".", "data", "data/", "data/plans"])
def test_a_folder_against_its_past_is_told_what_to_name(run: Run, tree: Path, folder: str) -> None:
    ran = run("diff", folder, "--against", "main", "--fail-on", "error")
    assert (ran.code, ran.out) == (2, "")
    assert f"`{folder}` is a folder" in ran.err
    assert "name a file in it" in ran.err
    assert "without FILE" in ran.err


def test_a_folder_without_a_case_is_told_as_one(run: Run, tree: Path) -> None:
    for args in (("check", "data/plans"), ("diff", "data/plans", "data")):
        ran = run(*args)
        assert (ran.code, ran.out) == (2, "")
        assert "there is no case in the folder `data/plans`" in ran.err
        assert "positions.yaml`" not in ran.err


@pytest.mark.parametrize("ref", ["main..draft", "main...draft", "..draft"])
def test_a_range_is_no_commit(run: Run, tree: Path, ref: str) -> None:
    for args in ((PLAN, "--against", ref), ("--against", ref), (f"{ref}:{PLAN}", PLAN)):
        ran = run("diff", *args)
        assert (ran.code, ran.out) == (2, "")
        assert f"`{ref}` is a range" in ran.err
        assert "git fetch" not in ran.err


def test_a_shallow_clone_says_what_to_fetch(
    run: Run, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", "-b", "draft", f"file://{tree}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    ran = run("diff", PLAN, "--against", "origin/main", "--fail-on", "error")
    assert ran.code == 2
    line = next(line for line in ran.err.splitlines() if "git fetch" in line)
    command = line.split("`")[1]
    subprocess.run(command, shell=True, check=True, capture_output=True)
    assert run("diff", PLAN, "--against", "origin/main", "--fail-on", "error").code == 1


def test_a_hook_in_a_linked_worktree_judges_the_file_of_its_own_folder(
    tree: Path, tmp_path: Path
) -> None:
    shutil.copy(tree / PLAN, tree / "first.yaml")  # another file of the name, in the main worktree
    git(tree, "add", ".")
    git(tree, "commit", "-qm", "two of one name")
    linked = tmp_path / "linked"
    git(tree, "worktree", "add", "-q", "-b", "linked", str(linked), "main")
    hook = tree / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f'#!/bin/sh\nPYTHONPATH="{SOURCE}" exec "{sys.executable}" -m redlines diff {PLAN} '
        "--against HEAD --fail-on error\n"
    )
    hook.chmod(0o755)
    edit(linked, "new: l0", "new: l4")
    done = subprocess.run(
        ["git", "commit", "-qam", "worse"], cwd=linked, check=False, capture_output=True, text=True
    )
    assert done.returncode == 1, done.stderr
    assert "newly crosses" in done.stdout + done.stderr
    assert git(linked, "rev-parse", "HEAD") == git(tree, "rev-parse", "main")


def test_without_git_there_is_no_past(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CASE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ran = run("diff", PLAN, "--against", "main")
    assert ran.code == 2
    assert "no git repository" in ran.err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in run("diff", PLAN, "--against", "main").err
