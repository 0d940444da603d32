"""Which text is meant, against real repositories: paths, `REF:path`, plans, and a file's past."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from redlines.case import Case
from redlines.reading import git
from redlines.reading.build import read_case
from redlines.reading.revisions import (
    Content,
    GitProblem,
    Kind,
    against,
    plan_in,
    positions_in,
    resolve,
)

CASE = """\
redlines: 1
title: House sale
parties: {seller: {}, buyer: {}}
issues:
  repairs: {scale: {none: none, roof: only the roof, all: everything}}
positions:
  buyer: [{id: R1, refuses: {repairs: none}, sources: [S1]}]
"""
SOURCES = "redlines: 1\nsources: {S1: {title: Letter}}\n"
IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def draft(outcome: str, alias: str = "draft one") -> str:
    return (
        f"redlines: 1\nplan: draft-1\naliases: [{alias}]\npoints:\n"
        f"  - {{id: repairs, text: Repairs., sets: {{repairs: {outcome}}}}}\n"
    )


def run(folder: Path, *words: str) -> str:
    """What git says; fails where it fails."""
    done = subprocess.run(
        ["git", *words], cwd=folder, env=os.environ | IDENTITY, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def commit(folder: Path, **files: str) -> str:
    """The commit of some files; `__` in a name stands for a slash, `_yaml` for `.yaml`."""
    write(folder, {n.replace("__", "/").replace("_yaml", ".yaml"): t for n, t in files.items()})
    run(folder, "add", "-A")
    run(folder, "commit", "-qm", "change", "--allow-empty")
    return run(folder, "rev-parse", "HEAD")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A case with one plan; main went on after the branch `worse` left it."""
    folder = tmp_path / "repo"
    folder.mkdir()
    run(folder, "init", "-q", "-b", "main")
    commit(
        folder,
        data__positions_yaml=CASE,
        data__sources_yaml=SOURCES,
        data__plans__draft_yaml=draft("all"),
    )
    run(folder, "tag", "start")
    run(folder, "checkout", "-qb", "worse")
    commit(folder, data__plans__draft_yaml=draft("none"))
    run(folder, "checkout", "-q", "main")
    commit(folder, data__plans__draft_yaml=draft("roof"))
    run(folder, "checkout", "-q", "worse")
    return folder


def case_of(repo: Path) -> Case:
    case = read_case(repo / "data" / "positions.yaml").case
    assert case is not None
    return case


def outcomes(content: Content, case: Case) -> tuple[str, ...]:
    """What the one point of a plan settles."""
    plan, problems = plan_in(content, case)
    assert plan is not None, problems
    [(_, region)] = plan.points[0].terms
    return region.names


def refusal(call: pytest.ExceptionInfo[GitProblem]) -> str:
    return "\n".join([call.value.message, *call.value.help])


def fetch_line(call: pytest.ExceptionInfo[GitProblem]) -> list[str]:
    """The words of the `git fetch` command that a refusal gives, without `git`."""
    found = re.search(r"`git (fetch [^`]*)`", refusal(call))
    assert found, refusal(call)
    return shlex.split(found[1])


def test_a_path_a_commit_and_a_plan(repo: Path):
    case = case_of(repo)
    on_disk = resolve("data/plans/draft.yaml", case, repo)
    past = resolve("start:data/plans/draft.yaml", case, repo)
    assert outcomes(on_disk, case) == ("none",)
    assert outcomes(past, case) == ("all",)
    assert (on_disk.kind, on_disk.path, on_disk.commit, on_disk.note) == (
        Kind.PLAN,
        "data/plans/draft.yaml",
        None,
        None,
    )
    assert past.path == "start:data/plans/draft.yaml"
    assert past.commit == run(repo, "rev-parse", "start")
    for name in ("draft-1", "DRAFT_1", "Draft One"):
        named = resolve(name, case, repo)
        assert (named.plan, named.kind) == (case.plans["draft-1"], Kind.PLAN)
        assert plan_in(named, case) == (case.plans["draft-1"], ())


def test_an_existing_path_wins_over_a_commit_and_a_plan(repo: Path):
    case = case_of(repo)
    write(repo, {"main:data/plans/draft.yaml": draft("roof"), "draft-1": draft("roof")})
    for name in ("main:data/plans/draft.yaml", "draft-1"):
        found = resolve(name, case, repo)
        assert (found.commit, found.plan, outcomes(found, case)) == (None, None, ("roof",))


