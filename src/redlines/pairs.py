"""The nouns of all pairs at once: how every two parties stand, and who shares what on an issue."""

from __future__ import annotations

from dataclasses import dataclass

from redlines.assumption import Assumption
from redlines.case import Issue
from redlines.region import Region
from redlines.short import called, short
from redlines.verdicts import Contested, Later, Verdict, WhatIf, by_heading


@dataclass(frozen=True, slots=True)
class Pair:
    """How two parties stand: on how many issues each verdict holds, as in a gap between the two.

    An issue over areas counts once, with the worst verdict of its areas. `softly_insurmountable`
    of the insurmountable are so only while soft red lines stand; of the bridgeable `contested` are
    those on which one demands what the other refuses.
    """

    a: str
    b: str
    agreed: int
    overlap: int
    bridgeable: int
    insurmountable: int
    unstated: int
    softly_insurmountable: int
    contested: int

    def __repr__(self) -> str:
        return short(self, "a", "b", "insurmountable", "spoken")

    @property
    def parties(self) -> tuple[str, str]:
        """The two."""
        return self.a, self.b

    @property
    def spoken(self) -> int:
        """On how many issues both have spoken: without this number no other says much."""
        return self.agreed + self.overlap + self.bridgeable + self.insurmountable


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """How two parties stand on one issue: the words of a gap between the two, and its zone."""

    a: str
    b: str
    issue: str
    verdict: Verdict
    at_best: Verdict
    zone: Region
    contested: Contested | None

    def __repr__(self) -> str:
        return short(self, "a", "b", "issue", "verdict", "zone", "contested")


@dataclass(frozen=True, slots=True)
class Coalition:
    """Parties that share outcomes which none of them refuses, and these outcomes.

    Together with any other party that spoke they would share none.
    """

    parties: tuple[str, ...]
    zone: Region

    def __repr__(self) -> str:
        return short(self, "parties", "zone")


@dataclass(frozen=True, slots=True)
class IssueCoalitions:
    """On one issue the largest sets of parties that share outcomes which none of them refuses.

    `spoken` are the parties that are not silent here; a coalition has at least one of them, and
    there is none where each of them refuses everything. Those with most parties come first, at most
    `LISTED`; `coalitions_total` says how many there are. `softly` says that all who spoke share an
    outcome once soft red lines are gone, and none while they stand.
    """

    issue: Issue
    spoken: tuple[str, ...]
    coalitions: tuple[Coalition, ...]
    coalitions_total: int
    softly: bool

    def __repr__(self) -> str:
        return short(self, "issue", "spoken", "coalitions")

    @property
    def insurmountable(self) -> bool:
        """Whether the red lines of all who spoke leave nothing; a verdict takes two of them."""
        return len(self.spoken) > 1 and all(own.parties != self.spoken for own in self.coalitions)

    @property
    def vetoes(self) -> tuple[tuple[str, ...], ...]:
        """The smallest sets of parties without which the others share an outcome, fewest first.

        Each is what the coalition at its place leaves out. Where all share an outcome nobody has to
        be absent, and the only set is the empty one.
        """
        inside = [frozenset(own.parties) for own in self.coalitions]
        return tuple(tuple(p for p in self.spoken if p not in own) for own in inside)


@dataclass(frozen=True, slots=True)
class Matrix:
    """How every two of some parties stand, and on each issue who shares what with whom.

    `pairs` has every two once, in the order of the parties; `issues` are those asked for. The day
    of the assumption is None only for an undated case; `later` counts what these parties said
    after it.
    """

    parties: tuple[str, ...]
    assumption: Assumption
    pairs: tuple[Pair, ...]
    issues: tuple[IssueCoalitions, ...]
    later: Later
    what_if: WhatIf

    def __repr__(self) -> str:
        stuck = sum(1 for own in self.pairs if own.insurmountable)
        counts = f"{len(self.pairs)} pairs", f"{stuck} with an insurmountable issue"
        return called(self, [f"{len(self.parties)} parties", repr(self.assumption), *counts])

    def worst(self) -> tuple[Pair, ...]:
        """The pairs with most insurmountable issues first, then with most contested ones.

        Hard ones count before soft ones; pairs that are alike keep their order.
        """
        return tuple(sorted(self.pairs, key=_severity))

    def by_heading(self) -> dict[str, tuple[IssueCoalitions, ...]]:
        """The issues under the heading they belong to."""
        return by_heading(self.issues)


def _severity(pair: Pair) -> tuple[int, ...]:
    return -pair.insurmountable, pair.softly_insurmountable, -pair.contested, -pair.bridgeable
