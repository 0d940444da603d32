"""What claims and points hang on, and whether a plan meets it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from redlines.case import Case, Claim, Condition, Plan, Verb
from redlines.findings import Settlement
from redlines.region import Region

Readings = Callable[[str], Sequence[Region | None]]
# A condition over issues, or a proviso, which no plan decides.
Part = Condition | str
# What a plan may leave open: a part of what claims hang on, or what its own points do.
Question = Hashable


def parts_of(claim: Claim) -> tuple[Part, ...]:
    """What a claim hangs on in a plan; a red line stands whatever becomes of its proviso."""
    proviso = None if claim.verb is Verb.REFUSES else claim.statement.proviso
    return tuple(part for part in (claim.condition, proviso) if part)


def readings(case: Case, plan: Plan, settled: Mapping[str, Settlement]) -> Readings:
    """What a plan may settle of any issue: all of one that it may settle by what is not known."""

    def of(issue: str) -> Sequence[Region | None]:
        if issue in settled:
            return settled[issue].readings
        return (None, case.issues[issue].outcomes.everything) if plan.all_unknown else (None,)

    return of


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


def consistent(turn: Mapping[Question, bool]) -> bool:
    """Whether no condition is met without another that it implies: on more issues, or narrower."""
    met = [own for own, answer in turn.items() if answer and isinstance(own, Condition)]
    unmet = [own for own, answer in turn.items() if not answer and isinstance(own, Condition)]
    return not any(_implies(own, other) for own in met for other in unmet)


def _implies(own: Condition, other: Condition) -> bool:
    terms = dict(own.terms)
    return all(issue in terms and terms[issue] <= region for issue, region in other.terms)
