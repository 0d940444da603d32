"""What verdicts rest on, and what could turn them, on cases with known answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lake_case import LAKE
from redlines.assumption import Assumption, Held
from redlines.case import Case, Verb
from redlines.engine.certify_fragile import certify_fragile
from redlines.engine.fragile import fragility
from redlines.engine.gaps import gap
from redlines.engine.removing import falling, without
from redlines.reading.build import read_case
from redlines.verdicts import Fragility, GapReport, OtherVerdict, RemovalKind, UnknownKind, Verdict

GRADES = {"S1": "A", "S2": "A", "S3": "C", "S4": "A", "S5": "B"}
PAIR = ("north", "south")

# A position that is left twice, and a joint one of which one party leaves its share.
LEFT = """\
redlines: 1
title: A fee
as_of: 2025-01-01
parties: {a: {title: A}, b: {title: B}, c: {title: C}}
issues:
  fee: {scale: {none: none, some: some, full: full}}
joint:
  - {id: J-1, said: 2023-01-01, parties: [a, b], demands: {fee: none}}
positions:
  a:
    - {id: A-1, said: 2023-06-01, replaces: J-1, demands: {fee: some}}
    - {id: A-2, said: 2024-01-01, replaces: A-1, demands: {fee: full}}
  c:
    - {id: C-1, said: 2023-01-01, demands: {fee: full}}
