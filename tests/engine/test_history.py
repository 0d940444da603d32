"""Verdicts over time: what counts as a move, and what only shows the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from random_cases import make_case, says
from redlines.assumption import Assumption, Held
from redlines.case import Basis, Case, Heading, Issue, Period, Replaced, Said, Statement
from redlines.engine.history import issue_history, timeline
from redlines.history import Timeline
from redlines.region import Outcomes
from redlines.verdicts import Verdict

LEVELS = {"border": Outcomes.scale(["low", "mid", "high", "top"])}
LAST = date(2025, 12, 31)


def on(day: str) -> Said:
    return Said(day, date.fromisoformat(day))


def said(id_: str, day: str, **rest: Any) -> Statement:
    return says(LEVELS, id_, id_[0].lower(), said=on(day), **rest)


def told(case: Case, *parties: str, **assumed: Any) -> list[tuple[str, ...]]:
    """Each span after the first: its day, verdict, that at best, what it is, what made it."""
    spans = issue_history(case, "border", parties or ("a", "b"), Assumption(LAST, **assumed)).spans
    return [
        (
            str(own.from_),
            own.verdict.value,
            own.at_best.value,
            "coverage" if own.coverage else "move",
            " ".join(
                [f"+{claim.statement.id}" for claim in own.began]
                + [f"-{claim.statement.id}" for claim in own.ended]
            ),
        )
        for own in spans[1:]
    ]


def covered(case: Case, party: str, *periods: tuple[str, str | None]) -> Case:
    """The case with a party that is densely covered in some periods."""
    own = tuple(
        Period(date.fromisoformat(first), last and date.fromisoformat(last))  # type: ignore[arg-type]
        for first, last in periods
    )
    return replace(case, parties={**case.parties, party: replace(case.parties[party], dense=own)})


FIRST = (
    said("A-1", "2025-01-01", demands={"border": "low"}),
    said("B-1", "2025-02-01", accepts={"border": "low mid"}),
)


def test_a_first_verdict_is_coverage_and_a_later_statement_a_move() -> None:
    case = make_case(LEVELS, *FIRST, said("B-2", "2025-03-01", refuses={"border": "low"}))
    assert told(case) == [
        ("2025-02-01", "overlap", "overlap", "coverage", "+B-1"),
        ("2025-03-01", "bridgeable", "bridgeable", "move", "+B-2"),
    ]


def test_on_the_first_day_of_a_dense_period_nothing_moved() -> None:
    case = make_case(LEVELS, *FIRST, said("B-2", "2025-03-01", refuses={"border": "low"}))
    for first, kind in (("2025-03-01", "coverage"), ("2025-02-28", "move")):
        assert told(covered(case, "b", (first, None)))[1][3] == kind
    for last, kind in (("2025-02-28", "coverage"), ("2025-03-01", "move")):
        assert told(covered(case, "b", ("2025-01-01", last)))[1][3] == kind
    # Two periods that meet leave no day out; of the other party's record nothing is asked.
    met = covered(case, "b", ("2025-01-01", "2025-02-28"), ("2025-03-01", None))
    assert told(covered(met, "a", ("2025-06-01", None)))[1][3] == "move"
    assert told(covered(case, "b"))[1][3] == "coverage"


def test_what_a_party_says_that_changes_nothing_of_what_it_holds_is_no_cause() -> None:
    case = make_case(
        LEVELS,
        *FIRST,
        said("A-2", "2025-03-01", demands={"border": "low"}),
        said("B-2", "2025-03-01", refuses={"border": "low"}),
    )
    assert told(case)[1] == ("2025-03-01", "bridgeable", "bridgeable", "move", "+B-2")


def test_only_what_makes_a_turn_is_told_of_it_and_nothing_that_works_against_it() -> None:
    # One concedes on the day on which the other refuses all that it had left.
    case = make_case(
        LEVELS,
        said("A-1", "2025-01-01", refuses={"border": "high top"}),
        *(FIRST[1], said("B-2", "2025-03-01", refuses={"border": "low mid"})),
        said("A-2", "2025-03-01", accepts={"border": "low"}),
    )
    assert told(case)[1] == ("2025-03-01", "insurmountable", "insurmountable", "move", "+B-2")
    # Two refusals that are both needed, two of which each would do, and three of which any two do.
    half = (said("B-2", "2025-03-01", refuses={"border": "low"}), FIRST[1])
    other = said("B-3", "2025-03-01", refuses={"border": "mid"})
    lines = said("A-1", "2025-01-01", refuses={"border": "high top"})
    assert told(make_case(LEVELS, lines, *half, other))[1][4] == "+B-2 +B-3"
    whole = [said(f"B-{i}", "2025-03-01", refuses={"border": "low mid"}) for i in (4, 5)]
    assert told(make_case(LEVELS, lines, FIRST[1], *whole))[1][4] == "+B-4 +B-5"
    pairs = ("low mid", "mid high", "low high")
    three = [said(f"B-{6 + i}", "2025-03-01", refuses={"border": x}) for i, x in enumerate(pairs)]
    top = said("A-1", "2025-01-01", refuses={"border": "top"})
    gives = said("A-2", "2025-03-01", accepts={"border": "low"})
    assert told(make_case(LEVELS, top, FIRST[1], *three, gives))[1][4] == "+B-6 +B-7 +B-8"


def test_a_statement_that_is_replaced_ends_on_the_day_of_the_other() -> None:
    ended = Replaced("b", "border", date(2025, 3, 1), "B-2")
    case = make_case(
        LEVELS,
        FIRST[0],
        replace(FIRST[1], replaced=(ended,)),
        said("B-2", "2025-03-01", accepts={"border": "high"}),
    )
    assert told(case)[1] == ("2025-03-01", "bridgeable", "bridgeable", "move", "-B-1")


def test_a_month_counts_from_its_last_day() -> None:
    late = replace(FIRST[1], id="B-2", said=Said("2025-05", date(2025, 5, 31)))
    assert told(make_case(LEVELS, FIRST[0], late))[0][0] == "2025-05-31"


def test_a_party_that_steps_in_moves_no_verdict_but_may_stand_beside_a_move() -> None:
    three = (*FIRST, said("C-1", "2025-03-01", refuses={"border": "low mid"}))
    stepped = told(make_case(LEVELS, *three), "a", "b", "c")
    assert stepped[1] == ("2025-03-01", "bridgeable", "bridgeable", "coverage", "+C-1")
    # On the same day another makes the verdicts what they are, by itself.
    other = said("B-2", "2025-03-01", refuses={"border": "low"})
    stepped = told(make_case(LEVELS, *three, other), "a", "b", "c")
    assert stepped[1] == ("2025-03-01", "bridgeable", "bridgeable", "move", "+B-2")
    # Only both together do.
    half = said("B-3", "2025-03-01", refuses={"border": "high top"})
    both = told(make_case(LEVELS, *three, half), "a", "b", "c")
    assert both[1] == ("2025-03-01", "insurmountable", "insurmountable", "coverage", "+B-3 +C-1")


def test_who_falls_silent_moves_no_verdict() -> None:
    until = replace(FIRST[1], until=date(2025, 4, 1))
    assert told(make_case(LEVELS, FIRST[0], until))[1] == (
        *("2025-04-01", "unstated", "unstated", "coverage", "-B-1"),
    )
    mid = said("B-1", "2025-02-01", accepts={"border": "mid"}, until=date(2025, 4, 1))
    low = said("C-1", "2025-02-01", accepts={"border": "low"})
    assert told(make_case(LEVELS, FIRST[0], mid, low), "a", "b", "c")[1] == (
        *("2025-04-01", "overlap", "overlap", "coverage", "-B-1"),
    )


def test_a_soft_statement_moves_the_verdict_at_best_alone() -> None:
    soft = said("B-2", "2025-03-01", demands={"border": "low"}, disputed=True)
    case = make_case(LEVELS, *FIRST, soft)
    assert told(case)[1] == ("2025-03-01", "overlap", "agreed", "move", "+B-2")
    found = timeline(case, ["a", "b"], Assumption(LAST))
    assert [(own.at_best_alone, own.worse) for own in found.moves] == [(True, False)]


def test_a_what_if_and_a_basis_count_on_every_day() -> None:
    line = said("B-2", "2025-03-01", refuses={"border": "low"}, basis=Basis.REPORT)
    case = make_case(LEVELS, *FIRST, line)
    assert len(told(case)) == 2
    assert len(told(case, lifted="B-2")) == len(told(case, binding=Basis.LAW)) == 1
    mid = Held("a", "border", LEVELS["border"].region(["mid"]))
    assert [own[:2] for own in told(case, set=mid)] == [("2025-02-01", "overlap")]


def test_an_undated_case_has_one_span() -> None:
    case = make_case(LEVELS, *(replace(own, said=Said()) for own in FIRST))
    found = timeline(case, ["a", "b"])
    assert found.assumption.day is None
    [own] = found.issues
    assert [span.verdict for span in own.spans] == [Verdict.OVERLAP]
    assert found.turns == ()


def test_what_is_after_the_last_day_is_left_out() -> None:
    case = make_case(LEVELS, *FIRST, said("B-2", "2025-03-01", refuses={"border": "low"}))
    found = timeline(case, ["a", "b"], Assumption("2025-02-28"))
    assert [own.day for own in found.turns] == [date(2025, 2, 1)]
    assert (found.later.statements, found.later.as_of) == (1, date(2025, 3, 1))


def test_a_line_that_begins_on_the_day_of_a_change_begins_with_what_it_led_to() -> None:
    case = make_case(LEVELS, *FIRST, said("B-2", "2025-03-01", refuses={"border": "low"}))
    assumed = Assumption(LAST)
    for since, spans in (("2025-02-28", 2), ("2025-03-01", 1)):
        found = timeline(case, ["a", "b"], assumed, since=date.fromisoformat(since))
        assert (len(found.issues[0].spans), len(found.turns)) == (spans, spans - 1)


def over_areas() -> Case:
    """Two areas that turn on one day by the same statements, and a third that does not."""
    scale = LEVELS["border"]
    areas = {f"land.{name}": scale for name in ("east", "south", "west")}
    everywhere = dict.fromkeys(areas, "low")
    some = {area: "low" for area in areas if area != "land.west"}
    case = make_case(
        areas,
        says(areas, "A-1", "a", demands=everywhere, said=on("2025-01-01")),
        says(areas, "B-1", "b", accepts=everywhere, said=on("2025-02-01")),
        says(areas, "B-2", "b", refuses=some, said=on("2025-03-01")),
    )
    return replace(
        case,
        headings={"land": Heading("land", "Land", issues=tuple(areas))},
        issues={
            name: Issue(name, scale, "land", name.removeprefix("land.").title(), name)
            for name in areas
        },
    )


def test_areas_that_turn_alike_are_one_turn_and_one_strand() -> None:
    found = timeline(over_areas(), ["a", "b"], Assumption(LAST))
    assert [[own.id for own in turn.issues] for turn in found.turns] == [
        ["land.east", "land.south", "land.west"],
        ["land.east", "land.south"],
    ]
    assert [[own.issue.id for own in alike] for alike in found.strands()["land"]] == [
        ["land.east", "land.south"],
        ["land.west"],
    ]
    assert [{own.heading for own in move.issues} for move in found.moves] == [{"land"}]
    assert found.unstated() == ()


def test_the_report_is_short_in_a_notebook() -> None:
    found = timeline(over_areas(), ["a", "b"], Assumption(LAST))
    assert repr(found) == "Timeline(a, b, Assumption(day=2025-12-31), issues=3, moves=1)"
    assert repr(found.moves[0]) == "Turn(land.east, land.south, 2025-03-01, overlap, bridgeable)"
    assert isinstance(found, Timeline)


def test_what_cannot_be_asked() -> None:
    case = make_case(LEVELS, *FIRST)
    with pytest.raises(ValueError, match="two different parties"):
        timeline(case, ["a", "a"])
    with pytest.raises(ValueError, match="begins before"):
        timeline(case, ["a", "b"], Assumption(LAST), since=LAST)
    with pytest.raises(KeyError):
        timeline(case, ["a", "x"])
