"""A case in the words of its own files: regions, conditions and the tree of a case file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from redlines.case import Case, Condition, Heading, NotCoded, Party, Period, Statement
from redlines.region import Calendar, Outcomes, Region

# What a file holds: text, and lists and maps of it.
Tree = str | list["Tree"] | dict[str, "Tree"]

_WIDTH = 100
# Of all that YAML takes for plain text, what needs no second look.
_PLAIN = re.compile(r"(?:\w|-\d)[\w.-]*(?:[ /][\w.()-]+)*")
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def region_tree(region: Region) -> Tree:
    """A region as a file writes it, in the fewest words.

    >>> levels = Outcomes.scale(["low", "mid", "high"])
    >>> region_tree(levels.region(["mid", "high"])), region_tree(~levels.region(["mid"]))
    ({'at_least': 'mid'}, ['low', 'high'])
    """
    outcomes = region.outcomes
    if region.bits == outcomes.all_bits:
        return "any"
    if not outcomes.ordered:
        return _one(list(region.names))
    last = len(outcomes.names) - 1
    return _one([_stretch(outcomes.names, *run, last) for run in region.runs()])


def _stretch(names: tuple[str, ...], first: int, end: int, last: int) -> Tree:
    if first == end:
        return names[first]
    if end == last:
        return {"at_least": names[first]}
    return {"at_most": names[end]} if first == 0 else {"between": [names[first], names[end]]}


def _one(parts: list[Tree] | list[str]) -> Tree:
    return parts[0] if len(parts) == 1 else list(parts)


def condition_tree(condition: Condition | None) -> dict[str, Tree]:
    """The terms of a condition by their issues.

    An area that is named in several has in each a key of its own: `border.north`, `border[north]`.
    """
    found: dict[str, Tree] = {}
    for issue, region in condition.terms if condition else ():
        key, again = issue, 0
        heading, _, area = issue.partition(".")
        while key in found:
            again += 1
            key = f"{heading}[{', '.join([area] * again)}]"
        found[key] = region_tree(region)
    return found


def replaces_tree(statement: Statement) -> Tree:
    """What a statement ends: one id, several, or each with the issues on which alone it ends."""
    if any(own.issues is not None for own in statement.replaces):
        return {own.statement: list(own.issues or ()) for own in statement.replaces}
    return _one([own.statement for own in statement.replaces])


def flow(tree: Tree) -> str:
    r"""A tree on one line of YAML.

    >>> flow({"a": ["b", "c: d", "-5"]})
    '{a: [b, "c: d", -5]}'
    """
    match tree:
        case str():
            return tree if _PLAIN.fullmatch(tree) else _quoted(tree)
        case list():
            return f"[{', '.join(map(flow, tree))}]"
        case dict():
            return f"{{{', '.join(f'{flow(key)}: {flow(own)}' for key, own in tree.items())}}}"


def _quoted(text: str) -> str:
    """A text in quotes; JSON writes what YAML reads, but for some signs that nobody sees."""
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def file_text(tree: Mapping[str, Tree]) -> str:
    """A file of YAML: what fits on a line on one, the rest a key to a line."""
    return "\n".join([*_lines(tree, ""), ""])


def _lines(tree: Mapping[str, Tree], indent: str, depth: int = 0) -> Iterator[str]:
    for key, own in tree.items():
        line = f"{indent}{flow(key)}: {flow(own)}"
        if not own or isinstance(own, str) or (depth and len(line) <= _WIDTH):
            yield line
        elif isinstance(own, dict):
            yield f"{indent}{flow(key)}:"
            yield from _lines(own, f"{indent}  ", depth + 1)
        else:
            yield f"{indent}{flow(key)}:"
            yield from (f"{indent}  - {flow(entry)}" for entry in own)


def case_tree(case: Case, positions: Tree) -> dict[str, Tree]:
    """The file of a case, with what stands in the place of its statements."""
    return _given(
        redlines="1",
        title=case.title,
        as_of=case.as_of.isoformat() if case.as_of else "",
        strict="true" if case.strict else "",
        sections=dict(case.sections),
        parties={id_: _party(own) for id_, own in case.parties.items()},
        issues={id_: issue_tree(case, own) for id_, own in case.headings.items()},
        positions=positions,
        not_coded={id_: not_coded_tree(own) for id_, own in case.not_coded.items()},
    )


def sources_tree(case: Case) -> dict[str, Tree]:
    """The bibliography of a case."""
    fields = ("title", "publisher", "publisher_type", "date", "url", "grade", "note")
    entries: dict[str, Tree] = {
        id_: _given(**{name: getattr(own, name) or "" for name in fields})
        for id_, own in case.sources.items()
    }
    return {"redlines": "1", "sources": entries}


def _given(**fields: Tree) -> dict[str, Tree]:
    """What is not empty."""
    return {key: own for key, own in fields.items() if own}


def _party(party: Party) -> dict[str, Tree]:
    found = _given(
        title=party.title,
        aliases=list(party.aliases),
        member_of=party.member_of or "",
    )
    if party.dense is not None:
        found["dense"] = periods_tree(party.dense)
    return found | _given(dense_on=dense_on_tree(party), note=party.note or "")


def dense_on_tree(party: Party) -> dict[str, Tree]:
    """The periods on single issues."""
    return {issue: periods_tree(own) for issue, own in party.dense_on.items()}


def periods_tree(periods: Iterable[Period]) -> Tree:
    """Periods from day to day."""
    return [
        _given(**{"from": own.from_.isoformat()}, until=own.until.isoformat() if own.until else "")
        for own in periods
    ]


def areas_tree(case: Case, heading: Heading) -> Tree:
    """The areas of an issue: a list, or where some cannot have all outcomes a map."""
    own = [case.issues[id_] for id_ in heading.issues]
    names = [issue.area for issue in own if issue.area]
    if heading.outcomes is None:
        return list(names)
    every = heading.outcomes
    kept = (every.region(issue.outcomes.names) for issue in own)
    return {
        name: "all" if region == every.everything else region_tree(region)
        for name, region in zip(names, kept, strict=True)
    }


def issue_tree(case: Case, heading: Heading) -> dict[str, Tree]:
    """An issue with its outcomes."""
    outcomes = case.outcomes_of(heading)
    if outcomes.grid is None:
        held: Tree = dict(levels(outcomes))
    else:
        held = quantity_tree(outcomes)
    return _given(
        title=heading.title,
        section=heading.section or "",
        headline="true" if heading.headline else "",
        question=heading.question or "",
        aliases=list(heading.aliases),
        over=areas_tree(case, heading),
        **{outcomes.kind.value: held},
        note=heading.note or "",
    )


def levels(outcomes: Outcomes) -> Iterator[tuple[str, dict[str, Tree]]]:
    """The named outcomes of an issue, each with its title and what it means."""
    for at, name in enumerate(outcomes.names):
        title = outcomes.titles[at] if outcomes.titles else ""
        text = outcomes.descriptions[at] if outcomes.descriptions else ""
        yield name, _given(title=title, text=text) or {"title": outcomes.title(at)}


def quantity_tree(outcomes: Outcomes) -> dict[str, Tree]:
    """The ends of a quantity, its step and its unit."""
    grid = outcomes.grid
    if grid is None:
        return {}
    found: dict[str, Tree] = {}
    if outcomes.unit is not None:
        one, other = outcomes.unit.one, outcomes.unit.other
        found["unit"] = one if one == other else {"one": one, "other": other}
    step = grid.unit.value if isinstance(grid, Calendar) else grid.amount(1)
    found |= {"from": grid.write(0), "to": grid.write(grid.count - 1), "step": step}
    if outcomes.unlimited is not None:
        found["unlimited"] = "true" if outcomes.free == "unlimited" else outcomes.free
    return found


def not_coded_tree(own: NotCoded) -> dict[str, Tree]:
    """What no statement codes, and why."""
    reason = "" if own.reason == "same_act_as" and own.same_act_as else own.reason
    return _given(reason=reason, same_act_as=own.same_act_as or "", note=own.note or "")
