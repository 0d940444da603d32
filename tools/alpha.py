"""Krippendorff's alpha for two coders, of one variable and pooled over several.

Alpha is 1 less the ratio of the disagreement observed to that expected by chance; 1 is perfect
agreement, 0 what chance gives (Krippendorff 2011, Computing Krippendorff's alpha-reliability;
Hayes and Krippendorff 2007, Answering the call for a standard reliability measure for coding
data). For one variable the library `krippendorff` computes it.

Alpha evaluates one variable at a time (Krippendorff 2011), and every issue is a variable of its
own: place 3 on one scale has nothing to do with place 3 on another. Thrown together they would
give a wrong ordinal difference, which counts the values between two places, and a wrong chance:
the coders would be credited for knowing which issue a row is about. An average of the alphas of
all issues is no way out, for most issues have two or three units, whose alpha is undefined or
means little. Therefore `pooled_alpha` keeps everything that alpha needs inside each issue (the
values, the ordinal difference, the pairs that chance could have made) and adds up the two
disagreements, each weighted by its number of values, before it divides. So that a long scale or a
frequent issue does not outweigh the others by its numbers squared, the ordinal difference is
divided by the largest one within its issue, and runs from 0 to 1. Over one issue the result is
alpha itself. Units on which nothing varied within an issue add nothing to either disagreement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Literal

import krippendorff

# What the first and the second coding say of one unit.
Pair = tuple[int, int]


def alpha(pairs: Sequence[Pair], level: Literal["nominal", "ordinal"]) -> float | None:
    """Alpha of one variable; None where all values are the same, for then it is undefined.

    >>> alpha([(0, 0), (1, 1), (0, 1), (1, 1)], "nominal")
    0.5333333333333333
    """
    if len({value for pair in pairs for value in pair}) < 2:
        return None
    data = [[pair[coder] for pair in pairs] for coder in (0, 1)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def nominal_alpha(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Alpha of one nominal variable, whatever its values are."""
    names: dict[Hashable, int] = {}
    numbered = [
        (names.setdefault(mine, len(names)), names.setdefault(theirs, len(names)))
        for mine, theirs in pairs
    ]
    return alpha(numbered, "nominal")


def pooled_alpha(variables: Iterable[Sequence[Pair]]) -> float | None:
    """Ordinal alpha over several variables; None where nothing varies inside any of them."""
    observed = expected = 0.0
    for pairs in variables:
        own = _disagreement(pairs)
        observed += own[0]
        expected += own[1]
    return 1 - observed / expected if expected else None


def _disagreement(pairs: Sequence[Pair]) -> tuple[float, float]:
    """The disagreement observed and expected on one variable, times its number of values."""
    counted = Counter(value for pair in pairs for value in pair)
    total = counted.total()
    if len(counted) < 2:
        return 0.0, 0.0
    rank, below = {}, 0
    for value in sorted(counted):
        # Half of the values at a place lie on either side of it.
        rank[value] = below + counted[value] / 2
        below += counted[value]
    longest = max(rank.values()) - min(rank.values())

    def difference(a: int, b: int) -> float:
        return ((rank[a] - rank[b]) / longest) ** 2

    observed = sum(2 * difference(a, b) for a, b in pairs)
    chance = sum(counted[a] * counted[b] * difference(a, b) for a in counted for b in counted)
    return observed, chance / (total - 1)
