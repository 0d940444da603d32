"""A document without its very long lists: of each the worst entries, and how many more there are.

A list of a few dozen entries is told whole; what is cut is what nobody reads from end to end. Of
entries of several lines as many are told as have no more rows together than a list that is cut has,
and where each of them has such a list, that is cut to fewer: else twenty of twenty would be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from redlines.view.document import (
    Block,
    Document,
    Grid,
    Labelled,
    Line,
    Reasons,
    Section,
    Table,
    remarks,
)
from redlines.view.phrases import FIRST, MANY, number_text

# Entries of several lines, and rows, may be more than names before they are cut.
_ENTRIES = 150
# So many rows are told of a list in each of several entries.
_EACH = 5


def shortened(document: Document) -> Document:
    """The document with its screen cut; what is left out is counted where it would stand."""
    return Document(tuple(_cut(document.screen)), lambda: document.page)


def _cut(blocks: Iterable[Block], first: int = FIRST) -> Iterator[Block]:
    """Blocks with their lists cut, and of very many entries beside each other the worst.

    `first` rows are told of reasons that are cut.
    """
    for kind, run in groupby(blocks, key=type):
        own = [*run]
        among = len(own) > 1 and _long(own) and sum(map(_rows, own)) > _ENTRIES
        entries = kind in (Section, Labelled) and (len(own) > _ENTRIES or among)
        told = _worst(own, _EACH if among else FIRST) if entries else own
        for block in told:
            yield from _inside(block, _EACH if among else first)
        if len(told) < len(own):
            yield from _more(len(own) - len(told))


def _worst(blocks: Sequence[Block], each: int) -> list[Block]:
    """The entries of the lowest rank, of which no more than `each` rows are told, as they stand."""
    ranks = [block.rank if isinstance(block, Section) else 0 for block in blocks]
    room, kept = FIRST, set[int]()
    for at in sorted(range(len(blocks)), key=ranks.__getitem__):
        room -= min(_rows(blocks[at]), each)
        if kept and room < 0:
            break
        kept.add(at)
    return [block for at, block in enumerate(blocks) if at in kept]


def _rows(block: Block) -> int:
    """How many rows an entry has, one at least."""
    match block:
        case Section():
            inside = (own for own in block.blocks if isinstance(own, Reasons | Labelled | Section))
            return max(1, sum(map(_rows, inside)))
        case Reasons() | Labelled():
            return max(1, len(block.rows))
        case _:
            return 1


def _long(blocks: Iterable[Block]) -> bool:
    """Whether reasons in some entries are so many that they are cut."""
    inside = (own for block in blocks if isinstance(block, Section) for own in block.blocks)
    return any(isinstance(own, Reasons) and len(own.rows) > MANY for own in inside)


def _inside(block: Block, first: int) -> Iterator[Block]:
    match block:
        case Section():
            yield replace(block, blocks=tuple(_cut(block.blocks, first)))
        case Reasons() if len(block.rows) > MANY:
            yield replace(block, rows=block.rows[:first])
            left = Counter(sign.text.split(maxsplit=1)[-1] for sign, *_ in block.rows[first:])
            yield from _more(left.total(), left, indent=4)
        case Grid() if len(block.header) - 1 > MANY:
            rows = tuple(row[: FIRST + 1] for row in block.rows)
            yield replace(block, header=block.header[: FIRST + 1], rows=rows)
            yield from _more(len(block.header) - 1 - FIRST)
        case Table() if len(block.rows) > _ENTRIES:
            yield replace(block, rows=block.rows[:FIRST])
            yield from _more(len(block.rows) - FIRST)
        case _:
            yield block


def _more(number: int, kinds: Counter[str] | None = None, indent: int = 0) -> Iterator[Line]:
    """How many entries are left out, of which kind, and the option that tells them."""
    found = ", ".join(f"{number_text(str(many))} {kind}" for kind, many in (kinds or {}).items())
    told = f": {found}" if found else ""
    for line in remarks(f"and {number_text(str(number))} more (--full){told}"):
        yield replace(line, indent=indent)
