"""All pairs as a document: how every two stand, on what nothing is left, and without whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from redlines.case import Case
from redlines.pairs import IssueCoalitions, Matrix, Pair
from redlines.verdicts import Verdict
from redlines.view.assumed import what_if_remarks
from redlines.view.document import (
    Block,
    Document,
    Entries,
    Entry,
    Head,
    Line,
    Packed,
    Section,
    Style,
    Table,
    Triangle,
    Word,
    Words,
    answer,
    remarks,
    titled,
    words,
)
from redlines.view.gap_document import CONTESTED, contested_sign, sign_of
from redlines.view.phrases import (
    conjoined,
    counted,
    first_of,
    issue_names,
    number_text,
    region_text,
)
from redlines.view.wording import MEANINGS, assumed, day_text, later_text

# Of more parties than these some are named, and of more than those no triangle is drawn.
_NAMED = 8
_FIRST = 3
_DRAWN = 30
# Below a triangle so many pairs are told, and so many where there is none.
_FEW = 3
_MOST = 20
# So many sets are told of an issue.
_SETS = 4
# From none to most, each with its twin in ASCII.
_SHADES = (("", ""), ("░", "."), ("▒", ":"), ("▓", "+"), ("█", "#"))
_CAUTION = "A count is no weight, closeness no willingness, silence no consent."

Stuck = Mapping[str, tuple[IssueCoalitions, ...]]


def matrix_document(report: Matrix, case: Case, *, every: bool = True) -> Document:
    """The pairs at a glance, the worst of them, and on which issues who blocks all others.

    On a page it is told too who has no such issue, and all pairs follow, folded, unless not
    `every` one is asked for.
    """
    head = Head(case.title, _facts(report, case))
    known = remarks(*what_if_remarks(report.what_if, case), later_text(report.later))
    stuck = _stuck(report)
    sentences = tuple(map(answer, _sentences(report, stuck)))
    heard = _heard(report)
    drawn = 1 < len(heard) <= _DRAWN
    stairs = titled(
        "Insurmountable issues, of those on which both have spoken",
        (_triangle(report, heard),) if drawn else (),
    )
    pairs = titled("" if drawn else "The worst pairs", _pairs(report, drawn=drawn))
    legend = _legend(report, drawn=drawn)

    lines = tuple(_issues(stuck, case))
    title = "Insurmountable for all who spoke, and without whom not"
    counted_as = f"of these {len(lines)}"
    entries = tuple(Entry(line, at, counted_as) for at, line in enumerate(lines))
    folding = (Section(title, ()), Entries(entries, "Not told (-f markdown)")) if lines else ()
    return Document(
        screen=(head, *sentences, *known, *stairs, *pairs, *folding, legend),
        page=(
            head,
            *known,
            *sentences,
            *map(answer, _closest(report)),
            *stairs,
            *pairs,
            legend,
            *titled(title, lines),
            *titled("All pairs", (_every(report),) if every else (), fold=True),
        ),
    )


def _facts(report: Matrix, case: Case) -> tuple[str, ...]:
    """Who, on which day, and under which assumption."""
    many = len(report.parties)
    every = "all " if many == len(case.parties) else ""
    who = f"{every}{many} parties" if many > _NAMED else ", ".join(report.parties)
    return who, *assumed(report.assumption, day_text(report.assumption.day), case)


def _stuck(report: Matrix) -> Stuck:
    """By heading the issues on which the red lines of all who spoke leave nothing."""
    found = {
        heading: tuple(own for own in items if own.insurmountable)
        for heading, items in report.by_heading().items()
    }
    return {heading: own for heading, own in found.items() if own}


# What is told first


def _sentences(report: Matrix, stuck: Stuck) -> Iterator[str]:
    """How many pairs have such an issue and which has most; what all have, and without whom not."""
    bad, worst = sum(1 for own in report.pairs if own.insurmountable), report.worst()[0]
    who = f", {conjoined(worst.parties)}{' most' * (bad > 1)}: {_number(worst)} of the "
    most = f"{who}{worst.spoken} on which both have spoken" if bad else ""
    if not any(own.spoken for own in report.pairs):
        if len(report.pairs) == 1:
            yield f"{_few(report.parties)} have no issue in common."
        else:
            yield f"No two of {_few(report.parties)} have an issue in common."
        return
    many = f"{number_text(str(bad))} of {counted(len(report.pairs), 'pair')}" if bad else "No pair"
    yield (
        f"{many} {'have' if bad > 1 else 'has'} an issue on which red lines leave nothing{most}."
    )
    if stuck:
        alone = _alone(stuck)
        told = [f"on {number} without {party}" for party, number in alone[:_FIRST]]
        if more := len(alone) - len(told):
            told.append(f"on no more without one of {more} others")
        also = f"; something is left {', '.join(told)}" if told else ""
        softly = sum(all(own.softly for own in items) for items in stuck.values())
        only = f", {softly} of them only by soft ones" if softly else ""
        yield (
            f"The red lines of all who spoke leave nothing on {counted(len(stuck), 'issue')}"
            f"{only}{also}."
        )
    if unheard := sum(1 for own in report.pairs if not own.spoken):
        heard = {*_heard(report)}
        lone = [party for party in report.parties if party not in heard]
        theirs = sum(1 for own in report.pairs if not heard.issuperset(own.parties))
        every = "all" if theirs == unheard else f"among them all {theirs}"
        among = f", {every} with {_few(lone, 'or')}" if lone else ""
        verb = "has" if unheard == 1 else "have"
        yield f"{counted(unheard, 'pair')} {verb} no issue in common{among}."


def _closest(report: Matrix) -> Iterator[str]:
    """Whose demands meet most often, and who has most in common with nothing stuck in it."""
    if not any(own.spoken for own in report.pairs):
        return
    agreed = max(own.agreed for own in report.pairs)
    met = [own for own in report.pairs if own.agreed == agreed]
    on = f"{agreed} of {counted(met[0].spoken, 'issue')}" if len(met) == 1 else f"{agreed} each"
    if agreed:
        yield f"Demands meet most between {_pairs_text(met)}: on {on}."
    else:
        yield "No two demand a common outcome on a whole issue."
    free = [own for own in report.pairs if own.spoken and not own.insurmountable]
    if 0 < len(free) < len(report.pairs):
        spoken = max(own.spoken for own in free)
        most = _pairs_text([own for own in free if own.spoken == spoken])
        have = "has" if len(free) == 1 else "have"
        yield (
            f"{counted(len(free), 'pair')} {have} something left on every issue on which both have "
            f"spoken, {most} on most: {spoken}."
        )


def _pairs_text(pairs: Sequence[Pair]) -> str:
    """Some pairs, of many the first and how many more."""
    return "; ".join(first_of([conjoined(own.parties) for own in pairs], _FIRST, _FIRST))


def _heard(report: Matrix) -> tuple[str, ...]:
    """The parties that have spoken on some issue on which another has."""
    found = {party for own in report.pairs if own.spoken for party in own.parties}
    return tuple(party for party in report.parties if party in found)


def _number(pair: Pair) -> str:
    """How many issues are insurmountable, with a star where some are only so by soft red lines."""
    return f"{pair.insurmountable}{'*' * bool(pair.softly_insurmountable)}"


def _alone(stuck: Stuck) -> list[tuple[str, int]]:
    """The parties without which alone the others share an outcome, on how many issues, most first.

    On an issue over areas it is so in each of its stuck areas.
    """
    found = Counter[str]()
    for items in stuck.values():
        opening = [{own[0] for own in item.vetoes if len(own) == 1} for item in items]
        found.update(party for party in items[0].spoken if all(party in own for own in opening))
    return found.most_common()


# The pairs


def _triangle(report: Matrix, parties: Sequence[str]) -> Triangle:
    pairs = {own.parties: own for own in report.pairs}
    most = max(own.insurmountable for own in report.pairs)
    rows = tuple(
        tuple(_cell(pairs[other, party], most) for other in parties[:at])
        for at, party in enumerate(parties)
    )
    return Triangle(tuple(parties), rows, "All pairs take more columns than there are: -f csv.")


def _cell(pair: Pair, most: int) -> tuple[Words, ...]:
    """How many issues are insurmountable of how many, and in less room without these."""
    if not pair.spoken:
        return ((Word("·", "dim", "-"),),) * 2
    sign, plain = _SHADES[-(-pair.insurmountable * (len(_SHADES) - 1) // most) if most else 0]
    style: Style = "worst" if pair.insurmountable else "dim"
    short = words(Word(sign, "", plain), Word(_number(pair), style))
    return (*short, Word(f"/{pair.spoken}", "dim")), short


def _pairs(report: Matrix, *, drawn: bool) -> Iterator[Block]:
    """The pairs with an insurmountable issue, and some at least with a contested one."""
    told = [own for own in report.worst() if own.insurmountable or own.contested]
    most = _FEW if drawn else _MOST
    for own in told[:most]:
        yield Line((Word(conjoined(own.parties), "bold"), Word(": "), *_numbers(own)))
    if more := len(told[most:]):
        yield from remarks(
            f"and {counted(more, 'pair')} more with an insurmountable or contested issue"
        )


def _numbers(pair: Pair) -> Words:
    """The numbers of a pair behind the signs of verdicts, of the bridgeable the contested apart."""
    found: list[Word] = []
    for sign, (number, soft) in {
        sign_of(Verdict.INSURMOUNTABLE): (pair.insurmountable, pair.softly_insurmountable),
        contested_sign(): (pair.contested, 0),
        sign_of(Verdict.BRIDGEABLE): (pair.bridgeable - pair.contested, 0),
        sign_of(Verdict.OVERLAP): (pair.overlap, 0),
        sign_of(Verdict.AGREED): (pair.agreed, 0),
    }.items():
        if number:
            found += (sign, Word(f" {number}{'*' * bool(soft)}  "))
    return *found, Word(f"of {pair.spoken}")


def _every(report: Matrix) -> Table:
    """All pairs with all numbers, each word with the number that it has elsewhere."""
    numbers: dict[str, Callable[[Pair], int]] = {
        "insurmountable": lambda own: own.insurmountable,
        "of them only softly": lambda own: own.softly_insurmountable,
        "contested": lambda own: own.contested,
        "bridgeable": lambda own: own.bridgeable - own.contested,
        "overlap": lambda own: own.overlap,
        "agreed": lambda own: own.agreed,
        "both spoke": lambda own: own.spoken,
        "one or none spoke": lambda own: own.unstated,
    }
    rows = ((own.a, own.b, *(str(of(own)) for of in numbers.values())) for own in report.pairs)
    return Table(("", "", *numbers), tuple(tuple(map(words, row)) for row in rows))


# Without whom something is left


def _issues(stuck: Stuck, case: Case) -> Iterator[Line]:
    """On each stuck issue who spoke, of many how many, and what is left without which of them."""
    told = [alike for items in stuck.values() for alike in _alike(items)]
    named = len(told) <= _FEW
    yield from (_issue(items, case, named=named) for items in told)


def _alike(items: Iterable[IssueCoalitions]) -> Iterable[list[IssueCoalitions]]:
    """Areas of an issue of which the same is told, together."""
    found: dict[object, list[IssueCoalitions]] = {}
    for item in items:
        shared = tuple((own.parties, own.zone.names) for own in item.coalitions)
        found.setdefault((item.spoken, shared, item.softly), []).append(item)
    return found.values()


def _issue(items: Sequence[IssueCoalitions], case: Case, *, named: bool) -> Line:
    first = items[0]
    spoke = f"{len(first.spoken)} spoke{f': {_few(first.spoken)}' if named else ''}"
    told = [
        f"without {_few(without)}: {region_text(own.zone, bare=True)}"
        for without, own in zip(first.vetoes[:_SETS], first.coalitions, strict=False)
    ]
    if more := first.coalitions_total - len(told):
        told.append(f"or without one of {counted(more, 'more set')} of parties")
    title = issue_names([own.issue.id for own in items], case)
    sign = sign_of(Verdict.INSURMOUNTABLE, "*" * first.softly)
    return Line(
        (
            *(sign, Word(f" {title}", "bold"), Word(f" ({spoke}): ")),
            Word("; ".join(told) or "each of them refuses everything"),
        ),
        hang=4,
    )


def _few(parties: Sequence[str], link: str = "and") -> str:
    """Some parties, of many the first and how many more."""
    return conjoined(first_of(parties, _NAMED, _FIRST), link)


# What the signs mean, and what comes next


def _legend(report: Matrix, *, drawn: bool) -> Section:
    """The signs in words, of the rarer ones those in use, and the commands that say more."""
    worst = report.worst()[0]
    signs = []
    if drawn:
        n, of = worst.insurmountable, worst.spoken
        signs.append(words(f"{_number(worst)}/{of}: insurmountable on {n} of {of}"))
        if n:
            shades = (Word(sign, "", plain) for sign, plain in _SHADES)
            signs.append(words(*shades, " few to many"))
        if not all(own.spoken for own in report.pairs):
            signs.append(words(Word("·", "", "-"), " no issue in common"))
    pairs, issues = report.pairs, report.issues
    if any(own.softly_insurmountable for own in pairs):
        signs.append(words(Word("*"), " behind a number: at least one only by soft red lines"))
    if any(own.softly for own in issues):
        stuck_sign = sign_of(Verdict.INSURMOUNTABLE)
        signs.append(words(Word("*"), " behind ", stuck_sign, ": only by soft red lines"))
    stuck = any(own.insurmountable for own in issues)
    told = {
        Verdict.INSURMOUNTABLE: stuck or any(own.insurmountable for own in pairs),
        Verdict.BRIDGEABLE: any(own.bridgeable > own.contested for own in pairs),
        Verdict.OVERLAP: any(own.overlap for own in pairs),
        Verdict.AGREED: any(own.agreed for own in pairs),
    }
    for verdict, used in told.items():
        if used:
            signs.append(words(sign_of(verdict), f" {verdict}: {MEANINGS[verdict]}"))
        if verdict is Verdict.INSURMOUNTABLE and any(own.contested for own in pairs):
            signs.append(words(contested_sign(), f" contested: {CONTESTED}"))
    if stuck:
        signs.append(words("without …: what none of the others refuses"))
    shown = f"redlines gap {' '.join(worst.parties)}: why, issue by issue; -f csv: all pairs"
    packed = (Packed(tuple(signs)),) if signs else ()
    return Section("", (*packed, *remarks(_CAUTION, *([shown] if worst.spoken else []))))
