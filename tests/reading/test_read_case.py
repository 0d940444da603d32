"""From files to a case, and every problem in them in one pass."""

from __future__ import annotations

import gc
import hashlib
from pathlib import Path

import pytest

from reading.small import (
    HEAD,
    case_of,
    codes,
    only_claim,
    only_problem,
    read_south,
    read_text,
    refused,
    told,
)
from redlines.case import Basis, Verb
from redlines.reading import files, yaml_marks
from redlines.reading.build import read_case
from redlines.region import Unit

SOURCES = (
    "redlines: 1\nsources:\n  S2: {title: Letter, grade: A, date: 2025-05}\n  S1: {title: Speech}\n"
)


def test_a_small_case_needs_no_dates_and_no_positions(tmp_path: Path):
    case = case_of(read_text(tmp_path, HEAD))
    assert (case.title, case.as_of, case.strict) == ("Border talks", None, False)
    assert case.statements == {}
    assert case.sources == {}


def test_parties_have_titles_aliases_and_groups(tmp_path: Path):
    text = HEAD.replace(
        "  south: {", "  south_coast: {member_of: south, note: by the sea}\n  south: {"
    )
    parties = case_of(read_text(tmp_path, text)).parties
    assert list(parties) == ["north", "south_coast", "south"]
    assert parties["north"].title == "The north"
    assert parties["north"].aliases == ("N", "highlands")
    assert parties["south_coast"].title == "South coast"
    assert parties["south_coast"].member_of == "south"
    assert parties["south_coast"].place is not None
    assert (parties["south_coast"].place.line, parties["south_coast"].place.column) == (5, 3)


def test_sections_stand_in_the_order_of_their_issues(tmp_path: Path):
    text = (
        "redlines: 1\ntitle: T\nsections: {a: A, b: B, c: C}\nparties: {north: {}}\nissues:\n"
        "  one: {section: b, scale: {x: X, y: Y}}\n  two: {section: a, scale: {x: X, y: Y}}\n"
    )
    assert case_of(read_text(tmp_path, text)).sections == {"b": "B", "a": "A"}


def test_an_issue_is_no_headline_unless_it_says_so(tmp_path: Path):
    text = HEAD.replace("tolls: {", "tolls: {headline: true, ").replace(
        "border: {", "border: {headline: 'false', "
    )
    headings = case_of(read_text(tmp_path, text)).headings
    assert [name for name, own in headings.items() if own.headline] == ["tolls"]
    assert not any(own.headline for own in case_of(read_text(tmp_path, HEAD)).headings.values())


def test_a_quantity_has_the_numbers_of_its_grid(tmp_path: Path):
    outcomes = case_of(read_text(tmp_path, HEAD)).issues["tolls"].outcomes
    assert outcomes.names[:3] == ("0.0", "0.5", "1.0")
    assert outcomes.names[-2:] == ("10.0", "unlimited")
    assert outcomes.unit_name == "coins"


@pytest.mark.parametrize("kind", ["scale", "options"])
def test_a_level_is_a_text_or_has_a_title_too(tmp_path: Path, kind: str):
    levels = "{closed: nobody, permits: {title: by papers}, open: {title: Open, text: 12}}"
    text = HEAD.replace(
        "scale: {closed: nobody, permits: some, open: everybody}", f"{kind}: {levels}"
    )
    outcomes = case_of(read_text(tmp_path, text)).issues["border"].outcomes
    assert outcomes.names == ("closed", "permits", "open")
    assert outcomes.titles == ("", "by papers", "Open")
    assert outcomes.descriptions == ("nobody", "", "12")


def test_titles_that_would_be_read_for_one_another_are_told_each(tmp_path: Path):
    levels = "{closed: {title: OPEN}, permits: {title: Permits}, open: {title: per-mits}}"
    text = HEAD.replace("{closed: nobody, permits: some, open: everybody}", levels)
    assert codes(read_text(tmp_path, text)) == ["name-taken"]
    assert codes(read_text(tmp_path, text.replace("per-mits", "Permits"))) == ["name-taken"] * 2


def test_a_fault_in_a_level_hides_no_other(tmp_path: Path):
    levels = "{closed: {titel: x}, permits: [], open: {title: [y], text: z}}"
    text = HEAD.replace("{closed: nobody, permits: some, open: everybody}", levels)
    reading = read_text(tmp_path, text.replace("step: 0.5", "step: ''"))
    assert codes(reading) == ["unknown-key", "wrong-shape", "wrong-shape", "empty-value"]


