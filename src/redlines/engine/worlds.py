"""The verdicts in many worlds: disputed statements in or out, one as good as the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from redlines.assumption import Assumption
from redlines.case import Case, Statement
from redlines.engine.gaps import both_words
from redlines.engine.positions import positions
from redlines.engine.states import turning_days
from redlines.worlds import IssueWords, SweepPart, Words

# So many worlds are one piece of work, and their rows are in memory at once.
AT_ONCE = 4096
Worlds = Callable[[int], Sequence[int]]
"""Which worlds are asked for, by the number of disputed statements that they differ by."""


def disputed(
    case: Case, parties: Collection[str], issues: Collection[str], day: date | None
) -> tuple[str, ...]:
    """The disputed statements with a claim of these parties on these issues in force on a day."""
    every = case.statements.values()
    return tuple(own.id for own in every if own.disputed and _speaks(own, parties, issues, day))


def _speaks(
    own: Statement, parties: Collection[str], issues: Collection[str], day: date | None
) -> bool:
    """Whether a statement has a claim of some parties on some issues in force on a day."""
    return any(
        claim.issue in issues and claim.party in parties and claim.in_force(day)
        for claim in own.claims
    )


def days(
    case: Case, parties: Iterable[str], issues: Iterable[str], last: date | None
) -> tuple[date | None, ...]:
    """The days up to the last on which a claim of these parties on these issues begins or ends.

    Where there is none, the last day alone.
    """
    issues = tuple(issues)
    found = {
        day
        for party in parties
        for issue in issues
        for day in turning_days(case, issue, party, last)
    }
    return tuple(sorted(found)) or (last,)


def part_words(part: SweepPart) -> tuple[IssueWords, ...]:
    """The verdicts on each issue of a part in all its worlds, each told once.

    An issue knows no world but by the disputed statements that speak on it, so that it is asked as
    often as these differ and not once a world.
    """
    return tuple(_issue_words(part, issue) for issue in part.issues)


def _issue_words(part: SweepPart, issue: str) -> IssueWords:
    if part.worlds is None:
        return IssueWords(0, {0: _words(part, issue, part.assumption)})
    own = [part.case.statements[id_] for id_ in part.disputed]
    heard = [_speaks(said, part.parties, (issue,), part.assumption.day) for said in own]
    mask = sum(1 << at for at, speaks in enumerate(heard) if speaks)
    every = dict.fromkeys(bits & mask for bits in part.worlds)
    return IssueWords(mask, {bits: _words(part, issue, _in(part, bits, mask)) for bits in every})


def _in(part: SweepPart, bits: int, mask: int) -> Assumption:
    """The assumption with these disputed statements in, and the others of the mask out."""
    assumed = part.assumption
    heard = [(at, id_) for at, id_ in enumerate(part.disputed) if mask >> at & 1]
    return replace(
        assumed,
        undisputed=(*assumed.undisputed, *(id_ for at, id_ in heard if bits >> at & 1)),
        lifted=(*assumed.lifted, *(id_ for at, id_ in heard if not bits >> at & 1)),
    )


def _words(part: SweepPart, issue: str, assumed: Assumption) -> Words:
    case = part.case
    return both_words(positions(case, issue, part.parties, assumed), case.issues[issue].outcomes)


def parts(
    case: Case,
    parties: Sequence[str],
    assumptions: Iterable[Assumption],
    issues: Sequence[str],
    worlds: Worlds | None,
) -> Iterator[SweepPart]:
    """The parts of a sweep, in the order of the assumptions, each of so many worlds at most.

    `worlds` tells for a number of disputed statements which worlds are asked for.
    """
    # What is asked of a part needs neither, and each part may travel to another machine.
    lean = replace(case, plans={}, sources={}, not_coded={})
    for assumed in assumptions:
        part = SweepPart(lean, tuple(parties), tuple(issues), assumed)
        if worlds is None:
            yield part
            continue
        about = disputed(case, parties, issues, assumed.day)
        every = worlds(len(about))
        for first in range(0, len(every), AT_ONCE):
            yield replace(
                part,
                disputed=about,
                worlds=every[first : first + AT_ONCE],
                first=first + 1,
                total=len(every),
            )
