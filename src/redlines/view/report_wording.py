"""The sentences that only the page of a whole case says; all others are the commands' own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redlines.case import Case
from redlines.verdicts import GapReport, Verdict
from redlines.view.overview_document import others, spoken_on, stuck_headings
from redlines.view.phrases import conjoined
from redlines.view.spoken import Text, fill

_TWO = 2
# So many issues stand in the headline.
_NAMED = 4


def headline(report: GapReport, case: Case) -> str:
    """The result in a sentence: on which issues red lines leave nothing."""
    hard, softly = stuck_headings(report)
    binding = report.assumption.binding
    lines = fill(Text.FIRM_RED_LINES, basis=binding) if binding else fill(Text.RED_LINES)
    if hard:
        return fill(Text.HEADLINE, lines=lines, titles=_titles(hard, case))
    if softly:
        return fill(Text.HEADLINE_SOFTLY, titles=_titles(softly, case))
    if report.totals()[Verdict.UNSTATED] == len(report.by_heading()):
        two = len(report.parties) == _TWO
        return fill(Text.HEADLINE_SILENT_BOTH if two else Text.HEADLINE_SILENT)
    judged, of = spoken_on(report)
    return fill(Text.HEADLINE_NONE, lines=lines, number=judged, of=of)


def _titles(headings: Sequence[str], case: Case) -> str:
    """Some issues by title, of more than four the first and how many more."""
    named = [case.headings[heading].title for heading in headings[:_NAMED]]
    more = len(headings) - len(named)
    return conjoined([*named, *([fill(Text.MORE_ISSUES, number=more)] if more else [])])


def lead(report: GapReport, case: Case) -> str:
    """What is told below the headline: what soft lines alone do, and how all other issues stand."""
    hard, softly = stuck_headings(report)
    also = [fill(Text.ONLY_SOFTLY, titles=_titles(softly, case))] if hard and softly else []
    rest = others(report, more=Text.AS_WELL if hard or softly else "")
    return " ".join((*also, _spoken_text(report), *rest))


def _spoken_text(report: GapReport) -> str:
    """On how many of the issues there is a verdict."""
    every = len(report.by_heading())
    judged = every - report.totals()[Verdict.UNSTATED]
    text = Text.BOTH_SPOKE if len(report.parties) == _TWO else Text.TWO_SPOKE
    return fill(text, judged=judged, number=every)


def resting_text(report: GapReport, case: Case) -> str:
    """On how many statements and sources the verdicts rest, and how many were said later."""
    said = {
        claim.statement.id: claim.statement
        for item in report.issues
        for position in item.positions
        for claim in position.claims
    }
    sources = {name for own in said.values() for name in own.sources}
    later, day = report.later.statements, report.assumption.day
    return fill(
        Text.RESTING,
        number=len(said),
        sources=fill(Text.SOURCES, number=len(sources)) if sources else "",
        later=fill(Text.SAID_LATER, number=later, day=day) if later else "",
        claims=fill(Text.CLAIMS_NOTHING),
    )


def names_text(parties: Iterable[str]) -> str:
    """Some parties by name, of many how many there are."""
    named = list(parties)
    return conjoined(named) if len(named) <= _NAMED else fill(Text.PARTIES, number=len(named))
