"""The texts that `check` and `diff` are about: found, read, and refused where they are invalid."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from redlines.api.asked import plan_held, told
from redlines.api.failure import InvalidCaseError
from redlines.failure import NotDoneError, besides
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case, InputFile, Plan
    from redlines.problems import Problem
    from redlines.reading.past import Past
    from redlines.reading.revisions import Content

    # Opens the case of a command, once.
    Opened = Callable[[], tuple[Case, tuple[InputFile, ...]]]

_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Side:
    """A plan or positions, and the file with the role that it has here."""

    content: Content
    file: InputFile

    @property
    def positions(self) -> bool:
        """Whether the text holds positions and not a plan."""
        return self.content.kind == "positions"

    @property
    def read(self) -> tuple[InputFile, ...]:
        """The files that were read for it."""
        from redlines import InputFile

        beside = (file for _, file in self.content.beside if isinstance(file, InputFile))
        return (self.file, *beside)


def side_of(text: str, opened: Opened, role: str) -> Side:
    """What a text means: a path, `REF:path` or a plan of the case; raises NotDoneError.

    The case is opened only for what it alone can name: a file of positions is a case of its own.
    """
    from redlines.reading.revisions import resolve, written_out

    with told():
        content = written_out(text, Path.cwd())
    if content is not None:
        return side(content, (), role)
    case, files = opened()
    with told():
        return side(resolve(text, case, Path.cwd()), files, role)


def sides_of(texts: Sequence[str], against: str | None, opened: Opened) -> tuple[Side, Side]:
    """Base and revision: two texts, or one against what it was; raises NotDoneError."""
    from redlines.reading import revisions

    if len(texts) != (2 if against is None else 1):
        raise NotDoneError(
            "diff compares two texts, or with --against one or all of the case",
            advice="write `redlines diff BASE REVISION` or `redlines diff [FILE] --against REF`",
        )
    if against is not None and os.path.isdir(texts[0]):
        raise NotDoneError(
            f"`{visible(texts[0])}` is a folder, and --against compares one file or all of a case",
            advice="name a file in it; without FILE all of the case is compared, which --case "
            "names where it is not found",
        )
    if against is None:
        with besides(lambda: side_of(texts[1], opened, "revision")):
            base = side_of(texts[0], opened, "base")
        revision = side_of(texts[1], opened, "revision")
    else:
        revision = side_of(texts[0], opened, "revision")
        path = str(revision.file.location) if revision.content.plan else texts[0]
        with told():
            base = side(revisions.against(against, path, Path.cwd()), (), "base")
    if base.positions != revision.positions:
        kinds = [f"`{visible(own.content.path)}` holds {_noun(own)}" for own in (base, revision)]
        raise NotDoneError(
            f"{' and '.join(kinds)}", code="two-kinds", advice="compare two plans or two cases"
        )
    return base, revision


def past_of(against: str, case: Path) -> Past:
    """What a case with its plans was in the merge-base of a ref and HEAD; raises NotDoneError."""
    from redlines.reading.past import past_case

    with told():
        return past_case(against, case)


def refuse_unread(past: Past, unread: Iterable[Problem]) -> None:
    """Raises NotDoneError where a file that looks meant and is not read differs from what it was.

    It cannot be compared, and a comparison without it must not look like one of all files.
    """
    from redlines.view.rules import problem_sentence

    with told():
        lost = [own for own in unread if past.differs(Path(own.place.file))]
    if lost:
        raise NotDoneError(
            f"{len(lost)} {'files differ' if lost[1:] else 'file differs'} from the {past.note} "
            "and cannot be compared",
            code="not-compared",
            advice="; ".join(
                visible(f"{own.place.file}: {problem_sentence(own)}") for own in lost[:_MOST_TOLD]
            ),
        )


def plan_of(side: Side, case: Case) -> Plan:
    """The plan of a side; raises NotDoneError where it holds none or an invalid one."""
    return plan_held(side.content, case, (side.file,))


def positions_of(side: Side) -> Case:
    """The case of a side that holds positions; raises InvalidCaseError for an invalid one."""
    from redlines.reading.revisions import positions_in

    reading = positions_in(side.content)
    if reading.case is None:
        raise InvalidCaseError(reading.problems, side.read)
    return reading.case


def read_files(
    files: Iterable[InputFile], sides: Iterable[Side], ignores: InputFile | None
) -> tuple[InputFile, ...]:
    """What a comparison rests on: the case without its other plans, the sides, what is ignored."""
    own = (file for file in files if file.role != "plan")
    found = (*own, *(file for side in sides for file in side.read), *([ignores] if ignores else []))
    return tuple(dict.fromkeys(found))


def side(content: Content, files: Sequence[InputFile], role: str) -> Side:
    """A content with its file; that of a plan of the case is one of the case's files."""
    file = content.file or next(own for own in files if own.path == content.path)
    return Side(content, replace(file, role=role))


def _noun(side: Side) -> str:
    return "positions" if side.positions else "a plan"
