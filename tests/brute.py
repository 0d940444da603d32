"""A slow and readable second opinion on what a case of positions means.

Everything is a frozenset of outcome names.  Wherever a definition says "every" or "minimal", the
code goes through all of them: every subset of soft claims, every set of red lines, every answer to
every undecided condition, every reading of a plan.  Nothing is cached and nothing is clever.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import NamedTuple, TypeGuard, TypeVar

T = TypeVar("T")
Names = frozenset[str]
Condition = frozenset[tuple[str, Names]]
ClaimKey = tuple[str, str]
Line = tuple[str, Names]

EMPTY: Names = frozenset()
BASES: tuple[str | None, ...] = (
    "constitution", "law", "document", "leader", "official", "draft", "report", None,
)  # fmt: skip
"""From firmest to softest; a statement without a basis is softer than all."""


# --------------------------------------------------------------------------------------------------
# The case
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BIssue:
    """A question with a finite list of outcomes."""

    id: str
    outcomes: tuple[str, ...]
    ordered: bool
    unlimited: str | None = None

    @property
    def all(self) -> Names:
        """Every outcome."""
        return frozenset(self.outcomes)


@dataclass(frozen=True)
class BStatement:
    """One act of one party; days are ordinals, None is "always" and "no end"."""

    id: str
    party: str
    said: int | None = None
    until: int | None = None
    basis: str | None = None
    disputed: bool = False
    vague: bool = False
    proviso: bool = False
    ultimatum: bool = False
    given: tuple[tuple[str, Names], ...] = ()
    unless: tuple[tuple[str, Names], ...] = ()
    terms: tuple[tuple[str, str, Names], ...] = ()


@dataclass(frozen=True)
class BPoint:
    """One numbered point of a plan; `given` is its own `if`."""

    id: str
    text: str
    terms: tuple[tuple[str, Names], ...] = ()
    given: tuple[tuple[str, Names], ...] = ()


@dataclass(frozen=True)
class BPlan:
    """A draft agreement; `unknown` are ids of points whose content is not known."""

    id: str
    points: tuple[BPoint, ...]
    unknown: tuple[str, ...] = ()
    all_unknown: bool = False


@dataclass(frozen=True)
class World:
    """Issues and statements."""

    issues: dict[str, BIssue]
    statements: tuple[BStatement, ...]


@dataclass(frozen=True)
class Claim:
    """One verb of a statement on one issue."""

    statement: BStatement
    verb: str
    issue: str
    region: Names

    @property
    def key(self) -> ClaimKey:
        """The pair that names a claim within one issue."""
        return (self.statement.id, self.verb)

    @property
    def condition(self) -> Condition:
        """`unless` for a refusal, `if` for a demand or an acceptance; empty where there is none."""
        pairs = self.statement.unless if self.verb == "refuses" else self.statement.given
        return frozenset(pairs)

    @property
    def soft(self) -> bool:
        """Conditional, disputed, vague or with a proviso."""
        said = self.statement
        return bool(self.condition) or said.disputed or said.vague or said.proviso


def in_force(statement: BStatement, day: int | None) -> bool:
    """`said <= day < until`, an absent end of the span never excluding anything."""
    if day is None:
        return True
    begun = statement.said is None or statement.said <= day
    return begun and (statement.until is None or day < statement.until)


def all_claims(world: World, issue: str) -> tuple[Claim, ...]:
    """The claims on an issue, in force or not; what lies wholly outside its outcomes is none."""
    if issue not in world.issues:
        return ()
    outcomes = world.issues[issue].all
    found = []
    for statement in world.statements:
        for verb in ("demands", "accepts", "refuses"):
            regions = [r for v, i, r in statement.terms if v == verb and i == issue]
            region = outcomes & frozenset().union(*regions)
            if region:
                found.append(Claim(statement, verb, issue, region))
    return tuple(found)


def claims_of(world: World, issue: str, party: str, day: int | None) -> tuple[Claim, ...]:
    """A party's claims in force on an issue on a day."""
    return tuple(
        claim
        for claim in all_claims(world, issue)
        if claim.statement.party == party and in_force(claim.statement, day)
    )


def firm_enough(basis: str | None, binding: str | None) -> bool:
    """Is a red line on this basis kept by `--binding`?"""
    return binding is None or BASES.index(basis) <= BASES.index(binding)


def counting(claims: Iterable[Claim], binding: str | None) -> tuple[Claim, ...]:
    """The claims that count: a refusal below the binding does not."""
    return tuple(
        c for c in claims if c.verb != "refuses" or firm_enough(c.statement.basis, binding)
    )


# --------------------------------------------------------------------------------------------------
# The sets
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sets:
    """R, D, A and T of one party on one issue."""

    refused: Names
    demanded: Names
    declared: Names
    possible: Names


def union(regions: Iterable[Names]) -> Names:
    """The outcomes of any of the regions; of no region none."""
    return EMPTY.union(*regions)


def common(regions: Iterable[Names], outcomes: Names) -> Names:
    """The outcomes of all of the regions; of no region every outcome."""
    return outcomes.intersection(*regions)


def make_sets(
    outcomes: Names,
    refusals: Iterable[Names],
    demands: Iterable[Names],
    accepts: Iterable[Names],
    added_demands: Iterable[Names] = (),
) -> Sets:
    """The definitions of section 3, from regions that count; `added_demands` never narrow D."""
    demand_list = list(demands)
    wanted = common(demand_list, outcomes) if demand_list else EMPTY
    if demand_list and not wanted:
        wanted = union(demand_list)
    refused = union(refusals)
    demanded = (wanted | union(added_demands)) - refused
    declared = (demanded | union(accepts)) - refused
    return Sets(refused, demanded, declared, outcomes - refused)


