"""Small cases: one helper that makes a case from constructors, and strategies for random ones.

Most of the time of a law is drawing. A strategy made anew is checked anew on its first draw, so
those that are drawn from again and again are made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from redlines.case import (
    Basis,
    Case,
    Condition,
    Heading,
    Issue,
    Party,
    Replaced,
    Said,
    Statement,
    Verb,
)
from redlines.region import Calendar, DateStep, Grid, Outcomes, Region

DAYS = (date(2024, 3, 31), date(2024, 9, 30), date(2025, 3, 31), date(2025, 9, 30))

Named = Mapping[str, str | Iterable[str]]


def region(outcomes: Outcomes, names: str | Iterable[str]) -> Region:
    """The region of some outcomes, written as one text with spaces or as names."""
    return outcomes.region(names.split() if isinstance(names, str) else names)


def condition(issues: Mapping[str, Outcomes], terms: Named) -> Condition:
    """The condition that each of these issues is settled inside its region."""
    return Condition(tuple((issue, region(issues[issue], names)) for issue, names in terms.items()))


def says(
    issues: Mapping[str, Outcomes],
    id_: str,
    party: str,
    *,
    demands: Named | None = None,
    accepts: Named | None = None,
    refuses: Named | None = None,
    given: Named | None = None,
    unless: Named | None = None,
    **rest: Any,
) -> Statement:
    """One statement, its regions written as names."""
    verbs = ((Verb.DEMANDS, demands), (Verb.ACCEPTS, accepts), (Verb.REFUSES, refuses))
    return Statement(
        id_,
        (party,),
        terms=tuple(
            (verb, issue, region(issues[issue], names))
            for verb, claimed in verbs
            for issue, names in (claimed or {}).items()
        ),
        given=condition(issues, given) if given else None,
        unless=condition(issues, unless) if unless else None,
        **rest,
    )


def make_case(
    issues: Mapping[str, Outcomes],
    *statements: Statement,
    parties: Iterable[str] = (),
    as_of: date | None = None,
) -> Case:
    """The case of these statements; its parties are those named and all who speak."""
    names = dict.fromkeys([*parties, *(p for statement in statements for p in statement.parties)])
    return Case(
        "a made case",
        as_of,
        {name: Party(name, name.title()) for name in names},
        {name: Heading(name, name.title(), issues=(name,)) for name in issues},
        {name: Issue(name, outcomes, name, name.title()) for name, outcomes in issues.items()},
        {statement.id: statement for statement in statements},
    )


@dataclass(frozen=True)
class Question:
    """One call of the engine: who is asked about which issue, on which day, how firmly."""

    case: Case
    issue: str
    parties: tuple[str, ...]
    day: date | None
    binding: Basis | None

    @property
    def outcomes(self) -> Outcomes:
        return self.case.issues[self.issue].outcomes

    def about(self, *said: Statement) -> Question:
        """The same question where just these statements were made."""
        found = {statement.id: statement for statement in said}
        return replace(self, case=replace(self.case, statements=found))

    def adding(self, *said: Statement) -> Question:
        """The same question where these statements were made as well."""
        return self.about(*self.case.statements.values(), *said)


between = cache(st.integers)
"""A number between two, ends included."""

one_of = cache(st.sampled_from)
"""One of a tuple of values."""

orders = cache(st.permutations)
coin = st.booleans()
BASES = one_of((None, *Basis))
PROVISOS = one_of((*(None,) * 7, "talks come first", "a law is changed"))


@cache
def outcome_lists(ordered: bool | None = None) -> st.SearchStrategy[Outcomes]:
    """Two to six outcomes of any kind, or only of the kinds that have an order or have none."""
    names = st.integers(2, 5).map(lambda count: [f"level_{i}" for i in range(count)])
    grids = st.builds(
        Grid, st.integers(-12, 12), st.integers(1, 7), st.integers(2, 5), st.integers(0, 2)
    )
    quantities = st.builds(
        lambda grid, unlimited: Outcomes.quantity("km", grid, unlimited=unlimited),
        grids,
        st.booleans(),
    )
    dates = st.builds(
        lambda first, unit, count, unlimited: Outcomes.quantity(
            None, Calendar(first, count, unit), unlimited=unlimited
        ),
        st.integers(24_000, 24_400),
        st.sampled_from(DateStep),
        st.integers(2, 5),
        st.booleans(),
    )
    lists: dict[bool, st.SearchStrategy[Outcomes]] = {
        True: st.one_of(names.map(Outcomes.scale), quantities, dates),
        False: names.map(Outcomes.options),
    }
    return st.one_of(lists[True], lists[False]) if ordered is None else lists[ordered]


@cache
def _bits(count: int) -> st.SearchStrategy[int]:
    """The bits of a region among so many outcomes."""
    last, everything = count - 1, (1 << count) - 1
    return st.one_of(
        st.integers(1, everything),
        st.integers(0, last - 1).map(lambda place: (2 << place) - 1),
        st.integers(1, last).map(lambda place: everything >> place << place),
    )


def regions(outcomes: Outcomes) -> st.SearchStrategy[Region]:
    """Any region but the empty one and, mostly, the full one; many reach an end of the list."""
    return _bits(len(outcomes.names)).map(lambda bits: Region(outcomes, bits))


@cache
def _claimed(issues: tuple[str, ...]) -> st.SearchStrategy[list[tuple[Verb, str]]]:
    """One or two claims, as their verbs and issues."""
    return st.lists(
        st.tuples(one_of((*Verb, Verb.REFUSES)), one_of(issues)),
        min_size=1,
        max_size=2,
        unique=True,
    )


@st.composite
def statements(
    draw: st.DrawFn, issues: dict[str, Outcomes], id_: str, parties: tuple[str, ...], dated: bool
) -> Statement:
    """One statement with one or two claims and any trait they can have.

    It is of one of the parties, or of two together; what it says may be replaced, in part or whole.
    """
    claimed = draw(_claimed(tuple(sorted(issues))))
    others = sorted(issues.keys() - {issue for _, issue in claimed})
    conditional = others and draw(between(0, 3)) == 0
    terms = Condition(
        tuple((issue, draw(regions(issues[issue]))) for issue in others[: 1 if conditional else 0])
    )
    verbs = {verb for verb, _ in claimed}
    day = draw(one_of((None, *DAYS))) if dated else None
    ends = (None, None, *(end for end in DAYS if day is None or end > day)) if dated else (None,)
    speaking = [draw(one_of(parties))]
    if draw(between(0, 4)) == 0:
        speaking.append(draw(one_of(parties)))
    own = tuple(dict.fromkeys(speaking))
    later = [end for end in DAYS if day is None or end > day] if dated else []
    shares = sorted({(party, issue) for party in own for _, issue in claimed})
    ended = draw(st.lists(one_of(tuple(shares)), max_size=2)) if later else []
    return Statement(
        id_,
        own,
        said=Said() if day is None else Said(day.isoformat(), day),
        until=draw(one_of(ends)),
        basis=draw(BASES),
        given=terms if terms.terms and verbs - {Verb.REFUSES} else None,
        unless=terms if terms.terms and Verb.REFUSES in verbs else None,
        proviso=draw(PROVISOS),
        disputed=draw(between(0, 7)) == 0,
        vague=draw(between(0, 7)) == 0,
        terms=tuple((verb, issue, draw(regions(issues[issue]))) for verb, issue in claimed),
        replaced=tuple(
            Replaced(party, issue, draw(one_of(tuple(later))), "S-later") for party, issue in ended
        ),
    )


def apart(case: Case) -> Case:
    """A case that says the same with no statement that is joint or replaced.

    Each is written once for each party and issue, with the day of its end there as `until`; its
    id is the old one with these behind it.
    """
    found: dict[str, Statement] = {}
    for said in case.statements.values():
        for party in said.parties:
            for issue in dict.fromkeys(issue for _, issue, _ in said.terms):
                ends = [e.day for e in said.replaced if (e.party, e.issue) == (party, issue)]
                ends += [said.until] if said.until else []
                part = replace(
                    said,
                    id=f"{said.id}~{party}~{issue}",
                    parties=(party,),
                    until=min(ends, default=None),
                    terms=tuple(term for term in said.terms if term[1] == issue),
                    replaced=(),
                )
                found[part.id] = part
    return replace(case, statements=found)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A whole case of one to three issues, two to five parties and up to ten statements."""
    count = draw(between(1, 3))
    issues = {f"issue_{i}": draw(outcome_lists()) for i in range(count)}
    parties = tuple("abcde"[: draw(between(2, 5))])
    dated = draw(coin)
    said = [draw(statements(issues, f"S-{i}", parties, dated)) for i in range(draw(between(2, 10)))]
    # A refusal repeated in other words of the same reach is what a red line is made of.
    if draw(coin):
        again = said[draw(between(0, len(said) - 1))]
        said.append(
            Statement(
                "S-again",
                again.parties,
                basis=draw(BASES),
                unless=again.unless,
                proviso=draw(one_of((again.proviso, None))),
                disputed=draw(coin),
                terms=tuple(term for term in again.terms if term[0] is Verb.REFUSES) or again.terms,
            )
        )
    as_of = draw(one_of(DAYS[2:])) if dated else None
    return make_case(issues, *said, parties=parties, as_of=as_of)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A random case and what to ask about it, mostly where parties have spoken."""
    case = draw(cases())
    speakers = {
        issue: {party for on, party in case.claims if on == issue} for issue in sorted(case.issues)
    }
    issue = max(speakers, key=lambda name: len(speakers[name]))
    if draw(between(0, 3)) == 0:
        issue = draw(one_of(tuple(sorted(case.issues))))
    asked = draw(orders(tuple(sorted(case.parties))))
    if draw(between(0, 3)):
        asked = sorted(asked, key=lambda party: party not in speakers[issue])
    count = draw(between(2, len(asked)))
    binding = draw(one_of((None, None, *Basis)))
    return Question(case, issue, tuple(asked[:count]), case.as_of, binding)


@st.composite
def stated_questions(draw: st.DrawFn) -> Question:
    """A random question with a verdict on record: the first two parties asked have spoken."""
    question = draw(questions())
    said = [
        Statement(
            f"S-{party}",
            (party,),
            basis=draw(BASES),
            terms=((draw(one_of(tuple(Verb))), question.issue, draw(regions(question.outcomes))),),
        )
        for party in question.parties[:2]
    ]
    return question.adding(*said)
