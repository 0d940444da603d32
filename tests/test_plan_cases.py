"""Runs tests/cases/plans.yaml and texts.yaml: what a reader expects of the bundled plans."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from redlines.case import Case
from redlines.catalogue import Direction
from redlines.engine.changes import diff
from redlines.engine.plans import check
from redlines.findings import EffectKind, Grade, GradeWord
from redlines.reading.build import read_case

HERE = Path(__file__).parent
EXPECTED = yaml.safe_load((HERE / "cases" / "plans.yaml").read_text(encoding="utf-8"))
TEXTS = yaml.safe_load((HERE / "cases" / "texts.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def case() -> Case:
    reading = read_case(HERE.parent / "data" / "positions.yaml")
    assert reading.case is not None, reading.problems
    return reading.case


def issues_of(name: str) -> list[str]:
    """The issues that `heading[area, area]` or a plain name stands for."""
    areas = re.fullmatch(r"(\w+)\[(.+)\]", name)
    return [f"{areas[1]}.{area}" for area in areas[2].split(", ")] if areas else [name]


def statements(grade: Grade) -> list[str]:
    return sorted({claim.statement.id for line in grade.crossed for claim in line.claims})


def told(grade: Grade) -> tuple[str, list[str]]:
    return grade.word.value, statements(grade)


def expected(run: dict[str, Any]) -> dict[str, tuple[str, list[str]]]:
    """By issue the grade that a list names, and the statements behind the red lines it meets."""
    return {
        issue: (grade["grade"], sorted(grade.get("statements", [])))
        for name, grade in run["expect"].items()
        for issue in issues_of(name)
    }


def label(run: dict[str, Any]) -> str:
    return "-".join(str(run[key]) for key in ("plan", "party", "base", "revision") if key in run)


@pytest.mark.parametrize("run", EXPECTED["check"], ids=label)
def test_the_grades_are_as_expected(run: dict[str, Any], case: Case) -> None:
    report = check(case, case.plans[run["plan"]], parties=[run["party"]])
    assert {own.issue.id: told(own) for own in report.grades} == expected(run)


@pytest.mark.parametrize("run", TEXTS["check"], ids=label)
def test_the_grades_on_what_a_text_settles_are_as_expected(run: dict[str, Any], case: Case) -> None:
    report = check(case, case.plans[run["plan"]], parties=[run["party"]])
    settled = [own for own in report.grades if own.word is not GradeWord.UNSETTLED]
    assert {own.issue.id: told(own) for own in settled} == expected(run)


@pytest.mark.parametrize("run", EXPECTED["diff"], ids=label)
def test_the_effects_are_as_expected(run: dict[str, Any], case: Case) -> None:
    found = diff(
        case,
        case.plans[run["base"]],
        case.plans[run["revision"]],
        parties=["russia", "ukraine", "europe", "united_states"],
        issues=run.get("issues"),
    )
    found_effects = {
        (effect.party, effect.issue.id, effect.kind.value)
        for effect in found.effects
        if effect.direction is not Direction.NEUTRAL and effect.kind is not EffectKind.REWORDED
    }
    expected_effects = {
        (item["party"], issue, item["kind"])
        for item in run["expect"]
        for issue in issues_of(item["issue"])
    }
    assert found_effects == expected_effects


def test_the_american_draft_crosses_far_fewer_russian_red_lines_than_ukrainian(case: Case) -> None:
    report = check(case, case.plans["us-28"], parties=["russia", "ukraine"])
    crossed: dict[str, set[str]] = {"russia": set(), "ukraine": set()}
    for grade in report.grades:
        if grade.word is GradeWord.CROSSES:
            crossed[grade.party].add(grade.issue.heading)
    assert crossed["russia"] == {"territory", "sequence"}
    assert crossed["ukraine"] == {
        *("territory", "recognition", "nato_membership", "foreign_troops"),
        *("accountability", "troop_cap", "language"),
    }


def test_every_plan_has_lists_for_the_three_that_it_concerns_most(case: Case) -> None:
    listed = {(run["plan"], run["party"]) for run in EXPECTED["check"] + TEXTS["check"]}
    three = {(plan, party) for plan in case.plans for party in ("russia", "ukraine", "europe")}
    assert three <= listed


def test_the_list_has_only_words_that_exist() -> None:
    assert EXPECTED.keys() == {"about", "check", "diff"}
    assert TEXTS.keys() == {"about", "check"}
    for run in EXPECTED["check"] + TEXTS["check"]:
        assert run.keys() == {"plan", "party", "expect"}
        for grade in run["expect"].values():
            assert grade.keys() <= {"grade", "statements"}
            assert grade["grade"] in list(GradeWord)
    for run in EXPECTED["diff"]:
        assert run.keys() <= {"base", "revision", "issues", "expect"}
        assert {item["kind"] for item in run["expect"]} <= set(EffectKind)
