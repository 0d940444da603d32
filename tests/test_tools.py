"""The scripts that write pages from the data do what they say, on cases with known answers."""

from __future__ import annotations

import csv
import doctest
import random
import sys
from dataclasses import replace
from datetime import date
from math import nan
from pathlib import Path
from types import ModuleType
from typing import Literal

import krippendorff
import pytest

from lake_case import LAKE
from redlines import Assumption, gap
from redlines.case import Case, Source
from redlines.reading.build import read_case
from redlines.region import Outcomes
from tools import agreement, codings, draw_sample, pages, sources_page, spelling
from tools import alpha as alphas

ROOT = Path(__file__).parent.parent

Level = Literal["nominal", "ordinal", "interval"]

TYPES = {
    "S1": ("Russian state agency", "A"),
    "S2": ("Ukrainian media", "A"),
    "S3": ("aggregator", "C"),
    "S4": ("Russian media", "A"),
    "S5": ("newspaper reprint", "B"),
}
SOURCES = "redlines: 1\nsources:\n" + "".join(
    f"  {id_}: {{title: Report, publisher: Paper, publisher_type: {kind}, grade: {grade}}}\n"
    for id_, (kind, grade) in TYPES.items()
)
PAIR = ("north", "south")
DAY = date(2025, 1, 1)


@pytest.fixture
def lake(tmp_path: Path) -> Case:
    (tmp_path / "lake.yaml").write_text(LAKE, encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    reading = read_case(tmp_path / "lake.yaml")
    assert reading.case is not None, reading.problems
    return reading.case


@pytest.mark.parametrize(
    "module", [pages, alphas, spelling, agreement, codings, draw_sample, sources_page]
)
def test_examples_in_docstrings_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


# What changes where something is left out


def test_equal_results_share_a_row(lake: Case) -> None:
    found = sources_page.changes(gap(lake, PAIR, Assumption(DAY), fragile=True))
    rows = sources_page.fragile_rows(lake, {DAY: found, date(2026, 1, 1): found})
    level = "bridgeable: B-1; unstated: A-1", "bridgeable: S2; unstated: S1", "unstated: A"
    assert rows == [
        ("`level`", "both", "insurmountable", *level),
        ("`toll`", "both", "insurmountable", "bridgeable: A-3", "", ""),
    ]
    only_bay = tuple(change for change in found if change[2].issue.id == "level.bay")
    rows = sources_page.fragile_rows(lake, {DAY: only_bay})
    assert rows == [("`level[bay]`", "2025-01-01", "insurmountable", *level)]


@pytest.mark.parametrize(
    ("sources", "weak"),
    [(("S2",), ""), (("S5",), "B"), (("S5", "S5b"), ""), (("S3", "S3b"), "C"), (("S3", "S1"), "")],
)
def test_a_verdict_on_one_weak_statement_is_named(
    lake: Case, sources: tuple[str, ...], weak: str
) -> None:
    copies = {f"{id_}b": replace(lake.sources[id_], id=f"{id_}b") for id_ in ("S3", "S5")}
    own = {**lake.statements, "B-1": replace(lake.statements["B-1"], sources=sources)}
    case = replace(lake, statements=own, sources={**lake.sources, **copies})
    found = sources_page.changes(gap(case, PAIR, Assumption(DAY), fragile=True))
    cells = [row[3] for row in sources_page.fragile_rows(case, {DAY: found})]
    assert cells[0] == f"bridgeable: B-1{weak and f' ({weak})'}; unstated: A-1"


# The page of sources


def test_a_statement_rests_on_the_first_side_that_holds_for_all_its_sources(lake: Case) -> None:
    found = {id_: sources_page.rests_on(own, lake) for id_, own in lake.statements.items()}
    assert found == {
        "A-1": "Russian state or pro-Kremlin",
        "A-2": "Ukrainian",
        "A-3": "several",
        "B-1": "Ukrainian",
        "B-2": "Russian",
        "B-3": "no side",
        "B-4": "no side",
        "C-1": "Russian state or pro-Kremlin",
    }
    assert [sources_page.best(lake.statements[id_], lake) for id_ in ("A-3", "B-4")] == ["A", "B"]


def test_no_publisher_is_without_a_side_by_oversight() -> None:
    types = [kind for own in sources_page.SIDES.values() for kind in own]
    assert len(types) == len(set(types))
    assert set(sources_page.OFFICIAL.values()) <= sources_page.SIDES.keys()
    relay = Source("P1", "Report", publisher_type="Ukrainian media, relay")
    assert sources_page.side(relay) == "other Ukrainian"
    with pytest.raises(ValueError, match="give the type 'Martian media' a side"):
        sources_page.side(Source("P1", "Report", publisher_type="Martian media"))
    with pytest.raises(ValueError, match="say in OFFICIAL whose site 'Mars' is"):
        sources_page.side(Source("P1", "Report", publisher="Mars", publisher_type="official"))


def test_a_page_is_written_and_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "docs" / "page.md"
    monkeypatch.setattr(pages, "ROOT", tmp_path)

    def command(*words: str, text: str) -> int:
        monkeypatch.setattr(sys, "argv", ["page", *words])
        return pages.run("Write a page.", target, lambda: text)

    assert command("--check", text="new\n") == 1
    assert "docs/page.md" in capsys.readouterr().err.replace("\\", "/")
    assert not target.exists()
    assert command(text="new\n") == 0
    assert command("--check", text="new\n") == 0
    assert command("--check", text="newer\n") == 1
    assert target.read_text(encoding="utf-8") == "new\n"


# The sample


def test_the_sample_is_drawn_again() -> None:
    rows = draw_sample.random_rows(draw_sample.fact_rows())
    assert len(rows) == len(set(rows)) == 60
    assert rows[:6] == ["TER-18", "CRI-08", "SEQ-12", "HUM-08", "HUM-02", "DON-07"]
    assert rows[-3:] == ["NATO-17", "ARM-24", "TER-35"]


def test_nothing_found_is_never_drawn_and_red_lines_always_are() -> None:
    rows = draw_sample.fact_rows()
    kinds = {row["row"]: row["kind"] for row in rows}
    assert "not stated" not in {kinds[row] for row in draw_sample.random_rows(rows)}
    red_lines = draw_sample.stated_red_lines(rows)
    assert {"TER-13", "TER-22"} <= red_lines
    assert "TER-10" not in red_lines  # later than the default date
    assert "TER-36" not in red_lines  # of another party


# Alpha


# Four observers and twelve units: Krippendorff 2011, Computing Krippendorff's alpha-reliability.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
]


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_the_library_gives_the_published_alpha(level: Level, published: float) -> None:
    found = krippendorff.alpha(reliability_data=OBSERVERS, level_of_measurement=level)
    assert round(float(found), 3) == published