def test_the_merge_base_is_meant_and_not_the_tip(repo: Path):
    case = case_of(repo)
    found = against("main", "data/plans/draft.yaml", repo)
    start = run(repo, "rev-parse", "start")
    assert outcomes(found, case) == ("all",)
    assert found.note == f"merge-base {start[:7]} of main and HEAD"
    assert found.commit == start
    assert found.path == f"{start[:7]}:data/plans/draft.yaml"
    tip = resolve("main:data/plans/draft.yaml", case, repo)
    assert (outcomes(tip, case), tip.note) == (("roof",), None)


def test_a_subdirectory(repo: Path):
    case, inside = case_of(repo), repo / "data" / "plans"
    for name in ("start:data/plans/draft.yaml", "start:./draft.yaml", "start:../plans/draft.yaml"):
        found = resolve(name, case, inside)
        assert (found.path, outcomes(found, case)) == ("start:data/plans/draft.yaml", ("all",))
    assert outcomes(against("main", "draft.yaml", inside), case) == ("all",)
    with pytest.raises(GitProblem) as call:
        resolve("start:draft.yaml", case, inside)
    assert "`draft.yaml` is not in `start`" in refusal(call)
    assert "with ./ at this folder" in refusal(call)


def test_a_file_is_compared_in_the_repository_that_it_lies_in(repo: Path, tmp_path: Path):
    found = against("main", "repo/data/plans/draft.yaml", tmp_path)
    assert found.commit == run(repo, "rev-parse", "start")
    link = tmp_path / "link.yaml"
    link.symlink_to(repo / "data" / "plans" / "draft.yaml")
    assert against("main", "link.yaml", tmp_path).path == found.path


def test_a_path_may_hold_spaces_colons_and_other_characters(repo: Path):
    case = case_of(repo)
    names = ["my plans/a: b.yaml", "x:y.yaml", "-dash.yaml", "ключ.yaml", "*.yaml", "a\\b.yaml"]
    write(repo, {name: draft("all") for name in names})
    commit(repo)
    for name in names:
        (repo / name).unlink()
        found = resolve(f"HEAD:{name}", case, repo)
        assert (found.path, outcomes(found, case)) == (f"HEAD:{name}", ("all",))


def test_a_file_that_is_new_on_the_branch(repo: Path):
    commit(repo, data__plans__second_yaml=draft("all").replace("draft-1", "draft-2"))
    with pytest.raises(GitProblem) as call:
        against("main", "data/plans/second.yaml", repo)
    assert "`data/plans/second.yaml` is new on this branch" in refusal(call)
    assert "of main and HEAD" in refusal(call)
    assert "redlines check data/plans/second.yaml" in refusal(call)


@pytest.mark.parametrize("ref", ["-main", "--all", "--output=x", "-", ""])
def test_a_ref_that_git_could_take_for_an_option_is_refused(repo: Path, ref: str):
    case = case_of(repo)
    for ask in (
        lambda: resolve(f"{ref}:data/positions.yaml", case, repo),
        lambda: against(ref, "data/positions.yaml", repo),
    ):
        with pytest.raises(GitProblem, match="cannot be the name of a commit"):
            ask()
    assert not (repo / "x").exists()


@pytest.mark.parametrize("ref", ["nowhere", "^main", "main worse", "HEAD~99", "@{1"])
def test_a_ref_that_names_no_commit(repo: Path, ref: str):
    with pytest.raises(GitProblem) as call:
        resolve(f"{ref}:data/positions.yaml", case_of(repo), repo)
    assert f"no commit is called `{ref}`" in refusal(call)
    assert "git fetch" not in refusal(call)


def test_a_misspelt_ref_gets_suggestions(repo: Path):
    with pytest.raises(GitProblem) as call:
        against("mian", "data/positions.yaml", repo)
    assert call.value.suggestions == ("main",)


def test_a_path_that_the_commit_lacks_and_one_that_is_no_file(repo: Path):
    case = case_of(repo)
    for name, told in {
        "start:data/none.yaml": "`data/none.yaml` is not in `start`",
        "start:data": "`data` is not a file",
        "start:": "is no path in the repository",
        "start:../x.yaml": "is no path in the repository",
    }.items():
        with pytest.raises(GitProblem, match=re.escape(told)):
            resolve(name, case, repo)


def test_no_such_file_and_no_such_plan(repo: Path):
    with pytest.raises(GitProblem) as call:
        resolve("draft-2", case_of(repo), repo)
    assert "no file `draft-2`" in refusal(call)
    assert call.value.suggestions == ("draft-1",)
    with pytest.raises(GitProblem, match="no file"):
        against("main", "none/x.yaml", repo)


