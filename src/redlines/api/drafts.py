"""`check` and `diff`: what a draft does to each party, and what changed between two, for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redlines import findings
from redlines.api.about import About, Origin, about
from redlines.api.asked import assumption_of, case_of, draft_of, issues_of, parties_of
from redlines.assumption import NOTHING, Assumption
from redlines.engine import changes, plans

if TYPE_CHECKING:
    from redlines.api.asked import AnyCase, Draft, Issues, Parties


@dataclass(frozen=True, repr=False)
class CheckReport(About, findings.CheckReport):
    """The grades of one plan under one assumption, by issue and then by party.

    `later` counts what these parties said after its day.
    """


@dataclass(frozen=True, repr=False)
class PlanDiff(About, findings.PlanDiff):
    """What changed between two plans or two versions of one, and for whom.

    `unheard` are the parties with no statement in force on what changed, `only_soft` those with
    none but soft claims there, on whom the change has no effect, with these claims.
    """

    base: CheckReport
    revision: CheckReport
    origins: tuple[Origin, Origin] = field(kw_only=True, compare=False)


def check(
    case: AnyCase,
    plan: Draft,
    assumption: Assumption = NOTHING,
    *,
    parties: Parties | None = None,
    issues: Issues | None = None,
) -> CheckReport:
    """The grades of a plan for some parties, all of the case by default, on some issues or all.

    The plan is one of the case, by any of its names, or a file, or `REF:path`. The day is the later
    of the case's and the plan's unless the assumption names one. Raises NotDoneError for what the
    case lacks, InvalidCaseError for a file that is no valid plan.
    """
    own = case_of(case)
    report = plans.check(
        own,
        draft_of(own, plan)[0],
        assumption_of(own, assumption),
        parties=None if parties is None else parties_of(own, parties),
        issues=issues_of(own, issues),
    )
    return about(report, CheckReport, own)


def diff(
    case: AnyCase,
    base: Draft,
    revision: Draft,
    assumption: Assumption = NOTHING,
    *,
    parties: Parties | None = None,
    issues: Issues | None = None,
) -> PlanDiff:
    """What changed from one plan to another, and what that does to each party.

    Points are matched by id, never by number or place. Both sides are judged by the case as it is
    now, on one day: the latest of the case's and the plans', unless the assumption names one.
    Plans, parties and issues are named as for `check`, which raises the same.
    """
    own = case_of(case)
    (before, old), (after, new) = (draft_of(own, plan) for plan in (base, revision))
    found = changes.diff(
        own,
        before,
        after,
        assumption_of(own, assumption),
        parties=None if parties is None else parties_of(own, parties),
        issues=issues_of(own, issues),
    )
    sides = {
        "base": about(found.base, CheckReport, own),
        "revision": about(found.revision, CheckReport, own),
    }
    return about(found, PlanDiff, own, origins=(old, new), **sides)
