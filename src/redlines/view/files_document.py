"""A comparison of all files of a case as a document: a section for each file."""

from __future__ import annotations

from collections.abc import Sequence

from redlines.findings import Finding, PlanChange
from redlines.view.aside import aside
from redlines.view.document import Document, Head, Line, Section, remarks, words
from redlines.view.effect_wording import plan_change_message


def files_document(files: Sequence[tuple[str, Document]], facts: Sequence[str]) -> Document:
    """The documents of some files, each under its name; that nothing differs where there is none.

    `facts` say what they are compared with.
    """
    count = f"{len(files)} file{'s'[: len(files) != 1]} of the case differ{'s'[: len(files) == 1]}"
    head = Head(count if files else "No file of the case differs", tuple(facts))
    return Document(
        screen=(head, *(Section(file, own.screen) for file, own in files)),
        page=(head, *(Section(file, own.page) for file, own in files)),
    )


def plan_change_document(
    change: PlanChange, findings: Sequence[Finding], note: str | None
) -> Document:
    """What became of a plan as a whole, what of it is accepted, and what is to be known."""
    told = Line(words(f"{plan_change_message(change)} ({change.kind.id})"), "item", hang=0)
    below, folded = aside(findings, None)
    return Document(screen=(told, *below, *remarks(note)), page=(told, *remarks(note), *folded))
