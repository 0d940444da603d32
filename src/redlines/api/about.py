"""What every report of the public API has beside what the engine found: its case, its findings."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from redlines.case import Case, Place

if TYPE_CHECKING:
    from redlines.engine.finding import Report
    from redlines.findings import Finding


@dataclass(frozen=True, kw_only=True, repr=False)
class About:
    """A report that knows the case it is about."""

    case: Case = field(repr=False, compare=False)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What it establishes, fact by fact, in its order."""
        from redlines.engine.finding import findings_of

        return findings_of(cast("Report", self), self.case)


R = TypeVar("R", bound=About)


def about(report: Any, form: type[R], case: Case, **more: Any) -> R:
    """A report of the engine in the form that knows its case."""
    return form(**{**found_in(report), **more, "case": case})


def found_in(report: Any) -> dict[str, Any]:
    """What the engine found, by the names of the fields that a report has for it."""
    return {part.name: getattr(report, part.name) for part in fields(report)}


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that one side of a comparison was read from, and the commit if it was one's."""

    path: str
    commit: str | None = None

    @classmethod
    def of(cls, place: Place | None, otherwise: str) -> Origin:
        """The file that something is written in, or what stands for it where it is in none."""
        return cls(place.file if place else otherwise)
