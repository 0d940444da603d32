"""The words and signs of grades, effects and directions, and what they mean."""

from __future__ import annotations

from redlines.catalogue import Direction
from redlines.findings import EffectKind
from redlines.verdicts import GradeWord

# Worst first, as lists show them.
GRADE_MEANINGS = {
    GradeWord.CROSSES: "all that is left open is refused by a red line",
    GradeWord.AMBIGUOUS: "cannot be decided: a reading crosses a red line, or a condition is open",
    GradeWord.FALLS_SHORT: "crosses nothing, a demand is not met",
    GradeWord.UNCLAIMED: "crosses nothing, not all inside what is demanded or accepted",
    GradeWord.WITHIN: "inside what is demanded or accepted",
    GradeWord.MEETS: "the demands are met",
    GradeWord.UNSETTLED: "the plan is silent, the party is not",
    GradeWord.UNSTATED: "the party is silent",
}
EFFECT_WORDS = {
    EffectKind.NEWLY_CROSSES: "newly crosses",
    EffectKind.CROSSES_FIRMER: "crosses a firmer line",
    EffectKind.DEMAND_LOST: "demand lost",
    EffectKind.FARTHER: "farther",
    EffectKind.MAY_CROSS: "may cross",
    EffectKind.NEED_NO_LONGER_CROSS: "need no longer cross",
    EffectKind.DEMAND_OPEN: "demand left open",
    EffectKind.UNDECIDABLE: "cannot be decided",
    EffectKind.REWORDED: "words changed",
    EffectKind.WIDER: "readings wider",
    EffectKind.NARROWER: "readings narrower",
    EffectKind.NO_LONGER_DECLARED: "no longer declared",
    EffectKind.NOW_DECLARED: "now declared",
    EffectKind.NO_LONGER_CROSSES: "no longer crosses",
    EffectKind.CAN_NO_LONGER_CROSS: "can no longer cross",
    EffectKind.CROSSES_SOFTER: "crosses a softer line",
    EffectKind.DEMAND_MET: "demand met",
    EffectKind.CLOSER: "closer",
    EffectKind.STILL_CROSSES: "still crosses",
    EffectKind.NO_EFFECT: "no effect",
}
# Worst first, as lists show them.
EFFECT_MEANINGS = {
    EffectKind.NEWLY_CROSSES: "worse, every reading is refused now, and not before",
    EffectKind.CROSSES_FIRMER: "worse, crossed as before, on a firmer basis",
    EffectKind.DEMAND_LOST: "worse, no reading is what is demanded, and one was",
    EffectKind.FARTHER: "worse, more steps from what is demanded or not refused",
    EffectKind.MAY_CROSS: "unknown, some reading is refused, and none was",
    EffectKind.NEED_NO_LONGER_CROSS: "unknown, some reading is not refused, and all were",
    EffectKind.DEMAND_OPEN: "unknown, some reading is what is demanded and some is not",
    EffectKind.UNDECIDABLE: "unknown, what is not known of a text decides",
    EffectKind.REWORDED: "unknown, words changed on a point tied to a red line",
    EffectKind.WIDER: "unknown, the nearest reading is nearer and the farthest farther",
    EffectKind.NARROWER: "unknown, the nearest reading is farther and the farthest nearer",
    EffectKind.NO_LONGER_DECLARED: "unknown, no longer all inside what is demanded or accepted",
    EffectKind.NOW_DECLARED: "unknown, all inside what is demanded or accepted, and was not",
    EffectKind.NO_LONGER_CROSSES: "better, no reading is refused now, and all were",
    EffectKind.CAN_NO_LONGER_CROSS: "better, no reading is refused now, and some were",
    EffectKind.CROSSES_SOFTER: "better, crossed as before, on a softer basis",
    EffectKind.DEMAND_MET: "better, every reading is what is demanded, and was not",
    EffectKind.CLOSER: "better, fewer steps from what is demanded or not refused",
}
SILENT = ("silent",)
# Each with its twin in ASCII, always shown with a word.
DIRECTION_SIGNS = {
    Direction.WORSE: ("▼", "-"),
    Direction.BETTER: ("▲", "+"),
    Direction.UNKNOWN: ("?", "?"),
    Direction.NEUTRAL: ("=", "="),
}


def grade_word(word: GradeWord) -> str:
    """The word of a grade as people read it."""
    return word.replace("_", " ")
