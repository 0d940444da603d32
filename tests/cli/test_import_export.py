"""`redlines import table` and `export tables`: the same answers, and nothing overwritten."""

from __future__ import annotations

import csv
import os
import shlex
import subprocess
from codecs import BOM_UTF16_LE
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, Run

TABLES = Path(__file__).parent.parent / "tables"
TALKS = "parties: {a: {}, b: {}}\nissues: {q: {scale: {no: no, yes: yes}}}\n"
ROWS = "party,id,verb,issue,region\na,A-1,refuses,q,yes\nb,B-1,demands,q,yes\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bare(value: Any) -> Any:
    """A document without where things are written and from which files it was read."""
    if isinstance(value, list):
        return [bare(own) for own in value]
    if isinstance(value, dict):
        gone = ("place", "related", "inputs")
        return {key: bare(own) for key, own in value.items() if key not in gone}
    return value


def calls(run: Run, case: str) -> list[tuple[str, ...]]:
    """What is asked of a case and of the one made of its tables."""
    told = run("list", "parties", "--case", case, "-f", "json").json["data"]["items"]
    parties = [own["id"] for own in told]
    issues = run("list", "issues", "--case", case, "-f", "json").json["data"]["items"]
    return [
        ("gap", *parties[:2]),
        ("gap", *parties, "--binding", "document"),
        ("deal", *parties[:3]),
        *(("list", what) for what in ("parties", "issues", "statements", "sources")),
        ("show", f"party:{parties[0]}"),
        ("show", f"issue:{issues[0]['id']}"),
    ]


@pytest.mark.parametrize(
    "case", ["bundled:", "example", "blank", "works", "effects", "linked", "drafts"]
)
def test_a_case_of_its_own_tables_gives_the_same_json(run: Run, here: Path, case: str) -> None:
    if case == "example":
        assert run("init", "example", "--example").code == 0
    elif case == "blank":
        assert run("init", "blank").code == 0
    elif case != "bundled:":
        case = str(DATA / case)
    assert run("export", "tables", "tables", "--case", case).code == 0
    assert run("import", "table", "tables", "again").code == 0
    for args in calls(run, case):
        before = run(*args, "--case", case, "-f", "json")
        after = run(*args, "--case", "again", "-f", "json")
        assert bare(after.json) == bare(before.json), args


