"""What a key of a claim names: an issue, one area of it, some of them, or all."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading.small import HEAD, case_of, codes, only_claim, only_problem, read_south, refused, told
from redlines.case import Condition, Party
from redlines.reading.notes import Notes, meant, near, parties_meant, shape
from redlines.reading.yaml_marks import read_yaml


def test_areas_are_issues_of_their_own_under_one_heading(tmp_path: Path):
    case = case_of(read_south(tmp_path, "refuses: {border: open}"))
    assert case.headings["valleys"].issues == ("valleys.east", "valleys.far_west", "valleys.west")
    east, west = case.issues["valleys.east"], case.issues["valleys.west"]
    assert (east.heading, east.area, east.title) == ("valleys", "east", "East")
    assert east.outcomes.names == ("northern", "shared", "southern")
    assert west.outcomes.names == ("northern", "shared")
    assert case.issues["valleys.far_west"].title == "Far west"
    assert case.issues["border"].area is None


@pytest.mark.parametrize(
    ("key", "areas"),
    [
        ("valleys", ["east", "west", "far_west"]),
        ("valleys.east", ["east"]),
        ("'valleys[east]'", ["east"]),
        ("'valleys[east, far_west]'", ["east", "far_west"]),
        ("'valleys [ far_west ,east, east ]'", ["east", "far_west"]),
    ],
)
def test_a_reference_names_one_area_some_or_all(tmp_path: Path, key: str, areas: list[str]):
    found = refused(read_south(tmp_path, f"refuses: {{? {key} : shared}}"))
    assert sorted(found) == sorted(f"valleys.{area}" for area in areas)


def test_a_claim_on_all_areas_is_cut_to_what_each_can_have(tmp_path: Path):
    found = refused(read_south(tmp_path, "refuses: {valleys: {at_most: shared}}"))
    assert found == {
        "valleys.east": ("northern", "shared"),
        "valleys.west": ("northern", "shared"),
        "valleys.far_west": ("shared",),
    }


def test_a_claim_of_which_nothing_is_left_in_an_area_does_not_count_there(tmp_path: Path):
    reading = read_south(tmp_path, "refuses: {valleys: southern}")
    assert sorted(refused(reading)) == ["valleys.east", "valleys.far_west"]
    problem = only_problem(reading)
    assert problem.code == "not-counted"
    assert problem.args == {"issue": "valleys.west", "statement": "south#1"}


@pytest.mark.parametrize("key", ["valleys.west", "'valleys[west]'"])
def test_a_claim_of_which_nothing_is_left_in_any_area_counts_nowhere(tmp_path: Path, key: str):
    reading = read_south(tmp_path, f"refuses: {{{key}: southern}}")
    assert refused(reading) == {}
    problem = only_problem(reading)
    assert (problem.code, problem.level) == ("counts-nowhere", "warn")
    assert problem.args == {"issue": "valleys.west", "statement": "south#1"}
    assert problem.statements == ("south#1",)


def test_no_area_can_be_named_twice(tmp_path: Path):
    reading = read_south(tmp_path, "refuses: {valleys: shared, valleys.east: northern}")
    assert only_problem(reading).args == {"verb": "refuses", "issue": "valleys.east"}


@pytest.mark.parametrize("order", [1, -1])
def test_no_order_of_the_keys_hides_that_an_area_is_named_twice(tmp_path: Path, order: int):
    written = ["valleys: southern", "valleys.west: shared"][::order]
    reading = read_south(tmp_path, f"refuses: {{{', '.join(written)}}}")
    assert "claimed-twice" in codes(reading)


def test_different_verbs_may_name_the_same_issue(tmp_path: Path):
    reading = read_south(tmp_path, "{demands: {border: closed}, refuses: {border: open}}")
    assert len(case_of(reading).statements["south#1"].claims) == 2


@pytest.mark.parametrize(
    ("key", "code", "suggestions"),
    [
        ("boarder", "unknown-issue", ("border",)),
        ("Border", "unknown-issue", ("border",)),
        ("valleys.est", "unknown-issue", ("valleys.west", "valleys.east", "valleys.far_west")),
        ("valleys.east.all", "unknown-issue", ("valleys.east",)),
        ("'valleys[est]'", "unknown-area", ("west", "east")),
        ("'valleys[]'", "unknown-area", ()),
        ("'border[east]'", "unknown-area", ()),
        ("'valleys.east[east]'", "unknown-issue", ("valleys.east",)),
        ("'valleys[east'", "unknown-issue", ("valleys.east",)),
        ("xyz", "unknown-issue", ()),
    ],
)
def test_an_unknown_reference_is_never_guessed(
    tmp_path: Path, key: str, code: str, suggestions: tuple[str, ...]
):
    problem = only_problem(read_south(tmp_path, f"refuses: {{? {key} : shared}}"))
    assert problem.code == code
    assert problem.suggestions[: len(suggestions)] == suggestions
    assert len(problem.suggestions) <= 3


def test_every_unknown_area_is_told(tmp_path: Path):
    reading = read_south(tmp_path, 'refuses: {"valleys[est, east, north]": shared}')
    assert [problem.args["name"] for problem in reading.problems] == ["est", "north"]


def test_a_condition_names_every_area(tmp_path: Path):
    claim = only_claim(read_south(tmp_path, "{accepts: {border: open}, if: {valleys: shared}}"))
    assert claim.soft
    assert claim.condition is not None
    assert [issue for issue, _ in claim.condition.terms] == [
        "valleys.east", "valleys.far_west", "valleys.west",
    ]  # fmt: skip


def test_an_area_may_depend_on_another_area(tmp_path: Path):
    claim = only_claim(
        read_south(tmp_path, "{refuses: {valleys.east: shared}, unless: {valleys.west: northern}}")
    )
    assert [issue for issue, _ in claim.condition.terms] == ["valleys.west"]  # type: ignore[union-attr]


def test_the_order_of_a_condition_means_nothing(tmp_path: Path):
    reading = read_south(
        tmp_path,
        "{accepts: {border: open}, if: {customs: none, tolls: 0}}",
        "{accepts: {border: open}, if: {tolls: '0.0', customs: [none]}}",
    )
    first, second = case_of(reading).statements.values()
    assert isinstance(first.given, Condition)
    assert first.given == second.given


def test_a_condition_that_only_some_areas_can_meet_is_impossible(tmp_path: Path):
    reading = read_south(tmp_path, "{accepts: {border: open}, if: {valleys: southern}}")
    assert only_problem(reading).args == {"issue": "valleys.west"}


def test_a_condition_may_not_be_on_the_claims_own_issue(tmp_path: Path):
    reading = read_south(tmp_path, "{refuses: {valleys.east: shared}, unless: {valleys: northern}}")
    assert codes(reading) == ["condition-on-own-issue", "impossible-condition"]
    assert only_problem(
        read_south(tmp_path, "{demands: {border: open}, if: {border: closed, customs: none}}")
    ).args == {"issue": "border"}


def test_if_looks_only_at_offers_and_unless_only_at_refusals(tmp_path: Path):
    reading = read_south(
        tmp_path,
        "{demands: {border: open}, refuses: {customs: all}, if: {customs: none}, "
        "unless: {border: closed}}",
    )
    assert codes(reading) == []
    assert all(claim.soft for claim in case_of(reading).statements["south#1"].claims)


def test_a_condition_of_one_verb_leaves_the_other_hard(tmp_path: Path):
    reading = read_south(
        tmp_path, "{demands: {border: open}, refuses: {customs: all}, if: {tolls: 0}}"
    )
    assert [claim.soft for claim in case_of(reading).statements["south#1"].claims] == [True, False]


def test_an_empty_condition_is_none(tmp_path: Path):
    assert not only_claim(read_south(tmp_path, "{demands: {border: open}, if: {}}")).soft


def test_a_problem_of_a_reference_stands_on_its_key(tmp_path: Path):
    line = HEAD.count("\n") + 3
    reading = read_south(tmp_path, "refuses: {boarder: open, border: opn}")
    assert told(reading) == [("unknown-issue", line, 17), ("unknown-outcome", line, 40)]


def test_names_that_are_meant():
    aliases = [("south", ["lowlands", "S"]), ("north", [])]
    assert meant("LOWLANDS", aliases) == ("south",)
    assert meant("sout", aliases) == ("south",)
    assert meant("lowland", aliases) == ("south",)
    assert meant("xyz", aliases) == ()
    assert near("one", ["one1", "one2", "one3", "one4"]) != ()
    assert len(near("one", ["one1", "one2", "one3", "one4"])) == 3


def test_a_party_is_meant_by_its_title():
    parties = [Party("bdo", "Bund der Orte"), Party("hill", "Hill people", ("Hillmen",))]
    assert parties_meant("Bund der Orte", parties) == ("bdo",)
    assert parties_meant("hillman", parties) == ("hill",)


def test_the_shape_of_a_value_in_a_word():
    assert [shape(v) for v in ({}, [], "")] == ["a map", "a list", "text"]


def test_what_lost_a_part_is_known_by_its_path():
    notes = Notes(read_yaml("a: b", "x"), broken={("issues", "border"), ("sections",)})
    assert notes.left_out(("issues", "border", "over"))
    assert notes.left_out(("sections", "land"))
    assert not notes.left_out(("issues", "tolls"))
    assert not notes.left_out(("issues",))
