"""Which case is meant: the option, the environment, the folders upwards, the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from redlines.reading import locate
from redlines.reading.locate import Found, bundled, case_file, find_case, is_case

CASE = "redlines: 1\ntitle: T\n"


def write(path: Path, text: str = CASE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git work tree inside a folder that holds a case of its own."""
    write(tmp_path / "redlines.yaml")
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "docs" / "notes").mkdir(parents=True)
    return root


def found(cwd: Path, given: str | None = None, **environ: str) -> tuple[Path, Found]:
    case = find_case(given, cwd, environ)
    return case.path, case.found


def test_the_option_comes_first(tmp_path: Path):
    write(tmp_path / "redlines.yaml")
    path, how = found(tmp_path, "other.yaml", REDLINES_CASE="third.yaml")
    assert (path, how) == (Path("other.yaml"), Found.OPTION)


def test_then_the_environment(tmp_path: Path):
    write(tmp_path / "redlines.yaml")
    assert found(tmp_path, None, REDLINES_CASE="x.yaml") == (Path("x.yaml"), Found.ENVIRONMENT)


def test_a_file_that_is_asked_for_need_not_exist(tmp_path: Path):
    assert found(tmp_path, "nowhere.yaml")[0] == Path("nowhere.yaml")
    assert found(tmp_path, "x" * 5_000)[0] == Path("x" * 5_000)


def test_the_nearest_case_upwards_to_the_git_root(repository: Path):
    inner = repository / "docs" / "notes"
    assert found(inner)[1] is Found.BUNDLED
    root_case = write(repository / "data" / "positions.yaml")
    assert found(inner) == (root_case, Found.NEARBY)
    nearer = write(repository / "docs" / "redlines.yaml")
    assert found(inner) == (nearer, Found.NEARBY)
    assert found(repository) == (root_case, Found.NEARBY)


def test_positions_come_before_a_single_file(repository: Path):
    write(repository / "redlines.yaml")
    positions = write(repository / "data" / "positions.yaml")
    assert found(repository)[0] == positions


def test_a_work_tree_may_have_a_file_for_its_git_folder(repository: Path):
    (repository / ".git").rmdir()
    (repository / ".git").write_text("gitdir: elsewhere\n")
    assert found(repository / "docs")[1] is Found.BUNDLED


def test_outside_git_only_the_working_directory_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    case = write(tmp_path / "redlines.yaml")
    inner = tmp_path / "inner"
    inner.mkdir()
    assert found(tmp_path) == (case, Found.NEARBY)
    assert found(inner)[1] is Found.BUNDLED


@pytest.mark.parametrize(
    "text",
    ["redlines: 1", "redlines: 1\r\ntitle: T", "\ufeffredlines: 1", "'redlines': '1'",
     '"redlines" : "1" # version', "# a case\n\n---\nredlines: 1\n", "--- # a case\nredlines: 1"],
)  # fmt: skip
def test_a_case_is_known_by_its_first_key(tmp_path: Path, text: str):
    assert is_case(write(tmp_path / "redlines.yaml", text))


@pytest.mark.parametrize(
    "text",
    ["", "# nothing\n", "redlines: 2", "redlines:", "redlines", "title: T\nredlines: 1",
     "rules:\n  redlines: 1", "redlines: 10", "redliness: 1", "- redlines: 1", "\0\1\2"],
)  # fmt: skip
def test_files_of_other_tools_are_passed_over(repository: Path, text: str):
    write(repository / "docs" / "redlines.yaml", text)
    case = write(repository / "redlines.yaml")
    assert not is_case(repository / "docs" / "redlines.yaml")
    assert found(repository / "docs")[0] == case


def test_a_folder_or_a_missing_file_is_no_case(tmp_path: Path):
    assert not is_case(tmp_path)
    assert not is_case(tmp_path / "nowhere.yaml")
    write(tmp_path / "latin.yaml").write_bytes(b"redlines\xff: 1")
    assert not is_case(tmp_path / "latin.yaml")


def test_the_bundled_case_is_the_last_resort(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    case = find_case(None, tmp_path, {})
    assert (case.found, case.prefix) == (Found.BUNDLED, "bundled:")
    assert case.path == bundled()
    assert is_case(bundled())


def test_other_cases_are_shown_as_they_are(tmp_path: Path):
    assert find_case("a.yaml", tmp_path, {}).prefix == ""


def test_an_installed_package_holds_its_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    module = tmp_path / "src" / "redlines" / "reading" / "locate.py"
    monkeypatch.setattr(locate, "__file__", str(module))
    assert bundled() == tmp_path / "data" / "positions.yaml"
    inside = write(tmp_path / "src" / "redlines" / "data" / "positions.yaml")
    assert bundled() == inside


def test_a_folder_stands_for_the_case_in_it(tmp_path: Path):
    assert case_file(tmp_path) == tmp_path / "positions.yaml"
    single = write(tmp_path / "redlines.yaml")
    assert case_file(tmp_path) == single
    data = write(tmp_path / "data" / "positions.yaml")
    assert case_file(tmp_path) == data
    own = write(tmp_path / "positions.yaml")
    assert case_file(tmp_path) == own
    assert case_file(tmp_path / "redlines.yaml") == single
    assert find_case(str(tmp_path), tmp_path, {}).path == own
    assert find_case(None, tmp_path, {"REDLINES_CASE": str(tmp_path)}).path == own
