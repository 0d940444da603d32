import string
from dataclasses import replace

import pytest
from lake import CATCH, DAM, SHORE, hostile, lake

from random_cases import make_case, says
from redlines.assumption import Assumption
from redlines.case import Heading, Issue, Place
from redlines.catalogue import RULES
from redlines.engine.gaps import gap
from redlines.problems import PROBLEMS, Problem
from redlines.region import Calendar, DateStep, Grid, Outcomes, Region, Unit
from redlines.verdicts import Verdict
from redlines.view import rules
from redlines.view.phrases import apart_text, condition_text, conjoined, number_text, region_text
from redlines.view.rules import problem_help, problem_sentence, rule_text
from redlines.view.wording import MEANINGS, facts, headline, verdict_message

PIER = Outcomes.scale(["short", "long"])
ISSUES = {"pier.east": PIER, "pier.west": PIER}


def over_areas(*statements, parties="ab"):
    """A case of one issue over two areas."""
    return replace(
        make_case(ISSUES, *statements, parties=parties),
        headings={"pier": Heading("pier", "Pier", issues=tuple(ISSUES))},
        issues={
            name: Issue(name, PIER, "pier", area.title(), area)
            for name in ISSUES
            for area in (name.removeprefix("pier."),)
        },
    )


PLACE = Place("a.yaml", 1, 1, 1, 2)
# What the reader passes; the sentences may use no other name.
ARGUMENTS = {
    "not-acceptable": "name",
    "unreadable-file": "reason",
    "link-outside": "",
    "passed-over": "reason",
    "not-utf8": "byte",
    "bad-yaml": "reason",
    "bad-table": "",
    "line-separator": "char",
    "too-large": "limit",
    "too-deep": "limit",
    "too-many-values": "limit",
    "anchor": "name",
    "alias": "name",
    "tag": "tag",
    "duplicate-key": "key",
    "not-first-key": "found",
    "unknown-version": "found",
    "missing-key": "key of",
    "unknown-key": "key of keys",
    "wrong-shape": "expected found",
    "empty-value": "key",
    "unknown-word": "found expected",
    "bad-id": "found",
    "reserved-name": "name",
    "duplicate-id": "id",
    "name-taken": "name by",
    "cells-disagree": "first key found",
    "unknown-party": "name",
    "unknown-issue": "name",
    "unknown-area": "name issue",
    "unknown-section": "name known",
    "unknown-source": "name",
    "member-of-itself": "party",
    "outcomes-not-one-kind": "found",
    "too-few-outcomes": "count",
    "too-many-outcomes": "count limit",
    "uneven-grid": "start to step",
    "broken-grid": "issue",
    "bad-number": "found",
    "bad-region": "found",
    "unknown-outcome": "name issue known",
    "off-grid": "number issue below above known",
    "unordered-comparison": "word issue",
    "empty-region": "issue",
    "claimed-twice": "verb issue",
    "bad-date": "found",
    "ends-before-said": "said until",
    "condition-without-claim": "condition needs",
    "condition-on-own-issue": "issue",
    "impossible-condition": "issue",
    "unknown-statement": "name",
    "replaces-other-party": "statement earlier party",
    "replaces-later": "statement earlier said day",
    "replaces-undated": "statement",
    "replaces-disputed": "statement",
    "replaces-circle": "statement earlier circle",
    "replaces-nothing": "earlier issue",
    "dense-backwards": "start end",
    "duplicate-point": "id",
    "points-disagree": "points issue",
    "unknown-plan": "name",
    "unknown-finding": "name",
    "self-contradiction": "statement party issue lines",
    "demands-conflict": "party issue statements",
    "counts-nowhere": "statement issue",
    "replaces-firmer": "statement earlier basis firmer",
    "replaces-silent": "statement earlier issue",
    "not-counted": "statement issue",
    "after-as-of": "statement said as_of",
}


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_has_a_sentence_made_of_its_arguments(code):
    words = rules._PROBLEMS[code]
    args = {name: f"<{name}>" for name in ARGUMENTS.get(code, "").split()}
    used = {
        field
        for text in (words.sentence, words.help or "")
        for _, field, _, _ in string.Formatter().parse(text)
        if field
    }
    assert used <= set(args)
    problem = Problem(code, PLACE, args)
    assert "?" not in problem_sentence(problem)
    assert problem_help(problem)
    assert problem_sentence(Problem(code, PLACE))


