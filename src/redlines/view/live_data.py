"""What the script of a page needs of a case, to judge it anew for other parties, days and lines.

It is the input of the second implementation in `page/engine.js`: claims with their bits, without a
verdict. Outcomes of a quantity that no claim tells apart are one there, so that its regions are as
short as those of a scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise

from redlines.assumption import Assumption, Held
from redlines.case import Basis, Case, Condition, Heading, Statement, Verb, firmness
from redlines.region import UNLIMITED, Kind, Outcomes, Region, members
from redlines.verdicts import GapReport
from redlines.view.clean import web_address
from redlines.view.drawing import number_line
from redlines.view.encode import Json
from redlines.view.gap_document import every_verdict
from redlines.view.overview_document import speaker_text
from redlines.view.phrases import (
    has_dates,
    in_sentence,
    marks,
    outcome_text,
    rounder,
    said_text,
)
from redlines.view.picture import FREE, LEAST, NUMBERS, Cell, State, Tick
from redlines.view.spoken import Text
from redlines.view.tracks import Mark

Stretch = tuple[int, int]


def classes(outcomes: Outcomes, regions: Iterable[Region]) -> tuple[Stretch, ...]:
    """The outcomes of an issue in stretches, the first and the last position of each.

    Of a quantity neighbours that no region tells apart share one, but for `unlimited`; on a scale
    and of options each outcome has its own.
    """
    count = len(outcomes.names)
    if outcomes.kind is not Kind.QUANTITY:
        return tuple((at, at) for at in range(count))
    ends = 1 << outcomes.unlimited >> 1 if outcomes.unlimited else 0
    for region in regions:
        ends |= (region.bits ^ region.bits >> 1) & outcomes.all_bits >> 1
    lasts = [-1, *members(ends), count - 1]
    return tuple((before + 1, last) for before, last in pairwise(lasts))


@dataclass(frozen=True)
class LiveCase:
    """A case as the script reads it: with numbers for conditions, and bits for few outcomes.

    `held` are outcomes that a view may lift or set, besides those of claims and of `plans`, which
    have a name, what they settle by issue and a day. `issues` are those looked at, `ids` what
    parties are called in an address, `noted` statements whose notes, and addresses of whose
    sources, stand on the page already. Keys are named as the nouns of `case` name their fields;
    what is not so, or is as the script takes it to be, is left out.
    """

    case: Case
    held: tuple[Held, ...] = ()
    plans: tuple[tuple[str, Mapping[str, Region], date | None], ...] = ()
    issues: tuple[str, ...] | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    noted: frozenset[str] = frozenset()
    classes: dict[str, tuple[Stretch, ...]] = field(init=False, repr=False)
    conditions: tuple[Condition, ...] = field(init=False, repr=False)
    provisos: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        regions: dict[str, list[Region]] = {id_: [] for id_ in self.case.issues}
        for (issue, _), claims in self.case.claims.items():
            regions[issue] += (claim.region for claim in claims)
        for own in self.held:
            regions[own.issue].append(own.region)
        for _, settled, _ in self.plans:
            for issue, region in settled.items():
                regions[issue].append(region)
        every = self.case.statements.values()
        object.__setattr__(
            self,
            "classes",
            {id_: classes(self.case.issues[id_].outcomes, own) for id_, own in regions.items()},
        )
        found = (own for said in every for own in (said.given, said.unless) if own)
        object.__setattr__(self, "conditions", tuple(dict.fromkeys(found)))
        texts = (said.proviso for said in every if said.proviso)
        object.__setattr__(self, "provisos", tuple(dict.fromkeys(texts)))

    def data(self) -> dict[str, Json]:
        """The case."""
        case = self.case
        # Many issues have the same outcomes, or the same line of numbers: each stands once.
        outcomes, at = _once(self._outcomes(id_) for id_ in self._chosen)
        lines, on = _once(self._line(id_) for id_ in self._chosen)
        return {
            "title": case.title,
            "as_of": _day(case.as_of),
            "bases": [*Basis],
            "layout": {"numbers": NUMBERS, "free": [*FREE], "least": LEAST},
            "texts": {name.lower(): text for name, text in Text.__members__.items()},
            "cells": {
                f"{own.css} {withheld.css if withheld else ''}": Cell(own, withheld).word
                for own in State
                for withheld in (None, State.DEMANDS, State.ACCEPTS)
            },
            "marks": {own.name.lower(): own.word for own in Mark},
            "verdicts": {
                word: {"sign": sign, "meaning": meaning} for word, sign, meaning in every_verdict()
            },
            "parties": [{"id": self.ids.get(own, own), "name": own} for own in case.parties],
            "headings": [self._heading(own) for own in case.headings.values()],
            "outcomes": outcomes,
            "lines": lines,
            "issues": [
                self._issue(id_) | {"outcomes": place, "line": line}
                for id_, place, line in zip(self._chosen, at, on, strict=True)
            ],
            "statements": [
                self._statement(said) for said in case.statements.values() if self._about(said)
            ],
            "cited": {id_: self._source(id_) for id_ in self._cited()},
            "plans": [self._plan(*own) for own in self.plans],
            # Of each condition the numbers of all that hold wherever it does.
            "implied": [
                [at for at, other in enumerate(self.conditions) if own.implies(other)]
                for own in self.conditions
            ],
        }

    def first(self, report: GapReport) -> dict[str, Json]:
        """The view of a report, with all that is lifted as it can be typed, and what that means."""
        texts = [self._typed(own) for own in report.assumption.lifted]
        lifted = (own for own in report.assumption.lifted if isinstance(own, Held))
        held: dict[str, list[Json]] = {}
        for own in lifted:
            held.setdefault(self._typed(own), []).append(self._held(own))
        found = self.view(report.parties, report.assumption)
        return found | {"lifted": [*dict.fromkeys(texts)], "held": held}

    def _typed(self, what: str | Held) -> str:
        if isinstance(what, str):
            return what
        whole = "" if not ~what.region else f"=[{', '.join(what.region.names)}]"
        return f"{self.ids.get(what.party, what.party)}:{what.issue}{whole}"

    def view(self, parties: Sequence[str], assumption: Assumption) -> dict[str, Json]:
        """What is asked of it: whom, on which day, and what is assumed."""
        return {
            "parties": [*parties],
            "day": _day(assumption.day),
            "binding": assumption.binding,
            "lifted": [
                own if isinstance(own, str) else self._held(own) for own in assumption.lifted
            ],
            "set": [self._held(own) for own in assumption.set],
        }

    @property
    def _chosen(self) -> tuple[str, ...]:
        return tuple(self.case.issues) if self.issues is None else self.issues

    def _about(self, said: Statement) -> bool:
        """Whether a statement is about what is looked at; where that is all, also about nothing."""
        return self.issues is None or any(issue in self.issues for _, issue, _ in said.terms)

    def _cited(self) -> Iterable[str]:
        every = (own for said in self.case.statements.values() for own in said.sources)
        return dict.fromkeys(every)

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(s for id_ in self.noted for s in self.case.statements[id_].sources)

    def _source(self, id_: str) -> list[Json]:
        """What a source is called where it is cited, and its address if it is one of the web.

        The address is left out where the page lists it.
        """
        own = self.case.sources.get(id_)
        address = web_address(own.url) if own and id_ not in self._listed else None
        name = (own.publisher or own.title) if own else id_
        return [name, address] if address else [name]

    def _plan(self, name: str, settled: Mapping[str, Region], day: date | None) -> Json:
        regions = {issue: self._bits(issue, region) for issue, region in settled.items()}
        return {"name": name, "regions": regions, "day": _day(day)}

    def _heading(self, own: Heading) -> dict[str, Json]:
        return _told(
            {
                "id": own.id,
                "title": own.title,
                "headline": own.headline,
                "issues": [*own.issues],
            }
        )

    def _issue(self, id_: str) -> dict[str, Json]:
        issue, stretches = self.case.issues[id_], self.classes[id_]
        outcomes = issue.outcomes
        own: dict[str, Json] = {
            "id": id_,
            "heading": issue.heading,
            "title": issue.title if issue.area is not None else None,
            "area": issue.area is not None,
            "kind": outcomes.kind,
            "dates": has_dates(outcomes),
            "unit": outcomes.unit_name,
            "unlimited": None if outcomes.unlimited is None else len(stretches) - 1,
            "but": None if outcomes.free == UNLIMITED else Text.EXCEPT,
        }
        return _told(own)

    def _line(self, id_: str) -> Json:
        """The number line of a quantity, without the numbers where an answer changes."""
        outcomes = self.case.issues[id_].outcomes
        line = number_line(outcomes)
        return line and {
            "count": len(outcomes.names) - (outcomes.unlimited is not None),
            "unit": line.unit,
            "ends": [*line.ends],
            "ticks": [_tick(tick) for tick in line.ticks],
            "free": line.free and _tick(line.free),
        }

    def _outcomes(self, id_: str) -> list[Json]:
        """Of each stretch of outcomes the first and the last, or the only one."""
        outcomes = self.case.issues[id_].outcomes
        return [_ends(outcomes, *stretch) for stretch in self.classes[id_]]

    def _statement(self, said: Statement) -> dict[str, Json]:
        """What decides whether and how its claims count, and how it is cited."""
        refusals = [claim for claim in said.claims if claim.verb is Verb.REFUSES]
        basis = [str(said.basis)] if said.basis else []
        qualified = {own.verb: [*marks(said, own.verb, self.case)] for own in said.claims}
        plain = [*marks(said, Verb.REFUSES)] if refusals else None
        by, day, dated = said.by or said.name, _day(said.said.day), said_text(said.said)
        refusing = speaker_text(refusals[0]) if refusals else None
        assumed = ", ".join(filter(None, (by, day, *basis)))
        own: dict[str, Json] = {
            "id": said.id,
            "parties": [*said.parties],
            "said": day,
            "basis": firmness(said.basis),
            "disputed": said.disputed,
            "vague": said.vague,
            "given": self.conditions.index(said.given) if said.given else None,
            "unless": self.conditions.index(said.unless) if said.unless else None,
            "proviso": self.provisos.index(said.proviso) if said.proviso else None,
            "terms": self._terms(said),
            "until": self._until(said),
            "sources": [*said.sources] or None,
            "by": by,
            "note": None if said.id in self.noted else said.note,
            "dated": dated if dated != day else None,
            "marks": {verb: own for verb, own in qualified.items() if own != basis} or None,
            "line_marks": plain if plain != qualified.get(Verb.REFUSES) else None,
            "refusing": refusing if refusing != assumed else None,
        }
        return _told(own)

    def _terms(self, said: Statement) -> list[Json]:
        """What it does with which outcomes, as bits, and on which issues the same."""
        terms = (
            ((verb, self._bits(issue, region)), issue)
            for verb, issue, region in said.terms
            if issue in self._chosen
        )
        alike = groupby(terms, key=lambda term: term[0])
        return [[*done, *(issue for _, issue in some)] for done, some in alike]

    def _until(self, said: Statement) -> Json:
        """The day on which it ends, or of each claim, party by party; None where none does."""
        ends = [_day(own.until) for own in said.claims if own.issue in self._chosen]
        return ends[0] if ends and len({*ends}) == 1 else ends if any(ends) else None

    def _held(self, own: Held) -> list[Json]:
        """Outcomes of a party on an issue."""
        return [own.party, own.issue, self._bits(own.issue, own.region)]

    def _bits(self, issue: str, region: Region) -> str:
        """The bits of a region, one for each stretch of outcomes, in hexadecimal."""
        bits = 0
        for at, (first, _) in enumerate(self.classes[issue]):
            bits |= (region.bits >> first & 1) << at
        return f"{bits:x}"


def _once(every: Iterable[Json]) -> tuple[list[Json], list[int | None]]:
    """Each of some data once, and at which place it stands there; None has none."""
    places: dict[str, int] = {}
    found: list[Json] = []
    at: list[int | None] = []
    for own in every:
        at.append(None if own is None else places.setdefault(repr(own), len(places)))
        if len(places) > len(found):
            found.append(own)
    return found, at


def _tick(tick: Tick) -> dict[str, Json]:
    return {"at": tick.at, "text": tick.text}


def _ends(outcomes: Outcomes, first: int, last: int) -> list[Json]:
    """The first and the last of some outcomes, or the only one."""
    return [_outcome(outcomes, at) for at in dict.fromkeys((first, last))]


def _outcome(outcomes: Outcomes, at: int) -> dict[str, Json]:
    """An outcome in words: where it stands alone, in a sentence, and what stands behind it.

    Of a number that is not round it is told whether the one before or behind is.
    """
    told, inside = outcome_text(outcomes, at), in_sentence(outcomes, at)
    count = len(outcomes.names)
    unit = outcomes.unit if at != outcomes.unlimited else None
    own: dict[str, Json] = {
        "at": at,
        "text": told,
        "sentence": inside if inside != told else None,
        "meaning": outcomes.descriptions[at] if outcomes.descriptions else "",
        "unit": unit.of(outcomes.names[at]) if unit else "",
        "after_round": at > 0 and rounder(outcomes, at - 1, than=at),
        "before_round": at + 1 < count and rounder(outcomes, at + 1, than=at),
    }
    return _told(own)


def _told(own: dict[str, Json]) -> dict[str, Json]:
    """What is so of something: what is not known, not true or empty is left out."""
    return {
        key: value for key, value in own.items() if value is not False and value not in (None, "")
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
