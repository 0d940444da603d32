"""The verdict on an issue in the shapes of the JSON output."""

from __future__ import annotations

from collections.abc import Iterable

from redlines.case import Case, Claim
from redlines.findings import IssueGap, Position, RedLine, Stake
from redlines.view.json_case import day_text, names, terms
from redlines.view.json_shapes import (
    ClaimReference,
    GapShape,
    IssueGapShape,
    PositionShape,
    RedLineShape,
    RetreatShape,
    StakeShape,
)


def issue_gap_shape(item: IssueGap, case: Case) -> IssueGapShape:
    """The verdict on one issue, with everything that carries it."""
    heading = case.headings[item.issue.heading]
    outcomes = item.issue.outcomes
    return IssueGapShape(
        issue=item.issue.id,
        title=item.issue.title,
        section=heading.section,
        heading=heading.id,
        area=item.issue.area,
        kind=outcomes.kind.value,
        unit=outcomes.unit,
        outcomes=list(outcomes.names),
        verdict=item.verdict.value,
        zone=names(item.zone),
        at_best=item.at_best.value,
        at_best_zone=names(item.at_best_zone),
        depends_on=[
            [ClaimReference(statement=c.statement.id, verb=c.verb.value) for c in claims]
            for claims in item.depends_on
        ],
        depends_on_total=item.depends_on_total,
        silent=list(item.silent),
        no_red_line=list(item.no_red_line),
        unmet=[_stake(stake) for stake in item.unmet],
        offered_by=[_stake(stake) for stake in item.offered_by],
        one_sided=list(item.one_sided),
        gap=_gap(item),
        retreats=_retreats(item),
        blocking_sets=[[red_line_shape(line) for line in lines] for lines in item.blocking_sets],
        blocking_sets_total=item.blocking_sets_total,
        holds_at=item.holds_at.value if item.holds_at else None,
        positions=[_position(position) for position in item.positions],
    )


def statement_ids(claims: Iterable[Claim]) -> list[str]:
    """The statements of some claims, each once."""
    return list(dict.fromkeys(claim.statement.id for claim in claims))


def _stake(stake: Stake) -> StakeShape:
    return StakeShape(party=stake.party, soft=stake.soft, statements=statement_ids(stake.claims))


def _gap(item: IssueGap) -> GapShape | None:
    if item.gap is None:
        return None
    unit = item.issue.outcomes.unit
    return GapShape(
        steps=item.gap.steps, amount=item.gap.amount, unit=unit, ends=list(item.gap.ends)
    )


def _retreats(item: IssueGap) -> list[RetreatShape] | None:
    if item.retreats is None:
        return None
    return [
        {
            "outcome": retreat.outcome,
            "parties": [
                {
                    "party": p.party,
                    "steps": p.steps,
                    "past_unlimited": p.past_unlimited,
                    "red_lines": [
                        {
                            "outcomes": names(line.region),
                            "statements": statement_ids(line.claims),
                        }
                        for line in p.red_lines
                    ],
                }
                for p in retreat.parties
            ],
        }
        for retreat in item.retreats
    ]


def red_line_shape(line: RedLine) -> RedLineShape:
    """A red line."""
    return RedLineShape(
        party=line.party,
        outcomes=names(line.region),
        statements=statement_ids(line.claims),
        basis=line.basis.value if line.basis else None,
        unless=terms(line.unless),
    )


def _position(position: Position) -> PositionShape:
    return PositionShape(
        party=position.party,
        silent=position.silent,
        demanded=names(position.demanded),
        accepted=names(position.accepted),
        refused=names(position.refused),
        firmly_refused=names(position.firmly_refused),
        softly_offered=names(position.softly_offered),
        newest=day_text(position.newest),
        statements=statement_ids(position.claims),
        narrowed=statement_ids(position.narrowed),
        withheld=statement_ids(position.withheld),
        demands_conflict=position.demands_conflict,
    )
