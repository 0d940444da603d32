"""A check as a document: whose red lines first, then point by point the grades and why.

Areas of one issue that say the same share an entry, and so do parties; what is counted are points
and red lines, never areas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from redlines.case import Case, Point
from redlines.catalogue import RULES
from redlines.findings import (
    CheckReport,
    Finding,
    Grade,
    Settlement,
    counted_lines,
    counted_points,
)
from redlines.verdicts import GradeWord, RedLine
from redlines.view.aside import aside
from redlines.view.document import (
    Block,
    Document,
    Head,
    Labelled,
    Line,
    Reasons,
    Section,
    Style,
    Table,
    Word,
    Words,
    cell,
    remarks,
    signed,
    titled,
    words,
)
from redlines.view.first_lines import Sentence, Told, first_lines
from redlines.view.phrases import counted, first_of, issue_names, number_text
from redlines.view.plan_wording import (
    Crossed,
    crossed_rank,
    crossed_texts,
    grade_reasons,
    ids_text,
    judgement_facts,
    lines_text,
    plan_name,
    settled_text,
    unknown_text,
)
from redlines.view.plan_words import GRADE_MEANINGS, grade_word
from redlines.view.point_wording import point_title, quoted
from redlines.view.wording import known_texts, later_text

_SOFT_ONLY = "* Only by conditional, disputed or vague red lines."
_HINT = "redlines show STATEMENT: who said it, when, where; redlines rules ID: what a grade means"
_STYLES: dict[GradeWord, Style] = {
    GradeWord.CROSSES: "worst",
    GradeWord.AMBIGUOUS: "bad",
    GradeWord.FALLS_SHORT: "bad",
    GradeWord.UNCLAIMED: "open",
    GradeWord.WITHIN: "fair",
    GradeWord.MEETS: "good",
    GradeWord.UNSTATED: "strange",
    GradeWord.UNSETTLED: "strange",
}
NOTHING_INSTEAD: Mapping[str, str] = MappingProxyType({})
_ROOM = max(len(word) for word in GradeWord) + 2


@dataclass(frozen=True)
class _Graded:
    """Parties with one grade for one set of reasons."""

    parties: tuple[str, ...]
    word: GradeWord
    reasons: tuple[str, ...]


# An issue, or areas of it that are graded alike, what is settled of it, the grades, and what can be
# said there instead.
_Settled = tuple[str, str, tuple[_Graded, ...], str]


@dataclass(frozen=True)
class _Point:
    """Points that settle the same issues together; `texts` only where not told before."""

    points: tuple[Point, ...]
    title: str
    texts: tuple[str, ...]
    rows: tuple[_Settled, ...]

    @property
    def crosses(self) -> bool:
        """Whether a red line is crossed here."""
        words_ = (own.word for _, _, grades, _ in self.rows for own in grades)
        return GradeWord.CROSSES in words_


def check_document(
    report: CheckReport,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: CheckReport | None = None,
    note: str | None = None,
    instead: Mapping[str, str] = NOTHING_INSTEAD,
) -> Document:
    """The grades of a plan, the points that cross a red line first; `findings` adds the accepted.

    `shown` is what is left of the report point by point; the summary is of all of it. `instead`
    says by issue what can be said there that crosses nothing, if anything.
    """
    points = _points(shown or report, case, instead)
    crossing = [point for point in points if point.crosses]
    others = [point for point in points if not point.crosses]
    told = [*map(_section, crossing), *map(_section, others)]
    other = f"{'Other points' if crossing else 'Points'} that settle something"
    counts = "; ".join(text for text in (_other_points(report), unknown_text(report.plan)) if text)
    left = remarks(counts)
    parties = tuple(_summaries(report, case))
    known = known_texts(report, case, later_text(report.later), note)
    notes = remarks(_unheard(report), *known)
    head = Head(plan_name(report.plan), judgement_facts(report, case))
    answers = first_lines(head, _sentences(report, case), notes)
    legend = _legend({grade.word for grade in (shown or report).grades})
    below, folded = aside(findings, case)
    screen: tuple[Block, ...] = (
        head,
        *answers,
        *notes,
        *titled("Points that cross a red line", told[: len(crossing)]),
        *titled(other, told[len(crossing) :]),
        *titled("", left),
        *titled("By party", parties),
        *below,
        Section("", (*legend, *remarks(_HINT))),
    )

    def page() -> tuple[Block, ...]:
        return (
            head,
            *answers,
            *notes,
            *_crossings(report.parties, crossing),
            *titled("By party", parties, fold=True),
            *titled("Point by point", told, fold=True),
            *left,
            *folded,
            *titled("What the words mean", legend, fold=True),
        )

    return Document(screen, page)


def _sign(word: GradeWord, told: str) -> Word:
    return signed(RULES[word.id].sign, _STYLES[word], f" {told}")


def _legend(used: set[GradeWord]) -> tuple[Line, ...]:
    """The grades in use with the ids of their findings."""
    return tuple(
        Line(words(_sign(word, ""), f"check-{word.replace('_', '-')}: {meaning}"), "item")
        for word, meaning in GRADE_MEANINGS.items()
        if word in used
    )


# Points


def _section(point: _Point) -> Section:
    """Points with what they say, what that settles, and the grades."""
    blocks: list[Line | Reasons] = [
        Line((Word(text),), "quote", indent=2, hang=0) for text in point.texts
    ]
    for name, settled, grades, instead in point.rows:
        told = words(Word(name, "name"), ": ", Word(settled, "settled"))
        blocks.append(Line(told, indent=2))
        if grades:
            rows = tuple(
                (_sign(own.word, grade_word(own.word)), ", ".join(own.parties), own.reasons)
                for own in grades
            )
            blocks.append(Reasons(("grade", "who", "why"), rows, _ROOM))
        if instead:
            blocks.append(Line((Word(instead),), indent=4))
    crossed = {
        party
        for _, _, grades, _ in point.rows
        for own in grades
        if own.word is GradeWord.CROSSES
        for party in own.parties
    }
    return Section(point.title, tuple(blocks), rank=-len(crossed))


def _crossings(parties: Iterable[str], points: Sequence[_Point]) -> Iterator[Table]:
    """The red lines that are crossed, party by party and each once, and by which points to what."""
    crossed: dict[str, list[tuple[tuple[str, ...], Words, _Point]]] = {}
    for point in points:
        for name, settled, grades, _ in point.rows:
            by = words(f"{name}: ", Word(settled, "settled"))
            for own in grades:
                for party in own.parties if own.word is GradeWord.CROSSES else ():
                    crossed.setdefault(party, []).append((own.reasons, by, point))
    rows: list[tuple[Words, ...]] = []
    told: set[str] = set()
    for party in parties:
        found: dict[tuple[str, ...], list[Words]] = {}
        for reasons, by, point in crossed.get(party, ()):
            found.setdefault(reasons, []).extend((by, *quoted(point.points, told)))
        rows += [
            (words(Word(party, "bold")), cell(map(words, reasons)), cell(by))
            for reasons, by in found.items()
        ]
    if rows:
        yield Table(("whose", "red line", "crossed by"), tuple(rows))


def _points(report: CheckReport, case: Case, instead: Mapping[str, str]) -> list[_Point]:
    """The points that settle something, together where they do it together, in their order."""
    order = {point.id: at for at, point in enumerate(report.plan.points)}
    groups: dict[tuple[str, ...], list[Settlement]] = {}
    for settlement in report.settlements:
        together = sorted(settlement.points + settlement.undecided, key=order.__getitem__)
        groups.setdefault(tuple(together), []).append(settlement)
    points = {point.id: point for point in report.plan.points}
    grades: dict[str, list[Grade]] = {}
    for grade in report.grades:
        grades.setdefault(grade.issue.id, []).append(grade)
    told: set[str] = set()
    found = []
    for ids in sorted(groups, key=lambda group: [order[id_] for id_ in group]):
        texts = tuple(points[id_].text for id_ in ids if id_ not in told)
        told.update(ids)
        rows = _settled_rows(groups[ids], grades, case, instead)
        own = tuple(points[id_] for id_ in ids)
        found.append(_Point(own, point_title(ids, report.plan), texts, rows))
    return found


def _settled_rows(
    settlements: Iterable[Settlement],
    grades: Mapping[str, Sequence[Grade]],
    case: Case,
    instead: Mapping[str, str],
) -> tuple[_Settled, ...]:
    """What points settle, with areas that are settled and graded alike in one row."""
    found: dict[tuple[str, str, tuple[_Graded, ...], str], list[str]] = {}
    for settlement in settlements:
        issue = settlement.issue
        rows = _graded(grades.get(issue, ()), case)
        crosses = any(row.word is GradeWord.CROSSES for row in rows)
        told = instead.get(issue, "") if crosses else ""
        key = case.issues[issue].heading, settled_words(settlement), rows, told
        found.setdefault(key, []).append(issue)
    return tuple(
        (issue_names(issues, case), settled, rows, told)
        for (_, settled, rows, told), issues in found.items()
    )


def settled_words(settlement: Settlement) -> str:
    """What is settled of an issue, and what would be if an open condition of the plan is met."""
    certain, *narrowed = dict.fromkeys(settled_text(region) for region in settlement.readings)
    return " or, if a condition is met, ".join((certain, *narrowed))


def _graded(grades: Iterable[Grade], case: Case) -> tuple[_Graded, ...]:
    """The grades of an issue, worst first; parties that share grade and reasons share a row."""
    found: dict[tuple[GradeWord, tuple[str, ...]], list[str]] = {}
    for grade in grades:
        found.setdefault((grade.word, grade_reasons(grade, case)), []).append(grade.party)
    rows = [_Graded(tuple(who), word, reasons) for (word, reasons), who in found.items()]
    return tuple(sorted(rows, key=lambda row: row.word.severity))


def _other_points(report: CheckReport) -> str:
    """How many points settle only issues that were not asked for, and how many none at all."""
    told = {id_ for s in report.settlements for id_ in s.points + s.undecided}
    rest = [point for point in report.plan.points if point.id not in told]
    elsewhere = sum(1 for point in rest if point.terms)
    parts: list[str] = []
    for number, what in ((elsewhere, "other issues"), (len(rest) - elsewhere, "no issue")):
        if number:
            many = number_text(str(number)) if parts else counted(number, "more point")
            parts.append(f"{many} settle{'s'[: number == 1]} {what}")
    return ", ".join(parts)


# Above and below the points


def _sentences(report: CheckReport, case: Case) -> Iterator[Sentence]:
    """Whose red lines are crossed, for whom that is open, and in how many points what is demanded.

    Where the firmest crosses stands first. Who has no statement in force on what is settled is told
    apart.
    """
    silent = silent_parties(report)
    own = {party: own for party, own in by_party(report).items() if party not in silent}
    crossed = [found for party in own if (found := _crossed(own[party]))]
    crossed.sort(key=lambda found: (*min(map(crossed_rank, found)), -len(_lines(found))))
    if crossed:
        yield Sentence(
            "Crosses red lines of", tuple(_told_crossed(found, case) for found in crossed)
        )
    open_ = {party: _with(own[party], GradeWord.AMBIGUOUS) for party in own}
    if any(open_.values()):
        told = (_told_open(party, grades, case) for party, grades in open_.items() if grades)
        yield Sentence("Ambiguous for", tuple(told))
    clear = [
        party
        for party, grades in own.items()
        if not _with(grades, GradeWord.CROSSES, GradeWord.AMBIGUOUS)
    ]
    if clear:
        known = not (report.plan.all_unknown or report.plan.unknown)
        crosses = "Crosses" if known else "What is known of it crosses"
        named = (Told(party, (party,)) for party in clear)
        yield Sentence(f"{crosses} no stated red line of", tuple(named))
    demands = {
        party: tuple(
            len(counted_points(_with(grades, word)))
            for word in (GradeWord.MEETS, GradeWord.FALLS_SHORT)
        )
        for party, grades in own.items()
    }
    if any(map(any, demands.values())):
        told = (
            Told(party, (f"{party} {meets} and {short}",))
            for party, (meets, short) in sorted(demands.items(), key=lambda entry: -entry[1][1])
            if meets or short
        )
        yield Sentence("How many points meet and miss demands", tuple(told))


def _told_crossed(crossed: Sequence[Crossed], case: Case) -> Told:
    party = crossed[0][0].party
    return Told(party, tuple(f"{party} on {text}" for text in crossed_texts(crossed, case)))


def _told_open(party: str, grades: Sequence[Grade], case: Case) -> Told:
    about = issue_names([grade.issue.id for grade in grades], case)
    points = counted(len(counted_points(grades)), "point")
    return Told(party, (f"{party} on {about}", f"{party} in {points}"))


def _with(grades: Iterable[Grade], *told: GradeWord) -> list[Grade]:
    return [grade for grade in grades if grade.word in told]


def _crossed(grades: Iterable[Grade]) -> list[Crossed]:
    """The red lines that are crossed, each with the grade that says so."""
    return [(g, line) for g in _with(grades, GradeWord.CROSSES) for line in g.crossed]


def _lines(crossed: Iterable[Crossed]) -> tuple[RedLine, ...]:
    """Red lines as heads and bodies count them."""
    return counted_lines((grade.issue, line) for grade, line in crossed)


def by_party(report: CheckReport) -> dict[str, list[Grade]]:
    """The grades of each party."""
    found: dict[str, list[Grade]] = {party: [] for party in report.parties}
    for grade in report.grades:
        found[grade.party].append(grade)
    return found


def silent_parties(report: CheckReport) -> tuple[str, ...]:
    """The parties with no statement in force on any issue that the plan settles."""
    told = {
        grade.party
        for grade in report.grades
        if grade.word not in (GradeWord.UNSTATED, GradeWord.UNSETTLED)
    }
    unstated = {grade.party for grade in report.grades if grade.word is GradeWord.UNSTATED}
    return tuple(party for party in report.parties if party in unstated - told)


def _unheard(report: CheckReport) -> str:
    """These parties in one line; a part of the issues is not all that the points settle."""
    settled = {issue for point in report.plan.points for issue, _ in point.terms}
    whole = settled == {settlement.issue for settlement in report.settlements}
    parties = ", ".join(first_of(silent_parties(report)))
    where = "its points" if whole else "what is asked of it"
    return f"Silent on {where}: {parties}" if parties else ""


def _summaries(report: CheckReport, case: Case) -> Iterator[Block]:
    """Each party's grades in words, never added up, in the order to be read."""
    silent, starred = silent_parties(report), False
    grades = by_party(report)
    for party in report.parties:
        own = grades[party]
        if party in silent:
            own = _with(own, GradeWord.UNSETTLED)
        rows = tuple(
            (_sign(word, grade_word(word)), Word(text)) for word, text in _summary(own, case)
        )
        starred = starred or any(map(softly_crossed, own))
        if rows:
            title = words(Word(party, "bold"))
            lines = _lines(_crossed(own))
            yield Section("", (Labelled(rows, title, runs_on=True),), rank=-len(lines))
    if starred:
        yield Section("", remarks(_SOFT_ONLY))


def softly_crossed(grade: Grade) -> bool:
    """Whether only conditional, disputed or vague red lines are crossed."""
    return grade.word is GradeWord.CROSSES and all(line.soft for line in grade.crossed)


def _summary(grades: Sequence[Grade], case: Case) -> Iterator[tuple[GradeWord, str]]:
    """What a party has each grade on, the worst first: of which red lines, demands, points."""
    for word in GRADE_MEANINGS:
        if not (own := _with(grades, word)):
            continue
        soft = {grade.issue.id for grade in own if softly_crossed(grade)}
        about = issue_names([grade.issue.id for grade in own], case, soft)
        points = counted(len(counted_points(own)), "point")
        match word:
            case GradeWord.CROSSES:
                yield word, f"{lines_text(_lines(_crossed(own)), about)}, in {points}"
            case GradeWord.MEETS:
                met = ids_text(claim for grade in own for claim in grade.met)
                yield word, f"{about}{met}, in {points}"
            case GradeWord.AMBIGUOUS | GradeWord.FALLS_SHORT:
                yield word, f"{about}, in {points}"
            case _:
                yield word, about
