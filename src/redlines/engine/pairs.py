"""All pairs of some parties at once, and on each issue who shares an outcome with whom.

What a verdict takes from a party are sets of outcomes, as bits. For the pairs a party's sets on all
issues are laid out side by side in one int, a field for each issue. The top bit of a field, its
guard, is kept free: it is still there after a subtraction just where what is taken from it is
empty. So one `and`, one subtraction and one more `and` find all issues on which two parties have
nothing in common, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, reduce
from itertools import combinations, compress
from operator import and_, or_
from typing import NamedTuple

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case, Claim, Issue, Verb
from redlines.engine.later import later
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
    held = said_on(case, parties, chosen, assumption)
    return Matrix(
        parties=parties,
        assumption=assumption,
        pairs=tuple(pairs(parties, chosen, held)),
        issues=tuple(coalitions(chosen, parties, held)),
        later=later(case, assumption.day, parties=parties, issues=issues and list(held)),
        what_if=what_if(case, parties, list(held), assumption),
    )


# What each party says on each issue


Held = Mapping[str, Sequence[int]]
"""By issue what each of some parties says, in their order, as `ranges` reads it; 0 if silent."""


def said_on(
    case: Case,
    parties: Sequence[str],
    issues: Iterable[Issue],
    assumption: Assumption = NOTHING,
) -> Held:
    """What some parties say on some issues, in one pass over what was said."""
    places = {party: at for at, party in enumerate(parties)}
    held = {own.id: [0] * len(parties) for own in issues}
    day, as_said = assumption.day, not (assumption.binding or assumption.what_if)
    for statement in case.statements.values():
        for claim in statement.claims:
            issue, party = claim.issue, claim.party
            if claim.in_force(day) and party in places and issue in held:
                counted = claim if as_said else assumption.counted(claim)
                # A claim that does not count still keeps its party from being silent.
                held[issue][places[party]] |= _told(counted) if counted else _HEARD
    for own in assumption.set:
        assumed = assumption.demand(own.party, own.issue)
        if assumed and own.party in places and own.issue in held:
            held[own.issue][places[own.party]] |= _told(assumed)
    return held


# What a party says on an issue is one int. Its lowest bit says that the party is heard; then come,
# verb by verb, a field of outcomes for what it does softly and one for what it does not, and last
# one for what its demands leave out. So `|` puts claims together.
_HEARD = 1
_FIELDS = {Verb.REFUSES: 1, Verb.ACCEPTS: 3, Verb.DEMANDS: 5}
_DEMANDED = _FIELDS[Verb.DEMANDS]


def _told(claim: Claim) -> int:
    """What a claim says."""
    region = claim.region
    bits, wide, field = region.bits, len(region.outcomes.names), _FIELDS[claim.verb] - claim.soft
    if field == _DEMANDED:
        bits |= (region.outcomes.all_bits ^ bits) << wide
    return _HEARD | bits << 1 + field * wide


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


def ranges(told: int, whole: int) -> Ranges:
    """The ranges of a party from all that it says on an issue with the `whole` outcomes.

    They are those of `engine.positions.position`, which finds besides why they are so.
    """
    softly_refused, refused, _, offered, softly, some, missing = (
        told >> 1 + at * whole.bit_length() & whole for at in range(7)
    )
    wanted = some & ~missing or some
    possible = whole & ~(refused | softly_refused)
    return Ranges(
        wanted & possible,
        (wanted | offered) & possible,
        possible,
        whole & ~refused,
        softly & ~refused,
    )


# How every two of them stand


class _Fields(NamedTuple):
    """Issues in the order of their fields, highest first, each of so many hexadecimal digits.

    `areas` are the fields in groups, at most one of a heading in each: how far a group has to be
    shifted for its headings to stand where all have theirs, and the guards of these.
    """

    issues: tuple[Issue, ...]
    digits: tuple[int, ...]
    areas: tuple[tuple[int, int], ...]


class _Row(NamedTuple):
    """What is compared of a party: its ranges in fields that are empty where it is silent.

    Before them the guards of where it has spoken. `wanted` is what it demands, `softly_wanted`
    what it demands softly; where it demands nothing, any outcome will do.
    """

    spoken: int
    demanded: int
    accepted: int
    possible: int
    firmly_possible: int
    wanted: int
    softly_wanted: int


def pairs(parties: Sequence[str], issues: Iterable[Issue], held: Held) -> Iterator[Pair]:
    """How every two of some parties stand, in their order."""
    headings: dict[str, list[Issue]] = {}
    for own in issues:
        headings.setdefault(own.heading, []).append(own)
    fields = _fields(headings.values())
    rows = zip(parties, _rows(parties, fields, held), strict=True)
    for (a, mine), (b, theirs) in combinations(rows, 2):
        yield Pair(a, b, *_counts(fields.areas, mine, theirs, len(headings)))


def _fields(headings: Iterable[Sequence[Issue]]) -> _Fields:
    """The first issues of all headings below the second ones of those that have two, and so on.

    A heading has the same field in all of these groups, so that its areas can be put together:
    those with more areas come last, where the digits count least, and so do not move where others
    are gone.
    """
    ordered = sorted(headings, key=len)
    digits = [max(len(own.outcomes.names) for own in issues) // 4 + 1 for issues in ordered]
    found = _Fields((), (), ())
    for at in range(len(ordered[-1]) if ordered else 0):
        reached = tuple(issues[at] for issues in ordered if at < len(issues))
        fields = tuple(digits[-len(reached) :])
        guards = int("".join(_field(_guard(own), own) for own in fields), 16)
        found = _Fields(
            reached + found.issues,
            fields + found.digits,
            (*found.areas, (4 * sum(found.digits), guards)),
        )
    return found


def _rows(parties: Sequence[str], fields: _Fields, held: Held) -> Iterator[_Row]:
    """The rows of all parties."""
    written = cache(_written)  # many parties say what another says too
    cells = [[written(0, 0, 1)] * len(parties)]  # a field for who is asked about no issue
    for digits, issue in zip(fields.digits, fields.issues, strict=True):
        told, bits = held[issue.id], issue.outcomes.all_bits
        each = {own: written(own, bits, digits) for own in set(told)}
        cells.append([each[own] for own in told])
    for of_party in zip(*cells, strict=True):
        yield _Row(*(int("".join(digits), 16) for digits in zip(*of_party, strict=True)))


def _written(told: int, whole: int, digits: int) -> tuple[str, ...]:
    """What a party says on an issue as the fields of its row."""
    row = [0] * len(_Row._fields)
    if told:
        *compared, softly = ranges(told, whole)
        row = [_guard(digits), *compared, compared[0] or whole, softly or whole]
    return tuple(_field(bits, digits) for bits in row)


def _field(bits: int, digits: int) -> str:
    return f"{bits:0{digits}x}"


def _guard(digits: int) -> int:
    return 1 << 4 * digits - 1


def _counts(
    areas: Sequence[tuple[int, int]], mine: _Row, theirs: _Row, headings: int
) -> tuple[int, ...]:
    """On how many headings each verdict holds for two parties, worst areas first; see `Pair`.

    `stuck` are the guards of what is insurmountable, `unshared` of that and what is bridgeable,
    `unmet` of that and overlap: in this order each holds the one before, over the areas of a
    heading too, and what a count has more than the one before is the next better verdict.
    """
    spoken_1, demanded_1, accepted_1, possible_1, firmly_1, wanted_1, softly_1 = mine
    spoken_2, demanded_2, accepted_2, possible_2, firmly_2, wanted_2, softly_2 = theirs
    both = spoken_1 & spoken_2
    unmet = both - (demanded_1 & demanded_2) & both
    unshared = both - (accepted_1 & accepted_2) & both
    stuck = both - (possible_1 & possible_2) & both
    hard = both - (firmly_1 & firmly_2) & both
    # A party's demand lies in its own T, so it is unmet where the other refuses all of it.
    refused = both - (wanted_1 & possible_2) | both - (wanted_2 & possible_1)
    refused |= both - (softly_1 & possible_2) | both - (softly_2 & possible_1)
    marks = [both, unmet, unshared, stuck, hard, stuck | refused & unshared]
    if len(areas) > 1:
        marks = [reduce(or_, (own >> at & guards for at, guards in areas)) for own in marks]
    heard, n_unmet, n_unshared, n_stuck, n_hard, n_refused = map(int.bit_count, marks)
    return (
        heard - n_unmet,
        n_unmet - n_unshared,
        n_unshared - n_stuck,
        n_stuck,
        headings - heard,
        n_stuck - n_hard,
        n_refused - n_stuck,
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
    read = cache(ranges)
    for issue in issues:
        saying: dict[int, int] = {}
        for flag, told in zip(flags, held[issue.id], strict=True):
            saying[told] = saying.get(told, 0) | flag
        saying.pop(0, None)
        spoken = reduce(or_, saying.values(), 0)
        whole = firmly = issue.outcomes.all_bits
        left: dict[int, int] = {}
        for told, who in saying.items():
            own = read(told, whole)
            firmly &= own.firmly_possible
            left[own.possible] = left.get(own.possible, 0) | who
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


_FLAGS = bytes.maketrans(b"01", b"\0\1")


def _named(parties: Sequence[str], members: int) -> tuple[str, ...]:
    digits = f"{members:0{len(parties)}b}".encode()
    return tuple(compress(parties, digits.translate(_FLAGS)))
