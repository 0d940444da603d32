import itertools
from random import Random

from lake import CATCH, SHORE, lake

from redlines.case import Condition, Said, Statement, Verb
from redlines.engine.gaps import gap
from redlines.engine.positions import position
from redlines.region import Grid, Outcomes, Region
from redlines.view.tracks import CELLS, Mark, Stretch, marked, stretches, track


def held(outcomes, *claims, **marks):
    """A party's position from (verb, first, last) claims that share their marks."""
    return claimed(
        outcomes, *((verb, outcomes.span(first, last)) for verb, first, last in claims), **marks
    )


def claimed(outcomes, *claims, **marks):
    """A party's position from (verb, region) claims that share their marks."""
    terms = tuple((verb, "i", region) for verb, region in claims)
    statement = Statement("X-1", ("north",), Said(), terms=terms, **marks)
    return position("north", statement.claims, statement.claims, outcomes)


def drawn(*positions):
    cells = stretches(positions[0].refused.outcomes, positions)
    return ["".join(m.sign(ascii_only=True) for m in track(p, cells)) for p in positions]


def test_a_scale_has_one_cell_for_every_level():
    p = held(SHORE, (Verb.DEMANDS, 1, 1), (Verb.ACCEPTS, 1, 2), (Verb.REFUSES, 3, 3))
    assert drawn(p) == [".#+x"]


def test_a_refusal_wins_over_an_acceptance():
    assert drawn(held(SHORE, (Verb.ACCEPTS, 0, 2), (Verb.REFUSES, 2, 3))) == ["++xx"]


def test_soft_refusals_and_offers_look_soft():
    vague = held(SHORE, (Verb.REFUSES, 0, 1), (Verb.DEMANDS, 3, 3), vague=True)
    assert drawn(vague) == ["//.~"]
    given = Condition((("j", SHORE.region(["open_water"])),))
    assert drawn(held(SHORE, (Verb.REFUSES, 0, 1), unless=given)) == ["//.."]


def test_an_outcome_softly_refused_and_softly_offered_has_a_mark_of_its_own():
    given = Condition((("j", SHORE.region(["open_water"])),))
    p = held(SHORE, (Verb.ACCEPTS, 0, 2), (Verb.REFUSES, 1, 3), given=given, unless=given)
    assert drawn(p) == ["~%%/"]
    assert Mark.SOFTLY_BOTH.sign(ascii_only=False) == "±"


def test_every_mark_has_a_sign_of_its_own():
    for ascii_only in (False, True):
        assert len({mark.sign(ascii_only=ascii_only) for mark in Mark}) == len(Mark)


def test_a_silent_party_has_no_track():
    silent = position("north", (), (), SHORE)
    assert track(silent, stretches(SHORE, [silent])) == ()


def test_a_quantity_keeps_every_threshold_on_at_most_twelve_cells():
    mine = held(CATCH, (Verb.REFUSES, 0, 0), (Verb.DEMANDS, 7, 7))
    theirs = held(CATCH, (Verb.REFUSES, 399, 399))
    cells = stretches(CATCH, [mine, theirs])
    assert sum(cell.cells for cell in cells) == CELLS
    assert [(c.first, c.last) for c in cells] == [
        (0, 0), (1, 6), (7, 7), (8, 398), (399, 399), (400, 400), (401, 401),
    ]  # fmt: skip
    assert cells[-1] == Stretch(401, 401, 1)
    assert Mark.MIXED not in {*track(mine, cells), *track(theirs, cells)}
    assert drawn(mine, theirs) == ["x.#.........", ".........x.."]


def test_fewer_cells_draw_the_same_stretches_shorter():
    mine = held(CATCH, (Verb.REFUSES, 0, 0), (Verb.DEMANDS, 7, 7))
    theirs = held(CATCH, (Verb.REFUSES, 399, 399))
    few = stretches(CATCH, [mine, theirs], cells=8)
    assert sum(cell.cells for cell in few) == 8
    wide = [(cell.first, cell.last) for cell in stretches(CATCH, [mine, theirs])]
    assert [(cell.first, cell.last) for cell in few] == wide
    # What needs more than so many is drawn on as many as it needs.
    least = stretches(CATCH, [mine, theirs], cells=3)
    assert [(cell.first, cell.last, cell.cells) for cell in least] == [(*own, 1) for own in wide]


