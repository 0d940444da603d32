"""Files of commits, by asking git: nothing is checked out, fetched or changed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from redlines.reading.notes import near
from redlines.reading.yaml_marks import MAX_BYTES

SECONDS = 30
# A folder of the clone must not decide how git speaks, and git must neither write nor wait; a
# path is the name of a file and no pattern.
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_ABBREVIATED = re.compile(r"[0-9a-f]{7,63}")
_NAME = re.compile(r"\w[\w./+-]*")
_VERSION = re.compile(r"v\d[\w.+-]*")


class GitProblem(Exception):  # noqa: N818 - it tells what stands in the way, not what broke
    """Why a text cannot be had: a sentence, lines that help, near names, and a code."""

    def __init__(
        self,
        message: str,
        *help_: str,
        suggestions: tuple[str, ...] = (),
        code: str = "unusable-text",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_
        self.suggestions = suggestions
        self.code = code


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository as seen from a folder in it; `prefix` leads from its root to the folder.

    `environment` is that in which git is asked.
    """

    folder: Path
    prefix: str
    environment: Mapping[str, str]

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that a folder lies in; raises GitProblem where there is none."""
        environment = _environment(folder)
        done = _run(folder, environment, "rev-parse", "--show-prefix")
        if done.returncode == 0:
            return cls(folder, os.fsdecode(done.stdout).removesuffix("\n"), environment)
        if b"not a git repository" in done.stderr:
            raise GitProblem(
                "the folder is in no git repository, so there is no commit to read from",
                "run it inside the repository, or name an existing file",
            )
        # Where git names a remedy, as for a folder that another user owns, it stands below.
        reason, _, remedy = os.fsdecode(done.stderr).partition("\n")
        told = f"git cannot read the repository: {reason.removeprefix('fatal: ')}"
        raise GitProblem(told, *filter(None, [" ".join(remedy.split())]))

    def commit(self, ref: str) -> str:
        """The full name of the commit that a ref means; raises GitProblem where it means none."""
        if not ref or ref.startswith("-"):
            raise GitProblem(
                f"`{ref}` cannot be the name of a commit",
                "write a branch, a tag or a commit, as in main:data/positions.yaml",
            )
        if ".." in ref:
            raise GitProblem(
                f"`{ref}` is a range of commits, and one commit is asked for",
                "write one end of it; where it parted from HEAD is found by itself",
            )
        found = self._commit(ref)
        if found is None:
            raise self._missing(ref)
        return found

    def merge_base(self, ref: str, commit: str) -> str:
        """The commit where a ref and HEAD parted; raises GitProblem where it is not to be had."""
        done = self._run("merge-base", commit, self.commit("HEAD"))
        if done.returncode == 0:
            return os.fsdecode(done.stdout).strip()
        if self._shallow():
            raise GitProblem(
                f"the merge-base of `{ref}` and HEAD is not in this shallow clone",
                _run_line(f"git fetch --unshallow {self._remote(ref)}"),
            )
        if done.returncode == 1:
            raise GitProblem(f"`{ref}` and HEAD have no commit in common")
        raise GitProblem(f"git cannot find the merge-base of `{ref}` and HEAD: {_reason(done)}")

    def file(self, commit: str, path: str) -> bytes | None:
        """The content of a file in a commit, None where git says that it has none of that path.

        Raises GitProblem for what is no file, is too large or was left out of the clone.
        """
        name = f"{commit}:{path}"
        blob = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if blob is None:
            self._check_absence(commit, path)
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
        done = self._run("cat-file", "blob", blob)
        if done.returncode:
            raise GitProblem(f"git cannot read `{path}` of {commit[:7]}: {_reason(done)}")
        return done.stdout

    def files(self, commit: str, folder: str) -> tuple[str, ...]:
        """The paths of the files directly in a folder of a commit; none where there is no folder.

        Raises GitProblem where git cannot tell.
        """
        listed = self._run("ls-tree", "-z", "--full-tree", commit, "--", f"{folder}/")
        if listed.returncode:
            raise self._not_at_hand(commit, folder, listed)
        entries = (line.partition("\t") for line in os.fsdecode(listed.stdout).split("\0"))
        return tuple(path for what, _, path in entries if " blob " in what)

    def _check_absence(self, commit: str, path: str) -> None:
        """Raises GitProblem where git does not say that a commit has no file of a path."""
        listed = self._run("ls-tree", "-z", "--full-tree", commit, "--", path)
        if listed.returncode == 0 and not listed.stdout:
            return
        raise self._not_at_hand(commit, path, listed)

    @staticmethod
    def _not_at_hand(
        commit: str, path: str, listed: subprocess.CompletedProcess[bytes]
    ) -> GitProblem:
        """What to say where the list of files is not at hand, as in a treeless clone."""
        name = shlex.quote(f"{commit[:12]}:{path}")
        return GitProblem(
            f"git cannot tell whether {commit[:7]} has `{path}`: {_reason(listed)}",
            f"in a partial clone `git cat-file -p {name}` fetches what is not at hand",
        )

    def _commit(self, ref: str) -> str | None:
        if ref.count("{") != ref.count("}"):
            return None  # an open brace would swallow what is put behind it
        found = self._ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        )
        return found if found and _COMMIT.fullmatch(found) else None

    def _ask(self, *words: str) -> str | None:
        """The line that git answers, or None where it says no."""
        done = self._run(*words)
        return os.fsdecode(done.stdout).strip() if done.returncode == 0 else None

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return _run(self.folder, self.environment, *words)

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


def _environment(folder: Path) -> dict[str, str]:
    """The environment of this process without what would locate another repository.

    Git exports such variables to hooks and aliases; which they are, git knows.
    """
    environment = {**os.environ, **_ENVIRONMENT}
    done = _run(folder, environment, "rev-parse", "--local-env-vars")
    if done.returncode:
        raise GitProblem(f"git does not say what would locate another repository: {_reason(done)}")
    local = os.fsdecode(done.stdout).split()
    return {name: value for name, value in environment.items() if name not in local}


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git says last: warnings stand before it."""
    told = os.fsdecode(done.stderr).strip() or f"it ends with {done.returncode}"
    return told.splitlines()[-1].removeprefix("fatal: ")


def _run(
    folder: Path, environment: Mapping[str, str], *words: str
) -> subprocess.CompletedProcess[bytes]:
    """What git answers in a folder; raises GitProblem where it does not run."""
    try:
        return subprocess.run(  # noqa: S603 - a list of words, never a shell
            ["git", *words],  # noqa: S607 - git is where the user's PATH has it
            cwd=folder,
            env=environment,
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
