"""What the README shows is what the commands print, and its commands are what CI runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def printed(command: str, folder: Path) -> str:
    words = shlex.split(command)
    environ = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "redlines", *words[1:]],
        cwd=folder,
        env=environ,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def test_every_output_shown_is_what_is_printed(tmp_path):
    text = README.read_text(encoding="utf-8")
    case = next(body for kind, body in BLOCK.findall(text) if kind == "yaml")
    (tmp_path / "wages.yaml").write_text(case, encoding="utf-8")

    def rerun(block: re.Match[str]) -> str:
        if block[1] != "console":
            return block[0]
        command = block[2].partition("\n")[0]
        output = printed(command.removeprefix("$ "), tmp_path if "--case" in command else ROOT)
        return f"```console\n{command}\n{output}```"

    fresh = BLOCK.sub(rerun, text)
    if fresh != text:
        README.with_suffix(".md.new").write_text(fresh, encoding="utf-8")
    assert fresh == text, "README.md.new shows what is printed now"


def test_the_python_shown_gives_a_table():
    [block] = [body for kind, body in BLOCK.findall(README.read_text("utf-8")) if kind == "python"]
    names: dict[str, Any] = {}
    exec(block, names)
    table, report = names["table"], names["report"]
    assert len(table) == len(report.parties) * len(report.issues)
    assert {"issue", "party", "verdict"} <= set(table.columns)


def test_ci_runs_the_command_of_the_readme():
    commands = [line for line in README.read_text(encoding="utf-8").splitlines() if "venv" in line]
    tests = [line for line in commands if line.startswith("python3") and "pytest" in line]
    assert len(tests) == 1
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert script[-1] == tests[0]
