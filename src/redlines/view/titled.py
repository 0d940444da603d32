"""A case in which each party is called by its title, for texts that name no command."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from redlines.assumption import Assumption, Held
from redlines.case import Case, Statement, fold


def titles_of(case: Case) -> dict[str, str]:
    """What each party is called: its title, with its id where another has the same."""
    seen = Counter(fold(party.title) for party in case.parties.values())
    return {
        id_: party.title if seen[fold(party.title)] == 1 else f"{party.title} ({id_})"
        for id_, party in case.parties.items()
    }


def titled(case: Case) -> Case:
    """The case with the titles of the parties in place of their ids.

    What is analysed of it says the same: no name of a party decides anything.
    """
    names = titles_of(case)

    def renamed(own: Statement) -> Statement:
        return replace(
            own,
            parties=tuple(names[party] for party in own.parties),
            replaced=tuple(replace(end, party=names[end.party]) for end in own.replaced),
        )

    return replace(
        case,
        parties={
            names[id_]: replace(own, id=names[id_], member_of=names.get(own.member_of or ""))
            for id_, own in case.parties.items()
        },
        statements={id_: renamed(own) for id_, own in case.statements.items()},
        plans={
            id_: replace(own, by=tuple(names.get(party, party) for party in own.by))
            for id_, own in case.plans.items()
        },
    )


def titled_assumption(assumption: Assumption, case: Case) -> Assumption:
    """An assumption on a case, said of the same case with titles."""
    names = titles_of(case)
    return replace(
        assumption,
        lifted=tuple(
            replace(own, party=names[own.party]) if isinstance(own, Held) else own
            for own in assumption.lifted
        ),
        set=tuple(replace(own, party=names[own.party]) for own in assumption.set),
    )
