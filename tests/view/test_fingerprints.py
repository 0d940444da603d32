"""A fingerprint says that a finding is the one of an earlier run, whatever moved around it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lake import lake
from test_github import findings

from redlines.case import Place
from redlines.engine.finding import findings_of, problem_findings
from redlines.engine.gaps import gap
from redlines.problems import Problem
from redlines.view.fingerprints import fingerprints

PLACE = Place("a.yaml", 1, 1, 1, 2)


def test_no_two_of_a_run_are_the_same():
    found, _ = findings()
    twice = [*found, *found]
    assert len(set(fingerprints(twice))) == len(twice)


def test_what_moves_with_the_text_changes_nothing():
    found, _ = findings()
    place = Place("elsewhere.yaml", 99, 1, 99, 9)
    moved = [replace(own, place=place, related=(), ignored="x", stale=True) for own in found]
    assert list(fingerprints(moved)) == list(fingerprints(found))


@pytest.mark.parametrize("key", ["id", "plan", "point", "issue", "party"])
def test_what_a_finding_is_about_changes_it(key):
    own = findings()[0][0]
    assert list(fingerprints([replace(own, **{key: "other"})])) != list(fingerprints([own]))


def test_the_parties_asked_for_count_and_their_order_does_not():
    case = lake()
    asked = (["north", "south"], ["south", "north"], ["north", "south", "mill"])
    [two, turned, three] = [
        list(fingerprints(findings_of(gap(case, parties, issues=["dam"]), case)))
        for parties in asked
    ]
    assert two == turned != three


def test_warnings_about_other_statements_are_others():
    def one(*statements):
        warning = Problem("demands-conflict", PLACE, {"party": "a"}, statements=statements)
        return list(fingerprints(problem_findings([warning])))

    assert one("A-1", "A-2") == one("A-2", "A-1") != one("A-1", "A-3")
