"""The issues of a case: their outcomes, their areas, and the references that name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from redlines.case import Case, Heading, Issue, fold
from redlines.reading.dates import DATE, DAY, MONTH, days_meant, months_meant
from redlines.reading.documents import (
    CaseDocument,
    IssueDocument,
    LevelDocument,
    QuantityDocument,
)
from redlines.reading.forms import numbers_meant
from redlines.reading.names import Names, is_id, title
from redlines.reading.notes import Notes, meant, says_nothing, shape
from redlines.reading.regions import Compiler
from redlines.reading.synonyms import shapes_meant, words_meant
from redlines.reading.yaml_marks import Path, Value
from redlines.region import (
    MAX_OUTCOMES,
    UNLIMITED,
    Calendar,
    DateStep,
    Grid,
    Number,
    Outcomes,
    Unit,
)

_REFERENCE = re.compile(r"([^\[\]]*?)\s*(?:\[([^\[\]]*)\])?")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference names: issues that share a heading, and the compiler of its regions."""

    compiler: Compiler
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Issues:
    """The headings and issues of a case; `compilers` work on the outcomes before areas cut them.

    `home` are the notes on the case's own file: what was left out there is no fault of the file
    that refers to it.
    """

    notes: Notes
    headings: dict[str, Heading] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    compilers: dict[str, Compiler] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    home: Notes | None = None

    @classmethod
    def read(cls, notes: Notes, document: CaseDocument) -> Issues:
        """All issues of a document, in its order; sections stand in the order of their issues."""
        self = cls(notes)
        names = Names(notes)
        for id_ in document.sections:
            names.identifier(id_, ("sections", id_))
            names.take(id_, (), ("sections", id_))
        self._check_sections(document)
        for id_, entry in document.issues.items():
            names.identifier(id_, ("issues", id_))
            names.take(id_, entry.aliases, ("issues", id_))
            self._section(document, entry.section, ("issues", id_, "section"))
            if outcomes := _outcomes(notes, id_, entry):
                self._add(id_, entry, outcomes)
            else:
                notes.broken.add(("issues", id_))
        return self

    @classmethod
    def of(cls, case: Case, notes: Notes, home: Notes | None) -> Issues:
        """The issues of a case for another file, whose references are noted there."""
        compilers = {
            id_: Compiler(id_, heading.outcomes or case.issues[heading.issues[0]].outcomes, notes)
            for id_, heading in case.headings.items()
            if heading.issues
        }
        return cls(notes, case.headings, case.issues, case.sections, compilers, home=home)

    def beside(self, notes: Notes) -> Issues:
        """The same issues for another file of the case, whose references are noted there."""
        compilers = {id_: replace(own, notes=notes) for id_, own in self.compilers.items()}
        return Issues(notes, self.headings, self.issues, self.sections, compilers, home=self.notes)

    def _section(self, document: CaseDocument, section: str | None, path: Path) -> None:
        if section in document.sections:
            self.sections.setdefault(section, document.sections[section])
        elif section and document.sections and not self.notes.left_out(("sections", section)):
            known = ", ".join(document.sections)
            others = meant(section, ((id_, (told,)) for id_, told in document.sections.items()))
            self.notes.note("unknown-section", path, near=others, name=section, known=known)

    def _check_sections(self, document: CaseDocument) -> None:
        """Note once that there are no sections, where issues name some."""
        used = {id_: own.section for id_, own in document.issues.items() if own.section}
        if used and not document.sections and not self.notes.left_out(("sections",)):
            first = next(iter(used))
            meant = ", ".join(f"{name}: {title(name)}" for name in dict.fromkeys(used.values()))
            self.notes.note(
                "unknown-section",
                ("issues", first, "section"),
                name=used[first],
                meant=f"{{{meant}}}",
                slip="no-sections",
            )

    def _add(self, id_: str, entry: IssueDocument, outcomes: Outcomes) -> None:
        compiler = Compiler(id_, outcomes, self.notes)
        name = entry.title or title(id_)
        issues = (
            {id_: Issue(id_, outcomes, id_, name)}
            if entry.over is None
            else _areas(compiler, entry.over, ("issues", id_, "over"))
        )
        cut = any(issue.outcomes is not outcomes for issue in issues.values())
        self.compilers[id_] = compiler
        self.issues.update(issues)
        self.headings[id_] = Heading(
            id=id_,
            title=name,
            section=entry.section,
            headline=entry.headline == "true",
            aliases=tuple(entry.aliases),
            question=entry.question,
            note=entry.note,
            issues=tuple(issues),
            place=self.notes.document.place(("issues", id_), key=True),
            outcomes=outcomes if cut else None,
        )

    def find(self, text: str, path: Path) -> Reference | None:
        """What `nato`, `territory.crimea` or `territory[donetsk, luhansk]` names; else noted."""
        if (known := self.references.get(text)) is not None:
            return known
        match = _REFERENCE.fullmatch(text)
        name, listed = match.groups() if match else (text, None)
        if listed is None and name in self.issues:
            issue = self.issues[name]
            found = Reference(self.compilers[issue.heading], (issue,))
        elif (heading := self.headings.get(name)) is None:
            if self._left_out(name.partition(".")[0]):
                return None
            names = [(h.id, (h.title, *h.aliases)) for h in self.headings.values()]
            others = meant(name, [*names, *((issue, ()) for issue in self.issues)])
            self.notes.note("unknown-issue", path, on_key=True, near=others, name=name)
            return None
        else:
            areas = [self.issues[id_] for id_ in heading.issues]
            chosen = areas if listed is None else self._listed(name, listed, areas, path)
            if not chosen:
                return None
            found = Reference(self.compilers[name], tuple(chosen))
        self.references[text] = found
        return found

    def _listed(self, name: str, listed: str, areas: list[Issue], path: Path) -> list[Issue]:
        """The areas in brackets; none of them where one is unknown."""
        by_area = {issue.area: issue for issue in areas}
        wanted = list(dict.fromkeys(area.strip() for area in listed.split(",")))
        judged = not self._left_out(name)
        for area in wanted:
            if judged and area not in by_area:
                others = meant(area, ((known, ()) for known in by_area if known))
                self.notes.note(
                    "unknown-area", path, on_key=True, near=others, name=area, issue=name
                )
        return [by_area[area] for area in wanted] if by_area.keys() >= set(wanted) else []

    def _left_out(self, name: str) -> bool:
        """Whether the case had an issue of a name, or its areas, that did not fit."""
        return (self.home or self.notes).left_out(("issues", name, "over"))


