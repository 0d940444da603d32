"""The engine in the page and the one in Python say the same of any view of any case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import redlines
from drawing import drawn
from random_cases import cases, make_case, says
from redlines.assumption import Assumption, Held
from redlines.case import Basis, Case, Said
from redlines.engine.gaps import gap, ranges
from redlines.engine.history import issue_history
from redlines.region import Kind, Outcomes, Region
from redlines.verdicts import GapReport, IssueGap, Position, RedLine, Unmet
from redlines.view.board_document import stuck_since
from redlines.view.document import Glance
from redlines.view.drawing import drawing
from redlines.view.gap_document import counted_rows
from redlines.view.json_text import line
from redlines.view.live import JUDGING, parts
from redlines.view.live_data import LiveCase
from redlines.view.overview_document import parts_of, silent_lines
from redlines.view.phrases import region_text
from redlines.view.picture import Drawing, State, lowered
from redlines.view.reasons import telling
from redlines.view.report_wording import headline, lead, names_text, resting_text
from redlines.view.wording import assumed, day_text, known_texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What is compared, in the words of both engines; regions as hexadecimal numbers.
TOLD = """
const hex = (region) => region.toString(16);
const ids = (line) => [line.party, hex(line.region), line.claims.map((own) => own.statement.id)];
const sets = (own) => [own.demanded, own.accepted, own.possible].map(hex);
const told_position = (p) => ({
  party: p.party, silent: p.silent, sets: [...sets(p), ...sets(p.at_best)],
  soft: [p.firmly_refused, p.softly_offered].map(hex), red_lines: p.red_lines.map(ids),
  held_back: p.held_back.map((own) => [own.claim.statement.id, hex(own.region), own.conditional]),
});
const told_unmet = (own) => [own.party, own.soft, hex(own.region), own.refused_by, own.together];
const told_issue = (item) => ({
  issue: item.issue.id, verdict: item.verdict, at_best: item.at_best,
  zones: [hex(item.zone), hex(item.at_best_zone)], silent: item.silent, contested: item.contested,
  unmet: item.unmet.map(told_unmet), blocking: item.blocking.map(ids),
  positions: item.positions.map(told_position),
  drawing: told_drawing(drawing(item)),
  words: [item.zone, item.at_best_zone].map((region) => region_text(item.issue, region)),
  refused: item.positions.map((p) => region_text(item.issue, p.refused, true)),
});
const told_drawing = (own) => ({
  columns: own.columns.map((c) => [c.title, c.meaning, c.refused, c.start, c.width]),
  rows: own.rows.map((row) => [row.party, row.silent, row.cells.map((c) => [c.state, c.withheld]),
    row_runs(row).map((run) => [run.first, run.last])]),
  judged: own.judged, left: left_of(own), remaining: remaining(own), tallies: tallies(own),
  changes: own.line && own.line.changes.map((tick) => [tick.at, tick.text]),
  low: own.line && lowered(own.line.changes, 0.1),
});
const told_first = (own, report) => ({
  head: [headline(own, report), facts(own, report), lead(own, report), resting_text(report)],
  remarks: what_if_remarks(own, report),
  silent: silent_lines(own, report),
  counts: counted_rows(report),
  parts: parts_of(own, report).map((part) => [part.title, part.glances.map((row) => [
    row.word, row.soft, row.title, row.areas, row.blocked.length ? "" : row.told, row.asked,
    row.blocked.map((line) => [line.party, line.told, line.id, line.name]), row.since,
  ])]),
});
function told_all(text) {
  const [data, ...views] = JSON.parse(text);
  const own = read_case(data);
  words_of = data;
  const answers = views.map((view) => {
    const found = gap(own, view);
    const first = told_first(own, found);
    return { issues: found.issues.map(told_issue), later: found.later, first };
  });
  return JSON.stringify(answers);
}
"""


@dataclass(frozen=True)
class View:
    """What is asked of a case."""

    parties: tuple[str, ...]
    assumption: Assumption


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """A page that holds the script's engine and nothing else."""
    page = browser.new_page()
    page.add_script_tag(content=parts(*JUDGING) + TOLD)
    yield page
    page.close()


