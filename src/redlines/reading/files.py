"""The files of a case: the one that is named, and those that lie beside it."""

from __future__ import annotations

import os.path
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from redlines.case import Place
from redlines.problems import Problem
from redlines.reading.locate import PARTS, PLANS, bundled, is_table
from redlines.reading.opening import lies_in, read_bytes
from redlines.reading.parts import named_parts
from redlines.reading.yaml_marks import MAX_BYTES
from redlines.short import short


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: its role, its name as shown, where it is, its digest and its text.

    `commit` is the full name of the commit that it was read from; None for one on disk.
    """

    role: str
    path: str
    location: Path
    sha256: str
    text: str
    commit: str | None = None

    def __repr__(self) -> str:
        return short(self, "role", "path", "commit")


# How the files of spreadsheets begin: archives, and what came before them.
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

# The folders beside a case file that are read with it, by the role of what they hold.
FOLDERS = {"positions": PARTS, "plan": PLANS}

# A role, and the file in it or why it cannot be had.
Loaded = tuple[str, InputFile | Problem]


def load_positions(path: Path, *, prefix: str, named: bool = True) -> tuple[Loaded, ...]:
    """A case file, the files of positions that belong to it and the `sources.yaml`, if any."""
    shown = prefix + path.name
    if is_table(shown):
        reason = "a table is no case; one can name it in positions, or be made of it by import"
        return (("case", Problem("unreadable-file", Place(shown, 1, 1, 1, 1), {"reason": reason})),)
    own = load_file("case", path, shown, home=None if named else home_of(path))
    return (("case", own), *load_beside(path, own, prefix=prefix))


def load_beside(path: Path, own: InputFile | Problem, *, prefix: str) -> tuple[Loaded, ...]:
    """What positions need besides a case file: more of them, and the sources."""
    names = named_parts(own.text) if isinstance(own, InputFile) else ()
    return (*load_parts(path, names, prefix=prefix), *load_sources(path, prefix=prefix))


def home_of(case: Path) -> Path | None:
    """The folder in which what lies beside a case file has to lie.

    None for the bundled case: installers may make links of the files of a package.
    """
    return None if case == bundled() else case.parent


def load_sources(path: Path, *, prefix: str) -> tuple[Loaded, ...]:
    """The `sources.yaml` beside a case file, if there is one."""
    beside = path.with_name("sources.yaml")
    if beside == path or not os.path.exists(beside):  # unlike Path.exists, never an exception
        return ()
    return (("sources", load_file("sources", beside, prefix + beside.name, home=home_of(path))),)


def load_parts(path: Path, names: Iterable[str], *, prefix: str) -> list[Loaded]:
    """The files of positions that a case names, as it does, and then those of the folder."""
    role, home = "positions", home_of(path)
    named = [
        (role, load_file(role, path.parent / name, prefix + name, home=home)) for name in names
    ]
    known = {prefix + name for name in names}
    return [
        *named,
        *(own for own in _load_folder(role, path, prefix) if _shown(own[1]) not in known),
    ]


def _shown(file: InputFile | Problem) -> str:
    return file.path if isinstance(file, InputFile) else file.place.file


def load_plans(path: Path, *, prefix: str) -> list[Loaded]:
    """The plans beside a case file, by the names of their files."""
    return _load_folder("plan", path, prefix)


def _load_folder(role: str, case: Path, prefix: str) -> list[Loaded]:
    """The files of a folder beside a case file that are read with it, by their names."""
    name, home = FOLDERS[role], home_of(case)
    folder = case.with_name(name)
    if not os.path.isdir(folder):
        return []
    place = Place(f"{prefix}{name}", 1, 1, 1, 1)
    if home is not None and not lies_in(folder, home):
        return [(role, Problem("link-outside", place))]
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        return [(role, Problem("unreadable-file", place, {"reason": error.strerror or ""}))]
    return [
        (role, load_file(role, folder / own, f"{prefix}{name}/{own}", home=home))
        for own in names
        if is_read(own, role)
    ]


def is_read(name: str, role: str) -> bool:
    """Whether a file in a folder beside a case file is read with the case, by its name."""
    table = role == "positions" and is_table(name)
    return (name.endswith(".yaml") or table) and not name.startswith(".")


def load_file(
    role: str, location: Path, shown: str, *, home: Path | None = None
) -> InputFile | Problem:
    """A file on disk, or why it cannot be had.

    One that was not named but found has a `home`, the folder in which it has to lie.
    """
    place = Place(shown, 1, 1, 1, 1)
    try:
        if home is not None and not lies_in(location, home):
            return Problem("link-outside", place)
        data = read_bytes(location, MAX_BYTES + 1, named=home is None)
    except OSError as error:
        return Problem("unreadable-file", place, {"reason": error.strerror or str(error)})
    return decoded(role, location, shown, data)


def decoded(
    role: str, location: Path, shown: str, data: bytes, commit: str | None = None
) -> InputFile | Problem:
    """The file of some bytes, or why it is none."""
    if len(data) > MAX_BYTES:
        limit = {"limit": f"{MAX_BYTES:,} bytes"}
        return Problem("too-large", Place(shown, 1, 1, 1, 1), limit)
    table = role == "table" or is_table(shown)
    if table and data.startswith(_WORKBOOK):
        return Problem("not-utf8", Place(shown, 1, 1, 1, 1), {"byte": "0", "slip": "workbook"})
    try:
        wide = table and data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        # The decoder counts from behind a byte order mark.
        before = error.object[: error.start].decode(error.encoding)
        byte = len(data) - len(error.object) + error.start
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        place = Place(shown, line, column, line, column + 1)
        return Problem("not-utf8", place, {"byte": str(byte)})
    return InputFile(role, shown, location, sha256(data).hexdigest(), text, commit)
