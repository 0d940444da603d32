from dataclasses import replace
from datetime import date

import pytest
from lake import CATCH, lake
from lake_plans import draft, drafts, hostile_drafts, revision
from test_plan_tables import moved

from redlines.case import Basis, Verb
from redlines.engine.changes import diff
from redlines.engine.finding import findings_of
from redlines.engine.plans import check
from redlines.engine.positions_diff import position_diff
from redlines.findings import Distance, EffectKind, Finding, GradeWord, Ignore
from redlines.problems import Level
from redlines.view.change_document import word_diff
from redlines.view.document import Word
from redlines.view.effect_wording import distance_text
from redlines.view.plan_wording import (
    demand_texts,
    issue_names,
    judged_text,
    lines_text,
    red_line_text,
)
from redlines.view.plan_words import EFFECT_MEANINGS, EFFECT_WORDS, GRADE_MEANINGS
from redlines.view.sentences import reading_order, sentence


def messages(plan, **asked):
    case = lake()
    found = findings_of(check(case, plan, **asked), case)
    return [sentence(finding, case) for finding in found]


def test_a_crossing_names_statement_basis_speaker_day_and_sources():
    case = lake()
    spoken = replace(case.statements["S-01"], by="The council of South")
    case = replace(case, statements={**case.statements, "S-01": spoken})
    grades = findings_of(check(case, draft(), parties=["south"], issues=["shore.east"]), case)
    assert sentence(grades[0], case) == (
        "Shore (East): closed water crosses South’s red line: refuses buoyed zone, closed "
        "water (S-01, official, The council of South, 2024-01-09, source S02)."
    )


@pytest.mark.parametrize(
    ("party", "issue", "told"),
    [
        ("north", "shore.west", "Shore (West): shared by turns meets what North demands: demands"),
        ("south", "shore.west", "Shore (West): shared by turns is within what South demands or"),
        ("south", "dam", "Dam: all but “no dam” crosses no red line of South and misses what it"),
        ("mill", "dam", "Dam: all but “no dam” crosses no red line of Mill and is not all within"),
        ("mill", "catch", "Catch: at most 50 tonnes; Mill is silent."),
        ("south", "patrol", "Patrol: the plan is silent where South demands or refuses"),
    ],
)
def test_every_grade_is_a_sentence(party, issue, told):
    (text,) = messages(draft(), parties=[party], issues=[issue])
    assert text.startswith(told)
    assert text.endswith(".")


def test_a_text_with_two_readings_cannot_be_decided():
    plan = draft()
    wide = replace(plan.points[3], terms=(("catch", CATCH.span(100, 140)),))
    plan = replace(plan, points=(*plan.points[:3], wide))
    (text,) = messages(plan, parties=["north"], issues=["catch"])
    assert text.startswith(
        "Catch: it cannot be decided whether 500 to 700 tonnes crosses North’s red line: "
        "refuses more than 600 tonnes (N-02"
    )


def moved_on(issue: str, kind: EffectKind, goal: str, *spans: tuple[int | None, int | None]):
    """An effect of a change of distance, as told to North."""
    found = next(iter(diff(lake(), draft(), revision()).effects))
    where = lake().issues[issue]
    distances = tuple(Distance(*span) for span in spans)
    region = where.outcomes.region([goal])
    return replace(
        found, kind=kind, issue=where, party="north", distances=distances, goal=region, silent=None
    )


def test_a_distance_is_told_in_steps_or_in_the_unit():
    nearer = moved_on("catch", EffectKind.CLOSER, "200", (40, 40), (1, 1))
    assert distance_text(nearer) == "200 → 5 tonnes from 200 tonnes (demanded)"
    wider = moved_on("shore.west", EffectKind.WIDER, "open_water", (2, 2), (1, 3))
    assert distance_text(wider) == "2 → 1 to 3 steps from open water (demanded)"
    beyond = moved_on("catch", EffectKind.FARTHER, "200", (1, 1), (None, None))
    assert distance_text(beyond) == "farther from 200 tonnes (demanded)"


def test_every_kind_of_effect_and_grade_has_words():
    assert set(EFFECT_WORDS) == set(EffectKind)
    neutral = {EffectKind.STILL_CROSSES, EffectKind.NO_EFFECT}
    assert set(EFFECT_MEANINGS) == set(EffectKind) - neutral
    assert set(GRADE_MEANINGS) == set(GradeWord)


