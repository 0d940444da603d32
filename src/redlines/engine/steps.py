"""What a party has given and what it has hardened, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Verb
from redlines.engine.positions import demanded, union
from redlines.engine.states import ALWAYS, dense, states
from redlines.moves import Ground, PartyHistory, Step, StepKind
from redlines.region import Region
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
            kind, soft = _kind(*sides, sure=sure)
            yield Step(
                kind,
                soft,
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
    if own is None or own.silent:
        return None
    outcomes, refused = own.refused.outcomes, own.firmly_refused
    offers = [claim for claim in own.counted if claim.verb is Verb.ACCEPTS]
    wanted = demanded(own.counted, outcomes) - refused
    accepted = (wanted | union((c.region for c in offers if not c.soft), outcomes)) - refused
    softly = union((c.region for c in offers if c.soft), outcomes) - refused - accepted
    return Ground(wanted, accepted, refused, softly, own.refused - refused)


def _kind(before: Ground | None, after: Ground | None, *, sure: bool) -> tuple[StepKind, bool]:
    """What a day did, and whether only softly; what lies where the record is thin did nothing."""
    if after is None:
        return StepKind.ENDED, False
    if before is None or not sure:
        return StepKind.RECORDED, False
    return what_a_day_did(before, after)


def what_a_day_did(before: Ground, after: Ground) -> tuple[StepKind, bool]:
    """What became of a party's ground, and whether only softly."""
    for soft, was, now in ((False, before, after), (True, before.softly, after.softly)):
        gave, took = bool(_gained(was, now)), bool(_gained(now, was))
        if gave and took:
            return StepKind.BOTH, soft
        if gave or took:
            return StepKind.GIVEN if gave else StepKind.HARDENED, soft
    return StepKind.RESTATED if before == after else StepKind.ASKED, False


def _gained(was: Ground, now: Ground) -> Region:
    """What is accepted now or not refused any more, less what only a first demand asks for."""
    more = now.accepted - was.accepted
    asked = more if was.demanded else more - now.demanded
    return asked | (was.refused - now.refused)
