"""Every witness of a report, altered in one place, is refused, and the issue is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from random_cases import make_case, says
from redlines.assumption import Assumption
from redlines.case import Basis, Said
from redlines.engine.certify import certify
from redlines.engine.gaps import gap
from redlines.region import Grid, Outcomes, Region
from redlines.verdicts import GapReport, IssueGap, RedLine, Retreat, Unmet, Verdict

LEVELS = Outcomes.scale(["low", "mid", "high", "top"])
ISSUES = {
    "blocked": LEVELS,
    "agreed": LEVELS,
    "overlap": LEVELS,
    "bridgeable": LEVELS,
    "troops": Outcomes.quantity("personnel", Grid(100, 100, 4, 0), unlimited=True),
    "seat": Outcomes.options(["geneva", "vienna", "oslo"]),
    "unstated": LEVELS,
}
CASE = make_case(
    ISSUES,
    says(ISSUES, "A-1", "a", refuses={"blocked": "low mid"}, basis=Basis.LAW),
    says(ISSUES, "A-2", "a", refuses={"blocked": "low mid"}, basis=Basis.REPORT),
    says(ISSUES, "A-3", "a", refuses={"blocked": "low mid"}, until=date(2024, 6, 1)),
    says(ISSUES, "B-1", "b", refuses={"blocked": "high top"}, basis=Basis.LEADER),
    says(ISSUES, "B-2", "b", refuses={"blocked": "mid"}, basis=Basis.LEADER),
    says(ISSUES, "A-4", "a", demands={"agreed": "low mid", "overlap": "low"}),
    says(ISSUES, "B-4", "b", demands={"agreed": "mid high", "overlap": "top"}),
    says(ISSUES, "A-5", "a", accepts={"overlap": "mid high"}),
    says(ISSUES, "B-5", "b", accepts={"overlap": "mid high"}),
    says(ISSUES, "A-6", "a", demands={"bridgeable": "low"}, refuses={"troops": "100 200 300 400"}),
    says(ISSUES, "B-6", "b", refuses={"bridgeable": "low", "troops": "300 400 unlimited"}),
    says(ISSUES, "A-7", "a", refuses={"seat": "geneva"}),
    says(ISSUES, "B-7", "b", refuses={"seat": "vienna oslo"}),
    says(ISSUES, "A-8", "a", demands={"unstated": "low"}),
    says(ISSUES, "B-8", "b", demands={"unstated": "low"}, said=Said("2026", date(2026, 12, 31))),
    as_of=date(2025, 1, 1),
)
REPORT = gap(CASE, ["a", "b"])

Alter = Callable[[IssueGap], IssueGap]


def issue(name: str) -> IssueGap:
    return next(item for item in REPORT.issues if item.issue.id == name)


def altered(name: str, alter: Alter) -> GapReport:
    """The report with one issue altered."""
    return replace(
        REPORT,
        issues=tuple(alter(item) if item.issue.id == name else item for item in REPORT.issues),
    )


def refuse(name: str, alter: Alter) -> None:
    objections = certify(altered(name, alter), CASE)
    assert objections
    assert all(name in objection for objection in objections)


def in_blocking(change: Callable[[RedLine], RedLine]) -> Alter:
    """The first red line of the first blocking set changed."""

    def alter(item: IssueGap) -> IssueGap:
        (first, *lines), *others = item.blocking_sets
        return replace(item, blocking_sets=((change(first), *lines), *others))

    return alter


def in_retreat(change: Callable[[Retreat], Retreat], at: int = 0) -> Alter:
    """One retreat changed."""

    def alter(item: IssueGap) -> IssueGap:
        assert item.retreats is not None
        found = list(item.retreats)
        found[at] = change(found[at])
        return replace(item, retreats=tuple(found))

    return alter


def first_party(**fields: object) -> Callable[[Retreat], Retreat]:
    """The first party's entry of a retreat with other fields."""

    def change(retreat: Retreat) -> Retreat:
        first, *others = retreat.parties
        return replace(retreat, parties=(replace(first, **fields), *others))  # type: ignore[arg-type]

    return change