@pytest.mark.parametrize("make", [drafts, hostile_drafts])
def test_every_finding_is_a_sentence(make):
    case, base, new = make()
    reports = (
        (check(case, base), case),
        (diff(case, base, new), case),
        (diff(case, new, base), case),
        (position_diff(case, moved(case)), moved(case)),
        (position_diff(moved(case), case), case),
    )
    for report, own in reports:
        for finding in findings_of(report, own):
            for told in (finding, replace(finding, stale=True)):
                text = sentence(told, own)
                assert text.endswith(".")
                assert "None" not in text


def test_of_two_plans_each_that_came_after_the_day_is_named():
    older = replace(draft(), day=date(2024, 6, 1))
    newer = replace(draft(), id="newer", day=date(2024, 7, 1))
    told = {
        date(2024, 5, 1): f", before {older.id} of 2024-06-01 and newer of 2024-07-01",
        date(2024, 6, 15): ", before newer of 2024-07-01",
        date(2024, 8, 1): "",
    }
    for day, before in told.items():
        # Whichever of them is the older text: the day of each is asked for.
        assert judged_text((older, newer), day) == f"judged as of {day}{before}"
    assert judged_text((newer,), date(2024, 6, 1)).endswith(", before its own day, 2024-07-01")


def test_an_entry_of_the_ignore_file_is_told_with_its_reason():
    entry = Ignore("check-crosses", "spring-draft", None, "south", "agreed", date(2024, 1, 1))
    finding = Finding("ignore-expired", Level.WARN, entry, None, None)
    assert sentence(finding, lake()) == (
        "the entry for check-crosses (plan spring-draft, party south) ended on 2024-01-01: agreed."
    )


def test_a_red_line_is_named_by_the_statement_that_is_cited_and_each_once():
    case = lake()
    line = next(line for g in check(case, draft()).grades for line in g.crossed)
    hard = line.claims[0]
    assert not hard.soft
    rumour = replace(hard.statement, id="R-1", basis=Basis.OFFICIAL, disputed=True)
    both = replace(line, claims=(replace(hard, statement=rumour), hard))
    name, basis = hard.statement.id, hard.statement.basis
    assert lines_text([both], "Ice") == f"red lines on Ice ({basis}: {name})"
    assert f"({name}, " in red_line_text(both, case)
    assert lines_text([both, line], "Ice") == f"red lines on Ice ({basis}: {name})"
    soft = replace(line, claims=both.claims[:1])
    assert lines_text([soft], "Ice") == "red lines on Ice (official, disputed: R-1)"


def test_hard_demands_are_cited_before_soft_ones_and_the_firmest_first():
    case = lake()
    claim = next(c for s in case.statements.values() for c in s.claims if c.verb is Verb.DEMANDS)

    def of(id_, basis, **more):
        return replace(claim, statement=replace(claim.statement, id=id_, basis=basis, **more))

    claims = (
        of("C", Basis.REPORT),
        of("D", Basis.DOCUMENT, disputed=True),
        of("A", Basis.LEADER),
        of("B", Basis.OFFICIAL),
    )
    (told,) = demand_texts(claims, case)
    firmest = sorted(claims, key=lambda c: (c.soft, list(Basis).index(c.statement.basis)))
    ids = [c.statement.id for c in firmest]
    assert f"({ids[0]}, " in told
    assert told.endswith(f"; also {ids[1]}, {ids[2]} and {ids[3]})")
    assert ids[3] == "D"


def test_a_star_marks_an_issue_or_its_areas():
    case, east, west, pond = lake(), "shore.east", "shore.west", "shore.pond"
    assert issue_names([east, "dam"], case, {"dam"}) == "Shore (East), Dam*"
    assert issue_names([east, west, pond], case, {east, west, pond}) == "Shore*"
    assert issue_names([east, west, pond], case, {west}) == "Shore (East, West*, Pond)"


def test_areas_are_named_behind_their_issue_unless_all_are_meant():
    assert issue_names(["shore.east", "dam", "shore.west"], lake()) == "Shore (East, West), Dam"
    assert issue_names(["shore.east", "shore.west", "shore.pond"], lake()) == "Shore"


def test_words_are_woven_together_only_where_they_have_much_in_common():
    assert word_diff("a b c d", "a x c d") == (
        Word("a"),
        Word("b", "old"),
        Word("x", "new"),
        Word("c d"),
    )
    assert word_diff("a b c", "d e f") == (Word("a b c", "old"), Word("d e f", "new"))


def test_what_says_little_sorts_behind_what_says_much():
    case = lake()
    found = sorted(findings_of(diff(case, draft(), revision()), case), key=reading_order)
    assert [f.level for f in found] == sorted((f.level for f in found), key=list(Level).index)
    ranks = [f.about.kind.severity for f in found if f.level is Level.INFO]
    assert ranks == sorted(ranks)
