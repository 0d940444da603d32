"""Laws of what a team writes: who speaks together speaks for each, and who replaces ends.

A case with joint and replaced statements says what the same case says with none of them: each
statement written once for each party, with `until` where it was replaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import drawn
from random_cases import Question, apart, cases, questions, stated_questions
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Claim
from redlines.engine.changes import diff
from redlines.engine.contradictions import contradictions
from redlines.engine.gaps import gap, issue_gap
from redlines.engine.positions_diff import position_diff
from redlines.findings import CheckReport
from redlines.verdicts import IssueGap, RedLine
from test_plan_laws import Drafts, drafts
from test_position_laws import States, states


def named(claims: Iterable[Claim]) -> tuple[tuple[str, str, str, str], ...]:
    """Claims by what they were before they were written apart."""
    return tuple((c.statement.id.partition("~")[0], c.party, c.verb, c.issue) for c in claims)


def line(own: RedLine) -> tuple[Any, ...]:
    return own.party, own.region, own.unless, own.proviso, named(own.claims)


def plain(item: IssueGap) -> dict[str, Any]:
    """Everything that a verdict says, with claims by name."""
    return {
        "verdict": (item.verdict, item.zone, item.at_best, item.at_best_zone, item.depends_on_zone),
        "depends_on": [named(claims) for claims in item.depends_on],
        "totals": (item.depends_on_total, item.blocking_sets_total, item.retreats_total),
        "lines": (item.silent, item.no_red_line, item.lines_lifted, item.lines_below_binding),
        "unmet": [replace(own, claims=named(own.claims)) for own in item.unmet],
        "offers": [(own.party, own.soft, named(own.claims)) for own in item.offered_by],
        "shape": (item.one_sided, item.gap, item.holds_at, item.contested),
        "retreats": item.retreats
        and [
            (own.outcome, [(p.party, p.steps, list(map(line, p.red_lines))) for p in own.parties])
            for own in item.retreats
        ],
        "blocking": [list(map(line, lines)) for lines in item.blocking_sets],
        "positions": [
            (
                own.party,
                (own.demanded, own.accepted, own.refused, own.firmly_refused, own.softly_offered),
                named(own.claims),
                list(map(line, own.red_lines)),
                [(named([held.claim]), held.region) for held in own.held_back],
                own.newest,
            )
            for own in item.positions
        ],
    }


@settings(max_examples=drawn(50, full=500))
@given(st.one_of(questions(), stated_questions()), st.data())
def test_a_joint_or_replaced_statement_is_each_share_with_its_end(
    question: Question, data: Any
) -> None:
    case = question.case
    ids = sorted(case.statements)
    lifted = data.draw(st.sets(st.sampled_from(ids), max_size=2)) if ids else set()
    parts = apart(case)
    assumed = Assumption(question.day, question.binding, tuple(sorted(lifted)))
    other = replace(
        assumed,
        lifted=tuple(id_ for id_ in parts.statements if id_.partition("~")[0] in lifted),
    )
    found = issue_gap(case, question.issue, question.parties, assumed)
    assert plain(found) == plain(issue_gap(parts, question.issue, question.parties, other))


@settings(max_examples=drawn(25, full=300))
@given(cases(), st.sampled_from([None, *Basis]))
def test_what_is_joint_counts_once_for_each_party_in_totals(
    case: Case, binding: Basis | None
) -> None:
    parties, assumed = sorted(case.parties), Assumption(binding=binding)
    one, two = (gap(own, parties, assumed) for own in (case, apart(case)))
    assert (one.totals(), one.contested(), one.later.as_of) == (
        two.totals(),
        two.contested(),
        two.later.as_of,
    )


def graded(report: CheckReport) -> list[tuple[Any, ...]]:
    return [
        (own.party, own.issue.id, own.word, own.point, list(map(line, own.crossed)))
        for own in report.grades
    ]


@settings(max_examples=drawn(25, full=300))
@given(drafts())
def test_plans_are_judged_alike(asked: Drafts) -> None:
    other = replace(asked, case=apart(asked.case))
    for plan in (asked.base, asked.revision):
        assert graded(asked.check(plan, None)) == graded(other.check(plan, None))
    effects = [
        [(e.party, e.issue.id, e.kind, e.direction, e.distances) for e in diff(*own).effects]
        for own in (
            (one.case, one.base, one.revision, Assumption(binding=one.binding))
            for one in (asked, other)
        )
    ]
    assert effects[0] == effects[1]


@settings(max_examples=drawn(25, full=300))
@given(states())
def test_changes_of_positions_are_told_alike(both: States) -> None:
    found = both.diff
    other = position_diff(apart(both.before), apart(both.after))
    assert [(m.kind, m.party, m.issue.id, m.before, m.after, m.outcomes) for m in found.moves] == [
        (m.kind, m.party, m.issue.id, m.before, m.after, m.outcomes) for m in other.moves
    ]
    told, same = (
        Counter((c.kind, c.party, c.issue.id, c.restated, *named([c.claim])) for c in own.changes)
        for own in (found, other)
    )
    assert told == same
    assert [(v.parties, v.issue.id, v.before, v.after) for v in found.verdicts] == [
        (v.parties, v.issue.id, v.before, v.after) for v in other.verdicts
    ]


@given(cases())
def test_a_contradiction_is_of_each_party_that_speaks(case: Case) -> None:
    def about(own: Case) -> set[tuple[str, str, str]]:
        return {
            (problem.code, problem.args["party"], issue)
            for problem in contradictions(own)
            for issue in problem.args["issue"].split(", ")
        }

    assert about(case) == about(apart(case))
