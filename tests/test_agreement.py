"""The engine says what the brute force says, which was written from the definitions alone."""

from __future__ import annotations

import random
from datetime import date

import pytest

from brute import BPlan, World, effects, grade, moves, verdict
from brute import Verdict as BVerdict
from brute_world import case_of, edited, filled, plan_of, random_plan, random_world
from drawing import drawn
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Claim, Verb
from redlines.engine.changes import diff
from redlines.engine.gaps import issue_gap
from redlines.engine.plans import check
from redlines.engine.positions_diff import position_diff
from redlines.findings import Distance, Effect, EffectKind
from redlines.moves import ClaimChange, ClaimChangeKind, MoveKind, PositionDiff
from redlines.verdicts import IssueGap

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


# Verdicts


@pytest.mark.parametrize("block", BLOCKS)
def test_verdicts(block: int) -> None:
    for seed in range(block, block + 50):
        dice = random.Random(seed)
        world = random_world(dice, "abc", day=5)
        asked, binding = ("a", "b", "c")[: dice.choice((2, 3))], dice.choice((None, "leader"))
        case = case_of(world, parties="abc")
        assumption = Assumption(date.fromordinal(5), Basis(binding) if binding else None)
        said = verdict(world, "cap", asked, 5, binding)
        found = issue_gap(case, "cap", asked, assumption)
        assert (seed, told_verdict(found)) == (seed, expected_verdict(said))


def told_verdict(item: IssueGap) -> dict[str, object]:
    """What the engine says, in the words of the brute force."""
    held = [own for position in item.positions for own in position.held_back]
    # A demand behind its own red line is narrowed, whether or not its `if` lifts the line.
    offers = {own.claim for p in item.positions for own in p.on_condition}
    conditional = {claim for claim in offers if claim.verb is Verb.ACCEPTS}
    return {
        "verdict": (item.verdict.value, frozenset(item.zone.names)),
        "at best": (item.at_best.value, frozenset(item.at_best_zone.names)),
        "depends on": {frozenset(map(key, claims)) for claims in item.depends_on},
        "silent": set(item.silent),
        "no red line": (set(item.no_red_line), set(item.lines_below_binding)),
        "unmet": {
            (own.party, own.soft, frozenset(own.refused_by), own.together) for own in item.unmet
        },
        "contested": item.contested and item.contested.value,
        "one-sided": set(item.one_sided),
        "holds at": item.holds_at and item.holds_at.value,
        "gap": item.gap and item.gap.steps,
        "blocking": {
            frozenset((line.party, frozenset(line.region.names)) for line in lines)
            for lines in item.blocking_sets
        },
        "retreats": item.retreats and {retreat.outcome for retreat in item.retreats},
        "held back": {
            (*key(own.claim), frozenset(own.region.names), own.claim in conditional) for own in held
        },
    }


def expected_verdict(said: BVerdict) -> dict[str, object]:
    """What the brute force says, as far as the engine says it too."""
    unmet = {
        # Of a party whose hard demands are unmet its soft ones are not told besides.
        own
        for own in said.unmet
        if not own.soft or not any(o.party == own.party and not o.soft for o in said.unmet)
    }
    contested = [not own.firmly for own in unmet if own.refused_by or own.together]
    cuts = {(*own[:3], False) for own in (*said.withheld, *said.narrowed)}
    return {
        "verdict": (said.verdict, said.zone),
        "at best": (said.at_best, said.at_best_zone),
        "depends on": set(said.depends_on),
        "silent": set(said.silent),
        "no red line": (set(said.no_red_line), set(said.below_binding)),
        "unmet": {
            (own.party, own.soft, own.refused_by or own.together, bool(own.together))
            for own in unmet
        },
        "contested": None
        if said.verdict != "bridgeable" or not contested
        else "soft"
        if all(contested)
        else "hard",
        "one-sided": set(said.one_sided),
        "holds at": said.holds_at,
        "gap": said.gap,
        "blocking": set(said.blocking_sets),
        "retreats": None if said.retreats is None else set(said.retreat_outcomes),
        "held back": cuts | {(*own[:3], True) for own in said.offered_on_condition},
    }


def key(claim: Claim) -> tuple[str, str]:
    return claim.statement.id, claim.verb.value


# Positions


@pytest.mark.parametrize("block", BLOCKS)
def test_moves(block: int) -> None:
    day = date.fromordinal(5)
    for seed in range(block, block + 50):
        dice = random.Random(seed)
        before = random_world(dice, "ab", day=5)
        after = edited(dice, before, "ab")
        said = moves(before, after, "ab", 5)
        states = (case_of(world, parties="ab", as_of=day) for world in (before, after))
        found = position_diff(*states, Assumption(day))
        claims = {(*key(own.claim), own.issue.id, words(own)) for own in found.changes}
        assert (seed, claims) == (
            seed,
            {(own.statement, own.verb, own.issue, own.words) for own in said.claims},
        )
        pairs = {
            (
                frozenset(own.parties),
                own.issue.id,
                *(own.before.value, own.after.value),
                *(own.at_best_before.value, own.at_best_after.value),
            )
            for own in found.verdicts
        }
        assert pairs == {(own.parties, own.issue, *own.verdict, *own.at_best) for own in said.pairs}
        blocked = {own.parties for own in found.verdicts if own.id == "position-insurmountable"}
        assert {frozenset(own) for own in blocked} == {
            own.parties for own in said.pairs if own.level == "error"
        }
        assert refused_now(found) == {
            (own.party, own.issue, own.outcome) for own in said.outcomes if own.level == "warn"
        }
        for kind, name in ((MoveKind.DEMANDED, "D"), (MoveKind.DECLARED, "A")):
            told = {(own.party, own.issue.id) for own in found.moves if own.kind is kind}
            assert told == {(own.party, own.issue) for own in said.sets if own.name == name}
        # The engine tells as restated too where only another party's move changes a verdict.
        restated = {key(own.claim) for own in found.changes if own.restated}
        assert {(own.statement, own.verb) for own in said.restated} <= restated


def words(change: ClaimChange) -> frozenset[str]:
    """What became of a claim, in the words of the brute force."""
    kind = change.kind.value.replace("not-yet", "not_yet_in_force")
    if change.kind in (ClaimChangeKind.ADDED, ClaimChangeKind.DROPPED, ClaimChangeKind.NOT_YET):
        return frozenset({kind})
    if change.kind in (ClaimChangeKind.BEGUN, ClaimChangeKind.ENDED):
        return frozenset({kind})
    outcomes = {kind} - {"changed"}
    return frozenset(outcomes | set(change.what) - {"outcomes"})


def refused_now(found: PositionDiff) -> set[tuple[str, str, str]]:
    """The outcomes refused anew, more firmly, or no longer only softly, by party and issue."""
    kinds = (MoveKind.REFUSED, MoveKind.HARDENED, MoveKind.FIRMER)
    return {
        (own.party, own.issue.id, name)
        for own in found.moves
        if own.kind in kinds and own.outcomes
        for name in own.outcomes.names
    }
