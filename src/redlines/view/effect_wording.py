"""What changes of plans do to parties, in words; plain texts that the formats make safe."""

from __future__ import annotations

from typing import assert_never

from redlines.case import Case
from redlines.catalogue import Direction
from redlines.findings import Effect, EffectKind, PlanChange, PlanChangeKind
from redlines.region import Outcomes
from redlines.verdicts import GradeWord
from redlines.view.phrases import amount_text, amount_unit, issue_name, party_name, region_text
from redlines.view.plan_wording import (
    demand_texts,
    reasoned,
    red_line_text,
    settled_text,
    whose_text,
)
from redlines.view.plan_words import EFFECT_WORDS, grade_word


def effect_reasons(effect: Effect, case: Case) -> tuple[str, ...]:
    """Why a change has an effect: red lines, demands, steps, or what keeps it open.

    What rests on the silence of a text says so.
    """
    silence = (_SILENCE[effect.silent],) if effect.silent else ()
    match effect.kind:
        case (
            EffectKind.NEWLY_CROSSES
            | EffectKind.CROSSES_FIRMER
            | EffectKind.MAY_CROSS
            | EffectKind.NEED_NO_LONGER_CROSS
            | EffectKind.NO_LONGER_CROSSES
            | EffectKind.CAN_NO_LONGER_CROSS
            | EffectKind.CROSSES_SOFTER
        ):
            return silence + tuple(red_line_text(line, case) for line in effect.red_lines)
        case EffectKind.REWORDED:
            return tuple(red_line_text(line, case) for line in effect.red_lines)
        case EffectKind.DEMAND_MET | EffectKind.DEMAND_LOST | EffectKind.DEMAND_OPEN:
            return silence + demand_texts(effect.demands, case)
        case EffectKind.CLOSER | EffectKind.FARTHER | EffectKind.WIDER | EffectKind.NARROWER:
            return (distance_text(effect),)
        case EffectKind.NO_LONGER_DECLARED | EffectKind.NOW_DECLARED:
            grade = effect.before if effect.kind is EffectKind.NO_LONGER_DECLARED else effect.after
            declared = grade.declared if grade else None
            return silence + ((f"declared {region_text(declared)}",) if declared else ())
        case EffectKind.UNDECIDABLE:
            return (_open_text(effect),)
        case EffectKind.STILL_CROSSES | EffectKind.NO_EFFECT:
            return ()
    assert_never(effect.kind)


_SILENCE = {"before": "the plan was silent", "after": "the plan is silent now"}


def distance_text(effect: Effect) -> str:
    """How far the nearest and the farthest reading lie from what a party wants, and lay."""
    if effect.distances is None or effect.goal is None:
        return ""
    before, after = effect.distances
    outcomes, goal = effect.issue.outcomes, effect.goal
    crossing = effect.after is not None and effect.after.word is GradeWord.CROSSES
    still = crossing and effect.before is not None and effect.before.word is GradeWord.CROSSES
    what = f"{region_text(goal)} ({'not refused' if still else 'demanded'})"
    crossed = "still crosses; " if still else ""
    spans = (before.nearest, before.farthest), (after.nearest, after.farthest)
    if any(end is None for span in spans for end in span):
        nearer = effect.direction is Direction.BETTER
        return f"{crossed}{'nearer to' if nearer else 'farther from'} {what}"
    told = [_span_text(outcomes, near or 0, far or 0) for near, far in spans]
    unit = amount_unit(outcomes, spans[1][1] or 0)
    return f"{crossed}{told[0]} → {told[1]} {unit} from {what}"


def _span_text(outcomes: Outcomes, near: int, far: int) -> str:
    """One distance, or that of the nearest and that of the farthest reading."""
    return " to ".join(dict.fromkeys(amount_text(outcomes, steps) for steps in (near, far)))


def _open_text(effect: Effect) -> str:
    """What keeps an effect open: what is not known of a text."""
    words = [grade.word if grade else None for grade in (effect.before, effect.after)]
    told = [
        "not settled or not known"
        if word in (None, GradeWord.UNSETTLED)
        else grade_word(word or GradeWord.UNSETTLED)
        for word in words
    ]
    if told[0] == told[1]:
        return f"{told[0]} on both sides, by the points that are known"
    return f"{told[0]} before, {told[1]} after, by the points that are known"


def effect_message(effect: Effect, case: Case) -> str:
    """What changed points do to a party on an issue, in one sentence."""
    name = issue_name(effect.issue, case)
    before, after = (settled_text(g.region if g else None) for g in (effect.before, effect.after))
    moved = f"{before} → {after}" if before != after else after
    whose, who = whose_text(effect.party, case), party_name(effect.party, case)
    lines = f"red line{'s'[: len(effect.red_lines) > 1]}"
    demands = f"demand{'s'[: len(effect.demands) > 1]}"
    match effect.kind:
        case (
            EffectKind.NEWLY_CROSSES
            | EffectKind.MAY_CROSS
            | EffectKind.NEED_NO_LONGER_CROSS
            | EffectKind.NO_LONGER_CROSSES
            | EffectKind.CAN_NO_LONGER_CROSS
        ):
            told = f"{EFFECT_WORDS[effect.kind]} {whose} {lines}"
        case EffectKind.CROSSES_FIRMER:
            told = f"crosses {whose} {lines} on a firmer basis"
        case EffectKind.CROSSES_SOFTER:
            told = f"crosses {whose} {lines} only on a softer basis"
        case EffectKind.DEMAND_MET:
            told = f"meets {whose} {demands}"
        case EffectKind.DEMAND_LOST:
            told = f"loses {whose} {demands}"
        case EffectKind.DEMAND_OPEN:
            told = f"leaves {whose} {demands} open"
        case EffectKind.CLOSER:
            told = f"comes closer to what {who} demands"
        case EffectKind.FARTHER:
            told = f"moves farther from what {who} demands"
        case EffectKind.WIDER:
            told = f"can be read as closer to what {who} demands and as farther from it"
        case EffectKind.NARROWER:
            told = f"leaves {who} less to gain and less to lose by how it is read"
        case EffectKind.NO_LONGER_DECLARED:
            told = f"is no longer inside what {who} has declared"
        case EffectKind.NOW_DECLARED:
            told = f"is now inside what {who} has declared"
        case EffectKind.UNDECIDABLE:
            told = f"what it does to {who} cannot be decided"
        case EffectKind.REWORDED:
            told = f"the wording changed and is tied to {whose} {lines}"
        case EffectKind.STILL_CROSSES:
            told = f"still crosses {whose} red lines"
        case EffectKind.NO_EFFECT:
            told = f"moves nothing that {who} has stated"
        case _ as never:
            assert_never(never)
    return reasoned(f"{name}: {moved}: {told}", effect_reasons(effect, case))


def plan_change_message(change: PlanChange) -> str:
    """That a plan is gone or new, in one sentence."""
    name = change.plan if change.title == change.plan else f"{change.title} ({change.plan})"
    match change.kind:
        case PlanChangeKind.REMOVED:
            return f"The plan {name} is gone; it was in {change.file}."
        case PlanChangeKind.ADDED:
            return f"The plan {name} is new, in {change.file}; redlines check judges it alone."
        case _ as never:
            assert_never(never)
