"""The gap between parties as a document: the answer first, then issue by issue tracks and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from redlines.case import Case, Statement
from redlines.catalogue import RULES
from redlines.region import Kind
from redlines.verdicts import GapReport, IssueGap, Position, Verdict, contested, worst
from redlines.view.document import (
    Block,
    Document,
    Grid,
    Head,
    IssueTracks,
    Line,
    Packed,
    Picture,
    Section,
    Style,
    Track,
    Tracks,
    Word,
    Words,
    answer,
    mark_word,
    remarks,
    signed,
    titled,
    tracks_of,
    words,
)
from redlines.view.drawing import drawing
from redlines.view.phrases import act, region_text, said_text, span_text
from redlines.view.reasons import because, retreat_text
from redlines.view.tracks import REFUSALS, Mark, Stretch, marked, sets_of, stretches, track
from redlines.view.wording import MEANINGS, facts, headline, known_texts, later_text

if TYPE_CHECKING:
    from redlines.findings import Finding

AT_BEST = "at best: soft red lines gone, other soft claims counted"
SOFT = f"soft: conditional, disputed or vague; {AT_BEST}"
_STYLES: dict[Verdict, Style] = {
    Verdict.INSURMOUNTABLE: "worst",
    Verdict.BRIDGEABLE: "bad",
    Verdict.OVERLAP: "fair",
    Verdict.AGREED: "good",
    Verdict.UNSTATED: "strange",
}
NO_LANDINGS: Mapping[str, tuple[Block, ...]] = MappingProxyType({})
SOFT_MARKS = {Mark.SOFTLY_REFUSED, Mark.SOFTLY_BOTH, Mark.SOFT}


def gap_document(
    report: GapReport,
    case: Case,
    *,
    sort_by_verdict: bool = False,
    shown: GapReport | None = None,
    findings: Sequence[Finding] = (),
    note: str | None = None,
    landings: Mapping[str, tuple[Block, ...]] = NO_LANDINGS,
) -> Document:
    """The gap between parties in the sections of the case, or in one list, the worst first.

    `shown` is what is left of it issue by issue; the head is of all of it. `findings` adds what
    was accepted, `note` what is to be known. `landings` hold by heading what each outcome of a
    stuck issue would cross; where there are some, they stand in the place of retreats.
    """
    head, sentences = Head(case.title, facts(report, case)), headline(report, case)
    drawn, example = issue_blocks(
        report, case, shown=shown, sort_by_verdict=sort_by_verdict, landings=landings
    )
    every = [i for own in tracks_of(drawn) for i in own.issues]
    every_landing = (block for blocks in landings.values() for block in blocks)
    legend = (*landing_legend(every_landing), *_legend(shown or report, every, example))
    below, folded = accepted(findings, case)
    known = remarks(*known_texts(report, case, later_text(report.later), note))
    return Document(
        screen=(head, *map(answer, sentences), *known, *drawn, *below, Section("", legend)),
        page=(
            head,
            *known,
            *(Line(words(sentence), "item") for sentence in sentences),
            *drawn,
            *folded,
            *titled("Statements", statements(shown or report, case.statements.values(), case)),
        ),
    )


UNBETTERED = Word("› ", ascii="> ")


def landing_legend(sections: Iterable[Block]) -> tuple[Line, ...]:
    """What the sign of an outcome that no other betters means; nothing where none has it."""
    grids = (b for own in sections if isinstance(own, Section) for b in own.blocks)
    rows = (row for grid in grids if isinstance(grid, Grid) for row in grid.rows)
    if not any(UNBETTERED in row[0] for row in rows):
        return ()
    return remarks(
        "› no other outcome is nearer for one party and no farther for the others",
        "steps, amounts: how far from what a party does not refuse; +1: one more says so",
    )


def issue_blocks(
    report: GapReport,
    case: Case,
    *,
    shown: GapReport | None = None,
    sort_by_verdict: bool = False,
    landings: Mapping[str, tuple[Block, ...]] = NO_LANDINGS,
) -> tuple[tuple[Block, ...], str | None]:
    """The issues with their tracks and reasons, in their sections, and the first as an example."""
    found = list((shown or report).by_heading().items())
    if sort_by_verdict:
        found.sort(key=lambda entry: worst(entry[1]).severity)
    sections: dict[str | None, list[IssueTracks]] = {}
    crossing: dict[str | None, list[Block]] = {}
    for heading, items in found:
        section = None if sort_by_verdict else case.headings[heading].section
        retreating = heading not in landings
        rows = pictures(items, case, sort_by_verdict=sort_by_verdict, retreating=retreating)
        issue = issue_tracks(heading, rows, case, alone=len(found) == 1)
        sections.setdefault(section, []).append(issue)
        crossing.setdefault(section, []).extend(landings.get(heading, ()))
    drawn: list[Block] = []
    for section, issues in sections.items():
        block = Tracks(report.parties, tuple(issues))
        title = case.sections.get(section, section) if section else "Other issues"
        own = (block, *crossing[section])
        drawn += [Section(title, own)] if len(sections) > 1 or section else own
    return tuple(drawn), found[0][0] if found else None


def accepted(
    findings: Sequence[Finding], case: Case
) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """What was accepted; most runs accept nothing and need none of the words for it."""
    if not findings:
        return (), ()
    from redlines.view.aside import aside

    return aside(findings, case)


_Row = tuple[tuple[IssueGap, ...], Picture]


def pictures(
    items: Sequence[IssueGap], case: Case, *, sort_by_verdict: bool = False, retreating: bool
) -> tuple[_Row, ...]:
    """The issues of a heading, those with the same picture together."""
    found: dict[tuple[tuple[str, ...], Picture], list[IssueGap]] = {}
    for item in items:
        cells = stretches(item.issue.outcomes, item.positions)
        scale = _scale(item, cells)
        picture = Picture(
            issues=(),
            areas=(),
            scale=scale,
            tracks=tuple(_tracks(item.positions, cells if scale else ())),
            drawing=drawing(item),
            verdict=verdict_sign(item, f" {_verdict_word(item)}"),
            reasons=because(item, case),
            retreats=retreat_text(item) if retreating else None,
        )
        found.setdefault((item.issue.outcomes.names, picture), []).append(item)
    rows = [(tuple(own), over(drawn, own)) for (_, drawn), own in found.items()]
    if sort_by_verdict:
        rows.sort(key=lambda row: row[0][0].verdict.severity)
    return tuple(rows)


def over(drawn: Picture, items: Sequence[IssueGap]) -> Picture:
    """A picture as that of an issue or of some of its areas."""
    return replace(drawn, issues=tuple(item.issue.id for item in items), areas=_areas(items))


def _areas(items: Iterable[IssueGap]) -> tuple[str, ...]:
    return tuple(item.issue.title for item in items if item.issue.area is not None)


def _scale(item: IssueGap, cells: Sequence[Stretch]) -> tuple[str, ...]:
    """What the cells of a track stand for, in their order; empty for options, which name them."""
    outcomes = item.issue.outcomes
    if not outcomes.ordered:
        return ()
    spans = [span_text(outcomes, own.first, own.last, unit=False, apart=False) for own in cells]
    if outcomes.kind is Kind.QUANTITY:
        unit = f"{outcomes.unit_name}: " if outcomes.unit_name else ""
        return (f"{unit}{' | '.join(spans)}",)
    return tuple(spans)


def _tracks(positions: Sequence[Position], cells: Sequence[Stretch]) -> Iterator[Track]:
    """The track of each party, told once for parties whose sets are the same."""
    known: dict[tuple[bool | int, ...], Track] = {}
    for own in positions:
        if (sets := sets_of(own)) not in known:
            known[sets] = _track(own, cells)
        yield replace(known[sets], party=own.party)


def _track(position: Position, cells: Sequence[Stretch]) -> Track:
    if position.silent:
        return Track(position.party, (Mark.NEITHER,) * sum(cell.cells for cell in cells), None)
    named = [
        (mark, region_text(region, others=mark in REFUSALS))
        for mark, region in marked(position).items()
        if region and mark is not Mark.NEITHER
    ]
    return Track(position.party, track(position, cells), tuple(named))


def sign_of(verdict: Verdict, told: str = "") -> Word:
    """The sign of a verdict, contested or not, with what is told behind it."""
    return signed(RULES[verdict.id].sign, _STYLES[verdict], told)


def contested_sign(told: str = "") -> Word:
    """The sign of what is bridgeable and contested, with what is told behind it."""
    return signed(("◇", "!"), "bad", told)


def verdict_sign(item: IssueGap, told: str = "") -> Word:
    """The sign of a verdict, of a contested issue its own."""
    return contested_sign(told) if item.contested else sign_of(item.verdict, told)


def _verdict_word(item: IssueGap) -> str:
    return "contested" if item.contested else item.verdict


def verdict_legend(items: Iterable[IssueGap]) -> tuple[Words, ...]:
    """The signs of some verdicts with their words and what they mean, the worst first."""
    found = {}
    for item in sorted(items, key=lambda own: (own.verdict.severity, not own.contested)):
        found[verdict_sign(item)] = f" {_verdict_word(item)}: {meaning(item)}"
    return tuple(words(sign, told) for sign, told in found.items())


def meaning(item: IssueGap) -> str:
    """What the verdict on an issue means, in few words."""
    return CONTESTED if item.contested else MEANINGS[item.verdict]


def counted_rows(
    report: GapReport, case: Case
) -> Iterator[tuple[Word, str, str, tuple[tuple[str, str], ...]]]:
    """Each verdict with its sign, word and meaning, and the issues that have it, worst first."""
    found: dict[tuple[int, bool], list[tuple[IssueGap, str]]] = {}
    for heading, items in report.by_heading().items():
        verdict, how = worst(items), contested(items)
        first = next(i for i in items if i.verdict is verdict and bool(i.contested) is bool(how))
        found.setdefault((verdict.severity, not how), []).append((first, heading))
    for _, own in sorted(found.items()):
        item = own[0][0]
        issues = tuple((heading, case.headings[heading].title) for _, heading in own)
        yield verdict_sign(item), _verdict_word(item), meaning(item), issues


CONTESTED = "one demands what another refuses"


def every_verdict() -> Iterator[tuple[str, str, str]]:
    """The word of each verdict, and of a contested one, with its sign and its meaning."""
    yield "contested", contested_sign().text, CONTESTED
    for verdict in Verdict:
        yield verdict, sign_of(verdict).text, MEANINGS[verdict]


def issue_tracks(heading: str, rows: Sequence[_Row], case: Case, *, alone: bool) -> IssueTracks:
    """An issue with the areas in which it is worst, in brief where it has no verdict at all."""
    items = tuple(item for own, _ in rows for item in own)
    order = case.headings[heading].issues
    areas = _areas(sorted(items, key=lambda item: order.index(item.issue.id)))
    verdict = worst(items)
    stuck = [item.issue.title for item in items if item.verdict is verdict]
    brief = []
    if not alone and all(item.verdict is Verdict.UNSTATED for item in items):
        for _, picture in rows:
            where = ", ".join(picture.areas) if len(rows) > 1 else ""
            brief.append(f"{where}: {picture.reasons[0]}" if where else picture.reasons[0])
    return IssueTracks(
        id=heading,
        title=case.headings[heading].title,
        note=f" ({verdict} in: {', '.join(stuck)})" if len(stuck) < len(items) else "",
        areas=areas,
        pictures=tuple(picture for _, picture in rows),
        brief="; ".join(brief),
    )


def _legend(
    report: GapReport, issues: Iterable[IssueTracks], example: str | None
) -> Iterator[Packed | Line]:
    """The signs in words, of the rarer ones those in use, and the command that shows more."""
    tracks = [own for issue in issues for picture in issue.pictures for own in picture.tracks]
    used = {mark for own in tracks for mark in own.cells or [m for m, _ in own.named or ()]}
    marks = [mark for mark in Mark if mark not in {*SOFT_MARKS, Mark.MIXED} or mark in used]
    yield Packed(tuple((mark_word(mark), Word(f" {mark.word}")) for mark in marks))
    if SOFT_MARKS & used:
        yield from remarks(SOFT)
    yield Packed(verdict_legend(report.issues))
    if example is not None:
        hint = f"redlines show ISSUE: who said it, when, where (try redlines show {example})"
        yield from remarks(hint)


def statements(report: GapReport, among: Iterable[Statement], case: Case) -> Iterator[Line]:
    """Of some statements those behind the report, each with its sources."""
    ids = {
        claim.statement.id
        for item in report.issues
        for position in item.positions
        for claim in position.claims
    }
    for statement in among:
        if statement.id not in ids:
            continue
        said = f"{', '.join(statement.parties)}, {said_text(statement.said)}"
        told = ", ".join(part for part in (said, statement.by, *act(statement)) if part)
        note = (": ", statement.note) if statement.note else ()
        links = []
        for name in statement.sources:
            source = case.sources.get(name)
            text = f"{name}: {source.publisher or source.title}" if source else name
            links.append(Word(text, url=source.url if source else None))
        named = words(Word(statement.id, "bold"), f" ({told})", *note)
        yield Line(named, "item", links=tuple(links))
