"""Checks the witnesses of a report against the case, without the code that found them.

It speaks only of sets of outcome names. That a zone is what all parties share, that a blocking
set leaves no outcome and each proper part of it leaves one, that some soft claims turn the verdict
and each proper part of them does not, that retreats are counted right and unbettered, is
established here anew from the statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from redlines.assumption import Assumption, Held
from redlines.case import Case, Claim, Verb, firmness
from redlines.region import UNLIMITED, Kind, Region
from redlines.verdicts import LISTED, GapReport, IssueGap, PartyRetreat, RedLine, Verdict

Names = frozenset[str]
# A claim on an issue, by its party, statement and verb.
Key = tuple[str, str, Verb]


def certify(report: GapReport, case: Case) -> tuple[str, ...]:
    """The objections to a report, one sentence each; empty where every witness holds."""
    return tuple(
        f"{item.issue.id}: {objection}"
        for item in report.issues
        for objection in _Check.of(item, report, case).objections()
    )


def anew(
    item: IssueGap, report: GapReport, case: Case, believed: frozenset[str] = frozenset()
) -> Verdict:
    """The verdict on an issue by what a case says, some soft statements taken as at best."""
    return _Check.of(item, report, case).believing(believed)


@dataclass(frozen=True, slots=True)
class _Sets:
    """D, A and R of one party."""

    demanded: Names
    accepted: Names
    refused: Names


@dataclass(frozen=True, slots=True)
class _Stand:
    """What one party's hard demands ask for together, and the claims that count."""

    party: str
    wanted: Names
    claims: tuple[Claim, ...]

    @property
    def stated(self) -> _Sets:
        """The sets with no soft claim treated as at best."""
        return self.believing(frozenset())

    @property
    def at_best(self) -> _Sets:
        """The sets with every soft claim treated as at best."""
        return self.believing(frozenset(map(_key, self.claims)))

    @property
    def softly_demanded(self) -> Names:
        """What its soft demands ask for, less its own hard red lines."""
        asked = [c for c in self.claims if c.verb is Verb.DEMANDS and c.soft]
        return _union([frozenset(c.region.names) for c in asked]) - self.at_best.refused

    def believing(self, believed: frozenset[Key]) -> _Sets:
        """The sets with some soft claims treated as at best: red lines gone, the others counted."""

        def named(verb: Verb, *, soft: bool) -> Names:
            return _union(
                [
                    frozenset(claim.region.names)
                    for claim in self.claims
                    if claim.verb is verb
                    and claim.soft is soft
                    and (not soft or (_key(claim) in believed) is (verb is not Verb.REFUSES))
                ]
            )

        demanded = self.wanted | named(Verb.DEMANDS, soft=True)
        offered = named(Verb.ACCEPTS, soft=False) | named(Verb.ACCEPTS, soft=True)
        refused = named(Verb.REFUSES, soft=False) | named(Verb.REFUSES, soft=True)
        return _Sets(demanded - refused, (demanded | offered) - refused, refused)


