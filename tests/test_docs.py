"""What the pages say is true: examples are run, links lead somewhere, no path of a machine is left.

The questions that docs/method.md asks of its examples are the functions of `Example`. A reader who
types docs/tutorial.md along is `typed`: a block `yaml FILE` is a file; after `add`, lines to add
to it; after `from` or `until`, what replaces it from a key on, or up to one.
"""

from __future__ import annotations

import doctest
import inspect
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import redlines
import sessions
from redlines import (
    Assumption,
    check,
    contradictions,
    deal,
    diff,
    every_world,
    gap,
    matrix,
    party_history,
    position_diff,
    read_case,
    rows,
    sweep,
    swept,
    timeline,
)
from redlines.case import Claim
from redlines.cli.assuming import assumption_of
from redlines.cli.main import main
from redlines.cli.options import Asking
from redlines.problems import Level
from redlines.region import Region
from redlines.verdicts import (
    Gap,
    GapReport,
    PartyRetreat,
    RedLine,
    Retreat,
    Stake,
    Unmet,
    Withheld,
)

ROOT = Path(__file__).parent.parent
METHOD = ROOT / "docs" / "method.md"
API = ROOT / "docs" / "api.md"
SESSIONS = [API, ROOT / "docs" / "recipes.md", ROOT / "docs" / "newsroom.md"]
TUTORIAL = ROOT / "docs" / "tutorial.md"
EXAMPLE = ROOT / "src" / "redlines" / "templates" / "example"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

