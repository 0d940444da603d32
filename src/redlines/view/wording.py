"""Verdicts in words; why they hold is told in `reasons`.

Texts here are plain and may hold names as a file wrote them: whoever prints them passes them
through `clean` first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, assert_never

from redlines.assumption import Assumption
from redlines.case import Case
from redlines.verdicts import Contested, GapReport, IssueGap, Later, Unmet, Verdict
from redlines.view.phrases import (
    MANY,
    conjoined,
    first_of,
    issue_name,
    number_text,
    region_text,
    silent_text,
)
from redlines.view.spoken import Text, fill

if TYPE_CHECKING:
    from redlines.findings import CheckReport
    from redlines.history import Timeline
    from redlines.moves import PositionDiff

# In few words, worst first.
MEANINGS = {
    Verdict.INSURMOUNTABLE: "stated red lines leave nothing",
    Verdict.BRIDGEABLE: "not excluded on record",
    Verdict.OVERLAP: "declared ranges overlap",
    Verdict.AGREED: "demands meet",
    Verdict.UNSTATED: "no verdict on record",
}
# The sentences of the head, worst first; an issue that is contested has one of its own.
_GROUPS: dict[tuple[Verdict, bool], str] = {
    (Verdict.INSURMOUNTABLE, False): "Stated red lines leave nothing on",
    (Verdict.BRIDGEABLE, True): "Contested, {}",
    (Verdict.BRIDGEABLE, False): "Not excluded on record",
    (Verdict.OVERLAP, False): "Declared ranges overlap on",
    (Verdict.AGREED, False): "Demands meet on",
    (Verdict.UNSTATED, False): "No verdict on record",
}
_TWO = 2
_FEW_HEADINGS = 4
# Of a case with more parties than this, all of them are counted and not named.
_FEW_PARTIES = 8
_SOFT_ONLY = "* Only by conditional, disputed or vague statements."


def day_text(day: date | None) -> str:
    """The day of an analysis."""
    return fill(Text.AS_OF, day=day) if day else fill(Text.UNDATED)


def later_text(later: Later) -> str | None:
    """How many statements do not count since they are later, and from which day on all do."""
    if later.as_of is None:
        return None
    many = later.statements != 1
    number = number_text(str(later.statements))
    told = f"{number} statement{'s' * many} said later {'do' if many else 'does'}"
    last = "the last" if many else "it"
    return f"{told} not count; --as-of {later.as_of.isoformat()} has {last}"


def known_texts(
    report: GapReport | CheckReport | PositionDiff | Timeline, case: Case, *texts: str | None
) -> tuple[str | None, ...]:
    """What is to be known first: what comes of what is assumed, then some texts."""
    if not report.assumption.what_if:
        return texts
    from redlines.view.assumed import what_if_remarks

    return *what_if_remarks(report.what_if, case), *texts


def facts(report: GapReport, case: Case) -> tuple[str, ...]:
    """Who, on which day, and under which assumption: what stands beside the title."""
    day = day_text(report.assumption.day)
    many = len(report.parties) > MANY
    who = parties_text(report.parties, case) if many else ", ".join(report.parties)
    return who, *assumed(report.assumption, day, case)


def assumed(assumption: Assumption, day: str, case: Case) -> Iterator[str]:
    """The `day` with the case's own where it is another, then what else is assumed."""
    other = case.as_of if assumption.day != case.as_of else None
    yield fill(Text.OTHER_DAY, day=day, other=other) if other else day
    if assumption.binding:
        yield fill(Text.BINDING, basis=assumption.binding)
    if assumption.what_if:
        from redlines.view.assumed import what_if_text  # most runs assume nothing

        yield what_if_text(assumption, case)


def parties_text(parties: Sequence[str], case: Case) -> str:
    """Who is asked about; many are counted where they are all there are."""
    every = len(parties) == len(case.parties) > _FEW_PARTIES
    return f"all {len(parties)} parties" if every else ", ".join(first_of(parties))


def headline(report: GapReport, case: Case) -> tuple[str, ...]:
    """One sentence for each verdict that occurs, worst first, and one for who is silent.

    A star marks what is insurmountable only as long as soft red lines stand, and what is contested
    only by soft demands.
    """
    found: dict[tuple[Verdict, bool], list[str]] = {group: [] for group in _GROUPS}
    for heading, items in report.by_heading().items():
        title = case.headings[heading].title
        for group, names in found.items():
            about = [item for item in items if (item.verdict, bool(item.contested)) == group]
            if about:
                names.append(_named(title, about, whole=len(about) == len(items)))
    unstated = found[Verdict.UNSTATED, False]
    if len(unstated) > _FEW_HEADINGS:
        unstated[:] = [_counted(report)]
    two = len(report.parties) == _TWO
    asked = f"{'one side' if two else 'one'} demands what {'the other' if two else 'another'}"
    sentences, starred = [], 0
    for group, names in found.items():
        if names:
            sentences.append(f"{_GROUPS[group].format(f'{asked} refuses')}: {', '.join(names)}.")
            if any(
                "*" in star(i) for i in report.issues if (i.verdict, bool(i.contested)) == group
            ):
                starred = len(sentences)
    if starred:
        sentences.insert(starred, _SOFT_ONLY)
    if report.issues and not found[Verdict.INSURMOUNTABLE, False]:
        sentences.insert(0, "Stated red lines block no issue.")
    silent = _silent_on(report, case)
    return (*sentences, f"Silent: {silent}.") if silent else tuple(sentences)


