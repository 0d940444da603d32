"""`redlines deal`: is there a package that crosses no red line, and what stands in the way?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from redlines.cli import options
from redlines.cli.asked import asked_of, lookups
from redlines.cli.assuming import as_typed
from redlines.cli.completion import plan_names
from redlines.cli.delivery import PRINTED, Printed, Printout, deliver, delivery
from redlines.cli.judging import asked_options, found_of, gate_of, ignore_file
from redlines.cli.opened import frame, open_case, tell_files
from redlines.cli.reports import printout
from redlines.cli.sides import plan_of, read_files, side_of
from redlines.failure import NotDoneError, together

if TYPE_CHECKING:
    from redlines.view.document import Document


def deal(
    party: options.AllPartiesArgument = None,
    given: Annotated[
        str | None,
        typer.Option(
            "--given",
            metavar="PLAN",
            help="A plan, as in `check`: which of its points have another wording that crosses "
            "no red line?",
            autocompletion=plan_names,
        ),
    ] = None,
    room: Annotated[
        bool, typer.Option("--room", help="What red lines leave of every issue, and who asks.")
    ] = False,
    package: Annotated[
        bool, typer.Option("--package", help="One package that crosses no red line, as a witness.")
    ] = False,
    effort: Annotated[
        int | None,
        typer.Option(
            "--effort",
            metavar="N",
            help="The work limit, in steps and never in time. What it cuts short is marked not "
            "proven, exit code 4. Default: 100,000.",
        ),
    ] = None,
    full: options.WholeOption = False,
    *,
    asking: options.Asking,
    gating: options.Gating,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """Is there a package, one outcome for every issue, that crosses no red line of these parties?

    If not: what each outcome of a stuck issue would cross, party by party. With a plan: which of
    its points have another wording that crosses none, and which. Labelled arithmetic on
    statements, no advice.

    \b
      redlines deal russia ukraine
      redlines deal russia ukraine --given us-28
      redlines deal --given us-28 --fail-on error -f json
    """  # noqa: D301
    to = delivery("deal", PRINTED, printing, telling, screen, full=full)

    def work() -> Printout[Printed]:
        from redlines import EFFORT, Scope, findings_of
        from redlines import deal as deal_of

        limit = EFFORT if effort is None else effort
        if limit < 1:
            raise NotDoneError("--effort is a number of steps from 1")
        gate = gate_of(to, gating)
        besides = (given,) if given else ()
        case, files = open_case(
            asking.case, to, plans=given is not None, own=gate.can_fail, besides=besides
        )
        together(
            *lookups(case, asking, party or ()),
            lambda: given and side_of(given, lambda: (case, files), "plan"),
        )
        named = bool(party or asking.group)
        # Beside a plan all parties of a case may be a single one.
        asked = asked_of(case, asking, party, between=None if given and not named else "deal")
        sides = [side_of(given, lambda: (case, files), "plan")] if given else []
        draft = plan_of(sides[0], case) if sides else None
        report = deal_of(
            case, asked.parties, asked.assumption, given=draft, issues=asked.issues, effort=limit
        )
        found = found_of(
            lambda: findings_of(report, case),
            Scope(
                "deal",
                asked.parties,
                report.assumption.day,
                draft.id if draft else None,
                asked.whole,
            ),
            gate,
            ignore_file(gating.ignore, files),
            incomplete=not report.proven or report.deal is None,
        )
        read = read_files(files, sides, found.ignores)
        if to.verbose:
            tell_files(read, besides=files)

        def document() -> Document:
            from redlines.view.deal_document import deal_document

            return deal_document(
                report,
                case,
                room=room,
                package=package,
                findings=found.listed if found.ignores else (),
            )

        def csv() -> str:
            from redlines.view.csv import deal_csv

            return deal_csv(report)

        def json() -> str:
            from redlines.view.json_deals import DealOptions, deal_json

            put = asked_options(found, asked)
            return deal_json(
                report,
                case,
                found.findings,
                found.listed,
                DealOptions(put, draft.id if draft else None, room, package, limit),
                frame(read, found.code),
            )

        who = " ".join(asked.parties) if named else ""
        with_ = f" --given {draft.id}" if draft else ""
        return printout(
            found,
            case,
            read,
            run=" ".join(f"redlines deal {who}".split()) + with_ + as_typed(asking),
            document=document,
            comment=draft is not None,
            csv=csv,
            json=json,
        )

    return deliver(to, work)
