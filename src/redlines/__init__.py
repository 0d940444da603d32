"""The public API: what the commands use, and the nouns.

Names are looked up when they are first used, since every command imports this package first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redlines.assumption import Assumption, Held
    from redlines.case import (
        Basis,
        Case,
        Claim,
        Condition,
        Heading,
        Issue,
        Party,
        Place,
        Plan,
        Point,
        Said,
        Source,
        Statement,
        Verb,
    )
    from redlines.catalogue import RULES, Direction, Rule
    from redlines.engine.certify import certify
    from redlines.engine.changes import diff
    from redlines.engine.contradictions import contradictions
    from redlines.engine.finding import findings_of, problem_findings
    from redlines.engine.gaps import gap
    from redlines.engine.ignoring import Scope, accepted, without_issue
    from redlines.engine.plans import check
    from redlines.engine.positions_diff import position_diff
    from redlines.findings import (
        BlockingSet,
        Gap,
        GapReport,
        IssueGap,
        PartyRetreat,
        Position,
        RedLine,
        Retreat,
        Stake,
        Verdict,
    )
    from redlines.plan_findings import (
        Change,
        ChangeKind,
        CheckReport,
        ClaimChange,
        ClaimChangeKind,
        Effect,
        EffectKind,
        Finding,
        Grade,
        GradeWord,
        Ignore,
        PlanDiff,
        PositionDiff,
        Settlement,
        VerdictChange,
    )
    from redlines.problems import PROBLEMS, Level, Problem
    from redlines.reading.build import InputFile, Reading, read_case
    from redlines.region import Kind, Outcomes, Region

    __version__: str

__all__ = [
    "PROBLEMS",
    "RULES",
    "Assumption",
    "Basis",
    "BlockingSet",
    "Case",
    "Change",
    "ChangeKind",
    "CheckReport",
    "Claim",
    "ClaimChange",
    "ClaimChangeKind",
    "Condition",
    "Direction",
    "Effect",
    "EffectKind",
    "Finding",
    "Gap",
    "GapReport",
    "Grade",
    "GradeWord",
    "Heading",
    "Held",
    "Ignore",
    "InputFile",
    "Issue",
    "IssueGap",
    "Kind",
    "Level",
    "Outcomes",
    "Party",
    "PartyRetreat",
    "Place",
    "Plan",
    "PlanDiff",
    "Point",
    "Position",
    "PositionDiff",
    "Problem",
    "Reading",
    "RedLine",
    "Region",
    "Retreat",
    "Rule",
    "Said",
    "Scope",
    "Settlement",
    "Source",
    "Stake",
    "Statement",
    "Verb",
    "Verdict",
    "VerdictChange",
    "__version__",
    "accepted",
    "certify",
    "check",
    "contradictions",
    "diff",
    "findings_of",
    "gap",
    "position_diff",
    "problem_findings",
    "read_case",
    "without_issue",
]

_HOMES = {
    "redlines.assumption": ("Assumption", "Held"),
    "redlines.case": (
        "Basis",
        "Case",
        "Claim",
        "Condition",
        "Heading",
        "Issue",
        "Party",
        "Place",
        "Plan",
        "Point",
        "Said",
        "Source",
        "Statement",
        "Verb",
    ),
    "redlines.catalogue": ("RULES", "Direction", "Rule"),
    "redlines.engine.certify": ("certify",),
    "redlines.engine.changes": ("diff",),
    "redlines.engine.contradictions": ("contradictions",),
    "redlines.engine.gaps": ("gap",),
    "redlines.engine.ignoring": ("Scope", "accepted", "without_issue"),
    "redlines.engine.finding": ("findings_of", "problem_findings"),
    "redlines.engine.plans": ("check",),
    "redlines.engine.positions_diff": ("position_diff",),
    "redlines.findings": (
        "BlockingSet",
        "Gap",
        "GapReport",
        "IssueGap",
        "PartyRetreat",
        "Position",
        "RedLine",
        "Retreat",
        "Stake",
        "Verdict",
    ),
    "redlines.plan_findings": (
        "Change",
        "ChangeKind",
        "CheckReport",
        "ClaimChange",
        "ClaimChangeKind",
        "Effect",
        "EffectKind",
        "Finding",
        "Grade",
        "GradeWord",
        "Ignore",
        "PlanDiff",
        "PositionDiff",
        "Settlement",
        "VerdictChange",
    ),
    "redlines.problems": ("PROBLEMS", "Level", "Problem"),
    "redlines.reading.build": ("InputFile", "Reading", "read_case"),
    "redlines.region": ("Kind", "Outcomes", "Region"),
}

if not TYPE_CHECKING:

    def __getattr__(name):
        if name == "__version__":
            from redlines.installed import version

            return version()
        for module, names in _HOMES.items():
            if name in names:
                from importlib import import_module  # noqa: TID251

                return getattr(import_module(module), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__():
        return __all__
