"""What CI sees: GitHub's files, JUnit, a thousand findings, the action, the hooks, the recipes."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import validators
import yaml
from runs import DATA, SOURCE, Run

ROOT = Path(__file__).parents[2]
DRAFTS = ("--case", str(DATA / "drafts"))
IDENTITY = "--version | grep -q 'red-line gap analyzer'"


@pytest.fixture
def step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The files of a step of a workflow, to which other steps have written."""
    paths = tmp_path / "summary.md", tmp_path / "output.txt"
    for path, name in zip(paths, ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"), strict=True):
        path.write_text("before\n")
        monkeypatch.setenv(name, str(path))
    return paths


COMMANDS = [("check", "first"), ("diff", "first", "second")]


@pytest.mark.parametrize("command", COMMANDS)
def test_github_appends_summary_and_outputs(
    run: Run, step: tuple[Path, Path], command: tuple[str, ...]
) -> None:
    summary, output = step
    ran = run(*command, *DRAFTS, "-f", "github", "--fail-on", "error")
    assert ran.code == 1
    assert all(line.startswith("::") for line in ran.out.splitlines())
    assert summary.read_text().startswith("before\n## ")
    told = dict(line.split("=", 1) for line in output.read_text().splitlines()[1:])
    assert told["status"] == "error"
    assert int(told["errors"]) > 0


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "junit"])
def test_only_github_appends(run: Run, step: tuple[Path, Path], tmp_path: Path, form: str) -> None:
    also = tmp_path / "annotations.txt"
    ran = run("check", "first", *DRAFTS, "-f", form, "-o", f"github={also}", "-q")
    assert ran.code == 0
    assert [path.read_text() for path in step] == ["before\n", "before\n"]
    assert also.read_text().startswith("::")


def test_findings_are_cut_only_beside_a_summary_that_holds_them(
    run: Run, step: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    args = ("check", "us-28", "--case", str(ROOT / "data"), "-q", "-f")
    beside = run(*args, "github").out
    assert beside.count("::error ") == 10
    assert "more findings are in the job summary" in beside
    also = tmp_path / "annotations.txt"
    run(*args, "table", "-o", f"github={also}")  # which writes no summary
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    alone = run(*args, "github").out
    assert alone == also.read_text()
    assert alone.count("::error ") > 10
    assert "job summary" not in alone
    assert len(alone.splitlines()) == run(*args, "jsonl").out.count("\n")


def test_a_summary_that_cannot_be_written_is_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "missing" / "summary.md"))
    ran = run("check", "first", *DRAFTS, "-f", "github", "--fail-on", "error")
    assert (ran.code, ran.out) == (2, "")


def test_annotations_name_files_from_the_workspace(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(ROOT))
    monkeypatch.chdir(DATA)
    out = run("check", "first", *DRAFTS, "-f", "github").out
    assert "::error file=tests/cli/data/drafts/plans/first.yaml,line=12," in out
    monkeypatch.setenv("GITHUB_WORKSPACE", str(ROOT.parent))  # as after `path: repo`
    out = run("check", "first", *DRAFTS, "-f", "github").out
    assert f"file={ROOT.name}/tests/cli/data/drafts/plans/first.yaml," in out
    monkeypatch.setenv("GITHUB_WORKSPACE", str(DATA / "works"))
    assert "file=" not in run("check", "first", *DRAFTS, "-f", "github").out


