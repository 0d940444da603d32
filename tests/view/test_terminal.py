import re
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from string import Formatter

import pytest
from lake import HOSTILE, NONE_LATER, hostile, lake
from rich.cells import cell_len

from drawing import drawn
from random_cases import make_case, says
from redlines.assumption import Assumption
from redlines.case import Basis, Case, Collection, Place
from redlines.catalogue import RULES
from redlines.engine.finding import problem_findings
from redlines.engine.gaps import gap
from redlines.problems import PROBLEMS, Problem
from redlines.reading.build import read_case
from redlines.region import Outcomes
from redlines.verdicts import GapReport
from redlines.view import rules
from redlines.view import show_document as pages
from redlines.view.as_terminal import as_terminal
from redlines.view.fault_document import fault_document, validate_document
from redlines.view.gap_document import gap_document
from redlines.view.paint import Paint
from redlines.view.rules_document import rules_document

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = {
    field
    for words in rules._PROBLEMS.values()
    for _, field, _, _ in Formatter().parse(words.sentence)
    if field
}
BUNDLED = Path(__file__).parents[2] / "data" / "positions.yaml"
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
PLAIN = {"width": None, "color": False, "ascii_only": False}
COLOR_CODE = re.compile(r"\x1b\[[0-9;]*m")


def outputs(case: Case, **look: object) -> dict[str, str]:
    """Every view of a case, by name."""
    day = case.as_of
    found = {}
    for count in (2, len(case.parties)):
        report = gap(case, list(case.parties)[:count])
        for sort in (False, True):
            found[f"gap {count} {sort}"] = gap_document(report, case, sort_by_verdict=sort)
    for kind in Collection:
        found[kind] = pages.list_document(kind, case, day)
    for name in (*case.headings, *case.issues):
        found[f"issue {name}"] = pages.issue_document(name, case, day, NONE_LATER)
    for name in case.parties:
        found[f"party {name}"] = pages.party_document(name, case, day, NONE_LATER)
    for name in case.statements:
        found[f"statement {name}"] = pages.statement_document(name, case)
    for name in case.sources:
        found[f"source {name}"] = pages.source_document(name, case)
    found["rules"] = rules_document([*PROBLEMS, *RULES])
    return {name: as_terminal(document, **look) for name, document in found.items()}


def table(report: GapReport, case: Case, *, sort_by_verdict: bool = False, **look: object) -> str:
    """The table of `gap`."""
    return as_terminal(gap_document(report, case, sort_by_verdict=sort_by_verdict), **look)


def faults(problems: list[Problem], texts: dict[str, str], **look: object) -> str:
    """The problems without the line that counts them."""
    return as_terminal(fault_document(problems, texts), **look)


def bundled() -> Case:
    reading = read_case(BUNDLED)
    assert reading.case is not None
    return reading.case


WIDTHS = (None, 40, 50, 60, 80, 120)


# The bundled case has hundreds of pages like one another: piped, narrow and wide tell most of it.
@pytest.mark.parametrize(
    ("make", "width"),
    [
        *product((lake, hostile), WIDTHS),
        *product((bundled,), drawn((None, 40, 80), full=WIDTHS)),
    ],
)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_line_is_too_long_none_ends_in_a_space_and_nothing_hidden_comes_out(
    make, width, ascii_only
):
    for name, text in outputs(make(), width=width, color=False, ascii_only=ascii_only).items():
        assert text.endswith("\n"), name
        for line in text[:-1].split("\n"):
            assert width is None or cell_len(line) <= width, (name, line)
            assert line == line.rstrip(" "), (name, line)
            assert not HIDDEN & set(map(unicodedata.category, line)), (name, line)
            assert line.isascii() or not ascii_only, (name, line)


@pytest.mark.parametrize("make", [lake, hostile])
def test_colour_adds_codes_and_changes_nothing_else(make):
    plain = outputs(make(), width=80, color=False, ascii_only=False)
    colored = outputs(make(), width=80, color=True, ascii_only=False)
    for name, text in colored.items():
        assert COLOR_CODE.search(text) or name.startswith("sources"), name
        assert COLOR_CODE.sub("", text) == plain[name], name


