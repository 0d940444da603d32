"""What `deal` takes: on the bundled case, on large linked cases, and beside a `check`.

The blocking sets, knots and landings are what the search for packages finds; the whole report has
rooms, conditions, trades and a witness too. The large cases are made by a seed: red lines around
one package, half of them on a condition on a neighbouring issue, and twelve conflicts planted.
`python -m benchmarks.marco` compares their blocking sets with those of a solver.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import SCRIPTS, Row, functions, in_turn, process, script, spent
from redlines.assumption import Assumption
from redlines.case import Case
from redlines.engine.deals import EFFORT, deal
from redlines.engine.knots import blocked, concession_sets
from redlines.engine.landings import landings
from redlines.engine.packages import packages
from redlines.reading.build import read_case

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from large_cases import planted

CASE = Path(__file__).parent.parent / "data" / "positions.yaml"
ROUNDS = 7
CONFLICTS = 12
SEED = 0
SIZES = ((50, 8), (200, 20))
PLANS = ("us-28", "e3-counter", "zelensky-20")


def bundled() -> Case:
    """The bundled case, read anew."""
    found = read_case(CASE).case
    assert found
    return found


def knots(case: Case) -> object:
    """All blocking sets, knots, concession sets and landings, for all parties."""
    own = packages(case, tuple(case.parties), Assumption(case.as_of), None)
    found = blocked(own, EFFORT)
    assert found.up_to is None
    return [
        (
            concession_sets(knot, found, EFFORT),
            landings(number, own.issue(knot.issues[0]), own.positions[own.issues[knot.issues[0]]]),
        )
        for number, knot in enumerate(found.knots, 1)
    ]


def rows() -> tuple[Row, ...]:
    """Processor time in one process, against the time that it may take."""
    case, middle, large = bundled(), *(planted(*size, CONFLICTS, SEED) for size in SIZES)
    named = "all blocking sets, knots and landings"
    return (
        _within(50, f"{named}: the bundled case, all parties", lambda: knots(case), 10),
        _within(1_000, f"{named}: 50 linked issues, 8 parties", lambda: knots(middle)),
        _within(1_000, f"{named}: 200 linked issues, 20 parties", lambda: knots(large)),
        _within(None, "the whole of `deal`: the bundled case, all parties", lambda: deal(case), 5),
        _within(None, "the whole of `deal`: 200 linked issues, 20 parties", lambda: deal(large)),
        _beside_check(),
    )


def _within(limit: int | None, what: str, work: Callable[[], object], times: int = 1) -> Row:
    """A piece of work against the milliseconds that it may take, or a second where none are set."""

    def once() -> float:
        return spent(lambda: [work() for _ in range(times)]) / times

    median, _, rounds = in_turn(once, lambda: 0.0, ROUNDS)
    against = "the time that it may take" if limit else "a second"
    target = 1 if limit else None
    return Row(what, against, "ms", median, limit or 1_000, rounds, target)


def _beside_check() -> Row:
    """`redlines check` of some plans, and the same with the time that their repairs take."""
    case = bundled()
    commands = {id_: [str(SCRIPTS / "redlines"), "check", id_] for id_ in PLANS}

    def checked() -> float:
        return sum(process(command).milliseconds for command in commands.values()) / len(PLANS)

    def repaired() -> float:
        return spent(lambda: [deal(case, given=case.plans[id_]) for id_ in PLANS]) / len(PLANS)

    repairs, without, rounds = in_turn(repaired, checked, ROUNDS)
    what = "`redlines check` of bundled plans and what repairs them, all parties"
    return Row(what, "without", "ms", repairs + without, without, rounds, target=1.3)


def profile() -> str:
    """The functions in which the whole report on a large case spends its time."""
    large = planted(*SIZES[1], CONFLICTS, SEED)
    return functions(lambda: deal(large))


if __name__ == "__main__":
    script(rows, profile)
