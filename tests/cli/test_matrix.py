"""`redlines matrix` on the command line: which parties, which formats, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import combinations

import pytest
from runs import Run

from redlines.api.cases import bundled_case
from redlines.api.matrices import matrix
from redlines.api.results import rows, to_dict


@pytest.mark.parametrize("day", ["2025-06-15", "2025-12-09"])
def test_a_cell_has_the_numbers_of_the_head_of_gap(run: Run, day: str) -> None:
    bundled = ("--as-of", day, "--case", "bundled:")
    told = run("matrix", "-f", "json", *bundled).json["data"]["pairs"]
    drawn = run("matrix", *bundled).out
    assert len(told) == 91
    for own in [own for own in told if own["insurmountable"]]:
        text = " ".join(run("gap", own["a"], own["b"], *bundled).out.split())
        found = re.search(r"[Rr]ed lines leave nothing on (\d+)\*? of (?:the )?(\d+) issue", text)
        assert found
        soft = re.search(r"; with soft ones, on (\d+)\* more", text)
        both = int(found[1]) + (int(soft[1]) if soft else 0)
        assert (both, int(found[2])) == (own["insurmountable"], own["spoken"])
        stars = "*" if own["softly_insurmountable"] else ""
        assert f"{own['insurmountable']}{stars}/{own['spoken']}" in drawn
        contested = re.search(r"On (\d+)(?: more)?, one side demands", text)
        assert (int(contested[1]) if contested else 0) == own["contested"]


def test_without_parties_all_are_asked_and_a_group_is_its_members(run: Run) -> None:
    bundled = ("-f", "json", "--case", "bundled:")
    every = run("matrix", *bundled).json
    assert every["data"]["parties"] == list(bundled_case().parties)
    assert every["summary"]["pairs"] == len(every["data"]["pairs"]) == 91
    group = run("matrix", "--group", "europe", *bundled).json["data"]
    case = bundled_case()
    assert group["parties"] == [p.id for p in case.parties.values() if p.member_of == "europe"]
    both = run("matrix", "russia", "--group", "europe", *bundled).json["data"]
    assert both["parties"] == ["russia", *group["parties"]]


def test_names_of_any_kind_and_issues_choose(run: Run) -> None:
    told = run(
        *("matrix", "UA", "Russian Federation", "--issue", "nato", "--issue", "territory"),
        *("-f", "json", "--case", "bundled:"),
    ).json
    assert told["data"]["parties"] == ["ukraine", "russia"]
    assert {own["heading"] for own in told["data"]["issues"]} == {"territory", "nato_membership"}
    (pair,) = told["data"]["pairs"]
    assert (pair["a"], pair["insurmountable"], pair["spoken"]) == ("ukraine", 2, 2)
    assert told["options"]["issues"][-1] == "nato_membership"


def test_json_csv_and_python_say_the_same(run: Run) -> None:
    data = run("matrix", "-f", "json", "--case", "bundled:").json["data"]
    table = list(csv.DictReader(io.StringIO(run("matrix", "-f", "csv", "--case", "bundled:").out)))
    report = matrix(bundled_case())
    assert to_dict(report) == data
    assert (
        rows(report)
        == data["pairs"]
        == [{key: own[key] if key in "ab" else int(own[key]) for key in own} for own in table]
    )
    assert [(own["a"], own["b"]) for own in table] == list(combinations(data["parties"], 2))
    stuck = [own for own in data["issues"] if own["insurmountable"]]
    assert stuck
    for item in stuck:
        for coalition, veto in zip(item["coalitions"], item["vetoes"], strict=True):
            assert sorted([*coalition["parties"], *veto]) == sorted(item["spoken"])
            assert coalition["zone"]


def test_what_is_assumed_counts_and_is_told(run: Run) -> None:
    bundled = ("russia", "ukraine", "--case", "bundled:")
    plain = run("matrix", *bundled, "-f", "json").json["data"]["pairs"][0]
    for options in (
        ("--binding", "law"),
        ("--lift", "ukraine:nato"),
        ("--set", "ukraine:nato=constitutional_ban"),
        ("--as-of", "2022-04-01"),
    ):
        ran = run("matrix", *bundled, *options, "-f", "json").json
        assert ran["data"]["pairs"][0]["insurmountable"] < plain["insurmountable"], options
    told = run("matrix", *bundled, "--set", "ukraine:nato=constitutional_ban")
    assert "all that ukraine demands on NATO membership is" in " ".join(told.out.split())
    assert ran["options"]["as_of"] == ran["data"]["as_of"] == "2022-04-01"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("russia",), "matrix needs at least two different parties"),
        (("russia", "RU"), "are the same party"),
        (("rusia", "ukrain"), "ukrain"),
        (("--issue", "natto"), "natto"),
        (("--group", "russia"), "russia"),
        (("--issue="), "--issue is empty"),
        (("-f", "sarif"), "has no format `sarif`; it has table, json, csv, markdown"),
        (("--as-of", "today"), "is no day"),
        (("--fail-on", "error"), "--fail-on"),
    ],
)
def test_what_goes_wrong_is_told(run: Run, args: tuple[str, ...], message: str) -> None:
    args = (args,) if isinstance(args, str) else args
    ran = run("matrix", *args, "--case", "bundled:")
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    failed = run("matrix", *args, "--case", "bundled:", "-f", "json")
    if "-f" not in args:
        assert json.loads(failed.out)["status"] == "error"
