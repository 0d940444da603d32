"""The JSON of the commands that look something up: `list`, `show` and `rules`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, assert_never, get_args

from redlines.case import Basis, Case, Collection, Heading, NotCoded, Party, Plan, Source, Statement
from redlines.catalogue import RULES
from redlines.moves import PartyHistory
from redlines.problems import Level
from redlines.region import Kind, Region
from redlines.verdicts import Later
from redlines.view.cited import (
    Cited,
    Citing,
    PlanPoint,
    Titles,
    cited,
    plan_points,
    titles,
)
from redlines.view.encode import Flat
from redlines.view.envelope import Frame, envelope
from redlines.view.json_reports import Names
from redlines.view.rules import level_of, rule_text

Shown = Literal["party", "issue", "statement", "source", "plan", "speaker", "not_coded"]
SHOWN: tuple[Shown, ...] = get_args(Shown)


@dataclass(frozen=True)
class ListedParty:
    """A party as the case lists it; `statements` counts its statements on any day."""

    party: Flat[Party]
    statements: int


@dataclass(frozen=True)
class ListedIssue:
    """An issue as the case lists it; `issues` are the names that carry verdicts, one per area.

    `outcomes` are all that any of its areas can have; the titles say what they mean.
    """

    heading: Flat[Heading]
    kind: Kind
    unit: str | None
    step: str | None
    outcomes: Region
    statements: int


def _party(party: Party, case: Case) -> ListedParty:
    return ListedParty(party, sum(party.id in s.parties for s in case.statements.values()))


def _issue(heading: Heading, case: Case) -> ListedIssue:
    outcomes = case.outcomes_of(heading)
    return ListedIssue(
        heading,
        outcomes.kind,
        outcomes.unit_name,
        outcomes.step,
        outcomes.everything,
        len(case.about(heading.issues)),
    )


# list


@dataclass(frozen=True)
class ListOptions:
    """What was asked."""

    kind: Collection
    as_of: date | None


@dataclass(frozen=True)
class Count:
    """How many items."""

    items: int


Item = ListedParty | ListedIssue | Statement | Source | Plan


@dataclass(frozen=True)
class ListData:
    """All of one kind; statements are those of any day."""

    kind: Collection
    items: tuple[Item, ...]
    titles: Titles


def list_json(case: Case, options: ListOptions, frame: Frame) -> str:
    """The envelope of `list`."""
    items: Iterable[Item]
    told = titles(case)
    match options.kind:
        case Collection.PARTIES:
            items = [_party(party, case) for party in case.parties.values()]
            told = titles(case, parties=(party.member_of for party in case.parties.values()))
        case Collection.ISSUES:
            items = [_issue(heading, case) for heading in case.headings.values()]
            told = titles(case, issues=case.issues)
        case Collection.STATEMENTS:
            items = case.statements.values()
            told = titles(case, items)
        case Collection.SOURCES:
            items = case.sources.values()
        case Collection.PLANS:
            items = case.plans.values()
            told = titles(case, items)
        case _ as never:
            assert_never(never)
    data = ListData(options.kind, tuple(items), told)
    return envelope("list", frame, options=options, summary=Count(len(data.items)), data=data)


# show


@dataclass(frozen=True)
class ShowOptions:
    """What was asked, by its resolved name; the rest is asked of the `history` of a party."""

    kind: Shown
    name: str
    as_of: date | None
    history: bool = False
    binding: Basis | None = None
    issues: Names | None = None


@dataclass(frozen=True)
class ShowData:
    """One item, with the statements about it and the sources that these cite.

    Only the key named by `kind` is filled, for a plan also `points`; `in_force` are the statements
    in force on the day, `later` counts those dated after it, for a party, an issue and a speaker;
    `history` are the steps of a party, null where they were not asked for.
    """

    kind: Shown
    cited: Flat[Cited]
    party: ListedParty | None = None
    issue: ListedIssue | None = None
    statement: Statement | None = None
    source: Source | None = None
    plan: Plan | None = None
    points: tuple[PlanPoint, ...] = ()
    speaker: str | None = None
    not_coded: NotCoded | None = None
    in_force: Names = ()
    later: Later | None = None
    history: PartyHistory | None = None


def show_json(
    case: Case,
    options: ShowOptions,
    later: Later | None,
    history: PartyHistory | None,
    frame: Frame,
) -> str:
    """The envelope of `show`."""
    name, said = options.name, case.statements.values()
    data = ShowData(options.kind, cited(case, ()))
    about: tuple[Statement, ...] = ()
    citing: tuple[Citing, ...] = ()
    parties: tuple[str | None, ...] = ()
    issues: tuple[str, ...] = ()
    match options.kind:
        case "party":
            data = replace(data, party=_party(case.parties[name], case))
            parties = (name, case.parties[name].member_of)
            about = tuple(s for s in said if name in s.parties)
        case "issue":
            heading = case.headings[case.issues[name].heading if name in case.issues else name]
            data, issues = replace(data, issue=_issue(heading, case)), heading.issues
            about = case.about(issues if name in case.headings else (name,))
        case "statement":
            about = (case.statements[name],)
            data = replace(data, statement=about[0])
        case "source":
            data = replace(data, source=case.sources[name])
            about = tuple(s for s in said if name in s.sources)
        case "plan":
            plan = case.plans[name]
            data, citing = replace(data, plan=plan, points=plan_points(plan)), (plan, *plan.points)
        case "not_coded":
            data = replace(data, not_coded=case.not_coded[name])
        case "speaker":
            about = tuple(s for s in said if s.by == name)
            data = replace(data, speaker=name)
        case _ as never:
            assert_never(never)
    data = replace(
        data,
        in_force=tuple(s.id for s in about if _counts(s, options, issues)),
        later=later,
        history=history,
        cited=cited(case, about, citing=citing, parties=parties, issues=issues),
    )
    return envelope("show", frame, options=options, summary=Count(1), data=data)


def _counts(statement: Statement, options: ShowOptions, issues: Iterable[str]) -> bool:
    """Whether a statement is in force on the day, for the party or on the issue that is shown."""
    day, name = options.as_of, options.name
    match options.kind:
        case "party":
            return statement.in_force(day, name)
        case "issue":
            own = {name} & {*issues} or {*issues}
            return any(c.in_force(day) for c in statement.claims if c.issue in own)
        case _:
            return statement.in_force(day)


# rules


@dataclass(frozen=True)
class RulesOptions:
    """What was asked; None is all."""

    id: str | None


@dataclass(frozen=True)
class Rule:
    """A finding or problem that redlines can raise."""

    id: str
    kind: Literal["finding", "problem"]
    level: Level
    summary: str
    why: str
    example: str | None


@dataclass(frozen=True)
class RulesData:
    """The catalogue."""

    rules: tuple[Rule, ...]


def rules_json(ids: Iterable[str], options: RulesOptions, frame: Frame) -> str:
    """The envelope of `rules`."""
    data = RulesData(tuple(_rule(id_) for id_ in ids))
    return envelope("rules", frame, options=options, summary=Count(len(data.rules)), data=data)


def _rule(id_: str) -> Rule:
    text = rule_text(id_)
    return Rule(
        id_,
        "finding" if id_ in RULES else "problem",
        level_of(id_),
        text.summary,
        text.why,
        text.example or None,
    )
