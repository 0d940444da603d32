"""What was accepted and stays visible, and what is wrong with the list of it."""

from __future__ import annotations

from collections.abc import Sequence

from redlines.case import Case
from redlines.findings import Finding
from redlines.view.document import Line, Section, Table, Word, titled, words
from redlines.view.phrases import conjoined, counted
from redlines.view.sentences import sentence

Sections = tuple[Section, ...]


def aside(findings: Sequence[Finding], case: Case | None) -> tuple[Sections, Sections]:
    """The sections for a screen and those for a page; none where nothing is set aside."""
    lines, rows = [], []
    for own in findings:
        if own.ignored is not None:
            told = sentence(own, case)
            named = ", ".join(name for name in (own.id, own.party, conjoined(own.parties)) if name)
            lines.append(Line(words(f"{named}: {told}"), indent=2))
            lines.append(Line((Word(f"accepted: {own.ignored}"),), indent=4, hang=0))
            rows.append((words(own.id), words(told), words(own.ignored)))
    odd = [
        Line(words(f"{own.id}: {sentence(own, case)}"), "item", indent=2)
        for own in findings
        if own.id.startswith("ignore-")
    ]
    title = f"Accepted: {counted(len(rows), 'finding')}"
    table = [Table(("id", "finding", "reason"), tuple(rows))] if rows else []
    warnings = f"In the ignore file: {counted(len(odd), 'warning')}"
    return (
        (*titled(title, lines), *titled("In the ignore file", odd)),
        (*titled(title, table, fold=True), *titled(warnings, odd, fold=True)),
    )
