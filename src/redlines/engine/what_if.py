"""What comes of what is assumed besides what was said: what is lifted, and what is set."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from redlines.assumption import Assumption, Held
from redlines.case import Case, Verb
from redlines.engine.positions import counting, heard, red_lines, union
from redlines.region import Region
from redlines.verdicts import Lifted, RedLine, Set, WhatIf


def what_if(
    case: Case, parties: Collection[str], issues: Collection[str], assumption: Assumption
) -> WhatIf:
    """What is lifted and set for some parties on some issues, and what of it changes nothing."""
    lifted = {what: tuple(_lifted(case, what, issues, assumption)) for what in assumption.lifted}
    told = {what: [own for own in rows if own.party in parties] for what, rows in lifted.items()}
    asked = [own for own in assumption.set if own.party in parties and own.issue in issues]
    return WhatIf(
        lifted=tuple(own for rows in told.values() for own in rows),
        set=tuple(
            Set(
                own.party,
                case.issues[own.issue],
                own.region,
                not heard(case, own.issue, own.party, assumption),
            )
            for own in asked
        ),
        idle=(
            *(what for what, rows in told.items() if not rows),
            *(own for own in assumption.set if own not in asked),
        ),
    )


def _lifted(
    case: Case, what: str | Held, issues: Collection[str], assumption: Assumption
) -> Iterator[Lifted]:
    """What is lifted, issue by issue where it would count."""
    stated = replace(assumption, lifted=(), set=())
    if isinstance(what, Held):
        lines = _lines(case, what.party, what.issue, stated) if what.issue in issues else ()
        if refused := _refused(lines, what.region):
            yield _left(case, None, what.party, what.issue, refused, assumption)
        return
    if (statement := case.statements.get(what)) is None:
        return
    claims = filter(stated.in_force, statement.claims)
    counted = [own for claim in claims if (own := stated.counted(claim))]
    about = dict.fromkeys((own.party, own.issue) for own in counted if own.issue in issues)
    for party, issue in about:
        told = [claim for claim in counted if (claim.party, claim.issue) == (party, issue)]
        said = [claim.region for claim in told if claim.verb is Verb.REFUSES]
        refused = union(said, case.issues[issue].outcomes)
        yield _left(case, what, party, issue, refused, assumption)


def _left(
    case: Case,
    statement: str | None,
    party: str,
    issue: str,
    region: Region,
    assumption: Assumption,
) -> Lifted:
    """What of some outcomes stays refused, and by which red lines."""
    lines = _lines(case, party, issue, assumption)
    left = tuple(line for line in lines if line.region & region)
    return Lifted(statement, party, case.issues[issue], region, _refused(left, region), left)


def _lines(case: Case, party: str, issue: str, assumption: Assumption) -> tuple[RedLine, ...]:
    claims = heard(case, issue, party, assumption)
    return red_lines(counting(claims, party, issue, assumption))


def _refused(lines: tuple[RedLine, ...], region: Region) -> Region:
    return union((line.region & region for line in lines), region.outcomes)
