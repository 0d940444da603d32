"""The table of `gap`: who, when and how bad first, then issue by issue the tracks and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.text import Text

from redlines.case import Case
from redlines.findings import GapReport, IssueGap, Position, Verdict, worst
from redlines.region import Kind
from redlines.view.paint import Lines, Paint
from redlines.view.phrases import region_text, span_text
from redlines.view.reasons import because, retreat_text
from redlines.view.tracks import CELLS, REFUSALS, Mark, Stretch, marked, stretches, track
from redlines.view.wording import MEANINGS, facts, headline, verdict_sign

NARROW = 60
_WIDE = 100
READABLE = 44
_OPTIONS = 38
_SOFT = (
    "soft: conditional, disputed or vague; at best: soft red lines gone, other soft claims counted"
)
_LONGEST_VERDICT = max(len(verdict) for verdict in Verdict) + 2
_WORST_FIRST = (
    Verdict.INSURMOUNTABLE,
    Verdict.BRIDGEABLE,
    Verdict.OVERLAP,
    Verdict.AGREED,
    Verdict.UNSTATED,
)
VERDICT_STYLES = {
    Verdict.INSURMOUNTABLE: "bold red",
    Verdict.BRIDGEABLE: "yellow",
    Verdict.OVERLAP: "cyan",
    Verdict.AGREED: "green",
    Verdict.UNSTATED: "magenta",
}
_MARK_STYLES = {
    Mark.DEMANDED: "green",
    Mark.ACCEPTED: "cyan",
    Mark.NEITHER: "dim",
    Mark.REFUSED: "red",
    Mark.SOFTLY_REFUSED: "magenta",
    Mark.SOFTLY_BOTH: "magenta",
    Mark.SOFT: "blue",
    Mark.MIXED: "yellow",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """Areas of one heading that show the same picture, or an issue without areas."""

    items: tuple[IssueGap, ...]
    cells: tuple[Stretch, ...]
    scale: str
    reasons: tuple[str, ...]
    retreats: str | None

    @property
    def item(self) -> IssueGap:
        return self.items[0]


@dataclass(frozen=True, slots=True)
class _Layout:
    """The widths of the columns.

    `verdict` is 0 where the verdict stands above the reasons; `stacked` puts the reasons below.
    """

    area: int
    party: int
    middle: int
    verdict: int
    reasons: int | None
    stacked: bool = False


def gap_table(
    report: GapReport,
    case: Case,
    *,
    sort_by_verdict: bool = False,
    width: int | None,
    color: bool,
    ascii_only: bool,
) -> str:
    """The gap between parties as a table; blocks below 60 columns."""
    paint = Paint(width, color, ascii_only)
    headings = {
        heading: _rows(items, case, sort_by_verdict=sort_by_verdict)
        for heading, items in _ordered(report, sort_by_verdict=sort_by_verdict)
    }
    every = [row for rows in headings.values() for row in rows]
    layout = _layout(every, report, paint)
    beside = _beside(layout, paint)
    lines = _head(report, case, paint)
    section: str | None = None
    folded = False
    for heading, rows in headings.items():
        here = case.headings[heading].section
        new_section = here != section and not sort_by_verdict
        fold = len(headings) > 1 and all(row.item.verdict is Verdict.UNSTATED for row in rows)
        if new_section or not (fold and folded):
            lines.append(Text())
        if new_section:
            section = here
            title = case.sections.get(here, here) if here else "Other issues"
            lines += [*paint.wrap(paint.text(f"── {title} ──", "bold blue")), Text()]
        folded = fold
        if fold:
            lines += _folded(heading, rows, case, paint)
            continue
        lines += _heading(heading, rows, case, paint)
        shown = rows[0].scale
        for row in rows:
            if row.scale != shown:
                shown = row.scale
                lines += _scale(row.scale, paint)
            lines += _lines(row, layout, paint) if beside else _block(row, paint)
    example = next(iter(headings), None)
    return paint.page([*lines, Text(), *_legend(every, example, paint)])


def _beside(layout: _Layout, paint: Paint) -> bool:
    """Whether tracks and verdicts fit beside each other."""
    if paint.width is None:
        return True
    taken = layout.area + 2 + layout.middle + 2 + _LONGEST_VERDICT
    return paint.width >= max(NARROW, taken)


def _ordered(report: GapReport, *, sort_by_verdict: bool) -> list[tuple[str, tuple[IssueGap, ...]]]:
    found = list(report.by_heading().items())
    if sort_by_verdict:
        found.sort(key=lambda entry: _WORST_FIRST.index(worst(entry[1])))
    return found


def _rows(items: tuple[IssueGap, ...], case: Case, *, sort_by_verdict: bool) -> tuple[_Row, ...]:
    """The issues of a heading, with areas that show the same picture in one row."""
    found: dict[tuple[object, ...], _Row] = {}
    for item in items:
        cells = stretches(item.issue.outcomes, item.positions)
        tracks = tuple(track(position, cells) for position in item.positions)
        reasons = because(item, case)
        retreats = retreat_text(item)
        key = (item.verdict, item.issue.outcomes.names, cells, tracks, reasons, retreats)
        earlier = found[key].items if key in found else ()
        scale = scale_text(item, cells)
        found[key] = _Row((*earlier, item), cells, scale, reasons, retreats)
    rows = tuple(found.values())
    if sort_by_verdict:
        return tuple(sorted(rows, key=lambda row: _WORST_FIRST.index(row.item.verdict)))
    return rows


def scale_text(item: IssueGap, cells: Sequence[Stretch]) -> str:
    """What the cells of a track stand for, in their order; empty for options, which name them."""
    outcomes = item.issue.outcomes
    if not outcomes.ordered:
        return ""
    spans = [span_text(outcomes, cell.first, cell.last, unit=False) for cell in cells]
    if outcomes.kind is Kind.QUANTITY:
        return f"{outcomes.unit}: {' | '.join(spans)}"
    return " → ".join(spans)


# Above the table


def _head(report: GapReport, case: Case, paint: Paint) -> Lines:
    """The head line and the sentences under it."""
    title = paint.join(
        paint.text(case.title, "bold"), "".join(f" · {fact}" for fact in facts(report, case))
    )
    lines = paint.wrap(title)
    for sentence in headline(report, case):
        label, colon, rest = sentence.partition(":")
        told = paint.join(paint.text(label + colon, "bold" if colon else ""), rest)
        lines += paint.wrap(told, rest="  ")
    return lines


def _heading(heading: str, rows: Sequence[_Row], case: Case, paint: Paint) -> Lines:
    """The title of an issue, where it is worst, and what its cells stand for."""
    title = paint.text(case.headings[heading].title, "bold")
    items = tuple(item for row in rows for item in row.items)
    verdict = worst(items)
    areas = [item.issue.title for item in items if item.verdict is verdict]
    if len(areas) < len(items):
        title = paint.join(title, f" ({verdict} in: {', '.join(areas)})")
    return [*paint.wrap(title, rest="  "), *_scale(rows[0].scale, paint)]


def _folded(heading: str, rows: Sequence[_Row], case: Case, paint: Paint) -> Lines:
    """An issue without any verdict in one line among others: there is nothing to compare."""
    told = []
    for row in rows:
        areas = ", ".join(_areas(row)) if len(rows) > 1 else ""
        told.append(f"{areas}: {row.reasons[0]}" if areas else row.reasons[0])
    title = paint.text(case.headings[heading].title, "bold")
    verdict = _verdict(Verdict.UNSTATED, paint)
    return paint.wrap(paint.join(title, "  ", verdict, f": {'; '.join(told)}"), rest="    ")


def _scale(scale: str, paint: Paint) -> Lines:
    """The outcomes behind the cells, between poles where they would take more than two lines."""
    if not scale:
        return []
    lines = paint.wrap(paint.text(scale, "dim"), first="  ", rest="  ")
    names = scale.split(" → ")
    if len(lines) > 2 and len(names) > 2:
        poles = f"{names[0]} → ({len(names) - 2} between) → {names[-1]}"
        return paint.wrap(paint.text(poles, "dim"), first="  ", rest="  ")
    return lines


# The rows


def _layout(rows: Sequence[_Row], report: GapReport, paint: Paint) -> _Layout:
    """Columns as wide as what they hold, within the width of the terminal."""
    wide = paint.width is None or paint.width >= _WIDE
    limit = 1000 if paint.width is None else 26 if wide else 18
    titles = [paint.text(title).cell_len for row in rows for title in _areas(row)]
    area = 2 + min(max(titles, default=0), limit)
    party = min(max(paint.text(name).cell_len for name in report.parties), limit - 2)
    cells = max([sum(c.cells for c in row.cells) for row in rows if row.scale], default=0)
    middle = party + 2 + max(cells, len("no data"))
    verdict = max((len(row.item.verdict) + 2 for row in rows), default=0) if wide else 0
    if wide:
        options = max([_longest(row, party, paint) for row in rows if not row.scale], default=0)
        middle = max(middle, options if paint.width is None else min(options, _OPTIONS))
    if paint.width is None:
        return _Layout(area, party, middle, verdict, None)
    taken = area + 2 + middle + 2 + (verdict + 2 if verdict else 0)
    rest = paint.width - taken
    if rest < READABLE:
        return _Layout(area, party, middle, 0, paint.width, stacked=True)
    return _Layout(area, party, middle, verdict, rest)


def _areas(row: _Row) -> tuple[str, ...]:
    return tuple(item.issue.title for item in row.items if item.issue.area is not None)


def _longest(row: _Row, party: int, paint: Paint) -> int:
    lines = [line for p in row.item.positions for line in _options(p, party, 1000, paint)]
    return max(line.cell_len for line in lines)


def _lines(row: _Row, layout: _Layout, paint: Paint) -> Lines:
    """A row of the table: areas, the parties' tracks, the verdict and the reasons."""
    areas: Lines = []
    for title in _areas(row):
        areas += paint.wrap(paint.text(title), first="  ", rest="  ", width=layout.area)
    middle: Lines = []
    for position in row.item.positions:
        middle += _party(position, row, layout, paint)
    verdict = [_verdict(row.item.verdict, paint)]
    reasons = _reasons(row, "    " if layout.stacked else "", layout.reasons, paint)
    left = [(areas, layout.area), (middle, layout.middle)]
    if layout.stacked:
        return [*paint.beside([*left, (verdict, 0)]), *reasons]
    if layout.verdict:
        return paint.beside([*left, (verdict, layout.verdict), (reasons, 0)])
    return paint.beside([*left, (verdict + reasons, 0)])


