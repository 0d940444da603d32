"""The repair of a draft as blocks: which points have another wording, and where none has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from redlines.case import Case, Plan
from redlines.deals import DealReport, IssueState, Repair, StuckTerm, TermChange
from redlines.verdicts import RedLine
from redlines.view.deal_wording import (
    change_text,
    cited,
    claims_cited,
    headings,
    left_text,
    none_refuses,
    shared,
)
from redlines.view.document import Block, Labelled, Line, Section, Word, remarks, titled
from redlines.view.phrases import (
    condition_text,
    conjoined,
    counted,
    issue_names,
    region_text,
)
from redlines.view.point_wording import point_title, quoted

_BECAUSE = 3


def repair_sentences(report: DealReport, case: Case) -> Iterator[str]:
    """What is not known, which points can be worded otherwise, and on what no wording is left."""
    plan, repair = report.plan, report.repair
    assert plan  # noqa: S101 - asked for only with a plan
    assert repair  # noqa: S101 - likewise
    if plan.all_unknown:
        yield "Points that are not listed are not known; what they say can cross as well."
    elif repair.unknown:
        known = sum(plan.knows(own.id) for own in plan.points)
        are = "is" if known == 1 else "are"
        rest = len(repair.unknown)
        other = "the other one says" if rest == 1 else f"the other {rest} say"
        yield f"{counted(known, 'point')} {are} known; what {other} can cross as well."
    yield _changed(repair, plan, report)
    if repair.stuck:
        ids = list(dict.fromkeys(own.issue.id for own in repair.stuck))
        many = counted(headings(ids, case), "issue")
        settling = {point for own in repair.stuck for point in own.points}
        points = _numbers(plan, (own.id for own in plan.points if own.id in settling))
        yield (
            f"Whatever the wording, red lines leave nothing on {many} that it settles, in "
            f"{_points(points)}: {issue_names(ids, case)}{_softly(ids, report, case)}."
        )
    settled = {own.issue.id for own in repair.stuck}
    silent = [
        own.issue.id
        for own in report.issues
        if own.state is IssueState.STUCK and own.issue.id not in settled
    ]
    if silent:
        known_points = "its known points do" if plan.all_unknown or repair.unknown else "it does"
        yield (
            f"Red lines leave nothing on what {known_points} not settle: "
            f"{issue_names(silent, case)}{_softly(silent, report, case)}."
        )
    if repair.alternatives_total:
        yield f"{counted(repair.alternatives_total, 'other set')} of terms would do as well (JSON)."


def _softly(issues: Sequence[str], report: DealReport, case: Case) -> str:
    """On which of some stuck issues that is so only while soft red lines stand."""
    soft = [own.issue.id for own in report.issues if own.soft and own.issue.id in issues]
    where = f"on {issue_names(soft, case)} " if len(soft) < len(issues) else ""
    return f"; {where}only while soft ones stand" if soft else ""


def _points(numbers: Sequence[str]) -> str:
    return f"point{'s'[: len(numbers) > 1]} {conjoined(numbers)}"


def _changed(repair: Repair, plan: Plan, report: DealReport) -> str:
    """Which points have another wording; where none needs one, of which issues that is said."""
    neither = none_refuses(report.parties)
    if repair.alternatives_total is None:
        return "Which points have another wording is not known: the work limit was reached."
    points = _numbers(plan, (own.point for own in repair.changes))
    if not points:
        if not repair.stuck:
            return f"Its points have a reading that {neither}."
        return f"On the issues that are not stuck its points have a reading that {neither}."
    have = "has" if len(points) == 1 else "have"
    firm = _numbers(plan, (own.point for own in repair.changes if not _only_soft(own, report)))
    soft = [point for point in points if point not in firm]
    only = f"; only soft red lines are in the way of {_points(soft)}" if soft else ""
    return (
        f"As it stands it crosses red lines: {_points(points)} {have} another wording "
        f"that {neither}{only}."
    )


def _only_soft(own: TermChange, report: DealReport) -> bool:
    """Whether a term could stay as it is at best: each conflict that holds it has a line gone."""
    gone = {line.line.id for line in report.red_lines if line.gone_at_best}
    told = own.because_total == len(own.because)
    return told and all(any(line.id in gone for line in lines) for lines in own.because)


def repair_blocks(report: DealReport, case: Case) -> tuple[Block, ...]:
    """The points that have another wording, those that have none, and what readings are left."""
    plan, repair = report.plan, report.repair
    assert plan  # noqa: S101 - asked for only with a plan
    assert repair  # noqa: S101 - likewise
    fewest = "Points that have another wording, and what red lines leave there"
    told: set[str] = set()
    return (
        *titled(fewest, _changes(repair, plan, case, told)),
        *titled(
            "No wording is left: whose red lines the plan crosses as it stands",
            _stuck(repair, plan, case, told),
        ),
        *titled("Points of which only a reading is left", _readings(repair, plan, case)),
        *titled("", remarks(*_without_effect(repair, plan))),
    )


def _numbers(plan: Plan, points: Iterable[str]) -> list[str]:
    """Points by their numbers, each once; by id where they have none."""
    numbers = {point.id: point.number or point.id for point in plan.points}
    return list(dict.fromkeys(numbers[point] for point in points))


def _said(plan: Plan, points: Sequence[str], told: set[str]) -> Iterator[Line]:
    """What points say, word for word where it is not `told` yet."""
    every = {point.id: point for point in plan.points}
    return map(Line, quoted((every[id_] for id_ in points), told))


def _changes(repair: Repair, plan: Plan, case: Case, told: set[str]) -> Iterator[Block]:
    """Point by point what it says, what is left in its place, why, and what that leaves whom."""
    found: dict[str, dict[tuple[str, tuple[str, ...]], list[str]]] = {}
    for change in repair.changes:
        key = change.issue.heading, tuple(_told(change, plan, case))
        found.setdefault(change.point, {}).setdefault(key, []).append(change.issue.id)
    for point, texts in found.items():
        lines = [
            line
            for (_, (moved, *reasons)), issues in texts.items()
            for line in (
                _line(f"{issue_names(issues, case)}: {moved}", 2),
                *(_line(reason, 4) for reason in reasons),
            )
        ]
        yield Section("", (*_said(plan, [point], told), *lines))


def _line(text: str, indent: int) -> Line:
    return Line((Word(text),), "item", indent=indent)


def _told(change: TermChange, plan: Plan, case: Case) -> Iterator[str]:
    """A change, and why; every part that stands under the point."""
    yield f"{region_text(change.before)} → {change_text(change)}"
    crossed = [lines[0] for lines in change.because if _crosses(lines, change)]
    if crossed:
        yield f"crosses {', '.join(_whose(line, case) for line in crossed)}"
    others = [lines for lines in change.because if not _crosses(lines, change)]
    for lines in others[:_BECAUSE]:
        told = conjoined([_whose(line, case) for line in lines])
        yield f"with the rest of the plan cannot stand beside {told}"
    if more := len(others[_BECAUSE:]):
        yield f"and {counted(more, 'more set')} of red lines, in JSON"
    for rest in change.rests_on:
        unless = rest.red_line.unless
        points = f", as {conjoined(_numbers(plan, rest.points))} says" if rest.points else ""
        condition = condition_text(unless, case) if unless else ""
        yield (
            f"{cited(rest.red_line)} of {rest.red_line.party} is not crossed there if "
            f"{condition}{points}"
        )
    for left in change.leaves:
        yield f"no longer meets what {left.party} demands: {claims_cited(left.claims)}"
    if who := shared(change.asked_by, change.accepted_by, change.room.bits):
        yield who


def _crosses(lines: Sequence[RedLine], change: TermChange) -> bool:
    """Whether one red line by itself refuses what a term says."""
    alone = len(lines) == 1 and lines[0].issue == change.issue.id and lines[0].unless is None
    return alone and bool(lines[0].region & change.before)


def _whose(line: RedLine, case: Case) -> str:
    if line.unless is None:
        return f"{cited(line)} of {line.party}"
    name, _, told = cited(line).partition(" (")
    unless = f"unless {condition_text(line.unless, case)}"
    ways = ", ".join(filter(None, (told.removesuffix(")"), unless)))
    return f"{name} ({ways}) of {line.party}"


def _stuck(repair: Repair, plan: Plan, case: Case, told: set[str]) -> Iterator[Block]:
    """What the plan says where red lines leave nothing, and whose it crosses, on which readings."""
    found: dict[tuple[tuple[str, ...], str], list[StuckTerm]] = {}
    for own in repair.stuck:
        found.setdefault((own.points, own.issue.id), []).append(own)
    groups: dict[tuple[tuple[str, ...], str, str, tuple[str, ...]], list[str]] = {}
    for (points, issue), terms in found.items():
        crossed = tuple(_crossed(own) for own in terms)
        key = points, terms[0].issue.heading, left_text(terms[0].region), crossed
        groups.setdefault(key, []).append(issue)
    lines: dict[tuple[str, ...], list[Line]] = {}
    for (points, _, said, crossed), issues in groups.items():
        settled = f"{issue_names(issues, case)}: {said}"
        own_lines = (_line(settled, 2), *(_line(text, 4) for text in crossed))
        lines.setdefault(points, []).extend(own_lines)
    for points, inside in lines.items():
        yield Section("", (*_said(plan, points, told), *inside))


def _crossed(own: StuckTerm) -> str:
    some = "" if own.on == "every" else ", on some readings"
    lines = ", ".join(
        cited(line) + (", conditional" if line.unless else "") for line in own.red_lines
    )
    return f"{own.party}{some}: {lines}"


def _readings(repair: Repair, plan: Plan, case: Case) -> Iterator[Block]:
    """Issues on which only a part of what the plan says can be had."""
    groups: dict[tuple[tuple[str, ...], str, str, str], list[str]] = {}
    for own in repair.readings:
        key = own.points, own.issue.heading, left_text(own.plan), left_text(own.room)
        groups.setdefault(key, []).append(own.issue.id)
    rows = tuple(
        (
            Word(point_title(points, plan), "bold"),
            Word(f"{issue_names(issues, case)}: {said}; left: {left}"),
        )
        for (points, _, said, left), issues in groups.items()
    )
    if rows:
        yield Labelled(rows)


def _without_effect(repair: Repair, plan: Plan) -> Iterator[str]:
    if points := [point_title([point], plan) for point in repair.without_effect]:
        yield f"without effect, since their condition holds in no package left: {', '.join(points)}"
