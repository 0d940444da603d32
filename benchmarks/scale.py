"""Cases as large as published tables are, each made by a seed: what commands take on them.

Votes are those of `benchmarks.matrix`. Seats are parties placed on half-points of a scale, options
very many parties on one question, budgets few parties on one of ten thousand outcomes. Measured is
a process from start to end, on files in the format, with the statements in a table.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks import matrix
from benchmarks.measuring import SCRIPTS, Row, grown, import_times, process, script
from redlines import gap, timeline
from redlines.case import Case, Issue, Said, Statement, Verb
from redlines.region import Grid, Outcomes, Region
from redlines.view.tables import statements_table
from redlines.view.written import case_tree, file_text

DAY = matrix.DAY
YEARS = 10
MISSING = 0.09
HALF_POINTS = Outcomes.quantity("points", Grid(0, 5, 21, 1))
TEN_THOUSAND = Outcomes.quantity("euros", Grid(0, 1, 10_001, 0))
OPTIONS = Outcomes.options([f"option_{at}" for at in range(12)])

PARTIES_GROWN = (16, 31, 62, 125, 250)
ISSUES_GROWN = (6, 12, 24, 48, 96)
ROUNDS = 3

ALLOWED = 5_000
MANY = 1_000_000
READ = "import sys, redlines; redlines.read_case(sys.argv[1])"
# A file of positions has so many statements.
PART = 50_000

Terms = Iterator[tuple[Verb, Region]]


def made(
    parties: int, issues: int, outcomes: Outcomes, terms: Callable[[Random, Outcomes], Terms]
) -> Case:
    """Parties that say something on most issues, on days of the years before the case's."""
    chance = Random(1)
    names = [f"i{at}" for at in range(issues)]
    statements = {}
    for party in range(parties):
        for issue in names:
            if issues > 1 and chance.random() < MISSING:
                continue
            day = DAY - timedelta(days=chance.randrange(YEARS * 365))
            said = Statement(
                f"S-{party}-{issue}",
                (f"p{party}",),
                Said(day.isoformat(), day),
                terms=tuple((verb, issue, region) for verb, region in terms(chance, outcomes)),
            )
            statements[said.id] = said
    return matrix.case_of(parties, dict.fromkeys(names, outcomes), statements)


