"""What an analysis assumes besides the case: a day, how firm red lines must be, and what if."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from redlines.case import Basis, Claim, Statement, Verb, firmness
from redlines.region import Region


@dataclass(frozen=True, slots=True)
class Held:
    """Some outcomes of one issue as one party holds them."""

    party: str
    issue: str
    region: Region


@dataclass(frozen=True)
class Assumption:
    """What is assumed: a day, a basis, and what if something had not been said, or had been.

    `day` is None where every statement counts; `binding` keeps red lines at least that firm.
    `lifted` are statements by id, with all their claims, and outcomes that a party does not refuse,
    whatever line they are part of. `set` are outcomes that are all that a party demands on an
    issue, and that it does not refuse. What is lifted is in force and does not count.
    """

    day: date | None = None
    binding: Basis | None = None
    lifted: tuple[str | Held, ...] = ()
    set: tuple[Held, ...] = ()

    @property
    def what_if(self) -> bool:
        """Whether anything is assumed that was not said, or not as it was said."""
        return bool(self.lifted or self.set)

    def on(self, day: date | None) -> Assumption:
        """The same, on a day unless it names one."""
        return replace(self, day=self.day or day)

    def in_force(self, claim: Claim) -> bool:
        """Whether a claim was said by the day and has not ended."""
        return claim.statement.in_force(self.day)

    def counted(self, claim: Claim) -> Claim | None:
        """A claim in force as it counts: whole, for fewer outcomes, or not at all."""
        own = claim.statement
        refuses = claim.verb is Verb.REFUSES
        if refuses and self.binding and firmness(own.basis) > firmness(self.binding):
            return None
        if own.id in self.lifted:
            return None
        if claim.verb is Verb.DEMANDS and self.demand(own.party, claim.issue):
            return None
        if not refuses or not (self.lifted or self.set):
            return claim
        region = claim.region
        for held in (*self.lifted, *self.set):
            if isinstance(held, Held) and (held.party, held.issue) == (own.party, claim.issue):
                region -= held.region
        if region == claim.region:
            return claim
        return replace(claim, region=region) if region else None

    def demand(self, party: str, issue: str) -> Claim | None:
        """The one demand that a party is assumed to make on an issue; nobody stated it."""
        for held in self.set:
            if (held.party, held.issue) == (party, issue):
                return Claim(Statement(ASSUMED, party), Verb.DEMANDS, issue, held.region)
        return None


# What stands in the place of a statement's id for what is assumed.
ASSUMED = "assumed"
NOTHING = Assumption()
