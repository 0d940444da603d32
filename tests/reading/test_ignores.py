"""The ignore file: its entries with their places, and every fault in one pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from redlines.case import Place
from redlines.plan_findings import Ignore
from redlines.problems import Problem
from redlines.reading.ignores import read_ignores


def read_text(folder: Path, text: str) -> tuple[tuple[Ignore, ...], tuple[Problem, ...]]:
    path = folder / "redlines-ignore.yaml"
    path.write_text(text, encoding="utf-8")
    return read_ignores(path)


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
        "  - {id: position-tightened, party: russia, reason: known}\n",
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
            "position-tightened",
            None,
            None,
            "russia",
            "known",
            place=Place("redlines-ignore.yaml", 9, 10, 9, 28),
        ),
    )


def test_every_fault_is_told_at_once_and_no_entry_counts(tmp_path: Path):
    entries, problems = read_text(
        tmp_path,
        "redlines: 1\n"
        "ignore:\n"
        "  - {id: check-crosses, plan: us-28}\n"
        "  - {id: check-croses, plan: us-28, reason: a, until: soon}\n"
        "  - {id: check-crosses, reason: a}\n"
        "  - {id: check-crosses, plan: us-28, reason: , becuase: b}\n"
        "  - check-crosses\n"
        "  - {id: check-crosses, plan: us-28, reason: fine}\n",
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


def test_an_empty_list_accepts_nothing(tmp_path: Path):
    assert read_text(tmp_path, "redlines: 1\nignore: []\n") == ((), ())


def test_a_missing_file_is_a_problem(tmp_path: Path):
    entries, [problem] = read_ignores(tmp_path / "none.yaml", shown="ci/none.yaml")
    assert (entries, problem.code, problem.place.file) == ((), "unreadable-file", "ci/none.yaml")


def test_a_text_that_is_no_yaml_is_a_problem(tmp_path: Path):
    entries, [problem] = read_text(tmp_path, "redlines: 1\nignore: [\n")
    assert (entries, problem.code) == ((), "bad-yaml")