FENCE = re.compile(r"^```(\w*) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
MACHINE_PATH = re.compile(r"(?<![\w.~<>-])/(?:home|root|work|tmp|Users|var|opt)/\w|\b[A-Z]:\\")


@dataclass(frozen=True)
class Words:
    """A finding or a position whose parts read as words: names, ids, numbers."""

    found: Any

    def __getattr__(self, name: str) -> Any:
        return words(getattr(self.found, name))


def words(value: Any) -> Any:
    """A value of the public API in words."""
    match value:
        case Region():
            return list(value.names)
        case Claim():
            return value.statement.id
        case RedLine():
            return f"{value.party} {ids(value.claims)}"
        case Withheld():
            return value.claim.statement.id
        case Unmet():
            softly = " (soft)" if value.soft else ""
            refusing = " and ".join(value.refused_by) + " together" * value.together
            return f"{value.party} {ids(value.claims)}{softly}, refused by {refusing}"
        case Stake():
            return f"{value.party} {ids(value.claims)}{' (soft)' if value.soft else ''}"
        case Gap():
            return value.steps, value.amount, value.ends
        case Retreat():
            return value.outcome, words(value.parties)
        case PartyRetreat():
            passed = [ids(line.claims) for line in value.red_lines]
            return f"{value.party} {value.steps}" + (f": {'; '.join(passed)}" if passed else "")
        case tuple():
            return [words(item) for item in value]
        case str():
            return str(value)
        case _:
            return value


def ids(claims: tuple[Claim, ...]) -> str:
    return ", ".join(claim.statement.id for claim in claims)


class Example:
    """One case of the page and the questions that can be asked of it."""

    def __init__(self, text: str, plans: dict[str, str], folder: Path) -> None:
        path = folder / "example.yaml"
        path.write_text(text, encoding="utf-8")
        (folder / "plans").mkdir()
        self.later = folder / "later.yaml"
        self.later.write_text(plans.get("later", text), encoding="utf-8")
        for name, plan in plans.items():
            if name == "later":
                continue
            (folder / "plans" / f"{name}.yaml").write_text(plan, encoding="utf-8")
        self.reading = read_case(path)
        self.case = self.reading.case

    def report(self, parties: tuple[str, ...], **options: str) -> GapReport:
        several = {key: [options.pop(key)] for key in ("lift", "set") if key in options}
        assumption = assumption_of(self.case, Asking(**options, **several))
        return gap(self.case, parties or tuple(self.case.parties), assumption)

    def on(self, issue: str, *parties: str, **options: str) -> Words:
        items = self.report(parties, **options).issues
        return Words(next(item for item in items if item.issue.id == issue))

    def position(self, issue: str, party: str, **options: str) -> Words:
        items = self.report((), **options).issues
        item = next(item for item in items if item.issue.id == issue)
        return Words(next(position for position in item.positions if position.party == party))

    def without(self, statement: str) -> list[str]:
        found = gap(self.case, tuple(self.case.parties), fragile=True).fragile
        own = (own for own in found.removals if (own.kind, own.name) == ("statement", statement))
        return [f"{turn.issue.id}: {turn.after}" for removal in own for turn in removal.verdicts]

    def unknown(self, name: str) -> list[str]:
        found = gap(self.case, tuple(self.case.parties), fragile=True).fragile
        own = (own for own in found.unknowns if own.name == name)
        return [f"{turn.issue.id}: {turn.after}" for each in own for turn in each.verdicts]

    def steps(self, party: str, issue: str) -> list[str]:
        found = party_history(self.case, party, issues=issue).steps
        return [f"{own.day} {own.kind}{' softly' * own.soft}" for own in found]

    def still(self, lift: str) -> list[Any]:
        found = self.report((), lift=lift).what_if.lifted
        return [
            (words(own.region), words(own.still_refused), [line.id for line in own.red_lines])
            for own in found
        ]

    def packages(self, issue: str = "") -> tuple[Any, ...]:
        found = deal(self.case)
        if not issue:
            stuck = [own.issue.id for own in found.issues if own.state == "stuck"]
            blocking = [[line.id for line in own.red_lines] for own in found.blocking_sets]
            return found.deal, stuck, blocking
        [own] = [own for own in found.issues if own.issue.id == issue]
        if own.state == "stuck":
            crossed = [
                (" ".join(x.region.names), x.party, x.steps and x.steps[0], x.unbettered)
                for x in found.landings
                if x.issue.id == issue and x.red_lines
            ]
            sets = [[m.id for m in x.moves] for x in found.concession_sets if x.knot == own.knot]
            return crossed, "stuck", sets
        states = {x.line.id: x.unless_state for x in found.red_lines}
        on = [x.red_line.id for x in found.conditions if x.issue.id == issue]
        held = [f"{id_} {states[id_]}" for id_ in dict.fromkeys(on)]
        return words(own.room), "opened" if own.opened else str(own.state), held

    def repair(self, plan: str) -> list[Any]:
        found = deal(self.case, given=self.case.plans[plan]).repair
        return [
            (own.point, own.issue.id, words(own.before), words(own.room), own.nearest)
            for own in (found.changes if found else ())
        ]

    def region(self, statement: str) -> list[str]:
        (claim,) = self.case.statements[statement].claims
        return words(claim.region)

    def grade(self, plan: str, issue: str, party: str) -> Words:
        [found] = check(self.case, self.case.plans[plan], parties=[party], issues=[issue]).grades
        return Words(found)

    def effects(self, base: str, revision: str, party: str) -> list[str]:
        plans = self.case.plans
        found = diff(self.case, plans[base], plans[revision], parties=[party]).effects
        return [str(effect.kind) for effect in found]

    def moved(self, issue: str, as_of: str | None = None) -> list[str]:
        later = read_case(self.later).case
        day = date.fromisoformat(as_of) if as_of else None
        moved = position_diff(self.case, later, Assumption(day), issues=[issue])
        found = moved.findings
        return [own.id.removeprefix("position-") for own in found]

    def worlds(self, issue: str) -> list[tuple[str, ...]]:
        parts = sweep(self.case, issues=issue, worlds=every_world)
        rows = [row for part in parts for row in part.rows(swept(part))]
        sides = [(row.world.in_, row.world.out) for row in rows if row.world]
        told = [tuple(" ".join(side) or "nothing" for side in own) for own in sides]
        return [
            (f"{in_} in", f"{out} out", row.verdict.value)
            for (in_, out), row in zip(told, rows, strict=True)
        ]

    def over_time(self, issue: str) -> list[tuple[str, ...]]:
        [own] = timeline(self.case, tuple(self.case.parties), issues=issue).issues
        return [
            (
                str(span.from_),
                *(span.verdict.value, span.at_best.value),
                "coverage" if span.coverage else "move",
                *dict.fromkeys(f"+{claim.statement.id}" for claim in span.began),
                *dict.fromkeys(f"-{claim.statement.id}" for claim in span.ended),
            )
            for span in own.spans[1:]
        ]

    def pair(self, *parties: str) -> dict[str, int]:
        [row] = rows(matrix(self.case, parties))
        return {key: own for key, own in row.items() if own and isinstance(own, int)}

    def coalitions(self, issue: str) -> list[Any]:
        [found] = matrix(self.case, issues=[issue]).issues
        return [(" ".join(own.parties), words(own.zone)) for own in found.coalitions]

    def vetoes(self, issue: str) -> list[str]:
        [found] = matrix(self.case, issues=[issue]).issues
        return [" ".join(own) for own in found.vetoes]

    def totals(self) -> dict[str, int]:
        return {str(v): n for v, n in self.report(()).totals().items() if n}

    def problems(self) -> list[str]:
        found = [*self.reading.problems, *(contradictions(self.case) if self.case else ())]
        return [problem.code for problem in found]

    @property
    def questions(self) -> dict[str, Any]:
        asked = (self.on, self.position, self.region, self.totals, self.problems)
        asked += (self.over_time, self.worlds)
        asked += (self.without, self.unknown, self.steps)
        asked += (self.grade, self.effects, self.moved, self.still, self.packages, self.repair)
        asked += (self.pair, self.coalitions, self.vetoes)
        return {question.__name__: question for question in asked}


def blocks(page: Path) -> Iterator[tuple[int, str, str, str]]:
    """The fenced blocks of a page: line, language, further words, text."""
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1], match[2], match[3]


