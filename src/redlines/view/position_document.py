"""A comparison of positions as a document: red lines and sources, then the verdicts they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from redlines.case import Case
from redlines.findings import (
    ClaimChange,
    ClaimChangeKind,
    Finding,
    PositionDiff,
    VerdictChange,
)
from redlines.view.aside import aside
from redlines.view.document import (
    Document,
    Head,
    Line,
    Section,
    Table,
    Word,
    Words,
    answer,
    remarks,
    titled,
    words,
)
from redlines.view.plan_wording import (
    claim_change_cited,
    claim_change_text,
    issue_names,
    judgement_facts,
)
from redlines.view.plan_words import CLAIM_WORDS

# Party, statement, issue or areas, and what became of it, in areas that say the same.
_Claimed = tuple[str, str, str, str]


def position_document(
    diff: PositionDiff,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: PositionDiff | None = None,
    note: str | None = None,
) -> Document:
    """What changed between two states of the positions; `shown` is what is left of it to tell."""
    left = shown or diff
    changes = {kind: tuple(_claimed(left.changes, kind, case)) for kind in CLAIM_WORDS}
    titles = {
        kind: f"{CLAIM_WORDS[kind].capitalize()} (position-{kind}): {len(rows)}"
        for kind, rows in changes.items()
        if rows
    }
    cells = [
        (words(CLAIM_WORDS[kind]), words(party), (Word(where),), words(text), words(cited))
        for kind in titles
        for party, cited, where, text in changes[kind]
    ]
    table = Table(("what", "party", "issue", "the change", "statement"), tuple(cells))
    facts, notes = judgement_facts(diff, case), remarks(note)
    changed = diff.changes or diff.verdicts
    nothing = Line(words("No red line, source or verdict changed."), "item", hang=0)
    verdicts = tuple(_verdicts(left.verdicts, case))
    told = "Verdicts that change (position-verdict)"
    below, folded = aside(findings, case)
    return Document(
        screen=(
            Head(case.title, ("changes of positions", *facts)),
            *notes,
            *titled("", () if changed else (nothing,)),
            *(Section(title, tuple(map(_line, changes[kind]))) for kind, title in titles.items()),
            *titled(told, [line for line, _ in verdicts]),
            *below,
        ),
        page=(
            Head(f"{case.title}: changes of positions", facts),
            *notes,
            *(map(answer, titles.values()) if changed else (nothing,)),
            *([table] if cells else []),
            *titled(told, _table(row for _, row in verdicts)),
            *folded,
        ),
    )


def _line(row: _Claimed) -> Line:
    party, cited, where, text = row
    told = f" {f'{where}: ' if where else ''}{text} ({cited})"
    return Line(words(Word(party, "bold"), told), "item", indent=2)


def _claimed(
    changes: Iterable[ClaimChange], kind: ClaimChangeKind, case: Case
) -> Iterator[_Claimed]:
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for change in changes:
        if change.kind is kind:
            heading = change.issue.heading if change.issue else ""
            cited = claim_change_cited(change, case)
            key = (change.party, cited, heading, claim_change_text(change))
            found.setdefault(key, []).extend([change.issue.id] if change.issue else [])
    for (party, cited, _, text), issues in found.items():
        yield party, cited, issue_names(issues, case), text


def _verdicts(
    changes: Iterable[VerdictChange], case: Case
) -> Iterator[tuple[Line, tuple[Words, ...]]]:
    """Pairs of parties whose verdict changed alike, on issues or areas: as a line, as a row."""
    verdicts: dict[tuple[str, str, str, str], list[str]] = {}
    for change in changes:
        key = (change.issue.heading, " and ".join(change.parties), change.before, change.after)
        verdicts.setdefault(key, []).append(change.issue.id)
    pairs: dict[tuple[str, str, str], list[str]] = {}
    for (_, pair, before, after), issues in verdicts.items():
        pairs.setdefault((issue_names(issues, case), before, after), []).append(pair)
    for (where, before, after), found in pairs.items():
        moved, between = f"{before} → {after}", "; ".join(found)
        line = Line(words(Word(where, "bold"), f": {moved} for {between}"), "item", indent=2)
        yield line, (words(where), words(moved), words(between))


def _table(rows: Iterable[tuple[Words, ...]]) -> Iterator[Table]:
    cells = tuple(rows)
    if cells:
        yield Table(("issue", "verdict", "between"), cells)
