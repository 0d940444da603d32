"""A sweep as a document: on which issues the verdict differs, and in how many worlds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace

from redlines.case import Basis
from redlines.verdicts import Verdict
from redlines.view.document import (
    Block,
    Document,
    Head,
    Line,
    Packed,
    Section,
    Table,
    Word,
    Words,
    answer,
    remarks,
    titled,
    words,
)
from redlines.view.gap_document import sign_of
from redlines.view.phrases import conjoined, counted, issue_names, number_text
from redlines.view.wording import MEANINGS, day_text, parties_text
from redlines.worlds import Sweep, SweepCount, VerdictCount

# So many rows a table has on a screen.
_MOST = 12
_STAR = "*"
# Of so many disputed statements all are named.
_NAMED = 12
_WORST_FIRST = sorted(Verdict, key=lambda own: own.severity)
_IN_AND_OUT = "a world: each disputed statement in, as if nobody disputed it, or out"
_EVERY = "-f csv: every row"
_MORE = f"--issue ID: the worlds of what is disputed there alone; {_EVERY}"
_CAUTION = "In how many worlds a verdict holds says nothing about how likely it is."
# Issues, areas of one that are counted alike together, with their counts for each day and basis.
_Alike = Sequence[tuple[Sequence[str], tuple[VerdictCount, ...]]]
# The same by what they are called.
_Named = Sequence[tuple[str, tuple[VerdictCount, ...]]]


def sweep_document(found: Sequence[Sweep]) -> Document:
    """Case by case what differs by day, basis or world, and what is the same in all of them.

    A screen has the issues first that are insurmountable somewhere, and not all of very many.
    """
    page = tuple(_blocks([(own, _alike(own)) for own in found]))
    return Document(tuple(_shortened(page)), page)


def _blocks(found: Sequence[tuple[Sweep, _Alike]]) -> Iterator[Block]:
    if len(found) == 1:
        [(own, alike)] = found
        yield Head(own.case.title, tuple(_facts(own)))
        yield from _case(own, alike)
    else:
        yield Head(counted(len(found), "case"))
        for own, alike in found:
            told = (*remarks("; ".join(_facts(own))), *_case(own, alike))
            yield Section(f"{own.case.title} ({own.name})", told)
    yield _legend(found)


def _shortened(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same with no more rows in a table than a screen has."""
    for block in blocks:
        match block:
            case Section():
                yield replace(block, blocks=tuple(_shortened(block.blocks)))
            case Table() if more := len(block.rows[_MOST:]):
                yield replace(block, rows=block.rows[:_MOST])
                yield from remarks(f"and {more} more")
            case _:
                yield block


def _facts(own: Sweep) -> Iterator[str]:
    """Who, on which days, at which bases, and in how many worlds."""
    yield parties_text(own.parties, own.case)
    days = list(dict.fromkeys(count.day for count in own.counts))
    yield day_text(days[0]) if len(days) == 1 else f"{len(days)} days, {days[0]} to {days[-1]}"
    bases = list(dict.fromkeys(count.binding for count in own.counts))
    if bases != [None]:
        named = [basis.value for basis in bases if basis]
        told = conjoined(named, "or") if len(named) < len(Basis) else "each in turn"
        every = "every red line, and " if None in bases else ""
        yield f"{every}only red lines on basis {told} or firmer"
    if any(count.worlds for count in own.counts):
        yield _worlds_text(own.counts)


def _worlds_text(counts: Sequence[SweepCount]) -> str:
    """How many worlds there are, and by which statements they differ."""
    many = sorted({count.worlds or 0 for count in counts})
    span = counted(many[-1], "world")
    disputed = tuple(dict.fromkeys(id_ for count in counts for id_ in count.disputed))
    named = ", ".join(disputed) if len(disputed) <= _NAMED else f"{len(disputed)} statements"
    least = f"{number_text(str(many[0]))} to " if len(many) > 1 else ""
    there = {1 << len(count.disputed) for count in counts}
    drawn = any((count.worlds or 0) < 1 << len(count.disputed) for count in counts)
    most = f"{'up to ' * (len(there) > 1)}{number_text(str(max(there)))}"
    of = f", drawn of {most}," if drawn else ""
    return f"{least}{span}{of} of what is disputed: {named or 'nothing'}"


def _case(own: Sweep, alike: _Alike) -> Iterator[Block]:
    """What differs in one case by world, then by day or basis, and what does not at all."""
    yield answer(_stuck(own))
    named = [(issue_names(issues, own.case), counts) for issues, counts in alike]
    named.sort(key=lambda each: not any(count.insurmountable for count in each[1]))
    yield from titled("Differs by world", _by_world(own.counts, named))
    yield from titled(_by(own.counts), _by_point(own.counts, named))
    same: dict[Verdict, list[str]] = {}
    for issues, counts in alike:
        if len(found := _all_held(counts)) == 1:
            same.setdefault(found.pop(), []).extend(issues)
    several = len(own.counts) > 1 or any((count.worlds or 1) > 1 for count in own.counts)
    lines = (
        Line((sign_of(verdict, f" {verdict}: "), Word(issue_names(same[verdict], own.case))))
        for verdict in _WORST_FIRST
        if verdict in same
    )
    yield from titled("The same throughout" if several else "", lines)


