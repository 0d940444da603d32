"""What changed between two states of the positions, in words; plain texts for any format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from redlines.case import Basis, Case, Claim, Verb
from redlines.moves import (
    Besides,
    CaseChange,
    CaseChangeKind,
    ClaimChange,
    ClaimChangeKind,
    LostSource,
    Move,
    MoveKind,
    VerdictChange,
)
from redlines.region import Region
from redlines.view.phrases import (
    condition_text,
    conjoined,
    counted,
    issue_name,
    marks,
    party_name,
    region_text,
    replaced_by_text,
    said_text,
    step_text,
)

# A claim of each verb as a noun, and what it did before.
_NOUNS = {Verb.DEMANDS: "a demand", Verb.ACCEPTS: "an offer", Verb.REFUSES: "a refusal"}
_PAST = {Verb.DEMANDS: "demanded", Verb.ACCEPTS: "accepted", Verb.REFUSES: "refused"}
_KINDS = {
    ClaimChangeKind.ADDED: "new",
    ClaimChangeKind.DROPPED: "gone",
    ClaimChangeKind.BEGUN: "in force now",
    ClaimChangeKind.ENDED: "ended",
    ClaimChangeKind.WIDENED: "widened",
    ClaimChangeKind.NARROWED: "narrowed",
    ClaimChangeKind.MOVED: "moved",
    ClaimChangeKind.CHANGED: "changed",
    ClaimChangeKind.NOT_YET: "not yet in force",
}
# What can be different about a claim in both states beside its outcomes.
_WHAT = {
    "basis": "its basis",
    "condition": "its condition",
    "form": "its form",
    "disputed": "being disputed",
    "vague": "being vague",
}
_MOST_IDS = 8
# What is counted in one line, with its number.
_BESIDES = {
    "dates": ("the dates of", "statement"),
    "not_counting": ("what does not count on this day in", "statement"),
    "notes": ("the notes of", "statement"),
    "speakers": ("the speakers of", "statement"),
    "sources": ("the sources of", "statement"),
    "listed_sources": ("in the list of sources", "source"),
    "not_coded": ("in what is not coded", "row"),
    "descriptions": ("how the case describes", "name"),
}


def case_change_text(change: CaseChange) -> str:
    """What became of a party, or of an issue or its outcomes, without its name."""
    match change.kind:
        case CaseChangeKind.DAY:
            return f"{change.before or 'none'} → {change.after or 'none'}"
        case CaseChangeKind.PARTY_ADDED | CaseChangeKind.ISSUE_ADDED:
            return f"new{_id(change)}"
        case CaseChangeKind.PARTY_REMOVED | CaseChangeKind.ISSUE_REMOVED:
            return f"gone{_id(change)}"
        case CaseChangeKind.OUTCOMES_ADDED | CaseChangeKind.OUTCOMES_REMOVED:
            word = "new" if change.kind is CaseChangeKind.OUTCOMES_ADDED else "lost"
            several = "outcomes" if change.outcomes and len(change.outcomes) > 1 else "outcome"
            return f"{word} {several}: {_region(change.outcomes)}{_ids(change.outcomes)}"
        case CaseChangeKind.ORDER:
            return "its outcomes stand in another order"
        case CaseChangeKind.STEP:
            steps = [
                f"by {step_text(own)}" if own else "none" for own in (change.before, change.after)
            ]
            return f"steps: {' → '.join(steps)}"
        case _ as never:
            assert_never(never)


def _id(change: CaseChange) -> str:
    """The issue as the file names it: another one may have its title now."""
    return f" ({change.issue.heading})" if change.issue else ""


def _ids(outcomes: Region | None) -> str:
    """Outcomes as the file names them, where they have titles: another id may have one now."""
    if outcomes is None or not any(outcomes.outcomes.titles) or len(outcomes) > _MOST_IDS:
        return ""
    return f" ({', '.join(outcomes.names)})"


def case_change_message(change: CaseChange, case: Case) -> str:
    """What became of a party, an issue or the day of the case, in one sentence."""
    if change.party:
        return f"The party {change.party.title} ({change.party.id}) is {case_change_text(change)}."
    if change.issue is None:
        return f"The case's own day is another: {case_change_text(change)}."
    return f"{issue_name(change.issue, case)}: {case_change_text(change)}."


# Claims


def claim_change_text(change: ClaimChange, case: Case) -> str:
    """What became of a claim: its kind, what it named before and names now, what else of it."""
    claim, verb, kind = change.claim, change.claim.verb, _KINDS[change.kind]
    match change.kind:
        case ClaimChangeKind.DROPPED | ClaimChangeKind.ENDED:
            return f"{kind}: {_PAST[verb]} {_named(claim)}"
        case ClaimChangeKind.ADDED | ClaimChangeKind.BEGUN | ClaimChangeKind.NOT_YET:
            return f"{kind}: {verb} {_named(claim)}"
        case ClaimChangeKind.CHANGED:
            told = f"{kind}: {verb} {_named(claim)}"
        case ClaimChangeKind.WIDENED | ClaimChangeKind.NARROWED | ClaimChangeKind.MOVED:
            was = _named(change.before) if change.before else ""
            told = f"{kind}: {_PAST[verb]} {was}, now {_named(claim)}"
        case _ as never:
            assert_never(never)
    return ", ".join((told, *_traits(change, case)))


def _named(claim: Claim) -> str:
    return _region(claim.region, refused=claim.verb is Verb.REFUSES)


def _region(region: Region | None, *, refused: bool = False) -> str:
    return region_text(region, others=refused) if region else "nothing"


def _traits(change: ClaimChange, case: Case) -> Iterator[str]:
    """What is different about a claim beside its outcomes; the condition now is cited with it."""
    was, now = change.before, change.after
    if not was or not now:
        return
    for word in change.what:
        match word:
            case "outcomes":
                pass
            case "basis":
                yield _bases(was.statement.basis, now.statement.basis)
            case "condition":
                given = "unless" if was.verb is Verb.REFUSES else "if"
                told = was.condition and f"{given} {condition_text(was.condition, case)}"
                yield f"before {told or 'without condition'}"
            case "form":
                yield "now an ultimatum" if now.statement.form else "no longer an ultimatum"
            case _:
                yield f"now {word}" if getattr(now.statement, word) else f"no longer {word}"


def _bases(was: Basis | None, now: Basis | None) -> str:
    return f"on basis {now or 'none'}, before {was or 'none'}"


def claim_change_cited(change: ClaimChange, case: Case) -> str:
    """The statement with basis, condition, speaker and day, and of one that ended its end."""
    claim = change.claim
    said, ended = claim.statement, change.kind is ClaimChangeKind.ENDED
    told = marks(said, claim.verb, case, end=ended and not claim.replaced_by)
    by = replaced_by_text(claim, case) if ended else None
    parts = (said.id, *told, by, said.by, said_text(said.said))
    return ", ".join(part for part in parts if part)


def claim_change_message(change: ClaimChange, case: Case) -> str:
    """What became of a claim, in one sentence."""
    name, who = issue_name(change.issue, case), party_name(change.party, case)
    noun, told = _NOUNS[change.claim.verb], claim_change_text(change, case)
    restated = "; nothing else changes" if change.restated else ""
    return f"{name}: {noun} of {who} is {told} ({claim_change_cited(change, case)}){restated}."


def restated_text(changes: Iterable[ClaimChange]) -> str:
    """Claims that changed and nothing with them: what became of which statements."""
    found: dict[str, list[ClaimChange]] = {}
    for change in changes:
        noun = _NOUNS[change.claim.verb].partition(" ")[2]
        told = f"{noun} {_KINDS[change.kind]}"
        if change.kind is ClaimChangeKind.CHANGED:
            told = f"{told} in {conjoined([_WHAT[word] for word in change.what])}"
        found.setdefault(told, []).append(change)
    return ", ".join(f"{noun}{_behind(own)}" for noun, own in found.items())


# What they do


def move_text(move: Move) -> str:
    """How a party moved: what it refuses, demands or declares now, and before."""
    refused = _region(move.outcomes, refused=True)
    match move.kind:
        case MoveKind.REFUSED:
            return f"now refuses {refused}"
        case MoveKind.HARDENED:
            return f"refuses {refused} no longer only softly"
        case MoveKind.RELEASED:
            return f"no longer refuses {refused}"
        case MoveKind.SOFTENED:
            return f"refuses {refused} only softly now"
        case MoveKind.FIRMER | MoveKind.LESS_FIRM:
            how = "more firmly" if move.kind is MoveKind.FIRMER else "less firmly"
            return f"refuses {refused} {how}, {_bases(move.basis_before, move.basis_after)}"
        case MoveKind.DEMANDED | MoveKind.DECLARED:
            verb = "demands" if move.kind is MoveKind.DEMANDED else "declares"
            return f"{verb} {_region(move.after)}, before {_region(move.before)}"
        case _ as never:
            assert_never(never)


def moves_texts(moves: Sequence[Move]) -> tuple[str, ...]:
    """How a party moved on one issue; a demand and what is declared by it are told as one."""
    told = {move.kind: (move.before.names, move.after.names) for move in moves}
    alike = told.get(MoveKind.DEMANDED) == told.get(MoveKind.DECLARED)
    texts = []
    for move in moves:
        text = move_text(move)
        if alike and move.kind is MoveKind.DEMANDED:
            text = text.replace("demands", "demands and so declares", 1)
        if not (alike and move.kind is MoveKind.DECLARED):
            texts.append(text)
    return tuple(texts)


def move_message(move: Move, case: Case) -> str:
    """How a party moved, in one sentence, with the statements that changed."""
    name, who = issue_name(move.issue, case), party_name(move.party, case)
    return f"{name}: {who} {move_text(move)}{_behind(move.changes)}."


def verdict_change_texts(change: VerdictChange) -> tuple[str, ...]:
    """The verdict before and after, that at best, and the gap, each where it is another now."""
    found = []
    verdicts = change.before, change.after
    at_best = change.at_best_before, change.at_best_after
    if verdicts[0] is not verdicts[1]:
        found.append(" → ".join(verdicts))
    if at_best[0] is not at_best[1]:
        found.append("at best too" if at_best == verdicts else f"at best {' → '.join(at_best)}")
    steps = [str(gap.steps) if gap else "none" for gap in (change.gap_before, change.gap_after)]
    # A pair that is not bridgeable has no gap, which its verdict says.
    if steps[0] != steps[1] and verdicts[0] is verdicts[1]:
        found.append(f"gap in steps {' → '.join(steps)}")
    return tuple(found)


def verdict_change_message(change: VerdictChange, case: Case) -> str:
    """How the verdict on a pair of parties changed, in one sentence."""
    who, told = conjoined(change.parties), "; ".join(verdict_change_texts(change))
    return f"{issue_name(change.issue, case)}: {who}: {told}{_behind(change.changes)}."


def _behind(changes: Iterable[ClaimChange]) -> str:
    """The statements of some changes, with their days, each once."""
    said = {change.claim.statement.id: change.claim.statement.said for change in changes}
    told = "; ".join(f"{id_}, {said_text(day)}" for id_, day in said.items())
    return f" ({told})" if told else ""


# What stands beside


def lost_source_text(lost: LostSource) -> str:
    """Which statement no longer rests on which source."""
    return f"{lost.statement} no longer rests on {lost.source}"


def lost_source_message(lost: LostSource, case: Case) -> str:
    """That a statement lost a source, in one sentence."""
    return f"Source removed: {lost_source_text(lost)} ({party_name(lost.party, case)})."


def besides_text(besides: Besides) -> str:
    """How many notes, sources, speakers and the like are others, in one line; empty for none."""
    told = [
        f"{what} {counted(len(ids), noun)}"
        for field, (what, noun) in _BESIDES.items()
        if (ids := getattr(besides, field))
    ]
    return f"Also changed: {', '.join(told)}." if told else ""
