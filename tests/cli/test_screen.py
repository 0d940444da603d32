"""Where output goes and what it looks like there: files, colour, width, encodings, the case."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, SOURCE, Run, all_shown, process

from redlines.cli.main import COMMANDS, main

EXAMPLES = ("gap", "check", "diff", "show", "list", "rules")
GAP = ("gap", "union", "works", "--case", str(DATA / "works"))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_opens_with_three_examples_and_names_every_option(run: Run, command: str) -> None:
    for flag in ("-h", "--help"):
        ran = run(command, flag)
        assert ran.code == 0
        assert ran.out.count(f"    redlines {command}") == 3
        assert "--format" in ran.out
        assert "\x1b" not in ran.out


def test_root_help_names_exit_codes_and_the_namesake(run: Run) -> None:
    out = run("--help").out
    assert out.count("    redlines ") == 3
    assert out.index("Examples") < out.index("Options")
    assert all(code in out for code in (" 0 ", " 1 ", " 2 ", " 3 ", " 130 ", "141"))
    assert "PyPI" in out.strip().splitlines()[-1]
    assert all(f"  {command} " in out for command in COMMANDS)


def test_the_examples_of_the_help_work_as_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = [run("--help").out, *(run(name, "-h").out for name in EXAMPLES)]
    examples = [
        line.strip().split("   ")[0].split()[1:]
        for text in shown
        for line in text.splitlines()
        if line.startswith("    redlines ") and "my-case" not in line
    ]
    assert len(examples) == 19
    for example in examples:
        assert run(*example).code == 0, example


def test_version_comes_first_and_imports_little() -> None:
    ran = process(("--version",))
    assert ran.stdout.startswith(b"redlines (red-line gap analyzer) ")
    program = (
        "import sys; from redlines.cli.main import main; main(['--version']);"
        "print([m for m in ('pydantic', 'rich', 'yaml', 'redlines.case') if m in sys.modules])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("form", "absent"),
    [
        (
            "table",
            [
                f"redlines.view.{own}"
                for own in ("encode", "as_markdown", "aside", "check_document", "show_document")
            ],
        ),
        ("json", ["rich"]),
        ("csv", ["rich"]),
        ("markdown", ["rich"]),
    ],
)
def test_a_format_loads_only_what_it_needs(form: str, absent: list[str]) -> None:
    program = (
        f"import sys; from redlines.cli.main import main; main({[*GAP, '-f', form]!r});"
        f"sys.stderr.write(str([own for own in {absent!r} if own in sys.modules]))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stderr == "[]"


def test_several_reports_in_one_run(run: Run, tmp_path: Path) -> None:
    wanted = {form: tmp_path / f"gap.{form}" for form in ("table", "json", "csv", "markdown")}
    asked = [part for form, path in wanted.items() for part in ("-o", f"{form}={path}")]
    ran = run(*GAP, *asked)
    assert ran.out.startswith("Talks")
    for form, path in wanted.items():
        assert path.read_text(encoding="utf-8") == run(*GAP, "-f", form).out
    assert len(list(tmp_path.iterdir())) == 4


def test_a_file_is_written_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("before")
    kept.chmod(0o640)
    ran = run(*GAP, "-o", f"json={kept}", "-o", f"csv={tmp_path}/missing/gap.csv")
    assert ran.code == 2
    assert ran.out == ""
    assert kept.read_text() == "before"
    assert run(*GAP, "-o", f"csv={tmp_path}").code == 2
    assert run(*GAP, "-o", f"json={kept}", "-o", f"csv={kept}").code == 2
    assert run(*GAP, "-o", f"json={kept}").code == 0
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [kept]


def test_a_link_and_a_device_stay_what_they_are(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    link.symlink_to(target)
    assert run(*GAP, "-o", f"csv={link}").code == 0
    assert link.is_symlink()
    assert target.read_text().startswith("issue,")
    assert run(*GAP, "-o", "csv=/dev/null").code == 0
    assert not Path("/dev/null").is_file()


def test_an_unwritable_file_is_2_also_with_json(run: Run) -> None:
    ran = run(*GAP, "-f", "json", "-o", "csv=/nowhere/x.csv")
    assert ran.code == 2
    assert ran.json["errors"][0]["id"] == "unwritable-output"


@pytest.mark.parametrize(
    ("environment", "options", "colored"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({"NO_COLOR": ""}, ("--color", "always"), True),
    ],
)
def test_colour_in_a_pipe(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    options: tuple[str, ...],
    colored: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run(*GAP, *options).out) is colored
    assert "\x1b" not in run(*GAP, *options, "-f", "json").out


@pytest.mark.parametrize(
    ("environment", "colored"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1"}, False)],
)
def test_colour_on_a_terminal(environment: dict[str, Any], colored: bool) -> None:
    screen, terminal = os.openpty()
    ran = process((*GAP, "--issue", "jobs", "-q"), stdout=terminal, **environment)
    os.close(terminal)
    shown = all_shown(screen)
    assert ran.returncode == 0
    assert (b"\x1b[" in shown) is colored


def test_width_comes_from_the_option_then_columns_then_the_content(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def widest(*options: str) -> int:
        return max(map(len, run(*GAP, *options).out.splitlines()))

    assert widest() > 100
    monkeypatch.setenv("COLUMNS", "90")
    assert widest() <= 90
    assert widest("--width", "50") <= 50
    monkeypatch.setenv("COLUMNS", "many")
    assert widest() > 100


def test_other_encodings_get_ascii_frames_and_utf8_documents() -> None:
    document = process((*GAP, "-f", "json")).stdout
    for encoding in ("latin-1", "ascii"):
        ran = process(GAP, PYTHONIOENCODING=encoding)
        assert ran.returncode == 0
        assert ran.stdout.replace("·".encode("latin-1"), b"").isascii()
        told = process((*GAP, "-f", "json"), PYTHONIOENCODING=encoding)
        assert told.stdout == document


LETTERS = """
redlines: 1
title: Мир – “сейчас” é ź
parties: {а: {title: Київ}, б: {}}
issues: {ї: {title: Їжа, scale: {так: Так, ні: Ні}}}
positions: {а: [{id: A, refuses: {ї: так}}]}
"""


def in_code_page(encoding: str, *args: str) -> tuple[bytes, bytes]:
    """What a run writes to stdout and to stderr where both have an encoding."""
    out, err = BytesIO(), BytesIO()
    with (
        redirect_stdout(TextIOWrapper(out, encoding)),
        redirect_stderr(TextIOWrapper(err, encoding, "backslashreplace")),
    ):
        main(args)
        return out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    ("encoding", "title", "letters"),
    [
        ("cp1251", "Мир – “сейчас” e z", True),
        ("koi8-u", 'Мир - "сейчас" e z', True),
        ("cp866", 'Мир - "сейчас" e z', True),
        ("cp1252", "\\u041c\\u0438\\u0440 – “", False),
        ("latin-1", '\\u0441" é z', False),
        ("ascii", '\\u0441" e z', False),
    ],
)
def test_a_code_page_keeps_every_letter_that_it_has(
    tmp_path: Path, encoding: str, title: str, letters: bool
) -> None:
    case = tmp_path / "positions.yaml"
    case.write_text(LETTERS, encoding="utf-8")
    args = ("gap", "а", "б", "--case", str(case))
    shown = in_code_page(encoding, *args)[0].decode(encoding)
    assert title in shown
    assert ("Їжа" in shown) is letters
    assert not set("─│█▓") & set(shown)
    told = in_code_page(encoding, "gap", "а", "г", "--case", str(case))[1]
    assert ("`г`" in told.decode(encoding)) is title.startswith("Мир")
    assert in_code_page(encoding, *args, "--ascii")[0].isascii()


def test_ascii_is_ascii(run: Run) -> None:
    assert run(*GAP, "--ascii").out.isascii()
    assert not run(*GAP).out.isascii()


def test_the_case_is_the_nearest_up_to_the_root_of_the_work_tree(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = (DATA / "empty" / "redlines.yaml").read_text()
    root, deep = tmp_path / "tree", tmp_path / "tree" / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "redlines.yaml").write_text(mine.replace("not begun", "outside"))
    (root / "data").mkdir()
    (root / "data" / "positions.yaml").write_text("# mine\n" + mine)
    (root / "a" / "redlines.yaml").write_text("configuration: of another tool\n")
    monkeypatch.chdir(deep)
    outside = run("list", "parties")
    assert "bundled" in outside.err
    (root / ".git").mkdir()
    found = run("gap", "union", "works")
    assert found.code == 0
    passed, used = found.err.splitlines()
    assert passed.startswith("redlines: warning: ../redlines.yaml: this file looks meant")
    assert used == "redlines: using ../../data/positions.yaml"
    assert found.out.startswith("Talks that have not begun")
    assert run("gap", "union", "works", "-q").err == ""
    monkeypatch.setenv("REDLINES_CASE", str(DATA / "works"))
    named = run("gap", "union", "works")
    assert named.out.startswith("Talks at the Harbour Works")
    assert "REDLINES_CASE" in named.err
    given = run("gap", "union", "works", "--case", str(root / "data"))
    assert given.out.startswith("Talks that have not begun")
    assert given.err == ""


def test_the_bundled_case_is_shown_as_bundled(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("list", "parties", "-f", "json").json
    assert told["inputs"][0]["path"] == "bundled:positions.yaml"
    assert told["data"]["items"][0]["place"]["file"] == "bundled:positions.yaml"


def test_verbose_names_the_files_read(run: Run) -> None:
    err = run("list", "parties", "-v", "--case", str(DATA / "works")).err
    assert err.count("redlines: read ") == 2


def test_the_namesake_is_warned_about_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "redlines-0.5.2.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    ran = run(*GAP, "-f", "json")
    assert ran.code == 0
    assert ran.err.count("text differ") == 1
    assert [warning["id"] for warning in ran.json["warnings"]] == ["namesake"]
    assert run(*GAP, "-q").err == ""


def test_a_problem_is_told_by_a_path_that_opens(tmp_path, monkeypatch, capfd):
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "positions.yaml").write_text("redlines: 1\ntitle: T\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["validate", "talks"]) == 1
    assert f"--> {Path('talks/positions.yaml')}:1:1\n" in capfd.readouterr().out
    monkeypatch.chdir(tmp_path / "talks")
    assert main(["gap", "a", "b", "--case", "positions.yaml"]) == 2
    assert "--> positions.yaml:1:1\n" in capfd.readouterr().err
