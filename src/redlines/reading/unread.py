"""Files near a case that look as if they belonged to it, and that no case there reads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from redlines.case import Place
from redlines.problems import Problem
from redlines.reading.files import FOLDERS, InputFile, is_read, load_file
from redlines.reading.kinds import Kind, kind_of
from redlines.reading.locate import IGNORE_FILE, PARTS, PLANS, upwards
from redlines.reading.opening import lies_in, read_bytes
from redlines.reading.parts import named_parts

# As all files of the format begin, of whatever version.
_BEGINS = re.compile(
    rb"(?:[\s{]|\xef\xbb\xbf|#.*\n|---.*\n|%.*\n)*[\"']?redlines[\"']?\s*:", re.IGNORECASE
)
_BEGINNING = 64 * 1024
_ENDINGS = (".yaml", ".yml")


def unread(
    case: Path, cwd: Path, *, named: bool, besides: Iterable[str] = ()
) -> tuple[Problem, ...]:
    """The files near a case that look meant and that no case there reads, in their order.

    Near is its folder, with the folder `data` in it or, where it is itself called so, the one
    around it; what lies directly in a folder of these; and all in their `plans` and `positions`.
    A file looks meant that begins with `redlines:` and holds a plan, sources or positions, or that
    would be read if its name ended with `.yaml`. Where the case was `named` the others are not
    told: that is what a name is for. `besides` are files that are read in their own right.
    """
    home = Path(os.path.abspath(case.parent))
    kinds: dict[Path, Kind | None] = {}
    for top in _tops(home, cwd):
        kinds |= {file: _kind(file, top) for file in _files(top) if file not in kinds}
    used, in_use = _identity(case), Path(os.path.relpath(case, cwd)).as_posix()
    cases = [own for own, kind in kinds.items() if kind is Kind.POSITIONS]
    read = {_identity(file) for own in (case, *cases) for file in _reads(own)}
    read |= {_identity(Path(file)) for file in besides}
    problems: dict[object, Problem] = {}
    for file, kind in sorted(kinds.items()):
        one = _identity(file)
        other = kind is Kind.POSITIONS and not named and one != used
        if (reason := _reason(file, kind, home, in_use)) and (other or one not in read):
            shown = Path(os.path.relpath(file, cwd)).as_posix()
            problem = Problem("passed-over", Place(shown, 1, 1, 1, 1), {"reason": reason})
            problems.setdefault(one, problem)
    return tuple(problems.values())


def _reason(file: Path, kind: Kind | None, home: Path, in_use: str) -> str:
    """Why a file is not read; nothing where it does not look meant."""
    lies_right = file.parent in (home / PLANS, home / PARTS) or (
        file.parent == home and file.stem.casefold() in ("sources", Path(IGNORE_FILE).stem)
    )
    if file.suffix != ".yaml" and (kind or lies_right):
        return f"its name ends with {file.suffix} and not with .yaml"
    beside = in_use.removesuffix(PurePosixPath(in_use).name)
    match kind:
        case Kind.PLAN:
            return f"plans are read from {beside}plans/ only"
        case Kind.SOURCES:
            return f"sources are read from {beside}sources.yaml only"
        case Kind.PART:
            return f"statements are read from the case file and from {beside}positions/ only"
        case Kind.POSITIONS:
            return f"another case is in use, {in_use}"
        case _:
            return ""


def _reads(case: Path) -> Iterator[Path]:
    """The files that are read with a case, as `build` reads them."""
    yield case
    yield case.with_name("sources.yaml")
    own = load_file("case", case, case.name)
    names = named_parts(own.text) if isinstance(own, InputFile) else ()
    yield from (case.parent / name for name in names)
    for role, folder in FOLDERS.items():
        yield from (file for file in _in(case.with_name(folder)) if is_read(file.name, role))


def _tops(home: Path, cwd: Path) -> Iterator[Path]:
    """The folder of a case, and the one that stands for it or for which it stands."""
    yield home
    yield home / "data"
    if home.name == "data" and home.parent in (*upwards(home), *upwards(cwd)):
        yield home.parent


def _files(top: Path) -> Iterator[Path]:
    """The files of YAML in a folder, in the folders in it, and at any depth in those of a case."""
    yield from _in(top)
    for folder in _folders(top):
        yield from _in(folder)
    for folder in (top / PLANS, top / PARTS):
        for inside, below, _ in os.walk(folder) if lies_in(folder, top) else ():
            below[:] = [name for name in below if not name.startswith(".")]
            yield from _in(Path(inside))


def _in(folder: Path) -> Iterator[Path]:
    """The files of YAML in a folder, but for hidden ones."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        meant = name.casefold().endswith(_ENDINGS) and not name.startswith(".")
        if meant and os.path.isfile(folder / name):
            yield folder / name


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [folder / own.name for own in entries if _open_folder(own)]
    except OSError:
        return []


def _open_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")


def _identity(file: Path) -> object:
    """What a file is, whatever name leads to it."""
    try:
        found = os.stat(file)
    except OSError:
        return file
    return found.st_dev, found.st_ino


def _kind(file: Path, top: Path) -> Kind | None:
    """The kind of a file that could be read with a case; None for any other."""
    try:
        begins = _BEGINS.match(read_bytes(file, _BEGINNING, named=False))
    except OSError:
        return None
    loaded = load_file("case", file, file.name, home=top) if begins else None
    kind = kind_of(loaded) if isinstance(loaded, InputFile) else None
    return None if kind is Kind.IGNORES else kind
