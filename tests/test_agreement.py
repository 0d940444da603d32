"""The engine says what the brute force says, which was written from the definitions alone."""

from __future__ import annotations

import random

import pytest

from brute import BPlan, World, effects, grade
from brute_world import case_of, filled, plan_of, random_plan, random_world
from drawing import drawn
from redlines.assumption import Assumption
from redlines.case import Basis, Case
from redlines.engine.changes import diff
from redlines.engine.plans import check
from redlines.findings import Distance, Effect, EffectKind

WORDS = {
    "newly_crosses": EffectKind.NEWLY_CROSSES,
    "no_longer_crosses": EffectKind.NO_LONGER_CROSSES,
    "can_no_longer_cross": EffectKind.CAN_NO_LONGER_CROSS,
    "may_cross": EffectKind.MAY_CROSS,
    "need_no_longer_cross": EffectKind.NEED_NO_LONGER_CROSS,
    "crosses_firmer": EffectKind.CROSSES_FIRMER,
    "crosses_softer": EffectKind.CROSSES_SOFTER,
    "met": EffectKind.DEMAND_MET,
    "lost": EffectKind.DEMAND_LOST,
    "left_open": EffectKind.DEMAND_OPEN,
    "closer": EffectKind.CLOSER,
    "farther": EffectKind.FARTHER,
    "wider": EffectKind.WIDER,
    "narrower": EffectKind.NARROWER,
    "no_longer_inside": EffectKind.NO_LONGER_DECLARED,
    "now_inside": EffectKind.NOW_DECLARED,
}
NEUTRAL = (EffectKind.STILL_CROSSES, EffectKind.NO_EFFECT)
# Fifty seeds in a test: to name a test takes longer than to run one.
BLOCKS = range(0, drawn(500, full=20_000), 50)


class Drawn:
    """A random world with two drafts, for the brute force and for the engine."""

    def __init__(self, seed: int, *, plain: bool = False) -> None:
        dice = random.Random(seed)
        self.world: World = random_world(dice, plain=plain)
        self.base, self.revision = (random_plan(dice, self.world, plain=plain) for _ in range(2))
        self.binding = dice.choice((None, None, "leader", "law"))
        self.case: Case = case_of(self.world)
        self.assumption = Assumption(binding=Basis(self.binding) if self.binding else None)

    def told(self, base: BPlan | None = None, revision: BPlan | None = None) -> list[Effect]:
        """What the engine says of the drafts, or of others in their place."""
        plans = (plan_of(own, self.case) for own in (base or self.base, revision or self.revision))
        found = diff(self.case, *plans, self.assumption, parties=["a"], issues=["cap"])
        return list(found.effects)


@pytest.mark.parametrize("block", BLOCKS)
def test_grades(block: int) -> None:
    for seed in range(block, block + 50):
        own = Drawn(seed)
        plan = plan_of(own.base, own.case)
        found = check(own.case, plan, own.assumption, parties=["a"], issues=["cap"]).grades
        said = grade(own.world, own.base, "cap", "a", None, own.binding)
        if said is None:
            # The engine says besides what a silent text leaves, and of what is not known.
            assert [g.word for g in found if g.word.value not in ("unsettled", "unstated")] == []
            continue
        [engine] = found
        assert (seed, engine.word.value, engine.vague) == (seed, said.word, said.vague_missed)


@pytest.mark.parametrize("block", BLOCKS)
def test_effects(block: int) -> None:
    for seed in range(block, block + 50):
        own = Drawn(seed)
        said = effects(own.world, own.base, own.revision, "cap", "a", None, own.binding)
        words = (said.red_line, said.demand, said.distance, said.declared)
        expected = {WORDS[word] for word in words if word}
        expected |= {EffectKind.UNDECIDABLE} if said.not_known else set()
        expected |= {EffectKind.REWORDED} if said.reworded else set()
        found = {effect.kind: effect for effect in own.told()}
        assert (seed, found.keys() - set(NEUTRAL)) == (seed, expected)
        if EffectKind.STILL_CROSSES in found:
            assert said.none == "still crosses"
        moved = next((e for e in found.values() if e.distances), None)
        assert (moved and moved.distances) == (
            said.distance
            and (
                Distance(said.nearest_before, said.farthest_before),
                Distance(said.nearest_after, said.farthest_after),
            )
        )
        silent = any(effect.silent for effect in found.values() if effect.kind in expected)
        assert silent is said.rests_on_silence


@pytest.mark.parametrize("block", BLOCKS)
def test_no_narrowing_of_an_unknown_plan_contradicts_what_was_said(block: int) -> None:
    """Of claims and points without conditions: what an unknown text meets may always lift one."""
    for seed in range(block, block + 50):
        own, dice = Drawn(seed, plain=True), random.Random(seed)
        base = filled(dice, own.world, own.base, own.revision)
        revision = filled(dice, own.world, own.revision, own.base)
        if base is None or revision is None:
            continue
        said, known = own.told(), {effect.kind for effect in own.told(base, revision)}
        if EffectKind.UNDECIDABLE not in {effect.kind for effect in said}:
            assert {effect.kind for effect in said} - set(NEUTRAL) <= known
