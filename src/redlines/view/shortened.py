"""A document without its very long lists: of each the worst entries, and how many more there are.

A list of a few dozen entries is told whole; what is cut is what nobody reads from end to end.
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


def shortened(document: Document) -> Document:
    """The document with its screen cut; what is left out is counted where it would stand."""
    return Document(tuple(_cut(document.screen)), lambda: document.page)


def _cut(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with their lists cut, and of very many entries beside each other the worst."""
    for kind, run in groupby(blocks, key=type):
        own = [*run]
        entries = kind in (Section, Labelled) and len(own) > _ENTRIES
        for block in _worst(own) if entries else own:
            yield from _inside(block)
        if entries:
            yield from _more(len(own) - FIRST)


def _worst(blocks: Sequence[Block]) -> Iterator[Block]:
    """The entries of the lowest rank, in the order in which they stand."""
    ranks = [block.rank if isinstance(block, Section) else 0 for block in blocks]
    kept = {*sorted(range(len(blocks)), key=ranks.__getitem__)[:FIRST]}
    return (block for at, block in enumerate(blocks) if at in kept)


def _inside(block: Block) -> Iterator[Block]:
    match block:
        case Section():
            yield replace(block, blocks=tuple(_cut(block.blocks)))
        case Reasons() if len(block.rows) > MANY:
            yield replace(block, rows=block.rows[:FIRST])
            left = Counter(sign.text.split(maxsplit=1)[-1] for sign, *_ in block.rows[FIRST:])
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
