"""Every command in every format: good, empty and failing input."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from runs import DATA, Run, process

COMMANDS = {
    "gap": (("gap", "union", "works"), ("table", "json", "csv", "markdown", "html")),
    "gap fragile": (
        ("gap", "union", "works", "--fragile"),
        ("table", "json", "csv", "markdown", "html"),
    ),
    "deal": (("deal", "union", "works"), ("table", "json", "csv", "markdown", "html")),
    "timeline": (("timeline", "union", "works"), ("table", "json", "csv", "markdown", "html")),
    "matrix": (("matrix", "union", "works"), ("table", "json", "csv", "markdown", "html")),
    "list parties": (("list", "parties"), ("table", "json", "csv", "markdown", "html")),
    "list issues": (("list", "issues"), ("table", "json", "csv", "markdown", "html")),
    "list statements": (("list", "statements"), ("table", "json", "csv", "markdown", "html")),
    "list sources": (("list", "sources"), ("table", "json", "csv", "markdown", "html")),
    "list plans": (("list", "plans"), ("table", "json", "csv", "markdown", "html")),
    "show party": (("show", "union"), ("table", "json", "markdown", "html")),
    "show history": (("show", "union", "--history"), ("table", "json", "markdown", "html")),
    "show issue": (("show", "raise"), ("table", "json", "markdown", "html")),
    "report": (("report", "union", "works"), ("html", "markdown")),
    "validate": (("validate",), ("table", "json", "markdown", "html")),
}
EVERY = [
    pytest.param(args, form, id=f"{name} {form}")
    for name, (args, forms) in COMMANDS.items()
    for form in forms
]


@pytest.mark.parametrize("case", ["works", "empty", "broken"])
@pytest.mark.parametrize(("args", "form"), EVERY)
def test_every_command_answers_in_every_format(
    run: Run, valid: Callable[[Any], None], args: tuple[str, ...], form: str, case: str
) -> None:
    ran = run(*args, "--case", str(DATA / case), "-f", form)
    invalid = case == "broken"
    assert ran.code == ((1 if args[0] == "validate" else 2) if invalid else 0), ran.err
    if form == "json":
        valid(ran.json)
        assert ran.json["exit_code"] == ran.code
        assert ran.json["status"] == ("ok", "findings", "error")[ran.code]
    elif ran.code == 2:
        assert ran.out == ""
    else:
        assert ran.out.endswith("\n")
        assert not ran.out.endswith("\n\n")


@pytest.mark.parametrize(
    "name", ["shifts", "shifts.north_dock", "shifts.South_Dock", "wages", "HW-2", "s1", "council"]
)
@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_show_finds_every_kind(
    works: Run, valid: Callable[[Any], None], name: str, form: str
) -> None:
    ran = works("show", name, "-f", form)
    assert ran.code == 0
    if form == "json":
        valid(ran.json)
        kinds = [k for k in ("party", "issue", "statement", "source") if ran.json["data"][k]]
        assert kinds == [ran.json["data"]["kind"]]


def named(value: Any, *keys: str) -> set[str]:
    """What stands under some keys anywhere in a document, but not in its titles."""
    if isinstance(value, list):
        return {found for own in value for found in named(own, *keys)}
    if not isinstance(value, dict):
        return set()
    found = {own for key, own in value.items() if key in keys and isinstance(own, str)}
    inside = (own for key, own in value.items() if key != "titles")
    return found.union(*(named(own, *keys) for own in inside))


@pytest.mark.parametrize(
    "args",
    [
        ("gap", "union", "works"),
        ("gap", "union", "works", "--issue", "jobs"),
        ("gap", "union", "works", "--fragile"),
        ("show", "union", "--history"),
        ("show", "shifts"),
        ("show", "HW-2"),
        ("show", "council"),
        ("show", "s1"),
        ("list", "statements"),
        ("list", "issues"),
        ("check", "first"),
        ("diff", "first", "second"),
        ("show", "plan:first"),
        ("deal", "union", "works"),
        ("deal", "--given", "first"),
        ("timeline", "union", "works"),
        ("matrix",),
    ],
)
def test_whatever_is_named_has_its_title(run: Run, args: tuple[str, ...]) -> None:
    case = "drafts" if {"first", "plan:first"} & set(args) else "works"
    data = run(*args, "--case", str(DATA / case), "-f", "json").json["data"]
    titles = data["titles"]
    assert set(titles["issues"]) >= named(data, "issue") - {""}
    assert set(titles["parties"]) >= named(data, "party", "member_of")
    assert set(titles["parties"]) >= set(data.get("parties", ()))
    assert set(titles["outcomes"]) <= set(titles["issues"])


def test_an_issue_over_areas_has_its_outcomes_once(works: Run) -> None:
    told = works("show", "shifts.north_dock", "-f", "json").json["data"]["titles"]
    assert told["outcomes"]["shifts"]["voluntary"] == {"title": "voluntary", "text": "By consent"}
    assert "shifts.north_dock" not in told["outcomes"]
    assert (told["issues"]["shifts"], told["issues"]["shifts.north_dock"]) == (
        "Night shifts", "North dock"
    )  # fmt: skip


@pytest.mark.parametrize("args", [("rules",), ("rules", "gap-unstated"), ("rules", "bad-date")])
def test_rules_in_both_formats(
    run: Run, valid: Callable[[Any], None], args: tuple[str, ...]
) -> None:
    assert run(*args).out
    told = run(*args, "-f", "json")
    valid(told.json)
    assert told.json["summary"]["items"] == len(told.json["data"]["rules"])


@pytest.mark.parametrize("name", ["case", "sources", "plan", "ignore", "output"])
def test_schema_prints_the_bare_schema(run: Run, name: str) -> None:
    schema = run("schema", name).json
    assert "$schema" in schema
    jsonschema.validators.validator_for(schema).check_schema(schema)


def test_the_published_schema_forbids_other_keys(run: Run, works: Run) -> None:
    schema = run("schema", "output").json
    closed = [d for d in schema["$defs"].values() if d.get("type") == "object"]
    assert all(definition["additionalProperties"] is False for definition in closed)
    assert all(set(d["required"]) == set(d["properties"]) for d in closed)
    output = works("gap", "union", "works", "-f", "json").json
    output["data"]["issues"][0]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(output, schema)


def test_a_name_of_several_kinds_is_not_guessed(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "positions.yaml"
    case.write_text(
        "redlines: 1\ntitle: T\nparties: {port: {title: P}, b: {title: B}}\n"
        "issues: {port: {scale: {x: X, y: Y}}}\npositions: {b: [{demands: {port: x}}]}\n"
    )
    ran = run("show", "port", "--case", str(case), "-f", "json")
    assert ran.code == 2
    assert ran.json["errors"][0]["suggestions"] == ["party:port", "issue:port"]
    assert "party:port" in ran.err
    assert run("show", "issue:port", "--case", str(case), "-f", "json").json["data"]["issue"]
    assert run("show", "party:port", "--case", str(case), "-f", "json").json["data"]["party"]


JQ = '.data.issues[] | select(.verdict=="insurmountable") | .issue'


def test_the_jq_line_of_the_contract(works: Run) -> None:
    ran = works("gap", "union", "works", "-f", "json")
    found = [i["issue"] for i in ran.json["data"]["issues"] if i["verdict"] == "insurmountable"]
    assert found == ["raise"]
    if jq := shutil.which("jq"):
        told = subprocess.run(
            [jq, "-r", JQ], input=ran.out, capture_output=True, text=True, check=True
        )
        assert told.stdout.split() == found


def test_gap_json_holds_what_the_contract_names(works: Run) -> None:
    told = works("gap", "DU", "HW", "--issue", "pay", "--issue", "jobs", "-f", "json").json
    assert told["options"]["parties"] == ["union", "works"]
    assert told["options"]["issues"] == ["raise", "jobs"]
    assert told["options"]["as_of"] == "2025-03-01"
    assert told["summary"] == {
        "agreed": 0, "overlap": 0, "bridgeable": 1, "insurmountable": 1, "unstated": 0,
        "contested": 0, "softly_contested": 0, "ignored": 0,
    }  # fmt: skip
    assert [f["path"] for f in told["inputs"]] == ["positions.yaml", "sources.yaml"]
    pay, jobs = told["data"]["issues"]
    assert pay["blocking_sets"] == [["UN-1@raise", "HW-1@raise"]]
    assert pay["blocking_sets_total"] == 1
    assert pay["red_lines"][1] == {
        "id": "HW-1@raise",
        "party": "works",
        "issue": "raise",
        "outcomes": [{"from": "3.5", "to": "10.0"}],
        "unless": [],
        "proviso": None,
        "statements": ["HW-1"],
        "basis": "leader",
        "soft": False,
    }
    assert pay["retreats_total"] == len(pay["retreats"]) == 3
    assert [r["outcome"] for r in pay["retreats"]] == ["3.0", "3.5", "4.0"]
    assert [p["red_lines"] for p in pay["retreats"][0]["parties"]] == [["UN-1@raise"], []]
    assert jobs["red_lines"] == []
    assert jobs["retreats"] is jobs["retreats_total"] is None
    assert pay["holds_at"] == "leader"
    assert pay["section"] == "pay"
    assert (pay["kind"], pay["unit"], pay["step"]) == ("quantity", "percent", "0.5")
    assert pay["outcomes"] == [{"from": "0.0", "to": "10.0"}]
    assert pay["positions"][0]["demanded"] == [{"from": "6.0", "to": "10.0"}]
    assert pay["positions"][0]["refused"] == [{"from": "0.0", "to": "3.5"}]
    assert (jobs["kind"], jobs["unit"], jobs["step"]) == ("options", None, None)
    assert jobs["outcomes"] == ["pledge", "fund", "neither"]
    assert jobs["at_best"] == "overlap"
    assert jobs["depends_on"] == [[{"statement": "HW-4", "party": "works", "verb": "accepts"}]]
    assert jobs["gap"] is None
    union = jobs["positions"][0]
    assert union["demanded"] == union["accepted"] == ["pledge"]
    assert union["newest"] == "2025-02-10"
    titles = told["data"]["titles"]
    assert titles["parties"] == {"union": "Dockers' Union", "works": "Harbour Works"}
    assert titles["issues"]["raise"] == pay["title"] == "Pay rise"
    assert "council" not in titles["parties"]
    assert "union_hall" not in titles["issues"]
    assert titles["outcomes"]["jobs"]["fund"] == {"title": "fund", "text": "A transfer fund"}
    assert "raise" not in titles["outcomes"]
    cited = {s["id"]: s for s in told["data"]["statements"]}
    assert set(cited) == {"UN-1", "UN-3", "HW-1", "HW-2", "HW-4"}
    assert cited["HW-1"]["form"] == "ultimatum"
    assert cited["HW-4"]["if"][0]["issue"] == "raise"
    assert [s["id"] for s in told["data"]["sources"]] == ["S1", "S2"]
    finding = told["findings"][0]
    assert (finding["id"], finding["level"]) == ("gap-insurmountable", "error")
    assert finding["place"]["file"] == "positions.yaml"
    assert len(finding["related"]) == 2


def test_issues_are_chosen_by_heading_area_section_and_alias(works: Run) -> None:
    def chosen(*names: str) -> list[str]:
        asked = [part for name in names for part in ("--issue", name)]
        told = works("gap", "union", "works", "-f", "json", *asked).json
        return [issue["issue"] for issue in told["data"]["issues"]]

    areas = ["shifts.north_dock", "shifts.south_dock"]
    assert chosen("shifts") == chosen("TIME") == areas
    assert chosen("shifts.SOUTH-dock") == areas[1:]
    assert chosen("Wages") == ["raise"]
    assert chosen("union-hall", "pay") == ["raise", "union_hall"]


def test_the_day_and_the_basis_change_the_answer(works: Run) -> None:
    def verdict(issue: str, *options: str) -> str:
        told = works("gap", "union", "works", "-f", "json", "--issue", issue, *options).json
        return str(told["data"]["issues"][0]["verdict"])

    assert verdict("raise") == "insurmountable"
    assert verdict("raise", "--binding", "document") != "insurmountable"
    assert verdict("raise", "--as-of", "2025-01-15") == "unstated"


def test_the_worst_comes_first_where_asked(works: Run) -> None:
    told = works("gap", "union", "works", "-f", "json", "--sort", "verdict").json
    first = list(dict.fromkeys(issue["heading"] for issue in told["data"]["issues"]))
    assert first == ["raise", "shifts", "jobs", "union_hall"]


def test_gap_csv_has_a_row_for_each_issue_and_party(works: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(works("gap", "union", "works", "-f", "csv").out)))
    assert list(rows[0]) == [
        "issue", "verdict", "zone", "party", "demanded", "accepted", "refused", "statements",
        "contested", "unmet", "refused_by", "withheld", "on_condition",
    ]  # fmt: skip
    assert len(rows) == 10
    assert rows[1]["statements"] == "HW-1 HW-2"
    assert rows[0]["demanded"] == "6.0..10.0"
    [refused] = {row["refused"] for row in rows if row["statements"] == "UN-2"}
    assert refused == "ordered"


def test_the_size_of_json_does_not_follow_the_grid(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "positions.yaml"
    case.write_text(
        "redlines: 1\ntitle: T\nparties: {a: {}, b: {}}\n"
        "issues: {sum: {quantity: {unit: coins, from: 0, to: 19999, step: 1}}}\n"
        "positions:\n  a:\n    - {id: A, refuses: {sum: {below: 12000}}}\n"
        "  b:\n    - {id: B, refuses: {sum: {above: 8000}}}\n"
    )
    ran = run("gap", "a", "b", "-f", "json", "--case", str(case))
    assert len(ran.out) < 100_000
    [issue] = ran.json["data"]["issues"]
    assert issue["verdict"] == "insurmountable"
    assert issue["outcomes"] == [{"from": "0", "to": "19999"}]
    assert issue["blocking_sets"] == [["A@sum", "B@sum"]]
    assert [line["outcomes"] for line in issue["red_lines"]] == [
        [{"from": "0", "to": "11999"}],
        [{"from": "8001", "to": "19999"}],
    ]
    assert issue["retreats_total"] == 4001
    assert len(issue["retreats"]) == 100
    assert [issue["retreats"][at]["outcome"] for at in (0, -1)] == ["8000", "12000"]
    assert len(run("gap", "a", "b", "-f", "csv", "--case", str(case)).out) < 1_000


QUANTITY = """
redlines: 1
title: T
parties: {a: {}, b: {}}
issues: {sum: {quantity: {unit: coins, from: -5, to: 5, step: 1, unlimited: true}}}
positions:
  a:
    - {id: A, demands: {sum: [{between: [-5, -4]}, 0, {between: [2, 3]}, unlimited]}}
  b:
    - {id: B, accepts: {sum: {at_least: 4}}}
