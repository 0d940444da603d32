"""Whatever a file holds, reading gives problems with places and never an exception."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import drawn
from reading.small import HEAD
from redlines.problems import PROBLEMS, Level
from redlines.reading.build import Reading, read_case
from redlines.reading.yaml_marks import read_yaml

POSITIONS = """\
as_of: 2025-12-09
sections: {land: Land}
positions:
  north:
    - id: N1
      said: 2025-05
      until: 2025-12-01
      basis: law
      form: ultimatum
      sources: [S1]
      demands: {border: {at_most: permits}, "valleys[east, west]": northern}
      refuses: {tolls: {between: [5, 7.5]}}
      if: {customs: [none, goods]}
      unless: {valleys.far_west: shared}
  south:
    - {accepts: {customs: {none_of: all}}, vague: true, note: perhaps}
"""
CASE = read_yaml(HEAD + POSITIONS, "case.yaml").value
SOURCES = {"redlines": "1", "sources": {"S1": {"title": "Letter", "grade": "A", "date": "2025"}}}


def paths(value: Any) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside a value."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in steps:
        yield (step,)
        if not isinstance(inner, str):
            yield from ((step, *rest) for rest in paths(inner))


scalars = st.sampled_from(
    ["", "x", "1", "0.5", "true", "any", "south", "border", "2025-02-30", "<<"]
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=3),
    max_leaves=5,
)


def spoilt(draw: st.DrawFn, whole: Any, times: int) -> Any:
    """A document with some of its values replaced, taken out or put under another key."""
    whole = copy.deepcopy(whole)
    for _ in range(times):
        known = list(paths(whole))
        if not known:
            break
        *way, last = draw(st.sampled_from(known))
        holder = whole
        for step in way:
            holder = holder[step]
        change = draw(st.sampled_from(["replace", "take out", "move"]))
        if change == "replace":
            holder[last] = draw(values)
        elif change == "move" and isinstance(holder, dict):
            holder[draw(scalars)] = holder.pop(last)
        else:
            del holder[last]
    return whole


@st.composite
def files(draw: st.DrawFn) -> tuple[Any, Any]:
    """A case and a bibliography with up to three faults each."""
    first, second = draw(st.integers(0, 3)), draw(st.integers(0, 2))
    return spoilt(draw, CASE, first), spoilt(draw, SOURCES, second)


def check(reading: Reading) -> None:
    """The promises that hold of every reading."""
    errors = [p for p in reading.problems if PROBLEMS[p.code] is Level.ERROR]
    assert (reading.case is None) == bool(errors)
    assert list(reading.problems) == sorted(reading.problems, key=lambda p: (p.place, p.code))
    assert len({(p.code, p.place, *p.args.items()) for p in reading.problems}) == len(
        reading.problems
    )
    lines = {file.path: file.text.count("\n") + 1 for file in reading.files}
    for problem in reading.problems:
        place = problem.place
        assert 1 <= place.line <= place.end_line
        assert place.line <= lines.get(place.file, 1)
        assert (place.line, place.column) <= (place.end_line, place.end_column)
        assert len(problem.suggestions) <= 3


@settings(max_examples=drawn(40, full=300))
@given(files=files(), strict=st.booleans())
def test_no_spoilt_case_is_a_crash(tmp_path_factory, files: tuple[Any, Any], strict: bool):  # type: ignore[no-untyped-def]
    folder: Path = tmp_path_factory.getbasetemp() / "spoilt"
    folder.mkdir(exist_ok=True)
    for name, value in zip(("positions.yaml", "sources.yaml"), files, strict=True):
        (folder / name).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")
    check(read_case(folder / "positions.yaml", strict=strict))


@settings(max_examples=drawn(40, full=200))
@given(
    start=st.integers(0, len(HEAD + POSITIONS)), stop=st.integers(0, 20), put=st.text(max_size=4)
)
def test_no_edit_of_a_text_is_a_crash(tmp_path_factory, start: int, stop: int, put: str):  # type: ignore[no-untyped-def]
    whole = HEAD + POSITIONS
    path: Path = tmp_path_factory.getbasetemp() / "edited" / "redlines.yaml"
    path.parent.mkdir(exist_ok=True)
    text = whole[:start] + put + whole[start + stop :]
    path.write_bytes(text.encode("utf-8", errors="replace"))
    check(read_case(path))
