"""A case and its tables: what is exported and imported again is the same case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linked_cases import linked
from random_cases import cases
from reading.small import HEAD, case_of, placeless, read_text
from redlines import bundled_case
from redlines.case import Case, Condition, Verb
from redlines.reading.beside import TABLES
from redlines.reading.build import understood
from redlines.reading.files import InputFile
from redlines.reading.imports import imported
from redlines.reading.published import Layout
from redlines.region import Outcomes
from redlines.view.tables import HOLD, statements_table, tables
from redlines.view.written import case_tree, file_text, sources_tree


def as_file(name: str, text: str, role: str = "table") -> InputFile:
    return InputFile(role, name, Path(name), "", text)


def imported_again(case: Case) -> Case:
    """The case that the tables of a case make."""
    texts = tables(case)
    files = {name: as_file(f"{name}.csv", texts[f"{name}.csv"]) for name in TABLES}
    return case_of(imported(files, Layout()).reading)


def written_again(case: Case) -> Case:
    """The case that the files of a case make, with its statements in a table."""
    loaded = [
        ("case", as_file("a.yaml", file_text(case_tree(case, "statements.csv")), "case")),
        ("positions", as_file("statements.csv", statements_table(case, bare=True), "positions")),
        ("sources", as_file("sources.yaml", file_text(sources_tree(case)), "sources")),
    ]
    return case_of(understood(loaded))


@pytest.fixture(scope="module")
def bundled() -> Case:
    """The bundled case."""
    return bundled_case()


AGAIN = pytest.mark.parametrize("again", [imported_again, written_again])


@AGAIN
def test_the_bundled_case_is_itself_again(again, bundled: Case):
    assert placeless(again(bundled)) == placeless(bundled)


MANY = (
    HEAD
    + """\
positions:
  north:
    - said: 2025-03
      by: "=A voice"
      note: "- a dash; a \\"quote\\", a\\nline\\tand {braces}"
      demands: {tolls: {above: 3}, valleys: shared}
      accepts: {valleys.west: northern, border: any}
      unless: {border: [closed, open]}
      refuses: {customs: {none_of: goods}}
    - {id: N.2, said: standing, basis: law, name: "'Act",
       refuses: {tolls: [unlimited, 0, {between: [2, 3]}]}}
  south:
    - {id: S-1, said: 2024, until: 2025-01-01, vague: true, proviso: " if, and ",
       demands: {border: closed}}
    - {id: S-2, said: 2025-02-01, replaces: {S-1: [border]}, form: ultimatum, disputed: false,
       refuses: {border: {at_most: permits}}}
    - {id: S-3, said: 2025-03-01, replaces: [S-2], accepts: {valleys: any},
       if: {border: {at_least: permits}, customs: all}}
joint:
  - {id: J-1, parties: [south, north], accepts: {valleys.east: [northern, southern]}}
not_coded:
  X-1: {reason: no_outcome, note: "@nobody"}
  X-2: {same_act_as: S-1}
"""
)
# What the head of a case can hold besides.
SECTIONS = 'as_of: 2025-06-30\nsections: {land: "Land, and more", money: Money}\n'
SOUTH = """\
  south:
    aliases: [lowlands, "a; b", "[c]", " d "]
    member_of: north
    note: "+1"
    dense: []
    dense_on: {valleys.east: [{from: 2024-01, until: 2024-06}, {from: 2025-01}]}
"""
ISSUES = """\
  term:
    title: Term
    section: money
    headline: true
    question: How long?
    aliases: [t]
    quantity: {from: 2025-11, to: 2026-04, step: month, unlimited: no end}
  share: {quantity: {unit: "", from: -1, to: 1, step: 0.25}}
  years: {quantity: {unit: {one: year, other: years}, from: 1, to: 3, step: 1}}
  odd: {quantity: {unit: "[%]", from: 1, to: 3, step: 1}}
  kinds: {options: {a: {title: An A, text: "first, of two"}, b: {title: "B; c"}}, note: n}
