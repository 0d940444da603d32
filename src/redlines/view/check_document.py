"""A check as a document: whose red lines first, then point by point the grades and why.

Areas of one issue that say the same share an entry, and so do parties; what is counted are points
and red lines, never areas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redlines.case import Case, Plan
from redlines.catalogue import RULES
from redlines.findings import (
    CheckReport,
    Finding,
    Grade,
    GradeWord,
    Settlement,
    counted_lines,
    counted_points,
)
from redlines.view.aside import aside
from redlines.view.document import (
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
    answer,
    cell,
    remarks,
    signed,
    titled,
    words,
)
from redlines.view.phrases import conjoined, counted, number_text
from redlines.view.plan_wording import (
    grade_reasons,
    ids_text,
    issue_names,
    judgement_facts,
    lines_text,
    plan_name,
    settled_text,
    unknown_text,
)
from redlines.view.plan_words import GRADE_MEANINGS, grade_word
from redlines.view.wording import later_text

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
_ROOM = max(len(word) for word in GradeWord) + 2


@dataclass(frozen=True)
class _Graded:
    """Parties with one grade for one set of reasons."""

    parties: tuple[str, ...]
    word: GradeWord
    reasons: tuple[str, ...]


# An issue, or areas of it that are graded alike, what is settled of it, and the grades.
_Settled = tuple[str, str, tuple[_Graded, ...]]


@dataclass(frozen=True)
class _Point:
    """Points that settle the same issues together; `texts` only where not told before."""

    title: str
    texts: tuple[str, ...]
    rows: tuple[_Settled, ...]

    @property
    def crosses(self) -> bool:
        """Whether a red line is crossed here."""
        return any(own.word is GradeWord.CROSSES for _, _, grades in self.rows for own in grades)


def check_document(
    report: CheckReport,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: CheckReport | None = None,
    note: str | None = None,
) -> Document:
    """The grades of a plan, the points that cross a red line first; `findings` adds the accepted.

    `shown` is what is left of the report point by point; the summary is of all of it.
    """
    points = _points(shown or report, case)
    crossing = [point for point in points if point.crosses]
    others = [point for point in points if not point.crosses]
    told = [*map(_section, crossing), *map(_section, others)]
    other = f"{'Other points' if crossing else 'Points'} that settle something"
    counts = "; ".join(text for text in (_other_points(report), unknown_text(report.plan)) if text)
    left = remarks(counts)
    parties = [Section("", (own,)) for own in _summaries(report, case)]
    notes = remarks(later_text(report.later), note)
    head = Head(plan_name(report.plan), judgement_facts(report, case))
    answers = [answer(sentence) for sentence in _sentences(report, case)]
    legend = _legend({grade.word for grade in (shown or report).grades})
    below, folded = aside(findings, case)
    return Document(
        screen=(
            head,
            *answers,
            *notes,
            *titled("Points that cross a red line", told[: len(crossing)]),
            *titled(other, told[len(crossing) :]),
            *titled("", left),
            *titled("By party", parties),
            *below,
            Section("", (*legend, *remarks(_HINT))),
        ),
        page=(
            head,
            *notes,
            *answers,
            *_crossings(report.parties, crossing),
            *titled("By party: what is crossed, met, not settled and unstated", parties, fold=True),
            *titled("Point by point", told, fold=True),
            *left,
            *folded,
            *titled("What the words mean", legend, fold=True),
        ),
    )


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
    for name, settled, grades in point.rows:
        told = words(Word(name, "name"), ": ", Word(settled, "settled"))
        blocks.append(Line(told, indent=2))
        if grades:
            rows = tuple(
                (_sign(own.word, grade_word(own.word)), ", ".join(own.parties), own.reasons)
                for own in grades
            )
            blocks.append(Reasons(("grade", "who", "why"), rows, _ROOM))
    return Section(point.title, tuple(blocks))


def _crossings(parties: Iterable[str], points: Sequence[_Point]) -> Iterator[Table]:
    """The red lines that are crossed, party by party and each once, and by which points to what."""
    rows: list[tuple[Words, ...]] = []
    for party in parties:
        found: dict[tuple[str, ...], list[Words]] = {}
        for point in points:
            for name, settled, grades in point.rows:
                for own in grades:
                    if party in own.parties and own.word is GradeWord.CROSSES:
                        by = words(f"{point.title}: ", f"{name}, ", Word(settled, "settled"))
                        found.setdefault(own.reasons, []).append(by)
        rows += [
            (words(Word(party, "bold")), cell(map(words, reasons)), cell(by))
            for reasons, by in found.items()
        ]
    if rows:
        yield Table(("whose", "red line", "crossed by"), tuple(rows))


def _title(ids: Sequence[str], plan: Plan) -> str:
    """Points by number and id, joined where they settle something together."""
    numbers = {point.id: point.number for point in plan.points}
    return " + ".join(f"{numbers[id_]} {id_}" if numbers.get(id_) else id_ for id_ in ids)


def _points(report: CheckReport, case: Case) -> list[_Point]:
    """The points that settle something, together where they do it together, in their order."""
    order = {point.id: at for at, point in enumerate(report.plan.points)}
    groups: dict[tuple[str, ...], list[Settlement]] = {}
    for settlement in report.settlements:
        together = sorted(settlement.points + settlement.undecided, key=order.__getitem__)
        groups.setdefault(tuple(together), []).append(settlement)
    points = {point.id: point for point in report.plan.points}
    told: set[str] = set()
    found = []
    for ids in sorted(groups, key=lambda group: [order[id_] for id_ in group]):
        texts = tuple(points[id_].text for id_ in ids if id_ not in told)
        told.update(ids)
        rows = _settled_rows(groups[ids], report, case)
        found.append(_Point(_title(ids, report.plan), texts, rows))
    return found


def _settled_rows(
    settlements: Iterable[Settlement], report: CheckReport, case: Case
) -> tuple[_Settled, ...]:
    """What points settle, with areas that are settled and graded alike in one row."""
    grades: dict[str, list[Grade]] = {}
    for grade in report.grades:
        grades.setdefault(grade.issue.id, []).append(grade)
    found: dict[tuple[str, str, tuple[_Graded, ...]], list[str]] = {}
    for settlement in settlements:
        heading = case.issues[settlement.issue].heading
        rows = _graded(grades.get(settlement.issue, ()), case)
        found.setdefault((heading, _settled(settlement), rows), []).append(settlement.issue)
    return tuple(
        (issue_names(issues, case), settled, rows) for (_, settled, rows), issues in found.items()
    )


def _settled(settlement: Settlement) -> str:
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


def _sentences(report: CheckReport, case: Case) -> tuple[str, ...]:
    """Whose red lines are crossed and where it cannot be decided, a sentence each."""
    found = []
    known = not (report.plan.all_unknown or report.plan.unknown)
    none_crossed = "Crosses" if known else "What is known of it crosses"
    starred = False
    for word, label, none in (
        (GradeWord.CROSSES, "Crosses red lines of", f"{none_crossed} no stated red line of"),
        (GradeWord.AMBIGUOUS, "Cannot be decided for", ""),
    ):
        told = []
        for party in report.parties:
            own = [g for g in report.grades if g.party == party and g.word is word]
            soft = {g.issue.id for g in own if _softly_crossed(g)}
            starred = starred or bool(soft)
            if own:
                told.append(f"{party} on {issue_names([g.issue.id for g in own], case, soft)}")
        if told:
            found.append(f"{label}: {'; '.join(told)}.")
        elif none:
            found.append(f"{none}: {conjoined(report.parties, 'or')}.")
    if starred:
        found.insert(1, _SOFT_ONLY)
    return tuple(found)


def _softly_crossed(grade: Grade) -> bool:
    """Whether only conditional, disputed or vague red lines are crossed."""
    return grade.word is GradeWord.CROSSES and all(line.soft for line in grade.crossed)


def _summaries(report: CheckReport, case: Case) -> Iterator[Labelled]:
    """Each party's grades in words, never added up, in the order to be read."""
    for party in report.parties:
        own = [grade for grade in report.grades if grade.party == party]
        rows = tuple((Word(label, "dim"), Word(text)) for label, text in _summary(own, case))
        if rows:
            yield Labelled(rows, words(Word(party, "bold")), runs_on=True)


