"""Why a verdict holds, in words: on cases made up for one question each."""

import re
from dataclasses import replace
from datetime import date

import pytest
from lake import hostile, lake

from random_cases import make_case, says
from redlines.assumption import Assumption
from redlines.case import Basis, Said
from redlines.engine.finding import findings_of
from redlines.engine.gaps import gap
from redlines.region import Grid, Outcomes
from redlines.verdicts import Verdict
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.gap_document import gap_document
from redlines.view.reasons import because, retreat_text
from redlines.view.sentences import sentence

PIER = Outcomes.scale(["none", "short", "mid", "long"])
FEE = Outcomes.quantity("coins", Grid(0, 10, 5, 0), unlimited=True)
GUARD = Outcomes.options(["town", "village", "both", "nobody"])
ISSUES = {"pier": PIER, "fee": FEE, "guard": GUARD}


def reasons(issue, *statements, parties=("a", "b"), **options):
    case = make_case(ISSUES, *statements, parties=parties)
    return because(gap(case, parties, issues=[issue], **options).issues[0], case)


def say(id_, **rest):
    """One statement of the party that the id begins with."""
    return says(ISSUES, id_, id_[0].lower(), **rest)


def items_of(case, *parties):
    return {item.issue.id: item for item in gap(case, parties).issues}


def test_because_cites_the_statements_that_collide_and_how_firm_they_are():
    case = lake()
    items = items_of(case, "north", "south")
    assert because(items["shore.east"], case) == (
        "north refuses all but closed water (N-01, leader, ultimatum)",
        "south refuses buoyed zone, closed water (S-01, official)",
    )
    assert because(items["catch"], case) == (
        "north refuses more than 600 tonnes (N-02, law)",
        "south refuses 600 tonnes and less (S-02, document, unless Shore in West is open water); "
        "at best bridgeable if S-02 (conditional) falls away",
        "south demands at most 600 tonnes (S-03, leader, vague, 2024-04-03), behind its own red "
        "line S-02",
    )
    assert because(items["patrol"], case) == (
        "left open by all: all but armed; south accepts part of it (S-02, document)",
        "contested, but only softly: south demands armed (S-02, document), which north refuses",
        "refused by north: armed (N-03, report, disputed, 2024-03-01); no red line of south",
    )
    assert because(items["shore.west"], case) == (
        "north and south demand or accept shared by turns",
        "north (N-02, law), south (S-01, official)",
        "no red line of north or south",
    )


@pytest.mark.parametrize("make", [lake, hostile])
def test_because_is_three_lines_at_most_and_one_for_each_thing_held_back(make):
    case = make()
    for item in items_of(case, *case.parties).values():
        held_back = sum(len(p.held_back) for p in item.positions)
        assert 1 <= len(because(item, case)) <= 3 + held_back


# Which statement is cited


def test_an_offer_is_cited_by_a_claim_that_names_no_more_than_what_is_told():
    first, *_ = reasons(
        "pier",
        say("A-1", basis=Basis.LAW, demands={"pier": "short mid long"}),
        say("A-2", basis=Basis.LEADER, demands={"pier": "mid long"}),
        say("B-1", basis=Basis.LEADER, demands={"pier": "none"}),
    )
    assert "a demands part of it (A-2, leader)" in first


def test_a_shared_outcome_is_cited_by_a_claim_that_lies_inside_it():
    assert reasons(
        "pier",
        say("A-1", basis=Basis.CONSTITUTION, demands={"pier": "short mid long"}),
        say("A-2", basis=Basis.LEADER, demands={"pier": "long"}),
        say("A-3", basis=Basis.REPORT, demands={"pier": "long"}),
        say("B-1", basis=Basis.OFFICIAL, accepts={"pier": "long"}),
        say("B-2", basis=Basis.LAW, accepts={"pier": "mid long"}, vague=True),
    ) == (
        "a and b demand or accept long",
        "a (A-2 and 1 more, leader), b (B-1, official)",
        "no red line of a or b",
    )


