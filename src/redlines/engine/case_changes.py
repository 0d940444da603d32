"""What changed between two states of a case beside what parties said: its parties and issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from redlines.assumption import Assumption, Held
from redlines.case import Case, Issue, NotCoded, Source, Statement
from redlines.moves import Besides, CaseChange, CaseChangeKind, LostSource
from redlines.region import Outcomes, Region

# The statements that both states have, as each has them.
Kept = list[tuple[Statement, Statement]]


@dataclass(frozen=True)
class Sides:
    """An issue in both states; `alike` says that it has the same outcomes in the same order.

    A state that does not have it has nothing said on it.
    """

    cases: tuple[Case, Case]
    item: Issue
    old: Outcomes
    new: Outcomes
    alike: bool

    @classmethod
    def of(cls, before: Case, after: Case, issue: str) -> Sides:
        """An issue as two states have it."""
        here = after.issues.get(issue) or before.issues[issue]
        old, new = before.issues.get(issue, here).outcomes, here.outcomes
        same = old.names == new.names and old.ordered == new.ordered and old.step == new.step
        return cls((before, after), here, old, new, same)

    def assumed(self, assumption: Assumption) -> tuple[Assumption, Assumption]:
        """What is assumed on the issue in each state; outcomes that a state lacks are left out."""
        first, second = (_cut(assumption, self.item.id, own) for own in (self.old, self.new))
        return first, second

    def gained(self, was: Region, now: Region) -> Region:
        """What is in the later region and not in the earlier, by name."""
        return now - self._as(was, self.new)

    def lost(self, was: Region, now: Region) -> Region:
        """What is in the earlier region and not in the later, by name."""
        return was - self._as(now, self.old)

    def same(self, was: Region, now: Region) -> bool:
        """Whether two regions are of the same outcomes."""
        return not self.gained(was, now) and not self.lost(was, now)

    def _as(self, region: Region, outcomes: Outcomes) -> Region:
        return Region(outcomes, region.bits) if self.alike else region.cut_to(outcomes)


def _cut(assumption: Assumption, issue: str, outcomes: Outcomes) -> Assumption:
    """What is assumed on an issue as it has these outcomes."""

    def cut(every: Iterable[Held]) -> tuple[Held, ...]:
        here = (own for own in every if own.issue == issue)
        regions = ((own, own.region.cut_to(outcomes)) for own in here)
        return tuple(replace(own, region=region) for own, region in regions if region)

    statements = [what for what in assumption.lifted if isinstance(what, str)]
    held = [what for what in assumption.lifted if isinstance(what, Held)]
    return replace(assumption, lifted=(*statements, *cut(held)), set=cut(assumption.set))


def both(before: Case, after: Case) -> Case:
    """The later state with the parties, issues and areas that only the earlier has."""
    headings = {**before.headings, **after.headings}
    for id_, old in before.headings.items():
        every = dict.fromkeys((*headings[id_].issues, *old.issues))
        headings[id_] = replace(headings[id_], issues=tuple(every))
    return replace(
        after,
        parties={**before.parties, **after.parties},
        headings=headings,
        issues={**before.issues, **after.issues},
    )


def case_changes(
    before: Case, after: Case, parties: Sequence[str], issues: Sequence[str]
) -> Iterator[CaseChange]:
    """The day, the parties and issues of one state only, the issues whose outcomes are others."""
    if before.as_of != after.as_of:
        days = [case.as_of.isoformat() if case.as_of else None for case in (before, after)]
        yield CaseChange(CaseChangeKind.DAY, before=days[0], after=days[1])
    for party in parties:
        if party not in before.parties:
            yield CaseChange(CaseChangeKind.PARTY_ADDED, after.parties[party])
        elif party not in after.parties:
            yield CaseChange(CaseChangeKind.PARTY_REMOVED, before.parties[party])
    for id_ in issues:
        was, now = before.issues.get(id_), after.issues.get(id_)
        if was and now:
            yield from _other_outcomes(now, Sides.of(before, after, id_))
        else:
            kind = CaseChangeKind.ISSUE_ADDED if now else CaseChangeKind.ISSUE_REMOVED
            yield CaseChange(kind, issue=now or was)


def _other_outcomes(item: Issue, sides: Sides) -> Iterator[CaseChange]:
    if sides.alike:
        return
    old, new = sides.old, sides.new
    if added := sides.gained(old.everything, new.everything):
        yield CaseChange(CaseChangeKind.OUTCOMES_ADDED, issue=item, outcomes=added)
    if removed := sides.lost(old.everything, new.everything):
        yield CaseChange(CaseChangeKind.OUTCOMES_REMOVED, issue=item, outcomes=removed)
    kept = [name for name in old.names if name in new.positions]
    ordered = kept == sorted(kept, key=new.positions.__getitem__)
    if old.ordered is not new.ordered or (new.ordered and not ordered):
        yield CaseChange(CaseChangeKind.ORDER, issue=item)
    if old.step != new.step:
        yield CaseChange(CaseChangeKind.STEP, issue=item, before=old.step, after=new.step)


def statements_kept(
    before: Case, after: Case, parties: Sequence[str], issues: Sequence[str]
) -> Kept:
    """The statements of some parties on some issues that both states have."""
    pairs = ((before.statements.get(now.id), now) for now in after.statements.values())
    wanted = set(issues)
    return [
        (was, now)
        for was, now in pairs
        if was and any(party in parties for party in _speaking(was, now))
        if wanted & {issue for own in (was, now) for _, issue, _ in own.terms}
    ]


def _speaking(was: Statement, now: Statement) -> list[str]:
    """The parties that a statement speaks for in both states."""
    return [party for party in now.parties if party in was.parties]


def lost_sources(kept: Kept, parties: Sequence[str]) -> Iterator[LostSource]:
    """The sources that statements of some parties rested on and no longer do."""
    for was, now in kept:
        for party in _speaking(was, now):
            for source in was.sources:
                if party in parties and source not in now.sources:
                    yield LostSource(now.id, party, source)


def described(before: Case, after: Case, kept: Kept, issues: Sequence[str]) -> Besides:
    """What is told otherwise of statements, sources, parties and issues."""
    headings = {
        case.issues[id_].heading for case in (before, after) for id_ in issues if id_ in case.issues
    }
    parties = [
        id_
        for id_, now in after.parties.items()
        if id_ in before.parties
        and replace(now, place=None) != replace(before.parties[id_], place=None)
    ]
    return Besides(
        notes=tuple(now.id for was, now in kept if was.note != now.note),
        speakers=tuple(now.id for was, now in kept if (was.by, was.name) != (now.by, now.name)),
        sources=tuple(now.id for was, now in kept if was.sources != now.sources),
        listed_sources=_other_entries(before.sources, after.sources),
        not_coded=_other_entries(before.not_coded, after.not_coded),
        descriptions=(
            *parties,
            *(
                id_
                for id_ in after.headings
                if id_ in headings and id_ in before.headings
                if _in_other_words(before, after, id_)
            ),
        ),
    )


_Entry = TypeVar("_Entry", Source, NotCoded)


def _other_entries(before: dict[str, _Entry], after: dict[str, _Entry]) -> tuple[str, ...]:
    """The ids of the entries of two lists that only one has, or that say other things."""
    was, now = (
        {id_: replace(own, place=None) for id_, own in listed.items()} for listed in (before, after)
    )
    return tuple(id_ for id_ in {**now, **was} if was.get(id_) != now.get(id_))


def _in_other_words(before: Case, after: Case, heading: str) -> bool:
    """Whether an issue, or an area or outcome that both states have, is described otherwise."""
    was, now = (
        replace(case.headings[heading], place=None, outcomes=None, issues=())
        for case in (before, after)
    )
    areas = ((before.issues.get(i), after.issues[i]) for i in after.headings[heading].issues)
    return was != now or any(_renamed(old, new) for old, new in areas if old)


def _renamed(was: Issue, now: Issue) -> bool:
    old, new = (
        {name: (own.title(at), own.descriptions[at : at + 1]) for at, name in enumerate(own.names)}
        for own in (was.outcomes, now.outcomes)
    )
    told = {(own.title, own.outcomes.unit, own.outcomes.free) for own in (was, now)}
    return len(told) > 1 or any(old[name] != new[name] for name in old.keys() & new.keys())
