"""What statements replace: where what an earlier one of the same party says ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from redlines.case import Replaced, Replacing, Statement, firmness
from redlines.reading.issues import Issues
from redlines.reading.notes import Notes, near, says_nothing, shape
from redlines.reading.synonyms import shapes_meant
from redlines.reading.yaml_marks import Path, Value


@dataclass(frozen=True, slots=True)
class Written:
    """What a statement writes as `replaces`, where, and the issues that are named there."""

    statement: Statement
    value: Value
    path: Path
    issues: Issues

    @property
    def notes(self) -> Notes:
        """The notes on its file."""
        return self.issues.notes


@dataclass(frozen=True, slots=True)
class _Earlier:
    """An id that is replaced, and the issues on which, each with its path; None for all."""

    id: str
    path: Path
    issues: dict[str, Path] | None = None


def replaced(
    statements: dict[str, Statement], written: Sequence[Written], *, whole: bool
) -> dict[str, Statement]:
    """The statements with what they replace and with what is replaced of them.

    `whole` says that no statement was left out as faulty: then an id that none has is unknown.
    """
    named = [(own, tuple(_earlier(own))) for own in written]
    follows: dict[str, list[str]] = {}
    for own, entries in named:
        follows.setdefault(own.statement.id, []).extend(entry.id for entry in entries)
    replaces: dict[str, list[Replacing]] = {}
    ends: dict[str, dict[tuple[str, str], Replaced]] = {}
    for own, entries in named:
        if not _may_end(own):
            continue
        for entry in entries:
            if found := _ended(own, entry, statements, follows, whole=whole):
                earlier, issues = found
                named_issues = None if entry.issues is None else issues
                replaces.setdefault(own.statement.id, []).append(Replacing(entry.id, named_issues))
                _end(own.statement, earlier, issues, ends.setdefault(entry.id, {}))
    return {
        id_: replace(
            statement,
            # The order of a map means nothing.
            replaces=tuple(sorted(replaces.get(id_, ()), key=lambda own: own.statement)),
            replaced=tuple(ends.get(id_, {}).values()),
        )
        if id_ in replaces or id_ in ends
        else statement
        for id_, statement in statements.items()
    }


def _earlier(own: Written) -> Iterator[_Earlier]:
    """The ids that are named: one, some in a list, or the keys of a map of lists of issues."""
    match own.value:
        case empty if says_nothing(empty):
            own.notes.note("empty-value", own.path, on_key=True, key="replaces")
        case str(id_):
            yield _Earlier(id_, own.path)
        case list(ids):
            for i, listed in enumerate(ids):
                path = (*own.path, i)
                if isinstance(listed, str):
                    yield _Earlier(listed, path)
                else:
                    own.notes.note("wrong-shape", path, expected="text", found=shape(listed))
        case dict(lists):
            for name, listed in lists.items():
                path = (*own.path, name)
                if isinstance(listed, list) and listed:
                    yield _Earlier(name, path, dict(_issues(own, listed, path)))
                elif says_nothing(listed):
                    own.notes.note("empty-value", path, on_key=True, key=name)
                else:
                    meant = shapes_meant("a list", listed, of=name)
                    own.notes.note(
                        "wrong-shape", path, near=meant, expected="a list", found=shape(listed)
                    )


def _issues(own: Written, listed: list[Value], path: Path) -> Iterator[tuple[str, Path]]:
    """The issues that a list names, each area on its own."""
    for i, text in enumerate(listed):
        at = (*path, i)
        if not isinstance(text, str):
            own.notes.note("wrong-shape", at, expected="text", found=shape(text))
        elif reference := own.issues.find(text, at):
            yield from ((issue.id, at) for issue in reference.issues)


def _may_end(own: Written) -> bool:
    """Whether a statement can end another: it has a day, and nobody disputes it."""
    said = own.statement
    if said.disputed:
        own.notes.note("replaces-disputed", own.path, on_key=True, statement=said.id)
    elif said.said.day is None and not own.notes.left_out((*own.path[:-1], "said")):
        own.notes.note("replaces-undated", own.path, on_key=True, statement=said.id)
    return said.said.day is not None and not said.disputed


def _ended(
    own: Written,
    entry: _Earlier,
    statements: dict[str, Statement],
    follows: dict[str, list[str]],
    *,
    whole: bool,
) -> tuple[Statement, tuple[str, ...]] | None:
    """The statement that is ended and on which issues; None, noted, where none can be."""
    said, notes, earlier = own.statement, own.notes, statements.get(entry.id)
    on_key = entry.issues is not None
    if earlier is None:
        if whole:
            others = near(entry.id, statements)
            notes.note("unknown-statement", entry.path, on_key=on_key, near=others, name=entry.id)
        return None
    related = (earlier.place,) if earlier.place else ()
    note = partial(
        notes.note,
        path=entry.path,
        on_key=on_key,
        related=related,
        statements=(said.id,),
        statement=said.id,
        earlier=earlier.id,
    )

    if not set(said.parties) & set(earlier.parties):
        note("replaces-other-party", party=", ".join(earlier.parties))
        return None
    before, day = earlier.said.day, said.said.day
    always = before is None and earlier.said.text is not None
    if not (always or (before and day and before < day)):
        told = before.isoformat() if before else "undated"
        if circle := _circle(said.id, earlier.id, follows):
            note("replaces-circle", circle=" → ".join(circle))
        elif before is None:
            notes.note(
                "replaces-undated", entry.path, on_key=on_key, related=related, statement=earlier.id
            )
        else:
            note("replaces-later", said=told, day=day.isoformat() if day else "")
        return None
    if firmness(said.basis) > firmness(earlier.basis):
        note("replaces-firmer", basis=said.basis or "none", firmer=earlier.basis or "none")
    spoken = tuple(dict.fromkeys(issue for _, issue, _ in earlier.terms))
    if entry.issues is not None:
        _check_spoken(own, entry, spoken)
        return earlier, tuple(issue for issue in spoken if issue in entry.issues)
    silent = [issue for issue in spoken if issue not in {term[1] for term in said.terms}]
    over = earlier.until is not None and day is not None and earlier.until <= day
    if silent and not over:
        note("replaces-silent", issue=", ".join(silent))
    return earlier, spoken


def _check_spoken(own: Written, entry: _Earlier, spoken: Iterable[str]) -> None:
    """Note each name of issues on none of which the earlier statement says anything."""
    named: dict[Path, list[str]] = {}
    for issue, path in (entry.issues or {}).items():
        named.setdefault(path, []).append(issue)
    for path, issues in named.items():
        if not set(issues) & set(spoken):
            told = ", ".join(issues)
            own.notes.note("replaces-nothing", path, earlier=entry.id, issue=told)


def _circle(start: str, next_: str, follows: dict[str, list[str]]) -> list[str]:
    """The statements from one over the next back to it, by what each replaces; none where not."""
    ways, seen = [[start, next_]], {next_}
    while ways:
        way = ways.pop(0)
        if way[-1] == start:
            return way
        for id_ in follows.get(way[-1], ()):
            if id_ == start or id_ not in seen:
                seen.add(id_)
                ways.append([*way, id_])
    return []


def _end(
    by: Statement,
    earlier: Statement,
    issues: Iterable[str],
    ends: dict[tuple[str, str], Replaced],
) -> None:
    """Add the ends that a statement makes; one that comes first stands."""
    day = by.said.day
    if day is None or (earlier.until and earlier.until < day):
        return
    for party in earlier.parties:
        for issue in issues if party in by.parties else ():
            known = ends.get((party, issue))
            if known is None or day < known.day:
                ends[party, issue] = Replaced(party, issue, day, by.id)