def _block(row: _Row, paint: Paint) -> Lines:
    """A row as a block for narrow terminals: everything below each other."""
    lines: Lines = []
    if areas := _areas(row):
        lines += paint.wrap(paint.text(", ".join(areas)), first="  ", rest="    ")
    lines.append(paint.join("  ", _verdict(row.item.verdict, paint)))
    names = [paint.text(position.party).cell_len for position in row.item.positions]
    room = (paint.width or NARROW) - 4
    party = min(max(names), max(room - CELLS - 2, 8))
    layout = _Layout(0, party, room, 0, None)
    for position in row.item.positions:
        lines += [paint.join("    ", line) for line in _party(position, row, layout, paint)]
    return lines + _reasons(row, "    ", paint.width, paint)


def _reasons(row: _Row, indent: str, width: int | None, paint: Paint) -> Lines:
    texts = [paint.text(reason) for reason in row.reasons]
    if row.retreats:
        texts.append(paint.text(row.retreats, "dim"))
    lines: Lines = []
    for text in texts:
        lines += paint.wrap(text, first=indent, rest=f"{indent}  ", width=width)
    return lines


def _verdict(verdict: Verdict, paint: Paint) -> Text:
    sign = verdict_sign(verdict, ascii_only=paint.ascii_only)
    return Text(f"{sign} {verdict}", VERDICT_STYLES[verdict])