def _outcomes(notes: Notes, id_: str, entry: IssueDocument) -> Outcomes | None:
    """What an issue can end in, from the one kind that it names."""
    path: Path = ("issues", id_)
    kinds = {"scale": entry.scale, "options": entry.options, "quantity": entry.quantity}
    named = [kind for kind, value in kinds.items() if value is not None]
    if len(named) != 1:
        if not any(broken[:2] == path for broken in notes.broken):
            notes.note("outcomes-not-one-kind", path, on_key=True, found=", ".join(named))
        return None
    inside = (*path, named[0])
    if inside in notes.broken:
        return None
    if entry.quantity is not None:
        return _quantity(notes, entry.quantity, inside)
    levels = entry.scale or entry.options or {}
    names = Names(notes)
    for name, level in levels.items():
        names.identifier(name, (*inside, name))
        if not (level.title or level.text):
            notes.note("empty-value", (*inside, name), on_key=True, key=name)
        names.take(name, (), (*inside, name))
    _check_titles(notes, levels, inside)
    if not _countable(notes, len(levels), inside):
        return None
    make = Outcomes.options if entry.scale is None else Outcomes.scale
    texts = (level.text or "" for level in levels.values())
    return make(levels, texts, (level.title or "" for level in levels.values()))


def _check_titles(notes: Notes, levels: Mapping[str, LevelDocument], path: Path) -> None:
    """Note each title of a level that is the title or the id of another one.

    Where two read the same nobody could tell them apart, and whoever writes what was read would
    write the other.
    """
    taken = {fold(id_): id_ for id_ in levels}
    for id_, level in levels.items():
        if level.title:
            other = taken.setdefault(fold("_".join(level.title.split())), id_)
            if other != id_:
                related = (notes.document.place((*path, other), key=True),)
                at = (*path, id_, "title")
                notes.note(
                    "name-taken", at, related=related, name=level.title, by=other, slip="level"
                )


