"""What a party has given and what it has hardened, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case
from redlines.engine.states import ALWAYS, dense, states
from redlines.moves import Ground, PartyHistory, Step, StepKind
from redlines.verdicts import Position


def party_history(
    case: Case,
    party: str,
    assumption: Assumption = NOTHING,
    *,
    issues: Sequence[str] | None = None,
) -> PartyHistory:
    """What a party said on all issues of a case, or on those named, until the assumption's day.

    The day is the case's unless the assumption names another. Raises KeyError for a party or issue
    that the case does not have.
    """
    assumption = assumption.on(case.as_of)
    own, chosen = case.parties[party].id, case.issues if issues is None else dict.fromkeys(issues)
    found = (step for issue in chosen for step in _steps(case, issue, own, assumption))
    return PartyHistory(own, assumption, tuple(found))


def _steps(case: Case, issue: str, party: str, assumption: Assumption) -> Iterator[Step]:
    """The steps of a party on one issue, from the first day to the last."""
    was: Position | None = None
    for day, now in states(case, issue, party, assumption).items():
        before = was.claims if was else ()
        begun = tuple(claim for claim in now.claims if claim not in before)
        ended = tuple(claim for claim in before if claim not in now.claims)
        if begun or ended:
            sure = day > ALWAYS and dense(case, issue, party, day)
            sides = _ground(was), _ground(now)
            yield Step(
                _kind(*sides, sure=sure),
                case.issues[issue],
                day if day > ALWAYS else None,
                sure,
                *sides,
                begun,
                ended,
            )
        was = now


def _ground(own: Position | None) -> Ground | None:
    """What a party demands, accepts and refuses; None where nothing of it is in force."""
    return None if own is None or own.silent else Ground(own.demanded, own.accepted, own.refused)


def _kind(before: Ground | None, after: Ground | None, *, sure: bool) -> StepKind:
    """What a day did to a party's ground; what lies where the record is thin did nothing."""
    if after is None:
        return StepKind.ENDED
    if before is None or not sure:
        return StepKind.RECORDED
    gave = bool(after.accepted - before.accepted or before.refused - after.refused)
    took = bool(before.accepted - after.accepted or after.refused - before.refused)
    if gave or took:
        return {
            (True, False): StepKind.GIVEN,
            (False, True): StepKind.HARDENED,
            (True, True): StepKind.BOTH,
        }[gave, took]
    return StepKind.RESTATED if before == after else StepKind.ASKED
