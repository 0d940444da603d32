from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lake import CATCH, DAM, SHORE, lake

from redlines.case import Statement, Verb
from redlines.engine.gaps import gap
from redlines.region import Calendar, DateStep, Grid, Kind, Outcomes
from redlines.view.drawing import MOST_COLUMNS, drawing
from redlines.view.picture import (
    DARK,
    LIGHT,
    LOOKS,
    DayLine,
    Pattern,
    State,
    Tick,
    laid_out,
    lowered,
    place,
    ticks,
)


def drawings():
    report = gap(lake(), ("north", "south"))
    return {item.issue.id: (item, drawing(item)) for item in report.issues}


def state(position, at):
    """The state of an outcome, said over from what the sets of a position mean."""
    name = position.refused.outcomes.names[at]
    if position.silent:
        return State.SILENT
    if name in position.refused:
        return State.REFUSES if name in position.firmly_refused else State.SOFTLY_REFUSES
    if name in position.accepted:
        return State.DEMANDS if name in position.demanded else State.ACCEPTS
    soft = [c.verb for c in position.counted if c.soft and name in c.region]
    if Verb.DEMANDS in soft:
        return State.SOFTLY_DEMANDS
    return State.SOFTLY_ACCEPTS if Verb.ACCEPTS in soft else State.NOTHING


CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(["north", "south"]),
        st.sampled_from(Verb),
        st.integers(0, 401),
        st.integers(0, 401),
        st.booleans(),
    ),
    max_size=8,
)


@given(CLAIMS)
def test_whatever_is_said_a_party_does_the_same_on_all_of_a_column(claims):
    case = lake()
    case.statements.clear()
    for number, (party, verb, one, other, vague) in enumerate(claims):
        region = CATCH.span(min(one, other), max(one, other))
        said = Statement(f"X-{number}", (party,), vague=vague, terms=((verb, "catch", region),))
        case.statements[said.id] = said
    item = next(i for i in gap(case, ("north", "south")).issues if i.issue.id == "catch")
    holds({"catch": (item, drawing(item))})


def test_every_outcome_lies_in_one_column_in_which_each_party_does_what_it_does_there():
    holds(drawings())


def holds(drawings):
    for item, drawn in drawings.values():
        covered = [at for c in drawn.columns for at in range(c.first, c.last + 1)]
        assert covered == list(range(len(item.issue.outcomes.names)))
        for row, position in zip(drawn.rows, item.positions, strict=True):
            for column, cell in zip(drawn.columns, row.cells, strict=True):
                for at in range(column.first, column.last + 1):
                    assert cell.state is state(position, at), (item.issue.id, row.party, at)


def test_what_is_left_is_what_no_party_refuses_and_is_told_only_with_a_verdict():
    for item, drawn in drawings().values():
        free = [
            all(not row.cells[i].state.refuses for row in drawn.rows)
            for i in range(99)[: len(drawn.columns)]
        ]
        assert [not column.refused for column in drawn.columns] == free
        assert drawn.left == (tuple(free) if item.verdict != "unstated" else ())
        inside = [i for first, last in drawn.remaining() for i in range(first, last + 1)]
        assert inside == [i for i, own in enumerate(drawn.left) if own]


def test_a_run_is_as_long_as_a_cell_stays_the_same():
    for _, drawn in drawings().values():
        for row in drawn.rows:
            runs = list(row.runs())
            assert [row.cells[i] for run in runs for i in range(run.first, run.last + 1)] == [
                run.cell for run in runs for _ in range(run.first, run.last + 1)
            ]
            assert all(one.cell != other.cell for one, other in pairwise(runs))


def test_an_offer_behind_a_red_line_of_its_own_is_a_refusal_that_says_so():
    case = lake()
    own = Statement("N-9", ("north",), terms=((Verb.ACCEPTS, "dam", DAM.region(["no_dam"])),))
    case.statements[own.id] = own
    item = next(i for i in gap(case, ("north", "south")).issues if i.issue.id == "dam")
    cells = [c for row in drawing(item).rows for c in row.cells if c.withheld]
    assert {cell.word for cell in cells} == {"refuses, but accepts"}


def test_levels_are_alike_in_width_and_numbers_as_wide_as_they_are_many():
    assert [laid_out(SHORE, at, at) for at in (0, 3)] == [(0, 0.25), (0.75, 0.25)]
    start, width = laid_out(CATCH, 0, 199)
    assert (start, round(width, 3)) == (0, 0.429)
    assert laid_out(CATCH, 401, 401) == (0.91, 0.09)
    assert round(place(CATCH, 401), 3) == 0.955