def _countable(notes: Notes, count: int, path: Path) -> bool:
    """Whether an issue has a choice of outcomes, and not more than can be held as bits."""
    if count < 2:
        notes.note("too-few-outcomes", path, on_key=True, count=str(count))
    elif count > MAX_OUTCOMES:
        limit = f"{MAX_OUTCOMES:,}"
        notes.note("too-many-outcomes", path, on_key=True, count=f"{count:,}", limit=limit)
    return 2 <= count <= MAX_OUTCOMES


def _quantity(notes: Notes, entry: QuantityDocument, path: Path) -> Outcomes | None:
    """The numbers or dates of a quantity, and what it is counted in."""
    ends = (entry.from_, entry.to)
    dates = entry.step in list(DateStep) or any(re.fullmatch(DATE, end) for end in ends)
    grid = _calendar(notes, entry, path) if dates else _grid(notes, entry, path)
    unit = None if dates else _unit(notes, entry.unit, (*path, "unit"))
    free = _unlimited(notes, entry.unlimited, (*path, "unlimited"))
    if dates and entry.unit is not None:
        slip = "unit-of-dates"
        of, keys = "a quantity of dates", "from, to, step, unlimited"
        at = (*path, "unit")
        notes.note(
            "unknown-key", at, on_key=True, key="unit", of=of, keys=keys, step=entry.step, slip=slip
        )
    known = dates or unit is not None
    if grid is None or not known or not _countable(notes, grid.count + bool(free), path):
        return None
    return Outcomes.quantity(unit, grid, unlimited=bool(free), free=free or UNLIMITED)


def _unit(notes: Notes, written: Value | None, path: Path) -> Unit | None:
    """What numbers are counted in: a word, none, or one for one and another for several."""
    match written:
        case None:
            if not notes.left_out(path):
                notes.note("missing-key", path[:-1], on_key=True, key="unit", of="a quantity")
            return None
        case str():
            return Unit(written, written)
        case {"one": str(one), "other": str(other), **more} if not more:
            if one and other:
                return Unit(one, other)
    expected = "a word, or a map of one and other"
    notes.note("wrong-shape", path, expected=expected, found=shape(written), slip="unit")
    return None


def _unlimited(notes: Notes, written: str, path: Path) -> str:
    """What `unlimited` is called, or nothing where there is none."""
    if written in ("true", "false"):
        return UNLIMITED if written == "true" else ""
    if meant := words_meant(written, ("true", "false")):
        expected = "true, false, or what it is called"
        notes.note("unknown-word", path, near=meant, found=written, expected=expected)
    return written


