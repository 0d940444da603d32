"""Plans: what a point settles, what is unknown, and that all faults are told in one pass."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import drawn
from reading.small import HEAD, case_of, codes, told
from reading.test_any_text import check, spoilt
from redlines.case import Basis, Case, Plan
from redlines.reading.build import Reading, read_case
from redlines.reading.plans import read_plan
from redlines.reading.yaml_marks import read_yaml
from redlines.view.rules import problem_sentence

PLAN = """\
redlines: 1
plan: first-draft
points:
"""
SOURCES = "redlines: 1\nsources: {S1: {title: Letter}}\n"
BUNDLED = Path(__file__).parents[2] / "data" / "positions.yaml"
PAGE = BUNDLED.parents[1] / "docs" / "plans.md"


def read_with(folder: Path, **plans: str) -> Reading:
    """What reading the small negotiation gives with plans beside it."""
    (folder / "plans").mkdir(exist_ok=True)
    (folder / "redlines.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    for name, text in plans.items():
        (folder / "plans" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_case(folder / "redlines.yaml")


def small_case(folder: Path) -> Case:
    return case_of(read_with(folder))


def plan_of(folder: Path, points: str) -> Plan:
    """The one plan of these points."""
    [plan] = case_of(read_with(folder, draft=PLAN + points)).plans.values()
    return plan


def settled(plan: Plan) -> dict[str, dict[str, tuple[str, ...]]]:
    """The outcomes that each point settles, by issue."""
    return {p.id: {issue: region.names for issue, region in p.terms} for p in plan.points}


def test_a_plan_says_all_that_its_file_does(tmp_path: Path):
    text = """\
redlines: 1
plan: first-draft
title: The first draft
version: of June
date: 2025-06-01
status: leaked
basis: draft
aliases: [the draft]
by: [north, south]
sources: [S1]
unknown: [roads, rivers]
note: Read out.
points:
  - id: gate
    number: "1a"
    topic: the border
    text: The gate opens.
    sources: [S1]
    sets: {border: [permits, open]}
    if: {customs: none}
    note: Of iron.