"""


def read(folder: Path, text: str) -> Case:
    (folder / "positions.yaml").write_text(text, encoding="utf-8")
    listed = "".join(f"  {id_}: {{title: R, grade: {grade}}}\n" for id_, grade in GRADES.items())
    (folder / "sources.yaml").write_text(f"redlines: 1\nsources:\n{listed}", encoding="utf-8")
    reading = read_case(folder / "positions.yaml")
    assert reading.case is not None, reading.problems
    return reading.case


@pytest.fixture
def lake(tmp_path: Path) -> Case:
    return read(tmp_path, LAKE)


@pytest.fixture
def left(tmp_path: Path) -> Case:
    return read(tmp_path, LEFT)


def weighed(
    case: Case, parties: tuple[str, ...], assumption: Assumption | None = None
) -> Fragility:
    return fragility(gap(case, parties, assumption or Assumption()), case)


def told(found: Fragility, kind: RemovalKind) -> list[tuple[str, str, str]]:
    return [
        (own.name, turn.issue.id, f"{turn.before} → {turn.after}")
        for own in found.removals
        if own.kind is kind
        for turn in own.verdicts
    ]


def unknowns(found: Fragility, kind: UnknownKind) -> dict[str, list[tuple[str, str]]]:
    return {
        own.name: [(turn.issue.id, turn.after.value) for turn in own.verdicts]
        for own in found.unknowns
        if own.kind is kind
    }


def test_the_only_red_line_removed_turns_insurmountable_to_bridgeable(lake: Case) -> None:
    assert told(weighed(lake, PAIR), RemovalKind.STATEMENT) == [
        ("A-1", "level.bay", "insurmountable → unstated"),
        ("A-1", "level.river", "insurmountable → unstated"),
        ("A-3", "toll", "insurmountable → bridgeable"),
        ("B-1", "level.bay", "insurmountable → bridgeable"),
        ("B-1", "level.river", "insurmountable → bridgeable"),
    ]


def test_a_party_that_has_said_nothing_else_falls_silent(lake: Case) -> None:
    first = weighed(lake, PAIR).removals[0]
    assert (first.name, first.verdicts[0].silent) == ("A-1", ("north",))
    heard = gap(lake, PAIR, Assumption(lifted="A-1")).issues[0]
    assert (heard.verdict, heard.silent) == (Verdict.BRIDGEABLE, ())


def test_a_red_line_that_is_repeated_is_not_fragile_to_one_statement(lake: Case) -> None:
    assert not {"B-3", "B-4"} & {own.name for own in weighed(lake, PAIR).removals}
    both = gap(without(lake, {"B-3", "B-4"}), PAIR)
    assert both.issues[2].verdict is Verdict.UNSTATED


def test_a_statement_falls_when_no_source_is_left(lake: Case) -> None:
    assert falling(lake, {"S1"}) == ("A-1", "C-1")
    assert falling(lake, {"S3"}) == ("B-3",)
    assert falling(lake, {"S3", "S5"}) == ("B-3", "B-4")
    assert told(weighed(lake, PAIR), RemovalKind.SOURCE) == [
        ("S1", "level.bay", "insurmountable → unstated"),
        ("S1", "level.river", "insurmountable → unstated"),
        ("S2", "level.bay", "insurmountable → bridgeable"),
        ("S2", "level.river", "insurmountable → bridgeable"),
    ]


def test_a_grade_falls_as_a_whole(lake: Case) -> None:
    grades = {
        own.name: own for own in weighed(lake, PAIR).removals if own.kind is RemovalKind.GRADE
    }
    assert set(grades) == {"A"}
    # A-3 keeps its source of grade C, and of east nobody asked.
    assert grades["A"].statements == ("A-1", "A-2", "B-1", "B-2")
    assert {turn.issue.id for turn in grades["A"].verdicts} == {"level.bay", "level.river"}


def test_what_counts_as_resting_on_one_thing_are_issues_with_a_verdict(lake: Case) -> None:
    found = weighed(lake, PAIR)
    assert found.resting_on(RemovalKind.STATEMENT) == ("level", "toll")
    assert found.resting_on(RemovalKind.SOURCE) == ("level",)
    assert found.resting_on(RemovalKind.GRADE, "A") == ("level",)
    assert found.resting_on(RemovalKind.GRADE, "B") == ()


def test_what_others_said_and_what_is_not_in_force_changes_nothing(lake: Case) -> None:
    found = weighed(lake, PAIR)
    assert "C-1" not in {own.name for own in found.removals}
    assert weighed(lake, PAIR, Assumption(date(2023, 1, 1))) == Fragility((), ())


def test_taking_out_leaves_the_case_as_it_was(lake: Case) -> None:
    before = dict(lake.statements)
    shorter = without(lake, {"A-1"})
    assert "A-1" not in shorter.statements
    assert ("level.bay", "north") not in shorter.claims
    assert lake.statements == before
    assert ("level.bay", "north") in lake.claims


# What a statement ended


def test_what_a_removed_statement_ended_stands_again(left: Case) -> None:
    day = date(2023, 12, 1)
    (turn,) = (
        own for own in weighed(left, ("a", "b"), Assumption(day)).removals if own.name == "A-1"
    )
    assert turn.resumed == ("J-1",)
    assert turn.verdicts[0].after is Verdict.AGREED


def test_who_replaced_what_is_removed_replaces_what_that_had_ended(left: Case) -> None:
    # Without A-1 the joint demand does not come back for a: A-2 has left that position too.
    assert weighed(left, ("a", "b")).removals[0].name == "J-1"
    shorter = without(left, {"A-1"})
    assert [(own.party, own.by) for own in shorter.statements["J-1"].replaced] == [("a", "A-2")]
    assert [own.by for own in without(left, {"A-1", "A-2"}).statements["J-1"].replaced] == []


def test_the_share_of_another_party_never_ended(left: Case) -> None:
    replaced = without(left, {"A-1"}).statements["J-1"].replaced
    assert {own.party for own in replaced} == {"a"}


def test_of_several_that_replaced_it_the_first_that_is_left_ends_it(tmp_path: Path) -> None:
    again = "    - {id: A-3, said: 2024-06-01, replaces: [J-1, A-2], demands: {fee: none}}\n"
    case = read(tmp_path, LEFT.replace("  c:\n", f"{again}  c:\n"))
    ends = {
        gone: [(own.by, own.day) for own in without(case, gone).statements["J-1"].replaced]
        for gone in (("A-1",), ("A-1", "A-2"), ("A-3",))
    }
    assert ends == {
        ("A-1",): [("A-2", date(2024, 1, 1))],
        ("A-1", "A-2"): [("A-3", date(2024, 6, 1))],
        ("A-3",): [("A-1", date(2023, 6, 1))],
    }


def test_who_replaces_a_joint_statement_alone_ends_what_it_had_ended_for_nobody_else(
    tmp_path: Path,
) -> None:
    middle = (
        "  - {id: J-2, said: 2023-03-01, parties: [a, b], replaces: J-1, demands: {fee: some}}\n"
    )
    text = LEFT.replace("positions:\n", f"{middle}positions:\n").replace(
        "replaces: J-1, demands: {fee: some}}\n    - {id: A-2",
        "replaces: J-2, demands: {fee: some}}\n    - {id: A-2",
    )
    case = read(tmp_path, text)
    assert [own.by for own in case.statements["J-1"].replaced] == ["J-2", "J-2"]
    left = without(case, {"J-2"}).statements["J-1"].replaced
    assert [(own.party, own.by) for own in left] == [("a", "A-1")]
    report = gap(case, ("a", "b"), Assumption(date(2023, 12, 1)))
    assert certify_fragile(replace(report, fragile=fragility(report, case)), case) == ()


# What is not known


def test_a_silent_party_could_turn_a_verdict_into_what_the_others_leave(left: Case) -> None:
    kept = {id_: own for id_, own in left.statements.items() if id_ != "J-1"}
    found = weighed(replace(left, statements=kept), ("a", "b", "c"))
    (silent,) = (own for own in found.unknowns if own.kind is UnknownKind.SILENT)
    fee = left.issues["fee"]
    # Nothing is refused, and whoever leaves an outcome leaves one of these: never insurmountable.
    assert (silent.name, silent.verdicts) == (
        "b",
        tuple(
            OtherVerdict(
                fee, Verdict.AGREED, word, verb=Verb.ACCEPTS, region=fee.outcomes.region(names)
            )
            for word, names in (
                (Verdict.OVERLAP, ["full"]),
                (Verdict.BRIDGEABLE, ["none", "some"]),
            )
        ),
    )


def test_who_alone_has_spoken_has_a_verdict_as_soon_as_another_speaks(lake: Case) -> None:
    found = unknowns(weighed(lake, ("south", "east")), UnknownKind.SILENT)
    assert found == {"east": [("toll", "bridgeable"), ("toll", "insurmountable")]}


def test_where_nobody_speaks_one_alone_turns_nothing(lake: Case) -> None:
    kept = {id_: own for id_, own in lake.statements.items() if id_[0] == "C"}
    found = weighed(replace(lake, statements=kept), PAIR)
    assert found == Fragility((), ())


@pytest.mark.parametrize(
    ("day", "old"),
    [
        (date(2025, 1, 2), {}),
        (date(2025, 1, 3), {"north": [("toll", "bridgeable")]}),
        (date(2025, 1, 4), {party: [("toll", "bridgeable")] for party in PAIR}),
    ],
)
def test_a_position_is_old_a_year_after_its_newest_statement(
    lake: Case, day: date, old: dict[str, list[tuple[str, str]]]
) -> None:
    found = unknowns(weighed(lake, PAIR, Assumption(day)), UnknownKind.OLD)
    toll = {party: [t for t in own if t[0] == "toll"] for party, own in found.items()}
    assert {party: own for party, own in toll.items() if own} == {
        party: [("toll", "agreed"), ("toll", "overlap"), *own] if party == "south" else own
        for party, own in old.items()
    }


def test_what_is_assumed_is_no_old_position(lake: Case) -> None:
    toll = lake.issues["toll"].outcomes
    assumed = Assumption(date(2026, 1, 1), set=Held("north", "toll", toll.region(["free"])))
    old = unknowns(weighed(lake, PAIR, assumed), UnknownKind.OLD)
    assert "toll" not in {issue for issue, _ in old["north"]}
    assert "toll" in {issue for issue, _ in old["south"]}


@pytest.mark.parametrize(
    ("mark", "kind", "turned"),
    [
        ("disputed: true", UnknownKind.DISPUTED, "bridgeable"),
        ("vague: true", UnknownKind.VAGUE, "bridgeable"),
        ("proviso: talks first", UnknownKind.CONDITIONAL, "bridgeable"),
        ("unless: {level.bay: low}", UnknownKind.CONDITIONAL, "bridgeable"),
        ("vague: true, disputed: true", UnknownKind.DISPUTED, "bridgeable"),
    ],
)
def test_a_soft_statement_is_not_known(
    tmp_path: Path, mark: str, kind: UnknownKind, turned: str
) -> None:
    case = read(tmp_path, LAKE.replace("id: A-3,", f"id: A-3, {mark},"))
    found = weighed(case, PAIR)
    assert unknowns(found, kind) == {"A-3": [("toll", turned)]}


def test_those_that_could_turn_most_come_first_then_headlines(tmp_path: Path) -> None:
    text = LAKE.replace("options: {free", "headline: true\n    options: {free")
    found = weighed(read(tmp_path, text.replace("id: A-3,", "id: A-3, vague: true,")), PAIR)
    numbers = [(len(own.judged), len(own.headings)) for own in found.unknowns]
    assert numbers == sorted(numbers, reverse=True)
    ones = [own.headings for own in found.unknowns if len(own.headings) == 1]
    assert ones == sorted(ones, key=lambda own: own != ("toll",))
    assert ("toll",) in ones
    assert ("level",) in ones


# Every answer, altered in one place, is refused


def report(case: Case) -> GapReport:
    found = gap(case, PAIR)
    return replace(found, fragile=fragility(found, case))


def test_a_report_as_it_is_is_certified(lake: Case) -> None:
    assert certify_fragile(report(lake), lake) == ()
    assert certify_fragile(gap(lake, PAIR), lake) == ("it was not asked what the verdicts rest on",)


def turned(own: Fragility, **changes: object) -> Fragility:
    first, *rest = own.removals
    turns = (replace(first.verdicts[0], **changes), *first.verdicts[1:])  # type: ignore[arg-type]
    return replace(own, removals=(replace(first, verdicts=turns), *rest))


def known(own: Fragility, **changes: object) -> Fragility:
    at = next(i for i, x in enumerate(own.unknowns) if x.kind is UnknownKind.OLD)
    old = own.unknowns[at]
    turns = (replace(old.verdicts[0], **changes), *old.verdicts[1:])  # type: ignore[arg-type]
    others = [x for i, x in enumerate(own.unknowns) if i != at]
    return replace(own, unknowns=(replace(old, verdicts=turns), *others))


@pytest.mark.parametrize(
    ("alter", "objection"),
    [
        (lambda own: turned(own, after=Verdict.AGREED), "without statement A-1 it is unstated"),
        (
            lambda own: turned(own, at_best=Verdict.AGREED),
            "level.bay: without statement A-1 it is unstated at best",
        ),
        (lambda own: turned(own, silent=()), "without statement A-1 north is silent"),
        (
            lambda own: replace(own, removals=own.removals[1:]),
            "level.bay: without statement A-1 it is unstated",
        ),
        (
            lambda own: replace(
                own, removals=(replace(own.removals[0], statements=("A-2",)), *own.removals[1:])
            ),
            "statement A-1: not all that is told falls with it",
        ),
        (
            lambda own: replace(
                own, removals=(*own.removals, replace(own.removals[0], name="A-9"))
            ),
            "there is no statement A-9",
        ),
        (lambda own: known(own, after=Verdict.UNSTATED), "level.bay: old north makes it"),
        (lambda own: known(own, verb=None), "level.bay: old north makes it no claim"),
    ],
)
def test_an_altered_answer_is_refused(
    lake: Case, alter: Callable[[Fragility], Fragility], objection: str
) -> None:
    later = gap(lake, PAIR, Assumption(date(2026, 1, 1)))
    found = fragility(later, lake)
    altered = replace(later, fragile=alter(found))
    assert any(objection in own for own in certify_fragile(altered, lake))
