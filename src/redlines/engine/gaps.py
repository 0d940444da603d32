"""The verdict on one issue for a set of parties, and over all issues of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, pairwise
from operator import and_, or_

from redlines.assumption import NOTHING, Assumption
from redlines.case import FIRMNESS, Basis, Case, Claim, Verb, firmness
from redlines.engine.later import later
from redlines.engine.minimal import Minimal, held, minimal_covers, minimal_routes
from redlines.engine.positions import demanded, firm, hard, positions, union
from redlines.engine.retreats import retreats
from redlines.engine.what_if import what_if
from redlines.pairs import PairVerdict
from redlines.region import Outcomes, Region
from redlines.verdicts import (
    Contested,
    Gap,
    GapReport,
    IssueGap,
    Position,
    Stake,
    Unmet,
    Verdict,
    contested_by,
)


def gap(
    case: Case,
    parties: Sequence[str],
    assumption: Assumption = NOTHING,
    *,
    issues: Sequence[str] | None = None,
) -> GapReport:
    """The verdicts for some parties on all issues of a case, or on those named.

    The day is the case's unless the assumption names another. Raises ValueError for fewer than two
    parties and KeyError for a party or issue the case does not have.
    """
    if len(set(parties)) < 2:
        raise ValueError("a gap needs at least two different parties")
    parties = tuple(case.parties[party].id for party in dict.fromkeys(parties))
    chosen = case.issues if issues is None else dict.fromkeys(issues)
    assumption = assumption.on(case.as_of)
    return GapReport(
        parties=parties,
        assumption=assumption,
        issues=tuple(issue_gap(case, issue, parties, assumption) for issue in chosen),
        later=later(case, assumption.day, parties=parties, issues=issues and chosen),
        what_if=what_if(case, parties, chosen, assumption),
    )


def verdict(held: Iterable[Position], outcomes: Outcomes) -> tuple[Verdict, Region]:
    """The verdict on one issue for the parties of some positions, and its zone, and no more."""
    return _settle([_Ranges.as_stated(own) for own in held if not own.silent], outcomes)


def standing(held: Iterable[Position], outcomes: Outcomes) -> tuple[Verdict, Verdict, Gap | None]:
    """The verdict on one issue for some positions, that at best, and the gap, and no more."""
    stated = [own for own in held if not own.silent]
    word, at_best = both_words(stated, outcomes)
    return word, at_best, _gap(stated, outcomes) if word is Verdict.BRIDGEABLE else None


def both_words(held: Iterable[Position], outcomes: Outcomes) -> tuple[Verdict, Verdict]:
    """The verdict on one issue for some positions and that at best, and no more."""
    return words_of(map(both_ranges, held), outcomes)


def words_of(
    held: Iterable[tuple[_Ranges, _Ranges] | None], outcomes: Outcomes
) -> tuple[Verdict, Verdict]:
    """The verdict and that at best for the ranges of some parties, None for one that is silent."""
    stated = [own for own in held if own]
    word, _ = _settle([own for own, _ in stated], outcomes)
    at_best, _ = _settle([own for _, own in stated], outcomes)
    return word, at_best


def both_ranges(own: Position) -> tuple[_Ranges, _Ranges] | None:
    """The ranges of a party as stated and at best; None where it is silent."""
    return None if own.silent else (_Ranges.as_stated(own), _Ranges.at_best(own))


def contest(held: Iterable[Position], outcomes: Outcomes) -> Contested | None:
    """How an issue is contested for some positions that leave it bridgeable."""
    stated = [own for own in held if not own.silent]
    word, zone = verdict(stated, outcomes)
    return contested_by(_unmet(stated, zone), stated) if word is Verdict.BRIDGEABLE else None


def settled(held: Iterable[Position], outcomes: Outcomes, statement: str) -> Verdict:
    """The verdict on one issue with the soft claims of one statement as at best, no others."""
    stated = [_Ranges.believing(own, statement) for own in held if not own.silent]
    return _settle(stated, outcomes)[0]


def ranges(own: Position) -> tuple[Region, ...]:
    """D, A and T of a party, as stated and at best: all that a verdict takes from it."""
    every = _Ranges.as_stated(own), _Ranges.at_best(own)
    return tuple(region for x in every for region in (x.demanded, x.accepted, x.possible))


def between(case: Case, assumption: Assumption = NOTHING) -> Iterator[PairVerdict]:
    """How every two parties stand on each issue of a case, in the words of `gap` and no more.

    Many say what another says too: of two that are alike, one is asked.
    """
    assumption = assumption.on(case.as_of)
    columns = []
    for id_, item in case.issues.items():
        every = positions(case, id_, case.parties, assumption)
        columns.append((id_, item.outcomes, every, [_taken(own) for own in every]))
    known = [dict[object, tuple[Verdict, Verdict, Region, Contested | None]]() for _ in columns]
    for (at, a), (to, b) in combinations(enumerate(case.parties), 2):
        for (id_, outcomes, every, taken), found in zip(columns, known, strict=True):
            alike = taken[at], taken[to]
            if alike not in found:
                pair = every[at], every[to]
                words, contested = both_words(pair, outcomes), contest(pair, outcomes)
                stated = [own for own in pair if not own.silent]
                found[alike] = (*words, verdict(stated, outcomes)[1], contested)
            yield PairVerdict(a, b, id_, *found[alike])


def _taken(own: Position) -> tuple[bool | int, ...]:
    """All that the words of a gap take from a party, as bits."""
    softly = _named(own.counted, Verb.DEMANDS, own.refused.outcomes)
    return own.silent, *(region.bits for region in (*ranges(own), softly))


def issue_gap(
    case: Case, issue: str, parties: Sequence[str], assumption: Assumption = NOTHING
) -> IssueGap:
    """The verdict on one issue for some parties, with everything that carries it."""
    item = case.issues[issue]
    outcomes = item.outcomes
    every = positions(case, issue, parties, assumption)
    stated = tuple(p for p in every if not p.silent)
    word, zone = verdict(stated, outcomes)
    at_best, at_best_zone = _settle([_Ranges.at_best(p) for p in stated], outcomes)
    blocked = word is Verdict.INSURMOUNTABLE
    lines = [line for p in stated for line in p.red_lines]
    regions = [line.region.bits for line in lines]
    blocking = minimal_covers(regions, outcomes.all_bits) if blocked else Minimal((), 0)
    found, found_total = retreats(stated, outcomes) if blocked else (None, None)
    turning, turning_total, turned = _depends_on(stated, word, at_best, at_best_zone)
    unlined = [p.party for p in stated if not p.red_lines]
    refusing = [p.party for p in stated if any(c.verb is Verb.REFUSES for c in p.claims)]
    below = [p.party for p in stated if _below(p, assumption)]
    return IssueGap(
        issue=item,
        verdict=word,
        zone=zone,
        at_best=at_best,
        at_best_zone=at_best_zone,
        depends_on=turning,
        depends_on_total=turning_total,
        depends_on_zone=turned,
        silent=tuple(p.party for p in every if p.silent),
        no_red_line=tuple(p for p in unlined if p not in refusing),
        lines_lifted=tuple(p for p in unlined if p in refusing and p not in below),
        lines_below_binding=tuple(p for p in unlined if p in refusing and p in below),
        unmet=_unmet(stated, zone) if word is not Verdict.UNSTATED else (),
        offered_by=_offered_by(stated, zone) if word is Verdict.BRIDGEABLE else (),
        one_sided=tuple(
            p.party for p in stated if word is Verdict.BRIDGEABLE and zone <= p.accepted
        ),
        gap=_gap(stated, outcomes) if word is Verdict.BRIDGEABLE else None,
        retreats=found,
        retreats_total=found_total,
        blocking_sets=tuple(tuple(lines[i] for i in chosen) for chosen in blocking.sets),
        blocking_sets_total=blocking.total,
        holds_at=_holds_at(stated, outcomes) if blocked else None,
        positions=every,
    )


@dataclass(frozen=True, slots=True)
class _Ranges:
    """D, A and T of one party."""

    demanded: Region
    accepted: Region
    possible: Region

    @classmethod
    def as_stated(cls, p: Position) -> _Ranges:
        """Soft red lines stand, soft offers and demands do not count."""
        return cls(p.demanded, p.accepted, p.possible)

    @classmethod
    def believing(cls, p: Position, statement: str) -> _Ranges:
        """Of one statement soft red lines are gone, and soft offers and demands count."""
        outcomes = p.refused.outcomes
        own = [c for c in p.counted if c.soft and c.statement.id == statement]
        if not own:
            return cls.as_stated(p)
        standing = (c for c in p.counted if c.verb is Verb.REFUSES and c not in own)
        refused = union((claim.region for claim in standing), outcomes)
        wanted = demanded(p.counted, outcomes) | _named(own, Verb.DEMANDS, outcomes)
        offers = union((c.region for c in hard(p.counted, Verb.ACCEPTS)), outcomes)
        offered = offers | _named(own, Verb.ACCEPTS, outcomes)
        return cls(wanted - refused, (wanted | offered) - refused, ~refused)

    @classmethod
    def at_best(cls, p: Position) -> _Ranges:
        """Soft red lines are gone, soft offers and demands count."""
        outcomes = p.refused.outcomes
        wanted = demanded(p.counted, outcomes) | _named(p.counted, Verb.DEMANDS, outcomes)
        offered = union((c.region for c in hard(p.counted, Verb.ACCEPTS)), outcomes)
        return cls(
            wanted - p.firmly_refused,
            (wanted | offered | p.softly_offered) - p.firmly_refused,
            ~p.firmly_refused,
        )


def _named(claims: Iterable[Claim], verb: Verb, outcomes: Outcomes) -> Region:
    """What the soft claims of one verb name."""
    return union((c.region for c in claims if c.soft and c.verb is verb), outcomes)


def _settle(ranges: Sequence[_Ranges], outcomes: Outcomes) -> tuple[Verdict, Region]:
    """The verdict and its zone, in the order of the definition: the first that holds."""
    if len(ranges) < 2:
        return Verdict.UNSTATED, outcomes.nothing
    possible = _common((r.possible for r in ranges), outcomes)
    if not possible:
        return Verdict.INSURMOUNTABLE, possible
    if agreed := _common((r.demanded for r in ranges), outcomes):
        return Verdict.AGREED, agreed
    if shared := _common((r.accepted for r in ranges), outcomes):
        return Verdict.OVERLAP, shared
    return Verdict.BRIDGEABLE, possible


def _common(regions: Iterable[Region], outcomes: Outcomes) -> Region:
    """The outcomes in all of some regions; on bits, since of hundreds each would be a region."""
    return Region(outcomes, reduce(and_, (region.bits for region in regions), outcomes.all_bits))


def _below(p: Position, assumption: Assumption) -> bool:
    """Whether all that a party refuses is softer than the basis that is asked for."""
    softest = assumption.binding
    refusals = (claim for claim in p.claims if claim.verb is Verb.REFUSES)
    return softest is not None and all(firm(c) > firmness(softest) for c in refusals)


def _unmet(stated: Sequence[Position], zone: Region) -> tuple[Unmet, ...]:
    """The parties whose D does not meet the zone, else those whose soft demands do not.

    Many ask for the same: who refuses it is looked for once.
    """
    found = []
    known: dict[tuple[int, str | None], tuple[tuple[str, ...], bool]] = {}
    for p in stated:
        soft, asked = False, p.demanded
        if not asked or asked & zone:
            soft, asked = True, _named(p.counted, Verb.DEMANDS, zone.outcomes) - p.firmly_refused
        if not asked or asked & zone:
            continue
        # A party's soft red line may stand against its own soft demand; told are others.
        itself = p.party if asked & p.refused else None
        if (asked.bits, itself) not in known:
            known[asked.bits, itself] = _refusing([q for q in stated if q.party != itself], asked)
        claims = (c for c in p.counted if c.verb is Verb.DEMANDS and c.soft is soft)
        refused_by, together = known[asked.bits, itself]
        found.append(
            Unmet(
                party=p.party,
                soft=soft,
                region=asked,
                claims=tuple(claim for claim in claims if claim.region & asked),
                refused_by=refused_by,
                together=together,
            )
        )
    return tuple(found)


def _refusing(others: Sequence[Position], asked: Region) -> tuple[tuple[str, ...], bool]:
    """Who refuses all that is asked for, else those who do so between them, and whether these."""
    alone = tuple(q.party for q in others if asked <= q.refused)
    if alone:
        return alone, False
    some = [q for q in others if asked & q.refused]
    together = asked <= union((q.refused for q in some), asked.outcomes)
    return tuple(q.party for q in some) if together else (), together


def _offered_by(stated: Sequence[Position], zone: Region) -> tuple[Stake, ...]:
    """The parties whose declared range meets the zone, else whose soft offers do."""
    found = []
    for p in stated:
        soft = not p.accepted & zone
        reach = zone - p.firmly_refused if soft else p.accepted & zone
        claims = tuple(
            c
            for c in p.counted
            if c.verb is not Verb.REFUSES and c.soft is soft and c.region & reach
        )
        if claims:
            found.append(Stake(p.party, soft, claims))
    return tuple(found)


def _gap(stated: Sequence[Position], outcomes: Outcomes) -> Gap | None:
    """The fewest steps from one declared range to the other, for exactly two parties.

    None where steps have no meaning: on options, without a declared range, or where the nearest
    pair contains `unlimited`. Of pairs equally near the first on the scale counts.
    """
    if len(stated) != 2 or not outcomes.ordered:
        return None
    mine, theirs = (p.accepted for p in stated)
    if not mine or not theirs:
        return None
    # Between two neighbouring members of the union from different sides lies the nearest pair.
    ordered = list(mine | theirs)
    steps, low, high = min(
        (high - low, low, high)
        for low, high in pairwise(ordered)
        if (mine.bits >> low & 1) != (mine.bits >> high & 1)
    )
    if high == outcomes.unlimited:
        return None
    amount = outcomes.grid.amount(steps) if outcomes.grid else None
    unit = outcomes.counted_in.other if outcomes.counted_in else None
    own, other = (low, high) if mine.bits >> low & 1 else (high, low)
    return Gap(steps, amount, unit, (outcomes.names[own], outcomes.names[other]))


def _holds_at(stated: Sequence[Position], outcomes: Outcomes) -> Basis | None:
    """The firmest basis whose red lines, with all firmer ones, still leave no outcome."""
    lines = [line for p in stated for line in p.red_lines]
    for basis, rank in FIRMNESS.items():
        if union((x.region for x in lines if x.firmness <= rank), outcomes) == outcomes.everything:
            return basis
    return None


def _depends_on(
    stated: Sequence[Position], verdict: Verdict, at_best: Verdict, zone: Region
) -> tuple[tuple[tuple[Claim, ...], ...], int | None, Region]:
    """The minimal sets of soft claims which, treated as at best, give the verdict at best.

    Every outcome of the zone at best is one route: the soft red lines on it must go, and each
    party that does not name it must be taken at one of its soft words. Beside their number stands
    the zone that the first of them gives.
    """
    if verdict is at_best:
        return (), 0, zone.outcomes.nothing
    claims: list[Claim] = []
    helps: list[int] = []
    words: list[int] = []
    for p in stated:
        verbs, named = _named_as(p, at_best)
        own = [claim for claim in p.counted if claim.soft]
        words.append(sum(1 << i for i, c in enumerate(own, len(claims)) if c.verb in verbs))
        for claim in own:
            needed = claim.region - named if claim.verb in verbs else claim.region
            helps.append(needed.bits if claim.verb in (*verbs, Verb.REFUSES) else 0)
        claims += own
    minimal = minimal_routes(held(zone.bits, helps), words)
    first = frozenset(minimal.sets[0])
    opened = Region(zone.outcomes, zone.bits & ~_missed(helps, words, first))
    return (
        tuple(tuple(claims[i] for i in chosen) for chosen in minimal.sets),
        minimal.total,
        opened,
    )


def _missed(helps: Sequence[int], words: Sequence[int], chosen: frozenset[int]) -> int:
    """The outcomes that need more than some chosen claims: a line gone, or a word of a party."""
    missed = 0
    for i, needed in enumerate(helps):
        if i not in chosen and not any(word >> i & 1 for word in words):
            missed |= needed
    for word in words:
        own = [i for i in range(len(helps)) if word >> i & 1]
        missed |= reduce(or_, (helps[i] for i in own), 0) & ~reduce(
            or_, (helps[i] for i in own if i in chosen), 0
        )
    return missed


def _named_as(p: Position, target: Verdict) -> tuple[tuple[Verb, ...], Region]:
    """The verbs by which a verdict asks a party to name an outcome, and what it names by them."""
    outcomes = p.refused.outcomes
    wanted = demanded(p.counted, outcomes)
    match target:
        case Verdict.AGREED:
            return (Verb.DEMANDS,), wanted
        case Verdict.OVERLAP:
            offered = union((c.region for c in hard(p.counted, Verb.ACCEPTS)), outcomes)
            return (Verb.DEMANDS, Verb.ACCEPTS), wanted | offered
        case _:
            return (), outcomes.nothing
