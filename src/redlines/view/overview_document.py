"""The first screen of a gap: a line for each issue, the worst first, and what has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from redlines.case import Case, Claim, Verb
from redlines.verdicts import GapReport, IssueGap, RedLine, Verdict
from redlines.view.document import (
    MOST_TRACKS,
    Block,
    Document,
    Glance,
    Head,
    Line,
    Overview,
    Packed,
    Refusal,
    Section,
    Word,
    Words,
    answer,
    mark_word,
    remarks,
    titled,
    words,
)
from redlines.view.drawing import drawing
from redlines.view.gap_document import (
    SOFT_MARKS,
    accepted,
    issue_blocks,
    statements,
    verdict_legend,
    verdict_sign,
)
from redlines.view.phrases import (
    act,
    conjoined,
    day_told,
    region_text,
    silent_text,
    softness,
)
from redlines.view.reasons import telling
from redlines.view.spoken import Text, fill
from redlines.view.tracks import Mark, stretches, tracks
from redlines.view.wording import facts, known_texts, later_text, only_softly, parties_text

if TYPE_CHECKING:
    from redlines.findings import Finding

Part = tuple[str, tuple[Glance, ...]]
_TWO = 2
# So many issues without a verdict are named, headline issues first.
_NAMED = 6
# So many are named of those that red lines leave nothing of.
_TITLES = 20
# A quantity is drawn on so many cells here where they tell all that differs: words need room.
_CELLS = 8
_SOFT = "conditional, disputed, vague"
_HELD_BACK = {Verb.DEMANDS: "demanded", Verb.ACCEPTS: "offered"}
_RANKS = [
    (Verdict.INSURMOUNTABLE, False),
    (Verdict.BRIDGEABLE, True),
    (Verdict.BRIDGEABLE, False),
    (Verdict.OVERLAP, False),
    (Verdict.AGREED, False),
]


def overview_document(
    report: GapReport,
    case: Case,
    *,
    shown: GapReport | None = None,
    findings: Sequence[Finding] = (),
    note: str | None = None,
) -> Document:
    """The gap at a glance: headline issues first, in each part the worst first.

    On a page the issues with their tracks and reasons follow, folded. `shown` is what is left of
    the report issue by issue; the head is of all of it.
    """
    listed = shown or report
    _, *rest = facts(report, case)
    head = Head(case.title, (parties_text(report.parties, case), *rest))
    answers = tuple(map(answer, sentences(report, case)))
    known = remarks(*known_texts(report, case, later_text(report.later), note))
    parts = tuple(parts_of(listed, case))
    drawn = {mark for _, rows in parts for row in rows for track in row.tracks for mark in track}
    overview = Overview(report.parties, parts, _marks(drawn))
    silent = tuple(silent_lines(listed, case))
    below, folded = accepted(findings, case)
    example = next(iter(listed.by_heading()), None)
    screen: tuple[Block, ...] = (
        head,
        *answers,
        *known,
        replace(overview, rest=silent),
        *below,
        *_legend(listed, parts, drawn, example),
    )

    def page() -> tuple[Block, ...]:
        pages, _ = issue_blocks(report, case, shown=shown)
        return (
            head,
            *known,
            *answers,
            overview,
            *silent,
            *titled("Issue by issue, and why", pages, fold=True),
            *folded,
            *titled("Statements", statements(listed, case.statements.values(), case), fold=True),
        )

    return Document(screen, page)


# What is told first


def sentences(report: GapReport, case: Case) -> Iterator[str]:
    """On what nothing is left, where one asks for what another refuses, where too few spoke."""
    judged, of = spoken_on(report)
    hard, softly = stuck_headings(report)
    told = {"of": of, "titles": _titles(hard or softly, case)}
    if hard:
        soft = fill(Text.ALSO_SOFTLY, number=len(softly), titles=_titles(softly, case))
        also = soft if softly else ""
        yield fill(Text.LEAVE_NOTHING, number=len(hard), also=also, **told)
    elif softly:
        yield fill(Text.SOFTLY_LEAVE_NOTHING, number=len(softly), **told)
    elif judged:
        yield fill(Text.LEAVE_SOMETHING, number=judged, of=of)
    yield from others(report, more=Text.AS_WELL if hard or softly else "")


def spoken_on(report: GapReport) -> tuple[int, str]:
    """On how many issues there is a verdict, as a number and in words."""
    judged = len(report.by_heading()) - report.totals()[Verdict.UNSTATED]
    two = len(report.parties) == _TWO
    text = Text.SPOKEN_ON_BY_BOTH if two else Text.SPOKEN_ON_BY_TWO
    return judged, fill(text, number=judged)


def others(report: GapReport, *, more: str) -> Iterator[str]:
    """On how many issues one demands what another refuses, on how many not, and on what none."""
    totals, contested = report.totals(), report.contested()
    two = len(report.parties) == _TWO
    parts, on = [], []
    free = totals[Verdict.BRIDGEABLE] - len(contested)
    met = totals[Verdict.OVERLAP] + totals[Verdict.AGREED]
    if contested:
        text = Text.CONTESTED_BY_BOTH if two else Text.CONTESTED
        on.append(fill(text, number=len(contested), more=more))
    if free:
        on.append(fill(Text.NO_DEMAND_REFUSED, number=free, more="" if contested else more))
    if met:
        on.append(fill(Text.MEET, number=met))
    if on:
        parts.append(fill(Text.ON_EACH, told=Text.ON.join(on)))
    if unstated := totals[Verdict.UNSTATED]:
        parts.append(fill(Text.ON_SILENT_BOTH if two else Text.ON_SILENT, number=unstated))
    if parts:
        yield " ".join(parts)


def stuck_headings(report: GapReport) -> tuple[list[str], list[str]]:
    """The headings on which red lines leave nothing, and those on which only soft ones do."""
    hard: list[str] = []
    softly: list[str] = []
    for heading, items in report.by_heading().items():
        stuck = [item for item in items if item.verdict is Verdict.INSURMOUNTABLE]
        if stuck:
            (softly if all(map(only_softly, stuck)) else hard).append(heading)
    return hard, softly


def _titles(headings: Sequence[str], case: Case) -> str:
    """Headings by title, of very many the first."""
    named = [case.headings[heading].title for heading in headings[:_TITLES]]
    more = len(headings) - len(named)
    return ", ".join([*named, *([fill(Text.MORE, number=more)] if more else [])])


# A line for each issue


def parts_of(report: GapReport, case: Case) -> Iterator[Part]:
    """The headline issues and the others, each part the worst first."""
    found: dict[bool, list[tuple[int, Glance]]] = {True: [], False: []}
    for heading, items in report.by_heading().items():
        found[case.headings[heading].headline] += _rows(items, case)
    for title, rows in (
        (Text.HEADLINE_ISSUES, found[True]),
        (Text.OTHER_ISSUES, found[False]),
    ):
        if rows:
            rows.sort(key=lambda row: row[0])
            yield title if found[True] else "", tuple(glance for _, glance in rows)


def _rows(items: Sequence[IssueGap], case: Case) -> Iterator[tuple[int, Glance]]:
    """The lines of an issue, each with its rank; areas that look the same share one."""
    found: list[tuple[int, Glance, list[IssueGap]]] = []
    for item in items:
        if item.verdict is not Verdict.UNSTATED:
            cells = stretches(item.issue.outcomes, item.positions, cells=_CELLS)
            first = _first_set(item)
            glance = Glance(
                sign=verdict_sign(item),
                verdict=item.verdict,
                contested=item.contested is not None,
                soft=only_softly(item),
                id=item.issue.heading,
                issues=(),
                heading=case.headings[item.issue.heading].title,
                areas=(),
                tracks=tracks(item.positions, cells),
                drawing=drawing(item),
                asked=_asked(item) if item.contested else "",
                askers=_askers(item) if item.contested else "",
                told=_told(item, first),
                brief=_told(item, first, brief=True),
                blunt=_outcome(item, first, brief=True),
                without=_without(item),
                spoken=len(item.positions) - len(item.silent),
                blocked=tuple(map(_refusing, first)),
            )
            rank = 2 * _RANKS.index((glance.verdict, glance.contested)) + glance.soft
            # Compared and not looked up: few areas differ late, and to hash a line takes longer.
            alike = next((own for at, same, own in found if (at, same) == (rank, glance)), None)
            if alike is None:
                found.append((rank, glance, alike := []))
            alike.append(item)
    for rank, glance, own in found:
        areas = () if len(own) == len(items) else tuple(item.issue.title for item in own)
        yield rank, replace(glance, areas=areas, issues=tuple(item.issue.id for item in own))


def _told(item: IssueGap, first: Sequence[RedLine], *, brief: bool = False) -> str:
    """Who blocks whom and what is offered all the same, or what is left, or met."""
    behind = [own.claim for position in item.positions for own in position.held_back]
    if item.verdict is not Verdict.INSURMOUNTABLE or not behind:
        return _outcome(item, first, brief=brief)
    verbs = {claim.verb: _HELD_BACK[claim.verb] for claim in behind}
    ids = tuple(dict.fromkeys(claim.statement.id for claim in behind))
    held = f"{' or '.join(verbs.values())} behind own red lines: {_few(ids)}"
    return f"{_outcome(item, first, brief=brief)}; {held}"


def _without(item: IssueGap) -> str:
    """Who is silent, of many parties how many are not; who blocks needs nobody else to speak."""
    asked, silent = len(item.positions), item.silent
    if item.verdict is Verdict.INSURMOUNTABLE or not silent:
        return ""
    if asked > MOST_TRACKS:
        return fill(Text.SOME_SPOKE, number=asked - len(silent), asked=asked)
    return fill(Text.NOT_SPOKEN, silent=silent_text(silent))


def _outcome(item: IssueGap, first: Sequence[RedLine], *, brief: bool) -> str:
    if item.verdict is Verdict.INSURMOUNTABLE:
        return _blocked(item, first, brief=brief)
    if _something_left(item):
        return fill(Text.LEFT, region=region_text(item.zone, bare=True))
    bridgeable = item.verdict is Verdict.BRIDGEABLE
    return fill(Text.NOTHING_REFUSED) if bridgeable else region_text(item.zone, bare=True)


def _something_left(item: IssueGap) -> bool:
    """Whether the zone is told as what is left of more, and not as what is met or agreed."""
    return item.verdict is Verdict.BRIDGEABLE and any(own.refused for own in item.positions)


def _blocked(item: IssueGap, lines: Sequence[RedLine], *, brief: bool) -> str:
    """The red lines of the set that is told first, each by the statement that stands for it."""
    if not item.blocking_sets:
        return fill(Text.NOT_TOLD)
    more = (item.blocking_sets_total or len(item.blocking_sets)) - 1
    least = "" if item.blocking_sets_total else "at least "
    pair = "pair" if len(item.blocking_sets[0]) == _TWO else "set"
    also = f"; {least}{more} more {pair}{'s'[: more != 1]}" if more else ""
    if more and brief:
        also = f"; {least}+{more}"
    # Of two parties the tracks say which is which.
    named = len(item.positions) > _TWO
    told = [_line(line, named=named, brief=brief) for line in lines]
    if len(lines) == 1:
        own = _line(lines[0], named=False, brief=brief)
        return f"{lines[0].party} refuses everything: {own}{also}"
    if len(lines) > _TWO:
        return f"only together: {conjoined(told)}{also}"
    return f"{' against '.join(told)}{also}"


def _first_set(item: IssueGap) -> list[RedLine]:
    """The blocking set that is told first, in the order of the parties; empty without any."""
    order = {party: place for place, party in enumerate(item.parties)}
    chosen = min(item.blocking_sets, key=telling, default=())
    return sorted(chosen, key=lambda line: order[line.party])


def _line(line: RedLine, *, named: bool, brief: bool) -> str:
    """The statement that stands for a red line, with its basis, what is soft of it, and its day."""
    first = line.claims[0]
    said = first.statement
    day = day_told(said.said)
    form = [said.form] if said.form else []
    told = [*act(said), *day] if brief else [*act(said), *form, *softness([first]), *day]
    more = len(line.claims) - 1
    name = f"{said.id} +{more}" if more else said.id
    cited = f"{name} ({', '.join(told)})" if told else name
    return f"{line.party} {cited}" if named else cited


def _refusing(line: RedLine) -> Refusal:
    """A red line where there is room to name its speaker, or the act, and its party."""
    first, more = line.claims[0], len(line.claims) - 1
    id_ = first.statement.id
    name = fill(Text.ID_AND_MORE, id=id_, number=more) if more else id_
    return Refusal(line.party, speaker_text(first), id_, name)


def speaker_text(claim: Claim) -> str:
    """Who says something, or what the act is called, when, on which basis, and what is soft."""
    said = claim.statement
    who = said.by or said.name
    basis = [str(said.basis)] if said.basis and (said.by or not said.name) else []
    form = [said.form] if said.form else []
    day = day_told(said.said)
    return ", ".join([*([who] if who else []), *day, *basis, *form, *softness([claim])])


def _asked(item: IssueGap) -> str:
    """Who asks for what whom refuses, of many the first two."""
    refused = [own for own in item.unmet if own.refused_by]
    parties = {own.party for own in refused}
    if len(item.positions) == len(parties) == _TWO:
        return fill(Text.BOTH_DEMAND, parties=conjoined([own.party for own in refused]))
    told = []
    for own in refused[:_TWO]:
        others, number = _few(own.refused_by), len(own.refused_by)
        told.append(fill(Text.DEMANDS_REFUSED, party=own.party, others=others, number=number))
    more = len(refused) - len(told)
    return "; ".join((*told, *([fill(Text.MORE_DO, number=more)] if more else [])))


def _askers(item: IssueGap) -> str:
    """Whose demands another refuses, and no more of it: it is told also where nothing else is."""
    parties = list(dict.fromkeys(own.party for own in item.unmet if own.refused_by))
    demands = f"demand{'s'[: len(parties) > 1]}"
    return f"{demands} of {_few(parties)} refused" if parties else ""


def _few(parties: Sequence[str]) -> str:
    """Some parties, of many the first two and how many more."""
    more = len(parties) - _TWO
    shown = (*parties[:_TWO], fill(Text.MORE, number=more)) if more > 1 else parties
    return conjoined(shown)


# What has no line


def silent_lines(report: GapReport, case: Case, *, most: int = _NAMED) -> Iterator[Line]:
    """What only one has spoken on, by whom, and what nobody has; of more than `most` the first."""
    found: dict[str, list[tuple[bool, str]]] = {}
    for heading, items in report.by_heading().items():
        groups: dict[str, list[IssueGap]] = {}
        for item in items:
            if item.verdict is Verdict.UNSTATED:
                spoke = next((own.party for own in item.positions if not own.silent), "")
                groups.setdefault(spoke, []).append(item)
        title, first = case.headings[heading].title, not case.headings[heading].headline
        for party, own in groups.items():
            areas = ", ".join(item.issue.title for item in own)
            told = title if len(own) == len(items) else f"{title} ({areas})"
            found.setdefault(party, []).append((first, told))
    named = {
        party: [name for _, name in sorted(own, key=lambda x: x[0])] for party, own in found.items()
    }
    nobody = named.pop("", [])
    two = len(report.parties) == _TWO
    parts, room = [], most
    for party in (own for own in report.parties if own in named):
        shown = named[party][:room]
        room -= len(shown)
        if shown:
            parts.append(fill(Text.ON_WHAT, party=party, titles=", ".join(shown)))
    if parts:
        more = sum(map(len, named.values())) - most
        one = Text.ONE_OF_BOTH_SPOKE if two else Text.ONE_SPOKE
        yield _listed(one, "; ".join(parts), more)
    if nobody:
        none = Text.NEITHER_SPOKE if two else Text.NONE_SPOKE
        yield _listed(none, ", ".join(nobody[:most]), len(nobody) - most)


def _listed(label: Text, told: str, more: int) -> Line:
    listed = fill(Text.LISTED_MORE if more > 0 else Text.LISTED, told=told, number=more)
    return Line((Word(fill(label), "bold"), Word(listed)), "item")


# What the signs mean, and what comes next


def _marks(drawn: Set[Mark]) -> tuple[Words, ...]:
    """The signs of the tracks in words, of the rarer ones those in use."""
    marks = [mark for mark in Mark if mark not in {*SOFT_MARKS, Mark.MIXED} or mark in drawn]
    signs = [words(mark_word(mark), f" {mark.word}") for mark in marks]
    return *signs, words("a sign: one outcome, or a span of numbers")


def _legend(
    report: GapReport, parts: Sequence[Part], drawn: Set[Mark], example: str | None
) -> Iterator[Section]:
    """The signs in words, of the rarer ones those in use, and the commands that say more."""
    rows = [row for _, part in parts for row in part]
    signs = list(
        verdict_legend(own for own in report.issues if own.verdict is not Verdict.UNSTATED)
    )
    if soft := any(row.soft for row in rows):
        signs.append(words(f"* while soft ones count ({_SOFT})"))
    if any(map(_something_left, report.issues)):
        signs.append(words("left: what none refuses"))
    if any(line.claims[1:] for item in report.issues for line in _first_set(item)):
        signs.append(words("+1: one more"))
    lines: list[Block] = [Packed(tuple(signs))]
    if SOFT_MARKS & drawn and not soft:
        lines += remarks(f"soft: {_SOFT}")
    if example:
        lines += remarks(f"--issue {example} or --full: why; redlines show {example}: who said it")
    yield Section("", tuple(lines))