def test_the_catalogue_has_the_codes_that_exist_and_no_other():
    assert set(rules._PROBLEMS) == set(PROBLEMS)
    assert set(rules._FINDINGS) == set(RULES)


@pytest.mark.parametrize("code", [*PROBLEMS, *RULES])
def test_every_rule_is_explained(code):
    rule = rule_text(code)
    assert rule.summary.endswith(".")
    assert rule.summary.count(". ") == 0
    assert rule.why.endswith(".")
    assert rule.example


def test_a_comma_that_cuts_a_text_and_an_accent_that_nobody_sees_are_told():
    args = {"key": "red", "of": "a party", "keys": "title", "slip": "bare-key"}
    cut = Problem("unknown-key", PLACE, args)
    assert problem_sentence(cut) == 'the key "red" has no meaning in a party'
    assert problem_help(cut).startswith('if "red" belongs to the text before the comma, put all')
    apart = Problem(
        "unknown-party", PLACE, {"name": "e\u0301", "slip": "name-not-composed"}, ("é",)
    )
    assert "accent that is a character of its own" in problem_sentence(apart)
    assert problem_help(apart) == 'did you mean "é"?'


def test_suggestions_are_at_most_three():
    def helped(*names):
        return problem_help(Problem("unknown-party", PLACE, {"name": "x"}, names))

    assert helped("a") == 'did you mean "a"?'
    assert helped("a", "b") == 'did you mean "a" or "b"?'
    assert helped("a", "b", "c", "d") == 'did you mean "a", "b" or "c"?'


def test_a_number_off_the_grid_is_told_its_neighbours():
    def helped(**args):
        return problem_help(Problem("off-grid", PLACE, args))

    assert helped(below="5", above="10") == "write 5 or 10"
    ends = "the numbers 5 to 10 in steps of 5"
    for beyond in ({"below": "", "above": "5"}, {"below": "10"}):
        assert helped(**beyond, known=ends) == (
            f"it has {ends}; change from, to or step of the quantity if this number can be an "
            "outcome"
        )


@pytest.mark.parametrize(
    ("names", "text", "refused"),
    [
        ((), "nothing", "nothing"),
        (("a",), "a", "a"),
        (("b", "c"), "b, c", "b, c"),
        (("b", "c", "d"), "anything from b to d", "anything from b to d"),
        (("a", "b", "c"), "anything from a to c", "anything from a to c"),
        (("c", "d", "e"), "anything from c to e", "anything from c to e"),
        (("a", "b", "c", "d"), "all but e", "all but e"),
        (("a", "b", "d", "e"), "all but c", "all but c"),
        (("a", "c", "e"), "a, c, e", "a, c, e"),
        (tuple("abcde"), "everything", "everything"),
    ],
)
def test_regions_of_a_scale(names, text, refused):
    region = Outcomes.scale("abcde").region(names)
    assert region_text(region) == text
    assert region_text(region, others=True) == refused


def test_all_but_a_range_names_the_range_alone():
    levels = Outcomes.scale("abcdefghijkl")
    assert region_text(~levels.region("fgh")) == "all but f to h"
    both = levels.region("abcd") | levels.region("ijkl")
    assert region_text(both, others=True) == "all but e to h"


def test_two_neighbours_at_a_pole_are_two_among_what_is_left_out():
    region = Outcomes.scale("abcdefg").region("abce")
    assert region_text(region) == "all but d, f and g"


