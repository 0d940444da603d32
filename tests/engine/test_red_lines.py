"""Which claim stands for a red line, and what the line is called."""

from datetime import date

from random_cases import make_case, says
from redlines.case import Basis, Case, Said, Verb
from redlines.engine.gaps import gap
from redlines.region import Outcomes
from redlines.verdicts import RedLine

ISSUES = {"pier": Outcomes.scale(["low", "mid", "high"]), "dam": Outcomes.options(["no", "yes"])}
DAY = date(2025, 1, 1)


def refusal(id_: str, basis: Basis | None, day: date | None = None, **rest):
    said = Said(day.isoformat(), day) if day else Said()
    return says(ISSUES, id_, "north", refuses={"pier": "low"}, basis=basis, said=said, **rest)


def lines_of(case: Case, issue: str = "pier") -> tuple[RedLine, ...]:
    return gap(case, ["north", "south"], issues=[issue]).issues[0].positions[0].red_lines


def test_hard_before_soft_then_firmest_then_newest_then_undated():
    case = make_case(
        ISSUES,
        refusal("report", Basis.REPORT, DAY),
        refusal("disputed-law", Basis.LAW, DAY, disputed=True),
        refusal("undated-leader", Basis.LEADER),
        refusal("old-leader", Basis.LEADER, date(2023, 1, 1)),
        refusal("new-leader", Basis.LEADER, date(2024, 1, 1)),
        refusal("vague-constitution", Basis.CONSTITUTION, DAY, vague=True),
        refusal("nothing-known", None, DAY),
        parties=("north", "south"),
        as_of=DAY,
    )
    [line] = lines_of(case)
    assert [claim.statement.id for claim in line.claims] == [
        "new-leader",
        "old-leader",
        "undated-leader",
        "report",
        "nothing-known",
        "vague-constitution",
        "disputed-law",
    ]
    assert line.id == "new-leader@pier"
    assert line.issue == "pier"
    # As firm as the firmest claim behind it, whichever stands for it.
    assert line.basis is Basis.CONSTITUTION
    assert not line.soft


def test_lines_stand_in_the_order_of_the_claims_that_stand_for_them():
    case = make_case(
        ISSUES,
        says(ISSUES, "soft", "north", refuses={"pier": "low"}, basis=Basis.LAW, disputed=True),
        says(ISSUES, "hard", "north", refuses={"pier": "high"}, basis=Basis.REPORT),
        parties=("north", "south"),
    )
    assert [line.id for line in lines_of(case)] == ["hard@pier", "soft@pier"]


def test_refusals_under_different_provisos_are_different_lines():
    case = make_case(
        ISSUES,
        refusal("plain", Basis.REPORT),
        refusal("snow", Basis.LEADER, proviso="it snows"),
        refusal("rain", Basis.LEADER, proviso="it rains"),
        refusal("snow-again", Basis.LAW, proviso="it snows"),
        parties=("north", "south"),
    )
    told = [(line.proviso, ids, line.soft) for line in lines_of(case) for ids in [said(line)]]
    assert told == [
        (None, ["plain"], False),
        ("it snows", ["snow-again", "snow"], True),
        ("it rains", ["rain"], True),
    ]


def said(line: RedLine) -> list[str]:
    return [claim.statement.id for claim in line.claims]


def test_two_lines_of_one_statement_have_different_ids():
    """The reader of files refuses this (`claimed-twice`); constructors do not."""
    low, high = (ISSUES["pier"].region([name]) for name in ("low", "high"))
    said = says(ISSUES, "S", "north", refuses={"dam": "no"})
    twice = type(said)(
        "S",
        ("north",),
        terms=((Verb.REFUSES, "pier", low), *said.terms, (Verb.REFUSES, "pier", high)),
    )
    case = make_case(ISSUES, twice, parties=("north", "south"))
    assert {line.id: line.region.names for line in lines_of(case)} == {
        "S@pier": ("low",),
        "S/2@pier": ("high",),
    }
    assert [line.id for line in lines_of(case, "dam")] == ["S@dam"]
