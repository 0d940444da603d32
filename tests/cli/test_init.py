"""`redlines init`: what it writes and never overwrites, and what the example shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from runs import SOURCE, Run, process

from redlines import Case, GradeWord, IssueGap, Kind, Verdict, check, gap, read_case

TEMPLATES = SOURCE / "redlines" / "templates"
PARTIES = ("company", "union", "town")
VARIANTS = [pytest.param((), id="empty"), pytest.param(("--example",), id="example")]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def texts(folder: Path) -> dict[str, str]:
    """The files of a folder by their names."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


@pytest.mark.parametrize("options", VARIANTS)
@pytest.mark.parametrize("folder", ["data", "my talks/2026", "."])
def test_the_files_of_the_template_are_written_and_told(
    run: Run, here: Path, options: tuple[str, ...], folder: str
) -> None:
    ran = run("init", folder, *options)
    assert (ran.code, ran.err) == (0, "")
    template = texts(TEMPLATES / ("example" if options else "empty"))
    assert texts(here / folder) == template
    told = re.findall(r"^  (\S.*?\.yaml)  +\S", ran.out, re.MULTILINE)
    assert sorted(told) == sorted((Path(folder) / name).as_posix() for name in template)


@pytest.mark.parametrize("options", VARIANTS)
@pytest.mark.parametrize("folder", [(), ("my talks",)])
def test_the_commands_that_are_told_work_as_written(
    run: Run, options: tuple[str, ...], folder: tuple[str, ...]
) -> None:
    out = run("init", *folder, *options).out
    commands = [line for line in out.splitlines() if line.startswith("  redlines ")]
    assert len(commands) == (3 if options else 2)
    assert all(("--case 'my talks'" in command) == bool(folder) for command in commands)
    for command in commands:
        ran = run(*shlex.split(command)[1:])
        assert ran.code == 0, ran.err
        assert "bundled" not in ran.err


def test_the_examples_of_the_help_work_one_after_the_other(run: Run) -> None:
    lines = run("init", "-h").out.splitlines()
    examples = [line.split()[1:] for line in lines if line.startswith("    redlines init")]
    assert [run(*example).code for example in examples] == [0, 0, 0]


