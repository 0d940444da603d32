"""One walk over the nouns gives their JSON and the schema of it."""

import json
from dataclasses import dataclass, replace
from datetime import date

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_cases import cases
from redlines.assumption import Assumption, Held
from redlines.case import Case, Said, Statement
from redlines.engine.finding import findings_of
from redlines.engine.fragile import fragility
from redlines.engine.gaps import gap
from redlines.engine.steps import party_history
from redlines.findings import CheckReport, PlanDiff
from redlines.problems import Level
from redlines.region import Region
from redlines.verdicts import GapReport, Later
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.encode import encode, form_of
from redlines.view.envelope import Frame
from redlines.view.fragile_document import fragile_document
from redlines.view.gap_document import gap_document
from redlines.view.history_document import history_document
from redlines.view.json_items import ShowOptions, show_json
from redlines.view.json_reports import (
    AskedOptions,
    AssumedOptions,
    CheckOptions,
    Compared,
    DiffOptions,
    GapOptions,
    GateOptions,
    check_json,
    diff_json,
    gap_json,
)
from redlines.view.output_schema import output_schema
from test_fragile_laws import sourced_cases
from test_plan_laws import Drafts, drafts

SCHEMA = output_schema()
VALID = jsonschema.Draft202012Validator(SCHEMA)
FRAME = Frame("1.0")


def told(report: GapReport | CheckReport | PlanDiff, case: Case) -> dict:
    """The JSON of a report, which satisfies the schema."""
    found = findings_of(report, case)
    judged = report.revision if isinstance(report, PlanDiff) else report
    day = judged.assumption.day
    gate = GateOptions(Level.INFO, None, "never", exit_zero=False)
    assumed = AssumedOptions.of(Assumption(day), None)
    asked = AskedOptions(tuple(case.parties), assumed, gate)
    match report:
        case GapReport():
            gaps = GapOptions(asked, "case", fragile=report.fragile is not None)
            text = gap_json(report, case, found, found, gaps, FRAME)
        case CheckReport():
            put = CheckOptions(asked, 365, report.plan.id)
            text = check_json(report, case, found, found, put, FRAME)
        case PlanDiff():
            sides = (Compared("base.yaml"), Compared("revision.yaml"))
            put = DiffOptions(asked, 365, "base.yaml", "revision.yaml", None)
            text = diff_json(report, case, found, found, sides, put, FRAME)
    whole = json.loads(text)
    VALID.validate(whole)
    return whole


def once(lines: list[dict]) -> set[str]:
    """The ids of some red lines, no two of which are the same."""
    ids = [line["id"] for line in lines]
    assert len(set(ids)) == len(ids)
    return set(ids)


@given(cases(), st.data())
def test_what_nobody_stated_is_told_without_a_statement(case, data):
    issue = data.draw(st.sampled_from(sorted(case.issues)))
    party = data.draw(st.sampled_from(sorted(case.parties)))
    outcomes = case.issues[issue].outcomes
    wanted = Region(outcomes, data.draw(st.integers(1, outcomes.all_bits)))
    report = gap(case, tuple(case.parties), Assumption(set=(Held(party, issue, wanted),)))
    assert {own["id"] for own in told(report, case)["data"]["statements"]} <= set(case.statements)
    document = gap_document(report, case)
    assert as_terminal(document, width=80, color=False, ascii_only=False)
    assert as_markdown(document)


@given(cases())
def test_the_gap_of_any_case_satisfies_the_schema(case):
    report = gap(case, tuple(case.parties))
    issues = told(report, case)["data"]["issues"]
    assert [item["issue"] for item in issues] == list(case.issues)
    for item in issues:
        lines = once(item["red_lines"])
        passed = {
            id_ for r in item["retreats"] or () for p in r["parties"] for id_ in p["red_lines"]
        }
        assert lines >= passed | {id_ for ids in item["blocking_sets"] for id_ in ids}


@given(sourced_cases())
def test_what_the_verdicts_of_any_case_rest_on_satisfies_the_schema(case):
    report = gap(case, tuple(case.parties))
    report = replace(report, fragile=fragility(report, case))
    data = told(report, case)["data"]
    known = {own["id"] for own in data["statements"]}
    for own in data["fragile"]["removals"]:
        assert known >= {*own["statements"], *own["resumed"]}
    for own in data["fragile"]["unknowns"]:
        assert {*own["headings"]} == {turn["issue"] for turn in own["verdicts"]}
        assert own["name"] in {*known, *case.parties, *case.sources}
    document = fragile_document(report, report.fragile, case)
    for width in (40, None):
        assert as_terminal(document, width=width, color=False, ascii_only=True)
    assert as_markdown(document)


@given(sourced_cases(), st.data())
def test_the_history_of_any_party_satisfies_the_schema(case, data):
    party = data.draw(st.sampled_from(sorted(case.parties)))
    history = party_history(case, party)
    options = ShowOptions("party", party, case.as_of, history=True)
    whole = json.loads(show_json(case, options, Later(0, None), history, FRAME))
    VALID.validate(whole)
    steps = whole["data"]["history"]["steps"]
    assert len(steps) == len(history.steps)
    known = {own["id"] for own in whole["data"]["statements"]}
    assert all(known >= {*own["begun"], *own["ended"]} for own in steps)
    document = history_document(history, case, Later(0, None))
    for width in (40, None):
        assert as_terminal(document, width=width, color=False, ascii_only=True)
    assert as_markdown(document)


@given(drafts())
def test_any_two_drafts_satisfy_the_schema(asked: Drafts):
    report = asked.check(asked.base, None)
    data = told(report, asked.case)["data"]
    assert len(data["grades"]) == len(report.grades)
    named = {id_ for own in data["grades"] for id_ in (*own["crossed"], *own["lifted"])}
    assert once(data["red_lines"]) == named
    diff = asked.diff()
    whole = told(diff, asked.case)
    assert len(whole["data"]["changes"]) == len(diff.changes)
    named = {id_ for own in whole["findings"] for id_ in own["args"]["red_lines"]}
    assert once(whole["data"]["red_lines"]) == named


def objects(schema):
    """The objects in a schema whose keys are known."""
    if isinstance(schema, list):
        for own in schema:
            yield from objects(own)
    elif isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for own in schema.values():
            yield from objects(own)


def test_the_schema_is_closed():
    found = list(objects(SCHEMA))
    assert len(found) > len(SCHEMA["$defs"])
    assert all(own["additionalProperties"] is False for own in found)
    assert all(set(own["required"]) == set(own["properties"]) for own in found)


def test_descriptions_speak_of_keys():
    words = SCHEMA["$defs"]["Settlement"]["description"]
    assert "`outcomes` is null where no point settles" in words


def test_a_statement_as_an_object():
    said = Statement("S-1", ("north",), Said("2025", date(2025, 12, 31)), ultimatum=True)
    assert encode(said) == {
        "id": "S-1",
        "parties": ["north"],
        "said": "2025",
        "until": None,
        "basis": None,
        "form": "ultimatum",
        "disputed": False,
        "vague": False,
        "by": None,
        "name": None,
        "note": None,
        "claims": [],
        "replaces": [],
        "replaced": [],
        "if": [],
        "unless": [],
        "proviso": None,
        "sources": [],
        "place": None,
    }


def test_what_has_no_form_is_an_error():
    @dataclass(frozen=True)
    class Odd:
        many: set[str]

    with pytest.raises(TypeError, match="no JSON"):
        form_of(Odd)
    with pytest.raises(TypeError, match="no JSON"):
        form_of(float)