"""
SPANS = [("-5", "-4"), ("0", "0"), ("2", "3"), ("unlimited", "unlimited")]


def test_a_region_of_a_quantity_is_written_as_spans(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "positions.yaml"
    case.write_text(QUANTITY)
    asked = ("--case", str(case))
    told = run("gap", "a", "b", "-f", "json", *asked).json["data"]["issues"][0]
    spans = [{"from": first, "to": last} for first, last in SPANS]
    assert told["positions"][0]["demanded"] == spans
    assert told["positions"][1]["accepted"] == [{"from": "4", "to": "5"}, spans[-1]]
    assert told["outcomes"] == [{"from": "-5", "to": "5"}, spans[-1]]
    assert told["step"] == "1"
    assert told["zone"] == spans[-1:]
    said = run("list", "statements", "-f", "json", *asked).json["data"]["items"][0]
    assert said["claims"][0]["outcomes"] == spans
    rows = list(csv.DictReader(io.StringIO(run("gap", "a", "b", "-f", "csv", *asked).out)))
    assert rows[0]["demanded"] == "-5..-4 0 2..3 unlimited"
    assert rows[0]["zone"] == "unlimited"
    listed = list(csv.DictReader(io.StringIO(run("list", "issues", "-f", "csv", *asked).out)))
    assert listed[0]["outcomes"] == "-5..5 unlimited"


@pytest.mark.parametrize(
    ("outcomes", "cell"),
    [
        ("[-3, -1]", "-3..-3 -1"),
        ("[-3, {at_least: 5}]", "-3..-3 5 unlimited"),
        ("-2", "-2"),
        ("[1, 3]", "1 3"),
    ],
)
def test_a_list_of_negative_numbers_has_no_apostrophe_and_is_no_formula(
    run: Run, tmp_path: Path, outcomes: str, cell: str
) -> None:
    """A spreadsheet would make -4 of `-3 -1`, and a program a text of `'-3`."""
    case = tmp_path / "positions.yaml"
    case.write_text(QUANTITY.replace("{at_least: 4}", outcomes))
    out = run("gap", "a", "b", "-f", "csv", "--case", str(case)).out
    assert [*csv.DictReader(io.StringIO(out))][1]["accepted"] == cell


def test_csv_cells_cannot_calculate(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "positions.yaml"
    case.write_text(
        "redlines: 1\ntitle: T\nparties: {a: {title: '=1+1'}, b: {title: \"@x,\\ny\"}}\n"
        "issues: {i: {scale: {x: X, y: Y}}}\npositions: {}\n"
    )
    out = run("list", "parties", "-f", "csv", "--case", str(case)).out
    assert "\r" not in out
    rows = list(csv.reader(io.StringIO(out)))
    assert [row[1] for row in rows[1:]] == ["'=1+1", "'@x, y"]


HOSTILE = "a\\e[31m\\u202e\\u2028\\x85b"


def test_no_format_emits_a_control_character_of_a_file(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "positions.yaml"
    case.write_text(
        f'redlines: 1\ntitle: "{HOSTILE}"\n'
        f'parties: {{a: {{title: "{HOSTILE}"}}, b: {{title: B}}}}\n'
        f'issues: {{i: {{title: "{HOSTILE}", scale: {{x: X, y: "{HOSTILE}"}}}}}}\n'
        f'positions: {{a: [{{demands: {{i: x}}, note: "{HOSTILE}", by: "{HOSTILE}"}}]}}\n'
    )
    for args, forms in COMMANDS.values():
        if "union" in args or "raise" in args:
            args = ("show", "i") if args[0] == "show" else (args[0], "a", "b")
        width = () if args[0] == "report" else ("--width", "100")
        for form in forms:
            ran = run(*args, "-f", form, "--case", str(case), *width)
            assert ran.code == 0
            assert not set(ran.out + ran.err) & set("\x1b\u202e\u2028\x85"), (args, form)
    told = run("gap", "a", "b", "-f", "json", "--case", str(case)).json
    assert told["data"]["statements"][0]["note"] == "a\x1b[31m\u202e\u2028\x85b"


def test_the_bytes_depend_on_nothing_around(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(DATA / "works", elsewhere)
    for form in ("table", "json", "csv", "markdown", "html"):
        args = ("gap", "union", "works", "-f", form)
        first = process((*args, "--case", str(DATA / "works")), PYTHONHASHSEED="0", TZ="UTC")
        second = process(
            (*args, "--case", "."),
            cwd=elsewhere,
            PYTHONHASHSEED="1",
            TZ="Pacific/Apia",
            LC_ALL="C",
        )
        assert first.returncode == second.returncode == 0
        assert first.stdout == second.stdout
        assert str(tmp_path).encode() not in second.stdout


def test_json_is_sorted_and_plain(works: Run) -> None:
    out = works("gap", "union", "works", "-f", "json").out
    assert out == json.dumps(json.loads(out), ensure_ascii=False, sort_keys=True, indent=2) + "\n"