@pytest.mark.parametrize("word", ["true", "'true'", '"true"'])
def test_quoted_and_plain_flags_mean_the_same(tmp_path: Path, word: str):
    reading = read_south(
        tmp_path, f"{{refuses: {{border: open}}, vague: {word}, disputed: {word}}}"
    )
    statement = only_claim(reading).statement
    assert statement.vague
    assert statement.disputed


def test_a_proviso_is_a_text_of_its_own(tmp_path: Path):
    claim = only_claim(read_south(tmp_path, "{accepts: {border: open}, proviso: it snows}"))
    assert (claim.statement.proviso, claim.condition, claim.soft) == ("it snows", None, True)


def test_a_statement_keeps_everything_that_is_written(tmp_path: Path):
    text = HEAD.replace("title:", "as_of: 2025-12-09\ntitle:", 1) + (
        "positions:\n  south:\n    - id: S.1-a\n      said: 2025-05\n      by: the council\n"
        "      basis: law\n      form: ultimatum\n      sources: [S1, S2, S1]\n"
        "      refuses: {border: {above: closed}}\n      note: In the hall.\n"
    )
    reading = read_text(tmp_path, text, SOURCES)
    statement = case_of(reading).statements["S.1-a"]
    assert (statement.parties, statement.by, statement.note) == (
        ("south",),
        "the council",
        "In the hall.",
    )
    assert statement.basis is Basis.LAW
    assert statement.ultimatum
    assert statement.sources == ("S1", "S2")
    assert statement.place is not None
    assert (statement.place.line, statement.place.column) == (19, 11)
    [claim] = statement.claims
    assert (claim.verb, claim.issue, claim.region.names) == (
        Verb.REFUSES, "border", ("permits", "open"),
    )  # fmt: skip
    assert not claim.soft


def test_a_statement_without_an_id_is_named_after_its_place(tmp_path: Path):
    reading = read_south(tmp_path, "{refuses: {border: open}}", "{id: X, accepts: {tolls: 1}}",
                         "{accepts: {tolls: 2}}")  # fmt: skip
    assert list(case_of(reading).statements) == ["south#1", "X", "south#3"]


def test_the_files_read_are_told_with_their_digests(tmp_path: Path):
    reading = read_text(tmp_path, HEAD, SOURCES)
    assert [(f.role, f.path) for f in reading.files] == [
        ("case", "redlines.yaml"), ("sources", "sources.yaml"),
    ]  # fmt: skip
    assert reading.files[1].text == SOURCES
    assert reading.files[1].location == tmp_path / "sources.yaml"
    assert reading.files[1].sha256 == hashlib.sha256(SOURCES.encode()).hexdigest()
    assert list(case_of(reading).sources) == ["S1", "S2"]


def test_files_are_shown_with_a_prefix(tmp_path: Path):
    (tmp_path / "positions.yaml").write_text("a: [")
    reading = read_case(tmp_path / "positions.yaml", prefix="bundled:")
    assert reading.files[0].path == "bundled:positions.yaml"
    assert only_problem(reading).place.file == "bundled:positions.yaml"


