"""Packages: one outcome for every issue, and what red lines leave of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Issue, Plan
from redlines.deals import (
    AtBest,
    Chosen,
    ConcessionSet,
    DealBlockingSet,
    DealIssue,
    DealReport,
    IssueState,
    Knot,
    Landing,
)
from redlines.engine.choosing import Choosing
from redlines.engine.concessions import concessions
from redlines.engine.knots import Blocked, Tied, blocked, open_space
from redlines.engine.landings import landings
from redlines.engine.later import later
from redlines.engine.packages import packages
from redlines.engine.plans import judgement_day
from redlines.engine.repairs import Repairs, repairs
from redlines.engine.rooms import Open
from redlines.engine.trades import trades
from redlines.engine.what_if import what_if
from redlines.engine.witness import witness
from redlines.engine.wordings import Wording
from redlines.verdicts import LISTED

EFFORT = 100_000


def deal(
    case: Case,
    parties: Sequence[str] | None = None,
    assumption: Assumption = NOTHING,
    *,
    given: Plan | None = None,
    issues: Sequence[str] | None = None,
    effort: int = EFFORT,
    brief: bool = False,
) -> DealReport:
    """What red lines of some parties, all by default, leave over all issues, beside a plan if any.

    The day is the case's, with a plan the later of the two, unless the assumption names one.
    `issues` chooses what is reported, never what is true; `effort` bounds the work for each linked
    part of the case; `brief` leaves out what no wording of a plan needs: landings, concession sets,
    what rooms rest on, the package and trades. Raises ValueError for fewer than two parties, beside
    a plan for none, and KeyError for a party or an issue that the case does not have.
    """
    asked = tuple(case.parties[party].id for party in dict.fromkeys(parties or case.parties))
    if len(asked) < (1 if given else 2):
        raise ValueError("a deal needs at least two different parties")
    named = frozenset(case.issues[issue].id for issue in issues or case.issues)
    assumption = assumption.on(judgement_day(case, given) if given else case.as_of)
    own = packages(case, asked, assumption, given)
    found = blocked(own, effort)
    told = Open(found, open_space(found, effort))
    settled = repairs(own, told.space) if given and not found.unproven else None
    wording = Wording(told, settled) if settled else None
    reported = [
        told.issue(own.numbers[issue.id]) if issue.id in own.numbers else _left_out(issue)
        for issue in case.issues.values()
        if issue.id in named
    ]
    knots = [
        _knot(number, knot, told, brief=brief)
        for number, knot in enumerate(found.knots, 1)
        if any(own.issues[issue] in named for issue in knot.issues)
    ]
    made = () if brief else trades(told)
    offers = [one for one in made if any(term.issue.id in named for term in one[1])]
    witnessed = () if brief else _package(told, wording)
    return DealReport(
        parties=asked,
        assumption=assumption,
        plan=given,
        deal=_answer(found, settled, given),
        proven=_proven(told, settled),
        complete_up_to=found.up_to,
        issues=tuple(reported),
        red_lines=tuple(line for line in told.lines() if line.line.issue in named),
        conditions=tuple(chain.from_iterable(map(told.conditions, () if brief else reported))),
        knots=tuple(knot.told for knot in knots),
        blocking_sets=tuple(chain.from_iterable(knot.blocking_sets for knot in knots)),
        landings=tuple(chain.from_iterable(knot.landings for knot in knots)),
        concession_sets=tuple(chain.from_iterable(knot.concession_sets for knot in knots)),
        package=tuple(one for one in witnessed if one.issue.id in named),
        trades=tuple(trade for trade, _ in offers),
        trade_terms=tuple(chain.from_iterable(terms for _, terms in offers)),
        at_best=AtBest(
            told.at_best.deal, tuple(own.issue(number) for number in sorted(told.at_best.stuck))
        ),
        repair=wording.repair(named) if wording else None,
        later=later(case, assumption.day, parties=asked, issues=issues and named),
        what_if=what_if(case, asked, issues or tuple(case.issues), assumption),
    )


def _answer(found: Blocked, settled: Repairs | None, given: Plan | None) -> bool | None:
    """Whether there is a deal, with a plan one that leaves all its terms as they are."""
    if not found.deal or given is None:
        return found.deal
    return None if settled is None else not settled.terms


def _proven(told: Open, settled: Repairs | None) -> bool:
    """Whether no blocking set, nothing that is stuck at best and no repair may be missing."""
    found = told.blocked
    repaired = found.packages.plan is None or bool(settled and settled.total)
    return found.up_to is None and not told.at_best.unproven and repaired


def _package(told: Open, wording: Wording | None) -> tuple[Chosen, ...]:
    """A witness of the issues that are open; with a plan it completes the repaired plan."""
    found = told.blocked
    closed = found.stuck | found.unproven
    issues = [at for at in range(len(found.packages.issues)) if at not in closed]
    left = wording.completed if wording else Choosing(found.packages, told.space)
    return witness(found, left, issues)


def _left_out(issue: Issue) -> DealIssue:
    """An issue that nobody names."""
    return DealIssue(
        issue=issue,
        state=IssueState.LEFT_OUT,
        knot=None,
        soft=False,
        soft_lines=(),
        heard=(),
        room=issue.outcomes.nothing,
        opened=False,
        linked=False,
        asked_by=(),
        accepted_by=(),
        unmet=(),
    )


@dataclass(frozen=True)
class _Told:
    """A knot with all that is reported of it."""

    told: Knot
    blocking_sets: tuple[DealBlockingSet, ...]
    landings: tuple[Landing, ...]
    concession_sets: tuple[ConcessionSet, ...]


def _knot(number: int, knot: Tied, told: Open, *, brief: bool) -> _Told:
    own = told.blocked.packages
    issues = tuple(own.issue(at) for at in knot.issues)
    cells: tuple[tuple[Landing, ...], int | None] = (), None
    sets: tuple[tuple[ConcessionSet, ...], int | None] = (), None
    if not brief:
        if len(issues) == 1:
            cells = landings(number, issues[0], own.positions[issues[0].id])
        sets = concessions(number, knot, told.blocked, told.space)
    return _Told(
        Knot(number, issues, len(knot.blocking_sets) if knot.listed else None, sets[1], cells[1]),
        tuple(
            DealBlockingSet(number, tuple(own.lines[at] for at in lines))
            for lines in knot.blocking_sets[:LISTED]
        ),
        cells[0],
        sets[0],
    )
