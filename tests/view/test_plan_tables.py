import re
import unicodedata
from dataclasses import replace

import pytest
from lake import CATCH, DAM, PATROL, lake
from lake_plans import draft, drafts, hostile_drafts, moved, revision
from rich.cells import cell_len
from test_terminal import COLOR_CODE, HIDDEN, PLAIN, golden

from redlines.case import Case, Plan
from redlines.catalogue import RULES
from redlines.engine.changes import diff
from redlines.engine.finding import findings_of
from redlines.engine.plans import check
from redlines.engine.positions_diff import position_diff
from redlines.findings import CheckReport, Finding, Ignore, PlanDiff
from redlines.moves import PositionDiff
from redlines.view.as_terminal import as_terminal
from redlines.view.check_document import check_document
from redlines.view.diff_document import diff_document
from redlines.view.document import Document
from redlines.view.position_document import position_document


def accepted(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings with the first accepted, and an entry of the ignore file that fits none."""
    entry = Ignore("check-crosses", None, "gone", None, "It was agreed.")
    odd = Finding("ignore-unused", RULES["ignore-unused"].level, entry, None, None)
    return [replace(findings[0], ignored="The mill agrees."), *findings[1:], odd]


def documents(case: Case, base: Plan, new: Plan) -> dict[str, Document]:
    """What can be told of two drafts and of changed positions, by name."""
    checked, changed = check(case, base), diff(case, base, new)
    positions = position_diff(case, moved(case))
    findings = accepted(findings_of(checked, case))
    return {
        "check": check_document(checked, case),
        "check accepted": check_document(checked, case, findings=findings),
        "diff": diff_document(changed, case, note="merge-base of main"),
        "back": diff_document(diff(case, new, base), case),
        "same": diff_document(diff(case, base, base), case),
        "positions": position_document(positions, case),
        "no positions": position_document(position_diff(case, case), case),
    }


def tables(case: Case, base: Plan, new: Plan, **look: object) -> dict[str, str]:
    found = documents(case, base, new)
    return {name: as_terminal(document, **look) for name, document in found.items()}


def table(report: CheckReport, case: Case) -> str:
    """The table of a check, piped."""
    return as_terminal(check_document(report, case), **PLAIN)


@pytest.mark.parametrize("width", [None, 40, 60, 80, 120])
@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("make", [drafts, hostile_drafts])
def test_lines_fit_and_nothing_hidden_comes_out(make, width, ascii_only):
    for name, text in tables(*make(), width=width, color=False, ascii_only=ascii_only).items():
        assert text.endswith("\n"), name
        for line in text[:-1].split("\n"):
            assert width is None or cell_len(line) <= width, (name, line)
            assert line == line.rstrip(" "), (name, line)
            assert not HIDDEN & set(map(unicodedata.category, line)), (name, line)
            assert line.isascii() or not ascii_only, (name, line)


@pytest.mark.parametrize("make", [drafts, hostile_drafts])
def test_colour_adds_codes_and_changes_nothing_else(make):
    plain = tables(*make(), width=80, color=False, ascii_only=False)
    for name, text in tables(*make(), width=80, color=True, ascii_only=False).items():
        assert COLOR_CODE.search(text), name
        assert COLOR_CODE.sub("", text) == plain[name], name


@pytest.mark.parametrize("width", [None, 60, 80, 120])
def test_the_check_of_a_draft(width):
    text = tables(*drafts(), width=width, color=False, ascii_only=False)["check"]
    golden(f"lake-check-{width or 'piped'}", text)


@pytest.mark.parametrize("width", [None, 60, 80, 120])
def test_the_changes_between_two_drafts(width):
    text = tables(*drafts(), width=width, color=False, ascii_only=False)["diff"]
    golden(f"lake-diff-{width or 'piped'}", text)


def test_the_changes_in_ascii_and_in_colour():
    ascii_only = tables(*drafts(), width=80, color=False, ascii_only=True)
    golden("lake-diff-ascii", ascii_only["diff"])
    golden("lake-diff-color", tables(*drafts(), width=80, color=True, ascii_only=False)["diff"])


def test_the_changes_of_positions():
    golden("lake-positions", tables(*drafts(), **PLAIN)["positions"])


def test_crossings_stand_first_in_the_order_of_the_plan():
    text = table(check(lake(), draft()), lake())
    titles = [line for line in text.split("\n") if re.match(r"\d \w+$", line)]
    assert titles == ["1 east", "4 catch", "2 west", "3 dam"]
    assert "3 more points settle no issue" in text


def test_a_red_line_that_the_plan_lifts_is_shown_as_lifted():
    text = table(check(lake(), revision()), lake())
    assert "lifted by the plan: refuses 600 tonnes and less (S-02" in text
    assert "What is known of it crosses no stated red line of: north, south, mill." in text


def test_a_plan_that_is_known_in_full_crosses_no_red_line_without_reserve():
    case, known = lake(), replace(revision(), unknown=())
    reports = check(case, known), check(case, replace(known, all_unknown=True))
    text, unsure = (table(report, case) for report in reports)
    assert "\nCrosses no stated red line of: north, south, mill." in text
    assert "\nWhat is known of it crosses no stated red line of: north" in unsure


def test_a_crossing_that_rests_on_soft_red_lines_alone_is_marked():
    case = lake()
    firm = table(check(case, draft()), case)
    said = {s.id: replace(s, disputed="south" in s.parties) for s in case.statements.values()}
    case = replace(case, statements=said)
    soft = table(check(case, draft()), case)
    # The red line on the catch has a condition.
    hard = "(1 official and 1 conditional document: S-01, S-02)"
    assert f"red lines on Shore (East), Catch* {hard}, in 2 points\n" in firm
    disputed = "(1 conditional, disputed document and 1 disputed official: S-02, S-01)"
    assert f"red lines on Shore (East*), Catch* {disputed}, in 2 points\n" in soft
    assert "south on Catch (S-02, document, disputed, conditional, 2024-04-02) and 1 more." in soft
    note = "\n* Only by conditional, disputed or vague red lines.\n"
    assert note in firm
    assert note in soft
    east = table(check(lake(), draft(), issues=["shore.east"]), lake())
    assert "*" not in east


def test_a_red_line_far_from_what_is_settled_is_not_shown_as_lifted():
    new = revision()
    more = tuple(
        replace(point, terms=(("catch", CATCH.span(160, 160)),)) if point.id == "catch" else point
        for point in new.points
    )
    report = check(lake(), replace(new, points=more))
    [south] = [g for g in report.grades if (g.issue.id, g.party) == ("catch", "south")]
    assert [claim.statement.id for line in south.lifted for claim in line.claims] == ["S-02"]
    assert "lifted by the plan" not in table(report, lake())


def test_an_open_condition_that_changes_nothing_is_left_out():
    text = table(check(lake(), revision()), lake())
    assert "Patrol: unarmed\n" in text
    assert "if a condition is met" not in text


def test_an_open_condition_that_changes_something_is_told():
    new = revision()
    dam = replace(new.points[1], terms=(("dam", DAM.region(["joint_dam", "northern_dam"])),))
    wide = replace(new.points[3], terms=(("patrol", PATROL.region(["none", "unarmed"])),))
    points = (new.points[0], dam, new.points[2], wide, *new.points[4:])
    text = table(check(lake(), replace(new, points=points)), lake())
    assert "Patrol: all but armed or, if a condition is met, unarmed\n" in text


def test_points_that_settle_issues_not_asked_for_are_told_apart():
    def last(*issues: str) -> str:
        report = check(lake(), draft(), issues=issues or None)
        text = table(report, lake())
        [told] = [line for line in text.split("\n") if " more point" in line]
        return told

    assert last() == "3 more points settle no issue"
    assert last("catch") == "3 more points settle other issues, 3 settle no issue"
    assert last("catch", "dam", "shore.west") == (
        "1 more point settles other issues, 3 settle no issue"
    )
    plan = replace(draft(), points=draft().points[:4])
    text = table(check(lake(), plan, issues=["catch"]), lake())
    assert "3 more points settle other issues\n" in text


def test_what_is_accepted_stays_visible_with_its_reason():
    text = tables(*drafts(), **PLAIN)["check accepted"]
    assert "Accepted: 1 finding" in text
    assert "accepted: The mill agrees." in text
    assert "ignore-unused: the entry for check-crosses (point gone) matches no finding" in text


def test_nothing_changed_is_said():
    found = tables(*drafts(), **PLAIN)
    assert "Nothing changed." in found["same"]
    assert "Nothing changed." in found["no positions"]


@pytest.mark.parametrize("make", [drafts, hostile_drafts])
def test_every_finding_has_its_word_and_its_id_in_the_table(make):
    case, base, new = make()
    for report, build in (
        (check(case, base), check_document),
        (diff(case, base, new), diff_document),
    ):
        text = as_terminal(build(report, case), **PLAIN)
        assert isinstance(report, CheckReport | PlanDiff | PositionDiff)
        for finding in findings_of(report, case):
            assert f"{finding.id}: " in text