def test_a_bibliography_can_be_read_as_no_case(tmp_path: Path):
    (tmp_path / "sources.yaml").write_text(SOURCES)
    reading = read_case(tmp_path / "sources.yaml")
    assert set(codes(reading)) == {"missing-key", "unknown-key"}
    assert [f.role for f in reading.files] == ["case"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_change_nothing(tmp_path: Path, start: str, end: str):
    text = f"{HEAD}positions: {{south: [{{refuses: {{border: opn}}}}]}}\n"
    path = tmp_path / "redlines.yaml"
    path.write_bytes((start + text.replace("\n", end)).encode())
    assert told(read_case(path)) == [("unknown-outcome", 16, 40)]


# Files that cannot be read


@pytest.mark.parametrize("name", ["nowhere.yaml", "", "x" * 300, "nowhere/positions.yaml"])
def test_a_file_that_cannot_be_opened(tmp_path: Path, name: str):
    problem = only_problem(read_case(tmp_path / name))
    assert problem.code == "unreadable-file"
    assert problem.args["reason"]
    assert (problem.place.line, problem.place.column) == (1, 1)


def test_a_path_that_no_folder_can_hold_is_an_unreadable_file(tmp_path: Path):
    assert codes(read_case(tmp_path / ("x" * 300) / "positions.yaml")) == ["unreadable-file"]


def test_a_file_larger_than_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    problem = only_problem(read_text(tmp_path, HEAD))
    assert (problem.code, problem.args) == ("too-large", {"limit": "10 bytes"})


def test_too_many_values_end_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(yaml_marks, "MAX_VALUES", 10)
    reading = read_text(tmp_path, HEAD)
    assert codes(reading) == ["too-many-values"]
    assert reading.case is None


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"\xff", 1, 1, 0),
        (b"a\nb: \xc3\xa9\xff", 2, 5, 7),
        (b"\xef\xbb\xbf\xff", 1, 1, 3),
        (b"\xef\xbb\xbf\xc3\xa9\xff", 1, 2, 5),
        (b"\xef\xbb\xbfa\nb: \xed\xa0\x80", 2, 4, 8),
        ("a: b".encode("utf-16"), 1, 1, 0),
        (b"a: \xe2\x82", 1, 4, 3),
    ],
)
def test_a_byte_that_is_no_text_is_placed(
    tmp_path: Path, data: bytes, line: int, column: int, byte: int
):
    (tmp_path / "redlines.yaml").write_bytes(data)
    reading = read_case(tmp_path / "redlines.yaml")
    assert told(reading) == [("not-utf8", line, column)]
    assert only_problem(reading).args == {"byte": str(byte)}
    assert reading.files == ()


# Several problems, each once


def test_all_problems_of_both_files_come_at_once_sorted_by_place(tmp_path: Path):
    text = HEAD.replace("tolls: {", "tolls: {section: sea, ") + (
        "positions:\n"
        "  west:\n"
        "    - refuses: {border: opn, boarder: open}\n"
        "      basis: letter\n"
        "    - {demands: {tolls: 0.25}, sources: [S3]}\n"
        "  south:\n"
        "    - {note: nothing}\n"
    )
    reading = read_text(tmp_path, text, SOURCES.replace("grade: A", "grad: A"))
    assert [
        (p.place.file[0], *t) for p, t in zip(reading.problems, told(reading), strict=True)
    ] == [
        ("r", "unknown-section", 9, 20),
        ("r", "unknown-party", 17, 3),
        ("r", "unknown-outcome", 18, 25),
        ("r", "unknown-issue", 18, 30),
        ("r", "unknown-word", 19, 14),
        ("r", "off-grid", 20, 25),
        ("r", "unknown-source", 20, 42),
        ("r", "no-claim", 22, 7),
        ("s", "unknown-key", 3, 23),
    ]


def test_sections_that_are_missing_are_told_once_with_their_shape(tmp_path: Path):
    text = HEAD.replace("tolls: {", "tolls: {section: sea_ways, ").replace(
        "border: {", "border: {section: land, "
    )
    problem = only_problem(read_text(tmp_path, text))
    assert (problem.code, problem.args["slip"]) == ("unknown-section", "no-sections")
    assert problem.args["meant"] == "{land: Land, sea_ways: Sea ways}"
    sections = f"sections: {problem.args['meant']}\n"
    assert codes(read_text(tmp_path, f"{text}{sections}")) == []
    other = read_text(tmp_path, f"{text}sections: {{land: Land, air: Air}}\n")
    assert only_problem(other).args["known"] == "land, air"


