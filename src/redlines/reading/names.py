"""Which names a file may give, and that no two things answer to one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from redlines.case import fold
from redlines.reading.notes import Notes
from redlines.reading.yaml_marks import Path
from redlines.region import OPERATORS

# A party, an issue, an area, an outcome: typed on command lines and written in references.
IDENTIFIER = r"^[^\W_][\w-]*$"
# A statement or a source: the ids of other people's lists have dots.
REFERENCE_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"


@dataclass(frozen=True, slots=True)
class Names:
    """The names given so far to one kind of thing, case aside."""

    notes: Notes
    taken: dict[str, Path] = field(default_factory=dict)

    def identifier(self, name: str, path: Path, *, key: bool = True) -> None:
        """Note a name that cannot be an id."""
        if name in OPERATORS:
            self.notes.note("reserved-name", path, on_key=key, name=name)
        elif not re.fullmatch(IDENTIFIER, name):
            slip = "not-composed" if _composed(name) else ""
            self.notes.note("bad-id", path, on_key=key, found=name, slip=slip)

    def reference_id(self, name: str, path: Path, *, key: bool = False) -> None:
        """Note an id of a statement or source that cannot stand in a list of ids."""
        if not re.fullmatch(REFERENCE_ID, name):
            self.notes.note("bad-id", path, on_key=key, found=name, slip="reference-id")

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


def _composed(name: str) -> bool:
    """Whether a name would be an id if its letters and their accents were one character each."""
    return bool(re.fullmatch(IDENTIFIER, unicodedata.normalize("NFC", name)))


def title(id_: str) -> str:
    """The title of a thing that was given none."""
    return id_[:1].upper() + id_[1:].replace("_", " ")
