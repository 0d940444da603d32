"""Every fault file gives the one problem that its first comment names, where it says."""

from __future__ import annotations

import pytest

from reading.fault_files import BY_TEST, Fault, faults, problems_of
from redlines.problems import PROBLEMS, Level

FAULT_FILES = faults()


@pytest.mark.parametrize("fault", FAULT_FILES, ids=lambda fault: fault.name)
def test_a_fault_is_found_once_where_it_stands(fault: Fault):
    _, problems = problems_of(fault)
    found = [(p.code, p.place.file, p.place.line, p.place.column) for p in problems]
    assert found == [(fault.code, fault.shown, fault.line, fault.column)]


@pytest.mark.parametrize("fault", FAULT_FILES, ids=lambda fault: fault.name)
def test_a_case_loads_unless_the_fault_is_an_error(fault: Fault):
    case, _ = problems_of(fault)
    elsewhere = fault.shown == "redlines-ignore.yaml"
    assert (case is None) == (PROBLEMS[fault.code] is Level.ERROR and not elsewhere)


def test_every_code_has_a_fault_file_or_a_test():
    assert {fault.code for fault in FAULT_FILES} | BY_TEST == set(PROBLEMS)


def test_what_is_cut_by_a_comma_or_apart_by_an_accent_has_advice_of_its_own():
    named = {fault.name: problems_of(fault)[1][0].args.get("slip") for fault in FAULT_FILES}
    assert named["unknown-key-comma.yaml"] == named["empty-value-comma.yaml"] == "bare-key"
    assert named["unknown-party-not-composed.yaml"] == "name-not-composed"
    assert named["bad-yaml-comparison-in-flow.yaml"] == "comparison"
    assert {named["unknown-key.yaml"], named["empty-value.yaml"]} == {None}


def test_faults_are_many():
    assert len(FAULT_FILES) >= 50
