"""Problems of files as a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from redlines.case import Place
from redlines.plan_findings import Finding, counts
from redlines.problems import Level, Problem
from redlines.view.aside import aside
from redlines.view.document import (
    Block,
    Document,
    Excerpt,
    Fault,
    Faults,
    Head,
    Line,
    Section,
    document,
    words,
)
from redlines.view.phrases import conjoined
from redlines.view.rules import problem_help, problem_sentence


def fault_document(problems: Sequence[Problem], texts: Mapping[str, str]) -> Document:
    """Every problem by place, with two lines of its file.

    `texts` holds the files by the path shown; a problem in another one is told without its lines.
    """
    return document(_faults(problems, texts))


def validate_document(
    problems: Sequence[Problem],
    texts: Mapping[str, str],
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    note: str | None = None,
) -> Document:
    """The problems left of some findings by place, what was accepted, and how many there are.

    `texts` as in `fault_document`; of the `listed` findings those are told that are set aside.
    """
    faults = _faults(problems, texts)
    told, folded = aside(listed, None)
    count = Section("", (Line(words(_count(findings, note)), hang=False),))
    page: Block = faults if problems else Line(words("No problems."))
    known = (Line(words(note)),) if note else ()
    return Document(screen=(faults, *told, count), page=(Head("Problems"), *known, page, *folded))


def _faults(problems: Sequence[Problem], texts: Mapping[str, str]) -> Faults:
    written = {file: _written(text) for file, text in texts.items()}
    ordered = sorted(problems, key=lambda own: (own.place, own.code))
    return Faults(tuple(_fault(own, written.get(own.place.file, ())) for own in ordered))


def _count(findings: Sequence[Finding], note: str | None) -> str:
    """How many problems of each level there are, and how many are accepted."""
    names = {Level.ERROR: "error", Level.WARN: "warning", Level.INFO: "note"}
    number = counts(findings)
    told = [f"{n} {names[level]}{'s'[: n != 1]}" for level in Level if (n := number[level])]
    accepted = f"{number['ignored']} accepted" if number["ignored"] else ""
    return "; ".join(part for part in (conjoined(told) or "no problems", accepted, note) if part)


def _fault(problem: Problem, written: Sequence[str]) -> Fault:
    return Fault(
        level=problem.level,
        code=problem.code,
        sentence=problem_sentence(problem),
        place=_place_text(problem.place),
        line=problem.place.line,
        excerpt=_excerpt(problem.place, written),
        help=problem_help(problem),
        see=tuple(map(_place_text, problem.related)),
    )


def _place_text(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}" if place.file else "the case"


def _written(text: str) -> list[str]:
    """The lines of a file as an editor counts them: `splitlines` would also split at U+2028."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _excerpt(place: Place, written: Sequence[str]) -> Excerpt | None:
    """The line of a place around its value, None where the file has no such line."""
    if not 1 <= place.line <= len(written):
        return None
    line = written[place.line - 1]
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    start = min(place.column - 1, len(line))
    stop = start + len(line[start : max(end, start + 1)])
    earlier = written[place.line - 2] if place.line > 1 else ""
    return Excerpt(
        earlier if earlier.strip() else None, line[:start], line[start:stop], line[stop:]
    )
