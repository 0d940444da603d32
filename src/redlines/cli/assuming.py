"""What the options assume: a day, a basis, and what if something had been said otherwise."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from redlines.api.names import Noun, find, issues_of
from redlines.cli import options
from redlines.failure import NotDoneError, UnknownNameError, several, together
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Assumption, Case, Held, Region


def assumption_of(case: Case, asking: options.Asking) -> Assumption:
    """What the options assume of a case; raises NotDoneError for all that they cannot."""
    from redlines import Assumption, Held

    day, basis = options.day_of(asking.as_of), options.basis_of(asking.binding)
    if not asking.lift and not asking.set:
        return Assumption(day, basis)
    lifts = [partial(_lifted, case, text) for text in asking.lift or ()]
    sets = [partial(_wanted, case, text) for text in asking.set or ()]
    found = together(*lifts, *sets)
    lifted = dict.fromkeys(own for each in found[: len(lifts)] for own in each)
    wanted = (own for each in found[len(lifts) :] for own in each if isinstance(own, Held))
    return Assumption(day, basis, tuple(lifted), tuple(wanted))


def as_typed(asking: options.Asking) -> str:
    """The options that say what is assumed, as they can be typed again."""
    from shlex import quote

    given = (("--lift", asking.lift), ("--set", asking.set))
    return "".join(f" {name} {quote(text)}" for name, every in given for text in every or ())


def _lifted(case: Case, text: str) -> tuple[str | Held, ...]:
    """What a `--lift` names: a statement, or outcomes of a party on an issue and its areas."""
    party, colon, _ = text.partition(":")
    try:
        if not colon or party == Noun.STATEMENT:
            return (find(case, text, (Noun.STATEMENT,)).id,)
        return _held(case, text, "--lift")
    except UnknownNameError as error:
        whole = re.split("[:@]", text)[0]
        if error.code == "unknown-issue" or whole not in case.statements:
            raise
        raise NotDoneError(
            f"--lift `{visible(text)}` is a part of {visible(whole)}, which is lifted whole",
            advice=f"write {visible(whole)}, or PARTY:ISSUE for all that a party refuses there",
        ) from error


def _wanted(case: Case, text: str) -> tuple[Held, ...]:
    """What a `--set` names: the outcomes that a party asks for on an issue and its areas."""
    if ":" not in text or "=" not in text.partition(":")[2]:
        raise NotDoneError(
            f"--set `{visible(text)}` is not PARTY:ISSUE=REGION",
            advice="write the region as in a file: 'PARTY:ISSUE={at_least: OUTCOME}'",
        )
    return _held(case, text, "--set")


def _held(case: Case, text: str, option: str) -> tuple[Held, ...]:
    """The outcomes that PARTY:ISSUE=REGION names, in each area those that it has."""
    from redlines import Held

    who, _, rest = text.partition(":")
    what, equals, form = rest.partition("=")
    party, issue = together(
        lambda: find(case, who, (Noun.PARTY,)).id, lambda: find(case, what, (Noun.ISSUE,)).id
    )
    region = _region(case, issue, form, f"{option} {text}") if equals else None
    every = [case.issues[own] for own in issues_of(case, issue)]
    whole = ((own, own.outcomes.everything) for own in every)
    cut = ((own, region.cut_to(own.outcomes)) for own in every) if region else whole
    found = tuple(Held(party, own.id, held) for own, held in cut if held)
    if not found:
        raise NotDoneError(f"{option} `{visible(text)}` names nothing that {issue} can be")
    return found


def _region(case: Case, issue: str, form: str, said: str) -> Region:
    """The region that a text writes; raises NotDoneError with all that is wrong with it."""
    if len(form.splitlines()) > 1:
        raise NotDoneError(f"{visible(said)} is more than one line")
    from redlines.reading.region_text import read_region
    from redlines.view.rules import problem_help, problem_sentence

    region, problems = read_region(form, issue, case)
    if region is not None:
        return region
    raise several(
        [
            NotDoneError(
                visible(f"{said}: {problem_sentence(own)}"),
                code=own.code,
                advice=None if own.suggestions else problem_help(own),
                suggestions=[visible(name) for name in own.suggestions],
            )
            for own in problems
        ]
    )
