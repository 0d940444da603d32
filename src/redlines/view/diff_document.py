"""A comparison of plans as a document: for whom it got better or worse, then a changelog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from redlines.case import Case, Claim, Plan
from redlines.catalogue import Direction
from redlines.findings import (
    Effect,
    EffectKind,
    Finding,
    PlanDiff,
    counted_headings,
    counted_lines,
    party_directions,
)
from redlines.view.aside import aside
from redlines.view.change_document import Changed, changed_points, direction_sign, point_blocks
from redlines.view.document import (
    Document,
    Head,
    Labelled,
    Line,
    Section,
    Table,
    Word,
    Words,
    answer,
    cell,
    remarks,
    titled,
    words,
)
from redlines.view.first_lines import Sentence, Told, first_lines
from redlines.view.phrases import counted, issue_names, softness
from redlines.view.plan_wording import (
    Crossed,
    crossed_rank,
    crossed_texts,
    ids_text,
    judgement_facts,
    lines_text,
    plan_name,
)
from redlines.view.plan_words import EFFECT_MEANINGS, EFFECT_WORDS
from redlines.view.wording import known_texts, later_text

_LABELS = {
    Direction.WORSE: "Worse for",
    Direction.BETTER: "Better for",
    Direction.UNKNOWN: "Unknown for",
}
_HINT = "redlines check PLAN: all grades of one plan; redlines rules ID: what an effect means"


def diff_document(
    diff: PlanDiff,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: PlanDiff | None = None,
    note: str | None = None,
) -> Document:
    """What changed between two plans and for whom; `findings` adds those that were accepted.

    `shown` is what is left of the effects change by change; the summary is of all of them.
    """
    plans = (diff.base.plan, diff.revision.plan)
    head = Head(" → ".join(map(plan_name, plans)), judgement_facts(diff, case))
    known = known_texts(diff.revision, case, later_text(diff.revision.later), note)
    notes = remarks(_quiet(diff), *known)
    below, folded = aside(findings, case)
    gaps = remarks(_not_known(plans))
    if not diff.changes:
        nothing = answer("Nothing changed.")
        return Document(
            screen=(head, *notes, *gaps, Section("", (nothing,)), *below),
            page=(head, *notes, nothing, *gaps, *folded),
        )
    own = {
        party: [effect for effect in diff.effects if effect.party == party]
        for party in diff.revision.parties
    }
    answers = first_lines(head, _sentences(own, diff, case), notes)
    whom = tuple(_for_whom(own, diff, case))
    sections = changed_points(shown or diff, case)
    changelog = [
        (title, tuple(point_blocks(changes)), f"{title}: {counted(len(changes), 'point')}")
        for title, changes in sections.items()
    ]
    changes = [change for found in sections.values() for change in found]
    legend = _legend(diff.effects)
    return Document(
        screen=(
            head,
            *answers,
            *notes,
            Section("For whom", (*gaps, *whom)),
            *(Section(title, blocks) for title, blocks, _ in changelog),
            *below,
            Section("", (*legend, *remarks(_HINT))),
        ),
        page=(
            head,
            *answers,
            *notes,
            *gaps,
            *_worse(diff.revision.parties, changes),
            *titled("For whom: better, worse and not known, by party", whom, fold=True),
            *(Section(counts, blocks, fold=True) for _, blocks, counts in changelog),
            *folded,
            *titled("What the words mean", legend, fold=True),
        ),
    )


def _not_known(plans: Iterable[Plan]) -> str:
    """What is not known of which plan."""
    found = [
        f"what {plan.title} does not list"
        if plan.all_unknown
        else f"{counted(len(plan.unknown), 'point')} of {plan.title}"
        for plan in plans
        if plan.all_unknown or plan.unknown
    ]
    return f"Not known: {', '.join(found)}" if found else ""


def _legend(effects: Sequence[Effect]) -> tuple[Line, ...]:
    """The effects in use with the ids of their findings, and what rests on silence."""
    used = {effect.kind for effect in effects}
    lines = tuple(
        Line(words(direction_sign(kind.direction, ""), f"diff-{kind}: {meaning}"), "item")
        for kind, meaning in EFFECT_MEANINGS.items()
        if kind in used
    )
    silence = Line(words("by silence: one of the plans settles nothing there"), "item")
    return (*lines, silence) if any(effect.silent for effect in effects) else lines


# For whom


def _sentences(
    own: Mapping[str, Sequence[Effect]], diff: PlanDiff, case: Case
) -> Iterator[Sentence]:
    """For whom it is worse, better or unknown, on how many issues, and by what.

    Whom it hits worst stands first: by the gravest kind of effect, then by the firmest red line
    behind it, then by the number of issues. What is unknown is told in numbers alone.
    """
    ways = [party_directions(diff, party) for party in own]
    numbers = {
        Direction.WORSE: [(way.party, way.worse, way.worse_by_silence) for way in ways],
        Direction.BETTER: [(way.party, way.better, way.better_by_silence) for way in ways],
        Direction.UNKNOWN: [(way.party, way.unknown, 0) for way in ways],
    }
    for direction, label in _LABELS.items():
        found = [
            (_rank(effects), -many, _told(party, many, silent, effects, case))
            for party, many, silent in numbers[direction]
            if (effects := [effect for effect in own[party] if effect.direction is direction])
        ]
        numbers_alone = direction is Direction.UNKNOWN
        found.sort(key=lambda entry: entry[1] if numbers_alone else entry[:2])
        told = tuple(entry[2] for entry in found)
        first = 1 if numbers_alone else 2
        yield Sentence(label, told or (Told("", ("no party",)),), first)


def _rank(effects: Sequence[Effect]) -> tuple[int, ...]:
    """The gravest kind of some effects and the rank of the first red line behind it."""
    worst = min(effects, key=lambda effect: effect.kind.severity).kind
    lines = [pair for effect in effects if effect.kind is worst for pair in _crossed(effect)]
    return worst.severity, *min(map(crossed_rank, lines), default=())


def _told(party: str, many: int, silent: int, effects: Sequence[Effect], case: Case) -> Told:
    """On how many issues a change goes one way for a party, and by what."""
    number = f"{party} on {many}"
    issues = f"{party} on {counted(many, 'issue')}"
    if effects[0].direction is Direction.UNKNOWN:
        return Told(party, (issues, number))
    silence = _silence(many, silent)
    kind, worst = next(_kinds(effects))
    first, *others = _first_by_kind(effects, case)
    counts = f"{_kind_word(kind, worst)} on {len(counted_headings(worst))}"
    return Told(
        party,
        (
            ", ".join((f"{issues}{silence}", first, *others)),
            f"{issues}{silence}, {first}",
            f"{number}{silence}, {counts}",
            f"{number}{silence}",
        ),
    )


def _silence(many: int, silent: int) -> str:
    """How many of some issues are told because a plan is silent."""
    if not silent:
        return ""
    how_many = "" if silent == many == 1 else "all " if silent == many else f"{silent} "
    return f" ({how_many}by silence)"


def _first_by_kind(effects: Sequence[Effect], case: Case) -> Iterator[str]:
    """The effects by kind, the gravest first: the first red line, or on how many issues."""
    for kind, own in _kinds(effects):
        word = _kind_word(kind, own)
        if crossed := [pair for effect in own for pair in _crossed(effect)]:
            line = "" if word.endswith("line") else " the red line"
            yield f"{word}{line} on {crossed_texts(crossed, case)[0]}"
        elif len(counted_headings(own)) > 1:
            yield f"{word} on {len(counted_headings(own))}"
        else:
            yield f"{word} on {issue_names([effect.issue.id for effect in own], case)}"


def _kinds(effects: Sequence[Effect]) -> Iterator[tuple[EffectKind, list[Effect]]]:
    for kind in EffectKind:
        if own := [effect for effect in effects if effect.kind is kind]:
            yield kind, own


def _crossed(effect: Effect) -> list[Crossed]:
    """The red lines that an effect is about, each with the grade of the plan that meets it."""
    gone = effect.kind in (EffectKind.NO_LONGER_CROSSES, EffectKind.CAN_NO_LONGER_CROSS)
    grade = effect.before if gone else effect.after
    return [(grade, line) for line in effect.red_lines] if grade else []


def _for_whom(own: Mapping[str, Sequence[Effect]], diff: PlanDiff, case: Case) -> Iterator[Section]:
    """What changed for each party, worse before better, never added up."""
    unmoved = []
    quiet = {*diff.unheard, *(party for party, _ in diff.only_soft)}
    for party, effects in own.items():
        if rows := tuple(_balance(effects, case)):
            title = words(Word(party, "bold"))
            yield Section("", (Labelled(rows, title, runs_on=True),))
        elif party not in quiet:
            unmoved.append(party)
    if unmoved:
        yield _aside(f"nothing moved for {', '.join(unmoved)}")


def _quiet(diff: PlanDiff) -> str:
    """The parties with no statement in force on what changed, and those with soft ones only."""
    found = []
    if diff.unheard:
        found.append(f"Silent on what changed: {', '.join(diff.unheard)}")
    for party, claims in diff.only_soft:
        by_id: dict[str, list[Claim]] = {}
        for claim in claims:
            by_id.setdefault(claim.statement.id, []).append(claim)
        told = [f"{id_} {' and '.join(softness(said))}" for id_, said in by_id.items()]
        found.append(f"only soft statements on it: {party} ({', '.join(told)})")
    return "; ".join(found)


def _aside(told: str) -> Section:
    return Section("", (Line((Word(told),)),))


def _balance(effects: Sequence[Effect], case: Case) -> Iterator[tuple[Word, Word]]:
    for direction in _LABELS:
        if found := [effect for effect in effects if effect.direction is direction]:
            label = f"{direction} on {counted(len(counted_headings(found)), 'issue')}"
            yield direction_sign(direction, label), Word("; ".join(_by_kind(found, case)))


def _by_kind(effects: Sequence[Effect], case: Case) -> Iterator[str]:
    """The effects by kind: which demands, on what, and red lines of which basis."""
    for kind, own in _kinds(effects):
        where = issue_names([effect.issue.id for effect in own], case)
        yield _kind_told(kind, own, where)


def _kind_told(kind: EffectKind, effects: Sequence[Effect], where: str) -> str:
    word = _kind_word(kind, effects)
    demands = [claim for effect in effects for claim in effect.demands]
    lines = counted_lines((e.issue, line) for e in effects for line in e.red_lines)
    if kind is EffectKind.REWORDED:
        return f"words changed that are tied to red lines on {where}"
    if demands:
        return f"{word}{ids_text(demands)} on {where}"
    return f"{word}: {lines_text(lines, where)}" if lines else f"{word} on {where}"


def _kind_word(kind: EffectKind, effects: Sequence[Effect]) -> str:
    """The word of an effect, in the plural where it is about several demands."""
    many = len({claim.statement.id for effect in effects for claim in effect.demands}) > 1
    return EFFECT_WORDS[kind].replace("demand", "demands") if many else EFFECT_WORDS[kind]


def _worse(parties: Iterable[str], changes: Sequence[Changed]) -> Iterator[Table]:
    """Why it is worse, party by party and the gravest first."""
    rows: list[tuple[Words, ...]] = []
    for party in parties:
        own = [
            (told, change)
            for change in changes
            for told in change.effects
            if party in told.parties and told.kind.direction is Direction.WORSE
        ]
        for told, change in sorted(own, key=lambda entry: entry[0].kind.severity):
            moved = [f"{name}: {before} → {after}" for name, before, after in change.moved]
            where = map(words, [told.where] if told.where else moved)
            point = words(Word(change.title, "id"))
            what = (direction_sign(Direction.WORSE, EFFECT_WORDS[told.kind]),)
            reasons = cell(map(words, told.reasons))
            rows.append((words(Word(party, "bold")), what, cell((*where, point)), reasons))
    if rows:
        yield Table(("worse for", "what", "where", "why"), tuple(rows))


# What changed
