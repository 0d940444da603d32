"""Checks what a report says its verdicts rest on, without the code that found it.

Each removal and each unknown is tried anew: the statements are taken out of the case, or one is
put in, and the verdicts are established from the definitions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from redlines.assumption import Held
from redlines.case import Basis, Case, Replaced, Statement, Verb
from redlines.engine.certify import anew, in_force
from redlines.verdicts import (
    GapReport,
    IssueGap,
    OtherVerdict,
    Removal,
    RemovalKind,
    Unknown,
    UnknownKind,
    Verdict,
)

# A later statement that ends what an earlier one says for a party on an issue.
_Ends = tuple[str, str, str, str]


def certify_fragile(report: GapReport, case: Case) -> tuple[str, ...]:
    """The objections to what verdicts are said to rest on, one sentence each; empty if it holds."""
    if report.fragile is None:
        return ("it was not asked what the verdicts rest on",)
    items = {item.issue.id: item for item in report.issues}
    told = {(own.kind, own.name): own for own in report.fragile.removals}
    found: list[str] = []
    for kind, name, fallen in _removals(case):
        found += _removed(kind, name, fallen, told.pop((kind, name), None), report, case)
    found += (f"there is no {kind} {name}" for kind, name in told)
    for own in report.fragile.unknowns:
        for turn in own.verdicts:
            if (word := _known(own, turn, items[turn.issue.id], report, case)) is not turn.after:
                found.append(f"{turn.issue.id}: {own.kind} {own.name} makes it {word}")
    return tuple(found)


def _removals(case: Case) -> Iterator[tuple[RemovalKind, str, frozenset[str]]]:
    """All that can be taken out of a case, and what falls with it."""
    every = case.statements.values()
    for own in every:
        yield RemovalKind.STATEMENT, own.id, frozenset([own.id])
    cited = {own.id: {*own.sources} for own in every if own.sources}
    graded: dict[str, set[str]] = {}
    for source in case.sources.values():
        if source.grade:
            graded.setdefault(source.grade, set()).add(source.id)
        fallen = frozenset(id_ for id_, sources in cited.items() if sources == {source.id})
        yield RemovalKind.SOURCE, source.id, fallen
    for grade, known in graded.items():
        fallen = frozenset(id_ for id_, sources in cited.items() if not sources - known)
        yield RemovalKind.GRADE, grade, fallen


def _removed(
    kind: RemovalKind,
    name: str,
    fallen: frozenset[str],
    told: Removal | None,
    report: GapReport,
    case: Case,
) -> Iterator[str]:
    """Objections unless just the verdicts that turn without something are told."""
    given = {turn.issue.id: turn for turn in told.verdicts} if told else {}
    less = _without(case, fallen)
    every = frozenset(less.statements)
    for item in report.issues:
        before, after = (_spoken(own, item, report) for own in (case, less))
        word = item.verdict if before == after else anew(item, report, less)
        turn = given.get(item.issue.id)
        silent = tuple(p for p in report.parties if before[p] and not after[p])
        if (turn.after if turn else item.verdict) is not word:
            yield f"{item.issue.id}: without {kind} {name} it is {word}"
        elif turn and (turn.before, turn.silent) != (item.verdict, silent):
            yield f"{item.issue.id}: without {kind} {name} {', '.join(silent) or 'none'} is silent"
        elif turn and turn.at_best is not (best := anew(item, report, less, every)):
            yield f"{item.issue.id}: without {kind} {name} it is {best} at best"
    if told and not fallen.issuperset(told.statements):
        yield f"{kind} {name}: not all that is told falls with it"


def _spoken(case: Case, item: IssueGap, report: GapReport) -> dict[str, list[str]]:
    """The statements of each party on an issue that are in force; what is assumed is one."""
    found: dict[str, list[str]] = {}
    for party in report.parties:
        claims = case.claims.get((item.issue.id, party), ())
        own = [c.statement.id for c in claims if in_force(c, report.assumption.day)]
        about = (party, item.issue.id)
        own += ["assumed" for held in report.assumption.set if (held.party, held.issue) == about]
        found[party] = sorted(own)
    return found


def _without(case: Case, gone: Collection[str]) -> Case:
    """The case without some statements; who ended one of them ends what that one had ended."""
    ends = set(_ends(case))
    for id_ in gone:
        behind = [own for own in ends if own[0] == id_]
        ahead = [own for own in ends if own[1] == id_]
        ends -= {*behind, *ahead}
        ends |= {(b[0], e[1], *e[2:]) for e in behind for b in ahead if b[2:] == e[2:]}
    kept = {}
    for id_, own in case.statements.items():
        if id_ not in gone:
            kept[id_] = own
            lost = [end for end in own.replaced if end.by in gone]
            if lost:
                left = [end for end in own.replaced if end.by not in gone]
                left += (end for x in lost for end in _first(x, id_, ends, case))
                kept[id_] = replace(own, replaced=tuple(left))
    return replace(case, statements=kept)


def _ends(case: Case) -> Iterator[_Ends]:
    """What ends what, for whom and on what."""
    for later in case.statements.values():
        for own in later.replaces:
            if earlier := case.statements.get(own.statement):
                about = {term[1] for term in earlier.terms}
                about &= set(about if own.issues is None else own.issues)
                for party in {*later.parties} & {*earlier.parties}:
                    yield from ((later.id, earlier.id, party, issue) for issue in about)


def _first(lost: Replaced, earlier: str, ends: set[_Ends], case: Case) -> Iterator[Replaced]:
    """The first of the ends that are left, if any."""
    rest = (own[0] for own in ends if own[1:] == (earlier, lost.party, lost.issue))
    days = [(day, id_) for id_ in rest if (day := case.statements[id_].said.day)]
    for day, id_ in sorted(days)[:1]:
        yield replace(lost, day=day, by=id_)


def _known(
    own: Unknown, turn: OtherVerdict, item: IssueGap, report: GapReport, case: Case
) -> Verdict | str:
    """What a verdict is if something were known, or why that is nothing that is not known."""
    match own.kind:
        case UnknownKind.DISPUTED | UnknownKind.VAGUE | UnknownKind.CONDITIONAL:
            return anew(item, report, case, frozenset([own.name]))
        case UnknownKind.SOURCE:
            (fallen,) = (x[2] for x in _removals(case) if x[:2] == (RemovalKind.SOURCE, own.name))
            return anew(item, report, _without(case, fallen))
        case UnknownKind.SILENT | UnknownKind.OLD:
            spoken = bool(_spoken(case, item, report)[own.name])
            if spoken is (own.kind is UnknownKind.SILENT):
                return "what is known"
            return _speaking(own.name, turn, item, report, case)


def _speaking(
    party: str, turn: OtherVerdict, item: IssueGap, report: GapReport, case: Case
) -> Verdict | str:
    """What a verdict is where all that a party says on an issue is the claim that is given."""
    if not turn.verb or not turn.region:
        return "no claim"
    term = turn.verb, item.issue.id, turn.region
    said = Statement("said now", (party,), basis=Basis.CONSTITUTION, terms=(term,))
    others = {
        id_: replace(own, parties=tuple(other for other in own.parties if other != party))
        for id_, own in case.statements.items()
    }
    lifted = [
        held
        for held in report.assumption.lifted
        if not isinstance(held, Held) or (held.party, held.issue) != (party, item.issue.id)
    ]
    speaking = replace(report, assumption=replace(report.assumption, lifted=tuple(lifted)))
    if not ~turn.region and turn.verb is Verb.REFUSES:
        return "refused whole"
    return anew(item, speaking, replace(case, statements={**others, said.id: said}))
