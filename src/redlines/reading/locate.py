"""Which case is meant: the one asked for, the nearest one around, or the bundled one."""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from redlines.case import Place
from redlines.problems import Problem

CASE_FILES = ("positions.yaml", "data/positions.yaml", "redlines.yaml")
# The folder beside a case file that holds more of its statements.
PARTS = "positions"
# The folder beside a case file that holds its plans.
PLANS = "plans"
IGNORE_FILE = "redlines-ignore.yaml"
VARIABLE = "REDLINES_CASE"
# What asks for the bundled case, and what its paths begin with when shown: no path of one's own.
BUNDLED = "bundled:"
# Whoever names a file so means a case, or is another tool.
_MEANT = ("positions.yaml", "positions.yml", "redlines.yaml", "redlines.yml")
_MOST_SHOWN = 40


class Found(StrEnum):
    """How a case was chosen."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    NEARBY = "nearby"
    BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class CasePath:
    """The file of a case, how it was chosen, and what its paths begin with when shown.

    `passed` are the files that look meant and were passed over on the way to it; `prefix` is
    `bundled:` for the bundled case, else nothing.
    """

    path: Path
    found: Found
    passed: tuple[Problem, ...] = ()
    prefix: str = ""


def find_case(given: str | None, cwd: Path, environ: Mapping[str, str]) -> CasePath:
    """The case to use, by the option, the environment, the folders upwards, or the package."""
    for named, how in ((given, Found.OPTION), (environ.get(VARIABLE), Found.ENVIRONMENT)):
        if named == BUNDLED:
            return CasePath(bundled(), how, prefix=BUNDLED)
        if named:
            return CasePath(case_file(Path(named)), how)
    passed: list[Problem] = []
    for folder in upwards(cwd):
        own = [folder / name for name in CASE_FILES]
        chosen = next((file for file in own if is_case(file) and not is_part(file)), None)
        around = (folder, folder / "data") if folder != cwd else (cwd, *_below(cwd))
        passed += _passed(around, own, cwd)
        if chosen:
            return CasePath(chosen, Found.NEARBY, tuple(passed))
    return CasePath(bundled(), Found.BUNDLED, tuple(passed), BUNDLED)


def case_file(path: Path) -> Path:
    """The case file of a folder, or the path itself where it is no folder.

    A folder holds one of the names that are looked for around.
    """
    if not os.path.isdir(path):  # unlike Path.is_dir, never an exception
        return path
    for name in CASE_FILES:
        if (path / name).is_file():
            return path / name
    return path / CASE_FILES[0]


def bundled() -> Path:
    """The bundled case: in the package when installed, beside `src` in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "data" / "positions.yaml"
    return inside if inside.is_file() else package.parent.parent / "data" / "positions.yaml"


def is_case(path: Path) -> bool:
    """Whether a file's first key is `redlines: 1`: other tools own files of these names too."""
    return os.path.isfile(path) and _unfit(path) is None


def is_table(name: str) -> bool:
    """Whether a file holds its statements in a table, by its name."""
    return name.endswith(".csv")


def is_part(path: Path) -> bool:
    """Whether a case reads a file for the statements in it."""
    return (path.suffix == ".yaml" or is_table(path.name)) and case_of_part(path) is not None


def case_of_part(path: Path) -> Path | None:
    """The case that reads a file for its statements, if there is one.

    It stands beside the folder `positions` that the file lies in, or names the file, from its
    folder or the one above.
    """
    file = Path(os.path.abspath(path))
    beside = [name for name in CASE_FILES if "/" not in name]
    folder = file.parent
    if folder.name == PARTS:
        own = (folder.parent / name for name in beside)
        if found := next((case for case in own if is_case(case)), None):
            return found
    around = (home / name for home in (folder, folder.parent) for name in beside)
    return next((own for own in around if own != file and _names(own, file)), None)


def _names(case: Path, file: Path) -> bool:
    """Whether a case names a file for its statements."""
    if not is_case(case):
        return False
    from redlines.reading.files import InputFile, load_file
    from redlines.reading.parts import named_parts

    loaded = load_file("case", case, case.name, home=case.parent)
    names = named_parts(loaded.text) if isinstance(loaded, InputFile) else ()
    return any(os.path.normpath(case.parent / name) == os.fspath(file) for name in names)


def upwards(cwd: Path) -> list[Path]:
    """The folder and its parents up to the root of the git work tree.

    Outside of one the folder alone, and where it holds parts or plans of a case the one above it.
    """
    folders = [cwd, *cwd.parents]
    for i, folder in enumerate(folders):
        if os.path.exists(folder / ".git"):
            return folders[: i + 1]
    return [cwd, cwd.parent] if cwd.name in (PARTS, PLANS) else [cwd]


def _below(folder: Path) -> list[Path]:
    """The folders directly below a folder, by their names."""
    try:
        with os.scandir(folder) as entries:
            return sorted(folder / entry.name for entry in entries if entry.is_dir())
    except OSError:
        return []


def _passed(folders: Iterable[Path], looked_for: list[Path], cwd: Path) -> Iterator[Problem]:
    """The files in some folders that look meant, and are no case or not looked for there."""
    for file in (folder / name for folder in folders for name in _MEANT):
        if not os.path.isfile(file) or is_part(file):
            continue
        reason = _unfit(file)
        if reason is None and file not in looked_for:
            ends = file.suffix == ".yml"
            reason = (
                "its name ends with .yml and not with .yaml"
                if ends
                else f"looked for are {', '.join(CASE_FILES[:-1])} and {CASE_FILES[-1]}, from the "
                "working directory upwards"
            )
        if reason:
            yield _problem(file, cwd, reason)


def _problem(file: Path, cwd: Path, reason: str) -> Problem:
    shown = Path(os.path.relpath(file, cwd)).as_posix()
    return Problem("passed-over", Place(shown, 1, 1, 1, 1), {"reason": reason})


def _unfit(path: Path) -> str | None:
    """Why a file is no case by its first key; None where it is one."""
    if _begins_as_case(path):
        return None
    # Rare enough to be read as a whole: the first key may stand in braces, or not be to be had.
    from redlines.reading.files import InputFile, load_file
    from redlines.reading.yaml_marks import read_yaml

    loaded = load_file("case", path, path.name, home=path.parent)
    if not isinstance(loaded, InputFile):
        if loaded.code == "link-outside":
            return "it is a link that leaves its folder"
        return loaded.args.get("reason") or "it is no text in UTF-8, or too large"
    document = read_yaml(loaded.text, path.name)
    if not isinstance(document.value, dict) or not document.value:
        return "it does not parse as a map of keys" if loaded.text.strip() else "it is empty"
    key, value = next(iter(document.value.items()))
    if key != "redlines":
        return f'its first key is "{key[:_MOST_SHOWN]}" and not "redlines"'
    if value == "1":
        return None
    shown = value[:_MOST_SHOWN] if isinstance(value, str) else "…"
    return f'it begins with "redlines: {shown}", and this version reads "redlines: 1"'


def _begins_as_case(path: Path) -> bool:
    """Whether the first line that says anything is `redlines: 1`."""
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
