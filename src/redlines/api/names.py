"""Names as people type them: party, issue, statement, source or plan, never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

from redlines.case import Case, fold
from redlines.failure import NotDoneError, UnknownNameError
from redlines.view.clean import visible

MOST_SUGGESTIONS = 3


class Noun(StrEnum):
    """What a name can stand for."""

    PARTY = "party"
    ISSUE = "issue"
    SECTION = "section"
    STATEMENT = "statement"
    SOURCE = "source"
    PLAN = "plan"
    SPEAKER = "speaker"
    NOT_CODED = "not_coded"


# What of `redlines list` names all of a kind.
LISTS = {
    Noun.PARTY: "parties",
    Noun.ISSUE: "issues",
    Noun.SECTION: "issues",
    Noun.STATEMENT: "statements",
    Noun.SOURCE: "sources",
    Noun.PLAN: "plans",
    Noun.SPEAKER: "statements",
    Noun.NOT_CODED: "statements",
}


@dataclass(frozen=True, slots=True)
class Name:
    """Something of the case with its id, its aliases and its titles.

    Ids and aliases name one thing of a kind each; a title may be that of several.
    """

    noun: Noun
    id: str
    spellings: tuple[str, ...]
    titles: tuple[str, ...] = ()


def known_names(case: Case, noun: Noun) -> Iterator[Name]:
    """All names of one kind, in the order of the case."""
    match noun:
        case Noun.PARTY:
            for p in case.parties.values():
                yield Name(noun, p.id, (p.id, *p.aliases), (p.title,))
        case Noun.ISSUE:
            for h in case.headings.values():
                yield Name(noun, h.id, (h.id, *h.aliases), (h.title,))
                for issue in (case.issues[id_] for id_ in h.issues):
                    if issue.area is not None:
                        areas = tuple(f"{name}.{issue.area}" for name in (h.id, *h.aliases))
                        titles = (issue.title, f"{h.title}: {issue.title}")
                        yield Name(noun, issue.id, areas, (*titles, f"{h.title} ({issue.title})"))
        case Noun.SECTION:
            for id_, title in case.sections.items():
                yield Name(noun, id_, (id_,), (title,))
        case Noun.STATEMENT:
            for s in case.statements.values():
                yield Name(noun, s.id, (s.id,))
        case Noun.SOURCE:
            for source in case.sources.values():
                yield Name(noun, source.id, (source.id,), (source.title,))
        case Noun.PLAN:
            for plan in case.plans.values():
                yield Name(noun, plan.id, (plan.id, *plan.aliases), (plan.title,))
        case Noun.NOT_CODED:
            for id_ in case.not_coded:
                yield Name(noun, id_, (id_,))
        case Noun.SPEAKER:
            for by in dict.fromkeys(s.by for s in case.statements.values() if s.by):
                yield Name(noun, by, (), (by,))


def find(case: Case, text: str, nouns: Sequence[Noun]) -> Name:
    """The one thing that a text names; `issue:nato` says which kind is meant.

    An id or alias is asked for before a title, and a title before a part of a speaker's name.
    Raises UnknownNameError where nothing or more than one thing has the name.
    """
    return _find(text, nouns, partial(_spelled, case))


# All names of some kinds, and those that have an id or an alias, folded.
_Spelled = tuple[Sequence[Name], Mapping[str, Sequence[Name]]]


def _spelled(case: Case, nouns: tuple[Noun, ...]) -> _Spelled:
    known = [name for noun in nouns for name in known_names(case, noun)]
    found: dict[str, list[Name]] = {}
    for name in known:
        for spelling in {*map(fold, name.spellings)}:
            found.setdefault(spelling, []).append(name)
    return known, found


def _find(
    text: str, nouns: Sequence[Noun], spelled: Callable[[tuple[Noun, ...]], _Spelled]
) -> Name:
    prefix, colon, rest = text.partition(":")
    if colon and prefix in nouns:
        nouns, text = (Noun(prefix),), rest.strip()
    known, named = spelled(tuple(nouns))
    folded = fold(text)
    found = named.get(folded, ())
    found = found or [name for name in known if folded in map(fold, name.titles)]
    found = found or [name for name in known if f"_{folded}_" in f"_{'_'.join(_words(name))}_"]
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(text, found)
    what = nouns[0].value if len(nouns) == 1 or Noun.SECTION in nouns else "name"
    lists = list(dict.fromkeys(LISTS[noun] for noun in nouns))
    kinds = f"; KIND is {', '.join(lists[:-1])} or {lists[-1]}" if len(lists) > 1 else ""
    raise UnknownNameError(
        f"unknown {what} `{visible(text)}`",
        code=f"unknown-{what}",
        advice=f"`redlines list {'KIND' if kinds else lists[0]}` names them all{kinds}",
        suggestions=near(text, known),
        names=(name.id for name in known),
    )


def _ambiguous(text: str, found: Sequence[Name]) -> UnknownNameError:
    """What to say of a name that several things have: their ids, with the kind where it differs."""
    counts = Counter(name.noun for name in found)
    told = [_counted(noun, count) for noun, count in counts.items()]
    ids = [visible(name.id if len(counts) == 1 else f"{name.noun}:{name.id}") for name in found]
    return UnknownNameError(
        f"`{visible(text)}` is the name of {' and of '.join(told)}",
        code="ambiguous-name",
        suggestions=ids,
    )


def find_all(case: Case, asked: Iterable[tuple[str, Sequence[Noun]]]) -> tuple[Name, ...]:
    """What some texts name; raises one UnknownNameError that tells of all that name nothing."""
    found, unknown = [], list[UnknownNameError]()
    # Of hundreds of texts each would go through all names.
    spelled = cache(partial(_spelled, case))
    for text, nouns in asked:
        try:
            found.append(_find(text, nouns, spelled))
        except UnknownNameError as error:
            unknown.append(error)
    if unknown:
        given = {name.id for name in found}
        for own in unknown:
            # Where the nearest name is given already, the others are too far to be meant.
            if own.code != "ambiguous-name" and given.intersection(own.suggestions[:1]):
                own.suggestions = ()
        unknown[0].others = tuple(unknown[1:])
        raise unknown[0]
    return tuple(found)


def members(case: Case, asked: Iterable[str]) -> tuple[str, ...]:
    """The ids of the members of the parties that some texts name, without these.

    Raises NotDoneError for a party without members.
    """
    found: dict[str, None] = {}
    for text in asked:
        name = find(case, text, (Noun.PARTY,))
        own = [party.id for party in case.parties.values() if party.member_of == name.id]
        if not own:
            groups = dict.fromkeys(p.member_of for p in case.parties.values() if p.member_of)
            raise NotDoneError(
                f"no party of this case is recorded as a member of `{visible(text)}`",
                code="no-members",
                advice=f"groups of this case: {', '.join(groups)}"
                if groups
                else "`member_of` says that a party is one",
            )
        found |= dict.fromkeys(own)
    return tuple(found)


def issues(case: Case, asked: Iterable[str]) -> tuple[str, ...]:
    """The ids of the issues that some texts name: issues, areas of issues, sections."""
    chosen: list[str] = []
    for name in find_all(case, ((text, (Noun.ISSUE, Noun.SECTION)) for text in asked)):
        if name.noun is Noun.SECTION:
            for heading in case.headings.values():
                chosen += heading.issues if heading.section == name.id else ()
        else:
            chosen += issues_of(case, name.id)
    wanted = set(chosen)
    return tuple(id_ for id_ in case.issues if id_ in wanted)


def issues_of(case: Case, name: str) -> tuple[str, ...]:
    """The issues of a heading, or the one issue that has the id."""
    return case.headings[name].issues if name in case.headings else (name,)


def near(text: str, known: Iterable[Name]) -> tuple[str, ...]:
    """At most three ids whose id, alias or title is spelled like a text, the nearest first."""
    from difflib import get_close_matches

    spellings: dict[str, list[str]] = {}
    for name in known:
        for spelling in (*name.spellings, *name.titles, *_words(name)):
            spellings.setdefault(fold(spelling), []).append(name.id)
    close = get_close_matches(fold(text), spellings, n=4 * MOST_SUGGESTIONS, cutoff=0.6)
    found = (id_ for spelling in close for id_ in spellings[spelling])
    return tuple(dict.fromkeys(found))[:MOST_SUGGESTIONS]


def _words(name: Name) -> list[str]:
    """The words of a speaker's name, folded; nothing else is known by a part of its name."""
    return re.findall(r"[^\W_]+", fold(name.id)) if name.noun is Noun.SPEAKER else []


def _counted(noun: Noun, count: int) -> str:
    if count == 1:
        return f"{'an' if noun is Noun.ISSUE else 'a'} {noun}"
    return f"{count} {'parties' if noun is Noun.PARTY else f'{noun}s'}"