def test_a_misspelt_key_causes_no_other_error(tmp_path: Path):
    assert codes(read_south(tmp_path, "{demand: {border: open}}")) == ["unknown-key"]
    assert codes(read_south(tmp_path, "{refuses: {border: open}, unles: {customs: all}}")) == [
        "unknown-key"
    ]
    assert codes(read_south(tmp_path, "{demand: {border: open}, if: {customs: all}}")) == [
        "unknown-key"
    ]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("[border, open]", ["wrong-shape"]),
        ("border", ["wrong-shape"]),
        ("{refuses: border}", ["wrong-shape"]),
        ("{refuses: {border: ''}}", ["empty-value"]),
        ("{refuses: {border: open}, sources: S1}", ["wrong-shape"]),
        ("{refuses: {border: open}, sources: [{S1: x}, [S2]]}", ["wrong-shape", "wrong-shape"]),
        ("{refuses: {border: open}, sources: ['', '']}", ["empty-value", "empty-value"]),
        ("{refuses: {border: open}, id: [x]}", ["wrong-shape"]),
        ("{refuses: {border: open}, basis: [law]}", ["wrong-shape"]),
        ("{refuses: {border: open}, form: threat}", ["unknown-word"]),
        ("{refuses: {border: opn}, if: {border: open}}", ["unknown-outcome",
                                                         "condition-without-claim"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_once(tmp_path: Path, statement: str, expected: list[str]):
    assert codes(read_south(tmp_path, statement)) == expected


def test_a_broken_statement_does_not_move_the_others(tmp_path: Path):
    reading = read_south(tmp_path, "never", "{refuses: {border: opn}}")
    assert told(reading) == [("wrong-shape", 18, 7), ("unknown-outcome", 19, 26)]


@pytest.mark.parametrize(
    "party", ["The south", "[south]", "", "{titel: x, aliases: [{a: b}, [c]]}"]
)
def test_a_broken_party_is_not_an_unknown_one(tmp_path: Path, party: str):
    text = HEAD.replace(
        "south: {aliases: [lowlands]}", f"south: {party}\n  coast: {{member_of: south}}"
    )
    reading = read_text(tmp_path, f"{text}positions: {{south: [{{refuses: {{border: open}}}}]}}\n")
    assert {problem.place.line for problem in reading.problems} == {5}
    assert reading.case is None


@pytest.mark.parametrize(
    ("issue", "expected"),
    [
        ("open or closed", "wrong-shape"),
        ("{scale: [closed, open]}", "wrong-shape"),
        ("{scale: {closed: nobody}}", "too-few-outcomes"),
        ("{}", "outcomes-not-one-kind"),
        ("{quantity: {unit: gates, from: 0, to: 9}}", "missing-key"),
        ("{quantity: {unit: gates, from: 0, to: 9, step: 2}}", "uneven-grid"),
        ("{quantity: {unit: gates, from: none, to: 9, step: 1}}", "bad-number"),
        ("{options: {closed: [nobody], open: all}}", "wrong-shape"),
        ("{over: east, scale: {closed: nobody, open: all}}", "wrong-shape"),
        ("{over: [], scale: {closed: nobody, open: all}}", "empty-value"),
        ("{over: {east: opn}, scale: {closed: nobody, open: all}}", "unknown-outcome"),
        ("{over: {east: [closed]}, scale: {closed: nobody, open: all}}", "too-few-outcomes"),
        ("{over: [[east]], scale: {closed: nobody, open: all}}", "wrong-shape"),
    ],
)
def test_a_broken_issue_is_not_an_unknown_one(tmp_path: Path, issue: str, expected: str):
    head = HEAD.replace("{scale: {closed: nobody, permits: some, open: everybody}}", issue)
    claims = "{border: open}", '{"border[east]": open}', "{border.east: open}"
    said = "".join(f"    - refuses: {claim}\n" for claim in claims if "over" in issue)
    said += "    - {accepts: {customs: all}, if: {border: closed}}\n" if "over" not in issue else ""
    assert codes(read_text(tmp_path, f"{head}positions:\n  south:\n{said}")) == [expected]


def test_a_broken_list_of_sections_is_not_an_unknown_section(tmp_path: Path):
    text = HEAD.replace("parties:", "sections: [land]\nparties:").replace(
        "tolls: {", "tolls: {section: land, "
    )
    assert codes(read_text(tmp_path, text)) == ["wrong-shape"]


@pytest.mark.parametrize(
    "sources",
    ["", "a: [", "redlines: 2\nsources: {}", "redlines: 1\nsources: [S1]", "- S1", "redlines: 1\n",
     "redlines: 1\nsources: {S1: Speech}\n", "redlines: 1\nsources: {S1: {grade: A}}\n",
     "redlines: 1\nsources:\n  <<: {S1: {title: Speech}}\n"],
)  # fmt: skip
def test_a_bibliography_that_cannot_be_read_causes_no_flood(tmp_path: Path, sources: str):
    text = f"{HEAD}positions:\n  south:\n" + "    - {refuses: {border: open}, sources: [S1]}\n" * 3
    problem = only_problem(read_text(tmp_path, text, sources))
    assert problem.place.file == "sources.yaml"


def test_a_folder_in_place_of_the_bibliography_is_unreadable(tmp_path: Path):
    (tmp_path / "sources.yaml").mkdir()
    reading = read_south(tmp_path, "{refuses: {border: open}, sources: [S1]}")
    assert [(p.code, p.place.file) for p in reading.problems] == [
        ("unreadable-file", "sources.yaml")
    ]


def test_a_small_fault_of_the_bibliography_hides_no_unknown_source(tmp_path: Path):
    text = f"{HEAD}positions: {{south: [{{refuses: {{border: open}}, sources: [S1, S12]}}]}}\n"
    reading = read_text(tmp_path, text, SOURCES.replace("grade: A", "grade: D"))
    assert codes(reading) == ["unknown-source", "unknown-word"]
    assert set(reading.problems[0].suggestions) == {"S1", "S2"}


def test_top_level_faults_hide_nothing_else(tmp_path: Path):
    text = HEAD.replace("title:", "strict: yes\nnotes: x\ntitle:", 1)
    reading = read_text(tmp_path, f"{text}positions: {{west: []}}\n")
    assert codes(reading) == ["unknown-word", "unknown-key", "unknown-party"]


def test_nothing_of_another_version_is_judged(tmp_path: Path):
    assert codes(read_text(tmp_path, "redlines: 2\nnew: x\n")) == ["unknown-version"]
    assert codes(read_text(tmp_path, "new: x\nredlines: 2\n")) == [
        "not-first-key",
        "unknown-version",
    ]


@pytest.mark.parametrize("text", ["{}", "[]", "text", "---\n"])
def test_a_file_that_is_no_case(tmp_path: Path, text: str):
    assert set(codes(read_text(tmp_path, text))) <= {"missing-key", "wrong-shape"}


def test_an_empty_list_item_is_named_by_its_list(tmp_path: Path):
    reading = read_south(tmp_path, "{refuses: {border: open}, sources: ['']}")
    assert only_problem(reading).args == {"key": "sources"}


# Quantities


def quantity(written: str) -> str:
    return f"{HEAD}  term: {{quantity: {{{written}}}}}\n"


@pytest.mark.parametrize(
    ("written", "names", "step"),
    [
        ("from: 2025-11, to: 2026-02, step: month", ("2025-11", "2025-12", "2026-01", "2026-02"),
         "month"),
        ("from: 2024-02-28, to: 2024-03-01, step: day", ("2024-02-28", "2024-02-29", "2024-03-01"),
         "day"),
        ("from: '2025-11', to: 2025-12, step: 'month', unlimited: true",
         ("2025-11", "2025-12", "unlimited"), "month"),
    ],
)  # fmt: skip
def test_a_quantity_may_be_of_dates(
    tmp_path: Path, written: str, names: tuple[str, ...], step: str
):
    outcomes = case_of(read_text(tmp_path, quantity(written))).issues["term"].outcomes
    assert (outcomes.names, outcomes.step, outcomes.unit) == (names, step, None)


@pytest.mark.parametrize(
    ("written", "unit"),
    [("unit: year", Unit("year", "year")), ("unit: ''", Unit("", "")),
     ("unit: {one: year, other: years}", Unit("year", "years"))],
)  # fmt: skip
def test_a_unit_is_a_word_none_or_two(tmp_path: Path, written: str, unit: Unit):
    case = case_of(read_text(tmp_path, quantity(f"{written}, from: 0, to: 9, step: 1")))
    assert case.issues["term"].outcomes.unit == unit


@pytest.mark.parametrize(
    ("written", "names", "free"),
    [("", ("0", "1"), "unlimited"), (", unlimited: false", ("0", "1"), "unlimited"),
     (", unlimited: true", ("0", "1", "unlimited"), "unlimited"),
     (", unlimited: no end date", ("0", "1", "unlimited"), "no end date")],
)  # fmt: skip
def test_unlimited_may_have_a_title(
    tmp_path: Path, written: str, names: tuple[str, ...], free: str
):
    case = case_of(read_text(tmp_path, quantity(f"unit: m, from: 0, to: 1, step: 1{written}")))
    outcomes = case.issues["term"].outcomes
    assert (outcomes.names, outcomes.free) == (names, free)


@pytest.mark.parametrize(
    ("written", "code", "slip", "near"),
    [
        ("from: 0, to: 9, step: 1", "missing-key", None, ()),
        ("units: m, from: 0, to: 9, step: 1", "unknown-key", None, ("unit",)),
        ("unit: {one: year}, from: 0, to: 9, step: 1", "wrong-shape", "unit", ()),
        ("unit: {one: year, other: ''}, from: 0, to: 9, step: 1", "wrong-shape", "unit", ()),
        ("unit: {one: a, other: b, more: c}, from: 0, to: 9, step: 1", "wrong-shape", "unit", ()),
        ("unit: [year], from: 0, to: 9, step: 1", "wrong-shape", "unit", ()),
        ("unit: m, from: 0, to: 9, step: 1, unlimited: yes", "unknown-word", None, ("true",)),
        ("unit: month, from: 2026-01, to: 2026-09, step: month", "unknown-key", "unit-of-dates",
         ()),
        ("from: 2026-01, to: 2026-09, step: 1", "unknown-word", "step-of-dates", ("month",)),
        ("from: 2026-01-01, to: 2026-09-01, step: 1", "unknown-word", "step-of-dates", ("day",)),
        ("from: 2026-01, to: 2026-09, step: months", "unknown-word", "step-of-dates", ("month",)),
        ("from: 2026-01, to: 2026-09, step: 1 month", "unknown-word", "step-of-dates", ("month",)),
        ("from: 2026-01-01, to: 2026-09, step: month", "bad-date", "whole-month", ("2026-01",)),
        ("from: 2026-01, to: 2026-09-01, step: day", "bad-date", "whole-day", ()),
        ("from: 1 March 2026, to: 2026-09-01, step: day", "bad-date", "whole-day", ("2026-03-01",)),
        ("from: 2026-02-30, to: 2026-09-01, step: day", "bad-date", "no-such-day", ()),
        ("from: 2026-13, to: 2027-01, step: month", "bad-date", "no-such-day", ()),
        ("from: 2026-09, to: 2026-01, step: month", "uneven-grid", "falling-grid", ()),
        ("from: 2026-09, to: 2026-09, step: month", "too-few-outcomes", None, ()),
        ("from: 1900-01-01, to: 2100-01-01, step: day", "too-many-outcomes", None, ()),
    ],
)  # fmt: skip
def test_a_quantity_is_told_what_is_wrong_with_it(
    tmp_path: Path, written: str, code: str, slip: str | None, near: tuple[str, ...]
):
    problem = only_problem(read_text(tmp_path, quantity(written)))
    assert (problem.code, problem.args.get("slip"), problem.suggestions) == (code, slip, near)


# Names


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("{aliases: [N]}", ["name-taken"]),
        ("{aliases: [n, NORTH, Highlands]}", ["name-taken"] * 3),
        ("{aliases: [South, south]}", []),
        ("{aliases: [low-lands, low_lands]}", []),
    ],
)
def test_no_two_parties_answer_to_one_name(tmp_path: Path, names: str, expected: list[str]):
    reading = read_text(tmp_path, HEAD.replace("{aliases: [lowlands]}", names))
    assert codes(reading) == expected
    for problem in reading.problems:
        assert problem.args["by"] == "north"
        assert problem.related[0].line == 4


