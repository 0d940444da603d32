"""`deal` equals its slow twin on linked cases, field by field."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import pytest

from deal_twin import Twin, key, minimal_hitting_sets
from drawing import drawn
from linked_cases import linked
from redlines.assumption import Assumption
from redlines.case import Basis
from redlines.deals import DealReport, IssueState
from redlines.engine.deals import deal
from redlines.verdicts import firmness

RANKS = len(Basis)


def keys(lines: Any) -> frozenset[Any]:
    return frozenset(map(key, lines))


def basis(seed: int) -> Basis | None:
    """Mostly all red lines, now and then firm ones only."""
    return Random(seed).choice((None, None, None, *Basis))


def blocking(report: DealReport, twin: Twin) -> None:
    own = [line.key for line in twin.lines]
    assert report.deal is twin.deal
    assert report.proven
    gone = {key(line.line): line.gone_at_best for line in report.red_lines}
    assert gone == {line.key: line.gone for line in twin.lines}
    where = [(line.line.issue, line.line.party) for line in report.red_lines]
    assert where == [(line.issue, line.party) for line in twin.lines]
    told = {(s.knot, keys(s.red_lines)) for s in report.blocking_sets}
    assert told == {
        (number, frozenset(own[at] for at in lines))
        for number, (_, conflicts) in enumerate(twin.knots, 1)
        for lines in twin.reported(conflicts)
    }
    assert [[issue.id for issue in knot.issues] for knot in report.knots] == [
        issues for issues, _ in twin.knots
    ]
    for knot, (_, conflicts) in zip(report.knots, twin.knots, strict=True):
        assert knot.blocking_sets_total == len(twin.reported(conflicts))
    stuck_at_best = {issue.id for issue in report.at_best.stuck}
    assert stuck_at_best == twin.stuck_at_best
    assert report.at_best.deal is not bool(stuck_at_best)


def issues(report: DealReport, twin: Twin) -> None:
    for own in report.issues:
        issue = own.issue.id
        if issue not in twin.at:
            assert own.state is IssueState.LEFT_OUT
            continue
        assert (own.state is IssueState.STUCK) == (issue in twin.stuck)
        assert keys(own.soft_lines) == {twin.lines[at].key for at in twin.soft_lines(issue)}
        assert own.soft == (issue in twin.stuck - twin.stuck_at_best)
        assert list(own.heard) == twin.heard[issue]
        if own.state is IssueState.OPEN:
            assert frozenset(own.room.names) == twin.room(issue)
            assert own.opened == twin.opened(issue)
            assert own.linked == twin.linked(issue)
    for line in report.red_lines:
        unless = line.line.unless
        assert line.unless_state == (twin.state(unless) if unless else None)
    held = {
        (cond.issue.id, name, key(cond.red_line))
        for cond in report.conditions
        for name in cond.region.names
    }
    assert held == {
        (line.issue, name, line.key)
        for line in twin.lines
        if line.issue not in twin.stuck
        for name in line.region & twin.room(line.issue)
    }


def landings(report: DealReport, twin: Twin) -> None:
    for number, (on, _) in enumerate(twin.knots, 1):
        own = [landing for landing in report.landings if landing.knot == number]
        if len(on) > 1:
            assert own == []
            assert report.knots[number - 1].cells_total is None
            continue
        cells = twin.cells(on[0])
        assert report.knots[number - 1].cells_total == len(cells)
        assert [
            (
                list(x.region.names),
                x.unbettered,
                x.party,
                x.steps,
                x.past_unlimited,
                keys(x.red_lines),
            )
            for x in own
        ] == [
            (names, marked, party, steps, past, lines)
            for names, marked, told in cells
            for party, (steps, past, _, lines) in told.items()
        ]
        ranks = [rank for _, _, told in cells for _, _, rank, _ in told.values()]
        assert [firmness(x.basis) if x.red_lines else None for x in own] == ranks


def concessions(report: DealReport, twin: Twin) -> None:
    for number in range(1, len(twin.knots) + 1):
        own = [one for one in report.concession_sets if one.knot == number]
        told = [frozenset((move.party, move.issue) for move in one.moves) for one in own]
        assert sorted(map(sorted, told)) == sorted(map(sorted, twin.concession_sets(number - 1)))
        assert report.knots[number - 1].concession_sets_total == len(own)
        ranks = []
        for one, moves in zip(own, told, strict=True):
            landing, rank = twin.landing(moves, number - 1)
            assert [placed.outcome for placed in one.landing] == landing
            assert firmness(one.firmest_crossed) == rank
            ranks.append(rank)
            crossed = keys(one.red_lines)
            ways = {
                frozenset(twin.lines[at].key for at in twin.crossings[p] if twin.move(at) in moves)
                for p in twin.opened_by(moves, number - 1)
                if [p[twin.at[placed.issue.id]] for placed in one.landing] == landing
            }
            assert crossed in ways
            assert not any(other < crossed for other in ways)
        order = [
            (
                -rank,
                [twin.at[m.issue] for m in one.moves],
                [twin.parties.index(m.party) for m in one.moves],
            )
            for rank, one in zip(ranks, own, strict=True)
        ]
        assert order == sorted(order)


def moves(report: DealReport, twin: Twin) -> None:
    """What packages cross, in moves, is one concession set of each knot and no more."""
    crossed = {frozenset(map(twin.move, own)) for own in twin.crossings.values()}
    least = {own for own in crossed if not any(other < own for other in crossed)}
    knots: dict[int, list[frozenset[Any]]] = {knot.knot: [] for knot in report.knots}
    for one in report.concession_sets:
        knots[one.knot].append(frozenset((move.party, move.issue) for move in one.moves))
    assert least == {frozenset[Any]().union(*chosen) for chosen in product(*knots.values())}
    met = {own for found in knots.values() for own in minimal_hitting_sets(found)}
    assert met == twin.conflicts


def package(report: DealReport, twin: Twin) -> None:
    told = [(own.issue.id, own.outcome, own.rule, own.assumed) for own in report.package]
    left = twin.nearest()[1] if twin.plan else twin.open
    assert told == twin.witness(left)


SEEDS = range(drawn(60, full=4_000))


@pytest.mark.parametrize("part", [blocking, issues, landings, concessions, moves, package])
def test_a_linked_case_is_told_as_by_going_through_all_packages(part: Any) -> None:
    for seed in SEEDS:
        own, binding = linked(seed), basis(seed)
        report = deal(own.case, own.parties, Assumption(binding=binding))
        twin = Twin(own.case, own.parties, binding=binding)
        try:
            part(report, twin)
        except AssertionError as error:
            error.add_note(f"seed {seed}")
            raise


def test_a_plan_is_repaired_as_by_going_through_all_packages() -> None:
    for seed in SEEDS:
        own, binding = linked(seed), basis(seed)
        report = deal(own.case, own.parties, Assumption(binding=binding), given=own.plan)
        twin = Twin(own.case, own.parties, plan=own.plan, binding=binding)
        try:
            blocking_answer = twin.deal and not twin.repairs[0]
            assert report.deal is blocking_answer
            repaired(report, twin)
            package(report, twin)
        except AssertionError as error:
            error.add_note(f"seed {seed}")
            raise


def repaired(report: DealReport, twin: Twin) -> None:
    repair = report.repair
    assert repair
    assert report.proven
    told = [(own.point, own.issue.id) for own in repair.changes]
    terms = [(point.id, issue) for point, issue, _ in twin.terms]
    assert told == [terms[at] for at in twin.repairs[0]]
    assert repair.complete == (not told)
    assert repair.alternatives_total == len(twin.repairs) - 1
    assert [[(t.point, t.issue.id) for t in other] for other in repair.alternatives] == [
        [terms[at] for at in own] for own in twin.repairs[1:101]
    ]
    nearest, _ = twin.nearest()
    for at, own in zip(twin.repairs[0], repair.changes, strict=True):
        _, issue, region = twin.terms[at]
        assert frozenset(own.room.names) == twin.room(issue, twin.kept)
        assert not frozenset(own.room.names) & set(region.names)
        assert own.nearest == nearest.get(at)
        if own.nearest is not None:
            steps = twin.steps(issue, region.names, own.nearest)
            assert (own.steps, own.past_unlimited) == steps
        because = {frozenset(twin.lines[n].key for n in lines) for lines in twin.because(at)}
        assert {keys(lines) for lines in own.because} == because
        assert own.because_total == len(because)
        assert [len(lines) for lines in own.because] == sorted(len(lines) for lines in own.because)
    changed = {issue for _, issue in told}
    readings = {}
    for point, issue, region in twin.terms:
        if issue not in changed and not point.given:
            plan, points = readings.get(issue, (frozenset(region.names), []))
            readings[issue] = plan & set(region.names), [*points, point.id]
    assert {
        (own.issue.id, frozenset(own.plan.names), own.points, frozenset(own.room.names))
        for own in repair.readings
    } == {
        (issue, plan, tuple(points), twin.room(issue, twin.kept))
        for issue, (plan, points) in readings.items()
        if plan - twin.room(issue, twin.kept)
    }
    conditional = dict.fromkeys(point for point, _, _ in twin.terms if point.given)
    assert list(repair.without_effect) == [
        point.id
        for point in conditional
        if not any(
            twin.holds([(i, frozenset(r.names)) for i, r in point.given.terms], p)
            for p in twin.kept
        )
    ]
