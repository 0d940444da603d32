"""The laws of a change of positions: each test is named for the law it tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import drawn
from random_cases import BASES, DAYS, between, cases, coin, make_case, one_of, regions, statements
from redlines.case import Case, Heading, Issue, Statement, Verb
from redlines.engine.finding import findings_of
from redlines.engine.gaps import issue_gap
from redlines.engine.positions_diff import position_diff
from redlines.moves import ClaimChangeKind, MoveKind, PositionDiff, VerdictChange
from redlines.problems import Level
from redlines.region import Kind, Outcomes
from redlines.verdicts import IssueGap, Verdict

SWAPPED = {
    ClaimChangeKind.ADDED: ClaimChangeKind.DROPPED,
    ClaimChangeKind.BEGUN: ClaimChangeKind.ENDED,
    ClaimChangeKind.WIDENED: ClaimChangeKind.NARROWED,
    MoveKind.REFUSED: MoveKind.RELEASED,
    MoveKind.HARDENED: MoveKind.SOFTENED,
    MoveKind.FIRMER: MoveKind.LESS_FIRM,
}
SWAPPED |= {other: kind for kind, other in SWAPPED.items()}


@dataclass(frozen=True)
class States:
    """Two states of one negotiation."""

    before: Case
    after: Case

    @property
    def diff(self) -> PositionDiff:
        return position_diff(self.before, self.after)

    @property
    def back(self) -> PositionDiff:
        return position_diff(self.after, self.before)


def with_statements(case: Case, said: Iterable[Statement]) -> Case:
    return replace(case, statements={own.id: own for own in said})


@st.composite
def edits(draw: st.DrawFn, case: Case, said: Statement) -> Statement:
    """A statement as it was, or with another region, basis, date or doubt."""
    at = draw(between(0, len(said.terms) - 1))
    verb, issue, region = said.terms[at]
    region = draw(regions(region.outcomes)) if draw(coin) else region
    verb = draw(one_of(tuple(Verb))) if draw(between(0, 5)) == 0 else verb
    terms = [*said.terms[:at], (verb, issue, region), *said.terms[at + 1 :]]
    unique = {(v, i): (v, i, r) for v, i, r in terms}
    return replace(
        said,
        terms=tuple(unique.values()),
        basis=draw(BASES) if draw(coin) else said.basis,
        disputed=draw(one_of((said.disputed, True, False))),
        ultimatum=draw(coin),
        until=draw(one_of((said.until, None, *DAYS))) if said.said.day is None else said.until,
        note=draw(one_of((None, "a note"))),
    )


@st.composite
def states(draw: st.DrawFn) -> States:
    """A random case and an edit of it: statements edited, gone and new, now and then an outcome."""
    before = draw(cases())
    said = [draw(edits(before, own)) if draw(coin) else own for own in before.statements.values()]
    said = [own for own in said if draw(between(0, 4))]
    issues = {name: item.outcomes for name, item in before.issues.items()}
    parties = tuple(sorted(before.parties))
    said += [
        draw(statements(issues, f"N-{i}", parties, before.as_of is not None))
        for i in range(draw(between(0, 2)))
    ]
    after = with_statements(before, said)
    if before.as_of and draw(coin):
        after = replace(after, as_of=draw(one_of(DAYS)))
    if draw(between(0, 3)) == 0:
        after = longer(after, draw(one_of(tuple(sorted(issues)))))
    return States(before, after)


def longer(case: Case, issue: str) -> Case:
    """The case with a level more at the front of an issue, where that is no quantity."""
    item = case.issues[issue]
    if item.outcomes.kind is Kind.QUANTITY:
        return case
    outcomes = replace(item.outcomes, names=("new", *item.outcomes.names))
    said = [
        replace(
            own,
            terms=tuple((v, i, r.cut_to(outcomes) if i == issue else r) for v, i, r in own.terms),
        )
        for own in case.statements.values()
    ]
    issues = {**case.issues, issue: replace(item, outcomes=outcomes)}
    return replace(with_statements(case, said), issues=issues)


@given(cases())
def test_of_a_state_with_itself_nothing_is_told(case: Case) -> None:
    found = position_diff(case, case)
    assert found.unchanged
    assert findings_of(found, case) == ()
    assert (found.moves, found.verdicts) == ((), ())


@settings(max_examples=drawn(40, full=300))
@given(states())
def test_nothing_is_told_only_where_every_statement_says_the_same(both: States) -> None:
    def claims(case: Case) -> dict[tuple[str, str, str, str], object]:
        return {
            (c.statement.id, c.party, c.verb, c.issue): (
                c.region.names,
                c.statement.basis,
                c.condition,
                c.verb is Verb.REFUSES and c.statement.ultimatum,
                c.statement.disputed,
                c.statement.vague,
                c.statement.said,
                c.until,
            )
            for own in case.claims.values()
            for c in own
        }

    found = both.diff
    same = claims(both.before) == claims(both.after)
    assert found.unchanged == (same and not found.case_changes)


@st.composite
def split(draw: st.DrawFn) -> States:
    """A refusal of a case written as two, or a claim said once more."""
    case = draw(cases())
    said = [*case.statements.values()]
    own = said[draw(between(0, len(said) - 1))]
    verb, issue, region = own.terms[draw(between(0, len(own.terms) - 1))]
    again = replace(own, id="again", terms=((verb, issue, region),))
    if verb is Verb.REFUSES and len(region) > 1 and draw(coin):
        first = region.outcomes.region(region.names[:1])
        again = replace(again, terms=((verb, issue, first),))
        rest = tuple((v, i, r - first if (v, i) == (verb, issue) else r) for v, i, r in own.terms)
        said[said.index(own)] = replace(own, terms=rest)
    return States(case, with_statements(case, [*said, again]))


@settings(max_examples=drawn(40, full=300))
@given(split())
def test_splitting_a_refusal_and_repeating_a_claim_is_restated(both: States) -> None:
    for found, case in ((both.diff, both.after), (both.back, both.before)):
        assert (found.moves, found.verdicts) == ((), ())
        ids = {own.id for own in findings_of(found, case)}
        assert ids <= {"position-restated", "position-not-yet"}


def verdicts(case: Case, found: PositionDiff) -> dict[tuple[str, str, str], IssueGap]:
    return {
        (issue, a, b): issue_gap(case, issue, (a, b), found.assumption)
        for issue in case.issues
        for a, b in combinations(case.parties, 2)
    }


@settings(max_examples=drawn(40, full=300))
@given(states())
def test_every_pair_is_told_as_gap_tells_it(both: States) -> None:
    found = both.diff
    old, new = (verdicts(case, found) for case in (both.before, both.after))

    def steps(item: IssueGap) -> int | None:
        return item.gap.steps if item.gap else None

    expected = {
        key: (old[key].verdict, item.verdict, old[key].at_best, item.at_best)
        for key, item in new.items()
        if (old[key].verdict, old[key].at_best, steps(old[key]))
        != (item.verdict, item.at_best, steps(item))
    }
    assert expected == {
        (own.issue.id, *own.parties): (
            own.before,
            own.after,
            own.at_best_before,
            own.at_best_after,
        )
        for own in found.verdicts
    }


@settings(max_examples=drawn(40, full=300))
@given(states())
def test_an_error_is_exactly_a_pair_that_becomes_insurmountable(both: States) -> None:
    found = both.diff
    old, new = (verdicts(case, found) for case in (both.before, both.after))
    closed = {
        key
        for key, item in new.items()
        if item.verdict is Verdict.INSURMOUNTABLE and old[key].verdict is not Verdict.INSURMOUNTABLE
    }
    told = [own.about for own in findings_of(found, both.after) if own.level is Level.ERROR]
    assert closed == {
        (own.issue.id, *own.parties) for own in told if isinstance(own, VerdictChange)
    }
    assert len(told) == len(closed)


@settings(max_examples=drawn(40, full=300))
@given(states())
def test_a_refusal_warns_exactly_where_it_reaches_farther_or_rests_on_more(both: States) -> None:
    """For each party and outcome by its definition: refused, the firmest basis, only softly."""
    found = both.diff

    def refused(case: Case, party: str, issue: str, name: str) -> tuple[bool, int, bool]:
        item = issue_gap(case, issue, tuple(case.parties), found.assumption)
        [own] = [p for p in item.positions if p.party == party]
        lines = [line for line in own.red_lines if name in line.region.names]
        firmest = min((line.firmness for line in lines), default=99)
        return bool(lines), -firmest, bool(lines) and not all(line.soft for line in lines)

    kinds = {MoveKind.REFUSED: 0, MoveKind.FIRMER: 1, MoveKind.HARDENED: 2}
    told = {
        (move.party, move.issue.id, name, kinds[move.kind])
        for move in found.moves
        if move.kind in kinds and move.outcomes
        for name in move.outcomes.names
    }
    expected = set()
    for issue, item in both.after.issues.items():
        for party in both.after.parties:
            for name in item.outcomes.names:
                was, now = (refused(case, party, issue, name) for case in (both.before, both.after))
                if now[0] and not was[0]:
                    expected.add((party, issue, name, 0))
                elif now[0]:
                    expected |= {(party, issue, name, at) for at in (1, 2) if now[at] > was[at]}
    assert told == expected


@settings(max_examples=drawn(40, full=300))
@given(states())
def test_a_set_is_told_exactly_where_it_is_of_other_outcomes(both: States) -> None:
    found = both.diff

    def sets(case: Case) -> dict[tuple[str, str, str], tuple[str, ...]]:
        return {
            (own.party, issue, kind): names.names
            for issue in case.issues
            for own in issue_gap(case, issue, tuple(case.parties), found.assumption).positions
            for kind, names in (
                ("refused", own.refused),
                ("demanded", own.demanded),
                ("declared", own.accepted),
            )
        }

    old, new = sets(both.before), sets(both.after)
    differ = {key for key, names in new.items() if set(old[key]) != set(names)}
    kinds = {MoveKind.REFUSED: "refused", MoveKind.RELEASED: "refused"}
    kinds |= {MoveKind.DEMANDED: "demanded", MoveKind.DECLARED: "declared"}
    told = [move for move in found.moves if move.kind in kinds]
    assert {(own.party, own.issue.id, kinds[own.kind]) for own in told} == differ
    for own in told:
        key = own.party, own.issue.id, kinds[own.kind]
        assert (own.before.names, own.after.names) == (old[key], new[key])


@settings(max_examples=drawn(40, full=300))
@given(states())
def test_swapping_the_states_swaps_what_became_of_a_claim(both: States) -> None:
    late = ClaimChangeKind.NOT_YET
    there = Counter((own.party, own.claim.statement.id, own.kind) for own in both.diff.changes)
    back = Counter((own.party, own.claim.statement.id, own.kind) for own in both.back.changes)
    for (party, id_, kind), times in there.items():
        if kind is late:
            continue
        other = back[party, id_, SWAPPED.get(kind, kind)]
        if kind is ClaimChangeKind.BEGUN:
            # What both states have and is dated later in the other is not yet in force there.
            other += back[party, id_, late]
        assert other == times, (id_, kind)


@settings(max_examples=drawn(40, full=300))
@given(states())
def test_swapping_the_states_swaps_what_is_done(both: States) -> None:
    there = Counter((own.party, own.issue.id, own.kind) for own in both.diff.moves)
    back = Counter((own.party, own.issue.id, own.kind) for own in both.back.moves)
    assert back == Counter(
        {(party, issue, SWAPPED.get(kind, kind)): n for (party, issue, kind), n in there.items()}
    )
    assert {(own.parties, own.issue.id, own.before, own.after) for own in both.diff.verdicts} == {
        (own.parties, own.issue.id, own.after, own.before) for own in both.back.verdicts
    }


@settings(max_examples=drawn(40, full=300))
@given(states())
def test_what_is_restated_moves_nothing_and_all_else_moves_something(both: States) -> None:
    found = both.diff
    moved = {(own.party, own.issue.id) for own in found.moves}
    pairs = {(party, own.issue.id) for own in found.verdicts for party in own.parties}
    for change in found.changes:
        key = change.party, change.issue.id
        if change.restated:
            assert key not in moved
        elif change.kind is not ClaimChangeKind.NOT_YET:
            assert key in moved | pairs
    assert found.case_changes or all(own.changes for own in (*found.moves, *found.verdicts))


@settings(max_examples=drawn(25, full=200))
@given(states(), st.data())
def test_a_party_that_a_state_lacks_is_silent_there(both: States, data: st.DataObject) -> None:
    party = data.draw(one_of(tuple(sorted(both.after.parties))))
    said = {id_: own for id_, own in both.after.statements.items() if party not in own.parties}
    without = replace(
        both.after,
        parties={id_: own for id_, own in both.after.parties.items() if id_ != party},
        statements=said,
    )
    silent = replace(both.after, statements=said)
    gone, quiet = position_diff(both.before, without), position_diff(both.before, silent)
    keys = [{(own.party, own.issue.id, own.kind) for own in found.moves} for found in (gone, quiet)]
    assert keys[0] == keys[1]
    assert {frozenset(own.parties) for own in gone.verdicts} == {
        frozenset(own.parties) for own in quiet.verdicts
    }


@given(cases())
def test_outcomes_are_matched_by_name_and_not_by_place(case: Case) -> None:
    """Options listed the other way round are the same, with every claim on them."""
    turned: dict[str, Issue] = {}
    for id_, item in case.issues.items():
        outcomes = item.outcomes
        if not outcomes.ordered:
            outcomes = replace(outcomes, names=outcomes.names[::-1])
        turned[id_] = replace(item, outcomes=outcomes)
    said = [
        replace(
            own,
            terms=tuple((v, i, r.cut_to(turned[i].outcomes)) for v, i, r in own.terms),
        )
        for own in case.statements.values()
    ]
    after = replace(with_statements(case, said), issues=turned)
    assert position_diff(case, after).unchanged


def test_headings_of_both_states_are_told() -> None:
    """A heading that loses an area keeps it in what tells the change."""
    two = make_case({"area.north": Outcomes.scale("ab"), "area.south": Outcomes.scale("ab")})
    whole = Heading("area", "Area", issues=("area.north", "area.south"))
    two = replace(two, headings={"area": whole})
    issues = {"area.north": two.issues["area.north"]}
    one = replace(two, headings={"area": replace(whole, issues=("area.north",))}, issues=issues)
    assert position_diff(two, one).both.headings["area"].issues == ("area.north", "area.south")