"""
    case = case_of(read_with(tmp_path, draft=text))
    plan = case.plans["first-draft"]
    assert (plan.title, plan.version, str(plan.day)) == (
        "The first draft",
        "of June",
        "2025-06-01",
    )
    assert (plan.status, plan.basis, plan.note) == ("leaked", Basis.DRAFT, "Read out.")
    assert (plan.aliases, plan.by, plan.sources) == (("the draft",), ("north", "south"), ("S1",))
    assert (plan.unknown, plan.all_unknown) == (("roads", "rivers"), False)
    assert plan.place is not None
    assert (plan.place.file, plan.place.line, plan.place.column) == ("plans/draft.yaml", 2, 7)
    [point] = plan.points
    assert (point.number, point.topic, point.text) == ("1a", "the border", "The gate opens.")
    assert (point.sources, point.note) == (("S1",), "Of iron.")
    assert settled(plan) == {"gate": {"border": ("permits", "open")}}
    assert point.given is not None
    assert [(i, r.names) for i, r in point.given.terms] == [("customs", ("none",))]
    assert point.place is not None
    assert (point.place.line, point.place.column) == (14, 9)


def test_the_files_of_plans_are_read_by_name_and_no_others(tmp_path: Path):
    plans = {name: PLAN.replace("first-draft", f"p-{name}") + "  []\n" for name in "cab"}
    read_with(tmp_path, **plans)
    (tmp_path / "plans" / "notes.txt").write_text("no plan")
    (tmp_path / "plans" / ".a.yaml").write_text("no plan")
    reading = read_case(tmp_path / "redlines.yaml", prefix="bundled:")
    assert list(case_of(reading).plans) == ["p-a", "p-b", "p-c"]
    assert [(f.role, f.path) for f in reading.files] == [
        ("case", "bundled:redlines.yaml"),
        ("sources", "bundled:sources.yaml"),
        ("plan", "bundled:plans/a.yaml"),
        ("plan", "bundled:plans/b.yaml"),
        ("plan", "bundled:plans/c.yaml"),
    ]
    assert {f.commit for f in reading.files} == {None}


def test_areas_cut_what_a_point_sets(tmp_path: Path):
    plan = plan_of(tmp_path, "  - {id: a, text: A., sets: {valleys: {at_least: shared}}}\n")
    assert settled(plan) == {
        "a": {
            "valleys.east": ("shared", "southern"),
            "valleys.west": ("shared",),
            "valleys.far_west": ("shared", "southern"),
        }
    }


def test_the_order_of_a_map_means_nothing(tmp_path: Path):
    plan = plan_of(
        tmp_path,
        "  - {id: a, text: A., sets: {customs: all, border: open}}\n"
        "  - {id: b, text: B., sets: {border: open, customs: all}}\n",
    )
    first, second = plan.points
    assert first.terms == second.terms


def test_all_is_unknown_that_is_not_listed(tmp_path: Path):
    text = PLAN.replace("points", "unknown: all\npoints") + "  - {id: a, text: A.}\n"
    plan = case_of(read_with(tmp_path, draft=text)).plans["first-draft"]
    assert plan.all_unknown
    assert plan.knows("a")
    assert not plan.knows("b")


def test_a_listed_point_may_be_unknown_too(tmp_path: Path):
    text = PLAN.replace("points", "unknown: [a]\npoints") + "  - {id: a, text: A.}\n"
    plan = case_of(read_with(tmp_path, draft=text)).plans["first-draft"]
    assert not plan.knows("a")
    assert plan.knows("b")


def test_points_that_disagree_are_named_with_no_others(tmp_path: Path):
    reading = read_with(
        tmp_path,
        draft=PLAN + "  - {id: a, text: A., sets: {border: any}}\n"
        "  - {id: b, text: B., sets: {border: [closed, permits]}}\n"
        "  - {id: c, text: C., sets: {border: [permits, open]}}\n"
        "  - {id: d, text: D., sets: {border: [closed, open]}}\n"
        "  - {id: e, text: E., sets: {border: closed}}\n",
    )
    [problem] = reading.problems
    assert (problem.code, problem.place.line) == ("points-disagree", 7)
    assert problem.args == {"points": "b, c, d", "issue": "border"}
    assert [place.line for place in problem.related] == [5, 6]


def test_conditional_points_do_not_disagree(tmp_path: Path):
    plan = plan_of(
        tmp_path,
        "  - {id: a, text: A., sets: {border: closed}}\n"
        "  - {id: b, text: B., sets: {border: open}, if: {customs: none}}\n",
    )
    assert len(plan.points) == 2


def test_areas_that_two_points_settle_apart_are_one_problem(tmp_path: Path):
    reading = read_with(
        tmp_path,
        draft=PLAN + "  - {id: a, text: A., sets: {valleys: shared}}\n"
        '  - {id: b, text: B., sets: {"valleys[west, east]": northern}}\n',
    )
    [problem] = reading.problems
    assert problem.args["issue"] == "valleys.east, valleys.west"


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path):
    reading = read_with(
        tmp_path,
        a=PLAN
        + "  - {id: a, sets: {bordr: open}}\n  - b\n  - {id: c, text: [C], sets: {tolls: 3}}\n"
        "  - {id: a, text: A., sets: {tolls: 4}, sources: [S9]}\n",
        b="redlines: 1\nplan: First_Draft\nby: [N]\ndate: soon\npoints: []\n",
    )
    assert [(p.place.file, p.code, p.place.line) for p in reading.problems] == [
        ("plans/a.yaml", "missing-key", 4),
        ("plans/a.yaml", "unknown-issue", 4),
        ("plans/a.yaml", "wrong-shape", 5),
        ("plans/a.yaml", "wrong-shape", 6),
        ("plans/a.yaml", "duplicate-point", 7),
        ("plans/a.yaml", "points-disagree", 7),
        ("plans/a.yaml", "unknown-source", 7),
        ("plans/b.yaml", "name-taken", 2),
        ("plans/b.yaml", "unknown-party", 3),
        ("plans/b.yaml", "bad-date", 4),
    ]
    taken, party = reading.problems[7:9]
    told = '"First_Draft" already names the plan first-draft in plans/a.yaml'
    assert problem_sentence(taken) == told
    assert party.suggestions == ("north",)


def test_what_the_case_lost_is_no_fault_of_a_plan(tmp_path: Path):
    read_with(
        tmp_path,
        draft=PLAN.replace("points", "by: [north]\nsources: [S1]\npoints")
        + "  - {id: a, text: A., sets: {border: open, valleys.east: shared}}\n",
    )
    broken = HEAD.replace("{closed: nobody, permits: some, open: everybody}", "[closed, open]")
    broken = broken.replace("north: {title: The north, aliases: [N, highlands]}", "north: [x]")
    (tmp_path / "redlines.yaml").write_text(broken, encoding="utf-8")
    (tmp_path / "sources.yaml").write_text("redlines: 1\nsources: [S1]\n", encoding="utf-8")
    assert codes(read_case(tmp_path / "redlines.yaml")) == ["wrong-shape"] * 3


def test_without_a_case_the_shape_of_plans_is_still_judged(tmp_path: Path):
    read_with(tmp_path, draft=PLAN + "  - {id: a, tekst: A., sets: {no-issue: open}}\n")
    (tmp_path / "redlines.yaml").write_text("redlines: 1\n", encoding="utf-8")
    reading = read_case(tmp_path / "redlines.yaml")
    assert {p.place.file for p in reading.problems} == {"redlines.yaml", "plans/draft.yaml"}
    assert "unknown-issue" not in codes(reading)


def test_a_faulty_plan_spoils_the_case(tmp_path: Path):
    assert read_with(tmp_path, draft="redlines: 1\nplan: a\n").case is None


def test_a_folder_named_like_a_plan_is_unreadable(tmp_path: Path):
    read_with(tmp_path)
    (tmp_path / "plans" / "odd.yaml").mkdir()
    reading = read_case(tmp_path / "redlines.yaml")
    assert told(reading) == [("unreadable-file", 1, 1)]


def test_the_bundled_plans_read_clean():
    reading = read_case(BUNDLED)
    assert [p for p in reading.problems if p.place.file.startswith("plans/")] == []
    assert list(case_of(reading).plans) == [
        "african-10",
        "china-12",
        "e3-counter",
        "european-24",
        "geneva-19",
        "istanbul-2022-03",
        "istanbul-2022-04",
        "kellogg-fleitz",
        "london-april-2025",
        "package-december",
        "paris-declaration",
        "peace-formula",
        "putin-june-2024",
        "russia-memorandum-2025-06",
        "ukraine-memorandum-2025-06",
        "us-28-guarantees",
        "us-28",
        "victory-plan",
        "witkoff-april-2025",
        "zelensky-20",
        "zelensky-letter-2026-06",
    ]


def rows_under(text: str, *, head: str) -> list[list[str]]:
    """The cells of the table whose head line begins so, without quotes, with the head."""
    start = text.index(head)
    lines = text[start : text.index("\n\n", start)].split("\n")
    cells = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]
    return [cells[0], *cells[2:]]


def test_the_page_of_plans_counts_what_the_files_hold():
    plans = case_of(read_case(BUNDLED)).plans
    text = PAGE.read_text(encoding="utf-8")
    _, *told = rows_under(text, head="| plan | date |")
    assert [row[:5] for row in told] == [
        [
            plan.id,
            str(plan.day),
            str(plan.basis),
            str(len(plan.points)),
            str(sum(1 for point in plan.points if point.terms)),
        ]
        for plan in sorted(plans.values(), key=lambda plan: [row[0] for row in told].index(plan.id))
    ]
    assert len(told) == len(plans)
    assert all(f"\n### {id_}\n" in text for id_ in plans)


def test_the_page_of_plans_tells_which_points_stand_where():
    plans = case_of(read_case(BUNDLED)).plans
    text = PAGE.read_text(encoding="utf-8").partition("## Points that keep their id\n")[2]
    having: dict[str, list[str]] = {}
    for plan in plans.values():
        for point in plan.points:
            having.setdefault(point.id, []).append(plan.id)
    apart = set(plans)
    for head in ("| id | `us-28` |", "| id | `istanbul-2022-03` |", "| id | `peace-formula` |"):
        (_, *columns), *rows = rows_under(text, head=head)
        apart -= set(columns)
        for id_, *cells in rows:
            for name, cell in zip(columns, cells, strict=True):
                numbers = {point.id: point.number or "x" for point in plans[name].points}
                gone = "–" if plans[name].knows(id_) else "?"
                assert cell == numbers.get(id_, gone), (name, id_)
        assert {row[0] for row in rows} == {
            id_ for id_, names in having.items() if len(names) > 1 and set(names) & set(columns)
        }
    assert apart == {"us-28-guarantees"}
    [alone] = re.findall(r"^Only in one plan: (.*)\.$", text, re.MULTILINE)
    told = {
        (name, id_)
        for name, ids in re.findall(r"`([^`]+)`: (`[^;]+)", alone)
        for id_ in re.findall(r"`([^`]+)`", ids)
    }
    assert told == {(names[0], id_) for id_, names in having.items() if len(names) == 1}


def test_the_page_of_plans_cites_points_statements_and_sources_that_exist():
    case = case_of(read_case(BUNDLED))
    text = PAGE.read_text(encoding="utf-8")
    with (BUNDLED.parents[1] / "tests" / "fact_rows.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        rows = {row["row"] for row in csv.DictReader(file)}
    known = rows | set(case.statements) | set(case.sources)
    cited = set(re.findall(r"\b(?:PL-\w+|P\d{3}|(?!PL-)[A-Z]{2,4}-\d+[a-z]?)\b", text))
    assert cited - known == set()
    _, *doubts = rows_under(text, head="| plan | point | number | region |")
    for names, points, *_ in doubts:
        there = {p.id for name in re.findall(r"[\w-]+", names) for p in case.plans[name].points}
        asked = set(re.findall(r"[a-z][a-z0-9-]+", points.replace("all guarantee points", "")))
        assert asked <= there, (names, points)


def test_a_plan_from_elsewhere_is_the_one_of_the_case():
    case = case_of(read_case(BUNDLED))
    for id_, plan in case.plans.items():
        text = (BUNDLED.parent / "plans" / f"{id_}.yaml").read_text(encoding="utf-8")
        assert read_plan(text, f"plans/{id_}.yaml", case) == (plan, ())


def test_a_plan_from_elsewhere_is_judged_like_one_of_the_case(tmp_path: Path):
    case = small_case(tmp_path)
    text = PLAN + "  - {id: a, text: A., sets: {valleys.west: southern, tolls: 0.25}}\n"
    plan, problems = read_plan(text, "draft.yaml", case)
    assert plan is None
    assert [(p.place.file, p.code) for p in problems] == [
        ("draft.yaml", "counts-nowhere"),
        ("draft.yaml", "off-grid"),
    ]


def test_only_a_text_of_the_past_may_cite_sources_that_are_gone(tmp_path: Path):
    case = small_case(tmp_path)
    text = PLAN + "  - {id: a, text: A., sources: [S9]}\n"
    assert [p.code for p in read_plan(text, "draft.yaml", case)[1]] == ["unknown-source"]
    plan, problems = read_plan(text, "draft.yaml", case, past=True)
    assert (plan is not None, problems) == (True, ())


WHOLE = read_yaml(
    """\
