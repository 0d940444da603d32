"""What was accepted and stays visible, and what is wrong with the list of it."""

from __future__ import annotations

from collections.abc import Sequence

from redlines.case import Case
from redlines.plan_findings import Finding
from redlines.view.document import Block, Line, Section, Table, Word, words
from redlines.view.phrases import conjoined
from redlines.view.plan_words import counted
from redlines.view.sentences import sentence


def aside(
    findings: Sequence[Finding], case: Case | None
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks for a screen and those for a page; none where nothing is set aside."""
    ignored = [finding for finding in findings if finding.ignored is not None]
    faults = [finding for finding in findings if finding.id.startswith("ignore-")]
    if not ignored and not faults:
        return (), ()
    title = f"Accepted: {counted(len(ignored), 'finding')}"
    told: list[Block] = []
    for own in ignored:
        whose = own.party or conjoined(own.parties)
        named = ", ".join(name for name in (own.id, whose) if name)
        told.append(Line(words(f"{named}: {sentence(own, case)}"), indent=1))
        reason = Word(f"accepted: {own.ignored}", "dim")
        told.append(Line((reason,), indent=2, hang=False))
    rows = [
        (words(own.id), words(sentence(own, case)), words(own.ignored or "")) for own in ignored
    ]
    odd = [f"{own.id}: {sentence(own, case)}" for own in faults]
    screen = (
        Section(title, tuple(told)),
        Section("In the ignore file", tuple(Line(words(own), indent=1) for own in odd)),
    )
    page = (
        Section(title, (Table(("id", "finding", "reason"), tuple(rows)),), fold=True),
        Section(
            f"In the ignore file: {counted(len(faults), 'warning')}",
            tuple(Line(words(own), "item") for own in odd),
            fold=True,
        ),
    )
    return screen[not ignored : 1 + bool(faults)], page[not ignored : 1 + bool(faults)]