def test_the_page_of_tables_tells_the_columns_of_each(run: Run, here: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    told = page.partition("| table | columns |\n| --- | --- |\n")[2].partition("\n\n")[0]
    assert run("export", "tables", "tables", "--case", str(DATA / "works")).code == 0
    rows = [line.replace("`", "").strip("| ").split(" | ") for line in told.splitlines()]
    assert len(rows) == 9
    for name, columns in rows:
        text = (here / "tables" / name).read_text(encoding="utf-8")
        assert text.partition("\n")[0].split(",") == columns.split(", ")


def test_verdicts_and_pairs_are_those_of_the_commands(run: Run, here: Path) -> None:
    works = ("--case", str(DATA / "works"))
    assert run("export", "tables", "tables", *works).code == 0
    pairs = rows("tables/pairs.csv")
    verdicts = rows("tables/verdicts.csv")
    assert len(pairs) == len({frozenset((own["a"], own["b"])) for own in pairs}) == 3
    assert (here / "tables" / "pairs.csv").read_text() == run("matrix", *works, "-f", "csv").out
    for own in pairs:
        told = run("gap", own["a"], own["b"], *works, "-f", "json").json["data"]["issues"]
        assert [(v["issue"], v["verdict"], v["at_best"]) for v in told] == [
            (v["issue"], v["verdict"], v["at_best"])
            for v in verdicts
            if (v["a"], v["b"]) == (own["a"], own["b"])
        ]


def test_plans_are_told_to_stay(run: Run) -> None:
    told = "Plans are no tables: they stay in the folder `plans` of the case."
    assert told in run("export", "tables", "one", "--case", str(DATA / "drafts")).out
    assert told not in run("export", "tables", "two", "--case", str(DATA / "works")).out


def test_claims_are_all_claims_with_their_ends(run: Run) -> None:
    assert run("export", "tables", "tables", "--case", str(DATA / "works")).code == 0
    told = run("list", "statements", "--case", str(DATA / "works"), "-f", "json").json
    claims = [
        (said["id"], party, claim["verb"], claim["issue"])
        for said in told["data"]["items"]
        for party in said["parties"]
        for claim in said["claims"]
    ]
    found = [(c["statement"], c["party"], c["verb"], c["issue"]) for c in rows("tables/claims.csv")]
    assert sorted(found) == sorted(claims)


def rows(file: str) -> list[dict[str, str]]:
    with Path(file).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_what_was_imported_is_told_with_commands_that_work(run: Run) -> None:
    ran = run(
        *("import", "table", str(TABLES / "unvotes.csv"), "my votes", "--title", "Roll calls"),
        *("--column", "issue=rcid", "--column", "party=country_code"),
        *("--column", "party_title=Country", "--column", "position=vote"),
        *("--levels", "no; abstain=did not vote; yes", "--missing", "no"),
    )
    assert (ran.code, ran.err) == (0, "")
    assert "  my votes/positions.yaml  51 parties, 2 issues\n" in ran.out
    assert "Each position is a demand; nothing is taken for a refusal or an offer.\n" in ran.out
    assert "Where a cell has no position the party is silent: no (52).\n" in ran.out
    commands = [line for line in ran.out.splitlines() if line.startswith("  redlines ")]
    assert len(commands) == 2
    for command in commands:
        done = run(*shlex.split(command)[1:])
        assert (done.code, done.err) == (0, "")
    told = run("gap", "Norway", "GB", "--case", "my votes", "-f", "json").json["data"]["issues"]
    assert [(own["issue"], own["silent"]) for own in told] == [
        ("3", ["NO", "GB"]),
        ("4", ["GB"]),
    ]


ABOVE = [
    "Positions on the reform\n",
    "Positions, of all,\n",
    "\n",
    '"A title\n""in two lines"", quoted"\n',
    'Pipes of 5" and\n',
]


@pytest.mark.parametrize("above", [*((own,) for own in ABOVE), ABOVE])
def test_a_header_can_stand_below_other_rows(run: Run, here: Path, above: tuple[str, ...]) -> None:
    actors = (TABLES / "actors.csv").read_text(encoding="utf-8")
    (here / "a.csv").write_text("".join(above) + actors, encoding="utf-8")
    asked = (
        *("--column", "party=Actor", "--column", "party_title=Description"),
        *("--column", "position=Competitive Position", "--value", "issue=reform"),
        *("--skip", "Influence", "--skip", "Competitive Salience", "--numbers", "0..100/5"),
    )
    assert run("import", "table", str(TABLES / "actors.csv"), "alone", *asked).code == 0
    at = len(above) + 1
    ran = run("import", "table", "a.csv", "new", "--title", "actors", *asked, "--header", str(at))
    assert (ran.code, ran.err) == (0, "")
    assert f"left out: the header stands in row {at}.\n" in ran.out
    for name in ("positions.yaml", "statements.csv"):
        assert (here / "new" / name).read_bytes() == (here / "alone" / name).read_bytes()


def test_a_problem_below_a_header_has_the_line_of_the_file(run: Run, here: Path) -> None:
    text = "Positions\n\nparty,issue,position\na,q,x\nb,q,NA\n"
    (here / "a.csv").write_text(text, encoding="utf-8")
    ran = run("import", "table", "a.csv", "new", "--header", "3")
    assert (ran.code, ran.out) == (2, "")
    assert " --> a.csv:5:5" in ran.err


@pytest.mark.parametrize("there", ["positions.yaml", "statements.csv"])
def test_an_import_writes_over_nothing(run: Run, here: Path, there: str) -> None:
    (here / "new").mkdir()
    (here / "new" / there).write_text("mine", encoding="utf-8")
    (here / "a.csv").write_text("party,issue,position\na,q,x\nb,q,y\n", encoding="utf-8")
    ran = run("import", "table", "a.csv", "new")
    assert (ran.code, ran.out) == (2, "")
    assert f"`new/{there}` exists already; nothing was written" in ran.err
    assert [path.name for path in (here / "new").iterdir()] == [there]


def test_an_export_writes_over_nothing(run: Run, here: Path) -> None:
    works = ("--case", str(DATA / "works"))
    assert run("export", "tables", "new", *works).code == 0
    before = {path.name: path.read_bytes() for path in (here / "new").iterdir()}
    ran = run("export", "tables", "new", *works)
    assert (ran.code, ran.out) == (2, "")
    assert {path.name: path.read_bytes() for path in (here / "new").iterdir()} == before


def test_a_bad_table_writes_nothing_and_is_shown(run: Run, here: Path) -> None:
    (here / "a.csv").write_text('party,issue,position\na,q,x\n"b,q,y\n', encoding="utf-8")
    ran = run("import", "table", "a.csv", "new")
    assert (ran.code, ran.out, (here / "new").exists()) == (2, "", False)
    assert "error[bad-table]: the quote that begins this cell is never closed\n --> a.csv:3:1" in (
        ran.err
    )
    assert "the table cannot be used: 1 error" in ran.err
    told = run("import", "table", "a.csv", "new", "-f", "json")
    assert told.code == 2


WRONG = [
    (("import", "tables", "a.csv", "new"), "did you mean table?"),
    (("export", "table", "new"), "did you mean tables?"),
    (("import", "table", "no.csv", "new"), "unreadable-file"),
    (("import", "table", ".", "new"), "no table statements.csv in the folder"),
    (("import", "table", "a.csv", "new", "--issues", "no.csv"), "unreadable-file"),
    (("import", "table", "a.csv", "new", "--column", "party"), "--column KEY=HEADER"),
    (("import", "table", "a.csv", "new", "--column", "prty=a"), "did you mean party?"),
    (("import", "table", "a.csv", "new", "--column", "party=Actr"), "has no column `Actr`"),
    (
        ("import", "table", "a.csv", "new", "--value", "said=2025", "--value", "said=2024"),
        "given twice",
    ),
    (("import", "table", "a.csv", "new", "--wide", "parties"), "--wide is party or issue"),
    (("import", "table", "a.csv", "new", "--levels", "x"), "no two levels"),
    (("import", "table", "a.csv", "new", "--levels", "x; y; x=z"), "names a level twice"),
    (("import", "table", "a.csv", "new", "--numbers", "0-10"), "FROM..TO"),
    (("import", "table", "a.csv", "new", "--numbers", "0..x"), "`--numbers 0..x` is no span"),
    (("import", "table", "a.csv", "new", "--numbers", "10..0"), "from the smallest"),
    (("import", "table", "a.csv", "new", "--numbers", "0..1/0"), "is no span of numbers"),
    (
        ("import", "table", "a.csv", "new", "--numbers", "0..1", "--levels", "x; y"),
        "given together",
    ),
    (
        ("import", "table", "a.csv", "new", "--column", "issue=issue", "--value", "issue=q"),
        "`--column issue=…` and `--value issue=…` are given together",
    ),
    (("import", "table", "a.csv", "new", "--as-of", "3/4/2025"), "--as-of `3/4/2025` is no day"),
    (("import", "table", "a.csv", "new", "--header", "0"), "a row from 1 on"),
    (("import", "table", "a.csv", "new", "--header", "40"), "no row 40: the last one is "),
    (("import", "table", ".", "new", "--header", "2"), "a folder of them"),
    (("import", "table", "a.csv", "new", "--title="), "--title is empty"),
    (("import", "table", "a.csv", ""), "is empty"),
    (("gap", "a", "b", "--case", "a.csv"), "a table is no case"),
    (("export", "tables", "new", "--case", "nowhere"), "unreadable-file"),
]


@pytest.mark.parametrize(("args", "told"), WRONG, ids=[" ".join(args) for args, _ in WRONG])
def test_a_wrong_call_says_what_is_right(
    run: Run, here: Path, args: tuple[str, ...], told: str
) -> None:
    (here / "a.csv").write_text("party,issue,position\na,q,x\nb,q,y\n", encoding="utf-8")
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert not (here / "new").exists()


def test_a_table_of_excel_is_read_as_it_is_saved(run: Run, here: Path) -> None:
    text = "Land;Thema;Position\r\nÖsterreich;Zoll;4.5\r\nCôte d’Ivoire;Zoll;3\r\n"
    (here / "a.csv").write_bytes(BOM_UTF16_LE + text.encode("utf-16-le"))
    ran = run(
        *("import", "table", "a.csv", "new", "--column", "party=Land"),
        *("--column", "issue=Thema", "--numbers", "0..10/0.5"),
    )
    assert ran.code == 0, ran.err
    told = run("list", "parties", "--case", "new", "-f", "json").json["data"]["items"]
    assert [(own["id"], own["title"]) for own in told] == [
        ("Österreich", "Österreich"),
        ("Côte_d_Ivoire", "Côte d’Ivoire"),
    ]


def test_a_csv_in_a_folder_that_is_no_table_of_a_case_is_told(run: Run, here: Path) -> None:
    assert run("export", "tables", "tables", "--case", str(DATA / "works")).code == 0
    (here / "tables" / "sheet1.csv").write_text("a,b\n", encoding="utf-8")
    ran = run("import", "table", "tables", "new")
    assert (ran.code, ran.err) == (
        0,
        "redlines: warning: tables/sheet1.csv is no table of a case\n",
    )


def talks(here: Path, positions: str = "statements.csv", rows: str = ROWS) -> None:
    """A case in the working directory with its statements in a table."""
    head = f"redlines: 1\ntitle: Talks\n{TALKS}positions: {positions}\n"
    (here / "positions.yaml").write_text(head, encoding="utf-8")
    (here / "statements.csv").write_text(rows, encoding="utf-8")


def test_a_table_of_a_case_is_found_judged_and_not_passed_over(run: Run, here: Path) -> None:
    talks(here, "[statements.csv, more.yaml]")
    (here / "more.yaml").write_text("redlines: 1\npositions: {a: []}\n", encoding="utf-8")
    for args in (("validate",), ("validate", "statements.csv"), ("validate", "more.yaml")):
        ran = run(*args)
        assert ran.code == 0, (ran.out, ran.err)
        assert "passed" not in ran.err
    told = run("gap", "a", "b", "-f", "json").json
    assert [own["path"] for own in told["inputs"]] == [
        "positions.yaml", "statements.csv", "more.yaml"
    ]  # fmt: skip
    assert told["data"]["issues"][0]["red_lines"][0]["statements"] == ["A-1"]


def test_a_fault_in_a_table_is_judged_where_it_stands(run: Run, here: Path) -> None:
    talks(here, rows=ROWS.replace("b,B-1", "B!,B-1"))
    for args in (("validate",), ("validate", "statements.csv")):
        ran = run(*args, "-f", "json")
        assert ran.code == 1
        [found] = ran.json["findings"]
        place = found["place"]
        assert (found["id"], place["file"], place["line"], place["column"]) == (
            "unknown-party", "statements.csv", 3, 1
        )  # fmt: skip


def test_a_table_that_no_case_names_is_no_case(run: Run, here: Path) -> None:
    talks(here)
    (here / "other.csv").write_text(ROWS, encoding="utf-8")
    ran = run("validate", "other.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "no case reads the table `other.csv`" in ran.err
    assert "redlines import table" in ran.err


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)


def test_what_changed_in_a_table_is_compared(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    talks(here)
    git(here, "init", "-q", "-b", "main")
    git(here, "add", ".")
    git(here, "commit", "-q", "-m", "talks")
    talks(here, rows=ROWS.replace("a,A-1,refuses,q,yes\n", "a,A-1,accepts,q,yes\n"))
    told = run("diff", "positions.yaml", "--against", "main", "-f", "json").json
    verdicts = {(own["id"], own["issue"]) for own in told["findings"]}
    assert verdicts, told
    whole = run("diff", "--against", "main", "-f", "json").json
    assert {own["id"] for own in whole["findings"]} == {own["id"] for own in told["findings"]}
