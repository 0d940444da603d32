"""The points that changed between two plans: their words, what they settle, what that does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from redlines.case import Case, Point
from redlines.catalogue import Direction
from redlines.findings import Change, ChangeKind, Effect, EffectKind, PlanDiff
from redlines.region import Region
from redlines.view.document import Block, Line, Reasons, Section, Style, Word, Words, signed, words
from redlines.view.effect_wording import effect_reasons
from redlines.view.phrases import issue_names
from redlines.view.plan_wording import settled_text
from redlines.view.plan_words import DIRECTION_SIGNS, EFFECT_WORDS

# Below this share of common words two texts are told one after the other, not woven together.
_WOVEN = 0.35


# The order of the changelog; a point stands under the first of its kinds.
_SECTIONS = {
    ChangeKind.ADDED: "Added",
    ChangeKind.REMOVED: "Removed",
    ChangeKind.REGION: "Settles something else",
    ChangeKind.WORDING: "Other words, settling the same",
    ChangeKind.RENUMBERED: "Only another number",
    ChangeKind.UNDECIDABLE: "Not known in one of the plans",
}


_STYLES: dict[Direction, Style] = {
    Direction.WORSE: "worst",
    Direction.BETTER: "good",
    Direction.UNKNOWN: "bad",
    Direction.NEUTRAL: "dim",
}


_ROOM = max(len(word) for word in EFFECT_WORDS.values()) + 2


@dataclass(frozen=True)
class _Row:
    """What a change does to some parties; `where` is empty where the change says it."""

    parties: tuple[str, ...]
    kind: EffectKind
    where: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """A point: what it settled and settles by issue, its words, and what that does to whom.

    `notes` name the points that it is told with; `unknown` where one of the texts is not known.
    """

    title: str
    moved: tuple[tuple[str, str, str], ...]
    words: Words
    notes: tuple[str, ...]
    effects: tuple[_Row, ...]
    unknown: bool


def direction_sign(direction: Direction, told: str) -> Word:
    """The sign of a direction with what is told of it."""
    return signed(DIRECTION_SIGNS[direction], _STYLES[direction], f" {told}")


def changed_points(diff: PlanDiff, case: Case) -> dict[str, list[Changed]]:
    """The points that changed under the title of their kind, in the order of the changelog."""
    by_point: dict[str, list[Change]] = {}
    for change in diff.changes:
        by_point.setdefault(change.point, []).append(change)
    found: dict[ChangeKind, list[Changed]] = {kind: [] for kind in _SECTIONS}
    for id_, changes in by_point.items():
        kinds = {change.kind for change in changes}
        found[next(kind for kind in _SECTIONS if kind in kinds)].append(
            _changed(id_, changes, diff, case)
        )
    return {_SECTIONS[kind]: changed for kind, changed in found.items() if changed}


def point_blocks(changes: Iterable[Changed]) -> Iterator[Section]:
    """The points one by one, and by their titles those of which there is no more to tell."""
    brief = []
    for own in changes:
        if own.moved or own.words or own.effects:
            yield Section(own.title, tuple(_point(own)))
        else:
            brief.append(own)
    if brief:
        listed = ", ".join(own.title for own in brief)
        unknown = any(own.unknown for own in brief)
        told = f"settling nothing as far as is known: {listed}" if unknown else listed
        yield Section("", (Line((Word(told),)),))


def _point(own: Changed) -> Iterator[Block]:
    """The words of a point, what it settles, and what that does to each party."""
    if own.words:
        spaced = (part for word in own.words for part in (Word(" "), word))
        yield Line(tuple(spaced)[1:], "quote", indent=2, hang=0)
    for name, before, after in own.moved:
        told = words(Word(name, "name"), ": ", before, " → ", Word(after, "settled"))
        yield Line(told, "item", indent=2)
    for note in own.notes:
        yield Line((Word(note, "dim"),), indent=2)
    if own.effects:
        rows = tuple(
            (
                direction_sign(told.kind.direction, EFFECT_WORDS[told.kind]),
                f"{', '.join(told.parties)}{f' on {told.where}' if told.where else ''}",
                told.reasons,
            )
            for told in own.effects
        )
        yield Reasons(("what it does", "to whom", "why"), rows, _ROOM)


def _changed(id_: str, changes: Sequence[Change], diff: PlanDiff, case: Case) -> Changed:
    before, after = changes[0].before, changes[0].after
    moved: dict[tuple[str, str, str], list[str]] = {}
    for change in changes:
        if change.issue:
            unknown = change.kind is ChangeKind.UNDECIDABLE
            was = _here(change.region_before, unknown=unknown)
            now = _here(change.region_after, unknown=unknown)
            moved.setdefault((change.issue.heading, was, now), []).append(change.issue.id)
    told = tuple((issue_names(issues, case), was, now) for (_, was, now), issues in moved.items())
    touched = [effect for effect in diff.effects if id_ in effect.points]
    here = [effect for effect in touched if home(effect, diff) == id_]
    together = {p: None for effect in here for p in effect.points if p != id_}
    elsewhere = {home(effect, diff): None for effect in touched if effect not in here}
    notes = (("judged with", together), ("effects at", elsewhere))
    undecidable = changes[0].kind is ChangeKind.UNDECIDABLE
    return Changed(
        title=_title(id_, before, after),
        moved=told,
        words=() if undecidable else _words(before, after),
        notes=tuple(f"{label} {', '.join(ids)}" for label, ids in notes if ids),
        effects=_effects(here, [name for name, _, _ in told], case),
        unknown=undecidable,
    )


def home(effect: Effect, diff: PlanDiff) -> str:
    """The point that an effect is told at: the first that changed in more than its words."""
    edits = (ChangeKind.WORDING, ChangeKind.RENUMBERED)
    moved = {change.point for change in diff.changes if change.kind not in edits}
    return next((point for point in effect.points if point in moved), effect.points[0])


def _here(region: Region | None, *, unknown: bool) -> str:
    """What a point settles of an issue, which other points may settle too."""
    if region is None:
        return "not known" if unknown else "nothing here"
    return settled_text(region)


def _title(id_: str, before: Point | None, after: Point | None) -> str:
    numbers = [point.number for point in (before, after) if point and point.number]
    number = " → ".join(dict.fromkeys(numbers))
    return f"{number} {id_}" if number else id_


def _words(before: Point | None, after: Point | None) -> Words:
    """The words of a point: the new or the old ones, or what became of them."""
    if before and after:
        return word_diff(before.text, after.text) if before.text != after.text else ()
    style: Style = "old" if before else "new"
    return tuple(Word(point.text, style) for point in (before, after) if point)


def word_diff(before: str, after: str) -> Words:
    """What became of the words of a text; texts with little in common one after the other.

    >>> [f"{word.style}: {word.text}" for word in word_diff("at most 600", "at most 800")]
    [': at most', 'old: 600', 'new: 800']
    """
    old, new = (re.findall(r"\S+", text) for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _WOVEN:
        return Word(" ".join(old), "old"), Word(" ".join(new), "new")
    found = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            found.append(Word(" ".join(old[i:j])))
        else:
            found += words(Word(" ".join(old[i:j]), "old"), Word(" ".join(new[k:m]), "new"))
    return tuple(found)


def _effects(effects: Sequence[Effect], shown: Sequence[str], case: Case) -> tuple[_Row, ...]:
    """The effects, worst first; areas and then parties that say the same share a row."""
    by_area: dict[tuple[str, EffectKind, str, tuple[str, ...]], list[str]] = {}
    for effect in effects:
        if effect.direction is not Direction.NEUTRAL:
            key = (effect.party, effect.kind, effect.issue.heading, effect_reasons(effect, case))
            by_area.setdefault(key, []).append(effect.issue.id)
    found: dict[tuple[EffectKind, str, tuple[str, ...]], list[str]] = {}
    for (party, kind, _, reasons), issues in by_area.items():
        where = issue_names(issues, case)
        found.setdefault((kind, "" if [where] == list(shown) else where, reasons), []).append(party)
    rows = [_Row(tuple(who), *key) for key, who in found.items()]
    return tuple(sorted(rows, key=lambda row: row.kind.severity))