def _summary(grades: Sequence[Grade], case: Case) -> Iterator[tuple[str, str]]:
    """Lines crossed and of which basis, demands met and missed, what is unsettled or unstated."""
    by_word = {word: [own for own in grades if own.word is word] for word in GradeWord}
    about = {
        word: issue_names([grade.issue.id for grade in by_word[word]], case) for word in GradeWord
    }
    crossed = by_word[GradeWord.CROSSES]
    if lines := counted_lines((own.issue, line) for own in crossed for line in own.crossed):
        points = counted(len(counted_points(crossed)), "point")
        yield "crosses", f"{lines_text(lines)}, in {points}"
    met = [claim for grade in by_word[GradeWord.MEETS] for claim in grade.met]
    for label, word, cited in (
        ("cannot be decided", GradeWord.AMBIGUOUS, ""),
        ("falls short", GradeWord.FALLS_SHORT, ""),
        ("unclaimed", GradeWord.UNCLAIMED, ""),
        ("within", GradeWord.WITHIN, ""),
        ("demands met", GradeWord.MEETS, ids_text(met)),
        ("not settled", GradeWord.UNSETTLED, ""),
        ("silent on", GradeWord.UNSTATED, ""),
    ):
        if about[word]:
            yield label, f"{about[word]}{cited}"
