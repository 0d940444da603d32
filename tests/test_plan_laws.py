"""The laws of plans (section Plans of the method): each test is named for the law it tests."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import drawn
from random_cases import DAYS, between, cases, coin, one_of, outcome_lists, regions
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Condition, Heading, Issue, Plan, Point, Verb
from redlines.engine.changes import diff
from redlines.engine.finding import findings_of
from redlines.engine.plans import check
from redlines.findings import (
    ChangeKind,
    CheckReport,
    Direction,
    Effect,
    EffectKind,
    Grade,
    GradeWord,
    PlanDiff,
)
from redlines.reading.build import read_case
from redlines.reading.plans import read_plan
from redlines.region import Region

IDS = tuple(f"p{i}" for i in range(7))
CONTRARY = {
    EffectKind.CLOSER: EffectKind.FARTHER,
    EffectKind.WIDER: EffectKind.NARROWER,
    EffectKind.CROSSES_FIRMER: EffectKind.CROSSES_SOFTER,
}
MIRRORED = CONTRARY | {kind: other for other, kind in CONTRARY.items()}


@dataclass(frozen=True)
class Drafts:
    """Two versions of a draft, and how they are judged."""

    case: Case
    base: Plan
    revision: Plan
    binding: Basis | None

    def diff(self) -> PlanDiff:
        return diff(self.case, self.base, self.revision, Assumption(binding=self.binding))

    def check(self, plan: Plan, day: date | None) -> CheckReport:
        return check(self.case, plan, Assumption(day, self.binding))


@cache
def some(values: tuple[str, ...], least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Some of these values, each at most once, in any order."""
    return st.lists(one_of(values), min_size=least, max_size=most, unique=True)


@st.composite
def points(draw: st.DrawFn, case: Case, id_: str, core: dict[str, int]) -> Point:
    """A point on up to two issues; those without a condition have the core outcome in common."""
    issues = tuple(sorted(case.issues))
    own = draw(some(issues, 0, 2))
    others = tuple(issue for issue in issues if issue not in own)
    condition = None
    if own and others and draw(between(0, 2)) == 0:
        on = draw(some(others, 1, 2))
        condition = Condition(tuple((i, draw(regions(case.issues[i].outcomes))) for i in on))
    terms = []
    for issue in own:
        region = draw(regions(case.issues[issue].outcomes))
        # Mostly compatible with the other points, as the reader of files asks for.
        if condition is None or draw(between(0, 3)):
            region |= Region(region.outcomes, 1 << core[issue])
        terms.append((issue, region))
    number, text = draw(one_of(("1", "2"))), draw(one_of(("one text", "another")))
    return Point(id_, text, number, terms=tuple(terms), given=condition)


@st.composite
def plans(draw: st.DrawFn, case: Case) -> Plan:
    """A plan of up to six points, some of its other points unknown."""
    core = {
        issue: draw(between(0, len(item.outcomes.names) - 1)) for issue, item in case.issues.items()
    }
    ids = draw(some(IDS, 0, 6))
    own = tuple(draw(points(case, id_, core)) for id_ in ids)
    others = tuple(id_ for id_ in IDS if id_ not in ids)
    unknown = draw(some(others, 0, 2)) if others else []
    return Plan(
        "draft",
        "A draft",
        own,
        day=draw(one_of((None, *DAYS))) if case.as_of else None,
        unknown=tuple(unknown) if draw(coin) else (),
        all_unknown=draw(between(0, 7)) == 0,
    )


@st.composite
def drafts(draw: st.DrawFn) -> Drafts:
    """A random case and two plans, the second often an edit of the first."""
    case = draw(cases())
    base = draw(plans(case))
    revision = draw(plans(case))
    if base.points and draw(coin):
        edited = base.points[draw(between(0, len(base.points) - 1))]
        kept = [point for point in base.points if point.id != edited.id]
        new = [point for point in revision.points if point.id == edited.id]
        revision = replace(base, points=(*kept, *new))
    return Drafts(case, base, revision, draw(one_of((None, None, *Basis))))


def graded(grade: Grade) -> tuple[Any, ...]:
    """A grade in words and in the statements behind it."""
    return (
        grade.word,
        {(line.region.names, line.claims[0].statement.id) for line in grade.crossed},
        *({claim.statement.id for claim in own} for own in (grade.met, grade.missed)),
    )


