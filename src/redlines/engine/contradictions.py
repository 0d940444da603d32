"""What speakers said against themselves: warnings, for real speakers do and the case loads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import and_, or_
from sys import maxsize

from redlines.case import Case, Claim, Place, Verb
from redlines.engine.positions import hard
from redlines.problems import Problem

# From which day on a claim counts and from which on no more, its outcomes, and what states it.
_Stretch = tuple[int, int, int, str]


def contradictions(case: Case) -> tuple[Problem, ...]:
    """The demands that lie in the same party's red lines, and the demands that exclude each other.

    Of hard claims only, on any day on which they stand together; each is told once.
    """
    within: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    between: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (issue, party), claims in case.claims.items():
        demands = [*map(_stretch, hard(claims, Verb.DEMANDS))]
        refusals = [*map(_stretch, hard(claims, Verb.REFUSES))]
        if not _may_contradict(demands, refusals):
            continue
        seen: set[tuple[str, ...]] = set()
        for day in sorted({_first(claim) for claim in claims}):
            wanted, drawn = _standing(demands, day), _standing(refusals, day)
            refused = _any(bits for bits, _ in drawn)
            for bits, id_ in wanted:
                if not bits & ~refused and (id_,) not in seen:
                    seen.add((id_,))
                    lines = tuple(line for refused, line in drawn if refused & bits)
                    within.setdefault((party, id_, lines), []).append(issue)
            if wanted and not _all(bits for bits, _ in wanted):
                ids = tuple(id_ for _, id_ in wanted)
                if ids not in seen:
                    seen.add(ids)
                    between.setdefault((party, ids), []).append(issue)
    found = [
        _problem(
            case,
            "self-contradiction",
            (statement,),
            lines,
            party=party,
            statement=statement,
            issue=", ".join(issues),
            lines=", ".join(lines),
        )
        for (party, statement, lines), issues in within.items()
    ] + [
        _problem(
            case,
            "demands-conflict",
            ids,
            (),
            party=party,
            issue=", ".join(issues),
            statements=", ".join(ids),
        )
        for (party, ids), issues in between.items()
    ]
    return tuple(found)


def _first(claim: Claim) -> int:
    return (claim.statement.said.day or date.min).toordinal()


def _stretch(claim: Claim) -> _Stretch:
    until = claim.until.toordinal() if claim.until else maxsize
    return _first(claim), until, claim.region.bits, claim.statement.id


def _standing(claims: Iterable[_Stretch], day: int) -> list[tuple[int, str]]:
    """The outcomes of those of some claims that stand on a day, each with what states it."""
    return [(bits, id_) for first, until, bits, id_ in claims if first <= day < until]


def _may_contradict(demands: Iterable[_Stretch], refusals: Iterable[_Stretch]) -> bool:
    """Whether claims would contradict each other if all stood on one day; most do not."""
    wanted = [bits for _, _, bits, _ in demands]
    refused = _any(bits for _, _, bits, _ in refusals)
    return bool(wanted) and (not _all(wanted) or any(not bits & ~refused for bits in wanted))


def _any(regions: Iterable[int]) -> int:
    return reduce(or_, regions, 0)


def _all(regions: Iterable[int]) -> int:
    return reduce(and_, regions, -1)


def _problem(
    case: Case, code: str, about: tuple[str, ...], beside: tuple[str, ...], **args: str
) -> Problem:
    """A warning about some statements, at the first of them, with those beside it."""
    named = dict.fromkeys((*about, *beside))
    places = [place for s in named if (place := case.statements[s].place)]
    place = places[0] if places else Place("", 1, 1, 1, 1)
    return Problem(code, place, args, related=tuple(places[1:]), statements=about)
