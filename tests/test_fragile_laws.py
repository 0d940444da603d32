"""What verdicts rest on equals what a slow twin finds, which takes the statements out of the case.

The twin deletes a statement as one would in a file: what it said is gone, and who replaced it
replaces what it had replaced.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import drawn
from random_cases import DAYS, between, cases, coin, one_of
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Replaced, Replacing, Source, Statement
from redlines.engine.certify_fragile import certify_fragile
from redlines.engine.fragile import could_be, fragility
from redlines.engine.gaps import gap
from redlines.engine.removing import without
from redlines.verdicts import Contested, GapReport, IssueGap, RemovalKind, UnknownKind, Verdict
from twin import Ranges, key, ranges
from twin import verdict as settled

GRADES = {"P1": "A", "P2": "A", "P3": "B", "P4": "C", "P5": None}


@st.composite
def sourced_cases(draw: st.DrawFn) -> Case:
    """A random case whose statements cite sources, and of which some replace earlier ones."""
    case = draw(cases())
    found = {}
    for id_, own in case.statements.items():
        cited = draw(st.lists(one_of(tuple(GRADES)), max_size=3, unique=True))
        found[id_] = replace(own, sources=tuple(cited), replaced=(), replaces=())
    case = replace(
        case,
        statements=found,
        sources={id_: Source(id_, "a report", grade=grade) for id_, grade in GRADES.items()},
    )
    return ended(draw(replacing(case))) if case.as_of else case


@st.composite
def replacing(draw: st.DrawFn, case: Case) -> Case:
    """A case in which some statements name earlier ones that they replace, in part or whole."""
    found = dict(case.statements)
    for id_, own in case.statements.items():
        earlier = [e.id for e in case.statements.values() if may_end(own, e)]
        chosen = draw(st.lists(one_of(tuple(earlier)), max_size=2, unique=True)) if earlier else []
        names = []
        for other in chosen:
            spoken = sorted({term[1] for term in case.statements[other].terms})
            on = draw(st.lists(one_of(tuple(spoken)), min_size=1, unique=True))
            names.append(Replacing(other, None if draw(coin) else tuple(on)))
        found[id_] = replace(own, replaces=tuple(names))
    return replace(case, statements=found)


def may_end(later: Statement, earlier: Statement) -> bool:
    days = later.said.day, earlier.said.day
    both = bool(days[0] and days[1] and days[1] < days[0])
    # Of joint statements a share can end, which a file cannot hand on: told by hand elsewhere.
    return both and not later.disputed and later.parties == earlier.parties


def ended(case: Case) -> Case:
    """The case with the ends that its statements make, each found by looking at all others."""
    found = {}
    for id_, own in case.statements.items():
        ends = []
        for party, issue in sorted({(claim.party, claim.issue) for claim in own.claims}):
            days = [
                (other.said.day, other.id)
                for other in case.statements.values()
                for named in other.replaces
                if named.statement == id_ and other.said.day
                if named.issues is None or issue in named.issues
            ]
            ends += [Replaced(party, issue, day, by) for day, by in sorted(days)[:1]]
        found[id_] = replace(own, replaced=tuple(ends))
    return replace(case, statements=found)


def deleted(case: Case, gone: Collection[str]) -> Case:
    """The case without some statements, taken out of it one after the other."""
    if not any(own.replaces for own in case.statements.values()):
        return replace(
            case, statements={i: own for i, own in case.statements.items() if i not in gone}
        )
    for id_ in gone:
        lost = case.statements[id_]
        case = replace(
            case,
            statements={
                i: replace(own, replaces=tuple(handed_on(own, lost, case)))
                for i, own in case.statements.items()
                if i != id_
            },
        )
    return ended(case)


def handed_on(own: Statement, lost: Statement, case: Case) -> Iterator[Replacing]:
    """What a statement replaces where one of these is not there."""
    for named in own.replaces:
        if named.statement != lost.id:
            yield named
            continue
        ends = {term[1] for term in lost.terms}
        ends &= set(named.issues or ends)
        for other in lost.replaces:
            spoken = {term[1] for term in case.statements[other.statement].terms}
            yield Replacing(
                other.statement, tuple(sorted(spoken & set(other.issues or spoken) & ends))
            )


def removals(case: Case) -> Iterator[tuple[RemovalKind, str, set[str]]]:
    for id_ in case.statements:
        yield RemovalKind.STATEMENT, id_, {id_}
    every = {id_: set(own.sources) for id_, own in case.statements.items() if own.sources}
    for source in case.sources:
        yield RemovalKind.SOURCE, source, {i for i, cited in every.items() if cited <= {source}}
    for grade in "ABC":
        graded = {i for i, source in case.sources.items() if source.grade == grade}
        yield RemovalKind.GRADE, grade, {i for i, cited in every.items() if cited <= graded}


Turn = tuple[str, Verdict, Verdict, Contested | None, tuple[str, ...]]


def turns(before: GapReport, after: GapReport) -> set[Turn]:
    found = set()
    for was, item in zip(before.issues, after.issues, strict=True):
        if was.verdict is not item.verdict:
            newly = tuple(party for party in item.silent if party not in was.silent)
            found.add((was.issue.id, item.verdict, item.at_best, item.contested, newly))
    return found


def asked(data: st.DataObject, case: Case) -> tuple[GapReport, Assumption]:
    some = data.draw(st.permutations(sorted(case.parties)))
    parties = some[: data.draw(between(2, len(some)))]
    assumption = Assumption(
        data.draw(one_of((case.as_of, *DAYS))) if case.as_of else None,
        data.draw(one_of((None, None, *Basis))),
        tuple(data.draw(st.lists(one_of(tuple(case.statements)), max_size=1))),
    )
    report = gap(case, parties, assumption)
    return replace(report, fragile=fragility(report, case)), assumption


@settings(max_examples=drawn(30, full=400))
@given(sourced_cases(), st.data())
def test_a_removal_turns_what_turns_where_it_is_deleted(case: Case, data: st.DataObject) -> None:
    report, assumption = asked(data, case)
    assert report.fragile
    told = {(own.kind, own.name): own for own in report.fragile.removals}
    for kind, name, gone in removals(case):
        own = told.pop((kind, name), None)
        expected = turns(report, gap(deleted(case, gone), report.parties, assumption))
        assert {
            (t.issue.id, t.after, t.at_best, t.contested, t.silent)
            for t in (own.verdicts if own else ())
        } == expected
        assert set(own.statements if own else ()) <= gone
    assert not told


@settings(max_examples=drawn(30, full=400))
@given(sourced_cases(), st.data())
def test_what_is_taken_out_leaves_the_ends_that_deleting_leaves(
    case: Case, data: st.DataObject
) -> None:
    gone = data.draw(st.lists(one_of(tuple(case.statements)), max_size=3, unique=True))
    found, expected = without(case, gone).statements, deleted(case, gone).statements
    assert found.keys() == expected.keys()
    for id_, own in found.items():
        assert set(own.replaced) == set(expected[id_].replaced)
        assert own.terms == expected[id_].terms


@settings(max_examples=drawn(20, full=250))
@given(sourced_cases(), st.data())
def test_what_verdicts_rest_on_is_certified(case: Case, data: st.DataObject) -> None:
    report, _ = asked(data, case)
    assert certify_fragile(report, case) == ()


def positions(names: tuple[str, ...]) -> Iterator[Ranges]:
    """Every D, A and T of a party that leaves an outcome: D lies in A, and A in T."""
    for places in product(range(4), repeat=len(names)):
        demanded, accepted, possible = (
            frozenset(name for name, place in zip(names, places, strict=True) if place >= least)
            for least in (3, 2, 1)
        )
        if possible:
            yield Ranges(demanded, accepted, possible, frozenset(names) - possible)


def spoken(item: IssueGap, but: str) -> list[Ranges]:
    everything = frozenset(item.issue.outcomes.names)
    return [
        Ranges(
            *(frozenset(r.names) for r in (p.demanded, p.accepted)), everything - refused, refused
        )
        for p in item.positions
        if p.party != but and not p.silent
        for refused in [frozenset(p.refused.names)]
    ]


@settings(max_examples=drawn(25, full=300))
@given(sourced_cases(), st.data())
def test_a_party_can_turn_a_verdict_into_just_what_some_position_makes_of_it(
    case: Case, data: st.DataObject
) -> None:
    report, _ = asked(data, case)
    assert report.fragile
    told = {
        own.name: own.verdicts for own in report.fragile.unknowns if own.kind is UnknownKind.SILENT
    }
    for party in report.parties:
        for item in report.issues:
            names = item.issue.outcomes.names
            others = spoken(item, party)
            every = {settled(frozenset(names), [*others, p])[0] for p in positions(names)}
            if party in item.silent:
                own = [t for t in told.get(party, ()) if t.issue.id == item.issue.id]
                assert {t.after.value for t in own} == every - {item.verdict.value}
            held = [p for p in item.positions if p.party != party and not p.silent]
            could = could_be(held, item.issue.outcomes)
            assert {word.value for word in could} == (every if others else set())


@settings(max_examples=drawn(25, full=300))
@given(sourced_cases(), st.data())
def test_a_soft_statement_turns_what_it_turns_taken_at_best(
    case: Case, data: st.DataObject
) -> None:
    report, _ = asked(data, case)
    assert report.fragile
    soft = (UnknownKind.DISPUTED, UnknownKind.VAGUE, UnknownKind.CONDITIONAL)
    told = {own.name: own.verdicts for own in report.fragile.unknowns if own.kind in soft}
    for id_ in case.statements:
        expected = set()
        for item in report.issues:
            everything = frozenset(item.issue.outcomes.names)
            stated = [p for p in item.positions if not p.silent]
            best = frozenset(
                key(c) for p in stated for c in p.counted if c.soft and c.statement.id == id_
            )
            word, _ = settled(everything, [ranges(everything, p.counted, best) for p in stated])
            if word != item.verdict.value:
                expected.add((item.issue.id, word))
        assert {(t.issue.id, t.after.value) for t in told.get(id_, ())} == expected


@given(sourced_cases(), st.data())
def test_what_is_not_known_stands_in_the_order_of_what_it_could_turn(
    case: Case, data: st.DataObject
) -> None:
    report, _ = asked(data, case)
    assert report.fragile
    on_record = {item.issue.id for item in report.issues if item.verdict is not Verdict.UNSTATED}
    numbers = []
    for own in report.fragile.unknowns:
        present = {t.issue.heading for t in own.verdicts if t.issue.id in on_record}
        numbers.append((len(present), len({t.issue.heading for t in own.verdicts})))
    assert numbers == sorted(numbers, reverse=True)
    assert all(every for _, every in numbers)
    every = [*report.fragile.removals, *report.fragile.unknowns]
    assert all(turn.before is not turn.after for own in every for turn in own.verdicts)
