"""What is wrong in a report on packages meets an objection, whatever the engine says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from random_cases import make_case, region, says
from redlines.case import Case, Plan, Point
from redlines.deals import DealBlockingSet, DealReport, IssueState
from redlines.engine import certify_deals
from redlines.engine.certify_deals import certify_deal
from redlines.engine.deals import deal
from redlines.region import Outcomes

LEVELS = Outcomes.scale(["low", "mid", "high"])
ISSUES = {"pay": LEVELS, "hours": LEVELS, "leave": LEVELS}


@pytest.fixture
def made() -> Case:
    return make_case(
        ISSUES,
        says(ISSUES, "A", "a", refuses={"pay": "low mid"}),
        says(ISSUES, "B", "b", refuses={"pay": "high"}),
        says(ISSUES, "C", "a", refuses={"hours": "high"}, unless={"leave": "low"}),
        says(ISSUES, "D", "b", refuses={"hours": "low"}),
    )


@pytest.fixture
def plan() -> Plan:
    def term(issue: str, names: str) -> tuple[str, object]:
        return issue, region(LEVELS, names)

    return Plan(
        "draft",
        "Draft",
        (
            Point("p1", "", terms=(term("hours", "low"),)),  # type: ignore[arg-type]
            Point("p2", "", terms=(term("leave", "mid"),)),  # type: ignore[arg-type]
        ),
    )


def changed(report: DealReport, issue: str, **rest: object) -> DealReport:
    """The report with something else said of an issue."""
    return replace(
        report,
        issues=tuple(
            replace(own, **rest) if own.issue.id == issue else own  # type: ignore[arg-type]
            for own in report.issues
        ),
    )


def without_a_line(report: DealReport) -> DealReport:
    return replace(report, red_lines=report.red_lines[1:])


def with_too_much(report: DealReport) -> DealReport:
    lines = [own.line for own in report.red_lines]
    wide = DealBlockingSet(1, (*report.blocking_sets[0].red_lines, lines[2]))
    return replace(report, blocking_sets=(wide,))


def with_too_little(report: DealReport) -> DealReport:
    narrow = DealBlockingSet(1, report.blocking_sets[0].red_lines[:1])
    return replace(report, blocking_sets=(narrow,))


def without_a_blocking_set(report: DealReport) -> DealReport:
    return replace(report, blocking_sets=())


def with_another_answer(report: DealReport) -> DealReport:
    return replace(report, deal=True)


def with_a_package_that_crosses(report: DealReport) -> DealReport:
    package = [
        replace(own, outcome="low") if own.issue.id == "hours" else own for own in report.package
    ]
    return replace(report, package=tuple(package))


def with_half_a_package(report: DealReport) -> DealReport:
    return replace(report, package=report.package[:1])


def with_a_room_too_wide(report: DealReport) -> DealReport:
    return changed(report, "hours", room=LEVELS.everything)


def with_a_room_too_narrow(report: DealReport) -> DealReport:
    return changed(report, "hours", room=region(LEVELS, "mid"))


OBJECTIONS: list[tuple[Callable[[DealReport], DealReport], str]] = [
    (without_a_line, "pay: what A refuses there is not what is told"),
    (with_too_much, "blocking set A@pay + B@pay + C@hours does not need C@hours"),
    (with_too_little, "a package crosses nothing of A@pay"),
    (without_a_blocking_set, "no blocking set is given"),
    (with_another_answer, "a blocking set is given beside the answer that there may be a deal"),
    (with_a_package_that_crosses, "the package crosses D@hours"),
    (with_half_a_package, "the package has no outcome of leave"),
    (with_a_room_too_wide, "hours: low is in the room and cannot be completed"),
    (with_a_room_too_narrow, "hours: high is missing in the room"),
]


def test_what_the_engine_says_meets_none(made: Case, plan: Plan) -> None:
    assert certify_deal(deal(made), made) == ()
    assert certify_deal(deal(made, given=plan), made) == ()


@pytest.mark.parametrize(
    ("wrong", "objection"), OBJECTIONS, ids=lambda own: getattr(own, "__name__", "")
)
def test_what_is_wrong_meets_an_objection(
    made: Case, wrong: Callable[[DealReport], DealReport], objection: str
) -> None:
    assert objection in certify_deal(wrong(deal(made)), made)


def test_a_repair_has_to_be_enough_and_no_more(made: Case, plan: Plan) -> None:
    report = deal(made, given=plan)
    assert report.repair
    (change,) = report.repair.changes
    none = replace(report.repair, changes=(), complete=True)
    found = certify_deal(replace(report, repair=none), made)
    assert "no package has what is nearest and satisfies the terms kept" in found
    other = replace(change, point="p2", issue=made.issues["leave"], nearest=None)
    both = replace(report.repair, changes=(change, other))
    assert "p2 need not be worded otherwise on leave" in certify_deal(
        replace(report, repair=both), made
    )
    crossing = replace(report.repair, changes=(replace(change, nearest="high"),))
    found = certify_deal(replace(report, repair=crossing), made)
    assert "no package has what is nearest and satisfies the terms kept" in found
    wide = replace(report.repair, changes=(replace(change, room=LEVELS.everything),))
    found = certify_deal(replace(report, repair=wide), made)
    assert "hours: low is in the room of p1 and cannot be completed" in found
    torn = replace(report.repair, complete=True)
    found = certify_deal(replace(report, repair=torn), made)
    assert "the plan is both complete and changed, or neither" in found


def test_what_takes_too_many_packages_to_check_is_no_witness(
    made: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = deal(made)
    monkeypatch.setattr(certify_deals, "TRIED", 1)
    assert "a package crosses nothing of A@pay + B@pay" in certify_deal(report, made)


def test_where_a_room_is_not_known_no_other_is_called_too_narrow(made: Case) -> None:
    report = changed(deal(made), "leave", state=IssueState.UNKNOWN, room=LEVELS.nothing)
    assert certify_deal(changed(report, "hours", room=region(LEVELS, "mid")), made) == ()
