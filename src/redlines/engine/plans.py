"""What a plan draft does to each party: its grades, issue by issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Claim, Plan, Point, Verb
from redlines.engine.conditions import holds, readings
from redlines.engine.later import later
from redlines.engine.positions import held_back, red_lines, union
from redlines.engine.standing import Crossing, Reading, Standing, standing
from redlines.engine.what_if import what_if
from redlines.findings import CheckReport, Grade, Settlement
from redlines.region import Region
from redlines.verdicts import GradeWord


def check(
    case: Case,
    plan: Plan,
    assumption: Assumption = NOTHING,
    *,
    parties: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
) -> CheckReport:
    """The grades of a plan for some parties, all of the case by default, on some issues.

    The day is the later of the case's and the plan's unless the assumption names one. Raises
    KeyError for a party or an issue that the case does not have.
    """
    return judged(case, plan, assumption, parties, issues)[0]


# By issue and party.
Standings = dict[tuple[str, str], Standing]


def judged(
    case: Case,
    plan: Plan,
    assumption: Assumption,
    parties: Sequence[str] | None,
    issues: Sequence[str] | None,
) -> tuple[CheckReport, Standings]:
    """The grades of a plan, and where it stands to every party on every issue."""
    chosen = tuple(case.parties[party].id for party in (parties or case.parties))
    wanted = tuple(case.issues[issue].id for issue in (issues or case.issues))
    assumption = assumption.on(judgement_day(case, plan))
    settled = settlements(case, plan)
    found = {
        (issue, party): standing(case, plan, settled, issue, party, assumption)
        for issue in wanted
        for party in chosen
    }
    report = CheckReport(
        plan=plan,
        parties=chosen,
        assumption=assumption,
        settlements=tuple(settled[issue] for issue in wanted if issue in settled),
        grades=tuple(own for stands in found.values() if (own := grade(stands, plan))),
        later=later(case, assumption.day, parties=chosen, issues=issues and wanted),
        what_if=what_if(case, chosen, wanted, assumption),
    )
    return report, found


def judgement_day(case: Case, *plans: Plan) -> date | None:
    """The latest of the case's day and the plans' dates; None where nothing is dated."""
    days = [day for day in (case.as_of, *(plan.day for plan in plans)) if day]
    return max(days, default=None)


def settlements(case: Case, plan: Plan) -> dict[str, Settlement]:
    """What a plan settles by issue, in the case's order; issues it is silent on are left out."""
    taken, certain = _taken(plan)
    left = [point for at, point in enumerate(plan.points) if at not in taken]
    possible = dict(certain)
    _narrow(possible, left)
    points = _ids(point for at, point in enumerate(plan.points) if at in taken)
    undecided = _ids(left)
    found = {
        issue: Settlement(
            issue,
            certain.get(issue),
            points.get(issue, ()),
            undecided.get(issue, ()),
            possible[issue],
            tuple(
                (point.given, region) for point in left for on, region in point.terms if on == issue
            ),
        )
        for issue in case.issues
        if issue in possible
    }
    if not left:
        return found
    # A condition that is not met leaves its point undecided, but not together with a claim's.
    known = readings(case, plan, found)
    unmet = {own for point in left if (own := point.given) and holds(own, known) is False}
    return {
        issue: replace(
            own,
            open_points=tuple(
                ((given, "unmet") if given in unmet else given, region)
                for given, region in own.open_points
            ),
        )
        for issue, own in found.items()
    }


def _taken(plan: Plan) -> tuple[set[int], dict[str, Region]]:
    """The places in the plan of the points that count, and what these leave of each issue.

    A conditional point counts only where the plan meets its condition. Every point that counts
    narrows what is settled, and what lies inside a condition stays inside it, so points are taken
    in until no further condition is met. A condition that was not met is asked again only where
    one of its issues was narrowed since.
    """
    taken = {at for at, point in enumerate(plan.points) if point.given is None}
    asking: dict[str, list[int]] = {}
    for at, point in enumerate(plan.points):
        for issue, _ in point.given.terms if point.given else ():
            asking.setdefault(issue, []).append(at)
    settled: dict[str, Region] = {}
    _narrow(settled, (plan.points[at] for at in taken))
    asked = set(range(len(plan.points))) - taken
    while met := {
        at
        for at in asked
        if (given := plan.points[at].given)
        and holds(given, lambda issue: (settled.get(issue),)) is True
    }:
        taken |= met
        narrowed = _narrow(settled, (plan.points[at] for at in met))
        asked = {at for issue in narrowed for at in asking.get(issue, ())} - taken
    return taken, settled


