"""What a party has given and hardened, issue by issue and day by day, as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import assert_never

from redlines.case import Case, Claim, Statement, Verb
from redlines.moves import Ground, PartyHistory, Step, StepKind
from redlines.region import Region
from redlines.verdicts import Later
from redlines.view.document import (
    Document,
    Head,
    Labelled,
    Section,
    Style,
    Word,
    answer,
    document,
    remarks,
    titled,
)
from redlines.view.phrases import (
    act,
    conjoined,
    counted,
    region_text,
    said_text,
    softness,
)
from redlines.view.wording import assumed, day_text, later_text

_WORDS: dict[StepKind, tuple[str, Style]] = {
    StepKind.GIVEN: ("given", "good"),
    StepKind.HARDENED: ("hardened", "bad"),
    StepKind.BOTH: ("given and hardened", "fair"),
    StepKind.ASKED: ("asks otherwise", "fair"),
    StepKind.RESTATED: ("as before", "dim"),
    StepKind.RECORDED: ("recorded", "dim"),
    StepKind.ENDED: ("ended", "dim"),
}
_MOVED = {
    StepKind.GIVEN: "gave",
    StepKind.HARDENED: "hardened",
    StepKind.BOTH: "gave and hardened at once",
    StepKind.ASKED: "asked otherwise",
}


def history_document(history: PartyHistory, case: Case, later: Later) -> Document:
    """The steps of a party: first the issues on which it moved, then those on which it did not.

    `later` counts what it said after the day.
    """
    party = case.parties[history.party]
    day = day_text(history.assumption.day)
    head = Head(party.title, tuple(assumed(history.assumption, day, case)))
    moved: list[Section] = []
    other: list[Section] = []
    for heading, steps in _by_heading(history.steps).items():
        own = Section(case.headings[heading].title, (_rows(steps, case),))
        (moved if any(step.kind in _MOVED for step in steps) else other).append(own)
    return document(
        head,
        *map(answer, _sentences(history)),
        *remarks(later_text(later)),
        *titled("Where it moved", moved),
        *titled("Where it is not known to have moved", other),
        Section("", _LEGEND),
    )


_LEGEND = remarks(
    "given: accepts more or refuses less than before; hardened: the reverse; asks otherwise: "
    "demands something else on the same ground; as before: none of this",
    "recorded: its first statement there, or one from a time of which the record is not dense, so "
    "that it tells no move",
    "redlines show ID: the statement and its sources",
)


def _sentences(history: PartyHistory) -> Iterator[str]:
    """How often a party gave and hardened, and what tells no move."""
    party = history.party
    if not history.steps:
        yield f"Nothing that {party} said is on record."
        return
    parts = []
    for kind, verb in _MOVED.items():
        steps, issues = history.counted(kind)
        if steps:
            parts.append(f"{verb} {_times(steps)} on {counted(issues, 'issue')}")
    yield f"{party} {', '.join(parts)}." if parts else f"No move of {party} is on record."
    parts = []
    for kind in (StepKind.RECORDED, StepKind.RESTATED, StepKind.ENDED):
        steps, _ = history.counted(kind)
        if steps:
            parts.append(f"{_WORDS[kind][0]} {_times(steps)}")
    if parts:
        yield f"Of what tells no move: {', '.join(parts)}."


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, counted(number, "time"))


def _by_heading(steps: Iterable[Step]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.issue.heading, []).append(step)
    return found


def _rows(steps: Sequence[Step], case: Case) -> Labelled:
    """The steps on an issue by their days; areas with the same step share a row."""
    groups: dict[tuple[date | None, StepKind, str, str], list[str]] = {}
    for step in sorted(steps, key=lambda own: own.day or date.min):
        key = step.day, step.kind, _told(step), _cited(step)
        groups.setdefault(key, []).append(step.issue.id)
    rows, before = [], None
    for (day, kind, told, cited), issues in groups.items():
        label = day.isoformat() if day else "undated"
        what = "; ".join(part for part in (told, cited) if part)
        text = f"{_WORDS[kind][0]}{_place(issues, case)}: {what}"
        rows.append((Word(label if label != before else "", "name"), Word(text, _WORDS[kind][1])))
        before = label
    return Labelled(tuple(rows))


def _place(issues: Sequence[str], case: Case) -> str:
    """In which areas something holds, where not in all of the issue."""
    every = [case.issues[id_] for id_ in issues]
    whole = len(every) == len(case.headings[every[0].heading].issues)
    return "" if whole else f" ({', '.join(own.title for own in every)})"


def _told(step: Step) -> str:
    """What a party says since, or what of it is other than before."""
    match step.kind:
        case StepKind.ENDED:
            return "nothing of it is in force"
        case StepKind.RESTATED:
            return ""
        case StepKind.RECORDED:
            return _state(step.after)
        case StepKind.GIVEN | StepKind.HARDENED | StepKind.BOTH | StepKind.ASKED:
            return _changes(step.before, step.after)
        case _ as never:
            assert_never(never)


def _state(ground: Ground | None) -> str:
    """What a party demands, accepts and refuses; nothing where all of it is soft."""
    if ground is None:
        return ""
    parts = [
        ("demands", ground.demanded, False),
        ("accepts", ground.accepted - ground.demanded, False),
        ("refuses", ground.refused, True),
    ]
    return "; ".join(f"{verb} {region_text(own, others=o)}" for verb, own, o in parts if own)


def _changes(before: Ground | None, after: Ground | None) -> str:
    """What a party demands, accepts and refuses where it is not what it was."""
    if before is None or after is None:
        return ""
    # What it only accepted and demands now is told as demanded.
    accepted = before.accepted - before.demanded - after.demanded
    sides = [
        ("demands", before.demanded, after.demanded, False),
        ("accepts", accepted, after.accepted - after.demanded, False),
        ("refuses", before.refused, after.refused, True),
    ]
    return "; ".join(_change(*side) for side in sides if side[1] != side[2])


def _change(verb: str, before: Region, after: Region, others: bool) -> str:
    was = region_text(before, others=others)
    if not after:
        return f"no longer {verb} {was}"
    now = f"{verb} {region_text(after, others=others)}"
    return f"{now} instead of {was}" if before else now


def _cited(step: Step) -> str:
    """The statements that began, with who made them, and those that ended."""
    begun: dict[str, list[Claim]] = {}
    for claim in step.begun:
        begun.setdefault(claim.statement.id, []).append(claim)
    told = [_statement(claims, step.day) for claims in begun.values()]
    ended: dict[str, str | None] = {c.statement.id: c.replaced_by for c in step.ended}
    replaced = [id_ for id_, by in ended.items() if by in begun]
    over = [f"{id_} ended" for id_, by in ended.items() if by not in begun]
    also = [f"in place of {conjoined(replaced)}"] if replaced else []
    return ", ".join((*told, *also, *over))


def _statement(claims: Sequence[Claim], day: date | None) -> str:
    """A statement with its speaker or act, its day where that is longer, and what is soft of it."""
    said: Statement = claims[0].statement
    text = said_text(said.said)
    dated = [text] if day and text != day.isoformat() else []
    who = [*([said.by] if said.by else []), *act(said)]
    told = ", ".join((*who, *([said.form] if said.form else []), *softness(claims), *dated))
    cited = f"{said.id} ({told})" if told else said.id
    # What is hard is told by what it comes to.
    named = (own for own in claims if own.soft and own.verb is not Verb.REFUSES)
    soft = [f"{own.verb} {region_text(own.region)}" for own in named]
    return f"{cited} {' and '.join(soft)}" if soft else cited
