"""The laws of packages that the slow twin does not show: what is added, taken away, renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from drawing import drawn
from linked_cases import Linked, linked, region
from random_cases import make_case
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Condition, Party, Plan, Point, Statement, Verb
from redlines.deals import DealReport, IssueState
from redlines.engine.certify_deals import certify_deal
from redlines.engine.clauses import Elimination
from redlines.engine.deals import EFFORT, deal
from redlines.engine.gaps import gap
from redlines.engine.knots import blocked
from redlines.engine.packages import packages
from redlines.engine.plans import check
from redlines.findings import GradeWord
from redlines.region import Region
from redlines.verdicts import IssueGap, RedLine, Verdict

SEEDS = range(20_000, 20_000 + drawn(25, full=2_000))


@pytest.fixture
def drawn_cases() -> Iterator[Linked]:
    """Cases that the twin does not see."""
    return (linked(seed) for seed in SEEDS)


def asked(own: Linked, case: Case | None = None, **rest: Any) -> DealReport:
    return deal(case or own.case, own.parties, **rest)


def stating(case: Case, *said: Statement) -> Case:
    """The case where just these statements were made."""
    return replace(case, statements={statement.id: statement for statement in said})


def told(report: DealReport) -> Any:
    """What is said in names, the order of parties aside."""
    return {
        "deal": report.deal,
        "stuck": [own.issue.id for own in report.issues if own.state is IssueState.STUCK],
        "rooms": {own.issue.id: own.room.names for own in report.issues},
        "sets": {frozenset(line.id for line in s.red_lines) for s in report.blocking_sets},
        "moves": {frozenset(move.id for move in s.moves) for s in report.concession_sets},
        "landed": {
            (frozenset(move.id for move in s.moves), tuple(p.outcome for p in s.landing))
            for s in report.concession_sets
        },
        "landings": {
            (own.issue.id, own.region.names, own.unbettered, own.party, own.steps)
            for own in report.landings
        },
        "package": [(own.issue.id, own.outcome, own.rule) for own in report.package],
        "at best": (report.at_best.deal, [own.id for own in report.at_best.stuck]),
        "states": {(own.trade, own.state) for own in report.trades},
    }


def sets(report: DealReport) -> set[frozenset[str]]:
    return {frozenset(line.id for line in own.red_lines) for own in report.blocking_sets}


def test_everything_said_is_certified(drawn_cases: Iterator[Linked]) -> None:
    for own in drawn_cases:
        for plan in (None, own.plan):
            assert certify_deal(asked(own, given=plan), own.case) == ()


def test_gap_brackets_deal(drawn_cases: Iterator[Linked]) -> None:
    for own in drawn_cases:
        report, verdicts = asked(own), gap(own.case, own.parties).issues
        stuck = {issue.issue.id for issue in report.issues if issue.state is IssueState.STUCK}
        shut = set()
        for item in verdicts:
            lines = [line for position in item.positions for line in position.red_lines]
            unstated = item.verdict is Verdict.UNSTATED
            if item.verdict is Verdict.INSURMOUNTABLE or (unstated and _cover(item, lines)):
                shut.add(item.issue.id)
            standing = [
                x.line
                for x in report.red_lines
                if x.line.issue == item.issue.id and not (x.line.unless or x.gone_at_best)
            ]
            if _cover(item, standing):
                assert item.issue.id in stuck
        for blocking in report.blocking_sets:
            assert shut & {line.issue for line in blocking.red_lines}
        free = stating(own.case, *(replace(s, unless=None) for s in own.case.statements.values()))
        report, verdicts = asked(own, free), gap(free, own.parties).issues
        unlinked = {issue.issue.id for issue in report.issues if issue.state is IssueState.STUCK}
        for item in verdicts:
            if item.verdict is not Verdict.UNSTATED:
                assert (item.verdict is Verdict.INSURMOUNTABLE) == (item.issue.id in unlinked)
                of_gap = {frozenset(line.id for line in own) for own in item.blocking_sets}
                here = {s for s in sets(report) if any(x.endswith(f"@{item.issue.id}") for x in s)}
                moves = [{(x.party) for x in own} for own in item.blocking_sets]
                least = [
                    frozenset(line.id for line in own)
                    for own, who in zip(item.blocking_sets, moves, strict=True)
                    if not any(other < who for other in moves)
                ]
                assert here == set(least) <= of_gap


def _cover(item: IssueGap, lines: Iterable[RedLine]) -> bool:
    """Whether some red lines leave no outcome of an issue."""
    left = item.issue.outcomes.everything
    for line in lines:
        left -= line.region
    return not left


def test_a_further_party_or_red_line_never_makes_a_deal(drawn_cases: Iterator[Linked]) -> None:
    for own in drawn_cases:
        before = asked(own).deal
        few = deal(own.case, own.parties[:2]).deal
        assert few or not before
        issues = {id_: issue.outcomes for id_, issue in own.case.issues.items()}
        chance = Random(len(own.case.statements))
        name = chance.choice(sorted(issues))
        more = Statement(
            "more", ("a",), terms=((Verb.REFUSES, name, region(chance, issues[name])),)
        )
        after = asked(own, stating(own.case, *own.case.statements.values(), more)).deal
        assert before or not after


def test_lifting_asking_less_of_a_condition_and_binding_more_never_undo_a_deal(
    drawn_cases: Iterator[Linked],
) -> None:
    for own in drawn_cases:
        whole = asked(own)
        lines = {own.line.id: own.line for own in whole.red_lines}
        for binding in (Basis.LAW, Basis.LEADER, Basis.REPORT):
            firmer = asked(own, assumption=Assumption(binding=binding))
            assert firmer.deal or not whole.deal
        some = [said.id for at, said in enumerate(own.case.statements.values()) if at % 3 == 0]
        lifted = asked(own, assumption=Assumption(lifted=tuple(some)))
        assert lifted.deal or not whole.deal
        assert len(lifted.red_lines) <= len(lines)
        shorter = [
            replace(said, unless=Condition(said.unless.terms[:1])) if said.unless else said
            for said in own.case.statements.values()
        ]
        assert asked(own, stating(own.case, *shorter)).deal or not whole.deal


def test_a_blocking_set_without_the_lines_that_went_is_still_one(
    drawn_cases: Iterator[Linked],
) -> None:
    for own in drawn_cases:
        whole = every_set(own, Assumption())
        for binding in (Basis.LAW, Basis.LEADER, Basis.REPORT):
            firmer = Assumption(binding=binding)
            left = set(lines(own, firmer))
            assert every_set(own, firmer) == {one for one in whole if one <= left}
        for said in own.case.statements:
            lifted = Assumption(lifted=(said,))
            left = set(lines(own, lifted))
            assert every_set(own, lifted) == {one for one in whole if one <= left}


def lines(own: Linked, assumption: Assumption) -> list[Any]:
    """The red lines that count, by what they say and not by the statements that say it."""
    found = packages(own.case, own.parties, assumption, None).lines
    return [(x.party, x.issue, x.region.names, repr(x.unless), x.proviso) for x in found]


def every_set(own: Linked, assumption: Assumption) -> set[frozenset[Any]]:
    """All blocking sets, those that are not reported among them."""
    found = blocked(packages(own.case, own.parties, assumption, None), EFFORT)
    named = lines(own, assumption)
    return {frozenset(named[at] for at in one) for one in found.sets}


def test_in_brief_all_is_told_that_a_wording_needs(drawn_cases: Iterator[Linked]) -> None:
    for own in drawn_cases:
        for given in (None, own.plan):
            whole = asked(own, given=given)
            brief = asked(own, given=given, brief=True)
            knots = tuple(
                replace(knot, concession_sets_total=None, cells_total=None) for knot in whole.knots
            )
            assert brief == replace(
                whole,
                knots=knots,
                conditions=(),
                landings=(),
                concession_sets=(),
                package=(),
                trades=(),
                trade_terms=(),
            )


def test_the_order_of_parties_and_statements_never_matters(drawn_cases: Iterator[Linked]) -> None:
    for own in drawn_cases:
        expected = told(asked(own))
        assert told(deal(own.case, own.parties[::-1])) == expected
        # Of statements that say the same as firmly the first one names the red line.
        backwards = list(own.case.statements.values())[::-1]
        other = told(asked(own, stating(own.case, *backwards)))
        for key in ("deal", "stuck", "rooms", "moves", "landed", "landings", "package", "at best"):
            assert other[key] == expected[key]


def test_the_names_of_parties_never_matter(drawn_cases: Iterator[Linked]) -> None:
    for own in drawn_cases:
        name = {party: f"q{party}" for party in own.case.parties}
        renamed = replace(
            own.case,
            parties={name[p]: Party(name[p], name[p]) for p in own.case.parties},
            statements={
                s.id: replace(s, parties=tuple(name[p] for p in s.parties))
                for s in own.case.statements.values()
            },
        )
        other = told(deal(renamed, [name[party] for party in own.parties]))
        expected = told(asked(own))
        for key in ("deal", "stuck", "rooms", "package", "at best"):
            assert other[key] == expected[key]
        # A joint statement is cited with the party.
        states = {(id_.replace(":q", ":"), state) for id_, state in other["states"]}
        cited = {frozenset(id_.replace(":q", ":") for id_ in one) for one in other["sets"]}
        assert (states, cited) == (expected["states"], expected["sets"])


def test_a_clone_of_a_party_changes_neither_rooms_nor_steps(drawn_cases: Iterator[Linked]) -> None:
    for own in drawn_cases:
        cloned = [
            replace(s, id=f"{s.id}-too", parties=("twin",))
            for s in own.case.statements.values()
            if "a" in s.parties
        ]
        case = replace(own.case, parties={**own.case.parties, "twin": Party("twin", "Twin")})
        case = stating(case, *own.case.statements.values(), *cloned)
        expected, other = told(asked(own)), told(deal(case, (*own.parties, "twin")))
        for key in ("deal", "stuck", "rooms", "package"):
            assert other[key] == expected[key]
        steps = {row for row in other["landings"] if row[3] != "twin"}
        assert steps == expected["landings"]


def test_a_refusal_repeated_more_narrowly_changes_no_concession(
    drawn_cases: Iterator[Linked],
) -> None:
    for own in drawn_cases:
        for said in list(own.case.statements.values())[:3]:
            verb, issue, wide = said.terms[0]
            if verb is not Verb.REFUSES or said.disputed or said.vague or said.proviso:
                continue
            narrow = Region(wide.outcomes, wide.bits & -wide.bits)
            again = replace(said, id="again", terms=((verb, issue, narrow),), basis=None)
            before = asked(own)
            after = asked(own, stating(own.case, *own.case.statements.values(), again))
            for key in ("deal", "stuck", "rooms", "moves", "landed", "package"):
                assert told(after)[key] == told(before)[key]
            order = [[move.id for move in s.moves] for s in before.concession_sets]
            assert [[move.id for move in s.moves] for s in after.concession_sets] == order


def test_an_issue_that_nobody_names_and_the_issues_reported_change_nothing(
    drawn_cases: Iterator[Linked],
) -> None:
    for own in drawn_cases:
        whole = asked(own)
        first = next(iter(own.case.issues))
        part = asked(own, issues=[first])
        assert (part.deal, part.proven, part.at_best) == (whole.deal, whole.proven, whole.at_best)
        assert part.issues == tuple(x for x in whole.issues if x.issue.id == first)
        assert set(part.blocking_sets) <= set(whole.blocking_sets)
        other = own.case.issues[first]
        more = replace(other, id="unnamed", heading="unnamed", title="Unnamed")
        wider = replace(own.case, issues={**own.case.issues, "unnamed": more})
        expected, found = told(whole), told(asked(own, wider))
        assert found.pop("rooms") == {**expected.pop("rooms"), "unnamed": ()}
        assert found == expected


def test_an_empty_plan_is_no_plan_and_the_witness_needs_no_repair(
    drawn_cases: Iterator[Linked],
) -> None:
    for own in drawn_cases:
        plain, empty = asked(own), asked(own, given=Plan("empty", "", ()))
        kept, same = told(plain), told(empty)
        del kept["states"], same["states"]
        assert kept == same
        points = tuple(
            Point(c.issue.id, "", terms=((c.issue.id, c.issue.outcomes.region([c.outcome])),))
            for c in plain.package
        )
        whole = Plan("witness", "", points)
        report = asked(own, given=whole)
        assert report.repair
        assert report.repair.complete
        assert report.deal is plain.deal
        stuck = {x.issue.id for x in plain.issues if x.state is IssueState.STUCK}
        grades = check(own.case, whole, parties=own.parties).grades
        crossing = {g.issue.id for g in grades if g.word is GradeWord.CROSSES}
        assert crossing <= stuck


def test_what_completes_a_repaired_plan_crosses_nothing_outside_stuck_issues(
    drawn_cases: Iterator[Linked],
) -> None:
    for own in drawn_cases:
        report = asked(own, given=own.plan)
        stuck = {x.issue.id for x in report.issues if x.state is IssueState.STUCK}
        points = tuple(
            Point(c.issue.id, "", terms=((c.issue.id, c.issue.outcomes.region([c.outcome])),))
            for c in report.package
        )
        grades = check(own.case, Plan("whole", "", points), parties=own.parties).grades
        assert {g.issue.id for g in grades if g.word is GradeWord.CROSSES} <= stuck


def test_two_cases_side_by_side_take_the_work_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    spent: list[int] = []
    run = Elimination.run

    def counted(self: Elimination, kept: int = -1) -> bool:
        before, done = self.work.left, run(self, kept)
        spent.append(before - self.work.left)
        return done

    monkeypatch.setattr(Elimination, "run", counted)

    def work(case: Case, parties: tuple[str, ...]) -> int:
        spent.clear()
        deal(case, parties)
        return sum(spent)

    for seed in range(0, len(SEEDS), 3):
        one, other = linked(seed), linked(seed + 1)
        both = _side_by_side(one.case, other.case)
        every = tuple(both.parties)
        alone = work(one.case, one.parties) + work(other.case, other.parties)
        assert work(both, every) == alone


def _side_by_side(one: Case, other: Case) -> Case:
    def apart(said: Statement) -> Statement:
        def moved(condition: Condition | None) -> Condition | None:
            return condition and Condition(tuple((f"x{i}", r) for i, r in condition.terms))

        return replace(
            said,
            id=f"X{said.id}",
            terms=tuple((verb, f"x{issue}", own) for verb, issue, own in said.terms),
            given=moved(said.given),
            unless=moved(said.unless),
        )

    issues = {id_: issue.outcomes for id_, issue in one.issues.items()}
    issues |= {f"x{id_}": issue.outcomes for id_, issue in other.issues.items()}
    said = (*one.statements.values(), *map(apart, other.statements.values()))
    return make_case(issues, *said, parties=("a", "b", "c", "z"))


def test_work_is_bounded_and_less_of_it_says_less_and_nothing_else() -> None:
    for seed in SEEDS[::2]:
        own = linked(seed)
        whole = asked(own)
        for effort in (1, 5, 20, 100):
            less = asked(own, effort=effort)
            assert less.deal in (whole.deal, None)
            assert certify_deal(less, own.case) == ()
            if less.proven:
                assert sets(less) == sets(whole)
                assert less.at_best == whole.at_best
            if less.deal is False:
                assert less.blocking_sets
            for item, full in zip(less.issues, whole.issues, strict=True):
                if item.state is IssueState.OPEN:
                    assert item.room == full.room