def test_regions_of_options_have_no_order():
    assert region_text(DAM.region(["no_dam", "joint_dam"])) == "all but northern dam"
    many = Outcomes.options("abcdef")
    assert region_text(many.region("ab")) == "a, b"


def test_a_scattered_region_is_told_by_its_first_pieces_and_how_many_more():
    metres = Outcomes.quantity("m", Grid(0, 1, 20_000, 0))
    twenty = metres.region(map(str, range(1, 41, 2)))
    assert region_text(twenty).count(",") == 19
    first = "1 m, 3 m, 5 m, 7 m, 9 m, 11 m, 13 m, 15 m, 17 m, 19 m"
    assert region_text(twenty | metres.region(["50"])) == f"{first} and 11 more"
    even = metres.region(map(str, range(0, 20_000, 2)))
    assert region_text(~even, others=True) == f"{first} and 9990 more"
    ends = metres.region(map(str, range(0, 50, 2))) | metres.span(60, 19_999)
    assert region_text(ends) == f"all but {first} and 15 more"
    letters = Outcomes.options(f"o{at}" for at in range(60))
    told = ", ".join(f"o{at}" for at in range(10))
    assert region_text(letters.span(0, 20)) == f"{told} and 11 more"
    assert region_text(letters.span(25, 59)) == f"all but {told} and 15 more"


def test_regions_of_a_quantity_have_separators_and_a_unit():
    assert region_text(CATCH.region(["1500"])) == "1500 tonnes"
    assert region_text(CATCH.region(["unlimited"])) == "unlimited"
    assert region_text(CATCH.span(0, 200)) == "at most 1000 tonnes"
    assert region_text(CATCH.span(200, 401)) == "at least 1000 tonnes"
    assert region_text(CATCH.span(200, 300)) == "1000 to 1500 tonnes"
    assert region_text(CATCH.span(0, 399)) == "below 2000 tonnes"
    assert region_text(CATCH.span(0, 400), others=True) == "all but unlimited"
    assert region_text(CATCH.span(0, 200), others=True) == "1000 tonnes and less"
    assert region_text(CATCH.span(200, 401), others=True) == "1000 tonnes and more"
    year = Outcomes.quantity("year", Grid(2020, 10, 3, 0))
    assert region_text(year.region(["2030"])) == "2030 year"
    assert [number_text(n) for n in ("9999", "10000", "-9999.5", "-10000.5", "-12345678")] == [
        "9999", "10,000", "-9999.5", "-10,000.5", "-12,345,678"
    ]  # fmt: skip
    small = Outcomes.quantity("percent", Grid(-150, 25, 9, 2))
    assert region_text(small.region(["-1.50"])) == "-1.50 percent"


def test_every_number_is_no_figure():
    assert region_text(CATCH.span(0, 400)) == "any number of tonnes but not unlimited"
    assert region_text(CATCH.span(0, 401)) == "everything"
    bounded = Outcomes.quantity("tonnes", Grid(0, 5, 3, 0))
    assert region_text(bounded.span(0, 2)) == "everything"


def test_what_is_left_of_options_is_named_unless_it_is_longer():
    many = Outcomes.options("abcde")
    assert region_text(many.region("abc")) == "all but d and e"
    assert region_text(many.region("abc"), others=True) == "all but d and e"
    assert region_text(Outcomes.options("abcd").region("ab")) == "a, b"
    assert region_text(Outcomes.options("abcd").region("ab"), others=True) == "a, b"
    scale = Outcomes.scale(["long_name_a", "b", "long_name_c", "d", "e", "long_name_f"])
    assert region_text(~scale.region("bde")) == "all but b, d and e"


