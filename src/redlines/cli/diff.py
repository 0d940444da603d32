"""`redlines diff`: what changed between two plans or two states of the positions, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from redlines.cli import options
from redlines.cli.completion import plan_names
from redlines.cli.delivery import (
    PRINTED,
    CiFormat,
    Documents,
    Format,
    Printed,
    Step,
    deliver,
    delivery,
    on_page,
    on_screen,
)
from redlines.cli.failure import NotDoneError
from redlines.cli.judging import (
    Asked,
    asked_of,
    found_of,
    gate_of,
    ignore_file,
    json_options,
)
from redlines.cli.opened import frame, open_case, refuse_overwriting
from redlines.cli.sides import Side, plan_of, positions_of, read_files, sides_of
from redlines.cli.streams import Look, tell
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case, Plan, PlanDiff, PositionDiff, Scope
    from redlines.view import json_plan
    from redlines.view.document import Document


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
    case: options.CaseOption = None,
    party: options.PartyOption = None,
    issue: options.IssueOption = None,
    as_of: options.AsOfOption = None,
    binding: options.BindingOption = None,
    level: options.LevelOption = "info",
    stale_after: options.StaleAfterOption = 365,
    ignore: options.IgnoreOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    fail_on: options.FailOnOption = None,
    exit_zero: options.ExitZeroOption = False,
    ascii_only: options.AsciiOption = False,
    color: options.ColorOption = "auto",
    width: options.WidthOption = None,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    debug: options.DebugOption = False,
) -> int:
    """What changed between two drafts or two states of the positions, and for whom?

    \b
      redlines diff us-28 e3-counter
      redlines diff us-28 zelensky-20 --party ukraine -f markdown
      redlines diff my-case/plans/draft.yaml --against main

    Two plans are judged by the case as it is now, on one day: the latest of the case's and the
    plans', unless --as-of names one.
    """  # noqa: D301
    to = delivery(
        "diff",
        PRINTED,
        format_=format_,
        output=output,
        color=color,
        width=width,
        ascii_only=ascii_only,
        quiet=quiet,
        verbose=verbose,
    )

    def work() -> Documents[Printed]:
        from redlines import findings_of

        gate = gate_of(to, level=level, fail_on=fail_on, exit_zero=exit_zero)
        here, files = open_case(case, to)
        sides = sides_of(file, against, here, files)
        for side in sides:
            refuse_overwriting(to, *(own.location for own in side.read if not own.commit))
        states = tuple(positions_of(side) for side in sides if side.positions)
        negotiation = states[-1] if states else here
        asked = asked_of(
            negotiation,
            party=party,
            issue=issue,
            as_of=as_of,
            binding=binding,
            stale_after=stale_after,
        )
        report = _positions(states[0], states[-1], asked) if states else _plans(sides, here, asked)
        missed = uncompared(states[0], states[-1]) if states else None
        if missed and not to.quiet:
            tell(f"redlines: warning: {visible(missed)}")
        scope, drafts = _scope(report, asked)
        found = found_of(
            lambda: findings_of(report, negotiation, stale_after=asked.stale_after),
            scope,
            gate,
            ignore_file(ignore, files),
            drafts=drafts,
            case=negotiation,
        )
        read = read_files(files, sides, found.ignores)
        note = "; ".join(text for text in (sides[0].content.note, missed) if text) or None

        def document() -> Document:
            from redlines.cli.reports import report_document

            return report_document(report, negotiation, found, note)

        def text(form: Printed, look: Look) -> str:
            match form:
                case Format.TABLE:
                    return on_screen(document(), look)
                case Format.MARKDOWN:
                    from redlines.view.as_markdown import COMMENT_LIMIT

                    return on_page(document(), COMMENT_LIMIT)
                case Format.CSV:
                    from redlines.view.csv import findings_csv

                    return findings_csv(found.listed, negotiation)
                case Format.JSON:
                    from redlines.view import json_plan

                    return json_plan.diff_json(
                        report,
                        negotiation,
                        found.findings,
                        found.listed,
                        (_told(sides[0]), _told(sides[1])),
                        {
                            **json_options(found, asked),
                            "base": sides[0].file.path,
                            "revision": sides[1].file.path,
                            "against": against,
                        },
                        frame(read, found.code, missed),
                    )
                case CiFormat():
                    from redlines.cli.ci import ci_text

                    return ci_text(form, found, negotiation, read, run=_run(drafts))
                case _ as never:
                    assert_never(never)

        def step(what: Step) -> str:
            from redlines.cli.ci import step_text

            return step_text(what, found, lambda limit: on_page(document(), limit))

        return Documents(text, found.code, step)

    return deliver(to, work)


def _scope(report: PlanDiff | PositionDiff, asked: Asked) -> tuple[Scope, tuple[Plan, ...]]:
    """What a comparison looks at, and the drafts that it compares if it compares drafts."""
    from redlines import PlanDiff, Scope

    whole = asked.issues is None and asked.binding is None
    if not isinstance(report, PlanDiff):
        return Scope("position", asked.parties, report.day, None, whole), ()
    revision = report.revision.plan
    scope = Scope("diff", asked.parties, report.revision.day, revision.id, whole)
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
        parties=asked.parties,
        as_of=asked.day,
        binding=asked.binding,
        issues=asked.issues,
    )


def _positions(before: Case, after: Case, asked: Asked) -> PositionDiff:
    from redlines import position_diff

    if asked.binding is not None:
        raise NotDoneError("--binding has no meaning between two states of the positions")
    return position_diff(before, after, parties=asked.parties, as_of=asked.day, issues=asked.issues)


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


def _told(side: Side) -> json_plan.Side:
    """A side as JSON tells it."""
    from redlines.view import json_plan

    return json_plan.Side(side.file.path, side.file.commit, side.content.note)
