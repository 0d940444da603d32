"""The import contracts hold, and each of them would notice what it forbids."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "pyproject.toml"
CONTRACTS = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
_OUTCOME = re.compile(r"^(.+?) (KEPT|BROKEN)\b", re.MULTILINE)

# One import that each contract forbids, some with more where it has several parts.
FORBIDDEN = [
    ("rooms", "view/clean.py", "import redlines.engine.gaps"),
    ("rooms", "reading/regions.py", "import redlines.view.clean"),
    ("rooms", "engine/minimal.py", "import redlines.reading.notes"),
    ("rooms", "problems.py", "import redlines.verdicts"),
    ("rooms", "region.py", "import redlines.case"),
    ("rooms", "view/clean.py", "import redlines.cli"),
    ("rooms", "engine/gaps.py", "import redlines.api.names"),
    ("rooms", "api/gaps.py", "import redlines.cli"),
    ("rooms", "failure.py", "import redlines.region"),
    ("pure core", "failure.py", "import os"),
    ("pure core", "engine/gaps.py", "import os"),
    ("pure core", "case.py", "from pathlib import Path"),
    ("pure core", "engine/minimal.py", "import random"),
    ("pydantic at the border", "reading/build.py", "from pydantic import BaseModel"),
    ("pydantic at the border", "view/clean.py", "import pydantic"),
    ("yaml in one place", "view/clean.py", "import yaml"),
    ("yaml in one place", "reading/locate.py", "from yaml import safe_load"),
    ("templates in one place", "view/as_markdown.py", "import jinja2"),
    ("templates in one place", "cli/report.py", "from markupsafe import Markup"),
    ("workers in one place", "cli/sweeping.py", "import joblib"),
    ("workers in one place", "engine/worlds.py", "from dask import delayed"),
    ("workers in one place", "api/sweeps.py", "from distributed import Client"),
    ("only the command line knows typer", "view/clean.py", "import typer"),
    ("renderers know no report", "view/as_terminal.py", "import redlines.view.gap_document"),
    ("renderers know no report", "view/as_markdown.py", "import redlines.view.plan_wording"),
    ("renderers know no report", "view/as_html.py", "import redlines.view.report_document"),
    ("renderers know no report", "view/picture.py", "import redlines.case"),
    ("renderers know no report", "view/terminal_overview.py", "import redlines.view.deal_wording"),
    ("certify stands alone", "engine/certify.py", "from redlines.engine import gaps"),
    ("certify stands alone", "engine/certify.py", "from redlines.engine.minimal import minimal"),
    ("certify stands alone", "engine/certify_deals.py", "import redlines.engine.clauses"),
    ("only the command line uses the public API", "reading/build.py", "from redlines import Case"),
    ("only the command line uses the public API", "engine/gaps.py", "import redlines"),
    ("only the command line uses the public API", "api/gaps.py", "from redlines import Case"),
]


def outcomes(folder: Path) -> dict[str, str]:
    """What each contract says of the package in a folder."""
    run = subprocess.run(
        [sys.executable, "-c", f"{LINT}", "--no-cache", "--config", str(CONFIG)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    found = dict(_OUTCOME.findall(run.stdout))
    assert found, run.stdout + run.stderr
    assert (run.returncode == 0) == (set(found.values()) == {"KEPT"})
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the package."""
    ignored = shutil.ignore_patterns("__pycache__", "data")
    shutil.copytree(ROOT / "src" / "redlines", tmp_path / "redlines", ignore=ignored)
    return tmp_path


def test_the_package_keeps_every_contract():
    assert outcomes(ROOT / "src") == {contract["name"]: "KEPT" for contract in CONTRACTS}


@pytest.mark.parametrize(("contract", "module", "line"), FORBIDDEN)
def test_a_contract_notices_what_it_forbids(copy: Path, contract: str, module: str, line: str):
    file = copy / "redlines" / module
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    assert [name for name, how in outcomes(copy).items() if how == "BROKEN"] == [contract]


def test_every_contract_is_tried():
    assert {contract for contract, _, _ in FORBIDDEN} == {
        contract["name"] for contract in CONTRACTS
    }
