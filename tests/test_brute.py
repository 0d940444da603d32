"""Hand-made examples for every row of every table, then the laws against small random worlds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from brute import (
    BIssue,
    BPlan,
    BPoint,
    BStatement,
    Effects,
    Grade,
    Moves,
    Names,
    Refusal,
    Verdict,
    World,
    effects,
    grade,
    moves,
    verdict,
)

Terms = tuple[tuple[str, Names], ...]
CAP = BIssue("cap", ("0", "1", "2", "3", "4"), True)
CAP_OPEN = BIssue("cap", ("0", "1", "2", "3", "none"), True, "none")
OPTIONS = BIssue("cap", ("0", "1", "2", "3", "4"), False)
LAND = BIssue("land", ("x", "y"), False)
SEAT = BIssue("seat", ("p", "q"), False)


def n(text: str) -> Names:
    """Names written as a string of one-letter outcomes."""
    return frozenset(text)


def n_of(*names: str) -> Names:
    """Names of more than one letter."""
    return frozenset(names)


def st(
    name: str, party: str, verb: str, region: str | Names, *, issue: str = "cap", **more: object
) -> BStatement:
    """One statement with one claim."""
    plain = BStatement(name, party, terms=((verb, issue, frozenset(region)),))
    return replace(plain, **more)  # type: ignore[arg-type]


def world(*statements: BStatement, cap: BIssue = CAP) -> World:
    """A case on three issues."""
    return World({"cap": cap, "land": LAND, "seat": SEAT}, statements)


def point(name: str, text: str = "", given: Terms = (), **terms: str) -> BPoint:
    """A point; its regions are written as keywords."""
    return BPoint(name, text, tuple((i, n(r)) for i, r in terms.items()), given)


def plan(*points: BPoint, unknown: tuple[str, ...] = (), all_unknown: bool = False) -> BPlan:
    """A plan."""
    return BPlan("plan", points, unknown, all_unknown)


def cap(region: str) -> BPlan:
    """A plan with one point on the cap."""
    return plan(point("1", cap=region))


def judge(case: World, parties: Iterable[str] = "ab", day: int = 0) -> Verdict:
    """The verdict on the cap."""
    return verdict(case, "cap", parties, day, None)


def word(case: World, draft: BPlan, party: str = "a") -> str | None:
    """The grade's word on the cap."""
    found = grade(case, draft, "cap", party, 0, None)
    return found.word if found else None


def change(case: World, base: BPlan, revision: BPlan, binding: str | None = None) -> Effects:
    """The effects on party a on the cap."""
    return effects(case, base, revision, "cap", "a", 0, binding)


# --- the sets and the verdict ---------------------------------------------------------------------


def test_unstated() -> None:
    """Fewer than two parties speak."""
    found = judge(world(st("A", "a", "refuses", "01234")))
    assert (found.verdict, found.zone, found.silent) == ("unstated", n(""), n("b"))


def test_insurmountable() -> None:
    """No outcome is left; the lines, the basis at which it holds, and the retreats."""
    found = judge(
        world(
            st("A", "a", "refuses", "01", basis="law"),
            st("B", "b", "refuses", "234", basis="leader"),
            st("C", "b", "refuses", "4", basis="constitution"),
        )
    )
    assert found.verdict == "insurmountable"
    assert found.blocking_sets == frozenset({frozenset({("a", n("01")), ("b", n("234"))})})
    assert found.holds_at == "leader"
    assert found.retreat_outcomes == ("1", "2")
    assert found.retreats == [{"a": 1, "b": 0}, {"a": 0, "b": 1}]


def test_agreed() -> None:
    """They ask for a common outcome."""
    found = judge(world(st("A", "a", "demands", "01"), st("B", "b", "demands", "12")))
    assert (found.verdict, found.zone) == ("agreed", n("1"))


def test_overlap() -> None:
    """Declared ranges overlap, the demands do not."""
    found = judge(
        world(
            st("A", "a", "demands", "0"),
            st("A2", "a", "accepts", "1"),
            st("B", "b", "demands", "1"),
        )
    )
    assert (found.verdict, found.zone) == ("overlap", n("1"))
    assert [(u.party, u.soft, u.refused_by, u.together) for u in found.unmet] == [
        ("a", False, n(""), n(""))
    ]


