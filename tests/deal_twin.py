"""The slow twin of `deal`: every package as a tuple of names, and what is left after filtering.

Blocking sets are found by trying every set of red lines, smallest first; rooms, repairs and the
witness by going through the list of packages again and again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations, groupby, product

from redlines.case import Basis, Case, Claim, Condition, Plan
from redlines.region import UNLIMITED, Kind
from redlines.verdicts import RedLine
from twin import binds, in_force, lines_of, ranges, rank

Package = tuple[str, ...]
Move = tuple[str, str]  # party, issue
Names = frozenset[str]


@dataclass(frozen=True)
class Line:
    """A red line by the statements behind it, what it refuses and unless what."""

    party: str
    issue: str
    region: Names
    unless: tuple[tuple[str, Names], ...]
    claims: tuple[Claim, ...]

    @property
    def key(self) -> tuple[str, str, Names, tuple[str, ...]]:
        return self.party, self.issue, self.region, tuple(c.statement.id for c in self.claims)

    @property
    def rank(self) -> int:
        return min(rank(claim.statement.basis) for claim in self.claims)

    @property
    def gone(self) -> bool:
        said = [claim.statement for claim in self.claims]
        return all(own.disputed or own.vague or own.proviso for own in said)


def key(line: RedLine) -> object:
    """A red line in the words of the twin."""
    claims = tuple(claim.statement.id for claim in line.claims)
    return line.party, line.issue, frozenset(line.region.names), claims


def named(condition: Condition | None) -> tuple[tuple[str, Names], ...]:
    asked = condition.terms if condition else ()
    return tuple((issue, frozenset(region.names)) for issue, region in asked)


class Said:
    """What some parties say that is in force on a day, and the red lines that count."""

    def __init__(
        self, case: Case, parties: Sequence[str], binding: Basis | None, day: date | None
    ) -> None:
        self.case = case
        self.parties = [party for party in case.parties if party in parties]
        self.claims: dict[Move, list[Claim]] = {}
        self.heard: dict[str, list[str]] = {issue: [] for issue in case.issues}
        self.lines: list[Line] = []
        for issue, party in product(case.issues, self.parties):
            own = [
                claim
                for said in case.statements.values()
                for claim in said.claims
                if (claim.party, claim.issue) == (party, issue) and in_force(claim, day)
            ]
            if own:
                self.heard[issue].append(party)
            self.claims[party, issue] = [claim for claim in own if binds(claim, binding)]
            self.lines += [
                Line(party, issue, line[1], named(claims[0].condition), claims)
                for line, claims in lines_of(party, self.claims[party, issue])
            ]

    def move(self, line: int) -> Move:
        return self.lines[line].party, self.lines[line].issue

    def conflicts_of(self, sets: Iterable[frozenset[int]]) -> set[frozenset[Move]]:
        """The moves of blocking sets, where no other's are a proper part of them."""
        moves = {frozenset(map(self.move, own)) for own in sets}
        return {own for own in moves if not any(other < own for other in moves)}


