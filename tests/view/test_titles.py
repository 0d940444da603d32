"""People read the titles of outcomes, set apart where a sentence would swallow them; never ids."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lake import HOSTILE, NONE_LATER
from rich.cells import cell_len

from random_cases import make_case, says
from redlines.case import Case, Collection
from redlines.engine.changes import diff
from redlines.engine.gaps import gap
from redlines.engine.plans import check
from redlines.engine.positions_diff import position_diff
from redlines.reading.build import read_case
from redlines.region import Outcomes, Region
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.check_document import check_document
from redlines.view.cited import titles
from redlines.view.diff_document import diff_document
from redlines.view.document import Document
from redlines.view.gap_document import gap_document
from redlines.view.overview_document import overview_document
from redlines.view.phrases import region_text
from redlines.view.position_document import position_document
from redlines.view.position_wording import case_change_text
from redlines.view.show_document import (
    issue_document,
    list_document,
    party_document,
    plan_document,
    statement_document,
)
from redlines.view.wording import verdict_message

IDS = ["no_port", "old_port", "free_port"]
TITLES = ["", "port of the town", "port for all, free"]
PORT = Outcomes.scale(IDS, ["none", "as it is", "without duties"], TITLES)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("none", "“none”"),
        ("Nobody", "“Nobody”"),
        ("no limits", "“no limits”"),
        ("only Ukraine", "“only Ukraine”"),
        ("with a settlement", "“with a settlement”"),
        ("us", "“us”"),
        ("Russia and America", "“Russia and America”"),
        ("staged, with return", "“staged, with return”"),
        ("left to the courts", "“left to the courts”"),
        ("…", "“…”"),
        ("(all) of it", "“(all) of it”"),
        ("US-led", "US-led"),
        ("no-fly zone", "no-fly zone"),
        ("contact line", "contact line"),
        ("moratorium", "moratorium"),
        ("Norwegian harbour", "Norwegian harbour"),
        ("standing army", "standing army"),
        ("kein Beitritt", "kein Beitritt"),
        ("2027", "2027"),
    ],
)
def test_a_title_stands_in_quotes_where_a_sentence_would_swallow_it(title, told):
    issue = Outcomes.options(["a", "b", "c"], titles=[title, "yonder", "thither"])
    assert region_text(issue.region(["a"])) == told
    assert region_text(issue.region(["b", "c"])) == f"all but {told}"
    assert region_text(issue.region(["a", "b"]), others=True) == "all but thither"


def test_what_the_sentence_says_and_what_the_title_says_is_told_apart():
    levels = Outcomes.scale(["nothing", "everything", "some_of_it", "most"])
    assert region_text(levels.nothing) == "nothing"
    assert region_text(levels.region(["nothing"])) == "“nothing”"
    assert region_text(levels.everything) == "everything"
    assert region_text(levels.region(["everything"])) == "“everything”"
    assert region_text(levels.region(["nothing", "everything"])) == "“nothing”, “everything”"


WORDS = st.sampled_from(["none", "no", "roof", "and", "all", "town", "hall", "to", "of"])
OWN_TITLES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(st.lists(OWN_TITLES, min_size=4, max_size=4, unique=True), st.integers(1, 14), st.booleans())
def test_a_region_reads_the_same_whatever_its_outcomes_are_called(named, bits, others):
    ids = ["harbour", "island", "village", "meadow"]
    for make in (Outcomes.scale, Outcomes.options):
        outcomes = make(ids, titles=named)
        one = {id_: region_text(outcomes.region([id_])) for id_ in ids}
        assert [told.strip("“”") for told in one.values()] == named
        if outcomes.ordered and Region(outcomes, bits).stretches > 1:
            continue  # it is told in the shorter of two ways
        by_id = region_text(Region(make(ids), bits), others=others)
        for id_, told in one.items():
            by_id = by_id.replace(id_, told)
        assert region_text(Region(outcomes, bits), others=others) == by_id


def harbour(titles_: list[str]) -> Case:
    issues = {
        "port": replace(PORT, titles=tuple(titles_)),
        "fee": Outcomes.options(["paid", "none"]),
    }
    return make_case(
        issues,
        says(issues, "A-1", "a", refuses={"port": "no_port"}, demands={"fee": "none"}),
        says(issues, "B-1", "b", demands={"port": "free_port"}, refuses={"fee": "none"}),
        says(issues, "B-2", "b", accepts={"port": "old_port"}, disputed=True),
    )


def test_tracks_and_lists_have_bare_titles_and_sentences_quotes():
    case = harbour(TITLES)
    text = plain(gap_document(gap(case, ("a", "b")), case), 100)
    assert "  no port → port of the town → port for all, free\n" in text
    assert "refused by a: “no port” (A-1)" in text
    assert "left open by all: all but “no port”; b demands part" in text
    assert "refuses “none”" not in text
    assert "× “none”" in text
    listed = plain(list_document(Collection.ISSUES, case, None), 100)
    assert "no port → port for all, free" in listed
    assert "paid, none" in listed


def test_the_page_of_an_issue_has_ids_titles_and_meanings():
    page = issue_document("port", harbour(TITLES), None, NONE_LATER)
    assert (
        "id         title               what it means\n"
        "no_port    no port             none\n"
        "old_port   port of the town    as it is\n"
        "free_port  port for all, free  without duties\n"
    ) in plain(page, 80)
    assert "| free\\_port | port for all, free | without duties |" in as_markdown(page)
    assert "free_port · port for all, free\n    without duties\n" in plain(page, 40)


def test_json_has_each_title_once_with_what_the_outcome_means():
    case = harbour(TITLES)
    found = titles(case, issues=["port", "fee"]).outcomes
    assert {id_: (own.title, own.text) for id_, own in found["port"].items()} == {
        "no_port": ("no port", "none"),
        "old_port": ("port of the town", "as it is"),
        "free_port": ("port for all, free", "without duties"),
    }
    assert found["fee"]["none"].text is None


@pytest.mark.parametrize("width", [60, 80, 120, None])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_hostile_titles_stay_inside_their_lines(width, ascii_only):
    case = harbour([HOSTILE, f"a → b{HOSTILE}", f"{HOSTILE} | <b>"])
    report = gap(case, ("a", "b"))
    for document in (
        gap_document(report, case),
        overview_document(report, case),
        issue_document("port", case, None, NONE_LATER),
        list_document(Collection.STATEMENTS, case, None),
    ):
        text = as_terminal(document, width=width, color=False, ascii_only=ascii_only)
        assert all(char.isprintable() for char in text.replace("\n", ""))
        assert text.isascii() or not ascii_only
        assert all(cell_len(line) <= (width or 10**9) for line in text.split("\n"))
        assert "\\x1b[31m" in re.sub(r"\n +", "", text)
        page = as_markdown(document)
        assert not re.search(r"<script|@name|(?<!\\)\[red|(?<!\\)`code|\x1b|(?<!\\)~~s", page)
    page = as_markdown(gap_document(report, case))
    rows = [line for line in page.splitlines() if line.startswith("| Port")]
    assert len(rows) == 1
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == 6


def test_poles_are_told_where_a_scale_is_long_whatever_is_in_a_title():
    levels = Outcomes.scale(
        [f"l{i}" for i in range(6)], titles=[f"{'word ' * 5}→ {i}" for i in range(6)]
    )
    issues = {"port": levels}
    case = make_case(
        issues,
        says(issues, "A", "a", refuses={"port": "l0"}),
        says(issues, "B", "b", demands={"port": "l5"}),
    )
    text = plain(gap_document(gap(case, ("a", "b")), case), 80)
    assert "word → 0 → (4 between) → word" in " ".join(text.split())


def test_another_title_alone_is_another_description():
    before, after = harbour(TITLES), harbour(["", "", "free port"])
    found = position_diff(before, after)
    assert found.unchanged
    assert found.besides.descriptions == ("port",)
    given = harbour(["no port", *TITLES[1:]])
    assert position_diff(before, given).besides.descriptions == ()


def test_an_outcome_with_another_id_and_the_same_title_is_told_by_both():
    quay = replace(PORT, names=("no_port", "quay", "free_port"))
    before, after = harbour(TITLES), harbour(TITLES)
    issues = {**after.issues, "port": replace(after.issues["port"], outcomes=quay)}
    told = [
        case_change_text(own)
        for own in position_diff(
            replace(before, statements={}), replace(after, statements={}, issues=issues)
        ).case_changes
    ]
    assert told == [
        "new outcome: port of the town (quay)",
        "lost outcome: port of the town (old_port)",
    ]


# The bundled case


@pytest.fixture(scope="module")
def bundled() -> Case:
    case = read_case(Path(__file__).parents[2] / "data" / "positions.yaml").case
    assert case is not None
    return case


def plain(document: Document, width: int | None) -> str:
    return as_terminal(document, width=width, color=False, ascii_only=False)


def documents(case: Case) -> Iterator[tuple[str, Document]]:
    """What people read of the case, without the page of an issue."""
    for parties in (("russia", "ukraine"), tuple(case.parties)):
        report = gap(case, parties)
        yield f"gap {len(parties)}", overview_document(report, case)
        yield f"gap --full {len(parties)}", gap_document(report, case)
    for id_, plan in case.plans.items():
        yield f"check {id_}", check_document(check(case, plan), case)
        yield f"show {id_}", plan_document(id_, case)
    plans = list(case.plans.values())
    for old, new in pairwise(plans):
        yield f"diff {old.id}", diff_document(diff(case, old, new), case)
    half = list(case.statements.items())
    before = replace(case, statements=dict(half[::2]))
    yield "diff", position_document(position_diff(before, case), case)
    for party in case.parties:
        yield f"show {party}", party_document(party, case, case.as_of, NONE_LATER)
    for id_ in list(case.statements)[::9]:
        yield f"show {id_}", statement_document(id_, case)
    for kind in (Collection.ISSUES, Collection.STATEMENTS):
        yield f"list {kind}", list_document(kind, case, case.as_of)


def levels(case: Case) -> dict[str, set[str]]:
    """The ids of levels with the titles that they have."""
    found: dict[str, set[str]] = {}
    for issue in case.issues.values():
        outcomes = issue.outcomes
        for at, name in enumerate(outcomes.names if outcomes.grid is None else ()):
            found.setdefault(name, set()).add(outcomes.title(at))
    return found


def test_no_id_of_a_level_stands_where_people_read(bundled):
    ids = sorted(id_ for id_ in levels(bundled) if "_" in id_)
    assert len(ids) > 60
    any_id = re.compile(rf"\b(?:{'|'.join(ids)})\b")
    told = 0
    for name, document in documents(bundled):
        for text in (plain(document, None), as_markdown(document).replace("\\_", "_")):
            assert not (found := any_id.search(text)), (name, found)
            told += 1
    assert told > 80
    for pair in list(combinations(bundled.parties, 2))[::7]:
        for item in gap(bundled, pair).issues:
            assert not any_id.search(verdict_message(item, bundled))


def test_a_level_of_the_bundled_case_has_one_short_title_wherever_it_stands(bundled):
    for id_, found in levels(bundled).items():
        assert len(found) == 1, (id_, found)
        assert all(len(title) <= 32 for title in found)


def test_the_record_of_the_coding_has_the_titles_and_meanings_of_the_data(bundled):
    page = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
    for heading in bundled.headings.values():
        outcomes = heading.outcomes or bundled.issues[heading.issues[0]].outcomes
        if outcomes.grid:
            continue
        own = page.partition(f"\n### {heading.id}\n")[2].partition("\n### ")[0]
        rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", own, re.MULTILINE)
        assert rows[: len(outcomes.names)] == [
            (name, outcomes.title(at), told)
            for at, (name, told) in enumerate(
                zip(outcomes.names, outcomes.descriptions, strict=True)
            )
        ]
