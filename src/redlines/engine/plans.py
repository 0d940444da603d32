"""What a plan draft does to each party: its grades, issue by issue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import product

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Claim, Condition, Plan, Point, Verb
from redlines.engine.positions import counting, heard, red_lines, satisfying, union
from redlines.findings import CheckReport, Grade, GradeWord, Settlement
from redlines.region import Outcomes, Region

# So many open conditions on one issue are tried out in every combination; with more of them the
# grade is ambiguous without trying.
_TRIED = 8


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
    chosen = tuple(case.parties[party].id for party in (parties or case.parties))
    wanted = tuple(case.issues[issue].id for issue in (issues or case.issues))
    assumption = assumption.on(judgement_day(case, plan))
    settled = settlements(case, plan)
    return CheckReport(
        plan=plan,
        parties=chosen,
        assumption=assumption,
        settlements=tuple(settled[issue] for issue in wanted if issue in settled),
        grades=tuple(
            found
            for issue in wanted
            for party in chosen
            if (found := grade(case, plan, settled, issue, party, assumption))
        ),
    )


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
    return {
        issue: Settlement(
            issue,
            certain.get(issue),
            points.get(issue, ()),
            undecided.get(issue, ()),
            possible[issue],
        )
        for issue in case.issues
        if issue in possible
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


Readings = Callable[[str], Sequence[Region | None]]


def holds(condition: Condition, readings: Readings) -> bool | None:
    """Whether a plan meets a condition: every issue settled inside its region.

    `readings` gives what the plan may settle of an issue, None for nothing. False where an issue
    is settled outside its region or not at all, None where the plan leaves it open.
    """
    answers = [_inside(wanted, readings(issue)) for issue, wanted in condition.terms]
    if any(answer is False for answer in answers):
        return False
    return True if all(answers) else None


def _inside(wanted: Region, readings: Sequence[Region | None]) -> bool | None:
    """Whether an issue is settled inside a region under every reading, under none, or neither."""
    answers = {
        False if region is None or not region & wanted else (True if region <= wanted else None)
        for region in readings
    }
    return answers.pop() if len(answers) == 1 else None


def grade(
    case: Case,
    plan: Plan,
    settled: Mapping[str, Settlement],
    issue: str,
    party: str,
    assumption: Assumption,
) -> Grade | None:
    """What a plan does to a party on an issue; None where neither says anything of weight."""
    item = case.issues[issue]
    known = heard(case, issue, party, assumption)
    claims = counting(known, party, issue, assumption)
    settlement = settled.get(issue)
    if settlement is None:
        stake = any(c.verb is not Verb.ACCEPTS for c in claims)
        word = GradeWord.UNSETTLED
        return Grade(item, party, word, (), None, unknown=plan.all_unknown) if stake else None
    points = settlement.points + settlement.undecided
    if not known and not claims:
        return Grade(item, party, GradeWord.UNSTATED, points, settlement.region)

    def readings(other: str) -> Sequence[Region | None]:
        return settled[other].readings if other in settled else (None,)

    answers = {c: holds(c.condition, readings) for c in claims if c.condition is not None}
    open_ones = list(dict.fromkeys(c.condition for c in answers if answers[c] is None))
    words = {
        _word(reading, _standing(claims, answers, open_ones, truth))
        for reading in settlement.readings
        for truth in product(
            (True, False), repeat=len(open_ones) if len(open_ones) <= _TRIED else 0
        )
    }
    decided = len(words) == 1 and len(open_ones) <= _TRIED
    word = words.pop() if decided else GradeWord.AMBIGUOUS
    counted = _standing(claims, answers, open_ones, (False,) * len(open_ones))
    lines = red_lines(counted)
    lifted = red_lines([c for c in claims if c.verb is Verb.REFUSES and answers.get(c)])
    region = settlement.region
    # A red line that only an undecided point would cross is told too; a demand is not yet met.
    widest = region if region is not None else settlement.narrowed
    demands = [c for c in counted if c.verb is Verb.DEMANDS and _firm(c)]
    return Grade(
        issue=item,
        party=party,
        word=word,
        points=points,
        region=region,
        declared=_sets(counted, item.outcomes)[1],
        crossed=tuple(line for line in lines if widest and line.region & widest),
        lifted=lifted,
        met=tuple(c for c in demands if region and region <= c.region),
        missed=tuple(c for c in demands if region and not region & c.region),
        undecided=tuple(c for c in answers if answers[c] is None),
    )


def _word(region: Region | None, counted: Sequence[Claim]) -> GradeWord:
    """The grade of what is settled under one reading, by the claims that count in it."""
    if region is None:
        return GradeWord.UNSETTLED
    if not region:
        # A condition may bring together points that leave no outcome: none of it can be graded.
        return GradeWord.AMBIGUOUS
    wanted, declared, refused = _sets(counted, region.outcomes)
    if region <= refused:
        return GradeWord.CROSSES
    if region & refused:
        return GradeWord.AMBIGUOUS
    if region <= wanted:
        return GradeWord.MEETS
    if region <= declared:
        return GradeWord.WITHIN
    return GradeWord.FALLS_SHORT if wanted and not region & wanted else GradeWord.UNCLAIMED


def _sets(counted: Sequence[Claim], outcomes: Outcomes) -> tuple[Region, Region, Region]:
    """D, A and R of the claims that count in a plan."""
    refused = union((line.region for line in red_lines(counted)), outcomes)
    named = {
        verb: [c.region for c in counted if c.verb is verb and _firm(c)]
        for verb in (Verb.DEMANDS, Verb.ACCEPTS)
    }
    wanted = satisfying(named[Verb.DEMANDS], outcomes) - refused
    return wanted, wanted | (union(named[Verb.ACCEPTS], outcomes) - refused), refused


def _standing(
    claims: Iterable[Claim],
    answers: Mapping[Claim, bool | None],
    open_ones: Sequence[Condition | None],
    truth: Sequence[bool],
) -> tuple[Claim, ...]:
    """The claims that count: refusals that are not lifted, offers and demands whose `if` is met."""
    assumed = dict(zip(open_ones, truth, strict=False))
    found = []
    for claim in claims:
        met = answers.get(claim)
        met = assumed.get(claim.condition, False) if claim in answers and met is None else met
        if claim.condition is None or met is (claim.verb is not Verb.REFUSES):
            found.append(claim)
    return tuple(found)


def _firm(claim: Claim) -> bool:
    """Whether an offer or a demand counts: a condition that the plan meets is no softness here."""
    return not (claim.statement.disputed or claim.statement.vague)