def test_the_environment_changes_nothing(monkeypatch):
    expected = outputs(lake(), **PLAIN)
    for name, value in {
        "COLUMNS": "30",
        "FORCE_COLOR": "1",
        "TERM": "dumb",
        "NO_COLOR": "1",
    }.items():
        monkeypatch.setenv(name, value)
    assert outputs(lake(), **PLAIN) == expected


def test_markup_is_never_interpreted():
    text = outputs(hostile(), **PLAIN)["gap 2 False"]
    for written in ("[/x]", "[red]", "[bold]b[/bold]", ":smile:", "\\x1b[31m", "\\u202e"):
        assert written in text


def test_nothing_is_wrapped_or_cut_without_a_width():
    text = outputs(lake(), **PLAIN)["gap 2 False"]
    assert (
        "(S-02, document, unless Shore in West is open water); at best bridgeable if S-02" in text
    )
    assert "…" not in text


def golden(name: str, text: str) -> None:
    """Compare with a golden file; on mismatch the new text is written beside it."""
    path = GOLDEN / f"{name}.txt"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.with_suffix(".new").write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} differs; see {path.stem}.new")


@pytest.mark.parametrize("width", [None, 50, 60, 80, 120])
def test_the_table_of_the_lake(width):
    case = lake()
    text = table(gap(case, list(case.parties)), case, width=width, color=False, ascii_only=False)
    golden(f"lake-{width or 'piped'}", text)


def test_the_table_in_ascii_and_in_colour():
    case = lake()
    report = gap(case, ["north", "south"])
    golden("lake-ascii", table(report, case, width=80, color=False, ascii_only=True))
    golden("lake-color", table(report, case, width=80, color=True, ascii_only=False))


def test_the_worst_comes_first_when_sorted():
    case = lake()
    report = gap(case, ["north", "south"], Assumption(date(2024, 10, 1), Basis.OFFICIAL))
    text = table(report, case, sort_by_verdict=True, **PLAIN)
    golden("lake-sorted", text)
    titles = [
        line for line in text.split("\n") if re.fullmatch(r"(Shore|Dam|Catch|Patrol|Feast).*", line)
    ]
    assert [title.split()[0] for title in titles] == ["Shore", "Catch", "Dam", "Patrol", "Feast"]


def test_the_legend_has_the_soft_marks_in_use_and_says_what_they_mean():
    pier = {"pier": Outcomes.scale(["none", "short", "long"])}

    def legend(**claims):
        case = make_case(
            pier,
            says(pier, "A-1", "a", vague=True, **claims),
            says(pier, "B-1", "b", refuses={"pier": "none"}),
        )
        text = table(gap(case, ["a", "b"]), case, **PLAIN)
        return text[text.index("█ demanded") :].split("\n")[:2]

    every = "█ demanded  ▓ accepted  · neither  × refused"
    meaning = (
        "soft: conditional, disputed or vague; at best: soft red lines gone, "
        "other soft claims counted"
    )
    assert legend(refuses={"pier": "long"}, accepts={"pier": "short long"}) == [
        f"{every}  ± softly both  ░ softly demanded or accepted",
        meaning,
    ]
    assert legend(refuses={"pier": "long"}) == [f"{every}  ÷ softly refused", meaning]
    assert legend(accepts={"pier": "long"}) == [f"{every}  ░ softly demanded or accepted", meaning]


def test_areas_with_the_same_picture_share_a_row():
    case = bundled()
    text = table(gap(case, ["russia", "ukraine"]), case, width=80, color=False, ascii_only=False)
    assert all(f"  {area}" in text for area in ("Donetsk", "Kherson", "Zaporizhzhia"))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("issue", lambda: pages.issue_document("shore", lake(), lake().as_of, NONE_LATER)),
        ("area", lambda: pages.issue_document("shore.west", lake(), lake().as_of, NONE_LATER)),
        ("quantity", lambda: pages.issue_document("catch", lake(), lake().as_of, NONE_LATER)),
        ("party", lambda: pages.party_document("south", lake(), lake().as_of, NONE_LATER)),
        ("statement", lambda: pages.statement_document("S-02", lake())),
        ("source", lambda: pages.source_document("S02", lake())),
        ("statements", lambda: pages.list_document(Collection.STATEMENTS, lake(), lake().as_of)),
    ],
)
def test_the_pages_of_the_lake(name, make):
    golden(f"page-{name}", as_terminal(make(), width=80, color=False, ascii_only=False))


TEXT = "redlines: 1\nparties:\n  漢字: {title: x, membr: y}\n"