def alike(page: Page, case: Case, views: Sequence[View]) -> None:
    """Asserts that the script answers all views as the engine does."""
    held = (own for view in views for own in (*view.assumption.lifted, *view.assumption.set))
    live = LiveCase(case, tuple(own for own in held if isinstance(own, Held)))
    asked = [live.data(), *(live.view(own.parties, own.assumption) for own in views)]
    answers = json.loads(page.evaluate("told_all", line(asked)))
    for view, answer in zip(views, answers, strict=True):
        wanted = Told(live).report(gap(case, view.parties, view.assumption))
        for found, own in zip(answer["issues"], wanted["issues"], strict=True):
            assert found == own, view
        assert answer["first"] == wanted["first"], view
        assert answer["later"] == wanted["later"], view


@dataclass(frozen=True)
class Told:
    """What the engine says, in the form that the answers of the script have."""

    live: LiveCase

    def report(self, own: GapReport) -> Any:
        as_of = own.later.as_of and own.later.as_of.isoformat()
        return {
            "issues": [self.issue(item) for item in own.issues],
            "later": {"statements": own.later.statements, "as_of": as_of},
            "first": self.first(own),
        }

    def first(self, own: GapReport) -> Any:
        case = self.live.case
        day = day_text(own.assumption.day)
        who = case.title, names_text(own.parties), *assumed(own.assumption, day, case)
        head = [headline(own, case), [*who], lead(own, case), resting_text(own, case)]
        return {
            "head": head,
            "remarks": [text for text in known_texts(own, case) if text],
            "silent": [
                [word.text for word in line.words]
                for line in silent_lines(own, case, most=len(own.issues))
            ],
            "counts": [
                [word, [id_ for id_, _ in some]] for _, word, _, some in counted_rows(own, case)
            ],
            "parts": [
                [title, [self.glance(row, own) for row in rows]]
                for title, rows in parts_of(own, case)
            ],
        }

    def glance(self, own: Glance, report: GapReport) -> Any:
        word = "contested" if own.contested else own.verdict
        told = "" if own.blocked else f"{own.told}{own.without}"
        blocked = [[line.party, line.told, line.id, line.name] for line in own.blocked]
        assumed, issues = report.assumption, own.issues if own.stuck else ()
        found = [issue_history(self.live.case, id_, report.parties, assumed) for id_ in issues]
        histories = {history.issue.id: history for history in found}
        since = stuck_since(own, histories, report, self.live.case)
        return [word, own.soft, own.heading, [*own.areas], told, own.asked, blocked, since]

    def issue(self, item: IssueGap) -> Any:
        blocking = min(item.blocking_sets, key=telling, default=())
        id_ = item.issue.id
        return {
            "issue": id_,
            "verdict": item.verdict,
            "at_best": item.at_best,
            "zones": [self.hex(id_, item.zone), self.hex(id_, item.at_best_zone)],
            "silent": [*item.silent],
            "contested": item.contested,
            "unmet": [self.unmet(id_, own) for own in item.unmet],
            "blocking": [self.line(own) for own in blocking],
            "positions": [self.position(id_, own) for own in item.positions],
            "drawing": self.drawing(drawing(item)),
            "words": [region_text(item.zone), region_text(item.at_best_zone)],
            "refused": [region_text(own.refused, others=True) for own in item.positions],
        }

    def position(self, issue: str, own: Position) -> Any:
        # In the order of the claims, as the script finds them.
        held = {id(back.claim): back for back in own.held_back}
        found = [held[id(claim)] for claim in own.counted if id(claim) in held]
        return {
            "party": own.party,
            "silent": own.silent,
            "sets": [self.hex(issue, region) for region in ranges(own)],
            "soft": [self.hex(issue, own.firmly_refused), self.hex(issue, own.softly_offered)],
            "red_lines": [self.line(line) for line in own.red_lines],
            "held_back": [
                [back.claim.statement.id, self.hex(issue, back.region), back.conditional]
                for back in found
            ],
        }

    def drawing(self, own: Drawing) -> Any:
        def name(state: State | None) -> str | None:
            return state and state.name.lower().replace("_", "-")

        changes = own.line and own.line.changes
        return {
            "columns": [[c.title, c.meaning, c.refused, c.start, c.width] for c in own.columns],
            "rows": [
                [
                    row.party,
                    row.silent,
                    [[name(cell.state), name(cell.withheld)] for cell in row.cells],
                    [[run.first, run.last] for run in row.runs()],
                ]
                for row in own.rows
            ],
            "judged": own.judged,
            "left": [*own.left],
            "remaining": [[*run] for run in own.remaining()],
            "tallies": [[*pair] for pair in own.tallies()],
            "changes": None if changes is None else [[tick.at, tick.text] for tick in changes],
            "low": None if changes is None else [*lowered(changes, 0.1)],
        }

    def unmet(self, issue: str, own: Unmet) -> Any:
        region = self.hex(issue, own.region)
        return [own.party, own.soft, region, [*own.refused_by], own.together]

    def line(self, own: RedLine) -> Any:
        said = [claim.statement.id for claim in own.claims]
        return [own.party, self.hex(own.issue, own.region), said]

    def hex(self, issue: str, region: Region) -> str:
        """A region as the script has it: it holds each stretch of outcomes whole or not at all."""
        bits = 0
        if region.outcomes.kind is not Kind.QUANTITY:
            return f"{region.bits:x}"
        for at, (first, last) in enumerate(self.live.classes[issue]):
            held = region & region.outcomes.span(first, last)
            assert len(held) in (0, last - first + 1)
            bits |= bool(held) << at
        return f"{bits:x}"


