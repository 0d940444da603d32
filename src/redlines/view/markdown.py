"""What the Markdown of `check` and `diff` is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redlines.view.clean import markdown_text


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are already escaped; the header is escaped here."""
    lines = [[markdown_text(title) for title in header], ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def document(blocks: Iterable[str]) -> str:
    """Blocks with an empty line between them; empty ones are left out."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def folded(title: str, blocks: Iterable[str]) -> str:
    """Blocks that are shown on a click, under a title; nothing where there are none."""
    shown = [block for block in blocks if block]
    head = f"<details><summary>{markdown_text(title)}</summary>"
    return "\n\n".join((head, *shown, "</details>")) if shown else ""