def test_a_shallow_clone_gives_the_line_that_completes_it(repo: Path, tmp_path: Path):
    case = case_of(repo)
    clone = tmp_path / "clone"
    url = repo.as_uri()
    run(tmp_path, "clone", "-q", "--depth=1", "--branch=worse", url, str(clone))
    with pytest.raises(GitProblem) as call:
        against("origin/main", "data/plans/draft.yaml", clone)
    assert "no commit is called `origin/main` in this shallow clone" in refusal(call)
    words = fetch_line(call)
    assert words == [
        "fetch",
        "--unshallow",
        "origin",
        "+refs/heads/main:refs/remotes/origin/main",
    ]
    run(clone, *words)
    assert outcomes(against("origin/main", "data/plans/draft.yaml", clone), case) == ("all",)


def test_a_merge_base_that_a_shallow_clone_lacks(repo: Path, tmp_path: Path):
    case = case_of(repo)
    clone = tmp_path / "clone"
    url = repo.as_uri()
    run(tmp_path, "clone", "-q", "--depth=1", "--branch=worse", url, str(clone))
    run(clone, "fetch", "-q", "--depth=1", "origin", "+refs/heads/main:refs/remotes/origin/main")
    with pytest.raises(GitProblem) as call:
        against("origin/main", "data/plans/draft.yaml", clone)
    assert "the merge-base of `origin/main` and HEAD is not in this shallow clone" in refusal(call)
    run(clone, *fetch_line(call))
    assert outcomes(against("origin/main", "data/plans/draft.yaml", clone), case) == ("all",)


@pytest.mark.parametrize(
    ("ref", "words", "then"),
    [
        ("main", "--unshallow origin +refs/heads/main:refs/remotes/origin/main", "origin/main"),
        ("v1.0", "--unshallow origin tag v1.0", "v1.0"),
        ("HEAD~1", "--unshallow origin", "HEAD~1"),
        ("origin/main~1", "--unshallow origin +refs/heads/main:refs/remotes/origin/main", None),
    ],
)
def test_the_line_brings_what_was_asked_for(
    repo: Path, tmp_path: Path, ref: str, words: str, then: str | None
):
    case = case_of(repo)
    run(repo, "tag", "v1.0", "start")
    clone = tmp_path / "clone"
    url = repo.as_uri()
    run(tmp_path, "clone", "-q", "--depth=1", "--no-tags", "--branch=worse", url, str(clone))
    with pytest.raises(GitProblem) as call:
        resolve(f"{ref}:data/positions.yaml", case, clone)
    assert fetch_line(call) == ["fetch", *words.split()]
    run(clone, *fetch_line(call))
    assert resolve(f"{then or ref}:data/positions.yaml", case, clone).commit


def test_a_missing_commit_of_a_whole_clone_is_fetched_by_its_name(repo: Path, tmp_path: Path):
    case = case_of(repo)
    clone = tmp_path / "clone"
    run(tmp_path, "clone", "-q", repo.as_uri(), str(clone))
    run(repo, "config", "uploadpack.allowAnySHA1InWant", "true")
    later = commit(repo, data__plans__draft_yaml=draft("roof"))
    with pytest.raises(GitProblem) as call:
        resolve(f"{later}:data/plans/draft.yaml", case, clone)
    assert fetch_line(call) == ["fetch", "origin", later]
    run(clone, *fetch_line(call))
    found = resolve(f"{later}:data/plans/draft.yaml", case, clone)
    assert outcomes(found, case) == ("roof",)


def test_a_branch_that_only_the_remote_has_is_suggested(repo: Path, tmp_path: Path):
    clone = tmp_path / "clone"
    run(tmp_path, "clone", "-q", "--branch=worse", repo.as_uri(), str(clone))
    with pytest.raises(GitProblem) as call:
        against("main", "data/positions.yaml", clone)
    assert call.value.suggestions == ("origin/main",)


