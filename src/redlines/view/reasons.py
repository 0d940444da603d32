"""Why a verdict holds: the reasons of the table and of the document, with the statements cited.

Texts here are plain and may hold names as a file wrote them: whoever prints them passes them
through `clean` first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_
from typing import assert_never

from redlines.case import Case, Claim, Verb, firmness
from redlines.region import Outcomes, Region
from redlines.verdicts import Contested, IssueGap, Position, RedLine, Retreat, Stake, Verdict
from redlines.view.held_back import held_back_texts
from redlines.view.phrases import (
    apart_text,
    conjoined,
    counted,
    dated,
    first_of,
    marks,
    region_text,
    silent_text,
    softness,
    span_text,
)
from redlines.view.wording import refused_text

_FEW_PARTIES = 3
# Of more parties of which the same is told the rest is counted.
_NAMED = 12
_FEW_LINES = 4
_CONTESTED = {Contested.HARD: "contested", Contested.SOFT: "contested, but only softly"}


def because(item: IssueGap, case: Case) -> tuple[str, ...]:
    """The reasons for a verdict in at most two lines, then who closes what, and what is held back.

    Which red lines leave nothing of an insurmountable issue is the reason itself.
    """
    match item.verdict:
        case Verdict.AGREED:
            lines = _because_shared(item, case, "demand", (Verb.DEMANDS,))
        case Verdict.OVERLAP:
            verbs = (Verb.DEMANDS, Verb.ACCEPTS)
            lines = _because_shared(item, case, "demand or accept", verbs)
        case Verdict.BRIDGEABLE:
            lines = _because_bridgeable(item, case)
        case Verdict.INSURMOUNTABLE:
            lines = _because_insurmountable(item, case)
        case Verdict.UNSTATED:
            return (_because_unstated(item, case),)
        case _ as never:
            assert_never(never)
    if depends := _depends(item):
        lines = (lines[0], "; ".join((*lines[1:], depends)))
    closed = () if item.verdict is Verdict.INSURMOUNTABLE else _closed(item)
    return (*lines, *closed, *_held_back(item, case))


# What a reason is made of


def _cited(claims: Sequence[Claim], spoken: Region, case: Case) -> str:
    """The claim that carries best what is spoken of, with its marks in brackets.

    A hard claim before a soft one, one that names no more than what is spoken of before one that
    names other outcomes too, then the firmest.
    """
    first = min(
        claims,
        key=lambda c: (c.soft, not c.region <= spoken, firmness(c.statement.basis)),
    )
    # Where one statement says just this, others count that say the same; else it takes them all.
    alike = [c for c in claims if c.region == first.region] if first.region == spoken else claims
    more = len({claim.statement.id for claim in alike}) - 1
    name = f"{first.statement.id} and {more} more" if more else first.statement.id
    return f"({', '.join((name, *marks(first.statement, first.verb, case)))})"


def _wanted(claims: Sequence[Claim]) -> Region:
    """What meets every one of some demands, or, where nothing does, any of them."""
    regions = [claim.region for claim in claims]
    return reduce(and_, regions) or reduce(or_, regions)


def _red_line(line: RedLine, case: Case) -> str:
    refused = region_text(line.region, others=True)
    return f"{line.party} refuses {refused} {_cited(line.claims, line.region, case)}"


def _depends(item: IssueGap) -> str:
    """What soft claims would make of the verdict, with the first smallest set that does it."""
    if item.at_best is item.verdict:
        return ""
    word = f"at best {item.at_best}"
    if not item.depends_on:
        return word
    statements: dict[str, list[Claim]] = {}
    for claim in item.depends_on[0]:
        statements.setdefault(claim.statement.id, []).append(claim)
    means = region_text(item.depends_on_zone)
    changes = [_change(_whose(claims), claims, means) for claims in statements.values()]
    comma = "," * any(claim.statement.vague for claim in item.depends_on[0])
    other = " (one of several ways)" if len(item.depends_on) > 1 else ""
    return f"{word}{comma} if {conjoined(changes)}{other}"


def _whose(claims: Sequence[Claim]) -> str:
    """A statement by its id; of a joint one whose share is meant."""
    said = claims[0].statement
    if len(said.parties) == 1:
        return said.id
    return f"{said.id} of {conjoined(list(dict.fromkeys(claim.party for claim in claims)))}"


def _change(name: str, claims: Sequence[Claim], means: str) -> str:
    """What has to become of a soft statement; of a vague one, what it would have to mean."""
    verbs = {claim.verb for claim in claims}
    noun = "a demand" if Verb.DEMANDS in verbs else "an offer"
    if claims[0].statement.vague:
        ways = [way for way in softness(claims) if way != "vague"]
        told = f"{name} ({', '.join(ways)})" if ways else name
        negated, role = "means", ""
        if verbs == {Verb.REFUSES}:
            negated = "does not mean"
        elif Verb.REFUSES in verbs:
            role = f" as {noun} and not as a refusal"
        return f"{told}, which is vague, {negated} {means}{role}"
    told = f"{name} ({', '.join(softness(claims))})"
    if verbs == {Verb.REFUSES}:
        return f"{told} falls away"
    if Verb.REFUSES not in verbs:
        return f"{told} counts"
    conditions = {claim.condition for claim in claims}
    # That a proviso holds would leave the refusal standing.
    if None in conditions or any(claim.statement.proviso for claim in claims):
        return f"{told} counts as {noun} and not as a refusal"
    other = [word for word in softness(claims) if word != "conditional"]
    told = f"{name} ({', '.join(other)})" if other else name
    many = len(conditions) > 1
    return f"the condition{'s' * many} of {told} {'are' if many else 'is'} met"


def _closed(item: IssueGap) -> tuple[str, ...]:
    """Who refuses which outcomes, hard red lines and wide ones first, and who refuses nothing.

    A red line inside of another of its party is left out; one that refuses the same under other
    conditions counts among the statements of the other.
    """
    lines = [line for p in item.positions for line in p.red_lines]
    lines.sort(key=lambda line: (line.soft, -len(line.region), line.firmness))
    found: list[tuple[RedLine, list[Claim]]] = []
    more = 0
    for line in lines:
        around = [
            claims for own, claims in found if own.party == line.party and line.region <= own.region
        ]
        if around:
            same = (
                said for own, said in found if own.party == line.party and own.region == line.region
            )
            next(same, []).extend(line.claims)
        elif len(found) < _FEW_LINES:
            found.append((line, [*line.claims]))
        else:
            more += 1
    by: dict[str, list[str]] = {}
    for line, claims in found:
        refused = f"{region_text(line.region, others=True)} {_dated(claims)}"
        by.setdefault(line.party, []).append(refused)
    told = [f"by {party}: {', '.join(texts)}" for party, texts in by.items()]
    told += [counted(more, "more red line")] if more else []
    told[:1] = [f"refused {first}" for first in told[:1]]
    if item.no_red_line:
        told.append(f"no red line of {_named(item.no_red_line, 'or')}")
    if item.lines_below_binding:
        below = _named(item.lines_below_binding)
        told.append(f"all red lines of {below} are softer than the basis asked for")
    if item.lines_lifted:
        told.append(f"all red lines of {_named(item.lines_lifted)} are lifted")
    return ("; ".join(told),)


def _named(parties: Sequence[str], link: str = "and") -> str:
    """Some parties, of many the first and how many more."""
    return conjoined(first_of(parties, _NAMED + 1, _NAMED), link)


def _dated(claims: Sequence[Claim]) -> str:
    conditional = ("conditional",) if claims[0].condition else ()
    return dated(claims, (*marks(claims[0].statement, Verb.REFUSES), *conditional))


def _held_back(item: IssueGap, case: Case) -> tuple[str, ...]:
    """What parties ask for or offer behind their own red lines, a line each."""
    return tuple(
        f"{p.party} {text}" for p in item.positions for text in held_back_texts(p.held_back, case)
    )


# The verdicts, one by one


def _because_insurmountable(item: IssueGap, case: Case) -> tuple[str, ...]:
    if not item.blocking_sets:
        return ("their red lines leave nothing; which of them do is not told",)
    chosen = min(item.blocking_sets, key=telling)
    texts = [_red_line(line, case) for line in chosen]
    total = item.blocking_sets_total
    more = (total or len(item.blocking_sets)) - 1
    if more:
        known = total == len(item.blocking_sets)
        pairs = known and all(len(lines) == 2 for lines in item.blocking_sets)
        kind, leave = ("pair" if pairs else "set"), ("leave" if more > 1 else "leaves")
        told = f"{more} more {kind}{'s'[: more > 1]} of red lines {leave} nothing"
        texts[-1] += f"; {'' if total else 'at least '}{told}"
    return (texts[0], "; ".join(texts[1:])) if len(texts) > 1 else (texts[0],)


def telling(lines: Sequence[RedLine]) -> tuple[int, int, list[int]]:
    """Which blocking set is told first: a small one, of hard lines, of firm ones."""
    firmest = sorted((line.firmness for line in lines), reverse=True)
    return len(lines), sum(line.soft for line in lines), firmest


def _because_bridgeable(item: IssueGap, case: Case) -> tuple[str, ...]:
    whose = "those who have spoken" if item.silent else "all"
    positions = {position.party: position for position in item.positions}
    told = [_offer(stake, positions[stake.party], item.zone, case) for stake in item.offered_by]
    nobody = f"nobody demands or accepts {'it' if len(item.zone) == 1 else 'any of it'}"
    one = "the one outcome left open" if len(item.zone) == 1 else "left open"
    first = f"{one} by {whose}: {region_text(item.zone)}; {', '.join(told) or nobody}"
    rest = [_unmet(item, case)]
    if item.gap:
        rest.append(f"declared ranges {apart_text(item.issue.outcomes, item.gap.steps)} apart")
    second = "; ".join(text for text in rest if text)
    return (first, second) if second else (first,)


def _offer(stake: Stake, position: Position, zone: Region, case: Case) -> str:
    """How much of the zone a party asks for or accepts, cited by a claim that does so."""
    demands = [claim for claim in stake.claims if claim.verb is Verb.DEMANDS]
    if stake.soft:
        named = position.softly_offered & zone
        asked = reduce(or_, [claim.region for claim in demands], zone.outcomes.nothing) & zone
    else:
        named, asked = position.accepted & zone, position.demanded & zone
    share = "part of it" if named != zone else "it" if len(zone) == 1 else "all of it"
    if not asked:
        verb, claims = "accepts", [c for c in stake.claims if c.verb is Verb.ACCEPTS]
    elif named == zone and asked != zone:
        verb, claims = "demands or accepts", list(stake.claims)
    else:
        verb, claims = "demands", demands
    return f"{stake.party} {verb} {share} {_cited(claims, named, case)}"


def _unmet(item: IssueGap, case: Case) -> str:
    """The demands that the zone leaves out, and who refuses what they ask for."""
    found = [
        f"{own.party} demands {region_text(own.region)} "
        f"{_cited(own.claims, own.region, case)}{refused_text(own)}"
        for own in item.unmet
    ]
    label = _CONTESTED[item.contested] if item.contested else "unmet"
    return f"{label}: {'; '.join(found)}" if found else ""


def _because_shared(
    item: IssueGap, case: Case, verb: str, verbs: Sequence[Verb]
) -> tuple[str, ...]:
    lines = _shared(item, case, verb, verbs)
    unmet = _unmet(item, case)
    return (lines[0], "; ".join((*lines[1:], unmet))) if unmet else lines


def _shared(item: IssueGap, case: Case, verb: str, verbs: Sequence[Verb]) -> tuple[str, ...]:
    """Who names the zone, and for each party a claim that does."""
    cited = []
    for position in item.positions:
        claims = [
            claim
            for claim in position.counted
            if claim.verb in verbs and not claim.soft and claim.region & item.zone
        ]
        if claims:
            cited.append(f"{position.party} {_cited(claims, item.zone, case)}")
    parties = [p.party for p in item.positions if not p.silent]
    who = conjoined(parties) if len(parties) <= _FEW_PARTIES else f"all {len(parties)}"
    if len(parties) > _FEW_PARTIES and item.silent:
        who += " who have spoken"
    first = f"{who} {verb} {region_text(item.zone)}"
    return (first, ", ".join(cited)) if cited else (first,)


def _because_unstated(item: IssueGap, case: Case) -> str:
    """Who is silent, and what the one who is not says."""
    said = [_said(position, case) for position in item.positions if not position.silent]
    return "; ".join((silent_text(item.silent), *said, *_held_back(item, case)))


def _said(position: Position, case: Case) -> str:
    """A party's firmest red line, else what it asks for, else what it accepts."""
    if position.red_lines:
        return _red_line(min(position.red_lines, key=lambda x: (x.soft, x.firmness)), case)
    for verb, word in ((Verb.DEMANDS, "demands"), (Verb.ACCEPTS, "accepts")):
        every = [claim for claim in position.counted if claim.verb is verb]
        claims = [claim for claim in every if not claim.soft] or every
        if claims:
            asks = verb is Verb.DEMANDS
            region = _wanted(claims) if asks else reduce(or_, [c.region for c in claims])
            told = region_text(region)
            return f"{position.party} {word} {told} {_cited(claims, region, case)}"
    return f"only {position.party} has statements"


# Retreats


def retreat_text(item: IssueGap) -> str | None:
    """The first and the last on the scale of the shortest retreats; None where there are none."""
    if not item.retreats:
        return None
    first, *more = (_retreat(retreat, item.issue.outcomes) for retreat in item.retreats)
    if not more:
        return f"shortest retreat: {first}"
    if len(more) == 1:
        return f"shortest retreats: {first} or {more[0]}"
    return f"shortest retreats: between {first} and {more[-1]}"


def _retreat(retreat: Retreat, outcomes: Outcomes) -> str:
    """An outcome with how far each party that has to move would move, in the unit or in steps."""
    moves = []
    for party in retreat.parties:
        parts = [apart_text(outcomes, party.steps)] if party.steps else []
        parts += [f"past {outcomes.free}"] if party.past_unlimited else []
        if parts:
            moves.append(f"{party.party} {conjoined(parts)}")
    at = outcomes.positions[retreat.outcome]
    return f"{span_text(outcomes, at, at)} ({', '.join(moves)})"
