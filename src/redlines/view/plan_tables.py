"""The table of `check`: whose red lines first, then point by point the grades and why."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from redlines.case import Case
from redlines.plan_findings import CheckReport, Finding, GradeWord
from redlines.view.paint import Lines, Paint
from redlines.view.phrases import conjoined
from redlines.view.plan_outline import (
    GradeRow,
    PointBlock,
    SettledRow,
    check_outline,
    unknown_text,
)
from redlines.view.plan_wording import judged, plan_name
from redlines.view.plan_words import GRADE_MEANINGS, counted, grade_sign, grade_word
from redlines.view.sentences import sentence

_GRADE_STYLES = {
    GradeWord.CROSSES: "bold red",
    GradeWord.AMBIGUOUS: "yellow",
    GradeWord.FALLS_SHORT: "yellow",
    GradeWord.UNCLAIMED: "blue",
    GradeWord.WITHIN: "cyan",
    GradeWord.MEETS: "green",
    GradeWord.UNSTATED: "dim",
    GradeWord.UNSETTLED: "magenta",
}
_SIGN = max(len(word) for word in GradeWord) + 2
_READABLE = 36


def check_table(
    report: CheckReport,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: CheckReport | None = None,
    note: str | None = None,
    width: int | None,
    color: bool,
    ascii_only: bool,
) -> str:
    """The grades of a plan, the points that cross a red line first; `findings` adds the ignored.

    `shown` is what is left of the report point by point; the summary is of all of it.
    """
    paint = Paint(width, color, ascii_only)
    outline = check_outline(report, case, shown)
    lines = opening((plan_name(report.plan), *judged(report, case)), outline.sentences, paint)
    lines += paint.wrap(paint.text(note, "dim")) if note else []
    others = "Other points" if outline.crossing else "Points"
    for title, blocks in (
        ("Points that cross a red line", outline.crossing),
        (f"{others} that settle something", outline.others),
    ):
        if blocks:
            lines += section(title, paint)
        for block in blocks:
            lines += [Text(), *_block(block, paint)]
    counts = [text for text in (outline.other_points, unknown_text(report.plan)) if text]
    if counts:
        lines += [Text(), *paint.wrap(paint.text("; ".join(counts), "dim"))]
    if outline.summaries:
        lines += section("By party", paint)
    for summary in outline.summaries:
        lines += [Text(), *labelled(summary.party, summary.rows, paint)]
    lines += set_aside(findings, case, paint)
    words = {grade.word for grade in (shown or report).grades}
    return paint.page([*lines, Text(), *_legend(words, paint)])


def opening(facts: Sequence[str], sentences: Sequence[str], paint: Paint) -> Lines:
    """The head line and the sentences under it."""
    title, *rest = facts
    head = paint.join(paint.text(title, "bold"), "".join(f" · {fact}" for fact in rest))
    lines = paint.wrap(head)
    for line in sentences:
        label, colon, told = line.partition(":")
        style = "bold" if colon else ""
        lines += paint.wrap(paint.join(paint.text(label + colon, style), told), rest="  ")
    return lines


def section(title: str, paint: Paint) -> Lines:
    """A title between rules, after an empty line."""
    return [Text(), *paint.wrap(paint.text(f"── {title} ──", "bold blue"))]


def _block(block: PointBlock, paint: Paint) -> Lines:
    """Points with what they say, what that settles, and the grades."""
    lines = paint.wrap(paint.text(block.title, "bold"), rest="  ")
    for text in block.texts:
        lines += paint.wrap(paint.text(text, "dim"), first="  ", rest="  ")
    for row in block.rows:
        lines += _settled(row, paint)
    return lines


def _settled(row: SettledRow, paint: Paint) -> Lines:
    told = paint.join(paint.text(row.name, "underline"), f": {row.settled}")
    lines = paint.wrap(told, first="  ", rest="    ")
    for grade in row.grades:
        lines += _grade(grade, paint)
    return lines


def _grade(grade: GradeRow, paint: Paint) -> Lines:
    """Parties, their grade, and why: beside each other where that leaves the reasons room."""
    sign = grade_sign(grade.word, ascii_only=paint.ascii_only)
    word = Text(f"{sign} {grade_word(grade.word)}", _GRADE_STYLES[grade.word])
    return reasoned(word, _SIGN, ", ".join(grade.parties), grade.reasons, paint)


def reasoned(word: Text, room: int, who: str, reasons: Sequence[str], paint: Paint) -> Lines:
    """A sign with its word, who it is about, and the reasons, each on lines of its own."""
    party = paint.text(who)
    indent = 4 + room + 2
    if paint.width is None or paint.width - indent >= _READABLE:
        texts = [paint.join(paint.text(who, "bold"), f": {reason}") for reason in reasons[:1]]
        texts += [paint.text(reason) for reason in reasons[1:]]
        lines: Lines = []
        left = None if paint.width is None else paint.width - indent
        for text in texts or [party]:
            lines += paint.wrap(text, rest="  ", width=left)
        return [paint.join("    ", line) for line in paint.beside([([word], room), (lines, 0)])]
    lines = paint.wrap(paint.join(word, "  ", paint.text(who, "bold")), first="    ", rest="      ")
    for reason in reasons:
        lines += paint.wrap(paint.text(reason), first="      ", rest="        ")
    return lines


def labelled(
    title: str, rows: Sequence[tuple[str, str]], paint: Paint, styles: Sequence[str] = ()
) -> Lines:
    """A title and its rows, the labels in a column where that leaves the texts room."""
    lines = paint.wrap(paint.text(title, "bold"))
    longest = max(paint.text(label).cell_len for label, _ in rows)
    below = paint.width is not None and paint.width - longest - 4 < _READABLE
    for (label, text), style in zip(rows, styles or ["dim"] * len(rows), strict=True):
        name = paint.text(label, style)
        if below:
            lines += paint.wrap(paint.join(name, f": {text}"), first="  ", rest="    ")
            continue
        room = None if paint.width is None else paint.width - longest - 4
        told = paint.wrap(paint.text(text), width=room)
        lines += [paint.join("  ", line) for line in paint.beside([([name], longest), (told, 0)])]
    return lines


def set_aside(findings: Sequence[Finding], case: Case | None, paint: Paint) -> Lines:
    """What was accepted, with the reasons, and what is wrong with the list of what is."""
    ignored = [finding for finding in findings if finding.ignored is not None]
    faults = [finding for finding in findings if finding.id.startswith("ignore-")]
    lines: Lines = []
    if ignored:
        lines += section(f"Accepted: {counted(len(ignored), 'finding')}", paint)
    for finding in ignored:
        whose = finding.party or conjoined(finding.parties)
        named = ", ".join(name for name in (finding.id, whose) if name)
        told = f"{named}: {sentence(finding, case)}"
        lines += paint.wrap(paint.text(told), first="  ", rest="    ")
        lines += paint.wrap(
            paint.text(f"accepted: {finding.ignored}", "dim"), first="    ", rest="    "
        )
    if faults:
        lines += section("In the ignore file", paint)
    for finding in faults:
        told = f"{finding.id}: {sentence(finding, case)}"
        lines += paint.wrap(paint.text(told), first="  ", rest="    ")
    return lines


def _legend(words: set[GradeWord], paint: Paint) -> Lines:
    """The grades in use with the ids of their findings, and the commands that show more."""
    lines: Lines = []
    for word, meaning in GRADE_MEANINGS.items():
        if word in words:
            sign = grade_sign(word, ascii_only=paint.ascii_only)
            name = f"check-{word.replace('_', '-')}"
            lines += legend_line(Text(f"{sign} ", _GRADE_STYLES[word]), f"{name}: {meaning}", paint)
    hint = (
        "redlines show STATEMENT: who said it, when, where; redlines rules ID: what a grade means"
    )
    return [*lines, *paint.wrap(paint.text(hint, "dim"))]


def legend_line(sign: Text, told: str, paint: Paint) -> Lines:
    """A sign in words, with the id of its findings."""
    return paint.wrap(paint.join(sign, told), rest="  ")