def _grid(notes: Notes, entry: QuantityDocument, path: Path) -> Grid | None:
    """The grid from one number to another, which must lie a whole number of steps apart."""
    written = {"from": entry.from_, "to": entry.to, "step": entry.step}
    numbers = {key: Number.parse(text) for key, text in written.items()}
    for key, number in numbers.items():
        if number is None:
            text = written[key]
            notes.note("bad-number", (*path, key), near=numbers_meant(text), found=text)
    known = [number for number in numbers.values() if number is not None]
    if len(known) < len(written):
        return None
    places = max(number.places for number in known)
    start, stop, step = (number.scaled(places) for number in known)
    if step <= 0 or stop < start or (stop - start) % step:
        _uneven(notes, entry, path, falling=step <= 0 or stop < start)
        return None
    return Grid(start, step, (stop - start) // step + 1, places)


def _calendar(notes: Notes, entry: QuantityDocument, path: Path) -> Calendar | None:
    """The days or months from one to another."""
    words = [unit.value for unit in DateStep]
    if entry.step not in words:
        alike = words_meant(entry.step.removeprefix("1 "), words)
        if entry.step == "1":
            alike = (words[entry.from_.count("-") == 1],)
        notes.note(
            "unknown-word",
            (*path, "step"),
            near=alike,
            found=entry.step,
            expected=", ".join(words),
            slip="step-of-dates",
        )
        return None
    unit = DateStep(entry.step)
    ends = {key: Calendar.first(text, unit) for key, text in _ends(entry)}
    for key, text in _ends(entry):
        if ends[key] is None:
            alike = days_meant(text) if unit is DateStep.DAY else months_meant(text)
            precise = re.fullmatch(DAY if unit is DateStep.DAY else MONTH, text)
            slip = "no-such-day" if precise else f"whole-{unit}"
            notes.note("bad-date", (*path, key), near=alike, found=text, slip=slip)
    first, last = ends["from"], ends["to"]
    if first is None or last is None:
        return None
    if last.start < first.start:
        _uneven(notes, entry, path, falling=True)
        return None
    return replace(first, count=last.start - first.start + 1)


def _ends(entry: QuantityDocument) -> tuple[tuple[str, str], ...]:
    return (("from", entry.from_), ("to", entry.to))


def _uneven(notes: Notes, entry: QuantityDocument, path: Path, *, falling: bool) -> None:
    """Note that steps do not lead from one end of a quantity to the other."""
    slip = "falling-grid" if falling else ""
    start, to, step = entry.from_, entry.to, entry.step
    notes.note("uneven-grid", path, on_key=True, start=start, to=to, step=step, slip=slip)


def _areas(compiler: Compiler, over: Value, path: Path) -> dict[str, Issue]:
    """One issue for every area, with the outcomes that are possible there.

    Areas stand in the order of a list; a map has no order, so its areas stand by name.
    """
    notes, id_ = compiler.notes, compiler.issue
    if not isinstance(over, (list, dict)) or not over:
        expected = "a list or a map of areas"
        if says_nothing(over):
            notes.note("empty-value", path, on_key=True, key="over")
        else:
            meant = shapes_meant("a list", over, of="over")
            notes.note("wrong-shape", path, near=meant, expected=expected, found=shape(over))
        notes.broken.add(path)
        return {}
    found: dict[str, Issue] = {}
    names, taken = Names(notes), dict[str, str]()
    named = isinstance(over, dict)
    for i, area in enumerate(sorted(over) if isinstance(over, dict) else over):
        own: Path = (*path, area if named and isinstance(area, str) else i)
        if not isinstance(area, str):
            notes.note("wrong-shape", own, expected="text", found=shape(area))
        elif not is_id(area):
            names.identifier(area, own, key=named)
        elif (other := taken.setdefault(fold(area), area)) != area or f"{id_}.{area}" in found:
            notes.note("name-taken", own, on_key=named, name=area, by=f"{id_}.{other}")
        elif held := _held(compiler, over[area] if isinstance(over, dict) else "all", own):
            issue = f"{id_}.{area}"
            found[issue] = Issue(issue, held, id_, title(area), area)
    if len(found) < len(over):
        notes.broken.add(path)
    return found


def _held(compiler: Compiler, form: Value, path: Path) -> Outcomes | None:
    """The outcomes that one area can have."""
    if form == "all":
        return compiler.outcomes
    region = compiler.region(form, path)
    if region is None or not _countable(compiler.notes, len(region), path):
        return None
    held = compiler.outcomes.keep(region)
    if held is None:
        compiler.notes.note("broken-grid", path, issue=compiler.issue)
    return held