def _party(position: Position, row: _Row, layout: _Layout, paint: Paint) -> Lines:
    """A party's name and track, or its options by name."""
    name = paint.wrap(paint.text(position.party), width=layout.party)
    if position.silent:
        return paint.beside([(name, layout.party), ([paint.text("no data", "dim")], 0)])
    if not row.scale:
        return _options(position, layout.party, layout.middle, paint)
    drawn = Text()
    for mark, run in groupby(track(position, row.cells)):
        drawn.append(mark.sign(ascii_only=paint.ascii_only) * len(list(run)), _MARK_STYLES[mark])
    return paint.beside([(name, layout.party), ([drawn], 0)])


def _options(position: Position, party: int, middle: int, paint: Paint) -> Lines:
    """A party's marks on options with their names: beside the party where they fit, else below."""
    if position.silent:
        return paint.beside([([paint.text(position.party)], party), ([paint.text("no data")], 0)])
    named = []
    for mark, region in marked(position).items():
        if region and mark is not Mark.NEITHER:
            names = region_text(region, others=mark in REFUSALS)
            named.append(_sign(mark, f" {names}", paint))
    name = paint.wrap(paint.text(position.party), width=party)
    room = middle - party - 2
    if all(line.cell_len <= room for line in named):
        return paint.beside([(name, party), (named, 0)])
    wrapped = [
        line for entry in named for line in paint.wrap(entry, first=" ", rest="   ", width=middle)
    ]
    return [*name, *wrapped]