def problem(code="unknown-key", place=None, **more):
    place = place or Place("a.yaml", 3, 18, 3, 23)
    return Problem(code, place, {"key": "membr", "of": "a party"}, **more)


def test_a_problem_shows_its_line_with_carets_under_the_value():
    text = faults(
        [problem(suggestions=("member_of",), related=(Place("b.yaml", 1, 2, 1, 3),))],
        {"a.yaml": TEXT},
        **PLAIN,
    )
    assert text == (
        'error[unknown-key]: the key "membr" has no meaning in a party\n'
        " --> a.yaml:3:18\n"
        "  |\n"
        "2 | parties:\n"
        "3 |   漢字: {title: x, membr: y}\n"
        "  |                    ^^^^^\n"
        '  = help: did you mean "member_of"?\n'
        "  = see: b.yaml:1:2\n"
    )


def test_a_long_line_is_clipped_around_the_caret_with_a_mark():
    line = f"{'a' * 500} VALUE {'b' * 500}"
    text = faults(
        [problem(place=Place("a.yaml", 1, 502, 1, 507))],
        {"a.yaml": line},
        width=60,
        color=False,
        ascii_only=False,
    )
    shown, caret = (row for row in text.split("\n") if row.startswith(("1 |", "  |    ")))
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "VALUE"
    assert shown.count("…") == 2
    assert cell_len(shown) <= 60


@pytest.mark.parametrize(
    "place",
    [
        Place("a.yaml", 99, 1, 99, 2),
        Place("a.yaml", 1, 99, 1, 100),
        Place("a.yaml", 3, 3, 4, 1),
        Place("a.yaml", 1, 1, 1, 1),
        Place("", 1, 1, 1, 1),
        Place("other.yaml", 1, 1, 1, 1),
    ],
)
def test_places_outside_a_text_are_told_without_it(place):
    assert faults([problem(place=place)], {"a.yaml": TEXT}, **PLAIN)


@pytest.mark.parametrize("width", [None, 20, 60, 120])
def test_hostile_problems_stay_inside_their_lines(width):
    args = dict.fromkeys(sorted(NAMES), HOSTILE)
    found = [
        Problem(
            code,
            Place(HOSTILE, 1, at, 1, at + 9),
            args,
            (HOSTILE,),
        )
        for at, code in enumerate(PROBLEMS, 1)
    ]
    text = faults(found, {HOSTILE: HOSTILE * 9}, width=width, color=False, ascii_only=False)
    for line in text[:-1].split("\n"):
        assert not HIDDEN & set(map(unicodedata.category, line))
        assert width is None or cell_len(line) <= width


def test_problems_come_by_place():
    first, second = problem(place=Place("a.yaml", 1, 1, 1, 2)), problem()
    text = faults([second, first], {"a.yaml": TEXT}, **PLAIN)
    assert text.index("a.yaml:1:1") < text.index("a.yaml:3:18")


def test_the_summary_counts_by_level():
    warned = Problem("demands-conflict", Place("a.yaml", 1, 1, 1, 2))
    told = Problem("not-counted", Place("a.yaml", 1, 1, 1, 2))

    def last(*problems, note=None, **accepted):
        found = [replace(own, **accepted) for own in problem_findings(problems)]
        document = validate_document(problems, {}, found, found, note)
        return as_terminal(document, **PLAIN).split("\n\n")[-1]

    assert last() == "no problems\n"
    assert last(problem(), warned, ignored="known", note="1 finding below warn not listed") == (
        "no problems; 2 accepted; 1 finding below warn not listed\n"
    )
    assert last(problem()) == "1 error\n"
    assert last(problem(), problem(), warned, told) == "2 errors, 1 warning and 1 note\n"


def test_too_long_a_word_is_broken_where_it_is_joined_and_begins_behind_its_sign() -> None:
    paint = Paint(width=16, color=False, encoding=None)
    lines = paint.wrap(paint.text("# Ukrainian-American, some_long_identifier"))
    assert [line.plain for line in lines] == ["# Ukrainian-", "American, some_", "long_identifier"]
    # Where it is joined nowhere it stands alone, broken where it must.
    lines = paint.wrap(paint.text("of abcdefghijklmnopqr"))
    assert [line.plain for line in lines] == ["of", "abcdefghijklmnop", "qr"]
