"""How runs end: a table of situations, exit codes and what each stream holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from runs import DATA, SOURCE, Run, process

from redlines.cli.main import COMMANDS, application

WORKS = ("--case", str(DATA / "works"))
BROKEN = ("--case", str(DATA / "broken"))

# situation, arguments, exit code, what stdout begins with, what stderr holds
SITUATIONS = [
    ("done", ("gap", "union", "works", *WORKS), 0, "Talks at the Harbour Works", ""),
    ("alias", ("gap", "du", "HW", *WORKS), 0, "Talks at the Harbour Works", ""),
    ("a finding", ("gap", "union", "works", *WORKS, "--fail-on", "error"), 1, "Talks", ""),
    (
        "nothing that bad",
        ("gap", "union", "works", *WORKS, "--issue", "time", "--fail-on", "error"),
        0,
        "Talks",
        "",
    ),
    (
        "exit zero",
        ("gap", "union", "works", *WORKS, "--fail-on", "info", "--exit-zero"),
        0,
        "Talks",
        "",
    ),
    ("no arguments", (), 2, "", "Usage: redlines"),
    ("help", ("--help",), 0, "Usage: redlines", ""),
    ("short help", ("gap", "-h"), 0, "Usage: redlines gap", ""),
    ("unknown command", ("gpa", "union"), 2, "", "Did you mean 'gap'"),
    ("abbreviated command", ("val",), 2, "", "No such command"),
    ("a flag as a command", ("history", "russia"), 2, "", "`redlines show NAME --history` tells"),
    ("another as one", ("fragile",), 2, "", "`redlines gap PARTY... --fragile` tells that"),
    ("an option of many", ("issue",), 2, "", "`redlines -h` shows how it is used"),
    ("unknown option", ("gap", "--foo"), 2, "", "No such option: --foo"),
    ("abbreviated option", ("gap", "--forma", "json"), 2, "", "No such option"),
    ("width in words", ("gap", "--width", "wide"), 2, "", "--width"),
    ("no width", ("gap", "union", "works", *WORKS, "--width", "0"), 2, "", "--width"),
    ("no party", ("gap", *WORKS), 2, "", "at least two different parties"),
    ("one party", ("gap", "union", *WORKS), 2, "", "at least two different parties"),
    ("same party", ("gap", "union", "union", *WORKS), 2, "", "the same party"),
    ("same by alias", ("gap", "union", "works", "Brotherhood", *WORKS), 2, "", "the same party"),
    ("unknown party", ("gap", "union", "wroks", *WORKS), 2, "", "did you mean works?"),
    (
        "a party that is given is not meant",
        ("gap", "union", "unionn", *WORKS),
        2,
        "",
        "unknown party `unionn`\n  help: `redlines list parties",
    ),
    ("unknown by title", ("gap", "union", "Town Councl", *WORKS), 2, "", "did you mean council?"),
    (
        "unknown issue",
        ("gap", "union", "works", "--issue", "wage", *WORKS),
        2,
        "",
        "did you mean raise?",
    ),
    ("bad day", ("gap", "union", "works", "--as-of", "20250301", *WORKS), 2, "", "is no day"),
    (
        "nor what is farther than it",
        ("gap", "russia", "rusia", "--case", "bundled:"),
        2,
        "",
        "unknown party `rusia`\n  help: `redlines list parties",
    ),
    ("a month", ("gap", "--as-of", "2024-02", *WORKS), 2, "", "give the day, such as 2024-02-29"),
    ("a year", ("gap", "--as-of", "2025", *WORKS), 2, "", "give the day, such as 2025-12-31"),
    ("no month", ("gap", "--as-of", "2025-13", *WORKS), 2, "", "write a day as 2025-12-09"),
    ("no such day", ("gap", "union", "works", "--as-of", "2025-02-30", *WORKS), 2, "", "is no day"),
    ("bad basis", ("gap", "union", "works", "--binding", "oath", *WORKS), 2, "", "is no basis"),
    ("bad level", ("gap", "union", "works", "--fail-on", "all", *WORKS), 2, "", "is no level"),
    ("bad order", ("gap", "union", "works", "--sort", "name", *WORKS), 2, "", "--sort"),
    ("bad colour", ("gap", "union", "works", "--color", "red", *WORKS), 2, "", "--color"),
    ("bad format", ("show", "raise", "-f", "csv", *WORKS), 2, "", "table, json, markdown"),
    ("format of a schema", ("schema", "case", "-f", "table"), 2, "", "it has json"),
    ("output without path", ("list", "parties", "-o", "json", *WORKS), 2, "", "FORMAT=PATH"),
    (
        "output to nowhere",
        ("list", "parties", "-o", "json=/nowhere/x/y.json", *WORKS),
        2,
        "",
        "cannot be written",
    ),
    (
        "output over the case",
        ("list", "parties", "-o", f"json={DATA}/works/sources.yaml", *WORKS),
        2,
        "",
        "which is read",
    ),
    ("no such case", ("gap", "union", "works", "--case", "nowhere.yaml"), 2, "", "unreadable-file"),
    ("invalid case", ("gap", "union", "works", *BROKEN), 2, "", "2 errors"),
    ("invalid in show", ("show", "raise", *BROKEN), 2, "", "unknown-outcome"),
    ("invalid in list", ("list", "parties", *BROKEN), 2, "", "unknown-party"),
    ("faults found", ("validate", str(DATA / "broken")), 1, "error[unknown-outcome]", ""),
    ("faults allowed", ("validate", str(DATA / "broken"), "--fail-on", "never"), 0, "error[", ""),
    ("no faults", ("validate", str(DATA / "drafts")), 0, "no problems", ""),
    ("strict", ("validate", str(DATA / "broken"), "--strict"), 1, "error[", ""),
    ("several cases", ("validate", str(DATA / "works"), str(DATA / "broken")), 1, "error[", ""),
    ("no file to check", ("validate", "nowhere.yaml"), 2, "", "unreadable-file"),
    ("unknown name", ("show", "rise", *WORKS), 2, "", "did you mean raise?"),
    ("unknown kind", ("list", "deals", *WORKS), 2, "", "cannot be listed"),
    ("unknown rule", ("rules", "gap-agred"), 2, "", "did you mean gap-agreed"),
    (
        "unknown schema",
        ("schema", "plans"),
        2,
        "",
        "case, positions, sources, plan, ignore, output",
    ),
]


@pytest.mark.parametrize(
    ("args", "code", "out", "err"),
    [pytest.param(*row[1:], id=row[0]) for row in SITUATIONS],
)
def test_exit_code_and_streams(
    run: Run, args: tuple[str, ...], code: int, out: str, err: str
) -> None:
    ran = run(*args)
    assert ran.code == code, ran.err
    assert ran.out.startswith(out)
    assert bool(ran.out) == bool(out)
    assert err in ran.err
    assert bool(ran.err) == bool(err)


CALLS: dict[str, tuple[str, ...]] = {
    "gap": ("union", "works"), "check": ("first",), "diff": ("first", "second"),
    "deal": ("union", "works"), "timeline": ("union", "works"), "show": ("raise",),
    "list": ("parties",), "validate": ("works",), "init": ("new",),
    "chart": ("gap", "union", "works"), "matrix": ("union", "works"), "report": ("union", "works"),
    "rules": ("gap-agreed",), "schema": ("case",), "import": ("table", "a.csv", "new"),
    "export": ("tables", "new"), "sweep": ("works",),
}  # fmt: skip
NUMBERS = {"--width", "--stale-after", "--effort", "--seed", "--header"}


def named(command: str) -> list[str]:
    """The options of a command that take a text."""
    group: Any = typer.main.get_command(application([command]))
    known = [own for own in group.commands[command].params if not getattr(own, "is_flag", True)]
    return [name for own in known for name in own.opts if name.startswith("--")]


@pytest.mark.parametrize(
    ("command", "option"),
    [(c, name) for c in COMMANDS for name in named(c) if name not in NUMBERS],
)
@pytest.mark.parametrize("apart", [False, True])
def test_an_option_without_a_value_is_2(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    option: str,
    apart: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(command, *CALLS[command], *((option, "") if apart else (f"{option}=",)))
    assert (ran.code, ran.out) == (2, "")
    assert f"{option} is empty" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", CALLS)
def test_an_argument_without_a_value_is_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    *others, _ = CALLS[command]
    ran = run(command, *others, "")
    assert (ran.code, ran.out) == (2, "")
    assert "is empty" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_every_command_is_called_without_a_value() -> None:
    assert set(CALLS) == set(COMMANDS)
    assert {"--case", "--fail-on", "--ignore", "--against"} <= set(named("diff"))


@pytest.mark.parametrize("command", CALLS)
def test_an_empty_variable_for_the_case_is_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REDLINES_CASE", "")
    ran = run(command, *CALLS[command])
    assert (ran.code, ran.out) == (2, "")
    assert "REDLINES_CASE is empty" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "args",
    [pytest.param(row[1], id=row[0]) for row in SITUATIONS if row[2] == 2 and "-f" not in row[1]],
)
@pytest.mark.parametrize("form", [("-f", "json"), ("--format=json",), ("-qfjson",)])
def test_every_failure_is_an_envelope_in_json(
    run: Run, valid: Callable[[Any], None], args: tuple[str, ...], form: tuple[str, ...]
) -> None:
    ran = run(*args, *form)
    assert ran.code == 2
    assert ran.err
    valid(ran.json)
    assert ran.json["status"] == "error"
    assert ran.json["exit_code"] == 2
    assert ran.json["errors"]
    assert ran.json["data"] is None


def test_an_invalid_case_is_told_problem_by_problem_in_json(run: Run) -> None:
    ran = run("gap", "union", "works", *BROKEN, "-f", "json")
    assert [error["id"] for error in ran.json["errors"]] == ["unknown-outcome", "unknown-party"]
    assert ran.json["errors"][1]["suggestions"] == ["works"]
    assert ran.json["errors"][0]["place"]["file"] == "positions.yaml"
    assert ran.json["inputs"][0]["path"] == "positions.yaml"


def test_a_bug_is_told_in_two_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("on \x1b[31mpurpose")

    monkeypatch.setattr("redlines.api.gaps.between", broken)
    ran = run("gap", "union", "works", *WORKS)
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 2
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    told = run("gap", "union", "works", *WORKS, "--debug", "-f", "json")
    assert "Traceback" in told.err
    assert told.json["exit_code"] == 3
    assert told.json["status"] == "error"


def test_an_interrupt_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("redlines.api.gaps.between", interrupted)
    assert run("gap", "union", "works", *WORKS).code == 130


@pytest.mark.parametrize(
    "args",
    [("--help",), ("gap", "union", "works", *WORKS), ("schema", "output"), ("gap", "-f", "json")],
)
def test_a_closed_pipe_is_141_and_silent(args: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = process(args, stdout=writer)
    finally:
        os.close(writer)
    assert ran.returncode == 141
    assert b"Traceback" not in ran.stderr
    assert b"Broken" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("args", [("--help",), ("list", "parties", *WORKS), ("gap", "-f", "json")])
def test_a_full_disk_is_2(args: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        ran = process(args, stdout=full)
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


def test_a_real_interrupt_is_130(tmp_path: Path) -> None:
    pipe = tmp_path / "positions.yaml"
    os.mkfifo(pipe)
    program = subprocess.Popen(
        [sys.executable, "-m", "redlines", "validate", str(pipe)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A job in the background is started with interrupts ignored, and so would this one be.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    writer = os.open(pipe, os.O_WRONLY)  # waits until the case is being read
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=30)
    os.close(writer)
    assert program.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.parametrize("name", ["\x1b[31mred", "a\u202eb", "x\ny", "[bold]x[/bold]", "\udcff"])
@pytest.mark.parametrize(
    "form",
    [
        ("gap", "{}", "works"),
        ("gap", "union", "works", "--issue", "{}"),
        ("gap", "union", "works", "--as-of", "{}"),
        ("gap", "union", "works", "--binding", "{}"),
        ("gap", "union", "works", "-f", "{}"),
        ("show", "{}"),
        ("list", "{}"),
        ("gap", "--{}"),
        ("{}",),
    ],
)
def test_arguments_are_echoed_only_in_the_clear(run: Run, form: tuple[str, ...], name: str) -> None:
    args = [part.replace("{}", name) for part in form]
    ran = run(*args, *(() if len(form) < 2 else WORKS))
    assert ran.code == 2
    assert not set(ran.err) & set("\x1b\u202e\udcff")
    told = run(*args, *(() if len(form) < 2 else WORKS), "-f", "json")
    if "-f" not in form:
        assert told.json["status"] == "error"
        assert not set(told.out) & set("\x1b\u202e\udcff")


@pytest.mark.parametrize("given", [["--case", "{}"], ["--case={}"]])
def test_advice_names_commands_of_the_case_that_was_asked(
    run: Run, tmp_path: Path, given: list[str]
):
    folder = tmp_path / "my case"
    assert run("init", "--example", str(folder)).code == 0
    case = [part.format(folder) for part in given]
    for call, noun in ((["gap", "nobody", "union"], "parties"), (["check", "nowhere"], "plans")):
        assert f"`redlines list {noun} --case '{folder}'`" in run(*call, *case).err
        assert f"`redlines list {noun}`" in run(*call).err
