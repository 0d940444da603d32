"""`redlines report`: the whole case as one page, for people who do not use a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal, assert_never

import typer

from redlines.api.names import Noun, find_all
from redlines.cli import options
from redlines.cli.asked import asked_of, lookups
from redlines.cli.completion import plan_names
from redlines.cli.delivery import Format, Printout, deliver, delivery
from redlines.cli.opened import open_case
from redlines.cli.streams import Look
from redlines.cli.texts import in_browser, on_page
from redlines.failure import together

if TYPE_CHECKING:
    from redlines import Case, Plan
    from redlines.view.as_html import Live
    from redlines.view.document import Document

Forms = Literal[Format.HTML, Format.MARKDOWN]
FORMATS: tuple[Forms, ...] = (Format.HTML, Format.MARKDOWN)


def report(
    party: options.AllPartiesArgument = None,
    plan: Annotated[
        list[str] | None,
        typer.Option(
            "--plan",
            metavar="PLAN",
            help="A plan of the case that the page grades. Repeatable. Default: all.",
            autocompletion=plan_names,
        ),
    ] = None,
    *,
    asking: options.Asking,
    form: Annotated[
        str | None, options.format_option("Default: html, or nothing where -o names a file.")
    ] = None,
    output: options.OutputOption = None,
    telling: options.Telling,
) -> int:
    """The whole case as one page: the result, every issue, plans, and what it all rests on.

    The page loads nothing and needs no network; it can be sent as a file and printed.

    \b
      redlines report -o html=report.html
      redlines report russia ukraine --plan us-28 --plan e3-counter -o html=report.html
      redlines report russia ukraine -f markdown
    """  # noqa: D301
    to = delivery("report", FORMATS, options.Printing(form or Format.HTML, output), telling)

    def work() -> Printout[Forms]:
        case, files = open_case(asking.case, to)
        chosen = [(text, (Noun.PLAN,)) for text in plan or ()]
        together(*lookups(case, asking, party or ()), lambda: find_all(case, chosen))
        plans = [own.id for own in find_all(case, chosen)]

        @cache
        def document() -> tuple[Document, Live]:
            return _document(case, party, plans, asking)

        def text(form: Forms, _: Look) -> str:
            match form:
                case Format.HTML:
                    return in_browser(*document())
                case Format.MARKDOWN:
                    return on_page(document()[0])
                case _ as never:
                    assert_never(never)

        read = tuple(file.location for file in files)
        return Printout(text, 0, read=read, for_files=form is None)

    return deliver(to, work)


def _document(
    case: Case, parties: list[str] | None, plans: list[str], asking: options.Asking
) -> tuple[Document, Live]:
    """All analyses of a case, put together; parties are called by their titles."""
    from redlines import check, deal, diff, gap, matrix, timeline
    from redlines.view.live import live
    from redlines.view.report_document import Analyses, report_document
    from redlines.view.titled import titled, titled_assumption, titles_of

    asked = asked_of(case, asking, parties, between="report")
    names, told, chosen = titles_of(case), titled(case), asked.issues
    who = [names[party] for party in asked.parties]
    assumption = titled_assumption(asked.assumption, case)
    drafts = [told.plans[id_] for id_ in plans or _by_day(told)]
    changes = pairwise(drafts) if plans else _followed(drafts)
    found = gap(told, who, assumption, issues=chosen)
    # What came after the day is a part of the story that time tells.
    to_the_last = replace(assumption, day=found.later.as_of or found.assumption.day)
    analyses = Analyses(
        found,
        deal(told, who, assumption, issues=chosen),
        tuple(check(told, own, assumption, parties=who, issues=chosen) for own in drafts),
        tuple(deal(told, who, assumption, given=own, issues=chosen, brief=True) for own in drafts),
        tuple(diff(told, *own, assumption, parties=who, issues=chosen) for own in changes),
        matrix(told, list(told.parties), assumption, issues=chosen),
        timeline(told, who, to_the_last, issues=chosen),
    )
    ids = {name: id_ for id_, name in names.items()}
    return report_document(analyses, told), live(analyses.gap, told, analyses.checks, ids)


def _by_day(case: Case) -> list[str]:
    """The plans of a case, the oldest first; one without a day stands before all others."""
    return sorted(case.plans, key=lambda id_: str(case.plans[id_].day or ""))


def _followed(drafts: Sequence[Plan]) -> Iterator[tuple[Plan, Plan]]:
    """Each draft behind the earlier one that it follows, if it follows any.

    That is the one with which it has most points in common, the latest of several, where these are
    at least half of its own.
    """
    points = [{point.id for point in own.points} for own in drafts]
    for at, own in enumerate(drafts):
        shared = [len(points[at] & points[before]) for before in range(at)]
        most = max(shared, default=0)
        if most and 2 * most >= len(points[at]):
            yield drafts[max(i for i, many in enumerate(shared) if many == most)], own