def by_key(grades: Iterable[Grade]) -> dict[tuple[str, str], Grade]:
    return {(grade.issue.id, grade.party): grade for grade in grades}


@given(drafts(), st.randoms(use_true_random=False))
def test_a_plan_does_not_differ_from_itself_in_another_order(asked: Drafts, chance: Any) -> None:
    shuffled = [
        replace(point, terms=tuple(chance.sample(point.terms, len(point.terms))))
        for point in chance.sample(asked.base.points, len(asked.base.points))
    ]
    found = diff(asked.case, asked.base, replace(asked.base, points=tuple(shuffled)))
    assert (found.changes, found.effects) == ((), ())


@settings(max_examples=drawn(25, full=200))
@given(drafts())
def test_a_comparison_mirrors_the_one_the_other_way_round(asked: Drafts) -> None:
    there = asked.diff()
    back = replace(asked, base=asked.revision, revision=asked.base).diff()
    assert {(*key(e), e.kind) for e in there.effects if e.kind in MIRRORED} == {
        (*key(e), MIRRORED[e.kind]) for e in back.effects if e.kind in MIRRORED
    }
    turned = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    assert {
        (c.kind, c.point, c.issue and c.issue.id, c.region_before, c.region_after)
        for c in there.changes
    } == {
        (
            turned.get(c.kind, c.kind),
            c.point,
            c.issue and c.issue.id,
            c.region_after,
            c.region_before,
        )
        for c in back.changes
    }


def key(effect: Effect) -> tuple[str, str]:
    return effect.issue.id, effect.party


def touched_by_unknown(found: PlanDiff) -> set[tuple[str, str]]:
    """The issues and parties on which what is not known decides."""
    return {key(effect) for effect in found.effects if effect.kind is EffectKind.UNDECIDABLE}


@settings(max_examples=drawn(40, full=400))
@given(drafts())
def test_newly_crosses_exactly_where_check_says_crosses_of_the_revision_and_not_of_the_base(
    asked: Drafts,
) -> None:
    found = asked.diff()
    day = found.base.assumption.day
    old, new = (
        {
            (grade.issue.id, grade.party)
            for grade in asked.check(plan, day).grades
            if grade.word is GradeWord.CROSSES
        }
        for plan in (asked.base, asked.revision)
    )
    told = {key(e) for e in found.effects if e.kind is EffectKind.NEWLY_CROSSES}
    assert told <= new - old
    # Where a point is unknown, a crossing may not be new.
    assert (new - old) - told <= touched_by_unknown(found)


@given(drafts(), st.data())
def test_to_split_or_repeat_a_refusal_or_repeat_a_demand_changes_nothing(
    asked: Drafts, data: st.DataObject
) -> None:
    said = data.draw(one_of(tuple(asked.case.statements.values())))
    verb, issue, region = data.draw(one_of(said.terms))
    part = region & data.draw(regions(region.outcomes)) if verb is Verb.REFUSES else region
    terms = ((verb, issue, part or region),) if verb is not Verb.ACCEPTS else said.terms
    again = replace(said, id="again", terms=terms)
    longer = {**asked.case.statements, "again": again}
    more = replace(asked, case=replace(asked.case, statements=longer))
    assert _kinds(more.diff()) == _kinds(asked.diff())


def _kinds(found: PlanDiff) -> list[tuple[Any, ...]]:
    return [(*key(effect), effect.kind, effect.distances) for effect in found.effects]


@given(drafts())
def test_an_undecidable_point_never_makes_a_crossing_look_gone(asked: Drafts) -> None:
    revision = replace(asked.revision, points=(), unknown=(), all_unknown=True)
    kinds = {effect.kind for effect in replace(asked, revision=revision).diff().effects}
    assert kinds <= {EffectKind.UNDECIDABLE, EffectKind.NO_EFFECT}


