"""Red lines over several issues as clauses, and what follows from them, issue by issue.

A clause asks that some issue has one of the outcomes that it allows there. Issues are eliminated
one by one: clauses that between them allow nothing on an issue give a clause over their other
issues (Davis & Putnam, "A computing procedure for quantification theory", 1960). A clause carries
what it comes from as its label, as in a truth maintenance system (de Kleer, "An assumption-based
TMS", 1986), so the labels of the clauses that allow nothing at all are what cannot hold together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from redlines.engine.minimal import Work, every_cover
from redlines.region import members

# The outcomes of each issue, and one outcome each, as bits.
Domains = Sequence[int]
Model = Mapping[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """What must hold on one of some issues, as bits of outcomes, and what asks for it.

    Issues are told by number. An issue of which nothing is allowed is not among them.
    """

    label: int
    allowed: Mapping[int, int]

    @classmethod
    def of(cls, label: int, allowed: Iterable[tuple[int, int]]) -> Clause:
        """The clause that these outcomes are allowed, those of one issue together."""
        found: dict[int, int] = {}
        for issue, bits in allowed:
            if bits:
                found[issue] = found.get(issue, 0) | bits
        return cls(label, found)

    def holds_always(self, domains: Domains) -> bool:
        """Whether it allows everything on some issue."""
        return any(not domains[issue] & ~bits for issue, bits in self.allowed.items())

    def subsumes(self, other: Clause) -> bool:
        """Whether it asks for as much or more by as few labels or fewer."""
        theirs = other.allowed
        return not self.label & ~other.label and all(
            issue in theirs and not bits & ~theirs[issue] for issue, bits in self.allowed.items()
        )

    def narrowed(self, limits: Mapping[int, int]) -> Clause:
        """The same where some issues have these outcomes only."""
        return Clause.of(
            self.label,
            ((issue, bits & limits.get(issue, -1)) for issue, bits in self.allowed.items()),
        )


Clauses = Sequence[Clause]


def linked(clauses: Iterable[Clause]) -> list[list[Clause]]:
    """The clauses in parts that share no issue, in the order of their first clauses."""
    every = list(clauses)
    return [[every[at] for at in part] for part in parts([own.allowed for own in every])]


def parts(every: Sequence[Collection[int]]) -> list[list[int]]:
    """The positions of what names some issues each, in parts that share no issue."""
    above = dict[int, int]()

    def top(issue: int) -> int:
        while (upper := above.setdefault(issue, issue)) != issue:
            above[issue] = above[upper]
            issue = upper
        return issue

    for issues in every:
        for one, other in pairwise(issues):
            above[top(other)] = top(one)
    found: dict[int, list[int]] = {}
    for at, issues in enumerate(every):
        first = next(iter(issues), None)
        # What names none is a part by itself.
        found.setdefault(-1 - at if first is None else top(first), []).append(at)
    return list(found.values())


def without_pure(
    clauses: Iterable[Clause], domains: Domains, kept: int = -1
) -> tuple[list[Clause], dict[int, int]]:
    """The clauses left where those issues are settled that have an outcome for all of theirs.

    No minimal set of labels that cannot hold together needs one that is gone. Beside them stand
    the outcomes, as bits, any of which settles such an issue. The one `kept` is never settled.
    """
    left = dict(enumerate(clauses))
    naming: dict[int, list[int]] = {}
    for at, clause in left.items():
        for issue in clause.allowed:
            naming.setdefault(issue, []).append(at)
    settled: dict[int, int] = {}
    waiting = list(naming)
    while waiting:
        issue = waiting.pop()
        own = [at for at in naming[issue] if at in left]
        satisfying = domains[issue]
        for at in own:
            satisfying &= left[at].allowed[issue]
        if satisfying and issue != kept:
            settled.setdefault(issue, satisfying)
            waiting += [other for at in own for other in left.pop(at).allowed if other != issue]
    return list(left.values()), settled


@dataclass(slots=True)
class Elimination:
    """Clauses from which issues are eliminated, those named in the fewest clauses first.

    `gone` are the issues eliminated with the clauses that named them, `most` how many labels a
    clause may have to be kept. What is there once the `work` is spent means nothing.
    """

    clauses: list[Clause]
    domains: Domains
    work: Work
    most: int | None = None
    gone: list[tuple[int, list[Clause]]] = field(default_factory=list)

    def run(self, kept: int = -1) -> bool:
        """Eliminate all issues but one; whether the work was enough."""
        self.clauses = irredundant([], self.clauses, self.work)
        while not self.work.spent:
            naming: dict[int, int] = {}
            for clause in self.clauses:
                for issue in clause.allowed:
                    naming[issue] = naming.get(issue, 0) + 1
            naming.pop(kept, None)
            if not naming:
                return True
            self._eliminate(min(naming, key=lambda issue: (naming[issue], issue)))
        return False

    def _eliminate(self, issue: int) -> None:
        own = [clause for clause in self.clauses if issue in clause.allowed]
        rest = [clause for clause in self.clauses if issue not in clause.allowed]
        forbidden = [self.domains[issue] & ~clause.allowed[issue] for clause in own]
        derived = []
        for cover in every_cover(forbidden, self.domains[issue], self.work):
            label = 0
            for at in cover:
                label |= own[at].label
            if self.most is not None and label.bit_count() > self.most:
                continue
            others = (pair for at in cover for pair in own[at].allowed.items() if pair[0] != issue)
            clause = Clause.of(label, others)
            if not clause.holds_always(self.domains):
                derived.append(clause)
        self.clauses = irredundant(rest, derived, self.work)
        self.gone.append((issue, own))


def irredundant(clauses: Clauses, derived: Clauses, work: Work) -> list[Clause]:
    """Some clauses and those derived, without any that another of them subsumes.

    Among the first none subsumes another.
    """
    known, new = 0, 1
    every = [(clause, known) for clause in clauses] + [(clause, new) for clause in derived]
    kept = _Kept(), _Kept()
    for clause, kind in sorted(every, key=lambda own: _width(own[0])):
        others = kept[new:] if kind is known else kept
        work.left -= sum(len(own.clauses) for own in others)
        if work.spent:
            break
        if not any(own.subsumes(clause) for own in others):
            kept[kind].add(clause)
    return kept[known].clauses + kept[new].clauses


@dataclass(frozen=True, slots=True)
class _Kept:
    """Clauses in their order, and by the first of their labels: only one of its own may subsume."""

    clauses: list[Clause] = field(default_factory=list)
    begun: dict[int, list[Clause]] = field(default_factory=dict)

    def add(self, clause: Clause) -> None:
        """Put a clause behind those that are there."""
        self.clauses.append(clause)
        self.begun.setdefault(clause.label & -clause.label, []).append(clause)

    def subsumes(self, clause: Clause) -> bool:
        """Whether one of them subsumes another clause."""
        firsts = [0, *(1 << at for at in members(clause.label))]
        return any(own.subsumes(clause) for at in firsts for own in self.begun.get(at, ()))


def _width(clause: Clause) -> tuple[int, int, int]:
    """A key by which what subsumes a clause comes before it."""
    allowed = clause.allowed
    return (
        len(allowed),
        clause.label.bit_count(),
        sum(bits.bit_count() for bits in allowed.values()),
    )


# What is asked


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The minimal sets of labels that cannot hold together, as bits, smallest first.

    All of them, or with `up_to` all of at most so many labels and, where that gives none, one that
    was found by leaving labels out. `possible` says whether all hold together, None where the work
    ended first.
    """

    sets: tuple[int, ...]
    up_to: int | None
    possible: bool | None


