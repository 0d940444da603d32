"""`replaces`, `joint:` and dense coverage, from the text of a file to what counts on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import drawn
from reading.small import HEAD, case_of, codes, read_text
from redlines.assumption import Assumption
from redlines.case import Case, Period, Replaced
from redlines.engine.gaps import gap
from redlines.problems import Level

DATED = HEAD.replace("title: Border talks\n", "title: Border talks\nas_of: 2025-12-31\n")


def ends(case: Case, id_: str) -> set[tuple[str, str, str, str]]:
    return {(e.party, e.issue, e.day.isoformat(), e.by) for e in case.statements[id_].replaced}


def test_each_form_ends_what_it_names(tmp_path: Path):
    text = (
        DATED
        + """\
positions:
  north:
    - {id: A, said: 2024, refuses: {border: open}, demands: {tolls: 0, valleys: northern}}
    - {id: B, said: standing, accepts: {customs: goods}}
    - {id: C, said: 2025-03, replaces: {A: [border, "valleys[east]"]}, refuses: {border: closed}}
    - {id: D, said: 2025-04-01, replaces: [A, B], demands: {tolls: 1}}
"""
    )
    case = case_of(read_text(tmp_path, text))
    assert ends(case, "A") == {
        ("north", "border", "2025-03-31", "C"),
        ("north", "valleys.east", "2025-03-31", "C"),
        ("north", "valleys.west", "2025-04-01", "D"),
        ("north", "tolls", "2025-04-01", "D"),
    }
    assert ends(case, "B") == {("north", "customs", "2025-04-01", "D")}
    [border] = [c for c in case.statements["A"].claims if c.issue == "border"]
    assert (border.until, border.replaced_by) == (date(2025, 3, 31), "C")
    assert border.in_force(date(2025, 3, 30))
    assert not border.in_force(date(2025, 3, 31))
    assert case.statements["A"].in_force(date(2025, 3, 31))
    assert not case.statements["A"].in_force(date(2025, 4, 1))


def test_an_end_that_comes_first_stands(tmp_path: Path):
    text = (
        DATED
        + """\
positions:
  north:
    - {id: A, said: 2025-01-01, until: 2025-02-01, refuses: {border: open}}
    - {id: B, said: 2025-01-02, refuses: {customs: all}}
    - {id: D, said: 2025-03-02, replaces: [A, B], demands: {tolls: 1}}
    - {id: C, said: 2025-03-01, replaces: B, demands: {tolls: 0}}
"""
    )
    case = case_of(read_text(tmp_path, text))
    assert ends(case, "A") == set()
    assert case.statements["A"].claims[0].replaced_by is None
    assert ends(case, "B") == {("north", "customs", "2025-03-01", "C")}


def test_of_a_joint_statement_the_share_of_who_speaks_ends(tmp_path: Path):
    text = (
        DATED
        + """\
positions:
  south:
    - {id: S, said: 2025-02-01, replaces: J, refuses: {border: open}}
joint:
  - {id: J, parties: [north, south], said: 2025-01-01, refuses: {border: closed}}
"""
    )
    case = case_of(read_text(tmp_path, text))
    assert ends(case, "J") == {("south", "border", "2025-02-01", "S")}
    joint = case.statements["J"]
    assert joint.parties == ("north", "south")
    day = date(2025, 6, 1)
    assert joint.in_force(day)
    assert joint.in_force(day, "north")
    assert not joint.in_force(day, "south")


def test_a_joint_statement_ends_the_earlier_one_of_each(tmp_path: Path):
    text = (
        DATED
        + """\
positions:
  north: [{id: N, said: 2025-01-01, refuses: {border: open}}]
  south: [{id: S, said: 2025-01-01, refuses: {border: closed}}]
joint:
  - {id: J, parties: [south, north], said: 2025-03-01, replaces: [N, S], demands: {border: permits}}
"""
    )
    case = case_of(read_text(tmp_path, text))
    assert ends(case, "N") == {("north", "border", "2025-03-01", "J")}
    assert ends(case, "S") == {("south", "border", "2025-03-01", "J")}


def test_lifting_what_replaces_brings_nothing_back(tmp_path: Path):
    text = (
        DATED
        + """\
positions:
  north:
    - {id: A, said: 2025-01-01, basis: law, refuses: {border: open}}
    - {id: B, said: 2025-02-01, basis: report, replaces: A, refuses: {border: closed}}
  south: [{id: S, said: 2025-01-01, refuses: {border: permits}}]
