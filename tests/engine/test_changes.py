"""Examples of what a change does to a party, that a reader can check by hand."""

from __future__ import annotations

from typing import Any

from engine.drafting import ISSUES, draft, point
from random_cases import make_case, region, says
from redlines.assumption import Assumption
from redlines.case import Basis, Plan, Statement
from redlines.catalogue import Direction
from redlines.engine.changes import diff
from redlines.findings import (
    ChangeKind,
    Distance,
    Effect,
    EffectKind,
    GradeWord,
)

CLOSED, PERMITS, OPEN, FREE = (
    draft(point("1", {"border": name})) for name in ISSUES["border"].names
)
NOTHING = draft()


def a(id_: str = "A", **said: Any) -> Statement:
    return says(ISSUES, id_, "a", **said)


def effects(base: Plan, revision: Plan, *said: Statement, on: str = "border") -> tuple[Effect, ...]:
    """What a comparison does to party a on one issue."""
    return diff(make_case(ISSUES, *said, parties=["a"]), base, revision, issues=[on]).effects


def kinds(base: Plan, revision: Plan, *said: Statement, on: str = "border") -> list[str]:
    return [effect.kind.value for effect in effects(base, revision, *said, on=on)]


def changes(base: Plan, revision: Plan) -> list[tuple[str, str, str | None]]:
    return [
        (change.kind.value, change.point, change.issue.id if change.issue else None)
        for change in diff(make_case(ISSUES), base, revision).changes
    ]


def test_points_are_matched_by_id_and_never_by_place_or_number() -> None:
    base = draft(point("x", {"border": "open"}, number="1"), point("y", number="2"))
    revision = draft(point("y", number="1"), point("x", {"border": "open"}, number="2"))
    assert changes(base, revision) == [("renumbered", "y", None), ("renumbered", "x", None)]
    assert kinds(base, revision, a(refuses={"border": "open"})) == []


def test_added_removed_and_changed_points() -> None:
    base = draft(
        point("gone", {"border": "open"}),
        point("words", text="one"),
        point("talk", {"seat": "oslo"}),
    )
    revision = draft(
        point("talk", {"seat": "vienna"}),
        point("words", text="other"),
        point("new", {"troops": "100"}),
    )
    assert changes(base, revision) == [
        ("region", "talk", "seat"),
        ("wording", "words", None),
        ("added", "new", "troops"),
        ("removed", "gone", "border"),
    ]
    [region_change, *_] = diff(make_case(ISSUES), base, revision).changes
    assert region_change.region_before == region(ISSUES["seat"], "oslo")
    assert region_change.region_after == region(ISSUES["seat"], "vienna")


def test_a_point_that_settles_another_issue_changes_both() -> None:
    base, revision = draft(point("1", {"border": "open"})), draft(point("1", {"seat": "oslo"}))
    assert changes(base, revision) == [("region", "1", "border"), ("region", "1", "seat")]


def test_a_plan_newly_crosses_a_red_line_and_back_no_longer() -> None:
    [newly] = effects(PERMITS, OPEN, a("A-1", refuses={"border": "open"}))
    assert (newly.kind, newly.direction) == (EffectKind.NEWLY_CROSSES, Direction.WORSE)
    assert [claim.statement.id for line in newly.red_lines for claim in line.claims] == ["A-1"]
    assert newly.after is not None
    assert newly.after.word is GradeWord.CROSSES
    [gone] = effects(OPEN, PERMITS, a("A-1", refuses={"border": "open"}))
    assert (gone.kind, gone.direction) == (EffectKind.NO_LONGER_CROSSES, Direction.BETTER)


def test_a_plan_that_was_ambiguous_or_silent_newly_crosses_once_it_crosses_for_certain() -> None:
    wide = draft(point("1", {"border": "permits open"}))
    said = a("A-1", refuses={"border": "open"})
    [newly] = effects(wide, OPEN, said)
    assert (newly.kind, [line.region.names for line in newly.red_lines]) == (
        EffectKind.NEWLY_CROSSES,
        [("open",)],
    )
    assert kinds(NOTHING, OPEN, said) == ["newly-crosses"]


