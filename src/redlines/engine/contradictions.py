"""What speakers said against themselves: warnings, for real speakers do and the case loads."""

from __future__ import annotations

from datetime import date

from redlines.assumption import Assumption
from redlines.case import Case, Place, Verb
from redlines.engine.positions import conflict, hard, heard, union
from redlines.problems import Problem


def contradictions(case: Case) -> tuple[Problem, ...]:
    """The demands that lie in the same party's red lines, and the demands that exclude each other.

    Of hard claims only, on any day on which they stand together; each is told once.
    """
    within: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    between: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (issue, party), claims in case.claims.items():
        outcomes = case.issues[issue].outcomes
        seen: set[tuple[str, ...]] = set()
        for day in sorted({claim.statement.said.day or date.min for claim in claims}):
            standing = heard(case, issue, party, Assumption(day))
            demands, refusals = hard(standing, Verb.DEMANDS), hard(standing, Verb.REFUSES)
            refused = union((claim.region for claim in refusals), outcomes)
            for claim in demands:
                if (claim.statement.id,) not in seen and claim.region <= refused:
                    seen.add((claim.statement.id,))
                    lines = tuple(r.statement.id for r in refusals if r.region & claim.region)
                    within.setdefault((party, claim.statement.id, lines), []).append(issue)
            ids = tuple(claim.statement.id for claim in demands)
            if conflict(demands) and ids not in seen:
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


def _problem(
    case: Case, code: str, about: tuple[str, ...], beside: tuple[str, ...], **args: str
) -> Problem:
    """A warning about some statements, at the first of them, with those beside it."""
    named = dict.fromkeys((*about, *beside))
    places = [place for s in named if (place := case.statements[s].place)]
    place = places[0] if places else Place("", 1, 1, 1, 1)
    return Problem(code, place, args, related=tuple(places[1:]), statements=about)
