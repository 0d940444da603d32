"""Tables as CSV (RFC 4180, lines ending in a line feed), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import assert_never

from redlines.case import Case, Condition, Plan, Statement, Verb
from redlines.deals import DealIssue, DealReport, Repair, TermChange
from redlines.findings import About, Effect, Finding, Grade, Ignore, PlanChange, Unproven
from redlines.moves import CaseChange, CaseChangeKind, ClaimChange, LostSource, Move, VerdictChange
from redlines.problems import Problem
from redlines.region import Kind, Region
from redlines.verdicts import GapReport, IssueGap, Withheld
from redlines.view.clean import csv_cell


def gap_csv(report: GapReport) -> str:
    """One row for each issue and party; outcomes and statement ids are joined by a space."""
    header = (
        *("issue", "verdict", "zone", "party", "demanded", "accepted", "refused", "statements"),
        *("contested", "unmet", "refused_by", "withheld", "on_condition"),
    )
    return _table(
        header,
        (
            (
                item.issue.id,
                item.verdict,
                _names(item.zone),
                position.party,
                _names(position.demanded),
                _names(position.accepted),
                _names(position.refused),
                _joined(claim.statement.id for claim in position.claims),
                item.contested or "",
                *_unmet(item, position.party),
                _held_back((*position.narrowed, *position.withheld)),
                _held_back(position.on_condition),
            )
            for item in report.issues
            for position in item.positions
        ),
    )


def _unmet(item: IssueGap, party: str) -> tuple[str, str]:
    """What a party asks for outside the zone, and who refuses it."""
    own = next((own for own in item.unmet if own.party == party), None)
    return (_names(own.region), _joined(own.refused_by)) if own else ("", "")


def _held_back(found: Iterable[Withheld]) -> str:
    return _joined(own.claim.statement.id for own in found)


def deal_csv(report: DealReport) -> str:
    """One row for each issue, of a stuck one for each of its cells and parties.

    With a plan one row for each term that has another wording, and for each that has none and whose
    red lines it crosses.
    """
    if report.repair:
        return _repair_csv(report.repair)
    header = (
        *("issue", "state", "soft", "opened", "outcomes", "unbettered", "party", "steps"),
        *("past_unlimited", "basis", "red_lines", "asked_by", "accepted_by"),
    )
    rows = []
    for own in report.issues:
        about = own.issue.id, own.state, str(own.soft).lower(), str(own.opened).lower()
        landings = [each for each in report.landings if each.issue.id == own.issue.id]
        asked, accepted = (
            _joined(share.party for share in shares) for shares in (own.asked_by, own.accepted_by)
        )
        if not landings:
            lines = (x.line.id for x in report.red_lines if x.line.issue == own.issue.id)
            named = _joined(lines)
            rows.append((*about, _names(own.room), *("",) * 5, named, asked, accepted))
        rows += [
            (
                *about,
                _names(each.region),
                str(each.unbettered).lower(),
                each.party,
                "-".join(dict.fromkeys(map(str, each.steps or ()))),
                str(each.past_unlimited).lower(),
                each.basis or "",
                _joined(line.id for line in each.red_lines),
                asked,
                accepted,
            )
            for each in landings
        ]
    return _table(header, rows)


def _repair_csv(repair: Repair) -> str:
    header = (
        *("point", "number", "issue", "what", "outcomes", "room", "nearest", "steps"),
        *("past_unlimited", "party", "on", "red_lines", "asked_by", "accepted_by", "leaves"),
    )
    changes = (
        (
            own.point,
            own.number or "",
            own.issue.id,
            "changed",
            _names(own.before),
            _names(own.room),
            own.nearest or "",
            "" if own.steps is None else str(own.steps),
            str(own.past_unlimited).lower(),
            "",
            "",
            _joined(dict.fromkeys(line.id for lines in own.because for line in lines)),
            _joined(share.party for share in own.asked_by),
            _joined(share.party for share in own.accepted_by),
            _joined(left.party for left in own.leaves),
        )
        for own in repair.changes
    )
    stuck = (
        (
            _joined(own.points),
            "",
            own.issue.id,
            "stuck",
            _names(own.region),
            *("",) * 4,
            own.party,
            own.on,
            _joined(line.id for line in own.red_lines),
            *("",) * 3,
        )
        for own in repair.stuck
    )
    return _table(header, (*changes, *stuck))


def findings_csv(findings: Iterable[Finding], case: Case | None) -> str:
    """One row for each finding, with what was settled or said before and is now."""
    from redlines.view.sentences import sentence

    header = (
        *("id", "level", "direction", "plan", "point", "issue", "party", "before", "after"),
        *("statements", "stale", "ignored", "place", "message"),
    )
    return _table(header, (_finding(own, sentence(own, case)) for own in findings))


def _finding(finding: Finding, message: str) -> Sequence[str]:
    before, after = _settled(finding.about)
    place = finding.place
    return (
        finding.id,
        finding.level,
        finding.direction or "",
        finding.plan or "",
        finding.point or "",
        finding.issue or "",
        finding.party or "",
        before,
        after,
        _joined((*(claim.statement.id for claim in finding.claims), *finding.statements)),
        str(finding.stale).lower(),
        finding.ignored or "",
        f"{place.file}:{place.line}:{place.column}" if place else "",
        message,
    )


def _settled(about: About) -> tuple[str, str]:
    """The outcomes or verdicts before and after."""
    match about:
        case Grade():
            return "", _names(about.region) if about.region else ""
        case Effect():
            sides = (about.before, about.after)
            before, after = (_names(own.region) if own and own.region else "" for own in sides)
            return before, after
        case ClaimChange():
            claims = (about.before, about.after)
            before, after = (_names(own.region) if own else "" for own in claims)
            return before, after
        case Move():
            return _names(about.before), _names(about.after)
        case CaseChange(kind=CaseChangeKind.OUTCOMES_REMOVED, outcomes=Region() as lost):
            return _names(lost), ""
        case CaseChange(outcomes=Region() as new):
            return "", _names(new)
        case CaseChange():
            return about.before or "", about.after or ""
        case VerdictChange():
            return about.before, about.after
        case IssueGap():
            return "", about.verdict
        case TermChange():
            return _names(about.before), about.nearest or _names(about.room)
        case DealIssue():
            return "", _names(about.room)
        case LostSource() | PlanChange() | Unproven() | Problem() | Ignore():
            return "", ""
        case _ as never:
            assert_never(never)


def plans_csv(case: Case) -> str:
    """One row for each plan."""
    header = (
        *("id", "title", "version", "date", "status", "basis", "by", "points", "unknown"),
        *("aliases", "sources", "note"),
    )
    return _table(header, (_plan(plan) for plan in case.plans.values()))


def _plan(plan: Plan) -> Sequence[str]:
    return (
        plan.id,
        plan.title,
        plan.version or "",
        plan.day.isoformat() if plan.day else "",
        plan.status or "",
        plan.basis or "",
        _joined(plan.by),
        str(len(plan.points)),
        "all" if plan.all_unknown else _joined(plan.unknown),
        _joined(plan.aliases),
        _joined(plan.sources),
        plan.note or "",
    )


def parties_csv(case: Case) -> str:
    """One row for each party."""
    header = ("id", "title", "aliases", "member_of", "note")
    return _table(
        header,
        (
            (p.id, p.title, _joined(p.aliases), p.member_of or "", p.note or "")
            for p in case.parties.values()
        ),
    )


def issues_csv(case: Case) -> str:
    """One row for each issue that carries a verdict, so one for each area."""
    header = ("id", "heading", "area", "title", "section", "kind", "unit", "outcomes", "aliases")
    return _table(
        header,
        (
            (
                issue.id,
                heading.id,
                issue.area or "",
                heading.title,
                heading.section or "",
                issue.outcomes.kind,
                issue.outcomes.unit or "",
                _names(issue.outcomes.everything),
                _joined(heading.aliases),
            )
            for heading in case.headings.values()
            for issue in (case.issues[id_] for id_ in heading.issues)
        ),
    )


def statements_csv(case: Case) -> str:
    """One row for each statement; claims and conditions are written `issue=outcome outcome`."""
    header = (
        *("id", "party", "said", "until", "basis", "ultimatum", "disputed", "vague", "by"),
        *("demands", "accepts", "refuses", "if", "unless", "proviso", "sources", "note"),
    )
    return _table(header, (_statement(statement) for statement in case.statements.values()))


def _statement(s: Statement) -> Sequence[str]:
    return (
        s.id,
        s.party,
        s.said.text or "",
        s.until.isoformat() if s.until else "",
        s.basis or "",
        *(str(flag).lower() for flag in (s.ultimatum, s.disputed, s.vague)),
        s.by or "",
        *(_terms((i, r) for v, i, r in s.terms if v is verb) for verb in Verb),
        _condition(s.given),
        _condition(s.unless),
        s.proviso or "",
        _joined(s.sources),
        s.note or "",
    )


def sources_csv(case: Case) -> str:
    """One row for each source."""
    header = ("id", "title", "publisher", "publisher_type", "date", "url", "grade", "note")
    return _table(
        header,
        (
            (
                s.id,
                s.title,
                s.publisher or "",
                s.publisher_type or "",
                s.date or "",
                s.url or "",
                s.grade or "",
                s.note or "",
            )
            for s in case.sources.values()
        ),
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def _joined(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(words))


def _names(region: Region) -> str:
    """The names of outcomes, and of a quantity its spans: `0..795000 unlimited`.

    A list that begins with a lone negative number begins with it as a span, `-5..-5 -3`: a
    spreadsheet would take `-5 -3` for a formula and show -8, and the apostrophe that keeps it from
    that would make the first number a text for programs.
    """
    if region.outcomes.kind is not Kind.QUANTITY:
        return " ".join(region.names)
    told = [f"{a}..{b}" if a != b else a for a, b in region.spans()]
    if len(told) > 1 and told[0].startswith("-") and ".." not in told[0]:
        told[0] = f"{told[0]}..{told[0]}"
    return " ".join(told)


def _terms(terms: Iterable[tuple[str, Region]]) -> str:
    return "; ".join(f"{issue}={_names(region)}" for issue, region in terms)


def _condition(condition: Condition | None) -> str:
    return _terms(condition.terms) if condition else ""
