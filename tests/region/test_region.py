"""Outcomes and regions beside Python's own sets of names."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from random_cases import make_case, outcome_lists, regions, says
from redlines.case import Basis, Claim, Said, firmness
from redlines.region import (
    Calendar,
    DateStep,
    Grid,
    Number,
    OffGrid,
    OtherPrecision,
    Outcomes,
    Region,
    UnknownOutcome,
)

LEVELS = Outcomes.scale(["low", "mid", "high"], ["as it was", "half way", "all of it"])
TROOPS = Outcomes.quantity("personnel", Grid(100, 50, 4, 0), unlimited=True)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Region, Region]:
    outcomes = draw(outcome_lists())
    bits = st.integers(0, outcomes.all_bits)
    return Region(outcomes, draw(bits)), Region(outcomes, draw(bits))


@given(pairs())
def test_regions_are_sets_of_names(pair: tuple[Region, Region]) -> None:
    a, b = pair
    one, two = set(a.names), set(b.names)
    everything = set(a.outcomes.names)
    assert set((a & b).names) == one & two
    assert set((a | b).names) == one | two
    assert set((a - b).names) == one - two
    assert set((~a).names) == everything - one
    assert (a <= b) == (one <= two)
    assert bool(a) == bool(one)
    assert len(a) == len(one)
    assert (a == b) == (one == two)
    assert {name for name in everything if name in a} == one
    assert a == a.outcomes.region(one)
    assert hash(a) == hash(a.outcomes.region(a.names))


@given(pairs())
def test_names_and_positions_stand_in_the_order_of_the_issue(pair: tuple[Region, Region]) -> None:
    a, _ = pair
    assert list(a) == sorted(a)
    assert a.names == tuple(name for name in a.outcomes.names if name in a)


def test_a_title_is_what_is_given_or_the_name_with_blanks_and_stays_with_its_outcome() -> None:
    levels = Outcomes.scale(["no_dam", "joint_dam", "dam"], titles=["", "dam of both", ""])
    assert [levels.title(at) for at in range(3)] == ["no dam", "dam of both", "dam"]
    kept = levels.keep(levels.region(["joint_dam", "dam"]))
    assert kept is not None
    assert [kept.title(at) for at in range(2)] == ["dam of both", "dam"]
    assert LEVELS.title(1) == "mid"
    assert TROOPS.title(4) == "unlimited"


@given(pairs())
def test_runs_are_the_unbroken_stretches(pair: tuple[Region, Region]) -> None:
    a, _ = pair
    runs = list(a.runs())
    assert [place for first, last in runs for place in range(first, last + 1)] == list(a)
    # Between two runs at least one outcome is missing.
    assert all(two[0] - one[1] > 1 for one, two in pairwise(runs))


@given(pairs(), st.data())
def test_a_region_is_cut_to_the_names_another_list_has(
    pair: tuple[Region, Region], data: st.DataObject
) -> None:
    a, _ = pair
    kept = a.outcomes.keep(data.draw(regions(a.outcomes)))
    assume(kept is not None)
    assert kept is not None
    cut = a.cut_to(kept)
    assert cut.outcomes is kept
    assert set(cut.names) == set(a.names) & set(kept.names)
    assert a.cut_to(a.outcomes) is a


@given(outcome_lists(), st.data())
def test_a_span_is_all_from_one_position_to_another(
    outcomes: Outcomes, data: st.DataObject
) -> None:
    places = st.integers(0, len(outcomes.names) - 1)
    first, last = data.draw(places), data.draw(places)
    assert outcomes.span(first, last).names == outcomes.names[first : last + 1]


def test_nothing_and_everything() -> None:
    assert LEVELS.nothing.names == ()
    assert LEVELS.everything.names == ("low", "mid", "high")
    assert ~LEVELS.nothing == LEVELS.everything


def test_a_name_the_issue_lacks_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        LEVELS.region(["low", "lower"])
    with pytest.raises(KeyError):
        _ = "lower" in LEVELS.everything


def test_scales_and_quantities_have_an_order_and_options_have_none() -> None:
    assert LEVELS.ordered
    assert TROOPS.ordered
    assert not Outcomes.options(["geneva", "oslo"]).ordered


def test_unlimited_is_the_last_outcome_of_a_quantity_that_declares_it() -> None:
    assert TROOPS.names == ("100", "150", "200", "250", "unlimited")
    assert TROOPS.unlimited == 4
    assert Outcomes.quantity("personnel", Grid(0, 1, 3, 0)).unlimited is None
    assert Outcomes.scale(["limited", "unlimited"]).unlimited is None


def test_keeping_some_levels_keeps_their_order_and_descriptions() -> None:
    kept = LEVELS.keep(LEVELS.region(["high", "low"]))
    assert kept is not None
    assert kept.names == ("low", "high")
    assert kept.descriptions == ("as it was", "all of it")
    assert kept.kind is LEVELS.kind
    seats = Outcomes.options(["geneva", "vienna", "oslo"])
    assert seats.keep(seats.region(["oslo", "geneva"])) == Outcomes.options(["geneva", "oslo"])


def test_keeping_a_stretch_of_a_quantity_keeps_its_grid() -> None:
    kept = TROOPS.keep(TROOPS.region(["150", "200", "unlimited"]))
    assert kept == Outcomes.quantity("personnel", Grid(150, 50, 2, 0), unlimited=True)
    assert kept.unlimited == 2
    assert kept.find("250") == OffGrid("200", None)
    assert TROOPS.keep(TROOPS.region(["250"])) == Outcomes.quantity(
        "personnel", Grid(250, 50, 1, 0)
    )


@pytest.mark.parametrize("names", [["100", "200"], ["100", "250", "unlimited"], ["unlimited"]])
def test_a_quantity_without_an_unbroken_stretch_is_not_kept(names: list[str]) -> None:
    assert TROOPS.keep(TROOPS.region(names)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", Number(0, 0)),
        ("-7", Number(-7, 0)),
        ("+7", Number(7, 0)),
        ("600_000", Number(600_000, 0)),
        ("0.50", Number(50, 2)),
        ("-0.05", Number(-5, 2)),
        ("", None),
        ("1e3", None),
        (".5", None),
        ("5.", None),
        ("_5", None),
        ("5__0", None),
        ("1,000", None),
        ("--5", None),
        (" 5", None),
        ("nan", None),
        ("9" * 41, None),
    ],
)
def test_a_number_is_a_plain_decimal(text: str, number: Number | None) -> None:
    assert Number.parse(text) == number


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_a_written_number_reads_back(digits: int, places: int) -> None:
    text = Number.write(digits, places)
    assert Number.parse(text) == Number(digits, places)
    assert Decimal(text) == Decimal(digits).scaleb(-places)


GRIDS = st.builds(
    Grid, st.integers(-30, 30), st.integers(1, 12), st.integers(1, 8), st.integers(0, 2)
)


@given(GRIDS, st.integers(-2000, 2000), st.integers(0, 3))
def test_a_number_is_on_the_grid_or_has_the_nearest_neighbours(
    grid: Grid, digits: int, places: int
) -> None:
    text = Number.write(digits, places)
    asked = Decimal(text)
    numbers = [Decimal(grid.write(index)) for index in range(grid.count)]
    found = grid.find(text)
    if asked in numbers:
        assert found == numbers.index(asked)
        return
    assert isinstance(found, OffGrid)
    below = max((number for number in numbers if number < asked), default=None)
    above = min((number for number in numbers if number > asked), default=None)
    assert (found.below and Decimal(found.below)) == below
    assert (found.above and Decimal(found.above)) == above


@pytest.mark.parametrize(
    ("text", "below", "above"),
    [
        ("-1", None, "-0.75"),
        ("-0.6", "-0.75", "-0.50"),
        ("0.1", "0.00", None),
    ],
)
def test_neighbours_on_a_negative_decimal_grid(
    text: str, below: str | None, above: str | None
) -> None:
    outcomes = Outcomes.quantity("percent", Grid(-75, 25, 4, 2))
    assert outcomes.names == ("-0.75", "-0.50", "-0.25", "0.00")
    assert outcomes.find(text) == OffGrid(below, above)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("150", 1),
        ("1_5_0", 1),
        ("+150.00", 1),
        ("unlimited", 4),
        ("120", OffGrid("100", "150")),
        ("many", UnknownOutcome("many")),
    ],
)
def test_an_outcome_is_found_as_people_write_it(
    text: str, found: int | UnknownOutcome | OffGrid
) -> None:
    assert TROOPS.find(text) == found


def test_a_number_is_no_level_of_a_scale() -> None:
    assert LEVELS.find("mid") == 1
    assert LEVELS.find("5") == UnknownOutcome("5")


def test_firmness_ranks_a_claim_without_basis_last() -> None:
    ranks = [firmness(basis) for basis in (*Basis, None)]
    assert ranks == sorted(set(ranks))


def later_dates(first: date, unit: DateStep, count: int) -> list[str]:
    """So many days or months from one on, by walking through the calendar day by day."""
    days = (first + timedelta(days) for days in range(31 * count + 31))
    size = len("2026-01") if unit is DateStep.MONTH else len("2026-01-01")
    return list(dict.fromkeys(day.isoformat()[:size] for day in days))[:count]


FIRST_DAYS = st.dates(date(1, 1, 1), date(9900, 1, 1)) | st.sampled_from(
    [date(2024, 2, 28), date(2100, 2, 28), date(2025, 12, 31), date(1999, 12, 1)]
)


@given(FIRST_DAYS, st.sampled_from(DateStep), st.integers(1, 40))
def test_dates_follow_each_other_as_in_the_calendar(day: date, unit: DateStep, count: int) -> None:
    expected = later_dates(day, unit, count)
    calendar = Calendar.first(expected[0], unit, count)
    assert calendar is not None
    outcomes = Outcomes.quantity(None, calendar, unlimited=True)
    assert outcomes.names == (*expected, "unlimited")
    assert [calendar.find(name) for name in expected] == list(range(count))
    last = Calendar.first(expected[-1], unit)
    assert last is not None
    assert calendar.amount(last.start - calendar.start) == str(count - 1)


@given(FIRST_DAYS, FIRST_DAYS, st.sampled_from(DateStep), st.integers(1, 40))
def test_a_date_beyond_the_ends_is_told_the_end_that_is_near(
    day: date, other: date, unit: DateStep, count: int
) -> None:
    names = later_dates(day, unit, count)
    calendar = Calendar.first(names[0], unit, count)
    assert calendar is not None
    text = later_dates(other, unit, 1)[0]
    if text in names:
        assert calendar.find(text) == names.index(text)
    elif text < names[0]:
        assert calendar.find(text) == OffGrid(None, names[0])
    else:
        assert calendar.find(text) == OffGrid(names[-1], None)


@given(FIRST_DAYS, FIRST_DAYS, st.sampled_from(DateStep), st.integers(1, 400))
def test_a_date_of_another_precision_may_mean_the_ends_of_what_it_holds(
    day: date, other: date, unit: DateStep, count: int
) -> None:
    names = later_dates(day, unit, count)
    calendar = Calendar.first(names[0], unit, count)
    assert calendar is not None
    finer = unit is DateStep.MONTH
    texts = [other.isoformat()[:4], other.isoformat() if finer else other.isoformat()[:7]]
    for text in texts:
        held = [name for name in names if name.startswith(text) or text.startswith(name)]
        meant = calendar.find(text)
        assert isinstance(meant, OtherPrecision)
        assert set(meant.meant) <= set(held)
        whole = {name for name in held if name.endswith(("-01", "-12", "-31"))}
        if len(text) > len("2026") and finer:
            assert list(meant.meant) == held
        elif len(text) == len("2026") and finer:
            assert set(meant.meant) == whole - {name for name in whole if name.endswith("-31")}


DAYS = Outcomes.quantity(None, Calendar.first("2024-02-27", DateStep.DAY, 5) or Grid(0, 1, 1, 0))
MONTHS = Outcomes.quantity(
    None, Calendar.first("2025-11", DateStep.MONTH, 4) or Grid(0, 1, 1, 0), unlimited=True
)


@pytest.mark.parametrize(
    ("outcomes", "text", "found"),
    [
        (DAYS, "2024-02-29", 2),
        (DAYS, "2024-02-30", UnknownOutcome("2024-02-30")),
        (DAYS, "2024-02", OtherPrecision(("2024-02-29",))),
        (DAYS, "2024-03", OtherPrecision(("2024-03-01",))),
        (DAYS, "2024", OtherPrecision(())),
        (DAYS, "2024-13", UnknownOutcome("2024-13")),
        (DAYS, "2024-00", UnknownOutcome("2024-00")),
        (DAYS, "5", UnknownOutcome("5")),
        (DAYS, "2024-3-1", UnknownOutcome("2024-3-1")),
        (DAYS, "2024-04-01", OffGrid("2024-03-02", None)),
        (MONTHS, "2026-02", 3),
        (MONTHS, "unlimited", 4),
        (MONTHS, "2026-02-28", OtherPrecision(("2026-02",))),
        (MONTHS, "2026-02-29", UnknownOutcome("2026-02-29")),
        (MONTHS, "2025", OtherPrecision(("2025-12",))),
        (MONTHS, "2026", OtherPrecision(("2026-01",))),
        (MONTHS, "0000-01", UnknownOutcome("0000-01")),
        (MONTHS, "2025-10", OffGrid(None, "2025-11")),
    ],
)
def test_a_date_is_found_as_people_write_it(outcomes: Outcomes, text: str, found: object) -> None:
    assert outcomes.find(text) == found


def test_dates_kept_for_an_area_are_counted_from_the_first() -> None:
    kept = MONTHS.keep(MONTHS.region(["2026-01", "2026-02", "unlimited"]))
    assert kept is not None
    assert kept.names == ("2026-01", "2026-02", "unlimited")
    assert (kept.find("2026-02"), kept.step, kept.unit_name) == (1, "month", None)
    assert MONTHS.keep(MONTHS.region(["2025-11", "2026-01"])) is None
    assert list(MONTHS.everything.spans()) == [("2025-11", "2026-02"), ("unlimited", "unlimited")]


ISSUES = {"border": LEVELS, "troops": TROOPS}


def test_claims_stand_by_issue_and_party() -> None:
    case = make_case(
        ISSUES,
        says(ISSUES, "A", "a", demands={"border": "low"}, refuses={"troops": "unlimited"}),
        says(ISSUES, "B", "b", accepts={"border": "mid"}),
        says(ISSUES, "C", "a", accepts={"border": "mid"}),
    )

    def ids(claims: tuple[Claim, ...]) -> list[str]:
        return [claim.statement.id for claim in claims]

    assert {where: ids(claims) for where, claims in case.claims.items()} == {
        ("border", "a"): ["A", "C"],
        ("troops", "a"): ["A"],
        ("border", "b"): ["B"],
    }


def test_if_softens_offers_and_unless_softens_refusals() -> None:
    said = says(
        ISSUES,
        "A",
        "a",
        accepts={"border": "low"},
        refuses={"border": "high"},
        given={"troops": "100"},
    )
    offer, refusal = said.claims
    assert (offer.condition, refusal.condition) == (said.given, None)
    assert (offer.soft, refusal.soft) == (True, False)


@pytest.mark.parametrize(
    ("disputed", "vague"), [(False, False), (True, False), (False, True), (True, True)]
)
def test_disputed_and_vague_claims_are_soft(disputed: bool, vague: bool) -> None:
    said = says(ISSUES, "A", "a", demands={"border": "low"}, disputed=disputed, vague=vague)
    assert said.claims[0].soft is (disputed or vague)


def test_every_claim_with_a_proviso_is_soft() -> None:
    said = says(
        ISSUES, "A", "a", demands={"border": "low"}, refuses={"border": "high"}, proviso="it snows"
    )
    assert [claim.soft for claim in said.claims] == [True, True]
    assert [claim.condition for claim in said.claims] == [None, None]


@pytest.mark.parametrize(
    ("said", "until", "day", "counts"),
    [
        (None, None, date(2024, 5, 1), True),
        (None, date(2024, 5, 1), date(2024, 5, 1), False),
        (date(2024, 5, 1), None, date(2024, 5, 1), True),
        (date(2024, 5, 1), None, date(2024, 4, 30), False),
        (date(2024, 5, 1), date(2024, 6, 1), date(2024, 5, 31), True),
        (date(2024, 5, 1), date(2024, 6, 1), date(2024, 6, 1), False),
        (date(2024, 5, 1), date(2024, 6, 1), None, True),
    ],
)
def test_a_statement_counts_from_its_day_until_the_day_it_ends(
    said: date | None, until: date | None, day: date | None, counts: bool
) -> None:
    statement = says(ISSUES, "A", "a", demands={"border": "low"}, said=Said("", said), until=until)
    assert statement.in_force(day) is counts
