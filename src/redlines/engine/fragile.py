"""What verdicts rest on, and what that is not known could turn them.

A verdict on one issue rests on the claims on that issue alone, so that only the issues of what is
removed are judged anew, and there only the parties that it concerns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_

from redlines.assumption import ASSUMED
from redlines.case import Case, Claim, Statement, Verb
from redlines.engine.finding import STALE_AFTER
from redlines.engine.gaps import both_words, contest, settled, verdict
from redlines.engine.positions import counting, position
from redlines.engine.removing import Followers, falling, followers, resuming
from redlines.region import Outcomes, Region
from redlines.verdicts import (
    Fragility,
    GapReport,
    IssueGap,
    OtherVerdict,
    Position,
    Removal,
    RemovalKind,
    Unknown,
    UnknownKind,
    Verdict,
)


def fragility(report: GapReport, case: Case) -> Fragility:
    """What the verdicts of a report rest on, and what that is not known could turn them."""
    weighing = _Weighing(report, case, followers(case))
    removals = tuple(weighing.removals())
    unknowns = [*weighing.unknowns(), *_sources(removals)]
    return Fragility(removals, tuple(sorted(unknowns, key=lambda own: _first(own, case))))


def _first(own: Unknown, case: Case) -> tuple[int, int, int, int]:
    """A key that sorts what is not known: what could turn most verdicts on record first."""
    headlines = sum(case.headings[heading].headline for heading in own.headings)
    return -len(own.judged), -len(own.headings), -headlines, list(UnknownKind).index(own.kind)


@dataclass(frozen=True)
class _Weighing:
    """A report, and the case that it is taken from."""

    report: GapReport
    case: Case
    followed: Followers

    # What is removed

    def removals(self) -> Iterator[Removal]:
        """Every statement, source and grade without which some verdict is another."""
        case = self.case
        for id_ in case.statements:
            yield from self._removal(RemovalKind.STATEMENT, id_, (id_,))
        resting: dict[str, list[str]] = {}
        for own in case.statements.values():
            if len(set(own.sources)) == 1:
                resting.setdefault(own.sources[0], []).append(own.id)
        for source in case.sources:
            yield from self._removal(RemovalKind.SOURCE, source, resting.get(source, ()))
        grades = sorted({own.grade for own in case.sources.values() if own.grade})
        for grade in grades:
            graded = {own.id for own in case.sources.values() if own.grade == grade}
            yield from self._removal(RemovalKind.GRADE, grade, falling(case, graded))

    def _removal(self, kind: RemovalKind, name: str, gone: Collection[str]) -> Iterator[Removal]:
        resumed = dict(resuming(self.case, gone, self.followed))
        if turns := tuple(self._without(gone, resumed)):
            back = [id_ for id_, own in resumed.items() if self._concerned([own])]
            fallen = [id_ for id_ in gone if self._bears(self.case.statements[id_], back)]
            yield Removal(kind, name, tuple(fallen), tuple(back), turns)

    def _bears(self, said: Statement, back: Collection[str]) -> bool:
        """Whether a statement bears on a verdict: by what it says, or by what it ended."""
        ends = any(own.statement in back for own in said.replaces)
        return ends or bool(self._concerned([said]))

    def _without(
        self, gone: Collection[str], resumed: dict[str, Statement]
    ) -> Iterator[OtherVerdict]:
        """The verdicts that are others where some statements had not been made."""
        said = (*(self.case.statements[id_] for id_ in gone), *resumed.values())
        changed = {*gone, *resumed}
        back: dict[tuple[str, str], list[Claim]] = {}
        for claim in (claim for own in resumed.values() for claim in own.claims):
            back.setdefault((claim.issue, claim.party), []).append(claim)
        concerned = self._concerned(said)
        for at in sorted(concerned):
            item = self.report.issues[at]
            held = [
                self._left(item, own, changed, back.get((item.issue.id, own.party), ()))
                if own.party in concerned[at]
                else own
                for own in item.positions
            ]
            after, _ = verdict(held, item.issue.outcomes)
            if after is not item.verdict:
                _, at_best = both_words(held, item.issue.outcomes)
                silent = (own.party for own in held if own.silent)
                newly = tuple(party for party in silent if party not in item.silent)
                how = contest(held, item.issue.outcomes)
                yield OtherVerdict(item.issue, item.verdict, after, at_best, how, newly)

    @cached_property
    def _places(self) -> dict[str, int]:
        """Where each issue stands in the report."""
        return {item.issue.id: at for at, item in enumerate(self.report.issues)}

    def _concerned(self, said: Iterable[Statement]) -> dict[int, set[str]]:
        """The parties asked that speak by some statements in force, by the place of the issue."""
        found: dict[int, set[str]] = {}
        for own in said:
            for claim in filter(self.report.assumption.in_force, own.claims):
                at = self._places.get(claim.issue)
                if at is not None and claim.party in self.report.parties:
                    found.setdefault(at, set()).add(claim.party)
        return found

    def _left(
        self, item: IssueGap, own: Position, changed: Set[str], back: Iterable[Claim]
    ) -> Position:
        """A party's position without what is said by some statements, and with what resumes."""
        issue, assumption = item.issue, self.report.assumption
        kept = (claim for claim in own.claims if claim.statement.id not in changed)
        claims = (*kept, *filter(assumption.in_force, back))
        counted = counting(claims, own.party, issue.id, assumption)
        return position(own.party, claims, counted, issue.outcomes)

    # What is not known

    def unknowns(self) -> Iterator[Unknown]:
        """What parties say where they are silent or long have not spoken, and what is soft."""
        for party in self.report.parties:
            yield from self._speaking(UnknownKind.SILENT, party, lambda own: own.silent)
            yield from self._speaking(UnknownKind.OLD, party, self._old)
        soft: dict[str, tuple[Statement, dict[str, IssueGap]]] = {}
        for item in self.report.issues:
            for own in item.positions:
                for claim in own.counted:
                    if claim.soft:
                        said = self.case.statements[claim.statement.id]
                        soft.setdefault(said.id, (said, {}))[1][item.issue.id] = item
        for said, items in soft.values():
            yield from _settling(said, items.values())

    def _speaking(
        self, kind: UnknownKind, party: str, unknown: Callable[[Position], bool]
    ) -> Iterator[Unknown]:
        """What a party could turn by speaking where what it says is not known."""
        turns: list[OtherVerdict] = []
        for item in self.report.issues:
            own = next(held for held in item.positions if held.party == party)
            if unknown(own):
                others = [held for held in item.positions if held is not own and not held.silent]
                turns += _turns(item, others)
        if turns:
            yield Unknown(kind, party, tuple(turns))

    def _old(self, own: Position) -> bool:
        """Whether all that a party says is said, and the newest of it longer ago than a year."""
        day, newest = self.report.assumption.day, own.newest
        assumed = any(c.statement.id == ASSUMED for c in own.counted)
        return bool(day and newest and not assumed and (day - newest).days > STALE_AFTER)


