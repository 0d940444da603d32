"""The public API: its names, looked up only when used, and that it says what commands say."""

from __future__ import annotations

import ast
import csv
import io
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, Run

import redlines
from redlines import Assumption, Basis, Case, Held, InvalidCaseError, NotDoneError
from redlines.installed import UNKNOWN, version
from redlines.view.clean import csv_cell

PAIR = ("union", "works")
FILE = DATA / "works" / "positions.yaml"
DRAFTS = DATA / "drafts"
BUNDLED = redlines.bundled_case()


def test_every_name_resolves() -> None:
    for name in redlines.__all__:
        assert getattr(redlines, name) is not None
    assert sorted(dir(redlines)) == sorted(redlines.__all__)
    with pytest.raises(AttributeError):
        getattr(redlines, "no_such_name")  # noqa: B009


def test_the_names_are_those_of_the_stub_and_each_is_public() -> None:
    stub = Path(redlines.__file__ or "").with_suffix(".pyi").read_text(encoding="utf-8")
    named = {
        alias.asname
        for node in ast.parse(stub).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert named == set(redlines.__all__) - {"__version__"}


def test_importing_the_package_imports_nothing_else() -> None:
    program = "import sys, redlines; print([m for m in sys.modules if m.startswith('redlines.')])"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(Path(redlines.__file__ or "").parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "[]\n"


def test_the_analysis_of_the_command_in_python() -> None:
    reading = redlines.read_case(DATA / "works" / "positions.yaml")
    assert reading.case
    report = redlines.gap(reading.case, ["union", "works"])
    assert report.totals()[redlines.Verdict.INSURMOUNTABLE] == 1
    assert redlines.certify(report, reading.case) == ()
    assert redlines.contradictions(reading.case) == ()


def test_the_version_is_that_of_the_distribution(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    assert version() == UNKNOWN
    (tmp_path / "redline_gap-1.2.3.dist-info").mkdir()
    assert version() == redlines.__version__ == "1.2.3"


# What Python says is what the commands say


def works() -> Case:
    found = redlines.read_case(FILE).case
    assert found
    return found


def states(folder: Path) -> tuple[Path, Path]:
    """Two states of the positions, the later with a softer line and another party."""
    text = FILE.read_text(encoding="utf-8")
    later = text.replace("below: 4", "below: 5").replace("council:", "town:")
    for name, own in (("old.yaml", text), ("new.yaml", later)):
        (folder / name).write_text(own, encoding="utf-8")
    (folder / "sources.yaml").write_bytes((DATA / "works" / "sources.yaml").read_bytes())
    return folder / "old.yaml", folder / "new.yaml"


Call = Callable[[], Any]
SAME: list[tuple[str, tuple[str, ...], Call]] = [
    (
        "gap",
        ("gap", "RU", "Ukraine", "europe", "--as-of", "2025-09-01", "--binding", "law"),
        lambda: redlines.gap(BUNDLED, ["RU", "Ukraine", "europe"], Assumption("2025-09-01", "law")),
    ),
    (
        "gap on some issues",
        ("gap", "russia", "ukraine", "--issue", "nato", "--issue", "territory"),
        lambda: redlines.gap(BUNDLED, ["russia", "ukraine"], issues=["nato", "territory"]),
    ),
    (
        "check",
        ("check", "us-28", "--party", "UA", "--issue", "land", "--as-of", "2026-02-28"),
        lambda: redlines.check(
            BUNDLED, "28 points", Assumption("2026-02-28"), parties="ukraine", issues="land"
        ),
    ),
    ("check of all", ("check", "e3-counter"), lambda: redlines.check(BUNDLED, "e3-counter")),
    (
        "diff",
        ("diff", "us-28", "e3-counter", "--party", "russia"),
        lambda: redlines.diff(BUNDLED, "us-28", "e3-counter", parties=["russia"]),
    ),
    (
        "diff of all",
        ("diff", "istanbul-2022-03", "istanbul-2022-04"),
        lambda: redlines.diff(BUNDLED, "istanbul-2022-03", "istanbul-2022-04"),
    ),
    ("deal", ("deal", "RU", "ukraine"), lambda: redlines.deal(BUNDLED, ["russia", "UA"])),
    (
        "deal with a plan",
        ("deal", "RU", "ukraine", "--given", "us-28", "--lift", "TRP-01"),
        lambda: redlines.deal(
            BUNDLED, ["russia", "UA"], Assumption(lifted="TRP-01"), given="28 points"
        ),
    ),
    (
        "timeline",
        ("timeline", "RU", "ukraine", "--as-of", "2026-03-01", "--since", "2025-06-02"),
        lambda: redlines.timeline(
            BUNDLED, ["russia", "UA"], Assumption("2026-03-01"), since="2025-06-02"
        ),
    ),
]


@pytest.mark.parametrize(("args", "call"), [own[1:] for own in SAME], ids=[own[0] for own in SAME])
def test_a_report_is_told_as_by_the_command(args: tuple[str, ...], call: Call, run: Run) -> None:
    report = call()
    told = run(*args, "--case", "bundled:", "-f", "json").json
    assert redlines.to_dict(report) == told["data"]
    assert [redlines.sentence(own) for own in report.findings] == [
        own["message"] for own in told["findings"]
    ]
    out = run(*args, "--case", "bundled:", "-f", "csv").out
    assert as_csv(redlines.rows(report)) == list(csv.DictReader(io.StringIO(out)))


def test_two_states_are_told_as_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    old, new = states(tmp_path)
    report = redlines.position_diff(redlines.read_case(old), redlines.read_case(new))
    told = run("diff", "old.yaml", "new.yaml", "-f", "json").json
    assert report.case_changes
    assert report.moves
    assert redlines.to_dict(report) == told["data"]
    assert [redlines.sentence(own) for own in report.findings] == [
        own["message"] for own in told["findings"]
    ]
    out = run("diff", "old.yaml", "new.yaml", "-f", "csv").out
    assert as_csv(redlines.rows(report)) == list(csv.DictReader(io.StringIO(out)))


def test_a_draft_in_a_file_is_told_as_by_the_command(
    monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(DRAFTS)
    drafts = redlines.read_case(".")
    one, other = "plans/first.yaml", Path("plans") / "second.yaml"
    for report, args in (
        (redlines.check(drafts, other), ("check", "plans/second.yaml")),
        (redlines.diff(drafts, one, other), ("diff", one, "plans/second.yaml")),
    ):
        assert redlines.to_dict(report) == run(*args, "--case", ".", "-f", "json").json["data"]


def as_csv(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Rows as a file of them is read."""

    def cell(value: object) -> str:
        assert value is None or isinstance(value, bool | str)
        return csv_cell(str(value).lower() if isinstance(value, bool) else value or "")

    return [{name: cell(value) for name, value in row.items()} for row in rows]


# What may be written how


def test_a_case_is_named_by_its_file_or_its_folder() -> None:
    found = [redlines.read_case(own).case for own in (FILE, str(FILE), FILE.parent)]
    assert found == [works()] * 3
    assert redlines.read_case("bundled:").case == BUNDLED


def test_a_day_and_a_basis_may_be_text() -> None:
    days = (date(2025, 2, 1), "2025-02-01", datetime(2025, 2, 1, 23, 59, tzinfo=UTC))
    assert {Assumption(day) for day in days} == {Assumption(date(2025, 2, 1))}
    assert Assumption(binding="Law").binding is Basis.LAW
    assert redlines.later(works(), "2025-01-31") == redlines.later(works(), date(2025, 1, 31))


def test_names_are_texts_or_nouns_and_one_needs_no_list() -> None:
    case = works()
    by_name = redlines.gap(case, ("DU", "works"), issues="time")
    own = [case.parties["union"], case.parties["works"]]
    assert redlines.gap(case, own, issues=case.headings["shifts"]) == by_name
    assert redlines.gap(case, {"works", "DU"}, issues="time") == by_name
    areas = [case.issues["shifts.south_dock"], case.issues["shifts.north_dock"]]
    assert redlines.gap(case, own, issues=areas) == by_name
    assert [item.issue.area for item in by_name.issues] == ["north_dock", "south_dock"]


def test_what_is_held_on_an_issue_over_areas_is_held_on_each() -> None:
    case = works()
    heading = case.headings["shifts"]
    outcomes = heading.outcomes or case.issues[heading.issues[0]].outcomes
    region = outcomes.region(["ordered"])
    whole = Assumption(set=Held("DU", "shifts", region))
    each = Assumption(set=[Held("union", issue, region) for issue in heading.issues])
    one, other = (redlines.gap(case, ["union", "works"], own) for own in (whole, each))
    assert redlines.rows(one) == redlines.rows(other) != redlines.rows(redlines.gap(case, PAIR))


# A mistake of whoever calls is told, and what to do next


RAISE = works().issues["raise"].outcomes
JOBS = works().issues["jobs"].outcomes
MISTAKES: list[tuple[Call, str]] = [
    (lambda: redlines.gap(works(), ["onion", "works"]), "did you mean union.*there are: union,"),
    (lambda: redlines.gap(works(), ["union", "DU"]), "same party"),
    (lambda: redlines.gap(works(), [*BUNDLED.parties.values()]), "no party `russia`"),
    (lambda: redlines.gap(works(), "union"), "at least two.*there are: union, works, council"),
    (lambda: redlines.gap(works(), []), "at least two"),
    (lambda: redlines.gap(works(), 3), "int is not names"),  # type: ignore[arg-type]
    (lambda: redlines.gap(works(), [3, 4]), "int is not a party"),  # type: ignore[list-item]
    (lambda: redlines.gap(None, ["a", "b"]), "NoneType is not a case"),  # type: ignore[arg-type]
    (lambda: redlines.gap(works(), ["DU", "HW"], "2025-01-01"), "str is not an assumption"),  # type: ignore[arg-type]
    (lambda: redlines.gap(works(), ["DU", "HW"], issues="wage"), "did you mean"),
    (lambda: redlines.gap(works(), ["DU", "HW"], issues=[]), "empty list names nothing"),
    (lambda: redlines.gap(works(), ["DU", "HW"], issues=BUNDLED.issues["church"]), "no issue"),
    (lambda: redlines.gap(works(), ["DU", "HW"], Assumption(lifted="UN-99")), "unknown statement"),
    (
        lambda: redlines.gap(
            works(), ["DU", "HW"], Assumption(set=Held("DU", "raise", JOBS.everything))
        ),
        "is no region of `raise`",
    ),
    (
        lambda: redlines.gap(
            works(), ["DU", "HW"], Assumption(set=[Held("DU", "raise", RAISE.everything)] * 2)
        ),
        "is set on `raise` a second time",
    ),
    (lambda: redlines.check(works(), "nowhere"), "unknown plan"),
    (lambda: redlines.check(works(), FILE), "holds positions"),
    (lambda: redlines.check(works(), None), "NoneType is not a plan"),  # type: ignore[arg-type]
    (
        lambda: redlines.position_diff(works(), works(), Assumption(binding="law")),
        "a basis has no meaning",
    ),
    (lambda: Assumption("today"), "'today' is no day.*2025-12-09"),
    (lambda: Assumption("2025-02-30"), "is no day"),
    (lambda: Assumption(20250101), "is no day"),  # type: ignore[arg-type]
    (lambda: Assumption(binding="custom"), "is no basis.*constitution, law"),
    (lambda: redlines.read_case(""), "'' is no path"),
    (lambda: redlines.read_case("a\0b"), "is no path"),
    (lambda: redlines.check(works(), "nowhere", parties=()), "unknown plan"),
    (lambda: redlines.check(BUNDLED, "us-28", parties=()), "empty list names nothing"),
    (lambda: redlines.to_dict(works()), "Case is no report"),  # type: ignore[arg-type]
    (lambda: redlines.rows(None), "NoneType is no report"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("call", "told"), MISTAKES)
def test_a_mistake_is_told(call: Call, told: str) -> None:
    with pytest.raises(NotDoneError, match=f"(?s){told}"):
        call()


def test_what_is_asked_of_a_broken_case_tells_its_problems_and_their_places() -> None:
    reading = redlines.read_case(DATA / "broken")
    with pytest.raises(InvalidCaseError) as failed:
        redlines.gap(reading, ["union", "works"])
    errors = [own for own in reading.problems if own.level == "error"]
    assert failed.value.problems == reading.problems
    for own in errors:
        place = f"{own.place.file}:{own.place.line}:{own.place.column}: {own.code}"
        assert place in str(failed.value)


def test_a_folder_without_a_case_is_told_as_a_problem(tmp_path: Path) -> None:
    reading = redlines.read_case(tmp_path)
    assert [own.code for own in reading.problems] == ["unreadable-file"]


# What a notebook shows


def test_nouns_are_shown_in_a_few_words() -> None:
    report = redlines.gap(BUNDLED, list(BUNDLED.parties))
    checked = redlines.check(BUNDLED, "us-28")
    changed = redlines.diff(BUNDLED, "us-28", "e3-counter")
    shown = (
        *(BUNDLED, report, checked, changed, redlines.position_diff(BUNDLED, BUNDLED)),
        *(redlines.read_case(FILE), redlines.read_case(FILE).files[0]),
        *(*BUNDLED.statements.values(), *BUNDLED.plans.values(), *BUNDLED.sources.values()),
        *(*BUNDLED.parties.values(), *BUNDLED.headings.values(), *BUNDLED.issues.values()),
        *(point for plan in BUNDLED.plans.values() for point in plan.points),
        *(claim for own in BUNDLED.statements.values() for claim in own.claims),
        *(*report.issues, *checked.grades, *changed.effects, *changed.changes),
        *(*report.findings, *checked.findings, *changed.findings),
        *(line for item in report.issues for own in item.positions for line in own.red_lines),
    )
    long = [repr(own) for own in shown if len(repr(own)) > 400 or "\n" in repr(own)]
    assert long == []
    assert repr(JOBS.region(["fund", "pledge"])) == "Region({pledge, fund})"
    assert repr(RAISE.span(0, 3)) == "Region({0.0..1.5})"
