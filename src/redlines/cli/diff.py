"""`redlines diff`: what changed between two plans or two states of the positions, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from redlines.cli import options
from redlines.cli.completion import plan_names
from redlines.cli.delivery import Documents, Format, deliver, delivery
from redlines.cli.failure import NotDoneError
from redlines.cli.judging import (
    FORMATS,
    Asked,
    asked_of,
    exit_code,
    ignore_file,
    json_options,
    judged,
    note_nothing_fails,
)
from redlines.cli.opened import frame, open_case, refuse_overwriting
from redlines.cli.reports import documents
from redlines.cli.sides import Side, plan_of, positions_of, read_files, sides_of
from redlines.cli.streams import Look, tell
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case, PlanDiff, PositionDiff
    from redlines.view import json_plan


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
    fail_on: options.CiFailOnOption = None,
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

    Formats: table, json, csv, markdown, github, junit.
    """  # noqa: D301
    to = delivery(
        "diff",
        FORMATS,
        format_=format_,
        output=output,
        color=color,
        width=width,
        ascii_only=ascii_only,
        quiet=quiet,
        verbose=verbose,
    )

    def work() -> tuple[Documents, int]:
        note_nothing_fails(to, fail_on)
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
            level=level,
            stale_after=stale_after,
            fail_on=fail_on,
            exit_zero=exit_zero,
        )
        report = _positions(states[0], states[-1], asked) if states else _plans(sides, here, asked)
        missed = uncompared(states[0], states[-1]) if states else None
        if missed and not to.quiet:
            tell(f"redlines: warning: {visible(missed)}")
        found = judged(report, negotiation, asked, ignore_file(ignore, files))
        read = read_files(files, sides, found.ignores)
        code = exit_code(found, asked)

        def as_json(_: Look) -> str:
            from redlines.view import json_plan

            return json_plan.diff_json(
                report,
                negotiation,
                found.findings,
                (_told(sides[0]), _told(sides[1])),
                {
                    **json_options(found, asked),
                    "base": sides[0].file.path,
                    "revision": sides[1].file.path,
                    "against": against,
                },
                frame(read, code, missed),
            )

        note = "; ".join(text for text in (sides[0].content.note, missed) if text)
        shown = documents(found, asked, read, note or None)
        return {**shown, Format.JSON: as_json}, code

    return deliver(to, work)


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