@pytest.mark.parametrize("seed", range(20))
def test_pooled_over_one_variable_is_alpha_itself(seed: int) -> None:
    chance = random.Random(seed)
    pairs = [(chance.randrange(6), chance.randrange(6)) for _ in range(chance.randrange(2, 30))]
    own = alphas.alpha(pairs, "ordinal")
    assert alphas.pooled_alpha([pairs]) == pytest.approx(own)
    further = [(value + 40, other + 40) for value, other in pairs]
    assert alphas.pooled_alpha([pairs, further]) == pytest.approx(own)


def test_pooled_over_two_variables_by_hand() -> None:
    # (3, 3), (0, 0), (3, 3): nothing observed; four 3s and two 0s, 2 * 4 * 2 / 5 expected.
    # (4, 6): 2 observed, 2 * 1 * 1 / 1 expected.
    found = alphas.pooled_alpha([[(3, 3), (0, 0), (3, 3)], [(4, 6)]])
    assert found == pytest.approx(1 - 2 / (3.2 + 2))


def test_knowing_the_variable_earns_nothing() -> None:
    apart = [[(0, 1), (1, 0), (0, 1), (1, 0)], [(8, 9), (9, 8), (8, 9), (9, 8)]]
    together = alphas.alpha([pair for pairs in apart for pair in pairs], "ordinal")
    pooled = alphas.pooled_alpha(apart)
    assert together is not None
    assert pooled is not None
    assert pooled < 0 < together


