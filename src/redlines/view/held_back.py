"""What a party asks for or offers behind its own red lines, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from redlines.case import Case, Claim, Verb, firmness
from redlines.verdicts import Withheld
from redlines.view.phrases import (
    condition_text,
    conjoined,
    counted,
    dated,
    first_of,
    marks,
    region_text,
)

_ANSWERS = {True: "meets", False: "does not meet", None: "leaves open"}
_FEW = 4
_FEW_LINES = 2


def held_back_texts(
    found: Iterable[Withheld], case: Case, *, plan: bool = False
) -> tuple[str, ...]:
    """What is asked for or offered, on which condition, and behind which red lines.

    What is alike is told together, and of many the rest is counted. Of a `plan` it is told whether
    it meets the condition.
    """
    groups: dict[object, list[Withheld]] = {}
    for own in found:
        lines = tuple(line.id for line in own.red_lines)
        alike = own.claim.verb, own.region.bits, own.claim.condition, own.conditional, lines
        groups.setdefault(alike, []).append(own)
    told = [_text(group, case, plan=plan) for group in islice(groups.values(), _FEW)]
    if (more := len(groups) - _FEW) > 0:
        told.append(f"has {counted(more, 'more claim')} behind its own red lines")
    return tuple(told)


def _text(group: Sequence[Withheld], case: Case, *, plan: bool) -> str:
    first = group[0]
    verb = "demands" if first.claim.verb is Verb.DEMANDS else "offers"
    given = first.claim.condition
    condition = f" if {condition_text(given, case)}" if given else ""
    answer = f", which the plan {_ANSWERS[first.met]}" if given and plan else ""
    told = f"{verb} {region_text(first.region)}{condition}{answer} {_cited(group)}"
    ids = dict.fromkeys(line.claims[0].statement.id for line in first.red_lines)
    names = first_of([*ids], _FEW_LINES, _FEW_LINES)
    lines = f"its own red line{'s'[: len(names) > 1]} {conjoined(names)}"
    return f"{told}, {'which lifts' if first.conditional else 'behind'} {lines}"


def _cited(group: Sequence[Withheld]) -> str:
    """The firmest statement that says so, hard ones first, with its marks and its day."""
    claims: list[Claim] = sorted(
        (own.claim for own in group), key=lambda c: (c.soft, firmness(c.statement.basis))
    )
    return dated(claims, marks(claims[0].statement, None))
