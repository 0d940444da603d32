"""The bundled case keeps the rules by which it is coded: no row lost, no source dangling."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from redlines.assumption import Assumption
from redlines.case import Case, Period
from redlines.engine.plans import check
from redlines.findings import GradeWord
from redlines.reading.build import read_case
from redlines.region import Kind
from tools import not_coded, sources_page

ROOT = Path(__file__).parent.parent
REASONS = {
    "not_stated",
    "note",
    "memory",
    "names_no_outcome",
    "who_decides",
    "own_contribution",
    "conduct",
    "endorses_plan",
    "same_act_as",
}
ROW_ID = re.compile(r"([A-Z][A-Z0-9]*-\d+)[a-z]?")


@pytest.fixture(scope="module")
def case() -> Case:
    reading = read_case(ROOT / "data" / "positions.yaml")
    assert reading.case is not None, reading.problems
    return reading.case


@pytest.fixture(scope="module")
def sources(case: Case) -> str:
    """The page of sources as the data gives it."""
    return sources_page.page(case)


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, str]]:
    with (ROOT / "tests" / "fact_rows.csv").open(encoding="utf-8", newline="") as lines:
        return {row["row"]: row for row in csv.DictReader(lines)}


def coded(case: Case) -> set[str]:
    return {match[1] for id_ in case.statements if (match := ROW_ID.fullmatch(id_))}


def test_every_statement_carries_the_id_of_a_row(case, rows):
    assert all(ROW_ID.fullmatch(id_) for id_ in case.statements)
    assert coded(case) <= rows.keys() | {id_ for id_ in coded(case) if id_.startswith("TL-")}


def test_every_row_is_coded_or_listed(case, rows):
    assert coded(case).isdisjoint(case.not_coded)
    of_rows = {row for row in coded(case) if not row.startswith("TL-")}
    assert of_rows | case.not_coded.keys() == rows.keys()


def test_every_reason_is_one_of_the_agreed_ones(case):
    for left in case.not_coded.values():
        assert left.reason in REASONS, left.id
        assert (left.reason == "same_act_as") == bool(left.same_act_as), left.id
        if left.same_act_as:
            assert left.same_act_as in coded(case), left.id


def test_the_page_tells_what_every_reason_means():
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    told = text.partition("## Rows that are not coded")[2].partition("| row |")[0]
    assert set(re.findall(r"`(\w+)`", told)) == REASONS


def test_a_red_line_that_is_not_coded_has_a_sentence(case, rows):
    for left in case.not_coded.values():
        if rows[left.id]["kind"] == "red line":
            assert left.note, left.id


def test_the_list_of_what_is_not_coded_is_what_the_data_gives(case):
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    assert text == not_coded.page(case, text), "run python -m tools.not_coded"
    other = replace(case, not_coded=dict(list(case.not_coded.items())[:-1]))
    assert not_coded.page(other, text) != text


def test_pages_count_what_the_files_hold(case):
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    said = re.search(r"Of these, (\d+) rows are coded, as (\d+) statements, and (\d+) are", text)
    assert said is not None
    counted = (len(coded(case)), len(case.statements), len(case.not_coded))
    assert tuple(map(int, said.groups())) == counted


def test_the_page_counts_what_of_each_side_ended(case):
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    said = re.search(r"(\d+) of Ukraine's (\d+) statements end.*and (\d+) of Russia's (\d+):", text)
    assert said is not None
    counted = []
    for party in ("ukraine", "russia"):
        own = [statement for statement in case.statements.values() if party in statement.parties]
        counted += [sum(bool(each.until or each.replaced) for each in own), len(own)]
    assert list(map(int, said.groups())) == counted


def test_every_issue_has_its_page(case):
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    for heading in case.headings.values():
        assert f"### {heading.id}\n" in text
        assert heading.question
        assert heading.question in text


def test_a_level_that_nobody_names_is_listed_with_its_reason(case):
    named = {
        (issue, name)
        for terms in (
            *([(issue, region) for _, issue, region in s.terms] for s in case.statements.values()),
            *(point.terms for plan in case.plans.values() for point in plan.points),
        )
        for issue, region in terms
        for name in region.names
    }
    empty = {
        (heading.id, name)
        for heading in case.headings.values()
        for outcomes in [case.issues[issue].outcomes for issue in heading.issues]
        if outcomes.kind is not Kind.QUANTITY
        for name in outcomes.names
        if not any((issue, name) in named for issue in heading.issues)
    }
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    table = text.partition("**Levels that nobody names.**")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", table, re.MULTILINE)) == empty


def test_the_bundled_case_has_no_errors_and_no_warnings_but_those_of_its_page(case):
    problems = read_case(ROOT / "data" / "positions.yaml", strict=True).problems
    told = {"replaces-firmer", "not-counted", "after-as-of"}
    assert {problem.code for problem in problems} <= told
    firmer = [own.args for own in problems if own.code == "replaces-firmer"]
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    page = text.partition("## Warnings that validate gives")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| ([\w-]+) \| ([^|]+ends[^|]+) \|", page, re.MULTILINE))
    assert {
        (id_, one) for id_, what in rows.items() for one in re.findall(r"[A-Z]+-\w+", what)
    } == {(own["statement"], own["earlier"]) for own in firmer}


def spans(periods: tuple[Period, ...]) -> list[date]:
    """The days on which periods begin, with the first day of the month in which each ends."""
    days = [day for own in periods for day in (own.from_, own.until)]
    return [day.replace(day=1) if place % 2 else day for place, day in enumerate(days) if day]


def test_the_case_says_from_when_coverage_is_dense_as_its_page_does(case):
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    pages = re.findall(r"^### (\w+)\n(.*?)(?=^##)", f"{text}\n## ", re.MULTILINE | re.DOTALL)
    names = {"the Parliament": "european_parliament", "the EU institutions": "eu_institutions"}
    names |= {f"{the}{own.title}": own.id for own in case.parties.values() for the in ("", "the ")}
    listed = "|".join(names)
    told = {}
    for heading, page in pages:
        line = re.search(r"^Coverage is (?:dense|in law) [^;.]*", page, re.MULTILINE)
        days = re.split(r" from (\d{4}-\d{2}(?:-\d{2})?) for ", line[0]) if line else []
        for day, whom in zip(days[1::2], days[2::2], strict=True):
            first = date.fromisoformat(day if len(day) > 7 else f"{day}-01")
            whose = re.match(f"({listed})(?: and ({listed}))?", whom)
            again = re.search(r"\(to (\d{4}-\d{2}) and again from (\d{4}-\d{2})\)", whom)
            later = [date.fromisoformat(f"{month}-01") for month in again.groups()] if again else []
            told |= {(heading, names[name]): [first, *later] for name in whose.groups() if name}
    coded = {
        (case.issues[issue].heading, party.id): spans(periods)
        for party in case.parties.values()
        for issue, periods in party.dense_on.items()
        if issue != "territory.crimea"
    }
    special = {("recognition", "ukraine"), ("church", "ukraine"), ("land_vote", "ukraine")}
    assert set(told) <= set(coded)
    assert set(coded) - set(told) <= special
    assert all(coded[key] == day for key, day in told.items())
    assert all(party.dense == () for party in case.parties.values())


def test_no_plan_crosses_a_red_line_of_its_own_author_on_its_own_day(case):
    crossed = {
        (plan.id, grade.party, grade.issue.id)
        for plan in case.plans.values()
        if plan.by
        for grade in check(case, plan, Assumption(plan.day), parties=plan.by).grades
        if grade.word is GradeWord.CROSSES
    }
    assert crossed == set()


def test_a_statement_after_the_default_day_changes_nothing_on_it(case):
    later = [s for s in case.statements.values() if s.said.day and s.said.day > case.as_of]
    assert not any(statement.in_force(case.as_of) for statement in later)


def test_the_page_of_sources_is_what_the_data_gives(sources):
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert text == sources, "run python -m tools.sources_page"


def test_the_page_of_sources_counts_what_the_file_holds(case, sources):
    text = sources
    counted = Counter(
        (source.publisher_type, source.grade)
        for source in case.sources.values()
        if source.publisher_type != "official"
    )
    found = {
        (kind, grade): int(count)
        for grade, types in re.findall(r"^\| .+ \| ([ABC]) \| \d+ \| (.+) \|$", text, re.MULTILINE)
        for kind, count in re.findall(r"(.+?) \((\d+)\)(?:, |$)", types)
        if not kind.startswith("official site")
    }
    assert found == counted
    for grade in "ABC":
        total = sum(source.grade == grade for source in case.sources.values())
        assert re.search(rf"^\| {grade} \| .* \| {total} \|$", text, re.MULTILINE)


def test_the_grade_of_a_source_follows_from_its_type(case):
    grades: dict[str | None, set[str | None]] = {}
    for source in case.sources.values():
        grades.setdefault(source.publisher_type, set()).add(source.grade)
    assert all(len(own) == 1 for own in grades.values())


def test_a_relay_is_never_of_grade_a(case):
    """What a page has from others stands in brackets; these two say something else there."""
    own = {"P069", "PL-Z9"}
    relays = [
        source
        for source in case.sources.values()
        if re.search(r"[(/]| via ", source.publisher or "") and source.id not in own
    ]
    assert len(relays) > 200
    assert [source.id for source in relays if source.grade == "A"] == []


def test_a_page_is_one_source(case):
    pages = Counter(
        re.sub(r"^https?://(www\.)?", "", source.url).rstrip("/")
        for source in case.sources.values()
        if source.url
    )
    assert [page for page, count in pages.items() if count > 1] == []


def test_the_page_of_sources_stays_readable(sources):
    lines = sources.splitlines()
    assert len(lines) < 260