def test_where_no_claim_lies_inside_the_firmest_that_touches_it_is_cited():
    _, cited, _ = reasons(
        "pier",
        say("A-1", basis=Basis.REPORT, demands={"pier": "none short"}),
        say("A-2", basis=Basis.LAW, demands={"pier": "short mid"}),
        say("B-1", basis=Basis.LAW, demands={"pier": "short"}),
    )
    assert cited == "a (A-2 and 1 more, law), b (B-1, law)"


# Demands that the zone leaves out


def test_unmet_is_what_meets_every_demand_that_is_missed():
    _, unmet, _ = reasons(
        "pier",
        say("A-1", basis=Basis.REPORT, demands={"pier": "mid long"}),
        say("A-2", basis=Basis.DOCUMENT, demands={"pier": "long"}),
        say("B-1", refuses={"pier": "mid long"}),
    )
    assert unmet == "contested: a demands long (A-2, document), which b refuses"


def test_demands_that_exclude_each_other_are_all_named_as_unmet():
    _, unmet, _ = reasons(
        "pier",
        say("A-1", basis=Basis.REPORT, demands={"pier": "mid"}),
        say("A-2", basis=Basis.DOCUMENT, demands={"pier": "long"}),
        say("B-1", refuses={"pier": "mid long"}),
    )
    assert unmet == ("contested: a demands mid, long (A-2 and 1 more, document), which b refuses")


def test_a_demand_for_any_number_is_not_told_as_a_figure():
    _, unmet, _ = reasons(
        "fee",
        say("A-1", demands={"fee": "0 10 20 30 40"}, vague=True),
        say("B-1", refuses={"fee": "0 10 20 30 40"}),
    )
    assert unmet == (
        "contested, but only softly: a demands any number of coins but not unlimited "
        "(A-1, vague), which b refuses"
    )


def test_who_refuses_only_between_them_is_told_as_that():
    (_, unmet, closed) = reasons(
        "pier",
        say("A-1", demands={"pier": "mid long"}),
        say("B-1", refuses={"pier": "mid"}),
        say("C-1", refuses={"pier": "long"}),
        parties=("a", "b", "c"),
    )
    assert unmet == "contested: a demands mid, long (A-1), which b and c refuse between them"
    assert closed == "refused by b: mid (B-1); by c: long (C-1); no red line of a"


# Who closes what


def test_hard_red_lines_and_wide_ones_are_told_first_with_what_lies_inside_of_them():
    *_, closed = reasons(
        "pier",
        say(
            "A-1", basis=Basis.LAW, refuses={"pier": "long"}, said=Said("2024", date(2024, 12, 31))
        ),
        say("A-2", basis=Basis.LEADER, refuses={"pier": "mid long"}),
        say("B-1", refuses={"pier": "none"}, disputed=True),
        say("B-2", basis=Basis.REPORT, ultimatum=True, refuses={"pier": "mid"}),
    )
    assert closed == (
        "refused by a: mid, long (A-2, leader); "
        "by b: mid (B-2, report, ultimatum), “none” (B-1, disputed)"
    )


def test_of_many_red_lines_the_rest_is_counted():
    names = "abcdef"
    said = [say(f"{name.upper()}-1", refuses={"pier": "long"}) for name in names]
    *_, closed = reasons("pier", *said, parties=tuple(names))
    assert closed.startswith("refused by a: long (A-1); by b: ")
    assert closed.endswith("by d: long (D-1); 2 more red lines")


def test_a_party_whose_red_lines_do_not_count_is_named_as_that():
    said = (
        say("A-1", basis=Basis.REPORT, refuses={"pier": "long"}),
        say("B-1", basis=Basis.LAW, refuses={"pier": "none"}),
    )
    *_, closed = reasons("pier", *said, assumption=Assumption(binding=Basis.LAW))
    assert closed == (
        "refused by b: “none” (B-1, law); all red lines of a are softer than the basis asked for"
    )
    *_, closed = reasons("pier", *said, assumption=Assumption(lifted=("B-1",)))
    assert closed == "refused by a: long (A-1, report); all red lines of b are lifted"


# How many more blocking sets there are


