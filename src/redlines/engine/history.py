"""The verdicts over time: on which days one turned into another, and by which claims."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Claim, Verb
from redlines.engine.gaps import both_ranges, both_words, ranges, words_of
from redlines.engine.later import later
from redlines.engine.positions import counting, position
from redlines.engine.states import ALWAYS, dense, states
from redlines.engine.what_if import what_if
from redlines.history import IssueHistory, Timeline, VerdictSpan
from redlines.region import Outcomes
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
    # Of hundreds of parties few change on a day.
    taken = [both_ranges(own) for own in held]
    words = words_of(taken, item.outcomes)
    spans = [VerdictSpan(None, None, *words, True, (), (), (), (), ())]
    changes: dict[date, list[int]] = {}
    for at, side in enumerate(sides):
        for day in side:
            changes.setdefault(day, []).append(at)
    for day in sorted(changes.keys() - {ALWAYS}):
        was, held = held, [*held]
        for at in changes[day]:
            held[at] = sides[at][day]
            taken[at] = both_ranges(held[at])
        words = words_of(taken, item.outcomes)
        last = spans[-1]
        if words != (last.verdict, last.at_best):
            spans[-1] = replace(last, until=day)
            turned = _Day(case, issue, assumption, day, (last.verdict, last.at_best), words)
            spans.append(_begun(turned, was, held))
    return IssueHistory(item, tuple(spans))


Words = tuple[Verdict, Verdict]


@dataclass(frozen=True, slots=True)
class _Day:
    """A day on which the verdict or that at best turned: from these to those."""

    case: Case
    issue: str
    assumption: Assumption
    day: date
    before: Words
    after: Words

    @property
    def outcomes(self) -> Outcomes:
        """The outcomes of the issue."""
        return self.case.issues[self.issue].outcomes

    @property
    def worse(self) -> bool:
        """Whether the verdict, or where it stays that at best, is a worse one."""
        return self._word(self.after).severity < self._word(self.before).severity

    def _word(self, words: Words) -> Verdict:
        """Of a verdict and that at best the one that turned: that at best only where it alone."""
        return words[self.before[0] is self.after[0]]

    def reached(self, held: Sequence[Position]) -> bool:
        """Whether some positions bring the verdict as far as the turn, or further the same way."""
        now = self._word(both_words(held, self.outcomes)).severity
        after = self._word(self.after).severity
        return now <= after if self.worse else now >= after

    def _toggled(self, own: Position, claim: Claim) -> Position:
        """A position without a claim that it has, or with one that it has not; heard all the same.

        Else a party would fall silent whose only claim is replaced on that day.
        """
        others = tuple(each for each in own.claims if each != claim)
        claims = others if len(others) < len(own.claims) else (*others, claim)
        counted = counting(claims, own.party, self.issue, self.assumption)
        return position(own.party, own.claims, counted, self.outcomes)

    def makers(self, was: Sequence[Position], now: Sequence[Position]) -> Container[Claim]:
        """The claims that make the turn: without one it does not come so far, or one does alone.

        Where none does, since any few of many suffice, all that do not work against it.
        """
        against = (Verb.ACCEPTS, Verb.REFUSES) if self.worse else (Verb.REFUSES, Verb.ACCEPTS)
        changed = [
            (at, claim)
            for at, (x, y) in enumerate(zip(was, now, strict=True))
            if _other(x, y)
            for verb, claims in zip(against, (_without(y, x), _without(x, y)), strict=True)
            for claim in claims
            if claim.verb is not verb
        ]
        found = {
            claim
            for at, claim in changed
            if self.reached(self._toggled_at(was, at, claim))
            or not self.reached(self._toggled_at(now, at, claim))
        }
        return found or {claim for _, claim in changed}

    def _toggled_at(self, held: Sequence[Position], at: int, claim: Claim) -> tuple[Position, ...]:
        return (*held[:at], self._toggled(held[at], claim), *held[at + 1 :])


def _begun(turned: _Day, was: Sequence[Position], held: Sequence[Position]) -> VerdictSpan:
    """The span that begins on a day, by what parties held before and hold now.

    A party that enters makes verdicts worse and never better, and one whose record is thin may
    have said long before what is found on that day: neither tells that anything moved.
    """
    case, issue, day = turned.case, turned.issue, turned.day
    changed = [(x, y) for x, y in zip(was, held, strict=True) if _other(x, y)]
    entered = tuple(y.party for x, y in changed if x.silent and not y.silent)
    left = tuple(y.party for x, y in changed if y.silent and not x.silent)
    thin = tuple(y.party for _, y in changed if not dense(case, issue, y.party, day))
    unsure = {*entered, *left, *thin}
    sure = [x if x.party in unsure else y for x, y in zip(was, held, strict=True)]
    coverage = both_words(sure, turned.outcomes) != turned.after
    if not coverage:
        entered = left = thin = ()
        changed = [(x, y) for x, y in changed if x.party not in unsure]
    made = None if coverage else turned.makers(was, sure)
    began = tuple(c for x, y in changed for c in _without(y, x) if made is None or c in made)
    ended = tuple(c for x, y in changed for c in _without(x, y) if made is None or c in made)
    return VerdictSpan(day, None, *turned.after, coverage, entered, left, thin, began, ended)


def _other(was: Position, now: Position) -> bool:
    """Whether anything that a verdict takes from a party is another thing now."""
    return was is not now and (was.silent, *ranges(was)) != (now.silent, *ranges(now))


def _without(own: Position, other: Position) -> Iterator[Claim]:
    """The claims in force in one state of a party and not in another."""
    others = set(other.claims)
    return (claim for claim in own.claims if claim not in others)
