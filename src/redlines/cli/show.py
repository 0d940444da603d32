"""`redlines show`: one party, issue, statement, source or plan, with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from redlines.api.asked import different_parties
from redlines.api.names import Name, Noun, find, issues, issues_of
from redlines.assumption import Assumption
from redlines.cli import options
from redlines.cli.delivery import Format, Printout, deliver, delivery
from redlines.cli.opened import frame, open_case
from redlines.cli.texts import printed
from redlines.failure import NotDoneError
from redlines.view.clean import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from redlines import Case, Later, PartyHistory, Timeline
    from redlines.view.document import Document

FORMATS = (Format.TABLE, Format.JSON, Format.MARKDOWN, Format.HTML)
PartiesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--party",
        metavar="ID",
        help="Of an issue: for whom its verdicts over time are drawn. Repeatable.",
    ),
]
NOUNS = tuple(noun for noun in Noun if noun is not Noun.SECTION)


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A party, issue, statement, source, plan or speaker; issue:NAME where several "
            "kinds have the name.",
        ),
    ],
    case: options.CaseOption = None,
    as_of: options.AsOfOption = None,
    history: options.HistoryOption = False,
    binding: options.BindingOption = None,
    issue: options.IssueOption = None,
    party: PartiesOption = None,
    full: options.WholeOption = False,
    *,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """Everything the case holds on one party, issue, statement, source, plan or speaker.

    Of an issue also the verdicts over time, for all that spoke on it or those named by --party.

    \b
      redlines show territory
      redlines show ukraine --history --as-of 2025-12-01
      redlines show us-28 -f json
    """  # noqa: D301
    to = delivery("show", FORMATS, printing, telling, screen, full=full)

    def work() -> Printout[Format]:
        asked, basis = options.day_of(as_of), options.basis_of(binding)
        if not history and (binding or issue):
            raise NotDoneError(
                "--binding and --issue belong to --history",
                advice="add --history, or leave them out",
            )
        negotiation, files = open_case(case, to)
        found = find(negotiation, name, NOUNS)
        day = asked or negotiation.as_of
        steps = _steps(found, negotiation, Assumption(day, basis), issue) if history else None
        chosen = issues(negotiation, issue) if issue else None
        later = _later(found, negotiation, day, chosen)
        past = _past(found, negotiation, day, party)

        def document() -> Document:
            if steps is None:
                return _document(found, negotiation, day, later, past)
            from redlines.view.history_document import history_document

            return history_document(steps, negotiation, later, brief=not issue)

        def json() -> str:
            from redlines.view.json_items import SHOWN, ShowOptions, show_json

            kind = next(own for own in SHOWN if own == found.noun)
            shown = ShowOptions(kind, found.id, day, history=history, binding=basis, issues=chosen)
            late = later if kind in ("party", "issue", "speaker") else None
            return show_json(negotiation, shown, late, steps, frame(files, 0))

        return printed(files, document, json)

    return deliver(to, work)


def _steps(
    found: Name, case: Case, assumption: Assumption, issue: list[str] | None
) -> PartyHistory:
    """The steps of a party; of anything else there are none."""
    from redlines import party_history

    if found.noun is not Noun.PARTY:
        what = f"{'an' if found.noun is Noun.ISSUE else 'a'} {found.noun.replace('_', ' ')}"
        raise NotDoneError(
            f"--history is of a party, and `{visible(found.id)}` is {what}",
            code="no-history",
            advice="`redlines list parties` names them all",
        )
    return party_history(case, found.id, assumption, issues=issue)


def _later(found: Name, case: Case, day: date | None, chosen: tuple[str, ...] | None) -> Later:
    """What was said after the day by the party or speaker, or on the issue, that is shown."""
    from redlines import later

    if found.noun is Noun.PARTY:
        return later(case, day, parties=(found.id,), issues=chosen)
    if found.noun is Noun.SPEAKER:
        return later(case, day, by=found.id)
    if found.noun is Noun.ISSUE:
        return later(case, day, issues=case.headings.get(found.id) or case.issues[found.id])
    return later(case, None)  # the page of another thing is judged on no day


def _past(
    found: Name, case: Case, day: date | None, party: Sequence[str] | None
) -> Timeline | None:
    """The verdicts on an issue for the parties named or all that spoke on it; None without two."""
    from redlines import timeline

    if found.noun is not Noun.ISSUE:
        if party:
            raise NotDoneError(
                f"--party is for an issue, and `{visible(found.id)}` is a {found.noun}",
                advice="`redlines timeline` tells verdicts over time on all issues",
            )
        return None
    about = issues_of(case, found.id)
    if party:
        parties = different_parties(case, party, command="--party")
    else:
        parties = tuple(own for own in case.parties if any((i, own) in case.claims for i in about))
    if day is None or len(parties) < 2:
        return None
    return timeline(case, parties, Assumption(day), issues=[case.issues[i] for i in about])


def _document(
    found: Name, case: Case, day: date | None, later: Later, history: Timeline | None
) -> Document:
    from redlines.view import show_document as pages

    match found.noun:
        case Noun.PARTY:
            return pages.party_document(found.id, case, day, later)
        case Noun.STATEMENT:
            return pages.statement_document(found.id, case)
        case Noun.SOURCE:
            return pages.source_document(found.id, case)
        case Noun.PLAN:
            return pages.plan_document(found.id, case)
        case Noun.NOT_CODED:
            return pages.not_coded_document(found.id, case)
        case Noun.SPEAKER:
            return pages.speaker_document(found.id, case, day, later)
        case Noun.ISSUE | Noun.SECTION:
            return pages.issue_document(found.id, case, day, later, history)