def test_a_red_line_that_some_reading_meets_is_not_gone() -> None:
    wide = draft(point("1", {"border": "permits open"}))
    said = a("A-1", refuses={"border": "open"}), a("A-2", refuses={"border": "free"})
    [effect] = effects(OPEN, wide, *said)
    assert (effect.kind, effect.direction) == (EffectKind.NEED_NO_LONGER_CROSS, Direction.UNKNOWN)
    # To what is no longer crossed nothing is left, though another line may be.
    assert kinds(FREE, wide, *said) == ["need-no-longer-cross"]
    assert kinds(PERMITS, wide, *said) == ["may-cross"]
    assert kinds(wide, PERMITS, *said) == ["can-no-longer-cross"]
    assert kinds(wide, wide, *said) == []


def test_everything_is_said_of_all_that_a_party_refuses() -> None:
    said = a("A-1", refuses={"border": "closed"}), a("A-2", refuses={"border": "open"})
    assert kinds(CLOSED, OPEN, *said) == ["still-crosses"]
    every = a(refuses={"border": "closed permits open free"})
    assert kinds(CLOSED, OPEN, every) == ["still-crosses"]


def test_a_crossing_may_come_nearer_to_what_is_not_refused() -> None:
    said = a(refuses={"border": "closed permits open"})
    [effect] = effects(CLOSED, OPEN, said)
    assert (effect.kind, effect.distances) == (EffectKind.CLOSER, (Distance(3, 3), Distance(1, 1)))
    assert effect.goal == region(ISSUES["border"], "free")
    no_number = a(refuses={"troops": "100 200 300 400"})
    low, high = (draft(point("1", {"troops": n})) for n in ("100", "300"))
    [effect] = effects(low, high, no_number, on="troops")
    beyond = Distance(None, None)
    assert (effect.kind, effect.distances) == (EffectKind.CLOSER, (beyond, beyond))


def test_a_crossing_on_both_sides_may_be_of_a_firmer_line() -> None:
    said = (
        a("A-1", refuses={"border": "closed"}, basis=Basis.LAW),
        a("A-2", refuses={"border": "closed permits"}, basis=Basis.LEADER),
    )
    [firmer] = effects(PERMITS, CLOSED, *said)
    assert (firmer.kind, firmer.direction) == (EffectKind.CROSSES_FIRMER, Direction.WORSE)
    [softer] = effects(CLOSED, PERMITS, *said)
    assert (softer.kind, softer.direction) == (EffectKind.CROSSES_SOFTER, Direction.BETTER)


def test_a_demand_is_met_or_lost() -> None:
    on = ISSUES["seat"]
    met = draft(point("1", {"seat": "oslo"}))
    missed = draft(point("1", {"seat": "vienna"}))
    [better] = effects(missed, met, a(demands={"seat": "oslo"}), on="seat")
    assert (better.kind, better.direction) == (EffectKind.DEMAND_MET, Direction.BETTER)
    assert [claim.region for claim in better.demands] == [region(on, "oslo")]
    [worse] = effects(met, missed, a(demands={"seat": "oslo"}), on="seat")
    assert (worse.kind, worse.direction) == (EffectKind.DEMAND_LOST, Direction.WORSE)
    [lost] = effects(met, NOTHING, a(demands={"seat": "oslo"}), on="seat")
    assert (lost.kind, lost.silent) == (EffectKind.DEMAND_LOST, "after")
    either = draft(point("1", {"seat": "oslo vienna"}))
    [left] = effects(met, either, a(demands={"seat": "oslo"}), on="seat")
    assert (left.kind, left.direction) == (EffectKind.DEMAND_OPEN, Direction.UNKNOWN)
    assert kinds(either, missed, a(demands={"seat": "oslo"}), on="seat") == ["demand-lost"]


def test_a_vague_demand_is_missed_where_nothing_of_its_words_is_left() -> None:
    vague = a(demands={"seat": "oslo geneva"}, vague=True)
    geneva, vienna = (draft(point("1", {"seat": at})) for at in ("geneva", "vienna"))
    assert kinds(geneva, vienna, vague, on="seat") == ["no-effect"]
    firm = a("A-2", demands={"seat": "geneva"}, given={"troops": "100"})
    hung = draft(point("1", {"seat": "geneva"}), point("2", {"troops": "100"}))
    gone = draft(point("1", {"seat": "vienna"}), point("2", {"troops": "200"}))
    assert kinds(hung, gone, vague, firm, on="seat") == ["demand-lost"]