def bounded_sets(outcomes: Names, claims: Iterable[Claim], yielding: frozenset[ClaimKey]) -> Sets:
    """The sets where the soft claims in `yielding` are as in *at best*, the others not."""
    refusals, demands, accepts, added = [], [], [], []
    for claim in claims:
        yields = claim.soft and claim.key in yielding
        if claim.verb == "refuses" and not yields:
            refusals.append(claim.region)
        elif claim.verb == "demands" and not claim.soft:
            demands.append(claim.region)
        elif claim.verb == "demands" and yields:
            added.append(claim.region)
        elif claim.verb == "accepts" and (yields or not claim.soft):
            accepts.append(claim.region)
    return make_sets(outcomes, refusals, demands, accepts, added)


def subsets(items: Iterable[T]) -> Iterator[frozenset[T]]:
    """Every subset, smallest first."""
    pool = list(items)
    for size in range(len(pool) + 1):
        for chosen in combinations(pool, size):
            yield frozenset(chosen)


def minimal_subsets(
    items: Iterable[T], good: Callable[[frozenset[T]], bool]
) -> frozenset[frozenset[T]]:
    """The subsets that are good and of which no proper part is good."""
    found: list[frozenset[T]] = []
    for chosen in subsets(items):
        if not any(smaller < chosen for smaller in found) and good(chosen):
            found.append(chosen)
    return frozenset(found)


# --------------------------------------------------------------------------------------------------
# The verdict
# --------------------------------------------------------------------------------------------------


class Unmet(NamedTuple):
    """A demand that does not meet the zone, and who refuses it."""

    party: str
    soft: bool
    claims: frozenset[ClaimKey]
    refused_by: Names
    together: Names
    firmly: bool


@dataclass(frozen=True)
class Verdict:
    """The verdict on one issue with all it carries."""

    verdict: str
    zone: Names
    at_best: str
    at_best_zone: Names
    depends_on: frozenset[frozenset[ClaimKey]]
    silent: Names
    no_red_line: Names
    below_binding: Names
    unmet: frozenset[Unmet]
    contested: bool
    contested_soft: bool
    offered_by: frozenset[tuple[str, bool]]
    one_sided: Names
    blocking_sets: frozenset[frozenset[Line]]
    holds_at: str | None
    gap: int | None
    retreats: list[dict[str, int | None]] | None
    retreat_outcomes: tuple[str, ...]
    withheld: frozenset[tuple[str, str, Names, bool]]
    narrowed: frozenset[tuple[str, str, Names, bool]]
    offered_on_condition: frozenset[tuple[str, str, Names, bool]]


def word_and_zone(sets: Iterable[Sets], outcomes: Names) -> tuple[str, Names]:
    """The table of section 4, row by row."""
    heard = list(sets)
    if len(heard) < 2:
        return "unstated", EMPTY
    possible = common((s.possible for s in heard), outcomes)
    if not possible:
        return "insurmountable", EMPTY
    demanded = common((s.demanded for s in heard), outcomes)
    if demanded:
        return "agreed", demanded
    declared = common((s.declared for s in heard), outcomes)
    if declared:
        return "overlap", declared
    return "bridgeable", possible


def verdict(
    world: World, issue: str, parties: Iterable[str], day: int | None, binding: str | None
) -> Verdict:
    """The verdict on one issue for the parties asked for."""
    question = world.issues[issue]
    asked = sorted(set(parties))
    in_force_of = {party: claims_of(world, issue, party, day) for party in asked}
    heard = [party for party in asked if in_force_of[party]]
    claims = {party: counting(in_force_of[party], binding) for party in heard}
    soft = frozenset(c.key for party in heard for c in claims[party] if c.soft)

    def sets_when(yielding: frozenset[ClaimKey]) -> dict[str, Sets]:
        return {p: bounded_sets(question.all, claims[p], yielding) for p in heard}

    def word_when(yielding: frozenset[ClaimKey]) -> str:
        return word_and_zone(sets_when(yielding).values(), question.all)[0]

    sets = sets_when(frozenset())
    word, zone = word_and_zone(sets.values(), question.all)
    at_best, at_best_zone = word_and_zone(sets_when(soft).values(), question.all)
    depends: frozenset[frozenset[ClaimKey]] = frozenset()
    if at_best != word:
        depends = minimal_subsets(soft, lambda chosen: word_when(chosen) == at_best)

    refusing = {p: [c for c in in_force_of[p] if c.verb == "refuses"] for p in heard}
    no_line = frozenset(p for p in heard if not refusing[p])
    below = frozenset(
        p for p in heard if refusing[p] and not any(c.verb == "refuses" for c in claims[p])
    )
    unmet = EMPTY_UNMET if word == "unstated" else unmet_demands(claims, sets, zone)
    contested = word == "bridgeable" and bool(unmet)
    offered: frozenset[tuple[str, bool]] = frozenset()
    one_sided = EMPTY
    if word == "bridgeable":
        offered = offers_in(claims, sets, zone)
        one_sided = frozenset(p for p in heard if zone <= sets[p].declared)
    stuck = word == "insurmountable"
    retreats, where = retreats_of(question, sets) if stuck else (None, ())
    withheld, narrowed, conditional = own_cuts(claims, sets)
    return Verdict(
        verdict=word,
        zone=zone,
        at_best=at_best,
        at_best_zone=at_best_zone,
        depends_on=depends,
        silent=frozenset(asked) - frozenset(heard),
        no_red_line=no_line,
        below_binding=below,
        unmet=unmet,
        contested=contested,
        contested_soft=contested and not any(u.firmly for u in unmet),
        offered_by=offered,
        one_sided=one_sided,
        blocking_sets=blocking_sets(question.all, claims) if stuck else frozenset(),
        holds_at=holds_at(question.all, claims) if stuck else None,
        gap=gap_of(question, sets) if word == "bridgeable" else None,
        retreats=retreats,
        retreat_outcomes=where,
        withheld=withheld,
        narrowed=narrowed,
        offered_on_condition=conditional,
    )


EMPTY_UNMET: frozenset[Unmet] = frozenset()


