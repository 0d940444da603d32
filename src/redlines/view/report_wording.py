"""The sentences that only the page of a whole case says; all others are the commands' own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redlines.case import Case
from redlines.verdicts import GapReport, Verdict
from redlines.view.overview_document import stuck_headings
from redlines.view.phrases import conjoined, counted, number_text

_TWO = 2
# So many issues stand in the headline.
_NAMED = 4

CLAIMS_NOTHING = (
    "This is arithmetic on what was said in public. It predicts nothing, recommends nothing, never "
    "adds parties up, and does not say what anybody really wants."
)


def headline(report: GapReport, case: Case) -> str:
    """The result in a sentence: on which issues red lines leave nothing."""
    hard, softly = stuck_headings(report)
    binding = report.assumption.binding
    lines = f"Red lines on basis {binding} or firmer" if binding else "Red lines"
    if hard:
        also = f"; soft ones on {_titles(softly, case)}" if softly else ""
        return f"{lines} leave nothing on {_titles(hard, case)}{also}"
    if softly:
        return f"Only soft red lines leave nothing on {_titles(softly, case)}"
    if report.totals()[Verdict.UNSTATED] == len(report.by_heading()):
        both = "both have" if len(report.parties) == _TWO else "two of these have"
        return f"There is no issue on which {both} spoken"
    return f"{lines} leave something on every issue"


def _titles(headings: Sequence[str], case: Case) -> str:
    """Some issues by title, of more than four the first and how many more."""
    named = [case.headings[heading].title for heading in headings[:_NAMED]]
    more = len(headings) - len(named)
    return conjoined([*named, *([counted(more, "more issue")] if more else [])])


def spoken_text(report: GapReport) -> str:
    """On how many of the issues there is a verdict."""
    every = len(report.by_heading())
    judged = every - report.totals()[Verdict.UNSTATED]
    who = "Both have" if len(report.parties) == _TWO else "Two or more have"
    return f"{who} spoken on {number_text(str(judged))} of {counted(every, 'issue')}."


def resting_text(report: GapReport, case: Case) -> str:
    """On how many statements and sources the verdicts rest, and how many were said later."""
    said = {
        claim.statement.id: claim.statement
        for item in report.issues
        for position in item.positions
        for claim in position.claims
    }
    sources = {name for own in said.values() for name in own.sources}
    told = counted(len(said), "statement")
    told += f" from {counted(len(sources), 'source')}" if sources else ""
    verb = "counts" if len(said) == 1 else "count"
    later = report.later.statements
    day = report.assumption.day
    after = f"; {number_text(str(later))} said after {day} do{'es'[: 2 * (later == 1)]} not"
    return f"{told} {verb}{after if later else ''}. {CLAIMS_NOTHING}"


def names_text(parties: Iterable[str]) -> str:
    """Some parties by name, of many how many there are."""
    named = list(parties)
    return conjoined(named) if len(named) <= _NAMED else f"{len(named)} parties"


METHOD = (
    "A party demands, accepts or refuses outcomes of an issue. Each of these is a statement with a "
    "day, a basis and a source; what was not said is not filled in.",
    "An outcome is left where no party's red line refuses it. Insurmountable: none is left. "
    "Contested: some are left, and a party demands what another refuses. Bridgeable: some are "
    "left; nothing on record excludes them, which does not say that anybody wants them. Overlap: "
    "all demand or accept a common outcome. Agreed: all demand one. Unstated: fewer than two have "
    "spoken.",
    "A statement is soft where it is conditional, disputed or vague. A soft red line counts; a "
    "verdict that rests on soft ones alone is marked with a star.",
    "Parties are never added up, and none stands for good or bad. The order of a scale is a line "
    "between two poles; left and right are no judgement.",
    "A stated red line is evidence of what a party would not sign, and not the thing itself. "
    "Silence is no consent: where a party has said nothing, its position is not known.",
    "What is on record depends on what was read. Public reports carry more of some parties than "
    "of others, and a gap in the record looks like a silence.",
)
