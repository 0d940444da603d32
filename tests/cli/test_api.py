"""The public API: every name is there, typed, and looked up only when used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import redlines
from redlines.installed import UNKNOWN, version

DATA = Path(__file__).parent / "data"


def test_every_name_resolves() -> None:
    for name in redlines.__all__:
        assert getattr(redlines, name) is not None
    assert sorted(dir(redlines)) == sorted(redlines.__all__)
    with pytest.raises(AttributeError):
        getattr(redlines, "no_such_name")  # noqa: B009


def test_the_names_are_those_of_the_stub_and_each_is_public() -> None:
    stub = Path(redlines.__file__ or "").with_suffix(".pyi").read_text(encoding="utf-8")
    named = {
        alias.asname
        for node in ast.parse(stub).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert named == set(redlines.__all__) - {"__version__"}


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