def _points(chance: Random, outcomes: Outcomes) -> Terms:
    """A point, at times what lies beside it, at times nothing beyond some distance from it."""
    last = len(outcomes.names) - 1
    own, kind = chance.randint(0, last), chance.random()
    yield Verb.DEMANDS, outcomes.span(own, own)
    if kind < 0.3:
        yield Verb.ACCEPTS, outcomes.span(max(0, own - 2), min(last, own + 2))
    elif kind < 0.5:
        near = outcomes.span(max(0, own - last // 3), min(last, own + last // 3))
        if near != outcomes.everything:
            yield Verb.REFUSES, ~near


def _one_of_many(chance: Random, outcomes: Outcomes) -> Terms:
    """An option, at times the only one that is not refused."""
    own = chance.randrange(len(outcomes.names))
    demanded = outcomes.span(own, own)
    yield Verb.DEMANDS, demanded
    if chance.random() < 0.2:
        yield Verb.REFUSES, ~demanded


def _stretch(chance: Random, outcomes: Outcomes) -> Terms:
    """At least or at most some number, and what lies far beyond is refused."""
    last = len(outcomes.names) - 1
    own = chance.randint(last // 10, last - last // 10)
    if chance.random() < 0.5:
        yield Verb.DEMANDS, outcomes.span(own, last)
        yield Verb.REFUSES, outcomes.span(0, own // 2)
    else:
        yield Verb.DEMANDS, outcomes.span(0, own)
        yield Verb.REFUSES, outcomes.span((own + last) // 2, last)


def votes(parties: int = matrix.PARTIES) -> Case:
    """Three outcomes on very many issues."""
    return matrix.made(parties, matrix.ISSUES)


def seats(parties: int = 250, issues: int = 24) -> Case:
    """Half-points on some issues."""
    return made(parties, issues, HALF_POINTS, _points)


def options(parties: int = 430) -> Case:
    """One issue."""
    return made(parties, 1, OPTIONS, _one_of_many)


def budgets(parties: int = 26) -> Case:
    """One issue with very many outcomes."""
    return made(parties, 1, TEN_THOUSAND, _stretch)


def write(case: Case, folder: Path) -> Path:
    """Write a case with its statements as a table, and a draft that settles every issue."""
    (folder / "plans").mkdir(parents=True)
    path = folder / "positions.yaml"
    path.write_text(file_text(case_tree(case, "statements.csv")), "utf-8")
    path.with_name("statements.csv").write_text(statements_table(case, bare=True), "utf-8")
    points = [
        f"  - {{id: {id_}, text: The middle., sets: {{{id_}: {own.outcomes.names[_middle(own)]}}}}}"
        for id_, own in case.issues.items()
    ]
    head = ["redlines: 1", "plan: draft", "title: A draft", f"date: {DAY}", "points:"]
    (folder / "plans" / "draft.yaml").write_text("\n".join([*head, *points, ""]), "utf-8")
    return path


def _middle(issue: Issue) -> int:
    return len(issue.outcomes.names) // 2


def commands(case: Case) -> Mapping[str, list[str]]:
    """What is asked: of all parties, of one, and of the draft."""
    return {
        "gap": ["gap", *case.parties],
        "show": ["show", next(iter(case.parties))],
        "deal": ["deal"],
        "matrix": ["matrix"],
        "timeline": ["timeline", *case.parties],
        "check": ["check", "draft"],
    }


def rows() -> tuple[Row, ...]:
    """Of each case what every command takes; with `--large` what takes minutes too.

    That are the votes and the reading of a million statements.
    """
    found = [*_growths()]
    large = "--large" in sys.argv
    for make in (seats, options, budgets, *([votes] if large else [])):
        case = make()
        size = f"{len(case.parties)} parties, {len(case.issues)} issues"
        with TemporaryDirectory() as folder:
            path = write(case, Path(folder))
            for name, asked in commands(case).items():
                command = [str(SCRIPTS / "redlines"), *asked, "--case", str(path)]
                found.append(_row(f"`{name}`, {make.__name__}: {size}", command))
    if large:
        found += [row for form in ("yaml", "csv") for row in _large(form)]
    return tuple(found)


def _growths() -> Iterator[Row]:
    """How `gap` and `timeline` grow on seats; a statement more is a day more there."""
    parties = {size: seats(size) for size in PARTIES_GROWN}
    issues = {size: seats(60, size) for size in ISSUES_GROWN}
    for name, of, target in (("gap", gap, 1.2), ("timeline", timeline, 2)):
        for n, cases, allowed in (("parties", parties, target), ("issues", issues, 1.2)):
            works = {size: partial(of, case, tuple(case.parties)) for size, case in cases.items()}
            yield grown(f"`{name}` on seats", n, works, ROUNDS, allowed)


def _row(what: str, command: list[str]) -> Row:
    """A process from start to end beside the time that it may take."""
    own = process(command, ends=(0, 4)).milliseconds
    return Row(what, "the time that it may take", "ms", own, ALLOWED, 1, target=1)


def _large(form: str) -> Iterator[Row]:
    """Reading a million statements in files beside the case, and finding what is wrong, once."""
    with TemporaryDirectory() as folder:
        path = str(many(Path(folder), form))
        read = process([sys.executable, "-c", READ, path])
        used = process([str(SCRIPTS / "redlines"), "validate", path])
    what, time = f"{MANY:,} statements in {form.upper()}", "the time that it may take"
    yield Row(f"reading {what}", time, "ms", read.milliseconds, 30_000, 1, target=1)
    both, taken = f"`validate`, {what}", (used.milliseconds, read.milliseconds)
    yield Row(both, "reading", "ms", *taken, 1, target=None)
    memory = "the memory that it may take"
    yield Row(both, memory, "MiB", used.mebibytes, 2_048, 1, target=1)


def many(folder: Path, form: str, parties: int = 200, issues: int = 500) -> Path:
    """Write short statements, in files of YAML or tables beside the case."""
    levels, bases = ("no", "some", "yes"), ("law", "leader", "official", "draft")
    lines = ["redlines: 1", "title: Many", f"as_of: {DAY}", "parties:"]
    lines += [f"  p{at}: {{title: P{at}}}" for at in range(parties)]
    scale = ", ".join(f"{level}: {level}" for level in levels)
    lines += ["issues:", *(f"  i{at}: {{scale: {{{scale}}}}}" for at in range(issues))]
    path = folder / "positions.yaml"
    path.write_text("\n".join([*lines, ""]), "utf-8")
    (folder / "positions").mkdir()
    chance = Random(1)
    for first in range(0, MANY, PART):
        own = ["party,id,said,basis,verb,issue,region"]
        for at in range(first, first + PART):
            day = DAY - timedelta(days=chance.randrange(YEARS * 365))
            verb = chance.choice(("demands", "refuses"))
            issue, level = chance.randrange(issues), chance.choice(levels)
            # By party, as in a file of YAML.
            party = (at - first) * parties // PART
            own.append(f"p{party},S-{at},{day},{chance.choice(bases)},{verb},i{issue},{level}")
        if form == "yaml":
            own = ["redlines: 1", "positions:", *_in_yaml(own[1:])]
        file = folder / "positions" / f"{first:07}.{form}"
        file.write_text("\n".join([*own, ""]), "utf-8")
    return path


def _in_yaml(rows: list[str]) -> Iterator[str]:
    last = ""
    for party, id_, day, basis, verb, issue, level in (row.split(",") for row in rows):
        if party != last:
            yield f"  {party}:"
        last = party
        claim = f"{verb}: {{{issue}: {level}}}"
        yield f"    - {{id: {id_}, said: {day}, basis: {basis}, {claim}}}"


def profile() -> str:
    """What a command on the largest case loads."""
    with TemporaryDirectory() as folder:
        path = write(seats(), Path(folder))
        return import_times([str(SCRIPTS / "redlines"), "show", "p0", "--case", str(path)])


if __name__ == "__main__":
    script(rows, profile)
