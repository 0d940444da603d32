"""What an analysis assumes besides the case, in words, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redlines.assumption import Assumption, Held
from redlines.case import Case, Verb
from redlines.verdicts import Lifted, WhatIf
from redlines.view.phrases import issue_names, marks, region_text
from redlines.view.spoken import Text, fill


def what_if_text(assumption: Assumption, case: Case) -> str:
    """What is assumed, in one line that begins with `assuming`; empty where nothing is."""
    told = [*_without(assumption.lifted, case), *_asked(assumption.set, case)]
    if assumption.undisputed:
        told.append(fill(Text.UNDISPUTED, statements=", ".join(assumption.undisputed)))
    return fill(Text.ASSUMING, told="; ".join(told)) if told else ""


def what_if_remarks(what_if: WhatIf, case: Case) -> tuple[str, ...]:
    """What of the lifted stays refused, who is heard by nothing else, and what changes nothing."""
    told = list(_still(what_if.lifted, case))
    silent: dict[str, list[str]] = {}
    for own in what_if.set:
        if own.silent:
            silent.setdefault(own.party, []).append(own.issue.id)
    for party, issues in silent.items():
        where = issue_names(issues, case)
        told.append(fill(Text.HEARD_ONLY, who=party, where=where))
    asked = (own for own in what_if.idle if isinstance(own, Held))
    idle = "; ".join((*_statements(what_if.idle), *_held(asked, case, Text.HELD)))
    if idle:
        told.append(fill(Text.CHANGES_NOTHING, idle=idle))
    return tuple(told)


def _without(lifted: Iterable[str | Held], case: Case) -> Iterator[str]:
    lifted = tuple(lifted)
    if statements := _statements(lifted):
        yield fill(Text.WITHOUT, ids=", ".join(statements))
    held = [own for own in lifted if isinstance(own, Held)]
    every = [own for own in held if not ~own.region]
    some = [own for own in held if own not in every]
    yield from _held(every, case, Text.REFUSES_NOTHING)
    yield from _held(some, case, Text.REFUSES_NOT)


def _asked(held: Iterable[Held], case: Case) -> Iterator[str]:
    yield from _held(held, case, Text.DEMANDS_ONLY)


def _statements(what: Iterable[str | Held]) -> tuple[str, ...]:
    return tuple(own for own in what if isinstance(own, str))


def _held(every: Iterable[Held], case: Case, text: str) -> Iterator[str]:
    """Outcomes of parties in words, areas of an issue that have the same together."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for own in every:
        key = own.party, case.issues[own.issue].heading, region_text(own.region)
        found.setdefault(key, []).append(own.issue)
    for (who, _, what), issues in found.items():
        yield text.format(who=who, what=what, where=issue_names(issues, case))


def _still(lifted: Iterable[Lifted], case: Case) -> Iterator[str]:
    """What other statements refuse all the same, areas of an issue that say the same together."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for own in lifted:
        if own.still_refused:
            refused = region_text(own.still_refused, others=True)
            key = own.statement or "", own.party, refused, _by(own)
            found.setdefault(key, []).append(own.issue.id)
    for (statement, party, refused, by), issues in found.items():
        told = {"statement": statement, "who": party, "what": refused, "by": by}
        yield fill(Text.STILL_REFUSED, where=issue_names(issues, case), **told)


def _by(own: Lifted) -> str:
    """The statements that stand for the red lines left, each with its basis."""
    told = []
    for line in own.red_lines:
        said = line.claims[0].statement
        name = f"{said.id} +{len(line.claims) - 1}" if line.claims[1:] else said.id
        words = marks(said, Verb.REFUSES)
        told.append(f"{name} ({', '.join(words)})" if words else name)
    return ", ".join(told)
