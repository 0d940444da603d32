"""Problems noted about the values of one file while it is understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import normalize

from redlines.case import Party, Place, fold
from redlines.problems import Problem
from redlines.reading.yaml_marks import MarkedText, Path, Value


@dataclass(frozen=True, slots=True)
class Notes:
    """The problems of one file, each placed by the path of the value or key it is about.

    `broken` are paths of values that lost a part which did not fit the format: what they lack
    is no second problem.
    """

    document: MarkedText
    problems: list[Problem] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)

    def note(
        self,
        code: str,
        path: Path,
        *,
        on_key: bool = False,
        near: tuple[str, ...] = (),
        related: tuple[Place, ...] = (),
        statements: tuple[str, ...] = (),
        **args: str,
    ) -> None:
        """Add a problem about the value at a path, or about the key that leads to it.

        An argument `slip` names a mistake that can be told by more than the code; empty, it does
        not. Where a comma cut a text in two, or a name differs from the one meant by what nobody
        sees, that is told; not where the name is right and where it is given is told already.
        """
        place = self.document.place(path, key=on_key)
        slip = args.pop("slip", "")
        if not slip and code in ("unknown-key", "empty-value") and self.document.bare(path):
            slip = "bare-key"
        if (name := args.get("name", "")) and near and name != near[0]:
            composed = normalize("NFC", name)
            if composed == name == normalize("NFC", near[0]):
                return
            slip = "name-not-composed" if composed == near[0] else slip
        if slip:
            args["slip"] = slip
        self.problems.append(Problem(code, place, args, near, related, statements))

    def left_out(self, path: Path) -> bool:
        """Whether the value at a path, or one around it, was written but did not fit."""
        return any(path[:length] in self.broken for length in range(1, len(path) + 1))


def near(name: str, known: Iterable[str], *, alike: float = 0.6) -> tuple[str, ...]:
    """At most three of the known names that a misspelt one may stand for.

    `alike` is how much of both has to be the same.
    """
    from difflib import get_close_matches

    return tuple(get_close_matches(name, list(known), n=3, cutoff=alike))


def meant(name: str, aliases: Iterable[tuple[str, Iterable[str]]]) -> tuple[str, ...]:
    """The ids that a name may stand for: the one it is a name of, else those like it."""
    folded = {fold(name): id_ for id_, names in aliases for name in (id_, *names)}
    exact = folded.get(fold(name))
    if exact:
        return (exact,)
    return tuple(dict.fromkeys(folded[alike] for alike in near(fold(name), folded)))


def parties_meant(name: str, parties: Iterable[Party]) -> tuple[str, ...]:
    """The ids of the parties that a name may stand for, by id, title or alias."""
    return meant(name, ((party.id, (party.title, *party.aliases)) for party in parties))


def shape(value: Value | None) -> str:
    """What a value of YAML is, in a word."""
    if isinstance(value, dict):
        return "a map"
    return "a list" if isinstance(value, list) else "text"


def says_nothing(value: Value) -> bool:
    """Whether a value is empty: nothing at all, an empty list or map, or `null`."""
    return not value or (isinstance(value, str) and value.casefold() in ("~", "null"))
