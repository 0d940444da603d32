"""JSON text is that of the standard encoder, but that nothing in it is invisible."""

import json

from hypothesis import given
from hypothesis import strategies as st

from redlines.region import Grid, Outcomes
from redlines.view.encode import encode_region
from redlines.view.json_text import line, write

HIDDEN = "\x7f\x9b\u202e\u2028\ud800\U000e0041"
TEXTS = st.text(st.sampled_from('a"\\/\n\x00é漢😀' + HIDDEN), max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda own: st.lists(own) | st.lists(own).map(tuple) | st.dictionaries(TEXTS, own),
    max_leaves=20,
)
TONNES = Outcomes.quantity("tonnes", Grid(0, 5, 20, 0), unlimited=True)
LEVELS = Outcomes.scale(["low", "mid", "high"])


def standard(value: object, *, as_built: bool = False) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=not as_built, indent=2)
    return "".join(json.dumps(char)[1:-1] if char in HIDDEN else char for char in text) + "\n"


@given(VALUES, st.booleans())
def test_any_value_is_written_as_by_the_standard_encoder(value, as_built):
    assert write(value, as_built=as_built) == standard(value, as_built=as_built)


@given(VALUES)
def test_a_line_holds_the_same(value):
    assert json.loads(line(value)) == json.loads(write(value))
    assert line(value).splitlines(keepends=True) == [line(value)]


def test_a_region_is_the_same_wherever_it_stands_and_as_often():
    both = TONNES.span(2, 4) | TONNES.span(18, 20), LEVELS.span(0, 1)
    # The same bits of other outcomes, and an empty one.
    regions = [*both, TONNES.span(0, 1), TONNES.nothing]
    whole = {"a": regions, "b": {"c": [regions, regions], "d": regions[0]}}
    plain = [encode_region(region) for region in regions]
    assert [span["from"] for span in plain[0]] == ["10", "90", "unlimited"]
    alike = {"a": plain, "b": {"c": [plain, plain], "d": plain[0]}}
    assert write(whole) == write(alike) == standard(alike)
    assert line(whole) == line(alike)
