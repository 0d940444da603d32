"""Plans as pictures: a grade a tile for every point and party, and which way a change goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from redlines.case import Case
from redlines.catalogue import RULES, Direction
from redlines.findings import (
    CheckReport,
    Effect,
    Grade,
    PlanDiff,
    Settlement,
    party_directions,
    party_grades,
)
from redlines.verdicts import GradeWord
from redlines.view.check_document import (
    settled_words,
    silent_parties,
    softly_crossed,
)
from redlines.view.document import BREAK, Block, Tile, Tiles, Word, Words, words
from redlines.view.phrases import issue_names
from redlines.view.plan_words import (
    DIRECTION_SIGNS,
    EFFECT_WORDS,
    GRADE_MEANINGS,
    grade_word,
)
from redlines.view.point_wording import quoted

# An issue on which fewer than two have spoken is called unstated: a party is silent.
_TOLD = {GradeWord.UNSTATED: "silent"}
_SOFTLY = "crosses only a red line that is conditional, disputed or vague"
# What the field of a party on whom a change has no effect says, if there is such a field.
_EMPTY = ((Tile("empty", False, "", "empty"), "no effect"),)
_WAYS = (Direction.WORSE, Direction.BETTER, Direction.UNKNOWN)


def scorecard(report: CheckReport, case: Case, plain: tuple[Block, ...]) -> Tiles:
    """The grades of a plan, a row for what its points settle and a column for each party.

    Parties that are silent on all of it have none.
    """
    silent = silent_parties(report)
    parties = tuple(party for party in report.parties if party not in silent)
    grades = {(own.issue.id, own.party): own for own in report.grades}
    rows = tuple(_graded_rows(report, case, parties, grades))
    used = {tile for _, tiles in rows for tile in tiles if tile}
    totals = [party_grades(report, party) for party in parties]
    return Tiles(
        title=f"{report.plan.title}: grades by point and party",
        parties=parties,
        marked=tuple(party for party in parties if party in report.plan.by),
        ways=(),
        rows=rows,
        foot=(
            ("issues on which it crosses red lines", tuple(own.lines_crossed for own in totals)),
            ("demands met", tuple(own.demands_met for own in totals)),
        ),
        key=tuple((tile, meaning) for tile, meaning in _grade_key() if tile in used),
        plain=plain,
    )


def grade_keys(cards: Iterable[Tiles]) -> Iterator[Tiles]:
    """What the grades on any of some cards mean; nothing where there is none."""
    used = {entry for card in cards for entry in card.key}
    if key := tuple(entry for entry in _grade_key() if entry in used):
        yield Tiles("", (), (), (), (), (), key, ())


def _graded_rows(
    report: CheckReport,
    case: Case,
    parties: Sequence[str],
    grades: dict[tuple[str, str], Grade],
) -> Iterator[tuple[Words, tuple[Tile | None, ...]]]:
    """What points settle, in their order; areas that are settled and graded alike share a row.

    Below it stands what the points say, word for word where they first settle something.
    """
    every = {point.id: point for point in report.plan.points}
    told: set[str] = set()
    order = {point.id: at for at, point in enumerate(report.plan.points)}
    found: dict[tuple[tuple[str, ...], str, str, tuple[Tile | None, ...]], list[str]] = {}
    for own in sorted(report.settlements, key=lambda own: _place(own, order)):
        points = tuple(sorted((*own.points, *own.undecided), key=order.__getitem__))
        tiles = tuple(_grade_tile(grades.get((own.issue, party))) for party in parties)
        key = points, case.issues[own.issue].heading, settled_words(own), tiles
        found.setdefault(key, []).append(own.issue)
    for (points, _, settled, tiles), issues in found.items():
        label = words(Word(issue_names(issues, case), "bold"), f": {settled}")
        said = quoted((every[id_] for id_ in points), told)
        yield (*label, *(part for own in said for part in (BREAK, *own))), tiles


def _place(own: Settlement, order: dict[str, int]) -> int:
    return min(order[point] for point in (*own.points, *own.undecided))


def _grade_tile(grade: Grade | None) -> Tile | None:
    if grade is None:
        return None
    return _tile(grade.word, soft=softly_crossed(grade))


def _tile(word: GradeWord, *, soft: bool = False) -> Tile:
    firm = word is GradeWord.CROSSES and not soft
    told = f"{_TOLD.get(word) or grade_word(word)}{'*' if soft else ''}"
    return Tile(word.replace("_", "-"), firm, RULES[word.id].sign[0], told)


def _grade_key() -> Iterator[tuple[Tile, str]]:
    for word, meaning in GRADE_MEANINGS.items():
        yield _tile(word), meaning
        if word is GradeWord.CROSSES:
            yield _tile(word, soft=True), _SOFTLY


def balance(diff: PlanDiff, case: Case, plain: tuple[Block, ...]) -> Tiles:
    """For whom a change goes which way, a row for each issue and a column for each party.

    Parties on whom it has no effect have none.
    """
    moved = [own for own in diff.effects if own.direction in _WAYS]
    parties = tuple(
        party for party in diff.revision.parties if any(own.party == party for own in moved)
    )
    by_place: dict[tuple[str, str], list[Effect]] = {}
    for own in moved:
        by_place.setdefault((own.issue.heading, own.party), []).append(own)
    rows = tuple(
        (
            words(Word(case.headings[heading].title, "bold")),
            tuple(_way_tile(by_place.get((heading, party), ())) for party in parties),
        )
        for heading in case.headings
        if any((heading, party) in by_place for party in parties)
    )
    ways = [party_directions(diff, party) for party in parties]
    used = {(tile.look, tile.firm): tile for _, tiles in rows for tile in tiles if tile}
    empty = any(tile is None for _, tiles in rows for tile in tiles)
    return Tiles(
        title=f"{diff.base.plan.title} to {diff.revision.plan.title}: better or worse, by issue",
        parties=parties,
        marked=(),
        ways=tuple((own.better, own.worse) for own in ways),
        rows=rows,
        foot=(("not known on", tuple(own.unknown for own in ways)),),
        key=(*((tile, _way_meaning(tile)) for tile in used.values()), *(_EMPTY[:empty])),
        plain=plain,
    )


def _way_tile(effects: Sequence[Effect]) -> Tile | None:
    """Which way some effects go: one tile, whose sign has both where they point both ways."""
    if not effects:
        return None
    ways = [way for way in _WAYS if any(own.direction is way for own in effects)]
    decided = [way for way in ways if way is not Direction.UNKNOWN] or ways
    firm = any(
        line for own in effects for line in own.red_lines if own.direction in decided
    ) and decided != [Direction.UNKNOWN]
    kinds = dict.fromkeys(EFFECT_WORDS[own.kind] for own in effects)
    sign = "".join(DIRECTION_SIGNS[way][0] for way in decided)
    return Tile("-".join(decided), firm, sign, ", ".join(kinds))


def _way_meaning(tile: Tile) -> str:
    ways = tile.look.split("-")
    told = " and ".join(ways)
    if ways == [Direction.UNKNOWN]:
        return "unknown"
    return f"{told}: {'a red line' if tile.firm else 'a demand, or steps'}"