"""
RICH = (
    MANY.replace("title: Border talks\n", f'title: "Border: talks"\n{SECTIONS}')
    .replace("  south: {aliases: [lowlands]}\n", SOUTH)
    .replace("issues:\n", f"issues:\n{ISSUES}")
    .replace("  tolls: {", "  tolls: {section: money, ")
)


@AGAIN
def test_all_that_a_case_can_hold_is_there_again(again, tmp_path: Path):
    case = case_of(read_text(tmp_path, RICH))
    assert placeless(again(case)) == placeless(case)


# Any text but for the characters that no line holds, which are written out.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("'=+-@＝ \t\n\",;[{"),
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    ),
    min_size=1,
    max_size=8,
).filter(str.strip)


@AGAIN
@given(text=TEXTS, words=st.lists(TEXTS, max_size=3, unique=True))
def test_any_text_is_itself_again(again, text: str, words: list[str]):
    case = linked(1).case
    first, *others = case.statements.values()
    spoken = replace(first, by=text, note=text, proviso=text, name=text)
    own = replace(case.parties["a"], aliases=tuple(f"{word}{at}" for at, word in enumerate(words)))
    heading = replace(next(iter(case.headings.values())), title=text, question=text)
    full = replace(
        case,
        title=text,
        parties={**case.parties, "a": own},
        headings={**case.headings, heading.id: heading},
        statements={said.id: said for said in (spoken, *others)},
    )
    found = again(stated(full))
    assert found.title == text
    assert found.statements[first.id].note == found.statements[first.id].by == text
    assert found.headings[heading.id].title == found.headings[heading.id].question == text
    assert found.parties["a"].aliases == own.aliases


def said(case: Case) -> object:
    """What a case says, in words that its own objects and those read anew share."""

    def terms(own: Condition | None) -> object:
        return own and sorted((issue, region.names) for issue, region in own.terms)

    return (
        {id_: outcomes(own.outcomes) for id_, own in case.issues.items()},
        list(case.parties),
        {
            id_: (
                replace(own, terms=(), given=None, unless=None, place=None),
                {(verb, issue, region.names) for verb, issue, region in own.terms},
                terms(own.given),
                terms(own.unless),
            )
            for id_, own in case.statements.items()
        },
    )


def outcomes(own: Outcomes) -> object:
    return own.kind, own.names, own.grid, own.unit, [own.title(at) for at in range(len(own.names))]


def stated(case: Case) -> Case:
    """A case whose statements could stand in a file: none replaced, no condition of nothing."""
    return replace(
        case,
        statements={
            id_: replace(
                own,
                replaced=(),
                given=own.given if any(v is not Verb.REFUSES for v, _, _ in own.terms) else None,
                unless=own.unless if any(v is Verb.REFUSES for v, _, _ in own.terms) else None,
            )
            for id_, own in case.statements.items()
        },
    )


@AGAIN
@given(data=st.data())
def test_a_drawn_case_is_itself_again(again, data: st.DataObject):
    case = stated(data.draw(cases()))
    assert said(again(case)) == said(case)


@AGAIN
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_linked_case_is_itself_again(again, seed: int):
    case = stated(linked(seed).case)
    assert said(again(case)) == said(case)


def test_every_table_says_what_it_holds(bundled: Case):
    assert set(tables(bundled)) | {"verdicts.csv", "pairs.csv"} == set(HOLD)
    assert {f"{name}.csv" for name in TABLES} <= set(HOLD)


def test_what_a_spreadsheet_would_calculate_stands_behind_an_apostrophe(tmp_path: Path):
    case = case_of(read_text(tmp_path, RICH))
    cells = [cell for text in tables(case).values() for line in text.splitlines()
             for cell in line.split(",")]  # fmt: skip
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]
    assert "'=A voice" in cells