@pytest.mark.parametrize("name", ["any", "at_least", "none_of", "between"])
def test_words_of_regions_name_nothing(tmp_path: Path, name: str):
    text = HEAD.replace("permits: some", f"{name}: some").replace("south: {", f"{name}: {{")
    assert codes(read_text(tmp_path, text)) == ["reserved-name", "reserved-name"]


@pytest.mark.parametrize("name", ["-x", "_x", "'a b'", "a.b", "'a[b]'", "''", "a/b", "'x\ty'"])
def test_what_cannot_be_typed_is_no_id(tmp_path: Path, name: str):
    assert codes(read_text(tmp_path, HEAD.replace("south: {", f"{name}: {{"))) == ["bad-id"]


@pytest.mark.parametrize("name", ["x", "NO", "9", "côte", "север", "a-b", "a_b", "北"])
def test_ids_may_be_words_of_any_script(tmp_path: Path, name: str):
    assert name in case_of(read_text(tmp_path, HEAD.replace("south: {", f"{name}: {{"))).parties


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("the buyer", ("the_buyer",)),
        ("-x-", ("x",)),
        ("a.b", ("a_b",)),
        ("cafe\u0301", ("caf\u00e9",)),
        ("a / b", ("a_b",)),
        ("any one!", ("any_one",)),
        ("?!", ()),
    ],
)
def test_what_cannot_be_an_id_gets_one_proposed(tmp_path: Path, name: str, near: tuple[str, ...]):
    text = HEAD.replace("south: {", f"'{name}': {{")
    assert only_problem(read_text(tmp_path, text)).suggestions == near
    for id_ in near:
        assert id_ in case_of(read_text(tmp_path, text.replace(f"'{name}'", id_))).parties


