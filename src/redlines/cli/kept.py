"""What no report is ever written over: what was read, and what belongs to a case."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from redlines.failure import NotDoneError
from redlines.reading.locate import IGNORE_FILE, find_case, upwards
from redlines.view.clean import visible

_ENDINGS = (".yaml", ".yml")


def refuse_overwriting(targets: Iterable[tuple[str, Path]], read: Iterable[Path]) -> None:
    """Raises NotDoneError where a target is a file that was read or that belongs to a case.

    Each target comes with what names it on the command line. Where nothing was read, the case that
    lies around is kept. A plan that is not there yet belongs to a case by its place.
    """
    for named, target in targets:
        real = os.path.realpath(target)
        cases = tuple(read) or (find_case(None, Path.cwd(), os.environ).path,)
        plans = {os.path.realpath(case.with_name("plans")) for case in cases}
        new_plan = os.path.dirname(real) in plans and real.endswith(_ENDINGS)
        if new_plan or any(_same(real, own) for own in _belongings(cases)):
            raise NotDoneError(
                f"`{named}` would write over `{visible(target.name)}`, which is read or belongs to "
                "the case",
                code="unwritable-output",
                advice="name another file for the report",
            )


def _belongings(cases: Iterable[Path]) -> Iterator[Path]:
    """The files that are read with a case, whether they are there or not.

    Of any file that was read it is taken to be a case: what lies beside it so is no report either.
    """
    for folder in upwards(Path.cwd()):
        yield folder / IGNORE_FILE
    for case in cases:
        yield case
        for name in ("sources.yaml", IGNORE_FILE):
            yield case.with_name(name)
        plans = case.with_name("plans")
        if os.path.isdir(plans):
            yield from (plans / name for name in os.listdir(plans) if name.endswith(_ENDINGS))


def _same(real: str, other: Path) -> bool:
    """Whether a real path is that of another file, by whatever name."""
    if real == os.path.realpath(other):
        return True
    return os.path.exists(real) and os.path.exists(other) and os.path.samefile(real, other)
