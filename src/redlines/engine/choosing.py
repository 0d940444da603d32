"""Packages from which outcomes are chosen, issue after issue, so that each can be completed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from redlines.engine.clauses import Clause
from redlines.engine.packages import Packages
from redlines.engine.space import Space
from redlines.region import Region


@dataclass(frozen=True)
class Choosing:
    """Packages that are left, and of the issues chosen on the outcomes that are left."""

    packages: Packages
    space: Space
    chosen: Mapping[int, Region] = field(default_factory=dict)

    def room(self, issue: int) -> Region | None:
        """The outcomes of an issue that can be completed; None if the work ends before."""
        room = self.space.room(issue)
        if room is None:
            return None
        region = self.packages.region(issue, room)
        return region & self.chosen[issue] if issue in self.chosen else region

    def of(self, issue: int, region: Region) -> Choosing:
        """The same where an issue has some of its room."""
        left = self.space.within([(issue, self.packages.classed(issue, region.bits))])
        return replace(self, space=left, chosen={**self.chosen, issue: region})

    def asking(self, clauses: Iterable[Clause]) -> Choosing:
        """The same where more is asked, which some of the packages satisfy."""
        return replace(self, space=self.space.within(clauses=clauses))