class Twin(Said):
    """All packages over the issues that are named, and what is said of them."""

    def __init__(
        self,
        case: Case,
        parties: Sequence[str],
        *,
        plan: Plan | None = None,
        binding: Basis | None = None,
    ) -> None:
        super().__init__(case, parties, binding, case.as_of)
        self.plan = plan
        points = [p for p in plan.points if p.id not in plan.unknown] if plan else []
        about = {
            issue
            for said in case.statements.values()
            for claim in said.claims
            if claim.party in self.parties and in_force(claim, case.as_of)
            for issue in (claim.issue, *dict(named(claim.condition)))
        }
        about |= {issue for point in points for issue, _ in (*point.terms, *named(point.given))}
        self.issues = [issue for issue in case.issues if issue in about]
        self.at = {issue: at for at, issue in enumerate(self.issues)}
        self.terms = [(point, *term) for point in points for term in point.terms]
        self.packages = list(product(*(case.issues[i].outcomes.names for i in self.issues)))

    # What holds in a package

    def holds(self, terms: Iterable[tuple[str, Names]], package: Package) -> bool:
        return all(package[self.at[issue]] in names for issue, names in terms)

    def crossed(self, package: Package) -> frozenset[int]:
        return frozenset(
            number
            for number, line in enumerate(self.lines)
            if package[self.at[line.issue]] in line.region
            and not (line.unless and self.holds(line.unless, package))
        )

    @cached_property
    def crossings(self) -> dict[Package, frozenset[int]]:
        return {package: self.crossed(package) for package in self.packages}

    def missed(self, package: Package) -> frozenset[int]:
        """The terms of the plan that a package does not satisfy."""
        return frozenset(
            number
            for number, (point, issue, region) in enumerate(self.terms)
            if self.holds(named(point.given), package)
            and package[self.at[issue]] not in region.names
        )

    # Blocking sets

    @cached_property
    def deal(self) -> bool:
        return frozenset() in self.crossings.values()

    @cached_property
    def blocking_sets(self) -> list[frozenset[int]]:
        return self.blocking_among(range(len(self.lines)))

    def blocking_among(self, lines: Iterable[int]) -> list[frozenset[int]]:
        """By trying every set of some red lines, smallest first."""
        left, found = sorted(lines), []
        crossings = {own & frozenset(left) for own in self.crossings.values()}
        if frozenset() in crossings:
            return []
        for size in range(len(left) + 1):
            for chosen in map(frozenset, combinations(left, size)):
                if not any(own <= chosen for own in found) and all(c & chosen for c in crossings):
                    found.append(chosen)
        return found

    @cached_property
    def conflicts(self) -> set[frozenset[Move]]:
        return self.conflicts_of(self.blocking_sets)

    def stuck_of(self, conflicts: Iterable[frozenset[Move]]) -> set[str]:
        return {issue for own in conflicts for _, issue in own}

    @cached_property
    def stuck(self) -> set[str]:
        return self.stuck_of(self.conflicts)

    @cached_property
    def knots(self) -> list[tuple[list[str], set[frozenset[Move]]]]:
        """The issues of each knot and its conflicts, in the order of the case."""
        groups = [({issue for _, issue in own}, {own}) for own in self.conflicts]
        merged = True
        while merged:
            merged = False
            for one, other in combinations(groups, 2):
                if one[0] & other[0]:
                    groups.remove(one)
                    groups.remove(other)
                    groups.append((one[0] | other[0], one[1] | other[1]))
                    merged = True
                    break
        ordered = [(sorted(issues, key=self.at.__getitem__), own) for issues, own in groups]
        return sorted(ordered, key=lambda knot: self.at[knot[0][0]])

    def reported(self, conflicts: set[frozenset[Move]]) -> set[frozenset[int]]:
        return {own for own in self.blocking_sets if frozenset(map(self.move, own)) in conflicts}

    @cached_property
    def gone(self) -> set[int]:
        return {number for number, line in enumerate(self.lines) if line.gone}

    @cached_property
    def stuck_at_best(self) -> set[str]:
        left = set(range(len(self.lines))) - self.gone
        return self.stuck_of(self.conflicts_of(self.blocking_among(left)))

    def soft_lines(self, issue: str) -> set[int]:
        if issue not in self.stuck or issue in self.stuck_at_best:
            return set()
        sets = self.reported(self.conflicts)
        own = [lines for lines in sets if any(self.lines[at].issue == issue for at in lines)]
        return {at for lines in own for at in lines} & self.gone

    # Concessions

    def concession_sets(self, knot: int) -> list[frozenset[Move]]:
        """The minimal sets of moves that hold all that a package crosses outside other knots."""
        others = self.stuck - set(self.knots[knot][0])
        needed = {
            frozenset(self.move(at) for at in own if self.lines[at].issue not in others)
            for own in self.crossings.values()
        }
        return [own for own in needed if not any(other < own for other in needed)]

    def opened_by(self, moves: frozenset[Move], knot: int) -> list[Package]:
        others = self.stuck - set(self.knots[knot][0])
        return [
            package
            for package, own in self.crossings.items()
            if all(self.move(at) in moves or self.lines[at].issue in others for at in own)
        ]

    def landing(self, moves: frozenset[Move], knot: int) -> tuple[list[str], int]:
        """The outcomes of the knot's issues that are opened first, and the rank crossed there."""
        issues = self.knots[knot][0]
        ordered = sorted(moves, key=lambda m: (self.at[m[1]], self.parties.index(m[0])))

        def key(package: Package) -> tuple[object, ...]:
            own = [at for at in self.crossings[package] if self.move(at) in moves]
            ways = [self.way(*move, package[self.at[move[1]]]) for move in ordered]
            return (
                -min(self.lines[at].rank for at in own),
                [(past, steps) for steps, past in (way or (0, False) for way in ways)],
                [self.place(issue, package[self.at[issue]]) for issue in issues],
            )

        first = min(self.opened_by(moves, knot), key=key)
        own = [at for at in self.crossings[first] if self.move(at) in moves]
        return [first[self.at[issue]] for issue in issues], min(self.lines[at].rank for at in own)

    def place(self, issue: str, name: str) -> int:
        return self.names(issue).index(name)

    def names(self, issue: str) -> tuple[str, ...]:
        return self.case.issues[issue].outcomes.names

    def ordered(self, issue: str) -> bool:
        return self.case.issues[issue].outcomes.kind is not Kind.OPTIONS

    def way(self, party: str, issue: str, name: str) -> tuple[int, bool] | None:
        """A party's retreat to an outcome: steps, and whether one leads past `unlimited`."""
        lines = [line for line in self.lines if (line.party, line.issue) == (party, issue)]
        refused = frozenset[str]().union(*(line.region for line in lines))
        possible = [own for own in self.names(issue) if own not in refused]
        return self.steps(issue, possible, name) if possible and self.ordered(issue) else None

    def steps(self, issue: str, start: Sequence[str], name: str) -> tuple[int, bool]:
        at = self.place(issue, name)
        away, nearest = min((abs(self.place(issue, own) - at), own) for own in start)
        same = [own for own in start if abs(self.place(issue, own) - at) == away]
        nearest = min(same, key=lambda own: self.place(issue, own))
        past = away > 0 and self.unlimited(issue) in (nearest, name)
        return away - past, past

    def unlimited(self, issue: str) -> str | None:
        outcomes = self.case.issues[issue].outcomes
        return UNLIMITED if outcomes.kind is Kind.QUANTITY and UNLIMITED in outcomes.names else None

    def cells(self, issue: str) -> list[tuple[list[str], bool, dict[str, tuple[object, ...]]]]:
        """Outcomes alike, whether nothing betters them, and for each party what they ask of it."""
        lines = {at: line for at, line in enumerate(self.lines) if line.issue == issue}
        drawn = [p for p in self.parties if any(line.party == p for line in lines.values())]
        ways = {n: [self.way(p, issue, n) for p in drawn] for n in self.names(issue)}
        marked = {
            name: None not in own
            and not any(betters(distances(other), distances(own)) for other in ways.values())
            for name, own in ways.items()
        }
        holding = {
            name: frozenset(at for at, line in lines.items() if name in line.region)
            for name in self.names(issue)
        }
        alike: list[list[str]] = []
        if self.ordered(issue):
            keyed = groupby(
                self.names(issue), key=lambda n: (holding[n], marked[n], n == self.unlimited(issue))
            )
            alike = [list(own) for _, own in keyed]
        else:
            for kind in dict.fromkeys(holding.values()):
                alike.append([n for n in self.names(issue) if holding[n] == kind])
        found = []
        for cell in alike:
            told = {}
            for at, party in enumerate(drawn):
                ends = [ways[cell[0]][at], ways[cell[-1]][at]]
                own = [lines[n] for n in holding[cell[0]] if lines[n].party == party]
                told[party] = (
                    tuple(steps for steps, _ in ends) if None not in ends else None,
                    any(past for _, past in filter(None, ends)),
                    min((line.rank for line in own), default=None),
                    frozenset(line.key for line in own),
                )
            found.append((cell, marked[cell[0]], told))
        return found

    # Open packages

    @cached_property
    def open(self) -> list[Package]:
        return [
            package
            for package, own in self.crossings.items()
            if all(self.lines[at].issue in self.stuck for at in own)
        ]

    def room(self, issue: str, packages: Sequence[Package] | None = None) -> Names:
        left = self.open if packages is None else packages
        return frozenset(package[self.at[issue]] for package in left)

    def opened(self, issue: str) -> bool:
        refused = {n for line in self.lines if line.issue == issue for n in line.region}
        return issue not in self.stuck and refused >= set(self.names(issue))

    def linked(self, issue: str) -> bool:
        """Whether what an issue may be is not free of what the others are."""
        at = self.at[issue]
        others = {package[:at] + package[at + 1 :] for package in self.open}
        return len(set(self.open)) < len(others) * len(self.room(issue))

    def state(self, condition: Condition) -> str:
        holding = [package for package in self.open if self.holds(named(condition), package)]
        if len(holding) == len(self.open):
            return "certain"
        if not holding:
            return "out_of_reach"
        stuck = any(issue in self.stuck for issue, _ in condition.terms)
        return "stuck" if stuck else "open"

    # The witness

    def witness(self, packages: Sequence[Package]) -> list[tuple[str, str, int, bool]]:
        """Issue by issue among what can still be completed."""
        left, found = list(packages), []
        for issue in self.issues:
            if issue in self.stuck:
                continue
            candidates = [n for n in self.names(issue) if n in self.room(issue, left)]
            name, rule = self.choice(issue, candidates)
            found.append((issue, name, rule, False))
            left = [package for package in left if package[self.at[issue]] == name]
        chosen = {issue: name for issue, name, _, _ in found}
        rested = {
            issue
            for line in self.lines
            if chosen.get(line.issue) in line.region
            for issue, _ in line.unless
            if issue in self.stuck
        }
        for issue in sorted(rested, key=self.at.__getitem__):
            candidates = [n for n in self.names(issue) if n in self.room(issue, left)]
            found.append((issue, candidates[0], 5 if len(candidates) > 1 else 0, True))
            left = [package for package in left if package[self.at[issue]] == candidates[0]]
        return sorted(found, key=lambda own: self.at[own[0]])

    def choice(self, issue: str, candidates: list[str]) -> tuple[str, int]:
        if len(candidates) == 1:
            return candidates[0], 0
        everything = frozenset(self.names(issue))
        own = [ranges(everything, self.claims[p, issue], frozenset()) for p in self.heard[issue]]
        left, rule = self.preferred(issue, candidates, [(r.demanded, r.accepted) for r in own])
        if len(left) > 1 and self.ordered(issue):
            middle = (len(candidates) - 1) / 2
            away = [abs(candidates.index(name) - middle) for name in left]
            left = [name for name, steps in zip(left, away, strict=True) if steps == min(away)]
            rule = 4
        return left[0], rule if len(left) == 1 else 5

    def preferred(
        self, issue: str, candidates: list[str], sets: list[tuple[Names, Names]]
    ) -> tuple[list[str], int]:
        demanded = [n for n in candidates if all(n in d for d, _ in sets)]
        if demanded:
            return demanded, 1
        declared = [n for n in candidates if all(n in a for _, a in sets)]
        if declared:
            return declared, 2
        ranged = [a for _, a in sets if a]
        if not ranged:
            return candidates, 3
        away = [max(self.distance(issue, n, a) for a in ranged) for n in candidates]
        return [n for n, own in zip(candidates, away, strict=True) if own == min(away)], 3

    def distance(self, issue: str, name: str, declared: Names) -> tuple[int, int]:
        if not self.ordered(issue):
            return 0, int(name not in declared)
        return min(self.apart(issue, name, other) for other in declared)

    def apart(self, issue: str, one: str, other: str) -> tuple[int, int]:
        steps = abs(self.place(issue, one) - self.place(issue, other))
        exactly_one = (self.unlimited(issue) == one) != (self.unlimited(issue) == other)
        return (1, steps - 1) if exactly_one else (0, steps)

    # Repair

    @cached_property
    def repairs(self) -> list[tuple[int, ...]]:
        """The minimal sets of terms that open packages miss, the least first."""
        missed = {self.missed(package) for package in self.open}
        least = [own for own in missed if not any(other < own for other in missed)]
        return sorted(
            (tuple(sorted(own)) for own in least),
            key=lambda own: (len({self.terms[at][0].id for at in own}), len(own), own),
        )

    @cached_property
    def kept(self) -> list[Package]:
        """The open packages that satisfy all terms but those of the least repair."""
        return [own for own in self.open if self.missed(own) <= set(self.repairs[0])]

    def nearest(self) -> tuple[dict[int, str], list[Package]]:
        left, found = self.kept, {}
        for number in self.repairs[0]:
            _, issue, region = self.terms[number]
            if self.ordered(issue) and region:
                room = [n for n in self.names(issue) if n in self.room(issue, left)]
                ways = [self.steps(issue, region.names, n)[::-1] for n in room]
                found[number] = room[ways.index(min(ways))]
                left = [own for own in left if own[self.at[issue]] == found[number]]
        return found, left

    def because(self, term: int) -> set[frozenset[int]]:
        """The red lines of the minimal sets of lines and terms that cannot hold together."""
        many = len(self.lines)
        failing = {
            frozenset(at for at in own if self.lines[at].issue not in self.stuck)
            | frozenset(many + at for at in self.missed(package))
            for package, own in self.crossings.items()
        }
        return {
            frozenset(at for at in own if at < many)
            for own in minimal_hitting_sets(failing)
            if many + term in own
        }


def distances(ways: Sequence[tuple[int, bool] | None]) -> list[int]:
    """Steps, one into or out of `unlimited` among them."""
    return [steps + past for steps, past in (way or (0, False) for way in ways)]


def betters(other: Sequence[int], own: Sequence[int]) -> bool:
    return other != own and all(a <= b for a, b in zip(other, own, strict=True))


def minimal_hitting_sets(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """The minimal sets that meet all of some, which are taken in one after the other."""
    found = [frozenset[int]()]
    for own in sets:
        grown = {hit for hit in found if hit & own}
        grown |= {hit | {at} for hit in found if not hit & own for at in own}
        found = [hit for hit in grown if not any(other < hit for other in grown)]
    return found