def test_the_report_itself_is_certified() -> None:
    assert certify(REPORT, CASE) == ()
    assert [item.verdict for item in REPORT.issues] == [
        Verdict.INSURMOUNTABLE,
        Verdict.AGREED,
        Verdict.OVERLAP,
        Verdict.BRIDGEABLE,
        Verdict.INSURMOUNTABLE,
        Verdict.INSURMOUNTABLE,
        Verdict.UNSTATED,
    ]


@pytest.mark.parametrize("name", ISSUES)
def test_a_zone_with_an_outcome_more_is_refused(name: str) -> None:
    def alter(item: IssueGap) -> IssueGap:
        more = next(iter(~item.zone))
        return replace(item, zone=item.zone | item.zone.outcomes.span(more, more))

    refuse(name, alter)


@pytest.mark.parametrize("name", ["agreed", "overlap", "bridgeable"])
def test_a_zone_with_an_outcome_less_is_refused(name: str) -> None:
    def alter(item: IssueGap) -> IssueGap:
        return replace(item, zone=Region(item.zone.outcomes, item.zone.bits & item.zone.bits - 1))

    refuse(name, alter)


@pytest.mark.parametrize("name", ISSUES)
@pytest.mark.parametrize("verdict", list(Verdict))
def test_another_verdict_is_refused(name: str, verdict: Verdict) -> None:
    if verdict is not issue(name).verdict:
        refuse(name, lambda item: replace(item, verdict=verdict))


@pytest.mark.parametrize("name", ["blocked", "seat", "troops"])
def test_an_insurmountable_verdict_without_a_blocking_set_is_refused(name: str) -> None:
    refuse(name, lambda item: replace(item, blocking_sets=()))


@pytest.mark.parametrize("name", ["blocked", "seat", "troops"])
def test_a_blocking_set_with_a_line_dropped_is_refused(name: str) -> None:
    refuse(name, lambda item: replace(item, blocking_sets=(item.blocking_sets[0][1:],)))


def test_a_blocking_set_with_a_superfluous_line_is_refused() -> None:
    superfluous = issue("blocked").positions[1].red_lines[1]
    assert superfluous.region.names == ("mid",)
    refuse(
        "blocked",
        lambda item: replace(item, blocking_sets=((*item.blocking_sets[0], superfluous),)),
    )


def test_a_blocking_set_given_twice_is_refused() -> None:
    refuse("blocked", lambda item: replace(item, blocking_sets=item.blocking_sets * 2))


def test_a_blocking_set_where_the_verdict_leaves_ground_is_refused() -> None:
    blocking = issue("blocked").blocking_sets
    refuse("bridgeable", lambda item: replace(item, blocking_sets=blocking))


@pytest.mark.parametrize("name", ["blocked", "seat", "troops"])
def test_a_red_line_with_other_outcomes_is_refused(name: str) -> None:
    refuse(name, in_blocking(lambda line: replace(line, region=~line.region.outcomes.nothing)))


@pytest.mark.parametrize("name", ["blocked", "seat", "troops"])
@pytest.mark.parametrize("party", ["b", "c"])
def test_a_red_line_attributed_to_another_party_is_refused(name: str, party: str) -> None:
    refuse(name, in_blocking(lambda line: replace(line, party=party)))


def test_a_red_line_that_keeps_quiet_about_a_claim_is_refused() -> None:
    refuse("blocked", in_blocking(lambda line: replace(line, claims=line.claims[:1])))


def test_a_red_line_that_rests_on_no_claim_is_refused() -> None:
    refuse("blocked", in_blocking(lambda line: replace(line, claims=())))


def test_a_red_line_under_a_condition_nobody_stated_is_refused() -> None:
    other = says(ISSUES, "X", "a", refuses={"blocked": "low"}, unless={"seat": "oslo"}).unless
    refuse("blocked", in_blocking(lambda line: replace(line, unless=other)))


