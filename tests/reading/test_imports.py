"""Tables as people publish them: whose names become ids, and what nobody can tell is refused."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.small import case_of
from redlines.case import Case, Verb, fold
from redlines.engine.gaps import between, issue_gap
from redlines.failure import NotDoneError
from redlines.reading.files import InputFile
from redlines.reading.imports import Imported, imported
from redlines.reading.names import is_id
from redlines.reading.published import Layout
from redlines.region import Kind
from redlines.view.rules import problem_help

TABLES = Path(__file__).parent.parent / "tables"


def read(layout: Layout, **tables: str) -> Imported:
    """What tables make, by what each holds."""
    files = {
        name: InputFile("table", f"{name}.csv", Path(name), "", text)
        for name, text in tables.items()
    }
    return imported(files, layout)


def published(name: str, layout: Layout) -> tuple[Case, Imported]:
    """The case that a table beside the tests makes."""
    found = read(layout, statements=(TABLES / name).read_text(encoding="utf-8"))
    return case_of(found.reading), found


def demands(case: Case) -> dict[tuple[str, str], tuple[str, ...]]:
    """What each party demands, by party and issue."""
    claims = [claim for own in case.claims.values() for claim in own]
    assert {claim.verb for claim in claims} == {Verb.DEMANDS}
    return {(claim.party, claim.issue): claim.region.names for claim in claims}


def test_votes_by_country_and_roll_call():
    columns = {"issue": "rcid", "party": "country_code", "party_title": "country"}
    levels = tuple((word, word) for word in ("no", "abstain", "yes"))
    case, found = published(
        "unvotes.csv", Layout(columns=columns | {"position": "vote"}, levels=levels)
    )
    assert (len(case.parties), list(case.headings), found.silent) == (51, ["3", "4"], {})
    assert case.parties["NO"].title == "Norway"
    assert {issue.outcomes.names for issue in case.issues.values()} == {("no", "abstain", "yes")}
    assert {issue.outcomes.kind for issue in case.issues.values()} == {Kind.SCALE}
    said = demands(case)
    assert len(said) == 102
    assert (said["NO", "3"], said["NO", "4"], said["EG", "3"]) == (("no",), ("yes",), ("abstain",))


def test_theses_with_a_column_for_each_party():
    levels = (("-1", "disagree"), ("0", "neutral"), ("1", "agree"))
    columns = {"issue": "question_id", "issue_title": "question"}
    case, _ = published("theses.csv", Layout(columns=columns, levels=levels, wide="party"))
    assert list(case.parties) == [
        "CDU_CSU", "GRÜNE", "SPD", "DIE_LINKE", "FREIE_WÄHLER", "TIERSCHUTZ_hier", "ÖDP",
        "V-Partei³",
    ]  # fmt: skip
    assert case.parties["CDU_CSU"].title == "CDU / CSU"
    assert case.headings["9"].title == '"Kanäle sollen mit CO₂-freien Booten gereinigt werden."'
    said = demands(case)
    assert len(said) == 80
    assert [said[party, "0"] for party in case.parties][:5] == [
        ("disagree",), ("agree",), ("agree",), ("agree",), ("neutral",)
    ]  # fmt: skip


def verdicts(case: Case) -> Counter[str]:
    """How many pairs of parties have which verdict, on all issues."""
    return Counter(own.verdict.value for own in between(case))


def test_positions_of_actors_on_one_scale():
    layout = Layout(
        columns={
            "party": "Actor", "party_title": "Description", "position": "Competitive Position"
        },
        fixed={"issue": "Reform"},
        skip=("Influence", "Competitive Salience"),
        numbers=("0", "100", "5"),
    )  # fmt: skip
    case, _ = published("actors.csv", layout)
    assert case.issues["Reform"].outcomes.kind is Kind.QUANTITY
    assert case.parties["SASAC"].title == "Zhang Yi - SASAC"
    assert len(demands(case)) == 34
    # Of 34 actors 5 stand at 20; 4 each at 60 and 65; 3 each at 15, 30, 45 and 50; 2 each at 0 and
    # 55; the others alone.
    same = 10 + 2 * 6 + 4 * 3 + 2 * 1
    assert verdicts(case) == {"agreed": same, "bridgeable": 34 * 33 // 2 - same}
    gap = issue_gap(case, "Reform", ("IOC", "SH")).gap
    assert gap is not None
    assert (gap.steps, gap.amount, gap.ends) == (3, "15", ("75", "90"))


def test_what_parties_to_a_treaty_reported():
    layout = Layout(
        columns={"party": "Party", "position": "2014"},
        fixed={"issue": "Mark of origin"},
        skip=("2012", "2010"),
        levels=(("No", "No"), ("Yes", "Yes")),
        missing=("Answer/report not provided",),
    )
    case, found = published("fctc.csv", layout)
    assert (len(case.parties), found.silent) == (169, {"Answer/report not provided": 28})
    said = demands(case)
    assert [said.get((party, "Mark_of_origin")) for party in ("Norway", "Palau", "Nauru")] == [
        ("Yes",), ("No",), None
    ]  # fmt: skip
    # Yes in 87 rows, no in 54, no report in 28.
    assert verdicts(case) == {
        "agreed": 87 * 86 // 2 + 54 * 53 // 2,
        "bridgeable": 87 * 54,
        "unstated": 28 * 27 // 2 + 28 * (87 + 54),
    }


def test_the_years_of_a_report_are_issues_where_each_has_a_column():
    layout = Layout(
        columns={"party": "Party"},
        wide="issue",
        levels=(("No", "No"), ("Yes", "Yes")),
        missing=("Answer/report not provided",),
    )
    case, _ = published("fctc.csv", layout)
    said = demands(case)
    assert [said["Netherlands", year] for year in case.issues] == [("No",), ("Yes",), ("No",)]
    assert [("Nepal", year) in said for year in case.issues] == [True, True, False]


def test_levels_that_nobody_names_are_options_for_their_order_is_not_known():
    table = "party,issue,position\na,q,Yes; gladly\nb,q,No!\nc,q,yes; gladly\n"
    case = case_of(read(Layout(), statements=table).reading)
    own = case.issues["q"].outcomes
    assert (own.kind, own.names, own.titles) == (
        Kind.OPTIONS, ("Yes_gladly", "No"), ("Yes; gladly", "No!")
    )  # fmt: skip


def test_a_table_with_a_column_for_each_issue():
    table = "Land;Zoll;Quote\nNorwegen;ja;nein\nNamibia;nein;\nTschad;-;ja\n"
    layout = Layout(columns={"party": "Land"}, wide="issue", missing=("-",))
    found = read(layout, statements=table)
    assert demands(case_of(found.reading)) == {
        ("Norwegen", "Zoll"): ("ja",),
        ("Norwegen", "Quote"): ("nein",),
        ("Namibia", "Zoll"): ("nein",),
        ("Tschad", "Quote"): ("ja",),
    }
    assert found.silent == {"": 1, "-": 1}


ISSUES = """\
id,title,kind,levels,from,to,step,unit,aliases,over
border,The border,scale,closed; permits; open,,,,,frontier,
depot,Depot,options,harbour; north yard,,,,,,
,Wage rise,quantity,,0,10,0.5,percent,pay,
end,,quantity,,2026-01,2026-12,month,,,
vote,Vote,scale,no; yes,,,,,,east; west
"""


def test_a_table_of_issues_says_what_they_can_end_in():
    rows = """\
