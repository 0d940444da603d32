"""The verdicts over time: on which days one turned into another, and by which claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Claim
from redlines.engine.gaps import both_words, ranges
from redlines.engine.later import later
from redlines.engine.states import ALWAYS, dense, states
from redlines.engine.what_if import what_if
from redlines.history import IssueHistory, Timeline, VerdictSpan
from redlines.verdicts import Position, Verdict


def timeline(
    case: Case,
    parties: Sequence[str],
    assumption: Assumption = NOTHING,
    *,
    issues: Sequence[str] | None = None,
    since: date | None = None,
) -> Timeline:
    """The verdicts for some parties from the beginning to a day, on all issues or those named.

    The day is the case's unless the assumption names another; `since` leaves out what was over by
    that day. Raises ValueError for fewer than two parties or a `since` that is not before the day,
    and KeyError for a party or issue the case does not have.
    """
    if len(set(parties)) < 2:
        raise ValueError("a timeline needs at least two different parties")
    parties = tuple(case.parties[party].id for party in dict.fromkeys(parties))
    chosen = case.issues if issues is None else dict.fromkeys(issues)
    assumption = assumption.on(case.as_of)
    if since and assumption.day and since >= assumption.day:
        raise ValueError("a timeline begins before the day on which it ends")
    found = (issue_history(case, issue, parties, assumption) for issue in chosen)
    return Timeline(
        parties,
        assumption,
        since,
        tuple(replace(own, spans=_lasting(own, since)) for own in found),
        later(case, assumption.day, parties=parties, issues=issues and chosen),
        what_if(case, parties, chosen, assumption),
    )


def _lasting(own: IssueHistory, since: date | None) -> tuple[VerdictSpan, ...]:
    """The spans that were not over by a day."""
    return tuple(x for x in own.spans if since is None or x.until is None or x.until > since)


def issue_history(
    case: Case, issue: str, parties: Sequence[str], assumption: Assumption
) -> IssueHistory:
    """The verdicts on one issue for some parties, from the beginning to the assumption's day."""
    item = case.issues[issue]
    sides = [states(case, issue, party, assumption) for party in parties]
    held = [side[ALWAYS] for side in sides]
    spans = [VerdictSpan(None, None, *both_words(held, item.outcomes), True, (), (), (), (), ())]
    for day in sorted({day for side in sides for day in side} - {ALWAYS}):
        was, held = held, [side.get(day, own) for side, own in zip(sides, held, strict=True)]
        words = both_words(held, item.outcomes)
        last = spans[-1]
        if words != (last.verdict, last.at_best):
            spans[-1] = replace(last, until=day)
            spans.append(_begun(case, issue, day, words, was, held))
    return IssueHistory(item, tuple(spans))


def _begun(
    case: Case,
    issue: str,
    day: date,
    words: tuple[Verdict, Verdict],
    was: Sequence[Position],
    held: Sequence[Position],
) -> VerdictSpan:
    """The span that begins on a day with these verdicts, by what parties held before and hold now.

    A party that enters makes verdicts worse and never better, and one whose record is thin may
    have said long before what is found on that day: neither tells that anything moved.
    """
    changed = [(x, y) for x, y in zip(was, held, strict=True) if _other(x, y)]
    entered = tuple(y.party for x, y in changed if x.silent and not y.silent)
    left = tuple(y.party for x, y in changed if y.silent and not x.silent)
    thin = tuple(y.party for _, y in changed if not dense(case, issue, y.party, day))
    unsure = {*entered, *left, *thin}
    sure = [x if x.party in unsure else y for x, y in zip(was, held, strict=True)]
    coverage = both_words(sure, case.issues[issue].outcomes) != words
    if not coverage:
        entered = left = thin = ()
        changed = [(x, y) for x, y in changed if x.party not in unsure]
    began = tuple(claim for x, y in changed for claim in _without(y, x))
    ended = tuple(claim for x, y in changed for claim in _without(x, y))
    return VerdictSpan(day, None, *words, coverage, entered, left, thin, began, ended)


def _other(was: Position, now: Position) -> bool:
    """Whether anything that a verdict takes from a party is another thing now."""
    return was is not now and (was.silent, *ranges(was)) != (now.silent, *ranges(now))


def _without(own: Position, other: Position) -> Iterator[Claim]:
    """The claims in force in one state of a party and not in another."""
    others = set(other.claims)
    return (claim for claim in own.claims if claim not in others)
