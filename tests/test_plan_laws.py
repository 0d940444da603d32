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
from plan_twin import plan_told, plan_twin
from random_cases import DAYS, between, cases, coin, one_of, outcome_lists, regions
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Condition, Heading, Issue, Plan, Point
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
    EffectKind.DEMAND_MET: EffectKind.DEMAND_LOST,
    EffectKind.CLOSER: EffectKind.FARTHER,
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


def by_key(grades: Iterable[Grade]) -> dict[tuple[str, str], Grade]:
    return {(grade.issue.id, grade.party): grade for grade in grades}


@settings(max_examples=drawn(150, full=400))
@given(drafts())
def test_every_grade_equals_that_of_the_slow_twin(asked: Drafts) -> None:
    report = asked.check(asked.base, None)
    day = report.assumption.day
    found = {key: plan_told(grade) for key, grade in by_key(report.grades).items()}
    expected = {
        (issue, party): told
        for issue in asked.case.issues
        for party in asked.case.parties
        if (told := plan_twin(asked.case, asked.base, issue, party, day, asked.binding))
    }
    assert found == expected


@given(drafts(), st.randoms(use_true_random=False))
def test_a_plan_does_not_differ_from_itself_in_another_order(asked: Drafts, chance: Any) -> None:
    shuffled = [
        replace(point, terms=tuple(chance.sample(point.terms, len(point.terms))))
        for point in chance.sample(asked.base.points, len(asked.base.points))
    ]
    found = diff(asked.case, asked.base, replace(asked.base, points=tuple(shuffled)))
    assert (found.changes, found.effects) == ((), ())


def spelled(effect: Effect, *, back: bool = False) -> tuple[Any, ...]:
    """An effect as it reads, or as it reads in the comparison the other way round."""
    kind, steps, grades = effect.kind, effect.steps, (effect.before, effect.after)
    if back:
        kind, grades = MIRRORED.get(kind, kind), (effect.after, effect.before)
        steps = (steps[1], steps[0]) if steps else None
    words = tuple(grade.word if grade else None for grade in grades)
    demands = frozenset(id(claim) for claim in effect.demands)
    lines = frozenset((line.region.bits, line.unless) for line in effect.red_lines)
    points = frozenset(effect.points)
    return kind, effect.issue.id, effect.party, points, words, steps, demands, lines


@settings(max_examples=drawn(60, full=200))
@given(drafts())
def test_a_comparison_mirrors_the_one_the_other_way_round(asked: Drafts) -> None:
    there = asked.diff()
    back = replace(asked, base=asked.revision, revision=asked.base).diff()
    # A crossing has no mirror: one that is certain is new, one that is possible is not gone.
    certain = {key(e) for e in (*there.effects, *back.effects) if crosses_on_a_side(e)}
    there_too = [e for e in there.effects if key(e) not in certain]
    back_too = [e for e in back.effects if key(e) not in certain]
    assert {spelled(e) for e in there_too} == {spelled(e, back=True) for e in back_too}
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
    contrary = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}
    assert sorted(contrary.get(e.direction, e.direction) for e in back_too) == sorted(
        e.direction for e in there_too
    )


def key(effect: Effect) -> tuple[str, str]:
    return effect.issue.id, effect.party


def crosses_on_a_side(effect: Effect) -> bool:
    grades = (effect.before, effect.after)
    return any(grade and grade.word is GradeWord.CROSSES for grade in grades)


def crossed(report: CheckReport, *words: GradeWord) -> set[tuple[Any, ...]]:
    """The red lines that a plan crosses, or that a reading of it meets, by issue and party."""
    return {
        (grade.issue.id, grade.party, line.region.bits, line.unless)
        for grade in report.grades
        if grade.word in (words or (GradeWord.CROSSES,))
        for line in grade.crossed
    }


def touched_by_unknown(found: PlanDiff) -> set[tuple[str, str]]:
    """The issues and parties on which a point that changed is not known."""
    unknown = {c.point for c in found.changes if c.kind is ChangeKind.UNDECIDABLE}
    effects = (e for e in found.effects if e.kind is EffectKind.UNDECIDABLE)
    return {key(effect) for effect in effects if unknown & set(effect.points)}


@settings(max_examples=drawn(100, full=400))
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


@settings(max_examples=drawn(100, full=400))
@given(drafts())
def test_what_is_no_longer_crossed_was_crossed_and_is_met_by_no_reading(asked: Drafts) -> None:
    found = asked.diff()
    day = found.base.assumption.day
    old = crossed(asked.check(asked.base, day))
    met_new = crossed(asked.check(asked.revision, day), *GradeWord)
    told = {
        (*key(effect), line.region.bits, line.unless)
        for effect in found.effects
        if effect.kind is EffectKind.NO_LONGER_CROSSES
        for line in effect.red_lines
    }
    assert told <= old - met_new
    # Where a point is unknown, a crossing may not be gone.
    assert {own[:2] for own in (old - met_new) - told} <= touched_by_unknown(found)


@given(drafts())
def test_an_undecidable_point_never_makes_a_crossing_look_gone(asked: Drafts) -> None:
    revision = replace(asked.revision, points=(), unknown=(), all_unknown=True)
    kinds = {effect.kind for effect in replace(asked, revision=revision).diff().effects}
    assert kinds <= {EffectKind.UNDECIDABLE}


@given(drafts())
def test_the_names_of_the_parties_never_matter(asked: Drafts) -> None:
    name = {party: f"z{ord('z') - ord(party)}" for party in asked.case.parties}
    case = replace(
        asked.case,
        parties={name[p.id]: replace(p, id=name[p.id]) for p in asked.case.parties.values()},
        statements={s.id: replace(s, party=name[s.party]) for s in asked.case.statements.values()},
    )

    def lines(effects: Iterable[Effect], named: dict[str, str]) -> list[tuple[Any, ...]]:
        return [
            (e.kind, e.issue.id, named[e.party], e.points, e.steps, len(e.red_lines))
            for e in effects
        ]

    found, renamed = asked.diff(), replace(asked, case=case).diff()
    same = {party: party for party in case.parties}
    assert lines(renamed.effects, same) == lines(found.effects, name)
    assert renamed.changes == found.changes
    told = [(g.issue.id, name[g.party], plan_told(g)) for g in found.revision.grades]
    assert [(g.issue.id, g.party, plan_told(g)) for g in renamed.revision.grades] == told


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
    assert [finding.about for finding in told] == list(found.effects)
    changed = {change.point for change in found.changes}
    assert all(set(effect.points) <= changed for effect in found.effects)
    assert all(finding.point in changed for finding in told)
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
    grades = [plan_told(grade) for grade in there.base.grades]
    assert [plan_told(grade) for grade in there.revision.grades] == grades