def unmet_demands(
    claims: Mapping[str, tuple[Claim, ...]], sets: Mapping[str, Sets], zone: Names
) -> frozenset[Unmet]:
    """Hard and soft demands that do not meet the zone, with the other parties that refuse them."""
    found = []
    for party, own in claims.items():
        hard_lines = union(c.region for c in own if c.verb == "refuses" and not c.soft)
        soft_demand = union(c.region for c in own if c.verb == "demands" and c.soft) - hard_lines
        for is_soft, wanted in ((False, sets[party].demanded), (True, soft_demand)):
            if not wanted or wanted & zone:
                continue
            behind = frozenset(c.key for c in own if c.verb == "demands" and c.soft == is_soft)
            others = {q: s.refused for q, s in sets.items() if q != party}
            alone = frozenset(q for q, refused in others.items() if wanted <= refused)
            together = EMPTY
            if not alone and wanted <= union(others.values()):
                together = frozenset(q for q, refused in others.items() if wanted & refused)
            refusing = alone | together
            hard = union(
                c.region for q in refusing for c in claims[q] if c.verb == "refuses" and not c.soft
            )
            firmly = bool(refusing) and not is_soft and wanted <= hard
            found.append(Unmet(party, is_soft, behind, alone, together, firmly))
    return frozenset(found)


def offers_in(
    claims: Mapping[str, tuple[Claim, ...]], sets: Mapping[str, Sets], zone: Names
) -> frozenset[tuple[str, bool]]:
    """The parties whose A meets the zone, and those whose soft offers do (marked True)."""
    hard = {(p, False) for p, own in sets.items() if own.declared & zone}
    soft = {
        (p, True)
        for p, own in claims.items()
        for c in own
        if c.verb == "accepts" and c.soft and c.region & zone
    }
    return frozenset(hard | soft)


def blocking_sets(
    outcomes: Names, claims: Mapping[str, tuple[Claim, ...]]
) -> frozenset[frozenset[Line]]:
    """All minimal sets of red lines that leave no outcome."""
    lines = {
        (party, claim.region)
        for party, own in claims.items()
        for claim in own
        if claim.verb == "refuses"
    }
    ordered = sorted(lines, key=lambda line: (line[0], sorted(line[1])))
    return minimal_subsets(ordered, lambda chosen: union(r for _, r in chosen) == outcomes)


def holds_at(outcomes: Names, claims: Mapping[str, tuple[Claim, ...]]) -> str | None:
    """The firmest basis at which the red lines still leave no outcome; None where no basis does."""
    for basis in BASES[:-1]:
        kept = [c for own in claims.values() for c in counting(own, basis) if c.verb == "refuses"]
        if union(c.region for c in kept) == outcomes:
            return basis
    return None


def steps_by_position(issue: BIssue, one: str, other: str) -> int:
    """Steps between two outcomes by their places in the list, `unlimited` being the last place."""
    return abs(issue.outcomes.index(one) - issue.outcomes.index(other))


def gap_of(issue: BIssue, sets: Mapping[str, Sets]) -> int | None:
    """The fewest steps from one declared range to the other, for exactly two parties."""
    ranges = [s.declared for s in sets.values()]
    if not issue.ordered or len(ranges) != 2 or not all(ranges):
        return None
    pairs = list(product(*ranges))
    fewest = min(steps_by_position(issue, a, b) for a, b in pairs)
    nearest = [pair for pair in pairs if steps_by_position(issue, *pair) == fewest]
    counted = [pair for pair in nearest if issue.unlimited not in pair]
    return fewest if counted else None


def retreat(issue: BIssue, possible: Names, outcome: str) -> tuple[int, int | None]:
    """Steps to an outcome from the nearest of T: by position, and as shown (None: `unlimited`)."""
    fewest = min(steps_by_position(issue, t, outcome) for t in possible)
    nearest = [t for t in possible if steps_by_position(issue, t, outcome) == fewest]
    if fewest == 0:
        return 0, 0
    if outcome == issue.unlimited or all(t == issue.unlimited for t in nearest):
        return fewest, None
    return fewest, fewest


def retreats_of(
    issue: BIssue, sets: Mapping[str, Sets]
) -> tuple[list[dict[str, int | None]] | None, tuple[str, ...]]:
    """The outcomes that no other betters for one and worsens for none, and their steps."""
    if not issue.ordered or not all(s.possible for s in sets.values()):
        return None, ()
    table = {o: {p: retreat(issue, s.possible, o) for p, s in sets.items()} for o in issue.outcomes}

    def betters(one: str, other: str) -> bool:
        pairs = [(table[one][p][0], table[other][p][0]) for p in sets]
        return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)

    kept = [o for o in issue.outcomes if not any(betters(other, o) for other in issue.outcomes)]
    return [{p: shown for p, (_, shown) in table[o].items()} for o in kept], tuple(kept)


def fulfils(given: Condition, unless: Condition) -> bool:
    """Does whoever keeps `given` also keep `unless`?"""

    def implied(issue: str, region: Names) -> bool:
        promised = [r for i, r in given if i == issue]
        return bool(promised) and promised[0].intersection(*promised) <= region

    return bool(unless) and all(implied(issue, region) for issue, region in unless)


Cut = tuple[str, str, Names, bool]


def own_cuts(
    claims: Mapping[str, tuple[Claim, ...]], sets: Mapping[str, Sets]
) -> tuple[frozenset[Cut], frozenset[Cut], frozenset[Cut]]:
    """Withheld offers, narrowed demands, and offers *on a condition*, by the party's own lines."""
    withheld, narrowed, conditional = set(), set(), set()
    for party, own in claims.items():
        for claim in own:
            lost = claim.region & sets[party].refused
            if claim.verb == "refuses" or not lost:
                continue
            cut: Cut = (*claim.key, lost, claim.soft)
            lines = [c for c in own if c.verb == "refuses" and c.region & claim.region]
            if claim.verb == "demands":
                narrowed.add(cut)
            elif claim.soft and all(fulfils(claim.condition, c.condition) for c in lines):
                conditional.add(cut)
            else:
                withheld.add(cut)
    return frozenset(withheld), frozenset(narrowed), frozenset(conditional)


