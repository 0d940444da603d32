"""A case as if some of its statements had not been made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import replace

from redlines.case import Case, Replaced, Statement

# By the id of each statement that is replaced, those that replace it.
Followers = Mapping[str, tuple[Statement, ...]]


def without(case: Case, gone: Collection[str]) -> Case:
    """The case as if some statements, by their ids, had not been made."""
    resumed = dict(resuming(case, gone, followers(case)))
    kept = {id_: resumed.get(id_, own) for id_, own in case.statements.items() if id_ not in gone}
    return replace(case, statements=kept)


def falling(case: Case, sources: Set[str]) -> tuple[str, ...]:
    """The statements that are left without a source if some are taken away."""
    return tuple(
        own.id for own in case.statements.values() if own.sources and sources >= {*own.sources}
    )


def followers(case: Case) -> Followers:
    """Which statements replace which, in the order of the case."""
    found: dict[str, tuple[Statement, ...]] = {}
    for own in case.statements.values():
        for earlier in dict.fromkeys(replacing.statement for replacing in own.replaces):
            found[earlier] = (*found.get(earlier, ()), own)
    return found


def resuming(
    case: Case, gone: Collection[str], followed: Followers
) -> Iterator[tuple[str, Statement]]:
    """The statements that would not end, or end later, if some others had not been made."""
    ended = (own.statement for id_ in gone for own in case.statements[id_].replaces)
    for id_ in dict.fromkeys(ended):
        earlier = case.statements.get(id_)
        lost = [end for end in earlier.replaced if end.by in gone] if earlier else []
        if earlier and lost and id_ not in gone:
            kept = [end for end in earlier.replaced if end.by not in gone]
            yield (
                id_,
                replace(earlier, replaced=(*kept, *_next_ends(case, id_, lost, gone, followed))),
            )


def _next_ends(
    case: Case, earlier: str, lost: list[Replaced], gone: Collection[str], followed: Followers
) -> Iterator[Replaced]:
    """What ends a statement instead: the first of what is left, if any, for each end lost."""
    for end in lost:
        later = _replacing(case, earlier, end.party, end.issue, gone, followed)
        days = [(own.said.day, own.id) for own in later if own.said.day]
        for day, by in sorted(days)[:1]:
            yield Replaced(end.party, end.issue, day, by)


def _replacing(
    case: Case, earlier: str, party: str, issue: str, gone: Collection[str], followed: Followers
) -> Iterator[Statement]:
    """The statements that end one for a party on an issue, past those that had not been made.

    Whoever replaces what was not said replaces what that would have replaced: else an older
    position would come back that the party has left for good.
    """
    for own in followed.get(earlier, ()):
        if party in own.parties and _about(case, own, earlier, issue):
            if own.id in gone:
                yield from _replacing(case, own.id, party, issue, gone, followed)
            else:
                yield own


def _about(case: Case, later: Statement, earlier: str, issue: str) -> bool:
    """Whether one statement ends what an earlier one says on an issue."""
    spoken = {about for _, about, _ in case.statements[earlier].terms}
    named = [own.issues for own in later.replaces if own.statement == earlier]
    return issue in spoken and any(own is None or issue in own for own in named)
