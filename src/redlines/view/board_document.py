"""An issue as a page tells it: the picture, drafts, what outcomes would cross, who says what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from redlines.case import Case, Claim, Statement, Verb, firmness
from redlines.deals import DealLine, DealReport, Landing
from redlines.findings import CheckReport
from redlines.history import IssueHistory, Timeline
from redlines.region import Region
from redlines.verdicts import GapReport, IssueGap, Position, Verdict
from redlines.view.document import (
    Block,
    Board,
    Draft,
    Glance,
    IssueTracks,
    Line,
    Panel,
    Picture,
    Saying,
    Tracks,
    Word,
    Words,
    titled,
    words,
)
from redlines.view.gap_document import issue_tracks, meaning, over, pictures, statements
from redlines.view.landing_document import crossed_text, lines_of, page_sections
from redlines.view.phrases import begun_told, claim_text, conjoined, marks, region_text, said_text
from redlines.view.picture import MANY, Cell, Column, State, laid_out, place
from redlines.view.show_document import not_in_force
from redlines.view.spoken import Text, fill

_STATES = {
    (Verb.DEMANDS, False): State.DEMANDS,
    (Verb.DEMANDS, True): State.SOFTLY_DEMANDS,
    (Verb.ACCEPTS, False): State.ACCEPTS,
    (Verb.ACCEPTS, True): State.SOFTLY_ACCEPTS,
    (Verb.REFUSES, False): State.REFUSES,
    (Verb.REFUSES, True): State.SOFTLY_REFUSES,
}


@dataclass(frozen=True)
class Settled:
    """What a plan settles of an issue, under the name of the plan, and the day of the plan."""

    plan: str
    regions: Mapping[str, Region]
    day: date | None

    def named(self, day: date | None) -> str:
        """The name on a page of a day, which says whether the plan is later than that."""
        later = self.day and day and self.day > day
        return fill(Text.LATER_DRAFT, plan=self.plan) if later else self.plan


@dataclass(frozen=True)
class _Crossing:
    """What outcomes of stuck issues would cross: the landings of each issue, and all red lines."""

    landings: Mapping[str, Sequence[Landing]]
    lines: Mapping[str, DealLine]

    @classmethod
    def of(cls, packages: DealReport) -> _Crossing:
        found: dict[str, list[Landing]] = {}
        for own in packages.landings:
            found.setdefault(own.issue.id, []).append(own)
        return cls(found, lines_of(packages))

    def told(
        self, issue: str, columns: Sequence[Column], case: Case
    ) -> tuple[tuple[str, tuple[Words, ...]], ...]:
        """By party what each column would cross, said once where neighbours share a landing."""
        by_party: dict[str, dict[int, Landing]] = {}
        bits: dict[int, int] = {}
        for own in self.landings.get(issue, ()):
            by_party.setdefault(own.party, {})[own.cell] = own
            bits[own.cell] = own.region.bits
        # The cells of an issue are the same for all parties.
        cells = [
            next((cell for cell, own in bits.items() if own >> column.first & 1), None)
            for column in columns
        ]
        return tuple(
            (party, tuple(self._told(own, cells, case))) for party, own in by_party.items()
        )

    def _told(
        self, landings: Mapping[int, Landing], cells: Iterable[int | None], case: Case
    ) -> Iterator[Words]:
        before = None
        for cell in cells:
            here = None if cell is None or cell == before else landings.get(cell)
            yield words(crossed_text(here, self.lines, case)) if here else ()
            before = cell


def boards(
    report: GapReport,
    case: Case,
    packages: DealReport,
    checks: Sequence[CheckReport],
    time: Timeline | None = None,
) -> Iterator[Board]:
    """Every issue of a report in the order of the case.

    `packages` tell what each outcome of a stuck issue would cross, `checks` what plans settle,
    `time` since when a verdict stands.
    """
    histories = histories_of(time)
    drafts = settled(checks)
    crossing = _Crossing.of(packages)
    stuck = [own.issue.id for own in report.issues if own.blocking_sets]
    sections = page_sections(packages, case, stuck)
    every = _by_heading(case)
    day = report.assumption.day
    for heading, items in report.by_heading().items():
        own = case.headings[heading]
        rows = pictures(items, case, retreating=False)
        tracks = issue_tracks(heading, rows, case, alone=True)
        groups = list(_alike(items))
        panels = (
            panel
            for alike in groups
            for group, picture in (
                rows if len(groups) == 1 else pictures(alike, case, retreating=False)
            )
            for panel in _panels(group, picture, crossing, drafts, case, day)
        )
        about = {item.issue.id for item in items}
        said = every.get(heading, ())
        below = not_in_force(said, case, day, about)
        one = replace(report, issues=items)
        yield Board(
            heading,
            own.title,
            own.question or "",
            tuple(panels),
            tuple(replace(section, fold=True) for section in below),
            _plain(
                own.question,
                report.parties,
                tracks,
                sections.get(heading, ()),
                statements(one, said, case),
            ),
            tuple(_since(items, histories, report, case)),
        )


def _by_heading(case: Case) -> dict[str, list[Statement]]:
    """The statements about each issue, in the order of the case."""
    found: dict[str, list[Statement]] = {}
    for said in case.statements.values():
        for heading in dict.fromkeys(case.issues[issue].heading for _, issue, _ in said.terms):
            found.setdefault(heading, []).append(said)
    return found


def histories_of(time: Timeline | None) -> dict[str, IssueHistory]:
    """The histories of issues by their ids."""
    return {own.issue.id: own for own in time.issues} if time else {}


def stuck_since(
    row: Glance, histories: Mapping[str, IssueHistory], report: GapReport, case: Case
) -> str:
    """Since when red lines leave nothing on the issues of a line, as far as the record shows."""
    day = report.assumption.day
    found: dict[str, list[str]] = {}
    stuck = row.issues if row.stuck and day else ()
    for history in (histories[id_] for id_ in stuck if id_ in histories):
        if first := history.stands(day).from_:
            told = begun_told(first, history.issue.id, report.parties, case)
            found.setdefault(told, []).append(history.issue.title)
    several = len(found) > 1
    days = [f"{own} ({', '.join(areas)})" if several else own for own, areas in found.items()]
    return fill(Text.STUCK_SINCE, days=conjoined(days)) if days else ""


def _since(
    items: Iterable[IssueGap],
    histories: Mapping[str, IssueHistory],
    report: GapReport,
    case: Case,
) -> Iterator[str]:
    """Since when verdicts stand; what only the record shows is told as that, and is no move."""
    found: dict[str, list[str]] = {}
    for item in items:
        history = histories.get(item.issue.id)
        if history is None or item.verdict is Verdict.UNSTATED:
            continue
        span = history.stands(report.assumption.day)
        if span.from_:
            since = "on record since" if span.coverage else "since a move on"
            # Of a contested issue the record shows since when something is left, not contested.
            word = "something left" if item.contested else item.verdict
            first = begun_told(span.from_, item.issue.id, report.parties, case)
            told = f"{word} {since} {first}"
            found.setdefault(told, []).append(item.issue.title)
    for told, areas in found.items():
        yield f"{', '.join(areas)}: {told}" if len(found) > 1 else told


def _alike(items: Iterable[IssueGap]) -> Iterator[list[IssueGap]]:
    """The areas of an issue together on which claim for claim the same is said and counts."""
    found: dict[object, list[IssueGap]] = {}
    for item in items:
        said = [
            [(c.statement.id, c.verb, c.region.bits) for c in claims]
            for own in item.positions
            for claims in (own.claims, own.counted)
        ]
        found.setdefault((item.issue.outcomes, str(said)), []).append(item)
    yield from found.values()


def _plain(
    question: str | None,
    parties: tuple[str, ...],
    tracks: IssueTracks,
    crossing: Iterable[Block],
    said: Iterable[Line],
) -> tuple[Block, ...]:
    """The same in the blocks of every format."""
    asked = (Line((Word(question),)),) if question else ()
    drawn = Tracks(parties, (tracks,))
    folded = titled("Statements", said, fold=True)
    return titled(tracks.title, (*asked, drawn, *crossing, *folded))


# What stands below a picture


def _panels(
    items: Sequence[IssueGap],
    picture: Picture,
    crossing: _Crossing,
    settled: Sequence[Settled],
    case: Case,
    day: date | None,
) -> Iterator[Panel]:
    """The areas of a picture, together where each outcome crosses the same."""
    columns = picture.drawing.columns
    found: dict[tuple[tuple[str, tuple[Words, ...]], ...], list[IssueGap]] = {}
    for item in items:
        found.setdefault(crossing.told(item.issue.id, columns, case), []).append(item)
    for told, own in found.items():
        yield Panel(
            over(picture, own),
            _meaning(own[0]),
            tuple(_drafts(own, columns, settled, day)),
            told,
            tuple(_voices(own, case)),
        )


def _meaning(item: IssueGap) -> str:
    """What the verdict means, and what it would be without what is soft."""
    softly = item.verdict is Verdict.INSURMOUNTABLE and item.at_best is not item.verdict
    told = meaning(item)
    return fill(Text.SOFTLY_STUCK, meaning=told, verdict=item.at_best) if softly else told


def settled(checks: Iterable[CheckReport]) -> tuple[Settled, ...]:
    """What some plans settle, each under a name of its own."""
    titles = [check.plan.title for check in checks]
    return tuple(
        Settled(
            f"{check.plan.title}, {check.plan.day}"
            if titles.count(check.plan.title) > 1 and check.plan.day
            else check.plan.title,
            {own.issue: own.region for own in check.settlements if own.region is not None},
            check.plan.day,
        )
        for check in checks
    )


def _drafts(
    items: Sequence[IssueGap],
    columns: Sequence[Column],
    settled: Iterable[Settled],
    day: date | None,
) -> Iterator[Draft]:
    """What plans say on the issue, those together that say the same."""
    found: dict[int, tuple[Region, list[str]]] = {}
    for own in settled:
        said: dict[int, tuple[Region, list[str]]] = {}
        for item in items:
            region = own.regions.get(item.issue.id)
            if region is not None:
                said.setdefault(region.bits, (region, []))[1].append(item.issue.title)
        for bits, (region, areas) in said.items():
            whole = len(areas) == len(items)
            name = own.named(day)
            name += "" if whole else f" ({', '.join(areas)})"
            found.setdefault(bits, (region, []))[1].append(name)
    for region, plans in found.values():
        at = tuple(
            i
            for i, column in enumerate(columns)
            if region & region.outcomes.span(column.first, column.last)
        )
        spans = (
            (place(region.outcomes, first), 0.0)
            if first == last
            else laid_out(region.outcomes, first, last)
            for start, end in region.runs()
            for first, last in _apart(start, end, region.outcomes.unlimited)
        )
        # A draft that names every outcome has not said everything: it leaves the issue open.
        told = region_text(region, bare=True) if ~region else fill(Text.LEFT_OPEN)
        yield Draft(tuple(plans), told, at, tuple(spans))


def _apart(first: int, last: int, free: int | None) -> tuple[tuple[int, int], ...]:
    """A stretch, without what has no limit and that, which is drawn apart."""
    return ((first, last - 1), (last, last)) if first < last == free else ((first, last),)


# Who says what


def _voices(items: Sequence[IssueGap], case: Case) -> Iterator[tuple[str, tuple[Saying, ...]]]:
    """Party by party its statements in force, an act once with all its verbs.

    Of many parties those that refuse stand first, as statements do.
    """
    about = {item.issue.id for item in items}
    found: list[tuple[str, list[Position], list[list[Claim]]]] = []
    for at, party in enumerate(items[0].parties):
        own = [item.positions[at] for item in items]
        acts: dict[str, list[Claim]] = {}
        for position in own:
            for claim in position.claims:
                acts.setdefault(claim.statement.id, []).append(claim)
        if acts:
            found.append((party, own, sorted(acts.values(), key=_first_rank)))
    if len(found) > MANY:
        found.sort(key=lambda voice: _first_rank(voice[2][0]))
    for party, own, ordered in found:
        yield party, tuple(_saying(claims, own, about, case) for claims in ordered)


def _first_rank(claims: Iterable[Claim]) -> tuple[bool, bool, int, int]:
    return min(map(_rank, claims))


def _rank(claim: Claim) -> tuple[bool, bool, int, int]:
    """Refusals first, then hard before soft, the firmest, the newest."""
    said = claim.statement
    return (
        claim.verb is not Verb.REFUSES,
        claim.soft,
        firmness(said.basis),
        -(said.said.day or date.min).toordinal(),
    )


def _saying(
    claims: Sequence[Claim], positions: Iterable[Position], about: set[str], case: Case
) -> Saying:
    first = min(claims, key=_rank)
    said = first.statement
    behind = {id(held.claim): held for own in positions for held in own.held_back}
    own = [behind[id(claim)] for claim in claims if id(claim) in behind]
    partly = any(held.region != held.claim.region for held in own)
    behind_own = fill(Text.PARTLY_BEHIND if partly else Text.BEHIND)
    held_back = [behind_own] if own else []
    by = said.by or said.name or ""
    told = dict.fromkeys((*marks(said, first.verb, case), *held_back))
    return Saying(
        Cell(_STATES[first.verb, first.soft]),
        said.id,
        claim_text(said, case, about),
        said.note or "",
        by,
        (said_text(said.said), *(text for text in told if text != by)),
        _sources(said, case),
    )


def _sources(said: Statement, case: Case) -> Words:
    found = []
    for name in said.sources:
        source = case.sources.get(name)
        text = (source.publisher or source.title) if source else name
        found.append(Word(text, url=source.url if source else None))
    return tuple(found)
