"""A table that is written as its rows come, and continued where an earlier run stopped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from redlines.cli.delivery import naming, write_files
from redlines.failure import NotDoneError
from redlines.view.clean import visible


@dataclass
class Continued:
    """A table on disk, first read from its beginning and then written to from its end."""

    path: Path
    file: BinaryIO

    def kept(self) -> Iterator[str]:
        """Its whole lines; a last one that was broken off is none, and is written over."""
        for line in self.file:
            if not line.endswith(b"\n"):
                self.file.seek(-len(line), os.SEEK_CUR)
                return
            yield line.decode("utf-8", "replace")

    def write(self, text: str) -> None:
        """Adds lines, which stand there when it returns."""
        with naming(self.path):
            self.file.truncate()
            self.file.write(text.encode("utf-8"))
            self.file.flush()

    def alien(self, at: int) -> NotDoneError:
        """What to say of a line, by its number, that this run would not have written."""
        return _not_continued(self.path, f"line {at} is none of this sweep")


@contextmanager
def continued(path: Path, manifest: str) -> Iterator[Continued]:
    """The table at a path, begun where it is not there; the `manifest` beside it tells whose it is.

    Raises NotDoneError for a file that is there and of which that is not the manifest.
    """
    beside = path.with_name(f"{path.name}.sweep.json")
    if path.exists() and not path.is_file():
        raise _not_continued(path, "it is no file that could be continued")
    if path.exists():
        if not beside.is_file():
            raise _not_continued(path, f"there is no {visible(beside.name)} beside it")
        with naming(beside):
            theirs = beside.read_text(encoding="utf-8", errors="replace")
        if theirs != manifest:
            raise _not_continued(path, _other(theirs, manifest))
    else:
        write_files([(beside, manifest)])
    with naming(path):
        file = path.open("r+b" if path.exists() else "x+b")
    with file:
        yield Continued(path, file)


def _other(theirs: str, manifest: str) -> str:
    """The first line in which a manifest differs from another."""
    lines = zip((*theirs.splitlines(), ""), (*manifest.splitlines(), ""), strict=False)
    old, new = next((was.strip(), now.strip()) for was, now in lines if was != now)
    return f"it was begun with {visible(old)} and this is {visible(new)}"


def _not_continued(path: Path, why: str) -> NotDoneError:
    return NotDoneError(
        f"`{visible(str(path))}` is not the beginning of this sweep: {why}",
        code="unwritable-output",
        advice="name another file, or remove this one to begin anew",
    )
