"""Files of commits, by asking git: nothing is checked out, fetched or changed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from redlines.reading.notes import near
from redlines.reading.yaml_marks import MAX_BYTES

SECONDS = 30
# A folder of the clone must not decide how git speaks, and git must neither write nor wait.
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_ABBREVIATED = re.compile(r"[0-9a-f]{7,63}")
_NAME = re.compile(r"\w[\w./+-]*")
_VERSION = re.compile(r"v\d[\w.+-]*")


class GitProblem(Exception):  # noqa: N818 - it tells what stands in the way, not what broke
    """Why a text cannot be had: a sentence, lines that help, and near names."""

    def __init__(self, message: str, *help_: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_
        self.suggestions = suggestions


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository as seen from a folder in it; `prefix` leads from its root to the folder."""

    folder: Path
    prefix: str

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that a folder lies in; raises GitProblem where there is none."""
        done = _run(folder, "rev-parse", "--show-prefix")
        if done.returncode == 0:
            return cls(folder, os.fsdecode(done.stdout).removesuffix("\n"))
        if b"not a git repository" in done.stderr:
            raise GitProblem(
                "the folder is in no git repository, so there is no commit to read from",
                "run it inside the repository, or name an existing file",
            )
        reason = os.fsdecode(done.stderr).partition("\n")[0].removeprefix("fatal: ")
        raise GitProblem(f"git cannot read the repository: {reason}")

    def commit(self, ref: str) -> str:
        """The full name of the commit that a ref means; raises GitProblem where it means none."""
        if not ref or ref.startswith("-"):
            raise GitProblem(
                f"`{ref}` cannot be the name of a commit",
                "write a branch, a tag or a commit, as in main:data/positions.yaml",
            )
        found = self._commit(ref)
        if found is None:
            raise self._missing(ref)
        return found

    def merge_base(self, ref: str, commit: str) -> str:
        """The commit where a ref and HEAD parted; raises GitProblem where it is not to be had."""
        found = self._ask("merge-base", commit, self.commit("HEAD"))
        if found is not None:
            return found
        if self._shallow():
            raise GitProblem(
                f"the merge-base of `{ref}` and HEAD is not in this shallow clone",
                _run_line(f"git fetch --unshallow {self._remote(ref)}"),
            )
        raise GitProblem(f"`{ref}` and HEAD have no commit in common")

    def file(self, commit: str, path: str) -> bytes | None:
        """The content of a file in a commit, None where there is none of that path.

        Raises GitProblem for what is no file, is too large or was left out of the clone.
        """
        name = f"{commit}:{path}"
        blob = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if blob is None:
            return None
        kind = self._ask("cat-file", "-t", blob)
        if kind is None:
            raise GitProblem(
                f"`{path}` of {commit[:7]} is not in this partial clone",
                f"`git cat-file blob {blob}` fetches it",
            )
        if kind != "blob":
            raise GitProblem(f"`{path}` is not a file in {commit[:7]}", "name a file in it")
        size = self._ask("cat-file", "-s", blob)
        if size is None or int(size) > MAX_BYTES:
            raise GitProblem(f"`{path}` of {commit[:7]} is larger than {MAX_BYTES:,} bytes")
        done = _run(self.folder, "cat-file", "blob", blob)
        if done.returncode:
            raise GitProblem(f"git cannot read `{path}` of {commit[:7]}")
        return done.stdout

    def _commit(self, ref: str) -> str | None:
        if ref.count("{") != ref.count("}"):
            return None  # an open brace would swallow what is put behind it
        found = self._ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        )
        return found if found and _COMMIT.fullmatch(found) else None

    def _ask(self, *words: str) -> str | None:
        """The line that git answers, or None where it says no."""
        done = _run(self.folder, *words)
        return os.fsdecode(done.stdout).strip() if done.returncode == 0 else None

    def _shallow(self) -> bool:
        return self._ask("rev-parse", "--is-shallow-repository") == "true"

    def _refs(self, *kinds: str) -> tuple[str, ...]:
        """The names of the refs of some kinds."""
        return tuple((self._ask("rev-parse", "--symbolic", *kinds) or "").split())

    def _remote(self, ref: str) -> str:
        """The remote that a ref begins with, else `origin`."""
        first, slash, _ = ref.partition("/")
        known = {"origin", *(name.partition("/")[0] for name in self._refs("--remotes"))}
        return first if slash and first in known else "origin"

    def _missing(self, ref: str) -> GitProblem:
        """What to say of a ref that means no commit here."""
        known = self._refs("--branches", "--tags", "--remotes")
        close = (f"origin/{ref}",) if f"origin/{ref}" in known else near(ref, known)
        shallow = self._shallow()
        line = None
        if shallow or self._refs("--remotes"):
            line = self._fetch_line(ref, "--unshallow " if shallow else "")
        if ref == "HEAD":
            return GitProblem("the repository has no commit yet")
        where = " in this shallow clone" if shallow else ""
        help_ = [_run_line(line)] if line else []
        return GitProblem(f"no commit is called `{ref}`{where}", *help_, suggestions=close)

    def _fetch_line(self, ref: str, deepen: str) -> str | None:
        """The command that brings a missing commit, where the ref says enough to know it."""
        remote = self._remote(ref)
        name = re.split(r"[~^]|@\{", ref, maxsplit=1)[0].removeprefix(f"{remote}/")
        if not _NAME.fullmatch(name):
            return None
        fetch = f"git fetch {deepen}{shlex.quote(remote)}"
        if (name != ref and self._commit(name)) or (
            _ABBREVIATED.fullmatch(name) and not _COMMIT.fullmatch(name)
        ):
            # What is asked for lies further back than the clone reaches.
            return fetch if deepen else None
        if _COMMIT.fullmatch(name):
            return f"{fetch} {name}"
        if _VERSION.fullmatch(name):
            return f"{fetch} tag {name}"
        return f"{fetch} {shlex.quote(f'+refs/heads/{name}:refs/remotes/{remote}/{name}')}"


def _run_line(command: str) -> str:
    return f"run `{command}` first"


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """What git answers in a folder; raises GitProblem where it does not run."""
    try:
        return subprocess.run(  # noqa: S603 - a list of words, never a shell
            ["git", *words],  # noqa: S607 - git is where the user's PATH has it
            cwd=folder,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GitProblem(f"git did not answer within {SECONDS} seconds") from error
    except FileNotFoundError as error:
        raise GitProblem(
            "git is not installed, and only git can read from a commit",
            "install git, or name existing files",
        ) from error
    except OSError as error:
        raise GitProblem(f"git cannot be run: {error.strerror}") from error
