"""A comparison as the lists that every format shows: for whom first, then a changelog."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import assert_never

from redlines.case import Case, Point
from redlines.catalogue import Direction
from redlines.plan_findings import (
    Change,
    ChangeKind,
    Effect,
    EffectKind,
    PlanDiff,
    counted_lines,
    counted_points,
)
from redlines.region import Region
from redlines.view.plan_outline import ids_text, lines_text, names
from redlines.view.plan_wording import (
    effect_reasons,
    party_silent,
    settled_text,
)
from redlines.view.plan_words import EFFECT_WORDS, SILENT, counted

# Below this share of common words two texts are told one after the other, not woven together.
_WOVEN = 0.35
# The order of the changelog; a point stands under the first of its kinds.
_SECTIONS = {
    ChangeKind.ADDED: "Added",
    ChangeKind.REMOVED: "Removed",
    ChangeKind.REGION: "Settles something else",
    ChangeKind.WORDING: "Only other words",
    ChangeKind.RENUMBERED: "Only another number",
    ChangeKind.UNDECIDABLE: "Not known in one of the texts",
}


_LABELS = {
    Direction.WORSE: "Worse for",
    Direction.BETTER: "Better for",
    Direction.UNKNOWN: "Not decided for",
}


class Edit(StrEnum):
    """What became of some words."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


Piece = tuple[Edit, str]


