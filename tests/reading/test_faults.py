"""Every fault file gives the one problem that its first comment names, where it says."""

from __future__ import annotations

import pytest

from reading.fault_files import BY_TEST, Fault, faults
from redlines.engine.contradictions import contradictions
from redlines.problems import PROBLEMS, Level
from redlines.reading.build import read_case

FAULT_FILES = faults()


@pytest.mark.parametrize("fault", FAULT_FILES, ids=lambda fault: fault.name)
def test_a_fault_is_found_once_where_it_stands(fault: Fault):
    reading = read_case(fault.case, strict=fault.strict)
    problems = list(reading.problems)
    if reading.case is not None:
        problems += contradictions(reading.case)
    found = [(p.code, p.place.file, p.place.line, p.place.column) for p in problems]
    assert found == [(fault.code, fault.file.name, fault.line, fault.column)]


@pytest.mark.parametrize("fault", FAULT_FILES, ids=lambda fault: fault.name)
def test_a_case_loads_unless_the_fault_is_an_error(fault: Fault):
    reading = read_case(fault.case, strict=fault.strict)
    assert (reading.case is None) == (PROBLEMS[fault.code] is Level.ERROR)


def test_every_code_has_a_fault_file_or_a_test():
    assert {fault.code for fault in FAULT_FILES} | BY_TEST == set(PROBLEMS)


def test_faults_are_many():
    assert len(FAULT_FILES) >= 50
