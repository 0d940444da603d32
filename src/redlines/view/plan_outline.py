"""A check and a diff as the lists that every format shows, before any format is chosen.

Areas of one issue that say the same share an entry, and so do parties; what is counted are
points and red lines, never areas.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from redlines.case import Case, Claim, Plan, firmness
from redlines.findings import RedLine
from redlines.plan_findings import (
    CheckReport,
    Grade,
    GradeWord,
    Settlement,
    counted_lines,
    counted_points,
)
from redlines.view.phrases import conjoined, softness
from redlines.view.plan_wording import foremost, grade_reasons, settled_text
from redlines.view.plan_words import counted

_SOFT_ONLY = "* Only by conditional, disputed or vague red lines."


@dataclass(frozen=True, slots=True)
class GradeRow:
    """Parties with one grade for one set of reasons."""

    parties: tuple[str, ...]
    word: GradeWord
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettledRow:
    """What is settled of an issue, or of areas of it that are graded alike, and the grades."""

    name: str
    settled: str
    grades: tuple[GradeRow, ...]


@dataclass(frozen=True, slots=True)
class PointBlock:
    """Points that settle the same issues together; `texts` only where not told before."""

    title: str
    texts: tuple[str, ...]
    rows: tuple[SettledRow, ...]

    @property
    def crosses(self) -> bool:
        """Whether a red line is crossed here."""
        return any(g.word is GradeWord.CROSSES for row in self.rows for g in row.grades)


@dataclass(frozen=True, slots=True)
class PartySummary:
    """One party's grades in words, never added up: label and text, in the order to be read."""

    party: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CheckOutline:
    """A check as a list of points, crossings first, and a summary per party."""

    sentences: tuple[str, ...]
    crossing: tuple[PointBlock, ...]
    others: tuple[PointBlock, ...]
    other_points: str
    summaries: tuple[PartySummary, ...]


def check_outline(
    report: CheckReport, case: Case, shown: CheckReport | None = None
) -> CheckOutline:
    """The outline of a check; `shown` is what is left of it point by point."""
    blocks = _blocks(shown or report, case)
    summaries = tuple(_summary(party, report, case) for party in report.parties)
    return CheckOutline(
        sentences=_sentences(report, case),
        crossing=tuple(block for block in blocks if block.crosses),
        others=tuple(block for block in blocks if not block.crosses),
        other_points=_other_points(report),
        summaries=tuple(summary for summary in summaries if summary.rows),
    )


# Points


def point_title(ids: Sequence[str], plan: Plan) -> str:
    """Points by number and id, joined where they settle something together."""
    numbers = {point.id: point.number for point in plan.points}
    named = [f"{numbers[id_]} {id_}" if numbers.get(id_) else id_ for id_ in ids]
    return " + ".join(named)


def _blocks(report: CheckReport, case: Case) -> list[PointBlock]:
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
        found.append(PointBlock(point_title(ids, report.plan), texts, rows))
    return found


def _settled_rows(
    settlements: Sequence[Settlement], report: CheckReport, case: Case
) -> tuple[SettledRow, ...]:
    """What points settle, with areas that are settled and graded alike in one row."""
    grades: dict[str, list[Grade]] = {}
    for grade in report.grades:
        grades.setdefault(grade.issue.id, []).append(grade)
    found: dict[tuple[str, str, tuple[GradeRow, ...]], list[str]] = {}
    for settlement in settlements:
        heading = case.issues[settlement.issue].heading
        rows = _grade_rows(grades.get(settlement.issue, ()), case)
        found.setdefault((heading, _settled(settlement), rows), []).append(settlement.issue)
    return tuple(
        SettledRow(names(issues, case), settled, rows)
        for (_, settled, rows), issues in found.items()
    )


def _settled(settlement: Settlement) -> str:
    """What is settled of an issue, and what would be if an open condition of the plan is met."""
    certain, *narrowed = dict.fromkeys(settled_text(region) for region in settlement.readings)
    return " or, if a condition is met, ".join((certain, *narrowed))


def _grade_rows(grades: Iterable[Grade], case: Case) -> tuple[GradeRow, ...]:
    """The grades of an issue, worst first; parties that share grade and reasons share a row."""
    found: dict[tuple[GradeWord, tuple[str, ...]], list[str]] = {}
    for grade in grades:
        found.setdefault((grade.word, grade_reasons(grade, case)), []).append(grade.party)
    rows = [GradeRow(tuple(who), word, reasons) for (word, reasons), who in found.items()]
    return tuple(sorted(rows, key=lambda row: row.word.severity))


