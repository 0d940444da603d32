"""What verdicts rest on and what a party gave, as people read it: whole texts as golden files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lake import NONE_LATER, lake
from test_terminal import PLAIN, golden

from random_cases import make_case, says
from redlines.api.cases import bundled_case
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Period, Replaced, Replacing, Said, Source, Statement
from redlines.engine.fragile import fragility
from redlines.engine.gaps import gap
from redlines.engine.steps import party_history
from redlines.moves import Step, StepKind
from redlines.region import Grid, Outcomes
from redlines.verdicts import RemovalKind, UnknownKind, Verdict
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.document import Document
from redlines.view.fragile_document import fragile_document
from redlines.view.history_document import history_document

PAY = {
    "pay": Outcomes.quantity("per cent", Grid(0, 1, 7, 0), unlimited=False),
    "shifts": Outcomes.scale(["fixed", "rota", "call"]),
}


MOVES = {
    StepKind.GIVEN: "gave",
    StepKind.HARDENED: "hardened",
    StepKind.BOTH: "gave and hardened",
}


def said(year: int, month: int, day: int = 1) -> Said:
    on = date(year, month, day)
    return Said(on.isoformat(), on)


def wages() -> Case:
    """A union that gives and hardens, of which the record is dense from 2024 on."""
    own = ["0", "1", "2", "3", "4", "5", "6"]
    case = make_case(
        PAY,
        says(PAY, "U-0", "union", said=said(2022, 5), demands={"pay": own[5:]}),
        says(
            PAY,
            "U-1",
            "union",
            said=said(2024, 1, 1),
            by="Ada Stone",
            basis=Basis.LEADER,
            demands={"pay": own[4:]},
            refuses={"shifts": "call"},
        ),
        says(
            PAY,
            "U-2",
            "union",
            said=said(2024, 3),
            name="March paper",
            basis=Basis.DOCUMENT,
            accepts={"pay": "3"},
        ),
        says(
            PAY,
            "U-3",
            "union",
            said=said(2024, 5),
            basis=Basis.OFFICIAL,
            ultimatum=True,
            refuses={"pay": "0 1 2", "shifts": "rota call"},
        ),
        says(PAY, "U-4", "union", said=said(2024, 6), basis=Basis.REPORT, accepts={"pay": "4"}),
        says(PAY, "U-5", "union", said=said(2024, 7), disputed=True, accepts={"shifts": "rota"}),
        says(PAY, "U-6", "union", said=said(2024, 8), demands={"pay": own[5:]}),
        says(PAY, "U-7", "union", said=said(2024, 9), accepts={"pay": "3"}),
        says(PAY, "E-1", "firm", said=said(2024, 2), demands={"pay": own[:3]}),
        as_of=date(2024, 12, 1),
    )
    dense = (Period(date(2023, 12, 1)),)
    union = replace(case.parties["union"], dense=dense)
    by = {
        "U-0": replace(
            case.statements["U-0"],
            replaced=(Replaced("union", "pay", date(2024, 1, 1), "U-1"),),
        ),
        "U-1": replace(case.statements["U-1"], replaces=(Replacing("U-0"),)),
        "U-2": replace(case.statements["U-2"], until=date(2024, 8, 15)),
    }
    return replace(
        case,
        parties={**case.parties, "union": union},
        statements={**case.statements, **by},
    )


def graded() -> Case:
    """The lake with a grade for each source, and one statement that is disputed."""
    case = lake()
    sources = {
        id_: replace(own, grade="AB"[at % 2]) for at, (id_, own) in enumerate(case.sources.items())
    }
    return replace(case, sources={**sources, "S99": Source("S99", "Nobody cites it", grade="C")})


def fragile(case: Case, parties: list[str], *, full: bool = False) -> Document:
    report = gap(case, parties)
    return fragile_document(report, fragility(report, case), case, full=full)


def history(case: Case, party: str) -> Document:
    return history_document(party_history(case, party), case, NONE_LATER)


@pytest.mark.parametrize("width", [None, 60, 80, 120])
def test_what_the_verdicts_of_the_lake_rest_on(width: int | None) -> None:
    document = fragile(graded(), ["north", "south"])
    text = as_terminal(document, **{**PLAIN, "width": width})
    golden(f"lake-fragile-{width or 'piped'}", text)


def test_what_the_verdicts_of_the_lake_rest_on_in_other_dress() -> None:
    case = graded()
    full = fragile(case, list(case.parties), full=True)
    golden("lake-fragile-full", as_terminal(full, width=80, color=False, ascii_only=True))


def test_what_the_verdicts_of_the_lake_rest_on_on_a_page() -> None:
    case = graded()
    golden("lake-fragile-markdown", as_markdown(fragile(case, ["north", "south"])))


@pytest.mark.parametrize("width", [None, 60, 80])
def test_what_a_union_gave(width: int | None) -> None:
    text = as_terminal(history(wages(), "union"), **{**PLAIN, "width": width})
    golden(f"wages-history-{width or 'piped'}", text)


def test_what_a_union_gave_on_a_page() -> None:
    golden("wages-history-markdown", as_markdown(history(wages(), "union")))


def test_who_said_nothing_has_no_history() -> None:
    case = replace(wages(), statements={})
    text = as_terminal(history(case, "union"), **PLAIN)
    assert "Nothing that Union said is on record." in text
    assert "recorded:" not in text
    assert "redlines show" not in text


@pytest.mark.parametrize("party", ["russia", "ukraine"])
def test_a_long_history_is_told_issue_by_issue_on_one_screen(party: str) -> None:
    case = bundled_case()
    steps = party_history(case, party)
    brief = history_document(steps, case, NONE_LATER, brief=True)
    text = as_terminal(brief, **{**PLAIN, "width": 80})
    assert text.count("\n") <= 45
    every = history_document(steps, case, NONE_LATER)
    assert as_markdown(brief) == as_markdown(every)
    wide = as_terminal(brief, **{**PLAIN, "width": 400}).split("\n")
    for heading in dict.fromkeys(step.issue.heading for step in steps.steps):
        own = [step for step in steps.steps if step.issue.heading == heading]
        moves = [step for step in own if step.kind in MOVES]
        asked = [step for step in own if step.kind is StepKind.ASKED]
        title = case.headings[heading].title
        unmoved = wide[wide.index("── Where it is not known to have moved ──") + 1]
        assert (title in unmoved) is not (moves or asked)
        rows = {
            section: [line for line in _under(wide, section) if line.startswith(f"  {title} ")]
            for section in ("Where it moved", "Where it asked otherwise")
        }
        told = [
            f"{verb}{' softly' * soft} {_days(days)}"
            for kind, verb in MOVES.items()
            for soft in (False, True)
            if (days := _on(moves, kind, soft=soft))
        ]
        if told:
            (line,) = rows["Where it moved"]
            assert line.removeprefix(f"  {title} ").strip() == "; ".join(told)
        else:
            assert not rows["Where it moved"]
        if asked:
            (line,) = rows["Where it asked otherwise"]
            days = _on(asked, StepKind.ASKED, soft=False)
            assert line.removeprefix(f"  {title} ").strip() == _days(days)
        else:
            assert not rows["Where it asked otherwise"]


def _under(lines: list[str], title: str) -> list[str]:
    """The lines under a title."""
    start = lines.index(f"── {title} ──") + 1
    return lines[start : lines.index("", start)]


def _on(steps: list[Step], kind: StepKind, *, soft: bool) -> list[str]:
    """The days of a kind of step; those on which an area moved firmly are not soft."""
    own = [step for step in steps if step.kind is kind]
    firm = {step.day for step in own if not step.soft}
    return sorted({str(step.day) for step in own if (step.day not in firm) is soft})


def _days(days: list[str]) -> str:
    more = f" and {len(days) - 3} earlier" if len(days) > 3 else ""
    return f"{', '.join(days[-3:])}{more}"


def test_of_many_days_the_last_three_are_told_and_how_many_more() -> None:
    texts = {}
    for party in ("russia", "ukraine"):
        steps = party_history(bundled_case(), party)
        brief = history_document(steps, bundled_case(), NONE_LATER, brief=True)
        texts[party] = as_terminal(brief, **{**PLAIN, "width": 400})
    assert "2022-04-15, 2025-04-23, 2025-06-02 and 1 earlier\n" in texts["russia"]
    assert "hardened 2022-08-23, 2024-12-18, 2025-03-12 and 1 earlier\n" in texts["ukraine"]
    assert "gave 2025-06-02; hardened 2022-03-07, 2024-06-14\n" in texts["russia"]


def test_to_ask_otherwise_is_no_move_and_what_is_first_on_record_is_neither() -> None:
    case = make_case(
        ROTA,
        says(ROTA, "U-1", "union", said=said(2024, 1), refuses={"shifts": "call"}),
        says(ROTA, "U-2", "union", said=said(2024, 2), demands={"shifts": "fixed"}),
        as_of=date(2024, 3, 1),
    )
    text = as_terminal(history(case, "union"), **PLAIN)
    assert text.split("\n")[1:3] == [
        "No move of Union is on record.",
        "Neither gave nor hardened: 1 asked otherwise, 1 recorded (first on record, or while the "
        "record is not dense).",
    ]
    assert "── Where it only asked otherwise ──" in text
    assert "── Where it moved ──" not in text


def test_a_day_is_told_as_it_was_said() -> None:
    month, law = Said("2024-02", date(2024, 2, 29)), Said("standing")
    lines = [
        says(ROTA, "U-1", "union", said=law, refuses={"shifts": "call"}),
        says(ROTA, "U-2", "union", said=month, refuses={"shifts": "rota"}),
    ]
    case = make_case(ROTA, *lines, as_of=date(2024, 3, 1))
    text = as_terminal(history(case, "union"), **PLAIN)
    assert "\n  standing  recorded: U-1 refuses call\n" in text
    assert "\n  2024-02   hardened: refuses all but fixed instead of call; U-2 ref" in text
    same = replace(lines[1], id="U-3", said=said(2024, 2, 29))
    case = make_case(ROTA, *lines, same, as_of=date(2024, 3, 1))
    text = as_terminal(history(case, "union"), **PLAIN)
    assert "\n  2024-02-29  hardened: " in text
    assert "U-2 (2024-02) refuses rota; U-3 refuses rota\n" in text


def test_on_how_many_issues_is_told_only_where_there_are_several() -> None:
    case = bundled_case()
    one = party_history(case, "russia", issues=["sequence"])
    text = as_terminal(history_document(one, case, NONE_LATER), **PLAIN)
    assert text.split("\n")[1] == "Russia gave once, hardened once (softly)."
    assert as_terminal(history(wages(), "union"), **PLAIN).split("\n")[1] == (
        "Union gave 3 times on 1 issue, hardened 3 times on 2 issues."
    )


def test_a_short_history_is_told_whole_on_one_screen() -> None:
    steps = party_history(wages(), "union")
    brief = history_document(steps, wages(), NONE_LATER, brief=True)
    assert brief == history(wages(), "union")


ROTA = {"shifts": PAY["shifts"]}


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (
            {"refuses": {"shifts": "fixed"}},
            "hardened: refuses fixed, its own demand of fixed among it; U-2",
        ),
        (
            {"refuses": {"shifts": "call"}, "disputed": True},
            "hardened, softly: softly refuses call; U-2 (disputed)",
        ),
        ({"accepts": {"shifts": "call"}, "vague": True}, "gave, softly: softly accepts call; U-2"),
        (
            {"demands": {"shifts": "rota call"}, "vague": True},
            "as before: U-2 (vague) demands all but fixed",
        ),
    ],
)
def test_a_new_word_is_not_told_as_one_that_was_let_go(second: dict[str, Any], told: str) -> None:
    case = make_case(
        ROTA,
        says(ROTA, "U-1", "union", said=said(2024, 1), demands={"shifts": "fixed rota"}),
        says(ROTA, "U-2", "union", said=said(2024, 2), **second),
        as_of=date(2024, 3, 1),
    )
    assert told in as_terminal(history(case, "union"), **PLAIN)


def test_a_firm_refusal_that_gets_a_condition_is_given() -> None:
    case = make_case(
        ROTA,
        replace(
            says(ROTA, "U-1", "union", said=said(2024, 1), refuses={"shifts": "call"}),
            until=date(2024, 2, 1),
        ),
        says(ROTA, "U-2", "union", said=said(2024, 2), refuses={"shifts": "call"}, proviso="talks"),
        as_of=date(2024, 3, 1),
    )
    text = as_terminal(history(case, "union"), **PLAIN)
    assert "gave: refuses call only softly; U-2 (conditional); U-1 ended" in text


def test_a_statement_tells_what_it_says_itself_and_nothing_that_others_said() -> None:
    thin = replace(wages(), parties={"union": replace(wages().parties["union"], dense=())})
    rows = as_terminal(history(thin, "union"), **PLAIN)
    assert "  2024-05-01  recorded: U-3 (official, ultimatum) refuses 2 per cent and less\n" in rows
    assert "  2024-06-01  recorded: U-4 (report) accepts 4 per cent\n" in rows
    dense = as_terminal(history(wages(), "union"), **PLAIN)
    assert (
        "demands at least 5 per cent instead of at least 4 per cent; accepts 3 to 4 per cent "
        "instead of 3 per cent; U-6\n"
    ) in dense
    assert "accepts 3 to 4 per cent instead of 4 per cent; U-7 accepts 3 per cent\n" in dense


@pytest.mark.parametrize(
    ("issue", "party", "told"),
    [
        ("nato_membership", "russia", "NATO-106 (Vladimir Putin, leader) demands renun"),
        ("nato_membership", "russia", "NATO-103 (draft of 7 March 2022) demands renun"),
        ("nato_membership", "ukraine", "NATO-12a (memorandum) accepts allied consensus; NATO-12b"),
        ("troop_cap", "russia", "ARM-108 (Vladimir Putin, leader, ultimatum, vague) refuses unlim"),
    ],
)
def test_no_speaker_is_told_to_have_said_what_is_in_force_of_others(
    issue: str, party: str, told: str
) -> None:
    case = bundled_case()
    steps = party_history(case, party, issues=[issue])
    assert told in as_terminal(history_document(steps, case, NONE_LATER), **PLAIN)


def test_where_nothing_is_on_record_nothing_rests_on_anything() -> None:
    case = replace(wages(), statements={})
    text = as_terminal(fragile(case, ["union", "firm"]), **PLAIN)
    assert "No verdict is on record." in text
    assert "──" not in text


def test_verdicts_that_no_single_thing_turns_are_said_to_be_such() -> None:
    issues = {"pay": PAY["pay"]}
    twice = [
        says(issues, f"{who}-{i}", who, accepts={"pay": "3"}) for who in "ab" for i in range(2)
    ]
    text = as_terminal(fragile(make_case(issues, *twice), ["a", "b"]), **PLAIN)
    assert text.split("\n")[1:3] == ["The verdict rests on no one statement.", ""]


def test_the_numbers_of_the_head_are_those_of_the_report() -> None:
    case = graded()
    report = gap(case, ["north", "south"])
    found = fragility(report, case)
    text = as_terminal(fragile(case, ["north", "south"]), **PLAIN)
    on_one = found.resting_on(RemovalKind.STATEMENT)
    assert f" {len(on_one)} have one" in text.split("\n")[1]
    number = len(found.resting_on(RemovalKind.SOURCE)) or "none"
    assert text.split("\n")[2].startswith(f"On {number} such a verdict rests on one source")


def turning(*statements: Statement, parties: str = "ab", full: bool = False) -> str:
    """What verdicts on pay rest on, as one line each."""
    case = make_case({"pay": PAY["pay"]}, *statements, parties=[*parties])
    return as_terminal(fragile(case, [*parties], full=full), **PLAIN)


def test_one_screen_tells_the_first_verdicts_and_how_many_more_would_be_others() -> None:
    issues = {f"issue_{at}": PAY["shifts"] for at in range(9)}
    spoken = [
        own
        for at, issue in enumerate(issues)
        for own in (
            says(issues, f"A-{at}", "a", demands={issue: "fixed"}),
            says(issues, f"L-{at}", "a", refuses={issue: "rota call"}),
            says(issues, f"B-{at}", "b", accepts={issue: "rota"}),
            says(issues, f"M-{at}", "b", refuses={issue: "fixed"}),
        )
    ]
    case = make_case(issues, *spoken)
    full = as_terminal(fragile(case, ["a", "b"], full=True), **PLAIN)
    turned = [line for line in full.split("\n") if " without L-" in line or " without M-" in line]
    assert len(turned) == 18
    brief = as_terminal(fragile(case, ["a", "b"]), **PLAIN).split("\n")
    at = brief.index(turned[0])
    assert brief[at : at + 7] == [*turned[:6], "12 more"]


def test_one_screen_tells_the_first_issues_without_a_verdict_and_how_many_more() -> None:
    issues = {f"issue_{at}": PAY["shifts"] for at in range(9)}
    case = make_case(
        issues,
        *(
            says(issues, f"{who}-{at}", who, demands={issue: level})
            for who, level in (("a", "fixed"), ("b", "rota"))
            for at, issue in enumerate(issues)
        ),
    )
    full = as_terminal(fragile(case, ["a", "b"], full=True), **PLAIN)
    brief = as_terminal(fragile(case, ["a", "b"]), **{**PLAIN, "width": 120})
    (told,) = [part for part in brief.split("\n\n") if part.startswith("── No verdict")]
    title, *lines = told.split("\n")
    assert title == "── No verdict, for a party would be silent, without ──"
    assert lines[2:] == ["--full: who, when, by which source, of which grade"]
    for who, line in zip("ab", lines[:2], strict=True):
        first = "; ".join(f"○ Issue_{at}: {who}-{at}" for at in range(3))
        assert line == f"{who}: {first}; 6 more"
        for at in range(9):
            assert f"○ Issue_{at}: {who}-{at}" in full


@pytest.mark.parametrize("other", ["ukraine", "united_states", "europe"])
def test_what_the_verdicts_of_the_bundled_case_rest_on_is_one_screen(other: str) -> None:
    text = as_terminal(fragile(bundled_case(), ["russia", other]), **{**PLAIN, "width": 80})
    assert text.count("\n") <= 45


@pytest.mark.parametrize("number", [3, 4, 7, 14])
def test_what_the_verdicts_of_many_parties_rest_on_is_one_screen(number: int) -> None:
    case = bundled_case()
    parties = list(case.parties)
    own = ["russia", "ukraine", *(p for p in parties if p not in {"russia", "ukraine"})][:number]
    text = as_terminal(fragile(case, own), **{**PLAIN, "width": 80})
    assert text.count("\n") <= 45
    titles = [line for line in text.split("\n") if line.startswith("── ")]
    assert len(titles) == 3
    for title in titles:
        lines = text[text.index(title) :].split("\n\n")[0].split("\n")
        assert len(lines) > 2


def test_a_verdict_is_told_by_the_signs_of_an_overview_before_and_after() -> None:
    issues = {"pay": PAY["pay"]}
    lines = [
        says(issues, "A-1", "a", refuses={"pay": "0 1 2"}),
        says(issues, "A-2", "a", demands={"pay": "6"}),
        says(issues, "B-1", "b", refuses={"pay": "3 4 5 6"}, disputed=True),
        says(issues, "B-2", "b", accepts={"pay": "0"}),
    ]
    text = turning(*lines)
    # What is left is contested, and only as long as the disputed refusal stands.
    assert "✕* Pay: ◇* contested without A-1 (a)\n" in text
    assert "✕* Pay: ○ bridgeable without B-1 (b)\n" in text
    assert "◇ contested" in text


def test_an_issue_with_one_verdict_or_none_without_something_is_counted_in_both() -> None:
    case = graded()
    report = gap(case, ["north", "south"])
    found = fragility(report, case)
    turns = [t for own in found.removals if own.kind is RemovalKind.STATEMENT for t in own.verdicts]
    none = {t.issue.heading for t in turns if t.after is Verdict.UNSTATED}
    other = {t.issue.heading for t in turns if t.after is not Verdict.UNSTATED}
    (told,) = as_terminal(fragile(case, ["north", "south"]), **PLAIN).split("\n")[1:2]
    assert f"another on {len(other)} and none on {len(none)}" in told
    assert f"({len(other & none)} is in both)" in told


def test_who_has_said_what_has_ended_is_silent_without_the_rest() -> None:
    issues = {"pay": PAY["pay"]}
    before = says(issues, "A-0", "a", demands={"pay": "1"}, said=said(2023, 1))
    case = make_case(
        issues,
        replace(before, until=date(2023, 6, 1)),
        says(issues, "A-1", "a", demands={"pay": "2"}, said=said(2024, 1)),
        says(issues, "B-1", "b", demands={"pay": "2"}, said=said(2024, 1)),
        as_of=date(2024, 2, 1),
    )
    text = as_terminal(fragile(case, ["a", "b"]), **PLAIN)
    assert "── No verdict, for a party would be silent, without ──\na: ● Pay: A-1\n" in text
    assert "said nothing" not in text
    assert "unstated" not in text


def test_parties_alike_in_their_silence_share_a_row() -> None:
    issues = {"pay": PAY["pay"], "shifts": PAY["shifts"]}
    case = make_case(
        issues,
        says(issues, "A-1", "a", accepts={"pay": "3"}),
        says(issues, "B-1", "b", accepts={"pay": "3"}),
        parties=["a", "b", "c", "d"],
    )
    text = as_terminal(fragile(case, ["a", "b", "c", "d"]), **PLAIN)
    assert "what c or d says where it is silent: Pay (could be bridgeable)" in text
    report = gap(case, ["a", "b", "c", "d"])
    silent = [u for u in fragility(report, case).unknowns if u.kind is UnknownKind.SILENT]
    assert [own.name for own in silent] == ["c", "d"]


def test_a_what_if_is_told_with_what_verdicts_rest_on() -> None:
    case = graded()
    report = gap(case, ["north", "south"], Assumption(lifted="N-01"))
    found = fragile_document(report, fragility(report, case), case)
    assert "assuming: without N-01" in as_terminal(found, **PLAIN)


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ({"disputed": True}, "whether A-1 (a, 2024-01-01) holds, which is disputed: Pay (could be"),
        ({"vague": True}, "what A-1 (a, 2024-01-01) means, which is vague: Pay (could be"),
        (
            {"proviso": "talks"},
            "whether the condition of A-1 (a, 2024-01-01) is met: Pay (could be",
        ),
        ({}, "what a or b says now where its newest statement is over a year old: Pay (could be"),
    ],
)
def test_what_is_not_known_is_asked(marks: dict[str, object], told: str) -> None:
    issues = {"pay": PAY["pay"]}
    case = make_case(
        issues,
        says(issues, "A-1", "a", said=said(2024, 1), refuses={"pay": "0 1 2"}, **marks),
        says(issues, "B-1", "b", said=said(2024, 1), refuses={"pay": "3 4 5 6"}),
        as_of=date(2024, 2, 1) if marks else date(2026, 2, 1),
    )
    assert told in as_terminal(fragile(case, ["a", "b"]), **PLAIN)


def test_without_a_statement_comes_back_what_it_replaces_and_not_what_ended_by_itself() -> None:
    issues = {"pay": PAY["pay"]}
    first = says(issues, "A-1", "a", said=said(2024, 1), refuses={"pay": "0 1 2"})
    second = says(issues, "A-2", "a", said=said(2024, 2), accepts={"pay": "0"})
    other = says(issues, "B-1", "b", said=said(2024, 1), refuses={"pay": "3 4 5 6"})
    last = says(issues, "A-3", "a", said=said(2024, 4), accepts={"pay": "0"})
    end = date(2024, 2, 1)
    replaced = replace(first, replaced=(Replaced("a", "pay", end, "A-2"),))
    by = replace(second, replaces=(Replacing("A-1"),), sources=("S",), until=date(2024, 3, 1))

    def told(*statements: Statement) -> str:
        case = make_case(issues, *statements, other, last, as_of=date(2024, 5, 1))
        return as_terminal(fragile(case, ["a", "b"]), **PLAIN)

    # The later statement itself has ended, and what it replaced would stand without it.
    text = told(replaced, by)
    assert "insurmountable without A-2 (a, 2024-02-01, itself ended 2024-03-01" in text
    assert "), which ended A-1\n" in text
    assert "what ended on a day of its own (until) does not" in text
    assert "A-2" not in told(replace(first, until=end), replace(by, replaces=()))


def test_what_changes_without_all_sources_of_a_grade_is_said_as_that() -> None:
    text = as_terminal(fragile(graded(), ["north", "south"]), **PLAIN)
    found = fragility(gap(graded(), ["north", "south"]), graded())
    a, b = (len(found.resting_on(RemovalKind.GRADE, grade)) for grade in "AB")
    assert f"; it changes on {a} without all sources of grade A, on {b} without all of B.\n" in text