def test_another_case_around_is_not_mistaken_for_the_new_one(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDLINES_CASE", str(here / "elsewhere.yaml"))
    assert "redlines validate --case data\n" in run("init").out


@pytest.mark.parametrize("options", VARIANTS)
def test_a_file_that_exists_is_not_overwritten(
    run: Run, here: Path, options: tuple[str, ...]
) -> None:
    (here / "data").mkdir()
    kept = here / "data" / "sources.yaml"
    kept.write_text("mine")
    ran = run("init", *options)
    assert (ran.code, ran.out) == (2, "")
    assert "`data/sources.yaml` exists already; nothing was written" in ran.err
    assert "name another folder" in ran.err
    assert texts(here) == {"data/sources.yaml": "mine"}


def test_a_link_to_nowhere_is_a_file_that_exists(run: Run, here: Path) -> None:
    (here / "positions.yaml").symlink_to("nowhere.yaml")
    assert run("init", ".").code == 2
    assert not (here / "nowhere.yaml").exists()


def test_every_file_in_the_way_is_named(run: Run) -> None:
    assert run("init").code == 0
    ran = run("init")
    assert "`data/positions.yaml` and `data/sources.yaml` exist already" in ran.err


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_a_folder_that_cannot_be_made(
    run: Run, valid: Callable[[Any], None], here: Path, folder: str
) -> None:
    (here / "file").write_text("")
    ran = run("init", folder)
    assert (ran.code, ran.out) == (2, "")
    assert f"the folder `{folder}` cannot be made" in ran.err
    told = run("init", folder, "-f", "json")
    valid(told.json)


def test_a_name_is_shown_only_in_the_clear(run: Run) -> None:
    for _ in range(2):
        ran = run("init", "a\x1b[31m\u202eb")
        assert not set(ran.out + ran.err) & set("\x1b\u202e")


def test_the_text_holds_in_sixty_columns_and_any_encoding() -> None:
    for number, encoding in enumerate(("utf-8", "ascii")):
        ran = process(("init", f"case-{number}", "--example"), PYTHONIOENCODING=encoding)
        assert ran.returncode == 0
        assert ran.stdout.isascii()
        assert max(map(len, ran.stdout.splitlines())) <= 60


@pytest.mark.parametrize("options", VARIANTS)
@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_both_cases_are_valid(run: Run, options: tuple[str, ...], strict: tuple[str, ...]) -> None:
    run("init", *options)
    ran = run("validate", *strict)
    assert (ran.code, ran.out) == (0, "no problems\n")


def test_the_templates_fit_a_screen_and_explain_themselves() -> None:
    lines = [line for text in texts(TEMPLATES).values() for line in text.splitlines()]
    assert max(map(len, lines)) <= 100
    assert len(texts(TEMPLATES / "example")["positions.yaml"].splitlines()) <= 105
    assert sum(" # " in line or line.startswith("# ") for line in lines) >= 40


# The empty case


def test_the_empty_case_says_that_nobody_has_spoken(run: Run) -> None:
    run("init")
    told = run("gap", "first", "second", "-f", "json").json
    issues = told["data"]["issues"]
    assert {issue["verdict"] for issue in issues} == {"unstated"}
    assert {issue["kind"] for issue in issues} == {"scale", "options", "quantity"}
    assert told["data"]["statements"] == []


def test_the_statements_in_its_comments_count_once_the_signs_are_gone(run: Run, here: Path) -> None:
    run("init")
    file = here / "data" / "positions.yaml"
    head, start, rest = file.read_text("utf-8").partition("# positions:")
    examples, blank, end = rest.partition("\n\n")
    spoken = (start + examples).replace("\n# ", "\n").removeprefix("# ")
    file.write_text(head.replace("# as_of", "as_of") + spoken + blank + end)
    ran = run("validate")
    assert ran.out == "no problems\n"
    told = run("gap", "first", "second", "-f", "json").json
    assert len(told["data"]["statements"]) == 3
    verdicts = {issue["issue"]: issue["verdict"] for issue in told["data"]["issues"]}
    assert verdicts == {"timing": "bridgeable", "place": "unstated", "price": "bridgeable"}


# The example


@pytest.fixture(scope="module")
def case() -> Case:
    reading = read_case(TEMPLATES / "example" / "positions.yaml")
    assert reading.case
    return reading.case


def on(case: Case, issue: str, *parties: str) -> IssueGap:
    report = gap(case, parties or PARTIES)
    return next(item for item in report.issues if item.issue.id == issue)


def test_the_example_has_every_verdict_and_every_kind_of_issue(case: Case) -> None:
    assert tuple(case.parties) == PARTIES
    assert {on(case, issue).verdict for issue in case.issues} == set(Verdict)
    assert {issue.outcomes.kind for issue in case.issues.values()} == set(Kind)
    assert case.strict


def test_the_example_counts_money_in_half_euros(case: Case) -> None:
    bonus = case.issues["night_bonus"].outcomes
    assert (bonus.unit_name, bonus.names[:3]) == ("euros", ("0.00", "0.50", "1.00"))
    assert on(case, "night_bonus").verdict is Verdict.INSURMOUNTABLE
    assert on(case, "night_bonus").retreats


def test_in_the_example_every_pair_has_a_site_and_all_three_have_none(case: Case) -> None:
    pairs = {pair: on(case, "depot", *pair) for pair in combinations(PARTIES, 2)}
    assert {pair: (item.verdict, tuple(item.zone.names)) for pair, item in pairs.items()} == {
        ("company", "union"): (Verdict.BRIDGEABLE, ("north_yard",)),
        ("company", "town"): (Verdict.BRIDGEABLE, ("harbour",)),
        ("union", "town"): (Verdict.BRIDGEABLE, ("old_works",)),
    }
    assert on(case, "depot").verdict is Verdict.INSURMOUNTABLE
    assert [len(lines) for lines in on(case, "depot").blocking_sets] == [3]


def test_in_the_example_a_disputed_line_and_a_linked_offer_matter(case: Case) -> None:
    def depends(issue: str) -> tuple[Verdict, list[list[str]]]:
        item = on(case, issue)
        return item.at_best, [[claim.statement.id for claim in way] for way in item.depends_on]

    assert depends("depot") == (Verdict.BRIDGEABLE, [["U-4"]])
    assert case.statements["U-4"].disputed
    assert on(case, "split_shifts").verdict is Verdict.BRIDGEABLE
    assert depends("split_shifts") == (Verdict.OVERLAP, [["U-2"]])
    assert depends("night_bonus") == (Verdict.BRIDGEABLE, [["C-2"]])
    assert list(on(case, "term").zone.names) == ["24"]


def test_the_first_draft_of_the_example_crosses_a_red_line_and_the_second_none(case: Case) -> None:
    def words(plan: str, party: str) -> dict[str, GradeWord]:
        report = check(case, case.plans[plan])
        return {g.issue.id: g.word for g in report.grades if g.party == party}

    first = {party: words("first", party) for party in PARTIES}
    assert [party for party in PARTIES if GradeWord.CROSSES in first[party].values()] == ["union"]
    assert first["union"]["night_bonus"] is GradeWord.CROSSES
    assert first["union"]["split_shifts"] is GradeWord.AMBIGUOUS
    second = {party: words("second", party) for party in PARTIES}
    told = {word for party in PARTIES for word in second[party].values()}
    assert not told & {GradeWord.CROSSES, GradeWord.AMBIGUOUS}
    assert second["union"]["split_shifts"] is GradeWord.WITHIN
    assert second["company"]["depot"] is GradeWord.UNSETTLED


def test_a_diff_of_the_drafts_tells_the_parties_apart(run: Run) -> None:
    run("init", "--example")
    told = run("diff", "first", "second", "-f", "json").json
    found = {(f["party"], f["id"]) for f in told["findings"]}
    assert ("union", "diff-no-longer-crosses") in found
    assert ("company", "diff-farther") in found
    assert ("town", "diff-demand-met") in found