@dataclass(frozen=True, slots=True)
class EffectRow:
    """What a change does to some parties; `where` is empty where the block says it."""

    parties: tuple[str, ...]
    kind: EffectKind
    where: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeBlock:
    """One point: its title, what it settled and settles, its words, and the effects.

    `together` are other points that have a part in the effects told here, `elsewhere` those where
    further effects of this one are told.
    """

    title: str
    moved: tuple[tuple[str, str, str], ...]
    words: tuple[Piece, ...]
    together: tuple[str, ...]
    elsewhere: tuple[str, ...]
    effects: tuple[EffectRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The points of one kind of change; `brief` names those of which there is no more to tell."""

    title: str
    count: int
    blocks: tuple[ChangeBlock, ...]
    brief: str


@dataclass(frozen=True, slots=True)
class Balance:
    """What changed for one party, worse before better, never added up."""

    party: str
    rows: tuple[tuple[Direction, str, str], ...]


@dataclass(frozen=True, slots=True)
class DiffOutline:
    """A comparison of plans: for whom in short and in full, and what changed.

    `silent` are parties with no statement on all that changed, or all but what moves nothing.
    """

    sentences: tuple[str, ...]
    balances: tuple[Balance, ...]
    silent: tuple[str, ...]
    sections: tuple[Section, ...]


def diff_outline(diff: PlanDiff, case: Case, shown: PlanDiff | None = None) -> DiffOutline:
    """The outline of a comparison of plans; `shown` is what is left of it change by change."""
    own = {
        party: [effect for effect in diff.effects if effect.party == party]
        for party in diff.revision.parties
    }
    silent = [party for party, effects in own.items() if effects and not any(map(_says, effects))]
    balances = [_balance(party, own[party], case) for party in own if party not in silent]
    return DiffOutline(
        sentences=tuple(_sentences(own)),
        balances=tuple(balance for balance in balances if balance.rows),
        silent=tuple(silent),
        sections=tuple(_sections(shown or diff, case)),
    )


# For whom


def _sentences(own: Mapping[str, Sequence[Effect]]) -> Iterator[str]:
    """For whom it is worse, better or open, with the number of points."""
    for direction, label in _LABELS.items():
        told = []
        for party, effects in own.items():
            found = [e for e in effects if e.direction is direction and _says(e)]
            if points := counted_points(found):
                told.append(f"{party} in {counted(len(points), 'point')}")
        yield f"{label}: {', '.join(told) or 'nobody on record'}."


def _says(effect: Effect) -> bool:
    """Whether an effect says more than that nothing moves or that nothing is on record."""
    return effect.kind is not EffectKind.NO_EFFECT and not party_silent(effect)


def _balance(party: str, effects: Sequence[Effect], case: Case) -> Balance:
    rows = []
    for direction in _LABELS:
        if found := [effect for effect in effects if effect.direction is direction]:
            label = f"{direction} in {counted(len(counted_points(found)), 'point')}"
            rows.append((direction, label, "; ".join(_told(found, case))))
    return Balance(party, tuple(rows))


def _told(effects: Sequence[Effect], case: Case) -> Iterator[str]:
    """The effects by kind: how many red lines, of which basis, which demands, and on what."""
    for kind in sorted(EffectKind, key=lambda kind: kind.severity):
        own = [effect for effect in effects if effect.kind is kind]
        spoken = [effect for effect in own if not party_silent(effect)]
        if spoken:
            where = names([effect.issue.id for effect in spoken], case)
            yield f"{_kind_told(kind, spoken)} on {where}"
        if len(spoken) < len(own):
            rest = [effect.issue.id for effect in own if effect not in spoken]
            yield f"no statement in force on {names(rest, case)}"


def _kind_told(kind: EffectKind, effects: Sequence[Effect]) -> str:
    word = EFFECT_WORDS[kind]
    demands = [claim for effect in effects for claim in effect.demands]
    match kind:
        case EffectKind.NEWLY_CROSSES | EffectKind.NO_LONGER_CROSSES:
            lines = ((effect.issue, line) for effect in effects for line in effect.red_lines)
            return f"{word} {lines_text(counted_lines(lines))}"
        case EffectKind.DEMAND_MET | EffectKind.DEMAND_LOST:
            many = len({claim.statement.id for claim in demands}) > 1
            return f"{word.replace('demand', 'demands') if many else word}{ids_text(demands)}"
        case EffectKind.REWORDED:
            return "words changed that are tied to red lines"
        case EffectKind.CLOSER | EffectKind.FARTHER | EffectKind.UNDECIDABLE | EffectKind.NO_EFFECT:
            return word
    assert_never(kind)


# What changed


def _sections(diff: PlanDiff, case: Case) -> Iterable[Section]:
    by_point: dict[str, list[Change]] = {}
    for change in diff.changes:
        by_point.setdefault(change.point, []).append(change)
    kinds = {id_: {change.kind for change in found} for id_, found in by_point.items()}
    for section, title in _SECTIONS.items():
        blocks, brief = [], []
        for id_, changes in by_point.items():
            if next(kind for kind in _SECTIONS if kind in kinds[id_]) is not section:
                continue
            block = _block(id_, changes, diff, case)
            if block.moved or block.words or block.effects:
                blocks.append(block)
            else:
                brief.append(block.title)
        if blocks or brief:
            listed = ", ".join(brief)
            unknown = brief and section is ChangeKind.UNDECIDABLE
            told = f"settling nothing as far as is known: {listed}" if unknown else listed
            yield Section(title, len(blocks) + len(brief), tuple(blocks), told)


def _block(id_: str, changes: Sequence[Change], diff: PlanDiff, case: Case) -> ChangeBlock:
    before, after = changes[0].before, changes[0].after
    moved: dict[tuple[str, str, str], list[str]] = {}
    for change in changes:
        if change.issue:
            regions = _here(change.region_before), _here(change.region_after)
            moved.setdefault((change.issue.heading, *regions), []).append(change.issue.id)
    told = tuple((names(issues, case), was, now) for (_, was, now), issues in moved.items())
    undecidable = changes[0].kind is ChangeKind.UNDECIDABLE
    touched = [effect for effect in diff.effects if id_ in effect.points]
    here = [effect for effect in touched if home(effect, diff) == id_]
    others = {p: None for effect in here for p in effect.points if p != id_}
    elsewhere = {home(effect, diff): None for effect in touched if effect not in here}
    return ChangeBlock(
        title=_title(id_, before, after),
        moved=told,
        words=() if undecidable else _words(before, after),
        together=tuple(others),
        elsewhere=tuple(elsewhere),
        effects=_effect_rows(here, tuple(name for name, _, _ in told), case),
    )


def home(effect: Effect, diff: PlanDiff) -> str:
    """The point that an effect is told at: the first that changed in more than its words."""
    edits = (ChangeKind.WORDING, ChangeKind.RENUMBERED)
    moved = {change.point for change in diff.changes if change.kind not in edits}
    return next((point for point in effect.points if point in moved), effect.points[0])


def _here(region: Region | None) -> str:
    """What a point settles of an issue, which other points may settle too."""
    return "nothing here" if region is None else settled_text(region)


def _title(id_: str, before: Point | None, after: Point | None) -> str:
    numbers = [point.number for point in (before, after) if point and point.number]
    number = " → ".join(dict.fromkeys(numbers))
    return f"{number} {id_}" if number else id_


def _words(before: Point | None, after: Point | None) -> tuple[Piece, ...]:
    """The words of a point: the new or the old ones, or what became of them."""
    if before is None or after is None:
        edit = Edit.NEW if before is None else Edit.OLD
        return tuple((edit, point.text) for point in (before, after) if point)
    return word_diff(before.text, after.text) if before.text != after.text else ()


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """What became of the words of a text; texts with little in common one after the other.

    >>> [f"{edit}: {text}" for edit, text in word_diff("at most 600", "at most 800")]
    ['same: at most', 'old: 600', 'new: 800']
    """
    old, new = (re.findall(r"\S+", text) for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _WOVEN:
        return ((Edit.OLD, " ".join(old)), (Edit.NEW, " ".join(new)))
    pieces: list[Piece] = []
    for word, i, j, k, m in matcher.get_opcodes():
        if word == "equal":
            pieces.append((Edit.SAME, " ".join(old[i:j])))
            continue
        pieces += [(Edit.OLD, " ".join(old[i:j]))] if j > i else []
        pieces += [(Edit.NEW, " ".join(new[k:m]))] if m > k else []
    return tuple(pieces)


def _effect_rows(
    effects: Sequence[Effect], shown: Sequence[str], case: Case
) -> tuple[EffectRow, ...]:
    """The effects, worst first; areas and then parties that say the same share a row."""
    by_area: dict[tuple[str, EffectKind, str, tuple[str, ...]], list[str]] = {}
    for effect in effects:
        # Silence and what moves nothing are told of all issues at once.
        heading = effect.issue.heading if _says(effect) else ""
        key = (effect.party, effect.kind, heading, effect_reasons(effect, case))
        by_area.setdefault(key, []).append(effect.issue.id)
    found: dict[tuple[EffectKind, str, tuple[str, ...]], list[str]] = {}
    everything = names([effect.issue.id for effect in effects], case)
    for (party, kind, _, reasons), issues in by_area.items():
        where = names(issues, case)
        told = kind is EffectKind.NO_EFFECT or reasons == SILENT
        whole = [where] == list(shown) or (told and where == everything)
        found.setdefault((kind, "" if whole else where, reasons), []).append(party)
    rows = [EffectRow(tuple(who), *key) for key, who in found.items()]
    return tuple(sorted(rows, key=lambda row: row.kind.severity))