# --------------------------------------------------------------------------------------------------
# A plan: what it settles, what it leaves undecided
# --------------------------------------------------------------------------------------------------


def listed(plan: BPlan) -> tuple[BPoint, ...]:
    """The points whose content is known."""
    return tuple(p for p in plan.points if p.id not in plan.unknown)


def region_of_point(world: World, point: BPoint, issue: str) -> Names | None:
    """What one point settles on an issue, cut to its outcomes; None where it settles nothing."""
    regions = [r for i, r in point.terms if i == issue]
    region = common(regions, world.issues[issue].all) if regions else EMPTY
    return region or None


def region_of(world: World, points: Iterable[BPoint], issue: str) -> Names | None:
    """The intersection over the points that settle the issue; None: they are silent on it."""
    regions = [r for p in points if (r := region_of_point(world, p, issue)) is not None]
    return common(regions, world.issues[issue].all) if regions else None


def settled_points(world: World, plan: BPlan) -> tuple[BPoint, ...]:
    """Points without a condition, and those whose condition such points meet, and so on."""
    settled = [p for p in listed(plan) if not p.given]
    grown = True
    while grown:
        grown = False
        for point in listed(plan):
            if point in settled:
                continue
            regions = [(region_of(world, settled, i), wanted) for i, wanted in point.given]
            if all(x is not None and x <= wanted for x, wanted in regions):
                settled.append(point)
                grown = True
    return tuple(p for p in listed(plan) if p in settled)


def undecided_points(world: World, plan: BPlan) -> tuple[BPoint, ...]:
    """Listed points whose condition the plan does not meet."""
    settled = settled_points(world, plan)
    return tuple(p for p in listed(plan) if p not in settled)


def not_made_known(world: World, plan: BPlan, issue: str) -> bool:
    """Does the plan by itself say that this issue may be settled by something unknown?"""
    if plan.all_unknown and region_of(world, listed(plan), issue) is None:
        return True
    hidden = [p for p in plan.points if p.id in plan.unknown]
    return region_of(world, hidden, issue) is not None


def possible_regions(world: World, plan: BPlan, issue: str) -> list[Names | None]:
    """X on an issue with and without every undecided condition of a point; None: silent."""
    settled, maybe = settled_points(world, plan), undecided_points(world, plan)
    conditions = {frozenset(p.given) for p in maybe}
    found = []
    for holding in subsets(conditions):
        points = [*settled, *(p for p in maybe if frozenset(p.given) in holding)]
        region = region_of(world, points, issue)
        if region is None or region:
            found.append(region)
    return found


def condition_state(world: World, plan: BPlan, condition: Condition) -> str:
    """`met`, `unmet` or `undecided` in a plan; every issue named must hold."""
    states = [one_issue_state(world, plan, issue, region) for issue, region in condition]
    if "unmet" in states:
        return "unmet"
    return "undecided" if "undecided" in states else "met"


def one_issue_state(world: World, plan: BPlan, issue: str, wanted: Names) -> str:
    """The state of a condition on one issue."""
    regions = possible_regions(world, plan, issue)
    if all(x is not None and x <= wanted for x in regions):
        return "met"
    if all(x is None or not x & wanted for x in regions):
        hidden = None in regions and not_made_known(world, plan, issue)
        return "undecided" if hidden else "unmet"
    return "undecided"


@dataclass(frozen=True)
class Answer:
    """One answer to every undecided condition: what the plan settles then and what a party says."""

    region: Names | None
    sets: Sets
    refusals: tuple[Claim, ...]
    demands: tuple[Claim, ...]
    vague_demands: tuple[Claim, ...]
    other_demands: tuple[Claim, ...]
    soft_offers: Names

    @property
    def vague_missed(self) -> tuple[Claim, ...]:
        """With D empty: the vague demands outside which the plan lies."""
        if self.sets.demanded:
            return ()
        region = self.region or EMPTY
        return tuple(c for c in self.vague_demands if not region & c.region)


def answers(
    world: World, plan: BPlan, issue: str, party: str, day: int | None, binding: str | None
) -> list[Answer]:
    """All answers to the conditions on which this issue turns for this party in this plan."""
    claims = counting(claims_of(world, issue, party, day), binding)
    settled = settled_points(world, plan)
    maybe = [
        p for p in undecided_points(world, plan) if region_of_point(world, p, issue) is not None
    ]
    state = {c.condition: condition_state(world, plan, c.condition) for c in claims}

    def point_question(point: BPoint) -> Hashable:
        condition = frozenset(point.given)
        if condition_state(world, plan, condition) == "undecided":
            return ("condition", condition)
        return ("unmet condition of a point", condition)

    questions: list[Hashable] = [("condition", c) for c, word in state.items() if word == UNDECIDED]
    questions += [
        ("proviso", c.statement.id) for c in claims if c.statement.proviso and c.verb != "refuses"
    ]
    questions += [point_question(p) for p in maybe]
    questions = list(dict.fromkeys(questions))

    found = []
    for replies in product((True, False), repeat=len(questions)):
        reply = dict(zip(questions, replies, strict=True))
        if not possible(reply):
            continue
        points = [*settled, *(p for p in maybe if reply[point_question(p)])]
        region = region_of(world, points, issue)
        if region is None or region:
            found.append(one_answer(world.issues[issue].all, claims, state, reply, region))
    if not found:
        raise ValueError(f"the points of plan {plan.id} on {issue} leave no outcome")
    return found


UNDECIDED = "undecided"


def possible(reply: Mapping[Hashable, bool]) -> bool:
    """Can these answers hold together? What meets a condition meets every one that it implies."""

    def implies(one: Condition, other: Condition) -> bool:
        return all(any(i == j and mine <= its for j, mine in one) for i, its in other)

    conditions = [(key[1], yes) for key, yes in reply.items() if is_condition(key)]
    return not any(
        yes and not also and implies(one, other)
        for one, yes in conditions
        for other, also in conditions
    )