def examples() -> list[Any]:
    """Every block of questions in the method page, with the case above it and its plans."""
    case, found = "", []
    plans: dict[str, str] = {}
    for line, language, named, text in blocks(METHOD):
        if language == "yaml" and named:
            plans = {**plans, named.removeprefix("plan "): text}
        elif language == "yaml":
            case, plans = text, {}
        elif language == "python":
            found.append(pytest.param(case, plans, text, line, id=f"line_{line}"))
    return found


@pytest.mark.parametrize(("case", "plans", "questions", "line"), examples())
def test_an_answer_on_the_method_page_is_what_the_tool_says(
    case: str, plans: dict[str, str], questions: str, line: int, tmp_path: Path
) -> None:
    example = Example(case, plans, tmp_path)
    errors = [p for p in example.reading.problems if p.level is Level.ERROR]
    assert not errors
    parsed = doctest.DocTestParser().get_doctest(
        questions, example.questions, f"{METHOD.name} line {line}", METHOD.name, line
    )
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(parsed, out=told.append)
    assert parsed.examples
    assert not told, "".join(told)


@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: page.name)
def test_the_examples_of_a_page_print_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REDLINES_CASE", raising=False)
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    fresh = sessions.rerun(text)
    if fresh != text:
        page.with_suffix(".md.new").write_text(fresh, encoding="utf-8")
    assert fresh == text, f"{page.name}.new shows what is printed now"


ENTRY = re.compile(r"^\| `(\w+)` \| (.*) \|$", re.MULTILINE)


