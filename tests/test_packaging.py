"""The bundled case and the templates travel in the wheel, also in one built from the sdist."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def built(kind: str, source: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "-o", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    (found,) = (path for path in folder.iterdir() if path.suffix in (".whl", ".gz"))
    return found


@pytest.fixture(scope="module")
def wheels(tmp_path_factory) -> dict[str, Path]:
    """The wheel built from the checkout and the one built from its sdist."""
    folder = tmp_path_factory.mktemp("dist")
    sdist = built("sdist", ROOT, folder / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    return {
        "checkout": built("wheel", ROOT, folder / "direct"),
        "sdist": built("wheel", unpacked, folder / "indirect"),
    }


@pytest.fixture(scope="module")
def installed(wheels, tmp_path_factory) -> Path:
    """A folder with what a wheel holds: both hold the same, as a test below says."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheels["sdist"]) as wheel:
        wheel.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def answer() -> bytes:
    """What the checkout says of its case."""
    return run(ROOT / "src", ROOT, "gap", "russia", "ukraine").stdout


def run(package: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    environ = {key: value for key, value in os.environ.items() if not key.startswith("REDLINES")}
    return subprocess.run(
        [sys.executable, "-m", "redlines", *words],
        cwd=folder,
        env=environ | {"PYTHONPATH": str(package)},
        capture_output=True,
        check=True,
    )


def test_a_wheel_brings_the_case_along(wheels, installed, answer, tmp_path):
    with zipfile.ZipFile(wheels["sdist"]) as wheel:
        names = wheel.namelist()
    assert "redlines/data/positions.yaml" in names
    assert "redlines/data/sources.yaml" in names
    assert "redlines/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "data/"))]
    there = run(installed, tmp_path, "gap", "russia", "ukraine")
    assert there.stdout == answer
    assert b"bundled" in there.stderr
    envelope = json.loads(run(installed, tmp_path, "gap", "RU", "UA", "-f", "json").stdout)
    assert [item["path"] for item in envelope["inputs"]] == [
        "bundled:positions.yaml",
        "bundled:sources.yaml",
    ]


def test_a_wheel_brings_the_templates_along(wheels, installed, tmp_path):
    with zipfile.ZipFile(wheels["sdist"]) as wheel:
        names = {name for name in wheel.namelist() if name.startswith("redlines/templates/")}
    written = set()
    for template, option in (("empty", ()), ("example", ("--example",))):
        folder = tmp_path / template
        run(installed, tmp_path, "init", template, *option)
        files = [path for path in folder.rglob("*") if path.is_file()]
        written |= {f"redlines/templates/{path.relative_to(tmp_path).as_posix()}" for path in files}
        told = run(installed, tmp_path, "validate", template, "--strict")
        assert told.stdout == b"no problems\n"
    assert names == written


def test_the_examples_of_the_api_hold_in_a_wheel(installed, tmp_path):
    page = tmp_path / "api.md"
    page.write_bytes((ROOT / "docs" / "api.md").read_bytes())
    inside = f">>> redlines.__file__.startswith({str(installed)!r})\nTrue\n"
    with page.open("a", encoding="utf-8") as text:
        text.write(f"\n```python\n{inside}```\n")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "sessions.py"), str(page)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        check=False,
    )
    assert done.stdout.decode() == page.read_text(encoding="utf-8"), done.stderr.decode()


def test_both_wheels_hold_the_same_files(wheels):
    contents = []
    for path in wheels.values():
        with zipfile.ZipFile(path) as wheel:
            contents.append({n: wheel.read(n) for n in wheel.namelist() if "RECORD" not in n})
    assert contents[0] == contents[1]


def test_the_wheel_names_both_commands(wheels):
    with zipfile.ZipFile(wheels["checkout"]) as wheel:
        (name,) = (n for n in wheel.namelist() if n.endswith("entry_points.txt"))
        text = wheel.read(name).decode()
    assert "redlines = redlines.__main__:run" in text
    assert "redline-gap = redlines.__main__:run" in text