def test_alpha_is_undefined_where_nothing_varies() -> None:
    assert alphas.alpha([(2, 2), (2, 2)], "ordinal") is None
    assert alphas.alpha([], "nominal") is None
    assert alphas.nominal_alpha([]) is None
    assert alphas.pooled_alpha([[(2, 2)], []]) is None
    assert alphas.nominal_alpha([("a", "a"), ("b", "b")]) == 1


# Spelling


def test_what_is_spelled_reads_as_the_same_region(tmp_path: Path) -> None:
    scale = Outcomes.scale(["one", "two", "three", "four"])
    head = "redlines: 1\ntitle: T\nparties: {p: {title: P}}\nissues:\n"
    head += "  s: {scale: {one: a, two: b, three: c, four: d}}\n"
    head += "  o: {options: {one: a, two: b, three: c, four: d}}\n"
    head += "  q: {quantity: {unit: men, from: 0, to: 2, step: 1, unlimited: true}}\n"
    lines = ["positions:", "  p:"]
    (tmp_path / "empty.yaml").write_text(head + "positions: {}\n", encoding="utf-8")
    empty = read_case(tmp_path / "empty.yaml").case
    assert empty is not None
    for id_, issue in empty.issues.items():
        for bits in range(1, issue.outcomes.all_bits + 1):
            region = issue.outcomes.region(
                name for at, name in enumerate(issue.outcomes.names) if bits >> at & 1
            )
            text = spelling.region_yaml(region)
            lines.append(f"    - {{id: {id_}-{bits}, accepts: {{{id_}: {text}}}}}")
    (tmp_path / "full.yaml").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    reading = read_case(tmp_path / "full.yaml")
    assert reading.problems == ()
    assert reading.case is not None
    assert len(reading.case.statements) == 45
    for id_, own in reading.case.statements.items():
        assert own.terms[0][2].bits == int(id_[2:])
    assert spelling.region_yaml(scale.region(["one", "two"])) == "{at_most: two}"
    assert spelling.region_yaml(scale.region(["two", "three"])) == "{between: [two, three]}"
    assert spelling.region_yaml(scale.region(["one", "two", "four"])) == "{none_of: three}"


# Agreement

CODEBOOK = """\
redlines: 1
title: Two codings
as_of: 2025-01-01
parties: {a: {title: A}, b: {title: B}}
issues:
  land:
    over: {north: all, south: all, west: [zero, one]}
    scale: {zero: z, one: o, two: t, three: h}
  fee: {options: {none: n, some: s}}
  cap: {quantity: {unit: men, from: 0, to: 10, step: 1, unlimited: true}}
positions:
"""
FIRST = """\
  a:
    - {id: AA-01, basis: law, refuses: {"land[north, south]": {at_least: two}}}
    - {id: AA-02, basis: law, demands: {"land[north]": zero}}
    - {id: AA-07, basis: law, refuses: {"land[north, south]": three}}
    - {id: AA-08a, basis: law, refuses: {"land[north]": {at_least: two}}}
    - {id: AA-08b, basis: law, disputed: true, refuses: {"land[south]": {at_least: two}}}
    - {id: AA-09, basis: law, refuses: {cap: any}}
  b:
    - {id: AA-03, basis: leader, demands: {cap: {at_most: 4}}}
    - {id: AA-04, basis: leader, accepts: {fee: none}, if: {cap: 0}}
"""
SECOND = """\
  a:
    - {id: AA-01, basis: law, refuses: {"land[north, south]": {at_least: two}}}
    - {id: AA-02, basis: law, demands: {"land[north, south]": zero}}
    - {id: AA-08, basis: law, refuses: {"land[north, south]": {at_least: two}}}
  b:
    - {id: AA-03, basis: official, vague: true, demands: {cap: {at_most: 6}}}
    - {id: AA-04, basis: leader, demands: {fee: none}}
"""
LEFT = {
    "first": [("AA-05", "same_act_as AA-01", ""), ("AA-06", "note", "A | context.")],
    "second": [
        ("AA-05", "same_act_as AA-02", ""),
        ("AA-06", "names_no_outcome", ""),
        ("AA-07", "who_decides", "It says who decides."),
    ],
}
DRAWN = {
    "AA-01": "both",
    "AA-02": "red_line",
    "AA-03": "sample",
    "AA-04": "sample",
    "AA-05": "sample",
    "AA-06": "sample",
    "AA-07": "both",
    "AA-08": "sample",
}