def is_condition(key: Hashable) -> TypeGuard[tuple[str, Condition]]:
    """Is a question whether a condition holds?"""
    return isinstance(key, tuple) and key[0] == "condition"


def one_answer(
    outcomes: Names,
    claims: tuple[Claim, ...],
    state: Mapping[Condition, str],
    reply: Mapping[Hashable, bool],
    region: Names | None,
) -> Answer:
    """What a party says where the undecided conditions have these answers."""

    def holds(condition: Condition) -> bool:
        if state[condition] == UNDECIDED:
            return reply[("condition", condition)]
        return state[condition] == "met"

    def applies(claim: Claim) -> bool:
        if claim.verb == "refuses":
            return not claim.condition or not holds(claim.condition)
        provided = not claim.statement.proviso or reply[("proviso", claim.statement.id)]
        return provided and holds(claim.condition)

    def plain(claim: Claim) -> bool:
        return not claim.statement.disputed and not claim.statement.vague

    active = [c for c in claims if applies(c)]
    refusals = tuple(c for c in active if c.verb == "refuses")
    demands = tuple(c for c in active if c.verb == "demands" and plain(c))
    vague = tuple(c for c in active if c.verb == "demands" and c.statement.vague)
    others = tuple(c for c in active if c.verb == "demands" and not plain(c))
    accepts = [c for c in active if c.verb == "accepts" and plain(c)]
    soft = [
        c.region for c in claims if c.verb != "refuses" and c.soft and state[c.condition] != "unmet"
    ]
    sets = make_sets(
        outcomes,
        (c.region for c in refusals),
        (c.region for c in demands),
        (c.region for c in accepts),
    )
    return Answer(region, sets, refusals, demands, vague, others, union(soft))


# --------------------------------------------------------------------------------------------------
# The grade
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Grade:
    """How a plan stands with one party on one issue."""

    word: str
    crossed: Names = EMPTY
    met: Names = EMPTY
    missed: Names = EMPTY
    vague_missed: bool = False


def grade_word(answer: Answer) -> str | None:
    """The table of grades for one answer to every undecided condition (the party is heard)."""
    region, sets = answer.region, answer.sets
    if region is None:
        speaks = answer.refusals or answer.demands or answer.other_demands
        return "unsettled" if speaks else None
    if region <= sets.refused:
        return "crosses"
    if region & sets.refused:
        return "ambiguous"
    if region <= sets.demanded:
        return "meets"
    if region <= sets.declared:
        return "within"
    if answer.vague_missed or (sets.demanded and not region & sets.demanded):
        return "falls_short"
    return "unclaimed"


def grade(
    world: World, plan: BPlan, issue: str, party: str, day: int | None, binding: str | None
) -> Grade | None:
    """The grade; None where the plan has none there for this party."""
    found = answers(world, plan, issue, party, day, binding)
    silent_plan = all(a.region is None for a in found)
    heard = bool(claims_of(world, issue, party, day))
    if silent_plan:
        if not heard or not_made_known(world, plan, issue):
            return None
        return Grade("unsettled") if any(map(grade_word, found)) else None
    if not heard:
        return Grade("unstated")
    words = {grade_word(a) for a in found}
    word = next(iter(words)) if len(words) == 1 else "ambiguous"
    assert word is not None
    pairs = [(a, a.region) for a in found if a.region is not None]
    crossed = {c.statement.id for a, x in pairs for c in a.refusals if c.region & x}
    met = {c.statement.id for a, x in pairs for c in a.demands if x <= c.region}
    missed = {c.statement.id for a, x in pairs for c in a.demands if not x & c.region}
    vague = {c.statement.id for a, _ in pairs for c in a.vague_missed}
    short = word == "falls_short"
    return Grade(
        word,
        crossed=frozenset(crossed) if word in ("crosses", "ambiguous") else EMPTY,
        met=frozenset(met) if word == "meets" else EMPTY,
        missed=frozenset(missed | vague) if short else EMPTY,
        vague_missed=short and bool(vague),
    )


# --------------------------------------------------------------------------------------------------
# What a change does to a party
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Effects:
    """What a revision does to one party on one issue."""

    red_line: str | None = None
    demand: str | None = None
    distance: str | None = None
    declared: str | None = None
    not_known: bool = False
    none: str | None = None
    reworded: bool = False
    rests_on_silence: bool = False
    nearest_before: int | None = None
    nearest_after: int | None = None
    farthest_before: int | None = None
    farthest_after: int | None = None


@dataclass(frozen=True)
class Side:
    """One of the two plans, for one party and one issue."""

    answers: tuple[Answer, ...]
    kept: Kept
    touched: bool
    line: str
    demand: str
    inside: bool
    softly_inside: bool
    firmest: int | None

    @property
    def silent(self) -> bool:
        """No point settles the issue under any answer."""
        return all(a.region is None for a in self.answers)

    @property
    def settled(self) -> bool:
        """Some point settles the issue under every answer."""
        return all(a.region is not None for a in self.answers)


def readings(found: Iterable[Answer]) -> Iterator[tuple[Answer, str | None]]:
    """Every outcome of X with every answer; a silent plan is one reading."""
    for answer in found:
        if answer.region is None:
            yield answer, None
        else:
            for outcome in sorted(answer.region):
                yield answer, outcome


def line_state(found: Iterable[Answer]) -> str:
    """`crosses` where all readings lie in R, `clear` where none does, else `may`."""
    inside = [outcome in a.sets.refused for a, outcome in readings(found)]
    if all(inside):
        return "crosses"
    return "may" if any(inside) else "clear"


def demand_state(found: Iterable[Answer]) -> str:
    """`met`, `missed`, `open`, or `none` where nothing is demanded."""
    pool = list(found)
    if not any(a.sets.demanded for a in pool):
        return "missed" if all(a.vague_missed for a in pool) else "none"
    inside = [outcome in a.sets.demanded for a, outcome in readings(pool)]
    if all(inside):
        return "met"
    return "open" if any(inside) else "missed"


