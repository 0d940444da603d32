"""The JSON of a `diff` of all files of a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from redlines.case import Case
from redlines.findings import Finding, PlanDiff, counts
from redlines.moves import PositionDiff
from redlines.view.encode import Flat
from redlines.view.envelope import Frame, envelope, told
from redlines.view.json_reports import (
    AskedOptions,
    Compared,
    Counts,
    DiffSummary,
    PlanDiffData,
    PositionDiffData,
    diff_data,
)


@dataclass(frozen=True)
class FilesOptions:
    """What was asked; `against` is the ref whose merge-base is the base."""

    asked: Flat[AskedOptions]
    stale_after: int
    against: str


@dataclass(frozen=True)
class PlanFile:
    """What changed in a plan, the keys of a diff of plans; its kind is that of the file."""

    diff: Flat[PlanDiffData]
    file: str
    kind: Literal["plan"] = "plan"


@dataclass(frozen=True)
class PositionsFile:
    """What changed in the positions and their sources, the keys of a diff of positions."""

    diff: Flat[PositionDiffData]
    file: str


@dataclass(frozen=True)
class PlanAlone:
    """A plan that one side alone has."""

    file: str
    base: Compared | None
    revision: Compared | None
    kind: Literal["plan"] = "plan"


@dataclass(frozen=True)
class FilesData:
    """The files that differ, the positions before the plans; effects are the findings."""

    files: tuple[PlanFile | PositionsFile | PlanAlone, ...]


@dataclass(frozen=True)
class ComparedFile:
    """A file with the sides that it has, and what changed where it has both."""

    file: str
    sides: tuple[Compared | None, Compared | None]
    diff: PlanDiff | PositionDiff | None
    found: Sequence[Finding]
    listed: Sequence[Finding]


def files_json(
    compared: Iterable[ComparedFile], case: Case, options: FilesOptions, frame: Frame
) -> str:
    """The envelope of a `diff` of all files: all findings are counted, some are listed."""
    files = tuple(compared)
    return envelope(
        "diff",
        frame,
        options=options,
        summary=DiffSummary(
            Counts(**counts([finding for own in files for finding in own.found])),
            sum(len(own.diff.changes) for own in files if own.diff),
            (),
        ),
        findings=(told(finding, case) for own in files for finding in own.listed),
        data=FilesData(tuple(_file(own, case, options.asked.parties) for own in files)),
    )


def _file(
    own: ComparedFile, case: Case, parties: tuple[str, ...]
) -> PlanFile | PositionsFile | PlanAlone:
    base, revision = own.sides
    if own.diff is None or base is None or revision is None:
        return PlanAlone(own.file, base, revision)
    data = diff_data(own.diff, case, (base, revision), parties)
    if isinstance(data, PlanDiffData):
        return PlanFile(data, own.file)
    return PositionsFile(data, own.file)
