"""What a party has given and hardened, issue by issue and day by day, as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from redlines.case import Case
from redlines.moves import PartyHistory, Step, StepKind
from redlines.verdicts import Later, by_heading
from redlines.view.document import (
    Block,
    Document,
    Head,
    Labelled,
    Section,
    Word,
    answer,
    document,
    remarks,
    titled,
)
from redlines.view.phrases import conjoined, counted, times
from redlines.view.step_wording import STEP_WORDS, by_day, step_day, step_rows
from redlines.view.wording import assumed, day_text, later_text

_MOVED = (StepKind.GIVEN, StepKind.HARDENED, StepKind.BOTH)
_ASKED = (StepKind.ASKED,)
# One screen tells so many steps, day by day.
_TOLD = 20
# Of more days the last ones are told.
_LAST = 3


def history_document(
    history: PartyHistory, case: Case, later: Later, *, brief: bool = False
) -> Document:
    """The steps of a party: first the issues on which it moved, then those on which it did not.

    `later` counts what it said after the day. With `brief` a screen that does not hold all steps
    tells of each issue on which days it moved which way; a page has every step.
    """
    party = case.parties[history.party]
    day = day_text(history.assumption.day)
    head = Head(party.title, tuple(assumed(history.assumption, day, case)))
    headings = [replace(history, steps=steps) for steps in by_heading(history.steps).values()]
    moved = [own for own in headings if _has(own, _MOVED)]
    asked = [own for own in headings if own not in moved and _has(own, _ASKED)]
    other = [own for own in headings if own not in moved and own not in asked]
    first: tuple[Block, ...] = (
        head,
        *map(answer, _sentences(history, party.title)),
        *remarks(later_text(later)),
    )
    every = (
        *titled("Where it moved", [_section(own, case) for own in moved]),
        *titled("Where it only asked otherwise", [_section(own, case) for own in asked]),
        *titled(_UNMOVED, [_section(own, case) for own in other]),
    )
    page = document(*first, *every, *_legend(history))
    if not brief or len({(step.issue.heading, step.day) for step in history.steps}) <= _TOLD:
        return page
    screen: tuple[Block, ...] = (
        *titled("Where it moved", _dated(headings, _MOVED, case)),
        *titled("Where it asked otherwise", _dated(headings, _ASKED, case)),
        *titled(_UNMOVED, remarks(conjoined(_titles(other, case)))),
        *remarks("--issue ID: day by day, with what it said; -f markdown: all issues"),
    )
    return Document((*first, *screen, *_legend(history, brief=True)), page.page)


_UNMOVED = "Where it is not known to have moved"


def _has(history: PartyHistory, kinds: Sequence[StepKind]) -> bool:
    return any(step.kind in kinds for step in history.steps)


def _section(history: PartyHistory, case: Case) -> Section:
    """All steps on one issue."""
    (title,) = _titles([history], case)
    return Section(title, (step_rows(history.steps, case),))


def _titles(histories: Iterable[PartyHistory], case: Case) -> list[str]:
    return [case.headings[own.steps[0].issue.heading].title for own in histories]


def _dated(
    histories: Iterable[PartyHistory], kinds: Sequence[StepKind], case: Case
) -> tuple[Labelled, ...]:
    """On which days a party took steps of some kinds, a row for each issue with such a step."""
    chosen = [own for own in histories if _has(own, kinds)]
    rows = []
    for title, own in zip(_titles(chosen, case), chosen, strict=True):
        told = [text for kind in kinds for text in _days(own, kind, case)]
        rows.append((Word(title, "name"), Word("; ".join(told))))
    return (Labelled(tuple(rows)),) if rows else ()


def _days(history: PartyHistory, kind: StepKind, case: Case) -> Iterator[str]:
    """The days of a kind of step on an issue, then those on which it was so only softly."""
    days: dict[date | None, list[Step]] = {}
    for step in sorted(history.steps, key=by_day):
        if step.kind is kind:
            days.setdefault(step.day, []).append(step)
    for soft in (False, True):
        own = [step_day(steps, case) for steps in days.values() if _softly(steps) is soft]
        earlier = f" and {len(own) - _LAST} earlier" if len(own) > _LAST else ""
        verb = f"{STEP_WORDS[kind][0]}{' softly' * soft} " if kind in _MOVED else ""
        if own:
            yield f"{verb}{', '.join(own[-_LAST:])}{earlier}"


def _softly(steps: Iterable[Step]) -> bool:
    """Whether an issue moved only softly on a day: in all areas that did."""
    return all(step.soft for step in steps)


_GAVE = "gave: accepts more or refuses less than before; hardened: the reverse"
_SOFT = (
    "softly: only by what is disputed, vague or on a condition, offers and refusals alike; a soft "
    "demand moves nothing"
)
_OTHER_LEGEND = {
    StepKind.ASKED: "asked otherwise: another demand, or a first or no more one; no move",
    StepKind.RESTATED: "as before: neither gave, hardened nor asked otherwise",
}


def _legend(history: PartyHistory, *, brief: bool = False) -> tuple[Section, ...]:
    """What the words of a history mean, of those that stand in it; `brief` tells no statement."""
    kinds = {step.kind for step in history.steps}
    lines = [_GAVE] if kinds & {*_MOVED} else []
    if any(claim.soft for step in history.steps for claim in step.begun):
        lines.append(_SOFT)
    lines += [text for kind, text in _OTHER_LEGEND.items() if kind in kinds]
    if kinds and not brief:
        lines.append(
            "behind a statement: what it says itself; before it: what all in force come to"
        )
    if kinds:
        lines.append(
            f"redlines show ID: the statement and its sources; redlines show {history.party}: "
            "since when its record is dense"
        )
    return (Section("", remarks(*lines)),) if lines else ()


def _sentences(history: PartyHistory, title: str) -> Iterator[str]:
    """How often a party gave and hardened, and what counts as neither."""
    if not history.steps:
        yield f"Nothing that {title} said is on record."
        return
    parts = [part for kind in _MOVED for part in _often(history, kind)]
    yield f"{title} {', '.join(parts)}." if parts else f"No move of {title} is on record."
    found = {kind: history.counted(kind)[0] for kind in STEP_WORDS if kind not in _MOVED}
    others = [f"{steps} {STEP_WORDS[kind][0]}" for kind, steps in found.items() if steps]
    first = " (first on record, or while the record is not dense)" * bool(found[StepKind.RECORDED])
    if others:
        yield f"Neither gave nor hardened: {', '.join(others)}{first}."


def _often(history: PartyHistory, kind: StepKind) -> Iterator[str]:
    """How often a party did something, how often only softly, and on how many issues of several."""
    steps, issues = history.counted(kind)
    firmly, _ = history.counted(kind, soft=False)
    on = f" on {counted(issues, 'issue')}" if len(by_heading(history.steps)) > 1 else ""
    some = f" ({steps - firmly} softly)" if 0 < firmly < steps else ""
    only = " (softly)" if not firmly else ""
    if steps:
        yield f"{STEP_WORDS[kind][0]} {times(steps)}{some}{only}{on}"
