"""`redlines diff`: what changed between two plans or two states of the positions, and for whom."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated

import typer

from redlines.cli import options
from redlines.cli.completion import plan_names
from redlines.cli.delivery import PRINTED, Printed, Printout, deliver, delivery
from redlines.cli.failure import NotDoneError
from redlines.cli.judging import (
    Asked,
    asked_of,
    asked_options,
    found_of,
    gate_of,
    ignore_file,
)
from redlines.cli.opened import frame, open_case
from redlines.cli.reports import printout, report_document
from redlines.cli.sides import Side, plan_of, positions_of, read_files, sides_of
from redlines.cli.streams import tell
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case, InputFile, Plan, PlanDiff, PositionDiff, Scope
    from redlines.view import json_reports


def diff(
    file: Annotated[
        list[str],
        typer.Argument(
            metavar="BASE REVISION",
            help="Two plans or two case files, each a file, REF:path or the id of a plan. With "
            "--against only the one that was changed.",
            autocompletion=plan_names,
        ),
    ],
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REF",
            help="Compare one file with what it was where REF and HEAD parted (their merge-base).",
        ),
    ] = None,
    *,
    asking: options.Asking,
    party: options.PartyOption = None,
    stale_after: options.StaleAfterOption = 365,
    gating: options.Gating,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """What changed between two drafts or two states of the positions, and for whom?

    \b
      redlines diff us-28 e3-counter
      redlines diff us-28 zelensky-20 --party ukraine -f markdown
      redlines diff my-case/plans/draft.yaml --against main

    Two plans are judged by the case as it is now, on one day: the latest of the case's and the
    plans', unless --as-of names one.
    """  # noqa: D301
    to = delivery("diff", PRINTED, printing, telling, screen)

    def work() -> Printout[Printed]:
        from redlines import findings_of

        gate = gate_of(to, gating)
        opened = cache(partial(open_case, asking.case, to))
        sides = sides_of(file, against, opened)
        states = tuple(positions_of(side) for side in sides if side.positions)
        case, files = (states[-1], _own(sides[-1])) if states else opened()
        asked = asked_of(case, asking, party, stale_after)
        report = _positions(states[0], states[-1], asked) if states else _plans(sides, case, asked)
        missed = uncompared(states[0], states[-1]) if states else None
        if missed and not to.quiet:
            tell(f"redlines: warning: {visible(missed)}")
        scope, drafts = _scope(report, asked)
        found = found_of(
            lambda: findings_of(report, case, stale_after=asked.stale_after),
            scope,
            gate,
            ignore_file(gating.ignore, files),
            drafts=drafts,
            case=case,
        )
        read = read_files(() if states else files, sides, found.ignores)
        note = "; ".join(text for text in (sides[0].content.note, missed) if text) or None

        def json() -> str:
            from redlines.view.json_reports import DiffOptions, diff_json

            put = asked_options(found, asked.parties, asked.assumption.binding, asked.issues)
            base, revision = (side.file.path for side in sides)
            return diff_json(
                report,
                case,
                found.findings,
                found.listed,
                (_told(sides[0]), _told(sides[1])),
                DiffOptions(put, asked.stale_after, base, revision, against),
                frame(read, found.code, missed),
            )

        return printout(
            found,
            case,
            read,
            run=_run(drafts),
            document=partial(report_document, report, case, found, note),
            comment=True,
            json=json,
        )

    return deliver(to, work)


def _own(side: Side) -> tuple[InputFile, ...]:
    """The file of positions as the case that it is; none where a commit has it."""
    return () if side.file.commit else (replace(side.file, role="case"),)


def _scope(report: PlanDiff | PositionDiff, asked: Asked) -> tuple[Scope, tuple[Plan, ...]]:
    """What a comparison looks at, and the drafts that it compares if it compares drafts."""
    from redlines import PlanDiff, Scope

    if not isinstance(report, PlanDiff):
        return Scope("position", asked.parties, report.assumption.day, None, asked.whole), ()
    revision = report.revision.plan
    scope = Scope("diff", asked.parties, report.revision.assumption.day, revision.id, asked.whole)
    return scope, (report.base.plan, revision)


def _run(drafts: tuple[Plan, ...]) -> str:
    """What was asked, in short."""
    if not drafts:
        return "redlines diff of positions"
    return f"redlines diff {' '.join(plan.id for plan in drafts)}"


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
    return position_diff(
        before, after, parties=asked.parties, as_of=asked.assumption.day, issues=asked.issues
    )


def uncompared(before: Case, after: Case) -> str | None:
    """What only one state has, so that nothing of it is compared; None where both have all."""
    told = [
        f"{noun} {name} only in the {where}"
        for noun, old, new in (
            ("party", before.parties, after.parties),
            ("issue", before.issues, after.issues),
        )
        for where, names in (
            ("base", [name for name in old if name not in new]),
            ("revision", [name for name in new if name not in old]),
        )
        for name in names
    ]
    return f"not compared: {', '.join(told)}" if told else None


def _told(side: Side) -> json_reports.Compared:
    """A side as JSON tells it."""
    from redlines.view import json_reports

    return json_reports.Compared(side.file.path, side.file.commit, side.content.note)