def test_more_pairs_are_pairs_and_sets_of_three_are_sets():
    two = (say("A-1", refuses={"pier": "none short"}), say("B-1", refuses={"pier": "mid long"}))
    _, more = reasons("pier", *two, say("B-2", refuses={"pier": "short mid long"}))
    assert more.endswith("; 1 more pair of red lines leaves nothing")
    _, more = reasons(
        "pier",
        *two,
        say("A-2", refuses={"pier": "none"}),
        say("B-2", refuses={"pier": "short"}),
    )
    assert more.endswith("; 1 more set of red lines leaves nothing")


def test_a_verdict_without_a_blocking_set_is_told_as_one():
    case = make_case(
        ISSUES, say("A-1", refuses={"pier": "none short"}), say("B-1", refuses={"pier": "mid long"})
    )
    report = gap(case, ["a", "b"], issues=["pier"])
    bare = replace(
        report, issues=tuple(replace(i, blocking_sets=(), retreats=()) for i in report.issues)
    )
    told = "their red lines leave nothing; which of them do is not told"
    assert because(bare.issues[0], case) == (told,)
    assert told in as_terminal(gap_document(bare, case), width=None, color=False, ascii_only=False)
    assert told in as_markdown(gap_document(bare, case))
    (found,) = findings_of(bare, case)
    assert sentence(found, case)


# At best


def test_a_statement_that_counts_and_falls_away_is_named_once():
    given = {"fee": "0 10"}
    both = {"accepts": {"pier": "mid"}, "refuses": {"pier": "mid long"}}
    other = say("B-1", refuses={"pier": "none short"}, demands={"pier": "mid"})
    _, depends, _ = reasons("pier", other, say("A-1", **both, given=given, unless=given))
    assert depends.endswith("; at best overlap if the condition of A-1 is met")
    _, depends, _ = reasons(
        "pier", other, say("A-1", **both, given=given, unless={"guard": "town"}, vague=True)
    )
    assert depends.endswith(
        "; at best overlap, if A-1 (conditional), which is vague, means mid as an offer and not as "
        "a refusal"
    )
    _, depends, _ = reasons("pier", other, say("A-1", **both, vague=True))
    assert depends.endswith(
        "; at best overlap, if A-1, which is vague, means mid as an offer and not as a refusal"
    )
    demand = {"demands": {"pier": "mid"}, "refuses": {"pier": "mid long"}}
    _, depends, _ = reasons("pier", other, say("A-1", **demand, disputed=True, unless=given))
    assert depends.endswith(
        "; at best agreed if A-1 (conditional, disputed) counts as a demand and not as a refusal"
    )


def test_a_proviso_is_told_beside_the_claim_and_makes_it_conditional():
    other = say("B-1", refuses={"pier": "none short long"})
    first, second = reasons("pier", other, say("A-1", refuses={"pier": "mid"}, proviso="it snows"))
    assert first == "a refuses mid (A-1, if it snows)"
    assert second.endswith("; at best bridgeable if A-1 (conditional) falls away")
    both = {"demands": {"pier": "mid"}, "refuses": {"pier": "mid long"}}
    wish = say("B-1", refuses={"pier": "none short"}, demands={"pier": "mid"})
    told = reasons("pier", wish, say("A-1", **both, proviso="it snows"))
    depends = next(line for line in told if "at best" in line)
    assert depends.endswith(
        "; at best agreed if A-1 (conditional) counts as a demand and not as a refusal"
    )


def test_of_a_vague_claim_it_is_told_what_it_would_have_to_mean():
    _, depends, _ = reasons(
        "pier",
        say("A-1", demands={"pier": "mid long"}),
        say("B-1", demands={"pier": "short mid long"}, vague=True),
    )
    assert depends == "at best agreed, if B-1, which is vague, means mid, long"
    _, depends = reasons(
        "pier",
        say("A-1", refuses={"pier": "none short"}),
        say("B-1", refuses={"pier": "short mid long"}, vague=True),
    )
    assert depends.endswith("; at best bridgeable, if B-1, which is vague, does not mean mid, long")


