"""All pairs of some parties at once, and on each issue who shares an outcome with whom.

What a verdict takes from a party are sets of outcomes, as bits. For the pairs a party's sets on all
issues are laid out side by side in one int, a field for each issue. The top bit of a field, its
guard, is kept free: added to a field that is not empty, a field of ones carries into it. So one
`and`, one addition and one more `and` find all issues on which two parties have something in
common, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, combinations, compress
from operator import and_
from typing import NamedTuple

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Claim, Issue, Verb
from redlines.engine.later import later
from redlines.engine.positions import counting
from redlines.engine.what_if import what_if
from redlines.pairs import Coalition, IssueCoalitions, Matrix, Pair
from redlines.region import Region
from redlines.verdicts import LISTED


def matrix(
    case: Case,
    parties: Sequence[str],
    assumption: Assumption = NOTHING,
    *,
    issues: Sequence[str] | None = None,
) -> Matrix:
    """How every two of some parties stand on all issues of a case, or on those named.

    The day is the case's unless the assumption names another. Raises ValueError for fewer than two
    parties and KeyError for a party or issue the case does not have.
    """
    if len(set(parties)) < 2:
        raise ValueError("a matrix needs at least two different parties")
    parties = tuple(case.parties[party].id for party in dict.fromkeys(parties))
    chosen = [
        case.issues[id_] for id_ in (case.issues if issues is None else dict.fromkeys(issues))
    ]
    assumption = assumption.on(case.as_of)
    held = ranges_of(case, parties, chosen, assumption)
    return Matrix(
        parties=parties,
        assumption=assumption,
        pairs=tuple(pairs(parties, chosen, held)),
        issues=tuple(coalitions(chosen, parties, held)),
        later=later(case, assumption.day, parties=parties, issues=issues and list(held)),
        what_if=what_if(case, parties, list(held), assumption),
    )


# What each party says on each issue


class Ranges(NamedTuple):
    """The sets of one party on one issue that are compared, as bits of outcomes.

    D, A and T as stated, T where soft red lines are gone, and what soft demands name less what hard
    red lines refuse.
    """

    demanded: int
    accepted: int
    possible: int
    firmly_possible: int
    softly_demanded: int


Held = Mapping[str, Sequence[Ranges | None]]
"""By issue the ranges of some parties, in their order; None for one that is silent."""


def ranges_of(
    case: Case,
    parties: Sequence[str],
    issues: Iterable[Issue],
    assumption: Assumption = NOTHING,
) -> Held:
    """The ranges of some parties on some issues, in one pass over what was said."""
    once: dict[Ranges, Ranges] = {}  # many parties say what another says
    places = {party: at for at, party in enumerate(parties)}
    wholes = {own.id: own.outcomes.all_bits for own in issues}
    held: dict[str, list[Ranges | None]] = {issue: [None] * len(parties) for issue in wholes}
    in_force, as_said = assumption.in_force, not (assumption.binding or assumption.what_if)
    assumed = ((own.issue, own.party) for own in assumption.set)
    unsaid = ((key, ()) for key in assumed if key not in case.claims)
    for (issue, party), claims in chain(case.claims.items(), unsaid):
        if issue in held and party in places:
            said = [claim for claim in claims if in_force(claim)]
            counted = said if as_said else counting(said, party, issue, assumption)
            if said or counted:
                own = ranges(counted, wholes[issue])
                held[issue][places[party]] = once.setdefault(own, own)
    return held


def ranges(counted: Iterable[Claim], whole: int) -> Ranges:
    """The ranges of a party in one pass over its claims that count, among the `whole` outcomes.

    They are those of `engine.positions.position`, which finds besides why they are so.
    """
    demands, refuses = Verb.DEMANDS, Verb.REFUSES
    every, some, offered, refused, firmly, softly = whole, 0, 0, 0, 0, 0
    for claim in counted:
        bits, soft, verb = claim.region.bits, claim.soft, claim.verb
        if verb is refuses:
            refused |= bits
            if not soft:
                firmly |= bits
        elif verb is demands:
            if soft:
                softly |= bits
            else:
                every &= bits
                some |= bits
        elif not soft:
            offered |= bits
    wanted = every & some or some
    possible = whole & ~refused
    return Ranges(
        wanted & possible,
        (wanted | offered) & possible,
        possible,
        whole & ~firmly,
        softly & ~firmly,
    )


# How every two of them stand


class _Plane(NamedTuple):
    """One issue of each heading, in a field of so many hexadecimal digits.

    `ones` fill every field but for its guard.
    """

    issues: tuple[Issue, ...]
    digits: tuple[int, ...]
    ones: int
    guard: int


class _Row(NamedTuple):
    """The sets of one party on the issues of a plane, in fields that are empty where it is silent.

    The others are guards: where it has spoken, and where it demands anything.
    """

    spoken: int
    asks: int
    asks_softly: int
    sets: Ranges


def pairs(parties: Sequence[str], issues: Iterable[Issue], held: Held) -> Iterator[Pair]:
    """How every two of some parties stand, in their order."""
    headings: dict[str, list[Issue]] = {}
    for own in issues:
        headings.setdefault(own.heading, []).append(own)
    planes = _planes(headings.values())
    columns = [_rows(plane, held) for plane in planes]
    rows = [(party, [rows[at] for rows in columns]) for at, party in enumerate(parties)]
    for (a, mine), (b, theirs) in combinations(rows, 2):
        yield Pair(a, b, *_counts(planes, mine, theirs, len(headings)))


def _planes(headings: Iterable[Sequence[Issue]]) -> tuple[_Plane, ...]:
    """The first issues of all headings, the second ones of those that have two, and so on.

    A heading has the same field in all of them, so that its areas can be put together: those with
    more areas come last, where the digits count least, and so do not move where others are gone.
    """
    ordered = sorted(headings, key=len)
    digits = [max(len(own.outcomes.names) for own in issues) // 4 + 1 for issues in ordered]
    found = []
    for at in range(len(ordered[-1]) if ordered else 0):
        reached = [issues[at] for issues in ordered if at < len(issues)]
        fields = digits[-len(reached) :]
        guard = int("".join(_field(_guard(own), own) for own in fields), 16)
        ones = int("".join(_field(_guard(own) - 1, own) for own in fields), 16)
        found.append(_Plane(tuple(reached), tuple(fields), ones, guard))
    return tuple(found)


def _rows(plane: _Plane, held: Held) -> list[_Row]:
    """The sets of all parties on the issues of a plane."""
    cells = []
    for digits, issue in zip(plane.digits, plane.issues, strict=True):
        # Many parties say what another says too.
        heard, nothing = _field(_guard(digits), digits), (_field(0, digits),) * 6
        written = {
            sets: (heard, *(_field(bits, digits) for bits in sets)) if sets else nothing
            for sets in set(held[issue.id])
        }
        cells.append([written[sets] for sets in held[issue.id]])
    found = []
    for of_party in zip(*cells, strict=True):
        spoken, *whole = (int("".join(fields), 16) for fields in zip(*of_party, strict=True))
        row = Ranges(*whole)
        asks = (row.demanded + plane.ones) & plane.guard
        asks_softly = (row.softly_demanded + plane.ones) & plane.guard
        found.append(_Row(spoken, asks, asks_softly, row))
    return found


def _field(bits: int, digits: int) -> str:
    return f"{bits:0{digits}x}"


def _guard(digits: int) -> int:
    return 1 << 4 * digits - 1


def _counts(
    planes: Sequence[_Plane], mine: Sequence[_Row], theirs: Sequence[_Row], headings: int
) -> tuple[int, ...]:
    """On how many headings each verdict holds for two parties, worst areas first; see `Pair`.

    `stuck` are the guards of what is insurmountable, `unshared` of that and what is bridgeable,
    `unmet` of that and overlap: in this order each holds the one before, over the areas of a
    heading too, and what a count has more than the one before is the next better verdict.
    """
    heard_by_both = stuck = unshared = unmet = hard = contested = 0
    for (_, _, ones, guard), one, other in zip(planes, mine, theirs, strict=True):
        spoken_1, asks_1, asks_softly_1, sets_1 = one
        spoken_2, asks_2, asks_softly_2, sets_2 = other
        both = spoken_1 & spoken_2
        if not both:
            continue
        demanded_1, accepted_1, possible_1, firmly_1, softly_1 = sets_1
        demanded_2, accepted_2, possible_2, firmly_2, softly_2 = sets_2
        left = ((possible_1 & possible_2) + ones) & guard
        shared = ((accepted_1 & accepted_2) + ones) & guard
        heard_by_both |= both
        stuck |= both ^ left
        unshared |= both ^ shared
        unmet |= both ^ ((demanded_1 & demanded_2) + ones) & guard
        if both != left:
            hard |= both ^ ((firmly_1 & firmly_2) + ones) & guard
        if left != shared:
            # A party's demand lies in its own T, so it is unmet where the other refuses all of it.
            refused = asks_1 ^ ((demanded_1 & possible_2) + ones) & guard
            refused |= asks_2 ^ ((demanded_2 & possible_1) + ones) & guard
            if asks_softly_1:
                refused |= asks_softly_1 ^ ((softly_1 & possible_2) + ones) & guard
            if asks_softly_2:
                refused |= asks_softly_2 ^ ((softly_2 & possible_1) + ones) & guard
            contested |= refused & (left ^ shared)
    n_stuck, n_unshared, n_unmet, n_heard = (
        own.bit_count() for own in (stuck, unshared, unmet, heard_by_both)
    )
    return (
        n_heard - n_unmet,
        n_unmet - n_unshared,
        n_unshared - n_stuck,
        n_stuck,
        headings - n_heard,
        n_stuck - hard.bit_count(),
        (contested & ~stuck).bit_count(),
    )


# Who shares what on an issue


def coalitions(
    issues: Iterable[Issue], parties: Sequence[str], held: Held
) -> Iterator[IssueCoalitions]:
    """On each issue the largest sets of parties that share an outcome.

    Whoever shares an outcome is among all who do not refuse it, so that the largest sets are those
    of single outcomes that no other outcome's holds: no more than there are outcomes, and all found
    by looking at each. What is left out of them are then all smallest sets without which the
    others share an outcome: of two sets one holds the other just where its complement is held.
    """
    # The first party has the highest bit, so that of sets of one size those with it are larger.
    flags = [1 << at for at in reversed(range(len(parties)))]
    for issue in issues:
        whole = firmly = issue.outcomes.all_bits
        left: dict[int, int] = {}
        spoken = 0
        for flag, own in zip(flags, held[issue.id], strict=True):
            if own is not None:
                spoken |= flag
                firmly &= own.firmly_possible
                left[own.possible] = left.get(own.possible, 0) | flag
        largest: list[tuple[int, int]] = []
        for members, zone in sorted(_shares(left, whole), key=_size, reverse=True):
            if members and not any(members & other == members for other, _ in largest):
                largest.append((members, zone))
        stuck = spoken.bit_count() > 1 and not reduce(and_, left, whole)
        yield IssueCoalitions(
            issue=issue,
            spoken=_named(parties, spoken),
            coalitions=tuple(
                Coalition(_named(parties, members), Region(issue.outcomes, zone))
                for members, zone in largest[:LISTED]
            ),
            coalitions_total=len(largest),
            softly=bool(stuck and firmly),
        )


def _shares(left: Mapping[int, int], whole: int) -> list[tuple[int, int]]:
    """All outcomes in parts, each with the parties that do not refuse it: others for each part."""
    parts = [(0, whole)]
    for possible, who in left.items():
        split = ((members, zone & possible, zone & ~possible) for members, zone in parts)
        parts = [
            part
            for members, inside, outside in split
            for part in ((members | who, inside), (members, outside))
            if part[1]
        ]
    return parts


def _size(part: tuple[int, int]) -> tuple[int, int]:
    members, _ = part
    return members.bit_count(), members


def _named(parties: Sequence[str], members: int) -> tuple[str, ...]:
    flags = map("1".__eq__, f"{members:0{len(parties)}b}")
    return tuple(compress(parties, flags))