@pytest.mark.parametrize("form", ["github", "junit"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_run_that_cannot_fail_says_so_once(
    run: Run, tmp_path: Path, command: tuple[str, ...], form: str
) -> None:
    note = "redlines: note: without --fail-on no finding can fail this run\n"
    assert run(*command, *DRAFTS, "-f", form).err == note
    assert run(*command, *DRAFTS, "-o", f"{form}={tmp_path}/x").err == note
    assert run(*command, *DRAFTS, "-f", form, "-q").err == ""
    assert run(*command, *DRAFTS, "-f", form, "--fail-on", "never").err == ""
    assert run(*command, *DRAFTS).err == ""


def test_one_run_writes_every_report(run: Run, tmp_path: Path) -> None:
    forms = ("table", "json", "csv", "markdown", "github", "junit")
    asked = [part for form in forms for part in ("-o", f"{form}={tmp_path / form}")]
    ran = run("diff", "first", "second", *DRAFTS, "--fail-on", "error", *asked)
    assert ran.code == 1
    for form in forms:
        alone = run("diff", "first", "second", *DRAFTS, "--fail-on", "error", "-f", form)
        assert (tmp_path / form).read_text() == alone.out


# JUnit


@pytest.mark.parametrize("fail_on", ["error", "info", "never"])
@pytest.mark.parametrize(
    "command", [*COMMANDS, ("diff", "first", "first"), ("check", "first", "--party", "owners")]
)
def test_junit_keeps_its_schema(run: Run, command: tuple[str, ...], fail_on: str) -> None:
    ran = run(*command, *DRAFTS, "-f", "junit", "--fail-on", fail_on)
    validators.of_junit().validate(ElementTree.fromstring(ran.out))


def test_junit_counts_what_fails(run: Run) -> None:
    def suite(*options: str) -> ElementTree.Element:
        return ElementTree.fromstring(run("check", "first", *DRAFTS, "-f", "junit", *options).out)

    assert suite("--fail-on", "error").get("failures") == "1"
    assert suite("--fail-on", "never").get("failures") == "0"
    info = suite("--fail-on", "info")
    assert info.get("failures") == info.get("tests")


# A thousand findings


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A case and a plan that crosses a red line of two parties on each of 500 issues."""
    folder = tmp_path_factory.mktemp("thousand")
    issues = "".join(f"  i{n}: {{scale: {{a: A, b: B}}}}\n" for n in range(500))
    lines = "".join(f"    - {{refuses: {{i{n}: b}}}}\n" for n in range(500))
    points = "".join(f"  - {{id: p{n}, text: T, sets: {{i{n}: b}}}}\n" for n in range(500))
    (folder / "positions.yaml").write_text(
        "redlines: 1\ntitle: Many\nparties: {one: {}, two: {}}\n"
        f"issues:\n{issues}positions:\n  one:\n{lines}  two:\n{lines}"
    )
    plan = folder / "plan.yaml"
    plan.write_text(f"redlines: 1\nplan: many\npoints:\n{points}")
    return str(folder / "positions.yaml"), str(plan)


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "github", "junit"])
def test_a_thousand_findings(
    run: Run,
    valid: Callable[[Any], None],
    step: tuple[Path, Path],
    thousand: tuple[str, str],
    form: str,
) -> None:
    case, plan = thousand
    ran = run("check", plan, "--case", case, "-f", form, "--fail-on", "error")
    assert ran.code == 1, ran.err
    match form:
        case "json":
            assert ran.json["summary"]["error"] == len(ran.json["findings"]) == 1000
        case "csv":
            assert ran.out.count("check-crosses") == 1000
        case "markdown":
            assert len(ran.out.encode()) <= 65_536
        case "github":
            assert ran.out.count("::error ") == 10
            assert "990 check-crosses" in ran.out
            assert len(step[0].read_bytes()) <= 1024 * 1024
            assert "errors=1000\n" in step[1].read_text()
        case "junit":
            assert ElementTree.fromstring(ran.out).get("failures") == "1000"


# The action, the hooks and the recipes


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A runner's temporary folder in which the action has installed this tool."""
    program = tmp_path / "redline-gap" / "bin" / "redlines"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m redlines "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return tmp_path


def action() -> Any:
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("inputs", "code", "words"),
    [
        ({"plan": "first"}, 1, "::error"),
        ({"plan": "first", "fail-on": "never"}, 0, "::error"),
        ({"plan": "first", "party": "owners\n"}, 0, "::notice"),
        ({"plan": "first", "party": "owners\nguild\n"}, 1, "::error"),
        ({"base": "first", "revision": "second"}, 1, "diff-newly-crosses"),
        ({"base": "first", "revision": "first"}, 0, ""),
        ({"against": "no-such-ref"}, 2, ""),
        ({"plan": "first", "as-of": "soon"}, 2, ""),
        ({"plan": "$(touch hacked); `touch hacked`"}, 2, ""),
        ({"plan": "--help"}, 2, ""),
        ({"plan": "first", "fail-on": "error --exit-zero"}, 2, ""),
        ({}, 2, "give plan"),
        ({"plan": "first", "revision": "second"}, 2, "give plan"),
        ({"revision": "second"}, 2, "give plan"),
    ],
)
def test_the_action_does_what_its_inputs_say(
    home: Path, inputs: dict[str, str], code: int, words: str
) -> None:
    known = action()["inputs"]
    given = {name: entry["default"] for name, entry in known.items()}
    given |= {"case": str(DATA / "drafts"), **inputs}
    judge = action()["runs"]["steps"][1]
    wanted = {
        name: re.sub(r"\$\{\{ inputs\.(.*) \}\}", r"\1", v) for name, v in judge["env"].items()
    }
    environ = {name: given[source] for name, source in wanted.items()}
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "REDLINES_"))}
    ran = subprocess.run(
        ["bash", "-c", judge["run"]],
        cwd=home,
        env={**clean, "PYTHONPATH": str(SOURCE), "RUNNER_TEMP": str(home), **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code, ran.stderr
    assert words in ran.stdout
    assert not (home / "hacked").exists()


def test_the_action_identifies_the_tool_first_and_passes_every_input() -> None:
    install, judge = action()["runs"]["steps"]
    assert install["run"].strip().splitlines()[-1].endswith(IDENTITY)
    assert install["env"]["HERE"] == "${{ github.action_path }}"
    assert all("${{" not in step["run"] for step in (install, judge))
    used = re.findall(r"inputs\.([a-z-]+)", str(action()["runs"]))
    assert sorted(used) == sorted(action()["inputs"])
    assert all(entry["description"] for entry in action()["inputs"].values())


def test_the_outputs_of_the_action_are_those_that_are_written(
    run: Run, step: tuple[Path, Path]
) -> None:
    run("check", "first", *DRAFTS, "-f", "github")
    written = [line.partition("=")[0] for line in step[1].read_text().splitlines()[1:]]
    assert sorted(written) == sorted(action()["outputs"])


def test_hooks_name_commands_of_this_distribution(run: Run) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == [
        "redlines-identity", "redlines-validate", "redlines-diff", "redlines-check-new"
    ]  # fmt: skip
    identity, *others, new = (hook["entry"] for hook in hooks)
    assert IDENTITY in identity
    assert re.findall(r"redline-gap (\w+)", new) == ["diff", "check"]
    for entry in others:
        program, command, *options = entry.split()
        assert program == "redline-gap"
        usage = run(command, "-h").out
        assert all(option.partition("=")[0] in usage for option in options)


def test_every_recipe_identifies_the_tool_first() -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:sh|yaml)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    running = [block for block in blocks if re.search(r"redlines\"? (check|diff|--version)", block)]
    assert len(running) == 4
    for block in running:
        calls = re.findall(r"redlines\"? (\S+)", block)
        calls = [call for call in calls if call in ("check", "diff", "--version")]
        assert calls[0] == "--version"
        assert IDENTITY in block
    for block in blocks:
        if not block.startswith(("redlines --version", "#!/bin/sh")):
            assert yaml.safe_load(block)


def test_no_recipe_needs_what_is_not_published() -> None:
    """What waits for the first release is told in a sentence that says so, not in a recipe."""
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL):
        assert "OWNER" not in block
        assert all(rest[0] == '"' for rest in re.findall(r"pip install --quiet (.+)", block))
    later = [line for line in text.splitlines() if "OWNER" in line or "redline-gap==" in line]
    assert later
    assert all("from the first release on" in line.casefold() for line in later)


def test_the_ignore_file_of_the_page_is_one(run: Run, tmp_path: Path) -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    block = next(b for b in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "ignore:" in b)
    path = tmp_path / "redlines-ignore.yaml"
    path.write_text(block)
    args = ("check", "us-28", "--case", str(ROOT / "data"), "-f", "json", "--ignore", str(path))
    told = run(*args).json
    assert told["summary"]["ignored"] == 1
    assert not [f for f in told["findings"] if f["id"].startswith("ignore-")]
