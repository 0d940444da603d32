"""What a plan draft does to each party: its grades, issue by issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import product
from operator import and_

from redlines.case import Basis, Case, Claim, Condition, Plan, Point, Verb
from redlines.engine.positions import red_lines, satisfying, union
from redlines.plan_findings import CheckReport, Grade, GradeWord, Settlement
from redlines.region import Outcomes, Region

# So many open conditions on one issue are tried out in every combination; with more of them the
# grade is ambiguous without trying.
_TRIED = 8


def check(
    case: Case,
    plan: Plan,
    *,
    parties: Sequence[str] | None = None,
    as_of: date | None = None,
    binding: Basis | None = None,
    issues: Sequence[str] | None = None,
) -> CheckReport:
    """The grades of a plan for some parties, all of the case by default, on some issues.

    The day is the later of the case's and the plan's unless `as_of` names one. Raises KeyError
    for a party or an issue that the case does not have.
    """
    chosen = tuple(case.parties[party].id for party in (parties or case.parties))
    wanted = tuple(case.issues[issue].id for issue in (issues or case.issues))
    day = as_of or judgement_day(case, plan)
    settled = settlements(case, plan)
    return CheckReport(
        plan=plan,
        parties=chosen,
        day=day,
        binding=binding,
        settlements=tuple(settled[issue] for issue in wanted if issue in settled),
        grades=tuple(
            found
            for issue in wanted
            for party in chosen
            if (found := grade(case, plan, settled, issue, party, day, binding))
        ),
    )


def judgement_day(case: Case, *plans: Plan) -> date | None:
    """The latest of the case's day and the plans' dates; None where nothing is dated."""
    days = [day for day in (case.as_of, *(plan.day for plan in plans)) if day]
    return max(days, default=None)


def settlements(case: Case, plan: Plan) -> dict[str, Settlement]:
    """What a plan settles by issue, in the case's order; issues it is silent on are left out.

    A conditional point counts only where the plan meets its condition. Every point that counts
    narrows what is settled, and what lies inside a condition stays inside it, so points are taken
    in until no further condition is met.
    """
    taken = [point for point in plan.points if point.given is None]
    left = [point for point in plan.points if point.given is not None]
    while met := [
        point for point in left if point.given and holds(point.given, _common(taken)) is True
    ]:
        taken += met
        left = [point for point in left if point not in met]
    certain, possible = _common(taken), _common([*taken, *left])
    return {
        issue: Settlement(
            issue,
            certain.get(issue, (None,))[0],
            _ids(plan.points, taken, issue),
            _ids(plan.points, left, issue),
            possible[issue][0],
        )
        for issue in case.issues
        if issue in possible
    }


def _common(points: Iterable[Point]) -> dict[str, tuple[Region, ...]]:
    """The outcomes that some points on each issue have in common, as the one reading there is."""
    regions: dict[str, list[Region]] = {}
    for point in points:
        for issue, region in point.terms:
            regions.setdefault(issue, []).append(region)
    return {issue: (reduce(and_, found),) for issue, found in regions.items()}


def _ids(order: Iterable[Point], points: Sequence[Point], issue: str) -> tuple[str, ...]:
    """The ids of some points that speak on an issue, in the plan's order."""
    return tuple(
        point.id
        for point in order
        if point in points and any(issue == own for own, _ in point.terms)
    )


def holds(condition: Condition, readings: Mapping[str, Sequence[Region | None]]) -> bool | None:
    """Whether a plan meets a condition: every issue settled inside its region.

    False where one is settled outside it or not at all, None where the plan leaves it open.
    """
    answers = [
        answer
        for issue, wanted in condition.terms
        for answer in [_inside(wanted, readings.get(issue, (None,)))]
    ]
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
    day: date | None,
    binding: Basis | None,
) -> Grade | None:
    """What a plan does to a party on an issue; None where neither says anything of weight."""
    item = case.issues[issue]
    own = case.claims.get((issue, party), ())
    claims = tuple(claim for claim in own if claim.statement.in_force(day))
    settlement = settled.get(issue)
    if settlement is None:
        stake = red_lines(claims, binding) or any(c.verb is Verb.DEMANDS for c in claims)
        word = GradeWord.UNSETTLED
        return Grade(item, party, word, (), None, unknown=plan.all_unknown) if stake else None
    points = settlement.points + settlement.undecided
    if not claims:
        return Grade(item, party, GradeWord.UNSTATED, points, settlement.region)
    readings = {i: s.readings for i, s in settled.items()}
    answers = {c: holds(c.condition, readings) for c in claims if c.condition is not None}
    open_ones = list(dict.fromkeys(c.condition for c in answers if answers[c] is None))
    words = {
        _word(reading, _standing(claims, answers, open_ones, truth), binding)
        for reading in settlement.readings
        for truth in product(
            (True, False), repeat=len(open_ones) if len(open_ones) <= _TRIED else 0
        )
    }
    decided = len(words) == 1 and len(open_ones) <= _TRIED
    word = words.pop() if decided else GradeWord.AMBIGUOUS
    counted = _standing(claims, answers, open_ones, (False,) * len(open_ones))
    lines = red_lines(counted, binding)
    lifted = red_lines([c for c in claims if c.verb is Verb.REFUSES and answers.get(c)], binding)
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
        declared=_sets(counted, item.outcomes, binding)[1],
        crossed=tuple(line for line in lines if widest and line.region & widest),
        lifted=lifted,
        met=tuple(c for c in demands if region and region <= c.region),
        missed=tuple(c for c in demands if region and not region & c.region),
        undecided=tuple(c for c in answers if answers[c] is None),
    )


def _word(region: Region | None, counted: Sequence[Claim], binding: Basis | None) -> GradeWord:
    """The grade of what is settled under one reading, by the claims that count in it."""
    if region is None:
        return GradeWord.UNSETTLED
    if not region:
        # A condition may bring together points that leave no outcome: none of it can be graded.
        return GradeWord.AMBIGUOUS
    wanted, declared, refused = _sets(counted, region.outcomes, binding)
    if region <= refused:
        return GradeWord.CROSSES
    if region & refused:
        return GradeWord.AMBIGUOUS
    if region <= wanted:
        return GradeWord.MEETS
    if region <= declared:
        return GradeWord.WITHIN
    return GradeWord.FALLS_SHORT if wanted and not region & wanted else GradeWord.UNCLAIMED


def _sets(
    counted: Sequence[Claim], outcomes: Outcomes, binding: Basis | None
) -> tuple[Region, Region, Region]:
    """D, A and R of the claims that count in a plan."""
    refused = union((line.region for line in red_lines(counted, binding)), outcomes)
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
