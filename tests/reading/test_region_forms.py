"""Regions as people write them mean what plain sets of names mean."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redlines.reading.notes import Notes
from redlines.reading.regions import Compiler
from redlines.reading.yaml_marks import Value, read_yaml
from redlines.region import UNLIMITED, Calendar, DateStep, Grid, Number, OffGrid, Outcomes, Region

SCALE = Outcomes.scale(["closed", "permits", "goods", "people", "open"])
OPTIONS = Outcomes.options(["none", "roof", "heating"])
TITLED = Outcomes.scale(
    ["closed", "permits", "all_open"],
    ["nobody passes", "", "anyone passes"],
    ["shut", "by papers alone", "open to all"],
)
COINS = Outcomes.quantity("coins", Grid(-10, 5, 7, 1), unlimited=True)  # -1.0 to 2.0 by 0.5
BILLIONS = Outcomes.quantity("bn euros", Grid(0, 100, 21, 0))  # 0 to 2,000
MEN = Outcomes.quantity("men", Grid(0, 5_000, 5, 0))  # 0 to 20,000


def compiled(outcomes: Outcomes, form: Value) -> tuple[Region | None, list[Any]]:
    """The region of a form, and the problems it gives."""
    notes = Notes(read_yaml("a: b", "case.yaml"))
    return Compiler("issue", outcomes, notes).region(form, ("a",)), notes.problems


def names(outcomes: Outcomes, form: Value) -> tuple[str, ...]:
    """The outcomes that a form without fault names."""
    region, problems = compiled(outcomes, form)
    assert region is not None, problems
    assert not problems
    return region.names


def fault(outcomes: Outcomes, form: Value) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """The code, arguments and suggestions of the one problem of a form."""
    region, problems = compiled(outcomes, form)
    assert region is None
    [problem] = problems
    return problem.code, problem.args, problem.suggestions


def plain(outcomes: Outcomes, form: Any) -> set[str]:
    """The slow twin: what a form names, with lists and sets of names."""
    order = list(outcomes.names)
    match form:
        case "any":
            return set(order)
        case str():
            return {form}
        case list():
            return {name for part in form for name in plain(outcomes, part)}
        case {"none_of": part}:
            return set(order) - plain(outcomes, part)
        case {"between": [first, last]}:
            return set(order[order.index(first) : order.index(last) + 1])
        case {"at_least": name}:
            return set(order[order.index(name) :])
        case {"at_most": name}:
            return set(order[: order.index(name) + 1])
        case {"above": name}:
            return set(order[order.index(name) + 1 :])
        case {"below": name}:
            return set(order[: order.index(name)])
    raise AssertionError(form)


def forms(outcomes: Outcomes) -> st.SearchStrategy[Any]:
    """Forms over the outcomes of an issue, nested in every way that has a meaning."""
    name = st.sampled_from(outcomes.names)
    words = ["at_least", "at_most", "above", "below"]
    leaf: st.SearchStrategy[Any] = st.just("any") | name
    if outcomes.ordered:
        leaf |= st.builds(lambda word, at: {word: at}, st.sampled_from(words), name)
        leaf |= st.builds(lambda first, last: {"between": [first, last]}, name, name)
    return st.recursive(
        leaf,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3) | inner.map(lambda form: {"none_of": form})
        ),
        max_leaves=6,
    )


@pytest.mark.parametrize("outcomes", [SCALE, OPTIONS, COINS, MEN], ids=lambda o: o.kind.value)
@given(data=st.data())
def test_every_form_is_the_set_that_plain_python_gives(outcomes: Outcomes, data: st.DataObject):
    form = data.draw(forms(outcomes))
    region, problems = compiled(outcomes, form)
    expected = plain(outcomes, form)
    if expected:
        assert region is not None
        assert set(region.names) == expected
        assert problems == []
    else:
        assert region is None
        assert [problem.code for problem in problems] == ["empty-region"]


def test_comparing_words_on_a_scale():
    assert names(SCALE, {"at_least": "goods"}) == ("goods", "people", "open")
    assert names(SCALE, {"at_most": "goods"}) == ("closed", "permits", "goods")
    assert names(SCALE, {"above": "goods"}) == ("people", "open")
    assert names(SCALE, {"below": "goods"}) == ("closed", "permits")
    assert names(SCALE, {"between": ["permits", "people"]}) == ("permits", "goods", "people")
    assert names(SCALE, {"between": ["goods", "goods"]}) == ("goods",)
    assert names(SCALE, {"none_of": ["closed", "open"]}) == ("permits", "goods", "people")
    assert names(SCALE, ["open", {"below": "permits"}, ["goods"]]) == ("closed", "goods", "open")


def test_no_limit_lies_above_every_number():
    assert names(COINS, {"above": "2"}) == (UNLIMITED,)
    assert names(COINS, {"at_least": "2"}) == ("2.0", UNLIMITED)
    assert names(COINS, {"below": UNLIMITED}) == COINS.names[:-1]
    assert UNLIMITED not in names(COINS, {"at_most": "2"})


@pytest.mark.parametrize(
    ("text", "name"),
    [("5_000", "5000"), ("5000", "5000"), ("+5000", "5000"), ("5000.0", "5000"), ("05000", "5000"),
     ("1_00_00", "10000"), ("0", "0"), ("-0", "0")],
)  # fmt: skip
def test_a_number_may_be_written_in_several_ways(text: str, name: str):
    assert names(MEN, text) == (name,)


@pytest.mark.parametrize(
    ("text", "name"), [("-1", "-1.0"), ("-0.5", "-0.5"), ("0", "0.0"), ("1.50", "1.5")]
)
def test_decimals_are_exact(text: str, name: str):
    assert names(COINS, text) == (name,)


@pytest.mark.parametrize(
    ("text", "below", "above"),
    [("7_500", "5000", "10000"), ("4999", "0", "5000"), ("0.5", "0", "5000"), ("-1", "", "0"),
     ("20_001", "20000", ""), ("999_999_999", "20000", ""), ("-5000", "", "0"),
     ("25_000", "20000", "")],
)  # fmt: skip
def test_a_number_off_the_grid_names_its_neighbours(text: str, below: str, above: str):
    code, args, _ = fault(MEN, text)
    assert code == "off-grid"
    known = "the numbers 0 to 20000 in steps of 5000"
    near = {"below": below, "above": above}
    assert args == {"number": text, "issue": "issue", "known": known, **near}


HALVES = Outcomes.quantity("thousand euros", Grid(0, 5, 4001, 1))  # 0.0 to 2000.0 by 0.5
THOUSANDTHS = Outcomes.quantity("km", Grid(0, 500, 5001, 3))  # 0.000 to 2500.000 by 0.500


@pytest.mark.parametrize(
    ("outcomes", "text", "near"),
    [(HALVES, "1.500", ("1.5", "1_500")), (HALVES, "1.250", ("1_250",)),
     (MEN, "10.000", ("10_000",)), (BILLIONS, "1.000", ("1_000",))],
)  # fmt: skip
def test_a_point_that_may_stand_between_thousands_is_not_guessed(
    outcomes: Outcomes, text: str, near: tuple[str, ...]
):
    assert fault(outcomes, text) == ("bad-number", {"found": text, "slip": "point"}, near)


@pytest.mark.parametrize(
    ("outcomes", "text", "name"),
    [(THOUSANDTHS, "1.500", "1.500"), (HALVES, "1.50", "1.5"), (HALVES, "0.500", "0.5"),
     (COINS, "1.500", "1.5"), (HALVES, "1.5000", "1.5")],
)  # fmt: skip
def test_a_point_that_can_only_stand_before_decimals_does(outcomes: Outcomes, text: str, name: str):
    assert names(outcomes, text) == (name,)


@given(st.integers(-300, 300))
def test_neighbours_are_the_nearest_numbers_of_the_grid(hundredths: int):
    grid = [-100 + 50 * step for step in range(7)]
    found = COINS.find(Number.write(hundredths, 2))
    if hundredths in grid:
        assert found == grid.index(hundredths)
    else:
        below = max((number for number in grid if number < hundredths), default=None)
        above = min((number for number in grid if number > hundredths), default=None)
        written = [None if n is None else Number.write(n // 10, 1) for n in (below, above)]
        assert found == OffGrid(*written)


@pytest.mark.parametrize("text", ["1e3", "0x10", "5,000", "1__0", "_1", "1_", "١٠x", " 5", "-"])
def test_what_is_no_number_is_an_unknown_outcome(text: str):
    assert fault(MEN, text)[0] == "unknown-outcome"


def test_an_unknown_outcome_is_told_with_names_like_it():
    assert fault(SCALE, "permit")[2] == ("permits",)
    assert fault(SCALE, ["open", "nowhere"])[1] == {
        "name": "nowhere",
        "issue": "issue",
        "known": "closed, permits, goods, people, open",
    }
    assert fault(COINS, "unlimted")[2] == (UNLIMITED,)


def test_only_a_quantity_that_declares_it_is_unlimited():
    code, args, near = fault(MEN, UNLIMITED)
    assert (code, args["slip"], near) == ("unknown-outcome", "not-unlimited", ())


@pytest.mark.parametrize("word", ["at_least", "at_most", "above", "below", "between"])
def test_options_have_no_order_to_compare_by(word: str):
    form: Value = {word: ["none", "roof"] if word == "between" else "roof"}
    assert fault(OPTIONS, form) == ("unordered-comparison", {"word": word, "issue": "issue"}, ())


@pytest.mark.parametrize(
    ("form", "found"),
    [({"any": "x"}, "any"), ({"atleast": "open"}, "atleast"),
     ({"at_least": "goods", "at_most": "open"}, "at_least, at_most")],
)  # fmt: skip
def test_a_map_is_one_comparison(form: Value, found: str):
    code, args, _ = fault(SCALE, form)
    assert (code, args) == ("bad-region", {"found": found})


def test_a_misspelt_comparison_is_told_with_the_words_there_are():
    assert fault(SCALE, {"at_lest": "open"})[2][0] == "at_least"


@pytest.mark.parametrize(
    "form",
    [{"at_least": ["open"]}, {"below": {"at_most": "open"}}, {"between": "open"},
     {"between": ["open"]}, {"between": {"open": "x"}}, {"between": ["closed", ["open"]]},
     {"between": [{"at_least": "open"}, "open"]}],
)  # fmt: skip
def test_a_comparison_needs_outcomes(form: Value):
    assert fault(SCALE, form)[0] == "wrong-shape"


@pytest.mark.parametrize(
    "form",
    [{"above": "open"}, {"below": "closed"}, {"none_of": "any"},
     {"none_of": {"at_least": "closed"}}],
)  # fmt: skip
def test_a_region_without_outcomes_is_a_fault(form: Value):
    assert fault(SCALE, form) == ("empty-region", {"issue": "issue"}, ())


def test_a_stretch_from_the_end_to_the_start_is_turned():
    form: Value = {"between": ["open", "closed"]}
    meant = ("{between: [closed, open]}",)
    assert fault(SCALE, form) == ("empty-region", {"issue": "issue"}, meant)


@pytest.mark.parametrize("empty", ["", "~", "null", "NULL", [], {}])
@pytest.mark.parametrize("around", ["", "at_most", "between", "none_of", "list"])
def test_a_claim_about_nothing_has_no_value(empty: Value, around: str):
    form: Value = {around: empty} if around else empty
    key = around or "a"
    if around == "list":
        form, key = ["open", empty], "a"
    assert fault(SCALE, form) == ("empty-value", {"key": key}, ())


def test_what_other_formats_call_nothing_may_be_an_outcome():
    assert names(Outcomes.options(["null", "some"]), "null") == ("null",)


@pytest.mark.parametrize(
    ("outcomes", "form", "meant"),
    [
        (MEN, "<=5000", ("{at_most: 5000}",)),
        (MEN, "≥ 5_000", ("{at_least: 5_000}",)),
        (MEN, "at most 5,000", ("{at_most: 5_000}",)),
        (MEN, "more than 5k men", ("{above: 5000}",)),
        (MEN, "<5000 men", ("{below: 5000}",)),
        (MEN, "5000+", ("{at_least: 5000}",)),
        (MEN, "5000 or fewer", ("{at_most: 5000}",)),
        (MEN, "5000-10000", ("{between: [5000, 10000]}",)),
        (MEN, "5 000 – 10 000", ("{between: [5_000, 10_000]}",)),
        (MEN, "between 5000 and 10000", ("{between: [5000, 10000]}", )),
        (MEN, "10.000,00", ("10_000.00",)),
        (MEN, "5'000 men", ("5_000",)),
        (MEN, "0.01 million", ("10000",)),
        (MEN, "1.5 million", ()),
        (MEN, "5,001", ()),
        (BILLIONS, "1,300", ("1_300",)),
        (BILLIONS, "1300 billion", ("1300",)),
        (BILLIONS, "€1.3 trillion", ("1300",)),
        (BILLIONS, "500 million", ()),
        (BILLIONS, "at most 1.3 tn", ("{at_most: 1300}",)),
        (MEN, "$5000", ("5000",)),
        (MEN, "5000%", ("5000",)),
        (MEN, "all", ("any",)),
        (COINS, "1,5", ("1.5",)),
        (COINS, "-1 to 2", ("{between: [-1, 2]}",)),
        (COINS, "-1--0.5", ("{between: [-1, -0.5]}",)),
        (SCALE, "at_least goods", ("{at_least: goods}",)),
        (SCALE, "Goods or higher", ("{at_least: goods}",)),
        (SCALE, "goods..open", ("{between: [goods, open]}",)),
        (SCALE, "goods, open", ("[goods, open]",)),
        (SCALE, "not open", ("{none_of: open}",)),
        (SCALE, "GOODS", ("goods",)),
        (TITLED, "Shut", ("closed",)),
        (TITLED, "“by papers alone”", ("permits",)),
        (TITLED, "by paper alone", ("permits",)),
        (TITLED, "at least by papers alone", ("{at_least: permits}",)),
        (TITLED, "open to all", ("all_open",)),
        (TITLED, "Open-to-all", ("all_open",)),
        (TITLED, "all open", ("all_open",)),
        (TITLED, "nobody passes", ("closed",)),
        (TITLED, ["shut", "closed"], ("closed",)),
        (TITLED, "", ()),
        (OPTIONS, "roof or heating", ("[roof, heating]",)),
        (OPTIONS, "!roof", ("{none_of: roof}",)),
        (OPTIONS, "at least roof", ()),
        (MEN, {"at_least": "5000", "at_most": "10_000"}, ("{between: [5000, 10_000]}",)),
        # Without a blank behind the colon the whole is a key that has no value.
        (MEN, {"at_most:10_000": ""}, ("{at_most: 10_000}",)),
        (SCALE, {"at_least:goods": ""}, ("{at_least: goods}",)),
        (MEN, {"max": "10_000", "min": "5000"}, ("{between: [5000, 10_000]}",)),
        (MEN, {"above": "0", "below": "15000"}, ("{between: [5000, 10000]}",)),
        (MEN, {"above": "0", "below": "10000"}, ("5000",)),
        (MEN, {"at_least": "10000", "at_most": "0"}, ("[{at_most: 0}, {at_least: 10000}]",)),
        (MEN, {"from": "0", "to": "5000"}, ("{between: [0, 5000]}",)),
        (MEN, {"max": "5000"}, ("{at_most: 5000}",)),
        (SCALE, {"not": ["open", "goods"]}, ("{none_of: [open, goods]}",)),
        (SCALE, {"one_of": ["open", "goods"]}, ("[open, goods]",)),
        (SCALE, {"is": "open"}, ("open",)),
        (SCALE, {"at_least": "goods", "none_of": "open"}, ()),
        (OPTIONS, {"at_least": "roof", "at_most": "heating"}, ()),
        (MEN, {"between": "5000-10000"}, ("[5000, 10000]",)),
        (MEN, {"between": {"from": "0", "to": "5000"}}, ("[0, 5000]",)),
        (MEN, {"at_least": ["5000"]}, ("5000",)),
    ],
)  # fmt: skip
def test_another_notation_is_told_in_the_one_there_is(
    outcomes: Outcomes, form: Value, meant: tuple[str, ...]
):
    _, _, suggestions = fault(outcomes, form)
    assert suggestions == meant
    for text in suggestions:
        written = read_yaml(f"a: {text}", "case.yaml").value
        assert isinstance(written, dict)
        inside = isinstance(form, dict) and ("between" in form or "at_least" in form)
        if not (inside and len(form) == 1):
            assert names(outcomes, written["a"])


@pytest.mark.parametrize(
    "form",
    [["nowhere", "open"], {"none_of": ["nowhere"]}, {"between": ["nowhere", "open"]},
     {"between": ["open", "nowhere"]}, {"at_least": "nowhere"}],
)  # fmt: skip
def test_a_fault_inside_is_told_once(form: Value):
    assert fault(SCALE, form)[0] == "unknown-outcome"


def test_every_fault_of_a_list_is_told():
    _, problems = compiled(SCALE, ["nowhere", "open", "elsewhere", {"below": "nobody"}])
    assert [problem.args["name"] for problem in problems] == ["nowhere", "elsewhere", "nobody"]


# Dates

MONTHS = Outcomes.quantity(
    None, Calendar(12 * 2026, 24, DateStep.MONTH), unlimited=True, free="no end date"
)  # 2026-01 to 2027-12
DAYS = Outcomes.quantity(None, Calendar(date(2026, 3, 1).toordinal(), 31, DateStep.DAY))


def test_comparing_words_on_dates():
    assert names(MONTHS, {"at_most": "2026-02"}) == ("2026-01", "2026-02")
    assert names(MONTHS, {"above": "2027-11"}) == ("2027-12", UNLIMITED)
    assert names(MONTHS, {"between": ["2026-12", "2027-01"]}) == ("2026-12", "2027-01")
    assert names(DAYS, [{"below": "2026-03-02"}, "2026-03-31"]) == ("2026-03-01", "2026-03-31")


@pytest.mark.parametrize(
    ("outcomes", "text", "near"),
    [
        (MONTHS, "2026-03-15", ("2026-03",)),
        (MONTHS, "2026", ("2026-01", "2026-12")),
        (DAYS, "2026-03", ("2026-03-01", "2026-03-31")),
        (DAYS, "2026-04", ()),
    ],
)
def test_a_date_of_another_precision_is_told_as_that(
    outcomes: Outcomes, text: str, near: tuple[str, ...]
):
    known = "the months 2026-01 to 2027-12, and unlimited"
    known = "the days 2026-03-01 to 2026-03-31" if outcomes is DAYS else known
    args = {"number": text, "issue": "issue", "known": known, "slip": "other-precision"}
    assert fault(outcomes, text) == ("off-grid", args, near)


@pytest.mark.parametrize(
    ("outcomes", "text", "below", "above"),
    [(MONTHS, "2025-12", "", "2026-01"), (DAYS, "2026-04-01", "2026-03-31", "")],
)
def test_a_date_beyond_the_ends_names_the_end(
    outcomes: Outcomes, text: str, below: str, above: str
):
    code, args, near = fault(outcomes, text)
    assert (code, args["below"], args["above"], near) == ("off-grid", below, above, ())


@pytest.mark.parametrize(
    ("outcomes", "form", "near"),
    [
        (MONTHS, "March 2026", ("2026-03",)),
        (MONTHS, "3/2026", ("2026-03",)),
        (MONTHS, "until 2026-03", ("{at_most: 2026-03}",)),
        (MONTHS, "before March 2026", ("{below: 2026-03}",)),
        (MONTHS, "2026-03 or later", ("{at_least: 2026-03}",)),
        (MONTHS, "2026-03 to 2026-06", ("{between: [2026-03, 2026-06]}",)),
        (MONTHS, "2026-06..2026-09", ("{between: [2026-06, 2026-09]}",)),
        (MONTHS, "2026 to 2027", ("{between: [2026-01, 2027-12]}",)),
        (MONTHS, "not before 2026-06", ("{at_least: 2026-06}",)),
        (MONTHS, "no later than June 2026", ("{at_most: 2026-06}",)),
        (MONTHS, "until 2026", ("{at_most: 2026-01}", "{at_most: 2026-12}")),
        (MONTHS, "No end date", (UNLIMITED,)),
        (DAYS, "12 March 2026", ("2026-03-12",)),
        (DAYS, "3/12/2026", ("2026-03-12",)),
        (DAYS, "after 12 March 2026", ("{above: 2026-03-12}",)),
        (MONTHS, {"from": "2026-03", "to": "2026-06"}, ("{between: [2026-03, 2026-06]}",)),
    ],
)
def test_dates_in_another_notation_are_told_in_ours(
    outcomes: Outcomes, form: Value, near: tuple[str, ...]
):
    assert fault(outcomes, form)[2] == near


@pytest.mark.parametrize(
    ("outcomes", "text"), [(MONTHS, "2026-13"), (DAYS, "2026-02-30"), (DAYS, "2026-00-01")]
)
def test_a_date_that_no_calendar_has_is_told_as_that(outcomes: Outcomes, text: str):
    code, args, _ = fault(outcomes, text)
    assert (code, args.get("slip"), args["name"]) == ("unknown-outcome", "not-in-calendar", text)