# What each asks for of what is left open


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({"demands": {"pier": "none"}}, "a demands part of it (A-1, law)"),
        ({"accepts": {"pier": "none"}}, "a accepts part of it (A-1, law)"),
        ({"demands": {"pier": "none short"}}, "a demands all of it (A-1, law)"),
        ({"accepts": {"pier": "none short mid"}}, "a accepts all of it (A-1, law)"),
        (
            {"demands": {"pier": "none"}, "accepts": {"pier": "short"}},
            "a demands or accepts all of it (A-1, law)",
        ),
        (
            {"demands": {"pier": "none"}, "vague": True},
            "a demands part of it (A-1, law, vague)",
        ),
        (
            {"accepts": {"pier": "none short"}, "given": {"fee": "0"}},
            "a accepts all of it (A-1, law, if Fee is 0 coins)",
        ),
    ],
)
def test_a_demand_is_asked_for_and_an_acceptance_accepted(claims, told):
    first, *_ = reasons(
        "pier",
        say("A-1", basis=Basis.LAW, **claims),
        say("B-1", refuses={"pier": "mid long"}),
    )
    assert first == f"left open by all: “none”, short; {told}"


def test_one_outcome_is_asked_for_or_accepted_as_it():
    closed = say("B-1", refuses={"pier": "short mid long"})
    assert reasons("pier", say("A-1", demands={"pier": "none"}), closed)[0] == (
        "the one outcome left open by all: “none”; a demands it (A-1)"
    )
    assert reasons("pier", say("A-1", accepts={"pier": "none"}), closed)[0] == (
        "the one outcome left open by all: “none”; a accepts it (A-1)"
    )
    assert reasons("pier", say("A-1", demands={"pier": "long"}), closed)[0] == (
        "the one outcome left open by all: “none”; nobody demands or accepts it"
    )


def test_who_asks_is_cited_by_a_demand_even_where_a_firmer_claim_accepts():
    first, *_ = reasons(
        "pier",
        say("A-1", basis=Basis.LAW, accepts={"pier": "none"}),
        say("A-2", basis=Basis.REPORT, demands={"pier": "none"}),
        say("B-1", refuses={"pier": "mid long"}),
    )
    assert first.endswith("a demands part of it (A-2, report)")


def test_ground_is_left_open_by_those_on_record_where_a_party_is_silent():
    first, *_ = reasons(
        "pier",
        say("A-1", demands={"pier": "none"}),
        say("B-1", refuses={"pier": "mid long"}),
        parties=("a", "b", "c"),
    )
    assert first.startswith("left open by those who have spoken: “none”, short; ")


# Behind a party's own red line


def test_what_a_party_holds_back_itself_is_a_line_of_its_own():
    *_, last = reasons(
        "pier",
        say("A-1", basis=Basis.REPORT, accepts={"pier": "short mid"}),
        say("A-2", basis=Basis.LEADER, refuses={"pier": "mid long"}),
        say("B-1", refuses={"pier": "none"}),
    )
    assert last == "a offers mid (A-1, report), behind its own red line A-2"
    *_, before, last = reasons(
        "pier",
        say("A-1", demands={"pier": "short mid"}, refuses={"pier": "mid long"}),
        say("B-1", accepts={"pier": "none short"}, refuses={"pier": "none"}),
    )
    assert before == "a demands mid (A-1), behind its own red line A-1"
    assert last == "b offers “none” (B-1), behind its own red line B-1"


def test_what_is_held_back_is_told_too_where_only_one_party_speaks():
    (told,) = reasons(
        "pier",
        say("A-1", basis=Basis.REPORT, accepts={"pier": "mid"}, given={"fee": "0"}),
        say("A-2", basis=Basis.LEADER, refuses={"pier": "mid long"}, unless={"fee": "0 10"}),
    )
    assert told == (
        "b is silent; a refuses mid, long (A-2, leader, unless Fee is at "
        "most 10 coins); a offers mid if Fee is 0 coins (A-1, report), which lifts its own red "
        "line A-2"
    )


def test_offers_alike_are_told_together_and_many_red_lines_are_counted():
    *_, last = reasons(
        "pier",
        say("A-1", basis=Basis.REPORT, accepts={"pier": "mid"}),
        say("A-2", basis=Basis.LEADER, disputed=True, accepts={"pier": "mid"}),
        say("A-3", refuses={"pier": "mid"}),
        say("A-4", refuses={"pier": "mid long"}),
        say("A-5", refuses={"pier": "short mid"}),
        say("B-1", refuses={"pier": "none"}),
    )
    assert last == (
        "a offers mid (A-1 and 1 more, report), behind its own red lines A-3, A-4 and 1 more"
    )


