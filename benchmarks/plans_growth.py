"""How `check` and `diff` grow with a plan of n points on a case of n issues.

Two parties refuse something on every issue. From one version of the plan to the next every point
settles another level, every third has other words, and every tenth hangs by a condition on the
issue before it. Measured is the analysis, from a case in memory to its report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

from benchmarks.measuring import Row, functions, growth, script, spent
from redlines.case import (
    Case,
    Condition,
    Heading,
    Issue,
    Party,
    Plan,
    Point,
    Statement,
    Verb,
)
from redlines.engine.changes import diff
from redlines.engine.plans import check
from redlines.region import Outcomes

SIZES = (125, 250, 500, 1_000, 2_000)
SHOWN = 1_000
ROUNDS = 7
LEVELS = Outcomes.scale(["none", "some", "most", "all"])
REFUSED = {"one": LEVELS.span(0, 0), "other": LEVELS.span(2, 3)}


@dataclass(frozen=True, slots=True)
class Drafts:
    """A case and two versions of a plan for it."""

    case: Case
    base: Plan
    revision: Plan

    @classmethod
    def made(cls, size: int) -> Drafts:
        """As many points as issues."""
        names = [f"issue_{i}" for i in range(size)]
        said = [
            Statement(f"{party}-{name}", (party,), terms=((Verb.REFUSES, name, refused),))
            for name in names
            for party, refused in REFUSED.items()
        ]
        case = Case(
            "made",
            None,
            {party: Party(party, party) for party in REFUSED},
            {name: Heading(name, name, issues=(name,)) for name in names},
            {name: Issue(name, LEVELS, name, name) for name in names},
            {statement.id: statement for statement in said},
        )
        return cls(case, _plan(names, 0), _plan(names, 1))

    def check(self) -> object:
        return check(self.case, self.base)

    def diff(self) -> object:
        return diff(self.case, self.base, self.revision)


def _plan(names: list[str], version: int) -> Plan:
    points = []
    for i, name in enumerate(names):
        level = (i + version) % len(LEVELS.names)
        words = f"point {i}, version {version if i % 3 == 0 else 0}"
        given = Condition(((names[i - 1], LEVELS.span(0, 2)),)) if i % 10 == 9 else None
        terms = ((name, LEVELS.span(level, level)),)
        points.append(Point(f"p{i}", words, str(i), terms=terms, given=given))
    return Plan(f"version-{version}", f"Version {version}", tuple(points))


def rows() -> tuple[Row, ...]:
    """Processor time of both analyses on plans of every size."""
    made = {size: Drafts.made(size) for size in SIZES}
    return (*_rows("check", made, Drafts.check), *_rows("diff", made, Drafts.diff))


def _rows(name: str, made: dict[int, Drafts], work: Callable[[Drafts], object]) -> tuple[Row, Row]:
    """The growth of one analysis, and its time on one size beside the time that it may take."""
    times: dict[int, list[float]] = {size: [] for size in made}
    for _ in range(1 + ROUNDS):
        for size, drafts in made.items():
            times[size].append(spent(partial(work, drafts)))
    # The first round does not count.
    medians = {size: median(found[1:]) for size, found in times.items()}
    first, last = SIZES[0], SIZES[-1]
    return (
        Row(
            f"growth of `{name}`, n issues × n points, n = {last:,}",
            f"n = {first}; exponent over {len(SIZES)} sizes",
            "ms",
            medians[last],
            medians[first],
            ROUNDS,
            target=1.2,
            exponent=growth(medians),
        ),
        Row(
            f"`{name}`, {SHOWN:,} issues × {SHOWN:,} points",
            "the time that it may take",
            "ms",
            medians[SHOWN],
            1_500,
            ROUNDS,
            target=1,
        ),
    )


def profile() -> str:
    """The functions in which a comparison of the largest plans spends its time."""
    return functions(Drafts.made(SIZES[-1]).diff)


if __name__ == "__main__":
    script(rows, profile)
