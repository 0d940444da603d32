"""What a screen leaves out of very long lists, and that it says how much."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from redlines.view.as_terminal import as_terminal
from redlines.view.document import (
    Document,
    Grid,
    Labelled,
    Reasons,
    Section,
    Table,
    Word,
    titled,
    words,
)
from redlines.view.shortened import shortened


def told(document: Document) -> list[str]:
    text = as_terminal(document, width=None, color=False, ascii_only=False)
    return [line.strip() for line in text.splitlines() if line.strip()]


def document(*blocks: object) -> Document:
    return Document(screen=blocks, page=())  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(["✕ crosses", "● meets"]), min_size=51, max_size=300))
def test_of_many_reasons_the_first_are_told_and_the_rest_counted_by_sign(signs: list[str]) -> None:
    rows = tuple((Word(sign), f"p{at}", ("why",)) for at, sign in enumerate(signs))
    *first, last = told(shortened(document(Reasons(("grade", "who", "why"), rows, 12))))
    assert first == told(document(Reasons(("grade", "who", "why"), rows[:20], 12)))
    count, _, kinds = last.partition(": ")
    assert count == f"and {len(signs) - 20} more (--full)"
    rest = [sign.split()[-1] for sign in signs[20:]]
    assert sorted(kinds.split(", ")) == sorted(f"{rest.count(own)} {own}" for own in {*rest})


def test_of_very_many_entries_those_of_the_lowest_rank_are_told_in_their_order() -> None:
    entries = tuple(
        Section("", (Labelled(((Word("says"), Word(f"e{at}")),)),), rank=-at) for at in range(200)
    )
    lines = told(shortened(document(*titled("By party", entries))))
    assert lines[1:-1] == [f"says  e{at}" for at in range(180, 200)]
    assert lines[-1] == "and 180 more (--full)"


def test_of_a_grid_columns_and_of_a_table_rows_are_left_out() -> None:
    names = tuple(f"party{at}" for at in range(60))
    grid = Grid(("", *names), ((words("x"), *(words(name) for name in names)),))
    *first, last = told(shortened(document(grid)))
    rows = tuple(row[:21] for row in grid.rows)
    assert first == told(document(Grid(grid.header[:21], rows)))
    assert last == "and 40 more (--full)"
    table = Table(("a", "b"), tuple((words(str(at)), words("z")) for at in range(1_500)))
    lines = told(shortened(document(table)))
    assert len(lines) == 1 + 20 + 1
    assert lines[-1] == "and 1480 more (--full)"


@given(st.integers(0, 50))
def test_a_list_of_a_few_dozen_is_told_whole(number: int) -> None:
    rows = tuple((Word("✕ crosses"), f"p{at}", ("why",)) for at in range(number))
    names = tuple(f"p{at}" for at in range(number))
    whole = document(
        Reasons(("grade", "who", "why"), rows, 12),
        Grid(("", *names), ((words("x"), *(words(name) for name in names)),)),
        *(Section(name, ()) for name in names),
    )
    assert shortened(whole) == whole


def test_of_entries_with_very_long_lists_the_worst_are_told_with_few_rows_each() -> None:
    def point(at: int) -> Section:
        rows = tuple((Word("✕ crosses"), f"p{one}", (f"why {one}",)) for one in range(60))
        return Section(f"point {at}", (Reasons(("grade", "who", "why"), rows, 12),), rank=-at)

    lines = told(shortened(document(*titled("Points", (point(at) for at in range(24))))))
    assert [line for line in lines if line.startswith("point")] == [
        f"point {at}" for at in range(20, 24)
    ]
    assert lines.count("and 55 more (--full): 55 crosses") == 4
    assert lines[-1] == "and 20 more (--full)"


def test_of_entries_of_several_lines_as_many_are_told_as_have_twenty_together() -> None:
    rows = tuple((Word("grade"), Word("why")) for _ in range(5))
    entries = tuple(Section(f"p{at}", (Labelled(rows),), rank=-at) for at in range(200))
    lines = told(shortened(document(*titled("By party", entries))))
    assert [line for line in lines if line.startswith("p")] == ["p196", "p197", "p198", "p199"]
    assert lines[-1] == "and 196 more (--full)"
