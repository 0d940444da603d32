"""What the shared options ask of a case: for whom, on which issues, and what is assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redlines.api.asked import different_parties, parties_of
from redlines.api.names import Noun, find_all, issues, members
from redlines.cli import options
from redlines.cli.assuming import assumption_of
from redlines.failure import together

if TYPE_CHECKING:
    from redlines import Assumption, Case


@dataclass(frozen=True)
class Asked:
    """For which parties, on which issues and under which assumption; `issues` is None for all."""

    parties: tuple[str, ...]
    issues: tuple[str, ...] | None
    assumption: Assumption

    @property
    def whole(self) -> bool:
        """Whether no issue and no red line is left out, and nothing is assumed besides."""
        return self.issues is None and not (self.assumption.binding or self.assumption.what_if)


def asked_of(
    case: Case,
    asking: options.Asking,
    party: Sequence[str] | None,
    *,
    between: str | None = None,
    everyone: bool = True,
) -> Asked:
    """What the options mean in a case; raises NotDoneError for all that they cannot.

    What a command finds out `between` parties takes two or more different ones: without `everyone`
    they have to be named, else all are meant where none is.
    """
    together(*lookups(case, asking, party or ()))
    grouped = members(case, asking.group or ())
    everybody = () if grouped or not everyone else tuple(case.parties.values())
    meant = party or everybody
    if between is not None:
        parties = different_parties(case, meant, grouped, command=between)
    else:
        parties = tuple(dict.fromkeys((*(parties_of(case, meant) if meant else ()), *grouped)))
    chosen = issues(case, asking.issue) if asking.issue else None
    return Asked(parties, chosen, assumption_of(case, asking))


def lookups(
    case: Case, asking: options.Asking, party: Iterable[str]
) -> tuple[Callable[[], object], ...]:
    """What a call names in a case: asked for `together`, all that is wrong with it is told at once.

    Each raises NotDoneError for what the case lacks.
    """
    return (
        lambda: find_all(case, ((text, (Noun.PARTY,)) for text in party)),
        lambda: members(case, asking.group or ()),
        lambda: issues(case, asking.issue or ()),
        lambda: assumption_of(case, asking),
    )
