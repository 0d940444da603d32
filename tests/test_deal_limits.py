"""Large and tangled cases: the work ends, what is said is true, and what is not proven is told."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from drawing import drawn
from large_cases import planted, tangled
from random_cases import make_case
from redlines.assumption import Assumption
from redlines.case import Plan, Point, Statement, Verb
from redlines.deals import IssueState
from redlines.engine.clauses import Elimination, conflicts, linked
from redlines.engine.deals import EFFORT, deal
from redlines.engine.knots import blocked
from redlines.engine.packages import Packages, packages
from redlines.region import Outcomes, members

# For each: issues, parties or links, and a seed.
PLANTED = [(50, 8, 0), (50, 8, 1), *drawn([], full=[(200, 20, 0), (200, 20, 1)])]
MORE = [(20, 4, 1), (50, 4, 0), (50, 3, 1)]
TANGLED = [(20, 4, 0), (20, 2, 0), (50, 2, 0), *drawn([], full=MORE)]


@pytest.mark.parametrize(("issues", "parties", "seed"), PLANTED)
def test_all_of_what_is_planted_is_found_with_little_work(
    issues: int, parties: int, seed: int
) -> None:
    case = planted(issues, parties, 12, seed)
    own = packages(case, tuple(case.parties), Assumption(), None)
    every = [clause for line in own.line_clauses for clause in line]
    # A quarter of the work that is allowed is enough.
    for part in linked(every):
        assert conflicts(part, own.domains, EFFORT // 4).up_to is None
    found = blocked(own, EFFORT)
    assert found.deal is False
    assert (found.up_to, found.unproven) == (None, frozenset())
    assert len(found.knots) >= 8
    for lines in found.sets:
        assert _crossed_by_all(own, lines)
        assert not any(_crossed_by_all(own, {*lines} - {at}) for at in lines)


def _crossed_by_all(own: Packages, lines: Iterable[int]) -> bool:
    """Whether every package crosses one of some red lines, by going through their outcomes."""
    clauses = [clause for at in lines for clause in own.line_clauses[at]]
    issues = list(dict.fromkeys(issue for clause in clauses for issue in clause.allowed))

    def broken(package: dict[int, int]) -> bool:
        return any(
            all(issue in package and not bits & package[issue] for issue, bits in own.items())
            for own in (clause.allowed for clause in clauses)
        )

    def completes(package: dict[int, int]) -> bool:
        if broken(package) or len(package) == len(issues):
            return not broken(package)
        issue = issues[len(package)]
        return any(completes({**package, issue: 1 << at}) for at in members(own.domains[issue]))

    return not completes({})


@pytest.mark.parametrize(("issues", "links", "seed"), TANGLED)
def test_a_tangled_case_ends_and_says_what_is_proven(
    issues: int, links: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    overrun: list[int] = []
    run = Elimination.run

    def counted(self: Elimination, kept: int = -1) -> bool:
        done = run(self, kept)
        overrun.append(-self.work.left)
        return done

    monkeypatch.setattr(Elimination, "run", counted)
    case = tangled(issues, seed, links)
    report = deal(case)
    # One step more than is left may be begun, never a whole search.
    assert max(overrun) < EFFORT // 10
    own = packages(case, tuple(case.parties), Assumption(), None)
    number = {line.id: at for at, line in enumerate(own.lines)}
    if report.deal is False:
        assert report.blocking_sets
    for blocking in report.blocking_sets:
        assert _crossed_by_all(own, [number[line.id] for line in blocking.red_lines])
    if report.proven:
        assert report.complete_up_to is None
        assert all(issue.state is not IssueState.UNKNOWN for issue in report.issues)
    else:
        assert report.complete_up_to is not None
        assert all(knot.blocking_sets_total is None for knot in report.knots)
    if report.deal:
        chosen = {x.issue.id: x.issue.outcomes.region([x.outcome]).bits for x in report.package}
        bits = [own.classed(at, chosen[issue]) for at, issue in enumerate(own.issues)]
        assert all(
            any(allowed & bits[issue] for issue, allowed in clause.allowed.items())
            for line in own.line_clauses
            for clause in line
        )


def test_where_there_are_too_many_blocking_sets_those_of_each_conflict_are_found() -> None:
    """There are 244 blocking sets; 21 of them are of moves of which none can be spared."""
    case = tangled(10, 0)
    own = packages(case, tuple(case.parties), Assumption(), None)
    found = blocked(own, EFFORT)
    assert (found.deal, found.whole, found.up_to, found.unproven) == (
        False,
        False,
        None,
        frozenset(),
    )
    assert len(found.sets) == 21
    assert all(_crossed_by_all(own, lines) for lines in found.sets)
    assert len({found.moves_of(lines) for lines in found.sets}) == 17
    (whole,) = linked([clause for line in own.line_clauses for clause in line])
    every = conflicts(whole, own.domains, 100 * EFFORT)
    assert every.up_to is None
    assert len(every.sets) == 244
    sets = [tuple(members(bits)) for bits in every.sets]
    moves = {found.moves_of(lines) for lines in sets}
    least = {one for one in moves if not any(other < one for other in moves)}
    assert {*found.sets} == {lines for lines in sets if found.moves_of(lines) in least}


def test_without_some_red_lines_only_parts_of_which_a_set_may_be_missing_are_searched_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hard = tangled(10, 0)
    alone = Outcomes.scale(["low", "high"])
    refusals = [
        Statement(f"X-{at}", (party,), terms=((Verb.REFUSES, "x", alone.span(at % 2, at % 2)),))
        for at, party in enumerate("abc")
    ]
    outcomes = {issue: own.outcomes for issue, own in hard.issues.items()}
    case = make_case({**outcomes, "x": alone}, *hard.statements.values(), *refusals, parties="abcd")
    own = packages(case, tuple(case.parties), Assumption(), None)
    x = own.numbers["x"]
    found = blocked(own, EFFORT)
    (tied,) = (part for part in found.parts if not part.whole)
    every = conflicts(tied.clauses, own.domains, 100 * EFFORT)
    assert every.up_to is None
    again: list[int] = []
    run = Elimination.run

    def noted(self: Elimination, kept: int = -1) -> bool:
        again.extend(issue for clause in self.clauses for issue in clause.allowed)
        return run(self, kept)

    monkeypatch.setattr(Elimination, "run", noted)
    for gone in (tied.lines[0], *found.lines_on[x]):
        left = found.without(1 << gone)
        sets = [tuple(members(bits)) for bits in every.sets if not bits >> gone & 1]
        moves = {found.moves_of(lines) for lines in sets}
        least = {one for one in moves if not any(other < one for other in moves)}
        low, low_too, high = (f"X-{at}" for at in (0, 2, 1))
        pairs = [{low, high}, {low_too, high}]
        on_x = [pair for pair in pairs if own.lines[gone].claims[0].statement.id not in pair]
        assert [
            {own.lines[at].claims[0].statement.id for at in lines}
            for lines in left.sets
            if {*lines} & {*found.lines_on[x]}
        ] == on_x
        assert {lines for lines in left.sets if not {*lines} & {*found.lines_on[x]}} >= {
            lines for lines in sets if found.moves_of(lines) in least
        }
    assert again
    assert x not in again


def test_a_plan_is_not_judged_where_the_answer_without_it_is_not_known() -> None:
    case = tangled(20, 0)
    report = deal(case, given=Plan("draft", "", (Point("p", "", terms=()),)))
    assert (report.deal, report.proven, report.repair) == (False, False, None)
