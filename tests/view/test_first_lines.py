"""What a check and a diff of plans say before they list anything."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lake import CATCH, lake
from lake_plans import draft, drafts
from test_terminal import PLAIN

from redlines.case import Basis, Case, Said, Statement, Verb
from redlines.engine.changes import diff
from redlines.engine.plans import check
from redlines.findings import GradeWord, PlanDiff, counted_points, party_directions, party_grades
from redlines.reading.build import read_case
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.check_document import check_document
from redlines.view.diff_document import diff_document
from redlines.view.document import Document, Head, Line, remarks
from redlines.view.first_lines import Sentence, Told, first_lines

DIFFS = [
    ("us-28", "e3-counter"),
    ("us-28", "zelensky-20"),
    ("us-28", "geneva-19"),
    ("e3-counter", "zelensky-20"),
]


@pytest.fixture(scope="module")
def case() -> Case:
    reading = read_case(Path(__file__).parents[2] / "data" / "positions.yaml")
    assert reading.case is not None, reading.problems
    return reading.case


def above(document: Document, width: int | None) -> list[str]:
    """The lines of a document before its first list."""
    text = as_terminal(document, width=width, color=False, ascii_only=False)
    return text.split("\n\n")[0].split("\n")


@pytest.mark.parametrize("width", [80, 100])
def test_the_first_lines_of_the_bundled_drafts_are_few(case, width):
    checks = {id_: check_document(check(case, plan), case) for id_, plan in case.plans.items()}
    changes = {(a, b): compared(case, a, b)[1] for a, b in DIFFS}
    for name, document in (checks | changes).items():
        assert len(above(document, width)) <= 12, name


def compared(case: Case, a: str, b: str) -> tuple[PlanDiff, Document]:
    report = diff(case, case.plans[a], case.plans[b])
    return report, diff_document(report, case)


def test_a_page_begins_with_the_same_answer(case):
    for document in (
        check_document(check(case, case.plans["us-28"]), case),
        compared(case, "us-28", "e3-counter")[1],
    ):
        page = [line for line in as_markdown(document, limit=10**9).split("\n") if line]
        head = [re.sub(r"[*\\]|^- ", "", line) for line in page[2:]]
        rest = above(document, None)[1:]
        assert head[: len(rest)] == rest


def test_the_head_counts_what_the_body_counts(case):
    for a, b in DIFFS:
        report, document = compared(case, a, b)
        text = as_terminal(document, **PLAIN)
        head, body = text.split("\n\n", 1)
        told = 0
        for party in report.revision.parties:
            own = party_directions(report, party)
            section = body.partition(f"\n{party}\n")[2].partition("\n\n")[0]
            for label, word, many in (
                ("Worse", "worse", own.worse),
                ("Better", "better", own.better),
                ("Unknown", "unknown", own.unknown),
            ):
                assert (f" {word} on {many} issue" in section) is bool(many)
                [sentence] = re.findall(f"^{label} for: .*", head, re.MULTILINE)
                if number := re.search(rf"[ ;]{party} on (\d+)", sentence):
                    assert int(number[1]) == many
                    told += 1
        assert told > 3


def test_the_head_of_a_check_counts_points_and_red_lines(case):
    report = check(case, case.plans["us-28"], parties=["russia", "ukraine", "europe"])
    head, body = as_terminal(check_document(report, case), **PLAIN).split("\n\n", 1)
    parties = body.partition("── By party ──")[2]
    for party in ("russia", "ukraine", "europe"):
        own = [grade for grade in report.grades if grade.party == party]
        meets, short = (
            len(counted_points(grade for grade in own if grade.word is word))
            for word in (GradeWord.MEETS, GradeWord.FALLS_SHORT)
        )
        assert f"{party} {meets} and {short}" in head
        section = parties.partition(f"\n{party}\n")[2].partition("\n\n")[0]
        assert re.search(f"meets .*, in {meets} points", section)
        assert re.search(f"falls short .*, in {short} points", section)
        crossed = party_grades(report, party).lines_crossed
        assert re.search(rf"{party} on [^;]* and {crossed - 1} more", head)
        [issues] = re.findall(r"crosses +red lines on (.*) \(\d+ [^()]*: ", section)
        assert len(re.split(r", (?![^(]*\))", issues)) == crossed


def test_every_party_is_named_once_above_or_below(case):
    for document in (
        check_document(check(case, case.plans["us-28"]), case),
        *(compared(case, a, b)[1] for a, b in DIFFS),
    ):
        text = as_terminal(document, **PLAIN)
        assert all(re.search(rf"\b{party}\b", text) for party in case.parties)
    unheard = "Silent on its points: finland, hungary\n"
    text = as_terminal(check_document(check(case, case.plans["us-28"]), case), **PLAIN)
    assert text.count(unheard) == 1
    assert "\nhungary\n" not in text
    assert "\nfinland\n  – unsettled  Limits on Russian forces\n\n" in text
    changed = as_terminal(compared(case, "us-28", "e3-counter")[1], **PLAIN)
    assert changed.count("ilent on what changed") == 1


def test_parties_without_a_statement_on_the_issues_asked_for_are_told_as_that(case):
    report = check(case, case.plans["us-28"], issues=["elections"])
    told = above(check_document(report, case), None)
    [line] = [line for line in told if line.startswith("Silent on")]
    assert line.startswith("Silent on what is asked of it: nato, ")


def test_many_parties_are_counted_where_all_of_the_case_are_judged(case):
    plan = case.plans["us-28"]
    every, few = check(case, plan), check(case, plan, parties=list(case.parties)[:5])
    assert "· 14 parties ·" in above(check_document(every, case), None)[0]
    named = "· russia, ukraine, united_states, europe, nato ·"
    assert named in above(check_document(few, case), None)[0]


def test_a_red_line_is_named_that_refuses_all_that_is_settled():
    """The firmest line refuses a part only: that it is crossed is more than can be said."""
    case = lake()
    law = Statement(
        "S-99",
        ("south",),
        Said(),
        basis=Basis.CONSTITUTION,
        terms=((Verb.REFUSES, "catch", CATCH.span(0, 2)),),
    )
    case = replace(case, statements={**case.statements, "S-99": law})
    report = check(case, draft(), parties=["south"], issues=["catch"])
    [grade] = [own for own in report.grades if own.issue.id == "catch"]
    assert {line.claims[0].statement.id for line in grade.crossed} == {"S-02", "S-99"}
    assert "south on Catch (S-02, document, conditional, 2024-04-02)." in "\n".join(
        above(check_document(report, case), None)
    )


def test_a_hard_red_line_stands_before_a_firmer_soft_one():
    text = "\n".join(above(check_document(check(lake(), draft()), lake()), None))
    assert (
        "Crosses red lines of: south on Shore (East) (S-01, official, 2024-01-09) and 1 more.\n"
        in text
    )


def test_for_whom_nothing_is_worse_is_said():
    case, base, new = drafts()
    told = above(diff_document(diff(case, base, new, parties=["south"]), case), None)
    assert "Worse for: no party." in told


def test_what_rests_on_silence_is_told_and_explained(case):
    report, document = compared(case, "us-28", "zelensky-20")
    own = party_directions(report, "russia")
    text = as_terminal(document, **PLAIN)
    assert own.worse_by_silence == 3
    assert "Worse for: russia on 10 issues (3 by silence), newly crosses" in text
    assert "\nby silence: one of the plans settles nothing there\n" in text


# Folding


SENTENCE = Sentence(
    "Worse for",
    tuple(Told(name, (f"{name} a, b, c", f"{name} a, b", f"{name} a")) for name in "xyz"),
    first=2,
)


def test_a_sentence_folds_from_its_end():
    assert list(SENTENCE.folds()) == [
        "Worse for: x a, b, c; y a, b, c; z a, b, c.",
        "Worse for: x a, b, c; y a, b, c; z a, b.",
        "Worse for: x a, b, c; y a, b; z a, b.",
        "Worse for: x a, b; y a, b; z a, b.",
        "Worse for: x a, b; y a, b; z a.",
        "Worse for: x a, b; y a; z a.",
        "Worse for: x a, b; y a; and 1 more party: z.",
        "Worse for: x a, b; and 2 more parties: y, z.",
        "Worse for: x a, b; y a; and 1 more party.",
        "Worse for: x a, b; and 2 more parties.",
    ]


def texts(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(word.text for word in line.words) for line in lines]


def test_nothing_is_folded_where_there_is_room():
    told = first_lines(Head("Title"), [SENTENCE], remarks("a note"))
    assert texts(told) == [next(SENTENCE.folds())]


def test_the_longest_sentence_folds_first_and_only_as_far_as_it_helps():
    long = Sentence(
        "Better for", tuple(Told(f"p{n}", (f"p{n} {'word ' * 30}.", "p")) for n in range(8))
    )
    told = texts(first_lines(Head("Title"), [long, SENTENCE], ()))
    assert told[1] == next(SENTENCE.folds())
    assert told[0].count("word") == 120
    assert told[0].endswith("p, p, p, p.")


def test_a_single_party_is_never_folded():
    alone = Sentence("Worse for", (Told("x", ("x " * 2000, "x")),))
    assert texts(first_lines(Head("Title"), [alone], ())) == [f"Worse for: {'x ' * 2000}."]
