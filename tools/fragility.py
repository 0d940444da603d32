"""Which verdicts change when a case is told without some of its statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from redlines import Assumption, Case, Statement, Verdict, gap


@dataclass(frozen=True, slots=True)
class Change:
    """The verdict on one issue before and after one removal; `removed` names what was removed."""

    issue: str
    before: Verdict
    after: Verdict
    removed: str


def without(case: Case, statements: Collection[str]) -> Case:
    """The case as if some statements, by their ids, had not been made."""
    kept = {id_: own for id_, own in case.statements.items() if id_ not in statements}
    return replace(case, statements=kept)


def verdicts(
    case: Case, parties: tuple[str, ...], day: date | None, issues: Iterable[str] | None = None
) -> dict[str, Verdict]:
    """The verdict of some parties on each issue, or on those named."""
    chosen = None if issues is None else tuple(issues)
    report = gap(case, parties, Assumption(day), issues=chosen)
    return {item.issue.id: item.verdict for item in report.issues}


def fragile(
    case: Case,
    parties: tuple[str, ...],
    day: date | None,
    removals: Mapping[str, Collection[str]],
) -> tuple[Change, ...]:
    """Every change of a verdict between some parties that a removal on its own brings about.

    A removal is a name and the statements that go with it. In the order of the removals, then of
    the issues. A verdict on one issue rests on the claims on that issue alone, so that only the
    issues of the statements removed are judged anew.
    """
    before = verdicts(case, parties, day)
    found = []
    for name, ids in removals.items():
        gone = [case.statements[id_] for id_ in ids]
        touched = {claim.issue for own in gone for claim in own.claims if claim.party in parties}
        chosen = [issue for issue in before if issue in touched]
        after = verdicts(without(case, ids), parties, day, chosen) if chosen else {}
        found += [
            Change(issue, before[issue], verdict, name)
            for issue, verdict in after.items()
            if verdict is not before[issue]
        ]
    return tuple(found)


def by_statement(statements: Iterable[Statement]) -> dict[str, tuple[str, ...]]:
    """Every statement as a removal of its own."""
    return {own.id: (own.id,) for own in statements}


def by_source(statements: Iterable[Statement], *, alone: bool) -> dict[str, tuple[str, ...]]:
    """Every source as a removal of the statements that cite it, by the ids of the sources.

    With `alone`, of those that cite nothing else: the others keep their other sources.
    """
    found: dict[str, list[str]] = {}
    for own in statements:
        for source in own.sources:
            if not alone or len(own.sources) == 1:
                found.setdefault(source, []).append(own.id)
    return {source: tuple(ids) for source, ids in sorted(found.items())}
