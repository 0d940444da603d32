"""Which text is meant: an existing path, `REF:path`, a plan of the case, or a file's own past."""

from __future__ import annotations

import os.path
import posixpath
import re
from dataclasses import dataclass, replace
from pathlib import Path

from redlines.case import Case, Plan, fold
from redlines.problems import Problem
from redlines.reading.build import Reading, understood
from redlines.reading.files import (
    InputFile,
    Loaded,
    decoded,
    home_of,
    is_read,
    load_beside,
    load_file,
)
from redlines.reading.git import GitProblem, Repository
from redlines.reading.kinds import Kind, kind_of
from redlines.reading.locate import PARTS, case_file
from redlines.reading.notes import meant
from redlines.reading.parts import named_parts
from redlines.reading.plans import read_plan

__all__ = [
    "Content",
    "GitProblem",
    "Kind",
    "against",
    "had",
    "in_commit",
    "plan_in",
    "positions_in",
    "resolve",
    "written_out",
]

# A path of Windows and an address: no path of a commit goes on like that.
_NO_REVISION = re.compile(r"[A-Za-z]:[\\/]|[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Content:
    """A text that was asked for: its kind, its path as shown, and what must be said of it.

    `file` is None for a plan that the case has read already, `plan`. `beside` is what positions
    need besides their own file.
    """

    kind: Kind
    path: str
    file: InputFile | None = None
    plan: Plan | None = None
    beside: tuple[Loaded, ...] = ()
    note: str | None = None

    @property
    def text(self) -> str:
        """The text itself; empty for a plan that the case has read already."""
        return self.file.text if self.file else ""

    @property
    def commit(self) -> str | None:
        """The full name of the commit that it was read from."""
        return self.file.commit if self.file else None


def resolve(text: str, case: Case, cwd: Path) -> Content:
    """What a text means: an existing path wins, then `REF:path`, a plan's id or alias, its title.

    In `REF:path` the path begins at the root of the repository, or with `./` at the working
    directory. Raises GitProblem.
    """
    if (content := written_out(text, cwd)) is not None:
        return content
    plans, folded = case.plans.values(), fold(text)
    named = [plan for plan in plans if folded in map(fold, (plan.id, *plan.aliases))]
    named = named or [plan for plan in plans if folded == fold(plan.title)]
    if len(named) > 1:
        raise GitProblem(
            f"`{text}` is the title of {len(named)} plans",
            suggestions=tuple(plan.id for plan in named),
            code="ambiguous-name",
        )
    for plan in named:
        return Content(Kind.PLAN, plan.place.file if plan.place else plan.id, plan=plan)
    raise GitProblem(
        f"there is no file `{text}`, and no plan of the case is called so",
        "`redlines list plans` names the plans; a file of a commit is written REF:path",
        suggestions=meant(text, ((plan.id, (plan.title, *plan.aliases)) for plan in plans)),
        code="unknown-plan",
    )


def written_out(text: str, cwd: Path) -> Content | None:
    """What an existing path or `REF:path` means; None for what only a case could name.

    Raises GitProblem.
    """
    if os.path.exists(cwd / text):
        return _on_disk(text, cwd)
    if _NO_REVISION.match(text):
        raise GitProblem(
            f"there is no file `{text}`", "a text is a file on this machine or in a commit"
        )
    ref, colon, path = text.partition(":")
    if colon:
        repository = Repository.around(cwd)
        commit = repository.commit(ref)
        inside = _inside(path, repository.prefix)
        content = in_commit(repository, commit, inside, f"{ref}:")
        if content is None:
            known = repository.prefix and not path.startswith("./")
            root = "a path begins at the root of the repository, or with ./ at this folder"
            raise GitProblem(f"`{inside}` is not in `{ref}`", *([root] if known else []))
        return content
    return None


def parted(repository: Repository, ref: str) -> tuple[str, str]:
    """The commit where a ref and HEAD parted, and how it is told; raises GitProblem."""
    tip = repository.commit(ref)
    base = repository.merge_base(ref, tip)
    if base == tip == repository.commit("HEAD"):
        return base, f"commit {base[:7]} of {ref}"
    return base, f"merge-base {base[:7]} of {ref} and HEAD"


def against(ref: str, path: str, cwd: Path) -> Content:
    """What a file was in the merge-base of a ref and HEAD, where the branch began.

    The repository is the one that the file lies in. Raises GitProblem.
    """
    file = Path(os.path.realpath(cwd / path))
    if not file.parent.is_dir():
        raise GitProblem(f"there is no file `{path}`")
    repository = Repository.around(file.parent)
    commit, note = parted(repository, ref)
    inside = repository.prefix + file.name
    content = in_commit(repository, commit, inside, f"{commit[:7]}:", note)
    if content is None:
        alone = f"`redlines check {path}` judges a plan alone"
        is_plan = isinstance(now := load_file("plan", file, path), InputFile) and (
            kind_of(now) is Kind.PLAN
        )
        raise GitProblem(
            f"`{path}` is new on this branch: it is not in the {note}",
            *([alone] if is_plan else []),
            "a file that had another name is compared with REF:path",
        )
    return content


def plan_in(content: Content, case: Case) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan that a text holds, None where a problem is an error, and all problems."""
    if content.plan is not None:
        return content.plan, ()
    return read_plan(content.text, content.path, case, past=content.commit is not None)


def positions_in(content: Content) -> Reading:
    """The case that positions and the sources beside them make, without plans."""
    own: list[Loaded] = [("case", content.file)] if content.file else []
    return understood([*own, *content.beside])


def _on_disk(text: str, cwd: Path) -> Content:
    """The content of an existing path; of a folder, that of the case in it."""
    path = case_file(cwd / text)
    if path != cwd / text and not os.path.lexists(path):
        raise GitProblem(
            f"there is no case in the folder `{text}`",
            "a folder stands for the case in it; name a file of another",
        )
    shown = (Path(text) / path.relative_to(cwd / text)).as_posix()
    home = None if path == cwd / text else home_of(path)
    file = had(load_file("plan", path, shown, home=home), shown)
    kind = _kind(file)
    if kind is Kind.PLAN:
        return Content(kind, shown, file)
    beside = load_beside(path, file, prefix=shown.removesuffix(path.name))
    return Content(kind, shown, replace(file, role="case"), beside=beside)


def in_commit(
    repository: Repository, commit: str, inside: str, shown: str, note: str | None = None
) -> Content | None:
    """The content of a path of a commit, which is `shown` before it; None where it has none."""
    data = repository.file(commit, inside)
    if data is None:
        return None

    file = had(decoded("plan", Path(inside), shown + inside, data, commit), shown + inside)
    kind = _kind(file)
    if kind is Kind.PLAN:
        return Content(kind, file.path, file, note=note)
    beside: list[Loaded] = []
    home = posixpath.dirname(inside)
    named = [posixpath.normpath(posixpath.join(home, name)) for name in named_parts(file.text)]
    around = repository.files(commit, posixpath.join(home, PARTS))
    found = (part for part in around if is_read(posixpath.basename(part), "positions"))
    for part in dict.fromkeys((*(name for name in named if name[:1] not in "./"), *found)):
        own = repository.file(commit, part)
        if own is not None:
            statements = decoded("positions", Path(part), shown + part, own, commit)
            beside.append(("positions", statements))
    sources = posixpath.join(home, "sources.yaml")
    if (listed := repository.file(commit, sources)) is not None:
        bibliography = decoded("sources", Path(sources), shown + sources, listed, commit)
        beside.append(("sources", bibliography))
    return Content(kind, file.path, replace(file, role="case"), beside=tuple(beside), note=note)


def _inside(path: str, prefix: str) -> str:
    """A path as the commit has it, from the root of the repository."""
    if path.startswith(("./", "../")):
        path = posixpath.normpath(prefix + path)
    if not path or path == ".." or path.startswith("../"):
        raise GitProblem(
            f"`{path}` is no path in the repository", "write REF:path/of/the/file.yaml"
        )
    return path


def had(file: InputFile | Problem, shown: str) -> InputFile:
    """A file, where it can be had."""
    if isinstance(file, InputFile):
        return file
    reasons = {
        "not-utf8": "is not UTF-8 text",
        "link-outside": "is a link that leaves its folder, so it was not read",
        "too-large": f"is larger than {file.args.get('limit')}",
    }
    reason = reasons.get(file.code, f"cannot be read: {file.args.get('reason')}")
    raise GitProblem(f"`{shown}` {reason}")


def _kind(file: InputFile) -> Kind:
    """What a file holds that can be compared or judged; raises GitProblem for any other."""
    if (kind := kind_of(file)) in (Kind.PLAN, Kind.POSITIONS):
        return kind
    if kind is Kind.PART:
        raise GitProblem(
            f"`{file.path}` holds statements of a case and is none by itself",
            "name the case file beside its folder: what lies in positions/ is read with it",
        )
    raise GitProblem(
        f"`{file.path}` is neither a plan nor a case",
        "a plan has the key `plan`, a case the keys `issues` and `positions`",
    )
