"""Any finding in one sentence, and findings in the order to be read."""

from __future__ import annotations

from typing import assert_never

from redlines.case import Case
from redlines.deals import DealIssue, TermChange
from redlines.findings import Effect, Finding, Grade, Ignore, PlanChange, Unproven
from redlines.moves import CaseChange, ClaimChange, LostSource, Move, Moved, VerdictChange
from redlines.problems import Level, Problem
from redlines.verdicts import IssueGap
from redlines.view.deal_wording import (
    deal_issue_message,
    term_change_message,
    unproven_message,
)
from redlines.view.effect_wording import effect_message, plan_change_message
from redlines.view.plan_wording import grade_message, ignore_message
from redlines.view.position_wording import (
    case_change_message,
    claim_change_message,
    lost_source_message,
    move_message,
    verdict_change_message,
)
from redlines.view.rules import problem_sentence
from redlines.view.wording import verdict_message


def sentence(finding: Finding, case: Case | None) -> str:
    """What was found, in one sentence; ValueError where it takes a case and none is given.

    A problem of a file, a plan as a whole and an entry of the ignore file need no case.
    """
    about = finding.about
    if isinstance(about, Problem):
        return problem_sentence(about)
    if isinstance(about, Ignore):
        return ignore_message(finding.id, about)
    if isinstance(about, PlanChange):
        return plan_change_message(about)
    if case is None:
        raise ValueError(f"{finding.id} cannot be told without its case")
    told = _told(finding, about, case)
    if finding.stale:
        told = f"{told[:-1]} (its newest statement here is old for the day of judgement)."
    if finding.what_if:
        told = f"{told[:-1]} (by what is assumed besides what was said)."
    return told


def _told(
    finding: Finding,
    about: IssueGap | Grade | Effect | Moved | DealIssue | TermChange | Unproven,
    case: Case,
) -> str:
    match about:
        case IssueGap():
            return verdict_message(about, case)
        case Grade():
            return grade_message(about, case)
        case Effect():
            return effect_message(about, case)
        case CaseChange():
            return case_change_message(about, case)
        case Move():
            return move_message(about, case)
        case LostSource():
            return lost_source_message(about, case)
        case ClaimChange():
            return claim_change_message(about, case)
        case VerdictChange():
            return verdict_change_message(about, case)
        case DealIssue():
            return deal_issue_message(finding.id, about, finding.parties, case)
        case TermChange():
            return term_change_message(about, finding.parties, case)
        case Unproven():
            return unproven_message(about, finding.parties)
        case _ as never:
            assert_never(never)


def reading_order(finding: Finding) -> tuple[bool, int, int]:
    """A key that sorts findings: accepted ones last, then by level, then as their kind ranks."""
    about, rank = finding.about, 0
    match about:
        case IssueGap():
            rank = about.verdict.severity
        case Grade():
            rank = about.word.severity
        case Effect():
            rank = about.kind.severity
    return finding.ignored is not None, list(Level).index(finding.level), rank