def test_a_red_line_of_a_statement_that_is_not_in_force_is_refused() -> None:
    ended = CASE.statements["A-3"].claims
    refuse("blocked", in_blocking(lambda line: replace(line, claims=(*line.claims, *ended))))
    refuse("blocked", in_blocking(lambda line: replace(line, claims=ended)))


def test_a_report_of_another_day_or_binding_is_refused() -> None:
    assert certify(replace(REPORT, assumption=Assumption(date(2024, 1, 1))), CASE)
    assert certify(replace(REPORT, assumption=Assumption(date(2026, 12, 31))), CASE)
    assert certify(replace(REPORT, assumption=Assumption(binding=Basis.LAW)), CASE)


@pytest.mark.parametrize("name", ["blocked", "troops"])
@pytest.mark.parametrize("change", [1, -1])
def test_a_retreat_with_a_step_more_or_less_is_refused(name: str, change: int) -> None:
    retreats = issue(name).retreats
    assert retreats is not None
    for at, retreat in enumerate(retreats):
        steps = retreat.parties[0].steps + change
        refuse(name, in_retreat(first_party(steps=steps), at))


@pytest.mark.parametrize("name", ["blocked", "troops"])
def test_a_retreat_with_past_unlimited_flipped_is_refused(name: str) -> None:
    retreats = issue(name).retreats
    assert retreats is not None
    for at, retreat in enumerate(retreats):
        flipped = not retreat.parties[0].past_unlimited
        refuse(name, in_retreat(first_party(past_unlimited=flipped), at))


@pytest.mark.parametrize("name", ["blocked", "troops"])
def test_a_missing_retreat_is_refused(name: str) -> None:
    assert len(issue(name).retreats or ()) > 1
    refuse(name, lambda item: replace(item, retreats=(item.retreats or ())[1:]))
    refuse(name, lambda item: replace(item, retreats=None))


@pytest.mark.parametrize(("name", "dominated"), [("blocked", "top"), ("troops", "100")])
def test_a_dominated_retreat_is_refused(name: str, dominated: str) -> None:
    def alter(item: IssueGap) -> IssueGap:
        found = item.retreats or ()
        assert dominated not in [retreat.outcome for retreat in found]
        return replace(item, retreats=(replace(found[0], outcome=dominated), *found))

    refuse(name, alter)


@pytest.mark.parametrize("total", [None, 2, 4])
def test_another_number_of_retreats_is_refused(total: int | None) -> None:
    assert issue("blocked").retreats_total == 3
    refuse("blocked", lambda item: replace(item, retreats_total=total))
    refuse("seat", lambda item: replace(item, retreats_total=total or 0))


def test_of_many_retreats_only_those_at_both_ends_are_certified() -> None:
    issues = {"troops": Outcomes.quantity("personnel", Grid(0, 1, 150, 0))}
    outcomes = issues["troops"]
    case = make_case(
        issues,
        says(issues, "A", "a", refuses={"troops": outcomes.names[:130]}),
        says(issues, "B", "b", refuses={"troops": outcomes.names[21:]}),
    )
    report = gap(case, ["a", "b"])
    (item,) = report.issues
    assert (len(item.retreats or ()), item.retreats_total) == (100, 111)
    assert certify(report, case) == ()

    def listing(*ends: slice) -> GapReport:
        named = [retreat for end in ends for retreat in (item.retreats or ())[end]]
        return replace(report, issues=(replace(item, retreats=tuple(named)),))

    for ends in [(slice(50),), (slice(49), slice(50, None)), (slice(50), slice(51, None))]:
        assert certify(listing(*ends), case)


def test_a_retreat_that_leaves_out_a_party_is_refused() -> None:
    refuse("blocked", in_retreat(lambda retreat: replace(retreat, parties=retreat.parties[1:])))


def test_a_retreat_of_another_party_is_refused() -> None:
    refuse("blocked", in_retreat(first_party(party="c")))


def test_a_retreat_that_passes_other_red_lines_is_refused() -> None:
    lines = issue("blocked").positions[1].red_lines
    refuse("blocked", in_retreat(first_party(red_lines=lines)))