def touches(world: World, plan: BPlan, other: BPlan, issue: str) -> bool:
    """Does something unknown in `plan` bear on the issue, by what the other plan settles?"""
    nothing_here = region_of(world, listed(plan), issue) is None
    settled_there = region_of(world, listed(other), issue) is not None
    by_id = [p for p in listed(other) if p.id in plan.unknown]
    by_id += [p for p in plan.points if p.id in plan.unknown]
    return (plan.all_unknown and nothing_here and settled_there) or region_of(
        world, by_id, issue
    ) is not None


def side_of(
    world: World,
    plan: BPlan,
    other: BPlan,
    issue: str,
    party: str,
    day: int | None,
    binding: str | None,
) -> Side:
    """All that the table needs to know of one plan."""
    found = answers(world, plan, issue, party, day, binding)
    kept = tuple(
        (rank, tuple(answers(world, plan, issue, party, day, basis)))
        for rank, basis in enumerate(BASES)
        if firm_enough(basis, binding)
    )
    return seen(found, kept, touched=touches(world, plan, other, issue))


Kept = tuple[tuple[int, tuple[Answer, ...]], ...]


def seen(found: Iterable[Answer], kept: Kept, *, touched: bool) -> Side:
    """A plan by its answers; `kept` has those under each basis that `--binding` may keep."""
    found = tuple(found)
    firmest = next((rank for rank, own in kept if line_state(own) == "crosses"), None)
    inside = all(a.region is not None and a.region <= a.sets.declared for a in found)
    softly = all(
        a.region is not None and a.region <= a.sets.declared | a.soft_offers for a in found
    )
    return Side(
        answers=found,
        kept=kept,
        touched=touched,
        line=line_state(found),
        demand=demand_state(found),
        inside=inside,
        softly_inside=softly,
        firmest=firmest,
    )


def red_line_effect(before: Side, after: Side) -> str | None:
    """The rows on the red line."""
    if after.line == "crosses":
        if before.line != "crosses":
            return "newly_crosses"
        assert before.firmest is not None
        assert after.firmest is not None
        if after.firmest < before.firmest:
            return "crosses_firmer"
        return "crosses_softer" if after.firmest > before.firmest else None
    if after.line == "clear":
        words = {"crosses": "no_longer_crosses", "may": "can_no_longer_cross", "clear": None}
        return words[before.line]
    return {"clear": "may_cross", "crosses": "need_no_longer_cross", "may": None}[before.line]


def demand_effect(before: Side, after: Side) -> str | None:
    """The rows on the demand."""
    if after.demand == "met" and before.demand != "met":
        return "met"
    if after.demand == "missed" and before.demand in ("met", "open"):
        return "lost"
    return "left_open" if after.demand == "open" and before.demand != "open" else None


Far = tuple[int, int]
"""A distance that can be compared: counted steps come before whatever lies beyond every number."""


def far(issue: BIssue, outcome: str, goal: Names) -> Far:
    """Steps from a reading to the nearest outcome of the goal."""
    if outcome in goal:
        return (0, 0)
    numbers = [g for g in goal if g != issue.unlimited]
    if outcome != issue.unlimited and numbers:
        return (0, min(steps_by_position(issue, outcome, g) for g in numbers))
    return (1, min(steps_by_position(issue, outcome, g) for g in goal))


def shown(distance: Far) -> int | None:
    """The steps, None where `unlimited` is an end of them."""
    return distance[1] if distance[0] == 0 else None


def goals(side: Side, crossing: bool) -> set[Names]:
    """The goal under every answer: T while the plan crosses on both sides, else D."""
    return {a.sets.possible if crossing else a.sets.demanded for a in side.answers}


def declared_effect(before: Side, after: Side) -> str | None:
    """X inside A on one side only, the other not even inside A and the soft offers."""
    if before.inside and not after.inside and not after.softly_inside:
        return "no_longer_inside"
    if after.inside and not before.inside and not before.softly_inside:
        return "now_inside"
    return None


def distance_effect(issue: BIssue, before: Side, after: Side) -> tuple[str, tuple[Far, ...]] | None:
    """The word, and nearest before and after, farthest before and after."""
    if not issue.ordered or not before.settled or not after.settled:
        return None
    if before.demand != after.demand or declared_effect(before, after) is not None:
        return None
    crossing = before.line == after.line == "crosses"
    goal_sets = goals(before, crossing) | goals(after, crossing)
    if len(goal_sets) != 1 or not (goal := next(iter(goal_sets))):
        return None
    was = [far(issue, o, goal) for _, o in readings(before.answers) if o is not None]
    now = [far(issue, o, goal) for _, o in readings(after.answers) if o is not None]
    ends = (min(was), min(now), max(was), max(now))
    nearest = (ends[1] > ends[0]) - (ends[1] < ends[0])
    farthest = (ends[3] > ends[2]) - (ends[3] < ends[2])
    if nearest == farthest == 0:
        return None
    if nearest <= 0 and farthest <= 0:
        return "closer", ends
    if nearest >= 0 and farthest >= 0:
        return "farther", ends
    return ("wider" if nearest < 0 else "narrower"), ends


def reworded_there(world: World, base: BPlan, revision: BPlan, issue: str) -> bool:
    """Does a point settle there what it did, in other words?"""
    before = {p.id: p for p in listed(base)}

    def settles(point: BPoint) -> tuple[frozenset[tuple[str, Names]], Condition]:
        return frozenset(point.terms), frozenset(point.given)

    return any(
        p.id in before
        and region_of_point(world, p, issue) is not None
        and settles(p) == settles(before[p.id])
        and p.text != before[p.id].text
        for p in listed(revision)
    )


def with_hidden_points(plan: BPlan, other: BPlan) -> BPlan:
    """Write the unknown points into the plan as the other plan has them; they stay unknown."""
    here = {p.id for p in plan.points}
    hidden = (p for p in listed(other) if p.id in plan.unknown and p.id not in here)
    return replace(plan, points=(*plan.points, *hidden))


