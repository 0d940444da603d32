"""Reports as rows of a table: flat, and of plain values, for any program that reads tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from redlines.case import Case
from redlines.deals import DealIssue, DealReport, Landing, Repair, TermChange
from redlines.findings import About, Effect, Finding, Grade, Ignore, PlanChange, Unproven
from redlines.history import Timeline
from redlines.moves import CaseChange, CaseChangeKind, ClaimChange, LostSource, Move, VerdictChange
from redlines.pairs import Matrix
from redlines.problems import Problem
from redlines.region import Kind, Region
from redlines.verdicts import Fragility, GapReport, IssueGap, OtherVerdict, Withheld
from redlines.worlds import SweepRow

# By the names of the columns; None where there is nothing to tell.
Row = dict[str, str | bool | int | None]

GAP = (
    *("issue", "verdict", "zone", "party", "demanded", "accepted", "refused", "statements"),
    *("contested", "unmet", "refused_by", "withheld", "on_condition"),
)
FRAGILE = (
    *("what", "name", "issue", "verdict", "would_be", "silent", "statements", "resumed"),
    *("verb", "outcomes", "would_be_at_best", "would_be_contested"),
)
TIMELINE = (
    *("issue", "from", "until", "verdict", "at_best", "coverage", "entered"),
    *("left", "thin", "began", "ended"),
)
PAIR = (
    *("a", "b", "agreed", "overlap", "bridgeable", "insurmountable", "unstated"),
    *("softly_insurmountable", "contested", "spoken"),
)
SWEEP = ("case", "day", "binding", "world", "in", "out", "issue", "verdict", "at_best")
# Of a stuck issue a row for each of its cells and parties.
DEAL = (
    *("issue", "state", "soft", "opened", "outcomes", "unbettered", "party", "steps"),
    *("past_unlimited", "basis", "red_lines", "asked_by", "accepted_by", "unmet"),
)
REPAIR = (
    *("point", "number", "issue", "what", "outcomes", "room", "nearest", "steps"),
    *("past_unlimited", "party", "on", "red_lines", "asked_by", "accepted_by", "leaves"),
)
FINDING = (
    *("id", "level", "direction", "plan", "point", "issue", "party", "before", "after"),
    *("statements", "stale", "ignored", "place", "message"),
)


def gap_rows(report: GapReport) -> Iterator[Row]:
    """One row for each issue and party; outcomes and statement ids are joined by a space."""
    for item in report.issues:
        for position in item.positions:
            own = (
                item.issue.id,
                item.verdict.value,
                names(item.zone),
                position.party,
                names(position.demanded),
                names(position.accepted),
                names(position.refused),
                joined(claim.statement.id for claim in position.claims),
                item.contested.value if item.contested else None,
                *_unmet(item, position.party),
                _held_back((*position.narrowed, *position.withheld)),
                _held_back(position.on_condition),
            )
            yield dict(zip(GAP, own, strict=True))


def fragile_rows(found: Fragility) -> Iterator[Row]:
    """One row for each verdict that a removal turns, and for each that an unknown could turn.

    `what` is `without_statement`, `without_source` or `without_grade`, or the kind of the unknown.
    """
    for removal in found.removals:
        fallen = joined(removal.statements), joined(removal.resumed)
        for turn in removal.verdicts:
            yield _turn(f"without_{removal.kind}", removal.name, turn, *fallen)
    for unknown in found.unknowns:
        for turn in unknown.verdicts:
            yield _turn(unknown.kind.value, unknown.name, turn, None, None)


def _turn(
    what: str, name: str, turn: OtherVerdict, statements: str | None, resumed: str | None
) -> Row:
    words = (what, name, turn.issue.id, turn.before.value, turn.after.value, joined(turn.silent))
    verb = turn.verb.value if turn.verb else None
    outcomes = names(turn.region) if turn.region else None
    how = (own.value if own else None for own in (turn.at_best, turn.contested))
    row = (*words, statements, resumed, verb, outcomes, *how)
    return dict(zip(FRAGILE, row, strict=True))


def _unmet(item: IssueGap, party: str) -> tuple[str | None, str | None]:
    """What a party asks for outside the zone, and who refuses it."""
    own = next((own for own in item.unmet if own.party == party), None)
    return (names(own.region), joined(own.refused_by)) if own else (None, None)


def _held_back(found: Iterable[Withheld]) -> str:
    return joined(own.claim.statement.id for own in found)


def matrix_rows(report: Matrix) -> Iterator[Row]:
    """One row for each pair, with on how many issues each verdict holds."""
    for own in report.pairs:
        yield {column: getattr(own, column) for column in PAIR}


def deal_rows(report: DealReport) -> Iterator[Row]:
    """One row for each issue, of a stuck one for each of its cells and parties.

    With a plan one row for each term that has another wording, and for each that has none and whose
    red lines it crosses.
    """
    if report.repair:
        yield from _repair_rows(report.repair)
        return
    for own in report.issues:
        landings = [each for each in report.landings if each.issue.id == own.issue.id]
        lines = (x.line.id for x in report.red_lines if x.line.issue == own.issue.id)
        whole = (names(own.room), None, None, None, None, None, joined(lines))
        for told in map(_landing, landings) if landings else (whole,):
            cells = (
                *(own.issue.id, own.state.value, own.soft, own.opened, *told),
                *(joined(x.party for x in shares) for shares in (own.asked_by, own.accepted_by)),
                joined(left.party for left in own.unmet),
            )
            yield dict(zip(DEAL, cells, strict=True))


def _landing(own: Landing) -> tuple[str | bool | None, ...]:
    """What a party would cross in a cell, and how far it would go."""
    return (
        names(own.region),
        own.unbettered,
        own.party,
        "-".join(dict.fromkeys(map(str, own.steps))) if own.steps else None,
        own.past_unlimited,
        own.basis.value if own.basis else None,
        joined(line.id for line in own.red_lines),
    )


def _repair_rows(repair: Repair) -> Iterator[Row]:
    for own in repair.changes:
        change = (
            *(own.point, own.number, own.issue.id, "changed", names(own.before), names(own.room)),
            *(own.nearest, None if own.steps is None else str(own.steps), own.past_unlimited),
            *(None, None, joined(line.id for lines in own.because for line in lines)),
            *(joined(x.party for x in shares) for shares in (own.asked_by, own.accepted_by)),
            joined(left.party for left in own.leaves),
        )
        yield dict(zip(REPAIR, change, strict=True))
    for term in repair.stuck:
        crossed = (
            *(joined(term.points), None, term.issue.id, "stuck", names(term.region)),
            *(None, None, None, None, term.party, term.on),
            *(joined(line.id for line in term.red_lines), None, None, None),
        )
        yield dict(zip(REPAIR, crossed, strict=True))


def timeline_rows(report: Timeline) -> Iterator[Row]:
    """One row for each span of days on which the verdict and that at best stay the same."""
    for item in report.issues:
        for span in item.spans:
            own = (
                item.issue.id,
                *(day.isoformat() if day else None for day in (span.from_, span.until)),
                *(span.verdict.value, span.at_best.value, span.coverage),
                *(joined(parties) for parties in (span.entered, span.left, span.thin)),
                *(joined(c.statement.id for c in own) for own in (span.began, span.ended)),
            )
            yield dict(zip(TIMELINE, own, strict=True))


def sweep_rows(name: str, rows: Iterable[SweepRow]) -> Iterator[Row]:
    """The rows of a sweep of the case that is called so; what is on record has no world."""
    for row in rows:
        world = row.world
        own = (
            name,
            row.day.isoformat() if row.day else None,
            row.binding.value if row.binding else None,
            *((world.number, joined(world.in_), joined(world.out)) if world else (None,) * 3),
            *(row.issue, row.verdict.value, row.at_best.value),
        )
        yield dict(zip(SWEEP, own, strict=True))


def finding_rows(findings: Iterable[Finding], case: Case | None) -> Iterator[Row]:
    """One row for each finding, with what was settled or said before and is now."""
    from redlines.view.sentences import sentence

    for finding in findings:
        place = finding.place
        own = (
            finding.id,
            finding.level.value,
            finding.direction.value if finding.direction else None,
            finding.plan,
            finding.point,
            finding.issue,
            finding.party,
            *_settled(finding.about),
            joined((*(claim.statement.id for claim in finding.claims), *finding.statements)),
            finding.stale,
            finding.ignored,
            f"{place.file}:{place.line}:{place.column}" if place else None,
            sentence(finding, case),
        )
        yield dict(zip(FINDING, own, strict=True))


def _settled(about: About) -> tuple[str | None, str | None]:
    """The outcomes or verdicts before and after."""
    match about:
        case Grade():
            return None, _outcomes(about.region)
        case Effect():
            sides = (about.before, about.after)
            before, after = (_outcomes(own.region) if own else None for own in sides)
            return before, after
        case ClaimChange():
            claims = (about.before, about.after)
            before, after = (names(own.region) if own else None for own in claims)
            return before, after
        case Move():
            return names(about.before), names(about.after)
        case CaseChange(kind=CaseChangeKind.OUTCOMES_REMOVED, outcomes=Region() as lost):
            return names(lost), None
        case CaseChange(outcomes=Region() as new):
            return None, names(new)
        case CaseChange():
            return about.before, about.after
        case VerdictChange():
            return about.before.value, about.after.value
        case IssueGap():
            return None, about.verdict.value
        case TermChange():
            return names(about.before), about.nearest or names(about.room)
        case DealIssue():
            return None, names(about.room)
        case LostSource() | PlanChange() | Unproven() | Problem() | Ignore():
            return None, None
        case _ as never:
            assert_never(never)


def _outcomes(region: Region | None) -> str | None:
    """What is settled; None where nothing is."""
    return names(region) if region else None


def joined(words: Iterable[str]) -> str:
    """Words in a cell, each once."""
    return " ".join(dict.fromkeys(words))


def names(region: Region) -> str:
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