def test_the_page_of_the_api_defines_every_name_as_its_docstring_does() -> None:
    text = API.read_text(encoding="utf-8")

    def defined(entry: re.Match[str]) -> str:
        named = getattr(redlines, entry[1])
        own = inspect.isfunction(named) or inspect.isclass(named)
        first = (inspect.getdoc(named) or "").partition("\n\n")[0] if own else entry[2]
        return f"| `{entry[1]}` | {' '.join(first.split())} |"

    assert sorted(entry[0] for entry in ENTRY.findall(text)) == sorted(redlines.__all__)
    fresh = ENTRY.sub(defined, text)
    if fresh != text:
        API.with_suffix(".md.new").write_text(fresh, encoding="utf-8")
    assert fresh == text, "api.md.new has the definitions as they are now"


def test_every_case_on_the_method_page_is_asked_something() -> None:
    languages = [language for _, language, named, _ in blocks(METHOD) if not named]
    asked = [
        after == "python"
        for before, after in zip(languages, [*languages[1:], ""], strict=True)
        if before == "yaml"
    ]
    assert asked
    assert all(asked)


Entry = tuple[str, list[str]]


def entries(lines: list[str], indent: int) -> Iterator[Entry]:
    """The lines that begin at an indent, each with those below it that are deeper or blank."""
    head, body = "", []
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            if head:
                yield head, body
            head, body = line, []
        else:
            body.append(line)
    if head:
        yield head, body


def added(lines: list[str], more: list[str], indent: int = 0) -> list[str]:
    """Lines with others at the end of the blocks of the keys that these stand under."""
    found = [*entries(lines, indent)]
    for head, body in entries(more, indent):
        keys = [known.partition(" #")[0] for known, _ in found]
        key = head.partition(" #")[0]
        if key in keys and not key.lstrip().startswith("- "):
            known, under = found[keys.index(key)]
            blank = [line for line in under if not line]
            under = added([*filter(None, under)], [*filter(None, body)], indent + 2)
            found[keys.index(key)] = known, under + blank
        else:
            found.append((head, body))
    return [line for head, body in found for line in (head, *body)]


def typed(before: str, how: str, block: str) -> str:
    """The text of a file after a step of the tutorial."""
    verb, _, key = how.partition(" ")
    lines = before.splitlines(keepends=True)
    at = next((i for i, line in enumerate(lines) if key and line.startswith(key)), None)
    match verb:
        case "":
            return block
        case "add":
            return "\n".join(added(before.splitlines(), block.splitlines())) + "\n"
        case "from":
            assert block.startswith(key)
            return "".join(lines[:at]) + block
        case "until":
            return block + "".join(lines[at:])
        case _:
            raise AssertionError(how)


def test_a_reader_of_the_tutorial_gets_what_it_shows_and_ends_with_the_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.delenv("REDLINES_CASE", raising=False)
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.chdir(tmp_path)
    text = TUTORIAL.read_text(encoding="utf-8")

    def step(block: re.Match[str]) -> str:
        language, words, body = block.groups()
        if language == "yaml":
            name, _, how = words.partition(" ")
            file = tmp_path / name
            before = file.read_text(encoding="utf-8") if how else ""
            file.parent.mkdir(exist_ok=True)
            file.write_text(typed(before, how, body), encoding="utf-8")
            return block[0]
        command = body.partition("\n")[0]
        program, *args = shlex.split(command.removeprefix("$ "))
        assert (program, main(args)) == ("redlines", 0)
        output = capsysbinary.readouterr().out.decode()
        return f"```console\n{command}\n{output}```"

    fresh = FENCE.sub(step, text)
    if fresh != text:
        TUTORIAL.with_suffix(".md.new").write_text(fresh, encoding="utf-8")
    assert fresh == text, "tutorial.md.new shows what is printed now"
    assert texts(tmp_path / "data") == texts(EXAMPLE)


def texts(folder: Path) -> dict[str, str]:
    """The files of a folder by their names."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_lead_to_files(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [link for link in LINK.findall(text) if not re.match(r"[a-z]+:|#|//", link)]
    missing = [link for link in targets if not (page.parent / link.partition("#")[0]).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_names_a_path_of_a_machine(page: Path) -> None:
    assert MACHINE_PATH.findall(page.read_text(encoding="utf-8")) == []
