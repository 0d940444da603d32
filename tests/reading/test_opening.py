"""What lies where a file is looked for: pipes are not waited for, links do not lead away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from redlines.problems import Problem
from redlines.reading import opening
from redlines.reading.build import read_case
from redlines.reading.files import InputFile, load_file

CASE = """
redlines: 1
title: The gate
issues: {gate: {scale: {open: It is open., shut: It is shut.}}}
parties: {a: {}}
positions: {}
"""
SECRET = "plan: SECRET=value\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a case, with a file beside it that is none of its business."""
    (tmp_path / "secret").write_text(SECRET)
    folder = tmp_path / "case"
    (folder / "plans").mkdir(parents=True)
    (folder / "positions.yaml").write_text(CASE)
    return folder


def told(path: Path, *, named: bool = True) -> list[tuple[str, str]]:
    reading = read_case(path / "positions.yaml", named=named)
    assert not any("SECRET" in file.text for file in reading.files)
    return [(problem.code, problem.place.file) for problem in reading.problems]


@pytest.mark.parametrize("name", ["sources.yaml", "plans/z.yaml"])
def test_a_pipe_where_a_file_is_looked_for_is_not_read(home: Path, name: str) -> None:
    os.mkfifo(home / name)
    assert told(home) == [("unreadable-file", name)]


def test_a_pipe_as_the_case_of_a_folder_is_not_read(home: Path) -> None:
    (home / "positions.yaml").unlink()
    os.mkfifo(home / "positions.yaml")
    assert told(home, named=False) == [("unreadable-file", "positions.yaml")]


def test_a_named_pipe_that_nobody_writes_to_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_PATIENCE", 0.01)
    os.mkfifo(tmp_path / "pipe")
    problem = load_file("plan", tmp_path / "pipe", "pipe")
    assert isinstance(problem, Problem)
    assert problem.args == {"reason": "nothing was written to this pipe"}


def test_a_pipe_that_was_named_is_read_to_its_end() -> None:
    reader, writer = os.pipe()
    os.write(writer, SECRET.encode())
    os.close(writer)
    file = load_file("plan", Path(f"/dev/fd/{reader}"), "given")
    os.close(reader)
    assert isinstance(file, InputFile)
    assert file.text == SECRET


@pytest.mark.parametrize("name", ["sources.yaml", "plans/z.yaml"])
def test_a_link_that_leaves_the_folder_is_not_read(home: Path, name: str) -> None:
    (home / name).symlink_to(home.parent / "secret")
    assert told(home) == [("link-outside", name)]


def test_a_link_to_a_folder_of_plans_elsewhere_is_not_followed(home: Path) -> None:
    (home / "plans").rmdir()
    (home.parent / "elsewhere").mkdir()
    (home.parent / "elsewhere" / "z.yaml").write_text(SECRET)
    (home / "plans").symlink_to(home.parent / "elsewhere")
    assert told(home) == [("link-outside", "plans")]


def test_a_link_inside_the_folder_is_read(home: Path) -> None:
    (home / "kept.txt").write_text("redlines: 1\nsources: {}\n")
    (home / "sources.yaml").symlink_to(home / "kept.txt")
    assert told(home) == []
    assert len(read_case(home / "positions.yaml").files) == 2


def test_a_case_may_be_a_link_where_it_was_named_itself(home: Path, tmp_path: Path) -> None:
    link = tmp_path / "linked"
    link.mkdir()
    (link / "positions.yaml").symlink_to(home / "positions.yaml")
    assert told(link) == []
    assert told(link, named=False) == [("link-outside", "positions.yaml")]


def test_a_folder_that_is_a_link_itself_is_the_folder_it_leads_to(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(home)
    (home / "sources.yaml").write_text("redlines: 1\nsources: {}\n")
    assert told(tmp_path / "link", named=False) == []
