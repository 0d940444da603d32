"""A small negotiation as text, and what reading a text gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import indent

from redlines.case import Case, Claim, Verb
from redlines.problems import Problem
from redlines.reading.build import Reading, read_case

HEAD = """\
redlines: 1
title: Border talks
parties:
  north: {title: The north, aliases: [N, highlands]}
  south: {aliases: [lowlands]}
issues:
  border: {scale: {closed: nobody, permits: some, open: everybody}}
  customs: {options: {none: none, goods: on goods, all: on all}}
  tolls: {quantity: {unit: coins, from: 0, to: 10, step: 0.5, unlimited: true}}
  valleys:
    over:
      east: all
      west: [northern, shared]
      far_west: {above: northern}
    scale: {northern: the north holds it, shared: open to both, southern: the south holds it}
"""


def read_text(
    folder: Path, text: str, sources: str | None = None, *, strict: bool = False
) -> Reading:
    """What reading a case of this text gives, with a bibliography of that text beside it."""
    path = folder / "redlines.yaml"
    path.write_text(text, encoding="utf-8")
    if sources is not None:
        (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    return read_case(path, strict=strict)


def read_south(folder: Path, *statements: str) -> Reading:
    """What reading the small negotiation gives when the south says these statements."""
    said = "".join(f"- {statement}\n" for statement in statements)
    return read_text(folder, f"{HEAD}positions:\n  south:\n{indent(said, '    ')}")


def case_of(reading: Reading) -> Case:
    """The case that was read; fails with the problems where there is none."""
    assert reading.case is not None, reading.problems
    return reading.case


def refused(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The outcomes that the south refuses, by issue."""
    return {
        issue: claim.region.names
        for (issue, _), claims in case_of(reading).claims.items()
        for claim in claims
        if claim.verb is Verb.REFUSES
    }


def only_claim(reading: Reading) -> Claim:
    """The one claim of a case that holds one."""
    [claim] = [claim for claims in case_of(reading).claims.values() for claim in claims]
    return claim


def told(reading: Reading) -> list[tuple[str, int, int]]:
    """The problems as code, line and column."""
    return [(p.code, p.place.line, p.place.column) for p in reading.problems]


def codes(reading: Reading) -> list[str]:
    """The codes of the problems, in their order."""
    return [problem.code for problem in reading.problems]


def only_problem(reading: Reading) -> Problem:
    """The one problem of a reading."""
    assert len(reading.problems) == 1, reading.problems
    return reading.problems[0]


def placeless(case: Case) -> Case:
    """A case that does not say where it is written, without the plans that lie beside it."""
    return replace(
        case,
        parties={id_: replace(own, place=None) for id_, own in case.parties.items()},
        headings={id_: replace(own, place=None) for id_, own in case.headings.items()},
        statements={id_: replace(own, place=None) for id_, own in case.statements.items()},
        sources={id_: replace(own, place=None) for id_, own in case.sources.items()},
        not_coded={id_: replace(own, place=None) for id_, own in case.not_coded.items()},
        plans={},
    )