def _narrow(settled: dict[str, Region], points: Iterable[Point]) -> set[str]:
    """Narrow what is settled by what some more points leave; the issues on which that is less."""
    narrowed = set()
    for point in points:
        for issue, region in point.terms:
            before = settled.get(issue)
            if before is None or not before <= region:
                settled[issue] = region if before is None else before & region
                narrowed.add(issue)
    return narrowed


def _ids(points: Iterable[Point]) -> dict[str, tuple[str, ...]]:
    """The ids of the points that speak on each issue, in the order of the points."""
    found: dict[str, list[str]] = {}
    for point in points:
        for issue in dict(point.terms):
            found.setdefault(issue, []).append(point.id)
    return {issue: tuple(ids) for issue, ids in found.items()}


def grade(stands: Standing, plan: Plan) -> Grade | None:
    """What a plan does to a party on an issue; None where neither says anything of weight."""
    item, party, settlement = stands.issue, stands.party, stands.settlement
    if settlement is None:
        stake = any(c.verb is not Verb.ACCEPTS and stands.may_count(c) for c in stands.claims)
        word = GradeWord.UNSETTLED
        return Grade(item, party, word, (), None, unknown=plan.all_unknown) if stake else None
    points = settlement.points + settlement.undecided
    if stands.silent:
        return Grade(item, party, GradeWord.UNSTATED, points, settlement.region)
    region = settlement.region
    # A red line that only an undecided point would cross is told too; a demand is not yet met.
    widest = region if region is not None else settlement.narrowed
    word = _word(stands)
    vague = word is GradeWord.FALLS_SHORT and stands.demand_is_vague
    demands = stands.demands if vague or not stands.demand_is_vague else ()
    crossed = tuple(line for line in stands.lines if widest and line.region & widest)
    reach = union((line.region for line in crossed), item.outcomes)
    behind = [claim for claim in stands.claims if claim.region & reach]
    met = {claim: stands.met(claim) for claim in behind if claim.condition}
    narrowed, withheld, on_condition = held_back(behind, stands.lines, met)
    return Grade(
        issue=item,
        party=party,
        word=word,
        points=points,
        region=region,
        declared=stands.declared,
        crossed=crossed,
        lifted=red_lines(c for c in stands.claims if _is_lifted(c, stands)),
        met=tuple(c for c in demands if region and region <= c.region),
        missed=tuple(c for c in demands if region and not region & c.region),
        undecided=tuple(claim for claim in stands.claims if stands.met(claim) is None),
        vague=vague,
        narrowed=narrowed,
        withheld=withheld,
        on_condition=on_condition,
    )


def _is_lifted(claim: Claim, stands: Standing) -> bool:
    return claim.verb is Verb.REFUSES and bool(claim.condition) and stands.met(claim) is True


def _word(stands: Standing) -> GradeWord:
    """The grade that every reading has; else, or where there are too many, it is ambiguous."""
    if stands.crossing is Crossing.CROSSES:
        return GradeWord.CROSSES
    words = {_word_of(reading) for reading in stands.readings}
    return words.pop() if len(words) == 1 else GradeWord.AMBIGUOUS


def _word_of(reading: Reading) -> GradeWord:
    """The grade of one reading."""
    region = reading.region
    if region is None:
        return GradeWord.UNSETTLED
    if region <= reading.refused:
        return GradeWord.CROSSES
    if region & reading.refused:
        return GradeWord.AMBIGUOUS
    if region <= reading.demanded:
        return GradeWord.MEETS
    if region <= reading.declared:
        return GradeWord.WITHIN
    if reading.vaguely_missed or (reading.demanded and not region & reading.demanded):
        return GradeWord.FALLS_SHORT
    return GradeWord.UNCLAIMED