def test_bridgeable_and_contested() -> None:
    """One side asks for what the other refuses."""
    found = judge(world(st("A", "a", "demands", "0"), st("B", "b", "refuses", "01")))
    assert (found.verdict, found.zone) == ("bridgeable", n("234"))
    assert found.contested
    assert not found.contested_soft
    (unmet,) = found.unmet
    assert unmet == ("a", False, frozenset({("A", "demands")}), n("b"), n(""), True)
    assert found.no_red_line == n("a")
    assert found.offered_by == frozenset()


def test_contested_softly_only() -> None:
    """A vague demand alone."""
    case = world(st("A", "a", "demands", "01", vague=True), st("B", "b", "refuses", "01"))
    found = judge(case)
    assert found.contested
    assert found.contested_soft


def test_refused_together() -> None:
    """No single party covers the demand, two do."""
    found = judge(
        world(
            st("A", "a", "demands", "01"),
            st("B", "b", "refuses", "0"),
            st("C", "c", "refuses", "1"),
        ),
        "abc",
    )
    (unmet,) = found.unmet
    assert (unmet.refused_by, unmet.together) == (n(""), n("bc"))


def test_demands_conflict_and_every_demand() -> None:
    """D is what satisfies every demand, their union where none does."""
    case = world(st("A", "a", "demands", "01"), st("A2", "a", "demands", "12"))
    other = st("B", "b", "demands", "012")
    assert judge(replace(case, statements=(*case.statements, other))).zone == n("1")
    far = st("A3", "a", "demands", "4")
    assert judge(replace(case, statements=(*case.statements, far, other))).zone == n("012")


def test_at_best_depends_on() -> None:
    """Bounds of a soft red line and a soft offer."""
    found = judge(
        world(
            st("A", "a", "refuses", "0123", disputed=True),
            st("A2", "a", "accepts", "2", proviso=True),
            st("B", "b", "refuses", "4"),
            st("B2", "b", "demands", "2"),
        )
    )
    assert (found.verdict, found.at_best, found.at_best_zone) == (
        "insurmountable",
        "overlap",
        n("2"),
    )
    assert found.depends_on == frozenset({frozenset({("A", "refuses"), ("A2", "accepts")})})


def test_offered_by_one_sided_gap() -> None:
    """Whose range meets the zone, and how far the ranges are apart."""
    case = world(
        st("A", "a", "accepts", "01"),
        st("B", "b", "accepts", "4"),
        st("B2", "b", "refuses", "0"),
        st("B3", "b", "accepts", "2", vague=True),
    )
    found = judge(case)
    assert found.gap == 3
    assert found.offered_by == frozenset({("a", False), ("b", False), ("b", True)})
    assert found.one_sided == n("")
    assert judge(
        world(st("A", "a", "accepts", "01"), st("B", "b", "refuses", "234"))
    ).one_sided == (n("a"))


def test_unlimited_is_never_counted() -> None:
    """Neither in a gap nor in a retreat."""
    near = world(
        st("A", "a", "accepts", "3"), st("B", "b", "accepts", n_of("none")), cap=CAP_OPEN
    )  # fmt: skip
    assert judge(near).gap is None
    stuck = world(
        st("A", "a", "refuses", "0123"), st("B", "b", "refuses", n_of("3", "none")), cap=CAP_OPEN
    )
    found = judge(stuck)
    assert found.retreat_outcomes == ("2", "3", "none")
    assert found.retreats == [{"a": None, "b": 0}, {"a": None, "b": 1}, {"a": 0, "b": None}]


def test_no_retreat_on_options_or_where_all_is_refused() -> None:
    """Null there."""
    lines = (st("A", "a", "refuses", "01234"), st("B", "b", "refuses", "0"))
    assert judge(world(*lines)).retreats is None
    halves = (st("A", "a", "refuses", "01"), st("B", "b", "refuses", "234"))
    assert judge(world(*halves, cap=OPTIONS)).retreats is None


