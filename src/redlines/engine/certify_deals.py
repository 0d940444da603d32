"""Checks what a report says of packages, without the code that found it.

It speaks only of names of outcomes: that the package crosses nothing, that a blocking set is
crossed by every package and no proper part of it is, that just the outcomes of a room complete to
an open package, that a repair leaves a package and a smaller one does not. Packages are gone
through issue after issue, and of outcomes that nothing tells apart with the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from redlines.case import Case, Condition, Verb
from redlines.deals import DealReport, IssueState, Repair
from redlines.engine.certify import counting, in_force
from redlines.verdicts import RedLine

Names = frozenset[str]
# Issues, each with outcomes that it is to have.
Parts = tuple[tuple[str, Names], ...]
# So many packages begun are gone through for one question.
TRIED = 1_000_000


@dataclass(frozen=True)
class Ban:
    """What a package may not do: have all of some parts, unless it has all of others."""

    having: Parts
    unless: Parts | None = None

    @property
    def issues(self) -> Iterator[str]:
        """The issues that it is about."""
        yield from (issue for issue, _ in (*self.having, *(self.unless or ())))

    def breaks(self, package: Mapping[str, str], *, begun: bool = False) -> bool:
        """Whether a package breaks it; of one that is only begun, for certain."""
        if not all(package.get(issue) in names for issue, names in self.having):
            return False
        return self.unless is None or any(
            package.get(issue) not in names and not (begun and issue not in package)
            for issue, names in self.unless
        )


def certify_deal(report: DealReport, case: Case) -> tuple[str, ...]:
    """The objections to a report on all issues, one sentence each; empty where all of it holds."""
    return tuple(_Check(report, case).objections())


@dataclass(frozen=True)
class _Check:
    """A report beside what the case says."""

    report: DealReport
    case: Case

    def objections(self) -> Iterator[str]:
        """What does not hold, red lines first."""
        yield from self._lines()
        blocked = bool(self.report.blocking_sets)
        if blocked and self.report.deal is not False:
            yield "a blocking set is given beside the answer that there may be a deal"
        changed = self.report.repair is not None and not self.report.repair.complete
        if self.report.deal is False and not blocked and not changed:
            yield "no blocking set is given"
        for own in self.report.blocking_sets:
            yield from self._blocking(own.red_lines)
        yield from self._package()
        for issue in self.report.issues:
            if issue.state is IssueState.OPEN:
                room = frozenset(issue.room.names)
                yield from self._room(issue.issue.id, room, self._open, "the room")
        if self.report.repair:
            yield from self._repair(self.report.repair)

    # What is stated

    def _lines(self) -> Iterator[str]:
        """Objections unless the red lines are just the refusals that count."""
        assumed, found = self.report.assumption, set()
        for said in self.case.statements.values():
            asked = (own for own in said.claims if own.party in self.report.parties)
            found |= {
                (claim.statement.id, claim.issue, claim.party, frozenset(claim.region.names))
                for claim in counting((c for c in asked if in_force(c, assumed.day)), assumed)
                if claim.verb is Verb.REFUSES
            }
        told = {
            (claim.statement.id, claim.issue, claim.party, frozenset(own.line.region.names))
            for own in self.report.red_lines
            for claim in own.line.claims
        }
        for id_, issue, *_ in sorted(found ^ told, key=lambda own: own[:3]):
            yield f"{issue}: what {id_} refuses there is not what is told"

    @cached_property
    def _open(self) -> list[Ban]:
        """What no open package does."""
        closed = {
            own.issue.id
            for own in self.report.issues
            if own.state in (IssueState.STUCK, IssueState.UNKNOWN)
        }
        lines = (own.line for own in self.report.red_lines)
        return [_ban(line) for line in lines if line.issue not in closed]

    # What follows

    def _blocking(self, lines: Sequence[RedLine]) -> Iterator[str]:
        told = " + ".join(line.id for line in lines)
        bans = [_ban(line) for line in lines]
        if self._completes(bans) is not False:
            yield f"a package crosses nothing of {told}"
        for at, line in enumerate(lines):
            if self._completes(bans[:at] + bans[at + 1 :]) is not True:
                yield f"blocking set {told} does not need {line.id}"

    def _package(self) -> Iterator[str]:
        """Objections where the package crosses a red line on an issue that is not stuck."""
        chosen = {own.issue.id: own.outcome for own in self.report.package}
        yield from (
            f"the package crosses {own.line.id}"
            for own in self.report.red_lines
            if _ban(own.line) in self._open and _ban(own.line).breaks(chosen)
        )
        yield from (
            f"the package has no outcome of {own.issue.id}"
            for own in self.report.issues
            if own.state is IssueState.OPEN and own.issue.id not in chosen
        )

    def _room(self, issue: str, room: Names, bans: Sequence[Ban], what: str) -> Iterator[str]:
        """Objections unless just these outcomes of an issue complete to a package.

        Where the room of another issue is not known, its red lines may be what forbids the rest.
        """
        known = all(own.state is not IssueState.UNKNOWN for own in self.report.issues)
        for names in self._alike(issue, bans):
            possible = self._completes(bans, {issue: names[0]})
            for name in names:
                if name in room and possible is not True:
                    yield f"{issue}: {name} is in {what} and cannot be completed"
                elif name not in room and possible is not False and known:
                    yield f"{issue}: {name} is missing in {what}"

    def _repair(self, repair: Repair) -> Iterator[str]:
        """Objections unless the terms kept hold in an open package, and with no further one."""
        changed = {(own.point, own.issue.id) for own in repair.changes}
        terms = {
            (point.id, issue): self._term(issue, region.names, point.given)
            for point in (self.report.plan.points if self.report.plan else ())
            if point.id not in repair.unknown
            for issue, region in point.terms
        }
        kept = [ban for term, ban in terms.items() if term not in changed]
        bans = [*self._open, *kept]
        if repair.complete is bool(changed):
            yield "the plan is both complete and changed, or neither"
        nearest = {own.issue.id: own.nearest for own in repair.changes if own.nearest}
        if not self._completes(bans, nearest):
            yield "no package has what is nearest and satisfies the terms kept"
        for own in repair.changes:
            if self._completes([*bans, terms[own.point, own.issue.id]]) is not False:
                yield f"{own.point} need not be worded otherwise on {own.issue.id}"
            room = frozenset(own.room.names)
            yield from self._room(own.issue.id, room, bans, f"the room of {own.point}")

    def _term(self, issue: str, names: Iterable[str], given: Condition | None) -> Ban:
        """What no package does that satisfies a term of a plan."""
        others = frozenset(self.case.issues[issue].outcomes.names) - frozenset(names)
        return Ban((*_parts(given), (issue, others)))

    # Going through packages

    def _completes(
        self, bans: Sequence[Ban], package: Mapping[str, str] | None = None
    ) -> bool | None:
        """Whether a package that is begun has a whole one that keeps all bans.

        None where that takes going through too many.
        """
        begun = dict(package or {})
        if any(ban.breaks(begun, begun=True) for ban in bans):
            return False
        answers = [self._kept(part, issues, begun) for part, issues in _parted(bans, begun)]
        return False if False in answers else None if None in answers else True

    def _kept(
        self, bans: Sequence[Ban], issues: Sequence[str], package: Mapping[str, str]
    ) -> bool | None:
        """The same for bans that are linked by some issues."""
        begun = dict(package)
        ways = [iter(self._alike(issues[0], bans))]
        for _ in range(TRIED):
            issue, names = issues[len(ways) - 1], next(ways[-1], None)
            begun.pop(issue, None)
            if names is None:
                ways.pop()
                if not ways:
                    return False
                continue
            begun[issue] = names[0]
            if any(ban.breaks(begun, begun=True) for ban in bans):
                continue
            if len(ways) == len(issues):
                return True
            ways.append(iter(self._alike(issues[len(ways)], bans)))
        return None

    def _alike(self, issue: str, bans: Sequence[Ban]) -> list[list[str]]:
        """The outcomes of an issue, those together that no ban tells apart."""
        regions = [
            names for ban in bans for on, names in (*ban.having, *(ban.unless or ())) if on == issue
        ]
        found: dict[tuple[bool, ...], list[str]] = {}
        for name in self.case.issues[issue].outcomes.names:
            found.setdefault(tuple(name in region for region in regions), []).append(name)
        return list(found.values())


def _ban(line: RedLine) -> Ban:
    """What no package does that does not cross a red line."""
    having = ((line.issue, frozenset(line.region.names)),)
    return Ban(having, _parts(line.unless) if line.unless else None)


def _parts(condition: Condition | None) -> Parts:
    terms = condition.terms if condition else ()
    return tuple((issue, frozenset(region.names)) for issue, region in terms)


def _parted(bans: Sequence[Ban], begun: Mapping[str, str]) -> Iterator[tuple[list[Ban], list[str]]]:
    """The bans in parts that share no issue but those begun, with the issues of each as linked."""
    waiting = list(bans)
    while waiting:
        part, issues = [waiting.pop(0)], dict[str, None]()
        for ban in part:
            issues |= dict.fromkeys(issue for issue in ban.issues if issue not in begun)
            linked = [own for own in waiting if not issues.keys().isdisjoint(own.issues)]
            waiting = [own for own in waiting if own not in linked]
            part += linked
        if issues:
            yield part, list(issues)