@given(st.integers(0, 400), st.integers(0, 400))
def test_whatever_is_drawn_can_be_seen_and_stays_inside(one, other):
    for free in (False, True):
        outcomes = Outcomes.quantity(None, Grid(0, 5, 401, 0), unlimited=free)
        start, width = laid_out(outcomes, min(one, other), max(one, other))
        assert width >= 0.012
        assert 0 <= start < start + width <= (0.86 if free else 1) + 1e-9


@given(st.integers(-1000, 100_000), st.integers(1, 5000), st.integers(2, 3000), st.integers(0, 2))
def test_ticks_are_few_in_order_and_on_the_grid(start, step, count, places):
    found = ticks(Outcomes.quantity(None, Grid(start, step, count, places)))
    assert list(found) == sorted(set(found))
    assert len(found) <= 8
    assert all(0 <= at < count for at in found)
    assert found


def test_ticks_of_dates_begin_months_or_years():
    days = Outcomes.quantity(None, Calendar.first("2024-01-10", DateStep.DAY, 400))
    assert [days.names[at] for at in ticks(days)][1:3] == ["2024-04-01", "2024-07-01"]
    months = Outcomes.quantity(None, Calendar.first("2020-03", DateStep.MONTH, 120))
    assert [months.names[at] for at in ticks(months)] == [
        "2020-03",
        "2022-01",
        "2024-01",
        "2026-01",
        "2028-01",
        "2030-01",
    ]


def test_many_levels_that_nobody_tells_apart_share_a_column():
    case = lake()
    names = [f"level_{i}" for i in range(MOST_COLUMNS + 10)]
    levels = Outcomes.scale(names)
    issue = case.issues["patrol"]
    case.issues["patrol"] = type(issue)(issue.id, levels, issue.heading, issue.title, issue.area)
    said = Statement("N-9", ("north",), terms=((Verb.REFUSES, "patrol", levels.span(3, 9)),))
    case.statements.clear()
    case.statements[said.id] = said
    item = next(i for i in gap(case, ("north", "south")).issues if i.issue.id == "patrol")
    assert [(c.first, c.last) for c in drawing(item).columns] == [(0, 2), (3, 9), (10, 33)]


def test_a_number_line_has_a_tick_where_an_answer_changes_and_no_limit_apart():
    _, drawn = drawings()["catch"]
    assert drawn.kind is Kind.QUANTITY
    assert [t.text for t in drawn.line.changes] == ["605"]
    assert drawn.line.free == Tick(place(CATCH, 401), "unlimited")
    assert drawn.line.unit == "tonnes"


def test_ticks_that_would_run_into_each_other_stand_on_lines_below_each_other():
    marks = [Tick(at, "") for at in (0.1, 0.12, 0.3, 0.31, 0.32)]
    assert lowered(marks, 0.1) == (0, 1, 0, 1, 2)


def test_refused_is_never_flat_and_every_hue_has_a_twin_for_the_dark():
    assert all(isinstance(LOOKS[s], Pattern) for s in State if s.refuses)
    for look in LOOKS.values():
        names = [look] if isinstance(look, str) else [look.ink, look.ground]
        for name in names:
            assert getattr(LIGHT, name) != getattr(DARK, name)


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@given(st.lists(DAYS, min_size=2, max_size=6, unique=True), st.lists(DAYS, min_size=2, max_size=2))
def test_on_a_line_of_days_a_later_day_lies_farther(days, two):
    first, *moves, last = sorted(days)
    line = DayLine.of(first, last, moves)
    earlier, later = sorted(two)
    assert 0 <= line.at(earlier) <= line.at(later) <= 1
    assert line.at(first) == line.at(None) == 0
    assert [tick.at for tick in line.ticks()] == sorted({tick.at for tick in line.ticks()})
    assert len(line.ticks()) <= 9
    assert line.bent in (0, 0.22)


def test_a_line_of_days_bends_where_its_first_move_is_late():
    late = DayLine.of(date(2020, 1, 1), date(2025, 12, 31), [date(2025, 8, 16)])
    assert late.bend == date(2025, 8, 1)
    assert late.at(date(2025, 8, 1)) == late.bent == 0.22
    assert [t.text for t in late.ticks()] == [
        "2020",
        "2025-08",
        "2025-09",
        "2025-10",
        "2025-11",
        "2025-12",
    ]
    early = DayLine.of(date(2020, 1, 1), date(2025, 12, 31), [date(2021, 8, 16)])
    assert early.bent == 0