def test_withheld_narrowed_on_a_condition() -> None:
    """What the party's own red lines cut."""
    found = judge(
        world(
            st("A", "a", "refuses", "01", unless=(("land", n("x")),)),
            st("A2", "a", "accepts", "12", given=(("land", n("x")),)),
            st("A3", "a", "accepts", "0"),
            st("A4", "a", "demands", "13", vague=True),
        )
    )
    assert found.offered_on_condition == frozenset({("A2", "accepts", n("1"), True)})
    assert found.withheld == frozenset({("A3", "accepts", n("0"), False)})
    assert found.narrowed == frozenset({("A4", "demands", n("1"), True)})


def test_days_and_binding() -> None:
    """In force from `said` until the day before `until`; below the binding no line."""
    case = world(
        st("A", "a", "refuses", "01", said=5, until=9, basis="leader"),
        st("B", "b", "refuses", "234"),
    )
    assert [judge(case, day=d).verdict for d in (4, 5, 8, 9)] == [
        "unstated",
        "insurmountable",
        "insurmountable",
        "unstated",
    ]
    bound = verdict(case, "cap", "ab", 6, "law")
    assert (bound.verdict, bound.silent, bound.below_binding) == ("bridgeable", n(""), n("ab"))
    assert judge(case, day=6).holds_at is None


# --- the grades -----------------------------------------------------------------------------------


def test_every_grade() -> None:
    """One plan for each row."""
    case = world(
        st("A", "a", "refuses", "0"), st("A2", "a", "demands", "1"), st("A3", "a", "accepts", "2")
    )
    assert word(case, plan()) == "unsettled"
    assert word(case, cap("1"), "b") == "unstated"
    assert grade(case, cap("0"), "cap", "a", 0, None) == Grade("crosses", crossed=n("A"))
    assert grade(case, cap("01"), "cap", "a", 0, None) == Grade("ambiguous", crossed=n("A"))
    assert grade(case, cap("1"), "cap", "a", 0, None) == Grade("meets", met=frozenset({"A2"}))
    assert word(case, cap("12")) == word(case, cap("2")) == "within"
    short = Grade("falls_short", missed=frozenset({"A2"}))
    assert grade(case, cap("34"), "cap", "a", 0, None) == short
    assert word(case, cap("13")) == "unclaimed"


def test_no_grade_for_a_party_that_only_accepts() -> None:
    """Where the plan is silent."""
    assert word(world(st("A", "a", "accepts", "0")), plan()) is None


def test_a_vague_demand_is_missed_and_never_met() -> None:
    """A plan without any ceiling falls short of "a ceiling"."""
    case = world(st("A", "a", "demands", "012", vague=True))
    assert grade(case, cap("4"), "cap", "a", 0, None) == Grade(
        "falls_short", missed=n("A"), vague_missed=True
    )
    assert word(case, cap("1")) == word(case, cap("24")) == "unclaimed"


def test_conditions_in_a_plan() -> None:
    """Met, unmet and silent, undecided; a proviso is undecided in every plan."""
    case = world(st("A", "a", "refuses", "0", unless=(("land", n("x")),)))
    zero = point("1", cap="0")
    assert word(case, plan(zero, point("2", land="x"))) == "unclaimed"
    assert word(case, plan(zero, point("2", land="y"))) == "crosses"
    assert word(case, plan(zero)) == "crosses"
    assert word(case, plan(zero, point("2", land="xy"))) == "ambiguous"
    assert word(case, plan(zero, all_unknown=True)) == "ambiguous"
    offer = world(st("A", "a", "accepts", "0", proviso=True))
    assert word(offer, cap("0")) == "ambiguous"
    line = world(st("A", "a", "refuses", "0", proviso=True))
    assert word(line, cap("0")) == "crosses"


def test_same_condition_same_answer() -> None:
    """The line falls exactly where the offer stands."""
    cond = (("land", n("x")),)
    case = world(
        st("A", "a", "refuses", "0", unless=cond), st("A2", "a", "accepts", "0", given=cond)
    )
    draft = plan(point("1", cap="0"), point("2", land="xy"))
    assert word(case, draft) == "ambiguous"
    helped = world(*case.statements, st("A3", "a", "refuses", "0"))
    assert word(helped, draft) == "crosses"


