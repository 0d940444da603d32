"""The public API: what the commands use, and the nouns.

Names are looked up when they are first used, since every command imports this package first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redlines.case import (
        Basis,
        Case,
        Claim,
        Condition,
        Heading,
        Issue,
        Party,
        Place,
        Said,
        Source,
        Statement,
        Verb,
    )
    from redlines.engine.certify import certify
    from redlines.engine.contradictions import contradictions
    from redlines.engine.gaps import gap
    from redlines.findings import (
        FINDINGS,
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
    from redlines.problems import PROBLEMS, Level, Problem
    from redlines.reading.build import InputFile, Reading, read_case
    from redlines.region import Kind, Outcomes, Region

    __version__: str

__all__ = [
    "FINDINGS",
    "PROBLEMS",
    "Basis",
    "BlockingSet",
    "Case",
    "Claim",
    "Condition",
    "Gap",
    "GapReport",
    "Heading",
    "InputFile",
    "Issue",
    "IssueGap",
    "Kind",
    "Level",
    "Outcomes",
    "Party",
    "PartyRetreat",
    "Place",
    "Position",
    "Problem",
    "Reading",
    "RedLine",
    "Region",
    "Retreat",
    "Said",
    "Source",
    "Stake",
    "Statement",
    "Verb",
    "Verdict",
    "__version__",
    "certify",
    "contradictions",
    "gap",
    "read_case",
]

_HOMES = {
    "redlines.case": (
        "Basis",
        "Case",
        "Claim",
        "Condition",
        "Heading",
        "Issue",
        "Party",
        "Place",
        "Said",
        "Source",
        "Statement",
        "Verb",
    ),
    "redlines.engine.certify": ("certify",),
    "redlines.engine.contradictions": ("contradictions",),
    "redlines.engine.gaps": ("gap",),
    "redlines.findings": (
        "FINDINGS",
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