party,issue,verb,region
a,border,refuses,open
b,frontier,demands,at_least: permits
a,Wage rise,demands,"{between: [2, 4.5]}"
b,end,accepts,2026-03
a,vote.east,refuses,yes
b,Depot,demands,north_yard
"""
    case = case_of(read(Layout(), statements=rows, issues=ISSUES).reading)
    told = [
        (own.party, own.verb.value, own.issue, str(own.region))
        for claims in case.claims.values()
        for own in claims
    ]
    assert told == [
        ("a", "refuses", "border", "{open}"),
        ("a", "demands", "Wage_rise", "{2.0..4.5}"),
        ("a", "refuses", "vote.east", "{yes}"),
        ("b", "demands", "border", "{permits, open}"),
        ("b", "accepts", "end", "{2026-03}"),
        ("b", "demands", "depot", "{north_yard}"),
    ]
    assert case.issues["end"].outcomes.unit is None


def test_positions_on_issues_of_a_table_are_named_by_their_titles():
    rows = "party,issue,position\na,The border,Open\nb,pay,2.5\na,depot,North Yard\n"
    case = case_of(read(Layout(), statements=rows, issues=ISSUES).reading)
    assert demands(case) == {
        ("a", "border"): ("open",),
        ("b", "Wage_rise"): ("2.5",),
        ("a", "depot"): ("north_yard",),
    }


def test_rows_with_dates_need_the_day_of_the_case():
    table = "party,issue,position,said\na,q,x,2025-03-01\nb,q,y,2025\n"
    assert [p.code for p in read(Layout(), statements=table).reading.problems] == ["missing-as-of"]
    dated = case_of(read(Layout(as_of="2025-12-31"), statements=table).reading)
    assert [str(own.said.day) for own in dated.statements.values()] == ["2025-03-01", "2025-12-31"]


LEVELS = Layout(levels=(("x", "x"), ("y", "y")))
# The layout that is asked for, the tables, what is told of them where, and what helps.
MISTAKES: dict[str, tuple[Layout, dict[str, str], list[tuple[str, str, int, int]], str]] = {
    "a column that nobody explains": (
        LEVELS,
        {"statements": "party,issue,position,weight\na,q,x,3\n"},
        [("unknown-key", "statements.csv", 1, 22)],
        '--skip "weight"',
    ),
    "nobody": (
        LEVELS,
        {"statements": "party,issue,position\na,q,x\n,r,y\n"},
        [("empty-value", "statements.csv", 3, 1)],
        "every row",
    ),
    "no issue": (
        LEVELS,
        {"statements": "party,issue,position\na,q,x\nb,,y\n"},
        [("empty-value", "statements.csv", 3, 3)],
        "every row",
    ),
    "no row": (
        LEVELS,
        {"statements": "party,issue,position\n"},
        [("empty-file", "statements.csv", 1, 1)],
        "add a row",
    ),
    "no column of positions": (
        LEVELS,
        {"statements": "party,issue\na,q\n"},
        [("missing-key", "statements.csv", 1, 1)],
        "--column position=HEADER",
    ),
    "a region and a position": (
        LEVELS,
        {"statements": "party,issue,verb,region,position\na,q,refuses,x,y\n"},
        [("unknown-key", "statements.csv", 1, 25)],
        '--skip "position"',
    ),
    "what may be missing": (
        Layout(),
        {"statements": "party,issue,position\na,q,x\nb,q,N/A\nc,q,y\n"},
        [("empty-value", "statements.csv", 3, 5)],
        '--missing "N/A"',
    ),
    "numbers of which nobody says which there are": (
        Layout(),
        {"statements": "party;issue;position\na;q;4,5\nb;q;5\n"},
        [("outcomes-not-one-kind", "statements.csv", 2, 5)],
        "--numbers",
    ),
    "a decimal comma": (
        Layout(numbers=("0", "10", "0.5")),
        {"statements": "party;issue;position\na;q;4,5\n"},
        [("unknown-outcome", "statements.csv", 2, 5)],
        '"4.5"',
    ),
    "one position only": (
        Layout(),
        {"statements": "party,issue,position\na,q,x\nb,q,x\n"},
        [("too-few-outcomes", "statements.csv", 2, 3)],
        "--levels",
    ),
    "a position that is no level": (
        LEVELS,
        {"statements": "party,issue,position\na,q,z\n"},
        [("unknown-outcome", "statements.csv", 2, 5)],
        "x, y",
    ),
    "two names of one id": (
        LEVELS,
        {"statements": "party,issue,position\nA B,q,x\nA/B,q,y\n"},
        [("name-taken", "statements.csv", 3, 1)],
        "another name",
    ),
    "two names of one id, the first with other signs between": (
        LEVELS,
        {"statements": "party,issue,position\nC.D.U,q,x\nC D U,q,y\n"},
        [("name-taken", "statements.csv", 3, 1)],
        "another name",
    ),
    "a name that is the id of another": (
        LEVELS,
        {"statements": "party,issue,position\nC.D.U,q,x\nC_D_U,q,y\n"},
        [("name-taken", "statements.csv", 3, 1)],
        "another name",
    ),
    "two positions of one id": (
        Layout(),
        {"statements": "party,issue,position\na,q,Yes!\nb,q,Yes\nc,q,No\n"},
        [("name-taken", "statements.csv", 3, 5)],
        "another name",
    ),
    "a party twice on an issue": (
        LEVELS,
        {"statements": "party,issue,position\na,q,x\nb,q,y\nA,q,y\n"},
        [("claimed-twice", "statements.csv", 4, 5)],
        "keep one",
    ),
    "a party twice on an issue, with the same": (
        LEVELS,
        {"statements": "party,issue,position\na,q,x\nb,q,y\na,q,x\n"},
        [("claimed-twice", "statements.csv", 4, 5)],
        "keep one",
    ),
    "a column twice": (
        LEVELS,
        {"statements": "party,issue,position,position\na,q,x,y\n"},
        [("duplicate-key", "statements.csv", 1, 22)],
        "keep one",
    ),
    "a party twice in a wide table": (
        replace(LEVELS, wide="party"),
        {"statements": "issue,a,b,a\nq,x,y,y\n"},
        [("duplicate-key", "statements.csv", 1, 11)],
        "keep one",
    ),
    "a column without a name in a wide table": (
        replace(LEVELS, wide="party"),
        {"statements": "issue,a,b,\nq,x,y,\n"},
        [("bad-table", "statements.csv", 1, 11)],
        "delete the column",
    ),
    "a column without a name": (
        LEVELS,
        {"statements": "party,issue,position,\na,q,x,\n"},
        [("bad-table", "statements.csv", 1, 22)],
        "delete the column",
    ),
    "no party in a folder of tables": (
        Layout(),
        {
            "statements": "party,verb,issue,region\na,refuses,q,x\n",
            "parties": "id,title\n",
            "issues": "id,kind,levels\nq,scale,x; y\n",
        },
        [("empty-file", "parties.csv", 1, 1)],
        "add a row",
    ),
    "no issue in a table of issues": (
        LEVELS,
        {"statements": "party,issue,position\na,q,x\n", "issues": "id,title,levels\n"},
        [("empty-file", "issues.csv", 1, 1)],
        "add a row",
    ),
    "numbers without their end": (
        Layout(),
        {
            "statements": "party,issue,position\na,q,1\n",
            "issues": "id,kind,from,to,step\nq,quantity,0,,1\n",
        },
        [("empty-value", "issues.csv", 2, 1)],
        "largest number",
    ),
    "days without the day of the case": (
        LEVELS,
        {"statements": "party,issue,position,said\na,q,x,2025-03-01\n"},
        [("missing-as-of", "statements.csv", 1, 1)],
        "--as-of DATE",
    ),
    "no issue in a row of a wide table": (
        replace(LEVELS, wide="party"),
        {"statements": "issue,a,b\nq,x,y\n,x,y\n"},
        [("empty-value", "statements.csv", 3, 1)],
        "every row",
    ),
    "a dash for a position": (
        Layout(),
        {"statements": "party,issue,position\na,q,x\nb,q,y\nc,q,-\n"},
        [("empty-value", "statements.csv", 4, 5)],
        '--missing "-"',
    ),
    "what a spreadsheet could not calculate": (
        Layout(),
        {"statements": "party,issue,position\na,q,x\nb,q,y\nc,q,#REF!\n"},
        [("empty-value", "statements.csv", 4, 5)],
        '--missing "#REF!"',
    ),
    "a name without letters": (
        LEVELS,
        {"statements": "party,issue,position\n??,q,x\n"},
        [("bad-id", "statements.csv", 2, 1)],
        "letters",
    ),
    "a reserved name": (
        LEVELS,
        {"statements": "party,issue,position\na,any,x\n"},
        [("reserved-name", "statements.csv", 2, 3)],
        "another name",
    ),
    "two titles of one party": (
        LEVELS,
        {"statements": "party,issue,position,party_title\na,q,x,One\na,r,x,Two\n"},
        [("cells-disagree", "statements.csv", 3, 7)],
        "same title",
    ),
    "outcomes that nobody says": (
        Layout(),
        {"statements": "party,issue,verb,region\na,q,refuses,x\n"},
        [("outcomes-not-one-kind", "statements.csv", 2, 3)],
        "--issues",
    ),
    "an issue that its table lacks": (
        Layout(),
        {"statements": "party,issue,position\na,boarder,open\n", "issues": ISSUES},
        [("unknown-issue", "statements.csv", 2, 3)],
        '"border"',
    ),
    "an issue twice": (
        Layout(),
        {
            "statements": "party,issue,position\na,q,x\n",
            "issues": "id,kind,levels\nq,scale,x; y\nq,scale,y; z\n",
        },
        [("duplicate-key", "issues.csv", 3, 1)],
        "keep one",
    ),
    "a level twice": (
        Layout(),
        {
            "statements": "party,issue,position\na,q,x\n",
            "issues": "id,kind,levels\nq,scale,x; y; x\n",
        },
        [("duplicate-key", "issues.csv", 2, 15)],
        "keep one",
    ),
    "two rows of the case": (
        LEVELS,
        {"statements": "party,issue,position\na,q,x\n", "case": "title\nOne\nTwo\n"},
        [("bad-table", "case.csv", 3, 1)],
        "keep the one",
    ),
    "an issue without a name": (
        Layout(),
        {
            "statements": "party,issue,position\na,q,x\n",
            "issues": "id,kind,levels\nq,scale,x; y\n,scale,y; z\n",
        },
        [("empty-value", "issues.csv", 3, 2)],
        "one of them",
    ),
    "levels of no kind": (
        Layout(),
        {"statements": "party,issue,position\na,q,x\n", "issues": "id,levels\nq,x; y\n"},
        [("empty-value", "issues.csv", 2, 1)],
        "scale or options",
    ),
    "another kind": (
        Layout(),
        {"statements": "party,issue,position\na,q,x\n", "issues": "id,kind,levels\nq,list,x; y\n"},
        [("unknown-word", "issues.csv", 2, 3)],
        "scale, options, quantity",
    ),
    "an uneven grid": (
        Layout(),
        {"statements": "party,issue,position\na,q,1\n", "issues": "id,from,to,step\nq,0,10,3\n"},
        [("uneven-grid", "issues.csv", 2, 1)],
        "step",
    ),
    "levels of an issue that is not there": (
        Layout(),
        {
            "statements": "party,issue,position\na,q,x\n",
            "issues": "id,kind,levels\nq,scale,x; y\n",
            "levels": "issue,id,title\nquestion,x,X\n",
        },
        [("unknown-issue", "levels.csv", 2, 1)],
        "add the issue",
    ),
    "a quote never closed in a table of issues": (
        Layout(),
        {"statements": "party,issue,position\na,q,x\n", "issues": 'id,kind\nq,"scale\n'},
        [("bad-table", "issues.csv", 2, 3)],
        "close it",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_file_row_column_and_help(name: str):
    layout, tables, expected, helps = MISTAKES[name]
    reading = read(layout, **tables).reading
    assert reading.case is None
    found = [(p.code, p.place.file, p.place.line, p.place.column) for p in reading.problems]
    assert found == expected
    assert helps in (problem_help(reading.problems[0]) or "")


NAMES = st.lists(st.text(max_size=8), min_size=1, max_size=4, unique_by=lambda name: fold(name))


@given(NAMES)
def test_a_name_becomes_an_id_and_a_title_or_is_refused_where_it_stands(names: list[str]):
    out = StringIO()
    rows = [["party", "issue", "position"], *([name, "q", "x"] for name in names)]
    csv.writer(out, lineterminator="\n").writerows(rows)
    reading = read(LEVELS, statements=out.getvalue()).reading
    meant = [bare(name) for name in names if bare(name)]
    if reading.case:
        parts = [part.strip() for name in meant for part in name.split(";")]
        assert {own.title for own in reading.case.parties.values()} <= {*parts}
        assert all(is_id(party) for party in reading.case.parties)
        # What differs in more than case and blanks is not one party.
        assert len(reading.case.parties) == len({fold(name) for name in parts if name})
    else:
        codes = {problem.code for problem in reading.problems}
        refused = {"bad-id", "reserved-name", "name-taken", "empty-value", "claimed-twice"}
        assert codes <= refused | {"bad-table", "line-separator"}


def bare(name: str) -> str:
    """A name as it is meant in a cell: without a guard, and without blanks around it."""
    guarded = name.startswith("'") and name.lstrip("'").lstrip()[:1] in set("=+-@＝＋－＠")
    return name[guarded:].strip()


@pytest.mark.parametrize("layout", [Layout(columns={"party": "Actr"}), Layout(skip=("Actr",))])
def test_a_column_that_is_not_there_is_told_with_one_that_is(layout: Layout):
    with pytest.raises(NotDoneError) as error:
        read(layout, statements="Actor,issue,position\na,q,x\n")
    assert error.value.suggestions == ("Actor",)
    assert error.value.advice == "its first row has Actor, issue, position"