def test_a_point_with_a_condition() -> None:
    """It settles only where the plan meets its condition; else a reading is with or without it."""
    case = world(st("A", "a", "refuses", "0"))
    given = (("land", n("x")),)
    both = (point("1", cap="01"), point("2", given=given, cap="0"))
    assert word(case, plan(*both, point("3", land="x"))) == "crosses"
    assert word(case, plan(*both, point("3", land="y"))) == "ambiguous"


# --- what a change does ---------------------------------------------------------------------------

LINE = world(
    st("A", "a", "refuses", "01", basis="leader"), st("A2", "a", "refuses", "0", basis="law")
)
WANT = world(st("A", "a", "demands", "01"))


@pytest.mark.parametrize(
    ("base", "revision", "expected"),
    [
        ("2", "1", "newly_crosses"),
        ("12", "1", "newly_crosses"),
        ("1", "2", "no_longer_crosses"),
        ("12", "2", "can_no_longer_cross"),
        ("2", "12", "may_cross"),
        ("1", "12", "need_no_longer_cross"),
        ("1", "0", "crosses_firmer"),
        ("0", "01", "crosses_softer"),
        ("12", "13", None),
    ],
)
def test_red_line_rows(base: str, revision: str, expected: str | None) -> None:
    """Every row of the kind *red line*."""
    assert change(LINE, cap(base), cap(revision)).red_line == expected


@pytest.mark.parametrize(
    ("base", "revision", "expected"),
    [
        ("2", "1", "met"),
        ("12", "1", "met"),
        ("1", "2", "lost"),
        ("12", "2", "lost"),
        ("1", "12", "left_open"),
        ("2", "12", "left_open"),
        ("1", "0", None),
    ],
)
def test_demand_rows(base: str, revision: str, expected: str | None) -> None:
    """Every row of the kind *demand*."""
    assert change(WANT, cap(base), cap(revision)).demand == expected


@pytest.mark.parametrize(
    ("base", "revision", "expected"),
    [
        ("4", "3", ("closer", 3, 2, 3, 2)),
        ("3", "34", ("farther", 2, 2, 2, 3)),
        ("3", "24", ("wider", 2, 1, 2, 3)),
        ("24", "3", ("narrower", 1, 2, 3, 2)),
    ],
)
def test_distance_rows(base: str, revision: str, expected: tuple[str, int, int, int, int]) -> None:
    """Every word of the kind *distance*."""
    found = change(world(st("A", "a", "demands", "01")), cap(base), cap(revision))
    assert (
        found.distance,
        found.nearest_before,
        found.nearest_after,
        found.farthest_before,
        found.farthest_after,
    ) == expected


def test_two_effects_that_point_different_ways() -> None:
    """No longer crosses, farther from what it demands."""
    case = world(st("A", "a", "refuses", "2"), st("A2", "a", "demands", "0"))
    found = change(case, cap("2"), cap("3"))
    assert (found.red_line, found.distance) == ("no_longer_crosses", "farther")


def test_still_crosses_but_nearer() -> None:
    """While a plan crosses on both sides the goal is T; `unlimited` is at no count of steps."""
    case = world(st("A", "a", "refuses", "0123"), cap=CAP_OPEN)
    found = change(case, cap("0"), cap("2"))
    assert (found.distance, found.nearest_before, found.none) == ("closer", None, None)
    same = world(st("A", "a", "refuses", "0123"), cap=replace(CAP_OPEN, ordered=False))
    assert change(same, cap("0"), cap("2")).none == "still crosses"


def test_from_600_to_800_is_no_newly_crossed_line() -> None:
    """A party that refuses every number, each in a claim of its own."""
    case = world(st("A", "a", "refuses", "01234"), st("A2", "a", "refuses", "3"))
    assert change(case, cap("2"), cap("3")) == Effects(none="still crosses")


def test_declared_rows() -> None:
    """Inside A on one side only; nothing is said where a soft offer covers the other side."""
    case = world(st("A", "a", "accepts", "0"), st("A2", "a", "accepts", "1", vague=True))
    assert change(case, cap("0"), cap("2")).declared == "no_longer_inside"
    assert change(case, cap("2"), cap("0")).declared == "now_inside"
    assert change(case, cap("0"), cap("1")).none == "no effect"
    silent = change(case, cap("0"), plan())
    assert (silent.declared, silent.rests_on_silence) == ("no_longer_inside", True)