def test_unlimited_is_a_cell_of_its_own():
    everything = held(CATCH, (Verb.ACCEPTS, 0, 401))
    assert stretches(CATCH, [everything]) == (Stretch(0, 400, 11), Stretch(401, 401, 1))


def test_more_than_twelve_stretches_are_merged_and_marked():
    parties = [held(CATCH, (Verb.DEMANDS, at, at)) for at in range(20, 400, 20)]
    cells = stretches(CATCH, parties)
    assert len(cells) == CELLS
    assert cells[0].first == 0
    assert all(a.last + 1 == b.first for a, b in itertools.pairwise(cells))
    assert any(Mark.MIXED in track(p, cells) for p in parties)
    assert cells[-1] == Stretch(401, 401, 1)


def slowly_merged(outcomes, positions):
    """The same one by one: the two neighbours between which least changes, and of those the first.

    Without a cell for each joint that waits: all are looked at anew after every one.
    """
    marks = [region for p in positions for region in marked(p).values()]
    last, free = len(outcomes.names) - 1, outcomes.unlimited
    ends = [
        at
        for at in range(last)
        if at + 1 == free or any((m.bits >> at & 1) != (m.bits >> (at + 1) & 1) for m in marks)
    ]
    bounds = list(zip([0, *(at + 1 for at in ends)], [*ends, last], strict=True))

    def hidden(i):
        (first, end), (_, stop) = bounds[i], bounds[i + 1]
        changed = sum((m.bits >> end & 1) != (m.bits >> (end + 1) & 1) for m in marks)
        return stop == free, changed, stop - first

    while len(bounds) > CELLS:
        at = min(range(len(bounds) - 1), key=hidden)
        bounds[at : at + 2] = [(bounds[at][0], bounds[at + 1][1])]
    return bounds


def test_merged_stretches_are_those_of_looking_at_all_again():
    for seed in range(150):
        chance = Random(seed)
        count = chance.randint(13, 60)
        outcomes = Outcomes.quantity("km", Grid(0, 1, count, 0), unlimited=chance.random() < 0.5)
        last = len(outcomes.names) - 1
        parties = []
        for _ in range(chance.randint(1, 4)):
            claims = []
            for _ in range(chance.randint(1, 12)):
                first = chance.randint(0, last)
                claims.append(
                    (chance.choice([*Verb]), first, min(first + chance.randint(0, 3), last))
                )
            parties.append(held(outcomes, *claims))
        cells = stretches(outcomes, parties)
        assert [(c.first, c.last) for c in cells] == slowly_merged(outcomes, parties), seed


def test_two_hundred_parties_that_refuse_at_random_are_drawn():
    big = Outcomes.quantity("pieces", Grid(0, 1, 20_000, 0))
    chance = Random(1)
    claims = [(Verb.REFUSES, Region(big, chance.getrandbits(20_000))) for _ in range(200)]
    parties = [claimed(big, claim) for claim in claims]
    cells = stretches(big, parties)
    assert len(cells) == CELLS
    assert {*track(parties[0], cells)} == {Mark.MIXED}


def test_a_long_scale_is_grouped_too():
    scale = Outcomes.scale([f"level_{at}" for at in range(30)])
    assert drawn(held(scale, (Verb.REFUSES, 15, 29))) == ["......xxxxxx"]


def test_twenty_thousand_outcomes_are_drawn():
    big = Outcomes.quantity("pieces", Grid(0, 1, 20_000, 0))
    assert drawn(held(big, (Verb.REFUSES, 19_999, 19_999))) == ["...........x"]


def test_the_marks_of_the_lake():
    items = {item.issue.id: item for item in gap(lake(), ["north", "south"]).issues}
    assert drawn(*items["catch"].positions) == ["....xxxxxxxx", "%%%%~~~~~~~~"]
    assert drawn(*items["patrol"].positions) == ["../", ".+#"]