def _other_points(report: CheckReport) -> str:
    """How many points settle only issues that were not asked for, and how many none at all."""
    told = {id_ for s in report.settlements for id_ in s.points + s.undecided}
    rest = [point for point in report.plan.points if point.id not in told]
    elsewhere = sum(1 for point in rest if point.terms)
    parts: list[str] = []
    for number, what in ((elsewhere, "other issues"), (len(rest) - elsewhere, "no issue")):
        if number:
            many = f"{number:,}" if parts else counted(number, "more point")
            parts.append(f"{many} settle{'s'[: number == 1]} {what}")
    return ", ".join(parts)


# Names of issues, with areas told together


def names(issues: Sequence[str], case: Case, starred: Collection[str] = ()) -> str:
    """Issues by title; areas behind their heading, left out where all of them are meant.

    A star marks those `starred`, each area for itself unless it is all of them.
    """
    groups: dict[str, list[str]] = {}
    for issue in issues:
        groups.setdefault(case.issues[issue].heading, []).append(issue)
    parts = []
    for heading, own in groups.items():
        title = case.headings[heading].title
        stars = {issue in starred for issue in own}
        if len(set(own)) == len(case.headings[heading].issues) and len(stars) == 1:
            parts.append(title + "*" * stars.pop())
        else:
            areas = dict.fromkeys(case.issues[i].title + "*" * (i in starred) for i in own)
            parts.append(f"{title} ({', '.join(areas)})")
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
                told.append(f"{party} on {names([g.issue.id for g in own], case, soft)}")
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


def _summary(party: str, report: CheckReport, case: Case) -> PartySummary:
    """Lines crossed and of which basis, demands met and missed, what is unsettled or unstated."""
    own = [grade for grade in report.grades if grade.party == party]
    by_word = {word: [g for g in own if g.word is word] for word in GradeWord}
    crossed = by_word[GradeWord.CROSSES]
    lines = counted_lines((g.issue, line) for g in crossed for line in g.crossed)
    rows = []
    if lines:
        points = counted(len(counted_points(crossed)), "point")
        rows.append(("crosses", f"{lines_text(lines)}, in {points}"))
    for label, word in (
        ("cannot be decided", GradeWord.AMBIGUOUS),
        ("falls short", GradeWord.FALLS_SHORT),
        ("unclaimed", GradeWord.UNCLAIMED),
        ("within", GradeWord.WITHIN),
    ):
        if by_word[word]:
            rows.append((label, names([g.issue.id for g in by_word[word]], case)))
    if met := by_word[GradeWord.MEETS]:
        claims = [claim for g in met for claim in g.met]
        rows.append(("demands met", f"{names([g.issue.id for g in met], case)}{ids_text(claims)}"))
    for label, word in (("not settled", GradeWord.UNSETTLED), ("silent on", GradeWord.UNSTATED)):
        if by_word[word]:
            rows.append((label, names([g.issue.id for g in by_word[word]], case)))
    return PartySummary(party, tuple(rows))


# Counting


def lines_text(lines: Sequence[RedLine]) -> str:
    """How many red lines, of which basis each, firmest first, and the statement cited for each.

    What is soft about a red line is told with its basis.
    """
    cited = sorted(
        (foremost(line.claims) for line in lines),
        key=lambda c: (firmness(c.statement.basis), c.soft),
    )
    kinds: dict[tuple[str, str], int] = {}
    for claim in cited:
        kind = (claim.statement.basis or "no basis", ", ".join(softness([claim])))
        kinds[kind] = kinds.get(kind, 0) + 1
    if len(kinds) > 1:
        told = conjoined([f"{n:,} {f'{how} ' * bool(how)}{on}" for (on, how), n in kinds.items()])
    else:
        told = ", ".join(word for kind in kinds for word in kind if word)
    ids = ", ".join(dict.fromkeys(claim.statement.id for claim in cited))
    return f"{counted(len(lines), 'red line')} ({told}: {ids})"


def ids_text(claims: Iterable[Claim]) -> str:
    """The statements of some claims in brackets, each once."""
    ids = dict.fromkeys(claim.statement.id for claim in claims)
    return f" ({', '.join(ids)})" if ids else ""


def unknown_text(plan: Plan) -> str:
    """What is not known of a plan."""
    if plan.all_unknown:
        return "points that are not listed are not known"
    return f"{counted(len(plan.unknown), 'point')} not known" if plan.unknown else ""
