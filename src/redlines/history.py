"""The nouns of verdicts over time: stretches of days, and what turned one into the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise

from redlines.assumption import Assumption
from redlines.case import Claim, Issue
from redlines.short import called, short
from redlines.verdicts import Later, Verdict, WhatIf, by_heading


@dataclass(frozen=True, slots=True)
class VerdictSpan:
    """Days on which the verdict on an issue and that at best stay the same, and how they began.

    They are all from `from_` to the day before `until`; None where nothing on record begins or
    ends them. `began` and `ended` are the claims that came into force or went out of it on the
    first day, of the parties whose ranges or silence that changed; of a move those that make it.

    `coverage` says that no verdict moved on that day, but the record begins, ends or is thin: the
    verdicts are what they are by parties that were silent on the issue before (`entered`), are
    from that day on (`left`), or whose record on it is not dense on that day and the day before
    (`thin`). Where the others alone make them so a verdict moved, and these are not told of. A
    first span shows coverage too.
    """

    from_: date | None
    until: date | None
    verdict: Verdict
    at_best: Verdict
    coverage: bool
    entered: tuple[str, ...]
    left: tuple[str, ...]
    thin: tuple[str, ...]
    began: tuple[Claim, ...]
    ended: tuple[Claim, ...]

    def __repr__(self) -> str:
        return short(self, "from_", "until", "verdict", "at_best", "coverage", "began", "ended")

    @property
    def beginning(self) -> tuple[object, ...]:
        """How it began: the same for areas of an issue that turned together."""
        causes = (
            tuple(dict.fromkeys((own.party, own.statement.id) for own in claims))
            for claims in (self.began, self.ended)
        )
        words = (self.verdict, self.at_best, self.coverage, self.entered, self.left, self.thin)
        return self.from_, *words, *causes


@dataclass(frozen=True, slots=True)
class IssueHistory:
    """The verdicts on one issue from the beginning to the end, span by span without a gap."""

    issue: Issue
    spans: tuple[VerdictSpan, ...]

    def __repr__(self) -> str:
        return short(self, "issue", "spans")

    def on(self, day: date | None) -> VerdictSpan:
        """The span that a day lies in; the last one where no day is given."""
        ended = [own for own in self.spans if day and own.until and own.until <= day]
        return self.spans[len(ended) if day else -1]

    def stands(self, day: date | None) -> VerdictSpan:
        """The first of the spans with one verdict that lead without a break to that of a day."""
        before = self.spans[: self.spans.index(self.on(day)) + 1]
        return list(next(groupby(reversed(before), key=lambda own: own.verdict))[1])[-1]

    @property
    def stated(self) -> bool:
        """Whether there is a verdict on some day."""
        return any(own.verdict is not Verdict.UNSTATED for own in self.spans)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one day changed in the verdict, or in that at best alone, on an issue or some areas."""

    issues: tuple[Issue, ...]
    before: VerdictSpan
    after: VerdictSpan

    def __repr__(self) -> str:
        words = [own.verdict for own in (self.before, self.after)]
        return called(self, [*(own.id for own in self.issues), str(self.day), *words])

    @property
    def day(self) -> date:
        """The day."""
        assert self.after.from_  # noqa: S101 - what has a span before it has a first day
        return self.after.from_

    @property
    def coverage(self) -> bool:
        """Whether it shows what is on record, and no verdict moved."""
        return self.after.coverage

    @property
    def at_best_alone(self) -> bool:
        """Whether the verdict stays and only that at best is another."""
        return self.before.verdict is self.after.verdict

    @property
    def worse(self) -> bool:
        """Whether the verdict, or where it stays that at best, is a worse one."""
        if self.at_best_alone:
            return self.after.at_best.severity < self.before.at_best.severity
        return self.after.verdict.severity < self.before.verdict.severity


@dataclass(frozen=True)
class Timeline:
    """The verdicts for some parties over time under one assumption, up to its day.

    `since` leaves out what was over by that day: turns are those after it. `later` counts what
    these parties said after the day of the assumption.
    """

    parties: tuple[str, ...]
    assumption: Assumption
    since: date | None
    issues: tuple[IssueHistory, ...]
    later: Later
    what_if: WhatIf

    def __repr__(self) -> str:
        told = [repr(self.assumption), f"issues={len(self.issues)}", f"moves={len(self.moves)}"]
        return called(self, [*self.parties, *told])

    def by_heading(self) -> dict[str, tuple[IssueHistory, ...]]:
        """The issues under the heading they belong to: an issue over areas counts once."""
        return by_heading(self.issues)

    def strands(self) -> dict[str, tuple[tuple[IssueHistory, ...], ...]]:
        """By heading its issues, areas with the same spans by the same causes together."""
        found: dict[str, tuple[tuple[IssueHistory, ...], ...]] = {}
        for heading, items in self.by_heading().items():
            alike: dict[tuple[object, ...], list[IssueHistory]] = {}
            for item in items:
                # Each but the last ends where another begins.
                alike.setdefault(tuple(own.beginning for own in item.spans), []).append(item)
            found[heading] = tuple(map(tuple, alike.values()))
        return found

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """All that changed, day by day in the order of the case; areas that turned alike are one.

        Each is counted as often as it is told: once, over however many areas.
        """
        found: dict[tuple[object, ...], list[tuple[Issue, VerdictSpan, VerdictSpan]]] = {}
        for item in self.issues:
            for before, after in pairwise(item.spans):
                alike = item.issue.heading, before.verdict, before.at_best, after.beginning
                found.setdefault(alike, []).append((item.issue, before, after))
        turns = (
            Turn(tuple(issue for issue, _, _ in own), own[0][1], own[0][2])
            for own in found.values()
        )
        return tuple(sorted(turns, key=lambda own: own.day))

    @property
    def moves(self) -> tuple[Turn, ...]:
        """The turns that are no coverage: on these days a verdict moved, or that at best alone."""
        return tuple(own for own in self.turns if not own.coverage)

    def unstated(self) -> tuple[str, ...]:
        """The headings without a verdict on any day."""
        every = self.by_heading().items()
        return tuple(heading for heading, items in every if not any(own.stated for own in items))
