"""Two codings of the same rows, read from their files and made comparable.

The folder holds `sample.csv` (row, drawn), and for each coding a case file, `first.yaml`, and
the rows it does not code, `first_not_coded.csv` (row, reason, sentence).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from redlines import Basis, Case, Condition, Outcomes, Region, Statement, Verb
from redlines.problems import Level
from redlines.reading.build import understood
from redlines.reading.files import load_file
from tools.draw_sample import ROW_OF
from tools.pages import ROOT

SOURCES = ROOT / "data" / "sources.yaml"

MARKS = ("disputed", "vague", "ultimatum", "conditional")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a claim is about, whatever its region and areas: a party, a verb, a heading."""

    party: str
    verb: Verb
    heading: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one row claims under a key: a region for each issue, and the marks that it carries.

    Where a row is split, the statements that share a key are taken together: regions of one issue
    are united, and a mark of any of them counts.
    """

    regions: dict[str, Region]
    marks: frozenset[str]

    @property
    def areas(self) -> frozenset[str]:
        """The issues, one for each area where the heading has areas."""
        return frozenset(self.regions)


@dataclass(frozen=True, slots=True)
class Row:
    """One row in one coding: coded as statements, or not coded for a reason."""

    id: str
    statements: tuple[Statement, ...] = ()
    claims: dict[Key, Claimed] | None = None
    reason: str = ""
    sentence: str = ""

    @property
    def coded(self) -> bool:
        """Whether any statement carries the row."""
        return bool(self.statements)

    @property
    def claimed(self) -> dict[Key, Claimed]:
        """The claims by what they are about; none where the row is not coded."""
        return self.claims or {}

    @property
    def reason_word(self) -> str:
        """The reason without the row that `same_act_as` names."""
        return self.reason.partition(" ")[0]

    @property
    def bases(self) -> frozenset[Basis | None]:
        """What the row rests on; several where its statements differ."""
        return frozenset(own.basis for own in self.statements)


@dataclass(frozen=True, slots=True)
class Codings:
    """Both codings of the rows of a sample, with how each row was drawn."""

    drawn: dict[str, str]
    first: dict[str, Row]
    second: dict[str, Row]
    cases: tuple[Case, Case]

    def pairs(self, draws: Iterable[str]) -> list[tuple[Row, Row]]:
        """What both say of the rows of some draws, in the order of the sample."""
        chosen = set(draws)
        return [
            (self.first[row], self.second[row])
            for row, draw in self.drawn.items()
            if draw in chosen
        ]

    def outcomes(self, issue: str) -> Outcomes:
        """The outcomes of an issue as its heading lists them, so that areas can be compared."""
        own = self.cases[0].issues[issue]
        return self.cases[0].headings[own.heading].outcomes or own.outcomes


def read_codings(folder: Path) -> Codings:
    """The codings in a folder.

    Raises ValueError where a file cannot be read, where a coding leaves out a row of the sample or
    both codes and lists it, or where the two files give an issue different outcomes.
    """
    drawn = {entry["row"]: entry["drawn"] for entry in _table(folder / "sample.csv")}
    codings, cases = [], []
    for name in ("first", "second"):
        case = _case(folder / f"{name}.yaml")
        listed = list(_table(folder / f"{name}_not_coded.csv"))
        codings.append(_rows(name, drawn, case, listed))
        cases.append(case)
    one, other = cases
    for id_, issue in one.issues.items():
        if id_ in other.issues and other.issues[id_].outcomes != issue.outcomes:
            raise ValueError(f"{id_} has different outcomes in the two codings")
    return Codings(drawn, codings[0], codings[1], (one, other))


def _table(path: Path) -> Iterable[dict[str, str]]:
    """The lines of a CSV file, comments aside."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def _case(path: Path) -> Case:
    """A case whose sources are those of the bundled one."""
    files = [("case", load_file("case", path, path.name))]
    files.append(("sources", load_file("sources", SOURCES, SOURCES.name)))
    reading = understood(files)
    if reading.case is None:
        faults = [p for p in reading.problems if p.level is Level.ERROR]
        told = "; ".join(f"{p.place.file}:{p.place.line} {p.code}" for p in faults)
        raise ValueError(f"{path.name} cannot be read: {told}")
    return reading.case


def _rows(
    name: str, drawn: Iterable[str], case: Case, listed: Sequence[dict[str, str]]
) -> dict[str, Row]:
    coded: dict[str, list[Statement]] = {}
    for id_, statement in case.statements.items():
        if match := ROW_OF.fullmatch(id_):
            coded.setdefault(match[1], []).append(statement)
    left = {entry["row"]: entry for entry in listed}
    found, faults = {}, []
    for id_ in drawn:
        if (id_ in coded) == (id_ in left):
            faults.append(f"{id_} is {'coded and listed' if id_ in coded else 'missing'}")
        elif id_ in coded:
            own = tuple(coded[id_])
            found[id_] = Row(id_, own, _claims(own, case))
        else:
            reason, sentence = left[id_]["reason"].strip(), left[id_]["sentence"] or ""
            found[id_] = Row(id_, reason=reason, sentence=sentence.strip())
    if faults:
        raise ValueError(f"{name} coding: {'; '.join(faults)}")
    return found


def _claims(statements: Iterable[Statement], case: Case) -> dict[Key, Claimed]:
    found: dict[Key, Claimed] = {}
    for statement in statements:
        for claim in statement.claims:
            key = Key(claim.party, claim.verb, case.issues[claim.issue].heading)
            before = found.get(key, Claimed({}, frozenset()))
            regions = dict(before.regions)
            known = regions.get(claim.issue)
            regions[claim.issue] = known | claim.region if known else claim.region
            marks = _marks(statement, claim.verb, claim.condition)
            found[key] = Claimed(regions, before.marks | marks)
    return dict(sorted(found.items()))


def _marks(statement: Statement, verb: Verb, condition: Condition | None) -> frozenset[str]:
    """The marks of one claim: an ultimatum is a form of refusal."""
    carried = (
        statement.disputed,
        statement.vague,
        statement.ultimatum and verb is Verb.REFUSES,
        condition is not None or statement.proviso is not None,
    )
    return frozenset(mark for mark, has in zip(MARKS, carried, strict=True) if has)
