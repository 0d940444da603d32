"""The packages that satisfy some clauses, and questions that look no farther than they need.

Where an issue has an outcome that satisfies all clauses naming it, these are its own: whatever
other issues are, it can satisfy them. So a question about an issue is one about the clauses of its
own, those of the issues that they name, and so on, and about no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

from redlines.engine.clauses import (
    Clause,
    Domains,
    Elimination,
    Model,
    linked,
    model,
    satisfiable,
    without_pure,
)
from redlines.engine.minimal import Work

# Outcomes of issues, as bits, that a package is to have.
Limits = Iterable[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class Part:
    """Clauses that some issues can satisfy whatever all other issues are.

    `settled` are the outcomes by any of which one issue does so alone.
    """

    issues: tuple[int, ...]
    clauses: tuple[Clause, ...]
    settled: int | None = None


@dataclass(frozen=True)
class Space:
    """Packages that satisfy some clauses; there is at least one.

    An answer is None where the work ends before it is known: `effort` bounds it for each question.
    """

    domains: Domains
    effort: int
    parts: Mapping[int, Part]

    @classmethod
    def of(cls, clauses: Iterable[Clause], domains: Domains, effort: int) -> Space:
        """The packages that satisfy these clauses."""
        return cls(domains, effort, _parts(clauses, domains))

    @property
    def clauses(self) -> Iterator[Clause]:
        """All that is asked."""
        for part in dict.fromkeys(self.parts.values()):
            yield from part.clauses

    def room(self, issue: int) -> int | None:
        """The outcomes of an issue that occur in a package, as bits."""
        unlabelled = [Clause(0, own.allowed) for own in self._reached([issue])]
        left, _ = without_pure(unlabelled, self.domains, kept=issue)
        search = Elimination(left, self.domains, Work(self.effort))
        if not search.run(kept=issue):
            return None
        allowed = (own.allowed.get(issue, 0) for own in search.clauses)
        return reduce(and_, allowed, self.domains[issue])

    def allows(self, limits: Limits = (), clauses: Iterable[Clause] = ()) -> bool | None:
        """Whether some package has these outcomes and satisfies these clauses too."""
        narrower, reached, domains = self._narrowed(limits, clauses)
        return 0 not in narrower.values() and satisfiable(reached, domains, self.effort)

    def within(self, limits: Limits = (), clauses: Iterable[Clause] = ()) -> Space:
        """The packages that have these outcomes and satisfy these clauses too, if there are any."""
        narrower, reached, domains = self._narrowed(limits, clauses)
        issues = {issue for own in reached for issue in own.allowed}
        parts = dict(self.parts)
        for issue in self._reachable([*narrower, *issues]):
            parts.pop(issue, None)
        return replace(self, domains=domains, parts={**parts, **_parts(reached, domains)})

    def example(self) -> Model | None:
        """A package: an outcome of each issue that a clause names, as a bit."""
        found: dict[int, int] = {}
        for part in dict.fromkeys(self.parts.values()):
            if part.settled is not None:
                found[part.issues[0]] = part.settled & -part.settled
            elif own := model(part.clauses, self.domains, self.effort):
                found |= own
            else:
                return None
        return found

    def _reachable(self, issues: Iterable[int]) -> list[int]:
        """The issues of the parts that a question about some issues is about."""
        found = dict.fromkeys(issues)
        waiting = list(found)
        while waiting:
            part = self.parts.get(waiting.pop())
            for clause in part.clauses if part else ():
                for issue in clause.allowed:
                    if issue not in found:
                        found[issue] = None
                        waiting.append(issue)
        return list(found)

    def _reached(self, issues: Iterable[int]) -> list[Clause]:
        parts = (self.parts[issue] for issue in self._reachable(issues) if issue in self.parts)
        return [clause for part in dict.fromkeys(parts) for clause in part.clauses]

    def _narrowed(
        self, limits: Limits, clauses: Iterable[Clause]
    ) -> tuple[dict[int, int], list[Clause], Domains]:
        """The limits, what is asked of all that they and more clauses reach, and the outcomes."""
        domains, narrower = list(self.domains), dict[int, int]()
        for issue, bits in limits:
            domains[issue] &= bits
            narrower[issue] = domains[issue]
        more = list(clauses)
        about = [*narrower, *(issue for own in more for issue in own.allowed)]
        asked = (own.narrowed(narrower) for own in (*self._reached(about), *more))
        return narrower, [own for own in asked if not own.holds_always(domains)], domains


def _parts(clauses: Iterable[Clause], domains: Domains) -> dict[int, Part]:
    """By issue the part that it is in: of its own where it can be settled, else what is linked."""
    every = list(clauses)
    left, settled = without_pure(every, domains)
    found: dict[int, Part] = {}
    for members in linked(left):
        issues = tuple(dict.fromkeys(issue for own in members for issue in own.allowed))
        found |= dict.fromkeys(issues, Part(issues, tuple(members)))
    kept, order = set(left), {issue: at for at, issue in enumerate(settled)}
    owned: dict[int, list[Clause]] = {issue: [] for issue in settled}
    for clause in every:
        if clause not in kept:
            owner = min(settled.keys() & clause.allowed.keys(), key=order.__getitem__)
            owned[owner].append(clause)
    return found | {
        issue: Part((issue,), tuple(own), settled[issue]) for issue, own in owned.items()
    }