# The bundled case


def changing(case: Case) -> list[date | None]:
    """The days on which a claim begins or ends."""
    claims = [claim for own in case.claims.values() for claim in own]
    days = (day for own in claims for day in (own.statement.said.day, own.until) if day)
    return sorted(set(days))


@cache
def bundled() -> Case:
    return redlines.bundled_case()


def test_on_days_on_which_the_bundled_case_changes(engine: Page) -> None:
    case = bundled()
    days = changing(case)[:: drawn(4, full=1)]
    alike(engine, case, [View(("russia", "ukraine"), Assumption(day)) for day in days])


def some_views(case: Case, chance: Random, count: int) -> Iterator[View]:
    """Any parties, day and basis, and some statements and outcomes lifted, some set."""
    days = changing(case) or [None]
    for _ in range(count):
        parties = chance.sample([*case.parties], chance.randint(2, len(case.parties)))
        most = min(6, len(case.statements))
        lifted: list[str | Held] = [*chance.sample([*case.statements], chance.randint(0, most))]
        lifted += held(case, chance, chance.randint(0, 3))
        wanted = {(own.party, own.issue): own for own in held(case, chance, chance.randint(0, 2))}
        binding = chance.choice((None, *Basis))
        assumed = Assumption(chance.choice(days), binding, lifted, wanted.values())
        yield View(tuple(parties), assumed.on(case.as_of))


def held(case: Case, chance: Random, count: int) -> list[Held]:
    """Some outcomes of parties that have said something of the issue, or that have not."""
    found = []
    for _ in range(count):
        issue, party = chance.choice(sorted(case.claims))
        party = chance.choice((party, *case.parties))
        outcomes = case.issues[issue].outcomes
        first, last = sorted(chance.choices(range(len(outcomes.names)), k=2))
        found.append(Held(party, issue, outcomes.span(first, last)))
    return found


def test_for_any_parties_on_any_day_with_any_lines_off(engine: Page) -> None:
    case = bundled()
    alike(engine, case, [*some_views(case, Random(14), drawn(25, full=400))])


def test_since_when_nothing_is_left_where_a_party_is_heard_only_by_what_is_set(
    engine: Page,
) -> None:
    outcomes = Outcomes.scale(["low", "mid", "high"])
    issues, every = {"pay": outcomes}, ["low", "mid", "high"]
    refusing = says(issues, "A-1", "a", refuses={"pay": every}, said=Said(day=date(2024, 3, 31)))
    case = make_case(issues, refusing, parties=["a", "b"], as_of=date(2025, 1, 1))
    wanted = Held("b", "pay", outcomes.span(0, 1))
    for lifted in ((), ("A-1",)):
        assumed = Assumption(date(2025, 1, 1), None, lifted, [wanted]).on(case.as_of)
        alike(engine, case, [View(("a", "b"), assumed)])


@settings(max_examples=drawn(100, full=1000))
@given(cases(), st.integers(0))
def test_of_four_views_of_any_case(engine: Page, case: Case, seed: int) -> None:
    alike(engine, case, [*some_views(case, Random(seed), 4)])