def _by_world(every: Sequence[SweepCount], named: _Named) -> Iterator[Block]:
    """The issues on which worlds of one day and basis differ, with in how many which holds."""
    rows = [
        (", ".join(filter(None, (title, _point(own, every)))), _in_worlds(count))
        for title, counts in named
        for own, count in zip(every, counts, strict=True)
        if len(_held(count)) > 1
    ]
    yield from _table("in how many worlds", rows)


def _by(every: Sequence[SweepCount]) -> str:
    """By what verdicts differ, worlds aside."""
    days, bases = len({own.day for own in every}), len({own.binding for own in every})
    kinds = [kind for kind, number in (("day", days), ("basis", bases)) if number > 1]
    return f"Differs by {conjoined(kinds)}"


def _by_point(every: Sequence[SweepCount], named: _Named) -> Iterator[Block]:
    """The issues on which days or bases differ, with on how many which verdict holds."""
    days, bases = len({own.day for own in every}), len({own.binding for own in every})
    kinds = [f"{days} days" * (days > 1), f"{bases} bases" * (bases > 1)]
    rows = [(title, _on(counts)) for title, counts in named if _differs(counts)]
    yield from _table(f"on how many of {' × '.join(filter(None, kinds))}", rows)


def _table(what: str, rows: Sequence[tuple[str, Words]]) -> Iterator[Block]:
    """Issues with what is told of them; nothing where there are none."""
    if rows:
        yield Table(("issue", what), tuple((words(title), told) for title, told in rows))


def _differs(counts: Iterable[VerdictCount]) -> bool:
    """Whether on some day or at some basis other verdicts hold in the worlds than on another."""
    return len({frozenset(verdict for verdict, _ in _held(own)) for own in counts}) > 1


def _point(own: SweepCount, every: Sequence[SweepCount]) -> str:
    """The day and the basis, as far as others have others."""
    days, bases = {count.day for count in every}, {count.binding for count in every}
    basis = f"basis {own.binding}" if own.binding else "every red line"
    told = (str(own.day) * (len(days) > 1), basis * (len(bases) > 1))
    return ", ".join(filter(None, told))


def _in_worlds(own: VerdictCount) -> Words:
    """The verdicts with in how many worlds each holds."""
    held = _held(own)
    total = number_text(str(sum(many for _, many in held)))
    told = (
        sign_of(verdict, f" {verdict} in {number_text(str(many))} of {total}")
        for verdict, many in held
    )
    return _apart(told, ", ")


def _on(counts: Sequence[VerdictCount]) -> Words:
    """The signs of verdicts with on how many days, or at how many bases, each holds in a world."""
    held = [dict(_held(own)) for own in counts]
    found = {
        verdict: [len(own) for own in held if verdict in own]
        for verdict in _WORST_FIRST
        if any(verdict in own for own in held)
    }
    told = (
        sign_of(verdict, f" {len(many)}{_STAR * (max(many) > 1)}")
        for verdict, many in found.items()
    )
    return _apart(told, "  ")


def _apart(every: Iterable[Word], by: str) -> Words:
    """Words with something between them."""
    return tuple(own for word in every for own in (Word(by), word))[1:]


def _all_held(counts: Iterable[VerdictCount]) -> set[Verdict]:
    """The verdicts that hold anywhere."""
    return {verdict for own in counts for verdict, _ in _held(own)}


def _alike(own: Sweep) -> _Alike:
    """The issues with their counts for each day and basis, areas with the same ones together."""
    found: dict[tuple[object, ...], tuple[list[str], tuple[VerdictCount, ...]]] = {}
    for at, item in enumerate(own.counts[0].issues):
        counts = tuple(count.issues[at].verdicts for count in own.counts)
        key = own.case.issues[item.issue].heading, counts
        found.setdefault(key, ([], counts))[0].append(item.issue)
    return tuple(found.values())


def _stuck(own: Sweep) -> str:
    """On how many issues red lines leave nothing, at the fewest and at the most."""
    every = len({own.case.issues[item.issue].heading for item in own.counts[0].issues})
    fewest = min(count.insurmountable.fewest for count in own.counts)
    most = max(count.insurmountable.most for count in own.counts)
    span = f"{fewest} to {most}" if fewest < most else str(most)
    return f"Stated red lines leave nothing: on {span} of {counted(every, 'issue')}"


def _held(own: VerdictCount) -> tuple[tuple[Verdict, int], ...]:
    """The verdicts that hold in some world, worst first, with in how many."""
    numbers = asdict(own)
    return tuple((verdict, numbers[verdict]) for verdict in _WORST_FIRST if numbers[verdict])


def _legend(found: Sequence[tuple[Sweep, _Alike]]) -> Section:
    """The verdicts in words, what a world is, and what has every row."""
    every = [counts for _, alike in found for _, counts in alike]
    used = {verdict for counts in every for verdict in _all_held(counts)}
    signs = [
        words(sign_of(verdict), f" {verdict}: {MEANINGS[verdict]}")
        for verdict in _WORST_FIRST
        if verdict in used
    ]
    worlds = any(count.worlds for own, _ in found for count in own.counts)
    starred = any(
        _differs(counts) and any(len(_held(own)) > 1 for own in counts) for counts in every
    )
    if starred:
        signs.append(words(f"{_STAR} not in every world"))
    told = (_IN_AND_OUT, _CAUTION, _MORE) if worlds else (_EVERY,)
    return Section("", (Packed(tuple(signs)), *remarks(*told)))