@given(drafts())
def test_the_names_of_the_parties_never_matter(asked: Drafts) -> None:
    name = {party: f"z{ord('z') - ord(party)}" for party in asked.case.parties}
    case = replace(
        asked.case,
        parties={name[p.id]: replace(p, id=name[p.id]) for p in asked.case.parties.values()},
        statements={
            s.id: replace(
                s,
                parties=tuple(name[p] for p in s.parties),
                replaced=tuple(replace(end, party=name[end.party]) for end in s.replaced),
            )
            for s in asked.case.statements.values()
        },
    )

    def lines(effects: Iterable[Effect], named: dict[str, str]) -> list[tuple[Any, ...]]:
        return [
            (e.kind, e.issue.id, named[e.party], e.points, e.distances, len(e.red_lines))
            for e in effects
        ]

    found, renamed = asked.diff(), replace(asked, case=case).diff()
    same = {party: party for party in case.parties}
    assert lines(renamed.effects, same) == lines(found.effects, name)
    assert renamed.changes == found.changes
    told = [(g.issue.id, name[g.party], graded(g)) for g in found.revision.grades]
    assert [(g.issue.id, g.party, graded(g)) for g in renamed.revision.grades] == told


@given(drafts(), st.data())
def test_a_point_on_an_issue_nobody_speaks_of_changes_no_other_grade(
    asked: Drafts, data: st.DataObject
) -> None:
    outcomes = data.draw(outcome_lists())
    quiet = Issue("quiet", outcomes, "quiet", "Quiet")
    case = replace(
        asked.case,
        issues={**asked.case.issues, "quiet": quiet},
        headings={**asked.case.headings, "quiet": Heading("quiet", "Quiet", issues=("quiet",))},
    )
    point = Point("new", "new", terms=(("quiet", data.draw(regions(outcomes))),))
    longer = replace(asked.base, points=(*asked.base.points, point))
    there = by_key(check(asked.case, asked.base, Assumption(binding=asked.binding)).grades)
    here = by_key(check(case, longer, Assumption(binding=asked.binding)).grades)
    quiet_words = {grade.word for key, grade in here.items() if key[0] == "quiet"}
    assert quiet_words == {GradeWord.UNSTATED}
    assert {key: grade for key, grade in here.items() if key[0] != "quiet"} == there


@given(drafts())
def test_every_finding_tells_its_level_and_a_point_that_changed(asked: Drafts) -> None:
    found = asked.diff()
    told = findings_of(found, asked.case)
    moving = [effect for effect in found.effects if effect.direction is not Direction.NEUTRAL]
    assert [finding.about for finding in told] == moving
    changed = {change.point for change in found.changes}
    assert all(set(effect.points) <= changed for effect in found.effects)
    # What a plan does not make known may decide without a point that changed.
    unknown = found.base.plan.all_unknown or found.revision.plan.all_unknown
    assert unknown or all(finding.point in changed for finding in told)
    assert len(findings_of(found.revision, asked.case)) == len(found.revision.grades)


DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def bundled() -> Case:
    case = read_case(DATA / "positions.yaml").case
    assert case is not None
    return case


def rewritten(text: str, seed: int) -> str:
    """The same plan with other quotes, comments, line breaks and order of keys and points."""
    chance = random.Random(seed)

    def shuffled(value: Any) -> Any:
        if isinstance(value, list):
            return [shuffled(item) for item in value]
        if isinstance(value, dict):
            keys = chance.sample(sorted(value), len(value))
            return {key: shuffled(value[key]) for key in keys}
        return value

    plan = yaml.load(text, Loader=yaml.BaseLoader)
    version = plan.pop("redlines")
    plan["points"] = chance.sample(plan["points"], len(plan["points"]))
    style = {"default_style": "'" if seed % 2 else '"', "sort_keys": False, "width": 40}
    body = yaml.safe_dump(shuffled(plan), allow_unicode=True, default_flow_style=None, **style)
    return f"# a copy\nredlines: {version}\n\n" + body.replace("\n- ", "\n# a point\n- ")


@pytest.mark.parametrize("plan", sorted(path.stem for path in (DATA / "plans").glob("*.yaml")))
@pytest.mark.parametrize("seed", [1, 2])
def test_how_a_file_is_written_never_matters(plan: str, seed: int, bundled: Case) -> None:
    text = (DATA / "plans" / f"{plan}.yaml").read_text(encoding="utf-8")
    copy, problems = read_plan(rewritten(text, seed), "elsewhere/copy.yaml", bundled)
    assert copy is not None, problems
    there, back = diff(bundled, bundled.plans[plan], copy), diff(bundled, copy, bundled.plans[plan])
    assert (there.changes, there.effects, back.changes, back.effects) == ((), (), (), ())
    grades = [graded(grade) for grade in there.base.grades]
    assert [graded(grade) for grade in there.revision.grades] == grades