"""
    )
    case = case_of(read_text(tmp_path, text))
    for assumed in (Assumption(lifted=("B",)), Assumption(binding=case.statements["A"].basis)):
        [item] = gap(case, ["north", "south"], assumed, issues=["border"]).issues
        [north] = [own for own in item.positions if own.party == "north"]
        assert not north.refused


@pytest.mark.parametrize(
    ("basis", "earlier", "told"),
    [("leader", "law", True), ("law", "leader", False), ("law", "law", False), ("", "law", True)],
)
def test_a_softer_basis_is_a_warning(tmp_path: Path, basis: str, earlier: str, told: bool):
    on = f"basis: {basis}, " if basis else ""
    text = (
        DATED
        + f"""\
positions:
  north:
    - {{id: A, said: 2025-01-01, basis: {earlier}, refuses: {{border: open}}}}
    - {{id: B, said: 2025-02-01, {on}replaces: A, refuses: {{border: closed}}}}
"""
    )
    reading = read_text(tmp_path, text)
    assert ("replaces-firmer" in codes(reading)) is told
    assert all(problem.level is not Level.ERROR for problem in reading.problems)


def test_what_a_map_names_is_meant_and_no_silence(tmp_path: Path):
    text = (
        DATED
        + """\
positions:
  north:
    - {id: A, said: 2025-01-01, refuses: {border: open, customs: all}}
    - {id: B, said: 2025-02-01, replaces: {A: [border]}, demands: {tolls: 0}}
"""
    )
    assert codes(read_text(tmp_path, text)) == []


def test_a_statement_left_out_as_faulty_is_no_unknown_one(tmp_path: Path):
    text = (
        DATED
        + """\
positions:
  north:
    - {id: [A], said: 2025-01-01, refuses: {border: open}}
    - {id: B, said: 2025-02-01, replaces: A, refuses: {border: closed}}
"""
    )
    assert codes(read_text(tmp_path, text)) == ["wrong-shape"]


def test_statements_without_ids_are_numbered_over_all_files(tmp_path: Path):
    parts = tmp_path / "positions"
    parts.mkdir()
    for name in "ba":
        (parts / f"{name}.yaml").write_text(
            f"redlines: 1\npositions: {{north: [{{demands: {{tolls: 1}}, note: {name}}}]}}\n"
            f"joint: [{{parties: [north, south], demands: {{tolls: 2}}, note: {name}}}]\n"
        )
    text = f"{HEAD}positions: {{north: [{{demands: {{tolls: 0}}}}]}}\n"
    case = case_of(read_text(tmp_path, text))
    assert [(own.id, own.note) for own in case.statements.values()] == [
        ("north#1", None),
        ("north#2", "a"),
        ("joint#1", "a"),
        ("north#3", "b"),
        ("joint#2", "b"),
    ]


def test_a_part_can_end_what_another_file_says(tmp_path: Path):
    parts = tmp_path / "positions"
    parts.mkdir()
    (parts / "north.yaml").write_text(
        "redlines: 1\npositions:\n  north:\n"
        "    - {id: B, said: 2025-02-01, replaces: A, refuses: {border: closed}}\n"
        "    - {id: C, said: 2025-02-01, replaces: D, refuses: {border: closed}}\n"
    )
    text = (
        f"{DATED}positions: {{north: [{{id: A, said: 2025-01-01, refuses: {{border: open}}}}]}}\n"
    )
    reading = read_text(tmp_path, text)
    [problem] = reading.problems
    assert (problem.code, problem.place.file, problem.place.line) == (
        "unknown-statement",
        "positions/north.yaml",
        5,
    )


def test_dense_coverage_is_days_or_whole_months(tmp_path: Path):
    party = """\
  north:
    dense: [{from: 2024-06}, {from: 2022-02, until: 2023-02}]
    dense_on: {valleys: [{from: 2025-01-15}], "border": [{from: 2024-01, until: 2024-01-15}]}