redlines: 1
plan: first-draft
date: 2025-06-01
basis: draft
aliases: [the draft]
by: [north]
sources: [S1]
unknown: [roads]
points:
  - {id: a, number: 1, text: A., sources: [S1], sets: {border: open, "valleys[east]": shared}}
  - {id: b, text: B., sets: {valleys: {none_of: northern}}, if: {customs: [none, goods]}}
""",
    "plan.yaml",
).value


@st.composite
def plans(draw: st.DrawFn) -> Any:
    """A plan with up to four faults."""
    return spoilt(draw, WHOLE, draw(st.integers(0, 4)))


@settings(max_examples=drawn(40, full=300))
@given(plan=plans())
def test_no_spoilt_plan_is_a_crash(tmp_path_factory, plan: Any):  # type: ignore[no-untyped-def]
    folder: Path = tmp_path_factory.getbasetemp() / "spoilt-plan"
    (folder / "plans").mkdir(parents=True, exist_ok=True)
    text = json.dumps(plan, indent=1, ensure_ascii=False) + "\n"
    (folder / "plans" / "draft.yaml").unlink(missing_ok=True)
    case = small_case(folder)
    reading = read_with(folder, draft=text)
    check(reading)
    alone, problems = read_plan(text, "plans/draft.yaml", case)
    assert [p.code for p in problems] == codes(reading)
    assert (alone is None) == (reading.case is None)
