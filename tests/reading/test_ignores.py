"""The ignore file: its entries with their places, and every fault in one pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from random_cases import make_case
from redlines.case import Heading, Party, Place, Plan
from redlines.findings import Ignore
from redlines.problems import Problem
from redlines.reading.files import InputFile, load_file
from redlines.reading.ignores import read_ignores
from redlines.region import Outcomes


def read_text(folder: Path, text: str) -> tuple[tuple[Ignore, ...], tuple[Problem, ...]]:
    path = folder / "redlines-ignore.yaml"
    path.write_text(text, encoding="utf-8")
    file = load_file("ignore", path, path.name)
    assert isinstance(file, InputFile)
    return read_ignores(file)


def test_an_entry_says_which_finding_why_and_until_when(tmp_path: Path):
    entries, problems = read_text(
        tmp_path,
        "redlines: 1\n"
        "ignore:\n"
        "  - id: check-crosses\n"
        "    plan: us-28\n"
        "    point: army-size\n"
        "    party: ukraine\n"
        "    reason: answered in writing\n"
        "    until: 2026-01-31\n"
        "  - {id: position-refused, party: russia, issue: nato, reason: known}\n",
    )
    assert problems == ()
    assert entries == (
        Ignore(
            "check-crosses",
            "us-28",
            "army-size",
            "ukraine",
            "answered in writing",
            date(2026, 1, 31),
            Place("redlines-ignore.yaml", 3, 9, 3, 22),
        ),
        Ignore(
            "position-refused",
            None,
            None,
            "russia",
            "known",
            place=Place("redlines-ignore.yaml", 9, 10, 9, 26),
            issue="nato",
        ),
    )


def test_every_fault_is_told_at_once_and_no_entry_counts(tmp_path: Path):
    entries, problems = read_text(
        tmp_path,
        "redlines: 1\n"
        "ignore:\n"
        "  - {id: check-crosses, plan: us-28, point: a, party: b}\n"
        "  - {id: check-croses, plan: us-28, reason: a, until: soon}\n"
        "  - {id: check-crosses, point: a, party: b, reason: a}\n"
        "  - {id: check-crosses, plan: us-28, reason: , becuase: b}\n"
        "  - check-crosses\n"
        "  - {id: check-crosses, plan: us-28, point: a, party: b, reason: fine}\n",
    )
    assert entries == ()
    assert [(p.code, p.place.line) for p in problems] == [
        ("missing-key", 3),
        ("unknown-finding", 4),
        ("bad-date", 4),
        ("missing-key", 5),
        ("empty-value", 6),
        ("unknown-key", 6),
        ("wrong-shape", 7),
    ]
    assert problems[0].args["key"] == "reason"
    assert problems[1].suggestions[0] == "check-crosses"


def test_an_entry_names_what_one_of_the_cases_has(tmp_path: Path):
    issues = {"pay.north": Outcomes.scale(["low", "high"])}
    case = make_case(issues, parties=("union", "firm"))
    case = replace(
        case,
        parties={"union": Party("union", "Union", ("TUC",)), "firm": Party("firm", "Firm", ())},
        headings={"pay": Heading("pay", "Pay", issues=("pay.north",))},
        plans={"first": Plan("first", "First", ())},
    )
    path = tmp_path / "redlines-ignore.yaml"
    path.write_text(
        "redlines: 1\n"
        "ignore:\n"
        "  - {id: check-crosses, plan: first, issue: pay, party: union, reason: a}\n"
        "  - {id: check-crosses, plan: first, issue: pay.north, party: firm, reason: a}\n"
        "  - {id: check-crosses, plan: frist, issue: pya, party: TUC, reason: a}\n"
        "  - {id: gap-insurmountable, issue: pay, parties: [union, firms], reason: a}\n"
        "  - {id: plan-removed, plan: zeroth, reason: a}\n"
        "  - {id: plan-added, plan: zeroth, reason: a}\n"
    )
    file = load_file("ignore", path, path.name)
    assert isinstance(file, InputFile)
    assert read_ignores(file)[1] == ()
    entries, problems = read_ignores(file, [case])
    assert entries == ()
    assert [(p.place.line, p.code, p.args["name"], p.suggestions) for p in problems] == [
        (5, "unknown-plan", "frist", ("first",)),
        (5, "unknown-issue", "pya", ("pay",)),
        (5, "unknown-party", "TUC", ("union",)),
        (6, "unknown-party", "firms", ("firm",)),
        (8, "unknown-plan", "zeroth", ()),
    ]
    other = replace(case, plans={"zeroth": Plan("zeroth", "Zeroth", ())})
    assert [p.place.line for p in read_ignores(file, [case, other])[1]] == [5, 5, 5, 6]


def test_an_empty_list_accepts_nothing(tmp_path: Path):
    assert read_text(tmp_path, "redlines: 1\nignore: []\n") == ((), ())


def test_a_text_that_is_no_yaml_is_a_problem(tmp_path: Path):
    entries, [problem] = read_text(tmp_path, "redlines: 1\nignore: [\n")
    assert (entries, problem.code) == ((), "bad-yaml")


@pytest.mark.parametrize(
    ("named", "missing"),
    [
        ("gap-insurmountable, issue: nato", ["parties"]),
        ("gap-insurmountable, parties: [a, b]", ["issue"]),
        ("check-crosses, plan: p, point: q", ["party"]),
        ("check-crosses, plan: p, party: a", ["point"]),
        ("diff-newly-crosses, point: q", ["plan", "party"]),
        ("position-refused, party: a", ["issue"]),
        ("position-verdict, issue: nato", ["parties"]),
        ("position-source-removed, party: a", ["statements"]),
        ("self-contradiction, party: a", ["statements"]),
        ("gap-insurmountable, issue: nato, parties: [a, b]", []),
        ("check-crosses, plan: p, issue: nato, party: a", []),
        ("demands-conflict, statements: [A-1, A-2]", []),
    ],
)
def test_an_entry_has_to_name_all_that_it_accepts(
    tmp_path: Path, named: str, missing: list[str]
) -> None:
    _, problems = read_text(tmp_path, f"redlines: 1\nignore:\n  - {{id: {named}, reason: why}}\n")
    assert [problem.code for problem in problems] == ["missing-key"] * len(missing)
    assert [problem.args["key"] for problem in problems] == missing


@pytest.mark.parametrize("id_", ["empty-region", "not-counted", "ignore-unused"])
def test_only_findings_and_warnings_can_be_accepted(tmp_path: Path, id_: str) -> None:
    entries, [problem] = read_text(
        tmp_path,
        f"redlines: 1\nignore:\n  - {{id: {id_}, statements: [A], reason: why}}\n",
    )
    assert (entries, problem.code, problem.args) == ((), "not-acceptable", {"name": id_})
