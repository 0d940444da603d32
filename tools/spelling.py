"""Regions, claims and statements in the spelling of a case file."""

from __future__ import annotations

from collections.abc import Iterable

from redlines import Case, Outcomes, Region, Statement, Verb


def region_yaml(region: Region) -> str:
    """A region as a case file may write it.

    >>> levels = Outcomes.scale(["low", "mid", "high", "top"])
    >>> region_yaml(levels.region(["high", "top"])), region_yaml(levels.region(["low", "top"]))
    ('{at_least: high}', '[low, top]')
    >>> kinds = Outcomes.options(["one", "two", "three"])
    >>> region_yaml(kinds.region(["one", "three"])), region_yaml(kinds.everything)
    ('{none_of: two}', 'any')
    """
    rest = ~region
    if not rest:
        return "any"
    if len(region) > 1 and len(rest) == 1 and not (region.outcomes.ordered and _unbroken(region)):
        return f"{{none_of: {rest.names[0]}}}"
    if region.outcomes.ordered:
        runs = [_run_yaml(region.outcomes, first, last) for first, last in region.runs()]
    else:
        runs = list(region.names)
    return runs[0] if len(runs) == 1 else f"[{', '.join(runs)}]"


def _unbroken(region: Region) -> bool:
    """Whether the region is one stretch."""
    return sum(1 for _ in region.runs()) == 1


def _run_yaml(outcomes: Outcomes, first: int, last: int) -> str:
    names, end = outcomes.names, len(outcomes.names) - 1
    if first == last:
        return names[first]
    if last == end:
        return f"{{at_least: {names[first]}}}"
    if first == 0:
        return f"{{at_most: {names[last]}}}"
    return f"{{between: [{names[first]}, {names[last]}]}}"


def terms_yaml(terms: Iterable[tuple[str, Region]], case: Case) -> str:
    """A map of issues and regions, areas of one heading with equal regions together."""
    groups: dict[tuple[str, str], list[str]] = {}
    for issue, region in terms:
        key = (case.issues[issue].heading, region_yaml(region))
        groups.setdefault(key, []).append(issue)
    parts = []
    for (heading, spelled), issues in groups.items():
        if len(issues) == len(case.headings[heading].issues):
            parts.append(f"{heading}: {spelled}")
        else:
            areas = ", ".join(case.issues[issue].area or "" for issue in issues)
            parts.append(f'"{heading}[{areas}]": {spelled}')
    return f"{{{', '.join(parts)}}}"


def statement_yaml(statement: Statement, case: Case) -> str:
    """What a statement claims, and under which conditions."""
    parts = []
    for verb in Verb:
        terms = [(issue, region) for own, issue, region in statement.terms if own is verb]
        if terms:
            parts.append(f"{verb}: {terms_yaml(terms, case)}")
    for word, condition in (("if", statement.given), ("unless", statement.unless)):
        if condition:
            parts.append(f"{word}: {terms_yaml(condition.terms, case)}")
    if statement.proviso:
        parts.append(f"proviso: {statement.proviso}")
    return ", ".join(parts)