"""
    text = HEAD.replace("  north: {title: The north, aliases: [N, highlands]}\n", party)
    north = case_of(read_text(tmp_path, text)).parties["north"]
    always = (
        Period(date(2022, 2, 1), date(2023, 2, 28)),
        Period(date(2024, 6, 1)),
    )
    assert north.dense == always == north.dense_about("tolls")
    assert north.dense_on == {
        "border": (Period(date(2024, 1, 1), date(2024, 1, 15)),),
        **{
            f"valleys.{area}": (Period(date(2025, 1, 15)),) for area in ("east", "west", "far_west")
        },
    }
    assert north.dense_about("valleys.east") == (Period(date(2025, 1, 15)),)


# The law: what replaces is written once where it happens, and means an `until` at the earlier one.

REFUSED = {"border": "open", "customs": "all"}
ISSUES = tuple(REFUSED)
FIRST = date(2025, 1, 1)


@dataclass(frozen=True)
class Said:
    """A statement of the law: its parties, its day, its issues, and what it replaces on which."""

    id: str
    parties: tuple[str, ...]
    day: date
    issues: tuple[str, ...]
    replaces: tuple[tuple[str, tuple[str, ...] | None], ...]
    until: date | None


@st.composite
def spoken(draw: st.DrawFn) -> list[Said]:
    """Statements of one or two parties on different days; each may end some before it."""
    found: list[Said] = []
    for i in range(draw(st.integers(2, 6))):
        parties = draw(st.sampled_from([("north",), ("south",), ("north", "south")]))
        issues = draw(st.sampled_from([ISSUES, ISSUES[:1], ISSUES[1:]]))
        replaces = []
        for before in found:
            if set(before.parties) & set(parties) and draw(st.booleans()):
                on = draw(st.sampled_from([None, before.issues[:1]]))
                replaces.append((before.id, on))
        day = FIRST + timedelta(days=10 * i)
        later = draw(st.sampled_from([None, 5, 15, 25]))
        until = day + timedelta(days=later) if later else None
        found.append(Said(f"S-{i}", parties, day, issues, tuple(replaces), until))
    return draw(st.permutations(found))


def written(said: Said) -> str:
    """A statement with `replaces`, as a list where all of each ends, else as a map."""
    claims = ", ".join(
        f"{issue}: {'open' if issue == 'border' else 'all'}" for issue in said.issues
    )
    keys = [f"id: {said.id}", f"said: {said.day}", f"refuses: {{{claims}}}"]
    keys += [f"until: {said.until}"] if said.until else []
    whole = {id_: ISSUES for id_, on in said.replaces if on is None}
    if said.replaces and len(whole) == len(said.replaces):
        keys.append(f"replaces: [{', '.join(whole)}]")
    elif said.replaces:
        named = (f"{id_}: [{', '.join(on)}]" for id_, on in said.replaces if on)
        keys.append(f"replaces: {{{', '.join(named)}}}")
    return ", ".join(keys)


def once(said: list[Said]) -> Iterator[Said]:
    """The statements as they mean it: in a map only what names issues is written."""
    for own in said:
        mixed = any(on for _, on in own.replaces)
        kept = tuple((id_, on) for id_, on in own.replaces if on or not mixed)
        yield Said(own.id, own.parties, own.day, own.issues, kept, own.until)


def with_replaces(said: list[Said]) -> str:
    text = DATED + "positions:\n"
    for party in ("north", "south"):
        own = [f"    - {{{written(s)}}}\n" for s in said if s.parties == (party,)]
        text += f"  {party}:\n{''.join(own)}" if own else ""
    joint = [
        f"  - {{parties: [{', '.join(s.parties)}], {written(s)}}}\n"
        for s in said
        if len(s.parties) > 1
    ]
    text = text.removesuffix("positions:\n") if text.endswith("positions:\n") else text
    return text + (f"joint:\n{''.join(joint)}" if joint else "")


def with_until(said: list[Said]) -> str:
    """The same with neither: a statement for each party and issue, with the day of its end."""
    text = DATED + "positions:\n"
    for party in ("north", "south"):
        lines = []
        for own in said:
            for issue in own.issues if party in own.parties else ():
                days = [
                    other.day
                    for other in said
                    for id_, on in other.replaces
                    if id_ == own.id and party in other.parties and (on is None or issue in on)
                ]
                days += [own.until] if own.until else []
                end = f", until: {min(days)}" if days else ""
                what = "open" if issue == "border" else "all"
                lines.append(
                    f"    - {{id: {own.id}.{party}.{issue}, said: {own.day}, "
                    f"refuses: {{{issue}: {what}}}{end}}}\n"
                )
        text += f"  {party}:\n{''.join(lines)}" if lines else ""
    return text


@settings(max_examples=drawn(25, full=300), deadline=None)
@given(spoken())
def test_to_replace_is_to_write_until_at_the_earlier_one(said: list[Said]):
    said = list(once(said))
    with TemporaryDirectory() as folder:
        one = case_of(read_text(Path(folder), with_replaces(said)))
        two = case_of(read_text(Path(folder), with_until(said)))
    days = {own.day + timedelta(days=n) for own in said for n in (-1, 0, 1, 5, 15, 25)}
    for day in sorted(days):
        standing = [
            {
                (claim.statement.id.partition(".")[0], claim.party, claim.issue)
                for claims in case.claims.values()
                for claim in claims
                if claim.in_force(day)
            }
            for case in (one, two)
        ]
        assert standing[0] == standing[1], day


def test_an_end_names_what_ends_it(tmp_path: Path):
    text = (
        DATED
        + """\
positions:
  north:
    - {id: A, said: 2025-01-01, refuses: {border: open}}
    - {id: B, said: 2025-02-01, replaces: A, refuses: {border: closed}}
"""
    )
    case = case_of(read_text(tmp_path, text))
    assert case.statements["A"].replaced == (Replaced("north", "border", date(2025, 2, 1), "B"),)
