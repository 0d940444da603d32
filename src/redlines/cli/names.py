"""Names as people type them: party, issue, statement, source or plan, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from redlines.cli.failure import NotDoneError
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines import Case

MOST_SUGGESTIONS = 3


class Noun(StrEnum):
    """What a name can stand for."""

    PARTY = "party"
    ISSUE = "issue"
    SECTION = "section"
    STATEMENT = "statement"
    SOURCE = "source"
    PLAN = "plan"


PLURALS = {
    Noun.PARTY: "parties",
    Noun.ISSUE: "issues",
    Noun.SECTION: "issues",
    Noun.STATEMENT: "statements",
    Noun.SOURCE: "sources",
    Noun.PLAN: "plans",
}


@dataclass(frozen=True, slots=True)
class Name:
    """Something of the case with its id, its title and all spellings of its id."""

    noun: Noun
    id: str
    title: str
    spellings: tuple[str, ...]


def known_names(case: Case, noun: Noun) -> Iterator[Name]:
    """All names of one kind, in the order of the case."""
    match noun:
        case Noun.PARTY:
            for p in case.parties.values():
                yield Name(noun, p.id, p.title, (p.id, *p.aliases))
        case Noun.ISSUE:
            for h in case.headings.values():
                yield Name(noun, h.id, h.title, (h.id, *h.aliases))
                for issue in (case.issues[id_] for id_ in h.issues):
                    if issue.area is not None:
                        areas = tuple(f"{name}.{issue.area}" for name in (h.id, *h.aliases))
                        yield Name(noun, issue.id, issue.title, (issue.id, *areas))
        case Noun.SECTION:
            for id_, title in case.sections.items():
                yield Name(noun, id_, title, (id_,))
        case Noun.STATEMENT:
            for s in case.statements.values():
                yield Name(noun, s.id, s.id, (s.id,))
        case Noun.SOURCE:
            for source in case.sources.values():
                yield Name(noun, source.id, source.title, (source.id,))
        case Noun.PLAN:
            for plan in case.plans.values():
                yield Name(noun, plan.id, plan.title, (plan.id, *plan.aliases))


def find(case: Case, text: str, nouns: Sequence[Noun]) -> Name:
    """The one thing that a text names; `issue:nato` says which kind is meant.

    Raises NotDoneError where nothing or more than one kind of thing has the name.
    """
    from redlines.case import fold

    prefix, colon, rest = text.partition(":")
    if colon and prefix in nouns:
        nouns, text = (Noun(prefix),), rest
    known = [name for noun in nouns for name in known_names(case, noun)]
    folded = fold(text)
    found = [name for name in known if folded in map(fold, name.spellings)]
    if len(found) == 1:
        return found[0]
    if found:
        forms = [f"{name.noun}:{name.id}" for name in found]
        raise NotDoneError(
            f"`{visible(text)}` is the name of {' and of '.join(_article(n.noun) for n in found)}",
            code="ambiguous-name",
            suggestions=forms,
        )
    what = nouns[0].value if len(nouns) == 1 or Noun.SECTION in nouns else "name"
    lists = dict.fromkeys(f"`redlines list {PLURALS[noun]}`" for noun in nouns)
    raise NotDoneError(
        f"unknown {what} `{visible(text)}`",
        code=f"unknown-{what}",
        advice=f"{' or '.join(lists)} names them all" if len(lists) == 1 else None,
        suggestions=near(text, known),
    )


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
                f"`{visible(text)}` has no members",
                code="no-members",
                advice=f"groups of this case: {', '.join(groups)}"
                if groups
                else "no party of this case is `member_of` another",
            )
        found |= dict.fromkeys(own)
    return tuple(found)


def issues(case: Case, asked: Iterable[str]) -> tuple[str, ...]:
    """The ids of the issues that some texts name: issues, areas of issues, sections."""
    chosen: list[str] = []
    for text in asked:
        name = find(case, text, (Noun.ISSUE, Noun.SECTION))
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

    from redlines.case import fold

    spellings = {
        fold(spelling).replace(" ", "_"): name.id
        for name in known
        for spelling in (name.title, *reversed(name.spellings))
    }
    close = get_close_matches(
        fold(text).replace(" ", "_"), spellings, n=4 * MOST_SUGGESTIONS, cutoff=0.6
    )
    return tuple(dict.fromkeys(spellings[spelling] for spelling in close))[:MOST_SUGGESTIONS]


def _article(noun: Noun) -> str:
    return f"{'an' if noun is Noun.ISSUE else 'a'} {noun}"
