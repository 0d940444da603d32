"""A comparison of positions as a document: who moved, what that does, and what is restated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redlines.case import Case
from redlines.catalogue import RULES, severity
from redlines.findings import Finding
from redlines.moves import (
    CaseChange,
    ClaimChange,
    ClaimChangeKind,
    Move,
    PositionDiff,
    VerdictChange,
)
from redlines.problems import Level
from redlines.view.aside import aside
from redlines.view.document import (
    Block,
    Document,
    Head,
    Line,
    Section,
    Style,
    Table,
    Word,
    Words,
    answer,
    cell,
    remarks,
    titled,
    words,
)
from redlines.view.phrases import conjoined, issue_names
from redlines.view.plan_wording import judgement_facts
from redlines.view.position_wording import (
    besides_text,
    case_change_text,
    claim_change_cited,
    claim_change_text,
    lost_source_text,
    moves_texts,
    restated_text,
    verdict_change_texts,
)
from redlines.view.wording import known_texts

_STYLES: dict[Level, Style] = {Level.ERROR: "worst", Level.WARN: "bad", Level.INFO: ""}
_BELOW = "moves no set of its own, only a verdict below"


@dataclass(frozen=True)
class _Party:
    """A party on an issue, or on areas where the same is told of it: what moved and why."""

    party: str
    where: str
    style: Style
    does: tuple[str, ...]
    why: tuple[str, ...]


def position_document(
    diff: PositionDiff,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: PositionDiff | None = None,
    note: str | None = None,
) -> Document:
    """What changed between two states of the positions; `shown` is what is left of it to tell."""
    facts = judgement_facts(diff, case)
    case = diff.both
    left = shown or diff
    notes = remarks(*known_texts(diff, case, note))
    answers = [answer(sentence) for sentence in _answers(diff, case)]
    moved = tuple(_moved(left, case))
    pairs = tuple(_pairs(left.verdicts, case))
    beside = tuple(_rest(left, case))
    last = titled("", remarks(besides_text(diff.besides), _ids(left)))
    below, folded = aside(findings, case)
    the_case = [Line(own, "item", indent=2) for own in _case_lines(left.case_changes, case)]
    return Document(
        screen=(
            Head(case.title, ("changes of positions", *facts)),
            *answers,
            *notes,
            *titled("The case itself", the_case),
            *_by_party(moved),
            *titled("Verdicts of pairs", [line for line, _ in pairs]),
            *beside,
            *below,
            *last,
        ),
        page=(
            Head(f"{case.title}: changes of positions", facts),
            *notes,
            *answers,
            *titled("The case itself", the_case),
            *titled("Who moved", _moved_table(moved)),
            *titled("Verdicts of pairs", _pairs_table(row for _, row in pairs)),
            *beside,
            *folded,
            *last,
        ),
    )


def _answers(diff: PositionDiff, case: Case) -> Iterator[str]:
    """Whose verdict becomes insurmountable, who moved, and where nothing or little changed."""
    found: dict[str, list[str]] = {}
    for pair in diff.verdicts:
        if pair.id == "position-insurmountable":
            found.setdefault(conjoined(pair.parties), []).append(pair.issue.id)
    told = [f"{issue_names(issues, case)} for {who}" for who, issues in found.items()]
    if told:
        yield f"Becomes insurmountable: {'; '.join(told)}."
    on: dict[str, list[str]] = {}
    for change in diff.changes:
        if _tells(change):
            on.setdefault(change.party, []).append(change.issue.id)
    for move in diff.moves:
        on.setdefault(move.party, []).append(move.issue.id)
    told = [f"{who} on {issue_names([*dict.fromkeys(own)], case)}" for who, own in on.items()]
    if told:
        yield f"Moved: {'; '.join(told)}."
    elif not diff.unchanged:
        yield "Moved: nobody."
    elif diff.lost_sources or besides_text(diff.besides):
        yield "No claim changed, and nothing in the case itself."
    else:
        yield "Nothing changed."


def _tells(change: ClaimChange) -> bool:
    """Whether a claim is told with what it does; one that is only not yet in force does nothing."""
    late = change.kind is ClaimChangeKind.NOT_YET
    return not change.restated and not late


def _case_lines(changes: Iterable[CaseChange], case: Case) -> Iterator[Words]:
    """What became of parties and issues; areas of which the same is told share a line."""
    found: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        text = case_change_text(change)
        if change.party:
            yield words("party ", Word(change.party.id, "bold"), f": {text}")
        elif change.issue:
            found.setdefault((change.issue.heading, text), []).append(change.issue.id)
        else:
            yield words("the case's own day: ", text)
    for (_, text), issues in found.items():
        yield words(Word(issue_names(issues, case), "bold"), f": {text}")


# Who moved


def _moved(diff: PositionDiff, case: Case) -> Iterator[_Party]:
    """What each party moved, issue by issue; areas of which the same is told are one."""
    told: dict[tuple[str, str], tuple[list[Move], dict[str, None]]] = {}
    for move in diff.moves:
        moves, why = told.setdefault((move.party, move.issue.id), ([], {}))
        moves.append(move)
        why |= dict.fromkeys(_claim(own, case) for own in move.changes)
    for change in filter(_tells, diff.changes):
        _, why = told.setdefault((change.party, change.issue.id), ([], {}))
        why |= {_claim(change, case): None}
    alike: dict[tuple[str, str, Style, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for (party, issue), (moves, why) in told.items():
        levels = [RULES[move.kind.id].level for move in moves]
        style = _STYLES[min(levels, key=list(Level).index, default=Level.INFO)]
        key = (
            party,
            case.issues[issue].heading,
            style,
            moves_texts(moves) or (_BELOW,),
            tuple(why),
        )
        alike.setdefault(key, []).append(issue)
    for (party, _, style, does, texts), issues in alike.items():
        yield _Party(party, issue_names(issues, case), style, does, texts)


def _claim(change: ClaimChange, case: Case) -> str:
    return f"{claim_change_text(change, case)} ({claim_change_cited(change, case)})"


def _by_party(moved: Sequence[_Party]) -> Iterator[Section]:
    for party in dict.fromkeys(own.party for own in moved):
        lines: list[Block] = []
        for own in moved:
            if own.party == party:
                does = Word("; ".join(own.does), own.style)
                lines.append(Line(words(Word(own.where, "bold"), ": ", does), indent=2))
                lines += [Line((Word(why),), indent=4) for why in own.why]
        yield Section(party, tuple(lines))


def _moved_table(moved: Sequence[_Party]) -> Iterator[Table]:
    if moved:
        rows = (
            (
                words(Word(own.party, "bold")),
                words(own.where),
                cell(map(words, own.does)),
                cell(map(words, own.why)),
            )
            for own in moved
        )
        yield Table(("party", "issue", "what it does", "claims"), tuple(rows))


# Pairs


def _pairs(
    changes: Iterable[VerdictChange], case: Case
) -> Iterator[tuple[Line, tuple[Words, ...]]]:
    """Pairs of parties whose verdict changed alike, on issues or areas: as a line, as a row."""
    verdicts: dict[tuple[str, str, tuple[str, ...], str], list[str]] = {}
    for change in sorted(changes, key=lambda change: severity(change.id)):
        told = verdict_change_texts(change)
        key = (change.issue.heading, conjoined(change.parties), told, change.id)
        verdicts.setdefault(key, []).append(change.issue.id)
    pairs: dict[tuple[str, tuple[str, ...], str], list[str]] = {}
    for (_, pair, told, id_), issues in verdicts.items():
        pairs.setdefault((issue_names(issues, case), told, id_), []).append(pair)
    for (where, told, id_), found in pairs.items():
        moved, between = Word("; ".join(told), _STYLES[RULES[id_].level]), "; ".join(found)
        line = Line(words(Word(where, "bold"), f" for {between}: ", moved), indent=2)
        yield line, (words(where), words(moved), words(between))


def _pairs_table(rows: Iterable[tuple[Words, ...]]) -> Iterator[Table]:
    cells = tuple(rows)
    if cells:
        yield Table(("issue", "verdict", "between"), cells)


# What does nothing, or not yet


def _rest(diff: PositionDiff, case: Case) -> Iterator[Section]:
    """What is restated, what is not yet in force, and the sources that statements lost."""
    restated: dict[str, dict[str, list[ClaimChange]]] = {}
    for change in diff.changes:
        if change.restated:
            on = restated.setdefault(change.party, {})
            on.setdefault(change.issue.id, []).append(change)
    lines = []
    for party, on in restated.items():
        alike: dict[str, list[str]] = {}
        for issue, changes in on.items():
            alike.setdefault(restated_text(changes), []).append(issue)
        told = (f"{issue_names(own, case)}: {text}" for text, own in alike.items())
        lines.append(_named(party, f" on {'; on '.join(told)}"))
    yield from titled("Restated, nothing else changes", lines)
    late: dict[tuple[str, str, str], list[str]] = {}
    for change in diff.changes:
        if change.kind is ClaimChangeKind.NOT_YET:
            cited = _claim(change, case).partition(": ")[2]
            late.setdefault((change.party, change.issue.heading, cited), []).append(change.issue.id)
    yield from titled(
        "Not yet in force",
        [
            _named(party, f" on {issue_names(issues, case)}: {cited}")
            for (party, _, cited), issues in late.items()
        ],
    )
    yield from titled(
        "Sources removed",
        [_named(lost.party, f": {lost_source_text(lost)}") for lost in diff.lost_sources],
    )


def _named(party: str, told: str) -> Line:
    return Line(words(Word(party, "bold"), told), "item", indent=2)


def _ids(diff: PositionDiff) -> str:
    """How many findings there are of which id, from worst to best."""
    ids = [own.id for own in diff.case_changes] + [own.id for own in diff.changes]
    ids += [own.id for own in diff.verdicts] + [own.kind.id for own in diff.moves]
    ids += ["position-source-removed" for _ in diff.lost_sources]
    told = (f"{ids.count(id_)} {id_}" for id_ in sorted(set(ids), key=severity))
    return f"Findings: {', '.join(told)}; redlines rules ID says what one means." if ids else ""
