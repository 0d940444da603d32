"""`redlines show`: one party, issue, statement, source or plan, with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, assert_never

import typer

from redlines.api.asked import different_parties
from redlines.api.names import Name, Noun, find, issues_of
from redlines.cli import options
from redlines.cli.delivery import Format, Printout, deliver, delivery, on_page, on_screen
from redlines.cli.failure import NotDoneError
from redlines.cli.opened import frame, open_case
from redlines.cli.streams import Look
from redlines.view.clean import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from redlines import Case, Later, Timeline
    from redlines.view.document import Document
    from redlines.view.json_items import Shown

Forms = Literal[Format.TABLE, Format.JSON, Format.MARKDOWN]
FORMATS: tuple[Forms, ...] = (Format.TABLE, Format.JSON, Format.MARKDOWN)
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
    party: PartiesOption = None,
    *,
    printing: options.Printing,
    screen: options.Screen,
    telling: options.Telling,
) -> int:
    """Everything the case holds on one party, issue, statement, source, plan or speaker.

    Of an issue also the verdicts over time, for all that spoke on it or those named by --party.

    \b
      redlines show territory
      redlines show ukraine --as-of 2025-06-01
      redlines show us-28 -f json
    """  # noqa: D301
    to = delivery("show", FORMATS, printing, telling, screen)

    def work() -> Printout[Forms]:
        asked = options.day_of(as_of)
        negotiation, files = open_case(case, to)
        found = find(negotiation, name, NOUNS)
        day = asked or negotiation.as_of
        later = _later(found, negotiation, day)
        history = _history(found, negotiation, day, party)

        def text(form: Forms, look: Look) -> str:
            match form:
                case Format.TABLE:
                    return on_screen(_document(found, negotiation, day, later, history), look)
                case Format.MARKDOWN:
                    return on_page(_document(found, negotiation, day, later, history))
                case Format.JSON:
                    from redlines.view.json_items import ShowOptions, show_json

                    shown = ShowOptions(_kind(found.noun), found.id, day)
                    judged = found.noun in (Noun.PARTY, Noun.ISSUE, Noun.SPEAKER)
                    told = later if judged else None
                    return show_json(negotiation, shown, told, frame(files, 0))
                case _ as never:
                    assert_never(never)

        return Printout(text, 0, read=tuple(file.location for file in files))

    return deliver(to, work)


def _kind(noun: Noun) -> Shown:
    match noun:
        case Noun.PARTY:
            return "party"
        case Noun.STATEMENT:
            return "statement"
        case Noun.SOURCE:
            return "source"
        case Noun.PLAN:
            return "plan"
        case Noun.SPEAKER:
            return "speaker"
        case Noun.NOT_CODED:
            return "not_coded"
        case Noun.ISSUE | Noun.SECTION:
            return "issue"


def _later(found: Name, case: Case, day: date | None) -> Later:
    """What was said after the day by the party or speaker, or on the issue, that is shown."""
    from redlines import later

    if found.noun is Noun.PARTY:
        return later(case, day, parties=(found.id,))
    if found.noun is Noun.SPEAKER:
        return later(case, day, by=found.id)
    if found.noun is Noun.ISSUE:
        return later(case, day, issues=case.headings.get(found.id) or case.issues[found.id])
    return later(case, None)  # the page of another thing is judged on no day


def _history(
    found: Name, case: Case, day: date | None, party: Sequence[str] | None
) -> Timeline | None:
    """The verdicts on an issue for the parties named or all that spoke on it; None without two."""
    from redlines import Assumption, timeline

    if found.noun is not Noun.ISSUE:
        if party:
            raise NotDoneError(
                f"--party is for an issue, and `{visible(found.id)}` is a {found.noun}",
                advice="`redlines timeline` tells verdicts over time on all issues",
            )
        return None
    issues = issues_of(case, found.id)
    if party:
        parties = different_parties(case, party, command="--party")
    else:
        parties = tuple(own for own in case.parties if any((i, own) in case.claims for i in issues))
    if day is None or len(parties) < 2:
        return None
    return timeline(case, parties, Assumption(day), issues=[case.issues[i] for i in issues])


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
