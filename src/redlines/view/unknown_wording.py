"""What is not known and could turn verdicts, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from redlines.case import Case, Statement
from redlines.verdicts import Unknown, UnknownKind, Verdict
from redlines.view.phrases import act, conjoined, day_told, first_of, issue_names

# Of each unknown so many issues are named, and so many in brief.
_NAMED, _FEW = 8, 3


def unknown_rows(
    unknowns: Sequence[Unknown], case: Case, *, full: bool
) -> Iterator[tuple[str, str]]:
    """How many verdicts something could turn, and what.

    Parties alike share a row, and so do sources that could do the same on one issue each, in brief
    by their ids alone.
    """
    found: dict[tuple[UnknownKind, str, object], list[Unknown]] = {}
    for own in unknowns:
        party = own.kind in (UnknownKind.SILENT, UnknownKind.OLD)
        single = own.kind is UnknownKind.SOURCE and len(own.headings) == 1
        like = (_number(own), _could(own)) if single else own.verdicts
        found.setdefault((own.kind, "" if party or single else own.name, like), []).append(own)
    for (kind, name, _), alike in found.items():
        first = alike[0]
        if kind is UnknownKind.SOURCE and not name and len(alike) > 1:
            names = [
                f"{own.name} ({_issues(own, case, _NAMED)})" if full else own.name for own in alike
            ]
            told = f"whether a second source has what only one has, {conjoined(names, 'or')}"
            yield f"{_number(first)} each", f"{told} ({_could(first)})"
        else:
            question = _question(kind, [own.name for own in alike], case)
            issues = _issues(first, case, _NAMED if full else _FEW)
            yield _number(first), f"{question}: {issues} ({_could(first)})"


def _number(own: Unknown) -> str:
    """How many verdicts on record something could turn, and of how many issues without one."""
    new = len(own.headings) - len(own.judged)
    parts = [str(len(own.judged))] if own.judged else []
    return " ".join([*parts, *([f"+{new}"] if new else [])])


def _question(kind: UnknownKind, names: Sequence[str], case: Case) -> str:
    """What is not known of a party, of any of several, of a statement or a source."""
    name, who = names[0], conjoined(names, "or")
    match kind:
        case UnknownKind.SILENT:
            return f"what {who} says where it is silent"
        case UnknownKind.OLD:
            return f"what {who} says now where its newest statement is over a year old"
        case UnknownKind.DISPUTED:
            return f"whether {cited_text(case.statements[name])} holds, which is disputed"
        case UnknownKind.VAGUE:
            return f"what {cited_text(case.statements[name])} means, which is vague"
        case UnknownKind.CONDITIONAL:
            return f"whether the condition of {cited_text(case.statements[name])} is met"
        case UnknownKind.SOURCE:
            return f"whether a second source has what only {name} has"
        case _ as never:
            assert_never(never)


def _issues(own: Unknown, case: Case, number: int) -> str:
    """On which issues something could turn a verdict, of many the first."""
    names = [
        issue_names([t.issue.id for t in own.verdicts if t.issue.heading == heading], case)
        for heading in sorted(own.headings, key=lambda name: not case.headings[name].headline)
    ]
    return conjoined(first_of(names, number, number))


def _could(own: Unknown) -> str:
    """What the verdicts could be, or are else."""
    found = [word for word in Verdict if any(turn.after is word for turn in own.verdicts)]
    could = conjoined(["no verdict" if w is Verdict.UNSTATED else w for w in found], "or")
    return f"{'else' if own.kind is UnknownKind.SOURCE else 'could be'} {could}"


def cited_text(said: Statement, known: Sequence[str] = (), told: Sequence[str] = ()) -> str:
    """A statement with who made it, unless that is known, how, when, and what else is told."""
    who = ", ".join(party for party in said.parties if party not in known)
    parts = (who, *act(said), *day_told(said.said), *told)
    return f"{said.id} ({', '.join(filter(None, parts))})"
