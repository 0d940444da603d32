"""Every id of a problem or finding is well formed, has words, and is shown by a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from reading.fault_files import BY_TEST, Fault, faults, problems_of
from redlines.catalogue import RULES
from redlines.findings import EffectKind, GradeWord, PlanChangeKind
from redlines.problems import PROBLEMS, Problem
from redlines.verdicts import Verdict
from redlines.view import rules
from redlines.view.rules import problem_sentence, rule_text

IDS = [*PROBLEMS, *RULES]
GAPS = [id_ for id_ in RULES if id_.startswith("gap-")]
CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
FAULT_FILES = faults()
TESTS = [
    path.read_text(encoding="utf-8", errors="replace")
    for suffix in ("py", "yaml", "json", "txt", "md")
    for path in sorted(Path(__file__).parent.rglob(f"*.{suffix}"))
    if path != Path(__file__)
]


def test_ids_are_kebab_case_and_unique():
    assert [id_ for id_ in IDS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)] == []
    assert len(IDS) == len(set(IDS))


def test_every_verdict_is_a_finding():
    assert {verdict.id for verdict in Verdict} == set(GAPS)


@pytest.mark.parametrize("words", [Verdict, GradeWord, EffectKind, PlanChangeKind])
def test_every_word_of_the_engine_has_one_row(words: type[Verdict]):
    analysis = next(iter(words)).id.partition("-")[0]
    ids = {id_ for id_ in RULES if id_.startswith(f"{analysis}-")}
    assert {word.id for word in words} - {kind.id for kind in COUNTED} == ids


# What moves nothing is counted and is no finding.
COUNTED = (EffectKind.STILL_CROSSES, EffectKind.NO_EFFECT)


def test_every_change_of_a_plan_goes_some_way():
    ids = {kind.id for kind in EffectKind if kind not in COUNTED}
    assert {id_ for id_, rule in RULES.items() if rule.direction} == ids
    assert [kind.id for kind in EffectKind if kind not in COUNTED] == [
        id_ for id_ in RULES if id_.startswith("diff-")
    ]


@pytest.mark.parametrize("id_", IDS)
def test_every_id_has_words(id_: str):
    text = rule_text(id_)
    for words in (text.summary, text.why):
        assert not words[0].islower()
        assert words.endswith(".")
    assert text.example


def test_no_words_are_left_of_an_id_that_is_gone():
    assert rules._PROBLEMS.keys() == PROBLEMS.keys()
    assert rules._FINDINGS.keys() == RULES.keys()


def test_every_problem_has_a_fault_file_or_a_test_of_a_limit():
    assert {fault.code for fault in FAULT_FILES} == set(PROBLEMS) - BY_TEST


def expected_verdicts(value: Any) -> Iterator[str]:
    """The verdicts that a case file expects."""
    if isinstance(value, dict):
        if isinstance(value.get("verdict"), str):
            yield value["verdict"]
        for inner in value.values():
            yield from expected_verdicts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from expected_verdicts(inner)


def test_every_verdict_is_expected_by_a_case():
    texts = (path.read_text(encoding="utf-8") for path in CASES)
    found = {verdict for text in texts for verdict in expected_verdicts(yaml.safe_load(text))}
    assert {f"gap-{verdict}" for verdict in found} == set(GAPS)


@pytest.mark.parametrize("id_", [id_ for id_ in RULES if id_ not in GAPS])
def test_every_other_finding_is_expected_by_a_test(id_: str):
    assert any(id_ in text for text in TESTS)


def problem_of(fault: Fault) -> Problem:
    return problems_of(fault)[1][0]


@pytest.mark.parametrize("fault", FAULT_FILES, ids=lambda fault: fault.name)
def test_a_problem_brings_every_argument_of_its_sentence(fault: Fault):
    problem = problem_of(fault)
    words = rules._PROBLEMS[problem.code]
    for text in filter(None, (words.sentence, words.help)):
        asked = {name for _, name, _, _ in Formatter().parse(text) if name}
        assert asked <= problem.args.keys()
    assert not re.search(r"\{\w+\}", problem_sentence(problem))
