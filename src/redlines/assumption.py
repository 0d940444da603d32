"""What an analysis assumes besides the case: a day, how firm red lines must be, and what if."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from redlines.case import Basis, Claim, Statement, Verb, firmness
from redlines.failure import NotDoneError
from redlines.region import Region
from redlines.short import short

# The digits of ASCII alone: what one reader takes for a day all should.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def written_day(text: str) -> date | None:
    """The day that a text writes in full, as in 2025-12-09; None where it is none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def day_advice(text: str) -> str:
    """What to write instead of a text that is no day; for a month or a year the last day of it."""
    year, _, month = text.partition("-")
    last = written_day(f"{year}-12-31") if not month else _last_day(year, month)
    return f"give the day, such as {last}" if last else "write a day as 2025-12-09"


def _last_day(year: str, month: str) -> date | None:
    """The last day of a month, None where it is none."""
    days = (written_day(f"{year}-{month}-{day}") for day in (31, 30, 29, 28))
    return next(filter(None, days), None)


def written_basis(text: str) -> Basis | None:
    """The basis that a text names, case aside; None where it is none."""
    return next((basis for basis in Basis if basis == text.lower()), None)


def day_of(given: date | str | None) -> date | None:
    """A day that may be written as text; raises NotDoneError for what is none."""
    if isinstance(given, datetime):
        return given.date()
    day = written_day(given) if isinstance(given, str) else given
    if given is not None and not isinstance(day, date):
        raise NotDoneError(f"{given!r} is no day", code="bad-date", advice=day_advice(str(given)))
    return day


def basis_of(given: Basis | str | None) -> Basis | None:
    """A basis that may be written as text; raises NotDoneError for what is none."""
    basis = written_basis(given) if isinstance(given, str) else None
    if given is not None and basis is None:
        raise NotDoneError(
            f"{given!r} is no basis",
            code="unknown-word",
            advice=f"from firmest to softest: {', '.join(Basis)}",
        )
    return basis


@dataclass(frozen=True, slots=True)
class Held:
    """Some outcomes of one issue as one party holds them."""

    party: str
    issue: str
    region: Region


@dataclass(frozen=True, init=False)
class Assumption:
    """What is assumed: a day, a basis, and what if something had not been said, or had been.

    `day` is None where every statement counts; `binding` keeps red lines at least that firm.
    `lifted` are statements by id, with all their claims, and outcomes that a party does not refuse,
    whatever line they are part of. `set` are outcomes that are all that a party demands on an
    issue, and that it does not refuse. What is lifted is in force and does not count.
    `undisputed` are statements by id that count as if nobody disputed them.

    Days and bases may be written as text; raises NotDoneError for one that is none.
    """

    day: date | None = None
    binding: Basis | None = None
    lifted: tuple[str | Held, ...] = ()
    set: tuple[Held, ...] = ()
    undisputed: tuple[str, ...] = ()

    def __init__(
        self,
        day: date | str | None = None,
        binding: Basis | str | None = None,
        lifted: str | Held | Iterable[str | Held] = (),
        set: Held | Iterable[Held] = (),  # noqa: A002 - the word of the option
        undisputed: str | Iterable[str] = (),
    ) -> None:
        object.__setattr__(self, "day", day_of(day))
        object.__setattr__(self, "binding", basis_of(binding))
        object.__setattr__(
            self, "lifted", (lifted,) if isinstance(lifted, str | Held) else tuple(lifted)
        )
        object.__setattr__(self, "set", (set,) if isinstance(set, Held) else tuple(set))
        believed = (undisputed,) if isinstance(undisputed, str) else tuple(undisputed)
        object.__setattr__(self, "undisputed", believed)

    def __repr__(self) -> str:
        return short(self, "day", "binding", "lifted", "set", "undisputed")

    @property
    def what_if(self) -> bool:
        """Whether anything is assumed that was not said, or not as it was said."""
        return bool(self.lifted or self.set or self.undisputed)

    def on(self, day: date | None) -> Assumption:
        """The same, on a day unless it names one."""
        return replace(self, day=self.day or day)

    def in_force(self, claim: Claim) -> bool:
        """Whether a claim was said by the day and has not ended."""
        return claim.in_force(self.day)

    def counted(self, claim: Claim) -> Claim | None:
        """A claim in force as it counts: whole, undisputed, for fewer outcomes, or not at all."""
        own = claim.statement
        refuses = claim.verb is Verb.REFUSES
        if refuses and self.binding and firmness(own.basis) > firmness(self.binding):
            return None
        if own.id in self.lifted:
            return None
        if claim.verb is Verb.DEMANDS and self.demand(claim.party, claim.issue):
            return None
        if own.disputed and own.id in self.undisputed:
            claim = replace(claim, statement=replace(own, disputed=False))
        if not refuses or not (self.lifted or self.set):
            return claim
        region = claim.region
        for held in (*self.lifted, *self.set):
            if isinstance(held, Held) and (held.party, held.issue) == (claim.party, claim.issue):
                region -= held.region
        if region == claim.region:
            return claim
        return replace(claim, region=region) if region else None

    def demand(self, party: str, issue: str) -> Claim | None:
        """The one demand that a party is assumed to make on an issue; nobody stated it."""
        for held in self.set:
            if (held.party, held.issue) == (party, issue):
                return Claim(Statement(ASSUMED, (party,)), party, Verb.DEMANDS, issue, held.region)
        return None


# What stands in the place of a statement's id for what is assumed.
ASSUMED = "assumed"
NOTHING = Assumption()
