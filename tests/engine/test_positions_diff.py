"""Who moved: what a change of the positions does, example by example."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from random_cases import condition, make_case, says
from redlines.assumption import Assumption
from redlines.case import Basis, Case, NotCoded, Party, Place, Said, Source, Statement
from redlines.catalogue import RULES
from redlines.engine.finding import findings_of
from redlines.engine.positions_diff import position_diff
from redlines.moves import PositionDiff
from redlines.problems import Level
from redlines.region import Grid, Outcomes

ISSUES = {
    "pay": Outcomes.quantity("percent", Grid(0, 1, 7, 0)),
    "seat": Outcomes.options(["geneva", "vienna", "oslo"]),
    "shifts": Outcomes.scale(["fixed", "rota", "call"]),
}


def a(id_: str = "A", **said: Any) -> Statement:
    return says(ISSUES, id_, "a", **said)


def b(id_: str = "B", **said: Any) -> Statement:
    return says(ISSUES, id_, "b", **said)


def state(*said: Statement, as_of: date | None = None, issues: Any = ISSUES) -> Case:
    return make_case(issues, *said, parties=["a", "b"], as_of=as_of)


def on(day: str) -> dict[str, Any]:
    return {"said": Said(day, date.fromisoformat(day))}


def ids(found: PositionDiff, case: Case) -> list[tuple[str, str]]:
    return [(own.id, own.level.value) for own in findings_of(found, case)]


def told(before: Iterable[Statement], after: Iterable[Statement]) -> list[str]:
    """The ids of what changed, in their order."""
    there, here = state(*before), state(*after)
    return [id_.removeprefix("position-") for id_, _ in ids(position_diff(there, here), here)]


WANTS = b(demands={"pay": "5"})


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # A withdrawn offer.
        (a(accepts={"pay": "3 4"}), None, ["declared", "verdict", "claim"]),
        # A narrowed offer.
        (a(accepts={"pay": "3 4"}), a(accepts={"pay": "3"}), ["declared", "gap", "claim"]),
        # An offer that is withdrawn while its party still speaks.
        (
            a(accepts={"pay": "5"}, demands={"pay": "1"}),
            a(demands={"pay": "1"}),
            ["declared", "verdict", "claim"],
        ),
        # A softened demand.
        (
            a(demands={"pay": "1"}),
            a(demands={"pay": "1 2"}),
            ["demanded", "declared", "gap", "claim"],
        ),
        # A red line made law.
        (
            a(refuses={"pay": "5 6"}, basis=Basis.LEADER),
            a(refuses={"pay": "5 6"}, basis=Basis.LAW),
            ["firmer", "claim"],
        ),
        (
            a(refuses={"pay": "5 6"}, basis=Basis.LAW),
            a(refuses={"pay": "5 6"}),
            ["less-firm", "claim"],
        ),
        # A red line marked disputed.
        (
            a(refuses={"pay": "5 6"}),
            a(refuses={"pay": "5 6"}, disputed=True),
            ["softened", "claim"],
        ),
        (
            a(refuses={"pay": "5 6"}, vague=True),
            a(refuses={"pay": "5 6"}),
            ["hardened", "claim"],
        ),
        # A widened condition moves no set and no verdict of a single issue.
        (
            a(refuses={"pay": "5 6"}, unless={"seat": "oslo"}),
            a(refuses={"pay": "5 6"}, unless={"seat": "oslo vienna"}),
            ["restated"],
        ),
        # A form of words alone.
        (a(refuses={"pay": "6"}), a(refuses={"pay": "6"}, ultimatum=True), ["restated"]),
        # A new red line.
        (a(refuses={"pay": "6"}), a(refuses={"pay": "0 6"}), ["refused", "claim"]),
        (a(refuses={"pay": "0 6"}), a(refuses={"pay": "0"}), ["released", "claim"]),
        (a(refuses={"pay": "0"}), a(refuses={"pay": "1"}), ["refused", "released", "claim"]),
        # One that leaves a pair nothing.
        (
            a(refuses={"shifts": "fixed"}),
            a(refuses={"shifts": "fixed rota"}),
            ["refused", "insurmountable", "claim"],
        ),
        # A soft offer that makes a pair overlap at best.
        (
            a(demands={"pay": "1"}, accepts={"pay": "5"}, disputed=True),
            a(demands={"pay": "1"}, disputed=True),
            ["at-best", "claim"],
        ),
    ],
)
def test_what_a_change_does(
    before: Statement | None, after: Statement | None, expected: list[str]
) -> None:
    other = (WANTS, b("B-2", refuses={"shifts": "call"}))
    there, here = ([own] if own else [] for own in (before, after))
    assert told([*there, *other], [*here, *other]) == expected
    assert told([*there, *other], [*there, *other]) == []


def test_a_red_line_of_the_day_after_is_not_yet_in_force() -> None:
    old = a(refuses={"pay": "6"}, **on("2025-01-01"))
    new = a("A-2", refuses={"pay": "5"}, **on("2025-02-01"))
    before = state(old, as_of=date(2025, 1, 31))
    found = position_diff(before, after := replace(before, statements={"A": old, "A-2": new}))
    assert ids(found, after) == [("position-not-yet", "warn")]
    assert not found.unchanged
    later = position_diff(before, after, Assumption(date(2025, 2, 1)))
    assert [own.id for own in findings_of(later, after)] == ["position-refused", "position-claim"]
    moved = position_diff(before, replace(after, as_of=date(2025, 2, 1)))
    assert [own.kind for own in moved.moves] == ["refused"]


def test_the_day_is_the_newest_statement_where_the_case_names_none() -> None:
    before = state(a(refuses={"pay": "6"}, **on("2025-01-01")))
    after = state(
        a(refuses={"pay": "6"}, until=date(2025, 3, 1), **on("2025-01-01")),
        b(**on("2025-04-01"), demands={"pay": "1"}),
    )
    found = position_diff(before, after)
    assert found.assumption.day == date(2025, 4, 1)
    assert [(own.kind, own.claim.statement.id) for own in found.changes] == [
        ("ended", "A"),
        ("added", "B"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({}, {"until": date(2025, 6, 1)}, "ended"),
        ({"until": date(2025, 6, 1)}, {}, "begun"),
        ({}, on("2025-12-01"), "not-yet"),
        (on("2025-12-01"), {}, "begun"),
        (on("2025-12-01"), on("2025-11-01"), "not-yet"),
        ({}, {"until": date(2026, 6, 1)}, None),
        (on("2025-12-01"), None, None),
        ({"until": date(2025, 6, 1)}, None, None),
    ],
)
def test_a_claim_whose_dates_are_moved(
    before: dict[str, Any], after: dict[str, Any] | None, kind: str | None
) -> None:
    first = on("2025-01-01")
    there, here = (
        state(
            *([] if own is None else [a(refuses={"pay": "6"}, **{**first, **own})]),
            as_of=date(2025, 6, 30),
        )
        for own in (before, after)
    )
    found = position_diff(there, here)
    assert [own.kind for own in found.changes] == ([kind] if kind else [])
    # An announced end, or what never counted, is no nothing.
    assert not found.unchanged
    beside = found.besides
    assert bool(beside.dates or beside.not_counting) == (kind is None)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("1 2", "1 2 3", "widened"),
        ("1 2", "1", "narrowed"),
        ("1 2", "2 3", "moved"),
        ("1 2", "1 2", None),
    ],
)
@pytest.mark.parametrize("verb", ["demands", "accepts", "refuses"])
def test_regions_of_every_verb_are_compared(
    before: str, after: str, kind: str | None, verb: str
) -> None:
    there, here = (state(a(**{verb: {"pay": own}})) for own in (before, after))
    assert [own.kind for own in position_diff(there, here).changes] == ([kind] if kind else [])


def test_a_refusal_written_as_two_is_restated() -> None:
    one = [a(refuses={"pay": "5 6"})]
    two = [a(refuses={"pay": "5"}), a("A-2", refuses={"pay": "6"})]
    assert told(one, two) == ["restated", "restated"]
    assert told(two, one) == ["restated", "restated"]
    assert told(one, [*one, a("A-3", refuses={"pay": "6"})]) == ["restated"]


def test_what_is_restated_beside_what_another_party_changed_is_restated() -> None:
    closing = b(refuses={"pay": "0 1 2 3 4"})
    one = [a(refuses={"pay": "5 6"}), b(refuses={"pay": "0"})]
    two = [a(refuses={"pay": "5"}), a("A-2", refuses={"pay": "6"}), closing]
    found = position_diff(state(*one), state(*two))
    assert [(own.party, own.restated) for own in found.changes] == [
        ("a", True),
        ("a", True),
        ("b", False),
    ]
    [pair] = found.verdicts
    assert (pair.id, [own.party for own in pair.changes]) == ("position-insurmountable", ["b"])


def test_a_statement_under_another_party_is_gone_here_and_new_there() -> None:
    found = position_diff(
        state(says(ISSUES, "X", "a", demands={"pay": "1"})),
        state(says(ISSUES, "X", "b", demands={"pay": "1"})),
    )
    assert [(own.party, own.kind) for own in found.changes] == [("a", "dropped"), ("b", "added")]


def test_the_firmest_basis_of_each_outcome_counts_and_not_of_each_statement() -> None:
    law, word = (
        a("L", refuses={"pay": "6"}, basis=Basis.LAW),
        a("W", refuses={"pay": "5 6"}, basis=Basis.LEADER),
    )
    decree = replace(word, basis=Basis.DOCUMENT)
    [move] = position_diff(state(law, word), state(law, decree)).moves
    assert (move.kind, move.outcomes and move.outcomes.names) == ("firmer", ("5",))
    assert (move.basis_before, move.basis_after) == (Basis.LEADER, Basis.DOCUMENT)


# The case itself


def test_a_party_and_what_it_said_are_new() -> None:
    before = state(a(refuses={"shifts": "fixed rota"}))
    after = make_case(
        ISSUES,
        a(refuses={"shifts": "fixed rota"}),
        says(ISSUES, "C", "c", refuses={"shifts": "call"}),
        parties=["a", "b", "c"],
    )
    found = position_diff(before, after)
    assert ids(found, after) == [
        ("position-party", "info"),
        ("position-refused", "warn"),
        ("position-insurmountable", "error"),
        ("position-claim", "info"),
    ]
    back = position_diff(after, before)
    assert [own.id for own in findings_of(back, back.both)][:2] == [
        "position-party",
        "position-released",
    ]
    assert back.case_changes[0].kind == "party-removed"


def test_the_day_of_the_case_is_another() -> None:
    said = a(refuses={"shifts": "fixed"}, said=Said("2025-03-01", date(2025, 3, 1)))
    late, early = (make_case(ISSUES, said, as_of=date(2025, month, 1)) for month in (6, 2))
    found = position_diff(late, early)
    assert ids(found, early) == [("position-day", "info")]
    assert not found.unchanged
    change = found.case_changes[0]
    assert (change.kind, change.before, change.after) == ("day", "2025-06-01", "2025-02-01")


def other_issues(**changed: Outcomes) -> dict[str, Outcomes]:
    return {**ISSUES, **changed}


@pytest.mark.parametrize(
    ("outcomes", "kinds"),
    [
        (Outcomes.scale(["fixed", "rota", "call", "free"]), ["outcomes-added"]),
        (Outcomes.scale(["fixed", "call"]), ["outcomes-removed"]),
        (Outcomes.scale(["rota", "fixed", "call"]), ["order"]),
        (Outcomes.options(["fixed", "rota", "call"]), ["order"]),
        (Outcomes.scale(["fixed", "rota", "call"], ["x", "y", "z"]), []),
    ],
)
def test_outcomes_and_their_order(outcomes: Outcomes, kinds: list[str]) -> None:
    after = state(issues=other_issues(shifts=outcomes))
    found = position_diff(state(), after)
    assert [own.kind for own in found.case_changes] == kinds
    assert found.unchanged == (not kinds)
    assert {own.id for own in findings_of(found, after)} <= {"position-issue"}


def test_options_in_another_order_are_the_same_options() -> None:
    turned = Outcomes.options(["oslo", "vienna", "geneva"])
    assert position_diff(state(), state(issues=other_issues(seat=turned))).unchanged


def test_the_step_of_a_quantity() -> None:
    coarse = Outcomes.quantity("percent", Grid(0, 2, 4, 0))
    found = position_diff(state(), state(issues=other_issues(pay=coarse)))
    assert [own.kind for own in found.case_changes] == ["outcomes-removed", "step"]
    assert (found.case_changes[1].before, found.case_changes[1].after) == ("1", "2")


def test_an_outcome_added_opens_an_issue_on_which_nobody_spoke() -> None:
    lines = a(refuses={"shifts": "fixed rota"}), b(refuses={"shifts": "call"})
    wider = other_issues(shifts=Outcomes.scale(["fixed", "rota", "call", "free"]))
    said = [
        says(wider, own.id, own.parties[0], refuses={"shifts": own.terms[0][2].names})
        for own in lines
    ]
    found = position_diff(state(*lines), after := state(*said, issues=wider))
    assert ids(found, after) == [("position-issue", "info"), ("position-verdict", "info")]
    assert (found.changes, found.moves) == ((), ())
    assert (found.verdicts[0].before, found.verdicts[0].after) == ("insurmountable", "bridgeable")
    assert ids(position_diff(after, state(*lines)), after)[1] == (
        "position-insurmountable",
        "error",
    )


def test_an_issue_that_is_gone_takes_its_claims_along() -> None:
    fewer = {name: own for name, own in ISSUES.items() if name != "seat"}
    found = position_diff(state(a(refuses={"seat": "oslo"})), state(issues=fewer))
    assert [own.kind for own in found.case_changes] == ["issue-removed"]
    assert [own.kind for own in found.changes] == ["dropped"]
    assert "seat" in found.both.issues


def test_a_level_described_in_other_words_moves_nothing() -> None:
    hung: dict[str, Any] = {"refuses": {"pay": "6"}, "unless": {"seat": "oslo"}}
    seats = Outcomes.options(ISSUES["seat"].names, ["by the lake", "by the river", "fjord"])
    issues = other_issues(seat=seats)
    after = state(says(issues, "A", "a", **hung), issues=issues)
    found = position_diff(state(a(**hung)), after)
    assert found.unchanged
    assert found.besides.descriptions == ("seat",)


# What stands beside


def test_what_is_not_coded_is_counted() -> None:
    left = {id_: NotCoded(id_, "note", place=Place("a.yaml", 1, 1, 1, 2)) for id_ in ("N-1", "N-2")}
    moved = replace(left["N-1"], place=Place("a.yaml", 9, 1, 9, 2))
    listed = {"N-1": moved, "N-2": replace(left["N-2"], reason="conduct"), "N-3": left["N-1"]}
    found = position_diff(replace(state(), not_coded=left), replace(state(), not_coded=listed))
    assert found.besides.not_coded == ("N-2", "N-3")


def test_notes_speakers_and_sources_are_counted_and_a_lost_source_is_told() -> None:
    said = a(refuses={"pay": "6"}, sources=("S-1", "S-2"), by="Ann", note="Old.")
    other = replace(said, sources=("S-2", "S-3"), by="Bea", note="New.", place=None)
    here = replace(state(other), sources={"S-3": Source("S-3", "Three")})
    found = position_diff(state(said), here)
    assert ids(found, here) == [("position-source-removed", "warn")]
    assert [(own.statement, own.source) for own in found.lost_sources] == [("A", "S-1")]
    beside = found.besides
    assert beside.notes == beside.speakers == beside.sources == ("A",)
    assert beside.listed_sources == ("S-3",)
    assert found.unchanged
    assert position_diff(state(said), here, issues=["seat"]).lost_sources == ()
    assert position_diff(state(said), here, parties=["b"]).besides.notes == ()


def test_only_the_parties_and_issues_asked_for() -> None:
    before, after = state(WANTS), state(a(refuses={"pay": "5"}), WANTS)
    assert position_diff(before, after, parties=["b"]).unchanged
    assert position_diff(before, after, issues=["seat"]).unchanged
    assert position_diff(before, after, parties=["a"]).verdicts == ()


def test_a_finding_stands_at_the_statements_behind_it() -> None:
    place = Place("positions.yaml", 7, 5, 7, 9)
    before = state(a(refuses={"pay": "6"}), b(refuses={"pay": "5"}))
    after = state(a(refuses={"pay": "5 6"}, place=place), b(refuses={"pay": "0 1 2 3 4 5"}))
    found = {own.id: own for own in findings_of(position_diff(before, after), after)}
    assert found["position-insurmountable"].parties == ("a", "b")
    assert found["position-insurmountable"].place == place
    assert found["position-insurmountable"].statements == ("A", "B")
    assert found["position-refused"].issue == "pay"


def test_every_level_is_that_of_the_page() -> None:
    levels = {id_: rule.level for id_, rule in RULES.items() if id_.startswith("position-")}
    errors = {id_ for id_, level in levels.items() if level is Level.ERROR}
    warnings = {id_ for id_, level in levels.items() if level is Level.WARN}
    assert errors == {"position-insurmountable"}
    assert warnings == {
        "position-refused",
        "position-hardened",
        "position-firmer",
        "position-not-yet",
        "position-source-removed",
    }


def test_a_condition_is_compared_by_names() -> None:
    said = a(refuses={"pay": "6"}, unless={"seat": "oslo"})
    same = replace(said, unless=condition(ISSUES, {"seat": "oslo"}))
    assert position_diff(state(said), state(same)).unchanged


def test_a_party_described_otherwise() -> None:
    before = state()
    renamed = {**before.parties, "a": Party("a", "Another title")}
    found = position_diff(before, replace(before, parties=renamed))
    assert (found.unchanged, found.besides.descriptions) == (True, ("a",))
