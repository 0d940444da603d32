"""Which case is meant: the one asked for, the nearest one around, or the bundled one."""

from __future__ import annotations

import os.path
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

CASE_FILES = ("data/positions.yaml", "redlines.yaml")
VARIABLE = "REDLINES_CASE"


class Found(StrEnum):
    """How a case was chosen."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    NEARBY = "nearby"
    BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class CasePath:
    """The file of a case, how it was chosen, and what its paths begin with when shown."""

    path: Path
    found: Found

    @property
    def prefix(self) -> str:
        """`bundled:` for the bundled case, else nothing."""
        return "bundled:" if self.found is Found.BUNDLED else ""


def find_case(given: str | None, cwd: Path, environ: Mapping[str, str]) -> CasePath:
    """The case to use, by the option, the environment, the folders upwards, or the package."""
    if given is not None:
        return CasePath(case_file(Path(given)), Found.OPTION)
    if named := environ.get(VARIABLE):
        return CasePath(case_file(Path(named)), Found.ENVIRONMENT)
    for folder in upwards(cwd):
        for name in CASE_FILES:
            if is_case(folder / name):
                return CasePath(folder / name, Found.NEARBY)
    return CasePath(bundled(), Found.BUNDLED)


def case_file(path: Path) -> Path:
    """The case file of a folder, or the path itself where it is no folder.

    A folder holds `positions.yaml`, or else one of the names that are looked for around.
    """
    if not os.path.isdir(path):  # unlike Path.is_dir, never an exception
        return path
    for name in ("positions.yaml", *CASE_FILES):
        if (path / name).is_file():
            return path / name
    return path / "positions.yaml"


def bundled() -> Path:
    """The bundled case: in the package when installed, beside `src` in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "data" / "positions.yaml"
    return inside if inside.is_file() else package.parent.parent / "data" / "positions.yaml"


def is_case(path: Path) -> bool:
    """Whether a file's first key is `redlines: 1`: other tools own files of these names too."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            for line in lines:
                text = line.partition(" #")[0].strip()
                if text and not text.startswith("#") and text != "---":
                    key, colon, value = text.partition(":")
                    return (
                        bool(colon)
                        and key.strip("'\" ") == "redlines"
                        and (value.strip("'\" ") == "1")
                    )
    except OSError:
        return False
    return False


def upwards(cwd: Path) -> list[Path]:
    """The folder and its parents up to the root of the git work tree; else the folder alone."""
    folders = [cwd, *cwd.parents]
    for i, folder in enumerate(folders):
        if os.path.exists(folder / ".git"):
            return folders[: i + 1]
    return [cwd]