def test_what_is_merely_accepted_is_left_or_entered_and_that_is_no_loss() -> None:
    said = a(demands={"border": "free"}), a("A-2", accepts={"border": "open"})
    [left] = effects(OPEN, PERMITS, *said)
    assert (left.kind, left.direction) == (EffectKind.NO_LONGER_DECLARED, Direction.UNKNOWN)
    assert kinds(PERMITS, OPEN, *said) == ["now-declared"]
    softly = a("A-3", accepts={"border": "permits"}, disputed=True)
    assert kinds(OPEN, PERMITS, *said, softly) == ["farther"]


def test_a_plan_comes_closer_or_goes_farther_in_steps() -> None:
    demand = a(demands={"border": "free"})
    [closer] = effects(CLOSED, OPEN, demand)
    assert (closer.kind, closer.distances) == (EffectKind.CLOSER, (Distance(3, 3), Distance(1, 1)))
    [farther] = effects(OPEN, CLOSED, demand)
    assert (farther.kind, farther.distances) == (
        EffectKind.FARTHER,
        (Distance(1, 1), Distance(3, 3)),
    )
    assert (closer.direction, farther.direction) == (Direction.BETTER, Direction.WORSE)


def test_the_nearest_and_the_farthest_reading_count() -> None:
    demand = a(demands={"border": "free"})
    middle, wide = (draft(point("1", {"border": at})) for at in ("permits", "closed open"))
    [effect] = effects(middle, wide, demand)
    assert (effect.kind, effect.distances) == (EffectKind.WIDER, (Distance(2, 2), Distance(1, 3)))
    assert kinds(wide, middle, demand) == ["narrower"]
    assert kinds(OPEN, draft(point("1", {"border": "permits open"})), demand) == ["farther"]


def test_there_are_no_steps_between_options() -> None:
    base, revision = (draft(point("1", {"seat": at})) for at in ("geneva", "vienna"))
    assert kinds(base, revision, a(demands={"seat": "oslo"}), on="seat") == ["no-effect"]


def test_unlimited_lies_beyond_every_number() -> None:
    capped, higher, free = (draft(point("1", {"troops": n})) for n in ("100", "400", "unlimited"))
    no_cap = a(demands={"troops": "unlimited"})
    [effect] = effects(capped, higher, no_cap, on="troops")
    beyond = Distance(None, None)
    assert (effect.kind, effect.distances) == (EffectKind.CLOSER, (beyond, beyond))
    assert kinds(capped, free, no_cap, on="troops") == ["demand-met"]
    few = a(demands={"troops": "200"})
    assert kinds(higher, free, few, on="troops") == ["farther"]
    [effect] = effects(capped, higher, few, on="troops")
    assert effect.distances == (Distance(1, 1), Distance(2, 2))


def test_there_are_no_steps_to_or_from_a_crossing() -> None:
    said = a(accepts={"border": "free"}, refuses={"border": "closed"})
    assert kinds(OPEN, CLOSED, said) == ["newly-crosses"]
    # A red line and a demand may point different ways.
    both = a(demands={"border": "free"}), a("A-2", refuses={"border": "open"})
    assert kinds(OPEN, CLOSED, *both) == ["no-longer-crosses", "farther"]


def test_a_change_without_consequence_has_no_effect() -> None:
    [effect] = effects(PERMITS, OPEN, a(refuses={"border": "closed"}))
    assert (effect.kind, effect.direction) == (EffectKind.NO_EFFECT, Direction.NEUTRAL)


def test_who_has_said_nothing_on_what_changed_is_named_once() -> None:
    case = make_case(ISSUES, a(demands={"seat": "oslo"}), parties=["a", "b"])
    found = diff(case, PERMITS, OPEN)
    assert (found.effects, found.unheard, found.only_soft) == ((), ("a", "b"), ())
    vague = a("A-2", demands={"border": "permits open"}, vague=True)
    found = diff(make_case(ISSUES, vague, parties=["a", "b"]), PERMITS, OPEN)
    assert (found.unheard, [(p, [c.statement.id for c in cs]) for p, cs in found.only_soft]) == (
        ("b",),
        [("a", ["A-2"])],
    )
    # A disputed red line counts, and what crosses it is told.
    case = make_case(ISSUES, a(refuses={"border": "open"}, disputed=True), parties=["a"])
    found = diff(case, PERMITS, OPEN)
    assert ([e.kind for e in found.effects], found.only_soft) == ([EffectKind.NEWLY_CROSSES], ())


