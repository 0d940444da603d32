"""`matrix`, and what it reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redlines import pairs as nouns
from redlines.api.about import found_in
from redlines.api.asked import assumption_of, between, case_of
from redlines.assumption import NOTHING, Assumption
from redlines.case import Case
from redlines.engine import gaps, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redlines.api.asked import AnyCase, Issues, Parties


@dataclass(frozen=True, repr=False)
class Matrix(nouns.Matrix):
    """How every two of some parties stand, and on each issue who shares what with whom.

    `pairs` has every two once, in the order of the parties; `issues` are those asked for. The day
    of the assumption is None only for an undated case; `later` counts what these parties said
    after it.
    """

    case: Case = field(kw_only=True, repr=False, compare=False)


def matrix(
    case: AnyCase,
    parties: Parties | None = None,
    assumption: Assumption = NOTHING,
    *,
    issues: Issues | None = None,
) -> Matrix:
    """How every two of some parties stand, of all of the case by default, and who shares what.

    A pair's numbers are those of a `gap` between the two on the same issues. Parties and issues
    are named as for `gap`, which raises the same.
    """
    own = case_of(case)
    asked = tuple(own.parties) if parties is None else parties
    named, chosen = between(own, asked, issues, command="matrix")
    report = pairs.matrix(own, named, assumption_of(own, assumption), issues=chosen)
    return Matrix(**found_in(report), case=own)


def verdicts_of_pairs(case: AnyCase) -> Iterator[nouns.PairVerdict]:
    """How every two parties of a case stand on each issue, as a `gap` between the two says."""
    return gaps.between(case_of(case))
