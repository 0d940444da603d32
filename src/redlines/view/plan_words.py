"""The words and signs of grades, effects and directions, and what they mean."""

from __future__ import annotations

from redlines.catalogue import Direction
from redlines.findings import ClaimChangeKind, EffectKind, GradeWord

# Worst first, as lists show them.
GRADE_MEANINGS = {
    GradeWord.CROSSES: "all that is left open is refused by a red line",
    GradeWord.AMBIGUOUS: "cannot be decided: a reading crosses a red line, or a condition is open",
    GradeWord.FALLS_SHORT: "crosses nothing, a demand is not met",
    GradeWord.UNCLAIMED: "crosses nothing, not all of it is offered",
    GradeWord.WITHIN: "inside what is demanded or accepted",
    GradeWord.MEETS: "the demands are met",
    GradeWord.UNSETTLED: "the plan is silent, the party is not",
    GradeWord.UNSTATED: "no statement in force",
}
EFFECT_WORDS = {
    EffectKind.NEWLY_CROSSES: "newly crosses",
    EffectKind.NO_LONGER_CROSSES: "no longer crosses",
    EffectKind.DEMAND_MET: "demand met",
    EffectKind.DEMAND_LOST: "demand lost",
    EffectKind.CLOSER: "closer",
    EffectKind.FARTHER: "farther",
    EffectKind.UNDECIDABLE: "cannot be decided",
    EffectKind.REWORDED: "reworded",
    EffectKind.NO_EFFECT: "no effect",
}
# Worst first, as lists show them.
EFFECT_MEANINGS = {
    EffectKind.NEWLY_CROSSES: "worse, a red line is crossed that was not",
    EffectKind.DEMAND_LOST: "worse, a demand was met and is not",
    EffectKind.FARTHER: "worse, more steps from what is demanded or accepted",
    EffectKind.UNDECIDABLE: "unknown, a text or a position says too little",
    EffectKind.REWORDED: "unknown, other words on a point tied to a red line",
    EffectKind.NO_LONGER_CROSSES: "better, a red line was crossed and is not",
    EffectKind.DEMAND_MET: "better, a demand was not met and is",
    EffectKind.CLOSER: "better, fewer steps from what is demanded or accepted",
    EffectKind.NO_EFFECT: "neutral, moves nothing that is stated",
}
SILENT = ("no statement in force",)
# Each with its twin in ASCII, always shown with a word.
DIRECTION_SIGNS = {
    Direction.WORSE: ("▼", "-"),
    Direction.BETTER: ("▲", "+"),
    Direction.UNKNOWN: ("?", "?"),
    Direction.NEUTRAL: ("=", "="),
}
CLAIM_WORDS = {
    ClaimChangeKind.TIGHTENED: "red line tightened",
    ClaimChangeKind.ADDED: "red line added",
    ClaimChangeKind.CHANGED: "red line changed",
    ClaimChangeKind.RELAXED: "red line relaxed",
    ClaimChangeKind.DROPPED: "red line dropped",
    ClaimChangeKind.SOURCE_REMOVED: "source removed",
}


def grade_word(word: GradeWord) -> str:
    """The word of a grade as people read it."""
    return word.replace("_", " ")
