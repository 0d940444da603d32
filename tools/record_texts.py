"""Every text that the commands write for people, recorded to compare two states of the code.

`python -m tools.record_texts DIR` writes the texts into a new folder: what a list of command lines
prints on the bundled case, on the case of `init --example`, on broken files and on a case whose
every field is hostile, each at several widths, plain, coloured and in ASCII, as Markdown and in the
formats for programs. `python -m tools.record_texts OLD NEW` says where two such folders differ.
With `--only WORDS` both look at the commands alone that hold one of some words.

A change that only moves code shall change none of them. Everything runs through the command line,
which is what stays the same: only the hostile case, which no file may hold, is put in the place of
one that was read.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

import redlines
from redlines.case import Case
from redlines.cli.main import main
from redlines.reading import revisions
from redlines.reading.build import Reading
from redlines.reading.files import InputFile

ROOT = Path(__file__).parent.parent
WIDTHS = ("40", "60", "80", "120", "")
LOOKS = {"plain": (), "color": ("--color", "always"), "ascii": ("--ascii",)}
# The formats beside the table, by command.
FORMATS = {
    "gap": ("markdown", "json", "csv"),
    "check": ("markdown", "json", "csv", "github", "junit"),
    "diff": ("markdown", "json", "csv", "github", "junit"),
    "show": ("markdown", "json"),
    "list": ("markdown", "json", "csv"),
    "validate": ("markdown", "json"),
    "rules": ("json",),
}
KINDS = ("parties", "issues", "statements", "sources", "plans")
_SHOWN = 20

Command = tuple[str, ...]


# What is run


def bundled(folder: Path) -> Iterator[Command]:
    """Commands on a copy of the bundled case, and on one with changed positions."""
    shutil.copytree(ROOT / "data", folder / "bundled")
    _moved(folder / "bundled", folder / "moved")
    _ignores(folder / "ignores.yaml")
    case = ("--case", "bundled")
    own = _valid(folder / "bundled")
    every = tuple(own.parties)
    for asked in (
        ("russia", "ukraine"),
        ("russia", "ukraine", "europe"),
        ("russia", "ukraine", "united_states", "europe"),
        ("poland", "germany"),
        every,
        ("russia", "ukraine", "--sort", "verdict"),
        ("russia", "ukraine", "europe", "--sort", "verdict"),
        (*every, "--sort", "verdict"),
        ("russia", "ukraine", "--issue", "territory"),
        ("russia", "ukraine", "nato", "--issue", "territory.donetsk", "--issue", "nato"),
        ("russia", "ukraine", "--issue", "troop_cap", "--issue", "accountability"),
        ("russia", "ukraine", "--binding", "law"),
        ("russia", "ukraine", "europe", "--binding", "document"),
        ("russia", "ukraine", "--as-of", "2022-04-01"),
        ("russia", "ukraine", "--as-of", "2026-06-01"),
        ("russia", "ukraine", "--level", "error"),
        ("russia", "ukraine", "--ignore", "ignores.yaml"),
    ):
        yield ("gap", *asked, *case)
    plans = tuple(own.plans)
    for plan in plans:
        yield ("check", plan, *case)
    for asked in (
        ("--party", "ukraine"),
        ("--party", "russia", "--party", "ukraine", "--issue", "territory"),
        ("--level", "error"),
        ("--level", "warn", "--party", "europe"),
        ("--binding", "law"),
        ("--as-of", "2025-06-01"),
        ("--ignore", "ignores.yaml"),
        ("--issue", "nato", "--issue", "sanctions"),
    ):
        yield ("check", "us-28", *asked, *case)
    yield ("check", "zelensky-20", "--party", "russia", *case)
    for compared in (
        ("us-28", "e3-counter"),
        ("us-28", "geneva-19"),
        ("us-28", "zelensky-20"),
        ("e3-counter", "zelensky-20"),
        ("istanbul-2022-03", "istanbul-2022-04"),
        ("russia-memorandum-2025-06", "ukraine-memorandum-2025-06"),
        ("witkoff-april-2025", "london-april-2025"),
        ("us-28", "us-28"),
        ("geneva-19", "us-28"),
        ("european-24", "package-december"),
        ("us-28", "zelensky-20", "--party", "ukraine"),
        ("us-28", "zelensky-20", "--party", "russia", "--issue", "territory"),
        ("us-28", "e3-counter", "--level", "error"),
        ("us-28", "e3-counter", "--level", "warn", "--binding", "law"),
        ("us-28", "e3-counter", "--ignore", "ignores.yaml"),
        ("bundled/positions.yaml", "moved/positions.yaml"),
        ("moved/positions.yaml", "bundled/positions.yaml"),
        ("bundled/positions.yaml", "moved/positions.yaml", "--party", "ukraine"),
        ("bundled/positions.yaml", "moved/positions.yaml", "--level", "error"),
        ("bundled/positions.yaml", "bundled/positions.yaml"),
    ):
        yield ("diff", *compared, *case)
    for name in (*every, *list(own.headings)[:30], "territory.donetsk", *plans):
        yield ("show", name, *case)
    for nouns in (own.statements, own.sources):
        for name in list(nouns)[::25]:
            yield ("show", name, *case)
    yield ("show", "territory", "--as-of", "2022-04-01", *case)
    yield ("show", "russia", "--as-of", "2025-01-01", *case)
    for kind in KINDS:
        yield ("list", kind, *case)
    yield ("list", "statements", "--as-of", "2022-04-01", *case)
    yield ("validate", "bundled")
    yield ("validate", "bundled", "--level", "error")
    yield ("rules",)
    yield ("rules", "gap-insurmountable")


def example(folder: Path) -> Iterator[Command]:
    """Commands on the case of `init --example`."""
    _printed(("init", str(folder / "example"), "--example"))
    case = ("--case", "example")
    own = _valid(folder / "example")
    yield ("gap", *own.parties, *case)
    yield ("gap", *list(own.parties)[:2], "--sort", "verdict", *case)
    for plan in own.plans:
        yield ("check", plan, *case)
        yield ("diff", next(iter(own.plans)), plan, *case)
    for nouns in (own.parties, own.headings, own.statements, own.sources, own.plans):
        for name in list(nouns)[:3]:
            yield ("show", name, *case)
    for kind in KINDS:
        yield ("list", kind, *case)
    yield ("validate", "example")


def broken(folder: Path) -> Iterator[Command]:
    """Commands on files with one mistake each, and on all of them at once."""
    shutil.copytree(ROOT / "tests" / "faults", folder / "faults")
    found = sorted((folder / "faults").iterdir())
    paths = [path.relative_to(folder).as_posix() for path in found]
    for path in paths:
        yield ("validate", path)
    yield ("validate", *paths, "--strict")
    for path in paths[::12]:
        yield ("gap", "a", "b", "--case", path)


def hostile(folder: Path) -> Iterator[Command]:
    """Commands on the case whose every field is hostile."""
    case = _hostile_case()[0]
    for name in ("before", "after"):
        (folder / f"{name}.yaml").write_text("redlines: 1\nissues: {}\n", encoding="utf-8")
    at = ("--case", "before.yaml")
    yield ("gap", *case.parties, *at)
    yield ("gap", *list(case.parties)[:2], "--sort", "verdict", *at)
    yield ("check", "draft", *at)
    for base, revision in (("draft", "summer"), ("summer", "draft"), ("draft", "draft")):
        yield ("diff", base, revision, *at)
    yield ("diff", "before.yaml", "after.yaml", *at)
    for prefix, nouns in (
        ("party:", case.parties),
        ("issue:", case.headings),
        ("issue:", case.issues),
        ("statement:", case.statements),
        ("source:", case.sources),
    ):
        for name in nouns:
            yield ("show", f"{prefix}{name}", *at)
    yield ("show", "plan:draft", *at)
    yield ("show", "plan:summer", *at)
    for kind in KINDS:
        yield ("list", kind, *at)


def _moved(bundled_case: Path, target: Path) -> None:
    """A copy of the bundled positions with some red lines changed, and sources taken away."""
    shutil.copytree(bundled_case, target)
    path = target / "positions.yaml"
    text = path.read_text(encoding="utf-8")
    for pattern, other, step in (
        (r"at_least: (\w+)", r"at_most: \1", 4),
        (r"sources: \[(\w+), [^\]]*\]", r"sources: [\1]", 5),
        (r"- id: (\w+-\w+)", r"- id: \1-again", 30),
        (r"refuses: \{(\w+): \w+\}", r"refuses: {\1: any}", 7),
    ):
        for found in reversed(list(re.finditer(pattern, text))[::step]):
            text = text[: found.start()] + found.expand(other) + text[found.end() :]
    path.write_text(text, encoding="utf-8")


def _ignores(path: Path) -> None:
    """Accepted findings: some that occur, one that does not, and one that has ended."""
    drafts = "  - {{id: {}, plan: {}, party: {}, issue: {}, reason: It was agreed.{}}}\n"
    path.write_text(
        "redlines: 1\nignore:\n"
        + drafts.format("check-crosses", "us-28", "ukraine", "territory", "")
        + drafts.format("diff-demand-lost", "e3-counter", "russia", "territory", "")
        + drafts.format("diff-no-longer-crosses", "e3-counter", "ukraine", "territory", "")
        + drafts.format("check-crosses", "us-28", "finland", "territory", "")
        + drafts.format("check-meets", "us-28", "russia", "territory", ", until: 2020-01-01")
        + "  - {id: gap-insurmountable, issue: nato_membership, parties: [russia, ukraine], "
        + "reason: It is known.}\n",
        encoding="utf-8",
    )


def _hostile_case() -> tuple[Case, Case]:
    """The hostile case with its drafts under plain aliases, and the same with changed red lines."""
    from lake_plans import hostile_drafts, moved  # type: ignore[import-not-found]

    case, draft, summer = hostile_drafts()
    plans = {
        own.id: replace(own, aliases=(name,))
        for name, own in (("draft", draft), ("summer", summer))
    }
    case = replace(case, plans=plans)
    return case, moved(case)


def _valid(folder: Path) -> Case:
    """The case in a folder."""
    case = redlines.read_case(folder / "positions.yaml").case
    if case is None:
        raise ValueError(f"the case in {folder.name} is not valid")
    return case


# How it is run


def _cached(read: Callable[..., Reading]) -> Callable[..., Reading]:
    """The same reading for the same question: most of the time would go there."""
    known: dict[str, Reading] = {}

    def cached(path: Path, **asked: object) -> Reading:
        key = f"{os.path.realpath(path)} {sorted(asked.items())}"
        return known.get(key) or known.setdefault(key, read(path, **asked))

    return cached


@contextlib.contextmanager
def _hostile_reading(folder: Path) -> Iterator[None]:
    """Reading gives the hostile case, and for `after.yaml` the one with changed red lines."""
    case, changed = _hostile_case()
    places = [own.place.file for own in case.plans.values() if own.place]
    names = ("before.yaml", *dict.fromkeys(places))
    files = tuple(InputFile("case", name, folder / "before.yaml", "0" * 64, "") for name in names)

    def read(*_: object, **__: object) -> Reading:
        return Reading(case, (), files)

    def positions(content: revisions.Content) -> Reading:
        return Reading(changed if content.path == "after.yaml" else case, (), files)

    with (
        mock.patch.object(redlines, "read_case", read, create=True),
        mock.patch.object(revisions, "positions_in", positions),
    ):
        yield


def _printed(args: Sequence[str]) -> str:
    """What a command line writes to stdout, then its exit code and what it tells on stderr."""
    written, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(written, "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(args)
    out.flush()
    return f"{written.getvalue().decode('utf-8')}{err.getvalue()}--- {code}\n"


def _texts(command: Command) -> Iterator[tuple[str, str]]:
    """The texts of a command by the name of the format and how it is set."""
    for width in WIDTHS:
        for look, options in LOOKS.items():
            wide = ("--width", width) if width else ()
            yield f"{width or 'piped'}-{look}", _printed((*command, "-q", *wide, *options))
    for form in FORMATS[command[0]]:
        yield form, _printed((*command, "-q", "-f", form))


def record(target: Path, only: re.Pattern[str], progress: Callable[[str], None]) -> None:
    """Writes the texts into a new folder, a folder for each command."""
    target.mkdir(parents=True)
    target = target.resolve()
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        folder = Path(name)
        with mock.patch.object(redlines, "read_case", _cached(redlines.read_case), create=True):
            commands = (*bundled(folder), *example(folder), *broken(folder))
            _write(target, commands, only, progress)
        with _hostile_reading(folder):
            _write(target / "hostile", hostile(folder), only, progress)


def _write(
    target: Path,
    commands: Iterable[Command],
    only: re.Pattern[str],
    progress: Callable[[str], None],
) -> None:
    for at, command in enumerate(commands, 1):
        words = re.sub(r"[^\w.=-]+", "-", " ".join(command), flags=re.ASCII)
        folder = target / f"{at:03} {words[:90]}"
        if not only.search(folder.name):
            continue
        folder.mkdir(parents=True)
        for name, text in _texts(command):
            (folder / name).write_text(text, encoding="utf-8", newline="")
        progress(folder.name)


def differences(old: Path, new: Path, only: re.Pattern[str]) -> Iterator[str]:
    """Each text that two folders do not share, with its first different lines."""
    before, after = (
        {
            path.relative_to(top): path
            for path in sorted(top.rglob("*"))
            if path.is_file() and only.search(path.parent.name)
        }
        for top in (old, new)
    )
    for name in sorted({*before, *after}):
        was, now = (
            own[name].read_bytes().decode().split("\n") if name in own else []
            for own in (before, after)
        )
        if was != now:
            lines = difflib.unified_diff(was, now, f"{name}", lineterm="", n=0)
            yield "\n".join(repr(line)[1:-1] for line, _ in zip(lines, range(_SHOWN), strict=False))


def run() -> int:
    """The command line of this script: one folder is written, two are compared."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="the folder to write, or the old one")
    parser.add_argument("other", type=Path, nargs="?", help="the new folder, to compare")
    parser.add_argument("--only", nargs="+", default=[""], metavar="WORD", help="some commands")
    asked = parser.parse_args()
    only = re.compile("|".join(map(re.escape, asked.only)))
    if asked.other is None:
        sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "view")]
        for name in ("REDLINES_CASE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
            os.environ.pop(name, None)
        record(asked.folder, only, print)
        return 0
    found = list(differences(asked.folder, asked.other, only))
    print("\n\n".join([*found, f"{len(found)} texts differ"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(run())
