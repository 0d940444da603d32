"""Which names a file may give, and that no two things answer to one name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import category, normalize

from redlines.case import fold
from redlines.reading.notes import Notes
from redlines.reading.yaml_marks import Path
from redlines.region import OPERATORS

# Letters, the marks that belong to them in many scripts, and digits.
_LETTERS = "LMN"
# An area is written `territory.donetsk`, so only what is never a part of a reference has points.
_WITHIN, _WITHIN_CITED = "_-", "_-."
# What most ids are made of, so that few are looked at sign by sign.
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Names:
    """The names given so far to one kind of thing, as people may type them."""

    notes: Notes
    taken: dict[str, Path] = field(default_factory=dict)

    def identifier(self, name: str, path: Path, *, key: bool = True, cited: bool = False) -> None:
        """Note a name that cannot be an id; one that is only ever `cited` may have points."""
        if name in OPERATORS and not cited:
            self.notes.note("reserved-name", path, on_key=key, name=name)
        elif not is_id(name, cited=cited):
            composed = normalize("NFC", name) != name and is_id(normalize("NFC", name), cited=cited)
            slip = "not-composed" if composed else "cited-id" if cited else ""
            near = proposed(name, cited=cited)
            self.notes.note("bad-id", path, on_key=key, near=near, found=name, slip=slip)

    def take(self, id_: str, aliases: Iterable[str], path: Path) -> None:
        """Note each name of the thing at a path that another thing has."""
        for i, name in enumerate((id_, *aliases)):
            other = self.taken.setdefault(fold(name), path)
            if other != path:
                related = (self.notes.document.place(other, key=True),)
                at = (*path, "aliases", i - 1) if i else path
                self.notes.note(
                    "name-taken", at, on_key=not i, related=related, name=name, by=str(other[-1])
                )


def is_id(name: str, *, cited: bool = False) -> bool:
    """Whether a name can be an id: letters and digits of any script, composed, `_` and `-` inside.

    The id of a statement, a source or a point, which is only ever `cited`, may have points inside
    too.
    """
    if _PLAIN.fullmatch(name):
        return True
    within = _WITHIN_CITED if cited else _WITHIN
    return (
        bool(name)
        and name[0] not in within
        and name[-1] not in within
        and category(name[0])[0] != "M"
        and all(sign in within or category(sign)[0] in _LETTERS for sign in name)
        and normalize("NFC", name) == name
    )


def proposed(name: str, *, cited: bool = False) -> tuple[str, ...]:
    """The id that a name comes nearest to; none where it has neither a letter nor a digit.

    >>> proposed("first offer"), proposed("#1 (draft)"), proposed("?")
    (('first_offer',), ('1_draft',), ())
    """
    within = _WITHIN_CITED if cited else _WITHIN
    signs = normalize("NFC", name)
    kept = "".join(s if s in within or category(s)[0] in _LETTERS else " " for s in signs)
    found = "_".join(part for word in kept.split() if (part := word.strip(within)))
    return (found,) if is_id(found, cited=cited) and found not in OPERATORS else ()


def id_of_name(name: str) -> str:
    """The id that a name comes nearest to; where it comes near none, the name itself.

    >>> id_of_name("first offer"), id_of_name("?")
    ('first_offer', '?')
    """
    return next(iter(proposed(name)), name)


def title(id_: str) -> str:
    """The title of a thing that was given none."""
    return id_[:1].upper() + id_[1:].replace("_", " ")