@pytest.mark.parametrize("name", ["x_", "x-", "\u0301x", "\u00a0", "\u200bx", "𝐱 y"])
def test_signs_stand_inside_an_id_only(tmp_path: Path, name: str):
    assert codes(read_text(tmp_path, HEAD.replace("south: {", f"'{name}': {{"))) == ["bad-id"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("A-1", "a_1"), ("Kö", "KÖ"), ("TER-1.a", "ter_1.A"), ("straße", "STRASSE")],
)
def test_two_ids_that_compare_equal_are_one_name(tmp_path: Path, first: str, second: str):
    reading = read_south(
        tmp_path, *(f"{{id: {id_}, refuses: {{border: open}}}}" for id_ in (first, second))
    )
    problem = only_problem(reading)
    assert (problem.code, problem.args["by"]) == ("name-taken", first)
    assert problem.related[0].line == problem.place.line - 1


@pytest.mark.parametrize("id_", ["é", "Ärzte-1.2", "TER-06a", "9", "दिल्ली"])
def test_ids_of_statements_may_be_of_any_script(tmp_path: Path, id_: str):
    reading = read_south(tmp_path, f"{{id: '{id_}', refuses: {{border: open}}}}")
    assert id_ in case_of(reading).statements


@pytest.mark.parametrize("id_", ["x y", "#1", "-a", "a/b", ".a", "a."])
def test_ids_of_statements_stand_in_lists(tmp_path: Path, id_: str):
    assert codes(read_south(tmp_path, f"{{id: '{id_}', refuses: {{border: open}}}}")) == ["bad-id"]