def test_a_demand_that_falls_away_is_not_told() -> None:
    """Its condition does."""
    case = world(st("A", "a", "demands", "0", given=(("land", n("x")),)))
    base = plan(point("1", cap="0"), point("2", land="x"))
    assert change(case, base, cap("0")).demand is None


def test_a_condition_alone_can_cross() -> None:
    """The plan says the same on the cap."""
    case = world(st("A", "a", "refuses", "0", unless=(("land", n("x")),)))
    base = plan(point("1", cap="0"), point("2", land="x"))
    assert change(case, base, cap("0")).red_line == "newly_crosses"


def test_silence() -> None:
    """A silent side is clear and misses the demand, and the effect says that it rests on it."""
    found = change(WANT, cap("0"), plan())
    assert (found.demand, found.rests_on_silence) == ("lost", True)
    found = change(LINE, cap("0"), plan())
    assert (found.red_line, found.rests_on_silence) == ("no_longer_crosses", True)


def test_undecidable() -> None:
    """Where no known point settles the issue it is all that is said."""
    assert change(LINE, cap("2"), plan(unknown=("1",))) == Effects(not_known=True)
    assert change(LINE, plan(all_unknown=True), cap("0")) == Effects(not_known=True)
    both = plan(unknown=("1",))
    assert change(LINE, both, both).none == "no effect"


def test_unknown_points_can_only_narrow() -> None:
    """Crosses, clear, met and missed stand; the rest becomes one undecidable."""
    base = plan(point("1", cap="234"), point("2", cap="234"))

    def revised(region: str) -> BPlan:
        return plan(point("1", cap=region), unknown=("2",))

    assert change(LINE, base, revised("01")).red_line == "newly_crosses"
    assert change(LINE, base, revised("12")) == Effects(not_known=True)
    assert change(WANT, base, revised("01")).demand == "met"
    assert change(WANT, base, revised("12")) == Effects(not_known=True)
    assert change(WANT, base, revised("34")) == Effects(not_known=True)


def test_reworded() -> None:
    """One line for a party that refuses something there and has no other effect."""
    one, two = plan(point("1", "shall", cap="2")), plan(point("1", "should", cap="2"))
    assert change(LINE, one, two) == Effects(none="no effect", reworded=True)
    assert not change(WANT, one, two).reworded


# --- what a change of positions does --------------------------------------------------------------


def moved(before: World, after: World, day: int = 5) -> Moves:
    """The moves of both parties."""
    return moves(before, after, "ab", day)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, st("A", "a", "refuses", "0"), "added"),
        (st("A", "a", "refuses", "0"), None, "dropped"),
        (st("A", "a", "refuses", "0"), st("A", "a", "refuses", "0", until=5), "ended"),
        (st("A", "a", "refuses", "0", said=9), st("A", "a", "refuses", "0", said=3), "begun"),
        (None, st("A", "a", "refuses", "0", said=9), "not_yet_in_force"),
        (st("A", "a", "refuses", "0"), st("A", "a", "refuses", "01"), "widened"),
        (st("A", "a", "refuses", "01"), st("A", "a", "refuses", "0"), "narrowed"),
        (st("A", "a", "refuses", "01"), st("A", "a", "refuses", "12"), "moved"),
        (st("A", "a", "refuses", "0"), st("A", "a", "refuses", "0", basis="law"), "basis"),
        (
            st("A", "a", "refuses", "0"),
            st("A", "a", "refuses", "0", unless=(("land", n("x")),)),
            "condition",
        ),
        (st("A", "a", "refuses", "0"), st("A", "a", "refuses", "0", ultimatum=True), "form"),
        (st("A", "a", "refuses", "0"), st("A", "a", "refuses", "0", disputed=True), "disputed"),
        (st("A", "a", "refuses", "0"), st("A", "a", "refuses", "0", vague=True), "vague"),
    ],
)
def test_claim_words(before: BStatement | None, after: BStatement | None, expected: str) -> None:
    """Every word for a claim."""
    one, two = (world(*([s] if s else [])) for s in (before, after))
    (claim,) = moved(one, two).claims
    assert claim.words == frozenset({expected})
    assert claim.level == ("warn" if expected == "not_yet_in_force" else "info")


