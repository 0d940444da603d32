"""Files of a new case: written all or none, never over what is there."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from redlines.cli.delivery import write_files
from redlines.failure import NotDoneError
from redlines.view.clean import visible


def write_new(home: Path, texts: Mapping[str, str], command: str) -> None:
    """Writes files into a folder, all of them or none; raises NotDoneError where one exists.

    `command` is told as an example of how to name another folder.
    """
    paths = {home / name: text for name, text in texts.items()}
    if there := [_shown(path) for path in paths if os.path.lexists(path)]:
        from redlines.view.phrases import first_of

        exist = "exist" if len(there) > 1 else "exists"
        named = " and ".join(first_of(there, many=3, first=2))
        raise NotDoneError(
            f"{named} {exist} already; nothing was written",
            code="file-exists",
            advice=f"name another folder, as in `{command}`, or move what is there",
        )
    for folder in dict.fromkeys(path.parent for path in paths):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotDoneError(
                f"the folder {_shown(folder)} cannot be made: {error.strerror}",
                code="unwritable-output",
            ) from error
    write_files(paths.items())


def listed(home: Path, files: Mapping[str, str]) -> list[str]:
    """The files that were written, a line each with what it holds."""
    named = {visible((home / name).as_posix()): holds for name, holds in files.items()}
    width = max(map(len, named))
    return ["Written:", *(f"  {name:{width}}  {holds}" for name, holds in named.items())]


def case_option(home: Path) -> str:
    """How a command run from here names the case; nothing where it is found without."""
    from redlines.reading.locate import find_case

    try:
        found = find_case(None, Path.cwd(), os.environ)
        if found.path.samefile(home / "positions.yaml"):
            return ""
    except OSError:  # the working directory is gone, or the case that the environment names
        pass
    return f" --case {shlex.quote(visible(str(home)))}"


def _shown(path: Path) -> str:
    return f"`{visible(path.as_posix())}`"