def test_the_first_of_two_statements_with_one_id_is_named(tmp_path: Path):
    reading = read_south(
        tmp_path, "{id: X, refuses: {border: open}}", "{id: X, refuses: {border: closed}}"
    )
    problem = only_problem(reading)
    assert (problem.place.line, problem.related[0].line) == (19, 18)


# Strictness


STATEMENT = "{refuses: {border: open}}"


def test_a_strict_case_asks_of_every_statement_where_it_comes_from(tmp_path: Path):
    text = f"{HEAD}positions: {{south: [{STATEMENT}]}}\n"
    expected = ["missing-basis", "missing-date", "missing-id", "missing-source"]
    assert codes(read_text(tmp_path, text)) == []
    assert codes(read_text(tmp_path, text, strict=True)) == expected
    strictly = read_text(tmp_path, text.replace("title:", "strict: true\ntitle:", 1))
    assert codes(strictly) == expected
    assert codes(read_text(tmp_path, text.replace("title:", "strict: 'false'\ntitle:", 1))) == []


def test_a_strict_case_says_so(tmp_path: Path):
    assert case_of(read_text(tmp_path, HEAD, strict=True)).strict
    assert not case_of(read_text(tmp_path, HEAD)).strict


def test_strictness_asks_nothing_of_a_broken_statement(tmp_path: Path):
    text = f"{HEAD}positions: {{south: [{{id: X, basis: letter, refuses: {{border: open}}}}]}}\n"
    assert codes(read_text(tmp_path, text, strict=True)) == ["unknown-word"]


def test_a_warning_or_a_note_leaves_the_case(tmp_path: Path):
    reading = read_south(tmp_path, "refuses: {valleys: southern}")
    assert codes(reading) == ["not-counted"]
    assert "valleys.east" in refused(reading)


# The machine


@pytest.mark.parametrize("collecting", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(tmp_path: Path, collecting: bool):
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        read_text(tmp_path, HEAD)
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()


def test_reading_twice_gives_the_same(tmp_path: Path):
    first, second = (read_text(tmp_path, HEAD, SOURCES) for _ in range(2))
    assert first == second