def test_of_many_things_held_back_the_rest_is_counted():
    kinds = [("demands", "mid"), ("accepts", "mid"), ("demands", "long"), ("accepts", "long")]
    said = [say(f"A-{i}", vague=True, **{verb: {"pier": x}}) for i, (verb, x) in enumerate(kinds)]
    more = say("A-9", accepts={"pier": "mid long"})
    *_, last = reasons(
        "pier",
        *said,
        more,
        say("A-5", refuses={"pier": "mid long"}),
        say("B-1", accepts={"pier": "none"}),
    )
    assert last == "a has 1 more claim behind its own red lines"


# No verdict on record


def test_an_issue_with_one_speaker_tells_what_the_speaker_says():
    silent = "b is silent; "
    hard = say("A-2", basis=Basis.REPORT, refuses={"pier": "long"})
    assert reasons(
        "pier",
        say("A-1", basis=Basis.LAW, refuses={"pier": "none"}, vague=True),
        hard,
        say("A-3", basis=Basis.LAW, demands={"pier": "mid"}),
    ) == (silent + "a refuses long (A-2, report)",)
    assert reasons(
        "pier",
        say("A-1", basis=Basis.LAW, accepts={"pier": "none"}),
        say("A-2", basis=Basis.REPORT, demands={"pier": "mid long"}),
        say("A-3", basis=Basis.LEADER, demands={"pier": "long"}),
    ) == (silent + "a demands long (A-3, leader)",)
    assert reasons(
        "pier", say("A-1", accepts={"pier": "none"}), say("A-2", accepts={"pier": "long"})
    ) == (silent + "a accepts “none”, long (A-1 and 1 more)",)
    assert reasons("pier", say("A-1", demands={"pier": "mid"}, vague=True)) == (
        silent + "a demands mid (A-1, vague)",
    )
    assert reasons("pier", hard, assumption=Assumption(binding=Basis.LAW)) == (
        silent + "only a has statements",
    )


def test_an_issue_without_a_speaker_or_with_one_of_three():
    assert reasons("pier") == ("a and b are silent",)
    assert reasons("pier", say("C-1", demands={"pier": "mid"}), parties=("a", "b", "c")) == (
        "a and b are silent; c demands mid (C-1)",
    )


def test_nothing_is_told_of_an_end_that_lies_after_the_day():
    first, *_ = reasons(
        "pier",
        say("A-1", until=date(2025, 12, 14), refuses={"pier": "none short"}),
        say("B-1", refuses={"pier": "mid long"}),
        assumption=Assumption(date(2025, 1, 1)),
    )
    assert first == "a refuses “none”, short (A-1)"


def test_no_wording_depends_on_who_the_parties_are():
    case = lake()
    items, others = items_of(case, "north", "south"), items_of(case, "south", "north")
    for name, item in items.items():
        if item.verdict is Verdict.INSURMOUNTABLE:
            assert set(re.split("[ ;,]+", " ".join(because(item, case)))) == set(
                re.split("[ ;,]+", " ".join(because(others[name], case)))
            )


# Retreats


def test_the_shortest_retreats_are_told_in_steps_or_in_the_unit():
    items = items_of(lake(), "north", "south")
    assert retreat_text(items["shore.east"]) == (
        "shortest retreats: between shared by turns (north 2 steps) and closed water "
        "(south 2 steps)"
    )
    assert retreat_text(items["catch"]) == (
        "shortest retreats: 600 tonnes (south 5 tonnes) or 605 tonnes (north 5 tonnes)"
    )
    assert retreat_text(items["dam"]) is None


def test_a_pair_of_hard_red_lines_is_told_before_a_disputed_one_of_the_same_basis():
    first, second = reasons(
        "pier",
        say("A-1", basis=Basis.LEADER, disputed=True, refuses={"pier": "none short mid"}),
        say("A-2", basis=Basis.LEADER, refuses={"pier": "none short"}),
        say("B-1", basis=Basis.LEADER, refuses={"pier": "mid long"}),
    )
    assert "A-2" in first + second
    assert "A-1" not in first + second
