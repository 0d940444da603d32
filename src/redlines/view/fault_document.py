"""Problems of files as a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from redlines.case import Place
from redlines.findings import Finding, counts
from redlines.problems import Level, Problem
from redlines.view.aside import aside
from redlines.view.document import (
    Document,
    Excerpt,
    Head,
    Line,
    Section,
    Style,
    Table,
    Word,
    Words,
    remarks,
    words,
)
from redlines.view.phrases import conjoined
from redlines.view.rules import problem_help, problem_sentence

# Of one slip repeated in a whole table the first tell all there is to mend.
IN_FULL = 20

_STYLES: dict[Level, Style] = {Level.ERROR: "worst", Level.WARN: "warning", Level.INFO: "title"}


def fault_document(
    problems: Sequence[Problem], texts: Mapping[str, str], more: Sequence[str] = ()
) -> Document:
    """The problems by place, with two lines of their files; of many of one code not all.

    `texts` holds the files by the path shown; a problem in another one is told without its lines.
    `more` tells how many there are besides.
    """
    told, left = in_full(problems)
    files = {own.place.file for own in told} & texts.keys()
    written = {file: _written(texts[file]) for file in files}
    rest = tuple(Line(words(text)) for text in (*left, *more))
    return Document(
        screen=(
            *(_fault(own, written.get(own.place.file, ())) for own in told),
            *([Section("", rest)] if rest else []),
        ),
        page=(Table(("level", "id", "place", "what", "help"), tuple(map(_row, told))), *rest),
    )


def in_full(problems: Sequence[Problem]) -> tuple[list[Problem], list[str]]:
    """The problems by place, of each code the first ones, and how many more of it there are."""
    told: list[Problem] = []
    number: Counter[str] = Counter()
    for own in sorted(problems, key=lambda own: own.order):
        number[own.code] += 1
        if number[own.code] <= IN_FULL:
            told.append(own)
    rest = ((code, n - IN_FULL) for code, n in number.items() if n > IN_FULL)
    return told, [f"and {left:,} more `{code}`" for code, left in rest]


def validate_document(
    problems: Sequence[Problem],
    texts: Mapping[str, str],
    findings: Sequence[Finding],
    listed: Sequence[Finding],
    note: str | None = None,
    more: Sequence[str] = (),
) -> Document:
    """The problems left of some findings by place, what was accepted, and how many there are.

    `texts` and `more` as in `fault_document`; of the `listed` findings those are told that are set
    aside.
    """
    faults = fault_document(problems, texts, more)
    below, folded = aside(listed, None)
    count = Section("", (Line(words(_count(findings, note)), hang=0),))
    page = faults.page if problems else (Line(words("No problems.")),)
    return Document(
        screen=(*faults.screen, *below, count),
        page=(Head("Problems"), *remarks(note), *page, *folded),
    )


def _count(findings: Sequence[Finding], note: str | None) -> str:
    """How many problems of each level there are, and how many are accepted."""
    names = {Level.ERROR: "error", Level.WARN: "warning", Level.INFO: "note"}
    number = counts(findings)
    told = [f"{n} {names[level]}{'s'[: n != 1]}" for level in Level if (n := number[level])]
    accepted = f"{number['ignored']} accepted" if number["ignored"] else ""
    return "; ".join(part for part in (conjoined(told) or "no problems", accepted, note) if part)


def _fault(problem: Problem, written: Sequence[str]) -> Section:
    """What is wrong, where, the lines there, and what to do next, as compilers tell it."""
    place = problem.place
    head = Word(f"{problem.level}[{problem.code}]", _STYLES[problem.level])
    pad = " " * len(str(place.line))
    advice = problem_help(problem)
    notes = [f"help: {advice}"] if advice else []
    notes += [f"see: {_place_text(other)}" for other in problem.related]
    return Section(
        "",
        (
            Line((head, Word(f": {problem_sentence(problem)}"))),
            Line((Word(f"{pad}--> ", "open"), Word(_place_text(place))), hang=len(pad) + 4),
            *_excerpt(place, written),
            *(Line((Word(own),), indent=len(pad) + 3, hang=0, lead=f"{pad} = ") for own in notes),
        ),
    )


def _row(problem: Problem) -> tuple[Words, ...]:
    told = (problem.level, problem.code, _place_text(problem.place), problem_sentence(problem))
    return tuple(map(words, (*told, problem_help(problem) or "")))


def _place_text(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}" if place.file else "the case"


def _written(text: str) -> list[str]:
    """The lines of a file as an editor counts them: `splitlines` would also split at U+2028."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _excerpt(place: Place, written: Sequence[str]) -> Iterator[Excerpt]:
    """The line of a place around its value; none where the file has no such line."""
    if not 1 <= place.line <= len(written):
        return
    line = written[place.line - 1]
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    start = min(place.column - 1, len(line))
    stop = start + len(line[start : max(end, start + 1)])
    before = written[place.line - 2] if place.line > 1 else ""
    earlier = before if before.strip() else None
    yield Excerpt(place.line, earlier, line[:start], line[start:stop], line[stop:])