def write_pair(folder: Path, first: str = FIRST, second: str = SECOND) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in (("first", first), ("second", second)):
        (folder / f"{name}.yaml").write_text(CODEBOOK + text, encoding="utf-8")
        with (folder / f"{name}_not_coded.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("row", "reason", "sentence"), *LEFT[name]])
    lines = ["# drawn by hand", "row,drawn", *(",".join(item) for item in DRAWN.items())]
    (folder / "sample.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def pair(tmp_path: Path) -> codings.Codings:
    return codings.read_codings(write_pair(tmp_path / "coding"))


def section(page: str, title: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    text = page.partition(f" {title}\n")[2].partition("\n#")[0]
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[2:]]


def measures(page: str, title: str, column: int = 1) -> dict[str, str]:
    return {row[0]: row[column] for row in section(page, title)}


def test_agreement_on_coded_or_not(pair: codings.Codings) -> None:
    page = agreement.page(pair)
    found = measures(page, "Coded or not")
    assert found == {
        "rows": "8",
        "coded by both": "5",
        "by the first alone": "1",
        "by the second alone": "0",
        "by neither": "2",
        "agreement on coded or not": "7 of 8 (88%)",
        # 16 values, 11 coded and 5 not; 2 differ of the 2 * 11 * 5 / 15 expected
        "alpha": f"{1 - 2 / (2 * 11 * 5 / 15):.2f}",
        "same reason, of rows coded by neither": "1 of 2 (50%)",
        # of 4 values two alike and two apart; 2 differ of the (16 - 4 - 1 - 1) / 3 expected
        "alpha of the reason": f"{1 - 2 / (10 / 3):.2f}",
    }
    assert measures(page, "Coded or not", 2)["rows"] == "7"
    assert measures(page, "Coded or not", 3)["rows"] == "3"
    assert measures(page, "Coded or not", 3)["alpha of the reason"] == "–"


def test_agreement_on_claims_and_regions(pair: codings.Codings) -> None:
    assert measures(agreement.page(pair), "Claims") == {
        "rows coded by both": "5",
        "with the same set of claims": "3 of 5 (60%)",
        "claims of either that both have": "3 of 7 (43%)",
        "the same, areas aside": "4 of 6 (67%)",
        "same region, of claims that both have": "2 of 3 (67%)",
        "rows with the same claims and regions": "2 of 5 (40%)",
    }


def test_agreement_on_verbs_and_ends(pair: codings.Codings) -> None:
    page = agreement.page(pair)
    found = measures(page, "Verbs and ends")
    assert found["same verb, of rows and issues that both claim"] == "4 of 5 (80%)"
    # areas with equal ends count once: one unit each for AA-01, AA-02, AA-03, AA-08
    assert found["same near end"] == "4 of 4 (100%)"
    assert found["alpha of the near end, pooled"] == "1.00"
    assert found["same far end"] == "3 of 4 (75%)"
    assert found["alpha of the far end, pooled"] == f"{1 - 2 / (3.2 + 2):.2f}"
    assert section(page, "Near and far ends, issue by issue") == [
        ["`cap`", "1", "1 of 1 (100%)", "–", "0 of 1 (0%)", "0.00"],
        ["`land`", "3", "3 of 3 (100%)", "1.00", "3 of 3 (100%)", "1.00"],
    ]


def test_agreement_on_marks_and_basis(pair: codings.Codings) -> None:
    page = agreement.page(pair)
    marks = {row[0]: row[1:5] for row in section(page, "Soft marks, all rows")}
    assert marks == {
        "disputed": ["1", "0", "0", "3 of 4 (75%)"],
        "vague": ["0", "1", "0", "3 of 4 (75%)"],
        "ultimatum": ["0", "0", "0", "4 of 4 (100%)"],
        "conditional": ["0", "0", "0", "4 of 4 (100%)"],
    }
    assert measures(page, "Basis") == {"same basis, of rows coded by both": "4 of 5 (80%)"}


def test_rows_on_which_the_codings_differ_are_told_as_files_write_them(
    pair: codings.Codings,
) -> None:
    rows = {
        row[0]: row[1:] for row in section(agreement.page(pair), "Rows on which the codings differ")
    }
    assert list(rows) == ["AA-02", "AA-03", "AA-04", "AA-06", "AA-07", "AA-08"]
    assert rows["AA-02"] == [
        "red line",
        'a, law: `demands: {"land[north]": zero}`',
        'a, law: `demands: {"land[north, south]": zero}`',
    ]
    assert rows["AA-03"][2] == "b, official, vague: `demands: {cap: {at_most: 6}}`"
    assert rows["AA-04"][1] == "b, leader: `accepts: {fee: none}, if: {cap: 0}`"
    assert rows["AA-06"][1:] == [
        "not coded: `note`. A \\| context.",
        "not coded: `names_no_outcome`",
    ]
    assert rows["AA-08"][1] == (
        'AA-08a, a, law: `refuses: {"land[north]": {at_least: two}}`<br>'
        'AA-08b, a, law, disputed: `refuses: {"land[south]": {at_least: two}}`'
    )


def test_places_are_those_of_the_heading_where_areas_have_fewer_outcomes(tmp_path: Path) -> None:
    first = FIRST.replace('"land[north]": zero', '"land[north, west]": {at_most: one}')
    second = SECOND.replace('"land[north, south]": zero', '"land[west]": {at_most: one}')
    pair = codings.read_codings(write_pair(tmp_path / "coding", first, second))
    (end,) = agreement.ends(pair, [(pair.first["AA-02"], pair.second["AA-02"])])
    assert (end.near, end.far) == ((0, 0), (1, 1))


def test_a_coding_agrees_with_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LEFT, "second", LEFT["first"])
    page = agreement.page(codings.read_codings(write_pair(tmp_path / "coding", FIRST, FIRST)))
    assert "0 of 8 rows differ" in page
    for title in ("Coded or not", "Claims", "Verbs and ends", "Basis"):
        for name, value in measures(page, title).items():
            assert "of" not in value or "(100%)" in value, name
            assert not name.startswith("alpha") or value in ("1.00", "–")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("AA-01", "AA-99", "second coding: AA-01 is missing"),
        ("AA-01", "AA-05", "second coding: AA-01 is missing; AA-05 is coded and listed"),
        ("zero", "nil", "second.yaml cannot be read: second.yaml:"),
    ],
)
def test_a_coding_that_is_not_whole_is_refused(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    folder = write_pair(tmp_path / "coding", second=SECOND.replace(old, new))
    with pytest.raises(ValueError, match=message):
        codings.read_codings(folder)


def test_codings_by_two_codebooks_are_refused(tmp_path: Path) -> None:
    folder = write_pair(tmp_path / "coding")
    text = (CODEBOOK + SECOND).replace("to: 10", "to: 20")
    (folder / "second.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="cap has different outcomes in the two codings"):
        codings.read_codings(folder)


# What is committed


def test_the_pages_of_agreement_are_what_the_codings_give() -> None:
    folders = agreement.folders()
    assert folders[0] == ROOT / "docs" / "coding", "the two codings belong in docs/coding/"
    for folder in folders:
        page = (folder / "agreement.md").read_text(encoding="utf-8")
        assert agreement.committed(folder) == page, "run python -m tools.agreement"


def test_the_rows_of_the_second_file_coded_twice_are_those_drawn() -> None:
    folder = ROOT / "docs" / "coding" / "second-file"
    lines = (folder / "sample.csv").read_text(encoding="utf-8").splitlines()
    rows = draw_sample.fact_rows(second=True)
    drawn = set(draw_sample.random_rows(rows))
    assert {line.removesuffix(",sample") for line in lines[2:]} == drawn
    assert (len(rows), len(lines)) == (195, 2 + len(drawn))


def test_the_rows_coded_twice_are_those_drawn() -> None:
    pair = codings.read_codings(ROOT / "docs" / "coding")
    rows = draw_sample.fact_rows()
    at_random = {row for row, draw in pair.drawn.items() if draw in ("sample", "both")}
    red_lines = {row for row, draw in pair.drawn.items() if draw in ("red_line", "both")}
    assert set(pair.drawn.values()) <= {"sample", "both", "red_line"}
    assert at_random == set(draw_sample.random_rows(rows))
    assert draw_sample.stated_red_lines(rows) <= red_lines
