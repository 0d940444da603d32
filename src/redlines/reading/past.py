"""A case with its plans as it was in a commit, and which of its files became which."""

from __future__ import annotations

import os.path
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from redlines.reading.files import InputFile, decoded, is_read
from redlines.reading.git import GitProblem, Repository
from redlines.reading.locate import PLANS
from redlines.reading.revisions import Content, had, in_commit, parted
from redlines.reading.yaml_marks import read_yaml


@dataclass(frozen=True, slots=True)
class Past:
    """A case as it was: its positions, its plans by their names beside them, and what it is."""

    positions: Content
    plans: dict[str, InputFile]
    note: str
    repository: Repository
    commit: str

    def differs(self, file: Path) -> bool:
        """Whether a file on disk is another than it was, or was not there; raises GitProblem."""
        near = Path(os.path.relpath(os.path.realpath(file), self.repository.folder)).as_posix()
        inside = posixpath.normpath(self.repository.prefix + near)
        return self.repository.file(self.commit, inside) != file.read_bytes()


def past_case(ref: str, case: Path) -> Past:
    """What a case was in the merge-base of a ref and HEAD; raises GitProblem."""
    repository = Repository.around(Path(os.path.realpath(case.parent)))
    commit, note = parted(repository, ref)
    shown = f"{commit[:7]}:"
    positions = in_commit(repository, commit, repository.prefix + case.name, shown, note)
    if positions is None:
        own = repository.prefix + case.name
        raise GitProblem(
            f"the case `{own}` is new on this branch: it is not in the {note}",
            "a case that had another place is compared with REF:path",
        )
    plans = {}
    for path in repository.files(commit, f"{repository.prefix}{PLANS}"):
        name = posixpath.basename(path)
        data = repository.file(commit, path) if is_read(name, "plan") else None
        if data is not None:
            file = decoded("plan", Path(path), shown + path, data, commit)
            plans[f"{PLANS}/{name}"] = had(file, shown + path)
    return Past(positions, plans, note, repository, commit)


def plan_names(file: InputFile) -> tuple[str | None, str]:
    """The id and the title that a plan gives itself, whatever else it says; no id where none is."""
    value = read_yaml(file.text, file.path).value
    written = value if isinstance(value, dict) else {}
    id_, title = written.get("plan"), written.get("title")
    named = id_ if isinstance(id_, str) else None
    return named, title if isinstance(title, str) else named or posixpath.basename(file.path)


def paired(
    before: Mapping[str, str | None], after: Mapping[str, str]
) -> Iterator[tuple[str | None, str | None]]:
    """The files before and after that hold one plan; None where one side has none.

    Both sides are the ids of plans by the names of their files. A plan is known by its id, so that
    another name of its file is no way around a comparison, and else by its file.

    >>> list(paired({"a.yaml": "first"}, {"b.yaml": "first", "c.yaml": "new"}))
    [('a.yaml', 'b.yaml'), (None, 'c.yaml')]
    >>> list(paired({"a.yaml": "first"}, {"a.yaml": "renamed"}))
    [('a.yaml', 'a.yaml')]
    """
    named = {id_: file for file, id_ in after.items()}
    partners = {file: named.pop(id_) for file, id_ in before.items() if id_ in named}
    left = set(named.values())
    partners |= {file: file for file in before if file not in partners and file in left}
    yield from ((file, partners.get(file)) for file in before)
    taken = set(partners.values())
    yield from ((None, file) for file in after if file not in taken)
