"""Files that others wrote: no command waits for a pipe or shows what a link leads to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from runs import DATA, SOURCE, Run

from redlines.reading import opening

SECRET = "plan: SECRET=value\n"
SMALL = """
redlines: 1
title: The gate
issues: {gate: {scale: {open: It is open., shut: It is shut.}}}
parties: {a: {}, b: {}}
positions: {}
"""
GIVEN = [("gap", "guild", "owners"), ("check", "first"), ("list", "plans"), ("validate",)]


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case with plans, in a working directory of its own."""
    monkeypatch.setattr(opening, "_PATIENCE", 0.01)
    shutil.copytree(DATA / "drafts", tmp_path / "data")
    (tmp_path / "secret").write_text(SECRET)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.mark.parametrize("args", [("check", "first"), ("list", "plans"), ("validate",)])
@pytest.mark.parametrize("case", ["data", "data/positions.yaml"])
def test_a_pipe_among_the_plans_is_not_waited_for(
    run: Run, drafts: Path, args: tuple[str, ...], case: str
) -> None:
    os.mkfifo(drafts / "plans" / "z.yaml")
    ran = run(*args, "--case", case)
    assert ran.code == 2
    assert "unreadable-file" in ran.err
    assert "it is no regular file" in ran.err


@pytest.mark.parametrize("args", GIVEN)
def test_a_pipe_as_case_or_ignore_file_is_not_waited_for(
    run: Run, drafts: Path, args: tuple[str, ...]
) -> None:
    os.mkfifo("pipe")
    ran = run(*args, "--case", "pipe")
    assert (ran.code, "nothing was written to this pipe" in ran.err) == (2, True)
    if args[0] == "list":
        return
    ran = run(*args, "--case", "data", "--ignore", "pipe")
    assert (ran.code, "nothing was written to this pipe" in ran.err) == (2, True)
    os.mkfifo(drafts / "redlines-ignore.yaml")
    ran = run(*args, "--case", "data")
    assert (ran.code, "it is no regular file" in ran.err) == (2, True)


@pytest.mark.parametrize("form", ["table", "json", "markdown", "github"])
def test_what_a_link_leads_to_is_never_shown(run: Run, drafts: Path, form: str) -> None:
    (drafts / "plans" / "z.yaml").symlink_to("/proc/self/environ")
    (drafts / "plans" / "y.yaml").symlink_to(drafts.parent / "secret")
    ran = run("validate", "data", "-f", form)
    assert ran.code == 1
    assert "link-outside" in ran.out or "leaves its folder" in ran.out
    assert "SECRET" not in ran.out + ran.err
    assert "PATH=" not in ran.out + ran.err
    ran = run("check", "first", "--case", "data", "-f", "json" if form == "json" else "table")
    assert ran.code == 2
    assert "SECRET" not in ran.out + ran.err


def test_an_ignore_file_that_is_a_link_away_is_refused_and_one_that_was_named_is_read(
    run: Run, drafts: Path
) -> None:
    Path("accepted").write_text("redlines: 1\nignore: []\n")
    (drafts / "redlines-ignore.yaml").symlink_to(drafts.parent / "accepted")
    ran = run("validate", "data")
    assert (ran.code, "link-outside" in ran.err) == (2, True)
    assert run("validate", "data", "--ignore", "data/redlines-ignore.yaml").code == 0


def test_a_case_named_by_its_own_link_is_read(run: Run, drafts: Path) -> None:
    Path("link.yaml").symlink_to(drafts / "positions.yaml")
    shutil.copy(drafts / "sources.yaml", "sources.yaml")
    assert run("list", "parties", "--case", "link.yaml").code == 0
    Path("linked").mkdir()
    Path("linked/positions.yaml").symlink_to(drafts / "positions.yaml")
    assert run("list", "parties", "--case", "linked").code == 2


def test_an_output_that_nobody_reads_is_2(run: Run, drafts: Path) -> None:
    os.mkfifo("pipe")
    ran = run("list", "parties", "--case", "data", "-o", "json=pipe")
    assert (ran.code, ran.out) == (2, "")
    assert "`pipe` cannot be written: nobody reads from this pipe" in ran.err.replace(
        f"{drafts.parent}/", ""
    )


def test_a_summary_that_nobody_reads_is_2(
    run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo("pipe")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "pipe")
    assert run("validate", "data", "-f", "github").code == 2


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="a shell has no pipes with names here")
@pytest.mark.parametrize(
    "command",
    [
        "$R check <(sleep 0.2; cat data/plans/first.yaml) --case data",
        "$R check /dev/stdin --case data < data/plans/first.yaml",
        "(sleep 0.2; cat data/plans/first.yaml) | $R check /dev/stdin --case data",
        "$R diff <(cat data/plans/first.yaml) data/plans/second.yaml --case data",
        "$R diff small.yaml <(cat small.yaml) --case data",
        "$R gap a b --case <(cat small.yaml)",
        "$R list parties --case data -o json=>(cat > copy)",
        "mkfifo pipe && (sleep 0.3; cat data/plans/first.yaml > pipe) & $R check pipe --case data",
    ],
)
def test_what_a_shell_gives_as_a_file_is_read(drafts: Path, command: str) -> None:
    Path("small.yaml").write_text(SMALL)
    ran = subprocess.run(
        ["bash", "-c", command.replace("$R", f"{sys.executable} -m redlines")],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout


def test_a_folder_named_to_diff_holds_no_link_that_leaves_it(run: Run, drafts: Path) -> None:
    other = Path("other")
    other.mkdir()
    Path("secret").write_text((drafts / "positions.yaml").read_text())
    shutil.copy(drafts / "sources.yaml", other)
    (other / "positions.yaml").symlink_to(Path("secret").resolve())
    ran = run("diff", "data", "other")
    assert (ran.code, ran.out) == (2, "")
    assert "`other/positions.yaml` is a link that leaves its folder" in ran.err
    # Whoever names the link itself has seen it.
    assert run("diff", "data", "other/positions.yaml").code == 0
