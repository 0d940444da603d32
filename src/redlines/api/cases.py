"""Cases as Python asks for them: by a path that may be text, or the bundled one."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

from redlines.api.asked import case_of
from redlines.case import Case
from redlines.failure import NotDoneError
from redlines.reading import build
from redlines.reading.build import Reading
from redlines.reading.locate import BUNDLED, bundled, case_file


def read_case(
    path: str | PathLike[str],
    *,
    prefix: str = "",
    strict: bool = False,
    plans: bool = True,
    named: bool = True,
) -> Reading:
    """The case in a file or a folder, with `sources.yaml` and the files of `plans` beside it.

    `bundled:` is the bundled case. Faults of the files are values: where one is an error, the case
    is None, and whatever is asked of such a reading raises InvalidCaseError, which tells them all.

    Those beside it have to be regular files that lie in its folder, links followed. So has the file
    itself where not it was `named`, but its folder, or none. Names of files are shown with `prefix`
    before them. `strict` asks of every statement for an id, a day, a basis and a source, and of
    every plan for the last three, as `strict: true` in the file does. Without `plans` they are left
    unread: the gap between parties needs none.
    """
    text = fspath(path)
    if not text or "\0" in text:
        raise NotDoneError(f"{text!r} is no path", advice="`.` is the working directory")
    given = Path(text)
    own = bundled() if text == BUNDLED else case_file(given)
    return build.read_case(
        own,
        prefix=BUNDLED if text == BUNDLED else prefix,
        strict=strict,
        plans=plans,
        named=named and (own == given or text == BUNDLED),
    )


def bundled_case() -> Case:
    """The case that comes with redlines, read anew."""
    return case_of(read_case(BUNDLED))