def effects(
    world: World,
    base: BPlan,
    revision: BPlan,
    issue: str,
    party: str,
    day: int | None,
    binding: str | None,
    *,
    hidden_bears_on_conditions: bool = False,
) -> Effects:
    """The table of what a change does to a party, with the paragraphs beneath it.

    Conditions are judged in each plan alone, as the page says.  With the keyword the other reading
    is taken: an unknown point leaves undecided what its id settles in the other plan, for
    conditions too.
    """
    if hidden_bears_on_conditions:
        base, revision = (
            with_hidden_points(base, revision),
            with_hidden_points(revision, base),
        )
    if not claims_of(world, issue, party, day):
        return Effects(none="no effect")
    before = side_of(world, base, revision, issue, party, day, binding)
    after = side_of(world, revision, base, issue, party, day, binding)
    dark = any(side.touched and side.silent for side in (before, after))
    told = {said(world.issues[issue], *sides) for sides in product(parts(before), parts(after))}
    if dark:
        follows = any(any(kind) for kind in told)
        return Effects(not_known=True) if follows else Effects(none="no effect")
    line, demand, moved, declared = (same(kind) for kind in zip(*told, strict=True))
    not_known = len(told) > 1
    nothing = (line, demand, moved, declared) == (None, None, None, None)
    refuses = any(a.refusals for a in (*before.answers, *after.answers))
    rest = None
    if nothing and not not_known:
        rest = "still crosses" if before.line == after.line == "crosses" else "no effect"
    silence = before.silent or after.silent
    ends = moved[1] if moved else (None,) * 4
    return Effects(
        red_line=line,
        demand=demand,
        distance=moved[0] if moved else None,
        declared=declared,
        not_known=not_known,
        none=rest,
        reworded=rest is not None and refuses and reworded_there(world, base, revision, issue),
        rests_on_silence=silence and (line or demand or declared) is not None,
        nearest_before=ends[0],
        nearest_after=ends[1],
        farthest_before=ends[2],
        farthest_after=ends[3],
    )


Steps = tuple[int | None, ...]
Said = tuple[str | None, str | None, tuple[str, Steps] | None, str | None]


def said(issue: BIssue, before: Side, after: Side) -> Said:
    """Red line, demand, distance and declared, where all of both texts is known."""
    line = red_line_effect(before, after)
    demand = demand_effect(before, after)
    moved = None
    if demand is None and line not in ("crosses_firmer", "crosses_softer"):
        distance = distance_effect(issue, before, after)
        moved = distance and (distance[0], tuple(map(shown, distance[1])))
    declared = None
    if line is None and demand is None and moved is None:
        declared = declared_effect(before, after)
    return line, demand, moved, declared


def parts(side: Side) -> list[Side]:
    """All that a side may turn out to be: what is not known can only narrow the rest.

    Where the rest is silent on the issue, that may be anything, and nothing too.
    """
    if not side.touched:
        return [side]
    if side.silent:
        outcomes = side.answers[0].sets.refused | side.answers[0].sets.possible
        open_side = seen(
            [replace(a, region=outcomes) for a in side.answers],
            tuple(
                (rank, tuple(replace(a, region=outcomes) for a in own)) for rank, own in side.kept
            ),
            touched=True,
        )
        return [side, *parts(open_side)]
    known = union(a.region for a in side.answers if a.region is not None)
    found = []
    for narrowing in subsets(sorted(known)):
        left = narrowed(side.answers, narrowing)
        if narrowing and left:
            kept = tuple((rank, narrowed(own, narrowing)) for rank, own in side.kept)
            found.append(seen(left, kept, touched=True))
    return found


def narrowed(found: Iterable[Answer], region: Names) -> tuple[Answer, ...]:
    """The answers where no more than a region is left; those that it leaves nothing are gone."""
    cut = (replace(a, region=None if a.region is None else a.region & region) for a in found)
    return tuple(a for a in cut if a.region is None or a.region)


def same(said_of_parts: tuple[T, ...]) -> T | None:
    """What is said of every part; nothing where they differ."""
    return said_of_parts[0] if len(set(said_of_parts)) == 1 else None


# --------------------------------------------------------------------------------------------------
# What a change of positions does
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClaimMove:
    """A claim that differs between the two states."""

    party: str
    statement: str
    verb: str
    issue: str
    words: Names
    restated: bool
    level: str


@dataclass(frozen=True)
class SetMove:
    """A party's R, D or A that changed."""

    party: str
    issue: str
    name: str
    before: Names
    after: Names
    level: str


@dataclass(frozen=True)
class Refusal:
    """How firmly an outcome is refused."""

    basis: str | None
    only_soft: bool


@dataclass(frozen=True)
class OutcomeMove:
    """An outcome that is refused on one side only, or on another footing."""

    party: str
    issue: str
    outcome: str
    before: Refusal | None
    after: Refusal | None
    level: str


@dataclass(frozen=True)
class PairMove:
    """A pair of parties whose verdict, at best or gap changed."""

    parties: Names
    issue: str
    verdict: tuple[str, str]
    at_best: tuple[str, str]
    gap: tuple[int | None, int | None]
    level: str


@dataclass(frozen=True)
class Moves:
    """Who moved, and what that does."""

    case: Names
    claims: frozenset[ClaimMove]
    sets: frozenset[SetMove]
    outcomes: frozenset[OutcomeMove]
    pairs: frozenset[PairMove]

    @property
    def restated(self) -> frozenset[ClaimMove]:
        """The claims that changed while nothing else did."""
        return frozenset(c for c in self.claims if c.restated)

    @property
    def empty(self) -> bool:
        """Nothing changed at all."""
        return not (self.case or self.claims or self.sets or self.outcomes or self.pairs)


