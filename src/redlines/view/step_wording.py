"""What a day did to the position of a party in words: the change, and what each statement says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from redlines.case import Case, Claim, Statement, Verb
from redlines.moves import Step, StepKind
from redlines.region import Region
from redlines.view.document import Labelled, Style, Word
from redlines.view.phrases import act, conjoined, region_text, said_text, softness, turned_told

STEP_WORDS: dict[StepKind, tuple[str, Style]] = {
    StepKind.GIVEN: ("gave", "good"),
    StepKind.HARDENED: ("hardened", "bad"),
    StepKind.BOTH: ("gave and hardened", "fair"),
    StepKind.ASKED: ("asked otherwise", "fair"),
    StepKind.RESTATED: ("as before", "dim"),
    StepKind.ENDED: ("ended", "dim"),
    StepKind.RECORDED: ("recorded", "dim"),
}


def by_day(step: Step) -> date:
    """A key that sorts steps by their days, those without one first."""
    return step.day or date.min


def step_day(steps: Sequence[Step], case: Case) -> str:
    """The day of some steps as the file dates what began and ended."""
    begun = [claim for step in steps for claim in step.begun]
    ended = [claim for step in steps for claim in step.ended]
    return turned_told(steps[0].day, begun, ended, case)


def step_rows(steps: Sequence[Step], case: Case) -> Labelled:
    """The steps on an issue by their days; areas with the same step share a row."""
    groups: dict[tuple[str, StepKind, bool, str, str], list[str]] = {}
    for step in sorted(steps, key=by_day):
        ended = "nothing of it is in force" if step.kind is StepKind.ENDED else ""
        told = "; ".join(text for _, text in _changes(step))
        label = step_day([step], case)
        key = label, step.kind, step.soft, ended or told, _cited(step, label)
        groups.setdefault(key, []).append(step.issue.id)
    rows, before = [], ""
    for (label, kind, soft, told, cited), issues in groups.items():
        what = "; ".join(part for part in (told, cited) if part)
        text = f"{STEP_WORDS[kind][0]}{', softly' * soft}{_place(issues, case)}: {what}"
        rows.append(
            (Word(label if label != before else "", "name"), Word(text, STEP_WORDS[kind][1]))
        )
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
    if step.kind is StepKind.RECORDED or before is None or after is None:
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


def _cited(step: Step, day: str) -> str:
    """The statements that began, with who made them and what they say, and those that ended."""
    begun: dict[str, list[Claim]] = {}
    for claim in step.begun:
        begun.setdefault(claim.statement.id, []).append(claim)
    told = [_statement(claims, step, day) for claims in begun.values()]
    ended: dict[str, str | None] = {c.statement.id: c.replaced_by for c in step.ended}
    replaced = [id_ for id_, by in ended.items() if by in begun]
    over = [id_ for id_, by in ended.items() if by not in begun]
    also = [f"in place of {conjoined(replaced)}"] if replaced else []
    gone = [f"{conjoined(over)} ended"] if over else []
    return "; ".join((*told, *also, *gone))


def _statement(claims: Sequence[Claim], step: Step, day: str) -> str:
    """A statement with its speaker or act, its day where that is told otherwise, and what it says.

    What it says is left out where the change of the position tells just that.
    """
    said: Statement = claims[0].statement
    text = said_text(said.said)
    dated = [text] if text != day else []
    who = [*([said.by] if said.by else []), *act(said)]
    told = ", ".join((*who, *([said.form] if said.form else []), *softness(claims), *dated))
    cited = f"{said.id} ({told})" if told else said.id
    now = {says for says, _ in _changes(step)}
    says = [_says(own) for own in claims if f"{'softly ' * own.soft}{_says(own)}" not in now]
    return f"{cited} {conjoined(says)}" if says else cited


def _says(claim: Claim) -> str:
    return f"{claim.verb} {region_text(claim.region, others=claim.verb is Verb.REFUSES)}"
