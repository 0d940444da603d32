"""A table that is written as its rows come, and continued where an earlier run stopped."""

from __future__ import annotations

import json
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
    """In what a manifest differs from another, first what was asked and then what was read."""
    mine = json.loads(manifest)
    try:
        old = json.loads(theirs)
        if old["redlines"] != mine["redlines"]:
            return f"it was begun by redlines {visible(old['redlines'])}"
        for key, asked in mine["options"].items():
            if (before := old["options"][key]) != asked:
                told = _asked(key, before), _asked(key, asked)
                return f"it was begun {told[0]}, and this is {told[1]}"
        was, now = ({own["path"]: own["sha256"] for own in of["inputs"]} for of in (old, mine))
        for path in dict.fromkeys((*now, *was)):
            if was.get(path) != now.get(path):
                change = "has changed" if path in was and path in now else "came or went"
                return f"{visible(path)} {change} since"
    except (ValueError, KeyError, TypeError, AttributeError):
        pass  # not as this program writes it
    return "what lies beside it tells of no sweep, or of one with other columns"


# What was asked, by the name that the manifest has for it, as a call says it.
_OPTIONS = {
    "parties": "--party",
    "groups": "--group",
    "issues": "--issue",
    "days": "--days",
    "bindings": "--bindings",
    "worlds": "--worlds",
    "seed": "--seed",
}


def _asked(key: str, value: object) -> str:
    words = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    if (option := _OPTIONS.get(key)) is None:
        return f"of {visible(words)}"
    return f"without {option}" if value is None else f"with {option} {visible(words)}"


def _not_continued(path: Path, why: str) -> NotDoneError:
    return NotDoneError(
        f"`{visible(str(path))}` is not the beginning of this sweep: {why}",
        code="unwritable-output",
        advice="name another file, or remove this one to begin anew",
    )