def conflicts(clauses: Clauses, domains: Domains, effort: int) -> Conflicts:
    """The minimal sets of labels of some linked clauses that cannot hold together."""
    found = all_conflicts(clauses, domains, effort)
    if found is not None:
        return Conflicts(found, None, not found)
    return some_conflicts(clauses, domains, effort)


def all_conflicts(clauses: Clauses, domains: Domains, effort: int) -> tuple[int, ...] | None:
    """All of them; None where the work ends first."""
    left, _ = without_pure(clauses, domains)
    return _conflicts(left, domains, effort, None)


def some_conflicts(clauses: Clauses, domains: Domains, effort: int) -> Conflicts:
    """Those of few labels, up to as many as the work is enough for, or one, or that there is none.

    Every number of labels is tried with as much work as all of them were.
    """
    left, _ = without_pure(clauses, domains)
    up_to, found = 0, tuple[int, ...]()
    while (more := _conflicts(left, domains, effort, up_to + 1)) is not None:
        up_to, found = up_to + 1, more
    if found:
        return Conflicts(found, up_to, possible=False)
    possible = satisfiable(left, domains, effort)
    if possible:
        return Conflicts((), None, possible)
    one = None if possible is None else one_conflict(left, domains, effort)
    return Conflicts((), up_to, None) if one is None else Conflicts((one,), up_to, possible)


