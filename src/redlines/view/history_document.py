"""What a party has given and hardened, issue by issue and day by day, as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from redlines.case import Case, Claim, Statement, Verb
from redlines.moves import PartyHistory, Step, StepKind
from redlines.region import Region
from redlines.verdicts import Later, by_heading
from redlines.view.document import (
    Block,
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
    times,
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
    StepKind.BOTH: "both gave and hardened",
    StepKind.ASKED: "asked otherwise",
}


# One screen tells so many steps, day by day.
_TOLD = 20


def history_document(
    history: PartyHistory, case: Case, later: Later, *, brief: bool = False
) -> Document:
    """The steps of a party: first the issues on which it moved, then those on which it did not.

    `later` counts what it said after the day. With `brief` a screen that does not hold all steps
    tells of each issue how often it moved, and when and by what last; a page has every step.
    """
    party = case.parties[history.party]
    day = day_text(history.assumption.day)
    head = Head(party.title, tuple(assumed(history.assumption, day, case)))
    moved: list[PartyHistory] = []
    other: list[PartyHistory] = []
    for steps in by_heading(history.steps).values():
        own = replace(history, steps=steps)
        (moved if any(step.kind in _MOVED for step in steps) else other).append(own)
    first: tuple[Block, ...] = (
        head,
        *map(answer, _sentences(history, party.title)),
        *remarks(later_text(later)),
    )
    last = (Section("", legend),) if (legend := remarks(*_legend(history))) else ()
    every = (
        *titled("Where it moved", [_section(own, case) for own in moved]),
        *titled("Where it is not known to have moved", [_section(own, case) for own in other]),
    )
    page = document(*first, *every, *last)
    if not brief or len({(step.issue.heading, step.day) for step in history.steps}) <= _TOLD:
        return page
    rows = tuple(_last(own, case) for own in moved)
    screen: tuple[Block, ...] = (
        *titled("Where it moved", (Labelled(rows),) if rows else ()),
        *titled("Where it is not known to have moved", remarks(conjoined(_titles(other, case)))),
        *remarks("--issue ID: day by day, with what it said; -f markdown: all issues"),
    )
    return replace(page, screen=(*first, *screen, *last))


def _section(history: PartyHistory, case: Case) -> Section:
    """All steps on one issue."""
    (title,) = _titles([history], case)
    return Section(title, (_rows(history.steps, case),))


def _titles(histories: Iterable[PartyHistory], case: Case) -> list[str]:
    return [case.headings[own.steps[0].issue.heading].title for own in histories]


def _last(history: PartyHistory, case: Case) -> tuple[Word, Word]:
    """How often a party moved on one issue, and the statements and day of its last move."""
    (title,) = _titles([history], case)
    moves = [step for step in history.steps if step.kind in _MOVED]
    day = max((step.day for step in moves if step.day), default=None)
    told = [step for step in moves if step.day == day]
    begun = dict.fromkeys(own.statement.id for step in told for own in step.begun)
    ended = dict.fromkeys(f"{own.statement.id} ended" for step in told for own in step.ended)
    cited = conjoined(list(begun or ended))
    often = ", ".join(f"{verb} {number}" for verb, number, _ in _counts(history))
    return Word(title, "name"), Word(f"{often}; last {day or 'undated'} ({cited})")


_GIVEN = "given: accepts more or refuses less than before; hardened: the reverse"
_SOFTLY = (
    "softly: only by what is disputed, vague or on a condition, offers and refusals alike; a soft "
    "demand moves nothing"
)
_ASKED = (
    "asks otherwise: another demand, or a first or no more one, which alone gives and takes nothing"
)
_OTHER_LEGEND = (
    "as before: said again, with no other ground",
    "recorded: the first that is on record there, or said while the record is not dense, so that "
    "it tells no move",
)


def _legend(history: PartyHistory) -> Iterator[str]:
    """What the words of a history mean, of those that stand in it."""
    kinds = {step.kind for step in history.steps}
    if kinds & {*_MOVED}:
        yield _GIVEN
    if any(claim.soft for step in history.steps for claim in step.begun):
        yield _SOFTLY
    if StepKind.ASKED in kinds:
        yield _ASKED
    for kind, text in zip((StepKind.RESTATED, StepKind.RECORDED), _OTHER_LEGEND, strict=True):
        if kind in kinds:
            yield text
    if kinds:
        yield "behind a statement: what it says itself; before it: what all in force come to"
        yield (
            f"redlines show ID: the statement and its sources; redlines show {history.party}: "
            "since when its record is dense"
        )


def _sentences(history: PartyHistory, title: str) -> Iterator[str]:
    """How often a party gave and hardened, and what tells no move."""
    if not history.steps:
        yield f"Nothing that {title} said is on record."
        return
    parts = [
        f"{verb} {number} on {counted(issues, 'issue')}"
        for verb, number, issues in _counts(history)
    ]
    yield f"{title} {', '.join(parts)}." if parts else f"No move of {title} is on record."
    found = ((kind, history.counted(kind)[0]) for kind in _WORDS if kind not in _MOVED)
    others = [f"{steps} {_WORDS[kind][0]}" for kind, steps in found if steps]
    if others:
        yield f"No move told: {', '.join(others)}."


def _counts(history: PartyHistory) -> Iterator[tuple[str, str, int]]:
    """What a party did, how often and how often only softly, and on how many issues."""
    for kind, verb in _MOVED.items():
        steps, issues = history.counted(kind)
        softly, _ = history.counted(kind, soft=True)
        if steps:
            yield verb, f"{times(steps)}{f' ({softly} softly)' if softly else ''}", issues


def _rows(steps: Sequence[Step], case: Case) -> Labelled:
    """The steps on an issue by their days; areas with the same step share a row."""
    groups: dict[tuple[date | None, StepKind, bool, str, str], list[str]] = {}
    for step in sorted(steps, key=lambda own: own.day or date.min):
        ended = "nothing of it is in force" if step.kind is StepKind.ENDED else ""
        told = "; ".join(text for _, text in _changes(step))
        key = step.day, step.kind, step.soft, ended or told, _cited(step)
        groups.setdefault(key, []).append(step.issue.id)
    rows, before = [], None
    for (day, kind, soft, told, cited), issues in groups.items():
        label = day.isoformat() if day else "undated"
        what = "; ".join(part for part in (told, cited) if part)
        text = f"{_WORDS[kind][0]}{', softly' * soft}{_place(issues, case)}: {what}"
        rows.append((Word(label if label != before else "", "name"), Word(text, _WORDS[kind][1])))
        before = label
    return Labelled(tuple(rows))


def _place(issues: Sequence[str], case: Case) -> str:
    """In which areas something holds, where not in all of the issue."""
    every = [case.issues[id_] for id_ in issues]
    whole = len(every) == len(case.headings[every[0].heading].issues)
    return "" if whole else f" ({', '.join(own.title for own in every)})"


# What a party says now, as a statement would that says just that, and how it is told as a change.
_Change = tuple[str, str]


def _changes(step: Step) -> Iterator[_Change]:
    """What a party demands, accepts and refuses where it is not what it was."""
    before, after = step.before, step.after
    if step.kind not in _MOVED or before is None or after is None:
        return
    among = ""
    if before.demanded - after.refused != after.demanded or _let_go(step):
        yield from _changed("demands", before.demanded, after.demanded)
    elif cut := before.demanded & after.refused:
        among = f", its own demand of {region_text(cut)} among it"
    # What it only accepted and demands now is told as demanded.
    offers = before.accepted - before.demanded - after.demanded, after.accepted - after.demanded
    softly = before.softly_accepted - after.accepted, after.softly_accepted
    yield from _firm_and_soft("accepts", offers, softly, others=False)
    refused = before.refused, after.refused
    softly = before.softly_refused - after.refused, after.softly_refused
    yield from _firm_and_soft("refuses", refused, softly, others=True, among=among)


def _let_go(step: Step) -> bool:
    """Whether a demand ended on the day, so that it is not just its own red line that cuts it."""
    return any(claim.verb is Verb.DEMANDS and not claim.soft for claim in step.ended)


# What something was and is.
_Sides = tuple[Region, Region]


def _firm_and_soft(
    verb: str, firm: _Sides, soft: _Sides, *, others: bool, among: str = ""
) -> Iterator[_Change]:
    """What a party accepts or refuses otherwise than before: firmly, then softly."""
    if firm[0] and not firm[1] and firm[0] == soft[1] - soft[0]:
        says = f"{verb} {region_text(firm[0], others=others)}"
        yield f"softly {says}", f"{says} only softly"
        return
    for now, told in _changed(verb, *firm, others=others):
        yield now, f"{told}{among}"
    yield from _changed(f"softly {verb}", *soft, others=others)


def _changed(
    verb: str, before: Region, after: Region, *, others: bool = False
) -> Iterator[_Change]:
    if before == after:
        return
    was = region_text(before, others=others)
    if not after:
        yield "", f"no longer {verb} {was}"
        return
    now = f"{verb} {region_text(after, others=others)}"
    yield now, f"{now} instead of {was}" if before else now


def _cited(step: Step) -> str:
    """The statements that began, with who made them and what they say, and those that ended."""
    begun: dict[str, list[Claim]] = {}
    for claim in step.begun:
        begun.setdefault(claim.statement.id, []).append(claim)
    told = [_statement(claims, step) for claims in begun.values()]
    ended: dict[str, str | None] = {c.statement.id: c.replaced_by for c in step.ended}
    replaced = [id_ for id_, by in ended.items() if by in begun]
    over = [id_ for id_, by in ended.items() if by not in begun]
    also = [f"in place of {conjoined(replaced)}"] if replaced else []
    gone = [f"{conjoined(over)} ended"] if over else []
    return "; ".join((*told, *also, *gone))


def _statement(claims: Sequence[Claim], step: Step) -> str:
    """A statement with its speaker or act, its day where that is longer, and what it says.

    What it says is left out where the change of the position tells just that.
    """
    said: Statement = claims[0].statement
    text = said_text(said.said)
    dated = [text] if step.day and text != step.day.isoformat() else []
    who = [*([said.by] if said.by else []), *act(said)]
    told = ", ".join((*who, *([said.form] if said.form else []), *softness(claims), *dated))
    cited = f"{said.id} ({told})" if told else said.id
    now = {says for says, _ in _changes(step)}
    says = [_says(own) for own in claims if f"{'softly ' * own.soft}{_says(own)}" not in now]
    return f"{cited} {conjoined(says)}" if says else cited


def _says(claim: Claim) -> str:
    return f"{claim.verb} {region_text(claim.region, others=claim.verb is Verb.REFUSES)}"
