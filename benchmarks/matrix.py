"""All pairs of many parties on many issues, against arrays, a party against all others at once.

The comparator is what a careful analyst writes with numpy, where that is installed: arrays of
parties, issues and outcomes, and for each party one operation with all that follow. It is measured
from the same read case, with its claims at hand, to the same numbers of all pairs, though the
engine finds besides who shares what on every issue; and once more to the five verdicts alone, which
takes the script half of its time. Then both are measured on the pairs alone, the engine from its
ranges and the script from its arrays.

The case is made by a seed: 193 parties, as many as a general assembly has, on 502 issues of three
outcomes; 9 % of what they could have said is missing, and 5 % of what they said is disputed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from datetime import date
from functools import partial
from importlib.util import find_spec
from random import Random
from typing import Any

from benchmarks.measuring import Row, functions, grown, in_turn, script, spent
from redlines.case import Case, Heading, Issue, Party, Said, Statement, Verb
from redlines.engine import pairs
from redlines.region import Outcomes, Region

PARTIES, ISSUES, OUTCOMES = 193, 502, 3
MISSING, DISPUTED = 0.09, 0.05
DAY = date(2025, 1, 1)
PARTIES_GROWN = (48, 68, 96, 136, 193)
ISSUES_GROWN = (60, 100, 180, 300, 502)
ROUNDS = 7


def made(parties: int, issues: int, seed: int = 1) -> Case:
    """Parties that demand an outcome, and some of them accept a neighbour or refuse the rest."""
    chance = Random(seed)
    outcomes = Outcomes.scale([f"level_{at}" for at in range(OUTCOMES)])
    whole = outcomes.all_bits
    statements = {}
    said_on = Said(DAY.isoformat(), DAY)
    for party in range(parties):
        for issue in range(issues):
            if chance.random() < MISSING:
                continue
            own = chance.randrange(OUTCOMES)
            terms = [(Verb.DEMANDS, 1 << own)]
            kind = chance.random()
            if kind < 0.3:
                terms.append((Verb.ACCEPTS, 1 << min(OUTCOMES - 1, own + 1)))
            elif kind < 0.5:
                terms.append((Verb.REFUSES, (1 << OUTCOMES - 1 - own) & ~(1 << own)))
            elif kind < 0.6:
                terms.append((Verb.REFUSES, whole & ~(1 << own)))
            said = Statement(
                f"S-{party}-{issue}",
                (f"p{party}",),
                said_on,
                disputed=chance.random() < DISPUTED,
                terms=tuple(
                    (verb, f"i{issue}", Region(outcomes, bits)) for verb, bits in terms if bits
                ),
            )
            statements[said.id] = said
    names = [f"i{at}" for at in range(issues)]
    return case_of(parties, dict.fromkeys(names, outcomes), statements)


def case_of(parties: int, issues: Mapping[str, Outcomes], statements: dict[str, Statement]) -> Case:
    """A made case: so many parties, an issue without areas for each name, and what was said."""
    return Case(
        "made",
        DAY,
        {f"p{at}": Party(f"p{at}", f"P{at}") for at in range(parties)},
        {name: Heading(name, name, issues=(name,)) for name in issues},
        {name: Issue(name, outcomes, name, name) for name, outcomes in issues.items()},
        statements,
    )


def engine(case: Case) -> object:
    """Everything: all pairs, and who shares what on every issue."""
    return pairs.matrix(case, tuple(case.parties))


def arrays(case: Case) -> Any:
    """All that a verdict takes from a party on an issue, as arrays of flags, and who has spoken.

    D, A and T as stated, T where soft red lines are gone, and what soft demands name.
    """
    import numpy as np

    shape = len(case.parties), len(case.issues), OUTCOMES
    demanded, softly, offered, refused, firmly = (np.zeros(shape, bool) for _ in range(5))
    every = np.ones(shape, bool)
    spoken = np.zeros(shape[:2], bool)
    rows = {id_: at for at, id_ in enumerate(case.parties)}
    columns = {id_: at for at, id_ in enumerate(case.issues)}
    flags = {bits: [bool(bits >> at & 1) for at in range(OUTCOMES)] for bits in range(8)}
    for (issue, party), claims in case.claims.items():
        at = rows[party], columns[issue]
        for claim in claims:
            if not claim.in_force(case.as_of):
                continue
            spoken[at] = True
            own, soft = flags[claim.region.bits], claim.soft
            if claim.verb is Verb.REFUSES:
                refused[at] |= own
                if not soft:
                    firmly[at] |= own
            elif claim.verb is Verb.DEMANDS:
                if soft:
                    softly[at] |= own
                else:
                    demanded[at] |= own
                    every[at] &= own
            elif not soft:
                offered[at] |= own
    both = every & demanded
    wanted = np.where(both.any(2, keepdims=True), both, demanded)
    heard = spoken[:, :, None]
    possible = heard & ~refused
    return (
        *(wanted & possible, (wanted | offered) & possible, possible, heard & ~firmly),
        *(softly & ~firmly, spoken),
    )


def row_against_rows(held: Any, *, whole: bool = True) -> Any:
    """The numbers of all pairs, or those of verdicts, a party against all that follow at once."""
    import numpy as np

    demanded, accepted, possible, firmly, softly, spoken = held
    asks, asks_softly = demanded.any(2), softly.any(2)
    found = []
    for at in range(len(spoken) - 1):
        rest = slice(at + 1, None)
        both = spoken[at] & spoken[rest]
        left = (possible[at] & possible[rest]).any(2)
        agreed = (demanded[at] & demanded[rest]).any(2)
        shared = (accepted[at] & accepted[rest]).any(2)
        stuck, bridgeable = both & ~left, both & left & ~shared
        words = [both & agreed, both & shared & ~agreed, bridgeable, stuck, ~both]
        if not whole:
            found.append(np.stack([word.sum(1) for word in words], 1))
            continue
        hard = both & ~(firmly[at] & firmly[rest]).any(2)
        refused = (
            (asks[at] & ~(demanded[at] & possible[rest]).any(2))
            | (asks[rest] & ~(demanded[rest] & possible[at]).any(2))
            | (asks_softly[at] & ~(softly[at] & possible[rest]).any(2))
            | (asks_softly[rest] & ~(softly[rest] & possible[at]).any(2))
        )
        words += [stuck & ~hard, bridgeable & refused]
        found.append(np.stack([word.sum(1) for word in words], 1))
    return np.concatenate(found)


def check(case: Case) -> None:
    """Raise AssertionError unless both find the same numbers."""
    found = [astuple(own)[2:] for own in pairs.matrix(case, tuple(case.parties)).pairs]
    held = arrays(case)
    assert found == [tuple(own) for own in row_against_rows(held).tolist()]
    verdicts = row_against_rows(held, whole=False).tolist()
    assert [own[:5] for own in found] == [tuple(own) for own in verdicts]


def rows() -> tuple[Row, ...]:
    """Processor time of both in one process, and how it grows."""
    case = made(PARTIES, ISSUES)
    name = f"all pairs of {PARTIES} parties on {ISSUES} issues"
    grown = (
        _growth("parties", {size: made(size, ISSUES // 2) for size in PARTIES_GROWN}, 2),
        _growth("issues", {size: made(PARTIES // 2, size) for size in ISSUES_GROWN}, 1),
    )

    def engine_time() -> float:
        return spent(lambda: engine(case))

    if find_spec("numpy") is None:
        own, _, rounds = in_turn(engine_time, lambda: 0, ROUNDS)
        return (_allowed(name, own, rounds), *grown)

    check(case)
    chosen, parties = list(case.issues.values()), tuple(case.parties)
    held, at_hand = pairs.said_on(case, parties, chosen), arrays(case)

    def script_time(*, whole: bool) -> float:
        return spent(lambda: row_against_rows(arrays(case), whole=whole))

    same = in_turn(engine_time, lambda: script_time(whole=True), ROUNDS)
    less = in_turn(engine_time, lambda: script_time(whole=False), ROUNDS)
    alone = in_turn(
        lambda: spent(lambda: list(pairs.pairs(parties, chosen, held))),
        lambda: spent(lambda: row_against_rows(at_hand)),
        ROUNDS,
    )
    return (
        Row(name, "numpy, row against all rows", "ms", *same, 3, at_least=True),
        Row(name, "numpy, verdicts and no more", "ms", *less, None, at_least=True),
        Row(f"{name}, the pairs alone", "numpy, arrays at hand", "ms", *alone, 3, at_least=True),
        _allowed(name, same[0], ROUNDS),
        *grown,
    )


def _allowed(name: str, own: float, rounds: int) -> Row:
    return Row(name, "the time that it may take", "ms", own, 300, rounds, target=1)


def _growth(what: str, cases: Mapping[int, Case], target: float) -> Row:
    works = {size: partial(engine, case) for size, case in cases.items()}
    return grown("all pairs", what, works, ROUNDS, target)


def profile() -> str:
    """The functions in which the engine spends its time."""
    case = made(PARTIES, ISSUES)
    engine(case)
    return functions(lambda: engine(case))


if __name__ == "__main__":
    script(rows, profile)
