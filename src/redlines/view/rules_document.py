"""The catalogue of findings and problems as a document."""

from __future__ import annotations

from collections.abc import Iterable

from redlines.catalogue import RULES
from redlines.problems import PROBLEMS
from redlines.view.document import Document, Labelled, Section, Word, document
from redlines.view.rules import rule_text


def rules_document(codes: Iterable[str]) -> Document:
    """The catalogue's entries for codes of problems and ids of findings."""
    return document(*(Section("", (_entry(code),)) for code in codes))


def _entry(code: str) -> Labelled:
    rule = rule_text(code)
    level = RULES[code].level if code in RULES else PROBLEMS[code]
    rows = (("what", rule.summary), ("why", rule.why), ("example", rule.example))
    told = tuple((Word(label, "dim"), Word(text)) for label, text in rows)
    return Labelled(told, (Word(code, "bold"), Word(f" ({level})")))
