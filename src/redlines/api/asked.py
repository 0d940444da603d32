"""What the arguments of an analysis mean in a case; whoever got one wrong is told NotDoneError."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from redlines.api.about import Origin
from redlines.api.failure import InvalidCaseError
from redlines.api.names import Noun, find, find_all, issues
from redlines.assumption import Assumption, Held
from redlines.case import Case, Heading, Issue, Party, Plan
from redlines.failure import NotDoneError, UnknownNameError, besides
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines.reading.build import Reading
    from redlines.reading.files import InputFile
    from redlines.reading.revisions import Content

    AnyCase = Case | Reading

Draft = Plan | str | PathLike[str]
Parties = str | Party | Iterable[str | Party]
Issues = str | Issue | Heading | Iterable[str | Issue | Heading]


def case_of(given: AnyCase) -> Case:
    """The case itself, also of what reading gave; raises InvalidCaseError where that has errors."""
    from redlines.reading.build import Reading

    case = given.case if isinstance(given, Reading) else given
    if isinstance(given, Reading) and case is None:
        raise InvalidCaseError(given.problems, given.files)
    if not isinstance(case, Case):
        raise _unfit(
            "a case", case, "`read_case(path)` reads one, `bundled_case()` the bundled one"
        )
    return case


def parties_of(case: Case, given: Parties) -> tuple[str, ...]:
    """The ids of the parties that are named, each once."""
    return tuple(dict.fromkeys(_parties(case, _some(given, Party))))


def different_parties(
    case: Case, given: Parties, others: Iterable[str] = (), *, command: str
) -> tuple[str, ...]:
    """The ids of the parties that are named, none twice, and the ids of others: two or more."""
    found: dict[str, str] = {}
    several = _several(given, Party)
    for own, party in zip(several, _parties(case, several), strict=True):
        text = own.id if isinstance(own, Party) else own
        if party in found:
            raise NotDoneError(
                f"`{visible(found[party])}` and `{visible(text)}` are the same party",
                code="same-party",
            )
        found[party] = text
    parties = tuple(dict.fromkeys((*found, *others)))
    if len(parties) < 2:
        raise NotDoneError(
            f"{command} needs at least two different parties",
            code="too-few-parties",
            advice="`redlines list parties` names them all",
            names=case.parties,
        )
    return parties


def _parties(case: Case, given: Iterable[str | Party]) -> list[str]:
    """The ids of some parties; all texts that name none are told at once."""
    given = list(given)
    texts = [_text(own, "a party") for own in given if not isinstance(own, Party)]
    named = iter(find_all(case, ((text, (Noun.PARTY,)) for text in texts)))
    return [
        _own(own.id, case.parties, "party") if isinstance(own, Party) else next(named).id
        for own in given
    ]


def issues_of(case: Case, given: Issues | None) -> tuple[str, ...] | None:
    """The ids of the issues that are named, in the order of the case; None for all of them."""
    if given is None:
        return None
    several = _some(given, Issue, Heading)
    texts = [_text(own, "an issue") for own in several if not isinstance(own, Issue | Heading)]
    chosen = set(issues(case, texts))
    for own in several:
        match own:
            case Heading():
                chosen.update(case.headings[_own(own.id, case.headings, "issue")].issues)
            case Issue():
                chosen.add(_own(own.id, case.issues, "issue"))
    return tuple(id_ for id_ in case.issues if id_ in chosen)


def between(
    case: Case, parties: Parties, issues: Issues | None, *, command: str
) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """The ids of two or more different parties and of issues; names unknown of either are told."""
    with besides(lambda: issues_of(case, issues)):
        named = different_parties(case, parties, command=command)
    return named, issues_of(case, issues)


def _own(id_: str, known: Iterable[str], what: str) -> str:
    """The id of a noun, which may be one of another case."""
    if id_ not in known:
        raise NotDoneError(f"the case has no {what} `{visible(id_)}`", code=f"unknown-{what}")
    return id_


def assumption_of(case: Case, given: Assumption) -> Assumption:
    """The assumption with the ids of the case in place of other names."""
    if not isinstance(given, Assumption):
        raise _unfit("an assumption", given, 'it is written `Assumption("2025-12-09")`')
    lifted = [
        part
        for own in given.lifted
        for part in (_held(case, own) if isinstance(own, Held) else _statement(case, own))
    ]
    assumed = [part for own in given.set for part in _held(case, own)]
    twice = [(own.party, own.issue) for own in assumed]
    for party, issue in twice:
        if twice.count((party, issue)) > 1:
            raise NotDoneError(
                f"{party} is set on `{issue}` a second time",
                code="set-twice",
                advice="a region may hold several outcomes: set it once to all of them",
            )
    undisputed = tuple(part for own in given.undisputed for part in _statement(case, own))
    return replace(given, lifted=tuple(lifted), set=tuple(assumed), undisputed=undisputed)


def _statement(case: Case, text: str) -> tuple[str]:
    return (find(case, _text(text, "a statement"), (Noun.STATEMENT,)).id,)


def _held(case: Case, held: Held) -> Iterator[Held]:
    """What is held of an issue, of one over areas for each area that has some of it."""
    [party] = _parties(case, [held.party])
    name = find(case, _text(held.issue, "an issue"), (Noun.ISSUE,)).id
    areas = [case.issues[id_] for id_ in issues(case, [f"{Noun.ISSUE}:{name}"])]
    heading = case.headings[areas[0].heading]
    own = [area for area in areas if area.outcomes == held.region.outcomes]
    if not own and heading.outcomes != held.region.outcomes:
        raise NotDoneError(
            f"{held.region} is no region of `{visible(name)}`",
            advice=f"`case.issues[{areas[0].id!r}].outcomes.region([…])` makes one",
        )
    parts = [Held(party, area.id, held.region.cut_to(area.outcomes)) for area in areas]
    yield from (part for part in parts if part.region)


def draft_of(case: Case, given: Draft) -> tuple[Plan, Origin]:
    """A plan, itself or as a text names it on the command line, and the file that it is from.

    Raises InvalidCaseError for a file that is no valid plan.
    """
    if isinstance(given, Plan):
        return given, Origin.of(given.place, given.id)
    if not isinstance(given, str | PathLike):
        raise _unfit("a plan", given, "name a plan of the case or a file")
    from redlines.reading.revisions import written_out

    text = fspath(given)
    with told():
        content = written_out(text, Path.cwd())
    if content is None:
        named = case.plans[find(case, text, (Noun.PLAN,)).id]
        return named, Origin.of(named.place, named.id)
    plan = plan_held(content, case, [content.file] if content.file else [])
    return plan, Origin(content.path, content.commit)


def plan_held(content: Content, case: Case, files: Iterable[InputFile]) -> Plan:
    """The plan that a text holds; raises NotDoneError where it holds none or an invalid one."""
    from redlines.reading.revisions import plan_in

    if content.kind == "positions":
        raise NotDoneError(
            f"`{visible(content.path)}` holds positions",
            code="two-kinds",
            advice="a plan has the key `plan`; `redlines gap` reads positions",
        )
    plan, problems = plan_in(content, case)
    if plan is None:
        raise InvalidCaseError(problems, files, what="plan")
    return plan


@contextmanager
def told() -> Iterator[None]:
    """Turns what stands in the way of a text into NotDoneError."""
    from redlines.reading.revisions import GitProblem

    try:
        yield
    except GitProblem as problem:
        kind = NotDoneError if problem.code == "unusable-text" else UnknownNameError
        raise kind(
            visible(problem.message),
            code=problem.code,
            advice=visible("; ".join(problem.help)) or None,
            suggestions=[visible(name) for name in problem.suggestions],
        ) from problem


def _several(given: Any, *nouns: type) -> list[Any]:
    """One or several things as a list of them; a text is one, and a set has no order of its own."""
    if isinstance(given, (str, *nouns)):
        return [given]
    if not isinstance(given, Iterable):
        raise _unfit("names", given, "give a list of them")
    return sorted(given, key=repr) if isinstance(given, Set) else list(given)


def _some(given: Any, *nouns: type) -> list[Any]:
    """One or several things, of which there have to be some: nothing must not read as all."""
    if found := _several(given, *nouns):
        return found
    raise NotDoneError("an empty list names nothing", advice="leave it out to ask for all")


def _text(given: object, what: str) -> str:
    if not isinstance(given, str):
        raise _unfit(what, given, "give its name")
    return given


def _unfit(what: str, given: object, advice: str) -> NotDoneError:
    return NotDoneError(f"{type(given).__name__} is not {what}", advice=advice)