def test_restated() -> None:
    """One refusal written as two."""
    found = moved(
        world(st("A", "a", "refuses", "01")),
        world(st("A", "a", "refuses", "0"), st("A2", "a", "refuses", "1")),
    )
    assert found.restated == found.claims
    assert len(found.claims) == 2
    assert not found.sets
    assert not found.outcomes
    assert not found.pairs


def test_levels_of_moves() -> None:
    """`error` for a pair that becomes insurmountable, `warn` for a new or firmer refusal."""
    before = world(st("A", "a", "refuses", "01"), st("B", "b", "refuses", "2"))
    after = world(st("A", "a", "refuses", "01", basis="law"), st("B", "b", "refuses", "234"))
    found = moved(before, after)
    assert [(p.verdict, p.level) for p in found.pairs] == [
        (("bridgeable", "insurmountable"), "error")
    ]
    assert {(o.party, o.outcome, o.level) for o in found.outcomes} == {
        ("a", "0", "warn"),
        ("a", "1", "warn"),
        ("b", "3", "warn"),
        ("b", "4", "warn"),
    }
    assert all(o.level == "info" for o in moved(after, before).outcomes)
    soft = world(st("A", "a", "refuses", "0", disputed=True))
    (hardened,) = moved(soft, world(st("A", "a", "refuses", "0"))).outcomes
    assert (hardened.before, hardened.after) == (Refusal(None, True), Refusal(None, False))
    assert hardened.level == "warn"


def test_nothing_changed() -> None:
    """The same state twice."""
    assert moved(LINE, LINE).empty


def crosses(case: World, draft: BPlan) -> bool:
    """Does the grade say so?"""
    found = grade(case, draft, "cap", "a", 0, None)
    return found is not None and found.word == "crosses"


def test_newly_crosses_is_not_said_of_an_unknown_base() -> None:
    """The grade of the base has no word, that of the revision is `crosses`."""
    base = plan(all_unknown=True)
    assert (word(LINE, base), word(LINE, cap("0"))) == (None, "crosses")
    assert change(LINE, base, cap("0")) == Effects(not_known=True)


def test_newly_crosses_is_not_said_of_a_base_that_may_cross_and_is_partly_unknown() -> None:
    """The unknown point 2 of the base could make it cross already."""
    base = plan(point("1", cap="12"), unknown=("2",))
    revision = plan(point("1", cap="1"), point("2", cap="1"))
    assert (word(LINE, base), word(LINE, revision)) == ("ambiguous", "crosses")
    assert change(LINE, base, revision) == Effects(not_known=True)


def test_an_unknown_point_on_the_issue_of_a_condition_contradicts() -> None:
    """Judged in the revision alone the line stands; with point 1 known it does not."""
    case = world(st("A", "a", "refuses", "0", unless=(("land", n("x")),)))
    base = plan(point("1", land="x"))
    zero = point("2", cap="0")
    revision = plan(zero, unknown=("1",))
    assert change(case, base, revision).red_line == "newly_crosses"
    assert change(case, base, plan(zero, point("1", land="x"))).red_line is None
    other = effects(case, base, revision, "cap", "a", 0, None, hidden_bears_on_conditions=True)
    assert other.red_line == "may_cross"
    assert crosses(case, revision)
    assert not crosses(case, base)


def test_open_before_by_an_unknown_condition_contradicts() -> None:
    """*Lost* is said of a demand that, once the rest is known, was never met."""
    case = world(st("A", "a", "demands", "0", given=(("land", n("y")),)))
    rest = point("1", cap="0")
    revision = plan(point("2", land="y"))
    assert change(case, plan(rest, all_unknown=True), revision).demand == "lost"
    known = plan(rest, point("3", land="x"))
    assert change(case, known, revision).demand is None


def test_no_effect_is_not_said_of_what_may_cross_and_is_partly_unknown() -> None:
    """Once point 2 of the base is known, the revision newly may cross."""
    base = plan(point("1", cap="12"), unknown=("2",))
    revision = plan(point("1", cap="12"), point("2", cap="12"))
    assert change(LINE, base, revision).not_known
    known = plan(point("1", cap="12"), point("2", cap="2"))
    assert change(LINE, known, revision).red_line == "may_cross"
