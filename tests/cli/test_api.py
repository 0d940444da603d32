"""The public API: every name is there, typed, and looked up only when used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import redlines
from redlines.case import Basis
from redlines.cli.options import BASES
from redlines.installed import UNKNOWN, version

DATA = Path(__file__).parent / "data"


def test_every_name_resolves() -> None:
    for name in redlines.__all__:
        assert getattr(redlines, name) is not None
    assert sorted(dir(redlines)) == sorted(redlines.__all__)
    with pytest.raises(AttributeError):
        getattr(redlines, "no_such_name")  # noqa: B009


def test_type_checkers_see_the_same_names() -> None:
    assert redlines.__file__
    tree = ast.parse(Path(redlines.__file__).read_text(encoding="utf-8"))
    typed = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("redlines.")
        for alias in node.names
    }
    assert typed - {"version"} == set(redlines.__all__) - {"__version__"}


def test_importing_the_package_imports_nothing_else() -> None:
    program = "import sys, redlines; print([m for m in sys.modules if m.startswith('redlines.')])"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(Path(redlines.__file__ or "").parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "[]\n"


def test_the_analysis_of_the_command_in_python() -> None:
    reading = redlines.read_case(DATA / "works" / "positions.yaml")
    assert reading.case
    report = redlines.gap(reading.case, ["union", "works"])
    assert report.totals()[redlines.Verdict.INSURMOUNTABLE] == 1
    assert redlines.certify(report, reading.case) == ()
    assert redlines.contradictions(reading.case) == ()


def test_the_version_is_that_of_the_distribution(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    assert version() == UNKNOWN
    (tmp_path / "redline_gap-1.2.3.dist-info").mkdir()
    assert version() == redlines.__version__ == "1.2.3"


def test_the_bases_of_the_help_are_those_of_the_case() -> None:
    assert tuple(Basis) == BASES