def test_silence_crosses_nothing_and_misses_every_demand() -> None:
    assert kinds(PERMITS, NOTHING, a(refuses={"border": "open"})) == ["no-effect"]
    [effect] = effects(OPEN, NOTHING, a(refuses={"border": "open"}))
    assert (effect.kind, effect.silent) == (EffectKind.NO_LONGER_CROSSES, "after")
    [effect] = effects(NOTHING, OPEN, a(refuses={"border": "open"}))
    assert (effect.kind, effect.silent) == (EffectKind.NEWLY_CROSSES, "before")


def test_other_words_on_a_point_tied_to_a_red_line() -> None:
    reworded = draft(point("1", {"border": "open"}, text="other words"))
    [effect] = effects(OPEN, reworded, a(refuses={"border": "closed"}))
    assert (effect.kind, effect.direction) == (EffectKind.REWORDED, Direction.UNKNOWN)
    assert kinds(OPEN, reworded, a(demands={"border": "open"})) == ["no-effect"]
    moved = draft(point("1", {"border": "free"}, text="other words"))
    assert kinds(OPEN, moved, a(refuses={"border": "closed"})) == ["no-effect"]
    assert kinds(OPEN, draft(point("1", {"border": "open"}, number="9"))) == []


def test_other_words_are_told_beside_a_change_of_another_point_without_effect() -> None:
    wide = {"border": "permits open free"}
    base = draft(point("1", {"border": "open"}), point("2", wide))
    revision = draft(
        point("1", {"border": "open"}, text="other words"), point("2", {"border": "open"})
    )
    assert kinds(base, revision, a(refuses={"border": "closed"})) == ["reworded"]


# A red line on the border that a seat lifts: the point that changes is not on the border.
LIFTED = a(refuses={"border": "open"}, unless={"seat": "oslo"})


def seated(at: str, **rest: Any) -> Plan:
    return draft(point("border", {"border": "open"}), point("seat", {"seat": at}), **rest)


def test_a_red_line_is_crossed_once_the_point_that_lifted_it_is_lost() -> None:
    [effect] = effects(seated("oslo"), seated("vienna"), LIFTED)
    assert (effect.kind, effect.points) == (EffectKind.NEWLY_CROSSES, ("seat",))
    without = draft(point("border", {"border": "open"}))
    assert kinds(seated("oslo"), without, LIFTED) == ["newly-crosses"]
    assert kinds(without, seated("oslo"), LIFTED) == ["no-longer-crosses"]
    assert kinds(seated("oslo"), seated("vienna oslo"), LIFTED) == ["may-cross"]
    assert kinds(seated("vienna"), seated("geneva"), LIFTED) == []


def test_what_a_plan_does_not_make_known_lifts_a_red_line_or_does_not() -> None:
    unknown = draft(point("border", {"border": "open"}), all_unknown=True)
    assert kinds(seated("oslo"), unknown, LIFTED) == ["may-cross"]


def test_a_conditional_point_settles_once_another_point_meets_its_condition() -> None:
    hung = point("hung", {"border": "open"}, given={"seat": "oslo"})
    base, revision = (
        draft(point("border", {"border": "permits open"}), hung, point("seat", {"seat": at}))
        for at in ("oslo vienna", "oslo")
    )
    met, *_ = effects(base, revision, a(demands={"border": "open"}))
    assert (met.kind, met.points) == (EffectKind.DEMAND_MET, ("seat",))


def test_a_chain_of_conditions_is_followed() -> None:
    chain = (
        point("x", {"border": "open"}, given={"seat": "oslo"}),
        point("y", {"seat": "oslo"}, given={"troops": "100"}),
    )
    base, revision = (draft(*chain, point("z", {"troops": n})) for n in ("100 200", "100"))
    assert kinds(base, revision, a(demands={"border": "open"}))[0] == "demand-met"


