"""A sweep as a document: on which issues the verdict differs, and in how many worlds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

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
    cell,
    document,
    remarks,
    titled,
    words,
)
from redlines.view.gap_document import sign_of
from redlines.view.phrases import conjoined, counted, issue_names, number_text
from redlines.view.wording import MEANINGS, day_text, parties_text
from redlines.worlds import Extent, Sweep, SweepCount, VerdictCount

# Of one issue so many spells of days or bases are told apart.
_APART = 4
# Of so many disputed statements all are named.
_NAMED = 12
_WORST_FIRST = sorted(Verdict, key=lambda own: own.severity)
_IN_AND_OUT = "a world: each disputed statement in, as if nobody disputed it, or out"
_CAUTION = "In how many worlds a verdict holds says nothing about how likely it is."


def sweep_document(found: Sequence[Sweep]) -> Document:
    """Case by case what differs by day, basis or world, and what is the same in all of them."""
    if len(found) == 1:
        [own] = found
        return document(Head(own.case.title, tuple(_facts(own))), *_case(own), _legend(found))
    cases = (
        Section(f"{own.case.title} ({own.name})", (*remarks("; ".join(_facts(own))), *_case(own)))
        for own in found
    )
    return document(Head(counted(len(found), "case")), *cases, _legend(found))


def _facts(own: Sweep) -> Iterator[str]:
    """Who, on which days, at which bases, and in how many worlds."""
    yield parties_text(own.parties, own.case)
    days = list(dict.fromkeys(count.day for count in own.counts))
    yield day_text(days[0]) if len(days) == 1 else f"{len(days)} days, {days[0]} to {days[-1]}"
    bases = list(dict.fromkeys(count.binding for count in own.counts))
    if bases != [None]:
        named = conjoined([basis.value for basis in bases if basis], "or")
        every = "every red line, and " if None in bases else ""
        yield f"{every}only red lines on basis {named} or firmer"
    if any(count.worlds for count in own.counts):
        yield _worlds_text(own.counts)


def _worlds_text(counts: Sequence[SweepCount]) -> str:
    """How many worlds there are, and by which statements they differ."""
    many = sorted({count.worlds or 0 for count in counts})
    span = counted(many[-1], "world")
    disputed = tuple(dict.fromkeys(id_ for count in counts for id_ in count.disputed))
    named = ", ".join(disputed) if len(disputed) <= _NAMED else f"{len(disputed)} statements"
    least = f"{number_text(str(many[0]))} to " if len(many) > 1 else ""
    return f"{least}{span} of what is disputed: {named or 'nothing'}"


def _case(own: Sweep) -> Iterator[Block]:
    """What differs in one case, and what does not."""
    yield answer(_stuck(own))
    rows: list[tuple[Words, ...]] = []
    same: dict[Verdict, list[str]] = {}
    for issues, counts in _alike(own):
        if (verdict := _only(counts)) is not None:
            same.setdefault(verdict, []).extend(issues)
        else:
            named = issue_names(issues, own.case)
            rows.append((words(named), cell(_spells(own.counts, counts))))
    by = conjoined(_kinds(own), "or")
    yield from titled(f"Differs by {by}", (Table(("issue", "verdict"), tuple(rows)),) * bool(rows))
    lines = (
        Line((sign_of(verdict, f" {verdict}: "), Word(issue_names(same[verdict], own.case))))
        for verdict in _WORST_FIRST
        if verdict in same
    )
    yield from titled(f"The same by {by}" if by else "", lines)


def _kinds(own: Sweep) -> list[str]:
    """By what verdicts could differ."""
    kinds = {
        "day": len({count.day for count in own.counts}) > 1,
        "basis": len({count.binding for count in own.counts}) > 1,
        "world": any((count.worlds or 1) > 1 for count in own.counts),
    }
    return [kind for kind, several in kinds.items() if several]


def _alike(own: Sweep) -> Iterable[tuple[list[str], tuple[VerdictCount, ...]]]:
    """The issues with their counts for each day and basis, areas with the same ones together."""
    found: dict[tuple[object, ...], tuple[list[str], tuple[VerdictCount, ...]]] = {}
    for at, item in enumerate(own.counts[0].issues):
        counts = tuple(count.issues[at].verdicts for count in own.counts)
        key = own.case.issues[item.issue].heading, counts
        found.setdefault(key, ([], counts))[0].append(item.issue)
    return found.values()


def _only(counts: Iterable[VerdictCount]) -> Verdict | None:
    """The one verdict that holds in all worlds on all days at all bases, if there is one."""
    found = {Verdict(word) for own in counts for word, number in asdict(own).items() if number}
    return found.pop() if len(found) == 1 else None


def _stuck(own: Sweep) -> str:
    """On how many issues red lines leave nothing, at the fewest and at the most."""
    every = len({own.case.issues[item.issue].heading for item in own.counts[0].issues})
    fewest = min(count.insurmountable.fewest for count in own.counts)
    most = max(count.insurmountable.most for count in own.counts)
    extent = Extent(fewest, most)
    span = f"{fewest} to {most}" if extent.fewest < extent.most else str(most)
    return f"Stated red lines leave nothing: on {span} of {counted(every, 'issue')}"


def _spells(every: Sequence[SweepCount], counts: Sequence[VerdictCount]) -> Iterator[Words]:
    """Which verdicts hold in how many worlds, days and bases with the same ones together."""
    spells = [list(own) for _, own in groupby(zip(every, counts, strict=True), lambda own: own[1])]
    for spell in spells[:_APART]:
        (first, told), (last, _) = spell[0], spell[-1]
        when = _when(first, last, every)
        yield words(f"{when}: " if when else "", *_verdicts(told, first.worlds))
    if more := sum(map(len, spells[_APART:])):
        yield words(f"and {more} more")


def _when(first: SweepCount, last: SweepCount, every: Sequence[SweepCount]) -> str:
    """The days and bases from one to another, as far as there are several."""
    several = [len({count.day for count in every}) > 1, len({c.binding for c in every}) > 1]

    def told(own: SweepCount) -> str:
        basis = f"basis {own.binding}" if own.binding else "every red line"
        names = (str(own.day), basis)
        return ", ".join(name for name, tell in zip(names, several, strict=True) if tell)

    return told(first) if first is last else f"{told(first)} to {told(last)}"


def _verdicts(own: VerdictCount, worlds: int | None) -> Iterator[Word]:
    """The verdicts that hold, worst first, with in how many worlds where there are several."""
    numbers = asdict(own)
    held = [verdict for verdict in _WORST_FIRST if numbers[verdict]]
    for at, verdict in enumerate(held):
        many = numbers[verdict]
        of = f" in {number_text(str(many))} of {number_text(str(worlds))}" if worlds else ""
        yield sign_of(verdict, f" {verdict}{of}{', ' if held[at + 1 :] else ''}")


def _legend(found: Sequence[Sweep]) -> Section:
    """The verdicts in words, what a world is, and what has every row."""
    used = {
        Verdict(word)
        for own in found
        for count in own.counts
        for item in count.issues
        for word, number in asdict(item.verdicts).items()
        if number
    }
    signs = [
        words(sign_of(verdict), f" {verdict}: {MEANINGS[verdict]}")
        for verdict in _WORST_FIRST
        if verdict in used
    ]
    worlds = any(count.worlds for own in found for count in own.counts)
    told = (_IN_AND_OUT if worlds else None, _CAUTION if worlds else None)
    return Section("", (Packed(tuple(signs)), *remarks(*told, "-f csv: every row")))
