"""`redlines diff --against REF`: every file of the case that differs from what it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redlines.cli import options
from redlines.cli.asked import Asked, asked_of
from redlines.cli.assuming import as_typed
from redlines.cli.comparing import Comparison, comparison, json_side
from redlines.cli.delivery import Delivery, Printed, Printout
from redlines.cli.judging import Found, Gate, asked_options, found_of, gate_of, ignore_file
from redlines.cli.opened import frame, open_case, tell_files, unread_near
from redlines.cli.reports import printout
from redlines.cli.sides import Side, past_of, positions_of, refuse_unread, side

if TYPE_CHECKING:
    from redlines import Case, InputFile, Plan, PlanChange
    from redlines.reading.past import Past
    from redlines.view.document import Document
    from redlines.view.json_files import ComparedFile


# The roles of what positions need besides their own file.
_BESIDE = ("positions", "sources")


@dataclass(frozen=True)
class Alone:
    """A plan that one side only has, and what is found of that."""

    sides: tuple[Side | None, Side | None]
    change: PlanChange
    found: Found

    def document(self) -> Document:
        """What became of it, for people."""
        from redlines.view.files_document import plan_change_document

        return plan_change_document(self.change, self.found.listed, self.found.note)


@dataclass(frozen=True)
class Comparing:
    """By what all files are compared: the case as it is and its files, and how it is asked."""

    case: Case
    files: tuple[InputFile, ...]
    asked: Asked
    stale_after: int
    gate: Gate
    ignores: InputFile | None

    def compare(self, sides: tuple[Side, Side], *, before: Case | None = None) -> Comparison:
        """What changed between two sides."""
        return comparison(
            sides,
            self.case,
            self.asked,
            self.stale_after,
            self.gate,
            self.ignores,
            before=before,
        )


def files_printout(
    against: str,
    to: Delivery[Printed],
    asking: options.Asking,
    party: Sequence[str] | None,
    stale_after: int,
    gating: options.Gating,
) -> Printout[Printed]:
    """What to print of all files of the case against the merge-base of a ref."""
    from redlines import Scope

    gate = gate_of(to, gating)
    case, files = open_case(asking.case, to, own=True)
    home = next(file for file in files if file.role == "case")
    past = past_of(against, home.location)
    refuse_unread(past, unread_near(home.location, asking.case))
    asked, stale = asked_of(case, asking, party), options.stale_after_of(stale_after)
    by = Comparing(case, files, asked, stale, gate, ignore_file(gating.ignore, files))
    differing = list(_differing(past, by))
    found = Found(
        # Each has been marked by the entries that are about it.
        lambda: tuple(own for _, each in differing for own in each.found.findings),
        Scope("diff", asked.parties, asked.assumption.day, whole=asked.whole),
        gate,
        by.ignores,
        (),
    )
    bases = [own for _, each in differing for own in each.sides if own and own.file.commit]
    ignored = (by.ignores,) if by.ignores else ()
    read = tuple(dict.fromkeys((*files, *(own for base in bases for own in base.read), *ignored)))
    if to.verbose:
        tell_files(read, besides=files)
    tellers = (each.teller for _, each in differing if isinstance(each, Comparison))
    teller = next(tellers, case)  # positions stand before the plans

    def document() -> Document:
        from redlines.view.files_document import files_document

        told = [(file, each.document()) for file, each in differing]
        return files_document(told, [past.note])

    def json() -> str:
        from redlines.view.json_files import FilesOptions, files_json

        put = asked_options(found, asked)
        return files_json(
            [_compared(file, each) for file, each in differing],
            teller,
            FilesOptions(put, stale, against),
            frame(read, found.code),
        )

    return printout(
        found,
        teller,
        read,
        run=f"redlines diff{as_typed(asking)}",
        document=document,
        comment=True,
        json=json,
    )


def _compared(file: str, each: Comparison | Alone) -> ComparedFile:
    """A file as JSON tells it."""
    from redlines.view.json_files import ComparedFile

    found = each.found
    if isinstance(each, Comparison):
        return ComparedFile(file, each.told, each.report, found.findings, found.listed)
    base, revision = (json_side(own) if own else None for own in each.sides)
    return ComparedFile(file, (base, revision), None, found.findings, found.listed)


def _differing(past: Past, by: Comparing) -> Iterator[tuple[str, Comparison | Alone]]:
    """The files that differ by their names, the positions with their sources before the plans."""
    from redlines.reading.past import paired, plan_names

    now = {own.path: own for own in by.files}
    if positions := _positions(past, by):
        yield positions
    same = {
        name for name, file in past.plans.items() if name in now and now[name].sha256 == file.sha256
    }
    before = {name: file for name, file in past.plans.items() if name not in same}
    after = {
        plan.place.file: plan
        for plan in by.case.plans.values()
        if plan.place and plan.place.file not in same
    }
    pairs = paired(
        {name: plan_names(file)[0] for name, file in before.items()},
        {name: plan.id for name, plan in after.items()},
    )
    for old, new in sorted(pairs, key=lambda names: names[1] or names[0] or ""):
        base = _base(before[old], past.note) if old else None
        revision = _revision(after[new], now[new]) if new else None
        if base and revision:
            yield new or "", by.compare((base, revision))
        else:
            yield new or old or "", _alone(base, revision, by)


def _positions(past: Past, by: Comparing) -> tuple[str, Comparison] | None:
    """The positions with their sources, where they differ."""
    from redlines.reading.kinds import Kind
    from redlines.reading.revisions import Content

    own = next(file for file in by.files if file.role == "case")
    beside = tuple((file.role, file) for file in by.files if file.role in _BESIDE)
    base = side(past.positions, (), "base")
    revision = side(Content(Kind.POSITIONS, own.path, own, beside=beside), (), "revision")
    if [file.sha256 for file in base.read] == [file.sha256 for file in revision.read]:
        return None
    return own.path, by.compare((base, revision), before=positions_of(base))


def _base(file: InputFile, note: str) -> Side:
    """A plan of the past."""
    from redlines.reading.kinds import Kind
    from redlines.reading.revisions import Content

    return side(Content(Kind.PLAN, file.path, file, note=note), (), "base")


def _revision(plan: Plan, file: InputFile) -> Side:
    """A plan of the case as it is."""
    from redlines.reading.kinds import Kind
    from redlines.reading.revisions import Content

    return side(Content(Kind.PLAN, file.path, plan=plan), (file,), "revision")


def _alone(base: Side | None, revision: Side | None, by: Comparing) -> Alone:
    """A plan that is gone or new."""
    from redlines import PlanChange, PlanChangeKind, Scope, findings_of
    from redlines.reading.past import plan_names

    own = revision or base
    assert own  # noqa: S101 - of a pair one is there
    id_, title = plan_names(own.file)
    kind = PlanChangeKind.ADDED if revision else PlanChangeKind.REMOVED
    change = PlanChange(kind, id_ or title, title, own.file.path)
    day = by.asked.assumption.day or by.case.as_of
    found = found_of(
        lambda: findings_of(change, by.case),
        Scope("plan", by.asked.parties, day, change.plan),
        by.gate,
        by.ignores,
    )
    return Alone((base, revision), change, found)