def _conflicts(
    clauses: Clauses, domains: Domains, effort: int, most: int | None
) -> tuple[int, ...] | None:
    """All of them, or those of `most` labels; None where the work ends first."""
    search = Elimination(list(clauses), domains, Work(effort), most)
    if not search.run():
        return None
    labels = {clause.label for clause in search.clauses}
    return tuple(sorted(labels, key=lambda label: (label.bit_count(), label)))


def one_conflict(clauses: Clauses, domains: Domains, effort: int) -> int | None:
    """A minimal set of labels that cannot hold together, where all cannot.

    They are left out one by one, the last first, and again where that was not decided at first, for
    of fewer it may be. None where it is not known in the end that all that is left is needed.
    """
    left = 0
    for clause in clauses:
        left |= clause.label
    undecided = True
    while undecided:
        undecided, before = False, left
        for label in (1 << at for at in range(left.bit_length() - 1, -1, -1) if left >> at & 1):
            rest = [clause for clause in clauses if not clause.label & ~(left & ~label)]
            possible = satisfiable(rest, domains, effort)
            if possible is False:
                left &= ~label
            undecided = undecided or possible is None
        if undecided and left == before:
            return None
    return left


def satisfiable(clauses: Clauses, domains: Domains, effort: int) -> bool | None:
    """Whether some package satisfies all of some clauses; None where the work ends first."""
    left, _ = without_pure(clauses, domains)
    every = linked(left)
    # What is left on one issue by itself leaves it no outcome, or it would be settled.
    if any(all(len(clause.allowed) < _TWO for clause in part) for part in every):
        return False
    models = [model(part, domains, effort) for part in every]
    answers = [None if found is None else bool(found) for found in models]
    return False if False in answers else None if None in answers else True


_TWO = 2


def model(clauses: Clauses, domains: Domains, effort: int) -> Model | None:
    """An outcome for each issue of some linked clauses that satisfies all; empty if nothing does.

    None where the work ends first. The issues take the first outcomes left, those eliminated last
    first.
    """
    search = Elimination([Clause(0, clause.allowed) for clause in clauses], domains, Work(effort))
    if not search.run():
        return None
    if search.clauses:
        return {}
    found: dict[int, int] = {}
    for issue, own in reversed(search.gone):
        left = domains[issue]
        for clause in own:
            for other, bits in clause.allowed.items():
                # What is asked of no issue by itself may be anything, but the same for all clauses.
                if other != issue and found.setdefault(other, _first(domains[other])) & bits:
                    break
            else:
                left &= clause.allowed[issue]
        found[issue] = _first(left)
    return found


def _first(bits: int) -> int:
    return bits & -bits