def test_a_tree_that_is_not_at_hand_is_no_file_that_is_new(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    case = case_of(repo)
    run(repo, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    run(tmp_path, "clone", "-q", "--filter=tree:0", "-b", "worse", repo.as_uri(), str(clone))
    for ask in (
        lambda: against("origin/main", "data/plans/draft.yaml", clone),
        lambda: resolve("origin/main:data/plans/draft.yaml", case, clone),
    ):
        repo.rename(away := tmp_path / "away")
        with pytest.raises(GitProblem) as call:
            ask()
        assert "git cannot tell whether" in refusal(call)
        assert "new on this branch" not in refusal(call)
        away.rename(repo)
        command = re.findall(r"`(git cat-file[^`]*)`", refusal(call))[0]
        run(clone, *shlex.split(command)[1:])
        assert outcomes(ask(), case)


def test_a_folder_of_another_user_gets_the_remedy_of_git_whole(
    repo: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(GitProblem, match="dubious ownership") as call:
        against("main", "data/plans/draft.yaml", repo)
    assert "call: git config --global --add safe.directory" in refusal(call)
    assert refusal(call).endswith(str(repo))


@pytest.mark.parametrize(
    "name", ["C:\\Users\\me\\draft.yaml", "c:/draft.yaml", "https://x.org/p.yaml"]
)
def test_a_path_of_windows_and_an_address_are_no_revisions(repo: Path, name: str):
    with pytest.raises(GitProblem, match=re.escape(f"there is no file `{name}`")):
        resolve(name, case_of(repo), repo)


def test_what_git_exports_to_a_hook_locates_no_other_repository(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    case = case_of(repo)
    other = tmp_path / "other"
    other.mkdir()
    run(other, "init", "-q", "-b", "main")
    commit(other, draft_yaml=draft("roof"), data__plans__draft_yaml=draft("roof"))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.worktree")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(other))
    assert outcomes(against("main", "data/plans/draft.yaml", repo), case) == ("all",)
    found = resolve("main:./draft.yaml", case, repo / "data" / "plans")
    assert outcomes(found, case) == ("roof",)
    assert found.path == "main:data/plans/draft.yaml"


def test_histories_without_a_common_commit(repo: Path):
    run(repo, "checkout", "-q", "--orphan", "other")
    commit(repo)
    with pytest.raises(GitProblem, match="no commit in common"):
        against("main", "data/positions.yaml", repo)


def test_a_repository_without_a_commit(tmp_path: Path):
    run(tmp_path, "init", "-q")
    (tmp_path / "a.yaml").write_text(draft("all"))
    with pytest.raises(GitProblem, match="no commit"):
        against("HEAD", "a.yaml", tmp_path)


def test_no_repository(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitProblem, match="in no git repository"):
        resolve("main:data/positions.yaml", case_of(repo), tmp_path)


def test_no_git(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    case = case_of(repo)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitProblem, match="git is not installed"):
        resolve("main:data/positions.yaml", case, repo)
    with pytest.raises(GitProblem, match="git is not installed"):
        against("main", "data/positions.yaml", repo)
    assert resolve("data/plans/draft.yaml", case, repo).kind is Kind.PLAN
    assert resolve("draft-1", case, repo).plan


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a script in the place of git."""
    (folder / "git").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_git_that_does_not_answer(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    case = case_of(repo)
    stand_in(tmp_path, "exec sleep 30", monkeypatch)
    monkeypatch.setattr(git, "SECONDS", 0.2)
    with pytest.raises(GitProblem, match="did not answer"):
        resolve("main:data/positions.yaml", case, repo)


def test_git_is_only_asked(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    case, real = case_of(repo), shlex.quote(run(repo, "--exec-path") + "/git")
    log = tmp_path / "log"
    script = f'echo "$LC_ALL $GIT_OPTIONAL_LOCKS $1" >> {shlex.quote(str(log))}; exec {real} "$@"'
    stand_in(tmp_path, script, monkeypatch)
    before = sorted((p, p.stat().st_mtime_ns) for p in repo.rglob("*"))
    against("main", "data/positions.yaml", repo)
    resolve("start:data/plans/draft.yaml", case, repo)
    with pytest.raises(GitProblem):
        resolve("nowhere:data/plans/draft.yaml", case, repo)
    asked = set(log.read_text().splitlines())
    assert asked == {f"C 0 {word}" for word in ("rev-parse", "merge-base", "cat-file", "ls-tree")}
    assert sorted((p, p.stat().st_mtime_ns) for p in repo.rglob("*")) == before


def test_positions_come_with_the_sources_of_their_commit(repo: Path):
    case = case_of(repo)
    commit(
        repo,
        data__positions_yaml=CASE.replace("none}", "roof}").replace("S1", "S2"),
        data__sources_yaml=SOURCES.replace("S1", "S2"),
    )
    before = resolve("HEAD~1:data/positions.yaml", case, repo)
    after = resolve("data/positions.yaml", case, repo)
    assert (before.kind, after.kind) == (Kind.POSITIONS, Kind.POSITIONS)
    old, new = positions_in(before), positions_in(after)
    assert old.case is not None
    assert new.case is not None
    assert (list(old.case.sources), list(new.case.sources)) == (["S1"], ["S2"])
    assert [(f.role, f.path) for f in old.files] == [
        ("case", "HEAD~1:data/positions.yaml"),
        ("sources", "HEAD~1:data/sources.yaml"),
    ]
    assert [(f.role, f.path, f.commit) for f in new.files] == [
        ("case", "data/positions.yaml", None),
        ("sources", "data/sources.yaml", None),
    ]
    assert {f.commit for f in old.files} == {run(repo, "rev-parse", "HEAD~1")}
    place = old.case.statements["R1"].place
    assert place is not None
    assert place.file == "HEAD~1:data/positions.yaml"
    assert positions_in(against("main", "data/positions.yaml", repo)).case is not None


def test_positions_at_the_root_and_without_sources(repo: Path):
    commit(repo, redlines_yaml=CASE.replace(", sources: [S1]", ""))
    found = resolve("HEAD:redlines.yaml", case_of(repo), repo)
    assert positions_in(found).problems == ()
    (repo / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    names = [
        file.path for file in positions_in(resolve("redlines.yaml", case_of(repo), repo)).files
    ]
    assert names == ["redlines.yaml", "sources.yaml"]


def test_faults_of_a_commit_are_placed_in_it(repo: Path):
    commit(repo, data__positions_yaml=CASE.replace("S1", "S9"))
    reading = positions_in(resolve("HEAD:data/positions.yaml", case_of_text(repo), repo))
    assert [(p.code, p.place.file) for p in reading.problems] == [
        ("unknown-source", "HEAD:data/positions.yaml")
    ]


def case_of_text(repo: Path) -> Case:
    run(repo, "checkout", "-q", "start")
    case = case_of(repo)
    run(repo, "checkout", "-q", "worse")
    return case


def test_a_folder_means_the_case_in_it(repo: Path):
    found = resolve("data", case_of(repo), repo)
    assert (found.kind, found.path) == (Kind.POSITIONS, "data/positions.yaml")
    with pytest.raises(GitProblem, match="no case in the folder"):
        resolve("data/plans", case_of(repo), repo)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"redlines": 1, "plan": "a", "points": []}', Kind.PLAN),
        ('{"redlines": 1, "issues": {}}', Kind.POSITIONS),
        ("redlines: 1\n'plan' : a\n", Kind.PLAN),
        ("redlines: 1\nplan: [unclosed\n", Kind.PLAN),
        ("redlines: 1\nnote: |\n  plan: none\npositions: {}\n", Kind.POSITIONS),
    ],
)
def test_the_keys_tell_what_a_text_is(repo: Path, text: str, kind: Kind):
    write(repo, {"text.yaml": text})
    assert resolve("text.yaml", case_of(repo), repo).kind is kind


@pytest.mark.parametrize("text", ["", "[]", "a", "redlines: 1\nsources: {}\n", "{"])
def test_a_text_that_is_neither_is_refused(repo: Path, text: str):
    write(repo, {"text.yaml": text})
    with pytest.raises(GitProblem, match="neither a plan nor a case"):
        resolve("text.yaml", case_of(repo), repo)


def test_what_is_no_text_or_too_large_is_refused(repo: Path, monkeypatch: pytest.MonkeyPatch):
    case = case_of(repo)
    (repo / "a.yaml").write_bytes(b"plan: \xff\n")
    commit(repo)
    for name in ("a.yaml", "HEAD:a.yaml"):
        with pytest.raises(GitProblem, match="is not UTF-8"):
            resolve(name, case, repo)
    monkeypatch.setattr("redlines.reading.git.MAX_BYTES", 10)
    monkeypatch.setattr("redlines.reading.files.MAX_BYTES", 10)
    for name in ("data/positions.yaml", "HEAD:data/positions.yaml"):
        with pytest.raises(GitProblem, match="larger than 10 bytes"):
            resolve(name, case, repo)


def test_a_plan_of_the_past_may_cite_sources_that_are_gone(repo: Path):
    case = case_of(repo)
    commit(repo, data__plans__draft_yaml=draft("all").replace("text:", "sources: [S9], text:"))
    assert plan_in(resolve("HEAD:data/plans/draft.yaml", case, repo), case)[1] == ()
    _, [problem] = plan_in(resolve("data/plans/draft.yaml", case, repo), case)
    assert problem.code == "unknown-source"
