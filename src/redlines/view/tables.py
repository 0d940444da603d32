"""A case as tables that are read back as they are, and what it comes to in two more.

A row of `statements` is a claim; the fields of a statement stand in its first row. Lists have
semicolons between their entries; what a spreadsheet would calculate stands behind an apostrophe.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from redlines.case import Case, Statement
from redlines.pairs import PairVerdict
from redlines.view import written
from redlines.view.clean import visible
from redlines.view.rows import names
from redlines.view.written import Tree, flow

# What reading takes the first apostrophe of: whatever a spreadsheet would calculate, and the same
# behind apostrophes.
_CALCULATED = re.compile(r"'*\s*[=+\-@＝＋－＠\t]")
# What no line of a table can hold is written out, as everywhere.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
_NUMBER = re.compile(r"-[0-9]+(?:\.[0-9]+)?")

# What begins YAML in a cell of other than plain text.
_OPENING = '[{"'

_CASE = ("title", "as_of", "strict")
_SECTION = ("id", "title")
_PARTY = ("id", "title", "aliases", "member_of", "dense", "dense_on", "note")
_ISSUE = (
    *("id", "title", "section", "headline", "question", "aliases", "over", "kind"),
    *("unit", "from", "to", "step", "unlimited", "note"),
)
_LEVEL = ("issue", "id", "title", "text")
_STATEMENT = (
    *("party", "id", "verb", "issue", "region", "said", "until", "by", "name", "basis", "form"),
    *("disputed", "vague", "if", "unless", "proviso", "sources", "replaces", "note"),
)
_SOURCE = ("id", "title", "publisher", "publisher_type", "date", "url", "grade", "note")
_NOT_CODED = ("id", "reason", "same_act_as", "note")
_CLAIM = (
    *("statement", "party", "verb", "issue", "outcomes", "said", "until", "replaced_by"),
    *("basis", "soft"),
)
_VERDICT = ("a", "b", "issue", "verdict", "at_best", "zone", "contested")
# What each table holds.
HOLD = {
    "case.csv": "title, day and strictness",
    "sections.csv": "sections of issues",
    "parties.csv": "parties",
    "issues.csv": "issues",
    "levels.csv": "their named outcomes",
    "statements.csv": "who said what, a row a claim",
    "sources.csv": "where it was said",
    "not_coded.csv": "what no statement codes, and why",
    "claims.csv": "each claim of each party, with its outcomes and its end",
    "verdicts.csv": "the verdict of every pair of parties on every issue",
    "pairs.csv": "how many issues of each pair have each verdict",
}


def tables(case: Case) -> dict[str, str]:
    """The tables of a case by the names of their files; all but `claims` are read back."""
    bare = written.case_tree(case, "")
    return {
        "case.csv": _table(_CASE, [bare]),
        "sections.csv": _table(
            _SECTION, [{"id": id_, "title": own} for id_, own in case.sections.items()]
        ),
        "parties.csv": _table(_PARTY, map(_party, _entries(bare["parties"]))),
        "issues.csv": _table(_ISSUE, _issues(case)),
        "levels.csv": _table(_LEVEL, _levels(case)),
        "statements.csv": statements_table(case),
        "sources.csv": _table(_SOURCE, _entries(written.sources_tree(case)["sources"])),
        "not_coded.csv": _table(_NOT_CODED, _entries(bare.get("not_coded", {}))),
        "claims.csv": _table(_CLAIM, _claims(case)),
    }


def verdicts_table(verdicts: Iterable[PairVerdict]) -> str:
    """The verdict of each pair of parties on each issue."""
    return _table(_VERDICT, map(_verdict, verdicts))


def _verdict(own: PairVerdict) -> dict[str, Tree]:
    return {
        "a": own.a,
        "b": own.b,
        "issue": own.issue,
        "verdict": own.verdict.value,
        "at_best": own.at_best.value,
        "zone": names(own.zone),
        "contested": own.contested.value if own.contested else "",
    }


def statements_table(case: Case, *, bare: bool = False) -> str:
    """The statements of a case, a row for each claim.

    With `bare` without the columns in which nothing stands, but for the id.
    """
    rows = [row for statement in case.statements.values() for row in _statement(case, statement)]
    used = {key for row in rows for key, own in row.items() if own}
    needed = ("party", "id", "verb", "issue", "region")
    return _table(
        tuple(key for key in _STATEMENT if not bare or key in used or key in needed), rows
    )


def _statement(case: Case, said: Statement) -> Iterator[Mapping[str, Tree]]:
    """The rows of a statement: its fields stand in the first one."""
    named = "#" not in said.id  # one that was given no id is called by its number
    fields: dict[str, Tree] = {
        "party": list(said.parties),
        "id": said.id if named else "",
        "said": said.said.text or "",
        "until": said.until.isoformat() if said.until else "",
        "by": said.by or "",
        "name": said.name or "",
        "basis": said.basis or "",
        "form": said.form or "",
        "disputed": "true" if said.disputed else "",
        "vague": "true" if said.vague else "",
        "if": _flow(written.condition_tree(said.given)),
        "unless": _flow(written.condition_tree(said.unless)),
        "proviso": said.proviso or "",
        "sources": list(said.sources),
        "replaces": _flow(written.replaces_tree(said) if said.replaces else ""),
        "note": said.note or "",
    }
    for verb, issue, region in said.terms:
        claim = {"verb": verb.value, "issue": issue, "region": flow(written.region_tree(region))}
        yield fields | claim
        fields = {"id": said.id} if named else {}
    if not said.terms:
        yield fields


def _flow(tree: Tree) -> str:
    """A tree on one line; nothing for an empty one."""
    return flow(tree) if tree else ""


def _claims(case: Case) -> Iterator[Mapping[str, Tree]]:
    """Each claim of each party, with what it comes to: outcomes by name, and its end."""
    for statement in case.statements.values():
        for claim in statement.claims:
            yield {
                "statement": statement.id,
                "party": claim.party,
                "verb": claim.verb.value,
                "issue": claim.issue,
                "outcomes": names(claim.region),
                "said": statement.said.text or "",
                "until": claim.until.isoformat() if claim.until else "",
                "replaced_by": claim.replaced_by or "",
                "basis": statement.basis or "",
                "soft": "true" if claim.soft else "",
            }


def _issues(case: Case) -> Iterator[Mapping[str, Tree]]:
    for id_, heading in case.headings.items():
        outcomes = case.outcomes_of(heading)
        own = written.issue_tree(case, heading)
        quantity = written.quantity_tree(outcomes)
        if isinstance(unit := quantity.get("unit"), str) and unit[:1] in tuple(_OPENING):
            quantity["unit"] = flow(unit)
        yield own | {"id": id_, "kind": outcomes.kind.value} | quantity


def _levels(case: Case) -> Iterator[Mapping[str, Tree]]:
    for id_, heading in case.headings.items():
        outcomes = case.outcomes_of(heading)
        for name, level in written.levels(outcomes) if outcomes.grid is None else ():
            yield {"issue": id_, "id": name, **level}


def _party(entry: Mapping[str, Tree]) -> Mapping[str, Tree]:
    """A party with its periods on one line, an empty list of them too: it is never dense."""
    periods = {key: flow(entry[key]) for key in ("dense", "dense_on") if key in entry}
    return {**entry, **periods}


def _entries(tree: Tree) -> list[Mapping[str, Tree]]:
    """The entries of a map, each with its key."""
    if not isinstance(tree, dict):
        return []
    return [{"id": id_, **own} for id_, own in tree.items() if isinstance(own, dict)]


def _table(header: tuple[str, ...], rows: Iterable[Mapping[str, Tree]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[_cell(row.get(name, "")) for name in header] for row in rows])
    return text.getvalue()


def _cell(tree: Tree) -> str:
    """What a cell says, so that reading it gives the same again."""
    match tree:
        case str():
            shown = tree
        case list() if all(isinstance(own, str) and _listable(own) for own in tree):
            shown = "; ".join(map(str, tree))
        case _:
            shown = _flow(tree)
    if _CONTROL.search(shown):
        shown = "".join(visible(sign) if _CONTROL.match(sign) else sign for sign in shown)
    calculated = _CALCULATED.match(shown) and not _NUMBER.fullmatch(shown)
    return f"'{shown}" if calculated else shown


def _listable(text: str) -> bool:
    """Whether a text can stand in a list without quotes."""
    return bool(text) and text == text.strip() and ";" not in text and text[0] not in _OPENING