def test_a_point_that_gains_a_condition_is_changed() -> None:
    base = draft(point("1", {"border": "open"}), point("2", {"seat": "oslo vienna"}))
    hung = point("1", {"border": "open"}, given={"seat": "oslo"})
    revision = draft(hung, point("2", {"seat": "oslo vienna"}))
    assert changes(base, revision) == [("region", "1", "border")]


def test_an_unknown_point_is_undecidable_and_never_removed() -> None:
    for revision in (draft(unknown=("1",)), draft(all_unknown=True)):
        assert changes(OPEN, revision) == [("undecidable", "1", "border")]
        [effect] = effects(OPEN, revision, a(refuses={"border": "open"}))
        assert (effect.kind, effect.direction) == (EffectKind.UNDECIDABLE, Direction.UNKNOWN)
        assert changes(revision, OPEN) == [("undecidable", "1", "border")]
        assert kinds(revision, OPEN, a(refuses={"border": "open"})) == ["undecidable"]


def test_where_all_is_unknown_the_points_that_are_listed_have_effects() -> None:
    base = draft(point("1", {"border": "open"}), point("2", {"seat": "oslo"}))
    revision = draft(point("1", {"border": "permits"}), all_unknown=True)
    said = a(refuses={"border": "open", "seat": "oslo"})
    assert kinds(base, revision, said) == ["no-longer-crosses"]
    assert kinds(base, revision, said, on="seat") == ["undecidable"]


def test_what_is_not_known_can_only_narrow_what_the_known_points_leave() -> None:
    base = draft(point("1", {"border": "permits open free"}), point("2", {"border": "permits"}))
    revision = draft(point("1", {"border": "open"}), unknown=("2",))
    said = a(refuses={"border": "open"})
    # A single outcome has no parts: what it does is known.
    assert kinds(base, revision, said) == ["newly-crosses"]
    assert kinds(revision, base, said) == ["no-longer-crosses"]
    # What the unknown point leaves now may have been left before: not known to be new.
    known = draft(point("1", {"border": "open"}), point("2", {"border": "open"}))
    hidden = draft(point("1", {"border": "permits open"}), unknown=("2",))
    assert kinds(hidden, known, said) == ["undecidable"]
    # A crossing stands; how far it is from what is demanded does not.
    wide = draft(point("1", {"border": "closed permits"}), unknown=("2",))
    both = a(demands={"border": "free"}), a("A-2", refuses={"border": "closed permits"})
    assert kinds(known, wide, *both) == ["newly-crosses", "undecidable"]


def test_no_effect_is_not_said_of_what_a_point_that_is_not_known_may_make_cross() -> None:
    said = a(refuses={"border": "closed permits"})
    wide = {"border": "permits open"}
    base = draft(point("1", wide), unknown=("2",))
    assert kinds(base, draft(point("1", wide), point("2", wide)), said) == ["undecidable"]


def test_more_open_conditions_than_are_tried_leave_a_narrowed_text_open() -> None:
    hung = [
        a(f"A-{at}-{n}", refuses={"border": "open"}, unless={"seat": at, "troops": n})
        for at in ("geneva", "vienna", "oslo")
        for n in ("100", "200", "300")
    ]
    seat = point("s", {"seat": "geneva vienna oslo"})
    force = point("t", {"troops": "100 200 300"})
    base = draft(point("1", {"border": "permits open"}), seat, force, unknown=("2",))
    revision = draft(point("2", {"border": "open"}), seat, force)
    [effect] = effects(base, revision, *hung)
    assert effect.kind is EffectKind.UNDECIDABLE


def test_softer_red_lines_are_not_crossed_under_a_binding() -> None:
    case = make_case(ISSUES, a(refuses={"border": "open"}, basis=Basis.LEADER))
    [effect] = diff(case, PERMITS, OPEN, Assumption(binding=Basis.LAW)).effects
    assert effect.kind is EffectKind.NO_EFFECT


def test_every_kind_of_change_and_effect_has_an_example() -> None:
    with open(__file__, encoding="utf-8") as file:
        text = file.read()
    for kind in (*ChangeKind, *EffectKind):
        assert f'"{kind.value}"' in text or f".{kind.name}" in text