def test_retreats_on_options_are_refused() -> None:
    retreats = issue("blocked").retreats
    refuse("seat", lambda item: replace(item, retreats=retreats))


def test_retreats_where_ground_is_left_are_refused() -> None:
    retreats = issue("blocked").retreats
    refuse("bridgeable", lambda item: replace(item, retreats=retreats))


def passing(change: Callable[[RedLine], RedLine]) -> Alter:
    """The red line that the second party passes on its way to `high`, changed."""

    def alter(retreat: Retreat) -> Retreat:
        first, second = retreat.parties
        (line,) = second.red_lines
        return replace(retreat, parties=(first, replace(second, red_lines=(change(line),))))

    return in_retreat(alter, at=2)


def test_a_red_line_passed_by_a_retreat_with_other_outcomes_is_refused() -> None:
    refuse("blocked", passing(lambda line: replace(line, region=~line.region.outcomes.nothing)))


def test_a_red_line_passed_by_a_retreat_of_another_party_is_refused() -> None:
    refuse("blocked", passing(lambda line: replace(line, party="c")))


SOFT = make_case(
    {"pier": LEVELS},
    says({"pier": LEVELS}, "A-1", "a", refuses={"pier": "low"}, vague=True),
    says({"pier": LEVELS}, "A-2", "a", refuses={"pier": "mid"}, disputed=True),
    says({"pier": LEVELS}, "B-1", "b", refuses={"pier": "mid high top"}),
    says({"pier": LEVELS}, "B-2", "b", refuses={"pier": "low"}, vague=True),
)


@pytest.mark.parametrize(
    ("keep", "objection"),
    [
        (("A-1", "B-2"), None),
        ((), "no soft claims are given that make it bridgeable"),
        (("A-1",), "believing A-1 refuses does not make it bridgeable"),
        (
            ("A-1", "A-2", "B-2"),
            "believing A-1 refuses, A-2 refuses, B-2 refuses is more than makes it bridgeable",
        ),
    ],
)
def test_soft_claims_that_do_not_just_turn_the_verdict_are_refused(
    keep: tuple[str, ...], objection: str | None
) -> None:
    report = gap(SOFT, ["a", "b"])
    (item,) = report.issues
    assert [[c.statement.id for c in own] for own in item.depends_on] == [["A-1", "B-2"]]
    claims = [c for p in item.positions for c in p.counted if c.statement.id in keep]
    opened = item.depends_on_zone if {"A-1", "B-2"} <= {*keep} else item.zone
    given = replace(item, depends_on=(tuple(claims),) if claims else (), depends_on_zone=opened)
    told = (f"pier: {objection}",) if objection else ()
    assert certify(replace(report, issues=(given,)), SOFT) == told


def test_soft_claims_that_turn_nothing_are_refused() -> None:
    (first, *_) = (c for p in issue("agreed").positions for c in p.counted)
    refuse("agreed", lambda item: replace(item, depends_on=((first,),)))


def test_another_zone_of_the_soft_claims_is_refused() -> None:
    report = gap(SOFT, ["a", "b"])
    (item,) = report.issues
    wrong = replace(report, issues=(replace(item, depends_on_zone=~item.depends_on_zone),))
    assert certify(wrong, SOFT) == (
        "pier: believing the first of them opens low, not high, mid, top",
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda own: replace(own, party="b"),
        lambda own: replace(own, soft=True),
        lambda own: replace(own, region=~own.region),
        lambda own: replace(own, refused_by=()),
        lambda own: replace(own, together=True),
    ],
)
def test_an_unmet_demand_that_is_told_wrong_is_refused(change: Callable[[Unmet], Unmet]) -> None:
    assert issue("bridgeable").unmet
    told = lambda item: replace(item, unmet=tuple(map(change, item.unmet)))  # noqa: E731
    refuse("bridgeable", told)
    refuse("bridgeable", lambda item: replace(item, unmet=()))