def _settling(said: Statement, items: Iterable[IssueGap]) -> Iterator[Unknown]:
    """What a soft statement could turn: taken at best while the others stay as they are."""
    found = ((item, settled(item.positions, item.issue.outcomes, said.id)) for item in items)
    turns = tuple(
        OtherVerdict(i.issue, i.verdict, word) for i, word in found if word is not i.verdict
    )
    if turns:
        soft = UnknownKind.VAGUE if said.vague else UnknownKind.CONDITIONAL
        yield Unknown(UnknownKind.DISPUTED if said.disputed else soft, said.id, turns)


def _sources(removals: Iterable[Removal]) -> Iterator[Unknown]:
    """The sources of which a second one is not known, where verdicts rest on them."""
    for own in removals:
        if own.kind is RemovalKind.SOURCE:
            yield Unknown(UnknownKind.SOURCE, own.name, own.verdicts)


def _turns(item: IssueGap, others: Sequence[Position]) -> Iterator[OtherVerdict]:
    """The other verdicts that a party could bring about by what it says."""
    for word, (verb, region) in could_be(others, item.issue.outcomes).items():
        if word is not item.verdict:
            yield OtherVerdict(item.issue, item.verdict, word, verb=verb, region=region)


def could_be(others: Sequence[Position], outcomes: Outcomes) -> dict[Verdict, tuple[Verb, Region]]:
    """Each verdict that one more party can bring about, with one claim of it that does so.

    Of all positions that leave an outcome: it may demand, accept and refuse what it likes, but not
    refuse everything. Empty where none of the others speaks, since one alone has no verdict.
    """
    if not others:
        return {}
    everything = outcomes.everything
    possible = reduce(and_, (own.possible for own in others))
    if not possible:
        return {Verdict.INSURMOUNTABLE: (Verb.ACCEPTS, everything)}
    declared = reduce(and_, (own.accepted for own in others))
    wanted = reduce(and_, (own.demanded for own in others))
    found: dict[Verdict, tuple[Verb, Region]] = {}
    if wanted:
        found[Verdict.AGREED] = Verb.DEMANDS, wanted
    if declared:
        found[Verdict.OVERLAP] = Verb.ACCEPTS, declared
    # Outside of what they declare, or, where they declare everything, by a refusal alone.
    outside = everything - declared
    refusal = everything - Region(outcomes, 1)
    found[Verdict.BRIDGEABLE] = (Verb.ACCEPTS, outside) if outside else (Verb.REFUSES, refusal)
    if possible != everything:
        found[Verdict.INSURMOUNTABLE] = Verb.REFUSES, possible
    return found