def changed_issues(before: World, after: World) -> Names:
    """Issues that are new, gone, or have other outcomes, another order or another `unlimited`."""
    names = frozenset(before.issues) | frozenset(after.issues)
    return frozenset(i for i in names if before.issues.get(i) != after.issues.get(i))


def lies_after(statement: BStatement, day: int | None) -> bool:
    """Was it said after the day?"""
    return day is not None and statement.said is not None and statement.said > day


def content(claim: Claim) -> tuple[Names, BStatement]:
    """All that one claim says, without what its statement says elsewhere."""
    return claim.region, replace(claim.statement, terms=())


def claim_words(was: Claim | None, now: Claim | None, day: int | None) -> Names:
    """The words for one claim in its two states; none where it did not change."""
    counted = was is not None and in_force(was.statement, day)
    counts = now is not None and in_force(now.statement, day)
    if now is not None and lies_after(now.statement, day):
        same = was is not None and content(was) == content(now)
        return EMPTY if same else frozenset({"not_yet_in_force"})
    if counted and not counts:
        return frozenset({"dropped" if now is None else "ended"})
    if counts and not counted:
        return frozenset({"added" if was is None else "begun"})
    if was is None or now is None or not counts:
        return EMPTY
    words = set()
    if was.region != now.region:
        wider, narrower = was.region < now.region, now.region < was.region
        words.add("widened" if wider else "narrowed" if narrower else "moved")
    one, two = was.statement, now.statement
    if one.basis != two.basis:
        words.add("basis")
    if was.condition != now.condition or one.proviso != two.proviso:
        words.add("condition")
    if was.verb == "refuses" and one.ultimatum != two.ultimatum:
        words.add("form")
    if one.disputed != two.disputed:
        words.add("disputed")
    if one.vague != two.vague:
        words.add("vague")
    return frozenset(words)


def verdict_sets(world: World, issue: str, party: str, day: int | None) -> Sets:
    """R, D, A and T as in the verdict; all empty where the case has no such issue."""
    if issue not in world.issues:
        return Sets(EMPTY, EMPTY, EMPTY, EMPTY)
    claims = claims_of(world, issue, party, day)
    return bounded_sets(world.issues[issue].all, claims, frozenset())


def refusal_of(
    world: World, issue: str, party: str, day: int | None, outcome: str
) -> Refusal | None:
    """The firmest basis on which a party refuses an outcome, and whether only softly."""
    lines = [
        c
        for c in claims_of(world, issue, party, day)
        if c.verb == "refuses" and outcome in c.region
    ]
    if not lines:
        return None
    firmest = BASES[min(BASES.index(c.statement.basis) for c in lines)]
    return Refusal(firmest, all(c.soft for c in lines))


def outcome_level(was: Refusal | None, now: Refusal | None) -> str:
    """`warn` where an outcome is refused anew, more firmly, or no longer only softly."""
    if now is None:
        return "info"
    if was is None or BASES.index(now.basis) < BASES.index(was.basis):
        return "warn"
    return "warn" if was.only_soft and not now.only_soft else "info"


def pair_state(
    world: World, issue: str, pair: Iterable[str], day: int | None
) -> tuple[str, str, int | None]:
    """Verdict, at best and gap of a pair; a case without the issue has no verdict on record."""
    if issue not in world.issues:
        return "unstated", "unstated", None
    found = verdict(world, issue, pair, day, None)
    return found.verdict, found.at_best, found.gap


def moves(before: World, after: World, parties: Iterable[str], day: int | None) -> Moves:
    """Who moved between two states of the positions, judged on one day."""
    asked = sorted(set(parties))
    issues = sorted(frozenset(before.issues) | frozenset(after.issues))
    set_moves, outcome_moves, pair_moves = set(), set(), set()
    for party, issue in product(asked, issues):
        was, now = (verdict_sets(w, issue, party, day) for w in (before, after))
        named = (
            ("R", was.refused, now.refused),
            ("D", was.demanded, now.demanded),
            ("A", was.declared, now.declared),
        )
        for name, old, new in named:
            if old != new:
                level = "warn" if name == "R" and new - old else "info"
                set_moves.add(SetMove(party, issue, name, old, new, level))
        for outcome in was.refused | now.refused:
            one, two = (refusal_of(w, issue, party, day, outcome) for w in (before, after))
            if one != two:
                level = outcome_level(one, two)
                outcome_moves.add(OutcomeMove(party, issue, outcome, one, two, level))
    for pair, issue in product(combinations(asked, 2), issues):
        (word, best, gap), (new_word, new_best, new_gap) = (
            pair_state(w, issue, pair, day) for w in (before, after)
        )
        if (word, best, gap) != (new_word, new_best, new_gap):
            level = "error" if new_word == "insurmountable" != word else "info"
            pair_moves.add(
                PairMove(
                    frozenset(pair),
                    issue,
                    (word, new_word),
                    (best, new_best),
                    (gap, new_gap),
                    level,
                )
            )

    felt = {(m.party, m.issue) for m in set_moves} | {(m.party, m.issue) for m in outcome_moves}
    felt |= {(party, m.issue) for m in pair_moves for party in m.parties}
    claim_moves = set()
    for issue in issues:
        old_claims, new_claims = (
            {c.key: c for c in all_claims(w, issue) if c.statement.party in asked}
            for w in (before, after)
        )
        for key in old_claims.keys() | new_claims.keys():
            was_claim, now_claim = old_claims.get(key), new_claims.get(key)
            words_now = claim_words(was_claim, now_claim, day)
            owner = now_claim or was_claim
            if not words_now or owner is None:
                continue
            party = owner.statement.party
            late = "not_yet_in_force" in words_now
            claim_moves.add(
                ClaimMove(
                    party,
                    *key,
                    issue,
                    words_now,
                    restated=not late and (party, issue) not in felt,
                    level="warn" if late else "info",
                )
            )
    return Moves(
        case=changed_issues(before, after),
        claims=frozenset(claim_moves),
        sets=frozenset(set_moves),
        outcomes=frozenset(outcome_moves),
        pairs=frozenset(pair_moves),
    )
