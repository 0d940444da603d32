"""The bundled case, told by another elimination: of names, and of what packages cross at least.

`deal` derives what cannot hold together and never looks at what is crossed. Here, for every
outcome of the issues left, the smallest sets of red lines that a package crosses are kept while
one issue after the other is gone through; blocking sets are what meets all of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from deal_twin import Said, key, minimal_hitting_sets
from drawing import drawn
from redlines.assumption import Assumption
from redlines.case import Basis, Case
from redlines.deals import IssueState
from redlines.engine.certify_deals import certify_deal
from redlines.engine.deals import deal
from redlines.reading.build import read_case

PARTIES = (
    ("russia", "ukraine"),
    ("russia", "ukraine", "united_states"),
    ("russia", "europe", "nato", "eu_institutions"),
    (),  # all
)
DAYS = (None, date(2022, 4, 15), date(2025, 3, 1), date(2026, 3, 1))
BINDINGS = (None, Basis.OFFICIAL, Basis.LEADER, Basis.LAW)

Least = frozenset[frozenset[int]]
# By outcomes of some issues, the least that packages with these cross.
Table = dict[tuple[str, ...], Least]


@pytest.fixture(scope="module")
def bundled() -> Case:
    found = read_case(Path(__file__).parent.parent / "data" / "positions.yaml").case
    assert found
    return found


def least(sets: Iterable[frozenset[int]]) -> Least:
    every = set(sets)
    return frozenset(own for own in every if not any(other < own for other in every))


class Elimination:
    """What packages cross at least, of some red lines."""

    def __init__(self, said: Said, lines: Iterable[int]) -> None:
        self.said, self.lines = said, list(lines)
        self.names = {
            issue: self._told_apart(issue) for at in self.lines for issue in self.issues_of(at)
        }

    def issues_of(self, at: int) -> list[str]:
        line = self.said.lines[at]
        return list(dict.fromkeys((line.issue, *dict(line.unless))))

    def _told_apart(self, issue: str) -> list[str]:
        """The first of the outcomes that the red lines hold alike."""
        regions = [
            region
            for at in self.lines
            for on, region in (
                (self.said.lines[at].issue, self.said.lines[at].region),
                *self.said.lines[at].unless,
            )
            if on == issue
        ]
        first: dict[tuple[bool, ...], str] = {}
        for name in self.said.case.issues[issue].outcomes.names:
            first.setdefault(tuple(name in region for region in regions), name)
        return list(first.values())

    def parts(self) -> list[list[int]]:
        """The red lines in parts that share no issue."""
        parts: list[tuple[set[str], list[int]]] = []
        for at in self.lines:
            issues, own = set(self.issues_of(at)), [at]
            for part in [part for part in parts if part[0] & issues]:
                parts.remove(part)
                issues |= part[0]
                own += part[1]
            parts.append((issues, own))
        return [own for _, own in parts]

    def table(self, at: int) -> tuple[list[str], Table]:
        """What one red line is crossed by."""
        line, issues = self.said.lines[at], self.issues_of(at)
        found: Table = {}
        for names in product(*(self.names[issue] for issue in issues)):
            package = dict(zip(issues, names, strict=True))
            lifted = line.unless and all(package[issue] in own for issue, own in line.unless)
            crossed = package[line.issue] in line.region and not lifted
            found[names] = frozenset([frozenset([at] if crossed else [])])
        return issues, found

    def left(self, part: Sequence[int], kept: str | None = None) -> dict[str | None, Least]:
        """What is crossed at least, by the outcome of one issue if one is kept."""
        tables = [self.table(at) for at in part]
        issues = {issue for at in part for issue in self.issues_of(at)} - {kept}
        while issues:
            issue = min(issues, key=lambda own: (sum(own in about for about, _ in tables), own))
            issues.remove(issue)
            joined = [table for table in tables if issue in table[0]]
            tables = [table for table in tables if issue not in table[0]]
            tables.append(self._without(issue, joined))
        _, whole = self._joined(tables, [kept] if kept else [])
        return {names[0] if names else None: own for names, own in whole.items()}

    def _without(
        self, issue: str, tables: Sequence[tuple[list[str], Table]]
    ) -> tuple[list[str], Table]:
        about = list(dict.fromkeys(own for issues, _ in tables for own in issues if own != issue))
        issues, whole = self._joined(tables, [*about, issue])
        found: dict[tuple[str, ...], list[frozenset[int]]] = {}
        for names, own in whole.items():
            found.setdefault(names[:-1], []).extend(own)
        return issues[:-1], {names: least(own) for names, own in found.items()}

    def _joined(
        self, tables: Sequence[tuple[list[str], Table]], about: list[str]
    ) -> tuple[list[str], Table]:
        found: Table = {}
        for names in product(*(self.names[issue] for issue in about)):
            package = dict(zip(about, names, strict=True))
            crossed: Least = frozenset([frozenset()])
            for issues, table in tables:
                own = table[tuple(package[issue] for issue in issues)]
                crossed = least(one | other for one in crossed for other in own)
            found[names] = crossed
        return about, found


EVERY = list(product(PARTIES, BINDINGS, DAYS))


@pytest.mark.parametrize(
    ("parties", "binding", "day"), drawn(EVERY[::21], full=EVERY), ids=lambda own: str(own)[:30]
)
def test_the_bundled_case_is_told_as_by_another_elimination(
    bundled: Case, parties: tuple[str, ...], binding: Basis | None, day: date | None
) -> None:
    report = deal(bundled, parties, Assumption(day, binding))
    said = Said(bundled, parties or tuple(bundled.parties), binding, day or bundled.as_of)
    every = Elimination(said, range(len(said.lines)))
    blocking = [
        own for part in every.parts() for own in minimal_hitting_sets(every.left(part)[None])
    ]
    blocking = [own for own in blocking if own]
    conflicts = said.conflicts_of(blocking)
    assert report.proven
    assert report.deal is not bool(blocking)
    assert {frozenset(map(key, own.red_lines)) for own in report.blocking_sets} == {
        frozenset(said.lines[at].key for at in own)
        for own in blocking
        if frozenset(map(said.move, own)) in conflicts
    }
    stuck = {issue for own in conflicts for _, issue in own}
    assert {x.issue.id for x in report.issues if x.state is IssueState.STUCK} == stuck
    free = [at for at, line in enumerate(said.lines) if line.issue not in stuck]
    held = Elimination(said, free)
    about = {issue: part for part in held.parts() for at in part for issue in held.issues_of(at)}
    for own in report.issues:
        if own.state is IssueState.OPEN:
            left = held.left(about[own.issue.id], own.issue.id) if own.issue.id in about else {}
            shut = {name for name, crossed in left.items() if frozenset() not in crossed}
            alike = held.names.get(own.issue.id, own.room.names)
            assert {name for name in alike if name not in own.room} == shut
    assert certify_deal(report, bundled) == ()