@dataclass(frozen=True, slots=True)
class _Check:
    """One issue's verdict beside what the case says."""

    item: IssueGap
    outcomes: tuple[str, ...]
    stands: tuple[_Stand, ...]

    @classmethod
    def of(cls, item: IssueGap, report: GapReport, case: Case) -> _Check:
        outcomes = case.issues[item.issue.id].outcomes.names
        issue, day = item.issue.id, report.assumption.day
        stands = [
            _stand(party, issue, claims, frozenset(outcomes), report)
            for party in report.parties
            for claims in [tuple(_in_force(case, issue, party, day))]
            if claims or _assumed(party, issue, report)
        ]
        return cls(item, outcomes, tuple(stands))

    def believing(self, statements: frozenset[str]) -> Verdict:
        """The verdict where the soft claims of some statements are treated as at best."""
        claims = (claim for stand in self.stands for claim in stand.claims)
        return self._believing(frozenset(_key(c) for c in claims if c.statement.id in statements))[
            0
        ]

    def objections(self) -> Iterator[str]:
        """What does not hold, zone first."""
        verdict, zone = self._settled([stand.stated for stand in self.stands])
        yield from _differs("verdict", verdict, zone, self.item.verdict, self.item.zone)
        best, best_zone = self._settled([stand.at_best for stand in self.stands])
        yield from _differs("at best", best, best_zone, self.item.at_best, self.item.at_best_zone)
        if verdict is Verdict.INSURMOUNTABLE and not self.item.blocking_sets:
            yield "no blocking set is given"
        for lines in self.item.blocking_sets:
            yield from self._blocking(lines)
        if len({_identity(lines) for lines in self.item.blocking_sets}) < len(
            self.item.blocking_sets
        ):
            yield "a blocking set is given twice"
        yield from self._turning(verdict, best)
        yield from self._unmet(zone)
        yield from self._retreats(verdict)

    def _settled(self, sets: Sequence[_Sets]) -> tuple[Verdict, Names]:
        everything = frozenset(self.outcomes)
        if len(sets) < 2:
            return Verdict.UNSTATED, frozenset()
        possible = everything.difference(*(own.refused for own in sets))
        if not possible:
            return Verdict.INSURMOUNTABLE, frozenset()
        agreed = everything.intersection(*(own.demanded for own in sets))
        if agreed:
            return Verdict.AGREED, agreed
        shared = everything.intersection(*(own.accepted for own in sets))
        return (Verdict.OVERLAP, shared) if shared else (Verdict.BRIDGEABLE, possible)

    def _blocking(self, lines: Sequence[RedLine]) -> Iterator[str]:
        told = " + ".join(f"{line.party} {_ids(line)}" for line in lines)
        for line in lines:
            yield from self._stated(line)
        everything = frozenset(self.outcomes)
        regions = [frozenset(line.region.names) for line in lines]
        if _union(regions) != everything:
            yield f"blocking set {told} leaves an outcome"
        for i, line in enumerate(lines):
            if _union(regions[:i] + regions[i + 1 :]) == everything:
                yield f"blocking set {told} does not need {line.party} {_ids(line)}"

    def _turning(self, verdict: Verdict, best: Verdict) -> Iterator[str]:
        """Objections unless each set of soft claims turns the verdict and no part of it does."""
        if verdict is not best and not self.item.depends_on:
            yield f"no soft claims are given that make it {best}"
        for claims in self.item.depends_on:
            told = _listed([f"{claim.statement.id} {claim.verb}" for claim in claims])
            believed = frozenset(map(_key, claims))
            if verdict is best or self._believing(believed)[0] is not best:
                yield f"believing {told} does not make it {best}"
            elif any(self._believing(believed - {own})[0] is best for own in believed):
                yield f"believing {told} is more than makes it {best}"
        first = [frozenset(map(_key, claims)) for claims in self.item.depends_on[:1]]
        zone = self._believing(first[0])[1] if first else frozenset()
        if (given := frozenset(self.item.depends_on_zone.names)) != zone:
            yield f"believing the first of them opens {_listed(zone)}, not {_listed(given)}"

    def _unmet(self, zone: Names) -> Iterator[str]:
        """Objections unless just the demands that do not meet the zone are told, and by whom."""
        told = [
            (own.party, own.soft, frozenset(own.region.names), own.refused_by, own.together)
            for own in self.item.unmet
        ]
        expected = []
        for stand in self.stands:
            others = [own for own in self.stands if own is not stand]
            for soft, asked in ((False, stand.stated.demanded), (True, stand.softly_demanded)):
                if asked and not asked & zone:
                    alone = [own for own in others if asked <= own.stated.refused]
                    some = [own for own in others if asked & own.stated.refused]
                    together = not alone and asked <= _union([o.stated.refused for o in some])
                    refusing = tuple(own.party for own in (some if together else alone))
                    expected.append((stand.party, soft, asked, refusing, together))
                    break
        if len(self.stands) > 1 and told != expected:
            yield f"unmet is {_unmet_ones(expected)}, not {_unmet_ones(told)}"

    def _believing(self, believed: frozenset[Key]) -> tuple[Verdict, Names]:
        """The verdict and its zone where some soft claims are treated as at best."""
        return self._settled([stand.believing(believed) for stand in self.stands])

    def _stated(self, line: RedLine) -> Iterator[str]:
        """Objections unless the party's statements that count refuse just this, all of them."""
        own = [stand for stand in self.stands if stand.party == line.party]
        saying = [
            claim.statement.id
            for stand in own
            for claim in stand.claims
            if claim.verb is Verb.REFUSES
            and frozenset(claim.region.names) == frozenset(line.region.names)
            and claim.statement.unless == line.unless
            and claim.statement.proviso == line.proviso
        ]
        if not line.claims or sorted(saying) != sorted(c.statement.id for c in line.claims):
            yield f"red line of {line.party} rests on {_listed(saying)}, not {_ids(line)}"

    def _retreats(self, verdict: Verdict) -> Iterator[str]:
        outcomes = self.item.issue.outcomes
        possible = [frozenset(self.outcomes) - stand.stated.refused for stand in self.stands]
        counted = verdict is Verdict.INSURMOUNTABLE and outcomes.kind is not Kind.OPTIONS
        if not counted or not all(possible):
            if (self.item.retreats, self.item.retreats_total) != (None, None):
                yield "retreats are given where steps have no meaning"
            return
        if self.item.retreats is None:
            yield "retreats are missing"
            return
        nearest = {
            name: [self._nearest(name, party) for party in possible] for name in self.outcomes
        }
        unbettered = [
            name
            for name, own in nearest.items()
            if not any(_betters(other, own) for other in nearest.values())
        ]
        if self.item.retreats_total != len(unbettered):
            yield f"{len(unbettered)} retreats are unbettered, not {self.item.retreats_total}"
        left_out = max(len(unbettered) - LISTED, 0)
        listed = unbettered[: LISTED // 2] + unbettered[LISTED // 2 + left_out :]
        given = [retreat.outcome for retreat in self.item.retreats]
        if given != listed:
            yield f"the retreats to list are to {_listed(listed)}, not to {_listed(given)}"
        for retreat in self.item.retreats:
            if tuple(p.party for p in retreat.parties) != tuple(s.party for s in self.stands):
                yield f"the retreat to {retreat.outcome} does not list the parties that speak"
                continue
            for stand, range_, step in zip(self.stands, possible, retreat.parties, strict=True):
                yield from self._step(retreat.outcome, stand, range_, step)

    def _nearest(self, name: str, possible: Names) -> int:
        """Places on the scale from an outcome to the nearest of some outcomes."""
        at = self.outcomes.index(name)
        return min(abs(at - i) for i, other in enumerate(self.outcomes) if other in possible)

    def _step(
        self, name: str, stand: _Stand, possible: Names, given: PartyRetreat
    ) -> Iterator[str]:
        at, places = self.outcomes.index(name), self._nearest(name, possible)
        from_below = places <= at and self.outcomes[at - places] in possible
        start = self.outcomes[at - places if from_below else at + places]
        # Only a quantity's last outcome is the word; a scale may have a level of that name.
        quantity = self.item.issue.outcomes.kind is Kind.QUANTITY
        past = quantity and places > 0 and UNLIMITED in (name, start)
        if (given.steps, given.past_unlimited) != (places - past, past):
            yield f"{stand.party} retreats {places - past} steps to {name}, not {given.steps}"
        for line in given.red_lines:
            yield from self._stated(line)
            if line.party != stand.party or name not in line.region.names:
                yield f"{stand.party} has no red line {_ids(line)} on {name}"
        refusing = {
            claim.statement.id
            for claim in stand.claims
            if claim.verb is Verb.REFUSES and name in claim.region.names
        }
        told = {claim.statement.id for line in given.red_lines for claim in line.claims}
        if refusing != told:
            yield f"{stand.party} refuses {name} by {_listed(refusing)}, not {_listed(told)}"


def in_force(claim: Claim, day: date | None) -> bool:
    """Whether a claim was made by a day and has not ended, by itself or by another statement."""
    said, about = claim.statement, (claim.party, claim.issue)
    started = day is None or said.said.day is None or said.said.day <= day
    ends = [own.day for own in said.replaced if (own.party, own.issue) == about]
    ends += [said.until] if said.until else []
    return started and not (day is not None and any(end <= day for end in ends))


def _in_force(case: Case, issue: str, party: str, day: date | None) -> Iterator[Claim]:
    """The claims of a party on an issue that are in force."""
    for statement in case.statements.values():
        if party in statement.parties:
            own = (c for c in statement.claims if (c.party, c.issue) == (party, issue))
            yield from (claim for claim in own if in_force(claim, day))


def _assumed(party: str, issue: str, report: GapReport) -> list[Names]:
    """What a party is assumed to demand on an issue."""
    return [
        frozenset(held.region.names)
        for held in report.assumption.set
        if (held.party, held.issue) == (party, issue)
    ]


def _stand(
    party: str, issue: str, claims: tuple[Claim, ...], everything: Names, report: GapReport
) -> _Stand:
    """A party's stand, from the definitions, by the claims that the assumption leaves."""
    counted = tuple(counting(claims, report.assumption))
    demands = [
        frozenset(claim.region.names)
        for claim in counted
        if claim.verb is Verb.DEMANDS and not claim.soft
    ]
    demands += _assumed(party, issue, report)
    wanted = everything.intersection(*demands) if demands else frozenset()
    return _Stand(party, wanted or _union(demands), counted)


def counting(claims: Iterable[Claim], assumed: Assumption) -> Iterator[Claim]:
    """The claims that count, as they count: refusals less the outcomes that are lifted or set."""
    for claim in claims:
        statement, refuses = claim.statement, claim.verb is Verb.REFUSES
        own = [
            held
            for held in (*assumed.lifted, *assumed.set)
            if isinstance(held, Held) and (held.party, held.issue) == (claim.party, claim.issue)
        ]
        too_soft = assumed.binding and firmness(statement.basis) > firmness(assumed.binding)
        if (refuses and too_soft) or statement.id in assumed.lifted:
            continue
        if claim.verb is Verb.DEMANDS and any(held in assumed.set for held in own):
            continue
        if statement.id in assumed.undisputed:
            claim = replace(claim, statement=replace(statement, disputed=False))
        if not refuses or not own:
            yield claim
            continue
        left = set(claim.region.names).difference(*(held.region.names for held in own))
        if left:
            yield replace(claim, region=claim.region.outcomes.region(left))


def _key(claim: Claim) -> Key:
    return claim.party, claim.statement.id, claim.verb


def _union(sets: Sequence[Names]) -> Names:
    return frozenset().union(*sets)


def _differs(
    what: str, verdict: Verdict, zone: Names, given: Verdict, given_zone: Region
) -> Iterator[str]:
    """Objections where a verdict or its zone is not the one established here."""
    if given is not verdict:
        yield f"{what}: it is {verdict}, not {given}"
    if frozenset(given_zone.names) != zone:
        yield f"{what}: the zone is {_listed(zone)}, not {_listed(frozenset(given_zone.names))}"


def _betters(other: Sequence[int], own: Sequence[int]) -> bool:
    return other != own and all(a <= b for a, b in zip(other, own, strict=True))


def _identity(lines: Sequence[RedLine]) -> Names:
    return frozenset(f"{line.party} {_ids(line)}" for line in lines)


def _unmet_ones(unmet: Sequence[tuple[str, bool, Names, tuple[str, ...], bool]]) -> str:
    """Whose demands are unmet, and who refuses them."""
    return _listed(
        [
            f"{party} {'softly ' * soft}for {_listed(asked)} "
            f"(refused by {_listed(by)}{' together' * together})"
            for party, soft, asked, by, together in unmet
        ]
    )


def _ids(line: RedLine) -> str:
    return ", ".join(claim.statement.id for claim in line.claims)


def _listed(names: Sequence[str] | Names | set[str]) -> str:
    return ", ".join(sorted(names)) if names else "nothing"