def _named(title: str, items: Sequence[IssueGap], *, whole: bool) -> str:
    """An issue, with its areas where they differ or are not all meant, and who is silent there.

    An issue without a verdict names nobody: that is told at the end.
    """
    groups: dict[tuple[str, ...], list[IssueGap]] = {}
    for item in items:
        silent = () if item.verdict is Verdict.UNSTATED else item.silent
        groups.setdefault(silent, []).append(item)
    stars = {star(item) for item in items}
    if whole and len(groups) == len(stars) == 1:
        (silent,) = groups
        return f"{title}{stars.pop()}" + (f" ({silent_text(silent)})" if silent else "")
    parts = []
    for silent, group in groups.items():
        areas = [f"{item.issue.title}{star(item)}" for item in group]
        without = f"{conjoined(areas)}, {silent_text(silent)}"
        parts.append(without if silent else ", ".join(areas))
    return f"{title} ({'; '.join(parts)})"


def only_softly(item: IssueGap) -> bool:
    """Whether only soft red lines leave nothing, or every demand or its refusal is soft."""
    return item.verdict.softly(item.at_best) or item.contested is Contested.SOFT


def star(item: IssueGap) -> str:
    """A star for what holds only while soft claims count."""
    return "*" * only_softly(item)


def refused_text(own: Unmet) -> str:
    """Who refuses what a party demands; nothing where nobody does."""
    if not own.refused_by:
        return ""
    many = len(own.refused_by) > 1
    between = " between them" if own.together else ""
    return f", which {conjoined(own.refused_by)} refuse{'s'[: not many]}{between}"


def _counted(report: GapReport) -> str:
    """How many issues are without a verdict, in all areas or in some."""
    headings = list(report.by_heading().values())
    unstated = [[item.verdict is Verdict.UNSTATED for item in items] for items in headings]
    some = [areas for areas in unstated if any(areas)]
    part = "" if all(all(areas) for areas in some) else "all or part of "
    return f"{part}{len(some)} of {len(headings)} issues"


def _silent_on(report: GapReport, case: Case) -> str:
    """Which party is silent where, by title while that is short, else counted."""
    headings = report.by_heading()
    parts = []
    for party in report.parties:
        found = []
        for heading, items in headings.items():
            areas = [item.issue.title for item in items if party in item.silent]
            title = case.headings[heading].title
            if areas:
                whole = len(areas) == len(items)
                found.append(title if whole else f"{title} ({', '.join(areas)})")
        if len(found) == len(headings) and found:
            parts.append(f"{party} on any issue" if len(found) > 1 else f"{party} on {found[0]}")
        elif len(found) > _FEW_HEADINGS:
            parts.append(f"{party} on all or part of {len(found)} of {len(headings)} issues")
        elif found:
            parts.append(f"{party} on {', '.join(found)}")
    return "; ".join(parts)


def verdict_message(item: IssueGap, case: Case) -> str:
    """The verdict on an issue in one sentence."""
    name, zone = issue_name(item.issue, case), region_text(item.zone)
    stated = [position.party for position in item.positions if not position.silent]
    who = conjoined(stated)
    without = f"; {silent_text(item.silent)}" if item.silent else ""
    match item.verdict:
        case Verdict.AGREED:
            return f"{name}: {who} demand a common outcome, {zone}{without}."
        case Verdict.OVERLAP:
            return f"{name}: the declared ranges of {who} overlap on {zone}{without}."
        case Verdict.BRIDGEABLE:
            told = [
                f"{x.party} demands {region_text(x.region)}{refused_text(x)}" for x in item.unmet
            ]
            asked = f"; contested: {', '.join(told)}" if told else ""
            return f"{name}: no stated red line of {who} excludes {zone}{without}{asked}."
        case Verdict.INSURMOUNTABLE:
            firm = f", even counting only basis {item.holds_at} or firmer" if item.holds_at else ""
            return f"{name}: the stated red lines of {who} leave nothing{firm}{without}."
        case Verdict.UNSTATED:
            return f"{name}: no verdict on record; {silent_text(item.silent)}."
    assert_never(item.verdict)