# Below the table


def _marks(row: _Row) -> Iterator[Mark]:
    for position in row.item.positions:
        if row.scale:
            yield from track(position, row.cells)
        else:
            yield from (mark for mark, region in marked(position).items() if region)


def _legend(rows: Sequence[_Row], example: str | None, paint: Paint) -> Lines:
    """The signs in words, of the rarer ones those in use, and the command that shows more."""
    used = {mark for row in rows for mark in _marks(row)}
    verdicts = {row.item.verdict for row in rows}
    soft = {Mark.SOFTLY_REFUSED, Mark.SOFTLY_BOTH, Mark.SOFT}
    marks = [mark for mark in Mark if mark not in {*soft, Mark.MIXED} or mark in used]
    lines = _packed([_sign(mark, f" {mark.word}", paint) for mark in marks], paint)
    if soft & used:
        lines += paint.wrap(paint.text(_SOFT, "dim"))
    told = [
        paint.join(
            Text(verdict_sign(verdict, ascii_only=paint.ascii_only), VERDICT_STYLES[verdict]),
            f" {meaning}",
        )
        for verdict, meaning in MEANINGS.items()
        if verdict in verdicts
    ]
    lines += _packed(told, paint)
    if example is not None:
        hint = f"redlines show ISSUE: who said it, when, where (try redlines show {example})"
        lines += paint.wrap(paint.text(hint, "dim"))
    return lines


def _sign(mark: Mark, rest: str, paint: Paint) -> Text:
    sign = Text(mark.sign(ascii_only=paint.ascii_only), _MARK_STYLES[mark])
    return paint.join(sign, rest)


def _packed(entries: Sequence[Text], paint: Paint) -> Lines:
    """Entries beside each other, as many in a line as fit."""
    lines: Lines = []
    for entry in entries:
        if lines and paint.fits(lines[-1].cell_len + 2 + entry.cell_len):
            lines[-1] = paint.join(lines[-1], "  ", entry)
        else:
            lines.append(entry)
    return lines