def test_enumerations():
    assert [conjoined(list(w)) for w in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_conditions_tell_areas_together():
    case = lake()
    condition = case.statements["S-02"].unless
    assert condition_text(condition, case) == "Shore in West is open water"


def test_a_condition_that_leaves_one_outcome_out_does_not_sound_like_nearly_that_one():
    case = lake()
    region = ~DAM.region(["no_dam"])
    condition = replace(case.statements["S-02"].unless, terms=(("dam", region),))
    assert condition_text(condition, case) == "Dam is anything but “no dam”"


def report_of(case, *parties, **options):
    report = gap(case, parties, **options)
    return report, {item.issue.id: item for item in report.issues}


@pytest.mark.parametrize("make", [lake, hostile])
def test_the_message_is_one_sentence(make):
    case = make()
    for item in report_of(case, *case.parties)[1].values():
        assert verdict_message(item, case).endswith(".")


def test_messages_name_who_is_left_out():
    case = lake()
    _, items = report_of(case, "north", "south", "mill")
    assert verdict_message(items["catch"], case) == (
        "Catch: the stated red lines of north and south leave nothing, "
        "even counting only basis document or firmer; mill is silent."
    )
    assert verdict_message(items["dam"], case) == (
        "Dam: no stated red line of north, south and mill excludes all but “no dam”; "
        "contested: south demands “no dam”, which north refuses."
    )
    assert verdict_message(items["feast"], case) == (
        "Feast: no verdict on record; north, south and mill are silent."
    )


def test_the_headline_names_areas_only_where_they_differ():
    case = lake()
    report, _ = report_of(case, "north", "south")
    assert headline(report, case) == (
        "Stated red lines leave nothing on: Shore (East), Catch*.",
        "Contested, one side demands what the other refuses: Dam, Patrol*.",
        "* Only by conditional, disputed or vague statements.",
        "Declared ranges overlap on: Shore (West).",
        "No verdict on record: Shore (Pond), Feast.",
        "Silent: north on Shore (Pond), Feast; south on Shore (Pond), Feast.",
    )
    report, _ = report_of(case, "north", "south", issues=["patrol", "dam"])
    assert headline(report, case)[0] == "Stated red lines block no issue."
    report, _ = report_of(case, "north", "mill")
    assert (
        headline(report, case)[-1].endswith("mill on all or part of 4 of 5 issues.")
        or "mill on Shore, Catch, Patrol, Feast" in headline(report, case)[-1]
    )


def test_a_star_marks_the_areas_where_only_soft_red_lines_leave_nothing():
    case = over_areas(
        says(ISSUES, "A-1", "a", refuses={"pier.east": "short", "pier.west": "short"}),
        says(ISSUES, "B-1", "b", refuses={"pier.east": "long"}),
        says(ISSUES, "B-2", "b", refuses={"pier.west": "long"}, vague=True),
    )
    report, _ = report_of(case, "a", "b")
    assert headline(report, case) == (
        "Stated red lines leave nothing on: Pier (East, West*).",
        "* Only by conditional, disputed or vague statements.",
    )
    case = over_areas(
        says(ISSUES, "A-1", "a", refuses={"pier.east": "short", "pier.west": "short"}),
        says(ISSUES, "B-1", "b", refuses={"pier.east": "long", "pier.west": "long"}, vague=True),
    )
    report, _ = report_of(case, "a", "b")
    assert headline(report, case)[0] == "Stated red lines leave nothing on: Pier*."


def test_the_headline_names_who_is_silent_on_an_issue_among_more_than_two():
    case = over_areas(
        says(ISSUES, "A-1", "a", demands={"pier.east": "short", "pier.west": "short"}),
        says(ISSUES, "B-1", "b", demands={"pier.east": "short", "pier.west": "short"}),
        parties="abcd",
    )
    report, _ = report_of(case, "a", "b", "c", "d")
    assert headline(report, case)[1] == "Demands meet on: Pier (c and d are silent)."
    case = over_areas(
        *case.statements.values(), says(ISSUES, "C-1", "c", demands={"pier.west": "short"})
    )
    report, _ = report_of(case, "a", "b", "c")
    assert headline(report, case)[1].endswith(" on: Pier (East, c is silent; West).")
    report, _ = report_of(case, "a", "b")
    assert headline(report, case)[1] == "Demands meet on: Pier."


def test_another_day_and_a_binding_are_named():
    from datetime import date

    from redlines.case import Basis

    case = lake()
    report, _ = report_of(
        case, "north", "south", assumption=Assumption(date(2024, 9, 2), Basis.LAW)
    )
    assert facts(report, case) == (
        "north, south",
        "as of 2024-09-02 (the case's own day is 2024-06-01)",
        "only red lines on basis law or firmer",
    )


def test_span_of_levels():
    assert region_text(SHORE.region(["shared_zone"])) == "shared by turns"


def test_a_verdict_means_the_same_in_the_head_the_legend_and_the_catalogue():
    case = lake()
    reports = (gap(case, ["north", "south"]), gap(case, ["north", "mill"]))
    said = " ".join(text for own in reports for text in headline(own, case)).lower()
    for verdict, meaning in MEANINGS.items():
        assert meaning in rule_text(verdict.id).summary.lower()
        assert meaning in said or verdict is Verdict.AGREED, "no issue of the lake is agreed"


MONTHS = Outcomes.quantity(
    None, Calendar(12 * 2026, 24, DateStep.MONTH), unlimited=True, free="no end date"
)
YEARS = Outcomes.quantity(Unit("year", "years"), Grid(0, 1, 6, 0), unlimited=True)
BARE = Outcomes.quantity("", Grid(2020, 5, 5, 0))


@pytest.mark.parametrize(
    ("region", "others", "text"),
    [
        (MONTHS.span(0, 5), False, "2026-06 or earlier"),
        (MONTHS.span(0, 5), True, "2026-06 and earlier"),
        (MONTHS.span(6, 24), False, "2026-07 or later"),
        (MONTHS.span(6, 24), True, "2026-07 and later"),
        (MONTHS.span(6, 23), False, "2026-07 to 2027-12"),
        (MONTHS.span(6, 6), False, "2026-07"),
        (MONTHS.region(["2026-01", "unlimited"]), False, "2026-01 or “no end date”"),
        (MONTHS.region(["unlimited"]), True, "“no end date”"),
        (~MONTHS.region(["unlimited"]), False, "any date except “no end date”"),
        (YEARS.span(1, 1), False, "1 year"),
        (YEARS.span(0, 1), False, "at most 1 year"),
        (YEARS.span(1, 2), False, "1 to 2 years"),
        (YEARS.span(0, 0), False, "0 years"),
        (~YEARS.region(["unlimited"]), False, "any number of years but not unlimited"),
        (BARE.span(2, 4), False, "at least 2030"),
        (BARE.span(2, 2), False, "2030"),
    ],
)
def test_dates_and_units_are_told_as_people_say_them(
    region: Region, others: bool, text: str
) -> None:
    assert region_text(region, others=others) == text


@pytest.mark.parametrize(
    ("outcomes", "steps", "text"),
    [
        (MONTHS, 1, "1 month"),
        (MONTHS, 3, "3 months"),
        (Outcomes.quantity(None, Calendar(1, 9, DateStep.DAY)), 2, "2 days"),
        (YEARS, 1, "1 year"),
        (YEARS, 0, "0 years"),
        (BARE, 1, "1 step"),
        (BARE, 2, "2 steps"),
        (Outcomes.quantity(Unit("km", "kms"), Grid(0, 5, 9, 1)), 2, "1.0 kms"),
        (Outcomes.scale(["a", "b", "c"]), 2, "2 steps"),
    ],
)
def test_a_distance_is_told_in_what_is_counted(outcomes: Outcomes, steps: int, text: str) -> None:
    assert apart_text(outcomes, steps) == text
