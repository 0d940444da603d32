"""Two texts compared: what changed between them, and what a gate makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redlines.cli.asked import Asked
from redlines.cli.judging import Found, Gate, found_of
from redlines.cli.reports import report_document
from redlines.cli.sides import Side, plan_of
from redlines.failure import NotDoneError

if TYPE_CHECKING:
    from redlines import Case, InputFile, Plan, PlanDiff, PositionDiff, Scope
    from redlines.view import json_reports
    from redlines.view.document import Document


@dataclass(frozen=True)
class Comparison:
    """Base and revision, what changed between them by a case, and what is found.

    `drafts` are the two plans, none of positions.
    """

    sides: tuple[Side, Side]
    case: Case
    report: PlanDiff | PositionDiff
    found: Found
    drafts: tuple[Plan, ...]

    @property
    def teller(self) -> Case:
        """The case by whose names it is told: of positions, with what only the base has."""
        from redlines import PlanDiff

        return self.case if isinstance(self.report, PlanDiff) else self.report.both

    def document(self, note: str | None = None) -> Document:
        """What changed, for people; `note` is to be known as well."""
        return report_document(self.report, self.case, self.found, note)

    @property
    def told(self) -> tuple[json_reports.Compared, json_reports.Compared]:
        """The sides as JSON tells them."""
        return json_side(self.sides[0]), json_side(self.sides[1])


def comparison(
    sides: tuple[Side, Side],
    case: Case,
    asked: Asked,
    stale_after: int,
    gate: Gate,
    ignores: InputFile | None,
    *,
    before: Case | None,
) -> Comparison:
    """What changed between two plans by a case, or from the positions `before` to those of it."""
    from redlines import findings_of

    if before is None:
        report: PlanDiff | PositionDiff = _plans(sides, case, asked)
    else:
        report = _positions(before, case, asked)
    scope, drafts = _scope(report, asked)
    found = found_of(
        lambda: findings_of(report, case, stale_after=stale_after),
        scope,
        gate,
        ignores,
        drafts=drafts,
        case=case,
    )
    return Comparison(sides, case, report, found, drafts)


def json_side(side: Side) -> json_reports.Compared:
    """A side as JSON tells it."""
    from redlines.view import json_reports

    return json_reports.Compared(side.file.path, side.file.commit, side.content.note)


def _scope(report: PlanDiff | PositionDiff, asked: Asked) -> tuple[Scope, tuple[Plan, ...]]:
    """What a comparison looks at, and the drafts that it compares if it compares drafts."""
    from redlines import PlanDiff, Scope

    if not isinstance(report, PlanDiff):
        return Scope("position", asked.parties, report.assumption.day, None, asked.whole), ()
    revision = report.revision.plan
    scope = Scope("diff", asked.parties, report.revision.assumption.day, revision.id, asked.whole)
    return scope, (report.base.plan, revision)


def _plans(sides: tuple[Side, Side], case: Case, asked: Asked) -> PlanDiff:
    from redlines import diff as diff_of

    base, revision = (plan_of(side, case) for side in sides)
    return diff_of(
        case,
        base,
        revision,
        asked.assumption,
        parties=asked.parties,
        issues=asked.issues,
    )


def _positions(before: Case, after: Case, asked: Asked) -> PositionDiff:
    from redlines import position_diff

    if asked.assumption.binding is not None:
        raise NotDoneError("--binding has no meaning between two states of the positions")
    # Whoever asks for all parties asks for those as well that only the base has.
    parties = None if set(asked.parties) >= set(after.parties) else asked.parties
    return position_diff(before, after, asked.assumption, parties=parties, issues=asked.issues)
