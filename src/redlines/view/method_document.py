"""How a page is to be read: what its words mean, how firm an act is, what carries it."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from redlines.case import Basis, Case
from redlines.view.document import Block, Line, Section, Table, Word, words

# The sections to which other parts of a page lead.
BASES, GRADES = "bases", "grades"
BASIS_MEANINGS = MappingProxyType(
    {
        Basis.CONSTITUTION: "a constitution",
        Basis.LAW: "a law, or another act that binds at home",
        Basis.DOCUMENT: "a text of the party itself: a memorandum, a declaration, a letter",
        Basis.LEADER: "words of a head of state or of government",
        Basis.OFFICIAL: "words of another who speaks for the party",
        Basis.DRAFT: "a text that is not final",
        Basis.REPORT: "what unnamed people, the press or another party tell of it",
    }
)
SOURCE_GRADES = MappingProxyType(
    {
        "A": "own page of an official body or of an established news organisation or agency, "
        "state-run ones included",
        "B": "reprint, copy, translation or relay of such a page, or the own page of a body that "
        "is not a news organisation",
        "C": "aggregator, party-aligned or campaigning network, social media, unsigned text",
    }
)
METHOD = (
    "A party demands, accepts or refuses outcomes of an issue. Each of these is a statement with a "
    "day, a basis and a source; what was not said is not filled in.",
    "An outcome is left where no party's red line refuses it. Insurmountable: none is left. "
    "Contested: some are left, and a party demands what another refuses. Bridgeable: some are "
    "left; nothing on record excludes them, which does not say that anybody wants them. Overlap: "
    "all demand or accept a common outcome. Agreed: all demand one. Unstated: fewer than two have "
    "spoken.",
    "A statement is soft where it is conditional, disputed or vague. A soft red line counts; a "
    "verdict that rests on soft ones alone is marked with a star.",
    "An ultimatum is a refusal that is read from a condition: “only if X” refuses whatever is not "
    "X. It counts like any other refusal.",
    "Parties are never added up, and none stands for good or bad. The order of a scale is a line "
    "between two poles, told as “from one to the other”; which of them stands first is no "
    "judgement.",
    "A stated red line is evidence of what a party would not sign, and not the thing itself. "
    "Silence is no consent: where a party has said nothing, its position is not known.",
    "What is on record depends on what was read. Public reports carry more of some parties than "
    "of others, and a gap in the record looks like a silence.",
)


def method_blocks(case: Case) -> Iterator[Block]:
    """What the words of a page mean, and of a case that has them bases and grades."""
    yield from (Line(words(text), "item") for text in METHOD)
    if any(said.basis for said in case.statements.values()):
        ladder = tuple((words(basis), words(told)) for basis, told in BASIS_MEANINGS.items())
        named = words("An act that has a name of its own is called by it, without “document”.")
        table = Table(("basis, the firmest first", "what a statement rests on"), ladder)
        yield Section("How firm an act is", (table, Line(named, hang=0)), name=BASES)
    if any(own.grade for own in case.sources.values()):
        rows = tuple((words(grade), words(told)) for grade, told in SOURCE_GRADES.items())
        yield Section("Grades of sources", (Table(("grade", "kind of page"), rows),), name=GRADES)


def leading(case: Case) -> Iterator[Line]:
    """Where it is told how firm an act is, before what is told of issues."""
    if any(said.basis for said in case.statements.values()):
        told = "From constitution to report: "
        yield Line(words(Word(told, "dim"), Word("how firm an act is", to=BASES)), hang=0)


def graded(case: Case) -> Iterator[Line]:
    """Where it is told what the grades mean, before sources."""
    if any(own.grade for own in case.sources.values()):
        yield Line(words(Word("A to C: ", "dim"), Word("what a grade means", to=GRADES)), hang=0)
